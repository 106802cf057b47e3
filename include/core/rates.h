/* core/rates.h - money of one currency in another, by the office's table.
 *
 * Currencies are never added up but through here, and then with the rate,
 * its day and where it comes from beside the sum.
 */
#ifndef GENDAN_CORE_RATES_H
#define GENDAN_CORE_RATES_H

#include "core/row.h"
#include "core/tables.h"

/** Digits after the point of a currency (ISO 4217). */
int gd_money_digits(const char *currency);
/** "7.1234" in millionths; false: no rate, or more than 6 places. */
bool gd_rate_read(const char *text, int64_t *rate_e6);
/** "7.1234": at least two places. */
#define GD_RATE_TEXT 24
const char *gd_rate_text(int64_t rate_e6, char out[GD_RATE_TEXT]);
/** The newest rate of a currency in home on or before day; NULL if none. */
const struct gd_rate *gd_rate_find(const struct gd_sheet *office,
    const char *currency, const char *home, int32_t day);
/** What money is worth on a day; zeros: nothing is known. Borrowed. */
struct gd_rates {
	const struct gd_sheet *office; /* its table of rates */
	const char *home;              /* most rates are in it */
	int32_t day;
};
/** Is a (minor units of code a_code) more or less than b? *d is below 0, 0 or
 * above 0; false: they are of two currencies and the table has no rate. */
bool gd_rates_compare(const struct gd_rates *rates, int64_t a,
    const char *a_code, int64_t b, const char *b_code, int *d);
/** Minor units by a rate, rounded half away from zero. */
int64_t gd_rate_apply(const struct gd_rate *rate, int64_t minor);

#endif
