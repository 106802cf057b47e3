/* store/beside.c - what stands beside the names in a list. */
#include "store/beside.h"

#include "store_priv.h"

#include "base/banned.h"

static enum gd_code
value_of(struct gd_store *s, int64_t order, const char *field,
    struct gd_arena *arena, const char **out, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT value FROM field "
	    "WHERE order_id = ?1 AND name = ?2 AND lot = 0",
	    err);
	int rc;

	*out = "";
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, order);
	gd_bind_text(st, 2, field);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*out = gd_arena_str(arena, gd_column(st, 0));
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

enum gd_code
gd_store_amounts(struct gd_store *s, const char *field,
    struct gd_list_rows *rows, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	for (size_t i = 0; i < rows->n && rc == GD_OK; i++)
		rc = value_of(s, rows->at[i].key, field, &rows->arena,
		    &rows->at[i].amount, err);
	return rc;
}

/* ---- a customer ----------------------------------------------------------- */

enum gd_code
gd_store_customer_sums(struct gd_store *s, const char *customer, int32_t today,
    struct gd_arena *arena, struct gd_customer_sums *out, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT id, state, due_key, created_ms "
	    "FROM orders INDEXED BY orders_customer "
	    "WHERE customer = ?1 ORDER BY id DESC LIMIT ?2",
	    err);
	int64_t newest = 0;
	int rc;

	*out = (struct gd_customer_sums){ .terms = "" };
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, customer);
	gd_bind_int(st, 2, GD_CUSTOMER_LOOK);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		int64_t state = sqlite3_column_int64(st, 1);

		if (out->orders++ == 0) {
			newest = sqlite3_column_int64(st, 0);
			out->last_ms = sqlite3_column_int64(st, 3);
		}
		out->open += state == GD_ORDER_ACTIVE || state == GD_ORDER_HELD;
		out->late +=
		    gd_order_is_late(state, sqlite3_column_int64(st, 2), today);
	}
	sqlite3_reset(st);
	if (rc != SQLITE_DONE)
		return gd_db_fail(s, rc, err);
	out->more = out->orders == GD_CUSTOMER_LOOK;
	return newest ? value_of(s, newest, "terms", arena, &out->terms, err)
		      : GD_OK;
}

/* ---- a person ------------------------------------------------------------- */

/* late: gd_order_is_late, else all he has a part in, held ones too */
static enum gd_code
count_carried(struct gd_store *s, const char *login, bool late, int32_t today,
    int64_t limit, int64_t *n, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    late ? "SELECT count(*) FROM (SELECT 1 FROM carried m "
		   "INDEXED BY carried_due "
		   "CROSS JOIN orders o ON o.id = m.order_id "
		   "WHERE m.person = ?1 AND m.due_key < ?2 AND o.state = 0 "
		   "LIMIT ?3)"
		 : "SELECT count(*) FROM (SELECT 1 FROM carried "
		   "INDEXED BY carried_due WHERE person = ?1 AND "
		   "due_key < ?2 LIMIT ?3)",
	    err);
	int rc;

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, login);
	gd_bind_int(st, 2, late ? today : INT64_MAX);
	gd_bind_int(st, 3, limit);
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*n = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return rc == SQLITE_ROW ? GD_OK : gd_db_fail(s, rc, err);
}

enum gd_code
gd_store_person_sums(struct gd_store *s, const char *login, int32_t today,
    int64_t limit, struct gd_person_sums *out, struct gd_err *err)
{
	enum gd_code rc;

	*out = (struct gd_person_sums){ 0 };
	rc = count_carried(s, login, false, today, limit, &out->open, err);
	if (rc == GD_OK)
		rc = count_carried(s, login, true, today, limit, &out->late,
		    err);
	return rc;
}
