/* app/office.c - commands on the office's own data; making a new book. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/calendars.h"
#include "app/flows.h"
#include "app/handover.h"
#include "base/day.h"
#include "flow/flow.h"

#include "app_priv.h"

#include "base/banned.h"

#define FIRST_FLOW "export" /* of a book begun without a word about it */

bool
app_is_first_flow(const char *id)
{
	return strcmp(id, FIRST_FLOW) == 0;
}

/* With all there are, as they are written. */
static enum gd_code
no_such_role(struct gd_app *app, const char *role, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str all = GD_STR_INIT;
	const struct gd_name *names;
	int n = gd_app_names(app, GD_THING_ROLE, &arena, &names);

	for (int i = 0; i < n; i++)
		gd_str_addf(&all, "%s%s", i ? ", " : "", names[i].id);
	(void)gd_fail(err, GD_MISSING, GD_M_APP_NO_ROLE_OF, GD_T(role),
	    GD_T(all.len ? all.text : "admin"));
	gd_str_release(&all);
	gd_arena_release(&arena);
	return err ? err->code : GD_MISSING;
}

/* A role is granted and a desk seated only when some workflow knows it. */
static enum gd_code
check_known(struct gd_app *app, const struct gd_office_command *cmd,
    struct gd_err *err)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_holds *holds = cmd->row;
	const struct gd_member *seat = cmd->row;
	const struct gd_flowdef *f;
	const struct gd_workflow *wf;
	bool any = false;
	size_t i;

	if (cmd->verb == GD_OFFICE_ROLE_GRANT) {
		if (strcmp(holds->role, "admin") == 0)
			return GD_OK;
	} else if (cmd->verb != GD_OFFICE_SEAT) {
		return GD_OK;
	}
	for (i = 0; (f = gd_row_at(office, GD_OFF_FLOWDEF, i)); i++) {
		if (!f->active || gd_app_workflow(app, f->id, (int)f->version,
				      &wf, NULL) != GD_OK)
			continue;
		any = true;
		if (cmd->verb == GD_OFFICE_ROLE_GRANT
			? gd_wf_role(wf, holds->role) >= 0
			: gd_wf_desk(wf, seat->desk) >= 0)
			return GD_OK;
	}
	if (!any)
		return GD_OK;
	if (cmd->verb == GD_OFFICE_ROLE_GRANT)
		return no_such_role(app, holds->role, err);
	return gd_fail(err, GD_MISSING, GD_M_APP_NO_DESK, GD_T(seat->desk));
}

/* Nobody leaves with work in his hands. */
static enum gd_code
check_left(struct gd_app *app, const struct gd_office_command *cmd,
    struct gd_err *err)
{
	const struct gd_person *p = cmd->row;
	struct gd_work_left left;
	enum gd_code rc;

	if (cmd->verb != GD_OFFICE_USER_CLOSE)
		return GD_OK;
	if (!gd_row_find(gd_app_office(app), GD_OFF_PERSON, p))
		return GD_OK; /* the core says that nobody is called so */
	rc = gd_app_work_left(app, p->login, NULL, &left, err);
	if (rc == GD_OK && left.n)
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_WORK_LEFT,
		    GD_T(p->login), GD_N((int64_t)left.n));
	gd_work_left_release(&left);
	return rc;
}

/* Decide one, and let the rows stand as it leaves them. */
enum gd_code
app_office_decide(struct gd_app *app, struct gd_sheet *office,
    const struct gd_facts *facts, const struct gd_office_command *cmd,
    struct gd_events *one, struct gd_err *err)
{
	enum gd_code rc = check_known(app, cmd, err);

	if (rc == GD_OK)
		rc = check_left(app, cmd, err);
	if (rc == GD_OK)
		rc = gd_office_decide(office, facts, cmd, one, err);
	for (size_t e = 0; rc == GD_OK && e < one->n; e++)
		gd_apply(NULL, office, &one->at[e]);
	return rc;
}

/* Decide each on the rows as the ones before leave them. */
static enum gd_code
decide_all(struct gd_app *app, const struct gd_office_command *cmds, int n,
    struct gd_events *all, int64_t *now, struct gd_err *err)
{
	struct gd_events one = GD_EVENTS_INIT;
	struct app_facts facts;
	struct gd_sheet work;
	enum gd_code rc = GD_OK;

	app_facts(app, app->login, NULL, NULL, NULL, &facts);
	*now = facts.f.now_ms;
	gd_sheet_copy(&work, gd_app_office(app));
	for (int i = 0; rc == GD_OK && i < n; i++) {
		rc = app_office_decide(app, &work, &facts.f, &cmds[i], &one,
		    err);
		if (rc == GD_OK)
			app_add_events(all, &one);
	}
	gd_sheet_release(&work);
	gd_events_release(&one);
	app_facts_release(&facts);
	return rc;
}

enum gd_code
app_office_inside(struct gd_app *app, const struct gd_office_command *cmds,
    int n, const char *request, struct gd_err *err)
{
	struct gd_events all = GD_EVENTS_INIT;
	struct gd_entry entry = { .for_whom = "", .request = request };
	char order[GD_ID_TEXT];
	int64_t seq = 0, now = 0;
	enum gd_code rc;

	rc = gd_store_request(app->store, request, &seq, order, err);
	if (rc != GD_OK || seq)
		return rc;
	rc = app_office(app, err);
	/* orders take numbers without making the office new */
	if (rc == GD_OK)
		rc = gd_store_office_table(app->store, GD_OFF_SERIES,
		    &app->office, err);
	if (rc == GD_OK)
		rc = decide_all(app, cmds, n, &all, &now, err);
	if (rc == GD_OK && all.n) {
		entry.at_ms = now;
		entry.actor = app->login;
		entry.verb = gd_office_verb_word(cmds[0].verb);
		entry.events = &all;
		rc = gd_store_append(app->store, &entry, NULL, err);
	}
	gd_events_release(&all);
	return rc;
}

enum gd_code
app_office_many(struct gd_app *app, const struct gd_office_command *cmds, int n,
    struct gd_err *err)
{
	char request[GD_ID_TEXT];
	enum gd_code rc;

	app_request(app, gd_app_now(app), request);
	rc = app_begin(app, err);
	if (rc != GD_OK)
		return rc;
	rc = app_office_inside(app, cmds, n, request, err);
	return app_end(app, rc, err);
}

enum gd_code
gd_app_office_do(struct gd_app *app, const struct gd_office_command *cmd,
    struct gd_err *err)
{
	if (!*app->login && gd_row_at(gd_app_office(app), GD_OFF_PERSON, 0))
		return gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	return app_office_many(app, cmd, 1, err);
}

/* ---- a new book ---------------------------------------------------------- */

/* So of every workflow after the first. */
static enum gd_code
grant_roles(struct gd_app *app, const char *id, const char *login,
    struct gd_err *err)
{
	const struct gd_workflow *wf;
	struct gd_office_command *cmds;
	struct gd_holds *roles;
	enum gd_code rc = gd_app_workflow(app, id, 0, &wf, err);
	int n = 0;

	if (rc != GD_OK)
		return rc;
	cmds = gd_alloc((size_t)wf->nroles + 1, sizeof *cmds);
	roles = gd_alloc((size_t)wf->nroles + 1, sizeof *roles);
	for (int i = 0; i < wf->nroles; i++) {
		roles[n] = (struct gd_holds){ login, wf->roles[i].name.id, 1 };
		if (!wf->roles[i].assigned ||
		    gd_row_find(gd_app_office(app), GD_OFF_HOLDS, &roles[n]))
			continue;
		cmds[n] = (struct gd_office_command){ GD_OFFICE_ROLE_GRANT,
			&roles[n], UINT64_MAX };
		n++;
	}
	rc = n ? app_office_many(app, cmds, n, err) : GD_OK;
	free(roles);
	free(cmds);
	return rc;
}

/* The first person can begin orders of the first workflow, and carries them
 * alone until others come: its roles that are given on an order. */
static enum gd_code
first_rows(struct gd_app *app, const struct gd_company *company,
    const struct gd_workflow *wf, bool export, const char *login,
    const char *name, struct gd_err *err)
{
	struct gd_company c = *company;
	struct gd_person p = { .login = login, .name = name, .active = 1 };
	struct gd_series s = { .kind = "order",
		.pattern = export ? "EX-{yy}{mm}-{seq:3}"
				  : "OR-{yy}{mm}-{seq:3}",
		.reset = "monthly",
		.next = 1,
		.start = 1 };
	struct gd_holds *roles = gd_alloc((size_t)wf->nroles, sizeof *roles);
	struct gd_office_command *cmds =
	    gd_alloc((size_t)wf->nroles + 3, sizeof *cmds);
	enum gd_code rc;
	int n = 0;

	if (!c.code || !*c.code)
		c.code = "main";
	if (!c.currency || !*c.currency)
		c.currency = "USD";
	s.company = c.code;
	cmds[n++] =
	    (struct gd_office_command){ GD_OFFICE_USER_ADD, &p, UINT64_MAX };
	cmds[n++] =
	    (struct gd_office_command){ GD_OFFICE_COMPANY, &c, UINT64_MAX };
	cmds[n++] =
	    (struct gd_office_command){ GD_OFFICE_SERIES, &s, UINT64_MAX };
	for (int i = 0; i < wf->nroles; i++) {
		if (!wf->roles[i].assigned)
			continue;
		roles[i] = (struct gd_holds){ login, wf->roles[i].name.id, 1 };
		cmds[n++] = (struct gd_office_command){ GD_OFFICE_ROLE_GRANT,
			&roles[i], UINT64_MAX };
	}
	rc = app_office_many(app, cmds, n, err);
	free(roles);
	free(cmds);
	return rc;
}

/* China's days off. The request has an id of its own, so that no other number
 * of the book depends on it. */
static enum gd_code
install_calendar(struct gd_app *app, struct gd_err *err)
{
	struct gd_calendar_import im = { .shipped = gd_calendar_shipped(0),
		.use = true };
	enum gd_code rc;

	app_hash_id(app->request, "init", "calendar");
	app->acts = 0;
	rc = gd_app_calendar_import(app, &im, err);
	app->request[0] = '\0';
	return rc;
}

/* A workflow that is shipped with the program. */
static enum gd_code
read_shipped(const char *id, struct gd_workflow *wf, struct gd_err *err)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	size_t len;
	const char *text = gd_flow_builtin(id, &len);
	enum gd_code rc =
	    text ? gd_flow_parse(text, len, wf, &faults, err)
		 : gd_fail(err, GD_MISSING, GD_M_APP_NO_SHIPPED, GD_T(id));

	gd_flow_faults_release(&faults);
	return rc;
}

/* Without its proof: what the program carries was proved when it was made, and
 * a new book must not take the time of it. */
static enum gd_code
ship(struct gd_app *app, const char *id, struct gd_err *err)
{
	size_t len;
	const char *text = gd_flow_builtin(id, &len);

	return text ? app_workflow_put(app, text, len, err)
		    : gd_fail(err, GD_MISSING, GD_M_APP_NO_SHIPPED, GD_T(id));
}

static enum gd_code
fill_book(struct gd_app *app, const struct gd_company *company,
    const struct gd_book_first *first, struct gd_err *err)
{
	static const char *const usual[] = { FIRST_FLOW };
	const char *const *ids = first->nflows ? first->flows : usual;
	int n = first->nflows ? first->nflows : 1;
	const char *name = first->name ? first->name : first->login;
	struct gd_workflow wf;
	bool export = false;
	enum gd_code rc = read_shipped(ids[0], &wf, err);

	if (rc != GD_OK)
		return rc;
	memcpy(app->login, first->login, strlen(first->login) + 1);
	for (int i = 0; i < n; i++)
		export |= strcmp(ids[i], FIRST_FLOW) == 0;
	rc = first_rows(app, company, &wf, export, first->login, name, err);
	gd_workflow_release(&wf);
	for (int i = 0; rc == GD_OK && i < n; i++) {
		rc = ship(app, ids[i], err);
		if (rc == GD_OK && i)
			rc = grant_roles(app, ids[i], first->login, err);
	}
	if (rc == GD_OK)
		rc = install_calendar(app, err);
	return rc;
}

/* A book that could not be begun is no book: nothing of it stays. */
static void
unmake_book(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", ".gate" };
	struct gd_str name = GD_STR_INIT;

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		gd_str_reset(&name);
		gd_str_addf(&name, "%s%s", path, tails[i]);
		(void)unlink(name.text);
	}
	gd_str_release(&name);
}

enum gd_code
app_init_at(const char *path, const struct gd_company *company,
    const struct gd_book_first *first, int64_t when, struct gd_err *err)
{
	struct gd_app_options options = { .book = path };
	char buf[4096];
	struct gd_app *app;
	enum gd_code rc;

	if (!path)
		path = options.book = gd_store_default_path(buf, sizeof buf);
	if (!first->login || strlen(first->login) >= LOGIN_MAX)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_BAD_CODE,
		    GD_T(first->login ? first->login : ""), GD_W("login"));
	rc = gd_store_create(path, when ? when : gd_now_ms(), err);
	if (rc != GD_OK)
		return rc;
	rc = gd_app_open(&options, &app, err);
	if (rc != GD_OK) {
		unmake_book(path);
		return rc;
	}
	app->clock_ms = when;
	rc = app_batch_begin(app, err);
	if (rc == GD_OK) {
		rc = fill_book(app, company, first, err);
		rc = app_batch_end(app, rc, err);
	}
	gd_app_close(app);
	if (rc != GD_OK)
		unmake_book(path);
	return rc;
}

enum gd_code
gd_app_init(const char *path, const struct gd_company *company,
    const char *first_login, const char *first_name, struct gd_err *err)
{
	return app_init_at(path, company,
	    &(struct gd_book_first){ .login = first_login, .name = first_name },
	    0, err);
}

enum gd_code
gd_app_init_with(const char *path, const struct gd_company *company,
    const struct gd_book_first *first, struct gd_err *err)
{
	return app_init_at(path, company, first, 0, err);
}
