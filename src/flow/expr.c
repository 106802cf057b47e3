/* flow/expr.c - conditions as people write them.
 *
 *	expr  := and { "or" and }        and  := not { "and" not }
 *	not   := "not" not | prim        prim := "(" expr ")" | call | compare
 *
 * Small recursive descent, at most FLOW_MAX_DEPTH deep.  The first fault of
 * form ends the condition; names nobody knows are noted and read over.
 */
#include "expr_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"

#include "base/banned.h"

struct call {
	const char *name;
	enum gd_pred_op op;
	enum ref first, second; /* REF_COUNT = no such argument */
};

static const struct call calls[] = {
	{ "outcome", GD_PRED_OUTCOME, REF_DUTY, REF_COUNT },
	{ "done", GD_PRED_DONE, REF_DUTY, REF_COUNT },
	{ "waived", GD_PRED_WAIVED, REF_DUTY, REF_COUNT },
	{ "issued", GD_PRED_ISSUED, REF_PAPER, REF_COUNT },
	{ "signed", GD_PRED_SIGNED, REF_PAPER, REF_ROLE },
	{ "at", GD_PRED_AT, REF_PAPER, REF_DESK },
	{ "credited", GD_PRED_CREDITED, REF_COUNT, REF_COUNT },
	{ "all", GD_PRED_ALL, REF_COUNT, REF_COUNT },
	{ "any", GD_PRED_ANY, REF_COUNT, REF_COUNT },
	{ "days", GD_PRED_DAYS, REF_COUNT, REF_COUNT },
	{ "near", GD_PRED_NEAR, REF_COUNT, REF_COUNT },
	{ "form", GD_PRED_FORM, REF_COUNT, REF_COUNT },
};
#define NCALLS ((int)(sizeof calls / sizeof calls[0]))

static void parse_expr(struct expr *e, struct gd_pred *out);

int
expr_col(const struct expr *e, const char *at)
{
	int col = e->n->col;
	uint32_t cp;

	if (!e->n->straight)
		return col;
	col += e->n->inset;
	for (const char *s = e->text; s < at; s += gd_utf8_next(s, &cp))
		col++;
	return col;
}

struct gd_err *
expr_bad(struct expr *e)
{
	if (e->bad)
		return NULL;
	e->bad = true;
	return fault_at(e->l, e->n->line, expr_col(e, e->p));
}

struct gd_err *
expr_fault(const struct expr *e, const char *at)
{
	return fault_at(e->l, e->n->line, expr_col(e, at));
}

void
skip_space(struct expr *e)
{
	e->p += strspn(e->p, " \t\n");
}

static bool
is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

static size_t
word_len(const struct expr *e)
{
	size_t n = 0;

	while (is_word_char(e->p[n]))
		n++;
	return n;
}

bool
take_word(struct expr *e, const char *word)
{
	size_t n;

	skip_space(e);
	n = word_len(e);
	if (n != strlen(word) || strncmp(e->p, word, n) != 0)
		return false;
	e->p += n;
	return true;
}

bool
take_sign(struct expr *e, const char *sign)
{
	skip_space(e);
	if (strncmp(e->p, sign, strlen(sign)) != 0)
		return false;
	e->p += strlen(sign);
	return true;
}

void
want_sign(struct expr *e, const char *sign)
{
	if (!e->bad && !take_sign(e, sign))
		gd_fail(expr_bad(e), GD_USAGE, GD_M_FLOW_EXPR_WANT, GD_T(sign));
}

const char *
want_word(struct expr *e, const char *what)
{
	size_t n;
	const char *s;

	skip_space(e);
	n = word_len(e);
	if (n == 0) {
		gd_fail(expr_bad(e), GD_USAGE, GD_M_FLOW_EXPR_WANT_A,
		    GD_W(what));
		return "";
	}
	s = gd_arena_strn(&e->l->scratch, e->p, n);
	e->p += n;
	return s;
}

int
want_ref(struct expr *e, enum ref what)
{
	const char *at, *id;
	static const char *const words[] = {
		[REF_ROLE] = "role",
		[REF_DESK] = "desk",
		[REF_FIELD] = "field",
		[REF_PAPER] = "paper",
		[REF_STEP] = "step",
		[REF_DUTY] = "duty",
		[REF_TRIGGER] = "trigger",
	};

	skip_space(e);
	at = e->p;
	id = want_word(e, words[what]);
	if (e->bad)
		return -1;
	return find_ref(e->l, what, id, e->n->line, expr_col(e, at));
}

/* Room doubles, so a long chain stays cheap. */
static void
add_kid(struct loader *l, struct gd_pred *to, const struct gd_pred *kid)
{
	struct gd_pred *kids = (struct gd_pred *)(uintptr_t)to->kids;
	size_t n = (size_t)to->nkids;

	if ((n & (n - 1)) == 0) {
		kids = gd_arena_alloc(l->keep, n ? 2 * n : 1, sizeof *kids);
		if (n)
			memcpy(kids, to->kids, n * sizeof *kids);
	}
	kids[to->nkids++] = *kid;
	to->kids = kids;
}

static void
set_text(struct expr *e, struct gd_pred *p, const char *from)
{
	const char *to = e->p;

	while (from < to && (*from == ' ' || *from == '\n'))
		from++;
	while (to > from && (to[-1] == ' ' || to[-1] == '\n'))
		to--;
	p->text = gd_arena_strn(e->l->keep, from, (size_t)(to - from));
}

/* ---- comparing a field --------------------------------------------------- */

static bool
fits_type(const struct gd_field_def *f, const char *v)
{
	int64_t n;

	switch (f->type) {
	case GD_FIELD_INT:
		return parse_number(v, &n);
	case GD_FIELD_DECIMAL:
	case GD_FIELD_MONEY:
		return strspn(v, "-0123456789.") > 0;
	case GD_FIELD_DATE:
		return gd_day_parse(v) != GD_NO_DAY;
	case GD_FIELD_YESNO:
		return strcmp(v, "yes") == 0 || strcmp(v, "no") == 0;
	case GD_FIELD_TEXT:
	case GD_FIELD_CHOICE:
	case GD_FIELD_PAPERS:
	case GD_FIELD_CHANGES:
		break;
	}
	return true;
}

static void
check_value(struct expr *e, const struct gd_pred *p, const char *at)
{
	const struct gd_field_def *f = &e->l->fields[p->a];
	const char **words, *near;

	if (f->type != GD_FIELD_CHOICE) {
		if (!fits_type(f, p->value))
			gd_fail(expr_fault(e, at), GD_USAGE,
			    GD_M_FLOW_EXPR_VALUE, GD_T(p->value),
			    GD_T(f->name.id));
		return;
	}
	if (find_id(f->choices, sizeof *f->choices, f->nchoices, p->value) >= 0)
		return;
	words = gd_arena_alloc(&e->l->scratch, (size_t)f->nchoices + 1,
	    sizeof *words);
	for (int i = 0; i < f->nchoices; i++)
		words[i] = f->choices[i].id;
	near = nearest(e->l, p->value, words, f->nchoices);
	gd_fail(expr_fault(e, at), GD_USAGE,
	    near ? GD_M_FLOW_NONE_NEAR : GD_M_FLOW_NONE, GD_W("choice"),
	    GD_T(p->value), GD_T(near ? near : ""));
}

static const char *
want_value(struct expr *e)
{
	const char *from;
	size_t n;

	skip_space(e);
	from = e->p;
	if (*from == '"' || *from == '\'') {
		n = strcspn(from + 1, *from == '"' ? "\"" : "'");
		if (from[1 + n]) {
			e->p += n + 2;
			return gd_arena_strn(e->l->keep, from + 1, n);
		}
		n = 0;
	} else {
		n = strcspn(from, " \t\n(),");
	}
	if (n == 0)
		gd_fail(expr_bad(e), GD_USAGE, GD_M_FLOW_EXPR_WANT_A,
		    GD_W("value"));
	e->p += n;
	return gd_arena_strn(e->l->keep, from, n);
}

/* 50000 USD needs no quotes. */
static const char *
with_currency(struct expr *e, const char *value)
{
	const char *from;

	skip_space(e);
	from = e->p;
	if (strspn(from, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3 ||
	    !strchr(" \t\n(),", from[3]))
		return value;
	e->p += 3;
	return gd_arena_printf(e->l->keep, "%s %.3s", value, from);
}

bool
take_compare(struct expr *e, enum gd_cmp *cmp)
{
	static const struct {
		const char *sign;
		enum gd_cmp cmp;
	} signs[] = { { "!=", GD_NE }, { "<=", GD_LE }, { ">=", GD_GE },
		{ "=", GD_EQ }, { "<", GD_LT }, { ">", GD_GT } };

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (take_sign(e, signs[i].sign)) {
			*cmp = signs[i].cmp;
			return true;
		}
	return false;
}

static void
parse_compare(struct expr *e, const char *field, const char *at,
    struct gd_pred *out)
{
	const char *value_at;
	int a;

	out->op = GD_PRED_FIELD;
	a = find_ref(e->l, REF_FIELD, field, e->n->line, expr_col(e, at));
	out->a = (int16_t)a;
	if (take_word(e, "set")) {
		out->cmp = GD_SET;
		out->value = "";
		return;
	}
	if (!take_compare(e, &out->cmp)) {
		gd_fail(expr_bad(e), GD_USAGE, GD_M_FLOW_EXPR_WANT_A,
		    GD_W("comparison (=, !=, <, <=, >, >= or set)"));
		return;
	}
	skip_space(e);
	value_at = e->p;
	out->value = want_value(e);
	if (a < 0 || e->bad)
		return;
	if (*value_at != '"' && *value_at != '\'' &&
	    is_other_field(e, out->value, out))
		return;
	if (e->l->fields[a].type == GD_FIELD_MONEY)
		out->value = with_currency(e, out->value);
	check_value(e, out, value_at);
}

/* ---- calls --------------------------------------------------------------- */

static void
parse_outcome(struct expr *e, struct gd_pred *out)
{
	const char *at, *word, *near, **words;
	const struct gd_duty_def *d;
	int i;

	want_sign(e, "=");
	skip_space(e);
	at = e->p;
	word = e->bad ? "" : want_word(e, "outcome");
	if (e->bad || out->a < 0)
		return;
	d = &e->l->duties[out->a];
	i = gd_duty_outcome(d, word);
	out->b = (int16_t)i;
	if (i >= 0)
		return;
	words = gd_arena_alloc(&e->l->scratch, (size_t)d->noutcomes + 1,
	    sizeof *words);
	for (i = 0; i < d->noutcomes; i++)
		words[i] = d->outcomes[i].name.id;
	near = nearest(e->l, word, words, d->noutcomes);
	gd_fail(expr_fault(e, at), GD_USAGE,
	    near ? GD_M_FLOW_NONE_NEAR : GD_M_FLOW_NONE, GD_W("outcome"),
	    GD_T(word), GD_T(near ? near : ""));
}

static void
parse_credited(struct expr *e, struct gd_pred *out)
{
	const char *word, *at;

	out->value = "";
	if (take_sign(e, ")"))
		return;
	at = e->p;
	word = want_word(e, "trigger or method");
	if (!e->bad &&
	    find_id(e->l->triggers, sizeof *e->l->triggers, e->l->wf->ntriggers,
		word) < 0 &&
	    find_id(e->l->methods, sizeof *e->l->methods, e->l->wf->nmethods,
		word) < 0)
		gd_fail(expr_fault(e, at), GD_USAGE, GD_M_FLOW_NONE,
		    GD_W("trigger or method"), GD_T(word));
	out->value = gd_arena_str(e->l->keep, word);
	want_sign(e, ")");
}

static void
parse_every(struct expr *e, struct gd_pred *out)
{
	struct gd_pred kid = { .a = -1, .b = -1 };

	static const char *const words[] = { "lots", "lines", "payments" };

	out->value = NULL;
	for (size_t i = 0; i < 3 && !out->value; i++)
		if (take_word(e, words[i]))
			out->value = words[i];
	if (!out->value) {
		gd_fail(expr_bad(e), GD_USAGE, GD_M_FLOW_EXPR_WANT,
		    GD_T("lots, lines, payments"));
		return;
	}
	want_sign(e, ",");
	if (e->bad)
		return;
	parse_expr(e, &kid);
	add_kid(e->l, out, &kid);
	want_sign(e, ")");
}

/* signed(paper, role, role): one condition a role */
static void
parse_more_roles(struct expr *e, struct gd_pred *out)
{
	struct gd_pred one = *out;

	while (!e->bad && take_sign(e, ",")) {
		if (out->op != GD_PRED_AND) {
			*out = (struct gd_pred){ .op = GD_PRED_AND,
				.a = -1,
				.b = -1 };
			add_kid(e->l, out, &one);
		}
		one.b = (int16_t)want_ref(e, REF_ROLE);
		add_kid(e->l, out, &one);
	}
}

static void
parse_call(struct expr *e, const struct call *c, struct gd_pred *out)
{
	out->op = c->op;
	if (c->op == GD_PRED_CREDITED) {
		parse_credited(e, out);
		return;
	}
	if (c->op == GD_PRED_ALL || c->op == GD_PRED_ANY) {
		parse_every(e, out);
		return;
	}
	if (c->op == GD_PRED_DAYS || c->op == GD_PRED_NEAR ||
	    c->op == GD_PRED_FORM) {
		(c->op == GD_PRED_DAYS      ? parse_days
		    : c->op == GD_PRED_NEAR ? parse_near
					    : parse_form)(e, out);
		return;
	}
	out->a = (int16_t)want_ref(e, c->first);
	if (c->op == GD_PRED_AT && !e->bad) {
		want_sign(e, ",");
		out->b = e->bad ? -1 : (int16_t)want_ref(e, REF_DESK);
	}
	if (c->op == GD_PRED_SIGNED && !e->bad && take_sign(e, ",")) {
		out->b = (int16_t)want_ref(e, REF_ROLE);
		parse_more_roles(e, out);
	}
	want_sign(e, ")");
	if (c->op == GD_PRED_OUTCOME && !e->bad)
		parse_outcome(e, out);
}

static void
unknown_call(struct expr *e, const char *name, const char *at)
{
	const char *words[NCALLS], *near;

	for (int i = 0; i < NCALLS; i++)
		words[i] = calls[i].name;
	near = nearest(e->l, name, words, NCALLS);
	e->p = at;
	gd_fail(expr_bad(e), GD_USAGE,
	    near ? GD_M_FLOW_NONE_NEAR : GD_M_FLOW_NONE, GD_W("condition"),
	    GD_T(name), GD_T(near ? near : ""));
}

static void
parse_primary(struct expr *e, struct gd_pred *out)
{
	const char *at, *name;

	if (take_sign(e, "(")) {
		parse_expr(e, out);
		want_sign(e, ")");
		return;
	}
	skip_space(e);
	at = e->p;
	name = want_word(e, "condition");
	if (e->bad)
		return;
	if (!take_sign(e, "(")) {
		parse_compare(e, name, at, out);
		set_text(e, out, at);
		return;
	}
	for (int i = 0; i < NCALLS; i++)
		if (strcmp(calls[i].name, name) == 0) {
			parse_call(e, &calls[i], out);
			set_text(e, out, at);
			return;
		}
	unknown_call(e, name, at);
}

static void
parse_not(struct expr *e, struct gd_pred *out)
{
	struct gd_pred kid = { .a = -1, .b = -1 };
	const char *from = e->p;
	bool odd = false;

	while (!e->bad && take_word(e, "not"))
		odd = !odd;
	if (!odd) {
		parse_primary(e, out);
		return;
	}
	parse_primary(e, &kid);
	out->op = GD_PRED_NOT;
	add_kid(e->l, out, &kid);
	set_text(e, out, from);
}

/* A chain of one operator; a single member stands for itself. */
static void
parse_chain(struct expr *e, struct gd_pred *out, enum gd_pred_op op)
{
	const char *from = e->p;
	struct gd_pred kid;

	*out = (struct gd_pred){ .op = op, .a = -1, .b = -1 };
	do {
		kid = (struct gd_pred){ .a = -1, .b = -1 };
		if (op == GD_PRED_OR)
			parse_chain(e, &kid, GD_PRED_AND);
		else
			parse_not(e, &kid);
		add_kid(e->l, out, &kid);
	} while (!e->bad && take_word(e, op == GD_PRED_OR ? "or" : "and"));
	if (out->nkids == 1)
		*out = kid;
	else
		set_text(e, out, from);
}

static void
parse_expr(struct expr *e, struct gd_pred *out)
{
	if (e->depth >= FLOW_MAX_DEPTH) {
		gd_fail(expr_bad(e), GD_USAGE, GD_M_FLOW_EXPR_DEEP,
		    GD_N(FLOW_MAX_DEPTH));
		return;
	}
	e->depth++;
	parse_chain(e, out, GD_PRED_OR);
	e->depth--;
}

const struct gd_pred *
expr_parse(struct loader *l, const struct node *n)
{
	struct expr e = { .l = l, .n = n, .text = n->text, .p = n->text };
	struct gd_pred *out = gd_arena_alloc(l->keep, 1, sizeof *out);

	out->a = out->b = -1;
	if (strlen(n->text) > FLOW_MAX_EXPR) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_EXPR_LONG,
		    GD_N(FLOW_MAX_EXPR));
		return out;
	}
	parse_expr(&e, out);
	skip_space(&e);
	if (!e.bad && *e.p)
		gd_fail(expr_bad(&e), GD_USAGE, GD_M_FLOW_EXPR_WANT,
		    GD_T("and / or"));
	return out;
}
