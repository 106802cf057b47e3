/* app/office.c - commands on the office's own data; making a new book. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/calendars.h"
#include "app/handover.h"
#include "base/day.h"
#include "flow/flow.h"

#include "app_priv.h"

#include "base/banned.h"

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
		return gd_fail(err, GD_MISSING, GD_M_APP_NO_ROLE,
		    GD_T(holds->role));
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

/* The desks of the workflow become the office's, with their other names. */
static enum gd_code
install_desks(struct gd_app *app, const struct gd_workflow *wf,
    struct gd_err *err)
{
	struct gd_office_command *cmds;
	struct gd_desk *desks;
	struct gd_alias *aliases;
	int i, a, n = 0, nalias = 0;
	enum gd_code rc;

	for (i = 0; i < wf->ndesks; i++)
		nalias += wf->desks[i].naliases;
	cmds = gd_alloc((size_t)(wf->ndesks + nalias), sizeof *cmds);
	desks = gd_alloc((size_t)wf->ndesks, sizeof *desks);
	aliases = gd_alloc((size_t)nalias + 1, sizeof *aliases);
	for (i = 0, nalias = 0; i < wf->ndesks; i++) {
		const struct gd_desk_def *d = &wf->desks[i];

		desks[i] = (struct gd_desk){ .code = d->name.id,
			.zh = d->name.zh,
			.en = d->name.en,
			.outside = d->outside,
			.active = 1 };
		cmds[n++] = (struct gd_office_command){ GD_OFFICE_DESK,
			&desks[i], UINT64_MAX };
		for (a = 0; a < d->naliases; a++, nalias++) {
			aliases[nalias] =
			    (struct gd_alias){ d->aliases[a], d->name.id };
			cmds[n++] = (struct gd_office_command){ GD_OFFICE_ALIAS,
				&aliases[nalias], UINT64_MAX };
		}
	}
	rc = app_office_many(app, cmds, n, err);
	free(cmds);
	free(desks);
	free(aliases);
	return rc;
}

/* The first person can begin orders, and carries them alone until others
 * come. */
static enum gd_code
first_rows(struct gd_app *app, const struct gd_company *company,
    const char *login, const char *name, struct gd_err *err)
{
	struct gd_company c = *company;
	struct gd_person p = { .login = login, .name = name, .active = 1 };
	struct gd_series s = { .kind = "order",
		.pattern = "EX-{yy}{mm}-{seq:3}",
		.reset = "monthly",
		.next = 1,
		.start = 1 };
	struct gd_holds clerk = { login, "clerk", 1 };
	struct gd_holds sales = { login, "salesperson", 1 };
	const struct gd_office_command cmds[] = {
		{ GD_OFFICE_USER_ADD, &p, UINT64_MAX },
		{ GD_OFFICE_COMPANY, &c, UINT64_MAX },
		{ GD_OFFICE_SERIES, &s, UINT64_MAX },
		{ GD_OFFICE_ROLE_GRANT, &clerk, UINT64_MAX },
		{ GD_OFFICE_ROLE_GRANT, &sales, UINT64_MAX },
	};

	if (!c.code || !*c.code)
		c.code = "main";
	if (!c.currency || !*c.currency)
		c.currency = "USD";
	s.company = c.code;
	return app_office_many(app, cmds, sizeof cmds / sizeof cmds[0], err);
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

static enum gd_code
fill_book(struct gd_app *app, const struct gd_company *company,
    const char *login, const char *name, struct gd_err *err)
{
	const struct gd_workflow *wf;
	const char *text;
	size_t len;
	enum gd_code rc;

	memcpy(app->login, login, strlen(login) + 1);
	rc = first_rows(app, company, login, name, err);
	if (rc != GD_OK)
		return rc;
	text = gd_flow_builtin("export", &len);
	if (!text)
		return gd_fail(err, GD_OUTSIDE, GD_M_APP_NO_FLOW,
		    GD_T("export"));
	rc = gd_app_workflow_install(app, text, len, err);
	if (rc == GD_OK)
		rc = gd_app_workflow(app, "export", 0, &wf, err);
	if (rc == GD_OK)
		rc = install_desks(app, wf, err);
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
    const char *first_login, const char *first_name, int64_t when,
    struct gd_err *err)
{
	struct gd_app_options options = { .book = path };
	char buf[4096];
	struct gd_app *app;
	enum gd_code rc;

	if (!path)
		path = options.book = gd_store_default_path(buf, sizeof buf);
	if (!first_login || strlen(first_login) >= LOGIN_MAX)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_BAD_CODE,
		    GD_T(first_login ? first_login : ""), GD_W("login"));
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
		rc = fill_book(app, company, first_login,
		    first_name ? first_name : first_login, err);
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
	return app_init_at(path, company, first_login, first_name, 0, err);
}
