/* core/view/effects_say.c - what an act will bring, as sentences: the screens
 * and the command line say the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "core/view/effects.h"

#include "base/banned.h"

#define NAMED 4 /* dates and desks that are named; the others are counted */

struct sayer {
	struct gd_str *out;
	enum gd_lang lang;
	const struct gd_workflow *wf;
	const struct gd_effects *e;
	int32_t today;
};

static const char *
name(const struct sayer *s, const struct gd_name *n)
{
	return s->lang == GD_ZH && n->zh && *n->zh ? n->zh : n->en;
}

static const char *
paper_name(const struct sayer *s, const char *id)
{
	int p = gd_wf_paper(s->wf, id);

	return p < 0 ? id : name(s, &s->wf->papers[p].name);
}

static const char *
desk_name(const struct sayer *s, const char *id)
{
	int d = gd_wf_desk(s->wf, id);

	return d < 0 ? id : name(s, &s->wf->desks[d].name);
}

static const char *
comma(const struct sayer *s)
{
	return s->lang == GD_ZH ? "、" : ", ";
}

static void
say(const struct sayer *s, const char *english, int n,
    const struct gd_arg *args)
{
	gd_say(s->out, s->lang, english, n, args);
	gd_str_addc(s->out, '\n');
}

static void
add_desks(const struct sayer *s, struct gd_str *to,
    const struct gd_effect_desk *desks, int n)
{
	for (int i = 0; i < n; i++) {
		gd_str_addf(to, "%s%s", i ? comma(s) : "",
		    desk_name(s, desks[i].desk));
		if (desks[i].n > 1)
			gd_str_addf(to, " %d", desks[i].n);
	}
}

/* "12-05", with the year when it is not this one. */
static const char *
day_text(const struct sayer *s, int64_t day, char buf[GD_DAY_TEXT])
{
	int y, m, d, now;

	if (day == 0 || day == GD_NO_DAY)
		return "-";
	gd_day_civil(s->today, &now, &m, &d);
	gd_day_civil((int32_t)day, &y, &m, &d);
	gd_day_text((int32_t)day, buf);
	return y == now ? buf + 5 : buf;
}

/* ---- the lines ----------------------------------------------------------- */

static void
say_told(const struct sayer *s)
{
	struct gd_str desks = GD_STR_INIT;

	if (!s->e->notice)
		return;
	add_desks(s, &desks, s->e->told, s->e->ntold);
	say(s, GD_TR("Told by a copy of it: {1}"), 1,
	    (const struct gd_arg[]){
		gd_arg_text(desks.len ? desks.text : "-") });
	gd_str_release(&desks);
}

static void
say_papers(const struct sayer *s)
{
	for (size_t i = 0; i < s->e->npapers; i++) {
		const struct gd_effect_paper *p = &s->e->papers[i];
		struct gd_str desks = GD_STR_INIT;

		gd_str_addf(&desks, "%d (", p->copies);
		add_desks(s, &desks, p->desks, p->ndesks);
		gd_str_addc(&desks, ')');
		say(s,
		    p->copies ? GD_TR("{1}: v{2} void, v{3} issued; old copies "
				      "to call back: {4}")
			      : GD_TR("{1}: v{2} void, v{3} issued; no copy "
				      "has to come back"),
		    3 + (p->copies > 0),
		    (const struct gd_arg[]){
			gd_arg_text(paper_name(s, p->kind)),
			gd_arg_int(p->old_rev), gd_arg_int(p->rev),
			gd_arg_text(desks.text) });
		gd_str_release(&desks);
	}
}

static void
say_steps(const struct sayer *s)
{
	struct gd_str all = GD_STR_INIT;

	for (size_t i = 0; i < s->e->nsteps; i++) {
		const struct gd_effect_step *t = &s->e->steps[i];
		const struct gd_step_def *def = &s->wf->steps[t->step];

		gd_str_addf(&all, "%s%d %s %c -> %c", i ? comma(s) : "",
		    def->no, name(s, &def->name), t->was, t->is);
	}
	if (all.len)
		say(s, GD_TR("Marks of steps: {1}"), 1,
		    (const struct gd_arg[]){ gd_arg_text(all.text) });
	gd_str_release(&all);
}

/* "Loaded 12-05 -> 12-09": when due, or where it lands when that alone moves.
 */
static void
add_date(const struct sayer *s, struct gd_str *to,
    const struct gd_effect_date *d)
{
	char a[GD_DAY_TEXT], b[GD_DAY_TEXT];
	bool due = !d->was || d->was->row->day != d->is->row->day;

	gd_say(to, s->lang,
	    due ? GD_TR("{1} {2} -> {3}") : GD_TR("{1} lands {2} -> {3}"), 3,
	    (const struct gd_arg[]){ gd_arg_text(name(s, d->is->name)),
		gd_arg_text(day_text(s,
		    !d->was ? 0
		    : due   ? d->was->row->day
			    : d->was->projected,
		    a)),
		gd_arg_text(day_text(s,
		    due ? d->is->row->day : d->is->projected, b)) });
}

static void
say_dates(const struct sayer *s)
{
	struct gd_str some = GD_STR_INIT;
	size_t n = s->e->ndates < NAMED ? s->e->ndates : NAMED;

	for (size_t i = 0; i < n; i++) {
		gd_str_add(&some, i ? "; " : "");
		add_date(s, &some, &s->e->dates[i]);
	}
	if (s->e->ndates > NAMED)
		gd_str_add(&some, "; ...");
	if (s->e->ndates)
		say(s, GD_TR("{1} {1|date moves|dates move}: {2}"), 2,
		    (const struct gd_arg[]){ gd_arg_int((int)s->e->ndates),
			gd_arg_text(some.text) });
	gd_str_release(&some);
}

static void
say_broken(const struct sayer *s)
{
	const struct gd_date_view *v = s->e->first ? s->e->first->is : NULL;
	char a[GD_DAY_TEXT], b[GD_DAY_TEXT];
	int mended = 0;

	for (size_t i = 0; i < s->e->ndates; i++)
		mended += s->e->dates[i].mends;
	if (v)
		say(s,
		    GD_TR("! Hard dates that break by this: {1}; the first is "
			  "{2}, {3}, which lands {4}"),
		    4,
		    (const struct gd_arg[]){ gd_arg_int(s->e->breaks),
			gd_arg_text(name(s, v->name)),
			gd_arg_text(day_text(s, v->row->day, a)),
			gd_arg_text(day_text(s, v->projected, b)) });
	else
		say(s, GD_TR("No further hard date breaks."), 0, NULL);
	if (mended)
		say(s, GD_TR("Hard dates that hold again: {1}"), 1,
		    (const struct gd_arg[]){ gd_arg_int(mended) });
	if (s->e->urgent)
		say(s, GD_TR("! Urgent now: {1}"), 1,
		    (const struct gd_arg[]){ gd_arg_int(s->e->urgent) });
}

static void
say_moved(const struct sayer *s, const struct gd_field_def *f)
{
	say(s, GD_TR("{1}: {2} {3}, reckoned from the old and the new date."),
	    3,
	    (const struct gd_arg[]){ gd_arg_text(name(s, &f->name)),
		gd_arg_int(s->e->days_moved),
		gd_arg_text(s->lang == GD_ZH ? f->unit_zh : f->unit) });
}

static void
say_signs(const struct sayer *s)
{
	struct gd_str who = GD_STR_INIT;
	const struct gd_arg moved[] = { gd_arg_int(abs(s->e->days_moved)) };

	if (!s->e->notice)
		return;
	if (s->e->moved_field >= 0)
		say_moved(s, &s->wf->fields[s->e->moved_field]);
	else if (s->e->days_moved)
		say(s,
		    s->e->days_moved > 0
			? GD_TR("The date moves by {1} {1|day|days}.")
			: GD_TR("The date comes {1} {1|day|days} earlier."),
		    1, moved);
	for (int i = 0; i < s->e->nsigns; i++) {
		const struct gd_list *any = &s->e->signs[i].def->any;

		gd_str_add(&who, i ? comma(s) : "");
		for (int k = 0; k < any->n; k++)
			gd_str_addf(&who, "%s%s", k ? " / " : "",
			    name(s, &s->wf->roles[any->at[k]].name));
	}
	if (who.len)
		say(s, GD_TR("! Has to be signed by: {1}"), 1,
		    (const struct gd_arg[]){ gd_arg_text(who.text) });
	else
		say(s, GD_TR("No further signature is needed."), 0, NULL);
	gd_str_release(&who);
}

void
gd_effects_say(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_effects *e, int32_t today)
{
	const struct sayer s = { out, lang, wf, e, today };

	say_told(&s);
	say_papers(&s);
	/* the notice alone moves nothing: its papers are drafts until then */
	if (e->notice && e->npapers)
		say(&s,
		    GD_TR(
			"All this comes true when the new papers are issued."),
		    0, NULL);
	say_signs(&s);
	say_broken(&s);
	say_steps(&s);
	say_dates(&s);
}

void
gd_effects_say_field(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_change *ch, gd_namer *namer,
    void *payload)
{
	const struct sayer s = { out, lang, wf, NULL, 0 };
	const char *field = NULL;
	int f = gd_wf_field(wf, ch->field);

	gd_str_add(out, paper_name(&s, ch->paper));
	if (!*ch->field)
		return;
	if (f >= 0)
		field = name(&s, &wf->fields[f].name);
	else if (namer)
		field = namer(payload, GD_THING_FIELD, ch->field);
	gd_str_addf(out, "%s%s", lang == GD_ZH ? "：" : ": ",
	    field ? field : ch->field);
}

/* A value as people say it: the name of a choice. */
static const char *
value_said(const struct sayer *s, int f, const char *v)
{
	const struct gd_field_def *fd = f < 0 ? NULL : &s->wf->fields[f];

	for (int i = 0; fd && i < fd->nchoices; i++)
		if (strcmp(fd->choices[i].id, v) == 0)
			return name(s, &fd->choices[i]);
	if (fd && fd->type == GD_FIELD_YESNO && strcmp(v, "yes") == 0)
		return gd_tr(s->lang, "yes");
	if (fd && fd->type == GD_FIELD_YESNO && strcmp(v, "no") == 0)
		return gd_tr(s->lang, "no");
	return *v ? v : "-";
}

/* Ids of papers, a comma between. */
static void
say_paper_ids(const struct sayer *s, const char *ids)
{
	while (*ids) {
		size_t n = strcspn(ids, ",");
		char id[100];

		snprintf(id, sizeof id, "%.*s", (int)n, ids);
		gd_str_add(s->out, paper_name(s, id));
		ids += n + (ids[n] != '\0');
		gd_str_add(s->out, *ids ? ", " : "");
	}
}

void
gd_value_say(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const char *field, const char *value,
    gd_namer *namer, void *payload)
{
	const struct sayer s = { out, lang, wf, NULL, 0 };
	int f = wf ? gd_wf_field(wf, field) : -1;
	const struct gd_field_def *fd = f < 0 ? NULL : &wf->fields[f];

	if (!*value)
		gd_str_add(out, "-");
	else if (fd && fd->type == GD_FIELD_CHANGES)
		gd_changes_say(out, lang, wf, value, namer, payload);
	else if (fd && fd->type == GD_FIELD_PAPERS)
		say_paper_ids(&s, value);
	else
		gd_str_add(out, value_said(&s, f, value));
	if (fd && *fd->unit && *value)
		gd_str_addf(out, " %s", lang == GD_ZH ? fd->unit_zh : fd->unit);
}

void
gd_differ_say(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_differ *d, gd_namer *namer,
    void *payload)
{
	gd_str_addf(out, "%s%s", namer(payload, GD_THING_FIELD, d->name),
	    lang == GD_ZH ? "：" : ": ");
	gd_value_say(out, lang, wf, d->name, d->old, namer, payload);
	gd_str_add(out, " -> ");
	gd_value_say(out, lang, wf, d->name, d->now, namer, payload);
}

static char *
trim(char *text)
{
	size_t n;

	text += strspn(text, " ");
	for (n = strlen(text); n > 0 && text[n - 1] == ' ';)
		text[--n] = '\0';
	return text;
}

/* Apart, in place: "paper.field" and ": old" and "-> new". */
static void
say_change(const struct sayer *s, char *line, gd_namer *namer, void *payload)
{
	char *arrow = strstr(line, "->"), *dot, *colon;
	struct gd_change ch = { .field = "", .old = "", .now = "" };
	int f;

	if (arrow) {
		*arrow = '\0';
		ch.now = trim(arrow + 2);
	}
	line = trim(line);
	dot = strchr(line, '.');
	colon = strchr(line, ':');
	if (dot && strncmp(dot + 1, "line:", 5) == 0) {
		colon = strchr(dot + 6, ':');
		colon = colon ? strchr(colon + 1, ':') : NULL;
	}
	if (colon && arrow) {
		*colon = '\0';
		ch.old = trim(colon + 1);
	}
	if (dot && (!colon || dot < colon)) {
		*dot = '\0';
		ch.field = trim(dot + 1);
	}
	ch.paper = trim(line);
	gd_effects_say_field(s->out, s->lang, s->wf, &ch, namer, payload);
	f = gd_wf_field(s->wf, ch.field);
	if (arrow)
		gd_str_addf(s->out, " %s -> %s", value_said(s, f, ch.old),
		    value_said(s, f, ch.now));
}

void
gd_changes_say(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const char *text, gd_namer *namer,
    void *payload)
{
	const struct sayer s = { out, lang, wf, NULL, 0 };
	const char *sep = gd_changes_sep(text);
	int said = 0;

	while (*text) {
		size_t n = strcspn(text, sep);
		struct gd_str line = GD_STR_INIT;

		gd_str_addn(&line, text, n);
		text += n + (text[n] != '\0');
		if (line.text[strspn(line.text, " ")]) {
			gd_str_add(out,
			    said++ ? lang == GD_ZH ? "；" : "; " : "");
			say_change(&s, line.text, namer, payload);
		}
		gd_str_release(&line);
	}
}
