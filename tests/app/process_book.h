/* tests/app/process_book.h - a year of an office that works as it should, or
 * with bottlenecks put into it. */
#ifndef PROCESS_BOOK_H
#define PROCESS_BOOK_H

#include "app_test.h"

/* Make the book of a seed in o (closed again with office_forget) and write what
 * was put into it to the file truth: a line each, the word of the finding and
 * its step, person, desk. faults: how many; 0 = a book without any. */
void process_book(struct office *o, uint64_t seed, int faults,
    const char *truth);

#endif
