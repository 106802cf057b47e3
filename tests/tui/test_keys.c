/* tests/tui/test_keys.c - bytes to keys, keys to actions, footers. */
#include "base/text.h"
#include "tui/keys.h"
#include "tui_test.h"

#include "base/banned.h"

/* ---- decoder ------------------------------------------------------------ */

static int
decode(const char *bytes, size_t len, uint32_t *codes)
{
	struct gd_decoder d = GD_DECODER_INIT;
	int n = 0;

	for (size_t i = 0; i < len; i++) {
		struct gd_key keys[2];
		int k = gd_decode_byte(&d, (uint8_t)bytes[i], 1000, keys);

		for (int j = 0; j < k; j++)
			codes[n++] = keys[j].code;
	}
	return n;
}

static void
utf8_of_every_length_becomes_one_key(void **state)
{
	uint32_t codes[8];

	(void)state;
	assert_int_equal(decode("aé单𠀀", 10, codes), 4);
	assert_int_equal(codes[0], 'a');
	assert_int_equal(codes[1], 0xE9);
	assert_int_equal(codes[2], 0x5355);
	assert_int_equal(codes[3], 0x20000);
}

static void
bad_bytes_are_named_and_swallow_nothing(void **state)
{
	static const char *const bad[] = { "\xff", "\xc0\xaf", "\xe5\x8d",
		"\xed\xa0\x80", "\xf4\x90\x80\x80", "\xb5\xa5",
		"\xe0\x80\x80" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		char bytes[16];
		uint32_t codes[16];
		int n, len = snprintf(bytes, sizeof bytes, "%sxyz", bad[i]);

		n = decode(bytes, (size_t)len, codes);
		assert_true(n >= 4);
		assert_int_equal(codes[0], GD_KEY_BAD);
		assert_int_equal(codes[n - 3], 'x');
		assert_int_equal(codes[n - 2], 'y');
		assert_int_equal(codes[n - 1], 'z');
	}
}

static void
random_bytes_never_give_a_key_that_is_no_character(void **state)
{
	struct gd_decoder d = GD_DECODER_INIT;
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		struct gd_key keys[2];
		int n = gd_decode_byte(&d, (uint8_t)dice(&seed, 256), i, keys);

		assert_true(n <= 2);
		for (int k = 0; k < n; k++) {
			uint32_t c = keys[k].code;

			assert_true(c == GD_KEY_BAD || c < 0xD800 ||
				    (c > 0xDFFF && c <= 0x10FFFF));
		}
	}
}

static void
the_rest_of_a_torn_escape_is_swallowed_for_150_ms(void **state)
{
	struct gd_decoder d = GD_DECODER_INIT;
	struct gd_key keys[2];

	(void)state;
	assert_int_equal(gd_decode_byte(&d, 27, 1000, keys), 1);
	assert_int_equal(keys[0].code, GD_KEY_ESC);
	assert_int_equal(gd_decode_byte(&d, 'O', 1060, keys), 0);
	assert_int_equal(gd_decode_byte(&d, 'A', 1061, keys), 0);
	assert_int_equal(gd_decode_byte(&d, 'A', 1062, keys), 1);

	assert_int_equal(gd_decode_byte(&d, 27, 2000, keys), 1);
	assert_int_equal(gd_decode_byte(&d, '[', 2100, keys), 0);
	assert_int_equal(gd_decode_byte(&d, '1', 2100, keys), 0);
	assert_int_equal(gd_decode_byte(&d, ';', 2100, keys), 0);
	assert_int_equal(gd_decode_byte(&d, 'D', 2100, keys), 0);
	assert_int_equal(gd_decode_byte(&d, 'x', 2101, keys), 1);

	assert_int_equal(gd_decode_byte(&d, 27, 3000, keys), 1);
	assert_int_equal(gd_decode_byte(&d, 'O', 3400, keys), 1);
	assert_int_equal(keys[0].code, 'O');
}

static void
pasted_text_is_marked_as_such(void **state)
{
	struct gd_decoder d = GD_DECODER_INIT;
	struct gd_key keys[2];

	(void)state;
	assert_int_equal(gd_decode_key(&d, GD_KEY_PASTE_ON, keys), 0);
	gd_decode_byte(&d, 'q', 5, keys);
	assert_true(keys[0].pasted);
	assert_int_equal(gd_decode_key(&d, GD_KEY_PASTE_OFF, keys), 0);
	gd_decode_byte(&d, 'q', 5, keys);
	assert_false(keys[0].pasted);
}

/* ---- actions ------------------------------------------------------------ */

static bool
is_letter(uint32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
	       code > 0x7F;
}

static void
every_action_has_a_key_that_is_no_letter(void **state)
{
	(void)state;
	for (int i = 1; i < GD_NACTIONS; i++) {
		const struct gd_action_row *a =
		    gd_action_row((enum gd_action)i);
		bool neutral = a->neutral && (a->neutral >= GD_KEY_BASE ||
						 !is_letter(a->neutral));

		if (!neutral)
			fail_msg("%s has only letters", a->name);
	}
}

static void
no_key_means_two_things_at_one_place(void **state)
{
	(void)state;
	for (int i = 1; i < GD_NACTIONS; i++) {
		for (int j = i + 1; j < GD_NACTIONS; j++) {
			const struct gd_action_row *a =
			    gd_action_row((enum gd_action)i);
			const struct gd_action_row *b =
			    gd_action_row((enum gd_action)j);
			const uint32_t ka[] = { a->neutral, a->letter,
				a->other };
			const uint32_t kb[] = { b->neutral, b->letter,
				b->other };

			if (!(a->where & b->where))
				continue;
			for (int k = 0; k < 9; k++)
				if (ka[k / 3] && ka[k / 3] == kb[k % 3])
					fail_msg("%s and %s share a key",
					    a->name, b->name);
		}
	}
}

static void
every_action_speaks_chinese(void **state)
{
	(void)state;
	for (int i = 1; i < GD_NACTIONS; i++) {
		const struct gd_action_row *a =
		    gd_action_row((enum gd_action)i);

		if (strcmp(gd_tr(GD_ZH, a->what), a->what) == 0 ||
		    strcmp(gd_tr(GD_ZH, a->name), a->name) == 0)
			fail_msg("%s: no Chinese", a->name);
	}
}

static void
full_width_keys_of_an_input_method_still_command(void **state)
{
	(void)state;
	assert_int_equal(gd_action_of(GD_AT_LIST, 0xFF1F), GD_A_HELP);
	assert_int_equal(gd_action_of(GD_AT_LIST, 0xFF0F), GD_A_FILTER);
	assert_int_equal(gd_action_of(GD_AT_LIST, 0x3001), GD_A_FILTER);
	assert_int_equal(gd_action_of(GD_AT_LIST, 0x3000), GD_A_MARK);
	assert_int_equal(gd_action_of(GD_AT_LIST, 0xFF11), GD_A_ORDERS);
	assert_int_equal(gd_action_of(GD_AT_LIST, 0xFF4E), GD_A_NEW);
}

static void
letters_are_text_where_text_is_entered(void **state)
{
	(void)state;
	for (uint32_t c = 33; c < 127; c++) {
		assert_int_equal(gd_action_of(GD_AT_FORM, c), GD_A_NONE);
		assert_int_equal(gd_action_of(GD_AT_PICK, c), GD_A_NONE);
		assert_int_equal(gd_action_of(GD_AT_FILTER, c), GD_A_NONE);
	}
	assert_int_equal(gd_action_of(GD_AT_FORM, GD_KEY_ESC), GD_A_BACK);
}

static void
every_named_key_is_found_by_its_name(void **state)
{
	static const uint32_t keys[] = { GD_KEY_TAB, GD_KEY_F(1), GD_KEY_F(12),
		GD_KEY_CTRL('S'), GD_KEY_UP, GD_KEY_BACKTAB, 'a', '*',
		GD_KEY_SPACE, 0x5355 };
	char buf[24];

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		assert_int_equal(gd_key_find(gd_key_name(GD_EN, keys[i], buf)),
		    keys[i]);
	assert_int_equal(gd_key_find("F13"), 0);
	assert_int_equal(gd_key_find("nonsense"), 0);
}

/* ---- footer ------------------------------------------------------------- */

static void
a_footer_fits_keeps_f1_f2_esc_and_cuts_no_word(void **state)
{
	static const struct gd_hint hints[] = {
		{ GD_A_HELP, NULL, 0 },
		{ GD_A_ACTIONS, NULL, 0 },
		{ GD_A_OPEN, NULL, 0 },
		{ GD_A_MARK, NULL, 12 },
		{ GD_A_FILTER, NULL, 0 },
		{ GD_A_SIGN, NULL, 3 },
		{ GD_A_COPIES, NULL, 0 },
		{ GD_A_NEW, NULL, 0 },
		{ GD_A_NOTICE, NULL, 0 },
		{ GD_A_LANG, NULL, 0 },
		{ GD_A_PEOPLE, NULL, 0 },
		{ GD_A_BACK, NULL, 0 },
	};
	enum { N = sizeof hints / sizeof hints[0] };
	struct gd_str all[2] = { GD_STR_INIT, GD_STR_INIT };

	(void)state;
	for (int lang = 0; lang < 2; lang++) {
		gd_footer(&all[lang], (enum gd_lang)lang, hints, N, 1000);
		for (int cols = 60; cols <= 120; cols++) {
			struct gd_str s = GD_STR_INIT;

			gd_footer(&s, (enum gd_lang)lang, hints, N, cols);
			assert_true(gd_text_width(s.text) <= cols);
			assert_non_null(strstr(s.text, " F1 "));
			assert_non_null(strstr(s.text, " F2 "));
			assert_non_null(strstr(s.text, " Esc "));
			for (char *w = strtok_r(s.text, " ", &(char *){ NULL });
			     w; w = NULL)
				assert_non_null(strstr(all[lang].text, w));
			gd_str_release(&s);
		}
		gd_str_release(&all[lang]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_of_every_length_becomes_one_key),
		cmocka_unit_test(bad_bytes_are_named_and_swallow_nothing),
		cmocka_unit_test(
		    random_bytes_never_give_a_key_that_is_no_character),
		cmocka_unit_test(
		    the_rest_of_a_torn_escape_is_swallowed_for_150_ms),
		cmocka_unit_test(pasted_text_is_marked_as_such),
		cmocka_unit_test(every_action_has_a_key_that_is_no_letter),
		cmocka_unit_test(no_key_means_two_things_at_one_place),
		cmocka_unit_test(every_action_speaks_chinese),
		cmocka_unit_test(
		    full_width_keys_of_an_input_method_still_command),
		cmocka_unit_test(letters_are_text_where_text_is_entered),
		cmocka_unit_test(every_named_key_is_found_by_its_name),
		cmocka_unit_test(
		    a_footer_fits_keeps_f1_f2_esc_and_cuts_no_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
