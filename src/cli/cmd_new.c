/* cli/cmd_new.c - a new order from fields and lines. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "base/text.h"

#include "dates_priv.h"

#include "base/banned.h"

#define MAX_LINES 10000
#define MAX_FILE (8 << 20)

static enum gd_code
bad_line(struct cli *c, int no, const char *english, struct gd_err *err)
{
	return gd_fail(err, GD_USAGE, GD_M_CLI_LINES,
	    GD_T(cli_has(c, OPT_LINES) ? c->opt[OPT_LINES] : "new"), GD_N(no),
	    GD_W(english));
}

/* Accents are joined to their letters; whether the text may be stored is said
 * when the order is made. */
static const char *
composed(struct cli *c, const char *s)
{
	struct gd_str clean = GD_STR_INIT;

	if (gd_text_clean(&clean, s, true) == GD_CLEAN_COMPOSED)
		s = clean.text;
	s = gd_arena_str(&c->arena, s);
	gd_str_release(&clean);
	return s;
}

/* A text of an object; numbers are taken as they are written. */
static const char *
member(struct cli *c, const json_t *obj, const char *name)
{
	const json_t *v = json_object_get(obj, name);

	if (json_is_string(v))
		return composed(c, json_string_value(v));
	if (json_is_integer(v))
		return gd_arena_printf(&c->arena, "%lld",
		    (long long)json_integer_value(v));
	if (json_is_real(v))
		return gd_arena_printf(&c->arena, "%.10g", json_real_value(v));
	return "";
}

/* "4.20" in the currency's minor units. */
static bool
price_read(const char *text, const char *currency, int64_t *minor)
{
	int want = cli_currency_digits(currency), digits = 0;

	if (*text == '\0')
		return true;
	if (!cli_decimal_read(text, want, minor, &digits) || *minor < 0)
		return false;
	for (; digits < want; digits++)
		*minor *= 10;
	return true;
}

/* "4.20", or "4.20 USD" when no other currency stands beside it. */
static bool
price_of(struct cli *c, const json_t *obj, struct gd_line *line)
{
	const char *text = member(c, obj, "price"), *blank = strchr(text, ' ');

	if (blank && strlen(blank + 1) == 3) {
		if (*line->currency && strcmp(line->currency, blank + 1) != 0)
			return false;
		line->currency = gd_arena_str(&c->arena, blank + 1);
		text = gd_arena_strn(&c->arena, text, (size_t)(blank - text));
	}
	return price_read(text, line->currency, &line->price);
}

static enum gd_code
line_from(struct cli *c, const json_t *obj, int no, struct gd_line *line,
    struct gd_err *err)
{
	const char *qty, *discount, *tolerance;
	int digits = 0;

	if (!json_is_object(obj))
		return bad_line(c, no, GD_TR("it is not an object"), err);
	line->no = no;
	line->item = member(c, obj, "item");
	line->spec = member(c, obj, "spec");
	line->unit = member(c, obj, "unit");
	line->currency = member(c, obj, "currency");
	line->note = member(c, obj, "note");
	qty = member(c, obj, *member(c, obj, "qty") ? "qty" : "quantity");
	if (*line->item == '\0')
		return bad_line(c, no, GD_TR("item is missing"), err);
	if (*qty &&
	    (!cli_decimal_read(qty, 6, &line->qty, &digits) || line->qty < 0))
		return bad_line(c, no,
		    GD_TR("qty is not a number such as "
			  "120 or 12.5"),
		    err);
	line->digits = digits;
	if (!price_of(c, obj, line))
		return bad_line(c, no,
		    GD_TR("price is not a number such as "
			  "4.20 in its currency"),
		    err);
	discount = member(c, obj, "discount");
	if (*discount && !price_read(discount, "", &line->discount_bp))
		return bad_line(c, no,
		    GD_TR("discount is not a percentage "
			  "such as 2.5"),
		    err);
	tolerance = member(c, obj, "tolerance");
	if (*tolerance && !price_read(tolerance, "", &line->tolerance_bp))
		return bad_line(c, no,
		    GD_TR("tolerance is not a percentage "
			  "such as 3"),
		    err);
	return GD_OK;
}

static enum gd_code
lines_from_file(struct cli *c, struct gd_new_order *n, struct gd_err *err)
{
	const char *path = c->opt[OPT_LINES];
	struct gd_str text = GD_STR_INIT;
	json_error_t why;
	struct gd_line *lines;
	json_t *all = NULL, *obj;
	size_t i;
	enum gd_code rc = cli_read_file(path, MAX_FILE, &text, err);

	if (rc == GD_OK) {
		all = json_loadb(text.text, text.len, JSON_REJECT_DUPLICATES,
		    &why);
		if (all == NULL)
			rc = gd_fail(err, GD_USAGE, GD_M_CLI_JSON, GD_T(path),
			    GD_N(why.line), GD_T(why.text));
		else if (!json_is_array(all) ||
			 json_array_size(all) > MAX_LINES)
			rc = bad_line(c, 1,
			    GD_TR("the file must be one list "
				  "of at most 10000 lines"),
			    err);
	}
	if (rc == GD_OK) {
		lines = gd_arena_alloc(&c->arena, json_array_size(all) + 1,
		    sizeof *lines);
		n->lines = lines;
		n->nlines = (int)json_array_size(all);
		json_array_foreach(all, i, obj)
		{
			if (rc == GD_OK)
				rc = line_from(c, obj, (int)i + 1, &lines[i],
				    err);
		}
	}
	json_decref(all);
	gd_str_release(&text);
	return rc;
}

/* Words that say who and what the order is; the rest are its fields. */
static const char **
head_word(struct gd_new_order *n, const char *name)
{
	const struct {
		const char *name;
		const char **at;
	} words[] = {
		{ "number", &n->number },
		{ "company", &n->company },
		{ "customer", &n->customer },
		{ "repeat_of", &n->repeat_of },
		{ "clerk", &n->clerk },
		{ "salesperson", &n->salesperson },
		{ "workflow", &n->workflow },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(words[i].name, name) == 0)
			return words[i].at;
	}
	return NULL;
}

/* A customer may be given by code or by name. */
static const char *
customer_code(struct cli *c, const char *text)
{
	const struct gd_sheet *office = gd_app_office(c->app);
	const struct gd_customer *row;

	for (size_t i = 0; (row = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++) {
		if (strcmp(row->code, text) == 0)
			return text;
	}
	for (size_t i = 0; (row = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++) {
		if (strcmp(row->name, text) == 0 ||
		    strcasecmp(row->name_en, text) == 0)
			return gd_arena_str(&c->arena, row->code);
	}
	return text;
}

/* Its number; and what it is late with the day it is made, which is no part of
 * the answer that a script reads. */
static enum gd_code
say_new(struct cli *c, const char *number, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_date_view *late;
	struct gd_order_page page;
	struct gd_dates dates;
	int days;
	enum gd_code rc = gd_app_order(c->app, number, &page, err);

	if (rc != GD_OK)
		return rc;
	gd_app_order_dates(c->app, &page, &arena, &dates);
	late = gd_dates_late_at_start(&dates, &days);
	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:o, s:i, s:o, s:o}", "order",
			cli_json_text(number), "late_days", late ? days : 0,
			"late_duty",
			late ? cli_json_text(late->row->duty) : json_null(),
			"late_planned",
			cli_day_json(late ? late->row->day : 0)));
	} else {
		cli_out_text(c, number);
		gd_str_addc(&c->out, '\n');
	}
	if (late && !cli_has(c, OPT_JSON)) {
		const struct gd_arg args[3] = { gd_arg_int(days),
			gd_arg_text(cli_date_name(c, page.wf, late->row)),
			gd_arg_day((int32_t)late->row->day) };

		cli_aside(c,
		    GD_TR(
			"already late by {1} {1|day|days}: {2} (planned {3})"),
		    3, args);
	}
	gd_arena_release(&arena);
	gd_order_page_release(&page);
	return GD_OK;
}

/* ROLE=LOGIN of a role that is given on an order. */
static void
role_words(struct cli *c, const struct gd_workflow *wf)
{
	for (int i = 0; i < c->npairs; i++) {
		int role = gd_wf_role(wf, c->pairs[i].name);

		if (role >= 0 && wf->roles[role].assigned &&
		    gd_wf_field(wf, c->pairs[i].name) < 0)
			c->pairs[i].name = gd_arena_printf(&c->arena,
			    "assign:%s", wf->roles[role].name.id);
	}
}

static void
say_fields(struct cli *c, const struct gd_workflow *wf, bool needed,
    const char *english)
{
	struct gd_str all = GD_STR_INIT;

	if (needed)
		gd_str_add(&all, "customer");
	for (int i = 0; i < wf->nfields; i++) {
		const struct gd_field_def *f = &wf->fields[i];

		if (f->at_intake && f->required == needed)
			gd_str_addf(&all, "%s%s (%s)", all.len ? ", " : "",
			    f->name.id, cli_name_of(c, &f->name));
	}
	if (all.len)
		cli_aside(c, english, 2,
		    (const struct gd_arg[]){
			gd_arg_text(cli_name_of(c, &wf->name)),
			gd_arg_text(gd_arena_str(&c->arena, all.text)) });
	gd_str_release(&all);
}

/* Something is missing: all that an order of this workflow is asked for, at
 * once, as the form in the screens has it. */
static void
say_asked(struct cli *c, const struct gd_workflow *wf,
    const struct gd_err *err)
{
	if ((err->msg != GD_M_APP_NEED_CUSTOMER &&
		err->msg != GD_M_FIELD_MISSING) ||
	    !cli_for_people(c))
		return;
	say_fields(c, wf, true, GD_TR("{1} needs: {2}"));
	say_fields(c, wf, false, GD_TR("{1} may have: {2}"));
}

enum gd_code
cmd_new(struct cli *c, struct gd_err *err)
{
	struct gd_new_order n = { .workflow = c->opt[OPT_WORKFLOW],
		.company = c->opt[OPT_COMPANY] };
	const struct gd_workflow *wf = NULL;
	char number[64] = "";
	int kept = 0;
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK && cli_has(c, OPT_LINES))
		rc = lines_from_file(c, &n, err);
	if (rc != GD_OK)
		return rc;
	for (int i = 0; i < c->npairs; i++) {
		const char **word = head_word(&n, c->pairs[i].name);

		if (word)
			*word = c->pairs[i].value;
		else
			c->pairs[kept++] = c->pairs[i];
	}
	c->npairs = kept;
	rc = gd_app_which(c->app, n.workflow, &wf, err);
	if (rc != GD_OK)
		return rc;
	role_words(c, wf);
	cli_read_pairs(c, wf);
	n.fields = c->pairs;
	n.nfields = c->npairs;
	if (n.customer)
		n.customer = customer_code(c, n.customer);
	rc = gd_app_new(c->app, &n, number, err);
	if (rc != GD_OK) {
		say_asked(c, wf, err);
		return rc;
	}
	return say_new(c, number, err);
}
