/* tests/store/ocel_checks.c - the 24 constraints of the OCEL 2.0 SQLite
 * layout, each as a query that finds what breaks it, and what readers want
 * besides. */
#include "ocel_checks.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

/* Type tables, found as readers find them: `_` matches any character. */
#define TYPED(head)                                                      \
	"SELECT name FROM sqlite_master WHERE type = 'table' AND name "  \
	"LIKE '" head "_%' AND name NOT IN ('" head "_map_type', '" head \
	"_object')"
#define COLUMN(table, column)                                                \
	"SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pragma_table_info('" table \
	"') WHERE name = '" column "') UNION ALL "
#define END "SELECT 1 WHERE 0"
#define TYPED_COLUMN(head, column, more)                                     \
	"SELECT t.name FROM (" TYPED(                                        \
	    head) ") t WHERE NOT EXISTS (SELECT 1 "                          \
		  "FROM pragma_table_info(t.name) c WHERE c.name = '" column \
		  "'" more ")"
#define KEY(table, columns)                                                  \
	"SELECT 1 WHERE (SELECT coalesce(group_concat(name, ' '), '') FROM " \
	"(SELECT name FROM pragma_table_info('" table "') WHERE pk > 0 "     \
	"ORDER BY pk)) <> '" columns "' UNION ALL "
#define FOREIGN(table, from, to)                                       \
	"SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM "                    \
	"pragma_foreign_key_list('" table "') WHERE \"from\" = '" from \
	"' AND \"table\" = '" to "')"
#define TYPED_FOREIGN(head)                                                    \
	"SELECT t.name FROM (" TYPED(                                          \
	    head) ") t WHERE NOT EXISTS (SELECT 1 "                            \
		  "FROM pragma_foreign_key_list(t.name) f WHERE f.\"from\" = " \
		  "'ocel_id' AND f.\"table\" = '" head                         \
		  "' AND f.\"to\" = 'ocel_id')"
#define MAPPED(head)                                             \
	"SELECT ocel_type FROM " head "_map_type WHERE '" head   \
	"_' || ocel_type_map NOT IN (" TYPED(                    \
	    head) ") UNION ALL "                                 \
		  "SELECT name FROM (" TYPED(                    \
		      head) ") WHERE name NOT IN (SELECT '" head \
			    "_' || ocel_type_map FROM " head "_map_type)"

static const char *const constraints[24] = {
	/* 1 */ "SELECT column1 FROM (VALUES ('event_map_type'), "
		"('object_map_type'), ('event'), ('object'), "
		"('event_object'), ('object_object')) WHERE column1 NOT IN "
		"(SELECT name FROM sqlite_master WHERE type = 'table')",
	/* 2 */ MAPPED("object"),
	/* 3 */ MAPPED("event"),
	/* 4 */
	COLUMN("event_map_type", "ocel_type")
	    COLUMN("object_map_type", "ocel_type") COLUMN("event", "ocel_type")
		COLUMN("object", "ocel_type") END,
	/* 5 */
	COLUMN("event_map_type", "ocel_type_map")
	    COLUMN("object_map_type", "ocel_type_map") END,
	/* 6 */ COLUMN("event", "ocel_id") COLUMN("object", "ocel_id") END,
	/* 7 */
	COLUMN("event_object", "ocel_qualifier")
	    COLUMN("object_object", "ocel_qualifier") END,
	/* 8 */
	COLUMN("event_object", "ocel_event_id")
	    COLUMN("event_object", "ocel_object_id") END,
	/* 9 */
	COLUMN("object_object", "ocel_source_id")
	    COLUMN("object_object", "ocel_target_id") END,
	/* 10 */ TYPED_COLUMN("event", "ocel_id", ""),
	/* 11 */ TYPED_COLUMN("object", "ocel_id", ""),
	/* 12 */ TYPED_COLUMN("event", "ocel_time", " AND type = 'TIMESTAMP'"),
	/* 13 */ TYPED_COLUMN("object", "ocel_time", " AND type = 'TIMESTAMP'"),
	/* 14 */
	KEY("event_map_type", "ocel_type") KEY("object_map_type", "ocel_type")
	    END,
	/* 15 */ KEY("event", "ocel_id") KEY("object", "ocel_id") END,
	/* 16 */
	KEY("event_object", "ocel_event_id ocel_object_id ocel_qualifier") END,
	/* 17 */
	KEY("object_object", "ocel_source_id ocel_target_id ocel_qualifier")
	    END,
	/* 18 */
	TYPED_COLUMN("event", "ocel_id",
	    " AND pk = 1") " UNION ALL "
			   "SELECT t.name FROM (" TYPED(
			       "object") ") t WHERE EXISTS (SELECT "
					 "1 FROM pragma_table_info(t.name) "
					 "WHERE pk > 0)",
	/* 19 */ FOREIGN("event", "ocel_type", "event_map_type"),
	/* 20 */ FOREIGN("object", "ocel_type", "object_map_type"),
	/* 21 */ TYPED_FOREIGN("event"),
	/* 22 */ TYPED_FOREIGN("object"),
	/* 23 */
	FOREIGN("event_object", "ocel_event_id", "event") " UNION ALL " FOREIGN(
	    "event_object", "ocel_object_id", "object"),
	/* 24 */
	FOREIGN("object_object", "ocel_source_id",
	    "object") " UNION ALL " FOREIGN("object_object", "ocel_target_id",
	    "object"),
};

/* Not among the 24, but what readers drop without a word. */
static const struct {
	const char *what, *sql;
} besides[] = {
	{ "an event without an object",
	    "SELECT ocel_id FROM event WHERE ocel_id NOT IN (SELECT "
	    "ocel_event_id FROM event_object)" },
	{ "a copy no event mentions",
	    "SELECT ocel_id FROM object WHERE ocel_type = 'copy' AND ocel_id "
	    "NOT IN (SELECT ocel_object_id FROM event_object)" },
	{ "a link without a qualifier",
	    "SELECT 1 FROM event_object WHERE coalesce(ocel_qualifier, '') = "
	    "'' UNION ALL SELECT 1 FROM object_object WHERE "
	    "coalesce(ocel_qualifier, '') = ''" },
	{ "a link into nowhere",
	    "SELECT 1 FROM event_object WHERE ocel_object_id NOT IN (SELECT "
	    "ocel_id FROM object) UNION ALL SELECT 1 FROM object_object WHERE "
	    "ocel_target_id NOT IN (SELECT ocel_id FROM object)" },
};

static sqlite3 *
open_file(const char *path)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL),
	    SQLITE_OK);
	return db;
}

static bool
finds(sqlite3 *db, const char *sql, char what[200])
{
	sqlite3_stmt *st = NULL;
	bool found = true; /* what cannot be asked does not hold */

	snprintf(what, 200, "%s", "?");
	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK) {
		found = sqlite3_step(st) == SQLITE_ROW;
		if (found)
			snprintf(what, 200, "%s", sqlite3_column_text(st, 0));
	}
	sqlite3_finalize(st);
	return found;
}

uint32_t
ocel_faults(const char *path)
{
	sqlite3 *db = open_file(path);
	uint32_t bad = 0;
	char what[200];

	for (int i = 0; i < 24; i++)
		if (finds(db, constraints[i], what))
			bad |= UINT32_C(1) << i;
	sqlite3_close(db);
	return bad;
}

/* Every type table has a first row for each of its objects, and each event
 * stands in the table of its type. */
static void
check_rows(sqlite3 *db)
{
	sqlite3_stmt *st;
	char sql[2000], what[200];

	assert_int_equal(
	    sqlite3_prepare_v2(db,
		"SELECT 'object', ocel_type, ocel_type_map FROM "
		"object_map_type UNION ALL SELECT 'event', ocel_type, "
		"ocel_type_map FROM event_map_type",
		-1, &st, NULL),
	    SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *head = (const char *)sqlite3_column_text(st, 0);
		bool event = head[0] == 'e';

		sqlite3_snprintf((int)sizeof sql, sql,
		    "SELECT ocel_id FROM %s WHERE ocel_type = %Q AND (SELECT "
		    "count(*) FROM \"%s_%w\" t WHERE t.ocel_id = %s.ocel_id "
		    "%s) <> 1",
		    head, sqlite3_column_text(st, 1), head,
		    sqlite3_column_text(st, 2), head,
		    event ? ""
			  : "AND t.ocel_time = '1970-01-01 00:00:00' AND "
			    "t.ocel_changed_field IS NULL");
		if (finds(db, sql, what))
			fail_msg("%s has not one first row: %s", head, what);
	}
	sqlite3_finalize(st);
}

void
ocel_check(const char *path)
{
	sqlite3 *db = open_file(path);
	char what[200];

	for (int i = 0; i < 24; i++)
		if (finds(db, constraints[i], what))
			fail_msg("constraint %d does not hold: %s", i + 1,
			    what);
	for (size_t i = 0; i < sizeof besides / sizeof *besides; i++)
		if (finds(db, besides[i].sql, what))
			fail_msg("%s: %s", besides[i].what, what);
	if (finds(db, "PRAGMA foreign_key_check", what))
		fail_msg("a foreign key leads nowhere: %s", what);
	if (finds(db,
		"SELECT 1 WHERE (SELECT integrity_check FROM "
		"pragma_integrity_check) <> 'ok'",
		what))
		fail_msg("the file is not whole");
	check_rows(db);
	sqlite3_close(db);
}

int64_t
ocel_count(const char *path, const char *sql)
{
	sqlite3 *db = open_file(path);
	sqlite3_stmt *st = NULL;
	int64_t n = -1;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	if (sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return n;
}
