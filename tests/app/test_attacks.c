/* tests/app/test_attacks.c - what a hostile hand with SQLite and a C compiler
 * may do to a book, attack by attack: verify names each.
 *
 * The attacker owns the file: he takes the triggers out and puts them back,
 * changes tables to fit what he wrote into the journal, and makes the chain
 * anew.  He does not own what lies elsewhere: the head seen before, and the
 * anchors on paper. */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../src/store/store_priv.h"
#include "app/day.h"
#include "app/login.h"
#include "app_test.h"
#include "base/say.h"

/* ---- the book before ----------------------------------------------------- */

static struct office o;
static struct gd_anchor head; /* of the book as it was */

static void
sh(const char *words)
{
	struct gd_str line = GD_STR_INIT;

	gd_str_addf(&line, "cd %s && %s", o.dir, words);
	if (system(line.text) != 0)
		fail_msg("%s", line.text);
	gd_str_release(&line);
}

static void
by_deputy(void)
{
	struct gd_deputy d = { .who = "wumin",
		.deputy = "zhouyan",
		.from_day = gd_app_today(o.app),
		.to_day = gd_app_today(o.app) + 5,
		.active = 1 };
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_DEPUTY, &d, 31 },
		   &err),
	    GD_OK, &err);
}

static sqlite3 *hand(void);
static void meddle(sqlite3 *db, const char *sql);

/* Nobody has the book open: all of it into the one file. */
static void
fold(const char *name)
{
	struct gd_str copy = GD_STR_INIT;
	sqlite3 *db;

	gd_app_close(o.app);
	db = hand();
	meddle(db, "PRAGMA wal_checkpoint(TRUNCATE)");
	sqlite3_close(db);
	gd_str_addf(&copy, "cp book.db %s", name);
	sh(copy.text);
	gd_str_release(&copy);
}

/* Two orders under way, with signatures, pieces, a file; old.db is the book
 * some commands ago, kept.db the book itself. */
static int
make_kept(void **state)
{
	struct drive d = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_day_page look, page;
	char number[64], path[128];

	(void)state;
	office_open(&o);
	by_deputy();
	new_order(&o, tt_fields, number);
	drive_to(&o, number, &d, "send_formal_order");
	new_order(&o, lc_fields, number);
	drive_to(&o, number, &d, "verdict");
	sh("echo scan > scan.pdf");
	snprintf(path, sizeof path, "%s/scan.pdf", o.dir);
	expect(gd_app_attach(o.app, number, path, "scan", NULL, NULL, &err),
	    GD_OK, &err);
	fold("old.db");
	o.app = office_again(&o);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_NOTE, .reason = "one" });
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_NOTE, .reason = "two" });
	expect(gd_app_become(o.app, "linguo", &err), GD_OK, &err);
	expect(gd_app_unlock(o.app, OFFICE_PASSWORD, &err), GD_OK, &err);
	expect(gd_app_day_look(o.app, &look, &err), GD_OK, &err);
	expect(gd_app_day_close(o.app, &look, "", &page, &err), GD_OK, &err);
	gd_day_page_release(&look);
	gd_day_page_release(&page);
	expect(gd_store_head(gd_app_store(o.app), &head, &err), GD_OK, &err);
	fold("kept.db");
	sh("cp -r state seen; cp -r book.db.files files");
	return 0;
}

static int
drop_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static int
drop_kept(void **state)
{
	(void)state;
	nftw(o.dir, drop_one, 16, FTW_DEPTH | FTW_PHYS);
	return 0;
}

static void
put_back(void)
{
	sh("rm -rf book.db book.db-* state book.db.files && cp kept.db "
	   "book.db "
	   "&& cp -r seen state && cp -r files book.db.files");
}

/* ---- the hand ------------------------------------------------------------ */

static sqlite3 *
hand(void)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(o.book, &db), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL);
	sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	return db;
}

static void
meddle(sqlite3 *db, const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
}

#define TRIGGERS "CREATE TRIGGER "

static void
take_triggers(sqlite3 *db)
{
	meddle(db, "DROP TRIGGER journal_stays; DROP TRIGGER journal_keeps; "
		   "DROP TRIGGER journal_grows; DROP TRIGGER orders_stay; "
		   "DROP TRIGGER orders_keep");
}

static void
give_triggers(sqlite3 *db)
{
	for (const char *const *p = gd_schema_sql; *p; p++)
		if (strncmp(*p, TRIGGERS, strlen(TRIGGERS)) == 0)
			meddle(db, *p);
}

static void
uuid_of(sqlite3_stmt *st, int column, char out[GD_ID_TEXT])
{
	gd_uuid_text(sqlite3_column_bytes(st, column) == 16
			 ? sqlite3_column_blob(st, column)
			 : NULL,
	    out);
}

/* The whole chain again, over whatever stands there now. With erase: the body
 * of that command goes, its true hash stays in its place. */
static void
chain_anew(sqlite3 *db, int64_t erase)
{
	static const char sql[] =
	    "SELECT j.seq, j.order_rev, j.at_ms, o.uuid, a.name, f.name, "
	    "v.name, j.body, j.request, l.uuid FROM journal j JOIN ledger l "
	    "LEFT JOIN orders o ON o.id = j.order_id JOIN name a ON a.id = "
	    "j.actor_id JOIN name f ON f.id = j.for_id JOIN name v ON v.id = "
	    "j.verb_id ORDER BY j.seq";
	uint8_t chain[GD_HASH] = { 0 }, leaf[GD_HASH];
	sqlite3_stmt *st, *set;

	sqlite3_prepare_v2(db, sql, -1, &st, NULL);
	sqlite3_prepare_v2(db,
	    "UPDATE journal SET chain = ?2, body = iif(?3, NULL, body), "
	    "leaf = iif(?3, ?4, NULL) WHERE seq = ?1",
	    -1, &set, NULL);
	meddle(db, "BEGIN");
	while (sqlite3_step(st) == SQLITE_ROW) {
		char order[GD_ID_TEXT], request[GD_ID_TEXT], ledger[GD_ID_TEXT];
		struct gd_link_in in = { .ledger = ledger,
			.order = order,
			.seq = sqlite3_column_int64(st, 0),
			.rev = sqlite3_column_int64(st, 1),
			.at_ms = sqlite3_column_int64(st, 2),
			.actor = gd_column(st, 4),
			.for_whom = gd_column(st, 5),
			.verb = gd_column(st, 6),
			.body = gd_column(st, 7),
			.body_len = (size_t)sqlite3_column_bytes(st, 7),
			.request = request };

		uuid_of(st, 3, order);
		uuid_of(st, 8, request);
		uuid_of(st, 9, ledger);
		gd_chain_leaf(&in, leaf);
		gd_chain_next(chain, leaf, chain);
		gd_bind_int(set, 1, in.seq);
		gd_bind_blob(set, 2, chain, GD_HASH);
		gd_bind_int(set, 3, in.seq == erase);
		gd_bind_blob(set, 4, leaf, GD_HASH);
		assert_int_equal(sqlite3_step(set), SQLITE_DONE);
		sqlite3_reset(set);
	}
	meddle(db, "COMMIT");
	sqlite3_finalize(st);
	sqlite3_finalize(set);
}

/* ---- what verify says ---------------------------------------------------- */

static void
hear(void *payload, const struct gd_err *fault)
{
	gd_say_err(payload, GD_EN, fault);
	gd_str_addc(payload, '\n');
}

static void
verify_says(struct gd_str *said, bool anchor)
{
	struct gd_verify_options options = { .anchors = &head,
		.nanchors = anchor };
	struct gd_verify_report r = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s = NULL;
	enum gd_code rc = gd_store_open(o.book, GD_PROFILE_VERIFY, &s, &err);

	gd_str_reset(said);
	gd_str_add(said, "");
	if (rc == GD_OK) {
		rc = gd_store_verify_with(s, &options, hear, said, &r, &err);
		gd_store_close(s);
	}
	if (rc != GD_OK)
		hear(said, &err);
}

enum how { TABLES, JOURNAL, REWRITE };

struct attack {
	const char *what;
	enum how how;
	const char *sql, *says;
	bool forgotten; /* the head seen before is gone too */
	bool anchor;    /* but there is one on paper */
};

static void
strike(const struct attack *a)
{
	sqlite3 *db;

	put_back();
	db = hand();
	if (a->how != TABLES)
		take_triggers(db);
	meddle(db, a->sql);
	if (a->how == REWRITE)
		chain_anew(db, 0);
	if (a->how != TABLES)
		give_triggers(db);
	sqlite3_close(db);
	if (a->forgotten)
		sh("rm -rf state");
}

static void
each_is_named(const struct attack *attacks, size_t n)
{
	struct gd_str said = GD_STR_INIT;
	bool bad = false;

	for (size_t i = 0; i < n; i++) {
		strike(&attacks[i]);
		verify_says(&said, attacks[i].anchor);
		if (strstr(said.text, attacks[i].says))
			continue;
		print_error("%s: \"%s\" is not in: %.600s\n", attacks[i].what,
		    attacks[i].says, said.text);
		bad = true;
	}
	gd_str_release(&said);
	assert_false(bad);
}

static void
what_is_done_to_the_journal_is_named(void **state)
{
	static const struct attack attacks[] = {
		{ "what two commands did, swapped", JOURNAL,
		    "UPDATE journal SET body = (SELECT body FROM journal AS j "
		    "WHERE j.seq = 51 - journal.seq) WHERE seq IN (25, 26)",
		    "command 25 (", 0, 0 },
		{ "two commands swapped whole", JOURNAL,
		    "UPDATE journal SET seq = -1 WHERE seq = 25; UPDATE "
		    "journal "
		    "SET seq = 25 WHERE seq = 26; UPDATE journal SET seq = 26 "
		    "WHERE seq = -1",
		    "command 25 (", 0, 0 },
		{ "one taken out of the middle", JOURNAL,
		    "DELETE FROM journal WHERE seq = 30",
		    "the journal jumps from command 29 to 31", 0, 0 },
		{ "one taken out, the others closed up", JOURNAL,
		    "DELETE FROM journal WHERE seq = 30; UPDATE journal SET "
		    "seq = -seq WHERE seq > 30; UPDATE journal SET seq = -seq "
		    "- 1 WHERE seq < 0",
		    "command 30 (", 0, 0 },
		{ "the end cut, tables put right", JOURNAL,
		    "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM "
		    "journal); UPDATE orders SET rev = rev - 1 WHERE id = 2",
		    "was seen here before: its end was cut", 0, 0 },
		{ "the end cut, what was seen forgotten: by the anchor",
		    JOURNAL,
		    "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM "
		    "journal); UPDATE orders SET rev = rev - 1 WHERE id = 2",
		    "but an anchor names command", 1, 1 },
		{ "one doubled at the end", JOURNAL,
		    "INSERT INTO journal SELECT (SELECT max(seq) + 1 FROM "
		    "journal), order_id, order_rev + 900, at_ms, actor_id, "
		    "for_id, randomblob(16), verb_id, body, leaf, chain FROM "
		    "journal WHERE seq = 30",
		    "does not fit the chain", 0, 0 },
		{ "what it did", JOURNAL,
		    "UPDATE journal SET body = replace(body, 'wumin', "
		    "'wanghai') "
		    "WHERE seq = (SELECT min(seq) FROM journal WHERE body LIKE "
		    "'%signoff%wumin%')",
		    "does not fit the chain", 0, 0 },
		{ "when", JOURNAL,
		    "UPDATE journal SET at_ms = at_ms - 86400000 WHERE seq = "
		    "30",
		    "command 30 (", 0, 0 },
		{ "who", JOURNAL,
		    "UPDATE journal SET actor_id = (SELECT id FROM name WHERE "
		    "name = 'wumin') WHERE seq = 30",
		    "command 30 (", 0, 0 },
		{ "for whom", JOURNAL,
		    "UPDATE journal SET for_id = actor_id WHERE seq = 30",
		    "command 30 (", 0, 0 },
		{ "which command", JOURNAL,
		    "UPDATE journal SET verb_id = actor_id WHERE seq = 30",
		    "command 30 (", 0, 0 },
		{ "the request", JOURNAL,
		    "UPDATE journal SET request = randomblob(16) WHERE seq = "
		    "30",
		    "command 30 (", 0, 0 },
		{ "of which order", JOURNAL,
		    "UPDATE journal SET order_id = 2, order_rev = 900 WHERE "
		    "seq "
		    "= 30",
		    "command 30 (", 0, 0 },
		{ "its place in the order", JOURNAL,
		    "UPDATE journal SET order_rev = 900 WHERE seq = 30",
		    "has revision 900", 0, 0 },
		{ "its hash", JOURNAL,
		    "UPDATE journal SET chain = zeroblob(32) WHERE seq = 30",
		    "command 30 (", 0, 0 },
		{ "a login renamed", JOURNAL,
		    "UPDATE name SET name = 'zhao' WHERE name = 'chenli'",
		    "by zhao) does not fit the chain", 0, 0 },
		{ "a name that nobody has", JOURNAL,
		    "INSERT INTO name(name) VALUES ('ghost')",
		    "the name ghost stands in the book", 0, 0 },
		{ "a zero byte behind a name", JOURNAL,
		    "UPDATE name SET name = name || char(0) || 'x' WHERE name "
		    "= "
		    "'chenli'",
		    "goes on behind a zero byte", 0, 0 },
		{ "whose book", JOURNAL,
		    "UPDATE ledger SET uuid = randomblob(16)", "command 1 (", 0,
		    0 },
		{ "since when", JOURNAL,
		    "UPDATE ledger SET created_ms = created_ms - 1",
		    "the day the book was begun was changed", 0, 0 },
		{ "two orders change their ids", JOURNAL,
		    "CREATE TEMP TABLE u AS SELECT id, uuid FROM orders; "
		    "UPDATE "
		    "orders SET uuid = zeroblob(16) WHERE id = 1; UPDATE "
		    "orders "
		    "SET uuid = (SELECT uuid FROM u WHERE id = 1) WHERE id = "
		    "2; "
		    "UPDATE orders SET uuid = (SELECT uuid FROM u WHERE id = "
		    "2) "
		    "WHERE id = 1",
		    "does not fit the chain", 0, 0 },
		{ "an order nobody made", JOURNAL,
		    "INSERT INTO orders SELECT 9, randomblob(16), 0, utail, "
		    "rnumber || 'x', due_key, clerk, step_ms, 'EX-9', workflow, "
		    "version, "
		    "company, customer, state, created_ms, closed_ms, held_ms, "
		    "cause, cause_by, reason, status, rail, step_no, waits, "
		    "due_day, due_step, pieces_out, unsigned_n, taken_day, "
		    "hard_day, hard, warns, slip_day, slip_till_day, 0, 0, 0, "
		    "0, 0, 0 FROM "
		    "orders WHERE id = 1",
		    "order EX-9 was made by no command", 0, 0 },
	};

	(void)state;
	each_is_named(attacks, sizeof attacks / sizeof *attacks);
}

/* A forged signature in journal and table alike, and the chain made anew. */
#define FORGE                                                                \
	"UPDATE journal SET body = replace(body, 'wumin', 'huangyi') WHERE " \
	"body LIKE '%signoff%wumin%'; UPDATE signoff SET by = 'huangyi' "    \
	"WHERE by = 'wumin'"

static void
a_rewritten_history_is_named_by_what_lies_outside(void **state)
{
	static const struct attack attacks[] = {
		{ "a signature forged, all made to fit", REWRITE, FORGE,
		    "not the one seen here before: the history was rewritten",
		    0, 0 },
		{ "the same, what was seen forgotten: by the anchor", REWRITE,
		    FORGE,
		    "is not the one the anchor names: the history was "
		    "rewritten",
		    1, 1 },
		{ "the same, without any anchor: by the closed day", REWRITE,
		    FORGE, "is not the one that was closed", 1, 0 },
		{ "the closed day moved along, in its row alone", REWRITE,
		    FORGE "; UPDATE closing SET seq = 1",
		    "row 1 of table closing is not what command", 1, 0 },
		{ "forged, but only the journal", REWRITE,
		    "UPDATE journal SET body = replace(body, 'wumin', "
		    "'huangyi') WHERE body LIKE '%signoff%wumin%'",
		    "of table signoff is not what command", 1, 0 },
		{ "one left out, numbers closed up, chained anew", REWRITE,
		    "DELETE FROM journal WHERE seq = 30; UPDATE journal SET "
		    "seq = -seq WHERE seq > 30; UPDATE journal SET seq = -seq "
		    "- 1 WHERE seq < 0",
		    "expected", 1, 0 },
		{ "another book's name on it, chained anew: by the anchor",
		    REWRITE,
		    "UPDATE ledger SET uuid = "
		    "x'019f0697328170ea8510c70f6daff2b3"
		    "', created_ms = 1782399611521",
		    "belongs to another book", 1, 1 },
	};

	(void)state;
	each_is_named(attacks, sizeof attacks / sizeof *attacks);
}

static void
an_old_copy_put_back_is_named(void **state)
{
	struct gd_str said = GD_STR_INIT;

	(void)state;
	put_back();
	sh("cp old.db book.db");
	verify_says(&said, false);
	assert_non_null(strstr(said.text, "an old copy put back"));
	sh("rm -rf state");
	verify_says(&said, false);
	assert_string_equal(said.text, ""); /* nothing outside knows better */
	verify_says(&said, true);
	assert_non_null(strstr(said.text, "but an anchor names command"));
	gd_str_release(&said);
}

/* The chain fits, for the true hash of what it did stays: only that nobody
 * took it away tells. */
static void
a_command_whose_words_were_taken_away_is_named(void **state)
{
	struct gd_str said = GD_STR_INIT;
	sqlite3 *db;

	(void)state;
	put_back();
	db = hand();
	take_triggers(db);
	chain_anew(db, 30);
	give_triggers(db);
	sqlite3_close(db);
	verify_says(&said, true);
	assert_non_null(strstr(said.text, "command 30 ("));
	assert_non_null(strstr(said.text, "has lost what it did"));
	assert_null(strstr(said.text, "does not fit the chain"));
	gd_str_release(&said);
}

static void
what_is_done_to_structure_and_tables_is_named(void **state)
{
	static const struct attack attacks[] = {
		{ "a role given", TABLES,
		    "INSERT INTO holds VALUES ('chenli', 'general_manager', 1)",
		    "row chenli/general_manager of table holds was written by "
		    "no",
		    0, 0 },
		{ "a role taken", TABLES,
		    "UPDATE holds SET active = 0 WHERE role = "
		    "'general_manager'",
		    "general_manager of table holds is not what command", 0,
		    0 },
		{ "a deputy for longer", TABLES,
		    "UPDATE deputy SET to_day = to_day + 30",
		    "row wumin/zhouyan of table deputy is not what command", 0,
		    0 },
		{ "a workflow with fewer signatures", TABLES,
		    "UPDATE flowdef SET source = replace(source, 'sign', "
		    "'sing')",
		    "workflow export version 7 is not the file its digest "
		    "names",
		    0, 0 },
		{ "the same with its digest", TABLES,
		    "UPDATE flowdef SET source = 'x', digest = "
		    "'2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db022587179"
		    "21a4881'",
		    "row export/7 of table flowdef is not what command", 0, 0 },
		{ "money that never came", TABLES,
		    "UPDATE payment SET credited = amount + 1",
		    "of table payment is not what command", 0, 0 },
		{ "an index gone", TABLES, "DROP INDEX piece_out",
		    "index piece_out", 0, 0 },
		{ "another index of that name", TABLES,
		    "DROP INDEX piece_out; CREATE INDEX piece_out ON piece(no)",
		    "index piece_out", 0, 0 },
		{ "a trigger gone", TABLES, "DROP TRIGGER journal_keeps",
		    "trigger journal_keeps", 0, 0 },
		{ "a trigger that does nothing", TABLES,
		    "DROP TRIGGER journal_keeps; CREATE TRIGGER journal_keeps "
		    "BEFORE DELETE ON journal BEGIN SELECT 1; END",
		    "trigger journal_keeps", 0, 0 },
		{ "a trigger more", TABLES,
		    "CREATE TRIGGER t AFTER INSERT ON signoff BEGIN SELECT 1; "
		    "END",
		    "trigger t", 0, 0 },
		{ "a table more", TABLES, "CREATE TABLE mine(x)", "table mine",
		    0, 0 },
		{ "a view more", TABLES, "CREATE VIEW v AS SELECT 1", "view v",
		    0, 0 },
		{ "statistics that turn the planner", TABLES, "ANALYZE",
		    "sqlite_stat1", 0, 0 },
		{ "a check less", TABLES,
		    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql "
		    "= "
		    "replace(sql, ' CHECK (one = 1)', '') WHERE name = "
		    "'ledger'",
		    "table ledger", 0, 0 },
		{ "structure as bytes instead of text", TABLES,
		    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET "
		    "type "
		    "= CAST(type AS BLOB) WHERE name = 'piece_out'",
		    "piece_out", 0, 0 },
		{ "a number as text, strictness off", TABLES,
		    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql "
		    "= "
		    "replace(sql, ' STRICT,', '') WHERE name = 'series'; "
		    "PRAGMA "
		    "schema_version = 99",
		    "table series", 0, 0 },
		{ "a zero byte behind a text", TABLES,
		    "UPDATE customer SET note = note || char(0) || 'x'",
		    "a text of table customer () goes on behind a zero byte", 0,
		    0 },
		{ "the same in an order", TABLES,
		    "UPDATE field SET value = value || char(0) || 'x' WHERE "
		    "order_id = 1",
		    "a text of table field (EX-2611-001) goes on", 0, 0 },
		{ "the same in the list", TABLES,
		    "UPDATE orders SET number = number || char(0) || 'x' WHERE "
		    "id = 1",
		    "a text of table orders (EX-2611-001) goes on", 0, 0 },
		{ "counters", TABLES,
		    "UPDATE tally SET n = n + 1 WHERE kind = 'company'",
		    "the count kept for company", 0, 0 },
		{ "a counter of nothing", TABLES,
		    "INSERT INTO tally VALUES ('mine', '', 3)",
		    "the count kept for mine", 0, 0 },
		{ "who is waited for", TABLES, "DELETE FROM wait",
		    "waits in the list", 0, 0 },
		{ "words of an order", TABLES,
		    "UPDATE words SET text = replace(text, 'e', 'f')",
		    "order EX-2611-001: words", 0, 0 },
		{ "words moved to another row", TABLES,
		    "PRAGMA foreign_keys = OFF; UPDATE words SET order_id = 77 "
		    "WHERE order_id = 1",
		    "order EX-2611-001: words", 0, 0 },
		{ "words of a customer", TABLES,
		    "UPDATE customer_words SET text = 'x'",
		    "the customer is "
		    "found by",
		    0, 0 },
		{ "the search index more", TABLES,
		    "INSERT INTO search(rowid, text) VALUES (1, 'zz')",
		    "the search index differs at order EX-2611-001", 0, 0 },
		{ "the search index less", TABLES,
		    "INSERT INTO search(search) VALUES ('delete-all')",
		    "the search index differs", 0, 0 },
		{ "settings of the search index", TABLES,
		    "INSERT INTO search(search, rank) VALUES ('crisismerge', "
		    "3)",
		    "search_config", 0, 0 },
		{ "a row of no order", TABLES,
		    "PRAGMA foreign_keys = OFF; INSERT INTO assign VALUES (99, "
		    "'clerk', 'x')",
		    "a row of an order that is not there", 0, 0 },
		{ "another format", TABLES, "PRAGMA user_version = 99",
		    "newer gendan", 0, 0 },
		{ "not a book at all", TABLES, "PRAGMA application_id = 1",
		    "not a gendan book", 0, 0 },
	};

	(void)state;
	each_is_named(attacks, sizeof attacks / sizeof *attacks);
}

static void
what_is_done_to_attached_files_is_named(void **state)
{
	static const char *const how[] = {
		"for f in book.db.files/*/*; do echo x >> $f; done",
		"for f in book.db.files/*/*; do rm -f $f; done",
		"for f in book.db.files/*/*; do ln -sf ../../scan.pdf $f; done",
		"rm -rf book.db.files",
	};
	struct gd_str said = GD_STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof how / sizeof *how; i++) {
		put_back();
		sh(how[i]);
		verify_says(&said, true);
		if (!strstr(said.text, "attached file 1 (scan.pdf) is missing"))
			fail_msg("%s: %s", how[i], said.text);
	}
	gd_str_release(&said);
}

/* One cell of one row of each table that has rows; what must be named is the
 * table, and by whom it was written. */
static void
a_cell_changed_in_any_table_is_named(void **state)
{
	struct gd_str sql = GD_STR_INIT, said = GD_STR_INIT, want = GD_STR_INIT;
	int tried = 0;

	(void)state;
	for (int t = 0; t < GD_NTABLES; t++) {
		const struct gd_table *table = gd_put_table(t);
		const char *name = t == GD_TAB_HEAD ? "orders" : table->name;
		const struct gd_col *last = &table->cols[table->ncols - 1];
		sqlite3 *db;

		put_back();
		db = hand();
		gd_str_reset(&sql);
		gd_str_reset(&want);
		gd_str_addf(&sql, "UPDATE \"%s\" SET \"%s\" = %s", name,
		    last->name,
		    last->type == GD_CELL_TEXT ? "'changed'" : "7654321");
		gd_str_addf(&want, "of table %s is not what command ",
		    table->name);
		meddle(db, sql.text);
		if (sqlite3_changes(db) == 0)
			gd_str_reset(&want);
		sqlite3_close(db);
		verify_says(&said, true);
		tried += want.len > 0;
		/* a table of keys alone: the row there is another one */
		if (want.len && table->nkeys == table->ncols) {
			gd_str_reset(&want);
			gd_str_addf(&want, "of table %s was written by no",
			    table->name);
		}
		if (want.len && !strstr(said.text, want.text))
			fail_msg("%s: %s", sql.text, said.text);
	}
	assert_true(tried >= 20);
	gd_str_release(&sql);
	gd_str_release(&said);
	gd_str_release(&want);
}

/* An older projection hides changed tables from verify, which says so; but
 * whoever works gets them made anew from the journal. */
static void
tables_called_older_are_not_trusted(void **state)
{
	struct gd_verify_report r;
	struct gd_err err = GD_ERR_INIT;
	struct gd_str said = GD_STR_INIT;
	struct gd_store *s;
	sqlite3 *db;

	(void)state;
	put_back();
	db = hand();
	meddle(db, "UPDATE ledger SET projection = 1; "
		   "UPDATE holds SET active = 0");
	sqlite3_close(db);
	expect(gd_store_open(o.book, GD_PROFILE_VERIFY, &s, &err), GD_OK, &err);
	expect(gd_store_verify(s, NULL, NULL, &r, &err), GD_OK, &err);
	assert_true(r.old_rows);
	gd_store_close(s);
	gd_app_close(office_again(&o));
	verify_says(&said, true);
	assert_string_equal(said.text, "");
	gd_str_release(&said);
}

static void
the_book_itself_is_sound(void **state)
{
	struct gd_str said = GD_STR_INIT;

	(void)state;
	put_back();
	verify_says(&said, true);
	assert_string_equal(said.text, "");
	gd_str_release(&said);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_book_itself_is_sound),
		cmocka_unit_test(what_is_done_to_the_journal_is_named),
		cmocka_unit_test(
		    a_rewritten_history_is_named_by_what_lies_outside),
		cmocka_unit_test(an_old_copy_put_back_is_named),
		cmocka_unit_test(
		    a_command_whose_words_were_taken_away_is_named),
		cmocka_unit_test(what_is_done_to_structure_and_tables_is_named),
		cmocka_unit_test(what_is_done_to_attached_files_is_named),
		cmocka_unit_test(a_cell_changed_in_any_table_is_named),
		cmocka_unit_test(tables_called_older_are_not_trusted),
	};

	return cmocka_run_group_tests(tests, make_kept, drop_kept);
}
