/* tests/base/test_secret.c - passwords, sealed keys, signatures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/id.h"
#include "base/secret.h"

#include "base/banned.h"

static const struct gd_cost cheap = { 1, 8192 };

static struct gd_secret *
made(const char *password, const char *name, struct gd_sealed *sealed)
{
	struct gd_secret *key;

	assert_int_equal(
	    gd_secret_new(password, name, &cheap, sealed, &key, NULL), GD_OK);
	return key;
}

static void
a_sealed_key_opens_with_its_password_and_its_name_alone(void **state)
{
	struct gd_sealed sealed;
	struct gd_secret *key = made("right one", "lin#1", &sealed), *again;

	(void)state;
	again = gd_secret_open(&sealed, "right one", "lin#1");
	assert_non_null(again);
	assert_memory_equal(gd_secret_public(key), gd_secret_public(again),
	    GD_PUBLIC);
	assert_null(gd_secret_open(&sealed, "right onE", "lin#1"));
	assert_null(gd_secret_open(&sealed, "", "lin#1"));
	assert_null(gd_secret_open(&sealed, "right one", "lin#2"));
	assert_null(gd_secret_open(&sealed, "right one", "boss#1"));
	gd_secret_close(key);
	gd_secret_close(again);
	gd_secret_close(NULL);
}

static void
every_byte_of_what_is_sealed_matters(void **state)
{
	struct gd_sealed sealed;
	struct gd_secret *key = made("right one", "lin#1", &sealed);
	uint8_t *bytes[] = { sealed.salt, sealed.box };
	const size_t sizes[] = { GD_SALT, GD_SEALED };
	char digest[65], other[65];

	(void)state;
	gd_secret_digest(&sealed, digest);
	for (int part = 0; part < 2; part++)
		for (size_t i = 0; i < sizes[part]; i++) {
			bytes[part][i] ^= 1;
			assert_null(
			    gd_secret_open(&sealed, "right one", "lin#1"));
			gd_secret_digest(&sealed, other);
			assert_string_not_equal(digest, other);
			bytes[part][i] ^= 1;
		}
	sealed.cost.mem += 1024;
	gd_secret_digest(&sealed, other);
	assert_string_not_equal(digest, other);
	gd_secret_close(key);
}

static void
a_cost_that_cannot_be_is_no_key_and_no_crash(void **state)
{
	struct gd_sealed sealed;
	struct gd_secret *key = made("right one", "lin#1", &sealed);
	const struct gd_cost bad[] = { { 0, 8192 }, { 1, 0 }, { -1, 8192 },
		{ 1, INT64_MAX }, { INT64_MAX, 8192 } };

	(void)state;
	gd_secret_close(key);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		sealed.cost = bad[i];
		assert_null(gd_secret_open(&sealed, "right one", "lin#1"));
		assert_int_equal(gd_secret_new("right one", "lin#1", &bad[i],
				     &sealed, &key, NULL),
		    GD_OUTSIDE);
		assert_null(key);
	}
}

static void
a_signature_fits_its_bytes_and_its_key_alone(void **state)
{
	struct gd_sealed sealed;
	struct gd_secret *a = made("right one", "lin#1", &sealed);
	struct gd_secret *b = made("right one", "lin#1", &sealed);
	uint8_t sig[GD_SIGNATURE];
	const uint8_t small[GD_PUBLIC] = { 1 }; /* of small order */

	(void)state;
	gd_secret_sign(a, "order 1", 7, sig);
	assert_true(gd_secret_check(gd_secret_public(a), "order 1", 7, sig));
	assert_false(gd_secret_check(gd_secret_public(b), "order 1", 7, sig));
	assert_false(gd_secret_check(gd_secret_public(a), "order 2", 7, sig));
	assert_false(gd_secret_check(gd_secret_public(a), "order 1", 6, sig));
	assert_false(gd_secret_check(small, "order 1", 7, sig));
	for (size_t i = 0; i < sizeof sig; i++) {
		sig[i] ^= 0x40;
		assert_false(
		    gd_secret_check(gd_secret_public(a), "order 1", 7, sig));
		sig[i] ^= 0x40;
	}
	gd_secret_close(a);
	gd_secret_close(b);
}

static void
a_seed_gives_the_same_key_again(void **state)
{
	struct gd_sealed one, two;
	struct gd_secret *key;

	(void)state;
	gd_id_seed(7);
	key = made("right one", "lin#1", &one);
	gd_secret_close(key);
	gd_id_seed(7);
	key = made("right one", "lin#1", &two);
	gd_secret_close(key);
	gd_id_seed(0);
	assert_memory_equal(one.box, two.box, GD_SEALED);
	key = made("right one", "lin#1", &two);
	assert_memory_not_equal(one.box, two.box, GD_SEALED);
	gd_secret_close(key);
}

static void
hex_is_read_back_only_when_it_is_exactly_that(void **state)
{
	uint8_t bytes[3];
	char text[7];

	(void)state;
	gd_hex("\x00\x7f\xff", 3, text);
	assert_string_equal(text, "007fff");
	assert_true(gd_unhex("007fff", bytes, 3));
	assert_memory_equal(bytes, "\x00\x7f\xff", 3);
	assert_false(gd_unhex("007ff", bytes, 3));
	assert_false(gd_unhex("007fff0", bytes, 3));
	assert_false(gd_unhex("007FFF", bytes, 3));
	assert_false(gd_unhex("007ffg", bytes, 3));
}

static enum gd_msg
said(const char *password)
{
	const char *const words[] = { "chenli", "陈丽陈丽陈丽陈丽",
		"Ningbo Example" };
	struct gd_err err = GD_ERR_INIT;

	(void)!gd_password_check(password, words, 3, &err);
	return err.msg;
}

static void
short_common_and_own_names_are_no_passwords(void **state)
{
	char many[GD_PASSWORD_MOST + 2];

	(void)state;
	assert_int_equal(said("steel mug at night"), GD_M_NONE);
	assert_int_equal(said("钢杯夜里三点半发货"), GD_M_NONE);
	assert_int_equal(said("钢杯夜里三点"), GD_M_PASSWORD_LENGTH);
	assert_int_equal(said("seven77"), GD_M_PASSWORD_LENGTH);
	assert_int_equal(said(""), GD_M_PASSWORD_LENGTH);
	for (size_t i = 0; i + 1 < sizeof many; i++)
		many[i] = (char)('a' + i % 7);
	many[sizeof many - 1] = '\0';
	assert_int_equal(said(many), GD_M_PASSWORD_LENGTH);
	many[GD_PASSWORD_MOST] = '\0';
	assert_int_equal(said(many), GD_M_NONE);
	assert_int_equal(said("12345678"), GD_M_PASSWORD_COMMON);
	assert_int_equal(said("Password1"), GD_M_PASSWORD_COMMON);
	assert_int_equal(said("woaini1314"), GD_M_PASSWORD_COMMON);
	assert_int_equal(said("zzzzzzzzzzz"), GD_M_PASSWORD_COMMON);
	assert_int_equal(said("xyxyxyxyxy"), GD_M_PASSWORD_COMMON);
	assert_int_equal(said("ningbo example"), GD_M_PASSWORD_NAME);
	assert_int_equal(said("陈丽陈丽陈丽陈丽"), GD_M_PASSWORD_NAME);
	assert_int_equal(said("tab\there it is"), GD_M_PASSWORD_BYTES);
	assert_int_equal(said("\xff\xfe broken"), GD_M_PASSWORD_BYTES);
}

static void
first_passwords_are_long_plain_and_never_the_same(void **state)
{
	char one[20], two[20];

	(void)state;
	for (int i = 0; i < 50; i++) {
		gd_password_make(one);
		gd_password_make(two);
		assert_string_not_equal(one, two);
		assert_int_equal(strlen(one), 19);
		assert_null(strpbrk(one, "ilo01"));
		assert_int_equal(said(one), GD_M_NONE);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test(f)
		T(a_sealed_key_opens_with_its_password_and_its_name_alone),
		T(every_byte_of_what_is_sealed_matters),
		T(a_cost_that_cannot_be_is_no_key_and_no_crash),
		T(a_signature_fits_its_bytes_and_its_key_alone),
		T(a_seed_gives_the_same_key_again),
		T(hex_is_read_back_only_when_it_is_exactly_that),
		T(short_common_and_own_names_are_no_passwords),
		T(first_passwords_are_long_plain_and_never_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
