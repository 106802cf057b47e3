/* cli/cmd_papers.c - papers out: who holds what, and for how many days. */
#include "app/papers.h"

#include <stdlib.h>

#include "cli_priv.h"

#include "base/banned.h"

#define PAGE 200
#define MOST 1000000

static const struct column columns[] = {
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "piece", GD_TR("piece"), true, 0 },
	{ "paper", GD_TR("paper"), false, 28 },
	{ "doc", GD_TR("name"), false, 0 },
	{ "rev", GD_TR("rev"), true, 0 },
	{ "class", GD_TR("class"), false, 0 },
	{ "desk", GD_TR("desk"), false, 0 },
	{ "holder", GD_TR("by"), false, 0 },
	{ "state", GD_TR("state"), false, 0 },
	{ "since", GD_TR("since"), false, 0 },
	{ "days", GD_TR("days out"), true, 0 },
};

static void
add_row(struct cli *c, struct grid *g, const struct gd_workflow *wf,
    const struct gd_papers_row *r)
{
	const struct gd_piece *pc = &r->out.piece;
	const char *class_ = gd_piece_class_word(pc->class);
	const char *state = gd_piece_state_word(pc->state);

	cli_grid_text(g, r->out.number);
	cli_grid_text(g, r->out.customer_name);
	cli_grid_int(g, pc->no);
	cli_grid_name(g, pc->kind, cli_paper_name(c, wf, pc->kind));
	cli_grid_text(g, cli_doc_words(c, pc->kind, pc->lot, pc->inst));
	cli_grid_int(g, pc->rev);
	cli_grid_name(g, class_, cli_tr(c, class_));
	cli_grid_name(g, pc->desk, cli_desk_name(c, wf, pc->desk));
	cli_grid_name(g, pc->holder, cli_person_name(c, pc->holder));
	cli_grid_name(g, state, cli_tr(c, state));
	cli_grid_ms(g, r->since_ms);
	cli_grid_int(g, r->days);
}

enum gd_code
cmd_papers(struct cli *c, struct gd_err *err)
{
	struct gd_papers_row rows[PAGE];
	struct gd_papers ask;
	struct grid g;
	int64_t limit = MOST, shown = 0;
	int n = PAGE;
	enum gd_code rc = cli_opt_int(c, OPT_LIMIT, &limit, err);

	if (rc == GD_OK)
		rc = cli_app(c, err);
	if (rc == GD_OK)
		rc = gd_app_papers_read(c->app, c->args, c->nargs, &c->arena,
		    &ask, err);
	if (rc != GD_OK)
		return rc;
	cli_grid_init(&g, columns, (int)(sizeof columns / sizeof *columns));
	while (rc == GD_OK && n == PAGE && shown < limit) {
		int want = limit - shown < PAGE ? (int)(limit - shown) : PAGE;
		struct gd_arena arena = GD_ARENA_INIT;

		rc = gd_app_papers(c->app, &ask, want, &arena, rows, &n, err);
		for (int i = 0; rc == GD_OK && i < n; i++)
			add_row(c, &g,
			    gd_app_flow_of(c->app, rows[i].out.workflow,
				rows[i].out.version),
			    &rows[i]);
		shown += n;
		if (rc == GD_OK && n == PAGE)
			cli_grid_flush(c, &g);
		gd_arena_release(&arena);
	}
	if (rc == GD_OK)
		cli_grid_end(c, &g);
	return rc;
}
