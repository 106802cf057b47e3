/* app/effects.c - what acts would bring: the facts of now for the core. */
#include "app/effects.h"

#include "app_priv.h"

#include "base/banned.h"

enum gd_code
gd_app_effects(struct gd_app *app, const struct gd_workflow *wf,
    const struct gd_order *order, const struct gd_command *cmds, int ncmds,
    struct gd_effects *out, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_command *asked =
	    gd_arena_alloc(&arena, (size_t)ncmds, sizeof *asked);
	struct app_facts facts;
	enum gd_code rc;

	*out = (struct gd_effects){ 0 };
	gd_order_init(&out->made);
	gd_order_init(&out->then);
	for (int i = 0; i < ncmds; i++) {
		asked[i] = cmds[i];
		if (!asked[i].reason || !*asked[i].reason)
			asked[i].reason = "?";
	}
	if (!*app->login) {
		gd_arena_release(&arena);
		return gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	}
	app_facts(app, app->login, wf, order, NULL, &facts);
	app_facts_person(app, &cmds[ncmds - 1], &facts);
	rc = gd_effects_make(wf, order, &facts.f, asked, ncmds, out, err);
	app_facts_release(&facts);
	gd_arena_release(&arena);
	return rc;
}
