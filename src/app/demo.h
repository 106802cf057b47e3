/* src/app/demo.h - the people, customers and orders of the demo book. */
#ifndef GENDAN_APP_DEMO_H
#define GENDAN_APP_DEMO_H

#include "core/tables.h"

struct demo_person {
	const char *login, *name, *name_en;
	const char *roles[3];
};
extern const struct demo_person demo_people[];      /* ends with login NULL */
extern const struct gd_customer demo_customers[];   /* ends with code NULL */
extern const struct gd_party demo_parties[];        /* ends with kind NULL */
extern const char *const demo_values[];             /* name, value, NULL */

enum demo_then { DEMO_STAY, DEMO_HOLD, DEMO_CANCEL, DEMO_NOTICE, DEMO_DELAY,
	DEMO_NOTE };

/* An order: who, what, and how far it has come. */
struct demo_order {
	const char *customer, *clerk;
	int step;          /* comes to this step; 12 = to its end */
	int more;          /* acts after that */
	int began, due_in; /* days ago; days from now */
	enum demo_then then;
	const char *outcomes, *avoid;
	int repeats;       /* number in this list, from 1; 0 = none */
	const char *own[20]; /* its fields: name, value, ..., NULL */
	struct gd_line lines[4];
};
extern const struct demo_order demo_orders[];
int demo_norders(void);

#endif
