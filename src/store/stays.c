/* store/stays.c - how many orders were how many days in a step, kept as it
 * changes: counters of kind `stay`, key WORKFLOW/STEP/DAYS.
 *
 * Counted are steps that opened and were done in gendan, of every lot; what
 * was taken over from paper is not, its days are not known well enough. A
 * count is a sum over the step rows of all orders: before and behind a
 * command the rows of its order are looked at, and the difference written.
 */
#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "store/dates.h"

#include "base/banned.h"

#define DAY_MS INT64_C(86400000)

static int64_t
days_of(int64_t open_ms, int64_t done_ms)
{
	int64_t days;

	if (done_ms <= open_ms)
		return 0;
	days = (done_ms - open_ms + DAY_MS - 1) / DAY_MS;
	return days < GD_HISTORY_DAYS ? days : GD_HISTORY_DAYS;
}

void
gd_stays_release(struct gd_stays *stays)
{
	free(stays->at);
	*stays = (struct gd_stays){ 0 };
}

static void
add(struct gd_stays *stays, struct gd_arena *arena, const char *key, int by)
{
	for (size_t i = 0; i < stays->n; i++)
		if (strcmp(stays->at[i].key, key) == 0) {
			stays->at[i].by += by;
			return;
		}
	*GD_PUSH(stays->at, stays->n, stays->room) =
	    (struct gd_stay){ gd_arena_str(arena, key), by };
}

enum gd_code
gd_stays_add(struct gd_store *s, int64_t order_id, const struct gd_head *head,
    int by, struct gd_stays *stays, struct gd_arena *arena, struct gd_err *err)
{
	sqlite3_stmt *st;
	struct gd_str key = GD_STR_INIT;
	int rc;

	if (head->taken_day)
		return GD_OK;
	st = gd_db_get(s,
	    "SELECT step, open_ms, done_ms FROM step WHERE order_id = ?1 AND "
	    "open_ms > 0 AND done_ms > 0",
	    err);
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, order_id);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		gd_str_reset(&key);
		gd_str_addf(&key, "%s/%s/%lld", head->workflow,
		    gd_column(st, 0),
		    (long long)days_of(sqlite3_column_int64(st, 1),
			sqlite3_column_int64(st, 2)));
		add(stays, arena, key.text, by);
	}
	sqlite3_reset(st);
	gd_str_release(&key);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}

enum gd_code
gd_stays_write(struct gd_store *s, const struct gd_stays *stays,
    struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	for (size_t i = 0; rc == GD_OK && i < stays->n; i++)
		if (stays->at[i].by)
			rc = gd_tally_add(s, "stay", stays->at[i].key,
			    stays->at[i].by, err);
	return rc;
}

/* "STEP/DAYS" of a key; false: of no step of this workflow. */
static bool
read_key(const struct gd_workflow *wf, const char *key, int *step,
    int64_t *days)
{
	const char *slash = strrchr(key, '/');
	size_t n = slash ? (size_t)(slash - key) : 0;

	if (!slash)
		return false;
	*days = strtoll(slash + 1, NULL, 10);
	for (*step = 0; *step < wf->nsteps; ++*step) {
		const char *id = wf->steps[*step].name.id;

		if (strlen(id) == n && memcmp(id, key, n) == 0)
			return *days >= 0 && *days <= GD_HISTORY_DAYS;
	}
	return false;
}

enum gd_code
gd_store_step_history(struct gd_store *s, const struct gd_workflow *wf,
    struct gd_step_history *out, struct gd_err *err)
{
	/* '0' stands right behind '/' */
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT substr(key, length(?1) + 2), n FROM tally WHERE "
	    "kind = 'stay' AND key > ?1 || '/' AND key < ?1 || '0' AND n > 0",
	    err);
	int64_t days;
	int step, rc;

	memset(out, 0, (size_t)wf->nsteps * sizeof *out);
	if (!st)
		return gd_db_why(s, err);
	gd_bind_text(st, 1, wf->name.id);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		int64_t n = sqlite3_column_int64(st, 1);

		if (!read_key(wf, gd_column(st, 0), &step, &days))
			continue;
		out[step].count[days] += n;
		out[step].n += n;
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(s, rc, err);
}
