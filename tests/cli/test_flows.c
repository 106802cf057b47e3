/* tests/cli/test_flows.c - every workflow we ship, walked by what `todo --json`
 * says and nothing else.
 *
 * The walker knows no workflow: it takes the acts as they are listed, fills
 * what they ask for with made-up values and runs the words they name.  One walk
 * goes straight on and must complete an order; the others take every outcome of
 * the file at least once, after completion too.  The file itself is read only
 * to know whom the office needs, what a new order asks for and how many
 * outcomes there are.
 *
 * make test walks a share of the files, GENDAN_SOAK=1 all; FLOW=name walks that
 * one and says what it does.
 */
#include "cli_test.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../flow/flow_test.h"

#include "base/banned.h"

#define MAX_PLACES 600 /* outcomes of a file, and duties without one */
#define MAX_ACTS 600   /* of one order */
#define MAX_ORDERS 80  /* until every outcome was taken */
#define MAX_IDLE 8     /* orders in a row that bring nothing new */
/* a plain run completes an order of every fourth file, covers one */
#define SHARE_COMPLETE 4
#define SHARE_COVER 16

/* What was taken of this file, by "duty" or "duty outcome". */
struct taken {
	char name[MAX_PLACES][96];
	int times[MAX_PLACES], n;
};

static int *
times_of(struct taken *t, const char *duty, const char *outcome)
{
	char name[96];

	snprintf(name, sizeof name, "%s %s", duty, outcome);
	for (int i = 0; i < t->n; i++)
		if (strcmp(t->name[i], name) == 0)
			return &t->times[i];
	assert_true(t->n < MAX_PLACES);
	snprintf(t->name[t->n], 96, "%s", name);
	return &t->times[t->n++];
}

static const char *
text_of(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "";
}

static bool
truth(const json_t *o, const char *key)
{
	return json_is_true(json_object_get(o, key));
}

/* 0: asked again, on this order; 1: it leads on; 2: it ends the order. */
static int
far(const json_t *outcome)
{
	const char *goes = text_of(outcome, "goes");

	return strncmp(goes, "end", 3) == 0 ? 2
	       : strcmp(goes, "next") == 0  ? 1
					    : 0;
}

/* ---- choosing ------------------------------------------------------------------ */

struct step {
	const json_t *act, *outcome; /* outcome: NULL when it has none */
};

/* The first outcome that leads on. */
static const json_t *
straight(const json_t *act)
{
	const json_t *all = json_object_get(act, "outcomes"), *o;
	size_t i;

	json_array_foreach(all, i, o)
	{
		if (strcmp(text_of(o, "goes"), "next") == 0)
			return o;
	}
	return json_array_get(all, 0);
}

/* One never taken, what ends the order last; else the one that leads on and was
 * taken least. */
static const json_t *
wanted(struct taken *t, const json_t *act)
{
	const json_t *all = json_object_get(act, "outcomes"), *o, *best = NULL;
	const char *duty = text_of(act, "duty");
	size_t i;

	for (int way = 0; way < 3; way++) {
		json_array_foreach(all, i, o)
		{
			if (far(o) == way &&
			    *times_of(t, duty, text_of(o, "name")) == 0)
				return o;
		}
	}
	json_array_foreach(all, i, o)
	{
		if (strcmp(text_of(o, "goes"), "next") == 0 &&
		    (!best || *times_of(t, duty, text_of(o, "name")) <
				  *times_of(t, duty, text_of(best, "name"))))
			best = o;
	}
	return best ? best : straight(act);
}

static bool
possible(const json_t *act)
{
	return truth(act, "possible") &&
	       json_array_size(json_object_get(act, "people")) > 0;
}

static bool
is(const json_t *act, const char *word)
{
	return strcmp(text_of(act, "act"), word) == 0;
}

/* Offered already, and somebody may take it: one need not offer it again. */
static bool
waits_for_answer(const json_t *todo, const json_t *act)
{
	const json_t *other;
	size_t i;

	json_array_foreach(json_object_get(todo, "acts"), i, other)
	{
		if (is(act, "offer") && is(other, "accept") &&
		    possible(other) &&
		    strcmp(text_of(other, "duty"), text_of(act, "duty")) == 0)
			return true;
	}
	return false;
}

/* Straight on: what blocks, as it is listed; when nothing else can be done,
 * what is recorded as often as there is something to record. */
static struct step
next_straight(const json_t *todo)
{
	const json_t *act;
	size_t i;

	json_array_foreach(json_object_get(todo, "acts"), i, act)
	{
		if (possible(act) && !waits_for_answer(todo, act) &&
		    (!truth(act, "optional") || is(act, "receipt")))
			return (struct step){ act, straight(act) };
	}
	json_array_foreach(json_object_get(todo, "adhoc"), i, act)
		if (possible(act) && *text_of(act, "duty") &&
		    strcmp(text_of(todo, "state"), "active") == 0)
			return (struct step){ act, straight(act) };
	return (struct step){ 0 };
}

/* Acts that stand in a loop of their own when they are repeated. */
static bool
leads_nowhere(const json_t *act)
{
	static const char *const words[] = { "edit", "waive", "refuse",
		"release", "revise", "void", "dist", "recall", "sendback",
		"withdraw", "lost", "reopen", "close" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is(act, words[i]))
			return true;
	return false;
}

/* What was never done in this file comes first, what need not be done once an
 * order, then what blocks. */
static struct step
next_new(struct taken *t, struct taken *here, const json_t *todo, bool refusing)
{
	static const char *const lists[] = { "acts", "adhoc" };
	const json_t *act, *o;
	size_t i;

	for (int l = 0; l < 2; l++) {
		json_array_foreach(json_object_get(todo, lists[l]), i, act)
		{
			const char *duty = text_of(act, "duty");

			if (!possible(act) || waits_for_answer(todo, act))
				continue;
			if (is(act, "refuse") ? !refusing : leads_nowhere(act))
				continue;
			o = json_array_size(json_object_get(act, "outcomes"))
				? wanted(t, act)
				: NULL;
			if (o && far(o) < 2 &&
			    *times_of(t, duty, text_of(o, "name")) == 0)
				return (struct step){ act, o };
			if (!o && (l == 1 || truth(act, "optional")) &&
			    *times_of(here, duty, text_of(act, "act")) == 0)
				return (struct step){ act, NULL };
		}
	}
	json_array_foreach(json_object_get(todo, "acts"), i, act)
	{
		if (possible(act) && !leads_nowhere(act) &&
		    !waits_for_answer(todo, act) && !truth(act, "optional"))
			return (struct step){ act,
				json_array_size(
				    json_object_get(act, "outcomes"))
				    ? wanted(t, act)
				    : NULL };
	}
	return (struct step){ 0 };
}

/* ---- doing --------------------------------------------------------------------- */

#define MAX_WORDS 60

/* Run the words of the act as the first person who may. */
static void
perform(const struct step *s)
{
	static char pairs[MAX_WORDS][256];
	const json_t *people = json_object_get(s->act, "people"), *word, *field;
	const char *words[MAX_WORDS + 8];
	struct said said;
	size_t i;
	int n = 0, np = 0;

	words[n++] = "--as";
	words[n++] = json_string_value(json_array_get(people, 0));
	json_array_foreach(json_object_get(s->act, "do"), i, word) words[n++] =
	    json_string_value(word);
	if (truth(s->act, "needs_password")) {
		words[n++] = "--password-file";
		words[n++] = office_password();
	}
	if (s->outcome)
		words[n++] = text_of(s->outcome, "name");
	if (truth(s->act, "needs_reason") ||
	    (s->outcome && truth(s->outcome, "needs_reason"))) {
		words[n++] = "--reason";
		words[n++] = "试";
	}
	json_array_foreach(json_object_get(s->act, "fields"), i, field)
	{
		if (!truth(field, "required") || n >= MAX_WORDS)
			continue;
		snprintf(pairs[np], sizeof pairs[np], "%s=%s",
		    text_of(field, "name"), field_value(field));
		words[n++] = pairs[np++];
	}
	words[n] = NULL;
	said = run_list(words);
	if (said.rc != 0) {
		for (n = 0; words[n]; n++)
			fprintf(stderr, " %s", words[n]);
		fail_msg("exit %d: %s%s", said.rc, said.out, said.err);
	}
	said_free(&said);
}

/* Walk an order until nothing is left. t: NULL = straight on. */
static void
walk(const char *order, struct taken *t, bool refusing)
{
	static struct taken here; /* on this order */

	memset(&here, 0, sizeof here);
	for (int n = 0; n < MAX_ACTS; n++) {
		json_t *todo = asked("todo", order, NULL);
		struct step s = t ? next_new(t, &here, todo, refusing)
				  : next_straight(todo);

		if (s.act) {
			if (getenv("FLOW"))
				fprintf(stderr, "  %s %s %s %s\n", order,
				    text_of(s.act, "act"),
				    text_of(s.act, "duty"),
				    s.outcome ? text_of(s.outcome, "name")
					      : "");
			perform(&s);
		}
		if (s.act && t) {
			const char *duty = text_of(s.act, "duty");
			const char *way = s.outcome ? text_of(s.outcome, "name")
						    : text_of(s.act, "act");

			++*times_of(t, duty, way);
			++*times_of(&here, duty, way);
		}
		json_decref(todo);
		if (!s.act)
			return;
	}
	fail_msg("order %s has no end", order);
}

/* ---- files --------------------------------------------------------------------- */

#define MAX_ROLES 64

static void
roles_of(const struct gd_workflow *wf, const char **roles, int *n)
{
	for (int r = 0, k; r < wf->nroles; r++) {
		for (k = 0; k < *n; k++)
			if (strcmp(roles[k], wf->roles[r].name.id) == 0)
				break;
		assert_true(k < MAX_ROLES);
		if (k == *n)
			roles[(*n)++] = wf->roles[r].name.id;
	}
}

/* Workflows whose orders this one settles: they are needed first. */
#define MAX_SETTLED 8
static struct gd_workflow settled[MAX_SETTLED];
static int nsettled;

static void
office_of(const char *path, const struct gd_workflow *wf)
{
	const char *roles[MAX_ROLES];
	const char *paths[MAX_SETTLED + 2] = { 0 };
	char other[MAX_SETTLED][160];
	int n = 0, npaths = 0;

	roles_of(wf, roles, &n);
	nsettled = wf->collects.nworkflows;
	assert_true(nsettled <= MAX_SETTLED);
	for (int i = 0; i < nsettled; i++) {
		snprintf(other[i], sizeof other[i], "data/workflows/%s.yaml",
		    wf->collects.workflows[i]);
		good_workflow(other[i], &settled[i]);
		roles_of(&settled[i], roles, &n);
	}
	for (int i = 0; i < nsettled; i++)
		paths[npaths++] = other[i];
	if (strcmp(wf->name.id, "export") != 0) /* a book comes with it */
		paths[npaths] = path;
	office_for(paths, roles, n);
}

/* What a new order asks for; of choices another one with each order. */
static const char *
intake_value(const struct gd_workflow *wf, int field, int turn)
{
	const struct gd_field_def *f = &wf->fields[field];

	if (field == wf->collects.from)
		return "2026-11-01";

	switch (f->type) {
	case GD_FIELD_CHOICE:
		return f->choices[turn % f->nchoices].id;
	case GD_FIELD_YESNO:
		return turn % 2 ? "no" : "yes";
	case GD_FIELD_DATE:
		return "2027-01-05";
	case GD_FIELD_MONEY:
		return "48200.00 USD";
	case GD_FIELD_INT:
	case GD_FIELD_DECIMAL:
		return "3";
	default:
		return "试";
	}
}

static const char *
order_of(const struct gd_workflow *wf, int turn)
{
	static char number[64], pairs[50][128];
	const char *words[MAX_WORDS];
	struct said s;
	int n = 4;

	words[0] = "new";
	words[1] = "--workflow";
	words[2] = wf->name.id;
	words[3] = "customer=NB01";
	/* whom the order itself gives no role, is named */
	for (int r = 0; r < wf->nroles; r++)
		if (wf->roles[r].assigned && !gd_wf_role_given(wf, r)) {
			const char *role = wf->roles[r].name.id;

			snprintf(pairs[n], sizeof pairs[n], "%s=%s1", role,
			    role);
			words[n] = pairs[n];
			n++;
		}
	for (int f = 0; f < wf->nfields && n < 50; f++) {
		if (!wf->fields[f].at_intake)
			continue;
		snprintf(pairs[n], sizeof pairs[n], "%s=%s",
		    wf->fields[f].name.id, intake_value(wf, f, turn));
		words[n] = pairs[n];
		n++;
	}
	for (int d = 0; d < wf->nduties; d++)
		if (wf->duties[d].per_line && strcmp(words[n - 2], "--lines")) {
			words[n++] = "--lines";
			words[n++] =
			    secret_file("lines", "[{\"item\": \"A\", \"qty\": "
						 "\"1\", \"unit\": \"pcs\"},"
						 " {\"item\": \"B\", \"qty\": "
						 "\"2\", \"unit\": \"pcs\"}]");
		}
	words[n] = NULL;
	s = run_list(words);
	if (s.rc)
		fail_msg("%s: no new order: %s", wf->name.id, s.err);
	snprintf(number, sizeof number, "%s", s.out);
	number[strcspn(number, "\n")] = '\0';
	said_free(&s);
	return number;
}

/* The i-th outcome of a duty, or ground to refuse it; NULL past the last.
 * What lies open to a pool is offered to nobody, who could refuse it. */
static const char *
way_of(const struct gd_duty_def *d, int i)
{
	if (i < d->noutcomes)
		return d->outcomes[i].name.id;
	i -= d->noutcomes;
	return i < d->nrefusals && !d->open_pool ? d->refusals[i].id : NULL;
}

/* Which ways were never taken; their number. t: NULL counts them all. */
static int
left(const struct gd_workflow *wf, struct taken *t, char *names, size_t room)
{
	int n = 0;
	size_t len = 0;
	const char *way;

	for (int d = 0; d < wf->nduties; d++)
		for (int i = 0; (way = way_of(&wf->duties[d], i)); i++) {
			const char *duty = wf->duties[d].name.id;

			if (t && *times_of(t, duty, way))
				continue;
			n++;
			if (len < room)
				len += (size_t)snprintf(names + len, room - len,
				    " %s=%s", duty, way);
		}
	return n;
}

typedef void each_file(const char *path, const struct gd_workflow *wf);

/* Every file, or one of so many. */
static void
each(each_file *fn, size_t share)
{
	const char *one = getenv("FLOW");
	bool all = getenv("GENDAN_SOAK") != NULL;
	glob_t g;

	assert_int_equal(glob("data/workflows/*.yaml", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct gd_workflow wf;

		if (one ? strstr(g.gl_pathv[i], one) == NULL
			: !all && (i + 1) % share != 0)
			continue;
		good_workflow(g.gl_pathv[i], &wf);
		office_of(g.gl_pathv[i], &wf);
		fn(g.gl_pathv[i], &wf);
		while (nsettled > 0)
			gd_workflow_release(&settled[--nsettled]);
		office_end();
		gd_workflow_release(&wf);
	}
	globfree(&g);
}

/* A new order, after one of each kind it settles was completed. */
static const char *
order_begun(const struct gd_workflow *wf, int turn)
{
	char order[64];

	for (int i = 0; i < nsettled; i++) {
		snprintf(order, sizeof order, "%s", order_of(&settled[i], 0));
		walk(order, NULL, false);
		assert_string_equal(order_state(order), "completed");
	}
	return order_of(wf, turn);
}

/* ---- tests --------------------------------------------------------------------- */

static void
complete(const char *path, const struct gd_workflow *wf)
{
	char order[64];

	(void)path;
	snprintf(order, sizeof order, "%s", order_begun(wf, 0));
	walk(order, NULL, false);
	if (strcmp(order_state(order), "completed") != 0)
		fail_msg("%s: %s is %s: %s", wf->name.id, order,
		    order_state(order), ok("todo", order, NULL));
}

static void
an_order_of_every_workflow_is_completed_by_its_todo(void **state)
{
	(void)state;
	each(complete, SHARE_COMPLETE);
}

static void
cover(const char *path, const struct gd_workflow *wf)
{
	static struct taken t;
	static char names[4000];
	int all = left(wf, NULL, names, sizeof names);
	int orders = 0, missing = all, idle = 0, was;

	(void)path;
	memset(&t, 0, sizeof t);
	for (; missing && idle < MAX_IDLE && orders < MAX_ORDERS; orders++) {
		was = missing;
		walk(order_begun(wf, orders), &t, orders % 2 == 1);
		missing = left(wf, &t, names, sizeof names);
		idle = missing < was ? 0 : idle + 1;
	}
	print_message("%s: %d of %d outcomes in %d orders\n", wf->name.id,
	    all - missing, all, orders);
	if (missing)
		fail_msg("%s: never taken:%s", wf->name.id, names);
}

static void
every_outcome_of_every_workflow_can_be_taken(void **state)
{
	(void)state;
	each(cover, SHARE_COVER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_order_of_every_workflow_is_completed_by_its_todo),
		cmocka_unit_test(every_outcome_of_every_workflow_can_be_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
