/* tui/command.c - the hidden command `gendan screens`: screens from a key
 * script, painted as text, for tests and pictures. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/tui.h"

#include "base/banned.h"

static bool
read_stream(FILE *f, struct gd_str *out)
{
	char buf[4096];
	size_t n;

	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		gd_str_addn(out, buf, n);
	return !ferror(f);
}

static enum gd_code
read_script(const char *path, struct gd_str *out, struct gd_err *err)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	bool good = f && read_stream(f, out);
	int why = errno;

	if (f && f != stdin)
		fclose(f);
	if (good)
		return GD_OK;
	return gd_fail(err, GD_MISSING, GD_M_TUI_OPEN_FILE, GD_T(path),
	    GD_T(strerror(why)));
}

/* One option. @return false: not known */
static bool
option(struct gd_tui_options *opt, const char **script, int argc, char **argv,
    int *i)
{
	const char *a = argv[*i];
	int used = 0;

	if (strcmp(a, "--dump") == 0)
		opt->dump = true;
	else if (strcmp(a, "--inks") == 0)
		opt->inks = true;
	else if (strcmp(a, "--lines") == 0)
		opt->lines = true;
	else if (strcmp(a, "--practice") == 0)
		opt->practice = true;
	else if (strcmp(a, "--workflow") == 0 && *i + 1 < argc)
		opt->flow = argv[++*i];
	else if (strcmp(a, "--fixed") == 0)
		opt->fixed = true;
	else if (strcmp(a, "--script") == 0 && *i + 1 < argc)
		*script = argv[++*i];
	else if (strcmp(a, "--size") == 0 && *i + 1 < argc)
		return sscanf(argv[++*i], "%dx%d%n", &opt->cols, &opt->rows,
			   &used) == 2 &&
		       !argv[*i][used];
	else
		return false;
	return true;
}

int
gd_tui_command(struct gd_app **app, enum gd_lang *lang,
    const struct gd_tui_options *start, int argc, char **argv)
{
	struct gd_tui_options opt = *start;
	struct gd_str text = GD_STR_INIT, said = GD_STR_INIT;
	struct gd_err err = GD_ERR_INIT;
	const char *script = NULL;
	int code;

	for (int i = 1; i < argc; i++) {
		if (option(&opt, &script, argc, argv, &i))
			continue;
		fprintf(stderr, "gendan: screens [--script FILE|-] "
				"[--size 80x24] [--dump] [--inks] [--lines]\n");
		return GD_USAGE;
	}
	if (script) {
		code = (int)read_script(script, &text, &err);
		if (code != GD_OK) {
			gd_say_err(&said, *lang, &err);
			fprintf(stderr, "gendan: %s\n", said.text);
			gd_str_release(&said);
			gd_str_release(&text);
			return code;
		}
		opt.script = text.text;
	}
	code = gd_tui_run(app, lang, &opt);
	gd_str_release(&text);
	return code;
}
