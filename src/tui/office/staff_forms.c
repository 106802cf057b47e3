/* tui/office/staff_forms.c - what an administrator changes of a person: roles,
 * who stands in for him, his account. */
#include <stdlib.h>
#include <string.h>

#include "../forms/form_priv.h"
#include "staff_priv.h"

#include "base/banned.h"

struct change {
	char *login; /* owned */
	enum staff_act what;
};

static void
change_free(void *payload)
{
	struct change *c = payload;

	free(c->login);
	free(c);
}

static bool
submit(struct ui *ui, struct form *f, void *payload)
{
	static const enum gd_office_verb verbs[] = {
		[STAFF_GRANT] = GD_OFFICE_ROLE_GRANT,
		[STAFF_REVOKE] = GD_OFFICE_ROLE_REVOKE,
		[STAFF_DEPUTY] = GD_OFFICE_DEPUTY,
		[STAFF_DEPUTY_END] = GD_OFFICE_DEPUTY_END,
	};
	const struct change *c = payload;
	const char *other = form_text(f, "other");
	bool role = c->what == STAFF_GRANT || c->what == STAFF_REVOKE;
	const struct gd_holds holds = { c->login, other, 1 };
	const struct gd_deputy deputy = { .who = c->login,
		.deputy = other,
		.from_day = gd_day_parse(form_text(f, "from")),
		.to_day = gd_day_parse(form_text(f, "to")),
		.active = 1 };
	const struct gd_office_command cmd = { verbs[c->what],
		role ? (const void *)&holds : (const void *)&deputy,
		role ? 0x7 : 0x1F };
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_office_do(*ui->app, &cmd, &err) != GD_OK) {
		ui_say_err(ui, &err);
		return false;
	}
	ui_stale(ui);
	ui_say(ui, "{1} is saved", 1,
	    (const struct gd_arg[]){ gd_arg_text(ui_person(ui, c->login)) });
	return true;
}

static bool
holds_it(struct ui *ui, const char *login, const char *role)
{
	const struct gd_holds *h = gd_row_find(gd_app_office(*ui->app),
	    GD_OFF_HOLDS, &(struct gd_holds){ .login = login, .role = role });

	return h && h->active;
}

/* Roles of all workflows and the administrator's: those he has, or has not. */
static int
role_names(struct ui *ui, const struct change *c, struct gd_arena *arena,
    struct gd_name *names, int most)
{
	static const struct gd_name admin = { "admin", NULL,
		GD_TR("Administrator") };
	const struct gd_name *all;
	int roles = gd_app_names(*ui->app, GD_THING_ROLE, arena, &all), n = 0;

	for (int i = 0; i < roles && n < most - 1; i++)
		if (strcmp(all[i].id, "admin") != 0 && holds_it(ui, c->login, all[i].id) ==
		    (c->what == STAFF_REVOKE))
			names[n++] = all[i];
	if (holds_it(ui, c->login, "admin") == (c->what == STAFF_REVOKE))
		names[n++] = admin;
	return n;
}

static bool
is_deputy(struct ui *ui, const char *who, const char *deputy)
{
	const struct gd_deputy *d = gd_row_find(gd_app_office(*ui->app),
	    GD_OFF_DEPUTY, &(struct gd_deputy){ .who = who, .deputy = deputy });

	return d && d->active;
}

/* Everybody else; to end it, those who are. */
static int
deputy_names(struct ui *ui, const struct change *c, struct gd_name *names,
    int most)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	const struct gd_person *p;
	int n = 0;

	for (size_t i = 0;
	     n < most && (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if (p->active && strcmp(p->login, c->login) != 0 &&
		    (c->what == STAFF_DEPUTY ||
			is_deputy(ui, c->login, p->login)))
			names[n++] = (struct gd_name){ p->login,
				*p->name ? p->name : p->login,
				*p->name_en ? p->name_en : p->name };
	return n;
}

void
staff_form(struct ui *ui, const char *login, enum staff_act what)
{
	enum { MOST = 300 };
	static const char *const titles[] = {
		[STAFF_GRANT] = GD_TR("Give a role"),
		[STAFF_REVOKE] = GD_TR("Take a role away"),
		[STAFF_DEPUTY] = GD_TR("Name a deputy"),
		[STAFF_DEPUTY_END] = GD_TR("End a deputy"),
	};
	struct gd_name *names = gd_alloc(MOST, sizeof *names);
	struct change *c = gd_alloc(1, sizeof *c);
	struct gd_arena arena = GD_ARENA_INIT;
	bool role = what == STAFF_GRANT || what == STAFF_REVOKE;
	struct form *f;
	int n;

	*c = (struct change){ gd_strdup(login), what };
	n = role ? role_names(ui, c, &arena, names, MOST)
		 : deputy_names(ui, c, names, MOST);
	f = form_new(&(struct form_spec){
	    .title = titles[what],
	    .head = ui_person(ui, login),
	    .draft = ui_fmt(ui, "person %s %d", login, (int)what),
	    .submit = submit,
	    .payload = c,
	    .drop = change_free,
	});
	form_add(f,
	    &(struct input){ .id = "other",
		.name = { .en = role ? GD_TR("Role") : GD_TR("Deputy") },
		.kind = IN_CHOICE,
		.required = true,
		.choices = names,
		.nchoices = n },
	    "");
	if (what == STAFF_DEPUTY) {
		form_add(f,
		    &(struct input){ .id = "from",
			.name = { .en = GD_TR("From day") },
			.kind = IN_DATE,
			.required = true },
		    "");
		form_add(f,
		    &(struct input){ .id = "to",
			.name = { .en = GD_TR("Until day") },
			.kind = IN_DATE,
			.required = true },
		    "");
	}
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = titles[what] } },
	    "");
	free(names);
	gd_arena_release(&arena);
	form_open(ui, f);
}

/* ---- the account --------------------------------------------------------- */

static void
close_it(struct ui *ui, void *payload)
{
	const struct gd_person row = { .login = payload };
	struct gd_err err = GD_ERR_INIT;

	if (gd_app_office_do(*ui->app,
		&(struct gd_office_command){ GD_OFFICE_USER_CLOSE, &row, 1 },
		&err) != GD_OK) {
		ui_say_err(ui, &err);
		return;
	}
	ui_stale(ui);
	ui_say(ui, "{1} is saved", 1,
	    (const struct gd_arg[]){ gd_arg_text(ui_person(ui, payload)) });
}

void
staff_close(struct ui *ui, const char *login)
{
	scr_ask(ui,
	    &(struct scr_ask){
		.title = GD_TR("Close the account?"),
		.said = ui_fmt(ui, "%s  %s", login, ui_person(ui, login)),
		.yes = GD_TR("Close the account"),
		.no = GD_TR("Leave it"),
		.danger = true,
		.then = close_it,
		.payload = gd_strdup(login),
		.drop = free,
	    });
}
