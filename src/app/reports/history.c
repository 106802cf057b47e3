/* app/reports/history.c - the journals of chosen orders, one order after the
 * other: what needs no more memory than one of them has.
 */
#include <stdlib.h>
#include <string.h>

#include "history_priv.h"

#include "base/banned.h"

#define PAGE 500
#define DAY_MS INT64_C(86400000)

void
app_history_span(const struct gd_app *app, const struct gd_history_ask *ask,
    int64_t *from_ms, int64_t *to_ms)
{
	int64_t zone = app->utc_offset * INT64_C(60000);

	*from_ms = ask->from ? ask->from * DAY_MS - zone : 0;
	*to_ms = ask->to ? (ask->to + INT64_C(1)) * DAY_MS - zone : 0;
}

/* The workflow an order has from this entry on. */
struct follow {
	char id[64];
	int64_t version;
	const struct gd_workflow *wf;
};

static void
follow(struct gd_app *app, struct follow *f, const struct gd_events *ev)
{
	const struct gd_table *t = &gd_order_tables[GD_TAB_HEAD];
	bool other = false;

	for (size_t i = 0; i < ev->n; i++)
		for (size_t k = 0; k < ev->at[i].nputs; k++) {
			const struct gd_put *p = &ev->at[i].puts[k];
			const struct gd_head *h = p->row;

			if (p->table != GD_TAB_HEAD)
				continue;
			for (int c = 0; c < t->ncols; c++) {
				bool set = p->mask >> c & 1;

				if (set &&
				    strcmp(t->cols[c].name, "workflow") == 0) {
					other = true;
					f->id[0] = '\0';
					strncat(f->id, h->workflow,
					    sizeof f->id - 1);
				}
				if (set &&
				    strcmp(t->cols[c].name, "version") == 0) {
					other = true;
					f->version = h->version;
				}
			}
		}
	if (!other)
		return;
	/* one that cannot be read any more leaves names out, nothing else */
	if (gd_app_workflow(app, f->id, (int)f->version, &f->wf, NULL) != GD_OK)
		f->wf = NULL;
}

static enum gd_code
walk_order(struct gd_app *app, const struct gd_list_row *row,
    const struct app_walk *walk, struct gd_err *err)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct follow f = { .wf = NULL };
	struct gd_journal_row entry;
	struct gd_cursor *cur = NULL;
	enum gd_code rc = walk->begin(walk->payload, row, err);

	if (rc == GD_OK)
		rc = gd_store_journal(app->store, row->id, 0, &cur, err);
	if (rc != GD_OK)
		return rc;
	while ((rc = gd_cursor_next(cur, &entry, err)) == GD_OK) {
		bool erased = entry.body_len == 0;

		if (!erased) {
			rc = gd_events_decode(&ev, entry.body, entry.body_len,
			    err);
			if (rc != GD_OK)
				break;
			follow(app, &f, &ev);
		}
		rc = walk->entry(walk->payload, &entry, erased ? NULL : &ev,
		    f.wf, err);
		if (rc != GD_OK)
			break;
	}
	gd_cursor_close(cur);
	gd_events_release(&ev);
	return rc == GD_MISSING ? walk->end(walk->payload, err) : rc;
}

static enum gd_code
walk_pages(struct gd_app *app, struct gd_filter *f, const struct app_walk *walk,
    int64_t *norders, struct gd_err *err)
{
	int64_t left = f->limit > 0 ? f->limit : INT64_MAX;
	/* the texts of a page are needed until the next one is read */
	struct gd_arena last = GD_ARENA_INIT;
	enum gd_code rc = GD_OK;
	bool more = true;

	while (rc == GD_OK && more && left > 0) {
		struct gd_list_rows rows = { 0 };

		f->limit = left < PAGE ? (int)left : PAGE;
		rc = gd_app_list(app, f, &rows, err);
		for (size_t i = 0; rc == GD_OK && i < rows.n; i++)
			rc = walk_order(app, &rows.at[i], walk, err);
		*norders += (int64_t)rows.n;
		left -= (int64_t)rows.n;
		more = rows.more && rows.n > 0;
		gd_arena_release(&last);
		if (more) {
			const struct gd_list_row *end = &rows.at[rows.n - 1];

			f->has_from = true;
			f->from_key = end->key;
			f->from_value = gd_list_value(end, f->sort);
			f->from_text = gd_arena_str(&last, end->number);
		}
		free(rows.at);
		gd_arena_release(&rows.arena);
	}
	gd_arena_release(&last);
	return rc;
}

enum gd_code
app_history_walk(struct gd_app *app, const struct gd_history_ask *ask,
    const struct app_walk *walk, int64_t *norders, struct gd_err *err)
{
	const char **words = gd_alloc((size_t)ask->nwords + 1, sizeof *words);
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_filter f;
	enum gd_code rc;

	*norders = 0;
	words[0] = "state:all"; /* a later word narrows it */
	for (int i = 0; i < ask->nwords; i++)
		words[i + 1] = ask->words[i];
	rc = gd_app_filter(app, words, ask->nwords + 1, &arena, &f, err);
	if (rc == GD_OK && !f.sorted)
		f.sort = GD_SORT_NEWEST;
	if (rc == GD_OK)
		rc = walk_pages(app, &f, walk, norders, err);
	free(words);
	gd_arena_release(&arena);
	return rc;
}
