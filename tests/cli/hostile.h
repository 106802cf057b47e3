/* tests/cli/hostile.h - texts that mean harm, and what may come out. */
#ifndef GENDAN_TESTS_CLI_HOSTILE_H
#define GENDAN_TESTS_CLI_HOSTILE_H

#include <stdbool.h>
#include <stddef.h>

/** How many there are: every control character, direction marks, zero width,
 * escapes of terminals, formulas, shell, paths, SQL, printf, YAML, JSON, bad
 * UTF-8. */
int hostile_count(void);
/** Number i; static, until the next call. */
const char *hostile(int i);

/* What an output promises to be. */
enum grammar { GRAMMAR_TEXT, GRAMMAR_CSV, GRAMMAR_JSON };
/** Byte by byte: UTF-8, no control character but the line ends (CR LF of
 * CSV), nothing hidden; no CSV cell a spreadsheet would reckon with; JSON is
 * one value.  Fails the test and says what was run and where. */
void hostile_judge(const char *out, size_t len, enum grammar grammar,
    const char *what);

#endif
