/* tests/tui/test_signs.c - many papers signed at once. */
#include <stdlib.h>

#include "example.h"

#include "base/banned.h"

/* ---- what happens while the screens run ----------------------------------- */

/* At the first picture another desk holds an order back. */
struct meanwhile {
	const char *book, *order;
	enum gd_verb verb;
	struct gd_str seen;
	bool done;
};

static ssize_t
picture(void *cookie, const char *bytes, size_t n)
{
	struct meanwhile *m = cookie;
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app;

	gd_str_addn(&m->seen, bytes, n);
	if (m->done || !m->order)
		return (ssize_t)n;
	m->done = true;
	assert_int_equal(gd_app_open(&(struct gd_app_options){ .book = m->book,
					 .login = "chenli" },
			     &app, &err),
	    GD_OK);
	assert_int_equal(gd_app_act(app, m->order,
			     &(struct gd_command){ .verb = m->verb,
				 .paper = "contract",
				 .reason = "the price is wrong" },
			     NULL, NULL, &err),
	    GD_OK);
	gd_app_close(app);
	return (ssize_t)n;
}

static void
play(struct office *o, struct meanwhile *m, const char *login)
{
	FILE *out;

	app_again(o, login);
	m->book = o->book;
	m->seen = (struct gd_str)GD_STR_INIT;
	out = fopencookie(m, "w", (cookie_io_functions_t){ .write = picture });
	assert_non_null(out);
	assert_int_equal(gd_tui_run(&o->app, &o->lang,
			     &(struct gd_tui_options){ .script = o->keys.text,
				 .dump = true,
				 .rows = 24,
				 .cols = 80,
				 .out = out }),
	    GD_OK);
	fclose(out);
	gd_str_reset(&o->keys);
	gd_str_reset(&o->seen);
	gd_str_add(&o->seen, m->seen.text);
	gd_str_release(&m->seen);
}

/* Live signatures of somebody under a key on the contract of an order. */
static int
signed_by(struct office *o, const char *number, const char *login)
{
	const struct gd_signoff *s;
	struct gd_order_page page;
	int n = 0;

	snprintf(o->number, sizeof o->number, "%s", number);
	page = page_of(o);
	for (size_t i = 0; (s = gd_walk(&page.order, GD_TAB_SIGNOFF, &i));)
		n += s->live && *s->sig && strcmp(s->by, login) == 0 &&
		     strcmp(s->kind, "contract") == 0;
	gd_order_page_release(&page);
	return n;
}

static void
marked_orders_are_signed_with_one_password_each_on_its_own(void **state)
{
	struct office *o = *state;
	struct meanwhile m = { 0 };

	key(o, "1 F3 text:EX-2610 Enter * F6 dump F6 dump " IN "dump");
	play(o, &m, "linguo");
	assert_seen(o, "EX-2610-004   ");
	assert_seen(o, "Sign 3 papers");
	assert_seen(o, ", EX-2610-004 "); /* the longest asked for comes first */
	assert_seen(o, "3 of 3 papers are signed");
	assert_int_equal(signed_by(o, "EX-2610-004", "linguo"), 1);
	assert_int_equal(signed_by(o, "EX-2610-007", "linguo"), 1);
	assert_int_equal(signed_by(o, "EX-2610-008", "linguo"), 1);
	assert_false(gd_app_unlocked(o->app));
}

/* A paper may say another amount than the order does by now. */
static void
the_list_says_the_amount_that_is_signed(void **state)
{
	struct office *o = *state;
	struct meanwhile m = { 0 };
	struct gd_err err = GD_ERR_INIT;

	app_again(o, "chenli");
	assert_int_equal(
	    gd_app_act(o->app, "EX-2610-004",
		&(struct gd_command){ .verb = GD_DO_MAKE,
		    .paper = "contract",
		    .fields = &(struct gd_pair){ "amount", "17.00 USD" },
		    .nfields = 1 },
		NULL, NULL, &err),
	    GD_OK);
	key(o, "F6 dump");
	play(o, &m, "linguo");
	assert_seen(o, "  17.00 USD");
}

static void
from_my_day_only_what_is_ticked_is_signed(void **state)
{
	struct office *o = *state;
	struct meanwhile m = { 0 };

	key(o, "F6 F6 dump space F6 \"nope\" Enter dump " IN);
	play(o, &m, "linguo");
	assert_seen(o, "Space ticks what you want to sign");
	assert_seen(o, "login or password is wrong");
	assert_seen(o, "1 of 1 paper is signed");
	/* the longest asked for stands first */
	assert_int_equal(signed_by(o, "EX-2610-007", "linguo"), 0);
	assert_int_equal(signed_by(o, "EX-2610-008", "linguo"), 1);
}

static void
enter_shows_the_whole_paper_before_it_is_signed(void **state)
{
	struct office *o = *state;
	struct meanwhile m = { 0 };

	key(o, "size:60x20 F6 Enter dump end dump home pgdn pgup Enter");
	play(o, &m, "linguo");
	assert_seen(o, "Contract: Revision 1");
	assert_seen(o, "Customer's order no.: PO 88");
	assert_seen(o, "Goods");
	assert_seen(o, "General manager: still to sign");
	assert_seen(o, "> [ ] EX-26"); /* and back */
	assert_not_seen(o, "[x]");
	key(o, "F6 Enter F12 end dump");
	play(o, &m, "linguo");
	assert_seen(o, "总经理: 还没签");
	o->lang = GD_EN;
}

static void
draft(struct office *o, const char *number, const char *amount)
{
	struct gd_err err = GD_ERR_INIT;

	app_again(o, "chenli");
	assert_int_equal(gd_app_act(o->app, number,
			     &(struct gd_command){ .verb = GD_DO_MAKE,
				 .paper = "contract",
				 .fields =
				     &(struct gd_pair){ "amount", amount },
				 .nfields = 1 },
			     NULL, NULL, &err),
	    GD_OK);
}

static void
what_is_different_since_it_was_read_is_marked_and_comes_first(void **state)
{
	struct office *o = *state;
	struct meanwhile m = { 0 };

	key(o, "F6 dump down Enter dump");
	play(o, &m, "linguo");
	assert_seen(o, "You have not seen it before, and there was none");
	assert_not_seen(o, "~Contract");
	draft(o, "EX-2610-007", "17.00 USD");
	key(o, "F6 down dump Enter dump");
	play(o, &m, "linguo");
	assert_seen(o, "~Contract");
	assert_seen(o, "Different since you read it (revision 1, 2026-11-23");
	assert_seen(o, "Amount: 49500.00 USD -> 17.00 USD");
	assert_seen(o, "Amount: 17.00 USD [~ before: 49,500.00 USD]");
	/* read once more it still says so: he may have to look twice */
	key(o, "F6 down Enter dump");
	play(o, &m, "linguo");
	assert_seen(o, "Amount: 49500.00 USD -> 17.00 USD");
	/* what one person read another has not */
	key(o, "F6 dump");
	play(o, &m, "wumin");
	assert_not_seen(o, "Different since");
	key(o, "F6 down F12 dump");
	play(o, &m, "linguo");
	assert_seen(o, "合同金额：49500.00 USD ->");
	o->lang = GD_EN;
}

static void
ticked_papers_go_back_with_one_reason_and_their_maker_is_told_first(
    void **state)
{
	struct office *o = *state;
	struct meanwhile m = { 0 };

	key(o, "F6 space space F8 dump Enter Enter dump \"too cheap\" "
	       "Ctrl-S dump Esc F6 dump");
	play(o, &m, "linguo");
	assert_seen(o, "Send back 2 papers");
	assert_seen(o, "this is needed");
	assert_seen(o, "2 of 2 papers are sent back");
	assert_seen(o, "back EX-2610-008");
	assert_seen(o, "> [ ] EX-2610-004"); /* the only one asked for now */
	key(o, "dump Enter dump Ctrl-S dump");
	play(o, &m, "chenli");
	assert_seen(o, ">  Enter  EX-2610-007   Maison L");
	assert_seen(o, "Sent back: too cheap");
	assert_seen(o, "Sent back by Lin Guo, 2026-11-23 09:00: too cheap");
	assert_seen(o, "Contract drafted, revision 1");
	/* written anew it is asked for again */
	key(o, "F6 dump");
	play(o, &m, "linguo");
	assert_seen(o, "EX-2610-007");
	assert_not_seen(o, "EX-2610-008");
}

static void
what_cannot_be_sent_back_any_more_says_so_at_its_line(void **state)
{
	struct office *o = *state;
	struct meanwhile m = { .order = "EX-2610-007", .verb = GD_DO_HOLD };

	key(o, "F6 * dump F8 \"too cheap\" Ctrl-S dump");
	play(o, &m, "linguo");
	assert_seen(o, "2 of 3 papers are sent back; why the others are not");
	assert_seen(o, "!  EX-2610-007");
}

static void
a_draft_is_edited_from_what_it_says_not_from_what_the_order_says(void **state)
{
	struct office *o = *state;
	struct meanwhile m = { 0 };

	draft(o, "EX-2610-007", "17.00 USD");
	/* not ticked: this one; left again, it is not ticked for signing */
	key(o, "F6 down F8 dump Esc F6 dump F8 \"too cheap\" Ctrl-S");
	play(o, &m, "linguo");
	assert_seen(o, "Send back 1 paper");
	assert_seen(o, "Space ticks what you want to sign");
	key(o, "Enter dump");
	play(o, &m, "chenli");
	assert_seen(o, "[17.00 USD");
}

static void
what_is_signed_says_so_in_the_readers_language(void **state)
{
	struct office *o = *state;
	struct meanwhile m = { 0 };

	o->lang = GD_ZH;
	key(o, "F6 space F6 " IN "dump");
	play(o, &m, "linguo");
	assert_seen(o, "已签 EX-26");
	assert_not_seen(o, "sig ");
	o->lang = GD_EN;
}

static void
what_changed_meanwhile_is_named_and_the_others_are_signed(void **state)
{
	struct office *o = *state;
	struct meanwhile m = { .order = "EX-2610-007", .verb = GD_DO_HOLD };

	key(o, "F6 * dump F6" IN);
	play(o, &m, "linguo");
	assert_true(m.done);
	assert_seen(o, "2 of 3 papers are signed; why the others are not");
	assert_seen(o, "!  EX-2610-007");
	assert_int_equal(signed_by(o, "EX-2610-007", "linguo"), 0);
	assert_int_equal(signed_by(o, "EX-2610-004", "linguo"), 1);
	assert_int_equal(signed_by(o, "EX-2610-008", "linguo"), 1);
}

static void
the_lock_leaves_the_list_but_no_password(void **state)
{
	struct office *o = *state;
	struct meanwhile m = { 0 };

	key(o, "F6 * F6 \"" GD_DEMO_PASSWORD "\" wait:600 dump" IN "Enter");
	play(o, &m, "linguo");
	assert_seen(o, "Locked for");
	assert_seen(o, "Sign 3 papers");
	assert_seen(o, "this is needed");
	assert_int_equal(signed_by(o, "EX-2610-004", "linguo"), 0);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, teardown)
	const struct CMUnitTest tests[] = {
		T(marked_orders_are_signed_with_one_password_each_on_its_own),
		T(the_list_says_the_amount_that_is_signed),
		T(from_my_day_only_what_is_ticked_is_signed),
		T(enter_shows_the_whole_paper_before_it_is_signed),
		T(what_is_different_since_it_was_read_is_marked_and_comes_first),
		T(ticked_papers_go_back_with_one_reason_and_their_maker_is_told_first),
		T(what_cannot_be_sent_back_any_more_says_so_at_its_line),
		T(a_draft_is_edited_from_what_it_says_not_from_what_the_order_says),
		T(what_is_signed_says_so_in_the_readers_language),
		T(what_changed_meanwhile_is_named_and_the_others_are_signed),
		T(the_lock_leaves_the_list_but_no_password),
	};

	return cmocka_run_group_tests(tests, make_first, end_first);
}
