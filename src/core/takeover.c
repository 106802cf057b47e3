/* core/takeover.c - what stood on paper before gendan. */
#include "work.h"

#include "base/banned.h"

enum gd_code
do_takeover(struct gd_work *w)
{
	return gd_fail(w->err, GD_USAGE, GD_M_CORE_BUG,
	    GD_T(gd_verb_word(w->cmd->verb)));
}
