/* cli/argv.c - a command on an order back to the words that perform it.
 *
 * The opposite of target.c, by the same usage texts: `todo` shows with it
 * what to type, and a script can run it without knowing the workflow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

static const struct command *
command_of(enum gd_verb verb)
{
	for (int i = 0; i < cli_ncommands; i++) {
		if (cli_commands[i].run == cmd_act &&
		    cli_commands[i].verb == verb)
			return &cli_commands[i];
	}
	return NULL;
}

/* The paper or thing a duty is about. */
static const char *
paper_of(const struct gd_workflow *wf, const char *duty)
{
	int i = wf && duty ? gd_wf_duty(wf, duty) : -1;
	const struct gd_duty_def *d = i >= 0 ? &wf->duties[i] : NULL;

	if (d && d->thing >= 0)
		return wf->papers[d->thing].name.id;
	return d && d->papers.n > 0 ? wf->papers[d->papers.at[0]].name.id
				    : NULL;
}

/* What stands for an argument of the usage text; NULL = not given. The lot
 * and the instance go with the first name that can carry them. */
static const char *
slot_text(struct cli *c, const char *slot, const struct gd_workflow *wf,
    const struct gd_command *cmd, bool *placed)
{
	const char *name = NULL;

	if (strcmp(slot, "DUTY") == 0)
		name = cmd->duty;
	else if (strcmp(slot, "STEP") == 0)
		name = cmd->step;
	else if (strcmp(slot, "STEP-OR-DUTY") == 0)
		name = cmd->duty ? cmd->duty : cmd->step;
	else if (strcmp(slot, "DOC") == 0)
		name = cmd->paper ? cmd->paper : paper_of(wf, cmd->duty);
	else if (strcmp(slot, "THING") == 0)
		name = cmd->duty ? cmd->duty : cmd->paper;
	if (name) {
		*placed = true;
		return cli_doc_words(c, name, cmd->lot,
		    name == cmd->step ? 0 : cmd->inst);
	}
	if (strcmp(slot, "DESK") == 0)
		return cmd->desk;
	if (strcmp(slot, "ROLE") == 0)
		return cmd->role;
	if (strcmp(slot, "OUTCOME") == 0 || strcmp(slot, "BY-WHOM") == 0 ||
	    strcmp(slot, "KIND") == 0)
		return cmd->outcome;
	if (strcmp(slot, "PERSON") == 0 || strcmp(slot, "OTHER-ORDER") == 0)
		return cmd->person;
	if (strcmp(slot, "WORDS") == 0)
		return cmd->reason;
	if (strcmp(slot, "DATE") == 0 && cmd->day)
		return cli_day_words(c, cmd->day);
	if (strcmp(slot, "LOT") == 0 && cmd->lot) {
		*placed = true;
		return gd_arena_printf(&c->arena, "%lld", (long long)cmd->lot);
	}
	if ((strcmp(slot, "NUMBER") == 0 || strcmp(slot, "LINE") == 0) &&
	    cmd->number)
		return gd_arena_printf(&c->arena, "%lld",
		    (long long)cmd->number);
	return NULL;
}

static void
add(json_t *argv, const char *text)
{
	json_array_append_new(argv, cli_json_text(text));
}

static void
add_option(json_t *argv, const struct command *row, enum cli_opt opt,
    const char *value)
{
	char name[40];

	if (value == NULL || *value == '\0' || !(row->opts & B(opt)))
		return;
	snprintf(name, sizeof name, "--%s", cli_opts[opt].name);
	add(argv, name);
	add(argv, value);
}

static const char *
number_text(struct cli *c, int64_t n)
{
	return n ? gd_arena_printf(&c->arena, "%lld", (long long)n) : NULL;
}

/* The command as it will be read back from its words: the token of what it
 * names must be of that one. */
struct gd_command
cli_command_typed(const struct gd_workflow *wf, const struct gd_command *cmd)
{
	const struct command *row = command_of(cmd->verb);
	const char *usage = row ? row->usage : "";
	struct gd_command typed = *cmd;

	if (strstr(usage, "DOC") && typed.paper == NULL)
		typed.paper = paper_of(wf, typed.duty);
	if (strstr(usage, "DUTY") == NULL && strstr(usage, "THING") == NULL)
		typed.duty = NULL;
	if (strstr(usage, "DOC") == NULL && strstr(usage, "THING") == NULL)
		typed.paper = NULL;
	if (strstr(usage, "STEP") == NULL || typed.duty)
		typed.step = NULL;
	if (row && !strstr(usage, "ROLE") && !(row->opts & B(OPT_ROLE)))
		typed.role = NULL;
	if (row && !strstr(usage, "DESK") && !(row->opts & B(OPT_DESK)))
		typed.desk = NULL;
	return typed;
}

json_t *
cli_command_argv(struct cli *c, const char *order, const struct gd_workflow *wf,
    const struct gd_command *cmd, const char *seen)
{
	const struct command *row = command_of(cmd->verb);
	const char *rest = row ? row->usage : "";
	json_t *argv = json_array();
	bool placed = false, gap = false;
	struct gd_command left = *cmd; /* what no argument carries yet */
	struct slot slot;

	if (row == NULL)
		return argv;
	add(argv, row->word);
	while (cli_slot_next(&rest, &slot)) {
		const char *text =
		    strcmp(slot.name, "ORDER") == 0 ? order
		    : gap                           ? NULL
			  : slot_text(c, slot.name, wf, &left, &placed);

		gap |= text == NULL; /* later ones must be options */
		if (text == NULL)
			continue;
		add(argv, text);
		left.desk = text == left.desk ? NULL : left.desk;
		left.role = text == left.role ? NULL : left.role;
		left.person = text == left.person ? NULL : left.person;
	}
	add_option(argv, row, OPT_DESK, left.desk);
	add_option(argv, row, OPT_ROLE, left.role);
	add_option(argv, row, OPT_FOR, left.person);
	add_option(argv, row, OPT_BY, left.person);
	add_option(argv, row, OPT_PIECE, number_text(c, cmd->piece));
	if (!placed)
		add_option(argv, row, OPT_LOT, number_text(c, cmd->lot));
	add_option(argv, row, OPT_REASON,
	    strstr(row->usage, "WORDS") ? NULL : cmd->reason);
	for (int i = 0; i < cmd->nfields; i++)
		add(argv, gd_arena_printf(&c->arena, "%s=%s",
			      cmd->fields[i].name, cmd->fields[i].value));
	add_option(argv, row, OPT_SEEN, seen);
	return argv;
}

/* Words that a shell would take apart stand in quotes. */
static void
add_quoted(struct gd_str *out, const char *word)
{
	if (*word && *word != '#' && *word != '~' &&
	    word[strcspn(word, " \t\n'\"\\$`!*?[]{}()<>|&;")] == '\0') {
		gd_str_add(out, word);
		return;
	}
	gd_str_addc(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			gd_str_add(out, "'\\''");
		else
			gd_str_addc(out, *word);
	}
	gd_str_addc(out, '\'');
}

const char *
cli_command_line(struct cli *c, const char *order, const struct gd_workflow *wf,
    const struct gd_command *cmd)
{
	json_t *argv = cli_command_argv(c, order, wf, cmd, NULL);
	struct gd_str out = GD_STR_INIT;
	const char *kept;
	json_t *word;
	size_t i;

	json_array_foreach(argv, i, word)
	{
		if (i)
			gd_str_addc(&out, ' ');
		add_quoted(&out, json_string_value(word));
	}
	kept = gd_arena_str(&c->arena, out.text);
	gd_str_release(&out);
	json_decref(argv);
	return kept;
}
