/* flow/expr_priv.h - what the two files that read conditions share. */
#ifndef GENDAN_FLOW_EXPR_PRIV_H
#define GENDAN_FLOW_EXPR_PRIV_H

#include "loader.h"

struct expr {
	struct loader *l;
	const struct node *n;
	const char *text, *p; /* whole, and where we are */
	int depth;
	bool bad;
};

/* ---- expr.c ---- */
/* The first fault of form; what follows it would be noise. */
struct gd_err *expr_bad(struct expr *e);
/* The column of a place in the text. */
int expr_col(const struct expr *e, const char *at);
/* A fault at this place of the text; reading goes on. */
struct gd_err *expr_fault(const struct expr *e, const char *at);
void skip_space(struct expr *e);
bool take_word(struct expr *e, const char *word);
bool take_sign(struct expr *e, const char *sign);
void want_sign(struct expr *e, const char *sign);
/* A name; "" after a fault. */
const char *want_word(struct expr *e, const char *what);
int want_ref(struct expr *e, enum ref what);
/* = != < <= > >=; false when none stands here. */
bool take_compare(struct expr *e, enum gd_cmp *cmp);

/* ---- expr_dates.c ---- */
/* After "days(", "near(", "form(". */
void parse_days(struct expr *e, struct gd_pred *out);
void parse_near(struct expr *e, struct gd_pred *out);
void parse_form(struct expr *e, struct gd_pred *out);
/* Right of a comparison stands a word, no text in quotes: may it name a field
 * to compare with? Then *out compares two fields. */
bool is_other_field(struct expr *e, const char *word, struct gd_pred *out);

#endif
