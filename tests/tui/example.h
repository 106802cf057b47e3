/* tests/tui/example.h - a demo office that is made once; every test gets a copy
 * of its book. */
#ifndef GENDAN_TESTS_TUI_EXAMPLE_H
#define GENDAN_TESTS_TUI_EXAMPLE_H

#include "office.h"

/* The password of everybody in the demo, and Enter. */
#define IN " \"" GD_DEMO_PASSWORD "\" Enter "

static inline void
assert_seen(struct office *o, const char *text)
{
	if (!strstr(o->seen.text, text))
		fail_msg("not on the screen: %s\n%s", text, o->seen.text);
}

static inline void
assert_not_seen(struct office *o, const char *text)
{
	if (strstr(o->seen.text, text))
		fail_msg("on the screen: %s\n%s", text, o->seen.text);
}

static struct office example;

static inline void
copy(const char *tail, const char *to)
{
	char path[128], buf[8192];
	FILE *in, *out;
	size_t n;

	snprintf(path, sizeof path, "%s%s", example.book, tail);
	in = fopen(path, "re");
	if (!in)
		return;
	snprintf(path, sizeof path, "%s%s", to, tail);
	out = fopen(path, "we");
	assert_non_null(out);
	while ((n = fread(buf, 1, sizeof buf, in)) > 0)
		assert_int_equal(fwrite(buf, 1, n, out), n);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

static inline int
make_first(void **state)
{
	struct office *o = NULL;

	setup((void **)&o);
	gd_app_close(o->app);
	o->app = NULL;
	*state = NULL;
	example = *o;
	free(o);
	return 0;
}

static inline int
end_first(void **state)
{
	struct office *o = gd_alloc(1, sizeof *o);

	(void)state;
	*o = example;
	return teardown((void **)&o);
}

static inline int
begin(void **state)
{
	struct office *o = gd_alloc(1, sizeof *o);

	*o = (struct office){ .keys = GD_STR_INIT, .seen = GD_STR_INIT };
	strncpy(o->dir, "/tmp/gendan-keys-XXXXXX", sizeof o->dir - 1);
	assert_non_null(mkdtemp(o->dir));
	snprintf(o->book, sizeof o->book, "%s/book.db", o->dir);
	setenv("XDG_STATE_HOME", o->dir, 1);
	copy("", o->book);
	copy("-wal", o->book);
	o->lang = GD_EN;
	*state = o;
	return 0;
}

#endif
