/* tests/flow/test_rename.c - no name of any flow means anything to the program.
 *
 * Every id and every name of a shipped file is replaced by a random one, in its
 * text; the file still loads, its ways still lead through, its scenarios pass.
 * Kept are the words of the format (all that src/flow reads) and the fields
 * that docs/WORKFLOW-FORMAT.md says mean something.
 */
#include "flow_test.h"

#include <ctype.h>
#include <glob.h>
#include <unistd.h>

#include "base/banned.h"

#define MAX_WORDS 4000

struct words {
	char *at[MAX_WORDS];
	char *now[MAX_WORDS]; /* of ids: what they are called from now on */
	int n;
};

struct rename {
	struct words ids, kept;
	uint64_t seed;
	int renamed, names;
};

static uint64_t
roll(struct rename *r)
{
	r->seed = r->seed * UINT64_C(6364136223846793005) +
		  UINT64_C(1442695040888963407);
	return r->seed >> 33;
}

static int
find(const struct words *w, const char *word, size_t len)
{
	for (int i = 0; i < w->n; i++)
		if (strncmp(w->at[i], word, len) == 0 && !w->at[i][len])
			return i;
	return -1;
}

static void
add(struct words *w, const char *word, size_t len)
{
	if (len == 0 || w->n == MAX_WORDS || find(w, word, len) >= 0)
		return;
	w->at[w->n] = gd_alloc(len + 1, 1);
	memcpy(w->at[w->n++], word, len);
}

static void
words_release(struct words *w)
{
	for (int i = 0; i < w->n; i++) {
		free(w->at[i]);
		free(w->now[i]);
	}
	w->n = 0;
}

/* ---- what must stay --------------------------------------------------------- */

static bool
is_word(char c)
{
	return islower((unsigned char)c) || isdigit((unsigned char)c) ||
	       c == '_';
}

/* "word" in the sources that read the format. */
static void
keep_literals(struct words *kept, const char *pattern)
{
	glob_t g;

	assert_int_equal(glob(pattern, 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		size_t len, n;
		char *text = file_bytes(g.gl_pathv[i], &len);

		for (char *p = text; (p = strchr(p, '"')); p++) {
			for (n = 1; is_word(p[n]); n++)
				;
			if (p[n] == '"')
				add(kept, p + 1, n - 1);
		}
		/* OPTION(with) is the key of that name */
		for (char *p = text; (p = strstr(p, "OPTION(")); p++) {
			for (n = 7; is_word(p[n]); n++)
				;
			add(kept, p + 7, n - 7);
		}
		free(text);
	}
	globfree(&g);
}

static void
keep_words(struct words *kept)
{
	static const char *const special[] = { "terms", "amount", "quantity",
		"product", "contract_no", "tolerance", "change_cause",
		"carrier", "tracking", "order", "none",
		/* columns of a customer */
		"trade_term", "country", "city", "contact", "phone", "mail",
		"currency", "lang", "pinyin", "note" };

	keep_literals(kept, "src/flow/*.c");
	keep_literals(kept, "include/core/*.h");
	keep_literals(kept, "src/core/tables.c");
	keep_literals(kept, "src/core/goods/tracking.c");
	keep_literals(kept, "src/core/office/customer.c");
	keep_literals(kept, "src/core/workflow/workflow.c");
	for (size_t i = 0; i < sizeof special / sizeof *special; i++)
		add(kept, special[i], strlen(special[i]));
}

/* ---- what is renamed --------------------------------------------------------- */

static void
take(struct rename *r, const char *id)
{
	size_t len = strlen(id);

	if (len > 1 && find(&r->kept, id, len) < 0)
		add(&r->ids, id, len);
}

static void
take_duty(struct rename *r, const struct gd_duty_def *d)
{
	take(r, d->name.id);
	take(r, d->thread);
	if (d->mark)
		take(r, d->mark->id);
	for (int i = 0; i < d->noutcomes; i++)
		take(r, d->outcomes[i].name.id);
	for (int i = 0; i < d->nrefusals; i++)
		take(r, d->refusals[i].id);
}

#define TAKE(array, n)                   \
	for (int i_ = 0; i_ < (n); i_++) \
	take(r, (array)[i_].name.id)
#define TAKE_NAMES(array, n)             \
	for (int i_ = 0; i_ < (n); i_++) \
	take(r, (array)[i_].id)

static void
take_all(struct rename *r, const struct gd_workflow *wf,
    const struct gd_scenarios *s)
{
	take(r, wf->name.id);
	TAKE(wf->roles, wf->nroles);
	TAKE(wf->desks, wf->ndesks);
	TAKE(wf->fields, wf->nfields);
	TAKE(wf->papers, wf->npapers);
	TAKE(wf->steps, wf->nsteps);
	TAKE(wf->limits, wf->nlimits);
	TAKE(wf->checks, wf->nchecks);
	TAKE(wf->ladders, wf->nladders);
	TAKE(wf->causes, wf->ncauses);
	TAKE(s->at, s->n);
	TAKE_NAMES(wf->loops, wf->nloops);
	TAKE_NAMES(wf->triggers, wf->ntriggers);
	TAKE_NAMES(wf->methods, wf->nmethods);
	for (int i = 0; i < wf->nduties; i++)
		take_duty(r, &wf->duties[i]);
	for (int i = 0; i < wf->nfields; i++)
		TAKE_NAMES(wf->fields[i].choices, wf->fields[i].nchoices);
}

static void
keep_collected(struct words *kept, const struct gd_collects_def *c)
{
	for (int i = 0; i < c->nworkflows; i++)
		add(kept, c->workflows[i], strlen(c->workflows[i]));
	for (int i = 0; i < c->ncarried_as; i++)
		add(kept, c->carried_as[i], strlen(c->carried_as[i]));
	for (int i = 0; i < c->nsums; i++)
		add(kept, c->sums[i].theirs, strlen(c->sums[i].theirs));
}

/* Other workflows that its stories play keep their words: they are not this
 * file's to change. */
static void
keep_others(struct words *kept, const struct gd_scenarios *s)
{
	struct rename other = { .seed = 0 };
	const struct gd_scenarios none = { .n = 0 };

	for (int i = 0; i < s->nflows; i++)
		take_all(&other, s->flows[i], &none);
	for (int i = 0; i < other.ids.n; i++)
		add(kept, other.ids.at[i], strlen(other.ids.at[i]));
	/* and what they gather of this one they call by its own words */
	for (int i = 0; i < s->nflows; i++)
		keep_collected(kept, &s->flows[i]->collects);
	words_release(&other.ids);
}

static void
name_anew(struct rename *r)
{
	for (int i = 0; i < r->ids.n; i++)
		r->ids.now[i] = NULL;
	for (int i = 0; i < r->ids.n; i++) {
		struct gd_str now = GD_STR_INIT;

		gd_str_addf(&now, "%c%llx_%d",
		    (char)('g' + (int)(roll(r) % 20)),
		    (unsigned long long)(roll(r) % 65536), i);
		r->ids.now[i] = gd_strdup(now.text);
		gd_str_release(&now);
	}
}

/* ---- the text ---------------------------------------------------------------- */

/* How long a name is: to its quote, or as far as the text around it lets it. */
static size_t
name_len(const char *p, int depth)
{
	if (*p == '"' || *p == '\'')
		return strcspn(p + 1, *p == '"' ? "\"" : "'") + 2;
	return depth > 0 ? strcspn(p, ",}\n") : strcspn(p, "\n");
}

/* The whole text with other ids and other names; comments are left out. */
static struct gd_str
renamed(struct rename *r, const char *text)
{
	struct gd_str s = GD_STR_INIT;
	int depth = 0;

	for (const char *p = text; *p;) {
		size_t n = 0;
		int i;

		if (*p == '#' && (p == text || p[-1] == '\n' || p[-1] == ' ')) {
			p += strcspn(p, "\n");
			continue;
		}
		depth += (*p == '{' || *p == '[') - (*p == '}' || *p == ']');
		while (is_word(p[n]))
			n++;
		if (n == 0) {
			gd_str_addc(&s, *p++);
			continue;
		}
		if (n == 2 && p[2] == ':' && p[3] == ' ' &&
		    (strncmp(p, "zh", 2) == 0 || strncmp(p, "en", 2) == 0)) {
			gd_str_addf(&s, "%.4s%s%llx %d", p,
			    *p == 'z' ? "名" : "N",
			    (unsigned long long)(roll(r) % 4096), r->names++);
			p += 4 + name_len(p + 4, depth);
			continue;
		}
		i = p > text &&
			    (is_word(p[-1]) || isupper((unsigned char)p[-1]))
			? -1
			: find(&r->ids, p, n);
		r->renamed += i >= 0;
		gd_str_addn(&s, i < 0 ? p : r->ids.now[i],
		    i < 0 ? n : strlen(r->ids.now[i]));
		p += n;
	}
	return s;
}

static char *
beside_of(const char *path)
{
	struct gd_str s = GD_STR_INIT;
	char *text = NULL;
	size_t len;

	gd_str_addf(&s, "%.*s.scenarios", (int)strlen(path) - 5, path);
	if (access(s.text, F_OK) == 0)
		text = file_bytes(s.text, &len);
	gd_str_release(&s);
	return text;
}

static bool
still_right(const char *path, struct rename *r)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_flow_proof proof = { 0 };
	struct gd_scenarios scenarios;
	struct gd_workflow wf;
	struct gd_err err = GD_ERR_INIT;
	struct gd_str one, two = GD_STR_INIT, said;
	char *more = beside_of(path), *text;
	int kept = r->kept.n;
	struct gd_flow_text file, beside = { more, more ? strlen(more) : 0 };
	bool ok;

	text = file_bytes(path, &file.len);
	file.text = text;
	if (gd_flow_load(&file, more ? &beside : NULL, &wf, &scenarios, &faults,
		&err))
		fail_msg("%s has faults", path);
	keep_others(&r->kept, &scenarios);
	take_all(r, &wf, &scenarios);
	name_anew(r);
	while (r->kept.n > kept)
		free(r->kept.at[--r->kept.n]);
	gd_workflow_release(&wf);
	gd_scenarios_release(&scenarios);
	one = renamed(r, text);
	if (more)
		two = renamed(r, more);
	file = (struct gd_flow_text){ one.text, one.len };
	beside = (struct gd_flow_text){ two.text, two.len };
	ok = gd_flow_prove(&file, more ? &beside : NULL, NULL, &proof, &faults,
		 &err) == GD_OK;
	said = faults_text(&faults);
	if (!ok)
		print_error("%s renamed: %d of %d scenarios, %s\n", path,
		    proof.passed, proof.scenarios, said.text);
	print_message("# %s: %d ids, %d places, %d names\n", path, r->ids.n,
	    r->renamed, r->names);
	gd_str_release(&said);
	gd_str_release(&one);
	gd_str_release(&two);
	gd_flow_faults_release(&faults);
	free(text);
	free(more);
	return ok;
}

static void
a_file_whose_ids_and_names_are_random_works_as_before(void **state)
{
	static struct rename r;
	int wrong = 0;
	glob_t g;

	(void)state;
	keep_words(&r.kept);
	assert_int_equal(glob("data/workflows/*.yaml", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		r.seed = i + 7;
		r.renamed = r.names = 0;
		wrong += !still_right(g.gl_pathv[i], &r);
		words_release(&r.ids);
	}
	words_release(&r.kept);
	globfree(&g);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_file_whose_ids_and_names_are_random_works_as_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
