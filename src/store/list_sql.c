/* store/list_sql.c - the statements of lists, put together from fragments.
 *
 * A way into the orders times an order of rows times a direction forces its
 * index; what else the filter asks is tested on the rows, first on what the
 * index holds.  Each text is prepared once and kept.
 */
#include "list_priv.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

/* Parameters, the same in every statement:
 * 1 states, 2 step, 3 customer, 4 clerk, 5 waits, 6 workflow, 7 company,
 * 8 due from, 9 due to, 10 key, 11 value, 12 text behind which a page
 * begins, 13 limit, 14 person, 15 contract, 16 currency, 17 desk, 18 number
 * from, 19 number to, 20 created from, 21 created to, 22 lots from, 23 lots
 * to, 24 the customer's word, 25.. words, 33 one id or state, 50 hard
 * date from, 51 hard date to, 52 team, 53 currency owed, 54 due before, 55
 * paper to be signed, 56 cause of a change, 57 its day from, 58 to, 59 in its
 * step since, 60 to, 61 the day it will be late by, 62 step, 63 when a week
 * begins, 70 .. 81 what it is picked by, from and to, 82 .. 97 offered to, 98 who
 * accepted it */
enum { WORD_AT = 25 };

/* What lies open to all is not offered to who has said no to it since. */
#define NOT_DECLINED(o)                                                   \
	" AND NOT (" o ".person LIKE 'role:%' AND EXISTS (SELECT 1 FROM " \
	"offer y WHERE y.order_id = " o ".order_id AND y.duty = " o       \
	".duty AND y.lot = " o ".lot AND y.round = " o ".round AND "      \
	"y.inst = " o ".inst AND y.person = ?82 AND y.state = 2 AND "     \
	"y.at_ms >= " o ".at_ms))"
#define TOKENS                                                     \
	"?82, ?83, ?84, ?85, ?86, ?87, ?88, ?89, ?90, ?91, ?92, " \
	"?93, ?94, ?95, ?96, ?97"
#define BY(index) "orders o INDEXED BY " index

/* `own` is the condition the way itself keeps. from[] is by sort. */
static const struct {
	const char *from[SORTS], *where, *key;
	enum cond own;
} ways[WAYS] = {
	[WAY_ALL] = { { "orders o NOT INDEXED", NULL, BY("orders_number") },
	    "1", "o.id", C_NONE },
	[WAY_OPEN] = { { BY("orders_open"), BY("orders_open_due"),
			   BY("orders_open_number") },
	    "o.state < 2", "o.id", C_NONE },
	[WAY_CLOSED] = { { BY("orders_closed"), NULL, NULL }, "o.state >= 2",
	    "o.id", C_NONE },
	[WAY_STATE] = { { BY("orders_state"), NULL, NULL },
	    "o.state > 0 AND o.state = ?33", "o.id", C_STATES },
	[WAY_STEP] = { { BY("orders_open_step"), BY("orders_open_step_due"),
			   NULL },
	    "o.state < 2 AND o.step_no = ?2", "o.id", C_STEP },
	[WAY_CLERK] = { { BY("orders_open_clerk"), BY("orders_open_clerk_due"),
			    NULL },
	    "o.state < 2 AND o.clerk = ?4", "o.id", C_CLERK },
	[WAY_CARRIED] = { { "assign a INDEXED BY assign_person "
			    "CROSS JOIN orders o ON o.id = a.order_id",
			      NULL, NULL },
	    "a.person = ?4 AND a.role = 'clerk'", "a.order_id", C_CLERK },
	[WAY_MINE] = { { "carried m CROSS JOIN orders o ON o.id = m.order_id",
			   "carried m INDEXED BY carried_due "
			   "CROSS JOIN orders o ON o.id = m.order_id",
			   NULL },
	    "m.person = ?14", "m.order_id", C_PERSON },
	[WAY_PERSON] = { { "assign a INDEXED BY assign_person "
			   "CROSS JOIN orders o ON o.id = a.order_id",
			     NULL, NULL },
	    "a.person = ?14 AND NOT EXISTS (SELECT 1 FROM assign b "
	    "INDEXED BY assign_person WHERE b.person = a.person AND "
	    "b.order_id = a.order_id AND b.role < a.role)",
	    "a.order_id", C_PERSON },
	[WAY_CUSTOMER] = { { BY("orders_customer"), NULL, NULL },
	    "o.customer = ?3", "o.id", C_CUSTOMER },
	[WAY_COMPANY] = { { BY("orders_company"), NULL, NULL },
	    "o.company = ?7", "o.id", C_COMPANY },
	[WAY_WAITS] = { { "wait w CROSS JOIN orders o ON o.id = w.order_id",
			    "wait w INDEXED BY wait_due "
			    "CROSS JOIN orders o ON o.id = w.order_id",
			    NULL },
	    "w.who = ?5", "w.order_id", C_WAITS },
	[WAY_CONTRACT] = { { "field k INDEXED BY field_contract "
			     "CROSS JOIN orders o ON o.id = k.order_id",
			       NULL, NULL },
	    "k.name = 'contract_no' AND k.lot = 0 AND "
	    "k.value = ?15 COLLATE NOCASE",
	    "k.order_id", C_CONTRACT },
	[WAY_TAKEN] = { { BY("orders_taken"), NULL, NULL }, "o.taken_day > 0",
	    "o.id", C_TAKEN },
	[WAY_LOTS] = { { "lot t INDEXED BY lot_second "
			 "CROSS JOIN orders o ON o.id = t.order_id",
			   NULL, NULL },
	    "t.no = 2", "t.order_id", C_NONE },
	[WAY_OUT] = { { NULL, NULL, NULL },
	    "p.state IN (2, 4) AND (p.desk = ?17 OR p.to_desk = ?17)",
	    "p.order_id", C_OUT },
	[WAY_SLIPS] = { { NULL, NULL, NULL },
	    "o.state = 0 AND o.slip_day > 0 AND o.slip_day <= ?61 AND "
	    "o.slip_till_day >= ?61",
	    "o.id",
	    C_SLIPS },
	[WAY_NUMBER] = { { NULL, NULL, BY("orders_number") }, "1", "o.id",
	    C_NUMBER },
	[WAY_CREATED] = { { BY("orders_created"), NULL, NULL }, "1", "o.id",
	    C_CREATED },
	[WAY_OFFERED] = { { NULL, NULL, NULL },
	    "f.state = 0 AND f.person IN (" TOKENS ")" NOT_DECLINED("f"), "f.order_id",
	    C_OFFERED },
	[WAY_PICK + 0] = { { NULL, NULL, NULL }, "o.state < 2 AND o.pick_urgency <> 0 "
	    "AND o.pick_urgency BETWEEN ?70 AND ?71", "o.id", C_PICK + 0 },
	[WAY_PICK + 1] = { { NULL, NULL, NULL }, "o.state < 2 AND o.pick_distance <> 0 "
	    "AND o.pick_distance BETWEEN ?72 AND ?73", "o.id", C_PICK + 1 },
	[WAY_PICK + 2] = { { NULL, NULL, NULL }, "o.state < 2 AND o.pick_volume <> 0 "
	    "AND o.pick_volume BETWEEN ?74 AND ?75", "o.id", C_PICK + 2 },
	[WAY_PICK + 3] = { { NULL, NULL, NULL }, "o.state < 2 AND o.pick_amount <> 0 "
	    "AND o.pick_amount BETWEEN ?76 AND ?77", "o.id", C_PICK + 3 },
	[WAY_PICK + 4] = { { NULL, NULL, NULL }, "o.state < 2 AND o.pick_finish <> 0 "
	    "AND o.pick_finish BETWEEN ?78 AND ?79", "o.id", C_PICK + 4 },
	[WAY_PICK + 5] = { { NULL, NULL, NULL }, "o.state < 2 AND o.pick_load <> 0 "
	    "AND o.pick_load BETWEEN ?80 AND ?81", "o.id", C_PICK + 5 },
	[WAY_ONE] = { { "orders o", "orders o", "orders o" }, "o.id = ?33",
	    "o.id", C_NONE },
};
#define FROM_OUT                        \
	"piece p INDEXED BY piece_out " \
	"CROSS JOIN orders o ON o.id = p.order_id"

#define FROM_SLIPS BY("orders_slip")
#define FROM_OFFERED                       \
	"offer f INDEXED BY offer_open "   \
	"CROSS JOIN orders o ON o.id = f.order_id"
static const char *const from_pick[GD_NPICK] = { BY("orders_pick_urgency"), BY("orders_pick_distance"), BY("orders_pick_volume"), BY("orders_pick_amount"), BY("orders_pick_finish"), BY("orders_pick_load") };
static const char *const pick_cells[GD_NPICK] = { "o.pick_urgency", "o.pick_distance", "o.pick_volume", "o.pick_amount", "o.pick_finish", "o.pick_load" };

#define HAS(n)                                                       \
	"(instr((SELECT text FROM words WHERE order_id = o.id), ?" n \
	") OR instr((SELECT text FROM customer_words "               \
	"WHERE code = o.customer), ?" n "))"

static const char *const conditions[C_WORD + NWORDS] = {
	[C_STATES] = "(?1 >> o.state) & 1",
	[C_STEP] = "+o.step_no = ?2",
	[C_CUSTOMER] = "+o.customer = ?3",
	[C_CLERK] = "+o.clerk = ?4",
	[C_WAITS] = "EXISTS (SELECT 1 FROM wait x "
		    "WHERE x.who = ?5 AND x.order_id = o.id)",
	[C_WORKFLOW] = "o.workflow = ?6",
	[C_COMPANY] = "+o.company = ?7",
	[C_DUE] = "+o.due_key BETWEEN ?8 AND ?9",
	[C_PERSON] = "EXISTS (SELECT 1 FROM assign x INDEXED BY assign_person "
		     "WHERE x.person = ?14 AND x.order_id = o.id)",
	[C_CONTRACT] = "EXISTS (SELECT 1 FROM field x WHERE "
		       "x.order_id = o.id AND x.name = 'contract_no' AND "
		       "x.lot = 0 AND x.value = ?15 COLLATE NOCASE)",
	[C_CURRENCY] = "EXISTS (SELECT 1 FROM line x WHERE "
		       "x.order_id = o.id AND x.currency = ?16)",
	[C_OUT] = "EXISTS (SELECT 1 FROM piece x NOT INDEXED WHERE "
		  "x.order_id = o.id AND x.state IN (2, 4) AND "
		  "(x.desk = ?17 OR x.to_desk = ?17))",
	[C_NUMBER] = "+o.number >= ?18 AND +o.number < ?19",
	[C_CREATED] = "+o.created_ms >= ?20 AND +o.created_ms < ?21",
	[C_TAKEN] = "+o.taken_day > 0",
	[C_BEGUN] = "+o.taken_day = 0",
	[C_LOTS] = "max((SELECT count(*) FROM lot x WHERE "
		   "x.order_id = o.id), 1) BETWEEN ?22 AND ?23",
	[C_HARD] = "o.hard_day BETWEEN ?50 AND ?51",
	[C_WARNS] = "o.warns > 0",
	[C_SLIPS] = "(o.state = 0 AND o.slip_day BETWEEN 1 AND ?61 AND "
		    "o.slip_till_day >= ?61)",
	[C_TEAM] = "+o.clerk IN (SELECT login FROM member "
		   "WHERE desk = ?52 AND active = 1)",
	[C_OWING] = "(o.state <> 3 AND EXISTS (SELECT 1 FROM payment x WHERE "
		    "x.order_id = o.id AND x.currency = ?53 AND "
		    "x.amount > x.credited AND (?54 = 0 OR "
		    "x.due_day BETWEEN 1 AND ?54 - 1)))",
	[C_SIGNING] = "EXISTS (SELECT 1 FROM revision x WHERE "
		      "x.order_id = o.id AND x.state IN (1, 2) AND "
		      "(?55 IS NULL OR x.kind = ?55))",
	[C_CHANGED] =
	    "EXISTS (SELECT 1 FROM act x WHERE "
	    "x.order_id = o.id AND x.state = 1 AND "
	    "x.day BETWEEN ?57 AND ?58 AND " GD_CHANGE_CAUSE("x") " = ?56)",
	[C_MARK] = "+o.status = ?65",
	[C_OFFERED] = "EXISTS (SELECT 1 FROM offer x WHERE "
		      "x.order_id = o.id AND x.state = 0 AND "
		      "x.person IN (" TOKENS ")" NOT_DECLINED("x") ")",
	[C_TAKEN_BY] = "EXISTS (SELECT 1 FROM offer x WHERE "
		       "x.order_id = o.id AND x.state = 1 AND "
		       "x.person = ?98)",
	[C_PICK + 0] = "(o.pick_urgency <> 0 AND o.pick_urgency BETWEEN ?70 AND ?71)",
	[C_PICK + 1] = "(o.pick_distance <> 0 AND o.pick_distance BETWEEN ?72 AND ?73)",
	[C_PICK + 2] = "(o.pick_volume <> 0 AND o.pick_volume BETWEEN ?74 AND ?75)",
	[C_PICK + 3] = "(o.pick_amount <> 0 AND o.pick_amount BETWEEN ?76 AND ?77)",
	[C_PICK + 4] = "(o.pick_finish <> 0 AND o.pick_finish BETWEEN ?78 AND ?79)",
	[C_PICK + 5] = "(o.pick_load <> 0 AND o.pick_load BETWEEN ?80 AND ?81)",
	[C_STAY] = "o.step_ms >= ?59 AND o.step_ms < ?60",
	[C_CAME] = "(o.taken_day = 0 AND EXISTS (SELECT 1 FROM step x WHERE "
		   "x.order_id = o.id AND x.step = ?62 AND x.open_ms > 0 AND "
		   "x.open_ms >= ?63 AND x.open_ms < ?63 + 604800000))",
	[C_GONE] = "(o.taken_day = 0 AND EXISTS (SELECT 1 FROM step x WHERE "
		   "x.order_id = o.id AND x.step = ?62 AND x.open_ms > 0 AND "
		   "x.done_ms > 0 AND x.done_ms >= ?63 AND "
		   "x.done_ms < ?63 + 604800000))",
	[C_CUSTOMER_WORD] = "instr((SELECT text FROM customer_words "
			    "WHERE code = o.customer), ?24)",
	HAS("25"),
	HAS("26"),
	HAS("27"),
	HAS("28"),
	HAS("29"),
	HAS("30"),
	HAS("31"),
	HAS("32"),
};

/* Behind the row the last page ended with; @ is the key of the way, $
 * its date.  The
 * other end of a range is an end of the walk too. */
static const struct {
	const char *after, *order;
} walks[SORTS][2] = {
	{ { "@ < ?10", "@ DESC" }, { "@ > ?10", "@ ASC" } },
	{ { "($, @) > (?11, ?10) AND $ <= ?9", "$, @" },
	    { "($, @) < (?11, ?10) AND $ >= ?8", "$ DESC, @ DESC" } },
	{ { "o.number <> '' AND o.number >= ?12 AND o.number < ?19",
	      "o.number" },
	    { "o.number <> '' AND o.number < ?12 AND o.number >= ?18",
		"o.number DESC" } },
};
static const struct {
	const char *after, *order;
} created_walk[2] = {
	{ "(o.created_ms, o.id) < (?11, ?10) AND o.created_ms >= ?20",
	    "o.created_ms DESC, o.id DESC" },
	{ "(o.created_ms, o.id) > (?11, ?10) AND o.created_ms < ?21",
	    "o.created_ms, o.id" },
};
/* All of a range, for counting and gathering. */
static const char *const whole[SORTS] = { "1", "$ >= ?8 AND $ <= ?9",
	"o.number <> '' AND o.number >= ?18 AND o.number < ?19" };

#define ROW_COLUMNS                                                   \
	"SELECT o.id, o.uuid, o.number, o.customer, called(c.name, "  \
	"c.name_en), "                                                \
	"o.workflow, o.rail, o.waits, o.status, o.state, o.step_no, " \
	"o.due_day, o.due_step, o.pieces_out, o.unsigned_n, "         \
	"o.created_ms, o.rev, o.clerk, o.hard_day, o.hard, o.warns, " \
	"o.version, o.pick_urgency, o.pick_distance, o.pick_volume, " \
	"o.pick_amount, o.pick_finish, o.pick_load FROM "

bool
gd_way_native(enum way way, enum gd_sort sort)
{
	return (int)sort < SORTS && ways[way].from[sort] != NULL;
}

static const char *
due_key(enum way way)
{
	return way == WAY_WAITS  ? "w.due_key"
	       : way == WAY_MINE ? "m.due_key"
				 : "o.due_key";
}

static void
add_keyed(struct gd_str *sql, const char *text, enum way way)
{
	for (; *text; text++)
		if (*text == '@')
			gd_str_add(sql, ways[way].key);
		else if (*text == '$')
			gd_str_add(sql, due_key(way));
		else
			gd_str_addc(sql, *text);
}

/* What is tested on each row beside what the walk itself keeps. */
static uint64_t
tests(const struct query *q, enum way way, enum gd_sort sort)
{
	uint64_t c = q->conds & ~(UINT64_C(1) << ways[way].own);

	if (way == WAY_ONE)
		return q->conds;
	if (way == WAY_OPEN && q->f.states == OPEN_STATES)
		c &= ~(UINT64_C(1) << C_STATES);
	if (way == WAY_CLOSED && q->f.states == CLOSED_STATES)
		c &= ~(UINT64_C(1) << C_STATES);
	if (sort == GD_SORT_DUE)
		c &= ~(UINT64_C(1) << C_DUE);
	if (sort == GD_SORT_NUMBER)
		c &= ~(UINT64_C(1) << C_NUMBER);
	return c;
}

void
gd_query_tests(uint64_t conds, struct gd_str *sql)
{
	for (int i = 0; i < C_WORD + NWORDS; i++)
		if (conds >> i & 1)
			/* many rare conditions would make SQLite think
			 * that sorting what is left costs nothing */
			gd_str_addf(sql, " AND likelihood(%s, 1.0)",
			    conditions[i]);
}

static void
add_what(enum form form, struct gd_str *sql)
{
	if (form == COUNT)
		gd_str_add(sql, "SELECT count(*) FROM (SELECT 1 FROM ");
	else if (form < GATHER)
		gd_str_add(sql, ROW_COLUMNS);
	else
		gd_str_addf(sql, "SELECT o.id, %s, o.number FROM ",
		    form == GATHER        ? "o.due_key"
		    : form == GATHER_HARD ? "o.hard_day"
					  : pick_cells[form - GATHER_PICK]);
}

void
gd_query_sql(const struct query *q, enum way way, enum gd_sort sort,
    enum form form, struct gd_str *sql)
{
	const char *from = ways[way].from[sort], *after, *order;
	uint64_t conds = tests(q, way, sort);
	bool page = form == FORTH || form == BACK;

	if (way == WAY_OUT)
		from = FROM_OUT;
	else if (way == WAY_SLIPS)
		from = FROM_SLIPS;
	else if (way == WAY_OFFERED)
		from = FROM_OFFERED;
	else if (way >= WAY_PICK && way <= WAY_PICK_LAST)
		from = from_pick[way - WAY_PICK];
	assert(from);
	add_what(form, sql);
	gd_str_addf(sql, "%s%s WHERE %s", from,
	    page ? " LEFT JOIN customer c ON c.code = o.customer" : "",
	    ways[way].where);
	after = whole[sort];
	order = NULL;
	if (way == WAY_CREATED)
		after = "o.created_ms >= ?20 AND o.created_ms < ?21";
	if (page && way != WAY_ONE) {
		after = walks[sort][form].after;
		order = walks[sort][form].order;
		if (way == WAY_CREATED) {
			after = created_walk[form].after;
			order = created_walk[form].order;
		}
	}
	if (way != WAY_ONE) {
		gd_str_add(sql, " AND ");
		add_keyed(sql, after, way);
	}
	gd_query_tests(conds, sql);
	if (order) {
		gd_str_add(sql, " ORDER BY ");
		add_keyed(sql, order, way);
	}
	gd_str_add(sql, form == COUNT ? " LIMIT ?13)" : " LIMIT ?13");
}

/* ---- kept statements -------------------------------------------------------- */

sqlite3_stmt **
gd_query_slot(struct gd_store *s, uint64_t key)
{
	size_t room = sizeof s->lists / sizeof *s->lists;
	size_t at = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32) % room;

	for (int tries = 0; tries < 4; tries++) {
		size_t slot = (at + (size_t)tries) % room;

		if (s->lists[slot] && s->list_keys[slot] == key)
			return &s->lists[slot];
		if (!s->lists[slot]) {
			at = slot;
			break;
		}
	}
	sqlite3_finalize(s->lists[at]);
	s->lists[at] = NULL;
	s->list_keys[at] = key;
	return &s->lists[at];
}

static sqlite3_stmt *
kept(struct gd_store *s, const struct query *q, enum way way, enum gd_sort sort,
    enum form form, struct gd_err *err)
{
	sqlite3_stmt **slot =
	    gd_query_slot(s, tests(q, way, sort) << 13 | (uint64_t)way << 7 |
				 (uint64_t)sort << 5 | (uint64_t)form << 1 | 1);
	struct gd_str sql = GD_STR_INIT;

	if (!*slot) {
		gd_query_sql(q, way, sort, form, &sql);
		*slot = gd_db_prepare(s, sql.text, err);
		gd_str_release(&sql);
	}
	return *slot;
}

static void
bind_text(sqlite3_stmt *st, int at, const char *text)
{
	if (text)
		gd_bind_text(st, at, text);
}

void
gd_query_bind(sqlite3_stmt *st, const struct query *q)
{
	const struct gd_filter *f = &q->f;

	gd_bind_int(st, 1, f->states);
	gd_bind_int(st, 2, f->step_no);
	bind_text(st, 3, f->customer);
	bind_text(st, 4, f->clerk);
	bind_text(st, 5, f->waits);
	bind_text(st, 6, f->workflow);
	bind_text(st, 7, f->company);
	gd_bind_int(st, 8, q->due_from);
	gd_bind_int(st, 9, q->due_to);
	bind_text(st, 14, f->person);
	bind_text(st, 15, f->contract);
	bind_text(st, 16, f->currency);
	bind_text(st, 17, f->out_desk);
	gd_bind_text(st, 18, f->number_from ? f->number_from : "");
	gd_bind_text(st, 19, f->number_to ? f->number_to : "\xf4\x8f\xbf\xbf");
	gd_bind_int(st, 20, f->created_from);
	gd_bind_int(st, 21, f->created_to ? f->created_to : INT64_MAX);
	gd_bind_int(st, 22, f->lots_from);
	gd_bind_int(st, 23, f->lots_to ? f->lots_to : INT64_MAX);
	bind_text(st, 52, f->team);
	bind_text(st, 53, f->owing);
	gd_bind_int(st, 54, f->overdue ? f->today : 0);
	bind_text(st, 55, f->signing_paper);
	bind_text(st, 56, f->changed);
	gd_bind_int(st, 57, f->changed_from);
	gd_bind_int(st, 58, f->changed_to);
	bind_text(st, 65, f->mark);
	gd_bind_int(st, 59, f->stay_from);
	gd_bind_int(st, 60, f->stay_to ? f->stay_to : INT64_MAX);
	gd_bind_int(st, 61, f->today);
	bind_text(st, 62, f->week_step);
	gd_bind_int(st, 63, f->week_from);
	for (int p = 0; p < GD_NPICK; p++) {
		gd_bind_int(st, 70 + 2 * p,
		    f->pick_from[p] ? f->pick_from[p] : INT64_MIN);
		gd_bind_int(st, 71 + 2 * p,
		    f->pick_to[p] ? f->pick_to[p] : INT64_MAX);
	}
	for (int i = 0; i < f->noffered; i++)
		gd_bind_text(st, 82 + i, f->offered[i]);
	bind_text(st, 98, f->taken_by);
	gd_bind_int(st, 50, q->hard_from);
	gd_bind_int(st, 51, q->hard_to);
	gd_bind_text(st, 24, q->customer_word.text);
	for (int i = 0; i < q->nwords; i++)
		gd_bind_text(st, WORD_AT + i, q->words[i].text);
	if (f->states == 1 << GD_ORDER_HELD)
		gd_bind_int(st, ONE_AT, GD_ORDER_HELD);
	if (f->states == 1 << GD_ORDER_COMPLETED)
		gd_bind_int(st, ONE_AT, GD_ORDER_COMPLETED);
	if (f->states == 1 << GD_ORDER_CANCELLED)
		gd_bind_int(st, ONE_AT, GD_ORDER_CANCELLED);
}

/* The end a walk begins at, when it begins behind no row. */
static void
bind_start(sqlite3_stmt *st, const struct query *q, enum way way,
    enum gd_sort sort, bool back)
{
	const struct gd_filter *f = &q->f;
	bool up = back == (sort == GD_SORT_NEWEST); /* ascending */

	gd_bind_int(st, 10, up ? -1 : INT64_MAX);
	if (way == WAY_CREATED)
		gd_bind_int(st, 11,
		    up              ? f->created_from
		    : f->created_to ? f->created_to - 1
				    : INT64_MAX);
	else
		gd_bind_int(st, 11, up ? q->due_from : q->due_to);
	if (up)
		gd_bind_text(st, 12, f->number_from ? f->number_from : "");
	else
		gd_bind_text(st, 12,
		    f->number_to ? f->number_to : "\xf4\x8f\xbf\xbf");
}

sqlite3_stmt *
gd_query_stmt(struct gd_store *s, const struct query *q, enum way way,
    enum gd_sort sort, enum form form, const struct from *from, int64_t limit,
    struct gd_err *err)
{
	sqlite3_stmt *st = kept(s, q, way, sort, form, err);

	if (!st)
		return NULL;
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
	gd_query_bind(st, q);
	gd_bind_int(st, 13, limit);
	if (way == WAY_ONE) {
		gd_bind_int(st, ONE_AT, from->key);
	} else if (!from || !from->has) {
		bind_start(st, q, way, sort, form == BACK);
	} else {
		gd_bind_int(st, 10, from->key);
		gd_bind_int(st, 11, from->value);
		gd_bind_text(st, 12, from->text);
	}
	return st;
}
