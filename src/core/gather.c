/* core/gather.c - numbers that add up, and an order that settles others.
 *
 * Facts: a sum is never of two currencies; an order is settled by one order
 * (the store asks again as it writes); what was gathered stands in the event.
 */
#include "gather.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "base/banned.h"

/* ---- sums ------------------------------------------------------------------ */

/* "-12.75" in thousandths. */
static int64_t
thousandths(const char *v)
{
	int64_t n = strtoll(v, NULL, 10) * 1000, part = 100;
	const char *dot = strchr(v, '.');

	for (; dot && *++dot >= '0' && *dot <= '9' && part; part /= 10)
		n += (*v == '-' ? -1 : 1) * part * (*dot - '0');
	return n;
}

bool
sum_read(const struct gd_field_def *def, const char *text, struct sum *out)
{
	*out = (struct sum){ 0, "" };
	if (!text || !*text)
		return false;
	if (def->type == GD_FIELD_MONEY)
		return value_money(text, &out->n, out->code, "");
	out->n = thousandths(text);
	return true;
}

bool
sum_add(struct sum *to, const struct sum *more, int sign)
{
	if (*to->code && *more->code && strcmp(to->code, more->code) != 0)
		return false;
	if (*more->code)
		memcpy(to->code, more->code, sizeof to->code);
	to->n += sign * more->n;
	return true;
}

const char *
sum_text(struct gd_work *w, const struct gd_field_def *def, const struct sum *s)
{
	int64_t part = llabs(s->n % 1000);
	const char *sign = s->n < 0 ? "-" : "";

	if (def->type == GD_FIELD_MONEY)
		return money_words(w, s->n, *s->code ? s->code : "USD");
	if (part == 0 || def->type == GD_FIELD_INT)
		return work_printf(w, "%s%lld", sign,
		    (long long)(llabs(s->n) / 1000));
	if (part % 100 == 0)
		return work_printf(w, "%s%lld.%lld", sign,
		    (long long)(llabs(s->n) / 1000), (long long)(part / 100));
	return work_printf(w, "%s%lld.%03lld", sign,
	    (long long)(llabs(s->n) / 1000), (long long)part);
}

/* What one field has more than the act said before. */
static enum gd_code
add_one(struct gd_work *w, int field, const char *before, const char *now,
    int64_t lot)
{
	const struct gd_field_def *def = &w->wf->fields[field];
	struct gd_field row = { .name = def->name.id,
		.lot = def->per_lot ? (lot ? lot : 1) : 0 };
	struct sum total, more, less;
	const char *there = gd_field(&w->order, row.name, row.lot);

	(void)sum_read(def, there, &total);
	if (!sum_read(def, now, &more))
		return GD_OK;
	if (!sum_add(&total, &more, 1))
		return gd_fail(w->err, GD_REFUSED, GD_M_OTHER_CURRENCY,
		    GD_T(more.code), GD_T(total.code));
	if (sum_read(def, before, &less) && !sum_add(&total, &less, -1))
		return gd_fail(w->err, GD_REFUSED, GD_M_OTHER_CURRENCY,
		    GD_T(less.code), GD_T(total.code));
	row.value = sum_text(w, def, &total);
	work_put(w, GD_TAB_FIELD, &row);
	return GD_OK;
}

enum gd_code
fields_add(struct gd_work *w, const char *was, const char *json, int64_t lot)
{
	json_t *now = *json ? json_loads(json, 0, NULL) : NULL;
	json_t *old = *was ? json_loads(was, 0, NULL) : NULL;
	enum gd_code rc = GD_OK;
	const char *name;
	json_t *v;

	json_object_foreach(now, name, v)
	{
		int f = gd_wf_field(w->wf, name);

		if (rc == GD_OK && f >= 0 && w->wf->fields[f].adds)
			rc = add_one(w, f,
			    json_string_value(json_object_get(old, name)),
			    json_string_value(v), lot);
	}
	json_decref(now);
	json_decref(old);
	return rc;
}

/* ---- an order that settles others -------------------------------------------- */

/* What the command says of a field, else what stands there; as a moment, so
 * many days on. */
static int64_t
moment_of(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_command *cmd, const struct gd_facts *f, int field, int days,
    int64_t none)
{
	const char *text;
	int32_t day;

	if (field < 0)
		return none;
	text = gd_field(o, wf->fields[field].name.id, 0);
	for (int i = 0; i < cmd->nfields; i++)
		if (strcmp(cmd->fields[i].name, wf->fields[field].name.id) == 0)
			text = cmd->fields[i].value;
	day = gd_day_read(text, f->today);
	return day == GD_NO_DAY ? none
				: (int64_t)(day + days) * 86400000 -
				      (int64_t)f->utc_offset_min * 60000;
}

void
gd_collect_between(const struct gd_workflow *wf, const struct gd_order *o,
    const struct gd_command *cmd, const struct gd_facts *f,
    struct gd_collect_time *out)
{
	const struct gd_collects_def *c = &wf->collects;

	out->from_ms = moment_of(wf, o, cmd, f, c->from, 0, 0);
	out->to_ms = moment_of(wf, o, cmd, f, c->to, 1, INT64_MAX);
}

/* One sum over all of them, in our field's own kind; the first of several that
 * go into one field stands for them all. */
static enum gd_code
sum_all(struct gd_work *w, int i, const char **text)
{
	const struct gd_collects_def *c = &w->wf->collects;
	const struct gd_sum_def *def = &c->sums[i];
	const struct gd_field_def *mine = &w->wf->fields[def->mine];
	struct sum total = { 0, "" };

	*text = "";
	/* fare of a ride, pay of a ticket: both may go into one field */
	for (int n = w->f->ncollected * c->nsums, k = i; k < n; k++) {
		const struct gd_collected *of = &w->f->collected[k / c->nsums];
		struct sum more;

		if (c->sums[k % c->nsums].mine != def->mine ||
		    !sum_read(mine, of->values[k % c->nsums], &more))
			continue; /* another field, or it says none */
		if (!sum_add(&total, &more, 1))
			return gd_fail(w->err, GD_REFUSED, GD_M_OTHER_CURRENCY,
			    GD_T(more.code), GD_T(total.code));
	}
	if (mine->type != GD_FIELD_MONEY || *total.code)
		*text = sum_text(w, mine, &total);
	return GD_OK;
}

static bool
summed_before(const struct gd_collects_def *c, int i)
{
	for (int k = 0; k < i; k++)
		if (c->sums[k].mine == c->sums[i].mine)
			return true;
	return false;
}

enum gd_code
collect_orders(struct gd_work *w, int duty, const char **json)
{
	const struct gd_collects_def *c = &w->wf->collects;
	json_t *obj;
	enum gd_code rc = GD_OK;
	char *dump;

	if (!w->f->collected) /* it is only asked who may */
		return GD_OK;
	if (w->f->ncollected == 0)
		return gd_fail(w->err, GD_REFUSED, GD_M_NOTHING_TO_SETTLE,
		    GD_T(w->wf->duties[duty].name.id),
		    GD_T(w->f->collector ? w->f->collector : ""));
	obj = **json ? json_loads(*json, 0, NULL) : json_object();
	for (int i = 0; i < c->nsums && !rc; i++) {
		const char *text = "";

		if (!summed_before(c, i))
			rc = sum_all(w, i, &text);
		if (!rc && *text)
			json_object_set_new(obj,
			    w->wf->fields[c->sums[i].mine].name.id,
			    json_string(text));
	}
	if (!rc && c->count >= 0)
		json_object_set_new(obj, w->wf->fields[c->count].name.id,
		    json_string(work_printf(w, "%d", w->f->ncollected)));
	dump = json_dumps(obj, JSON_COMPACT);
	if (!rc)
		*json = work_text(w, dump);
	free(dump);
	json_decref(obj);
	return rc;
}

void
collected_links(struct gd_work *w)
{
	for (int i = 0; w->f->collected && i < w->f->ncollected; i++) {
		work_event(w, GD_EV_LINKED, "settles",
		    w->f->collected[i].number, 0);
		work_put(w, GD_TAB_LINK,
		    &(struct gd_link){ .kind = "settles",
			.other = work_text(w, w->f->collected[i].id) });
	}
}
