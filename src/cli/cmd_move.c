/* cli/cmd_move.c - a date moved, and what time alone brings. */
#include <string.h>

#include "base/day.h"

#include "dates_priv.h"

#include "base/banned.h"

/* ---- move ------------------------------------------------------------------ */

static void
say_own(struct cli *c, const struct gd_moved *m)
{
	const struct gd_arg args[4] = { gd_arg_text(
					    cli_date_name(c, m->wf, m->now)),
		gd_arg_day((int32_t)(m->old && m->old->day ? m->old->day : 0)),
		gd_arg_day((int32_t)m->now->day),
		gd_arg_day((int32_t)m->now->first) };
	bool kept = m->now->first && m->now->first != m->now->day;

	if (!m->old || !m->old->day)
		cli_out_say(c, GD_TR("{1}: now {3}, it had no date before"), 4,
		    args);
	else if (kept && m->now->first != m->old->day)
		cli_out_say(c, GD_TR("{1}: {2} -> {3}; promised first {4}"), 4,
		    args);
	else
		cli_out_say(c, GD_TR("{1}: {2} -> {3}"), 4, args);
}

static int32_t
shown_day(const struct gd_date_view *v, bool due)
{
	return due ? (int32_t)v->row->day : v->projected;
}

/* A date that follows: its day moved, or only where it lands. */
static void
say_follow(struct cli *c, const struct gd_moved *m,
    const struct gd_moved_date *f)
{
	bool due = !f->was || f->was->row->day != f->is->row->day;
	const struct gd_arg args[3] = {
		gd_arg_text(cli_date_name(c, m->wf, f->is->row)),
		gd_arg_day(f->was ? shown_day(f->was, due) : 0),
		gd_arg_day(shown_day(f->is, due)),
	};

	gd_str_add(&c->out, "  ");
	cli_out_say(c,
	    !f->was ? GD_TR("{1}: now due {3}")
	    : due   ? GD_TR("{1}: due {2} -> {3}")
		    : GD_TR("{1}: lands {2} -> {3}"),
	    3, args);
}

/* A hard date stays; what is to be done by it lands elsewhere. */
static void
say_kept(struct cli *c, const struct gd_moved *m, const struct gd_moved_date *f)
{
	const struct gd_arg args[4] = {
		gd_arg_text(cli_date_name(c, m->wf, f->is->row)),
		gd_arg_day((int32_t)f->is->row->day),
		gd_arg_day(f->was->projected),
		gd_arg_day(f->is->projected),
	};

	gd_str_add(&c->out, "  ");
	cli_out_say(c, GD_TR("{1} stays {2}; its work lands {3} -> {4}"), 4,
	    args);
}

/* Cargo entry deadline, due 11-17, lands 11-29, 12 days late */
static void
say_broken(struct cli *c, const struct gd_moved *m,
    const struct gd_moved_date *f)
{
	const struct gd_date_view *v = f->is;
	const struct gd_arg args[4] = { gd_arg_text(
					    cli_date_name(c, m->wf, v->row)),
		gd_arg_day((int32_t)v->row->day), gd_arg_day(v->projected),
		gd_arg_int(v->slip) };

	gd_str_add(&c->out, "  ");
	cli_out_say(c,
	    v->projected < v->row->day
		? GD_TR("{1}, not before {2}, lands {3}")
		: GD_TR("{1}, due {2}, lands {3}, {4} {4|day|days} late"),
	    4, args);
}

static void
say_healed(struct cli *c, const struct gd_moved *m,
    const struct gd_moved_date *f)
{
	const struct gd_arg args[3] = {
		gd_arg_text(cli_date_name(c, m->wf, f->is->row)),
		gd_arg_day((int32_t)f->is->row->day),
		gd_arg_day(f->is->projected),
	};

	gd_str_add(&c->out, "  ");
	cli_out_say(c, GD_TR("{1}, due {2}, lands {3}"), 3, args);
}

typedef void say_one(struct cli *c, const struct gd_moved *m,
    const struct gd_moved_date *f);

static void
say_list(struct cli *c, const struct gd_moved *m, const char *title,
    const struct gd_moved_list *list, say_one *say)
{
	if (list->n)
		cli_out_say(c, title, 0, NULL);
	for (size_t i = 0; i < list->n; i++)
		say(c, m, &list->at[i]);
}

/* What was broken before is no news: briefly. */
static void
say_before(struct cli *c, const struct gd_moved *m)
{
	if (!m->still.n)
		return;
	cli_out_text(c, cli_tr(c, GD_TR("Already broken before:")));
	for (size_t i = 0; i < m->still.n; i++) {
		const struct gd_date_view *v = m->still.at[i].is;
		char day[GD_DAY_TEXT];

		cli_out_text(c, i ? "; " : " ");
		cli_out_text(c, cli_date_name(c, m->wf, v->row));
		cli_out_text(c, " ");
		cli_out_text(c, gd_day_text((int32_t)v->row->day, day));
	}
	gd_str_addc(&c->out, '\n');
}

static void
say_breaks(struct cli *c, const struct gd_moved *m)
{
	say_list(c, m, GD_TR("Hard dates this breaks:"), &m->newly, say_broken);
	if (!m->any_hard)
		cli_out_say(c,
		    GD_TR("No hard date is known yet that could break."), 0,
		    NULL);
	else if (!m->newly.n)
		cli_out_say(c,
		    m->still.n ? GD_TR("No other hard date breaks.")
			       : GD_TR("No hard date breaks."),
		    0, NULL);
	say_list(c, m, GD_TR("Hard dates it mends:"), &m->healed, say_healed);
	say_before(c, m);
}

static void
say_warnings(struct cli *c, const struct gd_moved *m)
{
	for (int i = 0; i < m->nwarnings; i++)
		cli_out_say(c, GD_TR("Warning: {1}"), 1,
		    (const struct gd_arg[]){
			gd_arg_text(cli_move_warning(c, m, &m->warnings[i])) });
}

static void
moved_text(struct cli *c, const struct gd_moved *m, bool what_if)
{
	if (what_if)
		cli_out_say(c, GD_TR("Only asked, nothing was moved:"), 0,
		    NULL);
	else
		cli_say_done(c, m->wf, &m->done);
	if (m->now)
		say_own(c, m);
	say_warnings(c, m);
	say_list(c, m, GD_TR("What moves on with it:"), &m->follows,
	    say_follow);
	say_list(c, m,
	    GD_TR("Hard dates stay; what is to be done by them lands on "
		  "another day:"),
	    &m->kept, say_kept);
	say_breaks(c, m);
}

static json_t *
follow_json(struct cli *c, const struct gd_moved *m,
    const struct gd_moved_date *f)
{
	const struct gd_date_view *was = f->was, *is = f->is;

	return json_pack("{s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:b}", "duty",
	    cli_json_text(is->row->duty), "title",
	    cli_json_text(cli_date_name(c, m->wf, is->row)), "lot",
	    (json_int_t)is->row->lot, "was",
	    cli_day_json(was ? was->row->day : 0), "now",
	    cli_day_json(is->row->day), "projected_was",
	    cli_day_json(was ? was->projected : 0), "projected",
	    cli_day_json(is->projected), "breaks", (int)is->breaks);
}

static json_t *
list_json(struct cli *c, const struct gd_moved *m,
    const struct gd_moved_list *list)
{
	json_t *all = json_array();

	for (size_t i = 0; i < list->n; i++)
		json_array_append_new(all, follow_json(c, m, &list->at[i]));
	return all;
}

static json_t *
warnings_json(struct cli *c, const struct gd_moved *m)
{
	json_t *all = json_array();

	for (int i = 0; i < m->nwarnings; i++)
		json_array_append_new(all,
		    json_pack("{s:s, s:o}", "kind",
			gd_move_word(m->warnings[i].what), "text",
			cli_json_text(
			    cli_move_warning(c, m, &m->warnings[i]))));
	return all;
}

static json_t *
view_json(struct cli *c, const struct gd_moved *m, const struct gd_date_view *v)
{
	return v ? cli_date_json(c, m->wf, v) : json_null();
}

/* The keys of every act, and behind them what moved.  follows has all dates
 * that land on another day, hard ones too. */
static void
moved_json(struct cli *c, const struct gd_moved *m, bool what_if)
{
	json_t *follows = list_json(c, m, &m->kept);
	json_t *soft = list_json(c, m, &m->follows);
	json_t *o = what_if ? json_pack("{s:o}", "order",
				  cli_json_text(gd_head(&m->before)->number))
			    : cli_done_json(c, m->wf, &m->done);

	json_array_extend(follows, soft);
	json_decref(soft);
	json_object_set_new(o, "dry_run", json_boolean(what_if));
	json_object_set_new(o, "duty",
	    cli_json_text(m->now ? m->now->duty : ""));
	json_object_set_new(o, "was", cli_day_json(m->old ? m->old->day : 0));
	json_object_set_new(o, "now", cli_day_json(m->now ? m->now->day : 0));
	json_object_set_new(o, "first",
	    cli_day_json(m->now ? m->now->first : 0));
	json_object_set_new(o, "warnings", warnings_json(c, m));
	json_object_set_new(o, "follows", follows);
	json_object_set_new(o, "breaks",
	    view_json(c, m, m->newly.n ? m->newly.at[0].is : NULL));
	json_object_set_new(o, "newly_broken", list_json(c, m, &m->newly));
	json_object_set_new(o, "mended", list_json(c, m, &m->healed));
	json_object_set_new(o, "broken_before", list_json(c, m, &m->still));
	json_object_set_new(o, "first_broken",
	    view_json(c, m, m->is.first_broken));
	cli_out_json(c, o);
}

enum gd_code
cmd_move(struct cli *c, struct gd_err *err)
{
	bool what_if = cli_has(c, OPT_DRY_RUN);
	struct gd_moved m = { 0 };
	struct target t;
	enum gd_code rc = cli_target_open(c, c->args[0], &t, err);

	if (rc == GD_OK)
		rc = cli_target_options(c, &t, err);
	if (rc == GD_OK)
		rc = cli_target_slots(c, &t, err);
	if (rc == GD_OK)
		rc = gd_app_move(c->app, t.order.id, &t.cmd, c->opt[OPT_SEEN],
		    what_if, &m, err);
	if (rc == GD_OK && cli_has(c, OPT_JSON))
		moved_json(c, &m, what_if);
	else if (rc == GD_OK)
		moved_text(c, &m, what_if);
	gd_moved_release(&m);
	cli_target_close(&t);
	return rc;
}

/* ---- tick ------------------------------------------------------------------ */

enum gd_code
cmd_tick(struct cli *c, struct gd_err *err)
{
	struct gd_ticked t;
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK)
		rc = gd_app_tick(c->app, &t, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c, json_pack("{s:I, s:I, s:I}", "changed",
				    (json_int_t)t.orders, "reminders",
				    (json_int_t)t.reminders, "expired",
				    (json_int_t)t.expired));
	} else {
		const struct gd_arg args[3] = { gd_arg_int(t.reminders),
			gd_arg_int(t.expired), gd_arg_int(t.orders) };

		cli_out_say(c,
		    GD_TR("reminders: {1}, expired: {2}, orders changed: {3}"),
		    3, args);
	}
	return GD_OK;
}
