/* tests/core/test_picture.c - a workflow as boxes and lines: nothing lies upon
 * another, every step stands below what it waits for, every line arrives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/view/picture.h"
#include "flow/flow.h"

#include "base/banned.h"

#define MOST 24

/* A workflow of steps alone; step i waits for those whose bit is set. */
struct steps {
	struct gd_workflow wf;
	struct gd_step_def at[MOST];
	int16_t after[MOST][MOST];
};

static void
steps_make(struct steps *s, const uint32_t *after, int n)
{
	*s = (struct steps){ .wf = { .steps = s->at, .nsteps = n } };
	for (int i = 0; i < n; i++) {
		s->at[i].no = i + 1;
		s->at[i].after.at = s->after[i];
		for (int k = 0; k < n; k++)
			if (after[i] >> k & 1)
				s->after[i][s->at[i].after.n++] = (int16_t)k;
	}
}

static const char *
number(void *payload, int step)
{
	static char text[16];

	(void)payload;
	snprintf(text, sizeof text, " %d", step + 1);
	return text;
}

static void
assert_drawn(const uint32_t *after, int n, int cols, const char *want)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_str text = GD_STR_INIT;
	struct gd_picture p;
	struct steps s;

	steps_make(&s, after, n);
	gd_picture_make(&s.wf, cols, true, &arena, &p);
	gd_picture_text(&p, true, number, NULL, &text);
	assert_string_equal(text.text, want);
	gd_str_release(&text);
	gd_arena_release(&arena);
}

static void
steps_in_a_row_stand_one_below_another(void **state)
{
	(void)state;
	assert_drawn((const uint32_t[]){ 0, 1 }, 2, 16,
	    ".--------------.\n"
	    "| 1            |\n"
	    "'-------+------'\n"
	    ".-------+------.\n"
	    "| 2            |\n"
	    "'--------------'\n");
}

static void
steps_that_run_together_stand_side_by_side_and_join_again(void **state)
{
	(void)state;
	assert_drawn((const uint32_t[]){ 0, 1, 1, 6 }, 4, 35,
	    "         .--------------.\n"
	    "         | 1            |\n"
	    "         '-------+------'\n"
	    "        .--------+---------.\n"
	    ".-------+------.   .-------+------.\n"
	    "| 2            |   | 3            |\n"
	    "'-------+------'   '-------+------'\n"
	    "        '--------+---------'\n"
	    "         .-------+------.\n"
	    "         | 4            |\n"
	    "         '--------------'\n");
}

static void
a_line_over_a_layer_passes_beside_its_boxes(void **state)
{
	(void)state;
	/* 3 waits for 2, 4 for 1 and 3: of 1 - 4 no line, 3 says it */
	assert_drawn((const uint32_t[]){ 0, 1, 2, 5 }, 4, 16,
	    ".--------------.\n"
	    "| 1            |\n"
	    "'-------+------'\n"
	    ".-------+------.\n"
	    "| 2            |\n"
	    "'-------+------'\n"
	    ".-------+------.\n"
	    "| 3            |\n"
	    "'-------+------'\n"
	    ".-------+------.\n"
	    "| 4            |\n"
	    "'--------------'\n");
	/* 4 waits for 3, and for 2, which nothing else leads to */
	assert_drawn((const uint32_t[]){ 0, 0, 1, 6 }, 4, 40,
	    ".----------------.   .----------------.\n"
	    "| 1              |   | 2              |\n"
	    "'--------+-------'   '--------+-------'\n"
	    "         '---.           .----'\n"
	    "    .--------+-------.   |\n"
	    "    | 3              |   |\n"
	    "    '--------+-------'   |\n"
	    "             '-----+-----'\n"
	    "          .--------+-------.\n"
	    "          | 4              |\n"
	    "          '----------------'\n");
}

/* ---- random ones ----------------------------------------------------------- */

static const struct gd_box *
box_of(const struct gd_picture *p, int step)
{
	for (int i = 0; i < p->n; i++)
		if (p->boxes[i].step == step)
			return &p->boxes[i];
	fail_msg("step %d has no box", step + 1);
	return NULL;
}

static void
assert_apart(const struct gd_picture *p)
{
	for (int i = 0; i < p->n; i++) {
		const struct gd_box *a = &p->boxes[i];

		assert_true(a->row >= 0 && a->col >= 0);
		assert_true(a->row + GD_BOX_ROWS <= p->rows);
		assert_true(a->col + p->box_cols <= p->cols);
		for (int k = 0; k < i; k++) {
			const struct gd_box *b = &p->boxes[k];

			assert_true(a->row >= b->row + GD_BOX_ROWS ||
				    b->row >= a->row + GD_BOX_ROWS ||
				    a->col >= b->col + p->box_cols ||
				    b->col >= a->col + p->box_cols);
		}
	}
}

/* What goes right is met from the left, and so on. */
static void
assert_joined(const struct gd_picture *p)
{
	for (int r = 0; r < p->rows; r++)
		for (int c = 0; c < p->cols; c++) {
			const uint8_t *at = &p->lines[r * p->cols + c];

			assert_true(!(*at & GD_DASH_RIGHT) ||
				    (c + 1 < p->cols && at[1] & GD_DASH_LEFT));
			assert_true(!(*at & GD_DASH_LEFT) ||
				    (c > 0 && at[-1] & GD_DASH_RIGHT));
			assert_true(
			    !(*at & GD_DASH_DOWN) ||
			    (r + 1 < p->rows && at[p->cols] & GD_DASH_UP));
			assert_true(!(*at & GD_DASH_UP) ||
				    (r > 0 && at[-p->cols] & GD_DASH_DOWN));
		}
}

/* Does a line lead from below one box to the top of another, never through a
 * third? */
static bool
arrives(const struct gd_picture *p, int from, int to)
{
	const struct gd_box *a = box_of(p, from), *b = box_of(p, to);
	int n = p->rows * p->cols, end = 0, at = 0;
	int *queue = calloc((size_t)n + 1, sizeof *queue);
	bool *seen = calloc((size_t)n + 1, sizeof *seen);
	int mid = p->box_cols / 2;
	int start = (a->row + GD_BOX_ROWS - 1) * p->cols + a->col + mid;
	int goal = b->row * p->cols + b->col + mid;
	bool found = false;

	assert_non_null(queue);
	assert_non_null(seen);
	if (p->lines[start] & GD_DASH_DOWN)
		queue[end++] = start + p->cols;
	while (at < end && !found) {
		int here = queue[at++], r = here / p->cols, c = here % p->cols;
		const int steps[] = { -p->cols, p->cols, -1, 1 };
		bool border = false;

		found = here == goal;
		for (int i = 0; i < p->n; i++)
			border |= r >= p->boxes[i].row &&
				  r < p->boxes[i].row + GD_BOX_ROWS &&
				  c >= p->boxes[i].col &&
				  c < p->boxes[i].col + p->box_cols;
		for (int k = 0; !border && k < 4; k++)
			if (p->lines[here] >> k & 1 && !seen[here + steps[k]]) {
				seen[here + steps[k]] = true;
				queue[end++] = here + steps[k];
			}
	}
	free(queue);
	free(seen);
	return found;
}

/* Is a before b by other steps too? */
static bool
said_twice(const uint32_t *after, int a, int b)
{
	uint32_t above = after[b] & ~(UINT32_C(1) << a), last = 0;

	while (above != last) {
		last = above;
		for (int i = 0; i < MOST; i++)
			if (last >> i & 1)
				above |= after[i];
	}
	return above >> a & 1;
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static void
any_workflow_is_drawn_without_a_box_or_a_line_amiss(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		int n = 1 + (int)(next_random(&seed) % (MOST - 1));
		uint32_t after[MOST] = { 0 };
		struct gd_arena arena = GD_ARENA_INIT;
		struct gd_picture p;
		struct steps s;

		for (int i = 1; i < n; i++)
			for (uint32_t k = next_random(&seed) % 4; k > 0; k--)
				after[i] |= UINT32_C(1)
					    << next_random(&seed) % (uint32_t)i;
		steps_make(&s, after, n);
		gd_picture_make(&s.wf, 40 + round % 100, round & 1, &arena, &p);
		assert_int_equal(p.n, n);
		assert_apart(&p);
		assert_joined(&p);
		for (int b = 0; b < n; b++)
			for (int a = 0; a < b; a++) {
				if (!(after[b] >> a & 1))
					continue;
				assert_true(
				    box_of(&p, a)->row < box_of(&p, b)->row);
				if (!said_twice(after, a, b))
					assert_true(arrives(&p, a, b));
			}
		gd_arena_release(&arena);
	}
}

/* ---- the shipped one --------------------------------------------------------- */

static void
the_export_workflow_fits_eighty_columns(void **state)
{
	struct gd_flow_faults faults = GD_FLOW_FAULTS_INIT;
	struct gd_err err = GD_ERR_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_workflow wf;
	struct gd_picture p;
	size_t len;
	const char *text = gd_flow_builtin("export", &len);

	(void)state;
	assert_int_equal(gd_flow_parse(text, len, &wf, &faults, &err), GD_OK);
	gd_picture_make(&wf, 78, true, &arena, &p);
	assert_int_equal(p.n, 11);
	assert_true(p.cols <= 78);
	assert_true(p.box_cols >= 24);
	gd_arena_release(&arena);
	gd_workflow_release(&wf);
	gd_flow_faults_release(&faults);
}

static void
lines_have_glyphs_and_a_plain_stand_in(void **state)
{
	(void)state;
	assert_int_equal(gd_picture_glyph(0, false), ' ');
	assert_int_equal(gd_picture_glyph(GD_DASH_UP | GD_DASH_DOWN, false),
	    0x2502);
	assert_int_equal(gd_picture_glyph(GD_DASH_DOWN | GD_DASH_RIGHT, false),
	    0x250C);
	assert_int_equal(gd_picture_glyph(15, false), 0x253C);
	assert_int_equal(gd_picture_glyph(GD_DASH_LEFT | GD_DASH_RIGHT, true),
	    '-');
	assert_int_equal(gd_picture_glyph(GD_DASH_UP | GD_DASH_RIGHT, true),
	    '\'');
	assert_int_equal(
	    gd_picture_glyph(GD_DASH_LEFT | GD_DASH_RIGHT | GD_DASH_DOWN, true),
	    '+');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_in_a_row_stand_one_below_another),
		cmocka_unit_test(
		    steps_that_run_together_stand_side_by_side_and_join_again),
		cmocka_unit_test(a_line_over_a_layer_passes_beside_its_boxes),
		cmocka_unit_test(
		    any_workflow_is_drawn_without_a_box_or_a_line_amiss),
		cmocka_unit_test(the_export_workflow_fits_eighty_columns),
		cmocka_unit_test(lines_have_glyphs_and_a_plain_stand_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
