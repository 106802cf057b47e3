/* cli/manpage.c - the manual page, from the tables of commands and options. */
#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

/* Text that roff leaves alone. */
static void
add_roff(struct cli *c, const char *text)
{
	if (*text == '.' || *text == '\'')
		gd_str_add(&c->out, "\\&");
	for (; *text; text++) {
		if (*text == '-')
			gd_str_add(&c->out, "\\-");
		else if (*text == '\\')
			gd_str_add(&c->out, "\\e");
		else
			gd_str_addc(&c->out, *text);
	}
}

static void
add_options(struct cli *c, cli_opts_t mask)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		if (!(mask & B(i)))
			continue;
		gd_str_add(&c->out, ".TP\n\\fB\\-\\-");
		add_roff(c, cli_opts[i].name);
		gd_str_add(&c->out, "\\fR");
		if (*cli_opts[i].value) {
			gd_str_add(&c->out,
			    *cli_opts[i].value == '[' ? "\\fI" : " \\fI");
			add_roff(c, cli_tr(c, cli_opts[i].value));
			gd_str_add(&c->out, "\\fR");
		}
		gd_str_addc(&c->out, '\n');
		add_roff(c, cli_tr(c, cli_opts[i].help));
		gd_str_addc(&c->out, '\n');
	}
}

static void
add_command(struct cli *c, const struct command *cmd)
{
	gd_str_add(&c->out, ".TP\n\\fB");
	add_roff(c, cmd->word);
	gd_str_add(&c->out, "\\fR ");
	add_roff(c, cli_usage_words(c, cmd->usage));
	gd_str_addc(&c->out, '\n');
	add_roff(c, cli_tr(c, cmd->help));
	for (int i = 0, any = 0; i < OPT_COUNT; i++) {
		if (!(cmd->opts & B(i)))
			continue;
		gd_str_add(&c->out, any++ ? ", \\-\\-" : "\n.br\n\\-\\-");
		add_roff(c, cli_opts[i].name);
	}
	gd_str_addc(&c->out, '\n');
}

/* The keys of the screens, place by place, from their key card. */
static void
add_keys(struct cli *c)
{
	struct gd_job job;

	if (!c->doors->keys)
		return;
	c->doors->keys(&c->arena, c->lang == GD_ZH ? GD_DOC_ZH : GD_DOC_EN,
	    &job);
	gd_str_add(&c->out, ".SH KEYS\n");
	for (size_t b = 0; b < job.docs[0].nblocks; b++) {
		const struct gd_doc_block *block = &job.docs[0].blocks[b];

		gd_str_add(&c->out, ".SS \"");
		add_roff(c,
		    c->lang == GD_ZH ? block->title.zh : block->title.en);
		gd_str_add(&c->out, "\"\n");
		for (size_t r = 0; r < block->nrows; r++) {
			const char **cell = block->cells + r * block->ncol;

			gd_str_add(&c->out, ".TP\n\\fB");
			add_roff(c, cell[0]);
			gd_str_add(&c->out, "\\fR ");
			add_roff(c, cell[1]);
			gd_str_addc(&c->out, '\n');
			add_roff(c, cell[2]);
			gd_str_add(&c->out, ": ");
			add_roff(c, cell[3]);
			gd_str_addc(&c->out, '\n');
		}
	}
}

void
cli_manual_page(struct cli *c)
{
	gd_str_add(&c->out, ".TH GENDAN 1\n.SH NAME\ngendan \\- ");
	add_roff(c, cli_tr(c, GD_TR("follow an export order from the first "
				    "sample to the tax refund")));
	gd_str_add(&c->out, "\n.SH SYNOPSIS\n\\fBgendan\\fR [--book FILE] "
			    "[--as LOGIN] [--lang zh|en] [--theme NAME] "
			    "[COMMAND ...]\n"
			    ".SH OPTIONS\n");
	add_options(c, OPTS_START);
	gd_str_add(&c->out, ".SH COMMANDS\n");
	for (int i = 0; i < cli_ncommands; i++) {
		if (!cli_commands[i].hidden)
			add_command(c, &cli_commands[i]);
	}
	gd_str_add(&c->out, ".SH \"COMMAND OPTIONS\"\n");
	add_options(c, ~OPTS_START);
	add_keys(c);
	gd_str_add(&c->out, ".SH \"EXIT STATUS\"\n");
	add_roff(c, cli_tr(c, CLI_EXIT_CODES));
	gd_str_addc(&c->out, '\n');
}
