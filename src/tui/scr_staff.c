/* tui/scr_staff.c - placeholder */
#include "names_priv.h"
#include "base/banned.h"
void
scr_staff(struct ui *ui)
{
	(void)ui;
}
