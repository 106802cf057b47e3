/* tests/app/test_login.c - passwords and what is signed with them. */
#include <sqlite3.h>
#include <stdlib.h>

#include "app/login.h"
#include "base/day.h"
#include "core/keys.h"
#include "core/proof.h"
#include "store/vault.h"

#include "app_test.h"

#include "base/banned.h"

/* ---- helpers ------------------------------------------------------------- */

static int64_t naps[64];
static int nnaps;

static void
note_nap(int64_t ms)
{
	naps[nnaps++ % 64] = ms;
}

static void
quiet(struct office *o)
{
	office_open(o);
	o->app->nap = note_nap;
	nnaps = 0;
	gd_app_lock(o->app);
}

/* Change the book behind gendan's back. */
static void
meddle(struct office *o, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(o->book, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_true(sqlite3_total_changes(db) > 0);
	sqlite3_close(db);
}

static enum gd_msg last_fault;

static void
note_fault(void *payload, const struct gd_err *fault)
{
	(void)payload;
	last_fault = fault->msg;
}

/* Faults verify finds; the last one in last_fault. */
static int64_t
faults(struct office *o)
{
	struct gd_verify_report report;
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s;

	last_fault = GD_M_NONE;
	expect(gd_store_open(o->book, GD_PROFILE_VERIFY, &s, &err), GD_OK,
	    &err);
	(void)!gd_store_verify(s, note_fault, NULL, &report, &err);
	gd_store_close(s);
	return report.faults;
}

static const struct gd_signkey *
key_of(struct office *o, const char *login)
{
	return gd_signkey_of(gd_app_office(o->app), login);
}

static void
become(struct office *o, const char *login)
{
	struct gd_err err = GD_ERR_INIT;

	expect(gd_app_become(o->app, login, &err), GD_OK, &err);
}

static enum gd_msg
unlock(struct office *o, const char *password)
{
	struct gd_err err = GD_ERR_INIT;

	(void)!gd_app_unlock(o->app, password, &err);
	return err.msg;
}

static const struct gd_command sign = { .verb = GD_DO_SIGN,
	.paper = "sample_request",
	.role = "sales_manager" };

/* An order whose sample request waits for the sales manager. */
static void
to_be_signed(struct office *o, char number[64])
{
	struct gd_err err = GD_ERR_INIT;
	struct drive d = { .today = gd_app_today(o->app) };

	gd_app_lock(o->app);
	new_order(o, tt_fields, number);
	d.app = o->app;
	drive_to(o, number, &d, "receive_sample");
	act(o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_FILL,
		.duty = "make_sample_request" });
	expect(gd_app_become(o->app, "qianfang", &err), GD_OK, &err);
}

static enum gd_msg
try_sign(struct office *o, const char *number, const char *seen)
{
	struct gd_err err = GD_ERR_INIT;

	(void)!gd_app_act(o->app, number, &sign, seen, NULL, &err);
	return err.msg;
}

/* ---- signing ------------------------------------------------------------- */

static void
a_signoff_needs_an_open_key_and_what_was_read(void **state)
{
	struct gd_signoff s;
	struct gd_order ord;
	struct office o;
	char number[64], seen[9];

	(void)state;
	quiet(&o);
	to_be_signed(&o, number);
	seen_now(&o, number, &sign, seen);
	assert_int_equal(try_sign(&o, number, NULL), GD_M_SIGN_UNSEEN);
	assert_int_equal(try_sign(&o, number, "00000000"), GD_M_APP_STALE);
	assert_int_equal(try_sign(&o, number, seen), GD_M_LOGIN_LOCKED);
	assert_int_equal(unlock(&o, "not the password"), GD_M_LOGIN_WRONG);
	assert_int_equal(try_sign(&o, number, seen), GD_M_LOGIN_LOCKED);
	/* another's open key does not serve */
	become(&o, "linguo");
	assert_int_equal(unlock(&o, OFFICE_PASSWORD), GD_M_NONE);
	become(&o, "qianfang");
	assert_int_equal(try_sign(&o, number, seen), GD_M_LOGIN_LOCKED);
	assert_int_equal(unlock(&o, OFFICE_PASSWORD), GD_M_NONE);
	assert_int_equal(try_sign(&o, number, seen), GD_M_NONE);
	gd_app_lock(o.app);
	ord = load(&o, number);
	s = *(struct gd_signoff *)gd_row_at(&ord.sheet, GD_TAB_SIGNOFF, 0);
	assert_string_equal(s.key, "qianfang#1");
	assert_string_equal(s.shown, "钱芳");
	assert_int_equal(strlen(s.sig), 128);
	assert_non_null(strchr(s.head, ':'));
	gd_order_release(&ord);
	office_close(&o);
}

static void
what_changed_since_it_was_read_is_not_signed(void **state)
{
	struct office o;
	char number[64], seen[9];

	(void)state;
	quiet(&o);
	to_be_signed(&o, number);
	seen_now(&o, number, &sign, seen);
	act(&o, "chenli", number, GD_OK,
	    &(struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "sample_request",
		.fields = &(struct gd_pair){ "sample_due", "2026-12-08" },
		.nfields = 1 });
	become(&o, "qianfang");
	assert_int_equal(unlock(&o, OFFICE_PASSWORD), GD_M_NONE);
	assert_int_equal(try_sign(&o, number, seen), GD_M_APP_STALE);
	office_close(&o);
}

static void
old_signoffs_verify_after_a_new_password_and_a_rebuild(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	char number[64], seen[9];

	(void)state;
	quiet(&o);
	to_be_signed(&o, number);
	seen_now(&o, number, &sign, seen);
	assert_int_equal(unlock(&o, OFFICE_PASSWORD), GD_M_NONE);
	assert_int_equal(try_sign(&o, number, seen), GD_M_NONE);
	expect(gd_app_passwd(o.app, OFFICE_PASSWORD, "a new one at last", &err),
	    GD_OK, &err);
	assert_false(gd_app_unlocked(o.app));
	assert_int_equal(unlock(&o, OFFICE_PASSWORD), GD_M_LOGIN_WRONG);
	assert_int_equal(unlock(&o, "a new one at last"), GD_M_NONE);
	assert_int_equal(key_of(&o, "qianfang")->no, 2);
	assert_int_equal(faults(&o), 0);
	gd_app_close(o.app);
	expect(gd_store_rebuild(o.book, &err), GD_OK, &err);
	o.app = office_again(&o);
	become(&o, "qianfang");
	assert_int_equal(unlock(&o, "a new one at last"), GD_M_NONE);
	office_close(&o);
}

/* Rows and journal agree in these: only the signature does not. */
static void
verify_names_a_signoff_that_was_changed(void **state)
{
	static const struct {
		const char *sql;
		enum gd_msg said;
	} tries[] = {
		/* the chain is made anew by nobody here: it says so too */
		{ "UPDATE signoff SET role = 'finance' WHERE sig <> ''",
		    GD_M_BAD_ROW },
		{ "UPDATE vault SET mem = mem * 2 WHERE login = 'qianfang'",
		    GD_M_BAD_SEAL },
		{ "UPDATE vault SET sealed = zeroblob(72)", GD_M_BAD_SEAL },
		{ "DELETE FROM vault WHERE login = 'qianfang'", GD_M_BAD_SEAL },
		{ "INSERT INTO vault SELECT 'ghost', no, salt, ops, mem, "
		  "sealed FROM vault LIMIT 1",
		    GD_M_BAD_SEAL },
		{ "UPDATE signkey SET public = substr(public, 2) || "
		  "substr(public, 1, 1), first = 1 - first "
		  "WHERE login = 'qianfang'",
		    GD_M_BAD_OFFICE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct office o;
		char number[64], seen[9];

		quiet(&o);
		to_be_signed(&o, number);
		seen_now(&o, number, &sign, seen);
		assert_int_equal(unlock(&o, OFFICE_PASSWORD), GD_M_NONE);
		assert_int_equal(try_sign(&o, number, seen), GD_M_NONE);
		assert_int_equal(faults(&o), 0);
		meddle(&o, tries[i].sql);
		assert_true(faults(&o) > 0);
		assert_int_equal(last_fault, tries[i].said);
		gd_app_close(o.app);
		o.app = NULL;
		office_forget(&o);
	}
}

/* Write a sign-off into the journal as somebody would who has the book but no
 * password: a true chain, with whatever put() does to the row. */
static int64_t
forged(
    void (*put)(struct office *o, struct gd_order *ord, struct gd_signoff *s))
{
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_signoff s = { "sample_request", 0, 1, 1, 1, "sales_manager",
		"qianfang", "", 5, "approved", "", 1, "", 0, "", "", "", "" };
	char number[64], request[GD_ID_TEXT], head[GD_HEAD_TEXT];
	struct gd_order ord;
	struct office o;
	int64_t n;

	quiet(&o);
	to_be_signed(&o, number);
	assert_int_equal(unlock(&o, OFFICE_PASSWORD), GD_M_NONE);
	expect(gd_store_head_text(o.app->store, head, &err), GD_OK, &err);
	s.head = head;
	s.at_ms = gd_app_now(o.app);
	ord = load(&o, number);
	put(&o, &ord, &s);
	ord.rev++;
	gd_event_put(&ev,
	    gd_event_add(&ev, GD_EV_SIGNED, "sample_request", "", 1),
	    GD_TAB_SIGNOFF, &s, UINT64_MAX);
	app_request(o.app, gd_app_now(o.app), request);
	expect(app_begin(o.app, &err), GD_OK, &err);
	expect(app_end(o.app,
		   app_append(o.app, &ord, &ev, "sign", gd_app_now(o.app),
		       request, NULL, &err),
		   &err),
	    GD_OK, &err);
	gd_events_release(&ev);
	gd_order_release(&ord);
	n = faults(&o);
	gd_app_close(o.app);
	office_forget(&o);
	return n;
}

static char sig_text[129];

/* Sign with whatever key is open what stands there. */
static void
sign_it(struct office *o, struct gd_order *ord, struct gd_signoff *s,
    const char *workflow)
{
	struct gd_str bytes = GD_STR_INIT;
	uint8_t sig[GD_SIGNATURE];

	gd_proof_signoff(ord, s, workflow, &bytes);
	gd_secret_sign(app_open_key(o->app)->key, bytes.text, bytes.len, sig);
	gd_hex(sig, sizeof sig, sig_text);
	s->sig = sig_text;
	gd_str_release(&bytes);
}

static const char *
digest(struct office *o)
{
	const struct gd_flowdef *f =
	    gd_row_find(gd_app_office(o->app), GD_OFF_FLOWDEF,
		&(struct gd_flowdef){ .id = "export", .version = 7 });

	return f ? f->digest : "";
}

static void
truly(struct office *o, struct gd_order *ord, struct gd_signoff *s)
{
	s->key = "qianfang#1";
	s->shown = "钱芳";
	sign_it(o, ord, s, digest(o));
}

static void
without(struct office *o, struct gd_order *ord, struct gd_signoff *s)
{
	(void)o;
	(void)ord;
	s->head = "";
}

static void
as_another(struct office *o, struct gd_order *ord, struct gd_signoff *s)
{
	truly(o, ord, s);
	s->by = "linguo";
}

static void
of_another_role(struct office *o, struct gd_order *ord, struct gd_signoff *s)
{
	truly(o, ord, s);
	s->role = "general_manager";
}

static void
of_another_time(struct office *o, struct gd_order *ord, struct gd_signoff *s)
{
	truly(o, ord, s);
	s->at_ms -= 1;
}

static void
of_another_order(struct office *o, struct gd_order *ord, struct gd_signoff *s)
{
	char id[GD_ID_TEXT];

	memcpy(id, ord->id, sizeof id);
	memcpy(ord->id, "00000000-0000-7000-8000-000000000000", sizeof id);
	truly(o, ord, s);
	memcpy(ord->id, id, sizeof id);
}

static void
of_another_workflow(struct office *o, struct gd_order *ord,
    struct gd_signoff *s)
{
	s->key = "qianfang#1";
	s->shown = "钱芳";
	sign_it(o, ord, s, "another");
}

static void
by_another_key(struct office *o, struct gd_order *ord, struct gd_signoff *s)
{
	become(o, "linguo");
	assert_int_equal(unlock(o, OFFICE_PASSWORD), GD_M_NONE);
	truly(o, ord, s);
	become(o, "qianfang");
}

static void
with_a_key_not_there(struct office *o, struct gd_order *ord,
    struct gd_signoff *s)
{
	s->key = "qianfang#9";
	s->shown = "钱芳";
	sign_it(o, ord, s, digest(o));
}

static void
after_another_head(struct office *o, struct gd_order *ord, struct gd_signoff *s)
{
	s->head = "00000000-0000-7000-8000-000000000000:1:00";
	truly(o, ord, s);
}

static void
cut(struct office *o, struct gd_order *ord, struct gd_signoff *s)
{
	truly(o, ord, s);
	sig_text[126] = '\0';
}

static void
no_forged_signoff_passes_verify(void **state)
{
	(void)state;
	/* the same way with a true signature passes, so the way is no fault */
	assert_int_equal(forged(truly), 0);
	assert_int_equal(forged(without), 1);
	assert_int_equal(last_fault, GD_M_SIGNOFF_STRIPPED);
	assert_true(forged(as_another) > 0);
	assert_int_equal(last_fault, GD_M_BAD_SIGNOFF);
	assert_int_equal(forged(of_another_role), 1);
	assert_int_equal(forged(of_another_time), 1);
	assert_int_equal(forged(of_another_order), 1);
	assert_int_equal(forged(of_another_workflow), 1);
	assert_int_equal(forged(by_another_key), 1);
	assert_int_equal(forged(with_a_key_not_there), 1);
	assert_int_equal(forged(after_another_head), 1);
	assert_int_equal(forged(cut), 1);
	assert_int_equal(last_fault, GD_M_BAD_SIGNOFF);
}

/* ---- passwords ----------------------------------------------------------- */

static void
wrong_passwords_wait_longer_and_longer_and_never_for_ever(void **state)
{
	static const int64_t waits[] = { 0, 0, 0, 0, 1000, 2000, 4000, 8000,
		16000, 30000, 30000, 30000 };
	struct gd_err err = GD_ERR_INIT;
	int64_t failed, until, now = gd_now_ms();
	struct office o;

	(void)state;
	quiet(&o);
	for (int i = 0; i < 12; i++) {
		assert_int_equal(app_delay_after(i), waits[i]);
		expect(gd_app_login_try(o.app, "wumin", "wrong one", &failed,
			   &err),
		    GD_REFUSED, &err);
		assert_int_equal(err.msg, GD_M_LOGIN_WRONG);
		expect(gd_store_attempts(o.app->store, "wumin", &failed, &until,
			   &err),
		    GD_OK, &err);
		assert_int_equal(failed, i + 1);
		assert_true(until >= now + app_delay_after(i + 1));
	}
	assert_int_equal(app_delay_after(1000000), 30000);
	/* a clock that was set back makes nobody wait longer */
	meddle(&o, "UPDATE attempt SET until_ms = until_ms + 86400000");
	nnaps = 0;
	expect(gd_app_login_try(o.app, "wumin", "wrong one", &failed, &err),
	    GD_REFUSED, &err);
	assert_int_equal(nnaps, 1);
	assert_int_equal(naps[0], 30000);
	/* another person waits for nothing; he himself gets in after all */
	nnaps = 0;
	expect(
	    gd_app_login_try(o.app, "linguo", OFFICE_PASSWORD, &failed, &err),
	    GD_OK, &err);
	assert_int_equal(nnaps, 0);
	expect(gd_app_login_try(o.app, "wumin", OFFICE_PASSWORD, &failed, &err),
	    GD_OK, &err);
	assert_int_equal(failed, 13);
	assert_string_equal(gd_app_login(o.app), "wumin");
	expect(gd_app_login_try(o.app, "wumin", OFFICE_PASSWORD, &failed, &err),
	    GD_OK, &err);
	assert_int_equal(failed, 0);
	office_close(&o);
}

static void
a_nobody_is_answered_like_a_wrong_password(void **state)
{
	struct gd_err who = GD_ERR_INIT, wrong = GD_ERR_INIT;
	int64_t n[2], until;
	struct office o;

	(void)state;
	quiet(&o);
	for (int i = 0; i < 5; i++) {
		expect(
		    gd_app_login_try(o.app, "mallory", "wrong one", NULL, &who),
		    GD_REFUSED, &who);
		expect(
		    gd_app_login_try(o.app, "wumin", "wrong one", NULL, &wrong),
		    GD_REFUSED, &wrong);
		assert_memory_equal(&who, &wrong, sizeof who);
		expect(gd_store_attempts(o.app->store, "mallory", &n[0], &until,
			   &who),
		    GD_OK, &who);
		expect(gd_store_attempts(o.app->store, "wumin", &n[1], &until,
			   &wrong),
		    GD_OK, &wrong);
		assert_int_equal(n[0], i + 1);
		assert_int_equal(n[1], i + 1);
		who = wrong = (struct gd_err)GD_ERR_INIT;
	}
	office_close(&o);
}

static void
a_first_password_signs_nothing_and_makes_room_for_ones_own(void **state)
{
	const struct gd_person p = { "newbie", "新人", "", 1 };
	char first[GD_FIRST_PASSWORD];
	struct gd_err err = GD_ERR_INIT;
	struct office o;

	(void)state;
	quiet(&o);
	become(&o, "chenli");
	expect(gd_app_user_add(o.app, &p, UINT64_MAX, NULL, first, &err), GD_OK,
	    &err);
	assert_int_equal(strlen(first), 19);
	become(&o, "newbie");
	assert_int_equal(gd_app_password_state(o.app, "newbie"),
	    GD_PASSWORD_FIRST);
	assert_int_equal(unlock(&o, first), GD_M_LOGIN_FIRST);
	expect(gd_app_passwd(o.app, NULL, "my own at last", &err), GD_REFUSED,
	    &err);
	expect(gd_app_passwd(o.app, first, first, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_PASSWORD_SAME);
	expect(gd_app_passwd(o.app, first, "12345678", &err), GD_REFUSED, &err);
	expect(gd_app_passwd(o.app, first, "my own at last", &err), GD_OK,
	    &err);
	assert_int_equal(gd_app_password_state(o.app, "newbie"),
	    GD_PASSWORD_OWN);
	assert_int_equal(unlock(&o, "my own at last"), GD_M_NONE);
	office_close(&o);
}

static void
a_reset_takes_two_administrators_and_ends_the_old_key(void **state)
{
	const struct gd_holds second = { "linguo", "admin", 1 };
	char first[GD_FIRST_PASSWORD];
	struct gd_err err = GD_ERR_INIT;
	struct office o;

	(void)state;
	quiet(&o);
	become(&o, "chenli");
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_ROLE_GRANT, &second,
		       UINT64_MAX },
		   &err),
	    GD_OK, &err);
	expect(gd_app_reset(o.app, "wumin", first, &err), GD_OK, &err);
	assert_string_equal(first, "");
	become(&o, "wumin");
	assert_int_equal(unlock(&o, OFFICE_PASSWORD), GD_M_NONE);
	gd_app_lock(o.app);
	become(&o, "linguo");
	expect(gd_app_reset(o.app, "wumin", first, &err), GD_OK, &err);
	assert_int_equal(strlen(first), 19);
	become(&o, "wumin");
	assert_int_equal(unlock(&o, OFFICE_PASSWORD), GD_M_LOGIN_WRONG);
	expect(gd_app_passwd(o.app, first, "my own at last", &err), GD_OK,
	    &err);
	assert_string_equal(key_of(&o, "wumin")->by, "wumin");
	office_close(&o);
}

static void
nobody_makes_the_first_key_of_another(void **state)
{
	const struct gd_person p = { "newbie", "新人", "", 1 };
	struct gd_err err = GD_ERR_INIT;
	struct office o;

	(void)state;
	quiet(&o);
	become(&o, "chenli");
	expect(gd_app_office_do(o.app,
		   &(struct gd_office_command){ GD_OFFICE_USER_ADD, &p,
		       UINT64_MAX },
		   &err),
	    GD_OK, &err);
	become(&o, "newbie"); /* --as newbie */
	expect(gd_app_passwd(o.app, NULL, "my own at last", &err), GD_REFUSED,
	    &err);
	assert_int_equal(err.msg, GD_M_LOGIN_ENROL);
	office_close(&o);
}

static void
what_was_sealed_cheaply_is_sealed_anew_at_login(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_sealed sealed;
	struct office o;

	(void)state;
	quiet(&o);
	o.app->cost.mem = 16384;
	expect(gd_app_login_try(o.app, "wumin", OFFICE_PASSWORD, NULL, &err),
	    GD_OK, &err);
	assert_int_equal(key_of(&o, "wumin")->no, 2);
	expect(gd_store_vault_get(o.app->store, "wumin", 2, &sealed, &err),
	    GD_OK, &err);
	assert_int_equal(sealed.cost.mem, 16384);
	expect(gd_store_vault_get(o.app->store, "wumin", 1, &sealed, &err),
	    GD_MISSING, &err);
	assert_int_equal(unlock(&o, OFFICE_PASSWORD), GD_M_NONE);
	office_close(&o);
}

static void
the_password_and_the_key_are_nowhere_in_the_book(void **state)
{
	static char bytes[8 << 20];
	struct office o;
	struct gd_err err = GD_ERR_INIT;
	size_t n;
	FILE *f;

	(void)state;
	quiet(&o);
	expect(gd_app_login_try(o.app, "wumin", OFFICE_PASSWORD, NULL, &err),
	    GD_OK, &err);
	gd_store_idle(o.app->store);
	f = fopen(o.book, "rb");
	assert_non_null(f);
	n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	assert_true(n > 4096);
	assert_null(memmem(bytes, n, OFFICE_PASSWORD, strlen(OFFICE_PASSWORD)));
	office_close(&o);
}

/* ---- few at once ---------------------------------------------------------- */

static int place_held = -1;
static int64_t told[8];
static int ntold;

static void
let_go(int64_t ms)
{
	(void)ms;
	gd_store_hash_end(place_held);
	place_held = -1;
}

static void
note_told(void *payload, int64_t ms)
{
	(void)payload;
	told[ntold++ % 8] = ms;
}

static void
no_more_than_two_passwords_are_hashed_at_once(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct office o;
	int other, third;

	(void)state;
	quiet(&o);
	assert_true(gd_store_hash_begin(o.app->store, &place_held));
	assert_true(gd_store_hash_begin(o.app->store, &other));
	assert_false(gd_store_hash_begin(o.app->store, &third));
	o.app->nap = let_go; /* one goes while he waits */
	ntold = 0;
	gd_app_on_wait(o.app, note_told, NULL);
	expect(gd_app_login_try(o.app, "wumin", OFFICE_PASSWORD, NULL, &err),
	    GD_OK, &err);
	assert_int_equal(ntold, 1);
	assert_int_equal(told[0], 0);
	assert_int_equal(place_held, -1);
	/* the place is free again; who waits after wrong ones is told too */
	for (int i = 0; i < 5; i++)
		(void)!gd_app_login_try(o.app, "wumin", "wrong one", NULL,
		    &err);
	assert_int_equal(ntold, 2);
	assert_true(told[1] > 0 && told[1] <= 1000);
	gd_store_hash_end(other);
	office_close(&o);
}

static void
each_signoff_says_what_it_rests_on(void **state)
{
	const struct gd_signoff none = { .reason = "",
		.entered_by = "",
		.sig = "" };
	struct gd_signoff s = none;

	(void)state;
	assert_string_equal(gd_proof_words(&s), "login only");
	s.sig = "00";
	assert_string_equal(gd_proof_word(&s), "key");
	s.entered_by = "chenli"; /* never counted as a key */
	assert_string_equal(gd_proof_word(&s), "paper");
	s = none;
	s.taken = 1;
	assert_string_equal(gd_proof_word(&s), "paper");
	s.reason = "order:EX-1";
	assert_string_equal(gd_proof_word(&s), "order");
	assert_null(gd_proof_words(&s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test(f)
		T(a_signoff_needs_an_open_key_and_what_was_read),
		T(what_changed_since_it_was_read_is_not_signed),
		T(old_signoffs_verify_after_a_new_password_and_a_rebuild),
		T(verify_names_a_signoff_that_was_changed),
		T(no_forged_signoff_passes_verify),
		T(wrong_passwords_wait_longer_and_longer_and_never_for_ever),
		T(a_nobody_is_answered_like_a_wrong_password),
		T(a_first_password_signs_nothing_and_makes_room_for_ones_own),
		T(a_reset_takes_two_administrators_and_ends_the_old_key),
		T(nobody_makes_the_first_key_of_another),
		T(what_was_sealed_cheaply_is_sealed_anew_at_login),
		T(the_password_and_the_key_are_nowhere_in_the_book),
		T(no_more_than_two_passwords_are_hashed_at_once),
		T(each_signoff_says_what_it_rests_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
