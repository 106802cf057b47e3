/* tui/office/staff_priv.h - between scr_staff.c (who people are) and
 * staff_forms.c (what an administrator changes of them). */
#ifndef GENDAN_TUI_OFFICE_STAFF_PRIV_H
#define GENDAN_TUI_OFFICE_STAFF_PRIV_H

#include "names_priv.h"

enum staff_act { STAFF_GRANT, STAFF_REVOKE, STAFF_DEPUTY, STAFF_DEPUTY_END };

/** Names of the roles somebody holds, comma between. */
void staff_roles(struct ui *ui, const char *login, struct gd_str *out);
void staff_form(struct ui *ui, const char *login, enum staff_act what);
/** Ask for or give a first password to somebody who forgot his. */
void staff_reset(struct ui *ui, const char *login);
/** Close an account, after a question. */
void staff_close(struct ui *ui, const char *login);

#endif
