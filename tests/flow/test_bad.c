/* tests/flow/test_bad.c - every fault is told, at its place, in one run.
 *
 * Each file of tests/flow/bad says in its first line which faults it has. */
#include "flow_test.h"

#include <dirent.h>

#include "base/say.h"

#include "base/banned.h"

#define BAD "tests/flow/bad"

/* Stands before libyaml's own: the loader must never come here. */
int yaml_parser_load(void *parser, void *document);
int
yaml_parser_load(void *parser, void *document)
{
	(void)parser;
	(void)document;
	fail_msg("the file was loaded whole before it was judged");
	return 0;
}

static void
every_bad_file_gives_exactly_the_faults_it_names(void **state)
{
	DIR *dir = opendir(BAD);
	struct dirent *e;
	int files = 0, wrong = 0;

	(void)state;
	assert_non_null(dir);
	while ((e = readdir(dir))) {
		struct gd_str path = GD_STR_INIT, got;
		char *text, *want;
		size_t len;

		if (e->d_name[0] == '.')
			continue;
		gd_str_addf(&path, BAD "/%s", e->d_name);
		text = file_bytes(path.text, &len);
		got = faults_of(text, len);
		want = text + strlen("# expect: ");
		assert_memory_equal(text, "# expect: ", 10);
		want[strcspn(want, "\n")] = '\0';
		if (strcmp(got.text, want) != 0) {
			print_error("%s: wanted %s\n     got %s\n", e->d_name,
			    want, got.text);
			wrong++;
		}
		files++;
		free(text);
		gd_str_release(&got);
		gd_str_release(&path);
	}
	closedir(dir);
	assert_int_equal(wrong, 0);
	assert_true(files >= 50);
}

static void
gives(const char *text, size_t len, const char *want)
{
	struct gd_str got = faults_of(text, len);

	assert_string_equal(got.text, want);
	gd_str_release(&got);
}

static char *
repeated(const char *piece, size_t times, size_t *len)
{
	size_t n = strlen(piece);
	char *s = gd_alloc(times * n + 1, 1);

	for (size_t i = 0; i < times; i++)
		memcpy(s + i * n, piece, n);
	*len = times * n;
	return s;
}

static void
deep_nesting_is_refused_at_the_first_level_too_many(void **state)
{
	size_t len;
	char *s = repeated("[", 200000, &len);

	(void)state;
	gives(s, len, "1:17 FLOW_DEEP");
	free(s);
	s = repeated("{a: ", 60000, &len);
	gives(s, len, "1:65 FLOW_DEEP");
	free(s);
}

static void
thirty_thousand_anchors_are_refused_at_the_first(void **state)
{
	size_t len;
	char *s = repeated("- &a\n", 30000, &len);

	(void)state;
	gives(s, len, "1:3 FLOW_ANCHOR");
	free(s);
}

static void
a_billion_laughs_are_refused_at_the_first(void **state)
{
	static const char s[] = "a: &a [ha, ha]\nb: &b [*a, *a]\n"
				"c: [*b, *b, *b, *b]\n";

	(void)state;
	gives(s, sizeof s - 1, "1:4 FLOW_ANCHOR");
}

static void
a_long_file_is_refused_at_the_twenty_thousandth_event(void **state)
{
	size_t len;
	char *s = repeated("- a\n", 30000, &len);

	(void)state;
	/* the stream, the document and the list began: three events */
	gives(s, len, "19998:3 FLOW_LONG");
	free(s);
}

static void
a_file_of_more_than_256_kB_is_refused_unread(void **state)
{
	size_t len;
	char *s = repeated("#", 256 * 1024 + 1, &len);

	(void)state;
	gives(s, len, "1:1 FLOW_TOO_BIG");
	gives(s, len - 1, "1:1 FLOW_EMPTY");
	free(s);
}

static void
a_flood_of_faults_is_cut_at_two_hundred(void **state)
{
	size_t len;
	char *s = repeated("x: 1\n", 5000, &len);
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_workflow wf;
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	assert_int_equal(gd_flow_parse(s, len, &wf, &faults, &err), GD_USAGE);
	assert_int_equal(faults.n, 200);
	gd_flow_faults_release(&faults);
	free(s);
}

static void
five_hundred_and_one_roles_are_too_many(void **state)
{
	struct gd_str s = GD_STR_INIT;

	(void)state;
	gd_str_add(&s, "workflow: t\nversion: 1\nzh: a\nen: b\nroles:\n");
	for (int i = 0; i < 501; i++)
		gd_str_addf(&s, "  r%d: {zh: a, en: b}\n", i);
	gd_str_add(&s, "desks: {d: {zh: a, en: b, clerk: yes}}\n"
		       "steps: {s: {zh: a, en: b, duties: {\n"
		       "x: {zh: a, en: b, kind: task, by: r7}}}}\n");
	gives(s.text, s.len, "6:3 FLOW_TOO_MANY");
	gd_str_release(&s);
}

static void
utf16_and_a_tab_and_gb18030_say_what_to_do(void **state)
{
	(void)state;
	gives("\xff\xfew\0", 4, "1:1 FLOW_ENCODING");
	gives("a:\n\tb: 1\n", 9, "2:1 FLOW_TAB");
	gives("zh: \xb3\xf6\xbf\xda\n", 9, "1:5 FLOW_ENCODING");
}

static void
a_byte_order_mark_and_windows_line_ends_are_fine(void **state)
{
	size_t len;
	char *text = file_bytes("tests/flow/good/kinds.yaml", &len);
	struct gd_str s = GD_STR_INIT;

	(void)state;
	gd_str_add(&s, "\xef\xbb\xbf");
	for (const char *p = text; *p; p++) {
		if (*p == '\n')
			gd_str_addc(&s, '\r');
		gd_str_addc(&s, *p);
	}
	gives(s.text, s.len, "");
	gd_str_release(&s);
	free(text);
}

static void
a_fault_speaks_chinese_and_says_what_was_meant(void **state)
{
	static const char text[] = "workflow: t\nversion: 1\nzh: a\nen: b\n"
				   "desks: {}\nrolls: {}\nsteps: {}\n";
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_workflow wf;
	struct gd_err err = GD_ERR_INIT;
	struct gd_str s = GD_STR_INIT;

	(void)state;
	assert_int_equal(
	    gd_flow_parse(text, sizeof text - 1, &wf, &faults, &err), GD_USAGE);
	gd_say_err(&s, GD_ZH, &faults.at[0].err);
	assert_string_equal(s.text, "这里没有 rolls 这一项；是不是 roles？");
	gd_str_reset(&s);
	gd_say_err(&s, GD_EN, &faults.at[0].err);
	assert_string_equal(s.text,
	    "rolls is not known here; did you mean roles?");
	gd_str_release(&s);
	gd_flow_faults_release(&faults);
}

/* Damage good files in many small ways: no crash, and always an answer. */
static void
two_thousand_damaged_files_get_an_answer(void **state)
{
	static const char *const files[] = { "tests/flow/good/kinds.yaml",
		"data/workflows/export.yaml" };
	static const char junk[] = "\n :[]{}-#\"'&*!|>%@,?\t()=\x80\xc3";
	uint64_t seed = 20261124;

	(void)state;
	for (int f = 0; f < 2; f++) {
		size_t len;
		char *text = file_bytes(files[f], &len);

		for (int i = 0; i < (f ? 300 : 1700); i++) {
			char *copy = gd_alloc(len + 1, 1);
			struct gd_str got;

			memcpy(copy, text, len);
			for (int k = 0; k < 1 + i % 4; k++) {
				seed = seed * 6364136223846793005u +
				       1442695040888963407u;
				copy[(seed >> 33) % len] =
				    junk[(seed >> 20) % (sizeof junk - 1)];
			}
			got = faults_of(copy, i % 7 ? len : (seed >> 30) % len);
			gd_str_release(&got);
			free(copy);
		}
		free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_bad_file_gives_exactly_the_faults_it_names),
		cmocka_unit_test(
		    deep_nesting_is_refused_at_the_first_level_too_many),
		cmocka_unit_test(
		    thirty_thousand_anchors_are_refused_at_the_first),
		cmocka_unit_test(a_billion_laughs_are_refused_at_the_first),
		cmocka_unit_test(
		    a_long_file_is_refused_at_the_twenty_thousandth_event),
		cmocka_unit_test(a_file_of_more_than_256_kB_is_refused_unread),
		cmocka_unit_test(a_flood_of_faults_is_cut_at_two_hundred),
		cmocka_unit_test(five_hundred_and_one_roles_are_too_many),
		cmocka_unit_test(utf16_and_a_tab_and_gb18030_say_what_to_do),
		cmocka_unit_test(
		    a_byte_order_mark_and_windows_line_ends_are_fine),
		cmocka_unit_test(
		    a_fault_speaks_chinese_and_says_what_was_meant),
		cmocka_unit_test(two_thousand_damaged_files_get_an_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
