/* tests/app/process_book.c - a generator of books with known bottlenecks.
 *
 * Orders come in over a year; each kind of work takes its time (lognormal), by
 * one of the three people who do it, drawn for each order.  Everything goes into
 * the book through the acts anybody has, at the time it was worked out for.  A
 * bottleneck changes how long work takes or how it ends, nothing else; what it
 * was is written to a file that only the test reads.
 */
#include "process_book.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/login.h"
#include "base/day.h"

#include "base/banned.h"

#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)
#define DAYS 364
#define ORDERS 260
#define NEVER INT64_MAX
#define MOST_RECEIPTS (ORDERS * 4)

enum stage {
	CHECK,
	DRAFT,
	SIGN,
	ISSUE,
	HAND_OUT,
	SAMPLE,
	VERDICT,
	BUY,
	PRODUCE,
	INSPECT,
	PACK,
	SHIP,
	INVOICE,
	STAGES
};
static const struct {
	const char *duty, *step, *team;
	double days; /* median */
} stages[STAGES] = {
	[CHECK] = { "check", "intake", "clerk", 1.0 },
	[DRAFT] = { "make_form", "intake", "clerk", 1.2 },
	[SIGN] = { "form", "intake", "boss", 1.0 },
	[ISSUE] = { "form", "intake", "clerk", 0.8 },
	[HAND_OUT] = { "send_form", "intake", "clerk", 0.8 },
	[SAMPLE] = { "make_sample", "sampling", "maker", 3.0 },
	[VERDICT] = { "verdict", "sampling", "clerk", 2.0 },
	[BUY] = { "buy", "material", "buyer", 4.0 },
	[PRODUCE] = { "produce", "production", "worker", 6.0 },
	[INSPECT] = { "inspect", "inspection", "inspector", 2.0 },
	[PACK] = { "pack", "packing", "packer", 1.5 },
	[SHIP] = { "ship", "shipping", "shipper", 3.0 },
	[INVOICE] = { "invoice", "billing", "biller", 2.0 },
};
static const char *const teams[] = { "clerk", "maker", "buyer", "worker",
	"inspector", "packer", "shipper", "biller" };
#define NTEAMS 8
static const char *const desks[] = { "shop", "store", "lab", "gate" };

/* What is wrong in this office; -1: nothing of the kind. */
struct faults {
	int slow_stage, queue_stage, slow_team, slow_person, slow_desk;
	bool rework;
};
struct an_order {
	char number[64];
	int stage, clerk;
	int64_t at; /* when it is done */
	char who[24];
};
struct a_receipt {
	int order, desk;
	int64_t at;
};
struct works {
	struct office *o;
	struct faults faults;
	uint64_t luck;
	int64_t begin, end, queue_free;
	struct an_order orders[ORDERS];
	struct a_receipt receipts[MOST_RECEIPTS];
	int nreceipts, done;
};

/* ---- luck ---------------------------------------------------------------------- */

static double
draw(struct works *w) /* 0 .. 1 */
{
	w->luck ^= w->luck << 13;
	w->luck ^= w->luck >> 7;
	w->luck ^= w->luck << 17;
	return (double)(w->luck >> 11) / 9007199254740992.0;
}

static int
pick(struct works *w, int n)
{
	return (int)(draw(w) * n) % n;
}

/* Around a median, in ms. */
static int64_t
lasts(struct works *w, double days)
{
	double normal =
	    sqrt(-2 * log(draw(w) + 1e-12)) * cos(6.283185307 * draw(w));

	return (int64_t)(days * exp(0.4 * normal) * (double)DAY) + HOUR / 4;
}

/* ---- what goes wrong -------------------------------------------------------------- */

static bool
of_team(int stage, int team)
{
	return strcmp(stages[stage].team, teams[team]) == 0;
}

/* Two faults never lie on the same work: only one of them could be seen. */
static void
put_fault(struct works *w, int kind, FILE *truth)
{
	struct faults *f = &w->faults;
	int s;

	switch (kind) {
	case 0:
		do {
			s = SAMPLE + pick(w, STAGES - SAMPLE);
		} while (s == VERDICT || s == f->queue_stage ||
			 (f->slow_team >= 0 && of_team(s, f->slow_team)));
		f->slow_stage = s;
		fprintf(truth, "slower_step %s\n", stages[s].step);
		break;
	case 1:
		do {
			f->slow_team = pick(w, NTEAMS);
		} while ((f->slow_stage >= 0 &&
			     of_team(f->slow_stage, f->slow_team)) ||
			 (f->queue_stage >= 0 &&
			     of_team(f->queue_stage, f->slow_team)));
		f->slow_person = pick(w, 3);
		fprintf(truth, "slow_person %s%d\n", teams[f->slow_team],
		    f->slow_person + 1);
		break;
	case 2:
		f->slow_desk = pick(w, 4);
		fprintf(truth, "slow_desk %s\n", desks[f->slow_desk]);
		break;
	case 3:
		f->rework = true;
		fprintf(truth, "rework sampling\n");
		break;
	default:
		do {
			s = BUY + pick(w, STAGES - BUY);
		} while (s == f->slow_stage ||
			 (f->slow_team >= 0 && of_team(s, f->slow_team)));
		f->queue_stage = s;
		fprintf(truth, "growing_queue %s\n", stages[s].step);
	}
}

static void
put_faults(struct works *w, int n, const char *path)
{
	FILE *truth = fopen(path, "w");
	bool used[5] = { false };

	assert_non_null(truth);
	w->faults = (struct faults){ -1, -1, -1, -1, -1, false };
	for (int i = 0; i < n; i++) {
		int kind;

		do {
			kind = pick(w, 5);
		} while (used[kind]);
		used[kind] = true;
		put_fault(w, kind, truth);
	}
	fclose(truth);
}

/* ---- the office ------------------------------------------------------------------- */

static void
person(struct office *o, const char *login, const char *role)
{
	const struct gd_person p = { .login = login, .name = login };
	const struct gd_holds h = { login, role, 1 };
	const struct gd_office_command cmds[] = {
		{ GD_OFFICE_USER_ADD, &p, 3 },
		{ GD_OFFICE_ROLE_GRANT, &h, UINT64_MAX },
	};
	struct gd_err err = GD_ERR_INIT;

	expect(app_office_many(o->app, cmds, 2, &err), GD_OK, &err);
}

static void
install(struct office *o)
{
	struct gd_err err = GD_ERR_INIT;
	char text[8192];
	FILE *f = fopen("tests/app/process.yaml", "r");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof text, f);
	fclose(f);
	expect(app_workflow_put(o->app, text, n, &err), GD_OK, &err);
}

static void
office_begin(struct works *w)
{
	const struct gd_company company = { .code = "nb",
		.name_zh = "示例",
		.name_en = "Example",
		.currency = "USD" };
	const struct gd_customer customer = { .code = "c", .name = "客" };
	struct gd_app_options options = { .login = "boss1",
		.kdf_ops = 1,
		.kdf_mem = 8192 };
	struct gd_err err = GD_ERR_INIT;
	struct office *o = w->o;

	setenv("GENDAN_NOW", "2026-01-05T09:00:00+08:00", 1);
	setenv("GENDAN_TZ", "480", 1);
	snprintf(o->dir, sizeof o->dir, "/tmp/gendan-app-XXXXXX");
	assert_non_null(mkdtemp(o->dir));
	snprintf(o->book, sizeof o->book, "%s/book.db", o->dir);
	office_state(o);
	expect(gd_app_init(o->book, &company, "boss1", "boss1", &err), GD_OK,
	    &err);
	options.book = o->book;
	expect(gd_app_open(&options, &o->app, &err), GD_OK, &err);
	install(o);
	expect(gd_app_office_do(o->app,
		   &(struct gd_office_command){ GD_OFFICE_ROLE_GRANT,
		       &(struct gd_holds){ "boss1", "boss", 1 }, UINT64_MAX },
		   &err),
	    GD_OK, &err);
	for (int t = 0; t < NTEAMS; t++)
		for (int i = 1; i <= 3; i++) {
			char login[24];

			snprintf(login, sizeof login, "%s%d", teams[t], i);
			person(o, login, teams[t]);
		}
	expect(app_enrol_all(o->app, OFFICE_PASSWORD, false, &err), GD_OK,
	    &err);
	expect(
	    gd_app_office_do(o->app,
		&(struct gd_office_command){ GD_OFFICE_CUSTOMER, &customer, 7 },
		&err),
	    GD_OK, &err);
	w->begin = gd_now_ms() + DAY;
	w->end = w->begin + DAYS * DAY;
}

/* ---- work -------------------------------------------------------------------------- */

/* Who does the next stage, and when it will be done. */
static void
plan(struct works *w, struct an_order *a, int64_t now)
{
	const char *team = stages[a->stage].team;
	int who = pick(w, 3);
	int64_t takes = lasts(w, stages[a->stage].days);
	const struct faults *f = &w->faults;

	if (strcmp(team, "clerk") == 0)
		who = a->clerk;
	if (strcmp(team, "boss") == 0)
		who = 0;
	snprintf(a->who, sizeof a->who, "%s%d", team, who + 1);
	if (f->slow_team >= 0 && of_team(a->stage, f->slow_team) &&
	    who == f->slow_person)
		takes *= 4;
	if (a->stage == f->slow_stage && now > w->begin + DAYS * DAY / 2)
		takes *= 4;
	a->at = now + takes;
	/* from spring on one comes out for two that come in */
	if (a->stage == f->queue_stage && now > w->begin + DAYS * DAY * 2 / 5) {
		if (w->queue_free < now)
			w->queue_free = now;
		w->queue_free += 2 * DAYS * DAY / ORDERS;
		if (a->at < w->queue_free)
			a->at = w->queue_free;
	}
}

static void
do_as(struct works *w, const char *login, int64_t now, const char *order,
    const struct gd_command *cmd)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app = w->o->app;
	char seen[9];

	app->clock_ms = now;
	expect(gd_app_become(app, login, &err), GD_OK, &err);
	if (cmd->verb == GD_DO_SIGN) {
		if (!gd_app_unlocked(app))
			expect(gd_app_unlock(app, OFFICE_PASSWORD, &err), GD_OK,
			    &err);
		seen_now(w->o, order, cmd, seen);
	}
	expect(gd_app_act(app, order, cmd,
		   cmd->verb == GD_DO_SIGN ? seen : NULL, NULL, &err),
	    GD_OK, &err);
}

static void
receipts_follow(struct works *w, int order, int64_t now)
{
	for (int d = 0; d < 4; d++) {
		int64_t takes = lasts(w, 1.5);

		if (d == w->faults.slow_desk)
			takes *= 4;
		w->receipts[w->nreceipts++] =
		    (struct a_receipt){ order, d, now + takes };
	}
}

static void
begin_order(struct works *w, struct an_order *a, int64_t now)
{
	struct gd_pair fields[] = { { "terms", "tt" } };
	char clerk[24];
	struct gd_new_order n = { .workflow = "works",
		.customer = "c",
		.fields = fields,
		.nfields = 1 };
	struct gd_err err = GD_ERR_INIT;

	a->clerk = pick(w, 3);
	snprintf(clerk, sizeof clerk, "clerk%d", a->clerk + 1);
	n.clerk = clerk;
	w->o->app->clock_ms = now;
	expect(gd_app_become(w->o->app, clerk, &err), GD_OK, &err);
	expect(gd_app_new(w->o->app, &n, a->number, &err), GD_OK, &err);
	a->stage = CHECK;
	plan(w, a, now);
}

static void
do_stage(struct works *w, struct an_order *a, int64_t now)
{
	const struct gd_pair size[] = { { "size", "10" } };
	const char *what = stages[a->stage].duty;
	struct gd_command cmd = { .verb = GD_DO_FILL, .duty = what };
	bool anew = false;

	switch (a->stage) {
	case DRAFT:
		cmd = (struct gd_command){ .verb = GD_DO_MAKE,
			.paper = "form",
			.fields = size,
			.nfields = 1 };
		break;
	case SIGN:
		cmd = (struct gd_command){ .verb = GD_DO_SIGN, .paper = what };
		break;
	case ISSUE:
		cmd = (struct gd_command){ .verb = GD_DO_ISSUE, .paper = what };
		break;
	case VERDICT:
		anew = draw(w) < (w->faults.rework ? 0.55 : 0.1);
		cmd.verb = GD_DO_CHOOSE;
		cmd.outcome = anew ? "anew" : "good";
		break;
	default:
		break;
	}
	do_as(w, a->who, now, a->number, &cmd);
	if (a->stage == HAND_OUT)
		receipts_follow(w, (int)(a - w->orders), now);
	a->stage = anew ? SAMPLE : a->stage + 1;
	a->at = NEVER;
	if (a->stage < STAGES)
		plan(w, a, now);
}

static void
batch(struct works *w, bool on)
{
	struct gd_err err = GD_ERR_INIT;

	expect(on ? app_batch_begin(w->o->app, &err)
		  : app_batch_end(w->o->app, GD_OK, &err),
	    GD_OK, &err);
}

/* Whatever comes next, until the year is over. */
static bool
next(struct works *w)
{
	int64_t at = NEVER;
	int order = -1, receipt = -1;

	for (int i = 0; i < ORDERS; i++)
		if (w->orders[i].at < at) {
			at = w->orders[i].at;
			order = i;
		}
	for (int i = 0; i < w->nreceipts; i++)
		if (w->receipts[i].at < at) {
			at = w->receipts[i].at;
			receipt = i;
		}
	if (at >= w->end)
		return false;
	if (receipt >= 0) {
		struct a_receipt r = w->receipts[receipt];
		const struct gd_command cmd = { .verb = GD_DO_RECEIVE,
			.paper = "form",
			.desk = desks[r.desk] };
		char login[24];

		w->receipts[receipt] = w->receipts[--w->nreceipts];
		snprintf(login, sizeof login, "clerk%d",
		    w->orders[r.order].clerk + 1);
		do_as(w, login, at, w->orders[r.order].number, &cmd);
	} else if (w->orders[order].stage < 0) {
		begin_order(w, &w->orders[order], at);
	} else {
		do_stage(w, &w->orders[order], at);
	}
	if (++w->done % 200 == 0) {
		batch(w, false);
		batch(w, true);
	}
	return true;
}

void
process_book(struct office *o, uint64_t seed, int faults, const char *truth)
{
	struct works *w = gd_alloc(1, sizeof *w);

	w->o = o;
	w->luck = seed * 0x9e3779b97f4a7c15u + 0x1234567;
	for (int i = 0; i < 20; i++)
		(void)draw(w);
	office_begin(w);
	put_faults(w, faults, truth);
	for (int i = 0; i < ORDERS; i++) {
		w->orders[i].stage = -1;
		w->orders[i].at = w->begin + i * DAYS * DAY / ORDERS +
				  (int64_t)(draw(w) * (double)DAY);
	}
	batch(w, true);
	while (next(w))
		;
	batch(w, false);
	o->app->clock_ms = w->end;
	free(w);
}
