/* main.c - the door: the command line, and the screens it opens. */
#include "cli/cli.h"
#include "tui/keys.h"
#include "tui/tui.h"

#include "base/banned.h"

static struct gd_tui_options
options(const struct gd_cli_start *start)
{
	return (struct gd_tui_options){ .book = start->book,
		.login = start->login,
		.theme = start->theme,
		.speak = start->lang,
		.fixed = start->fixed };
}

static int
screens(struct gd_app **app, enum gd_lang *lang,
    const struct gd_cli_start *start)
{
	const struct gd_tui_options opt = options(start);

	return gd_tui_run(app, lang, &opt);
}

static int
script(struct gd_app **app, enum gd_lang *lang,
    const struct gd_cli_start *start, int argc, char **argv)
{
	struct gd_tui_options opt = options(start);

	return gd_tui_command(app, lang, &opt, argc, argv);
}

static int
practice(enum gd_lang *lang, const struct gd_cli_start *start)
{
	struct gd_tui_options opt = options(start);
	struct gd_app *app = NULL;

	opt.book = opt.login = NULL;
	opt.practice = true;
	opt.flow = start->flow;
	return gd_tui_run(&app, lang, &opt);
}

int
main(int argc, char **argv)
{
	static const struct gd_cli_doors doors = {
		.screens = screens,
		.script = script,
		.practice = practice,
		.keys = gd_key_card,
	};

	return gd_cli_main(argc, argv, &doors);
}
