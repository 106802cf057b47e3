/* tui/office/scr_staff.c - the people of the office: what each has in work;
 * one of them with roles, desks, deputy and load, and what an administrator
 * may do. */
#include <stdlib.h>
#include <string.h>

#include "app/login.h"
#include "base/text.h"

#include "staff_priv.h"

#include "base/banned.h"

/* ---- words -------------------------------------------------------------- */

static const char * and (const struct ui *ui)
{
	return *ui->lang == GD_ZH ? "、" : ", ";
}

void
staff_roles(struct ui *ui, const char *login, struct gd_str *out)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	const struct gd_holds *h;

	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++)
		if (h->active && strcmp(h->login, login) == 0)
			gd_str_addf(out, "%s%s", out->len ? and(ui) : "",
			    ui_role(ui, h->role));
}

/* Where he was seated, and the desks of his roles. */
static void
add_desks(struct ui *ui, const char *login, struct gd_str *out)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	const struct gd_workflow *wf = NULL;
	const struct gd_role_def *role;
	const struct gd_member *m;
	const struct gd_holds *h;

	for (size_t i = 0; (m = gd_row_at(office, GD_OFF_MEMBER, i)); i++)
		if (m->active && strcmp(m->login, login) == 0)
			gd_str_addf(out, "%s%s", out->len ? and(ui) : "",
			    ui_desk(ui, m->desk));
	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		const char *name;

		if (!h->active || strcmp(h->login, login) != 0 ||
		    !(role = gd_app_role(*ui->app, h->role, &wf)) ||
		    role->desk < 0)
			continue;
		name = ui_name(ui, &wf->desks[role->desk].name);
		if (!strstr(out->text, name))
			gd_str_addf(out, "%s%s", out->len ? and(ui) : "", name);
	}
}

/* Who stands in for him (or whom he does), from when until when. */
static void
add_deputies(struct ui *ui, const char *login, bool his, struct gd_str *out)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	const struct gd_deputy *d;
	char from[GD_DAY_TEXT], to[GD_DAY_TEXT];

	for (size_t i = 0; (d = gd_row_at(office, GD_OFF_DEPUTY, i)); i++) {
		struct gd_str one = GD_STR_INIT;
		const char *other = his ? d->deputy : d->who;

		if (!d->active || d->to_day < gd_app_today(*ui->app) ||
		    strcmp(his ? d->who : d->deputy, login) != 0)
			continue;
		ui_sentence(ui, &one, GD_TR("{1}, from {2} until {3}"), 3,
		    (const struct gd_arg[]){ gd_arg_text(ui_person(ui, other)),
			gd_arg_text(ui_day(ui, d->from_day, from)),
			gd_arg_text(ui_day(ui, d->to_day, to)) });
		gd_str_addf(out, "%s%s", out->len ? "; " : "", one.text);
		gd_str_release(&one);
	}
}

/* ---- the list ----------------------------------------------------------- */

struct own {
	const char *roles;
	bool closed, summed;
	struct gd_person_sums sums;
};

static void
fill(struct ui *ui, struct names *n)
{
	const struct gd_sheet *office = gd_app_office(*ui->app);
	const struct gd_person *p;

	for (size_t i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++) {
		struct gd_str roles = GD_STR_INIT;
		struct name_row *r;
		struct own *own;

		staff_roles(ui, p->login, &roles);
		r = names_add(n, p->login, p->name, p->name_en, roles.text);
		own = r->own;
		own->roles = gd_arena_str(&n->arena, roles.text);
		own->closed = !p->active;
		gd_str_release(&roles);
	}
}

static int
roles_col(const struct ui *ui)
{
	return ui->grid.cols < 72 ? 28 : 36;
}

static void
head(struct ui *ui, int row)
{
	struct gd_grid *g = &ui->grid;
	int roles = roles_col(ui);

	gd_grid_fit(g, row, 2, 11, GD_INK_HEAD, tr(ui, GD_TR("Login")));
	gd_grid_fit(g, row, 14, roles - 15, GD_INK_HEAD, tr(ui, "Name"));
	gd_grid_fit(g, row, roles, g->cols - roles - 15, GD_INK_HEAD,
	    tr(ui, GD_TR("Roles")));
	gd_grid_fit_right(g, row, g->cols - 14, 7, GD_INK_HEAD,
	    tr(ui, "In work"));
	gd_grid_fit_right(g, row, g->cols - 6, 5, GD_INK_HEAD, tr(ui, "Late"));
}

static void
row(struct ui *ui, struct names *n, struct name_row *r, int at, enum gd_ink ink)
{
	struct gd_grid *g = &ui->grid;
	struct own *own = r->own;
	int roles = roles_col(ui);
	bool late;

	(void)n;
	if (!own->summed)
		own->summed = gd_app_person_sums(*ui->app, r->id, &own->sums,
				  NULL) == GD_OK;
	late = own->sums.late > 0 && ink != GD_INK_CURSOR;
	if (own->closed && ink != GD_INK_CURSOR)
		ink = GD_INK_DIM;
	gd_grid_fit(g, at, 2, 11, ink, r->id);
	gd_grid_fit(g, at, 14, roles - 15, ink,
	    ui_fmt(ui, "%s  %s", r->name, r->name_en));
	gd_grid_fit(g, at, roles, g->cols - roles - 15, ink, own->roles);
	gd_grid_fit_right(g, at, g->cols - 14, 7, ink,
	    ui_fmt(ui, "%d", (int)own->sums.open));
	gd_grid_fit_right(g, at, g->cols - 6, 5, late ? GD_INK_LATE : ink,
	    ui_fmt(ui, "%d", (int)own->sums.late));
}

void
scr_staff(struct ui *ui)
{
	static const struct names_spec spec = {
		.title = GD_TR("Colleagues"),
		.some = GD_TR("{1} of {2} shown, Esc clears"),
		.every = GD_TR("{1} {1|person|people}"),
		.empty = GD_TR("The people of the office stand here; there is "
			       "none. gendan user add enters one."),
		.none = GD_TR("Nobody has this in name, login, roles or pinyin "
			      "initials. Esc clears."),
		.own = sizeof(struct own),
		.fill = fill,
		.head = head,
		.row = row,
		.open = scr_person,
	};

	names_open(ui, &spec);
}

/* ---- one of them -------------------------------------------------------- */

struct person {
	struct screen screen;
	char *login; /* owned */
	struct gd_person_load load;
	struct scroll acts;
};

static const char *const acts[] = {
	GD_TR("Give a role"),
	GD_TR("Take a role away"),
	GD_TR("Name a deputy"),
	GD_TR("End a deputy"),
	GD_TR("Begin the password anew"),
	GD_TR("Close the account"),
};
enum { NACTS = sizeof acts / sizeof acts[0] };

static bool
is_admin(struct ui *ui)
{
	const struct gd_holds *h =
	    gd_row_find(gd_app_office(*ui->app), GD_OFF_HOLDS,
		&(struct gd_holds){ .login = gd_app_login(*ui->app),
		    .role = "admin" });

	return h && h->active;
}

static void
load(struct ui *ui, struct screen *screen)
{
	struct person *s = (struct person *)screen;
	struct gd_err err = GD_ERR_INIT;

	s->acts.n = is_admin(ui) ? NACTS : 0;
	if (gd_app_person_load(*ui->app, s->login, &s->load, &err) != GD_OK)
		ui_say_err(ui, &err);
}

static int
line(struct ui *ui, int row, const char *english, const char *text)
{
	int rows;

	gd_grid_fit(&ui->grid, row, 2, 16, GD_INK_HEAD, tr(ui, english));
	rows = ui_wrap(&ui->grid, row, 19, ui->grid.cols - 20, 2, GD_INK_PLAIN,
	    *text ? text : "-");
	return row + (rows > 1 ? rows : 1);
}

static int
paint_office(struct ui *ui, const struct person *s, int row)
{
	static const char *const passwords[] = {
		[GD_PASSWORD_NONE] = GD_TR("none yet"),
		[GD_PASSWORD_FIRST] = GD_TR("a first one, to be changed"),
		[GD_PASSWORD_OVER] = GD_TR("a first one, its days are over"),
		[GD_PASSWORD_OWN] = GD_TR("set by the person"),
	};
	struct gd_str text = GD_STR_INIT;
	char when[GD_MS_TEXT] = "";

	staff_roles(ui, s->login, &text);
	row = line(ui, row, "Roles", text.text);
	gd_str_reset(&text);
	add_desks(ui, s->login, &text);
	row = line(ui, row, GD_TR("Desks"), text.text);
	gd_str_reset(&text);
	add_deputies(ui, s->login, true, &text);
	row = line(ui, row, GD_TR("Deputy"), text.text);
	gd_str_reset(&text);
	add_deputies(ui, s->login, false, &text);
	row = line(ui, row, GD_TR("Stands in for"), text.text);
	row = line(ui, row, "Password",
	    tr(ui, passwords[gd_app_password_state(*ui->app, s->login)]));
	if (s->load.last_ms)
		gd_ms_text(s->load.last_ms, gd_utc_offset_min(), when);
	row = line(ui, row, GD_TR("Did something"), when);
	gd_str_release(&text);
	return row;
}

static int
paint_load(struct ui *ui, const struct person *s, int row)
{
	struct gd_str text = GD_STR_INIT;

	ui_sentence(ui, &text,
	    GD_TR("orders in work {1}, late {2}; waiting for this person {3}"),
	    3,
	    (const struct gd_arg[]){ gd_arg_int(s->load.orders.open),
		gd_arg_int(s->load.orders.late), gd_arg_int(s->load.waits) });
	row = line(ui, row, GD_TR("On the desk"), text.text);
	row = line(ui, row, GD_TR("Papers to sign"),
	    ui_fmt(ui, "%d%s", (int)s->load.signs,
		s->load.more_signs ? "+" : ""));
	ui_sentence(ui, &text,
	    GD_TR("overdue {1}, today {2}, in seven days {3}"), 3,
	    (const struct gd_arg[]){ gd_arg_int(s->load.overdue),
		gd_arg_int(s->load.today), gd_arg_int(s->load.soon) });
	row = line(ui, row, GD_TR("Owed dates"), text.text);
	gd_str_release(&text);
	return row;
}

static void
paint(struct ui *ui, struct screen *screen)
{
	struct person *s = (struct person *)screen;
	int row = 2, bottom = ui_bottom(ui);

	ui_frame(ui,
	    ui_fmt(ui, "%s > %s  %s", tr(ui, "Colleagues"), s->login,
		ui_person(ui, s->login)),
	    s->acts.n ? ui_fmt(ui, "%d/%d", s->acts.at + 1, s->acts.n) : NULL);
	gd_grid_rule(&ui->grid, 1, 0, ui->grid.cols);
	row = paint_office(ui, s, row);
	row = paint_load(ui, s, row + (bottom - row > 10));
	row += bottom - row > NACTS + 1;
	if (s->acts.n == 0) {
		ui_empty(ui, row + 1,
		    GD_TR("Roles, deputies and passwords are the "
			  "administrator's to change."));
		return;
	}
	scroll_fix(&s->acts, bottom - row);
	for (int i = 0; i < bottom - row && s->acts.top + i < NACTS; i++) {
		int k = s->acts.top + i;
		enum gd_ink ink =
		    k == s->acts.at ? GD_INK_CURSOR : GD_INK_PLAIN;

		gd_grid_fill(&ui->grid, row + i, 0, 1, ui->grid.cols, ink, ' ');
		gd_grid_put(&ui->grid, row + i, 0, ink,
		    k == s->acts.at ? '>' : ' ');
		gd_grid_fit(&ui->grid, row + i, 2, ui->grid.cols - 3, ink,
		    tr(ui, acts[k]));
	}
}

static void
open_act(struct ui *ui, const struct person *s)
{
	if (s->acts.at == 4)
		staff_reset(ui, s->login);
	else if (s->acts.at == 5)
		staff_close(ui, s->login);
	else
		staff_form(ui, s->login, (enum staff_act)s->acts.at);
}

static bool
act(struct ui *ui, struct screen *screen, enum gd_action action)
{
	struct person *s = (struct person *)screen;

	if (action == GD_A_OPEN && s->acts.n) {
		open_act(ui, s);
		return true;
	}
	return scroll_act(&s->acts, action, NACTS);
}

static int
hints(struct ui *ui, struct screen *screen, struct gd_hint *out)
{
	const struct person *s = (const struct person *)screen;
	int n = 0;

	(void)ui;
	out[n++] = (struct gd_hint){ GD_A_HELP, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_ACTIONS, NULL, 0 };
	if (s->acts.n)
		out[n++] = (struct gd_hint){ GD_A_OPEN, GD_TR("Do"), 0 };
	out[n++] = (struct gd_hint){ GD_A_LANG, NULL, 0 };
	out[n++] = (struct gd_hint){ GD_A_BACK, NULL, 0 };
	return n;
}

static void
person_free(struct screen *screen)
{
	struct person *s = (struct person *)screen;

	free(s->login);
	free(s);
}

static const struct screen_ops ops = {
	.name = "person",
	.place = GD_AT_NAMES,
	.load = load,
	.paint = paint,
	.act = act,
	.hints = hints,
	.free = person_free,
};

void
scr_person(struct ui *ui, const char *login)
{
	struct person *s = gd_alloc(1, sizeof *s);

	s->screen.ops = &ops;
	s->login = gd_strdup(login);
	ui_push(ui, &s->screen);
}
