/* cli/cmd_day.c - closing the day: a page to print, sign and file. */
#include "app/day.h"

#include <string.h>
#include <unistd.h>

#include "base/day.h"

#include "cli_priv.h"

#include "base/banned.h"

static const char *
anchor_of(struct cli *c, const char *ledger, const struct gd_closing *row)
{
	return gd_arena_printf(&c->arena, "%s:%lld:%s", ledger,
	    (long long)row->seq, row->head);
}

/* ---- one page ------------------------------------------------------------ */

static void
pair_int(struct cli *c, const char *title, int64_t n)
{
	cli_out_pair(c, title,
	    gd_arena_printf(&c->arena, "%lld", (long long)n));
}

static void
say_json(struct cli *c, const struct gd_day_page *p)
{
	const struct gd_closing *r = &p->row;
	char day[GD_DAY_TEXT], text[GD_MS_TEXT];
	const char *at = cli_moment(r->at_ms, text);

	cli_out_json(c,
	    json_pack("{s:I, s:o, s:o, s:o, s:o, s:I, s:I, s:I, s:I, s:I, s:I, "
		      "s:I, s:o, s:o, s:o, s:o, s:o}",
		"no", (json_int_t)r->no, "day",
		cli_json_text(gd_day_text((int32_t)r->day, day)), "by",
		cli_json_text(r->by), "at", cli_json_text(at), "anchor",
		cli_json_text(anchor_of(c, p->ledger, r)), "after",
		(json_int_t)p->before, "seq", (json_int_t)r->seq, "commands",
		(json_int_t)r->commands, "made", (json_int_t)r->made, "signed",
		(json_int_t)r->signed_n, "issued", (json_int_t)r->issued,
		"completed", (json_int_t)r->completed, "overrides",
		json_integer((json_int_t)r->overrides), "note",
		cli_json_text(r->note), "key", cli_json_text(r->key), "public",
		cli_json_text(gd_app_day_public(c->app, p)), "sig",
		cli_json_text(r->sig)));
}

static void
say_page(struct cli *c, const struct gd_day_page *p)
{
	const struct gd_closing *r = &p->row;
	const char *company = c->lang == GD_ZH && *p->company_zh ? p->company_zh
			      : *p->company_en                   ? p->company_en
					       : p->company_zh;
	struct gd_arg no = gd_arg_int(r->no);

	if (*company)
		cli_out_pair(c, cli_tr(c, GD_TR("company")), company);
	cli_out_say(c, GD_TR("Day closed, number {1}"), 1, &no);
	cli_out_pair(c, GD_TR("day"), cli_day_words(c, r->day));
	cli_out_pair(c, GD_TR("closed by"),
	    gd_arena_printf(&c->arena, "%s (%s)", cli_person_name(c, r->by),
		r->by));
	cli_out_pair(c, GD_TR("when"), cli_ms_words(c, r->at_ms));
	if (*r->note)
		cli_out_pair(c, GD_TR("note"), r->note);
	pair_int(c, GD_TR("after command"), p->before);
	pair_int(c, GD_TR("up to command"), r->seq);
	pair_int(c, GD_TR("commands"), r->commands);
	pair_int(c, GD_TR("orders begun"), r->made);
	pair_int(c, GD_TR("sign-offs"), r->signed_n);
	pair_int(c, GD_TR("papers issued"), r->issued);
	pair_int(c, GD_TR("orders completed"), r->completed);
	pair_int(c, GD_TR("hard stops overridden"), r->overrides);
	cli_out_pair(c, GD_TR("head"), anchor_of(c, p->ledger, r));
	if (*r->sig) {
		cli_out_pair(c, GD_TR("signed by"), r->shown);
		cli_out_pair(c, GD_TR("with key"),
		    gd_arena_printf(&c->arena, "%s ed25519 %s", r->key,
			gd_app_day_public(c->app, p)));
		cli_out_pair(c, GD_TR("signature"), r->sig);
	} else {
		cli_out_pair(c, GD_TR("signature"),
		    cli_tr(c, GD_TR("login only")));
	}
	cli_out_say(c,
	    GD_TR("Print and file this; later `gendan verify --anchor HEAD` "
		  "says whether the book still holds what was closed."),
	    0, NULL);
	cli_out_printf(c, "\n%s ______________________\n\n",
	    cli_tr(c, GD_TR("Name")));
	cli_out_printf(c, "%s ______________________    %s ____________\n",
	    cli_tr(c, GD_TR("Signature")), cli_tr(c, GD_TR("Date")));
}

static enum gd_code
say_day(struct cli *c, enum gd_code rc, struct gd_day_page *page)
{
	if (rc == GD_OK && cli_has(c, OPT_JSON))
		say_json(c, page);
	else if (rc == GD_OK)
		say_page(c, page);
	gd_day_page_release(page);
	return rc;
}

/* What is about to be signed, to who is asked for his password; what comes out
 * is the page alone. */
static void
say_look(struct cli *c, const struct gd_day_page *p)
{
	struct gd_arg args[4] = { gd_arg_int(p->row.no),
		gd_arg_int(p->row.commands), gd_arg_int(p->row.seq),
		gd_arg_text(anchor_of(c, p->ledger, &p->row)) };

	if (cli_has(c, OPT_PASSWORD_FILE) || cli_has(c, OPT_PASSWORD_FD))
		return;
	cli_aside(c,
	    GD_TR("You sign closing {1}: {2} {2|command|commands}, up to "
		  "command {3}, head {4}"),
	    4, args);
}

/* ---- subcommands --------------------------------------------------------- */

static enum gd_code
day_close(struct cli *c, struct gd_err *err)
{
	struct gd_day_page look, page = { 0 };
	struct gd_str note = GD_STR_INIT;
	enum gd_code rc;

	gd_str_add(&note, "");
	for (int i = 1; i < c->nargs; i++)
		gd_str_addf(&note, "%s%s", i > 1 ? " " : "", c->args[i]);
	rc = gd_app_day_look(c->app, &look, err);
	/* without a password the rules still say whether he may at all */
	if (rc == GD_OK && cli_password_given(c)) {
		say_look(c, &look);
		rc = cli_unlock(c, err);
	}
	if (rc == GD_OK)
		rc = gd_app_day_close(c->app, &look, note.text, &page, err);
	gd_day_page_release(&look);
	gd_str_release(&note);
	return say_day(c, rc, &page);
}

static enum gd_code
day_show(struct cli *c, struct gd_err *err)
{
	struct gd_day_page page;
	int64_t no = 0;

	if (c->nargs > 2)
		return gd_fail(err, GD_USAGE, GD_M_CLI_EXTRA_ARG, GD_T("day"),
		    GD_T(c->args[2]), GD_T(c->cmd->usage));
	if (c->nargs == 2 && (!cli_read_int(c->args[1], &no) || no < 1))
		return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_NUMBER,
		    GD_T(c->args[1]), GD_T("day show"));
	return say_day(c, gd_app_day(c->app, no, &page, err), &page);
}

static enum gd_code
day_list(struct cli *c, struct gd_err *err)
{
	static const struct column cols[] = {
		{ "no", GD_TR("number"), true, 0 },
		{ "day", GD_TR("day"), false, 0 },
		{ "by", GD_TR("closed by"), false, 20 },
		{ "at", GD_TR("when"), false, 0 },
		{ "commands", GD_TR("commands"), true, 0 },
		{ "signed", GD_TR("sign-offs"), true, 0 },
		{ "overrides", GD_TR("overridden"), true, 0 },
		{ "seq", GD_TR("up to command"), true, 0 },
		{ "head", GD_TR("head"), false, 64 },
	};
	const struct gd_closing *r;
	struct gd_sheet days;
	struct grid g;
	enum gd_code rc = gd_app_days(c->app, &days, err);

	cli_grid_init(&g, cols, 9);
	for (size_t i = 0;
	     rc == GD_OK && (r = gd_row_at(&days, GD_OFF_CLOSING, i)); i++) {
		cli_grid_int(&g, r->no);
		cli_grid_day(&g, (int32_t)r->day);
		cli_grid_name(&g, r->by, cli_person_name(c, r->by));
		cli_grid_ms(&g, r->at_ms);
		cli_grid_int(&g, r->commands);
		cli_grid_int(&g, r->signed_n);
		cli_grid_int(&g, r->overrides);
		cli_grid_int(&g, r->seq);
		cli_grid_text(&g, r->head);
	}
	cli_grid_end(c, &g);
	gd_sheet_release(&days);
	return rc;
}

enum gd_code
cmd_day(struct cli *c, struct gd_err *err)
{
	static const struct {
		const char *word;
		cli_run *run;
	} subs[] = { { "list", day_list }, { "show", day_show },
		{ "close", day_close } };
	const char *word = c->nargs ? c->args[0] : "list";
	enum gd_code rc;

	for (size_t i = 0; i < sizeof subs / sizeof *subs; i++)
		if (strcmp(subs[i].word, word) == 0) {
			rc = cli_app(c, err);
			return rc == GD_OK ? subs[i].run(c, err) : rc;
		}
	return gd_fail(err, GD_USAGE, GD_M_CLI_NO_SUBCOMMAND, GD_T("day"),
	    GD_T(word), GD_T("list, show, close"));
}
