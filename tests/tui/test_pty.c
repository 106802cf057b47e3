/* tests/tui/test_pty.c - passwords at a real terminal: nothing of them comes
 * back, and the terminal is as it was, whichever way the program ends. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>

#include "example.h"

#include "base/banned.h"

/* None of its characters stands on the screens it is typed at. */
#define TYPED "zqJvzqJv"
#define PATIENCE_MS 30000

struct seat {
	int master, slave;
	pid_t pid;
	struct termios before;
	struct gd_str out; /* all that came */
};

/* The program at a terminal of its own. */
static void
sit(struct seat *s, const char *const argv[])
{
	const char *program = getenv("GENDAN");
	char *args[12] = { 0 };
	const struct winsize size = { .ws_row = 24, .ws_col = 80 };

	s->out = (struct gd_str)GD_STR_INIT;
	s->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	assert_true(s->master >= 0);
	assert_int_equal(grantpt(s->master), 0);
	assert_int_equal(unlockpt(s->master), 0);
	s->slave = open(ptsname(s->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	assert_true(s->slave >= 0);
	assert_int_equal(ioctl(s->slave, TIOCSWINSZ, &size), 0);
	assert_int_equal(tcgetattr(s->slave, &s->before), 0);
	s->pid = fork();
	assert_true(s->pid >= 0);
	if (s->pid)
		return;
	setsid();
	ioctl(s->slave, TIOCSCTTY, 0);
	dup2(s->slave, 0);
	dup2(s->slave, 1);
	dup2(s->slave, 2);
	setenv("TERM", "xterm", 1);
	setenv("LANG", "C.UTF-8", 1);
	for (int i = 0; i < 11 && argv[i]; i++)
		args[i] = gd_strdup(argv[i]);
	execv(program ? program : "build/gendan", args);
	_exit(127);
}

/* Read until the words came, or (NULL) the program is gone. */
static void
await(struct seat *s, const char *words)
{
	int64_t until = gd_monotonic_ms() + PATIENCE_MS;
	char buf[4096];

	while (gd_monotonic_ms() < until) {
		struct pollfd p = { .fd = s->master, .events = POLLIN };
		ssize_t n;

		if (words && strstr(s->out.text, words))
			return;
		if (poll(&p, 1, 50) > 0) {
			n = read(s->master, buf, sizeof buf);
			if (n > 0)
				gd_str_addn(&s->out, buf, (size_t)n);
		} else if (!words && waitpid(s->pid, NULL, WNOHANG) != 0) {
			return;
		}
	}
	fail_msg("did not come: %s\n%s", words ? words : "its end",
	    s->out.text);
}

static void
type(struct seat *s, const char *keys)
{
	assert_int_equal(write(s->master, keys, strlen(keys)), strlen(keys));
}

/* The terminal is as it was before. */
static void
leave(struct seat *s)
{
	struct termios now;

	await(s, NULL);
	assert_int_equal(tcgetattr(s->slave, &now), 0);
	assert_int_equal(now.c_iflag, s->before.c_iflag);
	assert_int_equal(now.c_oflag, s->before.c_oflag);
	assert_int_equal(now.c_cflag, s->before.c_cflag);
	assert_int_equal(now.c_lflag, s->before.c_lflag);
	assert_memory_equal(now.c_cc, s->before.c_cc, sizeof now.c_cc);
	close(s->master);
	close(s->slave);
	gd_str_release(&s->out);
}

static void
assert_silent(const struct seat *s, size_t from)
{
	const char *out = s->out.text + from;

	for (const char *c = TYPED "*"; *c; c++)
		if (strchr(out, *c))
			fail_msg("'%c' came back: %s", *c, out);
}

/* How it ends: a key, or a signal. */
static const struct way {
	const char *keys;
	int signal;
} ways[] = { { "\033", 0 }, { "\003", 0 }, { NULL, SIGTERM }, { NULL, SIGHUP },
	{ NULL, SIGINT } };
enum { NWAYS = sizeof ways / sizeof ways[0] };

static void
the_door_gives_nothing_of_a_password_back_and_the_terminal_as_it_was(
    void **state)
{
	const struct gd_setting row = { .name = "login", .value = "password" };
	struct office *o = *state;
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "en", NULL };
	struct gd_err err = GD_ERR_INIT;

	app_again(o, "chenli");
	assert_int_equal(gd_app_office_do(o->app,
			     &(struct gd_office_command){ GD_OFFICE_SETTING,
				 &row, UINT64_MAX },
			     &err),
	    GD_OK);
	for (int i = 0; i < NWAYS; i++) {
		struct seat s;
		size_t from;

		sit(&s, argv);
		await(&s, "Come in");
		from = s.out.len;
		type(&s, TYPED);
		type(&s, "\033[24~"); /* F12: the keys before it are read */
		await(&s, "登录");
		assert_silent(&s, from);
		if (ways[i].keys)
			type(&s, ways[i].keys);
		else
			assert_int_equal(kill(s.pid, ways[i].signal), 0);
		leave(&s);
	}
}

static void
the_question_for_a_password_gives_nothing_back_either(void **state)
{
	struct office *o = *state;
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "en", "passwd", NULL };

	for (int i = 1; i < NWAYS; i++) {
		struct seat s;
		size_t from;

		sit(&s, argv);
		await(&s, "your password now: ");
		from = s.out.len;
		type(&s, TYPED "\r");
		await(&s, "the new password: ");
		type(&s, TYPED);
		assert_silent(&s, from);
		if (ways[i].keys)
			type(&s, ways[i].keys);
		else
			assert_int_equal(kill(s.pid, ways[i].signal), 0);
		leave(&s);
	}
}

/* ---- in the middle of a form ---------------------------------------------- */

/* A new order by keys, its contract number typed, the field left or the
 * keys at rest; then the program is made to end. */
static void
end_in_a_form(struct office *o, const char *words, int signal)
{
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "en", NULL };
	struct seat s;

	sit(&s, argv);
	await(&s, "To do today");
	type(&s, "\033[18~"); /* F7 */
	await(&s, "New order");
	type(&s, "\t\t\t"); /* Contract no. */
	type(&s, words);
	type(&s, "\t");
	await(&s, words);
	usleep(signal == SIGKILL ? 1500000 : 0);
	assert_int_equal(kill(s.pid, signal), 0);
	await(&s, NULL);
	close(s.master);
	close(s.slave);
	gd_str_release(&s.out);
}

static void
what_is_typed_in_a_form_outlives_hangup_end_and_kill(void **state)
{
	static const int signals[] = { SIGHUP, SIGTERM, SIGKILL };
	static const char *const words[] = { "KEPT-1", "KEPT-2", "KEPT-3" };
	struct office *o = *state;
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "en", NULL };
	const char *const other[] = { "gendan", "--book", o->book, "--as",
		"lixia", "--lang", "en", NULL };

	for (int i = 0; i < 3; i++) {
		char path[160];
		struct seat s;

		end_in_a_form(o, words[i], signals[i]);
		sit(&s, other); /* nobody else hears of it */
		await(&s, "To do today");
		type(&s, "\033[18~");
		await(&s, "New order");
		assert_null(strstr(s.out.text, words[i]));
		assert_null(strstr(s.out.text, "left open"));
		assert_int_equal(kill(s.pid, SIGTERM), 0);
		await(&s, NULL);
		close(s.master);
		close(s.slave);
		gd_str_release(&s.out);
		sit(&s, argv);
		await(&s, "A form of yours was left open: new order");
		type(&s, "\033[18~");
		await(&s, words[i]);
		assert_int_equal(kill(s.pid, SIGTERM), 0);
		leave(&s);
		snprintf(path, sizeof path, "%s/gendan/drafts.json", o->dir);
		assert_int_equal(unlink(path), 0);
	}
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, teardown)
	const struct CMUnitTest tests[] = {
		T(the_door_gives_nothing_of_a_password_back_and_the_terminal_as_it_was),
		T(the_question_for_a_password_gives_nothing_back_either),
		T(what_is_typed_in_a_form_outlives_hangup_end_and_kill),
	};

	return cmocka_run_group_tests(tests, make_first, end_first);
}
