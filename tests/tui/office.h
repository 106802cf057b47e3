/* tests/tui/office.h - a demo office in a folder of its own, and keys typed
 * in it. */
#ifndef GENDAN_TESTS_TUI_OFFICE_H
#define GENDAN_TESTS_TUI_OFFICE_H

#include <unistd.h>

#include "app/app.h"
#include "app/login.h"
#include "base/day.h"
#include "base/id.h"
#include "base/say.h"
#include "support/kept.h"
#include "tui/tui.h"
#include "tui_test.h"

/* of src/store/safety_priv.h, whose other names meet those of the keys */
void gd_folder_remove(const char *path);

struct office {
	char dir[64], book[96];
	struct gd_app *app;
	enum gd_lang lang;
	char number[64];
	const char *repeat; /* number the next order repeats */
	struct gd_str keys; /* of one run */
	struct gd_str seen; /* last screen */
	bool fixed;         /* the person is who came in */
	bool own_lang;      /* the language is the person's own, not o->lang */
};

/* ---- the office --------------------------------------------------------- */

static inline void
app_again(struct office *o, const char *login)
{
	const struct gd_app_options options = { .book = o->book,
		.login = login };
	struct gd_str said = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;

	gd_app_close(o->app);
	o->app = NULL;
	if (gd_app_open(&options, &o->app, &err) == GD_OK)
		return;
	gd_say_err(&said, GD_EN, &err);
	fail_msg("code %d: %s", (int)err.code, said.text);
}

/* The demo's book at this path. */
static inline void
demo_book(const char *path)
{
	static struct kept made;
	struct gd_err err = GD_ERR_INIT;

	if (kept_put(&made, path))
		return;
	assert_int_equal(gd_app_demo(path, 1, &err), GD_OK);
	kept_take(&made, path);
}

static inline int
setup(void **state)
{
	struct office *o = gd_alloc(1, sizeof *o);

	strncpy(o->dir, "/tmp/gendan-keys-XXXXXX", sizeof o->dir - 1);
	assert_non_null(mkdtemp(o->dir));
	snprintf(o->book, sizeof o->book, "%s/book.db", o->dir);
	setenv("GENDAN_NOW", "2026-11-23T09:00:00+08:00", 1);
	setenv("GENDAN_TZ", "480", 1);
	setenv("XDG_STATE_HOME", o->dir, 1);
	demo_book(o->book);
	o->lang = GD_EN;
	o->keys = (struct gd_str)GD_STR_INIT;
	o->seen = (struct gd_str)GD_STR_INIT;
	app_again(o, "chenli");
	*state = o;
	return 0;
}

static inline int
teardown(void **state)
{
	struct office *o = *state;

	gd_app_close(o->app);
	gd_str_release(&o->keys);
	gd_str_release(&o->seen);
	gd_folder_remove(o->dir);
	free(o);
	return 0;
}

/* Run the keys collected so far; the last screen is kept in o->seen. */
static inline void
run_keys(struct office *o)
{
	char buf[8192];
	FILE *out = tmpfile();
	size_t n;

	assert_non_null(out);
	assert_int_equal(gd_tui_run(&o->app, &o->lang,
			     &(struct gd_tui_options){ .script = o->keys.text,
				 .dump = true,
				 .fixed = o->fixed,
				 .speak = !o->own_lang,
				 .rows = 24,
				 .cols = 80,
				 .out = out }),
	    GD_OK);
	rewind(out);
	gd_str_reset(&o->seen);
	while ((n = fread(buf, 1, sizeof buf, out)) > 0)
		gd_str_addn(&o->seen, buf, n);
	fclose(out);
	gd_str_reset(&o->keys);
}

static inline void key(struct office *o, const char *fmt, ...) GD_PRINTF(2, 3);

static inline void
key(struct office *o, const char *fmt, ...)
{
	char buf[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, sizeof buf, fmt, ap);
	va_end(ap);
	gd_str_add(&o->keys, buf);
	gd_str_addc(&o->keys, '\n');
}

static inline struct gd_order_page
page_of(struct office *o)
{
	struct gd_order_page page;
	struct gd_err err = GD_ERR_INIT;

	assert_int_equal(gd_app_order(o->app, o->number, &page, &err), GD_OK);
	return page;
}

/* Somebody else sits there from the beginning of a run: no password, which
 * takes its time. */
static inline void
sits(struct office *o, const char *login)
{
	struct gd_err err = GD_ERR_INIT;

	assert_int_equal(gd_app_become(o->app, login, &err), GD_OK);
}

/* The keys by which somebody else comes to the keyboard; the first of a run. */
static inline void
as(struct office *o, const char *login)
{
	key(o, "F11 \"%s\" Enter", login);
	if (strcmp(gd_app_login(o->app), login) != 0 &&
	    gd_app_password_state(o->app, login) != GD_PASSWORD_NONE)
		key(o, "\"%s\" Enter", GD_DEMO_PASSWORD);
}

#endif
