/* tui/term/term_signals.c - signals write one byte to a pipe of our own; a
 * crash gives the terminal back before it takes its course. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "term_priv.h"

#include "base/banned.h"

static const int signals[NSIGNALS] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT,
	SIGWINCH, SIGTSTP, SIGCONT };
static const int crashes[NCRASHES] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL,
	SIGABRT };

/* Handlers have no payload: the write end of the self-pipe, -1 = none. */
static volatile sig_atomic_t wake_pipe = -1;

/* Who was told to end and cannot, because nobody reads what it writes, writes
 * into nothing after so many seconds: then what was entered is still kept. */
#define STUCK_S 2
static struct {
	int nothing; /* open on /dev/null; -1 */
	int fds[2];
	struct sigaction old;
} stuck = { .nothing = -1 };

static void
on_stuck(int number)
{
	int saved = errno;

	(void)number;
	for (int i = 0; i < 2; i++)
		dup2(stuck.nothing, stuck.fds[i]);
	errno = saved;
}

static void
on_signal(int number)
{
	int saved = errno;
	char byte = (char)number;

	if (stuck.nothing >= 0 && number != SIGWINCH && number != SIGTSTP &&
	    number != SIGCONT)
		alarm(STUCK_S);

	if (wake_pipe >= 0 && write((int)wake_pipe, &byte, 1) < 0)
		errno = 0; /* full: a wake-up is already under way */
	errno = saved;
}

bool
signals_start(struct term_signals *s, bool none)
{
	struct sigaction sa = { .sa_handler = on_signal };
	int fds[2];

	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) != 0)
		return false;
	s->wake_fd = fds[0];
	wake_pipe = fds[1];
	if (none)
		return true;
	sigemptyset(&sa.sa_mask);
	for (int i = 0; i < NSIGNALS; i++)
		sigaction(signals[i], &sa, &s->old[i]);
	s->taken = true;
	return true;
}

void
signals_when_stuck(struct term_signals *s, int fd, int other)
{
	struct sigaction sa = { .sa_handler = on_stuck };

	if (!s->taken)
		return;
	stuck.fds[0] = fd;
	stuck.fds[1] = other;
	stuck.nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	sigemptyset(&sa.sa_mask);
	sigaction(SIGALRM, &sa, &stuck.old);
}

int
signals_heard(struct term_signals *s)
{
	char bytes[64];
	int heard = 0;
	ssize_t n;

	while ((n = read(s->wake_fd, bytes, sizeof bytes)) > 0)
		for (ssize_t i = 0; i < n; i++)
			heard |= bytes[i] == SIGWINCH  ? HEARD_SIZE
				 : bytes[i] == SIGTSTP ? HEARD_STOP
				 : bytes[i] == SIGCONT ? HEARD_GO_ON
						       : HEARD_END;
	return heard;
}

void
signals_stop(struct term_signals *s)
{
	int fd = (int)wake_pipe;

	if (stuck.nothing >= 0) {
		alarm(0);
		sigaction(SIGALRM, &stuck.old, NULL);
		close(stuck.nothing);
		stuck.nothing = -1;
	}
	for (int i = 0; s->taken && i < NSIGNALS; i++)
		sigaction(signals[i], &s->old[i], NULL);
	s->taken = false;
	wake_pipe = -1;
	if (fd >= 0)
		close(fd);
	if (s->wake_fd >= 0)
		close(s->wake_fd);
	s->wake_fd = -1;
}

/* ---- crash ---------------------------------------------------------------- */

static struct {
	const char *bytes; /* borrowed; NULL: nothing to give back */
	size_t len;
	int fd;
	struct termios modes;
	struct sigaction old[NCRASHES];
} back;

static void
on_crash(int number, siginfo_t *info, void *context)
{
	(void)context;
	if (back.bytes) {
		(void)!write(back.fd, back.bytes, back.len);
		tcsetattr(back.fd, TCSANOW, &back.modes);
		back.bytes = NULL;
	}
	for (int i = 0; i < NCRASHES; i++)
		sigaction(crashes[i], &back.old[i], NULL);
	if (info->si_code <= 0) /* sent, not a fault that comes again */
		raise(number);
}

void
signals_on_crash(const char *bytes, int fd, const struct termios *modes)
{
	struct sigaction sa = { .sa_sigaction = on_crash,
		.sa_flags = SA_SIGINFO };

	if (!bytes == !back.bytes)
		return;
	back.bytes = bytes;
	if (!bytes) {
		for (int i = 0; i < NCRASHES; i++)
			sigaction(crashes[i], &back.old[i], NULL);
		return;
	}
	back.len = strlen(bytes);
	back.fd = fd;
	back.modes = *modes;
	sigemptyset(&sa.sa_mask);
	for (int i = 0; i < NCRASHES; i++)
		sigaction(crashes[i], &sa, &back.old[i]);
}
