/* cli/cmd_show.c - all about one order, in sections. */
#include <string.h>

#include "base/day.h"

#include "core/proof.h"

#include "cli_priv.h"

#include "base/banned.h"

static void
section(struct cli *c, const char *english)
{
	gd_str_addc(&c->out, '\n');
	cli_out_text(c, cli_tr(c, english));
	gd_str_addc(&c->out, '\n');
}

/* ---- json: every table as it is, with the computed states beside it --------- */

static json_t *
tables_json(const struct gd_order *o)
{
	json_t *all = json_object();

	for (int t = 0; t < GD_ORDER_NTABLES; t++) {
		const struct gd_table *table = &gd_order_tables[t];
		json_t *rows = json_array();
		const void *row;

		for (size_t i = 0; (row = gd_row_at(&o->sheet, t, i)); i++)
			json_array_append_new(rows,
			    gd_row_to_json(table, row, UINT64_MAX));
		json_object_set_new(all, table->name, rows);
	}
	return all;
}

const char *
cli_step_state(int state)
{
	static const char *const states[] = { "waiting", "open", "satisfied",
		"done", "n/a" };

	return states[state];
}

static json_t *
steps_json(struct cli *c, const struct gd_order_page *p)
{
	json_t *all = json_array();

	for (size_t i = 0; i < p->todo.nsteps; i++) {
		const struct gd_step_view *s = &p->todo.steps[i];

		json_array_append_new(all,
		    json_pack("{s:o, s:i, s:o, s:I, s:s, s:o, s:i, s:i, s:b}",
			"step", cli_json_text(s->def->name.id), "step_no",
			s->def->no, "title",
			cli_json_text(cli_name_of(c, &s->def->name)), "lot",
			(json_int_t)s->lot, "state", cli_step_state(s->state),
			"mark",
			cli_json_text(
			    gd_arena_printf(&c->arena, "%c", s->mark)),
			"done", s->done, "total", s->total, "early",
			(int)s->early));
	}
	return all;
}

static json_t *
duties_json(struct cli *c, const struct gd_order_page *p)
{
	json_t *all = json_array();

	for (size_t i = 0; i < p->todo.nduties; i++) {
		const struct gd_duty_view *d = &p->todo.duties[i];

		json_array_append_new(all,
		    json_pack("{s:o, s:o, s:o, s:I, s:I, s:I, s:s, s:o, s:b, "
			      "s:o, s:o}",
			"duty", cli_json_text(d->def->name.id), "step",
			cli_json_text(p->wf->steps[d->def->step].name.id),
			"title", cli_json_text(cli_name_of(c, &d->def->name)),
			"lot", (json_int_t)d->lot, "round",
			(json_int_t)d->round, "instance", (json_int_t)d->inst,
			"state", gd_duty_state_word(d->state), "mark",
			cli_json_text(
			    gd_arena_printf(&c->arena, "%c", d->mark)),
			"late", (int)d->late, "due",
			d->due ? cli_json_text(cli_day_words(c, d->due))
			       : json_null(),
			"outcome",
			cli_json_text(d->act ? d->act->outcome : "")));
	}
	return all;
}

/* What each signature rests on. */
static json_t *
signatures_json(const struct gd_order_page *p)
{
	json_t *rows = json_array();
	const struct gd_signoff *s;

	for (size_t i = 0; (s = gd_walk(&p->order, GD_TAB_SIGNOFF, &i));)
		json_array_append_new(rows,
		    json_pack("{s:o, s:I, s:I, s:I, s:o, s:o, s:o, s:b, s:s, "
			      "s:o}",
			"paper", cli_json_text(s->kind), "lot",
			(json_int_t)s->lot, "inst", (json_int_t)s->inst, "rev",
			(json_int_t)s->rev, "role", cli_json_text(s->role),
			"by", cli_json_text(s->by), "for",
			cli_json_text(s->for_whom), "live", s->live != 0,
			"proof", gd_proof_word(s), "key",
			cli_json_text(s->key)));
	return rows;
}

static void
show_json(struct cli *c, const struct gd_order_page *p)
{
	const struct gd_head *h = gd_head(&p->order);
	json_t *fields = json_object();
	const struct gd_field *f;
	json_t *o;

	for (size_t i = 0; (f = gd_walk(&p->order, GD_TAB_FIELD, &i));) {
		if (*f->value)
			json_object_set_new(fields,
			    f->lot > 1 ? cli_doc_words(c, f->name, f->lot, 0)
				       : f->name,
			    cli_json_text(f->value));
	}
	o = json_pack("{s:o, s:s, s:I, s:s, s:o, s:o, s:i}", "order",
	    cli_json_text(h->number), "id", p->order.id, "rev",
	    (json_int_t)p->order.rev, "state", gd_order_state_word(h->state),
	    "customer", cli_json_text(h->customer), "workflow",
	    cli_json_text(h->workflow), "version", (int)h->version);
	json_object_set_new(o, "company", cli_json_text(h->company));
	json_object_set_new(o, "status", cli_json_text(h->status));
	json_object_set_new(o, "step_no", json_integer(h->step_no));
	json_object_set_new(o, "rail", cli_json_text(p->row.rail));
	json_object_set_new(o, "waits", cli_json_text(h->waits));
	json_object_set_new(o, "fields", fields);
	json_object_set_new(o, "lines", cli_lines_json(c, p));
	json_object_set_new(o, "lots", cli_lots_json(c, p));
	json_object_set_new(o, "steps", steps_json(c, p));
	json_object_set_new(o, "duties", duties_json(c, p));
	json_object_set_new(o, "corrections", cli_corrections_json(c, p));
	json_object_set_new(o, "signatures", signatures_json(p));
	cli_add_dates_json(c, p, o);
	json_object_set_new(o, "to_sign", cli_to_sign_json(c, p));
	json_object_set_new(o, "tables", tables_json(&p->order));
	cli_out_json(c, o);
}

/* ---- text -------------------------------------------------------------------- */

/* Does the covering order's paper still stand? */
static const char *
cover_state(struct cli *c, const struct gd_order *other, const char *kind)
{
	const struct gd_paper *p;

	for (size_t i = 0; (p = gd_walk(other, GD_TAB_PAPER, &i));) {
		if (strcmp(p->kind, kind) == 0 && p->in_force)
			return "";
	}
	return cli_tr(c, GD_TR("no longer in force there"));
}

/* Another order by its number; of a covering one whether its paper stands. */
static void
show_link(struct cli *c, const struct gd_order_page *page,
    const struct gd_link *l)
{
	struct gd_err none = GD_ERR_INIT;
	const struct gd_revision *r;
	struct gd_str out = GD_STR_INIT;
	struct gd_order other;

	gd_order_init(&other);
	if (gd_store_order_load(gd_app_store(c->app), l->other, &other,
		&none) == GD_OK)
		gd_str_add(&out, gd_head(&other)->number);
	else
		gd_str_add(&out, l->other);
	for (size_t i = 0; strcmp(l->kind, "covered-by") == 0 &&
			   (r = gd_walk(&page->order, GD_TAB_REVISION, &i));) {
		if (r->state != GD_REV_ISSUED ||
		    strncmp(r->source, "order:", 6) != 0 ||
		    strcmp(r->source + 6, gd_head(&other)->number) != 0)
			continue;
		gd_str_addf(&out, "  %s  %s",
		    cli_paper_name(c, page->wf, r->kind),
		    cover_state(c, &other, r->kind));
	}
	cli_out_pair(c, l->kind, out.text);
	gd_order_release(&other);
	gd_str_release(&out);
}

/* In progress, and the status last set; cancelled, and for what. */
static const char *
state_text(struct cli *c, const struct gd_workflow *wf, const struct gd_head *h)
{
	const char *state = cli_state_word(c, h->state);
	const struct gd_name *mark = gd_wf_mark(wf, h->status);
	int cause = gd_wf_cause(wf, h->cause);

	if (h->state == GD_ORDER_CANCELLED && cause >= 0)
		mark = &wf->causes[cause].name;
	return mark ? gd_arena_printf(&c->arena, "%s, %s", state,
			  cli_name_of(c, mark))
		    : state;
}

static void
show_head(struct cli *c, const struct gd_order_page *p)
{
	const struct gd_head *h = gd_head(&p->order);
	const struct gd_assign *a;
	const struct gd_link *l;
	const char *name = p->row.customer_name;
	char ruler[GD_RULER];

	cli_out_pair(c, GD_TR("order"), h->number);
	cli_out_pair(c, GD_TR("customer"),
	    gd_arena_printf(&c->arena, "%s %s", h->customer, name ? name : ""));
	if (gd_row_at(gd_app_office(c->app), GD_OFF_COMPANY, 1))
		cli_out_pair(c, GD_TR("company"), h->company);
	cli_out_pair(c, GD_TR("workflow"),
	    gd_arena_printf(&c->arena, "%s v%lld", cli_name_of(c, &p->wf->name),
		(long long)h->version));
	cli_out_pair(c, GD_TR("state"), state_text(c, p->wf, h));
	if (*h->reason)
		cli_out_pair(c, GD_TR("reason"), h->reason);
	cli_out_pair(c, gd_list_ruler(&p->row, 1, 0, ruler), p->row.rail);
	cli_out_pair(c, GD_TR("waits for"),
	    cli_waits_words(c, p->wf, h->waits));
	cli_out_pair(c, GD_TR("due on"), cli_day_words(c, h->due_day));
	for (size_t i = 0; (a = gd_walk(&p->order, GD_TAB_ASSIGN, &i));)
		cli_out_pair(c, cli_role_name(c, p->wf, a->role),
		    cli_person_name(c, a->person));
	for (size_t i = 0; (l = gd_walk(&p->order, GD_TAB_LINK, &i));)
		show_link(c, p, l);
	cli_out_pair(c, GD_TR("created"), cli_ms_words(c, h->created_ms));
	if (h->taken_day)
		cli_out_pair(c, GD_TR("taken over"),
		    gd_arena_printf(&c->arena, "%s  %s",
			cli_day_words(c, h->taken_day),
			cli_tr(c, GD_TR("what was before was on paper"))));
}

static void
show_fields(struct cli *c, const struct gd_order_page *p)
{
	const struct gd_field *f;
	bool any = false;

	for (size_t i = 0; (f = gd_walk(&p->order, GD_TAB_FIELD, &i));) {
		int k = gd_wf_field(p->wf, f->name);
		const char *name =
		    k < 0 ? f->name : cli_name_of(c, &p->wf->fields[k].name);

		if (*f->value == '\0')
			continue;
		if (!any)
			section(c, GD_TR("Fields"));
		any = true;
		cli_out_pair(c,
		    cli_doc_words(c, name, cli_lot_shown(&p->order, f->lot), 0),
		    k < 0 ? f->value
			  : cli_choice_words(c, &p->wf->fields[k], f->value));
	}
}

static void
show_lines(struct cli *c, const struct gd_order_page *p)
{
	static const struct column cols[] = {
		{ "no", GD_TR("no."), true, 0 },
		{ "item", GD_TR("item"), false, 40 },
		{ "spec", GD_TR("spec"), false, 30 },
		{ "qty", GD_TR("quantity"), true, 0 },
		{ "unit", GD_TR("unit"), false, 0 },
		{ "price", GD_TR("price"), true, 0 },
		{ "note", GD_TR("note"), false, 40 },
	};
	const struct gd_line *l;
	struct grid g;

	if (gd_row_at(&p->order.sheet, GD_TAB_LINE, 0) == NULL)
		return;
	section(c, GD_TR("Lines"));
	cli_grid_init(&g, cols, 7);
	for (size_t i = 0; (l = gd_walk(&p->order, GD_TAB_LINE, &i));) {
		cli_grid_int(&g, l->no);
		cli_grid_text(&g, l->item);
		cli_grid_text(&g, l->spec);
		cli_grid_text(&g, cli_decimal_words(c, l->qty, l->digits));
		cli_grid_text(&g, l->unit);
		cli_grid_text(&g, cli_money_words(c, l->price, l->currency));
		cli_grid_text(&g, l->note);
	}
	cli_grid_end(c, &g);
}

static void
show_duties(struct cli *c, const struct gd_order_page *p)
{
	static const struct column cols[] = {
		{ "step", GD_TR("step"), true, 0 },
		{ "mark", "", false, 0 },
		{ "duty", GD_TR("what"), false, 40 },
		{ "state", GD_TR("state"), false, 0 },
		{ "due", GD_TR("due on"), false, 0 },
		{ "by", GD_TR("by"), false, 0 },
		{ "on", GD_TR("on"), false, 0 },
		{ "outcome", GD_TR("outcome"), false, 24 },
		{ "id", GD_TR("name"), false, 0 },
	};
	struct grid g;

	section(c, GD_TR("Steps"));
	cli_grid_init(&g, cols, 9);
	for (size_t i = 0; i < p->todo.nduties; i++) {
		const struct gd_duty_view *d = &p->todo.duties[i];
		const struct gd_act *act = d->act;
		const char *out = act ? act->outcome : "";
		int o = gd_duty_outcome(d->def, out);
		char mark[2] = { d->mark, '\0' };

		cli_grid_int(&g, p->wf->steps[d->def->step].no);
		cli_grid_text(&g, mark);
		cli_grid_text(&g,
		    cli_doc_words(c, cli_name_of(c, &d->def->name),
			cli_lot_shown(&p->order, d->lot),
			d->inst > 1 ? d->inst : 0));
		cli_grid_text(&g, cli_tr(c, gd_duty_state_word(d->state)));
		cli_grid_day(&g, d->due);
		cli_grid_text(&g,
		    !act         ? ""
		    : act->taken ? cli_by_words(c, act->by, true)
				 : cli_deputy_words(c, act->by, act->for_whom));
		cli_grid_day(&g, act ? (int32_t)act->day : 0);
		cli_grid_text(&g,
		    o >= 0 ? cli_name_of(c, &d->def->outcomes[o].name)
		    : *out ? out
		    : act  ? gd_reason_said(c->lang, act->reason)
			   : "");
		cli_grid_text(&g, d->def->name.id);
	}
	cli_grid_end(c, &g);
}

/* Does it stand by virtue of another order's paper? "order:NUMBER" */
static bool
is_cover(const char *source)
{
	return strncmp(source, "order:", 6) == 0;
}

/* Who has signed a revision, still counting. */
static const char *
signers(struct cli *c, const struct gd_order_page *p,
    const struct gd_revision *r)
{
	struct gd_str out = GD_STR_INIT;
	const struct gd_signoff *s;
	const char *kept;

	for (size_t i = 0; (s = gd_walk(&p->order, GD_TAB_SIGNOFF, &i));) {
		if (strcmp(s->kind, r->kind) != 0 || s->lot != r->lot ||
		    s->inst != r->inst || s->rev != r->rev || !s->live)
			continue;
		gd_str_addf(&out, "%s%s (%s%s%s)", out.len ? ", " : "",
		    cli_deputy_words(c, s->by, s->for_whom),
		    cli_role_name(c, p->wf, s->role),
		    is_cover(s->reason) ? ", " : "",
		    is_cover(s->reason) ? s->reason + 6 : "");
		if (strcmp(gd_proof_word(s), "login") == 0)
			gd_str_addf(&out, " %s",
			    cli_tr(c, GD_TR("login only")));
		if (s->taken)
			gd_str_addf(&out, " %s%s%s", cli_ms_words(c, s->at_ms),
			    s->at_ms ? " " : "",
			    cli_by_words(c, s->entered_by, true));
		else if (*s->entered_by && !is_cover(s->reason))
			gd_str_addf(&out, " %s",
			    cli_by_words(c, s->entered_by, true));
	}
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static void
show_papers(struct cli *c, const struct gd_order_page *p)
{
	static const struct column cols[] = {
		{ "paper", GD_TR("paper"), false, 30 },
		{ "doc", GD_TR("name"), false, 0 },
		{ "rev", GD_TR("rev"), true, 0 },
		{ "state", GD_TR("state"), false, 0 },
		{ "by", GD_TR("by"), false, 0 },
		{ "issued", GD_TR("issued on"), false, 0 },
		{ "signed", GD_TR("signatures"), false, 60 },
		{ "reason", GD_TR("reason"), false, 40 },
	};
	const struct gd_revision *r;
	struct grid g;

	if (gd_row_at(&p->order.sheet, GD_TAB_REVISION, 0) == NULL)
		return;
	section(c, GD_TR("Papers"));
	cli_grid_init(&g, cols, 8);
	for (size_t i = 0; (r = gd_walk(&p->order, GD_TAB_REVISION, &i));) {
		cli_grid_text(&g, cli_paper_name(c, p->wf, r->kind));
		cli_grid_text(&g, cli_doc_words(c, r->kind, r->lot, r->inst));
		cli_grid_int(&g, r->rev);
		cli_grid_text(&g, cli_tr(c, gd_rev_state_word(r->state)));
		cli_grid_text(&g,
		    r->taken ? cli_by_words(c, r->by, true)
			     : cli_deputy_words(c, r->by, r->for_whom));
		cli_grid_ms(&g, r->issued_ms);
		cli_grid_text(&g, signers(c, p, r));
		cli_grid_text(&g,
		    is_cover(r->source) && !*r->reason ? r->source + 6
		    : gd_revision_back(r)
			? cli_back_words(c,
			      cli_tr(c, gd_rev_state_word(r->state)), r)
			: r->reason);
	}
	cli_grid_end(c, &g);
}

static void
show_pieces(struct cli *c, const struct gd_order_page *p)
{
	static const struct column cols[] = {
		{ "piece", GD_TR("piece"), true, 0 },
		{ "paper", GD_TR("paper"), false, 30 },
		{ "rev", GD_TR("rev"), true, 0 },
		{ "class", GD_TR("class"), false, 0 },
		{ "desk", GD_TR("desk"), false, 0 },
		{ "state", GD_TR("state"), false, 0 },
		{ "since", GD_TR("since"), false, 0 },
		{ "by", GD_TR("by"), false, 0 },
	};
	const struct gd_piece *pc;
	struct grid g;

	if (gd_row_at(&p->order.sheet, GD_TAB_PIECE, 0) == NULL)
		return;
	section(c, GD_TR("Pieces"));
	cli_grid_init(&g, cols, 8);
	for (size_t i = 0; (pc = gd_walk(&p->order, GD_TAB_PIECE, &i));) {
		cli_grid_int(&g, pc->no);
		cli_grid_text(&g, cli_paper_name(c, p->wf, pc->kind));
		cli_grid_int(&g, pc->rev);
		cli_grid_text(&g, cli_tr(c, gd_piece_class_word(pc->class)));
		cli_grid_text(&g, cli_desk_name(c, p->wf, pc->desk));
		cli_grid_text(&g, cli_tr(c, gd_piece_state_word(pc->state)));
		cli_grid_ms(&g, pc->held_ms ? pc->held_ms : pc->sent_ms);
		cli_grid_text(&g, cli_person_name(c, pc->holder));
	}
	cli_grid_end(c, &g);
}

static void
show_payments(struct cli *c, const struct gd_order_page *p)
{
	static const struct column cols[] = {
		{ "no", GD_TR("no."), true, 0 },
		{ "trigger", GD_TR("payment"), false, 0 },
		{ "method", GD_TR("method"), false, 0 },
		{ "percent", "%", true, 0 },
		{ "amount", GD_TR("amount"), true, 0 },
		{ "credited", GD_TR("credited"), true, 0 },
		{ "on", GD_TR("on"), false, 0 },
		{ "note", GD_TR("note"), false, 40 },
	};
	const struct gd_payment *r;
	struct grid g;

	if (gd_row_at(&p->order.sheet, GD_TAB_PAYMENT, 0) == NULL)
		return;
	section(c, GD_TR("Payments"));
	cli_grid_init(&g, cols, 8);
	for (size_t i = 0; (r = gd_walk(&p->order, GD_TAB_PAYMENT, &i));) {
		cli_grid_int(&g, r->no);
		cli_grid_text(&g,
		    cli_doc_words(c, cli_pay_word(c, p->wf, r->trigger),
			cli_lot_shown(&p->order, r->lot), 0));
		cli_grid_text(&g, cli_pay_word(c, p->wf, r->method));
		cli_grid_text(&g, cli_decimal_words(c, r->bp, 2));
		cli_grid_text(&g,
		    r->amount ? cli_money_words(c, r->amount, r->currency)
			      : "");
		cli_grid_text(&g,
		    r->credited ? cli_money_words(c, r->credited, r->currency)
				: "");
		cli_grid_day(&g, (int32_t)r->credited_day);
		cli_grid_text(&g, r->note);
	}
	cli_grid_end(c, &g);
}

static void
show_changes(struct cli *c, const struct gd_order_page *p)
{
	const struct gd_change *ch;
	const struct gd_override *ov;
	const struct gd_inform *in;

	for (size_t i = 0; (ch = gd_walk(&p->order, GD_TAB_CHANGE, &i));) {
		const struct gd_arg args[4] = { gd_arg_text(cli_paper_name(c,
						    p->wf, ch->paper)),
			gd_arg_text(
			    cli_named(c, p->wf, GD_THING_FIELD, ch->field)),
			gd_arg_text(ch->old), gd_arg_text(ch->now) };

		cli_out_say(c, GD_TR("change of {1}, {2}: {3} -> {4}"), 4,
		    args);
	}
	for (size_t i = 0; (ov = gd_walk(&p->order, GD_TAB_OVERRIDE, &i));) {
		const struct gd_arg args[4] = { gd_arg_text(cli_named(c, p->wf,
						    GD_THING_ANY, ov->what)),
			gd_arg_text(cli_person_name(c, ov->by)),
			gd_arg_text(cli_role_name(c, p->wf, ov->role)),
			gd_arg_text(ov->reason) };

		cli_out_say(c,
		    GD_TR("hard stop overridden: {1} by {2} as "
			  "{3}: {4}"),
		    4, args);
	}
	for (size_t i = 0; (in = gd_walk(&p->order, GD_TAB_INFORM, &i));) {
		const struct gd_arg args[2] = { gd_arg_text(cli_desk_name(c,
						    p->wf, in->desk)),
			gd_arg_text(cli_ms_words(c, in->done_ms)) };

		cli_out_say(c,
		    in->done_ms ? GD_TR("{1} was told {2}")
				: GD_TR("{1} must still be told"),
		    2, args);
	}
}

enum gd_code
cmd_show(struct cli *c, struct gd_err *err)
{
	struct gd_order_page page;
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK && c->nargs > 1)
		return cli_show_paper(c, err);
	if (rc == GD_OK)
		rc = gd_app_order(c->app, c->args[0], &page, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON)) {
		show_json(c, &page);
	} else {
		show_head(c, &page);
		cli_show_dates(c, &page);
		show_changes(c, &page);
		show_fields(c, &page);
		if (cli_lots_told(&page))
			cli_show_lots(c, &page);
		else
			show_lines(c, &page);
		show_duties(c, &page);
		show_papers(c, &page);
		cli_show_to_sign(c, &page);
		show_pieces(c, &page);
		show_payments(c, &page);
		cli_show_home(c, &page);
		cli_show_corrections(c, &page);
	}
	gd_order_page_release(&page);
	return GD_OK;
}
