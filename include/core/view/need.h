/* core/view/need.h - what a count over very many orders needs of each: some
 * cells of some rows of a table. What was not asked for reads as 0 and "".
 */
#ifndef GENDAN_CORE_VIEW_NEED_H
#define GENDAN_CORE_VIEW_NEED_H

#include "core/order.h"

#define GD_NEED_CELLS 12
struct gd_need {
	int table;             /* enum gd_order_table */
	const char *cells[GD_NEED_CELLS]; /* beside the key; NULL = no more */
	/* rows whose first cell of the key is one of these; NULL: all; of none
	 * (nfirst 0) the table is known to say nothing */
	const char *const *first;
	int nfirst;
	const char *where; /* rows whose cell of this name is `is`; NULL: all */
	int64_t is;
	bool open; /* of orders in work only */
};

#endif
