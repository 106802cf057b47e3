/* base/msg_flow.h - what the flow layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_FLOW_H
#define GENDAN_BASE_MSG_FLOW_H

#define GD_MESSAGES_FLOW(X) \
	X(GD_M_FLOW_BUG, "gendan made a mistake here (flow: {1}); please report it")

#endif
