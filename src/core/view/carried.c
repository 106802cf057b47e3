/* core/view/carried.c - issued papers that say a value, and their holders. */
#include "core/view/carried.h"

#include <string.h>

#include "../work.h"

#include "base/banned.h"

static bool
says(const struct gd_workflow *wf, int paper, const char *name)
{
	const struct gd_paper_def *def = &wf->papers[paper];
	const char *cell;
	int64_t no;

	if (line_name(name, &no, &cell))
		return def->lines;
	if (strcmp(name, "customer") == 0) { /* on all that is ours */
		int duty = duty_making(wf, paper);

		return duty >= 0 && !def->many &&
		       wf->duties[duty].effect == GD_EFFECT_MAKE;
	}
	return gd_list_has(&def->fields, gd_wf_field(wf, name));
}

static bool
has_desk(const struct gd_carrier *c, const char *desk)
{
	for (int i = 0; i < c->ndesks; i++)
		if (strcmp(c->desks[i], desk) == 0)
			return true;
	return false;
}

static void
holders(const struct gd_workflow *wf, const struct gd_order *o, int paper,
    struct gd_carrier *c)
{
	struct gd_at at = { .lot = c->lot, .round = 1, .inst = c->inst };
	const struct gd_piece *pc;

	for (size_t i = 0; wf->papers[paper].recallable &&
			   (pc = gd_walk(o, GD_TAB_PIECE, &i));) {
		if (!piece_of(pc, c->kind, at) || pc->class != GD_PIECE_COPY ||
		    (pc->state != GD_PIECE_SENT && pc->state != GD_PIECE_HELD))
			continue;
		c->copies++;
		if (c->ndesks < GD_CARRIER_DESKS && !has_desk(c, pc->desk))
			c->desks[c->ndesks++] = pc->desk;
	}
}

int
gd_carriers(const struct gd_workflow *wf, const struct gd_order *o,
    const char *name, int64_t lot, struct gd_carrier out[GD_CARRIERS])
{
	const struct gd_paper *p;
	int n = 0;

	for (size_t i = 0;
	     n < GD_CARRIERS && (p = gd_walk(o, GD_TAB_PAPER, &i));) {
		int paper = gd_wf_paper(wf, p->kind);

		if (paper < 0 || !p->in_force ||
		    (lot && p->lot && p->lot != lot) || !says(wf, paper, name))
			continue;
		out[n] = (struct gd_carrier){ .kind = p->kind,
			.lot = p->lot,
			.inst = p->inst,
			.rev = p->in_force,
			.drafted = p->last > p->in_force &&
				   paper_unissued(o, p->kind,
				       (struct gd_at){ p->lot, 1, p->inst }) };
		holders(wf, o, paper, &out[n++]);
	}
	return n;
}
