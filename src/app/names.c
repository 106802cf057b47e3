/* app/names.c - what stands beside names in a list. */
#include "app/names.h"

#include <stdlib.h>
#include <string.h>

#include "app/agenda.h"
#include "store/people.h"

#include "app_priv.h"

#include "base/banned.h"

enum gd_code
gd_app_amounts(struct gd_app *app, struct gd_list_rows *rows,
    struct gd_err *err)
{
	return gd_store_amounts(app->store, "amount", rows, err);
}

enum gd_code
gd_app_customer_sums(struct gd_app *app, const char *code,
    struct gd_arena *arena, struct gd_customer_sums *out, struct gd_err *err)
{
	return gd_store_customer_sums(app->store, code, gd_app_today(app),
	    arena, out, err);
}

/* ---- a person --------------------------------------------------------------- */

enum gd_code
gd_app_person_sums(struct gd_app *app, const char *login,
    struct gd_person_sums *out, struct gd_err *err)
{
	return gd_store_person_sums(app->store, login, gd_app_today(app),
	    GD_PERSON_COUNTED, out, err);
}

/* An order may wait for two of his roles: it counts for each. */
static enum gd_code
count_waits(struct gd_app *app, const struct gd_agenda_of *of, int64_t *n,
    struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const char *const *owners = NULL;
	int nowners = 0;
	enum gd_code rc =
	    gd_app_owners(app, of, &arena, &owners, &nowners, err);

	*n = 0;
	for (int i = 0; i < nowners && rc == GD_OK; i++) {
		const struct gd_filter f = { .waits = owners[i],
			.states = 1 << GD_ORDER_ACTIVE };
		int64_t one = 0;

		rc = gd_store_count(app->store, &f, GD_PERSON_COUNTED, &one,
		    err);
		*n += one;
	}
	gd_arena_release(&arena);
	return rc;
}

/* ---- papers that wait for his signature -------------------------------------- */

struct counting {
	struct gd_app *app;
	const char *login;
	struct gd_arena arena;           /* of the ids */
	const char *seen[GD_SIGNS_LOOK]; /* ids of orders looked at */
	int nseen;
	struct gd_person_load *out;
};

static bool
may(struct counting *c, const struct gd_order_page *page,
    const struct gd_act_view *act)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const char **people = NULL;
	int n = gd_app_people(c->app, page, act, &arena, &people);
	bool found = false;

	for (int i = 0; i < n; i++)
		found = found || strcmp(people[i], c->login) == 0;
	gd_arena_release(&arena);
	return found;
}

static enum gd_code
count_order(struct counting *c, const struct gd_list_row *row,
    struct gd_err *err)
{
	struct gd_order_page page = { 0 };
	enum gd_code rc;

	for (int i = 0; i < c->nseen; i++)
		if (strcmp(c->seen[i], row->id) == 0)
			return GD_OK;
	if (c->nseen == GD_SIGNS_LOOK) {
		c->out->more_signs = true;
		return GD_OK;
	}
	c->seen[c->nseen++] = gd_arena_str(&c->arena, row->id);
	rc = gd_app_order(c->app, row->number, &page, err);
	for (size_t i = 0; rc == GD_OK && i < page.todo.nacts; i++)
		c->out->signs += page.todo.acts[i].verb == GD_DO_SIGN &&
				 page.todo.acts[i].possible &&
				 may(c, &page, &page.todo.acts[i]);
	gd_order_page_release(&page);
	return rc;
}

static enum gd_code
count_signs(struct gd_app *app, const struct gd_agenda_of *of,
    struct gd_person_load *out, struct gd_err *err)
{
	struct counting c = { .app = app, .login = of->person, .out = out };
	struct gd_arena arena = GD_ARENA_INIT;
	const char *const *owners = NULL;
	int n = 0;
	enum gd_code rc = gd_app_owners(app, of, &arena, &owners, &n, err);

	for (int i = 0; i < n && rc == GD_OK; i++) {
		const struct gd_filter f = { .waits = owners[i],
			.states = 1 << GD_ORDER_ACTIVE,
			.limit = GD_SIGNS_LOOK };
		struct gd_list_rows rows = { 0 };

		rc = gd_app_list(app, &f, &rows, err);
		out->more_signs = out->more_signs || rows.more;
		for (size_t k = 0; k < rows.n && rc == GD_OK; k++)
			if (rows.at[k].unsigned_n > 0)
				rc = count_order(&c, &rows.at[k], err);
		free(rows.at);
		gd_arena_release(&rows.arena);
	}
	gd_arena_release(&arena);
	gd_arena_release(&c.arena);
	return rc;
}

enum gd_code
gd_app_person_load(struct gd_app *app, const char *login,
    struct gd_person_load *out, struct gd_err *err)
{
	const struct gd_agenda_of of = { .person = login };
	struct gd_agenda agenda = { 0 };
	enum gd_code rc;

	*out = (struct gd_person_load){ 0 };
	rc = gd_app_person_sums(app, login, &out->orders, err);
	if (rc == GD_OK)
		rc = gd_app_agenda(app, &of, 1, &agenda, err);
	if (rc == GD_OK) {
		out->overdue = agenda.count[GD_AGENDA_OVERDUE];
		out->today = agenda.count[GD_AGENDA_TODAY];
		out->soon = agenda.count[GD_AGENDA_SOON];
		gd_agenda_release(&agenda);
		rc = count_waits(app, &of, &out->waits, err);
	}
	if (rc == GD_OK)
		rc = count_signs(app, &of, out, err);
	return rc == GD_OK ? gd_store_last_act(app->store, login, INT64_MAX,
				 &out->last_ms, err)
			   : rc;
}

/* ---- corrections ---------------------------------------------------------- */

#define CUSTOMER_TABLE (GD_ORDER_NTABLES + GD_OFF_CUSTOMER)

struct changes {
	const char *code;
	struct gd_arena *arena;
	struct gd_name_change *at;
	int n;
};

static void
keep_cells(struct changes *c, const struct gd_journal_row *row,
    const struct gd_put *put)
{
	const struct gd_table *table = &gd_office_tables[GD_OFF_CUSTOMER];

	for (int i = table->nkeys; i < table->ncols; i++) {
		const struct gd_col *col = &table->cols[i];

		if (!(put->mask >> i & 1) || c->n == GD_CHANGES_MOST)
			continue;
		c->at[c->n++] = (struct gd_name_change){
			.at_ms = row->at_ms,
			.actor = gd_arena_str(c->arena, row->actor),
			.cell = col->name,
			.old = "",
			.now = col->type == GD_CELL_TEXT
				   ? gd_arena_str(c->arena,
					 gd_cell_text(put->row, col))
			       : gd_cell_int(put->row, col) ? "yes"
							    : "no",
		};
	}
}

static void
keep_row(struct changes *c, const struct gd_journal_row *row)
{
	struct gd_events events = GD_EVENTS_INIT;

	if (gd_events_decode(&events, row->body, row->body_len, NULL) == GD_OK)
		for (size_t i = 0; i < events.n; i++)
			for (size_t k = 0; k < events.at[i].nputs; k++) {
				const struct gd_put *put =
				    &events.at[i].puts[k];
				const struct gd_customer *who = put->row;

				if (put->table == CUSTOMER_TABLE &&
				    strcmp(who->code, c->code) == 0)
					keep_cells(c, row, put);
			}
	gd_events_release(&events);
}

/* The value before is that of the next older change of the cell; cells that
 * were set to what they were go. */
static void
find_old(struct changes *c)
{
	int n = 0;

	for (int i = 0; i < c->n; i++) {
		for (int k = i + 1; k < c->n; k++)
			if (strcmp(c->at[k].cell, c->at[i].cell) == 0) {
				c->at[i].old = c->at[k].now;
				break;
			}
		if (strcmp(c->at[i].old, c->at[i].now) != 0)
			c->at[n++] = c->at[i];
	}
	c->n = n;
}

enum gd_code
gd_app_customer_changes(struct gd_app *app, const char *code,
    struct gd_arena *arena, struct gd_name_change *out, int *n,
    struct gd_err *err)
{
	struct changes c = { code, arena, out, 0 };
	struct gd_journal_row row;
	struct gd_cursor *cursor;
	enum gd_code rc =
	    gd_store_journal_office_newest(app->store, &cursor, err);

	*n = 0;
	if (rc != GD_OK)
		return rc;
	while (c.n < GD_CHANGES_MOST &&
	       (rc = gd_cursor_next(cursor, &row, err)) == GD_OK)
		keep_row(&c, &row);
	gd_cursor_close(cursor);
	find_old(&c);
	*n = c.n;
	return rc == GD_MISSING ? GD_OK : rc;
}
