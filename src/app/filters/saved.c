/* app/filters/saved.c - a person's own lists.  They are rows of the office,
 * written by a command as all is, but nobody's office is read again for them. */
#include "app/saved.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "../app_priv.h"

#include "base/banned.h"

#define MOST 200 /* lists of one person */
#define MOST_WORDS 32

/* ---- words in a line ------------------------------------------------------ */

static bool
is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0x3000;
}

int
gd_filter_split(const char *text, struct gd_arena *arena, const char **words,
    int max)
{
	struct gd_str word = GD_STR_INIT;
	bool quoted = false;
	uint32_t cp = ' ';
	int n = 0;
	size_t len;

	do {
		len = gd_utf8_next(text, &cp);
		if (len == 0 || (!quoted && is_blank(cp))) {
			if (word.len && n < max)
				words[n++] = gd_arena_str(arena, word.text);
			gd_str_reset(&word);
		} else if (cp == '"') {
			quoted = !quoted;
		} else {
			gd_str_addn(&word, text, len);
		}
		text += len;
	} while (len > 0);
	gd_str_release(&word);
	return n;
}

void
gd_filter_join(const char *const *words, int n, struct gd_str *out)
{
	for (int i = 0; i < n; i++) {
		bool blank = strpbrk(words[i], " \t") ||
			     strstr(words[i], "\xe3\x80\x80");

		if (i)
			gd_str_addc(out, ' ');
		if (blank)
			gd_str_addc(out, '"');
		for (const char *p = words[i]; *p; p++)
			if (*p != '"')
				gd_str_addc(out, *p);
		if (blank)
			gd_str_addc(out, '"');
	}
}

/* ---- the lists ------------------------------------------------------------ */

static enum gd_code
somebody(struct gd_app *app, struct gd_err *err)
{
	return *app->login ? GD_OK : gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
}

enum gd_code
gd_app_saved(struct gd_app *app, struct gd_arena *arena,
    const struct gd_saved_list **out, int *n, struct gd_err *err)
{
	struct gd_saved *rows;
	struct gd_saved_list *lists;
	enum gd_code rc = somebody(app, err);
	int all = 0;

	*n = 0;
	*out = NULL;
	if (rc != GD_OK)
		return rc;
	rows = gd_arena_alloc(arena, MOST, sizeof *rows);
	lists = gd_arena_alloc(arena, MOST, sizeof *lists);
	rc = gd_store_saved(app->store, gd_arena_str(arena, app->login), arena,
	    rows, MOST, &all, err);
	for (int i = 0; i < all; i++)
		if (strncmp(rows[i].name, SAVED_REPORT, strlen(SAVED_REPORT)) !=
		    0)
			lists[(*n)++] = (struct gd_saved_list){ rows[i].name,
				rows[i].words };
	*out = lists;
	return rc;
}

enum gd_code
app_saved_words(struct gd_app *app, const char *name, struct gd_arena *arena,
    const char **words, int max, int *n, struct gd_err *err)
{
	const struct gd_saved_list *lists;
	int nlists;
	enum gd_code rc = gd_app_saved(app, arena, &lists, &nlists, err);

	*n = 0;
	for (int i = 0; rc == GD_OK && i < nlists; i++)
		if (strcmp(lists[i].name, name) == 0) {
			*n = gd_filter_split(lists[i].words, arena, words, max);
			return GD_OK;
		}
	return rc == GD_OK ? gd_fail(err, GD_MISSING, GD_M_APP_NO_LIST,
				 GD_T(name), GD_T(app->login))
			   : rc;
}

/* What is kept must work when it is asked for. */
static enum gd_code
check_words(struct gd_app *app, const char *const *words, int n,
    struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_filter f;
	enum gd_code rc;

	for (int i = 0; i < n; i++)
		if (*words[i] == '@')
			return gd_fail(err, GD_USAGE, GD_M_APP_LIST_IN_LIST,
			    GD_T(words[i]));
	if (n > MOST_WORDS)
		return gd_fail(err, GD_USAGE, GD_M_APP_FILTER_WORDS);
	rc = gd_app_filter(app, words, n, &arena, &f, err);
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
gd_app_save_list(struct gd_app *app, const char *name, const char *const *words,
    int nwords, struct gd_err *err)
{
	struct gd_str line = GD_STR_INIT;
	struct gd_saved row = { .login = app->login, .name = name };
	struct gd_office_command cmd = { GD_OFFICE_SAVE, &row, UINT64_MAX };
	enum gd_code rc = somebody(app, err);

	if (rc == GD_OK &&
	    strncmp(name, SAVED_REPORT, strlen(SAVED_REPORT)) == 0)
		rc =
		    gd_fail(err, GD_REFUSED, GD_M_REPORT_NAME_KEPT, GD_T(name));
	if (rc == GD_OK)
		rc = check_words(app, words, nwords, err);
	gd_filter_join(words, nwords, &line);
	row.words = line.text;
	row.active = 1;
	if (rc == GD_OK)
		rc = gd_app_office_do(app, &cmd, err);
	gd_str_release(&line);
	return rc;
}

enum gd_code
gd_app_forget_list(struct gd_app *app, const char *name, struct gd_err *err)
{
	struct gd_saved row = { .login = app->login,
		.name = name,
		.words = "" };
	struct gd_office_command cmd = { GD_OFFICE_FORGET, &row, UINT64_MAX };
	struct gd_arena arena = GD_ARENA_INIT;
	const char *words[MOST_WORDS];
	enum gd_code rc = somebody(app, err);
	int n;

	if (rc == GD_OK)
		rc = app_saved_words(app, name, &arena, words, MOST_WORDS, &n,
		    err);
	if (rc == GD_OK)
		rc = gd_app_office_do(app, &cmd, err);
	gd_arena_release(&arena);
	return rc;
}
