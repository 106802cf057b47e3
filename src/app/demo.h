/* src/app/demo.h - the people, customers and orders of the demo book. */
#ifndef GENDAN_APP_DEMO_H
#define GENDAN_APP_DEMO_H

#include "core/decide.h"

struct demo_person {
	const char *login, *name, *name_en;
	const char *roles[3];
};
extern const struct demo_person demo_people[];    /* ends with login NULL */
extern const struct gd_customer demo_customers[]; /* ends with code NULL */
extern const struct gd_party demo_parties[];      /* ends with kind NULL */
extern const struct gd_pair demo_values[];        /* ends with NULL */

enum demo_then {
	DEMO_STAY,
	DEMO_HOLD,
	DEMO_CANCEL,
	DEMO_NOTICE,
	DEMO_DELAY,
	DEMO_NOTE
};

struct demo_product {
	const char *name;
	int price; /* cents of a dollar */
};
extern const struct demo_product demo_products[];

/* An order: who, what, and how far it has come. */
struct demo_order {
	const char *customer, *clerk, *terms;
	int product, quantity;
	int step;          /* comes to this step; 12 = to its end */
	int more;          /* acts after that */
	int began, due_in; /* days ago; days from now */
	enum demo_then then;
	const char *outcomes, *avoid;
	int repeats; /* number in this list, from 1; 0 = none */
};
extern const struct demo_order demo_orders[];
int demo_norders(void);

#endif
