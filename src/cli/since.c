/* cli/since.c - one paper whole, and what is different in it since the person
 * knew it: for `show ORDER DOC`, `show` and `signs`. */
#include <string.h>

#include "app/signs.h"
#include "core/view/effects.h"
#include "core/view/says.h"

#include "cli_priv.h"
#include "words_priv.h"

#include "base/banned.h"

/* ---- what is different ----------------------------------------------------- */

static const char *
value_words(struct cli *c, const struct gd_workflow *wf, const char *field,
    const char *value)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_value_say(&out, c->lang, wf, field, value, cli_namer, c);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

json_t *
cli_since_json(struct cli *c, const struct gd_order_page *page,
    const struct gd_command *cmd)
{
	struct gd_read_since s;
	json_t *rows = json_array();

	gd_app_read_since(c->app, &page->order, cmd->paper, cmd->lot, cmd->inst,
	    &c->arena, &s);
	for (int i = 0; i < s.n; i++)
		json_array_append_new(rows,
		    json_pack("{s:o, s:o, s:o, s:o}", "name",
			cli_json_text(s.rows[i].name), "title",
			cli_json_text(cli_named(c, page->wf, GD_THING_FIELD,
			    s.rows[i].name)),
			"old", cli_json_text(s.rows[i].old), "new",
			cli_json_text(s.rows[i].now)));
	return json_pack("{s:s, s:o, s:o, s:o, s:o}", "basis",
	    gd_read_basis_word(s.basis), "rev",
	    s.rev ? json_integer(s.rev) : json_null(), "at",
	    s.at_ms ? cli_json_text(cli_ms_words(c, s.at_ms)) : json_null(),
	    "read",
	    s.read_ms ? cli_json_text(cli_ms_words(c, s.read_ms)) : json_null(),
	    "changes", rows);
}

void
cli_since_text(struct cli *c, const struct gd_order_page *page,
    const struct gd_command *cmd, const char *before)
{
	struct gd_read_since s;

	gd_app_read_since(c->app, &page->order, cmd->paper, cmd->lot, cmd->inst,
	    &c->arena, &s);
	for (int i = -1; i < s.n; i++) {
		struct gd_str out = GD_STR_INIT;

		gd_str_addf(&out, "%s%s", before, i < 0 ? "" : "  ");
		if (i >= 0)
			gd_differ_say(&out, c->lang, page->wf, &s.rows[i],
			    cli_namer, c);
		else
			gd_say(&out, c->lang, gd_read_since_text(&s), 2,
			    (const struct gd_arg[]){ gd_arg_int(s.rev),
				gd_arg_text(cli_ms_words(c, s.at_ms)) });
		cli_out_text(c, out.text); /* one line, whatever is in it */
		if (i < 0 && s.n)
			cli_out_text(c, c->lang == GD_ZH ? "：" : ":");
		gd_str_addc(&c->out, '\n');
		gd_str_release(&out);
	}
}

/* Does it wait for the signature of who asks? */
static bool
is_mine(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	return a->verb == GD_DO_SIGN && a->possible && !a->optional &&
	       *gd_app_login(c->app) &&
	       gd_app_may(c->app, p, &a->cmd, NULL) == GD_OK;
}

void
cli_show_to_sign(struct cli *c, const struct gd_order_page *p)
{
	bool any = false;

	for (size_t i = 0; i < p->todo.nacts; i++) {
		const struct gd_act_view *a = &p->todo.acts[i];

		if (!is_mine(c, p, a))
			continue;
		if (!any)
			cli_out_printf(c, "\n%s\n",
			    cli_tr(c, GD_TR("For your signature")));
		any = true;
		cli_out_text(c, cli_act_what(c, p, a));
		gd_str_addc(&c->out, '\n');
		cli_since_text(c, p, &a->cmd, "  ");
	}
}

json_t *
cli_to_sign_json(struct cli *c, const struct gd_order_page *p)
{
	json_t *all = json_array();

	for (size_t i = 0; i < p->todo.nacts; i++)
		if (is_mine(c, p, &p->todo.acts[i]))
			json_array_append_new(all,
			    json_pack("{s:o, s:o, s:o}", "act",
				cli_json_text(p->todo.acts[i].id), "paper",
				cli_json_text(p->todo.acts[i].cmd.paper),
				"since",
				cli_since_json(c, p, &p->todo.acts[i].cmd)));
	return all;
}

/* ---- the paper whole -------------------------------------------------------- */

static void
show_goods(struct cli *c, const struct gd_says *says)
{
	static const struct column cols[] = {
		{ "no", GD_TR("no."), true, 0 },
		{ "item", GD_TR("item"), false, 40 },
		{ "spec", GD_TR("spec"), false, 30 },
		{ "qty", GD_TR("quantity"), true, 0 },
		{ "unit", GD_TR("unit"), false, 0 },
		{ "price", GD_TR("price"), true, 0 },
		{ "amount", GD_TR("amount"), true, 0 },
		{ "note", GD_TR("note"), false, 40 },
	};
	struct grid g;

	if (says->nlines == 0)
		return;
	gd_str_addc(&c->out, '\n');
	cli_grid_init(&g, cols, 8);
	for (size_t i = 0; i < says->nlines; i++) {
		const struct gd_line *l = &says->lines[i];

		cli_grid_int(&g, l->no);
		cli_grid_text(&g, l->item);
		cli_grid_text(&g, l->spec);
		cli_grid_text(&g, cli_decimal_words(c, l->qty, l->digits));
		cli_grid_text(&g, l->unit);
		cli_grid_text(&g,
		    l->price ? cli_money_words(c, l->price, l->currency) : "");
		cli_grid_text(&g,
		    l->price ? cli_money_words(c, gd_line_amount(l),
				   l->currency)
			     : "");
		cli_grid_text(&g, l->note);
	}
	cli_grid_end(c, &g);
}

static const char *
box_role(struct cli *c, const struct gd_workflow *wf,
    const struct gd_sign_box *b)
{
	if (b->given)
		return cli_role_name(c, wf, b->given->role);
	return cli_name_of(c,
	    &wf->roles[b->def->role >= 0 ? b->def->role : b->def->any.at[0]]
		 .name);
}

static void
show_boxes(struct cli *c, const struct gd_order_page *page,
    const struct gd_revision *r)
{
	struct gd_sign_box box[GD_SIGN_BOXES];
	int n = gd_sign_boxes(page->wf, &page->order, r, box);

	if (n)
		gd_str_addc(&c->out, '\n');
	for (int i = 0; i < n; i++) {
		const struct gd_signoff *s = box[i].given;

		cli_out_pair(c, box_role(c, page->wf, &box[i]),
		    s ? gd_arena_printf(&c->arena, "%s  %s",
			    cli_deputy_words(c, s->by, s->for_whom),
			    cli_ms_words(c, s->at_ms))
		      : cli_tr(c, GD_TR("still to sign")));
	}
}

static void
paper_text(struct cli *c, const struct gd_order_page *page,
    const struct gd_command *cmd, const struct gd_revision *r)
{
	const char *state = cli_tr(c, gd_rev_state_word(r->state));
	struct gd_says says;

	gd_says_read(r->fields, &c->arena, &says);
	cli_out_pair(c, GD_TR("order"),
	    gd_arena_printf(&c->arena, "%s  %s", page->row.number,
		page->row.customer_name));
	cli_out_pair(c, GD_TR("paper"),
	    cli_paper_name(c, page->wf, r->kind));
	cli_out_pair(c, GD_TR("rev"),
	    gd_arena_printf(&c->arena, "%lld", (long long)r->rev));
	cli_out_pair(c, GD_TR("state"),
	    gd_revision_back(r) ? cli_back_words(c, state, r) : state);
	cli_out_pair(c, GD_TR("by"), cli_deputy_words(c, r->by, r->for_whom));
	if (*r->reason)
		cli_out_pair(c, GD_TR("reason"), r->reason);
	gd_str_addc(&c->out, '\n');
	cli_since_text(c, page, cmd, "");
	gd_str_addc(&c->out, '\n');
	for (int i = 0; i < says.nfields; i++)
		cli_out_pair(c,
		    cli_named(c, page->wf, GD_THING_FIELD, says.fields[i].name),
		    value_words(c, page->wf, says.fields[i].name,
			says.fields[i].value));
	show_goods(c, &says);
	show_boxes(c, page, r);
}

static json_t *
paper_json(struct cli *c, const struct gd_order_page *page,
    const struct gd_command *cmd, const struct gd_revision *r)
{
	struct gd_sign_box box[GD_SIGN_BOXES];
	int n = gd_sign_boxes(page->wf, &page->order, r, box);
	json_t *signs = json_array(), *back = json_null(), *said;

	for (int i = 0; i < n; i++)
		json_array_append_new(signs,
		    json_pack("{s:o, s:o, s:o}", "role",
			cli_json_text(box_role(c, page->wf, &box[i])), "by",
			box[i].given ? cli_json_text(box[i].given->by)
				     : json_null(),
			"at",
			box[i].given ? cli_json_text(cli_ms_words(c,
					   box[i].given->at_ms))
				     : json_null()));
	if (gd_revision_back(r))
		back = json_pack("{s:o, s:o, s:o}", "by",
		    cli_json_text(r->back_by), "at",
		    cli_json_text(cli_ms_words(c, r->back_ms)), "reason",
		    cli_json_text(r->back_why));
	said = *r->fields ? json_loads(r->fields, 0, NULL) : NULL;
	return json_pack("{s:o, s:s, s:o, s:I, s:I, s:I, s:s, s:o, s:o, s:o, "
			 "s:o, s:o, s:o}",
	    "order", cli_json_text(page->row.number), "paper", r->kind, "title",
	    cli_json_text(cli_paper_name(c, page->wf, r->kind)), "lot",
	    (json_int_t)r->lot, "inst", (json_int_t)r->inst, "rev",
	    (json_int_t)r->rev, "state", gd_rev_state_word(r->state), "by",
	    cli_json_text(r->by), "reason", cli_json_text(r->reason),
	    "sent_back", back, "says", said ? said : json_object(),
	    "signatures", signs, "since", cli_since_json(c, page, cmd));
}

enum gd_code
cli_show_paper(struct cli *c, struct gd_err *err)
{
	struct slot doc = { .name = "DOC" };
	const struct gd_revision *r = NULL;
	const struct gd_paper *p;
	struct gd_order_page page = { 0 };
	struct target t;
	int64_t round = 0;
	enum gd_code rc = cli_target_open(c, c->args[0], &t, err);

	if (rc == GD_OK)
		rc = cli_target_slot(c, &t, &doc, c->args[1], err);
	if (rc == GD_OK)
		rc = gd_app_order(c->app, t.order.id, &page, err);
	if (rc == GD_OK) {
		gd_paper_place(t.wf, &t.order, gd_wf_paper(t.wf, t.cmd.paper),
		    &t.cmd.lot, &t.cmd.inst, &round);
		p = gd_paper(&page.order, t.cmd.paper, t.cmd.lot, t.cmd.inst);
		if (p)
			r = gd_revision(&page.order, p->kind, p->lot, p->inst,
			    p->last);
		if (!r)
			rc = gd_fail(err, GD_MISSING, GD_M_NOT_MADE,
			    GD_T(t.cmd.paper));
	}
	if (rc == GD_OK && cli_has(c, OPT_JSON))
		cli_out_json(c, paper_json(c, &page, &t.cmd, r));
	else if (rc == GD_OK)
		paper_text(c, &page, &t.cmd, r);
	if (rc == GD_OK)
		gd_app_read_note(c->app, &page.order, t.cmd.paper, t.cmd.lot,
		    t.cmd.inst);
	if (page.wf)
		gd_order_page_release(&page);
	cli_target_close(&t);
	return rc;
}
