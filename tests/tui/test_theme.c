/* tests/tui/test_theme.c - every role of every theme can be read, and is told
 * from the others without colour too. */
#include "base/text.h"
#include "tui/theme.h"
#include "tui_test.h"

#include "base/banned.h"

/* Backgrounds and texts as terminals come: of xterm, GNOME, Ubuntu, Solarized
 * and VS Code; of the light ones likewise. */
static const uint32_t dark[][2] = { { 0x000000, 0xE5E5E5 },
	{ 0x1E1E1E, 0xD4D4D4 }, { 0x300A24, 0xEEEEEC }, { 0x002B36, 0xEEE8D5 },
	{ 0x2E3436, 0xEEEEEC } };
static const uint32_t light[][2] = { { 0xFFFFFF, 0x000000 },
	{ 0xFDF6E3, 0x073642 }, { 0xEEEEEE, 0x171421 } };

static const char *
name(int ink)
{
	static const char *const names[] = {
#define X(n, letter) #n,
		GD_INKS(X)
#undef X
	};

	return names[ink];
}

/* The first eight as the text console of a PC shows them. */
static uint32_t
pc_rgb(int colour)
{
	static const uint32_t pc[16] = { 0x000000, 0xAA0000, 0x00AA00, 0xAA5500,
		0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA, 0x555555, 0xFF5555,
		0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF };

	return pc[colour];
}

/* What stands on what, on a terminal of this background and text. */
static double
contrast_of(struct gd_look l, int colours, const uint32_t own[2], bool pc)
{
	uint32_t fg = own[1], bg = own[0], swap;

	if (l.fg >= 0 && colours == 8) {
		int n = l.fg + (l.bold ? 8 : 0); /* bold makes bright */

		fg = pc ? pc_rgb(n) : gd_palette_rgb(n);
	} else if (l.fg >= 0) {
		fg = gd_palette_rgb(l.fg);
	}
	if (l.bg >= 0)
		bg = colours == 8 && pc ? pc_rgb(l.bg) : gd_palette_rgb(l.bg);
	if (l.reverse) {
		swap = fg;
		fg = bg;
		bg = swap;
	}
	return gd_contrast(fg, bg);
}

static void
all_can_be_read(enum gd_theme theme, const uint32_t (*own)[2], size_t n,
    double least)
{
	for (size_t i = 0; i < n; i++)
		for (int ink = 0; ink < GD_NINKS; ink++)
			for (int way = 0; way < 3; way++) {
				int colours = way == 0 ? 256 : 8;
				double c = contrast_of(
				    gd_theme_look(theme, colours,
					(enum gd_ink)ink),
				    colours, own[i], way == 2);

				/* the first eight are anything: only on the
				 * backgrounds of their own makers */
				if (way > 0 && i > 0)
					continue;
				if (c < least)
					fail_msg("%s %s, %d colours%s, on "
						 "%06x: %.2f",
					    gd_theme_word(theme), name(ink),
					    colours, way == 2 ? " of a PC" : "",
					    own[i][0], c);
			}
}

static void
contrast_is_reckoned_as_wcag_says(void **state)
{
	(void)state;
	assert_true(gd_contrast(0x000000, 0xFFFFFF) > 20.99);
	assert_true(gd_contrast(0xFFFFFF, 0x000000) < 21.01);
	/* known pairs: the greys just above and below 4.5 on white */
	assert_true(gd_contrast(0x767676, 0xFFFFFF) > 4.5);
	assert_true(gd_contrast(0x777777, 0xFFFFFF) < 4.5);
	assert_int_equal(gd_palette_rgb(16), 0x000000);
	assert_int_equal(gd_palette_rgb(231), 0xFFFFFF);
	assert_int_equal(gd_palette_rgb(208), 0xFF8700);
	assert_int_equal(gd_palette_rgb(232), 0x080808);
	assert_int_equal(gd_palette_rgb(255), 0xEEEEEE);
}

static void
every_role_can_be_read_on_a_dark_background(void **state)
{
	(void)state;
	all_can_be_read(GD_THEME_DEFAULT, dark, sizeof dark / sizeof dark[0],
	    4.5);
}

static void
every_role_can_be_read_on_a_light_background(void **state)
{
	(void)state;
	all_can_be_read(GD_THEME_LIGHT, light, sizeof light / sizeof light[0],
	    4.5);
}

static void
high_contrast_is_seven_whatever_the_background(void **state)
{
	(void)state;
	all_can_be_read(GD_THEME_CONTRAST, dark, sizeof dark / sizeof dark[0],
	    7.0);
	all_can_be_read(GD_THEME_CONTRAST, light,
	    sizeof light / sizeof light[0], 7.0);
	for (int ink = 0; ink < GD_NINKS; ink++) {
		struct gd_look l =
		    gd_theme_look(GD_THEME_CONTRAST, 256, (enum gd_ink)ink);

		assert_true(l.fg >= 16 && l.bg >= 16);
	}
}

static bool
same(struct gd_look a, struct gd_look b)
{
	return a.fg == b.fg && a.bg == b.bg && a.bold == b.bold &&
	       a.under == b.under && a.reverse == b.reverse;
}

static void
without_colours_only_attributes_are_used(void **state)
{
	static const enum gd_ink seen[] = { GD_INK_CURSOR, GD_INK_LATE,
		GD_INK_MARKED, GD_INK_CHANGED, GD_INK_FIELD, GD_INK_TITLE };

	(void)state;
	for (int theme = 0; theme < GD_NTHEMES; theme++)
		for (int ink = 0; ink < GD_NINKS; ink++) {
			struct gd_look none =
			    gd_theme_look((enum gd_theme)theme, 0,
				(enum gd_ink)ink);

			assert_true(none.fg == -1 && none.bg == -1);
			assert_true(same(none,
			    gd_theme_look(GD_THEME_NONE, 256,
				(enum gd_ink)ink)));
		}
	for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++)
		assert_false(same(gd_theme_look(GD_THEME_NONE, 0, seen[i]),
		    gd_theme_look(GD_THEME_NONE, 0, GD_INK_PLAIN)));
}

static void
the_cursor_row_and_what_is_late_look_like_nothing_else(void **state)
{
	static const int colours[] = { 256, 8 };

	(void)state;
	for (int theme = 0; theme < GD_THEME_NONE; theme++)
		for (int c = 0; c < 2; c++)
			for (int ink = GD_INK_HEAD; ink < GD_NINKS; ink++) {
				struct gd_look l =
				    gd_theme_look((enum gd_theme)theme,
					colours[c], (enum gd_ink)ink);

				if (ink != GD_INK_CURSOR)
					assert_false(same(l,
					    gd_theme_look((enum gd_theme)theme,
						colours[c], GD_INK_CURSOR)));
				if (ink != GD_INK_LATE && ink != GD_INK_FOCUS)
					assert_false(same(l,
					    gd_theme_look((enum gd_theme)theme,
						colours[c], GD_INK_LATE)));
			}
}

static void
a_theme_is_found_by_its_word_and_has_a_chinese_name(void **state)
{
	(void)state;
	for (int i = 0; i < GD_NTHEMES; i++) {
		enum gd_theme t = (enum gd_theme)i;

		assert_int_equal(gd_theme_find(gd_theme_word(t)), t);
		assert_string_not_equal(gd_tr(GD_ZH, gd_theme_name(t)),
		    gd_theme_name(t));
		assert_string_not_equal(gd_tr(GD_ZH, gd_theme_what(t)),
		    gd_theme_what(t));
	}
	assert_int_equal(gd_theme_find("High contrast"), GD_THEME_CONTRAST);
	assert_int_equal(gd_theme_find("pink"), GD_NTHEMES);
	assert_int_equal(gd_theme_find(""), GD_NTHEMES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast_is_reckoned_as_wcag_says),
		cmocka_unit_test(every_role_can_be_read_on_a_dark_background),
		cmocka_unit_test(every_role_can_be_read_on_a_light_background),
		cmocka_unit_test(
		    high_contrast_is_seven_whatever_the_background),
		cmocka_unit_test(without_colours_only_attributes_are_used),
		cmocka_unit_test(
		    the_cursor_row_and_what_is_late_look_like_nothing_else),
		cmocka_unit_test(
		    a_theme_is_found_by_its_word_and_has_a_chinese_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
