/* tests/cli/test_migrate.c - a new version of a workflow, as typed. */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/flow.h"

#include "base/banned.h"

/* The built-in workflow as another version, with one passage changed: a file
 * beside the book. */
static const char *
write_version(int version, const char *old, const char *now)
{
	static char path[512];
	const char *book = getenv("GENDAN_BOOK");
	size_t len;
	const char *text = gd_flow_builtin("export", &len);
	char *copy = calloc(len + 1, 1), *at, *v;
	FILE *f;

	snprintf(path, sizeof path, "%.*s/w.yaml",
	    (int)(strrchr(book, '/') - book), book);
	f = fopen(path, "we");
	assert_non_null(f);
	memcpy(copy, text, len);
	at = strstr(copy, old);
	v = strstr(copy, "version: 7");
	assert_non_null(at);
	assert_non_null(v);
	fprintf(f, "%.*sversion: %d%.*s%s%s", (int)(v - copy), copy, version,
	    (int)(at - v - 10), v + 10, now, at + strlen(old));
	assert_int_equal(fclose(f), 0);
	free(copy);
	return path;
}

static const char *
cell(json_t *rows, size_t i, const char *key)
{
	return json_string_value(json_object_get(json_array_get(rows, i), key));
}

static void
orders_go_to_an_installed_version_and_back(void **state)
{
	char one[64] = "", two[64] = "", last[512];
	const char *said;
	json_t *rows;

	(void)state;
	office_new();
	strncpy(one, order_new("tt"), sizeof one - 1);
	strncpy(two, order_new("lc"), sizeof two - 1);
	assert_true(order_step(one, last, sizeof last));
	ok("workflow", "install",
	    write_version(8, "make_sample_request:", "make_request:"), NULL);
	/* running orders keep theirs, a new one takes the new */
	(void)order_new("tt");
	fails(2, "workflow", "migrate", "export", NULL);
	fails(3, "workflow", "migrate", "export", "--from", "7", "--to", "9",
	    NULL);
	said = fails(1, "workflow", "migrate", "export", "--from", "7", "--to",
	    "8", "--lang", "en", NULL);
	assert_non_null(strstr(said, "orders cannot go to version 8"));
	said = ok("workflow", "migrate", "export", "--from", "7", "--to", "8",
	    "--map", "make_sample_request=make_request", "--dry-run", "--lang",
	    "zh", NULL);
	assert_non_null(strstr(said, one));
	assert_non_null(strstr(said, "2 个订单可以从第 7 版改到第 8 版"));
	rows = asked("workflow", "migrate", "export", "--from", "7", "--to",
	    "8", "--map", "make_sample_request=make_request", "--reason",
	    "shorter name", NULL);
	assert_int_equal(json_array_size(rows), 2);
	assert_string_equal(cell(rows, 0, "number"), one);
	json_decref(rows);
	said = ok("log", one, "--lang", "en", NULL);
	assert_non_null(strstr(said, "now version 8"));
	assert_non_null(strstr(said, "shorter name"));
	fails(1, "undo", one, NULL);
	ok("verify", NULL);
	ok("rebuild", NULL);
	ok("verify", NULL);
	assert_true(order_step(one, last, sizeof last));
	ok("cancel", one, "--reason", "no longer wanted", NULL);
	/* the closed one stays, the other goes back */
	said = ok("workflow", "migrate", "export", "--from", "8", "--to", "7",
	    "--lang", "en", NULL);
	assert_null(strstr(said, one));
	assert_non_null(strstr(said, two));
	assert_non_null(strstr(said, "1 were closed since"));
	fails(3, "workflow", "migrate", "export", "--from", "8", "--to", "7",
	    NULL);
	assert_true(order_step(two, last, sizeof last));
	ok("verify", NULL);
	office_end();
}

/* The book a release left, its orders on version 4 of that time. */
static void
a_frozen_book_takes_the_version_shipped_now_and_goes_back(void **state)
{
	char cmd[600], dir[300];
	const char *said, *state_home = getenv("XDG_STATE_HOME");
	json_t *rows;

	(void)state;
	office_new();
	said = getenv("GENDAN_BOOK");
	snprintf(dir, sizeof dir, "%.*s", (int)(strrchr(said, '/') - said),
	    said);
	snprintf(cmd, sizeof cmd, "cp tests/books/v6.db %s/frozen.db", dir);
	assert_int_equal(run_shell(cmd), 0);
	snprintf(cmd, sizeof cmd, "%s/frozen.db", dir);
	setenv("GENDAN_BOOK", cmd, 1);
	/* each copy of that book is a book of its own */
	snprintf(cmd, sizeof cmd, "%s/state", dir);
	if (state_home)
		state_home = strdup(state_home);
	setenv("XDG_STATE_HOME", cmd, 1);
	ok("verify", NULL);
	ok("workflow", "install", "data/workflows/export.yaml", NULL);
	rows = asked("workflow", "migrate", "export", "--from", "4", "--to",
	    "7", "--dry-run", NULL);
	assert_int_equal(json_array_size(rows), 4);
	json_decref(rows);
	said = ok("workflow", "migrate", "export", "--from", "4", "--to", "7",
	    "--lang", "en", NULL);
	assert_non_null(strstr(said, "4 orders went from version 4 to 7"));
	ok("verify", NULL);
	ok("rebuild", NULL);
	ok("verify", NULL);
	/* the fields of now are there, the acts too */
	ok("dates", "EX-2611-002", NULL);
	ok("todo", "EX-2611-001", NULL);
	said = ok("workflow", "migrate", "export", "--from", "7", "--to", "4",
	    "--lang", "en", NULL);
	assert_non_null(strstr(said, "4 orders went from version 7 to 4"));
	ok("verify", NULL);
	if (state_home)
		setenv("XDG_STATE_HOME", state_home, 1);
	else
		unsetenv("XDG_STATE_HOME");
	free((void *)(uintptr_t)state_home);
	snprintf(cmd, sizeof cmd, "rm -rf %s", dir);
	assert_int_equal(run_shell(cmd), 0);
}

static void
the_steps_of_a_workflow_are_drawn_as_boxes(void **state)
{
	const char *said;
	json_t *rows;

	(void)state;
	office_new();
	said = ok("workflow", "graph", "--lang", "en", NULL);
	assert_non_null(strstr(said, ".-------------+-------------.\n"));
	assert_non_null(strstr(said,
	    "|  5 Contract + order       |   |  6 Contract copies        |\n"));
	said = ok("workflow", "graph", "export", "7", "--lang", "zh", NULL);
	assert_non_null(strstr(said, "|  1 打样申请               |\n"));
	fails(3, "workflow", "graph", "import", NULL);
	rows = asked("workflow", "graph", NULL);
	assert_int_equal(json_array_size(rows), 11);
	assert_string_equal(cell(rows, 5, "step"), "contract_copies");
	json_decref(rows);
	office_end();
}

static void
the_list_says_why_an_order_cannot_go(void **state)
{
	struct said s;
	json_t *rows;
	char one[64] = "";

	(void)state;
	office_new();
	strncpy(one, order_new("tt"), sizeof one - 1);
	/* other places still name the field: the file itself is refused */
	s = run("workflow", "install",
	    write_version(8, "customer_po: {", "po_number: {"), NULL);
	assert_int_equal(s.rc, 2);
	said_free(&s);
	ok("workflow", "install",
	    write_version(8, "en: Product, type: text",
		"en: Product, type: int"),
	    NULL);
	s = run("workflow", "migrate", "export", "--from", "7", "--to", "8",
	    "--json", "--lang", "zh", NULL);
	assert_int_equal(s.rc, 1);
	rows = json_loads(s.out, 0, NULL);
	assert_int_equal(json_array_size(rows), 1);
	assert_string_equal(cell(rows, 0, "number"), one);
	assert_non_null(strstr(cell(rows, 0, "why"), "product"));
	assert_non_null(strstr(s.err, "全部未动"));
	json_decref(rows);
	said_free(&s);
	assert_non_null(strstr(ok("help", "workflow", "--lang", "en", NULL),
	    "old=one+two"));
	office_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_steps_of_a_workflow_are_drawn_as_boxes),
		cmocka_unit_test(orders_go_to_an_installed_version_and_back),
		cmocka_unit_test(
		    a_frozen_book_takes_the_version_shipped_now_and_goes_back),
		cmocka_unit_test(the_list_says_why_an_order_cannot_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
