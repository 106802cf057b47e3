/* tests/tui/test_sequence.c - every form of every key, whole and torn. */
#include <stdio.h>

#include "tui/sequence.h"
#include "tui_test.h"

#include "base/banned.h"

/* As each terminal sends it; from terminfo of ncurses, and the manuals of
 * xterm, rxvt, PuTTY, the console of Linux and the vt220. */
static const struct form {
	const char *who, *bytes;
	uint32_t code;
} forms[] = {
	{ "xterm", "\033OP", GD_KEY_F(1) },
	{ "xterm", "\033OQ", GD_KEY_F(2) },
	{ "xterm", "\033OR", GD_KEY_F(3) },
	{ "xterm", "\033OS", GD_KEY_F(4) },
	{ "xterm", "\033[15~", GD_KEY_F(5) },
	{ "xterm", "\033[17~", GD_KEY_F(6) },
	{ "xterm", "\033[18~", GD_KEY_F(7) },
	{ "xterm", "\033[19~", GD_KEY_F(8) },
	{ "xterm", "\033[20~", GD_KEY_F(9) },
	{ "xterm", "\033[21~", GD_KEY_F(10) },
	{ "xterm", "\033[23~", GD_KEY_F(11) },
	{ "xterm", "\033[24~", GD_KEY_F(12) },
	{ "vt220", "\033[11~", GD_KEY_F(1) },
	{ "vt220", "\033[12~", GD_KEY_F(2) },
	{ "vt220", "\033[13~", GD_KEY_F(3) },
	{ "vt220", "\033[14~", GD_KEY_F(4) },
	{ "kitty", "\033[P", GD_KEY_F(1) },
	{ "kitty", "\033[Q", GD_KEY_F(2) },
	{ "kitty", "\033[S", GD_KEY_F(4) },
	{ "linux", "\033[[A", GD_KEY_F(1) },
	{ "linux", "\033[[B", GD_KEY_F(2) },
	{ "linux", "\033[[C", GD_KEY_F(3) },
	{ "linux", "\033[[D", GD_KEY_F(4) },
	{ "linux", "\033[[E", GD_KEY_F(5) },
	{ "xterm", "\033[1;5P", GD_KEY_F(1) },
	{ "xterm", "\033[15;2~", GD_KEY_F(5) },
	{ "rxvt", "\033[15^", GD_KEY_F(5) },
	{ "xterm", "\033OA", GD_KEY_UP },
	{ "xterm", "\033OB", GD_KEY_DOWN },
	{ "xterm", "\033OC", GD_KEY_RIGHT },
	{ "xterm", "\033OD", GD_KEY_LEFT },
	{ "vt100", "\033[A", GD_KEY_UP },
	{ "vt100", "\033[B", GD_KEY_DOWN },
	{ "vt100", "\033[C", GD_KEY_RIGHT },
	{ "vt100", "\033[D", GD_KEY_LEFT },
	{ "xterm", "\033[1;2A", GD_KEY_SHIFT_UP },
	{ "xterm", "\033[1;2B", GD_KEY_SHIFT_DOWN },
	{ "xterm", "\033[1;5C", GD_KEY_CTRL_RIGHT },
	{ "xterm", "\033[1;5D", GD_KEY_CTRL_LEFT },
	{ "xterm", "\033[1;6D", GD_KEY_CTRL_LEFT },
	{ "xterm", "\033[1;3A", GD_KEY_UP },
	{ "xterm", "\033[1;5A", GD_KEY_UP },
	{ "old xterm", "\033[5C", GD_KEY_CTRL_RIGHT },
	{ "old xterm", "\033[5D", GD_KEY_CTRL_LEFT },
	{ "old xterm", "\033O5C", GD_KEY_CTRL_RIGHT },
	{ "old xterm", "\033O5D", GD_KEY_CTRL_LEFT },
	{ "old xterm", "\033[2A", GD_KEY_SHIFT_UP },
	{ "old xterm", "\033[2B", GD_KEY_SHIFT_DOWN },
	{ "konsole", "\033O2A", GD_KEY_SHIFT_UP },
	{ "konsole", "\033O2B", GD_KEY_SHIFT_DOWN },
	{ "rxvt", "\033Oc", GD_KEY_CTRL_RIGHT },
	{ "rxvt", "\033Od", GD_KEY_CTRL_LEFT },
	{ "rxvt", "\033Oa", GD_KEY_UP },
	{ "rxvt", "\033Ob", GD_KEY_DOWN },
	{ "rxvt", "\033[a", GD_KEY_SHIFT_UP },
	{ "rxvt", "\033[b", GD_KEY_SHIFT_DOWN },
	{ "rxvt", "\033[c", GD_KEY_RIGHT },
	{ "rxvt", "\033[d", GD_KEY_LEFT },
	{ "xterm", "\033OH", GD_KEY_HOME },
	{ "xterm", "\033OF", GD_KEY_END },
	{ "xterm", "\033[H", GD_KEY_HOME },
	{ "xterm", "\033[F", GD_KEY_END },
	{ "linux", "\033[1~", GD_KEY_HOME },
	{ "linux", "\033[4~", GD_KEY_END },
	{ "rxvt", "\033[7~", GD_KEY_HOME },
	{ "rxvt", "\033[8~", GD_KEY_END },
	{ "rxvt", "\033[7^", GD_KEY_HOME },
	{ "rxvt", "\033[8$", GD_KEY_END },
	{ "xterm", "\033[1;5H", GD_KEY_HOME },
	{ "xterm", "\033[2~", GD_KEY_INSERT },
	{ "xterm", "\033[3~", GD_KEY_DELETE },
	{ "xterm", "\033[5~", GD_KEY_PGUP },
	{ "xterm", "\033[6~", GD_KEY_PGDN },
	{ "xterm", "\033[5;5~", GD_KEY_PGUP },
	{ "xterm", "\033[Z", GD_KEY_BACKTAB },
	{ "pad", "\033OM", GD_KEY_ENTER },
	{ "pad", "\033OI", GD_KEY_TAB },
	{ "pad", "\033OX", '=' },
	{ "pad", "\033Oj", '*' },
	{ "pad", "\033Ok", '+' },
	{ "pad", "\033Ol", ',' },
	{ "pad", "\033Om", '-' },
	{ "pad", "\033On", '.' },
	{ "pad", "\033Oo", '/' },
	{ "pad", "\033Op", '0' },
	{ "pad", "\033Oq", '1' },
	{ "pad", "\033Or", '2' },
	{ "pad", "\033Os", '3' },
	{ "pad", "\033Ot", '4' },
	{ "pad", "\033Ou", '5' },
	{ "pad", "\033Ov", '6' },
	{ "pad", "\033Ow", '7' },
	{ "pad", "\033Ox", '8' },
	{ "pad", "\033Oy", '9' },
	{ "mouse", "\033[<0;5;7M", GD_KEY_CLICK },
	{ "mouse", "\033[<64;5;7M", GD_KEY_WHEEL_UP },
	{ "mouse", "\033[<65;5;7M", GD_KEY_WHEEL_DOWN },
	{ "old mouse", "\033[M \x25\x27", GD_KEY_CLICK },
	{ "old mouse", "\033[M`\x25\x27", GD_KEY_WHEEL_UP },
};
enum { NFORMS = sizeof forms / sizeof forms[0], MOST = 64 };

struct seat {
	struct gd_seq seq;
	int64_t now;
	struct gd_key keys[MOST];
	int n;
};

static void
sit(struct seat *s)
{
	*s = (struct seat){ .now = 5000 };
	gd_seq_init(&s->seq);
}

static void
type(struct seat *s, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		struct gd_key out[GD_SEQ_KEYS];
		int n = gd_seq_byte(&s->seq, (uint8_t)bytes[i], s->now, out);

		assert_true(n >= 0 && n <= GD_SEQ_KEYS);
		for (int k = 0; k < n && s->n < MOST; k++)
			s->keys[s->n++] = out[k];
	}
}

static void
say(struct seat *s, const char *bytes)
{
	type(s, bytes, strlen(bytes));
}

/* Time goes by as the device lets it: it asks when it is due. */
static void
rest(struct seat *s, int64_t ms)
{
	int64_t until = s->now + ms;

	for (;;) {
		int wait = gd_seq_wait(&s->seq, s->now);
		struct gd_key out[GD_SEQ_KEYS];
		int n;

		if (wait < 0 || s->now + wait > until)
			break;
		s->now += wait;
		n = gd_seq_quiet(&s->seq, s->now, out);
		for (int k = 0; k < n && s->n < MOST; k++)
			s->keys[s->n++] = out[k];
	}
	s->now = until;
}

static void
one_key(struct seat *s, const struct form *f, const char *how)
{
	if (s->n != 1 || s->keys[0].code != f->code)
		fail_msg("%s ESC%s, %s: %d keys, the first 0x%x", f->who,
		    f->bytes + 1, how, s->n, s->n ? s->keys[0].code : 0);
}

static void
every_form_is_its_key(void **state)
{
	(void)state;
	for (int i = 0; i < NFORMS; i++) {
		struct seat s;

		sit(&s);
		type(&s, forms[i].bytes, strlen(forms[i].bytes));
		one_key(&s, &forms[i], "whole");
		rest(&s, 1000);
		one_key(&s, &forms[i], "whole, later");
	}
}

static void
every_row_of_the_table_has_a_test(void **state)
{
	const struct gd_seq_form *rows;
	int n = gd_seq_forms(&rows);

	(void)state;
	for (int i = 0; i < n; i++) {
		bool tested = rows[i].code == GD_KEY_PASTE_ON ||
			      rows[i].code == GD_KEY_PASTE_OFF;

		for (int k = 0; k < NFORMS && !tested; k++)
			tested = strcmp(rows[i].bytes, forms[k].bytes) == 0;
		if (!tested)
			fail_msg("no test of ESC%s", rows[i].bytes + 1);
	}
}

static void
a_form_torn_anywhere_is_still_its_key(void **state)
{
	(void)state;
	for (int i = 0; i < NFORMS; i++) {
		size_t len = strlen(forms[i].bytes);

		for (size_t at = 1; at < len; at++) {
			struct seat s;
			/* behind ESC [ a slow line may take longer */
			int64_t pause = at == 1 ? GD_SEQ_ESC_MS - 1
						: GD_SEQ_REST_MS - 1;
			char how[40];

			snprintf(how, sizeof how, "torn at %zu", at);
			sit(&s);
			type(&s, forms[i].bytes, at);
			rest(&s, pause);
			type(&s, forms[i].bytes + at, len - at);
			rest(&s, 1000);
			one_key(&s, &forms[i], how);
		}
	}
}

/* Torn for longer than patience: at worst an Esc, never a letter. */
static void
what_comes_too_late_is_never_a_letter(void **state)
{
	(void)state;
	for (int i = 0; i < NFORMS; i++) {
		size_t len = strlen(forms[i].bytes);

		if (forms[i].code >= GD_KEY_CLICK)
			continue; /* an old mouse has no end that is seen */
		for (size_t at = 1; at < len; at++) {
			struct seat s;

			sit(&s);
			type(&s, forms[i].bytes, at);
			rest(&s, (at == 1 ? GD_SEQ_ESC_MS : GD_SEQ_REST_MS) +
				     5);
			type(&s, forms[i].bytes + at, len - at);
			rest(&s, 1000);
			for (int k = 0; k < s.n; k++)
				if (s.keys[k].code != GD_KEY_ESC)
					fail_msg("%s ESC%s torn at %zu: 0x%x",
					    forms[i].who, forms[i].bytes + 1,
					    at, s.keys[k].code);
			assert_true(s.n <= 1);
		}
	}
}

static void
esc_alone_is_a_key_after_its_time(void **state)
{
	struct seat s;

	(void)state;
	sit(&s);
	type(&s, "\033", 1);
	rest(&s, GD_SEQ_ESC_MS - 1);
	assert_int_equal(s.n, 0);
	rest(&s, 1);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.keys[0].code, GD_KEY_ESC);
	type(&s, "\033q\033\033[A", 6); /* Alt-q, then Esc and Up */
	assert_int_equal(s.n, 5);
	assert_int_equal(s.keys[1].code, GD_KEY_ESC);
	assert_int_equal(s.keys[2].code, 'q');
	assert_int_equal(s.keys[3].code, GD_KEY_ESC);
	assert_int_equal(s.keys[4].code, GD_KEY_UP);
	rest(&s, 400);
	type(&s, "O", 1); /* a typed letter counts */
	assert_int_equal(s.keys[5].code, 'O');
}

static void
what_no_table_knows_is_dropped_whole(void **state)
{
	static const char *const odd[] = { "\033[12;34R", "\033[1;2R",
		"\033[?1;2c", "\033[>0;276;0c", "\033[?2026;2$y", "\033OZ",
		"\033[99~", "\033[I", "\033[O", "\033[<35;4;4M",
		"\033[<0;4;4m", "\033[<2;4;4M", "\033[<0;0;0M", "\033[<M",
		"\033[[Z", "\033O5Z", "\033[1;5Z" };

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
		struct seat s;

		sit(&s);
		type(&s, odd[i], strlen(odd[i]));
		type(&s, "a", 1);
		rest(&s, 1000);
		if (s.n != 1 || s.keys[0].code != 'a')
			fail_msg("ESC%s: %d keys, the first 0x%x", odd[i] + 1,
			    s.n, s.keys[0].code);
	}
}

static void
the_terminals_own_description_goes_first(void **state)
{
	struct seat s;

	(void)state;
	sit(&s);
	gd_seq_own(&s.seq, "\033Ot", GD_KEY_F(5)); /* a vt100 */
	gd_seq_own(&s.seq, "\177", GD_KEY_DELETE); /* no sequence: ignored */
	type(&s, "\033Ot\033Ou\177", 7);
	assert_int_equal(s.n, 3);
	assert_int_equal(s.keys[0].code, GD_KEY_F(5));
	assert_int_equal(s.keys[1].code, '5');
	assert_int_equal(s.keys[2].code, GD_KEY_BACKSPACE);
}

static void
a_paste_is_text_and_ends_only_with_its_end(void **state)
{
	static const char bytes[] = "\033[200~q\033[A\033OPw\r\033[201~q";
	struct seat s;

	(void)state;
	sit(&s);
	type(&s, bytes, sizeof bytes - 1);
	assert_int_equal(s.n, 4);
	for (int i = 0; i < 3; i++)
		assert_true(s.keys[i].pasted);
	assert_int_equal(s.keys[0].code, 'q');
	assert_int_equal(s.keys[1].code, 'w');
	assert_int_equal(s.keys[2].code, GD_KEY_ENTER);
	assert_false(s.keys[3].pasted);
}

static void
two_clicks_at_one_place_are_a_double_one(void **state)
{
	struct seat s;

	(void)state;
	sit(&s);
	say(&s, "\033[<0;5;7M\033[<0;5;7m");
	assert_int_equal(s.keys[0].row, 6);
	assert_int_equal(s.keys[0].col, 4);
	rest(&s, GD_SEQ_DOUBLE_MS);
	say(&s, "\033[<0;6;7M");
	assert_int_equal(s.n, 2);
	assert_int_equal(s.keys[1].code, GD_KEY_DOUBLE);
	say(&s, "\033[<0;6;7M"); /* a third one begins anew */
	assert_int_equal(s.keys[2].code, GD_KEY_CLICK);
	rest(&s, GD_SEQ_DOUBLE_MS + 1);
	say(&s, "\033[<0;6;7M"); /* too late */
	assert_int_equal(s.keys[3].code, GD_KEY_CLICK);
	say(&s, "\033[<0;6;8M"); /* another row */
	assert_int_equal(s.keys[4].code, GD_KEY_CLICK);
}

static void
random_bytes_hold_nothing_for_ever(void **state)
{
	struct seat s;
	uint64_t seed = 11;

	(void)state;
	sit(&s);
	for (int i = 0; i < 300000; i++) {
		static const char often[] = "\033[O;0159<MmA~$";
		char byte = dice(&seed, 3) ? often[dice(&seed, 14)]
					   : (char)dice(&seed, 256);

		s.n = 0;
		type(&s, &byte, 1);
		if (dice(&seed, 50) == 0)
			rest(&s, dice(&seed, 200));
		assert_true(s.seq.n < sizeof s.seq.held);
	}
	s.n = 0;
	rest(&s, 2000);
	assert_int_equal(s.seq.n, 0);
	type(&s, "\033[201~x", 7);
	assert_int_equal(s.keys[s.n - 1].code, 'x');
	assert_false(s.keys[s.n - 1].pasted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_is_its_key),
		cmocka_unit_test(every_row_of_the_table_has_a_test),
		cmocka_unit_test(a_form_torn_anywhere_is_still_its_key),
		cmocka_unit_test(what_comes_too_late_is_never_a_letter),
		cmocka_unit_test(esc_alone_is_a_key_after_its_time),
		cmocka_unit_test(what_no_table_knows_is_dropped_whole),
		cmocka_unit_test(the_terminals_own_description_goes_first),
		cmocka_unit_test(a_paste_is_text_and_ends_only_with_its_end),
		cmocka_unit_test(two_clicks_at_one_place_are_a_double_one),
		cmocka_unit_test(random_bytes_hold_nothing_for_ever),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
