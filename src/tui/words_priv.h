/* tui/words_priv.h - words.c: a workflow's ids in the reader's words. */
#ifndef GENDAN_TUI_WORDS_PRIV_H
#define GENDAN_TUI_WORDS_PRIV_H

#include "core/view/differ.h"
#include "core/view/naming.h"

#include "ui_priv.h"

/** A field's value as people say it: choices, papers and what a notice changes
 * by their names, a number with its unit. */
void ui_field_said(struct ui *ui, const struct gd_workflow *wf,
    struct gd_str *out, const char *field, const char *value);

/** One thing a revision says else: "Amount: 5 USD -> 6 USD". */
void ui_differ(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const struct gd_differ *d);

/** The name by wf, else by any workflow of the office; the id itself when none
 * knows it. */
const char *ui_name_for(struct ui *ui, const struct gd_workflow *wf,
    enum gd_thing thing, const char *id);
/** Name of a duty, paper, step, field, desk, role or loop; the id itself when
 * it is none of these. */
const char *ui_thing(struct ui *ui, const struct gd_workflow *wf,
    const char *id);
/** Name of a paper, also where a duty is called by the same id. */
const char *ui_paper(struct ui *ui, const struct gd_workflow *wf,
    const char *kind);
/** "sent back by Lin, 11-24 09:30: the price is wrong" */
void ui_back(struct ui *ui, const struct gd_revision *r, struct gd_str *out);
/** Name of a desk; ids of desks, roles and steps may be the same word. */
const char *ui_place(struct ui *ui, const struct gd_workflow *wf,
    const char *desk);
/** What lies open to all of a role when some have said no: who is still asked;
 * false: there is no such thing. */
bool ui_still_asked(struct ui *ui, const struct gd_order_page *p,
    const struct gd_duty_view *v, struct gd_str *out);
/** Where the fields are asked for that a condition wants to be set: " (asked
 * by: Keep the log)"; nothing when it wants none. text may be NULL. */
void ui_asked_by(struct ui *ui, const struct gd_workflow *wf, const char *text,
    struct gd_str *out);
/** A condition as written in the workflow file, its ids as names. */
void ui_condition(struct ui *ui, const struct gd_workflow *wf,
    struct gd_str *out, const char *text);
/** Base, rule, result and source of a date. */
void ui_say_date(struct ui *ui, const struct gd_workflow *wf,
    struct gd_str *out, const struct gd_date_view *v);
/** Names of roles, comma between. */
void ui_roles(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const struct gd_list *roles);
void ui_event(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const struct gd_event *ev);
/** Events of one command in words, at most so many, "; " between; office: also
 * what changes the office's lists. */
void ui_events(struct ui *ui, const struct gd_workflow *wf, const char *body,
    size_t len, bool office, int most, struct gd_str *out);
/** The last thing done to an order, with who and when; no reminder. */
void ui_last_event(struct ui *ui, const struct gd_workflow *wf,
    const char *order_id, struct gd_str *out);
/** One journal row in words: when, who, what (at most 3 events). */
void ui_journal_row(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_journal_row *row, struct gd_str *out);
/** An error with the ids in it as names. */
void ui_say_fault(struct ui *ui, const struct gd_workflow *wf,
    const struct gd_err *err);
void ui_fault(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const struct gd_err *err);

#endif
