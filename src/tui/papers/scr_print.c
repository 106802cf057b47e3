/* tui/papers/scr_print.c - F9: what of an order is to be printed, as a list:
 * each paper with all its pieces or those not printed yet, its routing slip,
 * the slip of a whole step, one piece alone. */
#include <stdlib.h>
#include <string.h>

#include "print_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

struct choice {
	struct gd_printing ask; /* texts in the arena */
	const char *label, *note;
};

struct choices {
	char *number; /* owned */
	struct choice *at;
	size_t n, room;
	struct gd_arena arena;
};

/* What the list is made of. */
struct maker {
	struct ui *ui;
	struct gd_order_page page;
	const struct gd_piece *only; /* papers of this piece alone; NULL: all */
	struct choices *out;
};

/* A paper in one place, in the revision that would be printed. */
struct place {
	const char *kind;
	int64_t lot, inst, rev;
	bool draft, in_force;
};

static void
choices_free(void *payload)
{
	struct choices *c = payload;

	free(c->number);
	free(c->at);
	gd_arena_release(&c->arena);
	free(c);
}

/* ---- one line of the list ------------------------------------------------ */

static struct gd_printing *
add(struct maker *m, const struct place *at, const char *label,
    const char *note)
{
	struct choices *c = m->out;
	struct choice *ch = GD_PUSH(c->at, c->n, c->room);
	const char *lot = at->lot && ui_has_lots(&m->page.order)
			      ? ui_lot(m->ui, at->lot)
			      : "";

	*ch = (struct choice){
		.ask.form = { .order = c->number,
		    .paper = gd_arena_str(&c->arena, at->kind),
		    .lot = at->lot,
		    .inst = at->inst,
		    .back_by = GD_NO_DAY,
		    .media = GD_MEDIA_COUNT,
		    .lang = -1 },
		.label = gd_arena_printf(&c->arena, "%s%s%s", lot,
		    *lot ? " " : "", label),
		.note = gd_arena_str(&c->arena, note),
	};
	return &ch->ask;
}

/* "Contract, revision 2"; a thing has none, what comes often its number. */
static const char *
place_words(struct maker *m, const struct place *at)
{
	struct gd_str s = GD_STR_INIT;
	const char *out;

	gd_str_add(&s, ui_paper(m->ui, m->page.wf, at->kind));
	if (at->inst > 1)
		gd_str_addf(&s, " #%lld", (long long)at->inst);
	if (at->rev > 1) {
		struct gd_str rev = GD_STR_INIT;

		ui_sentence(m->ui, &rev, GD_TR(", revision {1}"), 1,
		    (const struct gd_arg[]){ gd_arg_int(at->rev) });
		gd_str_add(&s, rev.text);
		gd_str_release(&rev);
	}
	out = ui_fmt(m->ui, "%s", s.text);
	gd_str_release(&s);
	return out;
}

static const char *
with_name(struct maker *m, const char *name, const char *english, int count)
{
	struct gd_str s = GD_STR_INIT;
	const char *out;

	ui_sentence(m->ui, &s, english, 2,
	    (const struct gd_arg[]){ gd_arg_text(name), gd_arg_int(count) });
	out = ui_fmt(m->ui, "%s", s.text);
	gd_str_release(&s);
	return out;
}

static const char *
with_count(struct maker *m, const struct place *at, const char *english,
    int count)
{
	return with_name(m, place_words(m, at), english, count);
}

static bool
piece_at(const struct gd_piece *p, const struct place *at)
{
	return strcmp(p->kind, at->kind) == 0 && p->lot == at->lot &&
	       p->inst == at->inst && p->rev == at->rev &&
	       gd_piece_printable(p);
}

static const char *
times_words(struct maker *m, int64_t times)
{
	struct gd_str s = GD_STR_INIT;
	const char *out;

	if (!times)
		return "";
	ui_sentence(m->ui, &s, GD_TR("printed {1} {1|time|times}"), 1,
	    (const struct gd_arg[]){ gd_arg_int(times) });
	out = ui_fmt(m->ui, "%s", s.text);
	gd_str_release(&s);
	return out;
}

static void
add_piece(struct maker *m, const struct gd_piece *p)
{
	const struct gd_print *last;
	const struct place at = { p->kind, p->lot, p->inst, p->rev, false,
		true };
	struct gd_printing *ask = add(m, &at,
	    ui_fmt(m->ui, "%s%s, %s", ui_paper(m->ui, m->page.wf, p->kind),
		ui_piece(m->ui, NULL, p), ui_place(m->ui, m->page.wf, p->desk)),
	    times_words(m, gd_prints_of(&m->page.order, p->no, &last)));

	ask->list = gd_arena_printf(&m->out->arena, "%lld", (long long)p->no);
	ask->form.piece = p->no;
	ask->form.rev = p->rev;
}

/* All pieces of a paper, and those of them that were not printed yet. */
static void
add_all(struct maker *m, const struct place *at)
{
	struct gd_str fresh = GD_STR_INIT;
	const struct gd_print *last;
	const struct gd_piece *p;
	struct gd_printing *ask;
	int all = 0, left = 0;

	for (size_t i = 0; (p = gd_walk(&m->page.order, GD_TAB_PIECE, &i));) {
		if (!piece_at(p, at))
			continue;
		all++;
		if (gd_prints_of(&m->page.order, p->no, &last) == 0)
			gd_str_addf(&fresh, "%s%lld", left++ ? "," : "",
			    (long long)p->no);
	}
	if (left > 0 && left < all) {
		ask = add(m, at,
		    with_count(m, at,
			GD_TR("{1}: pieces not printed yet ({2})"), left),
		    "");
		ask->list = gd_arena_str(&m->out->arena, fresh.text);
		ask->form.pieces = true;
	}
	if (all > 0) {
		ask = add(m, at,
		    with_count(m, at, GD_TR("{1}: all pieces ({2})"), all),
		    left == 0 ? tr(m->ui, GD_TR("printed before")) : "");
		ask->form.pieces = true;
	}
	gd_str_release(&fresh);
}

/* ---- the papers of an order ---------------------------------------------- */

static bool
is_wanted(const struct maker *m, const struct place *at)
{
	const struct gd_piece *p = m->only;

	return !p || (strcmp(p->kind, at->kind) == 0 && p->lot == at->lot &&
			 p->inst == at->inst);
}

static bool
place_of(const struct maker *m, const struct gd_paper *p, struct place *at)
{
	int64_t rev = p->in_force ? p->in_force : p->last;
	const struct gd_revision *r =
	    gd_revision(&m->page.order, p->kind, p->lot, p->inst, rev);

	*at = (struct place){ p->kind, p->lot, p->inst, rev,
		r && r->state < GD_REV_ISSUED, p->in_force != 0 };
	return r && is_wanted(m, at);
}

/* The first piece of a thing stands for its place. */
static bool
thing_at(const struct maker *m, const struct gd_piece *p, struct place *at)
{
	int paper = gd_wf_paper(m->page.wf, p->kind);
	const struct gd_piece *other;

	*at = (struct place){ p->kind, p->lot, p->inst, p->rev, false, false };
	if (paper < 0 || !m->page.wf->papers[paper].is_thing ||
	    !is_wanted(m, at) || !piece_at(p, at))
		return false;
	for (size_t i = 0; (other = gd_walk(&m->page.order, GD_TAB_PIECE, &i));)
		if (piece_at(other, at))
			return other == p;
	return false;
}

/* A revision that is drafted while the one before is in force. */
static bool
next_draft(const struct maker *m, const struct gd_paper *p, struct place *at)
{
	const struct gd_revision *r =
	    gd_revision(&m->page.order, p->kind, p->lot, p->inst, p->last);

	at->rev = p->last;
	return p->in_force && p->last > p->in_force && r &&
	       r->state < GD_REV_ISSUED;
}

static void
add_papers(struct maker *m)
{
	const struct gd_paper *p;
	const struct gd_piece *pc;
	struct place at;

	for (size_t i = 0; (p = gd_walk(&m->page.order, GD_TAB_PAPER, &i));) {
		if (!place_of(m, p, &at))
			continue;
		if (!at.draft)
			add_all(m, &at);
		if (at.draft || next_draft(m, p, &at))
			add(m, &at,
			    with_count(m, &at, GD_TR("{1}: the draft"), 0), "")
			    ->form.rev = at.rev;
	}
	for (size_t i = 0; (pc = gd_walk(&m->page.order, GD_TAB_PIECE, &i));)
		if (thing_at(m, pc, &at))
			add_all(m, &at);
}

static void
add_slips(struct maker *m)
{
	const struct gd_paper *p;
	struct place at;

	for (size_t i = 0; (p = gd_walk(&m->page.order, GD_TAB_PAPER, &i));)
		if (place_of(m, p, &at) && at.in_force)
			add(m, &at,
			    with_count(m, &at, GD_TR("{1}: routing slip"), 0),
			    "")
			    ->form.slip = true;
}

/* Is there a line for this step's slip already? */
static bool
has_step(const struct maker *m, const char *step, int64_t lot)
{
	for (size_t i = 0; i < m->out->n; i++) {
		const struct gd_form_order *f = &m->out->at[i].ask.form;

		if (f->step && strcmp(f->step, step) == 0 && f->lot == lot)
			return true;
	}
	return false;
}

static void
add_step_slips(struct maker *m)
{
	const struct gd_workflow *wf = m->page.wf;
	const struct gd_paper *p;
	struct place at;

	for (size_t i = 0; (p = gd_walk(&m->page.order, GD_TAB_PAPER, &i));) {
		int paper = gd_wf_paper(wf, p->kind);
		const struct gd_step_def *step;
		struct gd_printing *ask;

		if (paper < 0 || !place_of(m, p, &at) || !at.in_force)
			continue;
		step = &wf->steps[wf->papers[paper].step];
		at = (struct place){ .kind = step->name.id, .lot = at.lot };
		if (has_step(m, at.kind, at.lot))
			continue;
		ask = add(m, &at,
		    with_name(m, ui_name(m->ui, &step->name),
			GD_TR("Routing slip of the whole step: {1}"), 0),
		    "");
		ask->form.step = ask->form.paper;
		ask->form.paper = NULL;
		ask->form.slip = true;
	}
}

static void
add_pieces(struct maker *m)
{
	const struct gd_piece *p;

	for (size_t i = 0; (p = gd_walk(&m->page.order, GD_TAB_PIECE, &i));) {
		const struct gd_paper *paper =
		    gd_paper(&m->page.order, p->kind, p->lot, p->inst);
		const struct place at = { p->kind, p->lot, p->inst, p->rev,
			false, true };

		if (m->only ? is_wanted(m, &at)
			    : gd_piece_printable(p) &&
				  (!paper || paper->in_force == p->rev))
			add_piece(m, p);
	}
}

/* ---- the list ------------------------------------------------------------ */

/* Where the cursor begins: the piece that was under it, else the paper. */
static int
start_of(const struct maker *m, const char *kind, int64_t piece)
{
	for (size_t i = 0; i < m->out->n; i++) {
		const struct gd_form_order *f = &m->out->at[i].ask.form;

		if (piece ? f->piece == piece
			  : kind && f->paper && strcmp(f->paper, kind) == 0)
			return (int)i;
	}
	return 0;
}

static void
chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	struct choices *c = payload;

	(void)ticked;
	if (i >= 0 && i < (int)c->n)
		sheet_open(ui, c->number, &c->at[i].ask);
}

static void
show(struct maker *m, int at)
{
	struct choices *c = m->out;
	struct scr_item *items = gd_alloc(c->n, sizeof *items);

	for (size_t i = 0; i < c->n; i++) {
		items[i].label = c->at[i].label;
		items[i].note = c->at[i].note;
		items[i].also = c->at[i].ask.form.paper;
	}
	scr_pick(m->ui,
	    &(struct scr_pick){
		.title = ui_fmt(m->ui, "%s: %s", tr(m->ui, "Print"), c->number),
		.items = items,
		.n = (int)c->n,
		.at = at,
		.then = chosen,
		.payload = c,
		.drop = choices_free,
	    });
	free(items);
}

/* Behind ssh there is no printer of ours. @return said so */
static bool
no_printing(struct ui *ui, const char *number)
{
	if (!ui->opt->fixed)
		return false;
	ui_say(ui,
	    GD_TR("Nothing is printed over this connection; print at "
		  "the office's machine: gendan print {1}"),
	    1, (const struct gd_arg[]){ gd_arg_text(number) });
	ui->bad = true;
	return true;
}

void
scr_print_slip(struct ui *ui, const char *number, const char *kind, int64_t lot,
    int64_t inst)
{
	const struct gd_printing slip = { .form = { .order = number,
					      .paper = kind,
					      .lot = lot,
					      .inst = inst,
					      .slip = true,
					      .back_by = GD_NO_DAY,
					      .media = GD_MEDIA_COUNT,
					      .lang = -1 } };

	if (!no_printing(ui, number))
		sheet_open(ui, number, &slip);
}

void
scr_print(struct ui *ui, const char *number, const char *kind, int64_t piece)
{
	struct maker m = { .ui = ui };
	struct gd_err err = GD_ERR_INIT;

	if (no_printing(ui, number))
		return;
	if (gd_app_order(*ui->app, number, &m.page, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	m.out = gd_alloc(1, sizeof *m.out);
	m.out->number = gd_strdup(number);
	if (piece)
		m.only = gd_row_find(&m.page.order.sheet, GD_TAB_PIECE,
		    &(struct gd_piece){ .no = piece });
	add_papers(&m);
	add_slips(&m);
	add_step_slips(&m);
	add_pieces(&m);
	if (m.out->n > 0) {
		show(&m, start_of(&m, kind, piece));
	} else {
		ui_say(ui,
		    GD_TR("There is no paper to print yet: none is made"), 0,
		    NULL);
		choices_free(m.out);
	}
	gd_order_page_release(&m.page);
}
