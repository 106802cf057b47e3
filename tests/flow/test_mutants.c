/* tests/flow/test_mutants.c - wrong copies of the shipped files.
 *
 * Each file is spoilt in one place, by the rules below; what must be a fault is
 * told at its line, what may be right is answered without a crash.
 */
#include "flow_test.h"

#include <glob.h>
#include <time.h>

#include "base/banned.h"

#define EVERY 97 /* of the lines a rule fits, in a plain run: one in so many */

struct rule {
	const char *name;
	const char *line; /* what the line holds */
	const char *from, *to;
	int up, down; /* lines it may be told before or after; -1: anywhere */
};

/* The first that is not there in a line does not fit it. */
static const struct rule rules[] = {
	{ "a misspelt key", "        kind: ", "kind:", "knid:", 0, 0 },
	{ "a misspelt kind", "        kind: ", "kind: ", "kind: q", 0, 0 },
	{ "an unknown role", "        by: ", "by: ", "by: zz_", 0, 0 },
	{ "no Chinese", "        zh: ", "zh: ", "#", 2, 1 },
	{ "no English", "        en: ", "en: ", "#", 3, 1 },
	{ "a tab", "        kind: ", "        kind", "\tkind", 1, 1 },
	{ "a wide colon", "        kind: ", "kind:", "kind：", 1, 1 },
	{ "broken indentation", "        kind: ", "  kind", "   kind", 1, 1 },
	{ "a loop that is none", "goes: again ", "again ", "again zz_", 0, 0 },
	{ "a way that is none", "goes: next", "next", "nxt", 0, 0 },
	{ "a condition cut short", "        needs: done(", "done(", "done", 0,
	    0 },
	{ "a duty that is none", "        needs: done(", "done(", "done(zz_", 0,
	    0 },
	{ "a date from nowhere", "due: {from: ", "from: ", "from: zz_", 0, 0 },
	{ "an unknown field", "        required: [", "[", "[zz_", 0, 0 },
	{ "an anchor", "        by: ", "by: ", "by: &a ", 0, 0 },
	{ "a key twice", "        kind: ", "        kind",
	    "        kind: task\n        kind", 1, 1 },
	/* of its scenarios */
	{ "an act that is none", "- {do: ", "do: ", "dos: ", 0, 0 },
	{ "an act on nothing", "- {do: ", "do: ", "do: zz_", 0, 0 },
	{ "an answer that is none", "- {choose: ", "outcome: ", "outcome: zz_",
	    0, 0 },
	{ "a state that is none", "- expect: {state: ", "state: ", "state: q",
	    0, 0 },
	{ "any line lost", ":", NULL, NULL, -1, -1 },
	{ "a word lost", ": ", ": ", ":", -1, -1 },
};
#define NRULES (sizeof rules / sizeof *rules)

struct count {
	long tried, told, legal;
	double slowest; /* ms of processor time */
};

/* The copy with one line spoilt; NULL when the rule does not fit the line. */
static char *
spoilt(const struct rule *r, const char *text, const char *line, size_t len)
{
	struct gd_str s = GD_STR_INIT;
	char *copy = gd_alloc(len + 1, 1), *at, *out = NULL;

	memcpy(copy, line, len);
	if (strstr(copy, r->line) && copy[strspn(copy, " ")] != '#') {
		at = r->from ? strstr(copy, r->from) : copy;
		if (at) {
			gd_str_addn(&s, text, (size_t)(line - text));
			if (r->from) {
				gd_str_addn(&s, copy, (size_t)(at - copy));
				gd_str_add(&s, r->to);
				gd_str_add(&s, at + strlen(r->from));
			}
			gd_str_add(&s, line + len);
			out = gd_strdup(s.text);
		}
	}
	gd_str_release(&s);
	free(copy);
	return out;
}

/* Is one of the faults where it should be? */
static bool
at_its_line(const struct gd_flow_faults *f, const struct rule *r, int line)
{
	for (size_t i = 0; i < f->n; i++)
		if (!f->at[i].warning && f->at[i].line >= line - r->up &&
		    f->at[i].line <= line + r->down)
			return true;
	return false;
}

static bool
judge(const char *path, const struct rule *r, const char *text, int line,
    struct count *c)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_flow_text file = { text, strlen(text) };
	struct gd_scenarios scenarios;
	struct gd_workflow wf;
	struct gd_err err = GD_ERR_INIT;
	clock_t from = clock();
	enum gd_code rc =
	    gd_flow_load(&file, NULL, &wf, &scenarios, &faults, &err);
	double ms = (double)(clock() - from) * 1000 / CLOCKS_PER_SEC;
	bool ok;

	if (rc == GD_OK) {
		gd_workflow_release(&wf);
		gd_scenarios_release(&scenarios);
	}
	c->tried++;
	c->told += rc != GD_OK;
	c->legal += rc == GD_OK;
	c->slowest = ms > c->slowest ? ms : c->slowest;
	ok = r->up < 0 || (rc != GD_OK && at_its_line(&faults, r, line));
	if (!ok) {
		struct gd_str s = faults_text(&faults);

		print_error("%s:%d: %s: %s\n", path, line, r->name,
		    *s.text ? s.text : "not told");
		gd_str_release(&s);
	}
	gd_flow_faults_release(&faults);
	return ok;
}

/* Every rule on the lines it fits: the first of each, then a share. */
static int
spoil(const char *path, long every, struct count *c)
{
	size_t len;
	char *text = file_bytes(path, &len);
	long fits[NRULES] = { 0 };
	int line = 1, wrong = 0;
	size_t n;

	for (char *p = text; *p; p += n, line++) {
		n = strcspn(p, "\n") + 1;
		for (size_t r = 0; r < NRULES; r++) {
			char *copy;

			copy = spoilt(&rules[r], text, p, n);
			if (copy && fits[r]++ % every == 0)
				wrong += !judge(path, &rules[r], copy, line, c);
			free(copy);
		}
	}
	free(text);
	return wrong;
}

static void
a_wrong_copy_of_a_shipped_file_is_told_at_its_line(void **state)
{
	long every = getenv("GENDAN_SOAK") ? 1 : EVERY;
	struct count c = { 0 };
	glob_t g;
	int wrong = 0;

	(void)state;
	assert_int_equal(glob("data/workflows/*.yaml", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++)
		wrong += spoil(g.gl_pathv[i], every, &c);
	print_message("# %zu files, %ld wrong copies, %ld refused, %ld still "
		      "right, slowest %.1f ms\n",
	    g.gl_pathc, c.tried, c.told, c.legal, c.slowest);
	globfree(&g);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_wrong_copy_of_a_shipped_file_is_told_at_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
