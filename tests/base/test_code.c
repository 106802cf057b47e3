/* tests/base/test_code.c - codes on slips: what they carry, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/code.h"
#include "base/id.h"
#include "base/memory.h"

#include "base/banned.h"

#define NOW INT64_C(1784174400000)
#define CODES 1000

static const enum gd_code_kind kinds[] = { GD_CODE_ORDER, GD_CODE_PIECE,
	GD_CODE_SLIP, GD_CODE_STEP };

static void
prefix_of(const char *id, uint8_t out[GD_CODE_PREFIX])
{
	int n = 0;

	for (const char *p = id; n < GD_CODE_PREFIX; p += 2) {
		unsigned byte;

		p += *p == '-';
		assert_int_equal(sscanf(p, "%2x", &byte), 1);
		out[n++] = (uint8_t)byte;
	}
}

static enum gd_code
reading(const char *text, struct gd_code_said *out, struct gd_err *err)
{
	return gd_code_read(text, strlen(text), out, err);
}

/* A code of some order; *number is what it carries. */
static void
some_code(char code[GD_CODE_TEXT], char id[GD_ID_TEXT], int64_t *number)
{
	struct gd_err err = GD_ERR_INIT;

	gd_id_new(NOW, id);
	*number = (int64_t)(gd_random() % (GD_CODE_MOST + 1));
	assert_int_equal(
	    gd_code_make(code, kinds[gd_random() % 4], id, *number, &err),
	    GD_OK);
}

static void
a_code_has_43_digits_and_says_what_was_put_in(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_code_said said;
	char code[GD_CODE_TEXT], id[GD_ID_TEXT];
	uint8_t prefix[GD_CODE_PREFIX];
	int64_t number;

	(void)state;
	gd_id_seed(5);
	for (int i = 0; i < CODES; i++) {
		some_code(code, id, &number);
		prefix_of(id, prefix);
		assert_int_equal(strlen(code), GD_CODE_DIGITS);
		assert_int_equal(strspn(code, "0123456789"), GD_CODE_DIGITS);
		assert_int_equal(reading(code, &said, &err), GD_OK);
		assert_memory_equal(said.prefix, prefix, GD_CODE_PREFIX);
		assert_int_equal(said.number, number);
		assert_int_equal(said.kind / 10, code[0] - '0');
		assert_int_equal(said.kind % 10, code[1] - '0');
	}
}

/* Worked out apart from this program (Python: 98 - int(x + '00') % 97). */
static void
a_known_code_stays_what_it_is(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	char code[GD_CODE_TEXT];

	(void)state;
	assert_int_equal(gd_code_make(code, GD_CODE_PIECE,
			     "019f6914-d200-7abc-8def-0123456789ab", 7, &err),
	    GD_OK);
	assert_string_equal(code,
	    "2100215693449885601884593007722498772173521");
}

static void
every_wrong_digit_and_every_swap_of_neighbours_is_refused(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_code_said said;
	char code[GD_CODE_TEXT], id[GD_ID_TEXT];
	int64_t number;
	long tried = 0;

	(void)state;
	gd_id_seed(6);
	for (int i = 0; i < CODES; i++) {
		some_code(code, id, &number);
		for (int d = 0; d < GD_CODE_DIGITS; d++) {
			char was = code[d];

			for (char c = '0'; c <= '9'; c++) {
				code[d] = c;
				tried++;
				assert_int_equal(reading(code, &said, &err),
				    c == was ? GD_OK : GD_USAGE);
				assert_true(
				    c == was || err.msg == GD_M_CODE_CHECK);
			}
			code[d] = was;
			if (code[d] == code[d + 1] || !code[d + 1])
				continue;
			code[d] = code[d + 1];
			code[d + 1] = was;
			assert_int_equal(reading(code, &said, &err), GD_USAGE);
			code[d + 1] = code[d];
			code[d] = was;
		}
	}
	assert_int_equal(tried, CODES * GD_CODE_DIGITS * 10L);
}

static void
full_width_digits_blanks_and_hyphens_are_read(void **state)
{
	struct gd_str wide = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_code_said said;
	char code[GD_CODE_TEXT], id[GD_ID_TEXT];
	int64_t number;

	(void)state;
	gd_id_seed(7);
	some_code(code, id, &number);
	for (int i = 0; i < GD_CODE_DIGITS; i++) {
		/* U+FF10 is full-width 0, U+3000 the wide blank */
		gd_str_addf(&wide, "\xef\xbc%c", (char)(0x90 + code[i] - '0'));
		if (i % 4 == 3)
			gd_str_add(&wide, i % 8 == 3 ? " -" : "\xe3\x80\x80");
	}
	gd_str_add(&wide, "\r\n");
	assert_int_equal(reading(wide.text, &said, &err), GD_OK);
	assert_int_equal(said.number, number);
	gd_str_release(&wide);
}

static void
what_is_no_code_says_why(void **state)
{
	static const struct {
		const char *text;
		enum gd_msg msg;
	} bad[] = {
		{ "", GD_M_CODE_LENGTH },
		{ "12345678", GD_M_CODE_LENGTH },
		{ "EX-2611-001", GD_M_CODE_SIGNS },
		{ "21\xff", GD_M_CODE_SIGNS },
		{ "0000000000000000000000000000000000000000000",
		    GD_M_CODE_CHECK },
		/* more than sixteen bytes hold, with a check that fits */
		{ "2134028236692093846346337460743176821146174",
		    GD_M_CODE_CHECK },
		/* of a kind that is not made */
		{ "5100215693449885601884593007722498772173575",
		    GD_M_CODE_KIND },
	};
	struct gd_err err = GD_ERR_INIT;
	struct gd_code_said said;
	char code[GD_CODE_TEXT], id[GD_ID_TEXT], more[GD_CODE_TEXT + 1];
	int64_t number;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(reading(bad[i].text, &said, &err), GD_USAGE);
		if (err.msg != bad[i].msg)
			fail_msg("%s: %s", bad[i].text,
			    gd_msg_english(err.msg));
	}
	some_code(code, id, &number);
	snprintf(more, sizeof more, "%s1", code);
	assert_int_equal(reading(more, &said, &err), GD_USAGE);
	assert_int_equal(err.msg, GD_M_CODE_LENGTH);
	code[12] = '\0';
	assert_int_equal(gd_code_read(code, GD_CODE_DIGITS, &said, &err),
	    GD_USAGE);
	assert_int_equal(err.msg, GD_M_CODE_SIGNS);
}

static void
what_does_not_fit_is_not_made(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	char code[GD_CODE_TEXT], id[GD_ID_TEXT];
	int64_t step, lot;

	(void)state;
	gd_id_new(NOW, id);
	assert_int_equal(gd_code_make(code, GD_CODE_PIECE, id, 65535, &err),
	    GD_OK);
	assert_int_equal(gd_code_make(code, GD_CODE_PIECE, id, 65536, &err),
	    GD_REFUSED);
	assert_string_equal(code, "");
	assert_int_equal(gd_code_make(code, GD_CODE_PIECE, id, -1, &err),
	    GD_REFUSED);
	assert_int_equal(gd_code_make(code, GD_CODE_ORDER, "EX-1", 0, &err),
	    GD_USAGE);
	assert_int_equal(gd_code_step(64, 0), -1);
	assert_int_equal(gd_code_step(0, 1024), -1);
	assert_int_equal(gd_code_step(-1, 0), -1);
	assert_int_equal(gd_code_step(63, 1023), GD_CODE_MOST);
	gd_code_step_of(gd_code_step(10, 3), &step, &lot);
	assert_int_equal(step, 10);
	assert_int_equal(lot, 3);
}

/* Ten million bytes of rubbish, whole and in pieces of a scan's size. */
static void
rubbish_does_no_harm(void **state)
{
	size_t len = 10000000;
	char *all = malloc(len + 1);
	struct gd_err err = GD_ERR_INIT;
	struct gd_code_said said;
	uint64_t r = 0;
	int taken = 0;

	(void)state;
	assert_non_null(all);
	gd_id_seed(8);
	for (size_t i = 0; i < len; i++) {
		if (i % 8 == 0)
			r = gd_random();
		/* half of it digits, so that some is long enough */
		all[i] = r & 1 ? (char)('0' + (r & 0xff) % 10) : (char)r;
		r >>= 8;
	}
	all[len] = '\0';
	assert_int_equal(gd_code_read(all, len, &said, &err), GD_USAGE);
	for (size_t i = 0; i + 64 < len; i += 64) {
		char was = all[i + 43];

		all[i + 43] = '\0';
		taken += gd_code_read(all + i, 43, &said, &err) == GD_OK;
		all[i + 43] = was;
	}
	assert_int_equal(taken, 0);
	memset(all, '7', len);
	assert_int_equal(gd_code_read(all, len, &said, &err), GD_USAGE);
	assert_int_equal(err.arg[1].number, len);
	free(all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_has_43_digits_and_says_what_was_put_in),
		cmocka_unit_test(a_known_code_stays_what_it_is),
		cmocka_unit_test(
		    every_wrong_digit_and_every_swap_of_neighbours_is_refused),
		cmocka_unit_test(full_width_digits_blanks_and_hyphens_are_read),
		cmocka_unit_test(what_is_no_code_says_why),
		cmocka_unit_test(what_does_not_fit_is_not_made),
		cmocka_unit_test(rubbish_does_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
