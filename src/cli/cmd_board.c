/* cli/cmd_board.c - the office at a glance: counts, dates, who one is. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "cli_priv.h"

#include "base/banned.h"

#define MAX_STEPS 64
#define MAX_WAITS 200

/* What the board shows, gathered before anything is printed. */
struct board {
	struct gd_board_row steps[MAX_STEPS];
	struct gd_wait_row waits[MAX_WAITS];
	int nsteps, nwaits;
	const struct gd_workflow *wf;
};

/* The same of what a filter lists: counted, as no counters are kept of it;
 * whom these orders wait for is not. */
static enum gd_code
board_filtered(struct cli *c, struct board *b, struct gd_err *err)
{
	struct gd_store *store = gd_app_store(c->app);
	struct gd_filter f = { 0 };
	enum gd_code rc =
	    gd_app_filter(c->app, c->args, c->nargs, &c->arena, &f, err);

	f.states = 1 << GD_ORDER_ACTIVE;
	f.today = gd_app_today(c->app);
	for (int i = -1; rc == GD_OK && b->wf && i < b->wf->nsteps; i++) {
		struct gd_board_row *row = &b->steps[b->nsteps];

		if (b->nsteps == MAX_STEPS)
			break;
		b->nsteps++;
		row->step_no = f.step_no = i < 0 ? 0 : b->wf->steps[i].no;
		f.late = false;
		rc = gd_store_count(store, &f, INT64_MAX, &row->orders, err);
		f.late = true;
		if (rc == GD_OK)
			rc = gd_store_count(store, &f, INT64_MAX, &row->late,
			    err);
	}
	return rc;
}

static enum gd_code
board_read(struct cli *c, struct board *b, struct gd_err *err)
{
	struct gd_store *store = gd_app_store(c->app);
	struct gd_err none = GD_ERR_INIT;
	enum gd_code rc;

	(void)!gd_app_workflow(c->app, "export", 0, &b->wf, &none);
	if (c->nargs)
		return board_filtered(c, b, err);
	rc = gd_store_board(store, gd_app_today(c->app), b->steps, MAX_STEPS,
	    &b->nsteps, err);
	if (rc == GD_OK)
		rc = gd_store_waits(store, &c->arena, b->waits, MAX_WAITS,
		    &b->nwaits, err);
	return rc;
}

static const char *
step_name(struct cli *c, const struct board *b, int64_t no)
{
	if (no == 0)
		return cli_tr(c, GD_TR("all active orders"));
	for (int i = 0; b->wf && i < b->wf->nsteps; i++) {
		if (b->wf->steps[i].no == no)
			return cli_name_of(c, &b->wf->steps[i].name);
	}
	return "";
}

static void
board_json(struct cli *c, const struct board *b)
{
	json_t *steps = json_array(), *waits = json_array();
	int64_t orders = 0, late = 0;

	for (int i = 0; i < b->nsteps; i++) {
		const struct gd_board_row *r = &b->steps[i];

		if (r->step_no == 0) {
			orders = r->orders;
			late = r->late;
			continue;
		}
		json_array_append_new(steps,
		    json_pack("{s:I, s:o, s:I, s:I}", "step_no",
			(json_int_t)r->step_no, "title",
			cli_json_text(step_name(c, b, r->step_no)), "orders",
			(json_int_t)r->orders, "late", (json_int_t)r->late));
	}
	for (int i = 0; i < b->nwaits; i++)
		json_array_append_new(waits,
		    json_pack("{s:o, s:o, s:I}", "who",
			cli_json_text(b->waits[i].who), "title",
			cli_json_text(
			    cli_waits_words(c, b->wf, b->waits[i].who)),
			"orders", (json_int_t)b->waits[i].orders));
	cli_out_json(c,
	    json_pack("{s:o, s:b, s:I, s:I, s:o, s:o}", "book",
		cli_json_text(gd_store_path(gd_app_store(c->app))), "demo",
		(int)gd_app_is_demo(c->app), "orders", (json_int_t)orders,
		"late", (json_int_t)late, "steps", steps, "waits", waits));
}

static const struct column step_columns[] = {
	{ "step_no", GD_TR("step"), true, 0 },
	{ "title", "", false, 0 },
	{ "orders", GD_TR("orders"), true, 0 },
	{ "late", GD_TR("late"), true, 0 },
};
static const struct column wait_columns[] = {
	{ "title", GD_TR("waits for"), false, 0 },
	{ "orders", GD_TR("orders"), true, 0 },
};

static void
board_steps(struct cli *c, const struct board *b)
{
	struct grid g;

	cli_grid_init(&g, step_columns, 4);
	for (int i = 0; i < b->nsteps; i++) {
		const struct gd_board_row *r = &b->steps[i];

		if (r->step_no == 0)
			cli_grid_json(&g, "", json_integer(0));
		else
			cli_grid_int(&g, r->step_no);
		cli_grid_text(&g, step_name(c, b, r->step_no));
		cli_grid_int(&g, r->orders);
		cli_grid_int(&g, r->late);
	}
	cli_grid_end(c, &g);
}

static void
board_text(struct cli *c, const struct board *b)
{
	struct grid g;

	if (gd_app_is_demo(c->app))
		cli_out_say(c, GD_TR("DEMO 示例: nothing here is real"), 0,
		    NULL);
	board_steps(c, b);
	gd_str_addc(&c->out, '\n');
	if (c->nargs)
		return;
	cli_grid_init(&g, wait_columns, 2);
	for (int i = 0; i < b->nwaits; i++) {
		cli_grid_text(&g, cli_waits_words(c, b->wf, b->waits[i].who));
		cli_grid_int(&g, b->waits[i].orders);
	}
	cli_grid_end(c, &g);
	gd_str_addc(&c->out, '\n');
	cli_out_pair(c, GD_TR("book"), gd_store_path(gd_app_store(c->app)));
}

enum gd_code
cmd_board(struct cli *c, struct gd_err *err)
{
	struct board b = { 0 };
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK)
		rc = board_read(c, &b, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON))
		board_json(c, &b);
	else if (cli_has(c, OPT_CSV))
		board_steps(c, &b);
	else
		board_text(c, &b);
	return GD_OK;
}

/* ---- whoami ------------------------------------------------------------------ */

enum gd_code
cmd_whoami(struct cli *c, struct gd_err *err)
{
	enum gd_code rc = cli_app(c, err);
	const struct gd_sheet *office;
	const struct gd_holds *h;
	const struct gd_member *m;
	const char *login;
	json_t *roles, *desks;

	if (rc != GD_OK)
		return rc;
	login = gd_app_login(c->app);
	office = gd_app_office(c->app);
	roles = json_array();
	desks = json_array();
	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		if (h->active && strcmp(h->login, login) == 0)
			json_array_append_new(roles, cli_json_text(h->role));
	}
	for (size_t i = 0; (m = gd_row_at(office, GD_OFF_MEMBER, i)); i++) {
		if (m->active && strcmp(m->login, login) == 0)
			json_array_append_new(desks, cli_json_text(m->desk));
	}
	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:o, s:o, s:o, s:o, s:s, s:o}", "login",
			cli_json_text(login), "name",
			cli_json_text(cli_person_name(c, login)), "roles",
			roles, "desks", desks, "password",
			cli_password_state(c, login), "book",
			cli_json_text(gd_store_path(gd_app_store(c->app)))));
		return GD_OK;
	}
	cli_out_pair(c, GD_TR("login"),
	    *login ? login : cli_tr(c, GD_TR("nobody yet; use --as LOGIN")));
	cli_out_pair(c, GD_TR("name"), cli_person_name(c, login));
	cli_out_pair(c, GD_TR("roles"), cli_role_words(c, roles));
	cli_out_pair(c, GD_TR("desks"), cli_desk_words(c, desks));
	cli_out_pair(c, GD_TR("password"), cli_password_words(c, login));
	cli_out_pair(c, GD_TR("book"), gd_store_path(gd_app_store(c->app)));
	json_decref(roles);
	json_decref(desks);
	return GD_OK;
}
