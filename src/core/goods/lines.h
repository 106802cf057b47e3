/* core/goods/lines.h - lines, lots and what is paid for them; private to
 * src/core.
 *
 * Comes with work.h.  A line is read and changed cell by cell, by name; a lot
 * plans quantities of lines until it ships them.
 */
#ifndef GENDAN_CORE_GOODS_LINES_H
#define GENDAN_CORE_GOODS_LINES_H

#include "core/order.h"

struct gd_work;
struct gd_at;

/* ---- values.c: money ---- */
int money_digits(const char *currency); /* after the point, ISO 4217 */
#define GD_MONEY_TEXT 48
const char *money_text(int64_t minor, const char *code,
    char buf[GD_MONEY_TEXT]);
const char *money_words(struct gd_work *w, int64_t minor, const char *code);

/* ---- lines.c, lines_paper.c: "line:2:qty" as typed ---- */
/* Is this the name of a line's cell? "line:2": cell "". */
bool line_name(const char *name, int64_t *no, const char **cell);
const struct gd_line *line_find(const struct gd_order *o, int64_t no);
/* cells: item spec qty unit price currency discount note tolerance */
enum gd_code line_read(struct gd_work *w, struct gd_line *row, const char *cell,
    const char *typed);
#define LINE_TEXT GD_MONEY_TEXT
const char *line_text(const struct gd_line *row, const char *cell,
    char buf[LINE_TEXT]);
const char *line_words(struct gd_work *w, const struct gd_line *row,
    const char *cell);
enum gd_code line_qty_read(struct gd_work *w, struct gd_line *row,
    const char *name, const char *typed, int64_t *qty);
const char *line_qty_words(struct gd_work *w, const struct gd_line *row,
    int64_t qty);
/* Puts the row; the lots plan what it says, else GD_M_LINE_SHIPPED. */
enum gd_code line_store(struct gd_work *w, const struct gd_line *row);
/* One cell set right (corrections, revisions); quantity and amount of the
 * order follow. Makes no event. An `item` of a new number adds a line. */
enum gd_code line_change(struct gd_work *w, int64_t no, const char *cell,
    const char *typed, const char **was, const char **now);
/* An issued paper in force that carries the line, or NULL. */
const char *lines_carried_by(struct gd_work *w, int64_t line);
struct line_sums { /* "" = cannot be told: units or currencies differ */
	const char *quantity, *amount;
};
void lines_sum(struct gd_work *w, struct line_sums *sums);
void lines_follow(struct gd_work *w, const struct line_sums *was);
void lines_content(const struct gd_order *o, json_t *obj, int64_t lot);
bool lines_stale(const struct gd_order *o, const struct gd_revision *r);
enum gd_code lines_typed(struct gd_work *w, json_t *obj);
void lines_issued(struct gd_work *w, const char *json);
int64_t line_worth(const struct gd_line *row, int64_t qty);

/* ---- lots.c, ship.c, money.c ---- */
__extension__ typedef __int128 gd_wide;    /* quantity by price */
enum gd_code make_line(struct gd_work *w); /* out of product and quantity */
gd_wide lot_weight(const struct gd_order *o, int64_t lot);
void payments_divide(struct gd_work *w, int64_t from, int64_t to, gd_wide part,
    gd_wide whole, bool first);
void payments_off(struct gd_work *w, int64_t lot);
void payments_follow(struct gd_work *w); /* a changed amount of the order */
/* quantity.c */
enum gd_code quantity_agrees(struct gd_work *w, const char *name,
    const char *value);
enum gd_code quantity_at_intake(struct gd_work *w);
enum gd_code lines_one_money(struct gd_work *w);
const struct gd_command *quantity_with_line(struct gd_work *w);
void quantity_in_draft(struct gd_work *w, json_t *obj, bool typed);
void quantity_follow(struct gd_work *w);
#define GD_LOTS_MAX 99
struct gd_lotline lotline(const struct gd_order *o, int64_t lot, int64_t line);
bool lot_off(const struct gd_order *o, int64_t lot);
int lots_living(const struct gd_order *o);
bool lot_known(const struct gd_order *o, int64_t lot);
bool lot_done(const struct gd_workflow *wf, const struct gd_order *o,
    int64_t lot);
bool lot_shipped(const struct gd_workflow *wf, const struct gd_order *o,
    int64_t lot);
int64_t lot_free(const struct gd_workflow *wf, const struct gd_order *o,
    int64_t lot, int64_t line);
int64_t line_tolerance(const struct gd_order *o, const struct gd_line *row);
int64_t line_missing(const struct gd_order *o, int64_t line);
bool line_short(const struct gd_order *o, const struct gd_line *row);
const struct gd_line *lines_short(const struct gd_order *o);
/* The lot meant: cmd->lot, else the only living one, else a question. */
enum gd_code find_lot(struct gd_work *w, const char *what, int64_t *lot);
enum gd_code lot_ships(struct gd_work *w, int duty, struct gd_at at,
    const char *json);
/* The same set right; *n counts what changed. */
enum gd_code lot_ships_again(struct gd_work *w, int duty, struct gd_at at,
    const char *json, int *n);
void payments_per_lot(struct gd_work *w, const struct gd_payment *of);

#endif
