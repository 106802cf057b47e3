/* app/money.h - what listed orders come to, by currency and at home. */
#ifndef GENDAN_APP_MONEY_H
#define GENDAN_APP_MONEY_H

#include "app/app.h"
#include "core/rates.h"

/** Home currency of a company ("" = the first). */
const char *gd_app_home(struct gd_app *app, const char *company);
/** What money is in when nobody says: the currency of the customer, else of the
 * office (setting `currency`), else of the company (NULL = the first), else
 * USD. customer may be NULL or "". Borrowed. */
const char *gd_app_currency(struct gd_app *app, const char *company,
    const char *customer);

/* One currency of one company. */
struct gd_money_row {
	char company[64], currency[8], home[8];
	int64_t orders;              /* that have such rows */
	int64_t due, credited, open; /* minor units of currency */
	/* the same at home, by the newest rate; known false: there is none */
	bool known;
	int64_t home_due, home_credited, home_open;
	const struct gd_rate *rate; /* NULL when currency is home's */
};
#define GD_MONEY_ROWS 200
struct gd_money {
	struct gd_money_row rows[GD_MONEY_ROWS];
	int nrows;
	int64_t orders, without; /* listed; those without payment rows */
};
/** Adds up page by page what a filter lists; rates as of today. The rates
 * are borrowed from the office's rows. */
enum gd_code gd_app_money(struct gd_app *app, struct gd_filter *f,
    struct gd_money *out, struct gd_err *err) GD_MUST_CHECK;
/** The payment rows of one order, the same way. */
enum gd_code gd_app_order_money(struct gd_app *app, const struct gd_order *o,
    struct gd_money *out, struct gd_err *err) GD_MUST_CHECK;

#endif
