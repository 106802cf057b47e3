/* app/filters/filter.c - filter words as people type them, in both languages.
 *
 * key:value, key<day, key>day, key:from..to and key~word narrow; @name stands
 * for a saved list; any other word searches.  Full-width signs are read like
 * the plain ones.
 */
#include <string.h>
#include <strings.h>

#include "base/text.h"

#include "filter_priv.h"

#include "base/banned.h"

enum gd_code
filter_word(struct reader *r, const char *word)
{
	if (r->f->nwords == 8)
		return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_WORDS);
	if (*word)
		r->f->words[r->f->nwords++] = word;
	return GD_OK;
}

/* The sign between key and value; NULL when the word has none. */
static char *
find_sign(char *word)
{
	char *at = strpbrk(word, ":<>~=");

	return at && at != word ? at : NULL;
}

static enum gd_code
unknown_key(struct reader *r, const char *key)
{
	int n, d, least = 99;
	const struct gd_filter_key *all = gd_filter_keys(&n);
	const char *best = all[0].key;

	for (int i = 0; i < n * 2; i++) {
		const char *known = i & 1 ? all[i / 2].zh : all[i / 2].key;

		d = gd_text_distance(key, known, 8);
		if (d < least) {
			least = d;
			best = known;
		}
	}
	return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_KEY, GD_T(key),
	    GD_T(best));
}

/* Other words people type for a key. */
static const char *
plain_key(const char *word)
{
	static const char *const same[][2] = { { "谁", "who" },
		{ "等谁", "who" }, { "跟单员", "clerk" }, { "人", "person" } };

	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
		if (strcmp(word, same[i][0]) == 0)
			return same[i][1];
	return word;
}

static enum gd_code read_word(struct reader *r, const char *typed, bool saved);

static enum gd_code
read_saved(struct reader *r, const char *name)
{
	const char *words[32];
	enum gd_code rc;
	int n;

	rc = app_saved_words(r->app, name, r->arena, words, 32, &n, r->err);
	for (int i = 0; rc == GD_OK && i < n; i++)
		rc = read_word(r, words[i], true);
	return rc;
}

static enum gd_code
read_word(struct reader *r, const char *typed, bool saved)
{
	struct gd_str s = GD_STR_INIT;
	char buf[5], *word, *sign, op;
	const char *named;
	uint32_t cp;
	size_t len;
	int n;
	const struct gd_filter_key *all = gd_filter_keys(&n);

	for (; (len = gd_utf8_next(typed, &cp)) > 0; typed += len)
		gd_str_addn(&s, buf, gd_utf8_put(gd_fold_width(cp), buf));
	word = gd_arena_str(r->arena, s.text);
	gd_str_release(&s);
	if (*word == '@' && word[1] && !saved)
		return read_saved(r, word + 1);
	sign = find_sign(word);
	if (!sign)
		return filter_word(r, word);
	op = *sign == '=' ? ':' : *sign;
	*sign = '\0';
	named = plain_key(word);
	for (int i = 0; i < n; i++)
		if (strcasecmp(named, all[i].key) == 0 ||
		    strcmp(named, all[i].zh) == 0)
			return filter_key(r, i, op, sign + 1);
	return unknown_key(r, word);
}

enum gd_code
gd_app_filter(struct gd_app *app, const char *const *words, int nwords,
    struct gd_arena *arena, struct gd_filter *f, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct reader r = { .app = app,
		.arena = arena,
		.f = f,
		.err = err ? err : &mine };
	enum gd_code rc = GD_OK;
	int i;

	*f = (struct gd_filter){ .sort = GD_SORT_NEWEST };
	f->today = gd_app_today(app);
	for (i = 0; rc == GD_OK && i < nwords; i++)
		rc = gd_text_check(words[i], 400, false, r.err);
	for (i = 0; rc == GD_OK && i < nwords; i++)
		rc = read_word(&r, words[i], false);
	if (rc == GD_OK)
		rc = filter_find_steps(&r);
	/* looking for something looks everywhere; a plain list shows work */
	if (!r.state_given && !f->nwords && !f->customer_word && !f->contract &&
	    !f->number_from && !f->number_to)
		f->states = 1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD;
	if (!r.sort_given && (f->number_from || f->number_to))
		f->sort = GD_SORT_NUMBER;
	f->sorted = r.sort_given;
	return rc;
}
