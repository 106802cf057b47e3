/* tui/acts/scr_undo.c - Ctrl-Z and Ctrl-Y: the last act on an order is taken
 * back, or done again.
 *
 * What is fresh goes back at once, with its name; what is older is named first
 * and goes back when the key is pressed again.  What was done with many orders
 * goes back with all of them, after a question.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/right.h"

#include "again_priv.h"
#include "../lists/bulk_priv.h"
#include "../others_priv.h"

#include "base/banned.h"

#define FRESH_MS 30000

void
undo_say_why(struct ui *ui, const struct gd_order_page *page,
    const struct gd_err *why)
{
	struct gd_str last = GD_STR_INIT;
	const char *text =
	    why->msg == GD_M_UNDO_OTHER
		? GD_TR("Only one's own last act is taken back. F4 corrects "
			"it. The last one on order {1} is: {2}")
	    : why->msg == GD_M_UNDO_LEFT
		? GD_TR("Order {1}: this has left the desk or was received, "
			"so it stays: {2}. F4 corrects it, F5 has the copies")
		: NULL;

	if (!text) {
		ui_say_fault(ui, page->wf, why);
		return;
	}
	ui_last_event(ui, page->wf, page->order.id, &last);
	ui_say(ui, text, 2,
	    (const struct gd_arg[]){ gd_arg_text(gd_head(&page->order)->number),
		gd_arg_text(last.text) });
	ui->bad = true;
	gd_str_release(&last);
}

/* ---- how long ago ------------------------------------------------------------ */

static int64_t
age_ms(struct ui *ui, const struct gd_order_page *page)
{
	struct gd_journal_row row;
	struct gd_cursor *cursor;
	int64_t at = 0;

	if (gd_app_last_act(*ui->app, page->order.id, &cursor, &row, NULL) !=
	    GD_OK)
		return 0;
	at = row.at_ms;
	gd_cursor_close(cursor);
	return gd_app_now(*ui->app) - at;
}

static void
say_age(struct ui *ui, int64_t ms, struct gd_str *out)
{
	static const struct {
		int64_t ms, most;
		const char *english;
	} units[] = {
		{ 1000, 120, GD_TR("{1} {1|second|seconds} ago") },
		{ 60000, 120, GD_TR("{1} {1|minute|minutes} ago") },
		{ 3600000, 48, GD_TR("{1} {1|hour|hours} ago") },
		{ 86400000, INT64_MAX, GD_TR("{1} {1|day|days} ago") },
	};
	size_t i = 0;

	while (ms / units[i].ms >= units[i].most)
		i++;
	ui_sentence(ui, out, units[i].english, 1,
	    (const struct gd_arg[]){ gd_arg_int(ms / units[i].ms) });
}

/* Older than half a minute, or of another order than the cursor stands on:
 * named, and asked with the same key. @return true: it is meant */
static bool
meant(struct ui *ui, const struct gd_order_page *page, bool far)
{
	struct gd_str last = GD_STR_INIT, age = GD_STR_INIT;
	const char *asked =
	    ui_fmt(ui, "%s %lld", page->order.id, (long long)page->order.rev);
	int64_t ms = age_ms(ui, page);
	bool yes = (ms <= FRESH_MS && !far) || again_asked(ui, asked);

	if (!yes) {
		ui_last_event(ui, page->wf, page->order.id, &last);
		say_age(ui, ms, &age);
		ui_say(ui,
		    GD_TR("Undo on order {3}, {2}? {1}. Press Ctrl-Z again"), 3,
		    (const struct gd_arg[]){ gd_arg_text(last.text),
			gd_arg_text(age.text),
			gd_arg_text(gd_head(&page->order)->number) });
	}
	gd_str_release(&last);
	gd_str_release(&age);
	return yes;
}

/* ---- one order ----------------------------------------------------------------- */

/* what: the act that is done again or taken back, in words; "" */
static void
say_events(struct ui *ui, const struct gd_order_page *page,
    const struct gd_done *done, const char *english, const char *what)
{
	struct gd_str all = GD_STR_INIT;
	int said = 0;

	for (size_t i = 0; i < done->events.n && said < 3; i++) {
		const struct gd_event *ev = &done->events.at[i];
		struct gd_str one = GD_STR_INIT;

		if (ev->kind == GD_EV_TABLES || ev->kind == GD_EV_OFFICE)
			continue;
		ui_event(ui, page->wf, &one, ev);
		gd_str_addf(&all, "%s%s", said++ ? "; " : "", one.text);
		gd_str_release(&one);
	}
	ui_say(ui, english, 3,
	    (const struct gd_arg[]){ gd_arg_text(gd_head(&done->order)->number),
		gd_arg_text(all.text), gd_arg_text(what) });
	gd_str_release(&all);
}

/* A command on the order as it is on the page. */
static void
do_one(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, const char *english)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_done done = { 0 };
	struct gd_str what = GD_STR_INIT;
	char seen[9];

	ui_last_event(ui, page->wf, page->order.id, &what);
	gd_app_seen(&page->order, cmd, seen);
	if (gd_app_act(*ui->app, page->order.id, cmd, seen, &done, &err) !=
	    GD_OK) {
		ui_say_fault(ui, page->wf, &err);
		ui_stale(ui);
		gd_str_release(&what);
		return;
	}
	again_did(ui, &done, cmd, 0);
	say_events(ui, page, &done, english, what.text);
	gd_done_release(&done);
	gd_str_release(&what);
	ui_stale(ui);
}

/* ---- many orders ----------------------------------------------------------------- */

/* Of each order of a batch its last act: what of it can go back, or be done
 * again. @return with one order or none: NULL */
static struct bulk *
bulk_of(struct ui *ui, const struct again_row *row, bool redo)
{
	struct bulk *b = bulk_new(NULL, 0, NULL);
	struct again_row *r;

	b->kind = redo ? BULK_REDO : BULK_UNDO;
	for (size_t at = 0; (r = again_next(ui, row->batch, &at));) {
		struct gd_order_page page = { 0 };

		b->nids++;
		if (gd_app_order(*ui->app, r->order, &page, NULL) != GD_OK)
			continue;
		if (redo ? r->undone == page.order.rev
			 : r->rev == page.order.rev && !r->undone)
			bulk_add(b, &page,
			    tr(ui, gd_verb_said(gd_verb_word(r->cmd.verb))))
			    ->cmd =
			    redo ? r->cmd
				 : (struct gd_command){ .verb = GD_DO_UNDO };
		gd_order_page_release(&page);
	}
	if (b->orders > 1)
		return b;
	bulk_free(b);
	return NULL;
}

static void
yes(struct ui *ui, void *box)
{
	bulk_run(ui, bulk_unbox(box));
}

static void
ask_many(struct ui *ui, struct bulk *b)
{
	struct gd_str about = GD_STR_INIT, rest = GD_STR_INIT;
	int all = b->nids;

	b->nids = b->orders;
	bulk_about(ui, b, &about);
	if (all > (int)b->n) {
		ui_sentence(ui, &rest,
		    GD_TR("{1} of the {2} {2|act|acts} done then stay: others "
			  "came after them, or they are taken back already"),
		    2,
		    (const struct gd_arg[]){ gd_arg_int(all - (int)b->n),
			gd_arg_int(all) });
		gd_str_addf(&about, "\n%s", rest.text);
	}
	scr_ask(ui, &(struct scr_ask){
			.title = bulk_words[b->kind].title,
			.said = about.text,
			.yes = bulk_words[b->kind].yes,
			.no = GD_TR("Leave it"),
			.danger = true,
			.then = yes,
			.payload = bulk_box(b),
			.drop = bulk_box_free,
		    });
	gd_str_release(&about);
	gd_str_release(&rest);
}

/* Was it done with many orders at once? Then it is asked about all of them. */
static bool
with_many(struct ui *ui, const struct again_row *row, bool redo)
{
	struct bulk *b = row && row->batch ? bulk_of(ui, row, redo) : NULL;

	if (b)
		ask_many(ui, b);
	return b != NULL;
}

/* ---- the keys ------------------------------------------------------------------- */

static void
undo(struct ui *ui, const struct gd_order_page *page, bool far)
{
	const struct gd_command cmd = { .verb = GD_DO_UNDO };
	struct again_row *last =
	    again_last(ui, page->order.id, page->order.rev);
	struct gd_err why = GD_ERR_INIT;
	char verb[64];

	if (gd_app_can_undo(*ui->app, page->order.id, verb, &why) != GD_OK) {
		undo_say_why(ui, page, &why);
		return;
	}
	if (with_many(ui, last, false) || !meant(ui, page, far))
		return;
	do_one(ui, page, &cmd,
	    last ? GD_TR("{1}: {2} ({3}). Ctrl-Y does it again")
		 : GD_TR("{1}: {2} ({3})"));
}

static void
redo(struct ui *ui, const struct gd_order_page *page)
{
	struct again_row *row =
	    again_undone(ui, page->order.id, page->order.rev);
	struct gd_command cmd;

	if (!row) {
		ui_say(ui,
		    GD_TR("Nothing to do again on order {1}: only what you "
			  "took back here, with nothing done since"),
		    1,
		    (const struct gd_arg[]){
			gd_arg_text(gd_head(&page->order)->number) });
		ui->bad = true;
		return;
	}
	if (with_many(ui, row, true))
		return;
	cmd = row->cmd; /* rows may move; its texts do not */
	do_one(ui, page, &cmd, GD_TR("Done again. {1}: {2}"));
}

/* at: the number under the cursor; NULL: there is none */
static void
undo_or_redo(struct ui *ui, const char *order, const char *at)
{
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_order(*ui->app, order, &page, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	if (ui->redo)
		redo(ui, &page);
	else
		undo(ui, &page,
		    !at || strcmp(at, gd_head(&page.order)->number) != 0);
	gd_order_page_release(&page);
}

void
scr_undo(struct ui *ui, const char *number)
{
	undo_or_redo(ui, number, number);
}

void
scr_undo_mine(struct ui *ui, const char *number)
{
	const struct again_row *row = again_newest(ui, ui->redo);
	char mine[GD_ID_TEXT];

	if (!row && !number) {
		(void)ui_no_order(ui);
	} else if (!row) {
		undo_or_redo(ui, number, number);
	} else {
		snprintf(mine, sizeof mine, "%s", row->order); /* it may move */
		undo_or_redo(ui, mine, number);
	}
}
