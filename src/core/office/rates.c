/* core/office/rates.c - the table of rates: one currency in another, with its
 * day. */
#include "core/rates.h"

#include <stdio.h>
#include <string.h>

#include "../work.h"

#include "base/banned.h"

#define MILLION 1000000

int
gd_money_digits(const char *currency)
{
	return money_digits(currency);
}

bool
gd_rate_read(const char *text, int64_t *rate_e6)
{
	int64_t n = 0;
	int places = -1, seen = 0;

	for (; *text; text++) {
		if (*text == '.' && places < 0) {
			places = 0;
			continue;
		}
		if (*text < '0' || *text > '9' || ++seen > 13 || places == 6)
			return false;
		n = n * 10 + (*text - '0');
		places += places >= 0;
	}
	for (places = places < 0 ? 0 : places; places < 6; places++)
		n *= 10;
	*rate_e6 = n;
	return seen > 0 && n > 0;
}

const char *
gd_rate_text(int64_t rate_e6, char out[GD_RATE_TEXT])
{
	size_t len;

	snprintf(out, GD_RATE_TEXT, "%lld.%06lld",
	    (long long)(rate_e6 / MILLION), (long long)(rate_e6 % MILLION));
	len = strlen(out);
	while (out[len - 1] == '0' && out[len - 3] != '.')
		out[--len] = '\0';
	return out;
}

static int
compare(const struct gd_rate *r, const char *currency, const char *home,
    int32_t day)
{
	int c = strcmp(r->currency, currency);

	if (!c)
		c = strcmp(r->home, home);
	return c ? c : (r->day > day) - (r->day < day);
}

const struct gd_rate *
gd_rate_find(const struct gd_sheet *office, const char *currency,
    const char *home, int32_t day)
{
	size_t lo = 0, hi = office->rows[GD_OFF_RATE].n;
	const struct gd_rate *r;

	while (lo < hi) { /* the first row behind what is sought */
		size_t mid = lo + (hi - lo) / 2;

		r = gd_row_at(office, GD_OFF_RATE, mid);
		if (compare(r, currency, home, day) > 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	r = lo ? gd_row_at(office, GD_OFF_RATE, lo - 1) : NULL;
	return r && strcmp(r->currency, currency) == 0 &&
		       strcmp(r->home, home) == 0
		   ? r
		   : NULL;
}

/* An amount in another currency; false: no rate. */
static bool
worth(const struct gd_rates *rates, int64_t minor, const char *code,
    const char *in, int64_t *out)
{
	const struct gd_rate *r = NULL;

	*out = minor;
	if (strcmp(code, in) == 0)
		return true;
	if (*in)
		r = gd_rate_find(rates->office, code, in, rates->day);
	if (r)
		*out = gd_rate_apply(r, minor);
	return r != NULL;
}

bool
gd_rates_compare(const struct gd_rates *rates, int64_t a, const char *a_code,
    int64_t b, const char *b_code, int *d)
{
	const char *const in[] = { b_code, a_code,
		rates && rates->home ? rates->home : "" };
	bool same = strcmp(a_code, b_code) == 0;
	int64_t x = a, y = b;

	for (int i = 0; !same && i < 3; i++) {
		if (!rates || !rates->office)
			return false;
		same = worth(rates, a, a_code, in[i], &x) &&
		       worth(rates, b, b_code, in[i], &y);
	}
	*d = (x > y) - (x < y);
	return same;
}

int64_t
gd_rate_apply(const struct gd_rate *rate, int64_t minor)
{
	int from = money_digits(rate->currency), to = money_digits(rate->home);
	gd_wide n = (gd_wide)minor * rate->rate_e6, unit = MILLION;

	for (; from < to; from++)
		n *= 10;
	for (; to < from; to++)
		unit *= 10;
	return (int64_t)((n + (n < 0 ? -unit : unit) / 2) / unit);
}
