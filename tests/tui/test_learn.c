/* tests/tui/test_learn.c - learning by doing: one table of actions behind the
 * key card, the help and the list of F2; what F2 finds, remembers and teaches.
 */
#include <dirent.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "app/flows.h"
#include "app/practice.h"
#include "office.h"
#include "tui/keys.h"

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

/* What was used before is forgotten. */
static void
forget(struct office *o)
{
	char path[128];

	snprintf(path, sizeof path, "%s/gendan/used.json", o->dir);
	(void)unlink(path);
}

/* ---- the card ----------------------------------------------------------- */

static int
times_on_card(const struct gd_job *job, const char *name)
{
	int n = 0;

	for (size_t b = 0; b < job->docs[0].nblocks; b++) {
		const struct gd_doc_block *block = &job->docs[0].blocks[b];

		for (size_t r = 0; r < block->nrows; r++)
			n += strcmp(block->cells[r * block->ncol + 3], name) ==
			     0;
	}
	return n;
}

static void
the_card_has_every_action_once_in_both_languages(void **state)
{
	(void)state;
	for (int lang = GD_DOC_ZH; lang <= GD_DOC_EN; lang++) {
		struct gd_arena arena = GD_ARENA_INIT;
		struct gd_job job;

		gd_key_card(&arena, (enum gd_doc_lang)lang, &job);
		for (int i = 1; i < GD_NACTIONS; i++) {
			const struct gd_action_row *a =
			    gd_action_row((enum gd_action)i);
			const char *what =
			    gd_tr(lang == GD_DOC_ZH ? GD_ZH : GD_EN, a->what);

			if (times_on_card(&job, what) != 1)
				fail_msg("%s: %d times", a->name,
				    times_on_card(&job, what));
		}
		gd_arena_release(&arena);
	}
}

/* Its sentence is looked for: two actions may have one name. */
static void
help_and_f2_know_every_action_of_their_screen(void **state)
{
	struct office *o = *state;

	for (int i = 1; i < GD_NACTIONS; i++) {
		const struct gd_action_row *a =
		    gd_action_row((enum gd_action)i);
		char start[24];

		if (!(a->where & GD_AT_LIST) || i == GD_A_HELP ||
		    i == GD_A_CANCEL)
			continue;
		snprintf(start, sizeof start, "%.20s", a->what);
		key(o, "1 F1 \"%s\"", start);
		run_keys(o);
		assert_seen(o, start);
	}
	key(o, "1 F2 \"Book the receipts\"");
	run_keys(o);
	assert_seen(o, "F5        Receipts  Book the receipts");
}

/* ---- what F2 finds ------------------------------------------------------ */

static void
f2_finds_chinese_english_and_initials_in_either_language(void **state)
{
	static const char *const words[] = { "签字", "qz", "sign th" };
	struct office *o = *state;

	for (int lang = 0; lang < 2; lang++)
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
			o->lang = (enum gd_lang)lang;
			key(o, "1 F2 \"%s\"", words[i]);
			run_keys(o);
			assert_seen(o, lang == GD_ZH ? "F6        签字"
						     : "F6        Sign");
		}
	o->lang = GD_EN;
}

static void
f2_shows_what_cannot_be_done_here_with_the_reason(void **state)
{
	struct office *o = *state;

	key(o, "1 F2 \"copies of this\"");
	run_keys(o);
	assert_seen(o, "works in an order: Enter opens one");
	key(o, "1 F2 \"copies of this\" Enter");
	run_keys(o);
	assert_seen(o, "Copies: works in an order: Enter opens one");
}

static void
f2_jumps_to_an_order_a_customer_and_a_step(void **state)
{
	struct office *o = *state;

	key(o, "F2 \"2609-003\" Enter");
	run_keys(o);
	assert_seen(o, "gendan > EX-2609-003");
	key(o, "F2 \"nbyy\" Enter");
	run_keys(o);
	assert_seen(o, "customer:yuanyang");
	assert_seen(o, "Ningbo Yuanyang");
	key(o, "1 Home Enter F2 \"step 5\" Enter");
	run_keys(o);
	assert_seen(o, ">x  5 Contract");
	key(o, "1 Home Enter F2 \"步骤 7\" Enter");
	run_keys(o);
	assert_seen(o, "  7 Production");
	assert_seen(o, "| 7 Production ");
	key(o, "F2 \"nothing has this\"");
	run_keys(o);
	assert_seen(o, "No action, order or customer has this in its name.");
}

/* ---- what F2 remembers and teaches -------------------------------------- */

static void
use(struct office *o, const char *what)
{
	key(o, "1 F2 \"%s\" Enter", what);
	run_keys(o);
}

static void
a_key_is_taught_once_after_the_third_use_and_to_each_person(void **state)
{
	struct office *o = *state;
	const char *lesson = "Next time press Ctrl-G";

	forget(o);
	use(o, "the last fifty");
	assert_not_seen(o, lesson);
	use(o, "the last fifty");
	assert_not_seen(o, lesson);
	use(o, "the last fifty");
	assert_seen(o, lesson);
	use(o, "the last fifty");
	assert_not_seen(o, lesson);
	sits(o, "lixia");
	use(o, "the last fifty");
	use(o, "the last fifty");
	assert_not_seen(o, lesson);
	o->lang = GD_ZH;
	use(o, "最近五十条");
	assert_seen(o, "下次可直接按 Ctrl-G");
	o->lang = GD_EN;
	sits(o, "chenli");
	use(o, "the last fifty");
	assert_not_seen(o, "Next time");
}

static void
what_was_used_last_stands_first(void **state)
{
	struct office *o = *state;

	forget(o);
	use(o, "who holds which");
	use(o, "the last fifty");
	key(o, "1 F2");
	run_keys(o);
	assert_seen(o, "> Ctrl-G    Messages");
	assert_seen(o, "  5         Papers out");
	forget(o);
	key(o, "1 F2");
	run_keys(o);
	assert_not_seen(o, "> Ctrl-G    Messages");
}

/* ---- the practice book -------------------------------------------------- */

/* Folders of practice books among the temporary files of this test. */
static int
folders(struct office *o)
{
	DIR *dir = opendir(o->dir);
	const struct dirent *e;
	int n = 0;

	assert_non_null(dir);
	while ((e = readdir(dir)))
		n += strncmp(e->d_name, "gendan-practice-", 16) == 0;
	closedir(dir);
	return n;
}

static int
seen_times(struct office *o, const char *text)
{
	int n = 0;

	for (const char *at = o->seen.text; (at = strstr(at, text)); at++)
		n++;
	return n;
}

static int64_t
acts_of_book(struct office *o)
{
	struct gd_journal_row row;
	struct gd_cursor *cursor;
	struct gd_err err = GD_ERR_INIT;
	int64_t n = 0;

	assert_int_equal(
	    gd_store_journal(gd_app_store(o->app), NULL, 0, &cursor, &err),
	    GD_OK);
	while (gd_cursor_next(cursor, &row, &err) == GD_OK)
		n++;
	gd_cursor_close(cursor);
	return n;
}

static void
one_order_is_walked_through_all_steps_and_each_says_what_next(void **state)
{
	struct office *o = *state;

	for (int i = 0; i < 60; i++)
		key(o, "ctrl-n dump");
	run_keys(o);
	for (int step = 1; step <= 11; step++) {
		char text[24];

		snprintf(text, sizeof text, "Step %d of 11", step);
		if (step != 7 && !seen_times(o, text)) /* all done by others */
			fail_msg("nothing said of step %d", step);
	}
	assert_int_equal(seen_times(o, "Step ") +
			     seen_times(o, "From the first step to the last:"),
	    61);
	assert_seen(o, "You know now: Enter does");
	/* what came stands as money in what happened last */
	assert_seen(o, "payment row 2 credited 3,990");
	assert_seen(o, "practice  ");
}

#define PRACTISED 5 /* a plain run practises one workflow of so many */

/* The learner does nothing but let himself be shown the next act. */
static void
every_shipped_workflow_is_practised_to_its_end_but_what_gathers_orders(
    void **state)
{
	struct office *o = *state;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_shipped with;
	int refused = 0, all = getenv("GENDAN_SOAK") ? 1 : PRACTISED;

	for (int i = 0; gd_app_shipped(o->app, i, &arena, &with); i++) {
		struct gd_practice *p;
		struct gd_err err = GD_ERR_INIT;
		struct gd_order_page page;
		int played = 0;

		if (i % all)
			continue;
		if (gd_practice_open(with.name.id, &p, &err) != GD_OK) {
			assert_int_equal(err.msg, GD_M_APP_PRACTICE_GATHERS);
			refused++;
			continue;
		}
		while (gd_practice_play(p, &played, &err) == GD_OK &&
		       gd_practice_show(p, &err) == GD_OK)
			;
		assert_int_equal(err.msg, GD_M_APP_PRACTICE_OVER);
		assert_int_equal(gd_app_order(gd_practice_app(p),
				     gd_practice_number(p), &page, &err),
		    GD_OK);
		if (gd_head(&page.order)->state != GD_ORDER_COMPLETED)
			fail_msg("%s is not completed", with.name.id);
		gd_order_page_release(&page);
		gd_practice_close(p);
	}
	assert_true(refused <= 1);
	gd_arena_release(&arena);
}

static void
another_workflow_is_chosen_for_practice_where_it_is_looked_at(void **state)
{
	struct office *o = *state;

	key(o, "%% ctrl-n dump text:courier Enter dump");
	run_keys(o);
	assert_seen(o, "Practise which workflow?");
	assert_seen(o, "practice  ");
	assert_seen(o, "Step 1 of 5, Order offered");
}

static void
practice_touches_nothing_of_the_book_and_leaves_no_file(void **state)
{
	struct office *o = *state;
	struct gd_app *app = o->app;
	int64_t acts = acts_of_book(o);
	char path[128];

	key(o, "ctrl-n ctrl-n ctrl-n F7 text:draft esc dump");
	run_keys(o); /* the terminal is gone in the middle of it */
	assert_ptr_equal(o->app, app);
	assert_string_equal(gd_app_login(o->app), "chenli");
	assert_int_equal(folders(o), 0);
	key(o, "ctrl-n ctrl-n esc esc dump Enter");
	run_keys(o);
	assert_seen(o, "The practice book is thrown away");
	assert_seen(o, "DEMO");
	assert_int_equal(folders(o), 0);
	assert_int_equal(acts_of_book(o), acts);
	snprintf(path, sizeof path, "%s/gendan/drafts.json", o->dir);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void
the_sentence_follows_where_one_stands(void **state)
{
	struct office *o = *state;

	key(o, "ctrl-n");
	run_keys(o);
	assert_seen(o, "Press Enter. Ctrl-N does it");
	key(o, "ctrl-n ctrl-right");
	run_keys(o);
	assert_seen(o, "Ctrl-Right and Ctrl-Left (or . and ,)");
	key(o, "ctrl-n Tab");
	run_keys(o);
	assert_seen(o, "goes to the checklist.");
	key(o, "ctrl-n down");
	run_keys(o);
	assert_seen(o, "the cursor on it with Down");
	key(o, "ctrl-n Enter");
	run_keys(o);
	assert_seen(o, "in what has a star");
	key(o, "ctrl-n 5");
	run_keys(o);
	assert_seen(o, "goes back to the order.");
	o->lang = GD_ZH;
	key(o, "ctrl-n");
	run_keys(o);
	assert_seen(o,
	    "第 1 步（共 11 步）打样申请：收客样及加工细节。 按回车。");
	assert_seen(o, " 练习 ");
	o->lang = GD_EN;
}

/* What the learner types himself counts as what is done for him does. */
static void
a_typed_act_brings_the_next_sentence(void **state)
{
	struct office *o = *state;

	key(o, "ctrl-n Enter text:brushed ctrl-s");
	run_keys(o);
	assert_seen(o, "Sample request: Make the sample request.");
}

static void
without_a_book_practice_is_the_first_line(void **state)
{
	struct office *o = *state;
	struct gd_app *kept = o->app;

	o->app = NULL;
	key(o, "Enter dump esc esc Enter");
	run_keys(o);
	assert_seen(o, "Step 1 of 11");
	assert_seen(o, "No book yet");
	assert_null(o->app);
	o->app = kept;
	assert_int_equal(folders(o), 0);
}

static void
a_book_whose_program_was_killed_goes_with_the_next(void **state)
{
	struct office *o = *state;
	char path[128];
	pid_t dead = fork();

	if (dead == 0)
		_exit(0);
	assert_int_equal(waitpid(dead, NULL, 0), dead);
	snprintf(path, sizeof path, "%s/gendan-practice-%ld-abcdef", o->dir,
	    (long)dead);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(folders(o), 1);
	key(o, "ctrl-n");
	run_keys(o);
	assert_int_equal(folders(o), 0);
}

/* ---- a new, empty book -------------------------------------------------- */

/* A book in which nothing is; the one before is back with full(). */
static void
empty(struct office *o, struct gd_app **kept)
{
	static const struct gd_company company = { .code = "new",
		.name_zh = "新公司",
		.name_en = "New",
		.address_zh = "",
		.address_en = "",
		.bank = "",
		.tax_no = "",
		.logo = "",
		.currency = "CNY" };
	struct gd_err err = GD_ERR_INIT;
	char path[128];

	*kept = o->app;
	o->app = NULL;
	snprintf(path, sizeof path, "%s/empty.db", o->dir);
	assert_int_equal(gd_app_init(path, &company, "chen", "陈", &err),
	    GD_OK);
	assert_int_equal(gd_app_open(&(struct gd_app_options){ .book = path,
					 .login = "chen" },
			     &o->app, &err),
	    GD_OK);
}

static void
full(struct office *o, struct gd_app *kept)
{
	gd_app_close(o->app);
	o->app = kept;
}

/* Keys, and what is said there with the key that goes on. */
static const struct {
	const char *keys, *en, *zh;
} empties[] = {
	{ "0", "F7 enters one, Ctrl-N practises", "F7 新建，Ctrl-N 练习" },
	{ "0", "Below are all open orders; F7 enters", "F7" },
	{ "0", "Ctrl-E shows those of an order", "Ctrl-E 看某张订单的期限" },
	{ "0 F4", "F7 enters one, Ctrl-N practises", "F7 新建，Ctrl-N 练习" },
	{ "0 Enter", "no order under the cursor; F7", "按 F7 新建一张" },
	{ "0 F9", "no order under the cursor; F7", "按 F7 新建一张" },
	{ "0 ctrl-e", "no order under the cursor; F7", "按 F7 新建一张" },
	{ "0 ctrl-z", "no order under the cursor; F7", "按 F7 新建一张" },
	{ "0 F6", "1 shows all orders", "按 1 看全部订单" },
	{ "1", "F7 enters a new one, F3 finds", "F7" },
	{ "1 F3 text:zzz", "Esc clears it, F7 enters", "Esc" },
	{ "1 F5", "no order under the cursor; F7", "按 F7 新建一张" },
	{ "1 space", "no order under the cursor; F7", "按 F7 新建一张" },
	{ "1 *", "no order under the cursor; F7", "按 F7 新建一张" },
	{ "1 F4 text:zzz", "Backspace takes it back, Esc", "Esc 关闭" },
	{ "5", "1 shows the orders.", "F4 换条件，1" },
	{ "6", "1 shows the orders.", "F4 换条件，1" },
	{ "7", "F4 takes an earlier moment", "F4" },
	{ "8", "F7 hands work over", "F7" },
	{ "ctrl-b", "Scan one slip after the other; Esc ends", "Esc 结束" },
	{ "ctrl-g", "Esc goes back", "Esc 返回" },
	{ "F1 text:zzz", "Backspace takes it back, Esc", "Esc 关闭" },
	{ "F2 text:zzz", "Backspace takes", "退格键删字" },
	{ "F7 F3", "Esc closes; a new", "Esc 关闭；新客户填在下面" },
	{ "F11 text:zzz", "Backspace takes it back, Esc", "Esc 关闭" },
};

/* Blanks and ends of lines are one blank: sentences wrap. */
static void
unwrap(struct gd_str *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->len; i++) {
		char c = s->text[i];

		if (c == '\n' || c == '|')
			c = ' ';
		if (c != ' ' || n == 0 || s->text[n - 1] != ' ')
			s->text[n++] = c;
	}
	s->text[n] = '\0';
	s->len = n;
}

static void
every_empty_screen_says_which_key_goes_on(void **state)
{
	struct office *o = *state;
	struct gd_app *kept;

	empty(o, &kept);
	for (int lang = 0; lang < 2; lang++)
		for (size_t i = 0; i < sizeof empties / sizeof empties[0];
		     i++) {
			const char *want =
			    lang == GD_ZH ? empties[i].zh : empties[i].en;

			o->lang = (enum gd_lang)lang;
			key(o, "%s", empties[i].keys);
			run_keys(o);
			unwrap(&o->seen);
			if (!strstr(o->seen.text, want))
				fail_msg("keys %s: not said: %s\n%s",
				    empties[i].keys, want, o->seen.text);
		}
	o->lang = GD_EN;
	full(o, kept);
}

static void
f6_in_an_order_without_a_paper_to_sign_gives_no_role(void **state)
{
	struct office *o = *state;

	key(o, "ctrl-n F6"); /* the practice order has no paper yet */
	run_keys(o);
	assert_not_seen(o, "Give a role");
	assert_seen(o, "Nothing of this kind can be done here now");
}

static int
setup_learn(void **state)
{
	int rc = setup(state);
	struct office *o = *state;

	setenv("TMPDIR", o->dir, 1);
	return rc;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_card_has_every_action_once_in_both_languages),
		cmocka_unit_test(help_and_f2_know_every_action_of_their_screen),
		cmocka_unit_test(
		    f2_finds_chinese_english_and_initials_in_either_language),
		cmocka_unit_test(
		    f2_shows_what_cannot_be_done_here_with_the_reason),
		cmocka_unit_test(f2_jumps_to_an_order_a_customer_and_a_step),
		cmocka_unit_test(
		    a_key_is_taught_once_after_the_third_use_and_to_each_person),
		cmocka_unit_test(what_was_used_last_stands_first),
		cmocka_unit_test(
		    one_order_is_walked_through_all_steps_and_each_says_what_next),
		cmocka_unit_test(
		    every_shipped_workflow_is_practised_to_its_end_but_what_gathers_orders),
		cmocka_unit_test(
		    another_workflow_is_chosen_for_practice_where_it_is_looked_at),
		cmocka_unit_test(
		    practice_touches_nothing_of_the_book_and_leaves_no_file),
		cmocka_unit_test(the_sentence_follows_where_one_stands),
		cmocka_unit_test(a_typed_act_brings_the_next_sentence),
		cmocka_unit_test(without_a_book_practice_is_the_first_line),
		cmocka_unit_test(
		    a_book_whose_program_was_killed_goes_with_the_next),
		cmocka_unit_test(every_empty_screen_says_which_key_goes_on),
		cmocka_unit_test(
		    f6_in_an_order_without_a_paper_to_sign_gives_no_role),
	};

	return cmocka_run_group_tests(tests, setup_learn, teardown);
}
