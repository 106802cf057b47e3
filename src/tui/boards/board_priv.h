/* tui/boards/board_priv.h - a board as lines: board_lines.c makes them of what
 * the app counted, scr_board.c shows them, scr_behind.c what is behind a
 * number. */
#ifndef GENDAN_TUI_BOARDS_BOARD_PRIV_H
#define GENDAN_TUI_BOARDS_BOARD_PRIV_H

#include "app/board.h"

#include "../ui_priv.h"

#define BOARD_CELLS 8

struct board_cell {
	const char *text;
	const struct gd_number *behind; /* Enter lists these; NULL: nothing */
	bool signs;                     /* Enter: the papers to be signed */
	int page; /* Enter: that page, where no one list has it; 0: none */
	bool late;                      /* in the ink of what is late */
};

/* What is to the right of a line's name: equal for all lines of a section. */
struct board_cols {
	const char *heads[BOARD_CELLS]; /* English, for gd_tr */
	int widths[BOARD_CELLS], n;
	const char *tail; /* heading of what comes last, left-aligned; NULL */
	int tail_cols;
	int name; /* least columns of the name; 0 = the usual */
};

struct board_line {
	const struct board_cols *cols;
	bool heading; /* names the section; the cursor passes over it */
	const char *name;
	const char *number; /* Enter opens this order; NULL */
	struct board_cell cells[BOARD_CELLS];
	const char *tail;
	int64_t bar, most; /* a bar of bar / most of its room; most 0: none */
};

struct board_lines {
	struct gd_board b;     /* what the numbers are of */
	bool counted;          /* b is to be released */
	struct board_line *at; /* owned */
	size_t n, room;
	bool flows;            /* of several workflows: rows say of which */
	struct gd_arena arena; /* of the texts */
};

/* The first page shows the head, the steps and who is waited for; the others a
 * part each. */
#define BOARD_PAGES 14
unsigned board_page_parts(int page);    /* bits of enum gd_board_part */
const char *board_page_title(int page); /* English, for gd_tr */
/** The word a page is kept by: "overview", or that of its part. */
const char *board_page_word(int page);
/** What the numbers of this page are, in a sentence; English, for gd_tr. */
const char *board_page_what(int page);

void board_lines_release(struct board_lines *l);
/** Lines of a page, of what l->b holds; pinned: bits of pages whose first lines
 * follow on the first page. */
void board_lines_make(struct ui *ui, struct board_lines *l, int page,
    unsigned pinned);

/* ---- board_lines.c for board_trade.c ---- */

struct board_line *board_line_add(struct board_lines *l,
    const struct board_cols *cols, const char *name);
void board_heading(struct ui *ui, struct board_lines *l,
    const struct board_cols *cols, const char *english);
/** "Ship (Purchase order)" where l is of several workflows, else the name. */
const char *board_of_flow(struct ui *ui, const struct board_lines *l,
    const char *name, const char *workflow);
/** Dates, money, refunds, forecasts; most: at most so many lines. */
void board_trade_lines(struct ui *ui, struct board_lines *l, unsigned part,
    int most);

/* ---- board_whose.c ---- */

enum whose { WHOSE_BOOK, WHOSE_COMPANY, WHOSE_DESK, WHOSE_TEAM, WHOSE_PERSON };
struct boards {
	struct screen screen;
	struct board_lines lines;
	int page, cell;  /* cell: which number of a line */
	unsigned pinned; /* bits of pages */
	enum whose whose;
	char *of;   /* owned: id of whose; NULL of the book */
	char *flow; /* owned: id of the workflow; NULL of all */
	struct scroll list;
};
/** Pins and whose, as the person left them; as they are now. */
void boards_recall(struct ui *ui, struct boards *s);
void boards_keep(struct ui *ui, const struct boards *s);
const char *boards_whose(struct ui *ui, const struct boards *s);
void boards_choose_whose(struct ui *ui, struct boards *s);
/** Of which workflow: "Purchase order", or "" where all are shown. */
const char *boards_flow(struct ui *ui, const struct boards *s);
/** Lets the person choose one, or all; says so where there is but one. */
void boards_choose_flow(struct ui *ui, struct boards *s);

/** Dates behind a number, by the words that list them. */
void scr_behind(struct ui *ui, const char *title, const char *words);

#endif
