/* cli/cmd_people.c - people come and go: what somebody still has, giving it
 * to another, and accepting what is on its way. */
#include "app/handover.h"

#include <stdlib.h>
#include <string.h>

#include "app/filter.h"

#include "cli_priv.h"

#include "base/banned.h"

#define TO_ACCEPT_MOST 1000

static const struct column work_columns[] = {
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 30 },
	{ "state", GD_TR("state"), false, 0 },
	{ "roles", GD_TR("roles"), false, 40 },
	{ "offers", GD_TR("offers"), true, 0 },
	{ "pieces", GD_TR("pieces kept"), true, 0 },
};

/* "clerk salesperson" as an array of ids. */
static json_t *
ids_of(const char *blanks)
{
	json_t *all = json_array();

	while (*blanks) {
		size_t len = strcspn(blanks, " ");

		json_array_append_new(all, json_stringn(blanks, len));
		blanks += len;
		blanks += *blanks == ' ';
	}
	return all;
}

static void
show_work(struct cli *c, const struct gd_work_left *w)
{
	struct grid g;

	cli_grid_init(&g, work_columns, 6);
	for (size_t i = 0; i < w->n; i++) {
		const struct gd_work_line *l = &w->lines[i];
		json_t *roles = ids_of(l->roles);

		cli_grid_text(&g, l->number);
		cli_grid_text(&g, l->customer_name);
		cli_grid_name(&g, gd_order_state_word(l->state),
		    cli_state_word(c, l->state));
		cli_grid_json(&g, cli_role_words(c, roles), roles);
		cli_grid_int(&g, l->offers);
		cli_grid_int(&g, l->pieces);
	}
	cli_grid_end(c, &g);
}

void
cli_show_left(struct cli *c, const char *login)
{
	struct gd_work_left left;
	struct gd_err why = GD_ERR_INIT;

	if (gd_app_work_left(c->app, login, NULL, &left, &why) != GD_OK)
		return;
	show_work(c, &left);
	gd_work_left_release(&left);
}

enum gd_code
cli_user_left(struct cli *c, struct gd_err *err)
{
	struct gd_work_left left;
	enum gd_code rc;

	if (c->nargs != 2)
		return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
		    GD_T("user"), GD_T("LOGIN"), GD_T("left LOGIN"));
	rc = gd_app_work_left(c->app, c->args[1], NULL, &left, err);
	if (rc != GD_OK)
		return rc;
	if (!cli_for_people(c) || left.n)
		show_work(c, &left);
	else
		cli_out_say(c, GD_TR("{1} has nothing left in work"), 1,
		    (struct gd_arg[]){
			gd_arg_text(cli_person_name(c, c->args[1])) });
	gd_work_left_release(&left);
	return GD_OK;
}

/* ---- accepting ----------------------------------------------------------- */

static enum gd_code
show_coming(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "order", GD_TR("order"), false, 0 },
		{ "customer", GD_TR("customer"), false, 30 },
		{ "piece", GD_TR("piece"), true, 0 },
		{ "paper", GD_TR("paper"), false, 28 },
		{ "class", GD_TR("class"), false, 0 },
		{ "sent", GD_TR("sent on"), false, 0 },
	};
	struct gd_piece_row *rows = gd_alloc(TO_ACCEPT_MOST, sizeof *rows);
	struct grid g;
	int n = 0;
	enum gd_code rc = gd_app_to_accept(c->app, gd_app_login(c->app),
	    TO_ACCEPT_MOST, &c->arena, rows, &n, err);

	cli_grid_init(&g, cols, 6);
	for (int i = 0; rc == GD_OK && i < n; i++) {
		const struct gd_piece *pc = &rows[i].piece;

		cli_grid_text(&g, rows[i].number);
		cli_grid_text(&g, rows[i].customer_name);
		cli_grid_int(&g, pc->no);
		cli_grid_name(&g, pc->kind, cli_paper_name(c,
		    gd_app_flow_of(c->app, rows[i].workflow, rows[i].version),
		    pc->kind));
		cli_grid_name(&g, gd_piece_class_word(pc->class),
		    cli_tr(c, gd_piece_class_word(pc->class)));
		cli_grid_ms(&g, pc->sent_ms);
	}
	if (n || !cli_for_people(c))
		cli_grid_end(c, &g);
	free(rows);
	if (rc == GD_OK && cli_for_people(c))
		cli_out_say(c,
		    n ? GD_TR(
			    "{1} {1|piece waits|pieces wait} for you; when you "
			    "have them in your hands: gendan handover accept")
		      : GD_TR("nothing is on its way to you by name"),
		    1, (struct gd_arg[]){ gd_arg_int(n) });
	return rc;
}

static enum gd_code
accept_coming(struct cli *c, struct gd_err *err)
{
	int64_t n;
	enum gd_code rc = gd_app_accept(c->app, &n, err);

	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON))
		cli_out_json(c, json_pack("{s:I}", "accepted", (json_int_t)n));
	else
		cli_out_say(c,
		    GD_TR("{1} {1|piece is|pieces are} now in your hands"), 1,
		    (struct gd_arg[]){ gd_arg_int(n) });
	return GD_OK;
}

/* ---- giving -------------------------------------------------------------- */

static void
say_given(struct cli *c, const struct gd_handover *h)
{
	const struct gd_arg said[] = { gd_arg_text(h->to),
		gd_arg_int((int64_t)h->left.n), gd_arg_int(h->left.offers),
		gd_arg_int(h->left.pieces) };

	cli_out_say(c,
	    h->dry_run ? GD_TR("{1} would get {2} {2|order|orders}, {3} "
			       "{3|offer|offers}, {4} {4|piece|pieces}; "
			       "nothing was changed")
		       : GD_TR("{1} has it now: {2} {2|order|orders}, {3} "
			       "{3|offer|offers}; {4} {4|piece waits|pieces "
			       "wait} for `gendan --as {1} handover accept`"),
	    4, said);
}

static enum gd_code
give(struct cli *c, struct gd_err *err)
{
	struct gd_handover h = { .from = c->args[0],
		.to = c->args[1],
		.reason = c->opt[OPT_REASON],
		.dry_run = cli_has(c, OPT_DRY_RUN) };
	struct gd_filter filter;
	enum gd_code rc = GD_OK;

	if (c->nargs > 2) {
		rc = gd_app_filter(c->app, c->args + 2, c->nargs - 2, &c->arena,
		    &filter, err);
		h.filter = &filter;
	}
	if (rc != GD_OK)
		return rc;
	rc = gd_app_handover(c->app, &h, err);
	if (rc == GD_OK) {
		show_work(c, &h.left);
		if (cli_for_people(c))
			say_given(c, &h);
	} else if (h.words.len) {
		cli_out_say(c,
		    GD_TR("nothing was handed over, because of order {1}"), 1,
		    (struct gd_arg[]){ gd_arg_text(h.words.text) });
	}
	gd_work_left_release(&h.left);
	gd_str_release(&h.words);
	return rc;
}

enum gd_code
cmd_handover(struct cli *c, struct gd_err *err)
{
	enum gd_code rc = cli_app(c, err);

	if (rc != GD_OK)
		return rc;
	if (c->nargs == 0 || (c->nargs == 1 && !strcmp(c->args[0], "list")))
		return show_coming(c, err);
	if (c->nargs == 1 && strcmp(c->args[0], "accept") == 0)
		return accept_coming(c, err);
	if (c->nargs == 1)
		return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
		    GD_T("handover"), GD_T("TO"), GD_T("FROM TO [FILTER ...]"));
	return give(c, err);
}
