/* tests/base/test_error.c - filling errors and saying them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/say.h"

#include "base/banned.h"

static void
failing_fills_the_error_and_gives_the_code_back(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc = gd_fail(&err, GD_MISSING, GD_M_CSV_OPEN, GD_T("a"),
	    GD_W("Permission denied"));

	(void)state;
	assert_int_equal(rc, GD_MISSING);
	assert_int_equal(err.code, GD_MISSING);
	assert_int_equal(err.msg, GD_M_CSV_OPEN);
	assert_string_equal(err.arg[0].text, "a");
	assert_int_equal(err.arg[1].type, GD_ARG_TERM);
	assert_int_equal(err.arg[2].type, GD_ARG_NONE);
}

static void
an_error_nobody_wants_is_no_trouble(void **state)
{
	(void)state;
	assert_int_equal(gd_fail(NULL, GD_STALE, GD_M_NONE), GD_STALE);
}

static void
a_second_failure_leaves_nothing_of_the_first(void **state)
{
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	(void)gd_fail(&err, GD_USAGE, GD_M_TEXT_LONG, GD_N(1), GD_N(2));
	(void)gd_fail(&err, GD_USAGE, GD_M_TEXT_BYTES, GD_N(3));
	assert_int_equal(err.arg[1].type, GD_ARG_NONE);
	assert_int_equal(err.arg[1].number, 0);
}

static void
a_long_argument_is_cut_between_characters(void **state)
{
	char text[3 * 100 + 1] = "";
	struct gd_arg arg;

	(void)state;
	for (int i = 0; i < 100; i++)
		memcpy(text + 3 * i, "单", 4);
	arg = gd_arg_text(text);
	assert_int_equal(strlen(arg.text), 198);
	assert_string_equal(arg.text + 192, "单…");
	assert_string_equal(gd_arg_text(NULL).text, "");
}

static void
what_is_cut_ends_in_no_open_bracket(void **state)
{
	char text[260];

	(void)state;
	memset(text, 'x', sizeof text);
	memcpy(text + 192, " （", 4);
	text[259] = '\0';
	assert_string_equal(gd_arg_text(text).text + 190, "xx…");
}

static void
every_message_has_a_text(void **state)
{
	static const enum gd_msg all[] = {
#define X(id, text) id,
		GD_MESSAGES(X)
#undef X
	};

	(void)state;
	for (size_t i = 1; i < sizeof all / sizeof all[0]; i++)
		assert_true(strlen(gd_msg_english(all[i])) > 0);
	assert_string_equal(gd_msg_english((enum gd_msg)99999), "");
}

/* What gd_say makes of it; caller frees. */
static char *
said(enum gd_lang lang, const char *english, int n, const struct gd_arg *args)
{
	struct gd_str out = GD_STR_INIT;

	gd_say(&out, lang, english, n, args);
	return out.room ? out.text : gd_strdup("");
}

static void
arguments_stand_where_the_sentence_wants_them(void **state)
{
	const struct gd_arg args[] = { GD_T("EX-1"), GD_N(-7), GD_D(20654) };
	char *text = said(GD_EN, "{2} and {1}, {3}; {2}", 3, args);

	(void)state;
	assert_string_equal(text, "-7 and EX-1, 2026-07-20; -7");
	free(text);
}

static void
what_is_counted_once_has_no_plural(void **state)
{
	static const char english[] =
	    "{1} {1|order is|orders are} in; {2} {2|page|pages}";
	const struct gd_arg none[] = { GD_N(0), GD_N(1) };
	const struct gd_arg one[] = { GD_N(1), GD_T("1") };
	const struct gd_arg more[] = { GD_N(11), GD_T("many") };
	char *text[] = { said(GD_EN, english, 2, none),
		said(GD_EN, english, 2, one), said(GD_EN, english, 2, more),
		said(GD_EN, "{1|a} {1|a|b {1|a|b|c} {5|a|b}", 2, one) };

	(void)state;
	assert_string_equal(text[0], "0 orders are in; 1 page");
	assert_string_equal(text[1], "1 order is in; 1 page");
	assert_string_equal(text[2], "11 orders are in; many pages");
	assert_string_equal(text[3], "{1|a} {1|a|b {1|a|b|c} {5|a|b}");
	for (int i = 0; i < 4; i++)
		free(text[i]);
}

static void
braces_that_name_nothing_stay(void **state)
{
	const struct gd_arg args[] = { GD_T("x") };
	char *text = said(GD_EN, "{ {5} {1 {{1}} {}", 1, args);

	(void)state;
	assert_string_equal(text, "{ {5} {1 {x} {}");
	free(text);
}

static void
an_argument_is_never_taken_for_a_place(void **state)
{
	const struct gd_arg args[] = { GD_T("{2}"), GD_T("secret") };
	char *text = said(GD_EN, "<{1}>", 2, args);

	(void)state;
	assert_string_equal(text, "<{2}>");
	free(text);
}

static void
an_argument_cannot_steer_the_terminal(void **state)
{
	const struct gd_arg args[] = { GD_T("a\033[2Jb\xE2\x80\xAE") };
	char *text = said(GD_EN, "{1}", 1, args);

	(void)state;
	assert_string_equal(text, "a?[2Jb?");
	free(text);
}

static void
chinese_comes_out_of_the_program_itself(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_str out = GD_STR_INIT;

	(void)state;
	(void)gd_fail(&err, GD_OUTSIDE, GD_M_CSV_OPEN, GD_T("a.csv"),
	    GD_W("Permission denied"));
	gd_say_err(&out, GD_ZH, &err);
	assert_string_equal(out.text,
	    "无法打开文件 a.csv：没有权限；请检查文件名和读取权限");
	gd_str_reset(&out);
	gd_say_err(&out, GD_EN, &err);
	assert_string_equal(out.text,
	    "cannot open the file a.csv: Permission denied; "
	    "check the name and that you may read it");
	gd_str_release(&out);
}

static void
what_has_no_translation_stays_english(void **state)
{
	(void)state;
	assert_string_equal(gd_tr(GD_ZH, "no such phrase"), "no such phrase");
	assert_string_equal(gd_tr(GD_ZH, ""), "");
	assert_string_equal(gd_tr(GD_EN, "Permission denied"),
	    "Permission denied");
}

/* A tiny .mo file: header, two tables of one entry, two texts. */
static size_t
make_mo(unsigned char *mo)
{
	static const uint32_t head[] = { 0x950412DE, 0, 1, 28, 36, 0, 0, 3, 44,
		2, 48 };

	memcpy(mo, head, sizeof head);
	memcpy(mo + 44, "cat\0ma", 7);
	return 51;
}

static void
a_translation_file_broken_anywhere_is_read_without_harm(void **state)
{
	unsigned char whole[64], broken[64];
	size_t len = make_mo(whole);
	unsigned found = 0;

	(void)state;
	assert_string_equal(gd_mo_find(whole, len, "cat"), "ma");
	assert_null(gd_mo_find(whole, len, "dog"));
	for (size_t cut = 0; cut < len; cut++) {
		unsigned char *heap = malloc(cut + 1);

		memcpy(heap, whole, cut);
		/* Under the sanitizer a byte too far would be seen. */
		heap = realloc(heap, cut ? cut : 1);
		assert_null(gd_mo_find(heap, cut, "cat"));
		free(heap);
	}
	for (size_t at = 0; at < len; at++) {
		for (int value = 0; value < 256; value += 15) {
			const char *got;

			memcpy(broken, whole, len);
			broken[at] = (unsigned char)value;
			got = gd_mo_find(broken, len, "cat");
			if (got)
				found += strlen(got) < len;
		}
	}
	assert_true(found > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    failing_fills_the_error_and_gives_the_code_back),
		cmocka_unit_test(an_error_nobody_wants_is_no_trouble),
		cmocka_unit_test(a_second_failure_leaves_nothing_of_the_first),
		cmocka_unit_test(a_long_argument_is_cut_between_characters),
		cmocka_unit_test(what_is_cut_ends_in_no_open_bracket),
		cmocka_unit_test(every_message_has_a_text),
		cmocka_unit_test(arguments_stand_where_the_sentence_wants_them),
		cmocka_unit_test(what_is_counted_once_has_no_plural),
		cmocka_unit_test(braces_that_name_nothing_stay),
		cmocka_unit_test(an_argument_is_never_taken_for_a_place),
		cmocka_unit_test(an_argument_cannot_steer_the_terminal),
		cmocka_unit_test(chinese_comes_out_of_the_program_itself),
		cmocka_unit_test(what_has_no_translation_stays_english),
		cmocka_unit_test(
		    a_translation_file_broken_anywhere_is_read_without_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
