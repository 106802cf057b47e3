/* paper/slip.c - the slip that goes round with papers: who gets which piece,
 * who signed for it, which old copies are still out.
 *
 * One line a piece, in the order of the pieces; what gendan knows of a receipt
 * stands there already. At the foot a stub to tear off, which comes back.
 */
#include <string.h>

#include "base/day.h"

#include "fill_priv.h"

#include "base/banned.h"

#define PAPERS_MAX 32

struct slip {
	const struct gd_slip_ask *ask;
	struct gd_arena *arena;
	struct gd_form_ask asks[PAPERS_MAX]; /* what fills[i] points to */
	struct fill fills[PAPERS_MAX];
	int n;
};

/* ---- which papers -------------------------------------------------------------- */

static bool
is_of(const struct fill *f, const struct gd_piece *pc)
{
	return strcmp(pc->kind, f->def->name.id) == 0 && pc->lot == f->lot &&
	       pc->inst == f->inst;
}

static bool
goes_round(const struct fill *f, const struct gd_piece *pc)
{
	return is_of(f, pc) && f->rev && pc->rev == f->rev->rev &&
	       pc->state != GD_PIECE_VOID;
}

/* A copy of another revision that somebody still has. */
static bool
is_out(const struct fill *f, const struct gd_piece *pc)
{
	return is_of(f, pc) && f->rev && pc->rev < f->rev->rev &&
	       pc->class == GD_PIECE_COPY &&
	       (pc->state == GD_PIECE_SENT || pc->state == GD_PIECE_HELD ||
		   pc->state == GD_PIECE_RECALL);
}

static size_t
count_rows(const struct fill *f,
    bool (*wanted)(const struct fill *, const struct gd_piece *))
{
	const struct gd_piece *pc;
	size_t n = 0;

	for (size_t i = 0; (pc = gd_walk(f->o, GD_TAB_PIECE, &i));)
		n += wanted(f, pc);
	return n;
}

/* All papers of a step that are issued and have pieces. */
static enum gd_code
papers_of_step(struct slip *s, struct gd_err *err)
{
	const struct gd_form_ask *of = &s->ask->of;
	int step = gd_wf_step(of->wf, s->ask->step);

	for (int p = 0; step >= 0 && p < of->wf->npapers; p++) {
		const struct gd_paper_def *def = &of->wf->papers[p];
		struct fill *f = &s->fills[s->n];
		struct gd_err none = GD_ERR_INIT;

		if (def->step != step || def->is_thing || s->n == PAPERS_MAX)
			continue;
		s->asks[s->n] = *of;
		s->asks[s->n].paper = def->name.id;
		s->asks[s->n].inst = s->asks[s->n].rev = 0;
		if (fill_begin(f, &s->asks[s->n], s->arena, &none) == GD_OK &&
		    count_rows(f, goes_round))
			s->n++;
	}
	return s->n ? GD_OK
		    : gd_fail(err, GD_MISSING, GD_M_SLIP_NOTHING,
			  GD_T(s->ask->step));
}

static enum gd_code
find_papers(struct slip *s, struct gd_err *err)
{
	if (s->ask->step)
		return papers_of_step(s, err);
	s->n = 1;
	s->asks[0] = s->ask->of;
	return fill_begin(&s->fills[0], &s->asks[0], s->arena, err);
}

/* ---- head ---------------------------------------------------------------------- */

static const char *
original_with(const struct fill *f)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(f->o, GD_TAB_PIECE, &i));)
		if (goes_round(f, pc) && pc->class == GD_PIECE_ORIGINAL)
			return pc->state == GD_PIECE_SENT
				   ? gd_arena_printf(f->arena, "%s (%s)",
					 fill_desk(f, *pc->to_desk ? pc->to_desk
								   : pc->desk),
					 fill_say(f, "在途", "on its way"))
				   : fill_desk(f, pc->desk);
	return "";
}

static const char *
paper_words(const struct fill *f)
{
	const struct gd_name *n = &f->def->name;

	return fill_two(f,
	    gd_arena_printf(f->arena, "%s 第 %lld 版", n->zh,
		(long long)f->rev->rev),
	    gd_arena_printf(f->arena, "%s, rev. %lld", n->en,
		(long long)f->rev->rev));
}

static void
add_item(struct gd_doc_block *b, const char *zh, const char *en,
    const char *value, int span, bool strong)
{
	b->items[b->nitems++] = (struct gd_doc_item){ .label = { zh, en },
		.value = value,
		.span = span,
		.strong = strong,
		.line = !value || !*value };
}

static const char *
word(const struct fill *f, enum gd_form_word w)
{
	return fill_value(f, &(struct gd_form_item){ .ref = GD_FORM_WORD,
				 .word = w,
				 .of = "",
				 .field = "",
				 .zh = "",
				 .en = "" });
}

static const char *
clerk(const struct fill *f)
{
	return fill_value(f,
	    &(struct gd_form_item){ .ref = GD_FORM_ROLE, .of = "clerk" });
}

static const char *
weekday(const struct slip *s, const struct fill *f, int32_t day)
{
	static const char *const zh[] = { "周一", "周二", "周三", "周四",
		"周五", "周六", "周日" };
	static const char *const en[] = { "Mon", "Tue", "Wed", "Thu", "Fri",
		"Sat", "Sun" };
	int d;

	if (day == GD_NO_DAY)
		return "";
	d = gd_day_weekday(day);
	return gd_arena_printf(s->arena, "%s %s", fill_day(f, day),
	    fill_say(f, zh[d], en[d]));
}

/* When the first of them left; 0 = none has. */
static int64_t
sent_out(const struct slip *s)
{
	const struct gd_piece *pc;
	int64_t first = 0;

	for (int n = 0; n < s->n; n++)
		for (size_t i = 0;
		     (pc = gd_walk(s->fills[n].o, GD_TAB_PIECE, &i));)
			if (is_of(&s->fills[n], pc) &&
			    pc->rev == s->fills[n].rev->rev && pc->sent_ms &&
			    (!first || pc->sent_ms < first))
				first = pc->sent_ms;
	return first;
}

static void
facts(struct slip *s)
{
	struct fill *f = &s->fills[0];
	struct gd_doc_block *b = fill_block(f, GD_BLOCK_FIELDS, "", "");
	const char *contract = fill_field(f, "contract_no");

	b->ncols = 4;
	b->items = gd_arena_alloc(s->arena, 12, sizeof *b->items);
	add_item(b, "订单号", "Order", gd_head(f->o)->number, 1, true);
	add_item(b, "客户", "Customer", word(f, GD_FORM_CUSTOMER_NAME), 2,
	    true);
	if (!contract || !*contract)
		contract = gd_field(f->o, "contract_no", 0);
	add_item(b, "合同号", "Contract", contract, 1, true);
	if (!s->ask->step) {
		add_item(b, "单证", "Paper",
		    fill_say(f, f->def->name.zh, f->def->name.en), 1, true);
		add_item(b, "版次", "Revision",
		    gd_arena_printf(s->arena, "%lld", (long long)f->rev->rev),
		    1, false);
		add_item(b, "签发日期", "Issued on",
		    fill_ms_day(f, f->rev->issued_ms), 1, false);
		add_item(b, "正本在", "Original with", original_with(f), 1,
		    false);
	}
	add_item(b, "跟单员", "Clerk", clerk(f), 1, false);
	add_item(b, "批次", "Lot", word(f, GD_FORM_ORDER_LOT), 1, false);
	add_item(b, "发出", "Sent out", fill_ms_day(f, sent_out(s)), 1, false);
	add_item(b, "应退回", "Return by", weekday(s, f, s->ask->back_by), 1,
	    true);
	b->items[b->nitems - 1].shade = true;
}

/* ---- one line a piece ------------------------------------------------------------- */

struct piece_table {
	struct gd_doc_block *b;
	size_t ncol;
	bool named; /* a column says which paper */
};

static void
piece_row(const struct fill *f, struct piece_table *t,
    const struct gd_piece *pc)
{
	const char **c = &t->b->cells[t->b->nrows++ * t->ncol];
	struct gd_label l = fill_piece(f, pc);
	bool came = pc->held_ms && *pc->holder;
	size_t at = 0;

	c[at++] = fill_number(f, (int64_t)t->b->nrows, 0);
	if (t->named)
		c[at++] = paper_words(f);
	c[at++] = fill_two(f, l.zh, l.en);
	c[at++] = pc->copy_no ? fill_number(f, pc->copy_no, 0) : "-";
	c[at++] = fill_desk_two(f, pc->desk);
	c[at++] = came ? fill_person(f, pc->holder) : "";
	if (came && *pc->proxy)
		c[at - 1] = gd_arena_printf(f->arena, "%s\n%s %s", c[at - 1],
		    fill_say(f, "录入", "entered by"),
		    fill_person(f, pc->proxy));
	c[at++] = "";
	c[at++] = came ? fill_ms_day(f, pc->held_ms) : "";
	if (pc->state == GD_PIECE_LOST)
		c[at - 2] = fill_say(f, "遗失", "lost");
}

/* Nothing is issued: who will get one. */
static void
planned(const struct fill *f, struct piece_table *t, size_t room)
{
	const struct gd_dist *d;

	for (size_t i = 0; (d = gd_walk(f->o, GD_TAB_DIST, &i));) {
		if (strcmp(d->kind, f->def->name.id) != 0 || d->lot != f->lot ||
		    d->inst != f->inst || d->suggested)
			continue;
		for (int64_t k = 0; k < d->copies && t->b->nrows < room; k++) {
			const char **c = &t->b->cells[t->b->nrows++ * t->ncol];

			c[0] = fill_number(f, (int64_t)t->b->nrows, 0);
			c[t->named + 1] = fill_two(f, "副本", "COPY");
			c[t->named + 2] = "-";
			c[t->named + 3] = fill_desk_two(f, d->desk);
		}
	}
}

static void
pieces(struct slip *s)
{
	static const struct gd_doc_col cols[] = {
		{ .label = { "序", "#" }, .weight = 2, .align = GD_CENTRE },
		{ .label = { "单证", "Paper" }, .weight = 8 },
		{ .label = { "份", "Piece" }, .weight = 7 },
		{ .label = { "分发号", "Copy no." },
		    .weight = 3,
		    .align = GD_CENTRE },
		{ .label = { "部门", "Desk" }, .weight = 6 },
		{ .label = { "签收人", "Name" }, .weight = 6, .write = true },
		{ .label = { "签字", "Signature" },
		    .weight = 6,
		    .write = true },
		{ .label = { "日期", "Date" }, .weight = 5, .write = true },
	};
	struct fill *head = &s->fills[0];
	struct piece_table t = { .ncol = s->ask->step ? 8 : 7,
		.named = s->ask->step != NULL };
	size_t room = 100 + head->o->sheet.rows[GD_TAB_PIECE].n, at = 0;
	const struct gd_piece *pc;

	t.b = fill_block(head, GD_BLOCK_TABLE, "分发与签收",
	    "Pieces and receipts");
	t.b->ncol = t.ncol;
	t.b->cols = gd_arena_alloc(s->arena, 8, sizeof *t.b->cols);
	for (size_t i = 0; i < 8; i++)
		if (i != 1 || t.named)
			t.b->cols[at++] = cols[i];
	t.b->cells =
	    gd_arena_alloc(s->arena, room * t.ncol, sizeof *t.b->cells);
	for (size_t i = 0; i < room * t.ncol; i++)
		t.b->cells[i] = "";
	for (int k = 0; k < s->n; k++) {
		const struct fill *f = &s->fills[k];

		for (size_t i = 0; (pc = gd_walk(f->o, GD_TAB_PIECE, &i));)
			if (goes_round(f, pc))
				piece_row(f, &t, pc);
		if (!f->rev->issued_ms)
			planned(f, &t, room);
	}
}

/* ---- old copies back ------------------------------------------------------------- */

/* "rev. 1, COPY 2 OF 5, Finance (Wu Min)" */
static struct gd_label
old_label(const struct slip *s, const struct fill *f, const struct gd_piece *pc)
{
	struct gd_label piece = fill_piece(f, pc),
			desk = fill_desk_label(f, pc->desk);
	const char *who = *pc->holder ? fill_person(f, pc->holder) : "";
	const char *name_zh = s->ask->step ? f->def->name.zh : "";
	const char *name_en = s->ask->step ? f->def->name.en : "";
	const char *open = *who ? " (" : "", *close = *who ? ")" : "";
	const char *comma = *name_en ? ", " : "";

	return (struct gd_label){
		gd_arena_printf(s->arena, "%s第 %lld 版 %s %s%s%s%s", name_zh,
		    (long long)pc->rev, piece.zh, desk.zh, open, who, close),
		gd_arena_printf(s->arena, "%s%srev. %lld, %s, %s", name_en,
		    comma, (long long)pc->rev, piece.en, desk.en)
	};
}

/* A box to tick for each copy of an older revision that is still out. */
static void
old_back(struct slip *s)
{
	struct gd_doc_block *b = fill_block(&s->fills[0], GD_BLOCK_TICKS,
	    "旧版已收回", "Old copies back");
	const struct gd_piece *pc;
	size_t out = 0;

	for (int k = 0; k < s->n; k++)
		out += count_rows(&s->fills[k], is_out);
	b->ncols = 2;
	b->items = gd_arena_alloc(s->arena, out + 1, sizeof *b->items);
	for (int k = 0; k < s->n; k++) {
		const struct fill *f = &s->fills[k];

		for (size_t i = 0; (pc = gd_walk(f->o, GD_TAB_PIECE, &i));)
			if (is_out(f, pc))
				b->items[b->nitems++].label =
				    old_label(s, f, pc);
	}
	if (!out) { /* nothing to wait for */
		b->items[b->nitems++] =
		    (struct gd_doc_item){ .label = { "无在外旧版",
					      "none is out" },
			    .value = "x" };
	}
}

/* ---- foot ------------------------------------------------------------------------ */

static void
remarks(struct slip *s)
{
	struct gd_doc_block *b =
	    fill_block(&s->fills[0], GD_BLOCK_FIELDS, "备注", "Remarks");

	b->ncols = 1;
	b->nitems = 2;
	b->items = gd_arena_alloc(s->arena, b->nitems, sizeof *b->items);
	b->items[0].line = b->items[1].line = true;
}

static void
stub(struct slip *s, const struct gd_doc *doc)
{
	struct fill *f = &s->fills[0];
	const char *number = gd_head(f->o)->number;
	struct gd_label what =
	    s->ask->step
		? doc->under
		: (struct gd_label){ f->def->name.zh, f->def->name.en };
	const char *code = s->ask->of.code;
	struct gd_doc_block *b;

	/* without pieces there is nothing to scan */
	if (!code)
		return;
	b = fill_block(f, GD_BLOCK_STUB,
	    gd_arena_printf(s->arena, "回执联，随单退回 · %s · %s", number,
		what.zh),
	    gd_arena_printf(s->arena, "Return stub · %s · %s", number,
		what.en));
	b->code = code;
	b->ncols = 2;
	b->items = gd_arena_alloc(s->arena, 4, sizeof *b->items);
	add_item(b, "应退回", "Return by", weekday(s, f, s->ask->back_by), 1,
	    true);
	add_item(b, "退回", "Back to", clerk(f), 1, false);
	add_item(b, "收件人", "Received by", "", 1, false);
	add_item(b, "日期", "Date", "", 1, false);
}

static void
slip_head(struct slip *s, struct gd_doc *doc)
{
	struct fill *f = &s->fills[0];
	const struct gd_step_def *step = &f->wf->steps[f->def->step];

	fill_head(f, doc);
	doc->title = (struct gd_label){ "单证流转单", "Routing slip" };
	doc->number = gd_head(f->o)->number;
	doc->badge.zh = doc->badge.en =
	    gd_arena_printf(s->arena, "%d/%d", step->no, f->wf->nsteps);
	doc->under = (struct gd_label){ step->name.zh, step->name.en };
	if (s->ask->of.code)
		doc->foot = (struct gd_label){ "签收后请退回回执联",
			"The stub goes back to the clerk" };
}

enum gd_code
gd_slip_fill(const struct gd_slip_ask *ask, struct gd_arena *arena,
    struct gd_doc *out, struct gd_err *err)
{
	struct slip *s = gd_arena_alloc(arena, 1, sizeof *s);
	enum gd_code rc;

	s->ask = ask;
	s->arena = arena;
	rc = find_papers(s, err);
	if (rc)
		return rc;
	if (!s->fills[0].rev) /* a thing has no slip: it goes with a paper */
		return gd_fail(err, GD_MISSING, GD_M_NOT_MADE,
		    GD_T(ask->of.paper));
	slip_head(s, out);
	facts(s);
	pieces(s);
	old_back(s);
	remarks(s);
	stub(s, out);
	out->blocks = s->fills[0].blocks;
	out->nblocks = s->fills[0].nblocks;
	return GD_OK;
}
