/* base/error.h - how failure travels.
 *
 * A function that can fail returns enum gd_code and fills the caller's
 * struct gd_err, its last parameter: a message id and at most four typed
 * arguments.  No text is made here; cli, tui and paper say it in the reader's
 * language (base/say.h).  The numbers of the codes are the exit codes.
 */
#ifndef GENDAN_BASE_ERROR_H
#define GENDAN_BASE_ERROR_H

#include <stdint.h>

#include "base/messages.h"

#define GD_MUST_CHECK __attribute__((warn_unused_result))
#define GD_PRINTF(f, a) __attribute__((format(printf, f, a)))

/* What kind of answer; equal to the exit code of the command line. */
enum gd_code {
	GD_OK = 0,
	GD_REFUSED = 1, /* the rules say no: an answer, nothing changed */
	GD_USAGE = 2,   /* the request itself makes no sense */
	GD_MISSING = 3, /* the thing named is not there */
	GD_STALE = 4,   /* changed since the person saw it */
	GD_DAMAGED = 5, /* the book is damaged, foreign, newer or unreadable */
	GD_OUTSIDE = 6, /* disk, printer, packages: the world around us */
};

enum gd_arg_type {
	GD_ARG_NONE = 0,
	GD_ARG_INT,  /* a number */
	GD_ARG_TEXT, /* words of the people: names, numbers of orders */
	GD_ARG_DAY,  /* civil day number, shown as a date */
	GD_ARG_TERM, /* an English phrase that is itself translated */
};

#define GD_ARG_MAX 200

struct gd_arg {
	enum gd_arg_type type;
	int64_t number;
	char text[GD_ARG_MAX]; /* UTF-8, cut at a character border */
};

struct gd_err {
	enum gd_code code;
	enum gd_msg msg;
	struct gd_arg arg[4];
};

#define GD_ERR_INIT                             \
	{                                       \
		.code = GD_OK, .msg = GD_M_NONE \
	}

/* Arguments of gd_fail, made by these: GD_T("words"), GD_N(7), GD_D(day). */
struct gd_arg gd_arg_text(const char *text);
struct gd_arg gd_arg_int(int64_t number);
struct gd_arg gd_arg_day(int32_t day);
struct gd_arg gd_arg_term(const char *english);
#define GD_T(s) gd_arg_text(s)
#define GD_N(n) gd_arg_int(n)
#define GD_D(d) gd_arg_day(d)
#define GD_W(s) gd_arg_term(s)

/** Fill *err (may be NULL) and return code, so failing is one line:
 *      return gd_fail(err, GD_MISSING, GD_M_NO_ORDER, GD_T(number));
 * At most four arguments after the message id. */
#define gd_fail(err, code, ...)                                           \
	GD_FAIL_PICK(__VA_ARGS__, GD_FAIL4, GD_FAIL3, GD_FAIL2, GD_FAIL1, \
	    GD_FAIL0, 0)                                                  \
	(err, code, __VA_ARGS__)
#define GD_FAIL_PICK(m, a, b, c, d, name, ...) name
#define GD_FAIL0(e, k, m) \
	gd_err_set(e, k, m, 0, (const struct gd_arg[1]){ { 0 } })
#define GD_FAIL1(e, k, m, a) \
	gd_err_set(e, k, m, 1, (const struct gd_arg[]){ a })
#define GD_FAIL2(e, k, m, a, b) \
	gd_err_set(e, k, m, 2, (const struct gd_arg[]){ a, b })
#define GD_FAIL3(e, k, m, a, b, c) \
	gd_err_set(e, k, m, 3, (const struct gd_arg[]){ a, b, c })
#define GD_FAIL4(e, k, m, a, b, c, d) \
	gd_err_set(e, k, m, 4, (const struct gd_arg[]){ a, b, c, d })
enum gd_code gd_err_set(struct gd_err *err, enum gd_code code, enum gd_msg msg,
    int n, const struct gd_arg *args);

/** English text of a message id with {1}..{4}; static, never NULL. */
const char *gd_msg_english(enum gd_msg msg);

/** A bug in gendan: runs the hook that gives the terminal back, says where,
 * aborts. */
_Noreturn void gd_die(const char *file, int line, const char *what);
/** No memory: gives the terminal back, says so, ends with code 6. A
 * transaction under way is as if it had not been begun. */
_Noreturn void gd_no_memory(void);
void gd_die_hook(void (*give_back)(void));

#endif
