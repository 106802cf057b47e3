/* core/proof.h - the bytes a signature stands over: of a sign-off, of a key that
 * follows another, of a closed day.
 *
 * Every part after its length, the whole under its purpose, so that no two
 * different sign-offs, and nothing else that is signed, ever give the same
 * bytes.  docs/SCHEMA.md lists the parts.
 */
#ifndef GENDAN_CORE_PROOF_H
#define GENDAN_CORE_PROOF_H

#include "base/memory.h"
#include "base/secret.h"
#include "core/event.h"
#include "core/order.h"

/** Of sign-off s of an order as it is right after it: what was shown, to whom
 * it was shown, and (s->head) all that was written before. workflow: digest
 * of the order's workflow file. Appends to out. */
void gd_proof_signoff(const struct gd_order *o, const struct gd_signoff *s,
    const char *workflow, struct gd_str *out);
/** Does its signature fit, by this key? */
bool gd_proof_check(const struct gd_order *o, const struct gd_signoff *s,
    const char *workflow, const struct gd_signkey *key);

/** What a sign-off rests on: "key", a signature; "login", the person was only
 * logged in, as before there were keys; "paper", somebody entered it; "order",
 * that of another order covers this one. */
const char *gd_proof_word(const struct gd_signoff *s);
/** The same as a text with the key for {1}: "key {1}", "login only"; NULL for
 * the others, whose own words say it. */
const char *gd_proof_words(const struct gd_signoff *s);
/** The sign-off that an event of signing puts down; NULL: it is none. */
const struct gd_signoff *gd_event_signoff(const struct gd_event *ev);

/** That this key follows the person's key before it, which signs this. */
void gd_proof_follow(const struct gd_signkey *key, struct gd_str *out);
/** Did the old key sign the new one? */
bool gd_proof_follows(const struct gd_signkey *old,
    const struct gd_signkey *key);

/** Of a closing: whose book, which head, what was counted, who and when.
 * Appends to out. */
void gd_proof_closing(const char *ledger, const struct gd_closing *c,
    struct gd_str *out);
/** Does its signature fit, by this key? */
bool gd_proof_closed(const char *ledger, const struct gd_closing *c,
    const struct gd_signkey *key);

/** "login#no" of a key, as sign-offs name it. out: GD_SIGNKEY_NAME. */
void gd_signkey_name(const char *login, int64_t no, char out[GD_SIGNKEY_NAME]);
/** The person's key in force, else the one waiting for its second
 * administrator, else NULL. Borrowed. */
const struct gd_signkey *gd_signkey_of(const struct gd_sheet *office,
    const char *login);

#endif
