/* core/workflow.h - what a kind of order is: steps, duties, papers, desks.
 *
 * An immutable definition, filled by flow/ from a YAML file and checked there.
 * Everything points into one arena; ids are
 * looked up once and kept as indexes (-1 = none), so that the machine never
 * compares names.
 */
#ifndef GENDAN_CORE_WORKFLOW_H
#define GENDAN_CORE_WORKFLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"

/* A name people read, in both languages, and the id programs use. */
struct gd_name {
	const char *id; /* [a-z][a-z0-9_]* */
	const char *zh, *en;
};

struct gd_list { /* indexes */
	int16_t *at;
	int n;
};

/* ---- fields ------------------------------------------------------------- */

enum gd_field_type {
	GD_FIELD_TEXT,
	GD_FIELD_INT, /* whole number, min..max */
	GD_FIELD_DECIMAL,
	GD_FIELD_DATE,    /* YYYY-MM-DD */
	GD_FIELD_MONEY,   /* "48200.00 USD" */
	GD_FIELD_CHOICE,  /* one of choices */
	GD_FIELD_YESNO,   /* yes, no */
	GD_FIELD_PAPERS,  /* ids of papers of this workflow, comma-separated */
	GD_FIELD_CHANGES, /* "paper.field: old -> new" a line (notices) */
};

/* What lists of orders are filtered and sorted by: at most one field of a
 * workflow is each of them. */
enum gd_pick {
	GD_PICK_NONE,
	GD_PICK_URGENCY,
	GD_PICK_DISTANCE,
	GD_PICK_VOLUME,
	GD_PICK_AMOUNT,
	GD_PICK_FINISH,
	GD_PICK_LOAD,
	GD_NPICKS
};

struct gd_field_def {
	struct gd_name name;
	enum gd_field_type type;
	const struct gd_name *choices;
	int nchoices;
	int64_t min, max; /* of numbers; min > max = no limit */
	const char *unit; /* "" if none; unit_zh: in Chinese */
	const char *unit_zh;
	struct gd_list moved; /* not empty: nobody types it; the days by which a
			       * notice moves the latest of these date fields */
	bool per_lot;     /* value kept per lot, else per order */
	bool at_intake;   /* asked for by `new` */
	bool required;    /* at intake */
	bool clock;       /* a date that may bear an hour: "2026-11-30 14:00" */
	int16_t customer; /* column of the customer a new order takes it from,
			   * 0 = of none */
	int pick;         /* enum gd_pick */
	bool adds; /* a number: what a duty records is added to what is there */
};

/* A field as a duty asks for it. */
struct gd_field_use {
	int16_t field;
	bool required;
};

/* ---- predicates --------------------------------------------------------- */

enum gd_pred_op {
	GD_PRED_TRUE,
	GD_PRED_AND,
	GD_PRED_OR,
	GD_PRED_NOT,      /* kids */
	GD_PRED_FIELD,    /* a = field, cmp, value */
	GD_PRED_OUTCOME,  /* a = duty, b = outcome */
	GD_PRED_DONE,     /* a = duty (waived counts) */
	GD_PRED_WAIVED,   /* a = duty */
	GD_PRED_ISSUED,   /* a = paper */
	GD_PRED_SIGNED,   /* a = paper, b = role or -1 = all it needs */
	GD_PRED_AT,       /* a = paper or thing, b = desk */
	GD_PRED_CREDITED, /* value = method or trigger; "" = all rows */
	GD_PRED_ALL, /* value = what ("lots","lines","pieces","payments"), kid */
	GD_PRED_ANY,
	GD_PRED_FIELDS, /* a = field, cmp, b = field: of one type */
	GD_PRED_DAYS, /* days from date a to date b, cmp, value: a number or an
			 * int field's id; dates are indexes into
			 * gd_workflow.dates */
	GD_PRED_NEAR, /* a, b = fields; |a - b| is at most value percent of b */
	GD_PRED_FORM, /* a = text field has the form value (core/tracking.h) */
};
enum gd_cmp {
	GD_EQ,
	GD_NE,
	GD_LT,
	GD_LE,
	GD_GT,
	GD_GE,
	GD_SET /* has a value */
};

struct gd_pred {
	enum gd_pred_op op;
	int16_t a, b;
	enum gd_cmp cmp;
	const char *value;
	const struct gd_pred *kids; /* of AND, OR, NOT, ALL, ANY */
	int nkids;
	const char *text; /* as written in the file, for "why blocked" */
};

/* ---- papers and things -------------------------------------------------- */

struct gd_dist_def {
	int16_t desk;
	bool original;  /* this desk keeps the original */
	int copies;     /* controlled copies */
	bool keep;      /* 留底: a file copy, counted apart */
	bool suggested; /* ours, not in the text */
};

#define GD_SIGNS_MAX 16 /* signatures one paper may ask for */

struct gd_sign_def {
	int16_t role;       /* -1 = any of `any` */
	struct gd_list any; /* the roles that may give it; role alone, if set */
	int count;          /* that many different people */
	const struct gd_pred
	    *when;        /* NULL = always (e.g. date moves > 3 days) */
	bool same_person; /* may be the one who gave another required one */
	bool own;         /* may sign what he prepared himself */
	bool in_order;    /* waits for the rows before it */
	struct gd_list override_by; /* roles that may give it against own and
				     * same_person, with a reason; else nobody */
};

struct gd_paper_def {
	struct gd_name name;
	const char *const *aliases;
	int naliases;
	bool is_thing; /* a sample, not a paper: one piece, no revisions */
	bool received; /* comes from outside or from a desk */
	int16_t from;  /* desk it comes from, or -1 */
	int16_t step;  /* the step that owns it */
	bool per_lot, many;
	bool recallable; /* old copies are called back on a new revision */
	bool lines;      /* it says the lines, of its lot where it is per lot */
	const struct gd_dist_def *dist;
	int ndist;
	const struct gd_sign_def *signs;
	int nsigns;
	struct gd_list fields; /* order fields printed on it */
	const struct gd_pred
	    *gate; /* payment gate: original to an outside desk */
	struct gd_list gate_roles; /* who may override the gate */
};

/* ---- duties and steps --------------------------------------------------- */

enum gd_effect {
	GD_EFFECT_NONE,
	GD_EFFECT_MAKE,     /* make paper `thing`; done at issue */
	GD_EFFECT_RECEIVE,  /* receive paper or thing `thing` */
	GD_EFFECT_HAND_OUT, /* send every due piece of papers in `papers` */
	GD_EFFECT_MOVE,  /* ship `thing` to `to_desk` with carrier, tracking */
	GD_EFFECT_OFFER, /* offer to people; first to accept becomes `as` */
};

enum gd_blocks { GD_BLOCKS_STEP, GD_BLOCKS_CLOSE, GD_BLOCKS_NO };

enum gd_goes {
	GD_GOES_NEXT,
	GD_GOES_STAY,
	GD_GOES_AGAIN,
	GD_GOES_COMPLETED,
	GD_GOES_CANCELLED
};

struct gd_outcome_def {
	struct gd_name name;
	enum gd_goes goes;
	int16_t loop; /* of GD_GOES_AGAIN */
	bool needs_reason;
	bool blank;        /* taken without what the duty requires: nobody
			    * answered, the proof failed */
	const char *cause; /* of GD_GOES_CANCELLED: "lost" ... */
};

/* Which board a date stands on, beside that of the shipment (forecast). */
enum gd_date_role {
	GD_DATE_PLAIN,
	GD_DATE_CREDIT,        /* of a letter of credit */
	GD_DATE_REFUND_OPENS,  /* a refund may be filed from it on */
	GD_DATE_REFUND_FILING, /* ... in time until it */
	GD_DATE_REFUND_END     /* ... and never after it */
};

enum gd_roll { GD_ROLL_NONE, GD_ROLL_EARLIER, GD_ROLL_LATER };
enum gd_base {
	GD_BASE_NONE,
	GD_BASE_FIELD,
	GD_BASE_DUTY,
	GD_BASE_ISSUED,
	GD_BASE_OPEN /* of its step */,
	GD_BASE_ORDER /* created */,
	GD_BASE_CREDITED, /* when money of trigger `ref` first came */
	GD_BASE_PAYMENT,  /* due day of the payment row it is asked for */
	GD_BASE_PLAN      /* the planned or promised date of duty `ref` */
};
/* Whose days off count. */
enum gd_cal_of {
	GD_CAL_OWNER, /* of the desk of who answers, else the office's */
	GD_CAL_OFFICE,
	GD_CAL_BANK,     /* calendar "bank" */
	GD_CAL_CUSTOMER, /* of the customer's country */
	GD_CAL_DESK      /* of desk `cal_desk` */
};
/* What the base day is turned into before days are added. */
enum gd_snap {
	GD_SNAP_NONE,
	GD_SNAP_NEXT_MONTH, /* first day of the month after */
	GD_SNAP_NEXT_APRIL, /* 30 April of the year after */
	GD_SNAP_NEXT_MARCH, /* 1 March of the year after */
};

struct gd_due_def {
	enum gd_base base;
	int16_t ref;    /* field, duty or paper */
	int16_t alt[2]; /* fields tried when ref has no value, or -1 */
	int days;       /* negative = before */
	bool work;      /* working days, else calendar days */
	int months; /* added before days; a missing day is the month's last */
	enum gd_snap snap;
	enum gd_roll roll;
	enum gd_cal_of cal;
	int16_t cal_desk;
	bool hard;       /* of law, bank or carrier: never moved by a hold, not
			  * to be moved by a person without saying why */
	bool hold_stops; /* its clock stands while the order is on hold */
	int min_urgent;  /* minutes of the day from which it is urgent on the
			  * working day before, -1 = none (R7) */
	const char *source;       /* "UCP 600 art. 14c", ""; in English where
				   * the file says it in both languages */
	struct gd_list days_from; /* fields: the first with a value is `days` */
	struct gd_list cap;       /* date fields: never later than the earliest;
				   * before rolling */
	struct gd_list floor;     /* date fields: never earlier than the latest;
				   * before the caps */
	struct gd_list latest;    /* date fields: the base is the latest of them
				   * and of itself, once that is known */
	struct gd_list pace;     /* an amount and what a day does of it: so many
				   * whole days more, the way `days` goes */
	struct gd_list unrolled; /* two date fields: a day from the one to the
				   * other (not said: without end) is not rolled */
};

#define GD_DUE_NONE                                           \
	{                                                     \
		.ref = -1, .alt = { -1, -1 }, .cal_desk = -1, \
		.min_urgent = -1, .source = ""                \
	}

struct gd_duty_def {
	struct gd_name name;
	int16_t step;
	struct gd_list by; /* roles, any of them */
	const struct gd_field_use *fields;
	int nfields;
	const struct gd_pred *when;  /* NULL = always applies */
	const struct gd_pred *needs; /* NULL = nothing */
	struct gd_due_def due;
	/* the baseline, reckoned backward or forward from a promised date or
	 * from another duty's plan; kept from when it is first known */
	struct gd_due_def plan;
	int16_t owner;  /* role that answers for the date; -1 = first of `by` */
	int16_t ladder; /* index into gd_workflow.ladders, -1 = the default */
	/* after a time without an answer the duty goes by itself to an outcome
	 * (of `outcomes`), or its open offers expire (-1) */
	int64_t expires_min;
	bool expires_work;
	int16_t expires_to;
	/* ... or the first it was offered to has accepted it */
	bool expires_accepts;
	enum gd_blocks blocks;
	bool waivable;
	struct gd_list waive_by; /* roles; empty = those of `by` */
	struct gd_list
	    override_by; /* roles that may do it although not ready */
	struct gd_list
	    lands_after; /* duties: in the world it cannot be before these are
			  * done; asked by projections only, blocks nothing */
	bool per_lot, per_line, per_payment;
	bool many;          /* ad-hoc: any number of instances */
	const char *thread; /* duties of one thread share instances; "" */
	bool thread_head;   /* doing it begins a new instance */
	const struct gd_pred
	    *window;                /* of an ad-hoc duty: while it may begin */
	int16_t loop;               /* -1 = none */
	const struct gd_name *mark; /* status its doing sets; NULL */
	const struct gd_outcome_def *outcomes;
	int noutcomes;
	const struct gd_pred *derived; /* settles itself when true */
	bool revisable, suggested, optional;
	enum gd_effect effect;
	int16_t thing; /* paper or thing of the effect, -1 */
	/* of GD_EFFECT_HAND_OUT; of GD_EFFECT_MOVE: what goes along with
	 * `thing`, as far as it is where `thing` is */
	struct gd_list papers;
	int16_t to_desk;         /* of GD_EFFECT_MOVE */
	int16_t assign_as;       /* role that the accepter of an offer gets */
	struct gd_list offer_to; /* roles in the pool */
	bool assigns;   /* offering it is accepting it: nobody is asked */
	bool open_pool; /* nobody offers it: who is in the pool may take it */
	const struct gd_pred *auto_if;  /* true: an offer is accepted at once */
	const struct gd_name *refusals; /* why it may be refused; none: words */
	int nrefusals;
	bool after_close;          /* may be done on a completed order */
	bool collects;             /* gathers what gd_collects names */
	bool tracking;             /* asks for carrier and tracking number */
	struct gd_list tells_what; /* fields the other party is told */
	struct gd_list proof; /* fields that prove that it was received */
	bool is_notice;          /* thing = notice paper: makes new revisions */
	bool surveys;     /* asks the customer; its first int field is the score */
	bool credits;     /* records money on a payment row (row, amount) */
	bool ships;       /* records what of each line its lot took on board */
	int16_t tells;    /* its date field in which others are told when what
			   * is late will be done; -1 = it tells nobody */
	int board;        /* enum gd_date_role */
	const char *kind; /* the word of the file: task, make, ship ... */
	const char *rule; /* of its date, as of a limit */
	const char *unsure_zh, *unsure_en;
	int line; /* where it stands in the file */
};

/* ---- limits, checks, ladders -------------------------------------------- */

/* A date that an act must keep without being an act itself: latest shipment,
 * cut-off, end of a window. Its row stands among the duties' dates. */
struct gd_limit_def {
	struct gd_name name;
	struct gd_due_def due;
	const struct gd_pred *when; /* NULL = always */
	const struct gd_pred *met;  /* true: over, met; NULL = when `duty` is */
	int16_t step;               /* where it shows */
	int16_t duty; /* the act that must be done by then, -1 = none */
	int16_t
	    actual; /* date field that says when it was, -1 = the act's day */
	int16_t owner;              /* role, -1 = of the duty */
	int16_t ladder;             /* -1 = the default of hard or soft dates */
	bool earliest;              /* not before, instead of not after */
	bool fixed;                 /* of law: nobody can grant another day */
	struct gd_list lands_after; /* duties done by then too: as of a duty */
	bool per_lot, per_payment;
	int board;        /* enum gd_date_role */
	const char *rule; /* "R9" of the office's rule book, "" */
	const char *unsure_zh, *unsure_en; /* what is not certain in law, "" */
	int line;
};

/* Something that should be so: net not above gross. Warns, never blocks. */
struct gd_check_def {
	struct gd_name name;             /* what is wrong, as a sentence */
	const struct gd_pred *when, *ok; /* warns when `ok` is false */
	int16_t step;
	bool per_lot;
	const char *rule, *source, *unsure_zh, *unsure_en;
	int line;
};

/* Who is told, how long before (negative) or after a date. */
enum gd_rung_who { GD_RUNG_OWNER, GD_RUNG_DEPUTY, GD_RUNG_ROLE };
struct gd_rung {
	int days;
	bool work;
	enum gd_rung_who who;
	int16_t role;
};
struct gd_ladder {
	struct gd_name name;
	const struct gd_rung *at; /* ascending by days */
	int n;
};

struct gd_step_def {
	struct gd_name name;
	int no;
	struct gd_list after; /* steps */
	bool standing;
	bool per_lot;
	struct gd_list duties;
};

struct gd_desk_def {
	struct gd_name name;
	const char *const *aliases;
	int naliases;
	bool outside; /* customer, forwarder, bank */
	bool clerk;   /* the order's own clerk: pieces here start `held` */
};

struct gd_role_def {
	struct gd_name name;
	bool assigned; /* acts need the assignment too (clerk, salesperson) */
	int16_t desk;  /* its own desk, or -1 */
};

struct gd_payment_def {    /* rows a choice of terms brings, until edited */
	const char *terms; /* value of the field `terms` */
	const char *trigger, *method;
	int bp;                /* percent * 100 */
	struct gd_due_def due; /* when the row falls due, base none = typed */
};

/* Why an order may be cancelled, and who was the reason. */
#define GD_WHOSE(X)                                                         \
	X(CUSTOMER, "customer")                                             \
	X(US, "us")                                                         \
	X(SUPPLIER, "supplier")                                             \
	X(CARRIER, "carrier")                                               \
	X(PLATFORM, "platform")                                             \
	X(OTHER, "other")
enum gd_whose {
#define X(id, word) GD_WHOSE_##id,
	GD_WHOSE(X)
#undef X
	    GD_WHOSE_COUNT
};
const char *gd_whose_word(int whose);

struct gd_cause_def {
	struct gd_name name;
	int whose; /* enum gd_whose */
};

/* An order that settles others: completed ones of these workflows, carried in
 * role by who carries this one, and settled by none yet. */
struct gd_sum_def {
	const char *theirs; /* id of their field */
	int16_t mine;
};
struct gd_collects_def {
	const char *const *workflows; /* ids */
	int nworkflows;               /* 0 = this order settles nothing */
	int16_t role;                 /* who is settled, on this order */
	/* roles by which he carried theirs; at least one */
	const char *const *carried_as;
	int ncarried_as;
	const char *when; /* a condition on the other order, as written; "" */
	const struct gd_sum_def *sums;
	int nsums;
	int16_t count;    /* int field that gets how many, -1 */
	int16_t from, to; /* date fields they were completed between, -1 */
};

struct gd_workflow {
	struct gd_name name;
	int version;
	const char *number; /* pattern of its orders' numbers; "" or NULL: of
			     * the series for all kinds */
	struct gd_arena arena;
	const struct gd_role_def *roles;
	int nroles;
	const struct gd_desk_def *desks;
	int ndesks;
	const struct gd_field_def *fields;
	int nfields;
	const struct gd_paper_def *papers;
	int npapers;
	const struct gd_step_def *steps;
	int nsteps;
	const struct gd_duty_def *duties;
	int nduties; /* in step order */
	const struct gd_limit_def *limits;
	int nlimits;
	const struct gd_check_def *checks;
	int nchecks;
	const struct gd_ladder *ladders;
	int nladders;
	int16_t ladder_soft, ladder_hard; /* the defaults, -1 = none */
	int16_t forecast; /* duty that is "shipped" for the forecast, -1 */
	const struct gd_due_def
	    *dates; /* of GD_PRED_DAYS: base and ref alone */
	int ndates;
	const struct gd_name *loops;
	int nloops;
	const struct gd_payment_def *payments;
	int npayments;
	/* words a payment row may use, and credited(word) */
	const struct gd_name *triggers;
	int ntriggers;
	struct gd_list lot_triggers; /* rows of these divide among lots */
	const struct gd_name *methods;
	int nmethods;
	struct gd_list stop_roles; /* who may override hard stops, by default */
	struct gd_list close_roles; /* who may complete with duties open */
	struct gd_list paper_roles; /* who enters signatures given on paper */
	const struct gd_name *sources; /* said in both languages; id = en */
	int nsources;
	const struct gd_cause_def *causes; /* none: any word will do */
	int ncauses;
	struct gd_collects_def collects;
	struct gd_wf_made *made; /* in arena */
};
/* What the core works out of a workflow when it is first needed. */
struct gd_wf_made {
	struct gd_arena arena;
	const struct links *links; /* core/view/links.c; NULL: not yet */
};

/** An empty one, to be filled in; its texts belong into its arena. */
void gd_workflow_init(struct gd_workflow *wf);
void gd_workflow_release(struct gd_workflow *wf);
/** Look an id up; -1 if there is none. */
int gd_wf_role(const struct gd_workflow *wf, const char *id);
/** Is the role given on the order itself, by a duty that offers or assigns?
 * Then nobody has it when an order begins, and whoever it was given to needs
 * not hold it in the office. */
bool gd_wf_role_given(const struct gd_workflow *wf, int role);
int gd_wf_desk(const struct gd_workflow *wf, const char *id_or_alias);
int gd_wf_field(const struct gd_workflow *wf, const char *id);
int gd_wf_paper(const struct gd_workflow *wf, const char *id_or_alias);
int gd_wf_step(const struct gd_workflow *wf, const char *id_or_no);
int gd_wf_duty(const struct gd_workflow *wf, const char *id);
int gd_wf_limit(const struct gd_workflow *wf, const char *id);
int gd_wf_loop(const struct gd_workflow *wf, const char *id);
int gd_wf_source(const struct gd_workflow *wf, const char *english);
int gd_wf_cause(const struct gd_workflow *wf, const char *id);
/** Are there notices of change: papers that make others anew? */
bool gd_wf_has_notice(const struct gd_workflow *wf);
/** The status with this id, as some duty sets it; NULL when none does. */
const struct gd_name *gd_wf_mark(const struct gd_workflow *wf, const char *id);
/** The field of this workflow that is such a one; -1. */
int gd_wf_pick(const struct gd_workflow *wf, enum gd_pick pick);
const char *gd_pick_word(int pick); /* "urgency" ... */
int gd_duty_refusal(const struct gd_duty_def *duty, const char *id);
int gd_duty_outcome(const struct gd_duty_def *duty, const char *id);
bool gd_list_has(const struct gd_list *list, int index);

#endif
