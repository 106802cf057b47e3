/* tui/lists/bulk_priv.h - one thing with many orders: what is to be done
 * (scr_bulk.c), what is asked before (bulk_forms.c), doing it and what failed
 * (bulk_result.c). */
#ifndef GENDAN_TUI_LISTS_BULK_PRIV_H
#define GENDAN_TUI_LISTS_BULK_PRIV_H

#include "app/printing.h"

#include "orders_priv.h"
#include "../scr_priv.h"

enum bulk_kind {
	BULK_RECEIPTS,
	BULK_COPIES,
	BULK_SIGN,
	BULK_PRINT,
	BULK_HOLD,
	BULK_RESUME,
	BULK_ASSIGN,
	BULK_NOTE,
	BULK_CSV,
	BULK_JSON,
	BULK_CHOSEN,             /* those above are chosen from a list */
	BULK_UNDO = BULK_CHOSEN, /* of scr_undo.c */
	BULK_REDO,
	BULK_KINDS
};

/* How a kind is spoken of; English, for gd_tr.  Of the sentences {1} is how
 * many things, {2} of how many orders. */
struct bulk_words {
	const char *name;  /* in the list of kinds */
	const char *title; /* of the question, or of the form */
	const char *yes;
	const char *counted, *done, *none;
};
extern const struct bulk_words bulk_words[BULK_KINDS];

/* One command, or one print.  Texts are in the arena. */
struct bulk_item {
	const char *order, *number; /* id; what people call it */
	const char *what;           /* in words */
	const struct gd_workflow *wf; /* of the order */
	struct gd_command cmd;      /* GD_DO_NONE: print, as ask says */
	struct gd_printing ask;
	const char *why; /* why not; NULL */
	bool done;
};

struct bulk {
	struct gd_arena arena;
	enum bulk_kind kind;
	const char **ids; /* of the orders that were marked */
	int nids;
	struct marks *marks;  /* of the list below; NULL */
	struct bulk_item *at; /* owned */
	size_t n, room;
	int orders;         /* that have something of this kind */
	struct gd_str said; /* the first of them, by name */
	int64_t painted_ms; /* when it was said how far it is */
};

struct bulk *bulk_new(char *const *ids, int n, struct marks *marks);
void bulk_free(struct bulk *b);
/* Whoever is asked owns a box with the bulk in it: taken out, it is another's;
 * left in it, it goes with the box. */
struct bulk **bulk_box(struct bulk *b);
struct bulk *bulk_unbox(void *box);
void bulk_box_free(void *box);

/** A thing to be done; the caller fills in cmd or ask. */
struct bulk_item *bulk_add(struct bulk *b, const struct gd_order_page *page,
    const char *what);
/** Look through every order; each puts its things in. @return false: stopped
 * with Esc */
bool bulk_collect(struct ui *ui, struct bulk *b,
    void (*each)(struct ui *ui, struct bulk *b,
	const struct gd_order_page *page));
/** "12 receipts of 5 orders:", and which: for a question. */
void bulk_about(struct ui *ui, const struct bulk *b, struct gd_str *out);
/** Say how far it is, when it takes long. @return false: Esc was pressed */
bool bulk_step(struct ui *ui, struct bulk *b, int at, int all);

/** Ask for what the kind needs (a reason, a person, a printer, a file), then
 * do it. Takes b. */
void bulk_ask_form(struct ui *ui, struct bulk *b);
/** Do all of it, say what came of it, show what failed. Takes b. */
void bulk_run(struct ui *ui, struct bulk *b);

#endif
