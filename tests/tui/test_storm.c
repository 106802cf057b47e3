/* tests/tui/test_storm.c - nothing typed is lost: windows that change all the
 * time, a terminal that goes away, ten thousand keys, a stack of scans. */
#include <jansson.h>

#include "app/papers.h"
#include "base/code.h"

#include "seat.h"

#include "base/banned.h"

#define ROOMY_ROWS 16
#define ROOMY_COLS 60

/* ---- a form, and what of it is kept ------------------------------------------ */

static void
form_open(struct office *o, struct seat *s)
{
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "en", NULL };

	seat_open(s, 24, 80, argv, NULL);
	seat_await(s, "F1 Help");
	seat_type(s, "\033[18~"); /* F7 */
	seat_await(s, "New order");
	seat_type(s, "\t\t\t"); /* Contract no. */
	seat_await(s, "> Contract no.");
}

/* The text of the contract number in the draft; "" when there is none. */
static void
kept(struct office *o, char *buf, size_t room)
{
	char path[160];
	json_t *all, *form;
	const char *id, *text;
	void *at;

	snprintf(path, sizeof path, "%s/gendan/drafts.json", o->dir);
	buf[0] = '\0';
	all = json_load_file(path, 0, NULL);
	at = json_object_iter(all);
	form = at ? json_object_get(json_object_iter_value(at), "new order")
		  : NULL;
	json_t *value;

	json_object_foreach(form, id, value)
	{
		text = json_string_value(value);
		if (text && strstr(id, "contract"))
			snprintf(buf, room, "%s", text);
	}
	json_decref(all);
	unlink(path);
}

static void
assert_kept(struct office *o, const char *typed)
{
	static char buf[4096];

	kept(o, buf, sizeof buf);
	assert_string_equal(buf, typed);
}

/* ---- sizes ---------------------------------------------------------------------- */

/* The picture as it is now, painted whole on an empty terminal. */
static void
assert_picture(struct seat *s)
{
	char *before = gd_strdup(seat_screen(s));
	int64_t until = gd_monotonic_ms() + SEAT_MS;

	vterm_screen_reset(s->screen, 1);
	seat_type(s, "\014"); /* Ctrl-L */
	seat_await(s, "F1 Help");
	while (strcmp(seat_screen(s), before) != 0 && gd_monotonic_ms() < until)
		seat_look(s, 50);
	assert_string_equal(s->now.text, before);
	free(before);
}

static void
a_storm_of_sizes_loses_no_key_and_ends_in_the_right_picture(void **state)
{
	int storms = getenv("GENDAN_SOAK") ? 5 : 1;
	struct office *o = *state;
	uint64_t seed = 77;

	for (int storm = 0; storm < storms; storm++) {
		struct seat s = { 0 };
		struct gd_str typed = GD_STR_INIT;

		bool roomy, fresh = false, unsure = false;

		form_open(o, &s);
		for (int i = 0; i < 300; i++) {
			int rows = 5 + (int)dice(&seed, 96);
			int cols = 20 + (int)dice(&seed, 281);

			if (dice(&seed, 3) == 0) { /* often too small */
				rows = 5 + (int)dice(&seed, 14);
				cols = 20 + (int)dice(&seed, 50);
			}
			roomy = rows >= ROOMY_ROWS && cols >= ROOMY_COLS;
			/* what was typed between two small sizes has to be
			 * seen before the second: nobody else is so fast */
			if (!roomy && unsure)
				seat_await(&s,
				    typed.text +
					(typed.len > 6 ? typed.len - 6 : 0));
			fresh = roomy && (fresh || s.rows < ROOMY_ROWS ||
					     s.cols < ROOMY_COLS);
			unsure = unsure && roomy;
			seat_resize(&s, rows, cols);
			for (int k = (int)dice(&seed, 4); k > 0 && roomy; k--) {
				unsure = unsure || fresh;
				char c = (char)('a' + dice(&seed, 26));

				gd_str_addc(&typed, c);
				seat_send(&s, &c, 1);
			}
			if (dice(&seed, 4) == 0)
				seat_look(&s, (int)dice(&seed, 8));
		}
		seat_resize(&s, 24, 80);
		seat_type(&s, "END");
		gd_str_add(&typed, "END");
		seat_await(&s, "END");
		seat_await(&s, "F1 Help");
		while (seat_look(&s, 100))
			;
		assert_picture(&s);
		kill(s.pid, SIGTERM);
		seat_end(&s, SEAT_MS);
		assert_kept(o, typed.text);
		gd_str_release(&typed);
		seat_leave(&s);
	}
}

/* ---- the terminal goes away ------------------------------------------------------ */

/* Seconds of the processor it used. */
static double
cpu(const struct seat *s)
{
	return (double)(s->used.ru_utime.tv_sec + s->used.ru_stime.tv_sec) +
	       (double)(s->used.ru_utime.tv_usec + s->used.ru_stime.tv_usec) /
		   1e6;
}

static void
a_terminal_that_is_gone_ends_it_at_once_and_the_draft_is_kept(void **state)
{
	struct office *o = *state;

	for (int way = 0; way < 4; way++) {
		struct seat s = { .no_hup = way == 1 };
		double before;

		form_open(o, &s);
		seat_type(&s, "GONE");
		seat_await(&s, "GONE");
		before = 0;
		if (way < 2) { /* the window is closed */
			close(s.slave);
			close(s.master);
			s.master = s.slave = -1;
		} else {
			kill(s.pid, way == 2 ? SIGHUP : SIGTERM);
		}
		/* a second on a machine that is not busy */
		assert_true(seat_end(&s, 10000) < 5000);
		assert_true(WIFEXITED(s.status));
		assert_true(cpu(&s) - before < 2.0); /* no spinning */
		assert_kept(o, "GONE");
		seat_leave(&s);
	}
}

static void
who_reads_nothing_does_not_keep_it_from_ending(void **state)
{
	struct office *o = *state;
	struct seat s = { 0 };

	form_open(o, &s);
	seat_type(&s, "STUCK");
	seat_await(&s, "STUCK");
	/* pictures nobody reads, until the line is full */
	for (int i = 0; i < 400; i++) {
		(void)!write(s.master, "\014", 1);
		usleep(1000);
	}
	kill(s.pid, SIGTERM);
	for (int i = 0; i < 500 && !seat_gone(&s); i++)
		usleep(10000);
	assert_true(seat_gone(&s));
	assert_kept(o, "STUCK");
	seat_leave(&s);
}

/* ---- bursts ------------------------------------------------------------------------ */

static void
ten_thousand_keys_at_once_all_count(void **state)
{
	struct office *o = *state;
	struct gd_str keys = GD_STR_INIT, typed = GD_STR_INIT;
	struct seat s = { 0 };

	/* 400 times a letter that stays, twelve that are rubbed out */
	for (int i = 0; i < 400; i++) {
		char c = (char)('a' + i % 26);

		gd_str_addc(&typed, c);
		gd_str_addc(&keys, c);
		for (int k = 0; k < 12; k++)
			gd_str_addc(&keys, 'X');
		for (int k = 0; k < 12; k++)
			gd_str_addc(&keys, '\177');
	}
	assert_int_equal(keys.len, 10000);
	form_open(o, &s);
	seat_send(&s, keys.text, keys.len);
	seat_type(&s, "\t");
	seat_await(&s, "> Customer's order no.");
	kill(s.pid, SIGTERM);
	seat_end(&s, SEAT_MS);
	assert_kept(o, typed.text);
	gd_str_release(&keys);
	gd_str_release(&typed);
	seat_leave(&s);
}

enum { SCANS = 60 };
struct stack {
	char code[SCANS][GD_CODE_TEXT];
	char order[SCANS][64];
	int64_t piece[SCANS];
	int n;
};

static bool
is_outside(const char *desk)
{
	return strcmp(desk, "customer") == 0 || strcmp(desk, "bank") == 0 ||
	       strcmp(desk, "forwarder") == 0;
}

/* Pieces under way; those that arrived are sent back on their way. */
static void
find_stack(struct office *o, struct stack *st)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_papers_row rows[400];
	struct gd_err err = GD_ERR_INIT;
	struct gd_papers ask;
	int n;

	assert_int_equal(
	    gd_app_papers_read(o->app, NULL, 0, &arena, &ask, &err), GD_OK);
	assert_int_equal(
	    gd_app_papers(o->app, &ask, 400, &arena, rows, &n, &err), GD_OK);
	for (int i = 0; i < n && st->n < SCANS; i++) {
		const struct gd_piece *p = &rows[i].out.piece;
		const struct gd_command back = { .verb = GD_DO_CORRECT,
			.piece = p->no,
			.reason = "for the stack" };
		struct gd_order_page page;

		if (is_outside(p->desk) || is_outside(p->to_desk))
			continue; /* they have no scanner of ours */
		snprintf(o->number, sizeof o->number, "%s", rows[i].out.number);
		if (p->state == GD_PIECE_HELD)
			(void)!gd_app_act(o->app, o->number, &back, NULL, NULL,
			    NULL);
		page = page_of(o);
		p = gd_row_find(&page.order.sheet, GD_TAB_PIECE,
		    &(struct gd_piece){ .no = rows[i].out.piece.no });
		if (p && p->state == GD_PIECE_SENT &&
		    gd_code_make(st->code[st->n], GD_CODE_PIECE, page.order.id,
			p->no, &err) == GD_OK) {
			snprintf(st->order[st->n], sizeof st->order[0], "%s",
			    o->number);
			st->piece[st->n++] = p->no;
		}
		gd_order_page_release(&page);
	}
	gd_arena_release(&arena);
}

/* He sits at every desk there is, so that every piece is for him. */
static void
sit_everywhere(struct office *o, const char *login)
{
	static const char *const desks[] = { "shipping", "technical",
		"material_control", "production", "sample_room", "gm_office",
		"qc", "finance", "finance_head", "clerk" };
	struct gd_err err = GD_ERR_INIT;

	for (size_t i = 0; i < sizeof desks / sizeof desks[0]; i++) {
		const struct gd_member row = { .login = login,
			.desk = desks[i],
			.active = 1 };

		if (gd_app_office_do(o->app,
			&(struct gd_office_command){ GD_OFFICE_SEAT, &row,
			    UINT64_MAX },
			&err) != GD_OK)
			fail_msg("%s: %s", desks[i], gd_msg_english(err.msg));
	}
}

static int
count_held(struct office *o, const struct stack *st)
{
	int held = 0;

	for (int i = 0; i < st->n; i++) {
		const struct gd_piece *p;
		struct gd_order_page page;

		snprintf(o->number, sizeof o->number, "%s", st->order[i]);
		page = page_of(o);
		p = gd_row_find(&page.order.sheet, GD_TAB_PIECE,
		    &(struct gd_piece){ .no = st->piece[i] });
		held += p && p->state == GD_PIECE_HELD;
		gd_order_page_release(&page);
	}
	return held;
}

static void
sixty_scans_at_once_are_booked_and_no_key_beside_them_is_lost(void **state)
{
	static struct stack st;
	struct office *o = *state;
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"xushi", "--lang", "en", NULL };
	struct gd_str keys = GD_STR_INIT;
	struct seat s = { 0 };
	int64_t from;

	st.n = 0;
	app_again(o, "qianfang");
	find_stack(o, &st);
	assert_int_equal(st.n, SCANS);
	app_again(o, "chenli");
	sit_everywhere(o, "xushi");
	gd_app_close(o->app);
	o->app = NULL;
	seat_open(&s, 24, 80, argv, NULL);
	seat_await(&s, "F1 Help");
	seat_type(&s, "\002"); /* Ctrl-B: a stack */
	seat_await(&s, "can");
	/* a key before and one in the middle, both F12, so the language is the
	 * same again when both counted; a last one behind it */
	gd_str_add(&keys, "\033[24~");
	for (int i = 0; i < st.n; i++) {
		gd_str_addf(&keys, "%s\r", st.code[i]);
		if (i == 30)
			gd_str_add(&keys, "\033[24~");
	}
	gd_str_add(&keys, "\023"); /* Ctrl-S */
	from = gd_monotonic_ms();
	seat_send(&s, keys.text, keys.len);
	seat_await(&s, "60 codes read, 60 pieces booked, 0 not booked");
	seat_await(&s, "Everything that was done is saved.");
	from = gd_monotonic_ms() - from;
	print_message("60 scans took %d ms\n", (int)from);
	assert_true(from < 20000);
	kill(s.pid, SIGKILL); /* what was acknowledged is durable */
	seat_end(&s, SEAT_MS);
	app_again(o, "qianfang");
	assert_int_equal(count_held(o, &st), SCANS);
	gd_str_release(&keys);
	seat_leave(&s);
}

static int
begin_kept(void **state)
{
	return begin(state);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin_kept, teardown)
	const struct CMUnitTest tests[] = {
		T(a_storm_of_sizes_loses_no_key_and_ends_in_the_right_picture),
		T(a_terminal_that_is_gone_ends_it_at_once_and_the_draft_is_kept),
		T(who_reads_nothing_does_not_keep_it_from_ending),
		T(ten_thousand_keys_at_once_all_count),
		T(sixty_scans_at_once_are_booked_and_no_key_beside_them_is_lost),
	};

	return cmocka_run_group_tests(tests, make_first, end_first);
}
