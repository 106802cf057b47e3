/* core/office/office_flow.c - the workflows of an office, and which one is
 * meant when nobody says. */
#include <string.h>

#include "base/say.h"
#include "core/tables.h"

#include "office_priv.h"

#include "base/banned.h"

/* The newest version in use of an id; 0: there is none. */
static int64_t
newest(const struct gd_sheet *office, const char *id)
{
	const struct gd_flowdef *r;
	int64_t version = 0;

	for (size_t i = 0; (r = gd_row_at(office, GD_OFF_FLOWDEF, i)); i++)
		if (r->active && strcmp(r->id, id) == 0 && r->version > version)
			version = r->version;
	return version;
}

enum gd_code
flow_check(const struct change *c, struct gd_err *err)
{
	const struct gd_flowdef *r = c->row, *old = c->old;

	if (office_code(r->id, GD_TR("workflow"), err) != GD_OK)
		return err->code;
	if (r->version < 1 || !*r->source)
		return office_filled("", GD_TR("workflow"), err);
	if (old && strcmp(old->source, r->source) != 0)
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_FLOW_OTHER,
		    GD_T(r->id), GD_N(r->version));
	/* New orders take the newest: an older one that was never here would
	 * be said to be installed and be used by nobody. */
	if (!old && r->version < newest(c->office, r->id))
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_FLOW_OLDER,
		    GD_T(r->id), GD_N(newest(c->office, r->id)),
		    GD_N(r->version));
	return GD_OK;
}

static const struct gd_setting *
setting(const struct gd_sheet *office)
{
	return gd_row_find(office, GD_OFF_SETTING,
	    &(struct gd_setting){ .name = GD_SETTING_WORKFLOW });
}

/* The id of the only one in use; NULL: there is none, or more than one. */
static const char *
only_one(const struct gd_sheet *office)
{
	const struct gd_flowdef *r;
	const char *id = NULL;

	for (size_t i = 0; (r = gd_row_at(office, GD_OFF_FLOWDEF, i)); i++) {
		if (!r->active || (id && strcmp(id, r->id) == 0))
			continue;
		if (id)
			return NULL;
		id = r->id;
	}
	return id;
}

static bool
in_use(const struct gd_sheet *office, const char *id)
{
	const struct gd_flowdef *r;

	for (size_t i = 0; (r = gd_row_at(office, GD_OFF_FLOWDEF, i)); i++)
		if (r->active && strcmp(r->id, id) == 0)
			return true;
	return false;
}

const char *
gd_office_workflow(const struct gd_sheet *office)
{
	const char *only = only_one(office);
	const struct gd_setting *s = only ? NULL : setting(office);

	return only				       ? only
	       : s && *s->value && in_use(office, s->value) ? s->value
							    : NULL;
}

void
flow_begin(const struct gd_sheet *office, const struct gd_flowdef *row,
    struct gd_events *events, struct gd_event *e)
{
	const char *first = only_one(office);

	if (!first || strcmp(first, row->id) == 0 || setting(office))
		return;
	gd_event_put(events, e, GD_ORDER_NTABLES + GD_OFF_SETTING,
	    &(struct gd_setting){ .name = GD_SETTING_WORKFLOW, .value = first },
	    UINT64_MAX);
}

enum gd_code
flow_setting_check(const struct change *c, struct gd_err *err)
{
	const struct gd_setting *r = c->row;

	if (strcmp(r->name, GD_SETTING_WORKFLOW) == 0 && *r->value &&
	    !in_use(c->office, r->value))
		return gd_fail(err, GD_MISSING, GD_M_APP_NO_FLOW,
		    GD_T(r->value));
	return calendar_setting_check(c, err);
}
