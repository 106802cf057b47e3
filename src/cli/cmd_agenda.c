/* cli/cmd_agenda.c - what is due, overdue and waited for, and what can be done
 * now; of a person or a desk. */
#include <string.h>

#include "base/day.h"

#include "dates_priv.h"

#include "base/banned.h"

#define MOST 10000

struct agenda {
	struct cli *c;
	struct gd_agenda a;
	struct gd_my_day day; /* what can be done; of oneself alone */
	bool mine;
	int64_t limit; /* rows of each part */
};

/* All are looked for, so that they are counted. */
static size_t
shown_acts(const struct agenda *x)
{
	return (int64_t)x->day.nlines < x->limit ? x->day.nlines
						 : (size_t)x->limit;
}

/* ---- for machines: one table ---------------------------------------------- */

/* The columns up to `do` are those of what can be done; part tells them. */
static const struct column all_columns[] = {
	{ "late", "!", false, 0 }, { "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "rail", "1...5....11", false, 0 }, { "act", GD_TR("act"), false, 0 },
	{ "what", GD_TR("what"), false, 44 },
	{ "due", GD_TR("due on"), false, 0 },
	{ "do", GD_TR("gendan ..."), false, 0 }, { "part", "", false, 0 },
	{ "days", GD_TR("days"), true, 0 }, { "hard", GD_TR("hard"), false, 0 },
	{ "duty", "", false, 0 }, { "lot", GD_TR("lot"), true, 0 },
	{ "owner", GD_TR("owner"), false, 0 },
	{ "plan", GD_TR("planned"), false, 0 },
	{ "first", GD_TR("promised"), false, 0 },
	{ "told", GD_TR("told"), false, 0 }, { "who", GD_TR("who"), false, 0 },
	{ "left", "", true, 0 },   /* days until the date, negative = late */
	{ "waited", "", true, 0 }, /* days somebody is waited for */
};
#define RAIL 3
#define NALL (int)(sizeof all_columns / sizeof *all_columns)

static const char *const part_ids[GD_AGENDA_PARTS] = { "overdue", "today",
	"soon", "told" };

/* Columns behind `do` that only a date has. */
static void
no_date(struct grid *g, bool hard, const char *duty, int64_t lot)
{
	cli_grid_bool(g, hard, "");
	cli_grid_text(g, duty);
	cli_grid_int(g, lot);
	cli_grid_text(g, "");
	cli_grid_day(g, 0);
	cli_grid_day(g, 0);
	cli_grid_text(g, "");
}

/* Days left and days waited are never one column for a program. */
enum counted { NEITHER, LEFT, WAITED };
static void
last_cells(struct grid *g, enum counted what, int days)
{
	for (int i = LEFT; i <= WAITED; i++)
		if ((int)what == i)
			cli_grid_int(g, days);
		else
			cli_grid_json(g, "", json_null());
}

static void
act_row(struct agenda *x, struct grid *g, const struct gd_day_line *l)
{
	struct cli *c = x->c;
	const struct gd_order_page *p = &x->day.pages[l->page];
	const struct gd_act_view *a = l->act;

	cli_grid_bool(g, l->late, "!");
	cli_grid_text(g, l->number);
	cli_grid_text(g, l->customer_name);
	cli_grid_text(g, l->rail);
	cli_grid_name(g, a->word, cli_act_word(c, a->word));
	cli_grid_text(g, cli_act_what(c, p, a));
	cli_grid_day(g, l->due);
	cli_grid_text(g, cli_typed_line(c, p, a));
	if (g->ncols < NALL) /* a person reads it */
		return;
	cli_grid_text(g, "now");
	if (l->due)
		cli_grid_int(g, l->due - gd_app_today(c->app));
	else
		cli_grid_json(g, "", json_null());
	no_date(g, false, a->duty >= 0 ? p->wf->duties[a->duty].name.id : "",
	    a->lot);
	cli_grid_text(g, "");
	last_cells(g, l->due ? LEFT : NEITHER, l->due - gd_app_today(c->app));
}

static void
date_row(struct agenda *x, struct grid *g, const struct gd_agenda_line *l)
{
	const struct gd_due *d = &l->row->due;

	cli_grid_bool(g, l->late > 0, "!");
	cli_grid_text(g, l->row->number);
	cli_grid_text(g, l->row->customer_name);
	cli_grid_text(g, "");
	cli_grid_text(g, "");
	cli_grid_text(g, cli_date_name(x->c, l->wf, d));
	cli_grid_day(g, (int32_t)d->day);
	cli_grid_text(g, "");
	cli_grid_text(g, part_ids[l->part]);
	cli_grid_int(g, l->left);
	cli_grid_bool(g, l->hard, "");
	cli_grid_text(g, d->duty);
	cli_grid_int(g, d->lot);
	cli_grid_text(g, d->owner);
	cli_grid_day(g, (int32_t)d->plan);
	cli_grid_day(g, (int32_t)d->first);
	cli_grid_text(g, d->told);
	cli_grid_text(g, "");
	last_cells(g, LEFT, l->left);
}

static void
head_cells(struct grid *g, bool late, const char *number, const char *customer,
    const char *what)
{
	cli_grid_bool(g, late, "!");
	cli_grid_text(g, number);
	cli_grid_text(g, customer);
	cli_grid_text(g, "");
	cli_grid_text(g, "");
	cli_grid_text(g, what);
}

static void
other_rows(struct agenda *x, struct grid *g)
{
	for (size_t i = 0; i < x->a.nwaits; i++) {
		const struct gd_agenda_wait *w = &x->a.waits[i];

		head_cells(g, false, w->number, w->customer_name,
		    cli_named(x->c, w->wf, GD_THING_ANY, w->what));
		cli_grid_day(g, 0);
		cli_grid_text(g, "");
		cli_grid_text(g, "waits");
		cli_grid_int(g, w->days);
		no_date(g, false, w->what, 0);
		cli_grid_text(g, w->who);
		last_cells(g, WAITED, w->days);
	}
	for (size_t i = 0; i < x->a.nhards; i++) {
		const struct gd_agenda_hard *h = &x->a.hards[i];

		head_cells(g, h->left < 0, h->number, h->customer_name,
		    cli_name_of(x->c, h->name));
		cli_grid_day(g, h->day);
		cli_grid_text(g, "");
		cli_grid_text(g, "hard");
		cli_grid_int(g, h->left);
		no_date(g, true, h->name->id, 0);
		cli_grid_text(g, "");
		last_cells(g, LEFT, h->left);
	}
}

static void
agenda_table(struct agenda *x)
{
	struct grid g;

	cli_grid_init(&g, all_columns, NALL);
	for (size_t i = 0; i < shown_acts(x); i++)
		act_row(x, &g, &x->day.lines[i]);
	for (int p = 0; p < GD_AGENDA_PARTS; p++)
		for (size_t i = 0; i < x->a.nlines; i++)
			if (x->a.lines[i].part == (enum gd_agenda_part)p)
				date_row(x, &g, &x->a.lines[i]);
	other_rows(x, &g);
	cli_grid_end(x->c, &g);
}

/* ---- for people: part by part ---------------------------------------------- */

static const struct column date_columns[] = {
	{ "hard", "!", false, 0 },
	{ "due", GD_TR("due on"), false, 0 },
	{ "days", GD_TR("days"), true, 0 },
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "what", GD_TR("what"), false, 44 },
	{ "owner", GD_TR("owner"), false, 24 },
};
static const struct column wait_columns[] = {
	{ "days", GD_TR("days"), true, 0 },
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "who", GD_TR("waits for"), false, 30 },
	{ "what", GD_TR("what"), false, 44 },
};
static const struct column hard_columns[] = {
	{ "due", GD_TR("due on"), false, 0 },
	{ "days", GD_TR("days"), true, 0 },
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "what", GD_TR("what"), false, 44 },
};

/* "Overdue (12)", of all there are; more: there may be others. */
static void
title(struct agenda *x, const char *english, int64_t n, bool more)
{
	const struct gd_arg args[2] = { gd_arg_text(cli_tr(x->c, english)),
		gd_arg_int(n) };

	gd_str_addc(&x->c->out, '\n');
	cli_out_say(x->c,
	    more ? GD_TR("{1} ({2} or more)") : GD_TR("{1} ({2})"), 2, args);
}

/* What --limit left out. */
static void
rest(struct agenda *x, int64_t n, size_t shown)
{
	const struct gd_arg left = gd_arg_int(n - (int64_t)shown);

	if (n > (int64_t)shown)
		cli_out_say(x->c, GD_TR("... and {1} more"), 1, &left);
}

static void
date_part(struct agenda *x, enum gd_agenda_part part, const char *english)
{
	struct grid g;
	size_t n = 0;

	for (size_t i = 0; i < x->a.nlines; i++)
		n += x->a.lines[i].part == part;
	if (n == 0 && x->a.count[part] == 0) {
		if (part == GD_AGENDA_TODAY) {
			gd_str_addc(&x->c->out, '\n');
			cli_out_say(x->c, GD_TR("Due today: nothing"), 0, NULL);
		}
		return;
	}
	title(x, english, x->a.count[part],
	    x->a.count[part] >= GD_AGENDA_COUNTED);
	cli_grid_init(&g, date_columns, 7);
	for (size_t i = 0; i < x->a.nlines; i++) {
		const struct gd_agenda_line *l = &x->a.lines[i];

		if (l->part != part)
			continue;
		cli_grid_bool(&g, l->hard, "!");
		cli_grid_day(&g, (int32_t)l->row->due.day);
		cli_grid_left(x->c, &g, l->left);
		cli_grid_text(&g, l->row->number);
		cli_grid_text(&g, l->row->customer_name);
		cli_grid_text(&g, cli_date_name(x->c, l->wf, &l->row->due));
		cli_grid_text(&g,
		    cli_waits_words(x->c, l->wf, l->row->due.owner));
	}
	cli_grid_end(x->c, &g);
	rest(x, x->a.count[part], n);
}

/* What is waited for, and until when an offer stands. */
static const char *
wait_what(struct cli *c, const struct gd_agenda_wait *w)
{
	const char *what = cli_named(c, w->wf, GD_THING_ANY, w->what), *kept;
	struct gd_str out = GD_STR_INIT;

	if (!*w->until)
		return what;
	gd_say(&out, c->lang, GD_TR("{1}, until {2}"), 2,
	    (const struct gd_arg[]){ gd_arg_text(what),
		gd_arg_text(w->until) });
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static void
wait_part(struct agenda *x)
{
	struct grid g;

	if (!x->a.nwaits)
		return;
	title(x, GD_TR("Waiting on others"), x->a.waits_count, x->a.waits_more);
	cli_grid_init(&g, wait_columns, 5);
	for (size_t i = 0; i < x->a.nwaits; i++) {
		const struct gd_agenda_wait *w = &x->a.waits[i];

		cli_grid_waited(x->c, &g, w->days);
		cli_grid_text(&g, w->number);
		cli_grid_text(&g, w->customer_name);
		cli_grid_text(&g, cli_waits_fit(x->c, w->wf, w->who, 30));
		cli_grid_text(&g, wait_what(x->c, w));
	}
	cli_grid_end(x->c, &g);
	rest(x, x->a.waits_count, x->a.nwaits);
}

static void
hard_part(struct agenda *x)
{
	struct grid g;

	if (!x->a.nhards)
		return;
	title(x, GD_TR("Next hard date of each order"), x->a.hards_count,
	    x->a.hards_more);
	cli_grid_init(&g, hard_columns, 5);
	for (size_t i = 0; i < x->a.nhards; i++) {
		const struct gd_agenda_hard *h = &x->a.hards[i];

		cli_grid_day(&g, h->day);
		cli_grid_left(x->c, &g, h->left);
		cli_grid_text(&g, h->number);
		cli_grid_text(&g, h->customer_name);
		cli_grid_text(&g, cli_name_of(x->c, h->name));
	}
	cli_grid_end(x->c, &g);
	rest(x, x->a.hards_count, x->a.nhards);
}

static void
act_part(struct agenda *x)
{
	struct column cols[8];
	char ruler[GD_RULER];
	int least = 0, most = 0;
	struct grid g;

	title(x, GD_TR("Can be done now"), (int64_t)x->day.nlines, x->day.more);
	memcpy(cols, all_columns, sizeof cols);
	for (size_t i = 0; i < shown_acts(x); i++) {
		int steps = (int)strlen(x->day.lines[i].rail);

		least = i && least < steps ? least : steps;
		most = most > steps ? most : steps;
	}
	if (most)
		cols[RAIL].title = gd_ruler(least, most, ruler);
	cli_grid_init(&g, cols, 8);
	for (size_t i = 0; i < shown_acts(x); i++)
		act_row(x, &g, &x->day.lines[i]);
	cli_grid_end(x->c, &g);
	rest(x, (int64_t)x->day.nlines, shown_acts(x));
}

static void
day_head(struct agenda *x)
{
	const struct gd_arg args[4] = {
		gd_arg_text(cli_person_name(x->c, gd_app_login(x->c->app))),
		gd_arg_int(x->day.mine),
		gd_arg_int(x->day.late),
		gd_arg_int(x->day.out),
	};

	cli_out_say(x->c,
	    GD_TR("{1}: {2} to do, {3} late, {4} {4|piece|pieces} out"), 4,
	    args);
}

static void
agenda_text(struct agenda *x)
{
	if (x->mine)
		day_head(x);
	date_part(x, GD_AGENDA_OVERDUE, GD_TR("Overdue"));
	date_part(x, GD_AGENDA_TODAY, GD_TR("Due today"));
	date_part(x, GD_AGENDA_SOON, GD_TR("Due within seven days"));
	date_part(x, GD_AGENDA_TOLD, GD_TR("Of others, told to you"));
	wait_part(x);
	hard_part(x);
	if (x->mine)
		act_part(x);
	else if (!x->a.nlines && !x->a.nwaits && !x->a.nhards)
		cli_out_say(x->c, "nothing", 0, NULL);
	for (int i = 0; i < x->a.ngaps; i++) {
		struct gd_err said = GD_ERR_INIT;
		struct gd_arg arg;

		gd_calendar_gap_say(&x->a.gaps[i], &said);
		arg = gd_arg_text(cli_fault_words(x->c, &said));
		cli_aside(x->c, "{1}", 1, &arg);
	}
}

enum gd_code
cmd_agenda(struct cli *c, struct gd_err *err)
{
	struct gd_agenda_of of = { .person = c->opt[OPT_PERSON],
		.desk = c->opt[OPT_DESK] };
	struct agenda x = { .c = c, .mine = !of.person && !of.desk };
	enum gd_code rc;

	x.limit = 50;
	rc = cli_opt_int(c, OPT_LIMIT, &x.limit, err);
	if (rc == GD_OK && of.person && of.desk)
		rc = gd_fail(err, GD_USAGE, GD_M_CLI_PERSON_DESK);
	if (rc == GD_OK)
		rc = cli_app(c, err);
	if (x.limit > MOST)
		x.limit = MOST;
	if (rc == GD_OK)
		rc = gd_app_agenda(c->app, &of, (int)x.limit, &x.a, err);
	if (rc == GD_OK && x.mine)
		rc = gd_app_my_day(c->app, MOST, &x.day, err);
	if (rc == GD_OK) {
		if (cli_has(c, OPT_JSON) || cli_has(c, OPT_CSV))
			agenda_table(&x);
		else
			agenda_text(&x);
	}
	gd_agenda_release(&x.a);
	if (rc == GD_OK && x.mine)
		gd_my_day_release(&x.day);
	return rc;
}
