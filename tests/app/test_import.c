/* tests/app/test_import.c - orders from CSV files, good, bad, interrupted. */
#include "app_test.h"

#include <stdio.h>
#include <unistd.h>

#include "base/banned.h"

struct heard {
	int n, progress, stop_after;
	int64_t row;
	char column[64], value[64];
	enum gd_msg msg;
};

static void
hear(void *payload, int64_t row, const char *column, const char *value,
    const struct gd_err *why)
{
	struct heard *h = payload;

	h->n++;
	h->row = row;
	snprintf(h->column, sizeof h->column, "%s", column);
	snprintf(h->value, sizeof h->value, "%s", value);
	h->msg = why->msg;
}

static bool
go_on(void *payload, int64_t rows, int64_t orders)
{
	struct heard *h = payload;

	(void)rows;
	(void)orders;
	h->progress++;
	return !h->stop_after || h->progress < h->stop_after;
}

static enum gd_code
import(struct office *o, const char *text, const char *map, bool dry,
    struct heard *h, struct gd_import *im, struct gd_err *err)
{
	char path[128];
	enum gd_code rc;
	FILE *f;

	*h = (struct heard){ .stop_after = h->stop_after };
	snprintf(path, sizeof path, "%s/in.csv", o->dir);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	*im = (struct gd_import){ .path = path,
		.map = map,
		.dry_run = dry,
		.fault = hear,
		.progress = go_on,
		.payload = h };
	rc = gd_app_become(o->app, "chenli", err);
	if (rc == GD_OK)
		rc = gd_app_import(o->app, im, err);
	unlink(path);
	im->path = NULL;
	return rc;
}

static int64_t
orders(struct office *o)
{
	const struct gd_filter f = { 0 };
	struct gd_err err = GD_ERR_INIT;
	int64_t n = -1;

	expect(gd_store_count(gd_app_store(o->app), &f, 100000, &n, &err),
	    GD_OK, &err);
	return n;
}

static const char good[] =
    "order_no,customer_no,customer,salesperson,product,quantity,unit_price,"
    "discount,ordered,delivery_date,carrier\r\n"
    "A1,VINET,\"Vins, et \"\"alcools\"\"\",Steven Buchanan,Queso,12,14.0,0.15,"
    "1996-07-04,1996-08-01,Speedy\r\n"
    "A2,TOMSP,Toms Spezialitäten,周燕,\"Tofu\nzwei\",1.5,18.6,0,1996/7/5,,\r\n"
    "A1,VINET,\"Vins, et \"\"alcools\"\"\",Steven Buchanan,Mee,10,9.8,0,"
    "1996-07-04,1996-08-01,Speedy\r\n";

static void
rows_of_one_order_anywhere_in_the_file_make_one_order_with_lines(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_import im;
	const struct gd_line *line;
	struct gd_order ord;
	struct office o;

	(void)state;
	office_open(&o);
	expect(import(&o, good, NULL, true, &h, &im, &err), GD_OK, &err);
	assert_int_equal(orders(&o), 0);
	expect(import(&o, good, NULL, false, &h, &im, &err), GD_OK, &err);
	assert_int_equal(im.rows, 3);
	assert_int_equal(im.made, 2);
	ord = load(&o, "A1");
	assert_int_equal(ord.sheet.rows[GD_TAB_LINE].n, 2);
	line = gd_row_at(&ord.sheet, GD_TAB_LINE, 0);
	assert_string_equal(line->item, "Queso");
	assert_int_equal(line->price, 1400);
	assert_int_equal(line->discount_bp, 1500);
	/* 12 x 14.00 less 15 % + 10 x 9.80 */
	assert_string_equal(gd_field(&ord, "amount", 0), "240.80 USD");
	assert_string_equal(gd_field(&ord, "delivery_date", 0), "1996-08-01");
	gd_order_release(&ord);
	ord = load(&o, "A2");
	line = gd_row_at(&ord.sheet, GD_TAB_LINE, 0);
	assert_int_equal(line->qty, 15);
	assert_int_equal(line->digits, 1);
	gd_order_release(&ord);
	assert_string_equal(app_customer(o.app, "VINET")->name,
	    "Vins, et \"alcools\"");
	assert_non_null(gd_row_find(gd_app_office(o.app), GD_OFF_PERSON,
	    &(struct gd_person){ .login = "steven.buchanan" }));
	office_close(&o);
}

static void
every_bad_cell_is_named_and_nothing_is_written(void **state)
{
	static const struct {
		const char *cells;
		const char *column, *value;
		enum gd_msg msg;
	} bad[] = {
		{ "A2,C,N,,P,x,1,0,,,", "quantity", "x", GD_M_APP_CELL_NUMBER },
		{ "A2,C,N,,P,1,1.234,0,,,", "unit_price", "1.234",
		    GD_M_APP_CELL_PRICE },
		{ "A2,C,N,,P,1,1,1.5,,,", "discount", "1.5",
		    GD_M_APP_CELL_DISCOUNT },
		{ "A2,C,N,,P,1,1,0,1996-02-30,,", "ordered", "1996-02-30",
		    GD_M_APP_CELL_DAY },
		{ "A2,C,N,,P,1,1,0,,tomorrow,", "delivery_date", "tomorrow",
		    GD_M_APP_CELL_DAY },
		{ "A2,,N,,P,1,1,0,,,", "customer_no", "", GD_M_APP_CELL_EMPTY },
		{ "A 2,C,N,,P,1,1,0,,,", "order_no", "A 2", GD_M_APP_NUMBER },
		{ "A2,C,N,,P,1,1,0", "", "", GD_M_APP_ROW_WIDTH },
		{ "A1,OTHER,N,,P,1,1,0,,,", "order_no", "A1",
		    GD_M_APP_ROW_DIFFERS },
	};
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_import im;
	struct office o;
	char text[1000];
	size_t i;

	(void)state;
	office_open(&o);
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		snprintf(text, sizeof text, "%s%s\r\n", good, bad[i].cells);
		expect(import(&o, text, NULL, false, &h, &im, &err), GD_USAGE,
		    &err);
		assert_int_equal(h.n, 1);
		assert_int_equal(h.row, 5);
		assert_string_equal(h.column, bad[i].column);
		assert_string_equal(h.value, bad[i].value);
		assert_int_equal(h.msg, bad[i].msg);
		assert_int_equal(orders(&o), 0);
	}
	office_close(&o);
}

static void
a_map_renames_columns_and_gives_constants(void **state)
{
	static const char text[] = "Nr,Kunde,Ware,Menge\nX-1,yuanyang,杯,5\n";
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_import im;
	struct gd_order ord;
	struct office o;

	(void)state;
	office_open(&o);
	expect(import(&o, text, NULL, false, &h, &im, &err), GD_USAGE, &err);
	assert_int_equal(err.msg, GD_M_APP_MAP_NEEDS);
	expect(import(&o, text, "Nr=number,Kunde=customer_code,Wahre=item",
		   false, &h, &im, &err),
	    GD_USAGE, &err);
	assert_int_equal(err.msg, GD_M_APP_MAP_COLUMN);
	expect(import(&o, text, "Nr=number,Kunde=customer_code,Ware=thing",
		   false, &h, &im, &err),
	    GD_USAGE, &err);
	assert_int_equal(err.msg, GD_M_APP_MAP_TARGET);
	expect(import(&o, text,
		   "Nr=number,Kunde=customer_code,Ware=item,"
		   "Menge=qty,terms:=lc",
		   false, &h, &im, &err),
	    GD_OK, &err);
	ord = load(&o, "X-1");
	assert_string_equal(gd_field(&ord, "terms", 0), "lc");
	gd_order_release(&ord);
	expect(import(&o, text,
		   "Nr=number,Kunde=customer_code,Ware=item,"
		   "Menge=qty,terms:=gold",
		   false, &h, &im, &err),
	    GD_USAGE, &err);
	assert_int_equal(h.n, 1);
	assert_string_equal(h.column, "terms");
	office_close(&o);
}

static void
an_interrupted_import_goes_on_with_the_same_command(void **state)
{
	struct gd_str text = GD_STR_INIT;
	struct heard h = { .stop_after = 4 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_import im;
	struct office o;
	int64_t some;
	int i;

	(void)state;
	office_open(&o);
	gd_str_add(&text, "order_no,customer_no,customer,product,quantity\n");
	for (i = 0; i < 1200; i++)
		gd_str_addf(&text, "N%04d,C%d,Name %d,Thing,3\n", i, i % 7,
		    i % 7);
	/* two reports come while reading 1200 rows, the others with batches */
	expect(import(&o, text.text, NULL, false, &h, &im, &err), GD_REFUSED,
	    &err);
	assert_int_equal(err.msg, GD_M_APP_IMPORT_STOPPED);
	some = orders(&o);
	assert_true(some > 0 && some < 1200);
	assert_int_equal(some, im.made);
	h.stop_after = 0;
	expect(import(&o, text.text, NULL, false, &h, &im, &err), GD_OK, &err);
	assert_int_equal(im.skipped, some);
	assert_int_equal(im.made, 1200 - some);
	assert_int_equal(orders(&o), 1200);
	gd_str_release(&text);
	office_close(&o);
}

static void
a_number_another_order_has_is_a_bad_cell(void **state)
{
	static const char text[] =
	    "order_no,customer_no,customer,product,quantity\n"
	    "EX-2611-001,yuanyang,Y,Thing,3\n";
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_import im;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	expect(import(&o, text, NULL, false, &h, &im, &err), GD_USAGE, &err);
	assert_int_equal(h.msg, GD_M_APP_NUMBER_USED);
	assert_int_equal(h.row, 2);
	office_close(&o);
}

static void
an_imported_order_is_carried_through_all_steps(void **state)
{
	static const struct gd_pair own[] = { { "customer_po", "PO-1" },
		{ "carrier", "UPS" }, { "forwarder", "Sinotrans" },
		{ "cargo_entry", "2026-12-14" }, { "contract_no", "NW-1" },
		{ "terms", "tt" }, { "on_board", "2026-12-17" },
		{ NULL, NULL } };
	struct drive d = { .values = own };
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_import im;
	struct gd_order ord;
	struct office o;

	(void)state;
	office_open(&o);
	expect(import(&o, good, NULL, false, &h, &im, &err), GD_OK, &err);
	/* who came with the file gets his key too */
	expect(app_enrol_all(o.app, OFFICE_PASSWORD, false, &err), GD_OK, &err);
	drive_to(&o, "A1", &d, NULL);
	ord = load(&o, "A1");
	print_message("rail %s waits %s\n", gd_head(&ord)->rail,
	    gd_head(&ord)->waits);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	gd_order_release(&ord);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    rows_of_one_order_anywhere_in_the_file_make_one_order_with_lines),
		cmocka_unit_test(
		    every_bad_cell_is_named_and_nothing_is_written),
		cmocka_unit_test(a_map_renames_columns_and_gives_constants),
		cmocka_unit_test(
		    an_interrupted_import_goes_on_with_the_same_command),
		cmocka_unit_test(a_number_another_order_has_is_a_bad_cell),
		cmocka_unit_test(
		    an_imported_order_is_carried_through_all_steps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
