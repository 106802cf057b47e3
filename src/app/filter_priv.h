/* src/app/filter_priv.h - one filter being read: words and keys share it. */
#ifndef GENDAN_APP_FILTER_PRIV_H
#define GENDAN_APP_FILTER_PRIV_H

#include "app/filter.h"

#include "app_priv.h"

struct reader {
	struct gd_app *app;
	struct gd_arena *arena;
	struct gd_filter *f;
	struct gd_err *err;
	bool state_given, sort_given;
};

/* Another word to search for. */
enum gd_code filter_word(struct reader *r, const char *word) GD_MUST_CHECK;
/* A key by its place in gd_filter_keys; op is one of : < > ~. */
enum gd_code filter_key(struct reader *r, int key, char op,
    const char *value) GD_MUST_CHECK;

#endif
