/* tests/base/test_text.c - UTF-8, columns, cleaning, folding, comparing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

#include "base/banned.h"

static const char *const broken[] = { "\x80", "\xC0\x80", "\xC1\xBF",
	"\xE0\x80\x80", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80",
	"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE4\xB8", "\xC3",
	"\xE4\xB8\x41", "\xF0\x9F\x98" };

static void
every_character_survives_encoding_and_decoding(void **state)
{
	char buf[5];
	uint32_t back;

	(void)state;
	for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
		size_t n;

		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		n = gd_utf8_put(cp, buf);
		if (gd_utf8_next(buf, &back) != n || back != cp)
			fail_msg("U+%04X became U+%04X", cp, back);
	}
}

static void
surrogates_and_numbers_too_large_are_never_written(void **state)
{
	char buf[5];

	(void)state;
	gd_utf8_put(0xD800, buf);
	assert_string_equal(buf, "\xEF\xBF\xBD");
	gd_utf8_put(0x110000, buf);
	assert_string_equal(buf, "\xEF\xBF\xBD");
}

static void
broken_utf8_is_seen_and_stepped_over_byte_by_byte(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		uint32_t cp;

		assert_false(gd_utf8_valid(broken[i], strlen(broken[i])));
		assert_int_equal(gd_utf8_next(broken[i], &cp), 1);
		assert_int_equal(cp, 0xFFFD);
	}
}

static void
a_character_cut_off_by_the_length_is_not_valid(void **state)
{
	(void)state;
	assert_true(gd_utf8_valid("单证", 6));
	assert_false(gd_utf8_valid("单证", 5));
	assert_false(gd_utf8_valid("单证", 4));
	assert_true(gd_utf8_valid("", 0));
}

static void
columns_are_those_of_a_terminal(void **state)
{
	(void)state;
	assert_int_equal(gd_cp_width('a'), 1);
	assert_int_equal(gd_cp_width(0x5355), 2);  /* 单 */
	assert_int_equal(gd_cp_width(0xFF21), 2);  /* Ａ */
	assert_int_equal(gd_cp_width(0xFF71), 1);  /* half-width ｱ */
	assert_int_equal(gd_cp_width(0x3000), 2);  /* wide space */
	assert_int_equal(gd_cp_width(0x301), 0);   /* combining acute */
	assert_int_equal(gd_cp_width(0x1F600), 2); /* emoji */
	assert_int_equal(gd_cp_width(0x20BB7), 2); /* 𠮷 */
	assert_int_equal(gd_cp_width(0x4DC0), 1);  /* ䷀ between wide blocks */
	assert_int_equal(gd_cp_width(0xAC00), 2);  /* 가 */
	assert_int_equal(gd_cp_width(0x2500), 1);  /* box drawing */
	assert_int_equal(gd_cp_width(0x2026), 1);  /* … is ambiguous */
	assert_int_equal(gd_text_width("订货单 No.5"), 11);
	assert_int_equal(gd_text_width("e\xCC\x81t\xC3\xA9"), 3);
	assert_int_equal(gd_text_width(""), 0);
}

/* The text fitted; static, for one comparison. */
static const char *
fitted(const char *s, int cols, bool pad, bool mark)
{
	static char kept[200];
	struct gd_str out = GD_STR_INIT;

	gd_text_fit(&out, s, cols, pad, mark);
	assert_true(out.len < sizeof kept);
	memcpy(kept, out.text, out.len + 1);
	gd_str_release(&out);
	return kept;
}

static void
a_wide_character_is_never_split(void **state)
{
	(void)state;
	assert_string_equal(fitted("订货单", 5, false, false), "订货");
	assert_string_equal(fitted("订货单", 5, true, false), "订货 ");
	assert_string_equal(fitted("订货单", 5, true, true), "订货…");
	assert_string_equal(fitted("订货单", 4, true, true), "订… ");
	assert_string_equal(fitted("订货单", 6, true, true), "订货单");
	assert_string_equal(fitted("订货单", 1, true, true), "…");
	assert_string_equal(fitted("订货单", 1, true, false), " ");
	assert_string_equal(fitted("订货单", 0, true, true), "");
	assert_string_equal(fitted("订货单", -3, true, true), "");
	assert_string_equal(fitted("ab", 4, true, false), "ab  ");
	assert_string_equal(fitted("ab", 4, false, true), "ab");
}

static void
a_fitted_text_is_exactly_as_wide_as_asked(void **state)
{
	static const char *const texts[] = { "", "a", "单", "a单b", "é́单单",
		"\xFF\xFE单", "宁波远洋进出口", "\033[1m单", "e\xCC\x81单" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		for (int cols = 1; cols < 20; cols++) {
			struct gd_str out = GD_STR_INIT;

			gd_text_fit(&out, texts[i], cols, true, cols % 2);
			assert_int_equal(gd_text_width(out.text), cols);
			gd_str_reset(&out);
			gd_text_fit_right(&out, texts[i], cols);
			assert_int_equal(gd_text_width(out.text), cols);
			gd_str_release(&out);
		}
	}
}

static void
numbers_stand_at_the_right(void **state)
{
	struct gd_str out = GD_STR_INIT;

	(void)state;
	gd_text_fit_right(&out, "42", 5);
	assert_string_equal(out.text, "   42");
	gd_str_release(&out);
}

static void
what_could_mislead_is_shown_as_a_question_mark(void **state)
{
	struct gd_str out = GD_STR_INIT;

	(void)state;
	gd_text_show(&out, "a\033b\x7F"
			   "c\xC2\x9B"
			   "d\xE2\x80\xAE"
			   "e\xE2\x80\x8B"
			   "f\xEE\x80\x80"
			   "g\n\xFFh");
	assert_string_equal(out.text, "a?b?c?d?e?f?g?\xEF\xBF\xBDh");
	gd_str_reset(&out);
	gd_text_show(&out, "\xCC\x81x");
	assert_string_equal(out.text, "?x");
	gd_str_release(&out);
}

static enum gd_msg
verdict(const char *s, bool multiline)
{
	struct gd_err err = GD_ERR_INIT;

	return gd_text_check(s, 60, multiline, &err) == GD_OK ? GD_M_NONE
							      : err.msg;
}

static void
ordinary_names_of_all_peoples_may_be_stored(void **state)
{
	static const char *const good[] = { "", "Ana Trujillo's, \"x\"",
		"宁波远洋进出口有限公司", "Berglunds snabbköp", "Ελλάδα",
		"Hà Nội", "한국", "é", "ประเทศไทย", "😀", "𠮷野家", "Владимир" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_int_equal(verdict(good[i], false), GD_M_NONE);
}

static void
what_hides_or_steers_may_not_be_stored(void **state)
{
	(void)state;
	assert_int_equal(verdict("a\xFF", false), GD_M_TEXT_BYTES);
	assert_int_equal(verdict("a\033[1m", false), GD_M_TEXT_CONTROL);
	assert_int_equal(verdict("a\xC2\x85", false), GD_M_TEXT_CONTROL);
	assert_int_equal(verdict("a\x7F", false), GD_M_TEXT_CONTROL);
	assert_int_equal(verdict("a\tb", false), GD_M_TEXT_CONTROL);
	assert_int_equal(verdict("a\rb", true), GD_M_TEXT_CONTROL);
	assert_int_equal(verdict("a\nb", false), GD_M_TEXT_NEWLINE);
	assert_int_equal(verdict("a\n\tb", true), GD_M_NONE);
	assert_int_equal(verdict("\xE2\x80\xAE", false), GD_M_TEXT_HIDDEN);
	assert_int_equal(verdict("\xE2\x81\xA6", false), GD_M_TEXT_HIDDEN);
	assert_int_equal(verdict("\xE2\x80\x8B", false), GD_M_TEXT_HIDDEN);
	assert_int_equal(verdict("\xEF\xBB\xBF", false), GD_M_TEXT_HIDDEN);
	assert_int_equal(verdict("\xE2\x80\xA8", false), GD_M_TEXT_HIDDEN);
	assert_int_equal(verdict("\xEE\x80\x80", false), GD_M_TEXT_HIDDEN);
	assert_int_equal(verdict("\xCC\x81", false), GD_M_TEXT_HIDDEN);
	assert_int_equal(verdict("x\xCC\x81\xCC\x81\xCC\x81\xCC\x81", false),
	    GD_M_NONE);
	assert_int_equal(
	    verdict("x\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81", false),
	    GD_M_TEXT_MARKS);
	/* one way to write each letter, so that equal names are equal */
	assert_int_equal(verdict("e\xCC\x81", false), GD_M_TEXT_APART);
	assert_int_equal(verdict("\xE2\x84\xAA", false), GD_M_TEXT_APART);
}

static void
a_refused_text_says_what_and_where(void **state)
{
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	assert_int_equal(gd_text_check("单证\xE2\x80\xAE", 60, false, &err),
	    GD_USAGE);
	assert_string_equal(err.arg[0].text, "U+202E");
	assert_int_equal(err.arg[1].number, 3);
	assert_int_equal(gd_text_check("单证", 5, false, &err), GD_USAGE);
	assert_int_equal(err.msg, GD_M_TEXT_LONG);
	assert_int_equal(err.arg[0].number, 6);
	assert_int_equal(err.arg[1].number, 5);
	assert_int_equal(gd_text_check("单证", 6, false, &err), GD_OK);
}

static void
what_may_be_stored_is_shown_unchanged(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp < 0x30000; cp++) {
		char text[8] = "a";
		struct gd_str out = GD_STR_INIT;
		struct gd_err err = GD_ERR_INIT;

		gd_utf8_put(cp, text + 1);
		gd_text_show(&out, text);
		if (gd_text_check(text, 60, false, &err) == GD_OK ||
		    err.msg == GD_M_TEXT_APART)
			assert_string_equal(out.text, text);
		else
			assert_string_not_equal(out.text, text);
		gd_str_release(&out);
	}
}

static const char *
folded(const char *s)
{
	static char kept[200];
	struct gd_str out = GD_STR_INIT;

	gd_text_fold(&out, s);
	memcpy(kept, out.text, out.len + 1);
	gd_str_release(&out);
	return kept;
}

static void
a_name_is_found_without_its_accents(void **state)
{
	(void)state;
	assert_string_equal(folded("Berglunds Snabbköp"), "berglunds snabbkop");
	assert_string_equal(folded("Königlich Essen Straße"),
	    "koniglich essen strasse");
	assert_string_equal(folded("Ærøskøbing Łódź Đà Nẵng"),
	    "aeroskobing lodz da nang");
	assert_string_equal(folded("Que Delícia ÑÇ"), "que delicia nc");
	assert_string_equal(folded("E\xCC\x81T\xC3\x89"), "ete");
	assert_string_equal(folded("ＥＸ－２６０７，１２　号"),
	    "ex-2607,12 号");
	assert_string_equal(folded("ВЛАДИМИР"), "владимир");
	assert_string_equal(folded("订货单×2"), "订货单×2");
	assert_string_equal(folded("\xFF"), "\xEF\xBF\xBD");
}

static void
chinese_punctuation_of_commands_is_narrow(void **state)
{
	(void)state;
	assert_int_equal(gd_fold_width(0xFF0F), '/');
	assert_int_equal(gd_fold_width(0xFF19), '9');
	assert_int_equal(gd_fold_width(0x3000), ' ');
	assert_int_equal(gd_fold_width(0x3001), ',');
	assert_int_equal(gd_fold_width(0x3002), '.');
	assert_int_equal(gd_fold_width(0x5355), 0x5355);
}

static void
distance_counts_slips_of_the_hand(void **state)
{
	char long_word[200];

	(void)state;
	assert_int_equal(gd_text_distance("receive", "receive", 3), 0);
	assert_int_equal(gd_text_distance("recieve", "receive", 3), 1);
	assert_int_equal(gd_text_distance("recall", "receive", 3), 4);
	assert_int_equal(gd_text_distance("kitten", "sitting", 9), 3);
	assert_int_equal(gd_text_distance("定货单", "订货单", 3), 1);
	assert_int_equal(gd_text_distance("", "abc", 9), 3);
	assert_int_equal(gd_text_distance("abc", "", 1), 2);
	memset(long_word, 'x', sizeof long_word - 1);
	long_word[sizeof long_word - 1] = '\0';
	assert_int_equal(gd_text_distance(long_word, "x", 3), 4);
	assert_int_equal(gd_text_distance(long_word, long_word, 3), 0);
}

static void
digits_compare_as_numbers(void **state)
{
	(void)state;
	assert_true(gd_text_natcmp("EX-9", "EX-10") < 0);
	assert_true(gd_text_natcmp("EX-010", "EX-9") > 0);
	assert_true(gd_text_natcmp("a2b10", "a2b9") > 0);
	assert_true(gd_text_natcmp("a", "a1") < 0);
	assert_true(gd_text_natcmp("1", "a") < 0);
	assert_int_equal(gd_text_natcmp("EX-7", "EX-7"), 0);
	assert_int_equal(gd_text_natcmp("", ""), 0);
	assert_true(gd_text_natcmp("99999999999999999999999998",
			"99999999999999999999999999") < 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_character_survives_encoding_and_decoding),
		cmocka_unit_test(
		    surrogates_and_numbers_too_large_are_never_written),
		cmocka_unit_test(
		    broken_utf8_is_seen_and_stepped_over_byte_by_byte),
		cmocka_unit_test(
		    a_character_cut_off_by_the_length_is_not_valid),
		cmocka_unit_test(columns_are_those_of_a_terminal),
		cmocka_unit_test(a_wide_character_is_never_split),
		cmocka_unit_test(a_fitted_text_is_exactly_as_wide_as_asked),
		cmocka_unit_test(numbers_stand_at_the_right),
		cmocka_unit_test(
		    what_could_mislead_is_shown_as_a_question_mark),
		cmocka_unit_test(ordinary_names_of_all_peoples_may_be_stored),
		cmocka_unit_test(what_hides_or_steers_may_not_be_stored),
		cmocka_unit_test(a_refused_text_says_what_and_where),
		cmocka_unit_test(what_may_be_stored_is_shown_unchanged),
		cmocka_unit_test(a_name_is_found_without_its_accents),
		cmocka_unit_test(chinese_punctuation_of_commands_is_narrow),
		cmocka_unit_test(distance_counts_slips_of_the_hand),
		cmocka_unit_test(digits_compare_as_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
