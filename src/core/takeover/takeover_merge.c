/* core/takeover/takeover_merge.c - a file of the takeover, corrected, comes
 * again.
 *
 * Three versions of each row: as the last takeover left it (base), as the
 * file has it now, as it stands.  The file has not changed it: nothing.
 * Nobody has changed it since: corrected.  Both: refused, with both named.
 */
#include "takeover.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

/* Cells that say when and by whom a row was entered, not what it says. */
static const char *const entering[] = { "by", "for_whom", "role", "at_ms",
	"made_ms", "entered_by", "hands", "digest", "no", "copy_no", NULL };

static uint64_t
telling(int table)
{
	const struct gd_table *t = &gd_order_tables[table];
	uint64_t mask = 0;

	for (int c = t->nkeys; c < t->ncols; c++) {
		bool skip = false;

		for (int i = 0; entering[i]; i++)
			skip =
			    skip || strcmp(t->cols[c].name, entering[i]) == 0;
		/* of a signature they are what it says */
		if (table == GD_TAB_SIGNOFF &&
		    (strcmp(t->cols[c].name, "by") == 0 ||
			strcmp(t->cols[c].name, "at_ms") == 0))
			skip = false;
		/* a file says no due day: it follows from the workflow */
		if (table == GD_TAB_PAYMENT &&
		    (strcmp(t->cols[c].name, "due_day") == 0 ||
			strcmp(t->cols[c].name, "reckoned") == 0))
			skip = true;
		if (!skip)
			mask |= UINT64_C(1) << c;
	}
	return mask;
}

static bool
same(int table, const void *a, const void *b)
{
	if (!a || !b)
		return a == b;
	return (gd_row_diff(&gd_order_tables[table], a, b) & telling(table)) ==
	       0;
}

/* ---- words of a row, old and new ----------------------------------------- */

static const char *
day_words(struct gd_work *w, int64_t ms, int64_t day)
{
	char buf[GD_DAY_TEXT];

	if (ms)
		day = gd_ms_day(ms, w->f->utc_offset_min);
	return work_printf(w, "%s%s", day ? " " : "",
	    day ? gd_day_text((int32_t)day, buf) : "");
}

static const char *
words(struct gd_work *w, int table, const void *row)
{
	static const char *const act_words[] = { "", "done", "waived", "open" };
	const struct gd_act *a = row;
	const struct gd_revision *r = row;
	const struct gd_signoff *s = row;
	const struct gd_piece *p = row;
	const struct gd_payment *m = row;

	if (!row)
		return "-";
	switch (table) {
	case GD_TAB_FIELD:
		return ((const struct gd_field *)row)->value;
	case GD_TAB_ASSIGN:
		return ((const struct gd_assign *)row)->person;
	case GD_TAB_ACT:
		return work_printf(w, "%s%s%s%s", act_words[a->state],
		    *a->outcome ? " " : "", a->outcome,
		    day_words(w, 0, a->day));
	case GD_TAB_REVISION:
		return work_printf(w, "%lld %s%s", (long long)r->rev,
		    gd_rev_state_word(r->state), day_words(w, r->issued_ms, 0));
	case GD_TAB_SIGNOFF:
		return s->live ? work_printf(w, "%s %s%s", s->role, s->by,
				     day_words(w, s->at_ms, 0))
			       : "-";
	case GD_TAB_PIECE:
		return work_printf(w, "%s %s%s%s%s%s", p->desk,
		    gd_piece_state_word(p->state), day_words(w, p->sent_ms, 0),
		    day_words(w, p->held_ms, 0), *p->holder ? " " : "",
		    p->holder);
	case GD_TAB_PAYMENT:
		return work_printf(w, "%lld/%lld %s%s", (long long)m->credited,
		    (long long)m->amount, m->currency,
		    day_words(w, 0, m->credited_day));
	default:
		return "";
	}
}

/* What a row is about, in ids: a field, role, duty or paper. */
static const char *
about(int table, const void *row)
{
	if (table == GD_TAB_PAYMENT)
		return ((const struct gd_payment *)row)->trigger;
	return gd_cell_text(row,
	    &gd_order_tables[table].cols[table == GD_TAB_PIECE ? 1 : 0]);
}

/* ---- one row -------------------------------------------------------------- */

/* now NULL: no longer in the file; gone is then what it becomes.
 * guard:taken-since */
static enum gd_code
merge_row(struct gd_work *w, int table, const void *base, const void *now,
    const void *gone)
{
	const void *becomes = now ? now : gone;
	const void *is =
	    gd_row_find(&w->order.sheet, table, base ? base : becomes);
	bool quiet = table == GD_TAB_PAPER || table == GD_TAB_DIST;
	const char *old, *new;

	if (same(table, base, becomes) || same(table, is, becomes))
		return GD_OK;
	if (is && !same(table, is, base) && !quiet &&
	    GUARD(w, GD_M_TAKEN_SINCE))
		return gd_fail(w->err, GD_REFUSED, GD_M_TAKEN_SINCE,
		    GD_T(gd_head(&w->order)->number), GD_T(about(table, is)),
		    GD_T(words(w, table, is)), GD_T(words(w, table, now)));
	if (is && !same(table, is, base))
		return GD_OK;
	old = words(w, table, is);
	new = now ? words(w, table, now) : "-";
	/* what only repeats a field that changed goes with that */
	if (!quiet && (strcmp(old, new) != 0 || !w->e))
		work_event(w, GD_EV_CORRECTED, about(table, becomes),
		    work_printf(w, "%s -> %s", old, new), 0);
	work_put(w, table, becomes);
	return GD_OK;
}

/* Tables whose rows have a key the file itself gives. */
static enum gd_code
merge_table(struct gd_work *w, int table, const struct gd_order *base,
    const struct gd_order *now)
{
	const void *row;
	enum gd_code rc = GD_OK;

	for (size_t i = 0; !rc && (row = gd_row_at(&now->sheet, table, i)); i++)
		rc = merge_row(w, table, gd_row_find(&base->sheet, table, row),
		    row, NULL);
	return rc;
}

/* Somebody signed it here: it is not taken away under that. */
static bool
signed_here(const struct gd_order *o, const struct gd_revision *r)
{
	const struct gd_signoff *s;

	for (size_t i = 0; (s = gd_walk(o, GD_TAB_SIGNOFF, &i));)
		if (s->live && !s->taken && strcmp(s->kind, r->kind) == 0 &&
		    s->lot == r->lot && s->inst == r->inst && s->rev == r->rev)
			return true;
	return false;
}

static enum gd_code
acts_gone(struct gd_work *w, const struct gd_order *base,
    const struct gd_order *now)
{
	const struct gd_act *a;
	enum gd_code rc = GD_OK;

	for (size_t i = 0; !rc && (a = gd_walk(base, GD_TAB_ACT, &i));) {
		struct gd_act open = *a;

		if (!a->taken || a->state == GD_ACT_OPEN ||
		    gd_row_find(&now->sheet, GD_TAB_ACT, a))
			continue;
		open.state = GD_ACT_OPEN;
		open.outcome = open.fields = "";
		open.day = 0;
		rc = merge_row(w, GD_TAB_ACT, a, NULL, &open);
	}
	return rc;
}

/* It never was: the rows go, so that its number is free again. */
static void
revision_drop(struct gd_work *w, const struct gd_revision *r)
{
	const struct gd_signoff *s;
	size_t i = 0;

	work_event(w, GD_EV_CORRECTED, r->kind,
	    work_printf(w, "%s -> -", words(w, GD_TAB_REVISION, r)), r->rev);
	while ((s = gd_walk(&w->order, GD_TAB_SIGNOFF, &i))) {
		struct gd_signoff row = *s;

		if (strcmp(s->kind, r->kind) != 0 || s->lot != r->lot ||
		    s->inst != r->inst || s->rev != r->rev)
			continue;
		work_drop(w, GD_TAB_SIGNOFF, &row);
		i = 0;
	}
	work_drop(w, GD_TAB_REVISION, r);
}

static enum gd_code
revisions_gone(struct gd_work *w, const struct gd_order *base,
    const struct gd_order *now)
{
	const struct gd_revision *r, *is;

	for (size_t i = 0; (r = gd_walk(base, GD_TAB_REVISION, &i));) {
		if (!r->taken || gd_row_find(&now->sheet, GD_TAB_REVISION, r))
			continue;
		is = gd_row_find(&w->order.sheet, GD_TAB_REVISION, r);
		if (!is)
			continue;
		if (GUARD(w, GD_M_TAKEN_SINCE) &&
		    (!same(GD_TAB_REVISION, is, r) ||
			signed_here(&w->order, r) ||
			!same(GD_TAB_PAPER,
			    gd_paper(&w->order, r->kind, r->lot, r->inst),
			    gd_paper(base, r->kind, r->lot, r->inst))))
			return gd_fail(w->err, GD_REFUSED, GD_M_TAKEN_SINCE,
			    GD_T(gd_head(&w->order)->number), GD_T(r->kind),
			    GD_T(words(w, GD_TAB_REVISION, is)), GD_T("-"));
		revision_drop(w, r);
	}
	return GD_OK;
}

/* A paper of which nothing is left begins anew when it is made. */
static void
papers_gone(struct gd_work *w, const struct gd_order *base,
    const struct gd_order *now)
{
	const struct gd_paper *p;
	const struct gd_dist *d;

	for (size_t i = 0; (p = gd_walk(base, GD_TAB_PAPER, &i));) {
		if (gd_row_find(&now->sheet, GD_TAB_PAPER, p) ||
		    !same(GD_TAB_PAPER,
			gd_paper(&w->order, p->kind, p->lot, p->inst), p))
			continue;
		for (size_t k = 0; (d = gd_walk(base, GD_TAB_DIST, &k));)
			if (strcmp(d->kind, p->kind) == 0 && d->lot == p->lot &&
			    d->inst == p->inst)
				work_drop(w, GD_TAB_DIST, d);
		work_drop(w, GD_TAB_PAPER, p);
	}
}

/* ---- signatures: found by paper, revision and role ------------------------ */

static const struct gd_signoff *
sign_like(const struct gd_order *o, const struct gd_signoff *like)
{
	const struct gd_signoff *s;

	for (size_t i = 0; (s = gd_walk(o, GD_TAB_SIGNOFF, &i));)
		if (s->taken && strcmp(s->kind, like->kind) == 0 &&
		    s->lot == like->lot && s->inst == like->inst &&
		    s->rev == like->rev && strcmp(s->role, like->role) == 0)
			return s;
	return NULL;
}

static enum gd_code
merge_signs(struct gd_work *w, const struct gd_order *base,
    const struct gd_order *now)
{
	const struct gd_signoff *s, *b, *c;
	enum gd_code rc = GD_OK;

	for (size_t i = 0; !rc && (s = gd_walk(now, GD_TAB_SIGNOFF, &i));) {
		struct gd_signoff row = *s;

		b = sign_like(base, s);
		row.no = b ? b->no : 0;
		for (size_t k = 0;
		     !b && (c = gd_walk(&w->order, GD_TAB_SIGNOFF, &k));)
			if (strcmp(c->kind, s->kind) == 0 && c->rev == s->rev &&
			    c->lot == s->lot && c->inst == s->inst &&
			    c->no > row.no)
				row.no = c->no;
		row.no += !b;
		rc = merge_row(w, GD_TAB_SIGNOFF, b, &row, NULL);
	}
	for (size_t i = 0; !rc && (b = gd_walk(base, GD_TAB_SIGNOFF, &i));) {
		struct gd_signoff gone = *b;

		if (!b->taken || !b->live || sign_like(now, b) ||
		    !gd_row_find(&w->order.sheet, GD_TAB_SIGNOFF, b))
			continue;
		gone.live = 0;
		gone.reason = "takeover";
		rc = merge_row(w, GD_TAB_SIGNOFF, b, NULL, &gone);
	}
	return rc;
}

/* ---- pieces: found by what they are, their number is ours ----------------- */

/* How alike: 4 the same, 3 at the same desk, 2 the same but for the desk, 1 of
 * the same paper, 0 other. */
static int
alike(const struct gd_piece *a, const struct gd_piece *b)
{
	if (strcmp(a->kind, b->kind) != 0 || a->lot != b->lot ||
	    a->inst != b->inst || a->rev != b->rev || a->class != b->class)
		return 0;
	if (same(GD_TAB_PIECE, a, b))
		return 4;
	if (strcmp(a->desk, b->desk) == 0)
		return 3;
	return a->state == b->state && a->sent_ms == b->sent_ms &&
		       a->held_ms == b->held_ms
		   ? 2
		   : 1;
}

struct pairing {
	const struct gd_piece **base; /* by row of base; what of now it is */
	const struct gd_piece **now;  /* by row of now; what of base it was */
};

static void
pair_off(struct pairing *p, const struct gd_order *base,
    const struct gd_order *now, int want)
{
	const struct gd_piece *b, *n;

	for (size_t i = 0; (n = gd_row_at(&now->sheet, GD_TAB_PIECE, i)); i++)
		for (size_t k = 0; !p->now[i] && (b = gd_row_at(&base->sheet,
						      GD_TAB_PIECE, k));
		     k++)
			if (!p->base[k] && b->taken &&
			    (b->state != GD_PIECE_VOID ||
				n->state == GD_PIECE_VOID) &&
			    alike(b, n) == want) {
				p->base[k] = n;
				p->now[i] = b;
			}
}

static void
next_numbers(const struct gd_order *o, struct gd_piece *row)
{
	const struct gd_piece *pc;
	int64_t copy = 0;

	row->no = 0;
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		if (pc->no > row->no)
			row->no = pc->no;
		if (strcmp(pc->kind, row->kind) == 0 && pc->lot == row->lot &&
		    pc->inst == row->inst && pc->copy_no > copy)
			copy = pc->copy_no;
	}
	row->no++;
	row->copy_no = row->copy_no ? copy + 1 : 0;
}

static enum gd_code
merge_pieces(struct gd_work *w, const struct gd_order *base,
    const struct gd_order *now)
{
	size_t nb = base->sheet.rows[GD_TAB_PIECE].n;
	size_t nn = now->sheet.rows[GD_TAB_PIECE].n;
	struct pairing p = { gd_alloc(nb + 1, sizeof *p.base),
		gd_alloc(nn + 1, sizeof *p.now) };
	enum gd_code rc = GD_OK;

	for (int want = 4; want > 0; want--)
		pair_off(&p, base, now, want);
	for (size_t i = 0; !rc && i < nb; i++) {
		const struct gd_piece *b =
		    gd_row_at(&base->sheet, GD_TAB_PIECE, i);
		struct gd_piece gone = *b;

		gone.state = GD_PIECE_VOID;
		gone.cause = "takeover";
		if (!p.base[i] && b->taken && b->state != GD_PIECE_VOID)
			rc = merge_row(w, GD_TAB_PIECE, b, NULL, &gone);
	}
	for (size_t i = 0; !rc && i < nn; i++) {
		struct gd_piece row = *(const struct gd_piece *)gd_row_at(
		    &now->sheet, GD_TAB_PIECE, i);

		if (p.now[i]) {
			row.no = p.now[i]->no;
			row.copy_no = p.now[i]->copy_no;
		} else {
			next_numbers(&w->order, &row);
		}
		rc = merge_row(w, GD_TAB_PIECE, p.now[i], &row, NULL);
	}
	free(p.base);
	free(p.now);
	return rc;
}

/* ---- all ------------------------------------------------------------------ */

static enum gd_code
merge_customer(struct gd_work *w, const struct gd_order *base,
    const struct gd_order *now)
{
	struct gd_head head = *gd_head(&w->order);
	const char *was = gd_head(base)->customer;
	const char *is = gd_head(now)->customer;

	if (strcmp(was, is) == 0 || strcmp(head.customer, is) == 0)
		return GD_OK;
	if (strcmp(head.customer, was) != 0 && GUARD(w, GD_M_TAKEN_SINCE))
		return gd_fail(w->err, GD_REFUSED, GD_M_TAKEN_SINCE,
		    GD_T(head.number), GD_T("customer"), GD_T(head.customer),
		    GD_T(is));
	work_event(w, GD_EV_CORRECTED, "customer",
	    work_printf(w, "%s -> %s", was, is), 0);
	head.customer = work_text(w, is);
	work_put(w, GD_TAB_HEAD, &head);
	return GD_OK;
}

enum gd_code
taken_merge(struct gd_work *w, const struct gd_order *base,
    const struct gd_order *now)
{
	static const int tables[] = { GD_TAB_ASSIGN, GD_TAB_FIELD,
		GD_TAB_PAYMENT, GD_TAB_ACT, GD_TAB_DIST, GD_TAB_REVISION,
		GD_TAB_PAPER };
	enum gd_code rc = merge_customer(w, base, now);

	if (!rc)
		rc = revisions_gone(w, base, now);
	if (!rc)
		papers_gone(w, base, now);
	for (size_t i = 0; !rc && i < sizeof tables / sizeof *tables; i++)
		rc = merge_table(w, tables[i], base, now);
	if (!rc)
		rc = acts_gone(w, base, now);
	if (!rc)
		rc = merge_signs(w, base, now);
	if (!rc)
		rc = merge_pieces(w, base, now);
	return rc;
}
