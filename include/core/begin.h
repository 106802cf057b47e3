/* core/begin.h - what an author answers before a new workflow file is written
 * (flow/flow.h: gd_flow_begin). */
#ifndef GENDAN_CORE_BEGIN_H
#define GENDAN_CORE_BEGIN_H

#define GD_BEGIN_STEPS 40
#define GD_BEGIN_FIELDS 20 /* of one step */

enum gd_begin_kind {
	GD_BEGIN_TASK,
	GD_BEGIN_CHECK,     /* passes or fails */
	GD_BEGIN_APPROVE,   /* approved or rejected */
	GD_BEGIN_NEGOTIATE, /* agreed, or talked about again */
	GD_BEGIN_PAPER,     /* made, signed by `signer`, issued */
	GD_BEGIN_SHIP,      /* sent off: carrier and tracking number */
	GD_BEGIN_KINDS
};

/* A name in both languages; the id is made of the English one. */
struct gd_begin_name {
	const char *zh, *en; /* NULL: not given */
};
struct gd_begin_step {
	struct gd_begin_name name, role, signer;
	enum gd_begin_kind kind;
	struct gd_begin_name fields[GD_BEGIN_FIELDS]; /* written down in it */
	int nfields;
};
struct gd_begin {
	struct gd_begin_name name;
	struct gd_begin_step steps[GD_BEGIN_STEPS];
	int nsteps;
};

#endif
