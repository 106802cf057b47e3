/* app/dates/ics.c - the open dates of somebody as a calendar.
 *
 * The store's indexes say which orders have dates of his; each of these orders
 * is looked into once.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "ics_priv.h"

#include "base/banned.h"

#define PAGE 500
#define LEADS 16

/* ---- one order ------------------------------------------------------------- */

static const char *
own(enum gd_lang lang, const char *zh, const char *en, const char *other)
{
	const char *first = lang == GD_ZH ? zh : en;
	const char *second = lang == GD_ZH ? en : zh;

	return *first ? first : *second ? second : other;
}

static const char *
person_name(struct gd_app *app, enum gd_lang lang, const char *login)
{
	const struct gd_person *p = gd_row_find(gd_app_office(app),
	    GD_OFF_PERSON, &(struct gd_person){ .login = login });

	return p ? own(lang, p->name, p->name_en, login) : login;
}

static const char *
owner_name(struct gd_app *app, enum gd_lang lang, const struct gd_workflow *wf,
    const char *token)
{
	const char *id = strchr(token, ':');
	int role;

	if (!id++)
		return "";
	if (strncmp(token, "person:", 7) == 0)
		return person_name(app, lang, id);
	role = gd_wf_role(wf, id);
	return role < 0 ? id
			: own(lang, wf->roles[role].name.zh,
			      wf->roles[role].name.en, id);
}

/* When the order's last command was. */
static enum gd_code
last_command(struct gd_app *app, const char *id, int64_t *ms,
    struct gd_err *err)
{
	struct gd_cursor *c;
	struct gd_journal_row row;
	enum gd_code rc = gd_store_journal_newest(app->store, id, 0, &c, err);

	*ms = 0;
	if (rc != GD_OK)
		return rc;
	rc = gd_cursor_next(c, &row, err);
	if (rc == GD_OK)
		*ms = row.at_ms;
	gd_cursor_close(c);
	return rc;
}

static bool
wanted(const struct gd_ics_ask *ask, const struct gd_date_view *v,
    int32_t today)
{
	return v->open && v->row->day && (v->hard || !ask->hard) &&
	       (!ask->days || v->row->day <= today + ask->days);
}

static void
put_dates(const struct gd_ics_ask *ask, const struct app_facts *facts,
    const struct gd_dates *dates, const struct gd_ics_date *order,
    struct gd_app *app, struct ics_reader *readers, int n)
{
	int32_t leads[LEADS];

	for (size_t i = 0; i < dates->n; i++) {
		const struct gd_date_view *v = &dates->at[i];
		struct gd_ics_date d = *order;

		if (!wanted(ask, v, facts->f.today))
			continue;
		d.view = v;
		d.owner = owner_name(app, ask->lang, d.wf, v->row->owner);
		d.leads = leads;
		d.nleads =
		    gd_date_leads(d.wf, &facts->f.calendars, v, leads, LEADS);
		d.urgent_day = gd_date_urgent_day(d.wf, &facts->f.calendars, v);
		for (int k = 0; k < n; k++)
			if (readers[k].all ||
			    app_is_owner(readers[k].owners, readers[k].nowners,
				v->row->owner))
				gd_ics_date(&readers[k].ics, &d);
	}
}

static enum gd_code
put_order(struct gd_app *app, const struct gd_order *o,
    const struct gd_ics_ask *ask, struct ics_reader *readers, int n,
    struct gd_err *err)
{
	const struct gd_head *h = gd_head(o);
	const struct gd_customer *c = app_customer(app, h->customer);
	struct gd_ics_date d = { .order = o->id,
		.number = h->number,
		.customer = c ? own(ask->lang, c->name, c->name_en, c->code)
			      : h->customer,
		.lots = o->sheet.rows[GD_TAB_LOT].n > 1,
		.utc_offset_min = app->utc_offset };
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_dates dates = { 0 };
	struct app_facts facts;
	enum gd_code rc =
	    gd_app_workflow(app, h->workflow, (int)h->version, &d.wf, err);

	if (rc == GD_OK)
		rc = last_command(app, o->id, &d.modified_ms, err);
	if (rc != GD_OK)
		return rc;
	app_facts(app, app->login, d.wf, o, NULL, &facts);
	gd_dates_make(d.wf, o, &facts.f, &arena, &dates);
	put_dates(ask, &facts, &dates, &d, app, readers, n);
	app_facts_release(&facts);
	gd_arena_release(&arena);
	return GD_OK;
}

enum gd_code
app_ics_order(struct gd_app *app, const char *id, const struct gd_ics_ask *ask,
    struct ics_reader *readers, int n, struct gd_err *err)
{
	struct gd_order o;
	enum gd_code rc;

	gd_order_init(&o);
	rc = gd_store_order_load(app->store, id, &o, err);
	if (rc == GD_OK && gd_head(&o)->state <= GD_ORDER_HELD)
		rc = put_order(app, &o, ask, readers, n, err);
	gd_order_release(&o);
	return rc;
}

/* ---- one reader ------------------------------------------------------------ */

/* Ids of orders with dates of his, in the order they were begun. */
struct ids {
	struct of_order {
		int64_t key;
		char id[GD_ID_TEXT];
	} * at;
	size_t n, room;
};

static int
by_key(const void *a, const void *b)
{
	const struct of_order *x = a, *y = b;

	return (x->key > y->key) - (x->key < y->key);
}

static void
ids_once(struct ids *ids)
{
	size_t kept = 0;

	if (ids->n)
		qsort(ids->at, ids->n, sizeof *ids->at, by_key);
	for (size_t i = 0; i < ids->n; i++)
		if (!kept || ids->at[kept - 1].key != ids->at[i].key)
			ids->at[kept++] = ids->at[i];
	ids->n = kept;
}

static enum gd_code
find_orders(struct gd_app *app, const struct gd_ics_ask *ask,
    const struct ics_reader *reader, struct ids *ids, struct gd_err *err)
{
	struct gd_date_row *rows = gd_alloc(PAGE, sizeof *rows);
	struct gd_date_filter f = { .owners = reader->owners,
		.nowners = reader->nowners,
		.hard = ask->hard,
		.limit = PAGE };
	/* the texts of a page are needed until the next one is read */
	struct gd_arena arena[2] = { GD_ARENA_INIT, GD_ARENA_INIT };
	enum gd_code rc = GD_OK;
	bool more = true;

	if (ask->days)
		f.to = (int32_t)(gd_app_today(app) + ask->days);
	for (int page = 0; rc == GD_OK && more; page++) {
		struct gd_arena *now = &arena[page % 2];
		int n = 0;

		gd_arena_release(now);
		more = false;
		rc = gd_store_dates(app->store, &f, now, rows, &n, &more, err);
		for (int i = 0; rc == GD_OK && i < n; i++) {
			struct of_order *o =
			    GD_PUSH(ids->at, ids->n, ids->room);

			o->key = rows[i].key;
			memcpy(o->id, rows[i].id, GD_ID_TEXT);
		}
		if (n)
			app_dates_after(&f, &rows[n - 1]);
		ids_once(ids);
		more = more && n;
	}
	gd_arena_release(&arena[0]);
	gd_arena_release(&arena[1]);
	free(rows);
	return rc;
}

static const char *
desk_name(struct gd_app *app, enum gd_lang lang, const char *desk)
{
	const struct gd_desk *row = gd_row_find(gd_app_office(app), GD_OFF_DESK,
	    &(struct gd_desk){ .code = desk });
	const struct gd_workflow *wf;
	int at;

	if (row)
		return own(lang, row->zh, row->en, desk);
	for (size_t i = 0; app_next_flow(app, &i, &wf);) {
		at = gd_wf_desk(wf, desk);
		if (at >= 0)
			return own(lang, wf->desks[at].name.zh,
			    wf->desks[at].name.en, desk);
	}
	return desk;
}

static const char *
calendar_name(struct gd_app *app, struct gd_arena *arena, const char *of)
{
	return gd_arena_printf(arena, "%sgendan %s",
	    gd_app_is_demo(app) ? "DEMO " : "", of);
}

const char *
app_ics_name(struct gd_app *app, enum gd_lang lang, struct gd_arena *arena,
    const char *person, const char *desk)
{
	return calendar_name(app, arena,
	    desk ? desk_name(app, lang, desk) : person_name(app, lang, person));
}

/* Where a calendar goes while it is made. */
struct spout {
	gd_ics_pour *pour;
	void *payload;
};

static enum gd_code
poured(const struct spout *to, struct gd_str *text, size_t enough,
    struct gd_err *err)
{
	return text->len > enough ? to->pour(to->payload, text, err) : GD_OK;
}

static enum gd_code
of_reader(struct gd_app *app, const struct gd_ics_ask *ask,
    struct ics_reader *r, const struct spout *to, struct gd_arena *arena,
    struct gd_err *err)
{
	struct gd_agenda_of of = { .person = ask->person, .desk = ask->desk };
	struct ids ids = { 0 };
	enum gd_code rc =
	    gd_app_owners(app, &of, arena, &r->owners, &r->nowners, err);

	if (rc == GD_OK && r->nowners)
		rc = find_orders(app, ask, r, &ids, err);
	if (rc == GD_OK) {
		/* his own token is the first */
		r->ics.name = app_ics_name(app, ask->lang, arena,
		    ask->desk ? NULL : r->owners[0] + strlen("person:"),
		    ask->desk);
		gd_ics_begin(&r->ics);
	}
	for (size_t i = 0; rc == GD_OK && i < ids.n; i++) {
		rc = app_ics_order(app, ids.at[i].id, ask, r, 1, err);
		if (rc == GD_OK)
			rc = poured(to, r->ics.out, ICS_POUR, err);
	}
	free(ids.at);
	return rc;
}

static enum gd_code
of_order(struct gd_app *app, const struct gd_ics_ask *ask, struct ics_reader *r,
    struct gd_arena *arena, struct gd_err *err)
{
	char id[GD_ID_TEXT];
	struct gd_order o;
	enum gd_code rc;

	gd_order_init(&o);
	r->all = true;
	rc = gd_store_order_find(app->store, ask->order, id, err);
	if (rc == GD_OK)
		rc = gd_store_order_load(app->store, id, &o, err);
	if (rc == GD_OK) {
		r->ics.name = calendar_name(app, arena, gd_head(&o)->number);
		gd_ics_begin(&r->ics);
		rc = gd_head(&o)->state <= GD_ORDER_HELD
			 ? put_order(app, &o, ask, r, 1, err)
			 : GD_OK;
	}
	gd_order_release(&o);
	return rc;
}

enum gd_code
gd_app_ics(struct gd_app *app, const struct gd_ics_ask *ask, gd_ics_pour *pour,
    void *payload, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str text = GD_STR_INIT;
	struct ics_reader r = { .ics = { .lang = ask->lang, .out = &text } };
	const struct spout to = { pour, payload };
	enum gd_code rc;

	err = err ? err : &mine;
	gd_app_look(app);
	rc = ask->order ? of_order(app, ask, &r, &arena, err)
			: of_reader(app, ask, &r, &to, &arena, err);
	if (rc == GD_OK) {
		gd_ics_end(&r.ics);
		rc = poured(&to, &text, 0, err);
	}
	gd_app_looked(app);
	gd_arena_release(&arena);
	gd_str_release(&text);
	return rc;
}
