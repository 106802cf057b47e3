/* tests/app/test_confined.c - on the office server a file of an order comes
 * only from the person's own folder, by its name. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/server.h"

#include "../../src/store/safety_priv.h"
#include "app_test.h"

#include "base/banned.h"

struct desk {
	struct office o;
	struct gd_arena arena;
	const char *folder;
	char number[64], outside[128];
};

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* One thing of each kind lies in the folder. */
static void
desk_open(struct desk *d)
{
	struct gd_err err = GD_ERR_INIT;
	char path[256];

	*d = (struct desk){ .arena = GD_ARENA_INIT };
	office_open(&d->o);
	new_order(&d->o, tt_fields, d->number);
	expect(gd_drop_folder(d->o.book, "chenli", &d->arena, &d->folder, &err),
	    GD_OK, &err);
	snprintf(d->outside, sizeof d->outside, "%s/outside", d->o.dir);
	write_file(d->outside, "another's");
#define AT(name) (snprintf(path, sizeof path, "%s/drop/" name, d->folder), path)
	write_file(AT("offer.pdf"), "mine");
	write_file(AT(".hidden"), "mine");
	assert_int_equal(symlink(d->outside, AT("link")), 0);
	assert_int_equal(symlink("offer.pdf", AT("link2")), 0);
	assert_int_equal(link(d->outside, AT("hard")), 0);
	assert_int_equal(mkfifo(AT("pipe"), 0600), 0);
	assert_int_equal(mkdir(AT("folder"), 0700), 0);
	write_file(AT("folder/inside"), "mine");
	gd_app_confine(d->o.app, d->folder);
}

static void
desk_close(struct desk *d)
{
	char people[128];

	snprintf(people, sizeof people, "%s.people", d->o.dir);
	gd_folder_remove(people);
	assert_int_not_equal(access(people, F_OK), 0);
	unlink(d->outside);
	gd_arena_release(&d->arena);
	office_close(&d->o);
}

static enum gd_code
attach(struct desk *d, const char *path)
{
	struct gd_done done = { 0 };
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc =
	    gd_app_attach(d->o.app, d->number, path, NULL, NULL, &done, &err);

	gd_done_release(&done);
	return rc;
}

static int64_t
files_of(struct desk *d)
{
	struct gd_order o = load(&d->o, d->number);
	int64_t n = 0;
	size_t i;

	for (i = 0; gd_walk(&o, GD_TAB_FILE, &i);)
		n++;
	gd_order_release(&o);
	return n;
}

static void
only_a_plain_file_that_was_put_there_is_attached(void **state)
{
	static const char *const bad[] = { "../../x", "../state", "..", ".", "",
		"/etc/passwd", "/dev/zero", "folder/inside", "./offer.pdf",
		".hidden", "-", "-rf", "link", "link2", "hard", "pipe",
		"folder", "nothing", "offer.pdf/", "offer.pdf\n", "of\tfer",
		"~/offer.pdf", "$HOME", "`id`", "a;b", "a|b", "a\\b", "\xff",
		"offer.pdf\xe2\x80\xae" };
	struct desk d;
	char path[300];

	(void)state;
	desk_open(&d);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (attach(&d, bad[i]) == GD_OK)
			fail_msg("\"%s\" was attached", bad[i]);
	snprintf(path, sizeof path, "%s/drop/offer.pdf", d.folder);
	assert_int_not_equal(attach(&d, path), GD_OK);
	assert_int_not_equal(attach(&d, d.outside), GD_OK);
	assert_int_not_equal(attach(&d, d.o.book), GD_OK);
	assert_int_equal(files_of(&d), 0);
	assert_int_equal(attach(&d, "offer.pdf"), GD_OK);
	assert_int_equal(files_of(&d), 1);
	desk_close(&d);
}

static void
a_scan_of_a_signed_paper_comes_from_there_too(void **state)
{
	static const struct gd_command sign = { .verb = GD_DO_SIGN,
		.paper = "sample_request",
		.role = "sales_manager",
		.person = "qianfang" };
	struct gd_done done = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_setting who = { "on_paper_by", "admin" };
	const struct gd_office_command set = { GD_OFFICE_SETTING, &who,
		UINT64_MAX };
	struct drive drive = { 0 };
	struct desk d;
	char seen[9];

	(void)state;
	desk_open(&d);
	expect(gd_app_become(d.o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(d.o.app, &set, &err), GD_OK, &err);
	drive.app = d.o.app;
	drive.today = gd_app_today(d.o.app);
	drive_to(&d.o, d.number, &drive, "receive_sample");
	act(&d.o, "chenli", d.number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_FILL,
		.duty = "make_sample_request" });
	expect(gd_app_become(d.o.app, "chenli", &err), GD_OK, &err);
	seen_now(&d.o, d.number, &sign, seen);
	expect(gd_app_sign_on_paper(d.o.app, d.number, &sign, d.outside, seen,
		   &done, &err),
	    GD_USAGE, &err);
	assert_int_equal(err.msg, GD_M_DROP_NAME);
	expect(gd_app_sign_on_paper(d.o.app, d.number, &sign, "offer.pdf", seen,
		   &done, &err),
	    GD_OK, &err);
	gd_done_release(&done);
	assert_int_equal(files_of(&d), 1);
	desk_close(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    only_a_plain_file_that_was_put_there_is_attached),
		cmocka_unit_test(a_scan_of_a_signed_paper_comes_from_there_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
