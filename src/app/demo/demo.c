/* app/demo/demo.c - a book for trying: an office of twelve people, its
 * customers and some three dozen orders at every step of the way.
 *
 * Made only through the acts anybody has, in one pass through the past
 * months: the order whose next act is due soonest goes on.  The same for
 * the same GENDAN_NOW and seed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "../app_priv.h"
#include "demo.h"

#include "base/banned.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
#define MINUTE_MS (INT64_C(60) * 1000)
#define BATCH_MS 150
#define MOST_ACTS 400 /* of one order; more means it goes in circles */

/* An order on its way. */
struct way {
	const struct demo_order *plan;
	struct drive drive;
	char number[64];
	int64_t next_ms, gap_ms; /* when its next act is due */
	int acts, more;
	bool begun, there;
	struct gd_arena arena;
};

/* ---- the office ---------------------------------------------------------- */

static enum gd_code
add_people(struct gd_app *app, bool roles, struct gd_err *err)
{
	struct gd_office_command cmds[64];
	struct gd_person people[16];
	struct gd_holds holds[32];
	int i, r, n = 0, np = 0, nh = 0;

	for (i = 0; demo_people[i].login; i++) {
		const struct demo_person *d = &demo_people[i];

		people[np] =
		    (struct gd_person){ d->login, d->name, d->name_en, 1 };
		cmds[n++] = (struct gd_office_command){ GD_OFFICE_USER_ADD,
			&people[np++], UINT64_MAX };
		for (r = 0; roles && r < 3 && d->roles[r]; r++) {
			holds[nh] =
			    (struct gd_holds){ d->login, d->roles[r], 1 };
			cmds[n++] =
			    (struct gd_office_command){ GD_OFFICE_ROLE_GRANT,
				    &holds[nh++], UINT64_MAX };
		}
	}
	/* the first one, made by init, is there already */
	return app_office_many(app, cmds + 1, n - 1, err);
}

/* Keys move no other number of the demo: their requests have ids of their
 * own, and no orders wait for them. */
static enum gd_code
add_keys(struct gd_app *app, struct gd_err *err)
{
	enum gd_code rc;

	app_hash_id(app->request, "demo", "keys");
	app->acts = 0;
	rc = app_enrol_all(app, GD_DEMO_PASSWORD, true, err);
	app->request[0] = '\0';
	return rc;
}

static enum gd_code
add_others(struct gd_app *app, struct gd_err *err)
{
	struct gd_office_command cmds[64];
	const struct gd_setting demo = { "demo", "yes" };
	/* who one is on opening it: the clerk whose day it shows */
	const struct gd_setting who = { "demo_person", demo_people[0].login };
	int i, n = 0;

	cmds[n++] =
	    (struct gd_office_command){ GD_OFFICE_SETTING, &demo, UINT64_MAX };
	cmds[n++] =
	    (struct gd_office_command){ GD_OFFICE_SETTING, &who, UINT64_MAX };
	for (i = 0; demo_customers[i].code; i++)
		cmds[n++] = (struct gd_office_command){ GD_OFFICE_CUSTOMER,
			&demo_customers[i], UINT64_MAX };
	for (i = 0; demo_parties[i].kind; i++)
		cmds[n++] = (struct gd_office_command){ GD_OFFICE_PARTY,
			&demo_parties[i], UINT64_MAX };
	return app_office_many(app, cmds, n, err);
}

enum gd_code
app_demo_office(struct gd_app *app, bool roles, struct gd_err *err)
{
	enum gd_code rc = add_people(app, roles, err);

	if (rc == GD_OK)
		rc = add_others(app, err);
	if (rc == GD_OK)
		rc = add_keys(app, err);
	return rc;
}

enum gd_code
app_demo_book(const char *path, const char *flow, int64_t when,
    struct gd_err *err)
{
	const struct gd_company company = { .code = "nbhd",
		.name_zh = "宁波海达进出口有限公司",
		.name_en = "Ningbo Haida Import & Export Co., Ltd.",
		.address_zh = "宁波市鄞州区示例路 88 号",
		.address_en = "88 Example Road, Yinzhou, Ningbo",
		.bank = "中国银行宁波分行",
		.tax_no = "91330200DEMO000001",
		.currency = "USD" };

	return app_init_at(path, &company,
	    &(struct gd_book_first){ .login = demo_people[0].login,
		.name = demo_people[0].name,
		.flows = &flow,
		.nflows = flow != NULL },
	    when, err);
}

/* ---- orders -------------------------------------------------------------- */

/* A parcel number of UPS whose last digit checks the fifteen before it. */
static const char *
parcel_number(int no, struct gd_arena *arena)
{
	char body[32];
	int sum = 0;

	snprintf(body, sizeof body, "59158068555%04d",
	    (8773 - 61 * no) % 10000);
	for (int i = 0; i < 15; i++)
		sum += (body[i] - '0') * (i % 2 ? 2 : 1);
	return gd_arena_printf(arena, "1Z%s%d", body, (10 - sum % 10) % 10);
}

/* What no two orders have in common. */
static int
add_numbers(struct gd_pair *v, int no, bool lc, struct gd_arena *a)
{
	static const char *const vessels[] = { "COSCO PRIDE", "EVER GOLDEN",
		"OOCL BERLIN", "CMA CGM RHONE", "YM WELLNESS" };
	int n = 0;

	v[n++] = (struct gd_pair){ "tracking", parcel_number(no, a) };
	if (lc)
		v[n++] = (struct gd_pair){ "lc_no",
			gd_arena_printf(a, "LC26%05d", 11088 + 37 * no) };
	v[n++] = (struct gd_pair){ "booking_no",
		gd_arena_printf(a, "NGB26%05d", 11204 + 53 * no) };
	v[n++] = (struct gd_pair){ "vessel", vessels[no % 5] };
	v[n++] =
	    (struct gd_pair){ "voyage", gd_arena_printf(a, "%03dW", 36 + no) };
	v[n++] = (struct gd_pair){ "bl_no",
		gd_arena_printf(a, "COSU62%05d", 88130 + 71 * no) };
	v[n++] = (struct gd_pair){ "invoice_no",
		gd_arena_printf(a, "INV-26-%03d", no + 1) };
	v[n++] = (struct gd_pair){ "entry_no",
		gd_arena_printf(a, "JC-%05d", 88021 + 3 * no) };
	v[n++] = (struct gd_pair){ "declaration_no",
		gd_arena_printf(a, "3101202605123%05d", 45678 + 19 * no) };
	return n;
}

/* Which of the plans it is; one that stands elsewhere is the first. */
static int
place_of(const struct demo_order *plan)
{
	for (int i = 0; i < demo_norders(); i++)
		if (plan == &demo_orders[i])
			return i;
	return 0;
}

/* Values of this order, then what all orders share. */
void
app_demo_values(const struct demo_order *p, int64_t now, int offset,
    struct drive *drive, struct gd_arena *a)
{
	static const char *const ports[] = { "Hamburg", "Aarhus", "Manzanillo",
		"Dublin", "Le Havre", "Osaka", "Seattle", "Rotterdam" };
	const struct demo_product *what = &demo_products[p->product];
	int no = place_of(p), n = 0, i;
	struct gd_pair *v = gd_arena_alloc(a, 128, sizeof *v);
	long long cents = (long long)what->price * p->quantity;
	const char *pieces;
	char day[GD_DAY_TEXT];

	gd_day_text(gd_ms_day(now, offset) + p->due_in, day);
	v[n++] = (struct gd_pair){ "product", what->name };
	v[n++] = (struct gd_pair){ "terms", p->terms };
	v[n++] =
	    (struct gd_pair){ "amount", gd_arena_printf(a, "%lld.%02lld USD",
					    cents / 100, cents % 100) };
	pieces = gd_arena_printf(a, "%d", p->quantity);
	v[n++] = (struct gd_pair){ "quantity", pieces };
	v[n++] = (struct gd_pair){ "finished_qty", pieces };
	v[n++] = (struct gd_pair){ "loaded_qty", pieces };
	v[n++] = (struct gd_pair){ "destination", ports[no % 8] };
	v[n++] = (struct gd_pair){ "contract_no",
		gd_arena_printf(a, "XS-26-%03d", no + 1) };
	v[n++] = (struct gd_pair){ "customer_po",
		gd_arena_printf(a, "PO %d", 88200 + 7 * no) };
	v[n++] = (struct gd_pair){ "delivery_date", gd_arena_str(a, day) };
	n += add_numbers(v + n, no, strcmp(p->terms, "tt") != 0, a);
	for (i = 0; demo_values[i].name; i++)
		v[n++] = demo_values[i];
	drive->values = v;
	drive->outcomes = p->outcomes;
	drive->avoid = p->avoid;
}

static const char *
own_value(const struct way *w, const char *name)
{
	int i;

	for (i = 0; w->drive.values[i].name; i++)
		if (strcmp(w->drive.values[i].name, name) == 0)
			return w->drive.values[i].value;
	return NULL;
}

static enum gd_code
begin_order(struct gd_app *app, struct way *ways, struct way *w,
    struct gd_err *err)
{
	static const char *const asked[] = { "product", "terms", "amount",
		"quantity", "trade_term", "destination", "delivery_date" };
	const struct demo_order *p = w->plan;
	struct gd_pair pairs[16];
	const struct gd_line line = { .no = 1,
		.item = demo_products[p->product].name,
		.spec = "",
		.qty = p->quantity,
		.unit = "pcs",
		.currency = "USD",
		.price = demo_products[p->product].price,
		.note = "" };
	struct gd_new_order n = { .customer = p->customer,
		.fields = pairs,
		.salesperson = "zhouyan",
		.lines = &line,
		.nlines = 1 };
	size_t i;
	enum gd_code rc;

	for (i = 0; i < sizeof asked / sizeof asked[0]; i++)
		if (own_value(w, asked[i]))
			pairs[n.nfields++] = (struct gd_pair){ asked[i],
				own_value(w, asked[i]) };
	if (p->repeats)
		n.repeat_of = ways[p->repeats - 1].number;
	rc = gd_app_become(app, p->clerk, err);
	if (rc == GD_OK)
		rc = gd_app_new(app, &n, w->number, err);
	w->begun = true;
	return rc;
}

static enum gd_code
do_as(struct gd_app *app, const char *login, const char *number,
    const struct gd_command *cmd, struct gd_err *err)
{
	enum gd_code rc = gd_app_become(app, login, err);

	return rc == GD_OK ? gd_app_act(app, number, cmd, NULL, NULL, err) : rc;
}

/* A change agreed with the customer, from problem to the notice's draft. */
static enum gd_code
make_notice(struct gd_app *app, struct way *w, struct gd_err *err)
{
	char old[GD_DAY_TEXT], fresh[GD_DAY_TEXT], agreed[GD_DAY_TEXT];
	char changes[120];
	int32_t due = gd_day_parse(own_value(w, "delivery_date"));
	const struct gd_pair problem[] = { { "problem",
	    "不锈钢原料晚到三天 / steel arrives three days late" } };
	const struct gd_pair agreement[] = {
		{ "evidence", "客户邮件同意 / customer's e-mail" },
		{ "agreed_on", gd_day_text(gd_app_today(app), agreed) }
	};
	const struct gd_pair change[] = { { "changes", changes } };
	const struct gd_command acts[] = {
		{ .verb = GD_DO_FILL,
		    .duty = "problem",
		    .fields = problem,
		    .nfields = 1 },
		{ .verb = GD_DO_CHOOSE,
		    .duty = "agreement",
		    .inst = 1,
		    .outcome = "agreed",
		    .fields = agreement,
		    .nfields = 2 },
		{ .verb = GD_DO_FILL,
		    .duty = "notice",
		    .inst = 1,
		    .fields = change,
		    .nfields = 1 },
	};
	enum gd_code rc = GD_OK;
	int i;

	snprintf(changes, sizeof changes,
	    "formal_order.delivery_date: %s -> %s", gd_day_text(due, old),
	    gd_day_text(due + 3, fresh));
	for (i = 0; rc == GD_OK && i < 3; i++)
		rc = do_as(app, w->plan->clerk, w->number, &acts[i], err);
	return rc;
}

static enum gd_code
make_delay(struct gd_app *app, struct way *w, struct gd_err *err)
{
	char day[GD_DAY_TEXT];
	const struct gd_pair fields[] = {
		{ "delay_new", gd_day_text(gd_app_today(app) + 9, day) },
		{ "delay_answer", "货代答复: 改下一航次 / next voyage" }
	};
	const struct gd_command delay = { .verb = GD_DO_FILL,
		.duty = "delay",
		.fields = fields,
		.nfields = 2 };

	return do_as(app, w->plan->clerk, w->number, &delay, err);
}

/* What happens to this order once it has come as far as planned. */
static enum gd_code
arrive(struct gd_app *app, struct way *w, struct gd_err *err)
{
	const struct gd_command hold = {
		.verb = GD_DO_HOLD,
		.reason =
		    "客户要求暂停,等新包装设计 / customer waits for new artwork"
	};
	const struct gd_command cancel = { .verb = GD_DO_CANCEL,
		.outcome = "customer",
		.reason = "客户取消: 市场变化 / market changed" };
	const struct gd_command note = { .verb = GD_DO_NOTE,
		.reason = "客户下周来厂看货 / customer visits next week" };

	w->there = true;
	switch (w->plan->then) {
	case DEMO_HOLD:
		return do_as(app, w->plan->clerk, w->number, &hold, err);
	case DEMO_CANCEL:
		return do_as(app, w->plan->clerk, w->number, &cancel, err);
	case DEMO_NOTICE:
		return make_notice(app, w, err);
	case DEMO_DELAY:
		return make_delay(app, w, err);
	case DEMO_NOTE:
		return do_as(app, w->plan->clerk, w->number, &note, err);
	case DEMO_STAY:
		break;
	}
	return GD_OK;
}

/* Has it come to its step, and done the acts more that were planned? */
static enum gd_code
is_there(struct gd_app *app, struct way *w, bool *there, struct gd_err *err)
{
	struct gd_order o;
	char id[GD_ID_TEXT];
	enum gd_code rc;

	gd_order_init(&o);
	rc = gd_store_order_find(app->store, w->number, id, err);
	if (rc == GD_OK)
		rc = gd_store_order_load(app->store, id, &o, err);
	if (rc == GD_OK) {
		/* after one rejected round the customer is content */
		if (o.sheet.rows[GD_TAB_LOOP].n)
			w->drive.outcomes = NULL;
		*there = gd_head(&o)->state != GD_ORDER_ACTIVE;
		if (gd_head(&o)->step_no >= w->plan->step)
			*there |= w->more-- <= 0;
	}
	gd_order_release(&o);
	return rc;
}

/* One act of the order whose turn it is. */
static enum gd_code
go_on(struct gd_app *app, struct way *ways, struct way *w, struct gd_err *err)
{
	bool there = false, did = true;
	enum gd_code rc;

	app->clock_ms = w->next_ms;
	if (!w->begun)
		rc = begin_order(app, ways, w, err);
	else
		rc = app_drive(&w->drive, w->number,
		    w->acts % 3 != 0 || w->plan->step == 12, &did, err);
	if (rc == GD_OK)
		rc = is_there(app, w, &there, err);
	if (rc == GD_OK && (there || !did || ++w->acts > MOST_ACTS))
		rc = arrive(app, w, err);
	w->next_ms = app->last_ms + w->gap_ms;
	return rc;
}

static struct way *
whose_turn(struct way *ways, int n)
{
	struct way *best = NULL;
	int i;

	for (i = 0; i < n; i++)
		if (!ways[i].there &&
		    (!ways[i].plan->repeats ||
			ways[ways[i].plan->repeats - 1].begun) &&
		    (!best || ways[i].next_ms < best->next_ms))
			best = &ways[i];
	return best;
}

static void
set_out(struct way *ways, int n, int64_t now, int offset)
{
	/* acts it takes to come to a step; only spreads them over the time */
	static const int acts_to[13] = { 1, 3, 9, 12, 17, 25, 38, 45, 45, 53,
		61, 74, 78 };
	int i, acts;

	for (i = 0; i < n; i++) {
		struct way *w = &ways[i];

		w->plan = &demo_orders[i];
		w->more = w->plan->more;
		app_demo_values(w->plan, now, offset, &w->drive, &w->arena);
		w->next_ms = now - w->plan->began * DAY_MS +
			     (int64_t)(gd_random() % 300) * MINUTE_MS;
		acts = acts_to[w->plan->step] + w->plan->more + 1;
		w->gap_ms = (w->plan->began * DAY_MS - DAY_MS / 3) / acts;
		w->gap_ms -= (int64_t)(gd_random() % 30) * MINUTE_MS;
	}
}

static enum gd_code
carry_on(struct gd_app *app, int64_t now, struct gd_err *err)
{
	int n = demo_norders();
	struct way *ways = gd_alloc((size_t)n, sizeof *ways), *w;
	int64_t began = gd_monotonic_ms();
	enum gd_code rc;
	int i;

	set_out(ways, n, now, app->utc_offset);
	rc = app_batch_begin(app, err);
	while (rc == GD_OK && (w = whose_turn(ways, n))) {
		if (w->next_ms > now)
			w->next_ms = now;
		w->drive.app = app;
		rc = go_on(app, ways, w, err);
		if (rc == GD_OK && gd_monotonic_ms() - began > BATCH_MS) {
			rc = app_batch_end(app, rc, err);
			if (rc == GD_OK)
				rc = app_batch_begin(app, err);
			began = gd_monotonic_ms();
		}
	}
	rc = app_batch_end(app, rc, err);
	for (i = 0; i < n; i++)
		gd_arena_release(&ways[i].arena);
	free(ways);
	return rc;
}

/* Who answers for what is late was told, as the office's timer does it. */
static enum gd_code
remind(struct gd_app *app, int64_t now, struct gd_err *err)
{
	struct gd_ticked ticked;
	enum gd_code rc = gd_app_become(app, demo_people[0].login, err);

	app->clock_ms = now;
	return rc == GD_OK ? gd_app_tick(app, &ticked, err) : rc;
}

enum gd_code
gd_app_demo(const char *path, uint64_t seed, struct gd_err *err)
{
	struct gd_app_options options = { .book = path,
		.login = demo_people[0].login };
	int64_t now = gd_now_ms();
	struct gd_app *app;
	enum gd_code rc;

	gd_id_seed(seed ? seed : 1);
	rc = app_demo_book(path, NULL, now - 150 * DAY_MS, err);
	if (rc == GD_OK)
		rc = gd_app_open(&options, &app, err);
	if (rc != GD_OK)
		goto out;
	app->clock_ms = now - 149 * DAY_MS;
	rc = app_demo_office(app, true, err);
	if (rc == GD_OK)
		rc = carry_on(app, now, err);
	if (rc == GD_OK)
		rc = remind(app, now, err);
	gd_app_close(app);
out:
	gd_id_seed(0);
	return rc;
}
