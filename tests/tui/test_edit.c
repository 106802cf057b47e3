/* tests/tui/test_edit.c - editing a line of mixed text. */
#include "base/text.h"
#include "tui/edit.h"
#include "tui_test.h"

#include "base/banned.h"

static void
press(struct gd_edit *e, uint32_t code)
{
	gd_edit_key(e, &(struct gd_key){ .code = code });
}

static void
type(struct gd_edit *e, const char *text)
{
	uint32_t cp;
	size_t n;

	for (; (n = gd_utf8_next(text, &cp)) > 0; text += n)
		press(e, cp);
}

static void
hanzi_are_typed_moved_over_inserted_and_deleted_whole(void **state)
{
	struct gd_edit e;

	(void)state;
	gd_edit_init(&e, 200);
	type(&e, "合同a");
	press(&e, GD_KEY_LEFT);
	press(&e, GD_KEY_LEFT);
	type(&e, "正");
	assert_string_equal(e.text.text, "合正同a");
	press(&e, GD_KEY_BACKSPACE);
	press(&e, GD_KEY_DELETE);
	assert_string_equal(e.text.text, "合a");
	press(&e, GD_KEY_HOME);
	press(&e, GD_KEY_BACKSPACE);
	assert_string_equal(e.text.text, "合a");
	press(&e, GD_KEY_CTRL('K'));
	assert_string_equal(e.text.text, "");
	gd_edit_release(&e);
}

static void
a_letter_and_its_combining_mark_stay_together(void **state)
{
	struct gd_edit e;

	(void)state;
	gd_edit_init(&e, 200);
	type(&e, "xe\xcc\x81z");
	press(&e, GD_KEY_LEFT);
	press(&e, GD_KEY_BACKSPACE);
	assert_string_equal(e.text.text, "xz");
	gd_edit_release(&e);
}

static void
a_full_field_takes_no_half_character(void **state)
{
	struct gd_edit e;

	(void)state;
	gd_edit_init(&e, 7);
	type(&e, "合同合同");
	assert_string_equal(e.text.text, "合同");
	type(&e, "a");
	assert_string_equal(e.text.text, "合同a");
	gd_edit_release(&e);
}

static void
control_and_invisible_characters_do_not_get_in(void **state)
{
	struct gd_edit e;

	(void)state;
	gd_edit_init(&e, 100);
	press(&e, 'a');
	press(&e, 7);
	press(&e, 0x202E);
	press(&e, 0x200B);
	press(&e, 0xFEFF);
	press(&e, GD_KEY_F(5));
	press(&e, 'b');
	assert_string_equal(e.text.text, "ab");
	gd_edit_release(&e);
}

static void
a_newline_in_a_paste_is_a_blank_and_submits_nothing(void **state)
{
	struct gd_key key = { .code = GD_KEY_ENTER, .pasted = true };
	struct gd_edit e;

	(void)state;
	gd_edit_init(&e, 100);
	type(&e, "a");
	assert_true(gd_edit_key(&e, &key));
	type(&e, "b");
	assert_string_equal(e.text.text, "a b");
	key.pasted = false;
	assert_false(gd_edit_key(&e, &key));
	gd_edit_release(&e);
}

static void
a_word_is_cut_as_in_a_shell(void **state)
{
	struct gd_edit e;

	(void)state;
	gd_edit_init(&e, 100);
	type(&e, "late due 12-05 ");
	press(&e, GD_KEY_CTRL('W'));
	assert_string_equal(e.text.text, "late due ");
	press(&e, GD_KEY_CTRL('U'));
	assert_string_equal(e.text.text, "");
	gd_edit_release(&e);
}

static void
a_long_text_scrolls_so_that_the_caret_is_seen(void **state)
{
	struct gd_str dump = GD_STR_INIT;
	struct gd_edit e;
	struct gd_grid g;

	(void)state;
	gd_grid_init(&g, 1, 20);
	gd_edit_init(&e, 100);
	type(&e, "宁波远洋进出口有限公司x");
	gd_edit_paint(&e, &g, 0, 0, 12, true);
	gd_grid_dump(&g, &dump, true, false);
	assert_string_equal(dump.text, "[有限公司x ]\n");
	assert_int_equal(g.cur_col, 10);
	press(&e, GD_KEY_HOME);
	gd_edit_paint(&e, &g, 0, 0, 12, true);
	gd_str_reset(&dump);
	gd_grid_dump(&g, &dump, true, false);
	assert_string_equal(dump.text, "[宁波远洋进]\n");
	assert_int_equal(g.cur_col, 1);
	gd_str_release(&dump);
	gd_edit_release(&e);
	gd_grid_release(&g);
}

/* Whatever keys come, the text stays valid, within its limit, and the caret
 * on a character border. */
static void
random_editing_keeps_the_text_whole(void **state)
{
	static const uint32_t keys[] = { 'a', ' ', 0x5355, 0x20000, 0x301,
		GD_KEY_LEFT, GD_KEY_RIGHT, GD_KEY_HOME, GD_KEY_END,
		GD_KEY_BACKSPACE, GD_KEY_DELETE, GD_KEY_CTRL('W'), 0xE9, 0xFF11,
		0x5408, 0x540C };
	struct gd_edit e;
	struct gd_grid g;
	uint64_t seed = 99;

	(void)state;
	gd_grid_init(&g, 1, 30);
	gd_edit_init(&e, 40);
	for (int i = 0; i < 20000; i++) {
		press(&e, keys[dice(&seed, 16)]);
		gd_edit_paint(&e, &g, 0, 2, 9, true);
		assert_true(gd_utf8_valid(e.text.text, e.text.len));
		assert_true(e.text.len <= 40 && e.caret <= e.text.len);
		assert_true((e.text.text[e.caret] & 0xC0) != 0x80);
		assert_true(g.cur_col >= 3 && g.cur_col <= 9);
	}
	gd_edit_release(&e);
	gd_grid_release(&g);
}

/* As in a cell of a spreadsheet that was just entered. */
static void
what_is_chosen_is_replaced_by_typing_and_edited_by_the_caret_keys(void **state)
{
	static const struct {
		uint32_t code;
		const char *text;
		size_t caret;
	} first[] = {
		{ '7', "7", 1 },
		{ 0x9f20, "\xe9\xbc\xa0", 3 },
		{ GD_KEY_BACKSPACE, "", 0 },
		{ GD_KEY_DELETE, "", 0 },
		{ GD_KEY_HOME, "2026-12-09", 0 },
		{ GD_KEY_LEFT, "2026-12-09", 0 },
		{ GD_KEY_END, "2026-12-09", 10 },
		{ GD_KEY_RIGHT, "2026-12-09", 10 },
	};
	struct gd_edit e;

	(void)state;
	gd_edit_init(&e, 100);
	gd_edit_choose(&e); /* nothing to choose */
	assert_false(e.all);
	for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
		gd_edit_set(&e, "2026-12-09");
		assert_false(e.all);
		gd_edit_choose(&e);
		assert_true(e.all);
		assert_true(
		    gd_edit_key(&e, &(struct gd_key){ .code = first[i].code }));
		assert_string_equal(e.text.text, first[i].text);
		assert_int_equal(e.caret, first[i].caret);
		assert_false(e.all);
	}
	/* a paste takes its place too, whole */
	gd_edit_set(&e, "2026-12-09");
	gd_edit_choose(&e);
	gd_edit_key(&e, &(struct gd_key){ .code = '1', .pasted = true });
	gd_edit_key(&e, &(struct gd_key){ .code = '2', .pasted = true });
	assert_string_equal(e.text.text, "12");
	gd_edit_release(&e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    hanzi_are_typed_moved_over_inserted_and_deleted_whole),
		cmocka_unit_test(a_letter_and_its_combining_mark_stay_together),
		cmocka_unit_test(a_full_field_takes_no_half_character),
		cmocka_unit_test(
		    control_and_invisible_characters_do_not_get_in),
		cmocka_unit_test(
		    a_newline_in_a_paste_is_a_blank_and_submits_nothing),
		cmocka_unit_test(a_word_is_cut_as_in_a_shell),
		cmocka_unit_test(a_long_text_scrolls_so_that_the_caret_is_seen),
		cmocka_unit_test(random_editing_keeps_the_text_whole),
		cmocka_unit_test(
		    what_is_chosen_is_replaced_by_typing_and_edited_by_the_caret_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
