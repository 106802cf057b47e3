/* tests/cli/test_walk.c - whole orders by commands alone: a script that knows
 * nothing of the workflow follows todo --json from new to completed. */
#include "cli_test.h"

#include <string.h>

static int
set_up(void **state)
{
	(void)state;
	office_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	office_end();
	return 0;
}

/* How many pieces of a class are in a state (NULL = any). */
static int
pieces(const char *order, const char *class_, const char *state)
{
	json_t *all = asked("copies", order, NULL), *piece;
	int n = 0;
	size_t i;

	json_array_foreach(all, i, piece)
	{
		if (strcmp(json_string_value(json_object_get(piece, "class")),
			class_) != 0)
			continue;
		n += state == NULL ||
		     strcmp(json_string_value(json_object_get(piece, "state")),
			 state) == 0;
	}
	json_decref(all);
	return n;
}

static void
a_tt_order_goes_from_new_to_completed_with_16_copies_and_one_file_copy(
    void **state)
{
	const char *order = order_new("tt");

	(void)state;
	order_finish(order);

	assert_int_equal(pieces(order, "copy", NULL), 16);
	assert_int_equal(pieces(order, "copy", "held"), 16);
	assert_int_equal(pieces(order, "file", NULL), 1);
}

static void
an_lc_order_goes_from_new_to_completed(void **state)
{
	(void)state;
	order_finish(order_new("lc"));
}

static void
a_mixed_order_goes_from_new_to_completed(void **state)
{
	(void)state;
	order_finish(order_new("mixed"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_tt_order_goes_from_new_to_completed_with_16_copies_and_one_file_copy),
		cmocka_unit_test(an_lc_order_goes_from_new_to_completed),
		cmocka_unit_test(a_mixed_order_goes_from_new_to_completed),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
