/* tests/faults/test_upgrade.c - a book of an older release is opened: it is
 * kept beside, made anew and goes on, whatever kills or stops it on the way. */
#include "scene.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../src/store/store_priv.h"
#include "program.h"
#include "store/book.h"

#define OLD "tests/books/v1.db"

static const struct plan none = { 0, 0, false, false };
static char kept[200];

/* A fresh old book alone in its folder. @return its path */
static char *
old_book(void)
{
	static char path[160];
	unsigned char *bytes;
	size_t n;

	book_setup(NULL);
	snprintf(path, sizeof path, "%s/book.db", book_dir());
	snprintf(kept, sizeof kept, "%s.before-%d", path, GD_BOOK_PROJECTION);
	bytes = file_read(OLD, &n);
	assert_non_null(bytes);
	file_write(path, bytes, n);
	free(bytes);
	return path;
}

static void
upgraded_and_kept(const char *path, int64_t commands, const char *when)
{
	struct gd_store *s = book_open("book.db", GD_PROFILE_WORK);

	assert_int_equal(s->projection, GD_BOOK_PROJECTION);
	gd_store_close(s);
	assert_int_equal(scene_verify(path, when), commands);
	s = book_open(strrchr(kept, '/') + 1, GD_PROFILE_VERIFY);
	assert_true(s->projection < GD_BOOK_PROJECTION);
	gd_store_close(s);
	assert_int_equal(scene_verify(kept, when), commands);
}

static int
things_beside(const char *path)
{
	char pattern[200];
	glob_t found;
	int n;

	snprintf(pattern, sizeof pattern, "%s.*", path);
	n = glob(pattern, 0, NULL, &found) == 0 ? (int)found.gl_pathc : 0;
	globfree(&found);
	return n;
}

static void
an_old_book_is_kept_made_anew_and_said_once(void **state)
{
	const char *argv[] = { getenv("GENDAN"), "list", NULL };
	char *path = old_book();
	int64_t commands = scene_verify(path, "old");
	struct outcome r;

	(void)state;
	program_run(book_dir(), path, argv, &none, &r);
	assert_int_equal(r.code, 0);
	assert_non_null(strstr(r.said, "older gendan"));
	assert_non_null(strstr(r.said, "before-"));
	upgraded_and_kept(path, commands, "after");
	assert_int_equal(things_beside(path), 2); /* the gate, the kept one */
	program_run(book_dir(), path, argv, &none, &r);
	assert_int_equal(r.code, 0);
	assert_string_equal(r.said, "");
	book_teardown(NULL);
}

static void
a_book_kept_before_is_never_written_over(void **state)
{
	char *path = old_book();
	unsigned char *bytes;
	struct gd_store *s;
	char second[32];
	size_t n;

	(void)state;
	(void)path;
	file_write(kept, "something else", 14);
	snprintf(second, sizeof second, ".before-%d-2", GD_BOOK_PROJECTION);
	s = book_open("book.db", GD_PROFILE_WORK);
	assert_non_null(strstr(gd_store_upgraded(s), second));
	gd_store_close(s);
	bytes = file_read(kept, &n);
	assert_int_equal(n, 14);
	free(bytes);
	book_teardown(NULL);
}

static void
set(const char *path, const char *text)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* What this program is to the next, an older one is to this. */
static void
a_book_of_a_newer_release_is_refused_in_words_and_untouched(void **state)
{
	static const char *const newer[] = { "PRAGMA user_version = 2",
		"UPDATE ledger SET projection = 99" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const char *words[][4] = { { getenv("GENDAN"), "list", NULL },
			{ getenv("GENDAN"), "note", "X", "y" },
			{ getenv("GENDAN"), "verify", NULL },
			{ getenv("GENDAN"), "rebuild", NULL } };
		char *path = old_book();
		unsigned char *before, *after;
		struct outcome r;
		size_t n, m;

		set(path, newer[i]);
		before = file_read(path, &n);
		for (size_t k = 0; k < 4; k++) {
			const char *argv[] = { words[k][0], words[k][1],
				words[k][2], k == 1 ? words[k][3] : NULL,
				NULL };

			program_run(book_dir(), path, argv, &none, &r);
			assert_int_equal(r.code, 5);
			assert_non_null(strstr(r.said, "newer gendan"));
		}
		after = file_read(path, &m);
		assert_int_equal(n, m);
		assert_memory_equal(before, after, n);
		assert_false(access(kept, F_OK) == 0);
		free(before);
		free(after);
		book_teardown(NULL);
	}
}

static void
killed_at_any_call_the_old_book_is_whole_and_the_next_opening_finishes(
    void **state)
{
	const char *argv[] = { getenv("GENDAN"), "list", NULL };
	char *path = old_book(), when[60];
	int64_t commands = scene_verify(path, "old");
	struct outcome r;
	long calls, tried = 0;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip();
#endif
	program_run(book_dir(), path, argv, &none, &r);
	calls = r.calls;
	assert_true(calls > 50);
	for (long at = 1; at <= calls; at++) {
		if (!scene_share((uint64_t)at, 5))
			continue;
		path = old_book();
		snprintf(when, sizeof when, "killed at call %ld", at);
		program_run(book_dir(), path, argv,
		    &(struct plan){ at, 0, false, true }, &r);
		assert_int_equal(r.code, 1009);
		assert_int_equal(scene_verify(path, when), commands);
		program_run(book_dir(), path, argv, &none, &r);
		if (r.code != 0)
			fail_msg("%s: %s", when, r.said);
		upgraded_and_kept(path, commands, when);
		if (things_beside(path) > 3)
			fail_msg("%s: something was left over", when);
		tried++;
	}
	print_message("# upgrade: killed at %ld of %ld calls, 0 lost\n", tried,
	    calls);
	book_teardown(NULL);
}

static void
on_a_failing_disk_the_old_book_stays_whole_and_it_is_said(void **state)
{
	const char *argv[] = { getenv("GENDAN"), "list", NULL };
	char *path = old_book(), when[60];
	int64_t commands = scene_verify(path, "old");
	struct outcome r;
	long calls, tried = 0, said = 0;

	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip();
#endif
	program_run(book_dir(), path, argv, &none, &r);
	calls = r.calls;
	for (long at = 1; at <= calls; at++)
		for (unsigned m = 0; m < 4; m++) {
			if (!scene_share((uint64_t)at * 4 + m, 20))
				continue;
			path = old_book();
			snprintf(when, sizeof when, "call %ld, mode %u", at, m);
			program_run(book_dir(), path, argv,
			    &(struct plan){ at, m & 1 ? ENOSPC : EIO, m > 1,
				false },
			    &r);
			assert_int_equal(scene_verify(path, when), commands);
			if (r.code != 0 && r.code != 5 && r.code != 6)
				fail_msg("%s: code %d %s", when, r.code,
				    r.said);
			if (r.code != 0 &&
			    (strncmp(r.said, "gendan: ", 8) != 0 ||
				strstr(r.said, "mistake")))
				fail_msg("%s: %s", when, r.said);
			tried++;
			said += r.code != 0;
			program_run(book_dir(), path, argv, &none, &r);
			if (r.code != 0)
				fail_msg("%s: %s", when, r.said);
			upgraded_and_kept(path, commands, when);
		}
	print_message("# upgrade: %ld faults tried, %ld said in words, 0 "
		      "lost\n",
	    tried, said);
	book_teardown(NULL);
}

/* One makes it anew, the others wait; all of them then work. */
static void
several_openers_of_an_old_book_make_it_anew_once(void **state)
{
	int rounds = getenv("GENDAN_SOAK") ? 50 : 5;

	(void)state;
	for (int round = 0; round < rounds; round++) {
		char *path = old_book();
		int64_t commands = scene_verify(path, "old");
		pid_t pids[4];

		for (int i = 0; i < 4; i++) {
			pids[i] = fork();
			if (pids[i] == 0) {
				struct gd_err err = GD_ERR_INIT;
				struct gd_store *s;
				enum gd_code rc = gd_store_open(path,
				    GD_PROFILE_WORK, &s, &err);

				if (rc == GD_OK)
					rc = gd_store_begin(s, &err);
				if (rc == GD_OK)
					rc = gd_store_end(s, GD_OK, &err);
				_exit((int)rc);
			}
		}
		for (int i = 0; i < 4; i++) {
			int status;

			waitpid(pids[i], &status, 0);
			assert_true(WIFEXITED(status));
			assert_int_equal(WEXITSTATUS(status), 0);
		}
		upgraded_and_kept(path, commands, "together");
		assert_int_equal(things_beside(path), 2);
		book_teardown(NULL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_old_book_is_kept_made_anew_and_said_once),
		cmocka_unit_test(a_book_kept_before_is_never_written_over),
		cmocka_unit_test(
		    a_book_of_a_newer_release_is_refused_in_words_and_untouched),
		cmocka_unit_test(
		    killed_at_any_call_the_old_book_is_whole_and_the_next_opening_finishes),
		cmocka_unit_test(
		    on_a_failing_disk_the_old_book_stays_whole_and_it_is_said),
		cmocka_unit_test(
		    several_openers_of_an_old_book_make_it_anew_once),
	};

	if (access(OLD, R_OK) != 0)
		return 77; /* not run from the top of the tree */
	return cmocka_run_group_tests(tests, program_setup, program_teardown);
}
