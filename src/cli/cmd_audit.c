/* cli/cmd_audit.c - who signed what, and where a rule was passed over. */
#include "app/audit.h"

#include <string.h>

#include "base/day.h"

#include "cli_priv.h"

#include "base/banned.h"

#define BREACHES                                             \
	(1u << GD_AUDIT_NO_ROLE | 1u << GD_AUDIT_OWN_WORK |  \
	    1u << GD_AUDIT_TWICE | 1u << GD_AUDIT_UNSIGNED | \
	    1u << GD_AUDIT_NOT_HIS)
#define A_DAY INT64_C(86400000)
#define FLUSH_AT 500 /* rows; a long report is not gathered whole */

static const struct topic {
	const char *word;
	uint32_t kinds;
	bool deputies, paper;
} topics[] = {
	{ "all", 0, false, false },
	{ "sod", BREACHES, false, false },
	{ "signed", 1u << GD_AUDIT_SIGNED, false, false },
	{ "withdrawn", 1u << GD_AUDIT_WITHDRAWN, false, false },
	{ "overrides", 1u << GD_AUDIT_OVERRIDE, false, false },
	{ "early", 1u << GD_AUDIT_EARLY, false, false },
	{ "deputies", 1u << GD_AUDIT_SIGNED, true, false },
	{ "paper", 1u << GD_AUDIT_SIGNED, false, true },
	{ "clock", 1u << GD_AUDIT_CLOCK, false, false },
};
#define TOPICS                                                             \
	"all, sod, signed, withdrawn, overrides, early, deputies, paper, " \
	"clock"

static const struct column columns[] = {
	{ "kind", GD_TR("what"), false, 0 },
	{ "at", GD_TR("when"), false, 0 },
	{ "order", GD_TR("order"), false, 0 },
	{ "of", GD_TR("of what"), false, 40 },
	{ "rev", GD_TR("rev"), true, 0 },
	{ "role", GD_TR("role"), false, 24 },
	{ "by", GD_TR("who"), false, 24 },
	{ "for", GD_TR("for"), false, 24 },
	{ "paper", GD_TR("on paper"), false, 0 },
	{ "reason", GD_TR("reason"), false, 40 },
	{ "seq", GD_TR("no."), true, 0 },
};
#define NCOLUMNS ((int)(sizeof columns / sizeof *columns))

struct report {
	struct cli *c;
	struct grid g;
	int64_t count[GD_AUDIT_KINDS];
};

static const char *
role_words(struct cli *c, const struct gd_workflow *wf, const char *role)
{
	return wf && *role ? cli_role_name(c, wf, role) : role;
}

/* A paper, a step, or what a stop was about. */
static const char *
what_words(struct cli *c, const struct gd_workflow *wf,
    const struct gd_audit_line *line)
{
	int paper = wf ? gd_wf_paper(wf, line->what) : -1;
	int step = wf ? gd_wf_step(wf, line->what) : -1;

	if (line->kind == GD_AUDIT_EARLY && step >= 0)
		return cli_name_of(c, &wf->steps[step].name);
	if (paper < 0)
		return cli_named(c, wf, GD_THING_ANY, line->what);
	return cli_doc_words(c, cli_name_of(c, &wf->papers[paper].name),
	    line->lot, line->inst > 1 ? line->inst : 0);
}

static void
add(void *payload, const struct gd_order *order, const struct gd_workflow *wf,
    const struct gd_audit_line *line)
{
	struct report *r = payload;
	struct cli *c = r->c;

	r->count[line->kind]++;
	cli_grid_name(&r->g, gd_audit_word(line->kind),
	    cli_tr(c, gd_audit_text(line->kind)));
	cli_grid_ms(&r->g, line->at_ms);
	cli_grid_text(&r->g, gd_head(order)->number);
	cli_grid_name(&r->g,
	    cli_doc_words(c, line->what, line->lot, line->inst),
	    what_words(c, wf, line));
	cli_grid_int(&r->g, line->rev);
	cli_grid_name(&r->g, line->role, role_words(c, wf, line->role));
	cli_grid_name(&r->g, line->by, cli_person_name(c, line->by));
	cli_grid_name(&r->g, line->for_whom,
	    *line->for_whom ? cli_person_name(c, line->for_whom) : "");
	cli_grid_bool(&r->g, line->on_paper, cli_tr(c, GD_TR("yes")));
	cli_grid_text(&r->g, line->reason);
	cli_grid_int(&r->g, line->seq);
	if (r->g.ncells >= (size_t)FLUSH_AT * NCOLUMNS)
		cli_grid_flush(c, &r->g);
}

static enum gd_code
read_day(struct cli *c, const char *text, int days, int64_t *ms,
    struct gd_err *err)
{
	int32_t day = gd_day_read(text, gd_app_today(c->app));

	if (day == GD_NO_DAY)
		return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_DAY, GD_T(text));
	*ms = (day + days) * A_DAY - gd_utc_offset_min() * INT64_C(60000);
	return GD_OK;
}

/* from=DATE to=DATE by=LOGIN order=ORDER */
static enum gd_code
read_query(struct cli *c, struct gd_audit_query *q, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	for (int i = 0; i < c->npairs && rc == GD_OK; i++) {
		const char *name = c->pairs[i].name, *v = c->pairs[i].value;

		if (strcmp(name, "from") == 0)
			rc = read_day(c, v, 0, &q->from_ms, err);
		else if (strcmp(name, "to") == 0)
			rc = read_day(c, v, 1, &q->to_ms, err);
		else if (strcmp(name, "by") == 0)
			q->by = v;
		else if (strcmp(name, "order") == 0)
			q->order = v;
		else
			rc = gd_fail(err, GD_USAGE, GD_M_CLI_NO_SUBCOMMAND,
			    GD_T("audit"), GD_T(name),
			    GD_T("from=DATE, to=DATE, by=LOGIN, order=ORDER"));
	}
	return rc;
}

static enum gd_code
read_topic(struct cli *c, struct gd_audit_query *q, struct gd_err *err)
{
	const char *word = c->nargs ? c->args[0] : "all";

	for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
		if (strcmp(topics[i].word, word) == 0) {
			q->kinds = topics[i].kinds;
			q->deputies = topics[i].deputies;
			q->paper = topics[i].paper;
			return GD_OK;
		}
	return gd_fail(err, GD_USAGE, GD_M_CLI_NO_SUBCOMMAND, GD_T("audit"),
	    GD_T(word), GD_T(TOPICS));
}

/* The last line of a text: what stands above, counted. */
static void
say_counts(struct report *r)
{
	struct gd_arg args[4] = { gd_arg_int(r->count[GD_AUDIT_SIGNED]),
		gd_arg_int(r->count[GD_AUDIT_WITHDRAWN]),
		gd_arg_int(
		    r->count[GD_AUDIT_OVERRIDE] + r->count[GD_AUDIT_EARLY]),
		gd_arg_int(
		    r->count[GD_AUDIT_NO_ROLE] + r->count[GD_AUDIT_OWN_WORK] +
		    r->count[GD_AUDIT_TWICE] + r->count[GD_AUDIT_UNSIGNED] +
		    r->count[GD_AUDIT_NOT_HIS]) };

	if (cli_has(r->c, OPT_JSON) || cli_has(r->c, OPT_CSV))
		return;
	cli_out_say(r->c,
	    GD_TR("{1} signed, {2} withdrawn, {3} overridden or early, {4} "
		  "against the rules"),
	    4, args);
}

enum gd_code
cmd_audit(struct cli *c, struct gd_err *err)
{
	struct gd_audit_query q = { 0 };
	struct report r = { .c = c };
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK)
		rc = read_topic(c, &q, err);
	if (rc == GD_OK)
		rc = read_query(c, &q, err);
	if (rc != GD_OK)
		return rc;
	cli_grid_init(&r.g, columns, NCOLUMNS);
	rc = gd_app_audit(c->app, &q, add, &r, err);
	cli_grid_end(c, &r.g);
	if (rc == GD_OK)
		say_counts(&r);
	return rc;
}
