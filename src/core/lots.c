/* core/lots.c - lots: splitting a shipment off, what ships, what will not. */
#include "work.h"

#include "base/banned.h"

enum gd_code
do_split(struct gd_work *w)
{
	return gd_fail(w->err, GD_USAGE, GD_M_CORE_BUG,
	    GD_T(gd_verb_word(w->cmd->verb)));
}

enum gd_code
do_short(struct gd_work *w)
{
	return gd_fail(w->err, GD_USAGE, GD_M_CORE_BUG,
	    GD_T(gd_verb_word(w->cmd->verb)));
}
