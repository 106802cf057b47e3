/* core/view/spread.h - many lengths of time in little memory: how many, their
 * median and 90th percentile, and whether those of one are longer than those
 * of another.
 *
 * Counted in classes that grow by 4 %, from one minute to thirty years, so a
 * quantile is at most 2 % off and a million of them cost no more than ten.
 */
#ifndef GENDAN_CORE_VIEW_SPREAD_H
#define GENDAN_CORE_VIEW_SPREAD_H

#include <stdint.h>

#define GD_SPREAD_CLASSES 424
struct gd_spread {
	int64_t n;
	int64_t sum_ms;
	uint32_t at[GD_SPREAD_CLASSES];
};
void gd_spread_add(struct gd_spread *s, int64_t ms);
void gd_spread_merge(struct gd_spread *to, const struct gd_spread *from);
/** The length that `permille` of 1000 do not pass, ms; 0 when n is 0. */
int64_t gd_spread_at(const struct gd_spread *s, int permille);

/* Ranks of a against b: Mann and Whitney's U, less what chance would give, and
 * its variance with ties counted (each class is a tie). Positive: a is longer.
 * Both 0 when one of them is empty. */
struct gd_ranked {
	double excess, variance;
	double weight; /* 1 / (n + 1): van Elteren's, to add strata up */
};
struct gd_ranked gd_spread_rank(const struct gd_spread *a,
    const struct gd_spread *b);
/** P of a standard normal above z. */
double gd_normal_above(double z);
/** P of k or more heads out of n throws of a coin (normal, with continuity). */
double gd_coin_above(int64_t k, int64_t n);

#endif
