/* flow/expr_dates.c - conditions that hold two values against each other:
 * two fields, two dates, a number and what it should be, a courier's number.
 */
#include "expr_priv.h"

#include <string.h>

#include "base/banned.h"

static bool
is_number(enum gd_field_type type)
{
	return type == GD_FIELD_INT || type == GD_FIELD_DECIMAL;
}

static bool
is_choice(const struct gd_field_def *f, const char *word)
{
	return find_id(f->choices, sizeof *f->choices, f->nchoices, word) >= 0;
}

/* A choice is meant before a field of that name; a text is meant unless a text
 * field has that name. */
bool
is_other_field(struct expr *e, const char *word, struct gd_pred *out)
{
	const struct gd_field_def *f = &e->l->fields[out->a], *g;
	int b = find_id(e->l->fields, sizeof *e->l->fields, e->l->wf->nfields,
	    word);

	if (b < 0 || (f->type == GD_FIELD_CHOICE && is_choice(f, word)))
		return false;
	g = &e->l->fields[b];
	if (f->type != g->type && !(is_number(f->type) && is_number(g->type)))
		return false;
	out->op = GD_PRED_FIELDS;
	out->b = (int16_t)b;
	out->value = "";
	return true;
}

/* A date field, done(duty), issued(paper), credited(trigger): its index. */
static int
want_date(struct expr *e)
{
	struct gd_due_def d = GD_DUE_NONE;
	struct gd_workflow *wf = e->l->wf;
	size_t n = (size_t)wf->ndates;
	enum ref what = REF_FIELD;
	const char *at, *word;

	skip_space(e);
	at = e->p;
	word = want_word(e, "date");
	if (e->bad)
		return -1;
	if (take_sign(e, "(")) {
		if (!date_word(word, strlen(word), &d.base, &what) ||
		    d.base == GD_BASE_PLAN) {
			e->p = at;
			gd_fail(expr_bad(e), GD_USAGE, GD_M_FLOW_EXPR_DATE,
			    GD_T(word));
			return -1;
		}
		d.ref = (int16_t)want_ref(e, what);
		want_sign(e, ")");
	} else {
		d.base = GD_BASE_FIELD;
		d.ref = (int16_t)find_ref(e->l, REF_FIELD, word, e->n->line,
		    expr_col(e, at));
		if (d.ref >= 0 && e->l->fields[d.ref].type != GD_FIELD_DATE)
			gd_fail(expr_fault(e, at), GD_USAGE, GD_M_FLOW_NOT_TYPE,
			    GD_T(word), GD_T("date"));
	}
	if ((n & (n - 1)) == 0) { /* room doubles */
		struct gd_due_def *more =
		    gd_arena_alloc(e->l->keep, n ? 2 * n : 1, sizeof *more);

		if (n)
			memcpy(more, e->l->dates, n * sizeof *more);
		wf->dates = e->l->dates = more;
	}
	e->l->dates[n] = d;
	return wf->ndates++;
}

/* A whole number from min to max; "0" after a fault. */
static const char *
want_number(struct expr *e, int64_t min, int64_t max)
{
	const char *s;
	size_t n;
	int64_t v;

	skip_space(e);
	n = strspn(e->p, "-0123456789");
	s = gd_arena_strn(e->l->keep, e->p, n);
	if (!parse_number(s, &v) || v < min || v > max) {
		gd_fail(expr_bad(e), GD_USAGE, GD_M_FLOW_NUMBER, GD_N(min),
		    GD_N(max));
		return "0";
	}
	e->p += n;
	return s;
}

/* The id of a field of whole numbers; "0" after a fault. */
static const char *
want_days_field(struct expr *e)
{
	const char *at = e->p;
	int f = want_ref(e, REF_FIELD);

	if (f < 0)
		return "0";
	if (e->l->fields[f].type != GD_FIELD_INT)
		gd_fail(expr_fault(e, at), GD_USAGE, GD_M_FLOW_NOT_TYPE,
		    GD_T(e->l->fields[f].name.id), GD_T("int"));
	return e->l->fields[f].name.id;
}

/* days(A, B) op n, or op an int field */
void
parse_days(struct expr *e, struct gd_pred *out)
{
	out->value = "0";
	out->a = (int16_t)want_date(e);
	want_sign(e, ",");
	out->b = e->bad ? -1 : (int16_t)want_date(e);
	want_sign(e, ")");
	if (e->bad)
		return;
	if (!take_compare(e, &out->cmp)) {
		gd_fail(expr_bad(e), GD_USAGE, GD_M_FLOW_EXPR_WANT_A,
		    GD_W("comparison (=, !=, <, <=, >, >= or set)"));
		return;
	}
	skip_space(e);
	if (*e->p >= 'a' && *e->p <= 'z')
		out->value = want_days_field(e);
	else
		out->value = want_number(e, -36500, 36500);
}

static int
want_number_field(struct expr *e)
{
	const char *at;
	int f;

	skip_space(e);
	at = e->p;
	f = want_ref(e, REF_FIELD);
	if (f >= 0 && !is_number(e->l->fields[f].type) &&
	    e->l->fields[f].type != GD_FIELD_MONEY)
		gd_fail(expr_fault(e, at), GD_USAGE, GD_M_FLOW_NOT_TYPE,
		    GD_T(e->l->fields[f].name.id), GD_T("decimal"));
	return f;
}

/* near(a, b, percent) */
void
parse_near(struct expr *e, struct gd_pred *out)
{
	out->value = "0";
	out->a = (int16_t)want_number_field(e);
	want_sign(e, ",");
	out->b = e->bad ? -1 : (int16_t)want_number_field(e);
	want_sign(e, ",");
	if (!e->bad)
		out->value = want_number(e, 0, 100);
	want_sign(e, ")");
	if (out->a >= 0 && out->b >= 0 &&
	    (e->l->fields[out->a].type == GD_FIELD_MONEY) !=
		(e->l->fields[out->b].type == GD_FIELD_MONEY))
		gd_fail(fault(e->l, e->n), GD_USAGE, GD_M_FLOW_NOT_TYPE,
		    GD_T(e->l->fields[out->b].name.id), GD_T("money"));
}

/* form(field, upu) */
void
parse_form(struct expr *e, struct gd_pred *out)
{
	int n;
	const char *const *words = word_list(WORDS_FORM, &n);
	const char *at;

	out->value = "any";
	skip_space(e);
	at = e->p;
	out->a = (int16_t)want_ref(e, REF_FIELD);
	if (out->a >= 0 && e->l->fields[out->a].type != GD_FIELD_TEXT)
		gd_fail(expr_fault(e, at), GD_USAGE, GD_M_FLOW_NOT_TYPE,
		    GD_T(e->l->fields[out->a].name.id), GD_T("text"));
	want_sign(e, ",");
	if (e->bad)
		return;
	for (int i = 0; i < n; i++)
		if (take_word(e, words[i])) {
			out->value = words[i];
			want_sign(e, ")");
			return;
		}
	gd_fail(expr_bad(e), GD_USAGE, GD_M_FLOW_EXPR_WANT,
	    GD_T("upu, ups, any"));
}
