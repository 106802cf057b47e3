/* store/vault.h - sealed keys, wrong passwords, the head a sign-off names.
 *
 * The journal stays readable to whoever may read the book for ever, so what is
 * sealed under a password does not go there: it stands in a table of its own,
 * its digest in the row of the key, and it goes when the key ends.
 */
#ifndef GENDAN_STORE_VAULT_H
#define GENDAN_STORE_VAULT_H

#include "base/secret.h"
#include "store/store.h"

/** Keep a sealed key. Inside begin/end, before the key's row is appended. */
enum gd_code gd_store_vault_put(struct gd_store *s, const char *login,
    int64_t no, const struct gd_sealed *sealed,
    struct gd_err *err) GD_MUST_CHECK;
/** GD_MISSING: there is none of this key. */
enum gd_code gd_store_vault_get(struct gd_store *s, const char *login,
    int64_t no, struct gd_sealed *out, struct gd_err *err) GD_MUST_CHECK;

/** Wrong passwords of somebody since his last right one, and until when the
 * next has to wait; zeros when there were none. */
enum gd_code gd_store_attempts(struct gd_store *s, const char *login,
    int64_t *n, int64_t *until_ms, struct gd_err *err) GD_MUST_CHECK;
/** Set them; n 0 forgets him. Those of long ago are forgotten too. Inside
 * begin/end. */
enum gd_code gd_store_attempts_set(struct gd_store *s, const char *login,
    int64_t n, int64_t until_ms, int64_t now_ms,
    struct gd_err *err) GD_MUST_CHECK;

#define GD_HASH_PLACES 2 /* passwords hashed at once at a book */
/** Take a place for hashing a password, so that many at once do not use up the
 * memory of the machine; never inside begin/end. *place goes to
 * gd_store_hash_end. @return false: all are taken now */
bool gd_store_hash_begin(struct gd_store *s, int *place) GD_MUST_CHECK;
void gd_store_hash_end(int place);

#define GD_HEAD_TEXT 128
/** "LEDGER:SEQ:HASH" of the journal's last row, as this connection sees it. */
enum gd_code gd_store_head_text(struct gd_store *s, char out[GD_HEAD_TEXT],
    struct gd_err *err) GD_MUST_CHECK;

#endif
