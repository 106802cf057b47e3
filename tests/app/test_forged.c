/* tests/app/test_forged.c - proofs as a forger writes them into the journal,
 * over sixty: of sign-offs, of keys, of closed days.  Verify names each.
 *
 * The forger has the book and every way into it, gendan's own code, the keys
 * of some people and old keys of others; the chain he writes is true.  He does
 * not have the key of the person in whose name he signs.  What he does is
 * done first without the lie, which passes: so it is the lie that is named. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../src/store/store_priv.h"
#include "app/day.h"
#include "app/login.h"
#include "app_test.h"
#include "base/id.h"
#include "core/keys.h"
#include "core/proof.h"
#include "store/vault.h"

#define FRESH "another one entirely"

/* ---- the book before ----------------------------------------------------- */

/* Keys in the forger's hand. */
enum whose { OLD, OWN, RESET, FIRST, OTHER, NKEYS };
static struct gd_secret *keys[NKEYS];

static struct office o;
static char order[64], signed_before[64]; /* numbers */
static char flow[65];                     /* digest of the workflow */
static int tried;                         /* forgeries so far */

static void
take_key(enum whose which, const char *login, int64_t no, const char *password)
{
	struct gd_sealed sealed;
	struct gd_err err = GD_ERR_INIT;
	char name[GD_SIGNKEY_NAME];

	expect(gd_store_vault_get(o.app->store, login, no, &sealed, &err),
	    GD_OK, &err);
	gd_signkey_name(login, no, name);
	keys[which] = gd_secret_open(&sealed, password, name);
	assert_non_null(keys[which]);
}

static void
office_row(enum gd_office_verb verb, const void *row)
{
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ verb, row, UINT64_MAX }, &err),
	    GD_OK, &err);
}

static void
drafted(char number[64])
{
	struct drive d = { 0 };

	new_order(&o, tt_fields, number);
	drive_to(&o, number, &d, "receive_sample");
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_FILL,
		.duty = "make_sample_request" });
}

/* qianfang has a second key; linguo one under a first password, given by two;
 * a day was closed by wumin, and qianfang signed one order. */
static int
make_kept(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_day_page look, page;
	char first[GD_FIRST_PASSWORD], cp[300];
	const struct gd_workflow *wf;
	sqlite3 *db = NULL;

	(void)state;
	office_open(&o);
	office_row(GD_OFFICE_ROLE_GRANT,
	    &(struct gd_holds){ "zhouyan", "admin", 1 });
	office_row(GD_OFFICE_USER_ADD,
	    &(struct gd_person){ "guest", "客人", "", 1 });
	drafted(order);
	drafted(signed_before);
	take_key(OLD, "qianfang", 1, OFFICE_PASSWORD);
	take_key(RESET, "linguo", 1, OFFICE_PASSWORD);
	take_key(OTHER, "wumin", 1, OFFICE_PASSWORD);
	expect(gd_app_become(o.app, "wumin", &err), GD_OK, &err);
	expect(gd_app_day_look(o.app, &look, &err), GD_OK, &err);
	expect(gd_app_day_close(o.app, &look, "", &page, &err), GD_OK, &err);
	gd_day_page_release(&look);
	gd_day_page_release(&page);
	expect(gd_app_become(o.app, "zhouyan", &err), GD_OK, &err);
	expect(gd_app_reset(o.app, "linguo", first, &err), GD_OK, &err);
	expect(gd_app_become(o.app, "chenli", &err), GD_OK, &err);
	expect(gd_app_reset(o.app, "linguo", first, &err), GD_OK, &err);
	take_key(FIRST, "linguo", 2, first);
	expect(gd_app_become(o.app, "qianfang", &err), GD_OK, &err);
	expect(gd_app_passwd(o.app, OFFICE_PASSWORD, FRESH, &err), GD_OK, &err);
	take_key(OWN, "qianfang", 2, FRESH);
	expect(gd_app_unlock(o.app, FRESH, &err), GD_OK, &err);
	act(&o, "qianfang", signed_before, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_SIGN,
		.paper = "sample_request",
		.role = "sales_manager" });
	expect(gd_app_workflow(o.app, "export", 0, &wf, &err), GD_OK, &err);
	memcpy(flow,
	    ((const struct gd_flowdef *)gd_row_find(gd_app_office(o.app),
		 GD_OFF_FLOWDEF,
		 &(struct gd_flowdef){ .id = "export",
		     .version = wf->version }))
		->digest,
	    sizeof flow);
	gd_app_close(o.app);
	/* nobody has it open: all of it into the one file */
	assert_int_equal(sqlite3_open(o.book, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
	snprintf(cp, sizeof cp, "cd %s && cp book.db kept.db", o.dir);
	assert_int_equal(system(cp), 0);
	return 0;
}

static int
drop_kept(void **state)
{
	struct gd_str sh = GD_STR_INIT;
	int rc;

	(void)state;
	for (int i = 0; i < NKEYS; i++)
		gd_secret_close(keys[i]);
	gd_str_addf(&sh, "rm -rf %s", o.dir);
	rc = system(sh.text);
	gd_str_release(&sh);
	return rc;
}

/* ---- one forgery --------------------------------------------------------- */

struct forging {
	struct gd_store *s;
	struct gd_anchor head; /* before it */
	struct gd_order ord;   /* as it stands */
	struct gd_order prior; /* the one signed before */
	struct gd_sheet days;
	struct gd_signoff sig; /* about to be written */
	struct gd_closing day;
	struct gd_signkey key;
	struct gd_arena arena;
	struct gd_events ev; /* written with it */
	const char *actor, *verb, *text;
	bool raw; /* its body is changed to what text says */
};

static const char *
head_of(struct forging *f)
{
	return gd_arena_printf(&f->arena, "%s:%lld:%s", f->head.ledger,
	    (long long)f->head.seq, f->head.hash);
}

static void
read_head(struct forging *f)
{
	struct gd_err err = GD_ERR_INIT;

	expect(gd_store_head(f->s, &f->head, &err), GD_OK, &err);
}

static void
load_one(struct forging *f, const char *number, struct gd_order *to)
{
	struct gd_err err = GD_ERR_INIT;
	char id[GD_ID_TEXT];

	gd_order_init(to);
	expect(gd_store_order_find(f->s, number, id, &err), GD_OK, &err);
	expect(gd_store_order_load(f->s, id, to, &err), GD_OK, &err);
}

static void
begin(struct forging *f)
{
	struct gd_err err = GD_ERR_INIT;
	char cp[300];

	*f = (struct forging){ 0 };
	snprintf(cp, sizeof cp,
	    "cd %s && rm -rf book.db-* state && cp kept.db book.db", o.dir);
	assert_int_equal(system(cp), 0);
	expect(gd_store_open(o.book, GD_PROFILE_WORK, &f->s, &err), GD_OK,
	    &err);
	read_head(f);
	load_one(f, order, &f->ord);
	load_one(f, signed_before, &f->prior);
	gd_sheet_init(&f->days, gd_office_tables, GD_OFFICE_NTABLES);
	expect(gd_store_office_table(f->s, GD_OFF_CLOSING, &f->days, &err),
	    GD_OK, &err);
	f->actor = "qianfang";
	f->sig = (struct gd_signoff){ "sample_request", 0, 1, 1, 1,
		"sales_manager", "qianfang", "", 1795827700000, "approved", "",
		1, "", 0, "qianfang#2", head_of(f), "", "钱芳" };
	f->day =
	    (struct gd_closing){ 2, 20785, "wumin", 1795827700000, f->head.seq,
		    f->head.hash, 7, 0, 1, 0, 0, 0, "", "wumin#1", "", "吴敏" };
}

static void
end(struct forging *f)
{
	gd_store_close(f->s);
	gd_order_release(&f->ord);
	gd_order_release(&f->prior);
	gd_sheet_release(&f->days);
	gd_events_release(&f->ev);
	gd_arena_release(&f->arena);
}

static const char *
signature(struct forging *f, enum whose key, const struct gd_str *bytes)
{
	char text[2 * GD_SIGNATURE + 1];
	uint8_t sig[GD_SIGNATURE];

	gd_secret_sign(keys[key], bytes->text, bytes->len, sig);
	gd_hex(sig, sizeof sig, text);
	return gd_arena_str(&f->arena, text);
}

/* Signs what stands in f->sig, of this order. */
static void
sign_off(struct forging *f, struct gd_order *of, enum whose key,
    const char *workflow)
{
	struct gd_str bytes = GD_STR_INIT;

	gd_proof_signoff(of, &f->sig, workflow, &bytes);
	f->sig.sig = signature(f, key, &bytes);
	gd_str_release(&bytes);
}

static void
sign_day(struct forging *f, enum whose key, const char *ledger)
{
	struct gd_str bytes = GD_STR_INIT;

	gd_proof_closing(ledger, &f->day, &bytes);
	f->day.sig = signature(f, key, &bytes);
	gd_str_release(&bytes);
}

static void
sign_key(struct forging *f, enum whose with)
{
	struct gd_str bytes = GD_STR_INIT;

	gd_proof_follow(&f->key, &bytes);
	f->key.proof = signature(f, with, &bytes);
	gd_str_release(&bytes);
}

static void
append(struct forging *f, bool of_order)
{
	static int64_t at = 1795827700000;
	char request[GD_ID_TEXT];
	struct gd_err err = GD_ERR_INIT;
	struct gd_entry e = { .order = of_order ? f->ord.id : NULL,
		.order_rev = of_order ? ++f->ord.rev : 0,
		.at_ms = ++at,
		.actor = f->actor,
		.for_whom = "",
		.verb = f->verb,
		.events = &f->ev };

	e.request = gd_id_new(at, request);
	expect(gd_store_begin(f->s, &err), GD_OK, &err);
	expect(gd_store_end(f->s, gd_store_append(f->s, &e, NULL, &err), &err),
	    GD_OK, &err);
	gd_events_clear(&f->ev);
	read_head(f);
}

static struct gd_event *
event(struct forging *f)
{
	return f->ev.n ? &f->ev.at[0]
		       : gd_event_add(&f->ev, GD_EV_SIGNED, "", "", 1);
}

static void
put_order(struct forging *f, int table, const void *row, uint64_t mask)
{
	gd_event_put(&f->ev, event(f), table, row, mask);
}

static void
put_office(struct forging *f, int table, const void *row, uint64_t mask)
{
	gd_event_put(&f->ev, event(f), GD_ORDER_NTABLES + table, row, mask);
}

static void
put_sig(struct forging *f)
{
	put_order(f, GD_TAB_SIGNOFF, &f->sig, UINT64_MAX);
	f->verb = f->verb ? f->verb : "sign";
	append(f, true);
}

static void
put_day(struct forging *f)
{
	put_office(f, GD_OFF_CLOSING, &f->day, UINT64_MAX);
	f->verb = "day close";
	append(f, false);
}

static void
put_key(struct forging *f)
{
	put_office(f, GD_OFF_SIGNKEY, &f->key, UINT64_MAX);
	f->verb = "passwd";
	append(f, false);
}

/* ---- what verify says ---------------------------------------------------- */

#define MSGS 4096 /* more than there are */
static bool said[MSGS];
static int nsaid;

static void
hear(void *payload, const struct gd_err *fault)
{
	(void)payload;
	said[fault->msg] = true;
	nsaid++;
}

static void
listen(void)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s;

	memset(said, 0, sizeof said);
	nsaid = 0;
	expect(gd_store_open(o.book, GD_PROFILE_VERIFY, &s, &err), GD_OK, &err);
	(void)!gd_store_verify(s, hear, NULL, NULL, &err);
	gd_store_close(s);
}

static bool
named(struct forging *f, const char *what, enum gd_msg says)
{
	end(f);
	listen();
	tried += says != GD_M_NONE;
	if (says == GD_M_NONE ? nsaid == 0 : said[says])
		return true;
	print_error("%s: %d faults, not \"%s\"\n", what, nsaid,
	    gd_msg_english(says));
	for (int i = 0; i < MSGS; i++)
		if (said[i])
			print_error("  but \"%s\"\n",
			    gd_msg_english((enum gd_msg)i));
	return false;
}

/* ---- cells changed after they were signed -------------------------------- */

struct cell {
	const char *what, *cell, *text;
	int64_t n; /* added, where there is no text */
};

static void
change_cell(const struct gd_table *t, void *row, const struct cell *change)
{
	for (int i = 0; i < t->ncols; i++) {
		char *at = (char *)row + t->cols[i].offset;
		int64_t n;

		if (strcmp(t->cols[i].name, change->cell) != 0)
			continue;
		memcpy(&n, at, sizeof n);
		n += change->n;
		if (t->cols[i].type == GD_CELL_TEXT)
			memcpy(at, &change->text, sizeof change->text);
		else
			memcpy(at, &n, sizeof n);
		return;
	}
	fail_msg("no cell %s", change->cell);
}

static void
no_cell_of_a_signoff_is_changed_unseen(void **state)
{
	static const struct cell cells[] = {
		{ "another paper", "kind", "contract", 0 },
		{ "another lot", "lot", NULL, 1 },
		{ "another instance", "inst", NULL, 1 },
		{ "another revision", "rev", NULL, 1 },
		{ "another number", "no", NULL, 1 },
		{ "another role", "role", "general_manager", 0 },
		{ "in another's name", "by", "linguo", 0 },
		{ "for somebody", "for_whom", "linguo", 0 },
		{ "a moment later", "at_ms", NULL, 1 },
		{ "a day earlier", "at_ms", NULL, -86400000 },
		{ "another meaning", "meaning", "seen only", 0 },
		{ "with a reason", "reason", "in haste", 0 },
		{ "another name shown", "shown", "林国", 0 },
		{ "his old key named", "key", "qianfang#1", 0 },
		{ "another's key named", "key", "wumin#1", 0 },
		{ "a key that is not there", "key", "qianfang#9", 0 },
		{ "a key without a number", "key", "qianfang", 0 },
		{ "as if entered from paper", "entered_by", "chenli", 0 },
		{ "as if taken over", "taken", NULL, 1 },
		{ "no head", "head", "", 0 },
		{ "no signature", "sig", "", 0 },
	};
	struct forging f;
	bool good = true;

	(void)state;
	begin(&f);
	sign_off(&f, &f.ord, OWN, flow);
	put_sig(&f);
	good &= named(&f, "as it is done", GD_M_NONE);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		begin(&f);
		sign_off(&f, &f.ord, OWN, flow);
		change_cell(&gd_order_tables[GD_TAB_SIGNOFF], &f.sig,
		    &cells[i]);
		put_sig(&f);
		good &= named(&f, cells[i].what, GD_M_BAD_SIGNOFF);
	}
	assert_true(good);
}

static void
no_cell_of_a_closed_day_is_changed_unseen(void **state)
{
	static const struct cell cells[] = {
		{ "another command", "seq", NULL, -1 },
		{ "another head", "head", "00", 0 },
		{ "another day", "day", NULL, -1 },
		{ "another moment", "at_ms", NULL, 1 },
		{ "more commands", "commands", NULL, 1 },
		{ "more orders", "made", NULL, 1 },
		{ "fewer sign-offs", "signed_n", NULL, -1 },
		{ "more papers", "issued", NULL, 1 },
		{ "more completed", "completed", NULL, 1 },
		{ "an override less", "overrides", NULL, -1 },
		{ "another note", "note", "all well", 0 },
		{ "another name shown", "shown", "林国", 0 },
		{ "another's key named", "key", "qianfang#2", 0 },
		{ "no key", "key", "", 0 },
		{ "no signature", "sig", "", 0 },
	};
	struct forging f;
	bool good = true;

	(void)state;
	begin(&f);
	f.actor = "wumin";
	sign_day(&f, OTHER, f.head.ledger);
	put_day(&f);
	good &= named(&f, "as it is done", GD_M_NONE);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		begin(&f);
		f.actor = "wumin";
		sign_day(&f, OTHER, f.head.ledger);
		change_cell(&gd_office_tables[GD_OFF_CLOSING], &f.day,
		    &cells[i]);
		put_day(&f);
		good &= named(&f, cells[i].what, GD_M_CLOSING_SIGN);
	}
	assert_true(good);
}

/* ---- what goes for a signature ------------------------------------------- */

/* The order of the group, little endian. */
static const uint8_t group[32] = { 0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12,
	0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, [31] = 0x10 };

/* Points that fit every message where nobody looks: all of small order as they
 * are written, and other writings of them. */
static const char *const points[] = {
	"0100000000000000000000000000000000000000000000000000000000000000",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0000000000000000000000000000000000000000000000000000000000000080",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"0100000000000000000000000000000000000000000000000000000000000080",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
};
#define NPOINTS (sizeof points / sizeof *points)
#define NOTHING \
	"0000000000000000000000000000000000000000000000000000000000000000"

static char *
copied(struct forging *f)
{
	return gd_arena_str(&f->arena, f->sig.sig);
}

static void
zeros(struct forging *f)
{
	f->sig.sig = NOTHING NOTHING;
}

static void
ones(struct forging *f)
{
	memset(copied(f), 'f', 128);
	f->sig.sig = memset(copied(f), 'f', 128);
}

static void
capitals(struct forging *f)
{
	char *text = copied(f);

	for (char *p = text; *p; p++)
		*p = *p >= 'a' ? (char)(*p - 32) : *p;
	f->sig.sig = text;
}

static void
cut_by_a_byte(struct forging *f)
{
	char *text = copied(f);

	text[126] = '\0';
	f->sig.sig = text;
}

static void
cut_by_a_digit(struct forging *f)
{
	char *text = copied(f);

	text[127] = '\0';
	f->sig.sig = text;
}

static void
a_byte_more(struct forging *f)
{
	f->sig.sig = gd_arena_printf(&f->arena, "%s00", f->sig.sig);
}

static void
twice_as_long(struct forging *f)
{
	f->sig.sig = gd_arena_printf(&f->arena, "%s%s", f->sig.sig, f->sig.sig);
}

static void
a_blank_before(struct forging *f)
{
	f->sig.sig = gd_arena_printf(&f->arena, " %.127s", f->sig.sig);
}

static void
no_hex(struct forging *f)
{
	f->sig.sig = gd_arena_printf(&f->arena, "%.127sg", f->sig.sig);
}

static void
halves_swapped(struct forging *f)
{
	f->sig.sig =
	    gd_arena_printf(&f->arena, "%s%.64s", f->sig.sig + 64, f->sig.sig);
}

static void
one_bit(struct forging *f)
{
	char *text = copied(f);

	text[1] = text[1] == '0' ? '1' : '0';
	f->sig.sig = text;
}

/* S + L is the same number to who does not look: a second signature. */
static void
malleable(struct forging *f)
{
	uint8_t bytes[GD_SIGNATURE];
	char text[2 * GD_SIGNATURE + 1];
	int carry = 0;

	assert_true(gd_unhex(f->sig.sig, bytes, sizeof bytes));
	for (int i = 0; i < 32; i++) {
		carry += bytes[32 + i] + group[i];
		bytes[32 + i] = (uint8_t)carry;
		carry >>= 8;
	}
	gd_hex(bytes, sizeof bytes, text);
	f->sig.sig = gd_arena_str(&f->arena, text);
}

static void
by(struct forging *f, enum whose key)
{
	sign_off(f, &f->ord, key, flow);
}

static void
by_another(struct forging *f)
{
	by(f, OTHER);
}

static void
by_his_old_key(struct forging *f)
{
	by(f, OLD);
}

static void
by_his_old_key_named(struct forging *f)
{
	f->sig.key = "qianfang#1";
	by(f, OLD);
}

static void
by_a_key_two_took_away(struct forging *f)
{
	f->actor = f->sig.by = "linguo";
	f->sig.key = "linguo#1";
	by(f, RESET);
}

static void
by_a_first_password(struct forging *f)
{
	f->actor = f->sig.by = "linguo";
	f->sig.key = "linguo#2";
	by(f, FIRST);
}

static void
anothers_signature_of_his_own(struct forging *f)
{
	f->sig.by = "wumin";
	f->sig.key = "wumin#1";
	by(f, OTHER); /* true, but qianfang gave the command */
}

static void
of_another_order(struct forging *f)
{
	sign_off(f, &f->prior, OWN, flow);
}

static void
of_another_workflow(struct forging *f)
{
	sign_off(f, &f->ord, OWN, NOTHING);
}

static void
after_an_older_head(struct forging *f)
{
	char hash[65];
	struct gd_err err = GD_ERR_INIT;

	expect(gd_chain_at(f->s, f->head.seq - 1, hash, &err), GD_OK, &err);
	f->sig.head = gd_arena_printf(&f->arena, "%s:%lld:%s", f->head.ledger,
	    (long long)f->head.seq - 1, hash);
	by(f, OWN);
}

static void
in_another_book(struct forging *f)
{
	f->sig.head = gd_arena_printf(&f->arena,
	    "019f0697-3281-70ea-8510-c70f6daff2b3:%lld:%s",
	    (long long)f->head.seq, f->head.hash);
	by(f, OWN);
}

static void
given_once_written_twice(struct forging *f)
{
	put_sig(f);
	f->sig.no = 1; /* and now once more */
}

/* Of a closed day, of a key: other purposes. */
static void
a_closing_reused(struct forging *f)
{
	sign_day(f, OWN, f->head.ledger);
	f->sig.sig = f->day.sig;
}

static void
a_key_s_proof_reused(struct forging *f)
{
	f->key = (struct gd_signkey){ "qianfang", 3, points[4], "", 0, 0, 0,
		"qianfang", "", "" };
	sign_key(f, OWN);
	f->sig.sig = f->key.proof;
}

static void
without_its_purpose(struct forging *f)
{
	struct gd_str bytes = GD_STR_INIT;

	gd_proof_signoff(&f->ord, &f->sig, flow, &bytes);
	memmove(bytes.text, bytes.text + 25, bytes.len - 25);
	bytes.len -= 25;
	f->sig.sig = signature(f, OWN, &bytes);
	gd_str_release(&bytes);
}

static void
the_revision_changed(struct forging *f, const char *cell)
{
	struct gd_revision r = *gd_revision(&f->ord, "sample_request", 0, 1, 1);
	const struct cell c = { "", cell, "{\"product\":\"other\"}", 0 };

	change_cell(&gd_order_tables[GD_TAB_REVISION], &r, &c);
	put_order(f, GD_TAB_REVISION, &r, UINT64_MAX);
}

static void
other_fields_beside_it(struct forging *f)
{
	the_revision_changed(f, "fields");
}

static void
other_digest_beside_it(struct forging *f)
{
	the_revision_changed(f, "digest");
}

static void
a_file_slipped_in(struct forging *f)
{
	put_order(f, GD_TAB_FILE,
	    &(struct gd_file){ 1, "x.pdf", NOTHING, 1, "chenli", 5, "", "", 0,
		0, 0 },
	    UINT64_MAX);
}

static void
what_goes_for_a_signature_is_named(void **state)
{
	static const struct {
		const char *what;
		void (*how)(struct forging *f);
	} tries[] = {
#define T(f) { #f, f }
		T(zeros), T(ones), T(capitals), T(cut_by_a_byte),
		T(cut_by_a_digit), T(a_byte_more), T(twice_as_long),
		T(a_blank_before), T(no_hex), T(halves_swapped), T(one_bit),
		T(malleable), T(by_another), T(by_his_old_key),
		T(by_his_old_key_named), T(by_a_key_two_took_away),
		T(by_a_first_password), T(anothers_signature_of_his_own),
		T(of_another_order), T(of_another_workflow),
		T(after_an_older_head), T(in_another_book),
		T(given_once_written_twice), T(a_closing_reused),
		T(a_key_s_proof_reused), T(without_its_purpose),
		T(other_fields_beside_it), T(other_digest_beside_it),
		T(a_file_slipped_in)
#undef T
	};
	bool good = true;

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct forging f;

		begin(&f);
		by(&f, OWN);
		tries[i].how(&f);
		put_sig(&f);
		good &= named(&f, tries[i].what, GD_M_BAD_SIGNOFF);
	}
	assert_true(good);
}

/* ---- no signature at all, and what comes after one ----------------------- */

static void
unsigned_by_who_had_a_key(struct forging *f)
{
	f->sig.key = f->sig.head = f->sig.sig = f->sig.shown = "";
	put_sig(f);
}

static void
unsigned_in_another_command(struct forging *f)
{
	f->verb = "note";
	unsigned_by_who_had_a_key(f);
}

static void
taken_away_later(struct forging *f)
{
	by(f, OWN);
	put_sig(f);
	change_cell(&gd_order_tables[GD_TAB_SIGNOFF], &f->sig,
	    &(struct cell){ "", "sig", "", 0 });
	change_cell(&gd_order_tables[GD_TAB_SIGNOFF], &f->sig,
	    &(struct cell){ "", "key", "", 0 });
	put_sig(f);
}

static void
a_cell_of_it_later(struct forging *f)
{
	by(f, OWN);
	put_sig(f);
	f->sig.role = "general_manager";
	put_order(f, GD_TAB_SIGNOFF, &f->sig, 1 << 5);
	append(f, true);
}

static void
the_revision_later(struct forging *f)
{
	by(f, OWN);
	put_sig(f);
	the_revision_changed(f, "fields");
	append(f, true);
}

static void
the_digest_later(struct forging *f)
{
	by(f, OWN);
	put_sig(f);
	the_revision_changed(f, "digest");
	append(f, true);
}

static void
what_is_not_signed_or_changed_later_is_named(void **state)
{
	static const struct {
		const char *what;
		void (*how)(struct forging *f);
		enum gd_msg says;
	} tries[] = {
#define T(f, m) { #f, f, m }
		T(unsigned_by_who_had_a_key, GD_M_SIGNOFF_STRIPPED),
		T(unsigned_in_another_command, GD_M_SIGNOFF_STRIPPED),
		T(taken_away_later, GD_M_SIGNOFF_STRIPPED),
		T(a_cell_of_it_later, GD_M_SIGNED_CHANGED),
		T(the_revision_later, GD_M_SIGNED_CHANGED),
		T(the_digest_later, GD_M_SIGNED_CHANGED),
#undef T
	};
	bool good = true;

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct forging f;

		begin(&f);
		tries[i].how(&f);
		good &= named(&f, tries[i].what, tries[i].says);
	}
	assert_true(good);
}

/* ---- what stands there is of another type -------------------------------- */

static void
sql(sqlite3 *db, const char *text)
{
	char *why = NULL;

	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", text, why);
}

/* The last command says `now` where it said `was`, and its hash fits. */
static void
rewrite_last(const struct gd_anchor *before, const char *was, const char *now)
{
	static const char ask[] =
	    "SELECT j.seq, j.order_rev, j.at_ms, o.uuid, a.name, f.name, "
	    "v.name, replace(j.body, ?1, ?2), j.request FROM journal j JOIN "
	    "orders o ON o.id = j.order_id JOIN name a ON a.id = j.actor_id "
	    "JOIN name f ON f.id = j.for_id JOIN name v ON v.id = j.verb_id "
	    "ORDER BY j.seq DESC LIMIT 1";
	uint8_t chain[GD_HASH], leaf[GD_HASH];
	char id[GD_ID_TEXT], request[GD_ID_TEXT];
	struct gd_link_in in = { .ledger = before->ledger,
		.order = id,
		.request = request };
	sqlite3 *db = NULL;
	sqlite3_stmt *st, *set;

	assert_int_equal(sqlite3_open(o.book, &db), SQLITE_OK);
	sql(db, "DROP TRIGGER journal_stays");
	sqlite3_prepare_v2(db, ask, -1, &st, NULL);
	gd_bind_text(st, 1, was);
	gd_bind_text(st, 2, now);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	in.seq = sqlite3_column_int64(st, 0);
	in.rev = sqlite3_column_int64(st, 1);
	in.at_ms = sqlite3_column_int64(st, 2);
	gd_uuid_text(sqlite3_column_blob(st, 3), id);
	gd_uuid_text(sqlite3_column_blob(st, 8), request);
	in.actor = gd_column(st, 4);
	in.for_whom = gd_column(st, 5);
	in.verb = gd_column(st, 6);
	in.body = gd_column(st, 7);
	in.body_len = strlen(in.body);
	assert_true(gd_unhex(before->hash, chain, sizeof chain));
	gd_chain_leaf(&in, leaf);
	gd_chain_next(chain, leaf, chain);
	sqlite3_prepare_v2(db,
	    "UPDATE journal SET body = ?1, chain = ?2 WHERE seq = ?3", -1, &set,
	    NULL);
	gd_bind_text(set, 1, in.body);
	gd_bind_blob(set, 2, chain, GD_HASH);
	gd_bind_int(set, 3, in.seq);
	assert_int_equal(sqlite3_step(set), SQLITE_DONE);
	assert_int_equal(sqlite3_changes(db), 1);
	sqlite3_finalize(set);
	sqlite3_finalize(st);
	for (const char *const *p = gd_schema_sql; *p; p++)
		if (strstr(*p, "TRIGGER journal_stays"))
			sql(db, *p);
	sqlite3_close(db);
}

static void
a_proof_of_another_type_is_named(void **state)
{
	static const char *const types[] = { "7", "null", "true", "{}", "[]",
		"7.5", "\"\\u0000\"", "\"x\",\"x\",\"x\"" };
	bool good = true;

	(void)state;
	for (size_t i = 0; i <= sizeof types / sizeof *types; i++) {
		struct forging f;
		struct gd_str was = GD_STR_INIT;
		struct gd_anchor before;
		bool none = i == sizeof types / sizeof *types;

		begin(&f);
		by(&f, OWN);
		before = f.head;
		put_sig(&f);
		gd_str_addf(&was, "\"%s\"", f.sig.sig);
		gd_store_close(f.s);
		f.s = NULL;
		/* written again as it was, it passes: the way is no fault */
		rewrite_last(&before, was.text, none ? was.text : types[i]);
		gd_str_release(&was);
		good &= named(&f, none ? "the same" : types[i],
		    none ? GD_M_NONE : GD_M_BAD_BODY);
	}
	assert_true(good);
}

/* ---- keys ---------------------------------------------------------------- */

static const char some_key[] =
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

static void
next_key(struct forging *f, const char *login, int64_t no, const char *public)
{
	f->actor = login;
	f->key = (struct gd_signkey){ login, no, public, NOTHING, 1795827700000,
		0, 0, login, "", "" };
}

static void
given_key(struct forging *f, const char *by_, const char *second)
{
	next_key(f, "qianfang", 3, some_key);
	f->key.first = 1;
	f->key.by = by_;
	f->key.second = second;
	f->actor = *second ? second : by_;
}

/* What must stand there before somebody who had a key is given another. */
static void
asked_by(struct forging *f, const char *admin)
{
	given_key(f, admin, "");
	f->key.public = f->key.seal_digest = "";
	put_key(f);
}

static void
without_the_key_before(struct forging *f)
{
	next_key(f, "qianfang", 3, some_key);
}

static void
signed_by_anothers(struct forging *f)
{
	next_key(f, "qianfang", 3, some_key);
	sign_key(f, OTHER);
}

static void
signed_by_one_before_the_last(struct forging *f)
{
	next_key(f, "qianfang", 3, some_key);
	sign_key(f, OLD);
}

static void
signed_for_another_number(struct forging *f)
{
	next_key(f, "qianfang", 4, some_key);
	sign_key(f, OWN);
	f->key.no = 3;
}

static void
signed_for_another_person(struct forging *f)
{
	next_key(f, "wumin", 3, some_key);
	sign_key(f, OWN);
	f->key.login = f->key.by = f->actor = "qianfang";
}

static void
signed_for_another_key(struct forging *f)
{
	next_key(f, "qianfang", 3, points[4]);
	sign_key(f, OWN);
	f->key.public = some_key;
}

static void
a_number_left_out(struct forging *f)
{
	next_key(f, "qianfang", 4, some_key);
	sign_key(f, OWN);
}

static void
made_by_another(struct forging *f)
{
	next_key(f, "qianfang", 3, some_key);
	sign_key(f, OWN);
	f->actor = "chenli";
}

static void
first_key_made_by_another(struct forging *f)
{
	next_key(f, "guest", 1, some_key);
	f->actor = "chenli";
}

static void
given_by_who_is_no_administrator(struct forging *f)
{
	given_key(f, "wumin", "");
}

static void
given_by_one_where_two_are_needed(struct forging *f)
{
	given_key(f, "chenli", "");
}

static void
given_by_one_twice(struct forging *f)
{
	asked_by(f, "chenli");
	given_key(f, "chenli", "chenli");
}

static void
given_though_nobody_asked(struct forging *f)
{
	given_key(f, "zhouyan", "chenli");
}

static void
given_though_another_asked(struct forging *f)
{
	asked_by(f, "wumin");
	given_key(f, "zhouyan", "chenli");
}

static void
asked_by_no_administrator(struct forging *f)
{
	asked_by(f, "wumin");
	given_key(f, "wumin", "chenli");
}

static void
confirmed_by_who_is_none(struct forging *f)
{
	asked_by(f, "chenli");
	given_key(f, "chenli", "wumin");
}

static void
given_and_signed_at_once(struct forging *f)
{
	asked_by(f, "zhouyan");
	given_key(f, "zhouyan", "chenli");
	sign_key(f, OWN);
}

static void
of_no_key_s_form(struct forging *f)
{
	next_key(f, "guest", 1, "not a key");
}

static void
a_key_nobody_was_to_have_is_named(void **state)
{
	static const struct {
		const char *what;
		void (*how)(struct forging *f);
	} tries[] = {
#define T(f) { #f, f }
		T(without_the_key_before), T(signed_by_anothers),
		T(signed_by_one_before_the_last), T(signed_for_another_number),
		T(signed_for_another_person), T(signed_for_another_key),
		T(a_number_left_out), T(made_by_another),
		T(first_key_made_by_another),
		T(given_by_who_is_no_administrator),
		T(given_by_one_where_two_are_needed), T(given_by_one_twice),
		T(given_though_nobody_asked), T(given_though_another_asked),
		T(asked_by_no_administrator), T(confirmed_by_who_is_none),
		T(given_and_signed_at_once), T(of_no_key_s_form)
#undef T
	};
	struct forging f;
	bool good = true;

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		begin(&f);
		tries[i].how(&f);
		put_key(&f);
		good &= named(&f, tries[i].what, GD_M_BAD_KEY);
	}
	/* as it is done: what is sealed is missing then, and nothing else */
	begin(&f);
	next_key(&f, "qianfang", 3, some_key);
	sign_key(&f, OWN);
	put_key(&f);
	(void)named(&f, "as it is done", GD_M_BAD_SEAL);
	assert_false(said[GD_M_BAD_KEY]);
	begin(&f);
	asked_by(&f, "zhouyan");
	given_key(&f, "zhouyan", "chenli");
	put_key(&f);
	(void)named(&f, "as it is given", GD_M_BAD_SEAL);
	assert_false(said[GD_M_BAD_KEY]);
	tried -= 2;
	assert_true(good);
}

/* A key that fits everything is no key, and neither does it sign. */
static void
points_that_fit_everything_are_no_keys_and_sign_nothing(void **state)
{
	bool good = true;

	(void)state;
	for (size_t i = 0; i < NPOINTS; i++) {
		struct forging f;

		begin(&f);
		next_key(&f, "guest", 1, points[i]);
		put_key(&f);
		f.sig.by = "guest";
		f.sig.key = "guest#1";
		f.sig.head = head_of(&f);
		f.verb = "sign";
		f.sig.sig = gd_arena_printf(&f.arena, "%s" NOTHING, points[0]);
		put_sig(&f);
		good &= named(&f, points[i], GD_M_BAD_SIGNOFF);
		if (!said[GD_M_BAD_KEY])
			fail_msg("taken as a key: %s", points[i]);
		tried++; /* both of them */
	}
	assert_true(good);
}

/* His own, but not yet, or not any more. */
static void
a_key_signs_neither_before_nor_after_its_time(void **state)
{
	struct forging f;
	bool good;

	(void)state;
	begin(&f);
	by(&f, OWN);
	f.sig.key = "qianfang#3";
	by(&f, OTHER); /* will be his, in the next command */
	put_sig(&f);
	next_key(&f, "qianfang", 3, "");
	{
		char text[2 * GD_PUBLIC + 1];

		gd_hex(gd_secret_public(keys[OTHER]), GD_PUBLIC, text);
		f.key.public = gd_arena_str(&f.arena, text);
	}
	sign_key(&f, OWN);
	put_key(&f);
	good = named(&f, "before it was made", GD_M_BAD_SIGNOFF);

	begin(&f);
	next_key(&f, "qianfang", 2, "");
	f.key.to_ms = 1795827700001;
	put_office(&f, GD_OFF_SIGNKEY, &f.key, 1 << 5);
	append(&f, false);
	f.sig.head = head_of(&f);
	by(&f, OWN);
	put_sig(&f);
	good &= named(&f, "after it ended", GD_M_BAD_SIGNOFF);
	assert_true(good);
}

/* ---- closed days --------------------------------------------------------- */

static void
closed_by_anothers_key(struct forging *f)
{
	sign_day(f, OWN, f->head.ledger);
}

static void
closed_in_another_book(struct forging *f)
{
	sign_day(f, OTHER, "019f0697-3281-70ea-8510-c70f6daff2b3");
}

static void
a_signoff_reused(struct forging *f)
{
	by(f, OTHER);
	f->day.sig = f->sig.sig;
}

static void
the_closing_before_reused(struct forging *f)
{
	f->day.sig =
	    ((const struct gd_closing *)gd_row_at(&f->days, GD_OFF_CLOSING, 0))
		->sig;
}

static void
closed_by_a_key_taken_away(struct forging *f)
{
	f->actor = f->day.by = "linguo";
	f->day.key = "linguo#1";
	sign_day(f, RESET, f->head.ledger);
}

static void
closed_by_a_first_password(struct forging *f)
{
	f->actor = f->day.by = "linguo";
	f->day.key = "linguo#2";
	sign_day(f, FIRST, f->head.ledger);
}

static void
as_gendan_did_before_it_signed(struct forging *f)
{
	put_office(f, GD_OFF_CLOSING, &f->day, (1 << 13) - 1);
	f->verb = "day close";
	append(f, false);
}

static void
closed_for_another(struct forging *f)
{
	sign_day(f, OTHER, f->head.ledger);
	f->actor = "chenli";
}

static void
a_closing_left_out(struct forging *f)
{
	f->day.no = 3;
	sign_day(f, OTHER, f->head.ledger);
}

static void
the_last_closing_written_over(struct forging *f)
{
	f->day.no = 1;
	sign_day(f, OTHER, f->head.ledger);
}

static void
a_head_that_is_to_come(struct forging *f)
{
	f->day.seq += 5;
	sign_day(f, OTHER, f->head.ledger);
}

static void
a_day_closed_otherwise_is_named(void **state)
{
	static const struct {
		const char *what;
		void (*how)(struct forging *f);
		enum gd_msg says;
	} tries[] = {
#define T(f, m) { #f, f, m }
		T(closed_by_anothers_key, GD_M_CLOSING_SIGN),
		T(closed_in_another_book, GD_M_CLOSING_SIGN),
		T(a_signoff_reused, GD_M_CLOSING_SIGN),
		T(the_closing_before_reused, GD_M_CLOSING_SIGN),
		T(closed_by_a_key_taken_away, GD_M_CLOSING_SIGN),
		T(closed_by_a_first_password, GD_M_CLOSING_SIGN),
		T(as_gendan_did_before_it_signed, GD_M_CLOSING_SIGN),
		T(closed_for_another, GD_M_CLOSING_ODD),
		T(a_closing_left_out, GD_M_CLOSING_ODD),
		T(the_last_closing_written_over, GD_M_CLOSING_ODD),
		T(a_head_that_is_to_come, GD_M_CLOSING_ODD),
#undef T
	};
	bool good = true;

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct forging f;

		begin(&f);
		f.actor = "wumin";
		tries[i].how(&f);
		if (!f.verb)
			put_day(&f);
		good &= named(&f, tries[i].what, tries[i].says);
	}
	assert_true(good);
}

static void
they_were_over_sixty(void **state)
{
	(void)state;
	print_message("# %d forged proofs\n", tried);
	assert_true(tried >= 60);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_cell_of_a_signoff_is_changed_unseen),
		cmocka_unit_test(what_goes_for_a_signature_is_named),
		cmocka_unit_test(what_is_not_signed_or_changed_later_is_named),
		cmocka_unit_test(a_proof_of_another_type_is_named),
		cmocka_unit_test(a_key_nobody_was_to_have_is_named),
		cmocka_unit_test(
		    points_that_fit_everything_are_no_keys_and_sign_nothing),
		cmocka_unit_test(a_key_signs_neither_before_nor_after_its_time),
		cmocka_unit_test(no_cell_of_a_closed_day_is_changed_unseen),
		cmocka_unit_test(a_day_closed_otherwise_is_named),
		cmocka_unit_test(they_were_over_sixty),
	};

	return cmocka_run_group_tests(tests, make_kept, drop_kept);
}
