/* tui/term/burst.c - a scanner types: many digits at once, then Enter.
 *
 * A digit is held back for a moment: when others follow at once it is no key
 * of a person.  Only the burst itself is taken, and only when its digits are a
 * code; whatever else they were is handed on as it was typed, so digits go on
 * being keys, numbers in fields and tracking numbers.
 *
 * A person may type the digits too, as they are printed, in groups.  Codes begin
 * with 21, 31, 41 or 11 (base/code.h), and 2, 3, 4 are no keys where nothing is
 * entered: such a digit, or two ones together, begins a code typed by hand.  It
 * stands in the message row; until Enter or Esc no digit and no blank is a key.
 */
#include <string.h>

#include "base/code.h"
#include "base/text.h"

#include "../scr_priv.h"

#include "base/banned.h"

#define NEXT_MS 35  /* from one digit of a scanner to the next */
#define SURE_MS 250 /* once it cannot be fingers: slow lines may stutter */
#define LEAST 6     /* so many digits are no fingers */
#define NUMBER 24   /* so many are no number of the trade either */
#define PREFIX GD_KEY_CTRL('B')
#define HAND_MS 250 /* from the 1 of an order's code to its second, by hand */

/* Scripts have no time: what is next is there. */
static int
patience(const struct ui *ui, int digits)
{
	const struct burst *b = &ui->burst;

	if (ui->opt->script)
		return 0;
	if (digits == 1 && b->code[0] == '1' && !b->hands &&
	    ui->top->ops->place & GD_AT_READ)
		return HAND_MS;
	return digits >= LEAST ? SURE_MS : NEXT_MS;
}

static bool
is_digit(const struct gd_key *key)
{
	uint32_t c = key->code < GD_KEY_BASE ? gd_fold_width(key->code) : 0;

	return !key->pasted && c >= '0' && c <= '9';
}

static bool
is_end(const struct gd_key *key)
{
	return !key->pasted &&
	       (key->code == GD_KEY_ENTER || key->code == GD_KEY_TAB);
}

/* Places where somebody at work looks; not the door, not a book's choice. */
static bool
takes_scans(const struct ui *ui)
{
	return *ui->app && ui->top &&
	       ui->top->ops->place &
		   (GD_AT_READ | GD_AT_FORM | GD_AT_FILTER | GD_AT_PICK |
		       GD_AT_BOX | GD_AT_HELP | GD_AT_LOG | GD_AT_SHEET);
}

static enum gd_input
next_of(struct ui *ui, struct gd_key *key)
{
	struct burst *b = &ui->burst;

	*key = b->keys[b->at++];
	if (b->at == b->n)
		b->at = b->n = 0;
	return GD_INPUT_KEY;
}

/* Keys until one is no digit or none comes; their digits to b->code.
 * @return how many digits */
static int
collect(struct ui *ui, const struct gd_key *first, bool *ended)
{
	struct burst *b = &ui->burst;
	struct gd_key key = *first;
	int digits = 0;

	b->at = b->n = 0;
	*ended = false;
	for (;;) {
		b->keys[b->n++] = key;
		if (is_digit(&key))
			b->code[digits++] = (char)gd_fold_width(key.code);
		else if (b->n > 1 || key.code != PREFIX) {
			*ended = is_end(&key);
			break;
		}
		if (b->n == BURST_KEYS ||
		    ui->dev->ops->read(ui->dev, patience(ui, digits), &key) !=
			GD_INPUT_KEY)
			break;
	}
	b->code[digits] = '\0';
	return digits;
}

/* The burst is taken; a key behind it that does not belong to it stays. */
static enum gd_input
taken(struct ui *ui, bool ended, struct gd_key *key)
{
	struct burst *b = &ui->burst;

	if (!ended && !is_digit(&b->keys[b->n - 1])) {
		b->keys[0] = b->keys[b->n - 1];
		b->n = 1;
	} else {
		b->n = 0;
	}
	b->at = 0;
	*key = (struct gd_key){ .code = GD_KEY_SCAN };
	return GD_INPUT_KEY;
}

enum gd_input
burst_read(struct ui *ui, int timeout_ms, struct gd_key *key)
{
	struct burst *b = &ui->burst;
	struct gd_code_said said;
	enum gd_input in;
	bool ended;
	int digits;

	if (b->at < b->n)
		return next_of(ui, key);
	in = ui->dev->ops->read(ui->dev, timeout_ms, key);
	if (in != GD_INPUT_KEY || key->pasted ||
	    !(is_digit(key) || key->code == PREFIX) || !takes_scans(ui))
		return in;
	digits = collect(ui, key, &ended);
	if (digits >= LEAST) {
		bool code =
		    gd_code_read(b->code, (size_t)digits, &said, NULL) == GD_OK;

		/* where nothing is entered, digits in a burst mean nothing
		 * else: it is said why they are no code */
		if (code || ((ended || digits >= NUMBER) &&
				!(ui->top->ops->place & GD_AT_TEXT)))
			return taken(ui, ended, key);
	}
	b->ones = digits >= 2 && strncmp(b->code, "11", 2) == 0;
	return next_of(ui, key);
}

/* ---- by hand ---------------------------------------------------------------- */

static void
hand_say(struct ui *ui)
{
	const struct burst *b = &ui->burst;
	struct gd_str groups = GD_STR_INIT;

	for (int i = 0; i < b->hands; i++)
		gd_str_addf(&groups, "%s%c", i && i % 4 == 0 ? " " : "",
		    b->hand[i]);
	gd_str_reset(&ui->message); /* not one of the last fifty */
	gd_say(&ui->message, *ui->lang,
	    GD_TR("Digits of a slip, {2} of {3}: {1}. Enter takes them, Esc "
		  "drops them"),
	    3,
	    (const struct gd_arg[]){ gd_arg_text(groups.text),
		gd_arg_int(b->hands), gd_arg_int(GD_CODE_DIGITS) });
	ui->bad = false;
	gd_str_release(&groups);
}

/* Does this key begin a code typed by hand? */
static bool
begins(struct ui *ui, const struct gd_key *key)
{
	uint32_t c = is_digit(key) ? gd_fold_width(key->code) : 0;

	if (!c || !takes_scans(ui) || !(ui->top->ops->place & GD_AT_READ))
		return false;
	return (c >= '2' && c <= '4') || (c == '1' && ui->burst.ones) ||
	       scr_scan_is(ui->top);
}

bool
burst_hand(struct ui *ui, const struct gd_key *key)
{
	struct burst *b = &ui->burst;
	uint32_t c = key->code < GD_KEY_BASE ? gd_fold_width(key->code) : 0;

	if (!b->hands && !begins(ui, key)) {
		b->ones = false;
		return false;
	}
	b->ones = false;
	if (is_digit(key) && b->hands < BURST_KEYS) {
		b->hand[b->hands++] = (char)c;
	} else if (is_end(key)) {
		memcpy(b->code, b->hand, (size_t)b->hands);
		b->code[b->hands] = '\0';
		b->hands = 0;
		scr_scanned(ui, b->code);
		return true;
	} else if (key->code == GD_KEY_BACKSPACE) {
		b->hands--;
	} else if (key->code == GD_KEY_ESC || key->code == GD_KEY_CTRL('C')) {
		b->hands = 0;
	} else if (key->pasted || (c != ' ' && c != '-')) {
		b->hands = 0; /* it is another key: nothing was typed */
		return false;
	}
	if (b->hands > 0)
		hand_say(ui);
	else
		ui_quiet(ui);
	return true;
}
