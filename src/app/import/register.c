/* app/import/register.c - customers, people, carriers from a table.
 *
 * A row becomes office commands; the core is asked about each on a copy of the
 * office that has the rows before it, so one file may name a person and grant
 * him roles.  Only when no row has a fault are they written, in one go.
 */
#include "app/register.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/text.h"

#include "import.h"

#include "base/banned.h"

#define MOST_HEADS 64
#define MOST_ROWS 50000
#define AT_ONCE 200

/* Columns beside those of the table. */
enum { TO_NO_COLUMN = -1, TO_ROLES = -2, TO_DESKS = -3 };

struct reading {
	struct gd_app *app;
	struct gd_register *r;
	const struct gd_table *t;
	int to[MOST_HEADS]; /* column of the table, or one of the above */
	const char *head[MOST_HEADS];
	int ncolumns;
	struct gd_office_command *cmds; /* all that is to be written */
	size_t ncmds, room;
	struct gd_sheet office; /* as the rows so far leave it */
	struct gd_sheet stood;  /* the rows so far, by key */
	struct app_facts facts;
	struct gd_alike alike; /* customers there are and the rows before */
	struct gd_arena arena;
	struct gd_err *err;
};

/* ---- the head ------------------------------------------------------------ */

/* What the lists call their columns in Chinese. */
static const struct {
	const char *name, *zh;
} titles[] = {
	{ "code", "代码" },
	{ "name", "姓名" },
	{ "name", "名称" },
	{ "name_en", "英文名称" },
	{ "country", "国家" },
	{ "city", "城市" },
	{ "pinyin", "拼音" },
	{ "note", "备注" },
	{ "contact", "联系人" },
	{ "phone", "电话" },
	{ "mail", "电子邮箱" },
	{ "terms", "付款方式" },
	{ "trade_term", "价格条款" },
	{ "currency", "币种" },
	{ "lang", "单证语言" },
	{ "active", "启用" },
	{ "login", "登录名" },
	{ "kind", "类别" },
	{ "roles", "职务" },
	{ "desks", "部门" },
};

static int
column_of(const struct reading *in, const char *name)
{
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (strcmp(titles[i].zh, name) == 0)
			name = titles[i].name;
	for (int k = 0; k < in->t->ncols; k++)
		if (strcmp(in->t->cols[k].name, name) == 0)
			return k;
	if (in->r->table == GD_OFF_PERSON && strcmp(name, "roles") == 0)
		return TO_ROLES;
	if (in->r->table == GD_OFF_PERSON && strcmp(name, "desks") == 0)
		return TO_DESKS;
	return TO_NO_COLUMN;
}

static enum gd_code
known_columns(struct reading *in, const char *name)
{
	struct gd_str known = GD_STR_INIT;

	for (int k = 0; k < in->t->ncols; k++)
		gd_str_addf(&known, "%s%s", k ? ", " : "", in->t->cols[k].name);
	if (in->r->table == GD_OFF_PERSON)
		gd_str_add(&known, ", roles, desks");
	(void)gd_fail(in->err, GD_USAGE, GD_M_APP_REGISTER_COLUMN, GD_T(name),
	    GD_T(known.text));
	gd_str_release(&known);
	return GD_USAGE;
}

static enum gd_code
read_head(struct reading *in, const char **cells, int n)
{
	bool seen[MOST_HEADS] = { false };

	if (n > MOST_HEADS)
		n = MOST_HEADS;
	in->ncolumns = n;
	for (int i = 0; i < n; i++) {
		cells[i] = in->head[i] = import_heading(&in->arena, cells[i]);
		in->to[i] = column_of(in, cells[i]);
		if (in->to[i] == TO_NO_COLUMN && *cells[i])
			return known_columns(in, cells[i]);
		if (in->to[i] >= 0 && seen[in->to[i]])
			return gd_fail(in->err, GD_USAGE,
			    GD_M_APP_REGISTER_TWICE, GD_T(cells[i]));
		if (in->to[i] >= 0)
			seen[in->to[i]] = true;
	}
	for (int k = 0; k < in->t->nkeys; k++)
		if (!seen[k])
			return gd_fail(in->err, GD_USAGE, GD_M_APP_REGISTER_KEY,
			    GD_T(in->t->cols[k].name));
	return GD_OK;
}

/* ---- one row ------------------------------------------------------------- */

static void
fault(struct reading *in, int64_t row, const char *column, const char *value,
    const struct gd_err *why)
{
	in->r->faults++;
	in->r->fault(in->r->payload, row, column, value, why);
}

static bool
yes_or_no(const char *cell, int64_t *out)
{
	static const char *const yes[] = { "yes", "是", "1", "y" };
	static const char *const no[] = { "", "no", "否", "0", "n" };

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (strcmp(cell, yes[i]) == 0) {
			*out = 1;
			return true;
		}
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (strcmp(cell, no[i]) == 0) {
			*out = 0;
			return true;
		}
	return false;
}

static void
note(struct reading *in, int64_t row, const char *column, const char *value,
    const struct gd_err *what)
{
	in->r->notes++;
	if (in->r->note)
		in->r->note(in->r->payload, row, column, value, what);
}

/* Cells as they may be stored, and which were not so. */
static void
clean_row(struct reading *in, int64_t row_no, const char **cells, int n)
{
	struct gd_err what = GD_ERR_INIT;
	bool cleaned;

	(void)gd_fail(&what, GD_OK, GD_M_TEXT_CLEANED);
	for (int i = 0; i < n && i < in->ncolumns; i++) {
		cells[i] = import_clean(&in->arena, cells[i], &cleaned);
		if (cleaned)
			note(in, row_no, in->head[i], cells[i], &what);
	}
}

/* A customer who is new, or gets another name. */
static bool
is_named(const struct reading *in, const struct gd_customer *row,
    const struct gd_customer *old)
{
	return in->r->table == GD_OFF_CUSTOMER &&
	       (!old || strcmp(old->name, row->name) != 0 ||
		   strcmp(old->name_en, row->name_en) != 0);
}

/* Is a customer of the file taken for another? Said once for each. */
static void
note_alike(struct reading *in, int64_t row_no, const struct gd_customer *row)
{
	struct gd_err what = GD_ERR_INIT;

	if (!in->alike.room)
		gd_alike_office(&in->alike, gd_app_office(in->app));
	if (gd_alike_check(&in->alike, row, true, &what) != GD_OK)
		note(in, row_no, "name", row->name, &what);
	gd_alike_add(&in->alike, row);
}

/* Ask the core on the office as it would be by now. @return did it change
 * anything; false and a fault when it may not be. */
static bool
try_command(struct reading *in, int64_t row_no,
    const struct gd_office_command *cmd, const char *what, bool *bad)
{
	struct gd_events events = GD_EVENTS_INIT;
	struct gd_err why = GD_ERR_INIT;
	bool any = false;

	if (app_office_decide(in->app, &in->office, &in->facts.f, cmd, &events,
		&why) != GD_OK) {
		fault(in, row_no, "", what, &why);
		*bad = true;
	} else if (events.n) {
		*GD_PUSH(in->cmds, in->ncmds, in->room) = *cmd;
		any = true;
	}
	gd_events_release(&events);
	return any;
}

/* "clerk, salesperson" or "clerk salesperson": each a command. */
static bool
each_word(struct reading *in, int64_t row_no, const char *login, int to,
    const char *cell, bool *bad)
{
	bool any = false;

	for (cell += strspn(cell, " ,;"); *cell && !*bad;
	     cell += strspn(cell, " ,;")) {
		size_t len = strcspn(cell, " ,;");
		const char *word = gd_arena_strn(&in->arena, cell, len);
		struct gd_holds *row = /* gd_member has the same columns */
		    gd_arena_alloc(&in->arena, 1, sizeof *row);

		*row = (struct gd_holds){ login, word, 1 };
		any |= try_command(in, row_no,
		    &(struct gd_office_command){
			to == TO_ROLES ? GD_OFFICE_ROLE_GRANT : GD_OFFICE_SEAT,
			row, UINT64_MAX },
		    word, bad);
		cell += len;
	}
	return any;
}

static bool
fill(struct reading *in, int64_t row_no, const char **cells, int n, char *row,
    uint64_t *mask)
{
	static const char *const empty = "";
	bool good = true;

	for (int k = 0; k < in->t->ncols; k++)
		if (in->t->cols[k].type == GD_CELL_TEXT)
			memcpy(row + in->t->cols[k].offset, &empty,
			    sizeof empty);
	for (int i = 0; i < n && i < in->ncolumns; i++) {
		const struct gd_col *col;
		const char *text;
		int64_t yes;

		if (in->to[i] < 0)
			continue;
		col = &in->t->cols[in->to[i]];
		text = gd_arena_str(&in->arena, gd_csv_plain(cells[i]));
		*mask |= UINT64_C(1) << in->to[i];
		if (col->type == GD_CELL_TEXT) {
			memcpy(row + col->offset, &text, sizeof text);
		} else if (yes_or_no(text, &yes)) {
			memcpy(row + col->offset, &yes, sizeof yes);
		} else {
			struct gd_err why = GD_ERR_INIT;

			(void)gd_fail(&why, GD_USAGE, GD_M_APP_REGISTER_YESNO,
			    GD_T(text));
			fault(in, row_no, in->head[i], text, &why);
			good = false;
		}
	}
	return good;
}

/* An empty cell does not take away the name something has. */
static bool
keeps_name(struct reading *in, int64_t row_no, const char *row, uint64_t mask,
    const void *old)
{
	struct gd_err why = GD_ERR_INIT;

	for (int k = in->t->nkeys; old && k < in->t->ncols; k++) {
		const struct gd_col *col = &in->t->cols[k];

		if (strcmp(col->name, "name") != 0 ||
		    !(mask & UINT64_C(1) << k) || *gd_cell_text(row, col) ||
		    !*gd_cell_text(old, col))
			continue;
		(void)gd_fail(&why, GD_USAGE, GD_M_APP_CELL_EMPTY);
		fault(in, row_no, col->name, "", &why);
		return false;
	}
	return true;
}

/* Two rows of a file about the same customer: which one holds? A person may
 * stand in several, each giving something more. */
static bool
stands_once(struct reading *in, int64_t row_no, const char *row)
{
	const struct gd_col *col = &in->t->cols[in->t->nkeys - 1];
	struct gd_err why = GD_ERR_INIT;

	if (in->r->table == GD_OFF_PERSON || !*gd_cell_text(row, col))
		return true;
	if (!gd_row_find(&in->stood, in->r->table, row)) {
		(void)gd_row_put(&in->stood, in->r->table, row, UINT64_MAX);
		return true;
	}
	(void)gd_fail(&why, GD_USAGE, GD_M_APP_REGISTER_AGAIN,
	    GD_T(gd_cell_text(row, col)));
	fault(in, row_no, col->name, gd_cell_text(row, col), &why);
	return false;
}

/* A list says who is here, not who leaves. */
static bool
stays(struct reading *in, int64_t row_no, const struct gd_person *row,
    uint64_t mask)
{
	const struct gd_person *p =
	    gd_row_find(&in->office, GD_OFF_PERSON, row);
	struct gd_err why = GD_ERR_INIT;
	int k = 0;

	while (strcmp(in->t->cols[k].name, "active") != 0)
		k++;
	if (!p || !p->active || row->active || !(mask & UINT64_C(1) << k))
		return true;
	(void)gd_fail(&why, GD_USAGE, GD_M_APP_REGISTER_CLOSE,
	    GD_T(row->login));
	fault(in, row_no, "active", "no", &why);
	return false;
}

/* Does he hold a role that the cell of roles leaves out? */
static bool
holds_more(const struct reading *in, const char *login, const char *cell)
{
	const struct gd_holds *h;

	for (size_t i = 0; (h = gd_row_at(&in->office, GD_OFF_HOLDS, i)); i++) {
		size_t len = strlen(h->role);
		const char *at = cell;
		bool said = false;

		if (!h->active || strcmp(h->login, login) != 0)
			continue;
		while (!said && (at = strstr(at, h->role))) {
			said = (at == cell || strchr(" ,;", at[-1])) &&
			       (!at[len] || strchr(" ,;", at[len]));
			at += len;
		}
		if (!said)
			return true;
	}
	return false;
}

static enum gd_office_verb
verb_of(const struct reading *in)
{
	return in->r->table == GD_OFF_CUSTOMER ? GD_OFFICE_CUSTOMER_ANYWAY
	       : in->r->table == GD_OFF_PARTY  ? GD_OFFICE_PARTY
					       : GD_OFFICE_USER_ADD;
}

/* Somebody who is here stays as he is: the file may only give him more. */
static bool
person_here(const struct reading *in, const struct gd_person *row)
{
	const struct gd_person *p =
	    gd_row_find(&in->office, GD_OFF_PERSON, row);

	return p && p->active && strcmp(p->name, row->name) == 0;
}

static void
read_row(struct reading *in, int64_t row_no, const char **cells, int n)
{
	char *row = gd_arena_alloc(&in->arena, 1, in->t->size);
	struct gd_office_command cmd = { verb_of(in), row, 0 };
	bool people = in->r->table == GD_OFF_PERSON, any = false, bad = false;
	const void *old;
	bool named;

	in->r->rows++;
	clean_row(in, row_no, cells, n);
	if (!fill(in, row_no, cells, n, row, &cmd.mask))
		return;
	old = gd_row_find(&in->office, in->r->table, row);
	named = is_named(in, (const struct gd_customer *)row, old);
	if (!stands_once(in, row_no, row) ||
	    !keeps_name(in, row_no, row, cmd.mask, old) ||
	    (people &&
		!stays(in, row_no, (const struct gd_person *)row, cmd.mask)))
		return;
	if (!people || !person_here(in, (const struct gd_person *)row))
		any = try_command(in, row_no, &cmd,
		    gd_cell_text(row, &in->t->cols[in->t->nkeys - 1]), &bad);
	for (int i = 0; i < n && i < in->ncolumns && !bad; i++)
		if (in->to[i] < TO_NO_COLUMN)
			any |= each_word(in, row_no,
			    ((const struct gd_person *)row)->login, in->to[i],
			    cells[i], &bad);
	if (bad)
		return;
	if (named)
		note_alike(in, row_no, (const struct gd_customer *)row);
	for (int i = 0; i < n && i < in->ncolumns; i++)
		in->r->hold_more +=
		    in->to[i] == TO_ROLES &&
		    holds_more(in, ((const struct gd_person *)row)->login,
			cells[i]);
	in->r->added += !old;
	in->r->changed += old && any;
	in->r->same += old && !any;
}

/* ---- the file ------------------------------------------------------------ */

static enum gd_code
read_file(struct reading *in)
{
	struct gd_csv *csv;
	const char **cells;
	enum gd_code rc = gd_csv_open(in->r->path, &csv, in->err);
	int n;

	if (rc != GD_OK)
		return rc;
	rc = gd_csv_next(csv, &cells, &n, in->err);
	if (rc == GD_MISSING)
		rc = gd_fail(in->err, GD_USAGE, GD_M_APP_FILE_EMPTY,
		    GD_T(in->r->path));
	if (rc == GD_OK)
		rc = read_head(in, cells, n);
	while (rc == GD_OK) {
		rc = gd_csv_next(csv, &cells, &n, in->err);
		if (rc == GD_OK && in->r->rows >= MOST_ROWS)
			rc = gd_fail(in->err, GD_USAGE, GD_M_APP_REGISTER_BIG,
			    GD_N(MOST_ROWS));
		else if (rc == GD_OK)
			read_row(in, gd_csv_row(csv), cells, n);
	}
	gd_csv_close(csv);
	if (rc == GD_MISSING)
		rc = GD_OK;
	if (rc == GD_OK && in->r->faults)
		rc = gd_fail(in->err, GD_USAGE, GD_M_APP_REGISTER_BAD,
		    GD_N(in->r->faults));
	return rc;
}

static enum gd_code
write_all(struct reading *in)
{
	enum gd_code rc = app_batch_begin(in->app, in->err);

	if (rc != GD_OK)
		return rc;
	for (size_t i = 0; rc == GD_OK && i < in->ncmds; i += AT_ONCE) {
		size_t n = in->ncmds - i;

		rc = app_office_many(in->app, in->cmds + i,
		    (int)(n < AT_ONCE ? n : AT_ONCE), in->err);
	}
	return app_batch_end(in->app, rc, in->err);
}

enum gd_code
gd_app_register(struct gd_app *app, struct gd_register *r, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct reading in = { .app = app,
		.r = r,
		.t = &gd_office_tables[r->table],
		.err = err ? err : &mine };
	enum gd_code rc = app_office(app, in.err);

	r->rows = r->added = r->changed = r->same = r->faults = 0;
	r->hold_more = r->notes = 0;
	if (rc == GD_OK && !*app->login)
		rc = gd_fail(in.err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc != GD_OK)
		return rc;
	gd_sheet_copy(&in.office, gd_app_office(app));
	gd_sheet_init(&in.stood, gd_office_tables, GD_OFFICE_NTABLES);
	app_facts(app, app->login, NULL, NULL, NULL, &in.facts);
	rc = read_file(&in);
	if (rc == GD_OK && !r->dry_run && in.ncmds)
		rc = write_all(&in);
	app_facts_release(&in.facts);
	gd_sheet_release(&in.office);
	gd_sheet_release(&in.stood);
	gd_alike_release(&in.alike);
	gd_arena_release(&in.arena);
	free(in.cmds);
	return rc;
}

/* ---- like another -------------------------------------------------------- */

enum gd_code
gd_app_user_like(struct gd_app *app, const struct gd_person *p,
    const char *like, struct gd_err *err)
{
	const struct gd_sheet *office = gd_app_office(app);
	struct gd_office_command *cmds = NULL;
	struct gd_arena arena = GD_ARENA_INIT;
	const struct gd_holds *h; /* gd_member has the same columns */
	size_t n = 0, room = 0;
	enum gd_code rc;

	if (!gd_row_find(office, GD_OFF_PERSON,
		&(struct gd_person){ .login = like }))
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
		    GD_T(like));
	*GD_PUSH(cmds, n, room) =
	    (struct gd_office_command){ GD_OFFICE_USER_ADD, p, UINT64_MAX };
	for (int seat = 0; seat < 2; seat++) {
		int table = seat ? GD_OFF_MEMBER : GD_OFF_HOLDS;

		for (size_t i = 0; (h = gd_row_at(office, table, i)); i++) {
			struct gd_holds *row;

			if (!h->active || strcmp(h->login, like) != 0)
				continue;
			row = gd_arena_alloc(&arena, 1, sizeof *row);
			*row = (struct gd_holds){ p->login,
				gd_arena_str(&arena, h->role), 1 };
			*GD_PUSH(cmds, n, room) = (struct gd_office_command){
				seat ? GD_OFFICE_SEAT : GD_OFFICE_ROLE_GRANT,
				row, UINT64_MAX
			};
		}
	}
	rc = app_office_many(app, cmds, (int)n, err);
	free(cmds);
	gd_arena_release(&arena);
	return rc;
}
