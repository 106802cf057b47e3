/* cli/todo_json.c - one act as an object that a script can follow.
 *
 * Everything needed to perform the act stands in it: who may, which fields,
 * which outcomes, and the words to run.  Keys are a promise; texts are in the
 * reader's language.
 */
#include <string.h>

#include "base/day.h"
#include "app/names.h"
#include "core/view/lots.h"

#include "cli_priv.h"

#include "base/banned.h"

static json_t *
text_or_null(const char *s)
{
	return s && *s ? cli_json_text(s) : json_null();
}

static json_t *
day_or_null(int32_t day)
{
	char text[GD_DAY_TEXT];

	if (day == 0 || day == GD_NO_DAY)
		return json_null();
	return json_string(gd_day_text(day, text));
}

/* UTC, as ISO 8601 wants it. */
static json_t *
moment_or_null(struct cli *c, int64_t ms)
{
	char text[GD_MS_TEXT];

	if (ms == 0)
		return json_null();
	gd_ms_text(ms, 0, text);
	return cli_json_text(
	    gd_arena_printf(&c->arena, "%.10sT%.5s:00Z", text, text + 11));
}

static json_t *
texts(const char *const *at, int n)
{
	json_t *all = json_array();

	for (int i = 0; i < n; i++)
		json_array_append_new(all, cli_json_text(at[i]));
	return all;
}

/* ---- fields ---------------------------------------------------------------- */

static const struct type_words {
	const char *name, *format;
} types[] = {
	[GD_FIELD_TEXT] = { "text", "" },
	[GD_FIELD_INT] = { "int", "" },
	[GD_FIELD_DECIMAL] = { "decimal", "12.5" },
	[GD_FIELD_DATE] = { "date", "YYYY-MM-DD" },
	[GD_FIELD_MONEY] = { "money", "48200.00 USD" },
	[GD_FIELD_CHOICE] = { "choice", "" },
	[GD_FIELD_YESNO] = { "yesno", "yes|no" },
	[GD_FIELD_PAPERS] = { "papers", "paper,paper" },
	[GD_FIELD_CHANGES] = { "changes", "paper.field: old -> new" },
};

static json_t *
choices_json(struct cli *c, const struct gd_field_def *f)
{
	json_t *all = json_array();

	for (int i = 0; i < f->nchoices; i++)
		json_array_append_new(all, cli_json_text(f->choices[i].id));
	if (f->type == GD_FIELD_YESNO) {
		json_array_append_new(all, json_string("yes"));
		json_array_append_new(all, json_string("no"));
	}
	(void)c;
	return all;
}

static json_t *
field_json(struct cli *c, const struct gd_order_page *p,
    const struct gd_field_def *f, bool required, int64_t lot)
{
	const char *value =
	    gd_field(&p->order, f->name.id, f->per_lot ? lot : 0);
	bool limited = f->type == GD_FIELD_INT && f->min <= f->max;
	json_t *o = json_object();

	json_object_set_new(o, "name", cli_json_text(f->name.id));
	json_object_set_new(o, "title",
	    cli_json_text(cli_name_of(c, &f->name)));
	json_object_set_new(o, "type", json_string(types[f->type].name));
	json_object_set_new(o, "required", json_boolean(required));
	json_object_set_new(o, "choices", choices_json(c, f));
	json_object_set_new(o, "format",
	    text_or_null(
		f->clock ? "YYYY-MM-DD[ HH:MM]" : types[f->type].format));
	json_object_set_new(o, "unit", text_or_null(f->unit));
	json_object_set_new(o, "min",
	    limited ? json_integer(f->min) : json_null());
	json_object_set_new(o, "max",
	    limited ? json_integer(f->max) : json_null());
	/* what adds up begins anew each time */
	json_object_set_new(o, "default",
	    text_or_null(f->adds ? NULL : value));
	json_object_set_new(o, "value", text_or_null(value));
	json_object_set_new(o, "computed", json_false());
	return o;
}

/* What somebody is told by the act: the fields and what they say. */
static json_t *
tells_json(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	json_t *all = json_array();
	const struct gd_duty_def *duty =
	    a->duty >= 0 ? &p->wf->duties[a->duty] : NULL;

	for (int i = 0; duty && i < duty->tells_what.n; i++) {
		const struct gd_field_def *f =
		    &p->wf->fields[duty->tells_what.at[i]];
		int64_t lot = f->per_lot ? (a->lot ? a->lot : 1) : 0;

		json_array_append_new(all,
		    json_pack("{s:o, s:o, s:o}", "name",
			cli_json_text(f->name.id), "title",
			cli_json_text(cli_name_of(c, &f->name)), "value",
			text_or_null(gd_field(&p->order, f->name.id, lot))));
	}
	return all;
}

/* A field that belongs to the act and not to the order. */
static json_t *
own_field(struct cli *c, const char *name, const char *title,
    enum gd_field_type type, bool required)
{
	const struct gd_field_def f = { .name = { name, NULL, NULL },
		.type = type,
		.min = 1,
		.max = 0 };
	json_t *o = json_object();

	json_object_set_new(o, "name", json_string(name));
	json_object_set_new(o, "title", cli_json_text(cli_tr(c, title)));
	json_object_set_new(o, "type", json_string(types[type].name));
	json_object_set_new(o, "required", json_boolean(required));
	json_object_set_new(o, "choices", choices_json(c, &f));
	json_object_set_new(o, "format", text_or_null(types[type].format));
	for (size_t i = 0; i < 5; i++) {
		static const char *const empty[] = { "unit", "min", "max",
			"default", "value" };

		json_object_set_new(o, empty[i], json_null());
	}
	json_object_set_new(o, "computed", json_false());
	return o;
}

static bool
has_field(const json_t *fields, const char *name)
{
	json_t *f;
	size_t i;

	json_array_foreach(fields, i, f)
	{
		if (strcmp(json_string_value(json_object_get(f, "name")),
			name) == 0)
			return true;
	}
	return false;
}

/* What a lot took on board is asked line by line; the plan stands there. */
static void
ship_fields(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a, json_t *all)
{
	const struct gd_line *l;

	for (size_t i = 0; (l = gd_walk(&p->order, GD_TAB_LINE, &i));) {
		struct gd_lotline row =
		    gd_lot_line(&p->order, a->lot ? a->lot : 1, l->no);
		json_t *o;

		if (!row.qty)
			continue;
		o = own_field(c,
		    gd_arena_printf(&c->arena, "line:%lld", (long long)l->no),
		    l->item, GD_FIELD_DECIMAL, false);
		json_object_set_new(o, "unit", text_or_null(l->unit));
		json_object_set_new(o, "default",
		    cli_json_text(cli_decimal_words(c, row.qty, l->digits)));
		json_array_append_new(all, o);
	}
}

/* Whom it may be offered or assigned to, who has least to do first. */
static void
person_field(struct cli *c, const struct gd_order_page *p,
    const struct gd_duty_def *duty, json_t *all)
{
	json_t *o =
	    own_field(c, "person", GD_TR("Person"), GD_FIELD_CHOICE, true);
	json_t *logins = json_array(), *loads = json_array();
	struct gd_candidate *who;
	int n = gd_app_candidates(c->app, duty, p->wf, &c->arena, &who);

	for (int i = 0; i < n; i++) {
		json_array_append_new(logins, cli_json_text(who[i].login));
		json_array_append_new(loads,
		    json_pack("{s:o, s:I}", "login",
			cli_json_text(who[i].login), "load",
			(json_int_t)who[i].load));
	}
	json_object_set_new(o, "choices", logins);
	json_object_set_new(o, "candidates", loads);
	json_array_append_new(all, o);
}

static void
duty_fields(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a, json_t *all)
{
	const struct gd_duty_def *duty = &p->wf->duties[a->duty];

	if (duty->effect == GD_EFFECT_OFFER && a->verb == GD_DO_FILL)
		person_field(c, p, duty, all);
	if (duty->effect == GD_EFFECT_OFFER &&
	    (a->verb == GD_DO_CHOOSE ||
		(a->verb == GD_DO_FILL && !duty->assigns)))
		return; /* asked of who accepts */
	for (int i = 0; i < duty->nfields; i++) {
		const struct gd_field_use *use = &duty->fields[i];
		const struct gd_field_def *f = &p->wf->fields[use->field];

		json_array_append_new(all,
		    field_json(c, p, f, use->required, a->lot ? a->lot : 1));
	}
	if (duty->ships)
		ship_fields(c, p, a, all);
}

static json_t *
fields_json(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	json_t *all = json_array();
	const struct gd_paper_def *paper =
	    a->paper >= 0 ? &p->wf->papers[a->paper] : NULL;

	switch (a->verb) {
	case GD_DO_FILL:
	case GD_DO_CHOOSE:
	case GD_DO_MAKE:
	case GD_DO_ACCEPT:
		if (a->duty >= 0)
			duty_fields(c, p, a, all);
		break;
	case GD_DO_RECEIVE:
		if (a->duty >= 0 && a->piece == 0)
			duty_fields(c, p, a, all);
		break;
	case GD_DO_REVISE:
		for (int i = 0; paper && i < paper->fields.n; i++)
			json_array_append_new(all,
			    field_json(c, p,
				&p->wf->fields[paper->fields.at[i]], false,
				a->lot ? a->lot : 1));
		break;
	case GD_DO_CREDIT:
		json_array_append_new(all,
		    own_field(c, "amount", GD_TR("Amount"), GD_FIELD_MONEY,
			false));
		json_array_append_new(all,
		    own_field(c, "day", GD_TR("Credited on"), GD_FIELD_DATE,
			false));
		break;
	case GD_DO_SEND:
		if (a->duty >= 0)
			duty_fields(c, p, a, all);
		if (!has_field(all, "carrier"))
			json_array_append_new(all,
			    own_field(c, "carrier", GD_TR("Carrier"),
				GD_FIELD_TEXT, false));
		if (!has_field(all, "tracking"))
			json_array_append_new(all,
			    own_field(c, "tracking", GD_TR("Tracking no."),
				GD_FIELD_TEXT, false));
		break;
	default:
		break;
	}
	return all;
}

/* ---- outcomes and blocks --------------------------------------------------- */

/* Why an offer may be refused. */
static json_t *
refusals_json(struct cli *c, const struct gd_duty_def *duty)
{
	json_t *all = json_array();

	for (int i = 0; i < duty->nrefusals; i++)
		json_array_append_new(all,
		    json_pack("{s:o, s:o, s:s, s:b}", "name",
			cli_json_text(duty->refusals[i].id), "title",
			cli_json_text(cli_name_of(c, &duty->refusals[i])),
			"goes", "refused", "needs_reason", 0));
	return all;
}

static json_t *
outcomes_json(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	static const char *const goes[] = { "next", "stay", "again",
		"end completed", "end cancelled" };
	json_t *all = json_array();
	const struct gd_duty_def *duty;

	if (a->duty >= 0 && a->verb == GD_DO_REFUSE)
		return refusals_json(c, &p->wf->duties[a->duty]);
	if (a->duty < 0 || (a->verb != GD_DO_CHOOSE && a->verb != GD_DO_FILL))
		return all;
	duty = &p->wf->duties[a->duty];
	if (duty->effect == GD_EFFECT_OFFER && a->verb == GD_DO_FILL)
		return all; /* an act of its own */
	for (int i = 0; i < duty->noutcomes; i++) {
		const struct gd_outcome_def *out = &duty->outcomes[i];
		const char *to = goes[out->goes];

		if (out->goes == GD_GOES_AGAIN && out->loop >= 0)
			to = gd_arena_printf(&c->arena, "again %s",
			    p->wf->loops[out->loop].id);
		json_array_append_new(all,
		    json_pack("{s:o, s:o, s:s, s:b}", "name",
			cli_json_text(out->name.id), "title",
			cli_json_text(cli_name_of(c, &out->name)), "goes", to,
			"needs_reason", (int)out->needs_reason));
	}
	return all;
}

static const char *
pred_ref(const struct gd_workflow *wf, const struct gd_pred *pred)
{
	switch (pred->op) {
	case GD_PRED_FIELD:
		return pred->a >= 0 ? wf->fields[pred->a].name.id : "";
	case GD_PRED_OUTCOME:
	case GD_PRED_DONE:
	case GD_PRED_WAIVED:
		return pred->a >= 0 ? wf->duties[pred->a].name.id : "";
	case GD_PRED_ISSUED:
	case GD_PRED_SIGNED:
	case GD_PRED_AT:
		return pred->a >= 0 ? wf->papers[pred->a].name.id : "";
	default:
		return pred->value ? pred->value : "";
	}
}

static const char *
said(struct cli *c, const struct gd_err *err)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_say_err(&out, c->lang, err);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static json_t *
blocked_json(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	static const char *const kinds[] = { "true", "and", "or", "not",
		"field", "outcome", "done", "waived", "issued", "signed", "at",
		"credited", "all", "any", "fields", "days", "near", "form" };
	json_t *all = json_array();
	const char *text;

	if (a->possible)
		return all;
	text = a->why.msg != GD_M_NONE                ? said(c, &a->why)
	       : a->blocked_by && a->blocked_by->text ? a->blocked_by->text
						      : "";
	json_array_append_new(all,
	    json_pack("{s:s, s:o, s:o}", "kind",
		a->blocked_by ? kinds[a->blocked_by->op] : "rule", "ref",
		cli_json_text(
		    a->blocked_by
			? a->blocked_by->text &&
				  *pred_ref(p->wf, a->blocked_by) == '\0'
			      ? a->blocked_by->text
			      : pred_ref(p->wf, a->blocked_by)
			: ""),
		"text", cli_json_text(text)));
	return all;
}

/* Who carries a role of the act on this order. */
static json_t *
assignee_json(const struct gd_order_page *p, const struct gd_act_view *a)
{
	const struct gd_assign *row;
	size_t i;

	for (int r = 0; r < a->nroles; r++) {
		for (i = 0; (row = gd_walk(&p->order, GD_TAB_ASSIGN, &i));) {
			if (strcmp(row->role, a->roles[r]) == 0)
				return text_or_null(row->person);
		}
	}
	return json_null();
}

static void
add_people(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a, json_t *o)
{
	const char **people = NULL;
	int n = gd_app_people(c->app, p, a, &c->arena, &people);

	json_object_set_new(o, "roles", texts(a->roles, a->nroles));
	json_object_set_new(o, "people",
	    texts((const char *const *)people, n < 0 ? 0 : n));
	json_object_set_new(o, "not_people", texts(a->not_people, a->nnot));
	json_object_set_new(o, "assignee", assignee_json(p, a));
}

/* The dates of the act's duty, where it has some. */
static void
add_dates(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a, json_t *o)
{
	struct gd_due key = { .lot = a->lot,
		.round = a->round,
		.inst = a->inst };
	const struct gd_due *row = NULL;
	int64_t late;

	if (a->duty >= 0) {
		key.duty = p->wf->duties[a->duty].name.id;
		row = gd_row_find(&p->order.sheet, GD_TAB_DUE, &key);
	}
	late =
	    row && row->day && !row->shut ? gd_app_today(c->app) - row->day : 0;
	json_object_set_new(o, "plan",
	    day_or_null(row ? (int32_t)row->plan : 0));
	json_object_set_new(o, "first",
	    day_or_null(row ? (int32_t)row->first : 0));
	json_object_set_new(o, "late", json_integer(late > 0 ? late : 0));
	json_object_set_new(o, "hard", json_boolean(row && row->hard));
}

json_t *
cli_act_json(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	const struct gd_workflow *wf = p->wf;
	json_t *o = json_object();
	struct gd_command typed = cli_command_typed(wf, &a->cmd);
	char seen[9];

	gd_app_seen(&p->order, &typed, seen);
	json_object_set_new(o, "id", cli_json_text(a->id));
	json_object_set_new(o, "act", cli_json_text(a->word));
	json_object_set_new(o, "title", cli_json_text(cli_act_what(c, p, a)));
	json_object_set_new(o, "step",
	    text_or_null(a->step >= 0 ? wf->steps[a->step].name.id : NULL));
	json_object_set_new(o, "step_no",
	    a->step >= 0 ? json_integer(wf->steps[a->step].no) : json_null());
	json_object_set_new(o, "duty",
	    text_or_null(a->duty >= 0 ? wf->duties[a->duty].name.id : NULL));
	json_object_set_new(o, "lot", json_integer(a->lot));
	json_object_set_new(o, "instance", json_integer(a->inst));
	json_object_set_new(o, "round", json_integer(a->round));
	json_object_set_new(o, "paper",
	    text_or_null(a->paper >= 0 ? wf->papers[a->paper].name.id : NULL));
	json_object_set_new(o, "desk", text_or_null(a->desk));
	json_object_set_new(o, "piece",
	    a->piece ? json_integer(a->piece) : json_null());
	add_people(c, p, a, o);
	json_object_set_new(o, "possible", json_boolean(a->possible));
	json_object_set_new(o, "blocks", json_boolean(a->blocks));
	json_object_set_new(o, "optional", json_boolean(a->optional));
	json_object_set_new(o, "suggested", json_boolean(a->suggested));
	json_object_set_new(o, "due", day_or_null(a->due));
	add_dates(c, p, a, o);
	json_object_set_new(o, "expires_at", moment_or_null(c, a->expires_ms));
	json_object_set_new(o, "needs_password",
	    json_boolean(a->needs_password));
	json_object_set_new(o, "needs_reason", json_boolean(a->needs_reason));
	json_object_set_new(o, "sent_back",
	    a->back
		? json_pack("{s:o, s:o, s:o}", "by",
		      cli_json_text(a->back->back_by), "at",
		      moment_or_null(c, a->back->back_ms), "reason",
		      cli_json_text(a->back->back_why))
		: json_null());
	json_object_set_new(o, "blocked_by", blocked_json(c, p, a));
	json_object_set_new(o, "fields", fields_json(c, p, a));
	json_object_set_new(o, "tells", tells_json(c, p, a));
	json_object_set_new(o, "outcomes", outcomes_json(c, p, a));
	json_object_set_new(o, "do",
	    cli_command_argv(c, p->row.number, wf, &a->cmd, seen));
	return o;
}
