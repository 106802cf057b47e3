/* cli/gantt.c - `dates ORDER --gantt`: the steps of an order as bars. */
#include <string.h>

#include "base/day.h"
#include "base/text.h"
#include "core/view/gantt.h"

#include "dates_priv.h"
#include "words_priv.h"

#include "base/banned.h"

#define COLS_LEAST 50
#define COLS_MOST 400
#define NAME_COLS 22 /* at 79 columns and more */
#define END_COLS 19  /* a day, how late */
#define WEEK_COLS 6  /* "11-02" and a blank */

struct strip {
	struct cli *c;
	const struct gd_order_page *page;
	struct gd_gantt g;
	int name, cells; /* columns */
	bool lots;
};

static void
add_text(struct strip *s, const char *text, int cols)
{
	struct gd_str out = GD_STR_INIT;

	gd_text_fit(&out, text, cols, true, true);
	cli_out_text(s->c, out.text);
	gd_str_release(&out);
}

/* The Mondays above the bars. */
static void
weeks(struct strip *s)
{
	int at = 0, i = 0, cell;
	int32_t monday;

	cli_out_printf(s->c, "%*s", s->name + 1, "");
	while ((cell = gd_gantt_week(&s->g, s->cells, WEEK_COLS, &i,
		    &monday)) >= 0 &&
	       cell + WEEK_COLS <= s->cells) {
		char day[GD_DAY_TEXT];

		cli_out_printf(s->c, "%*s%s", cell - at, "",
		    gd_day_text(monday, day) + 5);
		at = cell + WEEK_COLS - 1;
	}
	cli_out_printf(s->c, "\n");
}

static void
end_of(struct strip *s, const struct gd_gantt_row *r)
{
	struct gd_str out = GD_STR_INIT;
	int32_t day = r->over ? r->done.to : r->now.to;
	char text[GD_DAY_TEXT];

	gd_str_addf(&out, " %s%s", r->over ? "x" : " ",
	    day != GD_NO_DAY ? gd_day_text(day, text) + 5 : "     ");
	if (r->late > 0) {
		gd_str_addc(&out, ' ');
		gd_say_left(&out, s->c->lang, -r->late);
	}
	cli_out_text(s->c, out.text);
	cli_out_printf(s->c, "\n");
	gd_str_release(&out);
}

static void
row(struct strip *s, const struct gd_gantt_row *r)
{
	enum gd_bar *bars =
	    gd_arena_alloc(&s->c->arena, (size_t)s->cells, sizeof *bars);
	const char *name = gd_arena_printf(&s->c->arena, "%2d %s",
	    r->step->def->no, cli_name_of(s->c, &r->step->def->name));

	if (s->lots && r->step->lot)
		name = gd_arena_printf(&s->c->arena, "%2d @%lld %s",
		    r->step->def->no, (long long)r->step->lot,
		    cli_name_of(s->c, &r->step->def->name));
	add_text(s, name, s->name);
	cli_out_printf(s->c, " ");
	gd_gantt_bar(&s->g, r, s->cells, bars);
	for (int i = 0; i < s->cells; i++)
		cli_out_printf(s->c, "%c", gd_bar_sign(bars[i]));
	end_of(s, r);
}

static void
text_of(struct strip *s)
{
	const struct gd_arg days = gd_arg_int(gd_gantt_days(&s->g, s->cells));

	weeks(s);
	for (int i = 0; i < s->g.n; i++)
		row(s, &s->g.rows[i]);
	cli_out_say(s->c, gd_gantt_legend(), 1, &days);
}

static json_t *
span(const struct gd_days *of)
{
	return json_pack("{s:o, s:o}", "from",
	    cli_day_json(of->from == GD_NO_DAY ? 0 : of->from), "to",
	    cli_day_json(of->to == GD_NO_DAY ? 0 : of->to));
}

static json_t *
json_of(struct strip *s)
{
	json_t *all = json_array();

	for (int i = 0; i < s->g.n; i++) {
		const struct gd_gantt_row *r = &s->g.rows[i];

		json_array_append_new(all,
		    json_pack("{s:o, s:i, s:o, s:I, s:s, s:o, s:o, s:o, s:o, "
			      "s:o, s:o, s:i, s:b}",
			"step", cli_json_text(r->step->def->name.id), "step_no",
			r->step->def->no, "title",
			cli_json_text(cli_name_of(s->c, &r->step->def->name)),
			"lot", (json_int_t)r->step->lot, "state",
			cli_step_state(r->step->state), "planned",
			span(&r->plan), "promised", span(&r->promised),
			"in_force", span(&r->now), "done", span(&r->done),
			"lands",
			cli_day_json(r->lands == GD_NO_DAY ? 0 : r->lands),
			"hard",
			cli_day_json(r->hard == GD_NO_DAY ? 0 : r->hard),
			"late", r->late, "over", r->over));
	}
	return json_pack("{s:o, s:o, s:o, s:o, s:o}", "order",
	    cli_json_text(s->page->row.number), "today",
	    cli_day_json(s->g.today), "from", cli_day_json(s->g.from), "to",
	    cli_day_json(s->g.to), "steps", all);
}

enum gd_code
cli_gantt(struct cli *c, const struct gd_order_page *page,
    const struct gd_dates *dates, struct gd_err *err)
{
	struct strip s = { .c = c,
		.page = page,
		.lots = gd_row_count(&page->order.sheet, GD_TAB_LOT) > 1 };
	int64_t cols = 79;

	if (c->opt[OPT_GANTT] && *c->opt[OPT_GANTT]) {
		enum gd_code rc = cli_opt_int(c, OPT_GANTT, &cols, err);

		if (rc != GD_OK)
			return rc;
	}
	cols = cols < COLS_LEAST  ? COLS_LEAST
	       : cols > COLS_MOST ? COLS_MOST
				  : cols;
	gd_gantt_make(page->wf, &page->todo, dates, gd_app_today(c->app), 0,
	    &c->arena, &s.g);
	s.name = cols < 79 ? NAME_COLS - 7 : NAME_COLS + (int)(cols - 79) / 5;
	s.cells = (int)cols - s.name - 1 - END_COLS;
	if (cli_has(c, OPT_JSON))
		cli_out_json(c, json_of(&s));
	else
		text_of(&s);
	return GD_OK;
}
