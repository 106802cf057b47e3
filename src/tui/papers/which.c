/* tui/papers/which.c - which papers are listed: three words of a list's own,
 * then the things of the office by name. */
#include <stdlib.h>

#include "which_priv.h"

#include "base/banned.h"

#define LISTED 200

struct asked {
	const struct scr_which *which;
	void *screen;
};

static void
taken(struct ui *ui, void *payload, int i, const bool *ticked)
{
	const struct asked *a = payload;
	const struct scr_which *w = a->which;
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_name *names;
	const char *word = "";

	(void)ticked;
	if (i < WHICH_OWN)
		word = w->own[i].word;
	else if (i - WHICH_OWN <
		 gd_app_names(*ui->app, w->thing, &arena, &names))
		word = ui_fmt(ui, "%s:%s", w->key, names[i - WHICH_OWN].id);
	gd_arena_release(&arena);
	w->then(a->screen, word);
}

static void
again(struct ui *ui, void *payload)
{
	const struct asked *a = payload;

	scr_which(ui, a->which, a->screen);
}

void
scr_which(struct ui *ui, const struct scr_which *which, void *screen)
{
	struct scr_item items[LISTED] = { 0 };
	struct asked *a = gd_alloc(1, sizeof *a);
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_name *names;
	int n = 0, all;

	*a = (struct asked){ which, screen };
	while (n < WHICH_OWN) {
		items[n].label = tr(ui, which->own[n].label);
		n++;
	}
	all = gd_app_names(*ui->app, which->thing, &arena, &names);
	for (int i = 0; i < all && n < LISTED; i++)
		items[n++].label = ui_name(ui, &names[i]);
	scr_pick(ui, &(struct scr_pick){
			 .title = tr(ui, "Which papers?"),
			 .items = items,
			 .n = n,
			 .then = taken,
			 .again = again,
			 .payload = a,
			 .drop = free,
		     });
	gd_arena_release(&arena);
}
