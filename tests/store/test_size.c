/* tests/store/test_size.c - what a command costs: bytes, pages, steps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/store/store_priv.h"
#include "base/day.h"
#include "store/book.h"

#define JOURNAL                                         \
	"name IN ('journal', 'journal_order', 'name', " \
	"'sqlite_autoindex_journal_1', 'sqlite_autoindex_name_1')"

static int64_t
ask(struct gd_store *s, const char *sql)
{
	struct gd_err err = GD_ERR_INIT;
	int64_t n = -1;

	gd_profile_authorize(s, false);
	if (gd_db_int(s, sql, NULL, &n, &err) != GD_OK)
		fail_msg("%s: %s", sql, err.arg[0].text);
	gd_profile_authorize(s, true);
	return n;
}

static void
act_on(struct gd_store *s, const char *id, int64_t rev)
{
	struct gd_act act = { .duty = "customer_verdict",
		.inst = rev % 20,
		.state = GD_ACT_DONE,
		.outcome = "approved",
		.by = "wang",
		.role = "clerk",
		.at_ms = 1790000000000 + rev };
	struct gd_head head = { .rail = "xx>........",
		.waits = "role:clerk",
		.due_day = 20000 };
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	deed_begin(&d);
	deed_put(&d, GD_TAB_ACT, &act, ALL_CELLS);
	deed_put(&d, GD_TAB_HEAD, &head, cells(GD_TAB_HEAD, "rail waits"));
	if (deed_do(&d, s, id, rev, &err) != GD_OK)
		fail_msg("%s %s", gd_msg_english(err.msg), err.arg[0].text);
	deed_end(&d);
}

static void
a_command_costs_at_most_130_bytes_beyond_its_payload(void **state)
{
	struct gd_store *s = book_new();
	char id[40][GD_ID_TEXT], number[24];
	int64_t all, payload, n;

	(void)state;
	for (int i = 0; i < 40; i++) {
		snprintf(number, sizeof number, "EX-%d", i);
		book_order(s, number, "", 1, 0, id[i]);
	}
	for (int rev = 2; rev <= 60; rev++)
		for (int i = 0; i < 40; i++)
			act_on(s, id[i], rev);
	n = ask(s, "SELECT count(*) FROM journal");
	payload = ask(s, "SELECT sum(length(CAST(body AS BLOB))) "
			 "FROM journal");
	/* the free ends of pages grow with the payload: shown, not counted */
	all = ask(s, "SELECT sum(pgsize - unused) FROM dbstat WHERE " JOURNAL);
	print_message("%lld bytes a command, of which payload %lld; "
		      "%lld with the free ends of pages\n",
	    (long long)(all / n), (long long)(payload / n),
	    (long long)(ask(s,
			    "SELECT sum(pgsize) FROM dbstat WHERE " JOURNAL) /
			n));
	assert_true((all - payload) / n <= 130);
	gd_store_close(s);
}

static void
one_act_writes_few_pages(void **state)
{
	struct gd_store *s = book_new();
	char id[GD_ID_TEXT];
	int before, pages = 0;
	int64_t start;

	(void)state;
	book_order(s, "EX-1", "", 1, 0, id);
	for (int64_t rev = 2; rev < 40; rev++)
		act_on(s, id, rev);
	before = s->wal_frames;
	start = gd_monotonic_ms();
	for (int64_t rev = 40; rev < 60; rev++)
		act_on(s, id, rev);
	pages = (s->wal_frames - before) / 20;
	print_message("%d pages, %lld us an act\n", pages,
	    (long long)((gd_monotonic_ms() - start) * 1000 / 20));
	assert_true(pages <= 14);
	gd_store_close(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_command_costs_at_most_130_bytes_beyond_its_payload),
		T(one_act_writes_few_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
