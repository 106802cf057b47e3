/* base/msg_tui.h - what the tui layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_TUI_H
#define GENDAN_BASE_MSG_TUI_H

#define GD_MESSAGES_TUI(X)                                                   \
	X(GD_M_TUI_NO_TERMINAL,                                              \
	    "there is no terminal here: use the commands, see gendan --help") \
	X(GD_M_TUI_TERM,                                                     \
	    "terminal type {1} is not known here: set TERM to xterm or vt100") \
	X(GD_M_TUI_DUMB,                                                     \
	    "this terminal says it is {1}: text cannot be placed on it; use the commands, see gendan --help, or set TERM to what it is, such as xterm") \
	X(GD_M_TUI_SCRIPT, "key script, line {1}: \"{2}\" is no key")        \
	X(GD_M_TUI_CUSTOMER_THERE,                                           \
	    "there is a customer {1} already; give the new one another code, or correct that one with F4 in the list") \
	X(GD_M_TUI_REQUIRED, "this is needed; fill it in")                   \
	X(GD_M_TUI_DATE_HOUR,                                                \
	    "\"{1}\" is no date; try 12-05, +20d, next fri, with an hour 12-05 16:00") \
	X(GD_M_TUI_DATE,                                                     \
	    "\"{1}\" is no date; try 12-05, +20d, next fri")     \
	X(GD_M_TUI_NUMBER, "\"{1}\" is no number; digits only, such as {2}") \
	X(GD_M_TUI_MONEY,                                                    \
	    "\"{1}\" is no amount of money; write it as 48200.00 USD")       \
	X(GD_M_TUI_LINE_QTY,                                                 \
	    "line {1} has no quantity; F3 shows the lines, Enter fills it in") \
	X(GD_M_TUI_OPEN_FILE, "{1} cannot be read: {2}")

#endif
