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

static const char *
person_name(struct gd_app *app, const char *login)
{
	const struct gd_person *p = gd_row_find(gd_app_office(app),
	    GD_OFF_PERSON, &(struct gd_person){ .login = login });

	return !p ? "" : *p->name ? p->name : p->name_en;
}

/* The key in force; NULL: none. */
static const struct gd_signkey *
key_of(struct gd_app *app, const char *login)
{
	const struct gd_signkey *k = gd_signkey_of(gd_app_office(app), login);

	return k && *k->public ? k : NULL;
}

enum gd_password_state
gd_app_password_state(struct gd_app *app, const char *login)
{
	const struct gd_signkey *k = key_of(app, login);

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
	if (rc == GD_OK)
		nap(app, left < WAIT_MOST_MS ? left : WAIT_MOST_MS);
	return rc;
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

	*out = NULL;
	if (rc != GD_OK)
		return rc;
	k = key_of(app, login);
	rc = k ? gd_store_vault_get(app->store, login, k->no, sealed, err)
	       : GD_MISSING;
	if (rc == GD_OK) {
		*no = k->no;
		gd_signkey_name(login, k->no, name);
		*out = gd_secret_open(sealed, password, name);
	} else if (rc == GD_MISSING) {
		gd_secret_dummy(password, &app->cost);
	} else {
		return rc; /* not to be read now: nobody's fault */
	}
	if (*out) {
		if (*failed)
			(void)!remember(app, login, true, NULL);
		return GD_OK;
	}
	rc = remember(app, login, false, err);
	return rc != GD_OK ? rc : gd_fail(err, GD_REFUSED, GD_M_LOGIN_WRONG);
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
	rc =
	    gd_secret_new(password, name, &app->cost, &f->sealed, &f->key, err);
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

static bool
signs(struct gd_app *app, const char *login)
{
	const struct gd_workflow *wf;

	if (gd_app_workflow(app, "export", 0, &wf, NULL) != GD_OK)
		return false;
	for (int p = 0; p < wf->npapers; p++)
		for (int i = 0; i < wf->papers[p].nsigns; i++) {
			const struct gd_sign_def *s = &wf->papers[p].signs[i];

			for (int r = 0; r < wf->nroles; r++)
				if ((r == s->role || gd_list_has(&s->any, r)) &&
				    app_person_has(app, login,
					wf->roles[r].name.id,
					gd_app_today(app)))
					return true;
		}
	return false;
}

enum gd_code
app_enrol_all(struct gd_app *app, const char *password, bool signers,
    struct gd_err *err)
{
	char was[LOGIN_MAX];
	const struct gd_person *p;
	enum gd_code rc = GD_OK;

	memcpy(was, app->login, sizeof was);
	for (size_t i = 0; rc == GD_OK && (p = gd_row_at(gd_app_office(app),
					       GD_OFF_PERSON, i));
	     i++) {
		if (!p->active || key_of(app, p->login) ||
		    (signers && !signs(app, p->login)))
			continue;
		rc = gd_app_become(app, p->login, err);
		if (rc == GD_OK)
			rc = app_enrol(app, password, NULL, err);
	}
	memcpy(app->login, was, sizeof was);
	return rc;
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
	if (gd_app_become(app, login, NULL) != GD_OK)
		rc = gd_fail(err, GD_REFUSED, GD_M_LOGIN_WRONG);
	else if (gd_app_password_state(app, login) == GD_PASSWORD_OWN &&
		 (sealed.cost.ops < app->cost.ops ||
		     sealed.cost.mem < app->cost.mem))
		(void)!app_enrol(app, password, key, NULL); /* next time */
	gd_secret_close(key);
	gd_app_lock(app);
	if (failed)
		*failed = n;
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
	if (key_of(app, app->login) ||
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

/* ---- signing ------------------------------------------------------------- */

static uint64_t
mask_of(const char *name)
{
	const struct gd_table *t = &gd_order_tables[GD_TAB_SIGNOFF];

	for (int c = 0; c < t->ncols; c++)
		if (strcmp(t->cols[c].name, name) == 0)
			return UINT64_C(1) << c;
	return 0;
}

/* The order's rows are as they will stand; nothing is written yet. */
static enum gd_code
sign_row(struct gd_app *app, struct gd_order *o, struct gd_put *put,
    struct gd_arena *arena, const struct open_key *key, struct gd_err *err)
{
	const struct gd_flowdef *flow =
	    gd_row_find(gd_app_office(app), GD_OFF_FLOWDEF,
		&(struct gd_flowdef){ .id = gd_head(o)->workflow,
		    .version = gd_head(o)->version });
	struct gd_signoff *s = put->row;
	char name[GD_SIGNKEY_NAME], head[GD_HEAD_TEXT],
	    text[2 * GD_SIGNATURE + 1];
	struct gd_str bytes = GD_STR_INIT;
	uint8_t sig[GD_SIGNATURE];
	enum gd_code rc = gd_store_head_text(app->store, head, err);

	if (rc != GD_OK)
		return rc;
	gd_signkey_name(key->login, key->no, name);
	s->key = gd_arena_str(arena, name);
	s->head = gd_arena_str(arena, head);
	s->shown = gd_arena_str(arena, person_name(app, key->login));
	put->mask |= mask_of("key") | mask_of("head") | mask_of("sig") |
		     mask_of("shown");
	gd_proof_signoff(o, gd_row_put(&o->sheet, GD_TAB_SIGNOFF, s, put->mask),
	    flow ? flow->digest : "", &bytes);
	gd_secret_sign(key->key, bytes.text, bytes.len, sig);
	gd_str_release(&bytes);
	gd_hex(sig, sizeof sig, text);
	s->sig = gd_arena_str(arena, text);
	gd_row_put(&o->sheet, GD_TAB_SIGNOFF, s, put->mask);
	return GD_OK;
}

enum gd_code
app_sign(struct gd_app *app, struct gd_order *o, struct gd_events *ev,
    struct gd_err *err)
{
	const struct open_key *key = app_open_key(app);
	const struct gd_signkey *k = key_of(app, app->login);
	enum gd_code rc = GD_OK;

	if (!k)
		return gd_fail(err, GD_REFUSED, GD_M_LOGIN_NO_KEY,
		    GD_T(app->login));
	if (!key || key->no != k->no)
		return gd_fail(err, GD_REFUSED, GD_M_LOGIN_LOCKED);
	for (size_t e = 0; e < ev->n; e++)
		for (size_t p = 0; p < ev->at[e].nputs && rc == GD_OK; p++) {
			struct gd_put *put = &ev->at[e].puts[p];
			const struct gd_signoff *s = put->row;

			if (put->table == GD_TAB_SIGNOFF && !put->drop &&
			    put->mask & mask_of("by") && s->live)
				rc =
				    sign_row(app, o, put, &ev->arena, key, err);
		}
	return rc;
}
