/* cli/cmd_printer.c - whose printer is which, and what the print server says
 * of its queues. */
#include <string.h>

#include "paper/queue.h"

#include "cli_priv.h"

#include "base/banned.h"

/* ---- state --------------------------------------------------------------------- */

/* "finance, contract; all": where the office set it as a default. */
static const char *
defaults(struct cli *c, const char *queue)
{
	const struct gd_sheet *office = gd_app_office(c->app);
	const struct gd_printer *r;
	struct gd_str s = GD_STR_INIT;
	const char *kept;

	for (size_t i = 0; (r = gd_row_at(office, GD_OFF_PRINTER, i)); i++) {
		if (!r->active || strcmp(r->queue, queue) != 0)
			continue;
		gd_str_add(&s, s.len ? "; " : "");
		if (*r->desk)
			gd_str_add(&s, cli_desk_name(c, c->wf, r->desk));
		if (*r->kind) {
			gd_str_add(&s, *r->desk ? ", " : "");
			gd_str_add(&s, cli_paper_name(c, c->wf, r->kind));
		}
		if (!*r->desk && !*r->kind)
			gd_str_add(&s, cli_tr(c, GD_TR("all")));
	}
	kept = gd_arena_str(&c->arena, s.text);
	gd_str_release(&s);
	return kept;
}

/* The queue that was named, else all there are. */
static enum gd_code
asked(struct cli *c, struct gd_queue **all, int *n, struct gd_err *err)
{
	if (c->nargs <= 1)
		return gd_queue_list(&c->arena, all, n, err);
	*n = 1;
	*all = gd_arena_alloc(&c->arena, 1, sizeof **all);
	return gd_queue_state(c->args[1], &c->arena, *all, err);
}

static enum gd_code
state(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "queue", GD_TR("printer"), false, 0 },
		{ "state", GD_TR("state"), false, 0 },
		{ "why", GD_TR("why"), false, 50 },
		{ "default", GD_TR("default of"), false, 0 },
	};
	struct gd_queue *all;
	struct grid g;
	int n;
	enum gd_code rc = asked(c, &all, &n, err);

	if (rc != GD_OK)
		return rc;
	if (n == 0)
		return gd_fail(err, GD_MISSING, GD_M_QUEUE_NONE);
	cli_grid_init(&g, cols, 4);
	for (int i = 0; i < n; i++) {
		const char *word = !all[i].enabled   ? "stopped"
				   : !all[i].accepts ? "closed"
						     : "ready";

		cli_grid_text(&g, all[i].name);
		cli_grid_name(&g, word,
		    !all[i].enabled   ? cli_tr(c, GD_TR("stopped"))
		    : !all[i].accepts ? cli_tr(c, GD_TR("takes nothing"))
				      : cli_tr(c, GD_TR("ready to print")));
		cli_grid_text(&g, all[i].why);
		cli_grid_text(&g, defaults(c, all[i].name));
	}
	cli_grid_end(c, &g);
	return GD_OK;
}

/* ---- jobs ---------------------------------------------------------------------- */

static enum gd_code
add_jobs(struct cli *c, struct grid *g, const char *queue, bool done,
    struct gd_err *err)
{
	struct gd_queue_job *jobs;
	int n;
	enum gd_code rc = gd_queue_jobs(queue, done, &c->arena, &jobs, &n, err);

	for (int i = 0; rc == GD_OK && i < n; i++) {
		cli_grid_text(g, jobs[i].id);
		cli_grid_name(g, done ? "done" : "waiting",
		    done ? cli_tr(c, GD_TR("left the queue"))
			 : cli_tr(c, GD_TR("waits")));
		cli_grid_text(g, jobs[i].state);
		cli_grid_text(g, jobs[i].owner);
		cli_grid_int(g, jobs[i].bytes);
		cli_grid_text(g, jobs[i].when);
	}
	return rc;
}

static enum gd_code
jobs(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "job", GD_TR("job"), false, 0 },
		{ "state", GD_TR("state"), false, 0 },
		{ "note", GD_TR("note"), false, 40 },
		{ "owner", GD_TR("owner"), false, 0 },
		{ "bytes", GD_TR("bytes"), true, 0 },
		{ "when", GD_TR("when"), false, 0 },
	};
	struct gd_queue *all;
	struct grid g;
	int n;
	enum gd_code rc = asked(c, &all, &n, err);

	if (rc != GD_OK)
		return rc;
	cli_grid_init(&g, cols, 6);
	for (int i = 0; rc == GD_OK && i < n; i++) {
		rc = add_jobs(c, &g, all[i].name, false, err);
		if (rc == GD_OK)
			rc = add_jobs(c, &g, all[i].name, true, err);
	}
	cli_grid_end(c, &g);
	return rc;
}

/* Asking is not printing: the same faults without "nothing was printed". */
static enum gd_code
only_asked(enum gd_code rc, struct gd_err *err)
{
	static const struct {
		enum gd_msg print, ask;
	} same[] = {
		{ GD_M_QUEUE_START, GD_M_QUEUE_ASK_START },
		{ GD_M_QUEUE_NONE, GD_M_QUEUE_ASK_NONE },
		{ GD_M_QUEUE_UNKNOWN, GD_M_QUEUE_ASK_UNKNOWN },
		{ GD_M_QUEUE_SERVER, GD_M_QUEUE_ASK_SERVER },
	};

	for (size_t i = 0; rc != GD_OK && i < sizeof same / sizeof *same; i++)
		if (err->msg == same[i].print) {
			err->msg = same[i].ask;
			break;
		}
	return rc;
}

/* printer list, set: rows of the office; state, jobs: the print server. */
enum gd_code
cmd_printer(struct cli *c, struct gd_err *err)
{
	const char *word = c->nargs ? c->args[0] : "";
	bool states = strcmp(word, "state") == 0;
	enum gd_code rc;

	if (!states && strcmp(word, "jobs") != 0)
		return cmd_office(c, err);
	rc = cli_app(c, err);
	if (rc == GD_OK && c->nargs > 2)
		rc = gd_fail(err, GD_USAGE, GD_M_CLI_EXTRA_ARG, GD_T("printer"),
		    GD_T(c->args[2]),
		    GD_T(states ? "state [QUEUE]" : "jobs [QUEUE]"));
	if (rc != GD_OK)
		return rc;
	return only_asked(states ? state(c, err) : jobs(c, err), err);
}
