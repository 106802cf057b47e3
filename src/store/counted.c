/* store/counted.c - reading what counts.c keeps. */
#include "store/counts.h"

#include "store_priv.h"

#include "base/banned.h"

static void
bind_ask(sqlite3_stmt *st, const struct gd_counted *ask)
{
	gd_bind_text(st, 1, ask->scope);
	gd_bind_text(st, 2, ask->kind);
	gd_bind_text(st, 3, ask->workflow);
	gd_bind_int(st, 4, ask->from);
	gd_bind_int(st, 5, ask->to);
	if (ask->what)
		gd_bind_text(st, 6, ask->what);
}

enum gd_code
gd_store_counted(struct gd_store *s, const struct gd_counted *ask,
    gd_counted_fn *each, void *payload, struct gd_err *err)
{
	sqlite3_stmt *st =
	    ask->what ? gd_db_get(s,
			    "SELECT what, day, n FROM counted WHERE "
			    "scope = ?1 AND kind = ?2 AND workflow = ?3 AND "
			    "what = ?6 AND day BETWEEN ?4 AND ?5",
			    err)
		      : gd_db_get(s,
			    "SELECT what, day, n FROM counted WHERE "
			    "scope = ?1 AND kind = ?2 AND workflow = ?3 AND "
			    "day BETWEEN ?4 AND ?5",
			    err);
	int rc;

	if (!st)
		return GD_DAMAGED;
	bind_ask(st, ask);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		each(payload, gd_column(st, 0), sqlite3_column_int64(st, 1),
		    sqlite3_column_int64(st, 2));
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}

#define SUMS                                                             \
	"SELECT what, sum(n), sum(iif(day < ?4, n, 0)), "                \
	"sum(iif(day BETWEEN ?4 AND ?5, n, 0)), min(day), sum(n * day) " \
	"FROM counted WHERE scope = ?1 AND kind = ?2 AND workflow = ?3"

enum gd_code
gd_store_counted_sums(struct gd_store *s, const struct gd_counted *ask,
    gd_counted_sum_fn *each, void *payload, struct gd_err *err)
{
	sqlite3_stmt *st =
	    ask->what ? gd_db_get(s, SUMS " AND what = ?6 GROUP BY what", err)
		      : gd_db_get(s, SUMS " GROUP BY what", err);
	int rc;

	if (!st)
		return GD_DAMAGED;
	bind_ask(st, ask);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		const struct gd_counted_sum sum = {
			.what = gd_column(st, 0),
			.n = sqlite3_column_int64(st, 1),
			.before = sqlite3_column_int64(st, 2),
			.within = sqlite3_column_int64(st, 3),
			.first_day = sqlite3_column_int64(st, 4),
			.day_sum = sqlite3_column_int64(st, 5),
		};

		each(payload, &sum);
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}
