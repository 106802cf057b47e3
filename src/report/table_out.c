/* report/table_out.c - a report as aligned text, CSV and JSON. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/day.h"
#include "base/text.h"
#include "report/table.h"

#include "base/banned.h"

#define WIDEST 40 /* columns of a text in a table for people */

/* ---- text ----------------------------------------------------------------- */

static bool
right(enum gd_says_kind kind)
{
	return kind != GD_SAYS_TEXT && kind != GD_SAYS_DAY;
}

static void
line(struct gd_str *out, const char *text)
{
	gd_text_show(out, text);
	gd_str_addc(out, '\n');
}

static void
cell_of(struct gd_str *to, const struct gd_report_part *p, size_t row, int col,
    enum gd_lang lang)
{
	const struct gd_report_cell *cell = gd_part_cell(p, row, col);

	gd_str_reset(to);
	if (cell->known)
		gd_report_cell_say(to, cell, lang);
	else if (cell->kind != GD_SAYS_TEXT && cell->kind != GD_SAYS_DAY)
		gd_str_add(to, "-");
}

static void
measure(const struct gd_report_part *p, enum gd_lang lang, int *widths)
{
	struct gd_str s = GD_STR_INIT;

	for (int i = 0; i < p->ncols; i++) {
		widths[i] = gd_text_width(gd_word_of(&p->cols[i].title, lang));
		for (size_t r = 0; r < p->nrows; r++) {
			int w;

			cell_of(&s, p, r, i, lang);
			w = gd_text_width(s.text);
			if (w > widths[i])
				widths[i] = w;
		}
		if (widths[i] > WIDEST && !p->cols[i].side)
			widths[i] = WIDEST;
	}
	gd_str_release(&s);
}

static void
put(struct gd_str *out, const char *text, int width, bool at_right, bool last)
{
	if (at_right)
		gd_text_fit_right(out, text, width);
	else
		gd_text_fit(out, text, width, !last, true);
	gd_str_addc(out, last ? '\n' : ' ');
	if (!last)
		gd_str_addc(out, ' ');
}

static void
rows(struct gd_str *out, const struct gd_report_part *p, enum gd_lang lang)
{
	int *widths = gd_alloc((size_t)p->ncols, sizeof *widths);
	struct gd_str s = GD_STR_INIT;

	measure(p, lang, widths);
	/* sentences have no heading */
	for (int i = 0; i < p->ncols && (p->ncols > 1 || !p->cols[0].side); i++)
		put(out, gd_word_of(&p->cols[i].title, lang), widths[i],
		    right(p->cols[i].kind), i + 1 == p->ncols);
	for (size_t r = 0; r < p->nrows; r++)
		for (int i = 0; i < p->ncols; i++) {
			cell_of(&s, p, r, i, lang);
			put(out, s.text, widths[i], right(p->cols[i].kind),
			    i + 1 == p->ncols);
		}
	gd_str_release(&s);
	free(widths);
}

/* "On time: shipments whose ..." below the table, where a column has one. */
static void
meanings(struct gd_str *out, const struct gd_report_part *p, enum gd_lang lang)
{
	struct gd_str s = GD_STR_INIT;

	for (int i = 0; i < p->ncols; i++) {
		const char *means = gd_word_of(&p->cols[i].means, lang);

		if (!*means)
			continue;
		gd_str_reset(&s);
		gd_str_addf(&s, "%s: %s", gd_word_of(&p->cols[i].title, lang),
		    means);
		line(out, s.text);
	}
	gd_str_release(&s);
}

void
gd_report_text(struct gd_str *out, const struct gd_report *r, enum gd_lang lang)
{
	struct gd_str s = GD_STR_INIT;
	const char *scope = gd_word_of(&r->scope, lang);

	gd_str_add(&s, gd_word_of(&r->title, lang));
	if (r->from != GD_NO_DAY || r->to != GD_NO_DAY) {
		gd_str_add(&s, "  ");
		gd_report_period_say(&s, r, lang);
	}
	if (*scope)
		gd_str_addf(&s, "  %s", scope);
	line(out, s.text);
	for (size_t i = 0; i < r->nparts; i++) {
		const struct gd_report_part *p = r->parts[i];
		const char *means = gd_word_of(&p->means, lang);

		gd_str_addc(out, '\n');
		if (p->name.zh || p->name.en)
			line(out, gd_word_of(&p->name, lang));
		if (*means)
			line(out, means);
		if (p->nrows)
			rows(out, p, lang);
		else
			line(out, gd_tr(lang, GD_TR("(nothing)")));
		meanings(out, p, lang);
	}
	gd_str_release(&s);
}

/* ---- CSV ------------------------------------------------------------------ */

/* A cell for programs: ids, days, plain numbers; money with its currency. */
static const char *
plain(struct gd_str *s, const struct gd_report_cell *cell)
{
	gd_str_reset(s);
	if (!cell->known)
		return "";
	if (cell->kind == GD_SAYS_TEXT)
		return cell->text.id ? cell->text.id
				     : gd_word_of(&cell->text, GD_EN);
	if (cell->kind == GD_SAYS_DAYS)
		gd_str_addf(s, "%lld", (long long)cell->n);
	else if (cell->kind == GD_SAYS_PERCENT)
		gd_str_addf(s, "%lld.%02lld", (long long)cell->n / 100,
		    (long long)cell->n % 100);
	else
		gd_report_cell_say(s, cell, GD_EN);
	return s->text;
}

void
gd_report_csv(struct gd_str *out, const struct gd_report *r)
{
	struct gd_str s = GD_STR_INIT, all = GD_STR_INIT;

	for (size_t i = 0; i < r->nparts; i++) {
		const struct gd_report_part *p = r->parts[i];
		const char **cells =
		    gd_alloc((size_t)p->ncols + 1, sizeof *cells);

		cells[0] = "part";
		for (int k = 0; k < p->ncols; k++)
			cells[k + 1] = p->cols[k].key;
		gd_csv_write(out, cells, p->ncols + 1);
		for (size_t row = 0; row < p->nrows; row++) {
			struct gd_arena arena = GD_ARENA_INIT;

			cells[0] = p->name.id;
			for (int k = 0; k < p->ncols; k++)
				cells[k + 1] = gd_arena_str(&arena,
				    plain(&s, gd_part_cell(p, row, k)));
			gd_csv_write(out, cells, p->ncols + 1);
			gd_arena_release(&arena);
		}
		free(cells);
	}
	gd_str_release(&all);
	gd_str_release(&s);
}

/* ---- JSON ----------------------------------------------------------------- */

static json_t *
text_json(const char *s)
{
	json_t *value = json_string(s ? s : "");

	return value ? value : json_string("?");
}

static json_t *
cell_json(const struct gd_report_cell *cell)
{
	char buf[GD_DAY_TEXT];

	if (!cell->known)
		return json_null();
	switch (cell->kind) {
	case GD_SAYS_TEXT:
		return text_json(cell->text.id
				     ? cell->text.id
				     : gd_word_of(&cell->text, GD_EN));
	case GD_SAYS_DAY:
		return json_string(gd_day_text((int32_t)cell->n, buf));
	case GD_SAYS_MONEY:
		return json_pack("{s:I, s:s}", "minor", (json_int_t)cell->n,
		    "currency", cell->unit);
	case GD_SAYS_PERCENT:
	case GD_SAYS_SCORE:
		return json_real((double)cell->n / 100);
	default:
		return json_integer(cell->n);
	}
}

static json_t *
cols_json(const struct gd_report_part *p, enum gd_lang lang)
{
	static const char *const kinds[] = {
#define X(word, text) text,
		GD_SAYS(X)
#undef X
	};
	json_t *all = json_array();

	for (int i = 0; i < p->ncols; i++) {
		const struct gd_report_col *c = &p->cols[i];
		const char *means = gd_word_of(&c->means, lang);
		json_t *one = json_pack("{s:s, s:o, s:s}", "key", c->key,
		    "title", text_json(gd_word_of(&c->title, lang)), "kind",
		    kinds[c->kind]);

		if (*means)
			json_object_set_new(one, "means", text_json(means));
		json_array_append_new(all, one);
	}
	return all;
}

static json_t *
part_json(const struct gd_report_part *p, enum gd_lang lang)
{
	json_t *all = json_array();

	for (size_t r = 0; r < p->nrows; r++) {
		json_t *row = json_object();

		for (int i = 0; i < p->ncols; i++)
			json_object_set_new(row, p->cols[i].key,
			    cell_json(gd_part_cell(p, r, i)));
		json_array_append_new(all, row);
	}
	return json_pack("{s:s, s:o, s:o, s:o, s:o}", "part", p->name.id,
	    "title", text_json(gd_word_of(&p->name, lang)), "means",
	    text_json(gd_word_of(&p->means, lang)), "columns",
	    cols_json(p, lang), "rows", all);
}

static json_t *
day_json(int32_t day)
{
	char buf[GD_DAY_TEXT];

	return day == GD_NO_DAY ? json_null()
				: json_string(gd_day_text(day, buf));
}

json_t *
gd_report_json(const struct gd_report *r, enum gd_lang lang)
{
	json_t *parts = json_array();

	for (size_t i = 0; i < r->nparts; i++)
		json_array_append_new(parts, part_json(r->parts[i], lang));
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "report", r->id,
	    "title", text_json(gd_word_of(&r->title, lang)), "from",
	    day_json(r->from), "to", day_json(r->to), "today",
	    day_json(r->today), "orders",
	    text_json(gd_word_of(&r->scope, lang)), "parts", parts);
}
