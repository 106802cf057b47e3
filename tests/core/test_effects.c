/* tests/core/test_effects.c - what a notice, a delay, a booking will bring is
 * known before, and is what comes when they are done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "core/view/effects.h"

#include "bench.h"

#include "base/banned.h"

static void
act(struct bench *b, enum gd_verb verb, const char *duty, const char *outcome,
    const struct gd_pair *fields, int n)
{
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = verb,
		.duty = duty,
		.outcome = outcome,
		.inst = strcmp(duty, "problem") == 0 ? 0 : 1,
		.fields = fields,
		.nfields = n });
}

/* An order whose form is out, a change agreed. */
static void
agree(struct bench *b)
{
	act(b, GD_DO_FILL, "problem", NULL,
	    (const struct gd_pair[]){ { "problem", "steel is late" } }, 1);
	act(b, GD_DO_CHOOSE, "agreement", "agreed",
	    (const struct gd_pair[]){ { "evidence", "mail" } }, 1);
}

static struct gd_command
notice(const char *changes)
{
	static struct gd_pair pair;

	pair = (struct gd_pair){ "changes", changes };
	return (struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "notice",
		.duty = "notice",
		.inst = 1,
		.fields = &pair,
		.nfields = 1 };
}

static enum gd_code
foresee(struct bench *b, const struct gd_command *cmd, struct gd_effects *e)
{
	static const char *roles[] = { "clerk" };
	struct gd_facts facts = b->facts;

	facts.actor =
	    (struct gd_actor){ .login = "clerk", .roles = roles, .nroles = 1 };
	return gd_effects_make(&b->wf, &b->order, &facts, cmd, 1, e, &b->err);
}

static const struct gd_effect_paper *
paper_in(const struct gd_effects *e, const char *kind)
{
	for (size_t i = 0; i < e->npapers; i++)
		if (strcmp(e->papers[i].kind, kind) == 0)
			return &e->papers[i];
	return NULL;
}

static const struct gd_effect_date *
date_in(const struct gd_effects *e, const char *duty)
{
	for (size_t i = 0; i < e->ndates; i++)
		if (strcmp(e->dates[i].is->row->duty, duty) == 0)
			return &e->dates[i];
	return NULL;
}

static int
setup(void **state)
{
	struct bench *b = malloc(sizeof *b);

	bench_init(b);
	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	bench_receipt_all(b);
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *b = *state;

	bench_release(b);
	free(b);
	return 0;
}

/* "formal_order.delivery_date: OLD -> so many days later" */
static const char *
later(struct bench *b, int days)
{
	static char line[100];
	char day[GD_DAY_TEXT];
	const char *old = gd_field(&b->order, "delivery_date", 0);

	gd_day_text(gd_day_parse(old) + days, day);
	snprintf(line, sizeof line, "formal_order.delivery_date: %s -> %s", old,
	    day);
	return line;
}

static void
a_notice_tells_which_papers_and_copies_it_calls_back(void **state)
{
	struct bench *b = *state;
	const struct gd_effect_paper *p;
	struct gd_effects e;
	struct gd_command cmd;

	agree(b);
	cmd = notice(later(b, 2));
	assert_int_equal(foresee(b, &cmd, &e), GD_OK);
	assert_string_equal(e.notice, "notice");
	assert_int_equal(e.nchanges, 1);
	assert_string_equal(e.changes[0]->field, "delivery_date");
	assert_int_equal(e.days_moved, 2);
	assert_string_equal(b->wf.fields[e.moved_field].name.id, "days_moved");
	assert_int_equal(e.npapers, 1);
	p = paper_in(&e, "formal_order");
	assert_non_null(p);
	assert_int_equal(p->old_rev, 1);
	assert_int_equal(p->rev, 2);
	assert_int_equal(p->copies, 5);
	assert_int_equal(p->ndesks, 5);
	assert_int_equal(e.copies, 5);
	assert_int_equal(e.ntold, 1);
	assert_string_equal(e.told[0].desk, "production");
	assert_int_equal(e.nsigns, 0);
	gd_effects_release(&e);
}

static void
what_was_foreseen_is_what_comes(void **state)
{
	struct bench *b = *state;
	struct gd_effects e;
	struct gd_command cmd;

	agree(b);
	cmd = notice(later(b, 2));
	assert_int_equal(foresee(b, &cmd, &e), GD_OK);
	bench_must(b, "clerk", cmd);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "notice" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
	assert_int_equal(bench_pieces(b, GD_PIECE_COPY, GD_PIECE_RECALL, true),
	    e.copies);
	assert_string_equal(gd_field(&b->order, "delivery_date", 0),
	    gd_field(&e.then, "delivery_date", 0));
	assert_string_equal(gd_head(&b->order)->rail, gd_head(&e.then)->rail);
	for (size_t i = 0; i < e.ndates; i++) {
		const struct gd_due *now = gd_row_find(&b->order.sheet,
		    GD_TAB_DUE, e.dates[i].is->row);

		assert_non_null(now);
		assert_int_equal(now->day, e.dates[i].is->row->day);
	}
	gd_effects_release(&e);
}

static void
the_order_itself_is_not_touched(void **state)
{
	struct bench *b = *state;
	struct gd_effects e;
	struct gd_command cmd;
	struct gd_order was;

	agree(b);
	gd_order_copy(&was, &b->order);
	cmd = notice(later(b, 2));
	assert_int_equal(foresee(b, &cmd, &e), GD_OK);
	for (int t = 0; t < GD_ORDER_NTABLES; t++)
		assert_int_equal(was.sheet.rows[t].n, b->order.sheet.rows[t].n);
	assert_string_equal(gd_head(&was)->rail, gd_head(&b->order)->rail);
	gd_order_release(&was);
	gd_effects_release(&e);
}

static void
a_date_that_moves_more_than_three_days_needs_the_general_manager(void **state)
{
	struct bench *b = *state;
	struct gd_effects e;
	struct gd_command cmd;

	agree(b);
	cmd = notice(later(b, 6));
	assert_int_equal(foresee(b, &cmd, &e), GD_OK);
	assert_int_equal(e.nsigns, 1);
	assert_string_equal(b->wf.roles[e.signs[0].def->role].name.id,
	    "general_manager");
	gd_effects_release(&e);
}

static const char *
moved(struct bench *b)
{
	static char buf[20];
	const struct gd_paper *p = gd_paper(&b->order, "notice", 0, 1);
	json_t *obj = json_loads(
	    gd_revision(&b->order, "notice", 0, 1, p->last)->fields, 0, NULL);
	const char *days =
	    json_string_value(json_object_get(obj, "days_moved"));

	snprintf(buf, sizeof buf, "%s", days ? days : "none");
	json_decref(obj);
	return buf;
}

static void
by_how_many_days_a_date_moves_is_reckoned_and_nobody_can_say_otherwise(
    void **state)
{
	struct bench *b = *state;
	struct gd_command cmd;
	struct gd_pair pairs[2] = { { "changes", "" }, { "days_moved", "2" } };

	agree(b);
	cmd = notice(later(b, 9));
	pairs[0].value = cmd.fields[0].value;
	cmd.fields = pairs;
	cmd.nfields = 2;
	assert_int_equal(bench_do(b, "clerk", &cmd), GD_USAGE);
	assert_int_equal(b->err.msg, GD_M_FIELD_COMPUTED);
	bench_must(b, "clerk", notice(later(b, 9)));
	assert_string_equal(moved(b), "9");
	assert_int_equal(
	    bench_do(b, "clerk",
		&(struct gd_command){ .verb = GD_DO_ISSUE, .paper = "notice" }),
	    GD_REFUSED);
	assert_int_equal(b->err.msg, GD_M_UNSIGNED);
	/* a draft that is saved anew is reckoned anew */
	bench_must(b, "clerk", notice(later(b, -2)));
	assert_string_equal(moved(b), "-2");
	bench_must(b, "clerk", notice("formal_order.packing: x -> bags"));
	assert_string_equal(moved(b), "0");
	assert_int_equal(b->order.sheet.rows[GD_TAB_CHANGE].n, 1);
}

static void
a_date_changed_behind_a_signed_notice_is_signed_anew(void **state)
{
	struct bench *b = *state;
	char day[GD_DAY_TEXT];

	agree(b);
	bench_must(b, "clerk", notice(later(b, 2)));
	/* meanwhile the form is revised: the order says an earlier day */
	gd_day_text(gd_day_parse(gd_field(&b->order, "delivery_date", 0)) - 5,
	    day);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REVISE,
		.paper = "formal_order",
		.reason = "sooner",
		FIELDS({ "delivery_date", day }) });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
	assert_int_equal(
	    bench_do(b, "clerk",
		&(struct gd_command){ .verb = GD_DO_ISSUE, .paper = "notice" }),
	    GD_REFUSED);
	assert_int_equal(b->err.msg, GD_M_NOTICE_MOVED);
}

static void
dates_that_follow_a_delivery_date_move_and_the_steps_are_marked(void **state)
{
	struct bench *b = *state;
	const struct gd_effect_date *d;
	bool changed = false;
	struct gd_effects e;
	struct gd_command cmd;

	agree(b);
	cmd = notice(later(b, 2));
	assert_int_equal(foresee(b, &cmd, &e), GD_OK);
	d = date_in(&e, "finished");
	assert_non_null(d);
	assert_int_equal(d->is->row->day, d->was->row->day + 2);
	for (size_t i = 0; i < e.nsteps; i++)
		changed |= e.steps[i].is == GD_MARK_CHANGED ||
			   e.steps[i].is == GD_MARK_RECEIPT;
	assert_true(changed);
	gd_effects_release(&e);
}

static void
a_change_that_cannot_be_read_is_refused_as_the_act_would_be(void **state)
{
	struct bench *b = *state;
	struct gd_effects e;
	struct gd_command cmd;

	agree(b);
	cmd = notice("formal_order.no_such: 1 -> 2");
	assert_int_equal(foresee(b, &cmd, &e), GD_USAGE);
	gd_effects_release(&e);
}

static void
book(struct bench *b, int days)
{
	char entry[GD_DAY_TEXT], etd[GD_DAY_TEXT];

	gd_day_text(b->facts.today + days, entry);
	gd_day_text(b->facts.today + days + 2, etd);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "booking",
		.lot = 1,
		FIELDS({ "forwarder", "sinotrans" }, { "cargo_entry", entry },
		    { "etd", etd }) });
}

static void
a_booking_tells_the_dates_its_cut_offs_bring(void **state)
{
	struct bench *b = *state;
	char entry[GD_DAY_TEXT];
	struct gd_effects e;
	struct gd_command cmd;

	gd_day_text(b->facts.today + 40, entry);
	cmd = (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "booking",
		.lot = 1,
		FIELDS({ "forwarder", "sinotrans" },
		    { "cargo_entry", entry }) };
	assert_int_equal(foresee(b, &cmd, &e), GD_OK);
	assert_non_null(date_in(&e, "entry_slip_to_shipping"));
	assert_int_equal(e.npapers, 0);
	assert_null(e.notice);
	gd_effects_release(&e);
}

static void
a_delay_past_the_cut_off_breaks_it(void **state)
{
	struct bench *b = *state;
	char day[GD_DAY_TEXT];
	const char *delivery = gd_field(&b->order, "delivery_date", 0);
	int left = gd_day_parse(delivery) - b->facts.today;
	struct gd_effects e;
	struct gd_command cmd;

	book(b, left + 6);
	gd_day_text(gd_day_parse(delivery) + 30, day);
	cmd = (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "delay",
		.lot = 1,
		FIELDS({ "delay_new", day }) };
	assert_int_equal(foresee(b, &cmd, &e), GD_OK);
	assert_true(e.breaks > 0);
	assert_non_null(e.first);
	assert_true(e.first->is->breaks);
	gd_effects_release(&e);
	/* no later than the goods were to be ready: nothing breaks by it */
	gd_day_text(gd_day_parse(delivery), day);
	assert_int_equal(foresee(b, &cmd, &e), GD_OK);
	assert_int_equal(e.breaks, 0);
	gd_effects_release(&e);
}

static void
revising_a_paper_tells_what_its_issue_calls_back(void **state)
{
	struct bench *b = *state;
	const struct gd_command cmd = { .verb = GD_DO_REVISE,
		.paper = "formal_order",
		.reason = "larger",
		FIELDS({ "remarks", "new" }) };
	struct gd_effects e;

	assert_int_equal(foresee(b, &cmd, &e), GD_OK);
	assert_int_equal(e.npapers, 1);
	assert_int_equal(e.papers[0].copies, 5);
	gd_effects_release(&e);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(a_notice_tells_which_papers_and_copies_it_calls_back),
		T(what_was_foreseen_is_what_comes),
		T(the_order_itself_is_not_touched),
		T(a_date_that_moves_more_than_three_days_needs_the_general_manager),
		T(by_how_many_days_a_date_moves_is_reckoned_and_nobody_can_say_otherwise),
		T(a_date_changed_behind_a_signed_notice_is_signed_anew),
		T(dates_that_follow_a_delivery_date_move_and_the_steps_are_marked),
		T(a_change_that_cannot_be_read_is_refused_as_the_act_would_be),
		T(a_booking_tells_the_dates_its_cut_offs_bring),
		T(a_delay_past_the_cut_off_breaks_it),
		T(revising_a_paper_tells_what_its_issue_calls_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
