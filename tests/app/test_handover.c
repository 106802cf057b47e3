/* tests/app/test_handover.c - people leave, people come, tables are read. */
#include "app_test.h"

#include "app/handover.h"
#include "app/register.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

#define MANY 37

static void
office(struct office *o, enum gd_code wanted, enum gd_office_verb verb,
    const void *row)
{
	const struct gd_office_command cmd = { verb, row, UINT64_MAX };
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_office_do(o->app, &cmd, &err), wanted, &err);
}

static void
somebody(struct office *o, const char *login, const char *role)
{
	office(o, GD_OK, GD_OFFICE_USER_ADD,
	    &(struct gd_person){ login, login, "", 1 });
	if (role)
		office(o, GD_OK, GD_OFFICE_ROLE_GRANT,
		    &(struct gd_holds){ login, role, 1 });
}

/* Many orders of one clerk; some have papers of which he keeps the original. */
static void
many_orders(struct office *o, const char *clerk)
{
	struct gd_new_order n = { .customer = "yuanyang",
		.clerk = clerk,
		.salesperson = "zhouyan" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_pair fields[6];
	struct drive d = { .app = o->app, .values = values };
	char number[64];
	int k = 0;

	for (; tt_fields[2 * k]; k++)
		fields[k] =
		    (struct gd_pair){ tt_fields[2 * k], tt_fields[2 * k + 1] };
	n.fields = fields;
	n.nfields = k;
	for (int i = 0; i < MANY; i++) {
		expect(gd_app_become(o->app, clerk, &err), GD_OK, &err);
		expect(gd_app_new(o->app, &n, number, &err), GD_OK, &err);
		if (i % 9 == 0) {
			d.today = gd_app_today(o->app);
			drive_to(o, number, &d, "make_sample_request");
		}
	}
	expect(gd_app_become(o->app, "chenli", &err), GD_OK, &err);
}

static int64_t
originals_of(struct office *o, const char *login)
{
	struct gd_work_left left;
	struct gd_err err = GD_ERR_INIT;
	int64_t n;

	expect(gd_app_work_left(o->app, login, NULL, &left, &err), GD_OK, &err);
	n = left.pieces;
	gd_work_left_release(&left);
	return n;
}

static void
a_person_with_37_orders_hands_over_and_is_closed(void **state)
{
	const struct gd_person leaver = { .login = "lixia", .name = "李霞" };
	struct gd_handover h = { .from = "lixia",
		.to = "newbie",
		.reason = "leaves the company" };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_piece_row rows[100];
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	int64_t pieces, got;
	int n;

	(void)state;
	office_open(&o);
	somebody(&o, "lixia", "clerk");
	somebody(&o, "newbie", "clerk");
	many_orders(&o, "lixia");
	office(&o, GD_REFUSED, GD_OFFICE_USER_CLOSE, &leaver);
	pieces = originals_of(&o, "lixia");
	assert_true(pieces > 0);

	expect(gd_app_handover(o.app, &h, &err), GD_OK, &err);
	assert_int_equal(h.left.n, MANY);
	gd_work_left_release(&h.left);
	gd_str_release(&h.words);

	/* nothing is left; the originals wait to be accepted, by name */
	expect(gd_app_to_accept(o.app, "newbie", 100, &arena, rows, &n, &err),
	    GD_OK, &err);
	assert_int_equal(n, pieces);
	assert_string_equal(rows[0].workflow, "export");
	assert_int_equal(rows[n - 1].version, gd_app_usual(o.app)->version);
	office(&o, GD_OK, GD_OFFICE_USER_CLOSE, &leaver);
	expect(gd_app_become(o.app, "lixia", &err), GD_REFUSED, &err);

	expect(gd_app_become(o.app, "newbie", &err), GD_OK, &err);
	expect(gd_app_accept(o.app, &got, &err), GD_OK, &err);
	assert_int_equal(got, pieces);
	expect(gd_app_accept(o.app, &got, &err), GD_REFUSED, &err);
	assert_int_equal(originals_of(&o, "newbie"), pieces);
	gd_arena_release(&arena);
	office_close(&o);
}

static void
a_handover_to_one_who_lacks_the_role_changes_nothing(void **state)
{
	struct gd_handover h = { .from = "chenli", .to = "hejing" };
	struct gd_work_left left;
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	char a[64], b[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, a);
	new_order(&o, lc_fields, b);
	expect(gd_app_handover(o.app, &h, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_HANDOVER_ROLE);
	assert_string_equal(h.words.text, a);
	gd_work_left_release(&h.left);
	gd_str_release(&h.words);
	expect(gd_app_work_left(o.app, "chenli", NULL, &left, &err), GD_OK,
	    &err);
	assert_int_equal(left.n, 2);
	gd_work_left_release(&left);
	office_close(&o);
}

static void
the_second_shift_sees_what_the_first_did_and_by_whom(void **state)
{
	struct gd_since q = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *evening;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	somebody(&o, "night", "clerk");
	somebody(&o, "idle", "clerk");
	new_order(&o, tt_fields, number);
	evening = office_again(&o);
	expect(gd_app_become(evening, "night", &err), GD_OK, &err);
	expect(gd_app_since(evening, &q, &err), GD_OK, &err);
	assert_true(q.n > 0);
	assert_string_equal(q.rows[q.n - 1].actor, "chenli");
	assert_string_equal(q.rows[q.n - 1].number, number);
	gd_since_release(&q);
	q = (struct gd_since){ .by = "idle" };
	expect(gd_app_since(evening, &q, &err), GD_OK, &err);
	assert_int_equal(q.n, 0);
	gd_since_release(&q);
	gd_app_close(evening);
	office_close(&o);
}

static void
a_new_person_may_be_what_another_is(void **state)
{
	struct gd_person p = { "twin", "双胞", "", 1 };
	struct gd_err err = GD_ERR_INIT;
	struct office o;

	(void)state;
	office_open(&o);
	expect(gd_app_user_like(o.app, &p, "wumin", &err), GD_OK, &err);
	assert_true(app_person_has(o.app, "twin", "finance_head", 0));
	assert_true(app_person_has(o.app, "twin", "finance", 0));
	assert_false(app_person_has(o.app, "twin", "clerk", 0));
	p.login = "other";
	expect(gd_app_user_like(o.app, &p, "nobody", &err), GD_MISSING, &err);
	office_close(&o);
}

/* ---- tables -------------------------------------------------------------- */

static int faults;
static int64_t fault_row;

static void
note_fault(void *payload, int64_t row, const char *column, const char *value,
    const struct gd_err *why)
{
	(void)payload;
	(void)column;
	(void)value;
	(void)why;
	faults++;
	fault_row = row;
}

static enum gd_code
read_table(struct office *o, int table, const char *text, bool dry,
    struct gd_register *r)
{
	struct gd_err err = GD_ERR_INIT;
	char path[128];
	FILE *f;

	snprintf(path, sizeof path, "%s/table.csv", o->dir);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	faults = 0;
	*r = (struct gd_register){ .table = table,
		.path = path,
		.dry_run = dry,
		.fault = note_fault };
	return gd_app_register(o->app, r, &err);
}

static const struct gd_customer *
customer(struct office *o, const char *code)
{
	return app_customer(o->app, code);
}

static void
a_table_of_customers_is_read_whole_or_not_at_all(void **state)
{
	static const char good[] = "\xef\xbb\xbf"
				   "code,名称,country,note\r\n"
				   "kb,\"Köln, Bürobedarf\",DE,'=1+1\r\n"
				   "yuanyang,宁波远洋,CN,new note\r\n";
	struct gd_register r;
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(read_table(&o, GD_OFF_CUSTOMER, good, true, &r),
	    GD_OK);
	assert_int_equal(r.added, 1);
	assert_int_equal(r.changed, 1);
	assert_null(customer(&o, "kb"));
	assert_int_equal(read_table(&o, GD_OFF_CUSTOMER, good, false, &r),
	    GD_OK);
	assert_string_equal(customer(&o, "kb")->name, "Köln, Bürobedarf");
	/* the guard of a list that was exported comes off again */
	assert_string_equal(customer(&o, "kb")->note, "=1+1");
	/* what the file does not speak of stays */
	assert_string_equal(customer(&o, "yuanyang")->name_en,
	    "Ningbo Yuanyang");
	assert_int_equal(read_table(&o, GD_OFF_CUSTOMER, good, false, &r),
	    GD_OK);
	assert_int_equal(r.same, 2);
	assert_int_equal(read_table(&o, GD_OFF_CUSTOMER,
			     "code,name\nok1,Good\nno good,Bad\nok2,Good\n",
			     false, &r),
	    GD_USAGE);
	assert_int_equal(faults, 1);
	assert_int_equal(fault_row, 3);
	assert_null(customer(&o, "ok1"));
	assert_int_equal(
	    read_table(&o, GD_OFF_CUSTOMER, "name\nx\n", false, &r), GD_USAGE);
	assert_int_equal(
	    read_table(&o, GD_OFF_CUSTOMER, "code,nmae\na,x\n", false, &r),
	    GD_USAGE);
	office_close(&o);
}

static void
a_table_of_people_gives_roles_and_takes_none(void **state)
{
	static const char text[] = "login,name,roles,desks\n"
				   "wumin,吴敏,,\n"
				   "xin,小辛,\"clerk, salesperson\",qc\n";
	struct gd_register r;
	struct office o;

	(void)state;
	office_open(&o);
	assert_int_equal(read_table(&o, GD_OFF_PERSON, text, false, &r), GD_OK);
	assert_int_equal(r.added, 1);
	assert_int_equal(r.same, 1);
	assert_true(app_person_has(o.app, "xin", "salesperson", 0));
	assert_true(app_person_has(o.app, "wumin", "finance", 0));
	assert_int_equal(read_table(&o, GD_OFF_PERSON,
			     "login,name,roles\nyin,小尹,emperor\n", false, &r),
	    GD_USAGE);
	assert_int_equal(faults, 1);
	assert_int_equal(read_table(&o, GD_OFF_PARTY,
			     "kind,code,name\ncarrier,DHL,DHL\nbank,BOC,中行\n",
			     false, &r),
	    GD_OK);
	assert_int_equal(r.added, 2);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_person_with_37_orders_hands_over_and_is_closed),
		cmocka_unit_test(
		    a_handover_to_one_who_lacks_the_role_changes_nothing),
		cmocka_unit_test(
		    the_second_shift_sees_what_the_first_did_and_by_whom),
		cmocka_unit_test(a_new_person_may_be_what_another_is),
		cmocka_unit_test(
		    a_table_of_customers_is_read_whole_or_not_at_all),
		cmocka_unit_test(a_table_of_people_gives_roles_and_takes_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
