/* tests/tui/test_terms.c - the program starts on every terminal, in every
 * locale: the right text stands there, or a sentence says why not. */
#include "seat.h"

#include "base/banned.h"

enum kind {
	FULL,  /* Chinese as it is */
	PLAIN, /* no hanzi can be shown: English, and initials of names */
	OTHER, /* its type is not known: treated as a common one */
	NONE,  /* a sentence, and the end */
};

static const struct type {
	const char *term;
	enum kind kind;
	bool colours, many; /* has 8 at least; has 256 */
} types[] = {
	{ "vt100", FULL, false, false },
	{ "linux", PLAIN, true, false },
	{ "screen", FULL, true, false },
	{ "screen-256color", FULL, true, true },
	{ "tmux", FULL, true, false },
	{ "tmux-256color", FULL, true, true },
	{ "xterm", FULL, true, false },
	{ "xterm-256color", FULL, true, true },
	{ "rxvt", FULL, true, false },
	{ "rxvt-unicode", FULL, true, false }, /* 88 */
	{ "dumb", NONE, false, false },
	{ "nobody-knows-this", OTHER, true, false },
	{ "nobody-knows-256color", OTHER, true, true },
};
enum { NTYPES = sizeof types / sizeof types[0] };

/* Name and value; path: of compiled locales, made here. */
static const struct locale {
	const char *name, *value;
	bool made;
} locales[] = {
	{ "LC_ALL", "C", false },
	{ "LC_ALL", "POSIX", false },
	{ "LANG", "C.UTF-8", false },
	{ "LANG", "zh_CN.UTF-8", false }, /* missing on most machines */
	{ "LC_ALL", "zh_CN.UTF-8", true },
	{ "LANG", "zh_CN.GBK", false },
	{ "LANG", "", false },
};
enum { NLOCALES = sizeof locales / sizeof locales[0] };

static const char *const yes_zh[] = { "今天要办", "陈丽", "帮助" };

static void
assert_on(struct seat *s, const char *words)
{
	if (!strstr(seat_screen(s), words))
		fail_msg("not on the screen: %s\n%s", words, s->now.text);
}

/* How many cells have a colour of their own, of the first 16 or beyond. */
static void
count_colours(struct seat *s, int *few, int *many)
{
	*few = *many = 0;
	for (int r = 0; r < s->rows; r++)
		for (int c = 0; c < s->cols; c++) {
			VTermScreenCell cell;

			vterm_screen_get_cell(s->screen,
			    (VTermPos){ .row = r, .col = c }, &cell);
			if (VTERM_COLOR_IS_DEFAULT_FG(&cell.fg))
				continue;
			if (VTERM_COLOR_IS_INDEXED(&cell.fg) &&
			    cell.fg.indexed.idx >= 16)
				++*many;
			else
				++*few;
		}
}

static void
look_at(struct seat *s, const struct type *t, bool no_color)
{
	int few, many;

	seat_await(s, t->kind == PLAIN ? "To do today" : "今天要办");
	seat_await(s, "F1"); /* the last row is painted last */
	for (int i = 0; i < 3 && t->kind != PLAIN; i++)
		assert_on(s, yes_zh[i]);
	if (t->kind == PLAIN) {
		assert_on(s, "This console cannot show Chinese");
		for (const char *p = s->now.text; *p; p++)
			if ((unsigned char)*p >= 0xE3)
				fail_msg("hanzi on a console\n%s", s->now.text);
		assert_on(s, "c l "); /* 陈丽 */
	}
	if (t->kind == OTHER)
		assert_on(s, t->term);
	count_colours(s, &few, &many);
	if (no_color || !t->colours)
		assert_int_equal(few + many, 0);
	else
		assert_true((t->many ? many : few) > 0);
	if (!t->many || no_color)
		assert_int_equal(many, 0);
}

static void
start(struct office *o, const struct type *t, const struct locale *l,
    bool no_color)
{
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "zh", NULL };
	const char *env[12] = { "TERM", t->term, l->name, l->value };
	struct seat s = { 0 };
	char path[160];
	int n = 4;

	if (no_color) {
		env[n++] = "NO_COLOR";
		env[n++] = "1";
	}
	snprintf(path, sizeof path, "%s/locales", o->dir);
	if (l->made) {
		env[n++] = "LOCPATH";
		env[n++] = path;
	}
	seat_open(&s, 24, 80, argv, env);
	if (t->kind == NONE) {
		seat_await(&s, t->term);
		seat_end(&s, SEAT_MS);
		assert_true(WIFEXITED(s.status));
		assert_int_equal(WEXITSTATUS(s.status), GD_OUTSIDE);
		assert_on(&s, "TERM");
		seat_as_before(&s);
	} else {
		look_at(&s, t, no_color);
		seat_type(&s, "1"); /* a key does, and it ends as it should */
		seat_await(&s, t->kind == PLAIN ? "Filter [" : "未完成");
		kill(s.pid, SIGTERM);
		seat_end(&s, SEAT_MS);
		assert_true(WIFEXITED(s.status));
		seat_as_before(&s);
	}
	seat_leave(&s);
}

/* The full matrix with GENDAN_SOAK; else every type and every locale. */
static void
every_terminal_in_every_locale_starts_or_says_why_not(void **state)
{
	bool all = getenv("GENDAN_SOAK") != NULL;
	struct office *o = *state;
	char path[160], link[200];

	snprintf(path, sizeof path, "%s/locales", o->dir);
	snprintf(link, sizeof link, "%s/zh_CN.utf8", path);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(symlink("/usr/lib/locale/C.utf8", link), 0);
	for (int t = 0; t < NTYPES; t++)
		for (int l = 0; l < NLOCALES; l++)
			for (int no_color = 0; no_color < 2; no_color++) {
				bool chosen = (t + l) % NLOCALES == 0 ||
					      strcmp(types[t].term,
						  "xterm-256color") == 0;

				if (all || (chosen && no_color == l % 2))
					start(o, &types[t], &locales[l],
					    no_color != 0);
			}
	unlink(link);
	rmdir(path);
}

/* Its own black stands under every cell, also where nothing is. */
static void
high_contrast_leaves_no_cell_to_the_terminal(void **state)
{
	struct office *o = *state;
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "zh", NULL };
	const char *const env[] = { "GENDAN_THEME", "high contrast", NULL };
	struct seat s = { 0 };

	seat_open(&s, 30, 100, argv, env);
	seat_await(&s, "F1");
	seat_type(&s, "1\033[B\r");
	seat_await(&s, "gendan > EX-");
	while (seat_look(&s, 200))
		;
	for (int r = 0; r < s.rows; r++)
		for (int c = 0; c < s.cols; c++) {
			VTermScreenCell cell;

			vterm_screen_get_cell(s.screen,
			    (VTermPos){ .row = r, .col = c }, &cell);
			if (cell.chars[0] != (uint32_t)-1 && /* a right half */
			    !VTERM_COLOR_IS_INDEXED(&cell.bg))
				fail_msg("row %d, column %d:\n%s", r, c,
				    seat_screen(&s));
		}
	seat_leave(&s);
}

static void
a_terminal_that_answers_nothing_still_starts_in_ascii(void **state)
{
	struct office *o = *state;
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "zh", NULL };
	struct seat s = { .mute = true };

	seat_open(&s, 24, 80, argv, NULL);
	seat_await(&s, "今天要办");
	assert_on(&s, "--------");
	seat_leave(&s);
}

static void
an_unknown_terminal_that_answers_nothing_is_named(void **state)
{
	struct office *o = *state;
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "zh", NULL };
	const char *const env[] = { "TERM", "nobody-knows-this", NULL };
	struct seat s = { .mute = true };

	seat_open(&s, 24, 80, argv, env);
	seat_end(&s, SEAT_MS);
	assert_int_equal(WEXITSTATUS(s.status), GD_OUTSIDE);
	assert_on(&s, "nobody-knows-this");
	seat_as_before(&s);
	seat_leave(&s);
}

static void
keys_typed_before_the_first_picture_are_not_lost(void **state)
{
	struct office *o = *state;
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "en", NULL };
	struct seat s = { .mute = true }; /* so the probe waits for long */

	seat_open(&s, 24, 80, argv, NULL);
	seat_type(&s, "\033[18~\t\t\tEARLY"); /* F7 and a form */
	seat_await(&s, "New order");
	seat_await(&s, "EARLY");
	seat_leave(&s);
}

/* ---- the mouse ------------------------------------------------------------- */

static bool
came(const struct seat *s, const char *bytes)
{
	return strstr(s->raw.text, bytes) != NULL;
}

/* Row of these words, from 1 as the mouse counts. */
static int
row_of(struct seat *s, const char *words)
{
	const char *at;
	int row = 1;

	seat_await(s, words);
	at = strstr(s->now.text, words);
	for (const char *p = s->now.text; p < at; p++)
		row += *p == '\n';
	return row;
}

static void
a_mouse_clicks_and_is_given_back_whichever_way_it_ends(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGSEGV, SIGABRT };
	struct office *o = *state;
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "en", NULL };

	for (int i = 0; i < 4; i++) {
		struct seat s = { 0 };
		char bytes[80];
		int row;

		seat_open(&s, 24, 80, argv, NULL);
		seat_await(&s, "F1 Help");
		assert_true(came(&s, "\033[?1000h\033[?1006h"));
		seat_type(&s, "1");
		seat_await(&s, "Filter [");
		row = row_of(&s, "EX-2609-003");
		snprintf(bytes, sizeof bytes,
		    "\033[<0;9;%dM\033[<0;9;%dm\033[<0;9;%dM\033[<0;9;%dm", row,
		    row, row, row);
		seat_type(&s, bytes);
		seat_await(&s, "gendan > EX-2609-003");
		gd_str_reset(&s.raw);
		kill(s.pid, signals[i]);
		seat_end(&s, SEAT_MS);
		assert_true(came(&s, "\033[?1006l\033[?1000l"));
		assert_true(came(&s, "\033[?2004l"));
		assert_true(i < 2 ? WIFEXITED(s.status)
				  : WIFSIGNALED(s.status) ||
					WEXITSTATUS(s.status) != 0);
		seat_as_before(&s);
		seat_leave(&s);
	}
}

static void
a_mouse_can_be_off_and_a_stop_from_outside_gives_it_back(void **state)
{
	struct office *o = *state;
	const char *const argv[] = { "gendan", "--book", o->book, "--as",
		"chenli", "--lang", "en", NULL };
	const char *const env[] = { "GENDAN_MOUSE", "0", NULL };
	struct seat s = { 0 };
	int status;

	seat_open(&s, 24, 80, argv, env);
	seat_await(&s, "F1 Help");
	assert_false(came(&s, "\033[?1000h"));
	seat_type(&s, "\027"); /* Ctrl-W */
	seat_await(&s, "Mouse on");
	assert_true(came(&s, "\033[?1000h"));
	gd_str_reset(&s.raw);
	kill(s.pid, SIGTSTP);
	assert_int_equal(waitpid(s.pid, &status, WUNTRACED), s.pid);
	assert_true(WIFSTOPPED(status));
	seat_look(&s, 200);
	assert_true(came(&s, "\033[?1000l"));
	seat_as_before(&s);
	gd_str_reset(&s.raw);
	kill(s.pid, SIGCONT);
	seat_type(&s, "1");
	seat_await(&s, "open orders");
	assert_true(came(&s, "\033[?1000h"));
	seat_leave(&s);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, teardown)
	const struct CMUnitTest tests[] = {
		T(every_terminal_in_every_locale_starts_or_says_why_not),
		T(high_contrast_leaves_no_cell_to_the_terminal),
		T(a_terminal_that_answers_nothing_still_starts_in_ascii),
		T(an_unknown_terminal_that_answers_nothing_is_named),
		T(keys_typed_before_the_first_picture_are_not_lost),
		T(a_mouse_clicks_and_is_given_back_whichever_way_it_ends),
		T(a_mouse_can_be_off_and_a_stop_from_outside_gives_it_back),
	};

	return cmocka_run_group_tests(tests, make_first, end_first);
}
