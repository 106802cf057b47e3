/* core/papers/newnotice.c - the notice 工作联系单: what changes in which paper.
 *
 * The changes are entered as lines "paper.field: old -> new".  When the
 * notice is issued each paper it names gets a new draft revision that already
 * says the new value; issuing that revision recalls the old copies.  By how
 * many days a date moves is reckoned from old and new value, never typed.
 */
#include "../work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "core/view/says.h"

#include "base/banned.h"

/* The colon behind the field; that of a line has some of its own. */
static const char *
field_end(const char *line)
{
	const char *dot = strchr(line, '.'), *end;

	if (!dot || strncmp(dot + 1, "line:", 5) != 0)
		return strchr(line, ':');
	end = strchr(dot + 6, ':');
	return end ? strchr(end + 1, ':') : NULL;
}

/* "formal_order.line:2:qty: 1000 -> 10000" */
static enum gd_code
line_changed(struct gd_work *w, struct gd_change *row, int64_t no,
    const char *cell, const char *field, const char *arrow)
{
	const struct gd_line *old = line_find(&w->order, no);
	int p = gd_wf_paper(w->wf, row->paper);
	struct gd_line now;
	enum gd_code rc;

	if (!old || !arrow || !w->wf->papers[p].lines ||
	    w->wf->papers[p].per_lot)
		return gd_fail(w->err, GD_USAGE, GD_M_BAD_CHANGE, GD_T(field));
	now = *old;
	rc = line_read(w, &now, cell, arrow + 2 + strspn(arrow + 2, " "));
	if (rc)
		return rc;
	row->field = work_text(w, field);
	row->old = line_words(w, old, cell);
	row->now = line_words(w, &now, cell);
	return GD_OK;
}

/* "formal_order.delivery_date: 2026-11-30 -> 2026-12-06"; a paper alone
 * (no field) is named without changing a value. */
static enum gd_code
change_line(struct gd_work *w, const char *line, struct gd_change *row)
{
	char paper[64] = "", field[64] = "";
	const char *colon = field_end(line), *arrow = strstr(line, "->");
	size_t head = colon ? (size_t)(colon - line) : strlen(line);
	size_t dot = strcspn(line, ".:");
	const char *v;
	enum gd_code rc;
	int64_t at;
	int p, f;

	snprintf(paper, sizeof paper, "%.*s", (int)(dot < head ? dot : head),
	    line);
	if (dot < head)
		snprintf(field, sizeof field, "%.*s", (int)(head - dot - 1),
		    line + dot + 1);
	p = gd_wf_paper(w->wf, paper);
	if (p < 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_PAPER, GD_T(paper),
		    GD_T(w->wf->name.id));
	row->paper = w->wf->papers[p].name.id;
	if (line_name(field, &at, &v))
		return line_changed(w, row, at, v, field, arrow);
	if (!*field)
		return GD_OK;
	f = gd_wf_field(w->wf, field);
	if (f < 0 || !arrow)
		return gd_fail(w->err, GD_USAGE, GD_M_BAD_CHANGE, GD_T(line));
	row->field = w->wf->fields[f].name.id;
	row->old = work_text(w, gd_field(&w->order, row->field, 0));
	for (v = arrow + 2; *v == ' '; v++)
		;
	rc = value_read(w, &w->wf->fields[f], v, &row->now);
	return rc ? rc : quantity_agrees(w, row->field, row->now);
}

/* Each change that a notice with these fields names; more may be NULL.
 * *named: how many, 0 too when no field of it names any. */
static enum gd_code
each_change(struct gd_work *w, int64_t inst, const char *json,
    void (*more)(struct gd_work *, const struct gd_change *, void *), void *to,
    int64_t *named)
{
	json_t *obj = *json ? json_loads(json, 0, NULL) : NULL;
	enum gd_code rc = GD_OK;
	const char *name;
	json_t *v;

	*named = 0;
	json_object_foreach(obj, name, v)
	{
		int f = gd_wf_field(w->wf, name);
		const char *text = json_string_value(v), *sep;

		if (f < 0 || (w->wf->fields[f].type != GD_FIELD_CHANGES &&
				 w->wf->fields[f].type != GD_FIELD_PAPERS))
			continue;
		sep = w->wf->fields[f].type == GD_FIELD_PAPERS
			  ? ","
			  : gd_changes_sep(text);
		while (*text && !rc) {
			size_t n = strcspn(text, sep);
			struct gd_change row = { .notice = inst,
				.field = "",
				.old = "",
				.now = "" };
			char line[400];

			snprintf(line, sizeof line, "%.*s", (int)n, text);
			text += n + (text[n] != '\0');
			if (!line[strspn(line, " ")])
				continue;
			row.no = ++*named;
			rc = change_line(w, line + strspn(line, " "), &row);
			if (!rc)
				more(w, &row, to);
		}
	}
	json_decref(obj);
	return rc;
}

static void
put_change(struct gd_work *w, const struct gd_change *row, void *to)
{
	(void)to;
	work_put(w, GD_TAB_CHANGE, row);
}

/* The changes a duty of the notice's thread, or its draft, brought; what an
 * earlier draft named besides is no change any more. */
enum gd_code
notice_changes(struct gd_work *w, int64_t inst, const char *json)
{
	const struct gd_change *ch;
	int64_t n;
	enum gd_code rc = each_change(w, inst, json, put_change, NULL, &n);

	for (size_t i = 0;
	     !rc && n && (ch = gd_walk(&w->order, GD_TAB_CHANGE, &i));)
		if (ch->notice == inst && ch->no > n) {
			struct gd_change row = *ch;

			work_drop(w, GD_TAB_CHANGE, &row);
			i = 0; /* the rows have moved */
		}
	return rc;
}

struct moving {
	const struct gd_list *dates;
	bool any;
	int days;
};

/* The one that comes latest counts: it is what others have to wait for. */
static void
add_move(struct gd_work *w, const struct gd_change *row, void *to)
{
	struct moving *m = to;
	int f = gd_wf_field(w->wf, row->field);
	int32_t old = gd_day_parse_hour(row->old, NULL),
		now = gd_day_parse_hour(row->now, NULL);

	if (f < 0 || !gd_list_has(m->dates, f) || old == GD_NO_DAY ||
	    now == GD_NO_DAY)
		return;
	if (!m->any || now - old > m->days)
		m->days = now - old;
	m->any = true;
}

/* The field of a paper that is reckoned from what changes; -1: none. */
static int
moved_field(const struct gd_workflow *wf, int paper)
{
	const struct gd_list *fields = &wf->papers[paper].fields;

	for (int i = 0; i < fields->n; i++)
		if (wf->fields[fields->at[i]].moved.n > 0)
			return fields->at[i];
	return -1;
}

/* A notice says by how many calendar days it moves the dates its workflow
 * names (`moved`): *json with that in it. Nothing is changed. */
enum gd_code
notice_moved(struct gd_work *w, int paper, const char **json)
{
	int f = moved_field(w->wf, paper);
	struct moving m = { .days = 0 };
	enum gd_code rc;
	json_t *obj;
	int64_t n;
	char *dump;

	if (f < 0)
		return GD_OK;
	m.dates = &w->wf->fields[f].moved;
	rc = each_change(w, 0, *json, add_move, &m, &n);
	if (rc)
		return rc;
	obj = **json ? json_loads(*json, 0, NULL) : json_object();
	json_object_set_new(obj, w->wf->fields[f].name.id,
	    json_string(work_printf(w, "%d", m.days)));
	dump = json_dumps(obj, JSON_COMPACT);
	*json = work_text(w, dump);
	free(dump);
	json_decref(obj);
	return GD_OK;
}

/* What was signed is what is issued: the dates move by as
 * many days as the draft says, though others may have moved them since. */
enum gd_code
notice_moved_still(struct gd_work *w, int paper, const char *json)
{
	int f = moved_field(w->wf, paper);
	const char *id = f < 0 ? "" : w->wf->fields[f].name.id, *now = json;
	json_t *was, *is;
	enum gd_code rc = f < 0 ? GD_OK : notice_moved(w, paper, &now);

	if (f < 0 || rc)
		return rc;
	was = *json ? json_loads(json, 0, NULL) : json_object();
	is = json_loads(now, 0, NULL);
	if (!json_equal(json_object_get(was, id), json_object_get(is, id))) {
		const char *said = json_string_value(json_object_get(was, id));

		rc = gd_fail(w->err, GD_REFUSED, GD_M_NOTICE_MOVED, GD_T(id),
		    GD_T(said ? work_text(w, said) : "-"),
		    GD_T(work_text(w,
			json_string_value(json_object_get(is, id)))));
	}
	json_decref(was);
	json_decref(is);
	return rc;
}

/* The order's values with this notice's changes to one paper over them. */
static const char *
changed_fields(struct gd_work *w, int64_t inst, const char *kind,
    const char *base)
{
	json_t *obj = *base ? json_loads(base, 0, NULL) : json_object();
	int p = gd_wf_paper(w->wf, kind);
	const struct gd_change *ch;
	bool quantity = false;
	const char *out;
	char *dump;

	for (size_t i = 0; (ch = gd_walk(&w->order, GD_TAB_CHANGE, &i));)
		if (ch->notice == inst && strcmp(ch->paper, kind) == 0 &&
		    *ch->field) {
			json_object_set_new(obj, ch->field,
			    json_string(ch->now));
			quantity |= strcmp(ch->field, "quantity") == 0;
		}
	if (p >= 0 && w->wf->papers[p].lines && !w->wf->papers[p].per_lot)
		quantity_in_draft(w, obj, quantity);
	dump = json_dumps(obj, JSON_COMPACT);
	out = work_text(w, dump);
	free(dump);
	json_decref(obj);
	return out;
}

static void
draft_for_notice(struct gd_work *w, int paper, int64_t lot, int64_t inst)
{
	const struct gd_paper_def *def = &w->wf->papers[paper];
	struct gd_at at = paper_at(w->wf, &w->order, paper, lot, 0);
	const struct gd_paper *old =
	    gd_paper(&w->order, def->name.id, at.lot, at.inst);
	const struct gd_revision *last;
	struct gd_revision row;
	struct gd_paper p;

	if (!old || !old->in_force)
		return; /* nothing of it is out: it will be made right */
	p = *old;
	last = gd_revision(&w->order, def->name.id, at.lot, at.inst, p.last);
	row = *last;
	row.fields = changed_fields(w, inst, def->name.id, last->fields);
	row.notice = inst;
	if (last->state == GD_REV_ISSUED || last->state == GD_REV_VOID ||
	    last->state == GD_REV_SUPERSEDED) {
		p.last++;
		row.rev = p.last;
		row.issued_ms = 0;
		row.made_ms = w->f->now_ms;
		row.by = w->f->actor.login;
		row.for_whom = w->for_whom;
		row.hands = "";
		row.reason = work_printf(w, "notice %lld", (long long)inst);
	} else {
		revision_written(w, &row);
	}
	row.state = duty_making(w->wf, paper) >= 0 &&
			    w->wf->duties[duty_making(w->wf, paper)].effect ==
				GD_EFFECT_RECEIVE
			? GD_REV_EXPECTED
			: GD_REV_DRAFT;
	work_event(w, GD_EV_DRAFTED, def->name.id, row.reason, row.rev);
	work_put(w, GD_TAB_PAPER, &p);
	/* what was signed before the notice no longer stands */
	signoffs_drop(w, &row);
	revision_put(w, &row, row.fields);
}

/* Each paper the notice names is drafted anew, once. */
void
notice_revise(struct gd_work *w, int64_t inst)
{
	const struct gd_change *ch;

	for (int p = 0; p < w->wf->npapers; p++)
		for (size_t i = 0;
		     (ch = gd_walk(&w->order, GD_TAB_CHANGE, &i));)
			if (ch->notice == inst &&
			    strcmp(ch->paper, w->wf->papers[p].name.id) == 0) {
				int64_t lots = w->wf->papers[p].per_lot
						   ? lot_count(&w->order)
						   : 1;

				for (int64_t l = 1; l <= lots; l++)
					draft_for_notice(w, p, l, inst);
				break;
			}
}
