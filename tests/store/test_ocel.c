/* tests/store/test_ocel.c - the event log as a SQLite file: names that would
 * break it, what it never writes over, and that the checks can find. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <sqlite3.h>

#include "base/say.h"
#include "store/book.h"
#include "store/ocel.h"
#include "store/ocel_checks.h"

static void
expect(enum gd_code rc, enum gd_code wanted, const struct gd_err *err)
{
	struct gd_str s = GD_STR_INIT;

	if (rc == wanted)
		return;
	gd_say_err(&s, GD_EN, err);
	print_error("answer %d, wanted %d: %s\n", rc, wanted, s.text);
	gd_str_release(&s);
	fail();
}

static const struct gd_log_attr attrs[] = {
	{ "o'clock", GD_LOG_TIME },
	{ "\"quoted\"", GD_LOG_TEXT },
	{ "数量", GD_LOG_INT },
	{ "drop table event; --", GD_LOG_BOOL },
};
/* Types that are one name to SQLite, no name at all, or one of its own. */
static const struct gd_log_kind events[] = {
	{ "Order", attrs, 4 },
	{ "order", attrs, 4 },
	{ "ORDER!", attrs, 4 },
	{ "object", attrs, 4 },
	{ "map type", attrs, 4 },
	{ "开始", attrs, 4 },
	{ "完成", attrs, 4 },
	{ "it's \"done\"; DROP TABLE event", attrs, 4 },
};
static const struct gd_log_kind objects[] = {
	{ "object", attrs, 4 },
	{ "Object", attrs, 4 },
	{ "客户's copy", attrs, 4 },
	{ "客户’S COPY", NULL, 0 },
};
#define NEVENTS ((int)(sizeof events / sizeof *events))
#define NOBJECTS ((int)(sizeof objects / sizeof *objects))

static void
write_hostile(struct gd_store *book, const char *path)
{
	static const char *const ids[NOBJECTS] = { "o'1", "\"o\"2", "订单/三",
		"o4; --" };
	const struct gd_log_value values[4] = { { true, NULL, 1 },
		{ true, "a'b\"c", 0 }, { true, NULL, -5 }, { true, NULL, 7 } };
	const struct gd_log_change changes[] = {
		{ 1, 86400000, { true, "另一个", 0 } },
		{ 2, 86401000, { true, NULL, 9 } },
	};
	const struct gd_log_link links[] = { { 0, "o'1", "it's" },
		{ 2, "订单/三", "属于" }, { 0, "o'1", "again" } };
	const struct gd_log_sink *sink;
	struct gd_err err = GD_ERR_INIT;
	struct gd_ocel *o;
	char id[40];

	expect(gd_ocel_open(book, path, &o, &err), GD_OK, &err);
	sink = gd_ocel_sink(o);
	expect(sink->begin(sink->payload, events, NEVENTS, objects, NOBJECTS,
		   &err),
	    GD_OK, &err);
	for (int i = 0; i < NEVENTS; i++) {
		struct gd_log_event e = { id, i, 1790000000123 + i, values,
			links, 3 };

		snprintf(id, sizeof id, "事件 '%d", i);
		expect(sink->event(sink->payload, &e, &err), GD_OK, &err);
	}
	for (int i = 0; i < NOBJECTS; i++) {
		struct gd_log_object x = { ids[i], i, values, changes,
			objects[i].nattrs ? 2 : 0, links, i == 3 ? 1 : 0 };

		expect(sink->object(sink->payload, &x, &err), GD_OK, &err);
	}
	expect(gd_ocel_close(o, GD_OK, &err), GD_OK, &err);
}

static void
names_that_collide_or_quote_pass_all_constraints(void **state)
{
	struct gd_store *book = book_new();
	char path[256];

	(void)state;
	snprintf(path, sizeof path, "%s.log'\"日志", gd_store_path(book));
	write_hostile(book, path);
	ocel_check(path);
	assert_int_equal(ocel_count(path, "SELECT count(*) FROM event"),
	    NEVENTS);
	assert_int_equal(ocel_count(path,
			     "SELECT count(DISTINCT lower(ocel_type_map)) "
			     "FROM event_map_type"),
	    NEVENTS);
	/* the type is the name people know, not that of its table */
	assert_int_equal(ocel_count(path,
			     "SELECT count(*) FROM event WHERE ocel_type IN "
			     "('开始', 'Order', 'order')"),
	    3);
	assert_int_equal(ocel_count(path,
			     "SELECT count(*) FROM \"object_Object2\" WHERE "
			     "ocel_changed_field = '数量' AND \"数量\" = 9 AND "
			     "\"\"\"quoted\"\"\" IS NULL AND ocel_time = "
			     "'1970-01-02 00:00:01'"),
	    1);
	/* written again it is the same log, not twice as long */
	write_hostile(book, path);
	assert_int_equal(ocel_count(path, "SELECT count(*) FROM event"),
	    NEVENTS);
	gd_store_close(book);
}

static void
a_log_is_never_written_over_the_book(void **state)
{
	struct gd_store *book = book_new();
	static const char *const tails[] = { "", "-wal", "-shm", ".gate" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_export_file *f;
	struct gd_ocel *o;
	char path[256], link[256];

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct stat st;

		snprintf(path, sizeof path, "%s%s", gd_store_path(book),
		    tails[i]);
		if (lstat(path, &st) != 0)
			continue;
		expect(gd_ocel_open(book, path, &o, &err), GD_REFUSED, &err);
		expect(gd_export_open(book, path, &f, &err), GD_REFUSED, &err);
	}
	snprintf(link, sizeof link, "%s.link", gd_store_path(book));
	assert_int_equal(symlink(gd_store_path(book), link), 0);
	expect(gd_ocel_open(book, link, &o, &err), GD_REFUSED, &err);
	unlink(link);
	snprintf(path, sizeof path, "%s/nowhere/x", gd_store_path(book));
	assert_int_not_equal(gd_ocel_open(book, path, &o, &err), GD_OK);
	gd_store_close(book);
}

/* What went wrong half way leaves the log before, and nothing aside. */
static void
a_log_that_fails_leaves_the_one_before(void **state)
{
	struct gd_store *book = book_new();
	struct gd_err err = GD_ERR_INIT;
	const struct gd_log_link lost = { 0, "nobody", "of" };
	const struct gd_log_value none[4] = { 0 };
	const struct gd_log_event e = { "e1", 0, 0, none, &lost, 1 };
	const struct gd_log_sink *sink;
	struct gd_ocel *o;
	char path[256];

	(void)state;
	snprintf(path, sizeof path, "%s.sqlite", gd_store_path(book));
	write_hostile(book, path);
	expect(gd_ocel_open(book, path, &o, &err), GD_OK, &err);
	sink = gd_ocel_sink(o);
	expect(sink->begin(sink->payload, events, NEVENTS, objects, NOBJECTS,
		   &err),
	    GD_OK, &err);
	expect(sink->event(sink->payload, &e, &err), GD_OK, &err);
	/* an event about what does not exist: found before it gets its name */
	expect(gd_ocel_close(o, GD_OK, &err), GD_DAMAGED, &err);
	assert_int_equal(ocel_count(path, "SELECT count(*) FROM event"),
	    NEVENTS);
	ocel_check(path);
	gd_store_close(book);
}

/* Each constraint finds the fault made for it. */
static void
every_constraint_finds_its_fault(void **state)
{
	static const struct {
		int no;
		const char *sql;
	} faults[] = {
		{ 1, "DROP TABLE object_object" },
		{ 2, "CREATE TABLE objectives (ocel_id TEXT, ocel_time "
		     "TIMESTAMP, FOREIGN KEY(ocel_id) REFERENCES "
		     "object(ocel_id))" },
		{ 2, "DELETE FROM object_map_type" },
		{ 3, "CREATE TABLE event_log (ocel_id TEXT PRIMARY KEY, "
		     "ocel_time TIMESTAMP, FOREIGN KEY(ocel_id) REFERENCES "
		     "event(ocel_id))" },
		{ 3, "UPDATE event_map_type SET ocel_type_map = 'Gone' WHERE "
		     "ocel_type = 'Order'" },
		{ 4, "ALTER TABLE event RENAME ocel_type TO kind" },
		{ 5, "ALTER TABLE event_map_type RENAME ocel_type_map TO m" },
		{ 6, "ALTER TABLE object RENAME ocel_id TO id" },
		{ 7, "ALTER TABLE event_object RENAME ocel_qualifier TO q" },
		{ 8, "ALTER TABLE event_object RENAME ocel_object_id TO q" },
		{ 9, "ALTER TABLE object_object RENAME ocel_target_id TO q" },
		{ 10, "ALTER TABLE event_Order RENAME ocel_id TO q" },
		{ 11, "ALTER TABLE object_Object2 RENAME ocel_id TO q" },
		{ 12, "ALTER TABLE event_Order RENAME ocel_time TO q" },
		{ 13, "ALTER TABLE object_Object2 RENAME ocel_time TO q" },
		{ 14, "DROP TABLE event_map_type; CREATE TABLE event_map_type "
		      "(ocel_type TEXT, ocel_type_map TEXT)" },
		{ 15, "DROP TABLE event; CREATE TABLE event (ocel_id TEXT, "
		      "ocel_type TEXT REFERENCES event_map_type(ocel_type))" },
		{ 16, "DROP TABLE event_object; CREATE TABLE event_object "
		      "(ocel_event_id TEXT REFERENCES event(ocel_id), "
		      "ocel_object_id TEXT REFERENCES object(ocel_id), "
		      "ocel_qualifier TEXT, PRIMARY KEY(ocel_event_id, "
		      "ocel_object_id))" },
		{ 17, "DROP TABLE object_object; CREATE TABLE object_object "
		      "(ocel_source_id TEXT REFERENCES object(ocel_id), "
		      "ocel_target_id TEXT REFERENCES object(ocel_id), "
		      "ocel_qualifier TEXT)" },
		{ 18, "DROP TABLE event_Order; CREATE TABLE event_Order "
		      "(ocel_id TEXT REFERENCES event(ocel_id), ocel_time "
		      "TIMESTAMP)" },
		{ 19, "DROP TABLE event; CREATE TABLE event (ocel_id TEXT "
		      "PRIMARY KEY, ocel_type TEXT)" },
		{ 20, "DROP TABLE object; CREATE TABLE object (ocel_id TEXT "
		      "PRIMARY KEY, ocel_type TEXT)" },
		{ 21, "DROP TABLE event_Order; CREATE TABLE event_Order "
		      "(ocel_id TEXT PRIMARY KEY, ocel_time TIMESTAMP)" },
		{ 22, "DROP TABLE object_Object2; CREATE TABLE object_Object2 "
		      "(ocel_id TEXT, ocel_time TIMESTAMP)" },
		{ 23, "DROP TABLE event_object; CREATE TABLE event_object "
		      "(ocel_event_id TEXT, ocel_object_id TEXT REFERENCES "
		      "object(ocel_id), ocel_qualifier TEXT, PRIMARY "
		      "KEY(ocel_event_id, ocel_object_id, ocel_qualifier))" },
		{ 24, "DROP TABLE object_object; CREATE TABLE object_object "
		      "(ocel_source_id TEXT, ocel_target_id TEXT REFERENCES "
		      "object(ocel_id), ocel_qualifier TEXT, PRIMARY "
		      "KEY(ocel_source_id, ocel_target_id, "
		      "ocel_qualifier))" },
	};
	struct gd_store *book = book_new();
	char path[256];
	sqlite3 *db;
	uint32_t bad;

	(void)state;
	snprintf(path, sizeof path, "%s.sqlite", gd_store_path(book));
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		write_hostile(book, path);
		assert_int_equal(ocel_faults(path), 0);
		assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
		if (sqlite3_exec(db, faults[i].sql, NULL, NULL, NULL) !=
		    SQLITE_OK)
			fail_msg("%s: %s", faults[i].sql, sqlite3_errmsg(db));
		sqlite3_close(db);
		bad = ocel_faults(path);
		if (!(bad >> (faults[i].no - 1) & 1))
			fail_msg("%s: not found by constraint %d (%x)",
			    faults[i].sql, faults[i].no, (unsigned)bad);
	}
	gd_store_close(book);
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, book_setup, book_teardown)
int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_that_collide_or_quote_pass_all_constraints),
		TEST(a_log_is_never_written_over_the_book),
		TEST(a_log_that_fails_leaves_the_one_before),
		TEST(every_constraint_finds_its_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
