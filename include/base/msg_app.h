/* base/msg_app.h - what the app layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_APP_H
#define GENDAN_BASE_MSG_APP_H

#define GD_MESSAGES_APP(X) \
	X(GD_M_APP_REQUEST, "{1} is no request id: give a UUID, as `uuidgen` makes them") \
	X(GD_M_APP_REQUEST_OTHER, "request {1} was used for another order; take a new one") \
	X(GD_M_APP_FLOW_BROKEN, "workflow {1} version {2} in the book cannot be read by this program; use the gendan that installed it") \
	X(GD_M_APP_NO_FORMS, "there are no forms for the workflow {1}; its papers are printed plainly. Write a file of forms and install it") \
	X(GD_M_APP_NO_FLOW, "there is no workflow {1}; `gendan workflow list` shows them") \
	X(GD_M_APP_NO_PICK, "no workflow of this book says what {1} is; a field of it needs pick: {1}") \
	X(GD_M_APP_NO_SHIPPED, "no workflow {1} is shipped with gendan; `gendan workflow list` shows those that are") \
	X(GD_M_APP_NO_MARK, "no workflow here sets the mark {1}; `gendan workflow show` names them") \
	X(GD_M_APP_WHICH_FLOW, "this office has several workflows ({1}); name one with --workflow, or `gendan setting set workflow ID`") \
	X(GD_M_APP_NO_FLOWS, "this office has no workflow yet; an administrator installs one with `gendan workflow install`") \
	X(GD_M_APP_NO_ROLE_OF, "no workflow has the role {1}; there are: {2}") \
	X(GD_M_APP_NO_ROLE, "no workflow has the role {1}; `gendan role list` shows them") \
	X(GD_M_APP_BOARD_SCOPE, "a board is of one company, desk, team or person, not of two at once; leave one of them out") \
	X(GD_M_APP_NO_DESK, "no workflow has the desk {1}; `gendan desk list` shows them") \
	X(GD_M_APP_NOBODY, "who are you? give --as LOGIN; `gendan user list` shows the people") \
	X(GD_M_APP_STALE, "order {1} changed since you saw it: `{2}` by {3} at {4}; look again, then decide") \
	X(GD_M_APP_NUMBER, "{1} does not do as an order number: no blanks and no slashes, at most 63 bytes") \
	X(GD_M_APP_NUMBER_USED, "the number {1} is taken; leave it out and the series gives one") \
	X(GD_M_APP_MONEY_MANY, "more companies and currencies than can be added up at once; list fewer orders") \
	X(GD_M_APP_NEED_CUSTOMER, "which customer? give customer=CODE; `gendan customer list` shows them") \
	X(GD_M_APP_FILTER_KEY, "there is no filter {1}:; did you mean {2}:?") \
	X(GD_M_APP_FILTER_VALUE, "{1}: {2} is not understood; it takes {3}") \
	X(GD_M_APP_FILTER_STEP, "step {1} is one of several workflows: {2}; add which, as in workflow:{3}") \
	X(GD_M_APP_FILTER_EMPTY, "{1}: needs a value, as in {2}") \
	X(GD_M_APP_NONE_NEAR, "there is no {1} {2}; did you mean {3}?") \
	X(GD_M_APP_NO_WHO, "there is no role, desk or person {1}; `gendan role list`, `gendan desk list` and `gendan user list` show them") \
	X(GD_M_APP_BINDER_WORD, "the file is not narrowed by {1}; it takes contract: customer: clerk: company: paper: year: old: and by:customer") \
	X(GD_M_APP_BINDER_INDEX, "the list of a binder needs its contract: `gendan files index CONTRACT`") \
	X(GD_M_APP_BINDER_NONE, "no paper is in the file under {1}; `gendan files` lists what is") \
	X(GD_M_APP_FILTER_WORDS, "too many words to look for; eight at most") \
	X(GD_M_APP_DUE_NEAR, "no order has {1}; did you mean {2}? The words are hard, moved, overdue, due<DAY, owner:WHO, duty:ID, desk:ID, and those of `list`") \
	X(GD_M_APP_DUE_WORD, "no order has {1}, and it is none of the words hard, moved, overdue, due<DAY, owner:WHO, duty:ID, desk:ID, or of `list`") \
	X(GD_M_APP_NO_DATE, "no workflow has a duty or a limit {1}; `gendan workflow show export` lists them") \
	X(GD_M_APP_FILTER_TWICE, "{1} is given twice; a list narrows by one") \
	X(GD_M_APP_NO_LIST, "{2} has no list {1}; `gendan list --saved` shows them") \
	X(GD_M_APP_LIST_IN_LIST, "{1} is a list itself; save its words") \
	X(GD_M_APP_NOBODY_MAY, "order {1}: nobody here may do {2}; grant the role with `gendan role grant`") \
	X(GD_M_APP_PRACTICE_FOLDER, "the practice book needs a folder in {1}: {2}; $TMPDIR may name another") \
	X(GD_M_APP_PRACTICE_GATHERS, "{1} gathers finished orders of others, so there is nothing to practise it on; choose another workflow") \
	X(GD_M_APP_PRACTICE_OVER, "the order is finished, there is nothing left to do in it; Esc leaves the practice") \
	X(GD_M_APP_NO_FILE, "there is no file {1}, or it cannot be read") \
	X(GD_M_APP_FILE_EMPTY, "the file {1} is empty; its first line must name the columns") \
	X(GD_M_APP_FILE_CHANGED, "the file {1} changed while it was being read; import it again") \
	X(GD_M_APP_MAP_FORM, "{1} is no part of a map; write column=target or field:=value") \
	X(GD_M_APP_MAP_COLUMN, "the file has no column {1}") \
	X(GD_M_APP_MAP_TARGET, "{1} is no target of a map; known are number, customer_code, customer_name, country, city, clerk, salesperson, carrier, day, item, spec, qty, unit, price, currency, discount, note, - and the workflow's fields") \
	X(GD_M_APP_MAP_NEEDS, "no column gives {1}; say which with --map COLUMN={1}") \
	X(GD_M_APP_MAP_MANY, "too many columns") \
	X(GD_M_APP_CELL_EMPTY, "must not be empty") \
	X(GD_M_APP_CELL_NUMBER, "is no number; write 12 or 12.5") \
	X(GD_M_APP_CELL_PRICE, "is no price; write 14 or 14.50, with two digits behind the point at most") \
	X(GD_M_APP_CELL_DISCOUNT, "is no discount; write 0.15 or 15%") \
	X(GD_M_APP_CELL_DAY, "is no date; write 2026-12-05") \
	X(GD_M_APP_ROW_WIDTH, "the row has {1} {1|cell|cells}, the first line has {2}") \
	X(GD_M_APP_ROW_DIFFERS, "order {1} says something else here than in row {2}; customer, people, dates and fields must agree") \
	X(GD_M_APP_IMPORT_BAD, "faults in the file: {1}; nothing was imported. Mend them and import again") \
	X(GD_M_APP_TK_NEEDS, "{1} has no column {2}; `gendan import --takeover-template DIR` writes all of them") \
	X(GD_M_APP_TK_COLUMN, "{1}, column {2}: nothing here is called {3}; write a field, a step, duty:..., credit:..., or # before it to leave it out") \
	X(GD_M_APP_TK_TWICE, "{1}: columns {2} and {3} are both {4}; leave one out") \
	X(GD_M_APP_TK_STATE, "is no state; write a date such as 2026-05-04, done, skip, or nothing for not yet") \
	X(GD_M_APP_TK_CLASS, "is no kind of piece; write original, copy, file or sample") \
	X(GD_M_APP_TK_PAPER, "there is no paper or thing {1}; `gendan workflow show` lists them") \
	X(GD_M_APP_TK_ON_PAPER, "only signatures on paper are taken over; others are given in gendan, `gendan sign`") \
	X(GD_M_APP_TK_COMPANY, "the office has several companies; write in the column company whose order it is") \
	X(GD_M_APP_TK_DOUBLE, "{1} stands in line {2} already; leave one of the two out") \
	X(GD_M_APP_TK_STRAY, "{1} is not in orders.csv; add it there or take this row out") \
	X(GD_M_APP_TK_REFUSED, "{1} of {2} {2|order|orders} {1|was|were} not taken over; mend their rows and do the same again, the others stay as they are") \
	X(GD_M_APP_TK_WHICH, "say which file to import, or --takeover DATE with the folder") \
	X(GD_M_APP_TK_THERE, "{1} is there already and is not overwritten; name another folder") \
	X(GD_M_APP_TK_WRITE, "{1} cannot be written: {2}") \
	X(GD_M_APP_REGISTER_COLUMN, "there is no column {1}; the file may have: {2}") \
	X(GD_M_APP_REGISTER_TWICE, "the column {1} stands twice in the head of the file; keep one") \
	X(GD_M_APP_REGISTER_KEY, "the file has no column {1}; without it no row says whom it means") \
	X(GD_M_APP_CALENDAR_HEAD, "the file has no column {1}; a calendar is a table with the columns calendar, day, what and name") \
	X(GD_M_APP_CALENDAR_REST, "are no days of rest; write sat sun") \
	X(GD_M_APP_CALENDAR_STATE, "is no state of a year; write announced or statutory") \
	X(GD_M_APP_CALENDAR_OFF, "is neither off nor work; write off for a day off, work for a weekend day that is worked") \
	X(GD_M_APP_CALENDAR_NONE, "there is no calendar {1}; give the file a row with weekend as its day and sat sun as what, or make it: `gendan calendar new {1}`") \
	X(GD_M_APP_CALENDAR_SHIPPED, "gendan comes with no calendar {1}, only with {2}; others are made with `gendan calendar new` and filled with `gendan calendar import FILE`") \
	X(GD_M_APP_CALENDAR_UNSET, "the days off of {1} are not known, so dates count weekends only; `gendan calendar install CN` and `gendan setting set calendar CN`, or `gendan calendar set DAY off NAME`") \
	X(GD_M_APP_CALENDAR_YEAR, "calendar {2} {1}: days off unknown, dates count weekends only; `gendan calendar install {2}`, or `gendan calendar import FILE`, or `gendan calendar set DAY off NAME --in {2}`") \
	X(GD_M_APP_CALENDAR_COUNTRY, "no calendar {1} for customers there, dates count by the office's; make one: `gendan calendar new {1}`") \
	X(GD_M_APP_CALENDAR_SWAPS, "calendar {2} {1}: swaps unknown, dates may move; `gendan calendar import`") \
	X(GD_M_APP_REGISTER_YESNO, "{1} is neither yes nor no") \
	X(GD_M_APP_REGISTER_AGAIN, "{1} stands in the file already; leave one of the two rows out") \
	X(GD_M_APP_REGISTER_CLOSE, "{1} is at work here and a list closes nobody; `gendan user close {1}` does") \
	X(GD_M_APP_REGISTER_BIG, "the file has more than {1} rows; divide it") \
	X(GD_M_APP_REGISTER_BAD, "faults, named above: {1}; nothing was written. Mend the file and import it again") \
	X(GD_M_APP_NOTHING_LEFT, "{1} has nothing to hand over") \
	X(GD_M_APP_NOTHING_COMING, "nothing is on its way to {1} by name") \
	X(GD_M_APP_WORK_LEFT, "{1} still has {2} {2|order|orders} in work; hand them over first: `gendan handover {1} TO`, `gendan user left {1}` lists them") \
	X(GD_M_APP_MIGRATE_SAME, "from version {1} to version {1} is no way to go; say --from and --to") \
	X(GD_M_APP_MIGRATE_MAP, "from version {1} back to {2} needs no map: the book knows which way the orders came") \
	X(GD_M_APP_MIGRATE_NONE, "no order in work follows version {2} of {1}; `gendan workflow list` shows the versions") \
	X(GD_M_APP_MIGRATE_NONE_BACK, "no order came to version {2} of {1} from version {3}") \
	X(GD_M_APP_MIGRATE_CANNOT, "{1} of {2} {2|order|orders} cannot go to version {3}, so none went; the list says why") \
	X(GD_M_APP_DAY_CLOSED, "{1} closed the day meanwhile; nothing was changed, look with `gendan day list`") \
	X(GD_M_APP_NO_CLOSING, "no day was closed under number {1}; `gendan day list` shows those that were") \
	X(GD_M_KEY_FORM, "{1} is not one public key of ssh on one line, as ssh-keygen writes it into a file that ends in .pub") \
	X(GD_M_KEY_KIND, "keys of the kind {1} are not taken; make one with: ssh-keygen -t ed25519") \
	X(GD_M_KEY_WEAK, "this key is too short to be safe; make one with: ssh-keygen -t ed25519") \
	X(GD_M_KEY_PRIVATE, "{1} is the secret half of a key and must never leave its owner; give the file that ends in .pub") \
	X(GD_M_KEY_THERE, "this key is already in {1}, for {2}; a key belongs to one person") \
	X(GD_M_KEY_NONE, "{2} has no key of {1}; `gendan server keys list` shows them") \
	X(GD_M_KEYS_FILE, "cannot use the file of keys {1}: {2}; nothing was changed") \
	X(GD_M_KEYS_ODD, "line {2} of {1} stands among the lines of gendan and is not of them; take it out by hand") \
	X(GD_M_SERVER_PATH, "{1} does not do here: the place may have only letters, digits and - _ . / in its name") \
	X(GD_M_DROP_NAME, "{1} does not do as the name of a file: one name without / that does not begin with . or -, of letters, digits, blanks and - _ . + ( )") \
	X(GD_M_DROP_FILE, "cannot use the file {1}: {2}") \
	X(GD_M_DROP_ODD, "{1} is not a plain file of its own; only such files are moved") \
	X(GD_M_DROP_BIG, "{1} is larger than {2} MiB and was not moved") \
	X(GD_M_DROP_FULL, "{1} was not kept: all files of your folder may have {2} MiB together; put a small one in the place of one that is done with") \
	X(GD_M_DROP_CUT, "the connection was cut while {1} came in; nothing was kept, send it again") \
	X(GD_M_DROP_TERMINAL, "{1} would go to a terminal; give ssh the option -T and send it into a file") \
	X(GD_M_ICS_FILE, "cannot write the calendar {1}: {2}; look whether the folder is there and yours to write in") \
	X(GD_M_ICS_BUSY, "another gendan writes calendars into {1} now; nothing was done, try again in a minute") \
	X(GD_M_APP_IMPORT_STOPPED, "stopped; {1} of {2} {2|order|orders} {1|is|are} in the book. The same command goes on from there") \
	X(GD_M_LOGIN_WRONG, "login or password is wrong; try again, or ask an administrator for a new one: `gendan user reset LOGIN`") \
	X(GD_M_LOGIN_NO_KEY, "{1} has no password yet and cannot sign; set one first: `gendan passwd`") \
	X(GD_M_PASSWORD_SAME, "the new password is the old one; take another") \
	X(GD_M_LOGIN_FIRST, "this is your first password, it signs nothing; choose your own: `gendan passwd`") \
	X(GD_M_LOGIN_OVER, "your first password was good for {1} {1|day|days} and is over; ask {2} for a new one: `gendan user reset {3}`") \
	X(GD_M_LOGIN_LOCKED, "your password is needed for this; give --password-file FILE, --password-fd N, or a terminal to ask at") \
	X(GD_M_LOGIN_ENROL, "{1} has no password yet, and nobody can tell that you are {1}; an administrator gives a first one: `gendan user reset {1}`") \
	X(GD_M_SIGN_UNSEEN, "nothing is signed unread: `gendan todo {1}` shows what to type, with the --seen of what you read")

#endif
