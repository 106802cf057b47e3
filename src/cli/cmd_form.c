/* cli/cmd_form.c - the forms of printed papers: which are in force, their
 * file, a new one. */
#include <string.h>

#include "app/form.h"

#include "cli_priv.h"

#include "base/banned.h"

static enum gd_code
show(struct cli *c, struct gd_err *err)
{
	const struct gd_workflow *wf;
	const char *text;
	int64_t no;
	size_t len;
	enum gd_code rc =
	    gd_app_which(c->app, c->nargs > 1 ? c->args[1] : NULL, &wf, err);

	if (rc == GD_OK)
		rc = gd_app_form_source(c->app, wf->name.id, &text, &len, &no,
		    err);

	if (rc == GD_OK)
		cli_out_lines(c, text);
	return rc;
}

/* Every workflow once, with the number of its forms. */
static enum gd_code
list(struct cli *c)
{
	static const struct column cols[] = {
		{ "workflow", GD_TR("workflow"), false, 0 },
		{ "no", GD_TR("no."), true, 0 },
		{ "from", GD_TR("from"), false, 0 },
	};
	const struct gd_flowdef *w;
	const char *last = "", *text;
	struct grid g;

	cli_grid_init(&g, cols, 3);
	for (size_t i = 0;
	     (w = gd_row_at(gd_app_office(c->app), GD_OFF_FLOWDEF, i)); i++) {
		struct gd_err none = GD_ERR_INIT;
		const char *from = GD_TR("none: printed plainly");
		int64_t no = 0;
		size_t len;

		if (strcmp(w->id, last) == 0)
			continue;
		last = gd_arena_str(&c->arena, w->id);
		if (gd_app_form_source(c->app, last, &text, &len, &no, &none) ==
		    GD_OK)
			from = no ? GD_TR("the office") : GD_TR("built in");
		cli_grid_text(&g, last);
		cli_grid_int(&g, no);
		cli_grid_name(&g, from, cli_tr(c, from));
	}
	cli_grid_end(c, &g);
	return GD_OK;
}

static enum gd_code
check_file(const struct cli *c, const struct gd_str *text, cli_fault *say,
    void *payload, struct gd_err *err)
{
	return gd_app_form_check(c->app, text->text, text->len, say, payload,
	    err);
}

static enum gd_code
install_file(const struct cli *c, const struct gd_str *text, struct gd_err *err)
{
	return gd_app_form_install(c->app, text->text, text->len, err);
}

enum gd_code
cmd_form(struct cli *c, struct gd_err *err)
{
	const char *word = c->nargs ? c->args[0] : "list";
	enum gd_code rc = cli_app(c, err);

	if (rc != GD_OK)
		return rc;
	if (strcmp(word, "list") == 0)
		return list(c);
	if (strcmp(word, "show") == 0)
		return show(c, err);
	if (strcmp(word, "check") != 0 && strcmp(word, "install") != 0)
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_SUBCOMMAND,
		    GD_T("form"), GD_T(word),
		    GD_T("list, show, check, install"));
	if (c->nargs != 2)
		return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
		    GD_T("form"), GD_W("FILE"), GD_T("check FILE"));
	return cli_take_file(c, check_file,
	    strcmp(word, "install") == 0 ? install_file : NULL, err);
}
