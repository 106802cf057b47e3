/* tests/tui/test_monkey.c - whatever keys come, the screens live on and the
 * book stays whole. */
#include <unistd.h>

#include "app/app.h"
#include "store/store.h"
#include "tui/tui.h"
#include "tui_test.h"

#include "base/banned.h"

static const char *const tokens[] = { "up", "down", "down", "down", "left",
	"right", "enter", "enter", "enter", "enter", "esc", "tab", "shift-tab",
	"space", "f1", "f2", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f11",
	"f12", "f9", "f9", "ctrl-s", "ctrl-s", "ctrl-s", "ctrl-z", "ctrl-g",
	"ctrl-l", "ctrl-u", "pgup", "pgdn", "home", "end", "*", "0", "1", "bad",
	"单", "x", "del", "backspace", "ctrl-left", "ctrl-right",
	"\"合同 abc\"", "text:12-24", "text:7", "paste:粘贴",
	"text:late:", "size:120x40", "size:80x24", "size:61x17", "size:30x9",
	"size:1x1", "size:80x24" };
enum { NTOKENS = sizeof tokens / sizeof tokens[0] };

static void
say_fault(void *payload, const struct gd_err *fault)
{
	struct gd_str text = GD_STR_INIT;

	(void)payload;
	gd_say_err(&text, GD_EN, fault);
	print_error("verify: %s\n", text.text);
	gd_str_release(&text);
}

static void
play(const char *book, const char *login, uint64_t seed, int keys)
{
	const struct gd_app_options options = { .book = book, .login = login };
	struct gd_str script = GD_STR_INIT;
	enum gd_lang lang = seed & 1 ? GD_ZH : GD_EN;
	struct gd_app *app = NULL;
	struct gd_err err = GD_ERR_INIT;
	FILE *out = tmpfile();

	for (int i = 0; i < keys; i++) {
		gd_str_add(&script, tokens[dice(&seed, NTOKENS)]);
		gd_str_add(&script, dice(&seed, 6) ? "\n" : "\ndump\n");
	}
	assert_non_null(out);
	assert_int_equal(gd_app_open(&options, &app, &err), GD_OK);
	assert_int_equal(gd_tui_run(&app, &lang,
			     &(struct gd_tui_options){ .script = script.text,
				 .rows = 24,
				 .cols = 80,
				 .inks = true,
				 .out = out }),
	    GD_OK);
	gd_app_close(app);
	gd_str_release(&script);
	fclose(out);
}

static void
no_keys_break_the_screens_or_the_book(void **state)
{
	static const char *const people[] = { "chenli", "lixia", "qianfang",
		"linguo", "wumin" };
	static const char *const files[] = { "book.db", "book.db-wal",
		"book.db-shm", "book.db.gate", "gendan/drafts.json", "gendan",
		"" };
	int runs = getenv("GENDAN_SOAK") ? 400 : 20;
	struct gd_verify_report report;
	struct gd_err err = GD_ERR_INIT;
	char dir[] = "/tmp/gendan-monkey-XXXXXX", book[64], path[96];
	struct gd_store *s;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(book, sizeof book, "%s/book.db", dir);
	setenv("GENDAN_NOW", "2026-11-23T09:00:00+08:00", 1);
	setenv("GENDAN_TZ", "480", 1);
	setenv("XDG_STATE_HOME", dir, 1);
	setenv("PATH", dir, 1); /* no lp: no printer of this machine prints */
	assert_int_equal(gd_app_demo(book, 1, &err), GD_OK);
	for (int i = 0; i < runs; i++)
		play(book, people[i % 5], (uint64_t)i * 7919 + 1, 150);
	assert_int_equal(gd_store_open(book, GD_PROFILE_VERIFY, &s, &err),
	    GD_OK);
	assert_int_equal(gd_store_verify(s, say_fault, NULL, &report, &err),
	    GD_OK);
	gd_store_close(s);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, files[i]);
		if (unlink(path) != 0)
			rmdir(path);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_keys_break_the_screens_or_the_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
