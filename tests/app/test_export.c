/* tests/app/test_export.c - whole orders, from the first sample on. */
#include "app_test.h"

#include "base/banned.h"

static void
a_tt_order_goes_from_new_to_completed_with_16_copies_and_1_file_copy(
    void **state)
{
	struct drive d = { 0 };
	struct office o;
	struct gd_order ord;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	assert_string_equal(number, "EX-2611-001");
	drive_to(&o, number, &d, NULL);
	ord = load(&o, number);
	print_message("rail %s waits %s\n", gd_head(&ord)->rail,
	    gd_head(&ord)->waits);
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	assert_int_equal(count_pieces(&ord, GD_PIECE_COPY, -1, NULL), 16);
	assert_int_equal(
	    count_pieces(&ord, GD_PIECE_COPY, GD_PIECE_HELD, NULL), 16);
	assert_int_equal(count_pieces(&ord, GD_PIECE_FILE, -1, NULL), 1);
	assert_int_equal(gd_head(&ord)->pieces_out, 0);
	gd_order_release(&ord);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_tt_order_goes_from_new_to_completed_with_16_copies_and_1_file_copy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
