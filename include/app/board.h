/* app/board.h - the boards: one door for screens and for `board`. */
#ifndef GENDAN_APP_BOARD_H
#define GENDAN_APP_BOARD_H

#include "app/app.h"
#include "core/view/board.h"

enum gd_board_part { /* bits */
	GD_BOARD_HEAD = 1,
	GD_BOARD_STEPS = 2,
	GD_BOARD_AGES = 4,
	GD_BOARD_WAITS = 8,
	GD_BOARD_PAPERS = 16,
	GD_BOARD_SIGNS = 32,
	GD_BOARD_SHIPMENTS = 64,
	GD_BOARD_CREDITS = 128,
	GD_BOARD_MONEY = 256,
	GD_BOARD_REFUNDS = 512,
	GD_BOARD_LOAD = 1024,
	GD_BOARD_CHANGES = 2048,
	GD_BOARD_FORECAST = 4096,
	GD_BOARD_SLIPS = 8192,
	GD_BOARD_ALL = 16383,
	/* of a desk, the orders that wait for it and the papers at it: dates,
	 * money, refunds, signatures and changes wait for no desk, and clerks
	 * carry orders wherever these wait */
	GD_BOARD_OF_DESK = GD_BOARD_HEAD | GD_BOARD_STEPS | GD_BOARD_AGES |
			   GD_BOARD_WAITS | GD_BOARD_PAPERS | GD_BOARD_SLIPS |
			   GD_BOARD_FORECAST
};

struct gd_board {
	unsigned parts; /* answered: those asked for that the scope has */
	/* of which workflow, whose names for roles and desks come first; NULL:
	 * of all */
	const struct gd_workflow *wf;
	int32_t today;
	struct gd_board_head head;
	struct gd_step_row *steps; /* all rows here are of the arena */
	struct gd_number held; /* with the steps: in none while on hold */
	struct gd_ages ages;
	struct gd_waited_row *waits;
	struct gd_out_row *papers;
	struct gd_signing_row *signs;              /* the first: of all kinds */
	struct gd_dates_row *shipping, *crediting; /* counts */
	struct gd_dated_row *shipments, *credits;  /* the first `max` */
	struct gd_owed_row *money;
	struct gd_refund_row *refunds;
	struct gd_load_row *load;
	struct gd_cause_row *changes;
	struct gd_slip_row *slips; /* the first `max` */
	struct gd_forecast_row *forecasts;
	int nsteps, nwaits, npapers, nsigns, nshipping, ncrediting, nshipments,
	    ncredits, nmoney, nrefunds, nload, nchanges, nslips,
	    nforecasts;
	bool more_shipments, more_credits, more_slips, more_forecasts;
	struct gd_arena arena;
};
void gd_board_release(struct gd_board *b);
/** The parts of a board, as of now, in one look. scope NULL = the book; max:
 * rows of what is listed order by order. Names in the scope may be ids or what
 * people call them. GD_MISSING names who is not known. *out need not be set
 * before; released after GD_OK alone. */
enum gd_code gd_app_board(struct gd_app *app,
    const struct gd_board_scope *scope, unsigned parts, int max,
    struct gd_board *out, struct gd_err *err) GD_MUST_CHECK;
/** The word of a part ("steps", "ages" ...), for the command and for what is
 * kept; of one bit. The part of a word, 0 = none. */
const char *gd_board_word(unsigned part);
unsigned gd_board_part_of(const char *word);

#endif
