/* tests/tui/test_learn.c - learning by doing: one table of actions behind the
 * key card, the help and the list of F2; what F2 finds, remembers and teaches.
 */
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
	assert_seen(o, "宁波远洋进出口");
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
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
