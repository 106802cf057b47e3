/* flow/loader.h - reading a workflow file; private to src/flow.
 *
 * bytes -> tree.c: nodes with line and column (the only user of libyaml) ->
 * walk.c: tables of keys -> sections.c, duties.c, expr.c: struct gd_workflow
 * -> check.c, deadlock.c: what no single line can show.  Every fault goes to
 * one list; reading goes on after it.
 */
#ifndef GENDAN_FLOW_LOADER_H
#define GENDAN_FLOW_LOADER_H

#include "flow/flow.h"

#define FLOW_MAX_BYTES (256 * 1024)
#define FLOW_MAX_DEPTH 16
#define FLOW_MAX_EVENTS 20000
#define FLOW_MAX_FAULTS 200
#define FLOW_MAX_ENTRIES 500 /* of one section; duties of all steps */
#define FLOW_MAX_TEXT 400    /* bytes of one name */
#define FLOW_MAX_EXPR 2000

/* One thing of the file.  A map's kids are key, value, key, value ... */
struct node {
	enum node_kind { NODE_TEXT, NODE_MAP, NODE_LIST } kind;
	int line, col;    /* from 1 */
	bool straight;    /* text of one line: columns inside can be counted */
	int inset;        /* 1 when a quote stands before the text */
	const char *text; /* of NODE_TEXT */
	struct node *first, *next;
	int n; /* kids; of a map: pairs */
};

enum ref {
	REF_ROLE,
	REF_DESK,
	REF_FIELD,
	REF_PAPER,
	REF_STEP,
	REF_DUTY,
	REF_LOOP,
	REF_TRIGGER,
	REF_METHOD,
	REF_LADDER,
	REF_COUNT
};

struct loader {
	struct gd_workflow *wf;
	struct gd_flow_faults *faults;
	struct gd_arena *keep; /* of the workflow */
	struct gd_arena scratch;
	struct gd_err spare; /* takes faults beyond the limit */
	bool beside; /* reading the file of scenarios beside */
	/* the section, when somebody asks for it */
	const struct node *scenarios;
	/* the same arrays as in *wf, to be written */
	struct gd_role_def *roles;
	struct gd_desk_def *desks;
	struct gd_field_def *fields;
	struct gd_paper_def *papers; /* papers, then things */
	struct gd_step_def *steps;
	struct gd_duty_def *duties;
	struct gd_name *loops;
	struct gd_payment_def *payments;
	struct gd_name *triggers, *methods;
	struct gd_limit_def *limits;
	struct gd_check_def *checks;
	struct gd_ladder *ladders;
	struct gd_due_def *dates;
	struct gd_name *sources;
	int sources_room;
	/* where each stands, by index */
	const struct node **desk_at, **paper_at, **step_at, **duty_at;
	const struct node **loop_at, *desks_at, **limit_at, **field_at;
	const struct node **role_at, *checks_at;
};

/* ---- flow.c ---- */
/* A new fault at this place; fill it: gd_fail(fault(l, n), GD_USAGE, ...). */
struct gd_err *fault_at(struct loader *l, int line, int col);
struct gd_err *fault(struct loader *l, const struct node *n);
/* In the order of the file. */
void flow_sort(struct gd_flow_faults *f);

/* ---- tree.c ---- */
/* NULL when the file is no tree we accept; then a fault says why. */
struct node *tree_read(struct loader *l, const char *text, size_t len);

/* ---- walk.c ---- */
typedef void read_fn(struct loader *l, const struct node *n, void *out,
    int arg);
struct key { /* one key a map may have */
	const char *name;
	read_fn *read;
	size_t at; /* where it goes in the target */
	int arg;
	bool required;
};
/* Read a map by its table.  Returns bit i set when keys[i] was there. */
uint64_t read_map(struct loader *l, const struct node *n,
    const struct key *keys, int nkeys, void *out);
bool want_map(struct loader *l, const struct node *n);
const struct node *map_get(const struct node *map, const char *key);
/* Make an array of n elements that begin with a struct gd_name, ids from the
 * keys of a map (or NULL), starting at *array + from. */
void declare(struct loader *l, const struct node *map, void *array, size_t size,
    int from, const struct node **at);
int map_size(const struct node *map);
/* "did you mean": the nearest of n words, NULL if none is near. */
const char *nearest(const struct loader *l, const char *word,
    const char *const *words, int n);
int find_id(const void *array, size_t size, int n, const char *id);
/* Index of a named thing, -1 after a fault. */
int find_ref(struct loader *l, enum ref what, const char *id, int line,
    int col);
const char *ref_id(const struct loader *l, enum ref what, int index);
int ref_count(const struct loader *l, enum ref what);

bool parse_number(const char *text, int64_t *value);
read_fn read_text, read_count, read_number, read_yesno, read_word, read_ref,
    read_refs, read_pred, read_skip;
read_fn read_after; /* due.c: "3 days" into minutes */

enum words {
	WORDS_TYPE,
	WORDS_BLOCKS,
	WORDS_PER,
	WORDS_PER_LOT,
	WORDS_COUNT,
	WORDS_PER_LIMIT,
	WORDS_ROLL,
	WORDS_SNAP,
	WORDS_HOLD,
	WORDS_FORM,
	WORDS_CLOCK,
	WORDS_KIND,
	WORDS_BOARD,
	WORDS_PICK,
	WORDS_WHOSE,
	WORDS_N
};
const char *const *word_list(enum words which, int *n);
void list_push(struct loader *l, struct gd_list *list, int index);

/* ---- expr.c ---- */
const struct gd_pred *expr_parse(struct loader *l, const struct node *n);

/* ---- sections.c, papers.c, due.c, duties.c ---- */
void read_workflow(struct loader *l, const struct node *root);
/* A list of words people use; returns it and its length. */
const char *const *read_words(struct loader *l, const struct node *n,
    int *count);
void read_paper(struct loader *l, const struct node *n, int index);
enum due_of { DUE_DUTY, DUE_LIMIT, DUE_ROW };
/* source: a text, or {zh, en}: then the English one, and both into the list
 * of the workflow. */
read_fn read_source;
/* unsure: {zh, en}; n may be NULL. */
void read_unsure(struct loader *l, const struct node *n, const char **zh,
    const char **en);
void read_due(struct loader *l, const struct node *n, enum due_of of,
    struct gd_due_def *out);
/* What done(), issued(), credited(), plan() of a date ask for; NULL = none. */
const char *date_word(const char *word, size_t len, enum gd_base *base,
    enum ref *what);
void read_expires(struct loader *l, const struct node *n,
    struct gd_duty_def *d);
void declare_steps(struct loader *l, const struct node *steps);
void read_steps(struct loader *l, const struct node *steps);

/* ---- limits.c: the sections limits, checks, ladders, ladder, forecast ---- */
struct date_nodes { /* where the sections stand, NULL = left out */
	const struct node *limits, *checks, *ladders, *defaults, *forecast;
};
void declare_dates(struct loader *l, const struct date_nodes *at);
/* After the fields, before the steps. */
void read_ladders(struct loader *l, const struct date_nodes *at);
/* After the steps. */
void read_dates(struct loader *l, const struct date_nodes *at);
void check_dates(struct loader *l);

/* ---- extras.c: causes, offers, picks, an order that settles others ---- */
void read_causes(struct loader *l, const struct node *n); /* or NULL */
void read_refusals(struct loader *l, const struct node *n,
    struct gd_duty_def *d);
/* Once all else of a duty is read. */
void duty_extras(struct loader *l, const struct node *n, struct gd_duty_def *d);
void read_collects(struct loader *l, const struct node *n); /* or NULL */
void check_extras(struct loader *l);

/* ---- check.c, deadlock.c ---- */
void check_workflow(struct loader *l);
void check_deadlock(struct loader *l);


#endif
