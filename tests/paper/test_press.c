/* tests/paper/test_press.c - gendan-paper as gendan uses it, and stand-ins
 * that behave badly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "paper/press.h"
#include "paper/sample.h"

#include "base/banned.h"

/* Everything of one test: a job, the real program, a path for the PDF. */
struct scene {
	struct gd_arena arena;
	const char *program, *path;
	struct gd_job *job;
	struct gd_press_options how;
	struct gd_press_result result;
	struct gd_err err;
};

static int
scene_begin(void **state)
{
	struct scene *s = gd_alloc(1, sizeof *s);
	const char *build = getenv("GENDAN_BUILD"), *tmp = getenv("TMPDIR");

	s->program = gd_arena_printf(&s->arena, "%s/gendan-paper",
	    build ? build : "build");
	s->path = gd_arena_printf(&s->arena, "%s/out.pdf", tmp ? tmp : "/tmp");
	s->job = sample_job(&s->arena, "slip", GD_MEDIA_A4, GD_DOC_BOTH);
	s->how.program = s->program;
	(void)unlink(s->path);
	*state = s;
	return 0;
}

static int
scene_end(void **state)
{
	struct scene *s = *state;

	(void)unlink(s->path);
	gd_arena_release(&s->arena);
	free(s);
	return 0;
}

static enum gd_code
run(struct scene *s)
{
	return gd_press(s->job, s->path, &s->how, &s->result, &s->err);
}

static bool
is_pdf(const char *path)
{
	char head[5] = "";
	FILE *f = fopen(path, "r");
	bool yes = f && fread(head, 1, 4, f) == 4 && strcmp(head, "%PDF") == 0;

	if (f)
		(void)fclose(f);
	return yes;
}

/* A program that is this shell script. */
static void
stand_in(struct scene *s, const char *script)
{
	char *path = gd_arena_printf(&s->arena, "%s.sh", s->path);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	(void)fprintf(f, "#!/bin/sh\n%s\n", script);
	(void)fclose(f);
	assert_int_equal(chmod(path, 0755), 0);
	s->how.program = path;
}

static void
a_job_becomes_a_pdf(void **state)
{
	struct scene *s = *state;

	assert_int_equal(run(s), GD_OK);
	assert_int_equal(s->result.pages, 1);
	assert_string_equal(s->result.missing, "");
	assert_true(is_pdf(s->path));
}

static void
a_file_that_is_there_is_kept_unless_it_may_be_replaced(void **state)
{
	struct scene *s = *state;
	FILE *f = fopen(s->path, "w");

	(void)fputs("mine", f);
	(void)fclose(f);
	assert_int_equal(run(s), GD_REFUSED);
	assert_int_equal(s->err.msg, GD_M_FILE_EXISTS);
	assert_false(is_pdf(s->path));
	s->how.replace = true;
	assert_int_equal(run(s), GD_OK);
	assert_true(is_pdf(s->path));
}

static void
a_folder_that_is_not_there_is_said(void **state)
{
	struct scene *s = *state;

	s->path = "/nowhere/out.pdf";
	assert_int_equal(run(s), GD_OUTSIDE);
	assert_int_equal(s->err.msg, GD_M_FILE_FAULT);
	assert_string_equal(s->err.arg[0].text, "/nowhere/out.pdf");
}

static void
a_program_that_is_missing_is_said(void **state)
{
	struct scene *s = *state;

	s->how.program = "/nowhere/gendan-paper";
	assert_int_equal(run(s), GD_OUTSIDE);
	assert_int_equal(s->err.msg, GD_M_PRESS_START);
	/* Beside a test there is none. */
	s->how.program = NULL;
	assert_int_equal(run(s), GD_OUTSIDE);
	assert_int_equal(s->err.msg, GD_M_PRESS_NONE);
}

static int64_t
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static void
a_program_that_hangs_is_stopped(void **state)
{
	static const char *const ways[] = {
		/* Reads nothing; says nothing; closes all but stays. */
		"sleep 300",
		"cat >/dev/null; sleep 300",
		"exec >&- 2>&- <&-; sleep 300",
		"trap '' TERM INT HUP; sleep 300 & wait; sleep 300",
	};
	struct scene *s = *state;

	/* More than a pipe holds. */
	s->job = sample_job(&s->arena, "many", GD_MEDIA_A4, GD_DOC_BOTH);
	s->how.limit_ms = 200;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		int64_t began = seconds();

		stand_in(s, ways[i]);
		assert_int_equal(run(s), GD_OUTSIDE);
		assert_int_equal(s->err.msg, GD_M_PRESS_SLOW);
		assert_true(seconds() - began < 100);
	}
}

static void
a_program_that_ends_badly_is_said(void **state)
{
	static const struct {
		const char *script, *why;
	} ways[] = {
		{ "echo gendan-paper: a bad day >&2; exit 2", "a bad day" },
		{ "exit 0", "" },
		{ "echo '{}'; exit 0", "" },
		{ "echo rubbish; exit 3", "" },
		{ "echo '{\"errno\":-1}'; exit 6", "" },
		{ "kill -9 $$", "" },
		{ "yes | head -c 1000000; yes no | head -c 1000000 >&2; "
		  "exit 9",
		    "no" },
	};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		stand_in(s, ways[i].script);
		assert_int_equal(run(s), GD_OUTSIDE);
		assert_int_equal(s->err.msg, GD_M_PRESS_DIED);
		assert_string_equal(s->err.arg[0].text, ways[i].why);
	}
	/* And no signal of a broken pipe ended this test. */
}

static void
a_full_disk_is_said(void **state)
{
	struct scene *s = *state;

	stand_in(s, "cat >/dev/null; echo '{\"errno\":28}'; exit 6");
	assert_int_equal(run(s), GD_OUTSIDE);
	assert_int_equal(s->err.msg, GD_M_FILE_DISK_FULL);
}

static void
the_child_gets_little_of_our_world(void **state)
{
	struct scene *s = *state;
	char said[4096];
	FILE *f = fopen("/dev/null", "r");
	size_t n;

	setenv("GENDAN_SECRET", "x", 1);
	stand_in(s, "cat >/dev/null; { env; set -- \"$2\" $(ls /proc/self/fd); "
		    "echo fds $#; read a b c d e sid f </proc/$$/stat; "
		    "echo leader $((sid - $$)); } >\"$2\"; "
		    "echo '{\"missing\":\"\",\"pages\":1}'");
	assert_int_equal(run(s), GD_OK);
	(void)fclose(f);
	f = fopen(s->path, "r");
	assert_non_null(f);
	n = fread(said, 1, sizeof said - 1, f);
	said[n] = '\0';
	(void)fclose(f);
	unsetenv("GENDAN_SECRET");
	assert_null(strstr(said, "SECRET"));
	assert_null(strstr(said, "GENDAN"));
	assert_non_null(strstr(said, "TZ=UTC"));
	/* Three, and the folder ls looks into; the path is the fifth word. */
	assert_non_null(strstr(said, "fds 5\n"));
	assert_non_null(strstr(said, "leader 0\n"));
}

static void
a_character_no_font_has_is_named(void **state)
{
	struct scene *s = *state;
	struct gd_doc *d = &s->job->docs[0];

	d->number = "李䶮𠮷-1";
	assert_int_equal(run(s), GD_REFUSED);
	assert_int_equal(s->err.msg, GD_M_PRESS_GLYPH);
	assert_string_equal(s->err.arg[0].text, "𠮷 U+20BB7");
	assert_int_not_equal(access(s->path, F_OK), 0);
	s->how.draw_missing = true;
	assert_int_equal(run(s), GD_OK);
	assert_string_equal(s->result.missing, "𠮷 U+20BB7");
	assert_true(is_pdf(s->path));
}

#define IN_SCENE(f) cmocka_unit_test_setup_teardown(f, scene_begin, scene_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCENE(a_job_becomes_a_pdf),
		IN_SCENE(
		    a_file_that_is_there_is_kept_unless_it_may_be_replaced),
		IN_SCENE(a_folder_that_is_not_there_is_said),
		IN_SCENE(a_program_that_is_missing_is_said),
		IN_SCENE(a_program_that_hangs_is_stopped),
		IN_SCENE(a_program_that_ends_badly_is_said),
		IN_SCENE(a_full_disk_is_said),
		IN_SCENE(the_child_gets_little_of_our_world),
		IN_SCENE(a_character_no_font_has_is_named),
	};

	/* Only the fonts gendan asks for, whatever else is installed. */
	setenv("FONTCONFIG_FILE", "tests/paper/fonts.conf", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
