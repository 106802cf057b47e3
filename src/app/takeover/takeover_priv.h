/* src/app/takeover/takeover_priv.h - three CSV files as the past of orders;
 * private. */
#ifndef GENDAN_APP_TAKEOVER_TAKEOVER_PRIV_H
#define GENDAN_APP_TAKEOVER_TAKEOVER_PRIV_H

#include "app/takeover.h"
#include "../app_priv.h"
#include "../import/import.h"

enum tk_file { TK_ORDERS, TK_PIECES, TK_SIGNS, TK_FILES };
extern const char *const tk_file_names[TK_FILES];

/* Where a column goes; of: the field, role, step, duty or payment row. */
enum tk_to {
	TK_NOTHING,
	TK_NUMBER,
	TK_CUSTOMER,
	TK_CUSTOMER_NAME,
	TK_COMPANY,
	TK_ASSIGN,
	TK_FIELD,
	TK_STEP,
	TK_DUTY,
	TK_CREDIT,
	TK_PAPER,
	TK_LOT,
	TK_REV,
	TK_CLASS,
	TK_DESK,
	TK_COUNT,
	TK_SENT,
	TK_HELD,
	TK_HOLDER,
	TK_ROLE,
	TK_WHO,
	TK_DAY,
	TK_ON_PAPER,
};
struct tk_column {
	const char *heading;
	enum tk_to to;
	int of;
	const char *trigger; /* of a credit named by its trigger */
};

struct tk_place { /* of a field, in orders.csv */
	int column;
	const char *heading;
};

/* One order of the files, gathered from all three. */
struct tk_order {
	const char *number;
	int64_t line; /* in orders.csv; 0 = it is not there */
	char hash[GD_ID_TEXT];
	const char *customer, *customer_name, *company;
	struct gd_pair *pairs;
	size_t npairs, pairs_room;
	struct tk_place *places; /* of the pairs */
	size_t nplaces, places_room;
	struct gd_taken *taken;
	size_t ntaken, taken_room;
	struct gd_takeover_fault *faults;
	size_t nfaults, faults_room;
	struct gd_takeover_fault *remarks; /* taken over though */
	size_t nremarks, remarks_room;
};

struct takeover {
	struct gd_app *app;
	struct gd_takeover *t;
	const struct gd_workflow *wf;
	struct gd_arena arena;
	struct tk_column columns[MOST_COLUMNS];
	int ncolumns;
	enum tk_file file;       /* being read */
	struct tk_order *orders; /* in the order of orders.csv */
	size_t norders, orders_room;
	size_t *by_number; /* open hash of orders + 1; room a power of two */
	size_t hash_room;
	struct gd_alike alike; /* customers there are and that come */
	struct gd_err *err;
	/* decided in this batch, said when it is committed */
	struct gd_takeover_result *results;
	size_t nresults, results_room;
	struct gd_arena batch;
	int64_t batch_began;
};

/* takeover_read.c */
enum gd_code tk_read(struct takeover *k) GD_MUST_CHECK;
struct tk_order *tk_order(struct takeover *k, const char *number);
void tk_fault(struct takeover *k, struct tk_order *o, int64_t line, int column,
    const char *value, const struct gd_err *why);
void tk_remark(struct takeover *k, struct tk_order *o, int64_t line, int column,
    const char *value, const struct gd_err *what);
/* takeover_map.c */
enum gd_code tk_map(struct takeover *k, const char **header,
    int n) GD_MUST_CHECK;
int tk_column_of(const struct takeover *k, enum tk_to to); /* -1: none */
bool tk_word_is(const char *words, const char *v); /* "a|b|c", any case */
/* takeover_cell.c: one row of a file into its order */
void tk_row(struct takeover *k, const char **cells, int n, int64_t line);
/* takeover_order.c: one order decided, and written unless it is a dry run */
enum gd_code tk_take(struct takeover *k, struct tk_order *o,
    struct gd_takeover_result *r) GD_MUST_CHECK;

#endif
