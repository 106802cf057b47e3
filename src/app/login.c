/* app/login.c - passwords: knowing one, changing it, opening one's key. */
#include "app/login.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/register.h"
#include "base/day.h"
#include "core/keys.h"
#include "core/proof.h"
#include "store/vault.h"

#include "app_priv.h"

#include "base/banned.h"

#define FREE_TRIES 3 /* wrong passwords before the next has to wait */
#define WAIT_MOST_MS 30000
#define PLACE_WAIT_MS 30000 /* for a place to hash at; then without one */
#define PLACE_LOOK_MS 20

const struct gd_signkey *
app_key_of(struct gd_app *app, const char *login)
{
	const struct gd_signkey *k = gd_signkey_of(gd_app_office(app), login);

	return k && *k->public ? k : NULL;
}

enum gd_password_state
gd_app_password_state(struct gd_app *app, const char *login)
{
	const struct gd_signkey *k = app_key_of(app, login);

	if (!k)
		return GD_PASSWORD_NONE;
	if (!k->first)
		return GD_PASSWORD_OWN;
	return gd_signkey_expired(k, gd_app_now(app)) ? GD_PASSWORD_OVER
						      : GD_PASSWORD_FIRST;
}

/* ---- open keys ----------------------------------------------------------- */

void
gd_app_lock(struct gd_app *app)
{
	for (size_t i = 0; i < app->nkeys; i++)
		gd_secret_close(app->keys[i].key);
	free(app->keys);
	app->keys = NULL;
	app->nkeys = app->keys_room = 0;
}

/* Takes the key; one of before is wiped. */
static void
hold(struct gd_app *app, const char *login, int64_t no, struct gd_secret *key)
{
	struct open_key *k = NULL;

	for (size_t i = 0; i < app->nkeys && !k; i++)
		if (strcmp(app->keys[i].login, login) == 0)
			k = &app->keys[i];
	if (!k)
		k = GD_PUSH(app->keys, app->nkeys, app->keys_room);
	gd_secret_close(k->key);
	memcpy(k->login, login, strlen(login) + 1);
	k->no = no;
	k->key = key;
}

const struct open_key *
app_open_key(const struct gd_app *app)
{
	for (size_t i = 0; i < app->nkeys; i++)
		if (strcmp(app->keys[i].login, app->login) == 0)
			return &app->keys[i];
	return NULL;
}

bool
gd_app_unlocked(const struct gd_app *app)
{
	return app_open_key(app) != NULL;
}

/* ---- knowing a password -------------------------------------------------- */

static void
nap(struct gd_app *app, int64_t ms)
{
	struct timespec t = { .tv_sec = ms / 1000,
		.tv_nsec = ms % 1000 * 1000000 };

	if (ms <= 0)
		return;
	if (app->nap) {
		app->nap(ms);
		return;
	}
	while (nanosleep(&t, &t) != 0 && errno == EINTR)
		;
}

static void
tell(struct gd_app *app, int64_t ms)
{
	if (app->told)
		app->told(app->told_payload, ms);
}

void
gd_app_on_wait(struct gd_app *app, void (*told)(void *payload, int64_t ms),
    void *payload)
{
	app->told = told;
	app->told_payload = payload;
}

/* 1, 2, 4 ... seconds from the fourth on. */
int64_t
app_delay_after(int64_t failed)
{
	int64_t ms = 1000;

	if (failed <= FREE_TRIES)
		return 0;
	while (--failed > FREE_TRIES && ms < WAIT_MOST_MS)
		ms *= 2;
	return ms < WAIT_MOST_MS ? ms : WAIT_MOST_MS;
}

static enum gd_code
wait_turn(struct gd_app *app, const char *login, int64_t *failed,
    struct gd_err *err)
{
	int64_t until, left;
	enum gd_code rc =
	    gd_store_attempts(app->store, login, failed, &until, err);

	left = until - gd_now_ms();
	left = left < WAIT_MOST_MS ? left : WAIT_MOST_MS;
	if (rc != GD_OK || left <= 0)
		return rc;
	tell(app, left);
	nap(app, left);
	return GD_OK;
}

int64_t
gd_app_login_wait(struct gd_app *app, const char *login)
{
	int64_t failed, until = 0, left;

	if (gd_store_attempts(app->store, login, &failed, &until, NULL) !=
	    GD_OK)
		return 0;
	left = until - gd_now_ms();
	return left <= 0 ? 0 : left < WAIT_MOST_MS ? left : WAIT_MOST_MS;
}

/* Few hash at once; one that was stopped while he did must not keep the
 * others out for ever. */
static int
take_place(struct gd_app *app)
{
	int64_t until = gd_monotonic_ms() + PLACE_WAIT_MS;
	bool told = false;
	int place = -1;

	while (!gd_store_hash_begin(app->store, &place) &&
	       gd_monotonic_ms() < until) {
		if (!told)
			tell(app, 0);
		told = true;
		nap(app, PLACE_LOOK_MS);
	}
	return place;
}

static enum gd_code
remember(struct gd_app *app, const char *login, bool right, struct gd_err *err)
{
	int64_t n, until, now = gd_now_ms();
	enum gd_code rc = app_begin(app, err);

	if (rc != GD_OK)
		return rc;
	rc = gd_store_attempts(app->store, login, &n, &until, err);
	n = right ? 0 : n + 1;
	if (rc == GD_OK)
		rc = gd_store_attempts_set(app->store, login, n,
		    now + app_delay_after(n), now, err);
	return app_end(app, rc, err);
}

/* The key of somebody by his password; *no gets its number. */
static enum gd_code
open_key(struct gd_app *app, const char *login, const char *password,
    struct gd_secret **out, struct gd_sealed *sealed, int64_t *no,
    int64_t *failed, struct gd_err *err)
{
	const struct gd_signkey *k;
	char name[GD_SIGNKEY_NAME];
	enum gd_code rc = wait_turn(app, login, failed, err);
	int place;

	*out = NULL;
	if (rc != GD_OK)
		return rc;
	k = app_key_of(app, login);
	rc = k ? gd_store_vault_get(app->store, login, k->no, sealed, err)
	       : GD_MISSING;
	if (rc != GD_OK && rc != GD_MISSING)
		return rc; /* not to be read now: nobody's fault */
	place = take_place(app);
	if (rc == GD_OK) {
		*no = k->no;
		gd_signkey_name(login, k->no, name);
		*out = gd_secret_open(sealed, password, name);
	} else {
		gd_secret_dummy(password, &app->cost);
	}
	gd_store_hash_end(place);
	if (*out) {
		if (*failed)
			(void)!remember(app, login, true, NULL);
		return GD_OK;
	}
	rc = remember(app, login, false, err);
	return rc != GD_OK ? rc : gd_fail(err, GD_REFUSED, GD_M_LOGIN_WRONG);
}

int64_t
gd_app_lock_minutes(struct gd_app *app)
{
	const char *text = app_setting(app, GD_SETTING_LOCK);
	char *end;
	long n = strtol(text, &end, 10);

	return !*text || *end || n < 0 ? GD_LOCK_MINUTES : n;
}

bool
gd_app_asks_login(struct gd_app *app)
{
	return strcmp(app_setting(app, "login"), "password") == 0;
}

enum gd_code
gd_app_unlock(struct gd_app *app, const char *password, struct gd_err *err)
{
	enum gd_password_state state = gd_app_password_state(app, app->login);
	struct gd_sealed sealed;
	struct gd_secret *key;
	int64_t no, failed;
	enum gd_code rc;

	if (state == GD_PASSWORD_NONE)
		return gd_fail(err, GD_REFUSED, GD_M_LOGIN_NO_KEY,
		    GD_T(app->login));
	rc = open_key(app, app->login, password, &key, &sealed, &no, &failed,
	    err);
	if (rc != GD_OK)
		return rc;
	if (state != GD_PASSWORD_OWN) {
		gd_secret_close(key);
		return gd_fail(err, GD_REFUSED, GD_M_LOGIN_FIRST);
	}
	hold(app, app->login, no, key);
	return GD_OK;
}

/* ---- a new key ----------------------------------------------------------- */

struct fresh_key {
	struct gd_signkey row;
	struct gd_sealed sealed;
	struct gd_secret *key; /* owned */
	char public[2 * GD_PUBLIC + 1], digest[65], proof[2 * GD_SIGNATURE + 1];
};

/* Takes as long as hashing does. old (may be NULL) signs the new key. */
static enum gd_code
make_key(struct gd_app *app, const char *login, const char *password,
    const struct gd_secret *old, struct fresh_key *f, struct gd_err *err)
{
	struct gd_str bytes = GD_STR_INIT;
	uint8_t sig[GD_SIGNATURE];
	char name[GD_SIGNKEY_NAME];
	enum gd_code rc;
	int place;

	*f = (struct fresh_key){
		.row = { .login = login,
		    .no = gd_signkey_next(gd_app_office(app), login),
		    .public = f->public,
		    .seal_digest = f->digest,
		    .by = "",
		    .second = "",
		    .proof = f->proof }
	};
	gd_signkey_name(login, f->row.no, name);
	place = take_place(app);
	rc =
	    gd_secret_new(password, name, &app->cost, &f->sealed, &f->key, err);
	gd_store_hash_end(place);
	if (rc != GD_OK)
		return rc;
	gd_hex(gd_secret_public(f->key), GD_PUBLIC, f->public);
	gd_secret_digest(&f->sealed, f->digest);
	if (old) {
		gd_proof_follow(&f->row, &bytes);
		gd_secret_sign(old, bytes.text, bytes.len, sig);
		gd_hex(sig, sizeof sig, f->proof);
		gd_str_release(&bytes);
	}
	return GD_OK;
}

/* The row and what is sealed, in one transaction; a request that landed
 * before changes nothing. */
static enum gd_code
keep_key(struct gd_app *app, enum gd_office_verb verb,
    const struct fresh_key *f, struct gd_err *err)
{
	const struct gd_office_command cmd = { verb, &f->row, UINT64_MAX };
	char request[GD_ID_TEXT], order[GD_ID_TEXT];
	int64_t seq = 0;
	enum gd_code rc;

	app_request(app, gd_app_now(app), request);
	rc = app_begin(app, err);
	if (rc != GD_OK)
		return rc;
	rc = gd_store_request(app->store, request, &seq, order, err);
	if (rc == GD_OK && !seq && *f->row.public)
		rc = gd_store_vault_put(app->store, f->row.login, f->row.no,
		    &f->sealed, err);
	if (rc == GD_OK && !seq)
		rc = app_office_inside(app, &cmd, 1, request, err);
	return app_end(app, rc, err);
}

enum gd_code
app_enrol(struct gd_app *app, const char *password, const struct gd_secret *old,
    struct gd_err *err)
{
	char login[LOGIN_MAX];
	struct fresh_key f;
	enum gd_code rc;

	memcpy(login, app->login, sizeof login);
	rc = make_key(app, login, password, old, &f, err);
	if (rc == GD_OK)
		rc = keep_key(app, GD_OFFICE_KEY, &f, err);
	if (rc == GD_OK)
		hold(app, login, f.row.no, f.key);
	else
		gd_secret_close(f.key);
	return rc;
}

/* Who can give him a new first password: "Wang Lei, Li Na". */
static void
admins(struct gd_app *app, const char *but, struct gd_str *out)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_holds *h;
	const struct gd_person *p;

	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		p = gd_row_find(office, GD_OFF_PERSON,
		    &(struct gd_person){ .login = h->login });
		if (h->active && strcmp(h->role, "admin") == 0 && p &&
		    p->active && strcmp(h->login, but) != 0)
			gd_str_addf(out, "%s%s", out->len ? ", " : "",
			    *p->name ? p->name : p->login);
	}
}

/* The password was right; is it one to come in with? */
static enum gd_code
comes_in(struct gd_app *app, const char *login, struct gd_err *err)
{
	struct gd_str who = GD_STR_INIT;
	enum gd_code rc = GD_OK;

	switch (gd_app_password_state(app, login)) {
	case GD_PASSWORD_FIRST:
		return gd_fail(err, GD_REFUSED, GD_M_LOGIN_FIRST);
	case GD_PASSWORD_OVER:
		admins(app, login, &who);
		rc = gd_fail(err, GD_REFUSED, GD_M_LOGIN_OVER,
		    GD_N(GD_FIRST_DAYS), GD_T(who.text), GD_T(login));
		gd_str_release(&who);
		return rc;
	default:
		return gd_app_become(app, login, NULL) == GD_OK
			   ? GD_OK
			   : gd_fail(err, GD_REFUSED, GD_M_LOGIN_WRONG);
	}
}

enum gd_code
gd_app_login_try(struct gd_app *app, const char *login, const char *password,
    int64_t *failed, struct gd_err *err)
{
	struct gd_sealed sealed;
	struct gd_secret *key;
	int64_t no, n;
	enum gd_code rc;

	gd_app_lock(app);
	rc = open_key(app, login, password, &key, &sealed, &no, &n, err);
	if (rc != GD_OK)
		return rc;
	rc = comes_in(app, login, err);
	if (rc == GD_OK && (sealed.cost.ops < app->cost.ops ||
			       sealed.cost.mem < app->cost.mem))
		(void)!app_enrol(app, password, key, NULL); /* next time */
	gd_secret_close(key);
	gd_app_lock(app);
	if (failed)
		*failed = n;
	return rc;
}

enum gd_code
gd_app_login_first(struct gd_app *app, const char *login, const char *first,
    const char *fresh, struct gd_err *err)
{
	char was[LOGIN_MAX];
	enum gd_code rc;

	memcpy(was, app->login, sizeof was);
	rc = gd_app_become(app, login, err);
	if (rc == GD_OK)
		rc = gd_app_passwd(app, first, fresh, err);
	if (rc != GD_OK)
		memcpy(app->login, was, sizeof was);
	return rc;
}

/* ---- one's own password -------------------------------------------------- */

enum gd_code
gd_app_may_enrol(struct gd_app *app, struct gd_err *err)
{
	const struct passwd *pw = getpwuid(getuid());
	const struct gd_person *p;
	int others = 0;

	for (size_t i = 0;
	     (p = gd_row_at(gd_app_office(app), GD_OFF_PERSON, i)); i++)
		others += p->active && strcmp(p->login, app->login) != 0;
	if (app_key_of(app, app->login) ||
	    gd_signkey_ever(gd_app_office(app), app->login))
		return gd_fail(err, GD_REFUSED, GD_M_KEY_NEEDS_RESET,
		    GD_T(app->login));
	if (others && !(pw && strcmp(pw->pw_name, app->login) == 0))
		return gd_fail(err, GD_REFUSED, GD_M_LOGIN_ENROL,
		    GD_T(app->login));
	return GD_OK;
}

static enum gd_code
check_fresh(struct gd_app *app, const char *old, const char *fresh,
    struct gd_err *err)
{
	const struct gd_company *c = app_company(app, NULL);
	const struct gd_person *p = gd_row_find(gd_app_office(app),
	    GD_OFF_PERSON, &(struct gd_person){ .login = app->login });
	const char *words[] = { app->login, p ? p->name : app->login,
		p ? p->name_en : app->login, c ? c->name_zh : "gendan",
		c ? c->name_en : "gendan", c ? c->code : "gendan" };

	if (old && strcmp(old, fresh) == 0)
		return gd_fail(err, GD_REFUSED, GD_M_PASSWORD_SAME);
	return gd_password_check(fresh, words, sizeof words / sizeof *words,
	    err);
}

enum gd_code
gd_app_passwd(struct gd_app *app, const char *old, const char *fresh,
    struct gd_err *err)
{
	struct gd_secret *key = NULL;
	struct gd_sealed sealed;
	int64_t no, failed;
	enum gd_code rc = GD_OK;

	if (!*app->login)
		return gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	if (old)
		rc = open_key(app, app->login, old, &key, &sealed, &no, &failed,
		    err);
	else
		rc = gd_app_may_enrol(app, err);
	if (rc == GD_OK)
		rc = check_fresh(app, old, fresh, err);
	if (rc == GD_OK)
		rc = app_enrol(app, fresh, key, err);
	gd_secret_close(key);
	gd_app_lock(app);
	return rc;
}

/* ---- first passwords ----------------------------------------------------- */

enum gd_code
gd_app_reset(struct gd_app *app, const char *login,
    char first[GD_FIRST_PASSWORD], struct gd_err *err)
{
	struct fresh_key f = { .row = { .login = login,
				   .public = "",
				   .seal_digest = "",
				   .by = "",
				   .second = "",
				   .proof = "" } };
	enum gd_code rc = GD_OK;

	first[0] = '\0';
	if (gd_reset_now(gd_app_office(app), login, app->login,
		gd_app_now(app)) == GD_RESET_CONFIRM) {
		gd_password_make(first);
		rc = make_key(app, login, first, NULL, &f, err);
	}
	if (rc == GD_OK)
		rc = keep_key(app, GD_OFFICE_RESET, &f, err);
	gd_secret_close(f.key);
	if (rc != GD_OK)
		gd_secret_wipe(first, GD_FIRST_PASSWORD);
	return rc;
}

enum gd_code
gd_app_user_add(struct gd_app *app, const struct gd_person *p, uint64_t mask,
    const char *like, char first[GD_FIRST_PASSWORD], struct gd_err *err)
{
	const struct gd_office_command cmd = { GD_OFFICE_USER_ADD, p, mask };
	enum gd_code rc = like ? gd_app_user_like(app, p, like, err)
			       : gd_app_office_do(app, &cmd, err);

	first[0] = '\0';
	if (rc != GD_OK || gd_reset_now(gd_app_office(app), p->login,
			       app->login, gd_app_now(app)) != GD_RESET_CONFIRM)
		return rc;
	return gd_app_reset(app, p->login, first, err);
}
