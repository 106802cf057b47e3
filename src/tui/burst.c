/* tui/burst.c - a scanner types: many digits at once, then Enter.
 *
 * A digit is held back for a moment: when others follow at once it is no key
 * of a person.  Only the burst itself is taken, and only when its digits are a
 * code; whatever else they were is handed on as it was typed, so digits go on
 * being keys, numbers in fields and tracking numbers.
 */
#include "base/code.h"
#include "base/text.h"

#include "scr_priv.h"

#include "base/banned.h"

#define NEXT_MS 35  /* from one digit of a scanner to the next */
#define SURE_MS 250 /* once it cannot be fingers: slow lines may stutter */
#define LEAST 6     /* so many digits are no fingers */
#define NUMBER 24   /* so many are no number of the trade either */
#define PREFIX GD_KEY_CTRL('B')

/* Scripts have no time: what is next is there. */
static int
patience(const struct ui *ui, int digits)
{
	if (ui->opt->script)
		return 0;
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
	return next_of(ui, key);
}
