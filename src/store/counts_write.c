/* store/counts_write.c - what a command changed of the rows of `counted`: each
 * row once, by its sum. */
#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static int
by_row(const void *a, const void *b)
{
	const struct gd_count *x = a, *y = b;
	int d = strcmp(x->kind, y->kind);

	if (!d)
		d = strcmp(x->what, y->what);
	if (!d && x->day != y->day)
		d = x->day < y->day ? -1 : 1;
	if (!d)
		d = strcmp(x->scope, y->scope);
	return d ? d : strcmp(x->workflow, y->workflow);
}

static void
bind_row(sqlite3_stmt *st, const struct gd_count *c)
{
	gd_bind_text(st, 1, c->scope);
	gd_bind_text(st, 2, c->kind);
	gd_bind_text(st, 3, c->workflow);
	gd_bind_text(st, 4, c->what);
	gd_bind_int(st, 5, c->day);
}

/* What comes to nothing leaves: rows of long ago are not walked for ever. */
static enum gd_code
write_one(struct gd_store *s, const struct gd_count *c, int64_t by,
    struct gd_err *err)
{
	sqlite3_stmt *st =
	    by > 0 ? gd_db_get(s,
			 "INSERT INTO counted(scope, kind, workflow, what, "
			 "day, n) "
			 "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT "
			 "(scope, kind, workflow, what, day) DO UPDATE SET n = "
			 "n + ?6",
			 err)
		   : gd_db_get(s,
			 "UPDATE counted SET n = n + ?6 WHERE scope = ?1 AND "
			 "kind = ?2 AND "
			 "workflow = ?3 AND what = ?4 AND day = ?5",
			 err);
	enum gd_code rc;

	if (!st)
		return gd_db_why(s, err);
	bind_row(st, c);
	gd_bind_int(st, 6, by);
	rc = gd_db_run(s, st, err);
	if (rc != GD_OK || by > 0)
		return rc;
	st = gd_db_get(s,
	    "DELETE FROM counted WHERE scope = ?1 AND kind = ?2 AND "
	    "workflow = ?3 AND what = ?4 AND day = ?5 AND n = 0",
	    err);
	if (!st)
		return gd_db_why(s, err);
	bind_row(st, c);
	return gd_db_run(s, st, err);
}

enum gd_code
gd_counts_write(struct gd_store *s, struct gd_counts *counts,
    struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	size_t i = 0;

	if (counts->n)
		qsort(counts->at, counts->n, sizeof *counts->at, by_row);
	while (rc == GD_OK && i < counts->n) {
		const struct gd_count *c = &counts->at[i];
		int64_t by = 0;

		for (; i < counts->n && by_row(c, &counts->at[i]) == 0; i++)
			by += counts->at[i].by;
		if (by)
			rc = write_one(s, c, by, err);
	}
	return rc;
}
