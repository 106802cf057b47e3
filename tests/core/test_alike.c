/* tests/core/test_alike.c - texts and names of the office's rows: what no column
 * takes, and customers who are read as others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/alike.h"
#include "core/office.h"

#include "base/banned.h"

static enum gd_code
as_boss(struct gd_sheet *office, enum gd_office_verb verb, const void *row,
    uint64_t mask, struct gd_err *err)
{
	const struct gd_office_command cmd = { verb, row, mask };
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_facts f = { .actor.login = "boss" };
	enum gd_code rc;

	*err = (struct gd_err)GD_ERR_INIT;
	rc = gd_office_decide(office, &f, &cmd, &ev, err);
	for (size_t i = 0; i < ev.n; i++)
		gd_apply(NULL, office, &ev.at[i]);
	gd_events_release(&ev);
	return rc;
}

static void
office_begin(struct gd_sheet *office)
{
	struct gd_err err;

	gd_sheet_init(office, gd_office_tables, GD_OFFICE_NTABLES);
	assert_int_equal(
	    as_boss(office, GD_OFFICE_USER_ADD,
		&(struct gd_person){ .login = "boss", .name = "林国" }, 3,
		&err),
	    GD_OK);
}

static const struct {
	enum gd_office_verb verb;
	int table;
} verbs[] = {
	{ GD_OFFICE_COMPANY, GD_OFF_COMPANY },
	{ GD_OFFICE_USER_ADD, GD_OFF_PERSON },
	{ GD_OFFICE_ROLE_GRANT, GD_OFF_HOLDS },
	{ GD_OFFICE_SEAT, GD_OFF_MEMBER },
	{ GD_OFFICE_DESK, GD_OFF_DESK },
	{ GD_OFFICE_ALIAS, GD_OFF_ALIAS },
	{ GD_OFFICE_DEPUTY, GD_OFF_DEPUTY },
	{ GD_OFFICE_CUSTOMER, GD_OFF_CUSTOMER },
	{ GD_OFFICE_CUSTOMER_ANYWAY, GD_OFF_CUSTOMER },
	{ GD_OFFICE_PARTY, GD_OFF_PARTY },
	{ GD_OFFICE_SERIES, GD_OFF_SERIES },
	{ GD_OFFICE_DIST, GD_OFF_DISTRULE },
	{ GD_OFFICE_HOLIDAY, GD_OFF_HOLIDAY },
	{ GD_OFFICE_SETTING, GD_OFF_SETTING },
	{ GD_OFFICE_CALDEF, GD_OFF_CALDEF },
	{ GD_OFFICE_CALYEAR, GD_OFF_CALYEAR },
	{ GD_OFFICE_CALDAY, GD_OFF_CALDAY },
	{ GD_OFFICE_WORKFLOW, GD_OFF_FLOWDEF },
	{ GD_OFFICE_RATE, GD_OFF_RATE },
};

static void
no_text_column_of_the_office_takes_what_may_not_be_stored(void **state)
{
	static const char *const bad[] = { "a\033[2J", "a\xE2\x80\xAE", "\xFF",
		"e\xCC\x81", "a\xE2\x80\x8B" };
	static const char *const empty = "";
	struct gd_sheet office;
	struct gd_err err;
	int tried = 0;

	(void)state;
	office_begin(&office);
	for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
		const struct gd_table *t = &gd_office_tables[verbs[v].table];
		_Alignas(8) char row[512] = { 0 };

		assert_true(t->size <= sizeof row);
		for (int c = 0; c < t->ncols; c++)
			if (t->cols[c].type == GD_CELL_TEXT)
				memcpy(row + t->cols[c].offset, &empty,
				    sizeof empty);
		for (int c = 0; c < t->ncols; c++) {
			if (t->cols[c].type != GD_CELL_TEXT)
				continue;
			for (size_t b = 0; b < 5; b++, tried++) {
				memcpy(row + t->cols[c].offset, &bad[b],
				    sizeof *bad);
				assert_int_equal(as_boss(&office, verbs[v].verb,
						     row, UINT64_MAX, &err),
				    GD_USAGE);
				assert_in_range(err.msg, GD_M_TEXT_BYTES,
				    GD_M_TEXT_WIDE);
			}
			memcpy(row + t->cols[c].offset, &empty, sizeof empty);
		}
	}
	assert_true(tried > 250);
	gd_sheet_release(&office);
}

static struct gd_customer
customer(const char *code, const char *name)
{
	return (struct gd_customer){ .code = code,
		.name = name,
		.name_en = "",
		.country = "",
		.city = "",
		.pinyin = "",
		.note = "",
		.active = 1 };
}

static void
a_customer_read_as_another_wants_to_be_insisted_on(void **state)
{
	struct gd_customer acme = customer("A1", "ACME Ltd"),
			   like = customer("A2", "acme, LTD."),
			   code = customer("Al", "Somebody"),
			   mixed = customer("A3", "P\xD0\xB0ypal");
	struct gd_sheet office;
	struct gd_err err;

	(void)state;
	office_begin(&office);
	assert_int_equal(
	    as_boss(&office, GD_OFFICE_CUSTOMER, &acme, UINT64_MAX, &err),
	    GD_OK);
	assert_int_equal(
	    as_boss(&office, GD_OFFICE_CUSTOMER, &like, UINT64_MAX, &err),
	    GD_REFUSED);
	assert_int_equal(err.msg, GD_M_ALIKE_STOP);
	assert_string_equal(err.arg[1].text, "A1");
	assert_int_equal(
	    as_boss(&office, GD_OFFICE_CUSTOMER, &code, UINT64_MAX, &err),
	    GD_REFUSED);
	assert_int_equal(
	    as_boss(&office, GD_OFFICE_CUSTOMER, &mixed, UINT64_MAX, &err),
	    GD_REFUSED);
	assert_int_equal(err.msg, GD_M_MIXED_STOP);
	assert_int_equal(as_boss(&office, GD_OFFICE_CUSTOMER_ANYWAY, &like,
			     UINT64_MAX, &err),
	    GD_OK);
	/* oneself one is not taken for; another cell asks nothing anew */
	like.city = "Hamburg";
	assert_int_equal(
	    as_boss(&office, GD_OFFICE_CUSTOMER, &like, UINT64_MAX, &err),
	    GD_OK);
	acme.name = "ACME Limited";
	assert_int_equal(
	    as_boss(&office, GD_OFFICE_CUSTOMER, &acme, UINT64_MAX, &err),
	    GD_OK);
	acme.name = "ACME  ltd";
	assert_int_equal(
	    as_boss(&office, GD_OFFICE_CUSTOMER, &acme, UINT64_MAX, &err),
	    GD_REFUSED);
	gd_sheet_release(&office);
}

static void
among_many_customers_each_look_alike_is_found(void **state)
{
	struct gd_alike all = GD_ALIKE_INIT;
	struct gd_err err = GD_ERR_INIT;
	char code[16], name[32];
	struct gd_customer c;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		snprintf(code, sizeof code, "K%d-%d", i, i % 7);
		snprintf(name, sizeof name, "House of %d", 20000 + i * 2);
		c = customer(code, name);
		if (gd_alike_check(&all, &c, true, &err) != GD_OK)
			fail_msg("%s reads like %s", name, err.arg[1].text);
		gd_alike_add(&all, &c);
		assert_true(gd_alike_has(&all, code));
	}
	assert_false(gd_alike_has(&all, "K-1"));
	for (int i = 0; i < 20000; i += 97) {
		snprintf(code, sizeof code, "Q%d-Q", i);
		snprintf(name, sizeof name, "HOUSE OF  %d", 20000 + i * 2);
		for (char *s = name; *s; s++)
			*s = *s == '0' ? 'O' : *s;
		c = customer(code, name);
		assert_int_equal(gd_alike_check(&all, &c, true, &err),
		    GD_REFUSED);
		snprintf(code, sizeof code, "K%d-%d", i, i % 7);
		assert_string_equal(err.arg[1].text, code);
	}
	gd_alike_release(&all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    no_text_column_of_the_office_takes_what_may_not_be_stored),
		cmocka_unit_test(
		    a_customer_read_as_another_wants_to_be_insisted_on),
		cmocka_unit_test(among_many_customers_each_look_alike_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
