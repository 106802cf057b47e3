/* store/verify_counts.c - the rows of `counted` against what they follow from,
 * said once more in SQL: counts.c keeps them, this adds everything up anew.
 */
#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define DAY "86400000"

/* Each order once for its company, its clerk; and, while it is active,
 * each desk it waits for (desk -1, 0, 1); 3: has no clerk, of waits. */
#define SCOPES                                                                \
	"scopes AS MATERIALIZED (SELECT id, 'c:' || company AS scope, "       \
	"-1 AS desk FROM orders UNION ALL SELECT id, 'p:' || clerk, "         \
	"iif(clerk = '', 3, 0) FROM orders UNION ALL SELECT w.order_id, 'd:' || " \
	"substr(w.who, 6), 1 FROM wait w JOIN orders o ON o.id = w.order_id " \
	"WHERE o.state = 0 AND substr(w.who, 1, 5) = 'desk:' AND "            \
	"length(w.who) > 5)"

/* id, kind, what, day, n, who may have it: -1 not a clerk, 0 no desk, 1 all */
#define HEADS                                                                 \
	"SELECT id, 'begun', '', created_ms / " DAY ", 1, 1 FROM orders "     \
	"WHERE state < 2 UNION ALL "                                          \
	"SELECT id, 'held', '', 0, 1, 0 FROM orders WHERE state = 1 "         \
	"UNION ALL SELECT id, 'carry', clerk, (iif(state, 10000000, "         \
	"due_key) + 3) / 7, 1, -1 FROM orders WHERE state < 2 AND clerk <> "  \
	"'' "                                                                 \
	"UNION ALL SELECT id, 'carries', printf('%07d/%s', due_key, clerk), " \
	"0, "                                                                 \
	"1, -1 FROM orders WHERE state = 0 AND clerk <> '' AND due_key < "    \
	"9999999 "                                                            \
	"UNION ALL SELECT "                                                   \
	"id, 'in', CAST(step_no AS TEXT), step_ms / " DAY                     \
	", 1, 1 FROM orders WHERE state = 0 UNION ALL "                       \
	"SELECT id, 'next', CAST(step_no AS TEXT), due_key, 1, 1 FROM "       \
	"orders WHERE state = 0 UNION ALL "                                   \
	"SELECT id, 'slip', CAST(step_no AS TEXT), slip_day, 1, 1 FROM "      \
	"orders WHERE state = 0 AND slip_day <> 0 UNION ALL "                 \
	"SELECT id, 'slipped', CAST(step_no AS TEXT), slip_till_day, 1, 1 "   \
	"FROM orders WHERE state = 0 AND slip_day <> 0 UNION ALL "            \
	"SELECT order_id, 'wait', who, since_ms / " DAY ", 1, 0 FROM wait " \
	"WHERE substr(who, 1, 6) <> '" GD_AFTER "'"

#define STEPS                                                                \
	"SELECT DISTINCT order_id, 'came', step, (open_ms / " DAY            \
	" + 3) / 7, 1, 0 "                                                   \
	"FROM step JOIN orders o ON o.id = order_id WHERE open_ms > 0 AND "  \
	"taken_day = 0 UNION ALL "                                           \
	"SELECT DISTINCT order_id, 'gone', step, (done_ms / " DAY            \
	" + 3) / 7, 1, 0 "                                                   \
	"FROM step JOIN orders o ON o.id = order_id WHERE open_ms > 0 AND "  \
	"done_ms <> 0 AND taken_day = 0 UNION ALL "                          \
	"SELECT order_id, 'done', step, (done_ms / " DAY " + 3) / 7 * 1000 " \
	"+ min(400, (max(done_ms - open_ms, 0) + 86399999) / " DAY "), 1, "  \
	"0 FROM step JOIN orders o ON o.id = order_id WHERE open_ms > 0 "    \
	"AND done_ms <> 0 AND taken_day = 0 UNION ALL "                      \
	"SELECT order_id, 'ended', '', done_ms / " DAY ", 1, 0 FROM step "   \
	"JOIN orders o ON o.id = order_id WHERE open_ms > 0 AND "            \
	"done_ms <> 0 AND taken_day = 0"

#define OUT                                                            \
	"SELECT p.order_id, desk, to_desk, sent_ms FROM piece p JOIN " \
	"orders o ON o.id = p.order_id WHERE p.state IN (2, 4) AND "   \
	"o.state < 2"
#define PIECES                                                                \
	"SELECT order_id, 'out', desk, sent_ms / " DAY ", 1, 0 FROM (" OUT    \
	") WHERE desk <> '' UNION ALL "                                       \
	"SELECT order_id, 'out', to_desk, sent_ms / " DAY ", 1, 0 FROM (" OUT \
	") WHERE to_desk NOT IN ('', desk) UNION ALL "                        \
	"SELECT order_id, 'outs', at, 0, 1, 0 FROM "                          \
	"(SELECT order_id, desk AS at FROM (" OUT ") UNION "                  \
	"SELECT order_id, to_desk FROM (" OUT ")) WHERE at <> ''"

#define DATES                                                      \
	"SELECT order_id, 'owed', duty, day, 1, 0 FROM due WHERE " \
	"shut = 0 AND gone = 0"

#define MONEY                                                                  \
	"SELECT order_id, 'owe', currency, iif(p.due_day, p.due_day, "         \
	"9999999), amount - credited, 0 FROM payment p JOIN orders o ON o.id " \
	"= "                                                                   \
	"order_id WHERE amount > credited AND o.state <> 3 UNION ALL "         \
	"SELECT order_id, 'owes', currency, "                                  \
	"min(iif(p.due_day, p.due_day, 9999999)), 1, 0 FROM payment p JOIN "   \
	"orders o ON o.id = order_id WHERE amount > credited AND "             \
	"o.state <> 3 GROUP BY order_id, currency"

#define SIGNS                                                                  \
	"SELECT order_id, 'sign', kind, made_ms / " DAY ", 1, 0 FROM "         \
	"revision r JOIN orders o ON o.id = order_id WHERE r.state IN (1, 2) " \
	"AND "                                                                 \
	"o.state < 2 UNION ALL SELECT DISTINCT order_id, 'signs', kind, 0, "   \
	"1, 0 FROM revision r JOIN orders o ON o.id = order_id WHERE "         \
	"r.state IN (1, 2) AND o.state < 2 UNION ALL "                         \
	"SELECT DISTINCT order_id, 'signs', '', 0, 1, 0 FROM "                 \
	"revision r JOIN orders o ON o.id = order_id WHERE r.state IN (1, 2) " \
	"AND "                                                                 \
	"o.state < 2"

#define CAUSED                                                              \
	"SELECT order_id, " GD_CHANGE_CAUSE(                                \
	    "act") " AS cause, "                                            \
		   "strftime('%Y', day * 86400, 'unixepoch') * 12 + "       \
		   "strftime('%m', day * 86400, 'unixepoch') - 1 AS month " \
		   "FROM act WHERE state = 1 AND instr(fields, "            \
		   "'\"change_cause\"')"

#define CAUSES                                                           \
	"SELECT order_id, 'cause', cause, month, 1, 0 FROM (" CAUSED     \
	") WHERE cause IS NOT NULL UNION ALL SELECT DISTINCT order_id, " \
	"'causes', cause, month, 1, 0 FROM (" CAUSED                     \
	") WHERE cause IS NOT NULL"

enum gd_code
gd_check_counted(struct gd_check *c, struct gd_err *err)
{
	return gd_check_tally(c,
	    gd_db_get(c->s,
		"WITH " SCOPES ", fact(id, kind, what, day, n, desk) AS "
		"(" HEADS " UNION ALL " STEPS " UNION ALL " PIECES
		" UNION ALL " DATES " UNION ALL " MONEY " UNION ALL " SIGNS
		" UNION ALL " CAUSES "), both AS (SELECT scope, kind, "
		"workflow, what, day, n AS kept, 0 AS due FROM counted "
		"UNION ALL SELECT s.scope, f.kind, o.workflow, f.what, f.day, "
		"0, f.n FROM fact f CROSS JOIN orders o ON o.id = f.id CROSS "
		"JOIN scopes s ON s.id = f.id AND (s.desk <= f.desk OR "
		"(s.desk = 3 AND f.kind = 'wait'))) "
		"SELECT kind, scope || '/' || workflow || '/' || what || '/' "
		"|| day, sum(kept), sum(due) FROM both "
		"GROUP BY scope, kind, workflow, what, day "
		"HAVING sum(kept) <> sum(due)",
		err),
	    err);
}

/* ---- since when ----------------------------------------------------------- */

void
gd_check_since_begin(struct gd_check *c)
{
	struct gd_replayed *s = &c->since_when;

	for (size_t i = 0; i < s->n; i++)
		free(s->at[i].who);
	s->n = 0;
	s->rev = s->step_no = s->step_ms = 0;
}

static struct gd_replayed_wait *
find_word(struct gd_replayed *s, const char *word, size_t n)
{
	for (size_t i = 0; i < s->n; i++)
		if (strlen(s->at[i].who) == n &&
		    memcmp(s->at[i].who, word, n) == 0)
			return &s->at[i];
	return NULL;
}

static bool
says(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = words; (p = strstr(p, word)); p += n)
		if ((p == words || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

void
gd_check_since(struct gd_check *c, int64_t at_ms,
    const struct gd_events *events, const struct gd_head *head)
{
	struct gd_replayed *s = &c->since_when;
	struct gd_str waits = GD_STR_INIT;
	const char *p;
	size_t kept = 0;

	gd_waits_kept(head, &waits);
	p = waits.text;

	if (!s->rev++ || s->step_no != head->step_no)
		s->step_ms = at_ms;
	s->step_no = head->step_no;
	for (size_t i = 0; i < s->n; i++) {
		if (says(waits.text, s->at[i].who)) {
			if (gd_counts_acted(events, s->at[i].who))
				s->at[i].ms = at_ms;
			s->at[kept++] = s->at[i];
		} else {
			free(s->at[i].who);
		}
	}
	s->n = kept;
	while (*(p += strspn(p, " "))) {
		size_t n = strcspn(p, " ");

		if (!find_word(s, p, n)) {
			char *who = gd_alloc(n + 1, 1);

			memcpy(who, p, n);
			*GD_PUSH(s->at, s->n, s->room) =
			    (struct gd_replayed_wait){ who, at_ms };
		}
		p += n;
	}
	gd_str_release(&waits);
}

enum gd_code
gd_check_since_end(struct gd_check *c, const struct gd_listed *have,
    struct gd_err *err)
{
	struct gd_replayed *s = &c->since_when;
	sqlite3_stmt *st = gd_db_get(c->s,
	    "SELECT since_ms FROM wait WHERE who = ?1 AND order_id = ?2", err);

	if (!st)
		return gd_db_why(c->s, err);
	if (have->step_ms != s->step_ms)
		gd_fault(c, GD_M_BAD_LISTED, GD_T(have->head.number),
		    GD_T("step_ms"));
	for (size_t i = 0; i < s->n; i++) {
		gd_bind_text(st, 1, s->at[i].who);
		gd_bind_int(st, 2, have->id);
		if (sqlite3_step(st) != SQLITE_ROW ||
		    sqlite3_column_int64(st, 0) != s->at[i].ms)
			gd_fault(c, GD_M_BAD_LISTED, GD_T(have->head.number),
			    GD_T("since_ms"));
		sqlite3_reset(st);
	}
	return GD_OK;
}
