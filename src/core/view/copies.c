/* core/view/copies.c - the copies of one document as rows. */
#include "core/view/copies.h"

#include <string.h>

#include "../work.h"

#include "base/banned.h"

static bool
of(const struct gd_piece *pc, const struct gd_document *doc)
{
	return piece_of(pc, doc->kind,
	    (struct gd_at){ .lot = doc->lot, .inst = doc->inst });
}

size_t
gd_documents(const struct gd_order *o, struct gd_arena *arena,
    struct gd_document **out)
{
	size_t n = 0, most = o->sheet.rows[GD_TAB_PIECE].n + 1;
	const struct gd_piece *pc;

	*out = gd_arena_alloc(arena, most, sizeof **out);
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		size_t k = 0;

		while (k < n && !of(pc, &(*out)[k]))
			k++;
		if (k == n)
			(*out)[n++] =
			    (struct gd_document){ pc->kind, pc->lot, pc->inst };
	}
	return n;
}

/* ---- rows ---------------------------------------------------------------- */

/* The revision in force, else the newest of which there are pieces. */
static int64_t
shown_revision(const struct gd_order *o, const struct gd_document *doc)
{
	const struct gd_paper *p = gd_paper(o, doc->kind, doc->lot, doc->inst);
	const struct gd_piece *pc;
	int64_t rev = 0;

	if (p && p->in_force)
		return p->in_force;
	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));)
		if (of(pc, doc) && pc->rev > rev)
			rev = pc->rev;
	return rev;
}

static bool
has_row(const struct gd_copies *c, const char *desk)
{
	for (size_t i = 0; i < c->n; i++)
		if (!c->rows[i].outdated &&
		    c->rows[i].piece->class == GD_PIECE_COPY &&
		    strcmp(c->rows[i].piece->desk, desk) == 0)
			return true;
	return false;
}

/* Is it still somewhere, or was it called back? */
static bool
is_about(const struct gd_piece *pc)
{
	return pc->state == GD_PIECE_SENT || pc->state == GD_PIECE_HELD ||
	       pc->state == GD_PIECE_RECALL;
}

static void
count(struct gd_copies *c, const struct gd_piece *pc)
{
	if (pc->class == GD_PIECE_COPY && pc->state != GD_PIECE_VOID)
		c->copies++;
	if (pc->class == GD_PIECE_ORIGINAL || pc->class == GD_PIECE_SAMPLE)
		c->original = pc;
	if (!pc->sent_ms)
		return; /* it stays where it was made, or has not left yet */
	c->sent += pc->state == GD_PIECE_SENT || pc->state == GD_PIECE_HELD;
	c->held += pc->state == GD_PIECE_HELD;
	c->missing += pc->state == GD_PIECE_SENT;
}

/* Pieces of the revision shown: copies first, by number. */
static void
add_rows(const struct gd_order *o, const struct gd_document *doc,
    struct gd_copies *c, bool copies)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		if (!of(pc, doc) || pc->rev != c->rev ||
		    (pc->class == GD_PIECE_COPY) != copies)
			continue;
		c->rows[c->n++] = (struct gd_copy_row){ .piece = pc };
		count(c, pc);
	}
}

/* The old copy of a desk stands beside one row of it: what is out before what
 * came back, the newest first. */
static void
set_old(struct gd_copy_row *row, const struct gd_piece *pc, enum gd_old_copy is)
{
	if (row->old_copy == GD_OLD_OUT && is != GD_OLD_OUT)
		return;
	if (row->old_copy == is && row->old->rev > pc->rev)
		return;
	row->old_copy = is;
	row->old = pc;
}

/* How many rows of a desk have an old copy beside them already. */
static struct gd_copy_row *
row_for(struct gd_copies *c, const struct gd_piece *pc)
{
	struct gd_copy_row *last = NULL;

	for (size_t i = 0; i < c->n; i++) {
		struct gd_copy_row *r = &c->rows[i];

		if (r->outdated || r->piece->class != GD_PIECE_COPY ||
		    strcmp(r->piece->desk, pc->desk) != 0)
			continue;
		last = r;
		/* two copies of one desk: one old copy beside each */
		if (!r->old || r->old->rev != pc->rev)
			return r;
	}
	return last;
}

static void
add_old(const struct gd_order *o, const struct gd_document *doc,
    struct gd_copies *c)
{
	const struct gd_piece *pc;

	for (size_t i = 0; (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		enum gd_old_copy is = pc->state == GD_PIECE_RECALL ? GD_OLD_OUT
				      : pc->state == GD_PIECE_RETURNED ||
					      pc->state == GD_PIECE_DESTROYED
					  ? GD_OLD_BACK
					  : GD_OLD_NONE;

		if (!of(pc, doc) || pc->rev >= c->rev ||
		    pc->class != GD_PIECE_COPY)
			continue;
		c->old_out += is == GD_OLD_OUT;
		if (is != GD_OLD_NONE && pc->rev > c->old_rev)
			c->old_rev = pc->rev;
		if (is != GD_OLD_NONE && has_row(c, pc->desk))
			set_old(row_for(c, pc), pc, is);
		else if (is_about(pc))
			c->rows[c->n++] = (struct gd_copy_row){ .piece = pc,
				.outdated = true,
				.old_copy = is,
				.old = is ? pc : NULL };
	}
}

void
gd_copies_make(const struct gd_order *o, const struct gd_document *doc,
    struct gd_arena *arena, struct gd_copies *out)
{
	size_t most = o->sheet.rows[GD_TAB_PIECE].n + 1;

	*out = (struct gd_copies){ .rev = shown_revision(o, doc) };
	out->rows = gd_arena_alloc(arena, most, sizeof *out->rows);
	add_rows(o, doc, out, true);
	add_rows(o, doc, out, false);
	add_old(o, doc, out);
}
