/* app/flows.h - which workflow, and the names people read where several are
 * installed.
 *
 * One id may be two things' in two workflows: an order is told in the words of
 * its own; where no order says which, the usual one speaks first, then the
 * others as they stand by their ids. Others are read from the book only when
 * the usual one does not know a name.
 */
#ifndef GENDAN_APP_FLOWS_H
#define GENDAN_APP_FLOWS_H

#include "app/app.h"
#include "core/view/naming.h"

/** The newest version of the workflow of new orders when nobody names one,
 * else of the first that is installed; NULL = the book has none. Borrowed. */
const struct gd_workflow *gd_app_usual(struct gd_app *app);
/** The workflow an order that is begun takes: named (its newest version), else
 * the only one, else the office's (setting `workflow`); else GD_USAGE with
 * their ids. Borrowed from app. */
enum gd_code gd_app_which(struct gd_app *app, const char *named,
    const struct gd_workflow **out, struct gd_err *err) GD_MUST_CHECK;
/** How many workflows are installed, versions not counted apart. */
int gd_app_flow_count(struct gd_app *app);
/** Their names, by id, at most `most`; read from no file. Borrowed of the
 * office. */
int gd_app_flow_names(struct gd_app *app, struct gd_name *names, int most);
/** What the newest version in use of this workflow is called; read from no
 * file. False: none in use is called so. Borrowed of the office. */
bool gd_app_flow_name(struct gd_app *app, const char *id, struct gd_name *out);

/* A workflow the program carries. */
struct gd_shipped {
	struct gd_name name;
	int version;    /* 0: its file cannot be read */
	bool installed; /* this version, to the letter */
	bool known;     /* some version of it */
};
/** Shipped workflow 0 .. ; false behind the last. Reads the file: asked for when
 * people want to see them, never at a start. Names into arena. app NULL: there is
 * no book yet. */
bool gd_app_shipped(struct gd_app *app, int i, struct gd_arena *arena,
    struct gd_shipped *out);
/** Is one of them called so? */
bool gd_app_is_shipped(const char *id);
/** Install one; GD_MISSING when none is called so. */
enum gd_code gd_app_workflow_ship(struct gd_app *app, const char *id,
    struct gd_err *err) GD_MUST_CHECK;

/** What people call it: by `first` (NULL: no order says), then the usual
 * workflow, then any other; NULL: none knows the id. Borrowed. */
const struct gd_name *gd_app_name(struct gd_app *app,
    const struct gd_workflow *first, enum gd_thing thing, const char *id);
/** The role, desk or paper that is called so: by id, alias or a name in either
 * language, in `first` (may be NULL), the usual workflow, then any other; NULL:
 * none is. Borrowed. */
const struct gd_name *gd_app_called(struct gd_app *app,
    const struct gd_workflow *first, enum gd_thing thing, const char *typed);
/** All roles, desks or papers of the installed workflows, each id once, those
 * of the usual one first. What two workflows call by different words has both,
 * " / " between. Into arena. @return how many */
int gd_app_names(struct gd_app *app, enum gd_thing thing,
    struct gd_arena *arena, const struct gd_name **out);
/** Of the roles only those that are given on an order (`assigned`). */
int gd_app_assigned_roles(struct gd_app *app, struct gd_arena *arena,
    const struct gd_name **out);
/** The workflow a row of a list runs by; NULL: it cannot be read. */
const struct gd_workflow *gd_app_flow_of(struct gd_app *app, const char *id,
    int64_t version);
/** The same of an order by its id, for what was said about it; NULL: it cannot
 * be read. */
const struct gd_workflow *gd_app_order_flow(struct gd_app *app,
    const char *order);
/** The role with this id by the first workflow that has it, the usual one
 * first; *wf is that workflow, for its desk. NULL: no such role. */
const struct gd_role_def *gd_app_role(struct gd_app *app, const char *id,
    const struct gd_workflow **wf);

/** The field a new order takes from this column of its customer, by the first
 * workflow that has one; of versions that do not say so yet, the terms. NULL:
 * none. */
const struct gd_field_def *gd_app_customer_field(struct gd_app *app, int cell);
/** The newest of each workflow: for (i = 0; gd_app_flow_next(app, &i, &wf);).
 * Reads all of them: for lists to choose from, not for names. */
bool gd_app_flow_next(struct gd_app *app, size_t *i,
    const struct gd_workflow **wf);

#endif
