/* base/msg_core.h - what the core layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_CORE_H
#define GENDAN_BASE_MSG_CORE_H

#define GD_MESSAGES_CORE(X) \
	X(GD_M_CORE_BUG, "gendan made a mistake here (core: {1}); please report it")

#endif
