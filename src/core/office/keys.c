/* core/office/keys.c - decides who gets a signature key.
 *
 * A person makes his own, signing it with the one before; or administrators
 * give him one under a first password, which signs nothing and only lets him
 * make his own.  Two have to agree to that, so that none of them can sign in
 * another's name alone.
 */
#include "core/keys.h"

#include <stdio.h>
#include <string.h>

#include "core/proof.h"

#include "office_priv.h"

#include "base/banned.h"

#define FIRST_MS (GD_FIRST_DAYS * INT64_C(86400000))

/* ---- questions ----------------------------------------------------------- */

bool
office_holds(const struct gd_sheet *office, const char *login, const char *role)
{
	const struct gd_holds *h = gd_row_find(office, GD_OFF_HOLDS,
	    &(struct gd_holds){ .login = login, .role = role });

	return h && h->active;
}

int
office_admins(const struct gd_sheet *office, const char *except)
{
	const struct gd_holds *h;
	const struct gd_person *p;
	int n = 0;

	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		p = gd_row_find(office, GD_OFF_PERSON,
		    &(struct gd_person){ .login = h->login });
		n += h->active && strcmp(h->role, "admin") == 0 && p &&
		     p->active && strcmp(h->login, except) != 0;
	}
	return n;
}

bool
office_is_admin(const struct gd_sheet *office, const char *login)
{
	return office_holds(office, login, "admin");
}

bool
gd_signkey_expired(const struct gd_signkey *key, int64_t now_ms)
{
	return key->first && now_ms > key->from_ms + FIRST_MS;
}

int64_t
gd_signkey_next(const struct gd_sheet *office, const char *login)
{
	const struct gd_signkey *k;
	int64_t no = 0;

	for (size_t i = 0; (k = gd_row_at(office, GD_OFF_SIGNKEY, i)); i++)
		if (strcmp(k->login, login) == 0 && *k->public && k->no > no)
			no = k->no;
	return no + 1;
}

bool
gd_signkey_ever(const struct gd_sheet *office, const char *login)
{
	return gd_signkey_next(office, login) > 1;
}

/* The row that waits for a second administrator: it has the next number. */
static const struct gd_signkey *
asked(const struct gd_sheet *office, const char *login, int64_t now_ms)
{
	const struct gd_signkey *k = gd_row_find(office, GD_OFF_SIGNKEY,
	    &(struct gd_signkey){ .login = login,
		.no = gd_signkey_next(office, login) });

	return k && !k->to_ms && now_ms <= k->from_ms + FIRST_MS ? k : NULL;
}

enum gd_reset
gd_reset_now(const struct gd_sheet *office, const char *login,
    const char *admin, int64_t now_ms)
{
	const struct gd_signkey *k = asked(office, login, now_ms);

	if (office_admins(office, admin) == 0 ||
	    !gd_signkey_ever(office, login))
		return GD_RESET_CONFIRM;
	if (!k || !office_is_admin(office, k->by))
		return GD_RESET_ASK;
	return strcmp(k->by, admin) == 0 ? GD_RESET_ASKED : GD_RESET_CONFIRM;
}

/* ---- what follows -------------------------------------------------------- */

static int
column(const char *name)
{
	const struct gd_table *t = &gd_office_tables[GD_OFF_SIGNKEY];

	for (int c = 0; c < t->ncols; c++)
		if (strcmp(t->cols[c].name, name) == 0)
			return c;
	return -1;
}

void
keys_end(const struct gd_sheet *office, const char *login, int64_t but,
    int64_t now_ms, struct gd_events *events, struct gd_event *e)
{
	const struct gd_signkey *k;

	for (size_t i = 0; (k = gd_row_at(office, GD_OFF_SIGNKEY, i)); i++) {
		struct gd_signkey row = *k;

		if (strcmp(k->login, login) != 0 || k->to_ms || k->no == but)
			continue;
		/* a clock set back ends no key before it began */
		row.to_ms = now_ms > k->from_ms ? now_ms : k->from_ms + 1;
		gd_event_put(events, e, GD_ORDER_NTABLES + GD_OFF_SIGNKEY, &row,
		    UINT64_C(1) << column("to_ms"));
	}
}

static void
tell(const struct gd_sheet *office, const struct gd_facts *f,
    enum gd_office_verb verb, const struct gd_signkey *row, bool ends,
    struct gd_events *events)
{
	char note[GD_SIGNKEY_NAME];
	struct gd_event *e;

	gd_signkey_name(row->login, row->no, note);
	e = gd_event_add(events, GD_EV_OFFICE, gd_office_verb_word(verb), note,
	    0);
	if (ends)
		keys_end(office, row->login, row->no, f->now_ms, events, e);
	gd_event_put(events, e, GD_ORDER_NTABLES + GD_OFF_SIGNKEY, row,
	    UINT64_MAX);
}

static bool
whole(const struct gd_signkey *row)
{
	uint8_t bytes[GD_PUBLIC];

	return gd_unhex(row->public, bytes, sizeof bytes) &&
	       gd_unhex(row->seal_digest, bytes, sizeof bytes);
}

/* guard: his own, and proved with the key before. */
static enum gd_code
set_own(const struct gd_sheet *office, const struct gd_facts *f,
    const struct gd_signkey *given, struct gd_events *events,
    struct gd_err *err)
{
	const struct gd_signkey *old = gd_signkey_of(office, given->login);
	struct gd_signkey row = *given;

	if (!f->actor.login || strcmp(f->actor.login, given->login) != 0)
		return gd_fail(err, GD_REFUSED, GD_M_KEY_OWN,
		    GD_T(given->login));
	if (old && !*old->public)
		old = NULL;
	if (row.no != gd_signkey_next(office, row.login))
		return gd_fail(err, GD_STALE, GD_M_KEY_MOVED, GD_T(row.login));
	if (!old && row.no > 1)
		return gd_fail(err, GD_REFUSED, GD_M_KEY_NEEDS_RESET,
		    GD_T(row.login));
	if (old && gd_signkey_expired(old, f->now_ms))
		return gd_fail(err, GD_REFUSED, GD_M_FIRST_EXPIRED,
		    GD_T(row.login), GD_N(GD_FIRST_DAYS));
	if (!whole(&row) || (old && !gd_proof_follows(old, &row)))
		return gd_fail(err, GD_REFUSED, GD_M_KEY_UNPROVED,
		    GD_T(row.login));
	row.first = 0;
	row.by = row.login;
	row.second = "";
	if (!old)
		row.proof = "";
	row.from_ms = f->now_ms;
	row.to_ms = 0;
	tell(office, f, GD_OFFICE_KEY, &row, true, events);
	return GD_OK;
}

static enum gd_code
reset(const struct gd_sheet *office, const struct gd_facts *f,
    const struct gd_signkey *given, struct gd_events *events,
    struct gd_err *err)
{
	const char *admin = f->actor.login ? f->actor.login : "";
	const struct gd_signkey *k = asked(office, given->login, f->now_ms);
	enum gd_reset now =
	    gd_reset_now(office, given->login, admin, f->now_ms);
	struct gd_signkey row = { .login = given->login,
		.no = gd_signkey_next(office, given->login),
		.public = "",
		.seal_digest = "",
		.from_ms = f->now_ms,
		.first = 1,
		.by = admin,
		.second = "",
		.proof = "" };

	if (!office_is_admin(office, admin))
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_NOT_ADMIN,
		    GD_T(gd_office_verb_word(GD_OFFICE_RESET)));
	if (now == GD_RESET_ASKED)
		return gd_fail(err, GD_REFUSED, GD_M_RESET_ASKED,
		    GD_T(given->login), GD_T(admin));
	/* the app sealed a key when it saw that this act gives one */
	if ((now == GD_RESET_CONFIRM) != whole(given) ||
	    (*given->public && given->no != row.no))
		return gd_fail(err, GD_STALE, GD_M_KEY_MOVED,
		    GD_T(given->login));
	if (now == GD_RESET_CONFIRM) {
		row.public = given->public;
		row.seal_digest = given->seal_digest;
		if (k && office_is_admin(office, k->by) &&
		    strcmp(k->by, admin) != 0) {
			row.by = k->by;
			row.second = admin;
		}
	}
	tell(office, f, GD_OFFICE_RESET, &row, now == GD_RESET_CONFIRM, events);
	return GD_OK;
}

enum gd_code
keys_decide(const struct gd_sheet *office, const struct gd_facts *facts,
    const struct gd_office_command *cmd, struct gd_events *events,
    struct gd_err *err)
{
	const struct gd_signkey *row = cmd->row;
	const struct gd_person *p = gd_row_find(office, GD_OFF_PERSON,
	    &(struct gd_person){ .login = row->login });

	if (!p)
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
		    GD_T(row->login));
	if (!p->active)
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_PERSON_CLOSED,
		    GD_T(row->login));
	return cmd->verb == GD_OFFICE_KEY
		   ? set_own(office, facts, row, events, err)
		   : reset(office, facts, row, events, err);
}
