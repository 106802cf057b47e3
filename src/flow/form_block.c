/* flow/form_block.c - the blocks of a form and what stands in them.
 *
 * A block is a map with one of the words of GD_FORM_BLOCKS; its items name
 * words, fields, papers or duties.
 */
#include "forms_priv.h"

#include <string.h>

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))
#define MAX_ROWS 60
#define MAX_COLUMNS 24
#define MAX_ITEMS 200

static const char *const form_words[] = {
#define X(word, text) text,
	GD_FORM_WORDS(X)
#undef X
};
static const char *const col_words[] = {
#define X(word, text) text,
	GD_FORM_COLS(X)
#undef X
};
static const char *const block_words[] = {
#define X(word, text) text,
	GD_FORM_BLOCKS(X)
#undef X
};

static int
word_at(const char *const *list, int n, const char *s)
{
	for (int i = 0; i < n; i++)
		if (strcmp(list[i], s) == 0)
			return i;
	return -1;
}

/* One word of a list; NULL after a fault. */
const char *
one_of(struct loader *l, const struct node *n, const char *const *list,
    int count)
{
	const char *s = NULL;
	struct gd_str all = GD_STR_INIT;
	int i;

	read_text(l, n, &s, 0);
	i = s ? word_at(list, count, s) : -1;
	if (s && i < 0) {
		for (int k = 0; k < count; k++)
			gd_str_addf(&all, "%s%s", k ? ", " : "", list[k]);
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WORD, GD_T(s),
		    GD_T(all.text));
		gd_str_release(&all);
	}
	return i < 0 ? NULL : list[i];
}

void
read_two_names(struct loader *l, const struct node *n, const char **zh,
    const char **en)
{
	static const struct key keys[] = {
		{ "zh", read_text, offsetof(struct gd_name, zh), 0, true },
		{ "en", read_text, offsetof(struct gd_name, en), 0, true },
	};
	struct gd_name name = { "", "", "" };

	if (n)
		read_map(l, n, keys, COUNT(keys), &name);
	*zh = name.zh;
	*en = name.en;
}

/* ---- items ---------------------------------------------------------------- */

/* Everything an item may name, once a file. */
void
gather_words(struct forms_loader *f)
{
	size_t room = GD_FORM_NWORDS + (size_t)f->wf->nfields;

	f->words = gd_arena_alloc(&f->l.scratch, room, sizeof *f->words);
	for (int i = 0; i < GD_FORM_NWORDS; i++)
		f->words[f->nwords++] = form_words[i];
	for (int i = 0; i < f->wf->nfields; i++)
		f->words[f->nwords++] = f->wf->fields[i].name.id;
}

static void
no_word(struct forms_loader *f, const struct node *n, const char *s)
{
	const char *near = nearest(&f->l, s, f->words, f->nwords);

	if (near)
		gd_fail(fault(&f->l, n), GD_USAGE, GD_M_FORM_NONE_NEAR, GD_T(s),
		    GD_T(near));
	else
		gd_fail(fault(&f->l, n), GD_USAGE, GD_M_FORM_NONE, GD_T(s));
}

/* "contract.date", "verdict.outcome": a part of a paper or of a duty. */
static bool
ref_part(const struct forms_loader *f, const char *s, struct gd_form_item *it)
{
	static const struct {
		const char *word;
		enum gd_form_ref of; /* WRITE: of both */
		enum gd_form_part part;
	} parts[] = {
		{ "date", GD_FORM_WRITE, GD_FORM_PART_DATE },
		{ "revision", GD_FORM_PAPER, GD_FORM_PART_REVISION },
		{ "outcome", GD_FORM_DUTY, GD_FORM_PART_OUTCOME },
		{ "by", GD_FORM_DUTY, GD_FORM_PART_BY },
		{ "due", GD_FORM_DUTY, GD_FORM_PART_DUE },
	};
	size_t len = strcspn(s, ".");
	const char *tail = s + len + (s[len] == '.');
	const char *head = gd_arena_strn(f->l.keep, s, len);
	int p = gd_wf_paper(f->wf, head), d = gd_wf_duty(f->wf, head);

	if (p >= 0 && strcmp(f->wf->papers[p].name.id, head) != 0)
		p = -1; /* an alias is for people who type */
	if (!*tail || (p < 0 && d < 0))
		return false;
	it->ref = p >= 0 ? GD_FORM_PAPER : GD_FORM_DUTY;
	it->of = head;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcmp(parts[i].word, tail) == 0 &&
		    (parts[i].of == it->ref || parts[i].of == GD_FORM_WRITE)) {
			it->part = parts[i].part;
			return true;
		}
	it->part = GD_FORM_PART_FIELD;
	it->field = gd_arena_str(f->l.keep, tail);
	return gd_wf_field(f->wf, tail) >= 0;
}

/* "order.clerk": a role that somebody has on the order itself. */
static bool
ref_role(const struct forms_loader *f, const char *s, struct gd_form_item *it)
{
	int r = strncmp(s, "order.", 6) == 0 ? gd_wf_role(f->wf, s + 6) : -1;

	if (r < 0 ||
	    !(f->wf->roles[r].assigned || gd_wf_role_given(f->wf, r)))
		return false;
	it->ref = GD_FORM_ROLE;
	it->of = gd_arena_str(f->l.keep, s + 6);
	return true;
}

/* What an item names. @return false after a fault */
static bool
read_ref_of(struct forms_loader *f, const struct node *n,
    struct gd_form_item *it)
{
	const char *s = NULL;
	int i;

	read_text(&f->l, n, &s, 0);
	if (!s)
		return false;
	i = word_at(form_words, GD_FORM_NWORDS, s);
	if (i >= 0) {
		it->ref = GD_FORM_WORD;
		it->word = (enum gd_form_word)i;
		return true;
	}
	if (gd_wf_field(f->wf, s) >= 0) {
		it->ref = GD_FORM_FIELD;
		it->field = s;
		return true;
	}
	if (ref_part(f, s, it) || ref_role(f, s, it))
		return true;
	no_word(f, n, s);
	return false;
}

static bool
read_col_of(struct forms_loader *f, const struct node *n,
    struct gd_form_item *it)
{
	const char *s = one_of(&f->l, n, col_words, GD_FORM_NCOLS);

	if (!s)
		return false;
	it->ref = GD_FORM_COL;
	it->col = (enum gd_form_col)word_at(col_words, GD_FORM_NCOLS, s);
	return true;
}

struct item_raw {
	struct gd_form_item it;
	const struct node *item;
};
#define AT(m) offsetof(struct item_raw, m)
static const struct key item_keys[] = {
	{ "item", read_skip, AT(item), 0, false },
	{ "zh", read_text, AT(it.zh), 0, false },
	{ "en", read_text, AT(it.en), 0, false },
	{ "span", read_count, AT(it.span), 12, false },
	{ "width", read_count, AT(it.span), 40, false },
	{ "strong", read_yesno, AT(it.strong), 0, false },
	{ "shade", read_yesno, AT(it.shade), 0, false },
	{ "box", read_yesno, AT(it.box), 0, false },
};
#undef AT

/* The name of a field is its label, also on orders of a version of the
 * workflow that does not have it. */
static void
own_label(struct forms_loader *f, struct gd_form_item *it)
{
	int field = *it->field ? gd_wf_field(f->wf, it->field) : -1;

	if (field < 0 || *it->zh || *it->en)
		return;
	it->zh = gd_arena_str(f->l.keep, f->wf->fields[field].name.zh);
	it->en = gd_arena_str(f->l.keep, f->wf->fields[field].name.en);
}

/* A word, or a map with a label of its own. cols: columns of lines. */
static bool
read_item(struct forms_loader *f, const struct node *n, bool cols,
    struct gd_form_item *out)
{
	struct item_raw raw = {
		.it = { .of = "", .field = "", .zh = "", .en = "", .span = 1 }
	};
	bool good = true;

	if (n->kind == NODE_MAP)
		read_map(&f->l, n, item_keys, COUNT(item_keys), &raw);
	else
		raw.item = n;
	if (raw.item)
		good = cols ? read_col_of(f, raw.item, &raw.it)
			    : read_ref_of(f, raw.item, &raw.it);
	else if (!*raw.it.zh || !*raw.it.en) {
		gd_fail(fault(&f->l, n), GD_USAGE, GD_M_FORM_LABEL);
		good = false;
	}
	own_label(f, &raw.it);
	*out = raw.it;
	return good;
}

static void
read_items(struct forms_loader *f, const struct node *n, bool cols,
    struct gd_form_block *b)
{
	struct loader *l = &f->l;
	int most =
	    b->kind == GD_FORM_BLOCK_LINES || b->kind == GD_FORM_BLOCK_TABLE
		? MAX_COLUMNS
	    : b->kind == GD_FORM_BLOCK_SIGNS ? GD_SIGNS_MAX
					     : MAX_ITEMS;

	if (n->kind != NODE_LIST) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_LIST);
		return;
	}
	if (n->n > most)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_AT_MOST,
		    GD_T(block_words[b->kind]), GD_N(most));
	b->items = gd_arena_alloc(l->keep, (size_t)n->n + 1, sizeof *b->items);
	for (const struct node *k = n->first; k; k = k->next)
		if (read_item(f, k, cols, &b->items[b->nitems]))
			b->nitems++;
}

/* ---- blocks ---------------------------------------------------------------- */

struct block_raw {
	const struct node *of[GD_FORM_NBLOCKS];
	const struct node *title, *rows;
	int columns;
	bool keep;
};
#define AT(m) offsetof(struct block_raw, m)
static const struct key block_keys[] = {
#define X(word, text) \
	{ text, read_skip, AT(of[GD_FORM_BLOCK_##word]), 0, false },
	GD_FORM_BLOCKS(X)
#undef X
	    { "title", read_skip, AT(title), 0, false },
	{ "rows", read_skip, AT(rows), 0, false },
	{ "columns", read_count, AT(columns), 12, false },
	{ "keep", read_yesno, AT(keep), 0, false },
};
#undef AT

/* A number of empty rows, or what stands first in each. */
static void
read_rows(struct forms_loader *f, const struct node *n, struct gd_form_block *b)
{
	struct loader *l = &f->l;
	int i = 0;

	if (n->kind != NODE_LIST) {
		read_count(l, n, &b->nrows, MAX_ROWS);
		return;
	}
	if (b->kind != GD_FORM_BLOCK_TABLE || n->n > MAX_ROWS) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_NUMBER, GD_N(1),
		    GD_N(MAX_ROWS));
		return;
	}
	b->rows = gd_arena_alloc(l->keep, (size_t)n->n + 1, sizeof *b->rows);
	for (const struct node *k = n->first; k; k = k->next, i++)
		read_two_names(l, k, &b->rows[i].zh, &b->rows[i].en);
	b->nrows = n->n;
}

/* A choice to tick: one item, a field; its choices stand in the form, so that
 * an order of a version without the field has them too. */
static void
read_ticks(struct forms_loader *f, const struct node *n,
    struct gd_form_block *b)
{
	const struct gd_field_def *def;
	struct gd_name *rows;

	if (n->kind == NODE_LIST) {
		read_items(f, n, false, b);
		return;
	}
	b->items = gd_arena_alloc(f->l.keep, 1, sizeof *b->items);
	if (!read_item(f, n, false, b->items))
		return;
	b->nitems = 1;
	def = b->items->ref == GD_FORM_FIELD
		  ? &f->wf->fields[gd_wf_field(f->wf, b->items->field)]
		  : NULL;
	if (!def || def->type != GD_FIELD_CHOICE) {
		gd_fail(fault(&f->l, n), GD_USAGE, GD_M_FLOW_NOT_TYPE,
		    GD_T(b->items->field), GD_T("choice"));
		return;
	}
	rows =
	    gd_arena_alloc(f->l.keep, (size_t)def->nchoices + 1, sizeof *rows);
	for (int i = 0; i < def->nchoices; i++)
		rows[i] = (struct gd_name){ gd_arena_str(f->l.keep,
						def->choices[i].id),
			gd_arena_str(f->l.keep, def->choices[i].zh),
			gd_arena_str(f->l.keep, def->choices[i].en) };
	b->rows = rows;
	b->nrows = def->nchoices;
}

/* signs: yes and the like; "no" leaves the block out. */
static bool
read_switch(struct forms_loader *f, const struct node *n,
    struct gd_form_block *b)
{
	const struct gd_paper_def *p = f->paper;
	bool on = b->kind == GD_FORM_BLOCK_SIGNS && n->kind == NODE_LIST;

	if (on) /* places for ink beside those of the workflow */
		read_items(f, n, false, b);
	else
		read_yesno(&f->l, n, &on, 0);
	if (on && b->kind == GD_FORM_BLOCK_SIGNS && p && p->received)
		gd_fail(fault(&f->l, n), GD_USAGE, GD_M_FLOW_RECEIVED_SIGNS,
		    GD_T(p->name.id));
	return on;
}

static bool
read_body(struct forms_loader *f, const struct node *n, struct gd_form_block *b)
{
	switch (b->kind) {
	case GD_FORM_BLOCK_FIELDS:
	case GD_FORM_BLOCK_LINES:
	case GD_FORM_BLOCK_TABLE:
		read_items(f, n, b->kind == GD_FORM_BLOCK_LINES, b);
		for (int i = 0; i < b->nitems; i++)
			if (b->kind == GD_FORM_BLOCK_TABLE &&
			    b->items[i].ref != GD_FORM_WRITE) {
				gd_fail(fault(&f->l, n), GD_USAGE,
				    GD_M_FORM_LABEL);
				break;
			}
		return true;
	case GD_FORM_BLOCK_TICKS:
		read_ticks(f, n, b);
		return true;
	case GD_FORM_BLOCK_PROSE:
		b->items = gd_arena_alloc(f->l.keep, 1, sizeof *b->items);
		b->nitems = read_item(f, n, false, b->items);
		return b->nitems > 0;
	case GD_FORM_BLOCK_CHANGES:
	case GD_FORM_BLOCK_PAYMENTS:
	case GD_FORM_BLOCK_SIGNS:
	case GD_FORM_BLOCK_RECEIPTS:
		return read_switch(f, n, b);
	case GD_FORM_NBLOCKS:
		break;
	}
	return false;
}

static void
not_one_block(struct forms_loader *f, const struct node *n)
{
	struct gd_str all = GD_STR_INIT;

	for (int i = 0; i < GD_FORM_NBLOCKS; i++)
		gd_str_addf(&all, "%s%s", i ? ", " : "", block_words[i]);
	gd_fail(fault(&f->l, n), GD_USAGE, GD_M_FORM_BLOCK, GD_T(all.text));
	gd_str_release(&all);
}

/* @return false: the block says nothing */
bool
read_block(struct forms_loader *f, const struct node *n,
    struct gd_form_block *b)
{
	struct block_raw raw = { .columns = 0 };
	int kinds = 0;
	uint64_t seen;

	*b = (struct gd_form_block){ .zh = "", .en = "" };
	seen = read_map(&f->l, n, block_keys, COUNT(block_keys), &raw);
	if (n->kind != NODE_MAP)
		return false;
	for (int i = 0; i < GD_FORM_NBLOCKS; i++)
		if (seen & UINT64_C(1) << i) {
			b->kind = (enum gd_form_block_kind)i;
			kinds++;
		}
	if (kinds != 1) {
		not_one_block(f, n);
		return false;
	}
	if (!raw.of[b->kind])
		return false; /* misspelt, and said so */
	b->columns = raw.columns ? raw.columns : 4;
	b->keep = raw.keep;
	if (raw.title)
		read_two_names(&f->l, raw.title, &b->zh, &b->en);
	if (raw.rows)
		read_rows(f, raw.rows, b);
	return read_body(f, raw.of[b->kind], b);
}
