/* app/demo/practice.c - a throw-away book with one order to learn on.
 *
 * The learner is its clerk.  Everybody else of the office is played: whatever
 * waits for others is done by them at once, so that there is always something
 * for the learner.  Nothing of it touches another book.
 */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/flows.h"
#include "app/names.h"
#include "app/practice.h"
#include "base/day.h"
#include "base/id.h"
#include "store/safety.h"

#include "../app_priv.h"
#include "demo.h"

#include "base/banned.h"

#define PREFIX "gendan-practice-"
#define MOST_PAIRS 64
#define PIECES 1000     /* as app_drive_value has it */
#define MOST_PLAYED 200 /* acts of others in a row; more goes in circles */
#define LEARNER demo_people[0].login

struct gd_practice {
	struct gd_app *app;
	char folder[256];
	char number[64];
	struct drive drive;
	struct gd_arena arena;
};

/* An order like any other of the demo; paid by T/T, which has fewest papers. */
static const struct demo_order plan = { "yuanyang", "chenli", "tt", 1, 2000, 12,
	0, 0, 45, DEMO_STAY, NULL, NULL, 0 };

/* ---- its folder ----------------------------------------------------------- */

static const char *
place(void)
{
	const char *tmp = getenv("TMPDIR");

	return tmp && *tmp == '/' ? tmp : "/tmp";
}

/* Folders of practice books whose program was killed. */
static void
sweep(void)
{
	DIR *dir = opendir(place());
	const struct dirent *e;
	char path[512];
	struct stat st;

	while (dir && (e = readdir(dir))) {
		long pid = strncmp(e->d_name, PREFIX, sizeof PREFIX - 1) == 0
			       ? strtol(e->d_name + sizeof PREFIX - 1, NULL, 10)
			       : 0;

		if (pid <= 0 || kill((pid_t)pid, 0) == 0 || errno != ESRCH)
			continue;
		snprintf(path, sizeof path, "%s/%.200s", place(), e->d_name);
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode) &&
		    st.st_uid == geteuid())
			gd_folder_remove(path);
	}
	if (dir)
		closedir(dir);
}

/* ---- the book ------------------------------------------------------------- */

/* The first order like those of the demo. */
static enum gd_code
enter_like_demo(struct gd_practice *p, struct gd_err *err)
{
	static const char *const asked[] = { "product", "terms", "amount",
		"quantity", "trade_term", "destination", "delivery_date" };
	const struct demo_product *what = &demo_products[plan.product];
	struct gd_pair pairs[16];
	const struct gd_line line = { .no = 1,
		.item = what->name,
		.spec = "",
		.qty = plan.quantity,
		.unit = "pcs",
		.currency = "USD",
		.price = what->price,
		.note = "" };
	struct gd_new_order n = { .customer = plan.customer,
		.fields = pairs,
		.salesperson = "zhouyan",
		.lines = &line,
		.nlines = 1 };

	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
		for (int k = 0; p->drive.values[k].name; k++)
			if (strcmp(p->drive.values[k].name, asked[i]) == 0) {
				pairs[n.nfields++] = p->drive.values[k];
				break;
			}
	return gd_app_new(p->app, &n, p->number, err);
}

static bool
holds(struct gd_app *app, const char *login, const char *role)
{
	const struct gd_holds *h;

	for (size_t i = 0; (h = gd_row_at(gd_app_office(app), GD_OFF_HOLDS, i));
	     i++)
		if (h->active && strcmp(h->login, login) == 0 &&
		    strcmp(h->role, role) == 0)
			return true;
	return false;
}

/* What the clerk of this workflow does is the learner's since the book began;
 * every other role is somebody else's of the office. */
static enum gd_code
give_roles(struct gd_practice *p, const struct gd_workflow *wf,
    struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	int others = 0, at = 0;

	while (demo_people[others + 1].login)
		others++;
	for (int r = 0; r < wf->nroles && rc == GD_OK; r++) {
		const struct gd_holds h = { demo_people[1 + at % others].login,
			wf->roles[r].name.id, 1 };
		const struct gd_office_command cmd = { GD_OFFICE_ROLE_GRANT, &h,
			UINT64_MAX };

		if (holds(p->app, LEARNER, h.role))
			continue;
		at++;
		rc = gd_app_office_do(p->app, &cmd, err);
	}
	return rc == GD_OK ? app_enrol_all(p->app, GD_DEMO_PASSWORD, true, err)
			   : rc;
}

/* An order of a workflow the demo knows nothing of: every field gets what its
 * kind takes, whoever holds a role alone has it in the order. */
static enum gd_code
enter_other(struct gd_practice *p, const struct gd_workflow *wf,
    struct gd_err *err)
{
	struct gd_pair pairs[MOST_PAIRS];
	const struct gd_line line = { .no = 1,
		.item = demo_products[0].name,
		.spec = "",
		.qty = PIECES,
		.unit = "pcs",
		.currency = "",
		.note = "" };
	struct gd_new_order n = { .workflow = wf->name.id,
		.customer = plan.customer,
		.fields = pairs,
		.lines = &line };

	/* what is done line by line needs one */
	for (int d = 0; d < wf->nduties; d++)
		n.nlines |= wf->duties[d].per_line;
	for (int i = 0; i < wf->nfields && n.nfields < MOST_PAIRS; i++) {
		const char *v =
		    wf->fields[i].at_intake
			? app_drive_value(&p->drive, &wf->fields[i], &p->arena)
			: NULL;

		if (v)
			pairs[n.nfields++] =
			    (struct gd_pair){ wf->fields[i].name.id, v };
	}
	for (int r = 0; r < wf->nroles && n.nfields < MOST_PAIRS; r++) {
		const char *role = wf->roles[r].name.id;
		const char *who = holds(p->app, LEARNER, role)
				      ? LEARNER
				      : gd_app_only_holder(p->app, role);

		if (who && wf->roles[r].assigned && !gd_wf_role_given(wf, r))
			pairs[n.nfields++] =
			    (struct gd_pair){ gd_arena_printf(&p->arena,
						  "assign:%s", role),
				    who };
	}
	return gd_app_new(p->app, &n, p->number, err);
}

static enum gd_code
fill_book(struct gd_practice *p, const char *flow, struct gd_err *err)
{
	const struct gd_setting practice = { "practice", "yes" };
	const struct gd_office_command cmd = { GD_OFFICE_SETTING, &practice,
		UINT64_MAX };
	const struct gd_workflow *wf = NULL;
	enum gd_code rc = app_demo_office(p->app, !flow, err);

	if (rc == GD_OK)
		rc = gd_app_office_do(p->app, &cmd, err);
	if (rc == GD_OK && flow)
		rc = gd_app_which(p->app, flow, &wf, err);
	if (rc == GD_OK && wf && wf->collects.nworkflows > 0)
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_PRACTICE_GATHERS,
		    GD_T(flow));
	if (rc == GD_OK && wf)
		rc = give_roles(p, wf, err);
	if (rc == GD_OK)
		rc = gd_app_become(p->app, LEARNER, err);
	if (rc == GD_OK)
		rc = wf ? enter_other(p, wf, err) : enter_like_demo(p, err);
	return rc;
}

/* What the demo does not know the order by; the rest by the kinds of fields. */
static const struct gd_pair other_values[] = {
	{ "reason", "练习 / practice" },
	{ NULL, NULL },
};

enum gd_code
gd_practice_open(const char *flow, struct gd_practice **out, struct gd_err *err)
{
	struct gd_practice *p;
	struct gd_app_options options = { .login = LEARNER };
	char book[300];
	enum gd_code rc;

	*out = NULL;
	if (flow && (!*flow || app_is_first_flow(flow)))
		flow = NULL;
	if (flow && !gd_app_is_shipped(flow))
		return gd_fail(err, GD_MISSING, GD_M_APP_NO_SHIPPED,
		    GD_T(flow));
	p = gd_alloc(1, sizeof *p);
	sweep();
	snprintf(p->folder, sizeof p->folder, "%.200s/" PREFIX "%ld-XXXXXX",
	    place(), (long)getpid());
	if (!mkdtemp(p->folder)) {
		free(p);
		return gd_fail(err, GD_OUTSIDE, GD_M_APP_PRACTICE_FOLDER,
		    GD_T(place()), GD_T(strerror(errno)));
	}
	snprintf(book, sizeof book, "%s/practice.db", p->folder);
	options.book = book;
	rc = app_demo_book(book, flow, gd_now_ms(), err);
	if (rc == GD_OK)
		rc = gd_app_open(&options, &p->app, err);
	if (rc == GD_OK) {
		p->drive.app = p->app;
		p->drive.favours = LEARNER;
		p->drive.today = gd_app_today(p->app);
		if (flow)
			p->drive.values = other_values;
		else
			app_demo_values(&plan, gd_now_ms(), p->app->utc_offset,
			    &p->drive, &p->arena);
		rc = fill_book(p, flow, err);
	}
	if (rc != GD_OK)
		gd_practice_close(p);
	else
		*out = p;
	return rc;
}

void
gd_practice_close(struct gd_practice *p)
{
	if (!p)
		return;
	gd_app_close(p->app);
	gd_folder_remove(p->folder);
	gd_arena_release(&p->arena);
	free(p);
}

struct gd_app *
gd_practice_app(const struct gd_practice *p)
{
	return p->app;
}

const char *
gd_practice_login(const struct gd_practice *p)
{
	(void)p;
	return LEARNER;
}

const char *
gd_practice_number(const struct gd_practice *p)
{
	return p->number;
}

/* ---- what comes next ------------------------------------------------------ */

/* Does it ask for a field nobody gave yet? So a blocked act may wait for it,
 * though it is done only when there is cause. */
static bool
asks_anew(const struct gd_order_page *page, const struct gd_act_view *act)
{
	const struct gd_duty_def *duty =
	    act->duty < 0 ? NULL : &page->wf->duties[act->duty];

	for (int i = 0; duty && i < duty->nfields; i++)
		if (duty->fields[i].required &&
		    !*gd_field(&page->order,
			page->wf->fields[duty->fields[i].field].name.id, 0))
			return true;
	return false;
}

static const struct gd_act_view *
next_of(struct gd_practice *p, const struct gd_order_page *page, bool adhoc)
{
	const struct gd_act_view *best = NULL;

	for (size_t i = 0; i < page->todo.nacts; i++) {
		const struct gd_act_view *act = &page->todo.acts[i];
		struct gd_err none = GD_ERR_INIT;

		if (!act->possible || act->adhoc != adhoc ||
		    (!adhoc && act->optional) ||
		    (adhoc && !asks_anew(page, act)) ||
		    (best && best->step <= act->step))
			continue;
		if (gd_app_may(p->app, page, &act->cmd, &none) == GD_OK)
			best = act;
	}
	return best;
}

/* Nothing at all can be done, by anybody, though something is blocked. */
static bool
stands_still(const struct gd_order_page *page)
{
	bool blocked = false;

	for (size_t i = 0; i < page->todo.nacts; i++) {
		const struct gd_act_view *act = &page->todo.acts[i];

		if (act->possible && !act->adhoc && !act->optional)
			return false;
		blocked |= !act->possible && !act->adhoc && !act->optional;
	}
	return blocked;
}

/* The earliest step's first act that the person at the keyboard may do; where
 * the order stands still, what is done only when there is cause for it. */
const struct gd_act_view *
gd_practice_next(struct gd_practice *p, const struct gd_order_page *page)
{
	const struct gd_act_view *act = next_of(p, page, false);

	return act || !stands_still(page) ? act : next_of(p, page, true);
}

static enum gd_code
state_of(struct gd_practice *p, bool *mine, bool *over, struct gd_err *err)
{
	struct gd_order_page page = { 0 };
	enum gd_code rc = gd_app_order(p->app, p->number, &page, err);

	if (rc != GD_OK)
		return rc;
	*mine = gd_practice_next(p, &page) != NULL;
	*over = gd_head(&page.order)->state != GD_ORDER_ACTIVE;
	gd_order_page_release(&page);
	return GD_OK;
}

enum gd_code
gd_practice_play(struct gd_practice *p, int *played, struct gd_err *err)
{
	bool mine = false, over = false, did = true;
	enum gd_code rc = state_of(p, &mine, &over, err);

	*played = 0;
	while (rc == GD_OK && !mine && !over && did && *played < MOST_PLAYED) {
		rc = app_drive(&p->drive, p->number, true, &did, err);
		*played += did;
		if (rc == GD_OK)
			rc = gd_app_become(p->app, LEARNER, err);
		if (rc == GD_OK)
			rc = state_of(p, &mine, &over, err);
	}
	return rc;
}

enum gd_code
gd_practice_show(struct gd_practice *p, struct gd_err *err)
{
	struct gd_order_page page = { 0 };
	const struct gd_act_view *act;
	enum gd_code rc = gd_app_order(p->app, p->number, &page, err);

	if (rc != GD_OK)
		return rc;
	act = gd_practice_next(p, &page);
	p->drive.today = gd_app_today(p->app);
	rc = act ? app_drive_act(&p->drive, &page, act, err)
		 : gd_fail(err, GD_REFUSED, GD_M_APP_PRACTICE_OVER);
	gd_order_page_release(&page);
	if (rc == GD_OK)
		rc = gd_app_become(p->app, LEARNER, err);
	return rc;
}
