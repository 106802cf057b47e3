/* cli/cmd_trust.c - is the book what its journal says; what time brought. */
#include <stdlib.h>
#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

struct faults {
	struct cli *c;
	json_t *texts; /* NULL: said on stderr at once */
};

static void
say_fault(void *payload, const struct gd_err *fault)
{
	struct faults *f = payload;
	struct gd_str said = GD_STR_INIT;

	if (f->texts == NULL) {
		cli_say_fault(f->c, "verify", fault);
		return;
	}
	gd_say_err(&said, f->c->lang, fault);
	json_array_append_new(f->texts, cli_json_text(said.text));
	gd_str_release(&said);
}

/* ---- anchors ------------------------------------------------------------- */

#define ANCHORS_MOST (1 << 20) /* bytes of a file of them */

/* Every word of a text; in a file, a line beginning with # says nothing. */
static enum gd_code
add_anchors(struct cli *c, const char *text, struct gd_anchor **at, int *n,
    struct gd_err *err)
{
	for (const char *p = text; *(p += strspn(p, " \t\r\n"));) {
		size_t len = strcspn(p, *p == '#' ? "\n" : " \t\r\n");
		char *word = gd_arena_strn(&c->arena, p, len);

		p += len;
		if (*word == '#')
			continue;
		*at = gd_realloc(*at, (size_t)*n + 1, sizeof **at);
		if (!gd_anchor_read(word, &(*at)[*n]))
			return gd_fail(err, GD_USAGE, GD_M_CLI_ANCHOR,
			    GD_T(word));
		++*n;
	}
	return GD_OK;
}

/* What --anchor says; @FILE stands for the anchors in a file. */
static enum gd_code
read_anchors(struct cli *c, struct gd_anchor **at, int *n, struct gd_err *err)
{
	const char *p = cli_has(c, OPT_ANCHOR) ? c->opt[OPT_ANCHOR] : "";
	enum gd_code rc = GD_OK;

	while (rc == GD_OK && *(p += strspn(p, " "))) {
		size_t len = strcspn(p, " ");
		char *word = gd_arena_strn(&c->arena, p, len);
		struct gd_str file = GD_STR_INIT;

		p += len;
		if (*word != '@') {
			rc = add_anchors(c, word, at, n, err);
			continue;
		}
		rc = cli_read_file(word + 1, ANCHORS_MOST, &file, err);
		if (rc == GD_OK)
			rc = add_anchors(c, file.text, at, n, err);
		gd_str_release(&file);
	}
	return rc;
}

static const char *
anchor_text(struct cli *c, const char *ledger, int64_t seq, const char *hash)
{
	return gd_arena_printf(&c->arena, "%s:%lld:%s", ledger, (long long)seq,
	    hash);
}

/* ---- verify -------------------------------------------------------------- */

static void
say_report(struct cli *c, const struct gd_verify_report *r, json_t *faults)
{
	struct gd_arg args[4] = { gd_arg_int(r->commands),
		gd_arg_int(r->orders), gd_arg_int(r->faults),
		gd_arg_text(r->head) };

	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:o, s:I, s:I, s:I, s:o, s:I, s:o, s:I, s:b, "
			      "s:i, s:o}",
			"book", cli_json_text(cli_book(c)), "commands",
			(json_int_t)r->commands, "orders",
			(json_int_t)r->orders, "faults", (json_int_t)r->faults,
			"ledger", cli_json_text(r->ledger), "seq",
			(json_int_t)r->seq, "head", cli_json_text(r->head),
			"since", (json_int_t)r->since, "old_rows",
			(int)r->old_rows, "anchors", r->anchors_ok, "texts",
			faults ? faults : json_array()));
		return;
	}
	cli_out_say(c,
	    r->faults ? GD_TR("{1} {1|command|commands}, {2} {2|order|orders}, "
			      "{3} {3|fault|faults}")
		      : GD_TR("{1} {1|command|commands}, {2} {2|order|orders}, "
			      "no fault"),
	    3, args);
	if (r->since) {
		args[0] = gd_arg_int(r->since);
		cli_out_say(c,
		    GD_TR("quick: what came after command {1}, and a "
			  "thirtieth of the rest; `gendan verify` checks all"),
		    1, args);
	}
	if (r->old_rows)
		cli_out_say(c,
		    GD_TR("only the journal was checked: the tables are of an "
			  "older gendan and are made anew at the next work"),
		    0, NULL);
	if (r->anchors_ok) {
		args[0] = gd_arg_int(r->anchors_ok);
		cli_out_say(c, GD_TR("anchors that fit: {1}"), 1, args);
	}
	cli_out_pair(c, GD_TR("head"),
	    anchor_text(c, r->ledger, r->seq, r->head));
}

static enum gd_code
verify_with(struct cli *c, const struct gd_verify_options *options,
    struct gd_err *err)
{
	struct gd_verify_report report = { 0 };
	struct faults faults = { c, NULL };
	struct gd_store *store = NULL;
	enum gd_code rc =
	    gd_store_open(cli_book(c), GD_PROFILE_VERIFY, &store, err);

	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON))
		faults.texts = json_array();
	rc = gd_store_verify_with(store, options, say_fault, &faults, &report,
	    err);
	gd_store_close(store);
	if (rc == GD_OK || rc == GD_DAMAGED)
		say_report(c, &report, faults.texts);
	else
		json_decref(faults.texts);
	/* damage that stopped the check half-way is said as it is */
	if (rc == GD_DAMAGED && report.faults)
		return gd_fail(err, rc, GD_M_CLI_VERIFY_BAD, GD_T(cli_book(c)),
		    GD_N(report.faults));
	return rc;
}

enum gd_code
cmd_verify(struct cli *c, struct gd_err *err)
{
	struct gd_verify_options options = { .quick = cli_has(c, OPT_QUICK) };
	struct gd_anchor *anchors = NULL;
	enum gd_code rc = read_anchors(c, &anchors, &options.nanchors, err);

	options.anchors = anchors;
	if (rc == GD_OK)
		rc = verify_with(c, &options, err);
	free(anchors);
	return rc;
}

enum gd_code
cmd_head(struct cli *c, struct gd_err *err)
{
	struct gd_store *store = NULL;
	struct gd_anchor head;
	const char *text;
	enum gd_code rc =
	    gd_store_open(cli_book(c), GD_PROFILE_VERIFY, &store, err);

	if (rc == GD_OK)
		rc = gd_store_head(store, &head, err);
	gd_store_close(store);
	if (rc != GD_OK)
		return rc;
	text = anchor_text(c, head.ledger, head.seq, head.hash);
	if (cli_has(c, OPT_JSON))
		cli_out_json(c,
		    json_pack("{s:o, s:o, s:I, s:o}", "anchor",
			cli_json_text(text), "ledger",
			cli_json_text(head.ledger), "seq", (json_int_t)head.seq,
			"head", cli_json_text(head.hash)));
	else
		cli_out_printf(c, "%s\n", text);
	return GD_OK;
}

enum gd_code
cmd_rebuild(struct cli *c, struct gd_err *err)
{
	struct gd_arg book = gd_arg_text(cli_book(c));
	enum gd_code rc = gd_store_rebuild(cli_book(c), err);

	if (rc != GD_OK)
		return rc;
	if (cli_has(c, OPT_JSON))
		cli_out_json(c,
		    json_pack("{s:o}", "book", cli_json_text(cli_book(c))));
	else
		cli_out_say(c,
		    GD_TR("All tables of {1} made anew from its "
			  "journal."),
		    1, &book);
	return GD_OK;
}
