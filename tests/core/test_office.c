/* tests/core/test_office.c - the office's own data and number series. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "core/customer.h"
#include "core/office.h"

#include "base/banned.h"

struct desk {
	struct gd_sheet office;
	struct gd_err err;
};

static enum gd_code
as(struct desk *d, const char *login, enum gd_office_verb verb, const void *row,
    uint64_t mask)
{
	const struct gd_office_command cmd = { verb, row, mask };
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_facts f = { .actor.login = login };
	enum gd_code rc;
	size_t i;

	d->err = (struct gd_err)GD_ERR_INIT;
	rc = gd_office_decide(&d->office, &f, &cmd, &ev, &d->err);
	for (i = 0; i < ev.n; i++)
		gd_apply(NULL, &d->office, &ev.at[i]);
	gd_events_release(&ev);
	return rc;
}

static void
setup(struct desk *d)
{
	gd_sheet_init(&d->office, gd_office_tables, GD_OFFICE_NTABLES);
	assert_int_equal(
	    as(d, "boss", GD_OFFICE_USER_ADD,
		&(struct gd_person){ .login = "boss", .name = "林国" }, 3),
	    GD_OK);
	assert_int_equal(
	    as(d, "boss", GD_OFFICE_USER_ADD,
		&(struct gd_person){ .login = "chenli", .name = "陈丽" }, 3),
	    GD_OK);
}

static void
the_first_person_becomes_administrator_and_only_he_may(void **state)
{
	struct desk d;

	(void)state;
	setup(&d);
	assert_int_equal(as(&d, "chenli", GD_OFFICE_USER_ADD,
			     &(struct gd_person){ .login = "x", .name = "x" },
			     3),
	    GD_REFUSED);
	assert_int_equal(d.err.msg, GD_M_OFFICE_NOT_ADMIN);
	assert_int_equal(as(&d, "boss", GD_OFFICE_ROLE_GRANT,
			     &(struct gd_holds){ "chenli", "admin", 1 }, 7),
	    GD_OK);
	assert_int_equal(as(&d, "chenli", GD_OFFICE_USER_CLOSE,
			     &(struct gd_person){ .login = "boss" }, 0),
	    GD_OK);
	gd_sheet_release(&d.office);
}

static void
the_last_administrator_stays(void **state)
{
	struct desk d;

	(void)state;
	setup(&d);
	assert_int_equal(as(&d, "boss", GD_OFFICE_USER_CLOSE,
			     &(struct gd_person){ .login = "boss" }, 0),
	    GD_REFUSED);
	assert_int_equal(d.err.msg, GD_M_OFFICE_LAST_ADMIN);
	assert_int_equal(as(&d, "boss", GD_OFFICE_ROLE_REVOKE,
			     &(struct gd_holds){ "boss", "admin", 0 }, 0),
	    GD_REFUSED);
	gd_sheet_release(&d.office);
}

static void
what_is_referred_to_must_exist(void **state)
{
	struct desk d;

	(void)state;
	setup(&d);
	assert_int_equal(as(&d, "boss", GD_OFFICE_ROLE_GRANT,
			     &(struct gd_holds){ "nobody", "clerk", 1 }, 7),
	    GD_MISSING);
	assert_int_equal(as(&d, "boss", GD_OFFICE_SERIES,
			     &(struct gd_series){ .company = "c",
				 .kind = "order",
				 .pattern = "A{seq:3}",
				 .reset = "never" },
			     0x7f),
	    GD_MISSING);
	assert_int_equal(as(&d, "boss", GD_OFFICE_DIST,
			     &(struct gd_distrule){ .customer = "X",
				 .kind = "contract",
				 .desk = "qc" },
			     0x7f),
	    GD_MISSING);
	assert_int_equal(as(&d, "boss", GD_OFFICE_DEPUTY,
			     &(struct gd_deputy){ "boss", "boss", 1, 2, 1 },
			     0x1f),
	    GD_REFUSED);
	assert_int_equal(as(&d, "boss", GD_OFFICE_DEPUTY,
			     &(struct gd_deputy){ "boss", "chenli", 5, 2, 1 },
			     0x1f),
	    GD_USAGE);
	gd_sheet_release(&d.office);
}

static void
codes_are_plain_and_texts_are_clean(void **state)
{
	struct desk d;

	(void)state;
	setup(&d);
	assert_int_equal(
	    as(&d, "boss", GD_OFFICE_CUSTOMER,
		&(struct gd_customer){ .code = "a b", .name = "x" }, 3),
	    GD_USAGE);
	assert_int_equal(
	    as(&d, "boss", GD_OFFICE_CUSTOMER,
		&(struct gd_customer){ .code = "ab", .name = "x\x1b[31m" }, 3),
	    GD_USAGE);
	assert_int_equal(
	    as(&d, "boss", GD_OFFICE_CUSTOMER,
		&(struct gd_customer){ .code = "ab", .name = "宁波" }, 3),
	    GD_OK);
	assert_int_equal(as(&d, "boss", GD_OFFICE_CUSTOMER,
			     &(struct gd_customer){ .code = "ab", .name = "" },
			     3),
	    GD_USAGE);
	gd_sheet_release(&d.office);
}

static enum gd_code
customer_set(struct desk *d, const struct gd_customer *c)
{
	const int contact = gd_customer_cell("contact");

	return as(d, "boss", GD_OFFICE_CUSTOMER, c,
	    3 | (~UINT64_C(0) << contact));
}

static void
what_a_customer_pays_in_and_reads_is_checked(void **state)
{
	struct gd_customer c = { .code = "ab",
		.name = "宁波",
		.contact = "Anna Berg",
		.phone = "+49 40 555 01",
		.mail = "anna@example.com",
		.terms = "tt",
		.trade_term = "FOB Ningbo",
		.currency = "EUR",
		.lang = "en" };
	struct desk d;

	(void)state;
	setup(&d);
	assert_int_equal(customer_set(&d, &c), GD_OK);
	c.currency = "euro";
	assert_int_equal(customer_set(&d, &c), GD_USAGE);
	c.currency = "";
	c.lang = "fr";
	assert_int_equal(customer_set(&d, &c), GD_USAGE);
	c.lang = "both";
	c.mail = "anna";
	assert_int_equal(customer_set(&d, &c), GD_USAGE);
	c.mail = "";
	assert_int_equal(customer_set(&d, &c), GD_OK);
	gd_sheet_release(&d.office);
}

static void
a_field_takes_of_a_customer_what_can_stand_in_it(void **state)
{
	static const struct gd_name terms[] = { { "tt", "电汇", "T/T" } };
	const struct gd_field_def choice = { .type = GD_FIELD_CHOICE,
		.choices = terms,
		.nchoices = 1,
		.customer = (int16_t)gd_customer_cell("terms") };
	const struct gd_field_def text = { .type = GD_FIELD_TEXT,
		.customer = (int16_t)gd_customer_cell("trade_term") };
	const struct gd_field_def none = { .type = GD_FIELD_TEXT };
	struct gd_customer c = { .code = "ab",
		.name = "",
		.name_en = "",
		.terms = "tt",
		.trade_term = "FOB" };

	(void)state;
	assert_string_equal(gd_customer_value(&c, &choice), "tt");
	assert_string_equal(gd_customer_value(&c, &text), "FOB");
	assert_string_equal(gd_customer_value(&c, &none), "");
	c.terms = "barter";
	assert_string_equal(gd_customer_value(&c, &choice), "");
	assert_int_equal(gd_customer_cell("code"), 0);
	assert_int_equal(gd_customer_cell("active"), 0);
	/* his name, for either reader */
	assert_string_equal(gd_customer_name(&c, true), "ab");
	c.name = "宁波";
	assert_string_equal(gd_customer_name(&c, false), "宁波");
	c.name_en = "Ningbo";
	assert_string_equal(gd_customer_name(&c, false), "Ningbo");
	assert_string_equal(gd_customer_name(&c, true), "宁波");
}

static void
saying_the_same_again_makes_no_event(void **state)
{
	const struct gd_setting row = { "currency", "USD" };
	const struct gd_office_command cmd = { GD_OFFICE_SETTING, &row, 3 };
	struct gd_facts f = { .actor.login = "boss" };
	struct gd_events ev = GD_EVENTS_INIT;
	struct desk d;

	(void)state;
	setup(&d);
	assert_int_equal(as(&d, "boss", GD_OFFICE_SETTING, &row, 3), GD_OK);
	assert_int_equal(gd_office_decide(&d.office, &f, &cmd, &ev, &d.err),
	    GD_OK);
	assert_int_equal(ev.n, 0);
	gd_events_release(&ev);
	gd_sheet_release(&d.office);
}

static void
an_installed_workflow_version_never_changes(void **state)
{
	struct gd_flowdef row = { .id = "export",
		.version = 1,
		.digest = "d",
		.zh = "",
		.en = "",
		.source = "one" };
	struct desk d;

	(void)state;
	setup(&d);
	assert_int_equal(as(&d, "boss", GD_OFFICE_WORKFLOW, &row, 0x3f), GD_OK);
	row.source = "two";
	assert_int_equal(as(&d, "boss", GD_OFFICE_WORKFLOW, &row, 0x3f),
	    GD_REFUSED);
	row.version = 2;
	assert_int_equal(as(&d, "boss", GD_OFFICE_WORKFLOW, &row, 0x3f), GD_OK);
	gd_sheet_release(&d.office);
}

static void
take(struct desk *d, int32_t day, char out[64])
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_event *e = gd_event_add(&ev, GD_EV_OFFICE, "", "", 0);

	assert_int_equal(gd_series_take(&d->office, "nb", "order", day, out, 64,
			     &ev, e, &d->err),
	    GD_OK);
	gd_apply(NULL, &d->office, e);
	gd_events_release(&ev);
}

static void
numbers_count_on_and_begin_anew_every_month(void **state)
{
	struct gd_series s = { .company = "nb",
		.kind = "order",
		.pattern = "EX-{yy}{mm}-{seq:3}",
		.reset = "monthly" };
	struct desk d;
	char no[64];

	(void)state;
	setup(&d);
	assert_int_equal(
	    as(&d, "boss", GD_OFFICE_COMPANY,
		&(struct gd_company){ .code = "nb", .name_en = "N" }, 7),
	    GD_OK);
	assert_int_equal(as(&d, "boss", GD_OFFICE_SERIES, &s, 0xf), GD_OK);
	take(&d, gd_day_of(2026, 11, 23), no);
	assert_string_equal(no, "EX-2611-001");
	take(&d, gd_day_of(2026, 11, 30), no);
	assert_string_equal(no, "EX-2611-002");
	take(&d, gd_day_of(2026, 12, 1), no);
	assert_string_equal(no, "EX-2612-001");
	s.next = 1;
	assert_int_equal(as(&d, "boss", GD_OFFICE_SERIES, &s, 0x1f),
	    GD_REFUSED);
	assert_int_equal(d.err.msg, GD_M_OFFICE_SERIES_BACK);
	gd_sheet_release(&d.office);
}

static void
a_pattern_that_would_repeat_numbers_is_refused(void **state)
{
	(void)state;
	assert_null(gd_series_fault("{seq:4}", "never"));
	assert_null(gd_series_fault("A{yyyy}/{seq:4}", "yearly"));
	assert_non_null(gd_series_fault("A{mm}-{seq:4}", "yearly"));
	assert_non_null(gd_series_fault("A{yy}-{seq:4}", "monthly"));
	assert_non_null(gd_series_fault("A{yy}{mm}", "monthly"));
	assert_non_null(gd_series_fault("A{dd}{seq:2}", "never"));
	assert_non_null(gd_series_fault("A}{seq:2}", "never"));
}

static const char *
prints_at(struct desk *d, const char *login, const char *kind)
{
	const struct gd_printer *r = gd_printer_of(&d->office, login, kind);

	return r ? r->queue : "none";
}

static void
set_printer(struct desk *d, const char *desk, const char *kind,
    const char *queue, int64_t active)
{
	assert_int_equal(
	    as(d, "boss", GD_OFFICE_PRINTER,
		&(struct gd_printer){ desk, kind, queue, "", active },
		UINT64_MAX),
	    GD_OK);
}

static void
of_printers_the_most_particular_counts_the_desk_before_the_kind(void **state)
{
	struct desk d;

	(void)state;
	setup(&d);
	assert_string_equal(prints_at(&d, "chenli", "slip"), "none");
	set_printer(&d, "", "", "Hall", 1);
	set_printer(&d, "", "slip", "Strips", 1);
	assert_string_equal(prints_at(&d, "chenli", "slip"), "Strips");
	assert_string_equal(prints_at(&d, "chenli", "contract"), "Hall");
	set_printer(&d, "finance", "", "Finance", 1);
	assert_string_equal(prints_at(&d, "chenli", "slip"), "Strips");
	assert_int_equal(as(&d, "boss", GD_OFFICE_SEAT,
			     &(struct gd_member){ "chenli", "finance", 1 }, 7),
	    GD_OK);
	assert_string_equal(prints_at(&d, "chenli", "slip"), "Finance");
	set_printer(&d, "finance", "contract", "Safe", 1);
	assert_string_equal(prints_at(&d, "chenli", "contract"), "Safe");
	assert_string_equal(prints_at(&d, "boss", "contract"), "Hall");
	set_printer(&d, "finance", "contract", "Safe", 0);
	assert_string_equal(prints_at(&d, "chenli", "contract"), "Finance");
	gd_sheet_release(&d.office);
}

static void
what_cannot_be_the_name_of_a_queue_is_refused(void **state)
{
	static const char *const bad[] = { "", "-d", "a b", "a;b", "a/b", "$x",
		"打印机", "a\nb" };
	struct desk d;

	(void)state;
	setup(&d);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_not_equal(
		    as(&d, "boss", GD_OFFICE_PRINTER,
			&(struct gd_printer){ "", "", bad[i], "", 1 },
			UINT64_MAX),
		    GD_OK);
		assert_null(gd_row_at(&d.office, GD_OFF_PRINTER, 0));
	}
	assert_true(gd_queue_name_good("HP_LaserJet-4.2nd"));
	gd_sheet_release(&d.office);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_first_person_becomes_administrator_and_only_he_may),
		cmocka_unit_test(the_last_administrator_stays),
		cmocka_unit_test(what_is_referred_to_must_exist),
		cmocka_unit_test(codes_are_plain_and_texts_are_clean),
		cmocka_unit_test(what_a_customer_pays_in_and_reads_is_checked),
		cmocka_unit_test(
		    a_field_takes_of_a_customer_what_can_stand_in_it),
		cmocka_unit_test(saying_the_same_again_makes_no_event),
		cmocka_unit_test(an_installed_workflow_version_never_changes),
		cmocka_unit_test(
		    of_printers_the_most_particular_counts_the_desk_before_the_kind),
		cmocka_unit_test(what_cannot_be_the_name_of_a_queue_is_refused),
		cmocka_unit_test(numbers_count_on_and_begin_anew_every_month),
		cmocka_unit_test(
		    a_pattern_that_would_repeat_numbers_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
