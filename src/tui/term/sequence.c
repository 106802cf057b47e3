/* tui/term/sequence.c - escape sequences of a terminal become keys.
 *
 * What a form means is looked up whole; what follows the common pattern
 * (ESC [ number ; modifier ~ or letter) is read by it; what is neither is
 * dropped whole, so no letter of it is ever taken for a command.
 */
#include "tui/sequence.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

/* Forms that do not follow the pattern, or stand for a key of the pad. */
static const struct gd_seq_form forms[] = {
	/* the console of Linux */
	{ "\033[[A", GD_KEY_F(1) },
	{ "\033[[B", GD_KEY_F(2) },
	{ "\033[[C", GD_KEY_F(3) },
	{ "\033[[D", GD_KEY_F(4) },
	{ "\033[[E", GD_KEY_F(5) },
	/* xterm, vt100: cursor keys and PF1-4 in application mode */
	{ "\033OA", GD_KEY_UP },
	{ "\033OB", GD_KEY_DOWN },
	{ "\033OC", GD_KEY_RIGHT },
	{ "\033OD", GD_KEY_LEFT },
	{ "\033OH", GD_KEY_HOME },
	{ "\033OF", GD_KEY_END },
	{ "\033OP", GD_KEY_F(1) },
	{ "\033OQ", GD_KEY_F(2) },
	{ "\033OR", GD_KEY_F(3) },
	{ "\033OS", GD_KEY_F(4) },
	/* the key pad in application mode */
	{ "\033OM", GD_KEY_ENTER },
	{ "\033OI", GD_KEY_TAB },
	{ "\033OX", '=' },
	{ "\033Oj", '*' },
	{ "\033Ok", '+' },
	{ "\033Ol", ',' },
	{ "\033Om", '-' },
	{ "\033On", '.' },
	{ "\033Oo", '/' },
	{ "\033Op", '0' },
	{ "\033Oq", '1' },
	{ "\033Or", '2' },
	{ "\033Os", '3' },
	{ "\033Ot", '4' },
	{ "\033Ou", '5' },
	{ "\033Ov", '6' },
	{ "\033Ow", '7' },
	{ "\033Ox", '8' },
	{ "\033Oy", '9' },
	/* rxvt: control and shift with a cursor key */
	{ "\033Oa", GD_KEY_UP },
	{ "\033Ob", GD_KEY_DOWN },
	{ "\033Oc", GD_KEY_CTRL_RIGHT },
	{ "\033Od", GD_KEY_CTRL_LEFT },
	{ "\033[a", GD_KEY_SHIFT_UP },
	{ "\033[b", GD_KEY_SHIFT_DOWN },
	{ "\033[c", GD_KEY_RIGHT },
	{ "\033[d", GD_KEY_LEFT },
	/* old xterm and PuTTY: control without the 1; */
	{ "\033[5C", GD_KEY_CTRL_RIGHT },
	{ "\033[5D", GD_KEY_CTRL_LEFT },
	{ "\033O5C", GD_KEY_CTRL_RIGHT },
	{ "\033O5D", GD_KEY_CTRL_LEFT },
	{ "\033[2A", GD_KEY_SHIFT_UP },
	{ "\033[2B", GD_KEY_SHIFT_DOWN },
	{ "\033O2A", GD_KEY_SHIFT_UP },
	{ "\033O2B", GD_KEY_SHIFT_DOWN },
	{ "\033[Z", GD_KEY_BACKTAB },
	{ "\033[200~", GD_KEY_PASTE_ON },
	{ "\033[201~", GD_KEY_PASTE_OFF },
};
#define NFORMS ((int)(sizeof forms / sizeof forms[0]))

/* ESC [ number ~, also with ; modifier, and ^ $ @ of rxvt. */
static const struct {
	int number;
	uint32_t code;
} numbers[] = {
	{ 1, GD_KEY_HOME },
	{ 2, GD_KEY_INSERT },
	{ 3, GD_KEY_DELETE },
	{ 4, GD_KEY_END },
	{ 5, GD_KEY_PGUP },
	{ 6, GD_KEY_PGDN },
	{ 7, GD_KEY_HOME },
	{ 8, GD_KEY_END },
	{ 11, GD_KEY_F(1) },
	{ 12, GD_KEY_F(2) },
	{ 13, GD_KEY_F(3) },
	{ 14, GD_KEY_F(4) },
	{ 15, GD_KEY_F(5) },
	{ 17, GD_KEY_F(6) },
	{ 18, GD_KEY_F(7) },
	{ 19, GD_KEY_F(8) },
	{ 20, GD_KEY_F(9) },
	{ 21, GD_KEY_F(10) },
	{ 23, GD_KEY_F(11) },
	{ 24, GD_KEY_F(12) },
};

/* ESC [ letter, also ESC [ 1 ; modifier letter. */
static const struct {
	char letter;
	uint32_t code, shift, ctrl;
} letters[] = {
	{ 'A', GD_KEY_UP, GD_KEY_SHIFT_UP, GD_KEY_UP },
	{ 'B', GD_KEY_DOWN, GD_KEY_SHIFT_DOWN, GD_KEY_DOWN },
	{ 'C', GD_KEY_RIGHT, GD_KEY_RIGHT, GD_KEY_CTRL_RIGHT },
	{ 'D', GD_KEY_LEFT, GD_KEY_LEFT, GD_KEY_CTRL_LEFT },
	{ 'H', GD_KEY_HOME, GD_KEY_HOME, GD_KEY_HOME },
	{ 'F', GD_KEY_END, GD_KEY_END, GD_KEY_END },
	{ 'P', GD_KEY_F(1), GD_KEY_F(1), GD_KEY_F(1) },
	{ 'Q', GD_KEY_F(2), GD_KEY_F(2), GD_KEY_F(2) },
	{ 'R', GD_KEY_F(3), GD_KEY_F(3), GD_KEY_F(3) },
	{ 'S', GD_KEY_F(4), GD_KEY_F(4), GD_KEY_F(4) },
};

int
gd_seq_forms(const struct gd_seq_form **rows)
{
	*rows = forms;
	return NFORMS;
}

void
gd_seq_init(struct gd_seq *s)
{
	*s = (struct gd_seq){ .decoder = GD_DECODER_INIT,
		.esc_ms = GD_SEQ_ESC_MS,
		.click_ms = -1 };
}

void
gd_seq_own(struct gd_seq *s, const char *bytes, uint32_t code)
{
	size_t len = strlen(bytes);
	enum { MOST = sizeof s->own / sizeof s->own[0] };

	if (s->nown == MOST || len < 2 || len >= sizeof s->own_bytes[0] ||
	    *bytes != 27)
		return;
	memcpy(s->own_bytes[s->nown], bytes, len + 1);
	s->own[s->nown] = (struct gd_seq_form){ NULL, code };
	s->nown++;
}

/* ---- the pattern --------------------------------------------------------- */

/* Wheel and left button; what else a mouse does means nothing. */
static uint32_t
mouse(struct gd_seq *s, int button, int col, int row, bool press, int64_t now)
{
	bool again;

	if (!press || row < 1 || col < 1)
		return GD_KEY_NONE;
	button &= ~(4 | 8 | 16); /* shift, meta, control */
	if (button == 64 || button == 65)
		return button == 64 ? GD_KEY_WHEEL_UP : GD_KEY_WHEEL_DOWN;
	if (button != 0)
		return GD_KEY_NONE;
	again = s->click_ms >= 0 && now - s->click_ms <= GD_SEQ_DOUBLE_MS &&
		s->click_row == row && s->click_col - col <= 1 &&
		col - s->click_col <= 1;
	s->click_ms = again ? -1 : now;
	s->click_row = (short)row;
	s->click_col = (short)col;
	return again ? GD_KEY_DOUBLE : GD_KEY_CLICK;
}

enum { MOD_SHIFT = 1, MOD_CTRL = 4 };

/* Two numbers at most of "1;5D"; missing ones are 0. @return the final */
static char
numbers_of(const char *at, int *first, int *second)
{
	int *to = first;

	*first = *second = 0;
	for (; *at; at++) {
		if (*at >= '0' && *at <= '9' && *to < 10000)
			*to = *to * 10 + (*at - '0');
		else if (*at == ';')
			to = second;
		else
			return at[1] ? '\0' : *at;
	}
	return '\0';
}

static uint32_t
by_pattern(const char *held)
{
	int number, mod;
	char last = numbers_of(held + 2, &number, &mod);

	if (last == '~' || last == '^' || last == '$' || last == '@') {
		for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
			if (numbers[i].number == number)
				return numbers[i].code;
		return GD_KEY_NONE;
	}
	/* numbers before R are an answer: where the cursor stands */
	if (number > 1 || mod > 16 || (last == 'R' && held[2] != 'R'))
		return GD_KEY_NONE;
	mod = mod > 0 ? mod - 1 : 0;
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (letters[i].letter == last)
			return mod & MOD_CTRL    ? letters[i].ctrl
			       : mod & MOD_SHIFT ? letters[i].shift
						 : letters[i].code;
	return GD_KEY_NONE;
}

/* ---- one sequence ---------------------------------------------------------- */

enum fate { OPEN, KEY, DROP, NOT };

/* Looked up whole. @return KEY, OPEN when it may become one, else NOT */
static enum fate
look(const struct gd_seq *s, uint32_t *code)
{
	size_t len = s->n;
	enum fate fate = NOT;

	for (int i = 0; i < s->nown + NFORMS; i++) {
		bool own = i < s->nown;
		const char *bytes =
		    own ? s->own_bytes[i] : forms[i - s->nown].bytes;

		if (strncmp(bytes, s->held, len) != 0)
			continue;
		fate = OPEN;
		if (bytes[len])
			continue;
		*code = own ? s->own[i].code : forms[i - s->nown].code;
		return KEY;
	}
	return fate;
}

/* ESC [ M and three bytes, from a mouse that knows no better form. */
static enum fate
old_mouse(struct gd_seq *s, struct gd_key *key, int64_t now)
{
	const uint8_t *b = (const uint8_t *)s->held + 3;
	bool wheel;

	if (s->n < 6)
		return OPEN;
	wheel = b[0] >= 32 + 64;
	key->row = (short)(b[2] - 33);
	key->col = (short)(b[1] - 33);
	key->code = mouse(s, b[0] - 32, b[1] - 32, b[2] - 32,
	    wheel || (b[0] & 3) != 3, now);
	return key->code ? KEY : DROP;
}

static enum fate
new_mouse(struct gd_seq *s, struct gd_key *key, int64_t now)
{
	int button, col, row, used = 0;
	char last;

	if (sscanf(s->held, "\033[<%5d;%5d;%5d%c%n", &button, &col, &row, &last,
		&used) != 4 ||
	    used != (int)s->n)
		return DROP;
	key->row = (short)(row - 1);
	key->col = (short)(col - 1);
	key->code = mouse(s, button, col, row, last == 'M', now);
	return key->code ? KEY : DROP;
}

/* What has become of the held bytes with the last one? */
static enum fate
judge(struct gd_seq *s, struct gd_key *key, int64_t now)
{
	char intro = s->held[1], last = s->held[s->n - 1];
	enum fate fate;

	if (intro == '[' && s->held[2] == 'M' && s->n > 3)
		return old_mouse(s, key, now);
	fate = look(s, &key->code);
	if (fate != NOT)
		return fate;
	if (intro != '[' && intro != 'O')
		return NOT;
	if (s->n == 2)
		return OPEN;
	if (last < 0x20 || last > 0x7E)
		return NOT; /* no part of any */
	if (intro == 'O')
		return s->n == 3 && last >= '0' && last <= '9' ? OPEN : DROP;
	if (s->held[2] == '[')
		return DROP;
	if (s->n == 3 && last == 'M')
		return OPEN; /* a click in the old form */
	if (last == '$' && by_pattern(s->held)) {
		key->code = by_pattern(s->held);
		return KEY;
	}
	if (last < 0x40)
		return s->n < sizeof s->held - 2 ? OPEN : DROP;
	if (s->held[2] == '<')
		return new_mouse(s, key, now);
	key->code = by_pattern(s->held);
	return key->code ? KEY : DROP;
}

static void
let_go(struct gd_seq *s)
{
	s->n = 0;
	memset(s->held, 0, sizeof s->held);
}

/* A key that was recognised; in a paste only its end counts. */
static int
give(struct gd_seq *s, const struct gd_key *key, struct gd_key *out)
{
	struct gd_key keys[2];
	int n;

	if (s->decoder.pasting && key->code != GD_KEY_PASTE_OFF)
		return 0;
	n = gd_decode_key(&s->decoder, key->code, keys);
	for (int i = 0; i < n; i++) {
		out[i] = keys[i];
		if (keys[i].code == key->code) {
			out[i].row = key->row;
			out[i].col = key->col;
		}
	}
	return n;
}

int
gd_seq_quiet(struct gd_seq *s, int64_t now_ms, struct gd_key out[GD_SEQ_KEYS])
{
	int wait = gd_seq_wait(s, now_ms), n = 0;

	if (wait != 0)
		return 0;
	if (s->n == 1)
		n = gd_decode_byte(&s->decoder, 27, now_ms, out);
	else /* torn beyond patience: the rest of it is dropped too */
		gd_decode_unknown(&s->decoder, s->held[1], now_ms);
	let_go(s);
	return n;
}

int
gd_seq_wait(const struct gd_seq *s, int64_t now_ms)
{
	int64_t patience = s->n == 1 ? s->esc_ms : GD_SEQ_REST_MS;
	int64_t gone = now_ms - s->held_ms;

	if (s->n == 0)
		return -1;
	return gone < 0 || gone >= patience ? 0 : (int)(patience - gone);
}

/* The byte belongs to nothing that was held. */
static int
split(struct gd_seq *s, uint8_t byte, int64_t now, struct gd_key *out)
{
	bool lone = s->n == 1; /* ESC, then a character of its own */
	int n = 0;

	let_go(s);
	if (lone)
		n = gd_decode_byte(&s->decoder, 27, now, out);
	return n + gd_seq_byte(s, byte, now, out + n);
}

int
gd_seq_byte(struct gd_seq *s, uint8_t byte, int64_t now_ms,
    struct gd_key out[GD_SEQ_KEYS])
{
	struct gd_key key = { 0 };
	int n;

	if (s->n > 0 && gd_seq_wait(s, now_ms) == 0) {
		n = gd_seq_quiet(s, now_ms, out);
		return n + gd_seq_byte(s, byte, now_ms, out + n);
	}
	if (s->n == 0 && byte != 27)
		return gd_decode_byte(&s->decoder, byte, now_ms, out);
	/* a new one begins */
	if (s->n == 0 || byte == 27 || s->n >= sizeof s->held - 1) {
		n = 0;
		if (s->n == 1)
			n = gd_decode_byte(&s->decoder, 27, now_ms, out);
		let_go(s);
		s->held[s->n++] = 27;
		s->held_ms = now_ms;
		return n;
	}
	s->held[s->n++] = (char)byte;
	switch (judge(s, &key, now_ms)) {
	case OPEN:
		s->held_ms = now_ms;
		return 0;
	case KEY:
		let_go(s);
		return give(s, &key, out);
	case DROP:
		let_go(s);
		return 0;
	case NOT:
		s->n--;
		break;
	}
	return split(s, byte, now_ms, out);
}
