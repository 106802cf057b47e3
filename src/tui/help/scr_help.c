/* tui/help/scr_help.c - help for the screen below, and the last messages.
 *
 * Help is a list of actions that can be run from it; the marks of the rail
 * are explained at its end.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "app/filter.h"
#include "app/printing.h"

#include "palette_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define WORDS_MAX 40 /* words of the filter */

/* ---- help --------------------------------------------------------------- */

struct help {
	enum gd_action actions[GD_NACTIONS];
	int n;
	int words, nwords; /* filter words: first item, how many */
};

/* Words of the filter, where there is a list below. */
static int
add_words(struct ui *ui, struct gd_arena *arena, struct scr_item *items,
    struct help *h, int n)
{
	int nkeys = 0;
	const struct gd_filter_key *keys = gd_filter_keys(&nkeys);

	if (!((int)ui->top->ops->place & (GD_AT_LIST | GD_AT_FILTER)))
		return n;
	h->words = n;
	for (int i = 0; i < nkeys && i < WORDS_MAX; i++, n++) {
		items[n].key = gd_arena_printf(arena, "%s:", keys[i].key);
		items[n].label = keys[i].form;
		items[n].note = keys[i].help;
		items[n].also = gd_arena_printf(arena, "%s %s", keys[i].zh,
		    gd_tr(GD_ZH, keys[i].help));
		h->nwords++;
	}
	return n;
}

static void
help_run(struct ui *ui, void *payload, int chosen, const bool *ticked)
{
	struct help *h = payload;

	(void)ticked;
	if (chosen >= h->words && chosen < h->words + h->nwords) {
		int n;
		const struct gd_filter_key *key =
		    &gd_filter_keys(&n)[chosen - h->words];

		scr_list_filter(ui,
		    ui_fmt(ui, "%s:", *ui->lang == GD_ZH ? key->zh : key->key),
		    false);
	} else if (chosen >= 0 && chosen < h->n) {
		ui_act(ui, h->actions[chosen]);
	}
}

static const char *
keys_of(struct ui *ui, const struct gd_action_row *a)
{
	char neutral[24], letter[24];

	gd_key_name(*ui->lang, a->neutral, neutral);
	if (!a->letter || (ui->top->ops->place & GD_AT_TEXT))
		return ui_fmt(ui, "%s", neutral);
	return ui_fmt(ui, "%s %s", neutral,
	    gd_key_name(*ui->lang, a->letter, letter));
}

static void
add_item(struct ui *ui, struct gd_arena *arena, struct scr_item *item,
    const struct gd_action_row *a)
{
	item->label = gd_arena_str(arena, a->name);
	item->note = gd_arena_str(arena, a->what);
	item->key = gd_arena_str(arena, keys_of(ui, a));
	item->also = gd_arena_printf(arena, "%s %s %s", gd_tr(GD_ZH, a->name),
	    gd_tr(GD_ZH, a->what), action_words(a->action));
}

/* F9: the key card, to the printer of the person's desk. */
static void
help_print(struct ui *ui, void *payload, int at)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_printed printed = { 0 };
	struct gd_str said = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_job job;
	enum gd_code rc = GD_MISSING;

	(void)payload;
	(void)at;
	gd_key_card(&arena, GD_DOC_BOTH, &job);
	if (*ui->app)
		rc = gd_app_print_job(*ui->app, &job, "keys", NULL, &printed,
		    &err);
	if (rc == GD_OK) {
		ui_say(ui, "Key card handed to {1} as {2}", 2,
		    (const struct gd_arg[]){ gd_arg_text(printed.queue),
			gd_arg_text(printed.job) });
	} else {
		if (*ui->app)
			gd_say_err(&said, *ui->lang, &err);
		ui_say(ui,
		    "Key card: {1} Or as a file: gendan keys --out keys.pdf", 1,
		    (const struct gd_arg[]){ gd_arg_text(said.text) });
		ui->bad = true;
	}
	gd_printed_release(&printed);
	gd_str_release(&said);
	gd_arena_release(&arena);
}

static void
help_again(struct ui *ui, void *payload)
{
	(void)payload;
	scr_help(ui);
}

void
scr_help(struct ui *ui)
{
	static const struct {
		const char *mark, *means, *also;
	} marks[] = {
		{ ".", GD_TR("not begun"), NULL },
		{ ">", GD_TR("running"), NULL },
		{ "s", GD_TR("waits for a signature"), NULL },
		{ "c", GD_TR("waits for a receipt"), NULL },
		{ "!", GD_TR("late: its day has passed; on hold it is not"), NULL },
		{ "x", GD_TR("done"), NULL },
		{ "-", GD_TR("waived"), NULL },
		{ "~", GD_TR("changed after it was done"), NULL },
		{ "#", GD_TR("hard date: of law, bank or carrier"), NULL },
		{ GD_TR("Due"), GD_TR("the next day something is to be done "
				      "on this order"),
		    "time day date 时间 日期" },
		{ GD_TR("Days"), GD_TR("time left until then; -3: three days "
				       "late"),
		    "time day date 时间 日期 天数" },
		{ GD_TR("Waits for"), GD_TR("who has to do what comes next; "
					    "(c): a receipt"),
		    NULL },
	};
	enum { NMARKS = sizeof marks / sizeof marks[0] };
	struct help *h = gd_alloc(1, sizeof *h);
	struct scr_item items[GD_NACTIONS + WORDS_MAX + NMARKS] = { 0 };
	struct gd_arena arena = GD_ARENA_INIT;
	int n;

	for (int i = 1; i < GD_NACTIONS; i++) {
		const struct gd_action_row *a =
		    gd_action_row((enum gd_action)i);

		if (!(a->where & (int)ui->top->ops->place) || i == GD_A_HELP ||
		    i == GD_A_CANCEL)
			continue;
		add_item(ui, &arena, &items[h->n], a);
		h->actions[h->n++] = (enum gd_action)i;
	}
	n = add_words(ui, &arena, items, h, h->n);
	for (int i = 0; i < NMARKS; i++) {
		items[n].key = tr(ui, marks[i].mark);
		items[n].label = marks[i].means;
		items[n].also = marks[i].also ? marks[i].also : "";
		items[n++].off = true;
	}
	scr_pick(ui, &(struct scr_pick){
			 .title = GD_TR("Help: type to search, Enter does it"),
			 .items = items,
			 .n = n,
			 .then = help_run,
			 .print = help_print,
			 .again = help_again,
			 .english = true,
			 .payload = h,
			 .drop = free,
		     });
	gd_arena_release(&arena);
}

/* ---- messages ----------------------------------------------------------- */

struct log {
	struct screen screen;
	struct scroll list;
};

static void
log_paint(struct ui *ui, struct screen *s)
{
	struct log *l = (struct log *)s;
	int row = UI_TOP + 1, bottom = ui_bottom(ui);

	ui_frame(ui, tr(ui, "Messages"), ui_fmt(ui, "%d", ui->nlog));
	l->list.n = ui->nlog;
	scroll_fix(&l->list, 1);
	if (ui->nlog == 0)
		ui_empty(ui, row,
		    GD_TR("The last fifty messages stand here. There was none "
			  "since the start; Esc goes back."));
	for (int i = l->list.at; i < ui->nlog && row < bottom; i++)
		row += ui_wrap(&ui->grid, row, 2, ui->grid.cols - 4,
		    bottom - row, GD_INK_PLAIN, ui->log[ui->nlog - 1 - i]);
}

static bool
log_act(struct ui *ui, struct screen *s, enum gd_action action)
{
	struct log *l = (struct log *)s;

	if (action == GD_A_ACCEPT || action == GD_A_MESSAGES) {
		ui_close(ui, s);
		return true;
	}
	return scroll_act(&l->list, action, ui_bottom(ui) - UI_TOP);
}

static int
log_hints(struct ui *ui, struct screen *s, struct gd_hint *out)
{
	(void)ui;
	(void)s;
	out[0] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[1] = (struct gd_hint){ GD_A_DOWN, GD_TR("Older"), 0 };
	out[2] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return 3;
}

static void
log_free(struct screen *s)
{
	free(s);
}

static const struct screen_ops log_ops = {
	.name = "log",
	.place = GD_AT_LOG,
	.paint = log_paint,
	.act = log_act,
	.hints = log_hints,
	.free = log_free,
};

void
scr_log(struct ui *ui)
{
	struct log *l = gd_alloc(1, sizeof *l);

	l->screen.ops = &log_ops;
	ui_push(ui, &l->screen);
}
