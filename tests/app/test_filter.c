/* tests/app/test_filter.c - filter words in both languages, and the lists a
 * person keeps. */
#include "app_test.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/saved.h"
#include "base/day.h"

/* One line of words; the filter's texts live in arena. */
static enum gd_code
read_line(struct office *o, const char *line, struct gd_arena *arena,
    struct gd_filter *f, struct gd_err *err)
{
	const char *words[32];
	int n = gd_filter_split(line, arena, words, 32);

	*err = (struct gd_err)GD_ERR_INIT;
	return gd_app_filter(o->app, words, n, arena, f, err);
}

static void
good(struct office *o, const char *line, struct gd_arena *arena,
    struct gd_filter *f)
{
	struct gd_err err;
	enum gd_code rc = read_line(o, line, arena, f, &err);

	if (rc != GD_OK)
		fail_msg("%s: %s (%s)", line, gd_msg_english(err.msg),
		    err.arg[0].text);
}

/* The refusal's arguments joined, "" when it was taken. */
static const char *
said(struct office *o, const char *line)
{
	static char text[420];
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_filter f;
	struct gd_err err;

	text[0] = '\0';
	if (read_line(o, line, &arena, &f, &err) != GD_OK)
		snprintf(text, sizeof text, "%s %s", err.arg[0].text,
		    err.arg[1].text);
	gd_arena_release(&arena);
	return text;
}

static void
every_key_has_an_example_that_reads_in_both_languages(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_filter_key *keys;
	struct office o;
	int n;

	(void)state;
	office_open(&o);
	keys = gd_filter_keys(&n);
	assert_true(n >= 20);
	for (int i = 0; i < n; i++) {
		struct gd_filter en, zh;
		char line[200], form[100];
		struct gd_err err;
		enum gd_code rc;

		/* the first example; names in it need not be there */
		snprintf(form, sizeof form, "%s", keys[i].form);
		form[strcspn(form, " ")] = '\0';
		rc = read_line(&o, form, &arena, &en, &err);
		if (rc != GD_OK && rc != GD_MISSING)
			fail_msg("%s: %s", form, gd_msg_english(err.msg));
		snprintf(line, sizeof line, "%s%s", keys[i].zh,
		    form + strlen(keys[i].key));
		assert_int_equal(read_line(&o, line, &arena, &zh, &err), rc);
		assert_int_equal(en.states, zh.states);
		assert_int_equal(en.due_before, zh.due_before);
		assert_int_equal(en.hard_before, zh.hard_before);
		assert_int_equal(en.warns, zh.warns);
		assert_int_equal(en.step_no, zh.step_no);
		assert_int_equal(en.sort, zh.sort);
		assert_true(*keys[i].help);
	}
	gd_arena_release(&arena);
	office_close(&o);
}

static void
values_are_read_as_people_write_them(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_filter f;
	struct office o;

	(void)state;
	office_open(&o);
	good(&o, "步骤：5 逾期: who:wumin", &arena, &f);
	assert_int_equal(f.step_no, 5);
	assert_true(f.late);
	assert_non_null(f.waits);
	good(&o, "due:2026-12-01..2026-12-15", &arena, &f);
	assert_int_equal(f.due_after, gd_day_of(2026, 11, 30));
	assert_int_equal(f.due_before, gd_day_of(2026, 12, 16));
	good(&o, "due>2026-12-01", &arena, &f);
	assert_int_equal(f.due_after, gd_day_of(2026, 12, 1));
	good(&o, "hard<2026-12-01 warns:", &arena, &f);
	assert_int_equal(f.hard_before, gd_day_of(2026, 12, 1));
	assert_int_equal(f.hard_after, 0);
	assert_true(f.warns);
	assert_false(f.sorted);
	good(&o, "硬期限＞2026-12-01 排序：硬期限", &arena, &f);
	assert_int_equal(f.hard_after, gd_day_of(2026, 12, 1));
	assert_int_equal(f.hard_before, 0);
	assert_false(f.warns);
	assert_int_equal(f.sort, GD_SORT_HARD);
	assert_true(f.sorted);
	good(&o, "number:EX-2611*", &arena, &f);
	assert_string_equal(f.number_from, "EX-2611");
	assert_int_equal(f.sort, GD_SORT_NUMBER);
	assert_int_equal(f.states, 0);
	good(&o, "lots>1 taken: currency:usd", &arena, &f);
	assert_int_equal(f.lots_from, 2);
	assert_int_equal(f.taken, 1);
	assert_string_equal(f.currency, "USD");
	assert_int_equal(f.states, 3);
	good(&o, "created>2026-11-01", &arena, &f);
	assert_true(f.created_from > 0);
	good(&o, "customer~远洋 \"two words\"", &arena, &f);
	assert_string_equal(f.customer_word, "远洋");
	assert_string_equal(f.words[0], "two words");
	good(&o, "clerk:me state:all", &arena, &f);
	assert_string_equal(f.clerk, "chenli");
	good(&o, "out:qc", &arena, &f);
	assert_string_equal(f.out_desk, "qc");
	gd_arena_release(&arena);
	office_close(&o);
}

static void
what_is_not_known_is_named_with_what_is_near(void **state)
{
	struct office o;

	(void)state;
	office_open(&o);
	assert_string_equal(said(&o, "stap:5"), "stap step");
	assert_string_equal(said(&o, "步聚:5"), "步聚 步骤");
	assert_string_equal(said(&o, "lata:"), "lata late");
	assert_string_equal(said(&o, "step:x"), "step x");
	assert_string_equal(said(&o, "due:someday"), "due someday");
	assert_string_equal(said(&o, "hard:someday"), "hard someday");
	assert_string_equal(said(&o, "warns:no"), "warns no");
	assert_string_equal(said(&o, "clerk:nobody"), "nobody ");
	assert_string_equal(said(&o, "clerk:chenli clerk:zhouyan"), "clerk ");
	assert_string_equal(said(&o, "@nope"), "nope chenli");
	office_close(&o);
}

/* "CODE typed near" of what is refused, "" when the line is taken. */
static void
refused(struct office *o, const char *line, enum gd_msg why, const char *near)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_filter f;
	struct gd_err err;
	enum gd_code rc = read_line(o, line, &arena, &f, &err);

	if (rc == GD_OK || err.msg != why || strcmp(err.arg[2].text, near) != 0)
		fail_msg("%s: %d %s (%s, %s, %s)", line, rc,
		    gd_msg_english(err.msg), err.arg[0].text, err.arg[1].text,
		    err.arg[2].text);
	gd_arena_release(&arena);
}

static void
a_value_nothing_has_is_refused_with_what_was_meant(void **state)
{
	struct office o;

	(void)state;
	office_open(&o);
	refused(&o, "late:zz", GD_M_APP_FILTER_VALUE, "late:");
	refused(&o, "late<3", GD_M_APP_FILTER_VALUE, "late:");
	refused(&o, "state>held", GD_M_APP_FILTER_VALUE, "state:held");
	refused(&o, "step:99", GD_M_APP_FILTER_VALUE, "1 .. 11");
	refused(&o, "step:contrac", GD_M_APP_NONE_NEAR, "contract");
	refused(&o, "who:", GD_M_APP_FILTER_EMPTY, "");
	refused(&o, "customer:", GD_M_APP_FILTER_EMPTY, "");
	refused(&o, "who:finace", GD_M_APP_NONE_NEAR, "finance");
	refused(&o, "谁:跟单圆", GD_M_APP_NONE_NEAR, "跟单员");
	refused(&o, "who:xyzxyz", GD_M_APP_NO_WHO, "");
	refused(&o, "clerk:chenly", GD_M_APP_NONE_NEAR, "chenli");
	refused(&o, "person:xyzxyz", GD_M_OFFICE_NO_PERSON, "");
	refused(&o, "desk:qcc", GD_M_APP_NONE_NEAR, "qc");
	refused(&o, "role:clrk", GD_M_APP_NONE_NEAR, "clerk");
	refused(&o, "workflow:exprt", GD_M_APP_NONE_NEAR, "export");
	refused(&o, "company:nowhere", GD_M_OFFICE_NO_COMPANY, "");
	refused(&o, "customer:ALFK", GD_M_OFFICE_NO_CUSTOMER, "");
	refused(&o, "customer~zzzz", GD_M_OFFICE_NO_CUSTOMER, "");
	office_close(&o);
}

static void
what_waits_at_the_clerks_desk_waits_for_the_clerk(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_filter f;
	struct office o;

	(void)state;
	office_open(&o);
	good(&o, "谁:跟单", &arena, &f);
	assert_string_equal(f.waits, "role:clerk");
	good(&o, "who:clerk", &arena, &f);
	assert_string_equal(f.waits, "role:clerk");
	good(&o, "desk:跟单", &arena, &f);
	assert_string_equal(f.waits, "role:clerk");
	good(&o, "desk:品管", &arena, &f);
	assert_string_equal(f.waits, "desk:qc");
	good(&o, "步骤:contract", &arena, &f);
	assert_int_equal(f.step_no, 5);
	gd_arena_release(&arena);
	office_close(&o);
}

static void
lists_are_kept_for_their_person_alone(void **state)
{
	static const char *const urgent[] = { "late:", "clerk:me",
		"two words" };
	static const char *const nested[] = { "@urgent" };
	static const char *const wrong[] = { "stap:5" };
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_saved_list *lists;
	struct gd_err err = GD_ERR_INIT;
	struct gd_filter f;
	struct office o;
	int n;

	(void)state;
	office_open(&o);
	assert_int_equal(gd_app_become(o.app, "chenli", &err), GD_OK);
	expect(gd_app_save_list(o.app, "urgent", urgent, 3, &err), GD_OK, &err);
	expect(gd_app_save_list(o.app, "again", nested, 1, &err), GD_USAGE,
	    &err);
	expect(gd_app_save_list(o.app, "bad", wrong, 1, &err), GD_USAGE, &err);
	expect(gd_app_save_list(o.app, "a b", urgent, 1, &err), GD_USAGE, &err);
	expect(gd_app_saved(o.app, &arena, &lists, &n, &err), GD_OK, &err);
	assert_int_equal(n, 1);
	assert_string_equal(lists[0].words, "late: clerk:me \"two words\"");
	good(&o, "@urgent step:5", &arena, &f);
	assert_true(f.late);
	assert_int_equal(f.step_no, 5);
	assert_string_equal(f.words[0], "two words");
	/* kept anew under the same name; another person has none of it */
	expect(gd_app_save_list(o.app, "urgent", urgent, 1, &err), GD_OK, &err);
	expect(gd_app_saved(o.app, &arena, &lists, &n, &err), GD_OK, &err);
	assert_string_equal(lists[0].words, "late:");
	assert_int_equal(gd_app_become(o.app, "zhouyan", &err), GD_OK);
	expect(gd_app_saved(o.app, &arena, &lists, &n, &err), GD_OK, &err);
	assert_int_equal(n, 0);
	expect(gd_app_forget_list(o.app, "urgent", &err), GD_MISSING, &err);
	assert_int_equal(gd_app_become(o.app, "chenli", &err), GD_OK);
	expect(gd_app_forget_list(o.app, "urgent", &err), GD_OK, &err);
	expect(gd_app_saved(o.app, &arena, &lists, &n, &err), GD_OK, &err);
	assert_int_equal(n, 0);
	gd_arena_release(&arena);
	office_close(&o);
}

/* Numbers and lists change rows of the office that are read when needed. */
static void
an_order_and_a_kept_list_make_nobody_load_the_office_again(void **state)
{
	static const char *const words[] = { "late:" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *other;
	char a[64], b[64];
	struct office o;
	int64_t before;

	(void)state;
	office_open(&o);
	other = office_again(&o);
	before = gd_store_office_generation(o.app->store);
	new_order(&o, tt_fields, a);
	expect(gd_app_save_list(o.app, "urgent", words, 1, &err), GD_OK, &err);
	new_order(&o, tt_fields, b);
	assert_string_not_equal(a, b);
	assert_int_equal(gd_store_office_generation(o.app->store), before);
	assert_int_equal(gd_store_office_generation(other->store), before);
	/* two processes take numbers in turn, none twice, none left out */
	for (int i = 0; i < 6; i++) {
		char numbers[2][64];
		struct office second = o;

		second.app = other;
		new_order(&o, tt_fields, numbers[0]);
		new_order(&second, tt_fields, numbers[1]);
		assert_int_equal(atoi(strrchr(numbers[1], '-') + 1),
		    atoi(strrchr(numbers[0], '-') + 1) + 1);
	}
	gd_app_close(other);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_key_has_an_example_that_reads_in_both_languages),
		cmocka_unit_test(values_are_read_as_people_write_them),
		cmocka_unit_test(what_is_not_known_is_named_with_what_is_near),
		cmocka_unit_test(
		    a_value_nothing_has_is_refused_with_what_was_meant),
		cmocka_unit_test(
		    what_waits_at_the_clerks_desk_waits_for_the_clerk),
		cmocka_unit_test(lists_are_kept_for_their_person_alone),
		cmocka_unit_test(
		    an_order_and_a_kept_list_make_nobody_load_the_office_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
