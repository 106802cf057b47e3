/* tui/probe.c - how wide does this terminal draw a line?
 *
 * East Asian setups may draw lines and signs two columns wide.  Prints one
 * and asks where the cursor is then; no answer in 300 ms means ASCII.
 */
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

/* Read the answer ESC [ row ; col R; anything else was typed ahead.
 * @return the column, -1 without an answer */
static int
answer(int in_fd, char *ahead, size_t room)
{
	int64_t until = gd_monotonic_ms() + ANSWER_MS;
	struct pollfd pfd = { .fd = in_fd, .events = POLLIN };
	char seen[32];
	size_t n = 0, typed = 0;
	int row, col;

	for (;;) {
		int64_t left = until - gd_monotonic_ms();
		char c;

		if (n > 0 && left <= 0) { /* it has begun: see it through */
			until = gd_monotonic_ms() + ANSWER_MS;
			left = ANSWER_MS;
		}
		if (left <= 0 || poll(&pfd, 1, (int)left) <= 0 ||
		    read(in_fd, &c, 1) != 1)
			return -1;
		if (n == 0 && c != '\033') {
			if (c && typed + 1 < room)
				ahead[typed++] = c;
			continue;
		}
		seen[n++] = c;
		seen[n] = '\0';
		if (c == 'R' && sscanf(seen, "\033[%d;%dR", &row, &col) == 2)
			return col;
		if (n == sizeof seen - 1)
			return -1;
	}
}

static bool
ask(int in_fd, int out_fd, char *ahead, size_t room)
{
	struct termios old, raw_mode;
	int col;

	if (tcgetattr(in_fd, &old) != 0)
		return true;
	raw_mode = old;
	cfmakeraw(&raw_mode);
	tcsetattr(in_fd, TCSANOW, &raw_mode);
	say(out_fd, "\r─\033[6n");
	col = answer(in_fd, ahead, room);
	say(out_fd, "\r\033[K");
	tcsetattr(in_fd, TCSANOW, &old);
	return col != 2;
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
	return ask(in_fd, out_fd, ahead, room);
}
