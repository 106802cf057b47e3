/* app/app.h - the only door for both front ends: one use case, one function,
 * one transaction.  Gathers facts, asks the core, lets the store remember. */
#ifndef GENDAN_APP_APP_H
#define GENDAN_APP_APP_H

#include "base/error.h"
#include "base/say.h"
#include "core/decide.h"
#include "core/flowfile.h"
#include "core/office.h"
#include "core/view/list.h"
#include "core/view/todo.h"
#include "store/store.h"

struct gd_app; /* opaque: store, office rows, workflows, the person, clock */

struct gd_app_options {
	const char *book;    /* NULL = gd_store_default_path */
	const char *login;   /* --as; NULL = $GENDAN_AS, else the only person or
	                        the system's login when it is a person here */
	const char *request; /* --request: a UUID; NULL = made anew each act */
	bool read_only;
	/* tests alone: what a password costs to check, and who waits for the
	 * next try; 0 and NULL: as it must be */
	int64_t kdf_ops, kdf_mem;
	void (*nap)(int64_t ms);
};
enum gd_code gd_app_open(const struct gd_app_options *options,
    struct gd_app **out, struct gd_err *err) GD_MUST_CHECK;
void gd_app_close(struct gd_app *app);
/** Between these the book and the office stand still for whoever asks; they
 * nest. A screen is loaded and painted in one look. */
void gd_app_look(struct gd_app *app);
void gd_app_looked(struct gd_app *app);
/** Who reads the names of customers from now on: where one has two, rows carry
 * the English one. Not so at first. */
void gd_app_reader(struct gd_app *app, bool english);
struct gd_store *gd_app_store(struct gd_app *app);  /* for journal walks */
const char *gd_app_login(const struct gd_app *app); /* "" = nobody yet */
enum gd_code gd_app_become(struct gd_app *app, const char *login,
    struct gd_err *err) GD_MUST_CHECK;
const struct gd_sheet *gd_app_office(
    struct gd_app *app); /* fresh rows, borrowed until next call */
int64_t gd_app_now(struct gd_app *app);
int32_t gd_app_today(struct gd_app *app);
/** Whole days since a moment, as boards and queues count how long something
 * waits: by the days of UTC, so that the count a book keeps is the same on
 * every machine. 0: it is to come, or ms is 0. */
int64_t gd_app_days_since(struct gd_app *app, int64_t ms);
bool gd_app_is_demo(struct gd_app *app); /* setting demo=yes */

/* ---- the book ----------------------------------------------------------- */

/** New book with the workflow of export orders, company and first person. */
enum gd_code gd_app_init(const char *path, const struct gd_company *company,
    const char *first_login, const char *first_name,
    struct gd_err *err) GD_MUST_CHECK;
/* How a book begins. */
struct gd_book_first {
	const char *login, *name; /* who; name NULL = the login */
	const char *const *flows; /* shipped workflows; none: as gd_app_init */
	int nflows;
};
enum gd_code gd_app_init_with(const char *path,
    const struct gd_company *company, const struct gd_book_first *first,
    struct gd_err *err) GD_MUST_CHECK;
#define GD_DEMO_PASSWORD "demo-gendan" /* of all who sign in it */
/** New demo book made only through the functions below; deterministic for one
 * $GENDAN_NOW and seed. */
enum gd_code gd_app_demo(const char *path, uint64_t seed,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- orders ------------------------------------------------------------- */

struct gd_new_order {
	const char *workflow; /* NULL = as gd_app_which says */
	const char *number;   /* NULL = from the series */
	const char *company;  /* NULL = the only or first one */
	const char *customer; /* code */
	const struct gd_pair *fields;
	int nfields;
	const struct gd_line *lines;
	int nlines;
	const char *repeat_of; /* number of an earlier order, or NULL */
	const char *clerk, *salesperson; /* NULL = the person himself */
};
enum gd_code gd_app_new(struct gd_app *app, const struct gd_new_order *n,
    char number[64], struct gd_err *err) GD_MUST_CHECK;

/* What an act answered. */
struct gd_done {
	int64_t seq;
	struct gd_order order;   /* after it */
	struct gd_events events; /* what happened, for the message line */
};
void gd_done_release(struct gd_done *d);
/** Do one command on an order (number, UUID or tail). seen: token from
 * gd_app_seen / todo, or NULL; GD_STALE when what the command names changed
 * since. Expires offers first. done may be NULL. */
enum gd_code gd_app_act(struct gd_app *app, const char *order,
    const struct gd_command *cmd, const char *seen, struct gd_done *done,
    struct gd_err *err) GD_MUST_CHECK;
/** Token of what cmd names on this order as it is now (8 hex digits). */
void gd_app_seen(const struct gd_order *order, const struct gd_command *cmd,
    char out[9]);

/* One order with everything a screen or `show` says. */
struct gd_order_page {
	struct gd_order order;
	const struct gd_workflow *wf; /* borrowed from app */
	struct gd_todo todo;
	struct gd_list_row row; /* texts borrowed from order / arena */
	struct gd_arena arena;
};
void gd_order_page_release(struct gd_order_page *p);
enum gd_code gd_app_order(struct gd_app *app, const char *name,
    struct gd_order_page *out, struct gd_err *err) GD_MUST_CHECK;
/** May this act be done by the person now at the keyboard (roles, assignment,
 * deputyship)? Says why not. Changes nothing. */
enum gd_code gd_app_may(struct gd_app *app, const struct gd_order_page *p,
    const struct gd_command *cmd, struct gd_err *err) GD_MUST_CHECK;
/** Logins of active people who may do this act, into arena. */
int gd_app_people(struct gd_app *app, const struct gd_order_page *p,
    const struct gd_act_view *act, struct gd_arena *arena, const char ***out);

enum gd_code gd_app_list(struct gd_app *app, const struct gd_filter *f,
    struct gd_list_rows *out, struct gd_err *err) GD_MUST_CHECK;
/** Filter words as people type them (ui.md 6.2: step:5 late: who:wumin
 * due<12-01 customer:x state:active, other words search) into *f; texts go to
 * arena. GD_USAGE names the word it does not know and its nearest. */
enum gd_code gd_app_filter(struct gd_app *app, const char *const *words,
    int nwords, struct gd_arena *arena, struct gd_filter *f,
    struct gd_err *err) GD_MUST_CHECK;

/* My day: what the person can do now, in the order of the dates of the orders
 * and of the acts themselves. */
struct gd_day_line {
	const char *number, *customer_name, *rail;
	const struct gd_act_view *act; /* borrowed from page */
	int page;                      /* index into pages */
	int32_t due;       /* of the act itself, 0 = it has no date */
	bool late;         /* that date has passed */
	int32_t order_due; /* the order's next date, 0 = none: places the line,
			    * says nothing of the act */
};
struct gd_my_day {
	struct gd_day_line *lines;
	size_t nlines;
	struct gd_order_page *pages;
	size_t npages;
	bool more;               /* not all of it is in lines */
	int64_t mine, late, out; /* counts for the head line */
	bool waiting; /* mine and late are not of his orders, but of those that
	               * wait for him */
	struct gd_arena arena;
};
void gd_my_day_release(struct gd_my_day *d);
enum gd_code gd_app_my_day(struct gd_app *app, int max_lines,
    struct gd_my_day *out, struct gd_err *err) GD_MUST_CHECK;

/** Put a file to an order, or to a paper of it: its bytes beside the book, then
 * the event. on: NULL, or a command that names the paper by its paper, lot, inst
 * and number (of the revision; 0: the newest). */
enum gd_code gd_app_attach(struct gd_app *app, const char *order,
    const char *path, const char *words, const struct gd_command *on,
    struct gd_done *done, struct gd_err *err) GD_MUST_CHECK;
/** Enter a signature given on paper: cmd is a sign command whose person signed;
 * the scan is put to the order in the same act. Refused before a byte of it
 * is kept. */
enum gd_code gd_app_sign_on_paper(struct gd_app *app, const char *order,
    const struct gd_command *cmd, const char *scan, const char *seen,
    struct gd_done *done, struct gd_err *err) GD_MUST_CHECK;
/* What time alone brought. */
struct gd_ticked {
	int64_t orders, reminders, expired;
};
/** Ring the ladders whose day has come and let offers and answers pass that
 * are past their time, on all orders, some at a time; what was done stays done
 * when it is stopped, and is not done twice. out also of a failure. */
enum gd_code gd_app_tick(struct gd_app *app, struct gd_ticked *out,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- the office --------------------------------------------------------- */

enum gd_code gd_app_office_do(struct gd_app *app,
    const struct gd_office_command *cmd, struct gd_err *err) GD_MUST_CHECK;
/** A workflow of the book; version 0 = the newest active. Borrowed from app. */
enum gd_code gd_app_workflow(struct gd_app *app, const char *id, int version,
    const struct gd_workflow **out, struct gd_err *err) GD_MUST_CHECK;

/* ---- import ------------------------------------------------------------- */

struct gd_import {
	const char *path;
	const char *map; /* "order_no=number,..." or NULL */
	const char *map_file;
	const char *company;  /* whose orders; NULL = the first */
	const char *workflow; /* they run by; NULL = as gd_app_which says */
	bool dry_run;
	void (*fault)(void *payload, int64_t row, const char *column,
	    const char *value, const struct gd_err *why);
	/* the same of what is taken though: a cell that was cleaned, a
	 * customer whose name is like another's; may be NULL */
	void (*note)(void *payload, int64_t row, const char *column,
	    const char *value, const struct gd_err *what);
	bool (*progress)(void *payload, int64_t rows,
	    int64_t orders); /* false = stop */
	void *payload;
	int64_t rows, orders, made, skipped, faults, notes; /* out */
};
enum gd_code gd_app_import(struct gd_app *app, struct gd_import *im,
    struct gd_err *err) GD_MUST_CHECK;

#endif
