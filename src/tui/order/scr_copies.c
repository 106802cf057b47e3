/* tui/order/scr_copies.c - the copies of one document: to whom each went, who
 * signed for it, whether the old one came back.  Space books and takes back, a
 * scan books and brings the cursor to its row. */
#include <stdlib.h>
#include <string.h>

#include "copies_priv.h"
#include "../acts/deeds_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

static const struct screen_ops ops;

/* ---- loading ------------------------------------------------------------- */

const struct gd_copy_row *
copies_row(const struct copies *c)
{
	if (c->list.at < 0 || c->list.at >= c->list.n)
		return NULL;
	return &c->made.rows[c->list.at];
}

static void
keep_place(struct copies *c)
{
	const struct gd_copy_row *row = copies_row(c);

	if (row)
		c->at_piece = row->piece->no;
}

/* The document asked for, else the first. */
static void
find_document(struct copies *c)
{
	c->doc = 0;
	for (size_t i = 0; i < c->ndocs; i++)
		if (strcmp(c->docs[i].kind, c->kind) == 0 &&
		    c->docs[i].lot == c->lot && c->docs[i].inst == c->inst)
			c->doc = i;
}

static void
make_rows(struct copies *c)
{
	c->made = (struct gd_copies){ 0 };
	if (c->ndocs > 0)
		gd_copies_make(&c->page.order, &c->docs[c->doc], &c->arena,
		    &c->made);
	c->list.n = (int)c->made.n;
	for (size_t i = 0; i < c->made.n; i++)
		if (c->made.rows[i].piece->no == c->at_piece)
			c->list.at = (int)i;
	scroll_fix(&c->list, 1);
}

/* The cursor begins where something is missing. */
static void
to_missing(struct copies *c)
{
	c->list.at = c->list.top = 0;
	for (size_t i = c->made.n; i-- > 0;)
		if (c->made.rows[i].piece->state == GD_PIECE_SENT &&
		    !c->made.rows[i].outdated)
			c->list.at = (int)i;
}

static void
load(struct ui *ui, struct screen *s)
{
	struct copies *c = (struct copies *)s;
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_order(*ui->app, c->number, &page, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	keep_place(c);
	c->made = (struct gd_copies){ 0 };
	gd_order_page_release(&c->page);
	gd_arena_release(&c->arena);
	c->page = page;
	c->ndocs = gd_documents(&page.order, &c->arena, &c->docs);
	find_document(c);
	make_rows(c);
	if (!c->loaded && !c->at_piece)
		to_missing(c);
	c->loaded = true;
}

static void
show_document(struct copies *c, const struct gd_document *d)
{
	char *kind = gd_strdup(d->kind);

	free(c->kind);
	c->kind = kind;
	c->lot = d->lot;
	c->inst = d->inst;
	c->old = false;
}

/* The document before or behind, round and round. */
static void
go_document(struct ui *ui, struct copies *c, bool on)
{
	if (c->ndocs < 2) {
		ui_say(ui, GD_TR("This order has no other document out"), 0,
		    NULL);
		return;
	}
	show_document(c,
	    &c->docs[(c->doc + (on ? 1 : c->ndocs - 1)) % c->ndocs]);
	find_document(c);
	c->at_piece = 0;
	make_rows(c);
	to_missing(c);
}

/* ---- booking ------------------------------------------------------------- */

static struct gd_command
command_for(const struct gd_piece *p, enum gd_verb verb)
{
	return (struct gd_command){ .verb = verb,
		.paper = p->kind,
		.lot = p->lot,
		.inst = p->inst,
		.piece = p->no };
}

/* One act without a form. @return it was done */
static bool
book(struct ui *ui, struct copies *c, const struct gd_piece *p,
    enum gd_verb verb, struct gd_err *err)
{
	struct gd_command cmd = command_for(p, verb);
	char seen[9];

	gd_app_seen(&c->page.order, &cmd, seen);
	return gd_app_act(*ui->app, c->number, &cmd, seen, NULL, err) == GD_OK;
}

static void
say_booked(struct ui *ui, const struct copies *c, const struct gd_piece *p,
    const char *english)
{
	const struct gd_arg args[2] = { gd_arg_text(copies_no(ui, p)),
		gd_arg_text(ui_place(ui, c->page.wf, p->desk)) };

	ui_say(ui, english, 2, args);
}

static void
book_and_say(struct ui *ui, struct copies *c, const struct gd_piece *p,
    enum gd_verb verb, const char *english)
{
	struct gd_err err = GD_ERR_INIT;

	say_booked(ui, c, p, english);
	if (!book(ui, c, p, verb, &err))
		ui_say_fault(ui, c->page.wf, &err);
	ui_stale(ui);
}

/* What stays on record is not unmade: a correction, with a reason. */
static void
take_back(struct ui *ui, const struct copies *c, const struct gd_piece *p)
{
	scr_act(ui, c->number,
	    ui_fmt(ui, "correct:%s@%lld#%lld%%%lld", p->kind, (long long)p->lot,
		(long long)p->inst, (long long)p->no));
}

static void
toggle_receipt(struct ui *ui, struct copies *c, const struct gd_piece *p)
{
	if (p->state == GD_PIECE_SENT)
		book_and_say(ui, c, p, GD_DO_RECEIVE,
		    GD_TR("{1} {2}: the receipt is booked; Space takes it "
			  "back"));
	else if (p->state == GD_PIECE_HELD && p->sent_ms)
		take_back(ui, c, p);
	else if (p->state == GD_PIECE_HELD)
		say_booked(ui, c, p,
		    GD_TR("{1} stays where it was made ({2}): nobody signs "
			  "for it"));
	else if (p->state == GD_PIECE_DUE)
		say_booked(ui, c, p,
		    GD_TR("{1} has not been handed out to {2} yet; Enter shows "
			  "what can be done"));
	else
		say_booked(ui, c, p,
		    GD_TR("{1} {2}: there is no receipt to book; Enter shows "
			  "what can be done"));
}

static void
toggle(struct ui *ui, struct copies *c)
{
	const struct gd_copy_row *row = copies_row(c);

	if (!row)
		return;
	if (!c->old && !(row->outdated && row->old)) {
		toggle_receipt(ui, c, row->piece);
		return;
	}
	if (!row->old)
		say_booked(ui, c, row->piece,
		    GD_TR("{2} had no old copy; Tab goes back to the "
			  "receipts"));
	else if (row->old_copy == GD_OLD_OUT)
		book_and_say(ui, c, row->old, GD_DO_RETURNED,
		    GD_TR("{1} {2}: the old copy came back; Space takes it "
			  "back"));
	else
		take_back(ui, c, row->old);
}

/* ---- all at once --------------------------------------------------------- */

static void
book_all(struct ui *ui, void *payload)
{
	struct copies *c = payload;
	struct gd_err first = GD_ERR_INIT;
	int done = 0;

	for (size_t i = 0; i < c->made.n; i++) {
		const struct gd_piece *p = c->made.rows[i].piece;
		struct gd_command cmd = command_for(p, GD_DO_RECEIVE);
		struct gd_err err = GD_ERR_INIT;

		if (p->state != GD_PIECE_SENT)
			continue;
		if (gd_app_act(*ui->app, c->number, &cmd, NULL, NULL, &err) ==
		    GD_OK)
			done++;
		else if (first.code == GD_OK)
			first = err;
	}
	ui_stale(ui);
	if (first.code != GD_OK)
		ui_say_fault(ui, c->page.wf, &first);
	else
		ui_say(ui, "{1} {1|receipt is|receipts are} booked", 1,
		    (const struct gd_arg[]){ gd_arg_int(done) });
}

static void
ask_all(struct ui *ui, struct copies *c)
{
	struct gd_str names = GD_STR_INIT, all = GD_STR_INIT;
	int n = 0;

	for (size_t i = 0; i < c->made.n; i++) {
		const struct gd_piece *p = c->made.rows[i].piece;

		if (p->state == GD_PIECE_SENT)
			gd_str_addf(&names, "%s%s %s", n++ ? ", " : "",
			    copies_no(ui, p),
			    ui_place(ui, c->page.wf, p->desk));
	}
	ui_sentence(ui, &all, GD_TR("{1} {1|receipt|receipts}: {2}"), 2,
	    (const struct gd_arg[]){ gd_arg_int(n), gd_arg_text(names.text) });
	if (n == 0)
		ui_say(ui, GD_TR("No receipt is missing on this document"), 0,
		    NULL);
	else
		scr_ask(ui, &(struct scr_ask){
				.title = GD_TR("Book these receipts?"),
				.said = all.text,
				.yes = GD_TR("Book them"),
				.no = GD_TR("Leave it"),
				.danger = true,
				.then = book_all,
				.payload = c,
			    });
	gd_str_release(&names);
	gd_str_release(&all);
}

/* ---- what can be done with one piece ------------------------------------- */

static void
piece_acts(struct ui *ui, struct copies *c)
{
	const struct gd_copy_row *row = copies_row(c);
	const char *ids[64];
	struct deeds deeds;
	int n = 0;

	if (!row)
		return;
	deeds_make(ui, &c->page, NULL, &deeds);
	for (size_t i = 0; i < deeds.n && n < 64; i++) {
		const struct deed *d = &deeds.at[i];

		if (d->cmd.piece == row->piece->no ||
		    (row->old && d->cmd.piece == row->old->no))
			ids[n++] = d->id;
	}
	scr_acts_of(ui, c->number, ids, n, false);
	deeds_release(&deeds);
}

static void
print_slip(struct ui *ui, struct copies *c)
{
	const struct gd_copy_row *row = copies_row(c);
	const struct gd_paper *p;

	if (!row)
		return;
	p = gd_paper(&c->page.order, c->kind, c->lot, c->inst);
	if (p && p->in_force)
		scr_print_slip(ui, c->number, c->kind, c->lot, c->inst);
	else
		scr_print(ui, c->number, c->kind, row->piece->no);
}

/* ---- keys ---------------------------------------------------------------- */

static bool
has_old(const struct copies *c)
{
	return c->made.old_rev != 0;
}

static bool
act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct copies *c = (struct copies *)s;
	const struct gd_copy_row *row = copies_row(c);

	switch (action) {
	case GD_A_MARK:
		toggle(ui, c);
		return true;
	case GD_A_MARK_ALL:
		ask_all(ui, c);
		return true;
	case GD_A_OPEN:
		piece_acts(ui, c);
		return true;
	case GD_A_EDIT:
		if (row)
			copies_receiver(ui, c, row->piece);
		return true;
	case GD_A_PRINT:
		print_slip(ui, c);
		return true;
	case GD_A_COPIES:
		scr_copies_list(ui, c->number);
		return true;
	case GD_A_NEXT_PANE:
		c->old = has_old(c) && !c->old;
		return true;
	case GD_A_NEXT_LOT:
	case GD_A_PREV_LOT:
		go_document(ui, c, action == GD_A_NEXT_LOT);
		return true;
	case GD_A_ACTIONS:
		scr_acts(ui, c->number, NULL);
		return true;
	case GD_A_UNDO:
		scr_undo(ui, c->number);
		return true;
	case GD_A_HISTORY:
		scr_history(ui, c->number);
		return true;
	default:
		return scroll_act(&c->list, action, copies_rows_shown(ui, c));
	}
}

static int
hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	const struct copies *c = (const struct copies *)s;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_MARK,
		c->old ? GD_TR("Old copy") : GD_TR("Receipt"), 0 };
	out[n++] =
	    (struct gd_hint){ GD_A_MARK_ALL, GD_TR("All"), c->made.missing };
	if (has_old(c))
		out[n++] = (struct gd_hint){ GD_A_NEXT_PANE,
			c->old ? GD_TR("Receipts") : GD_TR("Old copies"), 0 };
	out[n++] = (struct gd_hint){ GD_A_EDIT, GD_TR("Receiver"), 0 };
	out[n++] = (struct gd_hint){ GD_A_PRINT, GD_TR("Slip"), 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, GD_TR("More"), 0 };
	out[n++] = (struct gd_hint){ GD_A_NEXT_LOT, GD_TR("Next paper"), 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
copies_free(struct screen *s)
{
	struct copies *c = (struct copies *)s;

	gd_order_page_release(&c->page);
	gd_arena_release(&c->arena);
	free(c->number);
	free(c->kind);
	free(c);
}

static const struct screen_ops ops = {
	.name = "copies",
	.place = GD_AT_TABLE,
	.load = load,
	.paint = copies_paint,
	.act = act,
	.hints = hints,
	.free = copies_free,
};

/* ---- opening ------------------------------------------------------------- */

void
scr_copies_of(struct ui *ui, const char *number, const char *kind, int64_t lot,
    int64_t inst, int64_t piece)
{
	struct copies *c = gd_alloc(1, sizeof *c);

	c->screen.ops = &ops;
	c->number = gd_strdup(number);
	c->kind = gd_strdup(kind);
	c->lot = lot;
	c->inst = inst;
	c->at_piece = piece;
	ui_push(ui, &c->screen);
}

bool
scr_copies_is(const struct screen *s)
{
	return s->ops == &ops;
}

bool
scr_copies_scanned(struct ui *ui, const char *number, const struct gd_piece *p)
{
	struct copies *c = (struct copies *)ui->top;

	if (c->screen.ops != &ops)
		return false;
	if (strcmp(c->number, number) != 0) {
		free(c->number);
		c->number = gd_strdup(number);
	}
	show_document(c, &(struct gd_document){ p->kind, p->lot, p->inst });
	c->list.n = 0; /* the cursor goes to the piece, wherever it was */
	c->at_piece = p->no;
	c->screen.stale = true;
	return true;
}
