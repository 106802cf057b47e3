/* core/tracking.h - does a courier's number look right?
 *
 * R26: two forms whose check digit is public.  Couriers have others, so this
 * is for a warning and never for a refusal.
 */
#ifndef GENDAN_CORE_TRACKING_H
#define GENDAN_CORE_TRACKING_H

#include <stdbool.h>

enum gd_tracking {
	GD_TRACKING_NONE = 0, /* no form known here */
	GD_TRACKING_UPS,      /* 1Z, 15 letters or digits, check digit */
	GD_TRACKING_UPU,      /* S10: two letters, 9 digits, country */
};
/** Which form a number is meant to have; *valid: its check digit agrees.
 * Blanks, hyphens and small letters are let pass. */
enum gd_tracking gd_tracking_form(const char *number, bool *valid);
/** form "ups", "upu": it has this form and is valid; "any": nothing speaks
 * against it: it has no form known here, or that form's check digit agrees. */
bool gd_tracking_fits(const char *number, const char *form);
/** Do people know this word for a form? */
bool gd_tracking_is_form(const char *form);

#endif
