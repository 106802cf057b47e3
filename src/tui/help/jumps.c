/* tui/help/jumps.c - from the list of actions straight to an order, to the
 * orders of a customer, or to a step. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "palette_priv.h"

#include "base/banned.h"

/* of several workflows; customers have what is left of JUMPS_MAX */
#define STEPS_MOST 4
#define ORDERS_MOST 4
#define LEAST 2 /* bytes typed before the book is asked */

/* "step 5", "步骤 5", "step:5", "步骤5"; 0 = no step. */
static int64_t
step_of(const char *typed)
{
	static const char *const words[] = { "step", "步骤", "第" };
	struct gd_str folded = GD_STR_INIT;
	int64_t no = 0;

	gd_text_fold(&folded, typed);
	for (size_t i = 0; i < sizeof words / sizeof words[0] && !no; i++) {
		size_t len = strlen(words[i]);
		const char *at = folded.text + len;

		if (strncmp(folded.text, words[i], len) != 0)
			continue;
		at += strspn(at, " :");
		if (isdigit((unsigned char)*at))
			no = strtoll(at, NULL, 10);
	}
	gd_str_release(&folded);
	return no;
}

static const struct gd_step_def *
step_in(const struct gd_workflow *wf, int64_t no)
{
	for (int i = 0; wf && i < wf->nsteps; i++)
		if (wf->steps[i].no == no)
			return &wf->steps[i];
	return NULL;
}

static const struct gd_workflow *
flow_of(struct ui *ui, const char *number)
{
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];

	return gd_store_order_find(gd_app_store(*ui->app), number, id, &err) ==
		       GD_OK
		   ? gd_app_order_flow(*ui->app, id)
		   : NULL;
}

static void
add_step(struct ui *ui, const struct gd_step_def *step, const char *words,
    const char *note, struct gd_arena *arena, struct jump *j,
    struct scr_item *item)
{
	j->kind = JUMP_STEP;
	snprintf(j->to, sizeof j->to, "%d%s", step->no, words);
	item->label = gd_arena_printf(arena, "%d %s", step->no,
	    ui_name(ui, &step->name));
	item->key = tr(ui, GD_TR("Step"));
	item->note = note;
}

/* Of the order; else of each workflow that has such a step. */
static int
add_steps(struct ui *ui, const char *number, int64_t no,
    struct gd_arena *arena, struct jump *jumps, struct scr_item *items)
{
	const char *there = tr(ui, GD_TR("the orders that stand there"));
	const struct gd_step_def *step;
	const struct gd_workflow *wf;
	bool several = gd_app_flow_count(*ui->app) > 1;
	int n = 0;

	if (number) {
		step = step_in(flow_of(ui, number), no);
		if (step)
			add_step(ui, step, "",
			    tr(ui, GD_TR("its checklist in this order")), arena,
			    jumps, items);
		return step != NULL;
	}
	for (size_t i = 0;
	     n < STEPS_MOST && gd_app_flow_next(*ui->app, &i, &wf);) {
		step = step_in(wf, no);
		if (!step)
			continue;
		add_step(ui, step,
		    several ? ui_fmt(ui, " workflow:%s", wf->name.id) : "",
		    several ? gd_arena_printf(arena, "%s: %s",
				  ui_name(ui, &wf->name), there)
			    : there,
		    arena, &jumps[n], &items[n]);
		n++;
	}
	return n;
}

static bool
names_customer(const struct gd_customer *c, const char *folded)
{
	struct gd_str hay = GD_STR_INIT;
	bool found;

	gd_text_fold(&hay, c->code);
	gd_str_addc(&hay, '\n');
	gd_text_fold(&hay, c->name);
	gd_str_addc(&hay, '\n');
	gd_text_fold(&hay, c->name_en);
	gd_str_addc(&hay, '\n');
	gd_text_fold(&hay, c->pinyin);
	gd_str_addc(&hay, '\n');
	if ((unsigned char)*folded < 0x80)
		gd_text_initials(&hay, c->name);
	found = strstr(hay.text, folded) != NULL;
	gd_str_release(&hay);
	return found;
}

static int
add_customers(struct ui *ui, const char *typed, struct jump *jumps,
    struct gd_arena *arena, struct scr_item *items, int most)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	struct gd_str folded = GD_STR_INIT;
	const struct gd_customer *c;
	int n = 0;

	gd_text_fold(&folded, typed);
	for (size_t i = 0;
	     n < most && (c = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++) {
		if (!names_customer(c, folded.text))
			continue;
		jumps[n].kind = JUMP_CUSTOMER;
		snprintf(jumps[n].to, sizeof jumps[n].to, "%s", c->code);
		items[n].label = gd_arena_str(arena, c->name);
		items[n].key = tr(ui, GD_TR("Customer"));
		items[n++].note = tr(ui, GD_TR("the orders of the person"));
	}
	gd_str_release(&folded);
	return n;
}

/* Orders whose number has what was typed. */
static int
add_orders(struct ui *ui, const char *typed, struct jump *jumps,
    struct gd_arena *arena, struct scr_item *items, int most)
{
	struct gd_filter f = { .words = { typed },
		.nwords = 1,
		.sort = GD_SORT_NUMBER,
		.limit = 40 };
	struct gd_list_rows rows = { 0 };
	struct gd_str want = GD_STR_INIT, has = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	int n = 0;

	gd_text_fold(&want, typed);
	f.words[0] = want.text;
	if (strpbrk(want.text, "0123456789") &&
	    gd_app_list(*ui->app, &f, &rows, &err) == GD_OK) {
		for (size_t i = 0; i < rows.n && n < most; i++) {
			const struct gd_list_row *r = &rows.at[i];

			gd_str_reset(&has);
			gd_text_fold(&has, r->number);
			if (!strstr(has.text, want.text) ||
			    strlen(r->number) >= sizeof jumps[n].to)
				continue;
			jumps[n].kind = JUMP_ORDER;
			snprintf(jumps[n].to, sizeof jumps[n].to, "%s",
			    r->number);
			items[n].label = gd_arena_str(arena, r->number);
			items[n].key = tr(ui, GD_TR("Order"));
			items[n++].note = gd_arena_str(arena, r->customer_name);
		}
	}
	free(rows.at);
	gd_arena_release(&rows.arena);
	gd_str_release(&want);
	gd_str_release(&has);
	return n;
}

int
jumps_find(struct ui *ui, const char *number, const char *typed,
    struct gd_arena *arena, struct jump *jumps, struct scr_item *items)
{
	int64_t step = step_of(typed);
	int n = 0;

	for (int i = 0; i < JUMPS_MAX; i++)
		items[i] = (struct scr_item){ 0 };
	if (!*ui->app || strlen(typed) < LEAST)
		return 0;
	if (step)
		n = add_steps(ui, number, step, arena, jumps, items);
	n += add_orders(ui, typed, jumps + n, arena, items + n, ORDERS_MOST);
	n += add_customers(ui, typed, jumps + n, arena, items + n,
	    JUMPS_MAX - n);
	return n;
}

void
jump_go(struct ui *ui, const char *number, const struct jump *j)
{
	if (j->kind == JUMP_ORDER) {
		scr_order(ui, j->to);
		return;
	}
	if (j->kind == JUMP_STEP && number) {
		int64_t step = strtoll(j->to, NULL, 10);

		if (scr_order_to_step(ui, step))
			return;
		scr_order(ui, number);
		ui->top->ops->load(ui, ui->top);
		ui->top->stale = false;
		(void)scr_order_to_step(ui, step);
		return;
	}
	(void)ui_act(ui, GD_A_ORDERS);
	scr_list_filter(ui,
	    ui_fmt(ui, "%s:%s", j->kind == JUMP_STEP ? "step" : "customer",
		j->to),
	    true);
}
