/* tests/core/test_takeover.c - the paper past of an order, taken over whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "bench.h"

#include "base/banned.h"

#define NO GD_NO_DAY
#define STEP(id, d)                                                         \
	{                                                                   \
		.kind = GD_TAKEN_STEP, .what = id, .day = d, .held_day = NO \
	}
#define DUTY(id, d)                                                         \
	{                                                                   \
		.kind = GD_TAKEN_DUTY, .what = id, .day = d, .held_day = NO \
	}
#define SIGN(p, r, w, d)                                               \
	{                                                              \
		.kind = GD_TAKEN_SIGN, .what = p, .role = r, .who = w, \
		.day = d, .held_day = NO                               \
	}
#define OUT(p, k, n, dk, d, h)                                               \
	{                                                                    \
		.kind = GD_TAKEN_PIECE, .what = p, .class_ = k, .number = n, \
		.desk = dk, .state = (h) ? GD_PIECE_HELD : GD_PIECE_SENT,    \
		.day = d, .held_day = (h) ? (h) : NO, .who = "somebody"      \
	}

static int32_t
day(const char *s)
{
	return gd_day_parse(s);
}

struct file {
	struct gd_taken at[40];
	int n;
	struct gd_order base; /* as the last takeover left it */
	bool has_base;
};

static void
line(struct file *f, struct gd_taken t)
{
	f->at[f->n++] = t;
}

/* Hand the file to the machine, as the app does: with the order as the last
 * takeover left it. */
static enum gd_code
take(struct bench *b, struct file *f)
{
	struct gd_order now = b->before;
	bool had = b->has_before;
	enum gd_code rc;

	if (f->has_base) {
		b->before = f->base;
		b->has_before = true;
	}
	rc = bench_do(b, "admin",
	    &(struct gd_command){ .verb = GD_DO_TAKEOVER,
		.day = day("2026-07-20"),
		.taken = f->at,
		.ntaken = f->n });
	if (f->has_base && rc) {
		b->before = now;
		b->has_before = had;
	}
	if (rc)
		return rc;
	if (f->has_base && had)
		gd_order_release(&now);
	gd_order_copy(&f->base, &b->order);
	f->has_base = true;
	return rc;
}

static void
file_release(struct file *f)
{
	if (f->has_base)
		gd_order_release(&f->base);
}

/* Steps 1 to 6 done, three copies of the order form out. */
static void
to_step_seven(struct file *f)
{
	line(f, (struct gd_taken)STEP("sampling", day("2026-05-04")));
	line(f, (struct gd_taken)STEP("sample_dispatch", day("2026-05-20")));
	line(f, (struct gd_taken)STEP("approval", NO));
	line(f, (struct gd_taken)STEP("preliminary", day("2026-06-10")));
	line(f, (struct gd_taken)STEP("contract", day("2026-06-25")));
	line(f, (struct gd_taken)STEP("contract_copies", day("2026-06-26")));
	line(f, (struct gd_taken)SIGN("contract", "finance", "Wu",
		    day("2026-06-22")));
	line(f, (struct gd_taken)OUT("formal_order", GD_PIECE_COPY, 1,
		    "production", day("2026-06-25"), day("2026-06-25")));
	line(f, (struct gd_taken)OUT("formal_order", GD_PIECE_COPY, 1, "qc",
		    day("2026-06-25"), 0));
	line(f, (struct gd_taken)OUT("formal_order", GD_PIECE_COPY, 1,
		    "shipping", NO, day("2026-06-26")));
}

static void
steps_on_paper_are_done_and_the_order_stands_where_it_stood(void **state)
{
	struct file f = { 0 };
	struct bench b;

	(void)state;
	bench_init(&b);
	bench_new(&b, "tt");
	to_step_seven(&f);
	assert_int_equal(take(&b, &f), GD_OK);
	/* the copy at qc is not receipted: c */
	assert_string_equal(bench_rail(&b), "xxxxcx>>...");
	assert_int_equal(gd_head(&b.order)->taken_day, day("2026-07-20"));
	assert_int_equal(gd_head(&b.order)->pieces_out, 1);
	/* nothing was invented */
	assert_int_equal(b.order.sheet.rows[GD_TAB_PIECE].n, 3);
	assert_int_equal(b.order.sheet.rows[GD_TAB_SIGNOFF].n, 1);
	assert_int_equal(gd_act(&b.order, "verdict", 0, 1, 0)->day, 0);
	assert_int_equal(gd_act(&b.order, "verdict", 0, 1, 0)->taken, 1);
	assert_string_equal(gd_act(&b.order, "verdict", 0, 1, 0)->by, "admin");
	assert_int_equal(gd_revision(&b.order, "contract", 0, 1, 1)->state,
	    GD_REV_ISSUED);
	file_release(&f);
	bench_release(&b);
}

static void
what_is_taken_over_is_carried_to_the_end(void **state)
{
	struct file f = { 0 };
	struct bench b;

	(void)state;
	bench_init(&b);
	bench_new(&b, "lc");
	to_step_seven(&f);
	assert_int_equal(take(&b, &f), GD_OK);
	bench_until(&b, NULL);
	file_release(&f);
	bench_release(&b);
}

/* At every step, whole steps only: nothing is ever stuck. */
static void
an_order_goes_on_from_every_step_it_may_have_stood_at(void **state)
{
	static const char *const terms[] = { "tt", "lc", "mixed", "other" };

	(void)state;
	for (int t = 0; t < 4; t++)
		for (int n = 0; n <= 11; n++) {
			struct file f = { 0 };
			struct bench b;

			bench_init(&b);
			bench_new(&b, terms[t]);
			for (int s = 0; s < n; s++)
				line(&f,
				    (struct gd_taken)STEP(b.wf.steps[s].name.id,
					day("2026-05-01") + 5 * s));
			assert_int_equal(take(&b, &f), GD_OK);
			bench_until(&b, NULL);
			file_release(&f);
			bench_release(&b);
		}
}

/* After every single duty: what is owed next has its pieces. */
static void
an_order_goes_on_from_every_duty(void **state)
{
	static const char *const terms[] = { "tt", "lc" };

	(void)state;
	for (int t = 0; t < 2; t++) {
		struct bench w;

		bench_init(&w);
		for (int n = 1; n <= w.wf.nduties; n++) {
			struct gd_taken at[100];
			struct bench b;
			int k = 0;

			bench_init(&b);
			bench_new(&b, terms[t]);
			for (int d = 0; d < n; d++)
				if (!b.wf.duties[d].many &&
				    !b.wf.duties[d].when) {
					at[k] = (struct gd_taken)DUTY(
					    b.wf.duties[d].name.id,
					    day("2026-05-01") + d);
					if (b.wf.duties[d].noutcomes)
						at[k].outcome = b.wf.duties[d]
								    .outcomes[0]
								    .name.id;
					k++;
				}
			bench_must(&b, "admin",
			    (struct gd_command){ .verb = GD_DO_TAKEOVER,
				.day = day("2026-07-20"),
				.taken = at,
				.ntaken = k });
			bench_until(&b, NULL);
			bench_release(&b);
		}
		bench_release(&w);
	}
}

static void
a_notice_recalls_exactly_the_copies_that_were_out(void **state)
{
	struct file f = { 0 };
	struct bench b;
	const struct gd_piece *pc;
	int back = 0;

	(void)state;
	bench_init(&b);
	bench_new(&b, "tt");
	to_step_seven(&f);
	assert_int_equal(take(&b, &f), GD_OK);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "problem",
		FIELDS({ "problem", "paint late" }) });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "agreement",
		.outcome = "agreed",
		FIELDS({ "evidence", "mail" }) });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "notice",
		FIELDS({ "changes", "formal_order.packing: a -> b" }) });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "notice" });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "formal_order",
		FIELDS({ "quality", "q" }, { "remarks", "r" },
		    { "packing", "b" }) });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
	for (size_t i = 0; (pc = gd_walk(&b.order, GD_TAB_PIECE, &i));) {
		assert_true(pc->rev == 2 || pc->state == GD_PIECE_RECALL ||
			    strcmp(pc->kind, "formal_order") != 0);
		back += pc->state == GD_PIECE_RECALL;
	}
	assert_int_equal(back, 3);
	bench_until(&b, NULL);
	file_release(&f);
	bench_release(&b);
}

static void
the_same_file_again_changes_nothing(void **state)
{
	struct file f = { 0 };
	struct bench b;

	(void)state;
	bench_init(&b);
	bench_new(&b, "tt");
	to_step_seven(&f);
	assert_int_equal(take(&b, &f), GD_OK);
	assert_int_equal(take(&b, &f), GD_OK);
	assert_int_equal(b.events.n, 0);
	/* also after work was done here */
	bench_until(&b, "booking");
	bench_must(&b, "qc",
	    (struct gd_command){ .verb = GD_DO_RECEIVE,
		.paper = "formal_order",
		.desk = "qc" });
	assert_int_equal(take(&b, &f), GD_OK);
	assert_int_equal(b.events.n, 0);
	file_release(&f);
	bench_release(&b);
}

static int
events(const struct bench *b, enum gd_event_kind kind)
{
	int n = 0;

	for (size_t i = 0; i < b->events.n; i++)
		n += b->events.at[i].kind == kind;
	return n;
}

static void
a_corrected_file_corrects_and_makes_no_doubles(void **state)
{
	struct file f = { 0 };
	struct bench b;

	(void)state;
	bench_init(&b);
	bench_new(&b, "tt");
	to_step_seven(&f);
	assert_int_equal(take(&b, &f), GD_OK);
	f.at[8].desk = "finance"; /* not qc */
	f.at[6].who = "Zhou";
	f.at[1].day = day("2026-05-21"); /* four duties less one n/a */
	assert_int_equal(take(&b, &f), GD_OK);
	assert_int_equal(b.order.sheet.rows[GD_TAB_PIECE].n, 3);
	assert_int_equal(b.order.sheet.rows[GD_TAB_SIGNOFF].n, 1);
	assert_int_equal(events(&b, GD_EV_CORRECTED), 1 + 1 + 2);
	assert_int_equal(gd_act(&b.order, "ship_sample", 0, 1, 0)->day,
	    day("2026-05-21"));
	/* one copy less: void, with the cause */
	f.n--;
	assert_int_equal(take(&b, &f), GD_OK);
	assert_int_equal(b.order.sheet.rows[GD_TAB_PIECE].n, 3);
	assert_int_equal(events(&b, GD_EV_CORRECTED), 1);
	{
		const struct gd_piece *pc =
		    gd_row_at(&b.order.sheet, GD_TAB_PIECE, 2);

		assert_int_equal(pc->state, GD_PIECE_VOID);
		assert_string_equal(pc->cause, "takeover");
	}
	/* and a step that was not done after all */
	f.at[5] = (struct gd_taken)STEP("contract", day("2026-06-25"));
	assert_int_equal(take(&b, &f), GD_OK);
	assert_int_equal(bench_rail(&b)[5], '>');
	assert_int_equal(take(&b, &f), GD_OK);
	assert_int_equal(b.events.n, 0);
	file_release(&f);
	bench_release(&b);
}

static void
work_done_here_since_is_not_overwritten(void **state)
{
	struct file f = { 0 };
	struct bench b;

	(void)state;
	bench_init(&b);
	bench_new(&b, "tt");
	to_step_seven(&f);
	assert_int_equal(take(&b, &f), GD_OK);
	bench_must(&b, "qc",
	    (struct gd_command){ .verb = GD_DO_RECEIVE,
		.paper = "formal_order",
		.desk = "qc" });
	f.at[8].day = day("2026-06-27");
	assert_int_equal(take(&b, &f), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_TAKEN_SINCE);
	file_release(&f);
	bench_release(&b);
}

static void
what_cannot_have_been_is_refused(void **state)
{
	static const struct {
		struct gd_taken t;
		enum gd_msg msg;
		bool guarded;
	} bad[] = {
		{ SIGN("formal_order", "qc", "Wu", NO), GD_M_TAKEN_NO_SIGN,
		    true },
		{ SIGN("nothing", "finance", "Wu", NO), GD_M_NO_PAPER, false },
		{ SIGN("contract", "nobody", "Wu", NO), GD_M_NO_ROLE, false },
		{ OUT("formal_order", GD_PIECE_COPY, 0, "qc", NO, 0),
		    GD_M_TAKEN_COUNT, true },
		{ OUT("formal_order", GD_PIECE_COPY, 1, "moon", NO, 0),
		    GD_M_NO_DESK, false },
		{ OUT("notice", GD_PIECE_COPY, 1, "qc", NO, 0),
		    GD_M_TAKEN_ADHOC, false },
		{ STEP("sampling", 30000), GD_M_TAKEN_LATER, true },
		{ DUTY("release_docs", NO), GD_M_NEEDS_OUTCOME, false },
		{ { .kind = GD_TAKEN_WAIVE,
		      .what = "customer_order",
		      .day = NO,
		      .held_day = NO },
		    GD_M_NOT_WAIVABLE, true },
		{ { .kind = GD_TAKEN_CREDIT,
		      .number = 9,
		      .day = NO,
		      .held_day = NO },
		    GD_M_TAKEN_NO_ROW, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct file f = { 0 };
		struct bench b;

		bench_init(&b);
		bench_new(&b, "tt");
		line(&f, bad[i].t);
		assert_int_not_equal(take(&b, &f), GD_OK);
		assert_int_equal(b.err.msg, bad[i].msg);
		/* each of our own refusals is missed when it is left out */
		b.facts.without = bad[i].msg;
		if (bad[i].guarded)
			assert_int_equal(take(&b, &f), GD_OK);
		file_release(&f);
		bench_release(&b);
	}
}

static void
an_order_begun_here_is_not_taken_over(void **state)
{
	struct file f = { 0 };
	struct bench b;

	(void)state;
	bench_init(&b);
	bench_new(&b, "tt");
	bench_until(&b, "receive_sample");
	to_step_seven(&f);
	assert_int_equal(take(&b, &f), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_TAKEN_BEGUN);
	bench_release(&b);
}

static void
only_an_administrator_or_a_manager_takes_over(void **state)
{
	const struct gd_command cmd = { .verb = GD_DO_TAKEOVER, .day = 20000 };
	struct bench b;

	(void)state;
	bench_init(&b);
	bench_new(&b, "tt");
	assert_int_equal(bench_do(&b, "clerk", &cmd), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_NEEDS_ROLE);
	assert_int_equal(bench_do(&b, "sales_manager", &cmd), GD_OK);
	bench_release(&b);
}

static void
a_contract_half_signed_on_paper_is_signed_on_here(void **state)
{
	struct file f = { 0 };
	struct bench b;

	(void)state;
	bench_init(&b);
	bench_new(&b, "tt");
	for (int s = 0; s < 4; s++)
		line(&f, (struct gd_taken)STEP(b.wf.steps[s].name.id, NO));
	line(&f, (struct gd_taken)SIGN("contract", "finance", "Wu", NO));
	assert_int_equal(take(&b, &f), GD_OK);
	assert_int_equal(gd_revision(&b.order, "contract", 0, 1, 1)->state,
	    GD_REV_SIGNING);
	assert_int_equal(gd_head(&b.order)->unsigned_n, 1);
	bench_must(&b, "general_manager",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "contract" });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "contract" });
	/* nothing of it had left: the copies are due now, as ever */
	assert_int_equal(bench_pieces(&b, GD_PIECE_COPY, GD_PIECE_DUE, true),
	    2);
	bench_until(&b, NULL);
	file_release(&f);
	bench_release(&b);
}

static void
nothing_is_counted_from_a_day_nobody_knows(void **state)
{
	struct file f = { 0 };
	struct bench b;
	const struct gd_step *s;
	const struct gd_due *d;

	(void)state;
	bench_init(&b);
	bench_new(&b, "tt");
	line(&f, (struct gd_taken)STEP("sampling", day("2026-05-04")));
	line(&f, (struct gd_taken)STEP("sample_dispatch", NO));
	assert_int_equal(take(&b, &f), GD_OK);
	for (size_t i = 0; (d = gd_walk(&b.order, GD_TAB_DUE, &i));)
		assert_string_not_equal(d->duty, "verdict");
	s = gd_row_find(&b.order.sheet, GD_TAB_STEP,
	    &(struct gd_step){ .step = "approval", .reason = "", .by = "" });
	assert_int_equal(s->state, GD_STEP_OPEN);
	assert_int_equal(s->open_ms, 0);
	/* not stamped by the next command either */
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NOTE, .reason = "hello" });
	s = gd_row_find(&b.order.sheet, GD_TAB_STEP,
	    &(struct gd_step){ .step = "approval", .reason = "", .by = "" });
	assert_int_equal(s->open_ms, 0);
	/* a known day is counted from: 14 days after the sample was sent */
	f.at[1].day = day("2026-07-10");
	assert_int_equal(take(&b, &f), GD_OK);
	d = gd_row_find(&b.order.sheet, GD_TAB_DUE,
	    &(struct gd_due){ .duty = "verdict", .round = 1 });
	assert_non_null(d);
	assert_int_equal(d->day, day("2026-07-24"));
	file_release(&f);
	bench_release(&b);
}

/* ---- files at random -------------------------------------------------------- */

static unsigned
roll(unsigned *seed, unsigned n)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % n;
}

static int32_t
some_day(unsigned *seed)
{
	return roll(seed, 3) ? day("2026-05-01") + (int32_t)roll(seed, 80) : NO;
}

static void
random_steps(const struct gd_workflow *wf, struct file *f, unsigned *seed)
{
	int done = (int)roll(seed, (unsigned)wf->nsteps + 1);

	for (int s = 0; s < wf->nsteps; s++) {
		struct gd_taken t = STEP(wf->steps[s].name.id, some_day(seed));

		/* mostly one after the other, now and then a gap */
		if (s < done ? roll(seed, 8) == 0 : roll(seed, 8) != 0)
			continue;
		if (roll(seed, 6) == 0)
			t.kind = GD_TAKEN_SKIP;
		line(f, t);
	}
	for (int i = 0; i < 4; i++) {
		int d = (int)roll(seed, (unsigned)wf->nduties);
		struct gd_taken t = DUTY(wf->duties[d].name.id, some_day(seed));

		if (wf->duties[d].many)
			continue;
		if (wf->duties[d].noutcomes)
			t.outcome = wf->duties[d].outcomes[0].name.id;
		/* who waives that it comes waives that it goes, too */
		if (wf->duties[d].waivable &&
		    wf->duties[d].effect != GD_EFFECT_RECEIVE &&
		    wf->duties[d].effect != GD_EFFECT_MAKE && roll(seed, 2))
			t.kind = GD_TAKEN_WAIVE;
		line(f, t);
	}
}

static void
random_papers(const struct gd_workflow *wf, struct file *f, unsigned *seed)
{
	for (int i = 0; i < 8; i++) {
		const struct gd_paper_def *p =
		    &wf->papers[roll(seed, (unsigned)wf->npapers)];
		int64_t rev = roll(seed, 4) == 0 ? 2 : 0;
		struct gd_taken t =
		    OUT(p->name.id, roll(seed, 3), 1 + roll(seed, 2),
			wf->desks[roll(seed, (unsigned)wf->ndesks)].name.id,
			some_day(seed), 0);

		/* a sample lies where it is brought, else nothing fits */
		for (int d = 0; p->is_thing && d < wf->nduties; d++)
			if (wf->duties[d].effect == GD_EFFECT_MOVE &&
			    &wf->papers[wf->duties[d].thing] == p)
				t.desk =
				    wf->desks[wf->duties[d].to_desk].name.id;
		t.rev = p->is_thing ? 0 : rev;
		t.number = p->is_thing ? 1 : t.number;
		t.state = GD_PIECE_DUE + roll(seed, 3);
		if (p->is_thing || t.class_ != GD_PIECE_COPY)
			t.state = GD_PIECE_HELD;
		if (p->nsigns && p->signs[0].role >= 0 && roll(seed, 2)) {
			t = (struct gd_taken)SIGN(p->name.id,
			    wf->roles[p->signs[0].role].name.id, "Wu",
			    some_day(seed));
			t.rev = rev;
		}
		if (!p->many)
			line(f, t);
	}
}

/* What was not done and cannot be done any more is waived by its people. */
static void
waive_the_rest(struct bench *b)
{
	for (int d = 0; d < b->wf.nduties; d++) {
		const struct gd_duty_def *def = &b->wf.duties[d];

		if (def->waivable && !def->many && def->by.n)
			(void)!bench_do(b, b->wf.roles[def->by.at[0]].name.id,
			    &(struct gd_command){ .verb = GD_DO_SKIP,
				.duty = def->name.id,
				.reason = "gone" });
	}
}

static void
new_with_lines(struct bench *b, const char *terms)
{
	static const struct gd_line lines[] = {
		{ .no = 1,
		    .item = "mug",
		    .spec = "",
		    .qty = 1000,
		    .unit = "pc",
		    .price = 250,
		    .currency = "USD",
		    .note = "" },
		{ .no = 2,
		    .item = "bowl",
		    .spec = "",
		    .qty = 500,
		    .unit = "pc",
		    .price = 480,
		    .currency = "USD",
		    .note = "" },
	};

	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		.lines = lines,
		.nlines = 2,
		FIELDS({ "terms", terms }, { "contract_no", "XS-1" },
		    { "delivery_date", "+60d" }) });
}

/* Whatever an office writes down, the order can be carried to its end, the
 * same file again changes nothing, and another one is merged or refused. */
static void
any_file_leaves_an_order_that_goes_on(void **state)
{
	static const char *const terms[] = { "tt", "lc", "mixed", "other" };
	int n = getenv("GENDAN_SOAK") ? 5000 : 120, took = 0;

	(void)state;
	for (int i = 0; i < n; i++) {
		unsigned seed = (unsigned)i * 7919u + 1;
		struct file f = { 0 }, g = { 0 };
		struct bench b;

		bench_init(&b);
		if (i % 3)
			bench_new(&b, terms[i % 4]);
		else
			new_with_lines(&b, terms[i % 4]);
		random_steps(&b.wf, &f, &seed);
		random_papers(&b.wf, &f, &seed);
		if (take(&b, &f) == GD_OK) {
			took++;
			assert_int_equal(take(&b, &f), GD_OK);
			assert_int_equal(b.events.n, 0);
			random_steps(&b.wf, &g, &seed);
			random_papers(&b.wf, &g, &seed);
			memcpy(f.at, g.at, sizeof f.at);
			f.n = g.n;
			if (take(&b, &f) == GD_OK) {
				assert_int_equal(take(&b, &f), GD_OK);
				assert_int_equal(b.events.n, 0);
			}
			while (bench_step(&b))
				continue;
			if (gd_head(&b.order)->state == GD_ORDER_ACTIVE)
				waive_the_rest(&b);
			bench_until(&b, NULL);
		}
		assert_int_not_equal(b.err.msg, GD_M_CORE_BUG);
		file_release(&f);
		bench_release(&b);
	}
	assert_true(took > n / 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    steps_on_paper_are_done_and_the_order_stands_where_it_stood),
		cmocka_unit_test(what_is_taken_over_is_carried_to_the_end),
		cmocka_unit_test(
		    an_order_goes_on_from_every_step_it_may_have_stood_at),
		cmocka_unit_test(an_order_goes_on_from_every_duty),
		cmocka_unit_test(
		    a_notice_recalls_exactly_the_copies_that_were_out),
		cmocka_unit_test(the_same_file_again_changes_nothing),
		cmocka_unit_test(
		    a_corrected_file_corrects_and_makes_no_doubles),
		cmocka_unit_test(work_done_here_since_is_not_overwritten),
		cmocka_unit_test(what_cannot_have_been_is_refused),
		cmocka_unit_test(an_order_begun_here_is_not_taken_over),
		cmocka_unit_test(only_an_administrator_or_a_manager_takes_over),
		cmocka_unit_test(
		    a_contract_half_signed_on_paper_is_signed_on_here),
		cmocka_unit_test(nothing_is_counted_from_a_day_nobody_knows),
		cmocka_unit_test(any_file_leaves_an_order_that_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
