/* paper/plain.c - a job as plain text in exact columns: head, foot, pages. */
#include "paper/plain.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "plain_priv.h"

#include "base/banned.h"

#define FOOT 2      /* lines */
#define SMALL_MAX 5 /* lines of a later page's head */

static const struct {
	int cols, lines;
} sizes[] = {
#define X(word, text, w, h, cols, lines) { cols, lines },
	GD_MEDIA(X)
#undef X
};

/* At most width columns of a text; that some is missing is seen. */
static void
cut(struct gd_str *line, const char *text, int width)
{
	bool whole = gd_text_width(text) <= width;

	if (width < 4 || whole) {
		gd_text_fit(line, text, width > 0 ? width : 0, true, false);
		return;
	}
	gd_text_fit(line, text, width - 2, true, false);
	gd_str_add(line, "..");
}

/* A line with something at either end; the left end is cut first. */
static const char *
ends(struct plain *s, const char *left, const char *right)
{
	struct gd_str line = GD_STR_INIT;
	int most = s->cols - s->cols / 5, wide = gd_text_width(right);

	if (wide > most)
		wide = most;
	cut(&line, left, s->cols - wide - (wide ? 1 : 0));
	if (wide)
		gd_str_addc(&line, ' ');
	cut(&line, right, wide);
	return plain_line_made(s, &line);
}

static const char *
stamps(struct plain *s)
{
	struct gd_str all = GD_STR_INIT;

	for (size_t i = 0; i < s->doc->nstamps; i++)
		gd_str_addf(&all, "%s[ %s ]", i ? " " : "",
		    plain_label(s, &s->doc->stamps[i]));
	return plain_line_made(s, &all);
}

/* Left and right on one line, or each on its own when that is too long. */
static void
pair(struct plain *s, struct plain_lines *to, const char *left,
    const char *right)
{
	int both = gd_text_width(left) + gd_text_width(right) + 1;

	if (!*left && !*right)
		return;
	if (both <= s->cols) {
		plain_push(&s->arena, to, ends(s, left, right));
		return;
	}
	plain_wrap(&s->arena, to, left, s->cols);
	plain_wrap(&s->arena, to, right, s->cols);
}

static void
head(struct plain *s, struct plain_lines *to)
{
	const struct gd_doc *d = s->doc;
	const char *badge = plain_label(s, &d->badge);
	struct gd_str digits = GD_STR_INIT;

	if (!gd_label_empty(&d->address)) {
		plain_wrap(&s->arena, to, plain_label(s, &d->company), s->cols);
		plain_wrap(&s->arena, to, plain_label(s, &d->address), s->cols);
		plain_push(&s->arena, to, "");
	}
	pair(s, to, plain_label(s, &d->title),
	    plain_safe(&s->arena, d->number));
	if (gd_label_empty(&d->address))
		plain_wrap(&s->arena, to, plain_label(s, &d->company), s->cols);
	if (*badge)
		badge = gd_arena_printf(&s->arena, "[ %s ] %s", badge,
		    plain_label(s, &d->under));
	else
		badge = plain_label(s, &d->under);
	pair(s, to, badge, stamps(s));
	gd_paper_groups_add(&digits, d->code ? d->code : "");
	plain_wrap(&s->arena, to, digits.text, s->cols);
	gd_str_release(&digits);
	plain_push(&s->arena, to, plain_run(&s->arena, '=', s->cols));
}

static void
small_head(struct plain *s, struct plain_lines *to)
{
	const struct gd_doc *d = s->doc;
	const char *said = gd_arena_printf(&s->arena, "%s  %s",
	    plain_label(s, &d->title), plain_safe(&s->arena, d->number));

	pair(s, to, said, plain_label(s, &d->company));
	pair(s, to, "", stamps(s));
	plain_push(&s->arena, to, plain_run(&s->arena, '=', s->cols));
}

static const char *
foot(struct plain *s, int page, int pages)
{
	struct gd_str n = GD_STR_INIT;
	const char *made;

	gd_paper_page_add(&n, s->job->lang, page + 1, pages);
	if (s->doc->mark && *s->doc->mark)
		gd_str_addf(&n, "  %s", plain_safe(&s->arena, s->doc->mark));
	made = ends(s, plain_label(s, &s->doc->foot), n.text);
	gd_str_release(&n);
	return made;
}

/* ---- pages ---------------------------------------------------------------- */

static int
lines_out(struct plain *s, const struct plain_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		gd_str_addf(s->out, "%s\n", lines->all[i]);
	return (int)lines->n;
}

static int
place_out(struct plain *s, const struct gd_place *p)
{
	struct plain_lines sums = { 0 };

	switch (p->kind) {
	case GD_PLACE_SLAB:
		return lines_out(s, &s->pieces[p->slab].lines);
	case GD_PLACE_HEAD:
		return lines_out(s,
		    &s->heads[s->slabs[p->slab].table - 1].lines);
	default:
		plain_carry(s, &sums, p);
		return lines_out(s, &sums);
	}
}

static void
pages_out(struct plain *s, const struct gd_places *places,
    const struct plain_lines *first, const struct plain_lines *next)
{
	size_t i = 0;

	for (int page = 0; page < places->pages; page++) {
		const struct plain_lines *h = page ? next : first;
		int used;

		if (s->out->len > s->began)
			gd_str_addc(s->out, '\f');
		used = lines_out(s, h);
		for (; i < places->n && places->all[i].page == page; i++) {
			int y = (int)h->n + (int)places->all[i].y;

			for (; used < y; used++)
				gd_str_addc(s->out, '\n');
			used += place_out(s, &places->all[i]);
		}
		for (; used < s->lines - 1; used++)
			gd_str_addc(s->out, '\n');
		gd_str_addf(s->out, "%s\n", foot(s, page, places->pages));
	}
}

/* A slab that might be higher than a page is cut in two, and again. */
static void
cut_tall(struct plain *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct plain_lines *l = &s->pieces[i].lines, rest = *l;
		struct gd_slab slab = s->slabs[i];
		size_t most = (size_t)(s->lines - FOOT - SMALL_MAX);

		/* Below a header and between sums. */
		if (slab.table)
			most -= (size_t)s->lines / 4 + 4;
		s->slabs[i].h = (double)l->n;
		if (l->n <= most)
			continue;
		l->n = most;
		rest.all += most;
		rest.n -= most;
		slab.glue = GD_GLUE_NONE;
		plain_slab(s, 0, GD_GLUE_NONE);
		memmove(&s->slabs[i + 2], &s->slabs[i + 1],
		    (s->n - i - 2) * sizeof *s->slabs);
		memmove(&s->pieces[i + 2], &s->pieces[i + 1],
		    (s->n - i - 2) * sizeof *s->pieces);
		s->slabs[i + 1] = slab;
		s->slabs[i].foot = false;
		/* The row is complete with its last part. */
		s->slabs[i].rows = i && s->slabs[i - 1].table == slab.table
				       ? s->slabs[i - 1].rows
				       : 0;
		s->slabs[i].h = (double)most;
		s->pieces[i + 1].lines = rest;
	}
}

static int
document(struct plain *s)
{
	struct plain_lines first = { 0 }, next = { 0 };
	struct gd_places places = { 0 };
	struct gd_flow flow;

	head(s, &first);
	small_head(s, &next);
	for (size_t i = 0; i < s->doc->nblocks; i++)
		plain_block(s, &s->doc->blocks[i]);
	/* Heads nobody means may not push everything off the page. */
	if (first.n > (size_t)s->lines / 2)
		first.n = (size_t)s->lines / 2;
	if (next.n > SMALL_MAX)
		next.n = SMALL_MAX;
	for (size_t i = 0; i < s->ntables; i++)
		if (s->heads[i].lines.n > (size_t)s->lines / 4) {
			s->heads[i].lines.n = (size_t)s->lines / 4;
			s->tables[i].head = s->lines / 4;
		}
	cut_tall(s);
	flow = (struct gd_flow){
		.first = s->lines - FOOT - (double)first.n,
		.next = s->lines - FOOT - (double)next.n,
		.slabs = s->slabs,
		.nslabs = s->n,
		.tables = s->tables,
	};
	gd_places_fill(&places, &flow);
	pages_out(s, &places, &first, &next);
	s->n = s->ntables = 0;
	gd_arena_release(&s->arena);
	first.n = (size_t)places.pages;
	gd_places_release(&places);
	return (int)first.n;
}

int
gd_job_plain(struct gd_str *out, const struct gd_job *job)
{
	struct plain s = {
		.job = job,
		.out = out,
		.began = out->len,
		.cols = sizes[job->media].cols,
		.lines = sizes[job->media].lines,
	};
	int pages = 0;

	for (size_t i = 0; i < job->ndocs; i++) {
		s.doc = &job->docs[i];
		pages += document(&s);
	}
	free(s.slabs);
	free(s.pieces);
	free(s.tables);
	free(s.heads);
	free(s.blocks);
	free(s.widths);
	return pages;
}
