/* core/goods/ship.c - loaded: what of each line a lot took on board.
 *
 * More than planned passes within the tolerance; beyond it is a hard stop.
 * Less is always recorded: what happened, happened.
 */
#include "../work.h"

#include <string.h>

#include "base/banned.h"

/* What was typed for all of a lot: the duty's first number. */
static const char *
typed_whole(struct gd_work *w, int duty, const char *json, char buf[40])
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	json_t *obj = *json ? json_loads(json, 0, NULL) : NULL;
	const char *v = NULL;

	*buf = '\0';
	for (int i = 0; i < def->nfields && !v; i++) {
		const struct gd_field_def *f =
		    &w->wf->fields[def->fields[i].field];

		if (f->type == GD_FIELD_DECIMAL)
			v = json_string_value(json_object_get(obj, f->name.id));
	}
	if (v && strlen(v) < 40)
		memcpy(buf, v, strlen(v) + 1);
	json_decref(obj);
	return buf;
}

/* Lots may take a little more than planned, and what others left behind.
 * guard:overship */
static enum gd_code
over_plan(struct gd_work *w, int duty, const struct gd_line *line,
    const struct gd_lotline *row)
{
	int64_t others, limit = row->qty;
	struct gd_lotline was = lotline(&w->order, row->lot, row->line);

	limit += (int64_t)((gd_wide)row->qty * line_tolerance(&w->order, line) /
			   10000);
	others = line_missing(&w->order, line->no) -
		 (was.known ? was.qty - was.shipped : 0);
	limit += others > 0 ? others : 0;
	if (row->shipped <= limit)
		return GD_OK;
	return hard_stop(w, &w->wf->duties[duty].override_by, "overship",
	    work_printf(w, "%lld: %s", (long long)line->no,
		line_qty_words(w, line, row->shipped)),
	    GD_M_OVERSHIP, line_qty_words(w, line, limit));
}

static enum gd_code
ship_line(struct gd_work *w, int duty, int64_t lot, int64_t no,
    const char *typed, struct gd_str *words)
{
	const struct gd_line *found = line_find(&w->order, no);
	struct gd_line line = *found;
	struct gd_lotline row;
	int64_t qty = 0;
	enum gd_code rc = GD_OK;

	if (typed)
		rc = line_qty_read(w, &line,
		    work_printf(w, "line:%lld", (long long)no), typed, &qty);
	if (!rc && line.digits != found->digits)
		rc = line_store(w, &line);
	if (rc)
		return rc;
	row = lotline(&w->order, lot, no);
	row.shipped = typed ? qty : row.qty;
	row.known = 1;
	rc = over_plan(w, duty, &line, &row);
	if (rc)
		return rc;
	work_put(w, GD_TAB_LOTLINE, &row);
	gd_str_addf(words, "%s%lld: %s", words->len ? ", " : "", (long long)no,
	    line_qty_words(w, &line, row.shipped));
	return GD_OK;
}

static int
lines_of_lot(const struct gd_order *o, int64_t lot)
{
	const struct gd_lotline *ll;
	int n = 0;

	for (size_t i = 0; (ll = gd_walk(o, GD_TAB_LOTLINE, &i));)
		n += ll->lot == lot && ll->qty;
	return n;
}

static const char *
typed_line(struct gd_work *w, int64_t no)
{
	const char *cell;
	int64_t n;

	for (int i = 0; i < w->cmd->nfields; i++)
		if (line_name(w->cmd->fields[i].name, &n, &cell) && n == no)
			return w->cmd->fields[i].value;
	return NULL;
}

/* A quantity typed for a line there is not would be lost. */
static enum gd_code
pairs_known(struct gd_work *w)
{
	for (int i = 0; i < w->cmd->nfields; i++) {
		const char *name = w->cmd->fields[i].name, *cell;
		int64_t no;

		if (!line_name(name, &no, &cell))
			continue;
		if (*cell && strcmp(cell, "qty") != 0)
			return gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD,
			    GD_T(name));
		if (!line_find(&w->order, no))
			return gd_fail(w->err, GD_MISSING, GD_M_NO_LINE,
			    GD_N(no), GD_T(gd_head(&w->order)->number));
	}
	return GD_OK;
}

/* What a lot took on board, line by line: as typed (line:N=quantity), else
 * the number of the duty when the lot has one line, else as planned. */
enum gd_code
lot_ships(struct gd_work *w, int duty, struct gd_at at, const char *json)
{
	const struct gd_line *l;
	struct gd_str words = GD_STR_INIT;
	char buf[40];
	const char *whole = typed_whole(w, duty, json, buf);
	int64_t lot = at.lot ? at.lot : 1;
	enum gd_code rc = GD_OK;
	int n;

	/* nothing to compare with: the number stands in its field */
	if (!w->order.sheet.rows[GD_TAB_LINE].n && !typed_line(w, 1) &&
	    (!*whole || !*gd_field(&w->order, "quantity", 0) ||
		strcmp(whole, gd_field(&w->order, "quantity", 0)) == 0))
		return GD_OK;
	rc = make_line(w);
	if (!rc)
		rc = pairs_known(w);
	n = lines_of_lot(&w->order, lot);
	for (size_t i = 0;
	     !rc && (l = gd_row_at(&w->order.sheet, GD_TAB_LINE, i)); i++) {
		const char *typed = typed_line(w, l->no);

		if (!typed && n == 1 && *whole)
			typed = whole;
		/* recorded before: only what is typed now is set right */
		if (!typed && lotline(&w->order, lot, l->no).known)
			continue;
		if (typed_line(w, l->no) || lotline(&w->order, lot, l->no).qty)
			rc = ship_line(w, duty, lot, l->no, typed, &words);
	}
	if (!rc && words.len)
		work_event(w, GD_EV_SHIPPED, "", words.text, lot);
	gd_str_release(&words);
	return rc;
}

/* What was recorded of a loading was wrong: old and new, line by line. */
enum gd_code
lot_ships_again(struct gd_work *w, int duty, struct gd_at at, const char *json,
    int *n)
{
	size_t lines = w->order.sheet.rows[GD_TAB_LINE].n;
	int64_t *was = gd_arena_alloc(&w->ev->arena, lines + 1, sizeof *was);
	enum gd_code rc;

	for (size_t i = 0; i < lines; i++)
		was[i] = lotline(&w->order, at.lot,
		    row_number(&w->order, GD_TAB_LINE, i))
			     .shipped;
	rc = lot_ships(w, duty, at, json);
	for (size_t i = 0; i < lines && !rc; i++) {
		const struct gd_line *l =
		    gd_row_at(&w->order.sheet, GD_TAB_LINE, i);
		int64_t now = lotline(&w->order, at.lot, l->no).shipped;

		if (now == was[i])
			continue;
		correct_event(w, work_printf(w, "line:%lld", (long long)l->no),
		    at.lot, "shipped", line_qty_words(w, l, was[i]),
		    line_qty_words(w, l, now));
		++*n;
	}
	return rc;
}
