/* tests/tui/test_mouse.c - the mouse: what a click means comes from what was
 * painted; colours and mouse as a person wants them. */
#include "example.h"

#include "base/banned.h"

/* Row of the first line of the last screen that begins with the words, from
 * 0; col: where. */
static int
find_row(struct office *o, const char *words, int *col)
{
	const char *at = strstr(o->seen.text, words);
	int row = 0;

	if (!at)
		fail_msg("not on the screen: %s\n%s", words, o->seen.text);
	*col = 0;
	for (const char *p = o->seen.text; p < at; p++, ++*col)
		if (*p == '\n') {
			row++;
			*col = -1;
		}
	return row;
}

/* The keys once more, then the mouse where these words stand. */
static void
click(struct office *o, const char *keys, const char *words, const char *how)
{
	int row, col;

	key(o, "%s", keys);
	run_keys(o);
	row = find_row(o, words, &col);
	key(o, "%s wait:1 %s:%d,%d", keys, how, row, col);
}

/* The line under the cursor. */
static void
assert_line(struct office *o, const char *words)
{
	for (const char *p = o->seen.text; p; p = strchr(p, '\n')) {
		const char *end;

		p += *p == '\n';
		end = strchr(p, '\n');
		if (*p != '>' || !end)
			continue;
		if (memmem(p, (size_t)(end - p), words, strlen(words)))
			return;
	}
	fail_msg("not under the cursor: %s\n%s", words, o->seen.text);
}

static void
a_click_moves_the_cursor_and_a_double_one_opens(void **state)
{
	struct office *o = *state;

	click(o, "1", "EX-2609-003", "click");
	run_keys(o);
	assert_line(o, "EX-2609-003");
	click(o, "1", "EX-2609-003", "double");
	run_keys(o);
	assert_seen(o, "gendan > EX-2609-003");
}

static void
a_click_in_another_part_of_my_day_goes_there(void **state)
{
	struct office *o = *state;
	int row, col;

	run_keys(o);
	row = find_row(o, "Open orders", &col);
	key(o, "wait:1 click:%d,10", row + 2);
	run_keys(o);
	assert_line(o, "xxxx");
	row = find_row(o, "[overdue", &col);
	key(o, "wait:1 click:%d,10 dump", row + 2);
	key(o, "click:%d,10", row - 2);
	run_keys(o);
	assert_line(o, "#");
	assert_line(o, "Enter ");
}

static void
a_key_in_the_last_row_can_be_clicked(void **state)
{
	struct office *o = *state;

	click(o, "1", "F3 Filter", "click");
	key(o, "\"haitian\"");
	run_keys(o);
	assert_seen(o, "Filter [haitian");
	click(o, "1 Enter", "Esc Back", "click");
	run_keys(o);
	assert_seen(o, "gendan > Orders");
}

static void
rows_of_a_popup_are_clicked_and_not_what_lies_below(void **state)
{
	struct office *o = *state;
	int row, col;

	click(o, "F2", "All dates of the order", "double");
	run_keys(o);
	assert_seen(o, "Lands");
	/* a line of my day that the list covers or that lies beside it */
	key(o, "F2");
	run_keys(o);
	row = find_row(o, "Actions", &col);
	assert_true(row >= 0);
	key(o, "F2 wait:1 double:%d,0 Esc", row + 3);
	run_keys(o);
	assert_seen(o, "To do today");
}

static void
the_wheel_is_three_lines_and_not_a_key_in_a_box(void **state)
{
	struct office *o = *state;

	key(o, "1 dump wheel-down:5,5 wheel-up:5,5 wheel-down:5,5");
	run_keys(o);
	assert_seen(o, "4/");
	key(o, "q wait:1 wheel-down:5,5 wheel-up:5,5");
	run_keys(o);
	assert_seen(o, "Leave gendan?");
	assert_not_seen(o, "does nothing");
}

static void
a_box_is_answered_with_a_double_click_only(void **state)
{
	struct office *o = *state;

	click(o, "q", "[ Stay ]", "click");
	run_keys(o);
	assert_seen(o, "> [ Stay ]");
	click(o, "q", "[ Stay ]", "double");
	run_keys(o);
	assert_not_seen(o, "Leave gendan?");
}

static void
a_click_into_a_form_checks_the_field_it_leaves(void **state)
{
	struct office *o = *state;

	click(o, "F7 Tab Tab Tab \"K-77\"", "Product", "click");
	run_keys(o);
	assert_seen(o, "> Product");
	assert_seen(o, "[K-77");
	click(o, "F7", "Customer", "double"); /* its list */
	run_keys(o);
	assert_seen(o, "Take");
}

static void
a_click_on_what_was_read_anew_since_means_nothing(void **state)
{
	struct office *o = *state;

	/* F12 has all read anew; the click still is on what was painted */
	click(o, "1", "EX-2609-003", "click");
	key(o, "wait:1 F12");
	click(o, "1", "EX-2609-003", "double");
	run_keys(o);
	assert_seen(o, "gendan > EX-2609-003");
	/* a key between has read it: what stands there now was not seen */
	key(o, "1 wait:1 F12 Down double:9,5");
	run_keys(o);
	assert_not_seen(o, "gendan > EX-");
	o->lang = GD_EN;
}

/* ---- settings -------------------------------------------------------------- */

static void
colours_are_chosen_from_the_list_and_kept_per_person(void **state)
{
	struct office *o = *state;
	char path[160], text[400] = "";
	FILE *f;

	key(o, "F2 \"colours\" Enter");
	run_keys(o);
	assert_seen(o, "black and white, colours only");
	key(o, "F2 \"colours\" Enter Down Enter");
	run_keys(o);
	assert_seen(o, "Colours: Light");
	key(o, "Ctrl-W");
	run_keys(o);
	assert_seen(o, "Mouse off");
	snprintf(path, sizeof path, "%s/gendan/settings.json", o->dir);
	f = fopen(path, "re");
	assert_non_null(f);
	assert_true(fread(text, 1, sizeof text - 1, f) > 0);
	fclose(f);
	assert_non_null(strstr(text, "\"chenli\""));
	assert_non_null(strstr(text, "\"theme\": \"light\""));
	assert_non_null(strstr(text, "\"mouse\": \"off\""));
	key(o, "Ctrl-F"); /* the cursor stands on what was kept */
	run_keys(o);
	assert_seen(o, "> Light");
	key(o, "Ctrl-W");
	run_keys(o);
	assert_seen(o, "Mouse on");
}

static void
the_environment_goes_before_what_was_kept(void **state)
{
	struct office *o = *state;

	setenv("GENDAN_THEME", "high contrast", 1);
	setenv("GENDAN_MOUSE", "0", 1);
	key(o, "Ctrl-F");
	run_keys(o);
	assert_seen(o, "> High contrast");
	key(o, "Ctrl-W");
	run_keys(o);
	assert_seen(o, "Mouse on");
	unsetenv("GENDAN_THEME");
	unsetenv("GENDAN_MOUSE");
}

/* ---- keys as people mean them ------------------------------------------------ */

static void
ctrl_s_in_a_list_says_that_all_is_saved(void **state)
{
	static const char *const places[] = { "Ctrl-S", "1 Ctrl-S",
		"1 Enter Ctrl-S", "1 F3 \"x\" Ctrl-S", "Ctrl-E Ctrl-S",
		"F2 Ctrl-S", "F1 Ctrl-S" };
	struct office *o = *state;

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		key(o, "%s", places[i]);
		run_keys(o);
		assert_seen(o, "Everything that was done is saved.");
	}
}

static void
ctrl_z_in_a_form_takes_back_what_was_typed(void **state)
{
	struct office *o = *state;
	char path[160];

	key(o, "F7 Tab Tab Tab \"K-77 red\" dump");
	key(o, "Ctrl-Z dump Ctrl-Z dump Ctrl-Z");
	run_keys(o);
	assert_seen(o, "[K-77 red ");
	assert_seen(o, "[K-77  ");
	assert_seen(o, "Nothing was typed here that could be taken back");
	/* of another field, and the cursor goes there */
	key(o, "F7 Tab Tab Tab \"K-77\" Tab \"mug\" Ctrl-Z Ctrl-Z");
	run_keys(o);
	assert_seen(o, "> Contract no.");
	assert_not_seen(o, "K-77");
	assert_not_seen(o, "[mug");
	/* a paste and a rubbing out are steps of their own */
	key(o, "F7 Tab Tab Tab \"AB\" paste:xyz Backspace Ctrl-Z");
	run_keys(o);
	assert_seen(o, "[ABxyz ");
	/* nothing typed is left: nothing is kept */
	snprintf(path, sizeof path, "%s/gendan/drafts.json", o->dir);
	assert_int_equal(unlink(path), 0);
	key(o, "F7 Tab Tab Tab \"AB\" Ctrl-Z Esc");
	run_keys(o);
	assert_not_seen(o, "draft");
	assert_int_not_equal(access(path, F_OK), 0);
}

static void
ctrl_z_in_a_choice_takes_the_choice_back(void **state)
{
	struct office *o = *state;

	key(o, "F7 dump Right dump Ctrl-Z");
	run_keys(o);
	assert_not_seen(o, "does nothing");
	key(o, "F7 F3 Down Enter dump Ctrl-Z Ctrl-Z");
	run_keys(o);
	assert_seen(o, "Nothing was typed here");
}

static void
ctrl_z_where_papers_are_signed_is_undo(void **state)
{
	struct office *o = *state;

	sits(o, "zhouyan");
	key(o, "F6 Ctrl-Z");
	run_keys(o);
	assert_not_seen(o, "does nothing here");
}

/* ---- a window too small ------------------------------------------------------- */

static void
a_small_window_says_so_in_the_readers_language_and_lets_him_go(void **state)
{
	static const char *const ways[] = { "Esc", "q", "Ctrl-C", "F10" };
	struct office *o = *state;

	key(o, "size:50x12 wait:1");
	run_keys(o);
	assert_seen(o, "Window too small");
	assert_seen(o, "50x12 now, needed 60x16");
	assert_seen(o, "Ctrl-C");
	assert_not_seen(o, "窗口");
	o->lang = GD_ZH;
	key(o, "size:20x5 wait:1");
	run_keys(o);
	assert_seen(o, "窗口");
	assert_not_seen(o, "Window");
	o->lang = GD_EN;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		key(o, "size:30x8 %s %s wait:1 size:80x24 F7 dump", ways[i],
		    ways[i]);
		run_keys(o);
		assert_not_seen(o, "New order");
	}
	/* other keys are paused, and text of a paste is no key */
	key(o, "size:30x8 F7 paste:q wait:1 size:80x24");
	run_keys(o);
	assert_seen(o, "To do today");
}

static void
before_anybody_is_known_a_small_window_says_so_in_both(void **state)
{
	const struct gd_setting row = { .name = "login", .value = "password" };
	struct office *o = *state;
	struct gd_err err = GD_ERR_INIT;

	app_again(o, "chenli");
	assert_int_equal(gd_app_office_do(o->app,
			     &(struct gd_office_command){ GD_OFFICE_SETTING,
				 &row, UINT64_MAX },
			     &err),
	    GD_OK);
	key(o, "size:40x10 wait:1");
	run_keys(o);
	assert_seen(o, "Window too small");
	assert_seen(o, "窗口");
}

static int
begin_open(void **state)
{
	int rc = begin(state);

	if (rc == 0)
		app_again(*state, "chenli");
	return rc;
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin_open, teardown)
	const struct CMUnitTest tests[] = {
		T(a_click_moves_the_cursor_and_a_double_one_opens),
		T(a_click_in_another_part_of_my_day_goes_there),
		T(a_key_in_the_last_row_can_be_clicked),
		T(rows_of_a_popup_are_clicked_and_not_what_lies_below),
		T(the_wheel_is_three_lines_and_not_a_key_in_a_box),
		T(a_box_is_answered_with_a_double_click_only),
		T(a_click_into_a_form_checks_the_field_it_leaves),
		T(a_click_on_what_was_read_anew_since_means_nothing),
		T(colours_are_chosen_from_the_list_and_kept_per_person),
		T(the_environment_goes_before_what_was_kept),
		T(ctrl_s_in_a_list_says_that_all_is_saved),
		T(ctrl_z_in_a_form_takes_back_what_was_typed),
		T(ctrl_z_in_a_choice_takes_the_choice_back),
		T(ctrl_z_where_papers_are_signed_is_undo),
		T(a_small_window_says_so_in_the_readers_language_and_lets_him_go),
		T(before_anybody_is_known_a_small_window_says_so_in_both),
	};

	return cmocka_run_group_tests(tests, make_first, end_first);
}
