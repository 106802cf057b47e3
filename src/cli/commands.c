/* cli/commands.c - every command, one row each.
 *
 * The usage text is what the parser and the help read.  A command that acts
 * on an order is only a row here: its verb, its arguments, its options.
 */
#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

#define OUT (B(OPT_JSON) | B(OPT_CSV))
/* what every act takes */
#define ACT (B(OPT_JSON) | B(OPT_SEEN) | B(OPT_REASON))
#define LOT (ACT | B(OPT_LOT))
#define STOP (LOT | B(OPT_OVERRIDE) | B(OPT_ON))
#define PAPER (LOT | B(OPT_OVERRIDE))
#define PIECE (STOP | B(OPT_PIECE) | B(OPT_DESK))
#define PRINTER                                                         \
	(B(OPT_PRINTER) | B(OPT_PAGES) | B(OPT_AGAIN) | B(OPT_REASON) | \
	    B(OPT_JSON))
#define SLIP                                                   \
	(B(OPT_LOT) | B(OPT_REV) | B(OPT_OUT) | B(OPT_MEDIA) | \
	    B(OPT_LANGUAGES) | B(OPT_BACK_BY) | PRINTER)
#define PRINT ((SLIP & ~B(OPT_BACK_BY)) | B(OPT_PIECE) | B(OPT_PIECES))

#define LOOK(word, usage, help, opts, run)                                   \
	{                                                                    \
		word, usage, help, opts, run, GROUP_LOOK, GD_DO_NONE, false, \
		    false, false                                             \
	}
#define DO(word, usage, help, opts, group, verb)                             \
	{                                                                    \
		word, usage, help, opts, cmd_act, group, verb, false, false, \
		    false                                                    \
	}
#define OWN(word, usage, help, opts, run, group)                               \
	{                                                                      \
		word, usage, help, opts, run, group, GD_DO_NONE, false, false, \
		    false                                                      \
	}
#define FILES(word, usage, help, opts, run, group)                            \
	{                                                                     \
		word, usage, help, opts, run, group, GD_DO_NONE, true, false, \
		    false                                                     \
	}
#define HIDDEN(word, usage, help, opts, run, raw)                           \
	{                                                                   \
		word, usage, help, opts, run, GROUP_BOOK, GD_DO_NONE, true, \
		    true, raw                                               \
	}
#define OFFICE(word, help)                                                \
	OWN(word, "[SUBCOMMAND] [WORDS ...] [NAME=VALUE ...]", help, OUT, \
	    cmd_office, GROUP_OFFICE)

const struct command cli_commands[] = {
	LOOK("board", "[BOARD] [FILTER ...]",
	    "how many orders stand where, who is waited for; or one board: "
	    "steps, slips, ages, waits, papers, signs, shipments, credits, "
	    "money, refunds, load, changes, forecast; of all, a company:, "
	    "desk:, team:, person: or workflow:",
	    OUT | B(OPT_COMPANY) | B(OPT_DESK) | B(OPT_TEAM) | B(OPT_PERSON) |
		B(OPT_WORKFLOW) | B(OPT_LIMIT),
	    cmd_board),
	LOOK("agenda", "",
	    "my day: overdue, due today and soon, whom I wait for, next hard "
	    "dates, what I can do now; of a desk or a person",
	    OUT | B(OPT_LIMIT) | B(OPT_DESK) | B(OPT_PERSON), cmd_agenda),
	LOOK("due", "[FILTER ...]",
	    "dates of all orders: without words 30 days ahead; hard moved "
	    "late owner:chenli duty:loaded desk:finance due<12-01, others "
	    "choose the orders",
	    OUT | B(OPT_DAYS) | B(OPT_FROM) | B(OPT_TO) | B(OPT_LIMIT),
	    cmd_due),
	LOOK("dates", "ORDER",
	    "all dates of one order: planned, promised, now, met, where they "
	    "land; the first hard date that breaks, warnings, forecast; "
	    "--gantt draws the steps",
	    OUT | B(OPT_GANTT), cmd_dates),
	LOOK("forecast", "[ORDER]",
	    "when an order, or each in work, will ship: likely, and safely in "
	    "nine of ten; the slowest step, how many finished orders it rests "
	    "on",
	    OUT | B(OPT_LIMIT), cmd_forecast),
	FILES("ics", "",
	    "open dates as a calendar (iCalendar): mine, or of --person, "
	    "--desk, --order; --all DIR keeps a folder to subscribe to",
	    B(OPT_PERSON) | B(OPT_DESK) | B(OPT_ORDER) | B(OPT_HARD) |
		B(OPT_DAYS) | B(OPT_OUT) | B(OPT_ALL),
	    cmd_ics, GROUP_LOOK),
	LOOK("list", "[FILTER ...]",
	    "orders in work; filters such as state:all step:5 late: "
	    "who:finance",
	    OUT | B(OPT_LIMIT) | B(OPT_SORT) | B(OPT_SAVE) | B(OPT_SAVED) |
		B(OPT_FORGET),
	    cmd_list),
	LOOK("find", "WORDS ...", "search orders by number, customer and goods",
	    OUT | B(OPT_LIMIT), cmd_list),
	LOOK("money", "[FILTER ...]",
	    "what orders come to, by currency and at home", OUT, cmd_money),
	LOOK("process", "[FILTER ...]",
	    "the process as it was: a map of the steps, what stands out, what "
	    "was done over, ways orders went; more with report process",
	    OUT | B(OPT_FROM) | B(OPT_TO) | B(OPT_WORKFLOW), cmd_process),
	LOOK("report", "[REPORT] [WORDS ...]",
	    "reports people keep: measures of a period and more, as text, "
	    "CSV, JSON, Excel or PDF; `report list` names them; `report save "
	    "NAME REPORT ...` keeps one, `report run NAME --dir DIR` makes it",
	    OUT | B(OPT_BY) | B(OPT_FROM) | B(OPT_TO) | B(OPT_MONTH) |
		B(OPT_YEAR) | B(OPT_XLSX) | B(OPT_PDF) | B(OPT_FORM) |
		B(OPT_DIR) | B(OPT_MAIL) | B(OPT_ALL),
	    cmd_report),
	LOOK("show", "ORDER [DOC]",
	    "all about one order; or one of its papers whole, with what is "
	    "different since you read or signed it",
	    B(OPT_JSON), cmd_show),
	LOOK("todo", "ORDER",
	    "what can be done on an order, and what waits for what", OUT,
	    cmd_todo),
	LOOK("log", "[ORDER]", "what happened, who did it and when",
	    OUT | B(OPT_LIMIT), cmd_log),
	LOOK("since", "[WHEN]",
	    "what others did while you were away: since a day, an hour, or "
	    "your last act before today",
	    OUT | B(OPT_LIMIT) | B(OPT_WHO) | B(OPT_DESK), cmd_since),
	LOOK("copies", "[ORDER] [DOC]", "who holds which piece of which paper",
	    OUT | B(OPT_DESK) | B(OPT_LIMIT), cmd_copies),
	LOOK("papers", "[FILTER ...]",
	    "papers out: who holds what and for how many days; desk:qc "
	    "person:chenli kind:contract late:3 out:qc@3..7, others choose "
	    "the orders",
	    OUT | B(OPT_LIMIT), cmd_papers),
	LOOK("audit", "[WHAT] [FIELD=VALUE ...]",
	    "who signed what: all, sod (against the rules), signed, withdrawn, "
	    "overrides, early, deputies, paper; from= to= by= order=",
	    OUT, cmd_audit),
	LOOK("whoami", "", "who you are in this book", B(OPT_JSON), cmd_whoami),

	OWN("new", "[FIELD=VALUE ...]", "create an order; prints its number",
	    B(OPT_JSON) | B(OPT_WORKFLOW) | B(OPT_LINES) | B(OPT_COMPANY),
	    cmd_new, GROUP_DO),
	DO("do", "ORDER DUTY [OUTCOME] [FIELD=VALUE ...]",
	    "fulfil a duty, with what it asks for", STOP, GROUP_DO, GD_DO_FILL),
	DO("choose", "ORDER DUTY OUTCOME [FIELD=VALUE ...]",
	    "answer a duty that has several outcomes", STOP, GROUP_DO,
	    GD_DO_CHOOSE),
	DO("skip", "ORDER STEP-OR-DUTY",
	    "waive a duty or a whole step (with --reason)", STOP, GROUP_DO,
	    GD_DO_SKIP),
	DO("open", "ORDER STEP", "open a step early (with --reason)", LOT,
	    GROUP_DO, GD_DO_OPEN),
	OWN("notice", "ORDER [DUTY] [OUTCOME] [FIELD=VALUE ...]",
	    "record a change: problem, agreement, notice; --dry-run tells "
	    "what it will bring and writes nothing",
	    STOP | B(OPT_DRY_RUN), cmd_notice, GROUP_DO),
	OWN("delay", "ORDER [FIELD=VALUE ...]",
	    "tell the forwarder of a delay; --dry-run tells which dates move "
	    "and break",
	    STOP | B(OPT_DRY_RUN), cmd_delay, GROUP_DO),
	DO("note", "ORDER WORDS ...", "write a note into the order",
	    B(OPT_JSON), GROUP_DO, GD_DO_NOTE),
	{ "move", "ORDER DUTY DATE",
	    "move the date of a duty (with --reason): what moves on with it, "
	    "which hard dates break by it; --dry-run only asks; a date of law, "
	    "bank or carrier needs --granted-by",
	    LOT | B(OPT_DRY_RUN) | B(OPT_GRANTED_BY), cmd_move, GROUP_DO,
	    GD_DO_MOVE, false, false, false },
	DO("offer", "ORDER DUTY [PERSON] [FIELD=VALUE ...]",
	    "offer a duty to somebody; without a person: lay open again what "
	    "all have refused",
	    LOT, GROUP_DO, GD_DO_OFFER),
	DO("accept", "ORDER DUTY [FIELD=VALUE ...]",
	    "accept an offer, or take what lies open to you", LOT, GROUP_DO,
	    GD_DO_ACCEPT),
	DO("refuse", "ORDER DUTY [OUTCOME]",
	    "refuse an offer, or what lies open to you: the cause, or --reason",
	    LOT, GROUP_DO,
	    GD_DO_REFUSE),
	DO("release", "ORDER DUTY", "give an accepted duty back", LOT,
	    GROUP_DO, GD_DO_RELEASE),
	DO("payment", "ORDER [NUMBER] [FIELD=VALUE ...]",
	    "add or change a payment row", LOT, GROUP_DO, GD_DO_PAYMENT),
	DO("credit", "ORDER [NUMBER] [FIELD=VALUE ...]",
	    "record money that came in on a payment row", LOT | B(OPT_ON),
	    GROUP_DO, GD_DO_CREDIT),

	DO("make", "ORDER DOC [FIELD=VALUE ...]", "draft a paper", PAPER,
	    GROUP_PAPER, GD_DO_MAKE),
	DO("sign", "ORDER DOC",
	    "sign a paper you have read (--seen); or enter a signature given "
	    "on paper",
	    PAPER | B(OPT_ROLE) | B(OPT_ON_PAPER) | B(OPT_BY) | B(OPT_SCAN),
	    GROUP_PAPER, GD_DO_SIGN),
	OWN("signs", "[FILE]",
	    "what waits for your signature, the oldest first, a line each, "
	    "with what is different since you knew it; with FILE (- is "
	    "standard input) sign these lines with one password",
	    B(OPT_JSON) | B(OPT_BACK) | B(OPT_REASON), cmd_signs, GROUP_PAPER),
	DO("sendback", "ORDER DOC", "send a paper back to be corrected",
	    PAPER | B(OPT_ROLE), GROUP_PAPER, GD_DO_SENDBACK),
	DO("withdraw", "ORDER DOC", "take your signature back",
	    PAPER | B(OPT_ROLE), GROUP_PAPER, GD_DO_WITHDRAW),
	DO("issue", "ORDER DOC", "issue a paper: from now on it is in force",
	    PAPER, GROUP_PAPER, GD_DO_ISSUE),
	DO("revise", "ORDER DOC [FIELD=VALUE ...]",
	    "begin a new revision of a paper", PAPER, GROUP_PAPER,
	    GD_DO_REVISE),
	DO("void", "ORDER DOC", "declare a paper void", PAPER, GROUP_PAPER,
	    GD_DO_VOID),
	DO("dist", "ORDER DOC DESK NUMBER",
	    "how many copies of a paper a desk gets", LOT, GROUP_PAPER,
	    GD_DO_DIST),
	DO("send", "ORDER [DOC] [DESK] [FIELD=VALUE ...]",
	    "send the pieces that are due, or one", PIECE, GROUP_PAPER,
	    GD_DO_SEND),
	DO("receive", "ORDER [DOC] [DESK] [FIELD=VALUE ...]",
	    "record that a piece has arrived",
	    PIECE | B(OPT_FOR) | B(OPT_PROXY), GROUP_PAPER, GD_DO_RECEIVE),
	DO("recall", "ORDER [DOC] [DESK]", "call pieces back", PIECE,
	    GROUP_PAPER, GD_DO_RECALL),
	DO("returned", "ORDER [DOC] [DESK]", "a piece came back", PIECE,
	    GROUP_PAPER, GD_DO_RETURNED),
	DO("destroyed", "ORDER [DOC] [DESK]", "a piece was destroyed", PIECE,
	    GROUP_PAPER, GD_DO_DESTROYED),
	DO("lost", "ORDER [DOC] [DESK]", "a piece is lost", PIECE, GROUP_PAPER,
	    GD_DO_LOST),
	OWN("scan", "CODE ...",
	    "book what a code of a slip says: receipts, returns; - reads codes "
	    "from input, one a line",
	    B(OPT_JSON) | B(OPT_FOR) | B(OPT_DESK) | B(OPT_PROXY), cmd_scan,
	    GROUP_PAPER),
	DO("replace", "ORDER [DOC] [DESK]",
	    "replace a damaged piece, same number", PIECE, GROUP_PAPER,
	    GD_DO_REPLACE),

	FILES("print", "ORDER DOC",
	    "a paper as a form: text, PDF with --out FILE.pdf, or --printer",
	    PRINT, cmd_print, GROUP_PAPER),
	FILES("slip", "ORDER DOC-OR-STEP",
	    "the slip that goes round with a paper or the papers of a step",
	    SLIP, cmd_slip, GROUP_PAPER),

	DO("hold", "ORDER", "put an order on hold (with --reason)", ACT,
	    GROUP_ORDER, GD_DO_HOLD),
	DO("resume", "ORDER", "go on with an order on hold", ACT, GROUP_ORDER,
	    GD_DO_RESUME),
	DO("cancel", "ORDER [BY-WHOM]", "cancel an order (with --reason)",
	    ACT | B(OPT_OVERRIDE), GROUP_ORDER, GD_DO_CANCEL),
	DO("close", "ORDER", "complete an order by hand", ACT | B(OPT_OVERRIDE),
	    GROUP_ORDER, GD_DO_CLOSE),
	DO("reopen", "ORDER", "open a completed or cancelled order again", ACT,
	    GROUP_ORDER, GD_DO_REOPEN),
	DO("inform", "ORDER DESK",
	    "an outside party was told of the cancelling", ACT, GROUP_ORDER,
	    GD_DO_INFORM),
	DO("reassign", "ORDER ROLE PERSON",
	    "give a role on this order to another person", ACT, GROUP_ORDER,
	    GD_DO_REASSIGN),
	DO("link", "ORDER KIND OTHER-ORDER",
	    "link two orders: repeat-of, settles, after-sales-of", ACT,
	    GROUP_ORDER, GD_DO_LINK),
	DO("split", "ORDER [LOT] [FIELD=VALUE ...]",
	    "ship part of a lot apart: line:1=500 line:2=all (with --reason); "
	    "to=LOT moves it to another",
	    LOT, GROUP_ORDER, GD_DO_SPLIT),
	DO("short", "ORDER LINE [QTY] [FIELD=VALUE ...]",
	    "the customer agrees to get less of a line (with --reason)", LOT,
	    GROUP_ORDER, GD_DO_SHORT),
	DO("cover", "ORDER DOC [FIELD=VALUE ...]",
	    "the contract of another order stands for this one too (--by)",
	    ACT | B(OPT_BY) | B(OPT_OVERRIDE), GROUP_ORDER, GD_DO_COVER),
	DO("correct", "ORDER [THING] [OUTCOME] [FIELD=VALUE ...]",
	    "set a wrong entry right (with --reason)",
	    LOT | B(OPT_PIECE) | B(OPT_DESK) | B(OPT_ON) | B(OPT_REVISE),
	    GROUP_ORDER, GD_DO_CORRECT),
	DO("undo", "ORDER", "take back your last act on an order", ACT,
	    GROUP_ORDER, GD_DO_UNDO),

	OFFICE("company", "the companies that sell: list, set"),
	OWN("user", "[SUBCOMMAND] [WORDS ...] [NAME=VALUE ...]",
	    "people: list, add, close, reset, left, import",
	    OUT | B(OPT_LIKE) | B(OPT_DRY_RUN), cmd_office, GROUP_OFFICE),
	OWN("handover", "[FROM] [TO] [FILTER ...]",
	    "all work of one person to another; without words: what is on its "
	    "way to you; accept: you have it",
	    OUT | B(OPT_REASON) | B(OPT_DRY_RUN), cmd_handover, GROUP_OFFICE),
	OFFICE("role", "who may do what: list, grant, revoke"),
	OFFICE("desk", "desks: list, set, alias, seat"),
	OFFICE("deputy", "who stands in for whom: list, set, end"),
	OWN("customer", "[SUBCOMMAND] [WORDS ...] [NAME=VALUE ...]",
	    "customers: list, set, import",
	    OUT | B(OPT_DRY_RUN) | B(OPT_ANYWAY), cmd_office, GROUP_OFFICE),
	OWN("party", "[SUBCOMMAND] [WORDS ...] [NAME=VALUE ...]",
	    "carriers, forwarders, banks: list, set, import",
	    OUT | B(OPT_DRY_RUN), cmd_office, GROUP_OFFICE),
	OWN("series", "[SUBCOMMAND] [WORDS ...] [NAME=VALUE ...]",
	    "number series: list, set, gaps",
	    OUT | B(OPT_COMPANY) | B(OPT_YEAR), cmd_series, GROUP_OFFICE),
	OWN("rate", "[SUBCOMMAND] [WORDS ...]",
	    "rates of currencies: list, set USD CNY 7.1234",
	    OUT | B(OPT_DAY) | B(OPT_SOURCE), cmd_rate, GROUP_OFFICE),
	OWN("printer", "[SUBCOMMAND] [WORDS ...] [NAME=VALUE ...]",
	    "printers of desks and papers: list, set; state, jobs of a queue",
	    OUT, cmd_printer, GROUP_OFFICE),
	OFFICE("distribution", "distribution lists: list, set"),
	OWN("calendar", "[SUBCOMMAND] [WORDS ...] [NAME=VALUE ...]",
	    "working days: list, calendars, set, install CN, import FILE",
	    OUT | B(OPT_IN) | B(OPT_DRY_RUN), cmd_calendar, GROUP_OFFICE),
	OFFICE("setting", "settings of the office: list, set"),
	FILES("workflow", "[SUBCOMMAND] [WORDS ...]",
	    "workflows: list, show, graph, new FILE, check FILE, install FILE, "
	    "migrate ID",
	    OUT | B(OPT_FORM) | B(OPT_LANGUAGES) | B(OPT_FROM) | B(OPT_TO) | B(OPT_MAP) | B(OPT_MAP_FILE) |
		B(OPT_DRY_RUN) | B(OPT_REASON),
	    cmd_workflow, GROUP_OFFICE),

	FILES("form", "[SUBCOMMAND] [WORDS ...]",
	    "forms of printed papers: list, show, check FILE, install FILE",
	    OUT, cmd_form, GROUP_OFFICE),

	FILES("init", "", "a new book for your office",
	    B(OPT_JSON) | B(OPT_COMPANY) | B(OPT_CODE) | B(OPT_LOGIN) |
		B(OPT_NAME) | B(OPT_CURRENCY) | B(OPT_WORKFLOW),
	    cmd_init, GROUP_BOOK),
	FILES("demo", "[FILE]", "a new book with example orders",
	    B(OPT_JSON) | B(OPT_SEED), cmd_demo, GROUP_BOOK),
	FILES("import", "[FILE]",
	    "orders from a CSV file, or with --takeover from a folder",
	    B(OPT_JSON) | B(OPT_TAKEOVER) | B(OPT_TEMPLATE) | B(OPT_WORKFLOW) |
		B(OPT_MAP) | B(OPT_MAP_FILE) | B(OPT_DRY_RUN) | B(OPT_COMPANY),
	    cmd_import, GROUP_BOOK),
	FILES("attach", "ORDER FILE",
	    "put a file to an order, or with --paper to one of its papers",
	    B(OPT_JSON) | B(OPT_WHAT) | B(OPT_PAPER) | B(OPT_REV), cmd_attach,
	    GROUP_DO),
	OWN("files", "[ORDER] [FILTER ...]",
	    "the file: papers the clerk keeps, by contract, then customer; "
	    "contract: customer: clerk: paper: year: old:10 by:customer; "
	    "label CONTRACT|all, index CONTRACT; of an ORDER the files put "
	    "to it, with N one of them, into --out FILE",
	    OUT | B(OPT_OUT) | B(OPT_LIMIT) | B(OPT_LANGUAGES) |
		B(OPT_PRINTER) | B(OPT_PAPER),
	    cmd_files, GROUP_DO),
	FILES("backup", "[FILE]",
	    "a checked copy of the whole book, sealed with a key; for cron "
	    "--rotate DIR",
	    B(OPT_JSON) | B(OPT_PLAIN) | B(OPT_KEY) | B(OPT_ROTATE), cmd_backup,
	    GROUP_BOOK),
	FILES("restore", "FILE",
	    "a backup becomes the book, the present one is kept beside it; "
	    "or --to FILE",
	    B(OPT_JSON) | B(OPT_KEY) | B(OPT_TO), cmd_restore, GROUP_BOOK),
	FILES("export", "WHAT [WORDS ...]",
	    "all DIR: everything in the book as CSV and JSON, to read without "
	    "gendan; log [FILTER ...]: what happened, for process mining, with "
	    "--ocel FILE, --ocel-json FILE or --csv FILE",
	    B(OPT_JSON) | B(OPT_OCEL) | B(OPT_OCEL_JSON) | B(OPT_STRICT) |
		B(OPT_CSV) | B(OPT_FROM) | B(OPT_TO),
	    cmd_export, GROUP_BOOK),
	FILES("server", "[KEYS] [SUBCOMMAND] [LOGIN] [FILE]",
	    "who comes in through ssh: keys list, keys add LOGIN FILE.pub, "
	    "keys revoke LOGIN-OR-FINGERPRINT",
	    OUT | B(OPT_KEYS), cmd_server, GROUP_BOOK),
	OWN("passwd", "",
	    "your password: set it, change it (from a file: the one now, then "
	    "the new one, a line each)",
	    B(OPT_JSON), cmd_passwd, GROUP_BOOK),
	OWN("verify", "", "check the whole book against its journal",
	    B(OPT_JSON) | B(OPT_QUICK) | B(OPT_ANCHOR), cmd_verify, GROUP_BOOK),
	OWN("head", "",
	    "where the book stands: write it down, verify --anchor compares",
	    B(OPT_JSON), cmd_head, GROUP_BOOK),
	OWN("day", "[SUBCOMMAND] [WORDS ...]",
	    "close the day, on a page to sign: close, list, show NUMBER", OUT,
	    cmd_day, GROUP_BOOK),
	OWN("rebuild", "", "make all tables anew from the journal", B(OPT_JSON),
	    cmd_rebuild, GROUP_BOOK),
	OWN("tick", "",
	    "write down what time alone has brought: reminders that ring, "
	    "offers and answers past their time; for cron",
	    B(OPT_JSON), cmd_tick, GROUP_BOOK),
	OWN("completion", "SHELL",
	    "for bash: eval \"$(gendan completion bash)\"; man: the manual "
	    "page",
	    0, cmd_completion, GROUP_BOOK),
	OWN("practice", "",
	    "learn on an order of your own, of any workflow that comes with "
	    "gendan: a book that is thrown away",
	    B(OPT_THEME) | B(OPT_WORKFLOW), cmd_practice, GROUP_BOOK),
	OWN("keys", "",
	    "the keys of the screens, to print: --out FILE.pdf or --printer",
	    B(OPT_OUT) | B(OPT_PRINTER) | B(OPT_LANGUAGES), cmd_keys,
	    GROUP_BOOK),
	OWN("help", "[COMMAND]", "help on a command", 0, cmd_help, GROUP_BOOK),
	HIDDEN("screens", "", "the screens, from a script of keys",
	    B(OPT_THEME), cmd_screens, true),
};
const int cli_ncommands = (int)(sizeof cli_commands / sizeof *cli_commands);

const struct command *
cli_command_find(const char *word)
{
	for (int i = 0; i < cli_ncommands; i++) {
		if (strcmp(cli_commands[i].word, word) == 0)
			return &cli_commands[i];
	}
	return NULL;
}

const char *
cli_command_near(const char *word)
{
	const char *words[sizeof cli_commands / sizeof *cli_commands];
	size_t n = 0;

	for (int i = 0; i < cli_ncommands; i++) {
		if (!cli_commands[i].hidden)
			words[n++] = cli_commands[i].word;
	}
	return cli_nearest(word, words, n);
}
