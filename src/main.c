/* main.c - the door: the command line, and the screens it opens. */
#include "cli/cli.h"
#include "tui/keys.h"
#include "tui/tui.h"

#include "base/banned.h"

static int
screens(struct gd_app **app, enum gd_lang *lang, const char *book,
    const char *login, bool fixed)
{
	const struct gd_tui_options opt = { .book = book,
		.login = login,
		.fixed = fixed };

	return gd_tui_run(app, lang, &opt);
}

static int
practice(enum gd_lang *lang)
{
	const struct gd_tui_options opt = { .practice = true };
	struct gd_app *app = NULL;

	return gd_tui_run(&app, lang, &opt);
}

int
main(int argc, char **argv)
{
	static const struct gd_cli_doors doors = {
		.screens = screens,
		.script = gd_tui_command,
		.practice = practice,
		.keys = gd_key_card,
	};

	return gd_cli_main(argc, argv, &doors);
}
