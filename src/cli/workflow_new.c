/* cli/workflow_new.c - the questions a new workflow file is made from.
 *
 * Answers are lines: "中文 / English", or one name for both.  They may be
 * typed or come from a file; an empty line ends a list.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/flow.h"
#include "base/text.h"

#include "workflow_priv.h"

#include "base/banned.h"

/* What comes in, and whether somebody sees the questions. */
struct asker {
	struct cli *c;
	FILE *in;
	bool ended;
	int line;
	struct gd_err *err;
	enum gd_code rc;
};

/* @return the answer without blanks at its ends, "" at the end or after a
 * fault; lives with the command */
static const char *
ask(struct asker *a, const char *question)
{
	char buf[1024];
	size_t len;
	const char *s = buf;

	if (a->ended || a->rc != GD_OK)
		return "";
	cli_out_lines(a->c, question);
	cli_out_lines(a->c, " ");
	a->rc = cli_flush(a->c, a->err);
	if (a->rc != GD_OK || !fgets(buf, sizeof buf, a->in)) {
		a->ended = true;
		return "";
	}
	a->line++;
	len = strcspn(buf, "\r\n");
	while (len && (buf[len - 1] == ' ' || buf[len - 1] == '\t'))
		len--;
	buf[len] = '\0';
	while (*s == ' ' || *s == '\t')
		s++;
	if (*s && gd_text_check(s, 400, false, a->err) != GD_OK)
		a->rc = GD_USAGE;
	return gd_arena_str(&a->c->arena, s);
}

static bool
is_chinese(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0xE3 && (unsigned char)*s < 0xF0)
			return true;
	return false;
}

/* "中文 / English", in whichever order; one name alone is both. */
static struct gd_begin_name
name_of(struct asker *a, const char *answer)
{
	const char *slash = strstr(answer, " / ");
	struct gd_begin_name n = { answer, answer };

	if (slash) {
		n.zh = gd_arena_strn(&a->c->arena, answer,
		    (size_t)(slash - answer));
		n.en = gd_arena_str(&a->c->arena, slash + 3);
	}
	if (!is_chinese(n.zh) && is_chinese(n.en))
		n = (struct gd_begin_name){ n.en, n.zh };
	return n;
}

static enum gd_begin_kind
ask_kind(struct asker *a)
{
	const char *answer;
	char *end;
	long n;

	do {
		answer = ask(a,
		    cli_tr(a->c,
			GD_TR(
			    "   what is it? 1 work, 2 a check, 3 an approval, "
			    "4 a negotiation, 5 a paper, 6 a shipment [1]:")));
		n = *answer ? strtol(answer, &end, 10) : 1;
	} while (
	    *answer && (*end || n < 1 || n > GD_BEGIN_KINDS) && a->rc == GD_OK);
	return (enum gd_begin_kind)(n - 1);
}

static void
ask_fields(struct asker *a, struct gd_begin_step *s)
{
	const char *answer;

	while (s->nfields < GD_BEGIN_FIELDS &&
	       *(answer = ask(a,
		     cli_tr(a->c,
			 GD_TR("   what is written down in it? (Enter: nothing "
			       "more)")))))
		s->fields[s->nfields++] = name_of(a, answer);
}

static bool
ask_step(struct asker *a, struct gd_begin *b)
{
	struct gd_begin_step *s = &b->steps[b->nsteps];
	struct gd_arg no = gd_arg_int(b->nsteps + 1);
	struct gd_str question = GD_STR_INIT;
	const char *answer;

	gd_say(&question, a->c->lang, GD_TR("step {1} (Enter: no more):"), 1,
	    &no);
	answer = ask(a, question.text);
	gd_str_release(&question);
	if (!*answer)
		return false;
	s->name = name_of(a, answer);
	answer = ask(a, cli_tr(a->c, GD_TR("   who does it? (a role)")));
	s->role = name_of(a, *answer ? answer : "经办人 / Clerk");
	s->kind = ask_kind(a);
	if (s->kind == GD_BEGIN_PAPER) {
		answer = ask(a,
		    cli_tr(a->c, GD_TR("   who signs it? (Enter: nobody)")));
		if (*answer)
			s->signer = name_of(a, answer);
	}
	ask_fields(a, s);
	b->nsteps++;
	return true;
}

static enum gd_code
ask_all(struct asker *a, struct gd_begin *b)
{
	const char *answer;

	answer = ask(a,
	    cli_tr(a->c,
		GD_TR("Names are written 中文 / English, or one for both.\n"
		      "name of the workflow:")));
	b->name = name_of(a, answer);
	if (*answer)
		while (b->nsteps < GD_BEGIN_STEPS && ask_step(a, b))
			;
	if (a->rc == GD_OK && b->nsteps == 0)
		a->rc = gd_fail(a->err, GD_USAGE, GD_M_CLI_FLOW_NOTHING);
	return a->rc;
}

enum gd_code
cli_workflow_new(struct cli *c, struct gd_err *err)
{
	struct asker a = { .c = c, .in = stdin, .err = err };
	struct gd_begin *b;
	struct gd_arg args[2];
	enum gd_code rc;

	if (c->nargs != 2)
		return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
		    GD_T("workflow"), GD_W("FILE"), GD_T("new FILE"));
	if (access(c->args[1], F_OK) == 0)
		return gd_fail(err, GD_REFUSED, GD_M_FILE_EXISTS,
		    GD_T(c->args[1]));
	b = gd_arena_alloc(&c->arena, 1, sizeof *b);
	rc = ask_all(&a, b);
	if (rc == GD_OK)
		rc = gd_app_flow_begin(b, c->args[1], err);
	args[0] = gd_arg_text(c->args[1]);
	args[1] = gd_arg_int(b->nsteps);
	if (rc == GD_OK)
		cli_out_say(c,
		    GD_TR("{1} is written: {2} {2|step|steps}. Go on in an "
			  "editor, then: gendan workflow check {1}"),
		    2, args);
	return rc;
}
