/* tui/boards/day_dates.c - the dates of my day: overdue, today, soon, come up
 * the ladder, waiting on others, the next hard date of each order.
 *
 * In a low window one section at a time is open and the others are counts; in
 * a high one all stand under headings.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "../order/dates_priv.h"
#include "day_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define MOST 400 /* of a section, when the cursor went down to them */

static const char *const heads[DAY_PARTS] = {
	[DAY_OVERDUE] = GD_TR("Overdue"),
	[DAY_TODAY] = GD_TR("Due today"),
	[DAY_SOON] = GD_TR("In the next seven days"),
	[DAY_TOLD] = GD_TR("Of others, told to you"),
	[DAY_WAITS] = GD_TR("You wait for others"),
	[DAY_HARDS] = GD_TR("Next hard date of each order"),
};
static const char *const tabs[DAY_PARTS] = {
	[DAY_OVERDUE] = GD_TR("overdue"),
	[DAY_TODAY] = GD_TR("due today"),
	[DAY_SOON] = GD_TR("7 days"),
	[DAY_TOLD] = GD_TR("come up"),
	[DAY_WAITS] = GD_TR("on others"),
	[DAY_HARDS] = GD_TR("hard dates"),
};

/* ---- loading ------------------------------------------------------------ */

void
day_dates_release(struct day_dates *d)
{
	gd_agenda_release(&d->agenda);
	free(d->entries);
	*d = (struct day_dates){ 0 };
}

static void
add(struct day_dates *d, enum day_part part, size_t at)
{
	if (d->n[part]++ == 0)
		d->first[part] = d->list.n;
	d->entries[d->list.n++] = (struct day_entry){ part, at };
}

/* How many from i on are the same wait for several desks. */
static size_t
same_wait(const struct gd_agenda *a, size_t i)
{
	const struct gd_agenda_wait *w = &a->waits[i];
	size_t n = 1;

	for (; i + n < a->nwaits; n++) {
		const struct gd_agenda_wait *next = &a->waits[i + n];

		if (strcmp(next->number, w->number) != 0 ||
		    strcmp(next->what, w->what) != 0 || next->days != w->days)
			break;
	}
	return n;
}

static void
sort_out(struct day_dates *d)
{
	const struct gd_agenda *a = &d->agenda;

	free(d->entries);
	d->entries =
	    gd_alloc(a->nlines + a->nwaits + a->nhards + 1, sizeof *d->entries);
	memset(d->n, 0, sizeof d->n);
	memset(d->first, 0, sizeof d->first);
	d->list.n = 0;
	for (int part = 0; part < GD_AGENDA_PARTS; part++)
		for (size_t i = 0; i < a->nlines; i++)
			if ((int)a->lines[i].part == part)
				add(d, (enum day_part)part, i);
	for (size_t i = 0; i < a->nwaits; i += same_wait(a, i))
		add(d, DAY_WAITS, i);
	for (size_t i = 0; i < a->nhards; i++)
		add(d, DAY_HARDS, i);
}

static const char *
number_of(const struct day_dates *d, int at)
{
	const struct day_entry *e = &d->entries[at];

	if (e->part == DAY_WAITS)
		return d->agenda.waits[e->at].number;
	if (e->part == DAY_HARDS)
		return d->agenda.hards[e->at].number;
	return d->agenda.lines[e->at].row->number;
}

const char *
day_dates_number(const struct day_dates *d)
{
	return d->list.at < d->list.n ? number_of(d, d->list.at) : "";
}

/* The cursor stays on its order in its section. */
static void
find_again(struct day_dates *d, const char *number, enum day_part part)
{
	for (int i = 0; i < d->n[part]; i++) {
		if (strcmp(number_of(d, d->first[part] + i), number) != 0)
			continue;
		d->list.at = d->first[part] + i;
		return;
	}
}

void
day_dates_load(struct ui *ui, struct day_dates *d, const struct gd_my_day *day,
    int rows)
{
	struct gd_agenda agenda = { 0 };
	struct gd_err err = GD_ERR_INIT;
	enum day_part part = DAY_OVERDUE;
	char *number;

	if (rows > d->most)
		d->most = rows;
	if (!*gd_app_login(*ui->app))
		return;
	if (gd_app_agenda(*ui->app, &(struct gd_agenda_of){ .day = day },
		d->most, &agenda, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	number = gd_strdup(day_dates_number(d));
	if (d->list.at < d->list.n)
		part = d->entries[d->list.at].part;
	gd_agenda_release(&d->agenda);
	d->agenda = agenda;
	sort_out(d);
	scroll_fix(&d->list, 1);
	find_again(d, number, part);
	free(number);
}

/* May a section have more than was read? */
static bool
is_cut(const struct day_dates *d, enum day_part part)
{
	if (part < (enum day_part)GD_AGENDA_PARTS)
		return d->agenda.count[part] > d->n[part];
	return part == DAY_WAITS
		   ? d->agenda.waits_count > (int64_t)d->agenda.nwaits
		   : d->agenda.hards_count > d->n[part];
}

/* "17", "12+" */
static const char *
count_of(struct ui *ui, const struct day_dates *d, enum day_part part)
{
	if (part < (enum day_part)GD_AGENDA_PARTS)
		return ui_fmt(ui,
		    d->agenda.count[part] < GD_AGENDA_COUNTED ? "%d" : "%d+",
		    (int)d->agenda.count[part]);
	if (part == DAY_HARDS)
		return ui_fmt(ui, "%d%s", (int)d->agenda.hards_count,
		    d->agenda.hards_more ? "+" : "");
	/* the same thing of several lots is one entry */
	return ui_fmt(ui, "%d%s",
	    is_cut(d, part) ? (int)d->agenda.waits_count : d->n[part],
	    d->agenda.waits_more ? "+" : "");
}

/* ---- keys --------------------------------------------------------------- */

static enum day_part
part_here(const struct day_dates *d)
{
	return d->list.at < d->list.n ? d->entries[d->list.at].part
				      : DAY_OVERDUE;
}

bool
day_dates_act(struct ui *ui, struct day_dates *d, enum gd_action action,
    int rows)
{
	enum day_part part = part_here(d);
	int was = d->list.at;
	bool down = action == GD_A_DOWN || action == GD_A_PAGE_DOWN ||
		    action == GD_A_LAST;

	if (down && d->most < MOST && is_cut(d, part) &&
	    was + rows >= d->first[part] + d->n[part])
		day_dates_load(ui, d, NULL, MOST);
	return scroll_act(&d->list, action, rows) && d->list.at != was;
}

bool
day_dates_jump(struct day_dates *d, bool forward)
{
	int part = (int)part_here(d), by = forward ? 1 : -1;

	for (part += by; part >= 0 && part < DAY_PARTS; part += by) {
		if (d->n[part] == 0)
			continue;
		d->list.at = d->first[part];
		d->list.top = d->list.n + DAY_PARTS; /* its heading on top */
		return true;
	}
	return false;
}

void
day_dates_enter(struct day_dates *d, bool last)
{
	enum day_part part = part_here(d);

	d->list.at = d->first[part];
	if (last && d->n[part] > 0)
		d->list.at += d->n[part] - 1;
}

void
day_dates_begin(struct day_dates *d, bool last)
{
	d->list.at = 0;
	d->list.top = d->list.n + DAY_PARTS;
	if (last && d->list.n > 0)
		d->list.at = d->first[d->entries[d->list.n - 1].part];
}

void
day_dates_open(struct ui *ui, struct day_dates *d)
{
	const struct day_entry *e;
	const struct gd_due *due;

	if (d->list.at >= d->list.n)
		return;
	e = &d->entries[d->list.at];
	if (e->part == DAY_WAITS) {
		scr_order(ui, number_of(d, d->list.at));
	} else if (e->part == DAY_HARDS) {
		scr_dates(ui, number_of(d, d->list.at), NULL);
	} else {
		due = &d->agenda.lines[e->at].row->due;
		scr_dates(ui, number_of(d, d->list.at), due);
	}
}

/* ---- one entry ---------------------------------------------------------- */

/* What one entry shows, whatever its section. */
struct shown {
	const char *number, *customer, *left, *what;
	int32_t day;
	int minute; /* the hour of that day, where it has one; else -1 */
	bool late, hard;
};

#define HOURS_FROM 90 /* columns of a table that has room for hours */

/* The hour a date bears, where there is room to say it. */
static int
minute_of(struct ui *ui, const struct gd_date_row *r, int cols)
{
	const struct gd_workflow *wf;
	struct gd_date_view v = { .minute = -1 };

	if (cols < HOURS_FROM ||
	    gd_app_date_view(*ui->app, r, &wf, &v, NULL) != GD_OK || !v.def)
		return -1;
	return v.minute;
}

static void
show_line(struct ui *ui, const struct gd_agenda_line *l, int cols,
    struct shown *out)
{
	const struct gd_date_row *r = l->row;

	*out = (struct shown){ .number = r->number,
		.customer = r->customer_name,
		.left = dates_left(ui, l->left),
		.what = ui_name(ui, l->name),
		.day = (int32_t)r->due.day,
		.minute = minute_of(ui, r, cols),
		.late = l->late > 0,
		.hard = l->hard };
	if (l->part == GD_AGENDA_TOLD)
		out->what = ui_fmt(ui, "%s (%s)", out->what,
		    dates_owner(ui,
			gd_app_flow_of(*ui->app, r->workflow, r->version),
			r->due.owner));
}

static void
show_wait(struct ui *ui, const struct gd_agenda *a, size_t at, int cols,
    struct shown *out)
{
	const struct gd_agenda_wait *w = &a->waits[at];
	struct gd_str who = GD_STR_INIT, all = GD_STR_INIT;

	for (size_t i = at; i < at + same_wait(a, at); i++)
		gd_str_addf(&all, "%s%s", i > at ? " " : "", a->waits[i].who);
	/* what is waited for has its half */
	ui_waits_fit(ui, w->wf, &who, all.text, cols / 2);
	gd_str_release(&all);
	*out = (struct shown){ .number = w->number,
		.customer = w->customer_name,
		.left = dates_waited(ui, w->days),
		.what = ui_fmt(ui, "%s: %s", who.text,
		    ui_thing(ui, w->wf, w->what)) };
	if (*w->until) {
		gd_str_reset(&who);
		gd_say(&who, *ui->lang, GD_TR("{1}, until {2}"), 2,
		    (const struct gd_arg[]){ gd_arg_text(out->what),
			gd_arg_text(w->until) });
		out->what = ui_fmt(ui, "%s", who.text);
	}
	gd_str_release(&who);
}

static void
show(struct ui *ui, const struct day_dates *d, int at, int cols, int all,
    struct shown *out)
{
	const struct day_entry *e = &d->entries[at];
	const struct gd_agenda_hard *h;

	if (e->part < (enum day_part)GD_AGENDA_PARTS) {
		show_line(ui, &d->agenda.lines[e->at], all, out);
	} else if (e->part == DAY_WAITS) {
		show_wait(ui, &d->agenda, e->at, cols, out);
	} else {
		h = &d->agenda.hards[e->at];
		*out = (struct shown){ .number = h->number,
			.customer = h->customer_name,
			.left = dates_left(ui, h->left),
			.what = ui_name(ui, h->name),
			.day = h->day,
			.minute = -1,
			.late = h->left < 0,
			.hard = true };
	}
}

static void
paint_entry(struct ui *ui, const struct day_dates *d, int at, int row, int col,
    int cols, bool here)
{
	struct gd_grid *g = &ui->grid;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	enum gd_ink late;
	struct shown s;
	char day[GD_DAY_TEXT];
	int who = cols < 60 ? 0 : cols < 72 ? 10 : 18;
	int when = cols < HOURS_FROM ? 8 : 14;
	int what = col + 28 + (who ? who + 1 : 0), end = col + cols - when - 2;
	const char *said;

	show(ui, d, at, col + cols - 1 - what, cols, &s);
	late = s.late && !here ? GD_INK_LATE : ink;
	zone_go(ui, row, col, 1, cols, day_to_date, at, GD_KEY_ENTER);
	gd_grid_fill(g, row, col, 1, cols, ink, ' ');
	gd_grid_put(g, row, col, ink, here ? '>' : ' ');
	gd_grid_put(g, row, col + 1, late, s.late ? '!' : ' ');
	gd_grid_put(g, row, col + 2, here ? ink : GD_INK_HEAD,
	    s.hard ? '#' : ' ');
	gd_grid_fit_right(g, row, col + 3, 10, late, s.left);
	gd_grid_fit(g, row, col + 14, 13, ink, s.number);
	if (who)
		gd_grid_fit(g, row, col + 28, who, ink, s.customer);
	if (!s.day) /* nothing stands behind it */
		end = col + cols - 1;
	gd_grid_fit(g, row, what, end - what, ink, s.what);
	if (!s.day)
		return;
	said = ui_day(ui, s.day, day);
	said += (strlen(said) > 8) * 2;
	if (s.minute >= 0)
		said = ui_fmt(ui, "%s %02d:%02d", said, s.minute / 60,
		    s.minute % 60);
	gd_grid_fit_right(g, row, col + cols - when - 1, when, late, said);
}

/* ---- one section open --------------------------------------------------- */

int
day_dates_rows(const struct day_dates *d)
{
	return d->list.n > 0 ? d->n[part_here(d)] : 0;
}

void
day_dates_tabs(struct ui *ui, const struct day_dates *d, int row)
{
	struct gd_grid *g = &ui->grid;
	char key[24];
	int col = 3;

	if (d->list.n == 0) {
		gd_grid_fit(g, row, col, g->cols - col, GD_INK_DIM,
		    tr(ui, "Dates: none of yours within seven days; Ctrl-E "
			   "shows those of an order."));
		return;
	}
	if (g->cols >= 72)
		col += gd_grid_text(g, row, col, GD_INK_HEAD,
			   tr(ui, GD_TR("Dates"))) +
		       1;
	if (g->cols >= 72)
		col += gd_grid_text(g, row, col, GD_INK_KEY,
			   gd_key_name(*ui->lang,
			       gd_action_row(GD_A_NEXT_PANE)->neutral, key)) +
		       1;
	for (int part = 0; part < DAY_PARTS; part++) {
		bool open = part == (int)part_here(d);
		int width;

		if (d->n[part] == 0 && part == DAY_TODAY && g->cols >= 72)
			col += gd_grid_text(g, row, col, GD_INK_DIM,
				   tr(ui, GD_TR("today: none"))) +
			       2;
		if (d->n[part] == 0)
			continue;
		width = gd_grid_text(g, row, col,
		    open                  ? GD_INK_HEAD
		    : part == DAY_OVERDUE ? GD_INK_LATE
					  : GD_INK_PLAIN,
		    ui_fmt(ui, "%s%s %s%s", open ? "[" : "", tr(ui, tabs[part]),
			count_of(ui, d, (enum day_part)part), open ? "]" : ""));
		zone_go(ui, row, col, 1, width, day_to_date, d->first[part], 0);
		col += width + (g->cols >= 72 ? 2 : 1);
	}
}

void
day_dates_paint(struct ui *ui, struct day_dates *d, int row, int rows,
    bool focus)
{
	enum day_part part = part_here(d);
	int end = d->first[part] + d->n[part], top = d->list.top;

	if (d->list.n == 0)
		return;
	if (top > d->list.at)
		top = d->list.at;
	if (top < d->list.at - rows + 1)
		top = d->list.at - rows + 1;
	if (top > end - rows)
		top = end - rows;
	if (top < d->first[part])
		top = d->first[part];
	d->list.top = top;
	for (int i = 0; i < rows && top + i < end; i++)
		paint_entry(ui, d, top + i, row + i, 0, ui->grid.cols,
		    focus && top + i == d->list.at);
}

/* ---- all sections under headings ---------------------------------------- */

/* Is there a heading? That nothing is due today is worth a line. */
static bool
has_head(const struct day_dates *d, int part)
{
	return d->n[part] > 0 || part == DAY_TODAY;
}

/* The line of a section's heading when all stand one below another. */
static int
head_line(const struct day_dates *d, int part)
{
	int line = 0;

	for (int p = 0; p < part; p++)
		line += d->n[p] + has_head(d, p);
	return line;
}

static int
line_of(const struct day_dates *d, int at)
{
	int part = (int)d->entries[at].part;

	return head_line(d, part) + 1 + at - d->first[part];
}

/* A section that is not open says which key goes on to it. */
static void
paint_head(struct ui *ui, const struct day_dates *d, enum day_part part,
    int row, int col, int cols)
{
	char key[24];
	const char *name =
	    gd_key_name(*ui->lang, gd_action_row(GD_A_NEXT_PANE)->neutral, key);
	int width = gd_text_width(name);

	if (d->n[part] == 0) {
		gd_grid_fit(&ui->grid, row, col + 3, cols - 3, GD_INK_DIM,
		    tr(ui, GD_TR("Due today: nothing")));
		return;
	}
	gd_grid_fit(&ui->grid, row, col + 3, cols - 5 - width,
	    part == DAY_OVERDUE ? GD_INK_LATE : GD_INK_HEAD,
	    ui_fmt(ui, "%s  %s", tr(ui, heads[part]), count_of(ui, d, part)));
	if (part != part_here(d))
		gd_grid_fit(&ui->grid, row, col + cols - width - 1, width,
		    GD_INK_KEY, name);
}

void
day_dates_paint_all(struct ui *ui, struct day_dates *d, int row, int rows,
    int col, int cols, bool focus)
{
	int line, top, last;

	if (d->list.n == 0) {
		ui_wrap(&ui->grid, row, col + 3, cols - 4, 2, GD_INK_DIM,
		    tr(ui, "Dates: none of yours within seven days; Ctrl-E "
			   "shows those of an order."));
		return;
	}
	line = line_of(d, d->list.at);
	last = head_line(d, DAY_PARTS) - 1;
	top = d->list.top;
	/* the heading above the first of a section is seen with it */
	if (top > line - (d->list.at == d->first[part_here(d)]))
		top = line - (d->list.at == d->first[part_here(d)]);
	if (top < line - rows + 1)
		top = line - rows + 1;
	if (top > last - rows + 1)
		top = last - rows + 1;
	d->list.top = top < 0 ? 0 : top;
	for (int part = 0; part < DAY_PARTS; part++) {
		int at = head_line(d, part) - d->list.top;

		if (has_head(d, part) && at >= 0 && at < rows)
			paint_head(ui, d, (enum day_part)part, row + at, col,
			    cols);
	}
	for (int i = 0; i < d->list.n; i++) {
		int at = line_of(d, i) - d->list.top;

		if (at >= 0 && at < rows)
			paint_entry(ui, d, i, row + at, col, cols,
			    focus && i == d->list.at);
	}
}
