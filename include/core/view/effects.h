/* core/view/effects.h - what an act will bring, before it is done: papers it
 * makes old, copies to be called back, steps it changes, dates that move, hard
 * dates it breaks, who has to sign.
 *
 * Nothing here is a rule of its own: the act is decided on a copy, what must
 * follow of it (a notice is issued, the papers it changes too; what is late
 * lands on the day that was told) is done on that copy, and both orders are
 * compared.
 */
#ifndef GENDAN_CORE_VIEW_EFFECTS_H
#define GENDAN_CORE_VIEW_EFFECTS_H

#include "core/view/dates.h"
#include "core/view/differ.h"
#include "core/view/says.h"

#define GD_EFFECT_DESKS 16

struct gd_effect_desk {
	const char *desk;
	int n; /* pieces */
};

/* A paper that gets another revision. Texts are borrowed of `then`. */
struct gd_effect_paper {
	const char *kind;
	int64_t lot, inst;
	int64_t old_rev; /* in force until then; 0: none was */
	int64_t rev;     /* the one that takes its place */
	int copies;      /* old ones to be called back, of these desks: */
	struct gd_effect_desk desks[GD_EFFECT_DESKS];
	int ndesks;
};

struct gd_effect_step {
	int step; /* index */
	int64_t lot;
	char was, is; /* marks, without '!' */
};

struct gd_effect_date {
	const struct gd_date_view *was; /* NULL: it had none */
	const struct gd_date_view *is;
	bool breaks; /* a hard date that breaks only because of this */
	bool mends;  /* one that would break and does no more */
};

/* Everything lives in the arena or is borrowed of the two orders. */
struct gd_effects {
	struct gd_order made; /* after the acts */
	struct gd_order then; /* after what follows of them too */
	struct gd_arena arena;
	const char *notice; /* paper of the notice it is about; NULL none */
	int64_t inst;       /* its instance */
	const struct gd_change **changes; /* what the notice changes */
	size_t nchanges;
	int moved_field; /* of the notice: says the days it moves; -1 none */
	int days_moved;  /* by it, else the largest move of a date */
	struct gd_effect_paper *papers;
	size_t npapers;
	int copies; /* to be called back, of all papers */
	struct gd_effect_desk told[GD_EFFECT_DESKS]; /* get the notice */
	int ntold;
	struct gd_effect_step *steps;
	size_t nsteps;
	struct gd_effect_date *
	    dates; /* that move: due ones, then those that only land on another day;
				       * hard ones first */
	size_t ndates;
	int breaks;                         /* among them */
	const struct gd_effect_date *first; /* earliest that breaks; NULL */
	struct gd_sign_box signs[GD_SIGN_BOXES]; /* still missing */
	int nsigns;
	int urgent; /* limits that become urgent at an hour (R7), of `then` */
};
void gd_effects_release(struct gd_effects *e);

/** What these acts, at least one, one after the other, will bring. The order stays as it is.
 * Refusals are those of gd_decide; *out is released by the caller in any case.
 */
enum gd_code gd_effects_make(const struct gd_workflow *wf,
    const struct gd_order *order, const struct gd_facts *facts,
    const struct gd_command *cmds, int ncmds, struct gd_effects *out,
    struct gd_err *err) GD_MUST_CHECK;

/** Append the effects in the reader's words, each a line with '\n' behind it; a
 * line that warns begins with "! ". Days of this year without it. */
void gd_effects_say(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_effects *e, int32_t today);
/** One change of a notice: the paper and its field, "Contract: Amount". name:
 * for cells of lines; may be NULL. */
void gd_effects_say_field(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_change *change,
    gd_namer *name, void *payload);

/** A field's value as people say it: choices, papers and what a notice changes
 * by their names, a number with its unit; "-" for nothing. */
void gd_value_say(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const char *field, const char *value,
    gd_namer *name, void *payload);
/** One thing that differs: "Amount: 5 USD -> 6 USD". */
void gd_differ_say(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_differ *d, gd_namer *name,
    void *payload);

/** What a field of type changes says, in words: "Contract: Amount 5 USD -> 6
 * USD; ...". name: as above. */
void gd_changes_say(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const char *text, gd_namer *name,
    void *payload);

/** The duty a delay notice is about: that of the limit which becomes urgent at
 * an hour of the day before (R7). -1: the workflow has none. */
int gd_delay_duty(const struct gd_workflow *wf);
/** The date field in which a duty tells others when what is late will be done
 * (`tells` of the workflow file); -1 for other duties. */
int gd_delay_field(const struct gd_workflow *wf, int duty);
/** The first duty that has such a field; -1: the workflow has none. */
int gd_delay_notice(const struct gd_workflow *wf);

#endif
