/* store/list_count.c - how many orders a filter shows: kept by a counter, or
 * counted along the narrowest way in, up to a limit. */
#include "list_priv.h"

#include <stdio.h>

#include "base/banned.h"

/* Kept by counters: GD_MISSING when this question is not. */
static enum gd_code
count_kept(struct gd_store *s, const struct query *q, int64_t *n,
    struct gd_err *err)
{
	const struct gd_filter *f = &q->f;
	uint64_t c = q->conds & ~(UINT64_C(1) << C_STATES);
	enum gd_code rc = GD_OK;
	char key[24];
	int64_t one;

	if (c == 0) {
		*n = 0;
		for (int state = 0; state < 4 && rc == GD_OK; state++) {
			key[0] = (char)('0' + state);
			key[1] = '\0';
			if (!(f->states >> state & 1))
				continue;
			rc = gd_tally_get(s, "state", key, &one, err);
			*n += one;
		}
		return rc;
	}
	if (c == UINT64_C(1) << C_STEP && f->states == 1 << GD_ORDER_ACTIVE) {
		snprintf(key, sizeof key, "%lld", (long long)f->step_no);
		return gd_tally_get(s, "step", key, n, err);
	}
	if (c == UINT64_C(1) << C_COMPANY && f->states == OPEN_STATES)
		return gd_tally_get(s, "company", f->company, n, err);
	if (c == UINT64_C(1) << C_WAITS && (f->states & 1 << GD_ORDER_ACTIVE))
		return gd_tally_get(s, "wait", f->waits, n, err);
	return GD_MISSING;
}

static enum gd_code
count_stmt(struct gd_store *s, sqlite3_stmt *st, int64_t *n, struct gd_err *err)
{
	int rc = st ? sqlite3_step(st) : SQLITE_DONE;

	if (rc == SQLITE_ROW)
		*n += sqlite3_column_int64(st, 0);
	if (st)
		sqlite3_reset(st);
	else
		return GD_DAMAGED;
	return rc == SQLITE_ROW ? GD_OK : gd_db_fail(s, rc, err);
}

static enum gd_code
count_words(struct gd_store *s, const struct query *q, int64_t limit,
    int64_t *n, struct gd_err *err)
{
	struct gd_find *find;
	enum gd_code rc = gd_find_open(s, q, INT64_MAX, false, &find, err);
	struct from one = { 0 };

	while (rc == GD_OK && *n < limit) {
		rc = gd_find_next(find, &one.key, err);
		if (rc == GD_OK)
			rc = count_stmt(s,
			    gd_query_stmt(s, q, WAY_ONE, GD_SORT_NEWEST, COUNT,
				&one, 1, err),
			    n, err);
	}
	gd_find_close(find);
	return rc == GD_MISSING ? GD_OK : rc;
}

static enum gd_code
count_way(struct gd_store *s, const struct query *q, int64_t limit, int64_t *n,
    struct gd_err *err)
{
	enum way way = gd_query_way(q);
	enum gd_sort sort = GD_SORT_NEWEST;

	if (way == WAY_OUT || way == WAY_OFFERED)
		way = gd_query_base(q, sort); /* it names an order often */
	if (q->conds >> C_DUE & 1 && gd_way_native(way, GD_SORT_DUE))
		sort = GD_SORT_DUE;
	else if (way == WAY_NUMBER)
		sort = GD_SORT_NUMBER;
	return count_stmt(s,
	    gd_query_stmt(s, q, way, sort, COUNT, NULL, limit, err), n, err);
}

enum gd_code
gd_store_count(struct gd_store *s, const struct gd_filter *f, int64_t limit,
    int64_t *n, struct gd_err *err)
{
	enum gd_code rc;
	struct query q;
	bool mine;

	*n = 0;
	gd_query_init(&q, f);
	rc = gd_db_snapshot(s, &mine, err);
	if (rc == GD_OK && !q.nothing) {
		rc = count_kept(s, &q, n, err);
		if (rc == GD_MISSING)
			rc = gd_query_has_words(&q)
				 ? count_words(s, &q, limit, n, err)
				 : count_way(s, &q, limit, n, err);
	}
	if (rc == GD_OK)
		gd_db_snapshot_end(s, mine);
	gd_query_release(&q);
	if (*n > limit)
		*n = limit;
	return rc;
}
