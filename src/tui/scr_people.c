/* tui/scr_people.c - who is at the keyboard: a list of the office's people. */
#include <stdlib.h>
#include <string.h>

#include "app/login.h"

#include "scr_priv.h"

#include "base/banned.h"

struct people {
	char **logins; /* owned */
	int n;
};

static void
people_free(void *payload)
{
	struct people *p = payload;

	for (int i = 0; i < p->n; i++)
		free(p->logins[i]);
	free(p->logins);
	free(p);
}

static void
become(struct ui *ui, void *payload, int chosen, const bool *ticked)
{
	struct people *p = payload;
	struct gd_err err = GD_ERR_INIT;

	(void)ticked;
	if (chosen < 0 || chosen >= p->n)
		return;
	gd_app_lock(*ui->app);
	if (gd_app_become(*ui->app, p->logins[chosen], &err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	ui_home(ui);
	ui_stale(ui);
	ui_say(ui, "You are {1} now", 1,
	    (const struct gd_arg[]){
		gd_arg_text(ui_person(ui, p->logins[chosen])) });
}

static const char *
roles_of(struct ui *ui, struct gd_arena *arena, const char *login)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	struct gd_str out = GD_STR_INIT;
	const struct gd_holds *h;
	const char *text;

	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++)
		if (h->active && strcmp(h->login, login) == 0)
			gd_str_addf(&out, "%s%s", out.len ? ", " : "",
			    ui_role(ui, h->role));
	text = gd_arena_str(arena, out.text);
	gd_str_release(&out);
	return text;
}

void
scr_people(struct ui *ui)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	size_t most = office->rows[GD_OFF_PERSON].n + 1;
	struct people *p = gd_alloc(1, sizeof *p);
	struct scr_item *items = gd_alloc(most, sizeof *items);
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_person *row;
	int at = 0;

	p->logins = gd_alloc(most, sizeof *p->logins);
	for (size_t i = 0;
	     (row = gd_row_at(gd_app_office(*ui->app), GD_OFF_PERSON, i));
	     i++) {
		struct scr_item *item = &items[p->n];

		if (!row->active)
			continue;
		if (strcmp(row->login, gd_app_login(*ui->app)) == 0)
			at = p->n;
		item->key = gd_arena_str(&arena, row->login);
		item->label =
		    gd_arena_printf(&arena, "%s  %s", row->name, row->name_en);
		item->also = item->key;
		p->logins[p->n++] = gd_strdup(row->login);
		item->note = roles_of(ui, &arena, p->logins[p->n - 1]);
	}
	scr_pick(ui, &(struct scr_pick){
			 .title = tr(ui, "Who are you?"),
			 .items = items,
			 .n = p->n,
			 .at = at,
			 .then = become,
			 .payload = p,
			 .drop = people_free,
		     });
	free(items);
	gd_arena_release(&arena);
}
