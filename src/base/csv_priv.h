/* base/csv_priv.h - what a look at all bytes of a file tells. */
#ifndef GENDAN_BASE_CSV_PRIV_H
#define GENDAN_BASE_CSV_PRIV_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct gd_csv_bytes {
	int64_t good;     /* characters of more than one byte, as UTF-8 */
	int64_t bad;      /* bytes that are not UTF-8 */
	int64_t bad_line; /* the first of them; 0 = none */
	int64_t nul_line; /* the first zero byte; 0 = none */
	int64_t line;     /* where reading stopped */
	bool has_mark;    /* begins with the UTF-8 byte order mark */
};

/** Read the whole file once. @return false when it could not be read */
bool gd_csv_survey(FILE *file, struct gd_csv_bytes *out);

#endif
