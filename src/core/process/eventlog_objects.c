/* core/process/eventlog_objects.c - the objects of an event log: what the rows
 * of an order say of it, its documents and copies, and whom they belong to.
 *
 * Values an object has when it comes into being are its first ones; whatever
 * differs later is a change with its time.
 */
#include "eventlog_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

static struct log_obj *
obj_new(struct gd_log *log, struct log_objs *all, size_t at, int kind,
    const char *id)
{
	struct log_obj *o = gd_arena_alloc(&all->arena, 1, sizeof *o);

	(void)GD_PUSH(all->at, all->n, all->room);
	memmove(all->at + at + 1, all->at + at,
	    (all->n - 1 - at) * sizeof *all->at);
	all->at[at] = o;
	o->id = gd_arena_str(&all->arena, id);
	o->kind = kind;
	o->born = log->entry ? log->entry->seq : 0;
	return o;
}

void
log_objs_clear(struct log_objs *all)
{
	for (size_t i = 0; i < all->n; i++) {
		free(all->at[i]->changes);
		free(all->at[i]->links);
		free(all->at[i]->to);
	}
	all->n = 0;
	gd_arena_release(&all->arena);
}

/* Where id stands among sorted objects, or would. */
static size_t
place(const struct log_objs *all, const char *id, bool *there)
{
	size_t lo = 0, hi = all->n;

	*there = false;
	while (lo < hi && !*there) {
		size_t mid = (lo + hi) / 2;
		int way = strcmp(all->at[mid]->id, id);

		if (way == 0) {
			*there = true;
			lo = mid;
		} else if (way < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo;
}

struct log_obj *
log_own(struct gd_log *log, int kind, const char *id)
{
	bool there;
	size_t at = place(&log->own, id, &there);

	return there ? log->own.at[at] : obj_new(log, &log->own, at, kind, id);
}

/* ---- values --------------------------------------------------------------- */

static bool
same(const struct gd_log_value *a, const struct gd_log_value *b)
{
	if (a->set != b->set || a->number != b->number)
		return false;
	return strcmp(a->text ? a->text : "", b->text ? b->text : "") == 0;
}

static void
set(struct gd_log *log, struct log_obj *o, int attr, struct gd_log_value v)
{
	struct gd_log_change *c;

	if (same(&o->now[attr], &v))
		return;
	o->now[attr] = v;
	if (!log->entry || o->born == log->entry->seq) {
		o->first[attr] = v;
		return;
	}
	c = GD_PUSH(o->changes, o->nchanges, o->changes_room);
	*c = (struct gd_log_change){ attr, log->entry->at_ms, v };
}

void
log_set_text(struct gd_log *log, struct log_obj *o, int attr, const char *text)
{
	struct log_objs *of = o->kind == LOG_PARTY || o->kind == LOG_PERSON ||
				      o->kind == LOG_DEPARTMENT
				  ? &log->others
				  : &log->own;

	/* a text that is gone is an empty one, where it was set before */
	if (*text || o->now[attr].set)
		set(log, o, attr,
		    (struct gd_log_value){ true, gd_arena_str(&of->arena, text),
			0 });
}

void
log_set_int(struct gd_log *log, struct log_obj *o, int attr, int64_t n)
{
	set(log, o, attr, (struct gd_log_value){ true, NULL, n });
}

void
log_obj_link(struct log_obj *o, struct log_obj *to, const char *qualifier)
{
	struct gd_log_link *l;

	for (size_t i = 0; i < o->nlinks; i++)
		if (o->to[i] == to &&
		    strcmp(o->links[i].qualifier, qualifier) == 0)
			return;
	o->to = gd_grow(o->to, &o->to_room, o->nlinks + 1, sizeof *o->to);
	o->to[o->nlinks] = to;
	l = GD_PUSH(o->links, o->nlinks, o->links_room);
	*l = (struct gd_log_link){ to->kind, to->id, qualifier };
}

/* ---- people, departments, parties ------------------------------------------ */

static const char *
either(const char *a, const char *b, const char *c)
{
	return *a ? a : *b ? b : c;
}

static void
say_party(struct gd_log *log, struct log_obj *o, const char *name)
{
	const struct gd_customer *c =
	    log->office ? gd_row_find(log->office, GD_OFF_CUSTOMER,
			      &(struct gd_customer){ .code = name })
			: NULL;

	log_set_text(log, o, LOG_AT_PARTY_KIND, "customer");
	if (!c)
		return;
	log_set_text(log, o, LOG_AT_PARTY_NAME,
	    either(c->name_en, c->name, c->code));
	log_set_text(log, o, LOG_AT_PARTY_COUNTRY, c->country);
}

static void
say_desk(struct gd_log *log, struct log_obj *o, const char *name)
{
	int d = log->wf ? gd_wf_desk(log->wf, name) : -1;
	const struct gd_desk *row = log->office
					? gd_row_find(log->office, GD_OFF_DESK,
					      &(struct gd_desk){ .code = name })
					: NULL;

	log_set_int(log, o, LOG_AT_DESK_OUTSIDE,
	    d >= 0 ? log->wf->desks[d].outside : row && row->outside);
	if (d >= 0)
		log_set_text(log, o, LOG_AT_DESK_NAME,
		    log->wf->desks[d].name.en);
	else
		log_set_text(log, o, LOG_AT_DESK_NAME,
		    row ? either(row->en, row->zh, name) : name);
}

struct log_obj *
log_other(struct gd_log *log, int kind, const char *name)
{
	static const char *const heads[LOG_NOBJECTS] = {
		[LOG_PARTY] = "party/customer/",
		[LOG_PERSON] = "person/",
		[LOG_DEPARTMENT] = "department/",
	};
	const char *id =
	    gd_arena_printf(&log->arena, "%s%s", heads[kind], name);
	struct log_obj *o;
	bool there;
	size_t at = place(&log->others, id, &there);

	if (there)
		return log->others.at[at];
	o = obj_new(log, &log->others, at, kind, id);
	if (kind == LOG_PARTY)
		say_party(log, o, name);
	else if (kind == LOG_DEPARTMENT)
		say_desk(log, o, name);
	else
		log_set_text(log, o, LOG_AT_PERSON_LOGIN, name);
	return o;
}

/* ---- the order's own ------------------------------------------------------- */

struct log_obj *
log_order_object(struct gd_log *log)
{
	return log_own(log, LOG_ORDER,
	    gd_arena_printf(&log->arena, "order/%s", log->number));
}

struct log_obj *
log_document(struct gd_log *log, const char *kind, int64_t lot, int64_t inst,
    int64_t rev)
{
	struct log_obj *o = log_own(log, LOG_DOCUMENT,
	    gd_arena_printf(&log->arena, "document/%s/%s/%lld/%lld/%lld",
		log->number, kind, (long long)lot, (long long)inst,
		(long long)rev));

	if (o->now[LOG_AT_DOC_KIND].set)
		return o;
	log_set_text(log, o, LOG_AT_DOC_KIND, kind);
	log_set_int(log, o, LOG_AT_DOC_LOT, lot);
	log_set_int(log, o, LOG_AT_DOC_INST, inst);
	log_set_int(log, o, LOG_AT_DOC_REV, rev);
	log_obj_link(o, log_order_object(log), "belongs to");
	if (rev > 1)
		log_obj_link(o, log_document(log, kind, lot, inst, rev - 1),
		    "supersedes");
	return o;
}

struct log_obj *
log_request(struct gd_log *log, int64_t inst)
{
	struct log_obj *o = log_own(log, LOG_CHANGE,
	    gd_arena_printf(&log->arena, "change/%s/%lld", log->number,
		(long long)inst));

	log_set_int(log, o, LOG_AT_CHANGE_NUMBER, inst);
	log_obj_link(o, log_order_object(log), "belongs to");
	return o;
}

/* A piece is a copy of the revision it was made of. */
struct log_obj *
log_copy(struct gd_log *log, int64_t no)
{
	static const char *const classes[] = { "original", "copy", "file copy",
		"sample", "received copy" };
	static const char *const states[] = { "none", "due", "sent", "held",
		"recalled", "returned", "destroyed", "void", "lost" };
	const struct gd_piece *p = gd_row_find(&log->order.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = no });
	struct log_obj *o = log_own(log, LOG_COPY,
	    gd_arena_printf(&log->arena, "copy/%s/%lld", log->number,
		(long long)no));

	if (!p) {
		log_set_text(log, o, LOG_AT_COPY_STATE, "none");
		log_obj_link(o, log_order_object(log), "belongs to");
		return o;
	}
	log_set_text(log, o, LOG_AT_COPY_KIND, p->kind);
	if (p->class >= 0 && p->class < 5)
		log_set_text(log, o, LOG_AT_COPY_CLASS, classes[p->class]);
	log_set_int(log, o, LOG_AT_COPY_NO, p->copy_no);
	log_set_text(log, o, LOG_AT_COPY_DESK, p->desk);
	if (p->state >= 0 && p->state < 9)
		log_set_text(log, o, LOG_AT_COPY_STATE, states[p->state]);
	if (p->rev > 0)
		log_obj_link(o,
		    log_document(log, p->kind, p->lot, p->inst, p->rev), "of");
	else
		log_obj_link(o, log_order_object(log), "belongs to");
	if (*p->desk && p->state == GD_PIECE_HELD)
		log_obj_link(o, log_other(log, LOG_DEPARTMENT, p->desk),
		    "held by");
	return o;
}

/* ---- what puts say --------------------------------------------------------- */

static void
follow_head(struct gd_log *log)
{
	static const char *const states[] = { "active", "held", "completed",
		"cancelled" };
	const struct gd_head *h = gd_head(&log->order);
	struct log_obj *o = log_order_object(log);

	log_set_text(log, o, LOG_AT_ORDER_NUMBER, h->number);
	if (h->created_ms)
		log_set_int(log, o, LOG_AT_ORDER_CREATED, h->created_ms);
	log_set_text(log, o, LOG_AT_ORDER_FLOW, h->workflow);
	log_set_int(log, o, LOG_AT_ORDER_VERSION, h->version);
	log_set_text(log, o, LOG_AT_ORDER_COMPANY, h->company);
	log_set_text(log, o, LOG_AT_ORDER_CUSTOMER, h->customer);
	if (h->state >= 0 && h->state < 4)
		log_set_text(log, o, LOG_AT_ORDER_STATE, states[h->state]);
	log_set_text(log, o, LOG_AT_ORDER_STATUS, h->status);
	log_set_int(log, o, LOG_AT_ORDER_STEP, h->step_no);
	if (*h->customer)
		log_obj_link(o, log_other(log, LOG_PARTY, h->customer), "for");
}

/* When it is to ship: the date of the duty the workflow forecasts. */
static void
follow_due(struct gd_log *log, const struct gd_due *due)
{
	const struct gd_workflow *wf = log->wf;
	char day[GD_DAY_TEXT];

	if (!wf || wf->forecast < 0 || due->lot > 1 ||
	    strcmp(due->duty, wf->duties[wf->forecast].name.id) != 0 ||
	    !due->day)
		return;
	log_set_text(log, log_order_object(log), LOG_AT_ORDER_SHIP,
	    gd_day_text((int32_t)due->day, day));
}

static struct log_obj *
follow_revision(struct gd_log *log, const struct gd_revision *key)
{
	static const char *const states[] = { "none", "draft", "signing",
		"expected", "issued", "superseded", "void" };
	const struct gd_revision *r =
	    gd_row_find(&log->order.sheet, GD_TAB_REVISION, key);
	struct log_obj *o =
	    log_document(log, key->kind, key->lot, key->inst, key->rev);

	if (!r) { /* its making was undone */
		log_set_text(log, o, LOG_AT_DOC_STATE, "none");
		return o;
	}
	if (r->state >= 0 && r->state < 7)
		log_set_text(log, o, LOG_AT_DOC_STATE, states[r->state]);
	log_set_text(log, o, LOG_AT_DOC_DIGEST, r->digest);
	if (r->notice)
		log_obj_link(o, log_request(log, r->notice), "changed by");
	return o;
}

void
log_follow(struct gd_log *log, const struct gd_put *put)
{
	const struct gd_change *c;
	int64_t n = 0;

	switch (put->table) {
	case GD_TAB_HEAD:
		follow_head(log);
		break;
	case GD_TAB_DUE:
		if (gd_row_find(&log->order.sheet, GD_TAB_DUE, put->row))
			follow_due(log, gd_row_find(&log->order.sheet,
					    GD_TAB_DUE, put->row));
		break;
	case GD_TAB_REVISION:
		(void)follow_revision(log, put->row);
		break;
	case GD_TAB_PIECE:
		(void)log_copy(log, ((const struct gd_piece *)put->row)->no);
		break;
	case GD_TAB_CHANGE:
		for (size_t i = 0;
		     (c = gd_walk(&log->order, GD_TAB_CHANGE, &i));)
			n += c->notice ==
			     ((const struct gd_change *)put->row)->notice;
		log_set_int(log,
		    log_request(log,
			((const struct gd_change *)put->row)->notice),
		    LOG_AT_CHANGE_FIELDS, n);
		break;
	default:
		break;
	}
}
