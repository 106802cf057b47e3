/* core/gather.h - numbers that add up, and an order that settles others; private
 * to src/core. */
#ifndef GENDAN_CORE_GATHER_H
#define GENDAN_CORE_GATHER_H

#include "work.h"

/* A value in thousandths, or in minor units with its currency; false: it is no
 * number. */
struct sum {
	int64_t n;
	char code[4]; /* "" = no money */
};
bool sum_read(const struct gd_field_def *def, const char *text,
    struct sum *out);
/* @return false: of another currency */
bool sum_add(struct sum *to, const struct sum *more, int sign);
const char *sum_text(struct gd_work *w, const struct gd_field_def *def,
    const struct sum *s);

/* values.c: without the numbers that add up; here: of those, what is more than
 * the act said before. */
void fields_put_plain(struct gd_work *w, const char *json, int64_t lot);
enum gd_code fields_add(struct gd_work *w, const char *was, const char *json,
    int64_t lot);

/* The settling duty: sums and count join *json. GD_REFUSED when nothing is
 * left. */
enum gd_code collect_orders(struct gd_work *w, int duty, const char **json);
void collected_links(struct gd_work *w);

#endif
