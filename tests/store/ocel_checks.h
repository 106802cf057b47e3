/* tests/store/ocel_checks.h - is a file an OCEL 2.0 log in SQLite? */
#ifndef OCEL_CHECKS_H
#define OCEL_CHECKS_H

#include <stdint.h>

/* Fails the test and names the constraint (1..24) that does not hold, or a
 * link into nowhere. Besides: what readers drop or choke on: events and
 * objects without each other, empty qualifiers, first rows that are not. */
void ocel_check(const char *path);
/* Which of the 24 do not hold: bit 0 the first. */
uint32_t ocel_faults(const char *path);
int64_t ocel_count(const char *path, const char *sql);

#endif
