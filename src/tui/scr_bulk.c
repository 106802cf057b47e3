/* tui/scr_bulk.c - the receipts of all marked orders, booked at once after
 * one question that names them. */
#include <stdlib.h>
#include <string.h>

#include "scr_priv.h"

#include "base/banned.h"

#define RECEIPTS_MAX 200
#define NAMED_MAX 3 /* orders whose receipts are named in the question */

struct receipt {
	const char *order; /* id */
	struct gd_command cmd;
};

struct bulk {
	struct gd_arena arena;
	struct receipt at[RECEIPTS_MAX];
	int n, orders; /* receipts; orders that have some */
	int unsaid;    /* orders beyond those that are named */
};

static void
bulk_free(void *payload)
{
	struct bulk *b = payload;

	gd_arena_release(&b->arena);
	free(b);
}

static void
run(struct ui *ui, void *payload)
{
	struct bulk *b = payload;
	struct gd_err err = GD_ERR_INIT, first = GD_ERR_INIT;
	int done = 0;

	for (int i = 0; i < b->n; i++) {
		err = (struct gd_err)GD_ERR_INIT;
		if (gd_app_act(*ui->app, b->at[i].order, &b->at[i].cmd, NULL,
			NULL, &err) == GD_OK)
			done++;
		else if (first.code == GD_OK)
			first = err;
	}
	ui_stale(ui);
	if (first.code != GD_OK) {
		ui_say_err(ui, &first);
		return;
	}
	ui_say(ui, "{1} receipts are booked", 1,
	    (const struct gd_arg[]){ gd_arg_int(done) });
}

/* The receipts of one order that this person may book. */
static void
collect(struct ui *ui, struct bulk *b, const char *id, struct gd_str *words)
{
	struct gd_order_page page = { 0 };
	const char *number;
	int here = 0;
	bool named = b->orders < NAMED_MAX;

	if (gd_app_order(*ui->app, id, &page, NULL) != GD_OK)
		return;
	number = gd_head(&page.order)->number;
	for (size_t i = 0; i < page.todo.nacts && b->n < RECEIPTS_MAX; i++) {
		const struct gd_act_view *a = &page.todo.acts[i];
		struct receipt *r = &b->at[b->n];

		if (!a->possible || a->verb != GD_DO_RECEIVE || !a->piece ||
		    gd_app_may(*ui->app, &page, &a->cmd, NULL) != GD_OK)
			continue;
		r->order = gd_arena_str(&b->arena, id);
		r->cmd = (struct gd_command){ .verb = GD_DO_RECEIVE,
			.paper = gd_arena_str(&b->arena, a->cmd.paper),
			.lot = a->cmd.lot,
			.inst = a->cmd.inst,
			.piece = a->cmd.piece };
		b->n++;
		if (!named) {
			here++;
			continue;
		}
		gd_str_addf(words, "%s%s%s %s", here ? ", " : "\n",
		    here ? "" : ui_fmt(ui, "%s: ", number),
		    ui_thing(ui, page.wf, a->cmd.paper),
		    ui_place(ui, page.wf, a->desk));
		here++;
	}
	b->orders += here > 0;
	b->unsaid += here > 0 && !named;
	gd_order_page_release(&page);
}

/* Nothing is due on one order or on none of many. */
static void
say_none(struct ui *ui, const char *id, int n)
{
	struct gd_order_page page = { 0 };

	if (n != 1 || gd_app_order(*ui->app, id, &page, NULL) != GD_OK) {
		ui_say(ui, "No receipt is missing on these orders", 0, NULL);
		return;
	}
	ui_say(ui,
	    GD_TR("Order {1} has no receipt that you could book; Enter opens "
		  "it, Space marks several orders"),
	    1,
	    (const struct gd_arg[]){
		gd_arg_text(gd_head(&page.order)->number) });
	gd_order_page_release(&page);
}

void
scr_receipts(struct ui *ui, char *const *ids, int n)
{
	struct bulk *b = gd_alloc(1, sizeof *b);
	struct gd_str words = GD_STR_INIT, all = GD_STR_INIT;

	for (int i = 0; i < n; i++)
		collect(ui, b, ids[i], &words);
	if (b->n == 0) {
		say_none(ui, ids[0], n);
		bulk_free(b);
		return;
	}
	ui_sentence(ui, &all, "{1} receipts of {2} orders:", 2,
	    (const struct gd_arg[]){ gd_arg_int(b->n), gd_arg_int(b->orders) });
	gd_str_add(&all, words.text);
	if (b->unsaid) {
		ui_sentence(ui, &words, GD_TR("and {1} more orders"), 1,
		    (const struct gd_arg[]){ gd_arg_int(b->unsaid) });
		gd_str_addf(&all, "\n%s", words.text);
	}
	scr_ask(ui, &(struct scr_ask){
			.title = GD_TR("Book these receipts?"),
			.said = all.text,
			.yes = GD_TR("Book them"),
			.no = GD_TR("Leave it"),
			.danger = true,
			.then = run,
			.payload = b,
			.drop = bulk_free,
		    });
	gd_str_release(&words);
	gd_str_release(&all);
}
