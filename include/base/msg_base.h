/* base/msg_base.h - what the base layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_BASE_H
#define GENDAN_BASE_MSG_BASE_H

#define GD_MESSAGES_BASE(X) \
	X(GD_M_TEXT_BYTES, "this is not UTF-8 text: a broken character at place {1}; type it again or save the file as UTF-8") \
	X(GD_M_TEXT_CONTROL, "the text holds an invisible control character ({1}) at place {2}; remove it and try again") \
	X(GD_M_TEXT_NEWLINE, "the text must be one line: there is a line break at place {1}; join the lines") \
	X(GD_M_TEXT_HIDDEN, "the text holds a hidden character ({1}) at place {2} that could mislead a reader; remove it and try again") \
	X(GD_M_TEXT_MARKS, "too many accents on one letter at place {1}; remove some") \
	X(GD_M_TEXT_LONG, "the text is too long: {1} bytes, at most {2} are kept; shorten it") \
	X(GD_M_TEXT_APART, "the text has accents written apart from their letters; type those letters again") \
	X(GD_M_TEXT_WIDE, "the text is too wide: {1} columns, at most {2} are kept; shorten it") \
	X(GD_M_TEXT_CLEANED, "hidden characters were taken out of this cell, accents joined to their letters") \
	X(GD_M_CSV_OPEN, "cannot open the file {1}: {2}; check the name and that you may read it") \
	X(GD_M_CSV_READ, "reading {1} broke off at line {2}: {3}; try again from a sound disk") \
	X(GD_M_CSV_QUOTE, "line {1}: the quotation mark opened here is never closed; close it with \"") \
	X(GD_M_CSV_AFTER_QUOTE, "line {1}: there is text after a closing quotation mark; write \"\" for a mark inside a cell") \
	X(GD_M_CSV_CELL, "line {1}: a cell is longer than {2} bytes; shorten it (is a quotation mark missing?)") \
	X(GD_M_CSV_CELLS, "line {1}: more than {2} cells; is this a CSV file?") \
	X(GD_M_CSV_BYTES, "line {1}: these bytes are neither UTF-8 nor GB18030; save the file again as UTF-8") \
	X(GD_M_CSV_NUL, "line {1}: there is a zero byte; this is not a text file (UTF-16? save it as UTF-8)") \
	X(GD_M_READ_OPEN, "cannot read the file {1}: {2}; check the name and that you may read it") \
	X(GD_M_READ_BIG, "the file {1} is larger than {2} bytes; it cannot be what is read here") \
	X(GD_M_GUARD_FAILED, "this machine does not let gendan shut itself in ({1}); nobody is let in") \
	X(GD_M_NO_ROOM_TO_HASH, "no memory for checking the password ({1} MiB are needed); close other programs and try again") \
	X(GD_M_PASSWORD_BYTES, "the password holds characters that cannot be typed everywhere; take others") \
	X(GD_M_PASSWORD_LENGTH, "a password has {1} to {2} characters; a short sentence is good") \
	X(GD_M_PASSWORD_COMMON, "this is one of the first passwords everybody tries; take another") \
	X(GD_M_PASSWORD_NAME, "your own name, login or company is no password; take another") \
	X(GD_M_CODE_SIGNS, "this is no code of gendan: at place {1} stands something that is no digit; scan it again") \
	X(GD_M_CODE_LENGTH, "a code has {1} digits and this has {2}; scan it again, or type all of them") \
	X(GD_M_CODE_CHECK, "the digits do not fit together: one was read or typed wrongly; scan it again") \
	X(GD_M_CODE_KIND, "this code is of a kind this program does not know ({1}); a newer gendan may have printed it") \
	X(GD_M_CODE_ORDER, "{1} is no id of an order, so there is no code for it") \
	X(GD_M_CODE_NUMBER, "number {1} does not fit into a code, {2} is the last; this cannot be printed with a code")

#endif
