/* cli/cmd_log.c - the journal in words: what happened, who, when. */
#include <string.h>

#include "base/day.h"

#include "cli_priv.h"

#include "base/banned.h"

static const struct column columns[] = {
	{ "seq", GD_TR("no."), true, 0 },
	{ "at", GD_TR("when"), false, 0 },
	{ "order", GD_TR("order"), false, 0 },
	{ "rev", GD_TR("rev"), true, 0 },
	{ "actor", GD_TR("who"), false, 0 },
	{ "for", GD_TR("for"), false, 0 },
	{ "verb", GD_TR("command"), false, 0 },
	{ "events", GD_TR("what happened"), false, 0 },
};

static json_t *
event_json(struct cli *c, const struct gd_workflow *wf,
    const struct gd_event *ev)
{
	return json_pack("{s:s, s:o, s:o, s:I, s:o}", "kind",
	    gd_event_word(ev->kind), "what", cli_json_text(ev->what), "note",
	    cli_json_text(ev->note), "number", (json_int_t)ev->number, "text",
	    cli_json_text(cli_event_words(c, wf, ev)));
}

/* The events of one command, in words; *array gets them for a program. */
static const char *
events_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_journal_row *row, json_t **array)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_err why = GD_ERR_INIT;
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	*array = json_array();
	if (gd_events_decode(&ev, row->body, row->body_len, &why) != GD_OK)
		gd_say_err(&out, c->lang, &why);
	for (size_t i = 0; i < ev.n; i++) {
		if (ev.at[i].kind == GD_EV_TABLES ||
		    (ev.at[i].kind == GD_EV_OFFICE && *row->order))
			continue;
		json_array_append_new(*array, event_json(c, wf, &ev.at[i]));
		gd_str_addf(&out, "%s%s", out.len ? "; " : "",
		    cli_event_words(c, wf, &ev.at[i]));
	}
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	gd_events_release(&ev);
	return kept;
}

/* The number of an order, remembered from the row before. */
static const char *
number_of(struct cli *c, const char *id, struct gd_order *last)
{
	struct gd_err why = GD_ERR_INIT;

	if (id == NULL || *id == '\0')
		return "";
	if (strcmp(last->id, id) != 0) {
		gd_order_release(last);
		gd_order_init(last);
		if (gd_store_order_load(gd_app_store(c->app), id, last, &why) !=
		    GD_OK)
			return id;
	}
	return gd_head(last)->number;
}

static enum gd_code
walk(struct cli *c, struct gd_cursor *cursor, const struct gd_workflow *wf,
    int64_t limit, struct gd_err *err)
{
	struct gd_journal_row row;
	struct gd_order last;
	struct grid g;
	enum gd_code rc = GD_OK;

	cli_grid_init(&g, columns, (int)(sizeof columns / sizeof *columns));
	gd_order_init(&last);
	while (
	    limit-- > 0 && (rc = gd_cursor_next(cursor, &row, err)) == GD_OK) {
		json_t *events;
		const char *words = events_words(c, wf, &row, &events);

		cli_grid_int(&g, row.seq);
		cli_grid_ms(&g, row.at_ms);
		cli_grid_text(&g, number_of(c, row.order, &last));
		cli_grid_int(&g, row.order_rev);
		cli_grid_name(&g, row.actor, cli_person_name(c, row.actor));
		cli_grid_name(&g, row.for_whom,
		    cli_person_name(c, row.for_whom));
		cli_grid_text(&g, row.verb);
		cli_grid_json(&g, words, events);
		if (row.seq % 256 == 0)
			cli_grid_flush(c, &g);
	}
	cli_grid_end(c, &g);
	gd_order_release(&last);
	return rc == GD_MISSING ? GD_OK : rc;
}

enum gd_code
cmd_log(struct cli *c, struct gd_err *err)
{
	const struct gd_workflow *wf = NULL;
	struct gd_err none = GD_ERR_INIT;
	struct gd_cursor *cursor = NULL;
	int64_t limit = INT64_MAX;
	char id[GD_ID_TEXT];
	enum gd_code rc = cli_opt_int(c, OPT_LIMIT, &limit, err);

	if (rc == GD_OK)
		rc = cli_app(c, err);
	if (rc == GD_OK && c->nargs > 0)
		rc = gd_store_order_find(gd_app_store(c->app), c->args[0], id,
		    err);
	if (rc != GD_OK)
		return rc;
	(void)!gd_app_workflow(c->app, "export", 0, &wf, &none);
	rc = gd_store_journal(gd_app_store(c->app), c->nargs ? id : NULL, 0,
	    &cursor, err);
	if (rc != GD_OK)
		return rc;
	rc = walk(c, cursor, wf, limit, err);
	gd_cursor_close(cursor);
	return rc;
}
