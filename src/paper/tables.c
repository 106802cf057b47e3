/* paper/tables.c - tables to tick and write in, changes, payments, receipts,
 * places for signatures. */
#include <string.h>

#include "base/day.h"

#include "fill_priv.h"

#include "base/banned.h"

/* A table of so many rows with these columns. */
static struct gd_doc_block *
table(struct fill *f, const struct gd_form_block *b, const char *zh,
    const char *en, const struct gd_doc_col *cols, size_t ncol, size_t nrows)
{
	struct gd_doc_block *out = fill_block(f, GD_BLOCK_TABLE,
	    *b->zh ? b->zh : zh, *b->en ? b->en : en);

	out->keep = b->keep;
	out->ncol = ncol;
	out->cols = gd_arena_alloc(f->arena, ncol, sizeof *out->cols);
	memcpy(out->cols, cols, ncol * sizeof *cols);
	out->cells =
	    gd_arena_alloc(f->arena, nrows * ncol + 1, sizeof *out->cells);
	for (size_t i = 0; i < nrows * ncol; i++)
		out->cells[i] = "";
	return out;
}

/* ---- a table as the form file draws it -------------------------------------- */

void
fill_table(struct fill *f, const struct gd_form_block *b)
{
	size_t ncol = (size_t)b->nitems;
	struct gd_doc_col *cols =
	    gd_arena_alloc(f->arena, ncol + 1, sizeof *cols);
	struct gd_doc_block *out;

	for (size_t c = 0; c < ncol; c++)
		cols[c] = (struct gd_doc_col){
			.label = fill_label(f, &b->items[c]),
			.weight = b->items[c].span,
			.box = b->items[c].box,
			.write = !b->items[c].box && (!b->rows || c > 0),
		};
	out = table(f, b, "", "", cols, ncol, (size_t)b->nrows);
	out->nrows = (size_t)b->nrows;
	for (int i = 0; b->rows && ncol && i < b->nrows; i++)
		out->cells[(size_t)i * ncol] =
		    fill_two(f, b->rows[i].zh, b->rows[i].en);
}

/* ---- before and after -------------------------------------------------------- */

/* "delivery_date", "line:2:qty" in words. */
static const char *
changed_what(const struct fill *f, const char *paper, const char *field)
{
	int p = gd_wf_paper(f->wf, paper), fd = gd_wf_field(f->wf, field);
	const char *name = paper, *what = field, *cell;
	int64_t no;

	if (p >= 0)
		name = fill_say(f, f->wf->papers[p].name.zh,
		    f->wf->papers[p].name.en);
	if (gd_line_name(field, &no, &cell))
		what = gd_arena_printf(f->arena, "%s %lld %s",
		    fill_say(f, "行", "line"), (long long)no, cell);
	else if (fd >= 0)
		what = fill_say(f, f->wf->fields[fd].name.zh,
		    f->wf->fields[fd].name.en);
	return *field ? gd_arena_printf(f->arena, "%s: %s", name, what) : name;
}

static const char *
changed_value(const struct fill *f, const char *field, const char *v)
{
	int fd = gd_wf_field(f->wf, field);

	return fd < 0 ? v : fill_field_words(f, &f->wf->fields[fd], v);
}

static const char *
trimmed(const struct fill *f, const char *s, size_t len)
{
	while (len && *s == ' ') {
		s++;
		len--;
	}
	while (len && s[len - 1] == ' ')
		len--;
	return gd_arena_strn(f->arena, s, len);
}

/* The colon behind the name; that of a line has two of its own. */
static const char *
name_end(const char *line)
{
	const char *dot = strchr(line, '.'), *end = strchr(line, ':');

	for (int i = 0;
	     i < 2 && end && dot && strncmp(dot + 1, "line:", 5) == 0; i++)
		end = strchr(end + 1, ':');
	return end;
}

/* "formal_order.delivery_date: 2026-11-30 -> 2026-12-06" into three cells. */
static void
change_row(const struct fill *f, const char *line, const char **cells)
{
	const char *arrow = strstr(line, "->"), *end = name_end(line);
	size_t head = arrow ? (size_t)(arrow - line) : strlen(line);
	size_t dot = strcspn(line, ".:"), colon = head;
	const char *paper, *field;

	if (end && (size_t)(end - line) < head)
		colon = (size_t)(end - line);
	paper = trimmed(f, line, dot < colon ? dot : colon);
	field = dot < colon ? trimmed(f, line + dot + 1, colon - dot - 1) : "";
	cells[0] = changed_what(f, paper, field);
	if (arrow && colon < head)
		cells[1] = changed_value(f, field,
		    trimmed(f, line + colon + 1, head - colon - 1));
	if (arrow)
		cells[2] = changed_value(f, field,
		    trimmed(f, arrow + 2, strlen(arrow + 2)));
}

void
fill_changes(struct fill *f, const struct gd_form_block *b)
{
	static const struct gd_doc_col cols[] = {
		{ .label = { "变更项目", "What changes" }, .weight = 5 },
		{ .label = { "原为", "Before" }, .weight = 3, .write = true },
		{ .label = { "改为", "After" }, .weight = 3, .write = true },
	};
	const char *text = "", *p, *sep;
	struct gd_doc_block *out;
	size_t n = 0;

	for (int i = 0; i < f->def->fields.n; i++) {
		const struct gd_field_def *def =
		    &f->wf->fields[f->def->fields.at[i]];

		if (def->type == GD_FIELD_CHANGES)
			text = fill_field(f, def->name.id);
	}
	sep = gd_changes_sep(text);
	for (p = text, n = *p != '\0'; *p; p++)
		n += *p == *sep;
	out = table(f, b, "变更内容", "Changes", cols, 3, n ? n : 2);
	for (p = text; *p;) {
		size_t len = strcspn(p, sep);
		const char *line = trimmed(f, p, len);

		if (*line)
			change_row(f, line, &out->cells[out->nrows++ * 3]);
		p += len + (p[len] != '\0');
	}
	if (!out->nrows)
		out->nrows = 2;
}

/* ---- payments ---------------------------------------------------------------- */

static const char *
pay_word(const struct fill *f, const struct gd_name *list, int n,
    const char *id)
{
	for (int i = 0; i < n; i++)
		if (strcmp(list[i].id, id) == 0)
			return fill_say(f, list[i].zh, list[i].en);
	return id;
}

void
fill_payments(struct fill *f, const struct gd_form_block *b)
{
	static const struct gd_doc_col cols[] = {
		{ .label = { "条件", "When" }, .weight = 4 },
		{ .label = { "方式", "How" }, .weight = 2 },
		{ .label = { "%", "%" }, .weight = 1, .align = GD_RIGHT },
		{ .label = { "金额", "Amount" },
		    .weight = 3,
		    .align = GD_RIGHT },
		{ .label = { "到期日", "Due" }, .weight = 2 },
		{ .label = { "已收", "Received" },
		    .weight = 3,
		    .align = GD_RIGHT,
		    .write = true },
	};
	const struct gd_payment *p;
	size_t room = f->o->sheet.rows[GD_TAB_PAYMENT].n;
	struct gd_doc_block *out =
	    table(f, b, "付款安排", "Payment schedule", cols, 6, room);

	for (size_t i = 0; (p = gd_walk(f->o, GD_TAB_PAYMENT, &i));) {
		const char **c = &out->cells[out->nrows * 6];

		if (p->lot && f->def->per_lot && p->lot != f->lot)
			continue;
		c[0] =
		    pay_word(f, f->wf->triggers, f->wf->ntriggers, p->trigger);
		c[1] = pay_word(f, f->wf->methods, f->wf->nmethods, p->method);
		c[2] = p->bp % 100 ? fill_number(f, p->bp, 2)
				   : fill_number(f, p->bp / 100, 0);
		c[3] = p->amount ? fill_money(f, p->amount, p->currency) : "";
		c[4] = fill_day(f, (int32_t)p->due_day);
		c[5] =
		    p->credited ? fill_money(f, p->credited, p->currency) : "";
		out->nrows++;
	}
	if (!out->nrows)
		f->nblocks--;
}

/* ---- signatures --------------------------------------------------------------- */

static struct gd_label
row_roles(const struct fill *f, const struct gd_sign_def *def)
{
	struct gd_str zh = GD_STR_INIT, en = GD_STR_INIT;
	struct gd_label l;

	for (int i = 0; i < def->any.n; i++) {
		const struct gd_name *n = &f->wf->roles[def->any.at[i]].name;

		gd_str_addf(&zh, "%s%s", i ? " / " : "", n->zh);
		gd_str_addf(&en, "%s%s", i ? " / " : "", n->en);
	}
	l.zh = gd_arena_str(f->arena, zh.text);
	l.en = gd_arena_str(f->arena, en.text);
	gd_str_release(&zh);
	gd_str_release(&en);
	return l;
}

static const char *
how_signed(const struct fill *f, const struct gd_signoff *s)
{
	if (s->taken)
		return fill_say(f, "此前签于纸上", "on paper before gendan");
	if (*s->entered_by)
		return gd_arena_printf(f->arena, "%s %s",
		    fill_say(f, "签于纸上，录入：", "on paper, entered by"),
		    fill_person(f, s->entered_by));
	if (*s->key)
		return gd_arena_printf(f->arena, "%s %s",
		    fill_say(f, "密钥", "key"), s->key);
	return fill_say(f, "仅凭登录", "login only");
}

static struct gd_doc_sign
signed_box(const struct fill *f, const struct gd_signoff *s)
{
	int role = gd_wf_role(f->wf, s->role);
	const char *name = *s->shown ? s->shown : fill_person(f, s->by);
	struct gd_doc_sign out = { .note = how_signed(f, s),
		.when = fill_moment(f, s->at_ms) };

	out.role.zh = role < 0 ? s->role : f->wf->roles[role].name.zh;
	out.role.en = role < 0 ? s->role : f->wf->roles[role].name.en;
	out.name = *s->for_whom ? gd_arena_printf(f->arena, "%s %s %s", name,
				      fill_say(f, "代", "for"),
				      fill_person(f, s->for_whom))
				: name;
	out.meaning = strcmp(s->meaning, "approved") == 0
			  ? fill_say(f, "批准", "approved")
			  : s->meaning;
	return out;
}

void
fill_signs(struct fill *f, const struct gd_form_block *b)
{
	struct gd_sign_box boxes[GD_SIGN_BOXES];
	struct gd_doc_block *out;
	int n = f->rev ? gd_sign_boxes(f->wf, f->o, f->rev, boxes) : 0;
	size_t room = (size_t)(n + b->nitems) + 1;

	out = fill_block(f, GD_BLOCK_SIGNS, *b->zh ? b->zh : "签字",
	    *b->en ? b->en : "Signatures");
	out->signs = gd_arena_alloc(f->arena, room, sizeof *out->signs);
	for (int i = 0; i < n; i++)
		out->signs[out->nsigns++] =
		    boxes[i].given ? signed_box(f, boxes[i].given)
				   : (struct gd_doc_sign){ .role = row_roles(f,
							       boxes[i].def) };
	/* places the form adds for ink alone: the buyer, the shipping clerk */
	for (int i = 0; i < b->nitems; i++)
		out->signs[out->nsigns++] =
		    (struct gd_doc_sign){ .role = fill_label(f, &b->items[i]) };
	if (!out->nsigns)
		f->nblocks--;
}

/* ---- attached files ------------------------------------------------------------ */

void
fill_files(struct fill *f)
{
	static const struct gd_doc_col cols[] = {
		{ .label = { "附件", "Attached file" }, .weight = 7 },
		{ .label = { "说明", "What it is" }, .weight = 5 },
		{ .label = { "摘要", "SHA-256" }, .weight = 2 },
	};
	static const struct gd_form_block plain = { .zh = "", .en = "" };
	const int64_t rev = f->rev ? f->rev->rev : 0;
	const char *kind = f->def->name.id;
	struct gd_doc_block *out;
	const struct gd_file *file;
	size_t n = 0;

	for (size_t i = 0; (file = gd_walk(f->o, GD_TAB_FILE, &i));)
		n += gd_file_of(file, kind, f->lot, f->inst, rev);
	if (n == 0)
		return;
	out = table(f, &plain, "附件", "Attachments", cols, 3, n);
	for (size_t i = 0; (file = gd_walk(f->o, GD_TAB_FILE, &i));) {
		const char **c = &out->cells[out->nrows * 3];

		if (!gd_file_of(file, kind, f->lot, f->inst, rev))
			continue;
		c[0] = file->name;
		c[1] = file->note;
		c[2] = gd_arena_strn(f->arena, file->digest,
		    strnlen(file->digest, 8));
		out->nrows++;
	}
}

/* ---- receipts ----------------------------------------------------------------- */

/* A line a desk signs when its copy comes: what gendan knows stands there. */
static void
receipt_row(struct fill *f, const struct gd_piece *pc, const char **c)
{
	struct gd_label l = fill_piece(f, pc);
	bool came = pc->held_ms && *pc->holder;

	c[0] = fill_two(f, l.zh, l.en);
	c[1] = fill_desk_two(f, pc->desk);
	c[2] = came ? fill_person(f, pc->holder) : "";
	if (came && *pc->proxy)
		c[2] = gd_arena_printf(f->arena, "%s (%s %s)", c[2],
		    fill_say(f, "代收，录入", "recorded by"),
		    fill_person(f, pc->proxy));
	c[4] = came ? fill_ms_day(f, pc->held_ms) : "";
}

/* Not issued yet: who will get one. */
static void
planned_rows(struct fill *f, struct gd_doc_block *out, size_t room)
{
	const struct gd_dist *d;

	for (size_t i = 0; (d = gd_walk(f->o, GD_TAB_DIST, &i));) {
		if (strcmp(d->kind, f->def->name.id) != 0 || d->lot != f->lot ||
		    d->inst != f->inst || d->suggested)
			continue;
		for (int64_t k = 0; k < d->copies && out->nrows < room; k++) {
			const char **c = &out->cells[out->nrows++ * 5];

			c[0] = fill_two(f, "副本", "COPY");
			c[1] = fill_desk_two(f, d->desk);
		}
	}
}

void
fill_receipts(struct fill *f, const struct gd_form_block *b)
{
	static const struct gd_doc_col cols[] = {
		{ .label = { "份", "Piece" }, .weight = 4 },
		{ .label = { "部门", "Desk" }, .weight = 4 },
		{ .label = { "签收人", "Received by" },
		    .weight = 4,
		    .write = true },
		{ .label = { "签字", "Signature" },
		    .weight = 4,
		    .write = true },
		{ .label = { "日期", "Date" }, .weight = 3, .write = true },
	};
	size_t room = f->o->sheet.rows[GD_TAB_PIECE].n + 100;
	struct gd_doc_block *out =
	    table(f, b, "副本签收", "Receipt of copies", cols, 5, room);
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(f->o, GD_TAB_PIECE, &i));)
		if (strcmp(pc->kind, f->def->name.id) == 0 &&
		    pc->lot == f->lot && pc->inst == f->inst && f->rev &&
		    pc->rev == f->rev->rev && pc->class == GD_PIECE_COPY &&
		    pc->state != GD_PIECE_VOID)
			receipt_row(f, pc, &out->cells[out->nrows++ * 5]);
	if (!out->nrows && f->rev && !f->rev->issued_ms)
		planned_rows(f, out, room);
	if (!out->nrows)
		f->nblocks--;
}
