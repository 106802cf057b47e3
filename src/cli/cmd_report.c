/* cli/cmd_report.c - reports: on the terminal, as files, kept, by night. */
#include "app/reports.h"

#include <string.h>

#include "app/kept.h"
#include "dates_priv.h"
#include "report_priv.h"

#include "base/banned.h"

static const struct column kind_columns[] = {
	{ "report", GD_TR("report"), false, 0 },
	{ "title", "", false, 0 },
	{ "takes", GD_TR("takes"), false, 0 },
	{ "help", "", false, 0 },
};

static void
list_kinds(struct cli *c)
{
	struct grid g;
	int n;
	const struct gd_report_kind *all = gd_report_kinds(&n);

	cli_grid_init(&g, kind_columns, 4);
	for (int i = 0; i < n; i++) {
		cli_grid_text(&g, all[i].id);
		cli_grid_text(&g, cli_tr(c, all[i].title));
		cli_grid_text(&g, all[i].takes);
		cli_grid_text(&g, cli_tr(c, all[i].help));
	}
	cli_grid_end(c, &g);
}

/* Options as the words they stand for, behind those that were typed. */
int
cli_report_words(struct cli *c, int from, const char **words)
{
	static const struct {
		enum cli_opt opt;
		const char *key;
	} keys[] = { { OPT_BY, "by" }, { OPT_FROM, "from" }, { OPT_TO, "to" },
		{ OPT_MONTH, "month" }, { OPT_YEAR, "year" },
		{ OPT_FORM, "form" } };
	int n = 0;

	for (int i = from; i < c->nargs && n < CLI_REPORT_WORDS; i++)
		words[n++] = c->args[i];
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (cli_has(c, keys[i].opt) && n < CLI_REPORT_WORDS)
			words[n++] = gd_arena_printf(&c->arena, "%s:%s",
			    keys[i].key, c->opt[keys[i].opt]);
	return n;
}

static enum gd_code
to_file(struct cli *c, const struct gd_report *r, enum gd_report_form form,
    const char *path, struct gd_err *err)
{
	const struct gd_arg arg = gd_arg_text(path);
	enum gd_code rc =
	    gd_app_report_write(c->app, r, form, c->lang, path, false, err);

	if (rc == GD_OK)
		cli_out_say(c, GD_TR("written to {1}"), 1, &arg);
	return rc;
}

static enum gd_code
show(struct cli *c, const struct gd_report *r, struct gd_err *err)
{
	struct gd_str s = GD_STR_INIT;
	enum gd_code rc = GD_OK;

	if (cli_has(c, OPT_XLSX))
		rc = to_file(c, r, GD_REPORT_XLSX, c->opt[OPT_XLSX], err);
	if (rc == GD_OK && cli_has(c, OPT_PDF))
		rc = to_file(c, r, GD_REPORT_PDF, c->opt[OPT_PDF], err);
	if (cli_has(c, OPT_XLSX) || cli_has(c, OPT_PDF))
		return rc;
	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c, gd_report_json(r, c->lang));
		return GD_OK;
	}
	if (cli_has(c, OPT_CSV)) {
		gd_report_csv(&s, r);
		cli_out_calendar(c, &s);
	} else {
		gd_report_text(&s, r, c->lang);
		cli_out_lines(c, s.text);
	}
	gd_str_release(&s);
	return GD_OK;
}

static enum gd_code
one_form(const struct cli *c, struct gd_err *err)
{
	int forms = cli_has(c, OPT_JSON) + cli_has(c, OPT_CSV) +
		    (cli_has(c, OPT_XLSX) || cli_has(c, OPT_PDF));

	return forms > 1 ? gd_fail(err, GD_USAGE, GD_M_REPORT_ONE_FORM) : GD_OK;
}

/* Which there are, and which of them somebody keeps. */
static enum gd_code
list_all(struct cli *c, struct gd_err *err)
{
	list_kinds(c);
	if (!cli_has(c, OPT_JSON) && !cli_has(c, OPT_CSV)) {
		gd_str_addc(&c->out, '\n');
		cli_out_say(c,
		    GD_TR("Begin with: gendan report kpi --month last. Into "
			  "a file: --xlsx FILE, --pdf FILE. On the screen: "
			  "key & of the boards."),
		    0, NULL);
	}
	if (cli_has(c, OPT_JSON) || cli_has(c, OPT_CSV) || cli_app(c, err) ||
	    !*gd_app_login(c->app)) {
		*err = (struct gd_err)GD_ERR_INIT; /* no book: no kept ones */
		return GD_OK;
	}
	return cli_list_kept(c, err);
}

/* Under the sheet of one order, for people, its steps as bars. */
static enum gd_code
show_bars(struct cli *c, const struct gd_report *r, const char *order,
    struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_order_page page;
	struct gd_dates dates;
	enum gd_code rc;

	if (strcmp(r->id, "ta") != 0 || r->nparts != 1 ||
	    strcmp(r->parts[0]->name.id, "dates") != 0 ||
	    cli_has(c, OPT_JSON) || cli_has(c, OPT_CSV) ||
	    cli_has(c, OPT_XLSX) || cli_has(c, OPT_PDF))
		return GD_OK;
	rc = gd_app_order(c->app, order, &page, err);
	if (rc != GD_OK)
		return rc;
	gd_str_addc(&c->out, '\n');
	gd_app_order_dates(c->app, &page, &arena, &dates);
	rc = cli_gantt(c, &page, &dates, err);
	gd_arena_release(&arena);
	gd_order_page_release(&page);
	return rc;
}

static enum gd_code
make(struct cli *c, struct gd_err *err)
{
	const char *words[CLI_REPORT_WORDS];
	struct gd_report r;
	int n = cli_report_words(c, 0, words);
	enum gd_code rc = gd_app_report(c->app, words, n, &r, err);

	if (rc == GD_OK && cli_has(c, OPT_MAIL))
		rc = gd_app_report_mail(c->app, &r, r.id, c->opt[OPT_FORM],
		    c->lang, c->opt[OPT_MAIL], err);
	else if (rc == GD_OK)
		rc = show(c, &r, err);
	if (rc == GD_OK && !cli_has(c, OPT_MAIL) && n > 1)
		rc = show_bars(c, &r, words[1], err);
	gd_report_release(&r);
	return rc;
}

enum gd_code
cmd_report(struct cli *c, struct gd_err *err)
{
	static const struct {
		const char *word;
		enum gd_code (*run)(struct cli *c, struct gd_err *err);
	} subs[] = { { "save", cli_report_save }, { "run", cli_report_run },
		{ "forget", cli_report_forget }, { "kept", cli_list_kept } };
	enum gd_code rc = one_form(c, err);

	if (rc != GD_OK)
		return rc;
	if (c->nargs == 0 || strcmp(c->args[0], "list") == 0)
		return list_all(c, err);
	rc = cli_app(c, err);
	for (size_t i = 0; rc == GD_OK && i < sizeof subs / sizeof *subs; i++)
		if (strcmp(c->args[0], subs[i].word) == 0)
			return subs[i].run(c, err);
	return rc == GD_OK ? make(c, err) : rc;
}
