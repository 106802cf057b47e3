/* cli/cli.c - one command line from beginning to end.
 *
 * Knows the book, the person and the language; what a command does stands in
 * its own file.  Errors become words here and nowhere else.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/login.h"
#include "base/file.h"
#include "base/guard.h"
#include "base/memory.h"
#include "base/text.h"

#include "cli_priv.h"

#include "base/banned.h"

#define VERSION "0.1.0"

/* The language of the surroundings: Chinese when they say zh. */
static enum gd_lang
system_language(void)
{
	static const char *const names[] = { "LANGUAGE", "LC_ALL",
		"LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && *value)
			return strncmp(value, "zh", 2) == 0 ? GD_ZH : GD_EN;
	}
	return GD_EN;
}

/* A closed standard descriptor would become the book's. */
static void
fill_descriptors(void)
{
	for (int fd = 0; fd < 3; fd++) {
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
		    open("/dev/null", fd ? O_WRONLY : O_RDONLY) != fd)
			_exit(GD_OUTSIDE);
	}
}

struct gd_app_options
cli_app_options(const struct cli *c)
{
	return (struct gd_app_options){
		.book = c->opt[OPT_BOOK],
		.login = c->opt[OPT_AS],
		.request = c->opt[OPT_REQUEST],
	};
}

const char *
cli_book(struct cli *c)
{
	char path[PATH_MAX];

	if (cli_has(c, OPT_BOOK))
		return c->opt[OPT_BOOK];
	return gd_arena_str(&c->arena,
	    gd_store_default_path(path, sizeof path));
}

void
cli_aside(struct cli *c, const char *text, int nargs, const struct gd_arg *args)
{
	struct gd_str line = GD_STR_INIT;

	gd_str_add(&line, "gendan: ");
	gd_say(&line, c->lang, text, nargs, args);
	gd_str_addc(&line, '\n');
	(void)!write(STDERR_FILENO, line.text, line.len);
	gd_str_release(&line);
}

/* Who waits sees why. */
static void
say_wait(void *payload, int64_t ms)
{
	const struct gd_arg seconds = gd_arg_int((ms + 999) / 1000);

	cli_aside(payload,
	    ms ? GD_TR("After wrong passwords the next one has to wait: {1} s")
	       : GD_TR("Others are having their passwords checked; one moment"),
	    1, &seconds);
}

enum gd_code
cli_app(struct cli *c, struct gd_err *err)
{
	struct gd_app_options options = cli_app_options(c);
	struct gd_err said = GD_ERR_INIT;
	struct stat st;
	enum gd_code rc;

	if (c->app)
		return GD_OK;
	if (stat(cli_book(c), &st) != 0 && errno == ENOENT)
		return gd_fail(err, GD_MISSING, GD_M_CLI_NO_BOOK,
		    GD_T(cli_book(c)));
	rc = gd_app_open(&options, &c->app, err);
	if (rc == GD_OK) {
		gd_app_on_wait(c->app, say_wait, c);
		rc = cli_login(c, err);
	}
	if (rc == GD_OK && gd_store_upgraded(gd_app_store(c->app))) {
		gd_fail(&said, GD_OK, GD_M_CLI_UPGRADED,
		    GD_T(gd_store_upgraded(gd_app_store(c->app))));
		cli_say_fault(c, "gendan", &said);
	}
	return rc;
}

enum gd_code
cli_read_file(const char *path, size_t max, struct gd_str *out,
    struct gd_err *err)
{
	int fd = strcmp(path, "-") == 0
		     ? dup(STDIN_FILENO)
		     : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	return gd_file_read(fd, path, max, out, err);
}

const char *
cli_namer(void *payload, enum gd_thing thing, const char *id)
{
	struct cli *c = payload;

	return cli_named(c, c->wf, thing, id);
}

const char *
cli_fault_words(struct cli *c, const struct gd_err *err)
{
	struct gd_str said = GD_STR_INIT;
	const char *kept;

	gd_say_err_named(&said, c->lang, err, cli_namer, c);
	kept = gd_arena_str(&c->arena, said.text);
	gd_str_release(&said);
	return kept;
}

void
cli_say_fault(struct cli *c, const char *where, const struct gd_err *err)
{
	cli_say_line(c, where, cli_fault_words(c, err));
}

void
cli_say_line(struct cli *c, const char *where, const char *words)
{
	struct gd_str line = GD_STR_INIT;

	(void)c;
	gd_text_show(&line, where);
	gd_str_add(&line, ": ");
	gd_text_show(&line, words);
	gd_str_addc(&line, '\n');
	(void)!write(STDERR_FILENO, line.text, line.len);
	gd_str_release(&line);
}

void
cli_say_row(void *payload, int64_t row, const char *column, const char *value,
    const struct gd_err *why)
{
	struct cli *c = payload;
	struct gd_str line = GD_STR_INIT;
	const struct gd_arg args[] = { gd_arg_int(row), gd_arg_text(column),
		gd_arg_text(value) };

	gd_say(&line, c->lang,
	    *column ? GD_TR("row {1}, column {2}, \"{3}\"")
		    : GD_TR("row {1}, \"{3}\""),
	    3, args);
	cli_say_fault(c, line.text, why);
	gd_str_release(&line);
}

struct gd_cli_start
cli_start(struct cli *c)
{
	return (struct gd_cli_start){ .book = cli_book(c),
		.login = c->opt[OPT_AS],
		.theme = c->opt[OPT_THEME],
		.lang = cli_has(c, OPT_LANG),
		.flow = c->opt[OPT_WORKFLOW] };
}

/* Without a command: the screens on a terminal, else the board as text. */
enum gd_code
cmd_bare(struct cli *c, struct gd_err *err)
{
	struct gd_arg book = gd_arg_text(cli_book(c));
	const struct gd_cli_start start = cli_start(c);
	enum gd_code rc;

	if (c->doors->screens && isatty(STDIN_FILENO) &&
	    isatty(STDOUT_FILENO)) {
		rc = cli_app(c, err);
		if (rc != GD_OK && rc != GD_MISSING)
			return rc;
		return (
		    enum gd_code)c->doors->screens(&c->app, &c->lang, &start);
	}
	rc = cmd_board(c, err);
	if (rc != GD_MISSING || c->app)
		return rc;
	/* no book yet is an answer here, not an error */
	cli_out_say(c, GD_TR("There is no book yet: {1}"), 1, &book);
	cli_out_say(c, GD_TR("Look at an example: gendan demo"), 0, NULL);
	cli_out_say(c, GD_TR("Begin your own: gendan init"), 0, NULL);
	return GD_OK;
}

enum gd_code
cmd_screens(struct cli *c, struct gd_err *err)
{
	const struct gd_cli_start start = cli_start(c);
	char **argv;
	enum gd_code rc;

	if (c->doors->script == NULL)
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_TERMINAL);
	rc = cli_app(c, err);
	if (rc != GD_OK && rc != GD_MISSING)
		return rc;
	argv = gd_arena_alloc(&c->arena, (size_t)c->nargs + 2, sizeof *argv);
	argv[0] = gd_arena_str(&c->arena, "screens");
	for (int i = 0; i < c->nargs; i++)
		argv[i + 1] = gd_arena_str(&c->arena, c->args[i]);
	return (enum gd_code)c->doors->script(&c->app, &c->lang, &start,
	    c->nargs + 1, argv);
}

static enum gd_code
run(struct cli *c, int argc, char **argv, struct gd_err *err)
{
	enum gd_code rc = cli_parse(c, argc, argv, err);

	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_VERSION)) {
		cli_out_printf(c, "gendan %s\n", VERSION);
		return GD_OK;
	}
	if (cli_has(c, OPT_HELP)) {
		if (c->cmd)
			cli_help_command(c, c->cmd);
		else
			cli_help_all(c);
		return GD_OK;
	}
	if (c->cmd == NULL)
		return cmd_bare(c, err);
	if (!c->cmd->raw)
		rc = cli_match(c, c->cmd->word, c->cmd->usage, err);
	return rc == GD_OK ? c->cmd->run(c, err) : rc;
}

int
gd_cli_main(int argc, char **argv, const struct gd_cli_doors *doors)
{
	struct cli c = { .doors = doors, .out = GD_STR_INIT };
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc, written;

	fill_descriptors();
	gd_guard_process();
	gd_memory_setup();
	c.lang = system_language();
	rc = run(&c, argc, argv, &err);
	if (rc != GD_OK && err.msg != GD_M_NONE)
		cli_say_fault(&c, "gendan", &err);
	written = cli_flush(&c, &err);
	if (written != GD_OK && rc == GD_OK) {
		cli_say_fault(&c, "gendan", &err);
		rc = written;
	}
	gd_app_close(c.app);
	gd_str_release(&c.out);
	gd_arena_release(&c.arena);
	return (int)rc;
}
