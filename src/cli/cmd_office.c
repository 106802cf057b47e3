/* cli/cmd_office.c - the office's own data: one row a subcommand.
 *
 * Arguments fill the columns named in the row, one after the other; any other
 * column is given as name=value.  `list` prints the table.
 */
#include <stdlib.h>
#include <string.h>

#include "app/register.h"
#include "base/day.h"
#include "paper/doc.h"

#include "cli_priv.h"

#include "base/banned.h"

static const struct sub {
	const char *object, *word;
	enum gd_office_verb verb;
	int table;
	const char *args; /* columns in their order; [those] may be left out */
	const char *preset; /* column=value that the word itself means */
	const char *help;
} subs[] = {
	{ "company", "set", GD_OFFICE_COMPANY, GD_OFF_COMPANY, "code name_zh",
	    NULL, "a company that sells" },
	{ "user", "add", GD_OFFICE_USER_ADD, GD_OFF_PERSON, "login name", NULL,
	    "a new person" },
	{ "user", "close", GD_OFFICE_USER_CLOSE, GD_OFF_PERSON, "login", NULL,
	    "the person has left" },
	{ "role", "grant", GD_OFFICE_ROLE_GRANT, GD_OFF_HOLDS, "login role",
	    NULL, "a person gets a role" },
	{ "role", "revoke", GD_OFFICE_ROLE_REVOKE, GD_OFF_HOLDS, "login role",
	    NULL, "a person loses a role" },
	{ "desk", "set", GD_OFFICE_DESK, GD_OFF_DESK, "code zh en", NULL,
	    "a desk and its names" },
	{ "desk", "alias", GD_OFFICE_ALIAS, GD_OFF_ALIAS, "alias desk", NULL,
	    "another name of a desk" },
	{ "desk", "seat", GD_OFFICE_SEAT, GD_OFF_MEMBER, "login desk",
	    "active=1", "a person sits at a desk" },
	{ "desk", "unseat", GD_OFFICE_SEAT, GD_OFF_MEMBER, "login desk",
	    "active=0", "a person leaves a desk" },
	{ "deputy", "set", GD_OFFICE_DEPUTY, GD_OFF_DEPUTY,
	    "who deputy from_day to_day", NULL,
	    "somebody stands in for a person" },
	{ "deputy", "end", GD_OFFICE_DEPUTY_END, GD_OFF_DEPUTY, "who deputy",
	    NULL, "the person is back" },
	{ "customer", "set", GD_OFFICE_CUSTOMER, GD_OFF_CUSTOMER, "code name",
	    NULL, "a customer" },
	{ "party", "set", GD_OFFICE_PARTY, GD_OFF_PARTY, "kind code name", NULL,
	    "a carrier, forwarder or bank" },
	{ "series", "set", GD_OFFICE_SERIES, GD_OFF_SERIES,
	    "company kind pattern", NULL,
	    "a number series, e.g. EX-{yy}{mm}-{seq:3}" },
	{ "distribution", "set", GD_OFFICE_DIST, GD_OFF_DISTRULE,
	    "kind desk copies", NULL,
	    "which desk gets how many pieces of a paper" },
	{ "printer", "set", GD_OFFICE_PRINTER, GD_OFF_PRINTER,
	    "queue [desk] [kind]", NULL,
	    "where a desk prints a paper (or slip); without them all do" },
	{ "calendar", "set", GD_OFFICE_HOLIDAY, GD_OFF_HOLIDAY, "day off name",
	    NULL, "a day off (yes) or a working weekend day (no)" },
	{ "calendar", "clear", GD_OFFICE_HOLIDAY, GD_OFF_HOLIDAY, "day",
	    "off=-1", "forget an entry" },
	{ "setting", "set", GD_OFFICE_SETTING, GD_OFF_SETTING, "name value",
	    NULL, "a setting" },
};
#define NSUBS (sizeof subs / sizeof *subs)

/* Which tables an object's `list` shows; the first is the one of its key. */
static const struct listing {
	const char *object;
	int table;
} listings[] = {
	{ "company", GD_OFF_COMPANY },
	{ "role", GD_OFF_HOLDS },
	{ "desk", GD_OFF_DESK },
	{ "deputy", GD_OFF_DEPUTY },
	{ "customer", GD_OFF_CUSTOMER },
	{ "party", GD_OFF_PARTY },
	{ "series", GD_OFF_SERIES },
	{ "distribution", GD_OFF_DISTRULE },
	{ "printer", GD_OFF_PRINTER },
	{ "setting", GD_OFF_SETTING },
};

/* "code name" as "CODE NAME", with what else the table can hold. */
static const char *
sub_usage(struct cli *c, const struct sub *sub)
{
	char *words = gd_arena_str(&c->arena, sub->args);

	for (char *s = words; *s; s++) {
		if (*s >= 'a' && *s <= 'z')
			*s = (char)(*s - 'a' + 'A');
	}
	return words;
}

void
cli_help_office(struct cli *c, const char *object)
{
	gd_str_addc(&c->out, '\n');
	cli_out_printf(c, "  gendan %s list\n", object);
	if (cli_registers(object))
		cli_out_printf(c, "  gendan %s import FILE.csv  %s\n", object,
		    cli_tr(c, GD_TR("many from a table with the columns of "
				    "list --csv")));
	if (strcmp(object, "printer") == 0)
		cli_out_printf(c, "  gendan printer state [QUEUE]\n"
				  "  gendan printer jobs [QUEUE]\n");
	if (strcmp(object, "user") == 0)
		cli_out_printf(c, "  gendan user left LOGIN  %s\n",
		    cli_tr(c, GD_TR("what the person still has in work")));
	if (strcmp(object, "user") == 0)
		cli_out_printf(c, "  gendan user reset LOGIN  %s\n",
		    cli_tr(c, GD_TR("a first password for somebody who forgot "
				    "the old one; two administrators")));
	for (size_t i = 0; i < NSUBS; i++) {
		const struct gd_table *t = &gd_office_tables[subs[i].table];

		if (strcmp(subs[i].object, object) != 0)
			continue;
		cli_out_text(c,
		    gd_arena_printf(&c->arena, "  gendan %s %s %s  ", object,
			subs[i].word, sub_usage(c, &subs[i])));
		cli_out_text(c, cli_tr(c, subs[i].help));
		gd_str_add(&c->out, "\n     ");
		for (int k = 0; k < t->ncols; k++)
			gd_str_addf(&c->out, " %s=", t->cols[k].name);
		gd_str_addc(&c->out, '\n');
	}
}

/* ---- setting ------------------------------------------------------------------ */

static bool
is_day_column(const char *name)
{
	size_t len = strlen(name);

	return strcmp(name, "day") == 0 ||
	       (len > 4 && strcmp(name + len - 4, "_day") == 0);
}

static enum gd_code
read_cell(struct cli *c, const struct gd_col *col, const char *text, int64_t *n,
    struct gd_err *err)
{
	int32_t day;

	if (is_day_column(col->name)) {
		day = gd_day_read(text, gd_app_today(c->app));
		if (day == GD_NO_DAY)
			return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_DAY,
			    GD_T(text));
		*n = day;
		return GD_OK;
	}
	if (strcmp(text, "yes") == 0 || strcmp(text, "是") == 0)
		*n = 1;
	else if (strcmp(text, "no") == 0 || strcmp(text, "否") == 0)
		*n = 0;
	else if (strcmp(text, "-1") == 0)
		*n = -1;
	else if (!cli_read_int(text, n))
		return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_NUMBER, GD_T(text),
		    GD_T(col->name));
	return GD_OK;
}

static enum gd_code
no_column(const struct sub *sub, const char *name, struct gd_err *err)
{
	const struct gd_table *t = &gd_office_tables[sub->table];
	struct gd_str known = GD_STR_INIT;

	for (int k = 0; k < t->ncols; k++)
		gd_str_addf(&known, "%s%s", k ? ", " : "", t->cols[k].name);
	(void)gd_fail(err, GD_USAGE, GD_M_CLI_NO_COLUMN, GD_T(sub->object),
	    GD_T(name), GD_T(known.text));
	gd_str_release(&known);
	return GD_USAGE;
}

/* Set one cell of the row by the name of its column. */
static enum gd_code
set_cell(struct cli *c, const struct sub *sub, char *row, uint64_t *mask,
    const char *name, size_t len, const char *text, struct gd_err *err)
{
	const struct gd_table *t = &gd_office_tables[sub->table];
	int64_t n = 0;
	int k = 0;
	enum gd_code rc;

	while (k < t->ncols && (strlen(t->cols[k].name) != len ||
				   memcmp(t->cols[k].name, name, len) != 0))
		k++;
	if (k == t->ncols)
		return no_column(sub, name, err);
	*mask |= UINT64_C(1) << k;
	if (t->cols[k].type == GD_CELL_TEXT) {
		memcpy(row + t->cols[k].offset, &text, sizeof text);
		return GD_OK;
	}
	rc = read_cell(c, &t->cols[k], text, &n, err);
	memcpy(row + t->cols[k].offset, &n, sizeof n);
	return rc;
}

/* Desks and papers by any of their names: their ids. */
static enum gd_code
known_id(struct cli *c, const struct sub *sub, const char *column, size_t len,
    const char **text, struct gd_err *err)
{
	bool desk = len == 4 && memcmp(column, "desk", 4) == 0;
	const char *id;

	if (len == 5 && memcmp(column, "media", 5) == 0 &&
	    gd_media_of(*text) == GD_MEDIA_COUNT)
		return gd_fail(err, GD_USAGE, GD_M_BAD_CHOICE, GD_T("media"),
		    GD_T(*text), GD_T("a4, a5, a5x2, 241x140"));
	if ((sub->table == GD_OFF_DISTRULE ||
		(sub->table == GD_OFF_PRINTER && strcmp(*text, "slip") != 0 &&
		    strcmp(*text, "binder") != 0)) &&
	    len == 4 && memcmp(column, "kind", 4) == 0) {
		id = cli_paper_id(c, *text);
		if (id == NULL)
			return gd_fail(err, GD_MISSING, GD_M_CLI_PAPER_UNKNOWN,
			    GD_T(*text));
		*text = id;
	}
	if (!desk)
		return GD_OK;
	id = cli_desk_id(c, *text);
	if (id == NULL)
		return gd_fail(err, GD_MISSING, GD_M_CLI_NO_DESK, GD_T(*text));
	*text = id;
	return GD_OK;
}

static enum gd_code
fill_row(struct cli *c, const struct sub *sub, char *row, uint64_t *mask,
    struct gd_err *err)
{
	const struct gd_table *t = &gd_office_tables[sub->table];
	const char *name = sub->args, *eq;
	enum gd_code rc = GD_OK;
	size_t len;

	for (int k = 0; k < t->ncols; k++) {
		static const char *const empty = "";

		if (t->cols[k].type == GD_CELL_TEXT)
			memcpy(row + t->cols[k].offset, &empty, sizeof empty);
	}
	for (int i = 1; i < c->nargs && rc == GD_OK; i++) {
		const char *text = c->args[i];

		name += *name == '[';
		len = strcspn(name, " ]");
		if (len == 0)
			return gd_fail(err, GD_USAGE, GD_M_CLI_EXTRA_ARG,
			    GD_T(sub->object), GD_T(text),
			    GD_T(gd_arena_printf(&c->arena, "%s %s", sub->word,
				sub_usage(c, sub))));
		rc = known_id(c, sub, name, len, &text, err);
		if (rc == GD_OK)
			rc = set_cell(c, sub, row, mask, name, len, text, err);
		name += len;
		name += strspn(name, "] ");
	}
	for (int i = 0; i < c->npairs && rc == GD_OK; i++) {
		const char *text = c->pairs[i].value;

		len = strlen(c->pairs[i].name);
		if (sub->table == GD_OFF_PRINTER && *text)
			rc =
			    known_id(c, sub, c->pairs[i].name, len, &text, err);
		if (rc == GD_OK)
			rc = set_cell(c, sub, row, mask, c->pairs[i].name, len,
			    text, err);
	}
	eq = sub->preset ? strchr(sub->preset, '=') : NULL;
	if (eq && rc == GD_OK)
		rc = set_cell(c, sub, row, mask, sub->preset,
		    (size_t)(eq - sub->preset), eq + 1, err);
	return rc;
}

static enum gd_code
run_sub(struct cli *c, const struct sub *sub, struct gd_err *err)
{
	const struct gd_table *t = &gd_office_tables[sub->table];
	char *row = gd_arena_alloc(&c->arena, 1, t->size);
	struct gd_office_command cmd = { .verb = sub->verb, .row = row };
	enum gd_code rc = fill_row(c, sub, row, &cmd.mask, err);
	uint64_t need;

	if (cmd.verb == GD_OFFICE_CUSTOMER && cli_has(c, OPT_ANYWAY))
		cmd.verb = GD_OFFICE_CUSTOMER_ANYWAY;
	/* the first argument's column must be there; the core says the rest */
	need = t->nkeys ? (UINT64_C(1) << t->nkeys) - 1 : 0;
	if (sub->table == GD_OFF_DISTRULE)
		need &= ~UINT64_C(1); /* no customer: the office's own list */
	if (sub->table == GD_OFF_PRINTER)
		need = UINT64_C(1) << 2; /* the queue; any desk, any kind */
	if (rc == GD_OK && (cmd.mask & need) != need)
		rc = gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
		    GD_T(sub->object), GD_T(sub_usage(c, sub)),
		    GD_T(gd_arena_printf(&c->arena, "%s %s", sub->word,
			sub_usage(c, sub))));
	cmd.mask |= (UINT64_C(1) << t->nkeys) - 1;
	if (rc == GD_OK && sub->verb == GD_OFFICE_USER_ADD)
		return cli_user_add(c, (struct gd_person *)row, cmd.mask, err);
	if (rc == GD_OK)
		rc = gd_app_office_do(c->app, &cmd, err);
	if (rc == GD_REFUSED && err->msg == GD_M_APP_WORK_LEFT)
		cli_show_left(c, ((struct gd_person *)row)->login);
	if (rc == GD_OK && cli_has(c, OPT_JSON))
		cli_out_json(c, gd_row_to_json(t, row, cmd.mask));
	return rc;
}

/* ---- listing ------------------------------------------------------------------- */

static void
add_cell(struct cli *c, struct grid *g, const struct gd_col *col,
    const void *row)
{
	if (col->type == GD_CELL_TEXT)
		cli_grid_text(g, gd_cell_text(row, col));
	else if (is_day_column(col->name))
		cli_grid_day(g, (int32_t)gd_cell_int(row, col));
	else if (strcmp(col->name, "active") == 0 ||
		 strcmp(col->name, "outside") == 0 ||
		 strcmp(col->name, "off") == 0 ||
		 strcmp(col->name, "original") == 0 ||
		 strcmp(col->name, "keep") == 0)
		cli_grid_bool(g, gd_cell_int(row, col) > 0,
		    cli_tr(c, GD_TR("yes")));
	else
		cli_grid_int(g, gd_cell_int(row, col));
}

/* Columns as people call them; the keys of JSON and CSV stay as they are. */
static const char *
column_title(const char *name)
{
	static const struct {
		const char *name, *title;
	} titles[] = {
		{ "code", GD_TR("code") },
		{ "name_zh", GD_TR("Chinese name") },
		{ "name_en", GD_TR("English name") },
		{ "address_zh", GD_TR("Chinese address") },
		{ "address_en", GD_TR("English address") },
		{ "bank", GD_TR("bank") },
		{ "tax_no", GD_TR("tax no.") },
		{ "logo", GD_TR("logo") },
		{ "currency", GD_TR("currency") },
		{ "phone", GD_TR("phone") },
		{ "login", GD_TR("login") },
		{ "role", GD_TR("role") },
		{ "active", GD_TR("in use") },
		{ "desk", GD_TR("desk") },
		{ "alias", GD_TR("alias") },
		{ "outside", GD_TR("outside party") },
		{ "who", GD_TR("who is away") },
		{ "deputy", GD_TR("deputy") },
		{ "from_day", GD_TR("from day") },
		{ "to_day", GD_TR("to day") },
		{ "name", GD_TR("name") },
		{ "country", GD_TR("country") },
		{ "city", GD_TR("city") },
		{ "pinyin", GD_TR("pinyin") },
		{ "note", GD_TR("note") },
		{ "contact", GD_TR("contact") },
		{ "mail", GD_TR("e-mail") },
		{ "terms", GD_TR("payment terms") },
		{ "trade_term", GD_TR("trade term") },
		{ "lang", GD_TR("papers in") },
		{ "kind", GD_TR("kind") },
		{ "company", GD_TR("company") },
		{ "pattern", GD_TR("pattern") },
		{ "reset", GD_TR("begins anew") },
		{ "next", GD_TR("next") },
		{ "start", GD_TR("start") },
		{ "period", GD_TR("period") },
		{ "customer", GD_TR("customer") },
		{ "queue", GD_TR("printer") },
		{ "media", GD_TR("paper in it") },
		{ "original", GD_TR("keeps the original") },
		{ "copies", GD_TR("copies") },
		{ "keep", GD_TR("file copy") },
		{ "day", GD_TR("day") },
		{ "off", GD_TR("day off") },
		{ "value", GD_TR("value") },
		{ "zh", "中文" },
		{ "en", "English" },
	};

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		if (strcmp(titles[i].name, name) == 0)
			return titles[i].title;
	}
	return name;
}

static void
list_table(struct cli *c, int table)
{
	const struct gd_table *t = &gd_office_tables[table];
	struct column *cols = gd_arena_alloc(&c->arena, t->ncols, sizeof *cols);
	const struct gd_sheet *office = gd_app_office(c->app);
	const void *row;
	struct grid g;

	for (int k = 0; k < t->ncols; k++) {
		cols[k].key = t->cols[k].name;
		cols[k].title = column_title(t->cols[k].name);
		cols[k].max = 40;
	}
	cli_grid_init(&g, cols, t->ncols);
	for (size_t i = 0; (row = gd_row_at(office, table, i)); i++) {
		for (int k = 0; k < t->ncols; k++)
			add_cell(c, &g, &t->cols[k], row);
	}
	cli_grid_end(c, &g);
}

/* What a person holds: roles or desks, active ones. */
static json_t *
held(const struct gd_sheet *office, int table, const char *login)
{
	const struct gd_holds *row; /* gd_member has the same columns */
	json_t *all = json_array();

	_Static_assert(sizeof(struct gd_holds) == sizeof(struct gd_member),
	    "login, role or desk, active");
	for (size_t i = 0; (row = gd_row_at(office, table, i)); i++) {
		if (row->active && strcmp(row->login, login) == 0)
			json_array_append_new(all, cli_json_text(row->role));
	}
	return all;
}

static void
list_users(struct cli *c)
{
	static const struct column cols[] = {
		{ "login", GD_TR("login"), false, 0 },
		{ "name", GD_TR("name"), false, 30 },
		{ "name_en", GD_TR("English name"), false, 30 },
		{ "active", GD_TR("in use"), false, 0 },
		{ "roles", GD_TR("roles"), false, 60 },
		{ "desks", GD_TR("desks"), false, 60 },
	};
	const struct gd_person *p;
	struct grid g;

	cli_grid_init(&g, cols, 6);
	for (size_t i = 0;
	     (p = gd_row_at(gd_app_office(c->app), GD_OFF_PERSON, i)); i++) {
		const struct gd_sheet *office = gd_app_office(c->app);
		json_t *roles = held(office, GD_OFF_HOLDS, p->login);
		json_t *desks = held(office, GD_OFF_MEMBER, p->login);

		cli_grid_text(&g, p->login);
		cli_grid_text(&g, p->name);
		cli_grid_text(&g, p->name_en);
		cli_grid_bool(&g, p->active != 0, cli_tr(c, GD_TR("yes")));
		cli_grid_ids(&g, cli_role_words(c, roles), roles);
		cli_grid_ids(&g, cli_desk_words(c, desks), desks);
	}
	cli_grid_end(c, &g);
}

static enum gd_code
no_sub(struct cli *c, const char *word, struct gd_err *err)
{
	struct gd_str known = GD_STR_INIT;

	gd_str_add(&known, "list");
	for (size_t i = 0; i < NSUBS; i++) {
		if (strcmp(subs[i].object, c->cmd->word) == 0)
			gd_str_addf(&known, ", %s", subs[i].word);
	}
	if (cli_registers(c->cmd->word))
		gd_str_add(&known, ", import");
	if (strcmp(c->cmd->word, "user") == 0)
		gd_str_add(&known, ", left, reset");
	(void)gd_fail(err, GD_USAGE, GD_M_CLI_NO_SUBCOMMAND, GD_T(c->cmd->word),
	    GD_T(word), GD_T(known.text));
	gd_str_release(&known);
	return GD_USAGE;
}

enum gd_code
cmd_office(struct cli *c, struct gd_err *err)
{
	const char *word = c->nargs ? c->args[0] : "list";
	enum gd_code rc = cli_app(c, err);

	if (rc != GD_OK)
		return rc;
	if (strcmp(word, "import") == 0 && cli_registers(c->cmd->word))
		return cli_register(c, err);
	if (strcmp(word, "left") == 0 && strcmp(c->cmd->word, "user") == 0)
		return cli_user_left(c, err);
	if (strcmp(word, "reset") == 0 && strcmp(c->cmd->word, "user") == 0)
		return cli_user_reset(c, err);
	for (size_t i = 0; i < NSUBS; i++) {
		if (strcmp(subs[i].object, c->cmd->word) == 0 &&
		    strcmp(subs[i].word, word) == 0)
			return run_sub(c, &subs[i], err);
	}
	if (strcmp(word, "list") != 0)
		return no_sub(c, word, err);
	if (strcmp(c->cmd->word, "user") == 0) {
		list_users(c);
		return GD_OK;
	}
	for (size_t i = 0; i < sizeof listings / sizeof *listings; i++) {
		if (strcmp(listings[i].object, c->cmd->word) == 0)
			list_table(c, listings[i].table);
	}
	return GD_OK;
}
