/* tests/core/test_spread.c - lengths of time in classes against the lengths
 * themselves. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/view/spread.h"

#define HOUR INT64_C(3600000)
#define N 997

static uint64_t luck = 42;

static int64_t
draw(int64_t most)
{
	luck ^= luck << 13;
	luck ^= luck >> 7;
	luck ^= luck << 17;
	return (int64_t)(luck >> 1) % most;
}

static int
by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
a_quantile_is_at_most_2_percent_off(void **state)
{
	int64_t at[N];
	struct gd_spread s = { 0 };

	(void)state;
	for (int i = 0; i < N; i++) {
		at[i] = HOUR + draw(900 * HOUR);
		gd_spread_add(&s, at[i]);
	}
	qsort(at, N, sizeof *at, by_size);
	for (int p = 50; p < 1000; p += 50) {
		double want = (double)at[(N * p + 999) / 1000 - 1];
		double said = (double)gd_spread_at(&s, p);

		if (fabs(said / want - 1) > 0.025)
			fail_msg("%d: %.0f, not %.0f", p, said, want);
	}
}

static void
nothing_and_less_than_a_minute_are_lengths_too(void **state)
{
	struct gd_spread s = { 0 };

	(void)state;
	assert_int_equal(gd_spread_at(&s, 500), 0);
	gd_spread_add(&s, 0);
	gd_spread_add(&s, -5);
	gd_spread_add(&s, 59999);
	assert_int_equal(s.n, 3);
	assert_int_equal(gd_spread_at(&s, 900), 0);
	gd_spread_add(&s, INT64_MAX / 4); /* the last class takes all */
	assert_true(gd_spread_at(&s, 1000) > 365 * 24 * HOUR);
}

/* U counted pair by pair, as Mann and Whitney define it. */
static void
ranks_are_those_of_all_pairs(void **state)
{
	int64_t a[40], b[60];
	struct gd_spread x = { 0 }, y = { 0 };
	struct gd_ranked r;
	double u = 0;

	(void)state;
	for (int i = 0; i < 40; i++)
		gd_spread_add(&x, a[i] = HOUR << (2 + draw(6)));
	for (int i = 0; i < 60; i++)
		gd_spread_add(&y, b[i] = HOUR << (1 + draw(6)));
	for (int i = 0; i < 40; i++)
		for (int k = 0; k < 60; k++)
			u += a[i] > b[k] ? 1 : a[i] == b[k] ? 0.5 : 0;
	r = gd_spread_rank(&x, &y);
	assert_true(fabs(r.excess - (u - 1200)) < 0.001);
	/* ties make the variance smaller than 40 * 60 * 101 / 12 */
	assert_true(r.variance > 10000 && r.variance < 20200);
	assert_true(fabs(gd_spread_rank(&y, &x).excess + r.excess) < 0.001);
	memset(&y, 0, sizeof y);
	assert_true(gd_spread_rank(&x, &y).variance == 0);
}

static void
chance_is_as_the_tables_say(void **state)
{
	(void)state;
	assert_true(fabs(gd_normal_above(0) - 0.5) < 1e-9);
	assert_true(fabs(gd_normal_above(1.644854) - 0.05) < 1e-6);
	assert_true(fabs(gd_normal_above(3.090232) - 0.001) < 1e-7);
	/* 60 heads or more of 100: 0.0284 */
	assert_true(fabs(gd_coin_above(60, 100) - 0.0284) < 0.001);
	assert_true(gd_coin_above(0, 0) == 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_quantile_is_at_most_2_percent_off),
		cmocka_unit_test(
		    nothing_and_less_than_a_minute_are_lengths_too),
		cmocka_unit_test(ranks_are_those_of_all_pairs),
		cmocka_unit_test(chance_is_as_the_tables_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
