/* core/customer.h - what the office keeps of a customer, and what his new
 * orders begin with. */
#ifndef GENDAN_CORE_CUSTOMER_H
#define GENDAN_CORE_CUSTOMER_H

#include "core/workflow.h"

struct gd_customer;

/** The column of the table customer that a workflow may call so; 0: none.
 * Only texts that say something of him, not his code. */
int gd_customer_cell(const char *name);
/** What a field of a new order begins with: what its workflow says is the same
 * of the customer; "" = nothing, or nothing that can stand there. Borrowed of
 * the customer. */
const char *gd_customer_value(const struct gd_customer *c,
    const struct gd_field_def *f);
/** His name in the reader's language when there is one, else the other, else
 * his code. */
const char *gd_customer_name(const struct gd_customer *c, bool zh);

#endif
