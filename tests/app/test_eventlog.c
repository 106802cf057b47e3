/* tests/app/test_eventlog.c - the event log of a whole office: the demo. */
#include "app_test.h"

#include "app/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/day.h"
#include "store/ocel_checks.h"

#include "../../src/store/store_priv.h"

#include "base/banned.h"

static void
make(struct office *o)
{
	struct gd_app_options options = { .login = "chenli" };
	struct gd_err err = GD_ERR_INIT;
	int status = 0;
	pid_t pid;

	setenv("GENDAN_NOW", "2026-11-23T14:05:00+08:00", 1);
	setenv("GENDAN_TZ", "480", 1);
	snprintf(o->dir, sizeof o->dir, "/tmp/gendan-app-XXXXXX");
	assert_non_null(mkdtemp(o->dir));
	snprintf(o->book, sizeof o->book, "%s/book.db", o->dir);
	office_state(o);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(gd_app_demo(o->book, 7, &err) != GD_OK);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	options.book = o->book;
	expect(gd_app_open(&options, &o->app, &err), GD_OK, &err);
}

/* One book for all that only read it. */
static struct office shared;

static int
setup(void **state)
{
	(void)state;
	make(&shared);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&shared);
	return 0;
}

static const char *
file_in(const struct office *o, const char *name)
{
	static char paths[4][128];
	static int at;

	at = (at + 1) % 4;
	snprintf(paths[at], sizeof paths[at], "%s/%s", o->dir, name);
	return paths[at];
}

static struct gd_log_done
export_to(struct office *o, enum gd_log_form form, bool strict,
    const struct gd_history_ask *ask, const char *path)
{
	static const struct gd_history_ask all;
	struct gd_err err = GD_ERR_INIT;
	struct gd_log_done done;

	expect(gd_app_log_export(o->app, ask ? ask : &all, form, strict, path,
		   &done, &err),
	    GD_OK, &err);
	return done;
}

static json_t *
read_json(const char *path)
{
	json_error_t why;
	json_t *all = json_load_file(path, JSON_REJECT_DUPLICATES, &why);

	if (!all)
		fail_msg("%s line %d: %s", path, why.line, why.text);
	return all;
}

static const char *
member(const json_t *of, const char *name)
{
	const char *text = json_string_value(json_object_get(of, name));

	if (!text)
		fail_msg("no text %s", name);
	return text;
}

/* ---- SQLite ------------------------------------------------------------------ */

static void
the_log_of_an_office_passes_all_24_constraints(void **state)
{
	const char *path;
	struct gd_log_done done;
	struct office o;

	(void)state;
	o = shared;
	path = file_in(&o, "log.sqlite");
	done = export_to(&o, GD_LOG_OCEL, false, NULL, path);
	ocel_check(path);
	assert_true(done.orders >= 33 && done.events > 1500);
	assert_int_equal(ocel_count(path, "SELECT count(*) FROM event"),
	    done.events);
	assert_int_equal(ocel_count(path, "SELECT count(*) FROM object"),
	    done.objects);
	assert_int_equal(
	    ocel_count(path,
		"SELECT count(*) FROM object WHERE ocel_type = 'order'"),
	    done.orders);
	/* a receipt is of one copy, by somebody */
	assert_true(ocel_count(path, "SELECT count(*) FROM event WHERE "
				     "ocel_type = 'acknowledge copy'") > 50);
	assert_int_equal(
	    ocel_count(path,
		"SELECT count(*) FROM event e WHERE ocel_type = "
		"'acknowledge copy' AND (SELECT count(*) FROM event_object "
		"x WHERE x.ocel_event_id = e.ocel_id AND ocel_qualifier = "
		"'copy') <> 1"),
	    0);
	/* what becomes of a copy is told with its time */
	assert_true(
	    ocel_count(path, "SELECT count(*) FROM object_Copy WHERE "
			     "ocel_changed_field = 'state' AND state = "
			     "'held' AND ocel_time > '2026' AND copy_no IS "
			     "NULL") > 50);
}

/* As many acts in the log as in the book. */
static void
every_act_and_piece_of_the_book_is_in_the_log(void **state)
{
	int64_t pieces = 0, signs = 0, steps = 0, key = 0;
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];
	const char *path;
	struct office o;

	(void)state;
	o = shared;
	path = file_in(&o, "log.sqlite");
	(void)export_to(&o, GD_LOG_OCEL, false, NULL, path);
	while (
	    gd_store_order_next(gd_app_store(o.app), &key, id, &err) == GD_OK) {
		struct gd_order ord = load(&o, id);
		const struct gd_step *s;

		pieces += (int64_t)ord.sheet.rows[GD_TAB_PIECE].n;
		signs += (int64_t)ord.sheet.rows[GD_TAB_SIGNOFF].n;
		for (size_t i = 0; (s = gd_walk(&ord, GD_TAB_STEP, &i));)
			steps += s->open_ms > 0;
		gd_order_release(&ord);
	}
	assert_int_equal(
	    ocel_count(path,
		"SELECT count(*) FROM object WHERE ocel_type = 'copy'"),
	    pieces);
	assert_int_equal(ocel_count(path,
			     "SELECT count(*) FROM event WHERE ocel_type IN "
			     "('sign', 'sign on paper')"),
	    signs);
	assert_int_equal(
	    ocel_count(path,
		"SELECT count(*) FROM event WHERE ocel_type = 'start step'"),
	    steps);
}

/* People are named by login, not by name. */
static void
no_name_of_a_person_is_in_the_log(void **state)
{
	const struct gd_person *p;
	struct gd_str text = GD_STR_INIT;
	struct office o;
	char part[4096];
	const char *path;
	size_t n;
	FILE *f;

	(void)state;
	o = shared;
	path = file_in(&o, "log.json");
	(void)export_to(&o, GD_LOG_OCEL_JSON, false, NULL, path);
	f = fopen(path, "r");
	assert_non_null(f);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		gd_str_addn(&text, part, n);
	fclose(f);
	assert_non_null(strstr(text.text, "\"person/chenli\""));
	for (size_t i = 0;
	     (p = gd_row_at(gd_app_office(o.app), GD_OFF_PERSON, i)); i++) {
		if (*p->name && strstr(text.text, p->name))
			fail_msg("%s is in the log", p->name);
		if (*p->name_en && strstr(text.text, p->name_en))
			fail_msg("%s is in the log", p->name_en);
	}
	gd_str_release(&text);
}

/* ---- JSON -------------------------------------------------------------------- */

static void
check_types(const json_t *types)
{
	const json_t *type, *attr;
	size_t i, k;

	assert_true(json_array_size(types) > 0);
	json_array_foreach(types, i, type)
	{
		(void)member(type, "name");
		assert_true(json_is_array(json_object_get(type, "attributes")));
		json_array_foreach(json_object_get(type, "attributes"), k, attr)
		{
			const char *t = member(attr, "type");

			(void)member(attr, "name");
			assert_true(strcmp(t, "string") == 0 ||
				    strcmp(t, "time") == 0 ||
				    strcmp(t, "integer") == 0 ||
				    strcmp(t, "float") == 0 ||
				    strcmp(t, "boolean") == 0);
		}
	}
}

static void
check_time(const char *text)
{
	int64_t ms;

	if (!gd_ms_parse(text, 0, &ms) || strlen(text) != 20 || text[19] != 'Z')
		fail_msg("no moment: %s", text);
}

/* Ids of objects, and what everything is made of (6.2 of the layout). */
static void
check_json(const json_t *all, bool strict)
{
	json_t *ids = json_object();
	const json_t *item, *part;
	size_t i, k;

	assert_int_equal(json_object_size(all), 4);
	check_types(json_object_get(all, "eventTypes"));
	check_types(json_object_get(all, "objectTypes"));
	json_array_foreach(json_object_get(all, "objects"), i, item)
	{
		const char *before = "";

		(void)member(item, "type");
		assert_null(json_object_get(ids, member(item, "id")));
		json_object_set_new(ids, member(item, "id"), json_true());
		json_array_foreach(json_object_get(item, "attributes"), k, part)
		{
			check_time(member(part, "time"));
			(void)member(part, "name");
			/* the first one met is taken for the first value */
			assert_true(strcmp(member(part, "time"), before) >= 0);
			before = member(part, "time");
			assert_true(!strict || json_is_string(json_object_get(
						   part, "value")));
		}
	}
	json_array_foreach(json_object_get(all, "events"), i, item)
	{
		(void)member(item, "id");
		(void)member(item, "type");
		check_time(member(item, "time"));
		json_array_foreach(json_object_get(item, "attributes"), k, part)
		{
			(void)member(part, "name");
			assert_non_null(json_object_get(part, "value"));
			assert_true(!strict || json_is_string(json_object_get(
						   part, "value")));
		}
	}
	for (int which = 0; which < 2; which++)
		json_array_foreach(
		    json_object_get(all, which ? "events" : "objects"), i, item)
		{
			const json_t *to =
			    json_object_get(item, "relationships");

			assert_true(!which || json_array_size(to) > 0);
			json_array_foreach(to, k, part)
			{
				assert_true(*member(part, "qualifier") != 0);
				assert_non_null(json_object_get(ids,
				    member(part, "objectId")));
			}
		}
	json_decref(ids);
}

static int64_t
links_in(const json_t *items)
{
	const json_t *item;
	int64_t n = 0;
	size_t i;

	json_array_foreach(items, i, item) n +=
	    (int64_t)json_array_size(json_object_get(item, "relationships"));
	return n;
}

static int64_t
changes_in(const json_t *items)
{
	const json_t *item, *part;
	size_t i, k;
	int64_t n = 0;

	json_array_foreach(items, i, item)
	    json_array_foreach(json_object_get(item, "attributes"), k, part)
		n += strncmp(member(part, "time"), "1970", 4) != 0;
	return n;
}

static void
json_and_sqlite_tell_the_same(void **state)
{
	const char *path, *db;
	const json_t *item;
	struct office o;
	json_t *all;
	size_t i;

	(void)state;
	o = shared;
	path = file_in(&o, "log.json");
	db = file_in(&o, "log.sqlite");
	(void)export_to(&o, GD_LOG_OCEL_JSON, false, NULL, path);
	(void)export_to(&o, GD_LOG_OCEL, false, NULL, db);
	all = read_json(path);
	check_json(all, false);
	assert_int_equal(ocel_count(db, "SELECT count(*) FROM event"),
	    json_array_size(json_object_get(all, "events")));
	assert_int_equal(ocel_count(db, "SELECT count(*) FROM object"),
	    json_array_size(json_object_get(all, "objects")));
	assert_int_equal(ocel_count(db, "SELECT count(*) FROM event_object"),
	    links_in(json_object_get(all, "events")));
	assert_int_equal(ocel_count(db, "SELECT count(*) FROM object_object"),
	    links_in(json_object_get(all, "objects")));
	assert_int_equal(ocel_count(db,
			     "SELECT (SELECT count(*) FROM object_Order WHERE "
			     "ocel_changed_field IS NOT NULL) + (SELECT "
			     "count(*) FROM object_Document WHERE "
			     "ocel_changed_field IS NOT NULL) + (SELECT "
			     "count(*) FROM object_Copy WHERE "
			     "ocel_changed_field IS NOT NULL) + (SELECT "
			     "count(*) FROM object_ChangeRequest WHERE "
			     "ocel_changed_field IS NOT NULL)"),
	    changes_in(json_object_get(all, "objects")));
	/* the same events with the same time, one by one */
	json_array_foreach(json_object_get(all, "events"), i, item)
	{
		char sql[400], when[32];

		if (i % 97)
			continue;
		snprintf(when, sizeof when, "%.10s %.8s", member(item, "time"),
		    member(item, "time") + 11);
		snprintf(sql, sizeof sql,
		    "SELECT count(*) FROM event e, event_map_type m WHERE "
		    "e.ocel_id = '%s' AND e.ocel_type = '%s' AND m.ocel_type "
		    "= e.ocel_type",
		    member(item, "id"), member(item, "type"));
		assert_int_equal(ocel_count(db, sql), 1);
	}
	json_decref(all);
}

static void
with_the_strict_schema_every_value_is_a_text(void **state)
{
	struct office o;
	const char *path;
	json_t *all;

	(void)state;
	o = shared;
	path = file_in(&o, "log.json");
	(void)export_to(&o, GD_LOG_OCEL_JSON, true, NULL, path);
	all = read_json(path);
	check_json(all, true);
	json_decref(all);
}

/* ---- CSV, filters, periods ----------------------------------------------------- */

static void
csv_has_one_row_an_event(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_log_done done;
	const char *path, **cells;
	struct gd_csv *csv;
	int64_t rows = -1;
	struct office o;
	int n;

	(void)state;
	o = shared;
	path = file_in(&o, "log.csv");
	done = export_to(&o, GD_LOG_CSV, false, NULL, path);
	expect(gd_csv_open(path, &csv, &err), GD_OK, &err);
	while (gd_csv_next(csv, &cells, &n, &err) == GD_OK) {
		assert_int_equal(n, 20);
		assert_true(*cells[0] && *cells[1] && *cells[2] && *cells[3]);
		rows++;
	}
	gd_csv_close(csv);
	assert_int_equal(rows, done.events);
}

static void
filters_and_a_period_choose_and_leave_no_loose_ends(void **state)
{
	const char *const words[] = { "state:completed" };
	struct gd_history_ask ask = { words, 1, 0, 0 };
	struct gd_log_done all, some, part;
	const char *path;
	struct office o;

	(void)state;
	o = shared;
	path = file_in(&o, "log.sqlite");
	all = export_to(&o, GD_LOG_OCEL, false, NULL, path);
	some = export_to(&o, GD_LOG_OCEL, false, &ask, path);
	ocel_check(path);
	assert_true(some.orders > 0 && some.orders < all.orders);
	ask = (struct gd_history_ask){ NULL, 0, gd_day_of(2026, 10, 1),
		gd_day_of(2026, 10, 31) };
	part = export_to(&o, GD_LOG_OCEL, false, &ask, path);
	ocel_check(path);
	assert_true(part.events > 0 && part.events < all.events);
	/* the office's days, not those of Greenwich */
	assert_int_equal(ocel_count(path,
			     "SELECT count(*) FROM event_Sign WHERE ocel_time "
			     "< '2026-09-30 16:00:00' OR ocel_time >= "
			     "'2026-10-31 16:00:00'"),
	    0);
}

/* A body that was taken away by law leaves the entry, and all others. */
static void
an_erased_body_leaves_its_entry(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_log_done before, after;
	const char *path;
	struct office o;
	struct gd_store *s;
	sqlite3 *db;

	(void)state;
	make(&o);
	path = file_in(&o, "log.sqlite");
	before = export_to(&o, GD_LOG_OCEL, false, NULL, path);
	gd_app_close(o.app);
	expect(gd_store_open(o.book, GD_PROFILE_MAINT, &s, &err), GD_OK, &err);
	db = s->db;
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	assert_int_equal(
	    sqlite3_exec(db,
		"DROP TRIGGER journal_stays; UPDATE journal SET body = NULL, "
		"leaf = zeroblob(32) WHERE order_id IN (3, 9) AND order_rev "
		"IN (1, 6)",
		NULL, NULL, NULL),
	    SQLITE_OK);
	gd_store_close(s);
	expect(gd_app_open(&(struct gd_app_options){ .login = "chenli",
			       .book = o.book },
		   &o.app, &err),
	    GD_OK, &err);
	after = export_to(&o, GD_LOG_OCEL, false, NULL, path);
	ocel_check(path);
	assert_int_equal(after.orders, before.orders);
	assert_true(after.events < before.events + 2);
	assert_true(ocel_count(path, "SELECT count(*) FROM event WHERE "
				     "ocel_type = 'erased entry'") >= 3);
	gd_app_close(o.app);
	office_forget(&o);
	office_state(&shared); /* teardown looks there */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_log_of_an_office_passes_all_24_constraints),
		cmocka_unit_test(every_act_and_piece_of_the_book_is_in_the_log),
		cmocka_unit_test(no_name_of_a_person_is_in_the_log),
		cmocka_unit_test(json_and_sqlite_tell_the_same),
		cmocka_unit_test(with_the_strict_schema_every_value_is_a_text),
		cmocka_unit_test(csv_has_one_row_an_event),
		cmocka_unit_test(
		    filters_and_a_period_choose_and_leave_no_loose_ends),
		cmocka_unit_test(an_erased_body_leaves_its_entry),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
