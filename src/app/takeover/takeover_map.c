/* app/takeover/takeover_map.c - which column of a takeover file means what.
 *
 * Headings are Chinese or English; fields, steps, duties and payments are
 * named as the workflow names them.  An unknown heading stops: a misspelled
 * step would lose what was done.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#include "takeover_priv.h"

#include "base/banned.h"

#define ON(file) (1u << (file))
#define ALL (ON(TK_ORDERS) | ON(TK_PIECES) | ON(TK_SIGNS))

/* The template writes the first word of each language. */
static const struct {
	const char *words;
	enum tk_to to;
	unsigned files;
} names[] = {
	{ "number|order|order_no|单号|订单号|订单", TK_NUMBER, ALL },
	{ "customer|customer_code|customer_no|客户|客户号|客户编号",
	    TK_CUSTOMER, ON(TK_ORDERS) },
	{ "customer_name|客户名称", TK_CUSTOMER_NAME, ON(TK_ORDERS) },
	{ "company|公司", TK_COMPANY, ON(TK_ORDERS) },
	{ "paper|thing|document|单证|文件|样品|物品", TK_PAPER,
	    ON(TK_PIECES) | ON(TK_SIGNS) },
	{ "lot|批次", TK_LOT, ON(TK_PIECES) | ON(TK_SIGNS) },
	{ "revision|rev|版次|修订", TK_REV, ON(TK_PIECES) | ON(TK_SIGNS) },
	{ "kind|class|种类|类别", TK_CLASS, ON(TK_PIECES) },
	{ "desk|department|部门|去向", TK_DESK, ON(TK_PIECES) },
	{ "count|number of pieces|份数|数量", TK_COUNT, ON(TK_PIECES) },
	{ "sent|sent on|发出日期|发出|寄出日期", TK_SENT, ON(TK_PIECES) },
	{ "received|received on|签收日期|签收", TK_HELD, ON(TK_PIECES) },
	{ "holder|签收人|持有人", TK_HOLDER, ON(TK_PIECES) },
	{ "role|职务", TK_ROLE, ON(TK_SIGNS) },
	{ "who|signer|签字人|姓名", TK_WHO, ON(TK_SIGNS) },
	{ "date|day|signed on|签字日期|日期", TK_DAY, ON(TK_SIGNS) },
	{ "on_paper|on paper|纸面", TK_ON_PAPER, ON(TK_SIGNS) },
};

bool
tk_word_is(const char *words, const char *v)
{
	size_t len = strlen(v);

	while (*words) {
		size_t n = strcspn(words, "|");

		if (n == len && strncasecmp(words, v, n) == 0)
			return true;
		words += n + (words[n] == '|');
	}
	return false;
}

static bool
is_name(const struct gd_name *name, const char *v)
{
	return strcasecmp(name->id, v) == 0 || strcmp(name->zh, v) == 0 ||
	       strcasecmp(name->en, v) == 0;
}

/* The rest of a heading behind one of the prefixes; NULL: it has none. */
static const char *
after(const char *heading, const char *const *prefixes)
{
	static const char *const colons[] = { ":", "：", " " };

	for (; *prefixes; prefixes++) {
		size_t n = strlen(*prefixes);

		if (strncasecmp(heading, *prefixes, n) != 0)
			continue;
		for (int i = 0; i < 3; i++)
			if (strncmp(heading + n, colons[i],
				strlen(colons[i])) == 0)
				return heading + n + strlen(colons[i]);
	}
	return NULL;
}

/* "5", "第5步", "5 Contract", "合同与订货单", "contract" */
static int
find_step(const struct gd_workflow *wf, const char *v)
{
	const char *digits = v;
	long no;
	char *end;

	if (strncmp(v, "第", strlen("第")) == 0)
		digits += strlen("第");
	no = strtol(digits, &end, 10);
	for (int s = 0; s < wf->nsteps; s++)
		if ((end > digits && wf->steps[s].no == no) ||
		    is_name(&wf->steps[s].name, v))
			return s;
	return -1;
}

static bool
find_credit(const struct gd_workflow *wf, const char *v, struct tk_column *c)
{
	char *end;
	long no = strtol(v, &end, 10);

	c->to = TK_CREDIT;
	if (end > v && !*end && no > 0) {
		c->of = (int)no;
		return true;
	}
	for (int i = 0; i < wf->ntriggers; i++)
		if (is_name(&wf->triggers[i], v)) {
			c->trigger = wf->triggers[i].id;
			return true;
		}
	return false;
}

/* A heading of orders.csv that the workflow gives a meaning. */
static bool
of_workflow(const struct gd_workflow *wf, struct tk_column *c)
{
	static const char *const steps[] = { "step", "步骤", NULL };
	static const char *const duties[] = { "duty", "事项", NULL };
	static const char *const credits[] = { "credit", "credited", "收款",
		"到账", NULL };
	static const char *const fields[] = { "field", "字段", NULL };
	const char *v = c->heading, *rest;

	if ((rest = after(v, duties))) {
		c->to = TK_DUTY;
		for (c->of = 0; c->of < wf->nduties; c->of++)
			if (is_name(&wf->duties[c->of].name, rest))
				return true;
		return false;
	}
	if ((rest = after(v, credits)))
		return find_credit(wf, rest, c);
	if ((rest = after(v, steps)))
		v = rest;
	rest = rest ? NULL : after(v, fields);
	if (v == c->heading || rest) {
		c->to = TK_FIELD;
		for (c->of = 0; c->of < wf->nfields; c->of++)
			if (is_name(&wf->fields[c->of].name, rest ? rest : v))
				return true;
		c->to = TK_ASSIGN;
		for (c->of = 0; c->of < wf->nroles; c->of++)
			if (wf->roles[c->of].assigned &&
			    is_name(&wf->roles[c->of].name, v))
				return true;
	}
	c->to = TK_STEP;
	c->of = find_step(wf, v);
	return c->of >= 0;
}

static bool
find_column(const struct takeover *k, struct tk_column *c)
{
	if (!*c->heading || *c->heading == '#')
		return true; /* to be left out */
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].files & ON(k->file) &&
		    tk_word_is(names[i].words, c->heading)) {
			c->to = names[i].to;
			return true;
		}
	return k->file == TK_ORDERS && of_workflow(k->wf, c);
}

int
tk_column_of(const struct takeover *k, enum tk_to to)
{
	for (int i = 0; i < k->ncolumns; i++)
		if (k->columns[i].to == to)
			return i;
	return -1;
}

/* What a file cannot be without. */
static enum gd_code
complete(struct takeover *k)
{
	static const struct {
		enum tk_to to;
		unsigned files;
		const char *name;
	} needs[] = {
		{ TK_NUMBER, ALL, "number (单号)" },
		{ TK_CUSTOMER, ON(TK_ORDERS), "customer (客户)" },
		{ TK_PAPER, ON(TK_PIECES) | ON(TK_SIGNS), "paper (单证)" },
		{ TK_DESK, ON(TK_PIECES), "desk (部门)" },
		{ TK_ROLE, ON(TK_SIGNS), "role (职务)" },
		{ TK_WHO, ON(TK_SIGNS), "who (签字人)" },
	};

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (needs[i].files & ON(k->file) &&
		    tk_column_of(k, needs[i].to) < 0)
			return gd_fail(k->err, GD_USAGE, GD_M_APP_TK_NEEDS,
			    GD_T(tk_file_names[k->file]), GD_T(needs[i].name));
	return GD_OK;
}

enum gd_code
tk_map(struct takeover *k, const char **header, int n)
{
	k->ncolumns = 0;
	if (n > MOST_COLUMNS)
		return gd_fail(k->err, GD_USAGE, GD_M_APP_MAP_MANY);
	for (int i = 0; i < n; i++) {
		struct tk_column *c = &k->columns[i];

		*c = (struct tk_column){ .heading = gd_arena_str(&k->arena,
					     header[i]) };
		if (!find_column(k, c))
			return gd_fail(k->err, GD_USAGE, GD_M_APP_TK_COLUMN,
			    GD_T(tk_file_names[k->file]), GD_N(i + 1),
			    GD_T(c->heading));
		for (int j = 0; j < i; j++)
			if (c->to != TK_NOTHING && c->to == k->columns[j].to &&
			    c->of == k->columns[j].of &&
			    c->trigger == k->columns[j].trigger)
				return gd_fail(k->err, GD_USAGE,
				    GD_M_APP_TK_TWICE,
				    GD_T(tk_file_names[k->file]), GD_N(j + 1),
				    GD_N(i + 1), GD_T(c->heading));
		k->ncolumns = i + 1;
	}
	return complete(k);
}
