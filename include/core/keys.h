/* core/keys.h - who gets a signature key, and who has to agree. */
#ifndef GENDAN_CORE_KEYS_H
#define GENDAN_CORE_KEYS_H

#include "core/office.h"

#define GD_FIRST_DAYS 7 /* a first password, and a request for one, lasts */

enum gd_reset {
	GD_RESET_ASK,    /* this act asks; another administrator confirms */
	GD_RESET_ASKED,  /* he himself asked already */
	GD_RESET_CONFIRM /* this act gives the new first password */
};
/** What `user reset` of a person by this administrator would be. One is enough
 * when there is no other, and for who never had a key. */
enum gd_reset gd_reset_now(const struct gd_sheet *office, const char *login,
    const char *admin, int64_t now_ms);
/** Is this a first password whose time is over? */
bool gd_signkey_expired(const struct gd_signkey *key, int64_t now_ms);
/** Number of the person's next key. */
int64_t gd_signkey_next(const struct gd_sheet *office, const char *login);
/** Did he ever have one? */
bool gd_signkey_ever(const struct gd_sheet *office, const char *login);

#endif
