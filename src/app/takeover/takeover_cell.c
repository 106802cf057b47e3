/* app/takeover/takeover_cell.c - one row of a takeover file; every bad cell is
 * named.
 *
 * A state cell is empty (not yet), a date, done (nobody knows when), skip, or
 * an outcome with or without one of them behind it.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/day.h"
#include "base/text.h"

#include "takeover_priv.h"

#include "base/banned.h"

#define MAX_CELL 2000
#define DONE "done|yes|x|完成|已完成|是|√|✓"
#define SKIP "skip|waived|n/a|免|不适用"

struct row {
	struct takeover *k;
	struct tk_order *o;
	int64_t line;
	int column; /* of the cell being read, from 1 */
	const char *cell;
	struct gd_taken t; /* of pieces.csv and signoffs.csv */
	bool sent, held, count;
	bool bad;
};

static void
bad(struct row *r, const struct gd_err *why)
{
	tk_fault(r->k, r->o, r->line, r->column, r->cell, why);
	r->bad = true;
}

static void
bad_msg(struct row *r, enum gd_msg msg)
{
	struct gd_err why = GD_ERR_INIT;

	(void)gd_fail(&why, GD_USAGE, msg, GD_T(r->cell));
	bad(r, &why);
}

/* Blanks at both ends, also wide ones, off; into the arena. */
static const char *
trimmed(struct takeover *k, const char *s)
{
	static const char wide[] = "　";
	size_t n = sizeof wide - 1, len;
	char *out;

	while (*s == ' ' || *s == '\t' || strncmp(s, wide, n) == 0)
		s += *s == ' ' || *s == '\t' ? 1 : n;
	out = gd_arena_str(&k->arena, s);
	len = strlen(out);
	for (;;) {
		if (len && (out[len - 1] == ' ' || out[len - 1] == '\t'))
			len--;
		else if (len >= n && strcmp(out + len - n, wide) == 0)
			len -= n;
		else
			break;
		out[len] = '\0';
	}
	return out;
}

/* ---- days ----------------------------------------------------------------- */

/* A date that can be; false: none of a date, reported when it cannot be. */
static bool
day_of(struct row *r, const char *v, int32_t *day)
{
	struct gd_err why = GD_ERR_INIT;

	*day = import_day(v);
	if (*day == GD_NO_DAY)
		return false;
	if (*day > gd_app_today(r->k->app))
		(void)gd_fail(&why, GD_USAGE, GD_M_FUTURE_DAY, GD_D(*day));
	else if (*day > r->k->t->day)
		(void)gd_fail(&why, GD_USAGE, GD_M_TAKEN_LATER, GD_D(*day),
		    GD_D(r->k->t->day));
	if (why.code)
		bad(r, &why);
	return true;
}

/* done or a date; *known false: neither. */
static bool
done_on(struct row *r, const char *v, int32_t *day)
{
	if (day_of(r, v, day))
		return true;
	return tk_word_is(DONE, v);
}

static void
add(struct row *r, const struct gd_taken *t)
{
	if (!r->bad)
		*(struct gd_taken *)GD_PUSH(r->o->taken, r->o->ntaken,
		    r->o->taken_room) = *t;
}

/* ---- orders.csv ------------------------------------------------------------ */

/* An outcome by any of its names, whole or before a date. */
static bool
outcome_of(struct row *r, const struct gd_duty_def *def, struct gd_taken *t)
{
	for (int i = 0; i < def->noutcomes; i++) {
		const struct gd_name *n = &def->outcomes[i].name;
		const char *const words[] = { n->id, n->zh, n->en };

		for (int j = 0; j < 3; j++) {
			size_t len = strlen(words[j]);

			if (!len || strncasecmp(r->cell, words[j], len) != 0)
				continue;
			t->outcome = n->id;
			if (!r->cell[len] ||
			    (r->cell[len] == ' ' &&
				done_on(r, r->cell + len + 1, &t->day)))
				return true;
		}
	}
	t->outcome = NULL;
	return false;
}

/* What the machine would refuse is refused here, with its place. */
static void
duty_allows(struct row *r, const struct gd_duty_def *def,
    const struct gd_taken *t)
{
	struct gd_err why = GD_ERR_INIT;
	int o = t->outcome ? gd_duty_outcome(def, t->outcome) : -1;

	if (def->many)
		(void)gd_fail(&why, GD_REFUSED, GD_M_TAKEN_ADHOC,
		    GD_T(def->name.id));
	else if (t->kind == GD_TAKEN_WAIVE && !def->waivable)
		(void)gd_fail(&why, GD_REFUSED, GD_M_NOT_WAIVABLE,
		    GD_T(def->name.id));
	else if (o >= 0 && def->outcomes[o].goes != GD_GOES_NEXT)
		(void)gd_fail(&why, GD_USAGE, GD_M_TAKEN_OUTCOME,
		    GD_T(t->outcome), GD_T(def->name.id));
	if (why.code)
		bad(r, &why);
}

static void
state_cell(struct row *r, const struct tk_column *c)
{
	const struct gd_workflow *wf = r->k->wf;
	bool step = c->to == TK_STEP;
	struct gd_taken t = { .kind = step ? GD_TAKEN_STEP : GD_TAKEN_DUTY,
		.what =
		    step ? wf->steps[c->of].name.id : wf->duties[c->of].name.id,
		.day = GD_NO_DAY,
		.held_day = GD_NO_DAY };

	if (tk_word_is(SKIP, r->cell))
		t.kind = step ? GD_TAKEN_SKIP : GD_TAKEN_WAIVE;
	else if (!done_on(r, r->cell, &t.day) &&
		 (step || !outcome_of(r, &wf->duties[c->of], &t)))
		bad_msg(r, GD_M_APP_TK_STATE);
	if (!step)
		duty_allows(r, &wf->duties[c->of], &t);
	add(r, &t);
}

/* done, a date, money, or money and a date. */
static void
credit_cell(struct row *r, const struct tk_column *c)
{
	struct gd_taken t = { .kind = GD_TAKEN_CREDIT,
		.what = c->trigger,
		.number = c->of,
		.day = GD_NO_DAY,
		.held_day = GD_NO_DAY };
	char *text = gd_arena_str(&r->k->arena, r->cell);
	char *last = strrchr(text, ' ');

	if (!done_on(r, text, &t.day)) {
		if (last && done_on(r, last + 1, &t.day))
			*last = '\0';
		t.money = text;
	}
	add(r, &t);
}

static const char *
person_of(struct row *r, bool active)
{
	const struct gd_sheet *office = gd_app_office(r->k->app);
	const struct gd_person *p;

	for (size_t i = 0; (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if ((p->active || !active) &&
		    (strcmp(p->login, r->cell) == 0 ||
			strcmp(p->name, r->cell) == 0 ||
			strcmp(p->name_en, r->cell) == 0))
			return gd_arena_str(&r->k->arena, p->login);
	return NULL;
}

static void
pair(struct row *r, const char *name, const char *value)
{
	struct tk_order *o = r->o;

	*(struct tk_place *)GD_PUSH(o->places, o->nplaces, o->places_room) =
	    (struct tk_place){ r->column,
		    r->column ? r->k->columns[r->column - 1].heading : "" };
	*(struct gd_pair *)GD_PUSH(o->pairs, o->npairs, o->pairs_room) =
	    (struct gd_pair){ name, value };
}

static void
field_cell(struct row *r, const struct gd_field_def *f)
{
	char day[GD_DAY_HOUR_TEXT];

	if (f->type == GD_FIELD_DATE) {
		if (!import_date(f, r->cell, day)) {
			bad_msg(r, GD_M_APP_CELL_DAY);
			return;
		}
		r->cell = gd_arena_str(&r->k->arena, day);
	}
	pair(r, f->name.id, r->cell);
}

static void
order_cell(struct row *r, const struct tk_column *c)
{
	const struct gd_workflow *wf = r->k->wf;
	const char *login;

	switch (c->to) {
	case TK_CUSTOMER:
		r->o->customer = r->cell;
		break;
	case TK_CUSTOMER_NAME:
		r->o->customer_name = r->cell;
		break;
	case TK_COMPANY:
		r->o->company = r->cell;
		break;
	case TK_ASSIGN:
		login = person_of(r, true);
		if (!login)
			bad_msg(r, GD_M_OFFICE_NO_PERSON);
		else
			pair(r,
			    gd_arena_printf(&r->k->arena, "assign:%s",
				wf->roles[c->of].name.id),
			    login);
		break;
	case TK_FIELD:
		field_cell(r, &wf->fields[c->of]);
		break;
	case TK_CREDIT:
		credit_cell(r, c);
		break;
	default:
		state_cell(r, c);
		break;
	}
}

/* ---- pieces.csv, signoffs.csv ------------------------------------------------ */

static const char *
by_name(const struct gd_name *n, const char *v)
{
	return strcasecmp(n->id, v) == 0 || strcmp(n->zh, v) == 0 ||
		       strcasecmp(n->en, v) == 0
		   ? n->id
		   : NULL;
}

static const char *
paper_of(const struct gd_workflow *wf, const char *v)
{
	int p = gd_wf_paper(wf, v);

	for (int i = 0; p < 0 && i < wf->npapers; i++)
		if (by_name(&wf->papers[i].name, v))
			p = i;
	return p < 0 ? NULL : wf->papers[p].name.id;
}

static const char *
desk_of(struct row *r)
{
	const struct gd_workflow *wf = r->k->wf;
	const struct gd_alias *a = gd_row_find(gd_app_office(r->k->app),
	    GD_OFF_ALIAS, &(struct gd_alias){ .alias = r->cell, .desk = "" });
	int d = gd_wf_desk(wf, a ? a->desk : r->cell);

	for (int i = 0; d < 0 && i < wf->ndesks; i++)
		if (by_name(&wf->desks[i].name, r->cell))
			d = i;
	return d < 0 ? NULL : wf->desks[d].name.id;
}

static const char *
role_of(struct row *r)
{
	for (int i = 0; i < r->k->wf->nroles; i++)
		if (by_name(&r->k->wf->roles[i].name, r->cell))
			return r->k->wf->roles[i].name.id;
	return NULL;
}

static void
number_cell(struct row *r, int64_t most, int64_t *out, enum gd_msg msg)
{
	struct gd_err why = GD_ERR_INIT;
	char *end;

	*out = strtoll(r->cell, &end, 10);
	if (!*end && *out >= 1 && *out <= most)
		return;
	if (msg == GD_M_TAKEN_COUNT) {
		(void)gd_fail(&why, GD_USAGE, msg, GD_T(r->cell));
		bad(r, &why);
	} else {
		bad_msg(r, msg);
	}
}

static void
class_cell(struct row *r)
{
	static const struct {
		const char *words;
		int64_t class_;
	} words[] = {
		{ "original|正本|原件", GD_PIECE_ORIGINAL },
		{ "copy|副本|复印件", GD_PIECE_COPY },
		{ "file|file copy|留底", GD_PIECE_FILE },
		{ "sample|thing|样品|物品", GD_PIECE_SAMPLE },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (tk_word_is(words[i].words, r->cell)) {
			r->t.class_ = words[i].class_;
			return;
		}
	bad_msg(r, GD_M_APP_TK_CLASS);
}

static void
detail_cell(struct row *r, enum tk_to to)
{
	const char *id = NULL;

	switch (to) {
	case TK_PAPER:
		id = r->t.what = paper_of(r->k->wf, r->cell);
		if (!id)
			bad_msg(r, GD_M_APP_TK_PAPER);
		break;
	case TK_DESK:
		id = r->t.desk = desk_of(r);
		if (!id)
			bad_msg(r, GD_M_NO_DESK);
		break;
	case TK_ROLE:
		id = r->t.role = role_of(r);
		if (!id)
			bad_msg(r, GD_M_NO_ROLE);
		break;
	case TK_LOT:
		number_cell(r, 9999, &r->t.lot, GD_M_APP_CELL_NUMBER);
		break;
	case TK_REV:
		number_cell(r, 99, &r->t.rev, GD_M_APP_CELL_NUMBER);
		break;
	case TK_COUNT:
		number_cell(r, 99, &r->t.number, GD_M_TAKEN_COUNT);
		break;
	case TK_CLASS:
		class_cell(r);
		break;
	case TK_WHO:
	case TK_HOLDER:
		id = person_of(r, false);
		r->t.who = id ? id : r->cell;
		break;
	case TK_SENT:
	case TK_HELD:
	case TK_DAY:
		if (!done_on(r, r->cell,
			to == TK_HELD ? &r->t.held_day : &r->t.day))
			bad_msg(r, GD_M_APP_TK_STATE);
		r->sent = r->sent || to == TK_SENT;
		r->held = r->held || to == TK_HELD;
		break;
	case TK_ON_PAPER:
		if (!tk_word_is(DONE, r->cell))
			bad_msg(r, GD_M_APP_TK_ON_PAPER);
		break;
	default:
		break;
	}
}

/* What has no date stays where the flow has it wait: with the clerk or the
 * one it comes from it is at home, elsewhere it must still be sent. */
static void
piece_state(struct row *r)
{
	const struct gd_workflow *wf = r->k->wf;
	int p = gd_wf_paper(wf, r->t.what), d = gd_wf_desk(wf, r->t.desk);
	const struct gd_paper_def *def = &wf->papers[p];

	if (r->t.class_ < 0)
		r->t.class_ = def->is_thing ? GD_PIECE_SAMPLE : GD_PIECE_COPY;
	if (r->held)
		r->t.state = GD_PIECE_HELD;
	else if (r->sent)
		r->t.state = GD_PIECE_SENT;
	else if (def->is_thing || r->t.class_ == GD_PIECE_FILE ||
		 wf->desks[d].clerk || def->from == d)
		r->t.state = GD_PIECE_HELD;
	else
		r->t.state = GD_PIECE_DUE;
}

/* A cell that must not be empty. */
static void
needed(struct row *r, enum tk_to to, const char *value)
{
	struct gd_err why = GD_ERR_INIT;

	if (value && *value)
		return;
	for (size_t i = 0; i < r->o->nfaults; i++)
		if (r->o->faults[i].line == r->line &&
		    r->o->faults[i].column == tk_column_of(r->k, to) + 1)
			return; /* it was bad, not empty */
	(void)gd_fail(&why, GD_USAGE, GD_M_APP_CELL_EMPTY);
	r->column = tk_column_of(r->k, to) + 1;
	r->cell = "";
	bad(r, &why);
}

static void
paper_allows(struct row *r)
{
	const struct gd_workflow *wf = r->k->wf;
	const struct gd_paper_def *def =
	    &wf->papers[gd_wf_paper(wf, r->t.what)];
	struct gd_err why = GD_ERR_INIT;
	int role = r->t.role ? gd_wf_role(wf, r->t.role) : -1;
	bool signs = r->k->file == TK_PIECES;
	enum tk_to to = signs ? TK_PAPER : TK_ROLE;

	for (int i = 0; i < def->nsigns; i++)
		signs = signs || def->signs[i].role == role ||
			gd_list_has(&def->signs[i].any, role);
	if (!signs)
		(void)gd_fail(&why, GD_REFUSED, GD_M_TAKEN_NO_SIGN,
		    GD_T(def->name.id), GD_T(r->t.role));
	else if (def->many) {
		to = TK_PAPER;
		(void)gd_fail(&why, GD_REFUSED, GD_M_TAKEN_ADHOC,
		    GD_T(def->name.id));
	}
	r->column = tk_column_of(r->k, to) + 1;
	r->cell = to == TK_ROLE ? r->t.role : r->t.what;
	if (why.code)
		bad(r, &why);
}

static void
details_end(struct row *r)
{
	bool pieces = r->k->file == TK_PIECES;

	needed(r, TK_PAPER, r->t.what);
	if (pieces) {
		needed(r, TK_DESK, r->t.desk);
	} else {
		needed(r, TK_ROLE, r->t.role);
		needed(r, TK_WHO, r->t.who);
	}
	if (r->bad)
		return;
	paper_allows(r);
	if (pieces)
		piece_state(r);
	add(r, &r->t);
}

/* ---- a row ------------------------------------------------------------------ */

/* Which order the row is of; a row of an order nobody names is its fault. */
static bool
order_of(struct row *r, const char *number)
{
	struct gd_err why = GD_ERR_INIT;
	struct takeover *k = r->k;

	r->column = tk_column_of(k, TK_NUMBER) + 1;
	r->cell = number;
	r->o = tk_order(k, number);
	if (!*number || strlen(number) > 63 || strpbrk(number, " \t\n/\\")) {
		(void)gd_fail(&why, GD_USAGE, GD_M_APP_NUMBER, GD_T(number));
	} else if (k->file == TK_ORDERS && r->o->line) {
		(void)gd_fail(&why, GD_USAGE, GD_M_APP_TK_DOUBLE, GD_T(number),
		    GD_N(r->o->line));
	} else if (k->file == TK_ORDERS) {
		r->o->line = r->line;
		return true;
	} else if (!r->o->line) {
		(void)gd_fail(&why, GD_MISSING, GD_M_APP_TK_STRAY,
		    GD_T(number));
	} else {
		return true;
	}
	bad(r, &why);
	return false;
}

void
tk_row(struct takeover *k, const char **cells, int n, int64_t line)
{
	struct gd_err why = GD_ERR_INIT;
	int at = tk_column_of(k, TK_NUMBER);
	struct row r = { .k = k,
		.line = line,
		.t = { .kind = k->file == TK_PIECES ? GD_TAKEN_PIECE
						    : GD_TAKEN_SIGN,
		    .number = 1,
		    .class_ = -1,
		    .day = GD_NO_DAY,
		    .held_day = GD_NO_DAY } };

	bool cleaned;

	if (at < n && *trimmed(k, cells[at]) == '#')
		return; /* an example or a remark */
	if (!order_of(&r, at < n ? trimmed(k, cells[at]) : ""))
		return;
	for (int c = 0; c < n || c < k->ncolumns; c++) {
		const struct tk_column *col = &k->columns[c];

		if (c >= n)
			break; /* short rows end with empty cells */
		r.column = c + 1;
		r.cell =
		    import_clean(&k->arena, trimmed(k, cells[c]), &cleaned);
		app_hash_id(r.o->hash, r.o->hash, r.cell);
		if (!*r.cell)
			continue;
		if (c >= k->ncolumns) {
			(void)gd_fail(&why, GD_USAGE, GD_M_APP_ROW_WIDTH,
			    GD_N(n), GD_N(k->ncolumns));
			bad(&r, &why);
			break;
		}
		if (gd_text_check(r.cell, MAX_CELL, true, &why) != GD_OK) {
			bad(&r, &why);
			continue;
		}
		if (cleaned) {
			(void)gd_fail(&why, GD_OK, GD_M_TEXT_CLEANED);
			tk_remark(k, r.o, line, c + 1, r.cell, &why);
		}
		if (col->to == TK_NOTHING || col->to == TK_NUMBER)
			continue;
		if (k->file == TK_ORDERS)
			order_cell(&r, col);
		else
			detail_cell(&r, col->to);
	}
	if (k->file != TK_ORDERS)
		details_end(&r);
	else
		needed(&r, TK_CUSTOMER, r.o->customer);
}
