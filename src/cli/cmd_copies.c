/* cli/cmd_copies.c - who holds which piece, of one order or of the office. */
#include "app/print.h"

#include <stdlib.h>
#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

#define MAX_ROWS 100000

static const struct column columns[] = {
	{ "order", GD_TR("order"), false, 0 },
	{ "piece", GD_TR("piece"), true, 0 },
	{ "paper", GD_TR("paper"), false, 28 },
	{ "doc", GD_TR("name"), false, 0 },
	{ "rev", GD_TR("rev"), true, 0 },
	{ "class", GD_TR("class"), false, 0 },
	{ "copy_no", GD_TR("copy no."), true, 0 },
	{ "desk", GD_TR("desk"), false, 0 },
	{ "state", GD_TR("state"), false, 0 },
	{ "sent", GD_TR("sent on"), false, 0 },
	{ "held", GD_TR("receipt"), false, 0 },
	{ "holder", GD_TR("by"), false, 0 },
	{ "proxy", GD_TR("recorded by"), false, 0 },
	{ "carrier", GD_TR("carrier"), false, 0 },
	{ "tracking", GD_TR("tracking no."), false, 0 },
	/* of one order alone */
	{ "printed", GD_TR("printed"), true, 0 },
	{ "printed_on", GD_TR("printed on"), false, 0 },
	{ "printer", GD_TR("printer"), false, 0 },
};
#define COLUMNS (int)(sizeof columns / sizeof *columns)
#define OF_ALL (COLUMNS - 3)

static void
add_piece(struct cli *c, struct grid *g, const struct gd_workflow *wf,
    const char *number, const struct gd_piece *pc)
{
	cli_grid_text(g, number);
	cli_grid_int(g, pc->no);
	cli_grid_name(g, pc->kind, cli_paper_name(c, wf, pc->kind));
	cli_grid_text(g, cli_doc_words(c, pc->kind, pc->lot, pc->inst));
	cli_grid_int(g, pc->rev);
	cli_grid_name(g, gd_piece_class_word(pc->class),
	    cli_tr(c, gd_piece_class_word(pc->class)));
	cli_grid_int(g, pc->copy_no);
	cli_grid_name(g, pc->desk, cli_desk_name(c, wf, pc->desk));
	cli_grid_name(g, gd_piece_state_word(pc->state),
	    cli_tr(c, gd_piece_state_word(pc->state)));
	cli_grid_ms(g, pc->sent_ms);
	cli_grid_ms(g, pc->held_ms);
	cli_grid_name(g, pc->holder, cli_person_name(c, pc->holder));
	cli_grid_name(g, pc->proxy, cli_person_name(c, pc->proxy));
	cli_grid_text(g, pc->carrier);
	cli_grid_text(g, pc->tracking);
}

/* How often it was printed; when and where last. */
static void
add_prints(struct grid *g, const struct gd_order *o, const struct gd_piece *pc)
{
	const struct gd_print *last;

	cli_grid_int(g, gd_prints_of(o, pc->no, &last));
	cli_grid_ms(g, last ? last->at_ms : 0);
	cli_grid_text(g, last ? last->device : "");
}

/* Totals are counted from the pieces. */
static void
totals(struct cli *c, const struct gd_order *o)
{
	struct gd_arg n[3] = { gd_arg_int(0), gd_arg_int(0), gd_arg_int(0) };
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		if (pc->state == GD_PIECE_VOID)
			continue;
		n[0].number += pc->class == GD_PIECE_COPY;
		n[1].number += pc->class == GD_PIECE_FILE;
		n[2].number += pc->state == GD_PIECE_SENT ||
			       pc->state == GD_PIECE_RECALL ||
			       pc->state == GD_PIECE_DUE;
	}
	cli_out_say(c,
	    GD_TR("{1} {1|controlled copy|controlled copies}, {2} {2|file "
		  "copy|file copies}; {3} {3|piece|pieces} due, under way or "
		  "called back"),
	    3, n);
}

static enum gd_code
of_order(struct cli *c, struct gd_err *err)
{
	struct slot doc = { .name = "DOC" }, desk = { .name = "DESK" };
	const struct gd_piece *pc;
	struct target t;
	struct grid g;
	enum gd_code rc = cli_target_open(c, c->args[0], &t, err);

	if (rc == GD_OK && c->nargs > 1)
		rc = cli_target_slot(c, &t, &doc, c->args[1], err);
	if (rc == GD_OK && cli_has(c, OPT_DESK))
		rc = cli_target_slot(c, &t, &desk, c->opt[OPT_DESK], err);
	if (rc != GD_OK) {
		cli_target_close(&t);
		return rc;
	}
	cli_grid_init(&g, columns, COLUMNS);
	for (size_t i = 0; (pc = gd_walk(&t.order, GD_TAB_PIECE, &i));) {
		if ((t.cmd.paper && strcmp(pc->kind, t.cmd.paper) != 0) ||
		    (t.cmd.desk && strcmp(pc->desk, t.cmd.desk) != 0) ||
		    (t.cmd.lot && pc->lot != t.cmd.lot) ||
		    (t.cmd.inst && pc->inst != t.cmd.inst))
			continue;
		add_piece(c, &g, t.wf, gd_head(&t.order)->number, pc);
		add_prints(&g, &t.order, pc);
	}
	cli_grid_end(c, &g);
	if (!cli_has(c, OPT_JSON) && !cli_has(c, OPT_CSV))
		totals(c, &t.order);
	cli_target_close(&t);
	return GD_OK;
}

enum gd_code
cmd_copies(struct cli *c, struct gd_err *err)
{
	const char *desk = NULL;
	int64_t limit = 1000;
	struct gd_piece_row *rows;
	struct grid g;
	int n = 0;
	enum gd_code rc = cli_opt_int(c, OPT_LIMIT, &limit, err);

	if (rc == GD_OK && c->nargs > 0)
		return of_order(c, err);
	if (rc == GD_OK)
		rc = cli_app(c, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_DESK)) {
		desk = cli_desk_id(c, c->opt[OPT_DESK]);
		if (desk == NULL)
			return gd_fail(err, GD_MISSING, GD_M_CLI_NO_DESK,
			    GD_T(c->opt[OPT_DESK]));
	}
	if (limit > MAX_ROWS)
		limit = MAX_ROWS;
	rows = gd_alloc((size_t)limit + 1, sizeof *rows);
	rc = gd_store_pieces_out(gd_app_store(c->app), desk, (int)limit,
	    &c->arena, rows, &n, err);
	cli_grid_init(&g, columns, OF_ALL);
	for (int i = 0; rc == GD_OK && i < n; i++)
		add_piece(c, &g,
		    gd_app_flow_of(c->app, rows[i].workflow, rows[i].version),
		    rows[i].number, &rows[i].piece);
	if (rc == GD_OK)
		cli_grid_end(c, &g);
	free(rows);
	return rc;
}
