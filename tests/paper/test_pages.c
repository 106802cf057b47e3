/* tests/paper/test_pages.c - what comes onto which page, checked on random
 * documents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "paper/columns.h"
#include "paper/pages.h"

#include "base/banned.h"

#define MOST 60

static uint64_t seed;

static int
dice(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

static struct gd_places
lay(const struct gd_flow *flow)
{
	struct gd_places places = { 0 };

	gd_places_fill(&places, flow);
	return places;
}

static double
height(const struct gd_flow *f, const struct gd_place *p)
{
	const struct gd_slab *s = &f->slabs[p->slab];

	if (p->kind == GD_PLACE_SLAB)
		return s->h;
	return p->kind == GD_PLACE_HEAD ? f->tables[s->table - 1].head
					: f->tables[s->table - 1].carry;
}

/* Nothing overlaps, leaves the page, is left out or comes twice. */
static void
assert_whole(const struct gd_flow *f, const struct gd_places *p)
{
	double y = 0;
	size_t next = 0;
	int page = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct gd_place *at = &p->all[i];

		if (at->page != page) {
			assert_int_equal(at->page, page + 1);
			page++;
			y = 0;
		}
		assert_true(at->y >= y - 0.001);
		if (at->kind == GD_PLACE_SLAB && y > 0 &&
		    p->all[i - 1].kind == GD_PLACE_SLAB)
			assert_true(
			    at->y >= y + f->slabs[at->slab].gap - 0.001);
		y = at->y + height(f, at);
		assert_true(y <= (page ? f->next : f->first) + 0.02);
		if (at->kind == GD_PLACE_SLAB)
			assert_int_equal(at->slab, next++);
	}
	assert_int_equal(next, f->nslabs);
	assert_int_equal(p->pages, page + 1);
}

/* Every page with rows has their header; sums go over each border inside a
 * table, and are the same on both sides. */
static void
assert_tables(const struct gd_flow *f, const struct gd_places *p)
{
	int open = 0, page = -1, last = 0;
	size_t rows = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct gd_place *at = &p->all[i];
		const struct gd_slab *s = &f->slabs[at->slab];

		if (at->page != page)
			open = 0;
		page = at->page;
		if (at->kind == GD_PLACE_HEAD)
			open = s->table;
		if (at->kind == GD_PLACE_OUT)
			assert_int_equal(at->rows, rows);
		if (at->kind == GD_PLACE_IN) {
			assert_int_equal(at->rows, rows);
			assert_int_equal(p->all[i - 1].kind, GD_PLACE_HEAD);
		}
		if (at->kind != GD_PLACE_SLAB)
			continue;
		if (s->table) {
			assert_int_equal(open, s->table);
			if (s->table == last && p->all[i - 1].page == page &&
			    p->all[i - 1].kind == GD_PLACE_HEAD && rows > 0)
				fail_msg("no sums brought forward");
		}
		last = s->table;
		rows = s->rows;
	}
}

static void
random_documents_are_laid_out_whole(void **state)
{
	(void)state;
	for (seed = 1; seed < 4000000000u; seed += 1000003 * (1 + seed % 7)) {
		static struct gd_slab slabs[MOST];
		struct gd_flow_table tables[8] = { 0 };
		struct gd_flow f = { .first = 60 + dice(40),
			.next = 90 + dice(20),
			.slabs = slabs,
			.nslabs = (size_t)(1 + dice(MOST)),
			.tables = tables };
		struct gd_places p;
		size_t rows = 0;
		int table = 0, left = 0;
		uint64_t kept = seed;

		memset(slabs, 0, sizeof slabs);
		for (int i = 0; i < 8; i++)
			tables[i] =
			    (struct gd_flow_table){ 1 + dice(9), 1 + dice(4) };
		for (size_t i = 0; i < f.nslabs; i++, left--) {
			if (left <= 0 && table < 8 && dice(3) == 0) {
				table++;
				left = 1 + dice(20);
				rows = 0;
			}
			slabs[i].h = 1 + dice(30);
			slabs[i].gap = dice(6);
			slabs[i].glue = (enum gd_glue)(dice(8) == 0);
			if (left > 0) {
				slabs[i].table = table;
				slabs[i].rows = ++rows;
				slabs[i].gap = 0;
			}
		}
		p = lay(&f);
		assert_whole(&f, &p);
		assert_tables(&f, &p);
		gd_places_release(&p);
		seed = kept;
	}
}

static void
a_signature_is_never_alone_on_a_page(void **state)
{
	struct gd_slab slabs[30] = { 0 };
	struct gd_flow f = { 40, 40, slabs, 0, NULL };

	(void)state;
	/* However much is above, loosely glued or not. */
	for (size_t n = 1; n < 29; n++)
		for (int glued = 0; glued < 2; glued++) {
			struct gd_places p;

			memset(slabs, 0, sizeof slabs);
			for (size_t i = 0; i < n; i++) {
				slabs[i].h = 5;
				slabs[i].glue = (enum gd_glue)(i && glued);
			}
			slabs[n].h = 12;
			slabs[n].glue = GD_GLUE_MUST;
			f.nslabs = n + 1;
			p = lay(&f);
			assert_whole(&f, &p);
			assert_int_equal(p.all[p.n - 1].page,
			    p.all[p.n - 2].page);
			gd_places_release(&p);
		}
}

static void
what_likes_to_stay_together_does_when_a_page_can_hold_it(void **state)
{
	struct gd_slab slabs[4] = { { .h = 30 }, { .h = 5 },
		{ .h = 5, .glue = GD_GLUE_LIKED },
		{ .h = 5, .glue = GD_GLUE_LIKED } };
	struct gd_flow f = { 40, 40, slabs, 4, NULL };
	struct gd_places p = lay(&f);

	(void)state;
	assert_int_equal(p.all[0].page, 0);
	assert_int_equal(p.all[1].page, 1);
	assert_int_equal(p.all[3].page, 1);
	gd_places_release(&p);
}

static void
the_stub_stands_at_the_foot_and_closes_its_page(void **state)
{
	struct gd_slab slabs[3] = { { .h = 10 }, { .h = 8, .foot = true },
		{ .h = 1 } };
	struct gd_flow f = { 40, 40, slabs, 3, NULL };
	struct gd_places p = lay(&f);

	(void)state;
	assert_true(p.all[1].y == 32);
	assert_int_equal(p.all[2].page, 1);
	gd_places_release(&p);
}

static void
sums_are_said_below_the_last_row_and_above_the_next(void **state)
{
	struct gd_slab slabs[3] = { { .h = 10, .table = 1, .rows = 1 },
		{ .h = 10, .table = 1, .rows = 2 },
		{ .h = 10, .table = 1, .rows = 3 } };
	struct gd_flow_table table = { 5, 3 };
	/* Two rows and the header fit, but not the sums below them. */
	struct gd_flow f = { 27, 40, slabs, 3, &table };
	struct gd_places p = lay(&f);
	static const enum gd_place_kind kinds[] = { GD_PLACE_HEAD,
		GD_PLACE_SLAB, GD_PLACE_OUT, GD_PLACE_HEAD, GD_PLACE_IN,
		GD_PLACE_SLAB, GD_PLACE_SLAB };

	(void)state;
	assert_int_equal(p.n, 7);
	for (size_t i = 0; i < p.n; i++)
		assert_int_equal(p.all[i].kind, kinds[i]);
	assert_int_equal(p.all[2].rows, 1);
	assert_int_equal(p.all[4].rows, 1);
	gd_places_release(&p);
}

static void
columns_get_what_they_need_and_share_the_rest(void **state)
{
	struct gd_doc_col cols[3] = { { .weight = 1 }, { .weight = 8 },
		{ .weight = 1 } };
	const double least[3] = { 5, 10, 30 }, much[3] = { 100, 100, 200 };
	double w[3];

	(void)state;
	gd_columns_share(cols, 3, least, 100, w);
	assert_true(w[2] == 30);
	assert_true(w[0] > 7.7 && w[0] < 7.8);
	assert_true(w[0] + w[1] + w[2] > 99.99 && w[0] + w[1] < 70.01);
	gd_columns_share(cols, 3, much, 100, w);
	assert_true(w[0] == 25 && w[1] == 25 && w[2] == 50);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_documents_are_laid_out_whole),
		cmocka_unit_test(a_signature_is_never_alone_on_a_page),
		cmocka_unit_test(
		    what_likes_to_stay_together_does_when_a_page_can_hold_it),
		cmocka_unit_test(
		    the_stub_stands_at_the_foot_and_closes_its_page),
		cmocka_unit_test(
		    sums_are_said_below_the_last_row_and_above_the_next),
		cmocka_unit_test(columns_get_what_they_need_and_share_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
