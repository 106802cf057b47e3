/* cli/cmd_board.c - the office at a glance: the boards, or one of them. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "board_priv.h"

#include "base/banned.h"

#define MAX_STEPS 400
#define LISTED 20 /* orders, of boards that list them */

/* One a step; step 0 = all. */
struct row {
	const char *workflow;       /* "" of all */
	const struct gd_name *name; /* NULL: of no step of the newest version */
	int64_t step_no, orders, late;
};
/* What is printed, gathered before. */
struct board {
	struct row steps[MAX_STEPS]; /* of a filter */
	int nsteps;
	struct gd_board b; /* without a filter */
	bool filtered;
};

static enum gd_code
count_row(struct cli *c, struct gd_filter *f, struct row *row,
    struct gd_err *err)
{
	struct gd_store *store = gd_app_store(c->app);
	enum gd_code rc;

	f->step_no = row->step_no;
	f->late = false;
	rc = gd_store_count(store, f, INT64_MAX, &row->orders, err);
	f->late = true;
	return rc == GD_OK
		   ? gd_store_count(store, f, INT64_MAX, &row->late, err)
		   : rc;
}

/* What a filter lists: counted, as no counters are kept of it; whom these
 * orders wait for is not. Of several workflows the steps where some stand. */
static enum gd_code
board_filtered(struct cli *c, struct board *b, struct gd_err *err)
{
	const struct gd_workflow *wf;
	struct gd_filter f = { 0 };
	const char *only;
	bool several = gd_app_flow_count(c->app) > 1;
	enum gd_code rc =
	    gd_app_filter(c->app, c->args, c->nargs, &c->arena, &f, err);
	int64_t step = f.step_no;

	f.states = 1 << GD_ORDER_ACTIVE;
	f.today = gd_app_today(c->app);
	only = f.workflow;
	b->nsteps = 1;
	b->steps[0] = (struct row){ .workflow = "", .step_no = step };
	if (rc == GD_OK)
		rc = count_row(c, &f, &b->steps[0], err);
	b->steps[0].step_no = 0;
	for (size_t k = 0; rc == GD_OK && gd_app_flow_next(c->app, &k, &wf);)
		for (int i = 0; rc == GD_OK && i < wf->nsteps; i++) {
			struct row *row = &b->steps[b->nsteps];

			if ((only && strcmp(only, wf->name.id) != 0) ||
			    (step && step != wf->steps[i].no) ||
			    b->nsteps == MAX_STEPS)
				continue;
			*row = (struct row){ wf->name.id, &wf->steps[i].name,
				wf->steps[i].no, 0, 0 };
			f.workflow = wf->name.id;
			rc = count_row(c, &f, row, err);
			b->nsteps += only || !several || row->orders;
		}
	return rc;
}

/* The same rows from the counters. */
static void
board_rows(struct board *b)
{
	b->nsteps = 1;
	b->steps[0].workflow = "";
	for (int i = 0; i < b->b.nsteps; i++) {
		const struct gd_step_row *r = &b->b.steps[i];

		b->steps[0].orders += r->orders.n;
		if (r->orders.n && b->nsteps < MAX_STEPS)
			b->steps[b->nsteps++] = (struct row){ r->workflow,
				r->name, r->no, r->orders.n, r->late.n };
	}
	b->steps[0].late = b->b.head.late.n;
}

static const char *
step_name(struct cli *c, const struct row *r)
{
	if (r->step_no == 0)
		return cli_tr(c, GD_TR("all active orders"));
	return cli_board_named(c, r->workflow, r->name, "");
}

/* ---- JSON ------------------------------------------------------------------------ */

static json_t *
waits_json(struct cli *c, const struct board *b)
{
	json_t *waits = json_array();

	for (int i = 0; i < b->b.nwaits; i++) {
		const struct gd_waited_row *r = &b->b.waits[i];

		json_array_append_new(waits,
		    json_pack("{s:o, s:o, s:I, s:I, s:f, s:o}", "who",
			cli_json_text(r->who), "title",
			cli_json_text(cli_board_who(c, b->b.wf, r)),
			"orders", (json_int_t)r->orders.n, "oldest_days",
			(json_int_t)r->oldest, "mean_days",
			(double)r->tenths / 10.0, "words",
			cli_json_text(r->orders.words)));
	}
	return waits;
}

static json_t *
number_json(const struct gd_number *n)
{
	return json_pack("{s:I, s:s, s:o}", "n", (json_int_t)n->n, "of",
	    n->door == GD_DOOR_DATES  ? "due"
	    : n->door == GD_DOOR_LIST ? "list"
				      : "",
	    "words", cli_json_text(n->words));
}

static json_t *
head_json(const struct gd_board_head *h)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:I, s:b, s:I}", "open",
	    number_json(&h->open), "late", number_json(&h->late),
	    "will_be_late", number_json(&h->slips),
	    "shipping_this_week", number_json(&h->shipping), "my_signatures",
	    (json_int_t)h->mine, "my_signatures_more", (int)h->mine_more,
	    "steps_today", (json_int_t)h->steps_today);
}

static void
board_json(struct cli *c, const struct board *b)
{
	json_t *steps = json_array(), *o;

	for (int i = 1; i < b->nsteps; i++) {
		const struct row *r = &b->steps[i];

		json_array_append_new(steps,
		    json_pack("{s:o, s:I, s:o, s:I, s:I}", "workflow",
			cli_json_text(r->workflow), "step_no",
			(json_int_t)r->step_no, "title",
			cli_json_text(r->name ? cli_name_of(c, r->name) : ""),
			"orders", (json_int_t)r->orders, "late",
			(json_int_t)r->late));
	}
	o = json_pack("{s:o, s:b, s:I, s:I, s:o, s:o}", "book",
	    cli_json_text(gd_store_path(gd_app_store(c->app))), "demo",
	    (int)gd_app_is_demo(c->app), "orders",
	    (json_int_t)b->steps[0].orders, "late",
	    (json_int_t)b->steps[0].late, "steps", steps, "waits",
	    waits_json(c, b));
	if (!b->filtered)
		json_object_set_new(o, "head", head_json(&b->b.head));
	cli_out_json(c, o);
}

/* ---- text ------------------------------------------------------------------------ */

static const struct column step_columns[] = {
	{ "step_no", GD_TR("step"), true, 0 },
	{ "title", "", false, 0 },
	{ "orders", GD_TR("orders"), true, 0 },
	{ "late", GD_TR("late"), true, 0 },
};

static void
board_steps(struct cli *c, const struct board *b)
{
	struct grid g;

	cli_grid_init(&g, step_columns, 4);
	for (int i = 0; i < b->nsteps; i++) {
		const struct row *r = &b->steps[i];

		if (r->step_no == 0)
			cli_grid_json(&g, "", json_integer(0));
		else
			cli_grid_int(&g, r->step_no);
		cli_grid_text(&g, step_name(c, r));
		cli_grid_int(&g, r->orders);
		cli_grid_int(&g, r->late);
	}
	cli_grid_end(c, &g);
}

static void
say_head(struct cli *c, const struct gd_board_head *h)
{
	const struct gd_arg args[4] = { gd_arg_int(h->open.n),
		gd_arg_int(h->late.n), gd_arg_int(h->slips.n),
		gd_arg_int(h->shipping.n) };
	const struct gd_arg mine[2] = { gd_arg_int(h->mine),
		gd_arg_int(h->steps_today) };

	cli_out_say(c,
	    GD_TR("open {1}, late {2}, will be late by the plan {3}, shipping "
		  "this week {4}"),
	    4, args);
	cli_out_say(c,
	    GD_TR("papers that need my signature {1}, steps done today {2}"), 2,
	    mine);
}

static void
board_text(struct cli *c, const struct board *b)
{
	if (gd_app_is_demo(c->app))
		cli_out_say(c, GD_TR("DEMO 示例: nothing here is real"), 0,
		    NULL);
	if (b->filtered) {
		board_steps(c, b);
		gd_str_addc(&c->out, '\n');
		return;
	}
	say_head(c, &b->b.head);
	gd_str_addc(&c->out, '\n');
	cli_board_part(c, &b->b, GD_BOARD_STEPS);
	gd_str_addc(&c->out, '\n');
	cli_board_part(c, &b->b, GD_BOARD_WAITS);
	gd_str_addc(&c->out, '\n');
	cli_out_pair(c, GD_TR("book"), gd_store_path(gd_app_store(c->app)));
}

/* ---- the command ------------------------------------------------------------------- */

static struct gd_board_scope
scope_of(const struct cli *c)
{
	return (struct gd_board_scope){ .company = c->opt[OPT_COMPANY],
		.desk = c->opt[OPT_DESK],
		.team = c->opt[OPT_TEAM],
		.person = c->opt[OPT_PERSON],
		.workflow = c->opt[OPT_WORKFLOW] };
}

/* Behind the name of a board: whose it is, in the words of a list. */
static enum gd_code
scope_words(struct cli *c, struct gd_err *err)
{
	static const struct {
		const char *key;
		enum cli_opt opt;
	} words[] = { { "company:", OPT_COMPANY }, { "desk:", OPT_DESK },
		{ "team:", OPT_TEAM }, { "clerk:", OPT_PERSON },
		{ "person:", OPT_PERSON }, { "workflow:", OPT_WORKFLOW } };

	for (int i = 1; i < c->nargs; i++) {
		bool taken = false;

		for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
			size_t len = strlen(words[k].key);

			if (strncmp(c->args[i], words[k].key, len) != 0)
				continue;
			c->opt[words[k].opt] = c->args[i] + len;
			taken = true;
		}
		if (!taken)
			return gd_fail(err, GD_USAGE, GD_M_CLI_BOARD_FILTER,
			    GD_T(c->args[0]), GD_T(c->args[i]));
	}
	return GD_OK;
}

static enum gd_code
one_board(struct cli *c, unsigned part, struct gd_err *err)
{
	struct gd_board_scope scope;
	struct gd_board b;
	int64_t limit = LISTED;
	enum gd_code rc = cli_opt_int(c, OPT_LIMIT, &limit, err);

	if (rc == GD_OK)
		rc = scope_words(c, err);
	scope = scope_of(c);
	if (rc == GD_OK)
		rc = gd_app_board(c->app, &scope, part,
		    (int)(limit > 1000 ? 1000 : limit), &b, err);
	if (rc != GD_OK)
		return rc;
	if (!b.parts)
		rc = gd_fail(err, GD_REFUSED, GD_M_CLI_BOARD_DESK,
		    GD_T(c->args[0]));
	else
		cli_board_part(c, &b, part);
	gd_board_release(&b);
	return rc;
}

static enum gd_code
overview(struct cli *c, struct gd_err *err)
{
	struct gd_board_scope scope = scope_of(c);
	struct board b = { .filtered = c->nargs > 0 };
	enum gd_code rc;

	if (b.filtered)
		rc = board_filtered(c, &b, err);
	else
		rc = gd_app_board(c->app, &scope,
		    GD_BOARD_HEAD | GD_BOARD_STEPS | GD_BOARD_WAITS, LISTED,
		    &b.b, err);
	if (rc != GD_OK)
		return rc;
	if (!b.filtered)
		board_rows(&b);
	if (cli_has(c, OPT_JSON))
		board_json(c, &b);
	else if (cli_has(c, OPT_CSV))
		board_steps(c, &b);
	else
		board_text(c, &b);
	if (!b.filtered)
		gd_board_release(&b.b);
	return GD_OK;
}

/* A word without a key was meant to be a board. */
static enum gd_code
no_board(struct cli *c, const char *word, struct gd_err *err)
{
	const char *words[32], *near;
	struct gd_str all = GD_STR_INIT;
	size_t n = 0;
	enum gd_code rc;

	for (unsigned part = 1; part & GD_BOARD_ALL; part <<= 1) {
		if (part == GD_BOARD_HEAD)
			continue;
		words[n] = gd_board_word(part);
		gd_str_addf(&all, "%s%s", n ? ", " : "", words[n]);
		n++;
	}
	near = cli_nearest(word, words, n);
	rc = near ? gd_fail(err, GD_USAGE, GD_M_CLI_BOARD_NEAR, GD_T(word),
			GD_T(gd_arena_str(&c->arena, all.text)), GD_T(near))
		  : gd_fail(err, GD_USAGE, GD_M_CLI_BOARD_NONE, GD_T(word),
			GD_T(gd_arena_str(&c->arena, all.text)));
	gd_str_release(&all);
	return rc;
}

enum gd_code
cmd_board(struct cli *c, struct gd_err *err)
{
	unsigned part = c->nargs ? gd_board_part_of(c->args[0]) : 0;
	enum gd_code rc = cli_app(c, err);

	if (rc != GD_OK)
		return rc;
	if (c->nargs && !part && !strpbrk(c->args[0], ":<>~="))
		return no_board(c, c->args[0], err);
	return part && part != GD_BOARD_HEAD ? one_board(c, part, err)
					     : overview(c, err);
}
