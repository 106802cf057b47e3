/* tui/scr_acts.c - some of what can be done on an order, to choose from; and
 * the pieces of its papers. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "palette_priv.h"
#include "scr_priv.h"

#include "base/banned.h"

struct listing {
	char *number;
	char **ids; /* owned */
	int n;
};

static void
listing_free(void *payload)
{
	struct listing *l = payload;

	for (int i = 0; i < l->n; i++)
		free(l->ids[i]);
	free(l->ids);
	free(l->number);
	free(l);
}

static void
run(struct ui *ui, void *payload, int chosen, const bool *ticked)
{
	struct listing *l = payload;

	(void)ticked;
	if (chosen < 0 || chosen >= l->n)
		return;
	scr_act(ui, l->number, l->ids[chosen]);
}

/* Roles that may do it, or why nobody may. */
void
deed_note(struct ui *ui, const struct gd_order_page *page, const struct deed *d,
    struct gd_str *out)
{
	if (d->possible) {
		if (d->act && d->act->optional && !d->act->piece)
			gd_str_add(out, tr(ui, "not needed"));
		if (d->act && d->act->suggested)
			gd_str_addf(out, "%s%s", out->len ? ", " : "",
			    tr(ui, "suggested"));
		return;
	}
	if (d->others && d->act->nroles > 0) {
		gd_str_addf(out, "%s: ", tr(ui, "done by"));
		for (int i = 0; i < d->act->nroles; i++)
			gd_str_addf(out, "%s%s", i ? ", " : "",
			    ui_role(ui, d->act->roles[i]));
	} else if (d->act && d->act->blocked_by && d->act->blocked_by->text) {
		gd_str_addf(out, "%s: ", tr(ui, GD_TR("first")));
		ui_condition(ui, page->wf, out, d->act->blocked_by->text);
	} else {
		ui_fault(ui, page->wf, out, &d->why);
	}
}

/* The direct key of the commonest acts: the list teaches it. */
const char *
deed_key(const struct deed *d)
{
	switch (d->cmd.verb) {
	case GD_DO_SIGN:
		return d->cmd.person ? "" : "F6";
	case GD_DO_CORRECT:
	case GD_DO_REVISE:
	case GD_DO_MOVE:
		return "F4";
	case GD_DO_NOTE:
		return "F8";
	case GD_DO_RECEIVE:
	case GD_DO_RETURNED:
		return "F5";
	case GD_DO_UNDO:
		return "Ctrl-Z";
	default:
		return d->rare ? "" : "Enter";
	}
}

static bool
load_page(struct ui *ui, const char *number, struct gd_order_page *page)
{
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_order(*ui->app, number, page, &err) == GD_OK)
		return true;
	ui_say_err(ui, &err);
	return false;
}

static void
show(struct ui *ui, const struct gd_order_page *page, const char *number,
    const struct deeds *deeds)
{
	struct scr_item *items = gd_alloc(deeds->n + 2, sizeof *items);
	struct listing *l = gd_alloc(1, sizeof *l);
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str text = GD_STR_INIT;

	l->number = gd_strdup(number);
	l->ids = gd_alloc(deeds->n + 2, sizeof *l->ids);
	for (size_t i = 0; i < deeds->n; i++) {
		const struct deed *d = &deeds->at[i];
		struct scr_item *item;

		item = &items[l->n];
		l->ids[l->n++] = gd_strdup(d->id);
		gd_str_reset(&text);
		deed_label(ui, page, d, &text);
		item->label = gd_arena_str(&arena, text.text);
		gd_str_reset(&text);
		deed_note(ui, page, d, &text);
		item->note = gd_arena_str(&arena, text.text);
		item->key = deed_key(d);
		item->also = d->id;
		item->off = !d->possible;
	}
	scr_pick(ui,
	    &(struct scr_pick){
		.in_order = true,
		.title = ui_fmt(ui, "%s: %s", tr(ui, "Actions"), number),
		.items = items,
		.n = l->n,
		.then = run,
		.payload = l,
		.drop = listing_free,
	    });
	gd_str_release(&text);
	gd_arena_release(&arena);
	free(items);
}

void
scr_acts(struct ui *ui, const char *number, const char *only)
{
	struct gd_order_page page = { 0 };
	struct deeds deeds;

	if (!only) {
		scr_palette(ui, number);
		return;
	}
	if (!load_page(ui, number, &page))
		return;
	deeds_make(ui, &page, only, &deeds);
	if (deeds.n == 0)
		ui_say(ui, "Nothing of this kind can be done here now", 0,
		    NULL);
	else if (deeds.n == 1)
		scr_act(ui, number, deeds.at[0].id);
	else
		show(ui, &page, number, &deeds);
	deeds_release(&deeds);
	gd_order_page_release(&page);
}

/* Keep only the deeds with these ids. */
static void
keep(struct deeds *deeds, const char *const *ids, int n)
{
	size_t kept = 0;

	for (size_t i = 0; i < deeds->n; i++)
		for (int k = 0; k < n; k++)
			if (strcmp(deeds->at[i].id, ids[k]) == 0) {
				deeds->at[kept++] = deeds->at[i];
				break;
			}
	deeds->n = kept;
}

void
scr_acts_of(struct ui *ui, const char *number, const char *const *ids, int n,
    bool at_once)
{
	struct gd_order_page page = { 0 };
	const char *first = NULL;
	struct deeds deeds;
	size_t mine = 0;

	if (!load_page(ui, number, &page))
		return;
	deeds_make(ui, &page, NULL, &deeds);
	keep(&deeds, ids, n);
	for (size_t i = 0; i < deeds.n; i++) {
		mine += deeds.at[i].possible;
		if (!first && deeds.at[i].possible)
			first = deeds.at[i].id;
	}
	if (deeds.n == 0)
		ui_say(ui, "Nothing of this kind can be done here now", 0,
		    NULL);
	else if ((mine == 1 && at_once) || deeds.n == 1)
		scr_act(ui, number, first ? first : deeds.at[0].id);
	else
		show(ui, &page, number, &deeds);
	deeds_release(&deeds);
	gd_order_page_release(&page);
}

/* ---- copies ------------------------------------------------------------- */

/* All that can be done with one piece. */
static void
run_piece(struct ui *ui, void *payload, int chosen, const bool *ticked)
{
	struct listing *l = payload;

	(void)ticked;
	if (chosen >= 0 && chosen < l->n)
		scr_acts(ui, l->number, l->ids[chosen]);
}

static void
print_piece(struct ui *ui, void *payload, int at)
{
	const struct listing *l = payload;

	if (at < l->n) /* "%12" */
		scr_print(ui, l->number, NULL,
		    strtoll(l->ids[at] + 1, NULL, 10));
}

/* One line: number, desk, class, state and when. */
static void
piece_line(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_piece *p, struct gd_str *label, struct gd_str *note)
{
	char when[GD_MS_TEXT] = "";
	int64_t ms = p->held_ms ? p->held_ms : p->sent_ms;

	if (ms)
		gd_moment_text(ms, gd_utc_offset_min(), when);
	gd_str_addf(label, "%s%s  %s  %s", ui_thing(ui, wf, p->kind),
	    ui_piece(ui, NULL, p), ui_place(ui, wf, p->desk),
	    tr(ui, gd_piece_state_word(p->state)));
	gd_str_addf(note, "%s  %.16s  %s",
	    tr(ui, gd_piece_class_word(p->class)), when,
	    ui_person(ui, p->holder));
}

static bool
any_piece(const struct gd_order *o, const char *kind)
{
	const struct gd_piece *p;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PIECE, &i));)
		if (!kind || strcmp(kind, p->kind) == 0)
			return true;
	return false;
}

void
scr_copies(struct ui *ui, const char *number, const char *kind)
{
	struct gd_order_page page = { 0 };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str label = GD_STR_INIT, note = GD_STR_INIT;
	struct listing *l;
	struct scr_item *items = NULL;
	size_t n = 0, room = 0;
	const struct gd_piece *p;

	if (!load_page(ui, number, &page))
		return;
	if (!any_piece(&page.order, kind)) {
		ui_say(ui,
		    any_piece(&page.order, NULL)
			? GD_TR("Nothing of {1} is out yet; these are all "
				"pieces of the order")
			: GD_TR("Nothing of {1} is there yet: it is not "
				"issued"),
		    1,
		    (const struct gd_arg[]){ gd_arg_text(
			kind ? ui_thing(ui, page.wf, kind) : number) });
		kind = NULL;
	}
	if (!any_piece(&page.order, NULL)) {
		gd_order_page_release(&page);
		return;
	}
	l = gd_alloc(1, sizeof *l);
	l->number = gd_strdup(number);
	l->ids =
	    gd_alloc(page.order.sheet.rows[GD_TAB_PIECE].n + 1, sizeof *l->ids);
	for (size_t i = 0; (p = gd_walk(&page.order, GD_TAB_PIECE, &i));) {
		struct scr_item *item;

		if (kind && strcmp(kind, p->kind) != 0)
			continue;
		item = GD_PUSH(items, n, room);
		gd_str_reset(&label);
		gd_str_reset(&note);
		piece_line(ui, page.wf, p, &label, &note);
		item->label = gd_arena_str(&arena, label.text);
		item->note = gd_arena_str(&arena, note.text);
		l->ids[l->n++] = gd_strdup(
		    gd_arena_printf(&arena, "%%%lld", (long long)p->no));
	}
	scr_pick(ui, &(struct scr_pick){
			 .title = ui_fmt(ui, "%s: %s %s", tr(ui, "Copies"),
			     number, kind ? ui_thing(ui, page.wf, kind) : ""),
			 .items = items,
			 .n = (int)n,
			 .then = run_piece,
			 .print = print_piece,
			 .payload = l,
			 .drop = listing_free,
		     });
	free(items);
	gd_str_release(&label);
	gd_str_release(&note);
	gd_arena_release(&arena);
	gd_order_page_release(&page);
}
