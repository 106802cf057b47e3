/* cli/cmd_log.c - the journal in words: what happened, who, when; and what
 * others did while one was away. */
#include "app/handover.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "core/proof.h"

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
	const struct gd_signoff *s = gd_event_signoff(ev);
	json_t *e = json_pack("{s:s, s:o, s:o, s:I, s:o}", "kind",
	    gd_event_word(ev->kind), "what", cli_json_text(ev->what), "note",
	    cli_json_text(ev->note), "number", (json_int_t)ev->number, "text",
	    cli_json_text(cli_event_words(c, wf, ev)));

	if (s) {
		json_object_set_new(e, "proof", json_string(gd_proof_word(s)));
		json_object_set_new(e, "key", cli_json_text(s->key));
	}
	return e;
}

/* The events of one command, in words; *array gets them for a program. */
static const char *
events_words(struct cli *c, const struct gd_workflow *wf, const char *order,
    const char *body, size_t len, json_t **array)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_err why = GD_ERR_INIT;
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	*array = json_array();
	if (gd_events_decode(&ev, body, len, &why) != GD_OK)
		gd_say_err(&out, c->lang, &why);
	for (size_t i = 0; i < ev.n; i++) {
		if (ev.at[i].kind == GD_EV_TABLES ||
		    (ev.at[i].kind == GD_EV_OFFICE && *order))
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
walk(struct cli *c, struct gd_cursor *cursor, int64_t limit,
    struct gd_err *err)
{
	struct gd_journal_row row;
	struct gd_order last;
	struct grid g;
	enum gd_code rc = GD_OK;

	cli_grid_init(&g, columns, (int)(sizeof columns / sizeof *columns));
	gd_order_init(&last);
	while (
	    limit-- > 0 && (rc = gd_cursor_next(cursor, &row, err)) == GD_OK) {
		const char *number = number_of(c, row.order, &last);
		const struct gd_workflow *wf =
		    row.order && *row.order && *last.id
			? gd_app_flow_of(c->app, gd_head(&last)->workflow,
			      gd_head(&last)->version)
			: gd_app_usual(c->app);
		json_t *events;
		const char *words =
		    events_words(c, wf, row.order ? row.order : "", row.body,
			row.body_len, &events);

		cli_grid_int(&g, row.seq);
		cli_grid_ms(&g, row.at_ms);
		cli_grid_text(&g, number);
		cli_grid_int(&g, row.order_rev);
		cli_grid_name(&g, row.actor, cli_actor_name(c, row.actor));
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
	rc = gd_store_journal(gd_app_store(c->app), c->nargs ? id : NULL, 0,
	    &cursor, err);
	if (rc != GD_OK)
		return rc;
	rc = walk(c, cursor, limit, err);
	gd_cursor_close(cursor);
	return rc;
}

/* ---- since ---------------------------------------------------------------- */

/* "18:00" today, yesterday when that is still to come; or a day. */
static enum gd_code
read_since(struct cli *c, const char *text, int64_t *ms, struct gd_err *err)
{
	int32_t today = gd_app_today(c->app), day = today;
	int offset = gd_utc_offset_min(), hour = 0, minute = 0, used = 0;
	int64_t now = gd_app_now(c->app);
	bool clock = sscanf(text, "%2d:%2d%n", &hour, &minute, &used) == 2 &&
		     text[used] == '\0' && hour < 24 && minute < 60 &&
		     hour >= 0 && minute >= 0;

	if (gd_ms_parse(text, offset, ms) && *ms <= now)
		return GD_OK;
	if (!clock) {
		day = gd_day_read(text, today);
		hour = minute = 0;
	}
	if (day == GD_NO_DAY)
		return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_SINCE, GD_T(text));
	*ms = ((day * INT64_C(24) + hour) * 60 + minute - offset) * 60000;
	if (clock && *ms > now)
		*ms -= INT64_C(86400000);
	if (*ms > now)
		return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_SINCE, GD_T(text));
	return GD_OK;
}

static const struct column since_columns[] = {
	{ "at", GD_TR("when"), false, 0 },
	{ "actor", GD_TR("who"), false, 0 },
	{ "order", GD_TR("order"), false, 0 },
	{ "customer", GD_TR("customer"), false, 24 },
	{ "events", GD_TR("what happened"), false, 0 },
};

static void
show_since(struct cli *c, const struct gd_since *q)
{
	struct grid g;

	if (!cli_has(c, OPT_JSON) && !cli_has(c, OPT_CSV))
		cli_out_say(c,
		    q->more ? GD_TR("since {1}; the newest {2} of more")
			    : GD_TR("since {1}: {2} {2|command|commands}"),
		    2,
		    (struct gd_arg[]){ gd_arg_text(cli_ms_words(c, q->from_ms)),
			gd_arg_int((int64_t)q->n) });
	cli_grid_init(&g, since_columns, 5);
	for (size_t i = 0; i < q->n; i++) {
		const struct gd_since_row *r = &q->rows[i];
		json_t *events;
		const char *words =
		    events_words(c, r->wf, r->id, r->body, r->body_len, &events);

		cli_grid_ms(&g, r->at_ms);
		cli_grid_name(&g, r->actor, cli_actor_name(c, r->actor));
		cli_grid_text(&g, r->number);
		cli_grid_text(&g, r->customer_name);
		cli_grid_json(&g, words, events);
	}
	cli_grid_end(c, &g);
}

enum gd_code
cmd_since(struct cli *c, struct gd_err *err)
{
	struct gd_since q = { .by = c->opt[OPT_WHO] };
	int64_t limit = 0;
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK)
		rc = cli_opt_int(c, OPT_LIMIT, &limit, err);
	if (rc == GD_OK && c->nargs)
		rc = read_since(c, c->args[0], &q.from_ms, err);
	if (rc == GD_OK && cli_has(c, OPT_DESK)) {
		q.desk = cli_desk_id(c, c->opt[OPT_DESK]);
		if (!q.desk)
			rc = gd_fail(err, GD_MISSING, GD_M_CLI_NO_DESK,
			    GD_T(c->opt[OPT_DESK]));
	}
	if (rc != GD_OK)
		return rc;
	q.max = limit > 0 && limit < 100000 ? (int)limit : 0;
	rc = gd_app_since(c->app, &q, err);
	if (rc == GD_OK)
		show_since(c, &q);
	gd_since_release(&q);
	return rc;
}
