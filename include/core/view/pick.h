/* core/view/pick.h - what lists are picked by: a field as one number.
 *
 * Thousandths of a number, of a day's number or of an amount's units, or a
 * choice's place in its field; one more than that where it is not negative, so
 * that 0 is no value.
 */
#ifndef GENDAN_CORE_VIEW_PICK_H
#define GENDAN_CORE_VIEW_PICK_H

#include "core/order.h"
#include "core/workflow.h"

#define GD_NPICK (GD_NPICKS - 1) /* without GD_PICK_NONE */

/** A value of a field as a row keeps it; 0 = it is none. */
int64_t gd_pick_number(const struct gd_field_def *field, const char *value);
/** The cell of a pick (enum gd_pick, not NONE) in a head. */
int64_t *gd_pick_cell(struct gd_head *head, int pick);

#endif
