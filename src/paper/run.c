/* paper/run.c - another program, for as long as it may take and no longer.
 *
 * No shell: an argument vector, a small environment, a session of its own so
 * that keys at the terminal do not reach it.  What it says on both pipes is
 * read while its input is still being written, so neither side can block the
 * other.
 */
#include "run_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

#define ENV_MAX 16

/* A child and our ends of its pipes, -1 when closed. */
struct child {
	struct run *r;
	pid_t pid;
	int in, out, err;
	int64_t until; /* ms */
};

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- starting -------------------------------------------------------------- */

static void
close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
environment(const struct run *r, struct gd_arena *arena, const char **env)
{
	size_t n = 0;

	for (size_t i = 0; r->fixed && r->fixed[i] && n < ENV_MAX; i++)
		env[n++] = r->fixed[i];
	for (size_t i = 0; r->kept && r->kept[i] && n < ENV_MAX; i++) {
		const char *value = getenv(r->kept[i]);

		if (value)
			env[n++] =
			    gd_arena_printf(arena, "%s=%s", r->kept[i], value);
	}
	env[n] = NULL;
}

static int
spawn(struct child *c, int in, int out, int err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const char *env[ENV_MAX + 1];
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t none, all;
	int code;

	environment(c->r, &arena, env);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, 0);
	posix_spawn_file_actions_adddup2(&files, out, 1);
	posix_spawn_file_actions_adddup2(&files, err, 2);
	posix_spawn_file_actions_addclosefrom_np(&files, 3);
	posix_spawnattr_init(&how);
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setsigdefault(&how, &all);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSID |
					   POSIX_SPAWN_SETSIGMASK |
					   POSIX_SPAWN_SETSIGDEF);
	code = posix_spawnp(&c->pid, c->r->program, &files, &how,
	    (char *const *)(uintptr_t)c->r->argv,
	    (char *const *)(uintptr_t)env);
	posix_spawnattr_destroy(&how);
	posix_spawn_file_actions_destroy(&files);
	gd_arena_release(&arena);
	return code;
}

/* What the child gets may not be one of 0, 1, 2, else its dup2 would mix them
 * up. */
static int
lift(int *fd)
{
	int high;

	if (*fd >= 3)
		return 0;
	high = fcntl(*fd, F_DUPFD_CLOEXEC, 3);
	if (high < 0)
		return errno;
	close(*fd);
	*fd = high;
	return 0;
}

static int
pipe_high(int ends[2])
{
	int code;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return errno;
	code = lift(&ends[0]);
	return code ? code : lift(&ends[1]);
}

/* Its input: a file of the caller's, or a pipe. */
static int
input(const struct run *r, int ends[2])
{
	if (r->input < 0)
		return pipe_high(ends);
	ends[0] = fcntl(r->input, F_DUPFD_CLOEXEC, 3);
	return ends[0] < 0 ? errno : 0;
}

/* @return 0 or errno */
static int
start(struct child *c)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, err[2] = { -1, -1 };
	int code = input(c->r, in);

	if (code == 0)
		code = pipe_high(out);
	if (code == 0)
		code = pipe_high(err);
	if (code == 0)
		code = spawn(c, in[0], out[1], err[1]);
	close_one(&in[0]);
	close_one(&out[1]);
	close_one(&err[1]);
	if (code) {
		close_one(&in[1]);
		close_one(&out[0]);
		close_one(&err[0]);
		return code;
	}
	c->in = in[1];
	c->out = out[0];
	c->err = err[0];
	if (c->in >= 0)
		(void)fcntl(c->in, F_SETFL, O_NONBLOCK);
	return 0;
}

/* ---- talking --------------------------------------------------------------- */

static void
read_some(int *fd, struct gd_str *to, size_t max)
{
	char part[4096];
	ssize_t n = read(*fd, part, sizeof part);

	if (n < 0 && errno == EINTR)
		return;
	if (n <= 0)
		close_one(fd);
	else if (to->len < max)
		gd_str_addn(to, part, (size_t)n);
}

static void
write_some(struct child *c)
{
	struct run *r = c->r;
	ssize_t n = r->left ? write(c->in, r->bytes, r->left) : 0;

	if (n > 0) {
		r->bytes += n;
		r->left -= (size_t)n;
	}
	/* It may have refused already and not read the rest. */
	if (r->left == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
		close_one(&c->in);
}

/* Until it closed both outputs or time is up. */
static void
talk(struct child *c)
{
	while (c->out >= 0 || c->err >= 0) {
		struct pollfd all[3] = { { c->in, POLLOUT, 0 },
			{ c->out, POLLIN, 0 }, { c->err, POLLIN, 0 } };
		int64_t wait = c->until - now_ms();

		if (wait <= 0) {
			c->r->late = true;
			break;
		}
		if (poll(all, 3, (int)wait) < 0 && errno != EINTR)
			break;
		if (c->in >= 0 && all[0].revents)
			write_some(c);
		if (c->out >= 0 && all[1].revents)
			read_some(&c->out, &c->r->said, c->r->said_max);
		if (c->err >= 0 && all[2].revents)
			read_some(&c->err, &c->r->woes, c->r->said_max);
	}
	close_one(&c->in);
	close_one(&c->out);
	close_one(&c->err);
}

/* A pipe nobody reads must not end gendan. */
static void
talk_safely(struct child *c)
{
	struct timespec now = { 0, 0 };
	sigset_t broken, before, waiting;

	sigemptyset(&broken);
	sigaddset(&broken, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &broken, &before);
	talk(c);
	sigpending(&waiting);
	if (sigismember(&waiting, SIGPIPE) && !sigismember(&before, SIGPIPE))
		(void)sigtimedwait(&broken, NULL, &now);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* Its session may hold children of its own. */
static void
end(struct child *c)
{
	(void)kill(-c->pid, SIGKILL);
	(void)kill(c->pid, SIGKILL);
	c->r->late = true;
}

/* Its end; killed when it does not come in time. @return as waitpid says */
static int
wait_end(struct child *c)
{
	int status = 0;

	if (c->r->late)
		end(c);
	for (;;) {
		pid_t got = waitpid(c->pid, &status, c->r->late ? 0 : WNOHANG);

		if (got == c->pid)
			return status;
		if (got < 0 && errno != EINTR)
			return -1;
		if (got != 0)
			continue;
		if (now_ms() >= c->until)
			end(c);
		else
			nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
	}
}

int
run_program(struct run *r)
{
	struct child c = { .r = r,
		.in = -1,
		.out = -1,
		.err = -1,
		.until = now_ms() + r->limit_ms };
	int code = start(&c);

	if (code)
		return code;
	talk_safely(&c);
	r->status = wait_end(&c);
	return 0;
}

/* ---- answers --------------------------------------------------------------- */

void
run_release(struct run *r)
{
	gd_str_release(&r->said);
	gd_str_release(&r->woes);
}

int
run_exit(const struct run *r)
{
	return r->status >= 0 && WIFEXITED(r->status) ? WEXITSTATUS(r->status)
						      : -1;
}

const char *
run_woe(struct run *r, const char *name)
{
	size_t n = strlen(name);
	char *stop = strchr(r->woes.text, '\n');

	if (stop)
		*stop = '\0';
	return strncmp(r->woes.text, name, n) == 0 &&
		       strncmp(r->woes.text + n, ": ", 2) == 0
		   ? r->woes.text + n + 2
		   : r->woes.text;
}
