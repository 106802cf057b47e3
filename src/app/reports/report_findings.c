/* app/reports/report_findings.c - what stands out in the process: in sentences
 * for whoever has to act, then with the numbers it rests on. */
#include <stdio.h>
#include <string.h>

#include "report_process_priv.h"

#include "base/banned.h"

/* A sentence of names in both languages; args: names and numbers in turn. */
struct saying {
	struct making_report *m;
	struct gd_report_part *p;
};

static void
say(const struct saying *s, const char *english, const struct gd_name *what,
    const struct gd_name *who, const char *one, const char *other)
{
	struct gd_name out = { 0 };

	for (int en = 0; en < 2; en++) {
		enum gd_lang lang = en ? GD_EN : GD_ZH;
		struct gd_str text = GD_STR_INIT;
		const struct gd_arg args[] = {
			gd_arg_text(what ? gd_word_of(what, lang) : ""),
			gd_arg_text(who ? gd_word_of(who, lang) : ""),
			gd_arg_text(one), gd_arg_text(other)
		};

		gd_say(&text, lang, english, 4, args);
		*(en ? &out.en : &out.zh) =
		    gd_arena_str(&s->m->r->arena, text.text);
		gd_str_release(&text);
	}
	gd_part_text(s->p, out);
}

/* "11.5" of a time, rounded to tenths of a day. */
static const char *
days_text(struct making_report *m, int64_t ms)
{
	int64_t tenths = (ms * 10 + PROCESS_DAY_MS / 2) / PROCESS_DAY_MS;

	return gd_arena_printf(&m->r->arena, "%lld.%lld",
	    (long long)tenths / 10, (long long)tenths % 10);
}

static const char *
count_text(struct making_report *m, int64_t n)
{
	return gd_arena_printf(&m->r->arena, "%lld", (long long)n);
}

/* "Contract (signature)" */
static struct gd_name
work_part(struct making_report *m, const struct gd_work_kind *k)
{
	struct gd_name work = process_worked(m, k);
	struct gd_name part = process_phase(k->phase);

	if (k->phase == GD_PHASE_DO)
		return work;
	return (struct gd_name){ work.id,
		gd_arena_printf(&m->r->arena, "%s（%s）",
		    gd_word_of(&work, GD_ZH), gd_word_of(&part, GD_ZH)),
		gd_arena_printf(&m->r->arena, "%s (%s)",
		    gd_word_of(&work, GD_EN), gd_word_of(&part, GD_EN)) };
}

/* What was done over: a paper, a loop; or the work that piles up. */
static struct gd_name
thing(struct making_report *m, const struct gd_finding *f,
    const struct gd_workflow *wf)
{
	int i;

	if (f->work)
		return work_part(m, f->work);
	if (f->rework && *f->rework->paper) {
		i = gd_wf_paper(wf, f->rework->paper);
		return process_named(m, i >= 0 ? &wf->papers[i].name : NULL,
		    f->rework->paper);
	}
	if (f->rework) {
		i = gd_wf_loop(wf, f->rework->loop);
		return process_named(m, i >= 0 ? &wf->loops[i] : NULL,
		    f->rework->loop);
	}
	return process_step(m, wf, f->step);
}

static void
say_finding(const struct saying *s, const struct gd_finding *f,
    const struct gd_process_view *v)
{
	struct making_report *m = s->m;
	const struct gd_workflow *wf = process_flow(f, v);
	struct gd_name what = thing(m, f, wf), who = gd_words(NULL);
	const char *its = days_text(m, f->median_ms);
	const char *others = days_text(m, f->other_ms);

	switch (f->kind) {
	case GD_FOUND_STEP:
		who = process_step(m, wf, f->step);
		say(s,
		    GD_TR("{1} (step {2}) has become slow: it now takes {3} d, "
			  "in the first half of the period it took {4} d"),
		    &what, &who, its, others);
		break;
	case GD_FOUND_PERSON:
		who = report_person(m, f->who);
		say(s,
		    GD_TR("{2} takes {3} d where others at the same work take "
			  "{4} d"),
		    NULL, &who, its, others);
		break;
	case GD_FOUND_DESK:
		who = process_desk(m, wf, f->who);
		say(s,
		    GD_TR("{2} signs for its copies after {3} d, other "
			  "departments for the same papers after {4} d"),
		    NULL, &who, its, others);
		break;
	case GD_FOUND_REWORK:
		say(s,
		    GD_TR("{1} is often done over: {3} times for {4} "
			  "decisions"),
		    &what, NULL, count_text(m, f->n), count_text(m, f->others));
		break;
	case GD_FOUND_QUEUE:
		say(s, GD_TR("{1} piles up: {3} came in and {4} went out"),
		    &what, NULL, count_text(m, f->n), count_text(m, f->others));
		break;
	}
}

void
process_in_words(struct making_report *m, const struct gd_process_view *v)
{
	struct gd_report_part *p = gd_report_part(m->r, "in_words",
	    gd_words(GD_TR("What stands out")), gd_words(NULL));
	const struct saying s = { m, p };

	gd_part_col(p, "says", gd_words(NULL), GD_SAYS_TEXT, gd_words(NULL));
	p->cols[0].side = true;
	for (size_t i = 0; i < v->nfindings; i++)
		say_finding(&s, &v->findings[i], v);
	if (v->nfindings)
		gd_part_text(p,
		    gd_words(GD_TR("Each is at least twice as long (or half as "
				   "much) and no matter of chance. It says "
				   "where to look, not whose fault it is.")));
	else
		gd_part_text(p,
		    gd_words(GD_TR("Nothing: no step, person or department is "
				   "clearly slower than before or than "
				   "others.")));
	gd_part_text(p,
	    gd_words(GD_TR("What was slow from the very beginning, or is done "
			   "by one person alone, cannot be seen this way: "
			   "look at the days planned and done in the report "
			   "Time and action.")));
}
