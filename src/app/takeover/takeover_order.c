/* app/takeover/takeover_order.c - one order: found or made, its past decided,
 * written.
 *
 * A dry run goes the same way and writes nothing.  An order taken over before
 * is compared with what the files said of it then.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "takeover_priv.h"

#include "base/banned.h"

struct take {
	struct takeover *k;
	struct tk_order *o;
	const struct gd_workflow *wf;
	const struct gd_customer *customer; /* NULL: to be made */
	const char *customer_code;
	const struct gd_company *company;
	struct gd_order order, base;
	bool fresh, again;
	struct gd_events made, events;
	struct app_facts facts;
	struct gd_err why;
};

/* ---- customer and company --------------------------------------------------- */

static const struct gd_customer *
find_customer(struct gd_app *app, const char *name)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_customer *c = app_customer(app, name), *found = NULL;

	for (size_t i = 0;
	     !c && (found = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++)
		if (strcasecmp(found->code, name) == 0 ||
		    strcmp(found->name, name) == 0 ||
		    strcmp(found->name_en, name) == 0)
			c = found;
	return c;
}

/* Another row of the file says what a new customer is called. */
static const char *
named_in_file(const struct takeover *k, const char *code)
{
	for (size_t i = 0; i < k->norders; i++)
		if (strcmp(k->orders[i].customer, code) == 0 &&
		    *k->orders[i].customer_name)
			return k->orders[i].customer_name;
	return "";
}

/* A new customer: is he taken for another? */
static void
remark_alike(struct take *t)
{
	struct takeover *k = t->k;
	const struct gd_customer c = { .code = t->o->customer,
		.name = t->o->customer_name,
		.name_en = "" };
	struct gd_err what = GD_ERR_INIT;

	if (!k->alike.room)
		gd_alike_office(&k->alike, gd_app_office(k->app));
	k->file = TK_ORDERS;
	if (gd_alike_has(&k->alike, c.code))
		return;
	if (gd_alike_check(&k->alike, &c, true, &what) != GD_OK)
		tk_remark(k, t->o, t->o->line, 0, c.name, &what);
	gd_alike_add(&k->alike, &c);
}

/* The customer by code or name, or a new one when the file names it. */
static enum gd_code
find_whose(struct take *t)
{
	t->customer = find_customer(t->k->app, t->o->customer);
	t->customer_code = t->customer ? t->customer->code : t->o->customer;
	if (!t->customer && !*t->o->customer_name)
		t->o->customer_name = named_in_file(t->k, t->o->customer);
	if (!t->customer && !*t->o->customer_name)
		return gd_fail(&t->why, GD_MISSING, GD_M_OFFICE_NO_CUSTOMER,
		    GD_T(t->o->customer));
	if (!t->customer)
		remark_alike(t);
	return GD_OK;
}

/* Of a new order only: an order stays with its company. */
static enum gd_code
find_company(struct take *t)
{
	const struct gd_sheet *office = gd_app_office(t->k->app);
	const char *code = t->o->company;
	const struct gd_company *c;

	if (!*code && office->rows[GD_OFF_COMPANY].n > 1)
		return gd_fail(&t->why, GD_USAGE, GD_M_APP_TK_COMPANY);
	t->company = app_company(t->k->app, code);
	for (size_t i = 0;
	     *code && !t->company && (c = gd_row_at(office, GD_OFF_COMPANY, i));
	     i++)
		if (strcmp(c->name_zh, code) == 0 ||
		    strcmp(c->name_en, code) == 0)
			t->company = c;
	if (!t->company)
		return gd_fail(&t->why, GD_MISSING, GD_M_OFFICE_NO_COMPANY,
		    GD_T(code));
	return GD_OK;
}

static enum gd_code
make_customer(struct take *t)
{
	const struct gd_customer c = { .code = t->customer_code,
		.name = t->o->customer_name,
		.name_en = "",
		.country = "",
		.city = "",
		.pinyin = "",
		.note = "",
		.active = 1 };
	const struct gd_office_command cmd = {
		GD_OFFICE_CUSTOMER_ANYWAY, &c, UINT64_MAX /* noted */
	};
	char request[GD_ID_TEXT];

	app_hash_id(request, t->o->hash, "customer");
	return app_office_inside(t->k->app, &cmd, 1, request, &t->why);
}

/* ---- what the files said before --------------------------------------------- */

/* Everything up to the first takeover, then takeovers only: so the work done
 * here in between is not taken for something a file said. */
static enum gd_code
load_base(struct take *t, const char *id)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_journal_row row;
	struct gd_cursor *c;
	bool taken = false, mine;
	enum gd_code rc;

	rc = gd_store_journal(t->k->app->store, id, 0, &c, &t->why);
	if (rc != GD_OK)
		return rc;
	while ((rc = gd_cursor_next(c, &row, &t->why)) == GD_OK) {
		mine = strcmp(row.verb, gd_verb_word(GD_DO_TAKEOVER)) == 0;
		if (taken && !mine)
			continue;
		taken = taken || mine;
		rc = gd_events_decode(&ev, row.body, row.body_len, &t->why);
		if (rc != GD_OK)
			break;
		for (size_t i = 0; i < ev.n; i++)
			gd_apply(&t->base.sheet, NULL, &ev.at[i]);
		t->base.rev = row.order_rev;
	}
	gd_cursor_close(c);
	gd_events_release(&ev);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* The order of exactly this number, or a new one. */
static enum gd_code
find_order(struct take *t)
{
	struct gd_app *app = t->k->app;
	char id[GD_ID_TEXT];
	enum gd_code rc;

	t->fresh = !gd_store_number_used(app->store, t->o->number);
	if (t->fresh) {
		app_facts(app, app->login, t->wf, NULL, t->customer_code,
		    &t->facts);
		app_facts_holders(app, &t->facts);
		gd_id_new(t->facts.f.now_ms, t->order.id);
		return GD_OK;
	}
	rc = gd_store_order_find(app->store, t->o->number, id, &t->why);
	if (rc == GD_OK)
		rc = gd_store_order_load(app->store, id, &t->order, &t->why);
	if (rc == GD_OK)
		rc = gd_app_workflow(app, gd_head(&t->order)->workflow,
		    (int)gd_head(&t->order)->version, &t->wf, &t->why);
	if (rc != GD_OK)
		return rc;
	t->again = gd_head(&t->order)->taken_day != 0;
	if (t->again)
		rc = load_base(t, id);
	app_facts(app, app->login, t->wf, &t->order, NULL, &t->facts);
	app_facts_holders(app, &t->facts);
	return rc;
}

/* ---- deciding ----------------------------------------------------------------- */

static enum gd_code
decide_new(struct take *t)
{
	struct gd_command cmd = { .verb = GD_DO_NEW,
		.fields = t->o->pairs,
		.nfields = (int)t->o->npairs };
	enum gd_code rc = app_check_command(&cmd, &t->why);

	t->facts.f.number = t->o->number;
	t->facts.f.customer = t->customer_code;
	t->facts.f.company = t->company->code;
	if (rc == GD_OK)
		rc = gd_decide(t->wf, &t->order, &t->facts.f, &cmd, &t->made,
		    &t->why);
	if (rc == GD_OK) {
		app_apply(&t->order, &t->made, 0);
		t->order.rev = 1;
	}
	return rc;
}

static enum gd_code
decide_past(struct take *t)
{
	struct gd_pair *pairs =
	    gd_arena_alloc(&t->k->batch, t->o->npairs + 1, sizeof *pairs);
	struct gd_command cmd = { .verb = GD_DO_TAKEOVER,
		.fields = pairs,
		.nfields = (int)t->o->npairs + 1,
		.taken = t->o->taken,
		.ntaken = (int)t->o->ntaken,
		.day = t->k->t->day };
	enum gd_code rc;

	if (t->o->npairs)
		memcpy(pairs, t->o->pairs, t->o->npairs * sizeof *pairs);
	pairs[t->o->npairs] = (struct gd_pair){ "customer", t->customer_code };
	t->facts.f.before = t->again ? &t->base : NULL;
	rc = app_check_command(&cmd, &t->why);
	if (rc == GD_OK)
		rc = gd_decide(t->wf, &t->order, &t->facts.f, &cmd, &t->events,
		    &t->why);
	if (rc == GD_OK)
		app_apply(&t->order, &t->events, 0);
	return rc;
}

/* Did the files change anything, or has only time passed? */
static bool
changed(const struct take *t)
{
	for (size_t i = 0; i < t->events.n; i++)
		if (t->events.at[i].kind == GD_EV_TAKEN ||
		    t->events.at[i].kind == GD_EV_CORRECTED)
			return true;
	return false;
}

/* A field the machine refuses is asked alone, to name its place. */
static void
name_fields(struct take *t)
{
	for (size_t i = 0; i < t->o->npairs; i++) {
		const struct gd_command cmd = { .verb = GD_DO_NEW,
			.fields = &t->o->pairs[i],
			.nfields = 1 };
		struct gd_events ev = GD_EVENTS_INIT;
		struct gd_err why = GD_ERR_INIT;
		struct gd_order blank;

		gd_order_init(&blank);
		if (gd_decide(t->wf, &blank, &t->facts.f, &cmd, &ev, &why) !=
			GD_OK &&
		    why.msg != GD_M_FIELD_MISSING) {
			t->k->file = TK_ORDERS;
			tk_fault(t->k, t->o, t->o->line, t->o->places[i].column,
			    t->o->pairs[i].value, &why);
			t->o->faults[t->o->nfaults - 1].heading =
			    t->o->places[i].heading;
		}
		gd_events_release(&ev);
		gd_order_release(&blank);
	}
}

static enum gd_code
decide(struct take *t)
{
	enum gd_code rc = find_whose(t);

	if (rc == GD_OK)
		rc = find_order(t);
	if (rc == GD_OK && t->fresh)
		rc = find_company(t);
	if (rc == GD_OK && t->fresh)
		rc = decide_new(t);
	if (rc == GD_OK)
		rc = decide_past(t);
	return rc;
}

static enum gd_code
write_down(struct take *t)
{
	struct gd_app *app = t->k->app;
	char request[GD_ID_TEXT], what[40];
	enum gd_code rc = GD_OK;

	if (!t->customer)
		rc = make_customer(t);
	if (rc == GD_OK && t->fresh) {
		app_hash_id(request, t->o->hash, "new");
		rc = app_append(app, &t->order, &t->made,
		    gd_verb_word(GD_DO_NEW), t->facts.f.now_ms, request, NULL,
		    &t->why);
	}
	t->order.rev++;
	snprintf(what, sizeof what, "past@%lld", (long long)t->order.rev);
	app_hash_id(request, t->o->hash, what);
	if (rc == GD_OK)
		rc = app_append(app, &t->order, &t->events,
		    gd_verb_word(GD_DO_TAKEOVER), t->facts.f.now_ms, request,
		    NULL, &t->why);
	return rc;
}

/* ---- the answer ----------------------------------------------------------------- */

static void
say(struct take *t, struct gd_takeover_result *r)
{
	const struct gd_head *h = gd_head(&t->order);
	struct gd_taken_note *notes;

	r->wf = t->wf;
	r->rail = gd_arena_str(&t->k->batch, h->rail);
	r->waits = gd_arena_str(&t->k->batch, h->waits);
	r->state = h->state;
	r->step_no = h->step_no;
	r->pieces_out = h->pieces_out;
	r->unsigned_n = h->unsigned_n;
	r->nnotes = gd_taken_notes(t->wf, &t->order, &t->k->batch, &notes);
	r->notes = notes;
	r->outcome = !changed(t) ? GD_TAKEOVER_SAME
		     : t->again  ? GD_TAKEOVER_CORRECTED
				 : GD_TAKEOVER_TAKEN;
}

/* An answer of the rules stops this order only; the world around us stops
 * all. */
static bool
is_answer(enum gd_code rc)
{
	return rc == GD_REFUSED || rc == GD_USAGE || rc == GD_MISSING;
}

enum gd_code
tk_take(struct takeover *k, struct tk_order *o, struct gd_takeover_result *r)
{
	struct take t = { .k = k, .o = o, .wf = k->wf };
	enum gd_code rc = GD_REFUSED;

	*r = (struct gd_takeover_result){ .number = o->number,
		.outcome = GD_TAKEOVER_REFUSED,
		.wf = k->wf };
	gd_order_init(&t.order);
	gd_order_init(&t.base);
	if (!o->nfaults)
		rc = decide(&t);
	if (is_answer(rc) && !o->nfaults && t.facts.f.number)
		name_fields(&t);
	if (is_answer(rc) && !o->nfaults) {
		k->file = TK_ORDERS;
		tk_fault(k, o, o->line, 0, o->number, &t.why);
	}
	if (rc == GD_OK) {
		say(&t, r);
		if (!k->t->dry_run && r->outcome != GD_TAKEOVER_SAME)
			rc = write_down(&t);
	}
	r->faults = o->faults;
	r->nfaults = o->nfaults;
	r->remarks = o->remarks;
	r->nremarks = o->nremarks;
	gd_order_release(&t.order);
	gd_order_release(&t.base);
	gd_events_release(&t.made);
	gd_events_release(&t.events);
	app_facts_release(&t.facts);
	if (rc != GD_OK && !o->nfaults && k->err)
		*k->err = t.why;
	return is_answer(rc) && o->nfaults ? GD_OK : rc;
}
