/* tui/boards/report_lines.c - a report as lines of a screen: its parts one
 * below the other, a row a line, bars beside the rows or below them, and of
 * the process the map. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/view/picture.h"
#include "report/process_map.h"

#include "../forms/form_screen_priv.h"
#include "report_priv.h"

#include "base/banned.h"

#define BAR_LEAST 10
#define BAR_MOST 24
#define CHART_ROWS 40

void
report_lines_release(struct report_lines *l)
{
	free(l->at);
	gd_arena_release(&l->arena);
	*l = (struct report_lines){ .arena = GD_ARENA_INIT };
}

static struct report_line *
add(struct report_lines *l, enum report_line_kind kind, int part)
{
	struct report_line *line = GD_PUSH(l->at, l->n, l->room);

	*line = (struct report_line){ .kind = kind, .part = part, .head = -1 };
	return line;
}

static void
add_text(struct report_lines *l, enum report_line_kind kind, int part,
    const char *text)
{
	add(l, kind, part)->text = gd_arena_str(&l->arena, text);
}

/* A sentence over as many lines as it takes. */
static void
add_wrapped(struct report_lines *l, int part, const char *text)
{
	int cols = l->cols - 4;

	while (*text) {
		const char *next = ui_wrap_from(text, cols, 1);
		size_t len = *next ? (size_t)(next - text) : strlen(text);

		add(l, RL_TEXT, part)->text =
		    gd_arena_strn(&l->arena, text, len);
		text += len;
	}
}

/* ---- columns --------------------------------------------------------------- */

static int
widest_text(const struct report_lines *l)
{
	return l->cols < 72 ? 20 : l->cols < 100 ? 28 : 40;
}

static int
full_width(const struct gd_report_part *p, int col,
    const struct report_lines *l)
{
	struct gd_str s = GD_STR_INIT;
	int most = gd_text_width(gd_word_of(&p->cols[col].title, l->lang));

	for (size_t r = 0; r < p->nrows; r++) {
		int w;

		gd_str_reset(&s);
		gd_report_cell_say(&s, gd_part_cell(p, r, col), l->lang);
		w = gd_text_width(s.text);
		most = w > most ? w : most;
	}
	gd_str_release(&s);
	return most > 0 ? most : 1;
}

static int
width_of(const struct gd_report_part *p, int col, const struct report_lines *l)
{
	int cols = full_width(p, col, l);

	return p->cols[col].kind == GD_SAYS_TEXT && cols > widest_text(l)
		   ? widest_text(l)
		   : cols;
}

/* Those that say what a row is: up to the first text, two at the most. */
static int
frozen(const struct gd_report_part *p)
{
	return p->ncols > 2 && p->cols[0].kind != GD_SAYS_TEXT &&
		       p->cols[1].kind == GD_SAYS_TEXT
		   ? 2
		   : 1;
}

static void
look_of(const struct gd_report_part *p, struct report_lines *l,
    struct report_look *look)
{
	int used = 2;

	look->widths =
	    gd_arena_alloc(&l->arena, (size_t)p->ncols + 1, sizeof(int));
	look->frozen = frozen(p);
	for (int i = 0; i < p->ncols; i++) {
		look->widths[i] = p->cols[i].side ? 0 : width_of(p, i, l);
		used += look->widths[i] ? look->widths[i] + 2 : 0;
	}
	/* what was cut gets what is left */
	for (int i = p->ncols; i-- > 0 && used < l->cols - 1;)
		if (look->widths[i] == widest_text(l) &&
		    p->cols[i].kind == GD_SAYS_TEXT) {
			int more = full_width(p, i, l) - look->widths[i];

			if (more > l->cols - 1 - used)
				more = l->cols - 1 - used;
			look->widths[i] += more;
			used += more;
		}
	look->bar = p->ncharts ? l->cols - 1 - used : 0;
	if (look->bar > BAR_MOST)
		look->bar = BAR_MOST;
	if (look->bar < BAR_LEAST)
		look->bar = 0;
}

/* ---- parts ----------------------------------------------------------------- */

static void
add_bars(struct report_lines *l, int part, const struct gd_report_part *p,
    const struct gd_report_chart *c)
{
	size_t last = c->n ? c->first + c->n : p->nrows;

	if (last > c->first + CHART_ROWS)
		last = c->first + CHART_ROWS;
	if (last > p->nrows)
		last = p->nrows;
	if (last <= c->first)
		return;
	add(l, RL_BLANK, part);
	add_text(l, RL_CHART, part, gd_word_of(&c->title, l->lang));
	for (size_t r = c->first; r < last; r++) {
		struct report_line *line = add(l, RL_BAR, part);

		line->row = r;
		line->chart = (int)(c - p->charts);
		line->value = c->values[0];
	}
}

static void
add_part(struct ui *ui, struct report_lines *l, int part,
    const struct gd_report_part *p)
{
	const char *means = gd_word_of(&p->means, l->lang);
	int head;

	if (l->n)
		add(l, RL_BLANK, part);
	if (p->name.zh || p->name.en)
		add_text(l, RL_TITLE, part, gd_word_of(&p->name, l->lang));
	if (*means)
		add_wrapped(l, part, means);
	if (!p->nrows) {
		add_text(l, RL_TEXT, part, tr(ui, "(nothing)"));
		return;
	}
	if (p->ncols == 1 && p->cols[0].side) { /* sentences */
		for (size_t r = 0; r < p->nrows; r++)
			add_wrapped(l, part,
			    gd_word_of(&gd_part_cell(p, r, 0)->text, l->lang));
		return;
	}
	head = (int)l->n;
	add(l, RL_HEAD, part);
	for (size_t r = 0; r < p->nrows; r++) {
		struct report_line *line = add(l, RL_ROW, part);

		line->row = r;
		line->head = head;
	}
	for (size_t i = 0; !l->looks[part].bar && i < p->ncharts; i++)
		add_bars(l, part, p, &p->charts[i]);
}

/* ---- the map of the process -------------------------------------------------- */

struct map {
	struct ui *ui;
	const struct gd_workflow *wf;
	const struct gd_map_step *steps;
	int inside; /* columns of a box */
	struct gd_arena *arena;
};

static const char *
map_label(void *payload, int step)
{
	const struct map *m = payload;

	return gd_process_map_label(&m->steps[step], &m->wf->steps[step],
	    ui_name(m->ui, &m->wf->steps[step].name), m->inside, m->arena);
}

static const char *
map_note(void *payload, int step)
{
	const struct map *m = payload;

	return gd_process_map_note(&m->steps[step], m->arena);
}

static void
add_map(struct ui *ui, struct report_lines *l, const struct gd_report *r)
{
	const char *flow = gd_process_map_flow(r);
	struct map m = { .ui = ui, .arena = &l->arena };
	struct gd_str text = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_picture picture;

	if (!*flow || gd_app_workflow(*ui->app, flow, 0, &m.wf, &err) != GD_OK)
		return;
	m.steps = gd_process_map(r, m.wf, &l->arena);
	gd_picture_make(m.wf, l->cols - 2, false, &l->arena, &picture);
	m.inside = picture.box_cols - 2;
	gd_picture_text_noted(&picture, false, map_label, map_note, &m, &text);
	add(l, RL_BLANK, 0);
	add_text(l, RL_TITLE, 0, tr(ui, GD_TR("The way orders went")));
	add_wrapped(l, 0,
	    tr(ui,
		GD_TR("In a box: how often the step was done and its median "
		      "days; ! stands out. At a line: how often the step was "
		      "done right after another, and the days between, of the "
		      "one it came after most.")));
	for (const char *at = text.text; *at;) {
		size_t len = strcspn(at, "\n");

		add(l, RL_TEXT, 0)->text = gd_arena_strn(&l->arena, at, len);
		at += len;
		at += *at != '\0';
	}
	gd_str_release(&text);
}

void
report_lines_make(struct ui *ui, const struct gd_report *r,
    struct report_lines *l)
{
	report_lines_release(l);
	l->cols = ui->grid.cols;
	l->lang = *ui->lang;
	l->looks = gd_arena_alloc(&l->arena, r->nparts + 1, sizeof *l->looks);
	for (size_t i = 0; i < r->nparts; i++) {
		if (r->parts[i]->ncols == 0)
			continue;
		look_of(r->parts[i], l, &l->looks[i]);
		add_part(ui, l, (int)i, r->parts[i]);
		if (i == 0 && strcmp(r->id, "process") == 0)
			add_map(ui, l, r);
	}
}
