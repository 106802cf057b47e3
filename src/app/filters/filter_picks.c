/* app/filters/filter_picks.c - filters of orders by what workflows say they
 * are picked by, and of what is offered to or was taken by somebody. */
#include <stdlib.h>
#include <string.h>

#include "app/names.h"
#include "base/day.h"
#include "core/view/pick.h"

#include "../dates/agenda_priv.h"
#include "filter_priv.h"
#include "../offers_priv.h"

#include "base/banned.h"

/* A number, as any workflow's field would keep it. */
static int64_t
number(const char *text)
{
	static const struct gd_field_def plain = { .type = GD_FIELD_DECIMAL };
	size_t n = strspn(text, "-0123456789.");

	return *text && text[n] == '\0' ? gd_pick_number(&plain, text) : 0;
}

static int64_t
choice(const struct gd_field_def *f, const char *text)
{
	for (int i = 0; i < f->nchoices; i++)
		if (app_is_called(&f->choices[i], text))
			return gd_pick_number(f, f->choices[i].id);
	return 0;
}

static int64_t
day(const struct reader *r, const struct gd_field_def *f, const char *text)
{
	int32_t d = gd_day_read(text, r->f->today);
	char buf[GD_DAY_TEXT];

	return d == GD_NO_DAY ? 0 : gd_pick_number(f, gd_day_text(d, buf));
}

/* What is typed, by the first workflow whose field can mean it. */
static int64_t
value(struct reader *r, enum gd_pick pick, const char *text)
{
	const struct gd_workflow *wf;
	int64_t v = 0;
	bool known = false;

	for (size_t i = 0; !v && app_next_flow(r->app, &i, &wf);) {
		int k = gd_wf_pick(wf, pick);
		const struct gd_field_def *f = k < 0 ? NULL : &wf->fields[k];

		if (!f)
			continue;
		known = true;
		v = f->type == GD_FIELD_CHOICE ? choice(f, text)
		    : f->type == GD_FIELD_DATE ? day(r, f, text)
					       : number(text);
	}
	if (!known)
		(void)gd_fail(r->err, GD_MISSING, GD_M_APP_NO_PICK,
		    GD_T(gd_pick_word((int)pick)));
	else if (!v)
		(void)!filter_bad_value(r, gd_pick_word((int)pick), text,
		    GD_TR("5, <5, >5, 2..5, a day or a choice"));
	return v;
}

static enum gd_code
read_pick(struct reader *r, enum gd_pick pick, char op, const char *text)
{
	const char *word = gd_pick_word((int)pick);
	struct ends e;
	int64_t *from = &r->f->pick_from[pick - 1];
	int64_t *to = &r->f->pick_to[pick - 1];

	if (op == ':' && (*text == '<' || *text == '>'))
		op = *text++; /* distance:<5 */
	e = filter_ends(r, op, text);
	if (e.from && *e.from) {
		*from = value(r, pick, e.from);
		if (!*from)
			return r->err->code;
		*from += !e.with_from;
	}
	if (e.to && *e.to) {
		*to = value(r, pick, e.to);
		if (!*to)
			return r->err->code;
		*to -= !e.with_to;
	}
	return *from || *to ? GD_OK
			    : filter_bad_value(r, word, text,
				  GD_TR("5, <5, >5, 2..5, a day or a choice"));
}

#define READER(name, pick)                                                \
	enum gd_code filter_##name(struct reader *r, char op,             \
	    const char *text)                                             \
	{                                                                 \
		return read_pick(r, pick, op, text);                      \
	}
READER(urgency, GD_PICK_URGENCY)
READER(distance, GD_PICK_DISTANCE)
READER(volume, GD_PICK_VOLUME)
READER(amount, GD_PICK_AMOUNT)
READER(finish, GD_PICK_FINISH)
READER(load, GD_PICK_LOAD)

bool
filter_sort_pick(struct reader *r, const char *text)
{
	static const char *const zh[GD_NPICKS] = { "", "缓急", "距离", "件量",
		"金额", "预计完成", "负荷" };

	for (int p = 1; p < GD_NPICKS; p++)
		if (strcmp(text, gd_pick_word(p)) == 0 ||
		    strcmp(text, zh[p]) == 0) {
			r->f->sort = (enum gd_sort)(GD_SORT_PICK + p - 1);
			return true;
		}
	return false;
}

/* ---- offers ------------------------------------------------------------------ */

/* Once each. @return how many there are */
static int
add_token(struct gd_arena *arena, const char **out, int n, int most,
    const char *kind, const char *id)
{
	const char *token = gd_arena_printf(arena, "%s%s", kind, id);

	for (int i = 0; i < n; i++)
		if (strcmp(out[i], token) == 0)
			return n;
	if (n < most)
		out[n++] = token;
	return n;
}

int
app_offered_to(struct gd_app *app, const char *login, struct gd_arena *arena,
    const char **out, int most)
{
	struct app_facts facts;
	const struct gd_actor *a = &facts.f.actor;
	int n = 0;

	app_facts_anywhere(app, login, &facts);
	n = add_token(arena, out, n, most, login, "");
	for (int i = 0; i < a->nroles; i++)
		n = add_token(arena, out, n, most, "role:", a->roles[i]);
	/* and what a deputy may answer for another */
	for (int i = 0; i < a->ndeputy; i++) {
		n = add_token(arena, out, n, most, a->deputy_for[i].login, "");
		n = add_token(arena, out, n, most, "role:",
		    a->deputy_for[i].role);
	}
	app_facts_release(&facts);
	return n;
}

enum gd_code
filter_offered(struct reader *r, char op, const char *text)
{
	const struct gd_person *p = app_person_called(r->app, text);

	(void)op;
	if (!p)
		return app_no_person(r->app, text, r->err);
	r->f->noffered = app_offered_to(r->app, p->login, r->arena,
	    r->f->offered, (int)(sizeof r->f->offered / sizeof *r->f->offered));
	return GD_OK;
}

enum gd_code
filter_taken_by(struct reader *r, const char *text)
{
	const struct gd_person *p = app_person_called(r->app, text);

	if (!p)
		return filter_bad_value(r, "taken", text,
		    GD_TR("yes, no, or a person: taken:me"));
	r->f->taken_by = gd_arena_str(r->arena, p->login);
	return filter_set_text(r, &r->f->person, "person", r->f->taken_by);
}
