/* store/find.c - orders that may have the words of a list, newest first.
 *
 * A word stands in the order's own words (the index knows which) or in those
 * of its customer (a small table, read whole).  The walk follows the word
 * that narrows most: its hits in the index and the orders of its customers,
 * merged by id.  Whoever asks tests each order itself.
 */
#include "list_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define MANY_CUSTOMERS 300 /* then the newest orders are looked at first */
#define LOOK_FIRST 2000    /* so many of them */

struct client {
	const char *code;
	int64_t next; /* his next order; 0 = none left */
};

struct gd_find {
	struct gd_store *s;
	bool back, has_last;
	int64_t last;                /* given last, or where the walk begins */
	sqlite3_stmt *index, *plain; /* borrowed while they run */
	struct gd_str match;
	int64_t hit; /* next of the index; 0 = none left */
	struct client *heap;
	size_t n, room;
	int look;                 /* newest orders still to be looked at */
	const char *must[NWORDS]; /* words the order itself must have */
	int nmust;
	struct gd_arena arena;
};

/* ---- customers with a word ---------------------------------------------------- */

static enum gd_code
clients_of(struct gd_find *find, const char *word, bool keep, size_t *n,
    struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(find->s,
	    "SELECT code FROM customer_words WHERE instr(text, ?1)", err);
	int rc;

	*n = 0;
	if (!st)
		return gd_db_why(find->s, err);
	gd_bind_text(st, 1, word);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		++*n;
		if (keep)
			GD_PUSH(find->heap, find->n, find->room)->code =
			    gd_arena_str(&find->arena, gd_column(st, 0));
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? GD_OK : gd_db_fail(find->s, rc, err);
}

/* Which word to follow: those no customer has must all be in the index;
 * else the one with the fewest customers. -1: the customer's own word. */
static enum gd_code
choose(struct gd_find *find, const struct query *q, bool *clients,
    struct gd_err *err)
{
	size_t n, least = SIZE_MAX;
	enum gd_code rc = GD_OK;
	int best = -1;

	*clients = false;
	for (int i = 0; rc == GD_OK && i < q->nwords; i++) {
		const char *word = q->words[i].text;

		if (!word[strspn(word, " ")])
			continue; /* blanks are in no index */
		rc = clients_of(find, word, false, &n, err);
		if (n == 0) {
			gd_search_match(word, &find->match);
			find->must[find->nmust++] = word;
		} else if (n < least) {
			least = n;
			best = i;
		}
	}
	if (rc != GD_OK || find->match.len)
		return rc;
	if (q->customer_word.len) {
		rc = clients_of(find, q->customer_word.text, false, &n, err);
		if (rc == GD_OK && n < least)
			best = -1;
	}
	if (best < 0 && !q->customer_word.len)
		return rc; /* nothing the index knows: look at all */
	*clients = true;
	if (best >= 0)
		gd_search_match(q->words[best].text, &find->match);
	if (rc == GD_OK)
		rc = clients_of(find,
		    best >= 0 ? q->words[best].text : q->customer_word.text,
		    true, &n, err);
	return rc;
}

/* ---- the heap of customers, by their next order -------------------------------- */

static bool
before(const struct gd_find *find, int64_t a, int64_t b)
{
	if (!a || !b)
		return a != 0;
	return find->back ? a < b : a > b;
}

static enum gd_code
advance(struct gd_find *find, struct client *c, int64_t behind,
    struct gd_err *err)
{
	sqlite3_stmt *st = find->back
			       ? gd_db_get(find->s,
				     "SELECT id FROM orders INDEXED BY "
				     "orders_customer WHERE customer = ?1 AND "
				     "id > ?2 ORDER BY id LIMIT 1",
				     err)
			       : gd_db_get(find->s,
				     "SELECT id FROM orders INDEXED BY "
				     "orders_customer WHERE customer = ?1 AND "
				     "id < ?2 ORDER BY id DESC LIMIT 1",
				     err);
	int rc;

	if (!st)
		return gd_db_why(find->s, err);
	gd_bind_text(st, 1, c->code);
	gd_bind_int(st, 2, behind);
	rc = sqlite3_step(st);
	c->next = rc == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE
		   ? GD_OK
		   : gd_db_fail(find->s, rc, err);
}

static void
sift(struct gd_find *find, size_t at)
{
	for (;;) {
		size_t kid = at * 2 + 1, top = at;
		struct client hold;

		for (size_t k = kid; k < kid + 2 && k < find->n; k++)
			if (before(find, find->heap[k].next,
				find->heap[top].next))
				top = k;
		if (top == at)
			return;
		hold = find->heap[at];
		find->heap[at] = find->heap[top];
		find->heap[top] = hold;
		at = top;
	}
}

/* ---- the index -------------------------------------------------------------------- */

#define PROBE 24 /* hits from which a token's rarity is guessed */
#define RAREST 3 /* tokens asked for together; the rest narrows little */

struct rare {
	const char *token;
	double part; /* of the orders have it, as far as probed */
};

static int
by_rarity(const void *a, const void *b)
{
	const struct rare *x = a, *y = b;

	return (x->part > y->part) - (x->part < y->part);
}

/* How dense are the hits of a token before an order? */
static enum gd_code
probe(struct gd_find *find, int64_t before, struct rare *r, struct gd_err *err)
{
	sqlite3_stmt *st = gd_db_get(find->s,
	    "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid <= ?2 "
	    "ORDER BY rowid DESC LIMIT ?3",
	    err);
	int64_t last = 0;
	char quoted[24];
	int rc, n = 0;

	if (!st)
		return gd_db_why(find->s, err);
	snprintf(quoted, sizeof quoted, "\"%s\"", r->token);
	gd_bind_text(st, 1, quoted);
	gd_bind_int(st, 2, before);
	gd_bind_int(st, 3, PROBE);
	for (; (rc = sqlite3_step(st)) == SQLITE_ROW; n++)
		last = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	r->part += (double)n / (double)(n < PROBE ? before : before - last) / 2;
	return rc == SQLITE_DONE || rc == SQLITE_ROW
		   ? GD_OK
		   : gd_db_fail(find->s, rc, err);
}

/* Numbers run on, so what all new orders have the old ones may lack: probed
 * at the newest and in the middle. */
static enum gd_code
probe_all(struct gd_find *find, struct rare *tokens, int n, struct gd_err *err)
{
	enum gd_code rc;
	int64_t newest;

	rc = gd_db_int(find->s, "SELECT max(id) FROM orders", NULL, &newest,
	    err);
	for (int i = 0; rc == GD_OK && newest > 1 && i < n; i++) {
		rc = probe(find, newest, &tokens[i], err);
		if (rc == GD_OK)
			rc = probe(find, newest / 2, &tokens[i], err);
	}
	return rc;
}

/* The tokens of find->match into what FTS5 is asked: the rarest few. Every
 * word is compared with the order's own words anyway. */
static enum gd_code
narrow(struct gd_find *find, struct gd_err *err)
{
	struct rare tokens[128];
	enum gd_code rc = GD_OK;
	char *text = gd_arena_str(&find->arena, find->match.text);
	char *token;
	int n = 0;

	while (n < 128 && (token = strsep(&text, " ")))
		if (*token)
			tokens[n++] = (struct rare){ token, 0 };
	if (n > RAREST) {
		rc = probe_all(find, tokens, n, err);
		qsort(tokens, (size_t)n, sizeof *tokens, by_rarity);
	}
	gd_str_reset(&find->match);
	for (int i = 0; i < n && i < RAREST; i++) {
		/* what most orders have only costs time */
		if (i > 0 && tokens[i].part > 0.6)
			break;
		gd_str_addf(&find->match, "%s\"%s\"", i ? " AND " : "",
		    tokens[i].token);
	}
	return rc;
}

/* A first look, cheaper than the test of the whole order. */
static bool
has_all(struct gd_find *find, int64_t id)
{
	sqlite3_stmt *st = gd_db_get(find->s,
	    "SELECT text FROM words WHERE order_id = ?1", NULL);
	bool all = true;

	if (!st)
		return true;
	gd_bind_int(st, 1, id);
	if (sqlite3_step(st) == SQLITE_ROW)
		for (int i = 0; all && i < find->nmust; i++)
			all = strstr(gd_column(st, 0), find->must[i]);
	sqlite3_reset(st);
	return all;
}

static enum gd_code
next_hit(struct gd_find *find, struct gd_err *err)
{
	int rc = SQLITE_DONE;

	do {
		if (find->index)
			rc = sqlite3_step(find->index);
		find->hit =
		    rc == SQLITE_ROW ? sqlite3_column_int64(find->index, 0) : 0;
	} while (find->hit && find->nmust && !has_all(find, find->hit));
	if (rc == SQLITE_ROW || rc == SQLITE_DONE)
		return GD_OK;
	return gd_db_fail(find->s, rc, err);
}

static enum gd_code
open_index(struct gd_find *find, struct gd_err *err)
{
	enum gd_code rc;

	if (!find->match.len)
		return GD_OK;
	rc = narrow(find, err);
	if (rc != GD_OK)
		return rc;
	find->index =
	    find->back ? gd_db_get(find->s,
			     "SELECT rowid FROM search WHERE search MATCH ?1 "
			     "AND rowid > ?2 ORDER BY rowid",
			     err)
		       : gd_db_get(find->s,
			     "SELECT rowid FROM search WHERE search MATCH ?1 "
			     "AND rowid < ?2 ORDER BY rowid DESC",
			     err);
	if (!find->index)
		return gd_db_why(find->s, err);
	gd_bind_text(find->index, 1, find->match.text);
	gd_bind_int(find->index, 2, find->last);
	return next_hit(find, err);
}

/* From here on the index and the customers give the ids. */
static enum gd_code
open_merge(struct gd_find *find, struct gd_err *err)
{
	enum gd_code rc = open_index(find, err);

	for (size_t i = 0; rc == GD_OK && i < find->n; i++)
		rc = advance(find, &find->heap[i], find->last, err);
	for (size_t i = find->n / 2; i-- > 0;)
		sift(find, i);
	return rc;
}

/* ---- all orders, one after the other ------------------------------------------------ */

static enum gd_code
open_plain(struct gd_find *find, struct gd_err *err)
{
	find->plain = find->back ? gd_db_get(find->s,
				       "SELECT id FROM orders WHERE id > ?1 "
				       "ORDER BY id",
				       err)
				 : gd_db_get(find->s,
				       "SELECT id FROM orders WHERE id < ?1 "
				       "ORDER BY id DESC",
				       err);
	if (!find->plain)
		return gd_db_why(find->s, err);
	gd_bind_int(find->plain, 1, find->last);
	return GD_OK;
}

static enum gd_code
next_plain(struct gd_find *find, int64_t *id, struct gd_err *err)
{
	int rc = sqlite3_step(find->plain);

	if (rc == SQLITE_ROW) {
		*id = find->last = sqlite3_column_int64(find->plain, 0);
		if (--find->look == 0) {
			sqlite3_reset(find->plain);
			find->plain = NULL;
			return open_merge(find, err);
		}
		return GD_OK;
	}
	return rc == SQLITE_DONE ? GD_MISSING : gd_db_fail(find->s, rc, err);
}

/* ---- the walk ------------------------------------------------------------------------- */

enum gd_code
gd_find_open(struct gd_store *s, const struct query *q, int64_t from, bool back,
    struct gd_find **out, struct gd_err *err)
{
	struct gd_find *find = gd_alloc(1, sizeof *find);
	enum gd_code rc;
	bool clients;

	find->s = s;
	find->back = back;
	find->last = from;
	find->match = (struct gd_str)GD_STR_INIT;
	rc = choose(find, q, &clients, err);
	if (rc == GD_OK && !find->match.len && !clients) {
		find->look = -1; /* all of them */
		rc = open_plain(find, err);
	} else if (rc == GD_OK &&
		   find->n > (s->small_bounds ? 2 : MANY_CUSTOMERS)) {
		find->look = s->small_bounds ? 9 : LOOK_FIRST;
		rc = open_plain(find, err);
	} else if (rc == GD_OK) {
		rc = open_merge(find, err);
	}
	*out = find;
	if (rc != GD_OK) {
		gd_find_close(find);
		*out = NULL;
	}
	return rc;
}

enum gd_code
gd_find_next(struct gd_find *find, int64_t *id, struct gd_err *err)
{
	enum gd_code rc = GD_OK;

	if (find->plain)
		return next_plain(find, id, err);
	do {
		struct client *top = find->n ? &find->heap[0] : NULL;

		if (top && before(find, top->next, find->hit)) {
			*id = top->next;
			rc = advance(find, top, *id, err);
			sift(find, 0);
		} else if (find->hit) {
			*id = find->hit;
			rc = next_hit(find, err);
		} else {
			return GD_MISSING;
		}
	} while (rc == GD_OK && find->has_last && *id == find->last);
	find->has_last = true;
	find->last = *id;
	return rc;
}

void
gd_find_close(struct gd_find *find)
{
	if (!find)
		return;
	if (find->index)
		sqlite3_reset(find->index);
	if (find->plain)
		sqlite3_reset(find->plain);
	gd_str_release(&find->match);
	gd_arena_release(&find->arena);
	free(find->heap);
	free(find);
}
