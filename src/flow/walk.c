/* flow/walk.c - reading maps by tables of keys.
 *
 * A table says which keys a map may have, which it must have, and who reads
 * the value.  A fault is noted and reading goes on, so that one run shows all
 * of them.
 */
#include "loader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

/* Words differ in their first letter mostly. */
static bool
same_word(const char *a, const char *b)
{
	return *a == *b && strcmp(a, b) == 0;
}

bool
want_map(struct loader *l, const struct node *n)
{
	if (n->kind == NODE_MAP)
		return true;
	if (n->kind == NODE_TEXT && strstr(n->text, "\xef\xbc\x9a"))
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_COLON);
	else
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_MAP);
	return false;
}

int
map_size(const struct node *map)
{
	return map && map->kind == NODE_MAP ? map->n : 0;
}

const struct node *
map_get(const struct node *map, const char *key)
{
	if (!map || map->kind != NODE_MAP)
		return NULL;
	for (const struct node *k = map->first; k; k = k->next->next)
		if (k->kind == NODE_TEXT && same_word(k->text, key))
			return k->next;
	return NULL;
}

const char *
nearest(const struct loader *l, const char *word, const char *const *words,
    int n)
{
	int limit = strlen(word) < 5 ? 1 : strlen(word) < 9 ? 2 : 3;
	const char *best = NULL;

	if (l->faults->n >= FLOW_MAX_FAULTS)
		return NULL; /* nobody will read it */
	for (int i = 0; i < n; i++) {
		int d = gd_text_distance(word, words[i], limit);

		if (d <= limit) {
			best = words[i];
			limit = d - 1;
		}
	}
	return best;
}

/* Returns the bit of the key that was probably meant, 0 if none is near. */
static uint64_t
unknown_key(struct loader *l, const struct node *k, const struct key *keys,
    int nkeys)
{
	const char *names[64];
	const char *near;
	uint64_t bit = 0;

	for (int i = 0; i < nkeys; i++)
		names[i] = keys[i].name;
	near = nearest(l, k->text, names, nkeys);
	if (near)
		gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_KEY_NEAR,
		    GD_T(k->text), GD_T(near));
	else
		gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_KEY, GD_T(k->text));
	for (int i = 0; near && i < nkeys; i++)
		if (names[i] == near)
			bit = UINT64_C(1) << i;
	return bit;
}

uint64_t
read_map(struct loader *l, const struct node *n, const struct key *keys,
    int nkeys, void *out)
{
	uint64_t seen = 0, meant = 0;

	if (!want_map(l, n))
		return 0;
	for (const struct node *k = n->first; k; k = k->next->next) {
		int i = 0;

		if (k->kind != NODE_TEXT) {
			gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_WANT_KEY);
			continue;
		}
		while (i < nkeys && !same_word(keys[i].name, k->text))
			i++;
		if (i == nkeys) {
			meant |= unknown_key(l, k, keys, nkeys);
		} else if (seen & UINT64_C(1) << i) {
			gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_TWICE,
			    GD_T(k->text));
		} else {
			seen |= UINT64_C(1) << i;
			keys[i].read(l, k->next, (char *)out + keys[i].at,
			    keys[i].arg);
		}
	}
	seen |= meant; /* misspelt is not missing */
	for (int i = 0; i < nkeys; i++)
		if (keys[i].required && !(seen & UINT64_C(1) << i))
			gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_MISSING,
			    GD_T(keys[i].name));
	return seen;
}

/* [a-z][a-z0-9_]*, at most 40 */
static bool
good_id(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return s[0] >= 'a' && s[0] <= 'z' && s[n] == '\0' && n <= 40;
}

void
declare(struct loader *l, const struct node *map, void *array, size_t size,
    int from, const struct node **at)
{
	int i = from;

	if (!map || !want_map(l, map))
		return;
	if (map->n > FLOW_MAX_ENTRIES)
		gd_fail(fault(l, map), GD_USAGE, GD_M_FLOW_TOO_MANY,
		    GD_N(map->n), GD_N(FLOW_MAX_ENTRIES));
	for (const struct node *k = map->first; k; k = k->next->next, i++) {
		struct gd_name *name =
		    (void *)((char *)array + (size_t)i * size);

		if (at)
			at[i] = k->next;
		name->id = name->zh = name->en = "";
		if (k->kind != NODE_TEXT || !good_id(k->text)) {
			gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_ID,
			    GD_T(k->kind == NODE_TEXT ? k->text : ""));
			continue;
		}
		if (find_id(array, size, i, k->text) >= 0)
			gd_fail(fault(l, k), GD_USAGE, GD_M_FLOW_TWICE,
			    GD_T(k->text));
		name->id = gd_arena_str(l->keep, k->text);
	}
}

int
find_id(const void *array, size_t size, int n, const char *id)
{
	for (int i = 0; i < n; i++) {
		const struct gd_name *name =
		    (const void *)((const char *)array + (size_t)i * size);

		if (name->id && same_word(name->id, id))
			return i;
	}
	return -1;
}

/* What a reference may mean: its array, for one place that searches. */
struct refs {
	const void *array;
	size_t size;
	int n;
	const char *what;
};

static struct refs
refs_of(const struct loader *l, enum ref what)
{
	const struct gd_workflow *wf = l->wf;

	switch (what) {
	case REF_ROLE:
		return (struct refs){ wf->roles, sizeof *l->roles, wf->nroles,
			"role" };
	case REF_DESK:
		return (struct refs){ wf->desks, sizeof *l->desks, wf->ndesks,
			"desk" };
	case REF_FIELD:
		return (struct refs){ wf->fields, sizeof *l->fields, wf->nfields,
			"field" };
	case REF_PAPER:
		return (struct refs){ wf->papers, sizeof *l->papers, wf->npapers,
			"paper" };
	case REF_STEP:
		return (struct refs){ wf->steps, sizeof *l->steps, wf->nsteps,
			"step" };
	case REF_DUTY:
		return (struct refs){ wf->duties, sizeof *l->duties, wf->nduties,
			"duty" };
	case REF_LOOP:
		return (struct refs){ wf->loops, sizeof *l->loops, wf->nloops,
			"loop" };
	case REF_TRIGGER:
		return (struct refs){ wf->triggers, sizeof *l->triggers,
			wf->ntriggers, "trigger" };
	case REF_METHOD:
		return (struct refs){ wf->methods, sizeof *l->methods,
			wf->nmethods, "method" };
	case REF_LADDER:
		return (struct refs){ wf->ladders, sizeof *l->ladders,
			wf->nladders, "ladder" };
	case REF_COUNT:
		break;
	}
	return (struct refs){ NULL, 0, 0, "" };
}

int
ref_count(const struct loader *l, enum ref what)
{
	return refs_of(l, what).n;
}

const char *
ref_id(const struct loader *l, enum ref what, int index)
{
	struct refs r = refs_of(l, what);
	const struct gd_name *name;

	if (index < 0 || index >= r.n)
		return "";
	name = (const void *)((const char *)r.array + (size_t)index * r.size);
	return name->id ? name->id : "";
}

int
find_ref(struct loader *l, enum ref what, const char *id, int line, int col)
{
	struct refs r = refs_of(l, what);
	int i = find_id(r.array, r.size, r.n, id);
	const char **words, *near;

	if (i >= 0 && *id)
		return i;
	if (r.n == 0 && (what == REF_ROLE || what == REF_DESK))
		return -1; /* the whole section is missing: said already */
	words = gd_arena_alloc(&l->scratch, (size_t)r.n + 1, sizeof *words);
	for (i = 0; i < r.n; i++)
		words[i] = ref_id(l, what, i);
	near = nearest(l, id, words, r.n);
	if (near && *near)
		gd_fail(fault_at(l, line, col), GD_USAGE, GD_M_FLOW_NONE_NEAR,
		    GD_W(r.what), GD_T(id), GD_T(near));
	else
		gd_fail(fault_at(l, line, col), GD_USAGE, GD_M_FLOW_NONE,
		    GD_W(r.what), GD_T(id));
	return -1;
}

/* ---- readers of one value ------------------------------------------------ */

static const char *
text_of(struct loader *l, const struct node *n)
{
	if (n->kind == NODE_TEXT && *n->text)
		return n->text;
	gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_TEXT);
	return NULL;
}

void
read_text(struct loader *l, const struct node *n, void *out, int arg)
{
	const char *s = text_of(l, n);
	struct gd_err err = GD_ERR_INIT;

	(void)arg;
	if (s && gd_text_check(s, FLOW_MAX_TEXT, false, &err) != GD_OK)
		*fault(l, n) = err;
	if (s)
		*(const char **)out = gd_arena_str(l->keep, s);
}

bool
parse_number(const char *text, int64_t *value)
{
	char *end;
	long long v;

	if (!*text || !strchr("-0123456789", *text))
		return false;
	errno = 0;
	v = strtoll(text, &end, 10);
	*value = v;
	return *end == '\0' && end[-1] != '-' && errno == 0;
}

/* arg: largest allowed; from -arg when arg is negative, else from 1 */
void
read_count(struct loader *l, const struct node *n, void *out, int arg)
{
	int64_t min = arg < 0 ? arg : 1, max = arg < 0 ? -arg : arg, v;

	if (n->kind == NODE_TEXT && parse_number(n->text, &v) && v >= min &&
	    v <= max)
		*(int *)out = (int)v;
	else
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_NUMBER, GD_N(min),
		    GD_N(max));
}

void
read_number(struct loader *l, const struct node *n, void *out, int arg)
{
	(void)arg;
	if (n->kind != NODE_TEXT || !parse_number(n->text, out))
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WHOLE);
}

void
read_yesno(struct loader *l, const struct node *n, void *out, int arg)
{
	const char *s = n->kind == NODE_TEXT ? n->text : "";

	(void)arg;
	if (strcmp(s, "yes") == 0 || strcmp(s, "ok") == 0 ||
	    strcmp(s, "true") == 0)
		*(bool *)out = true;
	else if (strcmp(s, "no") == 0 || strcmp(s, "false") == 0)
		*(bool *)out = false;
	else
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_YESNO);
}

void
read_skip(struct loader *l, const struct node *n, void *out, int arg)
{
	(void)l;
	(void)arg;
	*(const struct node **)out = n;
}

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

/* Words of the file, each list in the order of its enum. */
static const char *const types[] = { "text", "int", "decimal", "date", "money",
	"choice", "yesno", "papers", "changes" };
static const char *const blocks[] = { "step", "close", "no" };
static const char *const pers[] = { "order", "lot", "line", "payment" };
static const char *const per_lots[] = { "order", "lot" };
static const char *const per_limits[] = { "order", "lot", "payment" };
static const char *const counts[] = { "calendar", "work" };
static const char *const rolls[] = { "none", "earlier", "later" };
static const char *const snaps[] = { "none", "next_month", "next_april",
	"next_march" };
static const char *const holds[] = { "runs", "stops" };
static const char *const forms[] = { "upu", "ups", "any" };
static const char *const clocks[] = { "wall", "work" };
static const char *const boards[] = { "none", "credit", "refund_opens",
	"refund_filing", "refund_end" };
static const char *const kinds[] = { "task", "record", "confirm", "check",
	"approve", "choose", "negotiate", "survey", "settle", "credit",
	"derived", "make", "notice", "receive", "send", "ship", "claim",
	"assign", "tell" };
static const char *const picks[] = { "none", "urgency", "distance", "volume",
	"amount", "finish", "load" };
static const char *const whose[] = {
#define X(id, word) word,
	GD_WHOSE(X)
#undef X
};

const char *const *
word_list(enum words which, int *n)
{
	static const struct {
		const char *const *at;
		int n;
	} lists[WORDS_N] = {
		[WORDS_TYPE] = { types, COUNT(types) },
		[WORDS_BLOCKS] = { blocks, COUNT(blocks) },
		[WORDS_PER] = { pers, COUNT(pers) },
		[WORDS_PER_LOT] = { per_lots, COUNT(per_lots) },
		[WORDS_PER_LIMIT] = { per_limits, COUNT(per_limits) },
		[WORDS_COUNT] = { counts, COUNT(counts) },
		[WORDS_ROLL] = { rolls, COUNT(rolls) },
		[WORDS_SNAP] = { snaps, COUNT(snaps) },
		[WORDS_HOLD] = { holds, COUNT(holds) },
		[WORDS_FORM] = { forms, COUNT(forms) },
		[WORDS_CLOCK] = { clocks, COUNT(clocks) },
		[WORDS_KIND] = { kinds, COUNT(kinds) },
		[WORDS_BOARD] = { boards, COUNT(boards) },
		[WORDS_PICK] = { picks, COUNT(picks) },
		[WORDS_WHOSE] = { whose, COUNT(whose) },
	};

	*n = lists[which].n;
	return lists[which].at;
}

/* arg: enum words; out: an int, the word's place in its list */
void
read_word(struct loader *l, const struct node *n, void *out, int arg)
{
	int count;
	const char *const *list = word_list((enum words)arg, &count);
	const char *s = text_of(l, n), *near;
	struct gd_str all = GD_STR_INIT;

	if (!s)
		return;
	for (int i = 0; i < count; i++)
		if (strcmp(list[i], s) == 0) {
			*(int *)out = i;
			return;
		}
	for (int i = 0; i < count; i++)
		gd_str_addf(&all, "%s%s", i ? ", " : "", list[i]);
	near = nearest(l, s, list, count);
	if (near)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WORD_NEAR, GD_T(s),
		    GD_T(all.text), GD_T(near));
	else
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WORD, GD_T(s),
		    GD_T(all.text));
	gd_str_release(&all);
}

/* arg: enum ref; out: int16_t */
void
read_ref(struct loader *l, const struct node *n, void *out, int arg)
{
	const char *s = text_of(l, n);

	if (s)
		*(int16_t *)out =
		    (int16_t)find_ref(l, (enum ref)arg, s, n->line, n->col);
}

/* Room doubles; a list is never shared by two owners while it grows. */
void
list_push(struct loader *l, struct gd_list *list, int index)
{
	size_t n = (size_t)list->n;

	if ((n & (n - 1)) == 0) {
		int16_t *at =
		    gd_arena_alloc(l->keep, n ? 2 * n : 1, sizeof *at);

		if (n)
			memcpy(at, list->at, n * sizeof *at);
		list->at = at;
	}
	list->at[list->n++] = (int16_t)index;
}

static void
add_ref(struct loader *l, const struct node *n, struct gd_list *list,
    enum ref what)
{
	const char *s = text_of(l, n);
	int i = s ? find_ref(l, what, s, n->line, n->col) : -1;

	if (i >= 0 && gd_list_has(list, i))
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_TWICE, GD_T(s));
	else if (i >= 0)
		list_push(l, list, i);
}

/* One word or a list of words; arg: enum ref; out: struct gd_list */
void
read_refs(struct loader *l, const struct node *n, void *out, int arg)
{
	if (n->kind == NODE_MAP)
		gd_fail(fault(l, n), GD_USAGE, GD_M_FLOW_WANT_LIST);
	else if (n->kind == NODE_TEXT)
		add_ref(l, n, out, (enum ref)arg);
	else
		for (const struct node *k = n->first; k; k = k->next)
			add_ref(l, k, out, (enum ref)arg);
}

void
read_pred(struct loader *l, const struct node *n, void *out, int arg)
{
	(void)arg;
	if (text_of(l, n))
		*(const struct gd_pred **)out = expr_parse(l, n);
}
