/* core/papers/attach.c - a file put to an order or to a revision of one of its
 * papers; its bytes lie beside the book, where the store keeps them under
 * their digest. */
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

/* "name", "name: what it is" */
static const char *
name_and_note(struct gd_work *w, const char *name, const char *note)
{
	return work_printf(w, "%s%s%s", name, *note ? ": " : "", note);
}

enum gd_code
attach_file(struct gd_work *w, const struct gd_file *on, const char *note,
    int64_t *at)
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
	if (on)
		work_event(w, GD_EV_ATTACHED_PAPER, on->kind,
		    name_and_note(w, name, note), no);
	else
		work_event(w, GD_EV_ATTACHED, name, note, no);
	work_put(w, GD_TAB_FILE,
	    &(struct gd_file){ .no = no,
		.name = work_text(w, name),
		.digest = work_text(w, digest),
		.size = strtoll(size, NULL, 10),
		.by = work_text(w, w->f->actor.login),
		.at_ms = w->f->now_ms,
		.note = work_text(w, note),
		.kind = on ? on->kind : "",
		.lot = on ? on->lot : 0,
		.inst = on ? on->inst : 0,
		.rev = on ? on->rev : 0 });
	*at = no;
	return GD_OK;
}

/* The revision meant: the one that is named, else the newest; a thing has
 * none, but there must be one of it. */
static enum gd_code
paper_of(struct gd_work *w, struct gd_file *on)
{
	const struct gd_paper *p;
	const struct gd_piece *pc;
	struct gd_at at;
	int paper;
	enum gd_code rc = find_paper(w, &paper, &at);

	if (rc)
		return rc;
	*on = (struct gd_file){ .kind = w->wf->papers[paper].name.id,
		.lot = at.lot,
		.inst = at.inst,
		.rev = w->cmd->number };
	if (w->wf->papers[paper].is_thing) {
		for (size_t i = 0; (pc = gd_walk(&w->order, GD_TAB_PIECE, &i));)
			if (piece_of(pc, on->kind, at) && !on->rev)
				return GD_OK;
		return not_made(w, on->kind, at);
	}
	p = gd_paper(&w->order, on->kind, at.lot, at.inst);
	if (!p)
		return not_made(w, on->kind, at);
	if (!on->rev)
		on->rev = p->last;
	if (!gd_revision(&w->order, on->kind, at.lot, at.inst, on->rev))
		return gd_fail(w->err, GD_MISSING, GD_M_FORM_NO_REVISION,
		    GD_T(on->kind), GD_N(on->rev), GD_N(p->last));
	return GD_OK;
}

enum gd_code
do_attach(struct gd_work *w)
{
	struct gd_file on;
	enum gd_code rc;
	int64_t no;

	if (!w->cmd->paper || !*w->cmd->paper)
		return attach_file(w, NULL, w->cmd->reason, &no);
	rc = paper_of(w, &on);
	return rc ? rc : attach_file(w, &on, w->cmd->reason, &no);
}
