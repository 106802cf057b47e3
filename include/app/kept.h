/* app/kept.h - reports a person keeps, made again by a word or by night.
 *
 * They are rows of the table of saved lists, under the name "report.NAME";
 * their words are those of gd_app_report, and `form:xlsx,pdf`.
 */
#ifndef GENDAN_APP_KEPT_H
#define GENDAN_APP_KEPT_H

#include "app/reports.h"

struct gd_kept_report {
	const char *name;  /* without "report." */
	const char *words; /* as gd_filter_join made them */
};
/** Those of the person at the keyboard, by name; *out lives in arena. */
enum gd_code gd_app_kept(struct gd_app *app, struct gd_arena *arena,
    const struct gd_kept_report **out, int *n,
    struct gd_err *err) GD_MUST_CHECK;
/** Keep a report under a name, instead of what it kept before: it is made once
 * to see that it can be. */
enum gd_code gd_app_keep_report(struct gd_app *app, const char *name,
    const char *const *words, int nwords, struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_app_forget_report(struct gd_app *app, const char *name,
    struct gd_err *err) GD_MUST_CHECK;

/* What is to become of kept reports. */
struct gd_kept_run {
	const char *name; /* NULL: all of them */
	const char *dir;  /* files go there, over those of before; NULL: none */
	const char *mail; /* and to this address; NULL: nobody */
	const char *forms; /* "xlsx,pdf"; NULL: as kept, else both of these */
	enum gd_lang lang;
	/* a report that failed; the others go on */
	void (
	    *fault)(void *payload, const char *name, const struct gd_err *why);
	void *payload;
	int64_t made, failed; /* out */
};
/** Make them. Each file appears whole or not at all: NAME.xlsx, of a month or
 * a year NAME-2026-11.xlsx. @return GD_OK also when some failed */
enum gd_code gd_app_kept_run(struct gd_app *app, struct gd_kept_run *run,
    struct gd_err *err) GD_MUST_CHECK;
/** One report, kept or not, to an address: its text, its files attached. */
enum gd_code gd_app_report_mail(struct gd_app *app, const struct gd_report *r,
    const char *name, const char *forms, enum gd_lang lang, const char *to,
    struct gd_err *err) GD_MUST_CHECK;
/** "xlsx,pdf" as a set, bit per form; GD_USAGE names the word it does not
 * know. */
enum gd_code gd_report_forms(const char *words, unsigned *forms,
    struct gd_err *err) GD_MUST_CHECK;

#endif
