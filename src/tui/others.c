/* tui/others.c - who wrote on an order since it was looked at, and what. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "others_priv.h"

#include "base/banned.h"

#define ROWS_MAX 12 /* rows of the journal that are told */

static void
add_person(struct ui *ui, struct gd_str *who, const char *login)
{
	const char *name = ui_person(ui, login);

	if (!strstr(who->text, name))
		gd_str_addf(who, "%s%s", who->len ? ", " : "", name);
}

int
others_since(struct ui *ui, const struct gd_workflow *wf,
    const struct others_asked *asked, struct gd_str *who, struct gd_str *what)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const char *lines[ROWS_MAX];
	struct gd_journal_row row;
	struct gd_cursor *cursor;
	int n = 0, told = 0;

	if (gd_store_journal_newest(gd_app_store(*ui->app), asked->order,
		asked->before, &cursor, NULL) != GD_OK)
		return 0;
	while (n < asked->most && gd_cursor_next(cursor, &row, NULL) == GD_OK &&
	       row.order_rev > asked->after) {
		struct gd_str text = GD_STR_INIT;

		if (asked->not_me &&
		    strcmp(row.actor, gd_app_login(*ui->app)) == 0)
			continue;
		n++;
		if (who)
			add_person(ui, who, row.actor);
		if (!what || told == ROWS_MAX)
			continue;
		ui_journal_row(ui, wf, &row, &text);
		lines[told++] = gd_arena_str(&arena, text.text);
		gd_str_release(&text);
	}
	gd_cursor_close(cursor);
	while (told > 0) /* oldest first */
		gd_str_addf(what, "%s%s", what->len ? "\n" : "", lines[--told]);
	gd_arena_release(&arena);
	return n;
}
