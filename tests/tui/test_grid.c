/* tests/tui/test_grid.c - the cell grid, and its flush into a terminal.
 *
 * The fuzz writes short mixed strings at random columns, shows the grid on a
 * pseudo-terminal and lets libvterm judge what a person would see.
 */
#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

#include "base/text.h"
#include "tui/device.h"
#include "tui/grid.h"
#include "tui_test.h"

#include "base/banned.h"

static void
assert_dump(const struct gd_grid *g, const char *expected)
{
	struct gd_str text = GD_STR_INIT;

	gd_grid_dump(g, &text, true, false);
	assert_string_equal(text.text, expected);
	gd_str_release(&text);
}

static void
a_wide_character_loses_both_halves_when_one_is_overwritten(void **state)
{
	struct gd_grid g;

	(void)state;
	gd_grid_init(&g, 2, 8);
	gd_grid_text(&g, 0, 0, GD_INK_PLAIN, "单证归档");
	gd_grid_put(&g, 0, 1, GD_INK_PLAIN, 'X');
	gd_grid_put(&g, 0, 4, GD_INK_PLAIN, 'Y');
	gd_grid_text(&g, 1, 0, GD_INK_PLAIN, "a单b");
	gd_grid_text(&g, 1, 2, GD_INK_PLAIN, "证");

	assert_dump(&g, " X证Y 档\na 证\n");
	gd_grid_release(&g);
}

static void
a_wide_character_without_room_is_a_blank(void **state)
{
	struct gd_grid g;

	(void)state;
	gd_grid_init(&g, 1, 5);
	gd_grid_put(&g, 0, 4, GD_INK_PLAIN, 0x5355);
	assert_int_equal(gd_grid_at(&g, 0, 4)->cp, ' ');
	assert_int_equal(gd_grid_text(&g, 0, 0, GD_INK_PLAIN, "单证归"), 4);
	assert_dump(&g, "单证\n");
	gd_grid_release(&g);
}

static void
fitted_text_fills_exactly_its_columns(void **state)
{
	struct gd_grid g;

	(void)state;
	gd_grid_init(&g, 4, 9);
	gd_grid_fill(&g, 0, 0, 4, 9, GD_INK_PLAIN, '#');
	gd_grid_fit(&g, 0, 1, 6, GD_INK_PLAIN, "单证归档");
	gd_grid_fit(&g, 1, 1, 6, GD_INK_PLAIN, "单");
	gd_grid_fit_right(&g, 2, 1, 6, GD_INK_PLAIN, "单");
	gd_grid_fit(&g, 3, 1, 6, GD_INK_PLAIN, "contract");

	assert_dump(&g, "#单证~ ##\n#单    ##\n#    单##\n#contr~##\n");
	gd_grid_release(&g);
}

static void
drawing_outside_the_grid_does_nothing(void **state)
{
	struct gd_grid g;

	(void)state;
	gd_grid_init(&g, 1, 3);
	gd_grid_text(&g, -1, 0, GD_INK_PLAIN, "abc");
	gd_grid_text(&g, 1, 0, GD_INK_PLAIN, "abc");
	gd_grid_text(&g, 0, -2, GD_INK_PLAIN, "abc");
	gd_grid_box(&g, -5, -5, 3, 3, "title", NULL);
	gd_grid_fit(&g, 0, 2, 40, GD_INK_PLAIN, "单");
	assert_dump(&g, "c\n");
	gd_grid_release(&g);
}

static void
control_characters_never_get_into_a_cell(void **state)
{
	struct gd_grid g;

	(void)state;
	gd_grid_init(&g, 1, 8);
	gd_grid_text(&g, 0, 0, GD_INK_PLAIN, "a\033[2J\tb\x7f");
	assert_dump(&g, "a?[2J?b?\n");
	gd_grid_release(&g);
}

static void
the_role_plane_has_one_letter_a_cell(void **state)
{
	struct gd_str text = GD_STR_INIT;
	struct gd_grid g;

	(void)state;
	gd_grid_init(&g, 1, 6);
	gd_grid_text(&g, 0, 0, GD_INK_LATE, "单");
	gd_grid_text(&g, 0, 2, GD_INK_SIGN, "s");
	gd_grid_dump(&g, &text, true, true);
	assert_string_equal(text.text, "单s\n!!s\n");
	gd_str_release(&text);
	gd_grid_release(&g);
}

/* ---- fuzz --------------------------------------------------------------- */

struct eye {
	int master, slave;
	bool no_corner; /* no wide character before the last cell */
	VTerm *vt;
	VTermScreen *screen;
};

static void
eye_open(struct eye *e, int rows, int cols)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	assert_int_equal(openpty(&e->master, &e->slave, NULL, NULL, &ws), 0);
	fcntl(e->master, F_SETFL, O_NONBLOCK);
	e->vt = vterm_new(rows, cols);
	vterm_set_utf8(e->vt, 1);
	e->screen = vterm_obtain_screen(e->vt);
	vterm_screen_enable_altscreen(e->screen, 1);
	vterm_screen_reset(e->screen, 1);
}

static void
eye_look(struct eye *e)
{
	char buf[4096];
	ssize_t n;

	while ((n = read(e->master, buf, sizeof buf)) > 0)
		vterm_input_write(e->vt, buf, (size_t)n);
}

static void
eye_close(struct eye *e)
{
	vterm_free(e->vt);
	close(e->master);
	close(e->slave);
}

static bool
same_colour(const VTermColor *c, int want, bool fg)
{
	if (want < 0)
		return fg ? VTERM_COLOR_IS_DEFAULT_FG(c)
			  : VTERM_COLOR_IS_DEFAULT_BG(c);
	return VTERM_COLOR_IS_INDEXED(c) && c->indexed.idx == want;
}

/* Does the cell look as the theme says?  Blanks have no foreground. */
static bool
looks(const VTermScreenCell *cell, const struct gd_glyph *want,
    enum gd_theme theme, int colours)
{
	struct gd_look l =
	    gd_theme_look(theme, colours, (enum gd_ink)want->ink);
	bool blank = want->cp == ' ';

	/* reverse of its own colours is drawn with the colours */
	return (blank || !cell->attrs.bold == !l.bold) &&
	       !cell->attrs.underline == !l.under &&
	       !cell->attrs.reverse == !l.reverse &&
	       (blank || l.bold || same_colour(&cell->fg, l.fg, true)) &&
	       same_colour(&cell->bg, l.bg, false);
}

static int
count_wrong(struct eye *e, const struct gd_grid *g, enum gd_theme theme,
    int colours)
{
	int wrong = 0;
	VTermPos caret;

	for (int r = 0; r < g->rows; r++) {
		for (int c = 0; c < g->cols; c++) {
			const struct gd_glyph *want = gd_grid_at(g, r, c);
			VTermScreenCell cell;
			uint32_t seen;

			if (want->width == 0 ||
			    (e->no_corner && r == g->rows - 1 &&
				c == g->cols - 3 && want->width == 2))
				continue;
			vterm_screen_get_cell(e->screen,
			    (VTermPos){ .row = r, .col = c }, &cell);
			seen = cell.chars[0] ? cell.chars[0] : ' ';
			if (seen != want->cp ||
			    cell.width != (char)want->width ||
			    (cell.chars[0] && c + want->width < g->cols &&
				cell.chars[1] != want->mark[0]) ||
			    !looks(&cell, want, theme, colours))
				wrong++;
		}
	}
	vterm_state_get_cursorpos(vterm_obtain_state(e->vt), &caret);
	return wrong + (caret.row != g->cur_row || caret.col != g->cur_col);
}

static void
scribble(struct gd_grid *g, uint64_t *seed)
{
	static const char *const words[] = { "单证", "a单b", "contract",
		"订货单 5", "x", "王", "ü合同é", "  ", "财务部签合同", "[x]",
		"（全角，）「」", "ひらカナ", "한국어", "𠀀𠮷",
		"e\u0301a\u0308", "￥１２", "─│·…→★①" };
	enum { N = sizeof words / sizeof words[0] };

	g->cur_row = (int)dice(seed, (uint32_t)g->rows);
	g->cur_col = (int)dice(seed, (uint32_t)g->cols);
	for (int i = 0; i < 60; i++) {
		int row = (int)dice(seed, (uint32_t)g->rows);
		int col = (int)dice(seed, (uint32_t)g->cols);
		enum gd_ink ink = (enum gd_ink)dice(seed, GD_NINKS);

		if (dice(seed, 12) == 0)
			gd_grid_box(g, row, col, 3 + (int)dice(seed, 9),
			    8 + (int)dice(seed, 50), "盒子 box", "1/2");
		else if (dice(seed, 12) == 0)
			gd_grid_fit(g, row, col, (int)dice(seed, 40), ink,
			    words[dice(seed, N)]);
		else
			gd_grid_text(g, row, col, ink, words[dice(seed, N)]);
	}
}

static void
open_on(struct eye *e, const char *type, struct gd_device **dev)
{
	struct gd_err err = GD_ERR_INIT;

	setenv("TERM", type, 1);
	assert_int_equal(gd_term_open(
			     &(struct gd_term_options){
				 .in_fd = e->slave,
				 .out_fd = e->slave,
				 .glyphs = GD_GLYPHS_LINES,
				 .no_signals = true,
			     },
			     dev, &err),
	    GD_OK);
}

/* 1,000 frames and more with GENDAN_SOAK. */
static void
what_the_grid_says_stands_on_the_terminal(void **state)
{
	static const char *const types[] = { "xterm-256color", "xterm", "vt100",
		"screen-256color" };
	static const int colours[] = { 256, 8, 0, 256 };
	int runs = getenv("GENDAN_SOAK") ? 200 : 8;
	uint64_t seed = 20261124;

	(void)state;
	for (int run = 0; run < runs; run++) {
		enum gd_theme theme = (enum gd_theme)(run / 4 % GD_NTHEMES);
		struct gd_device *dev;
		struct gd_grid g;
		struct eye e = { .no_corner = run % 4 == 3 };

		eye_open(&e, 24, 80);
		open_on(&e, types[run % 4], &dev);
		assert_int_equal(dev->colours, colours[run % 4]);
		dev->ops->look(dev, theme);
		gd_grid_init(&g, 24, 80);
		for (int frame = 0; frame < 15; frame++) {
			scribble(&g, &seed);
			dev->ops->show(dev, &g);
			eye_look(&e);
			assert_int_equal(
			    count_wrong(&e, &g, theme, colours[run % 4]), 0);
		}
		gd_grid_release(&g);
		dev->ops->close(dev);
		eye_close(&e);
	}
}

/* ---- keys through the real device --------------------------------------- */

static int
read_keys(struct gd_device *dev, uint32_t *codes, int max)
{
	struct gd_key key;
	int n = 0;

	while (n < max && dev->ops->read(dev, 300, &key) == GD_INPUT_KEY)
		codes[n++] = key.code;
	return n;
}

static void
type(struct eye *e, const char *bytes)
{
	assert_true(write(e->master, bytes, strlen(bytes)) > 0);
}

static void
terminal_keys_arrive_whole_and_bad_bytes_cost_nothing(void **state)
{
	static const uint32_t want[] = { GD_KEY_F(1), GD_KEY_F(1), GD_KEY_F(1),
		GD_KEY_UP, GD_KEY_UP, 0x5355, GD_KEY_BAD, 'a', GD_KEY_ENTER,
		GD_KEY_F(12), GD_KEY_CTRL_LEFT, GD_KEY_CTRL('S'), 'z' };
	struct gd_err err = GD_ERR_INIT;
	uint32_t codes[64];
	struct gd_device *dev;
	struct eye e;
	int n;

	(void)state;
	setenv("TERM", "xterm", 1);
	eye_open(&e, 24, 80);
	assert_int_equal(gd_term_open(
			     &(struct gd_term_options){
				 .in_fd = e.slave,
				 .out_fd = e.slave,
				 .glyphs = GD_GLYPHS_ASCII,
				 .no_signals = true,
			     },
			     &dev, &err),
	    GD_OK);

	type(&e, "\033OP\033[11~\033[[A\033OA\033[A单\xff"
		 "a\r\033[24~"
		 "\033[1;5D\x13z");
	n = read_keys(dev, codes, 64);

	assert_int_equal(n, sizeof want / sizeof want[0]);
	assert_memory_equal(codes, want, sizeof want);
	type(&e, "\033[12;34Ra\033OZ");
	n = read_keys(dev, codes, 64);
	assert_int_equal(n, 1); /* sequences we do not know are dropped */
	assert_int_equal(codes[0], 'a');
	close(e.slave);
	close(e.master); /* the window is closed */
	assert_int_equal(dev->ops->read(dev, 2000, &(struct gd_key){ 0 }),
	    GD_INPUT_GONE);
	dev->ops->close(dev);
	vterm_free(e.vt);
}

static void
a_burst_of_ten_thousand_keys_is_read_whole(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_device *dev;
	struct gd_key key;
	struct eye e;
	int sent = 0, got = 0;

	(void)state;
	setenv("TERM", "xterm", 1);
	eye_open(&e, 24, 80);
	assert_int_equal(gd_term_open(
			     &(struct gd_term_options){
				 .in_fd = e.slave,
				 .out_fd = e.slave,
				 .glyphs = GD_GLYPHS_ASCII,
				 .no_signals = true,
			     },
			     &dev, &err),
	    GD_OK);
	while (got < 10000) {
		while (sent < 10000) {
			ssize_t n = write(e.master, "0123456789", 10);

			if (n <= 0)
				break;
			sent += (int)n;
		}
		if (dev->ops->read(dev, 1000, &key) != GD_INPUT_KEY)
			break;
		assert_int_equal(key.code, '0' + got % 10);
		got++;
	}
	assert_int_equal(got, 10000);
	dev->ops->close(dev);
	eye_close(&e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_wide_character_loses_both_halves_when_one_is_overwritten),
		cmocka_unit_test(a_wide_character_without_room_is_a_blank),
		cmocka_unit_test(fitted_text_fills_exactly_its_columns),
		cmocka_unit_test(drawing_outside_the_grid_does_nothing),
		cmocka_unit_test(control_characters_never_get_into_a_cell),
		cmocka_unit_test(the_role_plane_has_one_letter_a_cell),
		cmocka_unit_test(what_the_grid_says_stands_on_the_terminal),
		cmocka_unit_test(
		    terminal_keys_arrive_whole_and_bad_bytes_cost_nothing),
		cmocka_unit_test(a_burst_of_ten_thousand_keys_is_read_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
