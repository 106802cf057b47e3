/* tests/base/test_id.c - identifiers, randomness, digests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/id.h"

#include "base/banned.h"

#define NOW INT64_C(1784174400000)

static void
an_id_is_a_uuid_of_version_7_with_its_time_in_front(void **state)
{
	char id[GD_ID_TEXT];

	(void)state;
	gd_id_seed(0);
	gd_id_new(NOW, id);
	assert_true(gd_id_valid(id));
	assert_int_equal(strlen(id), 36);
	assert_memory_equal(id, "019f6914-d200-7", 15);
	assert_non_null(strchr("89ab", id[19]));
}

static void
ids_ascend_even_when_the_clock_goes_back(void **state)
{
	char last[GD_ID_TEXT] = "", id[GD_ID_TEXT];

	(void)state;
	gd_id_seed(0);
	for (int i = 0; i < 20000; i++) {
		gd_id_new(NOW - i / 100, id);
		assert_true(strcmp(id, last) > 0);
		memcpy(last, id, sizeof last);
	}
}

static void
the_same_seed_gives_the_same_ids(void **state)
{
	char first[50][GD_ID_TEXT], again[GD_ID_TEXT];

	(void)state;
	gd_id_seed(7);
	for (int i = 0; i < 50; i++)
		gd_id_new(NOW, first[i]);
	gd_id_seed(7);
	for (int i = 0; i < 50; i++)
		assert_string_equal(gd_id_new(NOW, again), first[i]);
	gd_id_seed(8);
	assert_string_not_equal(gd_id_new(NOW, again), first[0]);
	gd_id_seed(0);
}

static void
without_a_seed_no_number_comes_twice(void **state)
{
	uint64_t seen[1000], all_and = UINT64_MAX, all_or = 0;

	(void)state;
	gd_id_seed(0);
	for (int i = 0; i < 1000; i++) {
		seen[i] = gd_random();
		all_and &= seen[i];
		all_or |= seen[i];
		for (int j = 0; j < i; j++)
			assert_true(seen[i] != seen[j]);
	}
	/* Every bit has been both 0 and 1. */
	assert_true(all_and == 0);
	assert_true(all_or == UINT64_MAX);
}

static void
only_lower_case_ids_of_full_length_are_valid(void **state)
{
	(void)state;
	assert_true(gd_id_valid("019f7b1b-1400-7abc-8def-0123456789ab"));
	assert_false(gd_id_valid("019F7B1B-1400-7abc-8def-0123456789ab"));
	assert_false(gd_id_valid("019f7b1b-1400-7abc-8def-0123456789a"));
	assert_false(gd_id_valid("019f7b1b-1400-7abc-8def-0123456789abc"));
	assert_false(gd_id_valid("019f7b1b+1400-7abc-8def-0123456789ab"));
	assert_false(gd_id_valid("019f7b1b-1400-7abc-8def-0123456789xy"));
	assert_false(gd_id_valid(""));
	assert_false(gd_id_valid(NULL));
}

static void
digests_are_the_published_ones(void **state)
{
	char hex[65];

	(void)state;
	gd_sha256_hex("abc", 3, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
				 "b00361a396177a9cb410ff61f20015ad");
	gd_sha256_hex("", 0, hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
				 "27ae41e4649b934ca495991b7852b855");
}

static void
where_one_part_ends_and_the_next_begins_is_part_of_the_digest(void **state)
{
	const void *const one[] = { "ab", "c" }, *const two[] = { "a", "bc" };
	const uint64_t len1[] = { 2, 1 }, len2[] = { 1, 2 };
	uint8_t a[32], b[32], c[32];

	(void)state;
	gd_sha256_parts(0, 2, one, len1, a);
	gd_sha256_parts(0, 2, two, len2, b);
	gd_sha256_parts(1, 2, one, len1, c);
	assert_memory_not_equal(a, b, 32);
	assert_memory_not_equal(a, c, 32);
}

static void
parts_are_length_prefixed_in_eight_little_endian_bytes(void **state)
{
	const void *const parts[] = { "abc" };
	const uint64_t lens[] = { 3 };
	uint8_t raw[32];
	char want[65], got[65];

	(void)state;
	gd_sha256_hex("\1\3\0\0\0\0\0\0\0abc", 12, want);
	gd_sha256_parts(1, 1, parts, lens, raw);
	for (int i = 0; i < 32; i++)
		snprintf(got + 2 * i, 3, "%02x", raw[i]);
	assert_string_equal(got, want);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_id_is_a_uuid_of_version_7_with_its_time_in_front),
		cmocka_unit_test(ids_ascend_even_when_the_clock_goes_back),
		cmocka_unit_test(the_same_seed_gives_the_same_ids),
		cmocka_unit_test(without_a_seed_no_number_comes_twice),
		cmocka_unit_test(only_lower_case_ids_of_full_length_are_valid),
		cmocka_unit_test(digests_are_the_published_ones),
		cmocka_unit_test(
		    where_one_part_ends_and_the_next_begins_is_part_of_the_digest),
		cmocka_unit_test(
		    parts_are_length_prefixed_in_eight_little_endian_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
