/* report/xlsx.c - a report as an Excel workbook. */
#include "report/xlsx.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "core/rates.h"

#include "xlsx_lib_priv.h"

#include "base/banned.h"

#define EXCEL_DAY_0 25569 /* 1970-01-01 in a sheet */
#define CELL_MOST 32000   /* bytes; a sheet takes 32,767 characters */
#define ROWS_MOST 1000000
#define COL_MOST 60 /* widths, as wide as a column becomes */
#define MONEY_MOST 32

struct money {
	const char *unit;
	lxw_format *format;
};
struct book {
	const struct lxw *x;
	lxw_workbook *wb;
	const struct gd_report *r;
	enum gd_lang lang;
	lxw_format *head, *day, *days, *count, *percent, *score, *text, *bold,
	    *wrap;
	struct money money[MONEY_MOST];
	int nmoney;
	struct gd_arena arena;
	lxw_error fault;
};

static lxw_format *
format_of(struct book *b, const char *number)
{
	lxw_format *f = b->x->workbook_add_format(b->wb);

	if (number)
		b->x->format_set_num_format(f, number);
	b->x->format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	return f;
}

static void
formats(struct book *b)
{
	b->head = format_of(b, NULL);
	b->x->format_set_bold(b->head);
	b->x->format_set_text_wrap(b->head);
	b->x->format_set_bg_color(b->head, 0xE7E6E6);
	b->day = format_of(b, "yyyy-mm-dd");
	b->days = format_of(b, b->lang == GD_ZH ? "0\" 天\"" : "0\" d\"");
	b->count = format_of(b, "#,##0");
	b->percent = format_of(b, "0.0%");
	b->score = format_of(b, "0.00");
	b->text = format_of(b, "@");
	b->bold = format_of(b, "@");
	b->x->format_set_bold(b->bold);
	b->wrap = format_of(b, "@");
	b->x->format_set_text_wrap(b->wrap);
}

/* Amounts of a currency: its places, its code behind. */
static lxw_format *
money_format(struct book *b, const char *unit)
{
	char number[64];
	size_t n = strspn(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	int digits = gd_money_digits(unit);

	for (int i = 0; i < b->nmoney; i++)
		if (strcmp(b->money[i].unit, unit) == 0)
			return b->money[i].format;
	if (unit[n] || n > 8 || b->nmoney == MONEY_MOST)
		return b->score; /* no code a format could hold */
	snprintf(number, sizeof number, "#,##0%s%.*s\" %s\"", digits ? "." : "",
	    digits, "0000", unit);
	b->money[b->nmoney] = (struct money){ unit, format_of(b, number) };
	return b->money[b->nmoney++].format;
}

/* ---- cells ---------------------------------------------------------------- */

static void
note(struct book *b, lxw_error e)
{
	if (e != LXW_NO_ERROR && b->fault == LXW_NO_ERROR)
		b->fault = e;
}

/* Texts go in as texts, whatever they begin with. */
static void
put_text(struct book *b, lxw_worksheet *ws, size_t row, int col,
    const char *text, lxw_format *format)
{
	struct gd_str s = GD_STR_INIT;

	gd_text_show(&s, text);
	while (s.len > CELL_MOST || (s.len && !gd_utf8_valid(s.text, s.len)))
		s.text[--s.len] = '\0';
	if (s.len)
		note(b, b->x->worksheet_write_string(ws, (lxw_row_t)row,
			    (lxw_col_t)col, s.text, format));
	gd_str_release(&s);
}

static void
put_cell(struct book *b, lxw_worksheet *ws, size_t row, int col,
    const struct gd_report_cell *cell, bool head)
{
	double n = gd_report_cell_value(cell);
	lxw_format *f = b->count;

	if (!cell->known)
		return;
	switch (cell->kind) {
	case GD_SAYS_TEXT:
		put_text(b, ws, row, col, gd_word_of(&cell->text, b->lang),
		    head ? b->bold : b->text);
		return;
	case GD_SAYS_DAY:
		n += EXCEL_DAY_0;
		f = b->day;
		break;
	case GD_SAYS_DAYS:
		f = b->days;
		break;
	case GD_SAYS_MONEY:
		f = money_format(b, cell->unit);
		break;
	case GD_SAYS_PERCENT:
		f = b->percent;
		break;
	case GD_SAYS_SCORE:
		f = b->score;
		break;
	default:
		break;
	}
	note(b, b->x->worksheet_write_number(ws, (lxw_row_t)row, (lxw_col_t)col,
		    n, f));
}

/* ---- sheets --------------------------------------------------------------- */

/* What a sheet may be called: 31 characters at most, none of []:*?/\', and
 * no name twice. */
static const char *
sheet_name(struct book *b, const char *name, size_t no)
{
	struct gd_str s = GD_STR_INIT, shown = GD_STR_INIT;
	const char *kept;
	uint32_t cp;
	size_t len;
	int n = 0;

	gd_text_show(&shown, name);
	for (const char *p = shown.text;
	     n < 27 && (len = gd_utf8_next(p, &cp)) > 0; p += len, n++)
		if (cp >= 0x10000 ||
		    strchr("[]:*?/\\'", (int)cp & 0x7f) == NULL || cp > 0x7f)
			gd_str_addn(&s, p, len);
	if (s.len == 0)
		gd_str_add(&s, "sheet");
	for (size_t i = 0; no && i < no; i++)
		if (strcmp(gd_word_of(&b->r->parts[i]->name, b->lang), name) ==
		    0) {
			gd_str_addf(&s, " %zu", no + 1);
			break;
		}
	kept = gd_arena_str(&b->arena, s.text);
	gd_str_release(&s);
	gd_str_release(&shown);
	return kept;
}

static void
widths(struct book *b, lxw_worksheet *ws, const struct gd_report_part *p)
{
	struct gd_str s = GD_STR_INIT;

	for (int i = 0; i < p->ncols; i++) {
		int most =
		    gd_text_width(gd_word_of(&p->cols[i].title, b->lang));

		if (most > 16) /* heads wrap */
			most = 16;
		for (size_t r = 0; r < p->nrows; r++) {
			int w;

			gd_str_reset(&s);
			gd_report_cell_say(&s, gd_part_cell(p, r, i), b->lang);
			w = gd_text_width(s.text);
			most = w > most ? w : most;
		}
		b->x->worksheet_set_column(ws, (lxw_col_t)i, (lxw_col_t)i,
		    (most > COL_MOST ? COL_MOST : most) + 2, NULL);
	}
	gd_str_release(&s);
}

static void
chart(struct book *b, lxw_worksheet *ws, const char *sheet,
    const struct gd_report_part *p, const struct gd_report_chart *c, size_t no)
{
	lxw_chart_options where = { .x_scale = 1.25, .y_scale = 1.15 };
	lxw_chart *chart = b->x->workbook_add_chart(b->wb,
	    c->kind == GD_CHART_BARS ? LXW_CHART_BAR : LXW_CHART_LINE);
	lxw_row_t first = (lxw_row_t)(c->first + 1);
	lxw_row_t last = (lxw_row_t)(c->n ? c->first + c->n : p->nrows);
	lxw_col_t cat = (lxw_col_t)c->category;

	if (!chart)
		return;
	for (int i = 0; i < c->nvalues; i++) {
		lxw_col_t col = (lxw_col_t)c->values[i];
		lxw_chart_series *one =
		    b->x->chart_add_series(chart, NULL, NULL);

		b->x->chart_series_set_categories(one, sheet, first, cat, last,
		    cat);
		b->x->chart_series_set_values(one, sheet, first, col, last,
		    col);
		b->x->chart_series_set_name_range(one, sheet, 0, col);
	}
	b->x->chart_title_set_name(chart, gd_word_of(&c->title, b->lang));
	/* the first row stands at the top */
	if (c->kind == GD_CHART_BARS)
		b->x->chart_axis_set_reverse(chart->y_axis);
	b->x->chart_legend_set_position(chart,
	    c->nvalues > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
	note(b, b->x->worksheet_insert_chart_opt(ws, (lxw_row_t)(no * 20 + 1),
		    (lxw_col_t)(p->ncols + 1), chart, &where));
}

static void
sheet(struct book *b, size_t no)
{
	const struct gd_report_part *p = b->r->parts[no];
	const char *name = sheet_name(b, gd_word_of(&p->name, b->lang), no);
	lxw_worksheet *ws = b->x->workbook_add_worksheet(b->wb, name);

	if (!ws) {
		note(b, LXW_ERROR_SHEETNAME_ALREADY_USED);
		return;
	}
	for (int i = 0; i < p->ncols; i++)
		put_text(b, ws, 0, i, gd_word_of(&p->cols[i].title, b->lang),
		    b->head);
	for (size_t r = 0; r < p->nrows && r < ROWS_MOST; r++)
		for (int i = 0; i < p->ncols; i++)
			put_cell(b, ws, r + 1, i, gd_part_cell(p, r, i),
			    p->heads[r]);
	widths(b, ws, p);
	b->x->worksheet_freeze_panes(ws, 1, 1);
	if (p->nrows)
		b->x->worksheet_autofilter(ws, 0, 0, (lxw_row_t)p->nrows,
		    (lxw_col_t)(p->ncols - 1));
	b->x->worksheet_repeat_rows(ws, 0, 0);
	b->x->worksheet_set_paper(ws, 9); /* A4 */
	b->x->worksheet_set_landscape(ws);
	b->x->worksheet_fit_to_pages(ws, 1, 0);
	for (size_t i = 0; i < p->ncharts && p->nrows; i++)
		chart(b, ws, name, p, &p->charts[i], i);
}

/* ---- what the numbers mean ------------------------------------------------- */

static size_t
means_row(struct book *b, lxw_worksheet *ws, size_t row, const char *what,
    const char *of, const char *means)
{
	put_text(b, ws, row, 0, what, b->wrap);
	put_text(b, ws, row, 1, of, b->wrap);
	put_text(b, ws, row, 2, means, b->wrap);
	return row + 1;
}

/* Cells that a definition stands beside, in a column called so, are
 * definitions themselves; here stand those of parts and columns. */
static size_t
means_part(struct book *b, lxw_worksheet *ws, size_t row,
    const struct gd_report_part *p)
{
	const char *name = gd_word_of(&p->name, b->lang);
	const char *means = gd_word_of(&p->means, b->lang);

	if (*means)
		row = means_row(b, ws, row, name, "", means);
	for (int i = 0; i < p->ncols; i++) {
		means = gd_word_of(&p->cols[i].means, b->lang);
		if (*means)
			row = means_row(b, ws, row, name,
			    gd_word_of(&p->cols[i].title, b->lang), means);
	}
	return row;
}

static void
definitions(struct book *b)
{
	const struct gd_report *r = b->r;
	lxw_worksheet *ws = b->x->workbook_add_worksheet(b->wb,
	    gd_tr(b->lang, GD_TR("Definitions")));
	struct gd_str s = GD_STR_INIT;
	char day[GD_DAY_TEXT];
	size_t row = 0;

	if (!ws)
		return;
	row = means_row(b, ws, row, gd_tr(b->lang, GD_TR("Report")),
	    gd_word_of(&r->title, b->lang), "");
	gd_report_period_say(&s, r, b->lang);
	row =
	    means_row(b, ws, row, gd_tr(b->lang, GD_TR("Period")), s.text, "");
	row = means_row(b, ws, row, gd_tr(b->lang, GD_TR("Which orders")),
	    gd_word_of(&r->scope, b->lang), "");
	row = means_row(b, ws, row, gd_tr(b->lang, GD_TR("As of")),
	    gd_day_text(r->today, day), "");
	row++;
	for (size_t i = 0; i < r->nparts; i++)
		row = means_part(b, ws, row, r->parts[i]);
	b->x->worksheet_set_column(ws, 0, 0, 26, NULL);
	b->x->worksheet_set_column(ws, 1, 1, 30, NULL);
	b->x->worksheet_set_column(ws, 2, 2, 90, NULL);
	gd_str_release(&s);
}

/* ---- all ------------------------------------------------------------------- */

static char *
owned(struct book *b, const char *s)
{
	return gd_arena_str(&b->arena, s);
}

enum gd_code
gd_report_xlsx(const struct gd_report *r, enum gd_lang lang, const char *path,
    struct gd_err *err)
{
	struct book b = { .x = lxw_open(), .r = r, .lang = lang };
	lxw_doc_properties about = { 0 };
	lxw_error closed;

	if (!b.x)
		return gd_fail(err, GD_OUTSIDE, GD_M_REPORT_NO_XLSX);
	b.wb = b.x->workbook_new(path);
	if (!b.wb)
		gd_no_memory();
	about.title = owned(&b, gd_word_of(&r->title, lang));
	about.company = owned(&b, gd_word_of(&r->company, lang));
	about.comments = owned(&b, "gendan");
	about.created = (time_t)(r->made_ms / 1000);
	note(&b, b.x->workbook_set_properties(b.wb, &about));
	formats(&b);
	for (size_t i = 0; i < r->nparts; i++)
		sheet(&b, i);
	definitions(&b);
	errno = 0;
	closed = b.x->workbook_close(b.wb);
	note(&b, closed);
	gd_arena_release(&b.arena);
	if (b.fault == LXW_NO_ERROR)
		return GD_OK;
	return gd_fail(err, GD_OUTSIDE, GD_M_REPORT_XLSX_FAULT, GD_T(path),
	    GD_T(b.x->lxw_strerror(b.fault)));
}
