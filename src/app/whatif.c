/* app/whatif.c - what a command would do, on a copy of the order. */
#include "app/whatif.h"

#include "app_priv.h"
#include "whatif_priv.h"

#include "base/banned.h"

enum gd_code
app_what_if(struct gd_app *app, const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_command *cmd,
    struct gd_order *trial, struct gd_err *err)
{
	struct gd_events events = GD_EVENTS_INIT;
	struct gd_command asked = *cmd;
	struct app_facts facts;
	enum gd_code rc;

	gd_order_copy(trial, o);
	if (!*app->login)
		return gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	if (!asked.reason || !*asked.reason)
		asked.reason = "?";
	if (!asked.granted_by || !*asked.granted_by)
		asked.granted_by = "?";
	app_facts(app, app->login, wf, o, NULL, &facts);
	app_facts_person(app, &asked, &facts);
	rc = gd_decide(wf, o, &facts.f, &asked, &events, err);
	if (rc == GD_OK)
		app_apply(trial, &events, 0);
	app_facts_release(&facts);
	gd_events_release(&events);
	return rc;
}

enum gd_code
gd_app_what_if(struct gd_app *app, const struct gd_order_page *p,
    const struct gd_command *cmd, struct gd_order *trial, struct gd_err *err)
{
	return app_what_if(app, p->wf, &p->order, cmd, trial, err);
}
