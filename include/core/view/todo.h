/* core/view/todo.h - what can be done on an order, and what waits for what.
 *
 * Rows for screens, `todo` and `show`: made from the workflow and the order,
 * asked through gd_decide, so that what is offered is what is allowed.
 */
#ifndef GENDAN_CORE_VIEW_TODO_H
#define GENDAN_CORE_VIEW_TODO_H

#include "core/decide.h"

enum gd_mark { /* of a step or a duty; precedence ! s c ~ > */
	GD_MARK_NOT = '.',
	GD_MARK_RUNNING = '>',
	GD_MARK_SIGN = 's',
	GD_MARK_RECEIPT = 'c',
	GD_MARK_LATE = '!',
	GD_MARK_DONE = 'x',
	GD_MARK_WAIVED = '-',
	GD_MARK_CHANGED = '~',
	GD_MARK_NA = ' ',
};

enum gd_duty_state {
	GD_DUTY_NA,
	GD_DUTY_WAITING,
	GD_DUTY_BLOCKED,
	GD_DUTY_READY,
	GD_DUTY_DONE,
	GD_DUTY_WAIVED
};
const char *gd_duty_state_word(enum gd_duty_state s);

/* One line of the checklist. */
struct gd_duty_view {
	const struct gd_duty_def *def;
	int duty; /* index */
	int64_t lot, round, inst;
	enum gd_duty_state state;
	char mark;
	bool late;
	int32_t due;                        /* 0 = none */
	const struct gd_act *act;           /* NULL = none recorded */
	const struct gd_revision *revision; /* of the paper it makes, newest */
	int pieces, sent, held, back_due;
	const char *why;     /* English phrase for gd_tr: why blocked; "" */
	const char *why_ref; /* the predicate as written; "" */
};

struct gd_step_view {
	const struct gd_step_def *def;
	int64_t lot;
	enum gd_step_state state;
	char mark; /* with ! */
	int done, total;
	bool early;
};

/* One possible or blocked act. */
struct gd_act_view {
	const char *id; /* stable: "sign:contract@0#0:finance_head" */
	enum gd_verb verb;
	const char *word; /* act of the JSON: fill, sign, issue, send ... */
	int step, duty, paper; /* indexes, -1 */
	const char *desk, *role, *person, *outcome;
	int64_t lot, round, inst, piece, rev;
	const char *const *roles;
	int nroles; /* who may */
	const char *const *not_people;
	int nnot; /* signed already, prepared; said no to what lies open */
	bool blocks, optional, suggested, adhoc;
	bool again; /* it is done: it may be recorded once more */
	bool needs_reason, needs_password;
	int32_t due;
	const struct gd_revision *back; /* sent back: this act mends it; NULL */
	int64_t expires_ms;
	bool possible;     /* not blocked for a person with the role */
	struct gd_err why; /* when not possible */
	const struct gd_pred *blocked_by; /* the unmet predicate, or NULL */
	struct gd_command cmd;            /* what performs it, before fields */
};

struct gd_todo {
	struct gd_step_view *steps;
	size_t nsteps;
	struct gd_duty_view *duties;
	size_t nduties;
	struct gd_act_view *acts;
	size_t nacts; /* possible, blocked, ad-hoc */
	struct gd_arena arena;
};
#define GD_TODO_INIT \
	{            \
		0    \
	}
void gd_todo_release(struct gd_todo *t);
/** Everything about what an order owes now. `facts->actor` does not matter:
 * acts are tested as a person who holds the roles they need. */
void gd_todo_make(const struct gd_workflow *wf, const struct gd_order *order,
    const struct gd_facts *facts, struct gd_todo *out);

#endif
