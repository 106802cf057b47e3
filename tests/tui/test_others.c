/* tests/tui/test_others.c - two people on one book at the same time: two
 * handles of the app; while the screens of one wait for a key, the other
 * writes. */
#include "office.h"

#include "base/banned.h"

/* One demo office, copied for each test. */
static char book[128];

static int
make_book(void **state)
{
	struct office *o;

	if (setup(state) != 0)
		return -1;
	o = *state;
	gd_app_close(o->app);
	o->app = NULL;
	snprintf(book, sizeof book, "%s", o->book);
	return 0;
}

static int
begin(void **state)
{
	struct office *o = gd_alloc(1, sizeof *o);
	struct gd_verify_report report = { 0 };
	struct gd_err err = GD_ERR_INIT;

	snprintf(o->dir, sizeof o->dir, "/tmp/gendan-others-XXXXXX");
	assert_non_null(mkdtemp(o->dir));
	snprintf(o->book, sizeof o->book, "%s/book.db", o->dir);
	setenv("XDG_STATE_HOME", o->dir, 1);
	assert_int_equal(gd_store_backup(book, o->book, &report, &err), GD_OK);
	o->keys = o->seen = (struct gd_str)GD_STR_INIT;
	app_again(o, "chenli");
	*state = o;
	return 0;
}

/* What the other one does, at the first wait of a run. */
struct other {
	struct office *o;
	const char *login;
	struct gd_command cmd;
	int times; /* how often he did it */
	int most;
};

static void
meanwhile(void *payload)
{
	struct other *t = payload;
	const struct gd_app_options options = { .book = t->o->book,
		.login = t->login };
	struct gd_err err = GD_ERR_INIT;
	struct gd_app *app;

	if (t->times == t->most)
		return;
	t->times++;
	assert_int_equal(gd_app_open(&options, &app, &err), GD_OK);
	if (gd_app_act(app, t->o->number, &t->cmd, NULL, NULL, &err) != GD_OK)
		fail_msg("%s may not do this: message %d", t->login, err.msg);
	gd_app_close(app);
}

static void
run_with(struct office *o, struct other *t)
{
	char buf[8192];
	FILE *out = tmpfile();
	size_t n;

	t->o = o;
	t->most = t->most ? t->most : 1;
	assert_non_null(out);
	assert_int_equal(gd_tui_run(&o->app, &o->lang,
			     &(struct gd_tui_options){ .script = o->keys.text,
				 .dump = true,
				 .rows = 24,
				 .cols = 80,
				 .meanwhile = meanwhile,
				 .payload = t,
				 .out = out }),
	    GD_OK);
	rewind(out);
	gd_str_reset(&o->seen);
	while ((n = fread(buf, 1, sizeof buf, out)) > 0)
		gd_str_addn(&o->seen, buf, n);
	fclose(out);
	gd_str_reset(&o->keys);
}

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

static void
assert_field(struct office *o, const char *name, const char *want)
{
	struct gd_order_page page = page_of(o);

	assert_string_equal(gd_field(&page.order, name, 0), want);
	gd_order_page_release(&page);
}

static int64_t
revision(struct office *o)
{
	struct gd_order_page page = page_of(o);
	int64_t rev = page.order.rev;

	gd_order_page_release(&page);
	return rev;
}

/* Li Xia corrects the order's data; Qian Fang, a manager, may too. */
static void
open_form(struct office *o)
{
	snprintf(o->number, sizeof o->number, "EX-2611-005");
	sits(o, "lixia");
	key(o, "1 F3 text:%s Enter Enter F2 text:correct: Enter", o->number);
}

/* Contract number and customer's order number, from the top of the form. */
static void
type_numbers(struct office *o, const char *contract, const char *po)
{
	key(o, "down ctrl-u text:%s down ctrl-u text:%s", contract, po);
	key(o, "pgdn pgdn pgdn pgdn up ctrl-u text:typo");
}

static struct other
corrects(const struct gd_pair *fields, int n)
{
	return (struct other){ .login = "qianfang",
		.cmd = { .verb = GD_DO_CORRECT,
		    .reason = "asked by phone",
		    .fields = fields,
		    .nfields = n } };
}

static const struct gd_pair contract_t2[] = { { "contract_no", "T-2" } };

/* ---- saving over a newer version ------------------------------------------ */

static void
a_field_both_changed_stands_side_by_side_and_nothing_is_saved_yet(void **state)
{
	struct other t = corrects(contract_t2, 1);
	struct office *o = *state;

	open_form(o);
	type_numbers(o, "M-1", "PO-7");
	key(o, "wait:1 ctrl-s");
	run_with(o, &t);
	assert_seen(o, "Changed by both");
	assert_seen(o, "Qian Fang saved meanwhile; decide");
	assert_seen(o, "Yours            M-1");
	assert_seen(o, "Theirs           T-2");
	assert_seen(o, "To be saved      not decided yet");
	assert_field(o, "contract_no", "T-2");
	assert_field(o, "customer_po", "");
}

static void
save_is_refused_while_a_field_is_not_decided(void **state)
{
	struct other t = corrects(contract_t2, 1);
	struct office *o = *state;

	open_form(o);
	type_numbers(o, "M-1", "PO-7");
	key(o, "wait:1 ctrl-s ctrl-s");
	run_with(o, &t);
	assert_seen(o, "1 not decided: F5 takes yours");
	assert_field(o, "contract_no", "T-2");
}

/* Decided with these keys, then saved with the rest of the form. */
static void
decide(struct office *o, const char *keys, const char *contract)
{
	struct other t = corrects(contract_t2, 1);
	int64_t rev;

	open_form(o);
	rev = revision(o);
	type_numbers(o, "M-1", "PO-7");
	key(o, "wait:1 ctrl-s %s ctrl-s", keys);
	run_with(o, &t);
	assert_not_seen(o, "Changed by both");
	assert_field(o, "contract_no", contract);
	assert_field(o, "customer_po", "PO-7");
	/* theirs is one command, all of mine is one more */
	assert_int_equal(revision(o), rev + 2);
}

static void
mine_is_taken_and_saved_with_the_rest_in_one_command(void **state)
{
	decide(*state, "F5", "M-1");
}

static void
theirs_stays_and_the_rest_of_mine_is_saved(void **state)
{
	decide(*state, "F6", "T-2");
}

static void
a_third_value_is_typed_where_neither_is_right(void **state)
{
	decide(*state, "F4 ctrl-u text:X-3 Enter Enter", "X-3");
}

static void
esc_saves_nothing_keeps_what_was_typed_and_asks_again_later(void **state)
{
	struct other t = corrects(contract_t2, 1), none = { .times = 1 };
	struct office *o = *state;

	open_form(o);
	type_numbers(o, "M-1", "PO-7");
	key(o, "wait:1 ctrl-s Esc dump ctrl-s dump Esc Esc");
	run_with(o, &t);
	assert_seen(o, "nothing is saved; Ctrl-S shows both again");
	assert_field(o, "contract_no", "T-2");
	assert_field(o, "customer_po", "");
	/* another day: the draft, over a version that is newer than it */
	open_form(o);
	key(o, "dump ctrl-s dump F5 ctrl-s");
	run_with(o, &none);
	assert_seen(o, "meanwhile others changed: Contract no. T-2");
	assert_seen(o, "Others saved after you typed");
	assert_field(o, "contract_no", "M-1");
	assert_field(o, "customer_po", "PO-7");
}

/* ---- what does not overlap -------------------------------------------------- */

static void
fields_only_one_of_two_changed_are_both_kept_and_it_says_so(void **state)
{
	static const struct gd_pair theirs[] = { { "remarks", "fragile" } };
	struct other t = corrects(theirs, 1);
	struct office *o = *state;

	open_form(o);
	type_numbers(o, "M-1", "PO-7");
	key(o, "wait:1 ctrl-s");
	run_with(o, &t);
	assert_seen(o, "Meanwhile, kept too:");
	assert_seen(o, "fragile");
	assert_field(o, "contract_no", "M-1");
	assert_field(o, "remarks", "fragile");
}

/* A line is one row to the token; its cells still merge. */
static void
two_cells_of_one_line_changed_by_two_people_merge_by_themselves(void **state)
{
	static const struct gd_pair theirs[] = { { "line:1:unit", "set" } };
	struct other t = corrects(theirs, 1);
	struct office *o = *state;
	struct gd_order_page page;
	const struct gd_line *l;

	snprintf(o->number, sizeof o->number, "EX-2611-005");
	sits(o, "lixia");
	key(o, "1 F3 text:%s Enter Enter F2 text:line: Enter", o->number);
	key(o, "down down ctrl-u text:9000");
	key(o, "down down down down down down text:typo wait:1 ctrl-s");
	run_with(o, &t);
	assert_seen(o, "changed Unit meanwhile; yours was kept too");
	page = page_of(o);
	l = gd_row_at(&page.order.sheet, GD_TAB_LINE, 0);
	assert_int_equal(l->qty, 9000);
	assert_string_equal(l->unit, "set");
	gd_order_page_release(&page);
}

static void
who_typed_the_same_is_told_and_nothing_is_written_twice(void **state)
{
	static const struct gd_pair theirs[] = { { "contract_no", "M-1" },
		{ "customer_po", "PO-7" } };
	struct other t = corrects(theirs, 2);
	struct office *o = *state;
	int64_t rev;

	open_form(o);
	rev = revision(o);
	type_numbers(o, "M-1", "PO-7");
	key(o, "wait:1 ctrl-s");
	run_with(o, &t);
	assert_seen(o, "wrote the same meanwhile");
	assert_int_equal(revision(o), rev + 1);
}

/* ---- acts are never merged ---------------------------------------------------- */

/* The form that moves the date of the sample; another one moves it first. */
static void
move_date(struct office *o, struct other *t, const char *then)
{
	snprintf(o->number, sizeof o->number, "EX-2611-004");
	sits(o, "lixia");
	key(o, "1 F3 text:%s Enter Enter F2 text:movedate:sample_back Enter",
	    o->number);
	key(o, "ctrl-u text:2026-12-04 down text:late wait:1 ctrl-s dump %s",
	    then);
	*t = (struct other){ .login = "lixia",
		.cmd = { .verb = GD_DO_MOVE,
		    .duty = "sample_back",
		    .reason = "the kiln",
		    .day = gd_day_read("2026-12-02", 0) } };
	run_with(o, t);
	assert_seen(o, "Changed since you looked");
	assert_seen(o, "the kiln");
	assert_seen(o, "[ Look again ]");
}

static int32_t
sample_day(struct office *o)
{
	struct gd_order_page page = page_of(o);
	const struct gd_due *due;
	int32_t day = 0;

	for (size_t i = 0; (due = gd_walk(&page.order, GD_TAB_DUE, &i));)
		if (strcmp(due->duty, "sample_back") == 0)
			day = (int32_t)due->day;
	gd_order_page_release(&page);
	return day;
}

static void
an_act_on_what_changed_shows_it_and_is_done_only_when_asked_again(void **state)
{
	struct office *o = *state;
	struct other t;

	move_date(o, &t, "Enter"); /* look again has the focus */
	assert_int_equal(sample_day(o), gd_day_read("2026-12-02", 0));
}

static void
an_act_on_what_changed_is_done_after_a_yes(void **state)
{
	struct office *o = *state;
	struct other t;

	move_date(o, &t, "tab Enter");
	assert_int_equal(sample_day(o), gd_day_read("2026-12-04", 0));
}

/* ---- lists ----------------------------------------------------------------- */

static struct other
notes(const char *login)
{
	return (struct other){ .login = login,
		.cmd = { .verb = GD_DO_NOTE, .reason = "rang up" } };
}

/* The order keeps the old value until its papers are issued; what another one
 * wrote into their drafts must not be lost for that. */
static void
two_who_correct_what_issued_papers_say_do_not_write_over_each_other(
    void **state)
{
	struct gd_pair mine = { "customer_po", "PO-B2" };
	struct gd_command cmd = { .verb = GD_DO_CORRECT,
		.fields = &mine,
		.nfields = 1,
		.outcome = "revise",
		.reason = "a letter" };
	struct office *o = *state;
	struct gd_err err = GD_ERR_INIT;
	struct gd_order_page page;
	char seen[9];

	assert_int_equal(gd_app_order(o->app, "EX-2610-004", &page, &err),
	    GD_OK);
	gd_app_seen(&page.order, &cmd, seen);
	gd_order_page_release(&page);
	mine.value = "PO-A1";
	assert_int_equal(
	    gd_app_act(o->app, "EX-2610-004", &cmd, seen, NULL, &err), GD_OK);
	mine.value = "PO-B2";
	assert_int_equal(
	    gd_app_act(o->app, "EX-2610-004", &cmd, seen, NULL, &err),
	    GD_STALE);
}

static void
a_row_somebody_else_changed_is_marked_until_it_is_opened(void **state)
{
	struct office *o = *state;
	struct other t = notes("lixia");

	snprintf(o->number, sizeof o->number, "EX-2611-004");
	sits(o, "chenli");
	key(o, "1 F3 text:EX-2611 Enter wait:1 dump");
	run_with(o, &t);
	assert_seen(o, " ~EX-2611-004");
	assert_not_seen(o, "~EX-2611-003");
	t = notes("lixia");
	key(o, "1 F3 text:EX-2611-004 Enter Enter Esc wait:1 F3 Esc F3 "
	       "text:EX-2611 "
	       "tab");
	run_with(o, &t); /* the mark survives a filter */
	assert_seen(o, " ~EX-2611-004");
	t = notes("lixia");
	key(o, "1 F3 text:EX-2611-00 tab home down down down wait:1 Enter "
	       "Esc");
	run_with(o, &t);
	assert_seen(o, "EX-2611-004");
	assert_not_seen(o, "~EX-2611-004");
}

static void
what_one_did_oneself_is_no_news_and_a_list_opened_anew_has_none(void **state)
{
	struct office *o = *state;
	struct other t = notes("chenli");

	snprintf(o->number, sizeof o->number, "EX-2611-003");
	sits(o, "chenli");
	key(o, "1 F3 text:EX-2611 Enter wait:1");
	run_with(o, &t);
	assert_not_seen(o, "~EX-2611-003");
	t = notes("lixia");
	key(o, "1 F3 text:EX-2611 Enter wait:1 1");
	run_with(o, &t);
	assert_seen(o, "EX-2611-003");
	assert_not_seen(o, "~EX-2611-003");
}

/* The list is sorted by due date; the order under the cursor moves in it. */
static void
the_cursor_stays_on_the_order_when_somebody_gives_it_another_place(void **state)
{
	struct office *o = *state;
	struct other t = { .login = "lixia",
		.cmd = { .verb = GD_DO_MOVE,
		    .duty = "sample_back",
		    .reason = "the kiln",
		    .day = gd_day_read("2026-11-19", 0) } };

	snprintf(o->number, sizeof o->number, "EX-2611-004");
	sits(o, "chenli");
	key(o, "1 F3 text:step:2 tab home down down dump wait:1 dump");
	run_with(o, &t);
	assert_seen(o, ">  EX-2611-004");
	assert_seen(o, "> ~EX-2611-004");
	assert_seen(o, " 3/3");
	assert_seen(o, " 1/3");
}

static void
my_day_marks_what_others_changed_too(void **state)
{
	struct office *o = *state;
	struct other t = notes("lixia");

	snprintf(o->number, sizeof o->number, "EX-2608-003");
	sits(o, "chenli");
	key(o, "wait:1 dump 0");
	run_with(o, &t);
	assert_seen(o, " ~EX-2608-003");
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, teardown)
	const struct CMUnitTest tests[] = {
		T(a_field_both_changed_stands_side_by_side_and_nothing_is_saved_yet),
		T(save_is_refused_while_a_field_is_not_decided),
		T(mine_is_taken_and_saved_with_the_rest_in_one_command),
		T(theirs_stays_and_the_rest_of_mine_is_saved),
		T(a_third_value_is_typed_where_neither_is_right),
		T(esc_saves_nothing_keeps_what_was_typed_and_asks_again_later),
		T(fields_only_one_of_two_changed_are_both_kept_and_it_says_so),
		T(two_cells_of_one_line_changed_by_two_people_merge_by_themselves),
		T(an_act_on_what_changed_shows_it_and_is_done_only_when_asked_again),
		T(an_act_on_what_changed_is_done_after_a_yes),
		T(two_who_correct_what_issued_papers_say_do_not_write_over_each_other),
		T(a_row_somebody_else_changed_is_marked_until_it_is_opened),
		T(what_one_did_oneself_is_no_news_and_a_list_opened_anew_has_none),
		T(the_cursor_stays_on_the_order_when_somebody_gives_it_another_place),
		T(my_day_marks_what_others_changed_too),
		T(who_typed_the_same_is_told_and_nothing_is_written_twice),
	};

	return cmocka_run_group_tests(tests, make_book, teardown);
}
