/* core/view/says.c - a revision's content read back, its sums and its signs. */
#include "core/view/says.h"

#include <string.h>

#include "../papers/signs.h"

#include "base/banned.h"

/* ---- content -------------------------------------------------------------- */

static struct gd_line *
line_of(struct gd_says *s, size_t room, int64_t no)
{
	size_t i = 0;

	while (i < s->nlines && s->lines[i].no < no)
		i++;
	if (i < s->nlines && s->lines[i].no == no)
		return &s->lines[i];
	if (s->nlines >= room)
		return NULL;
	memmove(&s->lines[i + 1], &s->lines[i],
	    (s->nlines++ - i) * sizeof *s->lines);
	s->lines[i] = (struct gd_line){ .no = no,
		.item = "",
		.spec = "",
		.unit = "",
		.currency = "",
		.note = "" };
	return &s->lines[i];
}

static void
keep_texts(struct gd_says *s, struct gd_arena *arena)
{
	for (size_t i = 0; i < s->nlines; i++) {
		struct gd_line *l = &s->lines[i];

		l->item = gd_arena_str(arena, l->item);
		l->spec = gd_arena_str(arena, l->spec);
		l->unit = gd_arena_str(arena, l->unit);
		l->currency = gd_arena_str(arena, l->currency);
		l->note = gd_arena_str(arena, l->note);
	}
}

static void
read_object(json_t *obj, struct gd_arena *arena, struct gd_says *out)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_facts facts = { .currency = "" };
	struct gd_err ignored = GD_ERR_INIT;
	struct gd_work w = { .f = &facts, .ev = &ev, .err = &ignored };
	size_t room = json_object_size(obj);
	const char *name, *cell;
	int64_t no;
	json_t *v;

	*out = (struct gd_says){ 0 };
	out->fields = gd_arena_alloc(arena, room + 1, sizeof *out->fields);
	out->lines = gd_arena_alloc(arena, room + 1, sizeof *out->lines);
	json_object_foreach(obj, name, v)
	{
		const char *text = json_string_value(v);
		struct gd_line *l;

		if (!text)
			continue;
		if (!line_name(name, &no, &cell)) {
			out->fields[out->nfields++] =
			    (struct gd_pair){ gd_arena_str(arena, name),
				    gd_arena_str(arena, text) };
			continue;
		}
		l = line_of(out, room, no);
		if (l)
			(void)!line_read(&w, l, cell, text);
	}
	keep_texts(out, arena);
	gd_events_release(&ev);
}

void
gd_says_read(const char *json, struct gd_arena *arena, struct gd_says *out)
{
	json_t *obj = *json ? json_loads(json, 0, NULL) : NULL;

	read_object(obj, arena, out);
	json_decref(obj);
}

void
gd_says_lines_now(const struct gd_order *o, int64_t lot, struct gd_arena *arena,
    struct gd_says *out)
{
	json_t *obj = json_object();

	lines_content(o, obj, lot);
	read_object(obj, arena, out);
	json_decref(obj);
}

const char *
gd_says_amount(const struct gd_order *o, const char *kind, int64_t lot,
    int64_t inst, struct gd_arena *arena)
{
	const struct gd_paper *p = gd_paper(o, kind, lot, inst);
	const struct gd_revision *r =
	    p ? gd_revision(o, kind, lot, inst, p->last) : NULL;
	struct gd_says said = { 0 };
	const char *amount = NULL;

	if (r) {
		gd_says_read(r->fields, arena, &said);
		amount = gd_says_field(&said, "amount");
	}
	if (!amount)
		amount = gd_field(o, "amount", 0);
	return gd_arena_str(arena, amount ? amount : "");
}

const char *
gd_says_field(const struct gd_says *s, const char *name)
{
	for (int i = 0; i < s->nfields; i++)
		if (strcmp(s->fields[i].name, name) == 0)
			return s->fields[i].value;
	return NULL;
}

void
gd_paper_place(const struct gd_workflow *wf, const struct gd_order *o,
    int paper, int64_t *lot, int64_t *inst, int64_t *round)
{
	bool many = wf->papers[paper].many;
	struct gd_at at = paper_at(wf, o, paper, *lot, *inst);

	if (*inst && !many) /* an older round, by its number */
		at.inst = at.round = *inst;
	*lot = at.lot;
	*inst = at.inst;
	*round = at.round;
}

bool
gd_line_name(const char *name, int64_t *no, const char **cell)
{
	return line_name(name, no, cell);
}

/* ---- sums ----------------------------------------------------------------- */

const char *
gd_changes_sep(const char *text)
{
	return strchr(text, '\n') ? "\n" : ";";
}

int64_t
gd_line_amount(const struct gd_line *row)
{
	return line_worth(row, row->qty);
}

bool
gd_lines_quantity(const struct gd_line *lines, size_t n, int64_t *qty,
    int64_t *digits)
{
	*qty = *digits = 0;
	for (size_t i = 0; i < n; i++) {
		int64_t finer = lines[i].digits;

		if (strcmp(lines[i].unit, lines[0].unit) != 0)
			return false;
		for (; *digits < finer; ++*digits)
			*qty *= 10;
		finer = lines[i].qty;
		for (int64_t d = lines[i].digits; d < *digits; d++)
			finer *= 10;
		*qty += finer;
	}
	return n > 0;
}

bool
gd_lines_amount(const struct gd_line *lines, size_t n, int64_t *minor)
{
	*minor = 0;
	for (size_t i = 0; i < n; i++) {
		if (!lines[i].price ||
		    strcmp(lines[i].currency, lines[0].currency) != 0)
			return false;
		*minor += gd_line_amount(&lines[i]);
	}
	return n > 0;
}

/* ---- signatures ------------------------------------------------------------ */

static bool
of_row(const struct gd_workflow *wf, const struct gd_sign_def *def,
    const struct gd_signoff *s)
{
	return gd_list_has(&def->any, gd_wf_role(wf, s->role));
}

/* Has this signature a box? */
static bool
boxed(const struct gd_sign_box *out, int n, const struct gd_signoff *s)
{
	for (int i = 0; i < n; i++)
		if (out[i].given == s)
			return true;
	return false;
}

int
gd_sign_boxes(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_revision *r, struct gd_sign_box out[GD_SIGN_BOXES])
{
	int paper = gd_wf_paper(wf, r->kind), n = 0;
	struct gd_at at = { .lot = r->lot, .inst = r->inst };
	const struct gd_signoff *s;
	struct sign_gaps gaps;

	if (paper < 0)
		return 0;
	signs_missing(wf, o, paper, at, r->rev, &gaps);
	for (int row = 0; row < wf->papers[paper].nsigns; row++) {
		const struct gd_sign_def *def = &wf->papers[paper].signs[row];
		int left = def->count;

		for (size_t i = 0; left && n < GD_SIGN_BOXES &&
				   (s = gd_walk(o, GD_TAB_SIGNOFF, &i));)
			if (signoff_of(s, r->kind, at, r->rev) &&
			    of_row(wf, def, s) && !boxed(out, n, s)) {
				out[n++] = (struct gd_sign_box){ def, s };
				left--;
			}
		for (int g = 0; g < gaps.n; g++)
			for (int k = 0;
			     gaps.at[g].row == row && left &&
			     k < gaps.at[g].lacks && n < GD_SIGN_BOXES;
			     k++, left--)
				out[n++] = (struct gd_sign_box){ def, NULL };
	}
	for (size_t i = 0;
	     n < GD_SIGN_BOXES && (s = gd_walk(o, GD_TAB_SIGNOFF, &i));)
		if (signoff_of(s, r->kind, at, r->rev) && !boxed(out, n, s))
			out[n++] = (struct gd_sign_box){ NULL, s };
	return n;
}
