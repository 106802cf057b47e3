/* core/cover.c - one paper for several orders: a contract signed once. */
#include "work.h"

#include "base/banned.h"

enum gd_code
do_cover(struct gd_work *w)
{
	return gd_fail(w->err, GD_USAGE, GD_M_CORE_BUG,
	    GD_T(gd_verb_word(w->cmd->verb)));
}
