/* store/load.c - one order or the office from its rows into memory. */
#include "store/office.h"
#include "store/some.h"
#include "store_priv.h"

#include <string.h>

#include "base/banned.h"

static enum gd_code
load_tables(struct gd_store *s, int64_t n, uint64_t tables, struct gd_order *o,
    struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_listed row = { 0 };
	enum gd_code rc = gd_orders_get(s, n, &row, &arena, err);

	if (rc == GD_OK) {
		memcpy(o->id, row.uuid, GD_ID_TEXT);
		o->rev = row.rev;
		gd_row_put(&o->sheet, GD_TAB_HEAD, &row.head, UINT64_MAX);
	}
	for (int t = 0; t < GD_ORDER_NTABLES && rc == GD_OK; t++)
		if (t != GD_TAB_HEAD && tables >> t & 1)
			rc = gd_rows_load(s, t, n, &o->sheet, NULL, err);
	/* to ask for what was not read is a bug */
	o->sheet.absent = ~tables &
			  ((UINT64_C(2) << (GD_ORDER_NTABLES - 1)) - 1) &
			  ~(UINT64_C(1) << GD_TAB_HEAD);
	s->opened++;
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
gd_store_order_load(struct gd_store *s, const char *id, struct gd_order *o,
    struct gd_err *err)
{
	enum gd_code rc;
	int64_t n;
	bool mine;

	rc = gd_db_snapshot(s, &mine, err);
	if (rc != GD_OK)
		return rc;
	rc = gd_orders_id(s, id, &n, err);
	if (rc == GD_OK)
		rc = load_tables(s, n, UINT64_MAX, o, err);
	gd_db_snapshot_end(s, mine);
	return rc;
}

enum gd_code
gd_store_order_some(struct gd_store *s, int64_t key, uint64_t tables,
    struct gd_order *o, struct gd_err *err)
{
	enum gd_code rc;
	bool mine;

	rc = gd_db_snapshot(s, &mine, err);
	if (rc == GD_OK) {
		rc = load_tables(s, key, tables, o, err);
		gd_db_snapshot_end(s, mine);
	}
	return rc;
}

static enum gd_code
load_office(struct gd_store *s, struct gd_sheet *sheet, bool customers,
    struct gd_err *err)
{
	enum gd_code rc;
	bool mine;

	rc = gd_db_snapshot(s, &mine, err);
	for (int t = 0; t < GD_OFFICE_NTABLES && rc == GD_OK; t++)
		if (t != GD_OFF_SAVED && t != GD_OFF_CLOSING &&
		    (customers || t != GD_OFF_CUSTOMER))
			rc = gd_rows_load(s, GD_ORDER_NTABLES + t, 0, sheet,
			    NULL, err);
	gd_db_snapshot_end(s, mine);
	return rc;
}

enum gd_code
gd_store_office_load(struct gd_store *s, struct gd_sheet *sheet,
    struct gd_err *err)
{
	return load_office(s, sheet, true, err);
}

enum gd_code
gd_store_office_few(struct gd_store *s, struct gd_sheet *sheet,
    struct gd_err *err)
{
	return load_office(s, sheet, false, err);
}

enum gd_code
gd_store_customer(struct gd_store *s, const char *code, struct gd_arena *arena,
    struct gd_customer *out, struct gd_err *err)
{
	const struct gd_customer like = { .code = code };
	bool found;
	enum gd_code rc = gd_rows_one(s, GD_ORDER_NTABLES + GD_OFF_CUSTOMER, 0,
	    &like, out, arena, &found, err);

	return rc == GD_OK && !found ? GD_MISSING : rc;
}

enum gd_code
gd_store_office_table(struct gd_store *s, int table, struct gd_sheet *sheet,
    struct gd_err *err)
{
	return gd_rows_load(s, GD_ORDER_NTABLES + table, 0, sheet, NULL, err);
}

enum gd_code
gd_store_saved(struct gd_store *s, const char *login, struct gd_arena *arena,
    struct gd_saved *rows, int max, int *n, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT name, words FROM saved "
	    "WHERE login = ?1 AND active = 1 ORDER BY name LIMIT ?2",
	    err);
	int rc = SQLITE_DONE;

	*n = 0;
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, login);
	gd_bind_int(st, 2, max);
	while (*n < max && (rc = sqlite3_step(st)) == SQLITE_ROW)
		rows[(*n)++] = (struct gd_saved){
			.login = login,
			.name = gd_arena_str(arena, gd_column(st, 0)),
			.words = gd_arena_str(arena, gd_column(st, 1)),
			.active = 1,
		};
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? GD_OK
						     : gd_db_fail(s, rc, err);
}

int64_t
gd_store_office_generation(struct gd_store *s)
{
	int64_t n;
	enum gd_code rc = gd_db_int(s,
	    "SELECT n FROM tally WHERE kind = 'office' AND key = ''", NULL, &n,
	    NULL);

	if (rc == GD_MISSING)
		return 0;
	return rc == GD_OK ? n : -1;
}

int64_t
gd_store_data_version(struct gd_store *s)
{
	int64_t n;

	if (gd_db_int(s, "PRAGMA data_version", NULL, &n, NULL) != GD_OK)
		return -1;
	return n + s->own_writes;
}
