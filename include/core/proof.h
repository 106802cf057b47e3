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
#include "core/order.h"

/** Of sign-off s of an order as it is right after it: what was shown, to whom
 * it was shown, and (s->head) all that was written before. workflow: digest
 * of the order's workflow file. Appends to out. */
void gd_proof_signoff(const struct gd_order *o, const struct gd_signoff *s,
    const char *workflow, struct gd_str *out);
/** Does its signature fit, by this key? */
bool gd_proof_check(const struct gd_order *o, const struct gd_signoff *s,
    const char *workflow, const struct gd_signkey *key);

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
