/* base/msg_app.h - what the app layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_APP_H
#define GENDAN_BASE_MSG_APP_H

#define GD_MESSAGES_APP(X) \
	X(GD_M_APP_BUG, "gendan made a mistake here (app: {1}); please report it")

#endif
