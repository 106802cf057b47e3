/* tests/bench/measure_screens.c - the screens beside the floor, by processor
 * time.
 *
 *   measure beside ROUNDS FLOOR FLOOR_DB GENDAN BOOK
 *   measure hour KEYS GENDAN BOOK
 *
 * A clock says nothing on a machine with other work; what the kernel has given
 * a process (schedstat) says it within a tenth.  beside: both programs in turn,
 * medians; hour: keys of all screens, memory as it goes.  "name value" a line.
 */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

#include "base/banned.h"

#define FIRST_MS 4000 /* until something comes */
#define QUIET_MS 120  /* until the first screen is all there */
#define KEY_MS 40
#define ROWS 10
#define PAGES 5

struct seat {
	pid_t pid;
	int fd;
	char seen[1 << 16]; /* the last of what came, NUL-terminated */
	size_t n;
};

static double
spent_ms(const struct seat *s)
{
	char path[64], text[64] = "";
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)s->pid);
	f = fopen(path, "r");
	if (!f || !fgets(text, sizeof text, f))
		text[0] = '\0';
	if (f)
		fclose(f);
	return (double)strtoll(text, NULL, 10) / 1e6;
}

/* A line of /proc/PID/status, in KiB. */
static long
memory(const struct seat *s, const char *name)
{
	char path[64], line[256];
	long kib = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/status", (int)s->pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (strncmp(line, name, strlen(name)) == 0)
			kib = strtol(line + strlen(name) + 1, NULL, 10);
	if (f)
		fclose(f);
	return kib;
}

/* What comes until nothing came for quiet ms. @return bytes, -1: it ended */
static long
hear(struct seat *s, int first, int quiet)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };
	long all = 0;

	for (s->n = 0; poll(&p, 1, all ? quiet : first) > 0;) {
		ssize_t n;

		if (s->n > sizeof s->seen / 2)
			s->n = 0;
		n = read(s->fd, s->seen + s->n, sizeof s->seen - s->n - 1);
		if (n <= 0)
			return -1;
		s->n += (size_t)n;
		s->seen[s->n] = '\0';
		all += n;
	}
	return all;
}

static void
sit_down(struct seat *s, const char *program, const char *flag,
    const char *book)
{
	struct winsize size = { .ws_row = 40, .ws_col = 120 };

	*s = (struct seat){ 0 };
	s->pid = forkpty(&s->fd, NULL, NULL, &size);
	if (s->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("ESCDELAY", "10", 1);
		if (flag)
			execl(program, program, flag, book, (char *)NULL);
		else
			execl(program, program, book, (char *)NULL);
		_exit(127);
	}
	if (s->pid < 0 || hear(s, FIRST_MS, QUIET_MS) <= 0) {
		fprintf(stderr, "measure: %s shows nothing: %s\n", program,
		    s->seen);
		exit(1);
	}
}

static void
leave(struct seat *s)
{
	kill(s->pid, SIGTERM);
	(void)hear(s, 300, 50);
	close(s->fd);
	waitpid(s->pid, NULL, 0);
}

static long
type(struct seat *s, const char *keys, int quiet)
{
	if (write(s->fd, keys, strlen(keys)) < 0)
		return -1;
	return hear(s, 400, quiet);
}

/* ---- beside --------------------------------------------------------------- */

struct figures {
	struct times first, row, row_bytes, page, page_bytes, rss, anon;
};

/* Time and bytes of so many keys, the first of which is not counted. */
static void
keys(struct seat *s, const char *key, const char *back, int n, struct times *ms,
    struct times *bytes)
{
	for (int i = 0; i < n; i++) {
		double from = spent_ms(s);
		long got = type(s, i & 1 ? back : key, KEY_MS);

		if (i == 0)
			continue;
		times_add(ms, spent_ms(s) - from);
		times_add(bytes, (double)got);
	}
}

static void
once(struct figures *f, const char *program, const char *flag, const char *book,
    const char *page, const char *back)
{
	struct seat s;

	sit_down(&s, program, flag, book);
	times_add(&f->first, spent_ms(&s));
	times_add(&f->rss, (double)memory(&s, "VmRSS:"));
	times_add(&f->anon, (double)memory(&s, "RssAnon:"));
	if (flag) { /* the list, and the order beside its first row */
		(void)type(&s, "1", KEY_MS);
		(void)hear(&s, 400, 200);
	}
	keys(&s, "j", "j", ROWS + 1, &f->row, &f->row_bytes);
	keys(&s, page, back, PAGES + 1, &f->page, &f->page_bytes);
	leave(&s);
}

static void
say(const char *who, const char *what, struct times *t, double part)
{
	printf("%s%s %.4f\n", who, what, times_part(t, part));
}

static void
say_all(const char *who, struct figures *f)
{
	say(who, "first", &f->first, 0.5);
	say(who, "row", &f->row, 0.5);
	say(who, "row_bytes", &f->row_bytes, 0.5);
	say(who, "row_bytes_most", &f->row_bytes, 1);
	say(who, "page", &f->page, 0.5);
	say(who, "page_bytes", &f->page_bytes, 0.5);
	say(who, "rss", &f->rss, 0.5);
	say(who, "anon", &f->anon, 0.5);
}

int
measure_beside(int rounds, char **arg)
{
	struct figures ours = { 0 }, floor = { 0 };

	for (int i = 0; i < rounds; i++) {
		once(&floor, arg[0], NULL, arg[1], "n", "p");
		/* its pages are many; the floor of a small book has few */
		once(&ours, arg[2], "--book", arg[3], "\033[6~", "\033[6~");
	}
	say_all("floor_", &floor);
	say_all("", &ours);
	return 0;
}

/* ---- an hour --------------------------------------------------------------- */

#define DOWN "\033[B"
#define UP "\033[A"
#define PGDN "\033[6~"
#define ENTER "\r"
#define TAB "\t"
#define ESC "\033"
#define F1 "\033OP"
#define F2 "\033OQ"
#define F3 "\033OR"
#define F4 "\033OS"
#define F5 "\033[15~"
#define F6 "\033[17~"
#define F7 "\033[18~"
#define F8 "\033[19~"
#define F9 "\033[20~"
#define F12 "\033[24~"

/* What a clerk does, one thing a line, from my day and back to it; nothing of
 * it is sent off. */
static const char *const tasks[][24] = {
	{ "1", DOWN, DOWN, PGDN, DOWN, ENTER, DOWN, DOWN, TAB, DOWN },
	{ "1", F3, "n", "b", "2", "6", ENTER, DOWN, ENTER, TAB, DOWN, DOWN },
	{ "0", DOWN, DOWN, TAB, DOWN, DOWN, TAB, DOWN, TAB },
	{ "2", DOWN, DOWN, PGDN },
	{ "3", DOWN, DOWN },
	{ "4", DOWN, DOWN },
	{ "5", DOWN, DOWN, PGDN, DOWN, ENTER },
	{ "6", DOWN, DOWN },
	{ "7", DOWN },
	{ "8", DOWN, DOWN },
	{ "9", DOWN },
	{ "1", " ", DOWN, " ", DOWN, DOWN, "*", "*" },
	{ F1, DOWN, DOWN, PGDN },
	{ F2, "s", "e" },
	{ F2, "b", "o", "o" },
	{ F12, F12 },
	{ "1", DOWN, ENTER, F5, DOWN, DOWN },
	{ "1", DOWN, ENTER, F6, DOWN },
	{ "1", DOWN, ENTER, F8, DOWN, DOWN },
	{ "1", DOWN, ENTER, F9, DOWN, DOWN },
	{ "1", DOWN, ENTER, "\005", DOWN, DOWN, PGDN },
	{ "1", DOWN, ENTER, "\017", DOWN, DOWN },
	{ "1", DOWN, ENTER, "\024" },
	{ "1", DOWN, ENTER, "%", DOWN, DOWN, TAB },
	{ "1", DOWN, "%", DOWN, DOWN },
	{ "1", DOWN, ENTER, "h", DOWN, DOWN, PGDN },
	{ "1", F4, DOWN },
	{ F7, DOWN, "a", "b" },
	{ "\002", DOWN },
	{ "\020", DOWN },
};
#define NTASKS (sizeof tasks / sizeof *tasks)

/* Esc until my day asks whether to leave; then Esc once more. */
static bool
go_home(struct seat *s, long *typed)
{
	for (int i = 0; i < 16; i++, ++*typed) {
		if (type(s, ESC, 20) < 0)
			return false;
		if (!strstr(s->seen, "Leave gendan?"))
			continue;
		++*typed;
		return type(s, ESC, 20) >= 0;
	}
	fprintf(stderr, "measure: no way back to my day\n");
	return false;
}

static void
say_memory(const struct seat *s, const char *when)
{
	printf("hour_%s %ld\nhour_anon_%s %ld\n", when, memory(s, "VmRSS:"),
	    when, memory(s, "RssAnon:"));
	fflush(stdout);
}

int
measure_hour(long wanted, char **arg)
{
	static struct seat s;
	static const char *const when[] = { "quarter", "half", "three_quarters",
		"end" };
	uint64_t seed = 5;
	long typed = 0;
	int said = 0;

	sit_down(&s, arg[0], "--book", arg[1]);
	say_memory(&s, "begin");
	while (said < 4) {
		const char *const *key;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		key = tasks[(seed >> 33) % NTASKS];
		for (; *key; key++, typed++)
			if (type(&s, *key, 15) < 0)
				break;
		if (*key || !go_home(&s, &typed)) {
			printf("hour_lost %ld\n", typed);
			break;
		}
		for (; said < 4 && typed >= wanted * (said + 1) / 4; said++)
			say_memory(&s, when[said]);
	}
	printf("hour_keys %ld\n", typed);
	leave(&s);
	return 0;
}
