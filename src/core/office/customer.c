/* core/office/customer.c - what a customer's new orders begin with. */
#include "core/customer.h"

#include <string.h>

#include "core/order.h"

#include "base/banned.h"

int
gd_customer_cell(const char *name)
{
	const struct gd_table *t = &gd_office_tables[GD_OFF_CUSTOMER];

	for (int i = t->nkeys; i < t->ncols; i++)
		if (t->cols[i].type == GD_CELL_TEXT &&
		    strcmp(t->cols[i].name, name) == 0)
			return i;
	return 0;
}

const char *
gd_customer_value(const struct gd_customer *c, const struct gd_field_def *f)
{
	const char *value;

	if (!f->customer)
		return "";
	value = gd_cell_text(c,
	    &gd_office_tables[GD_OFF_CUSTOMER].cols[f->customer]);
	if (f->type != GD_FIELD_CHOICE)
		return value;
	for (int i = 0; i < f->nchoices; i++)
		if (strcmp(f->choices[i].id, value) == 0)
			return value;
	return "";
}

const char *
gd_customer_name(const struct gd_customer *c, bool zh)
{
	const char *first = zh ? c->name : c->name_en;
	const char *other = zh ? c->name_en : c->name;

	return *first ? first : *other ? other : c->code;
}
