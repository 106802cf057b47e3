/* tests/core/dates_bench.h - an order on a small workflow with dates. */
#ifndef GENDAN_TESTS_CORE_DATES_BENCH_H
#define GENDAN_TESTS_CORE_DATES_BENCH_H

#include "base/day.h"
#include "bench.h"

/* The office of these tests: Monday to Friday, the week of 1 October 2026 off,
 * 10 October worked; every year from 2024 to 2032 is known. The bank works as
 * the office, but rests on 10 October; the customer's country rests on Friday
 * and Saturday, and nobody announced its years. */
void dates_calendars(struct bench *b);
/** duties: lines of the file at eight blanks, of the steps one (first) and two
 * (second, per lot), which follow each other; top: whole sections. Either
 * second or top may be "". The order is there, the clerk has it. */
void dates_on(struct bench *b, const char *first, const char *second,
    const char *top);
/** It is that day, noon in the office. */
void dates_today(struct bench *b, const char *day);
/** A field of the order (lot 0) or of a lot is known; dates follow. */
void dates_set(struct bench *b, const char *field, int64_t lot,
    const char *value);
/** Time passes; the number of reminders given. */
int dates_tick(struct bench *b);
/** The row of a duty or limit; aborts when there is none. */
const struct gd_due *dates_row(const struct bench *b, const char *id,
    int64_t lot, int64_t inst);
bool dates_has(const struct bench *b, const char *id);
/** Its day, plan ... as text; "" = none. The last four texts live. */
const char *dates_text(int64_t day);
#define DAY_OF(b, id) dates_text(dates_row((b), (id), 0, 0)->day)
/** The clerk does a duty. */
void dates_do(struct bench *b, const char *duty, int64_t lot);

#endif
