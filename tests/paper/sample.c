/* tests/paper/sample.c - papers to try. */
#include "paper/sample.h"

#include <string.h>

#include "base/banned.h"

#define L(z, e)      \
	{            \
		z, e \
	}
#define N(a) (sizeof(a) / sizeof(a)[0])

/* 40 characters. */
#define LONG_NAME                                                                  \
	"宁波保税区远洋海外国际进出口贸易股份有限公司上海" \
	"浦东新区自由贸易试验区第一分公司"

const char *const sample_names[6] = {
	LONG_NAME,
	"Groß-Gerauer Außenhandelsgesellschaft mbH",
	"Przedsiębiorstwo Handlu Zagranicznego Źdźbło",
	"䶮㛃进出口有限公司",
	"Société Générale d'Équipement Électrique et Œuvres",
	"Ταχυδρομική Εταιρεία · Торговый дом «Восток»",
};

static struct gd_doc_item slip_facts[] = {
	{ L("订单号", "Order"), "EX-2607-0042", 0, true, false, false },
	{ L("客户", "Customer"), "Nordhavn Trading ApS", 0, 0, 0, 0 },
	{ L("合同号", "Contract"), "YF-26-118", 0, 0, 0, 0 },
	{ L("金额", "Amount"), "USD 48,250.00", 0, 0, 0, 0 },
	{ L("目的港", "Destination"), "Aarhus, DK", 0, 0, 0, 0 },
	{ L("贸易条款", "Incoterm"), "CIF 2020", 0, 0, 0, 0 },
	{ L("付款", "Payment"), "30% T/T + L/C", 0, 0, 0, 0 },
	{ L("船期", "ETD"), "2026-07-28", 0, 0, 0, 0 },
	{ L("正本在", "Original with"), "欧阳晓燕", 0, 0, 0, 0 },
	{ L("发出", "Issued"), "2026-07-14 09:30", 0, 0, 0, 0 },
	{ L("应退回", "Return by"), "2026-07-17（周五）", 0, true, true, 0 },
	{ L("优先级", "Priority"), "加急 Urgent", 0, 0, 0, 0 },
};
static struct gd_doc_col slip_cols[] = {
	{ L("序", "No."), 1, GD_CENTRE, false, false },
	{ L("单证", "Document"), 7, GD_LEFT, false, false },
	{ L("份", "Piece"), 2, GD_CENTRE, false, false },
	{ L("部门", "Desk"), 5, GD_LEFT, false, false },
	{ L("签收", "Received"), 5, GD_LEFT, true, true },
	{ L("日期", "Date"), 3, GD_LEFT, false, true },
};
static const char *slip_cells[] = { "1", "商业发票\nCommercial invoice", "1/5",
	"财务部\nFinance", "", "", "2", "商业发票\nCommercial invoice", "2/5",
	"货代\nForwarder", "", "", "3",
	"海运提单（正本一式三份）\nBill of lading, set of three originals",
	"1/3", "单证部\nDocuments", "李娜", "07-14", "4",
	"原产地证\nCertificate of origin", "1/2", "报关行\nCustoms broker", "",
	"", "5", "保险单\nInsurance policy", "1/1", "客户\nCustomer", "", "" };
static struct gd_doc_item slip_ticks[] = {
	{ L("电汇已到账：可放单", "T/T received: release"), "x", 0, 0, 0, 0 },
	{ L("退回更正", "Return for correction"), "", 0, 0, 0, 0 },
	{ L("旧份已收回", "Old copies back"), "", 0, 0, 0, 0 },
	{ L("原因", "Reason"), "", 0, false, false, true },
};
static struct gd_doc_sign slip_signs[] = {
	{ L("业务", "Sales"), "欧阳晓燕", "2026-07-14 09:12", "制单 Made it",
	    "key 9f3a 61c0" },
	{ L("单证", "Documents"), "", "", "", "" },
	{ L("财务", "Finance"), "", "", "", "" },
	{ L("经理", "Manager"), "陈伟", "2026-07-14", "同意 Approved",
	    "on paper, entered by 林" },
};
static struct gd_doc_item stub_items[] = {
	{ L("订单", "Order"), "EX-2607-0042", 0, true, 0, 0 },
	{ L("应退回", "Return by"), "2026-07-17", 0, 0, 0, 0 },
	{ L("收件人", "Received by"), "", 0, false, false, true },
	{ L("日期", "Date"), "", 0, false, false, true },
};
static struct gd_doc_block slip_blocks[] = {
	{ .kind = GD_BLOCK_FIELDS,
	    .ncols = 4,
	    .items = slip_facts,
	    .nitems = N(slip_facts) },
	{ .kind = GD_BLOCK_TABLE,
	    .title = L("随附单证", "Documents in this folder"),
	    .cols = slip_cols,
	    .ncol = N(slip_cols),
	    .cells = slip_cells,
	    .nrows = N(slip_cells) / N(slip_cols) },
	{ .kind = GD_BLOCK_TICKS,
	    .title = L("条件分支", "Branch"),
	    .ncols = 2,
	    .items = slip_ticks,
	    .nitems = N(slip_ticks) },
	{ .kind = GD_BLOCK_SIGNS,
	    .title = L("会签", "Signatures"),
	    .signs = slip_signs,
	    .nsigns = N(slip_signs) },
	{ .kind = GD_BLOCK_STUB,
	    .title = L("回执联，随单退回", "Return stub, tear off and return"),
	    .code = SAMPLE_CODE,
	    .ncols = 4,
	    .items = stub_items,
	    .nitems = N(stub_items) },
};
static const struct gd_label slip_stamps[] = { L("正本", "ORIGINAL"),
	L("重印", "REPRINT") };

static void
slip(struct gd_doc *d)
{
	*d = (struct gd_doc){
		.title = L("单证流转单", "Routing slip"),
		.number = "EX-2607-0042",
		.company = L("杭州远帆进出口有限公司",
		    "Hangzhou Yuanfan Import & Export Co., Ltd."),
		.badge = L("7/11", "7/11"),
		.under = L("报关", "Customs clearance"),
		.stamps = slip_stamps,
		.nstamps = N(slip_stamps),
		.code = SAMPLE_CODE,
		.blocks = slip_blocks,
		.nblocks = N(slip_blocks),
		.foot =
		    L("打印 2026-07-14 09:30 欧阳晓燕", "printed by gendan"),
		.mark = "seq 1042 · 8f3a7c21d95b3b7a",
	};
}

/* ---- an order form of 60 lines --------------------------------------------- */

static struct gd_doc_col form_cols[] = {
	{ L("序", "No."), 1, GD_CENTRE, false, false },
	{ L("货号", "Item"), 3, GD_LEFT, false, false },
	{ L("品名", "Goods"), 8, GD_LEFT, false, false },
	{ L("数量", "Quantity"), 3, GD_RIGHT, false, false },
	{ L("单价", "Price"), 3, GD_RIGHT, false, false },
	{ L("金额", "Amount"), 4, GD_RIGHT, false, false },
};
#define ROWS 60

static const char *
money(struct gd_arena *a, int cents)
{
	int whole = cents / 100;

	if (whole < 1000)
		return gd_arena_printf(a, "%d.%02d", whole, cents % 100);
	return gd_arena_printf(a, "%d,%03d.%02d", whole / 1000, whole % 1000,
	    cents % 100);
}

static void
form_rows(struct gd_arena *a, struct gd_doc_block *b)
{
	int pieces = 0, sum = 0;

	b->cells = gd_arena_alloc(a, ROWS * b->ncol, sizeof *b->cells);
	b->carry = gd_arena_alloc(a, ROWS * b->ncol, sizeof *b->carry);
	b->total = gd_arena_alloc(a, b->ncol, sizeof *b->total);
	b->nrows = ROWS;
	for (int i = 0; i < ROWS; i++) {
		const char **row = b->cells + (size_t)i * b->ncol;
		const char **sums = b->carry + (size_t)i * b->ncol;
		int n = 100 + i * 7 % 60, price = 195 + i * 37 % 900;

		pieces += n;
		sum += n * price;
		row[0] = gd_arena_printf(a, "%d", i + 1);
		row[1] = gd_arena_printf(a, "HT-%04d", 1000 + i * 13);
		row[2] = i % 9 == 4
			     ? "不锈钢保温杯，双层真空，带茶隔，容量 500 ml，"
			       "彩盒包装\nStainless steel vacuum mug"
			     : "竹纤维砧板\nBamboo board";
		row[3] = gd_arena_printf(a, "%d", n);
		row[4] = money(a, price);
		row[5] = money(a, n * price);
		sums[3] = gd_arena_printf(a, "%d", pieces);
		sums[5] = money(a, sum);
	}
	b->total[2] = "合计 Total";
	b->total[3] = gd_arena_printf(a, "%d", pieces);
	b->total[5] = money(a, sum);
}

static const char remark[] =
    "1. 包装：每件入彩盒，每 24 件入外箱，箱外刷唛。\n"
    "2. 唛头：N.T. / AARHUS / C/No. 1-UP，两面各刷一次。\n"
    "3. 交货期：2026-07-20 之前送到宁波北仑仓库，逾期按日扣款。\n"
    "4. 验货：出货前由我方派员抽验，AQL 2.5。\n"
    "5. 样品：大货样三件，于 2026-07-05 之前寄到杭州。\n"
    "6. 油墨须符合 EN 71-3 与 REACH 的要求，检测报告随货。\n"
    "7. 发票：增值税专用发票，税率 13%，货到后十日内开出。\n"
    "8. 付款：货到验收后三十天内电汇。\n"
    "9. All cartons are to be marked with the item number.\n"
    "10. Kartons dürfen nicht schwerer als 18 kg sein.\n"
    "11. Dostawa w całości, bez częściowych wysyłek.\n"
    "12. 其他未尽事宜，双方协商解决。";

static void
form(struct gd_arena *a, struct gd_doc *d)
{
	struct gd_doc_block *b = gd_arena_alloc(a, 5, sizeof *b);
	struct gd_doc_item *facts = gd_arena_alloc(a, 4, sizeof *facts);

	facts[0] = (struct gd_doc_item){ L("供方", "Supplier"),
		"义乌市恒泰日用品有限公司", 2, true, 0, 0 };
	facts[1] =
	    (struct gd_doc_item){ L("日期", "Date"), "2026-06-02", 0, 0, 0, 0 };
	facts[2] = (struct gd_doc_item){ L("交货期", "Delivery"), "2026-07-20",
		0, 0, true, 0 };
	facts[3] =
	    (struct gd_doc_item){ L("交货地点", "Place"), "", 4, 0, 0, true };
	b[0] = (struct gd_doc_block){ .kind = GD_BLOCK_FIELDS,
		.ncols = 4,
		.items = facts,
		.nitems = 4 };
	b[1] = (struct gd_doc_block){ .kind = GD_BLOCK_TABLE,
		.cols = form_cols,
		.ncol = N(form_cols) };
	form_rows(a, &b[1]);
	b[2] = (struct gd_doc_block){ .kind = GD_BLOCK_PROSE,
		.title = L("条款", "Terms"),
		.text = remark };
	b[3] = (struct gd_doc_block){ .kind = GD_BLOCK_SIGNS,
		.title = L("签字盖章", "Signatures"),
		.signs = slip_signs + 1,
		.nsigns = 2 };
	*d = (struct gd_doc){
		.title = L("订货单", "Purchase order"),
		.number = "CG-2606-017",
		.company = L("杭州远帆进出口有限公司",
		    "Hangzhou Yuanfan Import & Export Co., Ltd."),
		.address = L("杭州市西湖区文三路 478 号华星时代广场 A 座 1204 "
			     "室　电话 0571-8765 4321",
		    "Room 1204, Huaxing Times Plaza A, 478 Wensan Road, "
		    "Hangzhou"),
		.blocks = b,
		.nblocks = 4,
		.foot = L("订单 EX-2607-0042", "order EX-2607-0042"),
		.mark = "seq 880 · 41d0c2aa90e1",
	};
}

/* ---- hard ones ------------------------------------------------------------- */

static void
hard(struct gd_arena *a, struct gd_doc *d)
{
	struct gd_doc_item *facts = gd_arena_alloc(a, 8, sizeof *facts);
	struct gd_doc_block *b = gd_arena_alloc(a, 4, sizeof *b);
	const char **cells = gd_arena_alloc(a, 12, sizeof *cells);

	slip(d);
	for (int i = 0; i < 6; i++) {
		facts[i] = (struct gd_doc_item){ L("公司", "Company"),
			sample_names[i], 1, i % 2 == 0, i == 3, false };
		cells[i * 2] = sample_names[i];
		cells[i * 2 + 1] = i == 2 ? remark : "12,345,678.90";
	}
	b[0] = (struct gd_doc_block){ .kind = GD_BLOCK_FIELDS,
		.ncols = 3,
		.items = facts,
		.nitems = 6 };
	b[1] = (struct gd_doc_block){ .kind = GD_BLOCK_TABLE,
		.cols = form_cols + 2,
		.ncol = 2,
		.cells = cells,
		.nrows = 6 };
	b[2] = slip_blocks[3];
	b[3] = slip_blocks[4];
	d->company = (struct gd_label){ sample_names[0], sample_names[1] };
	d->blocks = b;
	d->nblocks = 4;
}

static void
long_row(struct gd_arena *a, struct gd_doc *d)
{
	struct gd_doc_block *b = gd_arena_alloc(a, 2, sizeof *b);
	const char **cells = gd_arena_alloc(a, 4, sizeof *cells);
	struct gd_str text = GD_STR_INIT;

	slip(d);
	for (int i = 1; i <= 120; i++)
		gd_str_addf(&text, "第 %d 条 item %d，", i, i * 1001);
	cells[0] = "1";
	cells[1] = gd_arena_str(a, text.text);
	cells[2] = "2";
	cells[3] = "end of rows";
	gd_str_release(&text);
	b[0] = (struct gd_doc_block){ .kind = GD_BLOCK_TABLE,
		.cols = form_cols + 1,
		.ncol = 2,
		.cells = cells,
		.nrows = 2 };
	b[1] = slip_blocks[3];
	d->blocks = b;
	d->nblocks = 2;
}

/* Bars of two columns with one unknown, a line with a gap, sparklines. */
static void
charts(struct gd_doc *doc)
{
	static struct gd_doc_col two[] = {
		{ .label = { "步骤", "Step" }, .weight = 5 },
		{ .label = { "中位数", "Median" },
		    .weight = 2,
		    .align = GD_RIGHT },
		{ .label = { "最长", "Longest" },
		    .weight = 2,
		    .align = GD_RIGHT },
	};
	static const char *days[] = { "打样 Sampling", "10 d", "20 d",
		"报关 Customs", "5 d", "-", "退税 Refund", "0 d", "40 d" };
	static const char *months[] = { "2026-07", "50.0%", "2026-08", "-",
		"2026-09", "75.0%", "2026-10", "100.0%", "2026-11", "87.5%" };
	static struct gd_doc_col five[5];
	static const char *weeks[] = { "陈丽", "3", "5", "2", "9", "Wu Min",
		"0", "-", "4", "4" };
	static struct gd_doc_block blocks[3];

	five[0] = two[0];
	for (int i = 1; i < 5; i++)
		five[i] = two[1];
	blocks[0] = (struct gd_doc_block){ .kind = GD_BLOCK_BARS,
		.title = { "天数", "Days" },
		.cols = two,
		.ncol = 3,
		.cells = days,
		.nrows = 3 };
	blocks[1] = (struct gd_doc_block){ .kind = GD_BLOCK_LINE,
		.title = { "准时率", "On time" },
		.cols = two,
		.ncol = 2,
		.cells = months,
		.nrows = 5 };
	blocks[2] = (struct gd_doc_block){ .kind = GD_BLOCK_SPARKS,
		.title = { "每周", "By week" },
		.cols = five,
		.ncol = 5,
		.cells = weeks,
		.nrows = 2 };
	*doc = (struct gd_doc){ .title = { "图表", "Charts" },
		.blocks = blocks,
		.nblocks = 3 };
}

struct gd_job *
sample_job(struct gd_arena *a, const char *name, enum gd_media media,
    enum gd_doc_lang lang)
{
	struct gd_job *job = gd_arena_alloc(a, 1, sizeof *job);
	size_t n = strcmp(name, "many") == 0 ? 100 : 1;

	*job = (struct gd_job){
		.media = media,
		.lang = lang,
		.title = "EX-2607-0042 routing slip",
		.made_ms = 1784021400000,
		.docs = gd_arena_alloc(a, n, sizeof *job->docs),
		.ndocs = n,
	};
	if (strcmp(name, "form") == 0)
		form(a, job->docs);
	else if (strcmp(name, "hard") == 0)
		hard(a, job->docs);
	else if (strcmp(name, "long") == 0)
		long_row(a, job->docs);
	else if (strcmp(name, "charts") == 0)
		charts(job->docs);
	else if (strcmp(name, "slip") == 0 || n > 1)
		for (size_t i = 0; i < n; i++)
			slip(&job->docs[i]);
	else
		return NULL;
	return job;
}
