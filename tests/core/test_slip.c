/* tests/core/test_slip.c - one date slips: which others move, what breaks
 * first; late from the beginning; on hold.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <cmocka.h>

#include "base/day.h"
#include "bench.h"
#include "core/view/dates.h"

#include "base/banned.h"

static const char flow[] =
    "workflow: s\nversion: 1\nzh: 甲\nen: S\n"
    "roles: {clerk: {zh: 跟单员, en: Clerk, assigned: yes}}\n"
    "desks: {clerk: {zh: 跟单, en: Clerk, clerk: yes}}\n"
    "fields:\n"
    "  delivery: {zh: 交期, en: Delivery, type: date, intake: yes}\n"
    "  entry: {zh: 进仓截止, en: Cargo entry, type: date, intake: yes}\n"
    "  etd: {zh: 开船日, en: ETD, type: date, intake: yes}\n"
    "  lsd: {zh: 最迟装运日, en: Latest shipment, type: date, intake: yes}\n"
    "limits:\n"
    "  latest: {zh: 最迟装运, en: Latest shipment, duty: loaded, due: {from: "
    "lsd, hard: yes}}\n"
    "  ready_by: {zh: 赶进仓, en: Ready for entry, duty: finished, per: lot, "
    "due: {from: entry, hard: yes}}\n"
    "steps:\n"
    "  make:\n    zh: 做\n    en: Make\n    duties:\n"
    "      material: {zh: 到料, en: Material, kind: task, by: clerk, plan: "
    "{from: delivery, days: -20, hold: stops}}\n"
    "      sew: {zh: 缝制, en: Sewing, kind: task, by: clerk, needs: "
    "done(material), plan: {from: plan(material), days: 3, hold: stops}}\n"
    "      finished: {zh: 完货, en: Finished, kind: task, by: clerk, per: "
    "lot, needs: done(sew), due: {from: delivery, hold: stops}}\n"
    "  ship:\n    zh: 出货\n    en: Ship\n    after: [make]\n    duties:\n"
    "      slip: {zh: 进仓单, en: Entry slip, kind: task, by: clerk, needs: "
    "done(finished), due: {from: entry, days: -2, roll: earlier}}\n"
    "      loaded: {zh: 装船, en: Loaded, kind: task, by: clerk, needs: "
    "done(slip), due: {from: etd}}\n";

static struct gd_arena arena;
static struct gd_dates dates;

static void
look(struct bench *b)
{
	gd_arena_release(&arena);
	gd_dates_make(&b->wf, &b->order, &b->facts, &arena, &dates);
}

static void
at_day(struct bench *b, int month, int mday)
{
	b->facts.today = gd_day_of(2026, month, mday);
	b->facts.now_ms = (int64_t)b->facts.today * 86400000 + 3600000;
}

/* The 27th of July 2026 is a Monday. */
static void
begin(struct bench *b, const char *delivery)
{
	bench_init_on(b, flow, sizeof flow - 1);
	at_day(b, 7, 27);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "assign:clerk", "clerk" }, { "delivery", delivery },
		    { "entry", "2026-09-10" }, { "etd", "2026-09-12" },
		    { "lsd", "2026-09-15" }) });
	look(b);
}

static void
end(struct bench *b)
{
	gd_arena_release(&arena);
	bench_release(b);
}

static const struct gd_date_view *
view(const char *id)
{
	for (size_t i = 0; i < dates.n; i++)
		if (strcmp(dates.at[i].row->duty, id) == 0)
			return &dates.at[i];
	return NULL;
}

static void
move(struct bench *b, const char *duty, int month, int mday)
{
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MOVE,
		.duty = duty,
		.day = gd_day_of(2026, month, mday),
		.reason = "why" });
	look(b);
}

static void
nothing_moves_while_nothing_slips(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "2026-09-01");
	for (size_t i = 0; i < dates.n; i++) {
		assert_true(dates.at[i].open);
		assert_int_equal(dates.at[i].slip, 0);
		assert_int_equal(dates.at[i].late, 0);
		if (!dates.at[i].limiting)
			assert_int_equal(dates.at[i].projected,
			    dates.at[i].row->day);
	}
	assert_int_equal(dates.later, 0);
	assert_null(dates.first_broken);
	assert_ptr_equal(dates.next_hard, view("ready_by"));
	assert_int_equal(view("latest")->projected, gd_day_of(2026, 9, 12));
	end(&b);
}

static void
a_moved_date_pushes_what_comes_after_and_names_what_breaks(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "2026-09-01");
	move(&b, "finished", 9, 9);
	assert_int_equal(view("finished")->projected, gd_day_of(2026, 9, 9));
	assert_int_equal(view("finished")->slip, 0); /* of what is in force */
	assert_int_equal(view("slip")->projected, gd_day_of(2026, 9, 9));
	assert_int_equal(view("slip")->slip, 1);
	assert_int_equal(view("loaded")->slip, 0);
	assert_int_equal(dates.later, 2);
	assert_null(dates.first_broken);
	move(&b, "finished", 9, 11);
	assert_ptr_equal(dates.first_broken, view("ready_by"));
	assert_false(view("latest")->breaks);
	move(&b, "finished", 9, 17);
	assert_int_equal(view("loaded")->projected, gd_day_of(2026, 9, 17));
	assert_true(view("latest")->breaks);
	assert_int_equal(view("latest")->slip, 2);
	/* the earlier of the two */
	assert_ptr_equal(dates.first_broken, view("ready_by"));
	assert_int_equal(dates.later, 3);
	end(&b);
}

static void
what_is_not_done_by_its_day_pushes_day_by_day(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "2026-09-01");
	at_day(&b, 8, 14); /* material was due on the 12th */
	look(&b);
	assert_int_equal(view("material")->late, 2);
	assert_int_equal(view("material")->left, -2);
	assert_int_equal(view("material")->projected, gd_day_of(2026, 8, 14));
	assert_int_equal(view("sew")->projected, gd_day_of(2026, 8, 17));
	assert_int_equal(dates.later, 2);
	/* done late: what is reckoned from it keeps its distance */
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL, .duty = "material" });
	look(&b);
	assert_false(view("material")->open);
	assert_int_equal(view("material")->late, 2);
	assert_int_equal(view("sew")->projected, gd_day_of(2026, 8, 17));
	end(&b);
}

static void
an_order_that_comes_too_late_says_by_how_much(void **state)
{
	const struct gd_date_view *worst;
	struct bench b;
	int days;

	(void)state;
	begin(&b, "2026-08-06");
	worst = gd_dates_late_at_start(&dates, &days);
	assert_non_null(worst);
	assert_string_equal(worst->row->duty, "material");
	assert_int_equal(days, 10);
	end(&b);
	begin(&b, "2026-09-01");
	assert_null(gd_dates_late_at_start(&dates, &days));
	assert_int_equal(days, 0);
	end(&b);
}

static void
on_hold_soft_dates_stand_and_hard_ones_break_in_time(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "2026-09-01");
	at_day(&b, 8, 10);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_HOLD, .reason = "why" });
	at_day(&b, 8, 19); /* stood 9 days: finished would be on 09-10 */
	look(&b);
	assert_int_equal(view("material")->left, 2);
	assert_int_equal(view("material")->late, 0);
	assert_int_equal(view("material")->slip, 0);
	assert_int_equal(view("finished")->projected, gd_day_of(2026, 9, 1));
	assert_null(dates.first_broken);
	assert_int_equal(view("slip")->slip, 2); /* its clock runs */
	assert_int_equal(dates.later, 1);
	at_day(&b, 8, 20);
	look(&b);
	assert_ptr_equal(dates.first_broken, view("ready_by"));
	assert_int_equal(view("ready_by")->projected, gd_day_of(2026, 9, 11));
	assert_int_equal(view("material")->left, 2);
	/* and so it is when the order goes on that day */
	bench_must(&b, "clerk", (struct gd_command){ .verb = GD_DO_RESUME });
	look(&b);
	assert_int_equal(view("material")->left, 2);
	assert_int_equal(view("finished")->row->day, gd_day_of(2026, 9, 11));
	assert_ptr_equal(dates.first_broken, view("ready_by"));
	end(&b);
}

static void
a_closed_order_has_nothing_open(void **state)
{
	struct bench b;

	(void)state;
	begin(&b, "2026-09-01");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CANCEL, .reason = "why" });
	at_day(&b, 12, 1);
	look(&b);
	for (size_t i = 0; i < dates.n; i++)
		assert_false(dates.at[i].open || dates.at[i].late ||
			     dates.at[i].breaks || dates.at[i].urgent);
	assert_null(dates.next_hard);
	assert_null(dates.first_broken);
	assert_int_equal(dates.later, 0);
	end(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_moves_while_nothing_slips),
		cmocka_unit_test(
		    a_moved_date_pushes_what_comes_after_and_names_what_breaks),
		cmocka_unit_test(what_is_not_done_by_its_day_pushes_day_by_day),
		cmocka_unit_test(an_order_that_comes_too_late_says_by_how_much),
		cmocka_unit_test(
		    on_hold_soft_dates_stand_and_hard_ones_break_in_time),
		cmocka_unit_test(a_closed_order_has_nothing_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
