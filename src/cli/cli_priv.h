/* cli/cli_priv.h - what the files of the command line share.
 *
 * A command is a row of commands.c: its usage text says which arguments it
 * takes and is read by the parser, so help and behaviour cannot disagree.
 */
#ifndef GENDAN_CLI_PRIV_H
#define GENDAN_CLI_PRIV_H

#include "cli/cli.h"

/* ---- options: one table for all commands -------------------------------- */

/* X(id, name, word for its value or "", help) */
#define CLI_OPTIONS(X)                                                       \
	X(OPT_BOOK, "book", "FILE", "the book; else $GENDAN_BOOK, else the usual place") \
	X(OPT_AS, "as", "LOGIN", "who you are; else $GENDAN_AS")             \
	X(OPT_LANG, "lang", "zh|en", "language of the answers")              \
	X(OPT_REQUEST, "request", "ID", "a UUID; the same request is done only once") \
	X(OPT_HELP, "help", "", "this help")                                 \
	X(OPT_VERSION, "version", "", "the version of gendan")               \
	X(OPT_JSON, "json", "", "answer as one JSON value")                  \
	X(OPT_CSV, "csv", "", "answer as CSV")                               \
	X(OPT_SEEN, "seen", "TOKEN", "refuse if it changed since todo showed this token") \
	X(OPT_REASON, "reason", "WORDS", "why; kept in the journal")         \
	X(OPT_FOR, "for", "LOGIN", "record it for another person, shown as such") \
	X(OPT_OVERRIDE, "override", "", "override a hard stop (needs a role and a reason)") \
	X(OPT_LOT, "lot", "N", "the lot meant")                              \
	X(OPT_ON, "on", "DATE", "the day it really happened")                \
	X(OPT_ROLE, "role", "ROLE", "the role you act in")                   \
	X(OPT_DESK, "desk", "DESK", "the desk meant")                        \
	X(OPT_PIECE, "piece", "N", "the piece with this number")             \
	X(OPT_PROXY, "proxy", "", "somebody else took it for the desk")      \
	X(OPT_WORKFLOW, "workflow", "ID", "the workflow; else export")       \
	X(OPT_LINES, "lines", "FILE", "JSON file with the lines of the order") \
	X(OPT_MAP, "map", "LIST", "which column is what: column=name,...")   \
	X(OPT_MAP_FILE, "map-file", "FILE", "the same from a file")          \
	X(OPT_DRY_RUN, "dry-run", "", "only check, change nothing")          \
	X(OPT_COMPANY, "company", "NAME", "name of the company")             \
	X(OPT_CODE, "code", "CODE", "short code of the company")             \
	X(OPT_LOGIN, "login", "LOGIN", "login of the first person")          \
	X(OPT_NAME, "name", "NAME", "name of the first person")              \
	X(OPT_CURRENCY, "currency", "CODE", "home currency, e.g. CNY")       \
	X(OPT_SEED, "seed", "N", "another demo with another seed")           \
	X(OPT_LIMIT, "limit", "N", "at most so many rows")                   \
	X(OPT_SORT, "sort", "newest|due|number", "order of the rows")        \
	X(OPT_DAYS, "days", "N", "so many days ahead")

enum cli_opt {
#define X(id, name, value, help) id,
	CLI_OPTIONS(X)
#undef X
	OPT_COUNT
};
#define B(opt) (UINT64_C(1) << (opt))
#define OPTS_GLOBAL                                                          \
	(B(OPT_BOOK) | B(OPT_AS) | B(OPT_LANG) | B(OPT_REQUEST) |            \
	    B(OPT_HELP) | B(OPT_VERSION))

struct cli_opt_def {
	const char *name, *value, *help;
};
extern const struct cli_opt_def cli_opts[OPT_COUNT];

/* ---- commands ------------------------------------------------------------ */

struct cli;
typedef enum gd_code cli_run(struct cli *c, struct gd_err *err);

enum cli_group {
	GROUP_LOOK, GROUP_DO, GROUP_PAPER, GROUP_ORDER, GROUP_OFFICE,
	GROUP_BOOK, GROUP_COUNT
};

struct command {
	const char *word;
	const char *usage; /* "ORDER DUTY [OUTCOME] [FIELD=VALUE ...]" */
	const char *help;  /* one line */
	uint64_t opts;     /* beside the global ones */
	cli_run *run;
	enum cli_group group;
	enum gd_verb verb; /* of acts */
	bool paths;        /* arguments are file names: any bytes */
	bool hidden;
	bool raw;          /* parses its own arguments */
};
extern const struct command cli_commands[];
extern const int cli_ncommands;
const struct command *cli_command_find(const char *word);
const char *cli_command_near(const char *word); /* NULL if nothing is near */

/* One argument of a usage text. */
struct slot {
	char name[24];
	bool optional, repeat;
};
/** Read the next argument of *usage and move on. @return false at the end */
bool cli_slot_next(const char **usage, struct slot *slot);

struct cli {
	enum gd_lang lang;
	const struct command *cmd;
	const char *opt[OPT_COUNT]; /* value, "" for a flag, NULL not given */
	const char **args;          /* arguments after the command word */
	int nargs;
	struct gd_pair *pairs; /* those of the form name=value */
	int npairs;
	const struct gd_cli_doors *doors;
	struct gd_app *app; /* opened by cli_app */
	struct gd_arena arena;
	struct gd_str out; /* waits for cli_flush */
};

bool cli_has(const struct cli *c, enum cli_opt opt);
/** Translate an English phrase into the reader's language. */
const char *cli_tr(const struct cli *c, const char *english);
/** Split argv: options to c->opt, the rest to c->args; finds c->cmd. */
enum gd_code cli_parse(struct cli *c, int argc, char **argv, struct gd_err *err);
/** Count arguments against a usage text and take name=value away from them. */
enum gd_code cli_match(struct cli *c, const char *word, const char *usage,
    struct gd_err *err);
enum gd_code cli_opt_int(const struct cli *c, enum cli_opt opt, int64_t *out,
    struct gd_err *err);
bool cli_read_int(const char *text, int64_t *out); /* digits only, from 0 */
struct gd_app_options cli_app_options(const struct cli *c);
/** Open the book as the person, once. */
enum gd_code cli_app(struct cli *c, struct gd_err *err);
/** Path of the book, into c's arena. */
const char *cli_book(struct cli *c);
/** Whole file, at most max bytes; text owned by *out. */
enum gd_code cli_read_file(const char *path, size_t max, struct gd_str *out,
    struct gd_err *err);
/** Name of a thing nearest to word among n names; NULL if none is near. */
const char *cli_nearest(const char *word, const char *const *names, size_t n);

void cli_help_all(struct cli *c);
void cli_help_command(struct cli *c, const struct command *cmd);
void cli_help_office(struct cli *c, const char *object);
void cli_say_fault(struct cli *c, const char *where, const struct gd_err *err);

/* ---- answers ------------------------------------------------------------- */

struct column {
	const char *key;   /* JSON key and CSV head */
	const char *title; /* English */
	bool right;
	int max; /* columns in text, 0 = as wide as it is */
};
struct cell {
	const char *shown, *plain; /* in text; in CSV */
	json_t *value;             /* owned */
	int width;
};
/* A table on its way out; cells are added row by row, left to right. */
struct grid {
	const struct column *cols;
	int ncols;
	struct cell *cells;
	size_t ncells, room, rows;
	int *widths;
	bool begun;
	struct gd_arena arena;
};
void cli_grid_init(struct grid *g, const struct column *cols, int ncols);
void cli_grid_text(struct grid *g, const char *s);
void cli_grid_name(struct grid *g, const char *id, const char *shown);
void cli_grid_int(struct grid *g, int64_t n);
void cli_grid_bool(struct grid *g, bool yes, const char *shown);
void cli_grid_day(struct grid *g, int32_t day); /* 0, GD_NO_DAY: empty */
void cli_grid_ms(struct grid *g, int64_t ms);
void cli_grid_json(struct grid *g, const char *shown, json_t *value); /* takes value */
/** Print the rows so far and forget them; for long tables. */
void cli_grid_flush(struct cli *c, struct grid *g);
/** Print the rest; releases the grid. */
void cli_grid_end(struct cli *c, struct grid *g);

void cli_out_text(struct cli *c, const char *s);  /* made safe */
void cli_out_printf(struct cli *c, const char *fmt, ...) GD_PRINTF(2, 3);
/** A phrase with {1}.. filled in, then a line break. */
void cli_out_say(struct cli *c, const char *english, int n, const struct gd_arg *args);
void cli_out_json(struct cli *c, json_t *value); /* takes value; one line break */
json_t *cli_json_text(const char *s); /* never NULL */
void cli_out_pair(struct cli *c, const char *title, const char *value);
enum gd_code cli_flush(struct cli *c, struct gd_err *err);

/* ---- words ---------------------------------------------------------------- */

const char *cli_name_of(const struct cli *c, const struct gd_name *name);
/** Name of whatever has this id in the workflow (duty, paper, step, field,
 * desk, role); the id itself if nothing has. */
const char *cli_thing_name(const struct cli *c, const struct gd_workflow *wf,
    const char *id);
const char *cli_desk_name(struct cli *c, const struct gd_workflow *wf, const char *id);
const char *cli_role_name(const struct cli *c, const struct gd_workflow *wf, const char *id);
const char *cli_person_name(struct cli *c, const char *login);
const char *cli_customer_name(struct cli *c, const char *code);
const char *cli_day_words(struct cli *c, int64_t day);
const char *cli_ms_words(struct cli *c, int64_t ms);
const char *cli_money_words(struct cli *c, int64_t minor, const char *currency);
/** qty in parts of 10^-digits: "12.5". */
const char *cli_decimal_words(struct cli *c, int64_t n, int64_t digits);
/** Back: "12.50" with at most max_digits places; *digits places it has. */
bool cli_decimal_read(const char *s, int max_digits, int64_t *n, int *digits);
int cli_currency_digits(const char *code);
/** "role:finance_head desk:qc" in words. */
const char *cli_waits_words(struct cli *c, const struct gd_workflow *wf, const char *waits);
/** "paper@lot#inst", lots and instances only where they say something. */
const char *cli_doc_words(struct cli *c, const char *id, int64_t lot, int64_t inst);
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
enum gd_code cli_target_options(struct cli *c, struct target *t, struct gd_err *err);
/** Names and values of c->pairs as people type them to those the core knows. */
void cli_read_pairs(struct cli *c, const struct gd_workflow *wf);
enum gd_code cli_target_do(struct cli *c, struct target *t, struct gd_err *err);
/** Arguments after `gendan` that perform cmd, as a JSON array. */
json_t *cli_command_argv(struct cli *c, const char *order,
    const struct gd_workflow *wf, const struct gd_command *cmd,
    const char *seen);
/** The same as a line for a shell. */
const char *cli_command_line(struct cli *c, const char *order,
    const struct gd_workflow *wf, const struct gd_command *cmd);
json_t *cli_act_json(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a);
const char *cli_act_word(const struct cli *c, const char *word);
/** What an act is about: the paper with its number, or the duty. */
const char *cli_act_what(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a);
json_t *cli_done_json(struct cli *c, const struct gd_workflow *wf,
    const struct gd_done *done);

cli_run cmd_act, cmd_notice, cmd_delay, cmd_todo, cmd_agenda, cmd_due,
    cmd_board, cmd_list, cmd_find, cmd_show, cmd_log, cmd_new, cmd_import,
    cmd_init, cmd_demo, cmd_copies, cmd_office, cmd_workflow, cmd_verify,
    cmd_rebuild, cmd_tick, cmd_whoami, cmd_help, cmd_completion, cmd_screens,
    cmd_bare;

#endif
