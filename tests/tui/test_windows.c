/* tests/tui/test_windows.c - two windows of one person: what is typed in the
 * one stays there as long as it runs, and is offered once it is gone. */
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <jansson.h>

#include "office.h"

#include "base/banned.h"

static void
assert_seen(struct office *o, const char *text)
{
	if (!strstr(o->seen.text, text))
		fail_msg("not on the screen: %s\n%s", text, o->seen.text);
}

static void
assert_not_seen(struct office *o, const char *text)
{
	if (strstr(o->seen.text, text))
		fail_msg("on the screen: %s\n%s", text, o->seen.text);
}

/* Another window in which a new order is being typed. @return its lock */
static int
other_window(struct office *o, const char *token)
{
	char path[200];
	json_t *all, *draft;
	int fd;

	snprintf(path, sizeof path, "%s/gendan", o->dir);
	(void)mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/gendan/.live-%s", o->dir, token);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	draft = json_pack("{s:s, s:s, s:{s:s}}", "contract_no", "XS-FIRST",
	    "#open", token, "#was", "contract_no", "");
	snprintf(path, sizeof path, "chenli %s", o->book);
	all = json_pack("{s:{s:o}}", path, "new order", draft);
	snprintf(path, sizeof path, "%s/gendan/drafts.json", o->dir);
	assert_int_equal(json_dump_file(all, path, 0), 0);
	json_decref(all);
	return fd;
}

/* What the file has of the first window's order. */
static void
assert_first_kept(struct office *o)
{
	char path[200];
	json_t *all, *draft;

	snprintf(path, sizeof path, "%s/gendan/drafts.json", o->dir);
	all = json_load_file(path, 0, NULL);
	assert_non_null(all);
	snprintf(path, sizeof path, "chenli %s", o->book);
	draft = json_object_get(json_object_get(all, path), "new order");
	assert_string_equal(
	    json_string_value(json_object_get(draft, "contract_no")),
	    "XS-FIRST");
	json_decref(all);
}

static void
a_draft_of_a_window_that_runs_is_left_to_it(void **state)
{
	struct office *o = *state;
	int fd = other_window(o, "12-34");

	key(o, "dump F7 dump Down Down Down text:XS-SECOND Enter dump Esc");
	run_keys(o);
	assert_not_seen(o, "left open");
	assert_not_seen(o, "XS-FIRST");
	assert_seen(o, "open in another window of yours");
	assert_seen(o, "XS-SECOND");
	assert_first_kept(o);
	/* each finds its own again */
	key(o, "F7 dump Esc");
	run_keys(o);
	assert_seen(o, "XS-SECOND");
	assert_not_seen(o, "XS-FIRST");
	assert_first_kept(o);
	close(fd);
}

static void
a_draft_of_a_window_that_is_gone_is_offered(void **state)
{
	struct office *o = *state;
	char path[200];
	struct stat st;

	close(other_window(o, "56-78"));
	key(o, "dump F7 dump Esc");
	run_keys(o);
	assert_seen(o, "A form of yours was left open: new order");
	assert_seen(o, "XS-FIRST");
	assert_not_seen(o, "another window");
	/* nothing of either window lies about */
	snprintf(path, sizeof path, "%s/gendan/.live-56-78", o->dir);
	assert_int_not_equal(stat(path, &st), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_draft_of_a_window_that_runs_is_left_to_it, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    a_draft_of_a_window_that_is_gone_is_offered, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
