/* store/project.c - one journal entry into all tables that follow from it.
 *
 * Used by append and by rebuild alike, so both make the same book.
 */
#include "store_priv.h"

#include <string.h>

#include "base/banned.h"

struct touched {
	bool words, assign, office, due, step;
};

bool
gd_read_fresh(int table)
{
	return table == GD_ORDER_NTABLES + GD_OFF_SERIES ||
	       table == GD_ORDER_NTABLES + GD_OFF_SAVED ||
	       table == GD_ORDER_NTABLES + GD_OFF_CLOSING;
}

static void
note_touched(struct touched *t, const struct gd_put *put)
{
	switch (put->table) {
	case GD_TAB_ASSIGN:
		t->assign = true;
		break;
	case GD_TAB_DUE:
	case GD_TAB_ACT:
		t->due = true;
		break;
	default:
		if (put->table >= GD_ORDER_NTABLES &&
		    !gd_read_fresh(put->table))
			t->office = true;
		break;
	}
}

static enum gd_code
one_put(struct gd_store *s, int64_t order_id, const struct gd_put *put,
    struct gd_listed *row, struct gd_err *err)
{
	enum gd_code rc;

	if (put->table < GD_ORDER_NTABLES && !order_id)
		return gd_fail(err, GD_USAGE, GD_M_STORE_BUG,
		    GD_T("an office command names an order's row"));
	if (put->table == GD_TAB_HEAD) {
		if (put->drop)
			gd_row_blank(&gd_order_tables[GD_TAB_HEAD], &row->head);
		else
			gd_row_merge(&gd_order_tables[GD_TAB_HEAD], &row->head,
			    put->row, put->mask);
		return GD_OK;
	}
	rc = put->drop ? gd_rows_drop(s, put->table, order_id, put->row, err)
		       : gd_rows_put(s, put->table, order_id, put->row,
			     put->mask, err);
	if (rc == GD_OK && put->table == GD_ORDER_NTABLES + GD_OFF_CUSTOMER)
		rc = gd_search_customer(s,
		    ((const struct gd_customer *)put->row)->code, err);
	if (rc == GD_OK && put->table == GD_ORDER_NTABLES + GD_OFF_SIGNKEY) {
		const struct gd_signkey *k = put->row;

		if (put->drop || k->to_ms) /* it opens nothing any more */
			rc = gd_vault_drop(s, k->login, k->no, err);
	}
	return rc;
}

static enum gd_code
read_clerk(struct gd_store *s, int64_t id, struct gd_listed *row,
    struct gd_arena *arena, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "SELECT person FROM assign "
	    "WHERE order_id = ?1 AND role = 'clerk'",
	    err);

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, id);
	row->clerk = "";
	if (sqlite3_step(st) == SQLITE_ROW)
		row->clerk = gd_arena_str(arena, gd_column(st, 0));
	sqlite3_reset(st);
	return GD_OK;
}

/* Rows that nothing shut leave the indexes of what is owed when their order is
 * closed, or the act is settled: those of books made before commands shut
 * rows, which have no owner either. */
static enum gd_code
mark_gone(struct gd_store *s, const struct gd_listed *old,
    const struct gd_listed *now, bool touched, struct gd_err *err)
{
	bool was = old->rev && old->head.state >= GD_ORDER_COMPLETED;
	bool is = now->head.state >= GD_ORDER_COMPLETED;
	sqlite3_stmt *st;

	if (was == is && !touched)
		return GD_OK;
	st = gd_db_get(s,
	    "UPDATE due SET gone = 1 - gone WHERE order_id = ?1 AND "
	    "shut = 0 AND gone <> " GD_DUE_GONE("?2"),
	    err);
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, now->id);
	gd_bind_int(st, 2, is);
	return gd_db_run(s, st, err);
}

/* Nobody has a part in it any more: before its rows of assign change, and when
 * it is closed. */
static enum gd_code
carried_drop(struct gd_store *s, int64_t id, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(s,
	    "DELETE FROM carried WHERE order_id = ?1 AND person IN "
	    "(SELECT person FROM assign WHERE order_id = ?1)",
	    err);

	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, id);
	return gd_db_run(s, st, err);
}

/* Those who have a part in an order in work, with its date of now. */
static enum gd_code
follow_carried(struct gd_store *s, const struct gd_listed *old,
    const struct gd_listed *now, bool assign, struct gd_err *err)
{
	bool was = old->rev && old->head.state < GD_ORDER_COMPLETED;
	bool is = now->head.state < GD_ORDER_COMPLETED;
	sqlite3_stmt *st;

	if (was == is && !assign && old->due_key == now->due_key)
		return GD_OK;
	if (!is)
		return was ? carried_drop(s, now->id, err) : GD_OK;
	st = gd_db_get(s,
	    "INSERT INTO carried(person, order_id, due_key) "
	    "SELECT DISTINCT person, ?1, ?2 FROM assign "
	    "WHERE order_id = ?1 AND person <> '' "
	    "ON CONFLICT DO UPDATE SET due_key = ?2",
	    err);
	if (!st)
		return gd_db_why(s, err);
	gd_bind_int(st, 1, now->id);
	gd_bind_int(st, 2, now->due_key);
	return gd_db_run(s, st, err);
}

static bool
puts_into(const struct gd_events *events, int table)
{
	for (size_t i = 0; i < events->n; i++)
		for (size_t p = 0; p < events->at[i].nputs; p++)
			if (events->at[i].puts[p].table == table)
				return true;
	return false;
}

/* Days in steps as they were before the command, taken away. */
static enum gd_code
count_stays(struct gd_store *s, const struct gd_listed *row, int by,
    struct gd_stays *stays, struct gd_arena *arena, struct gd_err *err)
{
	return row->rev
		   ? gd_stays_add(s, row->id, &row->head, by, stays, arena, err)
		   : GD_OK;
}

/* The days in steps that came, behind those that went. */
static enum gd_code
follow_stays(struct gd_store *s, const struct gd_listed *old,
    const struct gd_listed *now, bool step, struct gd_stays *stays,
    struct gd_arena *arena, struct gd_err *err)
{
	bool other = strcmp(old->head.workflow, now->head.workflow) != 0 ||
		     old->head.taken_day != now->head.taken_day;
	enum gd_code rc = GD_OK;

	if (!step && !(old->rev && other))
		return GD_OK;
	if (!step) /* the same rows count elsewhere */
		rc = count_stays(s, old, -1, stays, arena, err);
	if (rc == GD_OK)
		rc = count_stays(s, now, 1, stays, arena, err);
	return rc == GD_OK ? gd_stays_write(s, stays, err) : rc;
}

/* What changed in the order's own row, its counters and its words. */
static enum gd_code
follow(struct gd_store *s, const struct gd_listed *old, struct gd_listed *now,
    const struct touched *t, struct gd_arena *arena, struct gd_err *err)
{
	const struct gd_head *a = &old->head, *b = &now->head;
	enum gd_code rc = GD_OK;

	if (!old->rev || a->step_no != b->step_no)
		now->step_ms = now->at_ms;
	if (t->assign)
		rc = read_clerk(s, now->id, now, arena, err);
	if (rc == GD_OK)
		rc = gd_orders_set(s, old, now, arena, err);
	if (rc != GD_OK)
		return rc;
	rc = mark_gone(s, old, now, t->due, err);
	if (rc == GD_OK)
		rc = follow_carried(s, old, now, t->assign, err);
	if (rc == GD_OK)
		rc = gd_tally_order(s, old->rev ? old : NULL, now, err);
	if (rc == GD_OK &&
	    (t->words || old->rev == 0 || strcmp(a->number, b->number) != 0 ||
		strcmp(a->customer, b->customer) != 0))
		rc = gd_search_refresh(s, now->id, err);
	return rc;
}

enum gd_code
gd_project(struct gd_store *s, int64_t order_id, int64_t order_rev,
    int64_t at_ms, const struct gd_events *events, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_listed old = { 0 }, now;
	struct touched t = { .step =
				 order_id && puts_into(events, GD_TAB_STEP) };
	struct gd_stays stays = { 0 };
	struct gd_counts counts = { 0 };
	unsigned parts = order_id ? gd_counts_parts(events) : 0;
	enum gd_code rc = GD_OK;

	if (order_id)
		rc = gd_orders_get(s, order_id, &old, &arena, err);
	if (rc == GD_OK && t.step)
		rc = count_stays(s, &old, -1, &stays, &arena, err);
	if (rc == GD_OK && old.rev && parts)
		rc = gd_counts_add(s, &old, parts, -1, &counts, &arena, err);
	if (rc == GD_OK && old.rev && puts_into(events, GD_TAB_ASSIGN))
		rc = carried_drop(s, order_id, err);
	now = old;
	for (size_t i = 0; i < events->n && rc == GD_OK; i++) {
		const struct gd_event *e = &events->at[i];

		for (size_t p = 0; p < e->nputs && rc == GD_OK; p++) {
			note_touched(&t, &e->puts[p]);
			t.words =
			    t.words || (order_id && gd_search_touched(s,
							order_id, &e->puts[p]));
			rc = one_put(s, order_id, &e->puts[p], &now, err);
		}
	}
	now.rev = order_rev;
	now.at_ms = at_ms;
	now.events = events;
	if (rc == GD_OK && order_id)
		rc = follow(s, &old, &now, &t, &arena, err);
	if (rc == GD_OK && order_id)
		rc = follow_stays(s, &old, &now, t.step, &stays, &arena, err);
	if (rc == GD_OK && parts)
		rc = gd_counts_add(s, &now, parts, 1, &counts, &arena, err);
	if (rc == GD_OK && parts)
		rc = gd_counts_write(s, &counts, err);
	if (rc == GD_OK && t.office)
		rc = gd_tally_add(s, "office", "", 1, err);
	gd_stays_release(&stays);
	gd_counts_release(&counts);
	gd_arena_release(&arena);
	return rc;
}
