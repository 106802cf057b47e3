/* tests/flow/test_plain.c - what is read without libyaml is what it reads. */
#include "flow_test.h"

#include "../../src/flow/loader.h"
#include "base/text.h"

#include "base/banned.h"

struct reading {
	struct loader l;
	struct gd_workflow wf;
	struct gd_flow_faults faults;
	struct node *root;
};

static void
begin(struct reading *r)
{
	*r = (struct reading){ 0 };
	r->l.wf = &r->wf;
	r->l.faults = &r->faults;
}

static void
end(struct reading *r)
{
	gd_arena_release(&r->l.scratch);
	gd_flow_faults_release(&r->faults);
}

static bool
same(const struct node *a, const struct node *b)
{
	for (; a && b; a = a->next, b = b->next) {
		if (a->kind != b->kind || a->line != b->line ||
		    a->col != b->col || a->n != b->n)
			return false;
		if (a->kind == NODE_TEXT &&
		    (strcmp(a->text, b->text) != 0 ||
			a->straight != b->straight || a->inset != b->inset))
			return false;
		if (!same(a->first, b->first))
			return false;
	}
	return !a && !b;
}

/* @return was it read plainly? If so it must be what libyaml reads. */
static bool
agree(const char *text, size_t len)
{
	struct reading plain, yaml;
	bool was;

	if (strlen(text) != len || !gd_utf8_valid(text, len))
		return false;
	begin(&plain);
	begin(&yaml);
	plain.root = plain_read(&plain.l, text);
	was = plain.root != NULL;
	if (was) {
		yaml.root = tree_read_yaml(&yaml.l, text, len);
		if (!yaml.root || yaml.root->next ||
		    !same(plain.root, yaml.root))
			fail_msg("read otherwise than libyaml:\n%s", text);
	}
	end(&plain);
	end(&yaml);
	return was;
}

static const char *const files[] = {
	"data/workflows/export.yaml",
	"data/forms/export.yaml",
	"tests/flow/good/kinds.yaml",
	"tests/flow/good/small.yaml",
};
#define NFILES (sizeof files / sizeof *files)

static void
the_files_of_the_program_are_plain_and_read_as_libyaml_reads_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < NFILES; i++) {
		size_t len;
		char *text = file_bytes(files[i], &len);

		if (!agree(text, len))
			fail_msg("%s is not read plainly", files[i]);
		free(text);
	}
}

/* What is plain, with every form that is taken. */
static const char *const plain[] = {
	"a: b\n",
	"a: b",
	"# x\n\n  # y\na: b # z\n\nc: {d: e, f: [g, h]} # i\n# j",
	"a:\n  b: c\n  d:\n    e: -5\nf: g\n",
	"a: # why\n  - b\n  - {c: d}\n  - e: f\n    g: h\nk: l\n",
	"a: {b: \xe5\x90\x8d, c: \"\xe5\x90\x8d, d\", e: 'f: g'}\n",
	"a: it's 5 o'clock (no. 3) = <x> #1 a#b http://x y-z T/T & | >\n",
	"a: {b: it's, c: x:y, d: a#b,\n   e: f # comment, with a comma\n   , "
	"g: h }\n",
	"a: [b, c,\n  d]\nb: \"\"\n",
	"a: []\nb: {}\nc: [{}, []]\n",
	"a: ~\nb: .5\nc: +7\nd: $x\ne: /f\n",
};

static void
what_is_plain_is_read_plainly(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (!agree(plain[i], strlen(plain[i])))
			fail_msg("not read plainly:\n%s", plain[i]);
}

/* What is YAML all the same, or is not: left to libyaml. */
static const char *const other[] = {
	"",
	"# nothing\n",
	" a: b\n",
	"---\na: b\n",
	"a: b\n...\n",
	"a: b\n---\nc: d\n",
	"a: |\n  text\n",
	"a: >\n  text\n",
	"a: &x b\n",
	"a: *x\n",
	"a: !t b\n",
	"a: b\n  goes on\n",
	"a:\n  b\n  goes on\n",
	"a: \"b\n  c\"\n",
	"a: \"b\\n\"\n",
	"a: 'it''s'\n",
	"a:\n",
	"a:\n- b\n",
	"a: b\n c: d\n",
	"a:\n    b: c\n  d: e\n",
	"a: {b: c\n",
	"a: {b: c}}\n",
	"a: {b, c: d}\n",
	"a: {b: , c: d}\n",
	"a: {b: c,}\n",
	"a: [b: c]\n",
	"a: {b: c d:e: f}\n",
	"a: {b: c\nd: e}\n",
	"a: {b: c\n  d, e: f}\n",
	"a: b: c\n",
	"a : b\n",
	"\"a\": b\n",
	"? a\n: b\n",
	"a: {? b : c}\n",
	"a: b\n\tc: d\n",
	"a: b\r\nc: d\r\n",
	"a: \x7f\n",
	"a: \xe2\x80\xa8 b\n",
	"a: \xc2\x85 b\n",
	"a: @b\n",
	"a: `b`\n",
	"a: %b\n",
	"a: - b\n",
	"a: -\n",
	"a: {b: c}x\n",
	"a: {b: c}#x\n",
	"- a\n- b\n",
	"{a: b}\n",
	"a: [[[[[[[[[[[[[[[[[b]]]]]]]]]]]]]]]]]\n",
};

static void
the_rest_is_left_to_libyaml(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		if (agree(other[i], strlen(other[i])))
			fail_msg("read plainly:\n%s", other[i]);
}

/* ---- random changes -------------------------------------------------------- */

static uint64_t
next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* One change: a sign put in, taken out or in place of another, a line doubled
 * or moved in. */
static void
spoil(struct gd_str *s, uint64_t *seed)
{
	static const char *const signs[] = { " ", "  ", "\n", "\n  ", ":", ": ",
		"- ", "-", "{", "}", "[", "]", ",", ", ", "#", " # ", "\"", "'",
		"?", "? ", "|", ">", "&a", "*a", "!b", "%", "@", "`", "\\",
		"\t", "\r", "~", "=", "...", "---", "\n---\n", "\xe5\x90\x8d",
		"\xef\xbb\xbf", "\xe2\x80\xa8", "\xc2\xa0", "x: y\n", "- z\n",
		"{a: b}", "[]", "{}", "''", ": b: c", "\n\n" };
	size_t at = next(seed) % (s->len + 1), cut = 0;
	const char *put = "";
	struct gd_str out = GD_STR_INIT;

	if (next(seed) % 3)
		put = signs[next(seed) % (sizeof signs / sizeof *signs)];
	if (next(seed) % 2)
		cut = next(seed) % 4;
	if (cut > s->len - at)
		cut = s->len - at;
	gd_str_addn(&out, s->text, at);
	gd_str_add(&out, put);
	gd_str_add(&out, s->text + at + cut);
	gd_str_release(s);
	*s = out;
}

/* Some lines of a file, moved to the left edge so that they can be one. */
static void
some_lines(const char *text, uint64_t *seed, struct gd_str *out)
{
	size_t skip = next(seed) % 500, take = 1 + next(seed) % 12, left;
	const char *from = text;

	while (skip-- && strchr(from, '\n'))
		from = strchr(from, '\n') + 1;
	left = strspn(from, " ");
	while (take-- && *from) {
		size_t n = strcspn(from, "\n"), in = strspn(from, " ");

		in = in < left ? in : left;
		gd_str_addn(out, from + in, n - in);
		gd_str_addc(out, '\n');
		from += n + (from[n] == '\n');
	}
}

static void
whatever_is_changed_in_a_file_both_read_the_same(void **state)
{
	int rounds = getenv("GENDAN_SOAK") ? 400000 : 15000, plainly = 0;
	uint64_t seed = 88172645463325252;

	(void)state;
	for (size_t i = 0; i < NFILES; i++) {
		size_t len;
		char *text = file_bytes(files[i], &len);

		for (int r = 0; r < rounds; r++) {
			struct gd_str s = GD_STR_INIT;

			some_lines(text, &seed, &s);
			for (uint64_t n = next(&seed) % 4; n > 0; n--)
				spoil(&s, &seed);
			plainly += agree(s.text, s.len);
			gd_str_release(&s);
		}
		free(text);
	}
	/* it does say something */
	assert_true(plainly > rounds / 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_files_of_the_program_are_plain_and_read_as_libyaml_reads_them),
		cmocka_unit_test(what_is_plain_is_read_plainly),
		cmocka_unit_test(the_rest_is_left_to_libyaml),
		cmocka_unit_test(
		    whatever_is_changed_in_a_file_both_read_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
