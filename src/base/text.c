/* base/text.c - UTF-8 and terminal columns.
 *
 * One walk (gd_text_next) decides what every character becomes on a terminal;
 * measuring, cutting and showing all go through it, so they always agree.
 */
#include "base/text.h"

#include <string.h>

#include "base/banned.h"

#define BROKEN 0xFFFDu

/* Bytes of the well-formed sequence at s (Unicode table 3-7), or 0. */
static size_t
sequence(const unsigned char *s, uint32_t *cp)
{
	size_t n;
	uint32_t c, least;

	if (s[0] < 0x80) {
		*cp = s[0];
		return 1;
	}
	if (s[0] >= 0xC2 && s[0] <= 0xDF) {
		n = 2;
		c = s[0] & 0x1F;
		least = 0x80;
	} else if ((s[0] & 0xF0) == 0xE0) {
		n = 3;
		c = s[0] & 0x0F;
		least = 0x800;
	} else if (s[0] >= 0xF0 && s[0] <= 0xF4) {
		n = 4;
		c = s[0] & 0x07;
		least = 0x10000;
	} else {
		return 0;
	}
	/* The NUL at the end of the text is no continuation, so this stops. */
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3F);
	}
	if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*cp = c;
	return n;
}

size_t
gd_utf8_next(const char *s, uint32_t *cp)
{
	size_t n;

	*cp = 0;
	if (*s == '\0')
		return 0;
	n = sequence((const unsigned char *)s, cp);
	if (n > 0)
		return n;
	*cp = BROKEN;
	return 1;
}

size_t
gd_utf8_put(uint32_t cp, char *buf)
{
	size_t n = 0;

	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = BROKEN;
	if (cp < 0x80) {
		buf[n++] = (char)cp;
	} else if (cp < 0x800) {
		buf[n++] = (char)(0xC0 | cp >> 6);
		buf[n++] = (char)(0x80 | (cp & 0x3F));
	} else if (cp < 0x10000) {
		buf[n++] = (char)(0xE0 | cp >> 12);
		buf[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
		buf[n++] = (char)(0x80 | (cp & 0x3F));
	} else {
		buf[n++] = (char)(0xF0 | cp >> 18);
		buf[n++] = (char)(0x80 | (cp >> 12 & 0x3F));
		buf[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
		buf[n++] = (char)(0x80 | (cp & 0x3F));
	}
	buf[n] = '\0';
	return n;
}

bool
gd_utf8_valid(const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		unsigned char part[5] = { 0 };
		uint32_t cp;
		size_t n;

		if ((unsigned char)s[i] < 0x80) {
			i++;
			continue;
		}
		/* A copy, so that a cut sequence meets a NUL, not the end. */
		memcpy(part, s + i, len - i < 4 ? len - i : 4);
		n = sequence(part, &cp);
		if (n == 0)
			return false;
		i += n;
	}
	return true;
}

/* Characters nobody sees, or that change what is seen around them. */
bool
gd_cp_hidden(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} hidden[] = {
		{ 0xAD, 0xAD }, /* soft hyphen */
		{ 0x34F, 0x34F }, { 0x61C, 0x61C },
		{ 0x115F, 0x1160 }, /* Hangul fillers */
		{ 0x17B4, 0x17B5 }, { 0x180B, 0x180F },
		{ 0x200B, 0x200F }, /* zero width, direction marks */
		{ 0x2028, 0x202E }, /* line breaks, bidi overrides */
		{ 0x2060, 0x206F }, { 0x3164, 0x3164 },
		{ 0xD800, 0xF8FF }, /* surrogates, private use */
		{ 0xFDD0, 0xFDEF }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF },
		{ 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFFB }, { 0x1BCA0, 0x1BCA3 },
		{ 0x1D173, 0x1D17A },
		{ 0xE0000, 0x10FFFF }, /* tags, private use */
	};

	/* most of what is written: Latin, Han, Hangul */
	if (cp < 0xAD || (cp > 0x3164 && cp < 0xD800))
		return false;
	if ((cp & 0xFFFE) == 0xFFFE)
		return true;
	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
		if (cp >= hidden[i].first && cp <= hidden[i].last)
			return true;
	return false;
}

bool
gd_cp_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F);
}

bool
gd_text_next(struct gd_walk *w)
{
	size_t used;

	if (*w->at >= 0x20 && *w->at < 0x7F) { /* most of all text */
		w->cp = (uint32_t)*w->at++;
		w->cols = 1;
		w->marks = 0;
		w->begun = true;
		return true;
	}
	used = gd_utf8_next(w->at, &w->cp);
	if (used == 0)
		return false;
	w->at += used;
	if (gd_cp_control(w->cp) || gd_cp_hidden(w->cp))
		w->cp = '?';
	w->cols = gd_cp_width(w->cp);
	w->marks = w->cols == 0 ? w->marks + 1 : 0;
	if (w->cols == 0 && (!w->begun || w->marks > GD_MARKS_MOST)) {
		w->cp = '?';
		w->cols = 1;
		w->marks = 0;
	}
	w->begun = true;
	return true;
}

static void
add_cp(struct gd_str *out, uint32_t cp)
{
	char buf[5];

	gd_str_addn(out, buf, gd_utf8_put(cp, buf));
}

int
gd_text_width(const char *s)
{
	struct gd_walk w = { .at = s };
	int cols = 0;

	while (gd_text_next(&w))
		cols += w.cols;
	return cols;
}

void
gd_text_show(struct gd_str *out, const char *s)
{
	struct gd_walk w = { .at = s };

	while (gd_text_next(&w))
		add_cp(out, w.cp);
}

/* As much of s as fits into cols columns; returns the columns used. */
static int
add_cols(struct gd_str *out, const char *s, int cols)
{
	struct gd_walk w = { .at = s };
	int used = 0;

	while (gd_text_next(&w) && used + w.cols <= cols) {
		add_cp(out, w.cp);
		used += w.cols;
	}
	return used;
}

static void
add_spaces(struct gd_str *out, int n)
{
	while (n-- > 0)
		gd_str_addc(out, ' ');
}

void
gd_text_fit(struct gd_str *out, const char *s, int cols, bool pad, bool mark)
{
	int used;

	if (cols <= 0)
		return;
	if (mark && gd_text_width(s) > cols) {
		used = add_cols(out, s, cols - 1) + 1;
		gd_str_add(out, "…");
	} else {
		used = add_cols(out, s, cols);
	}
	if (pad)
		add_spaces(out, cols - used);
}

void
gd_text_fit_right(struct gd_str *out, const char *s, int cols)
{
	struct gd_str part = GD_STR_INIT;

	gd_text_fit(&part, s, cols, false, true);
	add_spaces(out, cols - gd_text_width(part.text));
	gd_str_addn(out, part.text, part.len);
	gd_str_release(&part);
}
