/* app/papers/signqueue.c - what waits for the signature of the person at the
 * keyboard, and what is different in a paper since he knew it.
 */
#include <stdlib.h>
#include <string.h>

#include "app/signs.h"
#include "store/lastread.h"

#include "../boards/candidates_priv.h"

#include "base/banned.h"

#define MOST_PAGES 200 /* orders opened */

/* ---- the queue ------------------------------------------------------------ */

void
gd_sign_queue_release(struct gd_sign_queue *q)
{
	for (size_t i = 0; i < q->npages; i++) {
		gd_order_page_release(q->pages[i]);
		free(q->pages[i]);
	}
	free(q->pages);
	free(q->items);
	*q = (struct gd_sign_queue){ 0 };
}

static bool
is_asked(struct gd_app *app, const struct gd_order_page *page,
    const struct gd_act_view *a)
{
	return a->possible && a->verb == GD_DO_SIGN && !a->cmd.person &&
	       !a->optional && gd_app_may(app, page, &a->cmd, NULL) == GD_OK;
}

/* The signatures of one order; its page is kept only when there are any. */
static void
add_order(struct gd_app *app, const char *id, struct gd_sign_queue *q,
    size_t room[2])
{
	struct gd_order_page *page = gd_alloc(1, sizeof *page);
	size_t before = q->nitems;

	if (gd_app_order(app, id, page, NULL) != GD_OK) {
		free(page);
		return;
	}
	for (size_t i = 0; i < page->todo.nacts; i++) {
		const struct gd_act_view *a = &page->todo.acts[i];
		const struct gd_revision *r;
		struct gd_sign_item *it;

		if (!is_asked(app, page, a))
			continue;
		r = gd_revision(&page->order, a->cmd.paper, a->cmd.lot,
		    a->cmd.inst, a->rev);
		if (!r)
			continue;
		it = GD_PUSH(q->items, q->nitems, room[0]);
		it->page = page;
		it->act = a;
		it->rev = r;
		it->asked_ms = gd_sign_asked_ms(page->wf, &page->order, r,
		    a->role);
	}
	if (q->nitems > before) {
		*GD_PUSH(q->pages, q->npages, room[1]) = page;
		return;
	}
	gd_order_page_release(page);
	free(page);
}

static int
by_age(const void *a, const void *b)
{
	const struct gd_sign_item *x = a, *y = b;
	int order;

	if (x->asked_ms != y->asked_ms)
		return x->asked_ms < y->asked_ms ? -1 : 1;
	order = strcmp(x->page->row.number, y->page->row.number);
	return order ? order : (x->act > y->act) - (x->act < y->act);
}

static enum gd_code
add_mine(struct gd_app *app, struct gd_sign_queue *q, size_t room[2],
    struct gd_err *err)
{
	struct candidates *c = gd_alloc(1, sizeof *c);
	struct gd_arena arena = GD_ARENA_INIT;
	struct app_facts facts;
	enum gd_code rc;

	app_facts_anywhere(app, app->login, &facts);
	rc = app_candidates(app, &facts.f, c, &arena, err);
	q->more = c->more;
	for (int i = 0; rc == GD_OK && i < c->n; i++) {
		if (c->at[i].unsigned_n == 0)
			continue;
		if (q->npages >= MOST_PAGES) {
			q->more = true;
			break;
		}
		add_order(app, c->at[i].id, q, room);
	}
	app_facts_release(&facts);
	gd_arena_release(&arena);
	free(c);
	return rc;
}

enum gd_code
gd_app_sign_queue(struct gd_app *app, char *const *orders, int n,
    struct gd_sign_queue *out, struct gd_err *err)
{
	size_t room[2] = { 0, 0 };
	enum gd_code rc = GD_OK;

	*out = (struct gd_sign_queue){ 0 };
	gd_app_look(app);
	for (int i = 0; i < n; i++)
		add_order(app, orders[i], out, room);
	if (n == 0)
		rc = add_mine(app, out, room, err);
	gd_app_looked(app);
	if (rc != GD_OK)
		gd_sign_queue_release(out);
	else if (out->nitems)
		qsort(out->items, out->nitems, sizeof *out->items, by_age);
	return rc;
}

/* ---- since he knew it ------------------------------------------------------ */

/* Lot and instance 0: the newest there is, as in a command. */
static const struct gd_paper *
paper_of(const struct gd_order *o, const char *kind, int64_t lot, int64_t inst)
{
	const struct gd_paper *p, *found = NULL;

	for (size_t i = 0; (p = gd_walk(o, GD_TAB_PAPER, &i));)
		if (strcmp(p->kind, kind) == 0 && (!lot || p->lot == lot) &&
		    (!inst || p->inst == inst))
			found = p;
	return found;
}

static const struct gd_revision *
newest(const struct gd_order *o, const char *kind, int64_t lot, int64_t inst)
{
	const struct gd_paper *p = paper_of(o, kind, lot, inst);

	return p ? gd_revision(o, kind, p->lot, p->inst, p->last) : NULL;
}

static void
key_of(const struct gd_order *o, const struct gd_revision *r,
    struct gd_str *out)
{
	gd_str_addf(out, "%s %s %lld %lld", o->id, r->kind, (long long)r->lot,
	    (long long)r->inst);
}

/* A basis takes the place of another when it is later. */
static void
take(struct gd_read_since *out, enum gd_read_basis basis, int64_t rev,
    int64_t at_ms, const char *content)
{
	if (out->basis != GD_READ_NOTHING && at_ms <= out->at_ms)
		return;
	out->basis = basis;
	out->rev = rev;
	out->at_ms = at_ms;
	out->content = content;
}

static void
take_read(struct gd_app *app, const struct gd_order *o,
    const struct gd_revision *r, struct gd_arena *arena,
    struct gd_read_since *out)
{
	struct gd_str key = GD_STR_INIT;
	struct gd_lastread was[2];
	int n;

	key_of(o, r, &key);
	n = gd_lastread_get(app->store, app->login, key.text, arena, was);
	for (int i = 0; i < n; i++) {
		if (i == 0 && gd_content_same(was[i].fields, r->fields))
			out->read_ms = was[i].at_ms;
		else
			take(out, GD_READ_SEEN, was[i].rev, was[i].at_ms,
			    was[i].fields);
	}
	gd_str_release(&key);
}

/* What he signed still stands under its revision as it was. */
static void
take_signed(struct gd_app *app, const struct gd_order *o,
    const struct gd_revision *r, struct gd_read_since *out)
{
	const struct gd_revision *old;
	const struct gd_signoff *s;

	for (size_t i = 0; (s = gd_walk(o, GD_TAB_SIGNOFF, &i));) {
		if (!s->live || strcmp(s->by, app->login) != 0 ||
		    strcmp(s->kind, r->kind) != 0 || s->lot != r->lot ||
		    s->inst != r->inst || s->rev == r->rev)
			continue;
		old = gd_revision(o, s->kind, s->lot, s->inst, s->rev);
		if (old)
			take(out, GD_READ_SIGNED, s->rev, s->at_ms,
			    old->fields);
	}
}

void
gd_app_read_since(struct gd_app *app, const struct gd_order *o,
    const char *kind, int64_t lot, int64_t inst, struct gd_arena *arena,
    struct gd_read_since *out)
{
	const struct gd_revision *r = newest(o, kind, lot, inst), *old;
	const struct gd_paper *p = paper_of(o, kind, lot, inst);

	*out = (struct gd_read_since){ .content = "" };
	if (!r)
		return;
	take_read(app, o, r, arena, out);
	take_signed(app, o, r, out);
	old = out->basis == GD_READ_NOTHING && p->in_force &&
		      p->in_force != r->rev
		  ? gd_revision(o, kind, p->lot, p->inst, p->in_force)
		  : NULL;
	if (old)
		take(out, GD_READ_IN_FORCE, old->rev, old->issued_ms,
		    old->fields);
	if (out->basis != GD_READ_NOTHING)
		out->n = gd_content_differ(out->content, r->fields, arena,
		    &out->rows);
}

const char *
gd_read_basis_word(enum gd_read_basis basis)
{
	static const char *const words[] = { "nothing", "seen", "signed",
		"in force" };

	return words[basis];
}

const char *
gd_read_since_text(const struct gd_read_since *s)
{
	if (s->basis == GD_READ_NOTHING)
		return s->read_ms ? GD_TR("You read it before as it is; "
					  "there was none before it")
				  : GD_TR("You have not seen it before, and "
					  "there was none before it");
	if (s->n == 0)
		return GD_TR("Nothing is different since you knew it "
			     "(revision {1}, {2})");
	if (s->basis == GD_READ_SEEN)
		return GD_TR("Different since you read it "
			     "(revision {1}, {2})");
	if (s->basis == GD_READ_SIGNED)
		return GD_TR("Different since you signed it "
			     "(revision {1}, {2})");
	if (s->read_ms)
		return GD_TR("Different from the one in force "
			     "(revision {1}, {2})");
	return GD_TR("You have not seen it before; different from the one in "
		     "force (revision {1}, {2})");
}

void
gd_app_read_note(struct gd_app *app, const struct gd_order *o,
    const char *kind, int64_t lot, int64_t inst)
{
	const struct gd_revision *r = newest(o, kind, lot, inst);
	struct gd_str key = GD_STR_INIT;

	/* what is practised is thrown away, and nobody reads again */
	if (r && *app->login &&
	    strcmp(app_setting(app, "practice"), "yes") != 0) {
		key_of(o, r, &key);
		gd_lastread_put(app->store, app->login, key.text,
		    &(struct gd_lastread){ r->rev, gd_app_now(app),
			r->fields });
	}
	gd_str_release(&key);
}
