/* tests/core/oracle.h - what must never be allowed, said a second time.
 *
 * Reads the order before and after an allowed command and answers with the
 * refusal that should have come, GD_M_NONE when all is well.  It shares no
 * line with the machine: where the machine computes, it looks at results.
 */
#ifndef GENDAN_TESTS_CORE_ORACLE_H
#define GENDAN_TESTS_CORE_ORACLE_H

#include "bench.h"

struct oracle_case {
	const struct gd_workflow *wf;
	const struct gd_order *before, *after;
	const struct gd_todo *todo; /* of before, with no guard left out */
	const char *who;            /* login and only role */
	const struct gd_command *cmd;
	const struct gd_events *events;
	const char *last_actor;
	bool left_desk;
};
enum gd_msg oracle(const struct oracle_case *c);

#endif
