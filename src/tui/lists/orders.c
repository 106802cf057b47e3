/* tui/lists/orders.c - rows of orders for the list and for my day.
 *
 * Only a chunk is in memory.  Chunks overlap, so that the cursor can walk
 * over their border; going back uses the remembered beginnings.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/names.h"
#include "base/text.h"

#include "orders_priv.h"

#include "base/banned.h"

#define OVERLAP 60 /* rows that two chunks share */

static void
drop_from(struct orders *o, size_t keep)
{
	while (o->nfrom > keep)
		free(o->from[--o->nfrom].text);
}

static void
drop_rows(struct orders *o)
{
	free(o->rows.at);
	gd_arena_release(&o->rows.arena);
	o->rows = (struct gd_list_rows){ 0 };
}

void
orders_release(struct orders *o)
{
	drop_from(o, 0);
	free(o->from);
	drop_rows(o);
	news_clear(&o->news);
	free(o->at_id);
	*o = (struct orders){ 0 };
}

const struct gd_list_row *
orders_at(const struct orders *o)
{
	if (o->list.at < 0 || (size_t)o->list.at >= o->rows.n)
		return NULL;
	return &o->rows.at[o->list.at];
}

static void
remember(struct orders *o)
{
	const struct gd_list_row *r = orders_at(o);

	free(o->at_id);
	o->at_id = gd_strdup(r ? r->id : NULL);
}

static int
find(const struct orders *o, const char *id)
{
	for (size_t i = 0; id && i < o->rows.n; i++)
		if (strcmp(o->rows.at[i].id, id) == 0)
			return (int)i;
	return -1;
}

static bool
fetch(struct ui *ui, struct orders *o)
{
	struct gd_list_rows rows = { 0 };
	const struct gd_workflow *usual;
	struct gd_filter f = o->filter;
	struct gd_err err = GD_ERR_INIT;

	f.limit = ORDERS_CHUNK;
	f.today = gd_app_today(*ui->app);
	if (o->nfrom > 0) {
		f.has_from = true;
		f.from_value = o->from[o->nfrom - 1].value;
		f.from_text = o->from[o->nfrom - 1].text;
		f.from_key = o->from[o->nfrom - 1].key;
	}
	if (gd_app_list(*ui->app, &f, &rows, &err) != GD_OK) {
		free(rows.at);
		gd_arena_release(&rows.arena);
		ui_say_err(ui, &err);
		return false;
	}
	drop_rows(o);
	o->rows = rows;
	o->amounts = false;
	o->list.n = (int)rows.n;
	usual = rows.n ? NULL : gd_app_usual(*ui->app);
	(void)gd_list_ruler(rows.at, rows.n, usual ? usual->nsteps : 0,
	    o->ruler);
	for (size_t i = 0; i < rows.n; i++)
		news_see(ui, &o->news, rows.at[i].id, rows.at[i].rev);
	return true;
}

/* The next chunk begins after row i of this one. */
static void
push_from(struct orders *o, size_t i)
{
	const struct gd_list_row *r = &o->rows.at[i];
	struct orders_from *f = GD_PUSH(o->from, o->nfrom, o->room);

	f->key = r->key;
	f->value = gd_list_value(r, o->filter.sort);
	f->text = gd_strdup(r->number);
}

#define FAR 8 /* chunks that are looked through for an order that moved */

/* Somebody gave the order under the cursor another place, beyond this chunk:
 * go there with it. @return its row, -1: it stands in none of the chunks */
static int
follow(struct ui *ui, struct orders *o)
{
	struct orders was = { .from = o->from,
		.nfrom = o->nfrom,
		.room = o->room };
	int at = -1;

	o->from = NULL;
	o->nfrom = o->room = 0;
	for (int i = 0; i < FAR && at < 0; i++) {
		if (i > 0)
			push_from(o, o->rows.n - OVERLAP - 1);
		if (!fetch(ui, o))
			break;
		at = find(o, o->at_id);
		if (!o->rows.more || o->rows.n <= OVERLAP)
			break;
	}
	if (at < 0) { /* back to where it stood */
		drop_from(o, 0);
		free(o->from);
		o->from = was.from;
		o->nfrom = was.nfrom;
		o->room = was.room;
		(void)!fetch(ui, o);
		return -1;
	}
	drop_from(&was, 0);
	free(was.from);
	return at;
}

bool
orders_load(struct ui *ui, struct orders *o, bool start)
{
	int at;

	if (start)
		drop_from(o, 0);
	if (!fetch(ui, o))
		return false;
	at = find(o, o->at_id);
	if (at < 0 && !start && o->at_id && (o->rows.more || o->nfrom > 0))
		at = follow(ui, o);
	if (at >= 0)
		o->list.at = at;
	else if (start)
		o->list.at = o->list.top = 0;
	if (o->list.at >= o->list.n)
		o->list.at = o->list.n > 0 ? o->list.n - 1 : 0;
	remember(o);
	return true;
}

int
orders_work(const struct gd_my_day *day, const char *number, const char *act)
{
	int same = -1;

	for (int i = 0; i < (int)day->nlines; i++) {
		if (strcmp(day->lines[i].number, number) != 0)
			continue;
		if (strcmp(day->lines[i].act->id, act) == 0)
			return i;
		if (same < 0)
			same = i;
	}
	return same;
}

/* Does the cursor want to leave the chunk?  Then load its neighbour. */
static void
cross(struct ui *ui, struct orders *o, int wanted)
{
	if (wanted >= o->list.n && o->rows.more && o->rows.n > OVERLAP) {
		push_from(o, o->rows.n - OVERLAP - 1);
		if (fetch(ui, o)) {
			o->list.at -= ORDERS_CHUNK - OVERLAP;
			o->list.top -= ORDERS_CHUNK - OVERLAP;
		}
	} else if (wanted < 0 && o->nfrom > 0) {
		drop_from(o, o->nfrom - 1);
		if (fetch(ui, o)) {
			o->list.at += ORDERS_CHUNK - OVERLAP;
			o->list.top += ORDERS_CHUNK - OVERLAP;
		}
	}
	if (o->list.at < 0)
		o->list.at = 0;
}

#define WALK_PAGE 500

void
orders_walk(struct ui *ui, const struct orders *o,
    bool (*each)(void *payload, const char *id), void *payload)
{
	struct gd_filter f = o->filter;
	struct gd_list_rows rows = { 0 };
	char *from = NULL;
	bool go = true;

	f.limit = WALK_PAGE;
	f.today = gd_app_today(*ui->app);
	for (int seen = 0; go && seen < MARKS_MAX; seen += WALK_PAGE) {
		go = gd_app_list(*ui->app, &f, &rows, NULL) == GD_OK;
		for (size_t i = 0; go && i < rows.n; i++)
			go = each(payload, rows.at[i].id);
		if (go && rows.n > 0 && rows.more) {
			const struct gd_list_row *r = &rows.at[rows.n - 1];

			free(from);
			from = gd_strdup(r->number);
			f.has_from = true;
			f.from_key = r->key;
			f.from_value = gd_list_value(r, f.sort);
			f.from_text = from;
		} else {
			go = false;
		}
		free(rows.at);
		gd_arena_release(&rows.arena);
		rows = (struct gd_list_rows){ 0 };
	}
	free(from);
}

bool
orders_act(struct ui *ui, struct orders *o, enum gd_action action, int visible)
{
	int page = visible > 1 ? visible - 1 : 1;
	bool taken;

	switch (action) {
	case GD_A_UP:
		cross(ui, o, o->list.at - 1);
		break;
	case GD_A_DOWN:
		cross(ui, o, o->list.at + 1);
		break;
	case GD_A_PAGE_UP:
		cross(ui, o, o->list.at - page);
		break;
	case GD_A_PAGE_DOWN:
		cross(ui, o, o->list.at + page);
		break;
	case GD_A_FIRST:
		orders_load(ui, o, true);
		break;
	default:
		break;
	}
	taken = scroll_act(&o->list, action, visible);
	if (taken)
		remember(o);
	return taken;
}

/* ---- painting ----------------------------------------------------------- */

#define HARD_COLS 20   /* "#12-05 Latest shipment" */
#define AMOUNT_COLS 14 /* "123,456.00 USD" */
#define OWNER_COLS 8
#define MARK_LEAST 8 /* " [" and some of the mark */
#define RAIL_COLS 11 /* the usual rail; a longer one takes more */
#define FLOW_COLS 10 /* the workflow, where the office has several */
#define WAITS_LEAST 9 /* fewer columns say nothing */

/* Where columns begin; one that begins where the next does is not shown. */
struct columns {
	int number, customer, flow, due, left, rail, amount, owner, hard, waits;
	int end;
};

/* As it narrows the amount goes, then the hard date, then the owner; whom it
 * waits for stays longest. */
static struct columns
columns_of(struct ui *ui, const struct orders *o, int cols, bool worth)
{
	struct columns c = { .end = cols };
	int longer = (int)strlen(o->ruler) - RAIL_COLS;
	int customer = cols < 70             ? 10
		       : cols < 100          ? 16
		       : cols < 119 || worth ? 20
					     : 28;
	bool several = cols >= 100 && gd_app_flow_count(*ui->app) > 1;
	int waits;

	c.number = 3;
	c.customer = c.number + 14;
	waits =
	    cols - (c.customer + customer + 1 + 9 + (cols < 70 ? 0 : 5) + 13);
	longer = longer > 0 ? longer : 0;
	waits -= longer;
	if (waits < WAITS_LEAST)
		customer += waits + 1;
	c.flow = c.customer + customer + 1;
	c.due = c.flow + (several ? FLOW_COLS + 1 : 0);
	c.left = c.due + 9;
	c.rail = c.left + (cols < 70 ? 0 : 5);
	c.amount = c.rail + RAIL_COLS + 2 + longer;
	c.owner = c.amount + (worth && cols >= 119 && !several ? AMOUNT_COLS + 1 : 0);
	c.hard = c.owner + (worth && cols >= 84 ? OWNER_COLS + 1 : 0);
	c.waits = c.hard + (cols >= (several ? 119
						   : worth ? 105
							   : 100) ? HARD_COLS + 1 : 0);
	if (waits < WAITS_LEAST)
		c.end = c.waits;
	return c;
}

void
orders_worth(struct ui *ui, struct orders *o, int cols)
{
	struct columns c = columns_of(ui, o, cols, true);

	if (o->amounts || c.owner == c.amount)
		return;
	o->amounts = gd_app_amounts(*ui->app, &o->rows, NULL) == GD_OK;
}

/* A head where its column is shown. */
static void
head(struct ui *ui, int row, int at, int end, const char *name)
{
	if (end > at)
		gd_grid_fit(&ui->grid, row, at, end - at - 1, GD_INK_HEAD,
		    tr(ui, name));
}

void
orders_head(struct ui *ui, const struct orders *o, int row, int cols,
    bool worth)
{
	struct gd_grid *g = &ui->grid;
	struct columns c = columns_of(ui, o, cols, worth);

	head(ui, row, c.number, c.customer, "Order");
	head(ui, row, c.customer, c.flow, "Customer");
	head(ui, row, c.flow, c.due, GD_TR("Flow"));
	gd_grid_fit_right(g, row, c.due, 8, GD_INK_HEAD, tr(ui, "Due"));
	if (c.rail > c.left)
		gd_grid_fit_right(g, row, c.left, 4, GD_INK_HEAD,
		    tr(ui, "Days"));
	gd_grid_fit(g, row, c.rail, c.amount - c.rail - 2, GD_INK_HEAD,
	    o->ruler);
	if (c.owner > c.amount)
		gd_grid_fit_right(g, row, c.amount, AMOUNT_COLS, GD_INK_HEAD,
		    tr(ui, "Amount"));
	head(ui, row, c.owner, c.hard, "Owner");
	head(ui, row, c.hard, c.waits, "Next hard date");
	head(ui, row, c.waits, c.end + 1, "Waits for");
}

static bool
is_late(struct ui *ui, const struct gd_list_row *r)
{
	return gd_order_is_late(r->state, r->due_day, ui_today(ui));
}

/* The rail of the book knows no '!': that depends on today. */
static void
paint_rail(struct ui *ui, int row, int col, const struct gd_list_row *r,
    bool here)
{
	char rail[64];
	size_t step = r->due_step > 0 ? (size_t)r->due_step - 1 : 0;

	snprintf(rail, sizeof rail, "%s", r->rail);
	if (is_late(ui, r) && r->due_step > 0 && step < strlen(rail) &&
	    rail[step] != 'x' && rail[step] != '-')
		rail[step] = '!';
	ui_rail(ui, row, col, rail, here);
}

/* Whom the list is of stands first, so that it is never among the "+2". */
static const char *
waits_first(struct ui *ui, const char *first, const char *waits)
{
	size_t len = first ? strlen(first) : 0;
	const char *at = len ? waits : NULL;

	for (; at && (at = strstr(at, first)); at += len)
		if ((at == waits || at[-1] == ' ') &&
		    (!at[len] || at[len] == ' '))
			return ui_fmt(ui, "%s %.*s%s", first,
			    (int)(at - waits), waits,
			    at[len] ? at + len + 1 : "");
	return waits;
}

/* For whom it waits, then the mark it bears as far as there is room. */
static const char *
state_words(struct ui *ui, const struct orders *o,
    const struct gd_workflow *wf, const struct gd_list_row *r, int cols,
    struct gd_str *waits)
{
	const struct gd_name *mark;

	if (r->state != GD_ORDER_ACTIVE)
		return ui_order_state(ui, r->state);
	ui_waits_fit(ui, wf, waits,
	    waits_first(ui, o->filter.waits, r->waits), cols);
	mark = wf && *r->status ? gd_wf_mark(wf, r->status) : NULL;
	if (mark && cols - gd_text_width(waits->text) >= MARK_LEAST)
		gd_str_addf(waits, "%s[%s]", waits->len ? " " : "",
		    ui_name(ui, mark));
	return waits->text;
}

static void
paint_due(struct ui *ui, int row, const struct columns *c,
    const struct gd_list_row *r, bool here)
{
	enum gd_ink ink = here             ? GD_INK_CURSOR
			  : is_late(ui, r) ? GD_INK_LATE
					   : GD_INK_PLAIN;
	char day[GD_DAY_TEXT];
	const char *shown = ui_day(ui, r->due_day, day);

	if (strlen(shown) > 8)
		shown += 2; /* 27-01-10 */
	gd_grid_fit_right(&ui->grid, row, c->due, 8, ink, shown);
	if (c->rail > c->left && r->due_day > 0 && r->state == GD_ORDER_ACTIVE)
		gd_grid_fit_right(&ui->grid, row, c->left, 4, ink,
		    ui_fmt(ui, "%d", (int)(r->due_day - ui_today(ui))));
}

static const char *
short_day(struct ui *ui, int64_t day, char buf[GD_DAY_TEXT])
{
	const char *shown = ui_day(ui, day, buf);

	return strlen(shown) > 8 ? shown + 2 : shown;
}

/* The hard date that has passed, and the one to come and what it is of:
 * "!11-10 #12-05 Latest shipment". */
static void
paint_hard(struct ui *ui, int row, const struct columns *c,
    const struct gd_list_row *r, bool here)
{
	const struct gd_workflow *wf = NULL;
	bool late = r->hard_day < ui_today(ui);
	char day[GD_DAY_TEXT], next[GD_DAY_TEXT];

	if (c->waits == c->hard || r->hard_day == 0 ||
	    r->state != GD_ORDER_ACTIVE)
		return;
	(void)!gd_app_workflow(*ui->app, r->workflow, 0, &wf, NULL);
	gd_grid_fit(&ui->grid, row, c->hard, HARD_COLS,
	    here   ? GD_INK_CURSOR
	    : late ? GD_INK_LATE
		   : GD_INK_PLAIN,
	    late && r->next_hard_day
		? ui_fmt(ui, "!%s #%s %s", short_day(ui, r->hard_day, day),
		      short_day(ui, r->next_hard_day, next),
		      ui_thing(ui, wf, r->next_hard))
		: ui_fmt(ui, "%c%s %s", late ? '!' : '#',
		      short_day(ui, r->hard_day, day),
		      ui_thing(ui, wf, r->hard)));
}

/* What it is worth and who carries it. */
static void
paint_beside(struct ui *ui, int row, const struct columns *c,
    const struct gd_list_row *r, enum gd_ink ink)
{
	if (c->owner > c->amount && r->amount)
		gd_grid_fit_right(&ui->grid, row, c->amount, AMOUNT_COLS, ink,
		    ui_amount(ui, r->amount));
	if (c->hard > c->owner && *r->clerk)
		gd_grid_fit(&ui->grid, row, c->owner, OWNER_COLS, ink,
		    ui_person(ui, r->clerk));
}

void
orders_row(struct ui *ui, const struct orders *o, int row, int cols,
    bool worth, const struct gd_list_row *r, bool here, bool marked, bool changed)
{
	struct gd_grid *g = &ui->grid;
	struct columns c = columns_of(ui, o, cols, worth);
	enum gd_ink ink = here     ? GD_INK_CURSOR
			  : marked ? GD_INK_MARKED
				   : GD_INK_PLAIN;
	const struct gd_workflow *wf =
	    gd_app_flow_of(*ui->app, r->workflow, 0);
	struct gd_str waits = GD_STR_INIT;

	gd_grid_fill(g, row, 0, 1, cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_put(g, row, 1, ink, marked ? '*' : ' ');
	gd_grid_put(g, row, 2, here || !changed ? ink : ui_mark_ink('~'),
	    changed ? '~' : ' ');
	gd_grid_fit(g, row, c.number, 13, ink, r->number);
	gd_grid_fit(g, row, c.customer, c.flow - c.customer - 1, ink,
	    *r->customer_name ? r->customer_name : r->customer);
	if (c.due > c.flow && wf)
		gd_grid_fit(g, row, c.flow, FLOW_COLS, ink,
		    ui_name(ui, &wf->name));
	paint_due(ui, row, &c, r, here);
	paint_rail(ui, row, c.rail, r, here);
	paint_beside(ui, row, &c, r, ink);
	paint_hard(ui, row, &c, r, here);
	if (c.end > c.waits)
		gd_grid_fit(g, row, c.waits, c.end - c.waits, ink,
		    state_words(ui, o, wf, r, c.end - c.waits, &waits));
	gd_str_release(&waits);
}
