/* tests/store/test_trust.c - what was changed behind gendan's back is named;
 * the journal cannot be changed; rebuild makes the same book. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/store/store_priv.h"
#include "base/say.h"
#include "store/book.h"

/* ---- helpers ------------------------------------------------------------- */

struct heard {
	int n;
	enum gd_msg first;
	char text[4000];
};

static void
hear(void *payload, const struct gd_err *fault)
{
	struct heard *h = payload;
	struct gd_str text = GD_STR_INIT;

	if (!h->n++)
		h->first = fault->msg;
	gd_say_err(&text, GD_EN, fault);
	strncat(h->text, text.text, sizeof h->text - strlen(h->text) - 2);
	strncat(h->text, "\n", sizeof h->text - strlen(h->text) - 1);
	gd_str_release(&text);
}

static enum gd_code
verify(struct heard *h)
{
	struct gd_store *s = book_open("book.db", GD_PROFILE_VERIFY);
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc;

	*h = (struct heard){ 0 };
	rc = gd_store_verify(s, hear, h, NULL, &err);
	gd_store_close(s);
	return rc;
}

/* A stranger's SQLite shell: no triggers recursive, nothing defended. */
static int
meddle(const char *sql)
{
	sqlite3 *db = NULL;
	int rc = sqlite3_open(book_file("book.db"), &db);

	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		print_message("meddle: %s\n", sqlite3_errmsg(db));
	sqlite3_close(db);
	return rc;
}

#define OPEN_JOURNAL                                               \
	"DROP TRIGGER journal_stays; DROP TRIGGER journal_keeps; " \
	"DROP TRIGGER journal_grows; "

/* The triggers back exactly as they were, so that only the row tells. */
static void
change_journal(const char *sql)
{
	struct gd_str all = GD_STR_INIT;

	gd_str_add(&all, OPEN_JOURNAL);
	gd_str_add(&all, sql);
	for (const char *const *p = gd_schema_sql; *p; p++)
		if (strstr(*p, "CREATE TRIGGER journal_"))
			gd_str_addf(&all, "; %s", *p);
	assert_int_equal(meddle(all.text), SQLITE_OK);
	gd_str_release(&all);
}

/* Three orders with a few rows of several tables. */
static struct gd_store *
some_book(void)
{
	struct gd_store *s = book_new();
	struct gd_piece p = { .no = 1,
		.kind = "form",
		.desk = "qc",
		.state = GD_PIECE_HELD };
	struct gd_field f = { .name = "contract_no", .value = "C-1" };
	struct gd_assign a = { .role = "clerk", .person = "li" };
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT], number[24];
	struct deed d;

	book_customer(s, "acme", "Ächme & Söhne");
	for (int i = 1; i <= 3; i++) {
		snprintf(number, sizeof number, "EX-%d", i);
		book_order(s, number, "acme", i, 10 * i, id);
		deed_begin(&d);
		deed_put(&d, GD_TAB_PIECE, &p, ALL_CELLS);
		deed_put(&d, GD_TAB_FIELD, &f, ALL_CELLS);
		deed_put(&d, GD_TAB_ASSIGN, &a, ALL_CELLS);
		assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
		deed_end(&d);
	}
	return s;
}

/* ---- the journal stays --------------------------------------------------- */

static void
refused(struct gd_store *s, const char *sql)
{
	char *why = NULL;

	gd_profile_authorize(s, false); /* the triggers alone must hold */
	s->maint = true;
	if (sqlite3_exec(s->db, sql, NULL, NULL, &why) == SQLITE_OK)
		fail_msg("was done: %s", sql);
	assert_non_null(strstr(why, "journal"));
	sqlite3_free(why);
	s->maint = false;
	gd_profile_authorize(s, true);
}

static void
the_journal_refuses_change_delete_and_gaps(void **state)
{
	struct gd_store *s = some_book();

	(void)state;
	refused(s, "UPDATE journal SET at_ms = 1 WHERE seq = 2");
	refused(s, "DELETE FROM journal WHERE seq = 7");
	refused(s,
	    "INSERT INTO journal SELECT seq + 2, order_id, "
	    "order_rev + 9, at_ms, actor_id, for_id, randomblob(16), verb_id, "
	    "body, leaf, chain FROM journal WHERE seq = 7");
	refused(s,
	    "INSERT INTO journal SELECT 3, order_id, "
	    "order_rev + 9, at_ms, actor_id, for_id, randomblob(16), verb_id, "
	    "body, leaf, chain FROM journal WHERE seq = 7");
	gd_store_close(s);
}

static void
insert_or_replace_cannot_replace_a_command(void **state)
{
	/* right number, but the request of command 2: REPLACE would delete
	 * that row without its trigger, were recursive_triggers off */
	static const char replace[] =
	    "INSERT OR REPLACE INTO journal SELECT "
	    "8, order_id, order_rev + 9, at_ms, actor_id, for_id, request, "
	    "verb_id, body, leaf, chain FROM journal WHERE seq = 2";
	struct gd_store *s = some_book();
	struct heard h;

	(void)state;
	refused(s, replace);
	gd_store_close(s);
	assert_int_equal(verify(&h), GD_OK);
	/* the hole is there for a stranger, and verify sees it */
	assert_int_equal(meddle(replace), SQLITE_OK);
	assert_int_equal(verify(&h), GD_DAMAGED);
	assert_non_null(strstr(h.text, "jumps from command 1 to 3"));
}

static void
a_work_connection_may_not_touch_structure_or_journal(void **state)
{
	static const char *const sql[] = {
		"UPDATE journal SET at_ms = 1",
		"DELETE FROM journal",
		"DELETE FROM name",
		"DROP TABLE piece",
		"CREATE TABLE x(y)",
		"ALTER TABLE piece ADD COLUMN z",
		"ATTACH ':memory:' AS x",
		"PRAGMA journal_mode=DELETE",
		"PRAGMA wal_checkpoint",
		"PRAGMA user_version=9",
		"CREATE TEMP TABLE x(y)",
		"VACUUM",
	};
	struct gd_store *s = some_book();

	(void)state;
	for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
		if (sqlite3_exec(s->db, sql[i], NULL, NULL, NULL) == SQLITE_OK)
			fail_msg("was done: %s", sql[i]);
	/* nor commit anything that gd_store_begin did not begin */
	assert_int_not_equal(
	    sqlite3_exec(s->db, "UPDATE tally SET n = n + 1", NULL, NULL, NULL),
	    SQLITE_OK);
	gd_store_close(s);
}

/* ---- verify -------------------------------------------------------------- */

static void
a_sound_book_passes(void **state)
{
	struct gd_store *s = some_book();
	struct gd_verify_report report;
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };

	(void)state;
	if (gd_store_verify(s, hear, &h, &report, &err) != GD_OK)
		fail_msg("%s %s", h.text, gd_msg_english(err.msg));
	assert_int_equal(report.commands, 7);
	assert_int_equal(report.orders, 3);
	assert_int_equal(report.seq, 7);
	assert_int_equal(strlen(report.head), 64);
	/* and the connection still works, settings and all */
	assert_null(gd_profile_differs(s));
	book_customer(s, "b", "c");
	gd_store_close(s);
	assert_int_equal(verify(&h), GD_OK);
}

static void
each_change_of_the_journal_is_named(void **state)
{
	static const struct {
		const char *sql, *say;
	} cases[] = {
		{ "UPDATE journal SET body = replace(body, 'C-1', 'C-2') "
		  "WHERE seq = 5",
		    "command 5 (do, by wang) does not fit" },
		{ "UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 3",
		    "command 3 (do" },
		{ "UPDATE journal SET actor_id = for_id WHERE seq = 2",
		    "command 2 (do" },
		{ "UPDATE journal SET chain = randomblob(32) WHERE seq = 4",
		    "command 4 (do" },
		{ "UPDATE journal SET request = randomblob(16) WHERE seq = 4",
		    "command 4 (do" },
		{ "UPDATE journal SET order_id = 3 - order_id, "
		  "order_rev = order_rev + 5 WHERE seq = 4",
		    "command 4 (do" },
		{ "DELETE FROM journal WHERE seq = 4",
		    "jumps from command 3 to 5" },
		{ "UPDATE name SET name = 'zhao' WHERE name = 'wang'",
		    "command 1 (do, by zhao)" },
		{ "UPDATE ledger SET uuid = randomblob(16)", "command 1 (do" },
		{ "UPDATE journal SET body = NULL, leaf = randomblob(32) "
		  "WHERE seq = 6",
		    "command 6 (do" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct heard h;

		book_setup(state);
		gd_store_close(some_book());
		change_journal(cases[i].sql);
		assert_int_equal(verify(&h), GD_DAMAGED);
		if (!strstr(h.text, cases[i].say))
			fail_msg("%s: %s", cases[i].sql, h.text);
		book_teardown(state);
	}
}

static void
each_change_of_a_table_is_named(void **state)
{
	static const struct {
		const char *sql, *say;
	} cases[] = {
		{ "UPDATE piece SET state = 8 WHERE order_id = 2",
		    "order EX-2: row 1 of table piece is not what command 5" },
		{ "DELETE FROM field WHERE order_id = 3",
		    "order EX-3: row contract_no/0 of table field is not what "
		    "command 7" },
		{ "INSERT INTO lot VALUES (1, 9, 0, 0, '')",
		    "order EX-1: row 9 of table lot was written by no" },
		{ "UPDATE orders SET reason = 'x' WHERE id = 1",
		    "order EX-1: row  of table head" },
		{ "UPDATE orders SET due_key = 1 WHERE id = 2",
		    "order EX-2: due_key" },
		{ "UPDATE orders SET clerk = 'x' WHERE id = 2",
		    "order EX-2: clerk" },
		{ "UPDATE orders SET rnumber = 'x' WHERE id = 2",
		    "order EX-2: rnumber" },
		{ "UPDATE orders SET rev = 1 WHERE id = 2", "order EX-2: rev" },
		{ "UPDATE customer SET name = 'Acme'",
		    "row acme of table "
		    "customer is not what command 1" },
		{ "INSERT INTO holds VALUES ('li', 'general_manager', 1)",
		    "row li/general_manager of table holds was written by no" },
		{ "UPDATE tally SET n = 2 WHERE kind = 'step' AND key = '1'",
		    "step 1 is 2, it should be 1" },
		{ "DELETE FROM wait WHERE order_id = 2 AND who = 'desk:qc'",
		    "wait desk:qc is 3, it should be 2" },
		{ "UPDATE wait SET who = 'desk:zz' WHERE who = 'desk:qc'",
		    "waits in the list" },
		{ "UPDATE wait SET due_key = 5 WHERE order_id = 2",
		    "waits in the list" },
		{ "INSERT INTO carried VALUES ('zz', 2, 9)",
		    "carried in the list" },
		{ "INSERT INTO tally VALUES ('out', 'zz', 3)",
		    "out zz is 3, it should be 0" },
		{ "UPDATE words SET text = 'x' WHERE order_id = 2",
		    "order EX-2: words" },
		{ "UPDATE customer_words SET text = 'x'",
		    "customer acme: the words" },
		{ "UPDATE tally SET n = 9 WHERE kind = 'state'",
		    "state 0 is 9, it should be 3" },
		{ "UPDATE tally SET n = 9 WHERE kind = 'office'",
		    "office  is 9, it should be 1" },
		{ "INSERT INTO search(rowid, text) VALUES (2, 'zz')",
		    "search index differs at order EX-2" },
		{ "DROP INDEX piece_out", "structure of the book was changed: "
					  "index piece_out" },
		{ "CREATE TABLE extra(x)", "table extra" },
		{ "DROP TRIGGER journal_stays", "trigger journal_stays" },
		{ "PRAGMA foreign_keys=OFF; INSERT INTO lot VALUES (99, 1, 0, "
		  "0, '')",
		    "a row of an order that is not there" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct heard h;

		book_setup(state);
		gd_store_close(some_book());
		assert_int_equal(meddle(cases[i].sql), SQLITE_OK);
		assert_int_equal(verify(&h), GD_DAMAGED);
		if (!strstr(h.text, cases[i].say))
			fail_msg("%s: %s", cases[i].sql, h.text);
		book_teardown(state);
	}
}

static void
an_old_copy_put_back_is_noticed(void **state)
{
	struct gd_store *s;
	struct heard h;
	char sql[200];

	gd_store_close(some_book());
	assert_int_equal(verify(&h), GD_OK);
	snprintf(sql, sizeof sql, "VACUUM INTO '%s'", book_file("old.db"));
	assert_int_equal(meddle(sql), SQLITE_OK);
	s = book_open("book.db", GD_PROFILE_WORK);
	book_customer(s, "later", "Later");
	gd_store_close(s);
	assert_int_equal(verify(&h), GD_OK);
	/* put back, its own chain is perfect */
	gd_store_unlink(book_file("book.db"));
	assert_int_equal(rename(book_file("old.db"), book_file("book.db")), 0);
	assert_int_equal(meddle("PRAGMA journal_mode=WAL"), SQLITE_OK);
	assert_int_equal(verify(&h), GD_DAMAGED);
	assert_int_equal(h.first, GD_M_HEAD_SHORT);
	assert_non_null(strstr(h.text, "ends at command 7, but command 8"));
	(void)state;
}

static void
another_history_is_noticed(void **state)
{
	struct gd_store *s = some_book();
	struct gd_str path = GD_STR_INIT;
	struct heard h;
	FILE *f;

	(void)state;
	gd_str_addf(&path, "%s/gendan/head-%s", book_dir(), s->ledger);
	gd_store_close(s);
	f = fopen(path.text, "w");
	assert_non_null(f);
	fprintf(f, "3 %064d\n", 7);
	fclose(f);
	gd_str_release(&path);
	assert_int_equal(verify(&h), GD_DAMAGED);
	assert_int_equal(h.first, GD_M_HEAD_OTHER);
}

/* A search goes in through it; reading all words does not. Only a large index
 * has more than one way in. */
static void
a_search_index_without_its_ways_in_is_named(void **state)
{
	struct gd_store *s = book_new();
	struct gd_field f = { .name = "contract_no" };
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT], text[128];
	struct deed d;
	struct heard h;

	(void)state;
	for (int i = 0; i < 60; i++) {
		snprintf(text, sizeof text, "EX-%d", 1000 + 977 * i % 1000);
		book_order(s, text, "acme", 1, 0, id);
		snprintf(text, sizeof text, "%x%x%x", 7919 * i, 104729 * i,
		    1299709 * i);
		f.value = text;
		deed_begin(&d);
		deed_put(&d, GD_TAB_FIELD, &f, ALL_CELLS);
		assert_int_equal(deed_do(&d, s, id, 0, &err), GD_OK);
		deed_end(&d);
	}
	gd_store_close(s);
	assert_int_equal(meddle("INSERT INTO search(search) VALUES "
				"('optimize')"),
	    SQLITE_OK);
	assert_int_equal(verify(&h), GD_OK);
	assert_int_equal(meddle("DELETE FROM search_idx"), SQLITE_OK);
	assert_int_equal(verify(&h), GD_DAMAGED);
	if (!strstr(h.text, "the search index does not find"))
		fail_msg("%s", h.text);
}

/* ---- quick, and what is remembered --------------------------------------- */

static enum gd_code
quick(struct heard *h, struct gd_verify_report *r)
{
	struct gd_verify_options options = { .quick = true };
	struct gd_store *s = book_open("book.db", GD_PROFILE_VERIFY);
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc;

	*h = (struct heard){ 0 };
	rc = gd_store_verify_with(s, &options, hear, h, r, &err);
	gd_store_close(s);
	return rc;
}

static void
some_more(void)
{
	struct gd_store *s = book_open("book.db", GD_PROFILE_WORK);
	char id[GD_ID_TEXT];

	book_order(s, "EX-4", "acme", 4, 40, id);
	book_customer(s, "b", "Bo");
	gd_store_close(s);
}

static void
a_quick_look_begins_at_the_last_good_head(void **state)
{
	struct gd_verify_report r;
	struct heard h;

	(void)state;
	gd_store_close(some_book());
	assert_int_equal(quick(&h, &r), GD_OK);
	assert_int_equal(r.since, 0); /* none known: all of it */
	assert_int_equal(r.orders, 3);
	some_more();
	assert_int_equal(quick(&h, &r), GD_OK);
	assert_int_equal(r.since, 7);
	assert_int_equal(r.seq, 9);
	assert_int_equal(r.orders, 1); /* the new one; no turn is theirs yet */
	assert_int_equal(quick(&h, &r), GD_OK);
	assert_int_equal(r.since, 9);
}

static void
a_quick_look_names_what_was_changed_since(void **state)
{
	static const struct {
		const char *sql, *say;
		bool journal;
	} cases[] = {
		{ "UPDATE orders SET due_day = 4 WHERE id = 4",
		    "order EX-4: row  of table head", false },
		{ "UPDATE customer SET name = 'Bob' WHERE code = 'b'",
		    "row b of table customer is not what command", false },
		{ "UPDATE journal SET at_ms = 5 WHERE seq = 8", "command 8 (do",
		    true },
		{ "DELETE FROM journal WHERE seq = 8",
		    "jumps from command 7 to 9", true },
		{ "UPDATE journal SET chain = randomblob(32) WHERE seq = 7",
		    "command 7 is not the one seen here before", true },
		{ "DELETE FROM journal WHERE seq > 6", "ends at command 6",
		    true },
		{ "DROP INDEX piece_out", "index piece_out", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct gd_verify_report r;
		struct heard h;

		book_setup(state);
		gd_store_close(some_book());
		assert_int_equal(verify(&h), GD_OK);
		some_more();
		if (cases[i].journal)
			change_journal(cases[i].sql);
		else
			assert_int_equal(meddle(cases[i].sql), SQLITE_OK);
		assert_int_equal(quick(&h, &r), GD_DAMAGED);
		if (!strstr(h.text, cases[i].say))
			fail_msg("%s: %s", cases[i].sql, h.text);
		/* a fault is not taken for good: it is said again */
		assert_int_equal(quick(&h, &r), GD_DAMAGED);
		assert_int_equal(r.since, 7);
		book_teardown(state);
	}
}

static void
thirty_quick_looks_find_any_old_change(void **state)
{
	static const char *const sql[] = {
		"UPDATE piece SET state = 8 WHERE order_id = 2",
		"UPDATE journal SET at_ms = 5 WHERE seq = 3",
	};

	for (size_t i = 0; i < 2; i++) {
		struct gd_verify_report r;
		struct heard h;
		int turns = 0;

		book_setup(state);
		gd_store_close(some_book());
		assert_int_equal(verify(&h), GD_OK);
		change_journal(sql[i]);
		while (turns <= 30 && quick(&h, &r) == GD_OK)
			turns++;
		assert_true(turns > 0 && turns < 30);
		book_teardown(state);
	}
}

/* After a failed sync the next writer looks before it writes: at what came
 * since the last good head, so that a large book opens soon. */
static void
after_a_disk_fault_what_came_since_is_looked_at_first(void **state)
{
	static const struct {
		const char *sql;
		enum gd_code rc;
	} cases[] = {
		{ "UPDATE orders SET due_day = due_day", GD_OK },
		{ "UPDATE orders SET due_day = 4 WHERE id = 4", GD_DAMAGED },
		{ "UPDATE customer SET name = 'Bob' WHERE code = 'b'",
		    GD_DAMAGED },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct gd_err err = GD_ERR_INIT;
		struct gd_store *s;
		char ledger[GD_ID_TEXT];
		struct heard h;

		book_setup(state);
		s = some_book();
		memcpy(ledger, s->ledger, sizeof ledger);
		gd_store_close(s);
		assert_int_equal(verify(&h), GD_OK);
		some_more();
		assert_int_equal(meddle(cases[i].sql), SQLITE_OK);
		gd_fault_remember(ledger);
		assert_int_equal(gd_store_open(book_file("book.db"),
				     GD_PROFILE_WORK, &s, &err),
		    cases[i].rc);
		assert_int_equal(gd_fault_known(ledger), cases[i].rc != GD_OK);
		if (cases[i].rc != GD_OK)
			assert_int_equal(err.msg, GD_M_BOOK_UNSURE);
		gd_store_close(s);
		book_teardown(state);
	}
}

static void
anchors_are_read_strictly(void **state)
{
	static const char *const bad[] = { "", "x", ":1:",
		"019f0697-3281-70ea-8510-c70f6daff2b3:1:0123456789abcdef012",
		"019f0697-3281-70ea-8510-c70f6daff2b3:0:0123456789abcdef0123",
		"019f0697-3281-70ea-8510-c70f6daff2b3:1:0123456789abcdef0123x",
		"019f0697-3281-70ea-8510-c70f6daff2b:1:0123456789abcdef01234" };
	struct gd_anchor a;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(gd_anchor_read(bad[i], &a));
	assert_true(gd_anchor_read(
	    " 019F0697-3281-70ea-8510-c70f6daff2b3:12:0123456789ABCDEF0123\n",
	    &a));
	assert_int_equal(a.seq, 12);
	assert_string_equal(a.hash, "0123456789abcdef0123");
}

/* ---- rebuild ------------------------------------------------------------- */

static void
dump(struct gd_str *out)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *tables, *rows;

	assert_int_equal(sqlite3_open(book_file("book.db"), &db), SQLITE_OK);
	sqlite3_prepare_v2(db,
	    "SELECT name FROM sqlite_schema WHERE "
	    "type = 'table' AND name NOT LIKE 'search%' AND "
	    "name NOT LIKE 'sqlite%' ORDER BY name",
	    -1, &tables, NULL);
	while (sqlite3_step(tables) == SQLITE_ROW) {
		char sql[100];

		snprintf(sql, sizeof sql, "SELECT * FROM \"%s\" ORDER BY 1, 2",
		    gd_column(tables, 0));
		sqlite3_prepare_v2(db, sql, -1, &rows, NULL);
		while (sqlite3_step(rows) == SQLITE_ROW) {
			gd_str_addf(out, "%s:", gd_column(tables, 0));
			for (int i = 0; i < sqlite3_column_count(rows); i++)
				gd_str_addf(out, " %s", gd_column(rows, i));
			gd_str_addc(out, '\n');
		}
		sqlite3_finalize(rows);
	}
	sqlite3_finalize(tables);
	sqlite3_close(db);
}

static void
rebuild_makes_the_same_book_out_of_the_journal(void **state)
{
	struct gd_str before = GD_STR_INIT, after = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct heard h;

	(void)state;
	gd_store_close(some_book());
	dump(&before);
	assert_int_equal(
	    meddle("DELETE FROM piece; DELETE FROM customer; "
		   "UPDATE orders SET number = 'lost' || id; DELETE FROM wait; "
		   "DELETE FROM tally; INSERT INTO search(rowid, text) "
		   "VALUES (77, 'zz'); DELETE FROM words"),
	    SQLITE_OK);
	assert_int_equal(verify(&h), GD_DAMAGED);
	assert_int_equal(gd_store_rebuild(book_file("book.db"), &err), GD_OK);
	dump(&after);
	assert_string_equal(before.text, after.text);
	assert_int_equal(verify(&h), GD_OK);
	gd_str_release(&before);
	gd_str_release(&after);
}

static void
rebuild_does_not_launder_a_broken_chain(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct heard h;

	(void)state;
	gd_store_close(some_book());
	change_journal("UPDATE journal SET at_ms = 9 WHERE seq = 2");
	assert_int_equal(gd_store_rebuild(book_file("book.db"), &err),
	    GD_DAMAGED);
	assert_int_equal(err.msg, GD_M_REBUILD_BAD);
	assert_int_equal(verify(&h), GD_DAMAGED);
}

static void
who_had_the_old_file_open_is_told_after_a_rebuild(void **state)
{
	struct gd_store *s = some_book();
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	assert_int_equal(gd_store_rebuild(book_file("book.db"), &err), GD_OK);
	assert_int_equal(gd_store_begin(s, &err), GD_STALE);
	assert_int_equal(err.msg, GD_M_BOOK_REPLACED);
	gd_store_close(s);
	s = book_open("book.db", GD_PROFILE_WORK);
	book_customer(s, "x", "y");
	gd_store_close(s);
}

static void
an_older_projection_is_made_anew_at_opening(void **state)
{
	struct gd_store *s;
	struct heard h;
	int64_t projection;

	(void)state;
	gd_store_close(some_book());
	assert_int_equal(meddle("UPDATE ledger SET projection = 0; "
				"DELETE FROM piece"),
	    SQLITE_OK);
	s = book_open("book.db", GD_PROFILE_WORK);
	assert_int_equal(gd_db_int(s, "SELECT projection FROM ledger", NULL,
			     &projection, NULL),
	    GD_OK);
	assert_int_equal(projection, GD_BOOK_PROJECTION);
	gd_store_close(s);
	assert_int_equal(verify(&h), GD_OK);
}

static void
a_broken_index_is_said_as_such_and_stops_nobody(void **state)
{
	struct gd_filter f = { .words = { "c-1" }, .nwords = 1, .limit = 5 };
	struct gd_list_rows rows = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s;
	char id[GD_ID_TEXT];

	(void)state;
	gd_store_close(some_book());
	assert_int_equal(meddle("UPDATE search_data SET block = "
				"x'ffffffffffffffffffff' WHERE id > 10"),
	    SQLITE_OK);
	s = book_open("book.db", GD_PROFILE_WORK);
	assert_int_equal(gd_store_list(s, &f, &rows, &err), GD_OUTSIDE);
	assert_int_equal(err.msg, GD_M_SEARCH_BROKEN);
	book_order(s, "EX-9", "acme", 1, 0, id);
	gd_store_close(s);
	assert_int_equal(gd_store_rebuild(book_file("book.db"), &err), GD_OK);
	s = book_open("book.db", GD_PROFILE_WORK);
	assert_int_equal(gd_store_list(s, &f, &rows, &err), GD_OK);
	assert_int_equal(rows.n, 3);
	free(rows.at);
	gd_arena_release(&rows.arena);
	gd_store_close(s);
}

/* ---- random histories ---------------------------------------------------- */

static uint64_t
luck(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

/* Any cells of any row of any table; texts and keys from a small choice. */
static void
random_put(struct deed *d, uint64_t *seed, int table)
{
	static const char *const texts[] = { "", "a", "提单", "it's", "b c",
		"clerk", "\"q\"" };
	const struct gd_table *t = gd_put_table(table);
	uint64_t row[GD_ROW_BYTES / 8] = { 0 };

	for (int i = 0; i < t->ncols; i++) {
		char *cell = (char *)row + t->cols[i].offset;
		const char *text = texts[luck(seed) % 7];
		int64_t n = (int64_t)(luck(seed) % 4);

		if (t->cols[i].type == GD_CELL_TEXT)
			memcpy(cell, &text, sizeof text);
		else
			memcpy(cell, &n, sizeof n);
	}
	if (luck(seed) % 5 == 0 && table != GD_TAB_HEAD)
		gd_event_drop(&d->events, d->event, table, row);
	else if (table == GD_TAB_HEAD)
		deed_put(d, table, row, luck(seed) << 1); /* not the number */
	else
		deed_put(d, table, row, luck(seed));
}

static void
random_histories_replay_to_the_same_tables(void **state)
{
	struct gd_store *s = book_new();
	struct gd_err err = GD_ERR_INIT;
	uint64_t seed = 42;
	char id[6][GD_ID_TEXT];
	struct heard h;

	(void)state;
	for (int i = 0; i < 6; i++)
		gd_id_new(1, id[i]);
	for (int n = 0; n < 250; n++) {
		bool office = luck(&seed) % 4 == 0;
		struct deed d;

		deed_begin(&d);
		for (uint64_t k = luck(&seed) % 6; k > 0; k--)
			random_put(&d, &seed,
			    (int)(luck(&seed) % GD_ORDER_NTABLES));
		if (office) {
			deed_end(&d);
			deed_begin(&d);
		}
		if (office || luck(&seed) % 8 == 0)
			random_put(&d, &seed,
			    (int)(GD_ORDER_NTABLES +
				  luck(&seed) % GD_OFFICE_NTABLES));
		if (deed_do(&d, s, office ? NULL : id[luck(&seed) % 6], 0,
			&err) != GD_OK)
			fail_msg("%d: %s %s", n, gd_msg_english(err.msg),
			    err.arg[0].text);
		deed_end(&d);
	}
	gd_store_close(s);
	if (verify(&h) == GD_OK)
		return;
	/* the only faults random rows may have: a workflow without a file, a
	 * file without bytes, a closing of any head; what was heard may end in the middle of a line */
	for (const char *p = h.text, *end; (end = strchr(p, '\n')); p = end + 1)
		if (strncmp(p, "workflow ", 9) != 0 &&
		    strncmp(p, "closing ", 8) != 0 &&
		    !strstr(p, ": attached file "))
			fail_msg("%s", h.text);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_journal_refuses_change_delete_and_gaps),
		T(insert_or_replace_cannot_replace_a_command),
		T(a_work_connection_may_not_touch_structure_or_journal),
		T(a_sound_book_passes),
		T(each_change_of_the_journal_is_named),
		T(each_change_of_a_table_is_named),
		T(an_old_copy_put_back_is_noticed),
		T(another_history_is_noticed),
		T(a_search_index_without_its_ways_in_is_named),
		T(a_quick_look_begins_at_the_last_good_head),
		T(a_quick_look_names_what_was_changed_since),
		T(thirty_quick_looks_find_any_old_change),
		T(after_a_disk_fault_what_came_since_is_looked_at_first),
		T(anchors_are_read_strictly),
		T(rebuild_makes_the_same_book_out_of_the_journal),
		T(rebuild_does_not_launder_a_broken_chain),
		T(who_had_the_old_file_open_is_told_after_a_rebuild),
		T(an_older_projection_is_made_anew_at_opening),
		T(a_broken_index_is_said_as_such_and_stops_nobody),
		T(random_histories_replay_to_the_same_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
