/* app/day.c - closing a day.
 *
 * What came since the last closing is counted, and shown, before the gate is
 * entered, however much it is; the row names the head that was counted up to,
 * and what others write meanwhile belongs to the next closing.  What was shown
 * is what is signed.
 */
#include "app/day.h"

#include <stdlib.h>
#include <string.h>

#include "core/proof.h"

#include "app_priv.h"

#include "base/banned.h"

#define VERB "day close"

void
gd_day_page_release(struct gd_day_page *p)
{
	gd_arena_release(&p->arena);
}

enum gd_code
gd_app_days(struct gd_app *app, struct gd_sheet *sheet, struct gd_err *err)
{
	gd_sheet_init(sheet, gd_office_tables, GD_OFFICE_NTABLES);
	return gd_store_office_table(app->store, GD_OFF_CLOSING, sheet, err);
}

/* The last row of a sheet of closings, NULL = none. */
static const struct gd_closing *
last_of(const struct gd_sheet *sheet)
{
	const struct gd_closing *row, *last = NULL;

	for (size_t i = 0; (row = gd_row_at(sheet, GD_OFF_CLOSING, i)); i++)
		if (!last || row->no > last->no)
			last = row;
	return last;
}

static void
count_event(struct gd_closing *row, enum gd_event_kind kind)
{
	row->made += kind == GD_EV_CREATED;
	row->signed_n += kind == GD_EV_SIGNED;
	row->issued += kind == GD_EV_ISSUED;
	row->completed += kind == GD_EV_COMPLETED;
	row->overrides += kind == GD_EV_OVERRIDE;
}

/* Commands after `from` up to row->seq, but for closings themselves. */
static enum gd_code
count_since(struct gd_app *app, int64_t from, struct gd_closing *row,
    struct gd_err *err)
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_journal_row entry;
	struct gd_cursor *cur;
	enum gd_code rc =
	    gd_store_journal(app->store, NULL, from + 1, &cur, err);

	if (rc != GD_OK)
		return rc;
	while ((rc = gd_cursor_next(cur, &entry, err)) == GD_OK &&
	       entry.seq <= row->seq) {
		if (strcmp(entry.verb, VERB) == 0)
			continue;
		row->commands++;
		rc = gd_events_decode(&ev, entry.body, entry.body_len, err);
		if (rc != GD_OK)
			break;
		for (size_t i = 0; i < ev.n; i++)
			count_event(row, ev.at[i].kind);
	}
	gd_cursor_close(cur);
	gd_events_release(&ev);
	return rc == GD_MISSING ? GD_OK : rc;
}

/* The row as it will stand, signed; nothing is written yet. */
static enum gd_code
sign_closing(struct gd_app *app, struct gd_events *ev, struct gd_err *err)
{
	const struct open_key *key = app_open_key(app);
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_signkey *k = gd_signkey_of(office, app->login);
	const struct gd_person *p = gd_row_find(office, GD_OFF_PERSON,
	    &(struct gd_person){ .login = app->login });
	struct gd_closing *row = ev->at[0].puts[0].row;
	char name[GD_SIGNKEY_NAME], text[2 * GD_SIGNATURE + 1];
	struct gd_str bytes = GD_STR_INIT;
	uint8_t sig[GD_SIGNATURE];
	struct gd_anchor head;
	enum gd_code rc = gd_store_head(app->store, &head, err);

	if (rc != GD_OK)
		return rc;
	if (!k || !*k->public)
		return gd_fail(err, GD_REFUSED, GD_M_LOGIN_NO_KEY,
		    GD_T(app->login));
	if (!key || key->no != k->no)
		return gd_fail(err, GD_REFUSED, GD_M_LOGIN_LOCKED);
	gd_signkey_name(key->login, key->no, name);
	row->key = gd_arena_str(&ev->arena, name);
	row->shown = gd_arena_str(&ev->arena, !p         ? ""
					      : *p->name ? p->name
							 : p->name_en);
	gd_proof_closing(head.ledger, row, &bytes);
	gd_secret_sign(key->key, bytes.text, bytes.len, sig);
	gd_str_release(&bytes);
	gd_hex(sig, sizeof sig, text);
	row->sig = gd_arena_str(&ev->arena, text);
	return GD_OK;
}

static enum gd_code
append_closing(struct gd_app *app, const struct gd_closing *row,
    const char *request, struct gd_err *err)
{
	struct gd_events events = GD_EVENTS_INIT;
	const struct gd_closing *last;
	struct app_facts facts;
	struct gd_sheet days;
	struct gd_entry entry = { .for_whom = "",
		.request = request,
		.verb = VERB,
		.actor = app->login,
		.events = &events };
	enum gd_code rc = gd_app_days(app, &days, err);

	app_facts(app, app->login, NULL, NULL, NULL, &facts);
	last = last_of(&days);
	if (rc == GD_OK && last && last->no >= row->no)
		rc =
		    gd_fail(err, GD_STALE, GD_M_APP_DAY_CLOSED, GD_T(last->by));
	if (rc == GD_OK)
		rc = gd_closing_decide(&facts.f, last, row, &events, err);
	if (rc == GD_OK)
		rc = sign_closing(app, &events, err);
	entry.at_ms = facts.f.now_ms;
	if (rc == GD_OK)
		rc = gd_store_append(app->store, &entry, NULL, err);
	gd_events_release(&events);
	gd_sheet_release(&days);
	app_facts_release(&facts);
	return rc;
}

/* The same request again answers with what it did. */
static enum gd_code
close_inside(struct gd_app *app, const struct gd_closing *row,
    struct gd_err *err)
{
	char request[GD_ID_TEXT], order[GD_ID_TEXT];
	int64_t landed = 0;
	enum gd_code rc;

	app_request(app, gd_app_now(app), request);
	rc = app_begin(app, err);
	if (rc != GD_OK)
		return rc;
	rc = gd_store_request(app->store, request, &landed, order, err);
	if (rc == GD_OK && !landed)
		rc = append_closing(app, row, request, err);
	return app_end(app, rc, err);
}

enum gd_code
gd_app_day_look(struct gd_app *app, struct gd_day_page *out, struct gd_err *err)
{
	const struct gd_closing *last;
	struct gd_anchor head;
	struct gd_sheet days;
	enum gd_code rc = gd_app_days(app, &days, err);

	*out = (struct gd_day_page){ 0 };
	last = rc == GD_OK ? last_of(&days) : NULL;
	out->before = last ? last->seq : 0;
	out->row = (struct gd_closing){ .no = last ? last->no + 1 : 1,
		.day = gd_app_today(app),
		.by = gd_arena_str(&out->arena, app->login),
		.note = "",
		.key = "",
		.sig = "",
		.shown = "" };
	if (rc == GD_OK)
		rc = gd_store_head(app->store, &head, err);
	if (rc == GD_OK) {
		out->row.seq = head.seq;
		out->row.head = gd_arena_str(&out->arena, head.hash);
		memcpy(out->ledger, head.ledger, GD_ID_TEXT);
		rc = count_since(app, out->before, &out->row, err);
	}
	gd_sheet_release(&days);
	return rc;
}

enum gd_code
gd_app_day_close(struct gd_app *app, const struct gd_day_page *look,
    const char *note, struct gd_day_page *out, struct gd_err *err)
{
	struct gd_closing row = look->row;
	enum gd_code rc;

	*out = (struct gd_day_page){ 0 };
	if (!*app->login)
		return gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	row.note = note;
	rc = close_inside(app, &row, err);
	return rc == GD_OK ? gd_app_day(app, 0, out, err) : rc;
}

const char *
gd_app_day_public(struct gd_app *app, const struct gd_day_page *p)
{
	const char *hash = strrchr(p->row.key, '#');
	const struct gd_signkey *k =
	    !hash ? NULL
		  : gd_row_find(gd_app_office(app), GD_OFF_SIGNKEY,
			&(struct gd_signkey){ .login = p->row.by,
			    .no = strtoll(hash + 1, NULL, 10) });

	return k ? k->public : "";
}

enum gd_code
gd_app_day(struct gd_app *app, int64_t no, struct gd_day_page *out,
    struct gd_err *err)
{
	const struct gd_company *company = app_company(app, NULL);
	const struct gd_closing *row = NULL, *before;
	struct gd_sheet days;
	struct gd_anchor head;
	enum gd_code rc = gd_app_days(app, &days, err);

	*out = (struct gd_day_page){ 0 };
	if (rc == GD_OK)
		row = no ? gd_row_find(&days, GD_OFF_CLOSING,
			       &(struct gd_closing){ .no = no })
			 : last_of(&days);
	if (rc == GD_OK && !row)
		rc = gd_fail(err, GD_MISSING, GD_M_APP_NO_CLOSING, GD_N(no));
	if (rc == GD_OK)
		rc = gd_store_head(app->store, &head, err);
	if (rc == GD_OK) {
		gd_row_copy(&gd_office_tables[GD_OFF_CLOSING], &out->row, row,
		    UINT64_MAX, &out->arena);
		before = gd_row_find(&days, GD_OFF_CLOSING,
		    &(struct gd_closing){ .no = row->no - 1 });
		out->before = before ? before->seq : 0;
		out->company_zh =
		    gd_arena_str(&out->arena, company ? company->name_zh : "");
		out->company_en =
		    gd_arena_str(&out->arena, company ? company->name_en : "");
		memcpy(out->ledger, head.ledger, GD_ID_TEXT);
	}
	gd_sheet_release(&days);
	return rc;
}
