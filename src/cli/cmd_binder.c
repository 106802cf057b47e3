/* cli/cmd_binder.c - the file: papers the clerk keeps, where an original is
 * that is not in it, labels and the list of a binder. */
#include "app/binder.h"
#include "app/printing.h"

#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

#define PAGE 100

static const struct column columns[] = {
	{ "contract", GD_TR("contract"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "order", GD_TR("order"), false, 0 },
	{ "paper", GD_TR("paper"), false, 28 },
	{ "doc", GD_TR("name"), false, 0 },
	{ "rev", GD_TR("rev"), true, 0 },
	{ "class", GD_TR("class"), false, 0 },
	{ "piece", GD_TR("piece"), true, 0 },
	{ "since", GD_TR("since"), false, 0 },
	{ "here", GD_TR("here"), false, 0 },
	{ "original_desk", GD_TR("original at"), false, 0 },
	{ "original_holder", GD_TR("by"), false, 0 },
	{ "original_state", GD_TR("state"), false, 0 },
	{ "original_since", GD_TR("since"), false, 0 },
};

/* Where the original is, when it is not this piece, or this one is away. */
static void
add_row(struct cli *c, struct grid *g, const struct gd_binder_row *r,
    struct gd_arena *arena)
{
	const struct gd_workflow *wf = NULL;
	struct gd_err none = GD_ERR_INIT;
	const struct gd_piece *pc = &r->piece, *away = gd_binder_away(r);
	const char *class_ = gd_piece_class_word(pc->class);
	const char *state = away ? gd_piece_state_word(away->state) : "";

	(void)!gd_app_workflow(c->app, r->workflow, (int)r->version, &wf,
	    &none);
	cli_grid_text(g, r->contract);
	cli_grid_name(g, r->customer,
	    gd_arena_printf(arena, "%s %s", r->customer, r->customer_name));
	cli_grid_text(g, r->number);
	cli_grid_name(g, pc->kind, cli_paper_name(c, wf, pc->kind));
	cli_grid_text(g, cli_doc_words(c, pc->kind, pc->lot, pc->inst));
	cli_grid_int(g, pc->rev);
	cli_grid_name(g, class_, cli_tr(c, class_));
	cli_grid_int(g, pc->no);
	cli_grid_ms(g, r->filed_ms);
	cli_grid_bool(g, r->here, cli_tr(c, GD_TR("yes")));
	cli_grid_name(g, away ? away->desk : "",
	    away ? cli_desk_name(c, wf, away->desk) : "");
	cli_grid_name(g, away ? away->holder : "",
	    away ? cli_person_name(c, away->holder) : "");
	cli_grid_name(g, state, cli_tr(c, state));
	cli_grid_ms(g, away ? gd_piece_since(away) : 0);
}

static enum gd_code
list(struct cli *c, struct gd_binder *b, int64_t limit, struct gd_err *err)
{
	struct gd_binder_row rows[PAGE];
	enum gd_code rc = GD_OK;
	struct grid g;
	int64_t shown = 0;
	int n, want;

	cli_grid_init(&g, columns, (int)(sizeof columns / sizeof *columns));
	do {
		struct gd_arena arena = GD_ARENA_INIT;

		want = limit - shown < PAGE ? (int)(limit - shown) : PAGE;
		rc = gd_app_binder(c->app, b, want, &arena, rows, &n, err);
		for (int i = 0; rc == GD_OK && i < n; i++)
			add_row(c, &g, &rows[i], &arena);
		shown += n;
		if (rc == GD_OK && n == PAGE)
			cli_grid_flush(c, &g);
		gd_arena_release(&arena);
	} while (rc == GD_OK && n == want && shown < limit);
	if (rc == GD_OK)
		cli_grid_end(c, &g);
	return rc;
}

enum gd_code
cli_binder(struct cli *c, struct gd_err *err)
{
	struct gd_binder b;
	int64_t limit = 1000000;
	enum gd_code rc = cli_opt_int(c, OPT_LIMIT, &limit, err);

	if (rc == GD_OK)
		rc = cli_app(c, err);
	if (rc != GD_OK)
		return rc;
	rc = gd_app_binder_read(c->app, c->args, c->nargs, &b, err);
	if (rc == GD_OK)
		rc = list(c, &b, limit, err);
	gd_binder_release(&b);
	return rc;
}

/* ---- labels and lists ----------------------------------------------------- */

static enum gd_code
to_printer(struct cli *c, const struct gd_job *job, struct gd_err *err)
{
	const char *queue = c->opt[OPT_PRINTER];
	struct gd_printed printed;
	enum gd_code rc = gd_app_print_job(c->app, job, "binder",
	    *queue ? queue : NULL, &printed, err);

	if (rc == GD_OK)
		cli_say_printed(c, &printed);
	gd_printed_release(&printed);
	return rc;
}

/* args[0] is label or index. */
enum gd_code
cli_binder_print(struct cli *c, struct gd_err *err)
{
	struct gd_binder_print ask = { .words = c->args + 1,
		.nwords = c->nargs - 1,
		.index = strcmp(c->args[0], "index") == 0 };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_job job;
	enum gd_code rc = cli_opt_languages(c, &ask.lang, err);

	if (rc == GD_OK)
		rc = cli_print_ways(c, err);
	if (rc == GD_OK)
		rc = cli_app(c, err);
	if (rc == GD_OK)
		rc = gd_app_binder_make(c->app, &ask, &arena, &job, err);
	if (rc == GD_OK)
		rc = cli_has(c, OPT_PRINTER) ? to_printer(c, &job, err)
					     : cli_hand_over(c, &job, err);
	gd_arena_release(&arena);
	return rc;
}
