/* tests/core/test_row.c - rows: order of keys, masks, copies, JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/order.h"

#include "base/banned.h"

#define BIT(table, column) (UINT64_C(1) << column_of(table, column))

static int
column_of(int table, const char *name)
{
	const struct gd_table *t = &gd_order_tables[table];
	int i;

	for (i = 0; i < t->ncols; i++)
		if (strcmp(t->cols[i].name, name) == 0)
			return i;
	fail_msg("no column %s", name);
	return -1;
}

static void
put_field(struct gd_order *o, const char *name, int64_t lot, const char *value)
{
	gd_row_put(&o->sheet, GD_TAB_FIELD,
	    &(struct gd_field){ name, lot, value }, UINT64_MAX);
}

static void
every_table_describes_its_struct_whole(void **state)
{
	int i, c;

	(void)state;
	for (i = 0; i < GD_ORDER_NTABLES; i++) {
		const struct gd_table *t = &gd_order_tables[i];

		assert_int_equal(t->size, t->ncols * 8);
		assert_true(t->nkeys <= t->ncols && t->ncols < 64);
		for (c = 0; c < t->ncols; c++)
			assert_int_equal(t->cols[c].offset, c * 8);
	}
	for (i = 0; i < GD_OFFICE_NTABLES; i++)
		assert_int_equal(gd_office_tables[i].size,
		    gd_office_tables[i].ncols * 8);
}

static void
rows_stand_in_key_order_whatever_the_order_of_putting(void **state)
{
	struct gd_order o;
	const struct gd_field *f;
	size_t i = 0;

	(void)state;
	gd_order_init(&o);
	put_field(&o, "vessel", 2, "b");
	put_field(&o, "terms", 0, "tt");
	put_field(&o, "vessel", 1, "a");
	put_field(&o, "vessel", -1, "z");
	f = gd_walk(&o, GD_TAB_FIELD, &i);
	assert_string_equal(f->value, "tt");
	f = gd_walk(&o, GD_TAB_FIELD, &i);
	assert_string_equal(f->value, "z");
	f = gd_walk(&o, GD_TAB_FIELD, &i);
	assert_string_equal(f->value, "a");
	f = gd_walk(&o, GD_TAB_FIELD, &i);
	assert_string_equal(f->value, "b");
	assert_null(gd_walk(&o, GD_TAB_FIELD, &i));
	assert_string_equal(gd_field(&o, "vessel", 2), "b");
	assert_string_equal(gd_field(&o, "vessel", 3), "");
	gd_order_release(&o);
}

static void
a_put_changes_only_the_cells_of_its_mask(void **state)
{
	struct gd_order o;
	const struct gd_piece *p;

	(void)state;
	gd_order_init(&o);
	gd_row_put(&o.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = 3, .kind = "form", .state = 1 },
	    UINT64_MAX);
	gd_row_put(&o.sheet, GD_TAB_PIECE,
	    &(struct gd_piece){ .no = 3, .kind = "other", .state = 2 },
	    BIT(GD_TAB_PIECE, "state"));
	p = gd_row_find(&o.sheet, GD_TAB_PIECE, &(struct gd_piece){ .no = 3 });
	assert_non_null(p);
	assert_string_equal(p->kind, "form");
	assert_int_equal(p->state, 2);
	assert_string_equal(p->holder, "");
	gd_row_drop(&o.sheet, GD_TAB_PIECE, &(struct gd_piece){ .no = 3 });
	assert_null(gd_row_at(&o.sheet, GD_TAB_PIECE, 0));
	gd_order_release(&o);
}

static void
a_copy_lives_on_when_the_first_is_gone(void **state)
{
	struct gd_order a, b;
	const struct gd_table *table = NULL;
	const void *row = NULL;

	(void)state;
	gd_order_init(&a);
	put_field(&a, "terms", 0, "tt");
	put_field(&a, "contract_no", 0, "C-1");
	gd_order_copy(&b, &a);
	assert_true(gd_sheet_equal(&a.sheet, &b.sheet, NULL, NULL));
	put_field(&b, "terms", 0, "lc");
	assert_false(gd_sheet_equal(&a.sheet, &b.sheet, &table, &row));
	assert_string_equal(table->name, "field");
	assert_string_equal(((const struct gd_field *)row)->name, "terms");
	gd_order_release(&a);
	assert_string_equal(gd_field(&b, "contract_no", 0), "C-1");
	gd_order_release(&b);
}

static void
an_order_without_rows_still_has_a_head_to_read(void **state)
{
	struct gd_order o;

	(void)state;
	gd_order_init(&o);
	assert_string_equal(gd_head(&o)->number, "");
	assert_int_equal(gd_loop_round(&o, "sample", 1), 1);
	gd_row_put(&o.sheet, GD_TAB_HEAD, &(struct gd_head){ .number = "A" },
	    BIT(GD_TAB_HEAD, "number"));
	assert_string_equal(gd_head(&o)->number, "A");
	gd_row_put(&o.sheet, GD_TAB_HEAD, &(struct gd_head){ .state = 1 },
	    BIT(GD_TAB_HEAD, "state"));
	assert_string_equal(gd_head(&o)->number, "A");
	assert_int_equal(gd_head(&o)->state, 1);
	gd_order_release(&o);
}

static void
json_of_a_row_reads_back_and_refuses_strangers(void **state)
{
	const struct gd_table *t = &gd_order_tables[GD_TAB_FIELD];
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_field f = { "包装", 1, "五层 \"纸箱\"\n二行" }, back;
	uint64_t mask;
	json_t *obj = gd_row_to_json(t, &f, UINT64_MAX);

	(void)state;
	assert_true(gd_row_from_json(t, obj, &back, &mask, &arena));
	assert_int_equal(gd_row_diff(t, &f, &back), 0);
	assert_int_equal(mask, 7);
	json_object_set_new(obj, "stranger", json_integer(1));
	assert_false(gd_row_from_json(t, obj, &back, &mask, &arena));
	json_object_del(obj, "stranger");
	json_object_set_new(obj, "value", json_integer(1));
	assert_false(gd_row_from_json(t, obj, &back, &mask, &arena));
	json_object_del(obj, "value");
	assert_true(gd_row_from_json(t, obj, &back, &mask, &arena));
	assert_int_equal(mask, 3);
	assert_string_equal(back.value, "");
	json_object_del(obj, "lot");
	assert_false(gd_row_from_json(t, obj, &back, &mask, &arena));
	json_decref(obj);
	gd_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_table_describes_its_struct_whole),
		cmocka_unit_test(
		    rows_stand_in_key_order_whatever_the_order_of_putting),
		cmocka_unit_test(a_put_changes_only_the_cells_of_its_mask),
		cmocka_unit_test(a_copy_lives_on_when_the_first_is_gone),
		cmocka_unit_test(
		    an_order_without_rows_still_has_a_head_to_read),
		cmocka_unit_test(
		    json_of_a_row_reads_back_and_refuses_strangers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
