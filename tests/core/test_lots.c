/* tests/core/test_lots.c - lines and lots by the core's rules alone.
 *
 * Seeded walks split, load and shorten an order of three lines; a small model
 * that knows no source of the core keeps the same books.  Each refusal left
 * out in turn must make the two differ.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"
#include "core/view/lots.h"

#define LINES 3
#define LOTS 8

static const int64_t ordered[LINES] = { 1000, 600, 400 };

static void
order_of_three(struct bench *b, const char *terms)
{
	bench_init(b);
	b->facts.number = "EX-1";
	b->facts.company = "nb";
	b->facts.customer = "c1";
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "terms", terms }, { "tolerance", "3" },
		    { "line:1:item", "Mug" }, { "line:1:qty", "1000" },
		    { "line:1:unit", "pcs" }, { "line:1:price", "4.20 USD" },
		    { "line:2:item", "Plate" }, { "line:2:qty", "600" },
		    { "line:2:unit", "pcs" }, { "line:2:price", "2.50 USD" },
		    { "line:3:item", "Bowl" }, { "line:3:qty", "400" },
		    { "line:3:unit", "pcs" }, { "line:3:price", "1 USD" },
		    { "assign:clerk", "clerk" },
		    { "assign:salesperson", "salesperson" }) });
}

static enum gd_code
split(struct bench *b, int64_t lot, const char *one, const char *two)
{
	struct gd_pair pairs[2] = { { "line:1", one }, { "line:2", two } };

	return bench_do(b, "clerk",
	    &(struct gd_command){ .verb = GD_DO_SPLIT,
		.lot = lot,
		.fields = pairs,
		.nfields = two ? 2 : 1,
		.reason = "why" });
}

static void
quantity_and_amount_follow_the_lines(void **state)
{
	struct bench b;

	(void)state;
	order_of_three(&b, "tt");
	assert_string_equal(gd_field(&b.order, "quantity", 0), "2000");
	assert_string_equal(gd_field(&b.order, "amount", 0), "6100.00 USD");
	bench_release(&b);
}

static void
money_divides_by_value_and_a_deposit_stays(void **state)
{
	const struct gd_payment *p;
	int64_t of[4] = { 0 };
	struct bench b;

	(void)state;
	order_of_three(&b, "tt");
	/* 3000 more than the deposit came: the rest of it goes along */
	bench_must(&b, "finance",
	    (struct gd_command){ .verb = GD_DO_CREDIT,
		.number = 2,
		FIELDS({ "amount", "4000 USD" }) });
	assert_int_equal(split(&b, 0, "500", "all"), GD_OK);
	for (size_t i = 0; (p = gd_walk(&b.order, GD_TAB_PAYMENT, &i));) {
		assert_true(p->credited <= p->amount);
		of[p->lot] += p->amount;
		if (p->lot == 2)
			assert_int_equal(p->credited, 400000 - of[1]);
	}
	assert_int_equal(of[0], 183000);               /* 30 % of 6100.00 */
	assert_int_equal(of[2], 427000LL * 360 / 610); /* 3600 of 6100 */
	assert_int_equal(of[0] + of[1] + of[2], 610000);
	bench_release(&b);
}

static void
a_duty_of_a_lot_asks_which_when_there_are_several(void **state)
{
	struct gd_command cmd = { .verb = GD_DO_SKIP,
		.duty = "booking",
		.reason = "why" };
	struct bench b;

	(void)state;
	order_of_three(&b, "tt");
	assert_int_equal(split(&b, 0, "500", NULL), GD_OK);
	assert_int_equal(bench_do(&b, "clerk", &cmd), GD_USAGE);
	assert_int_equal(b.err.msg, GD_M_WHICH_LOT);
	cmd.lot = 3;
	assert_int_equal(bench_do(&b, "clerk", &cmd), GD_MISSING);
	cmd.lot = 2;
	assert_int_equal(bench_do(&b, "clerk", &cmd), GD_OK);
	assert_non_null(gd_act(&b.order, "booking", 2, 1, 0));
	assert_null(gd_act(&b.order, "booking", 1, 1, 0));
	bench_release(&b);
}

static void
finer_parts_make_the_line_finer(void **state)
{
	struct gd_line_view v;
	struct bench b;

	(void)state;
	order_of_three(&b, "tt");
	/* nobody ships half a piece; half a kilogram, yes */
	assert_int_equal(split(&b, 0, "0.5", NULL), GD_USAGE);
	assert_int_equal(b.err.msg, GD_M_WHOLE_UNITS);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CORRECT,
		.reason = "by weight",
		FIELDS({ "line:1:unit", "kg" }) });
	assert_int_equal(split(&b, 0, "0.5", NULL), GD_OK);
	assert_true(gd_line_view(&b.wf, &b.order, 0, &v));
	assert_int_equal(v.line->digits, 1);
	assert_int_equal(v.line->qty, 10000);
	assert_int_equal(gd_lot_line(&b.order, 1, 1).qty, 9995);
	assert_int_equal(gd_lot_line(&b.order, 2, 1).qty, 5);
	bench_release(&b);
}

static void
a_paper_says_the_lines_and_a_revision_changes_them(void **state)
{
	const struct gd_revision *r;
	struct bench b;

	(void)state;
	order_of_three(&b, "tt");
	bench_until(&b, "send_formal_order");
	r = gd_revision(&b.order, "formal_order", 0, 1, 1);
	assert_non_null(strstr(r->fields, "\"line:2:qty\":\"600\""));
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REVISE,
		.paper = "formal_order",
		.reason = "typing",
		FIELDS({ "line:2:qty", "700" }) });
	assert_int_equal(gd_lot_line(&b.order, 1, 2).qty, 600);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
	assert_int_equal(gd_lot_line(&b.order, 1, 2).qty, 700);
	assert_string_equal(gd_field(&b.order, "quantity", 0), "2100");
	bench_release(&b);
}

static void
a_paper_that_says_other_lines_is_marked_until_it_is_revised(void **state)
{
	const struct gd_command revise = { .verb = GD_DO_REVISE,
		.paper = "shipping_notice",
		.lot = 1,
		.reason = "fewer" };
	const struct gd_command issue = { .verb = GD_DO_ISSUE,
		.paper = "shipping_notice",
		.lot = 1 };
	const struct gd_revision *r;
	struct bench b;

	(void)state;
	order_of_three(&b, "tt");
	bench_until(&b, "make_shipping_notice");
	assert_int_equal(split(&b, 0, "400", NULL), GD_OK);
	r = gd_revision(&b.order, "shipping_notice", 1, 1, 1);
	assert_non_null(strstr(r->fields, "\"line:1:qty\":\"1000\""));
	assert_int_equal(bench_do(&b, "clerk", &revise), GD_OK);
	assert_int_equal(bench_do(&b, "clerk", &issue), GD_OK);
	r = gd_revision(&b.order, "shipping_notice", 1, 1, 2);
	assert_non_null(strstr(r->fields, "\"line:1:qty\":\"600\""));
	bench_release(&b);
}

static void
a_loading_is_set_right_by_the_line(void **state)
{
	struct bench b;

	(void)state;
	order_of_three(&b, "tt");
	bench_until(&b, "send_shipping_notice");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "loaded",
		FIELDS({ "on_board", "2026-11-20" }, { "line:1", "900" }) });
	assert_int_equal(gd_lot_line(&b.order, 1, 1).shipped, 900);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CORRECT,
		.duty = "loaded",
		.reason = "read wrongly",
		FIELDS({ "line:1", "990" }) });
	assert_int_equal(gd_lot_line(&b.order, 1, 1).shipped, 990);
	assert_int_equal(gd_lot_line(&b.order, 1, 2).shipped, 600);
	bench_release(&b);
}

static void
payment_rows_follow_the_amount_until_somebody_changes_one(void **state)
{
	const struct gd_payment *p;
	int64_t sum = 0;
	struct bench b;

	(void)state;
	order_of_three(&b, "tt");
	assert_int_equal(split(&b, 0, "500", "all"), GD_OK);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CORRECT,
		.reason = "a nought more",
		FIELDS({ "line:1:qty", "2000" }) });
	assert_string_equal(gd_field(&b.order, "amount", 0), "10300.00 USD");
	for (size_t i = 0; (p = gd_walk(&b.order, GD_TAB_PAYMENT, &i));)
		sum += p->amount;
	assert_int_equal(sum, 1030000);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_PAYMENT,
		.number = 1,
		FIELDS({ "amount", "1000 USD" }) });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CORRECT,
		.reason = "back",
		FIELDS({ "line:1:qty", "1000" }) });
	p = gd_row_at(&b.order.sheet, GD_TAB_PAYMENT, 0);
	assert_int_equal(p->amount, 100000);
	bench_release(&b);
}

static bool
offers_revision(struct bench *b, const char *paper)
{
	struct gd_todo t = GD_TODO_INIT;
	bool found = false;

	gd_todo_make(&b->wf, &b->order, &b->facts, &t);
	for (size_t i = 0; i < t.nacts; i++)
		found = found || (t.acts[i].verb == GD_DO_REVISE &&
				     strcmp(t.acts[i].cmd.paper, paper) == 0);
	gd_todo_release(&t);
	return found;
}

static void
a_notice_changes_a_line_and_its_paper(void **state)
{
	const struct gd_revision *r;
	struct bench b;

	(void)state;
	order_of_three(&b, "tt");
	bench_until(&b, "send_formal_order");
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "problem",
		FIELDS({ "problem", "the customer wants more" }) });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_CHOOSE,
		.duty = "agreement",
		.outcome = "agreed",
		FIELDS({ "evidence", "mail" }) });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "notice",
		FIELDS({ "changes", "formal_order.line:2:qty: 600 -> 650" }) });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "notice" });
	r = gd_revision(&b.order, "formal_order", 0, 1, 2);
	assert_non_null(r);
	assert_non_null(strstr(r->fields, "\"line:2:qty\":\"650\""));
	assert_int_equal(gd_lot_line(&b.order, 1, 2).qty, 600);
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	bench_must(&b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
	assert_int_equal(gd_lot_line(&b.order, 1, 2).qty, 650);
	assert_true(offers_revision(&b, "contract")); /* it still says 600 */
	assert_false(offers_revision(&b, "formal_order"));
	bench_release(&b);
}

/* ---- walks with a model --------------------------------------------------- */

struct model {
	int64_t plan[LOTS + 1][LINES], shipped[LOTS + 1][LINES];
	int64_t cancelled[LINES];
	bool known[LOTS + 1];
	bool whole; /* no lot was ever called off */
	int lots;
};

struct walk {
	struct bench b;
	struct model m;
	uint64_t seed;
	const char *fault;
	enum gd_msg without;
	long tried, allowed;
};

static uint64_t
roll(struct walk *w, uint64_t n)
{
	w->seed = w->seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (w->seed >> 33) % n;
}

static void
fault(struct walk *w, bool wrong, const char *what)
{
	if (wrong && !w->fault)
		w->fault = what;
}

static bool
lot_is_empty(const struct model *m, int lot)
{
	for (int l = 0; l < LINES; l++)
		if (m->plan[lot][l] || m->shipped[lot][l])
			return false;
	return true;
}

static int64_t
may_give(const struct model *m, int lot, int line)
{
	int64_t n = m->plan[lot][line] - m->shipped[lot][line];

	return n > 0 ? n : 0;
}

/* While no lot is called off, its rows make the whole amount. */
static void
compare_money(struct walk *w)
{
	const struct gd_payment *p;
	int64_t sum = 0;

	for (int lot = 1; lot <= w->m.lots; lot++)
		if (lot_is_empty(&w->m, lot))
			return;
	for (size_t i = 0; (p = gd_walk(&w->b.order, GD_TAB_PAYMENT, &i));)
		sum += p->amount;
	fault(w, w->m.whole && sum != 610000, "amount of the rows");
}

/* Does the order keep the same books? */
static void
compare(struct walk *w)
{
	const struct model *m = &w->m;
	const struct gd_line *l;

	for (int lot = 1; lot <= m->lots; lot++)
		w->m.whole = w->m.whole && !lot_is_empty(m, lot);
	compare_money(w);

	fault(w, (int)w->b.order.sheet.rows[GD_TAB_LOT].n != m->lots,
	    "number of lots");
	for (int line = 0; line < LINES; line++) {
		int64_t sum = 0;

		l = gd_row_at(&w->b.order.sheet, GD_TAB_LINE, (size_t)line);
		fault(w, l->qty != ordered[line], "ordered");
		fault(w, l->cancelled != m->cancelled[line], "cancelled");
		for (int lot = 1; lot <= m->lots; lot++) {
			struct gd_lotline r =
			    gd_lot_line(&w->b.order, lot, line + 1);

			fault(w, r.qty != m->plan[lot][line], "planned");
			fault(w, r.shipped != m->shipped[lot][line], "shipped");
			sum += r.qty;
		}
		fault(w, sum + l->cancelled != l->qty, "sum of the lots");
	}
}

static enum gd_code
ask(struct walk *w, const struct gd_command *cmd, bool may, const char *what)
{
	enum gd_code rc;

	static const char *const roles[] = { "clerk" };
	struct gd_facts f = w->b.facts;
	struct gd_events ev = GD_EVENTS_INIT;
	struct gd_err err = GD_ERR_INIT;

	w->tried++;
	f.actor =
	    (struct gd_actor){ .login = "clerk", .roles = roles, .nroles = 1 };
	f.without = w->without;
	rc = gd_decide(&w->b.wf, &w->b.order, &f, cmd, &ev, &err);
	gd_events_release(&ev);
	fault(w, (rc == GD_OK) != may, what);
	if (w->fault || !may)
		return rc;
	w->allowed++;
	return bench_do(&w->b, "clerk", cmd);
}

/* With several lots the lot must be said. */
static void
try_which(struct walk *w)
{
	int living = 0;

	for (int l = 1; l <= w->m.lots; l++)
		living += !lot_is_empty(&w->m, l);
	if (living == 1)
		return;
	ask(w, &(struct gd_command){ .verb = GD_DO_FILL, .duty = "filed" },
	    false, "which");
}

static void
try_split(struct walk *w)
{
	struct model *m = &w->m;
	int from = 1 + (int)roll(w, (uint64_t)m->lots);
	int line = (int)roll(w, LINES), to = m->lots + 1;
	bool all = roll(w, 4) == 0, join = roll(w, 3) == 0;
	int64_t free = may_give(m, from, line);
	int64_t n = all ? free : (int64_t)roll(w, 700);
	char name[16], qty[24], target[12];
	struct gd_pair pairs[2] = { { name, all ? "all" : qty },
		{ "to", target } };
	struct model old = *m;
	bool may;

	if (join)
		to = 1 + (int)roll(w, (uint64_t)m->lots);
	snprintf(name, sizeof name, "line:%d", line + 1);
	snprintf(qty, sizeof qty, "%lld", (long long)n);
	snprintf(target, sizeof target, "%d", to);
	may = n > 0 && n <= free && to != from && to <= LOTS &&
	      !(join && lot_is_empty(m, to)) &&
	      !(join && m->known[to] &&
		  n > m->shipped[to][line] - m->plan[to][line]);
	m->plan[from][line] -= n;
	m->plan[to <= LOTS ? to : 0][line] += n;
	may = may && (join || !lot_is_empty(m, from));
	if (to > LOTS || to == from)
		may = false;
	if (to > LOTS) {
		*m = old;
		return;
	}
	if (may && !join)
		m->lots++;
	if (!may)
		*m = old;
	ask(w,
	    &(struct gd_command){ .verb = GD_DO_SPLIT,
		.lot = from,
		.fields = pairs,
		.nfields = join ? 2 : 1,
		.reason = "why" },
	    may, "split");
}

static void
try_short(struct walk *w)
{
	struct model *m = &w->m;
	int lot = 1 + (int)roll(w, (uint64_t)m->lots);
	int line = (int)roll(w, LINES), living = 0;
	int64_t n = 1 + (int64_t)roll(w, 400);
	char qty[24];
	struct model old = *m;
	bool may = n <= may_give(m, lot, line);

	m->plan[lot][line] -= n;
	m->cancelled[line] += n;
	for (int l = 1; l <= m->lots; l++)
		living += !lot_is_empty(m, l);
	may = may && living > 0;
	if (!may)
		*m = old;
	snprintf(qty, sizeof qty, "%lld", (long long)n);
	ask(w,
	    &(struct gd_command){ .verb = GD_DO_SHORT,
		.lot = lot,
		.number = line + 1,
		FIELDS({ "qty", qty }),
		.reason = "why" },
	    may, "short");
}

/* What shipped lots left behind of a line, over all of them. */
static int64_t
behind(const struct model *m, int line)
{
	int64_t sum = 0;

	for (int l = 1; l <= m->lots; l++)
		if (m->known[l])
			sum += m->plan[l][line] - m->shipped[l][line];
	return sum > 0 ? sum : 0;
}

static void
try_load(struct walk *w)
{
	struct model *m = &w->m;
	int lot = 1 + (int)roll(w, (uint64_t)m->lots);
	char name[LINES][16], qty[LINES][24];
	struct gd_pair pairs[LINES + 1] = { { "on_board", "2026-11-20" } };
	struct model old = *m;
	bool may = !m->known[lot] && !lot_is_empty(m, lot);
	int n = 1;

	for (int line = 0; line < LINES; line++) {
		int64_t plan = m->plan[lot][line];
		int64_t much = plan + (int64_t)roll(w, 60) - 30;

		if (plan == 0 || roll(w, 3) == 0)
			much = plan;
		much = much < 0 ? 0 : much;
		may = may && much <= plan + plan * 3 / 100 + behind(&old, line);
		m->shipped[lot][line] = much;
		snprintf(name[line], sizeof name[line], "line:%d", line + 1);
		snprintf(qty[line], sizeof qty[line], "%lld", (long long)much);
		if (much != plan)
			pairs[n++] = (struct gd_pair){ name[line], qty[line] };
	}
	m->known[lot] = true;
	if (!may)
		*m = old;
	ask(w,
	    &(struct gd_command){ .verb = GD_DO_FILL,
		.duty = "loaded",
		.lot = lot,
		.fields = pairs,
		.nfields = n },
	    may, "loaded");
}

static const char small[] =
    "workflow: small\nversion: 1\nzh: a\nen: b\n"
    "override_by: [boss]\nclose_by: [boss]\n"
    "roles:\n"
    "  clerk: {zh: a, en: b, assigned: yes, desk: clerk}\n"
    "  boss: {zh: a, en: b}\n"
    "desks:\n  clerk: {zh: a, en: b, clerk: yes}\n"
    "fields:\n"
    "  tolerance: {zh: a, en: b, type: decimal, intake: yes}\n"
    "  amount: {zh: a, en: b, type: money, intake: yes}\n"
    "  terms: {zh: a, en: b, type: choice, intake: yes,\n"
    "    choices: {tt: {zh: a, en: b}}}\n"
    "  on_board: {zh: a, en: b, type: date, per: lot}\n"
    "payments:\n"
    "  triggers:\n"
    "    deposit: {zh: a, en: b}\n"
    "    rest: {zh: a, en: b, per: lot}\n"
    "  methods: {tt: {zh: a, en: b}}\n"
    "  rows:\n"
    "    - {terms: tt, trigger: deposit, method: tt, percent: 30}\n"
    "    - {terms: tt, trigger: rest, method: tt, percent: 70}\n"
    "steps:\n"
    "  ship:\n    zh: a\n    en: b\n    per: lot\n    duties:\n"
    "      loaded: {zh: a, en: b, kind: record, by: clerk,\n"
    "        required: [on_board], ships: yes}\n"
    "      filed: {zh: a, en: b, kind: task, by: clerk}\n";

static void
walk_begin(struct walk *w, enum gd_msg without)
{
	bench_init_on(&w->b, small, sizeof small - 1);
	w->without = without;
	w->b.facts.number = "EX-1";
	bench_must(&w->b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		FIELDS({ "terms", "tt" }, { "tolerance", "3" },
		    { "line:1:item", "Mug" }, { "line:1:qty", "1000" },
		    { "line:1:price", "4.20 USD" }, { "line:2:item", "Plate" },
		    { "line:2:qty", "600" }, { "line:2:price", "2.50 USD" },
		    { "line:3:item", "Bowl" }, { "line:3:qty", "400" },
		    { "line:3:price", "1 USD" },
		    { "assign:clerk", "clerk" }) });
	memset(&w->m, 0, sizeof w->m);
	w->m.lots = 1;
	w->m.whole = true;
	for (int l = 0; l < LINES; l++)
		w->m.plan[1][l] = ordered[l];
}

static void
walk_once(struct walk *w, enum gd_msg without, int length)
{
	walk_begin(w, without);
	for (int i = 0; i < length && !w->fault; i++) {
		switch (roll(w, 8)) {
		case 0:
		case 1:
		case 2:
			try_split(w);
			break;
		case 3:
		case 4:
			try_short(w);
			break;
		case 5:
			try_which(w);
			break;
		default:
			if (w->m.lots == 1 && roll(w, 4))
				break;
			try_load(w);
			break;
		}
		if (!w->fault)
			compare(w);
	}
	bench_release(&w->b);
}

static void
the_order_keeps_the_same_books_as_the_model(void **state)
{
	struct walk w = { .seed = 20261124 };
	int walks = getenv("GENDAN_SOAK") ? 20000 : 200;

	(void)state;
	for (int i = 0; i < walks && !w.fault; i++)
		walk_once(&w, GD_M_NONE, 60);
	print_message("# walks %d, tried %ld, allowed %ld\n", walks, w.tried,
	    w.allowed);
	if (w.fault)
		fail_msg("differs: %s", w.fault);
}

static void
each_refusal_left_out_is_missed(void **state)
{
	static const struct {
		enum gd_msg msg;
		const char *fault;
	} guards[] = {
		{ GD_M_LOT_TOO_MUCH, "split" },
		{ GD_M_LOT_EMPTY, "split" },
		{ GD_M_LOT_SHIPPED, "split" },
		{ GD_M_SHORT_MUCH, "short" },
		{ GD_M_OVERSHIP, "loaded" },
		{ GD_M_WHICH_LOT, "which" },
	};

	(void)state;
	for (size_t g = 0; g < sizeof guards / sizeof *guards; g++) {
		struct walk w = { .seed = g };

		for (int n = 0; n < 200 && !w.fault; n++)
			walk_once(&w, guards[g].msg, 60);
		print_message("# %s: %s after %ld tried\n",
		    gd_msg_english(guards[g].msg),
		    w.fault ? "noticed" : "NOT NOTICED", w.tried);
		assert_non_null(w.fault);
		assert_string_equal(w.fault, guards[g].fault);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quantity_and_amount_follow_the_lines),
		cmocka_unit_test(money_divides_by_value_and_a_deposit_stays),
		cmocka_unit_test(
		    a_duty_of_a_lot_asks_which_when_there_are_several),
		cmocka_unit_test(finer_parts_make_the_line_finer),
		cmocka_unit_test(
		    a_paper_says_the_lines_and_a_revision_changes_them),
		cmocka_unit_test(
		    a_paper_that_says_other_lines_is_marked_until_it_is_revised),
		cmocka_unit_test(a_loading_is_set_right_by_the_line),
		cmocka_unit_test(
		    payment_rows_follow_the_amount_until_somebody_changes_one),
		cmocka_unit_test(a_notice_changes_a_line_and_its_paper),
		cmocka_unit_test(the_order_keeps_the_same_books_as_the_model),
		cmocka_unit_test(each_refusal_left_out_is_missed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
