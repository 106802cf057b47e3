/* tests/tui/test_scan.c - a scanner types into the screens: its digits book a
 * receipt wherever one works, and take nothing that a person typed. */
#include "app/papers.h"
#include "base/code.h"

#include "office.h"

#include "base/banned.h"

#define ROOM "xushi" /* sits in the sample room */
#define MANAGER "qianfang"

static char code[GD_CODE_TEXT];
static int64_t piece;

static const struct gd_piece *
the_piece(const struct gd_order_page *page)
{
	return gd_row_find(&page->order.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = piece });
}

static int64_t
state_now(struct office *o)
{
	struct gd_order_page page = page_of(o);
	int64_t state = the_piece(&page)->state;

	gd_order_page_release(&page);
	return state;
}

/* A piece on its way to the sample room, its order in o->number. */
static void
find_piece(struct office *o)
{
	static const char *const words[] = { "desk:sample_room", "late:0" };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_papers_row row;
	struct gd_papers ask;
	int n;

	assert_int_equal(
	    gd_app_papers_read(o->app, words, 2, &arena, &ask, &err), GD_OK);
	assert_int_equal(gd_app_papers(o->app, &ask, 1, &arena, &row, &n, &err),
	    GD_OK);
	assert_int_equal(n, 1);
	snprintf(o->number, sizeof o->number, "%s", row.out.number);
	piece = row.out.piece.no;
	gd_arena_release(&arena);
}

/* It is on its way again: one book does for all tests. */
static void
some_piece(struct office *o)
{
	const struct gd_command back = { .verb = GD_DO_CORRECT,
		.piece = piece,
		.reason = "the next test" };
	struct gd_err err = GD_ERR_INIT;
	struct gd_order_page page;

	app_again(o, MANAGER);
	if (!piece)
		find_piece(o);
	else if (state_now(o) == GD_PIECE_HELD)
		assert_int_equal(
		    gd_app_act(o->app, o->number, &back, NULL, NULL, &err),
		    GD_OK);
	page = page_of(o);
	assert_int_equal(
	    gd_code_make(code, GD_CODE_PIECE, page.order.id, piece, &err),
	    GD_OK);
	gd_order_page_release(&page);
	assert_int_equal(state_now(o), GD_PIECE_SENT);
	app_again(o, ROOM);
}

static void
assert_seen(struct office *o, const char *text)
{
	if (!strstr(o->seen.text, text))
		fail_msg("not on the screen: %s\n%s", text, o->seen.text);
}

static void
a_scan_on_my_day_books_the_receipt_and_opens_the_order(void **state)
{
	struct office *o = *state;

	some_piece(o);
	key(o, "text:%s Enter", code);
	run_keys(o);
	assert_int_equal(state_now(o), GD_PIECE_HELD);
	assert_seen(o, "received at Sample room");
	assert_seen(o, o->number);
	/* the same again is an answer, and one Esc leads back */
	key(o, "text:%s Enter text:%s Tab Esc dump", code, code);
	run_keys(o);
	assert_seen(o, "My day");
	key(o, "text:%s Enter", code);
	run_keys(o);
	assert_seen(o, "received already");
}

static void
another_desks_piece_says_whose_it_is(void **state)
{
	struct office *o = *state;

	some_piece(o);
	app_again(o, "chenli");
	key(o, "text:%s Enter", code);
	run_keys(o);
	assert_seen(o, "is for Sample room");
	assert_int_equal(state_now(o), GD_PIECE_SENT);
}

static void
a_wrong_digit_is_said_and_does_nothing(void **state)
{
	struct office *o = *state;

	some_piece(o);
	code[30] = code[30] == '5' ? '6' : '5';
	key(o, "text:%s Enter", code);
	run_keys(o);
	assert_seen(o, "the digits do not fit together");
	assert_seen(o, "My day");
	/* nor without its Enter: such digits are no keys */
	key(o, "text:%s dump", code);
	run_keys(o);
	assert_seen(o, "the digits do not fit together");
	assert_seen(o, "My day");
	assert_int_equal(state_now(o), GD_PIECE_SENT);
	/* digits of a person are keys as before: 1 is the list */
	key(o, "1");
	run_keys(o);
	assert_seen(o, "Orders");
}

/* The digits as they stand on the slip, in groups of four. */
static const char *
in_groups(void)
{
	static char text[2 * GD_CODE_TEXT];
	size_t n = 0;

	for (size_t i = 0; code[i]; i++) {
		if (i && i % 4 == 0)
			text[n++] = ' ';
		text[n++] = code[i];
	}
	text[n] = '\0';
	return text;
}

static void
digits_typed_by_hand_in_groups_book_and_are_no_keys(void **state)
{
	struct office *o = *state;

	some_piece(o);
	key(o, "\"%.12s\" dump Backspace 7 dump Esc dump", in_groups());
	run_keys(o);
	assert_seen(o, "Digits of a slip, 10 of 43: 21");
	assert_seen(o, "My day"); /* no digit and no blank was a key */
	assert_int_equal(state_now(o), GD_PIECE_SENT);
	key(o, "\"%s\" Enter", in_groups());
	run_keys(o);
	assert_int_equal(state_now(o), GD_PIECE_HELD);
	assert_seen(o, "received at Sample room");
	/* in the list and in an order as well */
	some_piece(o);
	key(o, "1 \"%s\" Enter dump", in_groups());
	run_keys(o);
	assert_int_equal(state_now(o), GD_PIECE_HELD);
	/* what is wrong with them is said; another key is a key again */
	some_piece(o);
	key(o, "\"%.20s\" Enter dump \"2101\" F7 dump", in_groups());
	run_keys(o);
	assert_seen(o, "New order");
	assert_int_equal(state_now(o), GD_PIECE_SENT);
}

static void
the_code_of_an_order_begins_with_two_ones_that_are_no_keys(void **state)
{
	struct office *o = *state;
	struct gd_order_page page;
	struct gd_err err = GD_ERR_INIT;

	some_piece(o);
	page = page_of(o);
	assert_int_equal(
	    gd_code_make(code, GD_CODE_ORDER, page.order.id, 0, &err), GD_OK);
	gd_order_page_release(&page);
	key(o, "\"%s\" Enter", in_groups());
	run_keys(o);
	assert_seen(o, o->number);
	assert_seen(o, "Last events");
	/* one alone is the key of the list; there it says how digits are typed,
	 * however slowly: on the screen for slips each is one of a code */
	key(o, "1 dump wait:1 1 dump");
	run_keys(o);
	assert_seen(o, "Orders");
	assert_seen(o, "press Ctrl-B");
	key(o, "Ctrl-B 1 wait:1 1 wait:1 dump Esc");
	run_keys(o);
	assert_seen(o, "Digits of a slip, 2 of 43: 11");
}

static void
only_the_burst_is_taken_out_of_what_is_typed(void **state)
{
	struct office *o = *state;

	some_piece(o);
	/* a filter that is being typed keeps its own words */
	key(o, "1 F3 text:abc text:%s Enter dump text:d dump", code);
	run_keys(o);
	assert_int_equal(state_now(o), GD_PIECE_HELD);
	assert_seen(o, "abcd");
	assert_seen(o, "received at Sample room");
	/* a number that is no code stays text: a tracking number, an amount */
	key(o, "1 F3 text:1234567890 dump");
	run_keys(o);
	assert_seen(o, "1234567890");
}

static void
a_question_is_not_answered_by_a_scanner(void **state)
{
	struct office *o = *state;

	some_piece(o);
	key(o, "Esc text:%s Enter", code); /* Leave gendan? */
	run_keys(o);
	assert_seen(o, "Leave gendan?");
	assert_seen(o, "Answer the question first");
	assert_int_equal(state_now(o), GD_PIECE_SENT);
}

static void
a_prefix_and_full_width_digits_are_read(void **state)
{
	struct office *o = *state;
	struct gd_str wide = GD_STR_INIT;

	some_piece(o);
	for (int i = 0; i < GD_CODE_DIGITS; i++)
		gd_str_addf(&wide, "\xef\xbc%c", (char)(0x90 + code[i] - '0'));
	key(o, "Ctrl-B text:%s Enter", wide.text);
	run_keys(o);
	assert_int_equal(state_now(o), GD_PIECE_HELD);
	gd_str_release(&wide);
}

static void
pasted_digits_are_no_scan(void **state)
{
	struct office *o = *state;

	some_piece(o);
	key(o, "paste:%s Enter", code);
	run_keys(o);
	assert_int_equal(state_now(o), GD_PIECE_SENT);
	key(o, "text:%.10s paste:%s Enter", code, code + 10);
	run_keys(o);
	assert_int_equal(state_now(o), GD_PIECE_SENT);
}

static void
a_stack_of_slips_is_answered_line_by_line_and_counted(void **state)
{
	struct office *o = *state;
	char wrong[GD_CODE_TEXT];

	some_piece(o);
	memcpy(wrong, code, sizeof wrong);
	wrong[30] = wrong[30] == '5' ? '6' : '5';
	key(o, "b text:%s Enter text:%s Enter text:%s Enter dump", code, wrong,
	    code);
	run_keys(o);
	assert_int_equal(state_now(o), GD_PIECE_HELD);
	assert_seen(o, "3 codes read, 1 piece booked, 1 not booked");
	assert_seen(o, "received already");
	assert_seen(o, "the digits do not fit together");
	/* the key for it is also the prefix of scanners */
	key(o, "Ctrl-B dump text:%s Enter Enter", code);
	run_keys(o);
	assert_seen(o, o->number);
}

static struct office *office;

static int
one_setup(void **state)
{
	if (!office)
		(void)setup((void **)&office);
	*state = office;
	return 0;
}

static int
all_teardown(void **state)
{
	(void)state;
	return office ? teardown((void **)&office) : 0;
}

#define T(f) cmocka_unit_test_setup_teardown(f, one_setup, NULL)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_scan_on_my_day_books_the_receipt_and_opens_the_order),
		T(another_desks_piece_says_whose_it_is),
		T(a_wrong_digit_is_said_and_does_nothing),
		T(digits_typed_by_hand_in_groups_book_and_are_no_keys),
		T(the_code_of_an_order_begins_with_two_ones_that_are_no_keys),
		T(only_the_burst_is_taken_out_of_what_is_typed),
		T(a_question_is_not_answered_by_a_scanner),
		T(a_prefix_and_full_width_digits_are_read),
		T(pasted_digits_are_no_scan),
		T(a_stack_of_slips_is_answered_line_by_line_and_counted),
	};

	return cmocka_run_group_tests(tests, NULL, all_teardown);
}
