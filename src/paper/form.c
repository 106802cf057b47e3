/* paper/form.c - a form filled: which revision, head and stamps, its blocks. */
#include "paper/form.h"

#include <string.h>

#include "base/day.h"

#include "fill_priv.h"

#include "base/banned.h"

/* ---- which paper ------------------------------------------------------------- */

/* A thing has no revisions: it is there when a piece of it is. */
static bool
thing_is_there(const struct fill *f)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(f->o, GD_TAB_PIECE, &i));)
		if (strcmp(pc->kind, f->def->name.id) == 0 &&
		    pc->lot == f->lot && pc->inst == f->inst)
			return true;
	return false;
}

static enum gd_code
find_revision(struct fill *f, struct gd_err *err)
{
	const struct gd_form_ask *ask = f->ask;
	const char *kind = f->def->name.id;
	const struct gd_paper *row = gd_paper(f->o, kind, f->lot, f->inst);
	int64_t last = row ? row->last : 0, rev = ask->rev;

	if (!rev && row) /* the newest, unless that was declared void */
		rev = row->last;
	f->rev = rev ? gd_revision(f->o, kind, f->lot, f->inst, rev) : NULL;
	if (f->rev && !ask->rev && f->rev->state == GD_REV_VOID &&
	    row->in_force)
		f->rev =
		    gd_revision(f->o, kind, f->lot, f->inst, row->in_force);
	if (!f->rev && rev && last)
		return gd_fail(err, GD_MISSING, GD_M_FORM_NO_REVISION,
		    GD_T(kind), GD_N(rev), GD_N(last));
	if (!f->rev)
		return gd_fail(err, GD_MISSING, GD_M_NOT_MADE, GD_T(kind));
	if (row->round)
		f->round = row->round;
	f->live = f->rev->rev == last || f->rev->rev == row->in_force;
	gd_says_read(f->rev->fields, f->arena, &f->says);
	return GD_OK;
}

enum gd_code
fill_begin(struct fill *f, const struct gd_form_ask *ask,
    struct gd_arena *arena, struct gd_err *err)
{
	*f = (struct fill){ .ask = ask,
		.arena = arena,
		.wf = ask->wf,
		.o = ask->order,
		.paper = gd_wf_paper(ask->wf, ask->paper),
		.lot = ask->lot,
		.inst = ask->inst };
	if (f->paper < 0)
		return gd_fail(err, GD_MISSING, GD_M_NO_PAPER, GD_T(ask->paper),
		    GD_T(ask->wf->name.id));
	f->def = &f->wf->papers[f->paper];
	f->blocks = gd_arena_alloc(arena, BLOCKS_MAX, sizeof *f->blocks);
	gd_paper_place(f->wf, f->o, f->paper, &f->lot, &f->inst, &f->round);
	if (!f->def->is_thing)
		return find_revision(f, err);
	f->live = true;
	return thing_is_there(f) ? GD_OK
				 : gd_fail(err, GD_MISSING, GD_M_NOT_MADE,
				       GD_T(f->def->name.id));
}

/* ---- head -------------------------------------------------------------------- */

static const char *
address_line(const struct fill *f, const char *address, const char *word,
    const char *phone)
{
	return gd_arena_printf(f->arena, "%s%s%s%s", address,
	    *address && *phone ? "  " : "", *phone ? word : "", phone);
}

/* What a reader must know before he trusts the sheet. */
static void
add_stamps(struct fill *f, struct gd_doc *doc)
{
	struct gd_label *at = gd_arena_alloc(f->arena, 6, sizeof *at);
	int64_t state = f->rev ? f->rev->state : GD_REV_ISSUED;

	doc->stamps = at;
	if (f->ask->demo)
		at[doc->nstamps++] = (struct gd_label){ "示例", "DEMO" };
	if (f->ask->piece)
		at[doc->nstamps++] = fill_piece(f, f->ask->piece);
	if (state == GD_REV_DRAFT || state == GD_REV_SIGNING ||
	    state == GD_REV_EXPECTED)
		at[doc->nstamps++] = (struct gd_label){ "草稿", "DRAFT" };
	else if (state == GD_REV_SUPERSEDED)
		at[doc->nstamps++] = (struct gd_label){ "旧版", "SUPERSEDED" };
	else if (state == GD_REV_VOID)
		at[doc->nstamps++] = (struct gd_label){ "作废", "VOID" };
	if (gd_head(f->o)->state == GD_ORDER_CANCELLED)
		at[doc->nstamps++] =
		    (struct gd_label){ "订单已取消", "ORDER CANCELLED" };
	if (f->ask->again)
		at[doc->nstamps++] = (struct gd_label){ "重印", "REPRINT" };
}

void
fill_head(struct fill *f, struct gd_doc *doc)
{
	const struct gd_company *co =
	    gd_row_find(f->ask->office, GD_OFF_COMPANY,
		&(struct gd_company){ .code = gd_head(f->o)->company });

	*doc = (struct gd_doc){ .title = { f->def->name.zh, f->def->name.en },
		.number = fill_number_of(f),
		.logo = f->ask->logo,
		.code = f->ask->code,
		.mark = f->ask->mark };
	if (co) {
		doc->company = (struct gd_label){ co->name_zh, co->name_en };
		doc->address.zh =
		    address_line(f, co->address_zh, "电话 ", co->phone);
		doc->address.en =
		    address_line(f, co->address_en, "Tel. ", co->phone);
	}
	add_stamps(f, doc);
}

/* ---- blocks ------------------------------------------------------------------ */

struct gd_doc_block *
fill_block(struct fill *f, enum gd_block_kind kind, const char *zh,
    const char *en)
{
	/* a form has at most so many; what is over is written on the last */
	struct gd_doc_block *b =
	    &f->blocks[f->nblocks < BLOCKS_MAX ? f->nblocks++ : BLOCKS_MAX - 1];

	*b = (struct gd_doc_block){ .kind = kind, .title = { zh, en } };
	return b;
}

static void
fill_fields(struct fill *f, const struct gd_form_block *b)
{
	struct gd_doc_block *out = fill_block(f, GD_BLOCK_FIELDS, b->zh, b->en);

	out->ncols = b->columns;
	out->keep = b->keep;
	out->items =
	    gd_arena_alloc(f->arena, (size_t)b->nitems + 1, sizeof *out->items);
	for (int i = 0; i < b->nitems; i++) {
		const struct gd_form_item *it = &b->items[i];
		const char *v = fill_value(f, it);

		out->items[out->nitems++] =
		    (struct gd_doc_item){ .label = fill_label(f, it),
			    .value = v,
			    .span =
				it->span < b->columns ? it->span : b->columns,
			    .strong = it->strong,
			    .shade = it->shade,
			    .line = !v || !*v };
	}
}

/* Text that wraps; nothing known: lines to write on. */
static void
fill_prose(struct fill *f, const struct gd_form_block *b)
{
	struct gd_label l = fill_label(f, b->items);
	const char *v = fill_value(f, b->items);
	const char *zh = *b->zh ? b->zh : l.zh, *en = *b->en ? b->en : l.en;
	struct gd_doc_block *out;

	if (v && *v) {
		out = fill_block(f, GD_BLOCK_PROSE, zh, en);
		out->text = v;
	} else {
		int rows = b->nrows ? b->nrows : 2;

		out = fill_block(f, GD_BLOCK_FIELDS, zh, en);
		out->ncols = 1;
		out->nitems = (size_t)rows;
		out->items =
		    gd_arena_alloc(f->arena, out->nitems, sizeof *out->items);
		for (int i = 0; i < rows; i++)
			out->items[i].line = true;
	}
	out->keep = b->keep;
}

/* The choices of a field, the chosen one ticked. */
static void
tick_choices(struct fill *f, const struct gd_form_block *b,
    struct gd_doc_block *out)
{
	const char *v = fill_field(f, b->items->field);

	out->items =
	    gd_arena_alloc(f->arena, (size_t)b->nrows + 1, sizeof *out->items);
	for (int i = 0; i < b->nrows; i++)
		out->items[out->nitems++] =
		    (struct gd_doc_item){ .label = { b->rows[i].zh,
					      b->rows[i].en },
			    .value = strcmp(b->rows[i].id, v) == 0 ? "x" : "",
			    .span = 1 };
}

static void
fill_ticks(struct fill *f, const struct gd_form_block *b)
{
	struct gd_label l = { b->zh, b->en };
	struct gd_doc_block *out;
	bool choice = b->rows != NULL;

	if (choice && !*b->zh)
		l = fill_label(f, b->items);
	out = fill_block(f, GD_BLOCK_TICKS, l.zh, l.en);
	out->ncols = b->columns;
	out->keep = b->keep;
	if (choice) {
		tick_choices(f, b, out);
		return;
	}
	out->items =
	    gd_arena_alloc(f->arena, (size_t)b->nitems + 1, sizeof *out->items);
	for (int i = 0; i < b->nitems; i++) {
		const char *v = fill_value(f, &b->items[i]);

		out->items[out->nitems++] =
		    (struct gd_doc_item){ .label = fill_label(f, &b->items[i]),
			    .value = v && *v ? "x" : "",
			    .span = b->items[i].span };
	}
}

static void
fill_one(struct fill *f, const struct gd_form_block *b)
{
	if (b->kind <= GD_FORM_BLOCK_TABLE && !b->nitems)
		return; /* nothing of it is known here */
	switch (b->kind) {
	case GD_FORM_BLOCK_FIELDS:
		fill_fields(f, b);
		break;
	case GD_FORM_BLOCK_LINES:
		fill_lines_block(f, b);
		break;
	case GD_FORM_BLOCK_PROSE:
		fill_prose(f, b);
		break;
	case GD_FORM_BLOCK_TICKS:
		fill_ticks(f, b);
		break;
	case GD_FORM_BLOCK_TABLE:
		fill_table(f, b);
		break;
	case GD_FORM_BLOCK_CHANGES:
		fill_changes(f, b);
		break;
	case GD_FORM_BLOCK_PAYMENTS:
		fill_payments(f, b);
		break;
	case GD_FORM_BLOCK_SIGNS:
		fill_signs(f, b);
		break;
	case GD_FORM_BLOCK_RECEIPTS:
		fill_receipts(f, b);
		break;
	case GD_FORM_NBLOCKS:
		break;
	}
}

/* A signature covers the files of its paper, so they stand above it; where
 * nobody signs, at the end. */
static void
files_before(struct fill *f, enum gd_form_block_kind next)
{
	if (f->files_done ||
	    (next != GD_FORM_BLOCK_SIGNS && next != GD_FORM_BLOCK_RECEIPTS &&
		next != GD_FORM_NBLOCKS))
		return;
	f->files_done = true;
	fill_files(f);
}

/* ---- a paper without a form --------------------------------------------------- */

static void
plain_head(struct fill *f)
{
	static struct gd_form_item items[] = {
		{ .ref = GD_FORM_WORD, .word = GD_FORM_ORDER_NUMBER },
		{ .ref = GD_FORM_WORD, .word = GD_FORM_CUSTOMER_NAME },
		{ .ref = GD_FORM_WORD, .word = GD_FORM_PAPER_DATE },
		{ .ref = GD_FORM_WORD, .word = GD_FORM_PAPER_REVISION },
	};
	struct gd_form_item *own =
	    gd_arena_alloc(f->arena, sizeof items / sizeof *items, sizeof *own);
	struct gd_form_block b = { .kind = GD_FORM_BLOCK_FIELDS,
		.zh = "",
		.en = "",
		.columns = 4,
		.items = own,
		.nitems = sizeof items / sizeof *items };

	if (f->def->is_thing) /* it has no revision, nor the day of one */
		b.nitems = 2;
	memcpy(own, items, sizeof items);
	for (int i = 0; i < b.nitems; i++)
		own[i].zh = own[i].en = own[i].of = own[i].field = "";
	fill_one(f, &b);
}

/* Its fields as the workflow lists them; texts get the whole width. */
static bool
plain_fields(struct fill *f)
{
	struct gd_form_block b = { .kind = GD_FORM_BLOCK_FIELDS,
		.zh = "",
		.en = "",
		.columns = 4 };
	bool money = false;

	b.items = gd_arena_alloc(f->arena, (size_t)f->def->fields.n + 1,
	    sizeof *b.items);
	for (int i = 0; i < f->def->fields.n; i++) {
		const struct gd_field_def *def =
		    &f->wf->fields[f->def->fields.at[i]];
		const char *v = fill_field(f, def->name.id);

		money |= def->type == GD_FIELD_MONEY;
		if (def->type == GD_FIELD_CHANGES)
			continue;
		b.items[b.nitems++] =
		    (struct gd_form_item){ .ref = GD_FORM_FIELD,
			    .of = "",
			    .field = def->name.id,
			    .zh = "",
			    .en = "",
			    .span = strlen(v) > 40 ? 4 : 1 };
	}
	if (b.nitems)
		fill_one(f, &b);
	return money;
}

static void
plain_lines(struct fill *f, bool money)
{
	static const enum gd_form_col cols[] = { GD_FORM_COL_NO,
		GD_FORM_COL_ITEM, GD_FORM_COL_SPEC, GD_FORM_COL_QTY,
		GD_FORM_COL_UNIT, GD_FORM_COL_PRICE, GD_FORM_COL_AMOUNT };
	static const int width[] = { 1, 6, 4, 3, 2, 3, 4 };
	struct gd_form_block b = { .kind = GD_FORM_BLOCK_LINES,
		.zh = "",
		.en = "" };

	b.items = gd_arena_alloc(f->arena, sizeof cols / sizeof *cols,
	    sizeof *b.items);
	for (size_t i = 0; i < sizeof cols / sizeof *cols - (money ? 0 : 2);
	     i++)
		b.items[b.nitems++] = (struct gd_form_item){ .ref = GD_FORM_COL,
			.col = cols[i],
			.of = "",
			.field = "",
			.zh = "",
			.en = "",
			.span = width[i] };
	fill_one(f, &b);
}

static bool
has_changes(const struct fill *f)
{
	for (int i = 0; i < f->def->fields.n; i++)
		if (f->wf->fields[f->def->fields.at[i]].type ==
		    GD_FIELD_CHANGES)
			return true;
	return false;
}

static void
plain_form(struct fill *f)
{
	static const enum gd_form_block_kind rest[] = { GD_FORM_BLOCK_CHANGES,
		GD_FORM_BLOCK_SIGNS, GD_FORM_BLOCK_RECEIPTS };
	bool money;

	plain_head(f);
	money = plain_fields(f);
	if (f->def->lines)
		plain_lines(f, money);
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
		struct gd_form_block b = { .kind = rest[i],
			.zh = "",
			.en = "" };

		if (rest[i] == GD_FORM_BLOCK_CHANGES && !has_changes(f))
			continue;
		if (rest[i] == GD_FORM_BLOCK_SIGNS && f->def->received)
			continue;
		files_before(f, rest[i]);
		fill_one(f, &b);
	}
}

/* ---- the whole ---------------------------------------------------------------- */

static void
add_foot(struct fill *f, const struct gd_form *form, struct gd_doc *doc)
{
	if (form && *form->note_zh) {
		doc->foot = (struct gd_label){ form->note_zh, form->note_en };
		return;
	}
	if (f->rev)
		doc->foot = (struct gd_label){ gd_arena_printf(f->arena,
						   "%s 第 %lld 版", doc->number,
						   (long long)f->rev->rev),
			gd_arena_printf(f->arena, "revision %lld",
			    (long long)f->rev->rev) };
}

enum gd_code
gd_form_fill(const struct gd_form_ask *ask, struct gd_arena *arena,
    struct gd_doc *out, struct gd_err *err)
{
	const struct gd_form *form;
	struct fill f;
	enum gd_code rc = fill_begin(&f, ask, arena, err);

	if (rc)
		return rc;
	fill_head(&f, out);
	form = gd_form_of(ask->forms, f.def->name.id);
	if (form && *form->zh)
		out->title = (struct gd_label){ form->zh, form->en };
	else if (f.def->received)
		out->title = (struct gd_label){ gd_arena_printf(arena,
						    "%s 封面", f.def->name.zh),
			gd_arena_printf(arena, "%s: cover sheet",
			    f.def->name.en) };
	for (int i = 0; form && i < form->nblocks; i++) {
		files_before(&f, form->blocks[i].kind);
		fill_one(&f, &form->blocks[i]);
	}
	if (!form)
		plain_form(&f);
	files_before(&f, GD_FORM_NBLOCKS);
	add_foot(&f, form, out);
	out->blocks = f.blocks;
	out->nblocks = f.nblocks;
	return GD_OK;
}

enum gd_media
gd_form_media(const struct gd_forms *forms, const char *paper)
{
	const struct gd_form *form = gd_form_of(forms, paper);
	const char *word = form && *form->media ? form->media
			   : forms              ? forms->media
						: "a4";
	enum gd_media m = gd_media_of(word);

	return m == GD_MEDIA_COUNT ? GD_MEDIA_A4 : m;
}
