/* core/form.h - what printed papers say, as a file says it.
 *
 * An immutable definition, filled by flow/ from a YAML file and checked there
 * against a workflow.  It names fields, papers and duties by their ids, so
 * that one set of forms serves every version of its workflow.
 */
#ifndef GENDAN_CORE_FORM_H
#define GENDAN_CORE_FORM_H

#include "core/workflow.h"

/* X(enum word, word of the file): what gendan knows besides fields.
 * docs/FORMS.md says what each is. */
#define GD_FORM_WORDS(X)                      \
	X(ORDER_NUMBER, "order.number")       \
	X(ORDER_DATE, "order.date")           \
	X(ORDER_LOT, "order.lot")             \
	X(ORDER_PAYMENTS, "order.payments")   \
	X(ORDER_ITEMS, "order.items")         \
	X(CUSTOMER_CODE, "customer.code")     \
	X(CUSTOMER_NAME, "customer.name")     \
	X(CUSTOMER_PLACE, "customer.place")   \
	X(COMPANY_NAME, "company.name")       \
	X(COMPANY_ADDRESS, "company.address") \
	X(COMPANY_PHONE, "company.phone")     \
	X(COMPANY_BANK, "company.bank")       \
	X(COMPANY_TAX, "company.tax_no")      \
	X(PAPER_NUMBER, "paper.number")       \
	X(PAPER_REVISION, "paper.revision")   \
	X(PAPER_DATE, "paper.date")           \
	X(PAPER_BY, "paper.made_by")          \
	X(PAPER_ROUND, "paper.round")         \
	X(PAPER_ORIGINAL, "paper.original")   \
	X(PAPER_FROM, "paper.from")           \
	X(PAPER_TO, "paper.to")               \
	X(PAPER_REASON, "paper.reason")       \
	X(SUM_QUANTITY, "sum.quantity")       \
	X(SUM_AMOUNT, "sum.amount")
enum gd_form_word {
#define X(word, text) GD_FORM_##word,
	GD_FORM_WORDS(X)
#undef X
	    GD_FORM_NWORDS
};

/* X(enum word, word of the file): columns of the lines of an order. */
#define GD_FORM_COLS(X)         \
	X(NO, "no")             \
	X(ITEM, "item")         \
	X(SPEC, "spec")         \
	X(QTY, "qty")           \
	X(UNIT, "unit")         \
	X(PRICE, "price")       \
	X(DISCOUNT, "discount") \
	X(AMOUNT, "amount")     \
	X(NOTE, "note")
enum gd_form_col {
#define X(word, text) GD_FORM_COL_##word,
	GD_FORM_COLS(X)
#undef X
	    GD_FORM_NCOLS
};

/* What of another paper or of a duty: PAPER.date, DUTY.outcome ... */
enum gd_form_part {
	GD_FORM_PART_FIELD, /* of what it says, or what was entered */
	GD_FORM_PART_DATE,
	GD_FORM_PART_REVISION, /* papers */
	GD_FORM_PART_OUTCOME,  /* duties, as the rest */
	GD_FORM_PART_BY,
	GD_FORM_PART_DUE,
};

enum gd_form_ref {
	GD_FORM_WRITE, /* nothing is known: a line to write on */
	GD_FORM_WORD,
	GD_FORM_FIELD, /* of the paper itself, else of the order */
	GD_FORM_PAPER, /* part of paper `of` */
	GD_FORM_DUTY,  /* part of duty `of` */
	GD_FORM_ROLE,  /* who has role `of` on the order */
	GD_FORM_COL    /* of a line of the order */
};

struct gd_form_item {
	enum gd_form_ref ref;
	enum gd_form_word word;
	enum gd_form_col col;
	enum gd_form_part part;
	const char *of, *field; /* ids; "" */
	const char *zh, *en;    /* its label; "" = as gendan calls it */
	int span;               /* columns of a block; weight in a table */
	bool strong, shade, box;
};

/* X(enum word, word of the file) */
#define GD_FORM_BLOCKS(X)       \
	X(FIELDS, "fields")     \
	X(LINES, "lines")       \
	X(PROSE, "prose")       \
	X(TICKS, "ticks")       \
	X(TABLE, "table")       \
	X(CHANGES, "changes")   \
	X(PAYMENTS, "payments") \
	X(SIGNS, "signs")       \
	X(RECEIPTS, "receipts")
enum gd_form_block_kind {
#define X(word, text) GD_FORM_BLOCK_##word,
	GD_FORM_BLOCKS(X)
#undef X
	    GD_FORM_NBLOCKS
};

struct gd_form_block {
	enum gd_form_block_kind kind;
	const char *zh, *en; /* heading; "" */
	struct gd_form_item *items;
	int nitems;
	int columns;          /* FIELDS, TICKS: items in a row */
	struct gd_name *rows; /* TABLE: what begins each; TICKS: choices */
	int nrows;            /* PROSE: lines when nothing is known */
	bool keep;            /* on one page with the block before */
};

struct gd_form {
	const char *paper;   /* id of a paper or thing */
	const char *media;   /* a4, a5 ...; "" = as the file says */
	bool for_customer;   /* in the customer's language, where one is kept */
	const char *zh, *en; /* title; "" = the paper's name */
	const char *note_zh, *note_en; /* small, in the foot; "" */
	struct gd_form_block *blocks;
	int nblocks;
};

struct gd_forms {
	struct gd_arena arena;
	const char *workflow; /* id */
	int version;
	const char *media; /* of forms that name none */
	const char *lang;  /* both, zh, en */
	struct gd_form *forms;
	int nforms;
};

void gd_forms_release(struct gd_forms *f);
/** The form of a paper or thing; NULL: there is none. */
const struct gd_form *gd_form_of(const struct gd_forms *f, const char *paper);

#endif
