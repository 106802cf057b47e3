/* tui/papers/paper_read.c - one paper whole, to be read before it is signed;
 * whether it is still the one that was listed.
 */
#include <stdlib.h>
#include <string.h>

#include "app/signs.h"

#include "../acts/act_inputs_priv.h"
#include "read_priv.h"

#include "base/banned.h"

struct reading {
	const char *order, *number, *seen; /* in the arena, as those of cmd */
	struct gd_command cmd;
	struct gd_arena arena;
};

static void
reading_free(void *payload)
{
	struct reading *r = payload;

	gd_arena_release(&r->arena);
	free(r);
}

static void
read_words(struct ui *ui, void *payload, struct gd_str *title,
    struct gd_str *text)
{
	const struct reading *r = payload;
	const struct gd_command *cmd = &r->cmd;
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;
	char now[9];

	gd_str_addf(title, "%s > ", r->number);
	if (gd_app_order(*ui->app, r->order, &page, &err) != GD_OK) {
		gd_say_err(text, *ui->lang, &err);
		return;
	}
	gd_app_seen(&page.order, cmd, now);
	gd_str_add(title, ui_paper(ui, page.wf, cmd->paper));
	if (strcmp(now, r->seen) != 0)
		gd_str_addf(text, "! %s\n",
		    tr(ui,
			GD_TR("Changed since the list was made, it cannot be "
			      "signed from there: leave the list; my day "
			      "(0) and F6 list it as it is now.")));
	else
		gd_str_addf(text, "%s %s\n", tr(ui, GD_TR("Digest")), now);
	paper_text(ui, &page, cmd->paper, cmd->lot, cmd->inst, text);
	gd_app_read_note(*ui->app, &page.order, cmd->paper, cmd->lot,
	    cmd->inst);
	gd_order_page_release(&page);
}

void
paper_read(struct ui *ui, const char *order, const char *number,
    const struct gd_command *cmd, const char *seen)
{
	struct reading *r = gd_alloc(1, sizeof *r);

	r->order = gd_arena_str(&r->arena, order);
	r->number = gd_arena_str(&r->arena, number);
	r->seen = gd_arena_str(&r->arena, seen);
	r->cmd = *cmd;
	r->cmd.paper = gd_arena_str(&r->arena, cmd->paper);
	r->cmd.role = gd_arena_str(&r->arena, cmd->role);
	scr_read(ui, &(struct scr_read){ .say = read_words,
			 .payload = r,
			 .drop = reading_free });
}
