/* app/papers/sign.c - the signature of a sign-off, put in before it is
 * written. */
#include <string.h>

#include "app/login.h"
#include "core/keys.h"
#include "core/proof.h"
#include "store/vault.h"

#include "../app_priv.h"

#include "base/banned.h"

static const char *
person_name(struct gd_app *app, const char *login)
{
	const struct gd_person *p = gd_row_find(gd_app_office(app),
	    GD_OFF_PERSON, &(struct gd_person){ .login = login });

	return !p ? "" : *p->name ? p->name : p->name_en;
}

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
	const struct gd_signkey *k = app_key_of(app, app->login);
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

/* ---- keys for everybody -------------------------------------------------- */

static bool
signs_in(struct gd_app *app, const struct gd_workflow *wf, const char *login)
{
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

static bool
signs(struct gd_app *app, const char *login)
{
	const struct gd_workflow *wf;

	for (size_t i = 0; gd_app_flow_next(app, &i, &wf);)
		if (signs_in(app, wf, login))
			return true;
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
		if (!p->active || app_key_of(app, p->login) ||
		    (signers && !signs(app, p->login)))
			continue;
		rc = gd_app_become(app, p->login, err);
		if (rc == GD_OK)
			rc = app_enrol(app, password, NULL, err);
	}
	memcpy(app->login, was, sizeof was);
	return rc;
}
