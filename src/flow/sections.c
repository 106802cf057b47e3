/* flow/sections.c - everything of a workflow file but its steps.
 *
 * Two rounds: first every id is declared, so that the file may name things in
 * any order; then the maps are read.
 */
#include "loader.h"

#include <string.h>

#include "base/say.h"
#include "core/customer.h"
#include "core/office.h"

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

/* ---- roles, desks, fields ------------------------------------------------ */

static const struct key role_keys[] = {
	{ "zh", read_text, offsetof(struct gd_role_def, name.zh), 0, true },
	{ "en", read_text, offsetof(struct gd_role_def, name.en), 0, true },
	{ "assigned", read_yesno, offsetof(struct gd_role_def, assigned), 0,
	    false },
	{ "desk", read_ref, offsetof(struct gd_role_def, desk), REF_DESK,
	    false },
};

const char *const *
read_words(struct loader *l, const struct node *n, int *count)
{
	const char **words;

	*count = 0;
	if (n->kind != NODE_LIST) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_LIST);
		return NULL;
	}
	words = gd_arena_alloc(l->keep, (size_t)n->n + 1, sizeof *words);
	for (const struct node *k = n->first; k; k = k->next) {
		read_text(l, k, &words[*count], 0);
		if (words[*count])
			(*count)++;
	}
	return words;
}

static void
read_desk_aliases(struct loader *l, const struct node *n, void *out, int arg)
{
	struct gd_desk_def *d = out;

	(void)arg;
	d->aliases = read_words(l, n, &d->naliases);
}

static const struct key desk_keys[] = {
	{ "zh", read_text, offsetof(struct gd_desk_def, name.zh), 0, true },
	{ "en", read_text, offsetof(struct gd_desk_def, name.en), 0, true },
	{ "aliases", read_desk_aliases, 0, 0, false },
	{ "outside", read_yesno, offsetof(struct gd_desk_def, outside), 0,
	    false },
	{ "clerk", read_yesno, offsetof(struct gd_desk_def, clerk), 0, false },
};

static const struct key name_keys[] = {
	{ "zh", read_text, offsetof(struct gd_name, zh), 0, true },
	{ "en", read_text, offsetof(struct gd_name, en), 0, true },
};

/* A map of nothing but names: choices, loops, triggers, methods. */
static void
read_names(struct loader *l, const struct node *map, struct gd_name *names)
{
	int i = 0;

	if (map_size(map) == 0)
		return;
	for (const struct node *k = map->first; k; k = k->next->next, i++)
		read_map(l, k->next, name_keys, COUNT(name_keys), &names[i]);
}

struct trigger_raw {
	struct gd_name name;
	int per;
};
static const struct key trigger_keys[] = {
	{ "zh", read_text, offsetof(struct trigger_raw, name.zh), 0, true },
	{ "en", read_text, offsetof(struct trigger_raw, name.en), 0, true },
	{ "per", read_word, offsetof(struct trigger_raw, per), WORDS_PER_LOT,
	    false },
};

/* per: lot - a row of it divides when the order is split. */
static void
read_triggers(struct loader *l, const struct node *map)
{
	int i = 0;

	if (map_size(map) == 0)
		return;
	for (const struct node *k = map->first; k; k = k->next->next, i++) {
		struct trigger_raw r = { l->triggers[i], 0 };

		read_map(l, k->next, trigger_keys, COUNT(trigger_keys), &r);
		l->triggers[i] = r.name;
		if (r.per == 1)
			list_push(l, &l->wf->lot_triggers, i);
	}
}

static void
read_choices(struct loader *l, const struct node *n, void *out, int arg)
{
	struct gd_field_def *f = out;
	struct gd_name *names;

	(void)arg;
	if (!want_map(l, n))
		return;
	names = gd_arena_alloc(l->keep, (size_t)n->n + 1, sizeof *names);
	declare(l, n, names, sizeof *names, 0, NULL);
	read_names(l, n, names);
	f->choices = names;
	f->nchoices = n->n;
}

/* intake: yes, or required */
static void
read_intake(struct loader *l, const struct node *n, void *out, int arg)
{
	struct gd_field_def *f = out;

	if (n->kind == NODE_TEXT && strcmp(n->text, "required") == 0)
		f->at_intake = f->required = true;
	else
		read_yesno(l, n, &f->at_intake, arg);
}

/* customer: terms - a new order begins with what the customer's row says */
static void
read_of_customer(struct loader *l, const struct node *n, void *out, int arg)
{
	int cell = n->kind == NODE_TEXT ? gd_customer_cell(n->text) : 0;

	(void)arg;
	if (!cell)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_CUSTOMER,
		    GD_T(n->kind == NODE_TEXT ? n->text : ""));
	else
		((struct gd_field_def *)out)->customer = (int16_t)cell;
}

static void
read_field_per(struct loader *l, const struct node *n, void *out, int arg)
{
	int per = 0;

	read_word(l, n, &per, arg);
	((struct gd_field_def *)out)->per_lot = per == 1;
}

static const struct key unit_keys[] = {
	{ "zh", read_text, offsetof(struct gd_field_def, unit_zh), 0, true },
	{ "en", read_text, offsetof(struct gd_field_def, unit), 0, true },
};

/* unit: kg, or {zh, en}. Words that most files use without their Chinese. */
static void
read_unit(struct loader *l, const struct node *n, void *out, int arg)
{
	static const char *const common[][2] = {
		{ "days", "天" },
		{ "day", "天" },
		{ "hours", "小时" },
		{ "weeks", "周" },
		{ "months", "个月" },
		{ "years", "年" },
		{ "pcs", "件" },
		{ "cartons", "箱" },
	};
	struct gd_field_def *f = out;

	if (n->kind == NODE_MAP) {
		read_map(l, n, unit_keys, COUNT(unit_keys), f);
		return;
	}
	read_text(l, n, &f->unit, arg);
	f->unit_zh = f->unit;
	for (size_t i = 0; i < COUNT(common); i++)
		if (strcmp(f->unit, common[i][0]) == 0)
			f->unit_zh = common[i][1];
}

static const struct key field_keys[] = {
	{ "zh", read_text, offsetof(struct gd_field_def, name.zh), 0, true },
	{ "en", read_text, offsetof(struct gd_field_def, name.en), 0, true },
	{ "type", read_word, offsetof(struct gd_field_def, type), WORDS_TYPE,
	    true },
	{ "choices", read_choices, 0, 0, false },
	{ "min", read_number, offsetof(struct gd_field_def, min), 0, false },
	{ "max", read_number, offsetof(struct gd_field_def, max), 0, false },
	{ "unit", read_unit, 0, 0, false },
	{ "moved", read_refs, offsetof(struct gd_field_def, moved), REF_FIELD,
	    false },
	{ "per", read_field_per, 0, WORDS_PER_LOT, false },
	{ "intake", read_intake, 0, 0, false },
	{ "clock", read_yesno, offsetof(struct gd_field_def, clock), 0, false },
	{ "customer", read_of_customer, 0, 0, false },
	{ "pick", read_word, offsetof(struct gd_field_def, pick), WORDS_PICK,
	    false },
	{ "adds", read_yesno, offsetof(struct gd_field_def, adds), 0, false },
};

static void
read_field(struct loader *l, const struct node *n, struct gd_field_def *f)
{
	f->unit = f->unit_zh = "";
	f->min = INT64_MIN;
	f->max = INT64_MAX;
	read_map(l, n, field_keys, COUNT(field_keys), f);
	if (f->type == GD_FIELD_CHOICE && f->nchoices == 0)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_MISSING,
		    GD_T("choices"));
	else if (f->type != GD_FIELD_CHOICE && f->nchoices > 0)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
		    GD_T("choices"), GD_T("type"));
	if (f->moved.n > 0 && f->type != GD_FIELD_INT)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
		    GD_T("moved"), GD_T("type"));
	if (f->clock && f->type != GD_FIELD_DATE)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
		    GD_T("clock"), GD_T("type"));
	if (f->customer &&
	    ((f->type != GD_FIELD_CHOICE && f->type != GD_FIELD_TEXT) ||
		f->per_lot || !f->at_intake))
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
		    GD_T("customer"), GD_T("type"));
	if (f->min > f->max)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_MIN_MAX, GD_N(f->min),
		    GD_N(f->max));
	if (f->min == INT64_MIN && f->max == INT64_MAX) {
		f->min = 1; /* the header's way to say: no limit */
		f->max = 0;
	}
}

/* ---- payments ------------------------------------------------------------ */

/* percent: 30 or 33.33; kept as hundredths */
static void
read_percent(struct loader *l, const struct node *n, void *out, int arg)
{
	int64_t whole = -1, part = 0;
	char head[8] = "", *dot;
	bool ok = n->kind == NODE_TEXT && strlen(n->text) < sizeof head;

	(void)arg;
	if (ok) {
		memcpy(head, n->text, strlen(n->text) + 1);
		dot = strchr(head, '.');
		if (dot) {
			size_t digits = strlen(dot + 1);

			*dot = '\0';
			ok = digits >= 1 && digits <= 2 && dot[1] != '-' &&
			     parse_number(dot + 1, &part);
			part *= digits == 1 ? 10 : 1;
		}
		ok = ok && parse_number(head, &whole);
	}
	whole = whole * 100 + part;
	if (!ok || whole < 1 || whole > 10000)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_PERCENT);
	else
		*(int *)out = (int)whole;
}

struct payment_raw {
	const struct node *terms;
	int16_t trigger, method;
	int bp;
	const struct node *due;
};

static const struct key row_keys[] = {
	{ "terms", read_skip, offsetof(struct payment_raw, terms), 0, true },
	{ "trigger", read_ref, offsetof(struct payment_raw, trigger),
	    REF_TRIGGER, true },
	{ "method", read_ref, offsetof(struct payment_raw, method), REF_METHOD,
	    true },
	{ "percent", read_percent, offsetof(struct payment_raw, bp), 0, true },
	{ "due", read_skip, offsetof(struct payment_raw, due), 0, false },
};

static void
read_row(struct loader *l, const struct node *n, struct gd_payment_def *p)
{
	struct payment_raw r = { .trigger = -1, .method = -1 };
	int f = find_id(l->fields, sizeof *l->fields, l->wf->nfields, "terms");
	const struct gd_field_def *terms = f < 0 ? NULL : &l->fields[f];

	p->terms = p->trigger = p->method = "";
	read_map(l, n, row_keys, COUNT(row_keys), &r);
	if (r.terms && r.terms->kind == NODE_TEXT) {
		p->terms = gd_arena_str(l->keep, r.terms->text);
		if (!terms || find_id(terms->choices, sizeof *terms->choices,
				  terms->nchoices, p->terms) < 0)
			gd_fail(fault(l, r.terms), GD_USAGE, GD_M_FLOW_TERMS,
			    GD_T(p->terms));
	}
	p->trigger = ref_id(l, REF_TRIGGER, r.trigger);
	p->method = ref_id(l, REF_METHOD, r.method);
	p->bp = r.bp;
	p->due = (struct gd_due_def)GD_DUE_NONE;
	if (r.due)
		read_due(l, r.due, DUE_ROW, &p->due);
}

/* The rows of one choice of terms make a whole. */
static void
check_sums(struct loader *l, const struct node *n)
{
	const struct gd_payment_def *rows = l->payments;

	for (int i = 0; i < n->n; i++) {
		int sum = 0;
		bool first = true, known = true;

		for (int j = 0; j < n->n; j++) {
			if (strcmp(rows[i].terms, rows[j].terms) != 0)
				continue;
			first = first && j >= i;
			known = known && rows[j].bp > 0;
			sum += rows[j].bp;
		}
		if (first && known && sum != 10000)
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_SUM,
			    GD_T(rows[i].terms), GD_N(sum / 100));
	}
}

static void
read_rows(struct loader *l, const struct node *n)
{
	int i = 0;

	if (!n)
		return;
	if (n->kind != NODE_LIST) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_LIST);
		return;
	}
	l->payments =
	    gd_arena_alloc(l->keep, (size_t)n->n + 1, sizeof *l->payments);
	for (const struct node *k = n->first; k; k = k->next)
		read_row(l, k, &l->payments[i++]);
	l->wf->payments = l->payments;
	l->wf->npayments = n->n;
	check_sums(l, n);
}

/* ---- the whole file ------------------------------------------------------ */

struct root_raw {
	struct gd_name name;
	int version;
	const struct node *number;
	const struct node *id, *roles, *desks, *fields, *papers, *things;
	const struct node *loops, *payments, *steps;
	const struct node *override_by, *close_by, *on_paper_by;
	const struct node *causes, *collects;
	struct date_nodes dates;
	const struct node *scenarios;
};

struct payments_raw {
	const struct node *triggers, *methods, *rows;
};

#define AT(m) offsetof(struct root_raw, m)
static const struct key root_keys[] = {
	{ "workflow", read_skip, AT(id), 0, true },
	{ "version", read_count, AT(version), 1000000, true },
	{ "zh", read_text, AT(name.zh), 0, true },
	{ "en", read_text, AT(name.en), 0, true },
	{ "number", read_skip, AT(number), 0, false },
	{ "override_by", read_skip, AT(override_by), 0, false },
	{ "close_by", read_skip, AT(close_by), 0, false },
	{ "on_paper_by", read_skip, AT(on_paper_by), 0, false },
	{ "causes", read_skip, AT(causes), 0, false },
	{ "collects", read_skip, AT(collects), 0, false },
	{ "roles", read_skip, AT(roles), 0, true },
	{ "desks", read_skip, AT(desks), 0, true },
	{ "fields", read_skip, AT(fields), 0, false },
	{ "things", read_skip, AT(things), 0, false },
	{ "papers", read_skip, AT(papers), 0, false },
	{ "loops", read_skip, AT(loops), 0, false },
	{ "payments", read_skip, AT(payments), 0, false },
	{ "ladders", read_skip, AT(dates.ladders), 0, false },
	{ "ladder", read_skip, AT(dates.defaults), 0, false },
	{ "forecast", read_skip, AT(dates.forecast), 0, false },
	{ "limits", read_skip, AT(dates.limits), 0, false },
	{ "checks", read_skip, AT(dates.checks), 0, false },
	{ "steps", read_skip, AT(steps), 0, true },
	{ "scenarios", read_skip, AT(scenarios), 0, false },
};
#undef AT
static const struct key payments_keys[] = {
	{ "triggers", read_skip, offsetof(struct payments_raw, triggers), 0,
	    true },
	{ "methods", read_skip, offsetof(struct payments_raw, methods), 0,
	    true },
	{ "rows", read_skip, offsetof(struct payments_raw, rows), 0, false },
};

/* Make the array of a section and its ids; where each stands, if asked. */
static void *
declared(struct loader *l, const struct node *map, size_t size, int *count,
    const struct node ***at)
{
	size_t room;
	void *array;

	*count = map_size(map);
	room = (size_t)*count + 1;
	array = gd_arena_alloc(l->keep, room, size);
	if (at)
		*at = gd_arena_alloc(&l->scratch, room, sizeof **at);
	declare(l, map, array, size, 0, at ? *at : NULL);
	return array;
}

static void
declare_all(struct loader *l, const struct root_raw *r,
    const struct payments_raw *pay)
{
	struct gd_workflow *wf = l->wf;
	int npapers = map_size(r->papers), nthings = map_size(r->things);

	l->roles =
	    declared(l, r->roles, sizeof *l->roles, &wf->nroles, &l->role_at);
	l->checks_at = r->dates.checks;
	l->desks =
	    declared(l, r->desks, sizeof *l->desks, &wf->ndesks, &l->desk_at);
	l->desks_at = r->desks;
	l->fields = declared(l, r->fields, sizeof *l->fields, &wf->nfields,
	    &l->field_at);
	l->loops =
	    declared(l, r->loops, sizeof *l->loops, &wf->nloops, &l->loop_at);
	l->triggers = declared(l, pay->triggers, sizeof *l->triggers,
	    &wf->ntriggers, NULL);
	l->methods =
	    declared(l, pay->methods, sizeof *l->methods, &wf->nmethods, NULL);
	wf->npapers = npapers + nthings;
	l->papers =
	    gd_arena_alloc(l->keep, (size_t)wf->npapers + 1, sizeof *l->papers);
	l->paper_at = gd_arena_alloc(&l->scratch, (size_t)wf->npapers + 1,
	    sizeof(void *));
	declare(l, r->papers, l->papers, sizeof *l->papers, 0, NULL);
	declare(l, r->things, l->papers, sizeof *l->papers, npapers, NULL);
	for (int i = npapers; i < wf->npapers; i++)
		l->papers[i].is_thing = true;
	wf->roles = l->roles;
	wf->desks = l->desks;
	wf->fields = l->fields;
	wf->loops = l->loops;
	wf->triggers = l->triggers;
	wf->methods = l->methods;
	wf->papers = l->papers;
	if (r->steps)
		declare_steps(l, r->steps);
	declare_dates(l, &r->dates);
}

static void
read_lists(struct loader *l, const struct root_raw *r)
{
	int i = 0;

	for (const struct node *k = map_size(r->roles) ? r->roles->first : NULL;
	     k; k = k->next->next) {
		l->roles[i].desk = -1;
		read_map(l, k->next, role_keys, COUNT(role_keys),
		    &l->roles[i++]);
	}
	i = 0;
	for (const struct node *k = map_size(r->desks) ? r->desks->first : NULL;
	     k; k = k->next->next)
		read_map(l, k->next, desk_keys, COUNT(desk_keys),
		    &l->desks[i++]);
	i = 0;
	for (const struct node *k = map_size(r->fields) ? r->fields->first
							: NULL;
	     k; k = k->next->next)
		read_field(l, k->next, &l->fields[i++]);
	read_names(l, r->loops, l->loops);
}

/* The numbers of its orders: a pattern as a series of the office has it. */
static void
read_pattern(struct loader *l, const struct node *n)
{
	const char *text = "", *why;

	l->wf->number = "";
	if (!n)
		return;
	read_text(l, n, &text, 0);
	why = strlen(text) > 40 ? GD_TR("the numbers are too long")
				: gd_series_fault(text, gd_series_reset(text));
	if (why)
		gd_fail(fault(l, n), GD_USAGE, GD_M_OFFICE_PATTERN, GD_T(text),
		    GD_W(why));
	else
		l->wf->number = text;
}

void
read_workflow(struct loader *l, const struct node *root)
{
	struct root_raw r = { .version = 1 };
	struct payments_raw pay = { NULL, NULL, NULL };
	struct gd_name id = { "", "", "" };
	int i = 0;

	read_map(l, root, root_keys, COUNT(root_keys), &r);
	if (r.id && r.id->kind == NODE_TEXT) {
		id.id = gd_arena_str(l->keep, r.id->text);
		if (strspn(id.id, "abcdefghijklmnopqrstuvwxyz0123456789_") !=
			strlen(id.id) ||
		    strlen(id.id) > 40 || !*id.id)
			gd_fail(fault(l, r.id), GD_USAGE, GD_M_FLOW_ID,
			    GD_T(id.id));
	}
	l->wf->name = (struct gd_name){ id.id, r.name.zh, r.name.en };
	l->wf->version = r.version;
	read_pattern(l, r.number);
	if (r.payments)
		read_map(l, r.payments, payments_keys, COUNT(payments_keys),
		    &pay);
	declare_all(l, &r, &pay);
	read_lists(l, &r);
	read_triggers(l, pay.triggers);
	read_names(l, pay.methods, l->methods);
	read_rows(l, pay.rows);
	read_ladders(l, &r.dates);
	read_causes(l, r.causes);
	read_collects(l, r.collects);
	if (r.override_by)
		read_refs(l, r.override_by, &l->wf->stop_roles, REF_ROLE);
	if (r.close_by)
		read_refs(l, r.close_by, &l->wf->close_roles, REF_ROLE);
	if (r.on_paper_by)
		read_refs(l, r.on_paper_by, &l->wf->paper_roles, REF_ROLE);
	for (const struct node *k = map_size(r.papers) ? r.papers->first : NULL;
	     k; k = k->next->next)
		read_paper(l, k->next, i++);
	for (const struct node *k = map_size(r.things) ? r.things->first : NULL;
	     k; k = k->next->next)
		read_paper(l, k->next, i++);
	if (r.steps)
		read_steps(l, r.steps);
	read_dates(l, &r.dates);
	l->scenarios = r.scenarios;
}
