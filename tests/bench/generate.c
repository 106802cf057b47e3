/* tests/bench/generate.c - makes a book of N orders, the same for one seed.
 *
 * The demo's orders, carried on by real commands, are the stamps; each order
 * of the book is a prefix of one of them, so it stands at a depth at which
 * an order really stood.  Everything goes in through gd_store_append, so the
 * store writes rows, counters and search words itself and verify passes.
 * Orders beyond INFLIGHT are old ones: entered and completed in two commands.
 * A book that is there already goes on from where it ends, with old ones.
 *
 *   generate BOOK N [INFLIGHT [SEED]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../src/store/store_priv.h"
#include "app/app.h"
#include "base/day.h"
#include "bench/stamp.h"
#include "bench/words.h"

#include "base/banned.h"

#define NOW "2026-11-24T09:00:00+08:00"
#define CLERKS 200
#define BATCH 250 /* orders of one transaction */
#define STEPS 11

/* Prefixes of stamps that end at a step. */
struct prefix {
	const struct stamp *stamp;
	size_t n;
};
struct maker {
	struct gd_store *store;
	struct stamp *stamps;
	size_t nstamps;
	struct prefix *at_step[STEPS + 1];
	size_t n[STEPS + 1], room[STEPS + 1];
	struct prefix *ended;
	size_t nended, ended_room;
	uint64_t seed, ncustomers, nproducts;
	int32_t today;
	int64_t tick; /* of ids: they grow as the journal does */
	int64_t commands;
	struct gd_events events;
};

static void
must(enum gd_code rc, const struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;

	if (rc == GD_OK)
		return;
	gd_say_err(&text, GD_EN, err);
	fprintf(stderr, "generate: %s\n", text.text);
	exit(1);
}

static void
append(struct maker *m, const char *order, int64_t rev, int64_t at_ms,
    const char *actor, const char *for_whom, const char *verb)
{
	struct gd_err err = GD_ERR_INIT;
	char request[GD_ID_TEXT];
	struct gd_entry e = { .order = order,
		.order_rev = rev,
		.at_ms = at_ms,
		.actor = actor,
		.for_whom = for_whom,
		.request = gd_id_new(m->tick++, request),
		.verb = verb,
		.events = &m->events };

	must(gd_store_append(m->store, &e, NULL, &err), &err);
	m->commands++;
}

/* ---- the office ---------------------------------------------------------- */

static void
add_clerks(struct maker *m, int64_t at_ms)
{
	struct gd_event *e;
	char login[40], name[40];

	gd_events_clear(&m->events);
	for (uint64_t i = 0; i < CLERKS; i++) {
		words_clerk(i, login, sizeof login, name, sizeof name);
		e = gd_event_add(&m->events, GD_EV_OFFICE, "user add", login,
		    0);
		gd_event_put(&m->events, e, GD_ORDER_NTABLES + GD_OFF_PERSON,
		    &(struct gd_person){ login, name, login, 1 }, UINT64_MAX);
		gd_event_put(&m->events, e, GD_ORDER_NTABLES + GD_OFF_HOLDS,
		    &(struct gd_holds){ login, "clerk", 1 }, UINT64_MAX);
	}
	append(m, NULL, 0, at_ms, "chenli", "", "user add");
}

static void
add_customers(struct maker *m, int64_t at_ms)
{
	struct words_customer c;

	gd_events_clear(&m->events);
	for (uint64_t i = 0; i < m->ncustomers; i++) {
		struct gd_event *e;

		words_customer(m->seed, i, &c);
		e = gd_event_add(&m->events, GD_EV_OFFICE, "customer set",
		    c.code, 0);
		gd_event_put(&m->events, e, GD_ORDER_NTABLES + GD_OFF_CUSTOMER,
		    &(struct gd_customer){ c.code, c.name, c.name_en, c.country,
			c.city, c.pinyin, "", 1, "", "", "", "", "", "", "" },
		    UINT64_MAX);
		if (m->events.n == 500 || i + 1 == m->ncustomers) {
			append(m, NULL, 0, at_ms, "chenli", "", "customer set");
			gd_events_clear(&m->events);
		}
	}
}

/* ---- orders -------------------------------------------------------------- */

static void
sort_prefixes(struct maker *m)
{
	for (size_t i = 0; i < m->nstamps; i++) {
		const struct stamp *st = &m->stamps[i];

		for (size_t n = 1; n <= st->n; n++) {
			int64_t step = st->entries[n - 1].step;
			struct prefix *p;

			if (st->entries[n - 1].state == GD_ORDER_ACTIVE &&
			    step >= 1 && step <= STEPS)
				p = GD_PUSH(m->at_step[step], m->n[step],
				    m->room[step]);
			else if (n == st->n)
				p = GD_PUSH(m->ended, m->nended, m->ended_room);
			else
				continue;
			*p = (struct prefix){ st, n };
		}
	}
}

/* Most customers buy seldom, some often: squares lean to the small. */
static uint64_t
skewed(uint64_t h, uint64_t n)
{
	return (h % n) * ((h >> 24) % n) / n;
}

struct filled {
	struct stamp_fill fill;
	struct words_customer customer;
	char number[32], product[160], vessel[60], clerk[40], name[40];
	char id[GD_ID_TEXT];
};

static void
fill_order(struct maker *m, uint64_t i, int32_t shift, struct filled *f)
{
	uint64_t h = words_mix(m->seed * 7919 + i);

	words_customer(m->seed, skewed(h, m->ncustomers), &f->customer);
	words_product(m->seed, words_mix(h) % m->nproducts, f->product,
	    sizeof f->product);
	words_vessel(m->seed, h >> 7, f->vessel, sizeof f->vessel);
	words_clerk(h >> 40, f->clerk, sizeof f->clerk, f->name,
	    sizeof f->name);
	words_clerk((h >> 40) % CLERKS, f->clerk, sizeof f->clerk, f->name,
	    sizeof f->name);
	snprintf(f->number, sizeof f->number, "NB26-%06llu",
	    (unsigned long long)i);
	gd_id_new(m->tick++, f->id);
	f->fill = (struct stamp_fill){ .seed = m->seed,
		.i = i,
		.number = f->number,
		.customer = f->customer.code,
		.customer_name = f->customer.name,
		.product = f->product,
		.clerk = f->clerk,
		.vessel = f->vessel,
		.shift = shift };
}

static void
press_entry(struct maker *m, const struct prefix *p, size_t at,
    const struct filled *f)
{
	const struct stamp_entry *e = &p->stamp->entries[at];
	const char *actor, *for_whom;

	stamp_press(p->stamp, e, &f->fill, &m->events, &actor, &for_whom);
	append(m, f->id, (int64_t)at + 1,
	    e->at_ms + f->fill.shift * INT64_C(86400000), actor, for_whom,
	    e->verb);
}

/* Where it stands: every step alike, one in twelve at its end. Its last act
 * was some days ago. */
static void
running_order(struct maker *m, uint64_t i)
{
	uint64_t h = words_mix(m->seed * 104729 + i);
	size_t step = 1 + h % (STEPS + 1);
	const struct prefix *p;
	struct filled f;
	int32_t last;

	while (step <= STEPS && !m->n[step])
		step++;
	p = step > STEPS ? &m->ended[(h >> 8) % m->nended]
			 : &m->at_step[step][(h >> 8) % m->n[step]];
	last = gd_ms_day(p->stamp->entries[p->n - 1].at_ms, 480);
	fill_order(m, i, m->today - last - (int32_t)((h >> 32) % 20), &f);
	for (size_t e = 0; e < p->n; e++)
		press_entry(m, p, e, &f);
}

/* Entered, then completed with all fields and payments at once. */
static void
old_order(struct maker *m, uint64_t i, uint64_t of)
{
	static const int tables[] = { GD_TAB_FIELD, GD_TAB_PAYMENT,
		GD_TAB_HEAD };
	const struct prefix *p = &m->ended[words_mix(m->seed + i) % m->nended];
	const struct stamp_entry *end = &p->stamp->entries[p->n - 1];
	int32_t last = gd_ms_day(end->at_ms, 480);
	struct gd_event *e;
	struct filled f;
	const void *row;

	fill_order(m, i,
	    m->today - last - 30 - (int32_t)((of - i) * 3650 / (of + 1)), &f);
	press_entry(m, p, 0, &f);
	gd_events_clear(&m->events);
	e = gd_event_add(&m->events, GD_EV_COMPLETED, "", "", 0);
	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
		for (size_t r = 0;
		     (row = gd_row_at(&p->stamp->last.sheet, tables[t], r));
		     r++) {
			struct stamp *st = m->stamps + (p->stamp - m->stamps);
			const struct gd_table *tab =
			    &gd_order_tables[tables[t]];
			uint64_t copy[64];

			memcpy(copy, row, tab->size);
			for (int c = 0; c < tab->ncols; c++) {
				char *cell = (char *)copy + tab->cols[c].offset;
				const char *text;
				int64_t n;

				if (tab->cols[c].type == GD_CELL_INT) {
					n = stamp_shift(&tab->cols[c],
					    gd_cell_int(row, &tab->cols[c]),
					    f.fill.shift);
					memcpy(cell, &n, sizeof n);
					continue;
				}
				text = stamp_text(st,
				    stamp_mark(st,
					gd_cell_text(row, &tab->cols[c])),
				    &f.fill, &m->events.arena);
				memcpy(cell, &text, sizeof text);
			}
			gd_event_put(&m->events, e, tables[t], copy,
			    UINT64_MAX);
		}
	append(m, f.id, 2, end->at_ms + f.fill.shift * INT64_C(86400000),
	    f.clerk, "", "close");
}

/* ---- the book ------------------------------------------------------------ */

static void
batch(struct maker *m, uint64_t from, uint64_t to, uint64_t inflight,
    uint64_t n)
{
	struct gd_err err = GD_ERR_INIT;

	must(gd_store_begin(m->store, &err), &err);
	for (uint64_t i = from; i < to; i++)
		if (i >= inflight)
			old_order(m, i, n);
		else
			running_order(m, i);
	must(gd_store_end(m->store, GD_OK, &err), &err);
}

static void
fill_book(struct maker *m, uint64_t from, uint64_t n, uint64_t inflight)
{
	int64_t began = gd_monotonic_ms(), said = began;
	struct gd_err err = GD_ERR_INIT;
	uint64_t i, to;

	must(gd_store_begin(m->store, &err), &err);
	add_clerks(m, m->tick);
	add_customers(m, m->tick);
	must(gd_store_end(m->store, GD_OK, &err), &err);
	for (i = from; i < n; i = to) {
		to = i + BATCH < n ? i + BATCH : n;
		batch(m, i, to, inflight, n);
		if (gd_monotonic_ms() - said > 10000) {
			said = gd_monotonic_ms();
			fprintf(stderr,
			    "  %llu orders, %lld commands, %lld s\n",
			    (unsigned long long)to, (long long)m->commands,
			    (long long)(said - began) / 1000);
		}
	}
	printf("%llu orders, %llu of them in flight, %lld commands, %.1f s\n",
	    (unsigned long long)n,
	    (unsigned long long)(n < inflight ? n : inflight),
	    (long long)m->commands, (double)(gd_monotonic_ms() - began) / 1e3);
}

/* How many orders made by rule it has. */
static uint64_t
made_before(struct gd_store *s)
{
	struct gd_err err = GD_ERR_INIT;
	int64_t n;

	must(gd_db_int(s,
		 "SELECT count(*) FROM orders WHERE number >= 'NB26-' AND "
		 "number < 'NB26.'",
		 NULL, &n, &err),
	    &err);
	return (uint64_t)n;
}

int
main(int argc, char **argv)
{
	struct gd_err err = GD_ERR_INIT;
	struct maker m = { 0 };
	uint64_t n, inflight, from;

	if (argc < 3) {
		fputs("usage: generate BOOK N [INFLIGHT [SEED]]\n", stderr);
		return 2;
	}
	n = strtoull(argv[2], NULL, 10);
	inflight = argc > 3 ? strtoull(argv[3], NULL, 10) : n;
	m.seed = argc > 4 ? strtoull(argv[4], NULL, 10) : 1;
	setenv("GENDAN_NOW", NOW, 1);
	setenv("GENDAN_TZ", "480", 1);
	m.tick = gd_now_ms();
	m.today = gd_ms_day(m.tick, 480);
	m.ncustomers = n / 20 + 1;
	m.nproducts = n / 10 + 100;
	if (access(argv[1], F_OK) != 0)
		must(gd_app_demo(argv[1], m.seed, &err), &err);
	must(gd_store_open(argv[1], GD_PROFILE_MAINT, &m.store, &err), &err);
	from = made_before(m.store);
	gd_id_seed(m.seed + 77 + from);
	m.tick += (int64_t)from * 100;
	gd_profile_authorize(m.store, false);
	/* a book is made once: room for its indexes */
	if (sqlite3_exec(m.store->db, "PRAGMA cache_size=-400000", NULL, NULL,
		NULL) != SQLITE_OK)
		return 1;
	m.nstamps = stamp_read_all(m.store, &m.stamps);
	sort_prefixes(&m);
	fill_book(&m, from, n, inflight);
	stamp_free_all(m.stamps, m.nstamps);
	for (int i = 0; i <= STEPS; i++)
		free(m.at_step[i]);
	free(m.ended);
	gd_events_release(&m.events);
	gd_store_close(m.store);
	return 0;
}
