/* core/office/office.c - decides commands on the office's own data.
 *
 * One row of `rules` a verb: the table it writes, the cell it forces, and
 * the check of the row as it would stand after the command.
 */
#include "core/office.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/say.h"

#include "office_priv.h"

#include "base/banned.h"

static const char *const verb_words[GD_OFFICE_VERB_COUNT] = {
#define X(id, word) word,
	GD_OFFICE_VERBS(X)
#undef X
};

const char *
gd_office_verb_word(enum gd_office_verb v)
{
	return (unsigned)v < GD_OFFICE_VERB_COUNT ? verb_words[v] : "";
}

/* ---- questions about the office ------------------------------------------ */

static const struct gd_person *
person(const struct gd_sheet *office, const char *login)
{
	return gd_row_find(office, GD_OFF_PERSON,
	    &(struct gd_person){ .login = login });
}

/* Administrators; customers and parties also whoever works with orders; a
 * saved list is its owner's alone. */
static bool
may_run_office(const struct gd_sheet *office, const struct gd_facts *facts,
    const struct gd_office_command *cmd)
{
	const struct gd_actor *a = &facts->actor;
	enum gd_office_verb verb = cmd->verb;
	const struct gd_saved *saved = cmd->row;
	int i;

	if (verb == GD_OFFICE_SAVE || verb == GD_OFFICE_FORGET)
		return a->login && strcmp(a->login, saved->login) == 0;
	if (office_admins(office, "") == 0)
		return true;
	if (a->nroles &&
	    (verb == GD_OFFICE_CUSTOMER || verb == GD_OFFICE_CUSTOMER_ANYWAY ||
		verb == GD_OFFICE_PARTY || verb == GD_OFFICE_RATE))
		return true;
	for (i = 0; i < a->nroles; i++)
		if (strcmp(a->roles[i], "admin") == 0)
			return true;
	return a->login && office_holds(office, a->login, "admin");
}

/* ---- checks of single values --------------------------------------------- */

/* Codes are typed in a shell and stand in file names: letters (any script),
 * digits and - _ . only, at most 40 bytes. */
enum gd_code
office_code(const char *code, const char *what, struct gd_err *err)
{
	const unsigned char *s = (const unsigned char *)code;

	if (!*s)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_EMPTY, GD_W(what));
	if (strlen(code) > 40 || strchr("-.", *s))
		goto bad;
	for (; *s; s++)
		if (*s < 0x80 && !strchr("-_.", *s) &&
		    !(*s >= '0' && *s <= '9') && !(*s >= 'a' && *s <= 'z') &&
		    !(*s >= 'A' && *s <= 'Z'))
			goto bad;
	return GD_OK;
bad:
	return gd_fail(err, GD_USAGE, GD_M_OFFICE_BAD_CODE, GD_T(code),
	    GD_W(what));
}

enum gd_code
office_filled(const char *text, const char *what, struct gd_err *err)
{
	if (!*text)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_EMPTY, GD_W(what));
	return GD_OK;
}

static enum gd_code
check_person(const struct gd_sheet *office, const char *login,
    struct gd_err *err)
{
	const struct gd_person *p = person(office, login);

	if (!p)
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
		    GD_T(login));
	if (!p->active)
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_PERSON_CLOSED,
		    GD_T(login));
	return GD_OK;
}

/* ---- one check a verb ---------------------------------------------------- */

/* Three capital letters. */
static enum gd_code
check_currency(const char *code, struct gd_err *err)
{
	size_t i;

	for (i = 0; i < 3 && code[i] >= 'A' && code[i] <= 'Z';)
		i++;
	if (i < 3 || code[3])
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_CURRENCY, GD_T(code));
	return GD_OK;
}

static enum gd_code
check_company(const struct change *c, struct gd_err *err)
{
	const struct gd_company *r = c->row;

	if (office_code(r->code, GD_TR("company code"), err) != GD_OK)
		return err->code;
	if (!*r->name_zh && !*r->name_en)
		return office_filled("", GD_TR("company name"), err);
	return *r->currency ? check_currency(r->currency, err) : GD_OK;
}

static enum gd_code
check_user_add(const struct change *c, struct gd_err *err)
{
	const struct gd_person *r = c->row, *old = c->old;

	if (old && old->active)
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_PERSON_EXISTS,
		    GD_T(r->login));
	if (office_code(r->login, GD_TR("login"), err) != GD_OK)
		return err->code;
	return office_filled(r->name, GD_TR("name"), err);
}

static enum gd_code
check_user_close(const struct change *c, struct gd_err *err)
{
	const struct gd_person *r = c->row;

	if (check_person(c->office, r->login, err) != GD_OK)
		return err->code;
	if (office_holds(c->office, r->login, "admin") &&
	    office_admins(c->office, r->login) == 0)
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_LAST_ADMIN,
		    GD_T(r->login));
	return GD_OK;
}

static enum gd_code
check_grant(const struct change *c, struct gd_err *err)
{
	const struct gd_holds *r = c->row;

	if (office_code(r->role, GD_TR("role"), err) != GD_OK)
		return err->code;
	return check_person(c->office, r->login, err);
}

static enum gd_code
check_revoke(const struct change *c, struct gd_err *err)
{
	const struct gd_holds *r = c->row;

	if (!office_holds(c->office, r->login, r->role))
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NOT_HELD,
		    GD_T(r->login), GD_T(r->role));
	if (strcmp(r->role, "admin") == 0 &&
	    office_admins(c->office, r->login) == 0)
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_LAST_ADMIN,
		    GD_T(r->login));
	return GD_OK;
}

static enum gd_code
check_seat(const struct change *c, struct gd_err *err)
{
	const struct gd_member *r = c->row;

	if (office_code(r->desk, GD_TR("desk"), err) != GD_OK)
		return err->code;
	return check_person(c->office, r->login, err);
}

static enum gd_code
check_alias(const struct change *c, struct gd_err *err)
{
	const struct gd_alias *r = c->row;

	if (office_filled(r->alias, GD_TR("alias"), err) != GD_OK)
		return err->code;
	return office_code(r->desk, GD_TR("desk"), err);
}

static enum gd_code
check_deputy(const struct change *c, struct gd_err *err)
{
	const struct gd_deputy *r = c->row;

	if (check_person(c->office, r->who, err) != GD_OK ||
	    check_person(c->office, r->deputy, err) != GD_OK)
		return err->code;
	if (strcmp(r->who, r->deputy) == 0)
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_DEPUTY_SELF);
	if (!r->from_day || r->to_day < r->from_day)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_DEPUTY_DAYS);
	return GD_OK;
}

static enum gd_code
check_deputy_end(const struct change *c, struct gd_err *err)
{
	const struct gd_deputy *r = c->row, *old = c->old;

	if (!old || !old->active)
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_DEPUTY,
		    GD_T(r->deputy), GD_T(r->who));
	return GD_OK;
}

static enum gd_code
check_customer(const struct change *c, struct gd_err *err)
{
	const struct gd_customer *r = c->row;

	if (office_code(r->code, GD_TR("customer code"), err) != GD_OK)
		return err->code;
	if (!*r->name && !*r->name_en)
		return office_filled("", GD_TR("name"), err);
	if (*r->lang && strcmp(r->lang, "zh") != 0 &&
	    strcmp(r->lang, "en") != 0 && strcmp(r->lang, "both") != 0)
		return gd_fail(err, GD_USAGE, GD_M_BAD_CHOICE, GD_T("lang"),
		    GD_T(r->lang), GD_T("zh, en, both"));
	if (*r->mail && !strchr(r->mail, '@'))
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_MAIL, GD_T(r->mail));
	return *r->currency ? check_currency(r->currency, err) : GD_OK;
}

/* A name that is read as another customer's wants to be insisted on. */
static enum gd_code
check_customer_name(const struct change *c, struct gd_err *err)
{
	enum gd_code rc = check_customer(c, err);

	return rc == GD_OK ? office_alike(c->office, c->old, c->row, err) : rc;
}

static enum gd_code
check_party(const struct change *c, struct gd_err *err)
{
	const struct gd_party *r = c->row;

	if (strcmp(r->kind, "carrier") != 0 &&
	    strcmp(r->kind, "forwarder") != 0 && strcmp(r->kind, "bank") != 0)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_PARTY_KIND,
		    GD_T(r->kind));
	if (office_code(r->code, GD_TR("code"), err) != GD_OK)
		return err->code;
	return office_filled(r->name, GD_TR("name"), err);
}

static enum gd_code
check_dist(const struct change *c, struct gd_err *err)
{
	const struct gd_distrule *r = c->row;

	if (office_code(r->kind, GD_TR("paper"), err) != GD_OK ||
	    office_code(r->desk, GD_TR("desk"), err) != GD_OK)
		return err->code;
	if (*r->customer && !gd_row_find(c->office, GD_OFF_CUSTOMER,
				&(struct gd_customer){ .code = r->customer }))
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_CUSTOMER,
		    GD_T(r->customer));
	if (r->copies < 0 || r->copies > 99)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_COPIES,
		    GD_N(r->copies));
	return GD_OK;
}

/* What is installed stays as it is; a new one takes the next number. */
static enum gd_code
check_formdef(const struct change *c, struct gd_err *err)
{
	const struct gd_formdef *r = c->row;

	if (office_code(r->workflow, GD_TR("workflow"), err) != GD_OK)
		return err->code;
	if (r->no < 1 || !*r->source)
		return office_filled("", GD_TR("forms"), err);
	if (c->old)
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_FLOW_OTHER,
		    GD_T(r->workflow), GD_N(r->no));
	return GD_OK;
}

static enum gd_code
check_printer(const struct change *c, struct gd_err *err)
{
	return printer_check(c->row, err);
}

static enum gd_code
check_series(const struct change *c, struct gd_err *err)
{
	const struct gd_series *r = c->row, *old = c->old;
	const char *fault;

	if (office_code(r->kind, GD_TR("kind"), err) != GD_OK)
		return err->code;
	if (!gd_row_find(c->office, GD_OFF_COMPANY,
		&(struct gd_company){ .code = r->company }))
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_COMPANY,
		    GD_T(r->company));
	if (strcmp(r->reset, "monthly") != 0 &&
	    strcmp(r->reset, "yearly") != 0 && strcmp(r->reset, "never") != 0)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_RESET,
		    GD_T(r->reset));
	fault = gd_series_fault(r->pattern, r->reset);
	if (fault)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_PATTERN,
		    GD_T(r->pattern), GD_W(fault));
	if (r->start < 0 || r->next < 0 ||
	    (old && strcmp(r->period, old->period) == 0 && r->next < old->next))
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_SERIES_BACK,
		    GD_N(r->next), GD_N(old ? old->next : 1));
	return GD_OK;
}

static enum gd_code
check_saved(const struct change *c, struct gd_err *err)
{
	const struct gd_saved *r = c->row;

	if (check_person(c->office, r->login, err) != GD_OK ||
	    office_code(r->name, GD_TR("list"), err) != GD_OK)
		return err->code;
	return r->active ? office_filled(r->words, GD_TR("filter"), err)
			 : GD_OK;
}

static enum gd_code
check_rate(const struct change *c, struct gd_err *err)
{
	const struct gd_rate *r = c->row;

	if (check_currency(r->currency, err) != GD_OK ||
	    check_currency(r->home, err) != GD_OK)
		return err->code;
	if (strcmp(r->currency, r->home) == 0 || r->rate_e6 <= 0)
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_RATE);
	if (r->day < gd_day_of(1990, 1, 1) || r->day > gd_day_of(2200, 1, 1))
		return gd_fail(err, GD_USAGE, GD_M_OFFICE_NO_DAY);
	return office_filled(r->source, GD_TR("source"), err);
}

/* ---- the rules ----------------------------------------------------------- */

static const struct rule {
	int table;
	int active; /* value forced into the cell `active`; -1 = as given */
	enum gd_code (*check)(const struct change *c, struct gd_err *err);
} rules[GD_OFFICE_VERB_COUNT] = {
	[GD_OFFICE_COMPANY] = { GD_OFF_COMPANY, -1, check_company },
	[GD_OFFICE_USER_ADD] = { GD_OFF_PERSON, 1, check_user_add },
	[GD_OFFICE_USER_CLOSE] = { GD_OFF_PERSON, 0, check_user_close },
	[GD_OFFICE_ROLE_GRANT] = { GD_OFF_HOLDS, 1, check_grant },
	[GD_OFFICE_ROLE_REVOKE] = { GD_OFF_HOLDS, 0, check_revoke },
	[GD_OFFICE_SEAT] = { GD_OFF_MEMBER, -1, check_seat },
	[GD_OFFICE_DESK] = { GD_OFF_DESK, -1, calendar_desk_check },
	[GD_OFFICE_ALIAS] = { GD_OFF_ALIAS, -1, check_alias },
	[GD_OFFICE_DEPUTY] = { GD_OFF_DEPUTY, 1, check_deputy },
	[GD_OFFICE_DEPUTY_END] = { GD_OFF_DEPUTY, 0, check_deputy_end },
	[GD_OFFICE_CUSTOMER] = { GD_OFF_CUSTOMER, -1, check_customer_name },
	[GD_OFFICE_CUSTOMER_ANYWAY] = { GD_OFF_CUSTOMER, -1, check_customer },
	[GD_OFFICE_PARTY] = { GD_OFF_PARTY, -1, check_party },
	[GD_OFFICE_SERIES] = { GD_OFF_SERIES, -1, check_series },
	[GD_OFFICE_DIST] = { GD_OFF_DISTRULE, -1, check_dist },
	[GD_OFFICE_HOLIDAY] = { GD_OFF_HOLIDAY, -1, calendar_holiday_check },
	[GD_OFFICE_CALDEF] = { GD_OFF_CALDEF, -1, calendar_def_check },
	[GD_OFFICE_CALYEAR] = { GD_OFF_CALYEAR, -1, calendar_year_check },
	[GD_OFFICE_CALDAY] = { GD_OFF_CALDAY, -1, calendar_day_check },
	[GD_OFFICE_SETTING] = { GD_OFF_SETTING, -1, flow_setting_check },
	[GD_OFFICE_WORKFLOW] = { GD_OFF_FLOWDEF, 1, flow_check },
	[GD_OFFICE_SAVE] = { GD_OFF_SAVED, 1, check_saved },
	[GD_OFFICE_FORGET] = { GD_OFF_SAVED, 0, check_saved },
	[GD_OFFICE_RATE] = { GD_OFF_RATE, -1, check_rate },
	[GD_OFFICE_PRINTER] = { GD_OFF_PRINTER, -1, check_printer },
	[GD_OFFICE_FORMS] = { GD_OFF_FORMDEF, -1, check_formdef },
};

static int
active_column(const struct gd_table *t)
{
	int c;

	for (c = 0; c < t->ncols; c++)
		if (strcmp(t->cols[c].name, "active") == 0)
			return c;
	return -1;
}

/* The row as it would stand after the command, in a sheet of its own. */
static void *
row_after(const struct gd_sheet *office, const struct gd_office_command *cmd,
    const void *old, struct gd_sheet *scratch)
{
	const struct rule *rule = &rules[cmd->verb];
	const struct gd_table *t = &office->tables[rule->table];
	int col = active_column(t);
	uint64_t mask = cmd->mask;
	char *row;

	gd_sheet_init(scratch, office->tables, office->ntables);
	if (old)
		gd_row_put(scratch, rule->table, old, UINT64_MAX);
	row = gd_row_put(scratch, rule->table, cmd->row, mask);
	if (col >= 0 && (rule->active >= 0 || (!old && !(mask >> col & 1)))) {
		int64_t active = rule->active >= 0 ? rule->active : 1;

		memcpy(row + t->cols[col].offset, &active, sizeof active);
	}
	return row;
}

/* The first two key cells, for people: "chenli clerk". */
static void
key_words(const struct gd_table *t, const void *row, struct gd_str *out)
{
	int c;

	for (c = 0; c < t->nkeys; c++) {
		if (c)
			gd_str_addc(out, ' ');
		if (t->cols[c].type == GD_CELL_TEXT)
			gd_str_add(out, gd_cell_text(row, &t->cols[c]));
		else if (strcmp(t->cols[c].name, "day") == 0) {
			char day[GD_DAY_TEXT];

			gd_str_add(out,
			    gd_day_text((int32_t)gd_cell_int(row, &t->cols[c]),
				day));
		} else
			gd_str_addf(out, "%lld",
			    (long long)gd_cell_int(row, &t->cols[c]));
	}
}

/* A next number somebody sets is one of the period that runs now, else the
 * first order of the period would begin anew. */
static void
series_now(const struct gd_office_command *cmd, const struct gd_series *old,
    struct gd_series *row, int32_t today, struct gd_sheet *scratch)
{
	char period[16];

	if (cmd->verb != GD_OFFICE_SERIES || row->next < 1 ||
	    (old && row->next == old->next))
		return;
	gd_series_period(row->reset, today, period);
	if (!old || strcmp(period, old->period) > 0)
		row->period = gd_arena_str(&scratch->arena, period);
}

static void
tell(const struct gd_sheet *office, const struct gd_facts *facts,
    const struct gd_office_command *cmd, const void *old, const void *row,
    struct gd_events *events)
{
	int table = rules[cmd->verb].table;
	const struct gd_table *t = &office->tables[table];
	struct gd_str words = GD_STR_INIT;
	uint64_t mask = old ? gd_row_diff(t, old, row) : UINT64_MAX;
	bool remove = calendar_is_removal(cmd->verb, row);
	struct gd_event *e;

	if (!mask || (remove && !old))
		return;
	key_words(t, row, &words);
	e = gd_event_add(events, GD_EV_OFFICE, gd_office_verb_word(cmd->verb),
	    words.text, 0);
	if (remove)
		gd_event_drop(events, e, GD_ORDER_NTABLES + table, row);
	else
		gd_event_put(events, e, GD_ORDER_NTABLES + table, row, mask);
	if (cmd->verb == GD_OFFICE_COMPANY && !old)
		gd_series_begin(office, ((const struct gd_company *)row)->code,
		    "order", NULL, events, e);
	if (cmd->verb == GD_OFFICE_WORKFLOW)
		flow_begin(office, row, events, e);
	if (cmd->verb == GD_OFFICE_USER_CLOSE)
		keys_end(office, ((const struct gd_person *)row)->login, 0,
		    facts->now_ms, events, e);
	if (cmd->verb == GD_OFFICE_USER_ADD &&
	    !gd_row_at(office, GD_OFF_PERSON, 0)) {
		const struct gd_person *first = row;

		gd_event_put(events, e, GD_ORDER_NTABLES + GD_OFF_HOLDS,
		    &(struct gd_holds){ first->login, "admin", 1 }, UINT64_MAX);
	}
	gd_str_release(&words);
}

enum gd_code
gd_office_decide(const struct gd_sheet *office, const struct gd_facts *facts,
    const struct gd_office_command *cmd, struct gd_events *events,
    struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct gd_sheet scratch;
	struct change c = { .office = office };
	const struct rule *rule;
	void *row;
	enum gd_code rc;

	gd_events_clear(events);
	if (!err)
		err = &mine;
	if (cmd->verb <= GD_OFFICE_NONE || cmd->verb >= GD_OFFICE_VERB_COUNT)
		return gd_fail(err, GD_USAGE, GD_M_CORE_BUG, GD_T("verb"));
	if (cmd->verb == GD_OFFICE_KEY || cmd->verb == GD_OFFICE_RESET)
		return keys_decide(office, facts, cmd, events, err);
	if (!may_run_office(office, facts, cmd))
		return gd_fail(err, GD_REFUSED, GD_M_OFFICE_NOT_ADMIN,
		    GD_T(gd_office_verb_word(cmd->verb)));
	rule = &rules[cmd->verb];
	rc = office_texts(&office->tables[rule->table], cmd->row, err);
	if (rc != GD_OK)
		return rc;
	c.old = gd_row_find(office, rule->table, cmd->row);
	c.row = row = row_after(office, cmd, c.old, &scratch);
	series_now(cmd, c.old, row, facts->today, &scratch);
	rc = rule->check(&c, err);
	if (rc == GD_OK)
		tell(office, facts, cmd, c.old, c.row, events);
	gd_sheet_release(&scratch);
	return rc;
}
