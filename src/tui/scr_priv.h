/* tui/scr_priv.h - how screens open each other. */
#ifndef GENDAN_TUI_SCR_PRIV_H
#define GENDAN_TUI_SCR_PRIV_H

#include "ui_priv.h"

int64_t ui_clock(struct ui *ui); /* of the device, in ms */
/** Hand an action to the top screen, as if its key had been pressed. */
bool ui_act(struct ui *ui, enum gd_action action);
/** First screens of a book that is open, or of none; before them the door,
 * when nobody is known yet or the office asks everybody for his password. */
void ui_start(struct ui *ui);
/** First screens of who is at the keyboard now; nothing of anybody before him
 * stays, what he was entering is his draft. */
void ui_enter(struct ui *ui);

void scr_day(struct ui *ui);
void scr_list(struct ui *ui);
/** Put words into the filter of the list on top: instead of what is there, or
 * behind it, to be typed on. */
void scr_list_filter(struct ui *ui, const char *words, bool whole);
/** Another list, of these words; Esc leads back as long as they stand. */
void scr_list_of(struct ui *ui, const char *words);
/** Filters kept under a name; now: the one that is typed. */
void scr_mine(struct ui *ui, const char *now);
struct marks;
/** One thing with these orders (ids), after one question: which, action says
 * (GD_A_RECEIVE, GD_A_PRINT), or it is asked (GD_A_BULK). What was done is
 * taken out of marks (or NULL), what failed stays marked and is told. */
void scr_bulk(struct ui *ui, char *const *ids, int n, struct marks *marks,
    enum gd_action action);
/** The papers of these orders (ids) that wait for the person's signature, to be
 * signed with one password. */
void scr_signs(struct ui *ui, char *const *orders, int n, bool tick);
/** All that wait for the person's signature. */
void scr_signs_mine(struct ui *ui);
void scr_order(struct ui *ui, const char *number);
/** The steps of an order as bars over weeks. */
void scr_gantt(struct ui *ui, const char *number);
/** Everything that can be done on an order; only: part of an act's id that
 * narrows the list, NULL = all. */
void scr_acts(struct ui *ui, const char *number, const char *only);
/** F2: what can be done on this order (NULL: none), on this screen, and where
 * one can go; also what is blocked, with its reason. */
void scr_palette(struct ui *ui, const char *number);
/** The acts with these ids as a list; at_once: when only one is possible for
 * this person, that one without a list. */
void scr_acts_of(struct ui *ui, const char *number, const char *const *ids,
    int n, bool at_once);
/** One act of an order by its id: the form, or the reason why not. */
void scr_act(struct ui *ui, const char *number, const char *act);
/** The same, with values that stand in its fields at first: names and values
 * in turn, NULL at the end. @return false: it cannot be done here now */
bool scr_act_with(struct ui *ui, const char *number, const char *act,
    const char *const *values);
/** The same, with the cursor in this field. */
bool scr_act_at(struct ui *ui, const char *number, const char *act,
    const char *field);
/** The copies of a paper, of this lot and instance or else the newest; kind
 * NULL, or nothing of it is out: the documents of the order to choose from. */
void scr_copies(struct ui *ui, const char *number, const char *kind,
    int64_t lot, int64_t inst);
void scr_copies_list(struct ui *ui, const char *number);
/** The copies of one document; piece: where the cursor begins, or 0. */
void scr_copies_of(struct ui *ui, const char *number, const char *kind,
    int64_t lot, int64_t inst, int64_t piece);
bool scr_copies_is(const struct screen *s);
/** A piece was scanned: where copies are on top, they show it. @return so */
bool scr_copies_scanned(struct ui *ui, const char *number,
    const struct gd_piece *p);
/** What to print of an order, then the sheet. kind: the paper where the cursor
 * begins, or NULL; piece: only what belongs to this piece's paper, or 0. */
void scr_print(struct ui *ui, const char *number, const char *kind,
    int64_t piece);
/** The routing slip of a paper, shown before it is printed. */
void scr_print_slip(struct ui *ui, const char *number, const char *kind,
    int64_t lot, int64_t inst);
/** The boards a manager looks at. */
void scr_board(struct ui *ui);
/** Which reports there are, and which of them the person keeps. */
void scr_reports(struct ui *ui);
/** Papers out: who holds what, for how many days. */
void scr_papers(struct ui *ui);
/** Those these words choose, as in `papers WORDS`. */
void scr_papers_of(struct ui *ui, const char *words);
/** The file: papers the clerk keeps, by contract or by customer. */
void scr_file(struct ui *ui);
/** A code was scanned: book what it says, show its order. */
void scr_scanned(struct ui *ui, const char *code);
/** A stack of slips, one line an answer. */
void scr_scan(struct ui *ui);
/** Is this the screen of this order (NULL: of any)? */
bool scr_order_shows(const struct screen *s, const char *number);
/** The cursor of the order on top to a step. @return false: no such step, or
 * no order on top */
bool scr_order_to_step(struct ui *ui, int64_t step_no);
void scr_undo(struct ui *ui, const char *number);
/** What the person did last in these screens, whatever the cursor stands on by
 * now; nothing yet: of this order, which may be NULL. */
void scr_undo_mine(struct ui *ui, const char *number);
/** Lines and lots of an order: ordered, planned, shipped, left. */
void scr_goods(struct ui *ui, const char *number);
/** All that happened to an order, newest first. */
void scr_history(struct ui *ui, const char *number);
/** The workflow of an order (NULL: of none) as a picture. */
void scr_flow(struct ui *ui, const char *number);
/** All dates of an order; at: the one where the cursor begins, or NULL. */
void scr_dates(struct ui *ui, const char *number, const struct gd_due *at);
/** What others did since one was here. */
void scr_since(struct ui *ui);
/** What is on its way to me, and giving work to another. */
void scr_handover(struct ui *ui);
void scr_people(struct ui *ui);
/** Lists of customers, and of people. */
void scr_customers(struct ui *ui);
void scr_staff(struct ui *ui);
/** The door: the password of login; typed: the login is typed too; only:
 * there is nothing to go back to. "" and not typed: pick a person first. */
void scr_door(struct ui *ui, const char *login, bool typed, bool only);
/** Whoever the app now has may come in: back to his place, or to a first
 * screen of his own, while the other one's forms become drafts. */
void door_arrived(struct ui *ui);
/** A new password for who is at the keyboard. */
void scr_passwd(struct ui *ui, bool only);
/** Hide everything, wipe the keys, ask for the password. */
void scr_lock(struct ui *ui);
/** The form of a new order; customer: who is chosen at first, or NULL. */
void scr_new(struct ui *ui, const char *customer);
void scr_help(struct ui *ui);
void scr_log(struct ui *ui);
void scr_nobook(struct ui *ui);

/* ---- practice.c ---- */

/** Open the practice book; in it: do the next act. */
void practice_go(struct ui *ui);
/** Choose of which shipped workflow it is; the cursor stands on this id. */
void practice_choose(struct ui *ui, const char *here);
/** While practising, before each picture: the others of the office act; then,
 * the screen being loaded, what comes next is said. */
void practice_play(struct ui *ui);
void practice_say(struct ui *ui);
void practice_ask_leave(struct ui *ui);
/** Throw the book away, its screens being closed; a real one is back. */
void practice_end(struct ui *ui);

/* Yes or no.  With danger the harmless answer has the focus. */
struct scr_ask {
	const char *title, *text; /* English, for gd_tr; text may be NULL */
	const char *said;         /* text already in the reader's language */
	const char *yes, *no; /* no NULL: there is only yes */
	bool danger;
	bool secret;          /* said is wiped when the box goes */
	void (*then)(struct ui *ui, void *payload); /* on yes */
	void *payload;
	void (*drop)(void *payload); /* frees payload in any case; NULL */
};
void scr_ask(struct ui *ui, const struct scr_ask *ask);

/* One line to choose from.  Texts are copied. */
struct scr_item {
	const char *label; /* in the reader's language */
	const char *note;  /* greyed text right of it; NULL */
	const char *key;   /* its direct key; NULL */
	const char *also;  /* other words it is found by; NULL */
	bool off;          /* cannot be chosen: note says why */
	bool ticked;       /* of a multiple choice */
};
#define PICK_MORE 8
struct scr_pick {
	const char *title; /* in the reader's language */
	const struct scr_item *items;
	int n, at; /* at: where the cursor stands first */
	bool multi;
	bool in_order; /* what is typed narrows them and moves none */
	int digits;    /* of the first so many, 1 .. 9 takes one at once */
	bool english;  /* texts are English, for gd_tr at each paint */
	/* then: chosen item; of a multiple choice -1, ticks in ticked[n].
	 * An item that is off is handed over too: say why. */
	void (*then)(struct ui *ui, void *payload, int chosen,
	    const bool *ticked);
	void (*print)(struct ui *ui, void *payload, int at); /* F9; NULL */
	/* Lines for what is typed, behind the others: at most PICK_MORE into
	 * more, texts into arena; chosen as n, n + 1 ...; NULL. @return how
	 * many */
	int (*find)(struct ui *ui, void *payload, const char *typed,
	    struct gd_arena *arena, struct scr_item *more);
	void (*again)(struct ui *ui, void *payload); /* in the other language */
	const char
	    *none; /* English: nothing fits, what now; NULL = the usual */
	void *payload;
	void (*drop)(void *payload);
};
void scr_pick(struct ui *ui, const struct scr_pick *pick);
/** The language changed: an open list is made anew, as far as it was typed. */
void scr_pick_again(struct ui *ui);

#include "forms/drafts_priv.h"

#endif
