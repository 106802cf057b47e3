/* core/process/eventlog_words.h - what events of the journal are called in a
 * log. */
#ifndef GENDAN_CORE_PROCESS_EVENTLOG_WORDS_H
#define GENDAN_CORE_PROCESS_EVENTLOG_WORDS_H

/* X(event of the journal, its type in the log). Never reworded: programs of
 * other people look for these. */
#define LOG_EVENTS(X)                                 \
	X(GD_EV_CREATED, "create order")              \
	X(GD_EV_DONE, "complete duty")                \
	X(GD_EV_OUTCOME, "decide")                    \
	X(GD_EV_AGAIN, "reject")                      \
	X(GD_EV_WAIVED, "waive")                      \
	X(GD_EV_OPENED, "open step early")            \
	X(GD_EV_DRAFTED, "draft document")            \
	X(GD_EV_SUBMITTED, "submit document")         \
	X(GD_EV_SIGNED, "sign")                       \
	X(GD_EV_SENTBACK, "send back document")       \
	X(GD_EV_WITHDRAWN, "withdraw signature")      \
	X(GD_EV_ISSUED, "issue document")             \
	X(GD_EV_EXPECTED, "expect document")          \
	X(GD_EV_RECEIVED, "receive document")         \
	X(GD_EV_VOIDED, "void document")              \
	X(GD_EV_SENT, "send copy")                    \
	X(GD_EV_HELD_BY, "acknowledge copy")          \
	X(GD_EV_RECALLED, "recall copy")              \
	X(GD_EV_RETURNED, "return copy")              \
	X(GD_EV_DESTROYED, "destroy copy")            \
	X(GD_EV_LOST, "lose copy")                    \
	X(GD_EV_DISTRIBUTION, "change distribution")  \
	X(GD_EV_NOTICE, "request change")             \
	X(GD_EV_HELD, "hold")                         \
	X(GD_EV_RESUMED, "resume")                    \
	X(GD_EV_COMPLETED, "close")                   \
	X(GD_EV_CANCELLED, "cancel")                  \
	X(GD_EV_REOPENED, "reopen")                   \
	X(GD_EV_INFORMED, "inform")                   \
	X(GD_EV_PAYMENT, "plan payment")              \
	X(GD_EV_CREDITED, "credit payment")           \
	X(GD_EV_ASSIGNED, "assign person")            \
	X(GD_EV_OFFERED, "offer work")                \
	X(GD_EV_ACCEPTED, "accept work")              \
	X(GD_EV_REFUSED, "refuse work")               \
	X(GD_EV_EXPIRED, "let offer expire")          \
	X(GD_EV_RELEASED, "release work")             \
	X(GD_EV_MOVED, "move date")                   \
	X(GD_EV_CORRECTED, "correct")                 \
	X(GD_EV_UNDONE, "undo")                       \
	X(GD_EV_NOTE, "note")                         \
	X(GD_EV_LINKED, "link orders")                \
	X(GD_EV_LINES, "change lines")                \
	X(GD_EV_OVERRIDE, "override stop")            \
	X(GD_EV_SPLIT, "split lot")                   \
	X(GD_EV_SHORT, "ship short")                  \
	X(GD_EV_SHIPPED, "ship lot")                  \
	X(GD_EV_COVERED, "cover document")            \
	X(GD_EV_TAKEN, "take over from paper")        \
	X(GD_EV_HANDED, "hand over")                  \
	X(GD_EV_ATTACHED, "attach file")              \
	X(GD_EV_REPLACED, "replace copy")             \
	X(GD_EV_REWORDED, "revise document")          \
	X(GD_EV_SIGNED_PAPER, "sign on paper")        \
	X(GD_EV_MIGRATED, "migrate")                  \
	X(GD_EV_PRINTED, "print copy")                \
	X(GD_EV_PRINTED_DRAFT, "print draft")         \
	X(GD_EV_PRINTED_SLIP, "print slip")           \
	X(GD_EV_ATTACHED_PAPER, "attach to document") \
	X(GD_EV_REMINDED, "remind")                   \
	X(GD_EV_DATED, "set date")                    \
	X(GD_EV_GRANTED, "move hard date")            \
	X(GD_EV_GIVEN, "assign work")                 \
	X(GD_EV_LAID_OPEN, "lay work open")
/* Of the office, or a detail of the event before. */
#define LOG_SILENT(X)       \
	X(GD_EV_NONE)       \
	X(GD_EV_OFFICE)     \
	X(GD_EV_TABLES)     \
	X(GD_EV_BECAUSE)    \
	X(GD_EV_CLOSED_DAY) \
	X(GD_EV_CLOCK)      \
	X(GD_EV_DAY_PAST)   \
	X(GD_EV_GRANTED_BY) \
	X(GD_EV_DECLINED)

#endif
