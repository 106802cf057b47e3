/* tui/office/scr_customers.c - the customers, and the form that enters or
 * corrects one. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/customer.h"

#include "../forms/form_priv.h"
#include "names_priv.h"

#include "base/banned.h"

/* ---- the list ----------------------------------------------------------- */

struct own {
	const char *pinyin, *country, *contact, *phone, *terms;
	bool closed, summed;
	struct gd_customer_sums sums;
};

static void
fill(struct ui *ui, struct names *n)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	const struct gd_customer *c;

	for (size_t i = 0; (c = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++) {
		struct name_row *r = names_add(n, c->code, c->name, c->name_en,
		    ui_fmt(ui, "%s\n%s\n%s\n%s\n%s\n%s", c->pinyin, c->country,
			c->city, c->contact, c->phone, c->mail));
		struct own *own = r->own;
		struct gd_str letters = GD_STR_INIT;

		if (!*c->pinyin)
			gd_text_initials(&letters, c->name);
		own->pinyin = gd_arena_str(&n->arena,
		    *c->pinyin ? c->pinyin : letters.text);
		own->country = gd_arena_str(&n->arena, c->country);
		own->contact = gd_arena_str(&n->arena, c->contact);
		own->phone = gd_arena_str(&n->arena, c->phone);
		own->terms = gd_arena_str(&n->arena, c->terms);
		own->closed = !c->active;
		gd_str_release(&letters);
	}
}

/* Where the columns begin; what a narrow screen has no room for is at end. */
struct columns {
	int name, pinyin, country, contact, phone, terms, open, late, last, end;
};

static struct columns
columns_of(int cols)
{
	struct columns c = { .name = 14, .end = cols };

	c.last = cols - 11;
	c.late = c.last - 6;
	c.open = c.late - 8;
	c.terms = c.open - (cols < 72 ? 0 : cols < 100 ? 9 : 20);
	c.phone = c.terms - (cols < 120 ? 0 : 18);
	c.contact = c.phone - (cols < 90 ? 0 : 15);
	c.country = c.contact - (cols < 72 ? 0 : 4);
	c.pinyin = c.country - 10;
	return c;
}

static void
head(struct ui *ui, int row)
{
	struct columns c = columns_of(ui->grid.cols);
	struct gd_grid *g = &ui->grid;

	gd_grid_fit(g, row, 2, c.name - 3, GD_INK_HEAD, tr(ui, GD_TR("Code")));
	gd_grid_fit(g, row, c.name, c.pinyin - c.name - 1, GD_INK_HEAD,
	    tr(ui, "Customer"));
	gd_grid_fit(g, row, c.pinyin, 9, GD_INK_HEAD,
	    tr(ui, GD_TR("Initials")));
	if (c.phone > c.contact)
		gd_grid_fit(g, row, c.contact, c.phone - c.contact - 1,
		    GD_INK_HEAD, tr(ui, GD_TR("Contact")));
	if (c.terms > c.phone)
		gd_grid_fit(g, row, c.phone, c.terms - c.phone - 1, GD_INK_HEAD,
		    tr(ui, GD_TR("Telephone")));
	if (c.open > c.terms)
		gd_grid_fit(g, row, c.terms, c.open - c.terms - 1, GD_INK_HEAD,
		    tr(ui, GD_TR("Terms")));
	gd_grid_fit_right(g, row, c.open, 7, GD_INK_HEAD,
	    tr(ui, GD_TR("In work")));
	gd_grid_fit_right(g, row, c.late, 5, GD_INK_HEAD,
	    tr(ui, GD_TR("Late")));
	gd_grid_fit(g, row, c.last, 11, GD_INK_HEAD,
	    tr(ui, GD_TR("Last order")));
}

/* The field of a new order that begins with this column of its customer. */
static const struct gd_field_def *
field_of(struct ui *ui, int cell)
{
	return gd_app_customer_field(*ui->app, cell);
}

const char *
customer_terms(struct ui *ui, const char *id)
{
	const struct gd_field_def *f = field_of(ui, gd_customer_cell("terms"));

	for (int i = 0; f && i < f->nchoices; i++)
		if (strcmp(f->choices[i].id, id) == 0)
			return ui_name(ui, &f->choices[i]);
	return id;
}

static const char *
day_of(struct ui *ui, int64_t ms)
{
	char day[GD_DAY_TEXT];
	const char *shown =
	    ui_day(ui, ms ? gd_ms_day(ms, gd_utc_offset_min()) : 0, day);

	return ui_fmt(ui, "%s", shown);
}

static void
row(struct ui *ui, struct names *n, struct name_row *r, int at, enum gd_ink ink)
{
	struct columns c = columns_of(ui->grid.cols);
	struct gd_grid *g = &ui->grid;
	struct own *own = r->own;
	bool late;

	if (!own->summed)
		own->summed = gd_app_customer_sums(*ui->app, r->id, &n->arena,
				  &own->sums, NULL) == GD_OK;
	late = own->sums.late > 0 && ink != GD_INK_CURSOR;
	if (own->closed && ink != GD_INK_CURSOR)
		ink = GD_INK_DIM;
	gd_grid_fit(g, at, 2, c.name - 3, ink, r->id);
	gd_grid_fit(g, at, c.name, c.pinyin - c.name - 1, ink,
	    *ui->lang == GD_EN && *r->name_en ? r->name_en
	    : *r->name                        ? r->name
					      : r->name_en);
	gd_grid_fit(g, at, c.pinyin, 9, ink, own->pinyin);
	if (c.contact > c.country)
		gd_grid_fit(g, at, c.country, 3, ink, own->country);
	if (c.phone > c.contact)
		gd_grid_fit(g, at, c.contact, c.phone - c.contact - 1, ink,
		    own->contact);
	if (c.terms > c.phone)
		gd_grid_fit(g, at, c.phone, c.terms - c.phone - 1, ink,
		    own->phone);
	if (c.open > c.terms)
		gd_grid_fit(g, at, c.terms, c.open - c.terms - 1, ink,
		    customer_terms(ui, *own->terms       ? own->terms
				       : own->sums.terms ? own->sums.terms
							 : ""));
	gd_grid_fit_right(g, at, c.open, 7, ink,
	    ui_fmt(ui, "%d%s", (int)own->sums.open, own->sums.more ? "+" : ""));
	gd_grid_fit_right(g, at, c.late, 5, late ? GD_INK_LATE : ink,
	    ui_fmt(ui, "%d", (int)own->sums.late));
	gd_grid_fit(g, at, c.last, 11, ink, day_of(ui, own->sums.last_ms));
}

void
scr_customers(struct ui *ui)
{
	static const struct names_spec spec = {
		.title = GD_TR("Customers"),
		.some = GD_TR("{1} of {2} shown, Esc clears"),
		.every = GD_TR("{1} {1|customer|customers}"),
		.empty = GD_TR("Customers stand here, each with its orders; "
			       "there is none yet. F7 enters one."),
		.none =
		    GD_TR("No customer has this in its name, code, city or "
			  "pinyin initials. Esc clears, F7 enters a new one."),
		.add = GD_TR("New customer"),
		.own = sizeof(struct own),
		.fill = fill,
		.head = head,
		.row = row,
		.open = scr_customer,
		.edit = customer_form,
	};

	names_open(ui, &spec);
}

/* ---- the form ----------------------------------------------------------- */

/* What the form asks, in its order. */
#define CUSTOMER_CELLS                                                         \
	{ "name", GD_TR("Name of the firm") },                                 \
	    { "name_en", GD_TR("English name") },                              \
	    { "country", GD_TR("Country (two letters)") },                     \
	    { "city", GD_TR("City") }, { "pinyin", GD_TR("Pinyin initials") }, \
	    { "contact", GD_TR("Contact") }, { "phone", GD_TR("Telephone") },  \
	    { "mail", GD_TR("E-mail") }, { "terms", GD_TR("Payment terms") },  \
	    { "trade_term", GD_TR("Trade term") },                             \
	    { "currency", GD_TR("Currency") }, { "lang", GD_TR("Papers in") }, \
	{                                                                      \
		"note", GD_TR("Remarks")                                       \
	}
static const struct {
	const char *id, *name;
} fields[] = { CUSTOMER_CELLS };
#define NFIELDS (int)(sizeof fields / sizeof *fields)

#define CODE "#code"
static const struct gd_name langs[] = {
	{ "", NULL, GD_TR("as the form says") },
	{ "zh", "中文", "Chinese" },
	{ "en", "英文", "English" },
	{ "both", NULL, GD_TR("both languages") },
};
#define NLANGS (int)(sizeof langs / sizeof *langs)

const char *
customer_lang(struct ui *ui, const char *id)
{
	for (int i = 0; i < NLANGS; i++)
		if (strcmp(langs[i].id, id) == 0)
			return ui_name(ui, &langs[i]);
	return id;
}

const char *
customer_cell_name(const char *cell)
{
	static const struct {
		const char *cell, *name;
	} names[] = { CUSTOMER_CELLS, { "active", GD_TR("In use") } };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].cell, cell) == 0)
			return names[i].name;
	return cell;
}

static const struct gd_customer *
find(struct ui *ui, const char *code)
{
	return code ? gd_row_find(gd_app_office(*ui->app), GD_OFF_CUSTOMER,
			  &(struct gd_customer){ .code = code })
		    : NULL;
}

/* Beside the initials: what they are without a correction. */
static void
live(struct ui *ui, struct form *f, void *payload)
{
	struct input *in = form_find(f, "pinyin");
	struct gd_str letters = GD_STR_INIT;

	(void)payload;
	gd_text_initials(&letters, form_text(f, "name"));
	gd_str_reset(&in->aside);
	if (letters.len > 0)
		gd_str_addf(&in->aside, "%s %s", tr(ui, GD_TR("when empty:")),
		    letters.text);
	gd_str_release(&letters);
}

/* A name that is read as another customer's is taken when Enter is pressed
 * again on the same words. */
static bool
save(struct ui *ui, const struct gd_customer *row, uint64_t mask,
    struct gd_err *err)
{
	const char *words = ui_fmt(ui, "%s\n%s", row->code, row->name);
	bool warned = strcmp(ui->warned.text, words) == 0;

	gd_str_reset(&ui->warned);
	if (gd_app_office_do(*ui->app,
		&(struct gd_office_command){ warned ? GD_OFFICE_CUSTOMER_ANYWAY
						    : GD_OFFICE_CUSTOMER,
		    row, mask },
		err) == GD_OK)
		return true;
	if (err->msg == GD_M_ALIKE_STOP || err->msg == GD_M_MIXED_STOP)
		gd_str_add(&ui->warned, words);
	return false;
}

#define ACTIVE 7 /* column of GD_COLS_CUSTOMER */

static bool
submit(struct ui *ui, struct form *f, void *payload)
{
	const char *code = payload ? payload : form_text(f, CODE);
	struct gd_customer row = { .code = code,
		.active = strcmp(form_text(f, "#active"), "no") != 0 };
	const struct gd_table *t = &gd_office_tables[GD_OFF_CUSTOMER];
	struct gd_err err = GD_ERR_INIT;
	uint64_t mask = payload ? 1 : (UINT64_C(1) << t->ncols) - 1;

	if (!payload && find(ui, code)) {
		(void)gd_fail(&err, GD_REFUSED, GD_M_TUI_CUSTOMER_THERE,
		    GD_T(code));
		form_error(f, form_find(f, CODE), &err);
		ui_say_err(ui, &err);
		return false;
	}
	for (int i = 0; i < NFIELDS; i++) {
		int cell = gd_customer_cell(fields[i].id);
		const char *value = form_text(f, fields[i].id);

		memcpy((char *)&row + t->cols[cell].offset, &value,
		    sizeof value);
		if (form_changed(f, form_find(f, fields[i].id)))
			mask |= UINT64_C(1) << cell;
	}
	if (form_changed(f, form_find(f, "#active")))
		mask |= UINT64_C(1) << ACTIVE;
	if (mask == 1) {
		ui_say(ui, "Nothing was changed", 0, NULL);
		return true;
	}
	if (!save(ui, &row, mask, &err)) {
		ui_say_err(ui, &err);
		return false;
	}
	ui_stale(ui);
	ui_say(ui, "Customer {1} is saved", 1,
	    (const struct gd_arg[]){ gd_arg_text(code) });
	return true;
}

/* A choice where the field of an order that begins with it is one. */
static void
add_field(struct ui *ui, struct form *f, int i, const struct gd_customer *c)
{
	int cell = gd_customer_cell(fields[i].id);
	const struct gd_field_def *of = field_of(ui, cell);
	bool lang = strcmp(fields[i].id, "lang") == 0;
	struct input in = { .id = fields[i].id,
		.name = { .en = fields[i].name },
		.required = i == 0,
		.kind = lang || (of && of->nchoices) ? IN_CHOICE : IN_TEXT,
		.choices = lang ? langs
			   : of ? of->choices
				: NULL,
		.nchoices = lang ? NLANGS
			    : of ? of->nchoices
				 : 0 };

	form_add(f, &in,
	    c ? gd_cell_text(c, &gd_office_tables[GD_OFF_CUSTOMER].cols[cell])
	      : "");
}

void
customer_form(struct ui *ui, const char *code)
{
	static const struct gd_name yes_no[] = {
		{ "yes", NULL, GD_TR("yes") },
		{ "no", NULL, GD_TR("no") },
	};
	const struct gd_customer *c = find(ui, code);
	struct form *f = form_new(&(struct form_spec){
	    .title = c ? ui_fmt(ui, "%s %s", code,
			     gd_customer_name(c, *ui->lang == GD_ZH))
		       : GD_TR("New customer"),
	    .head =
		GD_TR("Initials are what pinyin finds the customer by; correct "
		      "them where a character has several readings."),
	    .draft = c ? ui_fmt(ui, "customer %s", code) : "customer",
	    .submit = submit,
	    .live = live,
	    .payload = c ? gd_strdup(code) : NULL,
	    .drop = free,
	});

	if (!c)
		form_add(f,
		    &(struct input){ .id = CODE,
			.name = { .en = GD_TR("Code") },
			.required = true },
		    "");
	for (int i = 0; i < NFIELDS; i++)
		add_field(ui, f, i, c);
	form_add(f,
	    &(struct input){ .id = "#active",
		.name = { .en = GD_TR("In use") },
		.kind = IN_CHOICE,
		.choices = yes_no,
		.nchoices = 2 },
	    c && !c->active ? "no" : "yes");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Save the customer") } },
	    "");
	form_open(ui, f);
}
