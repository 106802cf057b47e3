/* base/msg_core.h - what the core layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_CORE_H
#define GENDAN_BASE_MSG_CORE_H

#define GD_MESSAGES_CORE(X) \
	X(GD_M_CORE_BUG, "gendan made a mistake here (core: {1}); please report it") \
	X(GD_M_EVENT_JSON, "a journal entry cannot be read: {1}") \
	X(GD_M_EVENT_KIND, "a journal entry names an event this program does not know: {1}; a newer gendan may have written it") \
	X(GD_M_EVENT_TABLE, "a journal entry names a table this program does not know: {1}; a newer gendan may have written it") \
	X(GD_M_EVENT_COL, "a journal entry has a wrong or unknown cell: {1}.{2}") \
	X(GD_M_EVENT_SHAPE, "a journal entry has a malformed event: {1}")

#endif
