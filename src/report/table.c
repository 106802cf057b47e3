/* report/table.c - making a report and saying its cells. */
#include "report/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "core/rates.h"

#include "base/banned.h"

void
gd_report_init(struct gd_report *r, const char *id, struct gd_name title)
{
	*r = (struct gd_report){ .id = id,
		.title = title,
		.from = GD_NO_DAY,
		.to = GD_NO_DAY };
}

void
gd_report_release(struct gd_report *r)
{
	for (size_t i = 0; i < r->nparts; i++) {
		struct gd_report_part *p = r->parts[i];

		free(p->cols);
		free(p->cells);
		free(p->heads);
		free(p->charts);
		free(p);
	}
	free(r->parts);
	gd_arena_release(&r->arena);
	*r = (struct gd_report){ 0 };
}

struct gd_name
gd_words(const char *english)
{
	if (!english)
		return (struct gd_name){ NULL, NULL, NULL };
	return (struct gd_name){ NULL, gd_tr(GD_ZH, english),
		gd_tr(GD_EN, english) };
}

struct gd_name
gd_report_say(struct gd_report *r, const char *english, int n,
    const struct gd_arg *args)
{
	struct gd_str zh = GD_STR_INIT, en = GD_STR_INIT;
	struct gd_name out = { 0 };

	gd_say(&zh, GD_ZH, english, n, args);
	gd_say(&en, GD_EN, english, n, args);
	out.zh = gd_arena_str(&r->arena, zh.text);
	out.en = gd_arena_str(&r->arena, en.text);
	gd_str_release(&zh);
	gd_str_release(&en);
	return out;
}

struct gd_name
gd_report_plain(struct gd_report *r, const char *text)
{
	const char *kept = gd_arena_str(&r->arena, text ? text : "");

	return (struct gd_name){ NULL, kept, kept };
}

struct gd_report_part *
gd_report_part(struct gd_report *r, const char *id, struct gd_name name,
    struct gd_name means)
{
	struct gd_report_part *p = gd_alloc(1, sizeof *p);

	name.id = id;
	p->name = name;
	p->means = means;
	*GD_PUSH(r->parts, r->nparts, r->part_room) = p;
	return p;
}

void
gd_part_col(struct gd_report_part *p, const char *key, struct gd_name title,
    enum gd_says_kind kind, struct gd_name means)
{
	size_t n = (size_t)p->ncols;

	*GD_PUSH(p->cols, n, p->col_room) =
	    (struct gd_report_col){ key, title, kind, means, false };
	p->ncols = (int)n;
}

/* ---- cells ---------------------------------------------------------------- */

static struct gd_report_cell *
add(struct gd_report_part *p, enum gd_says_kind kind, bool known)
{
	struct gd_report_cell *cell;

	if (p->ncells % (size_t)p->ncols == 0) {
		size_t n = p->nrows;

		*GD_PUSH(p->heads, n, p->head_room) = false;
		p->nrows = n;
	}
	cell = GD_PUSH(p->cells, p->ncells, p->cell_room);
	*cell = (struct gd_report_cell){ .kind = kind, .known = known };
	return cell;
}

void
gd_part_text(struct gd_report_part *p, struct gd_name text)
{
	add(p, GD_SAYS_TEXT, true)->text = text;
}

void
gd_part_none(struct gd_report_part *p)
{
	add(p, p->cols[p->ncells % (size_t)p->ncols].kind, false);
}

void
gd_part_blank(struct gd_report_part *p)
{
	add(p, GD_SAYS_TEXT, false);
}

void
gd_part_number(struct gd_report_part *p, enum gd_says_kind kind, int64_t n)
{
	add(p, kind, true)->n = n;
}

void
gd_part_day(struct gd_report_part *p, int32_t day)
{
	bool known = day != 0 && day != GD_NO_DAY;

	add(p, GD_SAYS_DAY, known)->n = known ? day : 0;
}

void
gd_part_money(struct gd_report_part *p, int64_t minor, const char *code)
{
	struct gd_report_cell *cell = add(p, GD_SAYS_MONEY, true);

	cell->n = minor;
	cell->unit = code;
}

void
gd_part_share(struct gd_report_part *p, int64_t n, int64_t all)
{
	/* rounded half up, to hundredths of a percent */
	add(p, GD_SAYS_PERCENT, all > 0)->n =
	    all > 0 ? (n * 20000 + all) / (2 * all) : 0;
}

void
gd_part_leads(struct gd_report_part *p, enum gd_leads leads, const char *to)
{
	p->cells[p->ncells - 1].leads = leads;
	p->cells[p->ncells - 1].to = to;
}

void
gd_part_head(struct gd_report_part *p)
{
	p->heads[p->nrows - 1] = true;
}

struct gd_report_chart *
gd_part_chart(struct gd_report_part *p, enum gd_chart_kind kind,
    struct gd_name title, int category, int value)
{
	struct gd_report_chart *c =
	    GD_PUSH(p->charts, p->ncharts, p->chart_room);

	*c = (struct gd_report_chart){ .kind = kind,
		.title = title,
		.category = category,
		.values = { value },
		.nvalues = 1 };
	return c;
}

/* ---- order -------------------------------------------------------------- */

struct ordering {
	const struct gd_report_part *p;
	int col;
	bool down;
};

static int
by_cell(const void *a, const void *b, void *payload)
{
	const struct ordering *o = payload;
	size_t i = *(const size_t *)a, k = *(const size_t *)b;
	const struct gd_report_cell *x = gd_part_cell(o->p, i, o->col);
	const struct gd_report_cell *y = gd_part_cell(o->p, k, o->col);
	int d;

	if (x->known != y->known)
		return x->known ? -1 : 1;
	if (x->kind == GD_SAYS_TEXT)
		d = gd_text_natcmp(gd_word_of(&x->text, GD_EN),
		    gd_word_of(&y->text, GD_EN));
	else
		d = (x->n > y->n) - (x->n < y->n);
	if (d == 0)
		return i < k ? -1 : 1;
	return o->down ? -d : d;
}

void
gd_part_sort(struct gd_report_part *p, int col, bool down)
{
	struct ordering o = { p, col, down };
	size_t *at = gd_alloc(p->nrows + 1, sizeof *at);
	size_t n = (size_t)p->ncols;
	struct gd_report_cell *cells = gd_alloc(p->ncells + 1, sizeof *cells);

	for (size_t r = 0; r < p->nrows; r++)
		at[r] = r;
	if (p->nrows)
		qsort_r(at, p->nrows, sizeof *at, by_cell, &o);
	for (size_t r = 0; r < p->nrows; r++)
		memcpy(&cells[r * n], &p->cells[at[r] * n], n * sizeof *cells);
	free(p->cells);
	p->cells = cells;
	p->cell_room = p->ncells + 1;
	free(at);
}

/* ---- saying them ---------------------------------------------------------- */

const char *
gd_word_of(const struct gd_name *name, enum gd_lang lang)
{
	const char *mine = lang == GD_ZH ? name->zh : name->en;
	const char *other = lang == GD_ZH ? name->en : name->zh;

	if (mine && *mine)
		return mine;
	if (other && *other)
		return other;
	return !mine && !other && name->id ? name->id : "";
}

const struct gd_report_cell *
gd_part_cell(const struct gd_report_part *p, size_t row, int col)
{
	return &p->cells[row * (size_t)p->ncols + (size_t)col];
}

/* n in parts of 10^-digits. */
static void
add_decimal(struct gd_str *out, int64_t n, int digits)
{
	unsigned long long size =
	    n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n;
	unsigned long long unit = 1;

	for (int i = 0; i < digits; i++)
		unit *= 10;
	gd_str_addf(out, "%s%llu", n < 0 ? "-" : "", size / unit);
	if (digits)
		gd_str_addf(out, ".%0*llu", digits, size % unit);
}

void
gd_report_cell_say(struct gd_str *out, const struct gd_report_cell *cell,
    enum gd_lang lang)
{
	struct gd_arg days = gd_arg_int(cell->n);
	char buf[GD_DAY_TEXT];

	if (!cell->known)
		return;
	switch (cell->kind) {
	case GD_SAYS_TEXT:
		gd_str_add(out, gd_word_of(&cell->text, lang));
		break;
	case GD_SAYS_COUNT:
		gd_str_addf(out, "%lld", (long long)cell->n);
		break;
	case GD_SAYS_DAY:
		gd_str_add(out, gd_day_text((int32_t)cell->n, buf));
		break;
	case GD_SAYS_DAYS:
		gd_say(out, lang, GD_TR("{1} d"), 1, &days);
		break;
	case GD_SAYS_MONEY:
		add_decimal(out, cell->n, gd_money_digits(cell->unit));
		gd_str_addf(out, " %s", cell->unit);
		break;
	case GD_SAYS_PERCENT: /* one place is enough to read */
		add_decimal(out, (cell->n + 5) / 10, 1);
		gd_str_addc(out, '%');
		break;
	default:
		add_decimal(out, cell->n, 2);
	}
}

double
gd_report_cell_value(const struct gd_report_cell *cell)
{
	double n = (double)cell->n;

	if (cell->kind == GD_SAYS_PERCENT)
		return n / 10000;
	if (cell->kind == GD_SAYS_SCORE)
		return n / 100;
	if (cell->kind == GD_SAYS_MONEY)
		for (int i = gd_money_digits(cell->unit); i > 0; i--)
			n /= 10;
	return n;
}

void
gd_report_period_say(struct gd_str *out, const struct gd_report *r,
    enum gd_lang lang)
{
	char from[GD_DAY_TEXT], to[GD_DAY_TEXT];
	const struct gd_arg args[2] = {
		gd_arg_text(gd_day_text(r->from, from)),
		gd_arg_text(gd_day_text(r->to, to)),
	};

	if (r->from != GD_NO_DAY && r->to != GD_NO_DAY)
		gd_say(out, lang, GD_TR("{1} to {2}"), 2, args);
	else if (r->from != GD_NO_DAY)
		gd_say(out, lang, GD_TR("from {1}"), 1, args);
	else if (r->to != GD_NO_DAY)
		gd_say(out, lang, GD_TR("up to {1}"), 1, args + 1);
}
