/* paper/pages.c - what comes onto which page. */
#include "paper/pages.h"

#include <stdlib.h>

#include "base/banned.h"

#define HAIR 0.01 /* sums of fractions are never exact */

/* The page being filled. */
struct filling {
	const struct gd_flow *flow;
	struct gd_places *places;
	double y, room;
	int page;
	int table;   /* whose header stands above, 0 = none */
	size_t rows; /* complete rows of the table last placed */
	int last;    /* that table */
	bool empty;
};

static void
put(struct filling *f, enum gd_place_kind kind, size_t slab, double y,
    size_t rows)
{
	struct gd_places *p = f->places;

	*GD_PUSH(p->all, p->n, p->room) = (struct gd_place){
		.kind = kind,
		.page = f->page,
		.y = y,
		.slab = slab,
		.rows = rows,
	};
}

static double
carry_of(const struct filling *f, int table)
{
	return table ? f->flow->tables[table - 1].carry : 0;
}

/* What slab i adds in the state (y, table, empty): header, sums brought
 * forward, gap and its own height. */
static double
adds(const struct filling *f, size_t i, int table, bool empty)
{
	const struct gd_slab *s = &f->flow->slabs[i];
	double h = s->h + (empty ? 0 : s->gap);

	if (s->table && s->table != table) {
		h += f->flow->tables[s->table - 1].head;
		if (s->table == f->last && f->rows > 0)
			h += carry_of(f, s->table);
	}
	return h;
}

/* Room that must be left below slab i for the sums, should the page end. */
static double
kept_free(const struct filling *f, size_t i)
{
	const struct gd_slab *s = f->flow->slabs;
	bool more = i + 1 < f->flow->nslabs && s[i + 1].table == s[i].table;

	return more ? carry_of(f, s[i].table) : 0;
}

/* Do slabs from..to fit below y? */
static bool
fits(const struct filling *f, size_t from, size_t to, double y, double room,
    bool empty)
{
	int table = empty ? 0 : f->table;

	for (size_t i = from; i <= to; i++) {
		y += adds(f, i, table, empty);
		table = f->flow->slabs[i].table;
		empty = false;
	}
	return y + kept_free(f, to) <= room + HAIR;
}

static void
place(struct filling *f, size_t i)
{
	const struct gd_slab *s = &f->flow->slabs[i];

	if (!f->empty)
		f->y += s->gap;
	if (s->table && s->table != f->table) {
		const struct gd_flow_table *t = &f->flow->tables[s->table - 1];

		if (t->head > 0)
			put(f, GD_PLACE_HEAD, i, f->y, 0);
		f->y += t->head;
		if (t->carry > 0 && s->table == f->last && f->rows > 0) {
			put(f, GD_PLACE_IN, i, f->y, f->rows);
			f->y += t->carry;
		}
	}
	if (s->foot && f->room - s->h > f->y)
		f->y = f->room - s->h;
	put(f, GD_PLACE_SLAB, i, f->y, s->rows);
	f->y += s->h;
	if (s->foot)
		f->y = f->room;
	f->table = f->last = s->table;
	f->rows = s->rows;
	f->empty = false;
}

static void
turn(struct filling *f, size_t next)
{
	int table = f->flow->slabs[next].table;

	if (table && table == f->table && f->rows > 0 && carry_of(f, table) > 0)
		put(f, GD_PLACE_OUT, next, f->y, f->rows);
	f->page++;
	f->y = 0;
	f->room = f->flow->next;
	f->table = 0;
	f->empty = true;
}

/* The last slab that is glued at least so to its neighbours from i on. */
static size_t
chain_end(const struct gd_flow *flow, size_t i, enum gd_glue least)
{
	while (i + 1 < flow->nslabs && flow->slabs[i + 1].glue >= least)
		i++;
	return i;
}

static void
place_chain(struct filling *f, size_t from, size_t to)
{
	for (size_t i = from; i <= to; i++)
		place(f, i);
}

/* Slabs from..to, all on one page; false: no page is large enough. */
static bool
place_together(struct filling *f, size_t from, size_t to)
{
	if (!fits(f, from, to, f->y, f->room, f->empty)) {
		if (f->empty || !fits(f, from, to, 0, f->flow->next, true))
			return false;
		turn(f, from);
	}
	place_chain(f, from, to);
	return true;
}

void
gd_places_fill(struct gd_places *places, const struct gd_flow *flow)
{
	struct filling f = { .flow = flow,
		.places = places,
		.room = flow->first,
		.empty = true };
	size_t i = 0;

	while (i < flow->nslabs) {
		size_t end = chain_end(flow, i, GD_GLUE_LIKED);

		if (place_together(&f, i, end)) {
			i = end + 1;
			continue;
		}
		/* Too much for a page: only what must stay together. */
		for (size_t last; i <= end; i = last + 1) {
			last = chain_end(flow, i, GD_GLUE_MUST);
			if (place_together(&f, i, last))
				continue;
			for (size_t k = i; k <= last; k++) {
				if (place_together(&f, k, k))
					continue;
				/* The first page may have the least room. */
				if (!f.empty ||
				    fits(&f, k, k, 0, flow->next, true))
					turn(&f, k);
				place(&f, k);
			}
		}
	}
	places->pages = f.page + 1;
}

void
gd_places_release(struct gd_places *places)
{
	free(places->all);
	*places = (struct gd_places){ 0 };
}
