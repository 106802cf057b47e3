/* app/reports/report_job.c - a report as a paper: blocks for gendan-paper. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "reports_priv.h"

#include "base/banned.h"

struct laying {
	struct gd_arena *arena;
	const struct gd_report *r;
	enum gd_doc_lang lang;
	struct gd_doc *doc;
	size_t room;
	bool wide; /* the table under way has many columns */
};

#define WIDE 9 /* columns that do not go on an upright sheet */

static struct gd_label
label(const struct gd_name *name)
{
	return (struct gd_label){ name->zh ? name->zh : name->id,
		name->en ? name->en : name->id };
}

static enum gd_lang
main_lang(const struct laying *l)
{
	return l->lang == GD_DOC_EN ? GD_EN : GD_ZH;
}

static struct gd_doc_block *
block(struct laying *l, enum gd_block_kind kind, struct gd_label title)
{
	struct gd_doc_block *b;

	if (l->doc->nblocks == l->room) {
		size_t room = l->room ? l->room * 2 : 16;
		struct gd_doc_block *more =
		    gd_arena_alloc(l->arena, room, sizeof *more);

		if (l->room)
			memcpy(more, l->doc->blocks,
			    l->doc->nblocks * sizeof *more);
		l->doc->blocks = more;
		l->room = room;
	}
	b = &l->doc->blocks[l->doc->nblocks++];
	*b = (struct gd_doc_block){ .kind = kind, .title = title };
	return b;
}

/* In wide tables days have no year while that says which year is meant. */
static const char *
short_day(struct laying *l, const struct gd_report_cell *cell)
{
	char text[GD_DAY_TEXT];
	int64_t away = cell->n - l->r->today;

	gd_day_text((int32_t)cell->n, text);
	return gd_arena_str(l->arena,
	    away > -180 && away < 180 ? text + 5 : text + 2);
}

static const char *
cell_text(struct laying *l, const struct gd_report_cell *cell)
{
	struct gd_str s = GD_STR_INIT;
	const char *kept;

	if (l->wide && cell->known && cell->kind == GD_SAYS_DAY)
		return short_day(l, cell);
	gd_report_cell_say(&s, cell, main_lang(l));
	if (!cell->known && cell->kind != GD_SAYS_TEXT &&
	    cell->kind != GD_SAYS_DAY)
		gd_str_addc(&s, '-');
	/* both languages: the other one small below */
	if (cell->known && cell->kind == GD_SAYS_TEXT &&
	    l->lang == GD_DOC_BOTH && cell->text.zh && cell->text.en &&
	    strcmp(cell->text.zh, cell->text.en) != 0)
		gd_str_addf(&s, "\n%s", cell->text.en);
	kept = gd_arena_str(l->arena, s.text);
	gd_str_release(&s);
	return kept;
}

static int
widest(const struct gd_report_part *p, int col)
{
	/* texts wrap, numbers do not */
	if (p->cols[col].side && strcmp(p->cols[col].key, "means") == 0)
		return 12;
	return p->cols[col].kind == GD_SAYS_TEXT ? 5 : 2;
}

static void
table(struct laying *l, const struct gd_report_part *p)
{
	/* a part without words has no heading; its id is for programs */
	struct gd_doc_block *b = block(l, GD_BLOCK_TABLE,
	    p->name.zh || p->name.en ? label(&p->name)
				     : (struct gd_label){ 0 });
	size_t at = 0, n = (size_t)p->ncols;

	l->wide = p->ncols > WIDE + 3;
	b->ncol = n > 24 ? 24 : n;
	b->cols = gd_arena_alloc(l->arena, b->ncol, sizeof *b->cols);
	for (size_t i = 0; i < b->ncol; i++)
		b->cols[i] = (struct gd_doc_col){
			.label = label(&p->cols[i].title),
			.weight = widest(p, (int)i),
			/* what is set to the right is not broken */
			.align = p->cols[i].kind == GD_SAYS_TEXT ? GD_LEFT
								 : GD_RIGHT,
		};
	b->nrows = p->nrows > 9999 ? 9999 : p->nrows;
	b->cells =
	    gd_arena_alloc(l->arena, b->nrows * b->ncol + 1, sizeof *b->cells);
	for (size_t r = 0; r < b->nrows; r++)
		for (size_t i = 0; i < b->ncol; i++)
			b->cells[at++] =
			    cell_text(l, gd_part_cell(p, r, (int)i));
	l->wide = false;
}

/* Sentences, one below the other. */
static void
sentences(struct laying *l, const struct gd_report_part *p)
{
	struct gd_doc_block *b = block(l, GD_BLOCK_PROSE, label(&p->name));
	struct gd_str s = GD_STR_INIT;

	for (size_t r = 0; r < p->nrows; r++)
		gd_str_addf(&s, "%s%s", r ? "\n" : "",
		    cell_text(l, gd_part_cell(p, r, 0)));
	b->text = gd_arena_str(l->arena, s.text);
	gd_str_release(&s);
}

#define CHART_ROWS 40

static enum gd_block_kind
chart_kind(const struct gd_report_chart *c)
{
	return c->kind == GD_CHART_BARS   ? GD_BLOCK_BARS
	       : c->kind == GD_CHART_LINE ? GD_BLOCK_LINE
					  : GD_BLOCK_SPARKS;
}

/* A chart of a part: the columns it shows, of the rows it shows. */
static void
chart(struct laying *l, const struct gd_report_part *p,
    const struct gd_report_chart *c)
{
	size_t last = c->n ? c->first + c->n : p->nrows, at = 0;
	struct gd_doc_block *b;

	if (last > c->first + CHART_ROWS)
		last = c->first + CHART_ROWS;
	if (last > p->nrows)
		last = p->nrows;
	if (last <= c->first)
		return;
	b = block(l, chart_kind(c), label(&c->title));
	b->ncol = (size_t)c->nvalues + 1;
	b->nrows = last - c->first;
	b->cols = gd_arena_alloc(l->arena, b->ncol, sizeof *b->cols);
	for (size_t i = 0; i < b->ncol; i++) {
		int col = i ? c->values[i - 1] : c->category;

		b->cols[i] = (struct gd_doc_col){
			.label = label(&p->cols[col].title),
			.weight = i ? 2 : 5,
			.align = i ? GD_RIGHT : GD_LEFT,
		};
	}
	b->cells =
	    gd_arena_alloc(l->arena, b->nrows * b->ncol, sizeof *b->cells);
	for (size_t r = c->first; r < last; r++)
		for (size_t i = 0; i < b->ncol; i++)
			b->cells[at++] = cell_text(l,
			    gd_part_cell(p, r,
				i ? c->values[i - 1] : c->category));
}

/* What the part and its columns are, in the languages of the paper. */
static void
meanings(struct laying *l, const struct gd_report_part *p)
{
	struct gd_str s = GD_STR_INIT;

	for (int i = -1; i < p->ncols; i++)
		for (int k = 0; k < 2; k++) {
			enum gd_lang lang = k ? GD_EN : GD_ZH;
			const struct gd_name *means =
			    i < 0 ? &p->means : &p->cols[i].means;
			const char *text = gd_word_of(means, lang);

			if ((k == 0 && l->lang == GD_DOC_EN) ||
			    (k == 1 && l->lang == GD_DOC_ZH) || !*text)
				continue;
			if (s.len)
				gd_str_addc(&s, '\n');
			if (i >= 0)
				gd_str_addf(&s, "%s: ",
				    gd_word_of(&p->cols[i].title, lang));
			gd_str_add(&s, text);
		}
	if (s.len) {
		struct gd_doc_block *b =
		    block(l, GD_BLOCK_PROSE, (struct gd_label){ 0 });

		b->text = gd_arena_str(l->arena, s.text);
		b->keep = true;
	}
	gd_str_release(&s);
}

static struct gd_doc_item
item(struct laying *l, const char *english, const char *value)
{
	struct gd_name name = gd_words(english);

	return (struct gd_doc_item){ .label = label(&name),
		.value = gd_arena_str(l->arena, value) };
}

static void
about(struct laying *l)
{
	struct gd_doc_block *b =
	    block(l, GD_BLOCK_FIELDS, (struct gd_label){ 0 });
	struct gd_str s = GD_STR_INIT;
	char day[GD_DAY_TEXT], ms[GD_MS_TEXT];

	b->ncols = 4;
	b->items = gd_arena_alloc(l->arena, 4, sizeof *b->items);
	gd_report_period_say(&s, l->r, main_lang(l));
	b->items[b->nitems++] = item(l, GD_TR("Period"), s.len ? s.text : "-");
	b->items[b->nitems++] = item(l, GD_TR("Which orders"),
	    gd_word_of(&l->r->scope, main_lang(l)));
	b->items[b->nitems++] =
	    item(l, GD_TR("As of"), gd_day_text(l->r->today, day));
	b->items[b->nitems++] = item(l, GD_TR("Made"),
	    gd_ms_text(l->r->made_ms, l->r->utc_offset_min, ms));
	gd_str_release(&s);
}

void
report_job(struct gd_app *app, const struct gd_report *r, enum gd_doc_lang lang,
    struct gd_arena *arena, struct gd_job *job)
{
	struct laying l = { .arena = arena, .r = r, .lang = lang };
	bool turned = false;
	char head[256];

	(void)app;
	l.doc = gd_arena_alloc(arena, 1, sizeof *l.doc);
	l.doc->title = label(&r->title);
	l.doc->company = label(&r->company);
	l.doc->foot = (struct gd_label){ "gendan", "gendan" };
	about(&l);
	for (size_t i = 0; i < r->nparts; i++) {
		if (r->parts[i]->ncols == 0)
			continue;
		if (r->parts[i]->ncols == 1 && r->parts[i]->cols[0].side)
			sentences(&l, r->parts[i]);
		else
			table(&l, r->parts[i]);
		turned = turned || r->parts[i]->ncols >= WIDE;
		for (size_t k = 0; k < r->parts[i]->ncharts; k++)
			chart(&l, r->parts[i], &r->parts[i]->charts[k]);
		meanings(&l, r->parts[i]);
	}
	snprintf(head, sizeof head, "gendan report %s", r->id);
	*job = (struct gd_job){ .media = GD_MEDIA_A4,
		.lang = lang,
		.turned = turned,
		.title = gd_arena_str(arena, head),
		.made_ms = r->made_ms,
		.docs = l.doc,
		.ndocs = 1 };
}
