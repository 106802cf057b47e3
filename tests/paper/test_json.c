/* tests/paper/test_json.c - jobs as JSON: there and back, and refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "paper/json.h"
#include "paper/sample.h"

#include "base/banned.h"

static const char *const names[] = { "slip", "form", "hard", "long", "many",
	"charts" };

static enum gd_code
read_text(const char *json, size_t len, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_job job;
	enum gd_code rc = gd_job_read(json, len, &arena, &job, err);

	gd_arena_release(&arena);
	return rc;
}

static void
a_job_comes_back_as_it_was_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct gd_arena arena = GD_ARENA_INIT;
		struct gd_str one = GD_STR_INIT, two = GD_STR_INIT;
		struct gd_err err = GD_ERR_INIT;
		struct gd_job job;

		gd_job_write(&one,
		    sample_job(&arena, names[i], GD_MEDIA_A5X2, GD_DOC_EN));
		assert_int_equal(
		    gd_job_read(one.text, one.len, &arena, &job, &err), GD_OK);
		gd_job_write(&two, &job);
		assert_string_equal(one.text, two.text);
		assert_int_equal(job.media, GD_MEDIA_A5X2);
		assert_int_equal(job.lang, GD_DOC_EN);
		assert_int_equal(job.made_ms, 1784021400000);
		gd_str_release(&one);
		gd_str_release(&two);
		gd_arena_release(&arena);
	}
}

#define HEAD "{\"version\":1,\"media\":\"a4\",\"lang\":\"zh\","
#define DOC HEAD "\"docs\":[{\"blocks\":[{\"kind\":"

static const struct {
	const char *json, *path;
} bad[] = {
	{ "", "the whole" },
	{ "{", "the whole" },
	{ "[]", "the whole" },
	{ "{}", "the whole" },
	{ "{\"version\":2}", "the whole" },
	{ "{\"version\":1}", "media" },
	{ "{\"version\":1,\"media\":\"a3\"}", "media" },
	{ "{\"version\":1,\"media\":4}", "media" },
	{ HEAD "\"colour\":1}", "colour" },
	{ HEAD "\"docs\":[]}", "the whole" },
	{ HEAD "\"docs\":{}}", "docs" },
	{ HEAD "\"docs\":[7]}", "docs[0]" },
	{ HEAD "\"made_ms\":-1}", "made_ms" },
	{ HEAD "\"made_ms\":1.5}", "made_ms" },
	{ HEAD "\"made_ms\":999999999999999999}", "made_ms" },
	{ HEAD "\"title\":\"\\u0000\"}", "the whole" },
	{ HEAD "\"title\":\"\\u202e\"}", "title" },
	{ HEAD "\"title\":\"\xe5\x8d\x95\",\"docs\":[{}]}", "the whole" },
	{ HEAD "\"title\":\"a\",\"title\":\"b\",\"docs\":[{}]}", "the whole" },
	{ HEAD "\"docs\":[{\"title\":{\"de\":\"x\"}}]}", "docs[0].title.de" },
	{ HEAD "\"docs\":[{\"title\":\"x\"}]}", "docs[0].title" },
	{ HEAD "\"docs\":[{\"code\":\"12a\"}]}", "the whole" },
	{ DOC "\"poem\"}]}]}", "docs[0].blocks[0].kind" },
	{ DOC "\"bars\"}]}]}", "the whole" },
	{ DOC "\"line\",\"cols\":[{\"weight\":1}],\"cells\":[[\"1\"]]}]}]}",
	    "the whole" },
	{ DOC "\"stub\",\"code\":\"x\"}]}]}", "the whole" },
	{ DOC "\"stub\"}]}]}", "the whole" },
	{ DOC "\"stub\",\"code\":\"123456789012345678901234567890"
	      "123456789012345\"}]}]}",
	    "the whole" },
	{ DOC "\"prose\",\"keep\":1}]}]}", "docs[0].blocks[0].keep" },
	{ DOC "\"fields\",\"ncols\":13}]}]}", "docs[0].blocks[0].ncols" },
	{ DOC "\"table\",\"cells\":[[\"a\"]]}]}]}", "docs[0].blocks[0].cells" },
	{ DOC "\"table\",\"cols\":[{}],\"cells\":[[\"a\"],[]]}]}]}",
	    "docs[0].blocks[0].cells[1]" },
	{ DOC "\"table\",\"cols\":[{}],\"cells\":[[\"a\"],[1]]}]}]}",
	    "docs[0].blocks[0].cells[1][0]" },
	{ DOC "\"table\",\"cols\":[{}],\"cells\":[[\"a\"]],\"carry\":[]}]}]}",
	    "docs[0].blocks[0].carry" },
	{ DOC "\"table\",\"cols\":[{}],\"total\":[]}]}]}",
	    "docs[0].blocks[0].total" },
	{ DOC "\"signs\",\"signs\":[{\"name\":\"\\u0007\"}]}]}]}",
	    "docs[0].blocks[0].signs[0].name" },
};

static void
what_is_no_job_is_refused_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct gd_err err = GD_ERR_INIT;

		if (read_text(bad[i].json, strlen(bad[i].json), &err) !=
		    GD_USAGE)
			fail_msg("accepted: %s", bad[i].json);
		if (strcmp(err.arg[0].text, bad[i].path) != 0)
			fail_msg("%s: blames %s (%s)", bad[i].json,
			    err.arg[0].text, err.arg[1].text);
	}
}

static void
more_than_sixteen_megabytes_are_refused(void **state)
{
	char *much = gd_alloc(GD_JOB_BYTES_MAX + 2, 1);
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	memset(much, ' ', GD_JOB_BYTES_MAX + 1);
	assert_int_equal(read_text(much, GD_JOB_BYTES_MAX + 1, &err), GD_USAGE);
	assert_int_equal(err.msg, GD_M_PAPER_BIG);
	free(much);
}

static void
nesting_without_end_is_refused(void **state)
{
	static char deep[200000];
	struct gd_err err = GD_ERR_INIT;

	(void)state;
	memset(deep, '[', sizeof deep);
	assert_int_equal(read_text(deep, sizeof deep, &err), GD_USAGE);
}

/* Bytes changed, cut, doubled: an answer every time, never a crash. */
static void
damaged_jobs_are_read_or_refused(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str good = GD_STR_INIT;
	uint64_t dice = 20260714;
	int refused = 0, runs = getenv("GENDAN_SOAK") ? 200000 : 3000;
	char *copy;

	(void)state;
	gd_job_write(&good,
	    sample_job(&arena, "hard", GD_MEDIA_A4, GD_DOC_BOTH));
	copy = gd_alloc(good.len, 1);
	for (int i = 0; i < runs; i++) {
		struct gd_err err = GD_ERR_INIT;
		size_t len = good.len;

		memcpy(copy, good.text, len);
		for (int k = 0; k < 1 + i % 4; k++) {
			size_t at, from;

			dice = dice * 6364136223846793005u + 1;
			at = (dice >> 33) % len;
			dice = dice * 6364136223846793005u + 1;
			from = (dice >> 33) % len;
			if (i % 3 == 0)
				copy[at] = (char)(dice >> 40);
			else if (i % 3 == 1)
				copy[at] = good.text[from];
			else
				memmove(copy + at, copy + from,
				    len - (at > from ? at : from));
		}
		refused += read_text(copy, len, &err) != GD_OK;
	}
	assert_true(refused > runs / 3);
	free(copy);
	gd_str_release(&good);
	gd_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_job_comes_back_as_it_was_written),
		cmocka_unit_test(what_is_no_job_is_refused_with_its_place),
		cmocka_unit_test(more_than_sixteen_megabytes_are_refused),
		cmocka_unit_test(nesting_without_end_is_refused),
		cmocka_unit_test(damaged_jobs_are_read_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
