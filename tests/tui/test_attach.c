/* tests/tui/test_attach.c - a file is attached by keys; behind ssh only one of
 * the person's own folder. */
#include <sys/stat.h>

#include "app/server.h"

#include "example.h"

#include "base/banned.h"

#define ORDER "EX-2610-007"

static void
write_file(const char *path)
{
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	assert_true(fputs("a letter", f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static size_t
files_of(struct office *o)
{
	struct gd_order_page page;
	size_t n;

	snprintf(o->number, sizeof o->number, "%s", ORDER);
	page = page_of(o);
	n = page.order.sheet.rows[GD_TAB_FILE].n;
	gd_order_page_release(&page);
	return n;
}

static void
attach_by_keys(struct office *o, const char *path)
{
	key(o,
	    "1 F3 \"%s\" Enter Enter F2 \"attach:\" Enter \"%s\" Enter Enter",
	    ORDER, path);
	run_keys(o);
}

static void
a_file_that_is_not_there_is_said_and_the_form_stays(void **state)
{
	struct office *o = *state;

	attach_by_keys(o, "/nowhere/letter.pdf");
	assert_seen(o, "Attach a file");
	assert_seen(o, "[/nowhere/letter.pdf");
	assert_int_equal(files_of(o), 0);
}

static void
behind_ssh_only_a_file_of_ones_own_folder_is_attached(void **state)
{
	struct office *o = *state;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	const char *folder, *outside;

	assert_int_equal(
	    gd_drop_folder(o->book, "chenli", &arena, &folder, &err), GD_OK);
	write_file(gd_arena_printf(&arena, "%s/drop/letter.txt", folder));
	outside = gd_arena_printf(&arena, "%s/outside.txt", folder);
	write_file(outside);
	o->fixed = true;
	gd_app_confine(o->app, folder);
	attach_by_keys(o, "letter.txt");
	assert_seen(o, "letter.txt");
	assert_int_equal(files_of(o), 1);
	attach_by_keys(o, outside);
	assert_seen(o, "File in your folder");
	assert_seen(o, "does not do as the name");
	assert_int_equal(files_of(o), 1);
	gd_arena_release(&arena);
}

static int
come(void **state)
{
	(void)begin(state);
	app_again(*state, "chenli");
	return 0;
}

static int
leave(void **state)
{
	struct office *o = *state;
	char path[160];

	snprintf(path, sizeof path, "%s.people", o->dir);
	gd_folder_remove(path);
	return teardown(state);
}

#define T(f) cmocka_unit_test_setup_teardown(f, come, leave)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_file_that_is_not_there_is_said_and_the_form_stays),
		T(behind_ssh_only_a_file_of_ones_own_folder_is_attached),
	};

	return cmocka_run_group_tests(tests, make_first, end_first);
}
