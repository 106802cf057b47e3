/* core/process/eventlog.c - entries of the journal become events about objects.
 *
 * Each event of an entry is one event of the log, told of every object whose
 * rows it touched; when a step opened or was done, that is one more.  Order of
 * work: apply the event, let the objects follow, then tell.
 */
#include "eventlog_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

#define MOST_STEPS 64 /* of one event */

struct gd_log *
gd_log_open(const struct gd_log_sink *sink, const struct gd_sheet *office,
    int64_t from_ms, int64_t to_ms)
{
	struct gd_log *log = gd_alloc(1, sizeof *log);

	log->sink = sink;
	log->office = office;
	log->from_ms = from_ms;
	log->to_ms = to_ms;
	gd_order_init(&log->order);
	return log;
}

void
gd_log_close(struct gd_log *log)
{
	if (!log)
		return;
	gd_order_release(&log->order);
	log_objs_clear(&log->own);
	log_objs_clear(&log->others);
	free(log->own.at);
	free(log->others.at);
	free(log->links);
	free(log->about);
	gd_arena_release(&log->arena);
	free(log);
}

enum gd_code
gd_log_begin(struct gd_log *log, struct gd_err *err)
{
	int nevents, nobjects;
	const struct gd_log_kind *events = gd_log_event_kinds(&nevents);
	const struct gd_log_kind *objects = gd_log_object_kinds(&nobjects);

	return log->sink->begin(log->sink->payload, events, nevents, objects,
	    nobjects, err);
}

void
gd_log_order(struct gd_log *log, const char *number)
{
	log_objs_clear(&log->own);
	gd_order_release(&log->order);
	gd_order_init(&log->order);
	log->number = gd_arena_str(&log->own.arena, number);
	log->wf = NULL;
}

const struct gd_order *
gd_log_state(const struct gd_log *log)
{
	return &log->order;
}

int64_t
gd_log_events(const struct gd_log *log)
{
	return log->events;
}

int64_t
gd_log_objects(const struct gd_log *log)
{
	return log->objects;
}

/* ---- one event --------------------------------------------------------------- */

static void
about(struct gd_log *log, struct log_obj *o, const char *qualifier)
{
	struct gd_log_link *l;

	for (size_t i = 0; i < log->nlinks; i++)
		if (log->about[i] == o &&
		    strcmp(log->links[i].qualifier, qualifier) == 0)
			return;
	l = GD_PUSH(log->links, log->nlinks, log->links_room);
	*l = (struct gd_log_link){ o->kind, o->id, qualifier };
	*GD_PUSH(log->about, log->nabout, log->about_room) = o;
}

static void
begin(struct gd_log *log)
{
	log->nlinks = log->nabout = 0;
	about(log, log_order_object(log), "order");
	if (*log->entry->actor)
		about(log, log_other(log, LOG_PERSON, log->entry->actor),
		    "actor");
	if (*log->entry->for_whom)
		about(log, log_other(log, LOG_PERSON, log->entry->for_whom),
		    "on behalf of");
}

static enum gd_code
tell(struct gd_log *log, int kind, int64_t at_ms,
    const struct gd_log_value *values, struct gd_err *err)
{
	char id[48];
	struct gd_log_event e = { id, kind, at_ms, values, log->links,
		(int)log->nlinks };

	if ((log->from_ms && at_ms < log->from_ms) ||
	    (log->to_ms && at_ms >= log->to_ms))
		return GD_OK;
	snprintf(id, sizeof id, "e%lld.%d", (long long)log->entry->seq,
	    ++log->part);
	for (size_t i = 0; i < log->nabout; i++)
		log->about[i]->told = true;
	log->events++;
	return log->sink->event(log->sink->payload, &e, err);
}

static void
text_value(struct gd_log_value *v, const char *text)
{
	if (text && *text)
		*v = (struct gd_log_value){ true, text, 0 };
}

static void
int_value(struct gd_log_value *v, int64_t n)
{
	if (n)
		*v = (struct gd_log_value){ true, NULL, n };
}

/* What a put adds to the event it stands in. */
static void
about_put(struct gd_log *log, const struct gd_put *put)
{
	const struct gd_piece *p;
	const struct gd_revision *r;
	const struct gd_signoff *s;
	const struct gd_print *pr;
	const struct gd_file *f;

	switch (put->table) {
	case GD_TAB_REVISION:
		r = put->row;
		about(log, log_document(log, r->kind, r->lot, r->inst, r->rev),
		    "document");
		r = gd_row_find(&log->order.sheet, GD_TAB_REVISION, r);
		if (r && r->notice)
			about(log, log_request(log, r->notice),
			    "change request");
		break;
	case GD_TAB_SIGNOFF:
		s = put->row;
		about(log, log_document(log, s->kind, s->lot, s->inst, s->rev),
		    "document");
		break;
	case GD_TAB_PIECE:
		p = gd_row_find(&log->order.sheet, GD_TAB_PIECE, put->row);
		about(log,
		    log_copy(log, ((const struct gd_piece *)put->row)->no),
		    "copy");
		if (p && *p->desk)
			about(log, log_other(log, LOG_DEPARTMENT, p->desk),
			    "recipient");
		if (p && p->rev > 0)
			about(log,
			    log_document(log, p->kind, p->lot, p->inst, p->rev),
			    "document");
		break;
	case GD_TAB_PRINT:
		pr = put->row;
		if (pr->piece)
			about(log, log_copy(log, pr->piece), "copy");
		if (pr->rev)
			about(log,
			    log_document(log, pr->kind, pr->lot, pr->inst,
				pr->rev),
			    "document");
		break;
	case GD_TAB_FILE:
		f = put->row;
		if (*f->kind && f->rev)
			about(log,
			    log_document(log, f->kind, f->lot, f->inst, f->rev),
			    "document");
		break;
	case GD_TAB_CHANGE:
		about(log,
		    log_request(log,
			((const struct gd_change *)put->row)->notice),
		    "change request");
		break;
	default:
		break;
	}
}

static void
act_values(struct gd_log *log, const struct gd_act *key, struct gd_log_value *v)
{
	const struct gd_act *a =
	    gd_row_find(&log->order.sheet, GD_TAB_ACT, key);

	int_value(&v[LOG_AT_LOT], key->lot);
	int_value(&v[LOG_AT_ROUND], key->round);
	if (!a)
		return;
	text_value(&v[LOG_AT_ROLE], a->role);
	if (a->day)
		text_value(&v[LOG_AT_DAY],
		    gd_day_text((int32_t)a->day,
			gd_arena_alloc(&log->arena, 1, GD_DAY_TEXT)));
	if (a->taken)
		v[LOG_AT_PAPER] = (struct gd_log_value){ true, NULL, 1 };
}

/* The duty an event is of, and the step that owns it: by the event's own word,
 * else by the act, else by who makes the paper. */
static void
where_values(struct gd_log *log, const struct gd_event *e,
    struct gd_log_value *v)
{
	const struct gd_workflow *wf = log->wf;
	const char *act = NULL;
	int step = -1, duty, paper;

	for (size_t i = 0; i < e->nputs; i++)
		if (e->puts[i].table == GD_TAB_ACT) {
			const struct gd_act *a = e->puts[i].row;

			if (!act || strcmp(a->duty, e->what) == 0) {
				act = a->duty;
				act_values(log, a, v);
			}
		} else if (e->puts[i].table == GD_TAB_SIGNOFF) {
			text_value(&v[LOG_AT_ROLE],
			    ((const struct gd_signoff *)e->puts[i].row)->role);
		}
	if (!wf) {
		text_value(&v[LOG_AT_DUTY], act);
		return;
	}
	duty = gd_wf_duty(wf, e->what);
	paper = duty < 0 ? gd_wf_paper(wf, e->what) : -1;
	if (duty < 0 && act)
		duty = gd_wf_duty(wf, act);
	if (duty >= 0)
		step = wf->duties[duty].step;
	else if (paper >= 0)
		step = wf->papers[paper].step;
	else
		step = gd_wf_step(wf, e->what);
	if (duty >= 0)
		text_value(&v[LOG_AT_DUTY], wf->duties[duty].name.id);
	if (step >= 0)
		text_value(&v[LOG_AT_STEP], wf->steps[step].name.id);
}

static enum gd_code
tell_event(struct gd_log *log, const struct gd_event *e, struct gd_err *err)
{
	struct gd_log_value v[LOG_EVENT_NATTRS] = { 0 };
	const struct gd_head *h = gd_head(&log->order);
	int kind = log_event_of(e->kind);

	if (kind < 0)
		return GD_OK;
	begin(log);
	if (e->kind == GD_EV_CREATED && *h->customer)
		about(log, log_other(log, LOG_PARTY, h->customer), "customer");
	if (e->kind == GD_EV_NOTICE && e->number > 0)
		about(log, log_request(log, e->number), "change request");
	for (size_t i = 0; i < e->nputs; i++)
		about_put(log, &e->puts[i]);
	where_values(log, e, v);
	int_value(&v[LOG_AT_NUMBER], e->number);
	text_value(&v[LOG_AT_NOTE], e->note);
	return tell(log, kind, log->entry->at_ms, v, err);
}

/* ---- steps --------------------------------------------------------------------- */

struct before { /* a step row as it was */
	struct gd_step key;
	int64_t open_ms, done_ms;
};

static size_t
steps_before(const struct gd_log *log, const struct gd_event *e,
    struct before *out)
{
	size_t n = 0;

	for (size_t i = 0; i < e->nputs && n < MOST_STEPS; i++) {
		const struct gd_step *row = e->puts[i].row, *old;

		if (e->puts[i].table != GD_TAB_STEP)
			continue;
		old = gd_row_find(&log->order.sheet, GD_TAB_STEP, row);
		out[n++] =
		    (struct before){ { .step = row->step, .lot = row->lot },
			    old ? old->open_ms : 0, old ? old->done_ms : 0 };
	}
	return n;
}

static enum gd_code
tell_step(struct gd_log *log, int kind, const struct gd_step *row,
    int64_t at_ms, struct gd_err *err)
{
	struct gd_log_value v[LOG_EVENT_NATTRS] = { 0 };

	begin(log);
	text_value(&v[LOG_AT_STEP], row->step);
	int_value(&v[LOG_AT_LOT], row->lot);
	return tell(log, kind, at_ms, v, err);
}

static enum gd_code
tell_steps(struct gd_log *log, const struct before *was, size_t n,
    struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	for (size_t i = 0; i < n && rc == GD_OK; i++) {
		const struct gd_step *row =
		    gd_row_find(&log->order.sheet, GD_TAB_STEP, &was[i].key);

		if (!row)
			continue;
		if (row->open_ms && !was[i].open_ms)
			rc = tell_step(log, LOG_START_STEP, row, row->open_ms,
			    err);
		if (rc == GD_OK && row->done_ms && !was[i].done_ms)
			rc = tell_step(log, LOG_COMPLETE_STEP, row,
			    row->done_ms, err);
		if (rc == GD_OK && !row->done_ms && was[i].done_ms)
			rc = tell_step(log, LOG_REOPEN_STEP, row,
			    log->entry->at_ms, err);
	}
	return rc;
}

/* ---- entries ------------------------------------------------------------------- */

static enum gd_code
one_event(struct gd_log *log, const struct gd_event *e, struct gd_err *err)
{
	struct before was[MOST_STEPS];
	size_t n = steps_before(log, e, was);
	enum gd_code rc;

	gd_apply(&log->order.sheet, NULL, e);
	for (size_t i = 0; i < e->nputs; i++)
		if (e->puts[i].table < GD_ORDER_NTABLES)
			log_follow(log, &e->puts[i]);
	rc = tell_event(log, e, err);
	if (rc == GD_OK)
		rc = tell_steps(log, was, n, err);
	return rc;
}

enum gd_code
gd_log_entry(struct gd_log *log, const struct gd_workflow *wf,
    const struct gd_log_entry *entry, struct gd_err *err)
{
	struct gd_log_value none[LOG_EVENT_NATTRS] = { 0 };
	enum gd_code rc = GD_OK;

	log->wf = wf;
	log->entry = entry;
	log->part = 0;
	(void)log_order_object(log);
	if (!entry->events) {
		begin(log);
		rc = tell(log, LOG_ERASED, entry->at_ms, none, err);
	}
	for (size_t i = 0; entry->events && i < entry->events->n && rc == GD_OK;
	     i++)
		rc = one_event(log, &entry->events->at[i], err);
	log->order.rev++;
	log->entry = NULL;
	gd_arena_release(&log->arena);
	return rc;
}

/* Links only to what goes out too: a period may leave objects untold. */
static enum gd_code
put_object(struct gd_log *log, struct log_obj *o, struct gd_err *err)
{
	struct gd_log_object out = { o->id, o->kind, o->first, o->changes,
		(int)o->nchanges, o->links, 0 };
	size_t kept = 0;

	for (size_t i = 0; i < o->nlinks; i++) {
		struct log_obj *to = o->to[i];

		/* others go out last; of the order only what was told of */
		if (to->kind == LOG_PARTY || to->kind == LOG_DEPARTMENT)
			to->told = true;
		if (to->told)
			o->links[kept++] = o->links[i];
	}
	out.nlinks = (int)kept;
	log->objects++;
	return log->sink->object(log->sink->payload, &out, err);
}

static enum gd_code
put_objects(struct gd_log *log, struct log_objs *all, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	for (size_t i = 0; i < all->n && rc == GD_OK; i++)
		if (all->at[i]->told)
			rc = put_object(log, all->at[i], err);
	return rc;
}

enum gd_code
gd_log_order_end(struct gd_log *log, struct gd_err *err)
{
	return put_objects(log, &log->own, err);
}

enum gd_code
gd_log_end(struct gd_log *log, struct gd_err *err)
{
	return put_objects(log, &log->others, err);
}
