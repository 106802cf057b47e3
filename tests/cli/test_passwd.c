/* tests/cli/test_passwd.c - passwords and signing from the command line. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli_test.h"

static int
setup(void **state)
{
	(void)state;
	office_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	office_end();
	return 0;
}

/* An order whose sample request waits for zhangwei. */
static const char *
to_be_signed(void)
{
	static char order[64];

	snprintf(order, sizeof order, "%s", order_new("tt"));
	ok("do", order, "receive_sample", "sample_details=red", NULL);
	ok("make", order, "sample_request", "sample_due=12-05", NULL);
	setenv("GENDAN_AS", "zhangwei", 1);
	return order;
}

static void
signing_says_what_to_type_and_asks_for_the_password(void **state)
{
	const char *order = to_be_signed();
	char seen[16];

	(void)state;
	assert_non_null(strstr(fails(2, "sign", order, "sample_request", NULL),
	    "gendan todo"));
	snprintf(seen, sizeof seen, "%s", seen_of(order, "sample_request"));
	assert_non_null(strstr(ok("todo", order, NULL), seen));
	assert_non_null(strstr(ok("agenda", NULL), seen));
	assert_non_null(strstr(
	    fails(1, "sign", order, "sample_request", "--seen", seen, NULL),
	    "--password-file"));
	fails(4, "sign", order, "sample_request", "--seen", "01234567",
	    "--password-file", office_password(), NULL);
	ok("sign", order, "sample_request", "--seen", seen, "--password-file",
	    office_password(), NULL);
	assert_null(strstr(ok("show", order, NULL), "login only"));
	ok("verify", NULL);
}

static void
many_are_signed_with_one_password_and_each_says_what_came_of_it(void **state)
{
	char first[64], second[64], path[400], lines[1200], seen[16];
	const char *said;

	(void)state;
	snprintf(first, sizeof first, "%s", to_be_signed());
	setenv("GENDAN_AS", "chenli", 1);
	snprintf(second, sizeof second, "%s", to_be_signed());
	snprintf(seen, sizeof seen, "%s", seen_of(second, "sample_request"));
	said = ok("signs", NULL);
	assert_non_null(strstr(said, first));
	assert_non_null(strstr(said, second));
	assert_non_null(strstr(said, seen));
	/* as they were shown; one of them has changed since */
	snprintf(lines, sizeof lines, "%s", said);
	memcpy(strstr(strstr(lines, second), seen), "00000000", 8);
	snprintf(path, sizeof path, "%s", secret_file("lines", lines));
	said =
	    fails(4, "signs", path, "--password-file", office_password(), NULL);
	assert_non_null(strstr(said, "1 of 2 papers is signed"));
	assert_null(strstr(ok("signs", NULL), first));
	assert_non_null(strstr(ok("signs", NULL), second));
	/* a line that is none: nothing is signed */
	snprintf(lines, sizeof lines, "%s\n%s\n", ok("signs", NULL), second);
	fails(2, "signs", secret_file("bad", lines), "--password-file",
	    office_password(), NULL);
	fails(2, "signs", path, NULL);
	ok("signs", secret_file("lines", ok("signs", NULL)), "--password-file",
	    office_password(), NULL);
	assert_string_equal(ok("signs", NULL), "");
	assert_non_null(strstr(ok("log", first, NULL), "key zhangwei#1"));
	assert_non_null(
	    strstr(ok("log", first, "--json", NULL), "\"proof\": \"key\""));
	assert_non_null(strstr(ok("show", first, "--json", NULL),
	    "\"key\": \"zhangwei#1\""));
	ok("verify", NULL);
}

static void
a_password_comes_from_a_private_file_or_a_descriptor_only(void **state)
{
	const char *order = to_be_signed();
	char path[400], link_path[420], seen[16], cmd[900];

	(void)state;
	snprintf(seen, sizeof seen, "%s", seen_of(order, "sample_request"));
	snprintf(path, sizeof path, "%s",
	    secret_file("passwords", OFFICE_PASSWORD "\n"));
	assert_int_equal(chmod(path, 0640), 0);
	assert_non_null(
	    strstr(fails(1, "sign", order, "sample_request", "--seen", seen,
		       "--password-file", path, NULL),
		"chmod 600"));
	assert_int_equal(chmod(path, 0600), 0);
	snprintf(link_path, sizeof link_path, "%s.link", path);
	assert_int_equal(symlink(path, link_path), 0);
	fails(6, "sign", order, "sample_request", "--seen", seen,
	    "--password-file", link_path, NULL);
	unlink(link_path);
	fails(1, "sign", order, "sample_request", "--seen", seen,
	    "--password-file", "/dev/null", NULL);
	fails(3, "sign", order, "sample_request", "--seen", seen,
	    "--password-file", "/no/such/file", NULL);
	fails(2, "sign", order, "sample_request", "--seen", seen,
	    "--password-fd", "99", NULL);
	assert_non_null(
	    strstr(fails(1, "sign", order, "sample_request", "--seen", seen,
		       "--password-file",
		       secret_file("passwords", "not it at all\n"), NULL),
		"login or password is wrong"));
	/* a shell gives the descriptor */
	snprintf(cmd, sizeof cmd,
	    "exec \"${GENDAN:-build/gendan}\" sign %s sample_request --seen %s "
	    "--password-fd 7 7<%s",
	    order, seen, office_password());
	assert_int_equal(run_shell(cmd), 0);
}

static void
ones_password_is_changed_with_the_old_one(void **state)
{
	json_t *me;

	(void)state;
	setenv("GENDAN_AS", "wumin", 1);
	fails(1, "passwd", "--password-file",
	    secret_file("passwords", "not it\nsteel mug at night\n"), NULL);
	fails(1, "passwd", "--password-file",
	    secret_file("passwords", OFFICE_PASSWORD "\n12345678\n"), NULL);
	fails(2, "passwd", "--password-file",
	    secret_file("passwords", OFFICE_PASSWORD "\n"), NULL);
	ok("passwd", "--password-file",
	    secret_file("passwords",
		OFFICE_PASSWORD "\r\nsteel mug at night\r\n"),
	    NULL);
	fails(1, "passwd", "--password-file",
	    secret_file("passwords", OFFICE_PASSWORD "\nanother one again\n"),
	    NULL);
	me = asked("whoami", NULL);
	assert_string_equal(json_string_value(json_object_get(me, "password")),
	    "own");
	json_decref(me);
	ok("verify", NULL);
}

static void
a_new_person_gets_a_first_password_once_and_makes_his_own(void **state)
{
	json_t *row = asked("user", "add", "newbie", "新人", NULL), *again;
	char both[100];
	const char *first =
	    json_string_value(json_object_get(row, "first_password"));

	(void)state;
	assert_non_null(first);
	snprintf(both, sizeof both, "%s\nsteel mug at night\n", first);
	setenv("GENDAN_AS", "newbie", 1);
	ok("passwd", "--password-file", secret_file("passwords", both), NULL);
	fails(1, "user", "reset", "wumin", NULL); /* no administrator */
	setenv("GENDAN_AS", "chenli", 1);
	/* one administrator is enough where there is no other */
	again = asked("user", "reset", "newbie", NULL);
	assert_true(json_is_true(json_object_get(again, "confirmed")));
	json_decref(again);
	ok("role", "grant", "liuzong", "admin", NULL);
	again = asked("user", "reset", "wumin", NULL);
	assert_true(json_is_false(json_object_get(again, "confirmed")));
	assert_true(json_is_null(json_object_get(again, "first_password")));
	json_decref(again);
	fails(1, "user", "reset", "wumin", NULL);
	assert_non_null(
	    strstr(ok("--as", "liuzong", "user", "reset", "wumin", NULL),
		"first password"));
	json_decref(row);
	ok("verify", NULL);
}

static void
an_office_may_ask_for_the_password_before_every_change(void **state)
{
	const char *order;

	(void)state;
	ok("setting", "set", "login", "password", NULL);
	fails(2, "customer", "set", "NB02", "x", NULL);
	fails(1, "customer", "set", "NB02", "x", "--password-file",
	    secret_file("passwords", "not it at all\n"), NULL);
	assert_non_null(strstr(ok("customer", "set", "NB02", "x",
				   "--password-file", office_password(), NULL),
	    "1 wrong password"));
	/* to look is free, and who has no password gets one */
	ok("list", NULL);
	ok("whoami", NULL);
	order = ok("--password-file", office_password(), "new", "customer=NB01",
	    "salesperson=xulin", "terms=tt", "product=mug", "quantity=1", NULL);
	assert_non_null(strstr(order, "EX-"));
	ok("passwd", "--password-file",
	    secret_file("passwords", OFFICE_PASSWORD "\nsteel mug at night\n"),
	    NULL);
	fails(1, "customer", "set", "NB02", "y", "--password-file",
	    office_password(), NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		T(signing_says_what_to_type_and_asks_for_the_password),
		T(many_are_signed_with_one_password_and_each_says_what_came_of_it),
		T(a_password_comes_from_a_private_file_or_a_descriptor_only),
		T(ones_password_is_changed_with_the_old_one),
		T(a_new_person_gets_a_first_password_once_and_makes_his_own),
		T(an_office_may_ask_for_the_password_before_every_change),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
