/* tui/term.c - the terminal device; the only file that includes curses.
 *
 * The library is used as a driver only: terminfo, decoding of function keys,
 * colours, and sending what changed.  Rows are rewritten left to right, so a
 * half overwritten wide character cannot happen.  Signals only write to a
 * pipe of our own.
 */
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/day.h"
#include "base/memory.h"
#include "tui/device.h"

#include "term_priv.h"

#include "base/banned.h"

#define QUEUE 4096 /* keys read ahead in one burst */
#define NSIGNALS 4

struct term {
	struct gd_device dev;
	SCREEN *screen;
	FILE *in, *out;
	int in_fd, out_fd, wake_fd;
	bool ascii, redraw, gone, colour;
	struct gd_decoder decoder;
	struct gd_key queue[QUEUE];
	int first, count;
	int errors; /* reads in a row that said ERR though poll said ready */
	bool signals;
	struct sigaction old[NSIGNALS];
	attr_t attr[GD_NINKS];
	short pair[GD_NINKS];
	struct gd_grid shown; /* owned; rows 0: not known */
};

static const int signals[NSIGNALS] = { SIGHUP, SIGTERM, SIGINT, SIGWINCH };

/* Handlers have no payload: the write end of the self-pipe, -1 = none. */
static volatile sig_atomic_t wake_pipe = -1;

static void
on_signal(int number)
{
	int saved = errno;
	char byte = (char)number;

	if (wake_pipe >= 0 && write((int)wake_pipe, &byte, 1) < 0)
		errno = 0; /* full: a wake-up is already under way */
	errno = saved;
}

static void
give_back(void)
{
	if (wake_pipe >= 0)
		endwin();
}

/* ---- inks --------------------------------------------------------------- */

static const struct {
	short colour;       /* -1 = default */
	attr_t attr, plain; /* with colours, without */
} looks[GD_NINKS] = {
	[GD_INK_PLAIN] = { -1, A_NORMAL, A_NORMAL },
	[GD_INK_TITLE] = { -1, A_REVERSE, A_REVERSE },
	[GD_INK_DEMO] = { COLOR_YELLOW, A_REVERSE | A_BOLD,
	    A_REVERSE | A_BOLD },
	[GD_INK_FOOTER] = { -1, A_REVERSE, A_REVERSE },
	[GD_INK_KEY] = { -1, A_BOLD, A_BOLD },
	[GD_INK_HEAD] = { -1, A_BOLD, A_BOLD },
	[GD_INK_LINE] = { -1, A_DIM, A_NORMAL },
	[GD_INK_CURSOR] = { -1, A_REVERSE, A_REVERSE },
	[GD_INK_MARKED] = { COLOR_YELLOW, A_BOLD, A_BOLD },
	[GD_INK_LATE] = { COLOR_RED, A_BOLD, A_BOLD | A_UNDERLINE },
	[GD_INK_SIGN] = { COLOR_MAGENTA, A_NORMAL, A_BOLD },
	[GD_INK_RECEIPT] = { COLOR_CYAN, A_NORMAL, A_BOLD },
	[GD_INK_DONE] = { COLOR_GREEN, A_NORMAL, A_NORMAL },
	[GD_INK_DIM] = { -1, A_DIM, A_NORMAL },
	[GD_INK_CHANGED] = { COLOR_YELLOW, A_NORMAL, A_UNDERLINE },
	[GD_INK_FIELD] = { -1, A_UNDERLINE, A_UNDERLINE },
	[GD_INK_FOCUS] = { -1, A_UNDERLINE | A_BOLD, A_UNDERLINE | A_BOLD },
};

static void
start_inks(struct term *t)
{
	const char *no = getenv("NO_COLOR");
	short pairs = 0;

	t->colour = !(no && *no) && has_colors() && start_color() == OK;
	if (t->colour)
		use_default_colors();
	for (int i = 0; i < GD_NINKS; i++) {
		t->attr[i] = t->colour ? looks[i].attr : looks[i].plain;
		if (!t->colour || looks[i].colour < 0)
			continue;
		t->pair[i] = ++pairs;
		init_pair(pairs, looks[i].colour, -1);
	}
}

/* ---- keys --------------------------------------------------------------- */

/* Forms that terminals send although terminfo says otherwise. */
static const struct {
	const char *bytes;
	int code;
} forms[] = {
	{ "\033[A", KEY_UP },
	{ "\033OA", KEY_UP },
	{ "\033[B", KEY_DOWN },
	{ "\033OB", KEY_DOWN },
	{ "\033[C", KEY_RIGHT },
	{ "\033OC", KEY_RIGHT },
	{ "\033[D", KEY_LEFT },
	{ "\033OD", KEY_LEFT },
	{ "\033[H", KEY_HOME },
	{ "\033OH", KEY_HOME },
	{ "\033[1~", KEY_HOME },
	{ "\033[7~", KEY_HOME },
	{ "\033[F", KEY_END },
	{ "\033OF", KEY_END },
	{ "\033[4~", KEY_END },
	{ "\033[8~", KEY_END },
	{ "\033[2~", KEY_IC },
	{ "\033[3~", KEY_DC },
	{ "\033[5~", KEY_PPAGE },
	{ "\033[6~", KEY_NPAGE },
	{ "\033[Z", KEY_BTAB },
	{ "\033OP", KEY_F(1) },
	{ "\033[11~", KEY_F(1) },
	{ "\033[[A", KEY_F(1) },
	{ "\033OQ", KEY_F(2) },
	{ "\033[12~", KEY_F(2) },
	{ "\033[[B", KEY_F(2) },
	{ "\033OR", KEY_F(3) },
	{ "\033[13~", KEY_F(3) },
	{ "\033[[C", KEY_F(3) },
	{ "\033OS", KEY_F(4) },
	{ "\033[14~", KEY_F(4) },
	{ "\033[[D", KEY_F(4) },
	{ "\033[15~", KEY_F(5) },
	{ "\033[[E", KEY_F(5) },
	{ "\033[17~", KEY_F(6) },
	{ "\033[18~", KEY_F(7) },
	{ "\033[19~", KEY_F(8) },
	{ "\033[20~", KEY_F(9) },
	{ "\033[21~", KEY_F(10) },
	{ "\033[23~", KEY_F(11) },
	{ "\033[24~", KEY_F(12) },
};

enum { /* codes of our own, beyond those of the library */
	OWN_CTRL_LEFT = 0x2000,
	OWN_CTRL_RIGHT,
	OWN_PASTE_ON,
	OWN_PASTE_OFF,
	OWN_SHIFT_UP,
	OWN_SHIFT_DOWN,
};

static void
define_forms(void)
{
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		define_key(forms[i].bytes, forms[i].code);
	define_key("\033[1;5D", OWN_CTRL_LEFT);
	define_key("\033[5D", OWN_CTRL_LEFT);
	define_key("\033[1;5C", OWN_CTRL_RIGHT);
	define_key("\033[5C", OWN_CTRL_RIGHT);
	define_key("\033[1;2A", OWN_SHIFT_UP);
	define_key("\033[1;2B", OWN_SHIFT_DOWN);
	define_key("\033[200~", OWN_PASTE_ON);
	define_key("\033[201~", OWN_PASTE_OFF);
}

static uint32_t
translate(int code)
{
	static const struct {
		int from;
		uint32_t to;
	} table[] = {
		{ KEY_UP, GD_KEY_UP },
		{ KEY_DOWN, GD_KEY_DOWN },
		{ KEY_LEFT, GD_KEY_LEFT },
		{ KEY_RIGHT, GD_KEY_RIGHT },
		{ KEY_PPAGE, GD_KEY_PGUP },
		{ KEY_NPAGE, GD_KEY_PGDN },
		{ KEY_HOME, GD_KEY_HOME },
		{ KEY_END, GD_KEY_END },
		{ KEY_IC, GD_KEY_INSERT },
		{ KEY_DC, GD_KEY_DELETE },
		{ KEY_BTAB, GD_KEY_BACKTAB },
		{ KEY_ENTER, GD_KEY_ENTER },
		{ KEY_BACKSPACE, GD_KEY_BACKSPACE },
		{ KEY_SR, GD_KEY_SHIFT_UP },
		{ KEY_SF, GD_KEY_SHIFT_DOWN },
		{ OWN_SHIFT_UP, GD_KEY_SHIFT_UP },
		{ OWN_SHIFT_DOWN, GD_KEY_SHIFT_DOWN },
		{ OWN_CTRL_LEFT, GD_KEY_CTRL_LEFT },
		{ OWN_CTRL_RIGHT, GD_KEY_CTRL_RIGHT },
		{ OWN_PASTE_ON, GD_KEY_PASTE_ON },
		{ OWN_PASTE_OFF, GD_KEY_PASTE_OFF },
	};

	if (code > KEY_F(0) && code <= KEY_F(12))
		return GD_KEY_F(code - KEY_F(0));
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].from == code)
			return table[i].to;
	return GD_KEY_NONE;
}

static void
enqueue(struct term *t, const struct gd_key *keys, int n)
{
	for (int i = 0; i < n && t->count < QUEUE; i++) {
		t->queue[(t->first + t->count) % QUEUE] = keys[i];
		t->count++;
	}
}

static void
feed(struct term *t, uint8_t byte)
{
	struct gd_key keys[2];

	enqueue(t, keys,
	    gd_decode_byte(&t->decoder, byte, gd_monotonic_ms(), keys));
}

/* After an ESC the library made nothing of.  What follows at once belongs to
 * a sequence we do not know, such as a late answer of the terminal: it is
 * dropped whole.  @return the next byte or key, ERR if none */
static int
after_escape(struct term *t)
{
	int c = getch();

	if (c == '[' || c == 'O')
		gd_decode_unknown(&t->decoder, (char)c, gd_monotonic_ms());
	else
		feed(t, 27);
	return c == '[' || c == 'O' ? getch() : c;
}

/* Take all that has come.  @return how many */
static int
drain(struct term *t)
{
	struct gd_key keys[2];
	int n = 0;

	while (t->count < QUEUE - 2) {
		int c = getch();

		if (c == ERR)
			break;
		n++;
		if (c == 27)
			c = after_escape(t);
		if (c == ERR)
			break;
		if (c < 256) {
			feed(t, (uint8_t)c);
			continue;
		}
		c = (int)translate(c);
		if (c != GD_KEY_NONE)
			enqueue(t, keys,
			    gd_decode_key(&t->decoder, (uint32_t)c, keys));
	}
	return n;
}

/* ---- the operations ----------------------------------------------------- */

static void
term_size(struct gd_device *dev, int *rows, int *cols)
{
	(void)dev;
	*rows = LINES;
	*cols = COLS;
}

static void
measure(struct term *t)
{
	struct winsize ws;

	if (ioctl(t->out_fd, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 &&
	    ws.ws_col > 0)
		resizeterm(ws.ws_row, ws.ws_col);
}

/* Signals that came through the self-pipe. */
static void
hear(struct term *t)
{
	char bytes[64];
	ssize_t n;

	while ((n = read(t->wake_fd, bytes, sizeof bytes)) > 0) {
		for (ssize_t i = 0; i < n; i++) {
			struct gd_key key = { .code = GD_KEY_RESIZE };

			if (bytes[i] != SIGWINCH) {
				t->gone = true;
				continue;
			}
			measure(t);
			gd_grid_release(&t->shown);
			enqueue(t, &key, 1);
		}
	}
}

static enum gd_input
term_read(struct gd_device *dev, int timeout_ms, struct gd_key *key)
{
	struct term *t = (struct term *)dev;
	int64_t until = gd_monotonic_ms() + timeout_ms;

	while (t->count == 0 && !t->gone) {
		struct pollfd fds[2] = {
			{ .fd = t->in_fd, .events = POLLIN },
			{ .fd = t->wake_fd, .events = POLLIN },
		};
		int64_t left = until - gd_monotonic_ms();
		int n = poll(fds, 2, left > 0 ? (int)left : 0);

		if (n < 0 && errno != EINTR)
			t->gone = true;
		if (n < 0)
			continue;
		if (fds[1].revents)
			hear(t);
		if (fds[0].revents & POLLIN) {
			t->errors = drain(t) > 0 ? 0 : t->errors + 1;
			if (t->errors >= 2)
				t->gone = true;
		} else if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) {
			t->gone = true;
		}
		if (n == 0)
			break;
	}
	if (t->gone)
		return GD_INPUT_GONE;
	if (t->count == 0)
		return GD_INPUT_QUIET;
	*key = t->queue[t->first];
	t->queue[t->first] = (struct gd_key){ 0 }; /* may be of a password */
	t->first = (t->first + 1) % QUEUE;
	t->count--;
	return GD_INPUT_KEY;
}

/* One glyph; a character the library measures otherwise becomes '?'. */
static void
show_glyph(const struct term *t, int row, int col, const struct gd_glyph *g)
{
	wchar_t text[4] = { L'?', 0, 0, 0 };
	uint32_t cp = t->ascii ? gd_glyph_ascii(g->cp) : g->cp;
	cchar_t cell;
	int n = 0;

	if (wcwidth((wchar_t)cp) == g->width) {
		text[n++] = (wchar_t)cp;
		for (int i = 0; i < 2 && g->mark[i]; i++)
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

			if (g->width > 0 && c + g->width <= COLS)
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
	refresh();
}

static void
term_redraw(struct gd_device *dev)
{
	((struct term *)dev)->redraw = true;
}

static void
say_raw(const struct term *t, const char *bytes)
{
	size_t len = strlen(bytes);

	while (len > 0) {
		ssize_t n = write(t->out_fd, bytes, len);

		if (n <= 0)
			return;
		bytes += n;
		len -= (size_t)n;
	}
}

static void
stop_signals(struct term *t)
{
	int fd = (int)wake_pipe;

	for (int i = 0; t->signals && i < NSIGNALS; i++)
		sigaction(signals[i], &t->old[i], NULL);
	wake_pipe = -1;
	if (fd >= 0)
		close(fd);
	if (t->wake_fd >= 0)
		close(t->wake_fd);
}

static void
term_close(struct gd_device *dev)
{
	struct term *t = (struct term *)dev;

	gd_die_hook(NULL);
	if (t->screen) {
		if (t->colour || t->in_fd >= 0)
			say_raw(t, "\033[?2004l");
		curs_set(1);
		endwin();
		delscreen(t->screen);
	}
	stop_signals(t);
	if (t->in)
		fclose(t->in);
	if (t->out)
		fclose(t->out);
	gd_grid_release(&t->shown);
	free(t);
}

/* ---- opening ------------------------------------------------------------ */

static bool
start_signals(struct term *t, bool none)
{
	struct sigaction sa = { .sa_handler = on_signal };
	int fds[2];

	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) != 0)
		return false;
	t->wake_fd = fds[0];
	wake_pipe = fds[1];
	if (none)
		return true;
	sigemptyset(&sa.sa_mask);
	for (int i = 0; i < NSIGNALS; i++)
		sigaction(signals[i], &sa, &t->old[i]);
	t->signals = true;
	return true;
}

/* The terminal library needs a UTF-8 locale; the language is not its. */
static void
start_locale(void)
{
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

static FILE *
stream(int fd, const char *mode)
{
	int own = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	FILE *f = own < 0 ? NULL : fdopen(own, mode);

	if (!f && own >= 0)
		close(own);
	return f;
}

static const struct gd_device_ops term_ops = {
	.size = term_size,
	.read = term_read,
	.show = term_show,
	.redraw = term_redraw,
	.close = term_close,
};

enum gd_code
gd_term_open(const struct gd_term_options *options, struct gd_device **out,
    struct gd_err *err)
{
	const char *type = getenv("TERM");
	char ahead[256] = "";
	struct term *t;

	*out = NULL;
	if (!isatty(options->in_fd) || !isatty(options->out_fd))
		return gd_fail(err, GD_USAGE, GD_M_TUI_NO_TERMINAL);
	t = gd_alloc(1, sizeof *t);
	t->dev.ops = &term_ops;
	t->decoder = (struct gd_decoder)GD_DECODER_INIT;
	t->in_fd = options->in_fd;
	t->out_fd = options->out_fd;
	t->wake_fd = -1;
	start_locale();
	t->in = stream(t->in_fd, "r");
	t->out = stream(t->out_fd, "w");
	t->ascii = term_wants_ascii(t->in_fd, t->out_fd, options->glyphs, ahead,
	    sizeof ahead);
	for (size_t i = 0; ahead[i]; i++)
		feed(t, (uint8_t)ahead[i]);
	if (t->in && t->out && start_signals(t, options->no_signals))
		t->screen = newterm(NULL, t->out, t->in);
	if (!t->screen) {
		term_close(&t->dev);
		return gd_fail(err, GD_OUTSIDE, GD_M_TUI_TERM,
		    GD_T(type ? type : ""));
	}
	gd_die_hook(give_back);
	raw();
	noecho();
	nonl();
	set_escdelay(50);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	define_forms();
	start_inks(t);
	measure(t);
	say_raw(t, "\033[?2004h"); /* paste comes in brackets */
	*out = &t->dev;
	return GD_OK;
}
