/* core/attach.c - a file put to an order; its bytes lie beside the book,
 * where the store keeps them under their digest. */
#include "signs.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

#define NAME_MOST 200
#define WORDS_MOST 400
#define DIGEST_LEN 64

static bool
is_digest(const char *text)
{
	return text && strlen(text) == DIGEST_LEN &&
	       strspn(text, "0123456789abcdef") == DIGEST_LEN;
}

static bool
is_number(const char *text)
{
	return text && *text && strlen(text) <= 12 &&
	       text[strspn(text, "0123456789")] == '\0';
}

enum gd_code
attach_file(struct gd_work *w, const char *note, int64_t *at)
{
	const char *name = work_pair(w, "name");
	const char *digest = work_pair(w, "digest");
	const char *size = work_pair(w, "size");
	const struct gd_file *f;
	int64_t no = 1;
	enum gd_code rc;
	size_t i;

	note = note ? note : "";
	if (!is_digest(digest) || !is_number(size))
		return gd_fail(w->err, GD_USAGE, GD_M_CORE_BUG,
		    GD_T(gd_verb_word(w->cmd->verb)));
	if (!name || !*name || strchr(name, '/') || strcmp(name, ".") == 0 ||
	    strcmp(name, "..") == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_BAD_FILE_NAME,
		    GD_T(name ? name : ""));
	rc = gd_text_check(name, NAME_MOST, false, w->err);
	if (!rc)
		rc = gd_text_check(note, WORDS_MOST, true, w->err);
	if (rc)
		return rc;
	for (i = 0; (f = gd_walk(&w->order, GD_TAB_FILE, &i));)
		if (f->no >= no)
			no = f->no + 1;
	work_event(w, GD_EV_ATTACHED, name, note, no);
	work_put(w, GD_TAB_FILE,
	    &(struct gd_file){ .no = no,
		.name = work_text(w, name),
		.digest = work_text(w, digest),
		.size = strtoll(size, NULL, 10),
		.by = work_text(w, w->f->actor.login),
		.at_ms = w->f->now_ms,
		.note = work_text(w, note) });
	*at = no;
	return GD_OK;
}

enum gd_code
do_attach(struct gd_work *w)
{
	int64_t no;

	return attach_file(w, w->cmd->reason, &no);
}
