/* store/papers.c - papers out: who holds what, by order, desk or person. */
#include "store/papers.h"

#include "store_priv.h"

#include "base/banned.h"

/* The partial indexes of the pieces hold what this says, in these words. */
#define LEFT "(p.sent_ms > 0 OR p.taken = 1)"

#define COLUMNS                                                           \
	"SELECT o.id, o.number, called(c.name, c.name_en), " GD_PIECE_COLUMNS( \
	    "p") ", o.workflow, o.version "
#define JOINED                                         \
	"CROSS JOIN orders o ON o.id = p.order_id "    \
	"LEFT JOIN customer c ON c.code = o.customer " \
	"WHERE "
/* ?1 what is walked, ?2 .. ?3 the orders, ?4 the last piece shown of ?3 */
#define TESTS                                                               \
	"AND (p.order_id < ?3 OR p.no > ?4) AND (?5 >> o.state & 1) AND "   \
	"(?6 IS NULL OR p.kind = ?6) AND "                                  \
	"(?7 = 0 OR p.state = 2 AND p.sent_ms > 0 AND p.sent_ms < ?7) AND " \
	"(?8 IS NULL OR p.desk = ?8) AND (?9 IS NULL OR p.holder = ?9) AND " \
	"(?11 IS NULL OR p.state IN (2, 4) AND (p.desk = ?11 OR "           \
	"p.to_desk = ?11) AND p.sent_ms >= ?12 AND p.sent_ms < ?13) "       \
	"ORDER BY p.order_id DESC, p.no LIMIT ?10"

static const char of_order[] =
    COLUMNS "FROM piece p " JOINED "p.order_id = ?1 AND ?2 <= ?3 AND "
	    "p.state IN (2, 3, 4) AND " LEFT " " TESTS;
static const char of_desk[] = COLUMNS
    "FROM piece p INDEXED BY piece_desk " JOINED "p.desk = ?1 AND "
    "p.order_id BETWEEN ?2 AND ?3 AND p.state IN (2, 3, 4) AND " LEFT " " TESTS;
static const char of_person[] =
    COLUMNS "FROM piece p INDEXED BY piece_holder " JOINED "p.holder = ?1 AND "
	    "p.holder <> '' AND p.order_id BETWEEN ?2 AND ?3 AND "
	    "p.state IN (3, 4) AND " LEFT " " TESTS;

/* Of work in hand nothing is older than its oldest order. */
static enum gd_code
oldest(struct gd_store *s, const struct gd_papers_ask *ask, int64_t *key,
    struct gd_err *err)
{
	const int64_t in_work =
	    INT64_C(1) << GD_ORDER_ACTIVE | INT64_C(1) << GD_ORDER_HELD;
	enum gd_code rc;

	*key = 0;
	if (ask->order || !ask->states || ask->states & ~in_work)
		return GD_OK;
	rc = gd_db_int(s,
	    "SELECT id FROM orders INDEXED BY orders_open "
	    "WHERE state < 2 ORDER BY id LIMIT 1",
	    NULL, key, err);
	if (rc == GD_MISSING)
		*key = INT64_MAX;
	return rc == GD_MISSING ? GD_OK : rc;
}

void
gd_bind_optional(sqlite3_stmt *st, int at, const char *text)
{
	if (text && *text)
		gd_bind_text(st, at, text);
	else
		sqlite3_bind_null(st, at);
}

/* Columns GD_PIECE_COLUMNS, from number at. */
void
gd_piece_read(sqlite3_stmt *st, int at, struct gd_arena *arena,
    struct gd_piece *p)
{
	int64_t *ints[] = { &p->lot, &p->inst, &p->rev, &p->class,
		&p->copy_no };
	int64_t *more[] = { &p->state, &p->was, &p->sent_ms, &p->held_ms };
	const char **texts[] = { &p->holder, &p->proxy, &p->carrier,
		&p->tracking, &p->to_desk, &p->cause, &p->note };

	p->no = sqlite3_column_int64(st, at++);
	p->kind = gd_arena_str(arena, gd_column(st, at++));
	for (size_t i = 0; i < sizeof ints / sizeof *ints; i++)
		*ints[i] = sqlite3_column_int64(st, at++);
	p->desk = gd_arena_str(arena, gd_column(st, at++));
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		*more[i] = sqlite3_column_int64(st, at++);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = gd_arena_str(arena, gd_column(st, at++));
	p->taken = sqlite3_column_int64(st, at);
}

static void
read_row(sqlite3_stmt *st, struct gd_arena *arena, struct gd_paper_out *r)
{
	r->order = sqlite3_column_int64(st, 0);
	r->number = gd_arena_str(arena, gd_column(st, 1));
	r->customer_name = gd_arena_str(arena, gd_column(st, 2));
	gd_piece_read(st, 3, arena, &r->piece);
	r->workflow = gd_arena_str(arena, gd_column(st, 23));
	r->version = sqlite3_column_int64(st, 24);
}

enum gd_code
gd_store_papers(struct gd_store *s, const struct gd_papers_ask *ask, int max,
    struct gd_arena *arena, struct gd_paper_out *rows, int *n,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    ask->order  ? of_order
	    : ask->desk ? of_desk
			: of_person,
	    err);
	int64_t from = ask->from_order ? ask->from_order : INT64_MAX, least;
	enum gd_code code;
	int rc = SQLITE_DONE;

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	code = oldest(s, ask, &least, err);
	if (code != GD_OK)
		return code;
	if (ask->order)
		gd_bind_int(st, 1, ask->order);
	else
		gd_bind_text(st, 1, ask->desk ? ask->desk : ask->person);
	gd_bind_int(st, 2, least);
	gd_bind_int(st, 3, from);
	gd_bind_int(st, 4, ask->from_no);
	gd_bind_int(st, 5, ask->states ? ask->states : 0xff);
	gd_bind_optional(st, 6, ask->kind);
	gd_bind_int(st, 7, ask->sent_before);
	gd_bind_optional(st, 8, ask->desk);
	gd_bind_optional(st, 9, ask->person);
	gd_bind_int(st, 10, max);
	gd_bind_optional(st, 11, ask->out);
	gd_bind_int(st, 12, ask->out_from);
	gd_bind_int(st, 13, ask->out_to ? ask->out_to : INT64_MAX);
	while (*n < max && (rc = sqlite3_step(st)) == SQLITE_ROW)
		read_row(st, arena, &rows[(*n)++]);
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

enum gd_code
gd_store_sent_back(struct gd_store *s, const char *login, int max,
    char (*ids)[GD_ID_TEXT], int *n, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT o.uuid FROM revision r INDEXED BY revision_back "
	    "CROSS JOIN orders o ON o.id = r.order_id "
	    "WHERE r.back_ms > 0 AND r.state = 1 AND o.state = 0 AND "
	    "(r.by = ?1 OR r.for_whom = ?1 OR o.clerk = ?1) "
	    "ORDER BY r.back_ms LIMIT ?2",
	    err);
	int rc = SQLITE_DONE;

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, login);
	gd_bind_int(st, 2, max);
	while (*n < max && (rc = sqlite3_step(st)) == SQLITE_ROW)
		if (sqlite3_column_bytes(st, 0) == 16)
			gd_uuid_text(sqlite3_column_blob(st, 0), ids[(*n)++]);
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}
