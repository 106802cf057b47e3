/* tui/ui.c - the loop: read keys until none is left, then paint once.
 *
 * Screens are a stack; the loop sends a key to the top one, first as text,
 * then as an action, then to what every screen understands.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "app/login.h"
#include "base/text.h"

#include "acts/again_priv.h"
#include "scr_priv.h"
#include "ui_priv.h"

#include "base/banned.h"

#define REST_MS 100  /* after a key, until what takes long is painted */
#define IDLE_MS 1000 /* how often to ask whether another process wrote */

/* ---- stack -------------------------------------------------------------- */

void
ui_push(struct ui *ui, struct screen *s)
{
	assert(s->ops->name); /* its goldens are found by it */
	s->below = ui->top;
	s->stale = s->ops->load != NULL;
	ui->top = s;
	zones_clear(ui);
}

void
ui_close(struct ui *ui, struct screen *s)
{
	struct screen **at = &ui->top;

	while (*at && *at != s)
		at = &(*at)->below;
	if (!*at)
		return;
	*at = s->below;
	s->below = ui->dead;
	ui->dead = s;
	zones_clear(ui);
}

void
ui_home(struct ui *ui)
{
	while (ui->top && ui->top->below)
		ui_close(ui, ui->top);
}

void
ui_stale(struct ui *ui)
{
	for (struct screen *s = ui->top; s; s = s->below)
		s->stale = s->ops->load != NULL;
}

/* Screens closed while a key was handled are freed only after it. */
static void
bury(struct ui *ui)
{
	while (ui->dead) {
		struct screen *s = ui->dead;

		ui->dead = s->below;
		s->ops->free(s);
	}
}

/* ---- messages ----------------------------------------------------------- */

static void
remember(struct ui *ui)
{
	if (ui->nlog == UI_MESSAGES) {
		free(ui->log[0]);
		memmove(ui->log, ui->log + 1,
		    (UI_MESSAGES - 1) * sizeof ui->log[0]);
		ui->nlog--;
	}
	ui->log[ui->nlog++] = gd_strdup(ui->message.text);
}

void
ui_say(struct ui *ui, const char *english, int n, const struct gd_arg *args)
{
	gd_str_reset(&ui->message);
	gd_say(&ui->message, *ui->lang, english, n, args);
	ui->bad = false;
	remember(ui);
}

void
ui_say_plain(struct ui *ui, const char *text)
{
	gd_str_reset(&ui->message);
	gd_str_add(&ui->message, text);
	ui->bad = false;
	remember(ui);
}

void
ui_say_err(struct ui *ui, const struct gd_err *err)
{
	gd_str_reset(&ui->message);
	gd_say_err(&ui->message, *ui->lang, err);
	ui->bad = true;
	remember(ui);
}

void
ui_quiet(struct ui *ui)
{
	gd_str_reset(&ui->message);
	ui->bad = false;
}

const char *
ui_said(struct ui *ui)
{
	if (!ui->practice || ui->hint.len == 0)
		return ui->message.text;
	gd_str_reset(&ui->said);
	gd_str_addf(&ui->said, "%s%s%s", ui->message.text,
	    ui->message.len ? "\n" : "", ui->hint.text);
	return ui->said.text;
}

/* ---- painting ----------------------------------------------------------- */

static void
load(struct ui *ui, struct screen *s)
{
	bool stale = s->stale && s->ops->load;

	s->stale = false;
	if (!stale)
		return;
	if (*ui->app)
		gd_app_reader(*ui->app, *ui->lang == GD_EN);
	s->ops->load(ui, s);
	ui->zones.void_ = true; /* other lines may stand there by now */
}

/* Painter's order: the lowest screen that covers everything comes first. */
static void
paint_stack(struct ui *ui, struct screen *s)
{
	if (s->ops->popup && s->below)
		paint_stack(ui, s->below);
	load(ui, s);
	ui->grid.cur_row = -1;
	zones_clear(ui); /* only those of the top screen remain */
	s->ops->paint(ui, s);
}

static void
paint_footer(struct ui *ui)
{
	struct gd_hint hints[GD_HINTS_MAX];
	struct gd_span spans[GD_HINTS_MAX];
	struct gd_str line = GD_STR_INIT;
	int n =
	    ui->top->ops->hints ? ui->top->ops->hints(ui, ui->top, hints) : 0;

	if (ui->practice && n > 2 && n < GD_HINTS_MAX &&
	    (ui->top->ops->place & GD_AT_VIEWS)) {
		memmove(hints + 3, hints + 2, (size_t)(n - 2) * sizeof *hints);
		hints[2] =
		    (struct gd_hint){ GD_A_PRACTICE, GD_TR("Show me"), 0 };
		n++;
	}
	n = gd_footer_spans(&line, *ui->lang, hints, n,
	    ui->grid.cols - 1 - ui->dev->no_corner, spans);
	gd_grid_fit(&ui->grid, ui->grid.rows - 1, 0, ui->grid.cols,
	    GD_INK_FOOTER, line.text);
	for (int i = 0; i < n; i++)
		zone_key(ui, ui->grid.rows - 1, spans[i].col, spans[i].cols,
		    spans[i].key);
	gd_str_release(&line);
}

void
ui_paint(struct ui *ui)
{
	int rows, cols;

	ui->dev->ops->size(ui->dev, &rows, &cols);
	if (rows != ui->grid.rows || cols != ui->grid.cols)
		gd_grid_resize(&ui->grid, rows, cols);
	gd_grid_clear(&ui->grid);
	ui->grid.name = small_is(ui) ? "small" : ui->top->ops->name;
	if (small_is(ui)) {
		small_paint(ui);
	} else {
		if (ui->practice) {
			practice_play(ui);
			load(ui, ui->top);
			practice_say(ui);
		}
		if (*ui->app) {
			gd_app_look(*ui->app);
			ui->today = gd_app_today(*ui->app);
		}
		paint_stack(ui, ui->top);
		paint_footer(ui);
		ui->today = 0;
		if (*ui->app)
			gd_app_looked(*ui->app);
	}
	ui->dev->ops->show(ui->dev, &ui->grid);
}

/* ---- keys --------------------------------------------------------------- */

static void
ask_leave_yes(struct ui *ui, void *payload)
{
	(void)payload;
	ui->leave = true;
}

static void
go_back(struct ui *ui)
{
	if (ui->top->below) {
		ui_close(ui, ui->top);
		return;
	}
	if (ui->practice) {
		practice_ask_leave(ui);
		return;
	}
	scr_ask(ui, &(struct scr_ask){
			.title = GD_TR("Leave gendan?"),
			.text = GD_TR("Everything that was done is saved."),
			.yes = GD_TR("Leave"),
			.no = GD_TR("Stay"),
			.then = ask_leave_yes,
		    });
}

/* Screens that any other one leads to. */
static bool
open_screen(struct ui *ui, enum gd_action action)
{
	static const struct {
		enum gd_action action;
		void (*open)(struct ui *ui);
	} screens[] = {
		{ GD_A_SINCE, scr_since },
		{ GD_A_HANDOVER, scr_handover },
		{ GD_A_PAPERS, scr_papers },
		{ GD_A_FILE, scr_file },
		{ GD_A_SCAN, scr_scan },
		{ GD_A_CUSTOMERS, scr_customers },
		{ GD_A_STAFF, scr_staff },
		{ GD_A_PEOPLE, scr_people },
		{ GD_A_LOCK, scr_lock },
		{ GD_A_PRACTICE, practice_go },
		{ GD_A_HELP, scr_help },
		{ GD_A_MESSAGES, scr_log },
		{ GD_A_BOARD, scr_board },
		{ GD_A_REPORTS, scr_reports },
	};

	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		if (screens[i].action != action)
			continue;
		screens[i].open(ui);
		return true;
	}
	return false;
}

/* What every screen understands. */
static bool
act_common(struct ui *ui, enum gd_action action)
{
	switch (action) {
	case GD_A_BACK:
	case GD_A_CANCEL:
		go_back(ui);
		return true;
	case GD_A_LANG:
		looks_language(ui);
		scr_pick_again(ui);
		return true;
	case GD_A_REDRAW:
		ui->dev->ops->redraw(ui->dev);
		return true;
	case GD_A_ACTIONS:
		if (*ui->app)
			scr_palette(ui, NULL);
		else
			scr_help(ui);
		return true;
	case GD_A_DAY:
		ui_home(ui);
		return true;
	case GD_A_ORDERS:
		ui_home(ui);
		scr_list(ui);
		return true;
	case GD_A_FLOW:
		scr_flow(ui, NULL);
		return true;
	case GD_A_PASSWORD:
		scr_passwd(ui, false);
		return true;
	case GD_A_NEW:
		scr_new(ui, NULL);
		return true;
	default:
		return open_screen(ui, action) || looks_act(ui, action);
	}
}

bool
ui_act(struct ui *ui, enum gd_action action)
{
	struct screen *s = ui->top;

	if (action == GD_A_NONE)
		return false;
	load(ui, s);
	/* every screen knows of which order it takes something back */
	ui->redo = action == GD_A_REDO;
	if (ui->redo)
		action = GD_A_UNDO;
	if (s->ops->act && s->ops->act(ui, s, action)) {
		ui->redo = false;
		return true;
	}
	ui->redo = false;
	return act_common(ui, action);
}

/* Is the person typing hanzi where commands are expected? */
static bool
is_wide(uint32_t code)
{
	return code < GD_KEY_BASE && gd_cp_width(gd_fold_width(code)) == 2;
}

static void
unknown(struct ui *ui, const struct gd_key *key)
{
	char name[24];

	if (key->pasted)
		ui_say(ui, "Pasted text goes into fields only", 0, NULL);
	else if (is_wide(key->code))
		ui_say(ui, "Input method is on: press Shift, or use the F-keys",
		    0, NULL);
	else
		ui_say(ui, "{1} does nothing here; F1 shows the keys", 1,
		    (const struct gd_arg[]){
			gd_arg_text(gd_key_name(*ui->lang, key->code, name)) });
	ui->bad = true;
}

static void
on_key(struct ui *ui, const struct gd_key *key)
{
	struct screen *s = ui->top;
	struct gd_key then;

	if (key->code == GD_KEY_RESIZE)
		return;
	if (small_is(ui)) {
		small_key(ui, key);
		return;
	}
	ui->small_asked = false;
	/* before the screen is loaded anew: as it was seen and clicked */
	if (zones_mouse(ui, key, &then)) {
		if (then.code)
			on_key(ui, &then);
		return;
	}
	load(ui, s); /* keys of one burst come without a paint between */
	s = ui->top;
	ui_quiet(ui);
	ui->keys++;
	if (key->code == GD_KEY_SCAN) {
		ui->burst.hands = 0;
		scr_scanned(ui, ui->burst.code);
		return;
	}
	if (key->code == GD_KEY_BAD) {
		ui_say(ui,
		    "The terminal does not send UTF-8 (GBK?); "
		    "set its character set to UTF-8",
		    0, NULL);
		ui->bad = true;
		return;
	}
	if (burst_hand(ui, key))
		return;
	if (s->ops->key && s->ops->key(ui, s, key))
		return;
	if (key->pasted || !ui_act(ui, gd_action_of(s->ops->place, key->code)))
		unknown(ui, key);
}

/* Sizes change while keys are read; what is too small must be known. */
static void
resized(struct ui *ui)
{
	int rows, cols;

	ui->dev->ops->size(ui->dev, &rows, &cols);
	if (rows != ui->grid.rows || cols != ui->grid.cols)
		gd_grid_resize(&ui->grid, rows, cols);
}

/* ---- loop --------------------------------------------------------------- */

static void
look_for_news(struct ui *ui)
{
	int64_t version;

	if (!*ui->app)
		return;
	ui->news_ms = ui_clock(ui);
	version = gd_store_data_version(gd_app_store(*ui->app));
	if (version != ui->version)
		ui_stale(ui);
	ui->version = version;
}

/* Was it not asked for most of a second? */
static bool
news_due(struct ui *ui)
{
	return ui_clock(ui) - ui->news_ms >= IDLE_MS / 2;
}

/* What is entered in open forms goes to the disk, if it changed. */
static void
keep_typed(struct ui *ui)
{
	scr_form_keep_all(ui);
	drafts_save(ui);
}

static void
loop(struct ui *ui)
{
	int quiet = 0;

	while (!ui->leave && ui->top) {
		struct gd_key key;
		enum gd_input in;

		ui->later = false;
		ui_paint(ui);
		ui->hurry = false;
		in = burst_read(ui, ui->later ? REST_MS : IDLE_MS, &key);
		if (in == GD_INPUT_QUIET && ui->later)
			continue;
		if (in == GD_INPUT_QUIET) {
			keep_typed(ui);
			look_for_news(ui);
			(void)ui_lock_if_left(ui, false);
			bury(ui);
			if (++quiet == 2 && *ui->app)
				gd_store_idle(gd_app_store(*ui->app));
			continue;
		}
		quiet = 0;
		/* a script never rests */
		ui->hurry = !ui->dev->ops->clock;
		while (in == GD_INPUT_KEY && !ui->leave && ui->top) {
			resized(ui);
			if (!ui_lock_if_left(ui, key.code != GD_KEY_RESIZE))
				on_key(ui, &key);
			bury(ui);
			in = burst_read(ui, 0, &key);
		}
		if (ui->keep)
			keep_typed(ui);
		if (news_due(ui)) /* also while keys come all the time */
			look_for_news(ui);
		if (in == GD_INPUT_GONE)
			break;
	}
	scr_form_keep_all(ui);
}

static void
ui_release(struct ui *ui)
{
	while (ui->top)
		ui_close(ui, ui->top);
	bury(ui);
	gd_str_release(&ui->message);
	for (int i = 0; i < ui->nlog; i++)
		free(ui->log[i]);
	for (int i = 0; i < 16; i++)
		gd_str_release(&ui->ring[i]);
	again_forget(ui);
	gd_str_release(&ui->warned);
	gd_str_release(&ui->hint);
	gd_str_release(&ui->said);
	json_decref(ui->drafts);
	json_decref(ui->drafts_saved);
	drafts_leave(ui);
	free(ui->drafts_key);
	gd_grid_release(&ui->grid);
}

static enum gd_code
open_device(const struct gd_tui_options *opt, struct gd_device **dev,
    struct gd_err *err)
{
	if (opt->script)
		return gd_script_open(
		    &(struct gd_script_options){
			.text = opt->script,
			.rows = opt->rows,
			.cols = opt->cols,
			.at_end = opt->dump,
			.inks = opt->inks,
			.lines = opt->lines,
			.out = opt->out ? opt->out : stdout,
			.meanwhile = opt->meanwhile,
			.more = opt->more,
			.payload = opt->payload,
		    },
		    dev, err);
	return gd_term_open(
	    &(struct gd_term_options){
		.in_fd = 0,
		.out_fd = 1,
		.glyphs = opt->glyphs,
		.min_rows = MIN_ROWS,
		.min_cols = MIN_COLS,
	    },
	    dev, err);
}

int
gd_tui_run(struct gd_app **app, enum gd_lang *lang,
    const struct gd_tui_options *opt)
{
	struct gd_err err = GD_ERR_INIT;
	struct ui ui = { .app = app,
		.lang = lang,
		.opt = opt,
		.message = GD_STR_INIT,
		.warned = GD_STR_INIT,
		.hint = GD_STR_INIT,
		.said = GD_STR_INIT };

	for (int i = 0; i < 16; i++)
		ui.ring[i] = (struct gd_str)GD_STR_INIT;
	ui.code = open_device(opt, &ui.dev, &err);
	if (ui.code != GD_OK) {
		struct gd_str text = GD_STR_INIT;

		gd_say_err(&text, *lang, &err);
		fprintf(stderr, "gendan: %s\n", text.text);
		gd_str_release(&text);
		return (int)ui.code;
	}
	gd_grid_init(&ui.grid, 24, 80);
	resized(&ui);
	looks_apply(&ui);
	if (opt->practice)
		practice_go(&ui);
	else
		ui_start(&ui);
	looks_tell(&ui);
	loop(&ui);
	drafts_save(&ui);
	if (ui.practice) { /* the screens show its book */
		while (ui.top)
			ui_close(&ui, ui.top);
		bury(&ui);
		practice_end(&ui);
	}
	if (*ui.app)
		gd_app_on_wait(*ui.app, NULL, NULL);
	ui_release(&ui);
	ui.dev->ops->close(ui.dev);
	return (int)ui.code;
}
