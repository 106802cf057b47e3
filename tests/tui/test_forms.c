/* tests/tui/test_forms.c - how forms are filled in: what is filled in already,
 * where the button is, what is said before it comes to a refusal. */
#include "office.h"

#include "base/banned.h"

static void
assert_seen(struct office *o, const char *text)
{
	if (!strstr(o->seen.text, text))
		fail_msg("not on the screen: %s\n%s", text, o->seen.text);
}

static void
assert_not_seen(struct office *o, const char *text)
{
	if (strstr(o->seen.text, text))
		fail_msg("on the screen: %s\n%s", text, o->seen.text);
}

static void
run(struct office *o, enum gd_lang lang, const char *script)
{
	char drafts[120];

	/* what was typed before does not come back */
	snprintf(drafts, sizeof drafts, "%s/gendan/drafts.json", o->dir);
	(void)unlink(drafts);
	o->lang = lang;
	app_again(o, "chenli");
	key(o, "%s", script);
	run_keys(o);
	o->lang = GD_EN;
}

#define CONTRACT "F3 text:EX-2610-005 Enter Enter Enter "

static void
typing_replaces_what_was_filled_in_and_the_caret_keys_edit_it(void **state)
{
	struct office *o = *state;

	run(o, GD_EN, CONTRACT "Down Down Down dump");
	assert_seen(o, "> Delivery date *        [2026-12-27  ]");
	assert_seen(o, "Typing replaces this; Home, End or arrows edit");
	run(o, GD_EN, CONTRACT "Down Down Down text:2026-12-30 dump");
	assert_seen(o, "> Delivery date *        [2026-12-30  ]");
	assert_not_seen(o, "Typing replaces this");
	run(o, GD_EN, CONTRACT "Down Down Down End Backspace text:9 dump");
	assert_seen(o, "> Delivery date *        [2026-12-29  ]");
	/* what one typed oneself is not thrown away by coming back to it */
	run(o, GD_EN, CONTRACT "text:XS-1 Down Up text:7 dump");
	assert_seen(o, "[XS-17 ");
	/* and it is taken back like anything typed */
	run(o, GD_EN, CONTRACT "Down Down Down text:2 ctrl-z dump");
	assert_seen(o, "> Delivery date *        [2026-12-27  ]");
}

static void
the_button_stands_below_all_fields_and_enter_still_finds_it(void **state)
{
	struct office *o = *state;
	const char *remark, *button;

	run(o, GD_EN, CONTRACT "PgDn PgDn dump");
	remark = strstr(o->seen.text, "Remark");
	button = strstr(o->seen.text, "[ Make ]");
	assert_non_null(remark);
	assert_non_null(button);
	assert_true(remark < button);
	assert_seen(o, "> [ Make ]");
	/* Enter behind the last field passes over the remark */
	run(o, GD_EN, CONTRACT "PgDn PgDn Up Up Enter dump");
	assert_seen(o, "> [ Make ]");
}

static void
ctrl_s_stands_in_the_footer_wherever_the_cursor_is(void **state)
{
	static const char *const at[] = { "", "Down", "PgDn PgDn",
		"PgDn PgDn Up" };
	struct office *o = *state;

	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
		char script[100];

		snprintf(script, sizeof script, CONTRACT "%s dump", at[i]);
		run(o, GD_EN, script);
		assert_seen(o, "Ctrl-S Do it");
		run(o, GD_ZH, script);
		assert_seen(o, "Ctrl-S 办理");
	}
}

static void
units_are_said_in_the_readers_language(void **state)
{
	struct office *o = *state;

	run(o, GD_ZH, CONTRACT "dump");
	assert_seen(o, "] 天");
	assert_not_seen(o, "余天");
	run(o, GD_EN, CONTRACT "dump");
	assert_seen(o, "] days");
}

static void
what_stands_against_it_is_said_before_anything_is_typed(void **state)
{
	struct office *o = *state;

	run(o, GD_EN, CONTRACT "dump");
	assert_seen(o, "Before it is issued it is signed by: Finance, General "
		       "manager");
	run(o, GD_ZH, CONTRACT "dump");
	assert_seen(o, "签发前须签字: 财务, 总经理");
	run(o, GD_EN,
	    "F3 text:EX-2610-005 Enter Enter F2 text:correct Space text:data "
	    "Enter dump");
	assert_seen(o, "issued: Preliminary order form");
}

static void
the_file_opens_the_copies_of_a_paper_with_f5(void **state)
{
	struct office *o = *state;

	run(o, GD_EN, "6 dump F5 dump");
	assert_seen(o, "F5 Copies");
	assert_seen(o, "Receive");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    typing_replaces_what_was_filled_in_and_the_caret_keys_edit_it),
		cmocka_unit_test(
		    the_button_stands_below_all_fields_and_enter_still_finds_it),
		cmocka_unit_test(
		    ctrl_s_stands_in_the_footer_wherever_the_cursor_is),
		cmocka_unit_test(units_are_said_in_the_readers_language),
		cmocka_unit_test(
		    what_stands_against_it_is_said_before_anything_is_typed),
		cmocka_unit_test(the_file_opens_the_copies_of_a_paper_with_f5),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
