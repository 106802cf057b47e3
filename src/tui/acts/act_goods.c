/* tui/acts/act_goods.c - inputs about lines and lots: what goes into another
 * lot, what was loaded, what a line says; and what is told beside the inputs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/view/lots.h"

#include "act_inputs_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define LINES_MOST 60 /* lines a form shows */

/* ---- the parts ---------------------------------------------------------- */

/* Without the commas that ui_number puts in: as it would be typed. */
static const char *
bare(struct ui *ui, const char *said)
{
	char plain[64];
	size_t len = 0;

	for (; *said && len < sizeof plain - 1; said++)
		if (*said != ',')
			plain[len++] = *said;
	plain[len] = '\0';
	return ui_fmt(ui, "%s", plain);
}

static const char *
typed(struct ui *ui, int64_t n, int64_t digits)
{
	return bare(ui, ui_number(ui, n, digits));
}

static const char *
typed_money(struct ui *ui, int64_t minor, const char *currency)
{
	return bare(ui, ui_money(ui, minor, currency));
}

const char *
act_line_cell(struct ui *ui, const struct gd_line *l, const char *cell)
{
	if (strcmp(cell, "qty") == 0)
		return typed(ui, l->qty, l->digits);
	if (strcmp(cell, "price") == 0)
		return l->price ? typed_money(ui, l->price, l->currency) : "";
	return strcmp(cell, "item") == 0   ? l->item
	       : strcmp(cell, "spec") == 0 ? l->spec
					   : l->unit;
}

/* What a lot could still give of a line. */
static int64_t
may_give(const struct gd_order_page *page, int64_t lot, int64_t line)
{
	struct gd_lotline row = gd_lot_line(&page->order, lot, line);
	struct gd_lot_view v;

	if (row.known)
		return row.qty > row.shipped ? row.qty - row.shipped : 0;
	for (size_t i = 0; gd_lot_view(page->wf, &page->order, i, &v); i++)
		if (v.lot->no == lot && v.shipped)
			return 0;
	return row.qty;
}

static const struct gd_line *
line_of(const struct gd_order_page *page, int64_t no)
{
	return gd_row_find(&page->order.sheet, GD_TAB_LINE,
	    &(struct gd_line){ .no = no });
}

static void
add(struct form *f, const char *id, const char *label, enum input_kind kind,
    bool required, const char *value)
{
	form_add(f,
	    &(struct input){ .id = id,
		.name = { .en = label },
		.kind = kind,
		.required = required },
	    value);
}

static const char *
line_label(struct ui *ui, const struct gd_line *l)
{
	return ui_fmt(ui, "%d %s", (int)l->no, l->item);
}

/* What the act proposes for a field. */
static const char *
proposed(const struct deed *deed, const char *id)
{
	for (int i = 0; i < deed->cmd.nfields; i++)
		if (strcmp(deed->cmd.fields[i].name, id) == 0)
			return deed->cmd.fields[i].value;
	return "";
}

/* ---- forms -------------------------------------------------------------- */

/* Where it goes: a new lot, or one there is. */
static void
add_target(struct ui *ui, struct form *f, const struct gd_order_page *page,
    int64_t from)
{
	struct gd_name names[32];
	char ids[32][8];
	struct gd_lot_view v;
	int n = 0;

	names[n++] = (struct gd_name){ "", NULL, GD_TR("a new lot") };
	for (size_t i = 0; n < 32 && gd_lot_view(page->wf, &page->order, i, &v);
	     i++) {
		const char *said = ui_lot(ui, v.lot->no);

		if (v.off || v.lot->no == from)
			continue;
		snprintf(ids[n], sizeof ids[n], "%d", (int)v.lot->no);
		names[n] = (struct gd_name){ ids[n], said, said };
		n++;
	}
	if (n > 1)
		form_add(f,
		    &(struct input){ .id = "to",
			.name = { .en = GD_TR("It goes into") },
			.kind = IN_CHOICE,
			.choices = names,
			.nchoices = n },
		    "");
}

static void
split_inputs(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct deed *deed)
{
	int64_t lot = deed->cmd.lot ? deed->cmd.lot : 1;
	const struct gd_line *l;
	int n = 0;

	for (size_t i = 0;
	     n < LINES_MOST && (l = gd_walk(&page->order, GD_TAB_LINE, &i));) {
		const char *id = ui_fmt(ui, "line:%d", (int)l->no);

		if (may_give(page, lot, l->no) == 0)
			continue;
		add(f, id, line_label(ui, l), IN_NUMBER, false,
		    proposed(deed, id));
		n++;
	}
	if (n == 0)
		add(f, "quantity", GD_TR("Quantity into the other lot"),
		    IN_NUMBER, true, "");
	add_target(ui, f, page, lot);
}

static void
short_inputs(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct deed *deed)
{
	struct gd_name names[LINES_MOST];
	char ids[LINES_MOST][8];
	const struct gd_line *l;
	int n = 0;

	for (size_t i = 0;
	     n < LINES_MOST && (l = gd_walk(&page->order, GD_TAB_LINE, &i));) {
		const char *said =
		    gd_arena_str(form_arena(f), line_label(ui, l));

		snprintf(ids[n], sizeof ids[n], "%d", (int)l->no);
		names[n] = (struct gd_name){ ids[n], said, said };
		n++;
	}
	if (!deed->cmd.number && n > 1)
		form_add(f,
		    &(struct input){ .id = ACT_NUMBER,
			.name = { .en = GD_TR("Line") },
			.kind = IN_CHOICE,
			.required = true,
			.choices = names,
			.nchoices = n },
		    n ? ids[0] : "");
	add(f, "qty", GD_TR("Not to be shipped"), IN_NUMBER, true,
	    proposed(deed, "qty"));
}

/* Every cell of one line; number one more than there are: a new one. */
static void
line_inputs(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct deed *deed)
{
	const struct gd_line none = { .item = "",
		.spec = "",
		.unit = "",
		.currency = "",
		.note = "" };
	int no = (int)deed->cmd.number;
	const struct gd_line *l = line_of(page, no);
	bool fresh = l == NULL;

	l = l ? l : &none;
	add(f, ui_fmt(ui, "line:%d:item", no), GD_TR("Item"), IN_TEXT, fresh,
	    l->item);
	add(f, ui_fmt(ui, "line:%d:spec", no), GD_TR("Spec"), IN_TEXT, false,
	    l->spec);
	add(f, ui_fmt(ui, "line:%d:qty", no), GD_TR("Quantity"), IN_NUMBER,
	    false, fresh ? "" : typed(ui, l->qty, l->digits));
	add(f, ui_fmt(ui, "line:%d:unit", no), GD_TR("Unit"), IN_TEXT, false,
	    l->unit);
	add(f, ui_fmt(ui, "line:%d:price", no), GD_TR("Price"), IN_MONEY, false,
	    l->price ? typed_money(ui, l->price, l->currency) : "");
	add(f, ui_fmt(ui, "line:%d:discount", no), GD_TR("Discount %"),
	    IN_NUMBER, false,
	    l->discount_bp ? typed(ui, l->discount_bp, 2) : "");
	add(f, ui_fmt(ui, "line:%d:tolerance", no), GD_TR("More or less %"),
	    IN_NUMBER, false,
	    l->tolerance_bp ? typed(ui, l->tolerance_bp, 2) : "");
	add(f, ui_fmt(ui, "line:%d:note", no), GD_TR("Remark"), IN_TEXT, false,
	    l->note);
}

/* What went on board, line by line; as planned unless typed otherwise. */
static void
ship_inputs(struct ui *ui, struct form *f, const struct gd_order_page *page,
    int64_t lot)
{
	const struct gd_line *l;
	int n = 0;

	for (size_t i = 0; (l = gd_walk(&page->order, GD_TAB_LINE, &i));)
		n += gd_lot_line(&page->order, lot, l->no).qty > 0;
	if (n < 2)
		return;
	n = 0;
	for (size_t i = 0;
	     n < LINES_MOST && (l = gd_walk(&page->order, GD_TAB_LINE, &i));) {
		struct gd_lotline row = gd_lot_line(&page->order, lot, l->no);

		if (!row.qty)
			continue;
		add(f, ui_fmt(ui, "line:%d", (int)l->no), line_label(ui, l),
		    IN_NUMBER, false,
		    typed(ui, row.known ? row.shipped : row.qty, l->digits));
		n++;
	}
}

/* The lines a paper says: quantity and price of each. */
static void
paper_inputs(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const char *kind)
{
	int p = gd_wf_paper(page->wf, kind);
	const struct gd_line *l;
	int n = (int)page->order.sheet.rows[GD_TAB_LINE].n;

	if (p < 0 || !page->wf->papers[p].lines || n == 0 ||
	    page->wf->papers[p].per_lot)
		return;
	for (size_t i = 0; (l = gd_walk(&page->order, GD_TAB_LINE, &i));) {
		if (i > LINES_MOST)
			return;
		if (n > 1 || gd_wf_field(page->wf, "quantity") < 0 ||
		    !gd_list_has(&page->wf->papers[p].fields,
			gd_wf_field(page->wf, "quantity")))
			add(f, ui_fmt(ui, "line:%d:qty", (int)l->no),
			    ui_fmt(ui, "%s: %s", line_label(ui, l),
				tr(ui, "Quantity")),
			    IN_NUMBER, false, typed(ui, l->qty, l->digits));
		add(f, ui_fmt(ui, "line:%d:price", (int)l->no),
		    ui_fmt(ui, "%s: %s", line_label(ui, l), tr(ui, "Price")),
		    IN_MONEY, false,
		    l->price ? typed_money(ui, l->price, l->currency) : "");
	}
}

void
act_goods_inputs(struct ui *ui, struct form *f,
    const struct gd_order_page *page, const struct deed *deed)
{
	const struct gd_command *cmd = &deed->cmd;
	int d = gd_wf_duty(page->wf, cmd->duty ? cmd->duty : "");

	switch (cmd->verb) {
	case GD_DO_SPLIT:
		split_inputs(ui, f, page, deed);
		break;
	case GD_DO_SHORT:
		short_inputs(ui, f, page, deed);
		break;
	case GD_DO_CORRECT:
		if (cmd->number && !cmd->duty && !cmd->piece)
			line_inputs(ui, f, page, deed);
		break;
	case GD_DO_FILL:
		if (d >= 0 && page->wf->duties[d].ships)
			ship_inputs(ui, f, page, cmd->lot);
		break;
	case GD_DO_REVISE:
		paper_inputs(ui, f, page, cmd->paper ? cmd->paper : "");
		break;
	default:
		break;
	}
}

/* ---- beside the inputs -------------------------------------------------- */

/* A number as typed, in parts of so many digits; false: not one. */
static bool
read_number(const char *text, int64_t digits, int64_t *n)
{
	int64_t after = -1;

	*n = 0;
	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text == ',')
			continue;
		if (*text == '.' && after < 0) {
			after = 0;
			continue;
		}
		if (*text < '0' || *text > '9' || *n > INT64_MAX / 100)
			return false;
		if (after >= 0 && after++ >= digits)
			return false;
		*n = *n * 10 + (*text - '0');
	}
	for (after = after < 0 ? 0 : after; after < digits; after++) {
		if (*n > INT64_MAX / 100)
			return false;
		*n *= 10;
	}
	return true;
}

/* "of 5,000 pcs; 2,000 stay" */
static void
split_aside(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct deed *deed)
{
	int64_t lot = deed->cmd.lot ? deed->cmd.lot : 1, n;

	for (int i = 0; i < form_count(f); i++) {
		struct input *in = form_at(f, i);
		const struct gd_line *l;
		int64_t may;

		if (strncmp(in->id, "line:", 5) != 0)
			continue;
		l = line_of(page, strtoll(in->id + 5, NULL, 10));
		if (!l)
			continue;
		may = may_give(page, lot, l->no);
		if (!read_number(form_value(f, in), l->digits, &n))
			n = 0;
		ui_sentence(ui, &in->aside,
		    n > may ? GD_TR("only {1} {3} are there")
			    : GD_TR("of {1} {3}; {2} stay"),
		    3,
		    (const struct gd_arg[]){
			gd_arg_text(ui_number(ui, may, l->digits)),
			gd_arg_text(ui_number(ui, may - n, l->digits)),
			gd_arg_text(l->unit) });
	}
}

/* Papers in force that say a field: it is not simply corrected. */
static void
papers_aside(struct ui *ui, struct input *in, const struct gd_order_page *page)
{
	const struct gd_workflow *wf = page->wf;
	int f = gd_wf_field(wf, in->id);
	struct gd_str names = GD_STR_INIT;
	const struct gd_paper *p;

	for (size_t i = 0;
	     f >= 0 && (p = gd_walk(&page->order, GD_TAB_PAPER, &i));) {
		int paper = gd_wf_paper(wf, p->kind);

		if (paper < 0 || !p->in_force ||
		    !gd_list_has(&wf->papers[paper].fields, f))
			continue;
		gd_str_addf(&names, "%s%s", names.len ? ", " : "",
		    ui_name(ui, &wf->papers[paper].name));
	}
	if (names.len)
		ui_sentence(ui, &in->aside, GD_TR("issued: {1}"), 1,
		    (const struct gd_arg[]){ gd_arg_text(names.text) });
	gd_str_release(&names);
}

/* "was 1,000" beside what was changed; before, where it stands. */
static void
was_aside(struct ui *ui, struct form *f, const struct gd_order_page *page,
    bool of_order)
{
	for (int i = 0; i < form_count(f); i++) {
		struct input *in = form_at(f, i);
		const char *was = in->first;

		gd_str_reset(&in->aside);
		if (in->kind == IN_BUTTON || *in->id == '#')
			continue;
		if (!form_changed(f, in)) {
			if (of_order)
				papers_aside(ui, in, page);
			continue;
		}
		for (int k = 0; k < in->nchoices; k++)
			if (strcmp(in->choices[k].id, was) == 0)
				was = ui_name(ui, &in->choices[k]);
		ui_sentence(ui, &in->aside, "was {1}", 1,
		    (const struct gd_arg[]){
			gd_arg_text(*was ? was : tr(ui, "empty")) });
	}
}

void
act_asides(struct ui *ui, struct form *f, const struct gd_order_page *page,
    const struct deed *deed)
{
	if (deed->cmd.verb == GD_DO_SPLIT)
		split_aside(ui, f, page, deed);
	else if (deed->cmd.verb == GD_DO_CORRECT ||
		 deed->cmd.verb == GD_DO_REVISE)
		was_aside(ui, f, page,
		    deed->cmd.verb == GD_DO_CORRECT && !deed->cmd.duty &&
			!deed->cmd.piece && !deed->cmd.number);
}

/* ---- another order ------------------------------------------------------ */

struct other {
	struct form *form;
	struct input *in;
	struct gd_list_rows rows;
};

static void
other_free(void *payload)
{
	struct other *o = payload;

	free(o->rows.at);
	gd_arena_release(&o->rows.arena);
	free(o);
}

static void
other_chosen(struct ui *ui, void *payload, int chosen, const bool *ticked)
{
	struct other *o = payload;

	(void)ui;
	(void)ticked;
	if (chosen >= 0 && (size_t)chosen < o->rows.n)
		form_set(o->form, o->in, o->rows.at[chosen].number);
}

bool
orders_choose(struct ui *ui, struct form *f, struct input *in,
    const struct gd_order_page *page)
{
	const struct gd_filter like = {
		.customer = gd_head(&page->order)->customer,
		.sort = GD_SORT_NEWEST,
		.limit = 60,
		.today = gd_app_today(*ui->app),
	};
	struct other *o = gd_alloc(1, sizeof *o);
	struct scr_item items[60] = { 0 };
	struct gd_err err = GD_ERR_INIT;
	int n = 0;

	o->form = f;
	o->in = in;
	if (gd_app_list(*ui->app, &like, &o->rows, &err) != GD_OK) {
		ui_say_err(ui, &err);
		other_free(o);
		return true;
	}
	for (size_t i = 0; i < o->rows.n && n < 60; i++) {
		items[n].label = o->rows.at[i].number;
		items[n++].note = o->rows.at[i].customer_name;
	}
	scr_pick(ui, &(struct scr_pick){
			 .title = ui_name(ui, &in->name),
			 .items = items,
			 .n = n,
			 .then = other_chosen,
			 .payload = o,
			 .drop = other_free,
		     });
	return true;
}
