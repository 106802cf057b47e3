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
	X(GD_M_OFFICE_EMPTY, "{1} must not be empty") \
	X(GD_M_OFFICE_NOT_HELD, "{1} does not hold the role {2}") \
	X(GD_M_OFFICE_CURRENCY, "{1} is no currency: three capital letters such as CNY, USD") \
	X(GD_M_OFFICE_DEPUTY_SELF, "nobody stands in for himself") \
	X(GD_M_OFFICE_DEPUTY_DAYS, "the days do not fit: give the first day and a last day that is not before it") \
	X(GD_M_OFFICE_NO_DEPUTY, "{1} does not stand in for {2}") \
	X(GD_M_OFFICE_PARTY_KIND, "{1} is no kind of party: carrier, forwarder or bank") \
	X(GD_M_OFFICE_NO_CUSTOMER, "there is no customer {1}; `gendan customer list` shows them") \
	X(GD_M_OFFICE_COPIES, "{1} copies cannot be: 0 to 99") \
	X(GD_M_OFFICE_NO_DAY, "the day is missing or far away") \
	X(GD_M_OFFICE_FLOW_OTHER, "workflow {1} version {2} is already installed with another text; raise its version") \
	X(GD_M_OFFICE_NO_COMPANY, "there is no company {1}; `gendan company list` shows them") \
	X(GD_M_OFFICE_RESET, "{1} is no way to begin numbers anew: yearly, monthly or never") \
	X(GD_M_OFFICE_PATTERN, "number pattern {1}: {2}") \
	X(GD_M_OFFICE_SERIES_BACK, "a series does not go back to {1}: its next number is {2}") \
	X(GD_M_OFFICE_NO_SERIES, "there is no number series for {1} of company {2}; `gendan series set` makes one")

#endif
