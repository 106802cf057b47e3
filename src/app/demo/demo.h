/* src/app/demo/demo.h - the people, customers and orders of the demo book. */
#ifndef GENDAN_APP_DEMO_DEMO_H
#define GENDAN_APP_DEMO_DEMO_H

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

/* ---- demo.c, also for the practice book ---- */

struct drive;
struct gd_app;
/** An empty book of the demo's company, as its first person; of this shipped
 * workflow, NULL: as every book begins. */
enum gd_code app_demo_book(const char *path, const char *flow, int64_t when,
    struct gd_err *err) GD_MUST_CHECK;
/** Its people, their keys, customers and carriers; with the roles they have in
 * the demo, else without any. */
enum gd_code app_demo_office(struct gd_app *app, bool roles,
    struct gd_err *err) GD_MUST_CHECK;
/** What is entered into an order of this plan; texts into the arena. */
void app_demo_values(const struct demo_order *plan, int64_t now, int offset,
    struct drive *drive, struct gd_arena *arena);

/* ---- demo_drive.c ---- */

struct gd_order_page;
struct gd_act_view;
/** What is typed into a field nobody said anything of, into arena; NULL: its
 * kind has no such value. */
struct drive;
const char *app_drive_value(const struct drive *d, const struct gd_field_def *f,
    struct gd_arena *arena);
/** This act of the page, by somebody who may; d->today is set. */
enum gd_code app_drive_act(const struct drive *d, const struct gd_order_page *p,
    const struct gd_act_view *act, struct gd_err *err) GD_MUST_CHECK;

/* ---- demo_drive.c: acts chosen from todo, with sensible values ---- */
struct drive {
	struct gd_app *app;
	const struct gd_pair *values; /* ends with name NULL */
	const char *outcomes; /* "verdict=approved,..." ; default: the first */
	const char *avoid;    /* duties not to do, ",x,y," */
	int64_t only_lot;     /* of what is done lot by lot only this; 0: all */
	int32_t today;
	const char *password; /* of whose key is not open; NULL: all are */
	const char *favours;  /* to whom others offer and assign; NULL: nobody */
};
/* One act of the order's todo by somebody who may; *did false: nothing left
 * to do. */
enum gd_code app_drive(struct drive *d, const char *order, bool receipts_first,
    bool *did, struct gd_err *err) GD_MUST_CHECK;

#endif
