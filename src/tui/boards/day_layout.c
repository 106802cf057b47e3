/* tui/boards/day_layout.c - where the parts of my day stand, and which of them
 * has the cursor. */
#include "day_screen_priv.h"

#include "base/banned.h"

#define WORK_LINES 3 /* seen in a low window, also of dates */
#define SIDE_COLS 52 /* of the dates where they stand beside the work */

/* An empty pane has no cursor. */
enum day_pane
day_pane(const struct day *d)
{
	if (d->pane == WORK && d->work.n == 0)
		return d->dates.list.n > 0 ? DATES : ORDERS;
	if (d->pane == DATES && d->dates.list.n == 0)
		return d->work.n > 0 ? WORK : ORDERS;
	return d->pane;
}

bool
day_is_side(const struct ui *ui)
{
	return ui->grid.cols >= 112 && ui->grid.rows >= 30;
}

/* One part alone, from the rule to the legend. */
static struct day_layout
layout_wide(struct ui *ui, const struct day *d)
{
	struct day_layout l = { .side = false,
		.work_cols = ui->grid.cols,
		.dates_cols = ui->grid.cols };
	int rows = ui_bottom(ui) - 1 - 4;

	l.work = l.dates = l.orders = 3;
	if (day_pane(d) == WORK)
		l.work_rows = rows;
	else if (day_pane(d) == DATES)
		l.dates_rows = rows + 1;
	else
		l.orders_rows = rows;
	return l;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* Lines of work and of dates: a few in a low window, each a third of what a
 * high one has. */
struct day_layout
day_layout(struct ui *ui, const struct day *d)
{
	struct day_layout l = { .work = 3, .work_cols = ui->grid.cols };
	int high = ui->grid.rows, most, row;

	if (d->wide)
		return layout_wide(ui, d);
	l.side = day_is_side(ui);
	most = l.side ? high / 2 - 6 : high < 30 ? WORK_LINES : (high - 14) / 3;
	l.work_rows = least(most, d->work.n > 0 ? d->work.n : 1);
	l.dates_cols = ui->grid.cols;
	if (l.side) {
		l.dates_cols = ui->grid.cols * 2 / 5 > SIDE_COLS
				   ? ui->grid.cols * 2 / 5
				   : SIDE_COLS;
		l.work_cols = ui->grid.cols - l.dates_cols - 1;
		l.dates_col = l.work_cols + 1;
		l.dates = 3;
		l.work_rows = most;
		l.dates_rows = most + 1;
		row = 4 + most;
	} else {
		l.dates = 4 + l.work_rows;
		l.dates_rows =
		    least(most - (high < 22), day_dates_rows(&d->dates));
		row = l.dates + 1 + l.dates_rows;
	}
	if (d->dates.agenda.ngaps)
		l.unsure = row++;
	l.orders = row;
	l.orders_rows = ui_bottom(ui) - 1 - row - 1;
	return l;
}

/* A click; the part it is in gets the cursor. */
void
day_to_work(struct ui *ui, struct screen *s, int at)
{
	struct day *d = (struct day *)s;

	(void)ui;
	d->pane = WORK;
	d->work.at = at < d->work.n ? at : d->work.at;
}

void
day_to_order(struct ui *ui, struct screen *s, int at)
{
	struct day *d = (struct day *)s;

	(void)ui;
	d->pane = ORDERS;
	if (at < d->orders.list.n)
		d->orders.list.at = at;
}

void
day_to_date(struct ui *ui, struct screen *s, int at)
{
	struct day *d = (struct day *)s;

	(void)ui;
	d->pane = DATES;
	if (at < d->dates.list.n)
		d->dates.list.at = at;
}
