/* app/names.h - what stands beside the names of orders, customers and people
 * in a list, and on the page of one of them. */
#ifndef GENDAN_APP_NAMES_H
#define GENDAN_APP_NAMES_H

#include "app/app.h"
#include "store/beside.h"

/** The amount of each order of a list: row->amount, "" where it has none. */
enum gd_code gd_app_amounts(struct gd_app *app, struct gd_list_rows *rows,
    struct gd_err *err) GD_MUST_CHECK;

/** What a customer has in work; texts go to arena. */
enum gd_code gd_app_customer_sums(struct gd_app *app, const char *code,
    struct gd_arena *arena, struct gd_customer_sums *out,
    struct gd_err *err) GD_MUST_CHECK;

#define GD_PERSON_COUNTED 1000 /* more are not counted */
#define GD_SIGNS_LOOK 50 /* orders opened to count his signatures */
struct gd_person_load {
	struct gd_person_sums orders;
	int64_t overdue, today, soon; /* dates he answers for; seven days */
	int64_t waits;                /* orders that wait for him */
	int64_t signs;   /* papers he may sign now, of so many orders */
	bool more_signs; /* there are more orders than that */
	int64_t last_ms; /* when he did something, 0 = not lately */
};
/** What somebody has on his desk now. */
enum gd_code gd_app_person_load(struct gd_app *app, const char *login,
    struct gd_person_load *out, struct gd_err *err) GD_MUST_CHECK;
/** Of it what a list shows: orders in work and late ones. */
enum gd_code gd_app_person_sums(struct gd_app *app, const char *login,
    struct gd_person_sums *out, struct gd_err *err) GD_MUST_CHECK;

/* Whom a duty may be offered or assigned to, and what he has in work. */
struct gd_candidate {
	const char *login, *name, *name_en;
	int64_t load; /* orders in work he has a part in */
};
/** Active people who hold a role of the duty's pool, who has least first; into
 * arena. @return how many */
int gd_app_candidates(struct gd_app *app, const struct gd_duty_def *duty,
    const struct gd_workflow *wf, struct gd_arena *arena,
    struct gd_candidate **out);

/* One cell of a customer that got another value. */
struct gd_name_change {
	int64_t at_ms;
	const char *actor, *cell; /* login; "name", "pinyin" ... */
	const char *old, *now;    /* old "" of the first one known */
};
#define GD_CHANGES_MOST 60
/** What was entered and corrected of a customer, newest first, at most
 * GD_CHANGES_MOST; among the last 50,000 commands of the book. */
enum gd_code gd_app_customer_changes(struct gd_app *app, const char *code,
    struct gd_arena *arena, struct gd_name_change *out, int *n,
    struct gd_err *err) GD_MUST_CHECK;

/** Who holds this role, when it is exactly one person who works here; else
 * NULL. Borrowed of the office. */
const char *gd_app_only_holder(struct gd_app *app, const char *role);

#endif
