/* cli/cmd_print.c - papers and slips as text, as PDF or to a printer. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/printing.h"
#include "base/day.h"
#include "base/file.h"
#include "paper/plain.h"
#include "paper/press.h"

#include "cli_priv.h"

#include "base/banned.h"

/* One of the words of an option; -1 when it is not given. */
static enum gd_code
word_option(const struct cli *c, enum cli_opt opt, const char *const *words,
    int *out, struct gd_err *err)
{
	struct gd_str all = GD_STR_INIT;
	char name[40];

	*out = -1;
	if (!cli_has(c, opt))
		return GD_OK;
	for (int i = 0; words[i]; i++) {
		if (strcmp(words[i], c->opt[opt]) == 0) {
			*out = i;
			gd_str_release(&all);
			return GD_OK;
		}
		gd_str_addf(&all, "%s%s", i ? ", " : "", words[i]);
	}
	snprintf(name, sizeof name, "--%s", cli_opts[opt].name);
	(void)gd_fail(err, GD_USAGE, GD_M_CLI_OPTION_BAD, GD_T(name),
	    GD_T(c->opt[opt]), GD_T(all.text));
	gd_str_release(&all);
	return GD_USAGE;
}

enum gd_code
cli_opt_languages(const struct cli *c, int *lang, struct gd_err *err)
{
	static const char *const langs[] = { "both", "zh", "en", NULL };

	return word_option(c, OPT_LANGUAGES, langs, lang, err);
}

static enum gd_code
read_options(struct cli *c, struct gd_form_order *ask, struct gd_err *err)
{
	static const char *const media[] = {
#define X(word, text, w, h, cols, lines) text,
		GD_MEDIA(X)
#undef X
		    NULL
	};
	int m = -1;
	enum gd_code rc = word_option(c, OPT_MEDIA, media, &m, err);

	ask->media = m < 0 ? GD_MEDIA_COUNT : (enum gd_media)m;
	if (rc == GD_OK)
		rc = cli_opt_languages(c, &ask->lang, err);
	if (rc == GD_OK)
		rc = cli_opt_int(c, OPT_LOT, &ask->lot, err);
	if (rc == GD_OK)
		rc = cli_opt_int(c, OPT_REV, &ask->rev, err);
	if (rc == GD_OK)
		rc = cli_opt_int(c, OPT_PIECE, &ask->piece, err);
	ask->pieces = cli_has(c, OPT_PIECES);
	ask->again = cli_has(c, OPT_AGAIN);
	ask->back_by = GD_NO_DAY;
	if (rc == GD_OK && cli_has(c, OPT_BACK_BY)) {
		ask->back_by =
		    gd_day_read(c->opt[OPT_BACK_BY], gd_app_today(c->app));
		if (ask->back_by == GD_NO_DAY)
			rc = gd_fail(err, GD_USAGE, GD_M_CLI_BAD_DAY,
			    GD_T(c->opt[OPT_BACK_BY]));
	}
	return rc;
}

/* ---- handing over ------------------------------------------------------------ */

static enum gd_code
write_text(const char *path, const struct gd_str *text, struct gd_err *err)
{
	int code = gd_file_new(path, text);

	if (code == EEXIST)
		return gd_fail(err, GD_REFUSED, GD_M_FILE_EXISTS, GD_T(path));
	return code ? gd_fail(err, GD_OUTSIDE, GD_M_CLI_CANNOT_WRITE,
			  GD_T(path), GD_T(strerror(code)))
		    : GD_OK;
}

static bool
ends_in(const char *path, const char *tail)
{
	size_t n = strlen(path), t = strlen(tail);

	return n > t && strcmp(path + n - t, tail) == 0;
}

static void
say_pages(struct cli *c, const char *path, int pages)
{
	struct gd_arg args[2] = { gd_arg_text(path), gd_arg_int(pages) };

	cli_out_say(c, GD_TR("written to {1}; {2} {2|page|pages}"), 2, args);
}

static enum gd_code
hand_over(struct cli *c, const struct gd_job *job, int *pages,
    struct gd_err *err)
{
	const char *out = cli_has(c, OPT_OUT) ? c->opt[OPT_OUT] : "-";
	struct gd_press_result result = { 0 };
	struct gd_str text = GD_STR_INIT;
	enum gd_code rc = GD_OK;

	if (ends_in(out, ".pdf")) {
		rc = gd_press(job, out, NULL, &result, err);
		*pages = result.pages;
		return rc;
	}
	*pages = gd_job_plain(&text, job);
	if (strcmp(out, "-") == 0)
		cli_out_lines(c, text.text);
	else
		rc = write_text(out, &text, err);
	gd_str_release(&text);
	return rc;
}

/* ---- to a printer ------------------------------------------------------------ */

void
cli_say_printed(struct cli *c, const struct gd_printed *p)
{
	struct gd_arg args[4] = { gd_arg_text(p->queue), gd_arg_text(p->job),
		gd_arg_int(p->pages), gd_arg_int(p->again) };

	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:s, s:s, s:i, s:i, s:i}", "printer", p->queue,
			"job", p->job, "sheets", p->sheets, "reprints",
			p->again, "pages", p->pages));
		return;
	}
	cli_out_say(c,
	    p->again ? GD_TR("handed to {1} as {2}: {3} {3|page|pages}; {4} "
			     "{4|reprint|reprints}")
		     : GD_TR("handed to {1} as {2}: {3} {3|page|pages}"),
	    4, args);
}

/* The sheets come out of the printer and the book does not know of them. */
static enum gd_code
say_unrecorded(struct cli *c, const struct gd_printed *p, struct gd_err *err)
{
	struct gd_err why = *err;

	return gd_fail(err, why.code, GD_M_CLI_PRINT_UNRECORDED, GD_T(p->queue),
	    GD_T(p->job), GD_T(cli_fault_words(c, &why)));
}

static enum gd_code
print_to(struct cli *c, const struct gd_printing *ask, struct gd_err *err)
{
	struct gd_printed printed;
	enum gd_code rc = gd_app_print(c->app, ask, &printed, err);

	if (rc != GD_OK && printed.job)
		rc = say_unrecorded(c, &printed, err);
	else if (rc == GD_OK && printed.before)
		cli_out_say(c,
		    GD_TR("done already by the same request; nothing was "
			  "printed again"),
		    0, NULL);
	else if (rc == GD_OK)
		cli_say_printed(c, &printed);
	gd_printed_release(&printed);
	return rc;
}

/* What goes with a printer alone, or not with it. */
enum gd_code
cli_print_ways(const struct cli *c, struct gd_err *err)
{
	const char *out = c->opt[OPT_OUT];

	if (!cli_has(c, OPT_PRINTER) && cli_has(c, OPT_PAGES))
		return gd_fail(err, GD_USAGE, GD_M_CLI_PRINT_ONLY,
		    GD_T("--pages"));
	if (cli_has(c, OPT_PRINTER) && cli_has(c, OPT_OUT))
		return gd_fail(err, GD_USAGE, GD_M_CLI_PRINT_WAYS);
	if (out && strcmp(out, "-") != 0 && !ends_in(out, ".pdf") &&
	    !ends_in(out, ".txt"))
		return gd_fail(err, GD_USAGE, GD_M_CLI_PRINT_ENDING, GD_T(out));
	return GD_OK;
}

enum gd_code
cli_hand_over(struct cli *c, const struct gd_job *job, struct gd_err *err)
{
	int pages = 0;
	enum gd_code rc = hand_over(c, job, &pages, err);

	if (rc == GD_OK && cli_has(c, OPT_OUT) &&
	    strcmp(c->opt[OPT_OUT], "-") != 0)
		say_pages(c, c->opt[OPT_OUT], pages);
	return rc;
}

/* ---- both -------------------------------------------------------------------- */

/* Pieces as PDF are pieces somebody can print: the ledger says of them what it
 * says of those from a printer.  Plain text, and a paper without the marks of
 * a piece, are for looking. */
static enum gd_code
print_file(struct cli *c, const struct gd_printing *ask, struct gd_err *err)
{
	const char *out = cli_has(c, OPT_OUT) ? c->opt[OPT_OUT] : "-";
	bool filed = gd_app_print_counts(ask) && ends_in(out, ".pdf");
	struct gd_print_plan plan = { 0 };
	struct gd_form_made made;
	int pages = 0;
	enum gd_code rc =
	    ask->list || filed
		? gd_app_print_make(c->app, ask, &plan, &made, err)
		: gd_app_form_make(c->app, &ask->form, &made, err);

	if (rc == GD_OK)
		rc = hand_over(c, &made.job, &pages, err);
	if (rc == GD_OK && filed) {
		rc = gd_app_print_filed(c->app, ask, pages, err);
		if (rc != GD_OK)
			(void)unlink(out);
	}
	if (rc == GD_OK && strcmp(out, "-") != 0)
		say_pages(c, out, pages);
	gd_form_made_release(&made);
	gd_print_plan_release(&plan);
	return rc;
}

static enum gd_code
print(struct cli *c, const struct gd_form_order *form, struct gd_err *err)
{
	struct gd_printing ask = { .form = *form, .pages = c->opt[OPT_PAGES] };
	const char *list = c->opt[OPT_PIECES], *queue = c->opt[OPT_PRINTER];

	if (list && *list)
		ask.list = list;
	else if (form->piece &&
		 (queue ||
		     (c->opt[OPT_OUT] && ends_in(c->opt[OPT_OUT], ".pdf"))))
		ask.list =
		    gd_arena_printf(&c->arena, "%lld", (long long)form->piece);
	ask.reason = cli_has(c, OPT_REASON)  ? c->opt[OPT_REASON]
		     : cli_has(c, OPT_AGAIN) ? "jam"
					     : NULL;
	ask.queue = queue && *queue ? queue : NULL;
	if (cli_print_ways(c, err) != GD_OK)
		return err->code;
	return queue ? print_to(c, &ask, err) : print_file(c, &ask, err);
}

static enum gd_code
run(struct cli *c, struct gd_form_order *ask, const char *slot_name,
    struct gd_err *err)
{
	struct slot slot = { 0 };
	struct target t;
	enum gd_code rc = cli_target_open(c, c->args[0], &t, err);

	snprintf(slot.name, sizeof slot.name, "%s", slot_name);
	if (rc == GD_OK && c->nargs > 1)
		rc = cli_target_slot(c, &t, &slot, c->args[1], err);
	ask->order = t.order.id;
	ask->paper = t.cmd.paper;
	ask->step = t.cmd.paper ? NULL : t.cmd.step;
	if (rc == GD_OK)
		rc = read_options(c, ask, err);
	ask->lot = ask->lot ? ask->lot : t.cmd.lot;
	ask->inst = t.cmd.inst;
	if (rc == GD_OK)
		rc = print(c, ask, err);
	cli_target_close(&t);
	return rc;
}

enum gd_code
cmd_print(struct cli *c, struct gd_err *err)
{
	struct gd_form_order ask = { 0 };

	return run(c, &ask, "DOC", err);
}

enum gd_code
cmd_slip(struct cli *c, struct gd_err *err)
{
	struct gd_form_order ask = { .slip = true };

	return run(c, &ask, "DOC-OR-STEP", err);
}
