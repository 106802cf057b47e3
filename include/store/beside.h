/* store/beside.h - what stands beside the names in a list: amounts of orders,
 * what a customer has in work.
 *
 * Asked for the rows that are shown, each along an index or by its key.
 */
#ifndef GENDAN_STORE_BESIDE_H
#define GENDAN_STORE_BESIDE_H

#include "store/store.h"

/** The value of a field of the order as a whole for each row: row->amount,
 * "" where it has none. Texts go to rows->arena. */
enum gd_code gd_store_amounts(struct gd_store *s, const char *field,
    struct gd_list_rows *rows, struct gd_err *err) GD_MUST_CHECK;

#define GD_CUSTOMER_LOOK 2000 /* his newest orders that are looked at */
struct gd_customer_sums {
	int64_t open, late; /* orders in work; of them past their date */
	int64_t orders;     /* all of his, in any state */
	int64_t last_ms;    /* when the newest was entered; 0 = none */
	bool more;          /* he has more than GD_CUSTOMER_LOOK */
	const char *terms;  /* of his newest order: id of the choice, "" */
};
/** Sums of one customer as of a day; texts go to arena. */
enum gd_code gd_store_customer_sums(struct gd_store *s, const char *customer,
    int32_t today, struct gd_arena *arena, struct gd_customer_sums *out,
    struct gd_err *err) GD_MUST_CHECK;

struct gd_person_sums {
	int64_t open, late; /* orders in work he has a part in, up to a limit */
};
enum gd_code gd_store_person_sums(struct gd_store *s, const char *login,
    int32_t today, int64_t limit, struct gd_person_sums *out,
    struct gd_err *err) GD_MUST_CHECK;

#endif
