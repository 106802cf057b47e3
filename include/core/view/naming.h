/* core/view/naming.h - which arguments of a message are ids, and of what, so
 * that the command line and the screens say their names. */
#ifndef GENDAN_CORE_VIEW_NAMING_H
#define GENDAN_CORE_VIEW_NAMING_H

#include "base/say.h"
#include "core/event.h"
#include "core/workflow.h"

/* One id may be several things: `shipping` is a desk and a step. */
enum gd_thing {
	GD_THING_NONE,
	GD_THING_ANY, /* a duty, else a paper, else whatever has the id */
	GD_THING_DUTY,
	GD_THING_PAPER,
	GD_THING_FIELD,
	GD_THING_DESK,
	GD_THING_ROLE,
	GD_THING_STEP,
	GD_THING_LOOP,
	GD_THING_PERSON,
	GD_THING_VERB,
	GD_THING_WORD, /* of a condition: a duty, paper, outcome, choice */
	GD_THING_ANSWER, /* "duty.outcome" or "field.choice" */
	GD_THING_SOURCE, /* where a rule comes from */
};

/** The name of an id in the reader's language, NULL or the id itself where
 * there is none. What it returns must live until the next call. */
typedef const char *gd_namer(void *payload, enum gd_thing thing,
    const char *id);

/** What a workflow calls the thing with this id; NULL: it has none such. The
 * number of a step is no id here. */
const struct gd_name *gd_wf_name(const struct gd_workflow *wf,
    enum gd_thing thing, const char *id);
/** Where a rule of the workflow comes from, in the reader's language; wf may be
 * NULL. */
const char *gd_source_said(enum gd_lang lang, const struct gd_workflow *wf,
    const char *source);
/** The paper an event is about, NULL when it is about something else: one id may
 * be a duty and a paper, and the kind of event says which is meant. */
const struct gd_name *gd_event_paper(const struct gd_workflow *wf,
    const struct gd_event *ev);
/** What "{1}: waived; {2}" ends in when nothing stands in {2}, taken off. */
void gd_say_trim(struct gd_str *out);
/** A reason in the reader's language where gendan gave it, else as it is. */
const char *gd_reason_said(enum gd_lang lang, const char *reason);
/** The note of an event where gendan wrote it itself: why a duty was waived or
 * by which answer an order ended; NULL where a person or a row says it. */
const char *gd_note_said(enum gd_lang lang, const struct gd_workflow *wf,
    const struct gd_event *ev);
/** What an act with this word is called, in English for gd_tr; else word. */
const char *gd_verb_said(const char *word);
/** What argument 0..3 of a message is the id of. */
enum gd_thing gd_msg_thing(enum gd_msg msg, int arg);
/** gd_say_err with names for ids, except where one must type them: inside
 * `...` they stay. */
void gd_say_err_named(struct gd_str *out, enum gd_lang lang,
    const struct gd_err *err, gd_namer *name, void *payload);
/** Append a condition of the workflow, such as "done(pack) and issued(bill)",
 * in the reader's words. */
void gd_say_condition(struct gd_str *out, enum gd_lang lang, const char *text,
    gd_namer *name, void *payload);

#endif
