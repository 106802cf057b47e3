/* tests/tui/test_door.c - coming in, the lock, another person, passwords. */
#include <stdlib.h>

#include "core/keys.h"

#include "example.h"

#include "base/banned.h"

/* Somebody opens the book; the screens begin with these keys. */
static void
opened(struct office *o, const char *login, const char *keys)
{
	app_again(o, login);
	key(o, "%s", keys);
	run_keys(o);
}

static void
setting(struct office *o, const char *name, const char *value)
{
	const struct gd_setting row = { .name = name, .value = value };
	struct gd_err err = GD_ERR_INIT;

	app_again(o, "chenli");
	assert_int_equal(gd_app_office_do(o->app,
			     &(struct gd_office_command){ GD_OFFICE_SETTING,
				 &row, UINT64_MAX },
			     &err),
	    GD_OK);
}

/* ---- the lock ------------------------------------------------------------ */

static void
ten_minutes_without_a_key_hide_everything_and_the_password_shows_it(
    void **state)
{
	struct office *o = *state;

	opened(o, "qianfang", "1 F3 text:EX-2610 wait:599");
	assert_seen(o, "EX-2610-009");
	opened(o, "qianfang", "1 F3 text:EX-2610 wait:600");
	assert_seen(o, "Locked for Qian Fang, since 2026-");
	assert_not_seen(o, "EX-2");
	/* no key goes through it, not even what shows messages */
	opened(o, "qianfang", "1 F3 text:EX-2610 wait:600 ctrl-g 0 q 1 F7");
	assert_seen(o, "Locked for");
	opened(o, "qianfang", "1 F3 text:EX-2610 wait:600" IN);
	assert_not_seen(o, "Locked");
	assert_seen(o, "[EX-2610");
}

static void
a_key_that_comes_too_late_does_nothing_but_lock(void **state)
{
	struct office *o = *state;

	opened(o, "qianfang", "F7 dump sleep:601 Esc dump" IN);
	assert_seen(o, "Locked for");
	assert_not_seen(o, "Leave gendan?");
	assert_non_null(
	    strstr(strstr(o->seen.text, "Locked for"), "New order"));
}

static void
the_office_says_after_how_many_minutes(void **state)
{
	struct office *o = *state;
	const struct gd_setting bad = { .name = "lock_minutes", .value = "x" };
	struct gd_err err = GD_ERR_INIT;

	setting(o, "lock_minutes", "3");
	opened(o, "qianfang", "wait:179 dump wait:1");
	assert_seen(o, "My day");
	assert_seen(o, "Locked for");
	setting(o, "lock_minutes", "0");
	opened(o, "qianfang", "wait:90000");
	assert_not_seen(o, "Locked");
	app_again(o, "chenli");
	assert_int_equal(gd_app_office_do(o->app,
			     &(struct gd_office_command){ GD_OFFICE_SETTING,
				 &bad, UINT64_MAX },
			     &err),
	    GD_USAGE);
	assert_int_equal(err.msg, GD_M_OFFICE_LOCK);
}

static void
a_key_locks_at_once_and_wipes_the_open_key_and_typed_passwords(void **state)
{
	struct office *o = *state;
	struct gd_err err = GD_ERR_INIT;

	app_again(o, "qianfang");
	assert_int_equal(gd_app_unlock(o->app, GD_DEMO_PASSWORD, &err), GD_OK);
	assert_true(gd_app_unlocked(o->app));
	key(o, "ctrl-x");
	run_keys(o);
	assert_seen(o, "Locked for");
	assert_false(gd_app_unlocked(o->app));
	/* the form is there again, the password typed in it is not */
	opened(o, "qianfang",
	    "Enter \"" GD_DEMO_PASSWORD "\" ctrl-x" IN "ctrl-s");
	assert_seen(o, "Sign:");
	assert_seen(o, "1 to put right");
}

static void
who_has_no_password_only_presses_enter(void **state)
{
	struct office *o = *state;

	opened(o, "xushi", "ctrl-x dump Enter");
	assert_int_equal(gd_app_password_state(o->app, "xushi"),
	    GD_PASSWORD_NONE);
	assert_seen(o, "You have no password yet");
	assert_seen(o, "My day");
}

/* ---- another person ------------------------------------------------------- */

static void
another_person_needs_his_password_and_sees_no_draft_of_the_first(void **state)
{
	struct office *o = *state;

	/* qianfang leaves a note half typed, and a message */
	opened(o, "qianfang",
	    "1 F3 text:EX-2610-009 Enter Enter F2 \"write a note\" Enter dump "
	    "\"secret matter\" "
	    "ctrl-x F11 text:lixia Enter \"nope\" Enter dump" IN "dump "
	    "ctrl-g dump Esc 1 F3 text:EX-2610-009 Enter Enter F2 \"write a "
	    "note\" Enter");
	assert_seen(o, "login or password is wrong");
	assert_seen(o, "You are Li Xia now");
	assert_not_seen(o, "secret matter");
	assert_string_equal(gd_app_login(o->app), "lixia");
	/* and finds it again, also after a new start */
	as(o, "qianfang");
	key(o, "1 F3 text:EX-2610-009 Enter Enter F2 \"write a note\" Enter");
	run_keys(o);
	assert_seen(o, "secret matter");
	opened(o, "qianfang",
	    "1 F3 text:EX-2610-009 Enter Enter F2 \"write a note\" Enter");
	assert_seen(o, "secret matter");
}

static void
who_looks_at_the_door_and_goes_back_is_still_locked_out(void **state)
{
	struct office *o = *state;

	opened(o, "qianfang", "ctrl-x F11 text:lixia Enter Esc");
	assert_seen(o, "Locked for Qian Fang");
	opened(o, "qianfang", "ctrl-x F11 Esc");
	assert_seen(o, "Locked for Qian Fang");
	opened(o, "qianfang", "F11 text:lixia Enter wait:600");
	assert_seen(o, "Locked for Qian Fang");
	opened(o, "qianfang", "F11 text:lixia Enter Esc");
	assert_seen(o, "My day");
}

static void
behind_ssh_nobody_becomes_another(void **state)
{
	struct office *o = *state;

	app_again(o, "qianfang");
	o->fixed = true;
	key(o, "F11 dump ctrl-x dump F11 dump");
	run_keys(o);
	assert_seen(o, "nobody else");
	assert_not_seen(o, "Who are you?");
	assert_not_seen(o, "Other person");
	assert_string_equal(gd_app_login(o->app), "qianfang");
}

/* ---- coming in ------------------------------------------------------------ */

static void
an_office_that_asks_everybody_gives_no_names_away(void **state)
{
	struct office *o = *state;
	char *nobody;

	setting(o, "login", "password");
	opened(o, "qianfang", "");
	assert_seen(o, "Who are you?  您是谁?");
	assert_not_seen(o, "To do today");
	assert_not_seen(o, "EX-2");
	opened(o, NULL, "F11 dump \"mallory\" Enter \"wrong one\" Enter");
	nobody = gd_strdup(strstr(o->seen.text, " login or password"));
	opened(o, NULL, "F11 dump \"wumin\" Enter \"wrong one\" Enter");
	assert_string_equal(nobody, strstr(o->seen.text, " login or password"));
	free(nobody);
	assert_not_seen(o, "Wu Min");
	opened(o, NULL, "shift-tab ctrl-u \"wumin\" Enter" IN);
	assert_seen(o, "You are Wu Min");
	assert_seen(o, "To do today");
}

static void
after_wrong_passwords_the_screen_counts_the_seconds(void **state)
{
	struct office *o = *state;

	setting(o, "login", "password");
	opened(o, "wumin",
	    "\"a\" Enter \"b\" Enter \"c\" Enter \"d\" Enter \"e\" Enter");
	assert_seen(o, "has to wait: 1 s");
	assert_seen(o, "Not yet; what you typed stays");
	/* what was typed stays: only Enter after the second */
	opened(o, "wumin", "\"e\" Enter wait:1 Enter dump wait:1 dump wait:1");
	assert_seen(o, "has to wait: 2 s");
	assert_seen(o, "has to wait: 1 s");
	opened(o, "wumin", "wait:2" IN);
	assert_seen(o, "You are Wu Min");
	assert_seen(o, "5 wrong passwords were given for you");
}

/* ---- passwords ------------------------------------------------------------ */

static void
first_password(struct office *o, const char *login, char out[GD_FIRST_PASSWORD])
{
	const struct gd_person p = { .login = login,
		.name = "新人",
		.name_en = "New Hand" };
	struct gd_err err = GD_ERR_INIT;

	app_again(o, "chenli");
	assert_int_equal(
	    gd_app_user_add(o->app, &p, UINT64_MAX, NULL, out, &err), GD_OK);
	assert_true(*out);
}

static void
a_first_password_is_changed_before_anything_else(void **state)
{
	struct office *o = *state;
	char first[GD_FIRST_PASSWORD];

	setting(o, "login", "password");
	first_password(o, "newhand", first);
	app_again(o, "newhand");
	key(o, "\"%s\" Enter dump \"steel mug\" Enter \"steel cup\" Enter dump",
	    first);
	key(o, "\"newhand\" Enter \"newhand\" Enter dump");
	key(o, "\"12345678\" Enter \"12345678\" Enter dump 0 1 F7 Esc");
	run_keys(o);
	assert_seen(o, "This was your first password");
	assert_seen(o, "not the same twice");
	assert_seen(o, "8 to 128 characters");
	assert_seen(o, "first passwords everybody tries");
	assert_not_seen(o, "My day");
	key(o,
	    "\"%s\" Enter \"steel mug at night\" Enter "
	    "\"steel mug at night\" Enter",
	    first);
	run_keys(o);
	assert_seen(o, "My day");
	assert_seen(o, "Your password is set");
	assert_int_equal(gd_app_password_state(o->app, "newhand"),
	    GD_PASSWORD_OWN);
}

static void
a_first_password_that_is_over_says_whom_to_ask(void **state)
{
	struct office *o = *state;
	char first[GD_FIRST_PASSWORD];

	setting(o, "login", "password");
	first_password(o, "newhand", first);
	setenv("GENDAN_NOW", "2026-12-31T09:00:00+08:00", 1);
	app_again(o, "newhand");
	key(o, "\"%s\" Enter", first);
	run_keys(o);
	assert_seen(o, "good for 7 days and is over");
	assert_seen(o, "gendan user reset newhand");
	assert_not_seen(o, "My day");
	setenv("GENDAN_NOW", "2026-11-23T09:00:00+08:00", 1);
}

static void
ones_password_is_changed_in_the_screens(void **state)
{
	struct office *o = *state;
	struct gd_err err = GD_ERR_INIT;

	opened(o, "qianfang",
	    "ctrl-k \"" GD_DEMO_PASSWORD "\" Enter \"steel mug at night\" "
	    "Enter \"steel mug at night\" Enter");
	assert_seen(o, "Your password is set");
	assert_seen(o, "My day");
	assert_int_equal(gd_app_unlock(o->app, "steel mug at night", &err),
	    GD_OK);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, teardown)
	const struct CMUnitTest tests[] = {
		T(ten_minutes_without_a_key_hide_everything_and_the_password_shows_it),
		T(a_key_that_comes_too_late_does_nothing_but_lock),
		T(the_office_says_after_how_many_minutes),
		T(a_key_locks_at_once_and_wipes_the_open_key_and_typed_passwords),
		T(who_has_no_password_only_presses_enter),
		T(another_person_needs_his_password_and_sees_no_draft_of_the_first),
		T(who_looks_at_the_door_and_goes_back_is_still_locked_out),
		T(behind_ssh_nobody_becomes_another),
		T(an_office_that_asks_everybody_gives_no_names_away),
		T(after_wrong_passwords_the_screen_counts_the_seconds),
		T(a_first_password_is_changed_before_anything_else),
		T(a_first_password_that_is_over_says_whom_to_ask),
		T(ones_password_is_changed_in_the_screens),
	};

	return cmocka_run_group_tests(tests, make_first, end_first);
}
