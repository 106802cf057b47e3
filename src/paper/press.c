/* paper/press.c - hand a job to gendan-paper and wait, but not for ever.
 *
 * No shell: an argument vector, a small environment, a session of its own so
 * that keys at the terminal do not reach it. What it says on both pipes is
 * read while the job is still being written, so neither side can block the
 * other.
 */
#include "paper/press.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "paper/json.h"

#include "base/banned.h"

#define NAME "gendan-paper"
#define SAID_MAX 8192

#define EXIT_GLYPH 3
#define EXIT_OUTSIDE 6

/* Variables the fonts are found by; nothing else reaches the child. */
static const char *const kept[] = { "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
	"XDG_DATA_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH" };
#define KEPT (sizeof kept / sizeof kept[0])

/* A child and what passes between. */
struct child {
	pid_t pid;
	int in, out, err;         /* our ends, -1 when closed */
	struct gd_str said, woes; /* its two outputs */
	const char *bytes;        /* the job not yet written */
	size_t left;
	int64_t until; /* ms */
	bool late;
};

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- where it is ----------------------------------------------------------- */

/* Beside this program; else, seen from .../bin, in ../libexec/gendan. */
static bool
program_find(struct gd_str *path)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash;

	if (n <= 0)
		return false;
	self[n] = '\0';
	slash = strrchr(self, '/');
	if (!slash)
		return false;
	*slash = '\0';
	gd_str_addf(path, "%s/" NAME, self);
	if (access(path->text, X_OK) == 0)
		return true;
	gd_str_reset(path);
	gd_str_addf(path, "%s/../libexec/gendan/" NAME, self);
	return access(path->text, X_OK) == 0;
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
environment(struct gd_arena *arena, const char **env)
{
	size_t n = 0;

	env[n++] = "PATH=/usr/bin:/bin";
	env[n++] = "LC_ALL=C.UTF-8";
	env[n++] = "TZ=UTC";
	for (size_t i = 0; i < KEPT; i++) {
		const char *value = getenv(kept[i]);

		if (value)
			env[n++] =
			    gd_arena_printf(arena, "%s=%s", kept[i], value);
	}
	env[n] = NULL;
}

static int
spawn(struct child *c, const char *program, const char *const *argv, int in,
    int out, int err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const char *env[KEPT + 4];
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t none, all;
	int code;

	environment(&arena, env);
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
	code = posix_spawn(&c->pid, program, &files, &how,
	    (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)env);
	posix_spawnattr_destroy(&how);
	posix_spawn_file_actions_destroy(&files);
	gd_arena_release(&arena);
	return code;
}

/* Pipes may not be one of 0, 1, 2, else the child's dup2 would mix them up. */
static int
pipe_high(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC) != 0)
		return errno;
	for (int i = 0; i < 2; i++)
		if (ends[i] < 3) {
			int high = fcntl(ends[i], F_DUPFD_CLOEXEC, 3);

			if (high < 0)
				return errno;
			close(ends[i]);
			ends[i] = high;
		}
	return 0;
}

/* @return 0 or errno */
static int
start(struct child *c, const char *program, const char *const *argv)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, err[2] = { -1, -1 };
	int code = pipe_high(in);

	if (code == 0)
		code = pipe_high(out);
	if (code == 0)
		code = pipe_high(err);
	if (code == 0)
		code = spawn(c, program, argv, in[0], out[1], err[1]);
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
	(void)fcntl(c->in, F_SETFL, O_NONBLOCK);
	return 0;
}

/* ---- talking --------------------------------------------------------------- */

static void
read_some(int *fd, struct gd_str *to)
{
	char part[4096];
	ssize_t n = read(*fd, part, sizeof part);

	if (n < 0 && errno == EINTR)
		return;
	if (n <= 0)
		close_one(fd);
	else if (to->len < SAID_MAX)
		gd_str_addn(to, part, (size_t)n);
}

static void
write_some(struct child *c)
{
	ssize_t n = c->left ? write(c->in, c->bytes, c->left) : 0;

	if (n > 0) {
		c->bytes += n;
		c->left -= (size_t)n;
	}
	/* It may have refused already and not read the rest. */
	if (c->left == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
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
			c->late = true;
			break;
		}
		if (poll(all, 3, (int)wait) < 0 && errno != EINTR)
			break;
		if (c->in >= 0 && all[0].revents)
			write_some(c);
		if (c->out >= 0 && all[1].revents)
			read_some(&c->out, &c->said);
		if (c->err >= 0 && all[2].revents)
			read_some(&c->err, &c->woes);
	}
	close_one(&c->in);
	close_one(&c->out);
	close_one(&c->err);
}

/* Its end; killed when it does not come in time. @return as waitpid says */
static int
wait_end(struct child *c)
{
	int status = 0;

	for (;;) {
		pid_t got = waitpid(c->pid, &status, c->late ? 0 : WNOHANG);

		if (got == c->pid)
			return status;
		if (got < 0 && errno != EINTR)
			return -1;
		if (got != 0)
			continue;
		if (now_ms() >= c->until) {
			/* Its session may hold children of its own. */
			(void)kill(-c->pid, SIGKILL);
			(void)kill(c->pid, SIGKILL);
			c->late = true;
			continue;
		}
		nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
	}
}

/* A pipe nobody reads must not end gendan. */
static void
run(struct child *c)
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

/* ---- answers --------------------------------------------------------------- */

static const char *
first_line(struct gd_str *woes)
{
	static const char prefix[] = NAME ": ";
	char *end = strchr(woes->text, '\n');

	if (end)
		*end = '\0';
	return strncmp(woes->text, prefix, sizeof prefix - 1) == 0
		   ? woes->text + sizeof prefix - 1
		   : woes->text;
}

static enum gd_code
disk_fault(const char *path, int code, struct gd_err *err)
{
	if (code == EEXIST)
		return gd_fail(err, GD_REFUSED, GD_M_FILE_EXISTS, GD_T(path));
	if (code == ENOSPC || code == EDQUOT || code == EFBIG)
		return gd_fail(err, GD_OUTSIDE, GD_M_FILE_DISK_FULL,
		    GD_T(path));
	return gd_fail(err, GD_OUTSIDE, GD_M_FILE_FAULT, GD_T(path),
	    GD_T(strerror(code)));
}

static enum gd_code
judge(struct child *c, int status, const char *path,
    struct gd_press_result *result, struct gd_err *err)
{
	json_t *all = json_loadb(c->said.text, c->said.len, 0, NULL);
	const char *missing =
	    json_string_value(json_object_get(all, "missing"));
	json_int_t code = json_integer_value(json_object_get(all, "errno"));
	int end = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	enum gd_code rc = GD_OK;
	struct gd_arg died;

	if (end == 0 && missing) {
		result->pages =
		    (int)json_integer_value(json_object_get(all, "pages"));
		/* The cut keeps characters whole. */
		died = gd_arg_text(missing);
		memcpy(result->missing, died.text, sizeof result->missing);
	} else if (end == EXIT_GLYPH && missing) {
		rc = gd_fail(err, GD_REFUSED, GD_M_PRESS_GLYPH, GD_T(missing));
	} else if (end == EXIT_OUTSIDE && code > 0) {
		rc = disk_fault(path, (int)code, err);
	} else {
		died = WIFSIGNALED(status) ? gd_arg_int(WTERMSIG(status))
		       : c->woes.len       ? gd_arg_text(first_line(&c->woes))
					   : gd_arg_int(end);
		rc = gd_fail(err, GD_OUTSIDE, GD_M_PRESS_DIED, died);
	}
	json_decref(all);
	return rc;
}

static enum gd_code
press(const struct gd_str *json, const char *program, const char *path,
    const struct gd_press_options *o, struct gd_press_result *result,
    struct gd_err *err)
{
	int limit = o->limit_ms > 0 ? o->limit_ms : GD_PRESS_LIMIT_MS;
	struct child c = { .in = -1,
		.out = -1,
		.err = -1,
		.said = GD_STR_INIT,
		.woes = GD_STR_INIT,
		.bytes = json->text,
		.left = json->len,
		.until = now_ms() + limit };
	const char *argv[] = { program, "--out", path, NULL, NULL, NULL };
	int n = 3, code, status;
	enum gd_code rc;

	if (o->replace)
		argv[n++] = "--replace";
	if (o->draw_missing)
		argv[n] = "--draw-missing";
	code = start(&c, program, argv);
	if (code)
		return gd_fail(err, GD_OUTSIDE, GD_M_PRESS_START, GD_T(program),
		    GD_T(strerror(code)));
	run(&c);
	if (c.late) {
		(void)kill(-c.pid, SIGKILL);
		(void)kill(c.pid, SIGKILL);
	}
	status = wait_end(&c);
	rc = c.late ? gd_fail(err, GD_OUTSIDE, GD_M_PRESS_SLOW,
			  GD_N((limit + 999) / 1000))
		    : judge(&c, status, path, result, err);
	gd_str_release(&c.said);
	gd_str_release(&c.woes);
	return rc;
}

enum gd_code
gd_press(const struct gd_job *job, const char *path,
    const struct gd_press_options *options, struct gd_press_result *result,
    struct gd_err *err)
{
	static const struct gd_press_options plain = { 0 };
	struct gd_str json = GD_STR_INIT, program = GD_STR_INIT;
	struct gd_press_result unseen;
	enum gd_code rc;

	if (!options)
		options = &plain;
	if (!result)
		result = &unseen;
	memset(result, 0, sizeof *result);
	gd_job_write(&json, job);
	if (json.len > GD_JOB_BYTES_MAX)
		rc = gd_fail(err, GD_REFUSED, GD_M_PAPER_BIG,
		    GD_N((int64_t)(json.len >> 20)),
		    GD_N((int64_t)(GD_JOB_BYTES_MAX >> 20)));
	else if (options->program)
		rc = press(&json, options->program, path, options, result, err);
	else if (!program_find(&program))
		rc = gd_fail(err, GD_OUTSIDE, GD_M_PRESS_NONE);
	else
		rc = press(&json, program.text, path, options, result, err);
	gd_str_release(&json);
	gd_str_release(&program);
	return rc;
}
