/* app/reports/kept.c - reports a person keeps, made again by a word or by
 * night. */
#include "app/kept.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/saved.h"
#include "base/day.h"
#include "paper/post.h"

#include "../app_priv.h"

#include "base/banned.h"

#define PREFIX SAVED_REPORT
#define MOST 200
#define MOST_WORDS 40
#define FILE_MOST (32 << 20) /* bytes of an attachment */
#define FORMS 5

/* ---- keeping ------------------------------------------------------------------- */

static enum gd_code
somebody(struct gd_app *app, struct gd_err *err)
{
	return *app->login ? GD_OK : gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
}

enum gd_code
gd_app_kept(struct gd_app *app, struct gd_arena *arena,
    const struct gd_kept_report **out, int *n, struct gd_err *err)
{
	struct gd_saved *rows = gd_arena_alloc(arena, MOST, sizeof *rows);
	struct gd_kept_report *kept = gd_arena_alloc(arena, MOST, sizeof *kept);
	enum gd_code rc = somebody(app, err);
	int all = 0;

	*n = 0;
	*out = kept;
	if (rc == GD_OK)
		rc = gd_store_saved(app->store, gd_arena_str(arena, app->login),
		    arena, rows, MOST, &all, err);
	for (int i = 0; rc == GD_OK && i < all; i++)
		if (strncmp(rows[i].name, PREFIX, strlen(PREFIX)) == 0)
			kept[(*n)++] = (struct gd_kept_report){
				rows[i].name + strlen(PREFIX), rows[i].words
			};
	return rc;
}

static enum gd_code
write_row(struct gd_app *app, const char *name, const char *words, bool keep,
    struct gd_err *err)
{
	struct gd_str full = GD_STR_INIT;
	struct gd_saved row = { .login = app->login,
		.words = words,
		.active = keep };
	struct gd_office_command cmd = { keep ? GD_OFFICE_SAVE
					      : GD_OFFICE_FORGET,
		&row, UINT64_MAX };
	enum gd_code rc;

	gd_str_addf(&full, PREFIX "%s", name);
	row.name = full.text;
	rc = gd_app_office_do(app, &cmd, err);
	gd_str_release(&full);
	return rc;
}

/* The words without form:, which is taken out. */
static int
without_form(const char *const *words, int n, const char **left,
    const char **forms)
{
	int k = 0;

	for (int i = 0; i < n && k < MOST_WORDS; i++)
		if (strncmp(words[i], "form:", 5) == 0)
			*forms = words[i] + 5;
		else
			left[k++] = words[i];
	return k;
}

enum gd_code
gd_app_keep_report(struct gd_app *app, const char *name,
    const char *const *words, int nwords, struct gd_err *err)
{
	const char *left[MOST_WORDS], *forms = NULL;
	struct gd_str line = GD_STR_INIT;
	struct gd_report r;
	enum gd_code rc = somebody(app, err);
	unsigned set;
	int n = without_form(words, nwords, left, &forms);

	if (rc == GD_OK && nwords > MOST_WORDS)
		rc = gd_fail(err, GD_USAGE, GD_M_APP_FILTER_WORDS);
	if (rc == GD_OK && forms)
		rc = gd_report_forms(forms, &set, err);
	if (rc != GD_OK)
		return rc;
	rc = gd_app_report(app, left, n, &r, err);
	gd_report_release(&r);
	gd_filter_join(words, nwords, &line);
	if (rc == GD_OK)
		rc = write_row(app, name, line.text, true, err);
	gd_str_release(&line);
	return rc;
}

static enum gd_code
find(struct gd_app *app, const char *name, struct gd_arena *arena,
    const struct gd_kept_report **out, struct gd_err *err)
{
	const struct gd_kept_report *all;
	int n;
	enum gd_code rc = gd_app_kept(app, arena, &all, &n, err);

	for (int i = 0; rc == GD_OK && i < n; i++)
		if (strcmp(all[i].name, name) == 0) {
			*out = &all[i];
			return GD_OK;
		}
	return rc == GD_OK ? gd_fail(err, GD_MISSING, GD_M_REPORT_NO_SAVED,
				 GD_T(name), GD_T(app->login))
			   : rc;
}

enum gd_code
gd_app_forget_report(struct gd_app *app, const char *name, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_kept_report *one;
	enum gd_code rc = find(app, name, &arena, &one, err);

	if (rc == GD_OK)
		rc = write_row(app, name, "", false, err);
	gd_arena_release(&arena);
	return rc;
}

/* ---- files ---------------------------------------------------------------------- */

enum gd_code
gd_report_forms(const char *words, unsigned *forms, struct gd_err *err)
{
	*forms = 0;
	while (*words) {
		size_t n = strcspn(words, ",");
		unsigned bit = 0;

		for (int f = 0; f < FORMS; f++) {
			const char *e =
			    gd_report_ending((enum gd_report_form)f);

			if (strlen(e) == n && memcmp(e, words, n) == 0)
				bit = 1u << f;
		}
		if (!bit)
			return gd_fail(err, GD_USAGE, GD_M_REPORT_FORM,
			    GD_T(words));
		*forms |= bit;
		words += n + (words[n] == ',');
	}
	return *forms ? GD_OK
		      : gd_fail(err, GD_USAGE, GD_M_REPORT_FORM, GD_T(""));
}

/* "sales-2026-11": of a whole month or year its name behind the report's. */
static void
stem(struct gd_str *out, const struct gd_report *r, const char *name)
{
	int year, month, mday;

	gd_str_add(out, name);
	if (r->from == GD_NO_DAY || r->to == GD_NO_DAY)
		return;
	gd_day_civil(r->from, &year, &month, &mday);
	if (r->from == gd_day_of(year, month, 1) &&
	    r->to == gd_day_add_months(r->from, 1) - 1)
		gd_str_addf(out, "-%04d-%02d", year, month);
	else if (r->from == gd_day_of(year, 1, 1) &&
		 r->to == gd_day_of(year, 12, 31))
		gd_str_addf(out, "-%04d", year);
}

static enum gd_code
write_forms(struct gd_app *app, const struct gd_report *r, const char *name,
    unsigned forms, enum gd_lang lang, const char *dir, struct gd_err *err)
{
	struct gd_str path = GD_STR_INIT;
	enum gd_code rc = GD_OK;

	for (int f = 0; rc == GD_OK && f < FORMS; f++) {
		if (!(forms >> f & 1))
			continue;
		gd_str_reset(&path);
		gd_str_addf(&path, "%s/", dir);
		stem(&path, r, name);
		gd_str_addf(&path, ".%s",
		    gd_report_ending((enum gd_report_form)f));
		rc = gd_app_report_write(app, r, (enum gd_report_form)f, lang,
		    path.text, true, err);
	}
	gd_str_release(&path);
	return rc;
}

/* ---- letters ---------------------------------------------------------------------- */

static const char *const types[FORMS] = { "text/plain; charset=UTF-8",
	"text/csv; charset=UTF-8", "application/json",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"application/pdf" };

static enum gd_code
slurp(const char *path, struct gd_str *out, struct gd_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char buf[65536];
	ssize_t n = fd < 0 ? -1 : 0;

	while (fd >= 0 && (n = read(fd, buf, sizeof buf)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || out->len > FILE_MOST)
			break;
		gd_str_addn(out, buf, (size_t)n);
	}
	if (fd >= 0)
		close(fd);
	if (n < 0)
		return gd_fail(err, GD_OUTSIDE, GD_M_REPORT_FILE, GD_T(path),
		    GD_T(strerror(errno)));
	if (n > 0)
		return gd_fail(err, GD_OUTSIDE, GD_M_REPORT_FILE, GD_T(path),
		    GD_T(strerror(EFBIG)));
	return GD_OK;
}

/* Files of the letter, made in a folder that goes again. */
struct bag {
	char dir[256];
	struct gd_str bytes[FORMS];
	struct gd_post_file files[FORMS];
	size_t n;
	struct gd_arena arena;
};

static enum gd_code
fill_bag(struct gd_app *app, const struct gd_report *r, const char *name,
    unsigned forms, enum gd_lang lang, struct bag *b, struct gd_err *err)
{
	struct gd_str file = GD_STR_INIT, path = GD_STR_INIT;
	enum gd_code rc = GD_OK;

	for (int f = 0; rc == GD_OK && f < FORMS; f++) {
		struct gd_str *bytes = &b->bytes[b->n];

		if (!(forms >> f & 1))
			continue;
		gd_str_reset(&file);
		stem(&file, r, name);
		gd_str_addf(&file, ".%s",
		    gd_report_ending((enum gd_report_form)f));
		gd_str_reset(&path);
		gd_str_addf(&path, "%s/made", b->dir);
		rc = gd_app_report_write(app, r, (enum gd_report_form)f, lang,
		    path.text, true, err);
		*bytes = (struct gd_str)GD_STR_INIT;
		if (rc == GD_OK)
			rc = slurp(path.text, bytes, err);
		b->files[b->n++] = (struct gd_post_file){
			.name = gd_arena_str(&b->arena, file.text),
			.type = types[f],
			.bytes = bytes->text,
			.len = bytes->len,
		};
		(void)unlink(path.text);
	}
	gd_str_release(&path);
	gd_str_release(&file);
	return rc;
}

enum gd_code
gd_app_report_mail(struct gd_app *app, const struct gd_report *r,
    const char *name, const char *forms, enum gd_lang lang, const char *to,
    struct gd_err *err)
{
	const char *tmp = getenv("TMPDIR");
	struct gd_str subject = GD_STR_INIT, text = GD_STR_INIT;
	struct bag b = { .n = 0 };
	struct gd_letter letter = { .to = to,
		.at_ms = r->made_ms,
		.utc_offset_min = r->utc_offset_min };
	unsigned set;
	enum gd_code rc = gd_post_address(to, err);

	if (app->folder)
		return gd_fail(err, GD_REFUSED, GD_M_REPORT_CONFINED);
	if (rc == GD_OK)
		rc = gd_report_forms(forms ? forms : "xlsx,pdf", &set, err);
	snprintf(b.dir, sizeof b.dir, "%.200s/gendan-mail.XXXXXX",
	    tmp && *tmp == '/' ? tmp : "/tmp");
	if (rc == GD_OK && !mkdtemp(b.dir))
		rc = gd_fail(err, GD_OUTSIDE, GD_M_REPORT_FILE, GD_T(b.dir),
		    GD_T(strerror(errno)));
	if (rc != GD_OK)
		return rc;
	rc = fill_bag(app, r, name, set, lang, &b, err);
	(void)rmdir(b.dir);
	gd_str_addf(&subject, "%s ", gd_word_of(&r->title, lang));
	gd_report_period_say(&subject, r, lang);
	gd_str_addf(&subject, " (%s)", name);
	gd_report_text(&text, r, lang);
	letter.subject = subject.text;
	letter.text = text.text;
	letter.files = b.files;
	letter.nfiles = b.n;
	if (rc == GD_OK)
		rc = gd_post(&letter, err);
	for (size_t i = 0; i < b.n; i++)
		gd_str_release(&b.bytes[i]);
	gd_str_release(&text);
	gd_str_release(&subject);
	gd_arena_release(&b.arena);
	return rc;
}

/* ---- all of them -------------------------------------------------------------------- */

static enum gd_code
run_one(struct gd_app *app, const struct gd_kept_run *run,
    const struct gd_kept_report *one, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const char *words[MOST_WORDS], *left[MOST_WORDS];
	const char *forms = NULL;
	struct gd_report r;
	unsigned set = 0;
	int n = gd_filter_split(one->words, &arena, words, MOST_WORDS);
	enum gd_code rc;

	n = without_form(words, n, left, &forms);
	if (run->forms || !forms)
		forms = run->forms ? run->forms : "xlsx,pdf";
	rc = gd_report_forms(forms, &set, err);
	if (rc == GD_OK) {
		rc = gd_app_report(app, left, n, &r, err);
		if (rc == GD_OK && run->dir)
			rc = write_forms(app, &r, one->name, set, run->lang,
			    run->dir, err);
		if (rc == GD_OK && run->mail)
			rc = gd_app_report_mail(app, &r, one->name, forms,
			    run->lang, run->mail, err);
		gd_report_release(&r);
	}
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
gd_app_kept_run(struct gd_app *app, struct gd_kept_run *run, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_kept_report *all = NULL;
	int n = 1;
	enum gd_code rc = run->name ? find(app, run->name, &arena, &all, err)
				    : gd_app_kept(app, &arena, &all, &n, err);

	run->made = run->failed = 0;
	for (int i = 0; rc == GD_OK && i < n; i++) {
		struct gd_err why = GD_ERR_INIT;

		if (run_one(app, run, &all[i], &why) == GD_OK) {
			run->made++;
			continue;
		}
		run->failed++;
		if (run->fault)
			run->fault(run->payload, all[i].name, &why);
	}
	gd_arena_release(&arena);
	return rc;
}
