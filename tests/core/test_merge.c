/* tests/core/test_merge.c - the laws of the merge, over random values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/merge.h"

#include "base/banned.h"

#define ROUNDS 20000

static uint64_t seed;

static uint32_t
dice(uint32_t sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % sides;
}

/* Few values, so that two of them are often the same; also none at all. */
static const char *
value(void)
{
	static const char *const all[] = { NULL, "", "2026-12-05", "2026-12-06",
		"纸箱 50 个", "纸箱 40 个", "a", "A", " a", "a " };

	return all[dice(sizeof all / sizeof all[0])];
}

static int
begin(void **state)
{
	(void)state;
	seed = 7;
	return 0;
}

static const char *
text(const char *v)
{
	return v ? v : "";
}

static struct gd_merge
merge(const char *old, const char *mine, const char *theirs)
{
	struct gd_merge m = { .old = old, .mine = mine, .theirs = theirs };
	enum gd_merged how = gd_merge(&m);

	assert_int_equal(how, m.how);
	return m;
}

static void
assert_now(struct gd_merge m, const char *want)
{
	assert_non_null(m.now);
	assert_string_equal(m.now, text(want));
}

static void
what_only_one_of_two_changed_stands(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		const char *a = value(), *b = value();

		assert_now(merge(a, a, b), b);
		assert_now(merge(a, b, a), b);
		assert_now(merge(a, b, b), b);
	}
}

/* What is theirs seen from here is mine seen from there. */
static void
both_of_the_two_see_the_same_result(void **state)
{
	static const enum gd_merged turned[] = {
		[GD_MERGE_OLD] = GD_MERGE_OLD,
		[GD_MERGE_MINE] = GD_MERGE_THEIRS,
		[GD_MERGE_THEIRS] = GD_MERGE_MINE,
		[GD_MERGE_SAME] = GD_MERGE_SAME,
		[GD_MERGE_CONFLICT] = GD_MERGE_CONFLICT,
	};

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		const char *a = value(), *b = value(), *c = value();
		struct gd_merge here = merge(a, b, c), there = merge(a, c, b);

		assert_int_equal(turned[here.how], there.how);
		assert_string_equal(text(here.now), text(there.now));
		assert_int_equal(!here.now, !there.now);
	}
}

static void
nothing_that_somebody_typed_is_lost(void **state)
{
	int conflicts = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		const char *a = value(), *b = value(), *c = value();
		struct gd_merge m = merge(a, b, c);

		conflicts += m.how == GD_MERGE_CONFLICT;
		if (m.how == GD_MERGE_CONFLICT) {
			assert_string_not_equal(text(b), text(c));
			assert_null(m.now);
			continue;
		}
		if (strcmp(text(b), text(a)) != 0)
			assert_string_equal(m.now, text(b));
		if (strcmp(text(c), text(a)) != 0)
			assert_string_equal(m.now, text(c));
	}
	assert_true(conflicts > 1000);
}

/* Once somebody chose, what he chose is what he typed over theirs. */
static void
a_decided_conflict_is_none_any_more(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		const char *a = value(), *b = value(), *c = value();

		if (merge(a, b, c).how == GD_MERGE_CONFLICT)
			assert_now(merge(c, b, c), b);
	}
}

static void
many_fields_merge_each_by_itself(void **state)
{
	struct gd_merge all[12];

	(void)state;
	for (int i = 0; i < ROUNDS / 12; i++) {
		size_t n = dice(13), conflicts = 0;

		for (size_t k = 0; k < n; k++)
			all[k] = merge(value(), value(), value());
		for (size_t k = 0; k < n; k++) {
			conflicts += all[k].how == GD_MERGE_CONFLICT;
			all[k].now = "?";
			all[k].how = GD_MERGE_OLD;
		}
		assert_int_equal(gd_merge_all(all, n), conflicts);
		for (size_t k = 0; k < n; k++) {
			struct gd_merge one =
			    merge(all[k].old, all[k].mine, all[k].theirs);

			assert_int_equal(one.how, all[k].how);
			assert_string_equal(text(one.now), text(all[k].now));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_only_one_of_two_changed_stands),
		cmocka_unit_test(both_of_the_two_see_the_same_result),
		cmocka_unit_test(nothing_that_somebody_typed_is_lost),
		cmocka_unit_test(a_decided_conflict_is_none_any_more),
		cmocka_unit_test(many_fields_merge_each_by_itself),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
