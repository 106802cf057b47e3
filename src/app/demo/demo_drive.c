/* app/demo/demo_drive.c - carries an order on: picks one of its possible acts,
 * the person who may do it, and sensible values for what is asked.
 *
 * Knows no step and no duty by itself; it reads what `todo` offers, as a
 * script would.  The demo book and the tests are made with it.
 */
#include <stdio.h>
#include <string.h>

#include "app/login.h"
#include "app/names.h"
#include "base/day.h"

#include "../app_priv.h"
#include "demo.h"

#include "base/banned.h"

#define MOST_FIELDS 48

/* ---- which act ----------------------------------------------------------- */

static bool
avoided(const struct drive *d, const struct gd_order_page *p,
    const struct gd_act_view *act)
{
	char name[80];

	if (d->only_lot && act->lot && act->lot != d->only_lot)
		return true;
	/* what the goods were short of is for people to agree on */
	if (act->verb == GD_DO_SPLIT || act->verb == GD_DO_SHORT)
		return true;
	if (!d->avoid || act->duty < 0)
		return false;
	snprintf(name, sizeof name, ",%s,", p->wf->duties[act->duty].name.id);
	return strstr(d->avoid, name) != NULL;
}

/* Receipts and copies that come back; part of the work, though no duty. */
static bool
is_receipt(const struct gd_act_view *act)
{
	return act->verb == GD_DO_RECEIVE || act->verb == GD_DO_RETURNED ||
	       act->verb == GD_DO_SEND;
}

/* Shipping is recorded although it is only suggested: dates are met by it. */
static bool
is_extra(const struct gd_order_page *p, const struct gd_act_view *act)
{
	return act->optional && (act->duty < 0 || act->verb != GD_DO_FILL ||
				    !p->wf->duties[act->duty].ships);
}

/* The earliest step first: money can be credited at any time, but is not. */
static const struct gd_act_view *
pick(const struct drive *d, const struct gd_order_page *p, bool receipts)
{
	const struct gd_act_view *best = NULL;

	for (size_t i = 0; i < p->todo.nacts; i++) {
		const struct gd_act_view *act = &p->todo.acts[i];

		if (!act->possible || act->adhoc || avoided(d, p, act) ||
		    (best && best->step <= act->step))
			continue;
		if (is_extra(p, act) ? receipts && is_receipt(act) : !receipts)
			best = act;
	}
	return best;
}

/* ---- who ----------------------------------------------------------------- */

/* The person to do it: at the desk that receipts, else the first who may. */
static const char *
choose_person(const struct drive *d, const struct gd_order_page *p,
    const struct gd_act_view *act, struct gd_arena *arena)
{
	const char **people;
	int n = gd_app_people(d->app, p, act, arena, &people);
	int i;

	for (i = 0; i < n && *act->desk && act->verb == GD_DO_RECEIVE; i++)
		if (app_sits_at(d->app, p->wf, people[i], act->desk))
			return people[i];
	for (i = 0; i < n; i++)
		if (strcmp(people[i], p->row.clerk) == 0)
			return people[i];
	return n ? people[0] : NULL;
}

/* ---- values -------------------------------------------------------------- */

static const char *
given(const struct drive *d, const char *name)
{
	int i;

	for (i = 0; d->values && d->values[i].name; i++)
		if (strcmp(d->values[i].name, name) == 0)
			return d->values[i].value;
	return NULL;
}

/* "+12" of a date field counts from today. */
const char *
app_drive_value(const struct drive *d, const struct gd_field_def *f,
    struct gd_arena *arena)
{
	const char *v = given(d, f->name.id);
	char day[GD_DAY_TEXT];

	if (f->type == GD_FIELD_DATE) {
		int32_t at = v ? gd_day_read(v, d->today) : d->today;

		return gd_arena_str(arena, gd_day_text(at, day));
	}
	if (v)
		return v;
	switch (f->type) {
	case GD_FIELD_INT:
		return f->min <= f->max && f->min > 0
			   ? gd_arena_printf(arena, "%lld", (long long)f->min)
			   : "10";
	case GD_FIELD_DECIMAL:
		return "1000";
	case GD_FIELD_MONEY:
		return "1000.00 USD";
	case GD_FIELD_CHOICE:
		return f->nchoices ? f->choices[0].id : NULL;
	case GD_FIELD_YESNO:
		return "yes";
	case GD_FIELD_TEXT:
		return "-";
	default:
		return NULL;
	}
}

/* Every field the duty asks for and the order does not know yet, and every
 * one that must be given. */
static int
fill(const struct drive *d, const struct gd_order_page *p,
    const struct gd_act_view *act, struct gd_pair *pairs,
    struct gd_arena *arena)
{
	const struct gd_duty_def *duty =
	    act->duty < 0 ? NULL : &p->wf->duties[act->duty];
	int i, n = 0;

	if (!duty || act->verb == GD_DO_ISSUE || act->verb == GD_DO_SIGN ||
	    (is_extra(p, act) && !act->adhoc))
		return 0;
	for (i = 0; i < duty->nfields && n < MOST_FIELDS; i++) {
		const struct gd_field_def *f =
		    &p->wf->fields[duty->fields[i].field];
		const char *v = gd_field(&p->order, f->name.id,
		    f->per_lot ? act->lot ? act->lot : 1 : 0);

		/* a parcel says its own number, whatever the last one had */
		if (*v && !duty->fields[i].required &&
		    act->verb != GD_DO_SEND && act->verb != GD_DO_MOVE)
			continue;
		if (!*v)
			v = given(d, f->name.id) || duty->fields[i].required
				? app_drive_value(d, f, arena)
				: NULL;
		if (v)
			pairs[n++] = (struct gd_pair){ f->name.id, v };
	}
	return n;
}

static const char *
outcome_for(const struct drive *d, const struct gd_duty_def *duty,
    struct gd_arena *arena)
{
	const char *at = d->outcomes;
	size_t len = strlen(duty->name.id);

	for (; at && *at; at += strcspn(at, ","), at += *at == ',')
		if (strncmp(at, duty->name.id, len) == 0 && at[len] == '=') {
			at += len + 1;
			return gd_arena_strn(arena, at, strcspn(at, ","));
		}
	/* straight on: one that is asked again for ever leads nowhere */
	for (int i = 0; i < duty->noutcomes; i++)
		if (duty->outcomes[i].goes == GD_GOES_NEXT)
			return duty->outcomes[i].name.id;
	return duty->outcomes[0].name.id;
}

/* Whom a duty is offered or assigned to: who is favoured when he may take it,
 * else who has least to do. */
static const char *
whom(const struct drive *d, const struct gd_order_page *p,
    const struct gd_duty_def *duty, struct gd_arena *arena)
{
	struct gd_candidate *all;
	int n = gd_app_candidates(d->app, duty, p->wf, arena, &all);

	for (int i = 0; i < n && d->favours; i++)
		if (strcmp(all[i].login, d->favours) == 0)
			return d->favours;
	return n > 0 ? all[0].login : NULL;
}

static bool
wants_reason(const struct gd_order_page *p, const struct gd_act_view *act,
    const char *outcome)
{
	int i;

	if (act->needs_reason || act->duty < 0 || !outcome)
		return act->needs_reason;
	i = gd_duty_outcome(&p->wf->duties[act->duty], outcome);
	return i >= 0 && p->wf->duties[act->duty].outcomes[i].needs_reason;
}

/* What is signed is what the page shows. */
static enum gd_code
do_it(const struct drive *d, const struct gd_order_page *p,
    const struct gd_command *cmd, struct gd_err *err)
{
	struct gd_app *app = d->app;
	enum gd_code rc = GD_OK;
	char seen[9];

	if (cmd->verb == GD_DO_SIGN && d->password && !gd_app_unlocked(app))
		rc = gd_app_unlock(app, d->password, err);
	if (rc != GD_OK)
		return rc;
	gd_app_seen(&p->order, cmd, seen);
	return gd_app_act(app, p->order.id, cmd,
	    cmd->verb == GD_DO_SIGN ? seen : NULL, NULL, err);
}

enum gd_code
app_drive_act(const struct drive *d, const struct gd_order_page *p,
    const struct gd_act_view *act, struct gd_err *err)
{
	struct gd_pair pairs[MOST_FIELDS];
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_command cmd = act->cmd;
	const char *who = choose_person(d, p, act, &arena);
	enum gd_code rc;

	if (!who) {
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY_MAY,
		    GD_T(p->row.number), GD_T(act->id));
	} else {
		cmd.fields = pairs;
		cmd.nfields = fill(d, p, act, pairs, &arena);
		if (act->verb == GD_DO_CHOOSE && act->duty >= 0)
			cmd.outcome =
			    outcome_for(d, &p->wf->duties[act->duty], &arena);
		if (act->duty >= 0 && (strcmp(act->word, "offer") == 0 ||
					  strcmp(act->word, "assign") == 0))
			cmd.person =
			    whom(d, p, &p->wf->duties[act->duty], &arena);
		if (wants_reason(p, act, cmd.outcome))
			cmd.reason = given(d, "reason");
		rc = gd_app_become(d->app, who, err);
		if (rc == GD_OK)
			rc = do_it(d, p, &cmd, err);
	}
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
app_drive(struct drive *d, const char *order, bool receipts_first, bool *did,
    struct gd_err *err)
{
	struct gd_order_page page;
	const struct gd_act_view *act;
	enum gd_code rc = gd_app_order(d->app, order, &page, err);

	*did = false;
	if (rc != GD_OK)
		return rc;
	d->today = gd_app_today(d->app);
	act = pick(d, &page, receipts_first);
	if (!act)
		act = pick(d, &page, !receipts_first);
	if (act) {
		*did = true;
		rc = app_drive_act(d, &page, act, err);
	}
	gd_order_page_release(&page);
	return rc;
}
