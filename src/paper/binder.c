/* paper/binder.c - labels for the spines of binders, and the sheet that lists
 * what lies in one. */
#include "paper/binder.h"

#include "fill_priv.h"

#include "base/banned.h"

/* Helpers of forms without an order. */
static struct fill
fill_of(const struct gd_form_ask *ask, struct gd_arena *arena)
{
	return (struct fill){ .ask = ask, .arena = arena, .wf = ask->wf };
}

static void
head(const struct gd_form_ask *ask, struct gd_arena *arena, struct gd_doc *doc)
{
	static const struct gd_label demo = { "示例", "DEMO" };
	const struct gd_company *co = gd_row_at(ask->office, GD_OFF_COMPANY, 0);
	struct gd_label *stamp = gd_arena_alloc(arena, 1, sizeof *stamp);

	*stamp = demo;
	*doc = (struct gd_doc){ .mark = ask->mark,
		.code = ask->code,
		.stamps = stamp,
		.nstamps = ask->demo ? 1 : 0 };
	if (co)
		doc->company = (struct gd_label){ co->name_zh, co->name_en };
}

static void
add_item(struct gd_doc_block *b, const char *zh, const char *en,
    const char *value, int span, bool strong)
{
	b->items[b->nitems++] = (struct gd_doc_item){ .label = { zh, en },
		.value = value,
		.span = span,
		.strong = strong };
}

/* ---- labels --------------------------------------------------------------- */

static const char *
clerks(const struct fill *f, const struct gd_binder_label *label)
{
	const char *all = "";

	for (int i = 0; i < label->nclerks; i++)
		all = gd_arena_printf(f->arena, "%s%s%s", all, i ? ", " : "",
		    fill_person(f, label->clerks[i]));
	return all;
}

/* In one row, so that no label is parted by the end of a page. */
void
gd_binder_labels_fill(const struct gd_form_ask *ask,
    const struct gd_binder_label *labels, size_t n, struct gd_arena *arena,
    struct gd_doc *out)
{
	struct fill f = fill_of(ask, arena);

	head(ask, arena, out);
	out->title = (struct gd_label){ "卷宗标签", "Binder labels" };
	out->foot = (struct gd_label){ "沿线剪开，贴于卷脊",
		"Cut along the lines, for the spines" };
	out->blocks = gd_arena_alloc(arena, n, sizeof *out->blocks);
	out->nblocks = n;
	for (size_t i = 0; i < n; i++) {
		struct gd_doc_block *b = &out->blocks[i];

		*b = (struct gd_doc_block){ .kind = GD_BLOCK_FIELDS,
			.ncols = 10,
			.items = gd_arena_alloc(arena, 5, sizeof *b->items) };
		add_item(b, "合同号", "Contract", labels[i].contract, 3, true);
		add_item(b, "客户", "Customer", labels[i].customers, 3, true);
		add_item(b, "年份", "Years", labels[i].years, 1, false);
		add_item(b, "订单号", "Orders", labels[i].orders, 2, false);
		add_item(b, "跟单员", "Clerk", clerks(&f, &labels[i]), 1,
		    false);
	}
}

/* ---- what lies in it ------------------------------------------------------ */

#define NCOLS 6

static const char *
where(const struct fill *f, const struct gd_binder_item *it)
{
	const struct gd_piece *pc = it->away;
	const char *who, *desk, *since;

	if (!pc)
		return "";
	desk = fill_desk(f, pc->desk);
	if (pc->state == GD_PIECE_LOST)
		return fill_say(f, "遗失", "lost");
	who = pc->state == GD_PIECE_SENT  ? fill_say(f, "在途", "on its way")
	      : pc->state == GD_PIECE_DUE ? fill_say(f, "未发", "not sent")
	      : *pc->holder               ? fill_person(f, pc->holder)
					  : "";
	since = fill_ms_day(f, it->away_ms);
	return gd_arena_printf(f->arena, "%s%s%s%s%s", desk, *who ? ", " : "",
	    who, *since ? "\n" : "", since);
}

/* "第 2 批" beside the name where there may be several. */
static const char *
paper(const struct fill *f, const struct gd_piece *pc)
{
	const struct gd_name *n = fill_paper_name(f, pc->kind);
	const char *zh = n ? n->zh : pc->kind, *en = n ? n->en : pc->kind;

	if (pc->lot > 0) {
		zh = gd_arena_printf(f->arena, "%s 批次 %lld", zh,
		    (long long)pc->lot);
		en = gd_arena_printf(f->arena, "%s, lot %lld", en,
		    (long long)pc->lot);
	}
	if (pc->inst > 1) {
		zh = gd_arena_printf(f->arena, "%s 第 %lld 次", zh,
		    (long long)pc->inst);
		en = gd_arena_printf(f->arena, "%s, no. %lld", en,
		    (long long)pc->inst);
	}
	return fill_two(f, zh, en);
}

static void
papers(struct fill *f, const struct gd_binder_sheet *sheet,
    struct gd_doc_block *b)
{
	static const struct gd_doc_col cols[NCOLS] = {
		{ .label = { "序", "#" }, .weight = 2, .align = GD_CENTRE },
		{ .label = { "单证", "Paper" }, .weight = 9 },
		{ .label = { "版次", "Rev." },
		    .weight = 2,
		    .align = GD_CENTRE },
		{ .label = { "份", "Piece" }, .weight = 5 },
		{ .label = { "归档", "Filed" }, .weight = 5 },
		{ .label = { "正本在", "Original is with" }, .weight = 8 },
	};

	b->cols = gd_arena_alloc(f->arena, NCOLS, sizeof *b->cols);
	for (size_t i = 0; i < NCOLS; i++)
		b->cols[i] = cols[i];
	b->ncol = NCOLS;
	b->cells =
	    gd_arena_alloc(f->arena, sheet->n * NCOLS + 1, sizeof *b->cells);
	for (size_t i = 0; i < sheet->n; i++) {
		const struct gd_binder_item *it = &sheet->items[i];
		const struct gd_piece *pc = it->piece;
		const char **c = &b->cells[b->nrows++ * NCOLS];

		c[0] = fill_number(f, (int64_t)i + 1, 0);
		c[1] = paper(f, pc);
		c[2] = fill_number(f, pc->rev, 0);
		c[3] = pc->class == GD_PIECE_FILE
			   ? fill_two(f, "留底", "File copy")
			   : fill_two(f, "正本", "Original");
		c[4] = it->here ? fill_ms_day(f, it->filed_ms)
				: fill_two(f, "不在卷内", "not here");
		c[5] = where(f, it);
	}
}

void
gd_binder_index_fill(const struct gd_form_ask *ask,
    const struct gd_binder_sheet *sheet, struct gd_arena *arena,
    struct gd_doc *out)
{
	struct fill f = fill_of(ask, arena);
	struct gd_doc_block *b;

	head(ask, arena, out);
	out->title = (struct gd_label){ "卷内目录", "Index of a binder" };
	out->number = sheet->contract;
	out->foot = (struct gd_label){ "正本外出时记明去处",
		"Write down where an original goes" };
	f.blocks = gd_arena_alloc(arena, 2, sizeof *f.blocks);
	b = fill_block(&f, GD_BLOCK_FIELDS, "", "");
	b->ncols = 4;
	b->items = gd_arena_alloc(arena, 4, sizeof *b->items);
	add_item(b, "合同号", "Contract", sheet->contract, 1, true);
	add_item(b, "客户", "Customer", sheet->customer, 2, true);
	add_item(b, "订单号", "Order", sheet->number, 1, true);
	add_item(b, "跟单员", "Clerk", fill_person(&f, sheet->clerk), 1, false);
	b = fill_block(&f, GD_BLOCK_TABLE, "", "");
	papers(&f, sheet, b);
	out->blocks = f.blocks;
	out->nblocks = f.nblocks;
}
