/* store/ocel.c - an event log as SQLite, as OCEL 2.0 lays it out: six fixed
 * tables and one for every type of events and of objects.
 *
 * Written aside without a journal, checked (foreign keys), synced, named: who
 * opens the file sees a whole log or the one before.  Names of tables are made
 * of letters and digits, none twice, because SQLite takes Order and order for
 * the same; what a table stands for is said in the two maps.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/ocel.h"

#include "safety_priv.h"

#include "base/banned.h"

#define MAP_MOST 100
#define FIRST_MOMENT "1970-01-01 00:00:00" /* of an object's first values */

struct type { /* of events or of objects */
	struct gd_log_kind kind;
	const char *map;
	sqlite3_stmt *insert;   /* owned */
	sqlite3_stmt **changes; /* owned; one an attribute, made when needed */
};
struct gd_ocel {
	sqlite3 *db;
	char *path, *aside; /* owned */
	struct gd_log_sink sink;
	struct gd_arena arena;
	struct type *events, *objects;
	int nevents, nobjects;
	sqlite3_stmt *event, *object, *event_object, *object_object;
};

static const char fixed[] =
    "CREATE TABLE \"event_map_type\" (\"ocel_type\" TEXT PRIMARY KEY, "
    "\"ocel_type_map\" TEXT);"
    "CREATE TABLE \"object_map_type\" (\"ocel_type\" TEXT PRIMARY KEY, "
    "\"ocel_type_map\" TEXT);"
    "CREATE TABLE \"event\" (\"ocel_id\" TEXT PRIMARY KEY, "
    "\"ocel_type\" TEXT, FOREIGN KEY(\"ocel_type\") REFERENCES "
    "\"event_map_type\"(\"ocel_type\"));"
    "CREATE TABLE \"object\" (\"ocel_id\" TEXT PRIMARY KEY, "
    "\"ocel_type\" TEXT, FOREIGN KEY(\"ocel_type\") REFERENCES "
    "\"object_map_type\"(\"ocel_type\"));"
    "CREATE TABLE \"event_object\" (\"ocel_event_id\" TEXT, "
    "\"ocel_object_id\" TEXT, \"ocel_qualifier\" TEXT, "
    "PRIMARY KEY(\"ocel_event_id\", \"ocel_object_id\", "
    "\"ocel_qualifier\"), FOREIGN KEY(\"ocel_event_id\") REFERENCES "
    "\"event\"(\"ocel_id\"), FOREIGN KEY(\"ocel_object_id\") REFERENCES "
    "\"object\"(\"ocel_id\"));"
    "CREATE TABLE \"object_object\" (\"ocel_source_id\" TEXT, "
    "\"ocel_target_id\" TEXT, \"ocel_qualifier\" TEXT, "
    "PRIMARY KEY(\"ocel_source_id\", \"ocel_target_id\", "
    "\"ocel_qualifier\"), FOREIGN KEY(\"ocel_source_id\") REFERENCES "
    "\"object\"(\"ocel_id\"), FOREIGN KEY(\"ocel_target_id\") REFERENCES "
    "\"object\"(\"ocel_id\"));";

static enum gd_code
fail(struct gd_ocel *o, struct gd_err *err)
{
	int code = sqlite3_errcode(o->db);

	if (code == SQLITE_FULL)
		return gd_safety_fault(o->path, ENOSPC, err);
	return gd_fail(err, GD_OUTSIDE, GD_M_FILE_FAULT, GD_T(o->path),
	    GD_T(sqlite3_errmsg(o->db)));
}

static enum gd_code
run(struct gd_ocel *o, const char *sql, struct gd_err *err)
{
	return sqlite3_exec(o->db, sql, NULL, NULL, NULL) == SQLITE_OK
		   ? GD_OK
		   : fail(o, err);
}

static enum gd_code
prepare(struct gd_ocel *o, const char *sql, sqlite3_stmt **st,
    struct gd_err *err)
{
	return sqlite3_prepare_v2(o->db, sql, -1, st, NULL) == SQLITE_OK
		   ? GD_OK
		   : fail(o, err);
}

static enum gd_code
step(struct gd_ocel *o, sqlite3_stmt *st, struct gd_err *err)
{
	int rc = sqlite3_step(st);
	enum gd_code code = rc == SQLITE_DONE ? GD_OK : fail(o, err);

	sqlite3_reset(st);
	return code;
}

/* ---- names ------------------------------------------------------------------- */

static bool
taken(const struct type *types, int n, const char *map)
{
	/* event_object and object_object are tables of their own */
	if (sqlite3_stricmp(map, "object") == 0)
		return true;
	for (int i = 0; i < n; i++)
		if (sqlite3_stricmp(types[i].map, map) == 0)
			return true;
	return false;
}

/* "issue document" is IssueDocument; the first n types have their names. */
static const char *
map_of(struct gd_ocel *o, const struct type *types, int n, const char *name)
{
	char map[MAP_MOST + 1], numbered[MAP_MOST + 24];
	bool begins = true;
	size_t len = 0;

	for (; *name && len < MAP_MOST; name++) {
		unsigned char c = (unsigned char)*name;

		if (c < 0x80 && isalnum(c))
			map[len++] = (char)(begins ? toupper(c) : c);
		begins = c < 0x80 && !isalnum(c);
	}
	map[len] = '\0';
	snprintf(numbered, sizeof numbered, "%s", len ? map : "Type");
	for (int no = 2; taken(types, n, numbered); no++)
		snprintf(numbered, sizeof numbered, "%s%d", len ? map : "Type",
		    no);
	return gd_arena_str(&o->arena, numbered);
}

/* In double quotes, those within doubled. */
static void
add_quoted(struct gd_str *sql, const char *name)
{
	gd_str_addc(sql, '"');
	for (; *name; name++) {
		if (*name == '"')
			gd_str_addc(sql, '"');
		gd_str_addc(sql, *name);
	}
	gd_str_addc(sql, '"');
}

/* ---- tables ------------------------------------------------------------------- */

static void
type_table_sql(const struct type *t, bool of_events, struct gd_str *sql)
{
	static const char *const types[] = { "TEXT", "TIMESTAMP", "INTEGER",
		"BOOLEAN" };

	gd_str_addf(sql,
	    "CREATE TABLE \"%s_%s\" (\"ocel_id\" TEXT%s, "
	    "\"ocel_time\" TIMESTAMP",
	    of_events ? "event" : "object", t->map,
	    of_events ? " PRIMARY KEY" : "");
	if (!of_events)
		gd_str_add(sql, ", \"ocel_changed_field\" TEXT");
	for (int i = 0; i < t->kind.nattrs; i++) {
		gd_str_add(sql, ", ");
		add_quoted(sql, t->kind.attrs[i].name);
		gd_str_addf(sql, " %s", types[t->kind.attrs[i].type]);
	}
	gd_str_addf(sql,
	    ", FOREIGN KEY(\"ocel_id\") REFERENCES "
	    "\"%s\"(\"ocel_id\"))",
	    of_events ? "event" : "object");
}

static void
type_insert_sql(const struct type *t, bool of_events, struct gd_str *sql)
{
	gd_str_addf(sql, "INSERT INTO \"%s_%s\" VALUES (?1, ?2%s",
	    of_events ? "event" : "object", t->map, of_events ? "" : ", NULL");
	for (int i = 0; i < t->kind.nattrs; i++)
		gd_str_addf(sql, ", ?%d", i + 3);
	gd_str_addc(sql, ')');
}

static enum gd_code
make_type(struct gd_ocel *o, const struct type *t, bool of_events,
    sqlite3_stmt *map, sqlite3_stmt **insert, struct gd_err *err)
{
	struct gd_str sql = GD_STR_INIT;
	enum gd_code rc;

	type_table_sql(t, of_events, &sql);
	rc = run(o, sql.text, err);
	gd_str_reset(&sql);
	type_insert_sql(t, of_events, &sql);
	if (rc == GD_OK)
		rc = prepare(o, sql.text, insert, err);
	if (rc == GD_OK) {
		gd_bind_text(map, 1, t->kind.name);
		gd_bind_text(map, 2, t->map);
		rc = step(o, map, err);
	}
	gd_str_release(&sql);
	return rc;
}

static enum gd_code
make_types(struct gd_ocel *o, const struct gd_log_kind *kinds, int n,
    bool of_events, struct type **out, struct gd_err *err)
{
	struct type *types =
	    gd_arena_alloc(&o->arena, (size_t)n + 1, sizeof *types);
	sqlite3_stmt *map = NULL;
	enum gd_code rc = prepare(o,
	    of_events ? "INSERT INTO event_map_type VALUES (?1, ?2)"
		      : "INSERT INTO object_map_type VALUES (?1, ?2)",
	    &map, err);

	*out = types;
	for (int i = 0; i < n && rc == GD_OK; i++) {
		struct type *t = &types[i];

		t->kind = kinds[i];
		t->map = map_of(o, types, i, kinds[i].name);
		t->changes = gd_arena_alloc(&o->arena,
		    (size_t)kinds[i].nattrs + 1, sizeof *t->changes);
		*(of_events ? &o->nevents : &o->nobjects) = i + 1;
		rc = make_type(o, t, of_events, map, &t->insert, err);
	}
	sqlite3_finalize(map);
	return rc;
}

static enum gd_code
begin(void *payload, const struct gd_log_kind *events, int nevents,
    const struct gd_log_kind *objects, int nobjects, struct gd_err *err)
{
	struct gd_ocel *o = payload;
	enum gd_code rc = run(o, fixed, err);

	if (rc == GD_OK)
		rc = make_types(o, events, nevents, true, &o->events, err);
	if (rc == GD_OK)
		rc = make_types(o, objects, nobjects, false, &o->objects, err);
	if (rc == GD_OK)
		rc = prepare(o, "INSERT INTO event VALUES (?1, ?2)", &o->event,
		    err);
	if (rc == GD_OK)
		rc = prepare(o, "INSERT INTO object VALUES (?1, ?2)",
		    &o->object, err);
	if (rc == GD_OK)
		rc = prepare(o, "INSERT INTO event_object VALUES (?1, ?2, ?3)",
		    &o->event_object, err);
	if (rc == GD_OK)
		rc = prepare(o, "INSERT INTO object_object VALUES (?1, ?2, ?3)",
		    &o->object_object, err);
	return rc;
}

/* ---- rows ---------------------------------------------------------------------- */

static const char *
moment(int64_t ms, char out[32])
{
	time_t s = (time_t)((ms - (ms % 1000 + 1000) % 1000) / 1000);
	struct tm tm;

	if (!gmtime_r(&s, &tm) ||
	    strftime(out, 32, "%Y-%m-%d %H:%M:%S", &tm) == 0)
		snprintf(out, 32, FIRST_MOMENT);
	return out;
}

static void
bind_value(sqlite3_stmt *st, int at, enum gd_log_type type,
    const struct gd_log_value *v)
{
	char text[32];

	if (!v->set)
		sqlite3_bind_null(st, at);
	else if (type == GD_LOG_TEXT)
		gd_bind_text(st, at, v->text);
	else if (type == GD_LOG_TIME)
		sqlite3_bind_text(st, at, moment(v->number, text), -1,
		    SQLITE_TRANSIENT);
	else
		gd_bind_int(st, at,
		    type == GD_LOG_BOOL ? v->number != 0 : v->number);
}

static enum gd_code
put_typed(struct gd_ocel *o, const struct type *t, const char *id,
    const char *when, const struct gd_log_value *values, struct gd_err *err)
{
	gd_bind_text(t->insert, 1, id);
	gd_bind_text(t->insert, 2, when);
	for (int i = 0; i < t->kind.nattrs; i++)
		bind_value(t->insert, i + 3, t->kind.attrs[i].type, &values[i]);
	return step(o, t->insert, err);
}

static enum gd_code
put_links(struct gd_ocel *o, sqlite3_stmt *st, const char *from,
    const struct gd_log_link *links, int n, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	for (int i = 0; i < n && rc == GD_OK; i++) {
		gd_bind_text(st, 1, from);
		gd_bind_text(st, 2, links[i].id);
		gd_bind_text(st, 3, links[i].qualifier);
		rc = step(o, st, err);
	}
	return rc;
}

static enum gd_code
put_row(struct gd_ocel *o, sqlite3_stmt *st, const char *id, const char *type,
    struct gd_err *err)
{
	gd_bind_text(st, 1, id);
	gd_bind_text(st, 2, type);
	return step(o, st, err);
}

static enum gd_code
put_event(void *payload, const struct gd_log_event *e, struct gd_err *err)
{
	struct gd_ocel *o = payload;
	const struct type *t = &o->events[e->kind];
	char when[32];
	enum gd_code rc = put_row(o, o->event, e->id, t->kind.name, err);

	if (rc == GD_OK)
		rc = put_typed(o, t, e->id, moment(e->at_ms, when), e->values,
		    err);
	if (rc == GD_OK)
		rc = put_links(o, o->event_object, e->id, e->links, e->nlinks,
		    err);
	return rc;
}

/* Only the column that changed is filled. */
static enum gd_code
put_change(struct gd_ocel *o, struct type *t, const char *id,
    const struct gd_log_change *c, struct gd_err *err)
{
	const struct gd_log_attr *a = &t->kind.attrs[c->attr];
	struct gd_str sql = GD_STR_INIT;
	char when[32];
	enum gd_code rc = GD_OK;

	if (!t->changes[c->attr]) {
		gd_str_addf(&sql,
		    "INSERT INTO \"object_%s\" (ocel_id, "
		    "ocel_time, ocel_changed_field, ",
		    t->map);
		add_quoted(&sql, a->name);
		gd_str_add(&sql, ") VALUES (?1, ?2, ?3, ?4)");
		rc = prepare(o, sql.text, &t->changes[c->attr], err);
		gd_str_release(&sql);
	}
	if (rc != GD_OK)
		return rc;
	gd_bind_text(t->changes[c->attr], 1, id);
	gd_bind_text(t->changes[c->attr], 2, moment(c->at_ms, when));
	gd_bind_text(t->changes[c->attr], 3, a->name);
	bind_value(t->changes[c->attr], 4, a->type, &c->value);
	return step(o, t->changes[c->attr], err);
}

static enum gd_code
put_object(void *payload, const struct gd_log_object *x, struct gd_err *err)
{
	struct gd_ocel *o = payload;
	struct type *t = &o->objects[x->kind];
	enum gd_code rc = put_row(o, o->object, x->id, t->kind.name, err);

	if (rc == GD_OK)
		rc = put_typed(o, t, x->id, FIRST_MOMENT, x->values, err);
	for (int i = 0; i < x->nchanges && rc == GD_OK; i++)
		rc = put_change(o, t, x->id, &x->changes[i], err);
	if (rc == GD_OK)
		rc = put_links(o, o->object_object, x->id, x->links, x->nlinks,
		    err);
	return rc;
}

/* ---- the file -------------------------------------------------------------------- */

enum gd_code
gd_ocel_open(struct gd_store *book, const char *path, struct gd_ocel **out,
    struct gd_err *err)
{
	enum gd_code rc = gd_export_place(book, path, err);
	struct gd_ocel *o;
	char aside[4096];

	*out = NULL;
	if (rc != GD_OK)
		return rc;
	o = gd_alloc(1, sizeof *o);
	snprintf(aside, sizeof aside, "%s.new-%ld", path, (long)getpid());
	o->path = gd_strdup(path);
	o->aside = gd_strdup(aside);
	o->sink = (struct gd_log_sink){ begin, put_event, put_object, o };
	unlink(o->aside);
	if (sqlite3_open_v2(o->aside, &o->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
		    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW,
		NULL) != SQLITE_OK)
		rc = fail(o, err);
	/* nobody sees it before it is whole; links point to what comes later */
	if (rc == GD_OK)
		rc = run(o,
		    "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
		    "PRAGMA foreign_keys=OFF; PRAGMA encoding='UTF-8'; BEGIN",
		    err);
	if (rc != GD_OK)
		return gd_ocel_close(o, rc, err);
	*out = o;
	return GD_OK;
}

const struct gd_log_sink *
gd_ocel_sink(struct gd_ocel *o)
{
	return &o->sink;
}

static enum gd_code
check(struct gd_ocel *o, struct gd_err *err)
{
	sqlite3_stmt *st = NULL;
	enum gd_code rc = prepare(o, "PRAGMA foreign_key_check", &st, err);

	if (rc == GD_OK && sqlite3_step(st) == SQLITE_ROW)
		rc = gd_fail(err, GD_DAMAGED, GD_M_EXPORT_BAD, GD_T(o->path),
		    GD_T((const char *)sqlite3_column_text(st, 0)));
	sqlite3_finalize(st);
	return rc;
}

static void
finalize(struct type *types, int n)
{
	for (int i = 0; i < n; i++) {
		sqlite3_finalize(types[i].insert);
		for (int k = 0; k < types[i].kind.nattrs; k++)
			sqlite3_finalize(types[i].changes[k]);
	}
}

enum gd_code
gd_ocel_close(struct gd_ocel *o, enum gd_code rc, struct gd_err *err)
{
	if (rc == GD_OK)
		rc = run(o, "COMMIT", err);
	if (rc == GD_OK)
		rc = check(o, err);
	finalize(o->events, o->nevents);
	finalize(o->objects, o->nobjects);
	sqlite3_finalize(o->event);
	sqlite3_finalize(o->object);
	sqlite3_finalize(o->event_object);
	sqlite3_finalize(o->object_object);
	sqlite3_close(o->db);
	if (rc == GD_OK)
		rc = gd_file_sync(o->aside, 0600, err);
	if (rc == GD_OK && rename(o->aside, o->path) != 0)
		rc = gd_safety_fault(o->path, errno, err);
	if (rc == GD_OK)
		rc = gd_folder_sync(o->path, err);
	else
		unlink(o->aside);
	gd_arena_release(&o->arena);
	free(o->path);
	free(o->aside);
	free(o);
	return rc;
}
