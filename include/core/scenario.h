/* core/scenario.h - stories a workflow file tells of itself, and their proof.
 *
 * A scenario is a new order, the acts done on it one after the other, and what
 * must be so in between; beside it other orders, of this workflow or another,
 * may be begun and carried on, for what ties orders together.  It runs on the machine itself (gd_decide, gd_apply)
 * with invented people, a plain calendar and a clock that only `wait` moves.
 * No order needs scenarios: they are read when a file is checked, never when
 * it is used.
 */
#ifndef GENDAN_CORE_SCENARIO_H
#define GENDAN_CORE_SCENARIO_H

#include "core/decide.h"

/* What a scenario shows.  X(id, word of the file) */
#define GD_FEATURES(X)                               \
	X(GD_SHOWS_STOCK_CHECK, "stock_check")       \
	X(GD_SHOWS_PAYMENT_CHECK, "payment_check")   \
	X(GD_SHOWS_APPROVAL, "approval")             \
	X(GD_SHOWS_OFFER_CLAIM, "offer_claim")       \
	X(GD_SHOWS_AUTO_ACCEPT, "auto_accept")       \
	X(GD_SHOWS_ASSIGNMENT, "assignment")         \
	X(GD_SHOWS_PICK_FILTER, "pick_filter")       \
	X(GD_SHOWS_NEGOTIATION, "negotiation")       \
	X(GD_SHOWS_INSPECTION, "inspection")         \
	X(GD_SHOWS_TRACKING, "tracking")             \
	X(GD_SHOWS_IDENTITY, "receipt_identity")     \
	X(GD_SHOWS_SURVEY, "survey")                 \
	X(GD_SHOWS_REFUND, "refund")                 \
	X(GD_SHOWS_AFTER_SALES, "after_sales")       \
	X(GD_SHOWS_SETTLEMENT, "settlement")         \
	X(GD_SHOWS_PROBLEM_LOG, "problem_log")       \
	X(GD_SHOWS_ALL_SHIPPED, "all_lines_shipped") \
	X(GD_SHOWS_ROUTING, "routing")               \
	X(GD_SHOWS_MARKS, "marks")                   \
	X(GD_SHOWS_DELAY_TOLD, "delay_told")         \
	X(GD_SHOWS_STATISTICS, "statistics")

enum gd_feature {
#define X(id, word) id,
	GD_FEATURES(X)
#undef X
	    GD_FEATURE_COUNT
};
const char *gd_feature_word(enum gd_feature f);

enum gd_sight_kind {
	GD_SIGHT_STATE,    /* value: active, held, completed, cancelled */
	GD_SIGHT_STEP,     /* what = step: the order stands there */
	GD_SIGHT_MARK,     /* what = mark: its status */
	GD_SIGHT_DUTY,     /* what = duty, number = enum gd_duty_state */
	GD_SIGHT_FIELD,    /* what = field, value; "" = it has none */
	GD_SIGHT_PIECES,   /* what = paper, where = desk, number; value = due,
			    * sent, held, "" = any of them */
	GD_SIGHT_ASSIGNEE, /* what = role, value = person, "" = nobody */
	GD_SIGHT_LATE,     /* what = duty; none late: what "" */
	GD_SIGHT_ROUND,    /* what = loop, number */
	GD_SIGHT_CAUSE,    /* value = cause of a cancel */
	GD_SIGHT_DUE,      /* what = duty, value = day as typed, "" = none */
	GD_SIGHT_COUNTS,   /* what = word of GD_COUNTED, number: what the
			    * order adds to the measures of its day */
};
/* Measures a story may expect.  X(word of the file, member of struct gd_kpi) */
#define GD_COUNTED(X)           \
	X("accepted", orders)   \
	X("completed", completed) \
	X("cancelled", cancelled) \
	X("asked", asked)       \
	X("answered", answered) \
	X("score", score)       \
	X("offered", offered)   \
	X("taken", taken)
struct gd_sight { /* one thing expected */
	enum gd_sight_kind kind;
	const char *what, *where, *value;
	int64_t number;
	int64_t lot, inst; /* 0 = any place */
	int line, col;
};

enum gd_scene_kind {
	GD_SCENE_ACT,
	GD_SCENE_CANNOT, /* cmd is refused, by `why` if that is set */
	GD_SCENE_WAIT,
	GD_SCENE_EXPECT,
	GD_SCENE_ORDER, /* what follows is about another order of the story */
};
struct gd_scene { /* one entry of `then` */
	enum gd_scene_kind kind;
	struct gd_command cmd;
	const char *by; /* a role, "role 2", a person; "" = whoever may */
	bool bare;      /* cannot: nothing is given but the duty */
	enum gd_msg why;
	const char *day; /* when it happened, or is to be, as typed; NULL */
	int64_t minutes; /* of GD_SCENE_WAIT */
	int order; /* of GD_SCENE_ORDER: 0 the file's own, then orders[] */
	const struct gd_sight *sights;
	int nsights;
	int line, col;
};

#define GD_SCENE_FLOWS 8   /* other workflows in the stories of a file */
#define GD_SCENE_ORDERS 12 /* other orders in a story */

struct gd_scene_order { /* another order of the story */
	const char *id;
	const struct gd_workflow *wf; /* NULL: the one the file is of */
	const struct gd_pair *given;
	int ngiven;
	int line, col;
};

struct gd_scenario {
	struct gd_name name;
	uint32_t shows;              /* bit of each enum gd_feature */
	const struct gd_pair *given; /* fields and lines of the new order */
	int ngiven;
	const struct gd_scene *scenes;
	int nscenes;
	const struct gd_scene_order *orders;
	int norders;
	/* reads the condition of `collects` for the orders of a workflow */
	const struct gd_pred *(*condition)(const char *text,
	    const struct gd_workflow *wf, struct gd_arena *arena);
	int line, col;
	bool beside; /* it stands in the file beside the workflow's */
};
struct gd_scenarios {
	struct gd_scenario *at;
	int n;
	struct gd_workflow *flows[GD_SCENE_FLOWS]; /* others that are played */
	int nflows;
	struct gd_arena arena;
};
void gd_scenarios_release(struct gd_scenarios *s);

/* Why a scenario does not pass: where, what, and for a refusal why. */
struct gd_scene_fault {
	int line, col;
	struct gd_err err, why; /* why.msg GD_M_NONE: nothing more to say */
};
/** Run a scenario on a workflow. @return false: *fault says the first thing
 * that is not as expected */
bool gd_scenario_run(const struct gd_workflow *wf, const struct gd_scenario *s,
    struct gd_scene_fault *fault);

#endif
