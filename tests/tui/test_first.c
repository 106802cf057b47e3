/* tests/tui/test_first.c - what the first screen costs, counted and not timed:
 * each order is opened once, the workflow is read once. */
#include "office.h"

#include "../../src/app/app_priv.h"
#include "../../src/app/demo/demo.h"
#include "../../src/store/store_priv.h"
#include "app/agenda.h"

#include "base/banned.h"

static int64_t
opened(struct office *o)
{
	return o->app->store->opened;
}

static void
the_first_screen_opens_each_order_once_and_reads_the_workflow_once(void **state)
{
	struct office *o = *state;
	struct gd_err err = GD_ERR_INIT;
	struct gd_agenda agenda;
	struct gd_my_day day;
	int64_t begin = opened(o), of_day, of_dates;

	assert_int_equal(gd_app_my_day(o->app, 12, &day, &err), GD_OK);
	of_day = opened(o) - begin;
	assert_int_equal(gd_app_agenda(o->app, NULL, 24, &agenda, &err), GD_OK);
	of_dates = opened(o) - begin - of_day;
	assert_true(day.npages > 1);
	assert_true(of_dates > (int64_t)day.npages);
	app_again(o, "chenli");
	assert_int_equal(o->app->nflows, 0);
	key(o, "# nothing but the first screen");
	run_keys(o);
	assert_int_equal(o->app->nflows, 1);
	/* all of hers that wait, without those my day has open */
	assert_int_equal(opened(o), of_day + of_dates - (int64_t)day.npages);
	gd_agenda_release(&agenda);
	gd_my_day_release(&day);
}

static void
an_order_that_is_open_already_waits_for_the_same_people(void **state)
{
	static const char *const logins[] = { "chenli", "wangfang", "zhouqiang",
		"liuyang" };
	struct office *o = *state;
	struct gd_err err = GD_ERR_INIT;
	size_t seen = 0;

	for (size_t p = 0; p < sizeof logins / sizeof *logins; p++) {
		struct gd_agenda with, without;
		struct gd_my_day day;

		if (gd_app_become(o->app, logins[p], &err) != GD_OK)
			continue;
		gd_app_look(o->app);
		assert_int_equal(gd_app_my_day(o->app, 200, &day, &err), GD_OK);
		assert_int_equal(gd_app_agenda(o->app,
				     &(struct gd_agenda_of){ .day = &day }, 99,
				     &with, &err),
		    GD_OK);
		gd_app_looked(o->app);
		assert_int_equal(
		    gd_app_agenda(o->app, NULL, 99, &without, &err), GD_OK);
		assert_int_equal(with.nwaits, without.nwaits);
		for (size_t i = 0; i < with.nwaits; i++) {
			const struct gd_agenda_wait *a = &with.waits[i],
						    *b = &without.waits[i];

			assert_string_equal(a->number, b->number);
			assert_string_equal(a->who, b->who);
			assert_string_equal(a->what, b->what);
			assert_int_equal(a->days, b->days);
			assert_int_equal(a->lot, b->lot);
		}
		seen += with.nwaits;
		gd_agenda_release(&with);
		gd_agenda_release(&without);
		gd_my_day_release(&day);
	}
	assert_true(seen > 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    the_first_screen_opens_each_order_once_and_reads_the_workflow_once,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(
		    an_order_that_is_open_already_waits_for_the_same_people,
		    setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
