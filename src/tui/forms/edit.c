/* tui/forms/edit.c - editing one line of text, Chinese included.
 *
 * The caret stands between whole characters with their combining marks;
 * scrolling counts columns.
 */
#include "tui/edit.h"

#include <string.h>

#include "base/text.h"

#include "base/banned.h"

void
gd_edit_init(struct gd_edit *e, size_t max)
{
	*e = (struct gd_edit){ .text = GD_STR_INIT, .max = max };
}

void
gd_edit_release(struct gd_edit *e)
{
	gd_str_release(&e->text);
}

/* Byte after the character that begins at pos, with its marks. */
static size_t
after(const struct gd_edit *e, size_t pos)
{
	uint32_t cp;
	size_t n = gd_utf8_next(e->text.text + pos, &cp);

	pos += n;
	while (n > 0) {
		n = gd_utf8_next(e->text.text + pos, &cp);
		if (n == 0 || gd_cp_width(cp) != 0)
			break;
		pos += n;
	}
	return pos;
}

static size_t
before(const struct gd_edit *e, size_t pos)
{
	size_t at = 0, prev = 0;

	while (at < pos) {
		prev = at;
		at = after(e, at);
	}
	return prev;
}

/* May this character stand in a field? */
static bool
enterable(uint32_t cp)
{
	if (cp < 0x20 || cp == 0x7F || cp >= GD_KEY_BASE)
		return false;
	if (gd_cp_width(cp) == 0) /* a mark: tested with what it hangs on */
		return cp >= 0x300 && cp < 0x370;
	return !gd_cp_control(cp) && !gd_cp_hidden(cp);
}

/* A letter and the accent typed after it become one; the caret stays behind
 * them. */
static void
compose(struct gd_edit *e)
{
	struct gd_str all = GD_STR_INIT, head = GD_STR_INIT;

	if (!(gd_text_clean(&all, e->text.text, false) & GD_CLEAN_COMPOSED)) {
		gd_str_release(&all);
		return;
	}
	e->text.text[e->caret] = '\0'; /* all holds what stood behind */
	(void)gd_text_clean(&head, e->text.text, false);
	gd_str_release(&e->text);
	e->text = all;
	e->caret = head.len < all.len ? head.len : all.len;
	gd_str_release(&head);
}

static bool
insert(struct gd_edit *e, uint32_t cp)
{
	char buf[8];
	size_t n = gd_utf8_put(cp, buf);
	struct gd_str whole = GD_STR_INIT;

	if (!enterable(cp) || e->text.len + n > e->max)
		return false;
	if (gd_cp_width(cp) == 0 && e->caret == 0)
		return false;
	gd_str_addn(&whole, e->text.text, e->caret);
	gd_str_addn(&whole, buf, n);
	gd_str_add(&whole, e->text.text + e->caret);
	gd_str_release(&e->text);
	e->text = whole;
	e->caret += n;
	if (cp >= 0x300)
		compose(e);
	return true;
}

static void
cut(struct gd_edit *e, size_t from, size_t to)
{
	char *t = e->text.text;

	if (from >= to)
		return;
	memmove(t + from, t + to, e->text.len - to + 1);
	e->text.len -= to - from;
	e->caret = from;
}

void
gd_edit_set(struct gd_edit *e, const char *text)
{
	uint32_t cp;
	size_t n;

	gd_str_reset(&e->text);
	e->caret = e->shown = 0;
	e->all = false;
	while ((n = gd_utf8_next(text, &cp)) > 0) {
		text += n;
		insert(e, cp);
	}
}

void
gd_edit_choose(struct gd_edit *e)
{
	e->all = e->text.len > 0;
}

/* The first key on what is chosen. @return true: that was all of it */
static bool
end_choice(struct gd_edit *e, const struct gd_key *key)
{
	bool letter = key->pasted || enterable(key->code);

	if (!e->all)
		return false;
	e->all = false;
	if (!letter && key->code != GD_KEY_BACKSPACE &&
	    key->code != GD_KEY_DELETE) {
		if (key->code == GD_KEY_LEFT)
			e->caret = 0;
		return key->code == GD_KEY_LEFT || key->code == GD_KEY_RIGHT;
	}
	cut(e, 0, e->text.len);
	return !letter;
}

/* Start of the word before the caret. */
static size_t
word_start(const struct gd_edit *e)
{
	size_t at = e->caret;

	while (at > 0 && e->text.text[before(e, at)] == ' ')
		at = before(e, at);
	while (at > 0 && e->text.text[before(e, at)] != ' ')
		at = before(e, at);
	return at;
}

bool
gd_edit_key(struct gd_edit *e, const struct gd_key *key)
{
	if (end_choice(e, key))
		return true;
	if (key->pasted) {
		uint32_t cp = key->code;

		if (cp == GD_KEY_ENTER || cp == GD_KEY_TAB)
			cp = ' ';
		insert(e, cp);
		return true; /* whatever it was, it was text */
	}
	switch (key->code) {
	case GD_KEY_LEFT:
		e->caret = before(e, e->caret);
		return true;
	case GD_KEY_RIGHT:
		e->caret = after(e, e->caret);
		return true;
	case GD_KEY_HOME:
	case GD_KEY_CTRL('A'):
		e->caret = 0;
		return true;
	case GD_KEY_END:
	case GD_KEY_CTRL('E'):
		e->caret = e->text.len;
		return true;
	case GD_KEY_BACKSPACE:
		cut(e, before(e, e->caret), e->caret);
		return true;
	case GD_KEY_DELETE:
		cut(e, e->caret, after(e, e->caret));
		return true;
	case GD_KEY_CTRL('K'):
		cut(e, e->caret, e->text.len);
		return true;
	case GD_KEY_CTRL('U'):
		cut(e, 0, e->caret);
		return true;
	case GD_KEY_CTRL('W'):
		cut(e, word_start(e), e->caret);
		return true;
	default:
		return insert(e, key->code);
	}
}

/* Columns of [from, to). */
static int
columns(const struct gd_edit *e, size_t from, size_t to)
{
	int cols = 0;
	uint32_t cp;

	while (from < to) {
		from += gd_utf8_next(e->text.text + from, &cp);
		cols += gd_cp_width(cp);
	}
	return cols;
}

void
gd_edit_paint(struct gd_edit *e, struct gd_grid *g, int row, int col, int cols,
    bool focus)
{
	enum gd_ink ink = focus ? GD_INK_FOCUS : GD_INK_FIELD,
		    text = focus && e->all ? GD_INK_CURSOR : ink;
	int room = cols - 2;
	size_t at;
	int used = 0;

	if (room < 2)
		return;
	if (e->caret < e->shown || !focus)
		e->shown = focus ? e->caret : 0;
	while (focus && columns(e, e->shown, e->caret) > room - 1)
		e->shown = after(e, e->shown);
	gd_grid_put(g, row, col, GD_INK_PLAIN, '[');
	gd_grid_fill(g, row, col + 1, 1, room, ink, ' ');
	for (at = e->shown; at < e->text.len;) {
		size_t next = after(e, at);
		char one[64];
		size_t n = next - at < sizeof one ? next - at : sizeof one - 1;
		int w = columns(e, at, next);

		if (used + w > room)
			break;
		memcpy(one, e->text.text + at, n);
		one[n] = '\0';
		gd_grid_text(g, row, col + 1 + used, text, one);
		used += w;
		at = next;
	}
	gd_grid_put(g, row, col + cols - 1, GD_INK_PLAIN, ']');
	if (focus) {
		g->cur_row = row;
		g->cur_col = col + 1 + columns(e, e->shown, e->caret);
	}
}
