/* tests/bench/stamp.h - real orders as stamps: their journal entries with
 * number, customer, goods, clerk and days left open, to be pressed into a
 * book any number of times. */
#ifndef GENDAN_TESTS_BENCH_STAMP_H
#define GENDAN_TESTS_BENCH_STAMP_H

#include "store/store.h"

/* What an open place is filled with. A mark is one control byte; a day is
 * the byte STAMP_DAY before its ten characters. */
enum {
	STAMP_NUMBER = 1,
	STAMP_CUSTOMER,
	STAMP_CUSTOMER_NAME,
	STAMP_PRODUCT,
	STAMP_CLERK,
	STAMP_VESSEL,
	STAMP_DAY,
	STAMP_LIKE = 0x10, /* and the next 15: numbers like needle i's */
	STAMP_END = 0x20
};

struct stamp_entry {
	int64_t at_ms;
	const char *actor, *for_whom, *verb; /* marked */
	struct gd_events events;             /* marked */
	int64_t step, state;                 /* of the order after it */
};

struct stamp {
	struct stamp_entry *entries;
	size_t n, room;
	struct {
		const char *text;
		char mark;
	} needles[32];
	int nneedles;
	const char *like[16];
	int nlike;
	struct gd_order last; /* the order at its end, not marked */
	struct gd_arena arena;
};

/** Every order of the book as a stamp; dies with a message when it cannot. */
size_t stamp_read_all(struct gd_store *s, struct stamp **out);
void stamp_free_all(struct stamp *stamps, size_t n);

/* What fills the open places of one press. */
struct stamp_fill {
	uint64_t seed, i;
	const char *number, *customer, *customer_name, *product, *clerk,
	    *vessel;
	int32_t shift; /* days */
};
/** Entry with its places filled: puts into *to (cleared), words from its
 * arena. */
void stamp_press(const struct stamp *stamp, const struct stamp_entry *entry,
    const struct stamp_fill *fill, struct gd_events *to, const char **actor,
    const char **for_whom);
/** One text with its places filled, in arena (or as it is). */
const char *stamp_text(const struct stamp *stamp, const char *text,
    const struct stamp_fill *fill, struct gd_arena *arena);
/** Marks in a text of this stamp's order. */
const char *stamp_mark(struct stamp *stamp, const char *text);
/** An int cell moved with the days, by its column. */
int64_t stamp_shift(const struct gd_col *col, int64_t value, int32_t days);

#endif
