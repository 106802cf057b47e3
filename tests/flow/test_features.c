/* tests/flow/test_features.c - what each file shows, and that it is shown.
 *
 * Prints the matrix feature x file.  Then each feature is switched off in the
 * loaded workflow: of the scenarios of a file that say they show it, one at
 * least must fail then, or they show something else.
 */
#include "flow_test.h"

#include <glob.h>
#include <unistd.h>

#include "base/banned.h"

#define MAX_FILES 40

struct shipped {
	char *path;
	char *text, *more;
	size_t len;
	uint32_t shows;
	int nduties;
};

static const struct gd_pred never = { .op = GD_PRED_NOT,
	.kids = &(const struct gd_pred){ .op = GD_PRED_TRUE },
	.nkids = 1,
	.text = "never" };

static bool
load(const struct shipped *f, struct gd_workflow *wf, struct gd_scenarios *s)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_flow_text file = { f->text, f->len };
	struct gd_flow_text beside = { f->more, f->more ? strlen(f->more) : 0 };
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc =
	    gd_flow_load(&file, f->more ? &beside : NULL, wf, s, &faults, &err);

	gd_flow_faults_release(&faults);
	return rc == GD_OK;
}

/* ---- switches ---------------------------------------------------------------- */

static struct gd_duty_def *
duty(struct gd_workflow *wf, int i)
{
	return (struct gd_duty_def *)(uintptr_t)&wf->duties[i];
}

static struct gd_field_def *
field(struct gd_workflow *wf, int i)
{
	return (struct gd_field_def *)(uintptr_t)&wf->fields[i];
}

static bool
is_kind(const struct gd_duty_def *d, const char *kinds)
{
	const char *at = strstr(kinds, d->kind);

	return at && at[strlen(d->kind)] == ' ';
}

static bool
asks(const struct gd_pred *p, enum gd_pred_op op, int duty)
{
	for (int i = 0; p && i < p->nkids; i++)
		if (asks(&p->kids[i], op, duty))
			return true;
	return p && p->op == op && (duty < 0 || p->a == duty);
}

/* Whatever is answered, it goes on: no loop, no end, no waiting, and nothing
 * depends on the answer. */
static void
answer_off(struct gd_workflow *wf, int asked)
{
	for (int o = 0; o < wf->duties[asked].noutcomes; o++) {
		struct gd_outcome_def *out =
		    (struct gd_outcome_def *)(uintptr_t)&wf->duties[asked]
			.outcomes[o];

		out->goes = GD_GOES_NEXT;
	}
	for (int i = 0; i < wf->nduties; i++) {
		struct gd_duty_def *d = duty(wf, i);

		if (asks(d->when, GD_PRED_OUTCOME, asked))
			d->when = NULL;
		if (asks(d->needs, GD_PRED_OUTCOME, asked))
			d->needs = NULL;
		if (asks(d->window, GD_PRED_OUTCOME, asked))
			d->window = NULL;
	}
}

static void
answers_off(struct gd_workflow *wf, const char *kinds)
{
	for (int i = 0; i < wf->nduties; i++)
		if (is_kind(duty(wf, i), kinds))
			answer_off(wf, i);
}

/* Every duty is owed, whatever was answered or filled in. */
static void
routes_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++) {
		struct gd_duty_def *d = duty(wf, i);

		if (asks(d->when, GD_PRED_OUTCOME, -1) ||
		    asks(d->when, GD_PRED_FIELD, -1))
			d->when = NULL;
		if (asks(d->needs, GD_PRED_OUTCOME, -1) ||
		    asks(d->needs, GD_PRED_FIELD, -1))
			d->needs = NULL;
		if (asks(d->window, GD_PRED_OUTCOME, -1))
			d->window = NULL;
	}
}

static void
offers_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		if (duty(wf, i)->effect == GD_EFFECT_OFFER)
			duty(wf, i)->effect = GD_EFFECT_NONE;
}

static void
automatic_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++) {
		duty(wf, i)->expires_accepts = false;
		duty(wf, i)->auto_if = NULL;
		duty(wf, i)->expires_min = 0;
	}
}

static void
assigning_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++) {
		if (duty(wf, i)->assigns)
			duty(wf, i)->effect = GD_EFFECT_NONE;
		duty(wf, i)->assign_as = -1; /* who takes it gets no role */
	}
}

static void
picks_off(struct gd_workflow *wf)
{
	for (int f = 0; f < wf->nfields; f++)
		if (wf->fields[f].pick) /* nobody can say it any more */
			field(wf, f)->name.id = "-";
}

static void
tracking_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		if (duty(wf, i)->tracking || duty(wf, i)->tells_what.n > 0)
			duty(wf, i)->nfields = 0;
}

static void
proof_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		if (duty(wf, i)->proof.n > 0)
			duty(wf, i)->nfields = 0;
	answers_off(wf, "confirm check ");
}

static void
surveys_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		if (duty(wf, i)->surveys)
			duty(wf, i)->when = &never;
}

static void
after_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		duty(wf, i)->after_close = false;
}

static void
refund_off(struct gd_workflow *wf)
{
	after_off(wf);
	answers_off(wf, "choose approve ");
}

/* Makes a paper that says what is paid. */
static bool
pays(const struct gd_workflow *wf, const struct gd_duty_def *d)
{
	for (int i = 0; d->effect == GD_EFFECT_MAKE && i < d->nfields; i++)
		if (d->fields[i].required &&
		    wf->fields[d->fields[i].field].type == GD_FIELD_MONEY)
			return true;
	return false;
}

static void
settling_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		if (duty(wf, i)->collects || pays(wf, duty(wf, i)) ||
		    is_kind(duty(wf, i), "settle "))
			duty(wf, i)->when = &never;
	wf->collects.nworkflows = 0;
}

static void
log_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		if (duty(wf, i)->many)
			duty(wf, i)->window = &never;
	for (int f = 0; f < wf->nfields; f++)
		field(wf, f)->adds = false;
}

static void
lines_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		duty(wf, i)->per_line = false;
}

static void
marks_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		duty(wf, i)->mark = NULL;
}

static void
telling_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		if (duty(wf, i)->tells >= 0 || duty(wf, i)->tells_what.n > 0)
			duty(wf, i)->when = &never;
}

/* What is asked is counted nowhere. */
static void
counting_off(struct gd_workflow *wf)
{
	for (int i = 0; i < wf->nduties; i++)
		duty(wf, i)->surveys = false;
}

static void (*const off[GD_FEATURE_COUNT])(struct gd_workflow *wf) = {
	[GD_SHOWS_OFFER_CLAIM] = offers_off,
	[GD_SHOWS_AUTO_ACCEPT] = automatic_off,
	[GD_SHOWS_ASSIGNMENT] = assigning_off,
	[GD_SHOWS_PICK_FILTER] = picks_off,
	[GD_SHOWS_TRACKING] = tracking_off,
	[GD_SHOWS_IDENTITY] = proof_off,
	[GD_SHOWS_SURVEY] = surveys_off,
	[GD_SHOWS_REFUND] = refund_off,
	[GD_SHOWS_AFTER_SALES] = after_off,
	[GD_SHOWS_SETTLEMENT] = settling_off,
	[GD_SHOWS_PROBLEM_LOG] = log_off,
	[GD_SHOWS_ALL_SHIPPED] = lines_off,
	[GD_SHOWS_ROUTING] = routes_off,
	[GD_SHOWS_MARKS] = marks_off,
	[GD_SHOWS_DELAY_TOLD] = telling_off,
	[GD_SHOWS_STATISTICS] = counting_off,
};

/* Signatures are what an approval of a paper is. */
static void
signs_off(struct gd_workflow *wf)
{
	for (int p = 0; p < wf->npapers; p++)
		((struct gd_paper_def *)(uintptr_t)&wf->papers[p])->nsigns = 0;
}

/* Features that are one question: of these kinds, each duty is switched off
 * alone. */
static const char *const question[GD_FEATURE_COUNT] = {
	[GD_SHOWS_STOCK_CHECK] = "check choose confirm ",
	[GD_SHOWS_PAYMENT_CHECK] = "check confirm choose ",
	[GD_SHOWS_APPROVAL] = "approve ",
	[GD_SHOWS_NEGOTIATION] = "negotiate choose confirm ",
	[GD_SHOWS_INSPECTION] = "check ",
};

/* Does a scenario that shows the feature fail without it?  duty: the question
 * that is switched off, -1 what is none. */
static bool
missed_at(const struct shipped *f, enum gd_feature feature, int at)
{
	struct gd_scenarios s;
	struct gd_workflow wf;
	struct gd_scene_fault fault;
	bool fails = false;

	if (!load(f, &wf, &s))
		return false;
	if (at >= 0 && at < wf.nduties &&
	    is_kind(duty(&wf, at), question[feature]))
		answer_off(&wf, at);
	if (at < 0 && off[feature])
		off[feature](&wf);
	if (at < 0 && feature == GD_SHOWS_APPROVAL)
		signs_off(&wf);
	for (int i = 0; i < s.n && !fails; i++)
		if (s.at[i].shows & UINT32_C(1) << feature)
			fails = !gd_scenario_run(&wf, &s.at[i], &fault);
	gd_workflow_release(&wf);
	gd_scenarios_release(&s);
	return fails;
}

static bool
missed(const struct shipped *f, enum gd_feature feature)
{
	bool yes = missed_at(f, feature, -1);

	for (int d = 0; question[feature] && d < f->nduties && !yes; d++)
		yes = missed_at(f, feature, d);
	return yes;
}

/* ---- the matrix --------------------------------------------------------------- */

static int
gather(struct shipped *files)
{
	glob_t g;
	int n = 0;

	assert_int_equal(glob("data/workflows/*.yaml", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc && n < MAX_FILES; i++, n++) {
		struct gd_str path = GD_STR_INIT;
		struct gd_scenarios s;
		struct gd_workflow wf;
		size_t len;

		files[n].path = gd_strdup(g.gl_pathv[i]);
		files[n].text = file_bytes(g.gl_pathv[i], &files[n].len);
		gd_str_addf(&path, "%.*s.scenarios",
		    (int)strlen(g.gl_pathv[i]) - 5, g.gl_pathv[i]);
		if (access(path.text, F_OK) == 0)
			files[n].more = file_bytes(path.text, &len);
		gd_str_release(&path);
		if (!load(&files[n], &wf, &s))
			fail_msg("%s has faults", files[n].path);
		for (int k = 0; k < s.n; k++)
			files[n].shows |= s.at[k].shows;
		files[n].nduties = wf.nduties;
		gd_workflow_release(&wf);
		gd_scenarios_release(&s);
	}
	globfree(&g);
	return n;
}

/* What the texts state of each flow: these must be shown, whatever else is. */
static const struct {
	enum gd_feature feature;
	const char *files;
} stated[] = {
	{ GD_SHOWS_STOCK_CHECK,
	    "dispatch sales_order home_goods purchase_order order_basic "
	    "order_flow order_handling " },
	{ GD_SHOWS_PAYMENT_CHECK, "dispatch ride_driver order_handling " },
	{ GD_SHOWS_APPROVAL, "sales_order sales_nine home_goods sales_sop " },
	{ GD_SHOWS_OFFER_CLAIM,
	    "takeaway_shop food_courier ride_driver home_goods ticket_clerk " },
	{ GD_SHOWS_AUTO_ACCEPT, "takeaway_shop " },
	{ GD_SHOWS_ASSIGNMENT,
	    "dispatch sales_order takeaway_shop food_courier ride_driver "
	    "purchase_order ticket_clerk sales_sop order_flow "
	    "order_handling " },
	{ GD_SHOWS_PICK_FILTER, "food_courier ride_driver ticket_clerk " },
	{ GD_SHOWS_NEGOTIATION,
	    "sales_order sales_nine purchase_order order_handling " },
	{ GD_SHOWS_INSPECTION,
	    "dispatch plan_and_deliver food_courier errand_clerk "
	    "purchase_order " },
	{ GD_SHOWS_TRACKING,
	    "sales_order home_goods purchase_order order_flow " },
	{ GD_SHOWS_IDENTITY,
	    "plan_and_deliver errand_clerk home_goods purchase_order "
	    "order_basic order_handling " },
	{ GD_SHOWS_SURVEY,
	    "dispatch sales_nine takeaway_shop ride_driver home_goods "
	    "order_basic order_handling " },
	{ GD_SHOWS_REFUND, "takeaway_shop " },
	{ GD_SHOWS_AFTER_SALES,
	    "dispatch sales_nine plan_and_deliver home_goods "
	    "order_handling " },
	{ GD_SHOWS_SETTLEMENT, "takeaway_shop ride_driver ticket_clerk " },
	{ GD_SHOWS_STATISTICS, "home_goods ticket_clerk " },
};

static bool
is_stated(const struct shipped *f, enum gd_feature feature)
{
	const char *id = strrchr(f->path, '/') + 1, *at;
	size_t len = strcspn(id, ".");

	for (size_t i = 0; i < sizeof stated / sizeof *stated; i++)
		for (at = stated[i].files; stated[i].feature == feature && *at;
		     at += strcspn(at, " ") + 1)
			if (strncmp(at, id, len) == 0 && at[len] == ' ')
				return true;
	return false;
}

/* A row a feature; x: shown and missed when it is switched off, X: and stated by
 * the text; ?: shown, but nothing fails without it; !: stated and not shown. */
static int
row(const struct shipped *files, int n, enum gd_feature f)
{
	struct gd_str line = GD_STR_INIT;
	int wrong = 0, shown = 0;

	for (int i = 0; i < n; i++) {
		bool shows = files[i].shows & UINT32_C(1) << f;
		bool ok = shows && missed(&files[i], f);
		bool must = is_stated(&files[i], f);

		if (shows && !ok)
			print_error("%s: its scenarios say they show %s; "
				    "without it all of them pass\n",
			    files[i].path, gd_feature_word(f));
		if (must && !shows)
			print_error("%s: its text states %s, no scenario "
				    "shows it\n",
			    files[i].path, gd_feature_word(f));
		shown += ok;
		wrong += (shows || must) && !ok;
		gd_str_addf(&line, "  %c",
		    ok      ? must ? 'X' : 'x'
		    : shows ? '?'
		    : must  ? '!'
			    : '.');
	}
	print_message("# %-18s%s\n", gd_feature_word(f), line.text);
	gd_str_release(&line);
	return wrong + (shown == 0);
}

static void
each_feature_is_shown_and_missed_when_it_is_switched_off(void **state)
{
	static struct shipped files[MAX_FILES];
	struct gd_str head = GD_STR_INIT;
	int n = gather(files), wrong = 0;

	(void)state;
	for (int i = 0; i < n; i++) {
		print_message("# %2d %s\n", i + 1, files[i].path);
		gd_str_addf(&head, " %2d", i + 1);
	}
	print_message("# %-18s%s\n", "", head.text);
	for (int f = 0; f < GD_FEATURE_COUNT; f++)
		wrong += row(files, n, (enum gd_feature)f);
	for (int i = 0; i < n; i++) {
		free(files[i].path);
		free(files[i].text);
		free(files[i].more);
	}
	gd_str_release(&head);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_feature_is_shown_and_missed_when_it_is_switched_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
