/* base/compare.c - how near two words are, and which comes first. */
#include "base/text.h"

#include <string.h>

#include "base/banned.h"

#define WORD_MAX 64

/* The characters of s; more than WORD_MAX of them gives WORD_MAX + 1. */
static int
characters(const char *s, uint32_t out[WORD_MAX])
{
	int n = 0;
	size_t used;
	uint32_t cp;

	for (; (used = gd_utf8_next(s, &cp)) > 0; s += used) {
		if (n == WORD_MAX)
			return WORD_MAX + 1;
		out[n++] = cp;
	}
	return n;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

int
gd_text_distance(const char *a, const char *b, int limit)
{
	uint32_t x[WORD_MAX], y[WORD_MAX];
	int rows[3][WORD_MAX + 1];
	int n = characters(a, x), m = characters(b, y);

	if (n > WORD_MAX || m > WORD_MAX)
		return strcmp(a, b) == 0 ? 0 : limit + 1;
	for (int j = 0; j <= m; j++)
		rows[0][j] = j;
	for (int i = 1; i <= n; i++) {
		int *now = rows[i % 3], *up = rows[(i + 2) % 3];
		int *up2 = rows[(i + 1) % 3];

		now[0] = i;
		for (int j = 1; j <= m; j++) {
			int same = x[i - 1] == y[j - 1] ? 0 : 1;

			now[j] = least(least(up[j], now[j - 1]) + 1,
			    up[j - 1] + same);
			/* Two neighbours swapped is one slip of the hand. */
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] &&
			    x[i - 2] == y[j - 1])
				now[j] = least(now[j], up2[j - 2] + 1);
		}
	}
	return least(rows[n % 3][m], limit + 1);
}

static size_t
digits(const char *s)
{
	return strspn(s, "0123456789");
}

int
gd_text_natcmp(const char *a, const char *b)
{
	while (*a && *b) {
		size_t n = digits(a), m = digits(b);

		if (n > 0 && m > 0) {
			size_t za = strspn(a, "0"), zb = strspn(b, "0");
			size_t la, lb;
			int order;

			za = za < n ? za : n;
			zb = zb < m ? zb : m;
			la = n - za;
			lb = m - zb;
			if (la != lb)
				return la < lb ? -1 : 1;
			order = memcmp(a + za, b + zb, la);
			if (order != 0)
				return order;
			a += n;
			b += m;
		} else if (*a != *b) {
			return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
		} else {
			a++;
			b++;
		}
	}
	return *a ? 1 : *b ? -1 : 0;
}
