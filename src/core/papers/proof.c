/* core/papers/proof.c - the bytes a signature stands over. */
#include "core/proof.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"

#include "base/banned.h"

#define SIGNOFF "gendan-signoff-v1"
#define SIGNOFF_FILES "gendan-signoff-v2" /* the paper has files of its own */
#define FOLLOW "gendan-key-follow-v1"
#define CLOSING "gendan-closing-v1"

static void
add_number(struct gd_str *out, int64_t n)
{
	char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (char)((uint64_t)n >> (8 * i));
	gd_str_addn(out, bytes, sizeof bytes);
}

static void
add_text(struct gd_str *out, const char *text)
{
	size_t n = strlen(text);

	add_number(out, (int64_t)n);
	gd_str_addn(out, text, n);
}

/* Files in the order they were put to the order. */
static void
add_files(const struct gd_order *o, struct gd_str *out)
{
	const struct gd_file *f;

	add_number(out, (int64_t)o->sheet.rows[GD_TAB_FILE].n);
	for (size_t i = 0; (f = gd_walk(o, GD_TAB_FILE, &i));)
		add_text(out, f->digest);
}

/* The files of the revision that is signed, by number and name: that they are
 * of this paper is signed too. */
static void
add_own_files(const struct gd_order *o, const struct gd_signoff *s, int64_t n,
    struct gd_str *out)
{
	const struct gd_file *f;

	add_number(out, n);
	for (size_t i = 0; (f = gd_walk(o, GD_TAB_FILE, &i));)
		if (gd_file_of(f, s->kind, s->lot, s->inst, s->rev)) {
			add_number(out, f->no);
			add_text(out, f->name);
			add_text(out, f->digest);
		}
}

void
gd_proof_signoff(const struct gd_order *o, const struct gd_signoff *s,
    const char *workflow, struct gd_str *out)
{
	const struct gd_revision *r =
	    gd_revision(o, s->kind, s->lot, s->inst, s->rev);
	const struct gd_file *f;
	int64_t own = 0;

	for (size_t i = 0; (f = gd_walk(o, GD_TAB_FILE, &i));)
		own += gd_file_of(f, s->kind, s->lot, s->inst, s->rev);
	add_text(out, own ? SIGNOFF_FILES : SIGNOFF);
	add_text(out, s->head);
	add_text(out, o->id);
	add_text(out, s->kind);
	add_number(out, s->lot);
	add_number(out, s->inst);
	add_number(out, s->rev);
	add_number(out, s->no);
	add_text(out, r ? r->digest : "");
	add_text(out, r ? r->fields : "");
	add_files(o, out);
	if (own)
		add_own_files(o, s, own, out);
	add_text(out, workflow);
	add_text(out, s->role);
	add_text(out, s->meaning);
	add_text(out, s->by);
	add_text(out, s->shown);
	add_text(out, s->key);
	add_text(out, s->for_whom);
	add_text(out, s->reason);
	add_number(out, s->at_ms);
}

static bool
checks(const char *public_hex, const struct gd_str *bytes, const char *sig_hex)
{
	uint8_t key[GD_PUBLIC], sig[GD_SIGNATURE];

	return gd_unhex(public_hex, key, sizeof key) &&
	       gd_unhex(sig_hex, sig, sizeof sig) &&
	       gd_secret_check(key, bytes->text, bytes->len, sig);
}

/* The key that is named, of the person who signed, and one that may sign. */
static bool
is_key(const struct gd_signkey *key, const char *by, const char *named)
{
	char name[GD_SIGNKEY_NAME];

	gd_signkey_name(key->login, key->no, name);
	return strcmp(name, named) == 0 && strcmp(key->login, by) == 0 &&
	       !key->first;
}

bool
gd_proof_check(const struct gd_order *o, const struct gd_signoff *s,
    const char *workflow, const struct gd_signkey *key)
{
	struct gd_str bytes = GD_STR_INIT;
	bool good;

	gd_proof_signoff(o, s, workflow, &bytes);
	good =
	    is_key(key, s->by, s->key) && checks(key->public, &bytes, s->sig);
	gd_str_release(&bytes);
	return good;
}

void
gd_proof_follow(const struct gd_signkey *key, struct gd_str *out)
{
	add_text(out, FOLLOW);
	add_text(out, key->login);
	add_number(out, key->no);
	add_text(out, key->public);
}

bool
gd_proof_follows(const struct gd_signkey *old, const struct gd_signkey *key)
{
	struct gd_str bytes = GD_STR_INIT;
	bool good;

	gd_proof_follow(key, &bytes);
	good = checks(old->public, &bytes, key->proof);
	gd_str_release(&bytes);
	return good;
}

const char *
gd_proof_word(const struct gd_signoff *s)
{
	if (strncmp(s->reason, "order:", 6) == 0)
		return "order";
	if (s->taken || *s->entered_by)
		return "paper";
	return *s->sig ? "key" : "login";
}

const char *
gd_proof_words(const struct gd_signoff *s)
{
	const char *word = gd_proof_word(s);

	return strcmp(word, "key") == 0     ? GD_TR("key {1}")
	       : strcmp(word, "login") == 0 ? GD_TR("login only")
					    : NULL;
}

const struct gd_signoff *
gd_event_signoff(const struct gd_event *ev)
{
	for (size_t i = 0; ev->kind == GD_EV_SIGNED && i < ev->nputs; i++)
		if (ev->puts[i].table == GD_TAB_SIGNOFF && !ev->puts[i].drop)
			return ev->puts[i].row;
	return NULL;
}

void
gd_proof_closing(const char *ledger, const struct gd_closing *c,
    struct gd_str *out)
{
	add_text(out, CLOSING);
	add_text(out, ledger);
	add_number(out, c->no);
	add_number(out, c->seq);
	add_text(out, c->head);
	add_number(out, c->day);
	add_text(out, c->by);
	add_text(out, c->shown);
	add_text(out, c->key);
	add_number(out, c->at_ms);
	add_number(out, c->commands);
	add_number(out, c->made);
	add_number(out, c->signed_n);
	add_number(out, c->issued);
	add_number(out, c->completed);
	add_number(out, c->overrides);
	add_text(out, c->note);
}

bool
gd_proof_closed(const char *ledger, const struct gd_closing *c,
    const struct gd_signkey *key)
{
	struct gd_str bytes = GD_STR_INIT;
	bool good;

	gd_proof_closing(ledger, c, &bytes);
	good =
	    is_key(key, c->by, c->key) && checks(key->public, &bytes, c->sig);
	gd_str_release(&bytes);
	return good;
}

void
gd_signkey_name(const char *login, int64_t no, char out[GD_SIGNKEY_NAME])
{
	snprintf(out, GD_SIGNKEY_NAME, "%s#%lld", login, (long long)no);
}

const struct gd_signkey *
gd_signkey_of(const struct gd_sheet *office, const char *login)
{
	const struct gd_signkey *k, *best = NULL;

	for (size_t i = 0; (k = gd_row_at(office, GD_OFF_SIGNKEY, i)); i++) {
		if (strcmp(k->login, login) != 0 || k->to_ms)
			continue;
		if (!best || (*k->public && !*best->public))
			best = k;
	}
	return best;
}
