/* base/memory.c - memory that never comes back NULL, arenas, growing text. */
#include "base/memory.h"

#include <assert.h>
#include <jansson.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

#define BLOCK_FIRST 4096
#define BLOCK_MOST (1 << 20)

struct gd_block {
	struct gd_block *next; /* owned, older */
	size_t used, room;     /* bytes of bytes[] */
	alignas(16) unsigned char bytes[];
};

char gd_str_empty[1] = "";

/* n * size, or death: a product that overflows is a bug. */
static size_t
product(size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes) || bytes > PTRDIFF_MAX)
		gd_die(__FILE__, __LINE__, "a size beyond all memory");
	return bytes ? bytes : 1;
}

void *
gd_alloc(size_t n, size_t size)
{
	void *got = calloc(1, product(n, size));

	if (!got)
		gd_no_memory();
	return got;
}

void *
gd_realloc(void *old, size_t n, size_t size)
{
	void *got = realloc(old, product(n, size));

	if (!got)
		gd_no_memory();
	return got;
}

static void *
json_memory(size_t bytes)
{
	return gd_realloc(NULL, bytes, 1); /* it asks for no zeroes */
}

/* jansson answers a full memory with values that are silently missing: a body
 * of the journal must never be written like that. */
void
gd_memory_setup(void)
{
	json_set_alloc_funcs(json_memory, free);
}

char *
gd_strdup(const char *s)
{
	size_t len;
	char *copy;

	if (!s)
		return NULL;
	len = strlen(s) + 1;
	copy = gd_alloc(len, 1);
	memcpy(copy, s, len);
	return copy;
}

void
gd_arena_release(struct gd_arena *arena)
{
	struct gd_block *next;

	for (struct gd_block *b = arena->blocks; b; b = next) {
		next = b->next;
		free(b);
	}
	arena->blocks = NULL;
}

/* A new newest block with room for at least need bytes. */
static struct gd_block *
block_add(struct gd_arena *arena, size_t need)
{
	size_t room = arena->blocks ? arena->blocks->room * 2 : BLOCK_FIRST;
	struct gd_block *b;

	if (room > BLOCK_MOST)
		room = BLOCK_MOST;
	if (room < need)
		room = need;
	if (room > PTRDIFF_MAX - sizeof *b)
		gd_die(__FILE__, __LINE__, "a size beyond all memory");
	/* what is handed out is made zero then: most of the last block is not */
	b = gd_realloc(NULL, sizeof *b + room, 1);
	b->used = 0;
	b->room = room;
	b->next = arena->blocks;
	arena->blocks = b;
	return b;
}

/* Bytes that nobody has written yet. */
static void *
take(struct gd_arena *arena, size_t need)
{
	struct gd_block *b = arena->blocks;
	void *got;

	need = (need + 15) & ~(size_t)15;
	if (!b || b->room - b->used < need)
		b = block_add(arena, need);
	got = b->bytes + b->used;
	b->used += need;
	return got;
}

void *
gd_arena_alloc(struct gd_arena *arena, size_t n, size_t size)
{
	size_t need = product(n, size);

	return memset(take(arena, need), 0, need);
}

char *
gd_arena_strn(struct gd_arena *arena, const char *s, size_t len)
{
	char *copy;

	if (!s)
		return NULL;
	copy = take(arena, product(len + 1, 1));
	memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
}

char *
gd_arena_str(struct gd_arena *arena, const char *s)
{
	return s ? gd_arena_strn(arena, s, strlen(s)) : NULL;
}

char *
gd_arena_printf(struct gd_arena *arena, const char *fmt, ...)
{
	va_list ap, again;
	char *text;
	int len;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		gd_die(__FILE__, __LINE__, "a format that cannot be printed");
	text = gd_arena_alloc(arena, (size_t)len + 1, 1);
	vsnprintf(text, (size_t)len + 1, fmt, again);
	va_end(again);
	return text;
}

void
gd_str_release(struct gd_str *s)
{
	if (s->room > 0)
		free(s->text);
	s->text = gd_str_empty;
	s->len = s->room = 0;
}

void
gd_str_reset(struct gd_str *s)
{
	s->len = 0;
	if (s->room > 0)
		s->text[0] = '\0';
}

/* Room for len more bytes and the NUL. */
static void
str_room(struct gd_str *s, size_t len)
{
	size_t need, room = s->room ? s->room : 32;

	if (__builtin_add_overflow(s->len, len, &need) ||
	    need > PTRDIFF_MAX / 2)
		gd_die(__FILE__, __LINE__, "a text beyond all memory");
	need++;
	if (s->room >= need)
		return;
	while (room < need)
		room *= 2;
	s->text = gd_realloc(s->room ? s->text : NULL, room, 1);
	s->room = room;
}

void
gd_str_addn(struct gd_str *s, const char *bytes, size_t len)
{
	/* bytes may not lie inside s: growing would move them. */
	assert(len == 0 || s->room == 0 || bytes < s->text ||
	       bytes >= s->text + s->room);
	str_room(s, len);
	if (len > 0)
		memcpy(s->text + s->len, bytes, len);
	s->len += len;
	s->text[s->len] = '\0';
}

void
gd_str_add(struct gd_str *s, const char *text)
{
	gd_str_addn(s, text, strlen(text));
}

void
gd_str_addc(struct gd_str *s, char c)
{
	gd_str_addn(s, &c, 1);
}

void
gd_str_addf(struct gd_str *s, const char *fmt, ...)
{
	va_list ap, again;
	int len;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		gd_die(__FILE__, __LINE__, "a format that cannot be printed");
	str_room(s, (size_t)len);
	vsnprintf(s->text + s->len, (size_t)len + 1, fmt, again);
	va_end(again);
	s->len += (size_t)len;
}

void *
gd_grow(void *array, size_t *room, size_t need, size_t size)
{
	size_t more = *room ? *room : 4;
	char *grown;

	if (need <= *room)
		return array;
	while (more < need) {
		if (more > SIZE_MAX / 2)
			gd_die(__FILE__, __LINE__,
			    "an array beyond all memory");
		more *= 2;
	}
	grown = gd_realloc(array, more, size);
	memset(grown + *room * size, 0, (more - *room) * size);
	*room = more;
	return grown;
}
