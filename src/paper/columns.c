/* paper/columns.c - how wide the columns of a table are. */
#include "paper/columns.h"

#include "base/banned.h"

#define COLS_MAX 24

static double
weight_of(const struct gd_doc_col *col)
{
	return col->weight > 0 ? col->weight : 1;
}

void
gd_columns_share(const struct gd_doc_col *cols, size_t n, const double *least,
    double total, double *width)
{
	bool held[COLS_MAX] = { false };
	double needed = 0, left, weights;
	bool again = true;

	for (size_t i = 0; i < n; i++)
		needed += least[i];
	if (needed > total) {
		for (size_t i = 0; i < n; i++)
			width[i] = least[i] * total / needed;
		return;
	}
	/* A column that would get too little is held at what it needs, and
	 * the rest is shared out anew among the others. */
	while (again) {
		again = false;
		left = total;
		weights = 0;
		for (size_t i = 0; i < n; i++)
			if (held[i])
				left -= least[i];
			else
				weights += weight_of(&cols[i]);
		for (size_t i = 0; i < n; i++) {
			width[i] = held[i]
				       ? least[i]
				       : left * weight_of(&cols[i]) / weights;
			if (!held[i] && width[i] < least[i])
				held[i] = again = true;
		}
	}
}
