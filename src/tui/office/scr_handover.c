/* tui/office/scr_handover.c - what is on its way to me by name, to be
 * accepted; and giving work to another: from whom, to whom, the list of what
 * goes, one question. */
#include <stdlib.h>
#include <string.h>

#include "app/filter.h"
#include "app/handover.h"
#include "base/day.h"

#include "../forms/form_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define COMING_MAX 1000
#define WORDS_MAX 16

/* ---- what goes: the list and the question -------------------------------- */

struct giving {
	struct screen screen;
	struct gd_arena arena; /* of the texts here and of the filter */
	const char *from, *to, *reason;
	struct gd_filter filter;
	bool filtered;
	struct gd_work_left left;
	struct scroll list;
};

static struct gd_handover
handover_of(const struct giving *g, bool dry_run)
{
	return (struct gd_handover){ .from = g->from,
		.to = g->to,
		.reason = g->reason,
		.filter = g->filtered ? &g->filter : NULL,
		.dry_run = dry_run };
}

/* Which order a refusal was about, and why. */
static void
say_refused(struct ui *ui, const struct gd_handover *h,
    const struct gd_err *err)
{
	struct gd_str all = GD_STR_INIT, why = GD_STR_INIT;

	ui_fault(ui, NULL, &why, err);
	if (h->words.len) {
		ui_sentence(ui, &all,
		    GD_TR("nothing was handed over, because of order {1}"), 1,
		    (const struct gd_arg[]){ gd_arg_text(h->words.text) });
		gd_str_add(&all, *ui->lang == GD_ZH ? "：" : ": ");
	}
	gd_str_add(&all, why.text);
	ui_say_plain(ui, all.text);
	ui->bad = true;
	gd_str_release(&all);
	gd_str_release(&why);
}

static void
give_yes(struct ui *ui, void *payload)
{
	struct giving *g = payload;
	struct gd_handover h = handover_of(g, false);
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_handover(*ui->app, &h, &err) != GD_OK) {
		say_refused(ui, &h, &err);
	} else {
		ui_home(ui); /* the form and this list have done their work */
		ui_stale(ui);
		ui_say(ui,
		    GD_TR("{1} has it now: {2} {2|order|orders}, {3} "
			  "{3|offer|offers}; {4} {4|piece waits|pieces wait} "
			  "to be accepted (key 8)"),
		    4,
		    (const struct gd_arg[]){ gd_arg_text(ui_person(ui, h.to)),
			gd_arg_int((int64_t)h.left.n),
			gd_arg_int(h.left.offers), gd_arg_int(h.left.pieces) });
	}
	gd_work_left_release(&h.left);
	gd_str_release(&h.words);
}

static void
ask_give(struct ui *ui, struct giving *g)
{
	struct gd_str text = GD_STR_INIT;

	ui_sentence(ui, &text,
	    GD_TR("{1} {1|order goes|orders go} to {2}, with {3} "
		  "{3|offer|offers} and {4} {4|piece|pieces}. All of it or "
		  "nothing."),
	    4,
	    (const struct gd_arg[]){ gd_arg_int((int64_t)g->left.n),
		gd_arg_text(ui_person(ui, g->to)), gd_arg_int(g->left.offers),
		gd_arg_int(g->left.pieces) });
	scr_ask(ui, &(struct scr_ask){
			.title = GD_TR("Hand all of this over?"),
			.said = text.text,
			.yes = GD_TR("Hand over"),
			.no = GD_TR("Leave it"),
			.danger = true,
			.then = give_yes,
			.payload = g,
		    });
	gd_str_release(&text);
}

/* "clerk salesperson" in words. */
static void
add_roles(struct ui *ui, const char *roles, struct gd_str *out)
{
	while (*roles) {
		size_t len = strcspn(roles, " ");

		gd_str_addf(out, "%s%s", out->len ? ", " : "",
		    ui_role(ui, ui_fmt(ui, "%.*s", (int)len, roles)));
		roles += len;
		roles += *roles == ' ';
	}
}

static void
giving_row(struct ui *ui, const struct gd_work_line *l, int row, bool here)
{
	struct gd_grid *g = &ui->grid;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	struct gd_str what = GD_STR_INIT;
	int who = g->cols < 72 ? 14 : 22;

	add_roles(ui, l->roles, &what);
	if (l->offers)
		gd_str_addf(&what, "%s%s %d", what.len ? ", " : "",
		    tr(ui, "offers"), (int)l->offers);
	if (l->pieces)
		gd_str_addf(&what, "%s%s %d", what.len ? ", " : "",
		    tr(ui, "pieces kept"), (int)l->pieces);
	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit(g, row, 2, 13, ink, l->number);
	gd_grid_fit(g, row, 16, who, ink, l->customer_name);
	gd_grid_fit(g, row, 17 + who, 10, ink, ui_order_state(ui, l->state));
	gd_grid_fit(g, row, 28 + who, g->cols - 29 - who, ink, what.text);
	gd_str_release(&what);
}

static void
giving_paint(struct ui *ui, struct screen *s)
{
	struct giving *g = (struct giving *)s;
	struct gd_str text = GD_STR_INIT;
	int row = 3, rows = ui_bottom(ui) - row;

	ui_frame(ui, tr(ui, "Handover > what goes"),
	    ui_fmt(ui, "%d/%d", g->list.at + 1, g->list.n));
	ui_sentence(ui, &text,
	    GD_TR("{1} to {2}: {3} {3|order|orders}, {4} {4|piece|pieces}; "
		  "Enter hands over."),
	    4,
	    (const struct gd_arg[]){ gd_arg_text(ui_person(ui, g->from)),
		gd_arg_text(ui_person(ui, g->to)),
		gd_arg_int((int64_t)g->left.n), gd_arg_int(g->left.pieces) });
	gd_grid_fit(&ui->grid, 1, 2, ui->grid.cols - 3, GD_INK_HEAD, text.text);
	gd_grid_rule(&ui->grid, 2, 0, ui->grid.cols);
	scroll_fix(&g->list, rows);
	for (int i = 0; i < rows && g->list.top + i < g->list.n; i++)
		giving_row(ui, &g->left.lines[g->list.top + i], row + i,
		    g->list.top + i == g->list.at);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &g->list);
	gd_str_release(&text);
}

static bool
giving_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct giving *g = (struct giving *)s;

	switch (action) {
	case GD_A_OPEN:
		ask_give(ui, g);
		return true;
	case GD_A_MARK:
		scr_order(ui, g->left.lines[g->list.at].number);
		return true;
	case GD_A_ACTIONS:
		scr_palette(ui, NULL);
		return true;
	default:
		return scroll_act(&g->list, action, ui_bottom(ui) - 3);
	}
}

static int
giving_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	int n = 0;

	(void)ui;
	(void)s;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_OPEN, GD_TR("Hand over"), 0 };
	out[n++] = (struct gd_hint){ GD_A_MARK, GD_TR("See the order"), 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, GD_TR("Not yet"), 0 };
	return n;
}

static void
giving_free(struct screen *s)
{
	struct giving *g = (struct giving *)s;

	gd_work_left_release(&g->left);
	gd_arena_release(&g->arena);
	free(g);
}

static const struct screen_ops giving_ops = {
	.name = "giving",
	.place = GD_AT_TABLE,
	.paint = giving_paint,
	.act = giving_act,
	.hints = giving_hints,
	.free = giving_free,
};

/* ---- the form ----------------------------------------------------------- */

/* The filter that is typed; false: it cannot be read, the form says why. */
static bool
read_filter(struct ui *ui, struct form *f, struct giving *g)
{
	const char *words[WORDS_MAX];
	struct gd_err err = GD_ERR_INIT;
	int n =
	    gd_filter_split(form_text(f, "words"), &g->arena, words, WORDS_MAX);

	g->filtered = n > 0;
	if (n == 0 || gd_app_filter(*ui->app, words, n, &g->arena, &g->filter,
			  &err) == GD_OK)
		return true;
	form_error(f, form_find(f, "words"), &err);
	ui_say_err(ui, &err);
	return false;
}

/* The form stays below the list, so that Esc comes back to it. */
static bool
show_list(struct ui *ui, struct form *f, void *payload)
{
	struct giving *g = gd_alloc(1, sizeof *g);
	struct gd_err err = GD_ERR_INIT;
	struct gd_handover h;

	(void)payload;
	g->screen.ops = &giving_ops;
	g->from = gd_arena_str(&g->arena, form_text(f, "from"));
	g->to = gd_arena_str(&g->arena, form_text(f, "to"));
	g->reason = gd_arena_str(&g->arena, form_text(f, "reason"));
	if (strcmp(g->from, g->to) == 0) {
		(void)gd_fail(&err, GD_USAGE, GD_M_HANDOVER_SELF,
		    GD_T(ui_person(ui, g->to)));
		form_error(f, form_find(f, "to"), &err);
		giving_free(&g->screen);
		return false;
	}
	if (!read_filter(ui, f, g)) {
		giving_free(&g->screen);
		return false;
	}
	h = handover_of(g, true);
	if (gd_app_handover(*ui->app, &h, &err) == GD_OK && h.left.n == 0)
		(void)gd_fail(&err, GD_REFUSED, GD_M_APP_NOTHING_LEFT,
		    GD_T(g->from));
	if (err.code != GD_OK) {
		say_refused(ui, &h, &err);
		gd_work_left_release(&h.left);
		giving_free(&g->screen);
	} else {
		g->left = h.left;
		g->list.n = (int)h.left.n;
		ui_push(ui, &g->screen);
	}
	gd_str_release(&h.words);
	return false;
}

static void
add_people(struct ui *ui, struct form *f, const char *id, const char *label,
    const char *first)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	struct gd_name *names =
	    gd_alloc(office->rows[GD_OFF_PERSON].n + 1, sizeof *names);
	const struct gd_person *p;
	int n = 0;

	for (size_t i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if (p->active)
			names[n++] = (struct gd_name){ p->login,
				*p->name ? p->name : p->login,
				*p->name_en ? p->name_en
				: *p->name  ? p->name
					    : p->login };
	form_add(f,
	    &(struct input){ .id = id,
		.name = { .en = label },
		.kind = IN_CHOICE,
		.required = true,
		.choices = names,
		.nchoices = n },
	    first);
	free(names);
}

static void
open_form(struct ui *ui)
{
	struct form *f = form_new(&(struct form_spec){
	    .title = GD_TR("Hand work over"),
	    .head = GD_TR("Orders, open offers and kept pieces go from one "
			  "person to another. First the list is shown; nothing "
			  "is changed before you say yes."),
	    .submit = show_list,
	});

	add_people(ui, f, "from", GD_TR("From"), gd_app_login(*ui->app));
	add_people(ui, f, "to", GD_TR("To"), "");
	form_add(f,
	    &(struct input){ .id = "words",
		.name = { .en = GD_TR("Only (filter)") } },
	    "");
	form_add(f,
	    &(struct input){ .id = "reason",
		.name = { .en = GD_TR("Reason") } },
	    "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Show what goes") } },
	    "");
	form_open(ui, f);
}

/* ---- what is coming ----------------------------------------------------- */

struct coming {
	struct screen screen;
	struct gd_arena arena;
	struct gd_piece_row *rows; /* owned; texts in the arena */
	struct scroll list;
};

static void
coming_load(struct ui *ui, struct screen *s)
{
	struct coming *c = (struct coming *)s;
	struct gd_err err = GD_ERR_INIT;
	int n = 0;

	gd_arena_release(&c->arena);
	c->list.n = 0;
	if (gd_app_to_accept(*ui->app, gd_app_login(*ui->app), COMING_MAX,
		&c->arena, c->rows, &n, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	c->list.n = n;
	scroll_fix(&c->list, 1);
}

static void
coming_row(struct ui *ui, const struct gd_piece_row *r, int row, bool here)
{
	struct gd_grid *g = &ui->grid;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	char when[GD_MS_TEXT] = "";
	int who = g->cols < 72 ? 12 : 20;

	if (r->piece.sent_ms)
		gd_ms_text(r->piece.sent_ms, gd_utc_offset_min(), when);
	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_fit(g, row, 2, 13, ink, r->number);
	gd_grid_fit(g, row, 16, who, ink, r->customer_name);
	gd_grid_fit(g, row, 17 + who, g->cols - who - 29, ink,
	    ui_fmt(ui, "%s (%s)",
		ui_paper(ui,
		    gd_app_flow_of(*ui->app, r->workflow, r->version),
		    r->piece.kind),
		tr(ui, gd_piece_class_word(r->piece.class))));
	gd_grid_fit(g, row, g->cols - 12, 11, ink, *when ? when + 5 : "");
}

static void
coming_paint(struct ui *ui, struct screen *s)
{
	struct coming *c = (struct coming *)s;
	struct gd_str text = GD_STR_INIT;
	int row = 3, rows = ui_bottom(ui) - row;

	ui_frame(ui, tr(ui, "Handover"),
	    ui_fmt(ui, "%d/%d", c->list.n ? c->list.at + 1 : 0, c->list.n));
	ui_sentence(ui, &text,
	    c->list.n
		? GD_TR(
		      "On its way to you by name: {1}. Enter: you have it all.")
		: GD_TR("Nothing comes to you by name. F7 hands work over."),
	    1, (const struct gd_arg[]){ gd_arg_int(c->list.n) });
	gd_grid_fit(&ui->grid, 1, 2, ui->grid.cols - 3, GD_INK_HEAD, text.text);
	gd_grid_rule(&ui->grid, 2, 0, ui->grid.cols);
	scroll_fix(&c->list, rows);
	for (int i = 0; i < rows && c->list.top + i < c->list.n; i++)
		coming_row(ui, &c->rows[c->list.top + i], row + i,
		    c->list.top + i == c->list.at);
	zone_rows(ui, row, 0, rows, ui->grid.cols, &c->list);
	gd_str_release(&text);
}

static void
accept_yes(struct ui *ui, void *payload)
{
	struct gd_err err = GD_ERR_INIT;
	int64_t n = 0;

	(void)payload;
	if (gd_app_accept(*ui->app, &n, &err) != GD_OK)
		ui_say_fault(ui, NULL, &err);
	else
		ui_say(ui,
		    GD_TR("{1} {1|piece is|pieces are} now in your hands"), 1,
		    (const struct gd_arg[]){ gd_arg_int(n) });
	ui_stale(ui);
}

static void
ask_accept(struct ui *ui, struct coming *c)
{
	struct gd_str text = GD_STR_INIT;

	if (c->list.n == 0) {
		open_form(ui);
		return;
	}
	ui_sentence(ui, &text,
	    GD_TR("{1} {1|piece|pieces}; you will answer for them. Look that "
		  "you have each of them."),
	    1, (const struct gd_arg[]){ gd_arg_int(c->list.n) });
	scr_ask(ui, &(struct scr_ask){
			.title = GD_TR("Are they all in your hands?"),
			.said = text.text,
			.yes = GD_TR("I have them"),
			.no = GD_TR("Not yet"),
			.danger = true,
			.then = accept_yes,
		    });
	gd_str_release(&text);
}

static bool
coming_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct coming *c = (struct coming *)s;

	switch (action) {
	case GD_A_OPEN:
		ask_accept(ui, c);
		return true;
	case GD_A_ADD:
		open_form(ui);
		return true;
	case GD_A_MARK:
		if (c->list.n > 0)
			scr_order(ui, c->rows[c->list.at].number);
		return true;
	case GD_A_ACTIONS:
		scr_palette(ui, NULL);
		return true;
	default:
		return scroll_act(&c->list, action, ui_bottom(ui) - 3);
	}
}

static int
coming_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	const struct coming *c = (const struct coming *)s;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ADD, GD_TR("Hand over"), 0 };
	if (c->list.n > 0) {
		out[n++] = (struct gd_hint){ GD_A_OPEN, GD_TR("Accept"), 0 };
		out[n++] =
		    (struct gd_hint){ GD_A_MARK, GD_TR("See the order"), 0 };
	}
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
coming_free(struct screen *s)
{
	struct coming *c = (struct coming *)s;

	gd_arena_release(&c->arena);
	free(c->rows);
	free(c);
}

static const struct screen_ops coming_ops = {
	.name = "coming",
	.place = GD_AT_TABLE,
	.load = coming_load,
	.paint = coming_paint,
	.act = coming_act,
	.hints = coming_hints,
	.free = coming_free,
};

void
scr_handover(struct ui *ui)
{
	struct coming *c = gd_alloc(1, sizeof *c);

	c->screen.ops = &coming_ops;
	c->rows = gd_alloc(COMING_MAX, sizeof *c->rows);
	ui_push(ui, &c->screen);
}
