/* app/filter.c - filter words as people type them, in both languages.
 *
 * key:value, key<day, key>day and key~word narrow; any other word searches.
 * Full-width signs are read like the plain ones.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"

#include "app_priv.h"

#include "base/banned.h"

#define MAX_LIMIT 1000

/* One filter being read. */
struct reader {
	struct gd_app *app;
	struct gd_arena *arena;
	struct gd_filter *f;
	struct gd_err *err;
	bool state_given;
};

typedef enum gd_code key_reader(struct reader *r, char op, const char *value);

static enum gd_code
bad_value(struct reader *r, const char *key, const char *value,
    const char *forms)
{
	return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_VALUE, GD_T(key),
	    GD_T(value), GD_T(forms));
}

static enum gd_code
add_word(struct reader *r, const char *word)
{
	if (r->f->nwords == 8)
		return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_WORDS);
	if (*word)
		r->f->words[r->f->nwords++] = word;
	return GD_OK;
}

static enum gd_code
read_step(struct reader *r, char op, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	(void)op;
	if (*end || n < 1 || n > 99)
		return bad_value(r, "step", value, "1 .. 11");
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
	return bad_value(r, "state", value,
	    "active, held, completed, cancelled, open, all");
}

static enum gd_code
read_customer(struct reader *r, char op, const char *value)
{
	if (op != '~' && app_customer(r->app, value)) {
		r->f->customer = value;
		return GD_OK;
	}
	return add_word(r, value);
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
	r->f->clerk = gd_arena_str(r->arena, p->login);
	return GD_OK;
}

/* Roles and desks by id or by their names in the workflow. */
static const char *
role_or_desk(struct reader *r, const struct gd_workflow *wf, const char *value)
{
	int i;

	for (i = 0; i < wf->nroles; i++)
		if (strcmp(wf->roles[i].name.id, value) == 0 ||
		    (wf->roles[i].name.zh &&
			strcmp(wf->roles[i].name.zh, value) == 0) ||
		    (wf->roles[i].name.en &&
			strcmp(wf->roles[i].name.en, value) == 0))
			return gd_arena_printf(r->arena, "role:%s",
			    wf->roles[i].name.id);
	i = gd_wf_desk(wf, value);
	for (int d = 0; i < 0 && d < wf->ndesks; d++)
		if (wf->desks[d].name.zh &&
		    strcmp(wf->desks[d].name.zh, value) == 0)
			i = d;
	if (i >= 0)
		return gd_arena_printf(r->arena, "desk:%s",
		    wf->desks[i].name.id);
	return NULL;
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
	size_t i;
	int role;

	(void)op;
	if (gd_app_workflow(r->app, r->f->workflow ? r->f->workflow : "export",
		0, &wf, r->err) != GD_OK)
		return r->err->code;
	r->f->waits = role_or_desk(r, wf, value);
	if (r->f->waits)
		return GD_OK;
	p = find_person(r, value);
	if (!p)
		return gd_fail(r->err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
		    GD_T(value));
	for (i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		role = strcmp(h->login, p->login) == 0 && h->active
			   ? gd_wf_role(wf, h->role)
			   : -1;
		if (role >= 0 && !wf->roles[role].assigned &&
		    strcmp(h->role, "admin") != 0) {
			r->f->waits =
			    gd_arena_printf(r->arena, "role:%s", h->role);
			return GD_OK;
		}
	}
	r->f->clerk = gd_arena_str(r->arena, p->login);
	return GD_OK;
}

static enum gd_code
read_due(struct reader *r, char op, const char *value)
{
	int32_t day = gd_day_read(value, r->f->today);

	if (day == GD_NO_DAY)
		return bad_value(r, "due", value,
		    "2026-12-01, 12-01, +7d, today");
	if (op == '<' || op == ':')
		r->f->due_before = op == ':' ? day + 1 : day;
	if (op == '>' || op == ':')
		r->f->due_after = op == ':' ? day - 1 : day;
	return GD_OK;
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
	(void)op;
	if (!app_company(r->app, value))
		return gd_fail(r->err, GD_MISSING, GD_M_OFFICE_NO_COMPANY,
		    GD_T(value));
	r->f->company = value;
	return GD_OK;
}

static enum gd_code
read_sort(struct reader *r, char op, const char *value)
{
	(void)op;
	if (strcmp(value, "due") == 0)
		r->f->sort = GD_SORT_DUE;
	else if (strcmp(value, "newest") == 0)
		r->f->sort = GD_SORT_NEWEST;
	else if (strcmp(value, "number") == 0)
		r->f->sort = GD_SORT_NUMBER;
	else
		return bad_value(r, "sort", value, "due, newest, number");
	return GD_OK;
}

static enum gd_code
read_limit(struct reader *r, char op, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	(void)op;
	if (*end || n < 1 || n > MAX_LIMIT)
		return bad_value(r, "limit", value, "1 .. 1000");
	r->f->limit = (int)n;
	return GD_OK;
}

static const struct {
	const char *key, *zh;
	key_reader *read;
} keys[] = {
	{ "step", "步骤", read_step },
	{ "state", "状态", read_state },
	{ "customer", "客户", read_customer },
	{ "clerk", "跟单", read_clerk },
	{ "who", "等", read_who },
	{ "due", "交期", read_due },
	{ "late", "逾期", read_late },
	{ "workflow", "流程", read_workflow },
	{ "company", "公司", read_company },
	{ "sort", "排序", read_sort },
	{ "limit", "条数", read_limit },
};

/* The sign between key and value; NULL when the word has none. */
static char *
find_sign(char *word)
{
	char *at = strpbrk(word, ":<>~=");

	return at && at != word ? at : NULL;
}

static enum gd_code
unknown_key(struct reader *r, const char *key)
{
	const char *best = keys[0].key;
	int d, least = 99;
	size_t i;

	for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		d = gd_text_distance(key, keys[i].key, 8);
		if (d < least) {
			least = d;
			best = keys[i].key;
		}
	}
	return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_KEY, GD_T(key),
	    GD_T(best));
}

static enum gd_code
read_word(struct reader *r, const char *typed)
{
	struct gd_str s = GD_STR_INIT;
	char buf[5], *word, *sign, op;
	uint32_t cp;
	size_t n, i;

	for (; (n = gd_utf8_next(typed, &cp)) > 0; typed += n)
		gd_str_addn(&s, buf, gd_utf8_put(gd_fold_width(cp), buf));
	word = gd_arena_str(r->arena, s.text);
	gd_str_release(&s);
	sign = find_sign(word);
	if (!sign)
		return add_word(r, word);
	op = *sign == '=' ? ':' : *sign;
	*sign = '\0';
	for (i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (strcmp(word, keys[i].key) == 0 ||
		    strcmp(word, keys[i].zh) == 0)
			return keys[i].read(r, op, sign + 1);
	return unknown_key(r, word);
}

enum gd_code
gd_app_filter(struct gd_app *app, const char *const *words, int nwords,
    struct gd_arena *arena, struct gd_filter *f, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct reader r = { app, arena, f, err ? err : &mine, false };
	enum gd_code rc = GD_OK;
	int i;

	*f = (struct gd_filter){ .sort = GD_SORT_NEWEST, .limit = 50 };
	f->today = gd_app_today(app);
	for (i = 0; rc == GD_OK && i < nwords; i++)
		rc = gd_text_check(words[i], 400, false, r.err);
	for (i = 0; rc == GD_OK && i < nwords; i++)
		rc = read_word(&r, words[i]);
	/* looking for something looks everywhere; a plain list shows work */
	if (!r.state_given && !f->nwords)
		f->states = 1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD;
	return rc;
}
