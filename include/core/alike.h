/* core/alike.h - customers whose names a reader takes for each other. */
#ifndef GENDAN_CORE_ALIKE_H
#define GENDAN_CORE_ALIKE_H

#include "base/error.h"
#include "core/tables.h"

/* Codes and names by what a reader sees of them (gd_text_skeleton). */
struct gd_alike {
	struct gd_alike_name {
		const char *seen, *code, *name; /* seen NULL: empty place */
	} * at;
	size_t n, room; /* room is a power of two, 0 = nothing yet */
	struct gd_arena arena;
};
#define GD_ALIKE_INIT \
	{             \
		0     \
	}

/** All customers of the office. */
void gd_alike_office(struct gd_alike *a, const struct gd_sheet *office);
void gd_alike_add(struct gd_alike *a, const struct gd_customer *c);
/** Was a customer with this code added? */
bool gd_alike_has(const struct gd_alike *a, const char *code);
void gd_alike_release(struct gd_alike *a);

/** Is c taken for another customer, one with another code; or does a word of
 * its name mix the letters of two alphabets?  GD_REFUSED says so, with what to
 * do about it; note: only as a remark about a row of a file. */
enum gd_code gd_alike_check(const struct gd_alike *a,
    const struct gd_customer *c, bool note, struct gd_err *err) GD_MUST_CHECK;

#endif
