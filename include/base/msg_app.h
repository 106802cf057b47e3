/* base/msg_app.h - what the app layer can say; see base/messages.h. */
#ifndef GENDAN_BASE_MSG_APP_H
#define GENDAN_BASE_MSG_APP_H

#define GD_MESSAGES_APP(X) \
	X(GD_M_APP_BUG, "gendan made a mistake here (app: {1}); please report it") \
	X(GD_M_APP_REQUEST, "{1} is no request id: give a UUID, as `uuidgen` makes them") \
	X(GD_M_APP_REQUEST_OTHER, "request {1} was used for another order; take a new one") \
	X(GD_M_APP_FLOW_BROKEN, "workflow {1} version {2} in the book cannot be read by this program; use the gendan that installed it") \
	X(GD_M_APP_NO_FLOW, "there is no workflow {1}; `gendan workflow list` shows them") \
	X(GD_M_APP_NO_ROLE, "no workflow has the role {1}; `gendan role list` shows them") \
	X(GD_M_APP_NO_DESK, "no workflow has the desk {1}; `gendan desk list` shows them") \
	X(GD_M_APP_NOBODY, "who are you? give --as LOGIN; `gendan user list` shows the people") \
	X(GD_M_APP_STALE, "order {1} changed since you saw it: `{2}` by {3} at {4}; look again, then decide") \
	X(GD_M_APP_NUMBER, "{1} does not do as an order number: no blanks and no slashes, at most 63 bytes") \
	X(GD_M_APP_NUMBER_USED, "the number {1} is taken; leave it out and the series gives one") \
	X(GD_M_APP_NEED_CUSTOMER, "which customer? give customer=CODE; `gendan customer list` shows them") \
	X(GD_M_APP_FILTER_KEY, "there is no filter {1}:; did you mean {2}:?") \
	X(GD_M_APP_FILTER_VALUE, "{1}: {2} is not understood; it takes {3}") \
	X(GD_M_APP_FILTER_WORDS, "too many words to look for; eight at most") \
	X(GD_M_APP_NOBODY_MAY, "order {1}: nobody here may do {2}; grant the role with `gendan role grant`")

#endif
