/* cli/cmd_right.c - what was put right, in words; what a revision calls back. */
#include "app/right.h"

#include <string.h>

#include "core/view/carried.h"

#include "cli_priv.h"

#include "base/banned.h"

static const struct column columns[] = {
	{ "when", GD_TR("when"), false, 0 },
	{ "who", GD_TR("who"), false, 0 },
	{ "what", GD_TR("what"), false, 40 },
	{ "old", GD_TR("before"), false, 40 },
	{ "new", GD_TR("now"), false, 40 },
	{ "why", GD_TR("reason"), false, 60 },
};

const char *
cli_row_words(struct cli *c, const char *what)
{
	bool line = strncmp(what, "line:", 5) == 0;
	const char *no = strchr(what, ':') + 1, *cell = strchr(no, ':');

	if (!cell)
		return what;
	return gd_arena_printf(&c->arena, "%s %.*s, %s",
	    cli_tr(c, line ? GD_TR("line") : GD_TR("payment")),
	    (int)(cell - no), no,
	    cli_tr(c, strcmp(cell + 1, "qty") ? cell + 1 : "quantity"));
}

/* What a correction is about. A piece is of a paper; a duty may have the same
 * id: its corrections name no desk and no part of a piece. */
static enum gd_thing
thing_of(const struct gd_workflow *wf, const char *what, const char *cell,
    const char *value)
{
	static const char *const parts[] = { "sent", "held", "carrier",
		"tracking", "holder", "note" };

	if (gd_wf_field(wf, what) >= 0 || strchr(what, ':'))
		return GD_THING_FIELD;
	if (gd_wf_duty(wf, what) < 0)
		return GD_THING_PAPER;
	if (gd_wf_paper(wf, what) < 0)
		return GD_THING_DUTY;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcmp(parts[i], cell) == 0)
			return GD_THING_PAPER;
	return gd_wf_desk(wf, *cell ? cell : value) >= 0 ? GD_THING_PAPER
							 : GD_THING_DUTY;
}

/* A part: the desk of a piece, a field of a duty, or a word. */
static const char *
cell_words(struct cli *c, const struct gd_workflow *wf, enum gd_thing thing,
    const char *cell)
{
	if (thing == GD_THING_PAPER && gd_wf_desk(wf, cell) >= 0)
		return cli_desk_name(c, wf, cell);
	if (gd_wf_field(wf, cell) >= 0)
		return cli_named(c, wf, GD_THING_FIELD, cell);
	return cli_tr(c, cell);
}

/* States of pieces and duties have words of the reader's language. */
static const char *
value_words(struct cli *c, const struct gd_workflow *wf, const char *what,
    const char *cell, const char *value)
{
	int f = gd_wf_field(wf, *cell ? cell : what);

	if (f >= 0)
		return cli_choice_words(c, &wf->fields[f], value);
	if (strcmp(what, "customer") == 0)
		return cli_customer_name(c, value);
	if (thing_of(wf, what, cell, value) == GD_THING_PAPER)
		return gd_wf_desk(wf, value) >= 0 ? cli_desk_name(c, wf, value)
						  : cli_tr(c, value);
	f = gd_wf_duty(wf, what);
	if (f >= 0 && gd_duty_outcome(&wf->duties[f], value) >= 0)
		return cli_name_of(c,
		    &wf->duties[f]
			 .outcomes[gd_duty_outcome(&wf->duties[f], value)]
			 .name);
	return f >= 0 ? cli_tr(c, value) : value;
}

/* What was put right, in words. */
static const char *
what_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_correction *r)
{
	enum gd_thing thing = r->kind == GD_EV_VOIDED || r->kind == GD_EV_LOST
				  ? GD_THING_PAPER
				  : thing_of(wf, r->what, r->cell, r->now);
	const char *name = cli_named(c, wf, thing, r->what);

	if (r->kind == GD_EV_UNDONE)
		return gd_arena_printf(&c->arena, "%s: %s",
		    cli_tr(c, GD_TR("taken back")), cli_act_word(c, r->what));
	if (r->kind == GD_EV_VOIDED)
		return gd_arena_printf(&c->arena, "%s: %s", name,
		    cli_tr(c, "void"));
	if (r->kind == GD_EV_LOST)
		return gd_arena_printf(&c->arena, "%s %lld: %s", name,
		    (long long)r->number, cli_tr(c, "lost"));
	if (strcmp(r->what, "customer") == 0 || strcmp(r->what, "company") == 0)
		return cli_tr(c, r->what);
	if (*r->cell)
		return gd_arena_printf(&c->arena, "%s, %s", name,
		    cell_words(c, wf, thing, r->cell));
	return r->kind == GD_EV_REWORDED
		   ? gd_arena_printf(&c->arena, "%s (%s)", name,
			 cli_tr(c, GD_TR("by revision")))
		   : name;
}

const char *
cli_change_what(struct cli *c, const struct gd_workflow *wf,
    const struct gd_event *ev)
{
	const struct gd_correction r = gd_correction_of(wf, ev, &c->arena);

	return cli_named(c, wf, thing_of(wf, r.what, r.cell, r.now), r.what);
}

const char *
cli_change_note(struct cli *c, const struct gd_workflow *wf,
    const struct gd_event *ev)
{
	const struct gd_correction r = gd_correction_of(wf, ev, &c->arena);

	if (strstr(ev->note, " -> ") == NULL)
		return ev->note;
	return gd_arena_printf(&c->arena, "%s%s%s -> %s",
	    cell_words(c, wf, thing_of(wf, r.what, r.cell, r.now), r.cell),
	    *r.cell ? ": " : "", value_words(c, wf, r.what, r.cell, r.old),
	    value_words(c, wf, r.what, r.cell, r.now));
}

void
cli_show_corrections(struct cli *c, const struct gd_order_page *p)
{
	const struct gd_correction *all;
	struct gd_err why = GD_ERR_INIT;
	struct grid g;
	size_t n;

	if (gd_app_corrections(c->app, p->order.id, &c->arena, &all, &n,
		&why) != GD_OK ||
	    n == 0)
		return;
	gd_str_addc(&c->out, '\n');
	cli_out_text(c, cli_tr(c, GD_TR("Corrections")));
	gd_str_addc(&c->out, '\n');
	cli_grid_init(&g, columns, 6);
	for (size_t i = 0; i < n; i++) {
		cli_grid_ms(&g, all[i].at_ms);
		cli_grid_text(&g, cli_person_name(c, all[i].who));
		cli_grid_text(&g, what_words(c, p->wf, &all[i]));
		cli_grid_text(&g, value_words(c, p->wf, all[i].what,
				      all[i].cell, all[i].old));
		cli_grid_text(&g, value_words(c, p->wf, all[i].what,
				      all[i].cell, all[i].now));
		cli_grid_text(&g, all[i].why);
	}
	cli_grid_end(c, &g);
}

json_t *
cli_corrections_json(struct cli *c, const struct gd_order_page *p)
{
	const struct gd_correction *all;
	struct gd_err why = GD_ERR_INIT;
	json_t *array = json_array();
	size_t n;

	if (gd_app_corrections(c->app, p->order.id, &c->arena, &all, &n,
		&why) != GD_OK)
		return array;
	for (size_t i = 0; i < n; i++) {
		const struct gd_correction *r = &all[i];

		json_array_append_new(array,
		    json_pack("{s:I, s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:o, "
			      "s:o, s:I, s:o}",
			"seq", (json_int_t)r->seq, "at",
			cli_json_text(cli_ms_words(c, r->at_ms)), "who",
			cli_json_text(r->who), "for",
			cli_json_text(r->for_whom), "verb",
			cli_json_text(r->verb), "kind", gd_event_word(r->kind),
			"what", cli_json_text(r->what), "cell",
			cli_json_text(r->cell), "old", cli_json_text(r->old),
			"new", cli_json_text(r->now), "number",
			(json_int_t)r->number, "why", cli_json_text(r->why)));
	}
	return array;
}

/* After correct --revise: whose copies the new revisions will call back. */
void
cli_say_recalls(struct cli *c, const struct target *t)
{
	struct gd_carrier all[GD_CARRIERS];

	for (int i = 0; i < t->cmd.nfields; i++) {
		int n = gd_carriers(t->wf, &t->order, t->cmd.fields[i].name,
		    t->cmd.lot, all);

		for (int k = 0; k < n; k++) {
			struct gd_str desks = GD_STR_INIT;
			struct gd_arg args[3];

			for (int d = 0; d < all[k].ndesks; d++)
				gd_str_addf(&desks, "%s%s", d ? ", " : "",
				    cli_desk_name(c, t->wf, all[k].desks[d]));
			args[0] =
			    gd_arg_text(cli_paper_name(c, t->wf, all[k].kind));
			args[1] = gd_arg_int(all[k].copies);
			args[2] = gd_arg_text(desks.text);
			if (all[k].copies)
				cli_out_say(c,
				    GD_TR("{1}: when the new revision is "
					  "issued, {2} {2|copy is|copies are} "
					  "called back from {3}"),
				    3, args);
			gd_str_release(&desks);
		}
	}
}
