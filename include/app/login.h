/* app/login.h - passwords: knowing one, changing it, opening one's key.
 *
 * Hashing takes its time and waits after wrong passwords; none of it happens
 * inside a transaction.
 */
#ifndef GENDAN_APP_LOGIN_H
#define GENDAN_APP_LOGIN_H

#include "app/app.h"

/* What somebody has to sign with. */
enum gd_password_state {
	GD_PASSWORD_NONE,  /* nothing yet */
	GD_PASSWORD_FIRST, /* a first password, to be changed */
	GD_PASSWORD_OVER,  /* a first password whose days are over */
	GD_PASSWORD_OWN    /* a key of his own */
};
enum gd_password_state gd_app_password_state(struct gd_app *app,
    const char *login);

/** Log in as somebody by his password. *failed (may be NULL): how often a
 * wrong one was given since the last right one. A nobody and a wrong password
 * are answered alike, in words and in time. A right first password is refused
 * with GD_M_LOGIN_FIRST, or GD_M_LOGIN_OVER when its days are over. What was
 * sealed at less than today's cost is sealed anew. */
enum gd_code gd_app_login_try(struct gd_app *app, const char *login,
    const char *password, int64_t *failed, struct gd_err *err) GD_MUST_CHECK;
/** The same with a first password, and the one that takes its place. */
enum gd_code gd_app_login_first(struct gd_app *app, const char *login,
    const char *first, const char *fresh, struct gd_err *err) GD_MUST_CHECK;
/** How long the next try of this login would wait, in ms; the same for a
 * nobody. */
int64_t gd_app_login_wait(struct gd_app *app, const char *login);
/** Whoever has to wait while passwords are checked is told before: ms of a
 * wait after wrong ones, 0: others are having theirs checked. */
void gd_app_on_wait(struct gd_app *app, void (*told)(void *payload, int64_t ms),
    void *payload);
/** After how many minutes without a key the screens lock: the setting of the
 * office; 0 = never. */
int64_t gd_app_lock_minutes(struct gd_app *app);
/** Does the office ask everybody for his password before he changes anything
 * (setting login=password)? Else the system's account says who it is. */
bool gd_app_asks_login(struct gd_app *app);
/** Open the key of the person at the keyboard, until gd_app_lock. */
enum gd_code gd_app_unlock(struct gd_app *app, const char *password,
    struct gd_err *err) GD_MUST_CHECK;
bool gd_app_unlocked(const struct gd_app *app); /* his key is open */
void gd_app_lock(struct gd_app *app);           /* wipes every open key */

/** A new password, and with it a new key, of the person at the keyboard. old
 * may be NULL when he never had one and is known otherwise: the account of the
 * system has his login, or he is the only person of the book. */
enum gd_code gd_app_passwd(struct gd_app *app, const char *old,
    const char *fresh, struct gd_err *err) GD_MUST_CHECK;
/** Would gd_app_passwd do without an old one? Says why not. */
enum gd_code gd_app_may_enrol(struct gd_app *app,
    struct gd_err *err) GD_MUST_CHECK;

#define GD_LOCK_MINUTES 10 /* unless the office set something else */
#define GD_FIRST_PASSWORD 20
/** Ask for, or as the second administrator give, a first password; first: ""
 * when another administrator still has to confirm. */
enum gd_code gd_app_reset(struct gd_app *app, const char *login,
    char first[GD_FIRST_PASSWORD], struct gd_err *err) GD_MUST_CHECK;
/** Add a person, like another one (NULL: plain), with a first password; ""
 * when one who came back needs two administrators for it. */
enum gd_code gd_app_user_add(struct gd_app *app, const struct gd_person *p,
    uint64_t mask, const char *like, char first[GD_FIRST_PASSWORD],
    struct gd_err *err) GD_MUST_CHECK;

#endif
