/* tui/keys.c - names of keys, the table of actions, the footer.
 *
 * Everything that depends on which key does what comes from GD_ACTIONS.
 */
#include "tui/keys.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#include "base/banned.h"

static const struct {
	uint32_t code;
	const char *name;
} names[] = {
	{ GD_KEY_TAB, GD_TR("Tab") },
	{ GD_KEY_ENTER, GD_TR("Enter") },
	{ GD_KEY_ESC, GD_TR("Esc") },
	{ GD_KEY_SPACE, GD_TR("Space") },
	{ GD_KEY_BACKSPACE, GD_TR("Backspace") },
	{ GD_KEY_UP, GD_TR("Up") },
	{ GD_KEY_DOWN, GD_TR("Down") },
	{ GD_KEY_LEFT, GD_TR("Left") },
	{ GD_KEY_RIGHT, GD_TR("Right") },
	{ GD_KEY_PGUP, GD_TR("PgUp") },
	{ GD_KEY_PGDN, GD_TR("PgDn") },
	{ GD_KEY_HOME, GD_TR("Home") },
	{ GD_KEY_END, GD_TR("End") },
	{ GD_KEY_INSERT, GD_TR("Ins") },
	{ GD_KEY_DELETE, GD_TR("Del") },
	{ GD_KEY_BACKTAB, GD_TR("Shift-Tab") },
	{ GD_KEY_CTRL_LEFT, GD_TR("Ctrl-Left") },
	{ GD_KEY_CTRL_RIGHT, GD_TR("Ctrl-Right") },
	{ GD_KEY_SHIFT_UP, GD_TR("Shift-Up") },
	{ GD_KEY_SHIFT_DOWN, GD_TR("Shift-Down") },
	{ GD_KEY_CLICK, GD_TR("Click") },
	{ GD_KEY_DOUBLE, GD_TR("Double click") },
	{ GD_KEY_WHEEL_UP, GD_TR("Wheel up") },
	{ GD_KEY_WHEEL_DOWN, GD_TR("Wheel down") },
	{ GD_KEY_BAD, "bad" },
	{ GD_KEY_MARK, "dump" },
};
#define NNAMES (sizeof names / sizeof names[0])

char *
gd_key_name(enum gd_lang lang, uint32_t code, char *buf)
{
	enum { ROOM = 24 };

	for (size_t i = 0; i < NNAMES; i++) {
		if (names[i].code == code) {
			snprintf(buf, ROOM, "%s", gd_tr(lang, names[i].name));
			return buf;
		}
	}
	if (code > GD_KEY_F0 && code <= GD_KEY_F12)
		snprintf(buf, ROOM, "F%u", (unsigned)(code - GD_KEY_F0));
	else if (code > 0 && code < 32)
		snprintf(buf, ROOM, "Ctrl-%c", (char)(code + 64));
	else if (code < GD_KEY_BASE)
		buf[gd_utf8_put(code, buf)] = '\0';
	else
		snprintf(buf, ROOM, "?");
	return buf;
}

uint32_t
gd_key_find(const char *name)
{
	unsigned f;
	int used = 0;
	uint32_t cp;
	size_t n;

	for (size_t i = 0; i < NNAMES; i++)
		if (strcasecmp(names[i].name, name) == 0)
			return names[i].code;
	if (sscanf(name, "%*1[Ff]%u%n", &f, &used) == 1 && f >= 1 && f <= 12 &&
	    !name[used])
		return GD_KEY_F(f);
	if (strncasecmp(name, "ctrl-", 5) == 0 && name[5] && !name[6])
		return GD_KEY_CTRL(name[5]);
	n = gd_utf8_next(name, &cp);
	return n > 0 && !name[n] ? cp : 0;
}

static const struct gd_action_row actions[GD_NACTIONS] = {
	{ GD_A_NONE, "", 0, 0, 0, 0, "" },
#define X(id, name, neutral, letter, other, where, what) \
	{ GD_A_##id, name, neutral, letter, other, where, what },
	GD_ACTIONS(X)
#undef X
};

const struct gd_action_row *
gd_action_row(enum gd_action action)
{
	return &actions[action < GD_NACTIONS ? action : GD_A_NONE];
}

/* Digits, letters and signs are text where text is entered. */
static bool
is_text(uint32_t code)
{
	return code > 32 && code != GD_KEY_BACKSPACE && code < GD_KEY_BASE;
}

/* What an input method sends for the keys of a command. */
static uint32_t
narrow(uint32_t code)
{
	if (code == 0x3001) /* the / key in Chinese mode */
		return '/';
	if (code == 0x3000)
		return ' ';
	return code < GD_KEY_BASE ? gd_fold_width(code) : code;
}

enum gd_action
gd_action_of(enum gd_place place, uint32_t code)
{
	bool text = (place & GD_AT_TEXT) != 0;

	code = narrow(code);
	if (code == 0 || (text && is_text(code)))
		return GD_A_NONE;
	for (int i = 1; i < GD_NACTIONS; i++) {
		const struct gd_action_row *a = &actions[i];

		if ((a->where & (int)place) &&
		    (a->neutral == code || a->letter == code ||
			a->other == code))
			return a->action;
	}
	return GD_A_NONE;
}

/* ---- footer ------------------------------------------------------------- */

static void
hint_text(struct gd_str *out, enum gd_lang lang, const struct gd_hint *h)
{
	const struct gd_action_row *a = gd_action_row(h->action);
	char key[24];

	gd_str_addc(out, ' ');
	if (h->action == GD_A_PREV_STEP || h->action == GD_A_NEXT_STEP)
		gd_str_add(out, h->action == GD_A_PREV_STEP ? "," : ".");
	else
		gd_str_add(out, gd_key_name(lang, a->neutral, key));
	gd_str_addc(out, ' ');
	if (h->action == GD_A_LANG) /* names the other language */
		gd_str_add(out, lang == GD_ZH ? "English" : "中文");
	else
		gd_str_add(out, gd_tr(lang, h->name ? h->name : a->name));
	if (h->count > 0)
		gd_str_addf(out, "(%d)", h->count);
}

static bool
pinned(enum gd_action a)
{
	return a == GD_A_HELP || a == GD_A_ACTIONS || a == GD_A_BACK;
}

int
gd_footer_spans(struct gd_str *out, enum gd_lang lang,
    const struct gd_hint *hints, int n, int cols,
    struct gd_span spans[GD_HINTS_MAX])
{
	int width[GD_HINTS_MAX] = { 0 };
	bool show[GD_HINTS_MAX] = { false };
	struct gd_str one = GD_STR_INIT;
	int used = 0, shown = 0, col = 0;

	if (n > GD_HINTS_MAX)
		n = GD_HINTS_MAX;
	for (int i = 0; i < n; i++) {
		gd_str_reset(&one);
		hint_text(&one, lang, &hints[i]);
		width[i] = gd_text_width(one.text);
		show[i] = pinned(hints[i].action);
		if (show[i])
			used += width[i];
	}
	for (int i = 0; i < n; i++) {
		if (show[i])
			continue;
		if (used + width[i] > cols)
			break; /* lower ones are not shown instead */
		show[i] = true;
		used += width[i];
	}
	for (int i = 0; i < n; i++) {
		if (!show[i])
			continue;
		hint_text(out, lang, &hints[i]);
		spans[shown++] = (struct gd_span){ col + 1, width[i] - 1,
			gd_action_row(hints[i].action)->neutral };
		col += width[i];
	}
	gd_str_release(&one);
	return shown;
}

void
gd_footer(struct gd_str *out, enum gd_lang lang, const struct gd_hint *hints,
    int n, int cols)
{
	struct gd_span spans[GD_HINTS_MAX];

	(void)gd_footer_spans(out, lang, hints, n, cols, spans);
}
