/* store/verify_sign.c - does every sign-off, and every closed day, carry the
 * signature it should?
 *
 * While the chain is walked, it is noted from which command to which each key
 * was in force; while an order is replayed, each sign-off is looked at with
 * the order as it stood then.
 */
#include <stdlib.h>
#include <string.h>

#include "core/proof.h"

#include "store_priv.h"

#include "base/banned.h"

static uint64_t
bit_of(int table, const char *name)
{
	const struct gd_table *t = gd_put_table(table);

	for (int c = 0; c < t->ncols; c++)
		if (strcmp(t->cols[c].name, name) == 0)
			return UINT64_C(1) << c;
	return 0;
}

/* ---- keys, while the chain is walked ------------------------------------- */

static struct gd_key_span *
span_of(struct gd_check *c, const char *login, int64_t no)
{
	for (size_t i = 0; i < c->nspans; i++)
		if (c->spans[i].no == no &&
		    strcmp(c->spans[i].login, login) == 0)
			return &c->spans[i];
	return NULL;
}

static bool
is_admin(const struct gd_sheet *office, const char *login)
{
	const struct gd_person *p = gd_row_find(office, GD_OFF_PERSON,
	    &(struct gd_person){ .login = login });
	const struct gd_holds *h = gd_row_find(office, GD_OFF_HOLDS,
	    &(struct gd_holds){ .login = login, .role = "admin" });

	return p && p->active && h && h->active;
}

static bool
other_admin(const struct gd_sheet *office, const char *login)
{
	const struct gd_person *p;

	for (size_t i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if (strcmp(p->login, login) != 0 && is_admin(office, p->login))
			return true;
	return false;
}

/* Under a first password: given by an administrator; by a second one, who is
 * not the one that asked, to a person who had a key before. */
static bool
given_well(const struct gd_key_span *span, const struct gd_sheet *office,
    const struct gd_signkey *k, const char *actor)
{
	if (*k->proof || !is_admin(office, actor))
		return false;
	if (*k->second)
		return strcmp(k->second, actor) == 0 &&
		       strcmp(k->by, actor) != 0 && *span->asked &&
		       strcmp(k->by, span->asked) == 0 &&
		       is_admin(office, k->by);
	return strcmp(k->by, actor) == 0 &&
	       (k->no == 1 || !other_admin(office, actor));
}

/* One's own: made by oneself, signed with the key before it. */
static bool
made_well(const struct gd_sheet *office, const struct gd_signkey *k,
    const char *actor)
{
	const struct gd_signkey *old = gd_row_find(office, GD_OFF_SIGNKEY,
	    &(struct gd_signkey){ .login = k->login, .no = k->no - 1 });

	return strcmp(k->login, actor) == 0 &&
	       (k->no == 1 || (old && gd_proof_follows(old, k)));
}

/* A key the journal gives to somebody, when it does. */
static void
check_made(struct gd_check *c, const struct gd_key_span *span,
    const struct gd_journal_row *row, const struct gd_sheet *office,
    const struct gd_signkey *k)
{
	uint8_t point[GD_PUBLIC];

	if (gd_unhex(k->public, point, sizeof point) &&
	    gd_secret_public_valid(point) &&
	    (k->first ? given_well(span, office, k, row->actor)
		      : made_well(office, k, row->actor)))
		return;
	gd_fault(c, GD_M_BAD_KEY, GD_T(k->login), GD_N(k->no), GD_N(row->seq));
}

/* A row that waits for its second administrator has no public key yet. */
static void
note_key(struct gd_check *c, const struct gd_journal_row *row,
    const struct gd_sheet *office, const struct gd_signkey *k)
{
	struct gd_key_span *span = span_of(c, k->login, k->no);

	if (!span) {
		span = GD_PUSH(c->spans, c->nspans, c->spans_room);
		*span = (struct gd_key_span){ .login = k->login,
			.no = k->no,
			.asked = "" };
	}
	if (!*k->public) {
		span->asked = strcmp(k->by, row->actor) == 0 ? k->by : "";
		return;
	}
	if (!span->from) {
		span->from = row->seq;
		check_made(c, span, row, office, k);
	}
	if (k->to_ms && !span->to)
		span->to = row->seq;
}

void
gd_check_keys(struct gd_check *c, const struct gd_journal_row *row,
    const struct gd_events *ev, const struct gd_sheet *office)
{
	const int table = GD_ORDER_NTABLES + GD_OFF_SIGNKEY;
	const struct gd_signkey *k;

	for (size_t i = 0; i < ev->n; i++)
		for (size_t p = 0; p < ev->at[i].nputs; p++) {
			const struct gd_put *put = &ev->at[i].puts[p];

			if (put->table != table)
				continue;
			k = gd_row_find(office, GD_OFF_SIGNKEY, put->row);
			if (!k)
				continue;
			note_key(c, row, office, k);
		}
}

static bool
in_force(const struct gd_key_span *span, int64_t seq)
{
	return span->from && span->from < seq && (!span->to || seq < span->to);
}

/* Was a key in force at this command? A quick check has not walked the whole
 * chain and goes by the times of the key's row. */
static bool
in_force_at(struct gd_check *c, const struct gd_signkey *k,
    const struct gd_journal_row *row)
{
	const struct gd_key_span *span = span_of(c, k->login, k->no);

	if (c->since)
		return k->from_ms <= row->at_ms &&
		       (!k->to_ms || row->at_ms <= k->to_ms);
	return span && in_force(span, row->seq);
}

/* ---- sign-offs, while an order is replayed ------------------------------- */

/* Does "LEDGER:SEQ:HASH" name the command just before this one? */
static bool
head_fits(struct gd_check *c, const char *head, int64_t seq)
{
	sqlite3_stmt *st = gd_db_get(c->s,
	    "SELECT lower(hex(chain)) FROM journal WHERE seq = ?1", NULL);
	struct gd_str want = GD_STR_INIT;
	bool fits = false;

	if (!st)
		return false;
	gd_bind_int(st, 1, seq - 1);
	if (sqlite3_step(st) == SQLITE_ROW) {
		gd_str_addf(&want, "%s:%lld:%s", c->s->ledger,
		    (long long)(seq - 1), gd_column(st, 0));
		fits = strcmp(want.text, head) == 0;
	}
	sqlite3_reset(st);
	gd_str_release(&want);
	return fits;
}

static bool
signed_well(struct gd_check *c, const struct gd_journal_row *row,
    const struct gd_order *o, const struct gd_signoff *s)
{
	const char *hash = strrchr(s->key, '#');
	int64_t no = hash ? strtoll(hash + 1, NULL, 10) : 0;
	const struct gd_signkey *k = gd_row_find(c->office, GD_OFF_SIGNKEY,
	    &(struct gd_signkey){ .login = s->by, .no = no });
	const struct gd_flowdef *flow = gd_row_find(c->office, GD_OFF_FLOWDEF,
	    &(struct gd_flowdef){ .id = gd_head(o)->workflow,
		.version = gd_head(o)->version });

	/* nothing that is shown as signed on paper has one */
	return k && in_force_at(c, k, row) && strcmp(row->actor, s->by) == 0 &&
	       !*s->entered_by && !s->taken &&
	       head_fits(c, s->head, row->seq) &&
	       gd_proof_check(o, s, flow ? flow->digest : "", k);
}

/* Had he a key of his own when he signed? */
static bool
had_key(struct gd_check *c, const char *login, const struct gd_journal_row *row)
{
	const struct gd_signkey *k;

	for (size_t i = 0; (k = gd_row_at(c->office, GD_OFF_SIGNKEY, i)); i++)
		if (!k->first && *k->public && strcmp(k->login, login) == 0 &&
		    in_force_at(c, k, row))
			return true;
	return false;
}

/* What was signed, to see at the end whether it still stands there; texts stay
 * in the sheet until it goes. */
static void
note_signed(struct gd_check *c, const struct gd_order *o,
    const struct gd_signoff *s, int64_t seq)
{
	const struct gd_revision *r =
	    gd_revision(o, s->kind, s->lot, s->inst, s->rev);
	struct gd_signed *n = GD_PUSH(c->signs, c->nsigns, c->signs_room);

	*n = (struct gd_signed){ .row = *s,
		.seq = seq,
		.digest = r ? r->digest : "",
		.fields = r ? r->fields : "" };
}

static void
say_signoff(struct gd_check *c, enum gd_msg what, const struct gd_order *o,
    const struct gd_signoff *s, int64_t seq)
{
	gd_fault(c, what, GD_T(gd_head(o)->number), GD_T(s->kind), GD_T(s->by),
	    GD_N(seq));
}

void
gd_check_signs(struct gd_check *c, const struct gd_journal_row *row,
    const struct gd_events *ev, const struct gd_order *o)
{
	uint64_t cells = bit_of(GD_TAB_SIGNOFF, "by") |
			 bit_of(GD_TAB_SIGNOFF, "sig") |
			 bit_of(GD_TAB_SIGNOFF, "key");
	const struct gd_signoff *s;

	for (size_t i = 0; i < ev->n; i++)
		for (size_t p = 0; p < ev->at[i].nputs; p++) {
			const struct gd_put *put = &ev->at[i].puts[p];

			if (put->table != GD_TAB_SIGNOFF || put->drop ||
			    !(put->mask & cells))
				continue;
			s = gd_row_find(&o->sheet, GD_TAB_SIGNOFF, put->row);
			if (!s)
				continue;
			if (*s->sig || *s->key) {
				if (signed_well(c, row, o, s))
					note_signed(c, o, s, row->seq);
				else
					say_signoff(c, GD_M_BAD_SIGNOFF, o, s,
					    row->seq);
			} else if (s->live && !s->taken && !*s->entered_by &&
				   had_key(c, s->by, row)) {
				say_signoff(c, GD_M_SIGNOFF_STRIPPED, o, s,
				    row->seq);
			}
		}
}

/* A later command may end a sign-off, with its reason; nothing else of it ever
 * changes, and while it lives, neither does what it stands under. */
void
gd_check_signs_end(struct gd_check *c, const struct gd_order *o)
{
	uint64_t ends =
	    bit_of(GD_TAB_SIGNOFF, "live") | bit_of(GD_TAB_SIGNOFF, "reason");

	for (size_t i = 0; i < c->nsigns; i++) {
		const struct gd_signed *n = &c->signs[i];
		const struct gd_signoff *s =
		    gd_row_find(&o->sheet, GD_TAB_SIGNOFF, &n->row);
		const struct gd_revision *r = gd_revision(o, n->row.kind,
		    n->row.lot, n->row.inst, n->row.rev);

		if (!s)
			continue; /* taken back: the audit says by whom */
		if ((gd_row_diff(&gd_order_tables[GD_TAB_SIGNOFF], &n->row, s) &
			~(s->live ? 0 : ends)) ||
		    (s->live && (strcmp(r ? r->digest : "", n->digest) != 0 ||
				    strcmp(r ? r->fields : "", n->fields))))
			say_signoff(c, GD_M_SIGNED_CHANGED, o, &n->row, n->seq);
	}
	c->nsigns = 0;
}

/* ---- closed days, while the chain is walked ------------------------------ */

/* A closing of a gendan that did not sign them: its put lacks those cells, and
 * so does every one before it. */
static bool
too_old_to_sign(struct gd_check *c, const struct gd_put *put)
{
	if (put->mask & bit_of(put->table, "sig"))
		c->closing_signed = true;
	return !c->closing_signed;
}

static bool
closed_well(struct gd_check *c, const struct gd_journal_row *row,
    const struct gd_sheet *office, const struct gd_closing *day)
{
	const char *hash = strrchr(day->key, '#');
	const struct gd_signkey *k = gd_row_find(office, GD_OFF_SIGNKEY,
	    &(struct gd_signkey){ .login = day->by,
		.no = hash ? strtoll(hash + 1, NULL, 10) : 0 });

	return k && in_force_at(c, k, row) &&
	       gd_proof_closed(c->s->ledger, day, k);
}

void
gd_check_closing(struct gd_check *c, const struct gd_journal_row *row,
    const struct gd_events *ev, const struct gd_sheet *office)
{
	const struct gd_closing *day;

	for (size_t i = 0; i < ev->n; i++)
		for (size_t p = 0; p < ev->at[i].nputs; p++) {
			const struct gd_put *put = &ev->at[i].puts[p];

			if (put->table != GD_ORDER_NTABLES + GD_OFF_CLOSING)
				continue;
			day = gd_row_find(office, GD_OFF_CLOSING, put->row);
			if (put->drop || !day ||
			    strcmp(row->actor, day->by) != 0 ||
			    day->seq >= row->seq ||
			    ((c->closed || !c->since) &&
				day->no != c->closed + 1)) {
				day = put->row;
				gd_fault(c, GD_M_CLOSING_ODD, GD_N(day->no),
				    GD_N(row->seq));
				continue;
			}
			c->closed = day->no;
			if (!too_old_to_sign(c, put) &&
			    !closed_well(c, row, office, day))
				gd_fault(c, GD_M_CLOSING_SIGN, GD_N(day->no),
				    GD_T(day->by), GD_N(row->seq));
		}
}
