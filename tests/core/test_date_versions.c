/* tests/core/test_date_versions.c - dates of an order that goes on by another
 * version of its workflow, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <cmocka.h>

#include "core/migrate.h"
#include "dates_bench.h"
#include "flow/flow.h"

#include "base/banned.h"

#define TASK(id, more) \
	"      " id ": {zh: x, en: x, kind: task, by: clerk" more "}\n"
#define LADDERS                                    \
	"ladders:\n  soft: [{at: 0, to: owner}]\n" \
	"ladder: {soft: soft}\n"
#define LIMIT(id, due) \
	"  " id ": {zh: x, en: x, step: one, owner: clerk, due: {" due "}}\n"

struct two {
	struct bench b, other;       /* other: only for its workflow */
	struct gd_workflow from, to; /* borrowed: the bench changes its own */
	struct gd_flowmap map;
	struct gd_order before, after;
};

static void
begin(struct two *t, const char *from, const char *from_top, const char *to,
    const char *to_top, const char *map)
{
	struct gd_err err = GD_ERR_INIT;

	dates_on(&t->b, from, "", from_top);
	dates_on(&t->other, to, "", to_top);
	t->other.wf.version = 2;
	t->from = t->b.wf;
	t->to = t->other.wf;
	assert_int_equal(gd_flowmap_read(&t->map, &t->from, &t->to, map, &err),
	    GD_OK);
	gd_order_init(&t->before);
	gd_order_init(&t->after);
}

static void
apply(struct two *t)
{
	for (size_t i = 0; i < t->b.events.n; i++) {
		gd_apply(&t->b.order.sheet, NULL, &t->b.events.at[i]);
		gd_apply(&t->b.replay.sheet, NULL, &t->b.events.at[i]);
	}
}

/* Onto the other version, or back. */
static void
go(struct two *t, bool back, int *kept)
{
	static const char *const admin[] = { "admin" };
	const struct gd_migration m = { .map = &t->map,
		.reason = "version 2",
		.before = back ? &t->before : NULL,
		.after = back ? &t->after : NULL };
	struct gd_facts f = t->b.facts;
	struct gd_migrated said;
	struct gd_workflow swap;

	f.actor =
	    (struct gd_actor){ .login = "root", .roles = admin, .nroles = 1 };
	if (!back) {
		gd_order_release(&t->before);
		gd_order_copy(&t->before, &t->b.order);
	}
	assert_int_equal(gd_migrate_decide(&m, &t->b.order, &f, &said,
			     &t->b.events, &t->b.err),
	    GD_OK);
	*kept = said.days_kept;
	gd_migrated_release(&said);
	apply(t);
	if (!back) {
		gd_order_release(&t->after);
		gd_order_copy(&t->after, &t->b.order);
	}
	swap = t->b.wf;
	t->b.wf = t->other.wf;
	t->other.wf = swap;
	gd_order_assert(&t->b.wf, &t->b.order);
}

static void
end(struct two *t)
{
	gd_flowmap_release(&t->map);
	gd_order_release(&t->before);
	gd_order_release(&t->after);
	bench_release(&t->b);
	bench_release(&t->other);
}

static void
dates_that_count_go_on_with_all_they_say(void **state)
{
	const struct gd_due *row;
	struct two t;
	int kept;

	(void)state;
	begin(&t,
	    TASK("a", ", due: {from: entry, days: 5}")
		TASK("gone", ", due: {from: entry}"),
	    LADDERS "limits:\n" LIMIT("stays", "from: entry, days: 9")
		LIMIT("ends", "from: entry, days: 9")
		    LIMIT("law", "from: entry, days: 9, hard: yes"),
	    TASK("b", ", plan: {from: promised}, due: {from: entry, days: 7}")
		TASK("new", ", due: {from: entry}"),
	    LADDERS "limits:\n" LIMIT("stays", "from: entry, days: 11")
		LIMIT("law", "from: entry, days: 12, hard: yes")
		    LIMIT("more", "from: entry, days: 13"),
	    "a=b,gone=-");
	dates_set(&t.b, "promised", 0, "2026-06-25");
	dates_set(&t.b, "entry", 0, "2026-06-20");
	dates_set(&t.b, "entry", 0, "2026-06-21");
	assert_string_equal(dates_row(&t.b, "a", 0, 0)->told, "person:clerk");
	go(&t, false, &kept);
	assert_int_equal(kept, 1);
	row = dates_row(&t.b, "b", 0, 0);
	assert_string_equal(dates_text(row->day), "2026-06-26");
	assert_string_equal(dates_text(row->first), "2026-06-25");
	assert_int_equal(row->moved, 1);
	assert_string_equal(row->reason, "version 2");
	assert_int_equal(row->rung, 1);
	assert_string_equal(row->told, "person:clerk");
	assert_string_equal(DAY_OF(&t.b, "stays"), "2026-07-02");
	assert_string_equal(DAY_OF(&t.b, "law"), "2026-07-03");
	assert_string_equal(DAY_OF(&t.b, "more"), "2026-07-04");
	assert_string_equal(DAY_OF(&t.b, "new"), "2026-06-21");
	assert_false(dates_has(&t.b, "a"));
	assert_false(dates_has(&t.b, "gone"));
	assert_false(dates_has(&t.b, "ends"));
	end(&t);
}

static void
taken_back_they_stand_as_they_stood(void **state)
{
	static const char *const ids[] = { "a", "stays", "ends" };
	struct two t;
	int kept;

	(void)state;
	for (int since = 0; since < 2; since++) {
		begin(&t, TASK("a", ", due: {from: entry, days: 5}"),
		    "limits:\n" LIMIT("stays", "from: entry, days: 9")
			LIMIT("ends", "from: entry, days: 9"),
		    TASK("b", ", due: {from: entry, days: 7}"),
		    "limits:\n" LIMIT("stays", "from: entry, days: 11"), "a=b");
		dates_set(&t.b, "entry", 0, "2026-07-21");
		go(&t, false, &kept);
		if (since)
			bench_must(&t.b, "clerk",
			    (struct gd_command){ .verb = GD_DO_MOVE,
				.duty = "b",
				.day = gd_day_parse("2026-08-01"),
				.reason = "asked for" });
		go(&t, true, &kept);
		for (size_t i = 0; i < 3; i++) {
			const struct gd_due *row =
			    dates_row(&t.b, ids[i], 0, 0);

			assert_string_equal(dates_text(row->day),
			    i == 0 && since ? "2026-08-01"
			    : i == 0        ? "2026-07-26"
					    : "2026-07-30");
			assert_int_equal(row->moved, i == 0 && since);
			assert_string_equal(dates_text(row->first),
			    i == 0 ? "2026-07-26" : "2026-07-30");
		}
		end(&t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_that_count_go_on_with_all_they_say),
		cmocka_unit_test(taken_back_they_stand_as_they_stood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
