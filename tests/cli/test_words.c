/* tests/cli/test_words.c - what people type and read: help, both languages,
 * exit codes, refusals, columns, hostile text, output that cannot be written.
 */
#include "cli_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

static int
set_up(void **state)
{
	(void)state;
	office_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	unsetenv("GENDAN_AS");
	office_end();
	return 0;
}

/* Every command of `gendan --help`, handed to f. */
static int
each_command(void (*f)(const char *word))
{
	char *help = strdup(ok("--help", NULL));
	int n = 0;

	for (char *line = strtok(help, "\n"); line; line = strtok(NULL, "\n")) {
		char word[32];

		if (strncmp(line, "  ", 2) != 0 || line[2] < 'a' ||
		    line[2] > 'z')
			continue;
		assert_int_equal(sscanf(line, " %31s", word), 1);
		f(word);
		n++;
	}
	free(help);
	return n;
}

static void
expect_help(const char *word)
{
	char head[64];
	const char *text;

	snprintf(head, sizeof head, "gendan %s", word);
	text = ok(word, "--help", NULL);
	if (strncmp(text, head, strlen(head)) != 0)
		fail_msg("%s", text);
	assert_non_null(strstr(text, "--help"));
}

static void
expect_chinese_help(const char *word)
{
	char *line;
	char *text = strdup(ok(word, "--help", "--lang", "zh", NULL));

	/* no line of it is left without a Chinese character */
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		bool chinese = false;

		if (strstr(line, "zh|en") || strncmp(line, "gendan ", 7) == 0 ||
		    strncmp(line, "  gendan ", 9) == 0 ||
		    strncmp(line, "      ", 6) == 0)
			continue;
		for (const char *s = line; *s; s++)
			chinese |= (unsigned char)*s >= 0xe4;
		if (!chinese)
			fail_msg("%s --help, English line: %s", word, line);
	}
	free(text);
}

static void
every_command_has_help(void **state)
{
	(void)state;
	assert_true(each_command(expect_help) > 60);
}

static void
every_help_is_chinese_too(void **state)
{
	(void)state;
	each_command(expect_chinese_help);
}

static void
the_language_comes_from_the_surroundings(void **state)
{
	(void)state;
	setenv("LANGUAGE", "zh_CN:zh", 1);
	assert_non_null(strstr(ok("--help", NULL), "查看"));
	assert_non_null(strstr(ok("--help", "--lang", "en", NULL), "Looking"));
	setenv("LANGUAGE", "en", 1);
	assert_non_null(strstr(ok("--help", NULL), "Looking"));
	unsetenv("LANGUAGE");
}

static void
exit_codes_say_what_kind_of_answer_it_is(void **state)
{
	const char *order = order_new("tt");
	char other[256];

	(void)state;
	fails(1, "issue", order, "contract", NULL);
	fails(2, "list", "--nonsense", NULL);
	fails(2, "nonsense", NULL);
	fails(2, "do", order, NULL);
	fails(2, "list", "--limit", "many", NULL);
	fails(3, "show", "NO-SUCH-ORDER", NULL);
	fails(3, "do", order, "no_such_duty", NULL);
	fails(3, "sign", order, "no_such_paper", NULL);
	snprintf(other, sizeof other, "%s-not-there", getenv("GENDAN_BOOK"));
	fails(3, "board", "--book", other, NULL);
	fails(6, "new", "customer=NB01", "--lines", "/", NULL);
}

static void
a_refused_command_changes_nothing(void **state)
{
	const char *order = order_new("tt");
	json_t *before = asked("show", order, NULL), *after;

	(void)state;
	fails(1, "issue", order, "contract", NULL);
	after = asked("show", order, NULL);

	assert_true(json_equal(before, after));
	json_decref(before);
	json_decref(after);
}

static void
a_seen_token_that_is_old_is_stale(void **state)
{
	const char *order = order_new("tt");
	json_t *todo = asked("todo", order, NULL);
	json_t *act = json_array_get(json_object_get(todo, "acts"), 0);
	json_t *argv = json_object_get(act, "do");
	const char *seen =
	    json_string_value(json_array_get(argv, json_array_size(argv) - 1));

	(void)state;
	ok("do", order, "receive_sample", "sample_details=红色", "--seen", seen,
	    NULL);
	fails(4, "do", order, "receive_sample", "sample_details=蓝色", "--seen",
	    seen, NULL);
	json_decref(todo);
}

static void
a_wrong_name_brings_the_nearest_one(void **state)
{
	const char *order = order_new("tt");

	(void)state;
	assert_non_null(strstr(fails(2, "boord", NULL), "board"));
	assert_non_null(
	    strstr(fails(2, "list", "--limt", "3", NULL), "--limit"));
	assert_non_null(strstr(fails(3, "do", order, "receive_sampel", NULL),
	    "receive_sample"));
}

static void
chinese_names_and_aliases_are_understood(void **state)
{
	const char *order = order_new("tt");

	(void)state;
	ok("do", order, "收客样及加工细节", "样品加工细节=红色", NULL);
	ok("make", order, "打样单", "样品要求完成日=12-05", NULL);
	ok("--as", "zhangwei", "sign", order, "打样申请单", "--seen",
	    seen_of(order, "sample_request"), "--password-file",
	    office_password(), NULL);
	ok("issue", order, "打样单", NULL);
	ok("send", order, "打样单", "打样部", NULL);
	ok("receive", order, "打样单", "打样室", "--as", "tangli", NULL);
}

/* Screen column where a text begins in a line. */
static int
column_of(const char *line, const char *text)
{
	const char *at = strstr(line, text);
	char head[512];

	assert_non_null(at);
	snprintf(head, sizeof head, "%.*s", (int)(at - line), line);
	return gd_text_width(head);
}

static void
columns_stand_under_each_other_with_chinese(void **state)
{
	char *text, *first, *second;

	(void)state;
	ok("customer", "set", "A1", "Ñandú Ltd", "country=CN", NULL);
	ok("new", "customer=NB01", "terms=tt", "number=A-1", NULL);
	ok("new", "customer=A1", "terms=tt", "number=A-2", NULL);
	for (int zh = 0; zh < 2; zh++) {
		text = strdup(ok("list", "--lang", zh ? "zh" : "en", NULL));
		first = strtok(text, "\n");
		first = strtok(NULL, "\n");
		second = strtok(NULL, "\n");
		assert_int_equal(column_of(first, ">....."),
		    column_of(second, ">....."));
		free(text);
	}
}

static void
hostile_characters_never_reach_the_terminal(void **state)
{
	static const char *const bad[] = {
		"note=\033[31mred",
		"note=a\xe2\x80\xaeright to left",
		"note=zero\xe2\x80\x8bwidth",
		"note=bell\a",
		("note=\xc2\x9b"
		 "C1"),
		"note=broken\xff",
	};
	const char *order = order_new("tt");

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct said s = run("note", order, bad[i] + 5, NULL);

		assert_int_equal(s.rc, 2);
		for (const char *c = s.err; *c; c++)
			assert_true((unsigned char)*c >= ' ' || *c == '\n');
		assert_null(strstr(s.err, "\xe2\x80\xae"));
		assert_null(strstr(s.err, "\xe2\x80\x8b"));
		assert_null(strstr(s.err, "\xc2\x9b"));
		assert_null(strstr(s.err, "\xff"));
		said_free(&s);
	}
}

static void
an_order_that_lacks_something_is_told_all_that_is_asked(void **state)
{
	const char *said;

	(void)state;
	said = fails(2, "new", NULL);
	assert_non_null(strstr(said, "Export order needs: customer"));
	assert_non_null(strstr(said, "delivery_date (Delivery date)"));
	ok("workflow", "install", "purchase_order", NULL);
	said = fails(1, "new", "--workflow", "purchase_order",
	    "customer=NB01", NULL);
	assert_non_null(
	    strstr(said, "needs: customer, order_no (Purchase order no.)"));
	assert_non_null(strstr(said, "may have: amount (Price)"));
}

static void
a_board_is_of_one_workflow_when_a_word_says_so(void **state)
{
	json_t *steps;

	(void)state;
	steps = asked("board", "steps", "workflow:purchase_order", NULL);
	assert_int_equal(json_array_size(steps), 7);
	assert_string_equal(json_string_value(json_object_get(
				json_array_get(steps, 0), "title")),
	    "Confirm");
	json_decref(steps);
	fails(2, "board", "steps", "late:", NULL);
}

static void
the_board_needs_no_terminal_and_no_standard_input(void **state)
{
	const char *program = getenv("GENDAN");
	char command[512], line[512];
	bool book = false, escape = false;
	FILE *f;

	(void)state;
	order_new("tt");
	snprintf(command, sizeof command, "%s 0<&- 2>&-",
	    program ? program : "build/gendan");
	f = popen(command, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		book |= strstr(line, getenv("GENDAN_BOOK")) != NULL;
		escape |= strchr(line, '\033') != NULL;
	}
	assert_int_equal(pclose(f), 0);
	assert_true(book);
	assert_false(escape);
}

static void
without_a_book_the_bare_command_says_how_to_begin(void **state)
{
	char other[256];
	const char *text;

	(void)state;
	snprintf(other, sizeof other, "%s-not-there", getenv("GENDAN_BOOK"));
	text = ok("--book", other, NULL);

	assert_non_null(strstr(text, "gendan demo"));
	assert_non_null(strstr(text, "gendan init"));
	assert_int_not_equal(access(other, F_OK), 0);
}

static void
an_answer_that_cannot_be_written_is_outside_trouble(void **state)
{
	const char *program = getenv("GENDAN");
	char command[512];
	int status;

	(void)state;
	snprintf(command, sizeof command, "%s --help >/dev/full 2>/dev/null",
	    program ? program : "build/gendan");
	status = system(command);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 6);
}

static void
every_look_gives_one_json_value_and_a_table(void **state)
{
	static const char *const looks[] = { "board", "agenda", "due", "list",
		"log", "copies", "whoami", "user", "role", "desk", "deputy",
		"customer", "party", "series", "distribution", "calendar",
		"setting", "company", "workflow" };
	const char *order = order_new("tt");

	(void)state;
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		json_decref(asked(looks[i], NULL));
		ok(looks[i], NULL);
		ok(looks[i], "--lang", "zh", NULL);
		if (strcmp(looks[i], "whoami") != 0)
			assert_non_null(
			    strchr(ok(looks[i], "--csv", NULL), ','));
	}
	json_decref(asked("show", order, NULL));
	json_decref(asked("log", order, NULL));
	ok("show", order, "--lang", "zh", NULL);
	ok("todo", order, "--csv", NULL);
}

static void
users_have_login_name_roles_and_desks(void **state)
{
	json_t *all, *user;
	size_t i;
	bool found = false;

	(void)state;
	ok("desk", "seat", "wumin", "财务部", NULL);
	all = asked("user", "list", NULL);
	json_array_foreach(all, i, user)
	{
		json_t *desks = json_object_get(user, "desks");

		assert_non_null(json_object_get(user, "roles"));
		if (strcmp(json_string_value(json_object_get(user, "login")),
			"wumin") != 0)
			continue;
		found = true;
		assert_string_equal(
		    json_string_value(json_object_get(user, "name")), "吴敏");
		assert_string_equal(json_string_value(json_array_get(desks, 0)),
		    "finance");
	}
	assert_true(found);
	json_decref(all);
}

static void
every_act_object_has_every_promised_key(void **state)
{
	static const char *const keys[] = { "id", "act", "step", "step_no",
		"duty", "lot", "instance", "round", "paper", "desk", "roles",
		"people", "not_people", "assignee", "blocks", "optional",
		"suggested", "due", "expires_at", "needs_password",
		"needs_reason", "blocked_by", "fields", "outcomes", "do" };
	json_t *todo, *act, *acts;
	size_t i;

	(void)state;
	todo = asked("todo", order_new("lc"), NULL);
	acts = json_object_get(todo, "acts");
	assert_true(json_is_array(json_object_get(todo, "adhoc")));
	assert_true(json_is_integer(json_object_get(todo, "rev")));
	assert_string_equal(json_string_value(json_object_get(todo, "state")),
	    "active");
	assert_true(json_array_size(acts) > 3);
	json_array_foreach(acts, i, act)
	{
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			if (json_object_get(act, keys[k]) == NULL)
				fail_msg("no key %s", keys[k]);
		}
	}
	json_decref(todo);
}

static void
the_same_request_is_done_only_once(void **state)
{
	static const char id[] = "01a20b11-1a82-70dc-b37f-141e2be85e6d";
	const char *order = order_new("tt");
	json_t *log;
	size_t n;

	(void)state;
	ok("--request", id, "note", order, "一次", NULL);
	ok("--request", id, "note", order, "一次", NULL);
	log = asked("log", order, NULL);
	n = json_array_size(log);
	assert_int_equal(n, 2);
	json_decref(log);
}

/* A file with this text in the folder of the book; path until the next. */
static const char *
file_with(const char *name, const char *text)
{
	static char path[512];
	const char *book = getenv("GENDAN_BOOK");
	FILE *f;

	snprintf(path, sizeof path, "%.*s/%s", (int)(strrchr(book, '/') - book),
	    book, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
	return path;
}

static void
a_book_that_cannot_be_begun_leaves_nothing(void **state)
{
	char other[256];

	(void)state;
	snprintf(other, sizeof other, "%s-2", getenv("GENDAN_BOOK"));
	fails(2, "init", "--book", other, "--login", "NO GOOD", NULL);

	assert_int_not_equal(access(other, F_OK), 0);
	fails(1, "init", NULL); /* nor is a book ever written over */
}

static void
lines_come_from_a_json_file(void **state)
{
	const char *path = file_with("lines.json",
	    "[{\"item\":\"保温杯\",\"qty\":\"120.5\",\"unit\":\"箱\","
	    "\"price\":\"4.20\",\"currency\":\"USD\"},"
	    "{\"item\":\"盖\",\"qty\":3,\"price\":120,"
	    "\"currency\":\"JPY\"}]");
	json_t *page, *lines, *line;

	(void)state;
	/* prices in two currencies have no sum: somebody has to say it */
	assert_non_null(strstr(fails(1, "new", "customer=NB01", "number=L-1",
				   "--lines", path, NULL),
	    "JPY"));
	fails(2, "new", "customer=NB01", "number=", "--lines", path, NULL);
	ok("new", "customer=NB01", "number=L-1", "amount=1000 USD", "--lines",
	    path, NULL);
	page = asked("show", "L-1", NULL);
	lines = json_object_get(json_object_get(page, "tables"), "line");
	line = json_array_get(lines, 0);

	assert_int_equal(json_array_size(lines), 2);
	assert_int_equal(json_integer_value(json_object_get(line, "qty")),
	    1205);
	assert_int_equal(json_integer_value(json_object_get(line, "price")),
	    420);
	line = json_array_get(lines, 1);
	assert_int_equal(json_integer_value(json_object_get(line, "price")),
	    120);
	json_decref(page);
	path = file_with("lines.json", "[{\"qty\":1}]");
	assert_non_null(strstr(
	    fails(2, "new", "customer=NB01", "--lines", path, NULL), "item"));
	unlink(path);
}

static void
a_bad_cell_of_an_import_is_named_and_nothing_is_written(void **state)
{
	const char *path = file_with("orders.csv",
	    "order_no,customer_no,customer,product,quantity,unit_price\n"
	    "M-1,MU,Müller,Cup,twelve,4.20\n"
	    "M-2,MU,Müller,Cup,12,4.20\n");
	struct said s;

	(void)state;
	s = run("import", path, NULL);
	assert_int_equal(s.rc, 2);
	assert_non_null(strstr(s.err, "quantity"));
	assert_non_null(strstr(s.err, "twelve"));
	said_free(&s);
	fails(3, "show", "M-2", NULL);
	path = file_with("orders.csv",
	    "order_no,customer_no,customer,product,quantity,unit_price\n"
	    "M-1,MU,Müller,Cup,12,4.20\nM-1,MU,Müller,Lid,12,1.10\n");
	ok("import", path, "--dry-run", NULL);
	fails(3, "show", "M-1", NULL);
	ok("import", path, NULL);
	ok("show", "M-1", NULL);
	assert_non_null(strstr(ok("find", "muller", NULL), "M-1"));
	unlink(path);
}

static void
a_faulty_workflow_file_is_named_line_by_line(void **state)
{
	const char *path = file_with("w.yaml", "workflow: x\nversion: nine\n");
	struct said s;

	(void)state;
	s = run("workflow", "check", path, NULL);
	assert_int_equal(s.rc, 2);
	assert_non_null(strstr(s.err, "w.yaml:2:"));
	said_free(&s);
	fails(3, "workflow", "check", "/no/such/file", NULL);
	unlink(path);
}

/* A story that is not true, in a file that is right otherwise: told in the
 * reader's language, and nothing of it is in the book. */
static void
a_file_whose_story_is_not_true_is_refused_whole(void **state)
{
	static const char head[] =
	    "workflow: tale\nversion: 1\nzh: t\nen: t\n"
	    "roles: {teller: {zh: a, en: a}}\n"
	    "desks: {clerk: {zh: b, en: b, clerk: yes}}\n"
	    "steps: {one: {zh: c, en: c, duties: {tick: {zh: d, en: d, kind: "
	    "task, by: teller}}}}\n"
	    "scenarios:\n  s:\n    zh: e\n    en: e\n    then:\n";
	char text[1024];
	const char *path;
	struct said s;

	(void)state;
	office_new();
	snprintf(text, sizeof text, "%s      - expect: {done: tick}\n", head);
	path = file_with("tale.yaml", text);
	s = run("workflow", "install", path, "--lang", "zh", NULL);
	assert_int_equal(s.rc, 2);
	assert_non_null(strstr(s.err,
	    "tale.yaml:13:24: 情景 s：tick 此处应为 已办，实为 可办"));
	said_free(&s);
	s = run("workflow", "check", path, "--json", NULL);
	assert_int_equal(s.rc, 2);
	assert_non_null(strstr(s.out, "\"line\": 13, \"column\": 24"));
	assert_non_null(strstr(s.out, "\"scenarios\": 1, \"passed\": 0"));
	said_free(&s);
	assert_null(strstr(ok("workflow", "list", NULL), "tale"));
	unlink(path);
	snprintf(text, sizeof text,
	    "%s      - {do: tick}\n      - expect: {state: completed}\n", head);
	path = file_with("tale.yaml", text);
	assert_non_null(strstr(ok("workflow", "check", path, NULL),
	    "no fault, 1 of 1 scenarios pass"));
	/* nobody of the book is a teller: worth a word, no fault */
	s = run("workflow", "install", path, NULL);
	assert_int_equal(s.rc, 0);
	assert_non_null(strstr(s.err, "warning: nobody of this book holds"));
	said_free(&s);
	assert_non_null(strstr(ok("workflow", "list", NULL), "tale"));
	unlink(path);
}

static void
completion_is_a_script_bash_accepts(void **state)
{
	const char *program = getenv("GENDAN");
	char command[512];

	(void)state;
	snprintf(command, sizeof command, "%s completion bash | bash -n",
	    program ? program : "build/gendan");
	assert_int_equal(system(command), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_has_help),
		cmocka_unit_test(every_help_is_chinese_too),
		cmocka_unit_test(the_language_comes_from_the_surroundings),
		cmocka_unit_test(exit_codes_say_what_kind_of_answer_it_is),
		cmocka_unit_test(a_refused_command_changes_nothing),
		cmocka_unit_test(a_seen_token_that_is_old_is_stale),
		cmocka_unit_test(a_wrong_name_brings_the_nearest_one),
		cmocka_unit_test(chinese_names_and_aliases_are_understood),
		cmocka_unit_test(columns_stand_under_each_other_with_chinese),
		cmocka_unit_test(hostile_characters_never_reach_the_terminal),
		cmocka_unit_test(
		    an_order_that_lacks_something_is_told_all_that_is_asked),
		cmocka_unit_test(
		    a_board_is_of_one_workflow_when_a_word_says_so),
		cmocka_unit_test(
		    the_board_needs_no_terminal_and_no_standard_input),
		cmocka_unit_test(
		    without_a_book_the_bare_command_says_how_to_begin),
		cmocka_unit_test(
		    an_answer_that_cannot_be_written_is_outside_trouble),
		cmocka_unit_test(every_look_gives_one_json_value_and_a_table),
		cmocka_unit_test(users_have_login_name_roles_and_desks),
		cmocka_unit_test(every_act_object_has_every_promised_key),
		cmocka_unit_test(the_same_request_is_done_only_once),
		cmocka_unit_test(a_book_that_cannot_be_begun_leaves_nothing),
		cmocka_unit_test(lines_come_from_a_json_file),
		cmocka_unit_test(
		    a_bad_cell_of_an_import_is_named_and_nothing_is_written),
		cmocka_unit_test(a_faulty_workflow_file_is_named_line_by_line),
		cmocka_unit_test(
		    a_file_whose_story_is_not_true_is_refused_whole),
		cmocka_unit_test(completion_is_a_script_bash_accepts),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
