/* tui/term/term.c - the terminal device; the only file that includes curses.
 *
 * The library is used as a driver only: terminfo, colours, and sending what
 * changed.  Rows are rewritten left to right, so a half overwritten wide
 * character cannot happen.  Bytes are read and understood by our own
 * term_input.c, signals come through the pipe of term_signals.c.
 */
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/text.h"

#include "term_priv.h"

#include "base/banned.h"

/* Of <term.h>, whose macros take names such as "lines" and "columns". */
extern char *tigetstr(const char *cap);

struct term {
	struct gd_device dev;
	SCREEN *screen;
	FILE *in, *out;
	int out_fd;
	bool ascii, redraw, mouse;
	int rows, cols;         /* as the keys handed over so far know it */
	int new_rows, new_cols; /* as the terminal said last */
	int min_rows, min_cols;
	attr_t attr[GD_NINKS];
	short pair[GD_NINKS];
	struct gd_grid shown; /* owned; rows 0: not known */
	struct term_signals signals;
	struct term_input input;
	struct term_frame frame;
};

#define PASTE_ON "\033[?2004h" /* paste comes in brackets */
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
/* All of it in one, for a crash: also colours, cursor, the first screen. */
#define GIVE_BACK                                                      \
	MOUSE_OFF PASTE_OFF "\033[0m\033[?1l\033>\033[?25h\033[?1049l" \
			    "\r\n"

/* ---- inks --------------------------------------------------------------- */

/* A pair of colours for an ink; -1 is only known to some terminals. */
static short
pair_of(const struct gd_look *look, short number, bool own)
{
	short fg = (short)look->fg, bg = (short)look->bg;

	if (fg < 0 && bg < 0)
		return 0;
	if (!own) {
		fg = fg < 0 ? COLOR_WHITE : fg;
		bg = bg < 0 ? COLOR_BLACK : bg;
	}
	init_pair(number, fg, bg);
	return number;
}

static void
term_look(struct gd_device *dev, enum gd_theme theme)
{
	struct term *t = (struct term *)dev;
	bool own = dev->colours > 0 && use_default_colors() == OK;

	for (int i = 0; i < GD_NINKS; i++) {
		struct gd_look look =
		    gd_theme_look(theme, dev->colours, (enum gd_ink)i);

		t->attr[i] = (look.bold ? A_BOLD : A_NORMAL) |
			     (look.under ? A_UNDERLINE : A_NORMAL) |
			     (look.reverse ? A_REVERSE : A_NORMAL);
		t->pair[i] =
		    dev->colours ? pair_of(&look, (short)(i + 1), own) : 0;
	}
	t->redraw = true;
}

static int
count_colours(void)
{
	const char *no = getenv("NO_COLOR");

	if ((no && *no) || !has_colors() || start_color() != OK ||
	    COLOR_PAIRS <= GD_NINKS)
		return 0;
	return COLORS >= 256 ? 256 : COLORS >= 8 ? 8 : 0;
}

/* ---- keys --------------------------------------------------------------- */

/* A text of the terminal's description; NULL = it has none. */
static const char *
described(const char *cap)
{
	const char *text = tigetstr(cap);

	return text && text != (const char *)-1 && *text ? text : NULL;
}

/* What the terminal's own description says its keys send. */
static void
own_forms(struct gd_seq *s)
{
	static const struct {
		const char *cap;
		uint32_t code;
	} caps[] = {
		{ "kcuu1", GD_KEY_UP },
		{ "kcud1", GD_KEY_DOWN },
		{ "kcub1", GD_KEY_LEFT },
		{ "kcuf1", GD_KEY_RIGHT },
		{ "kpp", GD_KEY_PGUP },
		{ "knp", GD_KEY_PGDN },
		{ "khome", GD_KEY_HOME },
		{ "kend", GD_KEY_END },
		{ "kich1", GD_KEY_INSERT },
		{ "kdch1", GD_KEY_DELETE },
		{ "kcbt", GD_KEY_BACKTAB },
		{ "kent", GD_KEY_ENTER },
		{ "kri", GD_KEY_SHIFT_UP },
		{ "kind", GD_KEY_SHIFT_DOWN },
		{ "kUP", GD_KEY_SHIFT_UP },
		{ "kDN", GD_KEY_SHIFT_DOWN },
		{ "kLFT5", GD_KEY_CTRL_LEFT },
		{ "kRIT5", GD_KEY_CTRL_RIGHT },
	};

	for (int i = 1; i <= 12; i++) {
		char cap[8];
		const char *bytes;

		snprintf(cap, sizeof cap, "kf%d", i);
		bytes = described(cap);
		if (bytes)
			gd_seq_own(s, bytes, GD_KEY_F(i));
	}
	for (size_t i = 0; i < sizeof caps / sizeof caps[0]; i++) {
		const char *bytes = described(caps[i].cap);

		if (bytes)
			gd_seq_own(s, bytes, caps[i].code);
	}
}

static void
term_mouse(struct gd_device *dev, bool on)
{
	struct term *t = (struct term *)dev;

	on = on && described("kmous");
	if (t->mouse != on)
		frame_say(t->out_fd, on ? MOUSE_ON : MOUSE_OFF);
	t->mouse = on;
}

/* ---- sizes and signals ---------------------------------------------------- */

static void
term_size(struct gd_device *dev, int *rows, int *cols)
{
	const struct term *t = (struct term *)dev;

	*rows = t->rows;
	*cols = t->cols;
}

/* @return the size is known and new */
static bool
measure(struct term *t)
{
	struct winsize ws;

	if (ioctl(t->out_fd, TIOCGWINSZ, &ws) != 0 || ws.ws_row == 0 ||
	    ws.ws_col == 0 ||
	    (ws.ws_row == t->new_rows && ws.ws_col == t->new_cols))
		return false;
	t->new_rows = ws.ws_row < 1000 ? ws.ws_row : 999;
	t->new_cols = ws.ws_col < 1000 ? ws.ws_col : 999;
	return true;
}

/* From now on, for the keys that follow. */
static void
take_size(struct term *t, int rows, int cols)
{
	t->rows = rows;
	t->cols = cols;
	resizeterm(rows, cols);
	gd_grid_release(&t->shown);
	t->redraw = true; /* terminals move text about as they like */
}

/* Stopped from outside: the terminal is given back until we go on. */
static void
stop(struct term *t)
{
	frame_say(t->out_fd, t->mouse ? MOUSE_OFF PASTE_OFF : PASTE_OFF);
	endwin();
	kill(getpid(), SIGSTOP);
}

static void
go_on(struct term *t)
{
	reset_prog_mode();
	frame_say(t->out_fd, t->mouse ? MOUSE_ON PASTE_ON : PASTE_ON);
	t->redraw = true;
	input_resize(&t->input, t->new_rows, t->new_cols, false);
}

static bool
roomy(const struct term *t, int rows, int cols)
{
	return rows >= t->min_rows && cols >= t->min_cols;
}

/* Keys and sizes come on two ways, so their order is not known for sure: keys
 * that may have been typed while the window was large enough count. */
static void
hear(struct term *t)
{
	int heard = signals_heard(&t->signals);
	bool was = roomy(t, t->new_rows, t->new_cols);

	if (heard & HEARD_END)
		t->input.gone = true;
	if (heard & HEARD_STOP)
		stop(t);
	if ((heard & (HEARD_SIZE | HEARD_STOP | HEARD_GO_ON)) && measure(t)) {
		bool before = !was && roomy(t, t->new_rows, t->new_cols);

		if (!before)
			input_drain(&t->input);
		input_resize(&t->input, t->new_rows, t->new_cols, before);
	}
	if (heard & HEARD_GO_ON)
		go_on(t);
}

/* Wait for bytes or a signal. @return false: neither came in time */
static bool
await(struct term *t, int64_t left)
{
	int held = gd_seq_wait(&t->input.seq, gd_monotonic_ms());
	struct pollfd fds[2] = {
		{ .fd = t->input.fd, .events = POLLIN },
		{ .fd = t->signals.wake_fd, .events = POLLIN },
	};
	int n;

	left = left > 0 ? left : 0;
	n = poll(fds, 2, held >= 0 && held < left ? held : (int)left);
	if (n < 0 && errno != EINTR)
		t->input.gone = true;
	if (n > 0 && (fds[0].revents & POLLIN))
		input_drain(&t->input);
	else if (n > 0 && (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)))
		t->input.gone = true;
	else if (n == 0 && held >= 0)
		input_quiet(&t->input);
	hear(t);
	return n != 0 || (held >= 0 && held < left);
}

static enum gd_input
term_read(struct gd_device *dev, int timeout_ms, struct gd_key *key)
{
	struct term *t = (struct term *)dev;
	int64_t until = gd_monotonic_ms() + timeout_ms;

	while (t->input.count == 0 && !t->input.gone)
		if (!await(t, until - gd_monotonic_ms()))
			break;
	if (t->input.gone)
		return GD_INPUT_GONE;
	if (!input_take(&t->input, key))
		return GD_INPUT_QUIET;
	if (key->code == GD_KEY_RESIZE)
		take_size(t, key->row, key->col);
	return GD_INPUT_KEY;
}

/* ---- showing -------------------------------------------------------------- */

/* A console without hanzi: the initial of its pinyin and a blank. */
static void
show_initial(const struct term *t, int row, int col, const struct gd_glyph *g)
{
	struct gd_str letters = GD_STR_INIT;
	uint32_t cp = gd_fold_width(g->cp);
	char text[8], shown = '?';

	text[gd_utf8_put(g->cp, text)] = '\0';
	gd_text_initials(&letters, text);
	if (cp < 127)
		shown = (char)cp;
	else if (letters.len > 0 && (unsigned char)letters.text[0] < 127)
		shown = letters.text[0];
	else if (cp == 0x3001 || cp == 0x3002)
		shown = cp == 0x3001 ? ',' : '.';
	for (int i = 0; i < 2; i++) {
		wchar_t wide[2] = { i ? L' ' : (wchar_t)shown, 0 };
		cchar_t cell;

		setcchar(&cell, wide, t->attr[g->ink], t->pair[g->ink], NULL);
		mvadd_wch(row, col + i, &cell);
	}
	gd_str_release(&letters);
}

/* One glyph; a character the library measures otherwise becomes '?'. */
static void
show_glyph(const struct term *t, int row, int col, const struct gd_glyph *g)
{
	wchar_t text[4] = { L'?', 0, 0, 0 };
	uint32_t cp = t->ascii ? gd_glyph_ascii(g->cp) : g->cp;
	cchar_t cell;
	int n = 0;

	if (t->dev.no_hanzi && g->width == 2) {
		show_initial(t, row, col, g);
		return;
	}
	if (wcwidth((wchar_t)cp) == g->width) {
		/* behind the last column some terminals set a mark below */
		bool last = col + g->width >= COLS;

		text[n++] = (wchar_t)cp;
		for (int i = 0; i < 2 && g->mark[i] && !last; i++)
			if (wcwidth((wchar_t)g->mark[i]) == 0)
				text[n++] = (wchar_t)g->mark[i];
	} else if (g->width == 2) {
		mvaddch(row, col + 1, ' ');
	}
	setcchar(&cell, text, t->attr[g->ink], t->pair[g->ink], NULL);
	mvadd_wch(row, col, &cell);
}

/* Is the row as it was shown last?  Remembers how it is now. */
static bool
as_shown(struct term *t, const struct gd_grid *grid, int row)
{
	size_t n = (size_t)grid->cols * sizeof *grid->at;
	const struct gd_glyph *now = gd_grid_at(grid, row, 0);
	struct gd_glyph *old = t->shown.at + row * grid->cols;
	bool same = memcmp(old, now, n) == 0;

	if (!same)
		memcpy(old, now, n);
	return same;
}

/* While the terminal is given back the library sets its modes anew, which needs
 * the terminal itself. */
static void
show_all(struct term *t)
{
	bool whole = !isendwin() && frame_begin(&t->frame);

	refresh();
	if (whole)
		frame_end(&t->frame);
}

static void
term_show(struct gd_device *dev, const struct gd_grid *grid)
{
	struct term *t = (struct term *)dev;
	int rows = grid->rows < LINES ? grid->rows : LINES;
	int cols = grid->cols < COLS ? grid->cols : COLS;
	bool all = t->redraw || t->shown.rows != grid->rows ||
		   t->shown.cols != grid->cols;

	if (all)
		gd_grid_resize(&t->shown, grid->rows, grid->cols);
	for (int r = 0; r < rows; r++) {
		if (as_shown(t, grid, r) && !all)
			continue;
		for (int c = 0; c < cols; c++) {
			const struct gd_glyph *g = gd_grid_at(grid, r, c);

			if (t->dev.no_corner && r == LINES - 1 &&
			    c == COLS - 3 && g->width == 2)
				mvaddstr(r, c, "  ");
			else if (g->width > 0 && c + g->width <= COLS)
				show_glyph(t, r, c, g);
		}
	}
	if (t->redraw)
		clearok(stdscr, TRUE);
	t->redraw = false;
	if (grid->cur_row >= 0 && grid->cur_row < rows &&
	    grid->cur_col < cols) {
		move(grid->cur_row, grid->cur_col);
		curs_set(1);
	} else {
		move(rows - 1, 0);
		curs_set(0);
	}
	show_all(t);
}

static void
term_redraw(struct gd_device *dev)
{
	((struct term *)dev)->redraw = true;
}

static void
term_close(struct gd_device *dev)
{
	struct term *t = (struct term *)dev;

	gd_die_hook(NULL);
	signals_on_crash(NULL, -1, NULL);
	if (t->screen) {
		frame_say(t->out_fd,
		    t->mouse ? MOUSE_OFF PASTE_OFF : PASTE_OFF);
		curs_set(1);
		endwin();
		delscreen(t->screen);
	}
	signals_stop(&t->signals);
	if (t->in)
		fclose(t->in);
	if (t->out)
		fclose(t->out);
	gd_grid_release(&t->shown);
	frame_release(&t->frame);
	free(t);
}

/* ---- opening ------------------------------------------------------------ */

static FILE *
stream(int fd, const char *mode)
{
	int own = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	FILE *f = own < 0 ? NULL : fdopen(own, mode);

	if (!f && own >= 0)
		close(own);
	return f;
}

/* A type that is not known here, of a terminal that answers as all do that
 * follow the vt100: one of the commonest will do. */
static void
open_as_other(struct term *t, const char *type)
{
	static const char *const others[] = { "xterm-256color", "xterm",
		"vt100" };
	char ahead[256] = "";
	bool many = strstr(type, "256color") != NULL;

	if (!term_answers(t->input.fd, t->out_fd, ahead, sizeof ahead))
		return;
	input_feed(&t->input, ahead);
	for (int i = many ? 0 : 1; i < 3 && !t->screen; i++) {
		t->screen = newterm(others[i], t->out, t->in);
		t->dev.as = others[i];
	}
}

static void
open_screen(struct term *t, const char *type)
{
	t->screen = newterm(NULL, t->out, t->in);
	if (!t->screen)
		open_as_other(t, type);
	if (!t->screen || described("cup"))
		return;
	endwin(); /* dumb: nothing can be put anywhere */
	delscreen(t->screen);
	t->screen = NULL;
}

static const struct gd_device_ops term_ops = {
	.size = term_size,
	.read = term_read,
	.show = term_show,
	.redraw = term_redraw,
	.look = term_look,
	.mouse = term_mouse,
	.close = term_close,
};

static void
give_back(void)
{
	frame_say(STDOUT_FILENO, MOUSE_OFF PASTE_OFF);
	endwin();
}

static struct term *
new_term(const struct gd_term_options *options)
{
	const char *escape = getenv("ESCDELAY"), *type = getenv("TERM");
	struct term *t = gd_alloc(1, sizeof *t);
	int ms = escape ? (int)strtol(escape, NULL, 10) : 0;

	t->dev.ops = &term_ops;
	t->input.fd = options->in_fd;
	gd_seq_init(&t->input.seq);
	if (ms >= 10 && ms <= 1000)
		t->input.seq.esc_ms = ms;
	t->out_fd = options->out_fd;
	t->min_rows = options->min_rows;
	t->min_cols = options->min_cols;
	t->signals.wake_fd = -1;
	t->frame.fd = -1;
	t->in = stream(t->input.fd, "r");
	t->out = stream(t->out_fd, "w");
	t->dev.no_hanzi = type && strcmp(type, "linux") == 0;
	return t;
}

/* The library takes over the terminal. */
static void
start(struct term *t, const struct termios *before)
{
	gd_die_hook(give_back);
	signals_on_crash(GIVE_BACK, t->out_fd, before);
	signals_when_stuck(&t->signals, fileno(t->out), t->out_fd);
	frame_init(&t->frame, fileno(t->out), t->out_fd);
	raw();
	noecho();
	nonl();
	typeahead(-1); /* a picture is shown whole */
	keypad(stdscr, TRUE);
	own_forms(&t->input.seq);
	t->dev.no_corner = !described("smam") || !described("rmam");
	t->dev.colours = count_colours();
	term_look(&t->dev, GD_THEME_DEFAULT);
	t->new_rows = LINES;
	t->new_cols = COLS;
	(void)measure(t);
	take_size(t, t->new_rows, t->new_cols);
	frame_say(t->out_fd, PASTE_ON);
}

enum gd_code
gd_term_open(const struct gd_term_options *options, struct gd_device **out,
    struct gd_err *err)
{
	const char *type = getenv("TERM") ? getenv("TERM") : "";
	char ahead[256] = "";
	struct termios before;
	struct term *t;

	*out = NULL;
	if (!isatty(options->in_fd) || !isatty(options->out_fd) ||
	    tcgetattr(options->out_fd, &before) != 0)
		return gd_fail(err, GD_USAGE, GD_M_TUI_NO_TERMINAL);
	t = new_term(options);
	term_locale();
	t->ascii = term_wants_ascii(t->input.fd, t->out_fd, options->glyphs,
	    ahead, sizeof ahead);
	input_feed(&t->input, ahead);
	if (t->in && t->out && signals_start(&t->signals, options->no_signals))
		open_screen(t, type);
	if (!t->screen) {
		term_close(&t->dev);
		return gd_fail(err, GD_OUTSIDE,
		    strcmp(type, "dumb") == 0 ? GD_M_TUI_DUMB : GD_M_TUI_TERM,
		    GD_T(type));
	}
	start(t, &before);
	*out = &t->dev;
	return GD_OK;
}
