/* core/work.h - a command being decided; private to src/core.
 *
 * Decisions are made on a working copy: every put goes into the event and
 * into the copy at once, so that what follows (dates, marks, completion)
 * reads what has already happened.  The caller's order is never touched.
 */
#ifndef GENDAN_CORE_WORK_H
#define GENDAN_CORE_WORK_H

#include "core/decide.h"
#include "core/view/todo.h"

struct gd_work {
	const struct gd_workflow *wf;
	const struct gd_facts *f;
	const struct gd_command *cmd;
	struct gd_order order;      /* the working copy, owned */
	const struct gd_order *was; /* the order before the command */
	struct gd_events *ev;
	struct gd_event *e; /* the event puts go to */
	struct gd_err *err;
	const char *role, *for_whom; /* how the actor came to be allowed */
	bool over;                   /* a hard stop was overridden */
	bool line_pairs;             /* pairs line:N... are read elsewhere */
	bool person_pair;            /* so is person= */
	int64_t then_ms; /* what time brings happened then; 0 = now, by him */
};

#include "after.h"
#include "verbs.h"

/* A refusal that the exploration can take out, to prove that it is missed. */
#define GUARD(w, msg) ((w)->f->without != (msg))

/* ---- decide.c: a command on a working copy, which the caller releases ---- */
struct gd_work work_on(const struct gd_workflow *wf,
    const struct gd_order *order, const struct gd_facts *facts,
    const struct gd_command *cmd, struct gd_events *events, struct gd_err *err);

/* ---- work.c: events, puts, values ---- */
void work_event(struct gd_work *w, enum gd_event_kind kind, const char *what,
    const char *note, int64_t number);
/* Put the whole row: only the cells that differ become part of the event. */
void work_put(struct gd_work *w, int table, const void *row);
void work_drop(struct gd_work *w, int table, const void *row);
const char *work_text(struct gd_work *w, const char *s); /* "" for NULL */
const char *work_printf(struct gd_work *w, const char *fmt, ...)
    GD_PRINTF(2, 3);
int32_t work_day(const struct gd_work *w); /* when it happened */
int64_t work_now(const struct gd_work *w);
/* The value of a pair of the command; NULL if absent. */
const char *work_pair(const struct gd_work *w, const char *name);

/* ---- authority.c: who may ---- */
#define GD_ANYBODY "*" /* login of the trial actor of todo */
bool person_may(struct gd_work *w, const struct gd_list *roles);
bool person_holds(struct gd_work *w, int role);
bool person_of_role(const struct gd_work *w, const char *role); /* cmd's */
enum gd_code need_holder(struct gd_work *w, const char *login,
    const char *role); /* intake.c */
enum gd_code need_roles(struct gd_work *w, const struct gd_list *roles);
enum gd_code need_carrier(struct gd_work *w); /* clerk, salesperson, managers */
/* Asking to override frees nobody from his role: unless a stop was really
 * overridden (the overrider stands for the role), the role is needed. */
enum gd_code need_roles_or_over(struct gd_work *w, const struct gd_list *roles);
enum gd_code need_reason(struct gd_work *w);
/* More than blanks, narrow or wide. */
bool says_something(const char *text);
/* Is it only asked what could be done, by nobody? Words are typed later. */
bool is_trial(const struct gd_work *w);
/* A hard stop: GD_OK when the person overrides it and may; else refuses with
 * the message given. */
enum gd_code hard_stop(struct gd_work *w, const struct gd_list *roles,
    const char *stop, const char *what, enum gd_msg msg, const char *why);
bool same_people(const char *a, const char *a_for, const char *b,
    const char *b_for);

/* ---- predicate.c ---- */
enum gd_truth { GD_FALSE = 0, GD_TRUE = 1, GD_UNKNOWN = -1 };
struct gd_at { /* where a predicate or a duty is asked */
	int64_t lot, round, inst;
};
enum gd_truth pred_eval(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_pred *p, struct gd_at at);
/* The same; what a paper says (JSON) stands before the order's fields. */
enum gd_truth pred_eval_said(const struct gd_workflow *wf,
    const struct gd_order *o, const char *said, const struct gd_pred *p,
    struct gd_at at);
/* The first part of a conjunction that is not true; p itself otherwise. */
const struct gd_pred *pred_unmet(const struct gd_workflow *wf,
    const struct gd_order *o, const struct gd_pred *p, struct gd_at at);
bool payment_credited(const struct gd_payment *p);

/* ---- duty.c, step.c: computed states ---- */
struct gd_at duty_at(const struct gd_workflow *wf, const struct gd_order *o,
    int duty, int64_t lot, int64_t inst);
const struct gd_act *duty_act(const struct gd_workflow *wf,
    const struct gd_order *o, int duty, struct gd_at at);
bool duty_settled(const struct gd_workflow *wf, const struct gd_order *o,
    int duty, struct gd_at at);
enum gd_truth duty_applies(const struct gd_workflow *wf,
    const struct gd_order *o, int duty, struct gd_at at);
enum gd_duty_state duty_state(const struct gd_workflow *wf,
    const struct gd_order *o, int duty, struct gd_at at);
/* The i-th place (lot, instance) where a duty is owed; false past the last. */
bool duty_place(const struct gd_workflow *wf, const struct gd_order *o,
    int duty, int i, struct gd_at *at);
int64_t thread_last(const struct gd_workflow *wf, const struct gd_order *o,
    int duty); /* newest instance of an ad-hoc duty or its thread */
bool window_open(const struct gd_workflow *wf, const struct gd_order *o,
    int duty, int64_t lot);
bool thing_lost(const struct gd_workflow *wf, const struct gd_order *o,
    int duty, struct gd_at at);
int duty_making(const struct gd_workflow *wf, int paper); /* or receiving; -1 */
struct gd_at paper_at(const struct gd_workflow *wf, const struct gd_order *o,
    int paper, int64_t lot, int64_t inst);
bool notice_open(const struct gd_workflow *wf, const struct gd_order *o,
    int64_t inst);
int64_t lot_count(const struct gd_order *o);
int64_t row_number(const struct gd_order *o, int table, size_t i);

#include "steps.h"

/* ---- values.c: fields as typed ---- */
enum gd_code value_read(struct gd_work *w, const struct gd_field_def *def,
    const char *typed, const char **canonical);
enum gd_code fields_read(struct gd_work *w, const struct gd_field_use *uses,
    int nuses, bool require, const char *base_json, const char **json);
void fields_put(struct gd_work *w, const char *json, int64_t lot);
int64_t value_number(const char *canonical); /* date, int, money: to compare */
/* "48200.00 USD" in minor units; without a code it is in home. */
bool value_money(const char *text, int64_t *minor, char code[4],
    const char *home);

/* ---- parts the verbs share ---- */
enum gd_code find_duty(struct gd_work *w, int *duty, struct gd_at *at);
enum gd_code find_paper(struct gd_work *w, int *paper, struct gd_at *at);
enum gd_code duty_ready(struct gd_work *w, int duty, struct gd_at at);
void act_record(struct gd_work *w, int duty, struct gd_at at, int64_t state,
    const char *outcome, const char *fields, const char *reason);
enum gd_code outcome_follow(struct gd_work *w, int duty, struct gd_at at,
    const struct gd_outcome_def *outcome);
/* issue.c */
void revision_issue(struct gd_work *w, int paper, struct gd_at at, int64_t rev);
enum gd_code paper_receive(struct gd_work *w, int paper, struct gd_at at,
    const char *fields);
void piece_new(struct gd_work *w, int paper, struct gd_at at, int64_t rev,
    int64_t class_, const char *desk, int64_t state);
void dist_copy(struct gd_work *w, int paper, struct gd_at at);
/* pieces.c */
enum gd_code pieces_send(struct gd_work *w, int paper, struct gd_at at,
    const char *from, const char *desk, int *sent);
const char *original_at(const struct gd_order *o, const char *kind,
    struct gd_at at); /* desk of the original or thing; NULL if none */
bool pieces_all_left(const struct gd_workflow *wf, const struct gd_order *o,
    int duty, struct gd_at at);
/* Is this a piece of the paper or thing that lives at (lot, instance)? */
bool piece_of(const struct gd_piece *pc, const char *kind, struct gd_at at);
const char *thing_goes_to(const struct gd_workflow *wf, int paper);
void cancel_pieces(struct gd_work *w); /* ordering.c */
/* completes an active order that owes nothing any more */
void complete_if_all_done(struct gd_work *w);
/* settle.c: dates, steps, marks, completion; at the end of every command */
void settle(struct gd_work *w);
void payments_put(struct gd_work *w); /* intake.c */
/* takeover.c: what happened on paper before gendan */
void taken_step_days(const struct gd_work *w, int step, struct gd_step *row);
bool taken_moved(const struct gd_workflow *wf, const struct gd_order *o,
    int paper, struct gd_at at, int desk); /* desk -1 = anywhere */
/* pieces.c: its state does not fit; must: what it has to be, a phrase */
enum gd_code piece_refused(struct gd_work *w, const struct gd_piece *pc,
    const char *must);
/* paper.c */
/* There is none of it, or none with this number. */
enum gd_code not_made(struct gd_work *w, const char *kind, struct gd_at at);
void signoffs_drop(struct gd_work *w, const struct gd_revision *r);
const struct gd_revision *paper_unissued(const struct gd_order *o,
    const char *kind, struct gd_at at);
/* What a paper says now, as JSON; old: of the draft that is edited. */
enum gd_code paper_content(struct gd_work *w, int paper, struct gd_at at,
    int duty, const char *old, const char **json);
/* The actor writes on a draft; who wrote on it before stays known. */
void revision_written(struct gd_work *w, struct gd_revision *row);
void revision_put(struct gd_work *w, struct gd_revision *row,
    const char *fields);
/* correct.c, correct_piece.c */
void correct_event(struct gd_work *w, const char *what, int64_t number,
    const char *cell, const char *old, const char *now);
enum gd_code correct_piece(struct gd_work *w);
/* "payment:2:credited" is cell credited of payment row 2. */
bool payment_name(const char *name, int64_t *no, const char **cell);
bool payment_credit_cell(const char *cell); /* booked by finance */
enum gd_code correct_payment(struct gd_work *w, int64_t no, const char *cell,
    const char *typed);
enum gd_code need_money(struct gd_work *w); /* money.c */
#include "goods/lines.h"
#include "papers/notices.h"

#endif
