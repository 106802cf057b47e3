/* app/filters/filter_keys.c - the keys of the filter words, one reader each,
 * in the table that is also their help. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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
read_contract(struct reader *r, char op, const char *value)
{
	return op == '~'
		   ? filter_word(r, value)
		   : filter_set_text(r, &r->f->contract, "contract", value);
}

/* late: and warns: alone say it. */
static enum gd_code
read_yes(struct reader *r, const char *key, const char *value, bool *to)
{
	if (*value && strcmp(value, "yes") != 0 && strcmp(value, "是") != 0)
		return filter_bad_value(r, key, value,
		    gd_arena_printf(r->arena, "%s:", key));
	*to = true;
	return GD_OK;
}

static enum gd_code
read_late(struct reader *r, char op, const char *value)
{
	(void)op;
	return read_yes(r, "late", value, &r->f->late);
}

static enum gd_code
read_warns(struct reader *r, char op, const char *value)
{
	(void)op;
	return read_yes(r, "warns", value, &r->f->warns);
}

static enum gd_code
read_slips(struct reader *r, char op, const char *value)
{
	(void)op;
	return read_yes(r, "slips", value, &r->f->slips);
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
	else if (!filter_sort_pick(r, value))
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
	{ "clerk", "跟单", "clerk:me clerk:none",
	    GD_TR("whose orders, as clerk") },
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
	{ "late", "逾期",
	    "late:", GD_TR("the next date has passed, and it is not on hold") },
	{ "slips", "预计晚", "slips:",
	    GD_TR("a date of law, bank or carrier, or one that was promised, "
		  "cannot be kept by the plan") },
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
	{ "taken", "接管", "taken: taken:no taken:me",
	    GD_TR("taken over from paper, or begun in gendan; with a person: "
		  "what that person accepted") },
	{ "team", "团队", "team:sales",
	    GD_TR("orders whose clerk sits at a desk") },
	{ "age", "订龄", "age:31..60 age>90",
	    GD_TR("begun so many days ago (UTC)") },
	{ "stay", "停留", "stay:8..14 stay>30",
	    GD_TR("at its step for so many days (UTC)") },
	{ "came", "进步", "came:5@2026-11-16",
	    GD_TR("came to a step in the week of a day (UTC), begun in "
		  "gendan") },
	{ "gone", "出步", "gone:5@2026-11-16",
	    GD_TR("was through with a step in that week") },
	{ "owing", "待收", "owing:USD",
	    GD_TR("money of this currency is still to come, of orders not "
		  "cancelled") },
	{ "overdue", "欠收", "overdue:USD", GD_TR("and its day has passed") },
	{ "signing", "待签", "signing: signing:contract",
	    GD_TR("a paper, or a paper of this kind, is drafted and not "
		  "issued") },
	{ "changed", "变更", "changed:customer@2026-11",
	    GD_TR("changed in a month, by the cause of the change") },
	{ "offered", "待接", "offered:me",
	    GD_TR("offered to a person, or open to a role of that person") },
	{ "urgency", "缓急", "urgency:now",
	    GD_TR("how urgent, where its workflow says so; in work only") },
	{ "distance", "距离", "distance:<5 distance:2..5",
	    GD_TR("how far") },
	{ "volume", "件量", "volume:>100", GD_TR("how much work it is") },
	{ "amount", "金额", "amount:>30",
	    GD_TR("what it brings, in its own currency") },
	{ "finish", "预计完成", "finish:<12-01",
	    GD_TR("when it is expected to be finished") },
	{ "load", "负荷", "load:<3", GD_TR("the load it brings") },
	{ "workflow", "流程", "workflow:export", GD_TR("the workflow's id") },
	{ "mark", "标记", "mark:ready", GD_TR("the status an act gave it") },
	{ "sort", "排序", "sort:due sort:distance",
	    GD_TR("newest, due, hard, number, or urgency, distance, volume, "
		  "amount, finish, load") },
	{ "limit", "条数", "limit:20", GD_TR("at most so many") },
};
#define NKEYS ((int)(sizeof keys / sizeof keys[0]))

/* In the order of the keys: the signs a value may stand behind, and whether
 * the key says something alone. */
static const struct {
	key_reader *read;
	const char *signs;
	bool alone;
} readers[] = {
	{ filter_read_step, ":", false },
	{ read_state, ":", false },
	{ filter_read_customer, ":~", false },
	{ filter_read_clerk, ":", false },
	{ filter_read_person, ":", false },
	{ filter_read_who, ":", false },
	{ filter_read_who, ":", false },
	{ filter_read_role, ":", false },
	{ filter_read_desk, ":", false },
	{ filter_read_out, ":", false },
	{ filter_read_due, ":<>", false },
	{ read_late, ":", true },
	{ read_slips, ":", true },
	{ filter_read_hard, ":<>", false },
	{ read_warns, ":", true },
	{ filter_read_created, ":<>", false },
	{ filter_read_number, ":<>", false },
	{ read_contract, ":~", false },
	{ filter_read_company, ":", false },
	{ filter_currency, ":", false },
	{ filter_read_lots, ":<>", false },
	{ filter_taken, ":", true },
	{ filter_team, ":", false },
	{ filter_age, ":<>", false },
	{ filter_stay, ":<>", false },
	{ filter_came, ":", false },
	{ filter_gone, ":", false },
	{ filter_owing, ":", false },
	{ filter_overdue, ":", false },
	{ filter_signing, ":", true },
	{ filter_changed, ":", false },
	{ filter_offered, ":", false },
	{ filter_urgency, ":<>", false },
	{ filter_distance, ":<>", false },
	{ filter_volume, ":<>", false },
	{ filter_amount, ":<>", false },
	{ filter_finish, ":<>", false },
	{ filter_load, ":<>", false },
	{ filter_read_workflow, ":", false },
	{ filter_read_mark, ":", false },
	{ read_sort, ":", false },
	{ read_limit, ":", false },
};
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
	if (!strchr(readers[key].signs, op))
		return filter_bad_value(r, keys[key].key,
		    gd_arena_printf(r->arena, "%c%s", op, value),
		    keys[key].form);
	if (!*value && !readers[key].alone)
		return gd_fail(r->err, GD_USAGE, GD_M_APP_FILTER_EMPTY,
		    GD_T(keys[key].key), GD_T(keys[key].form));
	return readers[key].read(r, op, value);
}
