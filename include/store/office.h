/* store/office.h - the office's rows for screens: few at first, a customer when
 * he is asked for. */
#ifndef GENDAN_STORE_OFFICE_H
#define GENDAN_STORE_OFFICE_H

#include "store/store.h"

/** The office's rows as gd_store_office_load reads them, but its longest table,
 * the customers: they come one by one. */
enum gd_code gd_store_office_few(struct gd_store *s, struct gd_sheet *sheet,
    struct gd_err *err) GD_MUST_CHECK;
/** One customer by his code, texts in arena. @return GD_MISSING: none */
enum gd_code gd_store_customer(struct gd_store *s, const char *code,
    struct gd_arena *arena, struct gd_customer *out,
    struct gd_err *err) GD_MUST_CHECK;

#endif
