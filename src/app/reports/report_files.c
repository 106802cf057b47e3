/* app/reports/report_files.c - a report into a file: whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/printing.h"
#include "base/file.h"
#include "paper/press.h"
#include "report/xlsx.h"

#include "reports_priv.h"

#include "base/banned.h"

const char *
gd_report_ending(enum gd_report_form form)
{
	static const char *const endings[] = { "txt", "csv", "json", "xlsx",
		"pdf" };

	return endings[form];
}

static enum gd_code
fault(const char *path, int code, struct gd_err *err)
{
	if (code == EEXIST)
		return gd_fail(err, GD_REFUSED, GD_M_FILE_EXISTS, GD_T(path));
	return gd_fail(err, GD_OUTSIDE, GD_M_REPORT_FILE, GD_T(path),
	    GD_T(strerror(code)));
}

/* A name beside the path that nobody else has; the file is there, empty. */
static int
aside(const char *path, struct gd_str *name)
{
	const char *slash = strrchr(path, '/');
	int fd;

	gd_str_reset(name);
	if (slash)
		gd_str_addn(name, path, (size_t)(slash - path) + 1);
	gd_str_add(name, ".gendan-report.XXXXXX");
	fd = mkostemp(name->text, O_CLOEXEC);
	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

/* What stands aside, on disk, under its name. @return 0 or errno */
static int
place(const char *aside_name, const char *path, bool replace)
{
	int fd = open(aside_name, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	int code = 0;

	if (fd < 0)
		return errno;
	if (fchmod(fd, 0644) != 0 || fsync(fd) != 0)
		code = errno;
	close(fd);
	if (!code && replace)
		code = rename(aside_name, path) == 0 ? 0 : errno;
	else if (!code)
		code = link(aside_name, path) == 0 ? 0 : errno;
	return code;
}

static enum gd_code
write_text(const char *path, const struct gd_str *all, struct gd_err *err)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC);
	int code = fd < 0 ? errno : gd_file_write(fd, all->text, all->len);

	if (fd >= 0 && close(fd) != 0 && !code)
		code = errno;
	return code ? fault(path, code, err) : GD_OK;
}

static void
text_of(const struct gd_report *r, enum gd_report_form form, enum gd_lang lang,
    struct gd_str *out)
{
	json_t *json;
	char *words;

	if (form == GD_REPORT_TEXT) {
		gd_report_text(out, r, lang);
	} else if (form == GD_REPORT_CSV) {
		/* a spreadsheet in China reads UTF-8 only behind this mark */
		gd_str_add(out, "\xEF\xBB\xBF");
		gd_report_csv(out, r);
	} else {
		json = gd_report_json(r, lang);
		words =
		    json_dumps(json, JSON_INDENT(1) | JSON_REAL_PRECISION(15));
		gd_str_add(out, words ? words : "null");
		gd_str_addc(out, '\n');
		free(words);
		json_decref(json);
	}
}

static enum gd_code
press(struct gd_app *app, const struct gd_report *r, enum gd_lang lang,
    const char *path, struct gd_err *err)
{
	const struct gd_press_options options = { .replace = true,
		.draw_missing = true };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_job job;
	enum gd_code rc;

	report_job(app, r, lang == GD_ZH ? GD_DOC_ZH : GD_DOC_EN, &arena, &job);
	rc = gd_press(&job, path, &options, NULL, err);
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
gd_app_report_print(struct gd_app *app, const struct gd_report *r,
    enum gd_lang lang, struct gd_printed *out, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_job job;
	enum gd_code rc;

	report_job(app, r, lang == GD_ZH ? GD_DOC_ZH : GD_DOC_EN, &arena, &job);
	rc = gd_app_print_job(app, &job, "report", NULL, out, err);
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
gd_app_report_write(struct gd_app *app, const struct gd_report *r,
    enum gd_report_form form, enum gd_lang lang, const char *path, bool replace,
    struct gd_err *err)
{
	struct gd_str name = GD_STR_INIT, text = GD_STR_INIT;
	enum gd_code rc;
	int code;

	if (app->folder)
		return gd_fail(err, GD_REFUSED, GD_M_REPORT_CONFINED);
	if (!replace && access(path, F_OK) == 0)
		return fault(path, EEXIST, err);
	code = aside(path, &name);
	if (code) {
		gd_str_release(&name);
		return fault(path, code, err);
	}
	if (form == GD_REPORT_XLSX) {
		rc = gd_report_xlsx(r, lang, name.text, err);
	} else if (form == GD_REPORT_PDF) {
		rc = press(app, r, lang, name.text, err);
	} else {
		text_of(r, form, lang, &text);
		rc = write_text(name.text, &text, err);
	}
	if (rc == GD_OK && (code = place(name.text, path, replace)) != 0)
		rc = fault(path, code, err);
	(void)unlink(name.text);
	gd_str_release(&text);
	gd_str_release(&name);
	return rc;
}
