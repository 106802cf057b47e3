/* paper/plain_text.c - symbols of doubtful width, and lines. */
#include <string.h>

#include "base/text.h"

#include "plain_priv.h"

#include "base/banned.h"

/* Symbols that East Asian terminals may draw two columns wide, and what says
 * the same in ASCII. Sorted. */
static const struct {
	uint32_t cp;
	const char *instead;
} doubtful[] = {
	{ 0x00A1, "!" },
	{ 0x00A4, "*" },
	{ 0x00A7, "S." },
	{ 0x00A8, "\"" },
	{ 0x00AD, "" },
	{ 0x00AE, "(R)" },
	{ 0x00B0, "deg" },
	{ 0x00B1, "+/-" },
	{ 0x00B2, "2" },
	{ 0x00B3, "3" },
	{ 0x00B4, "'" },
	{ 0x00B6, "*" },
	{ 0x00B7, "." },
	{ 0x00B8, "," },
	{ 0x00B9, "1" },
	{ 0x00BC, "1/4" },
	{ 0x00BD, "1/2" },
	{ 0x00BE, "3/4" },
	{ 0x00BF, "?" },
	{ 0x00D7, "x" },
	{ 0x00F7, "/" },
	{ 0x2013, "-" },
	{ 0x2014, "--" },
	{ 0x2018, "'" },
	{ 0x2019, "'" },
	{ 0x201C, "\"" },
	{ 0x201D, "\"" },
	{ 0x2022, "*" },
	{ 0x2025, ".." },
	{ 0x2026, "..." },
	{ 0x2030, "o/oo" },
	{ 0x2032, "'" },
	{ 0x2033, "\"" },
	{ 0x20AC, "EUR" },
	{ 0x2103, "deg C" },
	{ 0x2109, "deg F" },
	{ 0x2116, "No." },
	{ 0x2121, "TEL" },
	{ 0x2122, "(TM)" },
	{ 0x2190, "<-" },
	{ 0x2191, "^" },
	{ 0x2192, "->" },
	{ 0x2193, "v" },
	{ 0x2194, "<->" },
	{ 0x221A, "x" },
	{ 0x2248, "~" },
	{ 0x2260, "!=" },
	{ 0x2264, "<=" },
	{ 0x2265, ">=" },
	{ 0x25A1, "[ ]" },
	{ 0x2610, "[ ]" },
	{ 0x2611, "[x]" },
	{ 0x2612, "[x]" },
	{ 0x2713, "x" },
	{ 0x2714, "x" },
};

/* Numbers in circles, in brackets, Roman ones, lines of boxes. */
static bool
safe_series(struct gd_str *out, uint32_t cp)
{
	static const char *const roman[] = { "I", "II", "III", "IV", "V", "VI",
		"VII", "VIII", "IX", "X", "XI", "XII" };

	if (cp >= 0x2460 && cp <= 0x2473)
		gd_str_addf(out, "(%u)", cp - 0x2460 + 1);
	else if (cp >= 0x2474 && cp <= 0x2487)
		gd_str_addf(out, "(%u)", cp - 0x2474 + 1);
	else if (cp >= 0x2488 && cp <= 0x249B)
		gd_str_addf(out, "%u.", cp - 0x2488 + 1);
	else if (cp >= 0x2160 && cp <= 0x216B)
		gd_str_add(out, roman[cp - 0x2160]);
	else if (cp >= 0x2500 && cp <= 0x257F)
		gd_str_addc(out, cp == 0x2502 || cp == 0x2503 ? '|' : '-');
	else if ((cp >= 0x2010 && cp <= 0x206F) ||
		 (cp >= 0x2150 && cp <= 0x27BF))
		gd_str_addc(out, '*');
	else
		return false;
	return true;
}

static void
safe_add(struct gd_str *out, uint32_t cp, const char *bytes, size_t n)
{
	size_t low = 0, high = sizeof doubtful / sizeof doubtful[0];

	if (cp < 0x80) {
		gd_str_addc(out, cp == '\t' ? ' ' : (char)cp);
		return;
	}
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (doubtful[mid].cp == cp) {
			gd_str_add(out, doubtful[mid].instead);
			return;
		}
		if (doubtful[mid].cp < cp)
			low = mid + 1;
		else
			high = mid;
	}
	if (!safe_series(out, cp))
		gd_str_addn(out, bytes, n);
}

const char *
plain_safe(struct gd_arena *arena, const char *text)
{
	struct gd_str out = GD_STR_INIT;
	const char *made;
	uint32_t cp;
	size_t n;

	for (; text && (n = gd_utf8_next(text, &cp)) > 0; text += n)
		safe_add(&out, cp, text, n);
	made = gd_arena_str(arena, out.text);
	gd_str_release(&out);
	return made;
}

void
plain_push(struct gd_arena *arena, struct plain_lines *l, const char *line)
{
	if (l->n == l->room) {
		size_t room = l->room ? l->room * 2 : 4;
		const char **all = gd_arena_alloc(arena, room, sizeof *all);

		if (l->n)
			memcpy(all, l->all, l->n * sizeof *all);
		l->all = all;
		l->room = room;
	}
	l->all[l->n++] = line;
}

/* Does a line never begin with this? */
static bool
clings(uint32_t cp)
{
	return cp == 0x3001 || cp == 0x3002 || cp == 0xFF0C || cp == 0xFF0E ||
	       cp == 0xFF1A || cp == 0xFF1B || cp == 0xFF01 || cp == 0xFF1F ||
	       cp == 0xFF09 || cp == 0x300B || cp == 0x3011 || cp == 0x300D ||
	       gd_cp_width(cp) == 0;
}

/* The bytes of the first line of a paragraph, and how many to step over. */
static size_t
first_line(const char *s, size_t len, int width, size_t *step)
{
	size_t at = 0, good = 0, n;
	uint32_t cp, before = 0;
	int cols = 0;

	for (; at < len; at += n) {
		n = gd_utf8_next(s + at, &cp);
		if (at > 0 &&
		    (before == ' ' ||
			((gd_cp_width(cp) == 2 || gd_cp_width(before) == 2) &&
			    !clings(cp) && cp != ' ')))
			good = at;
		cols += gd_cp_width(cp);
		/* A blank at the end may hang over. */
		if (cols > width && cp != ' ')
			break;
		before = cp;
	}
	if (at >= len)
		good = len;
	else if (good == 0)
		good = at;
	*step = good;
	while (good > 0 && s[good - 1] == ' ')
		good--;
	return good;
}

void
plain_wrap(struct gd_arena *arena, struct plain_lines *lines, const char *text,
    int width)
{
	const char *s = text ? text : "";

	if (width < 2)
		width = 2;
	while (*s) {
		size_t len = strcspn(s, "\n"), step;

		if (len == 0)
			plain_push(arena, lines, "");
		while (len > 0) {
			size_t n = first_line(s, len, width, &step);

			plain_push(arena, lines, gd_arena_strn(arena, s, n));
			s += step;
			len -= step;
		}
		if (*s == '\n')
			s++;
	}
}

const char *
plain_run(struct gd_arena *arena, char c, int count)
{
	char *run =
	    gd_arena_alloc(arena, (size_t)(count > 0 ? count : 0) + 1, 1);

	if (count > 0)
		memset(run, c, (size_t)count);
	return run;
}
