/* src/store/list_priv.h - a filter on its way to statements. */
#ifndef GENDAN_STORE_LIST_PRIV_H
#define GENDAN_STORE_LIST_PRIV_H

#include "core/view/pick.h"

#include "store_priv.h"

#define NWORDS 8
#define OPEN_STATES (1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD)
#define CLOSED_STATES (1 << GD_ORDER_COMPLETED | 1 << GD_ORDER_CANCELLED)

/* Ways into the orders. WAY_ONE: a single one, by id. */
enum way {
	WAY_ALL,
	WAY_OPEN,
	WAY_CLOSED,
	WAY_STATE,
	WAY_STEP,
	WAY_CLERK,
	WAY_CARRIED, /* as clerk, in any state */
	WAY_MINE,    /* in any role, of those in work */
	WAY_PERSON,  /* in any role, in any state */
	WAY_CUSTOMER,
	WAY_COMPANY,
	WAY_WAITS,
	WAY_CONTRACT,
	WAY_TAKEN,
	WAY_LOTS,
	WAY_OUT,
	WAY_SLIPS,
	WAY_NUMBER,
	WAY_CREATED,
	WAY_OFFERED,
	WAY_PICK, /* the first of GD_NPICK */
	WAY_PICK_LAST = WAY_PICK + GD_NPICK - 1,
	WAY_ONE,
	WAYS
};
/* GATHER_PICK: the first of GD_NPICK */
enum form {
	FORTH,
	BACK,
	COUNT,
	GATHER,
	GATHER_HARD,
	GATHER_PICK,
	FORMS = GATHER_PICK + GD_NPICK
};
enum { SORTS = 3 }; /* those an index gives; GD_SORT_HARD is none */

/* A condition that is tested on rows; bits of query.conds. */
enum cond {
	C_STATES,
	C_STEP,
	C_CUSTOMER,
	C_CLERK,
	C_WAITS,
	C_WORKFLOW,
	C_COMPANY,
	C_DUE,
	C_PERSON,
	C_CONTRACT,
	C_CURRENCY,
	C_OUT,
	C_NUMBER,
	C_CREATED,
	C_TAKEN,
	C_BEGUN,
	C_LOTS,
	C_HARD,
	C_WARNS,
	C_SLIPS,
	C_TEAM,
	C_OWING,
	C_SIGNING,
	C_CHANGED,
	C_STAY,
	C_MARK,
	C_CAME,
	C_GONE,
	C_OFFERED,
	C_TAKEN_BY,
	C_PICK, /* the first of GD_NPICK */
	C_PICK_LAST = C_PICK + GD_NPICK - 1,
	C_CUSTOMER_WORD,
	C_WORD, /* the first of eight */
	C_NONE = 60
};

struct query {
	struct gd_filter f;                         /* texts borrowed */
	struct gd_str words[NWORDS], customer_word; /* folded */
	int nwords;
	int64_t due_from, due_to, hard_from, hard_to;
	uint64_t conds;
	bool nothing; /* no order can fit */
};
void gd_query_init(struct query *q, const struct gd_filter *f);
void gd_query_release(struct query *q);
/* The same with other states, and what follows from them. */
void gd_query_states(struct query *q, int64_t states);

bool gd_query_has_words(const struct query *q);

/* The narrowest way in; the way that only keeps the order of rows. */
enum way gd_query_way(const struct query *q);
enum way gd_query_base(const struct query *q, enum gd_sort sort);
/* Does an index give this way in this order? */
bool gd_way_native(enum way way, enum gd_sort sort);

struct from { /* the row a page begins behind */
	bool has;
	int64_t key, value;
	const char *text;
};
/* Prepared once and bound, ready to step. NULL: *err is set. */
sqlite3_stmt *gd_query_stmt(struct gd_store *s, const struct query *q,
    enum way way, enum gd_sort sort, enum form form, const struct from *from,
    int64_t limit, struct gd_err *err);
/* The text of that statement. */
void gd_query_sql(const struct query *q, enum way way, enum gd_sort sort,
    enum form form, struct gd_str *sql);

/* For statements of others about the orders of a query, o being `orders`: the
 * tests of these conditions, each behind " AND "; parameters 1 to ONE_AT, 50 and
 * 51 are theirs; where a statement of this key is kept, NULL when it is yet to be
 * prepared. Keys of lists are odd. */
enum { ONE_AT = 33 };
void gd_query_tests(uint64_t conds, struct gd_str *sql);
void gd_query_bind(sqlite3_stmt *st, const struct query *q);
sqlite3_stmt **gd_query_slot(struct gd_store *s, uint64_t key);
/* Keys of the orders of a query, ascending, each once, when they are few;
 * GD_MISSING when they are not. *ids is owned by the caller. */
enum gd_code gd_list_few(struct gd_store *s, const struct query *q,
    int64_t **ids, size_t *n, struct gd_err *err) GD_MUST_CHECK;

/* Orders that may have the words, newest first (oldest when back): more than
 * fit, never fewer. Ids behind from. GD_MISSING at the end. */
struct gd_find;
enum gd_code gd_find_open(struct gd_store *s, const struct query *q,
    int64_t from, bool back, struct gd_find **out,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code gd_find_next(struct gd_find *find, int64_t *id,
    struct gd_err *err) GD_MUST_CHECK;
void gd_find_close(struct gd_find *find); /* NULL allowed */

#endif
