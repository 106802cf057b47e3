/* app/intake.c - a new order: its number, its people, its fields and lines.
 *
 * The number is taken inside the write transaction, in the same journal
 * entry, so that two clerks never get the same one and none is lost.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "core/customer.h"

#include "app_priv.h"

#include "base/banned.h"

/* What gd_app_new works on, from the transaction's beginning to its end. */
struct intake {
	const struct gd_new_order *n;
	const struct gd_workflow *wf;
	const struct gd_company *company;
	struct gd_order order, old; /* old: the one it repeats, if any */
	struct gd_pair *pairs;      /* given fields, assignments, adoption */
	int npairs;
	const char *thing, *at_desk; /* the adopted sample and where it is */
	struct gd_events events;
	struct app_facts facts;
	char *number; /* of 64 bytes */
	int32_t day;  /* it came in on that day; 0 = now */
};

/* The series of this kind of order, which begins with its first number when
 * the workflow names one; else the one for all kinds. */
static const char *
series_kind(struct gd_sheet *work, const struct intake *in)
{
	const struct gd_series key = { .company = in->company->code,
		.kind = in->wf->name.id };
	const char *pattern = in->wf->number;
	struct gd_events one = GD_EVENTS_INIT;
	struct gd_event *e;

	if (pattern && *pattern && !gd_row_find(work, GD_OFF_SERIES, &key)) {
		e = gd_event_add(&one, GD_EV_OFFICE, "series take", key.kind,
		    0);
		gd_series_begin(work, key.company, key.kind, pattern, &one, e);
		gd_apply(NULL, work, e);
	}
	gd_events_release(&one);
	return gd_row_find(work, GD_OFF_SERIES, &key) ? key.kind : "order";
}

/* Take numbers until one is free: typed ones may have gone ahead. The series
 * row after it is added to the events. */
static enum gd_code
take_number(struct gd_app *app, struct intake *in, struct gd_err *err)
{
	const char *kind;
	struct gd_events one = GD_EVENTS_INIT;
	struct gd_sheet was, work;
	struct gd_event *e;
	enum gd_code rc;

	gd_sheet_init(&was, gd_office_tables, GD_OFFICE_NTABLES);
	rc = gd_store_office_table(app->store, GD_OFF_SERIES, &was, err);
	gd_sheet_copy(&work, &was);
	kind = series_kind(&work, in);
	while (rc == GD_OK) {
		gd_events_clear(&one);
		e = gd_event_add(&one, GD_EV_OFFICE, "series take", kind, 0);
		rc = gd_series_take(&work, in->company->code, kind,
		    in->facts.f.today, in->number, 64, &one, e, err);
		if (rc != GD_OK)
			break;
		gd_apply(NULL, &work, e);
		if (!gd_store_number_used(app->store, in->number))
			break;
	}
	if (rc == GD_OK) {
		const struct gd_series *now = gd_row_find(&work, GD_OFF_SERIES,
		    &(struct gd_series){ .company = in->company->code,
			.kind = kind });
		const struct gd_series *before =
		    gd_row_find(&was, GD_OFF_SERIES, now);

		e = gd_event_add(&in->events, GD_EV_OFFICE, "series take",
		    in->number, 0);
		gd_event_put(&in->events, e, GD_ORDER_NTABLES + GD_OFF_SERIES,
		    now,
		    before ? gd_row_diff(&gd_office_tables[GD_OFF_SERIES],
				 before, now)
			   : UINT64_MAX);
	}
	gd_sheet_release(&work);
	gd_sheet_release(&was);
	gd_events_release(&one);
	return rc;
}

static enum gd_code
typed_number(struct gd_app *app, struct intake *in, struct gd_err *err)
{
	const char *number = in->n->number;

	if (!*number || strlen(number) >= 64 || strpbrk(number, " \t\n/\\"))
		return gd_fail(err, GD_USAGE, GD_M_APP_NUMBER, GD_T(number));
	if (gd_text_check(number, 63, false, err) != GD_OK)
		return GD_USAGE;
	if (gd_store_number_used(app->store, number))
		return gd_fail(err, GD_REFUSED, GD_M_APP_NUMBER_USED,
		    GD_T(number));
	memcpy(in->number, number, strlen(number) + 1);
	return GD_OK;
}

static void
add_pair(struct intake *in, const char *name, const char *value)
{
	in->pairs[in->npairs++] =
	    (struct gd_pair){ gd_arena_str(&in->facts.arena, name),
		    gd_arena_str(&in->facts.arena, value) };
}

static bool
pair_given(const struct intake *in, const char *name)
{
	int i;

	for (i = 0; i < in->npairs; i++)
		if (strcmp(in->pairs[i].name, name) == 0)
			return true;
	return false;
}

/* Who carries the order: named, else the person himself. */
static enum gd_code
assign(struct gd_app *app, struct intake *in, struct gd_err *err)
{
	const struct gd_person *p;
	char name[80];
	int r;

	for (r = 0; r < in->wf->nroles; r++) {
		const char *role = in->wf->roles[r].name.id;
		const char *who = app->login;

		if (!in->wf->roles[r].assigned || gd_wf_role_given(in->wf, r))
			continue;
		snprintf(name, sizeof name, "assign:%s", role);
		if (pair_given(in, name))
			continue;
		if (strcmp(role, "clerk") == 0 && in->n->clerk)
			who = in->n->clerk;
		if (strcmp(role, "salesperson") == 0 && in->n->salesperson)
			who = in->n->salesperson;
		p = gd_row_find(gd_app_office(app), GD_OFF_PERSON,
		    &(struct gd_person){ .login = who });
		if (!p || !p->active)
			return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
			    GD_T(who));
		add_pair(in, name, who);
	}
	return GD_OK;
}

/* What nobody said begins as it is with this customer. */
static void
from_customer(struct gd_app *app, struct intake *in)
{
	const struct gd_customer *c = app_customer(app, in->facts.f.customer);

	for (int i = 0; c && i < in->wf->nfields; i++) {
		const struct gd_field_def *f = &in->wf->fields[i];
		const char *value = gd_customer_value(c, f);

		if (f->at_intake && *value && !pair_given(in, f->name.id))
			add_pair(in, f->name.id, value);
	}
}

/* A repeat order keeps the approved sample: the last thing of the workflow
 * that the old order still has in the house. */
static void
adopt(struct intake *in)
{
	const struct gd_piece *p, *best = NULL;
	char name[80];
	size_t i;
	int paper, desk, found = -1;

	for (i = 0; (p = gd_walk(&in->old, GD_TAB_PIECE, &i));) {
		paper = gd_wf_paper(in->wf, p->kind);
		desk = gd_wf_desk(in->wf, p->desk);
		if (paper < found || paper < 0 ||
		    !in->wf->papers[paper].is_thing ||
		    p->state != GD_PIECE_HELD ||
		    (desk >= 0 && in->wf->desks[desk].outside))
			continue;
		best = p;
		found = paper;
	}
	if (!best)
		return;
	snprintf(name, sizeof name, "adopt:%s", best->kind);
	if (pair_given(in, name))
		return;
	add_pair(in, name, best->desk);
	in->thing = best->kind;
	in->at_desk = best->desk;
}

static enum gd_code
load_old(struct gd_app *app, struct intake *in, struct gd_err *err)
{
	char id[GD_ID_TEXT];
	enum gd_code rc;

	if (!in->n->repeat_of)
		return GD_OK;
	rc = gd_store_order_find(app->store, in->n->repeat_of, id, err);
	if (rc == GD_OK)
		rc = gd_store_order_load(app->store, id, &in->old, err);
	return rc;
}

/* A code typed in other letters, if only one customer fits. */
static const struct gd_customer *
customer_any_case(struct gd_app *app, const char *code)
{
	const struct gd_customer *c, *found = NULL;

	for (size_t i = 0;
	     (c = gd_row_at(gd_app_office(app), GD_OFF_CUSTOMER, i)); i++) {
		if (strcasecmp(c->code, code) != 0)
			continue;
		if (found)
			return NULL;
		found = c;
	}
	return found;
}

static enum gd_code
find_parts(struct gd_app *app, struct intake *in, struct gd_err *err)
{
	const struct gd_new_order *n = in->n;
	const char *customer = n->customer;
	const struct gd_customer *c;
	enum gd_code rc;

	rc = gd_app_which(app, n->workflow, &in->wf, err);
	if (rc != GD_OK)
		return rc;
	in->company = app_company(app, n->company);
	if (!in->company)
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_COMPANY,
		    GD_T(n->company ? n->company : ""));
	if (!customer && n->repeat_of)
		customer = gd_head(&in->old)->customer;
	if (!customer || !*customer)
		return gd_fail(err, GD_USAGE, GD_M_APP_NEED_CUSTOMER);
	c = app_customer(app, customer);
	if (!c)
		c = customer_any_case(app, customer);
	if (!c || !c->active)
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_CUSTOMER,
		    GD_T(customer));
	app_facts(app, app->login, in->wf, NULL, c->code, &in->facts);
	app_facts_holders(app, &in->facts);
	in->facts.f.customer = c->code;
	in->facts.f.company = in->company->code;
	if (!*app_setting(app, "currency") && *in->company->currency &&
	    !*c->currency)
		in->facts.f.currency = in->company->currency;
	return GD_OK;
}

/* One decision more on the order as it stands; its events join the entry. */
static enum gd_code
decide_next(struct intake *in, const struct gd_command *cmd, struct gd_err *err)
{
	struct gd_events own = GD_EVENTS_INIT;
	enum gd_code rc;

	rc = gd_decide(in->wf, &in->order, &in->facts.f, cmd, &own, err);
	if (rc == GD_OK) {
		app_apply(&in->order, &own, 0);
		app_add_events(&in->events, &own);
	}
	gd_events_release(&own);
	return rc;
}

/* The adopted sample need not be brought to where it already is. */
static void
waive_moves(struct intake *in)
{
	struct gd_command skip = { .verb = GD_DO_SKIP,
		.reason = "repeat order: the sample is there" };
	int d;

	for (d = 0; in->thing && d < in->wf->nduties; d++) {
		const struct gd_duty_def *def = &in->wf->duties[d];

		if (def->effect != GD_EFFECT_MOVE || !def->waivable ||
		    def->to_desk < 0 ||
		    strcmp(in->wf->papers[def->thing].name.id, in->thing) ||
		    strcmp(in->wf->desks[def->to_desk].name.id, in->at_desk))
			continue;
		skip.duty = def->name.id;
		/* refused: somebody else will waive it */
		(void)!decide_next(in, &skip, NULL);
	}
}

/* The command of the core, from what the person gave. */
static enum gd_code
decide_new(struct intake *in, int32_t day, struct gd_err *err)
{
	const struct gd_line *lines = in->n->lines;
	struct gd_command cmd = { .verb = GD_DO_NEW,
		.fields = in->pairs,
		.nfields = in->npairs,
		.lines = lines,
		.nlines = in->n->nlines,
		.day = day };
	enum gd_code rc;

	if (in->n->repeat_of) {
		cmd.outcome = "repeat-of";
		cmd.person = in->old.id;
		if (!cmd.nlines) {
			cmd.lines = gd_row_at(&in->old.sheet, GD_TAB_LINE, 0);
			cmd.nlines = (int)in->old.sheet.rows[GD_TAB_LINE].n;
		}
	}
	in->facts.f.number = in->number;
	rc = app_check_command(&cmd, err);
	if (rc == GD_OK)
		rc = decide_next(in, &cmd, err);
	if (rc == GD_OK)
		waive_moves(in);
	in->order.rev = 1;
	return rc;
}

static enum gd_code
prepare(struct gd_app *app, struct intake *in, struct gd_err *err)
{
	enum gd_code rc = load_old(app, in, err);
	int i;

	if (rc == GD_OK)
		rc = find_parts(app, in, err);
	if (rc != GD_OK)
		return rc;
	in->pairs = gd_alloc(
	    (size_t)(in->n->nfields + in->wf->nroles + in->wf->nfields + 2),
	    sizeof *in->pairs);
	for (i = 0; i < in->n->nfields; i++)
		in->pairs[in->npairs++] = in->n->fields[i];
	if (!in->day) /* an order of an older day was as it was */
		from_customer(app, in);
	gd_id_new(in->facts.f.now_ms, in->order.id);
	rc = assign(app, in, err);
	if (rc == GD_OK)
		adopt(in);
	if (rc == GD_OK)
		rc = in->n->number ? typed_number(app, in, err)
				   : take_number(app, in, err);
	return rc;
}

/* The same request landed before: its order's number again. */
static enum gd_code
answer_again(struct gd_app *app, const char *id, char number[64],
    struct gd_err *err)
{
	struct gd_order o;
	enum gd_code rc;

	gd_order_init(&o);
	rc = gd_store_order_load(app->store, id, &o, err);
	if (rc == GD_OK)
		snprintf(number, 64, "%s", gd_head(&o)->number);
	gd_order_release(&o);
	return rc;
}

enum gd_code
app_new_inside(struct gd_app *app, const struct gd_new_order *n,
    const char *request, int32_t day, const char *note, char number[64],
    struct gd_err *err)
{
	struct intake in = { .n = n, .number = number, .day = day };
	char landed[GD_ID_TEXT];
	int64_t seq = 0;
	enum gd_code rc;

	*number = '\0';
	rc = gd_store_request(app->store, request, &seq, landed, err);
	if (rc == GD_OK && seq)
		return answer_again(app, landed, number, err);
	if (rc == GD_OK)
		rc = app_office(app, err);
	if (rc != GD_OK)
		return rc;
	gd_order_init(&in.order);
	gd_order_init(&in.old);
	rc = prepare(app, &in, err);
	if (rc == GD_OK)
		rc = decide_new(&in, day, err);
	if (rc == GD_OK && note && *note)
		gd_event_add(&in.events, GD_EV_NOTE, "", note, 0);
	if (rc == GD_OK)
		rc = app_append(app, &in.order, &in.events,
		    gd_verb_word(GD_DO_NEW), in.facts.f.now_ms, request, NULL,
		    err);
	gd_order_release(&in.order);
	gd_order_release(&in.old);
	gd_events_release(&in.events);
	app_facts_release(&in.facts);
	free(in.pairs);
	return rc;
}

enum gd_code
gd_app_new(struct gd_app *app, const struct gd_new_order *n, char number[64],
    struct gd_err *err)
{
	const struct gd_workflow *wf;
	char request[GD_ID_TEXT];
	enum gd_code rc;

	if (!*app->login)
		return gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	/* parsed before the gate is taken */
	rc = gd_app_which(app, n->workflow, &wf, err);
	if (rc != GD_OK)
		return rc;
	app_request(app, gd_app_now(app), request);
	rc = app_begin(app, err);
	if (rc != GD_OK)
		return rc;
	rc = app_new_inside(app, n, request, 0, NULL, number, err);
	return app_end(app, rc, err);
}
