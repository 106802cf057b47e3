/* base/msg_store.h - what the store layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_STORE_H
#define GENDAN_BASE_MSG_STORE_H

#define GD_MESSAGES_STORE(X) \
	X(GD_M_STORE_BUG, "gendan made a mistake here (store: {1}); please report it")

#endif
