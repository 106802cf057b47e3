/* core/view/move_words.c - what is said of another day before it is promised.
 */
#include "core/view/moves.h"

#include "base/day.h"
#include "base/text.h"

#include "dates_priv.h"

#include "base/banned.h"

struct warner {
	struct gd_move_warning *out;
	int n;
	int32_t day;
};

static struct gd_move_warning *
warn(struct warner *w, enum gd_move_saying what)
{
	struct gd_move_warning *one = &w->out[w->n++];

	*one = (struct gd_move_warning){ .what = what, .day = w->day };
	return one;
}

/* Is the date that of a field of the order, and nothing is counted? */
static bool
is_field(const struct gd_due_def *def)
{
	return def->base == GD_BASE_FIELD && !def->days && !def->months &&
	       !def->days_from.n && def->snap == GD_SNAP_NONE;
}

static void
warn_of_base(struct warner *w, const struct gd_date_view *v)
{
	int32_t base = (int32_t)v->row->base_day;
	bool back = v->def->months < 0 || (!v->def->months && v->days < 0);

	if (!base)
		return;
	if (is_field(v->def)) {
		if (w->day != base)
			warn(w, GD_MOVE_FIELD_STAYS);
	} else if (!back && w->day < base) {
		warn(w, GD_MOVE_BEFORE_BASE);
	} else if (back && w->day > base) {
		warn(w, GD_MOVE_AFTER_BASE);
	}
}

static void
warn_of_days_off(struct warner *w, const struct gd_calendar *days)
{
	if (gd_calendar_unsure(days, w->day, w->day))
		warn(w, GD_MOVE_YEAR);
	if (!gd_calendar_is_work(days, w->day))
		warn(w, GD_MOVE_DAY_OFF)->next =
		    gd_calendar_roll(days, w->day, true);
}

int
gd_move_warnings(const struct gd_workflow *wf, const struct gd_calendars *all,
    int32_t today, const struct gd_date_view *v, int32_t day,
    struct gd_move_warning out[GD_MOVE_SAYINGS_N])
{
	const struct reckon by = { .wf = wf, .calendars = all };
	struct warner w = { .out = out, .day = day };

	if (day == GD_NO_DAY || !day)
		return 0;
	if (v && v->row->day == day)
		warn(&w, GD_MOVE_SAME);
	if (day < today)
		warn(&w, GD_MOVE_PAST)->past = today - day;
	warn_of_days_off(&w, v ? reckon_calendar(&by, v->def, dates_role(wf, v))
			       : gd_calendars_find(all, ""));
	if (v)
		warn_of_base(&w, v);
	return w.n;
}

void
gd_say_move_warning(struct gd_str *out, enum gd_lang lang,
    const struct gd_workflow *wf, const struct gd_date_view *v,
    const struct gd_move_warning *w, gd_namer *name, void *payload)
{
	static const char *const texts[] = {
#define X(id, word, text) text,
		GD_MOVE_SAYINGS(X)
#undef X
	};
	struct gd_str base = GD_STR_INIT;

	if (v)
		gd_say_date_base(&base, lang, wf, v, name, payload);
	gd_say(out, lang, texts[w->what], 4,
	    (const struct gd_arg[]){ gd_arg_day(w->day), gd_arg_text(base.text),
		gd_arg_day(v ? (int32_t)v->row->base_day : 0),
		w->what == GD_MOVE_PAST ? gd_arg_int(w->past)
					: gd_arg_day(w->next) });
	gd_str_release(&base);
}

const char *
gd_move_word(enum gd_move_saying what)
{
	static const char *const words[] = {
#define X(id, word, text) word,
		GD_MOVE_SAYINGS(X)
#undef X
	};

	return words[what];
}
