/* app/import/import_make.c - an order gathered from its rows, and its making.
 *
 * Customers, people and carriers the office does not know yet are made on
 * the way, in the same transaction.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/text.h"

#include "import.h"

#include "base/banned.h"

struct import_order {
	struct gd_arena arena;
	struct import_row head;
	/* two more are derived: amount and product */
	struct gd_pair pairs[MOST_COLUMNS + MOST_CONSTANTS + 2];
	int npairs;
	struct gd_line *lines;
	size_t nlines, room;
	const char *note;
};

static const char *
keep(struct import_order *o, const char *s)
{
	return gd_arena_str(&o->arena, s);
}

/* What goes nowhere else: "shipped: 1996-07-16, freight: 32.38". */
static const char *
note_of(struct import *in, struct import_order *o, const char **cells, int n)
{
	struct gd_str s = GD_STR_INIT;
	const char *note;
	int c;

	for (c = 0; c < n; c++) {
		enum target to = in->map.columns[c].to;

		if ((to != TO_NOTE && to != TO_CARRIER && to != TO_DAY) ||
		    !*cells[c])
			continue;
		if (s.len)
			gd_str_add(&s, ", ");
		gd_str_addf(&s, "%s: %s", in->map.columns[c].name, cells[c]);
	}
	note = keep(o, s.text);
	gd_str_release(&s);
	return note;
}

struct import_order *
import_order_begin(struct import *in, const struct import_row *r,
    const char **cells, int n)
{
	struct import_order *o = gd_alloc(1, sizeof *o);
	int i;

	o->head = *r;
	o->head.number = keep(o, r->number);
	o->head.customer = keep(o, r->customer);
	o->head.customer_name = keep(o, r->customer_name);
	o->head.country = keep(o, r->country);
	o->head.city = keep(o, r->city);
	o->head.clerk = keep(o, r->clerk);
	o->head.salesperson = keep(o, r->salesperson);
	o->head.carrier = keep(o, r->carrier);
	o->npairs = import_pairs(in, r, o->pairs, &o->arena);
	for (i = 0; i < o->npairs; i++)
		o->pairs[i].value = keep(o, o->pairs[i].value);
	o->note = note_of(in, o, cells, n);
	return o;
}

void
import_order_add(struct import_order *o, const struct import_row *r)
{
	struct gd_line *l;

	if (!r->has_line)
		return;
	l = GD_PUSH(o->lines, o->nlines, o->room);
	*l = r->line;
	l->no = (int64_t)o->nlines;
	l->item = keep(o, r->line.item);
	l->spec = keep(o, r->line.spec);
	l->unit = keep(o, r->line.unit);
	l->currency = keep(o, r->line.currency);
	l->note = keep(o, r->line.note);
}

void
import_order_free(struct import_order *o)
{
	free(o->lines);
	gd_arena_release(&o->arena);
	free(o);
}

/* ---- people, customers, carriers ----------------------------------------- */

/* A code made of a name: "Steven Buchanan" -> "steven.buchanan". */
static void
code_of(const char *name, char *out, size_t room)
{
	struct gd_str s = GD_STR_INIT;
	size_t i, n = 0;

	gd_text_fold(&s, name);
	for (i = 0; i < s.len && n + 1 < room && n < 39; i++) {
		char c = s.text[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (unsigned char)c >= 0x80)
			out[n++] = c;
		else if (n && out[n - 1] != '.')
			out[n++] = '.';
	}
	while (n && (out[n - 1] == '.' || (out[n - 1] & 0xc0) == 0x80))
		n--; /* no dot and no half character at the end */
	out[n] = '\0';
	gd_str_release(&s);
}

const char *
import_login(struct import *in, const char *name, struct gd_arena *arena)
{
	const struct gd_sheet *office = gd_app_office(in->app);
	const struct gd_person *p;
	char code[64];
	size_t i;

	for (i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if (strcmp(p->login, name) == 0 || strcmp(p->name, name) == 0 ||
		    strcmp(p->name_en, name) == 0)
			return gd_arena_str(arena, p->login);
	code_of(name, code, sizeof code);
	return gd_arena_str(arena, *code ? code : name);
}

static enum gd_code
office_act(struct import *in, const struct gd_office_command *cmds, int n,
    const char *what)
{
	char request[GD_ID_TEXT];

	app_hash_id(request, in->digest, what);
	return app_office_inside(in->app, cmds, n, request, in->err);
}

static enum gd_code
need_person(struct import *in, const char *name, const char *role,
    const char **login, struct gd_arena *arena)
{
	struct gd_person p = { .name = name, .name_en = "", .active = 1 };
	struct gd_holds h = { .role = role, .active = 1 };
	const struct gd_office_command cmds[] = {
		{ GD_OFFICE_USER_ADD, &p, UINT64_MAX },
		{ GD_OFFICE_ROLE_GRANT, &h, UINT64_MAX },
	};
	const struct gd_person *known;

	if (!*name) {
		*login = NULL;
		return GD_OK;
	}
	*login = import_login(in, name, arena);
	p.login = h.login = *login;
	known = gd_row_find(gd_app_office(in->app), GD_OFF_PERSON, &p);
	if (known)
		return GD_OK;
	return office_act(in, cmds, 2,
	    gd_arena_printf(arena, "person:%s", *login));
}

static enum gd_code
need_customer(struct import *in, const struct import_row *r,
    struct gd_arena *arena)
{
	const struct gd_customer c = { .code = r->customer,
		.name = *r->customer_name ? r->customer_name : r->customer,
		.name_en = "",
		.country = r->country,
		.city = r->city,
		.pinyin = "",
		.note = "",
		.active = 1 };
	const struct gd_office_command cmd = {
		GD_OFFICE_CUSTOMER_ANYWAY, &c, UINT64_MAX /* noted */
	};

	if (app_customer(in->app, r->customer))
		return GD_OK;
	return office_act(in, &cmd, 1,
	    gd_arena_printf(arena, "customer:%s", r->customer));
}

static enum gd_code
need_carrier(struct import *in, const char *name, struct gd_arena *arena)
{
	char code[64];
	struct gd_party p = { .kind = "carrier",
		.code = code,
		.name = name,
		.active = 1 };
	const struct gd_office_command cmd = { GD_OFFICE_PARTY, &p,
		UINT64_MAX };

	if (!*name)
		return GD_OK;
	code_of(name, code, sizeof code);
	if (!*code || gd_row_find(gd_app_office(in->app), GD_OFF_PARTY, &p))
		return GD_OK;
	return office_act(in, &cmd, 1,
	    gd_arena_printf(arena, "carrier:%s", code));
}

/* ---- making -------------------------------------------------------------- */

static bool
has_pair(const struct import_order *o, const char *name)
{
	int i;

	for (i = 0; i < o->npairs; i++)
		if (strcmp(o->pairs[i].name, name) == 0)
			return true;
	return false;
}

/* The amount of the order, when the file gives prices but no total. */
static void
add_amount(struct import *in, struct import_order *o)
{
	const char *currency = app_setting(in->app, "currency");
	const struct gd_company *company =
	    app_company(in->app, in->im->company);
	int f = gd_wf_field(in->wf, "amount"), i;
	int64_t total = 0;
	size_t k;

	if (f < 0 || !in->wf->fields[f].at_intake ||
	    in->wf->fields[f].type != GD_FIELD_MONEY || has_pair(o, "amount"))
		return;
	if (!*currency)
		currency =
		    company && *company->currency ? company->currency : "USD";
	for (k = 0; k < o->nlines; k++) {
		struct gd_line *l = &o->lines[k];
		int64_t part = 1;

		for (i = 0; i < l->digits; i++)
			part *= 10;
		if (!*l->currency)
			l->currency = currency;
		if (strcmp(l->currency, o->lines[0].currency) != 0)
			return; /* never summed over currencies */
		if (l->price && l->qty > INT64_MAX / l->price / 10001)
			return;
		total += (l->qty * l->price * (10000 - l->discount_bp) +
			     5000 * part) /
			 (10000 * part);
	}
	if (total > 0)
		o->pairs[o->npairs++] = (struct gd_pair){ "amount",
			gd_arena_printf(&o->arena, "%lld.%02lld %s",
			    (long long)(total / 100), (long long)(total % 100),
			    o->lines[0].currency) };
}

/* Forms print a product; the file has it line by line. */
static void
add_product(struct import *in, struct import_order *o)
{
	int f = gd_wf_field(in->wf, "product");
	struct gd_str s = GD_STR_INIT;
	size_t k;

	if (f < 0 || !in->wf->fields[f].at_intake || has_pair(o, "product"))
		return;
	for (k = 0; k < o->nlines && s.len < 200; k++)
		gd_str_addf(&s, "%s%s", k ? "; " : "", o->lines[k].item);
	if (k < o->nlines)
		gd_str_add(&s, "; ...");
	if (s.len)
		o->pairs[o->npairs++] = (struct gd_pair){ "product",
			gd_arena_str(&o->arena, s.text) };
	gd_str_release(&s);
}

enum gd_code
import_order_make(struct import *in, struct import_order *o, bool *made)
{
	struct gd_new_order n = { .workflow = in->wf->name.id,
		.number = o->head.number,
		.company = in->im->company,
		.customer = o->head.customer,
		.fields = o->pairs,
		.lines = o->lines };
	char request[GD_ID_TEXT], number[64], landed[GD_ID_TEXT];
	int64_t seq = 0;
	enum gd_code rc;

	app_hash_id(request, in->digest, o->head.number);
	rc = gd_store_request(in->app->store, request, &seq, landed, in->err);
	*made = rc == GD_OK && !seq;
	if (rc != GD_OK || seq)
		return rc;
	rc = need_customer(in, &o->head, &o->arena);
	if (rc == GD_OK)
		rc = need_carrier(in, o->head.carrier, &o->arena);
	if (rc == GD_OK)
		rc = need_person(in, o->head.salesperson, "salesperson",
		    &n.salesperson, &o->arena);
	if (rc == GD_OK)
		rc = need_person(in, o->head.clerk, "clerk", &n.clerk,
		    &o->arena);
	if (rc != GD_OK)
		return rc;
	add_amount(in, o);
	add_product(in, o);
	n.nfields = o->npairs;
	n.nlines = (int)o->nlines;
	return app_new_inside(in->app, &n, request, o->head.day, o->note,
	    number, in->err);
}
