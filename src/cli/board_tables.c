/* cli/board_tables.c - each board as a table: what people read in front, what
 * programs need behind it. */
#include <stdio.h>
#include <string.h>

#include "app/flows.h"
#include "base/day.h"

#include "board_priv.h"
#include "dates_priv.h"

#include "base/banned.h"

/* All columns, or for people the first. */
static bool
begin(struct cli *c, struct grid *g, const struct column *cols, int ntext,
    int nall)
{
	bool all = !cli_for_people(c);

	cli_grid_init(g, cols, all ? nall : ntext);
	return all;
}
#define BEGIN(c, g, cols, ntext) \
	begin(c, g, cols, ntext, (int)(sizeof cols / sizeof *cols))

const char *
cli_board_weeks(struct cli *c, const struct gd_number weeks[GD_BOARD_WEEKS])
{
	char signs[GD_BOARD_WEEKS + 1];
	int64_t most = 1;

	for (int i = 0; i < GD_BOARD_WEEKS; i++)
		most = weeks[i].n > most ? weeks[i].n : most;
	for (int i = 0; i < GD_BOARD_WEEKS; i++)
		signs[i] =
		    ".:|#"[weeks[i].n ? 1 + (weeks[i].n * 3 - 1) / most : 0];
	signs[GD_BOARD_WEEKS] = '\0';
	return gd_arena_str(&c->arena, signs);
}

const char *
cli_board_slow(int slow)
{
	return slow > 2 ? "<<<" : slow ? "<<" : "";
}

const char *
cli_tenths(struct cli *c, int64_t tenths)
{
	return gd_arena_printf(&c->arena, "%lld.%lld", (long long)(tenths / 10),
	    (long long)(tenths % 10));
}

static void
put_tenths(struct cli *c, struct grid *g, int64_t tenths)
{
	cli_grid_json(g, cli_tenths(c, tenths),
	    json_real((double)tenths / 10.0));
}

/* -1: there is none. */
static void
put_days(struct grid *g, int64_t n)
{
	if (n < 0)
		cli_grid_json(g, "", json_null());
	else
		cli_grid_int(g, n);
}

bool
cli_board_several(const struct cli *c)
{
	return !cli_has(c, OPT_WORKFLOW) && gd_app_flow_count(c->app) > 1;
}

const char *
cli_board_named(struct cli *c, const char *workflow, const struct gd_name *name,
    const char *id)
{
	const char *text = name ? cli_name_of(c, name) : id;
	struct gd_name flow;

	if (!*workflow || !cli_board_several(c) ||
	    !gd_app_flow_name(c->app, workflow, &flow))
		return text;
	return gd_arena_printf(&c->arena, "%s: %s", cli_name_of(c, &flow),
	    text);
}

/* For people with its workflow, which programs read beside it. */
static void
put_name(struct cli *c, struct grid *g, const char *workflow,
    const struct gd_name *name, const char *id)
{
	cli_grid_json(g, cli_board_named(c, workflow, name, id),
	    cli_json_text(name ? cli_name_of(c, name) : id));
}

static void
put_weeks(struct cli *c, struct grid *g, const struct gd_number weeks[GD_BOARD_WEEKS])
{
	json_t *all = json_array();

	for (int i = 0; i < GD_BOARD_WEEKS; i++)
		json_array_append_new(all, json_integer((json_int_t)weeks[i].n));
	cli_grid_json(g, cli_board_weeks(c, weeks), all);
}

/* The words that list the orders of each week. */
static void
put_weeks_words(struct cli *c, struct grid *g,
    const struct gd_number weeks[GD_BOARD_WEEKS])
{
	json_t *all = json_array();
	struct gd_str text = GD_STR_INIT;

	for (int i = 0; i < GD_BOARD_WEEKS; i++) {
		json_array_append_new(all, cli_json_text(weeks[i].words));
		gd_str_addf(&text, "%s%s", i ? "; " : "", weeks[i].words);
	}
	cli_grid_json(g, gd_arena_str(&c->arena, text.text), all);
	gd_str_release(&text);
}

/* ---- work --------------------------------------------------------------------- */

static const struct column step_columns[] = {
	{ "step_no", GD_TR("step"), true, 0 },
	{ "title", "", false, 20 },
	{ "orders", GD_TR("orders"), true, 0 },
	{ "late", GD_TR("late"), true, 0 },
	{ "slips", GD_TR("slips"), true, 0 },
	{ "median_days", GD_TR("days, half"), true, 0 },
	{ "longest_days", GD_TR("longest"), true, 0 },
	{ "slow", "", false, 0 },
	{ "done", GD_TR("8 weeks"), false, 0 },
	{ "came", "", false, 0 },
	{ "done_words", "", false, 0 },
	{ "came_words", "", false, 0 },
	{ "now_days", "", true, 0 },
	{ "then_days", "", true, 0 },
	{ "workflow", "", false, 0 },
	{ "orders_words", "", false, 0 },
	{ "late_words", "", false, 0 },
	{ "slips_words", "", false, 0 },
	{ "longest_orders", "", true, 0 },
	{ "longest_words", "", false, 0 },
};

/* In no step: step 0, of which nothing but how many is known. */
static void
held(struct cli *c, struct grid *g, const struct gd_number *n, bool all)
{
	if (all)
		cli_grid_int(g, 0);
	else
		cli_grid_text(g, "");
	cli_grid_text(g, cli_tr(c, GD_TR("On hold")));
	cli_grid_int(g, n->n);
	for (int i = 0; i < 6; i++)
		cli_grid_json(g, "", json_null());
	for (int i = 0; all && i < 5; i++)
		cli_grid_json(g, "", json_null());
	if (!all)
		return;
	cli_grid_text(g, "");
	cli_grid_text(g, n->words);
	cli_grid_text(g, "");
	cli_grid_text(g, "");
	cli_grid_int(g, 0);
	cli_grid_text(g, "");
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

static void
step_cells(struct cli *c, struct grid *g, const struct gd_step_row *r,
    bool all)
{
	cli_grid_int(g, r->no);
	cli_grid_text(g, r->name ? cli_name_of(c, r->name) : "");
	cli_grid_int(g, r->orders.n);
	cli_grid_int(g, r->late.n);
	cli_grid_int(g, r->slips.n);
	put_days(g, r->median);
	put_days(g, r->longest);
	cli_grid_json(g, cli_board_slow(r->slow), json_integer(r->slow));
	put_weeks(c, g, r->done);
	if (!all)
		return;
	put_weeks(c, g, r->came);
	put_weeks_words(c, g, r->done);
	put_weeks_words(c, g, r->came);
	put_days(g, r->now_days);
	put_days(g, r->then_days);
	cli_grid_text(g, r->workflow);
	cli_grid_text(g, r->orders.words);
	cli_grid_text(g, r->late.words);
	cli_grid_text(g, r->slips.words);
	cli_grid_int(g, r->longest_of.n);
	cli_grid_text(g, r->longest_of.words);
}

/* For people the steps of several workflows say of which, and those where
 * nothing is are left out. */
static void
steps(struct cli *c, const struct gd_board *b)
{
	static const struct column of = { "workflow", GD_TR("workflow"), false,
		20 };
	struct column cols[10] = { of };
	bool several = cli_for_people(c) && cli_board_several(c);
	struct gd_name flow;
	struct grid g;
	bool all = false;

	memcpy(cols + 1, step_columns, 9 * sizeof *cols);
	if (several)
		cli_grid_init(&g, cols, 10);
	else
		all = BEGIN(c, &g, step_columns, 9);
	for (int i = 0; i < b->nsteps; i++) {
		const struct gd_step_row *r = &b->steps[i];

		if (several && is_quiet(r))
			continue;
		if (several)
			cli_grid_text(&g,
			    gd_app_flow_name(c->app, r->workflow, &flow)
				? cli_name_of(c, &flow)
				: r->workflow);
		step_cells(c, &g, r, all);
	}
	if (b->held.n && several)
		cli_grid_text(&g, "");
	if (b->held.n)
		held(c, &g, &b->held, all);
	cli_grid_end(c, &g);
}

static const struct column age_columns[] = {
	{ "band", GD_TR("days"), false, 0 },
	{ "orders", GD_TR("orders"), true, 0 },
	{ "of", "", false, 0 },
	{ "from_days", "", true, 0 },
	{ "to_days", "", true, 0 },
	{ "words", "", false, 0 },
};

static const char *
band_words(struct cli *c, const struct gd_band_row *r, bool late)
{
	if (r->to < 0)
		return cli_tr(c, GD_TR("without a date"));
	if (late && r->to == 0)
		return cli_tr(c, GD_TR("not late"));
	if (r->to == INT64_MAX)
		return gd_arena_printf(&c->arena, "%lld+", (long long)r->from);
	return gd_arena_printf(&c->arena, "%lld-%lld", (long long)r->from,
	    (long long)r->to);
}

static void
bands(struct cli *c, struct grid *g, const struct gd_band_row *rows, int n,
    bool late, bool all)
{
	for (int i = 0; i < n; i++) {
		const struct gd_band_row *r = &rows[i];

		cli_grid_text(g, band_words(c, r, late));
		cli_grid_int(g, r->orders.n);
		cli_grid_name(g, late ? "late" : "begun",
		    cli_tr(c,
			late ? GD_TR("days late") : GD_TR("days since begun")));
		if (!all)
			continue;
		put_days(g, r->from);
		put_days(g, r->to == INT64_MAX ? -1 : r->to);
		cli_grid_text(g, r->orders.words);
	}
}

static void
ages(struct cli *c, const struct gd_board *b)
{
	struct grid g;
	bool all = BEGIN(c, &g, age_columns, 3);

	bands(c, &g, b->ages.begun, b->ages.nbegun, false, all);
	bands(c, &g, b->ages.late, b->ages.nlate, true, all);
	cli_grid_end(c, &g);
}

const char *
cli_board_who(struct cli *c, const struct gd_workflow *wf,
    const struct gd_waited_row *r)
{
	const char *who;

	if (strncmp(r->who, "person:", 7) == 0)
		return cli_person_name(c, r->who + 7);
	who = cli_waits_words(c, wf, r->who);
	return *r->person ? gd_arena_printf(&c->arena, "%s (%s)",
				cli_person_name(c, r->person), who)
			  : who;
}

static const struct column waited_columns[] = {
	{ "title", GD_TR("waits for"), false, 40 },
	{ "orders", GD_TR("orders"), true, 0 },
	{ "oldest_days", GD_TR("longest, days"), true, 0 },
	{ "mean_days", GD_TR("mean"), true, 0 },
	{ "who", "", false, 0 },
	{ "person", "", false, 0 },
	{ "words", "", false, 0 },
};

static void
waits(struct cli *c, const struct gd_board *b)
{
	struct grid g;
	bool all = BEGIN(c, &g, waited_columns, 4);

	for (int i = 0; i < b->nwaits; i++) {
		const struct gd_waited_row *r = &b->waits[i];

		cli_grid_text(&g, cli_board_who(c, b->wf, r));
		cli_grid_int(&g, r->orders.n);
		cli_grid_int(&g, r->oldest);
		put_tenths(c, &g, r->tenths);
		if (!all)
			continue;
		cli_grid_text(&g, r->who);
		cli_grid_text(&g, r->person);
		cli_grid_text(&g, r->orders.words);
	}
	cli_grid_end(c, &g);
}

/* ---- papers -------------------------------------------------------------------- */

static const struct column out_columns[] = {
	{ "title", GD_TR("desk"), false, 24 },
	{ "pieces", GD_TR("papers out"), true, 0 },
	{ "orders", GD_TR("orders"), true, 0 },
	{ "oldest_days", GD_TR("longest, days"), true, 0 },
	{ "mean_days", GD_TR("mean"), true, 0 },
	{ "days_0_2", "0-2", true, 0 },
	{ "days_3_7", "3-7", true, 0 },
	{ "days_8_14", "8-14", true, 0 },
	{ "days_15", "15+", true, 0 },
	{ "desk", "", false, 0 },
	{ "words", "", false, 0 },
	{ "pieces_words", "", false, 0 },
};

static void
papers(struct cli *c, const struct gd_board *b)
{
	struct grid g;
	bool all = BEGIN(c, &g, out_columns, 9);

	for (int i = 0; i < b->npapers; i++) {
		const struct gd_out_row *r = &b->papers[i];

		cli_grid_text(&g, cli_desk_name(c, b->wf, r->desk));
		cli_grid_int(&g, r->pieces.n);
		cli_grid_int(&g, r->orders.n);
		cli_grid_int(&g, r->oldest);
		put_tenths(c, &g, r->tenths);
		for (int k = 0; k < 4; k++)
			cli_grid_int(&g, r->bands[k].n);
		if (!all)
			continue;
		cli_grid_text(&g, r->desk);
		cli_grid_text(&g, r->orders.words);
		cli_grid_text(&g, r->pieces.words);
	}
	cli_grid_end(c, &g);
}

static const struct column sign_columns[] = {
	{ "title", GD_TR("paper"), false, 40 },
	{ "papers", GD_TR("not issued"), true, 0 },
	{ "orders", GD_TR("orders"), true, 0 },
	{ "oldest_days", GD_TR("longest, days"), true, 0 },
	{ "paper", "", false, 0 },
	{ "workflow", "", false, 0 },
	{ "words", "", false, 0 },
};

static void
signs(struct cli *c, const struct gd_board *b)
{
	struct grid g;
	bool all = BEGIN(c, &g, sign_columns, 4);

	for (int i = 0; i < b->nsigns; i++) {
		const struct gd_signing_row *r = &b->signs[i];

		put_name(c, &g, r->workflow, r->name,
		    *r->paper ? r->paper : cli_tr(c, GD_TR("all papers")));
		cli_grid_int(&g, r->papers);
		cli_grid_int(&g, r->orders.n);
		put_days(&g, r->oldest);
		if (!all)
			continue;
		cli_grid_text(&g, r->paper);
		cli_grid_text(&g, r->workflow);
		cli_grid_text(&g, r->orders.words);
	}
	cli_grid_end(c, &g);
}

/* ---- people --------------------------------------------------------------------- */

static const struct column load_columns[] = {
	{ "title", GD_TR("clerk"), false, 24 },
	{ "open", GD_TR("open"), true, 0 },
	{ "late", GD_TR("late"), true, 0 },
	{ "week", GD_TR("due this week"), true, 0 },
	{ "clerk", "", false, 0 },
	{ "open_words", "", false, 0 },
	{ "late_words", "", false, 0 },
	{ "week_words", "", false, 0 },
};

static void
load(struct cli *c, const struct gd_board *b)
{
	struct grid g;
	bool all = BEGIN(c, &g, load_columns, 4);

	for (int i = 0; i < b->nload; i++) {
		const struct gd_load_row *r = &b->load[i];

		cli_grid_text(&g, cli_person_name(c, r->clerk));
		cli_grid_int(&g, r->open.n);
		cli_grid_int(&g, r->late.n);
		cli_grid_int(&g, r->week.n);
		if (!all)
			continue;
		cli_grid_text(&g, r->clerk);
		cli_grid_text(&g, r->open.words);
		cli_grid_text(&g, r->late.words);
		cli_grid_text(&g, r->week.words);
	}
	cli_grid_end(c, &g);
}

static const struct column cause_columns[] = {
	{ "month", GD_TR("month"), false, 0 },
	{ "title", GD_TR("because of"), false, 24 },
	{ "changes", GD_TR("changes"), true, 0 },
	{ "orders", GD_TR("orders"), true, 0 },
	{ "cause", "", false, 0 },
	{ "workflow", "", false, 0 },
	{ "words", "", false, 0 },
};

static void
changes(struct cli *c, const struct gd_board *b)
{
	struct grid g;
	bool all = BEGIN(c, &g, cause_columns, 4);

	for (int i = 0; i < b->nchanges; i++) {
		const struct gd_cause_row *r = &b->changes[i];

		cli_grid_text(&g, gd_arena_printf(&c->arena, "%04d-%02d",
				      r->month / 12, r->month % 12 + 1));
		put_name(c, &g, r->workflow, r->name, r->cause);
		cli_grid_int(&g, r->changes);
		cli_grid_int(&g, r->orders.n);
		if (!all)
			continue;
		cli_grid_text(&g, r->cause);
		cli_grid_text(&g, r->workflow);
		cli_grid_text(&g, r->orders.words);
	}
	cli_grid_end(c, &g);
}

/* ---- all ------------------------------------------------------------------------ */

void
cli_board_part(struct cli *c, const struct gd_board *b, unsigned part)
{
	static const struct {
		unsigned part;
		void (*show)(struct cli *c, const struct gd_board *b);
	} shows[] = {
		{ GD_BOARD_STEPS, steps },
		{ GD_BOARD_AGES, ages },
		{ GD_BOARD_WAITS, waits },
		{ GD_BOARD_PAPERS, papers },
		{ GD_BOARD_SIGNS, signs },
		{ GD_BOARD_LOAD, load },
		{ GD_BOARD_CHANGES, changes },
	};

	for (size_t i = 0; i < sizeof shows / sizeof *shows; i++)
		if (shows[i].part == part)
			shows[i].show(c, b);
	cli_board_trade(c, b, part);
}
