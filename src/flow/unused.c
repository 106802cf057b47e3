/* flow/unused.c - names that nothing uses, parts of conditions that nothing can
 * ever make true, duties without anybody who may do them.
 *
 * Like sense.c asked when a file is checked, not when an installed one is read.
 */
#include "prove.h"

#include <string.h>

#include "base/banned.h"

static struct gd_err *
warn_in(struct loader *l, const struct node *at, const char *key)
{
	const struct node *n = key ? map_get(at, key) : NULL;

	return warn(l, n ? n : at);
}

/* ---- parts that never hold by themselves ----------------------------------- */

/* Who fills a field, or prints it: both make it worth having. */
static bool
is_filled(const struct loader *l, int f)
{
	static const char *const of_lines[] = { "quantity", "amount", "product",
		"tracking", "carrier", "tolerance" };
	const struct gd_field_def *def = &l->fields[f];
	const struct gd_collects_def *c = &l->wf->collects;

	if (def->at_intake || def->customer || def->moved.n || f == c->count ||
	    f == c->from || f == c->to)
		return true;
	for (size_t i = 0; i < sizeof of_lines / sizeof *of_lines; i++)
		if (strcmp(def->name.id, of_lines[i]) == 0)
			return true;
	for (int i = 0; i < c->nsums; i++)
		if (c->sums[i].mine == f)
			return true;
	for (int d = 0; d < l->wf->nduties; d++)
		for (int i = 0; i < l->duties[d].nfields; i++)
			if (l->duties[d].fields[i].field == f)
				return true;
	for (int p = 0; p < l->wf->npapers; p++)
		if (gd_list_has(&l->papers[p].fields, f))
			return true;
	return false;
}

struct asking { /* a thing whose conditions are gone through */
	struct loader *l;
	const struct node *at;
	const char *key, *id;
	bool *asked; /* fields */
};

static void
ask_field(struct asking *a, int f)
{
	if (f < 0)
		return;
	if (!a->asked[f] && !is_filled(a->l, f))
		gd_fail(warn_in(a->l, a->at, a->key), GD_USAGE,
		    GD_M_FLOW_NEVER_FILLED, GD_T(a->l->fields[f].name.id),
		    GD_T(a->id));
	a->asked[f] = true;
}

static bool
out_of_range(const struct gd_field_def *f, const struct gd_pred *p)
{
	char min[24], max[24];
	struct gd_str s = GD_STR_INIT;
	bool out;

	if (f->type != GD_FIELD_INT || f->min > f->max || p->cmp == GD_SET ||
	    p->cmp == GD_NE)
		return false;
	gd_str_addf(&s, "%lld", (long long)f->min);
	memcpy(min, s.text, s.len + 1 < sizeof min ? s.len + 1 : sizeof min);
	gd_str_reset(&s);
	gd_str_addf(&s, "%lld", (long long)f->max);
	memcpy(max, s.text, s.len + 1 < sizeof max ? s.len + 1 : sizeof max);
	gd_str_release(&s);
	min[sizeof min - 1] = max[sizeof max - 1] = '\0';
	out =
	    (f->min != INT64_MIN &&
		sense_apart(p->cmp, p->value, GD_GE, min)) ||
	    (f->max != INT64_MAX && sense_apart(p->cmp, p->value, GD_LE, max));
	return out;
}

/* Does one of the signatures of a paper come from this role? */
static bool
signs(const struct gd_paper_def *p, int role)
{
	for (int i = 0; i < p->nsigns; i++)
		if (p->signs[i].role == role ||
		    gd_list_has(&p->signs[i].any, role))
			return true;
	return false;
}

static void
ask_atom(struct asking *a, const struct gd_pred *p, bool not )
{
	struct loader *l = a->l;

	switch (p->op) {
	case GD_PRED_FIELD:
	case GD_PRED_FORM:
		ask_field(a, p->a);
		if (!not &&p->op == GD_PRED_FIELD &&
		    out_of_range(&l->fields[p->a], p))
			gd_fail(fault_in(l, a->at, a->key), GD_USAGE,
			    GD_M_FLOW_NEVER_RANGE, GD_T(a->id),
			    GD_T(sense_text(p)), GD_T(l->fields[p->a].name.id));
		break;
	case GD_PRED_FIELDS:
	case GD_PRED_NEAR:
		ask_field(a, p->a);
		ask_field(a, p->b);
		break;
	case GD_PRED_DAYS:
		for (int i = 0; i < 2; i++)
			if (l->dates[i ? p->b : p->a].base == GD_BASE_FIELD)
				ask_field(a, l->dates[i ? p->b : p->a].ref);
		break;
	case GD_PRED_WAIVED:
		if (!not &&!l->duties[p->a].waivable)
			gd_fail(fault_in(l, a->at, a->key), GD_USAGE,
			    GD_M_FLOW_NEVER_WAIVED, GD_T(a->id),
			    GD_T(sense_text(p)), GD_T(l->duties[p->a].name.id));
		break;
	case GD_PRED_SIGNED:
		if (!not &&p->b >= 0 && !signs(&l->papers[p->a], p->b))
			gd_fail(fault_in(l, a->at, a->key), GD_USAGE,
			    GD_M_FLOW_NEVER_SIGNS, GD_T(a->id),
			    GD_T(sense_text(p)), GD_T(l->papers[p->a].name.id));
		break;
	default:
		break;
	}
}

static void
ask_part(struct asking *a, const struct gd_pred *p, bool not )
{
	for (int i = 0; i < p->nkids; i++)
		ask_part(a, &p->kids[i], not != (p->op == GD_PRED_NOT));
	if (p->nkids == 0)
		ask_atom(a, p, not );
}

static void
ask_all(struct asking *a, const char *key, const struct gd_pred *p)
{
	a->key = key;
	if (p)
		ask_part(a, p, false);
}

static void
ask_list(struct asking *a, const struct gd_list *fields)
{
	for (int i = 0; i < fields->n; i++)
		ask_field(a, fields->at[i]);
}

static void
ask_due(struct asking *a, const char *key, const struct gd_due_def *d)
{
	a->key = key;
	if (d->base == GD_BASE_FIELD)
		ask_field(a, d->ref);
	for (int i = 0; d->base != GD_BASE_NONE && i < 2; i++)
		ask_field(a, d->alt[i]);
	ask_list(a, &d->days_from);
	ask_list(a, &d->cap);
	ask_list(a, &d->floor);
	ask_list(a, &d->latest);
	ask_list(a, &d->pace);
	ask_list(a, &d->unrolled);
}

static void
ask_duties(struct asking *a)
{
	struct loader *l = a->l;

	for (int i = 0; i < l->wf->nduties; i++) {
		const struct gd_duty_def *d = &l->duties[i];

		a->at = l->duty_at[i];
		a->id = d->name.id;
		ask_all(a, "when", d->when);
		ask_all(a, "needs", d->needs);
		ask_all(a, "window", d->window);
		ask_all(a, "derived", d->derived);
		ask_all(a, "auto", d->auto_if);
		ask_due(a, "due", &d->due);
		ask_due(a, "plan", &d->plan);
		ask_list(a, &d->tells_what);
		ask_list(a, &d->proof);
	}
}

static void
check_asked(struct loader *l)
{
	struct asking a = { .l = l };

	a.asked = gd_arena_alloc(&l->scratch, (size_t)l->wf->nfields + 1, 1);
	ask_duties(&a);
	for (int i = 0; i < l->wf->npapers; i++) {
		a.at = l->paper_at[i];
		a.id = l->papers[i].name.id;
		ask_all(&a, "gate", l->papers[i].gate);
		for (int k = 0; k < l->papers[i].nsigns; k++)
			ask_all(&a, "signs", l->papers[i].signs[k].when);
	}
	for (int i = 0; i < l->wf->nlimits; i++) {
		a.at = l->limit_at[i];
		a.id = l->limits[i].name.id;
		ask_all(&a, "when", l->limits[i].when);
		ask_all(&a, "met", l->limits[i].met);
		ask_due(&a, "due", &l->limits[i].due);
		ask_field(&a, l->limits[i].actual);
	}
	for (int i = 0; i < l->wf->nchecks; i++) {
		a.at = l->checks_at;
		a.id = l->checks[i].name.id;
		a.key = NULL;
		ask_all(&a, NULL, l->checks[i].when);
		ask_all(&a, NULL, l->checks[i].ok);
	}
	for (int f = 0; f < l->wf->nfields; f++)
		if (!a.asked[f] && !is_filled(l, f))
			gd_fail(warn(l, l->field_at[f]), GD_USAGE,
			    GD_M_FLOW_FIELD_UNUSED, GD_T(l->fields[f].name.id));
}

/* ---- who does it ----------------------------------------------------------- */

static bool
duty_uses(const struct gd_duty_def *d, int role)
{
	return gd_list_has(&d->by, role) || gd_list_has(&d->waive_by, role) ||
	       gd_list_has(&d->override_by, role) ||
	       gd_list_has(&d->offer_to, role) || d->assign_as == role ||
	       d->owner == role;
}

static bool
role_used(const struct loader *l, int role)
{
	const struct gd_workflow *wf = l->wf;

	/* people at a desk say that papers came; who runs the office needs no
	 * duty of an order */
	if (l->roles[role].desk >= 0 ||
	    strcmp(l->roles[role].name.id, "admin") == 0)
		return true;
	if (gd_list_has(&wf->stop_roles, role) ||
	    gd_list_has(&wf->close_roles, role) ||
	    gd_list_has(&wf->paper_roles, role) || wf->collects.role == role)
		return true;
	for (int d = 0; d < wf->nduties; d++)
		if (duty_uses(&l->duties[d], role))
			return true;
	for (int p = 0; p < wf->npapers; p++)
		if (signs(&l->papers[p], role) ||
		    gd_list_has(&l->papers[p].gate_roles, role))
			return true;
	for (int i = 0; i < wf->nlimits; i++)
		if (l->limits[i].owner == role)
			return true;
	for (int i = 0; i < wf->nladders; i++)
		for (int k = 0; k < l->ladders[i].n; k++)
			if (l->ladders[i].at[k].who == GD_RUNG_ROLE &&
			    l->ladders[i].at[k].role == role)
				return true;
	return false;
}

static void
check_people(struct loader *l)
{
	for (int r = 0; r < l->wf->nroles; r++)
		if (!role_used(l, r))
			gd_fail(warn(l, l->role_at[r]), GD_USAGE,
			    GD_M_FLOW_ROLE_UNUSED, GD_T(l->roles[r].name.id));
	for (int i = 0; i < l->wf->nduties; i++) {
		const struct gd_duty_def *d = &l->duties[i];
		bool score = false;

		if (d->effect == GD_EFFECT_OFFER && d->offer_to.n == 0)
			gd_fail(fault_in(l, l->duty_at[i], "pool"), GD_USAGE,
			    GD_M_FLOW_POOL_EMPTY, GD_T(d->name.id));
		for (int k = 0; k < d->nfields; k++)
			score |= l->fields[d->fields[k].field].type ==
				     GD_FIELD_INT ||
				 l->fields[d->fields[k].field].type ==
				     GD_FIELD_CHOICE;
		if (d->surveys && !score)
			gd_fail(fault(l, l->duty_at[i]), GD_USAGE,
			    GD_M_FLOW_NO_SCORE, GD_T(d->name.id));
	}
}

void
check_used(struct loader *l)
{
	check_asked(l);
	check_people(l);
}
