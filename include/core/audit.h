/* core/audit.h - who signed what, and where a rule was passed over: read from
 * the journal, command by command, as it was at that time.
 *
 * The rules are those of today's program on the order's own workflow version;
 * people and their roles are those of the day.  What was done on paper before
 * gendan, or entered for paper, is listed and not judged.
 */
#ifndef GENDAN_CORE_AUDIT_H
#define GENDAN_CORE_AUDIT_H

#include "core/event.h"
#include "core/order.h"

/* X(id, word, what it says); breaches last */
#define GD_AUDITS(X)                                                          \
	X(GD_AUDIT_SIGNED, "signed", "signed")                                \
	X(GD_AUDIT_WITHDRAWN, "withdrawn", "signature withdrawn")             \
	X(GD_AUDIT_OVERRIDE, "override", "hard stop overridden")              \
	X(GD_AUDIT_EARLY, "early", "step opened early")                       \
	X(GD_AUDIT_CLOCK, "clock", "clock of the machine jumped")             \
	X(GD_AUDIT_NO_ROLE, "no-role", "signed without the role")             \
	X(GD_AUDIT_OWN_WORK, "own-work", "prepared and signed by one person") \
	X(GD_AUDIT_TWICE, "twice", "two sign-offs by one person")             \
	X(GD_AUDIT_UNSIGNED, "unsigned", "issued without its sign-offs")      \
	X(GD_AUDIT_NOT_HIS, "not-his", "done by somebody not assigned to it")

enum gd_audit_kind {
#define X(id, word, text) id,
	GD_AUDITS(X)
#undef X
	    GD_AUDIT_KINDS
};
const char *gd_audit_word(enum gd_audit_kind kind);
const char *gd_audit_text(enum gd_audit_kind kind); /* English, for gd_tr */
bool gd_audit_breach(enum gd_audit_kind kind);

/* All texts borrowed until gd_audit_command returns. */
struct gd_audit_line {
	enum gd_audit_kind kind;
	int64_t seq, at_ms;     /* of the command */
	const char *what;       /* paper, step, or what was overridden */
	int64_t lot, inst, rev; /* of a paper */
	const char *role, *by;  /* who signed, overrode, opened */
	const char *for_whom;   /* as deputy for; "" */
	const char *entered_by; /* on paper, entered by; "" */
	const char *actor;      /* whose command it was */
	const char *reason;
	bool on_paper;
};

/* Who held which role and stood in for whom, at every time. */
struct gd_audit_people {
	struct gd_audit_change {
		int64_t seq;
		int table; /* GD_OFF_HOLDS or GD_OFF_DEPUTY */
		struct gd_holds holds;
		struct gd_deputy deputy;
	} * at; /* owned */
	size_t n, room;
	struct gd_sheet office; /* owned; holds and deputies so far */
};
void gd_audit_people_init(struct gd_audit_people *p);
void gd_audit_people_release(struct gd_audit_people *p);
/** A command of the office, in the order of the journal. */
void gd_audit_people_note(struct gd_audit_people *p, int64_t seq,
    const struct gd_events *events);

struct gd_audit_at { /* the command that is looked at */
	int64_t seq, at_ms;
	int32_t day;
	const char *actor;
};
/** Apply one command to *order, as it was before, and say what is to be said
 * of it. wf: its workflow; NULL = not known, then nothing is judged. */
void gd_audit_command(const struct gd_workflow *wf, struct gd_order *order,
    const struct gd_audit_people *people, const struct gd_audit_at *at,
    const struct gd_events *events,
    void (*say)(void *payload, const struct gd_audit_line *line),
    void *payload);

#endif
