/* cli/cmd_todo.c - what can be done on one order, and what waits. */
#include <string.h>

#include "base/day.h"

#include "dates_priv.h"

#include "base/banned.h"

const char *
cli_act_word(const struct cli *c, const char *word)
{
	return cli_tr(c, gd_verb_said(word));
}

/* "line 2: 20" - what of a line a shipped lot left behind. */
static const char *
line_what(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	const struct gd_line *l = gd_row_find(&p->order.sheet, GD_TAB_LINE,
	    &(struct gd_line){ .no = a->inst });
	const struct gd_arg args[3] = { gd_arg_int(a->inst),
		gd_arg_text(a->cmd.nfields ? a->cmd.fields[0].value : ""),
		gd_arg_text(l ? l->unit : "") };
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_say(&out, c->lang, GD_TR("line {1}: {2} {3}"), 3, args);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

const char *
cli_act_what(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	const char *name = "";
	const char *desk = a->desk ? cli_desk_name(c, p->wf, a->desk) : "";

	if (a->paper >= 0 && a->verb != GD_DO_FILL && a->verb != GD_DO_SKIP)
		name = cli_name_of(c, &p->wf->papers[a->paper].name);
	else if (a->duty >= 0)
		name = cli_name_of(c, &p->wf->duties[a->duty].name);
	else if (a->paper >= 0)
		name = cli_name_of(c, &p->wf->papers[a->paper].name);
	else if (a->step >= 0)
		name = cli_name_of(c, &p->wf->steps[a->step].name);
	if (a->verb == GD_DO_SPLIT || a->verb == GD_DO_SHORT)
		return line_what(c, p, a);
	if (a->lot > 1 || a->inst > 1 || cli_lot_shown(&p->order, a->lot))
		name = cli_doc_words(c, name, cli_lot_shown(&p->order, a->lot),
		    a->inst > 1 ? a->inst : 0);
	if (a->back)
		return cli_back_words(c, name, a->back);
	if (*desk == '\0')
		return name;
	return gd_arena_printf(&c->arena, "%s (%s)", name, desk);
}

const char *
cli_back_words(struct cli *c, const char *name, const struct gd_revision *r)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_say(&out, c->lang, GD_TR("{1}, sent back by {2}: {3}"), 3,
	    (const struct gd_arg[]){ gd_arg_text(name),
		gd_arg_text(cli_person_name(c, r->back_by)),
		gd_arg_text(r->back_why) });
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

/* What lies open to all of a role, and some have said no: who is still asked. */
static void
still_asked(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a, struct gd_str *out)
{
	struct gd_str names = GD_STR_INIT;
	const char **people;
	int n = gd_app_people(c->app, p, a, &c->arena, &people);

	for (int i = 0; i < n; i++)
		gd_str_addf(&names, "%s%s", i ? ", " : "",
		    cli_person_name(c, people[i]));
	if (n > 0)
		gd_say(out, c->lang, GD_TR(" (still asked: {1})"), 1,
		    (const struct gd_arg[]){ gd_arg_text(names.text) });
	gd_str_release(&names);
}

/* Roles that may, or the person it is offered to. */
static const char *
act_who(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	for (int i = 0; i < a->nroles; i++)
		gd_str_addf(&out, "%s%s", i ? " / " : "",
		    cli_role_name(c, p->wf, a->roles[i]));
	if (a->person && a->nroles == 0)
		gd_str_add(&out, cli_person_name(c, a->person));
	if (a->nnot && a->verb == GD_DO_ACCEPT)
		still_asked(c, p, a, &out);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

/* What an act waits for, in words where the condition is a simple one. */
static const char *
waits_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_pred *p)
{
	const char *english = NULL, *kept;
	struct gd_str out = GD_STR_INIT;
	struct gd_arg args[2] = { { 0 }, { 0 } };

	if (p == NULL)
		return NULL;
	if (p->a >= 0 && p->op == GD_PRED_DONE) {
		english = GD_TR("{1}: done");
		args[0] = gd_arg_text(cli_name_of(c, &wf->duties[p->a].name));
	} else if (p->a >= 0 && p->op == GD_PRED_ISSUED) {
		english = GD_TR("{1}: issued");
		args[0] = gd_arg_text(cli_name_of(c, &wf->papers[p->a].name));
	} else if (p->a >= 0 && p->op == GD_PRED_AT && p->b >= 0) {
		english = GD_TR("{1}: at {2}");
		args[0] = gd_arg_text(cli_name_of(c, &wf->papers[p->a].name));
		args[1] =
		    gd_arg_text(cli_desk_name(c, wf, wf->desks[p->b].name.id));
	} else
		return p->text ? cli_condition(c, wf, p->text) : NULL;
	gd_say(&out, c->lang, english, 2, args);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static const char *
act_why(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	const char *kept;
	struct gd_str out = GD_STR_INIT;

	if (a->possible)
		return "";
	kept = waits_words(c, p->wf, a->blocked_by);
	if (kept && *kept)
		return kept;
	gd_say_err(&out, c->lang, &a->why);
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static const struct column act_columns[] = {
	{ "step_no", GD_TR("step"), true, 0 },
	{ "act", GD_TR("act"), false, 0 },
	{ "what", GD_TR("what"), false, 44 },
	{ "who", GD_TR("who"), false, 30 },
	{ "due", GD_TR("due on"), false, 0 },
	{ "blocked", GD_TR("waits for"), false, 40 },
	{ "do", GD_TR("gendan ..."), false, 0 },
};

/* What is signed has been read: its token goes with it. */
const char *
cli_typed_line(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	struct gd_command typed = cli_command_typed(p->wf, &a->cmd);
	const char *line = cli_command_line(c, p->row.number, p->wf, &a->cmd);
	char seen[9];

	if (a->verb != GD_DO_SIGN)
		return line;
	gd_app_seen(&p->order, &typed, seen);
	return gd_arena_printf(&c->arena, "%s --seen %s", line, seen);
}

/* The command with what must be added to it: "choose X verdict a|b". */
static const char *
act_line(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	const struct gd_duty_def *d =
	    a->duty >= 0 ? &p->wf->duties[a->duty] : NULL;
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	gd_str_add(&out, cli_typed_line(c, p, a));
	if (cli_has(c, OPT_CSV) || d == NULL || a->verb == GD_DO_SKIP)
		d = NULL;
	if (d && d->effect == GD_EFFECT_OFFER && a->verb == GD_DO_FILL) {
		gd_str_add(&out, " person=LOGIN");
		d = NULL;
	}
	for (int i = 0; d && a->verb == GD_DO_REFUSE && i < d->nrefusals; i++)
		gd_str_addf(&out, "%s%s", i ? "|" : " ", d->refusals[i].id);
	for (int i = 0; d && i < d->noutcomes && !a->cmd.outcome &&
			(a->verb == GD_DO_FILL || a->verb == GD_DO_CHOOSE);
	     i++)
		gd_str_addf(&out, "%s%s", i ? "|" : " ",
		    d->outcomes[i].name.id);
	for (int i = 0; d && a->piece == 0 && i < d->nfields; i++) {
		if (d->fields[i].required)
			gd_str_addf(&out, " %s=...",
			    p->wf->fields[d->fields[i].field].name.id);
	}
	if (!cli_has(c, OPT_CSV) && a->needs_reason)
		gd_str_add(&out, " --reason ...");
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

/* What is done already is said to be so. */
static const char *
todo_what(struct cli *c, const struct gd_order_page *p,
    const struct gd_act_view *a)
{
	const char *what = cli_act_what(c, p, a), *kept;
	struct gd_str out = GD_STR_INIT;

	if (!a->again)
		return what;
	gd_say(&out, c->lang, GD_TR("done: {1}"), 1,
	    (const struct gd_arg[]){ gd_arg_text(what) });
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

/* Nobody waits for it: waived, or recorded once more though it is done. */
static bool
comes_last(const struct gd_act_view *a)
{
	return a->verb == GD_DO_SKIP || a->again;
}

/* One part of the list: waiving is possible nearly always, so it comes last. */
static void
act_rows(struct cli *c, const struct gd_order_page *p, struct grid *g,
    bool possible, bool adhoc, bool last)
{
	for (size_t i = 0; i < p->todo.nacts; i++) {
		const struct gd_act_view *a = &p->todo.acts[i];

		if (a->possible != possible || a->adhoc != adhoc ||
		    comes_last(a) != last)
			continue;
		if (a->step >= 0)
			cli_grid_int(g, p->wf->steps[a->step].no);
		else
			cli_grid_text(g, "");
		cli_grid_name(g, a->word, cli_act_word(c, a->word));
		cli_grid_text(g, todo_what(c, p, a));
		cli_grid_text(g, act_who(c, p, a));
		cli_grid_day(g, a->due);
		cli_grid_text(g, act_why(c, p, a));
		cli_grid_text(g, possible ? act_line(c, p, a) : "");
	}
}

static void
todo_json(struct cli *c, const struct gd_order_page *p)
{
	json_t *acts = json_array(), *adhoc = json_array();

	for (size_t i = 0; i < p->todo.nacts; i++) {
		const struct gd_act_view *a = &p->todo.acts[i];

		json_array_append_new(a->adhoc ? adhoc : acts,
		    cli_act_json(c, p, a));
	}
	cli_out_json(c,
	    json_pack("{s:o, s:s, s:I, s:o, s:o}", "order",
		cli_json_text(p->row.number), "state",
		gd_order_state_word(gd_head(&p->order)->state), "rev",
		(json_int_t)p->order.rev, "acts", acts, "adhoc", adhoc));
}

static void
todo_text(struct cli *c, const struct gd_order_page *p)
{
	struct grid g;

	if (!cli_has(c, OPT_CSV)) {
		cli_out_text(c,
		    gd_arena_printf(&c->arena, "%s  %s  %s  %s", p->row.number,
			p->row.customer_name, p->row.rail,
			cli_state_word(c, gd_head(&p->order)->state)));
		gd_str_addc(&c->out, '\n');
	}
	cli_grid_init(&g, act_columns,
	    (int)(sizeof act_columns / sizeof *act_columns));
	act_rows(c, p, &g, true, false, false);
	act_rows(c, p, &g, false, false, false);
	act_rows(c, p, &g, true, true, false);
	act_rows(c, p, &g, true, false, true);
	cli_grid_end(c, &g);
}

enum gd_code
cmd_todo(struct cli *c, struct gd_err *err)
{
	struct gd_order_page page;
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK)
		rc = gd_app_order(c->app, c->args[0], &page, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON))
		todo_json(c, &page);
	else
		todo_text(c, &page);
	gd_order_page_release(&page);
	return GD_OK;
}
