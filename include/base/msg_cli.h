/* base/msg_cli.h - what the command line can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_CLI_H
#define GENDAN_BASE_MSG_CLI_H

#define GD_MESSAGES_CLI(X) \
	X(GD_M_CLI_BOARD_FILTER, "the board {1} is of all, or of a company:, desk:, team:, person: or workflow:; {2} is none of these") \
	X(GD_M_CLI_BOARD_NONE, "there is no board {1}; the boards are {2}. Filter words have a key, as step:5 or customer~{1}") \
	X(GD_M_CLI_BOARD_NEAR, "there is no board {1}; did you mean {3}? The boards are {2}") \
	X(GD_M_CLI_BOARD_DESK, "the board {1} is not of a desk: dates, money, signatures and changes wait for no desk; ask for the orders of those who sit there with --team, or leave --desk away") \
	X(GD_M_CLI_NO_COMMAND, "there is no command {1}; gendan --help lists them all") \
	X(GD_M_CLI_NO_COMMAND_NEAR, "there is no command {1}; did you mean {2}? gendan --help lists them all") \
	X(GD_M_CLI_NO_OPTION, "the command {1} has no option {2}; gendan {1} --help lists its options") \
	X(GD_M_CLI_NO_OPTION_NEAR, "the command {1} has no option {2}; did you mean {3}? gendan {1} --help lists them") \
	X(GD_M_CLI_NO_OPTION_AT_ALL, "there is no option {1} without a command; gendan --help lists the options") \
	X(GD_M_CLI_OPTION_VALUE, "the option {1} needs a value ({2}); write it after the option") \
	X(GD_M_CLI_OPTION_NO_VALUE, "the option {1} takes no value; leave the = away") \
	X(GD_M_CLI_OPTION_BAD, "the option {1} cannot be {2}; it must be {3}") \
	X(GD_M_CLI_MISSING_ARG, "the command {1} needs {2}; usage: gendan {1} {3}") \
	X(GD_M_CLI_EXTRA_ARG, "the command {1} does not know what to do with {2}; usage: gendan {1} {3}") \
	X(GD_M_CLI_BAD_TEXT, "argument {1} is not clean UTF-8 text: {2}") \
	X(GD_M_CLI_NO_DUTY, "order {1} has no duty {2}; gendan todo {1} shows what there is to do") \
	X(GD_M_CLI_NO_DUTY_NEAR, "order {1} has no duty {2}; did you mean {3}? gendan todo {1} shows what there is to do") \
	X(GD_M_CLI_NO_STEP, "order {1} has no step {2}; steps have numbers: gendan show {1} lists them") \
	X(GD_M_CLI_NO_PAPER, "order {1} has no paper {2}; gendan workflow show lists the papers") \
	X(GD_M_CLI_NO_PAPER_NEAR, "order {1} has no paper {2}; did you mean {3}? gendan workflow show lists the papers") \
	X(GD_M_CLI_PAPER_UNKNOWN, "no workflow has a paper {1}; gendan workflow show lists the papers") \
	X(GD_M_CLI_NO_DESK, "there is no desk {1}; gendan desk list shows them all") \
	X(GD_M_CLI_NO_DESK_NEAR, "there is no desk {1}; did you mean {2}? gendan desk list shows them all") \
	X(GD_M_CLI_NO_ROLE, "there is no role {1}; gendan role list shows them all") \
	X(GD_M_CLI_NO_ROLE_NEAR, "there is no role {1}; did you mean {2}? gendan role list shows them all") \
	X(GD_M_CLI_NO_OUTCOME, "{1} has no outcome {2}; it can be: {3}") \
	X(GD_M_CLI_BAD_SINCE, "{1} is no moment that has been; write 18:00, yesterday, 2026-11-20 or 2026-11-20T18:00") \
	X(GD_M_CLI_CANNOT_WRITE, "{1} cannot be written: {2}; nothing was printed") \
	X(GD_M_CLI_BAD_DAY, "{1} is not a date; write 2026-12-05, 12-05, +20d or today") \
	X(GD_M_CLI_BAD_NUMBER, "{1} is not a whole number ({2}); write digits only") \
	X(GD_M_CLI_BAD_NAME, "{1} is not of the form NAME, NAME@LOT or NAME#INSTANCE with numbers from 1; write for example contract or {2}@1") \
	X(GD_M_CLI_NO_COLUMN, "{1} has no part called {2}; it has: {3}") \
	X(GD_M_CLI_NO_SUBCOMMAND, "{1} {2} is not a command; {1} knows: {3}") \
	X(GD_M_CLI_NO_NOTICE, "the workflow {1} of this order has no such ad-hoc duty; gendan todo {2} shows what can be done") \
	X(GD_M_CLI_NOTICE_WHICH, "several matters are open on order {1}; name the duty and its number: {2}") \
	X(GD_M_CLI_JSON, "the file {1} is not JSON (line {2}: {3}); correct it and try again") \
	X(GD_M_CLI_LINES, "{1}: line {2} of the order: {3}; each line is an object with item, qty, unit, price, currency") \
	X(GD_M_CLI_OUTPUT, "cannot write the answer: {1}; make room and ask again (what was done is done)") \
	X(GD_M_CLI_NO_FILE, "there is no file {1} on order {2}; `gendan files {2}` lists them") \
	X(GD_M_CLI_REV_ALONE, "--rev is the revision of a paper; name the paper too: --paper DOC") \
	X(GD_M_CLI_UPGRADED, "the book was made by an older gendan and has been made anew for this one; the old one is kept as {1}") \
	X(GD_M_CLI_NO_BOOK, "there is no book at {1}; make one with: gendan init, or look at an example with: gendan demo") \
	X(GD_M_CLI_BOOK_EXISTS, "there is already something at {1}; name another place with --book FILE") \
	X(GD_M_CLI_MKDIR, "cannot make the folder {1}: {2}; make it yourself or name another place with --book FILE") \
	X(GD_M_CLI_NO_TERMINAL, "the screens need a terminal; without one use the commands: gendan --help") \
	X(GD_M_CLI_WORKFLOW_FAULTS, "{1}: {2} {2|fault|faults}; correct {2|it|them} and try again") \
	X(GD_M_CLI_FLOW_NOTHING, "a workflow needs a name and at least one step; nothing was written") \
	X(GD_M_CLI_WORKFLOW_BAD, "the workflow file {1} was not installed, faults: {2}; correct them and try again") \
	X(GD_M_CLI_ANCHOR, "{1} is not an anchor; it looks like LEDGER:SEQ:HASH, as `gendan head` prints it") \
	X(GD_M_CLI_VERIFY_BAD, "the book {1} has faults, named above: {2}; keep it, go on with a good copy, or try: gendan rebuild") \
	X(GD_M_CLI_ON_PAPER, "a signature given on paper needs all three: --on-paper --by LOGIN --scan FILE") \
	X(GD_M_CLI_BACKUP_GAP, "{1} {1|day has|days have} no backup, after {2}; see whether cron ran and the disk was there") \
	X(GD_M_CLI_BACKUP_USAGE, "backup needs a FILE, or --rotate DIR; --plain goes with a FILE alone and without --key") \
	X(GD_M_CLI_EXPORT_USAGE, "export what? `gendan export all DIR` is everything, `gendan export log` the event log: with --ocel FILE, --ocel-json FILE or --csv FILE, one of them") \
	X(GD_M_CLI_IMPORT_BAD, "{1} of {2} {2|row|rows} {1|has|have} faults, named above; nothing was imported") \
	X(GD_M_SERVER_ASKED, "{1} is not done here; ssh without a command opens the screens, `get NAME` and `put NAME` move a file of your own folder, `ics` gives your calendar") \
	X(GD_M_SERVER_TERMINAL, "the screens need a terminal; call ssh with -t, and without a command") \
	X(GD_M_SERVER_FORM, "a session needs --book with a whole path and --as; `gendan server keys add` writes such lines") \
	X(GD_M_SERVER_REVOKED, "the keys of {1} were revoked; an administrator lets in a new one with `gendan server keys add`") \
	X(GD_M_SERVER_USAGE, "write: gendan server keys list, gendan server keys add LOGIN FILE.pub, or gendan server keys revoke LOGIN") \
	X(GD_M_CLI_SCAN_LEFT, "{1} {1|answer needs|answers need} somebody, named above; the rest is booked") \
	X(GD_M_CLI_GAVE_UP, "no password was given; nothing was changed") \
	X(GD_M_CLI_FILE_OPEN_TO_ALL, "the password file {1} must be a plain file of your own that nobody else can read; `chmod 600 {1}`") \
	X(GD_M_CLI_PASSWORD_LINES, "{1} {1|password is|passwords are} needed, a line each, none longer than 128 characters") \
	X(GD_M_CLI_SIGN_GONE, "order {1} has nothing of the name {2} to sign now; `gendan signs` shows what waits for you") \
	X(GD_M_CLI_SIGN_LINES, "line {1} of what is to be signed is not ORDER ACT DIGEST (at most {2} lines); give lines as `gendan signs` shows them; nothing was signed") \
	X(GD_M_CLI_SIGN_SOME, "{1} of {2} {2|paper|papers} {1|is|are} signed; why the others are not stands at each, `gendan signs` shows them as they are now") \
	X(GD_M_CLI_PASSWORD_TWICE, "the new password was not the same twice; nothing was changed, try again") \
	X(GD_M_CLI_PRINT_UNRECORDED, "the papers ARE AT THE PRINTER {1} as job {2}, but the book does not have them: {3}. Destroy the sheets, or put that right and print again") \
	X(GD_M_CLI_PRINT_ENDING, "{1} is neither a .pdf nor a .txt; write --out NAME.pdf, or NAME.txt for plain text") \
	X(GD_M_CLI_PRINT_WAYS, "--out writes a file and --printer prints; take one of them") \
	X(GD_M_CLI_PRINT_ONLY, "{1} goes with --printer alone") \
	X(GD_M_CLI_ICS_WHOSE, "whose calendar is not clear; give one of --person, --desk, --order and --all DIR, and --out FILE not with --all") \
	X(GD_M_CLI_PERSON_DESK, "an agenda is of a person or of a desk; give --person or --desk, not both") \
	X(GD_M_CLI_FROM_TO, "from {1} to {2} there is no day; give --from the earlier one")

#endif
