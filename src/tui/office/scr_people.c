/* tui/office/scr_people.c - who is at the keyboard: a list of the office's
 * people. */
#include <stdlib.h>
#include <string.h>

#include "app/login.h"

#include "../help/palette_priv.h"

#include "base/banned.h"

struct people {
	char **logins; /* owned */
	int n;
	bool open; /* not asked at a door: who is here is known */
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

/* Who has a password proves it is he. */
static void
become(struct ui *ui, void *payload, int chosen, const bool *ticked)
{
	struct people *p = payload;
	struct gd_err err = GD_ERR_INIT;
	const char *login;

	(void)ticked;
	if (chosen < 0 || chosen >= p->n)
		return;
	login = p->logins[chosen];
	if (gd_app_password_state(*ui->app, login) != GD_PASSWORD_NONE &&
	    strcmp(login, p->open ? ui->whose : "") != 0) {
		scr_door(ui, login, false, false);
		return;
	}
	gd_app_lock(*ui->app);
	if (gd_app_become(*ui->app, login, &err) == GD_OK)
		door_arrived(ui);
	else
		ui_say_err(ui, &err);
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

static void
again(struct ui *ui, void *payload)
{
	(void)payload;
	scr_people(ui);
}

void
scr_people(struct ui *ui)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	size_t most = office->rows[GD_OFF_PERSON].n + 1;
	struct people *p;
	struct scr_item *items;
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_person *row;
	int at = 0;

	if (ui->opt->fixed) {
		ui_say(ui,
		    GD_TR("Whose key came in through ssh is who works here; "
			  "nobody else"),
		    0, NULL);
		ui->bad = true;
		return;
	}
	if (gd_app_asks_login(*ui->app)) { /* no names are given away */
		scr_door(ui, "", true, false);
		return;
	}
	p = gd_alloc(1, sizeof *p);
	items = gd_alloc(most, sizeof *items);
	p->open = ui->top && ui->top->ops->place != GD_AT_DOOR;
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
		item->also = gd_arena_printf(&arena, "%s %s", item->key,
		    found_by(&arena, row->name, row->name_en));
		p->logins[p->n++] = gd_strdup(row->login);
		item->note = roles_of(ui, &arena, p->logins[p->n - 1]);
	}
	scr_pick(ui, &(struct scr_pick){
			 .title = tr(ui, "Who are you?"),
			 .items = items,
			 .n = p->n,
			 .at = at,
			 .then = become,
			 .again = again,
			 .payload = p,
			 .drop = people_free,
		     });
	free(items);
	gd_arena_release(&arena);
}
