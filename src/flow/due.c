/* flow/due.c - until when: due dates and deadlines of a duty. */
#include "loader.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

struct due_raw {
	const struct node *from;
	struct gd_list or_, days_from, cap;
	struct gd_due_def d;
	int count;
};

#define AT(m) offsetof(struct due_raw, m)
static const struct key due_keys[] = {
	{ "from", read_skip, AT(from), 0, true },
	{ "or", read_refs, AT(or_), REF_FIELD, false },
	{ "days", read_count, AT(d.days), -3650, false },
	{ "days_from", read_refs, AT(d.days_from), REF_FIELD, false },
	{ "not_after", read_refs, AT(d.cap), REF_FIELD, false },
	{ "count", read_word, AT(count), WORDS_COUNT, false },
	{ "roll", read_word, AT(d.roll), WORDS_ROLL, false },
	{ "source", read_text, AT(d.source), 0, false },
};
#undef AT

/* A field, done(duty), issued(paper), opened or created. */
static void
read_due_from(struct loader *l, const struct node *n, struct gd_due_def *d)
{
	const char *s = n->kind == NODE_TEXT ? n->text : "";
	size_t len = strlen(s), head = strcspn(s, "(");
	enum ref what = REF_FIELD;

	d->base = GD_BASE_FIELD;
	if (strcmp(s, "opened") == 0 || strcmp(s, "created") == 0) {
		d->base = *s == 'o' ? GD_BASE_OPEN : GD_BASE_ORDER;
		return;
	}
	if (head < len && s[len - 1] == ')') {
		const char *word = gd_arena_strn(&l->scratch, s, head);

		if (strcmp(word, "done") == 0) {
			d->base = GD_BASE_DUTY;
			what = REF_DUTY;
		} else if (strcmp(word, "issued") == 0) {
			d->base = GD_BASE_ISSUED;
			what = REF_PAPER;
		} else {
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_DUE_FROM,
			    GD_T(s));
			return;
		}
		s = gd_arena_strn(&l->scratch, s + head + 1, len - head - 2);
		d->ref = (int16_t)find_ref(l, what, s, n->line,
		    n->col + n->inset + (int)head + 1);
		return;
	}
	d->ref = (int16_t)find_ref(l, what, s, n->line, n->col);
}

void
read_due(struct loader *l, const struct node *n, struct gd_due_def *out)
{
	struct due_raw r = { .d = GD_DUE_NONE };
	const struct gd_field_def *f;

	read_map(l, n, due_keys, COUNT(due_keys), &r);
	r.d.work = r.count == 1;
	if (r.from)
		read_due_from(l, r.from, &r.d);
	if (r.or_.n > 2)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_AT_MOST, GD_T("or"),
		    GD_N(2));
	for (int i = 0; i < r.or_.n && i < 2; i++)
		r.d.alt[i] = r.or_.at[i];
	if (r.d.base == GD_BASE_FIELD && r.d.ref >= 0 &&
	    l->fields[r.d.ref].type != GD_FIELD_DATE)
		gd_fail(fault(l, r.from), GD_USAGE, GD_M_FLOW_NOT_TYPE,
		    GD_T(l->fields[r.d.ref].name.id), GD_T("date"));
	for (int i = 0; i < r.or_.n + r.d.cap.n; i++) {
		f = &l->fields[i < r.or_.n ? r.or_.at[i]
					   : r.d.cap.at[i - r.or_.n]];
		if (f->type != GD_FIELD_DATE)
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_NOT_TYPE,
			    GD_T(f->name.id), GD_T("date"));
	}
	for (int i = 0; i < r.d.days_from.n; i++)
		if (l->fields[r.d.days_from.at[i]].type != GD_FIELD_INT)
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_NOT_TYPE,
			    GD_T(l->fields[r.d.days_from.at[i]].name.id),
			    GD_T("int"));
	*out = r.d;
}

/* "30 min", "24 hours", "3 days"; out: int64_t minutes */
static void
read_after(struct loader *l, const struct node *n, void *out, int arg)
{
	static const struct {
		const char *unit;
		int64_t minutes;
	} units[] = { { "min", 1 }, { "hours", 60 }, { "hour", 60 },
		{ "days", 1440 }, { "day", 1440 } };
	char *end = NULL;
	long v = n->kind == NODE_TEXT ? strtol(n->text, &end, 10) : 0;

	(void)arg;
	for (int i = 0; end && v >= 1 && v <= 100000 && i < COUNT(units); i++)
		if (*end == ' ' && strcmp(end + 1, units[i].unit) == 0) {
			*(int64_t *)out = v * units[i].minutes;
			return;
		}
	gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_AFTER);
}

struct expires_raw {
	int64_t after;
	int clock;
	const struct node *goes;
};
static const struct key expires_keys[] = {
	{ "after", read_after, offsetof(struct expires_raw, after), 0, true },
	{ "clock", read_word, offsetof(struct expires_raw, clock), WORDS_CLOCK,
	    false },
	{ "goes", read_skip, offsetof(struct expires_raw, goes), 0, false },
};

void
read_expires(struct loader *l, const struct node *n, struct gd_duty_def *d)
{
	struct expires_raw r = { 0, 0, NULL };

	read_map(l, n, expires_keys, COUNT(expires_keys), &r);
	d->expires_min = r.after;
	d->expires_work = r.clock == 1;
	if (!r.goes) {
		if (d->effect != GD_EFFECT_OFFER)
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_MISSING,
			    GD_T("goes"));
		return;
	}
	d->expires_to = r.goes->kind == NODE_TEXT
			    ? (int16_t)gd_duty_outcome(d, r.goes->text)
			    : -1;
	if (d->expires_to < 0)
		gd_fail(fault(l, r.goes), GD_USAGE, GD_M_FLOW_NONE,
		    GD_W("outcome"),
		    GD_T(r.goes->kind == NODE_TEXT ? r.goes->text : ""));
}
