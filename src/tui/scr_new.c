/* tui/scr_new.c - the form of a new order. */
#include <stdlib.h>
#include <string.h>

#include "act_inputs_priv.h"
#include "form_priv.h"
#include "scr_priv.h"

#include "base/banned.h"

#define CUSTOMER "#customer"
#define REPEAT "#repeat"
#define NUMBER "#number"

static bool
submit(struct ui *ui, struct form *f, void *payload)
{
	size_t n = (size_t)form_count(f);
	struct gd_pair *pairs = gd_arena_alloc(form_arena(f), n + 1,
	    sizeof *pairs);
	struct gd_new_order order = { .fields = pairs };
	struct gd_err err = GD_ERR_INIT;
	struct input *in;
	char number[64];

	(void)payload;
	for (size_t i = 0; i < n; i++) {
		const char *value;

		in = form_at(f, (int)i);
		value = form_value(f, in);
		if (*in->id != '#' && *value)
			pairs[order.nfields++] =
			    (struct gd_pair){ in->id, value };
	}
	order.customer = form_text(f, CUSTOMER);
	if (*form_text(f, REPEAT))
		order.repeat_of = form_text(f, REPEAT);
	if (*form_text(f, NUMBER))
		order.number = form_text(f, NUMBER);
	if (gd_app_new(*ui->app, &order, number, &err) == GD_OK) {
		scr_order(ui, number);
		ui_stale(ui);
		ui_say(ui, "Order {1} is entered", 1,
		    (const struct gd_arg[]){ gd_arg_text(number) });
		return true;
	}
	in = err.arg[0].type == GD_ARG_TEXT ?
	    form_find(f, err.arg[0].text) : NULL;
	if (in) {
		struct gd_err named = err;

		named.arg[0] = gd_arg_text(ui_name(ui, &in->name));
		form_error(f, in, &named);
	}
	ui_say_err(ui, &err);
	return false;
}

static void
add_customers(struct ui *ui, struct form *f)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	size_t most = office->rows[GD_OFF_CUSTOMER].n + 1;
	struct gd_name *names = gd_alloc(most, sizeof *names);
	const struct gd_customer *c;
	int n = 0;

	for (size_t i = 0; (c = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++)
		if (c->active)
			names[n++] = (struct gd_name){ c->code,
				*c->name ? c->name : c->code,
				*c->name_en ? c->name_en : c->name };
	form_add(f, &(struct input){ .id = CUSTOMER,
		.name = { .en = GD_TR("Customer") }, .kind = IN_CHOICE,
		.required = true, .choices = names, .nchoices = n }, "");
	free(names);
}

void
scr_new(struct ui *ui)
{
	const struct gd_workflow *wf = NULL;
	struct gd_err err = GD_ERR_INIT;
	struct form *f;

	if (gd_app_workflow(*ui->app, "export", 0, &wf, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	f = form_new(&(struct form_spec){
		.title = tr(ui, "New order"),
		.head = tr(ui, "F3 in a field with [v] shows what can stand "
		    "there. * must be filled."),
		.draft = "new order", .submit = submit,
	});
	add_customers(ui, f);
	for (int i = 0; i < wf->nfields; i++)
		if (wf->fields[i].at_intake)
			act_field_add(f, wf, &wf->fields[i],
			    wf->fields[i].required, "");
	form_add(f, &(struct input){ .id = "#do", .kind = IN_BUTTON,
		.name = { .en = GD_TR("Enter the order") } }, "");
	form_add(f, &(struct input){ .id = REPEAT, .extra = true,
		.name = { .en = GD_TR("Repeat of order") } }, "");
	form_add(f, &(struct input){ .id = NUMBER, .extra = true,
		.name = { .en = GD_TR("Number (empty: the next)") } }, "");
	form_open(ui, f);
}
