/* tui/order/order_paint.c - how one order looks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "core/view/step_day.h"
#include "core/view/taken.h"

#include "../acts/doing_priv.h"
#include "order_screen_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

/* ---- head --------------------------------------------------------------- */

void
order_field(struct ui *ui, const struct gd_order_page *page, const char *name,
    struct gd_str *out)
{
	const struct gd_workflow *wf = page->wf;
	int f = gd_wf_field(wf, name);
	const char *value = gd_field(&page->order, name, 0);

	if (f < 0 || !*value)
		return;
	for (int i = 0; i < wf->fields[f].nchoices; i++)
		if (strcmp(wf->fields[f].choices[i].id, value) == 0)
			value = ui_name(ui, &wf->fields[f].choices[i]);
	if (wf->fields[f].type == GD_FIELD_MONEY)
		value = ui_amount(ui, value);
	gd_str_addf(out, "%s %s", ui_name(ui, &wf->fields[f].name), value);
	if (wf->fields[f].unit && *wf->fields[f].unit)
		gd_str_addf(out, " %s",
		    *ui->lang == GD_ZH && wf->fields[f].unit_zh
			? wf->fields[f].unit_zh
			: tr(ui, wf->fields[f].unit));
	gd_str_add(out, "   ");
}

static void
paint_head(struct ui *ui, struct order_screen *o)
{
	const struct gd_head *head = gd_head(&o->page.order);
	struct gd_str text = GD_STR_INIT;
	char day[GD_DAY_TEXT];

	if (gd_app_flow_count(*ui->app) > 1)
		gd_str_addf(&text, "%s   ", ui_name(ui, &o->page.wf->name));
	if (head->state != GD_ORDER_ACTIVE)
		gd_str_addf(&text, "[%s%s%s]   ",
		    ui_order_state(ui, head->state), *head->reason ? ": " : "",
		    head->reason);
	if (gd_wf_mark(o->page.wf, head->status))
		gd_str_addf(&text, "%s   ",
		    ui_name(ui, gd_wf_mark(o->page.wf, head->status)));
	order_field(ui, &o->page, "contract_no", &text);
	order_field(ui, &o->page, "customer_po", &text);
	if (head->due_day > 0)
		gd_str_addf(&text, "%s %s   ", tr(ui, "Due"),
		    ui_day(ui, head->due_day, day));
	order_field(ui, &o->page, "amount", &text);
	order_field(ui, &o->page, "terms", &text);
	gd_grid_fit(&ui->grid, 1, 1, ui->grid.cols - 2,
	    head->state == GD_ORDER_ACTIVE ? GD_INK_PLAIN : GD_INK_LATE,
	    text.text);
	gd_str_release(&text);
}

/* Is there anything to say of dates and warnings? */
static bool
has_dates_line(const struct order_screen *o)
{
	return o->dates.n > 0 || o->nwarnings > 0;
}

int
order_screen_top(struct ui *ui, const struct order_screen *o)
{
	return 3 + has_dates_line(o) + order_lots_rows(ui, o);
}

/* The hard date that breaks first, else the next one; what is wrong; the key
 * that shows all dates. */
static void
paint_dates_line(struct ui *ui, const struct order_screen *o, int row)
{
	struct gd_grid *g = &ui->grid;
	struct gd_str text = GD_STR_INIT;
	char key[24];
	const char *all;
	int cols;

	if (o->dates.first_broken)
		dates_breaks(ui, &o->page.order, &o->dates, &text);
	else
		dates_next(ui, &o->page.order, &o->dates, &text);
	if (text.len == 0)
		gd_str_add(&text, tr(ui, "No hard date is open."));
	if (o->nwarnings > 0) {
		gd_str_addf(&text, "%s! ", text.len ? "   " : "");
		if (o->nwarnings > 1)
			gd_str_addf(&text, "(%d) ", (int)o->nwarnings);
		dates_warning(ui, &o->page, &o->warnings[0], &text);
	}
	all = ui_fmt(ui, "%s %s",
	    gd_key_name(*ui->lang, gd_action_row(GD_A_DATES)->neutral, key),
	    tr(ui, gd_action_row(GD_A_DATES)->name));
	cols = gd_text_width(all);
	gd_grid_fit(g, row, 1, g->cols - cols - 3,
	    o->dates.first_broken || o->nwarnings > 0 ? GD_INK_LATE
						      : GD_INK_PLAIN,
	    text.text);
	gd_grid_fit(g, row, g->cols - cols - 1, cols, GD_INK_KEY, all);
	gd_str_release(&text);
}

/* ---- steps -------------------------------------------------------------- */

#define DAYS_FROM 100 /* columns from which the rail has days */
#define DAY_COLS 12   /* "done 11-20", "待办 11-20" and a blank before */

static int
left_cols(const struct ui *ui)
{
	int cols = ui->grid.cols;

	return cols < 72 ? 18 : cols < DAYS_FROM ? 24 : cols < 120 ? 38 : 46;
}

/* "done 11-20", "until 11-25", "! 11-18". */
static void
paint_step_day(struct ui *ui, const struct order_screen *o,
    const struct gd_step_view *v, int row, int col, enum gd_ink ink)
{
	struct gd_step_day at =
	    gd_step_day(o->page.wf, &o->page.todo, &o->dates, v);
	char day[GD_DAY_TEXT];
	const char *word = at.done ? GD_TR("done") : GD_TR("until"), *text;

	if (at.day == GD_NO_DAY)
		return;
	if (at.late > 0 && ink != GD_INK_CURSOR)
		ink = GD_INK_LATE;
	text = ui_fmt(ui, "%s %s", at.late > 0 ? "!" : tr(ui, word),
	    ui_day(ui, at.day, day));
	/* of another year: the day says enough */
	gd_grid_fit(&ui->grid, row, col, DAY_COLS - 1, ink,
	    gd_text_width(text) < DAY_COLS ? text : day);
}

static void
paint_step(struct ui *ui, struct order_screen *o, int i, int row, int cols)
{
	const struct gd_step_view *v = &o->page.todo.steps[o->step_of[i]];
	bool here = i == o->steps.at;
	enum gd_ink ink = here && o->in_steps           ? GD_INK_CURSOR
			  : here                        ? GD_INK_HEAD
			  : v->state == GD_STEP_WAITING ? GD_INK_DIM
							: GD_INK_PLAIN;
	const char *name = ui_name(ui, &v->def->name);

	gd_grid_put(&ui->grid, row, 0, ink, here ? '>' : ' ');
	gd_grid_put(&ui->grid, row, 1,
	    here && o->in_steps ? ink : ui_mark_ink(v->mark),
	    (unsigned char)v->mark);
	gd_grid_fit(&ui->grid, row, 2, cols - 3, ink, "");
	gd_grid_fit(&ui->grid, row, 2,
	    cols - 3 - (ui->grid.cols < DAYS_FROM ? 0 : DAY_COLS), ink,
	    ui_fmt(ui, " %2d %s", v->def->no, name));
	if (ui->grid.cols >= DAYS_FROM)
		paint_step_day(ui, o, v, row, cols - DAY_COLS - 1, ink);
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

#define EVENTS_LEAST 5 /* rows: a title and one or two events */

/* Is there room below the steps, and are they wide enough, for what happened
 * last? Else it stands below the checklist. */
static bool
events_left(struct ui *ui, const struct order_screen *o, int bottom)
{
	int row = order_screen_top(ui, o) + o->steps.n + 3;

	return ui->grid.cols >= DAYS_FROM && bottom - row >= EVENTS_LEAST;
}

static void
paint_steps(struct ui *ui, struct order_screen *o, int row, int bottom)
{
	int cols = left_cols(ui);
	int rows = bottom - row;

	gd_grid_bar(&ui->grid, row, cols - 1, rows);
	scroll_fix(&o->steps, rows);
	for (int i = 0; i < rows && o->steps.top + i < o->steps.n; i++)
		paint_step(ui, o, o->steps.top + i, row + i, cols);
	zone_go(ui, row, 0, least(rows, o->steps.n - o->steps.top), cols - 1,
	    order_screen_to_step, o->steps.top, 0);
	row += least(rows, o->steps.n) + 1;
	if (row + 2 < bottom && gd_head(&o->page.order)->pieces_out > 0)
		gd_grid_fit(&ui->grid, row++, 1, cols - 3, GD_INK_DIM,
		    ui_fmt(ui, "%s %d", tr(ui, "copies out"),
			(int)gd_head(&o->page.order)->pieces_out));
	if (events_left(ui, o, bottom))
		order_events_paint(ui, o, row + 1, 1, cols - 3, bottom);
}

/* ---- checklist ---------------------------------------------------------- */

const char *
order_duty_box(const struct gd_duty_view *v)
{
	switch (v->mark) {
	case GD_MARK_DONE:
		return "[x]";
	case GD_MARK_WAIVED:
		return "[-]";
	case GD_MARK_SIGN:
		return "[s]";
	case GD_MARK_RECEIPT:
		return "[c]";
	case GD_MARK_LATE:
		return "[!]";
	case GD_MARK_CHANGED:
		return "[~]";
	default:
		return "[ ]";
	}
}

/* "done 11-20", "sent 3/5", "blocked", "by 11-25". */
const char *
order_duty_state(struct ui *ui, const struct gd_duty_view *v)
{
	const struct gd_outcome_def *out = NULL;
	char day[GD_DAY_TEXT];
	int i;

	if (v->act && *v->act->outcome) {
		i = gd_duty_outcome(v->def, v->act->outcome);
		out = i >= 0 ? &v->def->outcomes[i] : NULL;
	}
	if (out)
		return ui_fmt(ui, "%s %s", ui_name(ui, &out->name),
		    ui_day(ui, v->act->day, day));
	if (v->def->effect == GD_EFFECT_HAND_OUT && v->pieces > 0)
		return ui_fmt(ui, "%s %d/%d",
		    v->sent + v->held > 0 ? tr(ui, "receipts")
					  : tr(ui, "to send"),
		    v->held, v->pieces);
	if (gd_revision_back(v->revision))
		return tr(ui, GD_TR("sent back"));
	if (v->revision && v->state != GD_DUTY_DONE)
		return ui_fmt(ui, "%s",
		    tr(ui, gd_rev_state_word(v->revision->state)));
	if (v->state == GD_DUTY_DONE || v->state == GD_DUTY_WAIVED)
		return ui_fmt(ui, "%s %s", tr(ui, gd_duty_state_word(v->state)),
		    ui_day(ui, v->act ? v->act->day : 0, day));
	if (v->due && v->state == GD_DUTY_READY)
		return ui_fmt(ui, "%s %s", tr(ui, "until"),
		    ui_day(ui, v->due, day));
	return tr(ui, gd_duty_state_word(v->state));
}

/* The answer that is waited for: the line was offered, to somebody or to all
 * of a role; NULL: it was not. */
static const struct gd_act_view *
offer_of(const struct order_screen *o, const struct gd_duty_view *v)
{
	const struct gd_todo *t = &o->page.todo;

	for (size_t i = 0; i < t->nacts && v->state == GD_DUTY_READY; i++)
		if (t->acts[i].verb == GD_DO_ACCEPT &&
		    t->acts[i].duty == v->duty && t->acts[i].lot == v->lot &&
		    *t->acts[i].person)
			return &t->acts[i];
	return NULL;
}

static void
who_of(struct ui *ui, const struct order_screen *o,
    const struct gd_duty_view *v, struct gd_str *out)
{
	const struct gd_act_view *offer = offer_of(o, v);

	if (offer)
		gd_str_add(out, ui_person(ui, offer->person));
	else if (v->state == GD_DUTY_READY && ui_still_asked(ui, &o->page, v, out))
		return;
	else if (v->act && *v->act->by &&
		 (v->state == GD_DUTY_DONE || v->state == GD_DUTY_WAIVED))
		gd_str_addf(out, "%s%s%s",
		    v->act->taken ? tr(ui, gd_taken_short()) : "",
		    v->act->taken ? " " : "",
		    ui_deputy(ui, v->act->by,
			v->act->taken ? "" : v->act->for_whom));
	else
		ui_roles(ui, o->page.wf, out, &v->def->by);
}

enum gd_ink
order_duty_ink(const struct gd_duty_view *v)
{
	switch (v->state) {
	case GD_DUTY_READY:
		return v->late ? GD_INK_LATE : GD_INK_PLAIN;
	case GD_DUTY_BLOCKED:
	case GD_DUTY_WAITING:
	case GD_DUTY_WAIVED:
	case GD_DUTY_NA:
		return GD_INK_DIM;
	case GD_DUTY_DONE:
		break;
	}
	return GD_INK_PLAIN;
}

/* The open date of a line of the checklist; NULL: it has none. */
static const struct gd_date_view *
date_of(const struct order_screen *o, const struct gd_duty_view *d)
{
	for (size_t i = 0; d && i < o->dates.n; i++) {
		const struct gd_date_view *v = &o->dates.at[i];

		if (v->duty == d->duty && v->open && v->row->day &&
		    v->row->lot == d->lot && v->row->round == d->round &&
		    v->row->inst == d->inst)
			return v;
	}
	return NULL;
}

static void
paint_duty(struct ui *ui, struct order_screen *o, int i, int row, int col)
{
	struct gd_grid *g = &ui->grid;
	const struct gd_duty_view *v = &o->page.todo.duties[o->shown[i]];
	int cols = g->cols - col;
	int who = cols < 50 ? 7 : cols < 60 ? 9 : cols / 5;
	int state = cols < 50 ? 12 : cols < 60 ? 14 : 18;
	bool here = i == o->duties.at && !o->in_steps;
	enum gd_ink ink = here ? GD_INK_CURSOR : order_duty_ink(v);
	struct gd_str text = GD_STR_INIT;
	const char *name = ui_name(ui, &v->def->name), *said;
	const struct gd_date_view *date;

	if (o->lot && v->lot && !order_screen_step(o)->lot)
		name = ui_fmt(ui, "%s, %s", name, ui_lot(ui, v->lot));
	if (v->round > 1 || v->inst > 1)
		name = ui_fmt(ui, "%s #%d", name,
		    (int)(v->inst > 1 ? v->inst : v->round));
	if (v->def->suggested)
		name = ui_fmt(ui, "%s (%s)", name, tr(ui, "suggested"));
	gd_grid_fill(g, row, col, 1, cols, ink, ' ');
	gd_grid_put(g, row, col, ink, here ? '>' : ' ');
	gd_grid_text(g, row, col + 1, here ? ink : ui_mark_ink(v->mark),
	    order_duty_box(v));
	gd_grid_fit(g, row, col + 5, cols - 7 - who - state, ink, name);
	said = offer_of(o, v) ? tr(ui, GD_TR("offered, open"))
			      : order_duty_state(ui, v);
	date = date_of(o, v);
	if (date && date->minute >= 0 && v->state == GD_DUTY_READY &&
	    v->due == date->row->day && gd_text_width(said) + 6 <= state)
		said = ui_fmt(ui, "%s %02d:%02d", said, date->minute / 60,
		    date->minute % 60);
	gd_grid_fit(g, row, g->cols - who - state - 1, state, ink, said);
	who_of(ui, o, v, &text);
	gd_grid_fit(g, row, g->cols - who, who, ink, text.text);
	gd_str_release(&text);
}

void
order_duty_why(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_duty_view *v, struct gd_str *out)
{
	if (v && gd_revision_back(v->revision)) {
		ui_back(ui, v->revision, out);
		gd_str_add(out, ". ");
	}
	if (!v || !v->why || !*v->why)
		return;
	gd_str_addf(out, "%s: %s ", tr(ui, "Why not"), tr(ui, v->why));
	ui_condition(ui, wf, out, v->why_ref ? v->why_ref : "");
	ui_asked_by(ui, wf, v->why_ref, out);
}

void
order_screen_why(struct ui *ui, struct order_screen *o,
    const struct gd_duty_view *v)
{
	struct gd_str text = GD_STR_INIT;

	gd_str_addf(&text, "%s. ", ui_name(ui, &v->def->name));
	order_duty_why(ui, o->page.wf, v, &text);
	ui_say_plain(ui, text.text);
	ui->bad = true;
	gd_str_release(&text);
}

/* No notice is under way: with what it begins, and when that can be. */
static void
say_begin(struct ui *ui, const struct order_screen *o)
{
	const struct gd_workflow *wf = o->page.wf;
	const struct gd_duty_def *head = act_notice_head(wf);
	const struct gd_todo *t = &o->page.todo;
	struct gd_str when = GD_STR_INIT;
	bool open = false;

	if (!head)
		return;
	for (size_t i = 0; i < t->nacts; i++)
		open |= t->acts[i].adhoc && t->acts[i].possible &&
			t->acts[i].duty >= 0 &&
			&wf->duties[t->acts[i].duty] == head;
	if (head->window && head->window->text)
		ui_condition(ui, wf, &when, head->window->text);
	ui_say(ui,
	    open ? GD_TR("A notice of change begins with: {1}")
		 : GD_TR("A notice of change begins with: {1}; that can be "
			 "while {2}"),
	    2,
	    (const struct gd_arg[]){ gd_arg_text(ui_name(ui, &head->name)),
		gd_arg_text(when.text) });
	gd_str_release(&when);
}

void
order_screen_notices(struct ui *ui, struct order_screen *o)
{
	const struct gd_todo *t = &o->page.todo;
	const char *ids[34];
	int n = 0;
	bool under_way;

	/* a notice that is under way comes before a new matter */
	for (size_t i = 0; i < t->nacts && n < 32; i++)
		if (!t->acts[i].adhoc && t->acts[i].possible &&
		    act_of_notice(o->page.wf, &t->acts[i]))
			ids[n++] = t->acts[i].id;
	under_way = n > 0;
	for (size_t i = 0; i < t->nacts && n < 32; i++)
		if (t->acts[i].adhoc)
			ids[n++] = t->acts[i].id;
	ids[n++] = "note:";
	scr_acts_of(ui, o->number, ids, n, false);
	if (!under_way)
		say_begin(ui, o);
}

#define WAY_FROM 30 /* rows of a screen that says how a date came about */

/* The date of the line under the cursor, and where it comes from. @return rows
 * used */
static int
paint_way(struct ui *ui, const struct order_screen *o, int row, int col,
    int bottom)
{
	const struct gd_date_view *v = date_of(o, order_screen_duty(o));
	struct gd_str text = GD_STR_INIT;
	char day[GD_DAY_TEXT];
	int rows = 0;

	if (v && ui->grid.rows >= WAY_FROM && bottom - row > 8) {
		gd_str_addf(&text, "%s %s (%s): ", tr(ui, "until"),
		    ui_day(ui, v->row->day, day), dates_left(ui, v->left));
		ui_say_date(ui, o->page.wf, &text, v);
		rows =
		    1 + ui_wrap(&ui->grid, row, col, ui->grid.cols - col - 1, 3,
			    v->late ? GD_INK_LATE : GD_INK_PLAIN, text.text);
	}
	gd_str_release(&text);
	return rows;
}

/* A step without lines: what is written there when there is something to
 * write, such as a log, or nothing. @return rows used */
static int
paint_none(struct ui *ui, const struct order_screen *o, int row, int col,
    int room)
{
	const struct gd_todo *t = &o->page.todo;
	const struct gd_step_view *v = order_screen_step(o);
	struct gd_str names = GD_STR_INIT, text = GD_STR_INIT;
	int rows;

	for (size_t i = 0; i < t->nacts; i++) {
		const struct gd_act_view *a = &t->acts[i];

		if (!a->adhoc || !a->possible || a->duty < 0 ||
		    &o->page.wf->steps[o->page.wf->duties[a->duty].step] !=
			v->def)
			continue;
		gd_str_addf(&names, "%s%s", names.len ? ", " : "",
		    ui_name(ui, &o->page.wf->duties[a->duty].name));
	}
	if (names.len > 0)
		ui_sentence(ui, &text,
		    GD_TR("When there is cause for it, by F2: {1}."), 1,
		    (const struct gd_arg[]){ gd_arg_text(names.text) });
	else
		gd_str_add(&text,
		    tr(ui, "Nothing is to be done in this step; Ctrl-Right "
			   "goes to the next."));
	rows = ui_wrap(&ui->grid, row, col + 2, ui->grid.cols - col - 3,
	    room < 3 ? room : 3, names.len ? GD_INK_PLAIN : GD_INK_DIM,
	    text.text);
	gd_str_release(&names);
	gd_str_release(&text);
	return rows;
}

static void
paint_checklist(struct ui *ui, struct order_screen *o, int row, int bottom)
{
	struct gd_grid *g = &ui->grid;
	const struct gd_step_view *v = order_screen_step(o);
	int col = left_cols(ui);
	int room = bottom - row - 1;
	int rows = o->duties.n < room - 3 ? o->duties.n : room - 3;
	struct gd_str why = GD_STR_INIT, wait = GD_STR_INIT;

	if (!v)
		return;
	if (room < 6)
		rows = room;
	gd_grid_fit(g, row++, col + 1, g->cols - col - 1, GD_INK_HEAD,
	    ui_fmt(ui, "%d %s%s   %d/%d%s", v->def->no,
		ui_name(ui, &v->def->name),
		o->lot && v->lot ? ui_fmt(ui, ", %s", ui_lot(ui, o->lot)) : "",
		v->done, v->total, v->early ? tr(ui, "   opened early") : ""));
	scroll_fix(&o->duties, rows);
	for (int i = 0; i < rows && o->duties.top + i < o->duties.n; i++)
		paint_duty(ui, o, o->duties.top + i, row + i, col);
	zone_go(ui, row, col, least(rows, o->duties.n - o->duties.top),
	    g->cols - col, order_screen_to_duty, o->duties.top, GD_KEY_ENTER);
	if (o->duties.n == 0)
		row += paint_none(ui, o, row, col, bottom - row);
	row += rows + (rows < room - 3);
	order_duty_why(ui, o->page.wf, order_screen_duty(o), &why);
	if (why.len > 0 && row < bottom)
		row += 1 + ui_wrap(g, row, col + 1, g->cols - col - 2,
			       bottom - row < 3 ? bottom - row : 3,
			       GD_INK_PLAIN, why.text);
	order_revised(ui, o, &wait);
	if (wait.len > 0 && row < bottom)
		row += 1 + ui_wrap(g, row, col + 1, g->cols - col - 2,
			       bottom - row < 2 ? bottom - row : 2,
			       ui_mark_ink('~'), wait.text);
	gd_str_release(&wait);
	row += paint_way(ui, o, row, col + 1, bottom);
	order_rest_paint(ui, o, row, col + 1, g->cols - col - 2, bottom,
	    !events_left(ui, o, bottom));
	gd_str_release(&why);
}

void
order_screen_paint(struct ui *ui, struct screen *s)
{
	struct order_screen *o = (struct order_screen *)s;
	int bottom = ui_bottom(ui), row = 2;

	if (!o->loaded) {
		ui_frame(ui, o->number, NULL);
		return;
	}
	ui_frame(ui, ui_fmt(ui, "%s  %s", o->number, o->page.row.customer_name),
	    ui_fmt(ui, "%d/%d", o->duties.n ? o->duties.at + 1 : 0,
		o->duties.n));
	paint_head(ui, o);
	if (has_dates_line(o))
		paint_dates_line(ui, o, row++);
	gd_grid_rule(&ui->grid, row++, 0, ui->grid.cols);
	order_lots_paint(ui, o, row);
	row = order_screen_top(ui, o);
	paint_steps(ui, o, row, bottom);
	paint_checklist(ui, o, row, bottom);
}
