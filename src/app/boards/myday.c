/* app/boards/myday.c - what the person at the keyboard can do now.
 *
 * Candidates come from the store by who is waited for; each is opened and
 * its acts are asked of the core as this person.  Bounded: memory and time
 * follow the screen, not the book.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "candidates_priv.h"

#include "base/banned.h"

#define MOST_ORDERS 200 /* looked at */
#define ACTS_AN_ORDER 4

void
gd_my_day_release(struct gd_my_day *d)
{
	size_t i;

	for (i = 0; i < d->npages; i++)
		gd_order_page_release(&d->pages[i]);
	free(d->pages);
	free(d->lines);
	gd_arena_release(&d->arena);
	*d = (struct gd_my_day){ 0 };
}

static int
by_due(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int64_t dx = x->due ? x->due : INT64_MAX;
	int64_t dy = y->due ? y->due : INT64_MAX;

	return (dx > dy) - (dx < dy);
}

/* Everyday work; not what changes the course of an order. */
static bool
is_work(enum gd_verb verb)
{
	switch (verb) {
	case GD_DO_FILL:
	case GD_DO_CHOOSE:
	case GD_DO_MAKE:
	case GD_DO_SIGN:
	case GD_DO_ISSUE:
	case GD_DO_SEND:
	case GD_DO_RECEIVE:
	case GD_DO_RETURNED:
	case GD_DO_INFORM:
	case GD_DO_CREDIT:
	case GD_DO_ACCEPT:
	case GD_DO_REFUSE:
	case GD_DO_SPLIT: /* what a shipment left behind */
		return true;
	default:
		return false;
	}
}

/* A copy is receipted by the desk it went to, though anybody may record it. */
static bool
at_my_desk(const struct gd_facts *f, const struct gd_act_view *act)
{
	int i;

	if (act->verb != GD_DO_RECEIVE || !act->desk || !*act->desk ||
	    act->nroles)
		return true;
	for (i = 0; i < f->actor.ndesks; i++)
		if (strcmp(f->actor.desks[i], act->desk) == 0)
			return true;
	return false;
}

/* What the order gave him he has, whatever he is in the office. */
static bool
has_part(struct gd_app *app, const struct gd_order_page *page, const char *role)
{
	const struct gd_assign *a = gd_row_find(&page->order.sheet,
	    GD_TAB_ASSIGN, &(struct gd_assign){ .role = role, .person = "" });

	return a && strcmp(a->person, app->login) == 0;
}

static bool
mine(struct gd_app *app, const struct gd_facts *f,
    const struct gd_order_page *page, const struct gd_act_view *act)
{
	bool any = act->nroles == 0;
	int i;

	/* a piece on its way blocks nothing, yet it is the desk's work */
	if (!act->possible || act->adhoc ||
	    (act->optional && !act->piece && act->verb != GD_DO_REFUSE) ||
	    !is_work(act->verb) || !at_my_desk(f, act))
		return false;
	for (i = 0; !any && i < act->nroles; i++)
		any = app_person_has(app, app->login, act->roles[i],
			  f->today) ||
		      has_part(app, page, act->roles[i]);
	return any && gd_app_may(app, page, &act->cmd, NULL) == GD_OK;
}

/* Lines of one order; keeps its page only when there are any. */
static enum gd_code
add_order(struct gd_app *app, const struct gd_facts *f, const char *id,
    struct gd_my_day *out, size_t *lines_room, size_t *pages_room,
    struct gd_err *err)
{
	struct gd_order_page page;
	enum gd_code rc = gd_app_order(app, id, &page, err);
	int n = 0;
	size_t i, nacts = page.todo.nacts;

	if (rc != GD_OK)
		return rc;
	/* twice over them: what was sent back is not left out */
	for (i = 0; i < 2 * nacts && n < ACTS_AN_ORDER; i++) {
		const struct gd_act_view *act = &page.todo.acts[i % nacts];
		struct gd_day_line *line;

		if (!act->back == (i < nacts) || !mine(app, f, &page, act))
			continue;
		line = GD_PUSH(out->lines, out->nlines, *lines_room);
		line->act = act;
		line->page = (int)out->npages;
		line->due = act->due;
		line->late = line->due && line->due < f->today;
		line->order_due = (int32_t)page.row.due_day;
		line->number = gd_arena_str(&out->arena, page.row.number);
		line->customer_name =
		    gd_arena_str(&out->arena, page.row.customer_name);
		line->rail = gd_arena_str(&out->arena, page.row.rail);
		n++;
	}
	if (n)
		*GD_PUSH(out->pages, out->npages, *pages_room) = page;
	else
		gd_order_page_release(&page);
	return GD_OK;
}

/* What has no date is as urgent as its order; what was sent back comes first. */
static int32_t
urgency(const struct gd_day_line *l)
{
	return l->act->back ? INT32_MIN : l->due ? l->due : l->order_due ? l->order_due : INT32_MAX;
}

static int
by_urgency(const void *a, const void *b)
{
	const struct gd_day_line *x = a, *y = b;
	int32_t dx = urgency(x), dy = urgency(y);

	if (dx != dy)
		return dx < dy ? -1 : 1;
	if (x->page != y->page)
		return x->page - y->page;
	return (x->act > y->act) - (x->act < y->act);
}

static enum gd_code
count(struct gd_app *app, const char *clerk, bool late, int64_t *n,
    struct gd_err *err)
{
	struct gd_filter f = { .states = 1 << GD_ORDER_ACTIVE,
		.clerk = clerk,
		.late = late };

	f.today = gd_app_today(app);
	return gd_store_count(app->store, &f, 10000, n, err);
}

/* A manager or a desk carries no order: counted is what waits for him. */
static void
count_waiting(struct gd_my_day *day, int32_t today)
{
	day->waiting = true;
	for (size_t p = 0; p < day->npages; p++) {
		const struct gd_list_row *row = &day->pages[p].row;

		day->mine++;
		day->late += gd_order_is_late(row->state, row->due_day, today);
	}
}

enum gd_code
gd_app_my_day(struct gd_app *app, int max_lines, struct gd_my_day *out,
    struct gd_err *err)
{
	struct candidates *c = gd_alloc(1, sizeof *c);
	size_t lines_room = 0, pages_room = 0;
	struct app_facts facts;
	enum gd_code rc;
	int i;

	*out = (struct gd_my_day){ 0 };
	gd_app_look(app);
	app_facts_anywhere(app, app->login, &facts);
	rc = app_candidates(app, &facts.f, c, &out->arena, err);
	qsort(c->at, (size_t)c->n, sizeof c->at[0], by_due);
	for (i = 0; rc == GD_OK && i < c->n && i < MOST_ORDERS &&
		    out->nlines < (size_t)max_lines;
	     i++)
		rc = add_order(app, &facts.f, c->at[i].id, out, &lines_room,
		    &pages_room, err);
	if (rc == GD_OK)
		rc = count(app, app->login, false, &out->mine, err);
	if (rc == GD_OK)
		rc = count(app, app->login, true, &out->late, err);
	if (rc == GD_OK)
		rc = gd_store_out(app->store, app->login, &out->out, err);
	if (rc == GD_OK && out->mine == 0)
		count_waiting(out, facts.f.today);
	if (out->nlines)
		qsort(out->lines, out->nlines, sizeof *out->lines, by_urgency);
	out->more = i < c->n || out->nlines > (size_t)max_lines;
	if (out->nlines > (size_t)max_lines)
		out->nlines = (size_t)max_lines;
	app_facts_release(&facts);
	free(c);
	gd_app_looked(app);
	if (rc != GD_OK)
		gd_my_day_release(out);
	return rc;
}
