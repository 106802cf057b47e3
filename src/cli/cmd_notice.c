/* cli/cmd_notice.c - the ad-hoc duties: a change agreed and told, a delay.
 *
 * Which duties these are is the workflow's business: those of the thread of
 * the duty that makes a notice, and the one that tells of a delay.
 */
#include <string.h>

#include "core/view/effects.h"

#include "cli_priv.h"

#include "base/banned.h"

/* The thread that ends in a notice, "" if the workflow has none. */
static const char *
notice_thread(const struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++) {
		if (wf->duties[i].is_notice)
			return wf->duties[i].thread ? wf->duties[i].thread : "";
	}
	return "";
}

static bool
in_thread(const struct gd_duty_def *duty, const char *thread)
{
	return duty->thread && *thread && strcmp(duty->thread, thread) == 0;
}

static int
thread_head(const struct gd_workflow *wf, const char *thread)
{
	for (int i = 0; i < wf->nduties; i++) {
		if (in_thread(&wf->duties[i], thread) &&
		    wf->duties[i].thread_head)
			return i;
	}
	return -1;
}

/* The next act of the matter that is open; its head when none is. Several
 * open matters must be told apart by the person. */
static enum gd_code
next_act(struct cli *c, struct target *t, const char *thread,
    struct gd_err *err)
{
	const struct gd_act_view *found = NULL;
	struct gd_order_page page;
	int head = thread_head(t->wf, thread), n = 0;
	enum gd_code rc = gd_app_order(c->app, t->order.id, &page, err);

	if (rc != GD_OK)
		return rc;
	for (size_t i = 0; i < page.todo.nacts; i++) {
		const struct gd_act_view *a = &page.todo.acts[i];

		if (a->duty < 0 || !a->possible || a->inst == 0 ||
		    a->duty == head ||
		    (a->verb != GD_DO_FILL && a->verb != GD_DO_CHOOSE &&
			a->verb != GD_DO_MAKE) ||
		    !in_thread(&t->wf->duties[a->duty], thread))
			continue;
		n++;
		found = a;
	}
	if (n > 1)
		rc = gd_fail(err, GD_USAGE, GD_M_CLI_NOTICE_WHICH,
		    GD_T(t->name),
		    GD_T(cli_doc_words(c, t->wf->duties[found->duty].name.id, 0,
			found->inst)));
	else if (n == 1) {
		t->cmd.duty = t->wf->duties[found->duty].name.id;
		t->cmd.inst = found->inst;
	} else
		t->cmd.duty = t->wf->duties[head].name.id;
	gd_order_page_release(&page);
	return rc;
}

static enum gd_code
adhoc(struct cli *c, const char *(*thread_of)(const struct gd_workflow *wf),
    struct gd_err *err)
{
	struct slot duty = { .name = "DUTY" }, outcome = { .name = "OUTCOME" };
	struct target t;
	const char *thread = "";
	enum gd_code rc = cli_target_open(c, c->args[0], &t, err);

	if (rc == GD_OK) {
		thread = thread_of(t.wf);
		if (thread_head(t.wf, thread) < 0)
			rc = gd_fail(err, GD_MISSING, GD_M_CLI_NO_NOTICE,
			    GD_T(t.wf->name.id), GD_T(t.name));
	}
	if (rc == GD_OK)
		rc = cli_target_options(c, &t, err);
	if (rc == GD_OK) {
		t.cmd.verb = GD_DO_FILL;
		rc = c->nargs > 1
			 ? cli_target_slot(c, &t, &duty, c->args[1], err)
			 : next_act(c, &t, thread, err);
	}
	if (rc == GD_OK && c->nargs > 2)
		rc = cli_target_slot(c, &t, &outcome, c->args[2], err);
	if (rc == GD_OK && cli_has(c, OPT_DRY_RUN))
		rc = cli_effects(c, &t, err);
	else if (rc == GD_OK)
		rc = cli_target_do(c, &t, err);
	cli_target_close(&t);
	return rc;
}

enum gd_code
cmd_notice(struct cli *c, struct gd_err *err)
{
	return adhoc(c, notice_thread, err);
}

static const char *
delay_thread(const struct gd_workflow *wf)
{
	int duty = gd_delay_notice(wf);

	return duty >= 0 && wf->duties[duty].thread ? wf->duties[duty].thread
						    : "";
}

enum gd_code
cmd_delay(struct cli *c, struct gd_err *err)
{
	return adhoc(c, delay_thread, err);
}
