/* app/app.c - opening the book as a person; the office's rows, the clock.
 *
 * Office rows are read once and again only when the store's generation says
 * that somebody changed them; customers, who may be many, when they are asked
 * for.
 */
#include "app/login.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "core/customer.h"
#include "store/office.h"

#include "dates/calendar_priv.h"

#include "base/banned.h"

#define DAY_MS INT64_C(86400000)

/* ---- the office's rows --------------------------------------------------- */

static void *
find_customer(void *payload, const void *like, struct gd_arena *arena)
{
	const struct gd_app *app = payload;
	struct gd_err err = GD_ERR_INIT;
	struct gd_customer c, *kept;

	if (gd_store_customer(app->store,
		((const struct gd_customer *)like)->code, arena, &c,
		&err) != GD_OK)
		return NULL;
	kept = gd_arena_alloc(arena, 1, sizeof *kept);
	*kept = c;
	return kept;
}

static bool
read_customers(void *payload, struct gd_sheet *into)
{
	const struct gd_app *app = payload;
	struct gd_err err = GD_ERR_INIT;

	return gd_store_office_table(app->store, GD_OFF_CUSTOMER, into, &err) ==
	       GD_OK;
}

static void
drop_office(struct gd_app *app)
{
	if (app->office_loaded)
		gd_sheet_release(&app->office);
	gd_lazy_release(&app->customers);
	app->customers = (struct gd_lazy){ .table = GD_OFF_CUSTOMER,
		.find = find_customer,
		.read = read_customers,
		.payload = app };
}

enum gd_code
app_office(struct gd_app *app, struct gd_err *err)
{
	struct gd_sheet fresh;
	enum gd_code rc;
	int64_t now;

	if (app->looks > 0)
		return GD_OK;
	now = gd_store_office_generation(app->store);
	/* -1: not to be read now; whoever writes next is told why */
	if (app->office_loaded && (now == app->office_generation || now < 0))
		return GD_OK;
	gd_sheet_init(&fresh, gd_office_tables, GD_OFFICE_NTABLES);
	rc = gd_store_office_few(app->store, &fresh, err);
	if (rc != GD_OK) {
		gd_sheet_release(&fresh);
		return rc;
	}
	app_calendars_forget(app);
	drop_office(app);
	app->office = fresh;
	app->office.lazy = &app->customers;
	app->office_loaded = true;
	app->office_generation = now;
	return GD_OK;
}

void
gd_app_look(struct gd_app *app)
{
	if (app->looks == 0) {
		gd_store_look(app->store);
		(void)gd_app_office(app);
	}
	app->looks++;
}

void
gd_app_looked(struct gd_app *app)
{
	if (app->looks > 0 && --app->looks == 0)
		gd_store_looked(app->store);
}

const struct gd_sheet *
gd_app_office(struct gd_app *app)
{
	struct gd_err err = GD_ERR_INIT;

	if (app->looks > 0)
		return &app->office;
	/* When it cannot be read now, the rows read before still serve. */
	if (app_office(app, &err) != GD_OK && !app->office_loaded) {
		gd_sheet_init(&app->office, gd_office_tables,
		    GD_OFFICE_NTABLES);
		app->office_loaded = true;
		app->office_generation = -1;
	}
	return &app->office;
}

void
gd_app_reader(struct gd_app *app, bool english)
{
	app->english = english;
	gd_store_reader(app->store, english);
}

const char *
app_called(const struct gd_app *app, const struct gd_customer *c)
{
	return gd_customer_name(c, !app->english);
}

const struct gd_customer *
app_customer(struct gd_app *app, const char *code)
{
	return gd_row_find(gd_app_office(app), GD_OFF_CUSTOMER,
	    &(struct gd_customer){ .code = code });
}

const struct gd_company *
app_company(struct gd_app *app, const char *code)
{
	const struct gd_company *c = NULL;

	/* without a name: the one the setting names, else the first */
	if (!code || !*code) {
		code = app_setting(app, "company");
		if (*code)
			c = app_company(app, code);
		return c ? c : gd_row_at(gd_app_office(app), GD_OFF_COMPANY, 0);
	}
	return gd_row_find(gd_app_office(app), GD_OFF_COMPANY,
	    &(struct gd_company){ .code = code });
}

const char *
app_setting(struct gd_app *app, const char *name)
{
	const struct gd_setting *s = gd_row_find(gd_app_office(app),
	    GD_OFF_SETTING, &(struct gd_setting){ .name = name });

	return s ? s->value : "";
}

bool
gd_app_is_demo(struct gd_app *app)
{
	return strcmp(app_setting(app, "demo"), "yes") == 0;
}

/* ---- who ----------------------------------------------------------------- */

static const struct gd_person *
person(struct gd_app *app, const char *login)
{
	return gd_row_find(gd_app_office(app), GD_OFF_PERSON,
	    &(struct gd_person){ .login = login });
}

static const struct gd_person *
only_person(struct gd_app *app)
{
	const struct gd_person *p, *only = NULL;
	size_t i;

	for (i = 0; (p = gd_row_at(gd_app_office(app), GD_OFF_PERSON, i)); i++)
		if (p->active) {
			if (only)
				return NULL;
			only = p;
		}
	return only;
}

enum gd_code
gd_app_become(struct gd_app *app, const char *login, struct gd_err *err)
{
	const struct gd_person *p = person(app, login);

	if (!p)
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
		    GD_T(login));
	if (!p->active)
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_PERSON_CLOSED,
		    GD_T(login));
	if (strlen(login) >= sizeof app->login)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_BAD_CODE, GD_T(login),
		    GD_W("login"));
	memcpy(app->login, login, strlen(login) + 1);
	return GD_OK;
}

/* --as, $GENDAN_AS, the only person, the system's login if known here, the
 * demo's clerk. */
static enum gd_code
find_out_who(struct gd_app *app, const char *given, struct gd_err *err)
{
	const char *env = getenv("GENDAN_AS");
	const struct gd_person *only;
	const struct passwd *pw;

	if (given && *given)
		return gd_app_become(app, given, err);
	if (env && *env)
		return gd_app_become(app, env, err);
	only = only_person(app);
	if (only)
		return gd_app_become(app, only->login, err);
	pw = getpwuid(getuid());
	if (pw && person(app, pw->pw_name) && person(app, pw->pw_name)->active)
		return gd_app_become(app, pw->pw_name, err);
	if (person(app, app_setting(app, "demo_person")))
		return gd_app_become(app, app_setting(app, "demo_person"), err);
	return GD_OK;
}

const char *
gd_app_login(const struct gd_app *app)
{
	return app->login;
}

/* ---- open and close ------------------------------------------------------ */

enum gd_code
gd_app_open(const struct gd_app_options *options, struct gd_app **out,
    struct gd_err *err)
{
	struct gd_app *app;
	char path[4096];
	enum gd_code rc;

	*out = NULL;
	if (options->request && *options->request &&
	    !gd_id_valid(options->request))
		return gd_fail(err, GD_USAGE, GD_M_APP_REQUEST,
		    GD_T(options->request));
	app = gd_alloc(1, sizeof *app);
	app->utc_offset = gd_utc_offset_min();
	app->cost.ops = options->kdf_ops ? options->kdf_ops : GD_COST_OPS;
	app->cost.mem = options->kdf_mem ? options->kdf_mem : GD_COST_MEM;
	app->nap = options->nap;
	if (options->request && *options->request)
		memcpy(app->request, options->request, GD_ID_TEXT);
	rc = gd_store_open(options->book
			       ? options->book
			       : gd_store_default_path(path, sizeof path),
	    options->read_only ? GD_PROFILE_VERIFY : GD_PROFILE_WORK,
	    &app->store, err);
	if (rc == GD_OK)
		rc = app_office(app, err);
	if (rc == GD_OK)
		rc = find_out_who(app, options->login, err);
	if (rc != GD_OK) {
		gd_app_close(app);
		return rc;
	}
	*out = app;
	return GD_OK;
}

void
gd_app_close(struct gd_app *app)
{
	size_t i;

	if (!app)
		return;
	gd_app_lock(app);
	for (i = 0; i < app->nflows; i++) {
		gd_workflow_release(&app->flows[i]->wf);
		free(app->flows[i]->id);
		free(app->flows[i]);
	}
	free(app->flows);
	free(app->folder);
	app_calendars_forget(app);
	drop_office(app);
	gd_store_close(app->store);
	free(app);
}

struct gd_store *
gd_app_store(struct gd_app *app)
{
	return app->store;
}

/* ---- time, requests, transactions ---------------------------------------- */

int32_t
gd_app_today(struct gd_app *app)
{
	return gd_ms_day(gd_app_now(app), app->utc_offset);
}

int64_t
gd_app_days_since(struct gd_app *app, int64_t ms)
{
	int64_t days = gd_app_now(app) / DAY_MS - ms / DAY_MS;

	return ms && days > 0 ? days : 0;
}

void
app_hash_id(char out[GD_ID_TEXT], const char *a, const char *b)
{
	static const char hex[] = "0123456789abcdef";
	const void *parts[2] = { a, b };
	const uint64_t lens[2] = { strlen(a), strlen(b) };
	uint8_t h[32];
	int i, at = 0;

	gd_sha256_parts(0x72, 2, parts, lens, h);
	h[6] = (uint8_t)((h[6] & 0x0f) | 0x80); /* version 8: made of a hash */
	h[8] = (uint8_t)((h[8] & 0x3f) | 0x80);
	for (i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			out[at++] = '-';
		out[at++] = hex[h[i] >> 4];
		out[at++] = hex[h[i] & 15];
	}
	out[at] = '\0';
}

/* A command line may be several acts; each gets an id of its own that is the
 * same when the whole command is tried again. */
void
app_request(struct gd_app *app, int64_t now, char out[GD_ID_TEXT])
{
	char nth[24];
	int n = app->acts++;

	if (!*app->request) {
		gd_id_new(now, out);
	} else if (n == 0) {
		memcpy(out, app->request, GD_ID_TEXT);
	} else {
		snprintf(nth, sizeof nth, "%d", n);
		app_hash_id(out, app->request, nth);
	}
}

/* What the clock did stands before what is done. */
static enum gd_code
begin(struct gd_app *app, struct gd_err *err)
{
	enum gd_code rc = gd_store_begin(app->store, err);

	if (rc != GD_OK)
		return rc;
	rc = app_clock_check(app, err);
	return rc == GD_OK ? rc : gd_store_end(app->store, rc, err);
}

enum gd_code
app_begin(struct gd_app *app, struct gd_err *err)
{
	app->looks = 0; /* it is about to change */
	return app->batch ? GD_OK : begin(app, err);
}

enum gd_code
app_end(struct gd_app *app, enum gd_code rc, struct gd_err *err)
{
	return app->batch ? rc : gd_store_end(app->store, rc, err);
}

enum gd_code
app_batch_begin(struct gd_app *app, struct gd_err *err)
{
	enum gd_code rc = begin(app, err);

	app->looks = 0;
	app->batch = rc == GD_OK;
	return rc;
}

enum gd_code
app_batch_end(struct gd_app *app, enum gd_code rc, struct gd_err *err)
{
	if (!app->batch)
		return rc;
	app->batch = false;
	rc = gd_store_end(app->store, rc, err);
	/* rolled back rows may have been read meanwhile */
	if (rc != GD_OK)
		app->office_generation = -1;
	return rc;
}
