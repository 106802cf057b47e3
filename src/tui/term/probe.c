/* tui/term/probe.c - how wide does this terminal draw a line?  Which locale has
 * UTF-8?
 *
 * East Asian setups may draw lines and signs two columns wide.  Prints one
 * and asks where the cursor is then; no answer in 300 ms means ASCII.
 */
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/day.h"

#include "term_priv.h"

#include "base/banned.h"

#define ANSWER_MS 300

static void
say(int fd, const char *bytes)
{
	(void)!write(fd, bytes, strlen(bytes));
}

/* Can these bytes be the beginning of ESC [ row ; col R? */
static bool
may_answer(const char *seen, size_t n)
{
	bool both = false;

	for (size_t i = 0; i < n; i++) {
		char c = seen[i];

		if (i < 2 && c != (i ? '[' : '\033'))
			return false;
		if (i < 2 || (c >= '0' && c <= '9'))
			continue;
		if (c != ';' && c != 'R')
			return false;
		if ((c == ';') == both || seen[i - 1] == ';' || i == 2)
			return false;
		both = true;
	}
	return true;
}

/* Typed by a person meanwhile. */
static void
keep(char *ahead, size_t room, const char *bytes, size_t n)
{
	size_t len = strlen(ahead);

	for (size_t i = 0; i < n && len + 1 < room; i++)
		if (bytes[i])
			ahead[len++] = bytes[i];
	ahead[len] = '\0';
}

/* Read the answer ESC [ row ; col R; anything else was typed ahead.
 * @return the column, -1 without an answer */
static int
answer(int in_fd, char *ahead, size_t room)
{
	int64_t until = gd_monotonic_ms() + ANSWER_MS;
	struct pollfd pfd = { .fd = in_fd, .events = POLLIN };
	char seen[32];
	size_t n = 0;
	int row, col;

	for (;;) {
		int64_t left = until - gd_monotonic_ms();

		if (n > 0 && left <= 0) { /* it has begun: see it through */
			until = gd_monotonic_ms() + ANSWER_MS;
			left = ANSWER_MS;
		}
		if (left <= 0 || poll(&pfd, 1, (int)left) <= 0 ||
		    read(in_fd, &seen[n], 1) != 1) {
			keep(ahead, room, seen, n);
			return -1;
		}
		seen[++n] = '\0';
		if (seen[n - 1] == 'R' &&
		    sscanf(seen, "\033[%d;%dR", &row, &col) == 2)
			return col;
		if (may_answer(seen, n) && n < sizeof seen - 1)
			continue;
		if (seen[n - 1] == '\033') { /* another begins with it */
			keep(ahead, room, seen, n - 1);
			n = 0;
			seen[n++] = '\033';
		} else {
			keep(ahead, room, seen, n);
			n = 0;
		}
	}
}

/* @return the column after a line, -1 without an answer */
static int
ask(int in_fd, int out_fd, char *ahead, size_t room)
{
	struct termios old, raw_mode;
	int col;

	if (tcgetattr(in_fd, &old) != 0)
		return -1;
	raw_mode = old;
	cfmakeraw(&raw_mode);
	tcsetattr(in_fd, TCSANOW, &raw_mode);
	say(out_fd, "\r─\033[6n");
	col = answer(in_fd, ahead, room);
	say(out_fd, "\r\033[K");
	tcsetattr(in_fd, TCSANOW, &old);
	return col;
}

bool
term_answers(int in_fd, int out_fd, char *ahead, size_t room)
{
	return ask(in_fd, out_fd, ahead, room) > 0;
}

bool
term_wants_ascii(int in_fd, int out_fd, enum gd_glyphs glyphs, char *ahead,
    size_t room)
{
	static const char *const poor[] = { "dumb", "linux", "vt100", "vt220" };
	const char *set = getenv("GENDAN_GLYPHS");
	const char *type = getenv("TERM");

	memset(ahead, 0, room);
	if (glyphs == GD_GLYPHS_AUTO && set) {
		if (strcmp(set, "ascii") == 0)
			glyphs = GD_GLYPHS_ASCII;
		else if (strcmp(set, "lines") == 0)
			glyphs = GD_GLYPHS_LINES;
	}
	if (glyphs != GD_GLYPHS_AUTO)
		return glyphs == GD_GLYPHS_ASCII;
	for (size_t i = 0; i < sizeof poor / sizeof poor[0]; i++)
		if (!type || strcmp(type, poor[i]) == 0)
			return true;
	return ask(in_fd, out_fd, ahead, room) != 2;
}

/* The terminal library needs a UTF-8 locale; the language is not its. */
void
term_locale(void)
{
	static const char *const any[] = { "C.UTF-8", "C.utf8", "en_US.UTF-8",
		"zh_CN.UTF-8" };

	setlocale(LC_CTYPE, "");
	for (size_t i = 0; i < sizeof any / sizeof any[0] &&
			   strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	     i++)
		setlocale(LC_CTYPE, any[i]);
}
