/* tests/base/test_memory.c - memory, arenas, growing text and arrays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"

#include "base/banned.h"

static void
fresh_memory_is_zero(void **state)
{
	unsigned char *p = gd_alloc(100, 3);

	(void)state;
	for (int i = 0; i < 300; i++)
		assert_int_equal(p[i], 0);
	free(p);
}

static void
nothing_at_all_can_be_allocated(void **state)
{
	void *p = gd_alloc(0, 8);

	(void)state;
	assert_non_null(p);
	free(p);
}

/* What a child does that must die; its exit status as wait gives it. */
static int
status_of(void (*act)(void))
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(99);
		act();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void
ask_too_much(void)
{
	free(gd_alloc(SIZE_MAX / 2, 3));
}

static void
leave_by_hook(void)
{
	_exit(42);
}

static void
die_with_hook(void)
{
	gd_die_hook(leave_by_hook);
	gd_die("x.c", 1, "a test");
}

static void
a_product_that_overflows_is_death(void **state)
{
	int status = status_of(ask_too_much);

	(void)state;
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void
dying_gives_the_terminal_back_first(void **state)
{
	int status = status_of(die_with_hook);

	(void)state;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 42);
}

static void
a_copy_of_no_text_is_no_text(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	char *copy = gd_strdup("跟单");

	(void)state;
	assert_null(gd_strdup(NULL));
	assert_null(gd_arena_str(&arena, NULL));
	assert_string_equal(copy, "跟单");
	free(copy);
	gd_arena_release(&arena);
}

static void
an_arena_gives_aligned_zeroed_memory_of_any_size(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;

	(void)state;
	for (size_t n = 1; n < 200000; n = n * 3 + 1) {
		unsigned char *p = gd_arena_alloc(&arena, n, 1);

		assert_int_equal((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xEE, n);
	}
	gd_arena_release(&arena);
	assert_null(arena.blocks);
}

static void
what_an_arena_gave_stays_where_it_is(void **state)
{
	struct gd_arena arena = GD_ARENA_INIT;
	char *kept[2000];

	(void)state;
	for (int i = 0; i < 2000; i++)
		kept[i] = gd_arena_printf(&arena, "order %d of %s", i, "宁波");
	for (int i = 0; i < 2000; i++) {
		char want[40];

		snprintf(want, sizeof want, "order %d of 宁波", i);
		assert_string_equal(kept[i], want);
	}
	assert_string_equal(gd_arena_strn(&arena, "abcdef", 3), "abc");
	gd_arena_release(&arena);
}

static void
an_empty_text_needs_no_memory(void **state)
{
	struct gd_str s = GD_STR_INIT;

	(void)state;
	assert_string_equal(s.text, "");
	gd_str_reset(&s);
	gd_str_release(&s);
	assert_string_equal(s.text, "");
	assert_int_equal(s.room, 0);
}

static void
a_text_grows_piece_by_piece(void **state)
{
	struct gd_str s = GD_STR_INIT;

	(void)state;
	gd_str_add(&s, "ab");
	gd_str_addc(&s, 'c');
	gd_str_addn(&s, "defgh", 2);
	gd_str_addf(&s, "-%d-%s", 7, "x");
	assert_string_equal(s.text, "abcde-7-x");
	assert_int_equal(s.len, 9);
	for (int i = 0; i < 10000; i++)
		gd_str_addc(&s, 'z');
	assert_int_equal(strlen(s.text), 10009);
	gd_str_reset(&s);
	assert_string_equal(s.text, "");
	gd_str_release(&s);
}

static void
a_pushed_element_is_zero_even_where_one_was_before(void **state)
{
	struct pair {
		int a, b;
	} *pairs = NULL;
	size_t n = 0, room = 0;

	(void)state;
	for (int i = 0; i < 100; i++) {
		struct pair *p = GD_PUSH(pairs, n, room);

		assert_int_equal(p->a, 0);
		p->a = i;
		p->b = -i;
	}
	assert_int_equal(pairs[42].a, 42);
	n = 10;
	assert_int_equal(GD_PUSH(pairs, n, room)->b, 0);
	assert_int_equal(n, 11);
	free(pairs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fresh_memory_is_zero),
		cmocka_unit_test(nothing_at_all_can_be_allocated),
		cmocka_unit_test(a_product_that_overflows_is_death),
		cmocka_unit_test(dying_gives_the_terminal_back_first),
		cmocka_unit_test(a_copy_of_no_text_is_no_text),
		cmocka_unit_test(
		    an_arena_gives_aligned_zeroed_memory_of_any_size),
		cmocka_unit_test(what_an_arena_gave_stays_where_it_is),
		cmocka_unit_test(an_empty_text_needs_no_memory),
		cmocka_unit_test(a_text_grows_piece_by_piece),
		cmocka_unit_test(
		    a_pushed_element_is_zero_even_where_one_was_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
