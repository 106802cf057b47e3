/* tests/cli/test_people.c - people come and go, as typed. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

static void
who_leaves_hands_over_and_the_list_says_what(void **state)
{
	char n[64] = "";
	const char *said;
	struct said s;

	(void)state;
	office_new();
	strncpy(n, order_new("tt"), sizeof n - 1);
	ok("user", "add", "xin", "小辛", "--like", "chenli", NULL);
	s = run("user", "close", "chenli", "--lang", "zh", NULL);
	assert_int_equal(s.rc, 1);
	assert_non_null(strstr(s.out, n)); /* what is left */
	assert_non_null(strstr(s.err, "gendan handover chenli"));
	said_free(&s);
	said =
	    ok("handover", "chenli", "xin", "--dry-run", "--lang", "en", NULL);
	assert_non_null(strstr(said, n));
	assert_non_null(strstr(said, "nothing was changed"));
	fails(2, "handover", "chenli", NULL);
	fails(3, "handover", "chenli", "nobody", NULL);
	ok("handover", "chenli", "xin", "--reason", "she moves", NULL);
	fails(1, "handover", "chenli", "xin", NULL);
	assert_non_null(strstr(ok("user", "left", "xin", NULL), n));
	ok("--as", "xin", "user", "close", "chenli", NULL);
	/* of two people nobody is meant without --as, and that is said */
	unsetenv("GENDAN_AS");
	assert_non_null(strstr(
	    fails(1, "customer", "set", "c9", "Nine", "--lang", "en", NULL),
	    "who are you?"));
	office_end();
}

static void
since_tells_the_next_shift_what_was_done(void **state)
{
	char n[64] = "";
	json_t *rows;

	(void)state;
	office_new();
	strncpy(n, order_new("tt"), sizeof n - 1);
	ok("user", "add", "night", "夜班", "--like", "chenli", NULL);
	rows = asked("--as", "night", "since", NULL);
	assert_true(json_array_size(rows) > 0);
	json_decref(rows);
	assert_non_null(strstr(ok("--as", "night", "since", "--who", "chenli",
				   "--lang", "zh", NULL),
	    n));
	fails(2, "since", "2099-01-01", NULL);
	fails(2, "since", "soonish", NULL);
	fails(3, "since", "--desk", "roof", NULL);
	office_end();
}

static void
what_a_list_exports_can_be_imported_again(void **state)
{
	char path[] = "/tmp/gendan-table-XXXXXX";
	int fd = mkstemp(path);
	const char *said;
	struct said s;
	FILE *f;

	(void)state;
	assert_true(fd >= 0);
	office_new();
	s = run("customer", "list", "--csv", NULL);
	f = fdopen(fd, "w");
	fputs(s.out, f);
	fputs("KB2,\"Köln, Bürobedarf\",,DE,Köln,,,yes\r\n", f);
	fclose(f);
	said_free(&s);
	said = ok("customer", "import", path, "--lang", "en", NULL);
	assert_non_null(strstr(said, "1 new, 0 changed"));
	said = ok("customer", "import", path, "--lang", "zh", NULL);
	assert_non_null(strstr(said, "新增 0，改动 0"));
	s = run("user", "list", "--csv", NULL);
	f = fopen(path, "w");
	fputs(s.out, f);
	fclose(f);
	said_free(&s);
	said = ok("user", "import", path, "--dry-run", "--lang", "en", NULL);
	assert_non_null(strstr(said, "0 new, 0 changed"));
	fails(2, "party", "import", path, NULL);
	fails(3, "party", "import", "/nowhere/at/all.csv", NULL);
	remove(path);
	office_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_leaves_hands_over_and_the_list_says_what),
		cmocka_unit_test(since_tells_the_next_shift_what_was_done),
		cmocka_unit_test(what_a_list_exports_can_be_imported_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
