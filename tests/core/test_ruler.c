/* tests/core/test_ruler.c - what stands above the rails of a list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/view/list.h"

static const char *
ruler(int least, int most)
{
	static char text[GD_RULER];

	return gd_ruler(least, most, text);
}

static void
the_ruler_ends_with_the_last_step_where_all_have_as_many(void **state)
{
	(void)state;
	assert_string_equal(ruler(11, 11), "1...5....11");
	assert_string_equal(ruler(7, 7), "1...5.7");
	assert_string_equal(ruler(9, 9), "1...5...9");
	assert_string_equal(ruler(15, 15), "1...5...10...15");
	assert_string_equal(ruler(12, 12), "1...5.....12");
	assert_string_equal(ruler(6, 6), "1....6");
	assert_string_equal(ruler(5, 5), "1...5");
	assert_string_equal(ruler(3, 3), "1.3");
	assert_string_equal(ruler(2, 2), "1.");
	assert_string_equal(ruler(1, 1), "1");
	assert_string_equal(ruler(0, 0), "");
	assert_int_equal(strlen(ruler(90, 90)), GD_RULER - 1);
}

static void
it_has_no_end_where_orders_have_different_numbers_of_steps(void **state)
{
	struct gd_list_row rows[] = { { .rail = "xx>...." },
		{ .rail = "xxxx>......" } };
	char text[GD_RULER];

	(void)state;
	assert_string_equal(ruler(7, 11), "1...5...10.");
	assert_string_equal(ruler(3, 7), "1...5..");
	assert_string_equal(gd_list_ruler(rows, 2, 0, text), "1...5...10.");
	assert_string_equal(gd_list_ruler(rows, 1, 0, text), "1...5.7");
	/* nothing to go by but the usual workflow */
	assert_string_equal(gd_list_ruler(NULL, 0, 11, text), "1...5....11");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_ruler_ends_with_the_last_step_where_all_have_as_many),
		cmocka_unit_test(
		    it_has_no_end_where_orders_have_different_numbers_of_steps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
