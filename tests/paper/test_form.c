/* tests/paper/test_form.c - forms and slips of real orders: what stands on
 * them, of which revision, in which language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/text.h"
#include "core/bench.h"
#include "flow/flow.h"
#include "paper/form.h"
#include "paper/plain.h"

#include "base/banned.h"

/* ---- an order, its forms, its office ------------------------------------------ */

struct desk {
	struct bench b;
	struct gd_forms forms;
	struct gd_sheet office;
	struct gd_arena arena;
	struct gd_doc doc; /* the last one */
};

static void
desk_begin(struct desk *d, const char *terms)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	static const char *const people[][3] = { { "clerk", "陈丽", "Chen Li" },
		{ "sales_manager", "钱芳", "Qian Fang" },
		{ "finance", "吴敏", "Wu Min" } };
	size_t len;
	const char *text = gd_flow_forms_builtin("export", &len);

	memset(d, 0, sizeof *d);
	bench_init(&d->b);
	assert_int_equal(
	    gd_flow_forms(text, len, &d->b.wf, &d->forms, &faults, &err),
	    GD_OK);
	gd_flow_faults_release(&faults);
	gd_sheet_init(&d->office, gd_office_tables, GD_OFFICE_NTABLES);
	gd_row_put(&d->office, GD_OFF_COMPANY,
	    &(struct gd_company){ .code = "us",
		.name_zh = "宁波海达进出口有限公司",
		.name_en = "Ningbo Haida Co., Ltd.",
		.address_zh = "宁波市示例路 88 号",
		.address_en = "88 Example Road, Ningbo",
		.bank = "中国银行宁波分行",
		.phone = "0574-1234",
		.tax_no = "",
		.logo = "",
		.currency = "CNY" },
	    UINT64_MAX);
	gd_row_put(&d->office, GD_OFF_CUSTOMER,
	    &(struct gd_customer){ .code = "C1",
		.name = "格罗斯贸易",
		.name_en = "Groß-Gerauer Außenhandelsgesellschaft mbH",
		.country = "DE",
		.city = "Groß-Gerau",
		.pinyin = "",
		.note = "",
		.active = 1 },
	    UINT64_MAX);
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		gd_row_put(&d->office, GD_OFF_PERSON,
		    &(struct gd_person){ .login = people[i][0],
			.name = people[i][1],
			.name_en = people[i][2],
			.active = 1 },
		    UINT64_MAX);
	if (terms)
		bench_new(&d->b, terms);
}

static void
desk_end(struct desk *d)
{
	gd_arena_release(&d->arena);
	gd_sheet_release(&d->office);
	gd_forms_release(&d->forms);
	bench_release(&d->b);
}

static struct gd_form_ask
ask(const struct desk *d, const char *paper)
{
	return (struct gd_form_ask){ .wf = &d->b.wf,
		.forms = &d->forms,
		.order = &d->b.order,
		.office = &d->office,
		.utc_offset_min = 480,
		.paper = paper,
		.mark = "" };
}

static const struct gd_doc *
filled(struct desk *d, struct gd_form_ask a)
{
	struct gd_err err = GD_ERR_INIT;

	if (gd_form_fill(&a, &d->arena, &d->doc, &err) != GD_OK)
		fail_msg("%s: %s", a.paper, gd_msg_english(err.msg));
	return &d->doc;
}

/* The sheet as plain text; lives in the arena. */
static const char *
plain(struct desk *d, const struct gd_doc *doc, enum gd_doc_lang lang)
{
	struct gd_doc copy = *doc;
	struct gd_job job = { .media = GD_MEDIA_A4,
		.lang = lang,
		.title = "test",
		.docs = &copy,
		.ndocs = 1 };
	struct gd_str s = GD_STR_INIT;
	const char *out;

	(void)gd_job_plain(&s, &job);
	out = gd_arena_str(&d->arena, s.text);
	gd_str_release(&s);
	return out;
}

/* All labels of a sheet, each between bars. */
static const char *
labels(struct desk *d, const struct gd_doc *doc, bool zh)
{
	struct gd_str s = GD_STR_INIT;
	const char *out;

#define ADD(label) gd_str_addf(&s, "|%s|", zh ? (label).zh : (label).en)
	ADD(doc->title);
	for (size_t i = 0; i < doc->nblocks; i++) {
		const struct gd_doc_block *b = &doc->blocks[i];

		ADD(b->title);
		for (size_t k = 0; k < b->nitems; k++)
			ADD(b->items[k].label);
		for (size_t k = 0; k < b->ncol; k++)
			ADD(b->cols[k].label);
		for (size_t k = 0; k < b->nsigns; k++)
			ADD(b->signs[k].role);
		for (size_t k = 0; k < b->nrows; k++)
			gd_str_addf(&s, "|%s|", b->cells[k * b->ncol]);
	}
#undef ADD
	out = gd_arena_str(&d->arena, s.text);
	gd_str_release(&s);
	return out;
}

static const struct gd_doc_item *
item_of(const struct gd_doc *doc, const char *en)
{
	for (size_t i = 0; i < doc->nblocks; i++)
		for (size_t k = 0; k < doc->blocks[i].nitems; k++)
			if (doc->blocks[i].items[k].label.en &&
			    strcmp(doc->blocks[i].items[k].label.en, en) == 0)
				return &doc->blocks[i].items[k];
	fail_msg("there is no item %s", en);
	return NULL;
}

static const struct gd_doc_block *
block_of(const struct gd_doc *doc, enum gd_block_kind kind, const char *col)
{
	for (size_t i = 0; i < doc->nblocks; i++)
		if (doc->blocks[i].kind == kind &&
		    (!col ||
			(doc->blocks[i].ncol &&
			    strcmp(doc->blocks[i].cols[0].label.en, col) == 0)))
			return &doc->blocks[i];
	fail_msg("there is no such block");
	return NULL;
}

static bool
stamped(const struct gd_doc *doc, const char *en)
{
	for (size_t i = 0; i < doc->nstamps; i++)
		if (strcmp(doc->stamps[i].en, en) == 0)
			return true;
	return false;
}

/* ---- domain.md 1.4: what each form must have ------------------------------------ */

static const struct {
	const char *paper;
	const char *zh, *en; /* labels with commas between */
} wanted[] = {
	{ "sample_request",
	    "编号,日期,客户编号,客户,款号/"
	    "货号,品名,样品类型,初样,试身样,齐码样,产前样,销售样,"
	    "拍照样,补样,样品及加工细节,客样已收,加工细节已收,图纸,规格清单,"
	    "材料,颜色,尺寸,数量,"
	    "安全/"
	    "认证要求,是否开模,要求完成日,打样费承担,第几次打样,备注,业务员,"
	    "业务部经理,打样室签收",
	    "No.,Date,Customer no.,Customer,Style / item no.,Product,Kind of "
	    "sample,Proto,"
	    "Fit,Size set,Pre-production,Sales,Photo,Replacement,Sample and "
	    "processing "
	    "details,Drawings,Spec list,Material,Colour,Size,Quantity,Safety / "
	    "certification,Mould needed,Wanted by,Who pays,Round "
	    "no.,Remarks,Salesperson,"
	    "Sales manager,Receipt by the sample room" },
	{ "sample",
	    "快递公司,快递单号,寄出日期,收件地址,件数,内容,运费承担,签收日期,"
	    "答复,答复日期,"
	    "客户原话/修改意见",
	    "Courier,Tracking no.,Date out,Address,Pieces,Contents,Freight "
	    "paid by,"
	    "Delivered on,Verdict,Verdict on,Customer's words / corrections" },
	{ "preliminary_order",
	    "编号,客户,款号/"
	    "货号,回传样编号,数量,要求交期,编写工艺的要点,业务员,业务部经理,"
	    "技术部签收",
	    "No.,Customer,Style / item no.,Returned sample no.,Quantity,Wanted "
	    "by,Key points "
	    "for the process sheet,Salesperson,Sales manager,Receipt by "
	    "technical" },
	{ "process_sheet",
	    "工艺流程书编号,版本,货号,样品编号,工序,序号,车间,工序名称,设备/"
	    "工装,工时,检验点,用料,"
	    "特别注意,编制,审核,批准,日期",
	    "Process sheet no.,Version,Item no.,Sample "
	    "no.,Operations,No.,Workshop,Operation,"
	    "Equipment,Std. time,Check point,Materials,Special "
	    "cautions,Prepared,Checked,"
	    "Approved,Date" },
	{ "contract",
	    "合同号,日期,卖方,买方,品名,规格,数量,单位,单价,金额,价格条款,"
	    "起运港,目的港,最迟装运日,"
	    "分批装运,转运,包装,唛头,付款方式,单据,保险,检验,索赔,财务,总经理,"
	    "买方签章",
	    "Contract "
	    "no.,Date,Seller,Buyer,Description,Spec.,Quantity,Unit,Unit price,"
	    "Amount,Trade term,Port of loading,Port of discharge,Latest "
	    "shipment,Partial "
	    "shipment,Transhipment,Packing,Shipping "
	    "marks,Payment,Documents,Insurance,"
	    "Inspection,Claims,Finance,General manager,The buyer" },
	{ "formal_order",
	    "编号,合同号,客户编号,货号品名,品质要求,包装要求,备注事项,交货日期,"
	    "唛头,检验标准,"
	    "封样编号,附工艺流程书,工艺书版次,版次,下单人签字（正本）,跟单员,"
	    "五部门签收",
	    "No.,Contract no.,Customer "
	    "no.,Item,Quality,Packing,Remarks,Delivery date,"
	    "Shipping marks,Inspection standard,Reference sample no.,Process "
	    "sheet no.,Its "
	    "version,Revision,Signature on the original,Clerk,Receipt by the "
	    "five desks" },
	{ "notice",
	    "编号,日期,订单号,合同号,发自,发至,抄送,主题,问题,变更项目,原为,"
	    "改为,对价格,对数量,"
	    "交期推迟天数,对在制品,同意日期,依据,要求的行动,请于此日前答复,"
	    "答复,发出人,接收人",
	    "No.,Date,Order no.,Contract no.,From,To,Cc,Subject,Problem,What "
	    "changes,Before,"
	    "After,On the price,On the quantity,Days later,On goods in "
	    "process,Agreed on,"
	    "Evidence,Action asked,Reply wanted by,Reply,Sign (from),Sign "
	    "(to)" },
	{ "entry_slip",
	    "进仓编号,货代,联系人/电话,仓库地址/"
	    "地图,船名,航次,目的港,工厂,承运车队/车号,进仓截止,"
	    "件数,毛重 kg,体积 m,订舱数,唛头,送货要求,实际收货,退关",
	    "Entry no.,Forwarder,Contact\\, phone,Warehouse address\\, "
	    "map,Vessel / flight,"
	    "Voyage,Port of discharge,Factory,Carrier\\, truck no.,Entry "
	    "by,Pieces,Gross "
	    "weight,Volume CBM,Booked,Marks,Delivery demands,Actually "
	    "received,Shut out" },
	{ "shipping_notice",
	    "编号,订单号,合同号,客户,货号品名,数量,箱数,净重,毛重,体积,唛头,"
	    "装货时间,装货地点,"
	    "柜号/"
	    "车号,订舱号,进仓编号,放行条号,出货经办,业务员,业务跟单,生产跟单,"
	    "品管放行,"
	    "生产 · 品管 · 出货部签收",
	    "No.,Order no.,Contract no.,Customer,Item,Quantity,Cartons,Net "
	    "weight,Gross "
	    "weight,Volume,Marks,Loading time,Loading place,Container\\, "
	    "truck,Booking no.,"
	    "Entry no.,Gate pass no.,Shipping clerk,Sales,Business "
	    "follow-up,Production "
	    "follow-up,QC release" },
	{ "customs_papers",
	    "商业发票,装箱单,外贸合同,代理报关委托书,申报要素（HS "
	    "编码、品牌、用途等）,件数,毛重,净重,"
	    "货代,寄件人,寄出日期,快递单号",
	    "Commercial invoice,Packing list,Sales contract,Declaration "
	    "authorisation,"
	    "Declaration elements (HS\\, brand\\, use ...),Packages,Gross "
	    "weight,Net weight,"
	    "Forwarder,Sent by,Sent on,Tracking no." },
	{ "negotiation_docs",
	    "信用证号,最迟装运日,有效期,到期地点,交单期限,单据,要求正本,"
	    "要求副本,已制,单据日期,"
	    "不符点说明,交单日期,银行答复",
	    "L/C no.,Latest shipment,Expiry,Place of expiry,Presentation "
	    "days,Document,Orig. "
	    "asked,Copies asked,Made,Date on document,Discrepancy "
	    "notes,Presented on,Bank's "
	    "answer" },
	{ "refund_papers",
	    "报关单号,出口日期,增值税专用发票,收汇水单,金额,交单人,交单日期,"
	    "申报日期,到账日期",
	    "Declaration no.,Export date,Purchase VAT invoice,Bank receipt "
	    "slip,Amount,Handed "
	    "over by,Handed over on,Filed on,Refunded on" },
};

/* The next label of a list; "\," is a comma of its own. */
static bool
next_label(const char **list, char out[160])
{
	size_t n = 0;

	if (!**list)
		return false;
	for (; **list && **list != ','; ++*list) {
		if (**list == '\\')
			++*list;
		out[n++] = **list;
	}
	*list += **list == ',';
	out[n] = '\0';
	return true;
}

static int
labels_missing(struct desk *d, const char *paper, const char *list, bool zh)
{
	struct gd_form_ask a = ask(d, paper);
	const char *have, *text;
	char label[160], bars[170];
	int missing = 0;

	a.lang = zh ? GD_DOC_ZH : GD_DOC_EN;
	have = labels(d, filled(d, a), zh);
	text = plain(d, &d->doc, a.lang);
	while (next_label(&list, label)) {
		/* a price says its currency behind */
		snprintf(bars, sizeof bars, "|%s", label);
		if (!strstr(have, bars)) {
			print_error("%s: no \"%s\"\n", paper, label);
			missing++;
		}
		/* Chinese labels are short enough to stand on one line */
		if (zh && !strstr(text, label) && strlen(label) < 24) {
			print_error("%s, plain: no \"%s\"\n", paper, label);
			missing++;
		}
	}
	return missing;
}

static void
change_of_date(struct desk *d)
{
	bench_must(&d->b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "problem",
		FIELDS({ "problem", "fabric late" }) });
	bench_must(&d->b, "clerk",
	    (struct gd_command){ .verb = GD_DO_FILL,
		.duty = "agreement",
		.outcome = "agreed",
		FIELDS({ "evidence", "mail of Monday" },
		    { "agreed_on", "2026-07-20" }) });
	bench_must(&d->b, "clerk",
	    (struct gd_command){ .verb = GD_DO_MAKE,
		.paper = "notice",
		FIELDS({ "changes",
		    "formal_order.delivery_date: 2026-09-23 -> 2026-09-25\n"
		    "formal_order.packing: x -> carton of 12" }) });
}

static void
every_field_of_the_trade_stands_on_its_form_in_both_languages(void **state)
{
	struct desk d;
	int missing = 0;

	(void)state;
	desk_begin(&d, "tt");
	bench_until(&d.b, "send_formal_order");
	change_of_date(&d);
	bench_until(&d.b, NULL);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		missing +=
		    labels_missing(&d, wanted[i].paper, wanted[i].zh, true);
		missing +=
		    labels_missing(&d, wanted[i].paper, wanted[i].en, false);
	}
	assert_int_equal(missing, 0);
	desk_end(&d);
}

/* ---- every paper of whole orders ------------------------------------------------- */

static void
fits(const char *text, int columns)
{
	while (*text) {
		size_t n = strcspn(text, "\n\f");
		char line[2000];

		snprintf(line, sizeof line, "%.*s", (int)n, text);
		assert_true(gd_text_width(line) <= columns);
		text += n + (text[n] != '\0');
	}
}

static bool
is_there(const struct desk *d, const struct gd_paper_def *p)
{
	const struct gd_paper *row;
	const struct gd_piece *pc;

	if (p->is_thing) {
		for (size_t i = 0;
		     (pc = gd_walk(&d->b.order, GD_TAB_PIECE, &i));)
			if (strcmp(pc->kind, p->name.id) == 0)
				return true;
		return false;
	}
	for (size_t i = 0; (row = gd_walk(&d->b.order, GD_TAB_PAPER, &i));)
		if (strcmp(row->kind, p->name.id) == 0)
			return true;
	return false;
}

static int
print_all(struct desk *d, const struct gd_forms *forms)
{
	int n = 0;

	for (int i = 0; i < d->b.wf.npapers; i++)
		for (int lang = GD_DOC_BOTH; lang <= GD_DOC_EN; lang++) {
			struct gd_form_ask a =
			    ask(d, d->b.wf.papers[i].name.id);
			const char *text;

			a.forms = forms;
			a.lang = (enum gd_doc_lang)lang;
			if (!is_there(d, &d->b.wf.papers[i]))
				continue;
			text = plain(d, filled(d, a), a.lang);
			fits(text, 94);
			assert_non_null(strstr(text, "EX-1"));
			assert_null(strstr(text, "(null)"));
			n++;
		}
	return n / 3;
}

static void
every_paper_of_a_finished_order_prints_with_and_without_forms(void **state)
{
	static const char *const terms[] = { "tt", "lc", "mixed" };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct desk d;

		desk_begin(&d, terms[i]);
		bench_until(&d.b, NULL);
		assert_true(print_all(&d, &d.forms) >= 13);
		assert_true(print_all(&d, NULL) >= 13);
		desk_end(&d);
	}
}

/* The forms are of a later version of the workflow than the order. */
static void
an_order_of_a_version_without_a_field_has_it_to_write_by_hand(void **state)
{
	const struct gd_doc_block *t;
	struct desk d;
	char *text, *at;
	size_t len;

	(void)state;
	desk_begin(&d, NULL);
	bench_release(&d.b);
	text = gd_strdup(gd_flow_builtin("export", &len));
	while ((at = strstr(text, "sample_type")))
		memcpy(at, "sample_kind", 11);
	while ((at = strstr(text, "inspection")))
		memcpy(at, "inspektion", 10);
	bench_init_on(&d.b, text, strlen(text));
	free(text);
	bench_new(&d.b, "tt");
	bench_until(&d.b, "make_formal_order");
	filled(&d, ask(&d, "sample_request"));
	t = block_of(&d.doc, GD_BLOCK_TICKS, NULL);
	assert_string_equal(t->title.en, "Kind of sample");
	assert_int_equal(t->nitems, 8);
	assert_string_equal(t->items[3].label.zh, "产前样");
	filled(&d, ask(&d, "formal_order"));
	assert_true(item_of(&d.doc, "Inspection standard")->line);
	desk_end(&d);
}

/* ---- revisions -------------------------------------------------------------------- */

static void
an_old_revision_says_what_it_said_and_that_it_is_old(void **state)
{
	struct gd_form_ask a;
	struct desk d;

	(void)state;
	desk_begin(&d, "tt");
	bench_until(&d.b, "send_formal_order");
	a = ask(&d, "formal_order");
	filled(&d, a);
	assert_int_equal(d.doc.nstamps, 0);
	bench_must(&d.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REVISE,
		.paper = "formal_order",
		.reason = "the customer wants it so",
		FIELDS({ "packing", "wooden case" }) });
	filled(&d, a);
	assert_true(stamped(&d.doc, "DRAFT"));
	assert_non_null(strstr(plain(&d, &d.doc, GD_DOC_EN), "wooden case"));
	assert_string_equal(item_of(&d.doc, "Why revised")->value,
	    "the customer wants it so");
	a.rev = 1;
	filled(&d, a);
	assert_int_equal(d.doc.nstamps, 0); /* in force until the next is */
	assert_null(strstr(plain(&d, &d.doc, GD_DOC_EN), "wooden case"));
	bench_must(&d.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	bench_must(&d.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
	filled(&d, a);
	assert_true(stamped(&d.doc, "SUPERSEDED"));
	assert_null(strstr(plain(&d, &d.doc, GD_DOC_EN), "wooden case"));
	/* what no revision keeps is as the order says it, on the newest alone */
	gd_row_put(&d.b.order.sheet, GD_TAB_FIELD,
	    &(struct gd_field){ .name = "sample_code", .value = "S-09" },
	    UINT64_MAX);
	filled(&d, a);
	assert_true(item_of(&d.doc, "Reference sample no.")->line);
	a.rev = 2;
	filled(&d, a);
	assert_int_equal(d.doc.nstamps, 0);
	assert_string_equal(item_of(&d.doc, "Reference sample no.")->value,
	    "S-09");
	a.rev = 3;
	assert_int_equal(gd_form_fill(&a, &d.arena, &d.doc, &d.b.err),
	    GD_MISSING);
	assert_int_equal(d.b.err.msg, GD_M_FORM_NO_REVISION);
	a = ask(&d, "negotiation_docs");
	assert_int_equal(gd_form_fill(&a, &d.arena, &d.doc, &d.b.err),
	    GD_MISSING);
	assert_int_equal(d.b.err.msg, GD_M_NOT_MADE);
	desk_end(&d);
}

static void
a_notice_says_before_and_after_in_words(void **state)
{
	const struct gd_doc_block *t;
	struct desk d;

	(void)state;
	desk_begin(&d, "tt");
	bench_until(&d.b, "send_formal_order");
	change_of_date(&d);
	filled(&d, ask(&d, "notice"));
	t = block_of(&d.doc, GD_BLOCK_TABLE, "What changes");
	assert_int_equal(t->nrows, 2);
	assert_string_equal(t->cells[0],
	    "订货单 Formal order form: 交货日期 Delivery date");
	assert_string_equal(t->cells[1], "2026-09-23");
	assert_string_equal(t->cells[2], "2026-09-25");
	assert_string_equal(t->cells[4], "x");
	assert_string_equal(t->cells[5], "carton of 12");
	assert_string_equal(item_of(&d.doc, "Evidence")->value,
	    "mail of Monday");
	desk_end(&d);
}

/* ---- signatures and pieces ---------------------------------------------------------- */

static void
a_place_for_a_signature_says_who_gave_it_and_stays_empty_without(void **state)
{
	const struct gd_doc_block *s;
	struct desk d;

	(void)state;
	desk_begin(&d, "tt");
	bench_until(&d.b, "make_preliminary");
	filled(&d, ask(&d, "preliminary_order"));
	s = block_of(&d.doc, GD_BLOCK_SIGNS, NULL);
	assert_int_equal(s->nsigns, 2);
	assert_string_equal(s->signs[0].role.en, "Salesperson");
	assert_string_equal(s->signs[1].name, "钱芳");
	assert_string_equal(s->signs[1].meaning, "批准 approved");
	assert_string_equal(s->signs[1].note, "仅凭登录 login only");
	assert_memory_equal(s->signs[1].when, "2026-07-", 8);
	bench_must(&d.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REVISE,
		.paper = "preliminary_order",
		.reason = "again",
		FIELDS({ "key_points", "weld" }) });
	bench_must(&d.b, "sales_manager",
	    (struct gd_command){ .verb = GD_DO_SIGN,
		.paper = "preliminary_order" });
	filled(&d, ask(&d, "preliminary_order"));
	s = block_of(&d.doc, GD_BLOCK_SIGNS, NULL);
	assert_int_equal(s->nsigns, 2);
	assert_null(s->signs[0].name);
	assert_string_equal(s->signs[1].name, "钱芳");
	desk_end(&d);
}

static void
each_piece_says_which_it_is(void **state)
{
	const struct gd_piece *pc;
	struct desk d;
	int copies = 0;

	(void)state;
	desk_begin(&d, "tt");
	bench_until(&d.b, "send_formal_order");
	for (size_t i = 0; (pc = gd_walk(&d.b.order, GD_TAB_PIECE, &i));) {
		struct gd_form_ask a = ask(&d, pc->kind);
		char want[40];

		a.piece = pc;
		a.again = true;
		if (strcmp(pc->kind, "formal_order") != 0)
			continue;
		filled(&d, a);
		snprintf(want, sizeof want, "COPY %d OF 5", copies + 1);
		if (pc->class == GD_PIECE_COPY)
			copies++;
		else
			snprintf(want, sizeof want, "ORIGINAL");
		assert_true(stamped(&d.doc, want));
		assert_true(stamped(&d.doc, "REPRINT"));
	}
	assert_int_equal(copies, 5);
	desk_end(&d);
}

/* ---- lines -------------------------------------------------------------------------- */

static void
order_of_lines(struct desk *d, const struct gd_line *lines, int n)
{
	bench_must(&d->b, "clerk",
	    (struct gd_command){ .verb = GD_DO_NEW,
		.lines = lines,
		.nlines = n,
		FIELDS({ "terms", "tt" }, { "contract_no", "XS-1" },
		    { "amount", "48200 USD" }, { "delivery_date", "+60d" },
		    { "product", "Mugs" }) });
	bench_until(&d->b, "make_contract");
}

static void
sixty_lines_are_added_up_row_by_row(void **state)
{
	struct gd_line lines[60];
	const struct gd_doc_block *t;
	const char *text;
	struct desk d;

	(void)state;
	for (int i = 0; i < 60; i++)
		lines[i] = (struct gd_line){ .no = i + 1,
			.item = "Mug",
			.spec = "blue",
			.qty = 1000,
			.unit = "pcs",
			.price = 125,
			.currency = "USD",
			.note = "" };
	desk_begin(&d, NULL);
	order_of_lines(&d, lines, 60);
	filled(&d, ask(&d, "contract"));
	t = block_of(&d.doc, GD_BLOCK_TABLE, "No.");
	assert_int_equal(t->nrows, 60);
	assert_int_equal(t->ncol, 8);
	assert_string_equal(t->cells[3], "1,000");
	assert_string_equal(t->cells[5], "1.25");
	assert_string_equal(t->cells[7], "1,250.00");
	assert_string_equal(t->carry[29 * 8 + 7], "37,500.00");
	assert_string_equal(t->carry[59 * 8 + 3], "60,000");
	assert_string_equal(t->total[3], "60,000");
	assert_string_equal(t->total[7], "75,000.00 USD");
	text = plain(&d, &d.doc, GD_DOC_EN);
	assert_non_null(strstr(text, "Carried forward"));
	assert_non_null(strstr(text, "Brought forward"));
	desk_end(&d);
}

static void
a_paper_of_a_shipment_says_what_that_shipment_takes(void **state)
{
	static const struct gd_line mugs = { .no = 1,
		.item = "Mug",
		.spec = "",
		.qty = 1000,
		.unit = "pcs",
		.price = 125,
		.currency = "USD",
		.note = "" };
	const struct gd_doc_block *t;
	struct gd_form_ask a;
	struct desk d;

	(void)state;
	desk_begin(&d, NULL);
	order_of_lines(&d, &mugs, 1);
	bench_until(&d.b, "send_formal_order");
	bench_must(&d.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SPLIT,
		.lot = 1,
		.reason = "two ships",
		FIELDS({ "line:1", "400" }) });
	bench_until(&d.b, NULL);
	a = ask(&d, "shipping_notice");
	for (a.lot = 1; a.lot <= 2; a.lot++) {
		filled(&d, a);
		t = block_of(&d.doc, GD_BLOCK_TABLE, "No.");
		assert_int_equal(t->nrows, 1);
		assert_string_equal(t->cells[3], a.lot == 1 ? "600" : "400");
		assert_string_equal(d.doc.number,
		    a.lot == 1 ? "EX-1-L1" : "EX-1-L2");
		assert_string_equal(item_of(&d.doc, "Lot")->value,
		    a.lot == 1 ? "1 / 2" : "2 / 2");
	}
	a = ask(&d, "formal_order"); /* the order's own says all of it */
	filled(&d, a);
	t = block_of(&d.doc, GD_BLOCK_TABLE, "No.");
	assert_string_equal(t->cells[3], "1,000");
	desk_end(&d);
}

static void
two_currencies_are_never_summed(void **state)
{
	static const struct gd_line lines[] = {
		{ .no = 1,
		    .item = "Mug",
		    .spec = "",
		    .qty = 1000,
		    .unit = "pcs",
		    .price = 125,
		    .currency = "USD",
		    .note = "" },
		{ .no = 2,
		    .item = "Oil",
		    .spec = "",
		    .qty = 1255,
		    .digits = 1,
		    .unit = "kg",
		    .price = 300,
		    .currency = "JPY",
		    .note = "" },
	};
	const struct gd_doc_block *t;
	struct gd_form_ask a;
	struct desk d;

	(void)state;
	desk_begin(&d, NULL);
	order_of_lines(&d, lines, 1);
	a = ask(&d, "contract");
	/* the office lets no order have two currencies; a book of other days
	 * may hold one */
	gd_row_put(&d.b.order.sheet, GD_TAB_LINE, &lines[1], UINT64_MAX);
	a.forms = NULL;
	a.paper = "contract";
	((struct gd_revision *)(uintptr_t)gd_revision(&d.b.order, "contract", 0,
	     1, 1))
	    ->fields = "{\"line:1:item\":\"Mug\",\"line:1:qty\":\"1000\","
		       "\"line:1:unit\":\"pcs\",\"line:1:price\":\"1.25 USD\","
		       "\"line:2:item\":\"Oil\",\"line:2:qty\":\"125.5\","
		       "\"line:2:unit\":\"kg\",\"line:2:price\":\"300 JPY\"}";
	filled(&d, a);
	t = block_of(&d.doc, GD_BLOCK_TABLE, "No.");
	assert_int_equal(t->nrows, 2);
	assert_string_equal(t->cells[5], "1.25 USD");
	assert_string_equal(t->cells[7 + 3], "125.5");
	assert_string_equal(t->cells[7 + 6], "37,650 JPY");
	assert_string_equal(t->total[3], "");
	assert_string_equal(t->total[6], "多种货币 several currencies");
	assert_string_equal(t->carry[6], "");
	desk_end(&d);
}

/* ---- routing slips ------------------------------------------------------------------ */

static const struct gd_doc *
slip(struct desk *d, const char *paper, const char *step)
{
	struct gd_slip_ask a = { .of = ask(d, paper),
		.step = step,
		.back_by = gd_day_of(2026, 8, 7) };
	struct gd_err err = GD_ERR_INIT;

	if (gd_slip_fill(&a, &d->arena, &d->doc, &err) != GD_OK)
		fail_msg("slip: %s", gd_msg_english(err.msg));
	return &d->doc;
}

static void
a_slip_has_a_line_for_every_piece_at_every_moment(void **state)
{
	const struct gd_doc_block *t;
	struct desk d;
	size_t signed_for = 0;

	(void)state;
	desk_begin(&d, "tt");
	bench_until(&d.b, "make_formal_order");
	bench_until(&d.b, "send_formal_order");
	slip(&d, "formal_order", NULL);
	t = block_of(&d.doc, GD_BLOCK_TABLE, "#");
	assert_int_equal(t->nrows, 6);
	assert_string_equal(t->cells[1], "正本\nORIGINAL");
	assert_string_equal(t->cells[7 + 1], "副本 1/5\nCOPY 1 OF 5");
	assert_string_equal(t->cells[7 + 4], "");
	assert_string_equal(item_of(&d.doc, "Return by")->value,
	    "2026-08-07 周五 Fri");
	assert_string_equal(item_of(&d.doc, "Original with")->value,
	    "跟单 Clerk");
	assert_string_equal(item_of(&d.doc, "Sent out")->value, "2026-07-26");
	assert_string_equal(d.doc.badge.en, "5/11");
	bench_receipt_all(&d.b);
	slip(&d, "formal_order", NULL);
	t = block_of(&d.doc, GD_BLOCK_TABLE, "#");
	for (size_t i = 0; i < t->nrows; i++)
		signed_for += strcmp(t->cells[i * 7 + 6], "2026-07-26") == 0;
	assert_int_equal(signed_for, 6);
	slip(&d, NULL, "contract");
	t = block_of(&d.doc, GD_BLOCK_TABLE, "#");
	assert_int_equal(t->ncol, 8);
	assert_string_equal(t->cells[1], "外贸合同 第 1 版\nContract, rev. 1");
	desk_end(&d);
}

static void
a_slip_names_the_old_copies_that_are_still_out(void **state)
{
	const struct gd_doc_block *t;
	const struct gd_piece *pc;
	struct desk d;

	(void)state;
	desk_begin(&d, "tt");
	bench_until(&d.b, "send_formal_order");
	bench_receipt_all(&d.b);
	slip(&d, "formal_order", NULL);
	t = block_of(&d.doc, GD_BLOCK_TICKS, NULL);
	assert_string_equal(t->items[0].value, "x");
	bench_must(&d.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REVISE,
		.paper = "formal_order",
		.reason = "r",
		FIELDS({ "packing", "wooden case" }) });
	slip(&d, "formal_order", NULL); /* not issued: who will get one */
	assert_true(stamped(&d.doc, "DRAFT"));
	t = block_of(&d.doc, GD_BLOCK_TABLE, "#");
	assert_int_equal(t->nrows, 5);
	assert_string_equal(t->cells[1], "副本\nCOPY");
	bench_must(&d.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = "formal_order" });
	bench_must(&d.b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE,
		.paper = "formal_order" });
	slip(&d, "formal_order", NULL);
	t = block_of(&d.doc, GD_BLOCK_TICKS, NULL);
	assert_int_equal(t->nitems, 5);
	assert_string_equal(t->items[0].label.en,
	    "rev. 1, COPY 1 OF 5, Finance");
	assert_string_equal(t->items[0].label.zh,
	    "第 1 版 副本 1/5 财务部 (somebody)");
	assert_null(t->items[0].value);
	for (size_t i = 0; (pc = gd_walk(&d.b.order, GD_TAB_PIECE, &i));)
		if (pc->state == GD_PIECE_RECALL)
			bench_must(&d.b, "clerk",
			    (struct gd_command){ .verb = GD_DO_RETURNED,
				.piece = pc->no });
	slip(&d, "formal_order", NULL);
	t = block_of(&d.doc, GD_BLOCK_TICKS, NULL);
	assert_string_equal(t->items[0].value, "x");
	desk_end(&d);
}

static void
a_slip_of_a_step_without_papers_says_so(void **state)
{
	struct gd_slip_ask a;
	struct desk d;

	(void)state;
	desk_begin(&d, "tt");
	a = (struct gd_slip_ask){ .of = ask(&d, NULL), .step = "shipping" };
	assert_int_equal(gd_slip_fill(&a, &d.arena, &d.doc, &d.b.err),
	    GD_MISSING);
	assert_int_equal(d.b.err.msg, GD_M_SLIP_NOTHING);
	desk_end(&d);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define EACH(f) cmocka_unit_test(f)
		EACH(
		    every_field_of_the_trade_stands_on_its_form_in_both_languages),
		EACH(
		    every_paper_of_a_finished_order_prints_with_and_without_forms),
		EACH(
		    an_order_of_a_version_without_a_field_has_it_to_write_by_hand),
		EACH(an_old_revision_says_what_it_said_and_that_it_is_old),
		EACH(a_notice_says_before_and_after_in_words),
		EACH(
		    a_place_for_a_signature_says_who_gave_it_and_stays_empty_without),
		EACH(each_piece_says_which_it_is),
		EACH(sixty_lines_are_added_up_row_by_row),
		EACH(a_paper_of_a_shipment_says_what_that_shipment_takes),
		EACH(two_currencies_are_never_summed),
		EACH(a_slip_has_a_line_for_every_piece_at_every_moment),
		EACH(a_slip_names_the_old_copies_that_are_still_out),
		EACH(a_slip_of_a_step_without_papers_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
