/* tests/bench/stamp.c - reads orders as stamps and presses them.
 *
 * Every prefix of an order's entries is an order as it once stood, so a few
 * dozen orders give stamps of every depth, all decided by the real core.
 */
#include "stamp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "words.h"

#include "base/banned.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

static void
must(enum gd_code rc, const struct gd_err *err)
{
	if (rc == GD_OK)
		return;
	fprintf(stderr, "bench: %s (%s)\n", gd_msg_english(err->msg),
	    err->arg[0].text);
	exit(1);
}

/* ---- marking ------------------------------------------------------------- */

static void
needle(struct stamp *st, const char *text, char mark)
{
	if (!*text || strcmp(text, "-") == 0 ||
	    st->nneedles == (int)(sizeof st->needles / sizeof *st->needles))
		return;
	for (int i = 0; i < st->nneedles; i++)
		if (strcmp(st->needles[i].text, text) == 0)
			return;
	st->needles[st->nneedles].text = gd_arena_str(&st->arena, text);
	st->needles[st->nneedles++].mark = mark;
}

static void
needle_like(struct stamp *st, const char *text)
{
	int before = st->nneedles;

	if (st->nlike == 16 || strlen(text) < 4)
		return;
	needle(st, text, (char)(STAMP_LIKE + st->nlike));
	if (st->nneedles > before)
		st->like[st->nlike++] = st->needles[before].text;
}

/* What makes this order another one. */
static void
find_needles(struct stamp *st, const struct gd_sheet *office)
{
	const struct gd_head *h = gd_head(&st->last);
	const struct gd_customer *c = gd_row_find(office, GD_OFF_CUSTOMER,
	    &(struct gd_customer){ .code = h->customer });
	const struct gd_assign *a = gd_row_find(&st->last.sheet, GD_TAB_ASSIGN,
	    &(struct gd_assign){ .role = "clerk" });
	const struct gd_field *f;

	needle(st, h->number, STAMP_NUMBER);
	needle(st, h->customer, STAMP_CUSTOMER);
	if (c)
		needle(st, c->name, STAMP_CUSTOMER_NAME);
	if (a)
		needle(st, a->person, STAMP_CLERK);
	for (size_t i = 0; (f = gd_walk(&st->last, GD_TAB_FIELD, &i));) {
		size_t n = strlen(f->name);

		if (strcmp(f->name, "product") == 0)
			needle(st, f->value, STAMP_PRODUCT);
		else if (strcmp(f->name, "vessel") == 0)
			needle(st, f->value, STAMP_VESSEL);
		else if (strcmp(f->name, "customer_po") == 0 ||
			 strcmp(f->name, "tracking") == 0 ||
			 (n > 3 && strcmp(f->name + n - 3, "_no") == 0))
			needle_like(st, f->value);
	}
}

static bool
is_day(const char *p)
{
	static const char form[] = "dddd-dd-dd";

	for (int i = 0; form[i]; i++)
		if (form[i] == 'd' ? p[i] < '0' || p[i] > '9' : p[i] != '-')
			return false;
	return gd_day_parse((char[]){ p[0], p[1], p[2], p[3], p[4], p[5], p[6],
		   p[7], p[8], p[9], 0 }) != GD_NO_DAY;
}

/* Codes and logins only where nothing else touches them: "chenli" is a
 * word, "chenlin" is not. */
static bool
edge(char before, char after)
{
	return !(
	    (before >= 'a' && before <= 'z') || (after >= 'a' && after <= 'z'));
}

const char *
stamp_mark(struct stamp *st, const char *text)
{
	struct gd_str out = GD_STR_INIT;
	char before = '\0';
	const char *done;
	int i;

	for (const char *p = text; *p;) {
		size_t len = 0;

		for (i = 0; i < st->nneedles && !len; i++) {
			size_t n = strlen(st->needles[i].text);

			if (strncmp(p, st->needles[i].text, n) == 0 &&
			    edge(before, p[n])) {
				gd_str_addc(&out, st->needles[i].mark);
				len = n;
			}
		}
		if (!len && is_day(p))
			gd_str_addc(&out, STAMP_DAY);
		if (!len)
			gd_str_addc(&out, *p);
		before = *p;
		p += len ? len : 1;
	}
	done = *out.text ? gd_arena_str(&st->arena, out.text) : "";
	gd_str_release(&out);
	return done;
}

/* ---- reading ------------------------------------------------------------- */

static void
mark_row(struct stamp *st, const struct gd_table *t, void *row)
{
	for (int c = 0; c < t->ncols; c++) {
		const char *text;

		if (t->cols[c].type != GD_CELL_TEXT)
			continue;
		text = stamp_mark(st, gd_cell_text(row, &t->cols[c]));
		memcpy((char *)row + t->cols[c].offset, &text, sizeof text);
	}
}

static void
mark_entry(struct stamp *st, struct stamp_entry *e)
{
	e->actor = stamp_mark(st, e->actor);
	e->for_whom = stamp_mark(st, e->for_whom);
	for (size_t i = 0; i < e->events.n; i++) {
		struct gd_event *ev = &e->events.at[i];

		ev->what = stamp_mark(st, ev->what);
		ev->note = stamp_mark(st, ev->note);
		for (size_t p = 0; p < ev->nputs; p++)
			mark_row(st, gd_put_table(ev->puts[p].table),
			    ev->puts[p].row);
	}
}

static void
read_entries(struct gd_store *s, const char *id, struct stamp *st)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_journal_row row;
	struct gd_order o;
	struct gd_cursor *c;
	enum gd_code rc;

	gd_order_init(&o);
	must(gd_store_journal(s, id, 0, &c, &err), &err);
	while ((rc = gd_cursor_next(c, &row, &err)) == GD_OK) {
		struct stamp_entry *e = GD_PUSH(st->entries, st->n, st->room);

		e->at_ms = row.at_ms;
		e->actor = gd_arena_str(&st->arena, row.actor);
		e->for_whom = gd_arena_str(&st->arena, row.for_whom);
		e->verb = gd_arena_str(&st->arena, row.verb);
		must(gd_events_decode(&e->events, row.body, row.body_len, &err),
		    &err);
		for (size_t i = 0; i < e->events.n; i++)
			gd_apply(&o.sheet, NULL, &e->events.at[i]);
		e->step = gd_head(&o)->step_no;
		e->state = gd_head(&o)->state;
	}
	if (rc != GD_MISSING)
		must(rc, &err);
	gd_cursor_close(c);
	gd_order_release(&o);
}

static void
read_one(struct gd_store *s, const struct gd_sheet *office, const char *id,
    struct stamp *st)
{
	struct gd_err err = GD_ERR_INIT;

	gd_order_init(&st->last);
	must(gd_store_order_load(s, id, &st->last, &err), &err);
	find_needles(st, office);
	read_entries(s, id, st);
	for (size_t i = 0; i < st->n; i++)
		mark_entry(st, &st->entries[i]);
}

size_t
stamp_read_all(struct gd_store *s, struct stamp **out)
{
	/* the demo's orders come first by number */
	struct gd_filter f = { .limit = 100, .sort = GD_SORT_NUMBER };
	struct gd_list_rows rows = { 0 };
	struct gd_err err = GD_ERR_INIT;
	struct gd_sheet office;
	size_t n;

	gd_sheet_init(&office, gd_office_tables, GD_OFFICE_NTABLES);
	must(gd_store_office_load(s, &office, &err), &err);
	must(gd_store_list(s, &f, &rows, &err), &err);
	for (n = 0; n < rows.n && strncmp(rows.at[n].number, "EX-", 3) == 0;)
		n++;
	*out = gd_alloc(n, sizeof **out);
	for (size_t i = 0; i < n; i++)
		read_one(s, &office, rows.at[i].id, &(*out)[i]);
	gd_sheet_release(&office);
	free(rows.at);
	gd_arena_release(&rows.arena);
	return n;
}

void
stamp_free_all(struct stamp *stamps, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t e = 0; e < stamps[i].n; e++)
			gd_events_release(&stamps[i].entries[e].events);
		free(stamps[i].entries);
		gd_order_release(&stamps[i].last);
		gd_arena_release(&stamps[i].arena);
	}
	free(stamps);
}

/* ---- pressing ------------------------------------------------------------ */

static void
add_mark(const struct stamp *st, const struct stamp_fill *fill, char mark,
    struct gd_str *out)
{
	char buf[200];

	switch (mark) {
	case STAMP_NUMBER:
		gd_str_add(out, fill->number);
		return;
	case STAMP_CUSTOMER:
		gd_str_add(out, fill->customer);
		return;
	case STAMP_CUSTOMER_NAME:
		gd_str_add(out, fill->customer_name);
		return;
	case STAMP_PRODUCT:
		gd_str_add(out, fill->product);
		return;
	case STAMP_CLERK:
		gd_str_add(out, fill->clerk);
		return;
	case STAMP_VESSEL:
		gd_str_add(out, fill->vessel);
		return;
	default:
		break;
	}
	if (mark >= STAMP_LIKE && mark < STAMP_LIKE + st->nlike) {
		words_like(fill->seed + (uint64_t)mark, fill->i,
		    st->like[mark - STAMP_LIKE], buf, sizeof buf);
		gd_str_add(out, buf);
	} else {
		gd_str_addc(out, mark);
	}
}

const char *
stamp_text(const struct stamp *st, const char *text,
    const struct stamp_fill *fill, struct gd_arena *arena)
{
	struct gd_str out = GD_STR_INIT;
	const char *p = text, *done;
	char day[GD_DAY_TEXT];

	while ((unsigned char)*p >= STAMP_END)
		p++;
	if (!*p)
		return text;
	gd_str_addn(&out, text, (size_t)(p - text));
	for (; *p; p++) {
		if (*p == STAMP_DAY) {
			memcpy(day, p + 1, 10);
			day[10] = '\0';
			gd_str_add(&out,
			    gd_day_text(gd_day_parse(day) + fill->shift, day));
			p += 10;
		} else if ((unsigned char)*p < STAMP_END) {
			add_mark(st, fill, *p, &out);
		} else {
			gd_str_addc(&out, *p);
		}
	}
	done = gd_arena_str(arena, out.text);
	gd_str_release(&out);
	return done;
}

static bool
ends_with(const char *name, const char *tail)
{
	size_t n = strlen(name), m = strlen(tail);

	return n >= m && strcmp(name + n - m, tail) == 0;
}

int64_t
stamp_shift(const struct gd_col *col, int64_t value, int32_t days)
{
	if (!value || value == GD_NO_DAY)
		return value;
	if (ends_with(col->name, "_ms"))
		return value + days * DAY_MS;
	if (ends_with(col->name, "_day") || strcmp(col->name, "day") == 0 ||
	    strcmp(col->name, "plan") == 0 || strcmp(col->name, "first") == 0 ||
	    strcmp(col->name, "actual") == 0)
		return value + days;
	return value;
}

static void
press_put(const struct stamp *st, const struct gd_put *put,
    const struct stamp_fill *fill, struct gd_events *to, struct gd_event *e)
{
	const struct gd_table *t = gd_put_table(put->table);
	uint64_t row[64];

	memcpy(row, put->row, t->size);
	for (int c = 0; c < t->ncols; c++) {
		char *cell = (char *)row + t->cols[c].offset;
		const char *text;
		int64_t n;

		if (t->cols[c].type == GD_CELL_INT) {
			n = stamp_shift(&t->cols[c],
			    gd_cell_int(row, &t->cols[c]), fill->shift);
			memcpy(cell, &n, sizeof n);
		} else {
			text = stamp_text(st, gd_cell_text(row, &t->cols[c]),
			    fill, &to->arena);
			memcpy(cell, &text, sizeof text);
		}
	}
	if (put->drop)
		gd_event_drop(to, e, put->table, row);
	else
		gd_event_put(to, e, put->table, row, put->mask);
}

void
stamp_press(const struct stamp *st, const struct stamp_entry *entry,
    const struct stamp_fill *fill, struct gd_events *to, const char **actor,
    const char **for_whom)
{
	gd_events_clear(to);
	*actor = stamp_text(st, entry->actor, fill, &to->arena);
	*for_whom = stamp_text(st, entry->for_whom, fill, &to->arena);
	for (size_t i = 0; i < entry->events.n; i++) {
		const struct gd_event *ev = &entry->events.at[i];
		struct gd_event *e;

		/* numbers are given by hand here: no series is taken from */
		if (ev->kind == GD_EV_OFFICE)
			continue;
		e = gd_event_add(to, ev->kind,
		    stamp_text(st, ev->what, fill, &to->arena),
		    stamp_text(st, ev->note, fill, &to->arena), ev->number);
		for (size_t p = 0; p < ev->nputs; p++)
			press_put(st, &ev->puts[p], fill, to, e);
	}
}
