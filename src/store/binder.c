/* store/binder.c - the file: which orders, then the papers of each.
 *
 * What is filed by contract number is sorted in natural order, which no index
 * of the book has: the few words that order needs are read for the orders
 * asked for, their papers one order after the other.
 */
#include "store/binder.h"

#include "store_priv.h"

#include "base/banned.h"

/* ---- orders --------------------------------------------------------------- */

#define WORDS "SELECT o.id, coalesce(f.value, ''), o.number, o.customer "
#define CONTRACT                                                             \
	"LEFT JOIN field f ON f.order_id = o.id AND f.name = 'contract_no' " \
	"AND f.lot = 0 "
#define TESTS                                                         \
	"(?1 IS NULL OR f.value = ?1 COLLATE NOCASE) AND "            \
	"(?2 IS NULL OR o.customer = ?2) AND (?3 IS NULL OR EXISTS (" \
	"SELECT 1 FROM assign a WHERE a.order_id = o.id AND "         \
	"a.role = 'clerk' AND a.person = ?3)) AND "                   \
	"(?4 IS NULL OR o.company = ?4)"

static const char of_contract[] =
    WORDS "FROM field f INDEXED BY field_contract "
	  "CROSS JOIN orders o ON o.id = f.order_id "
	  "WHERE f.value = ?1 COLLATE NOCASE AND f.name = 'contract_no' AND "
	  "f.lot = 0 AND " TESTS;
static const char of_customer[] =
    WORDS "FROM orders o INDEXED BY orders_customer " CONTRACT
	  "WHERE o.customer = ?2 AND " TESTS;
static const char of_clerk[] =
    WORDS "FROM assign w INDEXED BY assign_person "
	  "CROSS JOIN orders o ON o.id = w.order_id " CONTRACT
	  "WHERE w.person = ?3 AND w.role = 'clerk' AND " TESTS;
static const char of_all[] = WORDS "FROM orders o " CONTRACT "WHERE " TESTS;

enum gd_code
gd_store_binder_orders(struct gd_store *s, const struct gd_binder_ask *ask,
    struct gd_arena *arena, struct gd_binder_order **orders, size_t *n,
    size_t *room, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    ask->contract   ? of_contract
	    : ask->customer ? of_customer
	    : ask->clerk    ? of_clerk
			    : of_all,
	    err);
	int rc;

	if (!st)
		return gd_db_why(s, err);
	gd_bind_optional(st, 1, ask->contract);
	gd_bind_optional(st, 2, ask->customer);
	gd_bind_optional(st, 3, ask->clerk);
	gd_bind_optional(st, 4, ask->company);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		*GD_PUSH(*orders, *n, *room) = (struct gd_binder_order){
			.order = sqlite3_column_int64(st, 0),
			.contract = gd_arena_str(arena, gd_column(st, 1)),
			.number = gd_arena_str(arena, gd_column(st, 2)),
			.customer = gd_arena_str(arena, gd_column(st, 3)),
		};
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}

/* ---- papers --------------------------------------------------------------- */

/* Class 0 original, 2 file copy; state 1 due, 2 sent, 3 held, 4 called back,
 * 8 lost. The desk keeps its own pieces, and the original its paper says is
 * its, wherever that has gone. */
static const char papers[] =
    "SELECT o.id, o.uuid, o.number, coalesce(f.value, ''), o.customer, "
    "called(c.name, c.name_en), coalesce(a.person, ''), o.workflow, o.version, "
    "CASE WHEN p.held_ms > 0 AND p.desk = ?2 THEN p.held_ms "
    "ELSE coalesce(r.issued_ms, 0) END AS filed, "
    "p.desk = ?2 AND p.state IN (3, 4), q.no IS NOT "
    "NULL, " GD_PIECE_COLUMNS("p") ", " GD_PIECE_COLUMNS(
	"q") " "
	     "FROM piece p CROSS JOIN orders o ON o.id = p.order_id "
	     "LEFT JOIN field f ON f.order_id = o.id AND f.name = "
	     "'contract_no' AND "
	     "f.lot = 0 "
	     "LEFT JOIN customer c ON c.code = o.customer "
	     "LEFT JOIN assign a ON a.order_id = o.id AND a.role = 'clerk' "
	     "LEFT JOIN revision r ON r.order_id = o.id AND r.kind = "
	     "p.kind AND "
	     "r.lot = p.lot AND r.inst = p.inst AND r.rev = p.rev "
	     "LEFT JOIN piece q ON q.order_id = o.id AND q.no = ("
	     "SELECT max(x.no) FROM piece x WHERE x.order_id = p.order_id "
	     "AND "
	     "x.kind = p.kind AND x.lot = p.lot AND x.inst = p.inst AND "
	     "x.rev = p.rev AND x.class = 0 AND x.state IN (1, 2, 3, 4, "
	     "8)) "
	     "WHERE p.order_id = ?1 AND p.no > ?6 AND p.class IN (0, 2) "
	     "AND "
	     "p.state IN (2, 3, 4, 8) AND (?3 IS NULL OR p.kind = ?3) AND "
	     "(p.desk = ?2 OR p.class = 0 AND EXISTS (SELECT 1 FROM dist d "
	     "WHERE d.order_id = p.order_id AND d.kind = p.kind AND d.lot "
	     "= p.lot AND "
	     "d.inst = p.inst AND d.desk = ?2 AND d.original = 1)) AND "
	     "(?4 = 0 OR filed >= ?4) AND (?5 = 0 OR filed > 0 AND filed < "
	     "?5) "
	     "ORDER BY p.no LIMIT ?7";

static void
read_row(sqlite3_stmt *st, struct gd_arena *arena, struct gd_binder_row *r)
{
	const char **texts[] = { &r->number, &r->contract, &r->customer,
		&r->customer_name, &r->clerk, &r->workflow };
	char id[GD_ID_TEXT];

	*r = (struct gd_binder_row){ .order = sqlite3_column_int64(st, 0) };
	gd_uuid_text(sqlite3_column_bytes(st, 1) == 16
			 ? sqlite3_column_blob(st, 1)
			 : (const uint8_t[16]){ 0 },
	    id);
	r->id = gd_arena_str(arena, id);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = gd_arena_str(arena, gd_column(st, 2 + (int)i));
	r->version = sqlite3_column_int64(st, 8);
	r->filed_ms = sqlite3_column_int64(st, 9);
	r->here = sqlite3_column_int(st, 10);
	r->has_original = sqlite3_column_int(st, 11);
	gd_piece_read(st, 12, arena, &r->piece);
	gd_piece_read(st, 12 + GD_PIECE_NCOLUMNS, arena, &r->original);
}

enum gd_code
gd_store_binder(struct gd_store *s, const struct gd_binder_papers *ask, int max,
    struct gd_arena *arena, struct gd_binder_row *rows, int *n,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s, papers, err);
	int rc = SQLITE_DONE;

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, ask->order);
	gd_bind_text(st, 2, ask->desk);
	gd_bind_optional(st, 3, ask->kind);
	gd_bind_int(st, 4, ask->from_ms);
	gd_bind_int(st, 5, ask->to_ms);
	gd_bind_int(st, 6, ask->from_no);
	gd_bind_int(st, 7, max);
	while (*n < max && (rc = sqlite3_step(st)) == SQLITE_ROW)
		read_row(st, arena, &rows[(*n)++]);
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}
