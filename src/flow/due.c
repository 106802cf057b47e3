/* flow/due.c - until when: due dates and deadlines of a duty. */
#include "loader.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

struct due_raw {
	const struct node *from, *cal;
	struct gd_list or_;
	struct gd_due_def d;
	int count, hold, snap, roll;
};

/* "11:00" */
static void
read_hour(struct loader *l, const struct node *n, void *out, int arg)
{
	const char *s = n->kind == NODE_TEXT ? n->text : "";
	int at = 0;

	(void)arg;
	if (strlen(s) == 5 && s[2] == ':' && strspn(s, "0123456789:") == 5 &&
	    s[0] != ':' && s[1] != ':' && s[3] != ':' && s[4] != ':') {
		at = ((s[0] - '0') * 10 + s[1] - '0') * 60 + (s[3] - '0') * 10 +
		     s[4] - '0';
		if (at < 24 * 60 && s[3] < '6') {
			*(int *)out = at;
			return;
		}
	}
	gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_HOUR);
}

#define AT(m) offsetof(struct due_raw, m)
static const struct key due_keys[] = {
	{ "from", read_skip, AT(from), 0, true },
	{ "or", read_refs, AT(or_), REF_FIELD, false },
	{ "snap", read_word, AT(snap), WORDS_SNAP, false },
	{ "months", read_count, AT(d.months), -600, false },
	{ "days", read_count, AT(d.days), -3650, false },
	{ "days_from", read_refs, AT(d.days_from), REF_FIELD, false },
	{ "not_after", read_refs, AT(d.cap), REF_FIELD, false },
	{ "not_before", read_refs, AT(d.floor), REF_FIELD, false },
	{ "latest", read_refs, AT(d.latest), REF_FIELD, false },
	{ "pace", read_refs, AT(d.pace), REF_FIELD, false },
	{ "unrolled", read_refs, AT(d.unrolled), REF_FIELD, false },
	{ "count", read_word, AT(count), WORDS_COUNT, false },
	{ "roll", read_word, AT(roll), WORDS_ROLL, false },
	{ "calendar", read_skip, AT(cal), 0, false },
	{ "hard", read_yesno, AT(d.hard), 0, false },
	{ "hold", read_word, AT(hold), WORDS_HOLD, false },
	{ "urgent", read_hour, AT(d.min_urgent), 0, false },
	{ "source", read_source, AT(d.source), 0, false },
};
#undef AT

/* done(duty), issued(paper), credited(trigger), plan(duty): the word before
 * the parenthesis; NULL = none of them. */
static const struct from_word {
	const char *word;
	enum gd_base base;
	enum ref what;
} from_words[] = {
	{ "done", GD_BASE_DUTY, REF_DUTY },
	{ "issued", GD_BASE_ISSUED, REF_PAPER },
	{ "credited", GD_BASE_CREDITED, REF_TRIGGER },
	{ "plan", GD_BASE_PLAN, REF_DUTY },
};

const char *
date_word(const char *word, size_t len, enum gd_base *base, enum ref *what)
{
	for (int i = 0; i < COUNT(from_words); i++)
		if (strlen(from_words[i].word) == len &&
		    strncmp(from_words[i].word, word, len) == 0) {
			*base = from_words[i].base;
			*what = from_words[i].what;
			return from_words[i].word;
		}
	return NULL;
}

/* opened, created, payment: words without an argument, where they mean
 * something. A row of money has no step; only a limit per payment has a row. */
static bool
read_due_word(struct loader *l, const struct node *n, enum due_of of,
    struct gd_due_def *d)
{
	const char *s = n->text;

	if (strcmp(s, "created") == 0) {
		d->base = GD_BASE_ORDER;
	} else if (strcmp(s, "opened") == 0) {
		d->base = GD_BASE_OPEN;
		if (of == DUE_ROW)
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
			    GD_T(s), GD_T("rows"));
	} else if (strcmp(s, "payment") == 0 &&
		   find_id(l->fields, sizeof *l->fields, l->wf->nfields, s) <
		       0) {
		d->base = GD_BASE_PAYMENT;
		if (of != DUE_LIMIT)
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_PER_PAYMENT);
	} else {
		return false;
	}
	return true;
}

static void
read_due_from(struct loader *l, const struct node *n, enum due_of of,
    struct gd_due_def *d)
{
	const char *s = n->kind == NODE_TEXT ? n->text : "";
	size_t len = strlen(s), head = strcspn(s, "(");
	enum ref what = REF_FIELD;

	d->base = GD_BASE_FIELD;
	if (n->kind == NODE_TEXT && read_due_word(l, n, of, d))
		return;
	if (head < len && s[len - 1] == ')') {
		if (!date_word(s, head, &d->base, &what)) {
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

/* owner, office, bank, customer, or a desk */
static void
read_calendar(struct loader *l, const struct node *n, struct gd_due_def *d)
{
	static const char *const words[] = { "owner", "office", "bank",
		"customer" };

	for (int i = 0; n->kind == NODE_TEXT && i < COUNT(words); i++)
		if (strcmp(n->text, words[i]) == 0) {
			d->cal = (enum gd_cal_of)i;
			return;
		}
	d->cal = GD_CAL_DESK;
	read_ref(l, n, &d->cal_desk, REF_DESK);
}

static void
want_type(struct loader *l, const struct node *n, int field,
    enum gd_field_type type, const char *word)
{
	if (field >= 0 && l->fields[field].type != type)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_NOT_TYPE,
		    GD_T(l->fields[field].name.id), GD_T(word));
}

static void
want_dates(struct loader *l, const struct node *n, const struct gd_list *fields)
{
	for (int i = 0; i < fields->n; i++)
		want_type(l, n, fields->at[i], GD_FIELD_DATE, "date");
}

/* Two fields, or none. */
static void
want_pair(struct loader *l, const struct node *n, const char *key,
    const struct gd_list *fields)
{
	if (fields->n && fields->n != 2)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_TWO, GD_T(key));
}

/* pace: [amount, a day's amount] */
static void
check_pace(struct loader *l, const struct node *n, const struct gd_list *pace)
{
	want_pair(l, n, "pace", pace);
	for (int i = 0; i < pace->n; i++)
		if (pace->at[i] >= 0 &&
		    l->fields[pace->at[i]].type != GD_FIELD_INT)
			want_type(l, n, pace->at[i], GD_FIELD_DECIMAL,
			    "decimal");
}

/* The fields a rule looks at are of the types it needs. */
static void
check_due_fields(struct loader *l, const struct node *n,
    const struct gd_due_def *d)
{
	want_dates(l, n, &d->cap);
	want_dates(l, n, &d->floor);
	want_dates(l, n, &d->latest);
	want_dates(l, n, &d->unrolled);
	want_pair(l, n, "unrolled", &d->unrolled);
	check_pace(l, n, &d->pace);
	for (int i = 0; i < d->days_from.n; i++)
		want_type(l, n, d->days_from.at[i], GD_FIELD_INT, "int");
}

void
read_due(struct loader *l, const struct node *n, enum due_of of,
    struct gd_due_def *out)
{
	struct due_raw r = { .d = GD_DUE_NONE };

	read_map(l, n, due_keys, COUNT(due_keys), &r);
	r.d.work = r.count == 1;
	r.d.hold_stops = r.hold == 1;
	r.d.snap = (enum gd_snap)r.snap;
	r.d.roll = (enum gd_roll)r.roll;
	if (r.from)
		read_due_from(l, r.from, of, &r.d);
	if (r.cal)
		read_calendar(l, r.cal, &r.d);
	if (r.or_.n > 2)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_AT_MOST, GD_T("or"),
		    GD_N(2));
	for (int i = 0; i < r.or_.n && i < 2; i++)
		r.d.alt[i] = r.or_.at[i];
	if (r.d.base == GD_BASE_FIELD && r.from)
		want_type(l, r.from, r.d.ref, GD_FIELD_DATE, "date");
	want_dates(l, n, &r.or_);
	check_due_fields(l, n, &r.d);
	/* what law, bank or carrier set does not wait for our order */
	if (r.d.hard && r.d.hold_stops)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
		    GD_T("hold: stops"), GD_T("hard: yes"));
	*out = r.d;
}

/* "30 min", "24 hours", "3 days"; out: int64_t minutes */
void
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
	d->expires_accepts = r.goes->kind == NODE_TEXT &&
			     strcmp(r.goes->text, "accept") == 0;
	if (d->expires_accepts)
		return;
	d->expires_to = r.goes->kind == NODE_TEXT
			    ? (int16_t)gd_duty_outcome(d, r.goes->text)
			    : -1;
	if (d->expires_to < 0)
		gd_fail(fault(l, r.goes), GD_USAGE, GD_M_FLOW_NONE,
		    GD_W("outcome"),
		    GD_T(r.goes->kind == NODE_TEXT ? r.goes->text : ""));
}
