/* src/cli/board_priv.h - the boards as tables; private. */
#ifndef GENDAN_CLI_BOARD_PRIV_H
#define GENDAN_CLI_BOARD_PRIV_H

#include "app/board.h"

#include "cli_priv.h"

/* Each part of a board, but its head, as one table (text, CSV, JSON). */
void cli_board_part(struct cli *c, const struct gd_board *b, unsigned part);
void cli_board_trade(struct cli *c, const struct gd_board *b, unsigned part);
/* Several workflows are looked at. */
bool cli_board_several(const struct cli *c);
/* "Purchase order: Confirm" where several workflows are looked at, else the
 * name alone; name NULL: the id. */
const char *cli_board_named(struct cli *c, const char *workflow,
    const struct gd_name *name, const char *id);
/* ".:|#", a sign a week. */
const char *cli_board_weeks(struct cli *c,
    const struct gd_number weeks[GD_BOARD_WEEKS]);
/* "<<", "<<<" or "". */
const char *cli_board_slow(int slow);
/* "2.4" of 24 tenths. */
const char *cli_tenths(struct cli *c, int64_t tenths);
/* "role:finance" in words, with who alone holds the role. */
const char *cli_board_who(struct cli *c, const struct gd_workflow *wf,
    const struct gd_waited_row *r);

#endif
