/* base/msg_core.h - what the core layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_CORE_H
#define GENDAN_BASE_MSG_CORE_H

#define GD_MESSAGES_CORE(X) \
	X(GD_M_CORE_BUG, "gendan made a mistake here (core: {1}); please report it") \
	X(GD_M_EVENT_JSON, "a journal entry cannot be read: {1}") \
	X(GD_M_EVENT_KIND, "a journal entry names an event this program does not know: {1}; a newer gendan may have written it") \
	X(GD_M_EVENT_TABLE, "a journal entry names a table this program does not know: {1}; a newer gendan may have written it") \
	X(GD_M_EVENT_COL, "a journal entry has a wrong or unknown cell: {1}.{2}") \
	X(GD_M_EVENT_SHAPE, "a journal entry has a malformed event: {1}") \
	X(GD_M_OFFICE_NOT_ADMIN, "only an administrator may do this: {1}") \
	X(GD_M_OFFICE_NO_PERSON, "there is no person {1}; `gendan user list` shows them") \
	X(GD_M_OFFICE_PERSON_CLOSED, "{1} has left; `gendan user add {1}` brings the person back") \
	X(GD_M_OFFICE_PERSON_EXISTS, "there is already a person {1}") \
	X(GD_M_OFFICE_LAST_ADMIN, "{1} is the last administrator; name another one first") \
	X(GD_M_OFFICE_BAD_CODE, "{1} does not do as {2}: use letters, digits, - _ and .") \
	X(GD_M_OFFICE_EMPTY, "{1} must not be empty; write it") \
	X(GD_M_OFFICE_NOT_HELD, "{1} does not hold the role {2}") \
	X(GD_M_OFFICE_CURRENCY, "{1} is no currency: three capital letters such as CNY, USD") \
	X(GD_M_OFFICE_MAIL, "{1} is no e-mail address: it has no @ in it") \
	X(GD_M_OFFICE_DEPUTY_SELF, "nobody can be their own deputy") \
	X(GD_M_OFFICE_DEPUTY_DAYS, "the days do not fit: give the first day and a last day that is not before it") \
	X(GD_M_OFFICE_NO_DEPUTY, "{1} does not stand in for {2}") \
	X(GD_M_OFFICE_PARTY_KIND, "{1} is no kind of party: carrier, forwarder or bank") \
	X(GD_M_OFFICE_NO_CUSTOMER, "there is no customer {1}; `gendan customer list` shows them") \
	X(GD_M_ALIKE_STOP, "{1} reads like customer {2} ({3}), who is there already; if it is the same, use {2}, else insist: --anyway, or do it once more on the screen") \
	X(GD_M_ALIKE_NOTE, "{1} reads like customer {2} ({3}); if it is the same, use {2}") \
	X(GD_M_MIXED_STOP, "the word {1} mixes letters of two alphabets, as forged names do; type it again, or insist: --anyway, or do it once more on the screen") \
	X(GD_M_MIXED_NOTE, "the word {1} mixes letters of two alphabets, as forged names do; look at it again") \
	X(GD_M_OFFICE_COPIES, "{1} copies cannot be: 0 to 99") \
	X(GD_M_OFFICE_NO_DAY, "the day is missing or far away") \
	X(GD_M_OFFICE_NO_CALENDAR, "there is no calendar {1}; `gendan calendar calendars` shows them, `gendan calendar install {1}` brings one that gendan has") \
	X(GD_M_OFFICE_CALENDAR_USED, "calendar {1} is used by {2}; give that another one first") \
	X(GD_M_OFFICE_WORKED_ANYWAY, "{1} is worked anyway; only a day off can become a working day. `gendan calendar clear` forgets an entry") \
	X(GD_M_OFFICE_WEEKEND, "a calendar has at least one day of rest a week and one that is worked; write weekend=sat,sun") \
	X(GD_M_OFFICE_YEAR_STATE, "{1} is no state of a year: announced or statutory") \
	X(GD_M_OFFICE_FLOW_OTHER, "workflow {1} version {2} is already installed with another text; raise its version") \
	X(GD_M_OFFICE_FLOW_OLDER, "workflow {1} is installed as version {2}, and new orders take that; version {3} would be used by none: raise its version, or give it an id of its own") \
	X(GD_M_OFFICE_NO_COMPANY, "there is no company {1}; `gendan company list` shows them") \
	X(GD_M_OFFICE_RESET, "{1} is no way to begin numbers anew: yearly, monthly or never") \
	X(GD_M_OFFICE_PATTERN, "number pattern {1}: {2}") \
	X(GD_M_OFFICE_RATE, "this is no rate; write `gendan rate set USD CNY 7.1234 --source WORDS`") \
	X(GD_M_OFFICE_SERIES_BACK, "a series does not go back to {1}: its next number is {2}") \
	X(GD_M_OFFICE_NO_SERIES, "there is no number series for {1} of company {2}; `gendan series set` makes one") \
	X(GD_M_PRINT_STATE, "piece {1} of {2} is {3} and is not printed; a lost or damaged one is replaced first: `gendan replace`") \
	X(GD_M_PRINT_OLD, "{1} revision {2} is not in force, {3} is (0 = none); print that, or say why the old one is needed (--reason)") \
	X(GD_M_PRINT_AGAIN, "{1}, piece {2}, was printed before, last on {3} at {4}; say why again (--reason), or --again after a jam") \
	X(GD_M_PRINT_AGAIN_PAPER, "{1} was printed before, last on {2} at {3}; say why again (--reason), or --again after a jam") \
	X(GD_M_PRINT_NOTHING, "there is nothing of {1} to print: its pieces are void, lost or destroyed") \
	X(GD_M_PRINT_SLIP, "{1} is not issued, so it has no pieces a slip could go with; issue it first") \
	X(GD_M_QUEUE_NAME, "{1} cannot be the name of a printer queue; it has letters, digits and . _ - only") \
	X(GD_M_PRINT_LIST, "{1} is no list of pieces; write their numbers: 3,5 or 4-6") \
	X(GD_M_SCAN_ORDER, "order {1}: nothing to book") \
	X(GD_M_SCAN_RECEIPT, "{1}, piece {2}: received at {3}") \
	X(GD_M_SCAN_RECEIPT_OLD, "{1}, piece {2}: received at {3}; but revision {4} is in force now") \
	X(GD_M_SCAN_RETURN, "{1}, piece {2}: came back from {3}") \
	X(GD_M_SCAN_HELD, "{1}, piece {2}: received already, by {3} {4}") \
	X(GD_M_SCAN_BACK, "{1}, piece {2}: came back already from {3}") \
	X(GD_M_SCAN_OTHER_DESK, "{1}, piece {2}: is for {3}, nothing was booked; --proxy takes it for that desk") \
	X(GD_M_SCAN_NOT_YOURS, "{1}: none of its pieces is at your desk or on its way there, nothing was booked; `gendan copies` shows whose they are") \
	X(GD_M_SCAN_OLD, "{1}, piece {2}: an old revision; {3} is in force, the new piece for this desk is {4}") \
	X(GD_M_SCAN_OLD_NONE, "{1}, piece {2}: an old revision; {3} is in force, this desk gets none of it") \
	X(GD_M_SCAN_CALLED_BACK, "{1}, piece {2}: is called back; take it to {3}") \
	X(GD_M_SCAN_CALLED_BACK_OLD, "{1}, piece {2}: is called back, revision {3} is in force; take it to {4}") \
	X(GD_M_SCAN_NOT_SENT, "{1}, piece {2}: is for {3} and not sent yet; send it first, `gendan send`, then scan it there") \
	X(GD_M_SCAN_VOID, "{1}, piece {2}: is void and counts for nothing; destroy it") \
	X(GD_M_SCAN_FOUND, "{1}, piece {2}: was reported lost at {3}; if this is it, take the loss back: `gendan correct ORDER --piece {2}`") \
	X(GD_M_SCAN_FOUND_REPLACED, "{1}, piece {2}: was lost at {3} and another was given for it; destroy this one") \
	X(GD_M_SCAN_GONE, "{1}, piece {2}: was reported destroyed at {3}; if it was not, `gendan correct ORDER --piece {2}`") \
	X(GD_M_SCAN_STEP_EMPTY, "step {1} of order {2} has no papers yet; nothing was booked") \
	X(GD_M_SCAN_WHICH_DESK, "a slip stands for the pieces of many desks; say which desk they are taken for (--desk)") \
	X(GD_M_SCAN_NO_ORDER, "this book has no order with this code; is it of another book?") \
	X(GD_M_SCAN_MANY, "the code fits order {1} and order {2}; open the order and book it there") \
	X(GD_M_NOT_ASSIGNED, "this is for the {1} of the order, {2}; ask {2} or have the order reassigned") \
	X(GD_M_NEEDS_ROLE, "this needs the role {1}; somebody who holds it must do it") \
	X(GD_M_NOT_YOUR_ORDER, "order {1} is carried by others; its clerk, salesperson or a manager can do this") \
	X(GD_M_NEEDS_REASON, "{1} needs a reason; add one (--reason)") \
	X(GD_M_NO_OVERRIDE, "{1} is stopped ({2}) and you may not override it; ask a manager") \
	X(GD_M_BAD_MONEY, "{1}: {2} is no amount; write 48200.00 USD") \
	X(GD_M_BAD_NUMBER, "{1}: {2} is no number; write digits only") \
	X(GD_M_OUT_OF_RANGE, "{1}: {2} is outside {3} to {4}") \
	X(GD_M_BAD_CHOICE, "{1}: {2} is none of {3}") \
	X(GD_M_BAD_DATE, "{1}: {2} is no date; write 2026-12-05, 12-05, +20d or next fri") \
	X(GD_M_BAD_DATE_HOUR, "{1}: {2} is no date; write 2026-12-05, 12-05, +20d or next fri, and an hour if there is one: 12-05 16:00") \
	X(GD_M_NO_PAPER, "there is no paper {1} in {2}; `show` lists them") \
	X(GD_M_NO_FIELD, "there is no field {1} here; `todo` lists the fields") \
	X(GD_M_NO_FIELD_NEW, "there is no field {1} for a new order; `gendan workflow show` lists them, and a currency goes with its price: `line:1:price=2.50 USD`") \
	X(GD_M_NO_FIELD_BUT, "there is no field {1} here; it can be {2}") \
	X(GD_M_FIELD_MISSING, "{1} must be given; add `{1}=...`") \
	X(GD_M_ORDER_STATE, "order {1} is {2}, so {3} is not possible") \
	X(GD_M_NO_PLACE, "{1} is done for each line or payment, and the order has no {2}; `todo` lists them") \
	X(GD_M_NO_DUTY, "there is no duty {1} in workflow {2}; `todo` lists them") \
	X(GD_M_NO_LOT, "there is no lot {1} in order {2}") \
	X(GD_M_WHICH_LOT, "{1} is done lot by lot; say which with --lot, 1 to {2}") \
	X(GD_M_NO_LINE, "there is no line {1} in order {2}; `show` lists them") \
	X(GD_M_LINE_SHIPPED, "line {1} cannot become less: {2} of it has been shipped or cancelled") \
	X(GD_M_NO_QUANTITY, "order {1} says no quantity, so there is nothing to divide; give its quantity first") \
	X(GD_M_SPLIT_WHAT, "say what goes into the other lot, such as line:1=500 or line:2=all") \
	X(GD_M_QUANTITY_LINES, "{1} is not what the lines come to, {2}; change the lines (line:1:qty=...), the quantity follows them") \
	X(GD_M_PRICE_CURRENCY, "line {1} has a price and no currency; write it with the price, 2.50 USD") \
	X(GD_M_LINES_MONEY, "prices are in {1} and in {2}; use one currency, or say what the order comes to: amount=1000 USD") \
	X(GD_M_WHOLE_UNITS, "{1} are counted whole; {2} is not possible") \
	X(GD_M_ASSIGN_ROLE, "{1} does not hold the role {2}, which the order needs; grant it (`gendan role grant {1} {2}`) or name somebody who holds it: `{2}=...`") \
	X(GD_M_CUSTOMER_ON_PAPER, "{1} is issued in the customer's name; add --revise to draft it anew with the right one, or void it first") \
	X(GD_M_LOT_TOO_MUCH, "lot {1} has {2} of line {3} to give, so {4} is not possible") \
	X(GD_M_ABOVE_ZERO, "line {1}: {2} is no quantity for this; give one above 0, such as `line:{1}=500`") \
	X(GD_M_LOT_SHIPPED, "lot {1} has been shipped; only what it took over its plan can be moved there") \
	X(GD_M_LOT_EMPTY, "nothing would be left in lot {1}; move less, or move all of it to another lot with to=N") \
	X(GD_M_LOTS_MANY, "an order has at most {1} lots") \
	X(GD_M_SHORT_MUCH, "of line {1} only {2} is still to be shipped, so {3} cannot be left out") \
	X(GD_M_SHORT_ALL, "nothing of order {1} would be left; cancel it instead") \
	X(GD_M_OVERSHIP, "line {1} is too much for the lot, which may take {2}; a manager may override") \
	X(GD_M_COVER_NONE, "say which order has the paper: --by ORDER") \
	X(GD_M_COVER_SELF, "order {1} cannot cover itself; name the other order") \
	X(GD_M_COVER_OTHER, "order {1} is of another customer or company than {2}; one contract is with one customer") \
	X(GD_M_COVER_NO, "this order has contract number {1}, order {3} has {2}; set it right first if they are one contract") \
	X(GD_M_COVER_NOT_YET, "{1} of order {2} is not in force; issue it there first") \
	X(GD_M_COVER_CHAIN, "{1} of order {2} is itself that of order {3}; name {3}") \
	X(GD_M_COVER_KIND, "{1} belongs to one order or lot and cannot be shared") \
	X(GD_M_LINE_LEFT, "line {1}: {2} is neither shipped nor cancelled; ship it in a further lot (split) or agree on less (short)") \
	X(GD_M_DUTY_NA, "{1} does not apply to this order") \
	X(GD_M_DUTY_NOT_YET, "{1} cannot be decided yet; it depends on {2}") \
	X(GD_M_STEP_CLOSED, "{1} is not ready: step {2} has not opened; finish the steps before it or open it early with a reason") \
	X(GD_M_DUTY_BLOCKED, "{1} is not ready; it needs {2}") \
	X(GD_M_THING_LOST, "{1} is not ready: {2} is lost; replace it, waive the duty or override with a reason") \
	X(GD_M_DONE_ALREADY, "{1} was already done by {2}; correct it or undo it") \
	X(GD_M_WINDOW_CLOSED, "{1} is not possible now; it needs {2}") \
	X(GD_M_NEEDS_OUTCOME, "{1} needs an outcome; choose one of those `todo` lists") \
	X(GD_M_NO_OUTCOME, "{1} is no outcome of {2}; `todo` lists them") \
	X(GD_M_NOTHING_TO_SEND, "nothing of {1} is due to be sent; it is sent already or not issued yet") \
	X(GD_M_DERIVED, "{1} settles itself when {2}") \
	X(GD_M_NOT_WAIVABLE, "{1} cannot be waived") \
	X(GD_M_MOVE_FIELD, "the date of {1} stands in the field {2}; revise or correct that, and what is counted from it follows") \
	X(GD_M_MOVE_FIXED, "{1} is fixed by law ({2}), nobody can grant another day; put right the day it is counted from, or enter the new law in the workflow") \
	X(GD_M_MOVE_GRANTED_BY, "{1} is set by law, bank or carrier ({2}) and moves only when they grant it; say who granted it") \
	X(GD_M_MOVE_NOT_OWED, "{1} has no open date here; `show` lists the dates of the order") \
	X(GD_M_SETTLED_ALREADY, "{1} is settled already") \
	X(GD_M_NOTHING_TO_WAIVE, "step {1} has nothing left that can be waived") \
	X(GD_M_NO_STEP, "there is no step {1}; steps are named by number or id") \
	X(GD_M_OPEN_ALREADY, "step {1} is open already") \
	X(GD_M_PAPER_RECEIVED, "{1} is not made here, it is received") \
	X(GD_M_PAPER_IN_FORCE, "{1} is issued already; revise it instead") \
	X(GD_M_NOT_ISSUED, "{1} is not issued yet; edit its draft instead") \
	X(GD_M_UNISSUED_EXISTS, "{1} already has an unissued revision {2}; issue or void it first") \
	X(GD_M_NOT_MADE, "{1} has not been made yet") \
	X(GD_M_NOT_MADE_THIS, "{1} number {2} has not been made; made so far: `{3}`") \
	X(GD_M_NO_DESK, "there is no desk {1}; `desk list` shows them") \
	X(GD_M_COPY_COUNT, "{1} copies cannot be; give 0 to 99") \
	X(GD_M_OWN_WORK, "{1} was prepared by {2}; another person must sign it") \
	X(GD_M_SIGNED_OTHER, "{1} was signed by {2} as {3}; a second signature needs a second person") \
	X(GD_M_NO_SIGNATURE_NEEDED, "{1} needs no such signature") \
	X(GD_M_ALL_SIGNED, "{1} has all its signatures; it can be issued") \
	X(GD_M_SIGNED_ALREADY, "{1} is already signed as {2}") \
	X(GD_M_PAPER_INCOMPLETE, "{1} is incomplete: {2} is missing; edit the draft first") \
	X(GD_M_NOT_DRAFT, "{1} revision {2} is {3}; revise it to change it") \
	X(GD_M_NOT_A_SIGNER, "only those whose signature {1} needs can send it back") \
	X(GD_M_NOT_SIGNED_BY_YOU, "you have not signed {1}") \
	X(GD_M_SIGN_WAITS, "{1}: {2} signs after {3}; that signature comes first") \
	X(GD_M_UNSIGNED_UNSURE, "{1} cannot be issued: {2} signs too where {3}, and that cannot be told here; give the amount, or set the rate (`gendan rate set`), or have it signed") \
	X(GD_M_ON_PAPER_NOBODY, "nobody may enter a signature given on paper, so {1} is signed here; an administrator can name the roles that may: `gendan setting set on_paper_by ROLE`") \
	X(GD_M_ON_PAPER_WHO, "{1}: a signature given on paper is entered by {2}; ask somebody with that role") \
	X(GD_M_ON_PAPER_SELF, "{1}: a signature of your own is not entered as one on paper; sign it here, without --on-paper") \
	X(GD_M_ON_PAPER_SCAN, "{1}: a signature on paper needs its scan; add --scan FILE") \
	X(GD_M_UNSIGNED, "{1} cannot be issued: the signature of {2} is missing") \
	X(GD_M_THING_HERE, "{1} is already here, at {2}") \
	X(GD_M_GATE_CLOSED, "the original of {1} stays here until {2}") \
	X(GD_M_PIECE_STATE, "piece {1} of {2} is {3}; for this it must be {4}; `copies` shows how each stands") \
	X(GD_M_NO_PIECE, "there is no piece {1} in order {2}; `copies` lists them") \
	X(GD_M_NO_SUCH_PIECE, "no piece of {1} is on its way to {2}; `copies` shows where they are") \
	X(GD_M_ONLY_COPIES, "only copies are recalled; piece {2} of {1} is an original and stays filed") \
	X(GD_M_NO_ROLE, "there is no role {1}; `role list` shows them") \
	X(GD_M_NO_PERSON, "there is no active person {1}; `user list` shows them") \
	X(GD_M_STILL_OPEN, "the order cannot be closed: {1} is still open") \
	X(GD_M_NOBODY_TO_INFORM, "nobody is left to be told about order {1}") \
	X(GD_M_OTHER_CURRENCY, "the payment is in {1}, the row in {2}; they are not added up") \
	X(GD_M_NO_PAYMENT, "there is no payment row {1} in order {2}") \
	X(GD_M_FUTURE_DAY, "{1} has not come yet; give the day it happened, or none for today") \
	X(GD_M_WHICH_PAPER, "say which paper: one of those `copies` lists") \
	X(GD_M_NO_OFFER, "{1} is not offered to people") \
	X(GD_M_NOT_OFFERED, "{1} for {2}: {3}") \
	X(GD_M_CANCEL_CAUSE, "\"{1}\" is no cause this workflow cancels for; it takes: {2}") \
	X(GD_M_NOTHING_TO_SETTLE, "{1}: nothing is left to settle for {2}; each order is settled once") \
	X(GD_M_ORDER_SETTLED, "order {1} is settled already by {2}; each is settled once") \
	X(GD_M_OFFER_TAKEN, "{1} is taken: {2} was first; look for another order") \
	X(GD_M_OFFER_OTHERS, "{1} is offered to {2}: only {2} may answer, or whoever stands in for {2} today") \
	X(GD_M_OFFER_DECLINED, "{1}: {2} has refused it; whoever gives it out may offer it to {2} again") \
	X(GD_M_OFFER_POOL, "{1} is not among those {2} is offered to: they are {3}") \
	X(GD_M_OFFER_WHOM, "{1}: whom? Name a person, as person=LOGIN") \
	X(GD_M_FIELD_COMPUTED, "{1} is computed from the old and the new date; leave it out") \
	X(GD_M_NOTICE_MOVED, "{1} says {2} and is {3} by now, because the date was changed since; open the draft and save it again, then those who signed see it anew") \
	X(GD_M_BAD_CHANGE, "{1} is no change; write paper.field: new value after ->") \
	X(GD_M_FIELD_ON_PAPER, "{1} stands on issued papers: {2} (copies out: {3}); add --revise, or `{4}`, or write a notice") \
	X(GD_M_COMPANY_ON_PAPER, "{1} is issued with the company's name; void it first, or cancel the order and begin it anew") \
	X(GD_M_PIECE_DAYS, "a piece is not received before it was sent, and neither is to come") \
	X(GD_M_ROUND_USED, "round {2} of {1} has begun; what was done in it stands") \
	X(GD_M_NOT_DONE, "{1} has not been done, so there is nothing to correct; `todo` shows what to record") \
	X(GD_M_NOTHING_TO_CORRECT, "say what to correct: field=value, a duty or a piece") \
	X(GD_M_NOTHING_TO_UNDO, "there is nothing to undo on order {1}") \
	X(GD_M_UNDO_OTHER, "the last act was not yours: {2} by {1}; use correct") \
	X(GD_M_BAD_FILE_NAME, "{1} cannot be the name of an attached file; give a plain name without a slash") \
	X(GD_M_TAKEN_BEGUN, "{1} was begun in gendan on {2}, so it is not taken over from paper; go on with it there and take its rows out of the file") \
	X(GD_M_TAKEN_SINCE, "{1}: {2} is now {3}, changed in gendan since the takeover, and the file says {4}; set it right with `gendan correct`, or put the file back") \
	X(GD_M_TAKEN_LATER, "{1} is after the day of the takeover, {2}; what happened later is entered in gendan") \
	X(GD_M_TAKEN_OUTCOME, "{1} is no outcome of {2} that goes on; leave it out or write one that does") \
	X(GD_M_TAKEN_ADHOC, "{1} comes up as work goes on and is not taken over; write it as a note, `gendan note`") \
	X(GD_M_TAKEN_NO_SIGN, "{1} is not signed by {2}; take the row out or name the role that signs it") \
	X(GD_M_TAKEN_NO_ROW, "the order has no payment {1}; say how it is paid (payment terms), or take the credit out") \
	X(GD_M_HANDOVER_ROLE, "{1} does not hold the role {2}, which order {3} needs; grant it (`gendan role grant {1} {2}`) or hand over to somebody else") \
	X(GD_M_HANDOVER_NONE, "{1} has nothing to hand over on order {2}") \
	X(GD_M_HANDOVER_SELF, "{1} cannot hand over to the same person") \
	X(GD_M_TAKEN_COUNT, "{1} pieces cannot be; give 1 to 99") \
	X(GD_M_MIGRATE_WORD, "the map says {1}; write old=new, old=one+two, old=-, step:old=- or -=new") \
	X(GD_M_MIGRATE_NO_NAME, "the map names {1}, which version {2} does not have; `gendan workflow show {3} {2}` lists its duties") \
	X(GD_M_MIGRATE_TWICE, "the map says two things about {1}; each old duty goes one way, each new one comes from one old one") \
	X(GD_M_MIGRATE_DUTY, "{1} is open or was done here, and version {2} has no such duty; say in the map what becomes of it: {1}=NEW, or {1}=- when it ends") \
	X(GD_M_MIGRATE_PLACE, "{1} was asked for here, and {2} is asked for in another way (for each lot, line or payment, in a loop); keep that as it was") \
	X(GD_M_MIGRATE_EFFECT, "{1} was done here without the paper or thing that {2} handles; map it to another duty") \
	X(GD_M_MIGRATE_OUTCOME, "{1} ended here with {2}, which {3} does not know; keep that outcome in the new version") \
	X(GD_M_MIGRATE_OFFER, "{1} is offered to {2} here, and what it becomes is not offered; wait for the answer or take the offer back") \
	X(GD_M_MIGRATE_GONE, "the {1} {2} is used here, and version {3} does not have it as it was; keep it there") \
	X(GD_M_MIGRATE_NOBODY, "{1} waits for a signature as {2}, which nobody is; `gendan role grant` names somebody") \
	X(GD_M_MIGRATE_SIGNED, "{1} was signed as {2}, and the new version does not ask for that; issue it first, or keep the signature there") \
	X(GD_M_MIGRATE_NEW, "{1} is new, and work that comes after it has begun here; write -={1} in the map to leave it out where that is so") \
	X(GD_M_MIGRATE_OWED, "{1} would be asked for again, and work that comes after it has been done since; this order stays as it is") \
	X(GD_M_MIGRATE_STUCK, "nobody could do anything on this order by version {1}; look at the conditions of its duties") \
	X(GD_M_MIGRATE_UNDO, "the order came to version {2} of {1} with others; all go back at once: `gendan workflow migrate {1} --from {2} --to OLD`") \
	X(GD_M_MIGRATE_SINCE, "{1} was done since, and version {2} has no such duty; this order stays as it is") \
	X(GD_M_CLOSING_WHO, "closing the day needs a role in this office; ask somebody who has one, `gendan role list` names them") \
	X(GD_M_CLOSING_NOTHING, "nothing was done since closing {1}, so there is nothing to close; come back when something was") \
	X(GD_M_UNDO_LEFT, "{1} has left the desk and cannot be undone; use correct, void or recall") \
	X(GD_M_KEY_OWN, "the password of {1} is set by {1} alone; for a forgotten one: `gendan user reset {1}`") \
	X(GD_M_KEY_MOVED, "the password of {1} was changed meanwhile; try again") \
	X(GD_M_KEY_NEEDS_RESET, "{1} has no password any more; an administrator gives a first one: `gendan user reset {1}`") \
	X(GD_M_KEY_UNPROVED, "the new password of {1} does not follow from the old one; enter the old one again") \
	X(GD_M_OFFICE_LOCK, "{1} is no number of minutes after which the screens lock; give 0 (never) to {2}") \
	X(GD_M_FIRST_EXPIRED, "the first password of {1} was good for {2} {2|day|days} and is over; ask for a new one: `gendan user reset {1}`") \
	X(GD_M_RESET_ASKED, "{2} has asked for a new password of {1} already; now another administrator types `gendan user reset {1}`") \
	X(GD_M_SCENE_NEW, "scenario {1}: the order cannot begin") \
	X(GD_M_SCENE_REFUSED, "scenario {1}: \"{2}\" is refused here") \
	X(GD_M_SCENE_ALLOWED, "scenario {1}: \"{2}\" must be refused here and is allowed") \
	X(GD_M_SCENE_OTHER, "scenario {1}: \"{2}\" is refused, but not for the reason expected") \
	X(GD_M_SCENE_DIFFERS, "scenario {1}: {2} should be {3} here and is {4}")

#endif
