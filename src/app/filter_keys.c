/* app/filter_keys.c - the keys of the filter words, one reader each, in the
 * table that is also their help. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/day.h"
#include "base/text.h"

#include "filter_priv.h"

#include "base/banned.h"

#define MAX_LIMIT 1000

enum gd_code
filter_bad_value(struct reader *r, const char *key, const char *value,
    const char *forms)
{
	return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_VALUE, GD_T(key),
	    GD_T(value), GD_T(forms));
}

static enum gd_code
read_step(struct reader *r, char op, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (op != ':')
		return filter_bad_value(r, "step",
		    gd_arena_printf(r->arena, "%c%s", op, value), "step:5");
	if (*end || n < 1 || n > 99)
		return filter_bad_value(r, "step", value, "1 .. 11");
	if (r->f->step_no && r->f->step_no != n)
		return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_TWICE,
		    GD_T("step"));
	r->f->step_no = n;
	return GD_OK;
}

static enum gd_code
read_state(struct reader *r, char op, const char *value)
{
	static const char *const zh[] = { "进行", "暂停", "完成", "取消" };
	int64_t s;

	(void)op;
	r->state_given = true;
	if (strcmp(value, "all") == 0 || strcmp(value, "全部") == 0) {
		r->f->states = 0;
		return GD_OK;
	}
	if (strcmp(value, "open") == 0 || strcmp(value, "未完成") == 0) {
		r->f->states |= 1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD;
		return GD_OK;
	}
	for (s = GD_ORDER_ACTIVE; s <= GD_ORDER_CANCELLED; s++)
		if (strcmp(value, gd_order_state_word(s)) == 0 ||
		    strcmp(value, zh[s]) == 0) {
			r->f->states |= INT64_C(1) << s;
			return GD_OK;
		}
	return filter_bad_value(r, "state", value,
	    "active, held, completed, cancelled, open, all");
}

/* Two keys that would narrow by the same thing. */
enum gd_code
filter_set_text(struct reader *r, const char **to, const char *key,
    const char *value)
{
	if (*to && strcmp(*to, value) != 0)
		return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_TWICE,
		    GD_T(key));
	*to = value;
	return GD_OK;
}

static enum gd_code
read_customer(struct reader *r, char op, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	const struct gd_customer *c;
	size_t i;

	for (i = 0; op != '~' && (c = gd_row_at(office, GD_OFF_CUSTOMER, i));
	     i++)
		if (strcmp(c->code, value) == 0 ||
		    strcmp(c->name, value) == 0 ||
		    strcmp(c->name_en, value) == 0)
			return filter_set_text(r, &r->f->customer, "customer",
			    gd_arena_str(r->arena, c->code));
	return filter_set_text(r, &r->f->customer_word, "customer", value);
}

static const struct gd_person *
find_person(struct reader *r, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	const struct gd_person *p;
	size_t i;

	if (strcmp(value, "me") == 0 || strcmp(value, "我") == 0)
		value = r->app->login;
	for (i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if (strcmp(p->login, value) == 0 ||
		    strcmp(p->name, value) == 0 ||
		    strcmp(p->name_en, value) == 0)
			return p;
	return NULL;
}

static enum gd_code
read_clerk(struct reader *r, char op, const char *value)
{
	const struct gd_person *p = find_person(r, value);

	(void)op;
	if (!p)
		return gd_fail(r->err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
		    GD_T(value));
	return filter_set_text(r, &r->f->clerk, "clerk",
	    gd_arena_str(r->arena, p->login));
}

static enum gd_code
read_person(struct reader *r, char op, const char *value)
{
	const struct gd_person *p = find_person(r, value);

	(void)op;
	if (!p)
		return gd_fail(r->err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
		    GD_T(value));
	return filter_set_text(r, &r->f->person, "person",
	    gd_arena_str(r->arena, p->login));
}

static bool
is_called(const struct gd_name *name, const char *value)
{
	return strcmp(name->id, value) == 0 ||
	       (name->zh && strcmp(name->zh, value) == 0) ||
	       (name->en && strcasecmp(name->en, value) == 0);
}

static const char *
find_role(const struct gd_workflow *wf, const char *value)
{
	for (int i = 0; i < wf->nroles; i++)
		if (is_called(&wf->roles[i].name, value))
			return wf->roles[i].name.id;
	return NULL;
}

/* By the workflow's names, then by the office's own. */
static const char *
find_desk(struct reader *r, const struct gd_workflow *wf, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	const struct gd_alias *alias = gd_row_find(office, GD_OFF_ALIAS,
	    &(struct gd_alias){ .alias = value });
	const struct gd_desk *d;
	int at = gd_wf_desk(wf, value);
	size_t i;

	for (int n = 0; at < 0 && n < wf->ndesks; n++)
		if (is_called(&wf->desks[n].name, value))
			at = n;
	if (at >= 0)
		return wf->desks[at].name.id;
	for (i = 0; (d = gd_row_at(office, GD_OFF_DESK, i)); i++)
		if (strcmp(d->code, value) == 0 || strcmp(d->zh, value) == 0 ||
		    strcasecmp(d->en, value) == 0)
			return gd_arena_str(r->arena, d->code);
	return alias ? gd_arena_str(r->arena, alias->desk) : NULL;
}

static enum gd_code
flow_of(struct reader *r, const struct gd_workflow **wf)
{
	return gd_app_workflow(r->app,
	    r->f->workflow ? r->f->workflow : "export", 0, wf, r->err);
}

static enum gd_code
wait_for(struct reader *r, const char *kind, const char *id)
{
	return filter_set_text(r, &r->f->waits, "who",
	    gd_arena_printf(r->arena, "%s:%s", kind, id));
}

enum gd_code
filter_desk(struct reader *r, const char *value, const char **desk)
{
	const struct gd_workflow *wf;

	*desk = NULL;
	if (flow_of(r, &wf) != GD_OK)
		return r->err->code;
	*desk = find_desk(r, wf, value);
	return *desk
		   ? GD_OK
		   : gd_fail(r->err, GD_MISSING, GD_M_APP_NO_DESK, GD_T(value));
}

static enum gd_code
read_role(struct reader *r, char op, const char *value)
{
	const struct gd_workflow *wf;
	const char *role;

	(void)op;
	if (flow_of(r, &wf) != GD_OK)
		return r->err->code;
	role = find_role(wf, value);
	return role
		   ? wait_for(r, "role", role)
		   : gd_fail(r->err, GD_MISSING, GD_M_APP_NO_ROLE, GD_T(value));
}

static enum gd_code
read_desk(struct reader *r, char op, const char *value)
{
	const struct gd_workflow *wf;
	const char *desk;

	(void)op;
	if (flow_of(r, &wf) != GD_OK)
		return r->err->code;
	desk = find_desk(r, wf, value);
	return desk
		   ? wait_for(r, "desk", desk)
		   : gd_fail(r->err, GD_MISSING, GD_M_APP_NO_DESK, GD_T(value));
}

static enum gd_code
read_out(struct reader *r, char op, const char *value)
{
	const struct gd_workflow *wf;
	const char *desk;

	(void)op;
	if (flow_of(r, &wf) != GD_OK)
		return r->err->code;
	desk = find_desk(r, wf, value);
	return desk
		   ? filter_set_text(r, &r->f->out_desk, "out", desk)
		   : gd_fail(r->err, GD_MISSING, GD_M_APP_NO_DESK, GD_T(value));
}

/* who: a role, a desk, or a person: then what his own role is waited for;
 * a clerk's are the orders he carries. */
static enum gd_code
read_who(struct reader *r, char op, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	const struct gd_workflow *wf;
	const struct gd_person *p;
	const struct gd_holds *h;
	const char *id;
	size_t i;

	if (flow_of(r, &wf) != GD_OK)
		return r->err->code;
	if ((id = find_role(wf, value)))
		return wait_for(r, "role", id);
	if ((id = find_desk(r, wf, value)))
		return wait_for(r, "desk", id);
	p = find_person(r, value);
	if (!p)
		return gd_fail(r->err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
		    GD_T(value));
	for (i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		int role = strcmp(h->login, p->login) == 0 && h->active
			       ? gd_wf_role(wf, h->role)
			       : -1;

		if (role >= 0 && !wf->roles[role].assigned &&
		    strcmp(h->role, "admin") != 0)
			return wait_for(r, "role",
			    gd_arena_str(r->arena, h->role));
	}
	return read_clerk(r, op, value);
}

/* ---- ranges --------------------------------------------------------------- */

/* <x >x :x :x..y */
struct ends
filter_ends(struct reader *r, char op, const char *value)
{
	const char *dots = strstr(value, "..");

	if (op == '<')
		return (struct ends){ .to = value };
	if (op == '>')
		return (struct ends){ .from = value };
	if (!dots)
		return (struct ends){ value, value, true, true };
	return (struct ends){ dots > value ? gd_arena_strn(r->arena, value,
						 (size_t)(dots - value))
					   : NULL,
		dots[2] ? dots + 2 : NULL, true, true };
}

static enum gd_code
read_days(struct reader *r, const char *key, char op, const char *value,
    int32_t *from, int32_t *to)
{
	struct ends e = filter_ends(r, op, value);

	*from = *to = 0; /* both included; 0 = open */
	if (e.from) {
		*from = gd_day_read(e.from, r->f->today);
		if (*from == GD_NO_DAY)
			goto bad;
		*from += !e.with_from;
	}
	if (e.to) {
		*to = gd_day_read(e.to, r->f->today);
		if (*to == GD_NO_DAY)
			goto bad;
		*to -= !e.with_to;
	}
	return GD_OK;
bad:
	return filter_bad_value(r, key, value,
	    "2026-12-01, 12-01, +7d, today, 12-01..12-15");
}

static enum gd_code
read_due(struct reader *r, char op, const char *value)
{
	int32_t from, to;

	if (op == ':' &&
	    (strcmp(value, "none") == 0 || strcmp(value, "无") == 0)) {
		r->f->undated = true;
		return GD_OK;
	}
	if (read_days(r, "due", op, value, &from, &to) != GD_OK)
		return r->err->code;
	if (from)
		r->f->due_after = from - 1;
	if (to)
		r->f->due_before = to + 1;
	return GD_OK;
}

/* Passed ones too: what stands in the list's column "hard date". */
static enum gd_code
read_hard(struct reader *r, char op, const char *value)
{
	int32_t from, to;

	if (read_days(r, "hard", op, value, &from, &to) != GD_OK)
		return r->err->code;
	if (from)
		r->f->hard_after = from - 1;
	if (to)
		r->f->hard_before = to + 1;
	return GD_OK;
}

static enum gd_code
read_warns(struct reader *r, char op, const char *value)
{
	if (op != ':' || *value)
		return filter_bad_value(r, "warns", value, "warns:");
	r->f->warns = true;
	return GD_OK;
}

static int64_t
day_ms(const struct reader *r, int32_t day)
{
	return (int64_t)day * 86400000 - (int64_t)r->app->utc_offset * 60000;
}

static enum gd_code
read_created(struct reader *r, char op, const char *value)
{
	int32_t from, to;

	if (read_days(r, "created", op, value, &from, &to) != GD_OK)
		return r->err->code;
	if (from)
		r->f->created_from = day_ms(r, from);
	if (to)
		r->f->created_to = day_ms(r, to + 1);
	return GD_OK;
}

/* No number holds a control character: "\x01" is right behind a text, and
 * the last character behind all that begin with it. */
static enum gd_code
read_number(struct reader *r, char op, const char *value)
{
	struct ends e = filter_ends(r, op, value);
	size_t n = strlen(value);

	if (n && value[n - 1] == '*' && op == ':') {
		r->f->number_from = gd_arena_strn(r->arena, value, n - 1);
		r->f->number_to = gd_arena_printf(r->arena,
		    "%s\xf4\x8f\xbf\xbf", r->f->number_from);
		return GD_OK;
	}
	if (e.from)
		r->f->number_from =
		    e.with_from ? e.from
				: gd_arena_printf(r->arena, "%s\x01", e.from);
	if (e.to)
		r->f->number_to =
		    e.with_to ? gd_arena_printf(r->arena, "%s\x01", e.to)
			      : e.to;
	return e.from || e.to ? GD_OK
			      : filter_bad_value(r, "number", value,
				    "EX-2611-001, EX-2611*, A..B");
}

static enum gd_code
read_lots(struct reader *r, char op, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (!*value || *end || n < 0 || n > 999)
		return filter_bad_value(r, "lots", value, "lots:2, lots>1");
	if (op != '<')
		r->f->lots_from = op == '>' ? n + 1 : n;
	if (op != '>')
		r->f->lots_to = op == '<' ? n - 1 : n;
	return GD_OK;
}

static enum gd_code
read_contract(struct reader *r, char op, const char *value)
{
	return op == '~'
		   ? filter_word(r, value)
		   : filter_set_text(r, &r->f->contract, "contract", value);
}

static enum gd_code
read_late(struct reader *r, char op, const char *value)
{
	(void)op;
	(void)value;
	r->f->late = true;
	return GD_OK;
}

static enum gd_code
read_workflow(struct reader *r, char op, const char *value)
{
	const struct gd_workflow *wf;
	enum gd_code rc;

	(void)op;
	rc = gd_app_workflow(r->app, value, 0, &wf, r->err);
	if (rc == GD_OK)
		r->f->workflow = value;
	return rc;
}

static enum gd_code
read_company(struct reader *r, char op, const char *value)
{
	const struct gd_sheet *office = gd_app_office(r->app);
	const struct gd_company *c;
	size_t i;

	(void)op;
	for (i = 0; (c = gd_row_at(office, GD_OFF_COMPANY, i)); i++)
		if (strcasecmp(c->code, value) == 0 ||
		    strcmp(c->name_zh, value) == 0 ||
		    strcasecmp(c->name_en, value) == 0)
			return filter_set_text(r, &r->f->company, "company",
			    gd_arena_str(r->arena, c->code));
	return gd_fail(r->err, GD_MISSING, GD_M_OFFICE_NO_COMPANY, GD_T(value));
}

static enum gd_code
read_sort(struct reader *r, char op, const char *value)
{
	(void)op;
	r->sort_given = true;
	if (strcmp(value, "due") == 0 || strcmp(value, "交期") == 0)
		r->f->sort = GD_SORT_DUE;
	else if (strcmp(value, "newest") == 0 || strcmp(value, "最新") == 0)
		r->f->sort = GD_SORT_NEWEST;
	else if (strcmp(value, "hard") == 0 || strcmp(value, "硬期限") == 0)
		r->f->sort = GD_SORT_HARD;
	else if (strcmp(value, "number") == 0 || strcmp(value, "单号") == 0)
		r->f->sort = GD_SORT_NUMBER;
	else
		return filter_bad_value(r, "sort", value,
		    "due, hard, newest, number");
	return GD_OK;
}

static enum gd_code
read_limit(struct reader *r, char op, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	(void)op;
	if (*end || n < 1 || n > MAX_LIMIT)
		return filter_bad_value(r, "limit", value, "1 .. 1000");
	r->f->limit = (int)n;
	return GD_OK;
}

static const struct gd_filter_key keys[] = {
	{ "step", "步骤", "step:5",
	    GD_TR("orders whose lowest open step is this one") },
	{ "state", "状态", "state:held",
	    GD_TR("active, held, completed, cancelled, open or all") },
	{ "customer", "客户", "customer:ALFKI customer~han",
	    GD_TR("the customer's code or name; ~ any part of it") },
	{ "clerk", "跟单", "clerk:me", GD_TR("whose orders, as clerk") },
	{ "person", "人员", "person:chenli",
	    GD_TR("orders a person carries in any role") },
	{ "who", "等", "who:finance",
	    GD_TR("who is waited for: a role, a desk or a person") },
	{ "waits", "待", "waits:qc", GD_TR("the same as who") },
	{ "role", "职务", "role:clerk", GD_TR("what waits for a role") },
	{ "desk", "部门", "desk:qc", GD_TR("what waits for a desk") },
	{ "out", "在外", "out:qc",
	    GD_TR("papers sent to a desk and not receipted, or recalled") },
	{ "due", "交期", "due<12-01 due:12-01..12-15",
	    GD_TR("the next date, before, after or between") },
	{ "late", "逾期", "late:", GD_TR("the next date has passed") },
	{ "hard", "硬期限", "hard<12-01 hard:12-01..12-15",
	    GD_TR("the first open date of law, bank or carrier, of orders in "
		  "work") },
	{ "warns", "提醒",
	    "warns:", GD_TR("a check fails, of orders in work") },
	{ "created", "建单", "created>2026-11-01",
	    GD_TR("the day the order was begun") },
	{ "number", "单号", "number:EX-2611* number:A..B",
	    GD_TR("the number, the beginning of it, or from .. to") },
	{ "contract", "合同", "contract:XS-2611-07",
	    GD_TR("all orders of a contract") },
	{ "company", "公司", "company:main", GD_TR("which of our companies") },
	{ "currency", "币种", "currency:USD", GD_TR("orders priced in it") },
	{ "lots", "批次", "lots>1", GD_TR("how many shipments") },
	{ "taken", "接管", "taken: taken:no",
	    GD_TR("taken over from paper, or begun in gendan") },
	{ "team", "团队", "team:sales",
	    GD_TR("orders whose clerk sits at a desk") },
	{ "age", "订龄", "age:31..60 age>90",
	    GD_TR("begun so many days ago (UTC)") },
	{ "stay", "停留", "stay:8..14 stay>30",
	    GD_TR("at its step for so many days (UTC)") },
	{ "owing", "待收", "owing:USD",
	    GD_TR("money of this currency is still to come, of orders not "
		  "cancelled") },
	{ "overdue", "欠收", "overdue:USD", GD_TR("and its day has passed") },
	{ "signing", "待签", "signing: signing:contract",
	    GD_TR("a paper, or a paper of this kind, waits for signatures") },
	{ "changed", "变更", "changed:customer@2026-11",
	    GD_TR("changed in a month, by the cause of the change") },
	{ "workflow", "流程", "workflow:export", GD_TR("the workflow's id") },
	{ "sort", "排序", "sort:due", GD_TR("newest, due, hard or number") },
	{ "limit", "条数", "limit:20", GD_TR("at most so many") },
};
#define NKEYS ((int)(sizeof keys / sizeof keys[0]))

static key_reader *const readers[] = { read_step, read_state, read_customer,
	read_clerk, read_person, read_who, read_who, read_role, read_desk,
	read_out, read_due, read_late, read_hard, read_warns, read_created,
	read_number, read_contract, read_company, filter_currency, read_lots,
	filter_taken, filter_team, filter_age, filter_stay, filter_owing,
	filter_overdue, filter_signing, filter_changed, read_workflow,
	read_sort, read_limit };
_Static_assert(sizeof readers / sizeof readers[0] == NKEYS, "one a key");

const struct gd_filter_key *
gd_filter_keys(int *n)
{
	*n = NKEYS;
	return keys;
}

enum gd_code
filter_key(struct reader *r, int key, char op, const char *value)
{
	return readers[key](r, op, value);
}
