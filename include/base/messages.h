/* base/messages.h - every message gendan can say, by id.
 *
 * One X-macro list a layer, so that a message stands near those who send it.
 * The English text is the key of the translation (data/po); {1}..{4} are the
 * arguments.  A message says what, why and what now.
 */
#ifndef GENDAN_BASE_MESSAGES_H
#define GENDAN_BASE_MESSAGES_H

#include "base/msg_app.h"
#include "base/msg_base.h"
#include "base/msg_cli.h"
#include "base/msg_core.h"
#include "base/msg_flow.h"
#include "base/msg_paper.h"
#include "base/msg_report.h"
#include "base/msg_store.h"
#include "base/msg_tui.h"

#define GD_MESSAGES(X)        \
	X(GD_M_NONE, "")      \
	X(GD_M_TEXT, "{1}")   \
	GD_MESSAGES_BASE(X)   \
	GD_MESSAGES_CORE(X)   \
	GD_MESSAGES_FLOW(X)   \
	GD_MESSAGES_STORE(X)  \
	GD_MESSAGES_PAPER(X)  \
	GD_MESSAGES_REPORT(X) \
	GD_MESSAGES_APP(X)    \
	GD_MESSAGES_CLI(X)    \
	GD_MESSAGES_TUI(X)

enum gd_msg {
#define X(id, text) id,
	GD_MESSAGES(X)
#undef X
};

#endif
