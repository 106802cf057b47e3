/* tests/flow/test_forms.c - files of forms: the one built in is whole, bad
 * ones have every fault named at its place. */
#include "flow_test.h"

#include <dirent.h>
#include <glob.h>

#include "paper/doc.h"

#include "base/banned.h"

#define BAD "tests/flow/forms"

static struct gd_str
form_faults(const char *text, size_t len, const struct gd_workflow *wf)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_forms forms;
	struct gd_str s;

	if (gd_flow_forms(text, len, wf, &forms, &faults, &err) == GD_OK)
		assert_int_equal(faults.n, 0);
	else
		assert_int_equal(err.msg, GD_M_FORM_FAULTS);
	s = faults_text(&faults);
	gd_forms_release(&forms);
	gd_flow_faults_release(&faults);
	return s;
}

static void
every_bad_file_of_forms_gives_exactly_the_faults_it_names(void **state)
{
	DIR *dir = opendir(BAD);
	struct gd_workflow wf;
	struct dirent *e;
	int files = 0, wrong = 0;

	(void)state;
	assert_non_null(dir);
	good_workflow("data/workflows/export.yaml", &wf);
	while ((e = readdir(dir))) {
		struct gd_str path = GD_STR_INIT, got;
		char *text, *want;
		size_t len;

		if (e->d_name[0] == '.')
			continue;
		gd_str_addf(&path, BAD "/%s", e->d_name);
		text = file_bytes(path.text, &len);
		got = form_faults(text, len, &wf);
		assert_memory_equal(text, "# expect: ", 10);
		want = text + strlen("# expect: ");
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
	gd_workflow_release(&wf);
	assert_int_equal(wrong, 0);
	assert_int_equal(files, 6);
}

static void
built_in(struct gd_workflow *wf, struct gd_forms *forms)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	size_t len;
	const char *text = gd_flow_forms_builtin("export", &len);

	good_workflow("data/workflows/export.yaml", wf);
	assert_non_null(text);
	if (gd_flow_forms(text, len, wf, forms, &faults, &err) != GD_OK) {
		struct gd_str s = faults_text(&faults);

		fail_msg("data/forms/export.yaml: %s", s.text);
	}
	gd_flow_faults_release(&faults);
}

static void
every_file_of_forms_fits_its_workflow_and_all_it_makes(void **state)
{
	glob_t g;

	(void)state;
	assert_int_equal(glob("data/forms/*.yaml", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
		struct gd_err err = GD_ERR_INIT;
		struct gd_workflow wf;
		struct gd_forms forms;
		char path[200];
		size_t len;
		char *text = file_bytes(g.gl_pathv[i], &len);

		snprintf(path, sizeof path, "data/workflows/%s",
		    strrchr(g.gl_pathv[i], '/') + 1);
		good_workflow(path, &wf);
		if (gd_flow_forms(text, len, &wf, &forms, &faults, &err) !=
		    GD_OK)
			fail_msg("%s: %s", g.gl_pathv[i],
			    faults_text(&faults).text);
		for (int p = 0; p < wf.npapers; p++)
			if (!wf.papers[p].is_thing && !wf.papers[p].received &&
			    !gd_form_of(&forms, wf.papers[p].name.id))
				fail_msg("%s: no form of %s", g.gl_pathv[i],
				    wf.papers[p].name.id);
		gd_forms_release(&forms);
		gd_flow_faults_release(&faults);
		gd_workflow_release(&wf);
		free(text);
	}
	globfree(&g);
}

static void
the_forms_built_in_are_for_every_paper_of_the_eleven_steps(void **state)
{
	struct gd_workflow wf;
	struct gd_forms forms;

	(void)state;
	built_in(&wf, &forms);
	for (int i = 0; i < wf.npapers; i++) {
		const char *id = wf.papers[i].name.id;
		const struct gd_form *form = gd_form_of(&forms, id);

		/* the copy of a bill of lading is a sheet of others */
		if (wf.papers[i].is_thing || strcmp(id, "bl_copy") == 0)
			continue;
		if (!form)
			fail_msg("there is no form for %s", id);
		assert_true(form->nblocks > 0);
	}
	assert_non_null(gd_form_of(&forms, "sample"));
	assert_null(gd_flow_forms_builtin("moonshine", &(size_t){ 0 }));
	gd_forms_release(&forms);
	gd_workflow_release(&wf);
}

static void
a_form_names_only_media_the_printers_know(void **state)
{
	static const char head[] = "forms: export\nversion: 1\nmedia: ";
	struct gd_workflow wf;

	(void)state;
	good_workflow("data/workflows/export.yaml", &wf);
	for (int m = 0; m < GD_MEDIA_COUNT; m++) {
		struct gd_str s = GD_STR_INIT, got;

		gd_str_addf(&s, "%s%s\npapers: {}\n", head,
		    gd_media_word((enum gd_media)m));
		got = form_faults(s.text, s.len, &wf);
		assert_string_equal(got.text, "");
		gd_str_release(&got);
		gd_str_release(&s);
	}
	gd_workflow_release(&wf);
}

/* What no sheet could hold is said when the file is checked. */
static void
a_form_has_an_end(void **state)
{
	struct gd_str s = GD_STR_INIT, got;
	struct gd_workflow wf;

	(void)state;
	good_workflow("data/workflows/export.yaml", &wf);
	gd_str_add(&s, "forms: export\nversion: 1\npapers:\n  contract:\n"
		       "    blocks:\n      - lines: [no");
	for (int i = 0; i < 24; i++)
		gd_str_add(&s, ", note");
	gd_str_add(&s, "]\n      - fields: [order.number");
	for (int i = 0; i < 200; i++)
		gd_str_add(&s, ", amount");
	gd_str_add(&s, "]\n  notice:\n    blocks:\n");
	for (int i = 0; i < 61; i++)
		gd_str_add(&s, "      - {prose: problem}\n");
	got = form_faults(s.text, s.len, &wf);
	assert_string_equal(got.text,
	    "6:16 FLOW_AT_MOST 7:17 FLOW_AT_MOST 10:7 FLOW_AT_MOST");
	gd_str_release(&got);
	gd_str_release(&s);
	gd_workflow_release(&wf);
}

/* What is right in a file is used, what is wrong is left out: an order of an
 * older version of the workflow still prints. */
static void
a_word_nobody_knows_leaves_the_rest_of_the_form_as_it_is(void **state)
{
	static const char text[] =
	    "forms: export\nversion: 1\npapers:\n  notice:\n    blocks:\n"
	    "      - fields: [order.number, moonshine, contract_no]\n";
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	const struct gd_form *form;
	struct gd_workflow wf;
	struct gd_forms forms;

	(void)state;
	good_workflow("data/workflows/export.yaml", &wf);
	assert_int_equal(
	    gd_flow_forms(text, sizeof text - 1, &wf, &forms, &faults, &err),
	    GD_USAGE);
	assert_int_equal(faults.n, 1);
	form = gd_form_of(&forms, "notice");
	assert_non_null(form);
	assert_int_equal(form->blocks[0].nitems, 2);
	assert_string_equal(form->blocks[0].items[1].field, "contract_no");
	assert_string_equal(form->blocks[0].items[1].zh, "合同号");
	gd_forms_release(&forms);
	gd_flow_faults_release(&faults);
	gd_workflow_release(&wf);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define EACH(f) cmocka_unit_test(f)
		EACH(every_bad_file_of_forms_gives_exactly_the_faults_it_names),
		EACH(
		    the_forms_built_in_are_for_every_paper_of_the_eleven_steps),
		EACH(every_file_of_forms_fits_its_workflow_and_all_it_makes),
		EACH(a_form_names_only_media_the_printers_know),
		EACH(a_form_has_an_end),
		EACH(a_word_nobody_knows_leaves_the_rest_of_the_form_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
