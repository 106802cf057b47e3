/* tui/papers/scr_signs.c - many papers signed at once: a list, the oldest
 * first, that says what each of them is and what is different in it, the
 * password once, and what became of each; or sent back with one reason.
 *
 * Every paper is signed or sent back by a command of its own, with the token of
 * what was shown here; one that changed meanwhile is refused and the others go
 * on.
 */
#include <stdlib.h>
#include <string.h>

#include "app/login.h"
#include "app/signs.h"
#include "base/day.h"
#include "core/view/says.h"

#include "../acts/act_inputs_priv.h"
#include "../forms/form_priv.h"
#include "read_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define SIGNS_MAX 200
#define ABOUT_ROWS 4 /* what the paper under the cursor says */

struct item {
	const char *order, *number;         /* id; what people call it */
	const char *paper, *amount, *about; /* in the language of the moment */
	int rev, differs; /* differs: so many things since he knew it */
	int64_t asked_ms;
	struct gd_command cmd;
	char seen[9];
	bool ticked, signed_, back;
	char *why; /* owned: refused */
};

struct signs {
	struct screen screen;
	struct gd_arena arena;
	struct item at[SIGNS_MAX];
	struct scroll list;
	int one; /* that alone is sent back, as nothing is ticked; -1 */
	enum gd_lang lang; /* of the words of the items */
};

static bool
done(const struct item *it)
{
	return it->signed_ || it->back;
}

static int
ticked(const struct signs *s)
{
	int n = 0;

	for (int i = 0; i < s->list.n; i++)
		n += s->at[i].ticked && !done(&s->at[i]);
	return n;
}

/* Is it one of those that a form is about? */
static bool
meant(const struct signs *s, int i)
{
	return !done(&s->at[i]) && (s->one < 0 ? s->at[i].ticked : i == s->one);
}

static int
count_meant(const struct signs *s)
{
	int n = 0;

	for (int i = 0; i < s->list.n; i++)
		n += meant(s, i);
	return n;
}

/* ---- what there is -------------------------------------------------------- */

static void
describe(struct ui *ui, struct signs *s, const struct gd_order_page *page,
    struct item *it)
{
	const struct gd_paper *p =
	    gd_paper(&page->order, it->cmd.paper, it->cmd.lot, it->cmd.inst);
	struct gd_str text = GD_STR_INIT;
	struct gd_read_since since;

	gd_app_read_since(*ui->app, &page->order, it->cmd.paper, it->cmd.lot,
	    it->cmd.inst, &s->arena, &since);
	it->differs = since.n;
	gd_str_addf(&text, "%s  %s", it->number, page->row.customer_name);
	act_about(ui, page, &it->cmd, &text);
	it->about = gd_arena_str(&s->arena, text.text);
	gd_str_release(&text);
	it->paper = gd_arena_printf(&s->arena, "%s (%s)",
	    ui_paper(ui, page->wf, it->cmd.paper),
	    ui_name_for(ui, page->wf, GD_THING_ROLE, it->cmd.role));
	it->amount = gd_says_amount(&page->order, it->cmd.paper, it->cmd.lot,
	    it->cmd.inst, &s->arena);
	it->rev = p ? (int)p->last : 0;
}

static void
collect(struct ui *ui, struct signs *s, const struct gd_sign_item *from,
    bool tick)
{
	const struct gd_order_page *page = from->page;
	const struct gd_command *cmd = &from->act->cmd;
	struct item *it = &s->at[s->list.n++];

	*it = (struct item){
		.order = gd_arena_str(&s->arena, page->order.id),
		.number =
		    gd_arena_str(&s->arena, gd_head(&page->order)->number),
		.ticked = tick,
		.asked_ms = from->asked_ms,
		.cmd = { .verb = GD_DO_SIGN,
		    .paper = gd_arena_str(&s->arena, cmd->paper),
		    .role = gd_arena_str(&s->arena, cmd->role),
		    .lot = cmd->lot,
		    .inst = cmd->inst },
	};
	describe(ui, s, page, it);
	gd_app_seen(&page->order, &it->cmd, it->seen);
}

/* ---- signing --------------------------------------------------------------- */

/* @return was it done? Else it says at the paper why not. */
static bool
do_one(struct ui *ui, struct item *it, const struct gd_command *cmd)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_str why = GD_STR_INIT;
	struct gd_done after = { 0 };
	bool good = gd_app_act(*ui->app, it->order, cmd, it->seen, &after,
			&err) == GD_OK;

	free(it->why);
	it->why = NULL;
	if (good) {
		gd_app_read_note(*ui->app, &after.order, cmd->paper, cmd->lot,
		    cmd->inst);
	} else {
		ui_fault(ui, gd_app_order_flow(*ui->app, it->order), &why,
		    &err);
		it->why = gd_strdup(why.text);
		gd_str_release(&why);
	}
	gd_done_release(&after);
	return good;
}

static bool
submit(struct ui *ui, struct form *f, void *payload)
{
	struct signs *s = payload;
	struct input *in = form_find(f, ACT_PASSWORD);
	struct gd_err err = GD_ERR_INIT;
	enum gd_code rc = gd_app_unlock(*ui->app, form_value(f, in), &err);
	int n = 0, all = ticked(s);

	form_set(f, in, "");
	if (rc != GD_OK) {
		form_error(f, in, &err);
		ui_say_err(ui, &err);
		return false;
	}
	for (int i = 0; i < s->list.n; i++)
		if (s->at[i].ticked && !done(&s->at[i])) {
			s->at[i].signed_ =
			    do_one(ui, &s->at[i], &s->at[i].cmd);
			n += s->at[i].signed_;
		}
	gd_app_lock(*ui->app);
	ui_stale(ui);
	ui_say(ui,
	    n == all ? GD_TR("{1} of {2} {2|paper|papers} {1|is|are} signed")
		     : GD_TR("{1} of {2} {2|paper|papers} {1|is|are} "
				"signed; why the others are not stands at "
				"each; Esc and F6 list them as they are now"),
	    2, (const struct gd_arg[]){ gd_arg_int(n), gd_arg_int(all) });
	ui->bad = n < all;
	return true;
}

/* Above the password stands again what it signs. */
static void
which_words(const struct signs *s, struct gd_str *head)
{
	int n = 0;

	for (int i = 0; i < s->list.n; i++)
		if (meant(s, i))
			gd_str_addf(head, "%s%s %s", n++ ? ", " : "",
			    s->at[i].number, s->at[i].seen);
}

static void
form_words(struct ui *ui, void *payload, struct gd_str *title,
    struct gd_str *head)
{
	struct signs *s = payload;

	ui_sentence(ui, title, GD_TR("Sign {1} {1|paper|papers}"), 1,
	    (const struct gd_arg[]){ gd_arg_int(ticked(s)) });
	which_words(s, head);
}

static void
ask_password(struct ui *ui, struct signs *s)
{
	struct form *f;

	s->one = -1;
	if (ticked(s) == 0) {
		ui_say(ui, GD_TR("Space ticks what you want to sign"), 0, NULL);
		return;
	}
	f = form_new(&(struct form_spec){ .words = form_words,
	    .submit = submit,
	    .payload = s });
	form_add(f,
	    &(struct input){ .id = ACT_PASSWORD,
		.kind = IN_SECRET,
		.required = true,
		.name = { .en = GD_TR("Your password") } },
	    "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Sign") } },
	    "");
	form_open(ui, f);
}

/* ---- sending back ---------------------------------------------------------- */

static bool
submit_back(struct ui *ui, struct form *f, void *payload)
{
	struct signs *s = payload;
	const char *why = form_value(f, form_find(f, ACT_REASON));
	int n = 0, all = count_meant(s);

	for (int i = 0; i < s->list.n; i++) {
		struct item *it = &s->at[i];
		struct gd_command cmd = it->cmd;

		if (!meant(s, i))
			continue;
		cmd.verb = GD_DO_SENDBACK;
		cmd.role = NULL;
		cmd.reason = why;
		it->back = do_one(ui, it, &cmd);
		n += it->back;
	}
	ui_stale(ui);
	ui_say(ui,
	    n == all ? GD_TR("{1} of {2} {2|paper|papers} {1|is|are} sent "
			     "back; who made {2|it|them} sees the reason")
		     : GD_TR("{1} of {2} {2|paper|papers} {1|is|are} sent "
			     "back; why the others are not stands at each"),
	    2, (const struct gd_arg[]){ gd_arg_int(n), gd_arg_int(all) });
	ui->bad = n < all;
	return true;
}

static void
back_words(struct ui *ui, void *payload, struct gd_str *title,
    struct gd_str *head)
{
	struct signs *s = payload;

	ui_sentence(ui, title, GD_TR("Send back {1} {1|paper|papers}"), 1,
	    (const struct gd_arg[]){ gd_arg_int(count_meant(s)) });
	which_words(s, head);
}

static void
ask_reason(struct ui *ui, struct signs *s)
{
	struct form *f;

	s->one = ticked(s) == 0 ? s->list.at : -1;
	if (count_meant(s) == 0)
		return;
	f = form_new(&(struct form_spec){ .words = back_words,
	    .submit = submit_back,
	    .payload = s });
	form_add(f,
	    &(struct input){ .id = ACT_REASON,
		.kind = IN_TEXT,
		.required = true,
		.name = { .en = GD_TR("Reason") } },
	    "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Send back") } },
	    "");
	form_open(ui, f);
}

/* ---- the screen ------------------------------------------------------------ */

static int
rows_of(struct ui *ui)
{
	return ui_bottom(ui) - UI_TOP - 2 - ABOUT_ROWS;
}

/* Where the columns of the list begin. */
struct cols {
	int age, seen, paper, rev; /* seen 0: there is no room for it */
};

static struct cols
cols_of(const struct ui *ui)
{
	bool wide = ui->grid.cols >= 80;

	return (struct cols){ .age = 20,
		.seen = wide ? 26 : 0,
		.paper = wide ? 36 : 26,
		.rev = wide ? 8 : 4 };
}

static void
paint_item(struct ui *ui, const struct signs *s, int i, int row)
{
	struct gd_grid *g = &ui->grid;
	const struct item *it = &s->at[i];
	const struct cols c = cols_of(ui);
	bool here = i == s->list.at;
	enum gd_ink ink = here ? GD_INK_CURSOR : GD_INK_PLAIN;
	int days = (int)gd_app_days_since(*ui->app, it->asked_ms);

	gd_grid_fill(g, row, 0, 1, g->cols, ink, ' ');
	gd_grid_put(g, row, 0, ink, here ? '>' : ' ');
	gd_grid_text(g, row, done(it) ? 1 : 2,
	    here         ? ink
	    : done(it)   ? GD_INK_DONE
	    : it->why    ? GD_INK_LATE
	    : it->ticked ? GD_INK_MARKED
			 : ink,
	    it->signed_  ? tr(ui, GD_TR("sgd."))
	    : it->back   ? tr(ui, GD_TR("back"))
	    : it->why    ? " ! "
	    : it->ticked ? "[x]"
			 : "[ ]");
	gd_grid_fit(g, row, 6, 13, ink, it->number);
	gd_grid_fit_right(g, row, c.age, 4, here ? ink : GD_INK_DIM,
	    ui_fmt(ui, "%d", days));
	if (c.seen)
		gd_grid_fit(g, row, c.seen, 8, here ? ink : GD_INK_DIM,
		    it->seen);
	if (it->why) {
		gd_grid_fit(g, row, c.paper, g->cols - c.paper - 1, ink,
		    it->why);
		return;
	}
	gd_grid_put(g, row, c.paper - 1, here ? ink : ui_mark_ink('~'),
	    it->differs ? '~' : ' ');
	gd_grid_fit(g, row, c.paper, g->cols - c.paper - 21, ink, it->paper);
	gd_grid_fit_right(g, row, g->cols - 20, 3, ink,
	    ui_fmt(ui, "%d", it->rev));
	gd_grid_fit_right(g, row, g->cols - 16, 15, ink, it->amount);
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct signs *s = (struct signs *)screen;
	struct gd_grid *g = &ui->grid;
	int rows = rows_of(ui), row = UI_TOP;
	const struct cols c = cols_of(ui);
	const struct item *it = &s->at[s->list.at];
	struct gd_str text = GD_STR_INIT;

	ui_frame(ui, tr(ui, GD_TR("Papers to sign")),
	    ui_fmt(ui, "%d/%d", s->list.at + 1, s->list.n));
	scroll_fix(&s->list, rows);
	gd_grid_fit(g, row, 6, 13, GD_INK_HEAD, tr(ui, "Order"));
	gd_grid_fit_right(g, row, c.age - 1, 5, GD_INK_HEAD,
	    tr(ui, GD_TR("Waits")));
	if (c.seen)
		gd_grid_fit(g, row, c.seen, 9, GD_INK_HEAD,
		    tr(ui, GD_TR("Digest")));
	gd_grid_fit(g, row, c.paper, g->cols - c.paper - 18 - c.rev,
	    GD_INK_HEAD, tr(ui, "Paper"));
	gd_grid_fit_right(g, row, g->cols - 17 - c.rev, c.rev, GD_INK_HEAD,
	    c.rev < 8 ? tr(ui, GD_TR("Rev.")) : tr(ui, "Revision"));
	gd_grid_fit_right(g, row, g->cols - 16, 15, GD_INK_HEAD,
	    tr(ui, "Amount"));
	for (int i = 0; i < rows && s->list.top + i < s->list.n; i++)
		paint_item(ui, s, s->list.top + i, row + 1 + i);
	zone_rows(ui, row + 1, 0, rows, g->cols, &s->list);
	row = ui_bottom(ui) - ABOUT_ROWS - 1;
	gd_grid_rule(g, row, 0, g->cols);
	gd_str_addf(&text, "%s%s%s", it->why ? "! " : "",
	    it->why ? it->why : "", it->why ? "\n" : "");
	gd_str_add(&text, it->about);
	ui_wrap(g, row + 1, 1, g->cols - 2, ABOUT_ROWS,
	    it->why ? GD_INK_LATE : GD_INK_PLAIN, text.text);
	gd_str_release(&text);
}

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct signs *s = (struct signs *)screen;
	struct item *it = &s->at[s->list.at];

	switch (action) {
	case GD_A_TOGGLE:
		it->ticked = !it->ticked && !done(it);
		return scroll_act(&s->list, GD_A_DOWN, rows_of(ui));
	case GD_A_MARK_ALL: {
		int left = 0;
		bool all;

		for (int i = 0; i < s->list.n; i++)
			left += !done(&s->at[i]);
		all = ticked(s) < left;
		for (int i = 0; i < s->list.n; i++)
			s->at[i].ticked = all && !done(&s->at[i]);
		return true;
	}
	case GD_A_SIGN:
		ask_password(ui, s);
		return true;
	case GD_A_SENDBACK:
		ask_reason(ui, s);
		return true;
	case GD_A_ACCEPT:
		paper_read(ui, it->order, it->number, &it->cmd, it->seen);
		return true;
	case GD_A_UNDO:
		scr_undo(ui, it->number);
		return true;
	case GD_A_ACTIONS:
		scr_palette(ui, NULL);
		return true;
	default:
		return scroll_act(&s->list, action, rows_of(ui));
	}
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	int many = ticked((struct signs *)screen), n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACCEPT, GD_TR("Read"), 0 };
	out[n++] = (struct gd_hint){ GD_A_TOGGLE, NULL, 0 };
	if (many) /* else it has nothing to sign */
		out[n++] = (struct gd_hint){ GD_A_SIGN, NULL, many };
	out[n++] = (struct gd_hint){ GD_A_SENDBACK, NULL, many };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
release(struct screen *screen)
{
	struct signs *s = (struct signs *)screen;

	for (int i = 0; i < s->list.n; i++)
		free(s->at[i].why);
	gd_arena_release(&s->arena);
	free(s);
}

/* The words change with the language, and when a paper was read; what was shown,
 * and its token, do not. */
static void
load(struct ui *ui, struct screen *screen)
{
	struct signs *s = (struct signs *)screen;

	for (int i = 0; i < s->list.n && s->lang != *ui->lang; i++) {
		struct gd_order_page page = { 0 };
		char now[9];

		if (gd_app_order(*ui->app, s->at[i].order, &page, NULL) !=
		    GD_OK)
			continue;
		gd_app_seen(&page.order, &s->at[i].cmd, now);
		if (strcmp(now, s->at[i].seen) == 0)
			describe(ui, s, &page, &s->at[i]);
		gd_order_page_release(&page);
	}
	s->lang = *ui->lang;
}

static const struct screen_ops signs_ops = {
	.name = "signs",
	.place = GD_AT_SIGNS,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = release,
};

/* Of the orders named, or of all that wait for him. */
static void
open_queue(struct ui *ui, char *const *orders, int n, bool tick)
{
	struct signs *s = gd_alloc(1, sizeof *s);
	struct gd_sign_queue q = { 0 };
	struct gd_err err = GD_ERR_INIT;

	s->screen.ops = &signs_ops;
	s->lang = *ui->lang;
	if (gd_app_sign_queue(*ui->app, orders, n, &q, &err) != GD_OK) {
		release(&s->screen);
		ui_say_err(ui, &err);
		return;
	}
	for (size_t i = 0; i < q.nitems && s->list.n < SIGNS_MAX; i++)
		collect(ui, s, &q.items[i], tick);
	gd_sign_queue_release(&q);
	if (s->list.n == 0) {
		release(&s->screen);
		ui_say(ui,
		    GD_TR("No paper waits here for your "
			  "signature; 1 shows all orders"),
		    0, NULL);
		return;
	}
	ui_push(ui, &s->screen);
}

void
scr_signs(struct ui *ui, char *const *orders, int n, bool tick)
{
	if (n > 0)
		open_queue(ui, orders, n, tick);
}

void
scr_signs_mine(struct ui *ui)
{
	open_queue(ui, NULL, 0, false);
}
