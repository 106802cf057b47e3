/* base/memory.h - memory that never comes back NULL, arenas, growing text. */
#ifndef GENDAN_BASE_MEMORY_H
#define GENDAN_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/error.h"

/** From now on jansson's memory never comes back NULL either. */
void gd_memory_setup(void);
/** Like malloc and friends, but end (gd_no_memory) when memory is out, die
 * when a product overflows.  Zeroed.  Free with free(). */
void *gd_alloc(size_t n, size_t size);
void *gd_realloc(void *old, size_t n, size_t size);
char *gd_strdup(const char *s); /* NULL stays NULL; caller owns */

/* Bump memory: everything lives until gd_arena_release/_clear. */
struct gd_arena {
	struct gd_block *blocks; /* owned, newest first */
};
#define GD_ARENA_INIT \
	{             \
		0     \
	}
void gd_arena_release(struct gd_arena *arena);
void *gd_arena_alloc(struct gd_arena *arena, size_t n,
    size_t size); /* zeroed, 16-aligned */
char *gd_arena_str(struct gd_arena *arena, const char *s); /* NULL stays NULL */
char *gd_arena_strn(struct gd_arena *arena, const char *s, size_t len);
char *gd_arena_printf(struct gd_arena *arena, const char *fmt, ...)
    GD_PRINTF(2, 3);

/* Growing text.  text is always NUL-terminated, also when empty. */
struct gd_str {
	char *text;  /* owned after the first add; static "" before */
	size_t len;  /* bytes */
	size_t room; /* bytes owned; 0 while static */
};
extern char gd_str_empty[1];
#define GD_STR_INIT                  \
	{                            \
		.text = gd_str_empty \
	}
void gd_str_release(struct gd_str *s);
void gd_str_reset(struct gd_str *s); /* empty, memory kept */
void gd_str_add(struct gd_str *s, const char *text);
void gd_str_addn(struct gd_str *s, const char *bytes, size_t len);
void gd_str_addc(struct gd_str *s, char c);
void gd_str_addf(struct gd_str *s, const char *fmt, ...) GD_PRINTF(2, 3);

/* Growing array: GD_PUSH(vec, n, room) makes place for one more zeroed
 * element at vec[n] and raises n; returns a pointer to it. */
void *gd_grow(void *array, size_t *room, size_t need, size_t size);
#define GD_PUSH(vec, n, room)                                     \
	((vec) = gd_grow((vec), &(room), (n) + 1, sizeof *(vec)), \
	    memset(&(vec)[(n)], 0, sizeof *(vec)), &(vec)[(n)++])

#endif
