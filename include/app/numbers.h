/* app/numbers.h - which numbers of a series no living order has, and why. */
#ifndef GENDAN_APP_NUMBERS_H
#define GENDAN_APP_NUMBERS_H

#include "app/app.h"

enum gd_gap_why {
	GD_GAP_CANCELLED, /* the order was cancelled */
	GD_GAP_RAISED,    /* somebody raised the next number or the start */
	GD_GAP_TYPED,     /* a number was typed ahead of the series */
	GD_GAP_UNKNOWN    /* nothing in the journal says why */
};
struct gd_series_gap {
	const char *company, *kind;
	char first[64], last[64]; /* numbers; the same when it is one */
	int64_t count;
	enum gd_gap_why why;
	const char *reason; /* of the cancelling; the number typed; "" */
	const char *who;    /* who raised it; "" */
	int64_t at_ms;
};
/** Every void of the series of a company (NULL: all), of one year (0: all),
 * in order of the numbers. A gap is borrowed for the call. */
enum gd_code gd_app_series_gaps(struct gd_app *app, const char *company,
    int year, void (*found)(void *payload, const struct gd_series_gap *gap),
    void *payload, struct gd_err *err) GD_MUST_CHECK;

#endif
