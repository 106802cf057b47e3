/* paper/columns.h - how wide the columns of a table are. */
#ifndef GENDAN_PAPER_COLUMNS_H
#define GENDAN_PAPER_COLUMNS_H

#include <stddef.h>

#include "paper/doc.h"

/** Share out total by weight, but give every column at least what it needs
 * (numbers are not broken) as long as that is possible; in proportion when it
 * is not. */
void gd_columns_share(const struct gd_doc_col *cols, size_t n,
    const double *least, double total, double *width);

#endif
