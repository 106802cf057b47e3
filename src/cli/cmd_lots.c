/* cli/cmd_lots.c - lines and lots of an order, for people and for scripts.
 *
 * An order with one line and one lot stays as short as it was: these parts
 * show only when there is something to tell apart.
 */
#include <string.h>

#include "core/view/lots.h"

#include "cli_priv.h"

#include "base/banned.h"

int64_t
cli_lot_shown(const struct gd_order *o, int64_t lot)
{
	return o->sheet.rows[GD_TAB_LOT].n > 1 ? lot : 0;
}

/* More to say of the lines than what was ordered? */
bool
cli_lots_told(const struct gd_order_page *p)
{
	struct gd_line_view v;

	if (gd_lots_show(&p->order))
		return true;
	for (size_t i = 0; gd_line_view(p->wf, &p->order, i, &v); i++) {
		if (v.line->cancelled || v.open ||
		    (v.shipped && v.shipped != v.line->qty))
			return true;
	}
	return false;
}

static const char *
qty(struct cli *c, const struct gd_line *l, int64_t n)
{
	return n ? cli_decimal_words(c, n, l->digits) : "";
}

static void
lines_text(struct cli *c, const struct gd_order_page *p)
{
	static const struct column cols[] = {
		{ "no", GD_TR("no."), true, 0 },
		{ "item", GD_TR("item"), false, 40 },
		{ "spec", GD_TR("spec"), false, 30 },
		{ "ordered", GD_TR("ordered"), true, 0 },
		{ "unit", GD_TR("unit"), false, 0 },
		{ "tolerance", "±%", true, 0 },
		{ "planned", GD_TR("to ship"), true, 0 },
		{ "shipped", GD_TR("shipped"), true, 0 },
		{ "cancelled", GD_TR("cancelled"), true, 0 },
		{ "left", GD_TR("left"), true, 0 },
		{ "price", GD_TR("price"), true, 0 },
	};
	struct gd_line_view v;
	struct grid g;

	cli_grid_init(&g, cols, (int)(sizeof cols / sizeof *cols));
	for (size_t i = 0; gd_line_view(p->wf, &p->order, i, &v); i++) {
		cli_grid_int(&g, v.line->no);
		cli_grid_text(&g, v.line->item);
		cli_grid_text(&g, v.line->spec);
		cli_grid_text(&g, qty(c, v.line, v.line->qty));
		cli_grid_text(&g, v.line->unit);
		cli_grid_text(&g, v.tolerance_bp
				      ? cli_decimal_words(c, v.tolerance_bp, 2)
				      : "");
		cli_grid_text(&g, qty(c, v.line, v.planned));
		cli_grid_text(&g, qty(c, v.line, v.shipped));
		cli_grid_text(&g, qty(c, v.line, v.line->cancelled));
		cli_grid_text(&g, qty(c, v.line, v.left));
		cli_grid_text(&g,
		    v.line->price
			? cli_money_words(c, v.line->price, v.line->currency)
			: "");
	}
	cli_grid_end(c, &g);
}

/* "1: 500 pcs, 2: 300" - what a lot takes, or took. */
static const char *
lot_goods(struct cli *c, const struct gd_order_page *p, int64_t lot,
    bool shipped)
{
	struct gd_str out = GD_STR_INIT;
	const struct gd_line *l;
	const char *kept;

	for (size_t i = 0; (l = gd_walk(&p->order, GD_TAB_LINE, &i));) {
		struct gd_lotline row = gd_lot_line(&p->order, lot, l->no);
		int64_t n = !shipped    ? row.qty
			    : row.known ? row.shipped
					: row.qty;

		if (n)
			gd_str_addf(&out, "%s%lld: %s%s%s", out.len ? ", " : "",
			    (long long)l->no,
			    cli_decimal_words(c, n, l->digits),
			    *l->unit ? " " : "", l->unit);
	}
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static const char *
lot_state(const struct gd_lot_view *v)
{
	return v->off       ? GD_TR("called off")
	       : v->done    ? GD_TR("done")
	       : v->shipped ? GD_TR("shipped")
			    : GD_TR("to ship");
}

static void
lots_text(struct cli *c, const struct gd_order_page *p)
{
	char ruler[GD_RULER];
	const struct column cols[] = {
		{ "lot", GD_TR("lot"), true, 0 },
		{ "state", GD_TR("state"), false, 0 },
		{ "planned", GD_TR("planned"), false, 60 },
		{ "shipped", GD_TR("shipped"), false, 60 },
		{ "step", GD_TR("step"), true, 0 },
		{ "rail", gd_ruler(p->wf->nsteps, p->wf->nsteps, ruler), false,
		    0 },
		{ "reason", GD_TR("reason"), false, 40 },
	};
	struct gd_lot_view v;
	struct grid g;

	cli_grid_init(&g, cols, (int)(sizeof cols / sizeof *cols));
	for (size_t i = 0; gd_lot_view(p->wf, &p->order, i, &v); i++) {
		cli_grid_text(&g, cli_doc_words(c, "", v.lot->no, 0));
		cli_grid_text(&g, cli_tr(c, lot_state(&v)));
		cli_grid_text(&g, lot_goods(c, p, v.lot->no, false));
		cli_grid_text(&g,
		    v.shipped ? lot_goods(c, p, v.lot->no, true) : "");
		if (v.step_no)
			cli_grid_int(&g, v.step_no);
		else
			cli_grid_text(&g, "");
		cli_grid_text(&g, v.rail);
		cli_grid_text(&g, v.lot->reason);
	}
	cli_grid_end(c, &g);
}

/* What of a line nobody will ship yet, and what can be done about it. */
static void
missing_text(struct cli *c, const struct gd_order_page *p)
{
	struct gd_line_view v;

	for (size_t i = 0; gd_line_view(p->wf, &p->order, i, &v); i++) {
		const struct gd_arg args[2] = { gd_arg_int(v.line->no),
			gd_arg_text(gd_arena_printf(&c->arena, "%s%s%s",
			    cli_decimal_words(c, v.missing, v.line->digits),
			    *v.line->unit ? " " : "", v.line->unit)) };

		if (v.open)
			cli_out_say(c,
			    GD_TR("line {1}: {2} is neither shipped nor "
				  "cancelled; split or short"),
			    2, args);
	}
}

void
cli_show_lots(struct cli *c, const struct gd_order_page *p)
{
	gd_str_addc(&c->out, '\n');
	cli_out_text(c, cli_tr(c, GD_TR("Lines")));
	gd_str_addc(&c->out, '\n');
	lines_text(c, p);
	missing_text(c, p);
	if (p->order.sheet.rows[GD_TAB_LOT].n < 2)
		return;
	gd_str_addc(&c->out, '\n');
	cli_out_text(c, cli_tr(c, GD_TR("Lots")));
	gd_str_addc(&c->out, '\n');
	lots_text(c, p);
}

/* ---- json ---------------------------------------------------------------- */

static json_t *
number(struct cli *c, const struct gd_line *l, int64_t n)
{
	return cli_json_text(cli_decimal_words(c, n, l->digits));
}

json_t *
cli_lines_json(struct cli *c, const struct gd_order_page *p)
{
	json_t *all = json_array();
	struct gd_line_view v;

	for (size_t i = 0; gd_line_view(p->wf, &p->order, i, &v); i++) {
		const struct gd_line *l = v.line;
		json_t *o = json_object();

		json_object_set_new(o, "line", json_integer(l->no));
		json_object_set_new(o, "item", cli_json_text(l->item));
		json_object_set_new(o, "spec", cli_json_text(l->spec));
		json_object_set_new(o, "unit", cli_json_text(l->unit));
		json_object_set_new(o, "ordered", number(c, l, l->qty));
		json_object_set_new(o, "planned", number(c, l, v.planned));
		json_object_set_new(o, "shipped", number(c, l, v.shipped));
		json_object_set_new(o, "cancelled", number(c, l, l->cancelled));
		json_object_set_new(o, "left", number(c, l, v.left));
		json_object_set_new(o, "missing", number(c, l, v.missing));
		json_object_set_new(o, "tolerance",
		    cli_json_text(cli_decimal_words(c, v.tolerance_bp, 2)));
		json_object_set_new(o, "price",
		    cli_json_text(
			l->price ? cli_money_words(c, l->price, l->currency)
				 : ""));
		json_object_set_new(o, "open", json_boolean(v.open));
		json_array_append_new(all, o);
	}
	return all;
}

json_t *
cli_lots_json(struct cli *c, const struct gd_order_page *p)
{
	json_t *all = json_array();
	struct gd_lot_view v;

	for (size_t i = 0; gd_lot_view(p->wf, &p->order, i, &v); i++) {
		json_t *lines = json_array();
		const struct gd_line *l;

		for (size_t k = 0; (l = gd_walk(&p->order, GD_TAB_LINE, &k));) {
			struct gd_lotline row =
			    gd_lot_line(&p->order, v.lot->no, l->no);

			if (row.qty || row.known)
				json_array_append_new(lines,
				    json_pack("{s:I, s:o, s:o}", "line",
					(json_int_t)l->no, "planned",
					number(c, l, row.qty), "shipped",
					row.known ? number(c, l, row.shipped)
						  : json_null()));
		}
		json_array_append_new(all,
		    json_pack("{s:I, s:s, s:I, s:I, s:o, s:o, s:o}", "lot",
			(json_int_t)v.lot->no, "state",
			v.off       ? "off"
			: v.done    ? "done"
			: v.shipped ? "shipped"
				    : "planned",
			"from", (json_int_t)v.lot->from_lot, "step_no",
			(json_int_t)v.step_no, "rail", cli_json_text(v.rail),
			"reason", cli_json_text(v.lot->reason), "lines",
			lines));
	}
	return all;
}
