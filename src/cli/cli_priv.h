/* cli/cli_priv.h - what the files of the command line share.
 *
 * A command is a row of commands.c: its usage text says which arguments it
 * takes and is read by the parser, so help and behaviour cannot disagree.
 */
#ifndef GENDAN_CLI_PRIV_H
#define GENDAN_CLI_PRIV_H

#include "app/flows.h"
#include "cli/cli.h"

#include "answer_priv.h"
#include "words_priv.h"

/* ---- options: one table for all commands -------------------------------- */

/* X(id, name, word for its value or "", help) */
#define CLI_OPTIONS(X)                                                         \
	X(OPT_BOOK, "book", "FILE",                                            \
	    "the book; else $GENDAN_BOOK, else the usual place")               \
	X(OPT_AS, "as", "LOGIN", "who you are; else $GENDAN_AS")               \
	X(OPT_LANG, "lang", "zh|en", "language of the answers")                \
	X(OPT_THEME, "theme", "default|light|high-contrast|none",              \
	    "colours of the screens; else as you have them")                   \
	X(OPT_REQUEST, "request", "ID",                                        \
	    "a UUID; the same request is done only once")                      \
	X(OPT_HELP, "help", "", "this help")                                   \
	X(OPT_VERSION, "version", "", "the version of gendan")                 \
	X(OPT_JSON, "json", "", "answer as one JSON value")                    \
	X(OPT_CSV, "csv", "", "answer as CSV")                                 \
	X(OPT_SEEN, "seen", "TOKEN",                                           \
	    "refuse if it changed since todo showed this token")               \
	X(OPT_REASON, "reason", "WORDS", "why; kept in the journal")           \
	X(OPT_GRANTED_BY, "granted-by", "WHO",                                 \
	    "who granted another day of law, bank or carrier")                 \
	X(OPT_FOR, "for", "LOGIN",                                             \
	    "record it for another person, shown as such")                     \
	X(OPT_OVERRIDE, "override", "",                                        \
	    "override a hard stop (needs a role and a reason)")                \
	X(OPT_LOT, "lot", "N", "the lot meant")                                \
	X(OPT_ON, "on", "DATE", "the day it really happened")                  \
	X(OPT_ROLE, "role", "ROLE", "the role you act in")                     \
	X(OPT_DESK, "desk", "DESK", "the desk meant")                          \
	X(OPT_PIECE, "piece", "N", "the piece with this number")               \
	X(OPT_PROXY, "proxy", "", "somebody else took it for the desk")        \
	X(OPT_WORKFLOW, "workflow", "ID", "the workflow; else the office's")       \
	X(OPT_LINES, "lines", "FILE", "JSON file with the lines of the order") \
	X(OPT_MAP, "map", "LIST", "which is what: old=new,...")                \
	X(OPT_MAP_FILE, "map-file", "FILE", "the same from a file")            \
	X(OPT_DRY_RUN, "dry-run", "", "only check, change nothing")            \
	X(OPT_TAKEOVER, "takeover", "DATE",                                    \
	    "orders of paper days from a folder, as they stood on DATE")       \
	X(OPT_TEMPLATE, "takeover-template", "DIR",                            \
	    "write the files of a takeover to fill in")                        \
	X(OPT_COMPANY, "company", "NAME", "name of the company")               \
	X(OPT_CODE, "code", "CODE", "short code of the company")               \
	X(OPT_LOGIN, "login", "LOGIN", "login of the first person")            \
	X(OPT_NAME, "name", "NAME", "name of the first person")                \
	X(OPT_CURRENCY, "currency", "CODE", "home currency, e.g. CNY")         \
	X(OPT_SEED, "seed", "N", "another demo with another seed")             \
	X(OPT_ANYWAY, "anyway", "",                                            \
	    "a new customer though the name is like another's")                \
	X(OPT_LIMIT, "limit", "N", "at most so many rows")                     \
	X(OPT_SORT, "sort", "newest|due|hard|number", "order of the rows")     \
	X(OPT_SAVE, "save", "NAME", "keep these filters under a name")         \
	X(OPT_SAVED, "saved", "", "the lists you keep; @NAME asks for one")    \
	X(OPT_FORGET, "forget", "NAME", "keep this list no longer")            \
	X(OPT_REVISE, "revise", "",                                            \
	    "with correct: draft the issued papers anew that say it")          \
	X(OPT_DAYS, "days", "N", "so many days ahead")                         \
	X(OPT_GANTT, "gantt", "[=COLUMNS]",                                    \
	    "the steps as bars over weeks, so wide; else 79")                  \
	X(OPT_BACK, "back", "",                                                \
	    "with FILE: send these back, with --reason, and sign nothing")     \
	X(OPT_WHAT, "what", "WORDS", "what the file is")                       \
	X(OPT_OUT, "out", "FILE", "where the file is written to")              \
	X(OPT_BY, "by", "ORDER|LOGIN|GROUP",                                   \
	    "the order whose paper it is; who signed on paper; of a report: "  \
	    "customer, clerk, desk, product, company, workflow")               \
	X(OPT_ON_PAPER, "on-paper", "",                                        \
	    "enter a signature somebody gave on paper (--by, --scan)")         \
	X(OPT_SCAN, "scan", "FILE", "the scan of the signed paper")            \
	X(OPT_DAY, "day", "DATE", "the day it is of; else today")              \
	X(OPT_SOURCE, "source", "WORDS", "where it comes from")                \
	X(OPT_IN, "in", "CODE", "in the calendar with this code")              \
	X(OPT_YEAR, "year", "YEAR", "of this year alone")                      \
	X(OPT_WHO, "who", "LOGIN", "of this person alone")                     \
	X(OPT_LIKE, "like", "LOGIN",                                           \
	    "with the roles and desks of this person")                         \
	X(OPT_PERSON, "person", "LOGIN", "the person meant")                   \
	X(OPT_TEAM, "team", "DESK", "orders whose clerk sits at this desk")    \
	X(OPT_FROM, "from", "N|DATE", "from this version; or from this day")   \
	X(OPT_PLAIN, "plain", "", "not sealed: a book anybody can read")       \
	X(OPT_KEY, "key", "FILE", "the key of sealed backups; - from input")   \
	X(OPT_ROTATE, "rotate", "DIR",                                         \
	    "today's backup into a folder: 7 days, 4 weeks, 12 months")        \
	X(OPT_TO, "to", "PLACE",                                               \
	    "to this version of a workflow; up to this day; or where a "       \
	    "backup is put back")                                              \
	X(OPT_QUICK, "quick", "",                                              \
	    "what came since the last check, and a part of the rest")          \
	X(OPT_ANCHOR, "anchor", "LEDGER:SEQ:HASH",                             \
	    "compare with this; again for more; @FILE reads them from a file") \
	X(OPT_KEYS, "authorized-keys", "FILE",                                 \
	    "the file of keys; else ~/.ssh/authorized_keys")                   \
	X(OPT_REV, "rev", "N", "the revision meant; else the newest")          \
	X(OPT_PAPER, "paper", "DOC", "the paper the file belongs to")          \
	X(OPT_PIECES, "pieces", "[=4-6]",                                      \
	    "a sheet for each piece of the paper, or for these")               \
	X(OPT_PRINTER, "printer", "[=QUEUE]",                                  \
	    "to this printer; without a name to the one of your desk")         \
	X(OPT_PAGES, "pages", "2-3", "only these pages, after a jam")          \
	X(OPT_AGAIN, "again", "", "print again after a jam, marked REPRINT")   \
	X(OPT_MEDIA, "media", "a4|a5|a5x2|241x140",                            \
	    "the size of the paper in the printer")                            \
	X(OPT_LANGUAGES, "languages", "both|zh|en",                            \
	    "which languages stand on the sheet")                              \
	X(OPT_BACK_BY, "back-by", "DATE", "the day the slip must be back")     \
	X(OPT_ORDER, "order", "ORDER", "the order meant")                      \
	X(OPT_HARD, "hard", "", "only dates of law, bank and carrier")         \
	X(OPT_ALL, "all", "DIR", "a file for each of all, into this folder")   \
	X(OPT_OCEL, "ocel", "FILE", "an event log as OCEL 2.0 in SQLite")      \
	X(OPT_OCEL_JSON, "ocel-json", "FILE",                                  \
	    "an event log as OCEL 2.0 in JSON")                                \
	X(OPT_STRICT, "strict-schema", "",                                     \
	    "in that JSON every value is a text, as its published schema "     \
	    "asks")                                                            \
	X(OPT_MONTH, "month", "2026-11|last",                                  \
	    "of this month alone; this, last: as of today")                    \
	X(OPT_XLSX, "xlsx", "FILE", "into an Excel file, with charts")         \
	X(OPT_PDF, "pdf", "FILE", "into a PDF, with charts")                   \
	X(OPT_FORM, "form", "LIST", "which files: xlsx,pdf,csv,json,txt; of a picture: dot, svg or bpmn")      \
	X(OPT_DIR, "dir", "DIR", "files go there, over those of before")       \
	X(OPT_MAIL, "mail", "ADDRESS",                                         \
	    "send it there, by the sendmail of this machine")                  \
	X(OPT_PASSWORD_FILE, "password-file", "FILE",                          \
	    "your password from a file only you can read (mode 0600)")         \
	X(OPT_PASSWORD_FD, "password-fd", "N",                                 \
	    "your password from an open descriptor")

enum cli_opt {
#define X(id, name, value, help) id,
	CLI_OPTIONS(X)
#undef X
	    OPT_COUNT
};
/* A set of options: wider than a word, they are too many for one. */
__extension__ typedef unsigned __int128 cli_opts_t;
#define B(opt) ((cli_opts_t)1 << (opt))
_Static_assert(OPT_COUNT <= 128, "a set holds 128 options");
#define OPTS_GLOBAL                                               \
	(B(OPT_BOOK) | B(OPT_AS) | B(OPT_LANG) | B(OPT_REQUEST) | \
	    B(OPT_HELP) | B(OPT_VERSION) | B(OPT_PASSWORD_FILE) | \
	    B(OPT_PASSWORD_FD))
/* without a command: the screens */
#define OPTS_START (OPTS_GLOBAL | B(OPT_THEME))

struct cli_opt_def {
	const char *name, *value, *help;
};
extern const struct cli_opt_def cli_opts[OPT_COUNT];

/* ---- commands ------------------------------------------------------------ */

struct gd_job;
struct gd_printed;
struct cli;
typedef enum gd_code cli_run(struct cli *c, struct gd_err *err);

enum cli_group {
	GROUP_LOOK,
	GROUP_DO,
	GROUP_PAPER,
	GROUP_ORDER,
	GROUP_OFFICE,
	GROUP_BOOK,
	GROUP_COUNT
};

struct command {
	const char *word;
	const char *usage; /* "ORDER DUTY [OUTCOME] [FIELD=VALUE ...]" */
	const char *help;  /* one line */
	cli_opts_t opts;   /* beside the global ones */
	cli_run *run;
	enum cli_group group;
	enum gd_verb verb; /* of acts */
	bool paths;        /* arguments are file names: any bytes */
	bool hidden;
	bool raw; /* parses its own arguments */
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
	struct gd_app *app;           /* opened by cli_app */
	const struct gd_workflow *wf; /* of the order asked about, for names */
	struct gd_arena arena;
	struct gd_str out; /* waits for cli_flush */
};

/** How the screens begin, as the options say. */
struct gd_cli_start cli_start(struct cli *c);
bool cli_has(const struct cli *c, enum cli_opt opt);
/** Translate an English phrase into the reader's language. */
const char *cli_tr(const struct cli *c, const char *english);
/** Split argv: options to c->opt, the rest to c->args; finds c->cmd. */
enum gd_code cli_parse(struct cli *c, int argc, char **argv,
    struct gd_err *err);
/** Count arguments against a usage text and take name=value away from them. */
enum gd_code cli_match(struct cli *c, const char *word, const char *usage,
    struct gd_err *err);
enum gd_code cli_opt_int(const struct cli *c, enum cli_opt opt, int64_t *out,
    struct gd_err *err);
bool cli_read_int(const char *text, int64_t *out); /* digits only, from 0 */
/** A day as people write it, of --from or --to; 0: not given. like: days in
 * words of an example, for who wrote none. */
enum gd_code cli_opt_day(struct cli *c, enum cli_opt opt, const char *like,
    int32_t *day, struct gd_err *err);
/** Is a table for people's eyes, and not JSON or CSV? */
bool cli_for_people(const struct cli *c);
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

#define CLI_EXIT_CODES                                                         \
	GD_TR("0 done, 1 refused, 2 usage, 3 not found, 4 changed meanwhile, " \
	      "5 book damaged, 6 outside trouble")
/** A usage text with its words in the reader's language. */
const char *cli_usage_words(struct cli *c, const char *usage);
void cli_manual_page(struct cli *c);
void cli_help_all(struct cli *c);
void cli_help_command(struct cli *c, const struct command *cmd);
void cli_help_office(struct cli *c, const char *object);
/** n passwords in secret memory of GD_PASSWORD_BYTES each: the first lines of
 * --password-file or --password-fd, else asked for at the terminal. */
enum gd_code cli_passwords(struct cli *c, const char *const prompts[],
    char *const out[], int n, struct gd_err *err);
bool cli_password_given(const struct cli *c); /* or can be asked for */
/** Open the person's key with the password that is given. */
enum gd_code cli_unlock(struct cli *c, struct gd_err *err);
/** Where the office asks for it: the password, before a command that may
 * change something. `sign` and `passwd` ask for themselves. */
enum gd_code cli_login(struct cli *c, struct gd_err *err);
/** Has somebody a password: in words; none, first, over or own. */
const char *cli_password_words(struct cli *c, const char *login);
const char *cli_password_state(struct cli *c, const char *login);
void cli_say_first(struct cli *c, const char *login, const char *first);
enum gd_code cli_user_add(struct cli *c, const struct gd_person *p,
    uint64_t mask, struct gd_err *err);
/** The orders somebody still has in work. */
void cli_show_left(struct cli *c, const char *login);
/** What an export holds, table by table, in one language. */
void cli_dictionary(struct gd_str *out, enum gd_lang lang);
/** What a column means, in English for gd_tr; NULL = nobody said. */
const char *cli_column_meaning(const char *table, const char *column);
/** What a row of a table is, likewise. */
const char *cli_table_meaning(bool of_order, int table);
/** Does `OBJECT import FILE` exist? */
bool cli_registers(const char *object);
void cli_help_migrate(struct cli *c);
void cli_help_calendar(struct cli *c);
/* Of a file people write: every fault with its place; then keep it. */
typedef void cli_fault(void *payload, int line, int col,
    const struct gd_err *fault);
typedef enum gd_code cli_check(const struct cli *c, const struct gd_str *text,
    cli_fault *say, void *payload, struct gd_err *err);
typedef enum gd_code cli_install(const struct cli *c, const struct gd_str *text,
    struct gd_err *err);
/** The file args[1], checked and (install not NULL) installed. */
enum gd_code cli_take_file(struct cli *c, cli_check *check_text,
    cli_install *install, struct gd_err *err);
/** The workflow file args[1], proved with its scenarios and (install) kept. */
enum gd_code cli_workflow_file(struct cli *c, bool install, struct gd_err *err);
/** What programs read of a step, by enum gd_step_state. */
const char *cli_step_state(int state);
/** --languages; -1 when it is not given. */
enum gd_code cli_opt_languages(const struct cli *c, int *lang,
    struct gd_err *err);
/** --out and --printer: not both, and what --out may be called. */
enum gd_code cli_print_ways(const struct cli *c, struct gd_err *err);
struct gd_ics_ask;
/** A calendar to the output; the book is open. */
enum gd_code cli_ics_out(struct cli *c, const struct gd_ics_ask *ask,
    struct gd_err *err);
/** A job as text or PDF, where --out says. */
enum gd_code cli_hand_over(struct cli *c, const struct gd_job *job,
    struct gd_err *err);
/** What a printer was handed. */
void cli_say_printed(struct cli *c, const struct gd_printed *p);
/* Beside the answer, on stderr. */
void cli_aside(struct cli *c, const char *text, int nargs,
    const struct gd_arg *args);
/** The sentence of a fault, into c's arena. */
const char *cli_fault_words(struct cli *c, const struct gd_err *err);
void cli_say_fault(struct cli *c, const char *where, const struct gd_err *err);
/* The same of words said already. */
void cli_say_line(struct cli *c, const char *where, const char *words);
/* A fault in a row of a file, for who reads tables; payload is the cli. */
void cli_say_row(void *payload, int64_t row, const char *column,
    const char *value, const struct gd_err *why);

cli_run cmd_act, cmd_notice, cmd_delay, cmd_todo, cmd_agenda, cmd_due,
    cmd_board, cmd_list, cmd_report, cmd_find, cmd_show, cmd_log, cmd_new,
    cmd_import, cmd_init, cmd_demo, cmd_copies, cmd_office, cmd_workflow,
    cmd_verify, cmd_rebuild, cmd_tick, cmd_whoami, cmd_help, cmd_completion,
    cmd_keys, cmd_practice, cmd_screens, cmd_bare, cmd_attach, cmd_files,
    cmd_backup, cmd_restore, cli_takeover, cli_takeover_template, cmd_money,
    cmd_rate, cmd_series, cmd_handover, cmd_since, cmd_export, cli_user_left,
    cli_register, cli_migrate, cmd_head, cmd_print, cmd_slip, cmd_form, cmd_day,
    cmd_audit, cmd_server, cmd_passwd, cmd_signs, cli_user_reset, cmd_scan,
    cmd_papers, cmd_printer, cmd_calendar, cmd_dates, cmd_forecast, cmd_move,
    cli_binder, cli_binder_print, cmd_ics, cmd_process, cli_export_log;

#endif
