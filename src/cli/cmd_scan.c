/* cli/cmd_scan.c - codes from slips: one by one, or a whole stack.
 *
 * `scan -` reads codes from standard input, one a line, answers each at once
 * and says at the end how many there were and which were not booked.
 */
#include "app/scan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

#include "cli_priv.h"

#include "base/banned.h"

/* Longer lines are no codes, whatever stands behind. */
#define LINE_MOST 400

struct left { /* a code that was not booked */
	const char *code;
	struct gd_err why;
};

struct scans {
	struct cli *c;
	struct gd_scan_for whom;
	bool stack;
	json_t *all; /* with --json, owned */
	int64_t codes, booked;
	struct left *left; /* owned */
	size_t nleft, room;
	struct gd_err waits; /* a refusal that is not yet said */
	enum gd_code first;  /* of the first code that was not booked */
};

static const char *
words(struct scans *s, const struct gd_err *err)
{
	return cli_fault_words(s->c, err);
}

/* A refusal: in a stack between the answers, else where faults are said. */
static void
refused(struct scans *s, const char *code, const struct gd_err *why)
{
	if (!s->first)
		s->first = why->code;
	*GD_PUSH(s->left, s->nleft, s->room) = (struct left){ code, *why };
	if (cli_has(s->c, OPT_JSON))
		return;
	if (s->stack) {
		gd_str_add(&s->c->out, "! ");
		cli_out_text(s->c, words(s, why));
		gd_str_addc(&s->c->out, '\n');
		return;
	}
	if (s->waits.code)
		cli_say_fault(s->c, "gendan", &s->waits);
	s->waits = *why;
}

static void
good(struct scans *s, const char *number, const struct gd_err *what)
{
	if (cli_has(s->c, OPT_JSON))
		return;
	cli_out_text(s->c, number);
	gd_str_add(&s->c->out, "  ");
	cli_out_text(s->c, words(s, what));
	gd_str_addc(&s->c->out, '\n');
}

static json_t *
line_json(struct scans *s, const struct gd_scanned *sc, int i,
    const struct gd_err *said)
{
	const struct gd_scan_line *l = &sc->scan.lines[i];
	const struct gd_piece *pc = l->piece;
	json_t *o =
	    json_pack("{s:s, s:b, s:i}", "answer", gd_scan_word(l->answer),
		"booked", (int)sc->lines[i].booked, "code", (int)said->code);

	if (pc)
		json_object_update_new(o,
		    json_pack("{s:I, s:o, s:o, s:I, s:o, s:o, s:o, s:I, s:I}",
			"piece", (json_int_t)pc->no, "paper",
			cli_json_text(pc->kind), "doc",
			cli_json_text(
			    cli_doc_words(s->c, pc->kind, pc->lot, pc->inst)),
			"rev", (json_int_t)pc->rev, "desk",
			cli_json_text(pc->desk), "state",
			cli_json_text(gd_piece_state_word(pc->state)), "holder",
			cli_json_text(pc->holder), "in_force",
			(json_int_t)l->in_force, "newer",
			(json_int_t)(l->newer ? l->newer->no : 0)));
	json_object_set_new(o, "text", cli_json_text(words(s, said)));
	return o;
}

static void
add_json(struct scans *s, const char *code, const struct gd_scanned *sc,
    const struct gd_err *fault)
{
	json_t *lines = json_array(), *o;

	for (int i = 0; i < sc->scan.n; i++) {
		struct gd_err said;

		gd_app_scan_sentence(sc, i, &said);
		json_array_append_new(lines, line_json(s, sc, i, &said));
	}
	o = json_pack("{s:o, s:o, s:i, s:o, s:o}", "scanned",
	    cli_json_text(code), "order",
	    cli_json_text(sc->scan.n ? gd_head(&sc->order)->number : ""),
	    "code", fault ? (int)fault->code : (int)gd_app_scan_code(sc),
	    "lines", lines, "text",
	    cli_json_text(fault ? words(s, fault) : ""));
	json_array_append_new(s->all, o);
}

/* One code. Not GD_OK: nothing can be scanned any more. */
static enum gd_code
scan_one(struct scans *s, const char *code, size_t len, struct gd_err *err)
{
	struct gd_err fault = GD_ERR_INIT;
	struct gd_scanned sc;
	enum gd_code rc =
	    gd_app_scan(s->c->app, code, len, &s->whom, &sc, &fault);

	s->codes++;
	if (rc >= GD_DAMAGED) {
		*err = fault;
		return rc;
	}
	s->c->wf = rc == GD_OK ? sc.wf : s->c->wf;
	if (rc != GD_OK)
		refused(s, code, &fault);
	for (int i = 0; i < sc.scan.n; i++) {
		struct gd_err said;

		gd_app_scan_sentence(&sc, i, &said);
		if (said.code)
			refused(s, code, &said);
		else
			good(s, gd_head(&sc.order)->number, &said);
	}
	s->booked += sc.booked;
	if (s->all)
		add_json(s, code, &sc, rc ? &fault : NULL);
	gd_scanned_release(&sc);
	return cli_flush(s->c, err);
}

/* ---- a stack ------------------------------------------------------------- */

struct input {
	char line[LINE_MOST + 1];
	size_t len;
};

static bool
blank(const char *line)
{
	return line[strspn(line, " \t\r")] == '\0';
}

static enum gd_code
end_of_line(struct scans *s, struct input *in, struct gd_err *err)
{
	enum gd_code rc = GD_OK;
	const char *kept;

	in->line[in->len] = '\0';
	if (in->len && !blank(in->line)) {
		kept = gd_arena_str(&s->c->arena, in->line);
		rc = scan_one(s, kept, in->len, err);
	}
	in->len = 0;
	return rc;
}

static enum gd_code
take_bytes(struct scans *s, struct input *in, const char *bytes, size_t n,
    struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	for (size_t i = 0; i < n && rc == GD_OK; i++) {
		if (bytes[i] == '\n') {
			rc = end_of_line(s, in, err);
		} else if (in->len < LINE_MOST) {
			in->line[in->len++] = bytes[i];
		}
	}
	return rc;
}

static enum gd_code
scan_stack(struct scans *s, struct gd_err *err)
{
	struct input in = { .len = 0 };
	char part[4096];
	enum gd_code rc = GD_OK;
	ssize_t n;

	while (rc == GD_OK) {
		n = read(STDIN_FILENO, part, sizeof part);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		rc = take_bytes(s, &in, part, (size_t)n, err);
	}
	return rc == GD_OK ? end_of_line(s, &in, err) : rc;
}

/* How many there were, and what somebody must look at. */
static void
say_end(struct scans *s)
{
	const struct gd_arg n[3] = { gd_arg_int(s->codes),
		gd_arg_int(s->booked), gd_arg_int((int64_t)s->nleft) };

	if (cli_has(s->c, OPT_JSON))
		return;
	cli_out_say(s->c,
	    GD_TR("{1} {1|code|codes} read, {2} {2|piece|pieces} booked, {3} "
		  "not booked"),
	    3, n);
	for (size_t i = 0; i < s->nleft; i++) {
		gd_str_add(&s->c->out, "  ");
		/* whatever was scanned, the answer stays readable */
		gd_text_fit(&s->c->out, s->left[i].code, 60, false, true);
		gd_str_add(&s->c->out, "  ");
		cli_out_text(s->c, words(s, &s->left[i].why));
		gd_str_addc(&s->c->out, '\n');
	}
}

/* ---- the command --------------------------------------------------------- */

static enum gd_code
whom_of(struct cli *c, struct gd_scan_for *whom, struct gd_err *err)
{
	whom->login = cli_has(c, OPT_FOR) ? c->opt[OPT_FOR] : NULL;
	whom->proxy = cli_has(c, OPT_PROXY);
	if (cli_has(c, OPT_DESK)) {
		whom->desk = cli_desk_id(c, c->opt[OPT_DESK]);
		if (!whom->desk)
			return gd_fail(err, GD_MISSING, GD_M_CLI_NO_DESK,
			    GD_T(c->opt[OPT_DESK]));
	}
	return GD_OK;
}

static enum gd_code
answer(struct scans *s, struct gd_err *err)
{
	if (s->all)
		cli_out_json(s->c,
		    json_pack("{s:O, s:I, s:I, s:I}", "codes", s->all, "read",
			(json_int_t)s->codes, "booked", (json_int_t)s->booked,
			"not_booked", (json_int_t)s->nleft));
	if (s->stack)
		say_end(s);
	if (!s->first)
		return GD_OK;
	if (s->stack || s->all)
		return gd_fail(err, s->first, GD_M_CLI_SCAN_LEFT,
		    GD_N((int64_t)s->nleft));
	*err = s->waits;
	return s->first;
}

enum gd_code
cmd_scan(struct cli *c, struct gd_err *err)
{
	struct scans s = { .c = c };
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK && !*gd_app_login(c->app))
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc == GD_OK)
		rc = whom_of(c, &s.whom, err);
	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON))
		s.all = json_array();
	s.stack = c->nargs == 1 && strcmp(c->args[0], "-") == 0;
	if (s.stack)
		rc = scan_stack(&s, err);
	for (int i = 0; !s.stack && i < c->nargs && rc == GD_OK; i++)
		rc = scan_one(&s, c->args[i], strlen(c->args[i]), err);
	if (rc == GD_OK)
		rc = answer(&s, err);
	json_decref(s.all);
	free(s.left);
	return rc;
}
