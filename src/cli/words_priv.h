/* cli/words_priv.h - names and numbers in words, commands on orders. */
#ifndef GENDAN_CLI_WORDS_PRIV_H
#define GENDAN_CLI_WORDS_PRIV_H

#include "core/view/naming.h"

#include "cli/cli.h"

struct cli;
struct slot;

const char *cli_name_of(const struct cli *c, const struct gd_name *name);
/** Name of what has this id in the workflow, of the kind asked for; the id
 * itself if nothing has. */
const char *cli_named(struct cli *c, const struct gd_workflow *wf,
    enum gd_thing thing, const char *id);
const char *cli_paper_name(struct cli *c, const struct gd_workflow *wf,
    const char *id);
const char *cli_desk_name(struct cli *c, const struct gd_workflow *wf,
    const char *id);
const char *cli_role_name(struct cli *c, const struct gd_workflow *wf,
    const char *id);
const char *cli_person_name(struct cli *c, const char *login);
/** Who did it: "" is the system, as the journal has it. */
const char *cli_actor_name(struct cli *c, const char *login);
const char *cli_customer_name(struct cli *c, const char *code);
const char *cli_day_words(struct cli *c, int64_t day);
const char *cli_ms_words(struct cli *c, int64_t ms);
/** A moment; of the paper days only the day. "" for 0; text has GD_MS_TEXT. */
const char *cli_moment(int64_t ms, char *text);
/** Who did it; for what is taken over: on paper, and who entered it. */
const char *cli_by_words(struct cli *c, const char *who, bool taken);
/** "Lin for Chen"; the name alone when nobody is stood in for. */
const char *cli_deputy_words(struct cli *c, const char *who,
    const char *for_whom);
const char *cli_money_words(struct cli *c, int64_t minor, const char *currency);
/** qty in parts of 10^-digits: "12.5". */
const char *cli_decimal_words(struct cli *c, int64_t n, int64_t digits);
/** Back: "12.50" with at most max_digits places; *digits places it has. */
bool cli_decimal_read(const char *s, int max_digits, int64_t *n, int *digits);
int cli_currency_digits(const char *code);
/** "role:finance_head desk:qc" in words. */
const char *cli_waits_words(struct cli *c, const struct gd_workflow *wf,
    const char *waits);
/** The same in so many columns (0 = any): whole names, then how many more. */
const char *cli_waits_fit(struct cli *c, const struct gd_workflow *wf,
    const char *waits, int cols);
/** "paper@lot#inst", lots and instances only where they say something. */
/** The lot to write behind a name: 0 while the order has only one. */
int64_t cli_lot_shown(const struct gd_order *o, int64_t lot);
bool cli_lots_told(const struct gd_order_page *p);
void cli_show_lots(struct cli *c, const struct gd_order_page *p);
json_t *cli_lines_json(struct cli *c, const struct gd_order_page *p);
json_t *cli_lots_json(struct cli *c, const struct gd_order_page *p);
const char *cli_doc_words(struct cli *c, const char *id, int64_t lot,
    int64_t inst);
/** Arrays of ids as names, with commas. */
const char *cli_role_words(struct cli *c, const json_t *ids);
const char *cli_desk_words(struct cli *c, const json_t *ids);
/** Trigger or method of a payment row. */
const char *cli_pay_word(const struct cli *c, const struct gd_workflow *wf,
    const char *id);
/** State of an order; a piece has other words for "held". */
const char *cli_state_word(const struct cli *c, int64_t state);
/** One sentence for an event. */
const char *cli_event_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_event *ev);
const char *cli_choice_words(const struct cli *c, const struct gd_field_def *f,
    const char *value);

/* ---- acts ------------------------------------------------------------------ */

/** Id of a desk or paper by any of its names; NULL if there is none. */
const char *cli_desk_id(struct cli *c, const char *text);
const char *cli_paper_id(struct cli *c, const char *text);

/* A command on its way to an order. */
struct target {
	const char *name; /* as typed */
	struct gd_order order;
	const struct gd_workflow *wf; /* borrowed from app */
	struct gd_command cmd;
};
/** Load the order and the workflow it follows. */
enum gd_code cli_target_open(struct cli *c, const char *order, struct target *t,
    struct gd_err *err);
void cli_target_close(struct target *t);
/** Read one argument into t->cmd as its slot says. */
enum gd_code cli_target_slot(struct cli *c, struct target *t,
    const struct slot *slot, const char *text, struct gd_err *err);
/** Options and name=value pairs into t->cmd. */
enum gd_code cli_target_options(struct cli *c, struct target *t,
    struct gd_err *err);
/** The arguments behind ORDER, one after the other, as the usage says. */
enum gd_code cli_target_slots(struct cli *c, struct target *t,
    struct gd_err *err);
/** Names and values of c->pairs as people type them to those the core knows. */
void cli_read_pairs(struct cli *c, const struct gd_workflow *wf);
enum gd_code cli_target_do(struct cli *c, struct target *t, struct gd_err *err);
/** What the act would bring, printed instead of doing it (--dry-run). */
enum gd_code cli_effects(struct cli *c, const struct target *t,
    struct gd_err *err) GD_MUST_CHECK;
/** "line:2:qty", "payment:1:credited" as people say it. */
const char *cli_row_words(struct cli *c, const char *what);
/** cmd_right.c: what an event put right, and "part: before -> now" of it. */
const char *cli_change_what(struct cli *c, const struct gd_workflow *wf,
    const struct gd_event *ev);
const char *cli_change_note(struct cli *c, const struct gd_workflow *wf,
    const struct gd_event *ev);
/** What was put right; whom a revision calls copies back from. */
void cli_show_corrections(struct cli *c, const struct gd_order_page *p);
/** cmd_due.c: the next hard date, what fails, the forecast of an order. */
void cli_show_dates(struct cli *c, const struct gd_order_page *p);
void cli_add_dates_json(struct cli *c, const struct gd_order_page *p,
    json_t *o);
void cli_show_home(struct cli *c, const struct gd_order_page *p);
json_t *cli_corrections_json(struct cli *c, const struct gd_order_page *p);
void cli_say_recalls(struct cli *c, const struct target *t);
/** Arguments after `gendan` that perform cmd, as a JSON array. */
json_t *cli_command_argv(struct cli *c, const char *order,
    const struct gd_workflow *wf, const struct gd_command *cmd,
    const char *seen);
/** cmd as those words say it: what its token must be made of. */
struct gd_command cli_command_typed(const struct gd_workflow *wf,
    const struct gd_command *cmd);
/** The same as a line for a shell. */
const char *cli_command_line(struct cli *c, const char *order,
    const struct gd_workflow *wf, const struct gd_command *cmd);
json_t *cli_act_json(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a);
const char *cli_act_word(const struct cli *c, const char *word);
/** What to type for it; the token of what is signed goes with it. */
const char *cli_typed_line(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a);
/** What an act is about: the paper with its number, or the duty. */
const char *cli_act_what(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a);
/** What differs in a paper since the person knew it, as JSON and as lines, each
 * with `before` in front. */
json_t *cli_since_json(struct cli *c, const struct gd_order_page *page,
    const struct gd_command *cmd);
void cli_since_text(struct cli *c, const struct gd_order_page *page,
    const struct gd_command *cmd, const char *before);
/** What of an order waits for the signature of who asks, with that. */
void cli_show_to_sign(struct cli *c, const struct gd_order_page *p);
json_t *cli_to_sign_json(struct cli *c, const struct gd_order_page *p);
/** `show ORDER DOC`: a paper whole; he has read it then. */
enum gd_code cli_show_paper(struct cli *c, struct gd_err *err);
/** A gd_namer, payload the struct cli: names of c->wf. */
const char *cli_namer(void *payload, enum gd_thing thing, const char *id);
/** "Contract, sent back by Lin: the price is wrong" */
const char *cli_back_words(struct cli *c, const char *name,
    const struct gd_revision *r);
void cli_say_done(struct cli *c, const struct gd_workflow *wf,
    const struct gd_done *done);
json_t *cli_done_json(struct cli *c, const struct gd_workflow *wf,
    const struct gd_done *done);

#endif
