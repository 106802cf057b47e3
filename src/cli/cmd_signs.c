/* cli/cmd_signs.c - many papers signed with one password.
 *
 * Without a file it shows what waits for one's signature, a line each; the
 * lines that are to be signed, given back as they are, are signed, each by a
 * command of its own. The token in a line says what was shown.
 */
#include <string.h>

#include "app/login.h"
#include "app/signs.h"
#include "core/view/says.h"

#include "cli_priv.h"
#include "words_priv.h"

#include "base/banned.h"

#define SIGNS_MAX 1000 /* lines given back */
#define LIST_BYTES 200000

/* ---- what waits ----------------------------------------------------------- */

static json_t *
row_of(struct cli *c, const struct gd_sign_item *it)
{
	const struct gd_order_page *page = it->page;
	const struct gd_act_view *a = it->act;
	char seen[9];

	gd_app_seen(&page->order, &a->cmd, seen);
	return json_pack("{s:o, s:o, s:s, s:o, s:I, s:o, s:o, s:o, s:I, s:o}",
	    "order", cli_json_text(gd_head(&page->order)->number), "act",
	    cli_json_text(a->id), "seen", seen, "paper",
	    cli_json_text(cli_paper_name(c, page->wf, a->cmd.paper)),
	    "Revision", (json_int_t)it->rev->rev, "amount",
	    cli_json_text(gd_says_amount(&page->order, a->cmd.paper, a->cmd.lot,
		a->cmd.inst, &c->arena)),
	    "customer", cli_json_text(page->row.customer_name), "asked",
	    cli_json_text(cli_ms_words(c, it->asked_ms)), "days",
	    (json_int_t)gd_app_days_since(c->app, it->asked_ms), "since",
	    cli_since_json(c, page, &a->cmd));
}

/* A line that can be given back as it is; what is different stands below it
 * behind a '#'. */
static void
say_item(struct cli *c, const struct gd_sign_item *it)
{
	const struct gd_order_page *page = it->page;
	const struct gd_command *cmd = &it->act->cmd;
	const char *amount = gd_says_amount(&page->order, cmd->paper, cmd->lot,
	    cmd->inst, &c->arena);
	const struct gd_arg days = gd_arg_int(gd_app_days_since(c->app, it->asked_ms));
	struct gd_str age = GD_STR_INIT;
	char seen[9];

	gd_app_seen(&page->order, cmd, seen);
	gd_say(&age, c->lang, GD_TR("asked for {1} {1|day|days} ago"), 1, &days);
	cli_out_text(c,
	    gd_arena_printf(&c->arena, "%s %s %s  # %s %s %d, %s%s%s, %s",
		gd_head(&page->order)->number, it->act->id, seen,
		cli_paper_name(c, page->wf, cmd->paper),
		cli_tr(c, "Revision"), (int)it->rev->rev, amount,
		*amount ? ", " : "", page->row.customer_name, age.text));
	cli_out_printf(c, "\n");
	cli_since_text(c, page, cmd, "#   ");
	gd_str_release(&age);
}

static enum gd_code
show(struct cli *c, struct gd_err *err)
{
	struct gd_sign_queue q;
	json_t *rows;
	enum gd_code rc = gd_app_sign_queue(c->app, NULL, 0, &q, err);

	if (rc != GD_OK)
		return rc;
	rows = json_array();
	for (size_t i = 0; i < q.nitems; i++)
		if (cli_has(c, OPT_JSON))
			json_array_append_new(rows, row_of(c, &q.items[i]));
		else
			say_item(c, &q.items[i]);
	if (cli_has(c, OPT_JSON))
		cli_out_json(c, rows);
	else
		json_decref(rows);
	if (q.more)
		cli_aside(c,
		    GD_TR("there may be more: only the first orders were "
			  "looked at"),
		    0, NULL);
	gd_sign_queue_release(&q);
	return GD_OK;
}

/* ---- signing --------------------------------------------------------------- */

static const struct gd_act_view *
act_of(const struct gd_order_page *page, const char *id)
{
	for (size_t i = 0; i < page->todo.nacts; i++)
		if (page->todo.acts[i].verb == GD_DO_SIGN &&
		    strcmp(page->todo.acts[i].id, id) == 0)
			return &page->todo.acts[i];
	return NULL;
}

/* One line: ORDER ACT TOKEN. */
static enum gd_code
sign_one(struct cli *c, char *const words[3], struct gd_err *err)
{
	struct gd_order_page page = { 0 };
	const struct gd_act_view *a;
	struct gd_command cmd;
	enum gd_code rc = gd_app_order(c->app, words[0], &page, err);

	if (rc != GD_OK)
		return rc;
	a = act_of(&page, words[1]);
	if (a)
		cmd = a->cmd;
	if (a && cli_has(c, OPT_BACK)) {
		cmd.verb = GD_DO_SENDBACK;
		cmd.role = NULL;
		cmd.reason = c->opt[OPT_REASON];
	}
	rc = a ? gd_app_act(c->app, page.order.id, &cmd, words[2], NULL, err)
	       : gd_fail(err, GD_REFUSED, GD_M_CLI_SIGN_GONE, GD_T(words[0]),
		     GD_T(words[1]));
	if (rc == GD_OK)
		gd_app_read_note(c->app, &page.order, a->cmd.paper, a->cmd.lot,
		    a->cmd.inst);
	gd_order_page_release(&page);
	return rc;
}

static void
say_one(struct cli *c, json_t *rows, char *const words[3],
    const struct gd_err *err)
{
	bool done = err->code == GD_OK, back = cli_has(c, OPT_BACK);
	const char *why = done ? NULL : cli_fault_words(c, err);

	if (cli_has(c, OPT_JSON)) {
		json_array_append_new(rows,
		    json_pack("{s:o, s:o, s:b, s:b, s:o}", "order",
			cli_json_text(words[0]), "act", cli_json_text(words[1]),
			"signed", done && !back, "sent_back", done && back,
			"why", done ? json_null() : cli_json_text(why)));
	} else {
		cli_out_text(c, words[0]);
		cli_out_printf(c, " ");
		cli_out_text(c, words[1]);
		cli_out_printf(c, "  ");
		cli_out_text(c,
		    !done  ? why
		    : back ? cli_tr(c, GD_TR("sent back"))
			   : cli_tr(c, GD_TR("signed")));
		cli_out_printf(c, "\n");
	}
}

/* The next line's first three words. @return 1: there; 0: the end; -1: a line
 * that is none */
static int
next_line(char **at, char *words[3])
{
	while (**at) {
		char *line = *at, *rest = NULL;
		int n = 0;

		*at += strcspn(*at, "\n");
		if (**at)
			*(*at)++ = '\0';
		for (char *w = strtok_r(line, " \t\r", &rest);
		     w && *w != '#' && n < 3;
		     w = strtok_r(NULL, " \t\r", &rest))
			words[n++] = w;
		if (n)
			return n == 3 ? 1 : -1;
	}
	return 0;
}

/* Every line is understood before the first is signed. */
static enum gd_code
check_lines(const char *text, struct gd_err *err)
{
	char *copy = gd_strdup(text), *at = copy, *words[3];
	int n = 0, found;

	while ((found = next_line(&at, words)) > 0)
		n++;
	free(copy);
	if (found == 0 && n > 0 && n <= SIGNS_MAX)
		return GD_OK;
	return gd_fail(err, GD_USAGE, GD_M_CLI_SIGN_LINES, GD_N(n + 1),
	    GD_N(SIGNS_MAX));
}

static enum gd_code
sign_all(struct cli *c, char *text, struct gd_err *err)
{
	json_t *rows = json_array();
	char *words[3];
	struct gd_err first = GD_ERR_INIT;
	int good = 0, all = 0;
	enum gd_code rc = GD_OK;

	while (next_line(&text, words) > 0) {
		struct gd_err one = GD_ERR_INIT;
		enum gd_code got = sign_one(c, words, &one);

		say_one(c, rows, words, &one);
		good += got == GD_OK;
		all++;
		if (rc == GD_OK && got != GD_OK)
			first = one;
		if (rc == GD_OK)
			rc = got;
	}
	if (cli_has(c, OPT_JSON))
		cli_out_json(c, rows);
	else
		json_decref(rows);
	if (rc != GD_OK && cli_has(c, OPT_BACK))
		*err = first;
	else if (rc != GD_OK)
		rc = gd_fail(err, rc, GD_M_CLI_SIGN_SOME, GD_N(good),
		    GD_N(all));
	return rc;
}

enum gd_code
cmd_signs(struct cli *c, struct gd_err *err)
{
	struct gd_str text = GD_STR_INIT;
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK && !*gd_app_login(c->app))
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc == GD_OK && c->nargs == 0)
		return show(c, err);
	if (rc == GD_OK)
		rc = cli_read_file(c->args[0], LIST_BYTES, &text, err);
	if (rc == GD_OK)
		rc = check_lines(text.text, err);
	if (rc == GD_OK && cli_has(c, OPT_BACK) && !cli_has(c, OPT_REASON))
		rc = gd_fail(err, GD_USAGE, GD_M_NEEDS_REASON,
		    GD_T("sendback"));
	if (rc == GD_OK && !cli_has(c, OPT_BACK))
		rc = cli_unlock(c, err);
	if (rc == GD_OK)
		rc = sign_all(c, text.text, err);
	if (c->app)
		gd_app_lock(c->app);
	gd_str_release(&text);
	return rc;
}
