/* tui/lists/scr_mine.c - filters kept under a name: take one, keep the one
 * that is typed, forget one. */
#include <stdlib.h>
#include <string.h>

#include "app/saved.h"

#include "../forms/form_priv.h"
#include "../scr_priv.h"

#include "base/banned.h"

#define WORDS_MAX 32

struct mine {
	struct gd_arena arena;
	const struct gd_saved_list *lists; /* in the arena */
	int n;
	char *now; /* owned: the filter as it is typed */
};

static void
mine_free(void *payload)
{
	struct mine *m = payload;

	gd_arena_release(&m->arena);
	free(m->now);
	free(m);
}

/* Which keys take it from now on. */
static void
say_kept(struct ui *ui, const char *name)
{
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_saved_list *lists;
	int n, at = 0;

	if (gd_app_saved(*ui->app, &arena, &lists, &n, NULL) != GD_OK)
		n = 0;
	while (at < n && strcmp(lists[at].name, name) != 0)
		at++;
	if (at < n && at < 9)
		ui_say(ui, GD_TR("Kept as \"{1}\"; F4 {2} takes it again"), 2,
		    (const struct gd_arg[]){ gd_arg_text(name),
			gd_arg_int(at + 1) });
	else
		ui_say(ui, "Kept as \"{1}\"; F4 takes it again", 1,
		    (const struct gd_arg[]){ gd_arg_text(name) });
	gd_arena_release(&arena);
}

/* ---- keep --------------------------------------------------------------- */

static bool
keep(struct ui *ui, struct form *f, void *payload)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	const char *words[WORDS_MAX];
	const char *name = form_text(f, "name");
	int n =
	    gd_filter_split(form_text(f, "words"), &arena, words, WORDS_MAX);
	bool good = gd_app_save_list(*ui->app, name, words, n, &err) == GD_OK;

	(void)payload;
	if (good)
		say_kept(ui, name);
	else
		ui_say_err(ui, &err);
	gd_arena_release(&arena);
	return good;
}

static void
ask_name(struct ui *ui, const char *now)
{
	struct form *f = form_new(&(struct form_spec){
	    .title = GD_TR("Keep the filter as a list of mine"),
	    .head = GD_TR("Only you see it. A name that is there already is "
			  "replaced."),
	    .draft = "list of mine",
	    .submit = keep,
	});

	form_add(f,
	    &(struct input){ .id = "name",
		.name = { .en = GD_TR("Name") },
		.required = true },
	    "");
	form_add(f,
	    &(struct input){ .id = "words",
		.name = { .en = GD_TR("Filter") },
		.required = true },
	    now);
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Keep") } },
	    "");
	form_open(ui, f);
}

/* ---- the list ----------------------------------------------------------- */

static void
forget(struct ui *ui, const char *name)
{
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_forget_list(*ui->app, name, &err) == GD_OK)
		ui_say(ui, "\"{1}\" is forgotten", 1,
		    (const struct gd_arg[]){ gd_arg_text(name) });
	else
		ui_say_err(ui, &err);
}

static void
chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	struct mine *m = payload;

	(void)ticked;
	if (i < 0)
		return;
	if (i < m->n)
		scr_list_filter(ui, m->lists[i].words, true);
	else if (i == m->n)
		ask_name(ui, m->now);
	else if (i - m->n - 1 < m->n)
		forget(ui, m->lists[i - m->n - 1].name);
}

static void
again(struct ui *ui, void *payload)
{
	scr_mine(ui, ((const struct mine *)payload)->now);
}

void
scr_mine(struct ui *ui, const char *now)
{
	struct mine *m = gd_alloc(1, sizeof *m);
	struct gd_err err = GD_ERR_INIT;
	struct scr_item *items;
	int n = 0;

	m->now = gd_strdup(now);
	if (gd_app_saved(*ui->app, &m->arena, &m->lists, &m->n, &err) !=
	    GD_OK) {
		ui_say_err(ui, &err);
		mine_free(m);
		return;
	}
	items = gd_alloc((size_t)m->n * 2 + 1, sizeof *items);
	for (int i = 0; i < m->n; i++) {
		if (i < 9)
			items[n].key = ui_fmt(ui, "%d", i + 1);
		items[n].label = m->lists[i].name;
		items[n++].note = m->lists[i].words;
	}
	items[n].label = tr(ui, "Keep the filter that is typed now ...");
	items[n].off = false;
	items[n++].note = now;
	for (int i = 0; i < m->n; i++)
		items[n++].label = gd_arena_printf(&m->arena, "%s: %s",
		    tr(ui, "Forget"), m->lists[i].name);
	scr_pick(ui, &(struct scr_pick){
			 .title = tr(ui, "My lists"),
			 .items = items,
			 .n = n,
			 .digits = m->n < 9 ? m->n : 9,
			 .then = chosen,
			 .again = again,
			 .payload = m,
			 .drop = mine_free,
		     });
	free(items);
}
