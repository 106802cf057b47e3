/* core/papers/lines_paper.c - what papers say of the lines, cell by cell.
 *
 * An order's paper says what is ordered, a lot's what the lot takes.  Lines
 * typed into a draft become the order's when it is issued.
 */
#include "../work.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

static const char *const shown[] = { "item", "spec", "qty", "unit", "price",
	"discount", "note" };

/* A line as a lot's paper says it: what it took on board, once known. */
static struct gd_line
line_of_lot(const struct gd_order *o, const struct gd_line *l, int64_t lot)
{
	struct gd_lotline ll = lotline(o, lot, l->no);
	struct gd_line row = *l;

	if (lot)
		row.qty = ll.known ? ll.shipped : ll.qty;
	return row;
}

static const char *
cell_name(int64_t no, const char *cell, char name[LINE_TEXT])
{
	snprintf(name, LINE_TEXT, "line:%lld:%s", (long long)no, cell);
	return name;
}

/* What a paper says of the lines: of the lot, else as ordered. */
void
lines_content(const struct gd_order *o, json_t *obj, int64_t lot)
{
	const struct gd_line *l;

	for (size_t i = 0; (l = gd_walk(o, GD_TAB_LINE, &i));) {
		struct gd_line row = line_of_lot(o, l, lot);
		char buf[LINE_TEXT], name[LINE_TEXT];

		if (lot && !row.qty)
			continue;
		for (size_t k = 0; k < sizeof shown / sizeof *shown; k++) {
			const char *v = line_text(&row, shown[k], buf);

			if (*v)
				json_object_set_new(obj,
				    cell_name(row.no, shown[k], name),
				    json_string(v));
		}
	}
}

/* Does an issued paper say other lines than the order? What a lot took on
 * board is no change of what its earlier papers said. */
bool
lines_stale(const struct gd_order *o, const struct gd_revision *r)
{
	json_t *says, *now = json_object(), *v;
	const char *name, *cell;
	bool stale = false;
	int64_t no, n = 0;

	if (!o->sheet.rows[GD_TAB_LINE].n || (r->lot && lot_known(o, r->lot))) {
		json_decref(now);
		return false;
	}
	says = *r->fields ? json_loads(r->fields, 0, NULL) : NULL;
	lines_content(o, now, r->lot);
	json_object_foreach(says, name, v)
	{
		if (!line_name(name, &no, &cell))
			continue;
		n++;
		stale = stale || !json_equal(v, json_object_get(now, name));
	}
	/* a paper of the time before the order had lines says none */
	stale = n && (stale || n != (int64_t)json_object_size(now));
	json_decref(says);
	json_decref(now);
	return stale;
}

/* Lines typed into a draft stand over those of the order, in its content
 * only: they become the order's when it is issued. */
enum gd_code
lines_typed(struct gd_work *w, json_t *obj)
{
	for (int i = 0; i < w->cmd->nfields; i++) {
		const struct gd_pair *p = &w->cmd->fields[i];
		struct gd_line row = { .item = "",
			.spec = "",
			.unit = "",
			.currency = "",
			.note = "" };
		const struct gd_line *old;
		const char *cell, *v;
		enum gd_code rc;

		if (!line_name(p->name, &row.no, &cell))
			continue;
		old = line_find(&w->order, row.no);
		if (!old && strcmp(cell, "item") != 0 &&
		    !json_object_get(obj,
			work_printf(w, "line:%lld:item", (long long)row.no)))
			return gd_fail(w->err, GD_MISSING, GD_M_NO_LINE,
			    GD_N(row.no), GD_T(gd_head(&w->order)->number));
		if (old)
			row = *old;
		rc = line_read(w, &row, cell, p->value);
		if (rc)
			return rc;
		v = line_words(w, &row, cell);
		if (*v)
			json_object_set_new(obj, work_text(w, p->name),
			    json_string(v));
		else
			json_object_del(obj, p->name);
	}
	return GD_OK;
}

/* A paper that carries lines came into force: what it says is so now. What
 * has been shipped meanwhile stays; the paper then shows that it differs. */
void
lines_issued(struct gd_work *w, const char *json)
{
	json_t *obj = *json ? json_loads(json, 0, NULL) : NULL;
	struct gd_err ignored = GD_ERR_INIT, *err = w->err;
	const char *name, *cell, *was, *now;
	int64_t no;
	json_t *v;

	w->err = &ignored;
	json_object_foreach(obj, name, v)
	{
		const char *says = json_string_value(v);
		const struct gd_line *l;

		if (!says || !line_name(name, &no, &cell) || !*cell)
			continue;
		l = line_find(&w->order, no);
		if (!l || strcmp(line_words(w, l, cell), says) != 0)
			(void)!line_change(w, no, cell, says, &was, &now);
	}
	w->err = err;
	json_decref(obj);
}

/* An issued paper in force that carries this line, or NULL. */
const char *
lines_carried_by(struct gd_work *w, int64_t line)
{
	const struct gd_paper *p;

	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAPER, &i));) {
		int paper = gd_wf_paper(w->wf, p->kind);

		if (paper < 0 || !p->in_force || !w->wf->papers[paper].lines)
			continue;
		if (!p->lot || lotline(&w->order, p->lot, line).qty)
			return p->kind;
	}
	return NULL;
}
