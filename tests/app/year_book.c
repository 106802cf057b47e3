/* tests/app/year_book.c - a generator of a year of orders of every workflow.
 *
 * Knows no workflow: each order is carried on by what `todo` says can be done,
 * drawn by lot - offers are taken, refused or left until their time is over,
 * checks find fault, surveys are answered or not, some orders are cancelled for
 * a cause of their workflow, some changed by a notice.  The order whose next act
 * is due soonest goes on, so the journal is in the order of time; what the year
 * ends before stays open.
 */
#include "year_book.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../flow/flow_test.h"
#include "app/login.h"
#include "base/day.h"

#include "base/banned.h"

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define DAYS 364
#define MOST_FLOWS 32
#define MOST_ROLES 120
#define MOST_ACTS 260 /* of one order */
#define MOST_VALUES 64

struct an_order {
	int64_t at; /* when it goes on */
	char number[64];
	int16_t flow, acts, refused; /* refused: one after another */
	bool begun;
};
struct year {
	struct office *o;
	uint64_t luck;
	int64_t begin, end, next_tick;
	struct gd_workflow flows[MOST_FLOWS];
	int nflows;
	char roles[MOST_ROLES][48];
	int nroles;
	struct an_order *orders;
	int *heap, nheap; /* of orders, the soonest first */
	struct year_made made;
};

/* ---- luck ---------------------------------------------------------------------- */

static uint64_t
draw(struct year *y)
{
	y->luck ^= y->luck << 13;
	y->luck ^= y->luck >> 7;
	y->luck ^= y->luck << 17;
	return y->luck >> 11;
}

static int
pick(struct year *y, int n)
{
	return n > 0 ? (int)(draw(y) % (uint64_t)n) : 0;
}

static bool
chance(struct year *y, int of_1000)
{
	return pick(y, 1000) < of_1000;
}

/* Minutes, hours or days until somebody comes back to it. */
static int64_t
pause_of(struct year *y)
{
	int kind = pick(y, 100);

	return kind < 35   ? (1 + pick(y, 20)) * MINUTE
	       : kind < 75 ? (1 + pick(y, 30)) * HOUR
			   : (1 + pick(y, 12)) * DAY;
}

/* ---- the heap -------------------------------------------------------------------- */

static bool
sooner(const struct year *y, int a, int b)
{
	const struct an_order *x = &y->orders[a], *z = &y->orders[b];

	return x->at < z->at || (x->at == z->at && a < b);
}

static void
push(struct year *y, int order)
{
	int i = y->nheap++;

	while (i > 0 && sooner(y, order, y->heap[(i - 1) / 2])) {
		y->heap[i] = y->heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	y->heap[i] = order;
}

static int
pop(struct year *y)
{
	int top = y->heap[0], last = y->heap[--y->nheap], i = 0, kid;

	while ((kid = 2 * i + 1) < y->nheap) {
		kid += kid + 1 < y->nheap &&
		       sooner(y, y->heap[kid + 1], y->heap[kid]);
		if (!sooner(y, y->heap[kid], last))
			break;
		y->heap[i] = y->heap[kid];
		i = kid;
	}
	y->heap[i] = last;
	return top;
}

/* ---- the office ------------------------------------------------------------------ */

static void
read_flows(struct year *y)
{
	glob_t g;

	assert_int_equal(glob("data/workflows/*.yaml", 0, NULL, &g), 0);
	assert_true(g.gl_pathc <= MOST_FLOWS);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct gd_workflow *wf = &y->flows[y->nflows++];
		int k;

		good_workflow(g.gl_pathv[i], wf);
		for (int r = 0; r < wf->nroles; r++) {
			const char *id = wf->roles[r].name.id;

			for (k = 0; k < y->nroles; k++)
				if (strcmp(y->roles[k], id) == 0)
					break;
			assert_true(k < MOST_ROLES);
			if (k == y->nroles)
				snprintf(y->roles[y->nroles++], 48, "%s", id);
		}
	}
	globfree(&g);
}

/* Two people hold each role, and chenli, who enters the orders, the clerk's. */
static void
staff(struct year *y)
{
	struct gd_err err = GD_ERR_INIT;
	char login[64];

	for (int r = 0; r < y->nroles; r++)
		for (int i = 1; i <= 2; i++) {
			const struct gd_person p = { .login = login,
				.name = login };
			const struct gd_holds h = { login, y->roles[r], 1 };
			const struct gd_office_command cmds[] = {
				{ GD_OFFICE_USER_ADD, &p, 3 },
				{ GD_OFFICE_ROLE_GRANT, &h, UINT64_MAX },
			};

			snprintf(login, sizeof login, "%s%d", y->roles[r], i);
			expect(app_office_many(y->o->app, cmds, 2, &err), GD_OK,
			    &err);
		}
	expect(app_enrol_all(y->o->app, OFFICE_PASSWORD, false, &err), GD_OK,
	    &err);
}

static void
install(struct year *y)
{
	struct gd_err err = GD_ERR_INIT;
	const struct gd_workflow *wf;
	char path[160], *text;
	size_t n;

	for (int i = 0; i < y->nflows; i++) {
		const char *id = y->flows[i].name.id;

		/* a new book comes with one */
		if (gd_app_workflow(y->o->app, id, 0, &wf, &err) == GD_OK)
			continue;
		snprintf(path, sizeof path, "data/workflows/%s.yaml", id);
		text = file_bytes(path, &n);
		expect(app_workflow_put(y->o->app, text, n, &err), GD_OK, &err);
		free(text);
	}
}

static void
office_begin(struct year *y)
{
	const struct gd_company company = { .code = "nb",
		.name_zh = "示例",
		.name_en = "Example",
		.currency = "USD" };
	struct gd_app_options options = { .login = "chenli",
		.kdf_ops = 1,
		.kdf_mem = 8192 };
	struct gd_err err = GD_ERR_INIT;
	struct office *o = y->o;

	setenv("GENDAN_NOW", "2026-01-01T09:00:00+08:00", 1);
	setenv("GENDAN_TZ", "480", 1);
	snprintf(o->dir, sizeof o->dir, "/tmp/gendan-app-XXXXXX");
	assert_non_null(mkdtemp(o->dir));
	snprintf(o->book, sizeof o->book, "%s/book.db", o->dir);
	office_state(o);
	expect(gd_app_init(o->book, &company, "chenli", "陈丽", &err), GD_OK,
	    &err);
	options.book = o->book;
	expect(gd_app_open(&options, &o->app, &err), GD_OK, &err);
	o->app->clock_ms = gd_now_ms();
	install(y);
	staff(y);
	for (int i = 0; i < 9; i++) {
		char code[16];
		const struct gd_customer c = { .code = code, .name = code };

		snprintf(code, sizeof code, "c%d", i);
		expect(gd_app_office_do(o->app,
			   &(struct gd_office_command){ GD_OFFICE_CUSTOMER, &c,
			       7 },
			   &err),
		    GD_OK, &err);
	}
	y->begin = gd_now_ms() + DAY;
	y->end = y->begin + DAYS * DAY;
}

/* ---- values ---------------------------------------------------------------------- */

/* "paper.field: old -> new" of a date on a paper in force; NULL: there is none. */
static const char *
a_change(struct year *y, const struct gd_order_page *p, struct gd_arena *arena)
{
	for (int i = 0; i < p->wf->npapers; i++) {
		const struct gd_paper_def *paper = &p->wf->papers[i];
		const struct gd_paper *row =
		    gd_row_find(&p->order.sheet, GD_TAB_PAPER,
			&(struct gd_paper){ .kind = paper->name.id,
			    .lot = 0,
			    .inst = 1 });

		for (int f = 0; row && row->in_force && f < paper->fields.n;
		     f++) {
			const struct gd_field_def *def =
			    &p->wf->fields[paper->fields.at[f]];
			const char *old = gd_field(&p->order, def->name.id, 0);
			char day[GD_DAY_TEXT];

			if (def->type != GD_FIELD_DATE || !*old)
				continue;
			return gd_arena_printf(arena, "%s.%s: %s -> %s",
			    paper->name.id, def->name.id, old,
			    gd_day_text(gd_day_parse(old) + 1 + pick(y, 9),
				day));
		}
	}
	return NULL;
}

static const char *
a_value(struct year *y, const struct gd_order_page *p,
    const struct gd_field_def *f, struct gd_arena *arena)
{
	char day[GD_DAY_TEXT];
	int64_t span;

	switch (f->type) {
	case GD_FIELD_INT:
	case GD_FIELD_DECIMAL:
		span = f->min <= f->max ? f->max - f->min + 1 : 20;
		return gd_arena_printf(arena, "%lld",
		    (long long)((f->min <= f->max ? f->min : 1) +
				pick(y, span > 1000 ? 1000 : (int)span)));
	case GD_FIELD_MONEY:
		return gd_arena_printf(arena, "%d.00 USD", 1 + pick(y, 5000));
	case GD_FIELD_CHOICE:
		return f->choices[pick(y, f->nchoices)].id;
	case GD_FIELD_YESNO:
		return chance(y, 500) ? "yes" : "no";
	case GD_FIELD_DATE:
		return gd_arena_str(arena,
		    gd_day_text(gd_app_today(y->o->app) + pick(y, 30), day));
	case GD_FIELD_CHANGES:
		return p ? a_change(y, p, arena) : NULL;
	case GD_FIELD_PAPERS:
		return NULL;
	default:
		return "试";
	}
}

/* ---- a new order ------------------------------------------------------------------- */

static void
begin_order(struct year *y, struct an_order *a)
{
	const struct gd_workflow *wf = &y->flows[a->flow];
	const struct gd_line lines[2] = {
		{ .no = 1,
		    .item = "A",
		    .spec = "",
		    .qty = 5,
		    .unit = "pcs",
		    .price = 1200,
		    .currency = "USD",
		    .note = "" },
		{ .no = 2,
		    .item = "B",
		    .spec = "",
		    .qty = 3,
		    .unit = "pcs",
		    .price = 900,
		    .currency = "USD",
		    .note = "" },
	};
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_pair pairs[MOST_VALUES];
	char customer[16];
	struct gd_new_order n = { .workflow = wf->name.id,
		.customer = customer,
		.fields = pairs };
	struct gd_err err = GD_ERR_INIT;

	snprintf(customer, sizeof customer, "c%d", pick(y, 9));
	for (int r = 0; r < wf->nroles; r++)
		if (wf->roles[r].assigned && !gd_wf_role_given(wf, r))
			pairs[n.nfields++] =
			    (struct gd_pair){ gd_arena_printf(&arena,
						  "assign:%s",
						  wf->roles[r].name.id),
				    gd_arena_printf(&arena, "%s%d",
					wf->roles[r].name.id, 1 + pick(y, 2)) };
	for (int d = 0; d < wf->nduties; d++)
		if (wf->duties[d].per_line) {
			n.lines = lines;
			n.nlines = 2;
		}
	for (int f = 0; f < wf->nfields && n.nfields < MOST_VALUES; f++) {
		/* what follows from the lines nobody types */
		bool sum =
		    n.nlines && (wf->fields[f].type == GD_FIELD_DECIMAL ||
				    wf->fields[f].type == GD_FIELD_INT ||
				    wf->fields[f].type == GD_FIELD_MONEY);
		const char *v = wf->fields[f].at_intake && !sum
				    ? a_value(y, NULL, &wf->fields[f], &arena)
				    : NULL;

		if (f == wf->collects.from)
			v = "2026-01-01";

		if (v)
			pairs[n.nfields++] =
			    (struct gd_pair){ wf->fields[f].name.id, v };
	}
	expect(gd_app_become(y->o->app, "chenli", &err), GD_OK, &err);
	expect(gd_app_new(y->o->app, &n, a->number, &err), GD_OK, &err);
	gd_arena_release(&arena);
	a->begun = true;
	y->made.orders++;
}

/* ---- which act --------------------------------------------------------------------- */

/* What undoes or repeats work that was done. */
static bool
leads_nowhere(const struct gd_act_view *a)
{
	static const enum gd_verb verbs[] = { GD_DO_VOID, GD_DO_DIST,
		GD_DO_RECALL, GD_DO_SENDBACK, GD_DO_WITHDRAW, GD_DO_LOST,
		GD_DO_REOPEN, GD_DO_CLOSE, GD_DO_SPLIT, GD_DO_SHORT, GD_DO_HOLD,
		GD_DO_SKIP, GD_DO_REVISE, GD_DO_CORRECT, GD_DO_DESTROYED,
		GD_DO_REPLACE };

	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (a->verb == verbs[i])
			return true;
	return strcmp(a->word, "edit") == 0;
}

static bool
is_offering(const struct gd_order_page *p, const struct gd_act_view *a)
{
	return a->duty >= 0 && a->verb == GD_DO_FILL &&
	       p->wf->duties[a->duty].effect == GD_EFFECT_OFFER;
}

/* Offered already, and somebody may take it. */
static bool
waits_for_answer(const struct gd_order_page *p, const struct gd_act_view *a)
{
	for (size_t i = 0; i < p->todo.nacts; i++)
		if (p->todo.acts[i].verb == GD_DO_ACCEPT &&
		    p->todo.acts[i].possible && p->todo.acts[i].duty == a->duty)
			return true;
	return false;
}

/* May this one be drawn this time? */
static bool
drawable(struct year *y, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	if (!a->possible || leads_nowhere(a))
		return false;
	if (is_offering(p, a))
		return !waits_for_answer(p, a) || chance(y, 120);
	if (a->verb == GD_DO_REFUSE)
		return chance(y, 450);
	return a->verb != GD_DO_RELEASE || chance(y, 150);
}

/* One of the first three that must be done, sometimes one that need not. */
static const struct gd_act_view *
choose_act(struct year *y, const struct gd_order_page *p)
{
	const struct gd_act_view *must[3], *may[40];
	int nmust = 0, nmay = 0;
	bool over = p->row.state == GD_ORDER_COMPLETED;

	for (size_t i = 0; i < p->todo.nacts; i++) {
		const struct gd_act_view *a = &p->todo.acts[i];

		if (!drawable(y, p, a))
			continue;
		if (a->verb == GD_DO_REFUSE)
			return a;
		if (a->duty >= 0 && *p->wf->duties[a->duty].thread &&
		    !p->wf->duties[a->duty].thread_head && chance(y, 700))
			return a; /* what was begun goes on */
		if (a->duty >= 0 && p->wf->duties[a->duty].thread_head &&
		    chance(y, 90))
			return a;
		if (!a->optional && !a->adhoc && nmust < 3)
			must[nmust++] = a;
		else if ((a->optional || a->adhoc) && nmay < 40)
			may[nmay++] = a;
	}
	if (over && chance(y, 200))
		return NULL; /* nobody comes back to it */
	if (nmay && (!nmust || chance(y, 150)))
		return may[pick(y, nmay)];
	return nmust ? must[pick(y, nmust)] : NULL;
}

/* Mostly what leads on; seldom what ends the order. */
static const char *
choose_outcome(struct year *y, const struct gd_duty_def *d)
{
	int i = pick(y, d->noutcomes);

	if (chance(y, 650) ||
	    (d->outcomes[i].goes == GD_GOES_CANCELLED && chance(y, 600)))
		for (i = 0; i + 1 < d->noutcomes &&
			    d->outcomes[i].goes != GD_GOES_NEXT;
		     i++)
			;
	return d->outcomes[i].name.id;
}

/* ---- doing it ---------------------------------------------------------------------- */

/* Somebody of a role of the pool. */
static const char *
of_pool(struct year *y, const struct gd_workflow *wf,
    const struct gd_duty_def *d, struct gd_arena *arena)
{
	return gd_arena_printf(arena, "%s%d",
	    wf->roles[d->offer_to.at[pick(y, d->offer_to.n)]].name.id,
	    1 + pick(y, 2));
}

static void
did(struct year *y, struct an_order *a, const char *what, enum gd_code rc,
    const struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;

	y->made.acts++;
	if (rc == GD_OK) {
		a->refused = 0;
		return;
	}
	a->refused++;
	y->made.refused++;
	if (getenv("GENDAN_SHOW")) {
		gd_say_err(&text, GD_EN, err);
		print_message("%s %s: %s\n", a->number, what, text.text);
		gd_str_release(&text);
	}
}

static void
do_act(struct year *y, struct an_order *a, const struct gd_order_page *p,
    const struct gd_act_view *chosen)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_act_view act = *chosen;
	const struct gd_duty_def *d =
	    act.duty < 0 ? NULL : &p->wf->duties[act.duty];
	struct gd_pair given[MOST_VALUES];
	struct drive drive = { .app = y->o->app,
		.values = given,
		.today = gd_app_today(y->o->app),
		.password = OFFICE_PASSWORD };
	struct gd_err err = GD_ERR_INIT;
	int n = 0;

	act.optional = act.adhoc = false; /* it is filled in like the others */
	given[n++] = (struct gd_pair){ "reason", "试" };
	for (int i = 0; d && i < d->nfields && n + 2 < MOST_VALUES; i++) {
		const struct gd_field_def *f =
		    &p->wf->fields[d->fields[i].field];
		const char *v = d->fields[i].required || chance(y, 600)
				    ? a_value(y, p, f, &arena)
				    : NULL;

		if (v)
			given[n++] = (struct gd_pair){ f->name.id, v };
	}
	given[n] = (struct gd_pair){ NULL, NULL };
	if (d && act.verb == GD_DO_CHOOSE && d->noutcomes)
		drive.outcomes = gd_arena_printf(&arena, "%s=%s", d->name.id,
		    choose_outcome(y, d));
	if (d && act.verb == GD_DO_REFUSE && d->nrefusals)
		act.cmd.outcome = d->refusals[pick(y, d->nrefusals)].id;
	if (is_offering(p, chosen))
		act.cmd.person = of_pool(y, p->wf, d, &arena);
	did(y, a, act.id, app_drive_act(&drive, p, &act, &err), &err);
	gd_arena_release(&arena);
}

/* For one of the causes of its workflow, else by whom and in words. */
static void
cancel(struct year *y, struct an_order *a, const struct gd_order_page *p)
{
	static const char *const whom[] = { "customer", "us", "supplier" };
	const struct gd_workflow *wf = p->wf;
	struct gd_command cmd = { .verb = GD_DO_CANCEL, .reason = "试" };
	int manager =
	    wf->stop_roles.n ? wf->stop_roles.at[0] : wf->close_roles.at[0];
	struct gd_err err = GD_ERR_INIT;
	char who[64];

	cmd.outcome = wf->ncauses ? wf->causes[pick(y, wf->ncauses)].name.id
				  : whom[pick(y, 3)];
	snprintf(who, sizeof who, "%s1", wf->roles[manager].name.id);
	expect(gd_app_become(y->o->app, who, &err), GD_OK, &err);
	did(y, a, "cancel",
	    gd_app_act(y->o->app, a->number, &cmd, NULL, NULL, &err), &err);
}

/* It was offered, and whoever was asked refused or let it run out. */
static bool
nobody_took(const struct gd_order *o)
{
	const struct gd_offer *f;
	bool left = false;

	for (size_t i = 0; (f = gd_walk(o, GD_TAB_OFFER, &i));) {
		if (f->state == GD_OFFER_OFFERED ||
		    f->state == GD_OFFER_ACCEPTED)
			return false;
		left = left || f->state != GD_OFFER_RELEASED;
	}
	return left;
}

/* @return false: nothing is left to do. */
static bool
go_on(struct year *y, struct an_order *a)
{
	struct gd_order_page page;
	const struct gd_act_view *act;
	struct gd_err err = GD_ERR_INIT;
	bool more = true;

	expect(gd_app_order(y->o->app, a->number, &page, &err), GD_OK, &err);
	if (page.row.state == GD_ORDER_ACTIVE &&
	    chance(y, nobody_took(&page.order) ? 300 : 4))
		cancel(y, a, &page);
	else if ((act = choose_act(y, &page)))
		do_act(y, a, &page, act);
	else
		more = page.row.state == GD_ORDER_ACTIVE && chance(y, 800);
	gd_order_page_release(&page);
	return more && a->refused < 4 && ++a->acts < MOST_ACTS;
}

static void
batch(struct year *y, bool on)
{
	struct gd_err err = GD_ERR_INIT;

	expect(on ? app_batch_begin(y->o->app, &err)
		  : app_batch_end(y->o->app, GD_OK, &err),
	    GD_OK, &err);
}

/* Once a day the clock alone ends what is past its time. */
static void
tick(struct year *y)
{
	struct gd_ticked t = { 0 };
	struct gd_err err = GD_ERR_INIT;

	batch(y, false);
	expect(gd_app_tick(y->o->app, &t, &err), GD_OK, &err);
	y->made.ticked += t.expired;
	batch(y, true);
	while (y->next_tick <= y->o->app->clock_ms)
		y->next_tick += DAY;
}

struct year_made
year_book(struct office *o, uint64_t seed, int orders)
{
	struct year *y = gd_alloc(1, sizeof *y);
	struct year_made made;
	int order;

	y->o = o;
	y->luck = seed * 0x9e3779b97f4a7c15u + 0x1234567;
	for (int i = 0; i < 20; i++)
		(void)draw(y);
	read_flows(y);
	office_begin(y);
	y->orders = gd_alloc((size_t)orders, sizeof *y->orders);
	y->heap = gd_alloc((size_t)orders, sizeof *y->heap);
	for (int i = 0; i < orders; i++) {
		y->orders[i].flow = (int16_t)(i % y->nflows);
		y->orders[i].at = y->begin + (int64_t)i * DAYS * DAY / orders +
				  pick(y, (int)(DAY / 1000)) * INT64_C(1000);
		push(y, i);
	}
	batch(y, true);
	y->next_tick = y->begin;
	while (y->nheap && y->orders[y->heap[0]].at < y->end) {
		struct an_order *a = &y->orders[order = pop(y)];

		o->app->clock_ms = a->at;
		if (a->at >= y->next_tick)
			tick(y);
		if (!a->begun)
			begin_order(y, a);
		else if (!go_on(y, a))
			continue;
		a->at += pause_of(y);
		push(y, order);
	}
	o->app->clock_ms = y->end;
	tick(y);
	batch(y, false);
	made = y->made;
	for (int i = 0; i < y->nflows; i++)
		gd_workflow_release(&y->flows[i]);
	free(y->orders);
	free(y->heap);
	free(y);
	return made;
}
