/* cli/help.c - help in both languages and shell completion, from the tables. */
#include <string.h>

#include "base/text.h"

#include "cli_priv.h"

#include "base/banned.h"

static const char *const groups[GROUP_COUNT] = {
	[GROUP_LOOK] = GD_TR("Looking"),
	[GROUP_DO] = GD_TR("Doing"),
	[GROUP_PAPER] = GD_TR("Papers and pieces"),
	[GROUP_ORDER] = GD_TR("The order itself"),
	[GROUP_OFFICE] = GD_TR("The office's own data"),
	[GROUP_BOOK] = GD_TR("The book"),
};

/* A usage text with its words in the reader's language. */
const char *
cli_usage_words(struct cli *c, const char *usage)
{
	struct gd_str out = GD_STR_INIT;
	const char *rest = usage, *kept;
	struct slot slot;

	while (cli_slot_next(&rest, &slot)) {
		gd_str_addf(&out, "%s%s%s%s%s", out.len ? " " : "",
		    slot.optional ? "[" : "", cli_tr(c, slot.name),
		    slot.repeat ? " ..." : "", slot.optional ? "]" : "");
	}
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	return kept;
}

static void
two_columns(struct cli *c, const char *left, const char *right, int width)
{
	gd_str_add(&c->out, "  ");
	if (gd_text_width(left) <= width) {
		gd_text_fit(&c->out, left, width, true, false);
		gd_str_add(&c->out, "  ");
	} else {
		cli_out_text(c, left);
		gd_str_addc(&c->out, '\n');
		for (int i = 0; i < width + 4; i++)
			gd_str_addc(&c->out, ' ');
	}
	cli_out_text(c, right);
	gd_str_addc(&c->out, '\n');
}

static void
options(struct cli *c, cli_opts_t mask)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct cli_opt_def *o = &cli_opts[i];

		if (!(mask & B(i)))
			continue;
		two_columns(c,
		    gd_arena_printf(&c->arena, "--%s%s%s", o->name,
			*o->value && *o->value != '[' ? " " : "",
			*o->value ? cli_tr(c, o->value) : ""),
		    cli_tr(c, o->help), 24);
	}
}

static void
title(struct cli *c, const char *english)
{
	gd_str_addc(&c->out, '\n');
	cli_out_text(c, cli_tr(c, english));
	gd_str_addc(&c->out, '\n');
}

void
cli_help_all(struct cli *c)
{
	cli_out_text(c,
	    cli_tr(c, GD_TR("gendan follows an export order from the "
			    "first sample to the tax refund.")));
	gd_str_addc(&c->out, '\n');
	cli_out_say(c,
	    GD_TR("usage: gendan [OPTION ...] [COMMAND ...]; without "
		  "a command: the screens"),
	    0, NULL);
	for (int g = 0; g < GROUP_COUNT; g++) {
		title(c, groups[g]);
		for (int i = 0; i < cli_ncommands; i++) {
			const struct command *cmd = &cli_commands[i];

			if (cmd->hidden || (int)cmd->group != g)
				continue;
			two_columns(c, cmd->word, cli_tr(c, cmd->help), 14);
		}
	}
	title(c, GD_TR("Options"));
	options(c, OPTS_START);
	title(c, GD_TR("Exit codes"));
	gd_str_add(&c->out, "  ");
	cli_out_say(c, CLI_EXIT_CODES, 0, NULL);
}

void
cli_help_command(struct cli *c, const struct command *cmd)
{
	const char *words = cli_usage_words(c, cmd->usage);

	cli_out_text(c, gd_arena_printf(&c->arena, "gendan %s%s%s", cmd->word,
			    *words ? " " : "", words));
	gd_str_addc(&c->out, '\n');
	cli_out_text(c, cli_tr(c, cmd->help));
	gd_str_addc(&c->out, '\n');
	if (cmd->run == cmd_office || cmd->run == cmd_series ||
	    cmd->run == cmd_printer)
		cli_help_office(c, cmd->word);
	if (cmd->run == cmd_calendar)
		cli_help_calendar(c);
	if (cmd->run == cmd_workflow)
		cli_help_migrate(c);
	title(c, GD_TR("Options"));
	options(c, OPTS_GLOBAL | cmd->opts);
}

enum gd_code
cmd_help(struct cli *c, struct gd_err *err)
{
	const char *near;
	const struct command *cmd;

	if (c->nargs == 0) {
		cli_help_all(c);
		return GD_OK;
	}
	cmd = cli_command_find(c->args[0]);
	if (cmd) {
		cli_help_command(c, cmd);
		return GD_OK;
	}
	near = cli_command_near(c->args[0]);
	if (near)
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_COMMAND_NEAR,
		    GD_T(c->args[0]), GD_T(near));
	return gd_fail(err, GD_USAGE, GD_M_CLI_NO_COMMAND, GD_T(c->args[0]));
}

/* "a|b" of an option's value are its words: complete them behind it. */
static void
complete_values(struct cli *c)
{
	gd_str_add(&c->out, "\tcase ${COMP_WORDS[COMP_CWORD-1]} in\n");
	for (int i = 0; i < OPT_COUNT; i++) {
		const char *value = cli_opts[i].value;

		if (!strchr(value, '|') ||
		    strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-|") !=
			strlen(value))
			continue;
		gd_str_addf(&c->out, "\t--%s) opts='", cli_opts[i].name);
		for (; *value; value++)
			gd_str_addc(&c->out, *value == '|' ? ' ' : *value);
		gd_str_add(&c->out, "' ;;\n");
	}
	gd_str_add(&c->out, "\tesac\n");
}

/* A bash function that completes commands and their options. */
enum gd_code
cmd_completion(struct cli *c, struct gd_err *err)
{
	if (strcmp(c->args[0], "man") == 0) {
		cli_manual_page(c);
		return GD_OK;
	}
	if (strcmp(c->args[0], "bash") != 0)
		return gd_fail(err, GD_USAGE, GD_M_CLI_OPTION_BAD,
		    GD_T("SHELL"), GD_T(c->args[0]), GD_T("bash, man"));
	gd_str_add(&c->out,
	    "_gendan() {\n\tlocal cur word opts cmd=\n"
	    "\tcur=${COMP_WORDS[COMP_CWORD]}\n"
	    "\tfor word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
	    "\t\tcase $word in -*) ;; *) cmd=$word; break ;; esac\n\tdone\n"
	    "\tcase $cmd in\n\t'') opts='");
	for (int i = 0; i < cli_ncommands; i++) {
		if (!cli_commands[i].hidden)
			gd_str_addf(&c->out, "%s ", cli_commands[i].word);
	}
	for (int i = 0; i < OPT_COUNT; i++) {
		if (OPTS_START & B(i))
			gd_str_addf(&c->out, "--%s ", cli_opts[i].name);
	}
	gd_str_add(&c->out, "' ;;\n");
	for (int i = 0; i < cli_ncommands; i++) {
		const struct command *cmd = &cli_commands[i];

		if (cmd->hidden)
			continue;
		gd_str_addf(&c->out, "\t%s) opts='", cmd->word);
		for (int k = 0; k < OPT_COUNT; k++) {
			if ((OPTS_GLOBAL | cmd->opts) & B(k))
				gd_str_addf(&c->out, "--%s ", cli_opts[k].name);
		}
		gd_str_add(&c->out, "' ;;\n");
	}
	gd_str_add(&c->out, "\tesac\n");
	complete_values(c);
	gd_str_add(&c->out,
	    "\tCOMPREPLY=($(compgen -W \"$opts\" "
	    "-- \"$cur\"))\n}\ncomplete -o default -F _gendan gendan\n");
	return GD_OK;
}
