/* flow/check.c - faults that no single line shows. */
#include "loader.h"

#include "base/banned.h"

void
check_workflow(struct loader *l)
{
	(void)l;
}
