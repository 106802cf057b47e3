/* cli/effects.c - what an act would bring, as text or JSON (--dry-run). */
#include "app/effects.h"

#include "dates_priv.h"
#include "words_priv.h"

#include "base/banned.h"

static const char *
name_of(void *payload, enum gd_thing thing, const char *id)
{
	struct cli *c = payload;

	return cli_named(c, c->wf, thing, id);
}

static void
effects_text(struct cli *c, const struct target *t, const struct gd_effects *e)
{
	cli_out_say(c, GD_TR("Only asked, nothing was written:"), 0, NULL);
	for (size_t i = 0; i < e->nchanges; i++) {
		const struct gd_change *ch = e->changes[i];
		struct gd_str what = GD_STR_INIT;

		gd_effects_say_field(&what, c->lang, t->wf, ch, name_of, c);
		cli_out_say(c,
		    *ch->field ? GD_TR("  {1}: {2} -> {3}") : GD_TR("  {1}"), 3,
		    (const struct gd_arg[]){ gd_arg_text(what.text),
			gd_arg_text(ch->old), gd_arg_text(ch->now) });
		gd_str_release(&what);
	}
	gd_effects_say(&c->out, c->lang, t->wf, e, gd_app_today(c->app));
}

static json_t *
desks_json(const struct gd_effect_desk *desks, int n)
{
	json_t *out = json_array();

	for (int i = 0; i < n; i++)
		json_array_append_new(out,
		    json_pack("{s:o, s:i}", "desk",
			cli_json_text(desks[i].desk), "copies", desks[i].n));
	return out;
}

static json_t *
papers_json(const struct gd_effects *e)
{
	json_t *out = json_array();

	for (size_t i = 0; i < e->npapers; i++) {
		const struct gd_effect_paper *p = &e->papers[i];

		json_array_append_new(out,
		    json_pack("{s:o, s:I, s:I, s:I, s:I, s:i, s:o}", "paper",
			cli_json_text(p->kind), "lot", (json_int_t)p->lot,
			"inst", (json_int_t)p->inst, "void",
			(json_int_t)p->old_rev, "issued", (json_int_t)p->rev,
			"recalls", p->copies, "from",
			desks_json(p->desks, p->ndesks)));
	}
	return out;
}

static json_t *
dates_json(struct cli *c, const struct target *t, const struct gd_effects *e)
{
	json_t *out = json_array();

	for (size_t i = 0; i < e->ndates; i++) {
		const struct gd_date_view *was = e->dates[i].was;
		const struct gd_date_view *is = e->dates[i].is;

		json_array_append_new(out,
		    json_pack("{s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:b, s:b}",
			"duty", cli_json_text(is->row->duty), "title",
			cli_json_text(cli_date_name(c, t->wf, is->row)), "lot",
			(json_int_t)is->row->lot, "was",
			cli_day_json(was ? was->row->day : 0), "now",
			cli_day_json(is->row->day), "projected_was",
			cli_day_json(was ? was->projected : 0), "projected",
			cli_day_json(is->projected), "breaks",
			(int)e->dates[i].breaks, "mends",
			(int)e->dates[i].mends));
	}
	return out;
}

static json_t *
steps_json(const struct target *t, const struct gd_effects *e)
{
	json_t *out = json_array();

	for (size_t i = 0; i < e->nsteps; i++) {
		const struct gd_effect_step *s = &e->steps[i];
		const char was[2] = { s->was }, is[2] = { s->is };

		json_array_append_new(out,
		    json_pack("{s:o, s:I, s:s, s:s}", "step",
			cli_json_text(t->wf->steps[s->step].name.id), "lot",
			(json_int_t)s->lot, "was", was, "now", is));
	}
	return out;
}

static json_t *
signs_json(const struct target *t, const struct gd_effects *e)
{
	json_t *out = json_array();

	for (int i = 0; i < e->nsigns; i++) {
		const struct gd_list *any = &e->signs[i].def->any;
		json_t *roles = json_array();

		for (int k = 0; k < any->n; k++)
			json_array_append_new(roles,
			    cli_json_text(t->wf->roles[any->at[k]].name.id));
		json_array_append_new(out, roles);
	}
	return out;
}

static json_t *
changes_json(const struct gd_effects *e)
{
	json_t *out = json_array();

	for (size_t i = 0; i < e->nchanges; i++) {
		const struct gd_change *ch = e->changes[i];

		json_array_append_new(out,
		    json_pack("{s:o, s:o, s:o, s:o}", "paper",
			cli_json_text(ch->paper), "field",
			cli_json_text(ch->field), "old", cli_json_text(ch->old),
			"now", cli_json_text(ch->now)));
	}
	return out;
}

enum gd_code
cli_effects(struct cli *c, const struct target *t, struct gd_err *err)
{
	struct gd_effects e;
	enum gd_code rc =
	    gd_app_effects(c->app, t->wf, &t->order, &t->cmd, 1, &e, err);

	if (rc == GD_OK && cli_has(c, OPT_JSON))
		cli_out_json(c,
		    json_pack("{s:o, s:b, s:o, s:o, s:o, s:o, s:o, s:i, s:i, "
			      "s:o}",
			"order", cli_json_text(gd_head(&t->order)->number),
			"dry_run", 1, "changes", changes_json(&e), "told",
			desks_json(e.told, e.ntold), "papers", papers_json(&e),
			"steps", steps_json(t, &e), "dates",
			dates_json(c, t, &e), "breaks", e.breaks, "days_moved",
			e.days_moved, "signs", signs_json(t, &e)));
	else if (rc == GD_OK)
		effects_text(c, t, &e);
	gd_effects_release(&e);
	return rc;
}
