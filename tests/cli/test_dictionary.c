/* tests/cli/test_dictionary.c - whoever reads an export is told what every table
 * and every column of it means, in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/cli/cli_priv.h"

#include "base/banned.h"

static void
judge(const struct gd_table *t, const char *what)
{
	if (!what || strcmp(gd_tr(GD_ZH, what), what) == 0)
		fail_msg("nobody says what a row of %s is", t->name);
	for (int c = 0; c < t->ncols; c++) {
		const char *means =
		    cli_column_meaning(t->name, t->cols[c].name);

		if (!means || strcmp(gd_tr(GD_ZH, means), means) == 0)
			fail_msg("nobody says what %s.%s means", t->name,
			    t->cols[c].name);
	}
}

static void
every_table_and_column_of_an_export_has_a_sentence(void **state)
{
	(void)state;
	for (int i = 0; i < GD_ORDER_NTABLES; i++)
		judge(&gd_order_tables[i], cli_table_meaning(true, i));
	for (int i = 0; i < GD_OFFICE_NTABLES; i++)
		judge(&gd_office_tables[i], cli_table_meaning(false, i));
	assert_null(cli_column_meaning("line", "no such column"));
}

static void
the_dictionary_says_every_column(void **state)
{
	struct gd_str out = GD_STR_INIT;

	(void)state;
	cli_dictionary(&out, GD_EN);
	assert_non_null(strstr(out.text, "## signoff.csv"));
	assert_non_null(strstr(out.text,
	    "- qty: number; how much was ordered, without the point"));
	assert_non_null(strstr(out.text, "- state: number; where the piece"));
	gd_str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_table_and_column_of_an_export_has_a_sentence),
		cmocka_unit_test(the_dictionary_says_every_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
