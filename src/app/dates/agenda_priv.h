/* src/app/dates/agenda_priv.h - what the files about dates share; private. */
#ifndef GENDAN_APP_DATES_AGENDA_PRIV_H
#define GENDAN_APP_DATES_AGENDA_PRIV_H

#include "app/agenda.h"

#include "../app_priv.h"

/* ---- called.c ---- */
/* By id, or by name in either language. */
bool app_is_called(const struct gd_name *name, const char *value);
/* By login or name; "me" is who acts.  NULL: nobody. */
const struct gd_person *app_person_called(struct gd_app *app, const char *name);
/* What was meant by a name that nothing has; { .typed = name } begins. */
struct app_near {
	const char *typed, *best; /* best: NULL = nothing is near */
	int far;
};
void app_near_try(struct app_near *near, const char *name);
void app_near_name(struct app_near *near, const struct gd_name *name);
void app_near_people(struct app_near *near, struct gd_app *app);
/* GD_MISSING: "there is no {kind} {typed}; did you mean {best}?", or the
 * message `none`, which gets what was typed. */
enum gd_code app_none_called(const struct app_near *near, const char *kind,
    enum gd_msg none, struct gd_err *err) GD_MUST_CHECK;
enum gd_code app_no_person(struct gd_app *app, const char *name,
    struct gd_err *err) GD_MUST_CHECK;
/* ---- owners.c and others ---- */
bool app_is_owner(const char *const *owners, int n, const char *token);
/* Whose dates `owner:WORD` means: a role by id or name, else a person with
 * all he answers for. */
enum gd_code app_owner_tokens(struct gd_app *app, const char *word,
    struct gd_arena *arena, const char *const **out, int *n,
    struct gd_err *err) GD_MUST_CHECK;
/* The newest workflow of each id: for (i = 0; app_next_flow(app, &i, &wf);) */
bool app_next_flow(struct gd_app *app, size_t *i,
    const struct gd_workflow **wf);
/* The hour of a moment, of another day than today the day too; 0: "". dates.c */
const char *app_until(struct gd_app *app, int64_t ms, struct gd_arena *arena);
/* The name of a duty or a limit; NULL when the workflow has none such. */
const struct gd_name *app_date_name(const struct gd_workflow *wf,
    const char *id);
/* The earliest hard date of an order (its key in the store) that has not
 * passed; *day 0 = none. */
enum gd_code app_next_hard(struct gd_app *app, int64_t order,
    const struct gd_workflow *wf, struct gd_arena *arena, int32_t *day,
    const char **id, struct gd_err *err) GD_MUST_CHECK;
/* The same of all rows of a list. */
enum gd_code app_next_hards(struct gd_app *app, struct gd_list_rows *rows,
    struct gd_err *err) GD_MUST_CHECK;
/* The page behind this row; its texts must live until it is read. */
void app_dates_after(struct gd_date_filter *f, const struct gd_date_row *last);
/* All dates of an order as of now. */
void app_order_dates(struct gd_app *app, const struct gd_workflow *wf,
    const struct gd_order *o, struct gd_arena *arena, struct gd_dates *out);

#endif
