/* tui/forms/scr_new.c - the form of a new order. */
#include <stdlib.h>
#include <string.h>

#include "app/money.h"
#include "core/customer.h"

#include "../acts/act_inputs_priv.h"
#include "../order/dates_priv.h"
#include "form_priv.h"
#include "lines_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define CUSTOMER "#customer"
#define CODE "#code"
#define NAME "#name"
#define REPEAT "#repeat"
#define NUMBER "#number"
#define COMPANY "#company"
#define LINES "#lines"
#define CURRENCY "#currency"
#define LINES_MAX 500

/* The lines, as "line:2:qty" and so on; a bare price is in the currency
 * chosen. */
static int
line_pairs(struct form *f, struct gd_pair *pairs)
{
	struct gd_arena *arena = form_arena(f);
	struct line_row *rows = gd_arena_alloc(arena, LINES_MAX, sizeof *rows);
	int lines = lines_read(form_text(f, LINES), arena, rows, LINES_MAX);
	const char *currency = form_text(f, CURRENCY);
	int n = 0;

	for (int k = 0; k < lines; k++) {
		if (*rows[k].cell[CELL_PRICE] && *currency)
			pairs[n++] =
			    (struct gd_pair){ gd_arena_printf(arena,
						  "line:%d:currency", k + 1),
				    currency };
		for (int i = 0; i < LINE_NCELLS; i++)
			if (*rows[k].cell[i])
				pairs[n++] =
				    (struct gd_pair){ gd_arena_printf(arena,
							  "line:%d:%s", k + 1,
							  line_cell_id(i)),
					    rows[k].cell[i] };
	}
	return n;
}

/* A customer the office does not know yet. One who is taken for another is
 * made when Enter is pressed again on the same words. */
static bool
make_customer(struct ui *ui, struct form *f, struct gd_err *err)
{
	const char *words = gd_arena_printf(form_arena(f), "%s\n%s",
	    form_text(f, CODE), form_text(f, NAME));
	bool warned = strcmp(ui->warned.text, words) == 0;
	const struct gd_customer row = { .code = form_text(f, CODE),
		.name = form_text(f, NAME),
		.name_en = form_text(f, NAME),
		.country = "",
		.city = "",
		.pinyin = "",
		.note = "",
		.active = 1 };

	gd_str_reset(&ui->warned);
	if (gd_app_office_do(*ui->app,
		&(struct gd_office_command){ warned ? GD_OFFICE_CUSTOMER_ANYWAY
						    : GD_OFFICE_CUSTOMER,
		    &row, 7 /* code, name, name_en */ },
		err) == GD_OK)
		return true;
	if (err->msg == GD_M_ALIKE_STOP || err->msg == GD_M_MIXED_STOP)
		gd_str_add(&ui->warned, words);
	return false;
}

/* What was pasted keeps its text; but a line is of some quantity. */
static bool
lines_count(struct ui *ui, struct form *f)
{
	int bad = lines_without_quantity(form_text(f, LINES));
	struct gd_err err = GD_ERR_INIT;

	if (!bad)
		return true;
	(void)gd_fail(&err, GD_USAGE, GD_M_TUI_LINE_QTY, GD_N(bad));
	form_error(f, form_find(f, LINES), &err);
	ui_say_err(ui, &err);
	return false;
}

/* Whose terms stand in the fields. */
struct begun {
	char *customer; /* owned; "" = nobody's */
	const struct gd_workflow *wf;
};

static void
begun_free(void *payload)
{
	struct begun *b = payload;

	free(b->customer);
	free(b);
}

static const struct gd_customer *
customer_of(struct ui *ui, const char *code)
{
	return *code ? gd_row_find(gd_app_office(*ui->app), GD_OFF_CUSTOMER,
			   &(struct gd_customer){ .code = code })
		     : NULL;
}

/* What stands there as the customer before had it, or nothing: the next one's
 * comes instead. What somebody typed stays. */
static void
begin_with(struct form *f, struct input *in, const char *was, const char *now)
{
	if (in && strcmp(form_value(f, in), was) == 0)
		form_set(f, in, now);
}

static void
follow_customer(struct ui *ui, struct form *f, void *payload)
{
	struct begun *b = payload;
	const char *code = form_text(f, CUSTOMER);
	const struct gd_customer *now = customer_of(ui, code);
	const struct gd_customer *was = customer_of(ui, b->customer);

	if (strcmp(code, b->customer) == 0)
		return;
	for (int i = 0; i < b->wf->nfields; i++) {
		const struct gd_field_def *def = &b->wf->fields[i];

		if (def->at_intake && def->customer)
			begin_with(f, form_find(f, def->name.id),
			    was ? gd_customer_value(was, def) : "",
			    now ? gd_customer_value(now, def) : "");
	}
	begin_with(f, form_find(f, CURRENCY),
	    gd_app_currency(*ui->app, NULL, b->customer),
	    gd_app_currency(*ui->app, NULL, code));
	free(b->customer);
	b->customer = gd_strdup(code);
}

/* What was emptied is told too, or else the customer's would come back. */
static bool
is_told(const struct begun *b, const struct input *in, const char *value)
{
	int i = *in->id == '#' ? -1 : gd_wf_field(b->wf, in->id);

	return *in->id != '#' &&
	       (*value || (i >= 0 && b->wf->fields[i].customer));
}

/* An amount without a currency is in that of the form. */
static const char *
money_in(struct form *f, const struct begun *b, const struct input *in,
    const char *value)
{
	int i = *in->id == '#' ? -1 : gd_wf_field(b->wf, in->id);

	if (i < 0 || b->wf->fields[i].type != GD_FIELD_MONEY || !*value ||
	    value[strspn(value, "0123456789.,-")] != '\0')
		return value;
	return gd_arena_printf(form_arena(f), "%s %s", value,
	    form_text(f, CURRENCY));
}

/* The field an error is about: named by its id, or by what stands in it. */
static struct input *
of_error(struct form *f, const struct gd_err *err)
{
	static const char *const typed[] = { REPEAT, NUMBER };
	struct input *in;

	if (err->arg[0].type != GD_ARG_TEXT)
		return NULL;
	if (strncmp(err->arg[0].text, "line:", 5) == 0)
		return form_find(f, LINES);
	in = form_find(f, err->arg[0].text);
	for (size_t i = 0; !in && i < sizeof typed / sizeof typed[0]; i++)
		if (*form_text(f, typed[i]) &&
		    strcmp(form_text(f, typed[i]), err->arg[0].text) == 0)
			in = form_find(f, typed[i]);
	return in;
}

static bool
submit(struct ui *ui, struct form *f, void *payload)
{
	size_t n = (size_t)form_count(f);
	struct gd_pair *pairs = gd_arena_alloc(form_arena(f),
	    n + 1 + LINES_MAX * (LINE_NCELLS + 1), sizeof *pairs);
	struct gd_new_order order = { .fields = pairs };
	struct gd_err err = GD_ERR_INIT;
	struct input *in;
	char number[64];

	if (!lines_count(ui, f))
		return false;
	for (size_t i = 0; i < n; i++) {
		const char *value;

		in = form_at(f, (int)i);
		value = money_in(f, payload, in, form_value(f, in));
		if (is_told(payload, in, value))
			pairs[order.nfields++] =
			    (struct gd_pair){ in->id, value };
	}
	order.nfields += line_pairs(f, pairs + order.nfields);
	if (*form_text(f, COMPANY))
		order.company = form_text(f, COMPANY);
	order.customer = form_text(f, CUSTOMER);
	order.workflow = ((struct begun *)payload)->wf->name.id;
	if (*form_text(f, REPEAT))
		order.repeat_of = form_text(f, REPEAT);
	if (*form_text(f, NUMBER))
		order.number = form_text(f, NUMBER);
	if (!*order.customer && !*form_text(f, CODE)) {
		(void)gd_fail(&err, GD_USAGE, GD_M_TUI_REQUIRED);
		form_error(f, form_find(f, CUSTOMER), &err);
		return false;
	}
	if (!*order.customer) {
		if (!make_customer(ui, f, &err)) {
			ui_say_err(ui, &err);
			return false;
		}
		order.customer = form_text(f, CODE);
	}
	if (gd_app_new(*ui->app, &order, number, &err) == GD_OK) {
		scr_order(ui, number);
		ui_stale(ui);
		if (!dates_say_new(ui, number))
			ui_say(ui, "Order {1} is entered", 1,
			    (const struct gd_arg[]){ gd_arg_text(number) });
		return true;
	}
	in = of_error(f, &err);
	if (in &&
	    (strcmp(in->id, REPEAT) == 0 || strcmp(in->id, NUMBER) == 0)) {
		form_error(f, in, &err);
	} else if (in) {
		struct gd_err named = err;

		named.arg[0] = gd_arg_text(ui_thing(ui,
		    ((struct begun *)payload)->wf, err.arg[0].text));
		if (strncmp(err.arg[0].text, "line:", 5) != 0)
			named.arg[0] = gd_arg_text(ui_name(ui, &in->name));
		form_error(f, in, &named);
	}
	ui_say_err(ui, &err);
	return false;
}

/* Only where there are two companies under one roof. */
static void
add_companies(struct ui *ui, struct form *f)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	size_t most = office->rows[GD_OFF_COMPANY].n + 1;
	struct gd_name *names = gd_alloc(most, sizeof *names);
	const struct gd_company *c;
	int n = 0;

	for (size_t i = 0; (c = gd_row_at(office, GD_OFF_COMPANY, i)); i++)
		names[n++] = (struct gd_name){ c->code,
			*c->name_zh ? c->name_zh : c->code,
			*c->name_en   ? c->name_en
			: *c->name_zh ? c->name_zh
				      : c->code };
	if (n > 1)
		form_add(f,
		    &(struct input){ .id = COMPANY,
			.name = { .en = GD_TR("Company") },
			.kind = IN_CHOICE,
			.required = true,
			.choices = names,
			.nchoices = n },
		    names[0].id);
	free(names);
}

static void
add_lines(struct form *f, const struct gd_workflow *wf, const char *currency)
{
	bool each = false; /* is something done line by line? */
	static const struct gd_name money[] = {
		{ "USD", "USD", "USD" },
		{ "EUR", "EUR", "EUR" },
		{ "CNY", "CNY", "CNY" },
		{ "GBP", "GBP", "GBP" },
		{ "JPY", "JPY", "JPY" },
	};

	for (int d = 0; d < wf->nduties; d++)
		each |= wf->duties[d].per_line;
	form_add(f,
	    &(struct input){ .id = LINES,
		.name = { .en = GD_TR("Lines") },
		.required = each,
		.kind = IN_LINES },
	    "");
	form_add(f,
	    &(struct input){ .id = CURRENCY,
		.name = { .en = GD_TR("Prices in") },
		.kind = IN_CHOICE,
		.choices = money,
		.nchoices = 5 },
	    currency);
}

static void
add_customers(struct ui *ui, struct form *f, const char *customer)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	size_t most = gd_row_count(office, GD_OFF_CUSTOMER) + 1;
	struct gd_name *names = gd_alloc(most, sizeof *names);
	const struct gd_customer *c;
	int n = 0;

	for (size_t i = 0; (c = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++)
		if (c->active)
			names[n++] = (struct gd_name){ c->code,
				*c->name ? c->name : c->code,
				*c->name_en ? c->name_en : c->name };
	form_add(f,
	    &(struct input){ .id = CUSTOMER,
		/* or a new one, below: so the form does not insist */
		.name = { .en = GD_TR("Customer *") },
		.kind = IN_CHOICE,
		.choices = names,
		.nchoices = n },
	    customer);
	free(names);
}

/* Who carries the order: the active people who hold a role. */
static void
add_holders(struct ui *ui, struct form *f, const struct gd_role_def *role)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	size_t most = office->rows[GD_OFF_HOLDS].n + 1;
	struct gd_name *names = gd_alloc(most, sizeof *names);
	const char *login = gd_app_login(*ui->app);
	const struct gd_holds *h;
	int n = 0;

	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		struct gd_person like = { .login = h->login };
		const struct gd_person *p =
		    gd_row_find(office, GD_OFF_PERSON, &like);

		if (h->active && p && p->active &&
		    strcmp(h->role, role->name.id) == 0)
			names[n++] = (struct gd_name){ p->login,
				*p->name ? p->name : p->login,
				*p->name_en ? p->name_en : p->name };
	}
	form_add(f,
	    &(struct input){ .id = gd_arena_printf(form_arena(f), "assign:%s",
				 role->name.id),
		.name = role->name,
		.kind = IN_CHOICE,
		.choices = names,
		.nchoices = n },
	    login);
	free(names);
}

static void
add_fields(struct form *f, const struct gd_workflow *wf,
    const struct gd_customer *who, const char *currency)
{
	for (int i = 0; i < wf->nfields; i++) {
		if (wf->fields[i].at_intake)
			act_field_add(f, wf, &wf->fields[i],
			    wf->fields[i].required,
			    who ? gd_customer_value(who, &wf->fields[i]) : "");
		if (strcmp(wf->fields[i].name.id, "product") == 0)
			add_lines(f, wf, currency);
	}
	if (!form_find(f, LINES))
		add_lines(f, wf, currency);
}

/* What is seldom used. */
static void
add_rest(struct form *f)
{
	static const struct gd_name rest[] = {
		{ CODE, NULL, GD_TR("New customer: code") },
		{ NAME, NULL, GD_TR("New customer: name") },
		{ REPEAT, NULL, GD_TR("Repeat of order") },
		{ NUMBER, NULL, GD_TR("Number (empty: the next)") },
	};

	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		form_add(f,
		    &(struct input){ .id = rest[i].id,
			.extra = true,
			.name = { .en = rest[i].en } },
		    "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Enter the order") } },
	    "");
}

static void
begin(struct ui *ui, const struct gd_workflow *wf, const char *customer)
{
	bool usual = wf == gd_app_usual(*ui->app);
	const struct gd_customer *who = customer_of(ui, customer);
	const char *currency = gd_app_currency(*ui->app, NULL, customer);
	struct begun *begun = gd_alloc(1, sizeof *begun);
	struct form *f;

	*begun = (struct begun){ gd_strdup(customer), wf };
	f = form_new(&(struct form_spec){
	    .title = GD_TR("New order"),
	    .head = gd_app_flow_count(*ui->app) > 1
			? ui_name(ui, &wf->name)
			: GD_TR("F3 in a field with [v] shows what can stand "
				"there. * must be filled."),
	    .draft =
		usual ? "new order" : ui_fmt(ui, "new order %s", wf->name.id),
	    .submit = submit,
	    .live = follow_customer,
	    .payload = begun,
	    .drop = begun_free,
	});
	add_companies(ui, f);
	add_customers(ui, f, customer);
	for (int i = 0; i < wf->nroles; i++)
		if (wf->roles[i].assigned && !gd_wf_role_given(wf, i))
			add_holders(ui, f, &wf->roles[i]);
	add_fields(f, wf, who, currency);
	add_rest(f);
	form_open(ui, f);
	/* a draft has its own, and what was left in its fields stays */
	free(begun->customer);
	begun->customer = gd_strdup(form_text(f, CUSTOMER));
}

/* ---- which workflow --------------------------------------------------------- */

#define FLOWS_MOST 64

struct asked {
	char *customer; /* owned; "" none */
	char *ids[FLOWS_MOST];
	int n;
};

static void
asked_free(void *payload)
{
	struct asked *a = payload;

	for (int i = 0; i < a->n; i++)
		free(a->ids[i]);
	free(a->customer);
	free(a);
}

static void
flow_chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	struct asked *a = payload;
	const struct gd_workflow *wf = NULL;
	struct gd_err err = GD_ERR_INIT;

	(void)ticked;
	if (i < 0 || i >= a->n)
		return;
	if (gd_app_which(*ui->app, a->ids[i], &wf, &err) == GD_OK)
		begin(ui, wf, a->customer);
	else
		ui_say_err(ui, &err);
}

static void
ask_again(struct ui *ui, void *payload)
{
	char *customer = gd_strdup(((struct asked *)payload)->customer);

	scr_new(ui, customer);
	free(customer);
}

/* The list begins at the one that new orders take. */
static void
ask_flow(struct ui *ui, const char *customer)
{
	const struct gd_workflow *usual = gd_app_usual(*ui->app);
	struct asked *a = gd_alloc(1, sizeof *a);
	struct gd_name names[FLOWS_MOST];
	struct scr_item items[FLOWS_MOST] = { 0 };
	int at = 0;

	a->customer = gd_strdup(customer);
	a->n = gd_app_flow_names(*ui->app, names, FLOWS_MOST);
	for (int i = 0; i < a->n; i++) {
		a->ids[i] = gd_strdup(names[i].id);
		items[i].label = ui_name(ui, &names[i]);
		items[i].also = names[i].id;
		if (usual && strcmp(usual->name.id, names[i].id) == 0)
			at = i;
	}
	scr_pick(ui, &(struct scr_pick){
			 .title = tr(ui, GD_TR("By which workflow?")),
			 .items = items,
			 .n = a->n,
			 .at = at,
			 .then = flow_chosen,
			 .again = ask_again,
			 .payload = a,
			 .drop = asked_free,
		     });
}

void
scr_new(struct ui *ui, const char *customer)
{
	const struct gd_workflow *wf = NULL;
	struct gd_err err = GD_ERR_INIT;

	customer = customer ? customer : "";
	if (gd_app_flow_count(*ui->app) > 1)
		ask_flow(ui, customer);
	else if (gd_app_which(*ui->app, NULL, &wf, &err) == GD_OK)
		begin(ui, wf, customer);
	else
		ui_say_err(ui, &err);
}
