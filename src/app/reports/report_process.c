/* app/reports/report_process.c - the process as it really was, as a report:
 * what stands out, time in steps, who waited for whom, what was done again,
 * ways orders went. The numbers are those of core/process/process.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "history_priv.h"
#include "report_process_priv.h"

#include "base/banned.h"

#define DAY_MS PROCESS_DAY_MS
#define VARIANTS 12

/* ---- the walk ---------------------------------------------------------------- */

static enum gd_code
order_begin(void *payload, const struct gd_list_row *row, struct gd_err *err)
{
	(void)row;
	(void)err;
	gd_process_order(payload);
	return GD_OK;
}

static enum gd_code
order_entry(void *payload, const struct gd_journal_row *row,
    const struct gd_events *ev, const struct gd_workflow *wf,
    struct gd_err *err)
{
	struct gd_log_entry e = { row->seq, row->at_ms, row->actor,
		row->for_whom, ev };

	(void)err;
	gd_process_entry(payload, wf, &e);
	return GD_OK;
}

static enum gd_code
order_end(void *payload, struct gd_err *err)
{
	(void)err;
	gd_process_order_end(payload);
	return GD_OK;
}

/* Without a first day: since the book was begun. */
static enum gd_code
find_period(struct gd_app *app, struct gd_history_ask *ask, struct gd_err *err)
{
	struct gd_journal_row row;
	struct gd_cursor *cur;
	enum gd_code rc = GD_OK;

	if (!ask->to)
		ask->to = gd_app_today(app);
	if (ask->from)
		return GD_OK;
	rc = gd_store_journal(app->store, NULL, 0, &cur, err);
	if (rc != GD_OK)
		return rc;
	rc = gd_cursor_next(cur, &row, err);
	if (rc == GD_OK)
		ask->from = gd_ms_day(row.at_ms, app->utc_offset);
	gd_cursor_close(cur);
	return rc == GD_MISSING ? GD_OK : rc;
}

enum gd_code
app_process(struct gd_app *app, struct gd_history_ask *ask,
    struct gd_process **out, struct gd_err *err)
{
	struct app_walk walk = { order_begin, order_entry, order_end, NULL };
	int64_t from, to, norders;
	enum gd_code rc = find_period(app, ask, err);

	*out = NULL;
	if (rc != GD_OK)
		return rc;
	app_history_span(app, ask, &from, &to);
	*out = gd_process_open(from, to, gd_app_now(app), app->utc_offset);
	walk.payload = *out;
	return app_history_walk(app, ask, &walk, &norders, err);
}

/* ---- names -------------------------------------------------------------------- */

struct gd_name
process_named(struct making_report *m, const struct gd_name *name,
    const char *id)
{
	return name ? report_keep(m, name) : gd_report_plain(m->r, id);
}

struct gd_name
process_step(struct making_report *m, const struct gd_workflow *wf,
    const char *id)
{
	int i = wf ? gd_wf_step(wf, id) : -1;

	return process_named(m, i >= 0 ? &wf->steps[i].name : NULL, id);
}

struct gd_name
process_desk(struct making_report *m, const struct gd_workflow *wf,
    const char *id)
{
	int i = wf ? gd_wf_desk(wf, id) : -1;

	return process_named(m, i >= 0 ? &wf->desks[i].name : NULL, id);
}

static struct gd_name
role_name(struct making_report *m, const struct gd_workflow *wf, const char *id)
{
	int i = wf ? gd_wf_role(wf, id) : -1;

	return process_named(m, i >= 0 ? &wf->roles[i].name : NULL, id);
}

/* A duty, or the paper that is signed or receipted. */
struct gd_name
process_worked(struct making_report *m, const struct gd_work_kind *k)
{
	bool paper = k->phase == GD_PHASE_SIGN || k->phase == GD_PHASE_RECEIPT;
	int i =
	    paper ? gd_wf_paper(k->wf, k->what) : gd_wf_duty(k->wf, k->what);

	if (i < 0)
		return gd_report_plain(m->r, k->what);
	return process_named(m,
	    paper ? &k->wf->papers[i].name : &k->wf->duties[i].name, k->what);
}

struct gd_name
process_phase(enum gd_phase phase)
{
	static const char *const words[] = { GD_TR("doing it"),
		GD_TR("drafting"), GD_TR("signature"), GD_TR("issuing"),
		GD_TR("receipt") };
	struct gd_name name = gd_words(words[phase]);

	name.id = gd_phase_word(phase);
	return name;
}

/* Days with two digits behind the point. */
static void
days(struct gd_report_part *p, int64_t ms)
{
	gd_part_number(p, GD_SAYS_SCORE, (ms * 100 + DAY_MS / 2) / DAY_MS);
}

static void
spread_cols(struct gd_report_part *p, const char *n, const char *median,
    const char *means)
{
	report_col(p, "n", n, GD_SAYS_COUNT, NULL);
	report_col(p, "median_days", median, GD_SAYS_SCORE, means);
	report_col(p, "p90_days", GD_TR("9 of 10"), GD_SAYS_SCORE,
	    GD_TR("days that nine of ten do not pass"));
}

static void
put_spread(struct gd_report_part *p, const struct gd_spread *s)
{
	gd_part_number(p, GD_SAYS_COUNT, s->n);
	if (s->n) {
		days(p, gd_spread_at(s, 500));
		days(p, gd_spread_at(s, 900));
	} else {
		gd_part_none(p);
		gd_part_none(p);
	}
}

/* Days of all of them; programs and charts want whole ones. */
static void
put_sum(struct gd_report_part *p, const struct gd_spread *s)
{
	gd_part_number(p, GD_SAYS_COUNT, (s->sum_ms + DAY_MS / 2) / DAY_MS);
}

#define M_SUM GD_TR("days of all these waits added up")
#define M_WAIT                                                              \
	GD_TR("days from when it could be done until it was; time on hold " \
	      "is left out")

/* ---- what stands out ------------------------------------------------------------ */

static struct gd_name
finding_name(enum gd_finding_kind kind)
{
	static const char *const words[] = {
		GD_TR("slower than before"),
		GD_TR("slower than others at the same work"),
		GD_TR("signs for copies later than others"),
		GD_TR("done over again and again"),
		GD_TR("more comes in than goes out"),
	};
	struct gd_name name = gd_words(words[kind]);

	name.id = gd_finding_word(kind);
	return name;
}

const struct gd_workflow *
process_flow(const struct gd_finding *f, const struct gd_process_view *v)
{
	return f->work     ? f->work->wf
	       : f->rework ? f->rework->wf
	       : v->nwork  ? v->work[v->nwork - 1]->wf
			   : NULL;
}

static void
put_finding(struct making_report *m, struct gd_report_part *p,
    const struct gd_finding *f, const struct gd_process_view *v)
{
	const struct gd_workflow *wf = process_flow(f, v);
	char text[32];

	gd_part_text(p, finding_name(f->kind));
	if (*f->step)
		gd_part_text(p, process_step(m, wf, f->step));
	else
		gd_part_none(p);
	if (f->work)
		gd_part_text(p, process_worked(m, f->work));
	else if (f->rework && *f->rework->paper)
		gd_part_text(p,
		    process_named(m,
			&wf->papers[gd_wf_paper(wf, f->rework->paper)].name,
			f->rework->paper));
	else if (f->rework)
		gd_part_text(p, process_named(m,
				    &wf->loops[gd_wf_loop(wf, f->rework->loop)],
				    f->rework->loop));
	else
		gd_part_none(p);
	if (f->kind == GD_FOUND_PERSON)
		gd_part_text(p, report_person(m, f->who));
	else if (f->kind == GD_FOUND_DESK)
		gd_part_text(p, process_desk(m, wf, f->who));
	else
		gd_part_none(p);
	gd_part_number(p, GD_SAYS_SCORE, (int64_t)(f->ratio * 100 + 0.5));
	gd_part_number(p, GD_SAYS_COUNT, f->n);
	gd_part_number(p, GD_SAYS_COUNT, f->others);
	if (f->median_ms) {
		days(p, f->median_ms);
		days(p, f->other_ms);
	} else {
		gd_part_none(p);
		gd_part_none(p);
	}
	snprintf(text, sizeof text, f->p < 0.00001 ? "<0.00001" : "%.5f", f->p);
	gd_part_text(p, gd_report_plain(m->r, text));
}

static void
findings(struct making_report *m, const struct gd_process_view *v)
{
	struct gd_report_part *p = gd_report_part(m->r, "findings",
	    gd_words(GD_TR("What it rests on")),
	    gd_words(
		GD_TR("Compared with the first half of the period, with others "
		      "at the same work, with other departments; named from "
		      "twice as long on")));

	report_col(p, "finding", GD_TR("what"), GD_SAYS_TEXT, NULL);
	report_col(p, "step", GD_TR("step"), GD_SAYS_TEXT, NULL);
	report_col(p, "work", GD_TR("work"), GD_SAYS_TEXT, NULL);
	report_col(p, "who", GD_TR("who"), GD_SAYS_TEXT, NULL);
	report_col(p, "times", GD_TR("times"), GD_SAYS_SCORE,
	    GD_TR("how many times as long; in per out; how often done over "
		  "for each time it was decided"));
	report_col(p, "n", "n", GD_SAYS_COUNT,
	    GD_TR("cases; of what comes in: how many did; of what is done "
		  "over: how often"));
	report_col(p, "others", GD_TR("others"), GD_SAYS_COUNT,
	    GD_TR("cases it is compared with; how many went out; how often it "
		  "was decided"));
	report_col(p, "median_days", GD_TR("its days"), GD_SAYS_SCORE,
	    GD_TR("median days of these cases"));
	report_col(p, "other_days", GD_TR("others' days"), GD_SAYS_SCORE,
	    GD_TR("median days of what it is compared with"));
	report_col(p, "p", "p", GD_SAYS_TEXT,
	    GD_TR("how likely chance alone brings such a difference anywhere "
		  "in this table: ranks of Mann, Whitney and van Elteren, "
		  "times the number of comparisons"));
	for (size_t i = 0; i < v->nfindings; i++)
		put_finding(m, p, &v->findings[i], v);
}

/* ---- steps, work ------------------------------------------------------------------- */

static void
steps(struct making_report *m, const struct gd_process_view *v)
{
	struct gd_report_part *p = gd_report_part(m->r, "steps",
	    gd_words(GD_TR("Time in steps")), gd_words(NULL));

	report_col(p, "step_no", GD_TR("no."), GD_SAYS_COUNT, NULL);
	report_col(p, "step", GD_TR("step"), GD_SAYS_TEXT, NULL);
	report_col(p, "workflow", GD_TR("workflow"), GD_SAYS_TEXT, NULL);
	p->cols[2].side = true;
	report_col(p, "entered", GD_TR("entered"), GD_SAYS_COUNT,
	    GD_TR("times it was opened in the period"));
	report_col(p, "again", GD_TR("again"), GD_SAYS_COUNT,
	    GD_TR("times it was done and opened once more"));
	report_col(p, "open", GD_TR("open now"), GD_SAYS_COUNT, NULL);
	spread_cols(p, GD_TR("done"), GD_TR("median days"),
	    GD_TR("days from its opening until it was done"));
	for (size_t i = 0; i < v->nsteps; i++) {
		const struct gd_step_time *t = v->steps[i];
		int no = t->wf ? gd_wf_step(t->wf, t->step) : -1;

		if (no >= 0)
			gd_part_number(p, GD_SAYS_COUNT, t->wf->steps[no].no);
		else
			gd_part_none(p);
		gd_part_text(p, process_step(m, t->wf, t->step));
		gd_part_text(p, gd_report_plain(m->r, t->flow));
		gd_part_number(p, GD_SAYS_COUNT, t->entered);
		gd_part_number(p, GD_SAYS_COUNT, t->again);
		gd_part_number(p, GD_SAYS_COUNT, t->open);
		put_spread(p, &t->spread);
	}
	gd_part_sort(p, 0, false);
	gd_part_sort(p, 2, false);
	gd_part_chart(p, GD_CHART_BARS, gd_words(GD_TR("Median days in steps")),
	    1, 7);
}

static void
work(struct making_report *m, const struct gd_process_view *v)
{
	struct gd_report_part *p = gd_report_part(m->r, "work",
	    gd_words(GD_TR("Waits by work")), gd_words(NULL));
	struct gd_spread *all = gd_alloc(1, sizeof *all);

	report_col(p, "work", GD_TR("work"), GD_SAYS_TEXT, NULL);
	report_col(p, "part", GD_TR("part"), GD_SAYS_TEXT, NULL);
	spread_cols(p, "n", GD_TR("median days"), M_WAIT);
	report_col(p, "sum_days", GD_TR("all together"), GD_SAYS_COUNT, M_SUM);
	report_col(p, "waiting", GD_TR("waiting"), GD_SAYS_COUNT,
	    GD_TR("that can be done now and are not"));
	report_col(p, "step", GD_TR("step"), GD_SAYS_TEXT, NULL);
	report_col(p, "role", GD_TR("role"), GD_SAYS_TEXT, NULL);
	for (size_t i = 0; i < v->nwork; i++) {
		const struct gd_work_kind *k = v->work[i];

		memset(all, 0, sizeof *all);
		for (size_t s = 0; s < k->nshares; s++)
			for (int half = 0; half < 2; half++)
				gd_spread_merge(all, &k->shares[s]->half[half]);
		if (!all->n && !k->waiting)
			continue;
		gd_part_text(p, process_worked(m, k));
		gd_part_text(p, process_phase(k->phase));
		put_spread(p, all);
		put_sum(p, all);
		gd_part_number(p, GD_SAYS_COUNT, k->waiting);
		gd_part_text(p, process_step(m, k->wf, k->step));
		gd_part_text(p, role_name(m, k->wf, k->role));
	}
	gd_part_sort(p, 5, true); /* what costs most first */
	free(all);
}

/* ---- by whom --------------------------------------------------------------------------- */

enum by_whom { BY_PERSON_WAITED, BY_DESK_WAITED, BY_ROLE_WAITED };
struct whom {
	const char *key;
	const struct gd_workflow *wf;
	struct gd_spread spread;
};

static const char *
key_of(enum by_whom by, const struct gd_work_kind *k,
    const struct gd_work_share *s)
{
	if (by == BY_PERSON_WAITED)
		return k->phase == GD_PHASE_RECEIPT ? "" : s->who;
	return by == BY_DESK_WAITED ? s->desk : s->role;
}

static int
by_sum(const void *a, const void *b)
{
	const struct whom *x = a, *y = b;

	if (x->spread.sum_ms != y->spread.sum_ms)
		return x->spread.sum_ms < y->spread.sum_ms ? 1 : -1;
	return strcmp(x->key, y->key);
}

static struct whom *
gather(const struct gd_process_view *v, enum by_whom by, size_t *n)
{
	struct whom *all = NULL;
	size_t room = 0;

	*n = 0;
	for (size_t i = 0; i < v->nwork; i++)
		for (size_t s = 0; s < v->work[i]->nshares; s++) {
			const struct gd_work_share *share =
			    v->work[i]->shares[s];
			const char *key = key_of(by, v->work[i], share);
			size_t at = 0;

			if (!*key)
				continue;
			while (at < *n && strcmp(all[at].key, key) != 0)
				at++;
			if (at == *n) {
				struct whom *w = GD_PUSH(all, *n, room);

				w->key = key;
				w->wf = v->work[i]->wf;
			}
			for (int half = 0; half < 2; half++)
				gd_spread_merge(&all[at].spread,
				    &share->half[half]);
		}
	if (*n)
		qsort(all, *n, sizeof *all, by_sum);
	return all;
}

static void
waited_for(struct making_report *m, const struct gd_process_view *v,
    enum by_whom by, const char *id, const char *title, const char *col)
{
	struct gd_report_part *p =
	    gd_report_part(m->r, id, gd_words(title), gd_words(NULL));
	size_t n;
	struct whom *all = gather(v, by, &n);

	report_col(p, "who", col, GD_SAYS_TEXT, NULL);
	spread_cols(p, "n", GD_TR("median days"), M_WAIT);
	report_col(p, "sum_days", GD_TR("all together"), GD_SAYS_COUNT, M_SUM);
	for (size_t i = 0; i < n; i++) {
		gd_part_text(p, by == BY_PERSON_WAITED
				    ? report_person(m, all[i].key)
				: by == BY_DESK_WAITED
				    ? process_desk(m, all[i].wf, all[i].key)
				    : role_name(m, all[i].wf, all[i].key));
		put_spread(p, &all[i].spread);
		put_sum(p, &all[i].spread);
	}
	gd_part_chart(p, GD_CHART_BARS, gd_words(title), 0, 4)->n =
	    n < 15 ? n : 15;
	free(all);
}

/* ---- done over, ways --------------------------------------------------------------------- */

static void
rework(struct making_report *m, const struct gd_process_view *v)
{
	struct gd_report_part *p = gd_report_part(m->r, "rework",
	    gd_words(GD_TR("Done over")), gd_words(NULL));

	report_col(p, "what", GD_TR("what"), GD_SAYS_TEXT, NULL);
	report_col(p, "n", GD_TR("decided"), GD_SAYS_COUNT,
	    GD_TR("answers that could have begun it again; papers drafted"));
	report_col(p, "again", GD_TR("again"), GD_SAYS_COUNT,
	    GD_TR("rounds begun again; papers sent back"));
	report_col(p, "share", GD_TR("share"), GD_SAYS_PERCENT, NULL);
	report_col(p, "rounds", GD_TR("most rounds"), GD_SAYS_COUNT, NULL);
	for (size_t i = 0; i < v->nrework; i++) {
		const struct gd_rework *r = v->rework[i];
		int paper = *r->paper ? gd_wf_paper(r->wf, r->paper) : -1;
		int loop = *r->loop ? gd_wf_loop(r->wf, r->loop) : -1;
		int64_t n = r->passed[0] + r->passed[1];
		int64_t again = r->again[0] + r->again[1];

		gd_part_text(p, process_named(m,
				    paper >= 0  ? &r->wf->papers[paper].name
				    : loop >= 0 ? &r->wf->loops[loop]
						: NULL,
				    *r->paper ? r->paper : r->loop));
		gd_part_number(p, GD_SAYS_COUNT, n);
		gd_part_number(p, GD_SAYS_COUNT, again);
		gd_part_share(p, again, n);
		if (r->rounds)
			gd_part_number(p, GD_SAYS_COUNT, r->rounds);
		else
			gd_part_none(p);
	}
}

static void
variants(struct making_report *m, const struct gd_process_view *v)
{
	struct gd_report_part *p = gd_report_part(m->r, "variants",
	    gd_words(GD_TR("Ways orders went")),
	    gd_words(GD_TR("Numbers of steps in the order they were done, of "
			   "orders completed in the period")));

	spread_cols(p, GD_TR("orders"), GD_TR("median days"),
	    GD_TR("days from its creation until it was closed"));
	report_col(p, "share", GD_TR("share"), GD_SAYS_PERCENT, NULL);
	report_col(p, "way", GD_TR("way"), GD_SAYS_TEXT, NULL);
	report_col(p, "workflow", GD_TR("workflow"), GD_SAYS_TEXT, NULL);
	for (size_t i = 0; i < v->nvariants && i < VARIANTS; i++) {
		put_spread(p, &v->variants[i]->spread);
		gd_part_share(p, v->variants[i]->n, v->closed);
		gd_part_text(p, gd_report_plain(m->r, v->variants[i]->way));
		gd_part_text(p, gd_report_plain(m->r, v->variants[i]->flow));
	}
}

static void
passages(struct making_report *m, const struct gd_process_view *v)
{
	struct gd_report_part *p = gd_report_part(m->r, "passages",
	    gd_words(GD_TR("From step to step")),
	    gd_words(GD_TR("A step that was done right after another")));

	report_col(p, "from", GD_TR("from"), GD_SAYS_COUNT, NULL);
	report_col(p, "to", GD_TR("to"), GD_SAYS_COUNT, NULL);
	report_col(p, "workflow", GD_TR("workflow"), GD_SAYS_TEXT, NULL);
	spread_cols(p, GD_TR("times"), GD_TR("median days"),
	    GD_TR("days between the one was done and the other"));
	for (size_t i = 0; i < v->npassages; i++) {
		gd_part_number(p, GD_SAYS_COUNT, v->passages[i]->from);
		gd_part_number(p, GD_SAYS_COUNT, v->passages[i]->to);
		gd_part_text(p, gd_report_plain(m->r, v->passages[i]->flow));
		put_spread(p, &v->passages[i]->spread);
	}
}

static void
put_parts(struct making_report *m, const struct gd_process_view *v)
{
	process_in_words(m, v);
	steps(m, v);
	waited_for(m, v, BY_DESK_WAITED, "desks", GD_TR("Waits by department"),
	    GD_TR("department"));
	rework(m, v);
	variants(m, v);
	waited_for(m, v, BY_PERSON_WAITED, "people", GD_TR("Waits by person"),
	    GD_TR("person"));
	waited_for(m, v, BY_ROLE_WAITED, "roles", GD_TR("Waits by role"),
	    GD_TR("role"));
	work(m, v);
	passages(m, v);
	findings(m, v);
}

enum gd_code
report_process(struct making_report *m)
{
	struct gd_history_ask ask = { m->words, m->nwords,
		m->r->from == GD_NO_DAY ? 0 : m->r->from,
		m->r->to == GD_NO_DAY ? 0 : m->r->to };
	struct gd_process_view v;
	struct gd_process *p;
	enum gd_code rc = app_process(m->app, &ask, &p, m->err);

	if (rc == GD_OK) {
		m->r->from = ask.from;
		m->r->to = ask.to;
		gd_process_view(p, &v);
		put_parts(m, &v);
		gd_process_view_release(&v);
	}
	gd_process_close(p);
	return rc;
}
