/* core/takeover/takeover_put.c - the paper past of one order as rows.
 *
 * Nothing is invented: a day nobody wrote down is 0, a signature nobody named
 * is missing.  Only what follows from the workflow is added: a paper that was
 * made is issued, money that was credited is credited in full.
 */
#include "takeover.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

int64_t
taken_ms(const struct gd_work *w, int32_t day)
{
	if (day == GD_NO_DAY)
		return 0;
	return ((int64_t)day * 24 * 60 - w->f->utc_offset_min) * 60000;
}

/* One event a step (by its number) and a paper, however many rows. */
void
taken_event(struct gd_work *w, const char *what, const char *note, int64_t no)
{
	for (size_t i = 0; i < w->ev->n; i++)
		if (w->ev->at[i].kind == GD_EV_TAKEN &&
		    w->ev->at[i].number == no &&
		    strcmp(w->ev->at[i].what, what) == 0) {
			w->e = &w->ev->at[i];
			return;
		}
	work_event(w, GD_EV_TAKEN, what, note, no);
}

static int64_t
known(int32_t day)
{
	return day == GD_NO_DAY ? 0 : day;
}

/* ---- fields, people, payment rows ---------------------------------------- */

static enum gd_code
field_put(struct gd_work *w, const struct gd_pair *p)
{
	int f = gd_wf_field(w->wf, p->name);
	struct gd_field row;
	enum gd_code rc;

	if (f < 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD, GD_T(p->name));
	row = (struct gd_field){ .name = w->wf->fields[f].name.id,
		.lot = w->wf->fields[f].per_lot };
	rc = value_read(w, &w->wf->fields[f], p->value, &row.value);
	if (!rc && *row.value)
		work_put(w, GD_TAB_FIELD, &row);
	return rc;
}

/* "customer" = code, "assign:clerk" = login, else a field. */
static enum gd_code
pair_put(struct gd_work *w, const struct gd_pair *p)
{
	static const char assign[] = "assign:";
	struct gd_head head = *gd_head(&w->order);
	enum gd_code rc;
	int r;

	if (strcmp(p->name, "customer") == 0) {
		head.customer = work_text(w, p->value);
		work_put(w, GD_TAB_HEAD, &head);
		return GD_OK;
	}
	if (strncmp(p->name, assign, sizeof assign - 1) != 0)
		return field_put(w, p);
	r = gd_wf_role(w->wf, p->name + sizeof assign - 1);
	if (r < 0)
		return gd_fail(w->err, GD_USAGE, GD_M_NO_ROLE, GD_T(p->name));
	rc = need_holder(w, p->value, w->wf->roles[r].name.id);
	if (rc)
		return rc;
	work_put(w, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = w->wf->roles[r].name.id,
		.person = work_text(w, p->value) });
	return GD_OK;
}

/* The row a line means: by number, or the first of a trigger. */
static const struct gd_payment *
payment_of(const struct gd_work *w, const struct gd_taken *t)
{
	const struct gd_payment *p;

	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAYMENT, &i));)
		if (t->number ? p->no == t->number
			      : t->what && strcmp(p->trigger, t->what) == 0)
			return p;
	return NULL;
}

static enum gd_code
credit_put(struct gd_work *w, const struct gd_taken *t)
{
	const struct gd_field_def def = { .name = { .id = "amount" },
		.type = GD_FIELD_MONEY };
	const struct gd_payment *p = payment_of(w, t);
	struct gd_payment row;
	const char *v, *code;
	enum gd_code rc;

	if (!p)
		return gd_fail(w->err, GD_MISSING, GD_M_TAKEN_NO_ROW,
		    t->number ? GD_N(t->number) : GD_T(t->what));
	row = *p;
	row.credited = row.amount;
	if (t->money && *t->money) {
		rc = value_read(w, &def, t->money, &v);
		if (rc)
			return rc;
		code = strrchr(v, ' ') + 1;
		if (*row.currency && strcmp(code, row.currency) != 0 &&
		    GUARD(w, GD_M_OTHER_CURRENCY))
			return gd_fail(w->err, GD_REFUSED, GD_M_OTHER_CURRENCY,
			    GD_T(code), GD_T(row.currency));
		row.credited = value_number(v);
		row.currency = work_text(w, code);
	}
	row.credited_day = known(t->day);
	/* a row without amount is credited when it has a day */
	if (!row.credited && !row.credited_day)
		row.credited_day = w->cmd->day;
	work_put(w, GD_TAB_PAYMENT, &row);
	return GD_OK;
}

/* ---- duties -------------------------------------------------------------- */

/* What the file says of a duty: its own line before its step's. */
static const struct gd_taken *
line_of(const struct gd_work *w, int duty, int64_t lot)
{
	const char *id = w->wf->duties[duty].name.id;
	const char *step = w->wf->steps[w->wf->duties[duty].step].name.id;
	const struct gd_taken *found = NULL;

	for (int i = 0; i < w->cmd->ntaken; i++) {
		const struct gd_taken *t = &w->cmd->taken[i];
		bool own =
		    t->kind == GD_TAKEN_DUTY || t->kind == GD_TAKEN_WAIVE;
		bool whole =
		    t->kind == GD_TAKEN_STEP || t->kind == GD_TAKEN_SKIP;

		if ((t->lot && lot && t->lot != lot) ||
		    !((own && strcmp(t->what, id) == 0) ||
			(whole && strcmp(t->what, step) == 0)))
			continue;
		if (own)
			return t;
		found = t;
	}
	return found;
}

/* What the duty asks for, as far as the order's fields know it. */
static const char *
fields_of(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	json_t *obj = json_object();
	const char *out;
	char *dump;

	for (int i = 0; i < def->nfields; i++) {
		const struct gd_field_def *f =
		    &w->wf->fields[def->fields[i].field];
		const char *v = gd_field(&w->order, f->name.id,
		    f->per_lot ? (at.lot ? at.lot : 1) : 0);

		if (*v)
			json_object_set_new(obj, f->name.id, json_string(v));
	}
	dump = json_dumps(obj, JSON_COMPACT);
	out = json_object_size(obj) ? work_text(w, dump) : "";
	free(dump);
	json_decref(obj);
	return out;
}

static bool
step_said(const struct gd_work *w, int step)
{
	for (int i = 0; i < w->cmd->ntaken; i++)
		if (w->cmd->taken[i].kind == GD_TAKEN_STEP &&
		    strcmp(w->cmd->taken[i].what, w->wf->steps[step].name.id) ==
			0)
			return true;
	return false;
}

/* Which outcome a done choice had: what was written, or the only one that
 * goes on; "" = nobody knows. guard:taken-outcome */
static enum gd_code
outcome_of(struct gd_work *w, const struct gd_duty_def *def,
    const struct gd_taken *t, const char **out)
{
	int only = -1, n = 0, i;

	*out = "";
	if (def->noutcomes == 0)
		return GD_OK;
	if (t->kind == GD_TAKEN_DUTY && t->outcome && *t->outcome) {
		i = gd_duty_outcome(def, t->outcome);
		if (i < 0 || def->outcomes[i].goes != GD_GOES_NEXT)
			return gd_fail(w->err, GD_USAGE, GD_M_TAKEN_OUTCOME,
			    GD_T(t->outcome), GD_T(def->name.id));
		*out = def->outcomes[i].name.id;
		return GD_OK;
	}
	for (i = 0; i < def->noutcomes; i++)
		if (def->outcomes[i].goes == GD_GOES_NEXT) {
			only = i;
			n++;
		}
	if (n == 1)
		*out = def->outcomes[only].name.id;
	/* with the whole step done nothing hangs on it any more */
	if (n != 1 && t->kind == GD_TAKEN_DUTY && !step_said(w, def->step))
		return gd_fail(w->err, GD_USAGE, GD_M_NEEDS_OUTCOME,
		    GD_T(def->name.id));
	return GD_OK;
}

void
taken_act(struct gd_work *w, int duty, struct gd_at at, int64_t state,
    const char *outcome, int32_t day)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	struct gd_act row = { .duty = def->name.id,
		.lot = at.lot,
		.round = at.round,
		.inst = at.inst,
		.state = state,
		.outcome = outcome,
		.fields = state == GD_ACT_DONE ? fields_of(w, duty, at) : "",
		.by = w->f->actor.login,
		.for_whom = w->for_whom,
		.role = w->role,
		.at_ms = w->f->now_ms,
		.day = known(day),
		.reason = "",
		.taken = 1 };

	if (def->mark && state == GD_ACT_DONE) {
		struct gd_head head = *gd_head(&w->order);

		head.status = def->mark->id;
		work_put(w, GD_TAB_HEAD, &head);
	}
	work_put(w, GD_TAB_ACT, &row);
}

/* The rows a credited kind of money belongs to, those nobody named apart. */
static void
credit_all(struct gd_work *w, const struct gd_duty_def *def, int32_t day)
{
	const struct gd_pred *of = def->derived;
	const char *word = of && of->op == GD_PRED_CREDITED ? of->value : "";
	const struct gd_payment *p;

	for (size_t i = 0; (p = gd_walk(&w->order, GD_TAB_PAYMENT, &i));) {
		struct gd_taken all = { .number = p->no, .day = day };

		if (payment_credited(p) || p->credited ||
		    (*word && strcmp(word, p->trigger) != 0 &&
			strcmp(word, p->method) != 0))
			continue;
		(void)!credit_put(w, &all);
	}
}

/* A whole step says only what of it counts; a line of its own says all. */
static bool
meant(const struct gd_work *w, int duty, const struct gd_taken *t)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	bool standing = w->wf->steps[def->step].standing;

	if (t->kind == GD_TAKEN_DUTY || t->kind == GD_TAKEN_WAIVE)
		return true;
	if (t->kind == GD_TAKEN_SKIP)
		return def->waivable;
	return def->blocks == GD_BLOCKS_STEP ||
	       (standing && def->blocks == GD_BLOCKS_CLOSE);
}

/* guard:taken-waivable */
static enum gd_code
duty_put(struct gd_work *w, int duty, struct gd_at at)
{
	const struct gd_duty_def *def = &w->wf->duties[duty];
	const struct gd_taken *t = line_of(w, duty, at.lot);
	bool waive =
	    t && (t->kind == GD_TAKEN_WAIVE || t->kind == GD_TAKEN_SKIP);
	const char *outcome;
	enum gd_code rc;

	if (!t || !meant(w, duty, t))
		return GD_OK;
	if (t->kind == GD_TAKEN_WAIVE && !def->waivable &&
	    GUARD(w, GD_M_NOT_WAIVABLE))
		return gd_fail(w->err, GD_REFUSED, GD_M_NOT_WAIVABLE,
		    GD_T(def->name.id));
	/* what does not apply was not done either, unless somebody says so */
	if (t->kind != GD_TAKEN_DUTY &&
	    duty_applies(w->wf, &w->order, duty, at) == GD_FALSE)
		return GD_OK;
	if (waive) {
		taken_act(w, duty, at, GD_ACT_WAIVED, "", t->day);
		return GD_OK;
	}
	rc = outcome_of(w, def, t, &outcome);
	if (rc)
		return rc;
	taken_act(w, duty, at, GD_ACT_DONE, outcome, t->day);
	if (def->credits)
		credit_all(w, def, t->day);
	return GD_OK;
}

static enum gd_code
duties_put(struct gd_work *w)
{
	enum gd_code rc = GD_OK;
	int step = -1;

	for (int d = 0; d < w->wf->nduties && !rc; d++) {
		const struct gd_duty_def *def = &w->wf->duties[d];
		const struct gd_taken *t = line_of(w, d, 0);
		struct gd_at at;

		if (!t)
			continue;
		if (def->many &&
		    (t->kind == GD_TAKEN_DUTY || t->kind == GD_TAKEN_WAIVE))
			return gd_fail(w->err, GD_REFUSED, GD_M_TAKEN_ADHOC,
			    GD_T(def->name.id));
		if (def->many)
			continue;
		if (def->step != step) {
			char day[GD_DAY_TEXT];

			step = def->step;
			taken_event(w, w->wf->steps[step].name.id,
			    gd_day_text(t->day, day), w->wf->steps[step].no);
		}
		for (int i = 0; !rc && duty_place(w->wf, &w->order, d, i, &at);
		     i++)
			rc = duty_put(w, d, at);
	}
	return rc;
}

/* ---- all ------------------------------------------------------------------ */

enum gd_code
taken_put(struct gd_work *w)
{
	enum gd_code rc = GD_OK;

	for (int i = 0; i < w->cmd->nfields && !rc; i++)
		rc = pair_put(w, &w->cmd->fields[i]);
	payments_put(w);
	for (int i = 0; i < w->cmd->ntaken && !rc; i++) {
		if (w->cmd->taken[i].lot > lot_count(&w->order))
			rc = gd_fail(w->err, GD_MISSING, GD_M_NO_LOT,
			    GD_N(w->cmd->taken[i].lot),
			    GD_T(gd_head(&w->order)->number));
		else if (w->cmd->taken[i].kind == GD_TAKEN_CREDIT)
			rc = credit_put(w, &w->cmd->taken[i]);
	}
	if (!rc)
		rc = duties_put(w);
	if (!rc)
		taken_papers(w);
	for (int i = 0; i < w->cmd->ntaken && !rc; i++)
		if (w->cmd->taken[i].kind == GD_TAKEN_SIGN)
			rc = taken_sign(w, &w->cmd->taken[i]);
	if (!rc)
		rc = taken_pieces(w);
	if (!rc)
		taken_owed(w);
	return rc;
}
