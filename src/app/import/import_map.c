/* app/import/import_map.c - which column of the file means what.
 *
 * Known names map by themselves, names of the workflow's fields too; any
 * other column goes into a note, so that nothing of the file is lost.
 * --map "column=target,field:=constant"; a map file has one pair a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "import.h"

#include "base/banned.h"

static const struct {
	const char *name;
	enum target to;
} names[] = {
	{ "number", TO_NUMBER },
	{ "order_no", TO_NUMBER },
	{ "单号", TO_NUMBER },
	{ "customer_code", TO_CUSTOMER },
	{ "customer_no", TO_CUSTOMER },
	{ "客户号", TO_CUSTOMER },
	{ "customer_name", TO_CUSTOMER_NAME },
	{ "customer", TO_CUSTOMER_NAME },
	{ "客户", TO_CUSTOMER_NAME },
	{ "customer_country", TO_COUNTRY },
	{ "country", TO_COUNTRY },
	{ "customer_city", TO_CITY },
	{ "city", TO_CITY },
	{ "clerk", TO_CLERK },
	{ "跟单员", TO_CLERK },
	{ "salesperson", TO_SALESPERSON },
	{ "业务员", TO_SALESPERSON },
	{ "carrier", TO_CARRIER },
	{ "ordered", TO_DAY },
	{ "day", TO_DAY },
	{ "下单日期", TO_DAY },
	{ "item", TO_ITEM },
	{ "product", TO_ITEM },
	{ "品名", TO_ITEM },
	{ "spec", TO_SPEC },
	{ "qty", TO_QTY },
	{ "quantity", TO_QTY },
	{ "数量", TO_QTY },
	{ "unit", TO_UNIT },
	{ "price", TO_PRICE },
	{ "unit_price", TO_PRICE },
	{ "单价", TO_PRICE },
	{ "currency", TO_CURRENCY },
	{ "discount", TO_DISCOUNT },
	{ "line_note", TO_LINE_NOTE },
	{ "note", TO_NOTE },
	{ "-", TO_NOWHERE },
};

/* Names that are fields of a line or an order: a map may say which. */
static bool
find_target(const struct import *in, const char *name, struct column *out)
{
	size_t i;

	if (strncmp(name, "field.", 6) == 0) {
		out->field = gd_wf_field(in->wf, name + 6);
		out->to = TO_FIELD;
		return out->field >= 0;
	}
	if (strncmp(name, "line.", 5) == 0)
		name += 5;
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i].name, name) == 0) {
			out->to = names[i].to;
			return true;
		}
	out->field = gd_wf_field(in->wf, name);
	out->to = TO_FIELD;
	return out->field >= 0;
}

static void
default_column(const struct import *in, struct column *c)
{
	static const char *const places[] = { "ship_city", "ship_country" };
	size_t i;

	if (find_target(in, c->name, c))
		return;
	c->to = TO_NOTE;
	for (i = 0; i < 2; i++)
		if (strcmp(c->name, places[i]) == 0 &&
		    find_target(in, "field.destination", c))
			return;
	if (c->to == TO_FIELD)
		c->to = TO_NOTE;
}

static enum gd_code
add_constant(struct import *in, const char *name, const char *value)
{
	if (gd_wf_field(in->wf, name) < 0)
		return gd_fail(in->err, GD_USAGE, GD_M_APP_MAP_TARGET,
		    GD_T(name));
	if (in->map.nconstants == MOST_CONSTANTS)
		return gd_fail(in->err, GD_USAGE, GD_M_APP_MAP_MANY);
	in->map.constants[in->map.nconstants++] =
	    (struct gd_pair){ gd_arena_str(&in->arena, name),
		    gd_arena_str(&in->arena, value) };
	return GD_OK;
}

/* "column=target" or "field:=value". */
static enum gd_code
apply_pair(struct import *in, char *pair)
{
	char *sign = strchr(pair, '=');
	int i;

	if (!sign)
		return gd_fail(in->err, GD_USAGE, GD_M_APP_MAP_FORM,
		    GD_T(pair));
	*sign = '\0';
	if (sign > pair && sign[-1] == ':') {
		sign[-1] = '\0';
		return add_constant(in, pair, sign + 1);
	}
	for (i = 0; i < in->map.ncolumns; i++)
		if (strcmp(in->map.columns[i].name, pair) == 0)
			break;
	if (i == in->map.ncolumns)
		return gd_fail(in->err, GD_USAGE, GD_M_APP_MAP_COLUMN,
		    GD_T(pair));
	if (!find_target(in, sign + 1, &in->map.columns[i]))
		return gd_fail(in->err, GD_USAGE, GD_M_APP_MAP_TARGET,
		    GD_T(sign + 1));
	return GD_OK;
}

static enum gd_code
apply_map(struct import *in, const char *map, const char *ends)
{
	char *text = gd_strdup(map), *at = text, *next;
	enum gd_code rc = GD_OK;

	for (; rc == GD_OK && at && *at; at = next) {
		next = at + strcspn(at, ends);
		if (*next)
			*next++ = '\0';
		at += strspn(at, " \t\r");
		at[strcspn(at, "\r")] = '\0';
		if (*at && *at != '#')
			rc = apply_pair(in, at);
	}
	free(text);
	return rc;
}

static enum gd_code
apply_file(struct import *in, const char *path)
{
	struct gd_str s = GD_STR_INIT;
	char buf[4096];
	FILE *f = fopen(path, "re");
	enum gd_code rc;
	size_t n;

	if (!f)
		return gd_fail(in->err, GD_MISSING, GD_M_APP_NO_FILE,
		    GD_T(path));
	while (s.len < 100000 && (n = fread(buf, 1, sizeof buf, f)) > 0)
		gd_str_addn(&s, buf, n);
	fclose(f);
	rc = gd_text_check(s.text, 100000, true, in->err);
	if (rc == GD_OK)
		rc = apply_map(in, s.text, "\n");
	gd_str_release(&s);
	return rc;
}

enum gd_code
import_map_make(struct import *in, const char **header, int n)
{
	enum gd_code rc = GD_OK;
	int i;

	if (n > MOST_COLUMNS)
		return gd_fail(in->err, GD_USAGE, GD_M_APP_MAP_MANY);
	for (i = 0; i < n; i++) {
		in->map.columns[i].name = import_heading(&in->arena, header[i]);
		default_column(in, &in->map.columns[i]);
	}
	in->map.ncolumns = n;
	if (in->im->map_file)
		rc = apply_file(in, in->im->map_file);
	if (rc == GD_OK && in->im->map)
		rc = apply_map(in, in->im->map, ",");
	if (rc == GD_OK && !import_column_of(in, TO_NUMBER))
		rc = gd_fail(in->err, GD_USAGE, GD_M_APP_MAP_NEEDS,
		    GD_T("number"));
	if (rc == GD_OK && !import_column_of(in, TO_CUSTOMER))
		rc = gd_fail(in->err, GD_USAGE, GD_M_APP_MAP_NEEDS,
		    GD_T("customer_code"));
	return rc;
}
