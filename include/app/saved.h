/* app/saved.h - a person's own lists: filter words under a name.
 *
 * `@NAME` among the words of gd_app_filter stands for the words saved.
 */
#ifndef GENDAN_APP_SAVED_H
#define GENDAN_APP_SAVED_H

#include "app/filter.h"

/* Rows under such names are kept reports (app/kept.h), no lists. */
#define SAVED_REPORT "report."

struct gd_saved_list {
	const char *name, *words; /* as gd_filter_join made them */
};

/** The lists of the person at the keyboard, by name; *out lives in arena. */
enum gd_code gd_app_saved(struct gd_app *app, struct gd_arena *arena,
    const struct gd_saved_list **out, int *n, struct gd_err *err) GD_MUST_CHECK;
/** Keep words under a name, instead of what it kept before. The words must
 * make a filter and name no other list. */
enum gd_code gd_app_save_list(struct gd_app *app, const char *name,
    const char *const *words, int nwords, struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_app_forget_list(struct gd_app *app, const char *name,
    struct gd_err *err) GD_MUST_CHECK;

#endif
