/* paper/words.c - labels, numbers, names of people and desks, as forms say
 * them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "core/rates.h"

#include "fill_priv.h"

#include "base/banned.h"

/* ---- words ----------------------------------------------------------------- */

/* X(word of GD_FORM_WORDS, zh, en) */
#define LABELS(X)                                         \
	X(ORDER_NUMBER, "订单号", "Order no.")            \
	X(ORDER_DATE, "接单日期", "Order date")           \
	X(ORDER_LOT, "批次", "Lot")                       \
	X(ORDER_PAYMENTS, "付款安排", "Payment schedule") \
	X(ORDER_ITEMS, "款号/货号", "Style / item no.")   \
	X(CUSTOMER_CODE, "客户编号", "Customer no.")      \
	X(CUSTOMER_NAME, "客户", "Customer")              \
	X(CUSTOMER_PLACE, "国家/城市", "Country, city")   \
	X(COMPANY_NAME, "公司", "Company")                \
	X(COMPANY_ADDRESS, "地址", "Address")             \
	X(COMPANY_PHONE, "电话", "Phone")                 \
	X(COMPANY_BANK, "开户银行", "Bank")               \
	X(COMPANY_TAX, "税号", "Tax no.")                 \
	X(PAPER_NUMBER, "编号", "No.")                    \
	X(PAPER_REVISION, "版次", "Revision")             \
	X(PAPER_DATE, "日期", "Date")                     \
	X(PAPER_BY, "制单人", "Prepared by")              \
	X(PAPER_ROUND, "第几次", "Round no.")             \
	X(PAPER_ORIGINAL, "正本存放", "Original kept by") \
	X(PAPER_FROM, "来自", "From")                     \
	X(PAPER_TO, "抄送", "Copies to")                  \
	X(PAPER_REASON, "改版原因", "Reason of revision") \
	X(SUM_QUANTITY, "数量合计", "Total quantity")     \
	X(SUM_AMOUNT, "金额合计", "Total amount")
static const struct gd_label labels[GD_FORM_NWORDS] = {
#define X(word, zh, en) [GD_FORM_##word] = { zh, en },
	LABELS(X)
#undef X
};

/* Columns of the lines. */
static const struct gd_label cols[GD_FORM_NCOLS] = {
	[GD_FORM_COL_NO] = { "序", "No." },
	[GD_FORM_COL_ITEM] = { "货号品名", "Item" },
	[GD_FORM_COL_SPEC] = { "规格", "Spec." },
	[GD_FORM_COL_QTY] = { "数量", "Quantity" },
	[GD_FORM_COL_UNIT] = { "单位", "Unit" },
	[GD_FORM_COL_PRICE] = { "单价", "Unit price" },
	[GD_FORM_COL_DISCOUNT] = { "折扣 %", "Discount %" },
	[GD_FORM_COL_AMOUNT] = { "金额", "Amount" },
	[GD_FORM_COL_NOTE] = { "备注", "Note" },
};

const char *
fill_say(const struct fill *f, const char *zh, const char *en)
{
	/* "信用证 L/C" has said "L/C" already, where both stand */
	bool said = f->ask->lang == GD_DOC_BOTH && zh && en && strstr(zh, en);
	struct gd_label both = { zh, said ? zh : en };
	struct gd_str s = GD_STR_INIT;
	const char *out;

	gd_label_add(&s, &both, f->ask->lang);
	out = gd_arena_str(f->arena, s.text);
	gd_str_release(&s);
	return out;
}

static const struct gd_name *
duty_name(const struct fill *f, const char *id)
{
	int d = gd_wf_duty(f->wf, id);

	return d < 0 ? NULL : &f->wf->duties[d].name;
}

const char *
fill_two(const struct fill *f, const char *zh, const char *en)
{
	struct gd_label l = { zh, en };
	const char *second, *first = gd_label_main(&l, f->ask->lang, &second);

	return *second ? gd_arena_printf(f->arena, "%s\n%s", first, second)
		       : first;
}

const struct gd_name *
fill_paper_name(const struct fill *f, const char *id)
{
	int p = gd_wf_paper(f->wf, id);

	return p < 0 ? NULL : &f->wf->papers[p].name;
}

/* "合同 日期" of a part of something else that has no label of its own. */
static struct gd_label
part_label(const struct fill *f, const struct gd_form_item *it)
{
	static const struct gd_label parts[] = {
		[GD_FORM_PART_FIELD] = { "", "" },
		[GD_FORM_PART_DATE] = { "日期", "date" },
		[GD_FORM_PART_REVISION] = { "版次", "revision" },
		[GD_FORM_PART_OUTCOME] = { "", "" },
		[GD_FORM_PART_BY] = { "经手人", "by" },
		[GD_FORM_PART_DUE] = { "期限", "due" },
	};
	const struct gd_name *n = it->ref == GD_FORM_PAPER
				      ? fill_paper_name(f, it->of)
				      : duty_name(f, it->of);
	const struct gd_label *part = &parts[it->part];

	if (!n)
		return (struct gd_label){ it->of, it->of };
	return (struct gd_label){ gd_arena_printf(f->arena, "%s%s", n->zh,
				      part->zh),
		gd_arena_printf(f->arena, "%s%s%s", n->en, *part->en ? " " : "",
		    part->en) };
}

struct gd_label
fill_label(const struct fill *f, const struct gd_form_item *it)
{
	struct gd_label l = { it->zh, it->en };
	int field, role;

	if (*it->zh || *it->en)
		return l;
	switch (it->ref) {
	case GD_FORM_WORD:
		return labels[it->word];
	case GD_FORM_COL:
		return cols[it->col];
	case GD_FORM_FIELD:
		field = gd_wf_field(f->wf, it->field);
		l.zh = field < 0 ? it->field : f->wf->fields[field].name.zh;
		l.en = field < 0 ? it->field : f->wf->fields[field].name.en;
		return l;
	case GD_FORM_PAPER:
	case GD_FORM_DUTY:
		return part_label(f, it);
	case GD_FORM_ROLE:
		role = gd_wf_role(f->wf, it->of);
		l.zh = role < 0 ? it->of : f->wf->roles[role].name.zh;
		l.en = role < 0 ? it->of : f->wf->roles[role].name.en;
		return l;
	case GD_FORM_WRITE:
		break;
	}
	return l;
}

/* ---- numbers and dates ------------------------------------------------------ */

/* Appends a number with its thousands apart: 48250.00 is 48,250.00. */
static void
add_grouped(struct gd_str *s, const char *v)
{
	size_t n;

	if (*v == '-')
		gd_str_addc(s, *v++);
	n = strspn(v, "0123456789");
	for (size_t i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			gd_str_addc(s, ',');
		gd_str_addc(s, v[i]);
	}
	gd_str_add(s, v + n);
}

const char *
fill_grouped(const struct fill *f, const char *v)
{
	struct gd_str s = GD_STR_INIT;
	const char *out;

	add_grouped(&s, v);
	out = gd_arena_str(f->arena, s.text);
	gd_str_release(&s);
	return out;
}

const char *
fill_number(const struct fill *f, int64_t n, int64_t digits)
{
	int64_t unit = 1;

	for (int64_t i = 0; i < digits; i++)
		unit *= 10;
	if (digits <= 0)
		return fill_grouped(f,
		    gd_arena_printf(f->arena, "%lld", (long long)n));
	return fill_grouped(f, gd_arena_printf(f->arena, "%s%lld.%0*lld",
				   n < 0 ? "-" : "", (long long)llabs(n / unit),
				   (int)digits, (long long)llabs(n % unit)));
}

const char *
fill_money(const struct fill *f, int64_t minor, const char *currency)
{
	return gd_arena_printf(f->arena, "%s%s%s",
	    fill_number(f, minor, gd_money_digits(currency)),
	    *currency ? " " : "", currency);
}

const char *
fill_day(const struct fill *f, int32_t day)
{
	return day == GD_NO_DAY || day == 0
		   ? ""
		   : gd_day_text(day, gd_arena_alloc(f->arena, GD_DAY_TEXT, 1));
}

const char *
fill_moment(const struct fill *f, int64_t ms)
{
	return ms ? gd_moment_text(ms, f->ask->utc_offset_min,
			gd_arena_alloc(f->arena, GD_MS_TEXT, 1))
		  : "";
}

const char *
fill_ms_day(const struct fill *f, int64_t ms)
{
	return ms ? fill_day(f, gd_ms_day(ms, f->ask->utc_offset_min)) : "";
}

/* ---- people, desks, pieces ------------------------------------------------- */

const char *
fill_person(const struct fill *f, const char *login)
{
	const struct gd_person *p = gd_row_find(f->ask->office, GD_OFF_PERSON,
	    &(struct gd_person){ .login = login });

	if (!p)
		return login;
	if (f->ask->lang == GD_DOC_EN && *p->name_en)
		return p->name_en;
	return *p->name ? p->name : login;
}

/* The names of a desk as this office calls it. */
struct gd_label
fill_desk_label(const struct fill *f, const char *id)
{
	const struct gd_desk *row = gd_row_find(f->ask->office, GD_OFF_DESK,
	    &(struct gd_desk){ .code = id });
	int d = gd_wf_desk(f->wf, id);

	if (row && *row->zh)
		return (struct gd_label){ row->zh, row->en };
	if (d < 0)
		return (struct gd_label){ id, id };
	return (struct gd_label){ f->wf->desks[d].name.zh,
		f->wf->desks[d].name.en };
}

const char *
fill_desk(const struct fill *f, const char *id)
{
	struct gd_label l = fill_desk_label(f, id);

	return fill_say(f, l.zh, l.en);
}

const char *
fill_desk_two(const struct fill *f, const char *id)
{
	struct gd_label l = fill_desk_label(f, id);

	return fill_two(f, l.zh, l.en);
}

/* The pieces of the revision printed, of one class; *before those with a
 * smaller number. */
static int
count_pieces(const struct fill *f, const struct gd_piece *of, int *before)
{
	const struct gd_piece *pc;
	int n = 0;

	*before = 0;
	for (size_t i = 0; (pc = gd_walk(f->o, GD_TAB_PIECE, &i));) {
		if (strcmp(pc->kind, of->kind) != 0 || pc->lot != of->lot ||
		    pc->inst != of->inst || pc->rev != of->rev ||
		    pc->class != of->class || pc->state == GD_PIECE_VOID)
			continue;
		n++;
		*before += pc->no < of->no;
	}
	return n;
}

struct gd_label
fill_piece(const struct fill *f, const struct gd_piece *pc)
{
	int before, n = count_pieces(f, pc, &before);

	switch (pc->class) {
	case GD_PIECE_ORIGINAL:
		return (struct gd_label){ "正本", "ORIGINAL" };
	case GD_PIECE_FILE:
		return (struct gd_label){ "留底", "FILE COPY" };
	case GD_PIECE_SAMPLE:
		return (struct gd_label){ "样品", "SAMPLE" };
	default:
		break;
	}
	return (struct gd_label){ gd_arena_printf(f->arena, "副本 %d/%d",
				      before + 1, n > before ? n : before + 1),
		gd_arena_printf(f->arena, "COPY %d OF %d", before + 1,
		    n > before ? n : before + 1) };
}
