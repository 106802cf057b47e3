/* tests/app/test_customer.c - what the office keeps of a customer: what his new
 * orders begin with, and what he is called.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "app/form.h"
#include "app_test.h"
#include "core/customer.h"

#include "base/banned.h"

static void
agree(struct office *o, const char *terms, const char *trade_term,
    const char *currency)
{
	const struct gd_customer row = { .code = "yuanyang",
		.terms = terms,
		.trade_term = trade_term,
		.currency = currency };
	const uint64_t mask = UINT64_C(1) << gd_customer_cell("terms") |
			      UINT64_C(1) << gd_customer_cell("trade_term") |
			      UINT64_C(1) << gd_customer_cell("currency");
	struct gd_err err = GD_ERR_INIT;

	expect(
	    gd_app_office_do(o->app,
		&(struct gd_office_command){ GD_OFFICE_CUSTOMER, &row, mask },
		&err),
	    GD_OK, &err);
}

static void
has(struct office *o, const char *number, const char *field, const char *value)
{
	struct gd_order order = load(o, number);

	assert_string_equal(gd_field(&order, field, 0), value);
	gd_order_release(&order);
}

static void
an_order_begins_with_what_is_agreed_with_its_customer(void **state)
{
	static const char *const plain[] = { "product", "Mug", "amount", "500",
		NULL };
	static const char *const said[] = { "terms", "lc", "trade_term", "",
		"amount", "500 EUR", NULL };
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, plain, number);
	has(&o, number, "terms", "");
	has(&o, number, "amount", "500.00 USD");
	agree(&o, "tt", "FOB Ningbo", "GBP");
	new_order(&o, plain, number);
	has(&o, number, "terms", "tt");
	has(&o, number, "trade_term", "FOB Ningbo");
	has(&o, number, "amount", "500.00 GBP");
	/* what somebody says counts, also that there is none */
	new_order(&o, said, number);
	has(&o, number, "terms", "lc");
	has(&o, number, "trade_term", "");
	has(&o, number, "amount", "500.00 EUR");
	/* what cannot stand in the field is left out */
	agree(&o, "barter", "FOB Ningbo", "");
	new_order(&o, plain, number);
	has(&o, number, "terms", "");
	has(&o, number, "trade_term", "FOB Ningbo");
	has(&o, number, "amount", "500.00 USD");
	office_close(&o);
}

static void
is_called(struct office *o, const char *number, const char *name)
{
	struct gd_list_rows list = { 0 };
	struct gd_order_page page = { 0 };
	struct gd_filter filter = { .limit = 5 };
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_list(o->app, &filter, &list, &err), GD_OK, &err);
	assert_int_equal(list.n, 1);
	assert_string_equal(list.at[0].customer_name, name);
	free(list.at);
	gd_arena_release(&list.arena);
	expect(gd_app_order(o->app, number, &page, &err), GD_OK, &err);
	assert_string_equal(page.row.customer_name, name);
	gd_order_page_release(&page);
}

static void
a_customer_is_called_by_his_name_in_the_readers_language(void **state)
{
	static const char *const plain[] = { "product", "Mug", NULL };
	const struct gd_customer only = { .code = "yuanyang", .name_en = "" };
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, plain, number);
	is_called(&o, number, "宁波远洋");
	gd_app_reader(o.app, true);
	is_called(&o, number, "Ningbo Yuanyang");
	gd_app_reader(o.app, false);
	is_called(&o, number, "宁波远洋");
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_CUSTOMER, &only,
		       UINT64_C(1) << 2 },
		   &err),
	    GD_OK, &err);
	gd_app_reader(o.app, true);
	is_called(&o, number, "宁波远洋");
	office_close(&o);
}

static enum gd_doc_lang
printed_in(struct office *o, const char *number, const char *paper, int lang)
{
	const struct gd_form_order ask = { .order = number,
		.paper = paper,
		.lang = lang };
	struct gd_form_made made;
	struct gd_err err = GD_ERR_INIT;
	enum gd_doc_lang is;

	/* none was drafted yet; the language is settled before that */
	(void)!gd_app_form_make(o->app, &ask, &made, &err);
	is = made.job.lang;
	gd_form_made_release(&made);
	return is;
}

static void
papers_for_a_customer_are_printed_in_his_language(void **state)
{
	static const char *const plain[] = { "product", "Mug", NULL };
	const struct gd_customer row = { .code = "yuanyang", .lang = "en" };
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, plain, number);
	assert_int_equal(printed_in(&o, number, "contract", -1), GD_DOC_BOTH);
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_CUSTOMER, &row,
		       UINT64_C(1) << gd_customer_cell("lang") },
		   &err),
	    GD_OK, &err);
	assert_int_equal(printed_in(&o, number, "contract", -1), GD_DOC_EN);
	assert_int_equal(printed_in(&o, number, "contract", GD_DOC_ZH),
	    GD_DOC_ZH);
	/* those of the house stay as they are */
	assert_int_equal(printed_in(&o, number, "process_sheet", -1),
	    GD_DOC_BOTH);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_order_begins_with_what_is_agreed_with_its_customer),
		cmocka_unit_test(
		    a_customer_is_called_by_his_name_in_the_readers_language),
		cmocka_unit_test(
		    papers_for_a_customer_are_printed_in_his_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
