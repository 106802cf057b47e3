/* core/view/condition.c - a condition of a workflow file in words: what it
 * asks of a duty, a paper, a field is said by that thing's own name. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "core/view/naming.h"

#include "base/banned.h"

/* The words of the little language of conditions. */
static const char *
keyword(enum gd_lang lang, const char *word)
{
	static const char *const words[] = {
		GD_TR("and"),
		GD_TR("or"),
		GD_TR("not"),
		GD_TR("done"),
		GD_TR("waived"),
		GD_TR("issued"),
		GD_TR("signed"),
		GD_TR("at"),
		GD_TR("credited"),
		GD_TR("outcome"),
		GD_TR("all"),
		GD_TR("any"),
		GD_TR("lots"),
		GD_TR("lines"),
		GD_TR("pieces"),
		GD_TR("payments"),
		GD_TR("set"),
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i], word) == 0)
			return gd_tr(lang, word);
	return NULL;
}

static bool
is_id(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* A question with what it asks about: issued(bill) is "Bill issued". */
static const struct {
	const char *word, *said;
	enum gd_thing what, then; /* its arguments are ids of */
} asked[] = {
	{ "issued", GD_TR("{1} issued"), GD_THING_PAPER, GD_THING_WORD },
	{ "signed", GD_TR("{1} signed"), GD_THING_PAPER, GD_THING_WORD },
	{ "done", GD_TR("{1}: done"), GD_THING_DUTY, GD_THING_WORD },
	{ "waived", GD_TR("{1}: waived"), GD_THING_DUTY, GD_THING_WORD },
	{ "credited", GD_TR("{1} credited"), GD_THING_WORD, GD_THING_WORD },
	{ "set", GD_TR("{1} filled in"), GD_THING_FIELD, GD_THING_WORD },
	{ "at", GD_TR("{1} at {2}"), GD_THING_PAPER, GD_THING_DESK },
};

/* "issued(bill)" at text: append it in words. @return what is behind it, or
 * NULL when no such question stands here */
static const char *
say_asked(struct gd_str *out, enum gd_lang lang, const char *word,
    const char *text, gd_namer *name, void *payload)
{
	struct gd_str names[2] = { GD_STR_INIT, GD_STR_INIT };
	size_t k = 0;
	int n = 0;

	while (k < sizeof asked / sizeof *asked &&
	       strcmp(asked[k].word, word) != 0)
		k++;
	if (k == sizeof asked / sizeof *asked || *text != '(' ||
	    !is_id(text[1]))
		return NULL;
	for (text++; *text && *text != ')'; text += strspn(text, ", ")) {
		size_t len = strcspn(text, ",)");
		char id[GD_ARG_MAX];
		const char *said;

		snprintf(id, sizeof id, "%.*s", (int)len, text);
		said = name(payload, n ? asked[k].then : asked[k].what, id);
		n += n < 1 || names[0].len;
		gd_str_addf(&names[n > 1], "%s%s",
		    n > 1 && names[1].len ? ", " : "", said ? said : id);
		text += len;
	}
	gd_say(out, lang, asked[k].said, 2,
	    (const struct gd_arg[]){ gd_arg_text(names[0].text),
		gd_arg_text(n > 1 ? names[1].text : "") });
	if (n > 1 && !strstr(asked[k].said, "{2}"))
		gd_str_addf(out, " (%s)", names[1].text);
	gd_str_release(&names[0]);
	gd_str_release(&names[1]);
	return *text ? text + 1 : text;
}

/* "= word" or "!= word" at text; goes to word, *not. @return what is behind it,
 * NULL when it is no such comparison */
static const char *
compared(const char *text, char *word, size_t size, bool * not )
{
	size_t len = 0;

	text += strspn(text, " ");
	*not = *text == '!';
	text += *not ;
	if (*text != '=')
		return NULL;
	text += 1 + strspn(text + 1, " ");
	while (is_id(text[len]))
		len++;
	snprintf(word, size, "%.*s", (int)len, text);
	return len ? text + len : NULL;
}

/* The answer to this question, or choice of this field, in its own words. */
static const char *
answer_said(const char *of, const char *word, gd_namer *name, void *payload)
{
	char id[GD_ARG_MAX];
	const char *said;

	snprintf(id, sizeof id, "%s.%s", of, word);
	said = name(payload, GD_THING_ANSWER, id);
	if (said && !strchr(said, '.'))
		return said;
	said = name(payload, GD_THING_WORD, word);
	return said ? said : word;
}

/* "outcome(check) = short" is "Check the stock: Short". @return what is behind
 * it, NULL when it is no such question */
static const char *
say_answer(struct gd_str *out, enum gd_lang lang, const char *word,
    const char *text, gd_namer *name, void *payload)
{
	size_t len = strcspn(text, ")");
	char duty[64], answer[64];
	const char *rest, *asked_of;
	struct gd_str about = GD_STR_INIT;
	bool not ;

	if (strcmp(word, "outcome") != 0 || *text != '(' || !text[len])
		return NULL;
	snprintf(duty, sizeof duty, "%.*s", (int)len - 1, text + 1);
	rest = compared(text + len + 1, answer, sizeof answer, &not );
	if (!rest)
		return NULL;
	asked_of = name(payload, GD_THING_DUTY, duty);
	gd_str_add(&about, asked_of ? asked_of : duty);
	gd_say(out, lang, not ? GD_TR("{1}: not {2}") : GD_TR("{1}: {2}"), 2,
	    (const struct gd_arg[]){ gd_arg_text(about.text),
		gd_arg_text(answer_said(duty, answer, name, payload)) });
	gd_str_release(&about);
	return rest;
}

/* "terms = tt": the choice by the field's own word for it. */
static void
say_choice(struct gd_str *out, const char *field, const char **text,
    gd_namer *name, void *payload)
{
	char id[GD_ARG_MAX], word[64];
	const char *said, *rest;
	bool not ;

	rest = compared(*text, word, sizeof word, &not );
	if (!rest)
		return;
	snprintf(id, sizeof id, "%s.%s", field, word);
	said = name(payload, GD_THING_ANSWER, id);
	if (!said || strchr(said, '.'))
		return;
	gd_str_addf(out, " %s %s", not ? "!=" : "=", said);
	*text = rest;
}

/* "all(lines, " at text, behind its first word: "every line (". @return what
 * is behind it, or NULL when it is no such thing */
static const char *
say_each(struct gd_str *out, enum gd_lang lang, const char *word,
    const char *text)
{
	static const struct {
		const char *word, *of, *said;
	} each[] = {
		{ "all", "(lines, ", GD_TR("every line of the goods (") },
		{ "any", "(lines, ", GD_TR("one line of the goods or more (") },
		{ "all", "(lots, ", GD_TR("every lot (") },
		{ "any", "(lots, ", GD_TR("one lot or more (") },
	};

	for (size_t i = 0; i < sizeof each / sizeof *each; i++)
		if (strcmp(each[i].word, word) == 0 &&
		    strncmp(text, each[i].of, strlen(each[i].of)) == 0) {
			gd_str_add(out, gd_tr(lang, each[i].said));
			return text + strlen(each[i].of);
		}
	return NULL;
}

void
gd_say_condition(struct gd_str *out, enum gd_lang lang, const char *text,
    gd_namer *name, void *payload)
{
	while (*text) {
		char word[64];
		const char *said, *rest;
		size_t len = 0;

		if (!is_id(*text)) {
			gd_str_addc(out, *text++);
			continue;
		}
		while (is_id(text[len]))
			len++;
		snprintf(word, sizeof word, "%.*s", (int)len, text);
		text += len;
		rest = say_each(out, lang, word, text);
		if (!rest)
			rest = say_asked(out, lang, word, text, name, payload);
		if (!rest)
			rest = say_answer(out, lang, word, text, name, payload);
		if (rest) {
			text = rest;
			continue;
		}
		said = keyword(lang, word);
		if (!said)
			said = name(payload, GD_THING_WORD, word);
		gd_str_add(out, said ? said : word);
		say_choice(out, word, &text, name, payload);
	}
}
