/* tui/acts/scr_merge.c - saving over what somebody else saved meanwhile.
 *
 * Fields that only one of both changed go together by themselves (core/merge).
 * Those that both changed stand side by side: before, mine, theirs; a person
 * decides each, and all is saved in one command.
 */
#include <stdlib.h>
#include <string.h>

#include "core/merge.h"

#include "../forms/form_screen_priv.h"
#include "../others_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define LINES_MAX 64 /* torn fields of one form */

/* ---- what goes together by itself ----------------------------------------- */

/* One input against its twin in a form of the order as it is now. */
static bool
merge_input(struct ui *ui, struct form *f, struct input *in, struct input *twin,
    struct form *now, struct gd_str *theirs)
{
	struct gd_merge m = { .old = in->was ? in->was : in->first,
		.mine = gd_arena_str(form_arena(f), form_value(f, in)),
		.theirs = twin ? form_value(now, twin) : "" };

	gd_merge(&m);
	if (m.how == GD_MERGE_THEIRS || m.how == GD_MERGE_CONFLICT)
		gd_str_addf(theirs, "%s%s", theirs->len ? ", " : "",
		    ui_name(ui, &in->name));
	in->was = m.how == GD_MERGE_CONFLICT ? m.old : NULL;
	in->first = gd_arena_str(form_arena(f), m.theirs);
	if (m.now)
		form_set(f, in, m.now);
	return m.how == GD_MERGE_CONFLICT;
}

int
merge_form(struct ui *ui, struct form *f, const struct gd_order_page *now,
    const struct deed *deed, struct gd_str *theirs)
{
	struct form *fresh = form_new(&(struct form_spec){ .title = "" });
	int torn = 0;

	act_inputs(ui, fresh, now, deed, false);
	for (int i = 0; i < form_count(f); i++) {
		struct input *in = form_at(f, i);

		if (in->kind == IN_BUTTON || in->kind == IN_SECRET || in->of)
			continue;
		torn += merge_input(ui, f, in, form_find(fresh, in->id), fresh,
		    theirs);
	}
	form_free(fresh);
	return torn;
}

/* ---- side by side ---------------------------------------------------------- */

enum take { OPEN_YET, MINE, THEIRS, OTHER };

struct line {
	struct input *in; /* of the form below */
	const char *mine; /* as it was typed; in the form's arena */
	char *other;      /* owned: a third value; NULL */
	enum take take;
};

struct merge {
	struct screen screen;
	struct form *form;
	char *number, *who; /* owned */
	struct line at[LINES_MAX];
	struct scroll list;
};

static const char *
taken(const struct line *l)
{
	return l->take == MINE     ? l->mine
	       : l->take == THEIRS ? l->in->first
	       : l->take == OTHER  ? l->other
				   : NULL;
}

static int
still_open(const struct merge *m)
{
	int n = 0;

	for (int i = 0; i < m->list.n; i++)
		n += m->at[i].take == OPEN_YET;
	return n;
}

/* A value as the form would show it. */
static const char *
said(struct ui *ui, const struct input *in, const char *value)
{
	struct gd_str out = GD_STR_INIT;
	const char *text = value;

	if (in->kind != IN_CHOICE && in->kind != IN_MANY)
		return *value ? value : "-";
	while (*text) {
		size_t len =
		    in->kind == IN_MANY ? strcspn(text, ",") : strlen(text);
		const struct gd_name *name = NULL;

		for (int i = 0; i < in->nchoices && !name; i++)
			if (strlen(in->choices[i].id) == len &&
			    strncmp(in->choices[i].id, text, len) == 0)
				name = &in->choices[i];
		gd_str_add(&out, out.len ? ", " : "");
		if (name)
			gd_str_add(&out, ui_name(ui, name));
		else
			gd_str_addn(&out, text, len);
		text += len + (text[len] == ',');
	}
	text = ui_fmt(ui, "%s", out.len ? out.text : "-");
	gd_str_release(&out);
	return text;
}

/* ---- painting ------------------------------------------------------------- */

#define WHOLE_ROWS 5 /* the field under the cursor, each value in a row */

static int
rows_of(struct ui *ui)
{
	return ui_bottom(ui) - 4 - WHOLE_ROWS - 1;
}

static void
paint_head(struct ui *ui, const struct merge *m)
{
	struct gd_str text = GD_STR_INIT;

	if (*m->who)
		ui_sentence(ui, &text,
		    GD_TR("{1} saved meanwhile; decide what both of you "
			  "changed."),
		    1, (const struct gd_arg[]){ gd_arg_text(m->who) });
	else
		ui_sentence(ui, &text,
		    GD_TR("Others saved after you typed; decide what both of "
			  "you changed."),
		    0, NULL);
	gd_grid_fit(&ui->grid, 1, 1, ui->grid.cols - 2, GD_INK_PLAIN,
	    text.text);
	gd_str_release(&text);
}

static int
label_cols(const struct ui *ui)
{
	return ui->grid.cols < 72 ? 12 : 18;
}

static int
value_cols(const struct ui *ui)
{
	return (ui->grid.cols - 5 - label_cols(ui)) / 3;
}

static void
paint_titles(struct ui *ui, int row)
{
	static const char *const titles[] = { GD_TR("Before"), GD_TR("Yours"),
		GD_TR("Theirs") };
	int col = 5 + label_cols(ui);

	gd_grid_fit(&ui->grid, row, 4, label_cols(ui), GD_INK_HEAD,
	    tr(ui, GD_TR("What")));
	for (int i = 0; i < 3; i++)
		gd_grid_fit(&ui->grid, row, col + i * value_cols(ui),
		    value_cols(ui) - 1, GD_INK_HEAD, tr(ui, titles[i]));
}

/* "(o) 2027-02-08", taken; a date fits also where it is narrow. */
static const char *
choice(struct ui *ui, const struct line *l, enum take which, const char *value)
{
	const char *on = l->take == which ? "o" : " ";

	return ui_fmt(ui, value_cols(ui) < 16 ? "%s %s" : "(%s) %s", on,
	    said(ui, l->in, value));
}

static void
paint_line(struct ui *ui, const struct merge *m, int i, int row)
{
	const struct line *l = &m->at[i];
	struct gd_grid *g = &ui->grid;
	bool here = i == m->list.at;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	int cols = value_cols(ui), col = 5 + label_cols(ui);

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_put(g, row, 2,
	    here                  ? ink
	    : l->take == OPEN_YET ? GD_INK_LATE
				  : GD_INK_DONE,
	    l->take == OPEN_YET ? '?' : 'x');
	gd_grid_fit(g, row, 4, label_cols(ui), ink, ui_name(ui, &l->in->name));
	gd_grid_fit(g, row, col, cols - 1, ink, said(ui, l->in, l->in->was));
	gd_grid_fit(g, row, col + cols, cols - 1, ink,
	    choice(ui, l, MINE, l->mine));
	gd_grid_fit(g, row, col + 2 * cols, cols - 1, ink,
	    choice(ui, l, THEIRS, l->in->first));
}

/* The field under the cursor whole, and what would be saved of it. */
static void
paint_whole(struct ui *ui, const struct merge *m, int row)
{
	const struct line *l = &m->at[m->list.at];
	const struct {
		const char *name, *value;
	} rows[] = {
		{ GD_TR("Before"), l->in->was },
		{ GD_TR("Yours"), l->mine },
		{ GD_TR("Theirs"), l->in->first },
		{ GD_TR("To be saved"), taken(l) },
	};
	int label = 16;

	gd_grid_fit(&ui->grid, row, 1, ui->grid.cols - 2, GD_INK_HEAD,
	    ui_name(ui, &l->in->name));
	for (int i = 0; i < 4; i++) {
		gd_grid_fit(&ui->grid, row + 1 + i, 3, label, GD_INK_DIM,
		    tr(ui, rows[i].name));
		gd_grid_fit(&ui->grid, row + 1 + i, 4 + label,
		    ui->grid.cols - label - 5,
		    i == 3 ? GD_INK_MARKED : GD_INK_PLAIN,
		    rows[i].value ? said(ui, l->in, rows[i].value)
				  : tr(ui, GD_TR("not decided yet")));
	}
}

static void
paint(struct ui *ui, struct screen *s)
{
	struct merge *m = (struct merge *)s;
	int rows = rows_of(ui);

	ui_frame(ui,
	    ui_fmt(ui, "%s > %s", m->number, tr(ui, GD_TR("Changed by both"))),
	    ui_fmt(ui, "%d/%d", m->list.at + 1, m->list.n));
	paint_head(ui, m);
	gd_grid_rule(&ui->grid, 2, 0, ui->grid.cols);
	paint_titles(ui, 3);
	scroll_fix(&m->list, rows);
	zone_rows(ui, 4, 0, rows, ui->grid.cols, &m->list);
	for (int i = 0; i < rows && m->list.top + i < m->list.n; i++)
		paint_line(ui, m, m->list.top + i, 4 + i);
	gd_grid_rule(&ui->grid, ui_bottom(ui) - WHOLE_ROWS - 1, 0,
	    ui->grid.cols);
	paint_whole(ui, m, ui_bottom(ui) - WHOLE_ROWS);
}

/* ---- deciding --------------------------------------------------------------- */

static void
take(struct merge *m, enum take what)
{
	m->at[m->list.at].take = what;
	if (m->list.at + 1 < m->list.n)
		m->list.at++;
}

struct typing {
	struct merge *merge;
	struct line *line;
};

static bool
typed(struct ui *ui, struct form *f, void *payload)
{
	struct typing *t = payload;

	(void)ui;
	free(t->line->other);
	t->line->other = gd_strdup(form_value(f, form_at(f, 0)));
	t->line->take = OTHER;
	return true;
}

/* A third value, in a field like the one of the form. What is typed there and
 * left lives as long as the draft of the form. */
static void
type_other(struct ui *ui, struct merge *m)
{
	struct line *l = &m->at[m->list.at];
	struct typing *t = gd_alloc(1, sizeof *t);
	struct input like = *l->in;
	struct form *f;

	*t = (struct typing){ m, l };
	f = form_new(&(struct form_spec){
	    .title = ui_name(ui, &l->in->name),
	    .head = ui_fmt(ui, "%s: %s   %s: %s", tr(ui, GD_TR("Yours")),
		said(ui, l->in, l->mine), tr(ui, GD_TR("Theirs")),
		said(ui, l->in, l->in->first)),
	    .draft =
		ui_fmt(ui, "%s line merge:%s", form_draft(m->form), l->in->id),
	    .submit = typed,
	    .payload = t,
	    .drop = free,
	});
	like.error = (struct gd_err)GD_ERR_INIT;
	form_add(f, &like, l->take == OTHER ? l->other : l->mine);
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Take") } },
	    "");
	form_open(ui, f);
}

bool
merge_nothing_left(struct form *f)
{
	for (int i = 0; i < form_count(f); i++) {
		struct input *in = form_at(f, i);

		if (*in->id != '#' && in->kind != IN_SECRET &&
		    form_changed(f, in))
			return false;
	}
	return true;
}

static void
save(struct ui *ui, struct merge *m)
{
	struct form *f = m->form;
	int open = still_open(m);

	if (open > 0) {
		ui_say(ui,
		    GD_TR("{1} not decided: F5 takes yours, F6 theirs, F4 "
			  "types another"),
		    1, (const struct gd_arg[]){ gd_arg_int(open) });
		ui->bad = true;
		for (m->list.at = 0; m->at[m->list.at].take != OPEN_YET;)
			m->list.at++;
		return;
	}
	for (int i = 0; i < m->list.n; i++) {
		form_set(f, m->at[i].in, taken(&m->at[i]));
		m->at[i].in->was = NULL;
	}
	ui_close(ui, &m->screen);
	if (!merge_nothing_left(f)) {
		form_submit(ui, f);
		return;
	}
	form_forget(ui, f);
	drafts_save(ui);
	ui_close(ui, &f->screen);
	ui_stale(ui);
	ui_say(ui,
	    GD_TR("Nothing of yours was left to save; it stays as it is"), 0,
	    NULL);
}

static void
switch_over(struct merge *m)
{
	struct line *l = &m->at[m->list.at];

	l->take = l->take == MINE ? THEIRS : MINE;
}

static bool
act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct merge *m = (struct merge *)s;

	switch (action) {
	case GD_A_YOURS:
		take(m, MINE);
		return true;
	case GD_A_THEIRS:
		take(m, THEIRS);
		return true;
	case GD_A_TOGGLE:
		switch_over(m);
		return true;
	case GD_A_EDIT:
		type_other(ui, m);
		return true;
	case GD_A_ACCEPT:
	case GD_A_SAVE:
		save(ui, m);
		return true;
	case GD_A_ACTIONS:
		scr_help(ui);
		return true;
	case GD_A_BACK:
	case GD_A_CANCEL:
		(void)form_keep(ui, m->form);
		ui_say(ui,
		    GD_TR("What you entered is kept, nothing is saved; Ctrl-S "
			  "shows both again"),
		    0, NULL);
		ui_close(ui, s);
		return true;
	default:
		return scroll_act(&m->list, action, rows_of(ui));
	}
}

static int
hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	int n = 0;

	(void)ui;
	(void)s;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_YOURS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_THEIRS, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_SAVE, GD_TR("Save all"), 0 };
	out[n++] = (struct gd_hint){ GD_A_EDIT, GD_TR("Another"), 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
release(struct screen *s)
{
	struct merge *m = (struct merge *)s;

	for (int i = 0; i < m->list.n; i++)
		free(m->at[i].other);
	free(m->number);
	free(m->who);
	free(m);
}

static const struct screen_ops merge_ops = {
	.name = "merge",
	.place = GD_AT_MERGE,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = release,
};

void
scr_merge(struct ui *ui, struct form *f, const char *number, const char *who)
{
	struct merge *m = gd_alloc(1, sizeof *m);

	m->screen.ops = &merge_ops;
	m->form = f;
	m->number = gd_strdup(number);
	m->who = gd_strdup(who);
	for (int i = 0; i < form_count(f) && m->list.n < LINES_MAX; i++) {
		struct input *in = form_at(f, i);

		if (form_torn_at(f, in))
			m->at[m->list.n++] = (struct line){ .in = in,
				.mine = gd_arena_str(form_arena(f),
				    form_value(f, in)) };
	}
	ui_push(ui, &m->screen);
}
