/* core/order.c - one order in memory: making it, and simple questions. */
#include "core/order.h"

#include <string.h>

#include "base/banned.h"

void
gd_order_init(struct gd_order *o)
{
	*o = (struct gd_order){ 0 };
	gd_sheet_init(&o->sheet, gd_order_tables, GD_ORDER_NTABLES);
}

void
gd_order_release(struct gd_order *o)
{
	gd_sheet_release(&o->sheet);
	*o = (struct gd_order){ 0 };
}

void
gd_order_copy(struct gd_order *to, const struct gd_order *from)
{
	*to = (struct gd_order){ .rev = from->rev };
	memcpy(to->id, from->id, sizeof to->id);
	gd_sheet_copy(&to->sheet, &from->sheet);
}

const struct gd_head *
gd_head(const struct gd_order *o)
{
	static const struct gd_head none = {
		.number = "",
		.workflow = "",
		.company = "",
		.customer = "",
		.cause = "",
		.cause_by = "",
		.reason = "",
		.status = "",
		.rail = "",
		.waits = "",
		.hard = "",
	};
	const struct gd_head *head = gd_row_at(&o->sheet, GD_TAB_HEAD, 0);

	return head ? head : &none;
}

const struct gd_act *
gd_act(const struct gd_order *o, const char *duty, int64_t lot, int64_t round,
    int64_t inst)
{
	return gd_row_find(&o->sheet, GD_TAB_ACT,
	    &(struct gd_act){ .duty = duty,
		.lot = lot,
		.round = round,
		.inst = inst });
}

const struct gd_paper *
gd_paper(const struct gd_order *o, const char *kind, int64_t lot, int64_t inst)
{
	return gd_row_find(&o->sheet, GD_TAB_PAPER,
	    &(struct gd_paper){ .kind = kind, .lot = lot, .inst = inst });
}

bool
gd_revision_back(const struct gd_revision *r)
{
	return r && r->state == GD_REV_DRAFT && r->back_ms != 0;
}

const struct gd_revision *
gd_revision(const struct gd_order *o, const char *kind, int64_t lot,
    int64_t inst, int64_t rev)
{
	return gd_row_find(&o->sheet, GD_TAB_REVISION,
	    &(struct gd_revision){ .kind = kind,
		.lot = lot,
		.inst = inst,
		.rev = rev });
}

const char *
gd_field(const struct gd_order *o, const char *name, int64_t lot)
{
	const struct gd_field *f = gd_row_find(&o->sheet, GD_TAB_FIELD,
	    &(struct gd_field){ .name = name, .lot = lot });

	return f ? f->value : "";
}

int64_t
gd_loop_round(const struct gd_order *o, const char *loop, int64_t lot)
{
	const struct gd_loop *row = gd_row_find(&o->sheet, GD_TAB_LOOP,
	    &(struct gd_loop){ .loop = loop, .lot = lot });

	return row && row->round > 0 ? row->round : 1;
}

bool
gd_file_of(const struct gd_file *f, const char *kind, int64_t lot, int64_t inst,
    int64_t rev)
{
	return strcmp(f->kind, kind) == 0 && f->lot == lot && f->inst == inst &&
	       f->rev == rev;
}

const void *
gd_walk(const struct gd_order *o, int table, size_t *i)
{
	return gd_row_at(&o->sheet, table, (*i)++);
}
