/* store/schema_sql.c - the structure of a book, as SQL.
 *
 * First what is true (journal side), then what follows from it (projection):
 * docs/SCHEMA.md says what each table and column means.  The tables of
 * core/tables.h stand here by hand; a test compares the two.  A change of any
 * text here needs a new schema or projection version: verify compares the
 * book with these very bytes.
 */
#include "store_priv.h"

#include "base/banned.h"

#define OPEN "WHERE state < 2" /* active or held */
#define OWED "WHERE shut = 0 AND gone = 0"

const char *const gd_schema_sql[] = {
	/* ---- the truth: never changed, never deleted ---- */

	/* the one row that says whose book this is */
	"CREATE TABLE ledger(one INTEGER PRIMARY KEY CHECK (one = 1), "
	"uuid BLOB NOT NULL, created_ms INTEGER NOT NULL, "
	"projection INTEGER NOT NULL) STRICT",
	/* logins and command words, so that a command names them by number */
	"CREATE TABLE name(id INTEGER PRIMARY KEY, "
	"name TEXT NOT NULL UNIQUE) STRICT",
	/* one row one command; leaf only where a body was taken away */
	"CREATE TABLE journal(seq INTEGER PRIMARY KEY, "
	"order_id INTEGER REFERENCES orders(id), "
	"order_rev INTEGER NOT NULL, at_ms INTEGER NOT NULL, "
	"actor_id INTEGER NOT NULL REFERENCES name(id), "
	"for_id INTEGER NOT NULL REFERENCES name(id), "
	"request BLOB NOT NULL UNIQUE, "
	"verb_id INTEGER NOT NULL REFERENCES name(id), "
	"body TEXT, leaf BLOB, chain BLOB NOT NULL, "
	"CHECK (length(chain) = 32 AND length(request) = 16 AND "
	"(body IS NULL) = (leaf IS NOT NULL))) STRICT",
	"CREATE UNIQUE INDEX journal_order ON journal(order_id, order_rev) "
	"WHERE order_id IS NOT NULL",
	"CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN "
	"SELECT RAISE(ABORT, 'the journal is never changed'); END",
	"CREATE TRIGGER journal_keeps BEFORE DELETE ON journal BEGIN "
	"SELECT RAISE(ABORT, 'nothing leaves the journal'); END",
	"CREATE TRIGGER journal_grows BEFORE INSERT ON journal "
	"WHEN new.seq IS NOT "
	"(SELECT coalesce(max(seq), 0) + 1 FROM journal) BEGIN "
	"SELECT RAISE(ABORT, 'the journal has no gaps'); END",

	/* ---- orders: the head of each, and what lists sort by ---- */

	"CREATE TABLE orders(id INTEGER PRIMARY KEY, "
	"uuid BLOB NOT NULL UNIQUE, rev INTEGER NOT NULL, "
	"utail INTEGER NOT NULL, rnumber TEXT NOT NULL, "
	"due_key INTEGER NOT NULL, clerk TEXT NOT NULL, "
	"step_ms INTEGER NOT NULL, "
	"number TEXT NOT NULL, workflow TEXT NOT NULL, "
	"version INTEGER NOT NULL, company TEXT NOT NULL, "
	"customer TEXT NOT NULL, state INTEGER NOT NULL, "
	"created_ms INTEGER NOT NULL, closed_ms INTEGER NOT NULL, "
	"held_ms INTEGER NOT NULL, cause TEXT NOT NULL, "
	"cause_by TEXT NOT NULL, reason TEXT NOT NULL, "
	"status TEXT NOT NULL, rail TEXT NOT NULL, "
	"step_no INTEGER NOT NULL, waits TEXT NOT NULL, "
	"due_day INTEGER NOT NULL, due_step INTEGER NOT NULL, "
	"pieces_out INTEGER NOT NULL, unsigned_n INTEGER NOT NULL, "
	"taken_day INTEGER NOT NULL, hard_day INTEGER NOT NULL, "
	"hard TEXT NOT NULL, warns INTEGER NOT NULL, "
	"slip_day INTEGER NOT NULL, slip_till_day INTEGER NOT NULL, "
	"pick_urgency INTEGER NOT NULL, pick_distance INTEGER NOT NULL, "
	"pick_volume INTEGER NOT NULL, pick_amount INTEGER NOT NULL, "
	"pick_finish INTEGER NOT NULL, pick_load INTEGER NOT NULL) STRICT",
	/* id and uuid belong to the truth: the journal names orders by id */
	"CREATE TRIGGER orders_stay BEFORE UPDATE OF id, uuid ON orders BEGIN "
	"SELECT RAISE(ABORT, 'an order keeps its id'); END",
	"CREATE TRIGGER orders_keep BEFORE DELETE ON orders BEGIN "
	"SELECT RAISE(ABORT, 'orders are never deleted'); END",
	/* one index a list and order of rows; those of work in hand are partial.
	 * What stands behind the sort key is there to be tested on the index
	 * alone, and never changes while an order runs. */
	"CREATE UNIQUE INDEX orders_number ON orders(number) "
	"WHERE number <> ''",
	"CREATE INDEX orders_rnumber ON orders(rnumber)",
	"CREATE INDEX orders_utail ON orders(utail)",
	"CREATE INDEX orders_created ON orders(created_ms, id)",
	"CREATE INDEX orders_customer ON orders(customer, id)",
	"CREATE INDEX orders_company ON orders(company, id)",
	"CREATE INDEX orders_state ON orders(state, id) WHERE state > 0",
	"CREATE INDEX orders_closed ON orders(id) WHERE state >= 2",
	"CREATE INDEX orders_taken ON orders(id) WHERE taken_day > 0",
	"CREATE INDEX orders_pick_urgency ON orders(pick_urgency, id) "
	"WHERE state < 2 AND pick_urgency <> 0",
	"CREATE INDEX orders_pick_distance ON orders(pick_distance, id) "
	"WHERE state < 2 AND pick_distance <> 0",
	"CREATE INDEX orders_pick_volume ON orders(pick_volume, id) "
	"WHERE state < 2 AND pick_volume <> 0",
	"CREATE INDEX orders_pick_amount ON orders(pick_amount, id) "
	"WHERE state < 2 AND pick_amount <> 0",
	"CREATE INDEX orders_pick_finish ON orders(pick_finish, id) "
	"WHERE state < 2 AND pick_finish <> 0",
	"CREATE INDEX orders_pick_load ON orders(pick_load, id) "
	"WHERE state < 2 AND pick_load <> 0",
	"CREATE INDEX orders_slip ON orders(slip_day, slip_till_day, id) "
	"WHERE state = 0 AND slip_day > 0",
	"CREATE INDEX orders_open ON orders(id, company, state) " OPEN,
	"CREATE INDEX orders_open_number ON orders(number, company, customer) "
	"WHERE state < 2 AND number <> ''",
	"CREATE INDEX orders_open_due ON "
	"orders(due_key, id, company, customer, state) " OPEN,
	"CREATE INDEX orders_open_step ON orders(step_no, id) " OPEN,
	"CREATE INDEX orders_open_step_due ON "
	"orders(step_no, due_key, id, state) " OPEN,
	"CREATE INDEX orders_open_clerk ON orders(clerk, id) " OPEN,
	"CREATE INDEX orders_open_clerk_due ON "
	"orders(clerk, due_key, id) " OPEN,

	/* ---- tables of one order (core/tables.h) ---- */

	"CREATE TABLE field("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"name TEXT NOT NULL, lot INTEGER NOT NULL, value TEXT NOT NULL, "
	"PRIMARY KEY (order_id, name, lot)) STRICT, WITHOUT ROWID",
	"CREATE TABLE line(order_id INTEGER NOT NULL REFERENCES orders(id), "
	"no INTEGER NOT NULL, item TEXT NOT NULL, spec TEXT NOT NULL, "
	"qty INTEGER NOT NULL, digits INTEGER NOT NULL, "
	"unit TEXT NOT NULL, price INTEGER NOT NULL, "
	"currency TEXT NOT NULL, discount_bp INTEGER NOT NULL, "
	"note TEXT NOT NULL, cancelled INTEGER NOT NULL, "
	"tolerance_bp INTEGER NOT NULL, "
	"PRIMARY KEY (order_id, no)) STRICT, WITHOUT ROWID",
	"CREATE TABLE lot(order_id INTEGER NOT NULL REFERENCES orders(id), "
	"no INTEGER NOT NULL, state INTEGER NOT NULL, "
	"from_lot INTEGER NOT NULL, reason TEXT NOT NULL, "
	"PRIMARY KEY (order_id, no)) STRICT, WITHOUT ROWID",
	"CREATE TABLE lotline("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"lot INTEGER NOT NULL, line INTEGER NOT NULL, "
	"qty INTEGER NOT NULL, shipped INTEGER NOT NULL, "
	"known INTEGER NOT NULL, "
	"PRIMARY KEY (order_id, lot, line)) STRICT, WITHOUT ROWID",
	"CREATE TABLE loop(order_id INTEGER NOT NULL REFERENCES orders(id), "
	"loop TEXT NOT NULL, lot INTEGER NOT NULL, "
	"round INTEGER NOT NULL, "
	"PRIMARY KEY (order_id, loop, lot)) STRICT, WITHOUT ROWID",
	"CREATE TABLE act(order_id INTEGER NOT NULL REFERENCES orders(id), "
	"duty TEXT NOT NULL, lot INTEGER NOT NULL, "
	"round INTEGER NOT NULL, inst INTEGER NOT NULL, "
	"state INTEGER NOT NULL, outcome TEXT NOT NULL, "
	"fields TEXT NOT NULL, by TEXT NOT NULL, "
	"for_whom TEXT NOT NULL, role TEXT NOT NULL, "
	"at_ms INTEGER NOT NULL, day INTEGER NOT NULL, "
	"reason TEXT NOT NULL, over INTEGER NOT NULL, "
	"taken INTEGER NOT NULL, "
	"PRIMARY KEY (order_id, duty, lot, round, inst)) STRICT, WITHOUT ROWID",
	/* gone 1: not owed though nothing shut the row, as in books made before
	 * rows were shut: its order is closed, or the act is done or waived and
	 * the row has no owner; set by the projection (project.c) */
	"CREATE TABLE due(order_id INTEGER NOT NULL REFERENCES orders(id), "
	"gone INTEGER NOT NULL DEFAULT 0, "
	"duty TEXT NOT NULL, lot INTEGER NOT NULL, "
	"round INTEGER NOT NULL, inst INTEGER NOT NULL, "
	"day INTEGER NOT NULL, base_day INTEGER NOT NULL, "
	"base TEXT NOT NULL, rule TEXT NOT NULL, "
	"moved INTEGER NOT NULL, reason TEXT NOT NULL, "
	"plan INTEGER NOT NULL, first INTEGER NOT NULL, "
	"actual INTEGER NOT NULL, shut INTEGER NOT NULL, "
	"hard INTEGER NOT NULL, raw_day INTEGER NOT NULL, "
	"cap TEXT NOT NULL, held INTEGER NOT NULL, "
	"owner TEXT NOT NULL, ring_day INTEGER NOT NULL, "
	"rung INTEGER NOT NULL, told TEXT NOT NULL, "
	"unsure INTEGER NOT NULL, shifts INTEGER NOT NULL, "
	"PRIMARY KEY (order_id, duty, lot, round, inst)) STRICT, WITHOUT ROWID",
	"CREATE TABLE step(order_id INTEGER NOT NULL REFERENCES orders(id), "
	"step TEXT NOT NULL, lot INTEGER NOT NULL, "
	"state INTEGER NOT NULL, open_ms INTEGER NOT NULL, "
	"done_ms INTEGER NOT NULL, early INTEGER NOT NULL, "
	"reason TEXT NOT NULL, by TEXT NOT NULL, "
	"PRIMARY KEY (order_id, step, lot)) STRICT, WITHOUT ROWID",
	"CREATE TABLE paper("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"kind TEXT NOT NULL, lot INTEGER NOT NULL, "
	"inst INTEGER NOT NULL, round INTEGER NOT NULL, "
	"in_force INTEGER NOT NULL, last INTEGER NOT NULL, "
	"PRIMARY KEY (order_id, kind, lot, inst)) STRICT, WITHOUT ROWID",
	"CREATE TABLE dist(order_id INTEGER NOT NULL REFERENCES orders(id), "
	"kind TEXT NOT NULL, lot INTEGER NOT NULL, "
	"inst INTEGER NOT NULL, desk TEXT NOT NULL, "
	"original INTEGER NOT NULL, copies INTEGER NOT NULL, "
	"keep INTEGER NOT NULL, suggested INTEGER NOT NULL, "
	"reason TEXT NOT NULL, "
	"PRIMARY KEY (order_id, kind, lot, inst, desk)) STRICT, WITHOUT ROWID",
	"CREATE TABLE revision("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"kind TEXT NOT NULL, lot INTEGER NOT NULL, "
	"inst INTEGER NOT NULL, rev INTEGER NOT NULL, "
	"state INTEGER NOT NULL, by TEXT NOT NULL, "
	"for_whom TEXT NOT NULL, made_ms INTEGER NOT NULL, "
	"issued_ms INTEGER NOT NULL, fields TEXT NOT NULL, "
	"digest TEXT NOT NULL, reason TEXT NOT NULL, "
	"source TEXT NOT NULL, notice INTEGER NOT NULL, "
	"taken INTEGER NOT NULL, hands TEXT NOT NULL, "
	"back_ms INTEGER NOT NULL, back_by TEXT NOT NULL, "
	"back_why TEXT NOT NULL, "
	"PRIMARY KEY (order_id, kind, lot, inst, rev)) STRICT, WITHOUT ROWID",
	/* sent back to who wrote them: few at any time */
	"CREATE INDEX revision_back ON revision(back_ms) WHERE back_ms > 0",
	"CREATE TABLE signoff("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"kind TEXT NOT NULL, lot INTEGER NOT NULL, "
	"inst INTEGER NOT NULL, rev INTEGER NOT NULL, "
	"no INTEGER NOT NULL, role TEXT NOT NULL, by TEXT NOT NULL, "
	"for_whom TEXT NOT NULL, at_ms INTEGER NOT NULL, "
	"meaning TEXT NOT NULL, reason TEXT NOT NULL, "
	"live INTEGER NOT NULL, entered_by TEXT NOT NULL, "
	"taken INTEGER NOT NULL, key TEXT NOT NULL, head TEXT NOT NULL, "
	"sig TEXT NOT NULL, shown TEXT NOT NULL, "
	"PRIMARY KEY (order_id, kind, lot, inst, rev, no)) STRICT, WITHOUT "
	"ROWID",
	"CREATE TABLE piece("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"no INTEGER NOT NULL, kind TEXT NOT NULL, lot INTEGER NOT NULL, "
	"inst INTEGER NOT NULL, rev INTEGER NOT NULL, "
	"class INTEGER NOT NULL, copy_no INTEGER NOT NULL, "
	"desk TEXT NOT NULL, state INTEGER NOT NULL, "
	"was INTEGER NOT NULL, sent_ms INTEGER NOT NULL, "
	"held_ms INTEGER NOT NULL, holder TEXT NOT NULL, "
	"proxy TEXT NOT NULL, carrier TEXT NOT NULL, "
	"tracking TEXT NOT NULL, to_desk TEXT NOT NULL, "
	"cause TEXT NOT NULL, note TEXT NOT NULL, "
	"taken INTEGER NOT NULL, "
	"PRIMARY KEY (order_id, no)) STRICT, WITHOUT ROWID",
	"CREATE TABLE payment("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"no INTEGER NOT NULL, lot INTEGER NOT NULL, "
	"trigger TEXT NOT NULL, method TEXT NOT NULL, "
	"bp INTEGER NOT NULL, amount INTEGER NOT NULL, "
	"currency TEXT NOT NULL, due_day INTEGER NOT NULL, "
	"credited INTEGER NOT NULL, credited_day INTEGER NOT NULL, "
	"note TEXT NOT NULL, reckoned INTEGER NOT NULL, "
	"PRIMARY KEY (order_id, no)) STRICT, WITHOUT ROWID",
	"CREATE TABLE assign("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"role TEXT NOT NULL, person TEXT NOT NULL, "
	"PRIMARY KEY (order_id, role)) STRICT, WITHOUT ROWID",
	"CREATE TABLE offer("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"duty TEXT NOT NULL, lot INTEGER NOT NULL, "
	"round INTEGER NOT NULL, inst INTEGER NOT NULL, "
	"person TEXT NOT NULL, state INTEGER NOT NULL, "
	"at_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL, "
	"reason TEXT NOT NULL, "
	"PRIMARY KEY (order_id, duty, lot, round, inst, person)) STRICT, "
	"WITHOUT ROWID",
	"CREATE TABLE change("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"notice INTEGER NOT NULL, no INTEGER NOT NULL, "
	"paper TEXT NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL, "
	"now TEXT NOT NULL, "
	"PRIMARY KEY (order_id, notice, no)) STRICT, WITHOUT ROWID",
	"CREATE TABLE override("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"no INTEGER NOT NULL, stop TEXT NOT NULL, what TEXT NOT NULL, "
	"by TEXT NOT NULL, role TEXT NOT NULL, reason TEXT NOT NULL, "
	"at_ms INTEGER NOT NULL, "
	"PRIMARY KEY (order_id, no)) STRICT, WITHOUT ROWID",
	"CREATE TABLE inform("
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"no INTEGER NOT NULL, desk TEXT NOT NULL, why TEXT NOT NULL, "
	"done_ms INTEGER NOT NULL, by TEXT NOT NULL, "
	"PRIMARY KEY (order_id, no)) STRICT, WITHOUT ROWID",
	"CREATE TABLE link(order_id INTEGER NOT NULL REFERENCES orders(id), "
	"kind TEXT NOT NULL, other TEXT NOT NULL, "
	"PRIMARY KEY (order_id, kind, other)) STRICT, WITHOUT ROWID",
	"CREATE TABLE file(order_id INTEGER NOT NULL REFERENCES orders(id), "
	"no INTEGER NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, "
	"size INTEGER NOT NULL, by TEXT NOT NULL, at_ms INTEGER NOT NULL, "
	"note TEXT NOT NULL, kind TEXT NOT NULL, lot INTEGER NOT NULL, "
	"inst INTEGER NOT NULL, rev INTEGER NOT NULL, "
	"PRIMARY KEY (order_id, no)) STRICT, WITHOUT ROWID",
	"CREATE TABLE print(order_id INTEGER NOT NULL REFERENCES orders(id), "
	"no INTEGER NOT NULL, piece INTEGER NOT NULL, kind TEXT NOT NULL, "
	"lot INTEGER NOT NULL, inst INTEGER NOT NULL, "
	"rev INTEGER NOT NULL, what TEXT NOT NULL, by TEXT NOT NULL, "
	"at_ms INTEGER NOT NULL, device TEXT NOT NULL, job TEXT NOT NULL, "
	"pages INTEGER NOT NULL, again INTEGER NOT NULL, "
	"reason TEXT NOT NULL, "
	"PRIMARY KEY (order_id, no)) STRICT, WITHOUT ROWID",
	/* what is offered to whom; which order settles which */
	"CREATE INDEX offer_open ON offer(person, order_id) WHERE state = 0",
	"CREATE INDEX link_settles ON link(other, order_id) "
	"WHERE kind = 'settles'",
	"CREATE INDEX assign_person ON assign(person, order_id)",
	/* dates still owed, by day: of all, whose, told to whom; what rings next.
	 * The key columns stand behind order_id by themselves, so that pages in
	 * their order are walks */
	"CREATE INDEX due_by_day ON due(day, order_id) " OWED,
	"CREATE INDEX due_duty ON due(duty, day, order_id) " OWED,
	"CREATE INDEX due_moved ON due(day, order_id) " OWED " AND moved = 1",
	"CREATE INDEX due_owner ON due(owner, day, order_id) " OWED,
	"CREATE INDEX due_hard ON due(owner, day, order_id) " OWED
	" AND hard = 1",
	"CREATE INDEX due_told ON due(told, day, order_id, duty, lot, round, "
	"inst, hard, owner) " OWED " AND told <> '' AND told <> owner",
	"CREATE INDEX due_ring ON due(ring_day, order_id) " OWED
	" AND ring_day > 0",
	"CREATE INDEX piece_handed ON piece(holder, order_id, no) "
	"WHERE state = 2 AND holder <> ''",
	"CREATE INDEX piece_out ON piece(sent_ms, order_id, no, desk, to_desk) "
	"WHERE state IN (2, 4)",
	/* what left its keeper: who holds it, newest order first */
	"CREATE INDEX piece_desk ON piece(desk, order_id DESC, no) "
	"WHERE state IN (2, 3, 4) AND (sent_ms > 0 OR taken = 1)",
	"CREATE INDEX piece_holder ON piece(holder, order_id DESC, no) "
	"WHERE state IN (3, 4) AND holder <> '' AND "
	"(sent_ms > 0 OR taken = 1)",
	"CREATE INDEX field_contract ON field(value COLLATE NOCASE, order_id) "
	"WHERE name = 'contract_no' AND lot = 0",
	"CREATE INDEX lot_second ON lot(order_id) WHERE no = 2",

	/* ---- tables of the office (core/tables.h) ---- */

	"CREATE TABLE company(code TEXT NOT NULL, name_zh TEXT NOT NULL, "
	"name_en TEXT NOT NULL, address_zh TEXT NOT NULL, "
	"address_en TEXT NOT NULL, bank TEXT NOT NULL, "
	"tax_no TEXT NOT NULL, logo TEXT NOT NULL, "
	"currency TEXT NOT NULL, phone TEXT NOT NULL, "
	"PRIMARY KEY (code)) STRICT, WITHOUT ROWID",
	"CREATE TABLE person(login TEXT NOT NULL, name TEXT NOT NULL, "
	"name_en TEXT NOT NULL, active INTEGER NOT NULL, "
	"PRIMARY KEY (login)) STRICT, WITHOUT ROWID",
	"CREATE TABLE holds(login TEXT NOT NULL, role TEXT NOT NULL, "
	"active INTEGER NOT NULL, "
	"PRIMARY KEY (login, role)) STRICT, WITHOUT ROWID",
	"CREATE TABLE member(login TEXT NOT NULL, desk TEXT NOT NULL, "
	"active INTEGER NOT NULL, "
	"PRIMARY KEY (login, desk)) STRICT, WITHOUT ROWID",
	"CREATE TABLE desk(code TEXT NOT NULL, zh TEXT NOT NULL, "
	"en TEXT NOT NULL, outside INTEGER NOT NULL, "
	"active INTEGER NOT NULL, calendar TEXT NOT NULL, "
	"PRIMARY KEY (code)) STRICT, WITHOUT ROWID",
	"CREATE TABLE alias(alias TEXT NOT NULL, desk TEXT NOT NULL, "
	"PRIMARY KEY (alias)) STRICT, WITHOUT ROWID",
	"CREATE TABLE deputy(who TEXT NOT NULL, deputy TEXT NOT NULL, "
	"from_day INTEGER NOT NULL, to_day INTEGER NOT NULL, "
	"active INTEGER NOT NULL, "
	"PRIMARY KEY (who, deputy)) STRICT, WITHOUT ROWID",
	"CREATE TABLE customer(code TEXT NOT NULL, name TEXT NOT NULL, "
	"name_en TEXT NOT NULL, country TEXT NOT NULL, "
	"city TEXT NOT NULL, pinyin TEXT NOT NULL, note TEXT NOT NULL, "
	"active INTEGER NOT NULL, contact TEXT NOT NULL, "
	"phone TEXT NOT NULL, mail TEXT NOT NULL, terms TEXT NOT NULL, "
	"trade_term TEXT NOT NULL, currency TEXT NOT NULL, "
	"lang TEXT NOT NULL, "
	"PRIMARY KEY (code)) STRICT, WITHOUT ROWID",
	"CREATE TABLE party(kind TEXT NOT NULL, code TEXT NOT NULL, "
	"name TEXT NOT NULL, active INTEGER NOT NULL, "
	"PRIMARY KEY (kind, code)) STRICT, WITHOUT ROWID",
	"CREATE TABLE series(company TEXT NOT NULL, kind TEXT NOT NULL, "
	"pattern TEXT NOT NULL, reset TEXT NOT NULL, "
	"next INTEGER NOT NULL, start INTEGER NOT NULL, "
	"period TEXT NOT NULL, "
	"PRIMARY KEY (company, kind)) STRICT, WITHOUT ROWID",
	"CREATE TABLE distrule(customer TEXT NOT NULL, kind TEXT NOT NULL, "
	"desk TEXT NOT NULL, original INTEGER NOT NULL, "
	"copies INTEGER NOT NULL, keep INTEGER NOT NULL, "
	"active INTEGER NOT NULL, "
	"PRIMARY KEY (customer, kind, desk)) STRICT, WITHOUT ROWID",
	"CREATE TABLE holiday(day INTEGER NOT NULL, off INTEGER NOT NULL, "
	"name TEXT NOT NULL, PRIMARY KEY (day)) STRICT, WITHOUT ROWID",
	"CREATE TABLE setting(name TEXT NOT NULL, value TEXT NOT NULL, "
	"PRIMARY KEY (name)) STRICT, WITHOUT ROWID",
	"CREATE TABLE flowdef(id TEXT NOT NULL, version INTEGER NOT NULL, "
	"digest TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, "
	"source TEXT NOT NULL, active INTEGER NOT NULL, "
	"PRIMARY KEY (id, version)) STRICT, WITHOUT ROWID",
	"CREATE TABLE formdef(workflow TEXT NOT NULL, no INTEGER NOT NULL, "
	"digest TEXT NOT NULL, source TEXT NOT NULL, "
	"PRIMARY KEY (workflow, no)) STRICT, WITHOUT ROWID",
	"CREATE TABLE printer(desk TEXT NOT NULL, kind TEXT NOT NULL, "
	"queue TEXT NOT NULL, media TEXT NOT NULL, "
	"active INTEGER NOT NULL, "
	"PRIMARY KEY (desk, kind)) STRICT, WITHOUT ROWID",
	"CREATE TABLE caldef(code TEXT NOT NULL, zh TEXT NOT NULL, "
	"en TEXT NOT NULL, weekend INTEGER NOT NULL, "
	"active INTEGER NOT NULL, "
	"PRIMARY KEY (code)) STRICT, WITHOUT ROWID",
	"CREATE TABLE calyear(calendar TEXT NOT NULL, "
	"year INTEGER NOT NULL, state INTEGER NOT NULL, "
	"source TEXT NOT NULL, "
	"PRIMARY KEY (calendar, year)) STRICT, WITHOUT ROWID",
	"CREATE TABLE calday(calendar TEXT NOT NULL, day INTEGER NOT NULL, "
	"off INTEGER NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL, "
	"PRIMARY KEY (calendar, day)) STRICT, WITHOUT ROWID",
	"CREATE TABLE rate(currency TEXT NOT NULL, home TEXT NOT NULL, "
	"day INTEGER NOT NULL, rate_e6 INTEGER NOT NULL, "
	"source TEXT NOT NULL, "
	"PRIMARY KEY (currency, home, day)) STRICT, WITHOUT ROWID",
	"CREATE TABLE saved(login TEXT NOT NULL, name TEXT NOT NULL, "
	"words TEXT NOT NULL, active INTEGER NOT NULL, "
	"PRIMARY KEY (login, name)) STRICT, WITHOUT ROWID",
	"CREATE TABLE closing(no INTEGER NOT NULL, day INTEGER NOT NULL, "
	"by TEXT NOT NULL, at_ms INTEGER NOT NULL, seq INTEGER NOT NULL, "
	"head TEXT NOT NULL, commands INTEGER NOT NULL, "
	"made INTEGER NOT NULL, signed_n INTEGER NOT NULL, "
	"issued INTEGER NOT NULL, completed INTEGER NOT NULL, "
	"overrides INTEGER NOT NULL, note TEXT NOT NULL, "
	"key TEXT NOT NULL, sig TEXT NOT NULL, shown TEXT NOT NULL, "
	"PRIMARY KEY (no)) STRICT, WITHOUT ROWID",
	"CREATE TABLE signkey(login TEXT NOT NULL, no INTEGER NOT NULL, "
	"public TEXT NOT NULL, seal_digest TEXT NOT NULL, "
	"from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL, "
	"first INTEGER NOT NULL, by TEXT NOT NULL, second TEXT NOT NULL, "
	"proof TEXT NOT NULL, "
	"PRIMARY KEY (login, no)) STRICT, WITHOUT ROWID",

	/* ---- secrets: beside the journal, which only has their digest ---- */

	/* the sealed seed of each key in force; gone when the key ends */
	"CREATE TABLE vault(login TEXT NOT NULL, no INTEGER NOT NULL, "
	"salt BLOB NOT NULL, ops INTEGER NOT NULL, mem INTEGER NOT NULL, "
	"sealed BLOB NOT NULL, "
	"PRIMARY KEY (login, no)) STRICT, WITHOUT ROWID",
	/* wrong passwords since the last right one; who: digest of the login */
	"CREATE TABLE attempt(who TEXT NOT NULL, n INTEGER NOT NULL, "
	"until_ms INTEGER NOT NULL, "
	"PRIMARY KEY (who)) STRICT, WITHOUT ROWID",

	/* ---- what follows from them, for speed alone ---- */

	/* who an active order waits for: the words of orders.waits, and since
	 * when */
	"CREATE TABLE wait(who TEXT NOT NULL, "
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"due_key INTEGER NOT NULL, since_ms INTEGER NOT NULL, "
	"PRIMARY KEY (who, order_id)) STRICT, WITHOUT ROWID",
	"CREATE INDEX wait_due ON wait(who, due_key, order_id)",
	/* who has a part in an order in work: each person once, however many
	 * of its roles are his */
	"CREATE TABLE carried(person TEXT NOT NULL, "
	"order_id INTEGER NOT NULL REFERENCES orders(id), "
	"due_key INTEGER NOT NULL, "
	"PRIMARY KEY (person, order_id)) STRICT, WITHOUT ROWID",
	"CREATE INDEX carried_due ON carried(person, due_key, order_id)",
	/* counters: ('step', '5') active orders there; ('wait', who);
	 * ('office', '') raised by each change of the office */
	"CREATE TABLE tally(kind TEXT NOT NULL, key TEXT NOT NULL, "
	"n INTEGER NOT NULL, "
	"PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID",
	/* what boards show, counted day by day (counts.c): scope
	 * 'c:' company, 'p:' clerk, 'd:' desk waited for.  No row is 0 */
	"CREATE TABLE counted(scope TEXT NOT NULL, kind TEXT NOT NULL, "
	"workflow TEXT NOT NULL, what TEXT NOT NULL, "
	"day INTEGER NOT NULL, n INTEGER NOT NULL, "
	"PRIMARY KEY (scope, kind, workflow, what, day)) STRICT, "
	"WITHOUT ROWID",
	/* folded words an order is found by, and their index in characters,
	 * pairs and threes; the text also gives the old words for 'delete'.
	 * The customer's words stand apart: his new name moves no order */
	"CREATE TABLE words(order_id INTEGER PRIMARY KEY REFERENCES orders(id),"
	" text TEXT NOT NULL) STRICT",
	"CREATE TABLE customer_words(code TEXT NOT NULL, text TEXT NOT NULL, "
	"PRIMARY KEY (code)) STRICT, WITHOUT ROWID",
	"CREATE VIRTUAL TABLE search USING fts5(text, content='', "
	"detail=none, columnsize=0, tokenize='ascii')",
	NULL,
};
