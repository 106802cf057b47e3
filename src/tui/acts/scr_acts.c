/* tui/acts/scr_acts.c - some of what can be done on an order, to choose from;
 * and its documents of which copies are out. */
#include <stdlib.h>
#include <string.h>

#include "core/view/copies.h"

#include "../help/palette_priv.h"
#include "../scr_priv.h"

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
			gd_str_add(out, tr(ui, "optional"));
		if (d->act && d->act->suggested)
			gd_str_addf(out, "%s%s", out->len ? ", " : "",
			    tr(ui, "suggested"));
		return;
	}
	if (d->others && d->act->nroles > 0) {
		gd_str_addf(out, "%s: ", tr(ui, "done by"));
		for (int i = 0; i < d->act->nroles; i++)
			gd_str_addf(out, "%s%s", i ? ", " : "",
			    ui_name_for(ui, page->wf, GD_THING_ROLE,
				d->act->roles[i]));
	} else if (d->act && d->act->blocked_by && d->act->blocked_by->text) {
		gd_str_addf(out, "%s: ", tr(ui, GD_TR("first")));
		ui_condition(ui, page->wf, out, d->act->blocked_by->text);
	} else {
		ui_fault(ui, page->wf, out, &d->why);
	}
}

/* The direct key of the commonest acts: the list teaches it. */
const char *
key_here(struct ui *ui, enum gd_action action)
{
	const struct gd_action_row *a = gd_action_row(action);
	char name[24];

	if (!(a->where & (int)ui->top->ops->place))
		return "";
	return ui_fmt(ui, "%s", gd_key_name(*ui->lang, a->neutral, name));
}

const char *
deed_key(struct ui *ui, const struct deed *d)
{
	bool order = ui->top->ops->place == GD_AT_ORDER;

	switch (d->cmd.verb) {
	case GD_DO_SIGN:
		return d->cmd.person ? "" : order ? "F6" : "";
	case GD_DO_CORRECT:
	case GD_DO_REVISE:
	case GD_DO_MOVE:
		return order ? key_here(ui, GD_A_EDIT) : "";
	case GD_DO_NOTE:
		return key_here(ui, GD_A_NOTICE);
	case GD_DO_RECEIVE:
	case GD_DO_RETURNED:
		return order ? key_here(ui, GD_A_COPIES) : "";
	case GD_DO_UNDO:
		return key_here(ui, GD_A_UNDO);
	default:
		return d->rare || !order ? "" : key_here(ui, GD_A_OPEN);
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
listing_again(struct ui *ui, void *payload)
{
	const struct listing *l = payload;

	scr_acts_of(ui, l->number, (const char *const *)l->ids, l->n, false);
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
		item->key = gd_arena_str(&arena, deed_key(ui, d));
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
		.again = listing_again,
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

/* Documents of an order to choose from. */
struct papers {
	char *number; /* owned */
	struct gd_arena arena;
	struct gd_document *docs; /* kinds in the arena */
	size_t n;
};

static void
papers_free(void *payload)
{
	struct papers *p = payload;

	gd_arena_release(&p->arena);
	free(p->number);
	free(p);
}

static void
show_copies(struct ui *ui, void *payload, int chosen, const bool *ticked)
{
	const struct papers *p = payload;

	(void)ticked;
	if (chosen >= 0 && chosen < (int)p->n)
		scr_copies_of(ui, p->number, p->docs[chosen].kind,
		    p->docs[chosen].lot, p->docs[chosen].inst, 0);
}

static void
print_copies(struct ui *ui, void *payload, int at)
{
	const struct papers *p = payload;

	if (at >= 0 && at < (int)p->n)
		scr_print(ui, p->number, p->docs[at].kind, 0);
}

/* "Formal order form, revision 2" and how many are out, without a receipt, not
 * back. */
static void
paper_line(struct ui *ui, const struct gd_order_page *page,
    const struct gd_document *d, struct gd_arena *arena, struct scr_item *item)
{
	struct gd_copies c;
	struct gd_str label = GD_STR_INIT, note = GD_STR_INIT;

	gd_copies_make(&page->order, d, arena, &c);
	ui_sentence(ui, &note, GD_TR(" v{1}"), 1,
	    (const struct gd_arg[]){ gd_arg_int(c.rev) });
	gd_str_addf(&label, "%s%s", ui_paper(ui, page->wf, d->kind),
	    c.rev ? note.text : "");
	if (d->inst > 1)
		gd_str_addf(&label, " #%lld", (long long)d->inst);
	if (d->lot && ui_has_lots(&page->order))
		gd_str_addf(&label, ", %s", ui_lot(ui, d->lot));
	ui_sentence(ui, &note,
	    c.old_out ? GD_TR("sent {1}, no receipt {2}, old ones out {3}")
		      : GD_TR("sent {1}, no receipt {2}"),
	    3,
	    (const struct gd_arg[]){ gd_arg_int(c.sent), gd_arg_int(c.missing),
		gd_arg_int(c.old_out) });
	item->label = gd_arena_str(arena, label.text);
	item->note = gd_arena_str(arena, note.text);
	item->also = d->kind;
	gd_str_release(&label);
	gd_str_release(&note);
}

static void
copies_again(struct ui *ui, void *payload)
{
	scr_copies_list(ui, ((const struct papers *)payload)->number);
}

void
scr_copies_list(struct ui *ui, const char *number)
{
	struct gd_order_page page = { 0 };
	struct scr_item *items;
	struct papers *p;

	if (!load_page(ui, number, &page))
		return;
	p = gd_alloc(1, sizeof *p);
	p->number = gd_strdup(number);
	p->n = gd_documents(&page.order, &p->arena, &p->docs);
	items = gd_alloc(p->n + 1, sizeof *items);
	for (size_t i = 0; i < p->n; i++) {
		paper_line(ui, &page, &p->docs[i], &p->arena, &items[i]);
		p->docs[i].kind = gd_arena_str(&p->arena, p->docs[i].kind);
	}
	scr_pick(ui,
	    &(struct scr_pick){
		.in_order = true,
		.title = ui_fmt(ui, "%s: %s", tr(ui, "Copies"), number),
		.items = items,
		.n = (int)p->n,
		.then = show_copies,
		.print = print_copies,
		.again = copies_again,
		.payload = p,
		.drop = papers_free,
	    });
	free(items);
	gd_order_page_release(&page);
}

/* Where pieces of this kind are: of the lot and instance asked for, else the
 * newest. */
static bool
find_copies(const struct gd_order *o, const char *kind, int64_t lot,
    int64_t inst, struct gd_document *out)
{
	const struct gd_piece *p;
	bool found = false;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PIECE, &i));) {
		if (strcmp(p->kind, kind) != 0)
			continue;
		if (found && out->lot == lot && p->lot != lot)
			continue;
		if (found && out->inst == inst && p->inst != inst)
			continue;
		*out = (struct gd_document){ p->kind, p->lot, p->inst };
		found = true;
	}
	return found;
}

void
scr_copies(struct ui *ui, const char *number, const char *kind, int64_t lot,
    int64_t inst)
{
	struct gd_order_page page = { 0 };
	struct gd_document at;

	if (!load_page(ui, number, &page))
		return;
	if (kind && find_copies(&page.order, kind, lot, inst, &at)) {
		scr_copies_of(ui, number, at.kind, at.lot, at.inst, 0);
		gd_order_page_release(&page);
		return;
	}
	if (kind || page.order.sheet.rows[GD_TAB_PIECE].n == 0)
		ui_say(ui,
		    page.order.sheet.rows[GD_TAB_PIECE].n
			? GD_TR("Nothing of {1} is out yet; these are the "
				"documents of the order that are")
			: GD_TR("Nothing of {1} is there yet: it is not "
				"issued"),
		    1,
		    (const struct gd_arg[]){ gd_arg_text(
			kind ? ui_paper(ui, page.wf, kind) : number) });
	if (page.order.sheet.rows[GD_TAB_PIECE].n > 0)
		scr_copies_list(ui, number);
	gd_order_page_release(&page);
}
