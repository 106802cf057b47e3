/* tests/tui/test_alike.c - on the screens: accents that come apart, characters
 * that hide, and a new customer who is read as one who is there. */
#include "office.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/tables.h"
#include "tui/edit.h"
#include "tui/grid.h"

#include "base/banned.h"

static const struct gd_customer *
customer(struct office *o, const char *code)
{
	return gd_row_find(gd_app_office(o->app), GD_OFF_CUSTOMER,
	    &(struct gd_customer){ .code = code });
}

/* The first customer of the demo office under another code: told on the first
 * Ctrl-S, made on the second; other words are told of again. */
static void
a_look_alike_customer_is_made_on_the_second_enter(void **state)
{
	struct office *o = *state;
	const struct gd_customer *first =
	    gd_row_at(gd_app_office(o->app), GD_OFF_CUSTOMER, 0);
	char name[200], code[64];
	const char *fill =
	    "F11 \"chenli\" Enter F7 pgdn pgdn pgdn pgdn up up up up";

	snprintf(name, sizeof name, "%s", first->name);
	snprintf(code, sizeof code, "%s", first->code);
	key(o, "%s \"ZZ9\" down \"%s .\" ctrl-s", fill, name);
	run_keys(o);
	assert_non_null(strstr(o->seen.text, code));
	assert_non_null(strstr(o->seen.text, "once more"));
	assert_null(customer(o, "ZZ9"));
	key(o, "%s \"ZZ9\" down \"%s .\" ctrl-s \"..\" ctrl-s", fill, name);
	run_keys(o);
	assert_null(customer(o, "ZZ9"));
	key(o, "%s \"ZZ9\" down \"%s .\" ctrl-s ctrl-s", fill, name);
	run_keys(o);
	if (!customer(o, "ZZ9"))
		fail_msg("not made:\n%s", o->seen.text);
}

static const char *
typed(struct gd_edit *e, const char *text)
{
	gd_edit_set(e, text);
	return e->text.text;
}

static void
an_accent_typed_after_its_letter_joins_it(void **state)
{
	struct gd_edit e;

	(void)state;
	gd_edit_init(&e, 100);
	assert_string_equal(typed(&e, "Cafe\xCC\x81"), "Café");
	assert_int_equal(e.caret, strlen("Café"));
	/* between two letters the caret stays behind the first */
	typed(&e, "ex");
	(void)gd_edit_key(&e, &(struct gd_key){ .code = GD_KEY_LEFT });
	(void)gd_edit_key(&e, &(struct gd_key){ .code = 0x301 });
	assert_string_equal(e.text.text, "éx");
	assert_int_equal(e.caret, 2);
	assert_string_equal(typed(&e, "a\xE2\x80\xAE\xE2\x80\x8B"
				      "b"),
	    "ab");
	gd_edit_release(&e);
}

/* Whatever is painted: no character that acts or hides is in the grid. */
static void
the_grid_holds_no_character_that_acts_or_hides(void **state)
{
	struct gd_grid g;

	(void)state;
	gd_grid_init(&g, 1, 8);
	for (uint32_t cp = 1; cp < 0x110000; cp += cp < 0x3000 ? 1 : 7) {
		char text[8] = "a";

		gd_utf8_put(cp, text + 1);
		gd_grid_clear(&g);
		gd_grid_text(&g, 0, 0, GD_INK_PLAIN, text);
		gd_grid_put(&g, 0, 4, GD_INK_PLAIN, cp);
		for (int c = 0; c < 8; c++) {
			const struct gd_glyph *at = gd_grid_at(&g, 0, c);

			assert_false(at->width && (gd_cp_control(at->cp) ||
						      gd_cp_hidden(at->cp)));
			for (int m = 0; m < 2 && at->mark[m]; m++)
				assert_false(gd_cp_hidden(at->mark[m]));
		}
	}
	gd_grid_release(&g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_look_alike_customer_is_made_on_the_second_enter, setup,
		    teardown),
		cmocka_unit_test(an_accent_typed_after_its_letter_joins_it),
		cmocka_unit_test(
		    the_grid_holds_no_character_that_acts_or_hides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
