/* tui/office/names_priv.h - a list of customers or people with a filter that
 * narrows as it is typed: in Chinese, English or pinyin initials. */
#ifndef GENDAN_TUI_OFFICE_NAMES_PRIV_H
#define GENDAN_TUI_OFFICE_NAMES_PRIV_H

#include "app/names.h"

#include "../scr_priv.h"

struct name_row {
	const char *id, *name, *name_en;
	const char *hay; /* folded: all it is found by, a part a line */
	void *own;       /* of the screen, zeroed; its texts in the arena */
};

struct names;
struct names_spec {
	const char *title;        /* English, for gd_tr */
	const char *some, *every; /* "{1} of {2} shown", "{1} people" */
	const char *empty, *none; /* no row; no row has what is typed */
	const char *add;          /* name of F7; NULL: nothing is added here */
	size_t own;               /* bytes of a row's own */
	void (*fill)(struct ui *ui, struct names *n); /* by names_add */
	void (*head)(struct ui *ui, int row);
	void (*row)(struct ui *ui, struct names *n, struct name_row *r, int row,
	    enum gd_ink ink);
	void (*open)(struct ui *ui, const char *id);
	void (
	    *edit)(struct ui *ui, const char *id); /* F4, F7 (NULL); or NULL */
};

struct names {
	struct screen screen;
	const struct names_spec *spec;
	struct gd_edit filter;
	struct gd_arena arena; /* of the rows */
	struct name_row *rows; /* owned */
	size_t n, room;
	int *shown; /* owned: indexes into rows */
	struct scroll list;
	char *at_id; /* owned: where the cursor is, over a load */
};

/** A row of the arena; more: other words it is found by. @return the row */
struct name_row *names_add(struct names *n, const char *id, const char *name,
    const char *name_en, const char *more);
void names_open(struct ui *ui, const struct names_spec *spec);

/* ---- the screens themselves ---- */

/** Enter a new customer (code NULL), or correct one. */
void customer_form(struct ui *ui, const char *code);
/** One customer: who he is, his orders, what was corrected. */
void scr_customer(struct ui *ui, const char *code);
/** One person: roles, desks, deputy, load; acts for the administrator. */
void scr_person(struct ui *ui, const char *login);
/** The customer's terms of payment by id, in the reader's words. */
const char *customer_terms(struct ui *ui, const char *id);
/** In which language papers go to him, in words. */
const char *customer_lang(struct ui *ui, const char *id);
/** What a column of a customer is called in his form; English, for gd_tr. */
const char *customer_cell_name(const char *cell);

#endif
