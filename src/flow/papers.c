/* flow/papers.c - papers and things: who signs, who gets how many pieces.
 *
 * The map of a paper lists its pieces by word (original, copies, keep,
 * suggested); here they become one distribution, row by row.
 */
#include "loader.h"

#include <string.h>

#include "base/banned.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

/* What a paper's map says before it is made into a list of pieces. */
struct paper_raw {
	struct gd_paper_def *p;
	const struct node *original, *copies, *keep, *suggested, *signs;
	const struct node *recall;
	int per;
	int16_t step, from;
	bool received, many, lines;
	struct gd_list fields, gate_by;
	const struct gd_pred *gate;
	struct gd_name name;
	const char *const *aliases;
	int naliases;
};

static void
read_paper_aliases(struct loader *l, const struct node *n, void *out, int arg)
{
	struct paper_raw *r = out;

	(void)arg;
	r->aliases = read_words(l, n, &r->naliases);
}

#define AT(m) offsetof(struct paper_raw, m)
static const struct key paper_keys[] = {
	{ "zh", read_text, AT(name.zh), 0, true },
	{ "en", read_text, AT(name.en), 0, true },
	{ "step", read_ref, AT(step), REF_STEP, true },
	{ "original", read_skip, AT(original), 0, true },
	{ "aliases", read_paper_aliases, 0, 0, false },
	{ "received", read_yesno, AT(received), 0, false },
	{ "from", read_ref, AT(from), REF_DESK, false },
	{ "per", read_word, AT(per), WORDS_PER_LOT, false },
	{ "many", read_yesno, AT(many), 0, false },
	{ "lines", read_yesno, AT(lines), 0, false },
	{ "recall", read_skip, AT(recall), 0, false },
	{ "copies", read_skip, AT(copies), 0, false },
	{ "keep", read_skip, AT(keep), 0, false },
	{ "suggested", read_skip, AT(suggested), 0, false },
	{ "signs", read_skip, AT(signs), 0, false },
	{ "fields", read_refs, AT(fields), REF_FIELD, false },
	{ "gate", read_pred, AT(gate), 0, false },
	{ "gate_by", read_refs, AT(gate_by), REF_ROLE, false },
};
static const struct key thing_keys[] = {
	{ "zh", read_text, AT(name.zh), 0, true },
	{ "en", read_text, AT(name.en), 0, true },
	{ "step", read_ref, AT(step), REF_STEP, true },
	{ "aliases", read_paper_aliases, 0, 0, false },
	{ "from", read_ref, AT(from), REF_DESK, false },
	{ "per", read_word, AT(per), WORDS_PER_LOT, false },
};
#undef AT

static const struct key sign_keys[] = {
	{ "role", read_ref, offsetof(struct gd_sign_def, role), REF_ROLE,
	    false },
	{ "any", read_refs, offsetof(struct gd_sign_def, any), REF_ROLE,
	    false },
	{ "when", read_pred, offsetof(struct gd_sign_def, when), 0, false },
	{ "same_person", read_yesno, offsetof(struct gd_sign_def, same_person),
	    0, false },
	{ "own", read_yesno, offsetof(struct gd_sign_def, own), 0, false },
	{ "count", read_count, offsetof(struct gd_sign_def, count),
	    GD_SIGNS_MAX, false },
	{ "order", read_yesno, offsetof(struct gd_sign_def, in_order), 0,
	    false },
	{ "override_by", read_refs, offsetof(struct gd_sign_def, override_by),
	    REF_ROLE, false },
};

static void
read_sign(struct loader *l, const struct node *n, struct gd_sign_def *s)
{
	s->role = -1;
	s->count = 1;
	if (n->kind == NODE_TEXT) {
		read_ref(l, n, &s->role, REF_ROLE);
	} else if (read_map(l, n, sign_keys, COUNT(sign_keys), s)) {
		if ((s->role >= 0) == (s->any.n > 0))
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_ONE_OF,
			    GD_T("role"), GD_T("any"));
		/* that many different people cannot be the same one */
		if (s->count > 1 && s->same_person)
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_ONE_OF,
			    GD_T("count"), GD_T("same_person"));
	}
	if (s->role >= 0 && s->any.n == 0)
		list_push(l, &s->any, s->role);
}

static void
read_signs(struct loader *l, const struct node *n, struct gd_paper_def *p)
{
	struct gd_sign_def *signs;
	int people = 0;

	if (n->kind != NODE_LIST) {
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_LIST);
		return;
	}
	signs = gd_arena_alloc(l->keep, (size_t)n->n + 1, sizeof *signs);
	for (const struct node *k = n->first; k; k = k->next) {
		read_sign(l, k, &signs[p->nsigns]);
		people += signs[p->nsigns++].count;
	}
	if (people > GD_SIGNS_MAX)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_TOO_MANY, GD_N(people),
		    GD_N(GD_SIGNS_MAX));
	p->signs = signs;
}

/* The distribution while it is collected: one row a desk and kind of piece. */
struct dist_list {
	struct loader *l;
	struct gd_dist_def *rows;
	int n;
};

static void
add_dist(struct dist_list *d, const struct node *n, struct gd_dist_def row)
{
	row.desk = -1;
	read_ref(d->l, n, &row.desk, REF_DESK);
	for (int i = 0; i < d->n; i++)
		if (row.desk >= 0 && d->rows[i].desk == row.desk &&
		    row.copies && d->rows[i].copies)
			gd_fail(fault(d->l, n), GD_USAGE, GD_M_FLOW_TWICE,
			    GD_T(n->text));
	if (row.desk >= 0)
		d->rows[d->n++] = row;
}

/* {desk: number of copies} */
static void
add_copies(struct dist_list *d, const struct node *map, bool suggested)
{
	if (!map || !want_map(d->l, map))
		return;
	for (const struct node *k = map->first; k; k = k->next->next) {
		struct gd_dist_def row = { .suggested = suggested };

		read_count(d->l, k->next, &row.copies, 99);
		add_dist(d, k, row);
	}
}

static void
read_dist(struct loader *l, const struct paper_raw *r, struct gd_paper_def *p)
{
	int room = 1 + map_size(r->copies) + map_size(r->suggested);
	struct dist_list d = { .l = l };
	const struct node *keep = r->keep;

	if (keep)
		room += keep->kind == NODE_LIST ? keep->n : 1;
	d.rows = gd_arena_alloc(l->keep, (size_t)room, sizeof *d.rows);
	if (r->original)
		add_dist(&d, r->original,
		    (struct gd_dist_def){ .original = true });
	add_copies(&d, r->copies, false);
	if (keep && keep->kind == NODE_TEXT)
		add_dist(&d, keep, (struct gd_dist_def){ .keep = true });
	else if (keep)
		for (const struct node *k = keep->first; k; k = k->next)
			add_dist(&d, k, (struct gd_dist_def){ .keep = true });
	add_copies(&d, r->suggested, true);
	p->dist = d.rows;
	p->ndist = d.n;
	for (int i = 0; i < d.n; i++)
		p->recallable |= d.rows[i].copies > 0;
	if (r->recall)
		read_yesno(l, r->recall, &p->recallable, 0);
}

void
read_paper(struct loader *l, const struct node *n, int index)
{
	struct gd_paper_def *p = &l->papers[index];
	struct paper_raw r = { .p = p,
		.name = p->name,
		.step = -1,
		.from = -1 };

	l->paper_at[index] = n;
	if (p->is_thing)
		read_map(l, n, thing_keys, COUNT(thing_keys), &r);
	else
		read_map(l, n, paper_keys, COUNT(paper_keys), &r);
	p->name = r.name;
	p->aliases = r.aliases;
	p->naliases = r.naliases;
	p->received = r.received;
	p->from = r.from;
	p->step = r.step;
	p->per_lot = r.per == 1;
	p->many = r.many;
	p->lines = r.lines;
	p->fields = r.fields;
	p->gate = r.gate;
	p->gate_roles = r.gate_by;
	if (r.signs)
		read_signs(l, r.signs, p);
	if (!p->is_thing)
		read_dist(l, &r, p);
	if (r.received && r.from < 0)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_MISSING, GD_T("from"));
	if (r.received && p->nsigns > 0)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_RECEIVED_SIGNS,
		    GD_T(p->name.id));
	/* what comes from others says what they wrote; a notice has changes */
	if (r.lines && (r.received || r.many))
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_KIND_KEY,
		    GD_T("lines"), GD_T(r.many ? "many" : "received"));
}
