/* base/msg_store.h - what the store layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_STORE_H
#define GENDAN_BASE_MSG_STORE_H

#define GD_MESSAGES_STORE(X) \
	X(GD_M_STORE_BUG, "gendan made a mistake here (store: {1}); please report it") \
	X(GD_M_BOOK_MISSING, "there is no book at {1}; make one with `gendan init`, or look at one with `gendan demo`") \
	X(GD_M_BOOK_EXISTS, "there is something at {1} already; nothing was changed, choose another name") \
	X(GD_M_BOOK_FOREIGN, "{1} is not a gendan book; name the right file with --book") \
	X(GD_M_BOOK_NEWER, "the book {1} was written by a newer gendan (format {2}, this one knows {3}); use the newer program") \
	X(GD_M_BOOK_DAMAGED, "the book {1} is damaged ({2}); copy it aside with its -wal file, then try `gendan verify` and `gendan rebuild`, or restore a backup") \
	X(GD_M_BOOK_UNREADABLE, "the book {1} cannot be opened ({2}); ask whoever looks after this machine") \
	X(GD_M_BOOK_READ_ONLY, "the book {1} can only be read here, so nothing was changed; check who owns the file and its folder") \
	X(GD_M_BOOK_BUSY, "the book {1} is in use by another program; nothing was changed, try again in a moment") \
	X(GD_M_BOOK_SYMLINK, "{1} is only a link to a book; name the book itself") \
	X(GD_M_BOOK_HARDLINK, "the book {1} has a second name somewhere (hard link), which can damage it; remove the other name") \
	X(GD_M_BOOK_NETWORK, "the book {1} is on a network drive ({2}), where it can be damaged; keep it on this machine's own disk") \
	X(GD_M_BOOK_REPLACED, "the book {1} was replaced by another file meanwhile; nothing was changed, start gendan again") \
	X(GD_M_BOOK_UPGRADED, "the book {1} was upgraded meanwhile; nothing was changed, start gendan again") \
	X(GD_M_GATE_HELD, "the book is being written by {1} (process {2}) since {3} s; nothing was changed, try again in a moment") \
	X(GD_M_GATE_NONE, "the side file {1} cannot be used ({2}); writing is not possible") \
	X(GD_M_DISK_FULL, "the disk that holds {1} is full; nothing was changed, make room and try again") \
	X(GD_M_DISK_FAULT, "the disk that holds {1} reported a fault ({2}); leave gendan, check the disk, then run `gendan verify`") \
	X(GD_M_STORE_NO_ORDER, "no order is called {1}; `gendan find WORDS` searches") \
	X(GD_M_ORDER_AMBIGUOUS, "{1} fits more than one order, such as {2} and {3}; type more of it") \
	X(GD_M_ORDER_MOVED, "somebody changed order {1} meanwhile (it is at revision {2}, not {3}); look again") \
	X(GD_M_REQUEST_TWICE, "this request was recorded already, as command {1}") \
	X(GD_M_NUMBER_USED, "the number {1} is used already") \
	X(GD_M_SEARCH_BROKEN, "the search index needs to be made anew; run `gendan rebuild` (the orders themselves are not touched by this)") \
	X(GD_M_BAD_CHAIN, "command {1} ({2}, by {3}) does not fit the chain: it or an earlier one was changed") \
	X(GD_M_BAD_SEQ, "the journal jumps from command {1} to {2}") \
	X(GD_M_BAD_BODY, "command {1} cannot be read back") \
	X(GD_M_BAD_REV, "order {1}: command {2} has revision {3}, expected {4}") \
	X(GD_M_BAD_ROW, "order {1}: row {3} of table {2} is not what command {4} left there") \
	X(GD_M_EXTRA_ROW, "order {1}: row {3} of table {2} was written by no command") \
	X(GD_M_BAD_LISTED, "order {1}: {2} in the list is not what the journal says") \
	X(GD_M_BAD_CUSTOMER_WORDS, "customer {1}: the words the customer is found by are not those of the name; run `gendan rebuild`") \
	X(GD_M_BAD_OFFICE, "office: row {2} of table {1} is not what command {3} left there") \
	X(GD_M_EXTRA_OFFICE, "office: row {2} of table {1} was written by no command") \
	X(GD_M_BAD_COUNT, "table {1} has {2} {2|row|rows}, the journal gives {3}") \
	X(GD_M_BAD_TALLY, "the count kept for {1} {2} is {3}, it should be {4}") \
	X(GD_M_BAD_SCHEMA, "the structure of the book was changed: {1}") \
	X(GD_M_BAD_SEARCH, "the search index differs at order {1}; run `gendan rebuild`") \
	X(GD_M_BAD_PAGES, "SQLite's own check says: {1}") \
	X(GD_M_BAD_FORMS, "the forms of workflow {1}, number {2}, are not the file their digest names") \
	X(GD_M_BAD_FLOW, "workflow {1} version {2} is not the file its digest names") \
	X(GD_M_BAD_LEDGER, "the ledger row of the book is missing or doubled") \
	X(GD_M_BAD_ERASED, "command {1} ({2}, by {3}) has lost what it did, and no command says that it was taken away") \
	X(GD_M_BAD_NAME, "the name {1} stands in the book, but no command has it") \
	X(GD_M_NO_COMMANDS, "order {1} was made by no command") \
	X(GD_M_BAD_CLOSING, "closing {1}: command {2} is not the one that was closed: the history was rewritten") \
	X(GD_M_SIGNED_CHANGED, "order {1}: what {3} signed on {2} in command {4} was changed after it was signed") \
	X(GD_M_CLOSING_SIGN, "closing {1}: the signature of {2} does not fit it (command {3}); compare it with the page that was filed") \
	X(GD_M_CLOSING_ODD, "closing {1} was not written as a day is closed: other person, number or head (command {2})") \
	X(GD_M_BAD_HIDDEN, "a text of table {1} ({2}) goes on behind a zero byte, where nobody reads it") \
	X(GD_M_BAD_CREATED, "the day the book was begun was changed") \
	X(GD_M_BAD_INDEX, "the search index does not find {1} where it stands; run `gendan rebuild`") \
	X(GD_M_ANCHOR_LEDGER, "the anchor at command {1} belongs to another book: its ledger is {2}, this one is {3}") \
	X(GD_M_ANCHOR_SHORT, "the book ends at command {1}, but an anchor names command {2}: its end was cut or an old copy put back") \
	X(GD_M_ANCHOR_OTHER, "command {1} is not the one the anchor names: the history was rewritten") \
	X(GD_M_HEAD_SHORT, "the book ends at command {1}, but command {2} was seen here before: its end was cut or an old copy put back") \
	X(GD_M_HEAD_OTHER, "command {1} is not the one seen here before: the history was rewritten") \
	X(GD_M_BAD_FILE, "order {1}: attached file {2} ({3}) is missing or not the one that was attached") \
	X(GD_M_FILE_MISSING, "there is no file {1}; check its name") \
	X(GD_M_FILE_ODD, "{1} is not a plain file, or belongs to the book; nothing was attached, name the file itself") \
	X(GD_M_EXPORT_PLACE, "{1} is not a plain file, or belongs to the book; nothing was written, choose another name") \
	X(GD_M_EXPORT_BAD, "the event log {1} did not pass its check and was thrown away ({2}); please report this") \
	X(GD_M_FILE_BIG, "{1} is larger than {2} MB, the most an attached file may be; nothing was attached") \
	X(GD_M_FILE_EXISTS, "there is something at {1} already; nothing was written, choose another name") \
	X(GD_M_FILE_DISK_FULL, "the disk is full ({1}); nothing was changed, make room and try again") \
	X(GD_M_FILE_FAULT, "{1} could not be read or written ({2}); nothing was changed, check the disk and try again") \
	X(GD_M_FILE_LOST, "the attached file {1} is missing beside the book or was changed; bring it back from a backup") \
	X(GD_M_BACKUP_BAD, "the copy {1} did not pass its check and was thrown away; run `gendan verify` on the book itself") \
	X(GD_M_SEAL_FOREIGN, "{1} is no sealed backup; name the right file") \
	X(GD_M_SEAL_KEY, "the key does not fit {1}, which was sealed with another one; give that one with --key FILE") \
	X(GD_M_SEAL_CUT, "{1} ends too early, something is missing at its end; nothing was restored, take another backup") \
	X(GD_M_SEAL_BAD, "{1} was changed or damaged about {2} bytes from its beginning; nothing was restored, take another backup") \
	X(GD_M_KEY_MISSING, "there is no key file {1}; give it with --key FILE, or type the recovery key into a file and name that") \
	X(GD_M_KEY_UNREADABLE, "the key file {1} cannot be read ({2}); check who owns it") \
	X(GD_M_KEY_SHAPE, "this is no recovery key: a key has {1} groups of eight characters; compare it with the paper") \
	X(GD_M_KEY_GROUP, "group {1} of the recovery key is mistyped; compare it with the paper") \
	X(GD_M_KEY_NO_HOME, "there is no folder for the key ($HOME is not set); say where with --key FILE") \
	X(GD_M_ROTATE_FOLDER, "there is no folder {1} for the backups; make it first, on another disk than the book's") \
	X(GD_M_ROTATE_GONE, "{1} could not be taken away ({2}); the new backup is there") \
	X(GD_M_BOOK_UNSURE, "the disk failed while {1} was written, and the book does not pass its check now; copy it aside with its -wal file, then see `gendan verify`, or restore a backup") \
	X(GD_M_VERIFY_BAD, "the book {1} has faults: {2}") \
	X(GD_M_REBUILD_BAD, "the book {1} was not rebuilt: the new one did not pass its check; the old one is untouched") \
	X(GD_M_BAD_SEAL, "the sealed key of {1} (number {2}) was changed or is gone; {1} cannot sign: `gendan user reset {1}`") \
	X(GD_M_BAD_SIGNOFF, "order {1}: the signature of {3} on {2} does not fit what stands there (command {4})") \
	X(GD_M_SIGNOFF_STRIPPED, "order {1}: {2} was signed as {3} without the key {3} had (command {4}); ask {3} about it") \
	X(GD_M_BAD_KEY, "key {2} of {1} was not made by whom the journal says (command {3})")

#endif
