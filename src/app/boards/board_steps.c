/* app/boards/board_steps.c - boards: the counts above all, orders step by
 * step. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "board_priv.h"

#include "base/banned.h"

/* ---- days and how many of each --------------------------------------------- */

struct days { /* a bag of numbers */
	struct day_n {
		int64_t day, n;
	} * at; /* owned */
	size_t n, room;
	int64_t total;
};

static void
days_add(struct days *d, int64_t day, int64_t n)
{
	*GD_PUSH(d->at, d->n, d->room) = (struct day_n){ day, n };
	d->total += n;
}

static int
by_day(const void *a, const void *b)
{
	const struct day_n *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

/* The number in the middle, the lower of two; -1 = there is none. */
static int64_t
days_median(struct days *d)
{
	int64_t want = (d->total + 1) / 2;

	if (d->total < 1)
		return -1;
	qsort(d->at, d->n, sizeof *d->at, by_day);
	for (size_t i = 0; i < d->n; i++) {
		want -= d->at[i].n;
		if (want <= 0)
			return d->at[i].day;
	}
	return -1;
}

/* ---- steps ------------------------------------------------------------------ */

struct one_step {
	int64_t no, orders, late, slips, longest, longest_n;
	struct days in; /* days in it */
};
struct steps {
	struct board_make *m;
	struct one_step *at; /* owned */
	size_t n, room;
	/* of the step that is read */
	struct gd_number *weeks;
	struct days *old, *recent;
	int64_t week;
};

static struct one_step *
step_of(struct steps *s, const char *what)
{
	int64_t no = strtoll(what, NULL, 10);

	for (size_t i = 0; i < s->n; i++)
		if (s->at[i].no == no)
			return &s->at[i];
	*GD_PUSH(s->at, s->n, s->room) =
	    (struct one_step){ .no = no, .longest = -1 };
	return &s->at[s->n - 1];
}

static void
add_in(void *payload, const char *what, int64_t day, int64_t n)
{
	struct steps *s = payload;
	struct one_step *step = step_of(s, what);
	int64_t days = s->m->utoday > day ? s->m->utoday - day : 0;

	days_add(&step->in, days, n);
	if (days > step->longest) {
		step->longest = days;
		step->longest_n = 0;
	}
	if (days == step->longest)
		step->longest_n += n;
}

static void
add_next(void *payload, const struct gd_counted_sum *sum)
{
	struct one_step *step = step_of(payload, sum->what);

	step->orders += sum->n;
	step->late += sum->before;
}

static void
add_slips(void *payload, const char *what, int64_t day, int64_t n)
{
	(void)day;
	step_of(payload, what)->slips += n;
}

static void
end_slips(void *payload, const char *what, int64_t day, int64_t n)
{
	add_slips(payload, what, day, -n);
}

/* Those that have begun to slip without those whose day has passed. */
static enum gd_code
read_slips(struct board_make *m, const struct gd_workflow *wf,
    gd_counted_fn *add, gd_counted_fn *end, void *payload)
{
	enum gd_code rc =
	    board_rows(m, wf, "slip", NULL, 1, m->today, add, payload);

	return rc == GD_OK ? board_rows(m, wf, "slipped", NULL, 1, m->today - 1,
				 end, payload)
			   : rc;
}

static void
add_week(void *payload, const char *what, int64_t week, int64_t n)
{
	struct steps *s = payload;
	int64_t at = week - (s->week - GD_BOARD_WEEKS + 1);

	(void)what;
	if (at >= 0 && at < GD_BOARD_WEEKS)
		s->weeks[at].n += n;
}

/* day is a week and the days it took. */
static void
add_done(void *payload, const char *what, int64_t day, int64_t n)
{
	struct steps *s = payload;
	int64_t week = day / 1000;

	(void)what;
	days_add(week > s->week - GD_BOARD_WEEKS / 2 ? s->recent : s->old,
	    day % 1000, n);
}

/* The Monday of a week: 1970-01-01 was a Thursday. */
static void
name_weeks(struct steps *s, const struct gd_workflow *wf, const char *step,
    struct gd_step_row *row)
{
	const char *of = board_flow_word(s->m, wf);

	for (int i = 0; i < GD_BOARD_WEEKS; i++) {
		int64_t week = s->week - GD_BOARD_WEEKS + 1 + i;
		const char *day = board_day(s->m, week * 7 - 3);

		row->came[i] = board_number(s->m, row->came[i].n, GD_DOOR_LIST,
		    "came:%s@%s state:all%s", step, day, of);
		row->done[i] = board_number(s->m, row->done[i].n, GD_DOOR_LIST,
		    "gone:%s@%s state:all%s", step, day, of);
	}
}

static enum gd_code
read_flow(struct steps *s, const struct gd_workflow *wf, const char *step,
    struct gd_step_row *row)
{
	struct board_make *m = s->m;
	int64_t first = s->week - GD_BOARD_WEEKS + 1;
	struct days old = { 0 }, recent = { 0 };
	enum gd_code rc;

	s->old = &old;
	s->recent = &recent;
	s->weeks = row->came;
	rc = board_rows(m, wf, "came", step, first, s->week, add_week, s);
	s->weeks = row->done;
	if (rc == GD_OK)
		rc = board_rows(m, wf, "gone", step, first, s->week, add_week,
		    s);
	name_weeks(s, wf, step, row);
	if (rc == GD_OK)
		rc = board_rows(m, wf, "done", step, first * 1000,
		    s->week * 1000 + 999, add_done, s);
	row->now_days = recent.total < GD_BOARD_FEW ? -1 : days_median(&recent);
	row->then_days = old.total < GD_BOARD_FEW ? -1 : days_median(&old);
	if (row->now_days > 0 && row->then_days >= 0)
		for (int times = 3; !row->slow && times > 1; times--)
			if (row->now_days >= times * row->then_days)
				row->slow = times;
	free(old.at);
	free(recent.at);
	return rc;
}

static int
by_no(const void *a, const void *b)
{
	const struct one_step *x = a, *y = b;

	return (x->no > y->no) - (x->no < y->no);
}

static const struct gd_step_def *
def_of(const struct gd_workflow *wf, int64_t no)
{
	for (int i = 0; i < wf->nsteps; i++)
		if (wf->steps[i].no == no)
			return &wf->steps[i];
	return NULL;
}

static enum gd_code
fill_row(struct steps *s, const struct gd_workflow *wf, struct one_step *one,
    struct gd_step_row *row)
{
	struct board_make *m = s->m;
	const struct gd_step_def *def = def_of(wf, one->no);
	const char *of = board_flow_word(m, wf);
	long long no = one->no;

	*row = (struct gd_step_row){ .workflow = wf->name.id,
		.name = def ? &def->name : NULL,
		.no = one->no,
		.median = days_median(&one->in),
		.longest = one->longest,
		.now_days = -1,
		.then_days = -1 };
	row->orders = board_number(m, one->orders, GD_DOOR_LIST,
	    "step:%lld state:active%s", no, of);
	row->late = board_number(m, one->late, GD_DOOR_LIST,
	    "step:%lld state:active late:%s", no, of);
	row->slips = board_number(m, one->slips, GD_DOOR_LIST,
	    "step:%lld state:active slips:%s", no, of);
	row->longest_of = board_number(m, one->longest_n, GD_DOOR_LIST,
	    "step:%lld state:active stay:%lld..%s", no,
	    (long long)(one->longest < 0 ? 0 : one->longest), of);
	return def && !m->desk ? read_flow(s, wf, def->name.id, row) : GD_OK;
}

/* Those of a workflow that has orders, or is the only one. */
static enum gd_code
add_steps(struct steps *s, const struct gd_workflow *wf,
    struct gd_step_row **rows, size_t *n, size_t *room)
{
	enum gd_code rc;
	size_t i;

	rc = board_rows(s->m, wf, "in", NULL, 0, BOARD_EVER, add_in, s);
	if (rc == GD_OK)
		rc = board_sums(s->m, wf, "next", NULL, s->m->today,
		    s->m->today, add_next, s);
	if (rc == GD_OK)
		rc = read_slips(s->m, wf, add_slips, end_slips, s);
	if (rc == GD_OK && (s->n || s->m->nflows == 1))
		for (int k = 0; k < wf->nsteps; k++)
			(void)step_of(s, gd_arena_printf(s->m->arena, "%d",
					     wf->steps[k].no));
	if (s->n)
		qsort(s->at, s->n, sizeof *s->at, by_no);
	for (i = 0; rc == GD_OK && i < s->n; i++)
		if (s->at[i].no > 0) /* 0: nothing but standing steps */
			rc = fill_row(s, wf, &s->at[i],
			    GD_PUSH(*rows, *n, *room));
	for (i = 0; i < s->n; i++)
		free(s->at[i].in.at);
	s->n = 0;
	return rc;
}

static void
add_n(void *payload, const struct gd_counted_sum *sum)
{
	*(int64_t *)payload += sum->n;
}

static enum gd_code
count_held(struct board_make *m)
{
	enum gd_code rc = GD_OK;
	int64_t n = 0;

	/* of a desk: nobody waits for what is on hold */
	for (int i = 0; rc == GD_OK && !m->desk && i < m->nflows; i++)
		rc = board_sums(m, m->flows[i], "held", "", 0, 0, add_n, &n);
	m->b->held = board_number(m, n, GD_DOOR_LIST, "state:held");
	return rc;
}

enum gd_code
board_steps(struct board_make *m)
{
	struct steps s = { .m = m, .week = (m->utoday + 3) / 7 };
	struct gd_step_row *rows = NULL;
	size_t n = 0, room = 0;
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < m->nflows; i++)
		rc = add_steps(&s, m->flows[i], &rows, &n, &room);
	if (rc == GD_OK)
		rc = count_held(m);
	free(s.at);
	m->b->nsteps = (int)n;
	m->b->steps = board_keep(m, rows, n, sizeof *rows);
	return rc;
}

/* ---- head ------------------------------------------------------------------- */

static void
add_before(void *payload, const struct gd_counted_sum *sum)
{
	*(int64_t *)payload += sum->before;
}

static void
add_within(void *payload, const struct gd_counted_sum *sum)
{
	*(int64_t *)payload += sum->within;
}

static void
add_one(void *payload, const char *what, int64_t day, int64_t n)
{
	(void)what;
	(void)day;
	*(int64_t *)payload += n;
}

static void
end_one(void *payload, const char *what, int64_t day, int64_t n)
{
	add_one(payload, what, day, -n);
}

struct head_sums {
	int64_t open, late, slips, shipping, steps;
	const char *ships; /* the duty, of all workflows; NULL = they differ */
	int nships;
};

static enum gd_code
head_of(struct board_make *m, const struct gd_workflow *wf, struct head_sums *h)
{
	const char *ship =
	    wf->forecast >= 0 ? wf->duties[wf->forecast].name.id : NULL;
	enum gd_code rc;

	rc = board_sums(m, wf, "begun", "", 0, 0, add_n, &h->open);
	if (rc == GD_OK)
		rc = board_sums(m, wf, "next", NULL, m->today, m->today,
		    add_before, &h->late);
	if (rc == GD_OK)
		rc = read_slips(m, wf, add_one, end_one, &h->slips);
	if (rc == GD_OK && !m->desk)
		rc = board_sums(m, wf, "ended", "", m->utoday, m->utoday,
		    add_within, &h->steps);
	if (rc != GD_OK || !ship || m->desk)
		return rc;
	if (h->nships++ && (!h->ships || strcmp(h->ships, ship) != 0))
		h->ships = NULL;
	else
		h->ships = ship;
	return board_sums(m, wf, "owed", ship, m->monday, m->monday + 6,
	    add_within, &h->shipping);
}

#define SIGNS_LOOK 100

static enum gd_code
count_mine(struct board_make *m)
{
	struct gd_my_day day = { 0 };
	enum gd_code rc;

	if (!*gd_app_login(m->app))
		return GD_OK;
	rc = gd_app_my_day(m->app, SIGNS_LOOK, &day, m->err);
	if (rc != GD_OK)
		return rc;
	for (size_t i = 0; i < day.nlines; i++)
		m->b->head.mine += day.lines[i].act->verb == GD_DO_SIGN &&
				   day.lines[i].act->possible;
	m->b->head.mine_more = day.more;
	gd_my_day_release(&day);
	return GD_OK;
}

enum gd_code
board_head(struct board_make *m)
{
	struct gd_board_head *head = &m->b->head;
	struct head_sums h = { 0 };
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < m->nflows; i++)
		rc = head_of(m, m->flows[i], &h);
	if (rc != GD_OK)
		return rc;
	head->open = board_number(m, h.open, GD_DOOR_LIST,
	    m->desk ? "state:active" : "state:open");
	head->late =
	    board_number(m, h.late, GD_DOOR_LIST, "state:active late:");
	head->slips =
	    board_number(m, h.slips, GD_DOOR_LIST, "state:active slips:");
	head->shipping =
	    board_number(m, h.shipping, h.ships ? GD_DOOR_DATES : GD_DOOR_NONE,
		"duty:%s due:%s..%s", h.ships ? h.ships : "",
		board_day(m, m->monday), board_day(m, m->monday + 6));
	head->steps_today = h.steps;
	return count_mine(m);
}
