/* core/flowfile.h - a workflow file as text, and what was found in it: what the
 * layers that read it, ask for it and say it have in common. */
#ifndef GENDAN_CORE_FLOWFILE_H
#define GENDAN_CORE_FLOWFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct gd_flow_text {
	const char *text;
	size_t len;
};

struct gd_flow_fault {
	int line, col; /* from 1 */
	struct gd_err err;
	struct gd_err why; /* of a scenario: what refused; else GD_M_NONE */
	bool beside;       /* in the file of scenarios beside the workflow */
	bool warning;      /* worth a look, no reason to refuse the file */
};

/* Roles that somebody of a book holds: ids. */
struct gd_flow_held {
	const char *const *roles;
	int n;
};

struct gd_flow_proof { /* what was proved */
	int scenarios, passed;
	uint32_t shows; /* bit of each enum gd_feature that a scenario shows */
};

#endif
