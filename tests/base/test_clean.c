/* tests/base/test_clean.c - texts on their way in, and names that are read as
 * other names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/text.h"

#include "base/banned.h"

/* s cleaned, kept until the next call. */
static const char *
clean(const char *s, bool multiline, unsigned *done)
{
	static struct gd_str kept[2];
	static int turn;
	struct gd_str *out = &kept[turn = !turn];

	gd_str_release(out);
	*out = (struct gd_str)GD_STR_INIT;
	*done = gd_text_clean(out, s, multiline);
	return out->text;
}

static void
accents_are_joined_to_their_letters(void **state)
{
	unsigned done;

	(void)state;
	assert_string_equal(clean("Cafe\xCC\x81", false, &done), "Café");
	assert_int_equal(done, GD_CLEAN_COMPOSED);
	assert_string_equal(
	    clean("Ha\xCC\x80 No\xCC\xA3\xCC\x82i", false, &done), "Hà Nội");
	assert_int_equal(done, GD_CLEAN_COMPOSED);
	assert_string_equal(
	    clean("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", false, &done), "한");
	assert_int_equal(done, GD_CLEAN_COMPOSED);
}

static void
what_copying_leaves_behind_is_taken_out(void **state)
{
	unsigned done;

	(void)state;
	assert_string_equal(clean("\xEF\xBB\xBF"
				  "AC\xC2\xADME\xE2\x80\x8B Ltd",
				false, &done),
	    "ACME Ltd");
	assert_int_equal(done, GD_CLEAN_TAKEN);
	assert_string_equal(clean("a\xE2\x80\xAE"
				  "b",
				false, &done),
	    "ab");
	assert_int_equal(done, GD_CLEAN_BROKEN);
	assert_string_equal(clean("a\033]52;c;x\a", false, &done), "a]52;c;x");
	assert_int_equal(done, GD_CLEAN_BROKEN);
	assert_string_equal(clean("a\nb\tc\rd", false, &done), "a b c d");
	assert_string_equal(clean("a\nb\tc", true, &done), "a\nb\tc");
	assert_int_equal(done, GD_CLEAN_SAME);
	assert_string_equal(clean("\xC0\xAF", false, &done),
	    "\xEF\xBF\xBD\xEF\xBF\xBD");
}

/* The fifth mark stood between one and another that belongs before it. */
static void
what_stands_behind_a_mark_that_went_is_put_in_order(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	unsigned done;
	const char *text =
	    clean("x\u0301\u0301\u0301\u0301\u0E31\U0001D171", false, &done);

	(void)state;
	assert_int_equal(gd_text_check(text, 100, false, &err), GD_OK);
	assert_int_equal(done, GD_CLEAN_BROKEN | GD_CLEAN_COMPOSED);
}

static void
good_names_of_all_peoples_stay_as_they_are(void **state)
{
	static const char *const good[] = { "", "Ana Trujillo's, \"x\"",
		"宁波远洋进出口有限公司", "ＡＢＣ１２３　全角",
		"Berglunds snabbköp", "Ελλάδα", "Hà Nội", "한국", "ประเทศไทย",
		"😀", "𠮷野家", "Владимир", "がぎぐ", "￥500" };
	unsigned done;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_string_equal(clean(good[i], false, &done), good[i]);
		assert_int_equal(done, GD_CLEAN_SAME);
	}
}

/* Bytes at random, and characters at random of where it is hard. */
static void
random_text(char *buf, size_t room, unsigned *seed)
{
	static const uint32_t from[] = { 1, 0x70, 0x2E0, 0x900, 0x1100, 0x2000,
		0x3000, 0xD700, 0xFE00, 0x1D100, 0xE0000, 0x300 };
	size_t n = 0, len = (size_t)(rand_r(seed) % (int)(room - 5));

	while (n < len) {
		if (rand_r(seed) % 8 == 0)
			buf[n++] = (char)(1 + rand_r(seed) % 255);
		else if (rand_r(seed) % 4 == 0)
			buf[n++] = (char)('a' + rand_r(seed) % 26);
		else
			n += gd_utf8_put(from[rand_r(seed) % 12] +
					     (uint32_t)(rand_r(seed) % 0x80),
			    buf + n);
	}
	buf[n] = '\0';
}

static void
cleaned_text_may_be_stored_and_stays_as_it_is(void **state)
{
	int rounds = getenv("GENDAN_SOAK") ? 3000000 : 60000;
	unsigned seed = 20261128, done, again;
	struct gd_err err = GD_ERR_INIT;
	char text[80];

	(void)state;
	for (int i = 0; i < rounds; i++) {
		bool lines = i % 2;
		const char *once, *twice;

		random_text(text, sizeof text, &seed);
		once = clean(text, lines, &done);
		assert_true(gd_utf8_valid(once, strlen(once)));
		if (gd_text_check(once, 400, lines, &err) != GD_OK)
			fail_msg("round %d: %d for \"%s\"", i, (int)err.msg,
			    once);
		twice = clean(once, lines, &again);
		assert_string_equal(twice, once);
		assert_int_equal(again, GD_CLEAN_SAME);
		/* same means same, and only what is good stays so */
		assert_int_equal(done == GD_CLEAN_SAME, !strcmp(once, text));
		assert_int_equal(done == GD_CLEAN_SAME,
		    gd_text_check(text, 400, lines, &err) == GD_OK);
	}
}

static void
a_name_is_one_line_of_limited_width(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	char text[900];

	(void)state;
	memset(text, 'x', 200);
	text[200] = '\0';
	assert_int_equal(gd_text_check_name(text, &err), GD_OK);
	text[200] = 'x';
	text[201] = '\0';
	assert_int_equal(gd_text_check_name(text, &err), GD_USAGE);
	assert_int_equal(err.msg, GD_M_TEXT_WIDE);
	memset(text, 'x', 801);
	text[801] = '\0';
	assert_int_equal(gd_text_check_name(text, &err), GD_USAGE);
	assert_int_equal(err.msg, GD_M_TEXT_LONG);
	assert_int_equal(gd_text_check_name("a\nb", &err), GD_USAGE);
}

static const char *
skeleton(const char *s)
{
	static struct gd_str kept[2];
	static int turn;
	struct gd_str *out = &kept[turn = !turn];

	gd_str_release(out);
	*out = (struct gd_str)GD_STR_INIT;
	gd_text_skeleton(out, s);
	return out->text;
}

static void
names_a_reader_takes_for_each_other_have_one_skeleton(void **state)
{
	static const char *const same[][2] = {
		{ "ACME Ltd.", "acme ltd" },
		{ "ACME Ltd", "ＡＣＭＥ　Ｌｔｄ" },
		{ "ACME", "\xD0\x90\xD0\xA1\xD0\x9C\xD0\x95" }, /* Cyrillic */
		{ "AXON", "\xCE\x91\xCE\xA7\xCE\x9F\xCE\x9D" }, /* Greek */
		{ "BOLLO", "B0LL0" },
		{ "Bill", "BI11" },
		{ "Müller & Co", "MULLER CO" },
		{ "Cafe\xCC\x81", "Café" },
		{ "Modern", "Modem" },
		{ "宁波远洋", "宁波 远洋" },
		{ "日升", "曰升" },
		{ "ACME", "\U0001D400\U0001D402\U0001D40C\U0001D404" },
		{ "ACME", "A\xE2\x80\x8B"
			  "CME" },
	};
	static const char *const other[][2] = {
		{ "ACME", "ACNE" },
		{ "宁波远洋", "宁波远大" },
		{ "Customer 1", "Customer 2" },
		{ "VINET", "VICTE" },
		{ "Alfa 10", "Alfa 11" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_string_equal(skeleton(same[i][0]), skeleton(same[i][1]));
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		assert_string_not_equal(skeleton(other[i][0]),
		    skeleton(other[i][1]));
	assert_string_equal(skeleton(" .,-"), "");
}

static void
a_word_of_two_alphabets_is_found(void **state)
{
	static const char *const plain[] = { "", "ACME Владимир", "宁波ABC公司",
		"Ελλάδα SA", "한국Soft", "A-B", "ＡBC", "O'Neil" };
	struct gd_str out = GD_STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		assert_false(gd_text_mixed(&out, plain[i]));
	assert_true(gd_text_mixed(&out, "Good \xD0\x90"
					"CME Ltd"));
	assert_string_equal(out.text, "\xD0\x90"
				      "CME");
	gd_str_reset(&out);
	assert_true(gd_text_mixed(&out, "P\xCE\xB1yPal"));
	gd_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accents_are_joined_to_their_letters),
		cmocka_unit_test(what_copying_leaves_behind_is_taken_out),
		cmocka_unit_test(
		    what_stands_behind_a_mark_that_went_is_put_in_order),
		cmocka_unit_test(good_names_of_all_peoples_stay_as_they_are),
		cmocka_unit_test(cleaned_text_may_be_stored_and_stays_as_it_is),
		cmocka_unit_test(a_name_is_one_line_of_limited_width),
		cmocka_unit_test(
		    names_a_reader_takes_for_each_other_have_one_skeleton),
		cmocka_unit_test(a_word_of_two_alphabets_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
