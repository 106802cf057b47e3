/* tests/cli/cli_test.h - run gendan as a program and look at what it says. */
#ifndef GENDAN_TESTS_CLI_TEST_H
#define GENDAN_TESTS_CLI_TEST_H

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/code.h"

struct said {
	int rc;          /* exit code; 128 + signal */
	char *out, *err; /* owned */
};

/** A fresh book in a fresh folder, with the office of the demo text: clerk
 * chenli (also salesperson and admin) and one person a role. $GENDAN_BOOK and
 * $GENDAN_AS are set to it. */
void office_new(void);
/** A fresh book with the workflows of these files, up to a NULL, two people a
 * role, called ROLE1 and ROLE2, and customer NB01. */
void office_for(const char *const *paths, const char *const *roles,
    int nroles);
void office_end(void);

#define OFFICE_PASSWORD "not for the world" /* of everybody */
const char *office_password(void);          /* the file with it */
/** A file beside the book only we can read; "password" and "passwords" go with
 * the book. @return its path, until the next call */
const char *secret_file(const char *name, const char *text);
/** What `sign` of a paper is to be given as --seen; until the next call. */
const char *seen_of(const char *order, const char *paper);

/** Run gendan with these words, up to a NULL; standard input is empty. */
struct said run(const char *first, ...);
struct said run_list(const char *const *words);
/** The exit code of a shell's words; its output is lost. */
int run_shell(const char *words);
void said_free(struct said *s);

/** Run and expect code 0; @return what it printed, until the next call. */
const char *ok(const char *first, ...);
/** Run and expect this code; @return what it said on stderr. */
const char *fails(int code, const char *first, ...);
/** Run with --json and parse; caller decrefs. */
json_t *asked(const char *first, ...);

/** New T/T (lc, mixed) order; number until the next call. */
const char *order_new(const char *terms);
/** Do the first possible blocking act of an order as the first person who
 * may, with made-up values. @return false when there is none. last: what was
 * run, for messages (may be NULL). */
bool order_step(const char *order, char *last, size_t room);
/** order_step until nothing is left, receipts included; fails when the order
 * is not completed then. */
void order_finish(const char *order);
const char *order_state(const char *order);
/** A made-up value that this field of an act takes. */
const char *field_value(const json_t *field);
/** order_step until the five copies of the formal order form have just left.
 * id: of the order, as codes name it. */
void order_forms_sent(const char *order, char id[64]);
/** The code of a sheet; four stay good at a time. */
char *sheet_code(const char *id, enum gd_code_kind kind, int64_t number);

#endif
