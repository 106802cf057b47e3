/* tui/boards/board_trade.c - boards of dates, money and what is to come, as
 * lines. */
#include <stdlib.h>
#include <string.h>

#include "board_priv.h"

#include "base/banned.h"

static const char *
count(struct board_lines *l, int64_t n)
{
	return n ? gd_arena_printf(&l->arena, "%lld", (long long)n) : "-";
}

static void
put(struct board_lines *l, struct board_cell *cell, const struct gd_number *n,
    bool late)
{
	*cell = (struct board_cell){ .text = count(l, n->n),
		.behind = n->n && n->door != GD_DOOR_NONE ? n : NULL,
		.late = late && n->n > 0 };
}

/* ---- dates ---------------------------------------------------------------- */

static void
counts(struct ui *ui, struct board_lines *l, const struct gd_dates_row *rows,
    int n)
{
	static const struct board_cols cols = {
		{ GD_TR("passed"), GD_TR("7 days"), GD_TR("30 days"),
		    GD_TR("later") },
		{ 8, 8, 8, 7 }, 4, NULL, 0, 0
	};

	board_heading(ui, l, &cols, GD_TR("Dates that are owed"));
	for (int i = 0; i < n; i++) {
		const struct gd_dates_row *r = &rows[i];
		struct board_line *line = board_line_add(l, &cols,
		    board_of_flow(ui, l,
			r->name ? ui_name(ui, r->name) : r->duty,
			r->workflow));

		put(l, &line->cells[0], &r->passed, true);
		put(l, &line->cells[1], &r->week, false);
		put(l, &line->cells[2], &r->month, false);
		put(l, &line->cells[3], &r->later, false);
	}
}

static void
dates(struct ui *ui, struct board_lines *l, const char *heading,
    const struct gd_dated_row *rows, int n, bool more, int most)
{
	static const struct board_cols cols = {
		{ GD_TR("due on"), GD_TR("days") }, { 11, 6 }, 2, NULL, 0, 0
	};
	char day[GD_DAY_TEXT];

	board_heading(ui, l, &cols,
	    more ? GD_TR("The first of them") : heading);
	for (int i = 0; i < n && i < most; i++) {
		const struct gd_dated_row *r = &rows[i];
		struct board_line *line = board_line_add(l, &cols,
		    ui_fmt(ui, "%s  %s  %s%s%s", r->number, r->customer_name,
			r->name ? ui_name(ui, r->name) : r->duty,
			r->lot > 1 ? "  " : "",
			r->lot > 1 ? ui_lot(ui, r->lot) : ""));

		line->number = r->number;
		line->cells[0].text =
		    gd_arena_str(&l->arena, ui_day(ui, r->day, day));
		line->cells[1].text =
		    gd_arena_printf(&l->arena, "%lld", (long long)r->left);
		line->cells[1].late = r->left < 0;
	}
}

/* ---- refunds, money ---------------------------------------------------------- */

static void
refunds(struct ui *ui, struct board_lines *l, int most)
{
	static const struct board_cols cols = { { GD_TR("shipments") }, { 10 },
		1, NULL, 0, 0 };
	static const char *const bands[GD_REFUND_BANDS] = {
		[GD_REFUND_LATER] = GD_TR("filing opens later"),
		[GD_REFUND_OPEN] = GD_TR("filing has opened"),
		[GD_REFUND_SOON] =
		    GD_TR("of these: filing period ends within 60 days"),
		[GD_REFUND_APRIL] = GD_TR("of these: 30 April has passed"),
		[GD_REFUND_ENDED] = GD_TR("of these: 36 months have passed"),
	};
	int64_t all = 0;

	for (int i = 0; i < l->b.nrefunds; i++)
		all = l->b.refunds[i].dates.n > all ? l->b.refunds[i].dates.n
						    : all;
	board_heading(ui, l, &cols, GD_TR("Tax refund not filed"));
	for (int i = 0; i < l->b.nrefunds && i < most; i++) {
		const struct gd_refund_row *r = &l->b.refunds[i];
		struct board_line *line =
		    board_line_add(l, &cols,
			board_of_flow(ui, l, tr(ui, bands[r->band]),
			    r->workflow));

		put(l, &line->cells[0], &r->dates, r->band >= GD_REFUND_APRIL);
		line->bar = r->dates.n;
		line->most = all;
	}
}

/* Without the currency, which the line is called by. */
static const char *
amount(struct ui *ui, struct board_lines *l, int64_t minor,
    const char *currency)
{
	char *text = gd_arena_str(&l->arena, ui_money(ui, minor, currency));

	text[strcspn(text, " ")] = '\0';
	return text;
}

static void
money(struct ui *ui, struct board_lines *l, int most)
{
	static const struct board_cols cols = {
		{ GD_TR("open"), GD_TR("overdue"), GD_TR("undated"),
		    GD_TR("at home"), GD_TR("orders"), GD_TR("late") },
		{ 12, 12, 12, 12, 6, 4 }, 6, NULL, 0, 12
	};

	board_heading(ui, l, &cols, GD_TR("To come in"));
	for (int i = 0; i < l->b.nmoney && i < most; i++) {
		const struct gd_owed_row *r = &l->b.money[i];
		struct board_line *line = board_line_add(l, &cols,
		    *r->company ? ui_fmt(ui, "%s %s", r->company, r->currency)
				: r->currency);

		line->cells[0].text = amount(ui, l, r->open, r->currency);
		line->cells[1].text =
		    r->overdue ? amount(ui, l, r->overdue, r->currency) : "-";
		line->cells[1].late = r->overdue > 0;
		line->cells[2].text =
		    r->undated ? amount(ui, l, r->undated, r->currency) : "-";
		line->cells[3].text = r->known
					  ? amount(ui, l, r->home_open, r->home)
					  : tr(ui, GD_TR("no rate"));
		put(l, &line->cells[4], &r->orders, false);
		put(l, &line->cells[5], &r->late, true);
		/* behind an amount: the orders that owe it */
		line->cells[0].behind = line->cells[4].behind;
		line->cells[1].behind = line->cells[5].behind;
		line->cells[3].behind = line->cells[4].behind;
	}
}

/* ---- forecasts ---------------------------------------------------------------- */

static void
forecasts(struct ui *ui, struct board_lines *l, int most)
{
	static const struct board_cols cols = { { GD_TR("likely"),
						    GD_TR("safely") },
		{ 11, 11 }, 2, GD_TR("slowest step"), 16, 0 };
	char day[GD_DAY_TEXT];

	board_heading(ui, l, &cols,
	    l->b.more_forecasts ? GD_TR("Ships by, the first orders")
				: GD_TR("Ships by"));
	for (int i = 0; i < l->b.nforecasts && i < most; i++) {
		const struct gd_forecast_row *r = &l->b.forecasts[i];
		const struct gd_forecast *f = &r->forecast;
		struct board_line *line = board_line_add(l, &cols,
		    ui_fmt(ui, "%s  %s", r->number, r->customer_name));

		line->number = r->number;
		line->cells[0].text = line->cells[1].text = "-";
		if (f->known || f->shipped) {
			line->cells[0].text =
			    gd_arena_str(&l->arena, ui_day(ui, f->likely, day));
			line->cells[1].text =
			    gd_arena_str(&l->arena, ui_day(ui, f->safe, day));
		}
		line->tail = f->shipped  ? tr(ui, GD_TR("shipped"))
			     : !f->known ? tr(ui, GD_TR("too few before"))
			     : r->step   ? ui_name(ui, r->step)
					 : "";
	}
}

/* ---- what will be late --------------------------------------------------------- */

static void
slips(struct ui *ui, struct board_lines *l, int most)
{
	static const struct board_cols cols = { { GD_TR("due on"),
						    GD_TR("lands"),
						    GD_TR("slips"),
						    GD_TR("likely") },
		{ 10, 10, 6, 10 }, 4, NULL, 0, 36 };
	char day[GD_DAY_TEXT];

	board_heading(ui, l, &cols,
	    l->b.more_slips ? GD_TR("The first of them") : GD_TR("What slips"));
	for (int i = 0; i < l->b.nslips && i < most; i++) {
		const struct gd_slip_row *r = &l->b.slips[i];
		struct board_line *line = board_line_add(l, &cols,
		    ui_fmt(ui, "%s  %s", r->number,
			r->name ? ui_name(ui, r->name) : r->duty));

		line->number = r->number;
		line->cells[0].text = line->cells[1].text = "-";
		line->cells[2].text = line->cells[3].text = "-";
		if (r->forecast.known && !r->forecast.shipped)
			line->cells[3].text = gd_arena_str(&l->arena,
			    ui_day(ui, r->forecast.likely, day));
		if (!r->day)
			continue;
		line->cells[0].text =
		    gd_arena_str(&l->arena, ui_day(ui, r->day, day));
		line->cells[1].text =
		    gd_arena_str(&l->arena, ui_day(ui, r->lands, day));
		line->cells[2].text =
		    gd_arena_printf(&l->arena, "%d", r->lands - r->day);
		line->cells[2].late = true;
	}
}

void
board_trade_lines(struct ui *ui, struct board_lines *l, unsigned part, int most)
{
	const struct gd_board *b = &l->b;

	switch (part) {
	case GD_BOARD_SHIPMENTS:
		counts(ui, l, b->shipping, b->nshipping);
		dates(ui, l, GD_TR("Passed, and this week"), b->shipments,
		    b->nshipments, b->more_shipments, most);
		break;
	case GD_BOARD_CREDITS:
		counts(ui, l, b->crediting, b->ncrediting);
		dates(ui, l, GD_TR("Each of them"), b->credits, b->ncredits,
		    b->more_credits, most);
		break;
	case GD_BOARD_MONEY:
		money(ui, l, most);
		break;
	case GD_BOARD_REFUNDS:
		refunds(ui, l, most);
		break;
	case GD_BOARD_SLIPS:
		slips(ui, l, most);
		break;
	case GD_BOARD_FORECAST:
		forecasts(ui, l, most);
		break;
	default:
		break;
	}
}
