/* app/reports/reports.c - the door to all reports: what is asked, who makes
 * it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/filter.h"
#include "base/day.h"
#include "base/text.h"
#include "store/some.h"

#include "reports_priv.h"

#include "base/banned.h"

#define PAGE 500

/* ---- which there are ------------------------------------------------------- */

static const struct gd_report_kind kinds[] = {
	{ "kpi", GD_TR("Measures"),
	    GD_TR("orders, on time, first time right, days in steps, copies, "
		  "changes, money; of the whole, or by customer, clerk, "
		  "department, product, company, workflow"),
	    "[--by WHAT] [FILTER ...]", true, true },
	{ "ta", GD_TR("Time and action"),
	    GD_TR("planned, promised, in force, done and days off: of one "
		  "order step by step, of many a row an order"),
	    "[ORDER | FILTER ...]", false, false },
	{ "late", GD_TR("Late list"),
	    GD_TR("dates past today and open, hard ones first, and by who "
		  "answers for them"),
	    "[FILTER ...]", false, false },
	{ "changes", GD_TR("Changes"),
	    GD_TR("what notices of change changed, from what to what"),
	    "[FILTER ...]", false, true },
	{ "yearend", GD_TR("Year-end sheet"),
	    GD_TR("orders by order date and by shipment date, what is open on "
		  "31 December, numbers that are missing"),
	    "[--year YEAR] [FILTER ...]", false, true },
	{ "money", GD_TR("Money"),
	    GD_TR("what orders come to by currency and at home, what is "
		  "overdue, what is to come"),
	    "[FILTER ...]", false, false },
	{ "process", GD_TR("The process as it was"),
	    GD_TR("what stands out; time in steps, waits by work, department, "
		  "person, what was done over, ways orders went"),
	    "[FILTER ...]", false, true },
};
#define NKINDS ((int)(sizeof kinds / sizeof kinds[0]))
static report_maker *const makers[] = { report_kpi, report_ta, report_late,
	report_changes, report_year, report_money, report_process };
_Static_assert(sizeof makers / sizeof makers[0] == NKINDS, "one a kind");

const struct gd_report_kind *
gd_report_kinds(int *n)
{
	*n = NKINDS;
	return kinds;
}

/* ---- what is asked --------------------------------------------------------- */

static const char *const by_words[BY_COUNT] = { "", "customer", "clerk", "desk",
	"product", "company", "workflow" };
static const char *const by_zh[BY_COUNT] = { "", "客户", "跟单", "部门", "品名",
	"公司", "流程" };

static enum gd_code
read_by(struct making_report *m, const char *value)
{
	for (int i = 1; i < BY_COUNT; i++)
		if (strcmp(value, by_words[i]) == 0 ||
		    strcmp(value, by_zh[i]) == 0) {
			m->by = (enum report_by)i;
			return GD_OK;
		}
	return gd_fail(m->err, GD_USAGE, GD_M_REPORT_BY, GD_T(value));
}

static enum gd_code
bad_period(struct making_report *m, const char *value)
{
	return gd_fail(m->err, GD_USAGE, GD_M_REPORT_PERIOD, GD_T(value));
}

/* "2026-11", this, last: of months counted from the year 0. */
static enum gd_code
read_month(struct making_report *m, const char *value)
{
	int year, month, mday, n = 0;

	gd_day_civil(m->r->today, &year, &month, &mday);
	if (strcmp(value, "last") == 0) {
		month--;
		year -= month == 0;
		month += month == 0 ? 12 : 0;
	} else if (strcmp(value, "this") != 0 &&
		   (sscanf(value, "%4d-%2d%n", &year, &month, &n) != 2 ||
		       value[n] || year < 1970)) {
		return bad_period(m, value);
	}
	m->r->from = gd_day_of(year, month, 1);
	if (m->r->from == GD_NO_DAY)
		return bad_period(m, value);
	m->r->to = gd_day_add_months(m->r->from, 1) - 1;
	return GD_OK;
}

static enum gd_code
read_year(struct making_report *m, const char *value)
{
	int year, month, mday, n = 0;

	gd_day_civil(m->r->today, &year, &month, &mday);
	if (strcmp(value, "last") == 0)
		year--;
	else if (strcmp(value, "this") != 0 &&
		 (sscanf(value, "%4d%n", &year, &n) != 1 || value[n] ||
		     year < 1970))
		return bad_period(m, value);
	m->r->from = gd_day_of(year, 1, 1);
	m->r->to = gd_day_of(year, 12, 31);
	return GD_OK;
}

static enum gd_code
read_day(struct making_report *m, const char *value, int32_t *day)
{
	*day = gd_day_read(value, m->r->today);
	return *day == GD_NO_DAY ? bad_period(m, value) : GD_OK;
}

/* "key:value" of the report itself? Full-width colons too. */
static const char *
value_of(const char *word, const char *key, const char *zh)
{
	const char *heads[2] = { key, zh };

	for (int i = 0; i < 2; i++) {
		size_t n = strlen(heads[i]);

		if (strncmp(word, heads[i], n) != 0)
			continue;
		if (word[n] == ':')
			return word + n + 1;
		if (strncmp(word + n, "：", strlen("：")) == 0)
			return word + n + strlen("：");
	}
	return NULL;
}

static enum gd_code
read_word(struct making_report *m, const char *word)
{
	const char *v;

	if ((v = value_of(word, "by", "按")))
		return read_by(m, v);
	if ((v = value_of(word, "month", "月份")))
		return read_month(m, v);
	if ((v = value_of(word, "year", "年份")))
		return read_year(m, v);
	if ((v = value_of(word, "from", "起")))
		return read_day(m, v, &m->r->from);
	if ((v = value_of(word, "to", "止")))
		return read_day(m, v, &m->r->to);
	if (value_of(word, "form", "形式"))
		return GD_OK; /* of the files, not of what they say */
	if (m->nwords == (int)(sizeof m->words / sizeof m->words[0]))
		return gd_fail(m->err, GD_USAGE, GD_M_APP_FILTER_WORDS);
	m->words[m->nwords++] = gd_arena_str(&m->r->arena, word);
	return GD_OK;
}

static enum gd_code
unknown(const char *name, struct gd_err *err)
{
	int best = -1, least = 4;

	for (int i = 0; i < NKINDS; i++) {
		int d = gd_text_distance(name, kinds[i].id, 8);

		if (d < least) {
			least = d;
			best = i;
		}
	}
	if (best < 0)
		return gd_fail(err, GD_MISSING, GD_M_REPORT_UNKNOWN,
		    GD_T(name));
	return gd_fail(err, GD_MISSING, GD_M_REPORT_NEAR, GD_T(name),
	    GD_T(kinds[best].id));
}

static void
say_scope(struct making_report *m)
{
	struct gd_str s = GD_STR_INIT;

	for (int i = 0; i < m->nwords; i++)
		gd_str_addf(&s, "%s%s", i ? " " : "", m->words[i]);
	m->r->scope = s.len ? gd_report_plain(m->r, s.text)
			    : gd_words(GD_TR("all orders"));
	gd_str_release(&s);
}

static enum gd_code
check_ask(struct making_report *m, int kind)
{
	char from[GD_DAY_TEXT], to[GD_DAY_TEXT];

	if (m->by && !kinds[kind].by)
		return gd_fail(m->err, GD_USAGE, GD_M_REPORT_NO_BY,
		    GD_T(kinds[kind].id));
	if (m->r->from != GD_NO_DAY && m->r->to != GD_NO_DAY &&
	    m->r->from > m->r->to)
		return gd_fail(m->err, GD_USAGE, GD_M_REPORT_BACKWARDS,
		    GD_T(gd_day_text(m->r->from, from)),
		    GD_T(gd_day_text(m->r->to, to)));
	return GD_OK;
}

enum gd_code
gd_app_report(struct gd_app *app, const char *const *words, int nwords,
    struct gd_report *out, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct making_report m = { .app = app,
		.r = out,
		.err = err ? err : &mine };
	const char *name = nwords ? words[0] : "";
	enum gd_code rc;
	int kind = 0;

	while (kind < NKINDS && strcmp(kinds[kind].id, name) != 0)
		kind++;
	gd_report_init(out, name, gd_words(NULL));
	if (kind == NKINDS)
		return unknown(name, m.err);
	gd_report_init(out, kinds[kind].id, gd_words(kinds[kind].title));
	out->today = gd_app_today(app);
	out->made_ms = gd_app_now(app);
	out->utc_offset_min = app->utc_offset;
	rc = app_office(app, m.err);
	for (int i = 1; rc == GD_OK && i < nwords; i++)
		rc = gd_text_check(words[i], 400, false, m.err);
	for (int i = 1; rc == GD_OK && i < nwords; i++)
		rc = read_word(&m, words[i]);
	if (rc == GD_OK)
		rc = check_ask(&m, kind);
	if (rc != GD_OK)
		return rc;
	say_scope(&m);
	out->company = report_company(&m, "");
	gd_app_look(app);
	rc = makers[kind](&m);
	gd_app_looked(app);
	return rc;
}

/* ---- the orders it is of --------------------------------------------------- */

#define READERS 16

/* What is read of the orders: some tables whole, or what a count needs of each
 * workflow. */
struct reading {
	struct making_report *m;
	uint64_t tables;
	report_needs *needs; /* NULL: the tables */
	report_each *each;
	void *payload;
	struct {
		const struct gd_workflow *wf;
		struct gd_need needs[GD_KPI_NEEDS + 1];
		struct gd_some *some;
	} at[READERS]; /* the oldest makes room */
	int n, next;
};

static enum gd_code
reader_of(struct reading *r, const struct gd_workflow *wf, struct gd_some **out)
{
	struct making_report *m = r->m;
	int at = r->next, n;
	enum gd_code rc;

	for (int i = 0; i < r->n; i++)
		if (r->at[i].wf == wf) {
			*out = r->at[i].some;
			return GD_OK;
		}
	if (r->n < READERS)
		at = r->n++;
	r->next = (at + 1) % READERS;
	gd_store_some_close(r->at[at].some);
	r->at[at].wf = wf;
	n = r->needs(r->payload, wf, &m->r->arena, r->at[at].needs);
	rc = gd_store_some_open(m->app->store, r->at[at].needs, n,
	    &r->at[at].some, m->err);
	if (rc != GD_OK)
		r->at[at].wf = NULL;
	*out = r->at[at].some;
	return rc;
}

static enum gd_code
read_one(struct reading *r, struct report_order *one)
{
	struct making_report *m = r->m;
	struct gd_some *some;
	enum gd_code rc = gd_app_workflow(m->app, one->row->workflow,
	    (int)one->row->version, &one->wf, m->err);

	if (rc == GD_OK && !r->needs)
		return gd_store_order_some(m->app->store, one->row->key,
		    r->tables, &one->order, m->err);
	if (rc == GD_OK)
		rc = reader_of(r, one->wf, &some);
	if (rc == GD_OK)
		rc = gd_store_some_read(some, one->row->key,
		    one->row->state < GD_ORDER_COMPLETED, &one->order, m->err);
	return rc;
}

static enum gd_code
walk_page(struct reading *r, const struct gd_list_rows *page)
{
	enum gd_code rc = GD_OK;

	for (size_t i = 0; rc == GD_OK && i < page->n; i++) {
		struct report_order one = { .row = &page->at[i] };

		gd_order_init(&one.order);
		rc = read_one(r, &one);
		if (rc == GD_OK)
			r->each(r->payload, &one);
		gd_order_release(&one.order);
	}
	return rc;
}

/* Do the report's words name a state? Then a list needs no other. */
static bool
names_state(const struct making_report *m)
{
	for (int i = 0; i < m->nwords; i++)
		if (value_of(m->words[i], "state", "状态") ||
		    *m->words[i] == '@')
			return true;
	return false;
}

/* A list shows what is in work unless a state is named; a report looks at all
 * there is. */
static enum gd_code
read_filter(struct making_report *m, struct gd_filter *f)
{
	const char *words[sizeof m->words / sizeof m->words[0] + 1];
	struct gd_err none = GD_ERR_INIT;
	enum gd_code rc;

	memcpy(words, m->words, sizeof m->words);
	words[m->nwords] = "state:all";
	rc = gd_app_filter(m->app, words, m->nwords, &m->r->arena, f, m->err);
	if (rc == GD_OK && !m->open &&
	    f->states == (1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD)) {
		struct gd_filter all;

		if (names_state(m))
			return GD_OK;
		rc = gd_app_filter(m->app, words, m->nwords + 1, &m->r->arena,
		    &all, &none);
		if (rc == GD_OK)
			*f = all;
	}
	return rc;
}

static enum gd_code
walk(struct reading *r)
{
	struct making_report *m = r->m;
	struct gd_filter f;
	struct gd_str number = GD_STR_INIT;
	enum gd_code rc = read_filter(m, &f);
	bool more = true;

	f.limit = PAGE;
	f.sort = GD_SORT_NEWEST;
	while (rc == GD_OK && more) {
		struct gd_list_rows page = { 0 };

		rc = gd_store_list(m->app->store, &f, &page, m->err);
		if (rc == GD_OK)
			rc = walk_page(r, &page);
		more = rc == GD_OK && page.more && page.n > 0;
		if (more) {
			const struct gd_list_row *last = &page.at[page.n - 1];

			gd_str_reset(&number);
			gd_str_add(&number, last->number);
			f.has_from = true;
			f.from_key = last->key;
			f.from_value = gd_list_value(last, f.sort);
			f.from_text = number.text;
		}
		free(page.at);
		gd_arena_release(&page.arena);
	}
	for (int i = 0; i < r->n; i++)
		gd_store_some_close(r->at[i].some);
	gd_str_release(&number);
	return rc;
}

enum gd_code
report_walk(struct making_report *m, uint64_t tables, report_each *each,
    void *payload)
{
	struct reading r = { .m = m,
		.tables = tables,
		.each = each,
		.payload = payload };

	return walk(&r);
}

enum gd_code
report_count(struct making_report *m, report_needs *needs, report_each *each,
    void *payload)
{
	struct reading r = { .m = m,
		.needs = needs,
		.each = each,
		.payload = payload };

	return walk(&r);
}

void
report_ask(const struct making_report *m, struct gd_kpi_ask *ask)
{
	*ask = (struct gd_kpi_ask){ .from = m->r->from,
		.to = m->r->to,
		.today = m->r->today,
		.utc_offset_min = m->r->utc_offset_min };
}

/* ---- names ----------------------------------------------------------------- */

static struct gd_name
kept(struct making_report *m, const char *id, const char *zh, const char *en)
{
	struct gd_arena *a = &m->r->arena;

	return (struct gd_name){ gd_arena_str(a, id),
		gd_arena_str(a, zh && *zh ? zh : NULL),
		gd_arena_str(a, en && *en ? en : NULL) };
}

struct gd_name
report_customer(struct making_report *m, const char *code)
{
	const struct gd_customer *c = app_customer(m->app, code);

	return kept(m, code, c ? c->name : NULL, c ? c->name_en : NULL);
}

struct gd_name
report_person(struct making_report *m, const char *login)
{
	const struct gd_person *p = gd_row_find(&m->app->office, GD_OFF_PERSON,
	    &(struct gd_person){ .login = login });

	if (!*login)
		return gd_words(GD_TR("(nobody)"));
	return kept(m, login, p ? p->name : NULL, p ? p->name_en : NULL);
}

struct gd_name
report_company(struct making_report *m, const char *code)
{
	const struct gd_company *c = app_company(m->app, code);

	return kept(m, c ? c->code : code, c ? c->name_zh : NULL,
	    c ? c->name_en : NULL);
}

/* Of the last of its installed versions. */
struct gd_name
report_flow(struct making_report *m, const char *id)
{
	const struct gd_sheet *office = gd_app_office(m->app);
	const struct gd_flowdef *def, *last = NULL;

	for (size_t i = 0; (def = gd_row_at(office, GD_OFF_FLOWDEF, i)); i++)
		if (strcmp(def->id, id) == 0)
			last = def;
	return kept(m, id, last ? last->zh : NULL, last ? last->en : NULL);
}

void
report_order_cell(struct making_report *m, struct gd_report_part *p,
    const char *number)
{
	const char *kept = gd_arena_str(&m->r->arena, number);

	gd_part_text(p, (struct gd_name){ NULL, kept, kept });
	gd_part_leads(p, GD_LEADS_ORDER, kept);
}

void
report_list_cell(struct making_report *m, struct gd_report_part *p,
    const char *words)
{
	struct gd_str s = GD_STR_INIT;

	gd_filter_join((const char *const *)m->words, m->nwords, &s);
	gd_str_addf(&s, "%s%s", s.len ? " " : "", words);
	if (!m->open && !names_state(m) && !strstr(words, "state:"))
		gd_str_add(&s, " state:all");
	gd_part_leads(p, GD_LEADS_LIST, gd_arena_str(&m->r->arena, s.text));
	gd_str_release(&s);
}

void
report_begun_cell(struct making_report *m, struct gd_report_part *p,
    int32_t from, int32_t to, const char *more)
{
	struct gd_str s = GD_STR_INIT;
	char one[GD_DAY_TEXT], other[GD_DAY_TEXT];

	gd_str_add(&s, more);
	if (from != GD_NO_DAY && to != GD_NO_DAY)
		gd_str_addf(&s, "%screated:%s..%s", s.len ? " " : "",
		    gd_day_text(from, one), gd_day_text(to, other));
	else if (from != GD_NO_DAY)
		gd_str_addf(&s, "%screated>%s", s.len ? " " : "",
		    gd_day_text(from - 1, one));
	else if (to != GD_NO_DAY)
		gd_str_addf(&s, "%screated<%s", s.len ? " " : "",
		    gd_day_text(to + 1, one));
	report_list_cell(m, p, s.text);
	gd_str_release(&s);
}

void
report_month_cell(struct making_report *m, struct gd_report_part *p,
    const char *month, const char *more)
{
	int year = 0, no = 0;
	int32_t first;

	if (sscanf(month, "%4d-%2d", &year, &no) != 2)
		return;
	first = gd_day_of(year, no, 1);
	report_begun_cell(m, p, first, gd_day_add_months(first, 1) - 1, more);
}

struct gd_name
report_keep(struct making_report *m, const struct gd_name *name)
{
	return kept(m, name->id, name->zh, name->en);
}

void
report_col(struct gd_report_part *p, const char *key, const char *title,
    enum gd_says_kind kind, const char *means)
{
	gd_part_col(p, key, gd_words(title), kind, gd_words(means));
}
