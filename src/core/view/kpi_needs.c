/* core/view/kpi_needs.c - what the measures read of an order of a workflow: of
 * the few duties that decide, survey or belong to a notice, and of dates, steps,
 * copies and money the cells that are counted. */
#include <string.h>

#include "core/view/kpi.h"

#include "base/banned.h"

static bool
in_a_notice(const struct gd_workflow *wf, const struct gd_duty_def *d)
{
	for (int i = 0; *d->thread && i < wf->nduties; i++)
		if (wf->duties[i].is_notice &&
		    strcmp(wf->duties[i].thread, d->thread) == 0)
			return true;
	return false;
}

/* Ids of duties whose acts are counted. */
static const char **
acts_of(const struct gd_workflow *wf, struct gd_arena *arena, int *n)
{
	const char **ids =
	    gd_arena_alloc(arena, (size_t)wf->nduties + 1, sizeof *ids);

	*n = 0;
	for (int i = 0; i < wf->nduties; i++) {
		const struct gd_duty_def *d = &wf->duties[i];

		if (d->surveys || gd_kpi_is_check(wf, i) || in_a_notice(wf, d))
			ids[(*n)++] = d->name.id;
	}
	return ids;
}

/* Ids of papers that are notices of change. */
static const char **
notices_of(const struct gd_workflow *wf, struct gd_arena *arena, int *n)
{
	const char **ids =
	    gd_arena_alloc(arena, (size_t)wf->nduties + 1, sizeof *ids);

	*n = 0;
	for (int i = 0; i < wf->nduties; i++)
		if (wf->duties[i].is_notice && wf->duties[i].thing >= 0)
			ids[(*n)++] = wf->papers[wf->duties[i].thing].name.id;
	return ids;
}

/* Ids of duties that are offered to people. */
static const char **
offers_of(const struct gd_workflow *wf, struct gd_arena *arena, int *n)
{
	const char **ids =
	    gd_arena_alloc(arena, (size_t)wf->nduties + 1, sizeof *ids);

	*n = 0;
	for (int i = 0; i < wf->nduties; i++)
		if (gd_kpi_is_offered(wf, i))
			ids[(*n)++] = wf->duties[i].name.id;
	return ids;
}

int
gd_kpi_needs(const struct gd_workflow *wf, struct gd_arena *arena,
    struct gd_need *out)
{
	static const struct gd_need all[] = {
		{ .table = GD_TAB_HEAD,
		    .cells = { "number", "company", "customer", "state",
			"created_ms", "closed_ms", "taken_day", "cause",
			"cause_by" } },
		{ .table = GD_TAB_DUE,
		    .cells = { "day", "first", "actual", "shut", "owner" } },
		{ .table = GD_TAB_STEP, .cells = { "open_ms", "done_ms" } },
		{ .table = GD_TAB_PIECE,
		    .cells = { "desk", "state", "sent_ms", "to_desk" },
		    .where = "state",
		    .is = GD_PIECE_SENT,
		    .open = true },
		{ .table = GD_TAB_PAYMENT,
		    .cells = { "amount", "currency", "due_day", "credited" },
		    .open = true },
	};
	static const char *const none[1] = { NULL };
	struct gd_need act = { .table = GD_TAB_ACT,
		.cells = { "state", "outcome", "fields", "at_ms", "day" } };
	struct gd_need rev = { .table = GD_TAB_REVISION,
		.cells = { "issued_ms" } };
	struct gd_need change = { .table = GD_TAB_CHANGE,
		.cells = { "field" },
		.first = none };
	struct gd_need offer = { .table = GD_TAB_OFFER,
		.cells = { "state", "at_ms", "reason" } };
	int n = sizeof all / sizeof *all;

	memcpy(out, all, sizeof all);
	act.first = acts_of(wf, arena, &act.nfirst);
	rev.first = notices_of(wf, arena, &rev.nfirst);
	if (rev.nfirst)
		change.first = NULL;
	offer.first = offers_of(wf, arena, &offer.nfirst);
	out[n++] = act;
	out[n++] = rev;
	out[n++] = change;
	out[n++] = offer;
	return n;
}
