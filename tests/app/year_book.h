/* tests/app/year_book.h - a made-up year of an office that runs orders of every
 * workflow that is shipped. */
#ifndef YEAR_BOOK_H
#define YEAR_BOOK_H

#include "app_test.h"

struct year_made {
	int64_t orders, acts,
	    refused;    /* refused: acts the core did not allow */
	int64_t ticked; /* offers and answers that time ended */
};
/* Make the book of a seed in o (open, at the end of the year). */
struct year_made year_book(struct office *o, uint64_t seed, int orders);

#endif
