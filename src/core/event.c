/* core/event.c - events: building them, applying them, their exact bytes.
 *
 * The bytes of a body are compact JSON with keys in a fixed order, so that
 * the same events give the same bytes and the chain over them holds.
 */
#include "core/event.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static const struct {
	const char *word, *sentence;
} kinds[GD_EVENT_KINDS] = {
#define X(id, word, text) { word, text },
	GD_EVENTS(X)
#undef X
};

const char *
gd_event_word(enum gd_event_kind kind)
{
	return (unsigned)kind < GD_EVENT_KINDS ? kinds[kind].word : "";
}

const char *
gd_event_sentence(enum gd_event_kind kind)
{
	return (unsigned)kind < GD_EVENT_KINDS ? kinds[kind].sentence : "";
}

bool
gd_event_left(enum gd_event_kind kind)
{
	switch (kind) {
	case GD_EV_SIGNED:
	case GD_EV_SIGNED_PAPER:
	case GD_EV_ISSUED:
	case GD_EV_SENT:
	case GD_EV_HELD_BY:
	case GD_EV_RETURNED:
	case GD_EV_DESTROYED:
	case GD_EV_LOST:
	case GD_EV_PRINTED:
	case GD_EV_PRINTED_DRAFT:
	case GD_EV_PRINTED_SLIP:
	case GD_EV_INFORMED:
	case GD_EV_OFFERED:
	case GD_EV_ACCEPTED:
	case GD_EV_REFUSED:
	case GD_EV_GIVEN:
	case GD_EV_REMINDED: /* somebody was told */
	case GD_EV_HANDED:   /* the list to accept is printed */
	case GD_EV_MIGRATED: /* all orders of it go back, or none */
	case GD_EV_CREATED:
		return true;
	default:
		return false;
	}
}

/* What can be taken back, but stops the work of others or calls their paper
 * back meanwhile. */
static bool
is_heavy(enum gd_event_kind kind)
{
	return kind == GD_EV_COMPLETED || kind == GD_EV_CANCELLED ||
	       kind == GD_EV_VOIDED || kind == GD_EV_RECALLED ||
	       kind == GD_EV_WITHDRAWN || kind == GD_EV_SENTBACK;
}

bool
gd_events_weigh(const struct gd_events *ev)
{
	for (size_t i = 0; i < ev->n; i++)
		if (gd_event_left(ev->at[i].kind) || is_heavy(ev->at[i].kind))
			return true;
	return false;
}

const struct gd_table *
gd_put_table(int table)
{
	if (table < 0 || table >= GD_ORDER_NTABLES + GD_OFFICE_NTABLES)
		return NULL;
	return table < GD_ORDER_NTABLES
		   ? &gd_order_tables[table]
		   : &gd_office_tables[table - GD_ORDER_NTABLES];
}

/* ---- building ------------------------------------------------------------ */

void
gd_events_clear(struct gd_events *ev)
{
	size_t i;

	for (i = 0; i < ev->n; i++)
		free(ev->at[i].puts);
	ev->n = 0;
	gd_arena_release(&ev->arena);
}

void
gd_events_release(struct gd_events *ev)
{
	gd_events_clear(ev);
	free(ev->at);
	*ev = (struct gd_events){ 0 };
}

struct gd_event *
gd_event_add(struct gd_events *ev, enum gd_event_kind kind, const char *what,
    const char *note, int64_t number)
{
	struct gd_event *e = GD_PUSH(ev->at, ev->n, ev->room);

	*e = (struct gd_event){ .kind = kind, .number = number };
	e->what = gd_arena_str(&ev->arena, what ? what : "");
	e->note = gd_arena_str(&ev->arena, note ? note : "");
	return e;
}

static void
add_put(struct gd_events *ev, struct gd_event *e, int table, const void *row,
    uint64_t mask, bool drop)
{
	const struct gd_table *t = gd_put_table(table);
	struct gd_put *put = GD_PUSH(e->puts, e->nputs, e->room);

	put->table = (int16_t)table;
	put->drop = drop;
	put->row = gd_arena_alloc(&ev->arena, 1, t->size);
	gd_row_copy(t, put->row, row, mask, &ev->arena);
	put->mask = mask | ((UINT64_C(1) << t->nkeys) - 1);
	put->mask &= (UINT64_C(1) << t->ncols) - 1;
}

void
gd_event_put(struct gd_events *ev, struct gd_event *e, int table,
    const void *row, uint64_t mask)
{
	add_put(ev, e, table, row, mask, false);
}

void
gd_event_drop(struct gd_events *ev, struct gd_event *e, int table,
    const void *row)
{
	add_put(ev, e, table, row, 0, true);
}

void
gd_apply(struct gd_sheet *order, struct gd_sheet *office,
    const struct gd_event *event)
{
	size_t i;

	for (i = 0; i < event->nputs; i++) {
		const struct gd_put *put = &event->puts[i];
		bool own = put->table < GD_ORDER_NTABLES;
		struct gd_sheet *s = own ? order : office;
		int table = own ? put->table : put->table - GD_ORDER_NTABLES;

		if (!s)
			continue;
		if (put->drop)
			gd_row_drop(s, table, put->row);
		else
			gd_row_put(s, table, put->row, put->mask);
	}
}

/* ---- bytes --------------------------------------------------------------- */

static json_t *
words(const char *text)
{
	json_t *v = json_string(text);

	if (!v)
		gd_die(__FILE__, __LINE__, "text of an event is not UTF-8");
	return v;
}

/* ["act", 48, key cells ..., the cells of bits 4 and 5]; "!act" drops. The
 * first journals had an object of named cells there; both are read. */
static json_t *
put_to_json(const struct gd_put *put, struct gd_str *name)
{
	const struct gd_table *t = gd_put_table(put->table);
	json_t *pair = json_array();
	int64_t all = (INT64_C(1) << t->ncols) - 1;
	int64_t keys = (INT64_C(1) << t->nkeys) - 1;
	int64_t mask = put->drop ? 0 : (int64_t)put->mask & all & ~keys;

	gd_str_reset(name);
	if (put->drop)
		gd_str_addc(name, '!');
	gd_str_add(name, t->name);
	json_array_append_new(pair, json_string(name->text));
	json_array_append_new(pair, json_integer(mask));
	gd_row_to_cells(t, put->row, (uint64_t)mask, pair);
	return pair;
}

static json_t *
event_to_json(const struct gd_event *e, struct gd_str *name)
{
	json_t *obj = json_object();
	json_t *puts;
	size_t i;

	json_object_set_new(obj, "k", json_string(gd_event_word(e->kind)));
	if (*e->what)
		json_object_set_new(obj, "w", words(e->what));
	if (*e->note)
		json_object_set_new(obj, "n", words(e->note));
	if (e->number)
		json_object_set_new(obj, "#", json_integer(e->number));
	if (!e->nputs)
		return obj;
	puts = json_array();
	for (i = 0; i < e->nputs; i++)
		json_array_append_new(puts, put_to_json(&e->puts[i], name));
	json_object_set_new(obj, "p", puts);
	return obj;
}

void
gd_events_encode(const struct gd_events *ev, struct gd_str *out)
{
	struct gd_str name = GD_STR_INIT;
	json_t *body = json_array();
	char *text;
	size_t i;

	for (i = 0; i < ev->n; i++)
		json_array_append_new(body, event_to_json(&ev->at[i], &name));
	text = json_dumps(body, JSON_COMPACT);
	if (!text)
		gd_die(__FILE__, __LINE__, "events do not encode");
	gd_str_add(out, text);
	free(text);
	json_decref(body);
	gd_str_release(&name);
}

static enum gd_event_kind
find_kind(const char *word)
{
	int i;

	for (i = 1; word && i < GD_EVENT_KINDS; i++)
		if (strcmp(kinds[i].word, word) == 0)
			return (enum gd_event_kind)i;
	return GD_EV_NONE;
}

static int
find_table(const char *name)
{
	const struct gd_table *t;
	int i;

	for (i = 0; (t = gd_put_table(i)); i++)
		if (strcmp(t->name, name) == 0)
			return i;
	return -1;
}

/* Which member of obj does not fit table t? */
static enum gd_code
name_misfit(const struct gd_table *t, json_t *obj, struct gd_err *err)
{
	const char *key;
	json_t *v;
	int i;

	for (i = 0; i < t->nkeys; i++)
		if (!json_object_get(obj, t->cols[i].name))
			return gd_fail(err, GD_DAMAGED, GD_M_EVENT_COL,
			    GD_T(t->name), GD_T(t->cols[i].name));
	json_object_foreach(obj, key, v)
	{
		for (i = 0; i < t->ncols; i++)
			if (strcmp(t->cols[i].name, key) == 0)
				break;
		if (i == t->ncols ||
		    (t->cols[i].type == GD_CELL_INT ? !json_is_integer(v)
						    : !json_is_string(v)))
			return gd_fail(err, GD_DAMAGED, GD_M_EVENT_COL,
			    GD_T(t->name), GD_T(key));
	}
	return gd_fail(err, GD_DAMAGED, GD_M_EVENT_COL, GD_T(t->name),
	    GD_T("?"));
}

static enum gd_code
named_cells(const struct gd_table *t, json_t *obj, struct gd_put *put,
    struct gd_events *ev, struct gd_err *err)
{
	if (!gd_row_from_json(t, obj, put->row, &put->mask, &ev->arena))
		return name_misfit(t, obj, err);
	return GD_OK;
}

static enum gd_code
placed_cells(const struct gd_table *t, json_t *pair, struct gd_put *put,
    struct gd_events *ev, struct gd_err *err)
{
	int64_t mask = json_integer_value(json_array_get(pair, 1));
	const char *misfit = "?";

	put->mask = (uint64_t)mask | ((UINT64_C(1) << t->nkeys) - 1);
	if (mask < 0 || mask >> t->ncols != 0 ||
	    (mask & ((INT64_C(1) << t->nkeys) - 1)) != 0 ||
	    !gd_row_from_cells(t, pair, 2, (uint64_t)mask, put->row, &ev->arena,
		&misfit))
		return gd_fail(err, GD_DAMAGED, GD_M_EVENT_COL, GD_T(t->name),
		    GD_T(misfit));
	return GD_OK;
}

static enum gd_code
put_from_json(struct gd_events *ev, struct gd_event *e, json_t *pair,
    struct gd_err *err)
{
	const char *name = json_string_value(json_array_get(pair, 0));
	json_t *cells = json_array_get(pair, 1);
	const struct gd_table *t;
	struct gd_put *put;
	bool drop;
	int table;

	if (!name || !(json_is_integer(cells) ||
			 (json_is_object(cells) && json_array_size(pair) == 2)))
		return gd_fail(err, GD_DAMAGED, GD_M_EVENT_SHAPE,
		    GD_T(gd_event_word(e->kind)));
	drop = *name == '!';
	table = find_table(name + drop);
	if (table < 0)
		return gd_fail(err, GD_DAMAGED, GD_M_EVENT_TABLE, GD_T(name));
	t = gd_put_table(table);
	put = GD_PUSH(e->puts, e->nputs, e->room);
	put->table = (int16_t)table;
	put->drop = drop;
	put->row = gd_arena_alloc(&ev->arena, 1, t->size);
	return json_is_integer(cells) ? placed_cells(t, pair, put, ev, err)
				      : named_cells(t, cells, put, ev, err);
}

static enum gd_code
event_from_json(struct gd_events *ev, json_t *obj, struct gd_err *err)
{
	const char *word = json_string_value(json_object_get(obj, "k"));
	json_t *what = json_object_get(obj, "w");
	json_t *note = json_object_get(obj, "n");
	json_t *number = json_object_get(obj, "#");
	json_t *puts = json_object_get(obj, "p");
	enum gd_event_kind kind = find_kind(word);
	enum gd_code rc = GD_OK;
	struct gd_event *e;
	size_t i;

	if (kind == GD_EV_NONE)
		return gd_fail(err, GD_DAMAGED, GD_M_EVENT_KIND,
		    GD_T(word ? word : "?"));
	if ((what && !json_is_string(what)) ||
	    (note && !json_is_string(note)) ||
	    (number && !json_is_integer(number)) ||
	    (puts && !json_is_array(puts)) ||
	    json_object_size(obj) != 1u + !!what + !!note + !!number + !!puts)
		return gd_fail(err, GD_DAMAGED, GD_M_EVENT_SHAPE, GD_T(word));
	e = gd_event_add(ev, kind, json_string_value(what),
	    json_string_value(note), json_integer_value(number));
	for (i = 0; rc == GD_OK && i < json_array_size(puts); i++)
		rc = put_from_json(ev, e, json_array_get(puts, i), err);
	return rc;
}

enum gd_code
gd_events_decode(struct gd_events *ev, const char *body, size_t len,
    struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	json_error_t why;
	json_t *array = json_loadb(body, len, JSON_REJECT_DUPLICATES, &why);
	size_t i;

	gd_events_clear(ev);
	if (!json_is_array(array)) {
		rc = gd_fail(err, GD_DAMAGED, GD_M_EVENT_JSON,
		    GD_T(array ? "not an array" : why.text));
	}
	for (i = 0; rc == GD_OK && i < json_array_size(array); i++)
		rc = event_from_json(ev, json_array_get(array, i), err);
	json_decref(array);
	if (rc != GD_OK)
		gd_events_clear(ev);
	return rc;
}
