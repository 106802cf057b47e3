/* store/counted.c - reading what counts.c keeps. */
#include "store/counts.h"

#include "store_priv.h"

#include <string.h>

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
	if (ask->below)
		gd_bind_text(st, 7, ask->below);
}

enum gd_code
gd_store_counted(struct gd_store *s, const struct gd_counted *ask,
    gd_counted_fn *each, void *payload, struct gd_err *err)
{
	/* in the order of the key, so nothing is sorted */
	sqlite3_stmt *st =
	    ask->below
		? gd_db_get(s,
		      "SELECT what, day, n FROM counted WHERE "
		      "scope = ?1 AND kind = ?2 AND workflow = ?3 AND "
		      "what >= ?6 AND what < ?7 AND day BETWEEN ?4 AND ?5 "
		      "ORDER BY what, day",
		      err)
	    : ask->what
		? gd_db_get(s,
		      "SELECT what, day, n FROM counted WHERE "
		      "scope = ?1 AND kind = ?2 AND workflow = ?3 AND "
		      "what = ?6 AND day BETWEEN ?4 AND ?5 ORDER BY day",
		      err)
		: gd_db_get(s,
		      "SELECT what, day, n FROM counted WHERE "
		      "scope = ?1 AND kind = ?2 AND workflow = ?3 AND "
		      "day BETWEEN ?4 AND ?5 ORDER BY what, day",
		      err);
	int rc;

	if (!st)
		return gd_db_why(s, err);
	bind_ask(st, ask);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		each(payload, gd_column(st, 0), sqlite3_column_int64(st, 1),
		    sqlite3_column_int64(st, 2));
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}

/* Row by row: adding up here costs a third of what SQL's sums do. */
struct summing {
	const struct gd_counted *ask;
	struct gd_counted_sum sum;
	struct gd_str what;
	gd_counted_sum_fn *each;
	void *payload;
};

static void
end_sum(struct summing *s)
{
	s->sum.what = s->what.text;
	if (s->sum.n)
		s->each(s->payload, &s->sum);
}

static void
add_row(void *payload, const char *what, int64_t day, int64_t n)
{
	struct summing *s = payload;

	if (!s->what.text || strcmp(s->what.text, what) != 0) {
		end_sum(s);
		gd_str_reset(&s->what);
		gd_str_add(&s->what, what);
		s->sum = (struct gd_counted_sum){ .first_day = day };
	}
	s->sum.n += n;
	if (day < s->ask->from)
		s->sum.before += n;
	else if (day <= s->ask->to)
		s->sum.within += n;
	if (day < s->sum.first_day)
		s->sum.first_day = day;
	s->sum.day_sum += n * day;
}

enum gd_code
gd_store_counted_sums(struct gd_store *s, const struct gd_counted *ask,
    gd_counted_sum_fn *each, void *payload, struct gd_err *err)
{
	struct summing sums = { .ask = ask,
		.what = GD_STR_INIT,
		.each = each,
		.payload = payload };
	struct gd_counted all = *ask;
	enum gd_code rc;

	all.from = INT64_MIN;
	all.to = INT64_MAX;
	rc = gd_store_counted(s, &all, add_row, &sums, err);
	if (rc == GD_OK)
		end_sum(&sums);
	gd_str_release(&sums.what);
	return rc;
}
