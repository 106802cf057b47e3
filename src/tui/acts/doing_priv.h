/* tui/acts/doing_priv.h - one act on an order, between its form (scr_act.c) and
 * what happens when it is submitted (doing.c). */
#ifndef GENDAN_TUI_ACTS_DOING_PRIV_H
#define GENDAN_TUI_ACTS_DOING_PRIV_H

#include "../others_priv.h"

/* What one form is about. */
struct doing {
	struct ui *ui;
	char *number, *id; /* owned */
	struct gd_order_page page;
	struct deeds deeds;
	struct deed *deed; /* in deeds */
	bool override;
	bool anew; /* a correction drafts the papers that say it anew */
	char *day; /* owned: what ahead and below are about; NULL: nothing */
	struct gd_str ahead; /* what follows of it, above the fields */
	struct gd_str below; /* and below them */
	struct gd_str met;   /* what others wrote meanwhile, to be said */
	bool same;           /* they wrote what was typed here: nothing left */
	char seen[9];
};

/** Read the order anew, and what the person sees of it now. @return false: it
 * is no longer to be done; the message says so */
bool doing_load(struct ui *ui, struct doing *d);
/** What the inputs say, as a command; borrowed of the form. */
struct gd_command doing_command(struct ui *ui, struct form *f,
    const struct doing *d);
/** Of struct form_spec. */
bool doing_submit(struct ui *ui, struct form *f, void *payload);

/* ---- notice_told.c ---- */

/** The paper a command makes as a notice; -1: it makes none. */
int notice_made(const struct gd_workflow *wf, const struct gd_command *cmd);
/** What the form asks so that the draft is told differently from the rule.
 * @return how many commands */
int notice_commands(struct ui *ui, struct form *f, const struct doing *d,
    struct gd_command *out, int most);
/** Does the form issue it too? */
bool notice_issues(struct form *f);
/** Behind the draft: who is told, and the issue when nobody has to sign. *done
 * becomes the last of them. @return false: refused, it is said */
bool notice_ends(struct ui *ui, struct form *f, const struct doing *d,
    struct gd_done *done);

/* ---- act_notice.c ---- */

/** Reckon anew what the act will bring, when a field was left: the changes of
 * a notice into ahead, the rest into below. Other acts: nothing. */
void act_foresee(struct ui *ui, struct form *f, struct doing *d);
/** Of struct form_spec: foot. */
const char *act_foreseen(struct ui *ui, void *payload);
/** Does an act belong to the way of a notice: problem, agreement, notice? */
bool act_of_notice(const struct gd_workflow *wf, const struct gd_act_view *a);
/** After an act of a notice: open the next one that this person may do. now:
 * the order as it is after it. */
void act_notice_goes_on(struct ui *ui, const struct doing *d,
    const struct gd_order *now);

#endif
