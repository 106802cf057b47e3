/* tui/lists/scr_bulk.c - one thing with all marked orders: which, what it is
 * on each of them, and one question that names it.
 */
#include <stdlib.h>
#include <string.h>

#include "bulk_priv.h"

#include "base/banned.h"

#define NAMED_MAX 3 /* orders that are named in the question */

const struct bulk_words bulk_words[BULK_KINDS] = {
	[BULK_RECEIPTS] = { GD_TR("Book receipts"),
	    GD_TR("Book these receipts?"), GD_TR("Book them"),
	    GD_TR("{1} {1|receipt|receipts} of {2} {2|order|orders}:"),
	    GD_TR("{1} {1|receipt is|receipts are} booked"),
	    GD_TR("No receipt is missing on these orders") },
	[BULK_COPIES] = { GD_TR("Give out what is to be handed out"),
	    GD_TR("Give these out?"), GD_TR("Give them out"),
	    GD_TR("{1} {1|paper or thing|papers and things} of {2} "
		  "{2|order|orders}:"),
	    GD_TR("{1} {1|paper or thing is|papers and things are} given out"),
	    GD_TR("Nothing is to be given out on these orders") },
	[BULK_SIGN] = { GD_TR("Sign"), NULL, NULL, NULL, NULL, NULL },
	[BULK_PRINT] = { GD_TR("Print papers and routing slips"),
	    GD_TR("Print of all marked orders"), GD_TR("Print"),
	    GD_TR("{1} {1|print job|print jobs} of {2} {2|order|orders}:"),
	    GD_TR("{1} {1|print job is|print jobs are} at the printer"),
	    GD_TR("Nothing of these orders is to be printed") },
	[BULK_HOLD] = { GD_TR("Put on hold"), GD_TR("Put on hold"),
	    GD_TR("Put them on hold"), GD_TR("{1} {1|order|orders}:"),
	    GD_TR("{1} {1|order is|orders are} on hold"), "" },
	[BULK_RESUME] = { GD_TR("Resume"), GD_TR("Resume orders"),
	    GD_TR("Resume them"), GD_TR("{1} {1|order|orders}:"),
	    GD_TR("{1} {1|order goes|orders go} on"), "" },
	[BULK_ASSIGN] = { GD_TR("Give a role to a person"),
	    GD_TR("Give a role to a person"), GD_TR("Give it"),
	    GD_TR("{1} {1|order|orders}:"),
	    GD_TR("{1} {1|order is|orders are} given over"), "" },
	[BULK_NOTE] = { GD_TR("Write the same note to each"),
	    GD_TR("A note to each of them"), GD_TR("Write it"),
	    GD_TR("{1} {1|order|orders}:"),
	    GD_TR("{1} {1|order has|orders have} the note"), "" },
	[BULK_CSV] = { GD_TR("Write them to a CSV file"),
	    GD_TR("Marked orders to a file"), GD_TR("Write the file"),
	    GD_TR("{1} {1|order|orders}:"), NULL, "" },
	[BULK_JSON] = { GD_TR("Write them to a JSON file"),
	    GD_TR("Marked orders to a file"), GD_TR("Write the file"),
	    GD_TR("{1} {1|order|orders}:"), NULL, "" },
	[BULK_UNDO] = { GD_TR("Take back"), GD_TR("Take all of this back?"),
	    GD_TR("Take it back"),
	    GD_TR("{1} {1|act|acts} on {2} {2|order|orders}:"),
	    GD_TR("{1} {1|act is|acts are} taken back; Ctrl-Y does them again"),
	    "" },
	[BULK_REDO] = { GD_TR("Do again"), GD_TR("Do all of this again?"),
	    GD_TR("Do it again"),
	    GD_TR("{1} {1|act|acts} on {2} {2|order|orders}:"),
	    GD_TR("{1} {1|act is|acts are} done again"), "" },
};

/* ---- the bulk ------------------------------------------------------------- */

struct bulk *
bulk_new(char *const *ids, int n, struct marks *marks)
{
	struct bulk *b = gd_alloc(1, sizeof *b);

	b->said = (struct gd_str)GD_STR_INIT;
	b->marks = marks;
	b->nids = n;
	b->ids = gd_arena_alloc(&b->arena, (size_t)n + 1, sizeof *b->ids);
	for (int i = 0; i < n; i++)
		b->ids[i] = gd_arena_str(&b->arena, ids[i]);
	return b;
}

void
bulk_free(struct bulk *b)
{
	gd_arena_release(&b->arena);
	gd_str_release(&b->said);
	free(b->at);
	free(b);
}

struct bulk **
bulk_box(struct bulk *b)
{
	struct bulk **box = gd_alloc(1, sizeof *box);

	*box = b;
	return box;
}

struct bulk *
bulk_unbox(void *box)
{
	struct bulk *b = *(struct bulk **)box;

	*(struct bulk **)box = NULL;
	return b;
}

void
bulk_box_free(void *box)
{
	struct bulk *b = bulk_unbox(box);

	if (b)
		bulk_free(b);
	free(box);
}

/* ---- what there is to do ---------------------------------------------------- */

/* A key that was pressed while this runs: Esc stops it, any other waits. */
static bool
esc_pressed(struct ui *ui)
{
	struct burst *k = &ui->burst;
	struct gd_key key;

	if (k->at == k->n)
		k->at = k->n = 0;
	while (k->n < BURST_KEYS &&
	       ui->dev->ops->read(ui->dev, 0, &key) == GD_INPUT_KEY) {
		if (key.code == GD_KEY_ESC && !key.pasted)
			return true;
		k->keys[k->n++] = key;
	}
	return false;
}

bool
bulk_step(struct ui *ui, struct bulk *b, int at, int all)
{
	int64_t now = ui_clock(ui);

	if (at == 0 || now - b->painted_ms < 150) {
		b->painted_ms = at == 0 ? now : b->painted_ms;
		return true;
	}
	ui_say(ui, GD_TR("{1} of {2} ... Esc stops"), 2,
	    (const struct gd_arg[]){ gd_arg_int(at), gd_arg_int(all) });
	free(ui->log[--ui->nlog]); /* not one of the last fifty messages */
	ui_paint(ui);
	b->painted_ms = now;
	return !esc_pressed(ui);
}

struct bulk_item *
bulk_add(struct bulk *b, const struct gd_order_page *page, const char *what)
{
	const char *number = gd_head(&page->order)->number;
	struct bulk_item *it = GD_PUSH(b->at, b->n, b->room);
	bool same = b->n > 1 && strcmp(it[-1].order, page->order.id) == 0;

	*it = (struct bulk_item){
		.order = gd_arena_str(&b->arena, page->order.id),
		.number = gd_arena_str(&b->arena, number),
		.what = gd_arena_str(&b->arena, what),
		.wf = page->wf,
	};
	b->orders += !same;
	if (b->orders > NAMED_MAX)
		return it;
	if (same && *what)
		gd_str_addf(&b->said, ", %s", what);
	else if (*what)
		gd_str_addf(&b->said, "\n%s: %s", number, what);
	else
		gd_str_addf(&b->said, "%s%s", b->said.len ? ", " : "\n",
		    number);
	return it;
}

bool
bulk_collect(struct ui *ui, struct bulk *b,
    void (
	*each)(struct ui *ui, struct bulk *b, const struct gd_order_page *page))
{
	for (int i = 0; i < b->nids; i++) {
		struct gd_order_page page = { 0 };

		if (!bulk_step(ui, b, i, b->nids))
			return false;
		if (gd_app_order(*ui->app, b->ids[i], &page, NULL) != GD_OK)
			continue;
		each(ui, b, &page);
		gd_order_page_release(&page);
	}
	return true;
}

void
bulk_about(struct ui *ui, const struct bulk *b, struct gd_str *out)
{
	int more = b->orders - NAMED_MAX, none = b->nids - b->orders;
	struct gd_str text = GD_STR_INIT;

	ui_sentence(ui, out, bulk_words[b->kind].counted, 2,
	    (const struct gd_arg[]){ gd_arg_int((int64_t)b->n),
		gd_arg_int(b->orders) });
	gd_str_add(out, b->said.text);
	if (more > 0) {
		ui_sentence(ui, &text, GD_TR("and {1} more orders"), 1,
		    (const struct gd_arg[]){ gd_arg_int(more) });
		gd_str_addf(out, "\n%s", text.text);
	}
	if (none > 0) {
		ui_sentence(ui, &text,
		    GD_TR("{1} of the marked orders have nothing of this and "
			  "stay marked"),
		    1, (const struct gd_arg[]){ gd_arg_int(none) });
		gd_str_addf(out, "\n%s", text.text);
	}
	gd_str_release(&text);
}

/* ---- acts of the checklist --------------------------------------------------- */

static struct gd_command
keep_command(struct bulk *b, const struct gd_command *cmd)
{
	return (struct gd_command){ .verb = cmd->verb,
		.duty = gd_arena_str(&b->arena, cmd->duty),
		.paper = gd_arena_str(&b->arena, cmd->paper),
		.desk = gd_arena_str(&b->arena, cmd->desk),
		.lot = cmd->lot,
		.inst = cmd->inst,
		.piece = cmd->piece };
}

static bool
is_wanted(const struct bulk *b, const struct gd_act_view *a)
{
	if (b->kind == BULK_RECEIPTS)
		return a->verb == GD_DO_RECEIVE && a->piece;
	return strcmp(a->word, "send") == 0;
}

/* What this person may do of it now. */
static void
add_acts(struct ui *ui, struct bulk *b, const struct gd_order_page *page)
{
	for (size_t i = 0; i < page->todo.nacts; i++) {
		const struct gd_act_view *a = &page->todo.acts[i];
		const char *what, *where;

		if (!a->possible || !is_wanted(b, a) ||
		    gd_app_may(*ui->app, page, &a->cmd, NULL) != GD_OK)
			continue;
		what = a->cmd.paper ? a->cmd.paper : a->cmd.duty;
		where = a->desk ? ui_place(ui, page->wf, a->desk) : "";
		bulk_add(b, page,
		    ui_fmt(ui, "%s%s%s",
			a->cmd.paper ? ui_paper(ui, page->wf, what)
				     : ui_thing(ui, page->wf, what),
			*where ? " " : "", where))
		    ->cmd = keep_command(b, &a->cmd);
	}
}

/* Nothing is due on one order, or on none of many. */
static void
say_none(struct ui *ui, const struct bulk *b)
{
	struct gd_order_page page = { 0 };

	if (b->kind != BULK_RECEIPTS || b->nids != 1 ||
	    gd_app_order(*ui->app, b->ids[0], &page, NULL) != GD_OK) {
		ui_say(ui, bulk_words[b->kind].none, 0, NULL);
		return;
	}
	ui_say(ui,
	    GD_TR("Order {1} has no receipt that you could book; Enter opens "
		  "it, Space marks several orders"),
	    1,
	    (const struct gd_arg[]){
		gd_arg_text(gd_head(&page.order)->number) });
	gd_order_page_release(&page);
}

static void
yes(struct ui *ui, void *box)
{
	bulk_run(ui, bulk_unbox(box));
}

/* A question; no form is needed. */
static void
ask_acts(struct ui *ui, struct bulk *b)
{
	const struct bulk_words *w = &bulk_words[b->kind];
	struct gd_str about = GD_STR_INIT;
	bool whole = bulk_collect(ui, b, add_acts);

	ui_quiet(ui);
	if (b->n == 0 || !whole) {
		if (whole)
			say_none(ui, b);
		bulk_free(b);
		return;
	}
	bulk_about(ui, b, &about);
	scr_ask(ui, &(struct scr_ask){
			.title = w->title,
			.said = about.text,
			.yes = w->yes,
			.no = GD_TR("Leave it"),
			.danger = true,
			.then = yes,
			.payload = bulk_box(b),
			.drop = bulk_box_free,
		    });
	gd_str_release(&about);
}

/* ---- which ------------------------------------------------------------------- */

static void
begin(struct ui *ui, struct bulk *b)
{
	if (b->kind == BULK_SIGN) {
		char **ids = gd_alloc((size_t)b->nids + 1, sizeof *ids);

		for (int i = 0; i < b->nids; i++)
			ids[i] = gd_strdup(b->ids[i]);
		scr_signs(ui, ids, b->nids, true);
		for (int i = 0; i < b->nids; i++)
			free(ids[i]);
		free(ids);
		bulk_free(b);
	} else if (b->kind == BULK_RECEIPTS || b->kind == BULK_COPIES) {
		ask_acts(ui, b);
	} else {
		bulk_ask_form(ui, b);
	}
}

static void
chosen(struct ui *ui, void *box, int i, const bool *ticked)
{
	struct bulk *b;

	(void)ticked;
	if (i < 0 || i >= BULK_CHOSEN)
		return;
	b = bulk_unbox(box);
	b->kind = (enum bulk_kind)i;
	begin(ui, b);
}

static void ask_kind(struct ui *ui, struct bulk *b);

static void
kind_again(struct ui *ui, void *box)
{
	ask_kind(ui, bulk_unbox(box));
}

static void
ask_kind(struct ui *ui, struct bulk *b)
{
	static const char *const keys[BULK_CHOSEN] = { [BULK_RECEIPTS] = "F5",
		[BULK_SIGN] = "F6",
		[BULK_PRINT] = "F9" };
	struct scr_item items[BULK_CHOSEN] = { 0 };
	struct gd_str title = GD_STR_INIT;

	for (int i = 0; i < BULK_CHOSEN; i++) {
		items[i].label = tr(ui, bulk_words[i].name);
		items[i].key = keys[i];
		items[i].also = bulk_words[i].name;
	}
	ui_sentence(ui, &title, GD_TR("With {1} {1|order|orders}"), 1,
	    (const struct gd_arg[]){ gd_arg_int(b->nids) });
	scr_pick(ui, &(struct scr_pick){
			 .title = title.text,
			 .items = items,
			 .n = BULK_CHOSEN,
			 .in_order = true,
			 .then = chosen,
			 .again = kind_again,
			 .payload = bulk_box(b),
			 .drop = bulk_box_free,
		     });
	gd_str_release(&title);
}

void
scr_bulk(struct ui *ui, char *const *ids, int n, struct marks *marks,
    enum gd_action action)
{
	struct bulk *b = bulk_new(ids, n, marks);

	if (action == GD_A_BULK) {
		ask_kind(ui, b);
		return;
	}
	b->kind = action == GD_A_PRINT ? BULK_PRINT : BULK_RECEIPTS;
	begin(ui, b);
}
