/* paper/value.c - one fact on a form: its value, from wherever it stands. */
#include <stdio.h>
#include <string.h>

#include "base/day.h"

#include "fill_priv.h"

#include "base/banned.h"

/* ---- fields ------------------------------------------------------------------ */

static const char *
papers_words(const struct fill *f, const char *v)
{
	struct gd_str s = GD_STR_INIT;
	const char *out;

	while (*v) {
		size_t n = strcspn(v, ",");
		const char *id = gd_arena_strn(f->arena, v, n);
		const struct gd_name *name = fill_paper_name(f, id);

		gd_str_addf(&s, "%s%s", s.len ? ", " : "",
		    name ? fill_say(f, name->zh, name->en) : id);
		v += n + (v[n] == ',');
	}
	out = gd_arena_str(f->arena, s.text);
	gd_str_release(&s);
	return out;
}

const char *
fill_field_words(const struct fill *f, const struct gd_field_def *def,
    const char *v)
{
	switch (def->type) {
	case GD_FIELD_INT:
	case GD_FIELD_DECIMAL:
	case GD_FIELD_MONEY:
		v = fill_grouped(f, v);
		return *def->unit ? gd_arena_printf(f->arena, "%s %s", v,
					fill_say(f, def->unit_zh, def->unit))
				  : v;
	case GD_FIELD_CHOICE:
		for (int i = 0; i < def->nchoices; i++)
			if (strcmp(def->choices[i].id, v) == 0)
				return fill_say(f, def->choices[i].zh,
				    def->choices[i].en);
		return v;
	case GD_FIELD_YESNO:
		return strcmp(v, "yes") == 0 ? fill_say(f, "是", "yes")
					     : fill_say(f, "否", "no");
	case GD_FIELD_PAPERS:
		return papers_words(f, v);
	case GD_FIELD_TEXT:
	case GD_FIELD_DATE:
	case GD_FIELD_CHANGES:
		break;
	}
	return v;
}

/* As the paper says it; what the newest does not say, as the order does. */
const char *
fill_field(const struct fill *f, const char *id)
{
	const char *v = gd_says_field(&f->says, id);
	int field = gd_wf_field(f->wf, id);

	if (v || field < 0 || !f->live)
		return v ? v : "";
	return gd_field(f->o, id,
	    f->wf->fields[field].per_lot ? (f->lot ? f->lot : 1) : 0);
}

static const char *
field_value(const struct fill *f, const char *id)
{
	const char *v = fill_field(f, id);
	int field = gd_wf_field(f->wf, id);

	if (!*v || field < 0)
		return v;
	return fill_field_words(f, &f->wf->fields[field], v);
}

/* Which one of the order's papers of this kind: its lot and its number. */
const char *
fill_number_of(const struct fill *f)
{
	struct gd_str s = GD_STR_INIT;
	const char *out;

	gd_str_add(&s, gd_head(f->o)->number);
	if (f->lot && f->o->sheet.rows[GD_TAB_LOT].n > 1)
		gd_str_addf(&s, "-L%lld", (long long)f->lot);
	if (f->inst > 1 || f->def->many)
		gd_str_addf(&s, "-%lld", (long long)f->inst);
	out = gd_arena_str(f->arena, s.text);
	gd_str_release(&s);
	return out;
}

static const struct gd_line *
lines_now(const struct fill *f, size_t *n)
{
	struct gd_says now;

	gd_says_lines_now(f->o, f->def->per_lot ? f->lot : 0, f->arena, &now);
	*n = now.nlines;
	return now.lines;
}

const struct gd_line *
fill_lines(const struct fill *f, size_t *n)
{
	*n = f->says.nlines;
	if (*n || (f->def->lines && f->rev) || !f->live)
		return f->says.lines;
	return lines_now(f, n);
}

static const char *
items_words(const struct fill *f)
{
	struct gd_str s = GD_STR_INIT;
	const struct gd_line *l;
	const char *out;
	size_t n;

	l = fill_lines(f, &n);
	for (size_t i = 0; i < n && i < 6; i++)
		gd_str_addf(&s, "%s%s", i ? ", " : "", l[i].item);
	if (n > 6)
		gd_str_add(&s, " ...");
	out = gd_arena_str(f->arena, s.text);
	gd_str_release(&s);
	return out;
}

static const char *
payments_words(const struct fill *f)
{
	struct gd_str s = GD_STR_INIT;
	const struct gd_payment *p;
	const char *out;

	for (size_t i = 0; (p = gd_walk(f->o, GD_TAB_PAYMENT, &i));) {
		if (p->lot && f->lot && p->lot != f->lot)
			continue;
		gd_str_addf(&s, "%s%s%% ", s.len ? "; " : "",
		    fill_number(f, p->bp % 100 ? p->bp : p->bp / 100,
			p->bp % 100 ? 2 : 0));
		for (int k = 0; k < f->wf->ntriggers; k++)
			if (strcmp(f->wf->triggers[k].id, p->trigger) == 0)
				gd_str_add(&s,
				    fill_say(f, f->wf->triggers[k].zh,
					f->wf->triggers[k].en));
	}
	out = gd_arena_str(f->arena, s.text);
	gd_str_release(&s);
	return out;
}

static const char *
assigned(const struct fill *f, const char *role)
{
	const struct gd_assign *a = gd_row_find(&f->o->sheet, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = role });

	return a && *a->person ? fill_person(f, a->person) : "";
}

/* The desks that get a piece; original: the one that keeps it. */
static const char *
desks_words(const struct fill *f, bool original)
{
	struct gd_str s = GD_STR_INIT;
	const struct gd_dist *d;
	const char *out;

	for (size_t i = 0; (d = gd_walk(f->o, GD_TAB_DIST, &i));) {
		if (strcmp(d->kind, f->def->name.id) != 0 || d->lot != f->lot ||
		    d->inst != f->inst || d->suggested ||
		    (original ? !d->original : !d->copies))
			continue;
		gd_str_addf(&s, "%s%s", s.len ? ", " : "",
		    fill_desk(f, d->desk));
		if (!original && d->copies > 1)
			gd_str_addf(&s, " x%lld", (long long)d->copies);
	}
	if (original && !s.len) /* received: it stays where it came from */
		for (int k = 0; k < f->def->ndist; k++)
			if (f->def->dist[k].original)
				gd_str_add(&s,
				    fill_desk(f,
					f->wf->desks[f->def->dist[k].desk]
					    .name.id));
	out = gd_arena_str(f->arena, s.text);
	gd_str_release(&s);
	return out;
}

static const char *
lot_words(const struct fill *f)
{
	size_t n = f->o->sheet.rows[GD_TAB_LOT].n;

	return gd_arena_printf(f->arena, "%lld / %zu",
	    (long long)(f->lot ? f->lot : 1), n ? n : 1);
}

/* Both names of a row that has two. */
static const char *
two_names(const struct fill *f, const char *name, const char *name_en)
{
	return fill_say(f, name, *name_en ? name_en : name);
}

static const char *
order_word(const struct fill *f, enum gd_form_word word)
{
	const struct gd_head *h = gd_head(f->o);

	switch (word) {
	case GD_FORM_ORDER_NUMBER:
		return h->number;
	case GD_FORM_ORDER_DATE:
		return fill_ms_day(f, h->created_ms);
	case GD_FORM_ORDER_LOT:
		return lot_words(f);
	case GD_FORM_ORDER_PAYMENTS:
		return payments_words(f);
	default:
		return items_words(f);
	}
}

static const char *
office_word(const struct fill *f, enum gd_form_word word)
{
	const struct gd_head *h = gd_head(f->o);
	const struct gd_customer *cu = gd_row_find(f->ask->office,
	    GD_OFF_CUSTOMER, &(struct gd_customer){ .code = h->customer });
	const struct gd_company *co = gd_row_find(f->ask->office,
	    GD_OFF_COMPANY, &(struct gd_company){ .code = h->company });

	switch (word) {
	case GD_FORM_CUSTOMER_CODE:
		return h->customer;
	case GD_FORM_CUSTOMER_NAME:
		return cu ? two_names(f, cu->name, cu->name_en) : h->customer;
	case GD_FORM_CUSTOMER_PLACE:
		return cu ? gd_arena_printf(f->arena, "%s%s%s", cu->country,
				*cu->country && *cu->city ? ", " : "", cu->city)
			  : "";
	case GD_FORM_COMPANY_NAME:
		return co ? two_names(f, co->name_zh, co->name_en) : h->company;
	case GD_FORM_COMPANY_ADDRESS:
		return co ? two_names(f, co->address_zh, co->address_en) : "";
	case GD_FORM_COMPANY_PHONE:
		return co ? co->phone : "";
	case GD_FORM_COMPANY_BANK:
		return co ? co->bank : "";
	default:
		return co ? co->tax_no : "";
	}
}

static const char *
revision_word(const struct fill *f, enum gd_form_word word)
{
	const struct gd_revision *r = f->rev;

	if (!r)
		return "";
	switch (word) {
	case GD_FORM_PAPER_REVISION:
		return gd_arena_printf(f->arena, "%lld", (long long)r->rev);
	case GD_FORM_PAPER_DATE:
		return fill_ms_day(f, r->issued_ms ? r->issued_ms : r->made_ms);
	case GD_FORM_PAPER_BY:
		return *r->by ? fill_person(f, r->by) : "";
	default:
		return r->reason;
	}
}

static const char *
word_value(const struct fill *f, enum gd_form_word word)
{
	const struct gd_line *lines;
	int64_t n, digits;
	size_t count;

	switch (word) {
	case GD_FORM_PAPER_NUMBER:
		return fill_number_of(f);
	case GD_FORM_PAPER_ROUND:
		return gd_arena_printf(f->arena, "%lld", (long long)f->round);
	case GD_FORM_PAPER_ORIGINAL:
		return desks_words(f, true);
	case GD_FORM_PAPER_TO:
		return desks_words(f, false);
	case GD_FORM_PAPER_FROM:
		return f->def->from < 0
			   ? assigned(f, "clerk")
			   : fill_desk(f, f->wf->desks[f->def->from].name.id);
	case GD_FORM_SUM_QUANTITY:
		lines = fill_lines(f, &count);
		if (!gd_lines_quantity(lines, count, &n, &digits))
			return "";
		return gd_arena_printf(f->arena, "%s%s%s",
		    fill_number(f, n, digits), *lines->unit ? " " : "",
		    lines->unit);
	case GD_FORM_SUM_AMOUNT:
		lines = fill_lines(f, &count);
		return gd_lines_amount(lines, count, &n)
			   ? fill_money(f, n, lines->currency)
			   : "";
	default:
		break;
	}
	if (word <= GD_FORM_ORDER_ITEMS)
		return order_word(f, word);
	if (word <= GD_FORM_COMPANY_TAX)
		return office_word(f, word);
	return revision_word(f, word);
}

/* ---- other papers, duties ---------------------------------------------------- */

static const char *
kept_value(const struct fill *f, const char *json, const char *field)
{
	struct gd_says says;
	const char *v;
	int def = gd_wf_field(f->wf, field);

	gd_says_read(json, f->arena, &says);
	v = gd_says_field(&says, field);
	if (!v || def < 0)
		return v ? v : "";
	return fill_field_words(f, &f->wf->fields[def], v);
}

/* The revision of another paper that is in force. */
static const char *
paper_part(const struct fill *f, const struct gd_form_item *it)
{
	int p = gd_wf_paper(f->wf, it->of);
	int64_t lot = f->lot, inst = 0, round;
	const struct gd_revision *r;
	const struct gd_paper *row;

	if (p < 0)
		return "";
	gd_paper_place(f->wf, f->o, p, &lot, &inst, &round);
	row = gd_paper(f->o, it->of, lot, inst);
	r = row && row->in_force
		? gd_revision(f->o, it->of, lot, inst, row->in_force)
		: NULL;
	if (!r)
		return "";
	if (it->part == GD_FORM_PART_DATE)
		return fill_ms_day(f, r->issued_ms);
	if (it->part == GD_FORM_PART_REVISION)
		return gd_arena_printf(f->arena, "%lld", (long long)r->rev);
	return kept_value(f, r->fields, it->field);
}

/* What was recorded on a duty, of this paper's lot, round and instance. */
static const struct gd_act *
act_of(const struct fill *f, int d)
{
	const struct gd_duty_def *def = &f->wf->duties[d];
	const struct gd_act *a, *best = NULL;

	for (size_t i = 0; (a = gd_walk(f->o, GD_TAB_ACT, &i));) {
		if (strcmp(a->duty, def->name.id) != 0 ||
		    a->state != GD_ACT_DONE ||
		    (def->per_lot && f->lot && a->lot != f->lot) ||
		    (def->loop >= 0 && f->round && a->round != f->round) ||
		    (f->def->many && def->many && a->inst != f->inst))
			continue;
		best = a;
	}
	return best;
}

static const char *
duty_part(const struct fill *f, const struct gd_form_item *it)
{
	int d = gd_wf_duty(f->wf, it->of);
	const struct gd_act *a = d < 0 ? NULL : act_of(f, d);
	const struct gd_due *due;
	int o;

	if (d >= 0 && it->part == GD_FORM_PART_DUE) {
		for (size_t i = 0; (due = gd_walk(f->o, GD_TAB_DUE, &i));)
			if (strcmp(due->duty, it->of) == 0 &&
			    (!due->lot || !f->lot || due->lot == f->lot))
				return fill_day(f, (int32_t)due->day);
		return "";
	}
	if (!a)
		return "";
	switch (it->part) {
	case GD_FORM_PART_DATE:
		return a->day ? fill_day(f, (int32_t)a->day)
			      : fill_ms_day(f, a->at_ms);
	case GD_FORM_PART_BY:
		return *a->by ? fill_person(f, a->by) : "";
	case GD_FORM_PART_OUTCOME:
		o = gd_duty_outcome(&f->wf->duties[d], a->outcome);
		return o < 0 ? ""
			     : fill_say(f, f->wf->duties[d].outcomes[o].name.zh,
				   f->wf->duties[d].outcomes[o].name.en);
	default:
		return kept_value(f, a->fields, it->field);
	}
}

const char *
fill_value(const struct fill *f, const struct gd_form_item *it)
{
	switch (it->ref) {
	case GD_FORM_WORD:
		return word_value(f, it->word);
	case GD_FORM_FIELD:
		return field_value(f, it->field);
	case GD_FORM_PAPER:
		return paper_part(f, it);
	case GD_FORM_DUTY:
		return duty_part(f, it);
	case GD_FORM_ROLE:
		return assigned(f, it->of);
	case GD_FORM_COL:
	case GD_FORM_WRITE:
		break;
	}
	return "";
}
