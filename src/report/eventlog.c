/* report/eventlog.c - an event log as JSON (OCEL 2.0) or as CSV.
 *
 * JSON lists its events before its objects, but both are told of at the same
 * time: objects go into the second part of the text.
 */
#include "report/eventlog.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/csv.h"

#include "base/banned.h"

#define ENOUGH (256 << 10)
#define MOST_CELLS 40

static enum gd_code
flush(struct gd_log_text *t, size_t least, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	if (t->first.len > least)
		rc = t->flush(t->payload, false, &t->first, err);
	if (rc == GD_OK && t->second.len > least)
		rc = t->flush(t->payload, true, &t->second, err);
	return rc;
}

static const char *
moment(int64_t ms, char out[32])
{
	time_t s = (time_t)((ms - (ms % 1000 + 1000) % 1000) / 1000);
	struct tm tm;

	if (!gmtime_r(&s, &tm) ||
	    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		snprintf(out, 32, "1970-01-01T00:00:00Z");
	return out;
}

/* ---- JSON -------------------------------------------------------------------- */

/* A text that is not UTF-8 cannot be written: it is then empty. */
static json_t *
text_json(const char *text)
{
	json_t *v = json_string(text ? text : "");

	return v ? v : json_string("");
}

static json_t *
value_json(const struct gd_log_text *t, enum gd_log_type type,
    const struct gd_log_value *v)
{
	char buf[32];

	switch (type) {
	case GD_LOG_TIME:
		return json_string(moment(v->number, buf));
	case GD_LOG_INT:
		if (!t->strict)
			return json_integer(v->number);
		snprintf(buf, sizeof buf, "%lld", (long long)v->number);
		return json_string(buf);
	case GD_LOG_BOOL:
		return t->strict ? json_string(v->number ? "true" : "false")
				 : json_boolean(v->number != 0);
	default:
		return text_json(v->text);
	}
}

static json_t *
types_json(const struct gd_log_kind *kinds, int n)
{
	static const char *const types[] = { "string", "time", "integer",
		"boolean" };
	json_t *all = json_array();

	for (int i = 0; i < n; i++) {
		json_t *attrs = json_array();

		for (int k = 0; k < kinds[i].nattrs; k++)
			json_array_append_new(attrs,
			    json_pack("{s:o, s:s}", "name",
				text_json(kinds[i].attrs[k].name), "type",
				types[kinds[i].attrs[k].type]));
		json_array_append_new(all,
		    json_pack("{s:o, s:o}", "name", text_json(kinds[i].name),
			"attributes", attrs));
	}
	return all;
}

static json_t *
links_json(const struct gd_log_link *links, int n)
{
	json_t *all = json_array();

	for (int i = 0; i < n; i++)
		json_array_append_new(all,
		    json_pack("{s:o, s:o}", "objectId", text_json(links[i].id),
			"qualifier", text_json(links[i].qualifier)));
	return all;
}

/* Takes item over. */
static void
add_json(struct gd_str *out, json_t *item)
{
	char *text = json_dumps(item, JSON_COMPACT);

	gd_str_add(out, text);
	free(text);
	json_decref(item);
}

static void
add_item(struct gd_log_text *t, bool second, json_t *item)
{
	struct gd_str *out = second ? &t->second : &t->first;

	gd_str_add(out, t->begun[second] ? ",\n" : "\n");
	t->begun[second] = true;
	add_json(out, item);
}

static enum gd_code
json_begin(void *payload, const struct gd_log_kind *events, int nevents,
    const struct gd_log_kind *objects, int nobjects, struct gd_err *err)
{
	struct gd_log_text *t = payload;

	(void)err;
	t->events = events;
	t->objects = objects;
	gd_str_add(&t->first, "{\"eventTypes\":");
	add_json(&t->first, types_json(events, nevents));
	gd_str_add(&t->first, ",\n\"objectTypes\":");
	add_json(&t->first, types_json(objects, nobjects));
	gd_str_add(&t->first, ",\n\"events\":[");
	gd_str_add(&t->second, "],\n\"objects\":[");
	return GD_OK;
}

static enum gd_code
json_event(void *payload, const struct gd_log_event *e, struct gd_err *err)
{
	struct gd_log_text *t = payload;
	const struct gd_log_kind *kind = &t->events[e->kind];
	json_t *attrs = json_array();
	char when[32];

	for (int i = 0; i < kind->nattrs; i++)
		if (e->values[i].set)
			json_array_append_new(attrs,
			    json_pack("{s:o, s:o}", "name",
				text_json(kind->attrs[i].name), "value",
				value_json(t, kind->attrs[i].type,
				    &e->values[i])));
	add_item(t, false,
	    json_pack("{s:o, s:o, s:s, s:o, s:o}", "id", text_json(e->id),
		"type", text_json(kind->name), "time", moment(e->at_ms, when),
		"attributes", attrs, "relationships",
		links_json(e->links, e->nlinks)));
	return flush(t, ENOUGH, err);
}

static json_t *
object_value(const struct gd_log_text *t, const struct gd_log_attr *a,
    const struct gd_log_value *v, int64_t ms)
{
	char when[32];

	return json_pack("{s:o, s:s, s:o}", "name", text_json(a->name), "time",
	    moment(ms, when), "value", value_json(t, a->type, v));
}

/* First values first, then changes in the order of time: readers take the
 * first one they meet for the one it began with. */
static enum gd_code
json_object_(void *payload, const struct gd_log_object *o, struct gd_err *err)
{
	struct gd_log_text *t = payload;
	const struct gd_log_kind *kind = &t->objects[o->kind];
	json_t *attrs = json_array();

	for (int i = 0; i < kind->nattrs; i++)
		if (o->values[i].set)
			json_array_append_new(attrs,
			    object_value(t, &kind->attrs[i], &o->values[i], 0));
	for (int i = 0; i < o->nchanges; i++)
		json_array_append_new(attrs,
		    object_value(t, &kind->attrs[o->changes[i].attr],
			&o->changes[i].value, o->changes[i].at_ms));
	add_item(t, true,
	    json_pack("{s:o, s:o, s:o, s:o}", "id", text_json(o->id), "type",
		text_json(kind->name), "attributes", attrs, "relationships",
		links_json(o->links, o->nlinks)));
	return flush(t, ENOUGH, err);
}

void
gd_log_json(struct gd_log_text *t)
{
	t->sink =
	    (struct gd_log_sink){ json_begin, json_event, json_object_, t };
	t->first = t->second = (struct gd_str)GD_STR_INIT;
	t->begun[0] = t->begun[1] = false;
}

enum gd_code
gd_log_text_end(struct gd_log_text *t, enum gd_code rc, struct gd_err *err)
{
	if (rc == GD_OK && t->second.len)
		rc = flush(t, ENOUGH, err);
	if (rc == GD_OK && t->sink.event == json_event)
		gd_str_add(&t->second, "\n]}\n");
	if (rc == GD_OK)
		rc = flush(t, 0, err);
	gd_str_release(&t->first);
	gd_str_release(&t->second);
	return rc;
}

/* ---- CSV ---------------------------------------------------------------------- */

static const char *const csv_about[] = { "order", "document", "copy", "party",
	"department", "change request" };
static const char *const csv_names[] = { "order", "documents", "copies",
	"customer", "departments", "change_requests" };
#define NABOUT ((int)(sizeof csv_about / sizeof *csv_about))

static enum gd_code
csv_begin(void *payload, const struct gd_log_kind *events, int nevents,
    const struct gd_log_kind *objects, int nobjects, struct gd_err *err)
{
	struct gd_log_text *t = payload;
	const char *cells[MOST_CELLS] = { "event", "time", "type" };
	int n = 3;

	(void)nevents;
	(void)nobjects;
	(void)err;
	t->events = events;
	t->objects = objects;
	for (int i = 0; i < NABOUT; i++)
		cells[n++] = csv_names[i];
	cells[n++] = "actor";
	cells[n++] = "on_behalf_of";
	/* all types of events have the same attributes */
	for (int i = 0; i < events[0].nattrs && n < MOST_CELLS; i++)
		cells[n++] = events[0].attrs[i].name;
	gd_csv_write(&t->first, cells, n);
	return GD_OK;
}

/* "document/EX-1/contract/0/1/2" without the word before. */
static const char *
short_id(const char *id)
{
	const char *slash = strchr(id, '/');

	return slash ? slash + 1 : id;
}

/* The objects of a kind the event is about, a blank between them. */
static const char *
about(const struct gd_log_text *t, const struct gd_log_event *e,
    const char *kind, struct gd_arena *arena)
{
	const char *said = "";

	for (int i = 0; i < e->nlinks; i++)
		if (strcmp(t->objects[e->links[i].kind].name, kind) == 0)
			said = gd_arena_printf(arena, "%s%s%s", said,
			    *said ? " " : "", short_id(e->links[i].id));
	return said;
}

static const char *
by_qualifier(const struct gd_log_event *e, const char *qualifier)
{
	for (int i = 0; i < e->nlinks; i++)
		if (strcmp(e->links[i].qualifier, qualifier) == 0)
			return short_id(e->links[i].id);
	return "";
}

static const char *
value_text(enum gd_log_type type, const struct gd_log_value *v,
    struct gd_arena *arena)
{
	char when[32];

	if (!v->set)
		return "";
	if (type == GD_LOG_TEXT)
		return v->text;
	if (type == GD_LOG_TIME)
		return gd_arena_str(arena, moment(v->number, when));
	return gd_arena_printf(arena, "%lld", (long long)v->number);
}

static enum gd_code
csv_event(void *payload, const struct gd_log_event *e, struct gd_err *err)
{
	struct gd_log_text *t = payload;
	const struct gd_log_kind *kind = &t->events[e->kind];
	struct gd_arena arena = GD_ARENA_INIT;
	const char *cells[MOST_CELLS];
	char when[32];
	int n = 0;

	cells[n++] = e->id;
	cells[n++] = moment(e->at_ms, when);
	cells[n++] = kind->name;
	for (int i = 0; i < NABOUT; i++)
		cells[n++] = about(t, e, csv_about[i], &arena);
	cells[n++] = by_qualifier(e, "actor");
	cells[n++] = by_qualifier(e, "on behalf of");
	for (int i = 0; i < kind->nattrs && n < MOST_CELLS; i++)
		cells[n++] =
		    value_text(kind->attrs[i].type, &e->values[i], &arena);
	gd_csv_write(&t->first, cells, n);
	gd_arena_release(&arena);
	return flush(t, ENOUGH, err);
}

/* A row is an event; objects stand in it by their names. */
static enum gd_code
csv_object(void *payload, const struct gd_log_object *o, struct gd_err *err)
{
	(void)payload;
	(void)o;
	(void)err;
	return GD_OK;
}

void
gd_log_csv(struct gd_log_text *t)
{
	t->sink = (struct gd_log_sink){ csv_begin, csv_event, csv_object, t };
	t->first = t->second = (struct gd_str)GD_STR_INIT;
}
