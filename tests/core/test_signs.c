/* tests/core/test_signs.c - the rules of sign-offs, one sentence each.
 *
 * People: chen holds x, lin stands in for him, wu holds y, guo holds z; the
 * clerk makes the paper unless a test says otherwise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

static const char *const is_x[] = { "x" };
static const char *const is_y[] = { "y" };
static const char *const is_z[] = { "z" };
static const char *const is_clerk[] = { "clerk" };
static const struct gd_stand_in for_chen[] = { { "chen", "x" } };
static const struct gd_stand_in for_wu[] = { { "wu", "y" } };

#define ONE(login, list)                         \
	{                                        \
		login, list, 1, NULL, 0, NULL, 0 \
	}
static const struct gd_actor chen = ONE("chen", is_x);
static const struct gd_actor wu = ONE("wu", is_y);
static const struct gd_actor guo = ONE("guo", is_z);
static const struct gd_actor clerk = ONE("clerk", is_clerk);
static const struct gd_actor another_x = ONE("hu", is_x);
static const struct gd_actor lin = { "lin", NULL, 0, NULL, 0, for_chen, 1 };
static const struct gd_actor lin_for_wu = { "lin", NULL, 0, NULL, 0, for_wu,
	1 };

/* One command; its events are applied when it is allowed. */
static enum gd_code
act(struct bench *b, const struct gd_actor *who, struct gd_command cmd)
{
	struct gd_facts f = b->facts;
	enum gd_code rc;

	f.actor = *who;
	f.now_ms += ++b->commands;
	b->err = (struct gd_err)GD_ERR_INIT;
	rc = gd_decide(&b->wf, &b->order, &f, &cmd, &b->events, &b->err);
	for (size_t i = 0; rc == GD_OK && i < b->events.n; i++)
		gd_apply(&b->order.sheet, NULL, &b->events.at[i]);
	if (rc == GD_OK)
		gd_order_assert(&b->wf, &b->order);
	return rc;
}

static void
must(struct bench *b, const struct gd_actor *who, enum gd_verb verb)
{
	assert_int_equal(act(b, who,
			     (struct gd_command){ .verb = verb,
				 .paper = "form",
				 .reason = "because" }),
	    GD_OK);
}

static void
refused(struct bench *b, const struct gd_actor *who, enum gd_verb verb,
    enum gd_msg msg)
{
	assert_int_equal(act(b, who,
			     (struct gd_command){ .verb = verb,
				 .paper = "form",
				 .reason = "because" }),
	    GD_REFUSED);
	assert_int_equal(b->err.msg, msg);
}

static void
make(struct bench *b, const struct gd_actor *who, const char *amount)
{
	const struct gd_pair field = { "amount", amount };

	assert_int_equal(act(b, who,
			     (struct gd_command){ .verb = GD_DO_MAKE,
				 .paper = "form",
				 .fields = &field,
				 .nfields = amount ? 1 : 0 }),
	    GD_OK);
}

static const struct gd_signoff *
signoff(const struct bench *b, size_t i)
{
	return gd_row_at(&b->order.sheet, GD_TAB_SIGNOFF, i);
}

static int
live(const struct bench *b)
{
	const struct gd_signoff *s;
	int n = 0;

	for (size_t i = 0; (s = gd_walk(&b->order, GD_TAB_SIGNOFF, &i));)
		n += s->live != 0;
	return n;
}

/* ---- two pairs of eyes ---------------------------------------------------- */

static void
a_manager_cannot_sign_what_he_prepared(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[x]", "");
	make(&b, &chen, NULL);
	refused(&b, &chen, GD_DO_SIGN, GD_M_OWN_WORK);
	bench_release(&b);
}

static void
a_manager_cannot_sign_what_his_deputy_prepared_for_him(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[x]", "");
	make(&b, &lin, NULL);
	refused(&b, &chen, GD_DO_SIGN, GD_M_OWN_WORK);
	/* also when the deputyship is over */
	refused(&b, &lin, GD_DO_SIGN, GD_M_OWN_WORK);
	must(&b, &another_x, GD_DO_SIGN);
	bench_release(&b);
}

static void
a_deputy_cannot_sign_for_a_manager_what_the_manager_prepared(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[x]", "");
	make(&b, &chen, NULL);
	refused(&b, &lin, GD_DO_SIGN, GD_M_OWN_WORK);
	bench_release(&b);
}

static void
a_signature_by_a_deputy_says_for_whom(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[x, y]", "");
	make(&b, &clerk, NULL);
	must(&b, &lin, GD_DO_SIGN);
	assert_string_equal(signoff(&b, 0)->by, "lin");
	assert_string_equal(signoff(&b, 0)->for_whom, "chen");
	/* he counts as both: neither signs again, in whatever role */
	refused(&b, &lin_for_wu, GD_DO_SIGN, GD_M_SIGNED_OTHER);
	must(&b, &wu, GD_DO_SIGN);
	bench_release(&b);
}

static void
who_wrote_on_a_draft_cannot_sign_it_whoever_touched_it_last(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[x]", "");
	make(&b, &lin, NULL);
	make(&b, &clerk, "5 USD");
	refused(&b, &lin, GD_DO_SIGN, GD_M_OWN_WORK);
	refused(&b, &chen, GD_DO_SIGN, GD_M_OWN_WORK);
	/* a new revision is written by who revises it */
	must(&b, &another_x, GD_DO_SIGN);
	must(&b, &clerk, GD_DO_ISSUE);
	must(&b, &clerk, GD_DO_REVISE);
	must(&b, &chen, GD_DO_SIGN);
	bench_release(&b);
}

static void
a_named_role_may_override_with_a_reason_and_it_is_written_down(void **state)
{
	const struct gd_override *o;
	struct gd_command sign = { .verb = GD_DO_SIGN,
		.paper = "form",
		.override = true };
	static const char *const both[] = { "x", "z" };
	const struct gd_actor boss = { "boss", both, 2, NULL, 0, NULL, 0 };
	struct bench b;

	(void)state;
	bench_form(&b, "[{role: x, override_by: z}]", "override_by: y\n");
	make(&b, &boss, NULL);
	assert_int_equal(act(&b, &boss, sign), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_NEEDS_REASON);
	sign.reason = "everybody else is ill";
	assert_int_equal(act(&b, &boss, sign), GD_OK);
	o = gd_row_at(&b.order.sheet, GD_TAB_OVERRIDE, 0);
	assert_non_null(o);
	assert_string_equal(o->stop, "own_work");
	assert_string_equal(o->by, "boss");
	assert_string_equal(o->reason, "everybody else is ill");
	must(&b, &clerk, GD_DO_ISSUE); /* it counts */
	bench_release(&b);

	/* the role that may issue unsigned may not sign its own work */
	bench_form(&b, "[x]", "override_by: x\n");
	make(&b, &chen, NULL);
	assert_int_equal(act(&b, &chen, sign), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_OWN_WORK);
	bench_release(&b);
}

/* ---- rows ------------------------------------------------------------------ */

static void
two_of_three_sign_and_the_third_is_not_asked(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[{any: [x, y, z], count: 2}]", "");
	make(&b, &clerk, NULL);
	assert_int_equal(gd_head(&b.order)->unsigned_n, 2);
	assert_string_equal(gd_head(&b.order)->waits,
	    "role:x role:y role:z role:clerk");
	must(&b, &guo, GD_DO_SIGN);
	refused(&b, &guo, GD_DO_SIGN, GD_M_SIGNED_OTHER);
	refused(&b, &clerk, GD_DO_ISSUE, GD_M_UNSIGNED);
	must(&b, &chen, GD_DO_SIGN);
	refused(&b, &wu, GD_DO_SIGN, GD_M_ALL_SIGNED);
	must(&b, &clerk, GD_DO_ISSUE);
	bench_release(&b);
}

static void
a_signature_counts_for_one_row_only(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[{any: [x, y]}, x]", "");
	make(&b, &clerk, NULL);
	must(&b, &chen, GD_DO_SIGN);
	refused(&b, &clerk, GD_DO_ISSUE, GD_M_UNSIGNED);
	/* wu can stand for the first row, chen for the second */
	must(&b, &wu, GD_DO_SIGN);
	must(&b, &clerk, GD_DO_ISSUE);
	bench_release(&b);
}

static void
a_row_in_order_waits_and_falls_with_the_one_before_it(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[x, y, {role: z, order: yes}]", "");
	make(&b, &clerk, NULL);
	refused(&b, &guo, GD_DO_SIGN, GD_M_SIGN_WAITS);
	assert_string_equal(gd_head(&b.order)->waits,
	    "role:x role:y role:clerk");
	must(&b, &wu, GD_DO_SIGN);
	refused(&b, &guo, GD_DO_SIGN, GD_M_SIGN_WAITS);
	must(&b, &chen, GD_DO_SIGN);
	must(&b, &guo, GD_DO_SIGN);
	must(&b, &wu, GD_DO_WITHDRAW);
	assert_int_equal(live(&b), 1); /* chen's; guo had seen wu's */
	assert_int_equal(gd_head(&b.order)->unsigned_n, 2);
	bench_release(&b);
}

static void
any_of_the_roles_of_a_row_may_send_back(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[{any: [x, y]}]", "");
	make(&b, &clerk, NULL);
	refused(&b, &guo, GD_DO_SENDBACK, GD_M_NOT_A_SIGNER);
	must(&b, &wu, GD_DO_SENDBACK);
	bench_release(&b);
}

static void
who_was_signed_for_may_withdraw_and_a_new_revision_begins_unsigned(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[x]", "");
	make(&b, &clerk, NULL);
	must(&b, &lin, GD_DO_SIGN);
	refused(&b, &another_x, GD_DO_WITHDRAW, GD_M_NOT_SIGNED_BY_YOU);
	must(&b, &chen, GD_DO_WITHDRAW);
	assert_string_equal(signoff(&b, 0)->reason, "because");
	must(&b, &chen, GD_DO_SIGN);
	must(&b, &clerk, GD_DO_ISSUE);
	must(&b, &clerk, GD_DO_REVISE);
	assert_int_equal(gd_head(&b.order)->unsigned_n, 1);
	refused(&b, &clerk, GD_DO_ISSUE, GD_M_UNSIGNED);
	bench_release(&b);
}

/* ---- amounts ---------------------------------------------------------------- */

#define TIER "[x, {role: z, when: amount > 50000 USD}]"

/* How many signatures a form of this amount asks for. */
static int64_t
asks(struct bench *b, const char *amount)
{
	make(b, &clerk, amount);
	return gd_head(&b->order)->unsigned_n;
}

static void
over_the_limit_one_more_signs(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, TIER, "");
	assert_int_equal(asks(&b, "50000 USD"), 1);
	assert_int_equal(asks(&b, "50000.01 USD"), 2);
	must(&b, &chen, GD_DO_SIGN);
	refused(&b, &clerk, GD_DO_ISSUE, GD_M_UNSIGNED);
	must(&b, &guo, GD_DO_SIGN);
	must(&b, &clerk, GD_DO_ISSUE);
	bench_release(&b);
}

static void
what_the_draft_says_counts_not_what_the_order_said_before(void **state)
{
	const struct gd_pair more = { "amount", "60000 USD" };
	struct bench b;

	(void)state;
	bench_form(&b, TIER, "");
	assert_int_equal(asks(&b, "40000 USD"), 1);
	must(&b, &chen, GD_DO_SIGN);
	must(&b, &clerk, GD_DO_ISSUE);
	assert_string_equal(gd_field(&b.order, "amount", 0), "40000.00 USD");
	assert_int_equal(act(&b, &clerk,
			     (struct gd_command){ .verb = GD_DO_REVISE,
				 .paper = "form",
				 .reason = "more",
				 .fields = &more,
				 .nfields = 1 }),
	    GD_OK);
	assert_int_equal(gd_head(&b.order)->unsigned_n, 2);
	bench_release(&b);
}

static void
another_currency_is_compared_by_the_rates_of_the_office(void **state)
{
	struct gd_sheet office;
	struct bench b;

	(void)state;
	gd_sheet_init(&office, gd_office_tables, GD_OFFICE_NTABLES);
	bench_form(&b, TIER, "");
	b.facts.rates = (struct gd_rates){ &office, "CNY", b.facts.today };
	gd_row_put(&office, GD_OFF_RATE,
	    &(struct gd_rate){ "EUR", "CNY", b.facts.today - 9, 8000000, "" },
	    UINT64_MAX);
	gd_row_put(&office, GD_OFF_RATE,
	    &(struct gd_rate){ "USD", "CNY", b.facts.today, 7000000, "" },
	    UINT64_MAX);
	/* 50,000 USD are 350,000 CNY are 43,750 EUR */
	assert_int_equal(asks(&b, "43750 EUR"), 1);
	assert_int_equal(asks(&b, "43750.01 EUR"), 2);
	assert_int_equal(asks(&b, "350000 CNY"), 1);
	assert_int_equal(asks(&b, "350000.01 CNY"), 2);
	/* the rate of the day: one that comes later does not count */
	gd_row_put(&office, GD_OFF_RATE,
	    &(struct gd_rate){ "EUR", "CNY", b.facts.today + 1, 1000000, "" },
	    UINT64_MAX);
	assert_int_equal(asks(&b, "43750.01 EUR"), 2);
	bench_release(&b);
	gd_sheet_release(&office);
}

static void
without_a_rate_or_an_amount_the_limit_counts_as_passed_and_says_so(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, TIER, "");
	assert_int_equal(asks(&b, NULL), 2);
	assert_int_equal(asks(&b, "1 EUR"), 2);
	must(&b, &chen, GD_DO_SIGN);
	refused(&b, &clerk, GD_DO_ISSUE, GD_M_UNSIGNED_UNSURE);
	must(&b, &guo, GD_DO_SIGN);
	must(&b, &clerk, GD_DO_ISSUE);
	bench_release(&b);
}

/* ---- on paper ---------------------------------------------------------------- */

static const struct gd_pair scan[] = { { "name", "form.pdf" },
	{ "digest", "00112233445566778899aabbccddeeff00112233445566778899aabbcc"
		    "ddeeff" },
	{ "size", "7" } };

static enum gd_code
enter(struct bench *b, const struct gd_actor *who, const struct gd_actor *by)
{
	b->facts.person_roles = by->roles;
	b->facts.nperson_roles = by->nroles;
	b->facts.person_deputy_for = by->deputy_for;
	b->facts.nperson_deputy = by->ndeputy;
	return act(b, who,
	    (struct gd_command){ .verb = GD_DO_SIGN,
		.paper = "form",
		.person = by->login,
		.fields = scan,
		.nfields = 3 });
}

static void
a_signature_on_paper_counts_and_says_who_entered_it(void **state)
{
	const struct gd_file *f;
	struct bench b;

	(void)state;
	bench_form(&b, "[x, y]", "on_paper_by: clerk\n");
	make(&b, &clerk, NULL);
	assert_int_equal(enter(&b, &clerk, &lin), GD_OK);
	assert_string_equal(signoff(&b, 0)->by, "lin");
	assert_string_equal(signoff(&b, 0)->for_whom, "chen");
	assert_string_equal(signoff(&b, 0)->entered_by, "clerk");
	f = gd_row_at(&b.order.sheet, GD_TAB_FILE, 0);
	assert_string_equal(f->name, "form.pdf");
	/* by the same rules */
	assert_int_equal(enter(&b, &clerk, &chen), GD_REFUSED);
	assert_int_equal(enter(&b, &clerk, &guo), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_NEEDS_ROLE);
	must(&b, &wu, GD_DO_SIGN);
	must(&b, &clerk, GD_DO_ISSUE);
	bench_release(&b);
}

static void
only_the_roles_named_enter_it_never_their_own_and_never_without_scan(
    void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[x]", "");
	make(&b, &clerk, NULL);
	assert_int_equal(enter(&b, &clerk, &chen), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_ON_PAPER_NOBODY);
	b.facts.on_paper_by = "y, clerk"; /* the office's setting */
	assert_int_equal(enter(&b, &guo, &chen), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_ON_PAPER_WHO);
	b.facts.on_paper_by = "x";
	assert_int_equal(enter(&b, &chen, &chen), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_ON_PAPER_SELF);
	assert_int_equal(act(&b, &another_x,
			     (struct gd_command){ .verb = GD_DO_SIGN,
				 .paper = "form",
				 .person = "chen" }),
	    GD_USAGE);
	assert_int_equal(b.err.msg, GD_M_ON_PAPER_SCAN);
	b.facts.person_ok = false;
	assert_int_equal(enter(&b, &another_x, &chen), GD_MISSING);
	b.facts.person_ok = true;
	assert_int_equal(enter(&b, &another_x, &chen), GD_OK);
	/* a mistake is taken back by who entered it */
	must(&b, &another_x, GD_DO_WITHDRAW);
	assert_int_equal(live(&b), 0);
	bench_release(&b);
}

static void
what_a_manager_prepared_he_does_not_sign_on_paper_either(void **state)
{
	struct bench b;

	(void)state;
	bench_form(&b, "[x]", "on_paper_by: clerk\n");
	make(&b, &chen, NULL);
	assert_int_equal(enter(&b, &clerk, &chen), GD_REFUSED);
	assert_int_equal(b.err.msg, GD_M_OWN_WORK);
	assert_int_equal(enter(&b, &clerk, &lin), GD_REFUSED);
	assert_null(gd_row_at(&b.order.sheet, GD_TAB_FILE, 0));
	bench_release(&b);
}

#define TEST(f) cmocka_unit_test(f)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_manager_cannot_sign_what_he_prepared),
		TEST(a_manager_cannot_sign_what_his_deputy_prepared_for_him),
		TEST(
		    a_deputy_cannot_sign_for_a_manager_what_the_manager_prepared),
		TEST(a_signature_by_a_deputy_says_for_whom),
		TEST(
		    who_wrote_on_a_draft_cannot_sign_it_whoever_touched_it_last),
		TEST(
		    a_named_role_may_override_with_a_reason_and_it_is_written_down),
		TEST(two_of_three_sign_and_the_third_is_not_asked),
		TEST(a_signature_counts_for_one_row_only),
		TEST(a_row_in_order_waits_and_falls_with_the_one_before_it),
		TEST(any_of_the_roles_of_a_row_may_send_back),
		TEST(
		    who_was_signed_for_may_withdraw_and_a_new_revision_begins_unsigned),
		TEST(over_the_limit_one_more_signs),
		TEST(what_the_draft_says_counts_not_what_the_order_said_before),
		TEST(another_currency_is_compared_by_the_rates_of_the_office),
		TEST(
		    without_a_rate_or_an_amount_the_limit_counts_as_passed_and_says_so),
		TEST(a_signature_on_paper_counts_and_says_who_entered_it),
		TEST(
		    only_the_roles_named_enter_it_never_their_own_and_never_without_scan),
		TEST(what_a_manager_prepared_he_does_not_sign_on_paper_either),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
