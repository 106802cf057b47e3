/* app/called.c - who or what a typed name means, and what was meant when
 * nothing has it. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#include "dates/agenda_priv.h"

#include "base/banned.h"

bool
app_is_called(const struct gd_name *name, const char *value)
{
	return strcmp(name->id, value) == 0 ||
	       (name->zh && strcmp(name->zh, value) == 0) ||
	       (name->en && strcasecmp(name->en, value) == 0);
}

const struct gd_person *
app_person_called(struct gd_app *app, const char *name)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_person *p;

	if (strcmp(name, "me") == 0 || strcmp(name, "我") == 0)
		name = app->login;
	for (size_t i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if (strcmp(p->login, name) == 0 || strcmp(p->name, name) == 0 ||
		    (*p->name_en && strcasecmp(p->name_en, name) == 0))
			return p;
	return NULL;
}

/* ---- what was meant --------------------------------------------------------- */

/* A third of the letters may be wrong, and one of two. */
static int
most_wrong(const char *typed)
{
	size_t letters = 0, len;
	uint32_t cp;

	for (; (len = gd_utf8_next(typed, &cp)) > 0; typed += len)
		letters++;
	return letters < 2 ? 0 : letters < 6 ? 1 : (int)(letters / 3);
}

void
app_near_try(struct app_near *near, const char *name)
{
	int most = most_wrong(near->typed), far;
	size_t len = strlen(near->typed);

	if (!name || !*name || !len)
		return;
	/* "fin" for finance, "跟单" for 跟单员 */
	far = len > 1 && strncasecmp(name, near->typed, len) == 0
		  ? 1
		  : gd_text_distance(near->typed, name, most + 1);
	if (far <= most + (len > 1 && far == 1 && most == 0) &&
	    (!near->best || far < near->far)) {
		near->best = name;
		near->far = far;
	}
}

void
app_near_name(struct app_near *near, const struct gd_name *name)
{
	app_near_try(near, name->id);
	app_near_try(near, name->zh);
	app_near_try(near, name->en);
}

void
app_near_people(struct app_near *near, struct gd_app *app)
{
	const struct gd_sheet *office = gd_app_office(app);
	const struct gd_person *p;

	for (size_t i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++) {
		app_near_try(near, p->login);
		app_near_try(near, p->name);
		app_near_try(near, p->name_en);
	}
}

enum gd_code
app_none_called(const struct app_near *near, const char *kind, enum gd_msg none,
    struct gd_err *err)
{
	if (near->best)
		return gd_fail(err, GD_MISSING, GD_M_APP_NONE_NEAR, GD_W(kind),
		    GD_T(near->typed), GD_T(near->best));
	return gd_fail(err, GD_MISSING, none, GD_T(near->typed));
}

enum gd_code
app_no_person(struct gd_app *app, const char *name, struct gd_err *err)
{
	struct app_near near = { .typed = name };

	app_near_people(&near, app);
	return app_none_called(&near, GD_TR("person"), GD_M_OFFICE_NO_PERSON,
	    err);
}
