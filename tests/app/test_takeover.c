/* tests/app/test_takeover.c - two hundred orders of paper days, in one run. */
#include "app_test.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/takeover.h"
#include "base/csv.h"
#include "base/day.h"

#include "base/banned.h"

#define ORDERS 200

struct files {
	struct gd_str orders, pieces, signs;
};
struct heard {
	int results, faults, notes, stop_after, batches;
	enum gd_msg msg;
	char file[40], heading[64], number[64];
	int64_t line;
	int column;
	bool contract; /* its missing signature was said */
};

static void
write_text(const struct office *o, const char *name, const char *text,
    size_t len)
{
	char path[160];
	FILE *f;

	snprintf(path, sizeof path, "%s/in", o->dir);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/in/%s", o->dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fwrite(text, 1, len, f);
	fclose(f);
}

static void
write_files(const struct office *o, const struct files *f)
{
	write_text(o, "orders.csv", f->orders.text, f->orders.len);
	write_text(o, "pieces.csv", f->pieces.text, f->pieces.len);
	write_text(o, "signoffs.csv", f->signs.text, f->signs.len);
}

static void
files_release(struct files *f)
{
	gd_str_release(&f->orders);
	gd_str_release(&f->pieces);
	gd_str_release(&f->signs);
}

static void
hear(void *payload, const struct gd_takeover_result *r)
{
	struct heard *h = payload;

	h->results++;
	h->faults += (int)r->nfaults;
	h->notes += (int)r->nnotes;
	snprintf(h->number, sizeof h->number, "%s", r->number);
	for (size_t i = 0; i < r->nnotes; i++)
		if (r->notes[i].kind == GD_NOTE_SIGNS &&
		    strcmp(r->notes[i].what, "contract") == 0 &&
		    r->notes[i].n == 1 && r->notes[i].of == 2)
			h->contract = true;
	if (!r->nfaults)
		return;
	h->msg = r->faults[0].why.msg;
	h->line = r->faults[0].line;
	h->column = r->faults[0].column;
	snprintf(h->file, sizeof h->file, "%s", r->faults[0].file);
	snprintf(h->heading, sizeof h->heading, "%s", r->faults[0].heading);
}

static bool
go_on(void *payload)
{
	struct heard *h = payload;

	return !h->stop_after || ++h->batches < h->stop_after;
}

static enum gd_code
takeover(struct office *o, bool dry, struct heard *h, struct gd_takeover *t,
    struct gd_err *err)
{
	char dir[128];
	enum gd_code rc;

	snprintf(dir, sizeof dir, "%s/in", o->dir);
	*h = (struct heard){ .stop_after = h->stop_after };
	*t = (struct gd_takeover){ .dir = dir,
		.day = gd_day_parse("2026-11-20"),
		.dry_run = dry,
		.result = hear,
		.go_on = go_on,
		.payload = h };
	rc = gd_app_become(o->app, "chenli", err);
	if (rc == GD_OK)
		rc = gd_app_takeover(o->app, t, err);
	t->dir = NULL;
	return rc;
}

static int64_t
count_orders(struct office *o)
{
	const struct gd_filter f = { 0 };
	struct gd_err err = GD_ERR_INIT;
	int64_t n = -1;

	expect(gd_store_count(gd_app_store(o->app), &f, 100000, &n, &err),
	    GD_OK, &err);
	return n;
}

/* ---- two hundred orders as an office would write them down ------------------- */

static const char *const customers[][2] = { { "HY", "海悦贸易" },
	{ "DX", "东信百货" }, { "JL", "吉隆坡锦隆" }, { "SD", "山德家居" },
	{ "NF", "北风礼品" }, { "XH", "新和玩具" } };
static const char *const goods[] = { "不锈钢保温杯 350ml", "竹制收纳盒",
	"棉麻围裙", "LED 台灯", "搪瓷汤锅 20cm", "帆布双肩包" };

/* The day of a step of an order; every seventh is written down as 完成. */
static const char *
when(int order, int step, char day[GD_DAY_TEXT])
{
	if ((order + step) % 7 == 0)
		return "完成";
	return gd_day_text(gd_day_parse("2026-05-04") + order % 40 + 11 * step,
	    day);
}

static void
order_line(struct files *f, int i, int done)
{
	char day[GD_DAY_TEXT];

	gd_str_addf(&f->orders,
	    "P%03d,%s,%s,陈丽,周燕,XS-26-%03d,PO-%d,%s,%s,%d00.00 USD,%d", i,
	    customers[i % 6][0], customers[i % 6][1], i, 4100 + i, goods[i % 6],
	    i % 3 ? "电汇 T/T" : "信用证 L/C", 310 + i, 1200 + 10 * i);
	for (int s = 0; s < 11; s++) {
		bool repeat = i % 10 == 9 && s == 1;

		gd_str_addf(&f->orders, ",%s",
		    s >= done ? ""
		    : repeat  ? "免"
			      : when(i, s, day));
	}
	/* the deposit came with the contract */
	gd_str_addf(&f->orders, ",%s\r\n",
	    done > 5 && i % 3 ? "2026-08-01" : "");
}

static void
paper_lines(struct files *f, int i, int done)
{
	static const char *const desks[] = { "生产车间", "品管", "出货部",
		"财务", "物控" };

	if (done > 5) {
		gd_str_addf(&f->signs,
		    "P%03d,合同,1,财务,吴敏,2026-07-0%d,是\r\n", i, 1 + i % 9);
		if (i % 4)
			gd_str_addf(&f->signs,
			    "P%03d,合同,1,总经理,林国,,是\r\n", i);
		gd_str_addf(&f->pieces, "P%03d,合同,,,正本,跟单员,1,,,陈丽\r\n",
		    i);
	}
	/* P006 has exactly three copies out; the others have what they have */
	for (int k = 0; done > 4 && k < (i == 6 ? 3 : 1 + i % 5); k++)
		gd_str_addf(&f->pieces,
		    "P%03d,订货单,,1,副本,%s,1,2026-08-0%d,%s,\r\n", i,
		    desks[k], 1 + k, k % 2 ? "" : "2026-08-09");
	if (done == 3)
		gd_str_addf(&f->pieces,
		    "P%03d,回传样品,,,样品,跟单,1,,完成,\r\n", i);
}

static void
generate(struct files *f)
{
	static const char orders[] =
	    "\xEF\xBB\xBF单号,客户,客户名称,跟单员,业务员,合同号,客户订单号,"
	    "品名,付款方式,合同金额,数量,打样申请,寄样,客户确认,步骤:定货单,"
	    "第5步,合同归档,生产跟进,8,进仓出货,议付收款,结汇退税,"
	    "收款:预付款\r\n";

	*f = (struct files){ GD_STR_INIT, GD_STR_INIT, GD_STR_INIT };
	gd_str_add(&f->orders, orders);
	gd_str_add(&f->pieces,
	    "单号,单证,批次,版次,种类,部门,份数,发出日期,签收日期,签收人\r\n");
	gd_str_add(&f->signs, "单号,单证,版次,职务,签字人,签字日期,纸面\r\n");
	for (int i = 1; i <= ORDERS; i++) {
		/* P006 stands in production: steps 1 to 6 are done */
		int done = i == 6 ? 6 : i % 12;

		order_line(f, i, done);
		paper_lines(f, i, done);
	}
}

/* The files of the office whose orders these are: tests/app/takeover. */
static void
written_down(struct files *f)
{
	struct gd_str *const to[] = { &f->orders, &f->pieces, &f->signs };
	static const char *const names[] = { "orders", "pieces", "signoffs" };
	char path[64], part[4096];
	size_t n;
	FILE *in;

	*f = (struct files){ GD_STR_INIT, GD_STR_INIT, GD_STR_INIT };
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "tests/app/takeover/%s.csv",
		    names[i]);
		in = fopen(path, "rb");
		assert_non_null(in);
		while ((n = fread(part, 1, sizeof part, in)) > 0)
			gd_str_addn(to[i], part, n);
		fclose(in);
	}
}

static void
stands_right(struct office *o, int i)
{
	struct gd_order ord;
	char number[16];
	int done = i == 6 ? 6 : i % 12;
	const char *rail;

	snprintf(number, sizeof number, "P%03d", i);
	ord = load(o, number);
	rail = gd_head(&ord)->rail;
	for (int s = 0; s < done; s++)
		if (!strchr("xc-~", rail[s])) {
			print_error("%s: %s, %d done\n", number, rail, done);
			fail();
		}
	if (done < 11) /* the refund waits with the bank, beside the money */
		assert_true(rail[done] == '>' || rail[done] == 's');
	assert_int_equal(gd_head(&ord)->state,
	    done == 11 ? GD_ORDER_COMPLETED : GD_ORDER_ACTIVE);
	assert_int_equal(gd_head(&ord)->taken_day, gd_day_parse("2026-11-20"));
	gd_order_release(&ord);
}

static void
two_hundred_orders_of_paper_days_are_taken_over_in_one_run(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_takeover t;
	struct office o;
	struct files f;

	(void)state;
	office_open(&o);
	written_down(&f);
	write_files(&o, &f);
	expect(takeover(&o, true, &h, &t, &err), GD_OK, &err);
	assert_int_equal(h.results, ORDERS);
	assert_int_equal(count_orders(&o), 0);
	assert_true(h.contract);
	expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
	assert_int_equal(t.taken, ORDERS);
	assert_int_equal(h.results, ORDERS);
	assert_int_equal(count_orders(&o), ORDERS);
	for (int i = 1; i <= ORDERS; i++)
		stands_right(&o, i);
	/* and once more: nothing */
	expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
	assert_int_equal(t.same, ORDERS);
	assert_int_equal(t.taken + t.corrected + t.refused, 0);
	files_release(&f);
	office_close(&o);
}

/* ---- one of them gets a notice --------------------------------------------- */

static void
do_as(struct office *o, const char *login, struct gd_command cmd)
{
	act(o, login, "P006", GD_OK, &cmd);
}

static void
agree_on_a_change(struct office *o)
{
	static const struct gd_pair problem[] = { { "problem", "油漆晚到" } };
	static const struct gd_pair evidence[] = { { "evidence", "邮件" } };
	static const struct gd_pair changes[] = { { "changes",
	    "formal_order.packing: 12 只/箱 -> 24 只/箱" } };

	do_as(o, "chenli",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "problem",
		.fields = problem,
		.nfields = 1 });
	do_as(o, "chenli",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "agreement",
		.outcome = "agreed",
		.fields = evidence,
		.nfields = 1 });
	do_as(o, "chenli",
	    (struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "notice",
		.fields = changes,
		.nfields = 1 });
	do_as(o, "chenli",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = "notice" });
}

static void
a_notice_on_one_of_them_recalls_exactly_its_three_copies(void **state)
{
	static const struct gd_pair content[] = { { "quality", "AQL 2.5" },
		{ "packing", "24 只/箱" }, { "remarks", "-" },
		{ "delivery_date", "2026-12-20" } };
	static const char *const desks[] = { "production", "qc", "shipping" };
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_takeover t;
	const struct gd_piece *pc;
	struct gd_order ord;
	struct office o;
	struct files f;
	int back = 0;

	(void)state;
	office_open(&o);
	written_down(&f);
	write_files(&o, &f);
	expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
	ord = load(&o, "P006");
	assert_int_equal(count_pieces(&ord, GD_PIECE_COPY, -1, "formal_order"),
	    3);
	assert_int_equal(mark_of_step(&ord, 7), '>');
	gd_order_release(&ord);
	agree_on_a_change(&o);
	do_as(&o, "chenli",
	    (struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "formal_order",
		.fields = content,
		.nfields = 4 });
	do_as(&o, "chenli",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	do_as(&o, "chenli",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
	ord = load(&o, "P006");
	for (size_t i = 0; (pc = gd_walk(&ord, GD_TAB_PIECE, &i));) {
		if (pc->state != GD_PIECE_RECALL)
			continue;
		assert_string_equal(pc->kind, "formal_order");
		assert_int_equal(pc->taken, 1);
		assert_string_equal(pc->desk, desks[back]);
		back++;
	}
	assert_int_equal(back, 3);
	gd_order_release(&ord);
	/* the same files again do not touch what was done since */
	expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
	assert_int_equal(t.same, ORDERS);
	/* and nobody undoes a takeover */
	act(&o, "chenli", "P007", GD_REFUSED,
	    &(struct gd_command){ .verb = GD_DO_UNDO });
	files_release(&f);
	office_close(&o);
}

static void
taken_orders_are_carried_to_the_end(void **state)
{
	static const struct gd_pair own[] = { { "customer_po", "PO-1" },
		{ "carrier", "UPS" }, { "tracking", "1Z" },
		{ "forwarder", "中外运" }, { "cargo_entry", "2026-12-14" },
		{ "etd", "2026-12-17" }, { "lc_no", "LC-77" },
		{ "delivery_date", "2026-12-20" }, { "on_board", "2026-12-17" },
		{ NULL, NULL } };
	struct drive d = { .values = own };
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_takeover t;
	struct gd_order ord;
	struct office o;
	struct files f;
	char number[16];

	(void)state;
	office_open(&o);
	generate(&f);
	write_files(&o, &f);
	expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
	for (int i = 12; i < 24; i++) {
		snprintf(number, sizeof number, "P%03d", i);
		drive_to(&o, number, &d, NULL);
		ord = load(&o, number);
		if (gd_head(&ord)->state != GD_ORDER_COMPLETED)
			print_error("%s: %s %s\n", number, gd_head(&ord)->rail,
			    gd_head(&ord)->waits);
		assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
		gd_order_release(&ord);
	}
	files_release(&f);
	office_close(&o);
}

/* ---- mended and imported again --------------------------------------------- */

static void
replace(struct gd_str *s, const char *was, const char *now)
{
	char *at = strstr(s->text, was);
	struct gd_str out = GD_STR_INIT;

	assert_non_null(at);
	gd_str_addn(&out, s->text, (size_t)(at - s->text));
	gd_str_add(&out, now);
	gd_str_add(&out, at + strlen(was));
	gd_str_release(s);
	*s = out;
}

static void
a_mended_file_corrects_its_orders_and_makes_no_doubles(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_takeover t;
	struct gd_order ord;
	struct office o;
	struct files f;

	(void)state;
	office_open(&o);
	generate(&f);
	write_files(&o, &f);
	expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
	replace(&f.pieces, "P006,订货单,,1,副本,品管,",
	    "P006,订货单,,1,副本,财务部,");
	replace(&f.signs, "P007,合同,1,总经理,林国,,",
	    "P007,合同,1,总经理,林国,2026-07-03,");
	replace(&f.orders, "XS-26-008,", "XS-26-808,");
	write_files(&o, &f);
	expect(takeover(&o, true, &h, &t, &err), GD_OK, &err);
	assert_int_equal(t.corrected, 3);
	expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
	assert_int_equal(t.corrected, 3);
	assert_int_equal(t.same, ORDERS - 3);
	ord = load(&o, "P006");
	assert_int_equal(count_pieces(&ord, GD_PIECE_COPY, -1, "formal_order"),
	    3);
	gd_order_release(&ord);
	ord = load(&o, "P007");
	assert_int_equal(ord.sheet.rows[GD_TAB_SIGNOFF].n, 2);
	gd_order_release(&ord);
	ord = load(&o, "P008");
	assert_string_equal(gd_field(&ord, "contract_no", 0), "XS-26-808");
	gd_order_release(&ord);
	/* work done here, then mended there: that order is refused, in words,
	 * and only that one */
	act(&o, "chenglin", "P006", GD_OK,
	    &(struct gd_command){ .verb = GD_DO_RECEIVE,
		.paper = "formal_order",
		.desk = "财务" });
	replace(&f.pieces, "财务部,1,2026-08-02,", "财务部,1,2026-08-03,");
	replace(&f.orders, "XS-26-009,", "XS-26-909,");
	write_files(&o, &f);
	expect(takeover(&o, false, &h, &t, &err), GD_REFUSED, &err);
	assert_int_equal(t.refused, 1);
	assert_int_equal(t.corrected, 1);
	assert_int_equal(h.msg, GD_M_TAKEN_SINCE);
	files_release(&f);
	office_close(&o);
}

/* ---- wrong input ------------------------------------------------------------ */

static const char small_orders[] = "number,customer,clerk,contract_no,1,2,3\n"
				   "A1,yuanyang,chenli,C-1,2026-05-04,done,\n"
				   "A2,yuanyang,chenli,C-2,2026-05-04,skip,\n";
static const char small_pieces[] = "order,paper,desk,count,sent,received\n"
				   "A1,打样单,打样室,1,2026-05-05,\n";
static const char small_signs[] = "order,paper,role,who,date\n"
				  "A1,打样单,业务部经理,钱芳,2026-05-04\n";

static void
every_fault_is_named_with_its_place_and_holds_its_order_only(void **state)
{
	static const struct {
		int file;
		const char *line, *where;
		int row, column;
		enum gd_msg msg;
	} bad[] = {
		{ 1, "A1,打样单,月球,1,,\n", "desk", 3, 3, GD_M_NO_DESK },
		{ 1, "A1,打样单,打样室,1,2026-12-01,\n", "sent", 3, 5,
		    GD_M_FUTURE_DAY },
		{ 1, "A1,打样单,打样室,1,2026-11-22,\n", "sent", 3, 5,
		    GD_M_TAKEN_LATER },
		{ 1, "A1,打样单,打样室,0,,\n", "count", 3, 4,
		    GD_M_TAKEN_COUNT },
		{ 1, "A1,无此单,打样室,1,,\n", "paper", 3, 2,
		    GD_M_APP_TK_PAPER },
		{ 1, "A1,工作联系单,生产部,1,,\n", "paper", 3, 2,
		    GD_M_TAKEN_ADHOC },
		{ 1, "A9,打样单,打样室,1,,\n", "order", 3, 1,
		    GD_M_APP_TK_STRAY },
		{ 2, "A1,打样单,品管,何静,\n", "role", 3, 3,
		    GD_M_TAKEN_NO_SIGN },
		{ 2, "A1,打样单,业务部经理,钱芳,\n", "", 2, 0,
		    GD_M_SIGNED_ALREADY },
		{ 2, "A1,打样单,业务部经理,,\n", "who", 3, 4,
		    GD_M_APP_CELL_EMPTY },
		{ 0, "A1,yuanyang,chenli,C-3,,,\n", "number", 4, 1,
		    GD_M_APP_TK_DOUBLE },
		{ 0, "A3,nobody,chenli,C-3,,,\n", "", 4, 0,
		    GD_M_OFFICE_NO_CUSTOMER },
		{ 0, "A3,yuanyang,nobody,C-3,,,\n", "clerk", 4, 3,
		    GD_M_OFFICE_NO_PERSON },
		{ 0, "A3,yuanyang,chenli,C-3,maybe,,\n", "1", 4, 5,
		    GD_M_APP_TK_STATE },
		{ 0, "EX-2611-001,yuanyang,chenli,C-3,,,\n", "", 4, 0,
		    GD_M_TAKEN_BEGUN },
	};
	const char *const texts[] = { small_orders, small_pieces, small_signs };
	struct gd_err err = GD_ERR_INIT;
	struct drive d = { 0 };
	struct gd_takeover t;
	struct office o;
	char number[64];

	(void)state;
	office_open(&o);
	new_order(&o, tt_fields, number);
	drive_to(&o, number, &d, "receive_sample");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct files f = { GD_STR_INIT, GD_STR_INIT, GD_STR_INIT };
		struct gd_str *all[] = { &f.orders, &f.pieces, &f.signs };
		struct heard h = { 0 };

		for (int k = 0; k < 3; k++) {
			gd_str_add(all[k], texts[k]);
			if (bad[i].file == k)
				gd_str_add(all[k], bad[i].line);
		}
		write_files(&o, &f);
		expect(takeover(&o, true, &h, &t, &err), GD_REFUSED, &err);
		if (h.msg != bad[i].msg)
			print_error("%s: %s\n", bad[i].line,
			    gd_msg_english(h.msg));
		assert_int_equal(h.msg, bad[i].msg);
		assert_int_equal(h.faults, 1);
		assert_int_equal(t.refused, 1);
		assert_true(t.taken >= 1);
		assert_int_equal(h.line, bad[i].row);
		assert_int_equal(h.column, bad[i].column);
		assert_string_equal(h.heading, bad[i].where);
		files_release(&f);
	}
	assert_int_equal(count_orders(&o), 1);
	office_close(&o);
}

static void
a_heading_nobody_knows_stops_before_anything_is_written(void **state)
{
	static const char text[] = "number,customer,打样甲请\nA1,yuanyang,\n";
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_takeover t;
	struct office o;

	(void)state;
	office_open(&o);
	write_text(&o, "orders.csv", text, sizeof text - 1);
	expect(takeover(&o, false, &h, &t, &err), GD_USAGE, &err);
	assert_int_equal(err.msg, GD_M_APP_TK_COLUMN);
	assert_int_equal(count_orders(&o), 0);
	office_close(&o);
}

static void
files_of_an_older_chinese_spreadsheet_are_read(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_takeover t;
	struct gd_order ord;
	struct office o;
	char utf8[] =
	    "单号,客户,品名,打样申请\nA1,宁波远洋,搪瓷汤锅,2026年5月4日\n";
	char gbk[400], *from = utf8, *to = gbk;
	size_t left = sizeof utf8 - 1, room = sizeof gbk;
	iconv_t cd = iconv_open("GBK", "UTF-8");

	(void)state;
	assert_true(iconv(cd, &from, &left, &to, &room) != (size_t)-1);
	iconv_close(cd);
	office_open(&o);
	write_text(&o, "orders.csv", gbk, (size_t)(to - gbk));
	expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
	ord = load(&o, "A1");
	assert_string_equal(gd_field(&ord, "product", 0), "搪瓷汤锅");
	assert_string_equal(gd_head(&ord)->customer, "yuanyang");
	assert_int_equal(gd_act(&ord, "receive_sample", 0, 1, 0)->day,
	    gd_day_parse("2026-05-04"));
	gd_order_release(&ord);
	office_close(&o);
}

static void
a_takeover_stopped_half_way_goes_on_with_the_same_command(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { .stop_after = 1 };
	struct gd_takeover t;
	struct office o;
	struct files f;
	int64_t some;

	(void)state;
	office_open(&o);
	generate(&f);
	/* enough for more than one batch on any machine */
	for (int i = ORDERS + 1; i <= 1500; i++)
		order_line(&f, i, i % 12);
	write_files(&o, &f);
	expect(takeover(&o, false, &h, &t, &err), GD_REFUSED, &err);
	assert_int_equal(err.msg, GD_M_APP_IMPORT_STOPPED);
	some = count_orders(&o);
	assert_true(some > 0 && some < 1500);
	h.stop_after = 0;
	expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
	assert_int_equal(t.same, some);
	assert_int_equal(t.taken, 1500 - some);
	files_release(&f);
	office_close(&o);
}

static void
the_template_names_what_an_import_reads(void **state)
{
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_takeover t;
	struct office o;
	char dir[128];

	(void)state;
	for (int lang = 0; lang < 2; lang++) {
		office_open(&o);
		snprintf(dir, sizeof dir, "%s/in", o.dir);
		expect(gd_app_takeover_template(o.app, NULL, dir,
			   (enum gd_lang)lang, &err),
		    GD_OK, &err);
		expect(gd_app_takeover_template(o.app, NULL, dir,
			   (enum gd_lang)lang, &err),
		    GD_REFUSED, &err);
		assert_int_equal(err.msg, GD_M_APP_TK_THERE);
		expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
		assert_int_equal(t.orders, 0);
		office_close(&o);
	}
}

/* Lines come with the ordinary import; what stood on paper goes on top. */
static void
an_imported_order_with_lines_is_taken_over_where_it_stands(void **state)
{
	static const char text[] =
	    "order_no,customer_no,customer,product,quantity,unit_price\n"
	    "L-1,yuanyang,Y,搪瓷杯,100,2.5\nL-1,yuanyang,Y,搪瓷碗,50,4\n";
	static const char past[] = "单号,客户,付款方式,1,2,3,4,5,6,7,8\n"
				   "L-1,yuanyang,电汇 T/T,完成,完成,完成,"
				   "完成,完成,完成,完成,2026-11-02\n";
	static const struct gd_pair own[] = { { "customer_po", "PO-1" },
		{ "carrier", "UPS" }, { "cargo_entry", "2026-12-14" },
		{ "on_board", "2026-12-17" }, { NULL, NULL } };
	struct drive d = { .values = own };
	struct gd_err err = GD_ERR_INIT;
	struct heard h = { 0 };
	struct gd_takeover t;
	struct gd_import im;
	struct gd_order ord;
	struct office o;
	char path[128];

	(void)state;
	office_open(&o);
	write_text(&o, "lines.csv", text, sizeof text - 1);
	write_text(&o, "orders.csv", past, sizeof past - 1);
	snprintf(path, sizeof path, "%s/in/lines.csv", o.dir);
	im = (struct gd_import){ .path = path };
	expect(gd_app_import(o.app, &im, &err), GD_OK, &err);
	expect(takeover(&o, false, &h, &t, &err), GD_OK, &err);
	assert_int_equal(t.taken, 1);
	ord = load(&o, "L-1");
	assert_int_equal(ord.sheet.rows[GD_TAB_LINE].n, 2);
	assert_string_equal(gd_head(&ord)->rail, "xxxxxxxx>..");
	gd_order_release(&ord);
	drive_to(&o, "L-1", &d, NULL);
	ord = load(&o, "L-1");
	assert_int_equal(gd_head(&ord)->state, GD_ORDER_COMPLETED);
	gd_order_release(&ord);
	office_close(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    two_hundred_orders_of_paper_days_are_taken_over_in_one_run),
		cmocka_unit_test(
		    a_notice_on_one_of_them_recalls_exactly_its_three_copies),
		cmocka_unit_test(taken_orders_are_carried_to_the_end),
		cmocka_unit_test(
		    a_mended_file_corrects_its_orders_and_makes_no_doubles),
		cmocka_unit_test(
		    every_fault_is_named_with_its_place_and_holds_its_order_only),
		cmocka_unit_test(
		    a_heading_nobody_knows_stops_before_anything_is_written),
		cmocka_unit_test(
		    files_of_an_older_chinese_spreadsheet_are_read),
		cmocka_unit_test(
		    a_takeover_stopped_half_way_goes_on_with_the_same_command),
		cmocka_unit_test(
		    an_imported_order_with_lines_is_taken_over_where_it_stands),
		cmocka_unit_test(the_template_names_what_an_import_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
