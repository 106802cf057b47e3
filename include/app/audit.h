/* app/audit.h - the audit report, order by order. */
#ifndef GENDAN_APP_AUDIT_H
#define GENDAN_APP_AUDIT_H

#include "app/app.h"
#include "core/audit.h"

struct gd_audit_query {
	uint32_t kinds;         /* bit per enum gd_audit_kind; 0 = all */
	bool deputies, paper;   /* only sign-offs by deputies; on paper */
	int64_t from_ms, to_ms; /* of the command; 0 = no limit, to excluded */
	const char *by;         /* login who signed, or for whom; NULL = all */
	const char *order;      /* number, UUID or tail; NULL = all */
};
/** Every line of the query, handed to say() with the order it is of and its
 * workflow (NULL when not known); orders in the order they were begun. */
enum gd_code gd_app_audit(struct gd_app *app, const struct gd_audit_query *q,
    void (*say)(void *payload, const struct gd_order *order,
	const struct gd_workflow *wf, const struct gd_audit_line *line),
    void *payload, struct gd_err *err) GD_MUST_CHECK;

#endif
