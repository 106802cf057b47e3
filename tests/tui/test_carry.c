/* tests/tui/test_carry.c - whole orders, carried by keys alone.
 *
 * Every act goes through the screens as a clerk would do it: say who you
 * are, find the order, F2, the act, the fields, Ctrl-S.  The app is asked
 * only what is to be done next and what came of it.
 */
#include "office.h"

#include "base/banned.h"

/* ---- what to type into a field ------------------------------------------ */

static const char *
value_for(const struct gd_field_def *def)
{
	static const struct {
		const char *id, *value;
	} known[] = {
		{ "delivery_date", "2026-12-20" },
		{ "etd", "12-17" },
		{ "cargo_entry", "12-14" },
		{ "on_board", "12-17" },
		{ "carrier", "UPS" },
		{ "tracking", "1Z5915806855587736" },
		{ "lc_expiry", "2027-02-10" },
		{ "presentation_days", "21" },
		{ "delay_new", "12-19" },
		{ "cy_cutoff", "12-15" },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(known[i].id, def->name.id) == 0)
			return known[i].value;
	switch (def->type) {
	case GD_FIELD_DATE:
		return "11-25";
	case GD_FIELD_INT:
	case GD_FIELD_DECIMAL:
		return "120";
	case GD_FIELD_MONEY:
		return "4820.00 USD";
	case GD_FIELD_CHOICE:
	case GD_FIELD_YESNO:
	case GD_FIELD_PAPERS:
		return NULL;
	case GD_FIELD_TEXT:
	case GD_FIELD_CHANGES:
		break;
	}
	return "合同 text";
}

/* One field of the form: fill it when it is empty, go to the next. */
static void
key_field(struct office *o, const struct gd_order_page *page,
    const struct gd_field_def *def, int64_t lot)
{
	const char *now = gd_field(&page->order, def->name.id,
	    def->per_lot ? (lot ? lot : 1) : 0);
	const char *value = value_for(def);

	if (!*now && value)
		key(o, "\"%s\"", value);
	else if (!*now && !value)
		key(o, "right");
	key(o, "down");
}

/* The fields of a form in the order in which it shows them. */
static void
key_fields(struct office *o, const struct gd_order_page *page,
    const struct gd_act_view *act, const char *outcome)
{
	const struct gd_workflow *wf = page->wf;
	const struct gd_duty_def *duty =
	    act->cmd.duty ? &wf->duties[act->duty] : NULL;
	const struct gd_list *paper = NULL;
	bool shown[256] = { false };

	if (duty && act->verb == GD_DO_CHOOSE) {
		int at = outcome ? gd_duty_outcome(duty, outcome) : 0;

		for (int i = 0; i <= at; i++)
			key(o, "right");
		key(o, "down");
	}
	for (int i = 0; duty && i < duty->nfields; i++) {
		shown[duty->fields[i].field] = true;
		key_field(o, page, &wf->fields[duty->fields[i].field],
		    act->lot);
	}
	if (act->verb == GD_DO_MAKE && act->paper >= 0)
		paper = &wf->papers[act->paper].fields;
	for (int i = 0; paper && i < paper->n; i++)
		if (!shown[paper->at[i]])
			key_field(o, page, &wf->fields[paper->at[i]], act->lot);
	if (act->needs_reason)
		key(o, "\"because\"");
}

/* ---- doing -------------------------------------------------------------- */

/* One act as one of the people who may, from the first screen on. */
static void
do_act(struct office *o, const char *id, const char *outcome)
{
	struct gd_order_page page = page_of(o);
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_act_view *act = NULL;
	const char **people;
	int64_t rev = page.order.rev;

	for (size_t i = 0; i < page.todo.nacts; i++)
		if (strcmp(page.todo.acts[i].id, id) == 0)
			act = &page.todo.acts[i];
	assert_non_null(act);
	if (gd_app_people(o->app, &page, act, &arena, &people) == 0)
		fail_msg("nobody can do %s", id);
	sits(o, people[0]);
	key(o, "1 F3 \"%s\" Enter Enter", o->number);
	key(o, "F2 \"%s\" Enter", id);
	key_fields(o, &page, act, outcome);
	if (act->verb == GD_DO_SIGN)
		key(o, "\"%s\"", GD_DEMO_PASSWORD);
	key(o, "ctrl-s");
	gd_order_page_release(&page);
	gd_arena_release(&arena);
	run_keys(o);
	page = page_of(o);
	if (page.order.rev != rev + 1)
		fail_msg("%s was not done:\n%s", id, o->seen.text);
	gd_order_page_release(&page);
}

/* The next thing that must be done; NULL when nothing is left. */
static const char *
next_act(const struct gd_order_page *page, bool receipts)
{
	for (size_t i = 0; i < page->todo.nacts; i++) {
		const struct gd_act_view *a = &page->todo.acts[i];

		if (a->possible && !a->optional && !a->adhoc)
			return a->id;
	}
	for (size_t i = 0; receipts && i < page->todo.nacts; i++)
		if (page->todo.acts[i].verb == GD_DO_RECEIVE &&
		    page->todo.acts[i].possible)
			return page->todo.acts[i].id;
	return NULL;
}

static int
carry_on(struct office *o)
{
	int n = 0;

	for (;; n++) {
		struct gd_order_page page = page_of(o);
		const char *next = next_act(&page, true);
		char id[200] = "";

		if (next)
			snprintf(id, sizeof id, "%s", next);
		gd_order_page_release(&page);
		if (!*id)
			return n;
		assert_true(n < 200);
		do_act(o, id, NULL);
	}
}

/* F7 and its fields; terms: how often the choice is moved. */
static void
enter_order(struct office *o, int terms)
{
	char *at;

	sits(o, "chenli");
	key(o, "F7");
	key(o, "F3 \"Pacific\" Enter down down");
	key(o, "F3 \"zhouyan\" Enter down");
	key(o, "\"XS-2611-%02d\" down \"PO-1\" down \"2026-12-20\" down",
	    terms);
	for (int i = 0; i < terms; i++)
		key(o, "right");
	key(o, "down \"48200 usd\" down \"12000\" down \"Steel mug\"");
	if (o->repeat) /* the last but one field, above the button */
		key(o, "pgdn pgdn up up \"%s\"", o->repeat);
	key(o, "ctrl-s");
	run_keys(o);
	at = strstr(o->seen.text, "EX-2611-");
	if (!at || !strstr(o->seen.text, "is entered"))
		fail_msg("no order:\n%s", o->seen.text);
	snprintf(o->number, sizeof o->number, "%.11s", at);
}

static int
copies(struct office *o, int64_t class, int64_t state)
{
	struct gd_order_page page = page_of(o);
	const struct gd_piece *p;
	int n = 0;

	for (size_t i = 0; (p = gd_walk(&page.order, GD_TAB_PIECE, &i));) {
		int paper = gd_wf_paper(page.wf, p->kind);

		n += p->class == class && (!state || p->state == state) &&
		     !page.wf->papers[paper].is_thing;
	}
	gd_order_page_release(&page);
	return n;
}

static int64_t
state_of(struct office *o)
{
	struct gd_order_page page = page_of(o);
	int64_t state = gd_head(&page.order)->state;

	gd_order_page_release(&page);
	return state;
}

/* ---- the orders --------------------------------------------------------- */

static void
a_tt_order_is_carried_by_keys_with_16_copies_and_one_file_copy(void **state)
{
	struct office *o = *state;

	enter_order(o, 1);
	carry_on(o);
	assert_int_equal(state_of(o), GD_ORDER_COMPLETED);
	assert_int_equal(copies(o, GD_PIECE_COPY, 0), 16);
	assert_int_equal(copies(o, GD_PIECE_COPY, GD_PIECE_HELD), 16);
	assert_int_equal(copies(o, GD_PIECE_FILE, 0), 1);
}

static void
an_lc_order_is_carried_by_keys(void **state)
{
	struct office *o = *state;

	enter_order(o, 2);
	carry_on(o);
	assert_int_equal(state_of(o), GD_ORDER_COMPLETED);
}

static void
a_mixed_order_is_carried_by_keys(void **state)
{
	struct office *o = *state;

	enter_order(o, 3);
	carry_on(o);
	assert_int_equal(state_of(o), GD_ORDER_COMPLETED);
}

/* ---- the branches ------------------------------------------------------- */

/* Until the checklist offers this duty, which is then done with an outcome
 * (NULL: the first). */
static void
carry_to(struct office *o, const char *duty, const char *outcome)
{
	for (int n = 0;; n++) {
		struct gd_order_page page = page_of(o);
		const char *next = next_act(&page, false);
		char id[200] = "";
		bool here = false;

		assert_true(next != NULL && n < 200);
		snprintf(id, sizeof id, "%s", next);
		for (size_t i = 0; i < page.todo.nacts; i++) {
			const struct gd_act_view *a = &page.todo.acts[i];

			if (a->possible && a->cmd.duty &&
			    strcmp(a->cmd.duty, duty) == 0 &&
			    a->verb != GD_DO_SKIP) {
				snprintf(id, sizeof id, "%s", a->id);
				here = true;
			}
		}
		gd_order_page_release(&page);
		do_act(o, id, here ? outcome : NULL);
		if (here)
			return;
	}
}

/* Something from F2 as a person, with these keys in its form. */
static void
do_deed(struct office *o, const char *login, const char *id, const char *keys)
{
	struct gd_order_page page = page_of(o);
	int64_t rev = page.order.rev;

	gd_order_page_release(&page);
	sits(o, login);
	key(o, "1 F3 \"%s\" Enter Enter", o->number);
	key(o, "F2 \"%s\" Enter", id);
	key(o, "%s ctrl-s", keys);
	run_keys(o);
	page = page_of(o);
	if (page.order.rev <= rev)
		fail_msg("%s was not done:\n%s", id, o->seen.text);
	gd_order_page_release(&page);
}

static void
revise_begins_round_2_and_keeps_round_1(void **state)
{
	struct office *o = *state;
	struct gd_order_page page;

	enter_order(o, 1);
	carry_to(o, "verdict", "revise");
	page = page_of(o);
	assert_int_equal(gd_loop_round(&page.order, "sample", 0), 2);
	assert_non_null(gd_act(&page.order, "verdict", 0, 1, 0));
	gd_order_page_release(&page);
	carry_to(o, "verdict", "approved");
	page = page_of(o);
	assert_non_null(gd_act(&page.order, "verdict", 0, 2, 0));
	gd_order_page_release(&page);
}

static void
booking_again_moves_the_date_of_step_9(void **state)
{
	struct office *o = *state;
	const struct gd_due like = { .duty = "entry_slip_to_shipping",
		.lot = 1,
		.round = 1 };
	struct gd_order_page page;
	const struct gd_due *due;

	enter_order(o, 1);
	carry_to(o, "booking", NULL);
	page = page_of(o);
	due = gd_row_find(&page.order.sheet, GD_TAB_DUE, &like);
	assert_non_null(due);
	assert_int_equal(due->day, gd_day_of(2026, 12, 11)); /* a Friday */
	gd_order_page_release(&page);
	do_deed(o, "chenli", "fill:booking@1#0",
	    "down down down down ctrl-u text:12-24 down");
	page = page_of(o);
	due = gd_row_find(&page.order.sheet, GD_TAB_DUE, &like);
	assert_int_equal(due->day, gd_day_of(2026, 12, 22));
	gd_order_page_release(&page);
}

/* Number of pieces of a paper in a state. */
static int
pieces(struct office *o, const char *kind, int64_t rev, int64_t state)
{
	struct gd_order_page page = page_of(o);
	const struct gd_piece *p;
	int n = 0;

	for (size_t i = 0; (p = gd_walk(&page.order, GD_TAB_PIECE, &i));)
		n += strcmp(p->kind, kind) == 0 && p->rev == rev &&
		     p->state == state && p->class == GD_PIECE_COPY;
	gd_order_page_release(&page);
	return n;
}

static char
mark_of(struct office *o, int step)
{
	struct gd_order_page page = page_of(o);
	char mark = gd_head(&page.order)->rail[step - 1];

	gd_order_page_release(&page);
	return mark;
}

/* Every possible act with this verb on this paper (NULL: any). */
static void
do_all(struct office *o, enum gd_verb verb, const char *paper)
{
	for (int n = 0; n < 60; n++) {
		struct gd_order_page page = page_of(o);
		char id[200] = "";

		for (size_t i = 0; i < page.todo.nacts && !*id; i++) {
			const struct gd_act_view *a = &page.todo.acts[i];

			if (a->possible && a->verb == verb && a->cmd.paper &&
			    (!paper || strcmp(a->cmd.paper, paper) == 0))
				snprintf(id, sizeof id, "%s", a->id);
		}
		gd_order_page_release(&page);
		if (!*id)
			return;
		do_act(o, id, NULL);
	}
}

static void
a_notice_in_step_8_calls_the_old_order_forms_back(void **state)
{
	struct office *o = *state;

	enter_order(o, 1);
	carry_to(o, "booking", NULL);
	do_all(o, GD_DO_RECEIVE, NULL);
	do_deed(o, "chenli", "fill:problem@0#0", "text:late");
	do_deed(o, "chenli", "choose:agreement@0#1",
	    "right down \"customer's mail\" down");
	/* F3 on the changes: the delivery date on the formal order form; the
	 * same key drafts and issues */
	do_deed(o, "chenli", "make:notice@0#1",
	    "F3 \"formal order delivery\" Enter text:12-22");
	carry_to(o, "send_notice", NULL);
	do_all(o, GD_DO_SIGN, "formal_order");
	do_all(o, GD_DO_ISSUE, "formal_order");
	assert_int_equal(pieces(o, "formal_order", 2, GD_PIECE_DUE), 5);
	assert_int_equal(pieces(o, "formal_order", 1, GD_PIECE_RECALL), 5);
	assert_int_equal(mark_of(o, 5), '~');

	do_all(o, GD_DO_SEND, "formal_order");
	do_all(o, GD_DO_RECEIVE, "formal_order");
	assert_int_equal(mark_of(o, 5), '~');
	do_all(o, GD_DO_RETURNED, "formal_order");
	assert_int_equal(pieces(o, "formal_order", 2, GD_PIECE_HELD), 5);
	assert_int_equal(pieces(o, "formal_order", 1, GD_PIECE_RETURNED), 5);
	assert_int_equal(mark_of(o, 5), 'x');
}

static void
a_cancelled_order_with_copies_out_is_reopened(void **state)
{
	struct office *o = *state;

	enter_order(o, 1);
	carry_to(o, "ask_process_sheet", NULL);
	do_deed(o, "qianfang", "cancel:", "down \"customer withdrew\"");
	assert_int_equal(state_of(o), GD_ORDER_CANCELLED);
	do_deed(o, "qianfang", "reopen:", "\"customer is back\"");
	assert_int_equal(state_of(o), GD_ORDER_ACTIVE);
}

static void
ones_own_last_act_is_undone(void **state)
{
	struct office *o = *state;
	struct gd_order_page page;

	enter_order(o, 1);
	carry_to(o, "receive_sample", NULL);
	page = page_of(o);
	assert_non_null(gd_act(&page.order, "receive_sample", 0, 1, 0));
	gd_order_page_release(&page);
	do_deed(o, "chenli", "note:", "\"a note\"");
	do_deed(o, "chenli", "undo:", "");
	assert_non_null(strstr(o->seen.text, "last act undone"));
}

static void
a_repeat_order_needs_no_sampling(void **state)
{
	struct office *o = *state;
	char first[64];

	enter_order(o, 1);
	snprintf(first, sizeof first, "%s", o->number);
	carry_on(o);
	o->repeat = first;
	enter_order(o, 1);
	o->repeat = NULL;
	assert_int_equal(mark_of(o, 1), '-');
	assert_int_equal(mark_of(o, 2), '-');
	carry_on(o);
	assert_int_equal(state_of(o), GD_ORDER_COMPLETED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_tt_order_is_carried_by_keys_with_16_copies_and_one_file_copy),
		cmocka_unit_test(an_lc_order_is_carried_by_keys),
		cmocka_unit_test(a_mixed_order_is_carried_by_keys),
		cmocka_unit_test(revise_begins_round_2_and_keeps_round_1),
		cmocka_unit_test(booking_again_moves_the_date_of_step_9),
		cmocka_unit_test(
		    a_notice_in_step_8_calls_the_old_order_forms_back),
		cmocka_unit_test(a_cancelled_order_with_copies_out_is_reopened),
		cmocka_unit_test(ones_own_last_act_is_undone),
		cmocka_unit_test(a_repeat_order_needs_no_sampling),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
