/* base/say.c - words in the reader's language.
 *
 * Our own reader of .mo files (gettext's needs a locale to be installed, and
 * a language here is an argument).  Every offset is checked: a broken file
 * means "no translation", never a crash.
 */
#include "base/say.h"

#include <stdint.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"

#include "base/banned.h"

#define MO_MAGIC 0x950412DEu

extern const unsigned char gd_zh_mo[], gd_zh_mo_end[];

static uint32_t
read32(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

/* The text that entry i of the table at offset table names, or NULL. */
static const char *
mo_text(const unsigned char *mo, size_t len, uint64_t table, uint32_t i)
{
	uint64_t at = table + (uint64_t)i * 8;
	uint64_t size, off;

	if (at + 8 > len)
		return NULL;
	size = read32(mo + at);
	off = read32(mo + at + 4);
	if (off + size >= len || mo[off + size] != '\0')
		return NULL;
	return (const char *)mo + off;
}

const char *
gd_mo_find(const void *bytes, size_t len, const char *key)
{
	const unsigned char *mo = bytes;
	uint32_t low = 0, high;

	if (len < 28 || read32(mo) != MO_MAGIC)
		return NULL;
	high = read32(mo + 8);
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		const char *english = mo_text(mo, len, read32(mo + 12), mid);
		int order;

		if (!english)
			return NULL;
		order = strcmp(key, english);
		if (order == 0)
			return mo_text(mo, len, read32(mo + 16), mid);
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

const char *
gd_tr(enum gd_lang lang, const char *english)
{
	const char *found;

	/* The empty key is the file's own header. */
	if (lang == GD_EN || !english || !*english)
		return english;
	found =
	    gd_mo_find(gd_zh_mo, (size_t)(gd_zh_mo_end - gd_zh_mo), english);
	return found && *found ? found : english;
}

static void
say_arg(struct gd_str *out, enum gd_lang lang, const struct gd_arg *arg)
{
	char day[GD_DAY_TEXT];

	switch (arg->type) {
	case GD_ARG_NONE:
		break;
	case GD_ARG_INT:
		gd_str_addf(out, "%lld", (long long)arg->number);
		break;
	case GD_ARG_TEXT:
		gd_text_show(out, arg->text);
		break;
	case GD_ARG_DAY:
		gd_str_add(out, gd_day_text((int32_t)arg->number, day));
		break;
	case GD_ARG_TERM:
		gd_text_show(out, gd_tr(lang, arg->text));
		break;
	}
}

/* Whether something counted is one thing. */
static bool
is_one(const struct gd_arg *arg)
{
	if (arg->type == GD_ARG_INT)
		return arg->number == 1 || arg->number == -1;
	return arg->type == GD_ARG_TEXT && strcmp(arg->text, "1") == 0;
}

/* {1|order is|orders are}: one of two words, as argument 1 counts.  The end of
 * it, or NULL when p is none. */
static const char *
say_counted(struct gd_str *out, const char *p, int n, const struct gd_arg *args)
{
	const char *one, *more, *end;

	if (p[0] != '{' || p[1] < '1' || p[1] > '4' || p[2] != '|')
		return NULL;
	one = p + 3;
	more = one + strcspn(one, "|{}");
	end = *more == '|' ? more + 1 + strcspn(more + 1, "|{}") : more;
	if (*more != '|' || *end != '}')
		return NULL;
	if (p[1] - '1' < n && is_one(&args[p[1] - '1']))
		gd_str_addn(out, one, (size_t)(more - one));
	else
		gd_str_addn(out, more + 1, (size_t)(end - more - 1));
	return end + 1;
}

void
gd_say_typed(struct gd_str *out, enum gd_lang lang, const char *english, int n,
    const struct gd_arg *args, const struct gd_arg *typed)
{
	const char *p = gd_tr(lang, english), *after;
	bool quoted = false;

	while (*p) {
		if ((after = say_counted(out, p, n, args)) != NULL) {
			p = after;
			continue;
		}
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '4' && p[2] == '}') {
			if (p[1] - '1' < n)
				say_arg(out, lang,
				    (quoted ? typed : args) + (p[1] - '1'));
			p += 3;
			continue;
		}
		quoted ^= *p == '`';
		gd_str_addc(out, *p++);
	}
}

void
gd_say(struct gd_str *out, enum gd_lang lang, const char *english, int n,
    const struct gd_arg *args)
{
	gd_say_typed(out, lang, english, n, args, args);
}

void
gd_say_err(struct gd_str *out, enum gd_lang lang, const struct gd_err *err)
{
	gd_say(out, lang, gd_msg_english(err->msg), 4, err->arg);
}
