/* src/app/boards/board_priv.h - one set of boards being made; private. */
#ifndef GENDAN_APP_BOARDS_BOARD_PRIV_H
#define GENDAN_APP_BOARDS_BOARD_PRIV_H

#include "app/board.h"
#include "store/counts.h"

#include "../app_priv.h"

#define BOARD_NO_DUE 9999999 /* as orders without a next date count */
#define BOARD_EVER INT64_MAX

struct board_make {
	struct gd_app *app;
	struct gd_board *b;
	struct gd_arena *arena; /* of b */
	struct gd_err *err;
	const char *company, *desk, *team, *person, *workflow; /* found; NULL */
	const char **scopes; /* of the store, added up */
	int nscopes;
	const char **all; /* every company's: the book */
	int nall;
	const char *suffix;               /* words that name the scope, "" */
	const struct gd_workflow **flows; /* the newest of each, borrowed */
	int nflows;
	int64_t utoday; /* of UTC */
	int32_t today, monday;
	int max;
};

/* Words and the scope's behind them. */
struct gd_number board_number(struct board_make *m, int64_t n,
    enum gd_board_door door, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* " workflow:ID" where there are several, else "". */
const char *board_flow_word(struct board_make *m, const struct gd_workflow *wf);
/* "2026-11-23", of the arena. */
const char *board_day(struct board_make *m, int64_t day);
/* All rows, or sums, of the scope; of several scopes one after another. */
enum gd_code board_rows(struct board_make *m, const struct gd_workflow *wf,
    const char *kind, const char *what, int64_t from, int64_t to,
    gd_counted_fn *each, void *payload) GD_MUST_CHECK;
enum gd_code board_sums(struct board_make *m, const struct gd_workflow *wf,
    const char *kind, const char *what, int64_t from, int64_t to,
    gd_counted_sum_fn *each, void *payload) GD_MUST_CHECK;
/* An array on the heap becomes one of the arena. */
void *board_keep(struct board_make *m, void *heap, size_t n, size_t size);
/* The filter of the scope, for lists. */
void board_filter(const struct board_make *m, struct gd_filter *f);

enum gd_code board_head(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_steps(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_ages(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_waits(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_papers(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_signs(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_load(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_changes(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_shipments(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_credits(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_money(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_refunds(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_slips(struct board_make *m) GD_MUST_CHECK;
enum gd_code board_forecasts(struct board_make *m) GD_MUST_CHECK;

#endif
