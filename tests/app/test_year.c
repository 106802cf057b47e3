/* tests/app/test_year.c - a year of orders, day by day, with a tick each day.
 *
 * In the clean year everybody does his work by its day: no reminder rings and
 * no hard date breaks or is to break.  In the slipped year duties slip: every
 * hard date that is broken was told of, on the day its ladder promises or the
 * day it came to be known.  What is promised is reckoned here from the rungs
 * of the workflow, not asked of the program.  GENDAN_SOAK=1 has more orders.
 */
#include "app_test.h"

#include "../../src/app/dates/agenda_priv.h"
#include "../../src/app/dates/calendar_priv.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"

#include "base/banned.h"

#define MANY_DATES 80
#define MOST_ORDERS 120

/* When things are done, in days after the delivery date, and what goes wrong. */
static const struct slip {
	const char *name;
	int finished, cutoffs, customs, loaded, present, filed, evidence;
} slips[] = {
	{ "none", -2, -1, -20, 6, 6, 8, 8 },
	{ "goods late", 5, 6, -20, 9, 9, 11, 11 },
	{ "cut-offs missed", -2, 9, 5, 9, 9, 11, 11 },
	{ "ship missed", -2, -1, -20, 24, 24, 26, 26 },
	{ "bank late", -2, -1, -20, 6, 33, 8, 8 },
	{ "evidence late", -2, -1, -20, 6, 6, 8, 40 },
	{ "refund late", -2, -1, -20, 6, 6, 440, 440 },
};
#define NSLIPS (int)(sizeof slips / sizeof *slips)

/* ---- one order --------------------------------------------------------------- */

struct watched { /* a hard date as it was seen */
	char key[96];
	int32_t day, since; /* this day, and since when it was this */
	int32_t rang;       /* the first ring for this day, 0 = none */
	int32_t feared;     /* the projection breaks since then, 0 = not */
	int64_t rung;
	bool broken; /* counted */
};
struct one {
	char number[64];
	const struct slip *slip;
	int32_t delivery;
	int32_t customs; /* the customs cut-off, days after cargo entry */
	char days[16][GD_DAY_TEXT];
	struct gd_pair values[32];
	bool over;
	bool did[4]; /* of by_hand */
	struct watched dates[MANY_DATES];
	int ndates;
};
struct year {
	struct office o;
	struct one orders[MOST_ORDERS];
	int n;
	bool deaf; /* no tick */
	int reminders, broken, unwarned, feared;
};
static struct year y;
static int skipped;

static void
next_day(void)
{
	gd_clock_skip(86400000);
	skipped++;
}

static const char *
on(struct one *x, int i, int32_t day)
{
	return gd_day_text(day, x->days[i]);
}

/* Every value a duty may ask for: the voyage follows the delivery date. */
static void
set_values(struct one *x, bool close_credit)
{
	int32_t d = x->delivery;
	const struct gd_pair all[] = { { "customer_po", "PO-1" },
		{ "carrier", "DHL" }, { "tracking", "1234567890" },
		{ "forwarder", "Sinotrans" },
		{ "cargo_entry", on(x, 0, d + 3) },
		{ "cy_cutoff", on(x, 1, d + 4) },
		{ "customs_cutoff", on(x, 2, d + 3 + x->customs) },
		{ "si_cutoff", on(x, 3, d + 2) },
		{ "vgm_cutoff", on(x, 4, d + 3) },
		{ "loading_on", on(x, 5, d + 5) }, { "etd", on(x, 6, d + 6) },
		{ "eta", on(x, 7, d + 36) }, { "lc_no", "LC-77" },
		{ "lc_latest_shipment",
		    on(x, 8, d + (close_credit ? 12 : 45)) },
		{ "lc_expiry", on(x, 9, d + (close_credit ? 36 : 80)) },
		{ "presentation_days", "21" }, { "export_date", "today" },
		{ "declaration_no", "22022026" }, { "finished_on", "today" },
		{ NULL, NULL } };

	_Static_assert(sizeof all / sizeof *all <= 32, "room");
	memcpy(x->values, all, sizeof all);
}

/* Terms by turns; the credit is close where the ship or the bank slips. */
static void
begin_order(struct one *x, int nth, const struct slip *slip)
{
	static const char *const terms[] = { "lc", "tt", "mixed" };
	struct gd_err err = GD_ERR_INIT;
	char delivery[GD_DAY_TEXT], contract[32];
	const char *t = terms[nth % 3];

	*x = (struct one){ .slip = slip };
	/* bank and ship slip where there is a credit */
	if ((slip->present > 24 || slip->loaded > 10) && strcmp(t, "tt") == 0)
		t = "lc";
	x->delivery = gd_app_today(y.o.app) + 28;
	gd_day_text(x->delivery, delivery);
	snprintf(contract, sizeof contract, "XS-%04d", nth);
	x->customs = nth % 4 - 1; /* a day before it to two days after it */
	set_values(x, slip->present > 24 || slip->loaded > 10);
	expect(gd_app_become(y.o.app, "chenli", &err), GD_OK, &err);
	new_order(&y.o,
	    (const char *const[]){ "product", "Steel mug", "terms", t, "amount",
		"48200.00 USD", "quantity", "12000", "contract_no", contract,
		"delivery_date", delivery, NULL },
	    x->number);
}

/* ---- its work ------------------------------------------------------------------ */

/* What nobody offers by itself: suggested duties, done on their day. */
static const struct by_hand {
	const char *duty, *login, *fields[5];
	size_t day; /* where in struct slip */
} by_hand[] = {
	{ "cutoffs_kept", "chenli",
	    { "si_on", "vgm_on", "manifest_on", "declared_on", "delivered_on" },
	    offsetof(struct slip, cutoffs) },
	{ "file_refund", "wumin", { "refund_filed_on" },
	    offsetof(struct slip, filed) },
	{ "file_refund", "wumin", { "evidence_on" },
	    offsetof(struct slip, evidence) },
};
#define NHAND (int)(sizeof by_hand / sizeof *by_hand)

static int32_t
day_of(const struct one *x, size_t which)
{
	struct gd_calendars all;
	int32_t day =
	    x->delivery + *(const int *)((const char *)x->slip + which);

	/* Goods in time are finished on a day the works are open: their
	 * notice, two days before the truck, comes before a holiday too. */
	if (which != offsetof(struct slip, finished) || day > x->delivery)
		return day;
	app_calendars(y.o.app, NULL, &all);
	return gd_calendar_roll(gd_calendars_find(&all, ""), day, false);
}

/* Refused while its step is not open yet: again tomorrow. */
static void
do_by_hand(struct one *x)
{
	for (int h = 0; h < NHAND; h++) {
		int32_t today = gd_app_today(y.o.app);
		char day[GD_DAY_TEXT];
		struct gd_err err = GD_ERR_INIT;
		struct gd_pair pairs[5];
		struct gd_command cmd = { .verb = GD_DO_FILL,
			.duty = by_hand[h].duty,
			.lot = 1,
			.fields = pairs };
		enum gd_code rc;

		if (x->did[h] || day_of(x, by_hand[h].day) > today)
			continue;
		gd_day_text(today, day);
		for (int f = 0; f < 5 && by_hand[h].fields[f]; f++)
			pairs[cmd.nfields++] =
			    (struct gd_pair){ by_hand[h].fields[f], day };
		expect(gd_app_become(y.o.app, by_hand[h].login, &err), GD_OK,
		    &err);
		rc = gd_app_act(y.o.app, x->number, &cmd, NULL, NULL, &err);
		if (rc != GD_REFUSED)
			expect(rc, GD_OK, &err);
		x->did[h] = rc == GD_OK;
	}
}

/* What waits for its day, and what waits for what is done by hand. */
static const char *
not_yet(const struct one *x, char *list, size_t room)
{
	static const struct {
		const char *duty;
		size_t day;
		int hand; /* -1: only for its day */
	} waits[] = { { "finished", offsetof(struct slip, finished), -1 },
		{ "send_customs_papers", offsetof(struct slip, customs), -1 },
		{ "loaded", offsetof(struct slip, loaded), -1 },
		{ "receive_bill_of_lading", offsetof(struct slip, loaded), -1 },
		{ "receive_bl_copy", offsetof(struct slip, loaded), -1 },
		{ "export_release", offsetof(struct slip, loaded), -1 },
		{ "present_to_bank", offsetof(struct slip, present), -1 },
		{ "refund", offsetof(struct slip, evidence), 2 } };

	snprintf(list, room, ",");
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++)
		if (day_of(x, waits[i].day) > gd_app_today(y.o.app) ||
		    (waits[i].hand >= 0 && !x->did[waits[i].hand]))
			snprintf(list + strlen(list), room - strlen(list),
			    "%s,", waits[i].duty);
	return list;
}

static void
work(struct one *x)
{
	struct drive d = { .app = y.o.app,
		.values = x->values,
		.password = OFFICE_PASSWORD };
	struct gd_err err = GD_ERR_INIT;
	char avoid[256];
	bool did = true;

	if (x->over)
		return;
	do_by_hand(x);
	for (int n = 0; did; n++) {
		assert_true(n < 400);
		d.avoid = not_yet(x, avoid, sizeof avoid);
		expect(app_drive(&d, x->number, true, &did, &err), GD_OK, &err);
		if (!did) {
			do_by_hand(x); /* its step may have opened */
			if (strcmp(not_yet(x, (char[256]){ 0 }, 256), avoid) !=
			    0)
				did = true;
		}
	}
}

/* ---- what is looked at every day ------------------------------------------------ */

static struct watched *
watch(struct one *x, const struct gd_due *row)
{
	char key[96];

	snprintf(key, sizeof key, "%s@%lld#%lld.%lld", row->duty,
	    (long long)row->lot, (long long)row->inst, (long long)row->round);
	for (int i = 0; i < x->ndates; i++)
		if (strcmp(x->dates[i].key, key) == 0)
			return &x->dates[i];
	assert_true(x->ndates < MANY_DATES);
	memcpy(x->dates[x->ndates].key, key, sizeof key);
	return &x->dates[x->ndates++];
}

/* The day the ladder of a hard date promises its first ring. */
static int32_t
promised(const struct gd_workflow *wf, const struct gd_due *row)
{
	int duty = gd_wf_duty(wf, row->duty);
	int limit = gd_wf_limit(wf, row->duty);
	int l = duty >= 0 ? wf->duties[duty].ladder : wf->limits[limit].ladder;

	if (l < 0)
		l = wf->ladder_hard;
	assert_true(l >= 0 && wf->ladders[l].n > 0);
	assert_false(wf->ladders[l].at[0].work);
	return (int32_t)row->day + wf->ladders[l].at[0].days;
}

static void
see_one(struct one *x, const struct gd_workflow *wf,
    const struct gd_date_view *v, int32_t today)
{
	const struct gd_due *row = v->row;
	struct watched *w = watch(x, row);
	int32_t late_day = v->open ? today : (int32_t)row->actual;
	int32_t by;

	if (w->day != row->day) { /* another date now: all begins anew */
		w->day = (int32_t)row->day;
		w->since = today;
		w->rang = w->feared = 0;
		w->rung = 0;
		w->broken = false;
	}
	if (v->open && row->rung > w->rung && !w->rang)
		w->rang = today;
	w->rung = row->rung;
	if (v->breaks && !w->feared)
		w->feared = today;
	if (w->broken || late_day <= row->day)
		return;
	w->broken = true;
	by = promised(wf, row);
	by = by > w->since ? by : w->since;
	y.broken++;
	y.feared += w->feared && w->feared <= row->day;
	if (w->rang && w->rang <= by)
		return;
	y.unwarned++;
	if (!y.deaf)
		print_error("%s (%s): %s broken, day %d, known %d, to ring "
			    "by %d, rang %d\n",
		    x->number, x->slip->name, w->key, (int)row->day,
		    (int)w->since, (int)by, (int)w->rang);
}

static void
see(struct one *x, bool clean)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_order ord = load(&y.o, x->number);
	const struct gd_workflow *wf;
	struct gd_err err = GD_ERR_INIT;
	int32_t today = gd_app_today(y.o.app);
	struct gd_dates d;

	expect(gd_app_workflow(y.o.app, "export", 0, &wf, &err), GD_OK, &err);
	app_order_dates(y.o.app, wf, &ord, &arena, &d);
	for (size_t i = 0; i < d.n; i++) {
		const struct gd_date_view *v = &d.at[i];
		bool earliest = v->limit >= 0 && wf->limits[v->limit].earliest;

		if (clean && (v->breaks || v->late))
			fail_msg("%s: %s is late by %d or breaks in a clean "
				 "year: day %d, projected %d, today %d, "
				 "delivery %d, open %d",
			    x->number, v->row->duty, v->late, (int)v->row->day,
			    (int)v->projected, (int)today, (int)x->delivery,
			    (int)v->open);
		if (v->hard && v->row->day && !earliest)
			see_one(x, wf, v, today);
	}
	x->over = gd_head(&ord)->state > GD_ORDER_HELD;
	gd_order_release(&ord);
	gd_arena_release(&arena);
}

/* ---- the year ------------------------------------------------------------------- */

static void
tick(bool clean)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_ticked t;

	if (y.deaf)
		return;
	expect(gd_app_become(y.o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_tick(y.o.app, &t, &err), GD_OK, &err);
	y.reminders += (int)t.reminders;
	if (clean && t.reminders)
		fail_msg("%d reminders ring in a clean year", (int)t.reminders);
}

static void
begin_year(bool deaf)
{
	gd_clock_skip((int64_t)-skipped * 86400000);
	skipped = 0;
	y = (struct year){ .deaf = deaf };
	office_open(&y.o); /* 2026-11-23 */
}

static void
run_year(int n, int apart, int days, bool clean)
{
	for (int day = 0; day < days; day++) {
		bool any = false;

		if (y.n < n && day % apart == 0) {
			begin_order(&y.orders[y.n], y.n,
			    &slips[clean ? 0 : 1 + y.n % (NSLIPS - 1)]);
			y.n++;
		}
		for (int i = 0; i < y.n; i++)
			work(&y.orders[i]);
		tick(clean);
		for (int i = 0; i < y.n; i++) {
			if (!y.orders[i].over)
				see(&y.orders[i], clean);
			any |= !y.orders[i].over;
		}
		if (y.n == n && !any)
			break;
		next_day();
	}
}

static bool
soak(void)
{
	return getenv("GENDAN_SOAK") != NULL;
}

static void
in_a_clean_year_no_reminder_rings_and_nothing_breaks(void **state)
{
	(void)state;
	begin_year(false);
	/* begun all through a year; the last are followed to their end */
	run_year(soak() ? 40 : 3, 8, 640, true);
	assert_int_equal(y.reminders, 0);
	assert_int_equal(y.broken, 0);
	for (int i = 0; i < y.n; i++)
		if (!y.orders[i].over)
			fail_msg("%s is not over", y.orders[i].number);
	office_close(&y.o);
}

static void
in_a_slipped_year_each_broken_hard_date_was_warned_of_in_time(void **state)
{
	(void)state;
	begin_year(false);
	run_year(soak() ? MOST_ORDERS : 2 * (NSLIPS - 1), soak() ? 3 : 9, 640,
	    false);
	print_message(
	    "# %d hard dates broken, %d reminders, %d feared before\n",
	    y.broken, y.reminders, y.feared);
	assert_true(y.broken >= NSLIPS - 1);
	assert_int_equal(y.unwarned, 0);
	office_close(&y.o);
}

/* The judge himself: where nobody rings, he says so of each. */
static void
without_the_ring_every_broken_date_is_found_unwarned(void **state)
{
	(void)state;
	begin_year(true);
	run_year(2, 5, 70, false);
	assert_true(y.broken > 3);
	assert_int_equal(y.unwarned, y.broken);
	office_close(&y.o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    in_a_clean_year_no_reminder_rings_and_nothing_breaks),
		cmocka_unit_test(
		    in_a_slipped_year_each_broken_hard_date_was_warned_of_in_time),
		cmocka_unit_test(
		    without_the_ring_every_broken_date_is_found_unwarned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
