/* tests/tui/seat.h - the program at a terminal of its own, seen by libvterm: a
 * pseudo-terminal, keys as bytes, the screen as a person sees it. */
#ifndef GENDAN_TESTS_TUI_SEAT_H
#define GENDAN_TESTS_TUI_SEAT_H

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <vterm.h>

#include "base/text.h"
#include "example.h"

#define SEAT_MS 30000 /* patience: the machine may be busy */

struct seat {
	int master, slave;
	pid_t pid;
	int rows, cols;
	struct termios before;
	struct gd_str raw; /* all bytes that came */
	struct gd_str now; /* of seat_screen */
	VTerm *vt;
	VTermScreen *screen;
	bool mute; /* the terminal answers nothing */
	bool
	    no_hup; /* it is not the controlling one: nobody tells of its end */
	bool ended;
	int status;
	struct rusage used;
};

static inline void
seat_child(struct seat *s, const char *const argv[], const char *const env[])
{
	static const char *const unset[] = { "LC_ALL", "LC_CTYPE", "LANG",
		"LANGUAGE", "NO_COLOR", "GENDAN_THEME", "GENDAN_MOUSE",
		"GENDAN_GLYPHS", "ESCDELAY", "COLORTERM", "LINES", "COLUMNS" };
	const char *program = getenv("GENDAN");

	setsid();
	if (!s->no_hup)
		ioctl(s->slave, TIOCSCTTY, 0);
	for (int fd = 0; fd < 3; fd++)
		dup2(s->slave, fd);
	for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++)
		unsetenv(unset[i]);
	setenv("TERM", "xterm-256color", 1);
	for (int i = 0; env && env[i]; i += 2)
		setenv(env[i], env[i + 1], 1);
	if (s->no_hup)
		signal(SIGHUP, SIG_IGN);
	execv(program ? program : "build/gendan",
	    (char *const *)(uintptr_t)argv);
	_exit(127);
}

/** Sit down; env: names and values in turn, NULL at the end. mute and no_hup
 * are set before. */
static inline void
seat_open(struct seat *s, int rows, int cols, const char *const argv[],
    const char *const env[])
{
	const struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	s->raw = s->now = (struct gd_str)GD_STR_INIT;
	s->rows = rows;
	s->cols = cols;
	s->ended = false;
	s->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	assert_true(s->master >= 0);
	assert_int_equal(grantpt(s->master), 0);
	assert_int_equal(unlockpt(s->master), 0);
	s->slave = open(ptsname(s->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	assert_true(s->slave >= 0);
	assert_int_equal(ioctl(s->slave, TIOCSWINSZ, &size), 0);
	assert_int_equal(tcgetattr(s->slave, &s->before), 0);
	fcntl(s->master, F_SETFL, O_NONBLOCK);
	s->vt = vterm_new(rows, cols);
	vterm_set_utf8(s->vt, 1);
	s->screen = vterm_obtain_screen(s->vt);
	vterm_screen_enable_altscreen(s->screen, 1);
	vterm_screen_reset(s->screen, 1);
	s->pid = fork();
	assert_true(s->pid >= 0);
	if (s->pid == 0)
		seat_child(s, argv, env);
}

/** Take what came within so many ms. @return something came */
static inline bool
seat_look(struct seat *s, int ms)
{
	struct pollfd p = { .fd = s->master, .events = POLLIN };
	char buf[8192];
	bool any = false;
	ssize_t n;

	if (poll(&p, 1, ms) <= 0)
		return false;
	while ((n = read(s->master, buf, sizeof buf)) > 0) {
		any = true;
		gd_str_addn(&s->raw, buf, (size_t)n);
		vterm_input_write(s->vt, buf, (size_t)n);
		while ((n = (ssize_t)vterm_output_read(s->vt, buf,
			    sizeof buf)) > 0)
			if (!s->mute)
				(void)!write(s->master, buf, (size_t)n);
	}
	return any;
}

/** The screen as text in s->now, a line a row. */
static inline const char *
seat_screen(struct seat *s)
{
	gd_str_reset(&s->now);
	for (int r = 0; r < s->rows; r++) {
		for (int c = 0; c < s->cols; c++) {
			VTermScreenCell cell;
			char utf8[8];

			vterm_screen_get_cell(s->screen,
			    (VTermPos){ .row = r, .col = c }, &cell);
			if (cell.width == 0 || cell.chars[0] == (uint32_t)-1)
				continue;
			gd_str_addn(&s->now, utf8,
			    gd_utf8_put(cell.chars[0] ? cell.chars[0] : ' ',
				utf8));
		}
		gd_str_addc(&s->now, '\n');
	}
	return s->now.text;
}

static inline bool
seat_gone(struct seat *s)
{
	if (!s->ended && wait4(s->pid, &s->status, WNOHANG, &s->used) == s->pid)
		s->ended = true;
	return s->ended;
}

/** Until the words stand on the screen. */
static inline void
seat_await(struct seat *s, const char *words)
{
	int64_t until = gd_monotonic_ms() + SEAT_MS;

	for (;;) {
		if (strstr(seat_screen(s), words))
			return;
		if (gd_monotonic_ms() > until ||
		    (seat_gone(s) && !seat_look(s, 0)))
			break;
		seat_look(s, 50);
	}
	if (s->ended)
		print_message("it ended, status 0x%x\n", s->status);
	fail_msg("did not come: %s\n%s", words, s->now.text);
}

/** All bytes, while what comes is read. */
static inline void
seat_send(struct seat *s, const char *bytes, size_t len)
{
	int64_t until = gd_monotonic_ms() + SEAT_MS;

	while (len > 0) {
		ssize_t n = write(s->master, bytes, len);

		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
			continue;
		}
		if (gd_monotonic_ms() > until)
			fail_msg("the program reads nothing:\n%s",
			    seat_screen(s));
		seat_look(s, 5);
	}
}

static inline void
seat_type(struct seat *s, const char *bytes)
{
	seat_send(s, bytes, strlen(bytes));
}

/** Until it ended by itself, at most so many ms. @return how many it took */
static inline int64_t
seat_end(struct seat *s, int64_t most_ms)
{
	int64_t from = gd_monotonic_ms();

	while (!seat_gone(s)) {
		if (gd_monotonic_ms() - from > most_ms) {
			kill(s->pid, SIGKILL);
			fail_msg("it does not end\n%s", seat_screen(s));
		}
		if (s->master < 0)
			usleep(5000);
		else
			seat_look(s, 5);
	}
	if (s->master >= 0)
		seat_look(s, 0);
	return gd_monotonic_ms() - from;
}

/** The window gets another size. */
static inline void
seat_resize(struct seat *s, int rows, int cols)
{
	const struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	s->rows = rows;
	s->cols = cols;
	vterm_set_size(s->vt, rows, cols);
	assert_int_equal(ioctl(s->master, TIOCSWINSZ, &size), 0);
}

static inline void
seat_leave(struct seat *s)
{
	if (!s->ended) {
		kill(s->pid, SIGTERM);
		seat_end(s, SEAT_MS);
	}
	vterm_free(s->vt);
	if (s->master >= 0)
		close(s->master);
	if (s->slave >= 0)
		close(s->slave);
	gd_str_release(&s->raw);
	gd_str_release(&s->now);
}

/** The terminal is as it was before the program came. */
static inline void
seat_as_before(struct seat *s)
{
	struct termios now;

	assert_int_equal(tcgetattr(s->slave, &now), 0);
	assert_int_equal(now.c_iflag, s->before.c_iflag);
	assert_int_equal(now.c_oflag, s->before.c_oflag);
	assert_int_equal(now.c_lflag, s->before.c_lflag);
	assert_memory_equal(now.c_cc, s->before.c_cc, sizeof now.c_cc);
}

#endif
