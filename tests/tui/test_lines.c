/* tests/tui/test_lines.c - rows pasted out of a spreadsheet. */
#include "../../src/tui/forms/lines_priv.h"

#include "tui_test.h"

#include "base/banned.h"

#define MOST 8

struct table {
	struct gd_arena arena;
	struct gd_str text;
	struct line_row rows[MOST];
	int n;
};

static void
paste(struct table *t, const char *pasted)
{
	int added;

	*t = (struct table){ .text = GD_STR_INIT };
	added = lines_paste(pasted, &t->text);
	t->n = lines_read(t->text.text, &t->arena, t->rows, MOST);
	assert_int_equal(t->n, added);
}

static void
drop(struct table *t)
{
	gd_str_release(&t->text);
	gd_arena_release(&t->arena);
}

#define CELL(row, what, want) \
	assert_string_equal(t.rows[row].cell[CELL_##what], want)

static void
a_row_without_a_number_keeps_its_columns(void **state)
{
	struct table t;

	(void)state;
	paste(&t, "Bad row\t18 cm\tabc\tpcs\t1.10\n");
	assert_int_equal(t.n, 1);
	CELL(0, SPEC, "18 cm");
	CELL(0, QTY, "abc");
	CELL(0, UNIT, "pcs");
	CELL(0, PRICE, "1.10");
	drop(&t);
	/* no spec: as the row above it */
	paste(&t, "Mug\t5\tpcs\t2.00\nTray\tfive\tpcs\t3.00\r\n");
	CELL(0, QTY, "5");
	CELL(1, QTY, "five");
	CELL(1, PRICE, "3.00");
	assert_int_equal(lines_without_quantity(t.text.text), 2);
	drop(&t);
}

static void
text_that_fits_no_column_stays_as_a_remark(void **state)
{
	struct table t;

	(void)state;
	paste(&t, "Mug\tblue\t5\tpcs\t2.00\tfragile\tby sea\n");
	CELL(0, NOTE, "fragile by sea");
	drop(&t);
}

static void
headings_say_which_column_is_which(void **state)
{
	struct table t;

	(void)state;
	paste(&t, "数量\t品名\t单价\t其他\n1,200\t杯子\t4.20\tx\n");
	assert_int_equal(t.n, 1);
	CELL(0, ITEM, "杯子");
	CELL(0, QTY, "1200");
	CELL(0, PRICE, "4.20");
	CELL(0, NOTE, "");
	drop(&t);
}

static void
quotes_of_a_spreadsheet_are_taken_off_and_those_of_the_text_stay(void **state)
{
	struct table t;

	(void)state;
	paste(&t, "Glass jar, \"large\"\t18 cm\t5\n"
		  "\"Jar 3\"\" wide\nof glass\"\t\"a\tb\"\t6\n"
		  "\"large\" jar\t1\t\n\"open\t7\n");
	assert_int_equal(t.n, 4);
	CELL(0, ITEM, "Glass jar, \"large\"");
	CELL(1, ITEM, "Jar 3\" wide of glass");
	CELL(1, SPEC, "a b");
	CELL(1, QTY, "6");
	CELL(2, ITEM, "\"large\" jar");
	CELL(3, ITEM, "\"open");
	drop(&t);
}

static void
a_quantity_is_a_number_above_nothing(void **state)
{
	(void)state;
	assert_int_equal(lines_without_quantity(""), 0);
	assert_int_equal(lines_without_quantity("Mug\t\t5\n"), 0);
	assert_int_equal(lines_without_quantity("Mug\t\t5\nTray\t\t\n"), 2);
	assert_int_equal(lines_without_quantity("Mug\t\t0\n"), 1);
	assert_int_equal(lines_without_quantity("Mug\t\t0.00\n"), 1);
	assert_int_equal(lines_without_quantity("Mug\t\t-5\n"), 1);
	assert_int_equal(lines_without_quantity("Mug\n"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_without_a_number_keeps_its_columns),
		cmocka_unit_test(text_that_fits_no_column_stays_as_a_remark),
		cmocka_unit_test(headings_say_which_column_is_which),
		cmocka_unit_test(
		    quotes_of_a_spreadsheet_are_taken_off_and_those_of_the_text_stay),
		cmocka_unit_test(a_quantity_is_a_number_above_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
