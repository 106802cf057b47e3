/* tests/tui/tui_test.h - what the tests of the screens share. */
#ifndef GENDAN_TESTS_TUI_TEST_H
#define GENDAN_TESTS_TUI_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/** Repeatable random numbers. */
static inline uint32_t
dice(uint64_t *seed, uint32_t sides)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % sides;
}

#endif
