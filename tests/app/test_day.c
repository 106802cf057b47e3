/* tests/app/test_day.c - a closed day holds the head, counts what came since
 * the closing before, and is refused when nothing did. */
#include "app/day.h"
#include "app/login.h"
#include "app_test.h"

static enum gd_code
close_day(struct office *o, const char *login, struct gd_day_page *page,
    struct gd_err *err)
{
	struct gd_day_page look;
	enum gd_code rc;

	expect(gd_app_become(o->app, login, err), GD_OK, err);
	expect(gd_app_day_look(o->app, &look, err), GD_OK, err);
	rc = gd_app_day_close(o->app, &look, "fine", page, err);
	gd_day_page_release(&look);
	return rc;
}

static void
a_closing_holds_the_head_it_found(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_day_page page;
	struct gd_anchor head;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	expect(gd_store_head(gd_app_store(o.app), &head, &err), GD_OK, &err);
	expect(close_day(&o, "linguo", &page, &err), GD_OK, &err);
	assert_int_equal(page.row.no, 1);
	assert_int_equal(page.row.seq, head.seq);
	assert_string_equal(page.row.head, head.hash);
	assert_string_equal(page.ledger, head.ledger);
	assert_string_equal(page.row.by, "linguo");
	assert_string_equal(page.row.note, "fine");
	assert_int_equal(page.row.day, gd_app_today(o.app));
	assert_int_equal(page.row.commands, head.seq);
	assert_int_equal(page.row.made, 1);
	assert_int_equal(page.before, 0);
	assert_string_equal(page.row.key, "linguo#1");
	assert_string_equal(page.row.shown, "林国");
	assert_int_equal(strlen(page.row.sig), 128);
	assert_int_equal(strlen(gd_app_day_public(o.app, &page)), 64);
	gd_day_page_release(&page);
	office_close(&o);
}

static void
a_closing_needs_an_open_key_of_ones_own(void **state)
{
	struct gd_person p = { "guest", "Guest", "", 1 };
	struct gd_holds h = { "guest", "clerk", 1 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_day_page page;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_USER_ADD, &p, 3 },
		   &err),
	    GD_OK, &err);
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_ROLE_GRANT, &h, 7 },
		   &err),
	    GD_OK, &err);
	expect(close_day(&o, "guest", &page, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_LOGIN_NO_KEY);
	gd_app_lock(o.app);
	expect(close_day(&o, "linguo", &page, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_LOGIN_LOCKED);
	office_close(&o);
}

/* What was shown is what is signed, whoever wrote meanwhile. */
static void
what_was_shown_is_what_is_closed(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_day_page look, page;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	expect(gd_app_become(o.app, "linguo", &err), GD_OK, &err);
	expect(gd_app_day_look(o.app, &look, &err), GD_OK, &err);
	new_order(&o, tt_fields, number);
	expect(gd_app_become(o.app, "linguo", &err), GD_OK, &err);
	expect(gd_app_day_close(o.app, &look, "", &page, &err), GD_OK, &err);
	assert_int_equal(page.row.seq, look.row.seq);
	assert_string_equal(page.row.head, look.row.head);
	assert_int_equal(page.row.made, 1);
	gd_day_page_release(&page);
	/* and twice is once too often */
	expect(gd_app_day_close(o.app, &look, "", &page, &err), GD_STALE, &err);
	assert_int_equal(err.msg, GD_M_APP_DAY_CLOSED);
	gd_day_page_release(&look);
	office_close(&o);
}

static void
each_command_is_in_one_closing(void **state)
{
	struct gd_command note = { .verb = GD_DO_NOTE, .reason = "seen" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_day_page page;
	struct drive d = { 0 };
	struct office o;
	char number[64];
	int64_t first;

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	expect(close_day(&o, "chenli", &page, &err), GD_OK, &err);
	first = page.row.seq;
	gd_day_page_release(&page);
	/* the closing itself is nothing to close */
	expect(close_day(&o, "chenli", &page, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_CLOSING_NOTHING);
	drive_to(&o, number, &d, "make_sample_request");
	act(&o, "chenli", number, GD_OK, &note);
	expect(close_day(&o, "chenli", &page, &err), GD_OK, &err);
	assert_int_equal(page.row.no, 2);
	assert_int_equal(page.before, first);
	assert_int_equal(page.row.made, 0);
	assert_int_equal(page.row.signed_n, 1);
	assert_int_equal(page.row.issued, 1);
	/* all since, but for the closing in between */
	assert_int_equal(page.row.commands, page.row.seq - first - 1);
	gd_day_page_release(&page);
	expect(gd_app_day(o.app, 1, &page, &err), GD_OK, &err);
	assert_int_equal(page.row.seq, first);
	gd_day_page_release(&page);
	expect(gd_app_day(o.app, 3, &page, &err), GD_MISSING, &err);
	office_close(&o);
}

static void
who_has_no_role_closes_no_day(void **state)
{
	struct gd_person p = { "guest", "Guest", "", 1 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_day_page page;
	struct office o;

	(void)state;
	office_open(&o);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_USER_ADD, &p, 3 },
		   &err),
	    GD_OK, &err);
	expect(close_day(&o, "guest", &page, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_CLOSING_WHO);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_closing_holds_the_head_it_found),
		cmocka_unit_test(a_closing_needs_an_open_key_of_ones_own),
		cmocka_unit_test(what_was_shown_is_what_is_closed),
		cmocka_unit_test(each_command_is_in_one_closing),
		cmocka_unit_test(who_has_no_role_closes_no_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
