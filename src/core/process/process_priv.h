/* core/process/process_priv.h - what the files of the process share. */
#ifndef GENDAN_CORE_PROCESS_PROCESS_PRIV_H
#define GENDAN_CORE_PROCESS_PROCESS_PRIV_H

#include "core/view/process.h"

/* Things by a text, sorted. */
struct keyed {
	struct keyed_item {
		const char *key; /* of the process's arena */
		void *item;      /* owned */
	} * at;                  /* owned */
	size_t n, room;
};

/* What can be done now, and since when. */
struct ready {
	int duty;
	int64_t lot, round, inst, ms;
	bool seen, drafted;
};
/* When a revision was last written on, and last signed. */
struct written {
	char kind[64];
	int64_t lot, inst, rev, ms, signed_ms, begun_ms;
};
struct opened { /* a step that was opened again */
	char step[64];
	int64_t lot, ms;
};

struct gd_process {
	int64_t from_ms, to_ms, now_ms;
	int utc_offset_min;
	struct gd_arena arena; /* texts of keys */
	struct keyed work, steps, rework, variants, passages;
	int64_t orders, closed;
	/* of the order under way */
	struct gd_order order;
	const struct gd_workflow *wf;
	const struct gd_log_entry *entry;
	struct ready *ready;     /* owned */
	struct written *written; /* owned */
	struct opened *opened;   /* owned */
	size_t nready, ready_room, nwritten, written_room, nopened, opened_room;
	int64_t held_ms; /* on hold since, 0 = it is not */
	struct gd_str way;
	int last_step; /* number of the step done last, 0 = none */
	int64_t last_step_ms;
	bool taken; /* some of it was on paper */
};

/* process.c */
void *process_keyed(struct gd_process *p, struct keyed *t, const char *key,
    size_t size, bool *made);
bool process_in_period(const struct gd_process *p, int64_t ms);
int process_half(const struct gd_process *p, int64_t ms);
struct gd_work_kind *process_work(struct gd_process *p, int step,
    const char *what, enum gd_phase phase, const char *role, bool must);
void process_began(struct gd_process *p, struct gd_work_kind *k, int64_t ms);
void process_ended(struct gd_process *p, struct gd_work_kind *k, int64_t ms);
void process_wait(struct gd_process *p, struct gd_work_kind *k, const char *who,
    const char *role, const char *desk, int64_t from_ms, int64_t to_ms);
struct gd_rework *process_rework(struct gd_process *p, const char *loop,
    const char *paper);
/* process_steps.c */
void process_steps_before(struct gd_process *p, const struct gd_event *e,
    struct gd_step *was, size_t *n, size_t most);
void process_steps_after(struct gd_process *p, const struct gd_step *was,
    size_t n);
void process_closed(struct gd_process *p);
/* process_papers.c */
void process_papers(struct gd_process *p, const struct gd_event *e);
int64_t process_last_signed(const struct gd_process *p, const char *kind,
    int64_t lot, int64_t inst);
/* process_find.c */
void process_find(struct gd_process *p, struct gd_process_view *v);

#endif
