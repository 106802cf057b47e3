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
	if (m->nfollows)
		cli_out_say(c, GD_TR("What moves on with it:"), 0, NULL);
	for (size_t i = 0; i < m->nfollows; i++)
		say_follow(c, m, &m->follows[i]);
	if (m->breaks)
		cli_out_text(c, cli_breaks_words(c, m->wf, m->breaks));
	else if (m->is.first_broken)
		cli_out_text(c, cli_breaks_words(c, m->wf, m->is.first_broken));
	else
		cli_out_text(c, cli_tr(c, GD_TR("No hard date breaks.")));
	gd_str_addc(&c->out, '\n');
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
view_json(struct cli *c, const struct gd_moved *m, const struct gd_date_view *v)
{
	return v ? cli_date_json(c, m->wf, v) : json_null();
}

/* The keys of every act, and behind them what moved. */
static void
moved_json(struct cli *c, const struct gd_moved *m, bool what_if)
{
	json_t *follows = json_array();
	json_t *o = what_if ? json_pack("{s:o}", "order",
				  cli_json_text(gd_head(&m->before)->number))
			    : cli_done_json(c, m->wf, &m->done);

	for (size_t i = 0; i < m->nfollows; i++)
		json_array_append_new(follows,
		    follow_json(c, m, &m->follows[i]));
	json_object_set_new(o, "dry_run", json_boolean(what_if));
	json_object_set_new(o, "duty",
	    cli_json_text(m->now ? m->now->duty : ""));
	json_object_set_new(o, "was", cli_day_json(m->old ? m->old->day : 0));
	json_object_set_new(o, "now", cli_day_json(m->now ? m->now->day : 0));
	json_object_set_new(o, "first",
	    cli_day_json(m->now ? m->now->first : 0));
	json_object_set_new(o, "follows", follows);
	json_object_set_new(o, "breaks", view_json(c, m, m->breaks));
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
