/* tui/boards/board_lines.c - what the app counted as lines: work, papers,
 * people. */
#include <stdlib.h>
#include <string.h>

#include "app/flows.h"
#include "base/day.h"

#include "board_priv.h"

#include "base/banned.h"

#define WEEKS 2 /* which page */
#define SHIPMENTS 7
#define FEW 3   /* lines of a board on the page of another */

static const struct {
	unsigned part; /* beside the head and so on of the first */
	const char *title, *what;
} pages[BOARD_PAGES] = {
	{ GD_BOARD_STEPS, GD_TR("Overview"),
	    GD_TR(
		"Will be late: by the plan a promised day to come is missed; "
		"<< twice as slow") },
	{ GD_BOARD_SLIPS, GD_TR("Will be late"),
	    GD_TR("Days to come that were promised, or are of law, bank or "
		  "carrier, missed by the plan of what is left; likely: by how "
		  "long steps took") },
	{ GD_BOARD_STEPS, GD_TR("Weeks"),
	    GD_TR("Orders begun in gendan, once a step and week; the weeks "
		  "begin on these Mondays (UTC)") },
	{ GD_BOARD_AGES, GD_TR("Ages"),
	    GD_TR("Open orders by days since they were begun, and by days "
		  "their next date has passed") },
	{ GD_BOARD_WAITS, GD_TR("Waited for"),
	    GD_TR("Whom orders in work wait for, the longest first; days "
		  "since it could have been done") },
	{ GD_BOARD_PAPERS, GD_TR("Papers out"),
	    GD_TR("Copies handed out and not receipted, or called back, by "
		  "desk, with days since") },
	{ GD_BOARD_SIGNS, GD_TR("Signatures"),
	    GD_TR("Papers drafted or being signed and not issued yet; days "
		  "since they were drafted") },
	{ GD_BOARD_SHIPMENTS, GD_TR("Shipments"),
	    GD_TR("Dates of shipment that are owed: passed, within 7 days, "
		  "within 30, later") },
	{ GD_BOARD_CREDITS, GD_TR("Letters of credit"),
	    GD_TR("Days left of letters of credit and to present papers "
		  "under them") },
	{ GD_BOARD_MONEY, GD_TR("Money"),
	    GD_TR("What is still to come in, by currency; overdue and undated "
		  "are parts of it; home: at the office's rate") },
	{ GD_BOARD_REFUNDS, GD_TR("Tax refund"),
	    GD_TR("Shipments whose refund is not filed, by where the filing "
		  "period stands") },
	{ GD_BOARD_LOAD, GD_TR("Clerks"),
	    GD_TR("Open orders of each clerk, late ones, next date this "
		  "week") },
	{ GD_BOARD_CHANGES, GD_TR("Changes"),
	    GD_TR("Change notices of a month by what caused them") },
	{ GD_BOARD_FORECAST, GD_TR("Forecast"),
	    GD_TR("When orders will ship, from how long steps took before: "
		  "half of such orders by then, nine of ten by then") },
};

unsigned
board_page_parts(int page)
{
	return pages[page].part |
	       (page == 0 ? (unsigned)GD_BOARD_HEAD | GD_BOARD_WAITS : 0);
}

const char *
board_page_title(int page)
{
	return pages[page].title;
}

const char *
board_page_word(int page)
{
	return page == 0       ? "overview"
	       : page == WEEKS ? "weeks"
			       : gd_board_word(pages[page].part);
}

const char *
board_page_what(int page)
{
	return pages[page].what;
}

/* ---- lines --------------------------------------------------------------- */

struct board_line *
board_line_add(struct board_lines *l, const struct board_cols *cols,
    const char *name)
{
	struct board_line *line = GD_PUSH(l->at, l->n, l->room);

	*line = (struct board_line){ .cols = cols,
		.name = gd_arena_str(&l->arena, name) };
	return line;
}

void
board_heading(struct ui *ui, struct board_lines *l,
    const struct board_cols *cols, const char *english)
{
	board_line_add(l, cols, tr(ui, english))->heading = true;
}

static const char *
flow_name(struct ui *ui, const char *workflow)
{
	struct gd_name name;

	return gd_app_flow_name(*ui->app, workflow, &name) ? ui_name(ui, &name)
							   : workflow;
}

const char *
board_of_flow(struct ui *ui, const struct board_lines *l, const char *name,
    const char *workflow)
{
	return l->flows && *workflow
		   ? ui_fmt(ui, "%s (%s)", name, flow_name(ui, workflow))
		   : name;
}

static void
put_number(struct board_lines *l, struct board_cell *cell,
    const struct gd_number *n, bool late)
{
	cell->text =
	    n->n ? gd_arena_printf(&l->arena, "%lld", (long long)n->n) : "-";
	cell->behind = n->n && n->door != GD_DOOR_NONE ? n : NULL;
	cell->late = late && n->n > 0;
}

static void
put_int(struct board_lines *l, struct board_cell *cell, int64_t n)
{
	cell->text =
	    n < 0 ? "-" : gd_arena_printf(&l->arena, "%lld", (long long)n);
}

static void
put_tenths(struct board_lines *l, struct board_cell *cell, int64_t tenths)
{
	cell->text = gd_arena_printf(&l->arena, "%lld.%lld",
	    (long long)(tenths / 10), (long long)(tenths % 10));
}

/* ---- the head -------------------------------------------------------------- */

static void
head_lines(struct ui *ui, struct board_lines *l)
{
	static const struct board_cols cols = {
		{ GD_TR("open"), GD_TR("late"), GD_TR("will be late"),
		    GD_TR("shipping"), GD_TR("today") },
		{ 6, 5, 12, 8, 6 }, 5, NULL, 0, 0
	};
	static const struct board_cols mine = { { "" }, { 6 }, 1, NULL, 0, 0 };
	const struct gd_board_head *h = &l->b.head;
	struct board_line *line;

	board_heading(ui, l, &cols, GD_TR("Now"));
	line = board_line_add(l, &cols, tr(ui, GD_TR("All orders")));
	put_number(l, &line->cells[0], &h->open, false);
	put_number(l, &line->cells[1], &h->late, true);
	put_number(l, &line->cells[2], &h->slips, true);
	put_number(l, &line->cells[3], &h->shipping, false);
	/* no one date is what every workflow ships by */
	if (h->shipping.n && h->shipping.door == GD_DOOR_NONE)
		line->cells[3].page = SHIPMENTS;
	put_int(l, &line->cells[4], h->steps_today);
	/* of the whole book, whosever numbers these are */
	line = board_line_add(l, &mine,
	    tr(ui, GD_TR("Papers that need my signature")));
	line->cells[0].text = gd_arena_printf(&l->arena, "%lld%s",
	    (long long)h->mine, h->mine_more ? "+" : "");
	line->cells[0].signs = h->mine > 0;
}

/* ---- steps ----------------------------------------------------------------- */

static const char *
weeks(struct board_lines *l, const struct gd_number n[GD_BOARD_WEEKS])
{
	char signs[GD_BOARD_WEEKS + 1];
	int64_t most = 1;

	for (int i = 0; i < GD_BOARD_WEEKS; i++)
		most = n[i].n > most ? n[i].n : most;
	for (int i = 0; i < GD_BOARD_WEEKS; i++)
		signs[i] = ".:|#"[n[i].n ? 1 + (n[i].n * 3 - 1) / most : 0];
	signs[GD_BOARD_WEEKS] = '\0';
	return gd_arena_str(&l->arena, signs);
}

/* Nothing stands in it, nothing went through it in these weeks. */
static bool
is_quiet(const struct gd_step_row *r)
{
	int64_t n = r->orders.n;

	for (int i = 0; i < GD_BOARD_WEEKS; i++)
		n += r->came[i].n + r->done[i].n;
	return n == 0;
}

/* Where the rows of a workflow begin: what it is called. */
static void
flow_heading(struct ui *ui, struct board_lines *l, int row)
{
	static const struct board_cols bare = { .n = 0 };
	const struct gd_step_row *r = &l->b.steps[row];

	if (l->flows && (!row || strcmp(r[-1].workflow, r->workflow) != 0))
		board_line_add(l, &bare, flow_name(ui, r->workflow))->heading =
		    true;
}

static void
step_line(struct ui *ui, struct board_lines *l, const struct board_cols *cols,
    const struct gd_step_row *r, int64_t most)
{
	struct board_line *line = board_line_add(l, cols,
	    ui_fmt(ui, "%2lld %s", (long long)r->no,
		r->name ? ui_name(ui, r->name) : ""));

	put_number(l, &line->cells[0], &r->orders, false);
	put_number(l, &line->cells[1], &r->late, true);
	put_number(l, &line->cells[2], &r->slips, true);
	put_int(l, &line->cells[3], r->median);
	put_int(l, &line->cells[4], r->longest);
	if (r->longest_of.n && r->longest_of.door != GD_DOOR_NONE)
		line->cells[4].behind = &r->longest_of;
	line->cells[5].text = r->slow > 2 ? "<<<" : r->slow ? "<<" : "";
	line->cells[5].late = r->slow > 0;
	line->tail = weeks(l, r->done);
	line->bar = r->orders.n;
	line->most = most;
}

/* Of several workflows each by its own names, without the steps where nothing
 * is: those of one workflow all stand there when it is chosen. */
static void
step_lines(struct ui *ui, struct board_lines *l)
{
	static const struct board_cols cols = {
		{ GD_TR("orders"), GD_TR("late"), GD_TR("slips"),
		    GD_TR("median"), GD_TR("longest"), "" },
		{ 7, 5, 6, 6, 8, 3 }, 6, GD_TR("8 weeks"), 8, 0
	};
	struct board_line *line;
	int64_t most = 0;

	for (int i = 0; i < l->b.nsteps; i++)
		most = l->b.steps[i].orders.n > most ? l->b.steps[i].orders.n
						     : most;
	board_heading(ui, l, &cols, GD_TR("Days in each step"));
	for (int i = 0; i < l->b.nsteps; i++) {
		flow_heading(ui, l, i);
		if (!l->flows || !is_quiet(&l->b.steps[i]))
			step_line(ui, l, &cols, &l->b.steps[i], most);
	}
	if (!l->b.held.n)
		return;
	line = board_line_add(l, &cols, tr(ui, GD_TR("On hold")));
	put_number(l, &line->cells[0], &l->b.held, false);
	line->bar = l->b.held.n;
	line->most = most;
}

/* Their Mondays. */
static void
week_days(struct board_lines *l, struct board_line *head)
{
	int32_t monday = l->b.today - gd_day_weekday(l->b.today);
	char day[GD_DAY_TEXT];

	head->heading = true;
	for (int k = 0; k < GD_BOARD_WEEKS; k++)
		head->cells[k].text =
		    gd_day_text(monday - 7 * (GD_BOARD_WEEKS - 1 - k), day)
			? gd_arena_str(&l->arena, day + 5)
			: "";
}

/* Orders that were through with each step, or came to it, week by week: what
 * the signs of the first page are made of. */
static void
week_lines(struct ui *ui, struct board_lines *l, bool came)
{
	static const struct board_cols cols = { { "" },
		{ 5, 5, 5, 5, 5, 5, 5, 5 }, GD_BOARD_WEEKS, NULL, 0, 24 };

	week_days(l,
	    board_line_add(l, &cols,
		tr(ui,
		    came ? GD_TR("Came to the step")
			 : GD_TR("Through with it"))));
	for (int i = 0; i < l->b.nsteps; i++) {
		const struct gd_step_row *r = &l->b.steps[i];
		struct board_line *line;

		flow_heading(ui, l, i);
		if (l->flows && is_quiet(r))
			continue;
		line = board_line_add(l, &cols,
		    ui_fmt(ui, "%2lld %s", (long long)r->no,
			r->name ? ui_name(ui, r->name) : ""));
		for (int k = 0; k < GD_BOARD_WEEKS; k++)
			put_number(l, &line->cells[k],
			    came ? &r->came[k] : &r->done[k], false);
	}
}

/* ---- ages ------------------------------------------------------------------ */

static void
band_lines(struct ui *ui, struct board_lines *l, const struct gd_band_row *rows,
    int n, bool late)
{
	static const struct board_cols cols = { { GD_TR("orders") }, { 7 }, 1,
		NULL, 0, 0 };
	int64_t most = 0;

	for (int i = 0; i < n; i++)
		most = rows[i].orders.n > most ? rows[i].orders.n : most;
	board_heading(ui, l, &cols,
	    late ? GD_TR("Days late") : GD_TR("Days since begun"));
	for (int i = 0; i < n; i++) {
		const struct gd_band_row *r = &rows[i];
		const char *name;
		struct board_line *line;

		if (r->to < 0)
			name = tr(ui, GD_TR("without a date"));
		else if (late && r->to == 0)
			name = tr(ui, GD_TR("not late"));
		else if (r->to == INT64_MAX)
			name = ui_fmt(ui, "%lld+", (long long)r->from);
		else
			name = ui_fmt(ui, "%lld-%lld", (long long)r->from,
			    (long long)r->to);
		line = board_line_add(l, &cols, name);
		put_number(l, &line->cells[0], &r->orders, late && r->from > 0);
		line->bar = r->orders.n;
		line->most = most;
	}
}

/* ---- who is waited for, papers ---------------------------------------------- */

static const char *
who(struct ui *ui, const struct gd_workflow *wf, const struct gd_waited_row *r)
{
	struct gd_str text = GD_STR_INIT;
	const char *said;

	if (strncmp(r->who, "person:", 7) == 0)
		return ui_person(ui, r->who + 7);
	ui_waits(ui, wf, &text, r->who);
	said = *r->person
		   ? ui_fmt(ui, "%s (%s)", ui_person(ui, r->person), text.text)
		   : ui_fmt(ui, "%s", text.text);
	gd_str_release(&text);
	return said;
}

static void
wait_lines(struct ui *ui, struct board_lines *l, int most)
{
	static const struct board_cols cols = {
		{ GD_TR("orders"), GD_TR("longest"), GD_TR("mean") },
		{ 7, 8, 6 }, 3, NULL, 0, 0
	};
	int64_t orders = 0;

	for (int i = 0; i < l->b.nwaits && i < most; i++)
		orders = l->b.waits[i].orders.n > orders
			     ? l->b.waits[i].orders.n
			     : orders;
	board_heading(ui, l, &cols, GD_TR("Waited for, days"));
	for (int i = 0; i < l->b.nwaits && i < most; i++) {
		const struct gd_waited_row *r = &l->b.waits[i];
		struct board_line *line = board_line_add(l, &cols, who(ui, l->b.wf, r));

		put_number(l, &line->cells[0], &r->orders, false);
		put_int(l, &line->cells[1], r->oldest);
		put_tenths(l, &line->cells[2], r->tenths);
		line->bar = r->orders.n;
		line->most = orders;
	}
}

static void
paper_lines(struct ui *ui, struct board_lines *l, int most)
{
	static const struct board_cols cols = {
		{ GD_TR("out"), GD_TR("orders"), "0-2", "3-7", "8-14", "15+" },
		{ 5, 7, 5, 5, 5, 5 }, 6, GD_TR("longest"), 8, 0
	};

	board_heading(ui, l, &cols, GD_TR("Not receipted, by days"));
	for (int i = 0; i < l->b.npapers && i < most; i++) {
		const struct gd_out_row *r = &l->b.papers[i];
		struct board_line *line =
		    board_line_add(l, &cols, ui_place(ui, l->b.wf, r->desk));

		put_number(l, &line->cells[0], &r->pieces, false);
		put_number(l, &line->cells[1], &r->orders, false);
		for (int k = 0; k < 4; k++)
			put_number(l, &line->cells[2 + k], &r->bands[k],
			    k == 3);
		line->tail =
		    gd_arena_printf(&l->arena, "%6lld", (long long)r->oldest);
	}
}

static void
sign_lines(struct ui *ui, struct board_lines *l, int most)
{
	static const struct board_cols cols = {
		{ GD_TR("papers"), GD_TR("orders"), GD_TR("longest") },
		{ 7, 7, 8 }, 3, NULL, 0, 0
	};

	board_heading(ui, l, &cols, GD_TR("Not issued yet, days"));
	for (int i = 0; i < l->b.nsigns && i < most; i++) {
		const struct gd_signing_row *r = &l->b.signs[i];
		struct board_line *line = board_line_add(l, &cols,
		    board_of_flow(ui, l,
			r->name     ? ui_name(ui, r->name)
			: *r->paper ? r->paper
				    : tr(ui, GD_TR("all papers")),
			r->workflow));

		put_int(l, &line->cells[0], r->papers);
		put_number(l, &line->cells[1], &r->orders, false);
		line->cells[0].behind = line->cells[1].behind;
		put_int(l, &line->cells[2], r->oldest);
		line->bar = r->papers;
		line->most = l->b.signs[0].papers;
	}
}

/* ---- people, changes --------------------------------------------------------- */

static void
load_lines(struct ui *ui, struct board_lines *l, int most)
{
	static const struct board_cols cols = { { GD_TR("open"), GD_TR("late"),
						    GD_TR("this week") },
		{ 7, 5, 10 }, 3, NULL, 0, 0 };
	int64_t open = 0;

	for (int i = 0; i < l->b.nload; i++)
		open = l->b.load[i].open.n > open ? l->b.load[i].open.n : open;
	board_heading(ui, l, &cols, GD_TR("Clerk"));
	for (int i = 0; i < l->b.nload && i < most; i++) {
		const struct gd_load_row *r = &l->b.load[i];
		struct board_line *line =
		    board_line_add(l, &cols, ui_person(ui, r->clerk));

		put_number(l, &line->cells[0], &r->open, false);
		put_number(l, &line->cells[1], &r->late, true);
		put_number(l, &line->cells[2], &r->week, false);
		line->bar = r->open.n;
		line->most = open;
	}
}

static void
cause_lines(struct ui *ui, struct board_lines *l, int most)
{
	static const struct board_cols cols = {
		{ GD_TR("changes"), GD_TR("orders") }, { 8, 7 }, 2, NULL, 0, 0
	};
	int64_t changes = 0;

	for (int i = 0; i < l->b.nchanges; i++)
		changes = l->b.changes[i].changes > changes
			      ? l->b.changes[i].changes
			      : changes;
	board_heading(ui, l, &cols, GD_TR("Month, because of"));
	for (int i = 0; i < l->b.nchanges && i < most; i++) {
		const struct gd_cause_row *r = &l->b.changes[i];
		struct board_line *line = board_line_add(l, &cols,
		    ui_fmt(ui, "%04d-%02d  %s", r->month / 12,
			r->month % 12 + 1,
			board_of_flow(ui, l,
			    r->name ? ui_name(ui, r->name) : r->cause,
			    r->workflow)));

		put_int(l, &line->cells[0], r->changes);
		put_number(l, &line->cells[1], &r->orders, false);
		/* the orders they are in */
		line->cells[0].behind = line->cells[1].behind;
		line->bar = r->changes;
		line->most = changes;
	}
}

/* ---- pages ------------------------------------------------------------------- */

static void
part_lines(struct ui *ui, struct board_lines *l, unsigned part, int most)
{
	switch (part & l->b.parts) {
	case GD_BOARD_STEPS:
		step_lines(ui, l);
		break;
	case GD_BOARD_AGES:
		band_lines(ui, l, l->b.ages.begun, l->b.ages.nbegun, false);
		band_lines(ui, l, l->b.ages.late, l->b.ages.nlate, true);
		break;
	case GD_BOARD_WAITS:
		wait_lines(ui, l, most);
		break;
	case GD_BOARD_PAPERS:
		paper_lines(ui, l, most);
		break;
	case GD_BOARD_SIGNS:
		sign_lines(ui, l, most);
		break;
	case GD_BOARD_LOAD:
		load_lines(ui, l, most);
		break;
	case GD_BOARD_CHANGES:
		cause_lines(ui, l, most);
		break;
	default:
		board_trade_lines(ui, l, part & l->b.parts, most);
		break;
	}
}

void
board_lines_release(struct board_lines *l)
{
	if (l->counted)
		gd_board_release(&l->b);
	free(l->at);
	gd_arena_release(&l->arena);
	*l = (struct board_lines){ 0 };
}

void
board_lines_make(struct ui *ui, struct board_lines *l, int page,
    unsigned pinned)
{
	if (page == WEEKS && l->b.parts & GD_BOARD_STEPS) {
		week_lines(ui, l, false);
		week_lines(ui, l, true);
		return;
	}
	if (page > 0) {
		part_lines(ui, l, pages[page].part, INT32_MAX);
		return;
	}
	head_lines(ui, l);
	part_lines(ui, l, GD_BOARD_WAITS, FEW);
	part_lines(ui, l, GD_BOARD_STEPS, 0);
	for (int i = 1; i < BOARD_PAGES; i++)
		if (pinned & (1u << i) && i != WEEKS &&
		    pages[i].part != GD_BOARD_WAITS)
			part_lines(ui, l, pages[i].part, FEW);
}
