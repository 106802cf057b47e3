/* flow/begin.c - the file an author begins with. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/begin.h"
#include "flow/flow.h"

#include "base/banned.h"

#define ID_MAX 40

/* Ids given so far, so that no two are alike. */
struct ids {
	char (*at)[ID_MAX + 1];
	size_t n, room;
};
struct writer {
	const struct gd_begin *b;
	struct gd_str *out;
	struct ids all;
	const char **step, **paper; /* by step: ids; paper NULL: makes none */
	const char ***field;
	const char **role, **signer;
	struct gd_arena arena;
};

/* ---- ids -------------------------------------------------------------------- */

static bool
is_given(const struct ids *all, const char *id)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->at[i], id) == 0)
			return true;
	return false;
}

/* "Check stock!" becomes check_stock, check_stock_2 ... */
static const char *
new_id(struct writer *w, const char *english)
{
	char base[ID_MAX + 1] = "", id[ID_MAX + 8];
	size_t n = 0;

	for (; *english && n < ID_MAX - 4; english++) {
		unsigned char c = (unsigned char)*english;

		if (c < 128 && isalnum(c) && (n || isalpha(c)))
			base[n++] = (char)tolower(c);
		else if (n && base[n - 1] != '_')
			base[n++] = '_';
	}
	while (n && base[n - 1] == '_')
		n--;
	base[n] = '\0';
	if (!n)
		snprintf(base, sizeof base, "item");
	snprintf(id, sizeof id, "%s", base);
	for (int k = 2; is_given(&w->all, id); k++)
		snprintf(id, sizeof id, "%s_%d", base, k);
	memcpy(GD_PUSH(w->all.at, w->all.n, w->all.room), id, strlen(id) + 1);
	return gd_arena_str(&w->arena, id);
}

/* ---- text --------------------------------------------------------------------- */

/* As YAML reads it back whatever stands in it. */
static void
quoted(struct gd_str *out, const char *s)
{
	gd_str_addc(out, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			gd_str_addc(out, '\\');
		gd_str_addc(out, *s);
	}
	gd_str_addc(out, '"');
}

static void
names(struct gd_str *out, const struct gd_begin_name *n)
{
	gd_str_add(out, "zh: ");
	quoted(out, n->zh);
	gd_str_add(out, ", en: ");
	quoted(out, n->en);
}

static void
line(struct gd_str *out, const char *id, const struct gd_begin_name *n,
    const char *more)
{
	gd_str_addf(out, "  %s: {", id);
	names(out, n);
	gd_str_addf(out, "%s}\n", more);
}

/* The id of a role or field: one name is one thing however often it comes. */
static const char *
id_of(struct writer *w, const struct gd_begin_name *n, bool role)
{
	for (int i = 0; i < w->b->nsteps; i++) {
		const struct gd_begin_step *s = &w->b->steps[i];

		if (role && w->role[i] && strcmp(s->role.en, n->en) == 0)
			return w->role[i];
		if (role && w->signer[i] && strcmp(s->signer.en, n->en) == 0)
			return w->signer[i];
		for (int k = 0; !role && k < s->nfields; k++)
			if (w->field[i][k] &&
			    strcmp(s->fields[k].en, n->en) == 0)
				return w->field[i][k];
	}
	return NULL;
}

static void
roles(struct writer *w)
{
	gd_str_add(w->out, "\nroles:\n");
	for (int i = 0; i < w->b->nsteps; i++) {
		const struct gd_begin_step *s = &w->b->steps[i];
		const char *id = id_of(w, &s->role, true);

		if (!id) {
			id = new_id(w, s->role.en);
			line(w->out, id, &s->role,
			    i == 0 ? ", assigned: yes, desk: clerk" : "");
		}
		w->role[i] = id;
		if (s->kind != GD_BEGIN_PAPER || !s->signer.en)
			continue;
		id = id_of(w, &s->signer, true);
		if (!id) {
			id = new_id(w, s->signer.en);
			line(w->out, id, &s->signer, "");
		}
		w->signer[i] = id;
	}
	gd_str_add(w->out,
	    "\ndesks:\n  clerk: {zh: 经办, en: Clerk, clerk: yes}\n"
	    "  customer: {zh: 客户, en: Customer, outside: yes}\n");
}

static void
fields(struct writer *w)
{
	bool ships = false;

	for (int i = 0; i < w->b->nsteps; i++)
		ships = ships || w->b->steps[i].kind == GD_BEGIN_SHIP;
	gd_str_add(w->out,
	    "\n# type: text, int, decimal, date, money, choice or "
	    "yesno\nfields:\n"
	    "  product: {zh: 品名, en: Product, type: text, intake: yes}\n"
	    "  quantity: {zh: 数量, en: Quantity, type: decimal, min: 0, max: "
	    "1000000000, intake: yes}\n");
	if (ships)
		gd_str_add(w->out,
		    "  carrier: {zh: 承运人, en: Carrier, type: text}\n"
		    "  tracking: {zh: 运单号, en: Tracking no., type: text}\n");
	for (int i = 0; i < w->b->nsteps; i++) {
		const struct gd_begin_step *s = &w->b->steps[i];

		for (int k = 0; k < s->nfields; k++) {
			const char *id = id_of(w, &s->fields[k], false);

			if (!id) {
				id = new_id(w, s->fields[k].en);
				line(w->out, id, &s->fields[k], ", type: text");
			}
			w->field[i][k] = id;
		}
	}
}

static void
papers(struct writer *w)
{
	bool any = false;

	for (int i = 0; i < w->b->nsteps; i++) {
		const struct gd_begin_step *s = &w->b->steps[i];

		if (s->kind != GD_BEGIN_PAPER)
			continue;
		if (!any)
			gd_str_add(w->out,
			    "\n# copies: {desk: n} hands out more; then a duty "
			    "of kind send sends them\npapers:\n");
		any = true;
		w->paper[i] = new_id(w,
		    gd_arena_printf(&w->arena, "%s paper", s->name.en));
		gd_str_addf(w->out, "  %s: {", w->paper[i]);
		names(w->out, &s->name);
		gd_str_addf(w->out, ", step: %s, original: clerk%s%s}\n",
		    w->step[i], w->signer[i] ? ", signs: [" : "",
		    w->signer[i]
			? gd_arena_printf(&w->arena, "%s]", w->signer[i])
			: "");
	}
}

static void
step(struct writer *w, int i)
{
	static const char *const kinds[] = { "task", "check", "approve",
		"negotiate", "make", "record" };
	const struct gd_begin_step *s = &w->b->steps[i];
	const char *id =
	    new_id(w, gd_arena_printf(&w->arena, "do %s", s->name.en));

	gd_str_addf(w->out, "  %s:\n    zh: ", w->step[i]);
	quoted(w->out, s->name.zh);
	gd_str_add(w->out, "\n    en: ");
	quoted(w->out, s->name.en);
	gd_str_addf(w->out, "\n    duties:\n      %s: {", id);
	names(w->out, &s->name);
	gd_str_addf(w->out, ", kind: %s, by: %s", kinds[s->kind], w->role[i]);
	if (s->kind == GD_BEGIN_PAPER)
		gd_str_addf(w->out, ", paper: %s", w->paper[i]);
	if (s->kind == GD_BEGIN_SHIP)
		gd_str_add(w->out, ", required: [carrier, tracking]");
	for (int k = 0; k < s->nfields; k++)
		gd_str_addf(w->out, "%s%s", k ? ", " : ", fields: [",
		    w->field[i][k]);
	gd_str_addf(w->out, "%s}\n", s->nfields ? "]" : "");
}

void
gd_flow_begin(const struct gd_begin *b, struct gd_str *out)
{
	struct writer w = { .b = b, .out = out };
	size_t n = (size_t)b->nsteps + 1;

	w.step = gd_arena_alloc(&w.arena, n, sizeof *w.step);
	w.paper = gd_arena_alloc(&w.arena, n, sizeof *w.paper);
	w.role = gd_arena_alloc(&w.arena, n, sizeof *w.role);
	w.signer = gd_arena_alloc(&w.arena, n, sizeof *w.signer);
	w.field = gd_arena_alloc(&w.arena, n, sizeof *w.field);
	for (int i = 0; i < b->nsteps; i++)
		w.field[i] =
		    gd_arena_alloc(&w.arena, GD_BEGIN_FIELDS, sizeof **w.field);
	gd_str_addf(out,
	    "workflow: %s\nversion: 1\nzh: ", new_id(&w, b->name.en));
	quoted(out, b->name.zh);
	gd_str_add(out, "\nen: ");
	quoted(out, b->name.en);
	gd_str_addc(out, '\n');
	(void)new_id(&w, "product");
	(void)new_id(&w, "quantity");
	(void)new_id(&w, "carrier");
	(void)new_id(&w, "tracking");
	for (int i = 0; i < b->nsteps; i++)
		w.step[i] = new_id(&w, b->steps[i].name.en);
	roles(&w);
	fields(&w);
	papers(&w);
	gd_str_add(out,
	    "\n# A step opens when the one before is done; `after: [a, "
	    "b]` says otherwise.\nsteps:\n");
	for (int i = 0; i < b->nsteps; i++)
		step(&w, i);
	free(w.all.at);
	gd_arena_release(&w.arena);
}
