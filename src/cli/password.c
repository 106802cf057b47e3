/* cli/password.c - a password from a terminal, a file or a descriptor; never
 * from the command line, where everybody could read it.
 *
 * On a terminal nothing is shown, not even stars, and it is given back as it
 * was on every way out.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "app/login.h"
#include "base/secret.h"

#include "cli_priv.h"

#include "base/banned.h"

/* ---- a terminal ---------------------------------------------------------- */

static volatile sig_atomic_t stopped_by;

static void
on_stop(int number)
{
	stopped_by = number;
}

static const int stops[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
#define NSTOPS (sizeof stops / sizeof *stops)

/* One key after the other, so that the terminal's own keys cannot leave it
 * without echo. @return false: given up */
static bool
read_keys(char *out, size_t room)
{
	size_t n = 0;
	char key;

	for (;;) {
		if (read(STDIN_FILENO, &key, 1) != 1 || stopped_by)
			return false;
		if (key == '\r' || key == '\n')
			break;
		if (key == 3 || (key == 4 && n == 0)) /* Ctrl-C, Ctrl-D */
			return false;
		if (key == 21) /* Ctrl-U */
			n = 0;
		else if (key == 127 || key == 8) {
			while (
			    n > 0 && ((unsigned char)out[n - 1] & 0xC0) == 0x80)
				n--;
			n -= n > 0;
		} else if (n + 1 < room) {
			out[n++] = key;
		}
	}
	memset(out + n, 0, room - n);
	return true;
}

static enum gd_code
ask(struct cli *c, const char *prompt, char *out, struct gd_err *err)
{
	struct sigaction sa = { .sa_handler = on_stop }, old[NSTOPS];
	struct termios was, quiet;
	struct gd_str line = GD_STR_INIT;
	bool got;

	if (tcgetattr(STDIN_FILENO, &was) != 0)
		return gd_fail(err, GD_USAGE, GD_M_LOGIN_LOCKED);
	stopped_by = 0;
	for (size_t i = 0; i < NSTOPS; i++)
		sigaction(stops[i], &sa, &old[i]);
	quiet = was;
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
	quiet.c_cc[VMIN] = 1;
	quiet.c_cc[VTIME] = 0;
	got = tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
	/* asked only now: who is asked types at once */
	gd_str_addf(&line, "%s: ", cli_tr(c, prompt));
	(void)!write(STDERR_FILENO, line.text, line.len);
	gd_str_release(&line);
	got = got && read_keys(out, GD_PASSWORD_BYTES);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
	(void)!write(STDERR_FILENO, "\n", 1);
	for (size_t i = 0; i < NSTOPS; i++)
		sigaction(stops[i], &old[i], NULL);
	if (stopped_by)
		(void)raise(stopped_by);
	return got ? GD_OK : gd_fail(err, GD_REFUSED, GD_M_CLI_GAVE_UP);
}

/* ---- a file, a descriptor ------------------------------------------------ */

/* A file nobody else can read, and no link to one. */
static enum gd_code
open_private(const char *path, int *fd, struct gd_err *err)
{
	struct stat st;

	*fd = open(path,
	    O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK);
	if (*fd < 0)
		return gd_fail(err, errno == ENOENT ? GD_MISSING : GD_OUTSIDE,
		    GD_M_READ_OPEN, GD_T(path), GD_T(strerror(errno)));
	if (fstat(*fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_uid == geteuid() && (st.st_mode & 077) == 0)
		return GD_OK;
	close(*fd);
	return gd_fail(err, GD_REFUSED, GD_M_CLI_FILE_OPEN_TO_ALL, GD_T(path));
}

/* The first n lines of fd, one password each. */
static enum gd_code
read_lines(int fd, char *const out[], int n, struct gd_err *err)
{
	enum { ROOM = 2 * (GD_PASSWORD_BYTES + 2) };
	char *all = gd_secret_alloc(ROOM + 1), *at = all;
	size_t len = 0;
	ssize_t got;
	int i;

	while (len < ROOM && (got = read(fd, all + len, ROOM - len)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			break;
		len += (size_t)got;
	}
	for (i = 0; i < n && *at; i++) {
		size_t end = strcspn(at, "\r\n");

		if (end >= GD_PASSWORD_BYTES)
			break;
		memcpy(out[i], at, end);
		at += end;
		at += *at == '\r';
		at += *at == '\n';
	}
	gd_secret_free(all);
	return i == n
		   ? GD_OK
		   : gd_fail(err, GD_USAGE, GD_M_CLI_PASSWORD_LINES, GD_N(n));
}

bool
cli_password_given(const struct cli *c)
{
	return cli_has(c, OPT_PASSWORD_FILE) || cli_has(c, OPT_PASSWORD_FD) ||
	       isatty(STDIN_FILENO);
}

enum gd_code
cli_passwords(struct cli *c, const char *const prompts[], char *const out[],
    int n, struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	int64_t number = 0;
	int fd;

	if (cli_has(c, OPT_PASSWORD_FILE)) {
		rc = open_private(c->opt[OPT_PASSWORD_FILE], &fd, err);
		if (rc == GD_OK) {
			rc = read_lines(fd, out, n, err);
			close(fd);
		}
		return rc;
	}
	if (cli_has(c, OPT_PASSWORD_FD)) {
		rc = cli_opt_int(c, OPT_PASSWORD_FD, &number, err);
		return rc != GD_OK ? rc : read_lines((int)number, out, n, err);
	}
	if (!isatty(STDIN_FILENO))
		return gd_fail(err, GD_USAGE, GD_M_LOGIN_LOCKED);
	for (int i = 0; i < n && rc == GD_OK; i++)
		rc = ask(c, prompts[i], out[i], err);
	return rc;
}

enum gd_code
cli_login(struct cli *c, struct gd_err *err)
{
	const char *prompt = GD_TR("your password");
	struct gd_arg failed;
	char *password;
	int64_t n = 0;
	enum gd_code rc;

	/* the screens, also behind ssh, have a door of their own */
	if (c->cmd == NULL || c->cmd->group == GROUP_LOOK ||
	    c->cmd->verb == GD_DO_SIGN || c->cmd->run == cmd_passwd ||
	    c->cmd->run == cmd_day || c->cmd->run == cmd_screens ||
	    c->cmd->run == cmd_signs ||
	    (c->cmd->run == cmd_server && c->nargs == 0) ||
	    !gd_app_asks_login(c->app) || !*gd_app_login(c->app))
		return GD_OK;
	password = gd_secret_alloc(GD_PASSWORD_BYTES);
	rc = cli_passwords(c, &prompt, &password, 1, err);
	if (rc == GD_OK)
		rc = gd_app_login_try(c->app, gd_app_login(c->app), password,
		    &n, err);
	gd_secret_free(password);
	failed = gd_arg_int(n);
	if (rc == GD_OK && n && !cli_has(c, OPT_JSON) && !cli_has(c, OPT_CSV))
		cli_out_say(c,
		    GD_TR("{1} {1|wrong password was|wrong passwords were} "
			  "given for you since you last logged in"),
		    1, &failed);
	return rc;
}

enum gd_code
cli_unlock(struct cli *c, struct gd_err *err)
{
	const char *prompt = GD_TR("your password, to sign");
	char *password = gd_secret_alloc(GD_PASSWORD_BYTES);
	enum gd_code rc = cli_passwords(c, &prompt, &password, 1, err);

	if (rc == GD_OK)
		rc = gd_app_unlock(c->app, password, err);
	gd_secret_free(password);
	return rc;
}
