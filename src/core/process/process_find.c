/* core/process/process_find.c - what stands out in the process as it was.
 *
 * Every comparison is of like with like: the same work, in the same half of the
 * period.  One is named only when the difference is large (twice, or half as
 * much again for what comes in and goes out), costs at least half a day, rests
 * on ten cases on either side, and chance alone would hardly bring it, counting
 * how many comparisons were made (Bonferroni).  What was named explains what
 * follows from it: the work of a slow person is left out where a step is
 * compared with its past, a growing queue where people are compared.
 */
#include "process_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define FEW 10            /* cases on either side, at least */
#define STRATUM_FEW 3     /* of one kind of work */
#define TIMES 2.0         /* as long */
#define SURE 0.01         /* p, after Bonferroni */
#define LEAST_MS 43200000 /* half a day */
#define OVER 0.30         /* done over: three times of ten */
#define FLOW 1.4          /* in per out */

struct search {
	struct gd_process *p;
	struct gd_process_view *v;
	size_t room;
	const char **people; /* owned; logins, and desks */
	bool *is_desk, *slow;
	size_t n;
	bool *queue; /* owned; by kind of work */
	struct gd_spread a, b;
};

const char *
gd_finding_word(enum gd_finding_kind kind)
{
	static const char *const words[] = { "slower_step", "slow_person",
		"slow_desk", "rework", "growing_queue" };

	return (unsigned)kind < 5 ? words[kind] : "";
}

static double
all_tests(const struct search *s, double p)
{
	p *= (double)s->v->tests;
	return p > 1 ? 1 : p;
}

static struct gd_finding *
add(struct search *s, enum gd_finding_kind kind, double ratio, double p)
{
	struct gd_finding *f =
	    GD_PUSH(s->v->findings, s->v->nfindings, s->room);

	f->kind = kind;
	f->ratio = ratio;
	f->p = all_tests(s, p);
	f->step = f->who = "";
	return f;
}

/* A median, never less than half a minute: the finest there is. */
static double
median(const struct gd_spread *s)
{
	int64_t ms = gd_spread_at(s, 500);

	return ms < 30000 ? 30000.0 : (double)ms;
}

/* ---- queues ------------------------------------------------------------------ */

static void
find_queues(struct search *s)
{
	for (size_t i = 0; i < s->v->nwork; i++) {
		const struct gd_work_kind *k = s->v->work[i];
		int64_t in = k->began[2] + k->began[3];
		int64_t out = k->ended[2] + k->ended[3];
		double p = gd_coin_above(in, in + out);
		struct gd_finding *f;

		if (!k->must || in - out < FEW ||
		    (double)in < FLOW * (double)out ||
		    (double)k->began[2] < 1.1 * (double)k->ended[2] ||
		    (double)k->began[3] < FLOW * (double)k->ended[3] ||
		    all_tests(s, p) >= SURE)
			continue;
		s->queue[i] = true;
		f = add(s, GD_FOUND_QUEUE, (double)in / (double)(out ? out : 1),
		    p);
		f->work = k;
		f->step = k->step;
		f->n = in;
		f->others = out;
		f->lost_ms = k->waiting * k->longest_ms / 2;
	}
}

/* ---- people and desks ---------------------------------------------------------- */

static size_t
person_at(struct search *s, const char *who, bool desk)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->is_desk[i] == desk && strcmp(s->people[i], who) == 0)
			return i;
	s->people[s->n] = who;
	s->is_desk[s->n] = desk;
	return s->n++;
}

static void
gather_people(struct search *s)
{
	size_t most = 1;

	for (size_t i = 0; i < s->v->nwork; i++)
		most += s->v->work[i]->nshares;
	s->people = gd_alloc(most, sizeof *s->people);
	s->is_desk = gd_alloc(most, sizeof *s->is_desk);
	s->slow = gd_alloc(most, sizeof *s->slow);
	for (size_t i = 0; i < s->v->nwork; i++)
		for (size_t k = 0; k < s->v->work[i]->nshares; k++)
			if (*s->v->work[i]->shares[k]->who)
				(void)person_at(s,
				    s->v->work[i]->shares[k]->who,
				    s->v->work[i]->phase == GD_PHASE_RECEIPT);
}

/* What he did of a kind of work in a half, and what the others did. */
static void
divide(struct search *s, const struct gd_work_kind *k, const char *who,
    int half)
{
	memset(&s->a, 0, sizeof s->a);
	memset(&s->b, 0, sizeof s->b);
	for (size_t i = 0; i < k->nshares; i++)
		gd_spread_merge(strcmp(k->shares[i]->who, who) == 0 ? &s->a
								    : &s->b,
		    &k->shares[i]->half[half]);
}

struct sums {
	double excess, variance, logs, mine, theirs;
	int64_t n, others;
};

static void
compare_all(struct search *s, const char *who, bool desk, struct sums *sum)
{
	for (size_t i = 0; i < s->v->nwork; i++) {
		const struct gd_work_kind *k = s->v->work[i];

		if ((k->phase == GD_PHASE_RECEIPT) != desk || s->queue[i])
			continue;
		for (int half = 0; half < 2; half++) {
			struct gd_ranked r;
			double n;

			divide(s, k, who, half);
			if (s->a.n < STRATUM_FEW || s->b.n < STRATUM_FEW)
				continue;
			r = gd_spread_rank(&s->a, &s->b);
			n = (double)s->a.n;
			sum->excess += r.weight * r.excess;
			sum->variance += r.weight * r.weight * r.variance;
			sum->logs += n * log(median(&s->a) / median(&s->b));
			sum->mine += n * median(&s->a);
			sum->theirs += n * median(&s->b);
			sum->n += s->a.n;
			sum->others += s->b.n;
		}
	}
}

static void
find_people(struct search *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct sums sum = { 0 };
		struct gd_finding *f;
		double ratio, p, n;

		compare_all(s, s->people[i], s->is_desk[i], &sum);
		if (sum.n < FEW || sum.others < FEW || sum.variance <= 0)
			continue;
		n = (double)sum.n;
		ratio = exp(sum.logs / n);
		p = gd_normal_above(sum.excess / sqrt(sum.variance));
		if (ratio < TIMES || all_tests(s, p) >= SURE ||
		    (sum.mine - sum.theirs) / n < LEAST_MS)
			continue;
		s->slow[i] = true;
		f = add(s, s->is_desk[i] ? GD_FOUND_DESK : GD_FOUND_PERSON,
		    ratio, p);
		f->who = s->people[i];
		f->n = sum.n;
		f->others = sum.others;
		f->median_ms = (int64_t)(sum.mine / n);
		f->other_ms = (int64_t)(sum.theirs / n);
		f->lost_ms = (int64_t)(sum.mine - sum.theirs);
	}
}

/* ---- steps ------------------------------------------------------------------------ */

/* The work of those who are slow anyway is left out. */
static void
halves(struct search *s, const struct gd_work_kind *k)
{
	memset(&s->a, 0, sizeof s->a);
	memset(&s->b, 0, sizeof s->b);
	for (size_t i = 0; i < k->nshares; i++) {
		const struct gd_work_share *share = k->shares[i];

		if (*share->who && s->slow[person_at(s, share->who,
				       k->phase == GD_PHASE_RECEIPT)])
			continue;
		gd_spread_merge(&s->a, &share->half[1]);
		gd_spread_merge(&s->b, &share->half[0]);
	}
}

/* One of a step is enough: the one that costs most. */
static struct gd_finding *
step_finding(struct search *s, const struct gd_work_kind *k)
{
	for (size_t i = 0; i < s->v->nfindings; i++) {
		struct gd_finding *f = &s->v->findings[i];

		if (f->kind == GD_FOUND_STEP &&
		    strcmp(f->work->flow, k->flow) == 0 &&
		    strcmp(f->step, k->step) == 0)
			return f;
	}
	return NULL;
}

static void
find_steps(struct search *s)
{
	for (size_t i = 0; i < s->v->nwork; i++) {
		const struct gd_work_kind *k = s->v->work[i];
		struct gd_finding *f;
		struct gd_ranked r;
		double ratio, p;
		int64_t lost;

		halves(s, k);
		if (s->queue[i] || s->a.n < FEW || s->b.n < FEW)
			continue;
		r = gd_spread_rank(&s->a, &s->b);
		ratio = median(&s->a) / median(&s->b);
		p = r.variance > 0
			? gd_normal_above(r.excess / sqrt(r.variance))
			: 1;
		if (ratio < TIMES || all_tests(s, p) >= SURE ||
		    median(&s->a) - median(&s->b) < LEAST_MS)
			continue;
		lost =
		    (int64_t)((double)s->a.n * (median(&s->a) - median(&s->b)));
		f = step_finding(s, k);
		if (f && f->lost_ms >= lost)
			continue;
		if (!f)
			f = add(s, GD_FOUND_STEP, ratio, p);
		f->work = k;
		f->step = k->step;
		f->ratio = ratio;
		f->p = all_tests(s, p);
		f->n = s->a.n;
		f->others = s->b.n;
		f->median_ms = (int64_t)median(&s->a);
		f->other_ms = (int64_t)median(&s->b);
		f->lost_ms = lost;
	}
}

/* ---- what is done over --------------------------------------------------------------- */

/* The step whose answer begins the loop again, or whose paper it is. */
static const char *
rework_step(const struct gd_rework *r)
{
	const struct gd_workflow *wf = r->wf;
	int paper = *r->paper ? gd_wf_paper(wf, r->paper) : -1;
	int loop = *r->loop ? gd_wf_loop(wf, r->loop) : -1;

	if (paper >= 0)
		return wf->steps[wf->papers[paper].step].name.id;
	for (int d = 0; loop >= 0 && d < wf->nduties; d++)
		for (int i = 0; i < wf->duties[d].noutcomes; i++)
			if (wf->duties[d].outcomes[i].goes == GD_GOES_AGAIN &&
			    wf->duties[d].outcomes[i].loop == loop)
				return wf->steps[wf->duties[d].step].name.id;
	return "";
}

static void
find_rework(struct search *s)
{
	for (size_t i = 0; i < s->v->nrework; i++) {
		const struct gd_rework *r = s->v->rework[i];
		int64_t n = r->passed[0] + r->passed[1];
		int64_t k = r->again[0] + r->again[1];
		double share = n ? (double)k / (double)n : 0, p;
		struct gd_finding *f;

		if (n < 2 * FEW || share <= OVER)
			continue;
		p = gd_normal_above(
		    (share - OVER) / sqrt(OVER * (1 - OVER) / (double)n));
		if (all_tests(s, p) >= SURE)
			continue;
		f = add(s, GD_FOUND_REWORK, share, p);
		f->rework = r;
		f->step = rework_step(r);
		f->n = k;
		f->others = n;
	}
}

/* What costs most first; what has no cost in days behind. */
static int
by_cost(const void *a, const void *b)
{
	const struct gd_finding *x = a, *y = b;

	if (x->lost_ms != y->lost_ms)
		return x->lost_ms < y->lost_ms ? 1 : -1;
	return (int)x->kind - (int)y->kind;
}

void
process_find(struct gd_process *p, struct gd_process_view *v)
{
	struct search s = { .p = p, .v = v };

	gather_people(&s);
	s.queue = gd_alloc(v->nwork + 1, sizeof *s.queue);
	v->tests =
	    (int64_t)(2 * v->nwork + s.n + v->nrework); /* the most there are */
	find_queues(&s);
	find_people(&s);
	find_steps(&s);
	find_rework(&s);
	if (v->nfindings)
		qsort(v->findings, v->nfindings, sizeof *v->findings, by_cost);
	free(s.people);
	free(s.is_desk);
	free(s.slow);
	free(s.queue);
}
