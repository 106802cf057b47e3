/* tests/store/book.c - see book.h. */
#include "book.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char dir[64];

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

int
book_teardown(void **state)
{
	(void)state;
	if (*dir)
		nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	*dir = '\0';
	return 0;
}

int
book_setup(void **state)
{
	return book_setup_in(state, "/tmp");
}

int
book_setup_in(void **state, const char *base)
{
	book_teardown(state);
	snprintf(dir, sizeof dir, "%s/gendan-store-XXXXXX", base);
	if (!mkdtemp(dir))
		return -1;
	setenv("XDG_STATE_HOME", dir, 1);
	return 0;
}

const char *
book_dir(void)
{
	return dir;
}

const char *
book_file(const char *name)
{
	static char paths[8][128];
	static int next;
	char *path = paths[next++ % 8];

	snprintf(path, sizeof paths[0], "%s/%s", dir, name);
	return path;
}

static void
must(enum gd_code rc, const struct gd_err *err, const char *what)
{
	if (rc != GD_OK)
		fail_msg("%s: code %d, %s (%s, %s)", what, (int)rc,
		    gd_msg_english(err->msg), err->arg[0].text,
		    err->arg[1].text);
}

struct gd_store *
book_open(const char *name, enum gd_profile profile)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s = NULL;

	must(gd_store_open(book_file(name), profile, &s, &err), &err, "open");
	return s;
}

struct gd_store *
book_new(void)
{
	struct gd_err err = GD_ERR_INIT;

	must(gd_store_create(book_file("book.db"), 1, &err), &err, "create");
	return book_open("book.db", GD_PROFILE_WORK);
}

void
deed_begin(struct deed *d)
{
	*d = (struct deed){ .events = GD_EVENTS_INIT };
	d->event = gd_event_add(&d->events, GD_EV_TABLES, "", "", 0);
}

void
deed_put(struct deed *d, int table, const void *row, uint64_t mask)
{
	gd_event_put(&d->events, d->event, table, row, mask);
}

void
deed_end(struct deed *d)
{
	gd_events_release(&d->events);
}

static int64_t
next_rev(struct gd_store *s, const char *order)
{
	struct gd_order o;
	int64_t rev = 1;

	gd_order_init(&o);
	if (gd_store_order_load(s, order, &o, NULL) == GD_OK)
		rev = o.rev + 1;
	gd_order_release(&o);
	return rev;
}

enum gd_code
deed_request(struct deed *d, struct gd_store *s, const char *order, int64_t rev,
    const char *request, struct gd_err *err)
{
	struct gd_entry e = { .order = order,
		.order_rev = rev,
		.at_ms = 1000,
		.actor = "wang",
		.for_whom = "",
		.request = request,
		.verb = "do",
		.events = &d->events };
	enum gd_code rc;

	rc = gd_store_begin(s, err);
	if (rc != GD_OK)
		return rc;
	if (order && !rev)
		e.order_rev = next_rev(s, order);
	rc = gd_store_append(s, &e, NULL, err);
	return gd_store_end(s, rc, err);
}

enum gd_code
deed_do(struct deed *d, struct gd_store *s, const char *order, int64_t rev,
    struct gd_err *err)
{
	char request[GD_ID_TEXT];

	return deed_request(d, s, order, rev, gd_id_new(1, request), err);
}

void
book_order(struct gd_store *s, const char *number, const char *customer,
    int64_t step, int64_t due_day, char id[GD_ID_TEXT])
{
	struct gd_head head = { .number = number,
		.customer = customer,
		.workflow = "export",
		.version = 1,
		.step_no = step,
		.due_day = due_day,
		.created_ms = 5,
		.rail = "x>.........",
		.waits = "role:clerk desk:qc" };
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	gd_id_new(1, id);
	deed_begin(&d);
	deed_put(&d, GD_TAB_HEAD, &head, ALL_CELLS);
	must(deed_do(&d, s, id, 1, &err), &err, "order");
	deed_end(&d);
}

void
book_customer(struct gd_store *s, const char *code, const char *name)
{
	struct gd_customer c = { .code = code, .name = name, .active = 1 };
	struct gd_err err = GD_ERR_INIT;
	struct deed d;

	deed_begin(&d);
	deed_put(&d, GD_ORDER_NTABLES + GD_OFF_CUSTOMER, &c, ALL_CELLS);
	must(deed_do(&d, s, NULL, 0, &err), &err, "customer");
	deed_end(&d);
}

uint64_t
cells(int table, const char *names)
{
	const struct gd_table *t = gd_put_table(table);
	uint64_t mask = 0;

	for (int i = 0; i < t->ncols; i++) {
		size_t n = strlen(t->cols[i].name);

		for (const char *p = names; (p = strstr(p, t->cols[i].name));
		     p++)
			if ((p == names || p[-1] == ' ') &&
			    (p[n] == ' ' || p[n] == '\0'))
				mask |= (uint64_t)1 << i;
	}
	return mask;
}
