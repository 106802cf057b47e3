/* tui/lists/orders_priv.h - rows of orders, a part of them at a time. */
#ifndef GENDAN_TUI_LISTS_ORDERS_PRIV_H
#define GENDAN_TUI_LISTS_ORDERS_PRIV_H

#include "../ui_priv.h"

#define ORDERS_CHUNK 120 /* rows in memory, whatever the size of the book */

/* ---- news: what others changed since a list was opened ---- */

struct news_row;
struct news {
	struct news_row *at; /* owned */
	size_t n, room;
};
void news_clear(struct news *n);
/** An order stands in the list at this revision of it. */
void news_see(struct ui *ui, struct news *n, const char *id, int64_t rev);
bool news_has(const struct news *n, const char *id);
void news_opened(struct news *n, const char *id); /* id NULL: nothing */

/* ---- rows ---- */

/* Where a chunk begins: after this row. */
struct orders_from {
	int64_t value, key;
	char *text; /* owned */
};

struct orders {
	struct gd_filter filter;  /* without paging; texts borrowed */
	struct gd_list_rows rows; /* of the chunk */
	struct orders_from *from; /* owned; the last one is the chunk's */
	size_t nfrom, room;
	struct scroll list;
	char *at_id;  /* owned: the order under the cursor */
	bool amounts; /* the rows have theirs */
	char ruler[GD_RULER]; /* above their rails */
	struct news news;
};

void orders_release(struct orders *o);
/** Load again (start: from the first row), the cursor stays on its order.
 * @return false when it failed; the message row says why */
bool orders_load(struct ui *ui, struct orders *o, bool start);
/** Cursor and paging keys. */
bool orders_act(struct ui *ui, struct orders *o, enum gd_action action,
    int visible);
const struct gd_list_row *orders_at(const struct orders *o); /* or NULL */

/** Column heads, and one row, in the first cols columns of the screen; worth:
 * with amount and owner where there is room. */
void orders_head(struct ui *ui, const struct orders *o, int row, int cols,
    bool worth);
void orders_row(struct ui *ui, const struct orders *o, int row, int cols,
    bool worth, const struct gd_list_row *r, bool here, bool marked, bool changed);
/** A line of my day: this act of this order, else another of the order; -1:
 * there is none. */
int orders_work(const struct gd_my_day *day, const char *number,
    const char *act);
/** Before rows are painted: read the amounts their columns show. */
void orders_worth(struct ui *ui, struct orders *o, int cols);

/** Every order the filter shows, in its order, beyond the rows in memory too,
 * at most MARKS_MAX; each returns false to stop. */
void orders_walk(struct ui *ui, const struct orders *o,
    bool (*each)(void *payload, const char *id), void *payload);

/* ---- marks: ids of orders, surviving every filter ---- */

#define MARKS_MAX 5000

struct marks {
	char **ids; /* owned, sorted */
	int n;
	size_t room;
	int hidden;  /* of them, that the filter does not show */
	char *range; /* owned: where a range began; NULL: none did */
};
/** The keys of marks on the order under the cursor and on all shown. @return
 * false: action is no such key */
bool marks_act(struct ui *ui, struct marks *m, struct orders *o,
    enum gd_action action, int visible);
void marks_clear(struct marks *m);
bool marks_has(const struct marks *m, const char *id);
void marks_set(struct marks *m, const char *id, bool on);
/** Count hidden anew, after the filter or the book changed. */
void marks_count(struct ui *ui, struct marks *m, const struct orders *o);

#endif
