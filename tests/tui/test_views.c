/* tests/tui/test_views.c - F2 everywhere; the preview beside the list;
 * customers, people, the workflow as a picture. */
#include "example.h"

#include "base/banned.h"

/* ---- F2 in forms, tables and sheets -------------------------------------- */

static void
f2_in_a_form_lists_what_the_form_can_do(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "F7 F2");
	run_keys(o);
	assert_seen(o, "-- Actions --");
	assert_seen(o, "Do it with what is entered");
	assert_seen(o, "Choose the value of this field from a list");
	assert_seen(o, "works outside the form");
}

static void
a_list_to_choose_from_is_found_by_what_stands_on_the_screen(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "F12 9 F4 \"等谁\" Enter");
	run_keys(o);
	assert_seen(o, "看板 > 等谁");
}

static void
f2_in_a_form_runs_what_was_chosen_in_that_form(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "F7 \"Mais\" Enter F2 \"save\" Enter");
	run_keys(o);
	assert_seen(o, " is entered");
}

static void
an_amount_without_a_currency_is_in_that_of_the_form(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "F7 \"Mais\" Enter down down down down down down down text:1250 dump");
	key(o, "down down down down right ctrl-s");
	run_keys(o);
	assert_seen(o, " is entered");
	assert_seen(o, "1,250.00 EUR");
}

static void
leaving_a_form_by_f2_keeps_a_draft_of_it(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "F7 \"Mais\" Enter F2 \"step 5\" Enter");
	key(o, "0 F7");
	run_keys(o);
	assert_seen(o, "gendan > New order");
	assert_seen(o, "Maison L");
}

static void
f2_in_the_lines_of_a_new_order_lists_the_keys_of_lines(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "F7 Down Down Down Down Down Down Down Down Down Down F3 F2");
	run_keys(o);
	assert_seen(o, "-- Actions --");
	assert_seen(o, "Take the row under the cursor away");
}

static void
f2_while_a_filter_is_typed_is_about_the_order_under_the_cursor(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "1 F3 \"EX\" F2");
	run_keys(o);
	assert_seen(o, "Actions: EX-");
}

/* ---- the preview beside the list ------------------------------------------ */

static void
the_order_under_the_cursor_stands_beside_a_wide_list(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "size:120x40 1 F3 \"EX-2610-001\" Down");
	run_keys(o);
	assert_seen(o, "| EX-2610-001  Pacific Outdoor Inc.");
	assert_seen(o, "| 6 Contract copies   0/1");
	assert_seen(o, "| [!] Hand out the contract");
	assert_seen(o, "| Last events");
}

static void
ctrl_v_gives_the_list_the_whole_screen_with_amount_and_owner(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "size:120x40 1 ctrl-v");
	run_keys(o);
	assert_not_seen(o, "| Last events");
	assert_seen(o, "Amount Owner");
	assert_seen(o, "5,700.00 USD");
}

static void
a_note_stands_in_the_preview_of_a_high_screen(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "size:120x40 1 F3 \"EX-2610-001\" Enter Enter");
	key(o, "F2 \"note\" Enter \"price list missing\" Ctrl-S Esc");
	run_keys(o);
	assert_seen(o, "| Notes");
	assert_seen(o, "price list missing");
}

static void
what_another_changes_shows_in_the_preview(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "size:120x40 1 F3 \"EX-2610-001\" Enter Enter Esc");
	key(o, "F2 \"hold\" Enter \"bank asks\" Ctrl-S");
	run_keys(o);
	assert_seen(o, "| on hold: bank asks");
}

/* ---- the workflow as a picture --------------------------------------------- */

static void
the_workflow_of_an_order_is_drawn_with_its_marks(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "1 F3 \"EX-2610-001\" Enter Enter %%");
	run_keys(o);
	assert_seen(o, "EX-2610-001 > Export order v");
	assert_seen(o, "| x  4 Prelim. order     4/4 |");
	assert_seen(o, "| c  5 Contract + order  5/6 |   "
		       "|>!  6 Contract copies   0/1 |");
	assert_seen(o, "[!] Hand out the contract");
}

static void
enter_on_a_box_shows_papers_signatures_copies_and_rules(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "1 F3 \"EX-2610-001\" Enter Enter %% left right Enter");
	run_keys(o);
	assert_seen(o, "EX-2610-001 > 6 Contract copies");
	assert_seen(o, "needs: Contract issued");
	assert_seen(o, "signs: Finance, General manager");
	assert_seen(o, "goes to: Clerk (original), GM office");
	assert_seen(o, "Contract issued + 1 d");
}

static void
a_workflow_is_drawn_without_an_order_too(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "1 F3 \"nothing has this\" Tab %%");
	run_keys(o);
	assert_seen(o, "gendan > Workflow Export order v");
	assert_seen(o, "|>   1 Sample request ");
}

/* ---- customers ------------------------------------------------------------- */

static void
a_new_order_begins_with_the_terms_of_the_customer_chosen(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "size:80x40 F7 F3 text:pacific Enter");
	run_keys(o);
	assert_seen(o, "(o) T/T");
	assert_seen(o, "[FOB Ningbo");
	/* another one's instead, while nobody typed over them */
	key(o, "size:80x40 F7 F3 text:pacific Enter F3 text:nordic Enter");
	run_keys(o);
	assert_seen(o, "(o) L/C");
	assert_not_seen(o, "FOB Ningbo");
}

static void
customers_are_found_by_chinese_english_and_initials(void **state)
{
	static const char *const words[] = { "海天", "haitian mach", "nbht" };
	struct office *o = *state;

	app_again(o, "chenli");
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		key(o, "ctrl-a F3 \"%s\"", words[i]);
		run_keys(o);
		assert_seen(o, "1 of 10 shown");
		assert_seen(o, "Ningbo Haitian");
		key(o, "ctrl-a F3 \"%s\" Enter Enter", words[i]);
		run_keys(o);
		assert_seen(o, "Customers > haitian  Ningbo Haitian~");
		assert_seen(o, "4 in work, 1 late, 4 in all");
		assert_seen(o, "EX-2609-002");
	}
}

static void
a_customer_is_entered_and_another_of_that_code_is_refused(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "ctrl-a F7 \"lotus\" Enter \"莲花贸易\" Ctrl-S");
	run_keys(o);
	assert_seen(o, "Customer lotus is saved");
	assert_seen(o, "  lotus ");
	assert_seen(o, "lhmy"); /* its initials, of themselves */
	key(o, "ctrl-a F7 \"lotus\" Enter \"Lotus\" Ctrl-S");
	run_keys(o);
	assert_seen(o, "there is a customer lotus already");
}

static void
initials_are_corrected_in_a_form_and_find_him_at_once(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "ctrl-a F3 \"nbht\" Tab F4 Tab Tab Tab Tab");
	key(o, "Ctrl-U \"nbxtjx\" Ctrl-S");
	run_keys(o);
	assert_seen(o, "Customer haitian is saved");
	key(o, "ctrl-a F3 \"nbxt\" Enter Enter ctrl-o");
	run_keys(o);
	assert_seen(o, "Pinyin initials: nbhtjx -> nbxtjx");
	key(o, "F7 F3 \"nbxt\"");
	run_keys(o);
	assert_seen(o, "> Ningbo Haitian");
}

static void
a_customer_left_half_entered_is_a_draft(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "ctrl-a F7 \"lotus\" Enter \"莲花贸易\" Esc Esc");
	run_keys(o);
	key(o, "ctrl-a F7");
	run_keys(o);
	assert_seen(o, "莲花贸易");
}

static void
a_new_order_from_a_customer_has_him_chosen(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "ctrl-a F3 \"nbht\" Enter Enter F7");
	run_keys(o);
	assert_seen(o,
	    "> Customer *                 [Ningbo Haitian Machinery");
}

/* ---- people ---------------------------------------------------------------- */

static void
a_person_has_roles_desks_and_load_on_his_page(void **state)
{
	struct office *o = *state;

	app_again(o, "linguo");
	key(o, "ctrl-q F3 \"wm\" Enter Enter");
	run_keys(o);
	assert_seen(o, "Colleagues > wumin");
	assert_seen(o, "Finance, Head of finance");
	assert_seen(o, "waiting for this person 8");
	assert_seen(o, "Papers to sign   3");
	assert_seen(o, "are the administrator's to change");
}

static void
an_administrator_gives_a_role_and_takes_it_away(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o,
	    "ctrl-q F3 \"hejing\" Enter Enter Enter F3 \"clerk\" Enter Ctrl-S");
	run_keys(o);
	assert_seen(o, "He Jing is saved");
	assert_seen(o, "Clerk, QC");
	key(o, "ctrl-q F3 \"hejing\" Enter Enter down Enter F3 \"clerk\" Enter "
	       "Ctrl-S");
	run_keys(o);
	assert_not_seen(o, "Clerk, QC");
}

static void
an_administrator_names_a_deputy_with_his_days(void **state)
{
	struct office *o = *state;

	app_again(o, "chenli");
	key(o, "ctrl-q F3 \"wumin\" Enter Enter down down Enter F3 \"linguo\" "
	       "Enter");
	key(o, "Tab \"11-24\" Tab \"11-30\" Ctrl-S");
	run_keys(o);
	assert_seen(o, "Lin Guo, from 11-24 until 11-30");
	key(o, "ctrl-q F3 \"linguo\" Enter Enter");
	run_keys(o);
	assert_seen(o, "Wu Min, from 11-24 until 11-30");
}

static void
the_language_of_an_open_window_changes_at_once(void **state)
{
	static const char *const windows[][3] = {
		{ "1 F3 \"EX-2610-001\" Enter Enter F2 down",
		    "Actions: EX-2610-001", "操作: EX-2610-001" },
		{ "1 F3 \"EX-2610-001\" Enter Enter F8", "Write a note",
		    "写备忘" },
		{ "F7 F3", "Customer *", "客户 *" },
		{ "F11", "Who are you?", "您是谁?" },
		{ "F1", "Help: type to search", "帮助：输入即搜索，回车执行" },
	};
	struct office *o = *state;

	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
		app_again(o, "chenli");
		o->lang = GD_EN;
		key(o, "%s", windows[i][0]);
		run_keys(o);
		assert_seen(o, windows[i][1]);
		o->lang = GD_EN;
		key(o, "%s F12", windows[i][0]);
		run_keys(o);
		assert_seen(o, windows[i][2]);
		assert_not_seen(o, windows[i][1]);
	}
	o->lang = GD_EN;
	/* with what was typed, and the line under the cursor */
	key(o, "F2 \"print\" F12");
	run_keys(o);
	assert_seen(o, "[print");
	o->lang = GD_EN;
}

static void
an_administrator_gives_a_first_password_in_the_screen(void **state)
{
	struct office *o = *state;
	const char *is = "shown only now: ";

	app_again(o, "chenli");
	key(o, "ctrl-q F3 \"hejing\" Enter Enter down down down down Enter");
	run_keys(o);
	assert_seen(o, "First password  hejing  He Jing");
	assert_seen(o, "signatures made with it stay good");
	/* alone in the office, or he never had one: given at once */
	key(o, "ctrl-q F3 \"hejing\" Enter Enter down down down down Enter "
	       "\"demo-gendan\" Ctrl-S Enter");
	run_keys(o);
	assert_seen(o, "First password");
	assert_non_null(strstr(o->seen.text, is));
	/* shown once: in no message, and gone with the box */
	key(o, "ctrl-q F3 \"hejing\" Enter Enter down down down down Enter "
	       "\"demo-gendan\" Ctrl-S Space ctrl-g");
	run_keys(o);
	assert_not_seen(o, is);
	assert_int_equal(gd_app_password_state(o->app, "hejing"),
	    GD_PASSWORD_FIRST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    f2_in_a_form_lists_what_the_form_can_do, begin, teardown),
		cmocka_unit_test_setup_teardown(
		    a_list_to_choose_from_is_found_by_what_stands_on_the_screen,
		    begin, teardown),
		cmocka_unit_test_setup_teardown(
		    f2_in_a_form_runs_what_was_chosen_in_that_form, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    an_amount_without_a_currency_is_in_that_of_the_form, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    leaving_a_form_by_f2_keeps_a_draft_of_it, begin, teardown),
		cmocka_unit_test_setup_teardown(
		    f2_in_the_lines_of_a_new_order_lists_the_keys_of_lines,
		    begin, teardown),
		cmocka_unit_test_setup_teardown(
		    f2_while_a_filter_is_typed_is_about_the_order_under_the_cursor,
		    begin, teardown),
		cmocka_unit_test_setup_teardown(
		    the_order_under_the_cursor_stands_beside_a_wide_list, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    ctrl_v_gives_the_list_the_whole_screen_with_amount_and_owner,
		    begin, teardown),
		cmocka_unit_test_setup_teardown(
		    a_note_stands_in_the_preview_of_a_high_screen, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    what_another_changes_shows_in_the_preview, begin, teardown),
		cmocka_unit_test_setup_teardown(
		    the_workflow_of_an_order_is_drawn_with_its_marks, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    enter_on_a_box_shows_papers_signatures_copies_and_rules,
		    begin, teardown),
		cmocka_unit_test_setup_teardown(
		    a_workflow_is_drawn_without_an_order_too, begin, teardown),
		cmocka_unit_test_setup_teardown(
		    a_new_order_begins_with_the_terms_of_the_customer_chosen,
		    begin, teardown),
		cmocka_unit_test_setup_teardown(
		    customers_are_found_by_chinese_english_and_initials, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    a_customer_is_entered_and_another_of_that_code_is_refused,
		    begin, teardown),
		cmocka_unit_test_setup_teardown(
		    initials_are_corrected_in_a_form_and_find_him_at_once,
		    begin, teardown),
		cmocka_unit_test_setup_teardown(
		    a_customer_left_half_entered_is_a_draft, begin, teardown),
		cmocka_unit_test_setup_teardown(
		    a_new_order_from_a_customer_has_him_chosen, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    a_person_has_roles_desks_and_load_on_his_page, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    an_administrator_gives_a_role_and_takes_it_away, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    an_administrator_names_a_deputy_with_his_days, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    the_language_of_an_open_window_changes_at_once, begin,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    an_administrator_gives_a_first_password_in_the_screen,
		    begin, teardown),
	};

	return cmocka_run_group_tests(tests, make_first, end_first);
}
