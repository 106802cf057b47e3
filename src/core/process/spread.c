/* core/process/spread.c - lengths of time in classes, and comparing them by
 * ranks.
 *
 * Mann, Whitney: On a test of whether one of two random variables is
 * stochastically larger than the other (1947); van Elteren: On the combination
 * of independent two sample tests of Wilcoxon (1960).  Nothing is fitted.
 */
#include "core/view/spread.h"

#include <math.h>

#include "base/banned.h"

#define MINUTE 60000.0
#define GROWTH 1.04

static int
class_of(int64_t ms)
{
	double minutes = (double)ms / MINUTE;
	int c;

	if (minutes < 1)
		return 0;
	c = 1 + (int)(log(minutes) / log(GROWTH));
	return c < GD_SPREAD_CLASSES ? c : GD_SPREAD_CLASSES - 1;
}

void
gd_spread_add(struct gd_spread *s, int64_t ms)
{
	if (ms < 0)
		ms = 0;
	s->n++;
	s->sum_ms += ms;
	s->at[class_of(ms)]++;
}

void
gd_spread_merge(struct gd_spread *to, const struct gd_spread *from)
{
	to->n += from->n;
	to->sum_ms += from->sum_ms;
	for (int i = 0; i < GD_SPREAD_CLASSES; i++)
		to->at[i] += from->at[i];
}

int64_t
gd_spread_at(const struct gd_spread *s, int permille)
{
	int64_t want = (s->n * permille + 999) / 1000, seen = 0;

	if (s->n == 0)
		return 0;
	if (want < 1)
		want = 1;
	for (int i = 0; i < GD_SPREAD_CLASSES; i++) {
		seen += s->at[i];
		if (seen >= want) /* the middle of the class */
			return i ? (int64_t)(MINUTE * pow(GROWTH, i - 0.5)) : 0;
	}
	return 0;
}

struct gd_ranked
gd_spread_rank(const struct gd_spread *a, const struct gd_spread *b)
{
	double na = (double)a->n, nb = (double)b->n, n = na + nb;
	double u = 0, below = 0, ties = 0;

	if (a->n == 0 || b->n == 0 || n < 3)
		return (struct gd_ranked){ 0 };
	for (int i = 0; i < GD_SPREAD_CLASSES; i++) {
		double x = a->at[i], y = b->at[i], t = x + y;

		u += x * (below + y / 2);
		below += y;
		ties += t * t * t - t;
	}
	return (struct gd_ranked){ u - na * nb / 2,
		na * nb / 12 * (n + 1 - ties / (n * (n - 1))), 1 / (n + 1) };
}

double
gd_normal_above(double z)
{
	return 0.5 * erfc(z / sqrt(2));
}

double
gd_coin_above(int64_t k, int64_t n)
{
	double mean = (double)n / 2;

	if (n <= 0)
		return 1;
	return gd_normal_above(((double)k - 0.5 - mean) / sqrt((double)n / 4));
}
