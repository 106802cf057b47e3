/* paper/press.c - hand a job to gendan-paper and wait, but not for ever. */
#include "paper/press.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paper/json.h"

#include "run_priv.h"

#include "base/banned.h"

#define NAME "gendan-paper"
#define SAID_MAX 8192

#define EXIT_GLYPH 3
#define EXIT_OUTSIDE 6

/* Variables the fonts are found by; nothing else reaches the child. */
static const char *const kept[] = { "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
	"XDG_DATA_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", NULL };
static const char *const fixed[] = { "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
	"TZ=UTC", NULL };

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

/* ---- answers --------------------------------------------------------------- */

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
judge(struct run *c, const char *path, struct gd_press_result *result,
    struct gd_err *err)
{
	json_t *all = json_loadb(c->said.text, c->said.len, 0, NULL);
	const char *missing =
	    json_string_value(json_object_get(all, "missing"));
	json_int_t code = json_integer_value(json_object_get(all, "errno"));
	int end = run_exit(c);
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
		died = WIFSIGNALED(c->status) ? gd_arg_int(WTERMSIG(c->status))
		       : c->woes.len          ? gd_arg_text(run_woe(c, NAME))
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
	const char *argv[] = { program, "--out", path, NULL, NULL, NULL };
	struct run c = RUN_INIT;
	int n = 3, code;
	enum gd_code rc;

	if (o->replace)
		argv[n++] = "--replace";
	if (o->draw_missing)
		argv[n] = "--draw-missing";
	c.program = program;
	c.argv = argv;
	c.kept = kept;
	c.fixed = fixed;
	c.bytes = json->text;
	c.left = json->len;
	c.said_max = SAID_MAX;
	c.limit_ms = o->limit_ms > 0 ? o->limit_ms : GD_PRESS_LIMIT_MS;
	code = run_program(&c);
	if (code)
		rc = gd_fail(err, GD_OUTSIDE, GD_M_PRESS_START, GD_T(program),
		    GD_T(strerror(code)));
	else if (c.late)
		rc = gd_fail(err, GD_OUTSIDE, GD_M_PRESS_SLOW,
		    GD_N((c.limit_ms + 999) / 1000));
	else
		rc = judge(&c, path, result, err);
	run_release(&c);
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
