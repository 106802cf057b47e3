/* tui/acts/act_inputs_priv.h - which inputs an act's form has. */
#ifndef GENDAN_TUI_ACTS_ACT_INPUTS_PRIV_H
#define GENDAN_TUI_ACTS_ACT_INPUTS_PRIV_H

#include "app/signs.h"

#include "deeds_priv.h"
#include "../forms/form_priv.h"

/* Inputs that are no fields of the workflow; '#' keeps them apart. */
#define ACT_OUTCOME "#outcome"
#define ACT_REASON "#reason"
#define ACT_PASSWORD "#password"
#define ACT_NOTE "#note" /* an optional reason */
#define ACT_DAY "#day"
#define ACT_GRANTED "#granted"
#define ACT_PERSON "#person"
#define ACT_ROLE "#role"
#define ACT_DESK "#desk"
#define ACT_HOLDER "#holder"
#define ACT_NUMBER "#number"
#define ACT_PAYMENT "#payment"
#define ACT_OTHER "#other" /* number of another order */

/* A field of its own, not of the workflow: where the scan lies. */
#define ACT_SCAN "scan"
#define ACT_FILE "file" /* the same, of a file to attach */

/** What the acts of its matter recorded before a notice is made; NULL: it is
 * no notice. The caller's. */
json_t *act_thread_fields(const struct gd_order_page *page,
    const struct gd_command *cmd);
/** The duty a notice of change begins with; NULL: the workflow has none. */
const struct gd_duty_def *act_notice_head(const struct gd_workflow *wf);
/** Add the inputs for this deed. */
void act_inputs(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct deed *deed, bool override);
/** A role, a person: everybody, or who the duty may be offered to. */
void act_people_inputs(struct ui *ui, struct form *f,
    const struct gd_order_page *page, const struct deed *deed, bool role,
    bool person);
/** The input a field of the workflow has in any form. */
struct input act_field_input(const struct gd_field_def *def, bool required);
/** The same, added; nothing where the field is there or is reckoned. */
void act_field_add(struct form *f, const struct gd_workflow *wf,
    const struct gd_field_def *def, bool required, const char *value);
/** F3 on the changes of a notice. @return false: in is no such field */
bool changes_choose(struct ui *ui, struct form *f, struct input *in,
    const struct gd_order_page *page);
/** A part of them by its key, as of struct form_spec. */
bool changes_part(struct ui *ui, struct form *f, struct input *of,
    const char *key, const char *now, const struct gd_order_page *page);
/** Beside each part: what it says now, and on which paper. */
void changes_asides(struct ui *ui, struct form *f,
    const struct gd_order_page *page);
/** A cell of a line as it would be typed. */
const char *act_line_cell(struct ui *ui, const struct gd_line *l,
    const char *cell);
/** F3 on the number of another order: those of the same customer. */
bool orders_choose(struct ui *ui, struct form *f, struct input *in,
    const struct gd_order_page *page);
/** Who is told by a notice, and whether it is issued at once; other acts: none.
 */
void notice_inputs(struct ui *ui, struct form *f,
    const struct gd_order_page *page, const struct gd_command *cmd);
/** Inputs about lines and lots, for the verbs that have them. */
void act_goods_inputs(struct ui *ui, struct form *f,
    const struct gd_order_page *page, const struct deed *deed);
/** What is said beside the inputs: what stays in a lot, what it was. */
void act_asides(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct deed *deed);
/** What was to be corrected stands on papers that are issued: draft them anew
 * (sets *anew and submits the form again), or write a notice, with what was
 * typed kept. @return false: err says other */
bool offer_revision(struct ui *ui, struct form *f,
    const struct gd_order_page *page, const struct gd_command *cmd,
    const struct gd_err *err, bool *anew);
/** Put an input that is no field into the command. @return false: a field */
bool act_input_put(struct gd_command *cmd, const struct input *in,
    const char *value);
/** Lines for the head of the form that moves a date: what was promised and,
 * once a day is typed, what moves on and what breaks. */
void act_move_ahead(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, const char *typed, struct gd_str *out);
/** Does the date only move when somebody grants it: of law, bank, carrier? */
bool act_move_is_granted(const struct gd_order_page *page,
    const struct gd_command *cmd);
/** All that the newest revision of a paper says, a line each, what is else than
 * before marked; who signed it. */
void paper_text(struct ui *ui, const struct gd_order_page *page,
    const char *kind, int64_t lot, int64_t inst, struct gd_str *out);
/** Lines that say what differs, each with "~" in front. */
void paper_since(struct ui *ui, const struct gd_order_page *page,
    const struct gd_read_since *since, struct gd_str *out);
/** Lines for the head of the form: what is signed, sent, received. */
void act_about(struct ui *ui, const struct gd_order_page *page,
    const struct gd_command *cmd, struct gd_str *out);

#endif
