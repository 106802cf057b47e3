/* tests/app/app_test.h - a small office in a book of its own. */
#ifndef APP_TEST_H
#define APP_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "../../src/app/app_priv.h"
#include "../../src/app/demo/demo.h"

struct office {
	char dir[64], book[96];
	struct gd_app *app;
};
void office_open(struct office *o);   /* people, customers, one fixed day */
void office_state(struct office *o);  /* what is kept outside the book */
void office_close(struct office *o);  /* verifies the book first */
void office_forget(struct office *o); /* unverified, the app closed */
struct gd_app *office_again(struct office *o); /* a second connection */

/* Fails the test with the error's words when rc is not wanted. */
void expect(enum gd_code rc, enum gd_code wanted, const struct gd_err *err);
/* A new order as chenli with these fields ("name", "value", ..., NULL). */
void new_order_by(struct office *o, const char *login,
    const char *const *fields, char number[64]);
void new_order(struct office *o, const char *const *fields, char number[64]);
#define OFFICE_PASSWORD "not for the world" /* of everybody, keys are open */
/* The token of what a command names as it is now. */
void seen_now(struct office *o, const char *order, const struct gd_command *cmd,
    char seen[9]);
/* Do a command as login; the answer must be `wanted`. */
void act(struct office *o, const char *login, const char *order,
    enum gd_code wanted, const struct gd_command *cmd);
/* Drive until the duty is done, or with NULL until nothing is left. */
int drive_to(struct office *o, const char *order, struct drive *d,
    const char *duty);
struct gd_order load(struct office *o, const char *order);
int count_pieces(const struct gd_order *o, int64_t class_, int64_t state,
    const char *kind); /* class or state -1, kind NULL = any */
char mark_of_step(const struct gd_order *o, int step_no);

extern const char *const tt_fields[], *const lc_fields[], *const mixed_fields[];
extern const struct gd_pair values[];

#endif
