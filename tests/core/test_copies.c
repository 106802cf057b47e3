/* tests/core/test_copies.c - the copies of a document as rows: who has which,
 * and the old copy beside the new one of the same desk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/view/copies.h"

#include "bench.h"

#include "base/banned.h"

#define PAPER "formal_order"

static struct gd_arena arena;

static struct gd_copies
copies_of(struct bench *b, const char *kind)
{
	struct gd_document *docs;
	size_t n = gd_documents(&b->order, &arena, &docs);
	struct gd_copies c = { 0 };

	for (size_t i = 0; i < n; i++)
		if (strcmp(docs[i].kind, kind) == 0)
			gd_copies_make(&b->order, &docs[i], &arena, &c);
	return c;
}

static const struct gd_copy_row *
row_of(const struct gd_copies *c, const char *desk)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->rows[i].piece->desk, desk) == 0)
			return &c->rows[i];
	fail_msg("no row for %s", desk);
	return NULL;
}

static int
setup(void **state)
{
	struct bench *b = malloc(sizeof *b);

	bench_init(b);
	bench_new(b, "tt");
	bench_until(b, "send_formal_order");
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *b = *state;

	bench_release(b);
	free(b);
	gd_arena_release(&arena);
	return 0;
}

static void
do_piece(struct bench *b, const char *who, enum gd_verb verb, int64_t no)
{
	bench_must(b, who, (struct gd_command){ .verb = verb, .piece = no });
}

static void
revise(struct bench *b)
{
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_REVISE,
		.paper = PAPER,
		.reason = "larger",
		FIELDS({ "remarks", "new" }) });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SIGN, .paper = PAPER });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_ISSUE, .paper = PAPER });
}

static void
each_copy_is_a_row_and_the_original_that_stays_counts_nowhere(void **state)
{
	struct bench *b = *state;
	struct gd_copies c = copies_of(b, PAPER);
	int64_t no = row_of(&c, "qc")->piece->no;

	assert_int_equal(c.rev, 1);
	assert_int_equal(c.copies, 5);
	assert_int_equal(c.n, 6);
	assert_int_equal(c.sent, 5);
	assert_int_equal(c.held, 0);
	assert_int_equal(c.missing, 5);
	assert_string_equal(c.original->desk, "clerk");
	/* the original stands behind the copies */
	assert_int_equal(c.rows[5].piece->class, GD_PIECE_ORIGINAL);
	do_piece(b, "qc", GD_DO_RECEIVE, no);
	c = copies_of(b, PAPER);
	assert_int_equal(c.held, 1);
	assert_int_equal(c.missing, 4);
}

static void
the_old_copy_stands_beside_the_new_one_of_its_desk(void **state)
{
	struct bench *b = *state;
	const struct gd_copy_row *row;
	struct gd_copies c;

	bench_receipt_all(b);
	revise(b);
	c = copies_of(b, PAPER);
	assert_int_equal(c.rev, 2);
	assert_int_equal(c.old_rev, 1);
	assert_int_equal(c.old_out, 5);
	assert_int_equal(c.sent, 0); /* the new ones are not handed out yet */
	row = row_of(&c, "qc");
	assert_int_equal(row->piece->rev, 2);
	assert_int_equal(row->old_copy, GD_OLD_OUT);
	assert_int_equal(row->old->rev, 1);
	do_piece(b, "clerk", GD_DO_RETURNED, row->old->no);
	c = copies_of(b, PAPER);
	assert_int_equal(c.old_out, 4);
	assert_int_equal(row_of(&c, "qc")->old_copy, GD_OLD_BACK);
	assert_int_equal(row_of(&c, "finance")->old_copy, GD_OLD_OUT);
}

static void
a_voided_paper_shows_what_is_still_to_come_back(void **state)
{
	struct bench *b = *state;
	struct gd_copies c;

	bench_receipt_all(b);
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_VOID,
		.paper = PAPER,
		.reason = "wrong" });
	c = copies_of(b, PAPER);
	assert_int_equal(c.rev, 1);
	assert_int_equal(c.n, 6);
	assert_int_equal(row_of(&c, "qc")->piece->state, GD_PIECE_RECALL);
	assert_int_equal(c.missing, 0);
}

static void
two_copies_of_one_desk_have_an_old_one_each(void **state)
{
	struct bench *b = *state;
	int beside = 0;
	struct gd_copies c;

	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_DIST,
		.paper = PAPER,
		.desk = "qc",
		.number = 2,
		.reason = "two shifts" });
	bench_must(b, "clerk",
	    (struct gd_command){ .verb = GD_DO_SEND,
		.paper = PAPER,
		.desk = "qc" });
	bench_receipt_all(b);
	revise(b);
	c = copies_of(b, PAPER);
	for (size_t i = 0; i < c.n; i++)
		if (strcmp(c.rows[i].piece->desk, "qc") == 0 &&
		    c.rows[i].old_copy == GD_OLD_OUT)
			beside++;
	assert_int_equal(c.old_out, 6);
	assert_int_equal(beside, 2);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(each_copy_is_a_row_and_the_original_that_stays_counts_nowhere),
		T(the_old_copy_stands_beside_the_new_one_of_its_desk),
		T(a_voided_paper_shows_what_is_still_to_come_back),
		T(two_copies_of_one_desk_have_an_old_one_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
