/* core/dates/dates.c - the rows of dates: of duties, limits and payments.
 *
 *   none --base known--> open --settled, waived, not owed--> shut
 *                         ^-----------owed again----------------'
 *
 * The day follows from its base and rule after every command; one moved by a
 * person stays until its base changes.  plan and first are set once.  Plans
 * that hang on other plans come after those, whatever order the file has.
 * Facts: settling again changes nothing; a row that is shut has no rung.
 */
#include "dates.h"

#include <stdio.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

/* ---- one row ------------------------------------------------------------- */

void
dating_begin(struct dating *d, struct gd_work *w)
{
	*d = (struct dating){ .w = w,
		.r = { .wf = w->wf,
		    .o = &w->order,
		    .calendars = &w->f->calendars,
		    .utc_offset_min = w->f->utc_offset_min },
		.closed = gd_head(&w->order)->state > GD_ORDER_HELD };
	d->owners = gd_arena_alloc(&w->ev->arena, (size_t)w->wf->nroles + 1,
	    sizeof *d->owners);
	d->seen = gd_arena_alloc(&w->ev->arena, (size_t)w->wf->nduties + 1, 1);
}

/* "person:LOGIN" of who has the role on this order, else "role:ID". */
static const char *
owner_token(struct dating *d, int role)
{
	const struct gd_role_def *def;
	const struct gd_assign *a;

	if (role < 0)
		return "";
	if (d->owners[role])
		return d->owners[role];
	def = &d->w->wf->roles[role];
	a = def->assigned ? gd_row_find(&d->w->order.sheet, GD_TAB_ASSIGN,
				&(struct gd_assign){ .role = def->name.id })
			  : NULL;
	d->owners[role] = a && *a->person
			      ? work_printf(d->w, "person:%s", a->person)
			      : work_printf(d->w, "role:%s", def->name.id);
	return d->owners[role];
}

void
date_put(struct dating *d, const struct dated *of, const struct gd_due *old,
    struct gd_due *row)
{
	struct gd_memo keep = *d->w->order.sheet.memo;

	if (old && old->day != row->day) {
		row->rung = 0;
		row->told = "";
	}
	if (!row->first && row->day)
		row->first = row->day;
	if (!row->plan && (!of->plan || of->plan->base == GD_BASE_NONE))
		row->plan = row->first;
	if (!row->shut || !*row->owner)
		row->owner = owner_token(d, of->role);
	row->ring_day = ladder_next(d, of, row);
	work_put(d->w, GD_TAB_DUE, row);
	/* no step asks for a date: what is known of them stays true */
	*d->w->order.sheet.memo = keep;
}

static const char *
rule_words(struct gd_work *w, const struct gd_due_def *rule, int days)
{
	static const char *const snaps[] = { [GD_SNAP_NONE] = "",
		[GD_SNAP_NEXT_MONTH] = "next month ",
		[GD_SNAP_NEXT_APRIL] = "next 30 April ",
		[GD_SNAP_NEXT_MARCH] = "next 1 March " };
	char months[32] = "", counted[32] = "", text[128];
	size_t n;

	if (rule->months)
		snprintf(months, sizeof months, "%+d m ", rule->months);
	if (days || (!rule->months && !rule->snap))
		snprintf(counted, sizeof counted, "%+d %s ", days,
		    rule->work ? "wd" : "d");
	snprintf(text, sizeof text, "%s%s%s", snaps[rule->snap], months,
	    counted);
	n = strlen(text);
	text[n - 1] = '\0'; /* each part ends in a blank, and one is there */
	return rule->source && *rule->source
		   ? work_printf(w, "%s, %s", text, rule->source)
		   : work_text(w, text);
}

/* No day can be said any more: what was planned and promised stays. */
static void
without_day(struct gd_due *row)
{
	row->day = row->base_day = row->raw_day = row->hard = row->unsure = 0;
	row->base = row->rule = row->cap = "";
}

/* The baseline, once: from the plans of others. */
static void
plan_row(const struct dating *d, const struct dated *of, struct gd_at ask,
    struct gd_due *row)
{
	const struct reckon_for who = { of->step, of->role, true };
	struct reckoned day;
	const char *name;
	int32_t base;

	if (row->plan || !of->plan)
		return;
	base = reckon_base(&d->r, of->plan, &who, ask, &name);
	if (base == GD_NO_DAY)
		return;
	reckon_from(&d->r, of->plan, of->role, ask, base, 0, &day);
	row->plan = day.day;
}

/* ---- holds --------------------------------------------------------------- */

static int64_t
own_count(const struct dating *d, const struct dated *of,
    const struct gd_due_def *rule, int32_t from, int32_t to)
{
	return rule->work
		   ? gd_calendar_count(reckon_calendar(&d->r, rule, of->role),
			 from, to)
		   : to - from;
}

/* Is the base something that happened, or a day that was set? */
static bool
base_happens(const struct gd_due_def *rule)
{
	return rule->base == GD_BASE_DUTY || rule->base == GD_BASE_ISSUED ||
	       rule->base == GD_BASE_OPEN || rule->base == GD_BASE_CREDITED;
}

/* How long a clock stood, in its own count, which may be 0; one that began by
 * something that happened during the hold stood from then on. NOT_STOOD: it
 * runs, or nothing is held. */
#define NOT_STOOD (-1)
static int64_t
days_stood(const struct dating *d, const struct dated *of,
    const struct gd_due_def *rule, const struct gd_due *row)
{
	int32_t from = d->held_from, to = d->w->f->today;

	if (!d->resumes || !rule->hold_stops || row->hard || row->shut ||
	    !row->day || to <= from)
		return NOT_STOOD;
	if (base_happens(rule) && row->base_day > from && row->base_day <= to)
		from = (int32_t)row->base_day;
	return own_count(d, of, rule, from, to);
}

/* A day that does not follow by itself goes on by what its clock stood. */
static void
shift_row(const struct dating *d, const struct dated *of,
    const struct gd_due_def *rule, struct gd_due *row)
{
	int64_t stood = days_stood(d, of, rule, row);

	if (stood == NOT_STOOD)
		return;
	row->held += stood;
	row->day =
	    reckon_shift(&d->r, rule, of->role, (int32_t)row->day, stood);
}

/* Days held are added to what the rule says; as far as its base was moved by
 * the same hold, they are in it already. Those held before a clock began to
 * run are not its own. */
static void
held_row(const struct dating *d, const struct dated *of,
    const struct gd_due_def *rule, struct gd_at ask, int32_t base,
    struct gd_due *row)
{
	int64_t held_ms = gd_head(&d->w->order)->held_ms;
	int64_t stood = days_stood(d, of, rule, row);
	struct reckoned now;

	if (stood != NOT_STOOD) {
		reckon_from(&d->r, rule, of->role, ask, base, 0, &now);
		row->held += stood - own_count(d, of, rule,
					 reckon_cap(&d->r, rule, ask,
					     (int32_t)row->raw_day, NULL),
					 now.capped);
	} else if (!d->resumes && row->held && row->base_day != base &&
		   held_ms && base > gd_ms_day(held_ms, d->r.utc_offset_min)) {
		row->held = 0;
	}
}

/* ---- the day in force ---------------------------------------------------- */

/* The rule that can say a day: `due`, else the plan with what is known today.
 * *base: GD_NO_DAY when neither can. */
static const struct gd_due_def *
rule_now(const struct dating *d, const struct dated *of, struct gd_at ask,
    int32_t *base, const char **name)
{
	const struct reckon_for who = { of->step, of->role, false };

	*base = reckon_base(&d->r, of->due, &who, ask, name);
	if (*base != GD_NO_DAY || !of->plan || of->plan->base == GD_BASE_NONE)
		return of->due;
	*base = reckon_base(&d->r, of->plan, &who, ask, name);
	return of->plan;
}

static void
reckon_row(struct dating *d, const struct dated *of, struct gd_at ask,
    struct gd_due *row)
{
	struct reckoned day;
	const char *name;
	int32_t base;
	const struct gd_due_def *rule = rule_now(d, of, ask, &base, &name);

	plan_row(d, of, ask, row);
	if (row->moved &&
	    (d->resumes || base == GD_NO_DAY || row->base_day == base)) {
		shift_row(d, of, rule, row);
		if (base != GD_NO_DAY)
			row->base_day = base;
		return;
	}
	if (base == GD_NO_DAY) {
		without_day(row);
		return;
	}
	held_row(d, of, rule, ask, base, row);
	reckon_from(&d->r, rule, of->role, ask, base, row->held, &day);
	row->day = day.day;
	row->base = name;
	row->base_day = base;
	row->rule = rule_words(d->w, rule, day.days);
	row->moved = 0;
	row->reason = "";
	row->raw_day = day.raw;
	row->cap = day.cap < 0 ? "" : d->w->wf->fields[day.cap].name.id;
	row->hard = rule->hard;
	row->unsure = day.unsure;
}

/* ---- all rows of a duty or a limit --------------------------------------- */

/* Rows of one id stand together. */
static size_t
rows_of(const struct gd_order *o, const char *id, size_t *first)
{
	size_t lo = 0, hi = o->sheet.rows[GD_TAB_DUE].n, n = 0, mid;
	const struct gd_due *row;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		row = gd_row_at(&o->sheet, GD_TAB_DUE, mid);
		if (strcmp(row->duty, id) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	*first = lo;
	while ((row = gd_row_at(&o->sheet, GD_TAB_DUE, lo + n)) &&
	       strcmp(row->duty, id) == 0)
		n++;
	return n;
}

static bool
same_at(const struct gd_due *row, struct gd_at at)
{
	return row->lot == at.lot && row->round == at.round &&
	       row->inst == at.inst;
}

/* Rows of rounds that are over, of lots called off, of money not owed. */
static void
shut_rest(struct dating *d, const struct dated *of)
{
	struct gd_work *w = d->w;
	size_t first, n = rows_of(&w->order, of->name->id, &first);

	for (size_t i = 0; i < n; i++) {
		const struct gd_due *old =
		    gd_row_at(&w->order.sheet, GD_TAB_DUE, first + i);
		struct gd_due row = *old;
		struct gd_at key, ask;
		bool lives = false;

		if (old->shut && *old->owner)
			continue;
		for (int k = 0;
		     !lives && dated_place(w->wf, &w->order, of, k, &key, &ask);
		     k++)
			lives = same_at(old, key);
		if (lives)
			continue;
		row.shut = 1;
		date_put(d, of, old, &row);
	}
}

/* Begins a date here? Of what most dates hang on nothing is known yet: that is
 * asked first, it costs least. */
static bool
begins(const struct dating *d, const struct dated *of, struct gd_at ask)
{
	const char *name;
	int32_t base;

	if (d->closed)
		return false;
	(void)rule_now(d, of, ask, &base, &name);
	return base != GD_NO_DAY && dated_owed(d->w, of, ask) == GD_TRUE &&
	       !dated_met(d, of, ask);
}

static void
settle_place(struct dating *d, const struct dated *of, struct gd_at key,
    struct gd_at ask, const struct gd_due *old)
{
	struct gd_due row = { .duty = of->name->id,
		.lot = key.lot,
		.round = key.round,
		.inst = key.inst,
		.base = "",
		.rule = "",
		.reason = "",
		.cap = "",
		.owner = "",
		.told = "" };
	enum gd_truth owed = GD_TRUE;
	bool settled = false;

	if (old) {
		row = *old;
		owed = dated_owed(d->w, of, ask);
		settled = dated_met(d, of, ask);
	} else if (!begins(d, of, ask)) {
		return;
	}
	if (!d->closed && !settled && owed == GD_TRUE)
		reckon_row(d, of, ask, &row);
	else if (!d->closed && !settled && owed == GD_UNKNOWN)
		shift_row(d, of, of->due, &row);
	row.shut = d->closed || settled || owed == GD_FALSE || !row.day;
	row.actual = settled && owed != GD_FALSE
			 ? dated_met_day(d, of, ask, old ? old : &row)
			 : 0;
	date_put(d, of, old, &row);
}

/* Of a closed order nothing is owed, but what may be done after its end. */
static bool
is_over(const struct gd_work *w, const struct dated *of)
{
	int64_t state = gd_head(&w->order)->state;

	return state > GD_ORDER_HELD &&
	       !(state == GD_ORDER_COMPLETED && of->duty >= 0 &&
		   w->wf->duties[of->duty].after_close);
}

static void
settle_dated(struct dating *d, const struct dated *of)
{
	struct gd_work *w = d->w;
	bool ruled = of->due->base != GD_BASE_NONE ||
		     (of->plan && of->plan->base != GD_BASE_NONE);
	size_t first, rows = rows_of(&w->order, of->name->id, &first);
	size_t lives = 0;
	struct gd_at key, ask;

	d->closed = is_over(w, of);
	if (!rows && (!ruled || d->closed))
		return;
	for (int i = 0; dated_place(w->wf, &w->order, of, i, &key, &ask); i++) {
		const struct gd_due *old =
		    rows ? gd_row_find(&w->order.sheet, GD_TAB_DUE,
			       &(struct gd_due){ .duty = of->name->id,
				   .lot = key.lot,
				   .round = key.round,
				   .inst = key.inst })
			 : NULL;

		if (!old && !ruled)
			continue;
		lives += old != NULL;
		settle_place(d, of, key, ask, old);
	}
	if (lives < rows)
		shut_rest(d, of);
}

/* ---- all of an order ----------------------------------------------------- */

/* What it hangs on first; the loader allows no circle. */
static void
settle_duty_dates(struct dating *d, int duty)
{
	const struct gd_duty_def *def = &d->w->wf->duties[duty];
	struct dated of;

	if (d->seen[duty])
		return;
	d->seen[duty] = 1;
	if (def->due.base == GD_BASE_PLAN)
		settle_duty_dates(d, def->due.ref);
	if (def->plan.base == GD_BASE_PLAN)
		settle_duty_dates(d, def->plan.ref);
	of = dated_duty(d->w->wf, duty);
	settle_dated(d, &of);
	d->seen[duty] = 2;
}

/* The rule the terms bring for a payment row; NULL: none. */
static const struct gd_due_def *
payment_rule(const struct gd_work *w, const struct gd_payment *p)
{
	const char *terms = gd_field(&w->order, "terms", 0);
	const struct gd_due_def *rule = NULL;

	for (int i = 0; i < w->wf->npayments; i++) {
		const struct gd_payment_def *def = &w->wf->payments[i];

		if (strcmp(def->terms, terms) != 0 ||
		    strcmp(def->trigger, p->trigger) != 0 ||
		    strcmp(def->method, p->method) != 0)
			continue;
		if (!rule || def->bp == p->bp)
			rule = &def->due;
	}
	return rule && rule->base != GD_BASE_NONE ? rule : NULL;
}

/* A day nobody typed follows the rule until the money is there. */
static void
settle_payment_days(struct dating *d)
{
	struct gd_work *w = d->w;
	const struct reckon_for who = { -1, -1, false };
	size_t n = w->order.sheet.rows[GD_TAB_PAYMENT].n;

	d->closed = gd_head(&w->order)->state > GD_ORDER_HELD;
	for (size_t i = 0; i < n && !d->closed; i++) {
		const struct gd_payment *p =
		    gd_row_at(&w->order.sheet, GD_TAB_PAYMENT, i);
		const struct gd_due_def *rule;
		struct gd_payment row = *p;
		struct gd_at at = { row.lot, 1, row.no };
		struct reckoned day = { 0 };
		const char *name;
		int32_t base = GD_NO_DAY;

		if ((p->due_day && !p->reckoned) || payment_credited(p))
			continue;
		rule = payment_rule(w, p);
		if (rule)
			base = reckon_base(&d->r, rule, &who, at, &name);
		if (base != GD_NO_DAY)
			reckon_from(&d->r, rule, -1, at, base, 0, &day);
		row.due_day = day.day;
		row.reckoned = day.day != 0;
		work_put(w, GD_TAB_PAYMENT, &row);
	}
}

static bool
from_payment(const struct gd_duty_def *def)
{
	return def->due.base == GD_BASE_PAYMENT ||
	       def->plan.base == GD_BASE_PAYMENT;
}

static void
settle_all(struct dating *d)
{
	const struct gd_workflow *wf = d->w->wf;

	for (int i = 0; i < wf->nduties; i++)
		if (!from_payment(&wf->duties[i]))
			settle_duty_dates(d, i);
	settle_payment_days(d);
	for (int i = 0; i < wf->nduties; i++)
		settle_duty_dates(d, i);
	for (int i = 0; i < wf->nlimits; i++) {
		struct dated of = dated_limit(wf, i);

		settle_dated(d, &of);
	}
}

void
settle_dates(struct gd_work *w)
{
	struct dating d;

	dating_begin(&d, w);
	settle_all(&d);
	if (w->cmd->verb == GD_DO_TICK &&
	    gd_head(&w->order)->state == GD_ORDER_ACTIVE)
		ladder_ring(&d);
}

/* The earliest date not yet met, the step it belongs to, and the earliest of
 * law, bank or carrier. */
void
dates_head(const struct gd_work *w, struct gd_head *head)
{
	const struct gd_due *row;
	struct dated of;

	head->due_day = head->due_step = head->hard_day = 0;
	head->hard = "";
	if (head->state > GD_ORDER_HELD)
		return;
	for (size_t i = 0; (row = gd_walk(&w->order, GD_TAB_DUE, &i));) {
		bool due = !head->due_day || row->day < head->due_day;
		bool hard =
		    row->hard && (!head->hard_day || row->day < head->hard_day);

		if (row->shut || !row->day || (!due && !hard) ||
		    !dated_find(w->wf, row->duty, &of) || of.earliest)
			continue;
		if (hard) {
			head->hard_day = row->day;
			head->hard = row->duty;
		}
		if (due && (of.duty < 0 ||
			       w->wf->duties[of.duty].blocks != GD_BLOCKS_NO)) {
			head->due_day = row->day;
			head->due_step =
			    of.step < 0 ? 0 : w->wf->steps[of.step].no;
		}
	}
}

/* ---- holds, lots --------------------------------------------------------- */

/* Plans that hang on each other move together, each by its own count: so what
 * stood is settled as dates always are, those first on which others hang. */
void
dates_resume(struct gd_work *w)
{
	int64_t held_ms = gd_head(&w->order)->held_ms;
	struct dating d;

	if (!held_ms)
		return;
	dating_begin(&d, w);
	d.resumes = true;
	d.held_from = gd_ms_day(held_ms, w->f->utc_offset_min);
	settle_all(&d);
}

void
dates_split(struct gd_work *w, int64_t from, int64_t to)
{
	struct dating d;

	dating_begin(&d, w);
	for (size_t i = 0; i < w->order.sheet.rows[GD_TAB_DUE].n; i++) {
		const struct gd_due *old =
		    gd_row_at(&w->order.sheet, GD_TAB_DUE, i);
		struct gd_due row = *old;
		struct dated of;

		row.lot = to;
		if (old->lot != from || old->shut ||
		    !dated_find(w->wf, row.duty, &of))
			continue;
		if (of.duty >= 0)
			row.round =
			    duty_at(w->wf, &w->order, of.duty, to, row.inst)
				.round;
		/* a thread lives in the lot it began in */
		if ((of.duty >= 0 && w->wf->duties[of.duty].many) ||
		    gd_row_find(&w->order.sheet, GD_TAB_DUE, &row))
			continue;
		date_put(&d, &of, NULL, &row);
	}
}
