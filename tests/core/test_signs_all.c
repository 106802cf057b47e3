/* tests/core/test_signs_all.c - every small case of the rules of sign-offs.
 *
 * Three people, two roles, who holds which, who stands in for whom, who wrote
 * the paper (himself or for another, with or without a second hand), a dozen
 * and a half kinds of rules, and every order of signing: each answer of
 * gd_decide is compared with the rules said a second time below, by trying
 * all ways to give the signatures to the rows.  In a plain run the first of the
 * three writes the paper (the others differ in name only) and of worlds with
 * two deputyships and more there is a share; GENDAN_SOAK takes them all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/say.h"
#include "bench.h"

enum { PEOPLE = 3, ROWS = 3, DEEP = 3, X = 1, Y = 2, NOBODY = -1 };

static const char *const logins[PEOPLE] = { "an", "bo", "cy" };
static const char *const roles[] = { "x", "y" };

struct rule { /* a row, said for the judge below */
	int roles, count;
	bool own, same, after, asked;
	int over; /* roles that may override */
};
static const struct kind {
	const char *signs; /* as in the file */
	struct rule rows[ROWS];
	const char *fields; /* what the paper says */
} kinds[] = {
	{ "[x]", { { X, 1, 0, 0, 0, 1, 0 } }, "{}" },
	{ "[x, y]", { { X, 1, 0, 0, 0, 1, 0 }, { Y, 1, 0, 0, 0, 1, 0 } },
	    "{}" },
	{ "[x, {role: y, same_person: ok}]",
	    { { X, 1, 0, 0, 0, 1, 0 }, { Y, 1, 0, 1, 0, 1, 0 } }, "{}" },
	{ "[{role: x, own: ok}]", { { X, 1, 1, 0, 0, 1, 0 } }, "{}" },
	{ "[x, {any: [x, y], own: ok}]",
	    { { X, 1, 0, 0, 0, 1, 0 }, { X | Y, 1, 1, 0, 0, 1, 0 } }, "{}" },
	{ "[{any: [x, y], count: 2}]", { { X | Y, 2, 0, 0, 0, 1, 0 } }, "{}" },
	{ "[{any: [x, y]}, x]",
	    { { X | Y, 1, 0, 0, 0, 1, 0 }, { X, 1, 0, 0, 0, 1, 0 } }, "{}" },
	{ "[x, {role: y, order: yes}]",
	    { { X, 1, 0, 0, 0, 1, 0 }, { Y, 1, 0, 0, 1, 1, 0 } }, "{}" },
	{ "[{role: x, count: 2}]", { { X, 2, 0, 0, 0, 1, 0 } }, "{}" },
	{ "[{any: [x, y], own: ok, same_person: ok}, x]",
	    { { X | Y, 1, 1, 1, 0, 1, 0 }, { X, 1, 0, 0, 0, 1, 0 } }, "{}" },
	{ "[{any: [x, y], count: 2}, {role: x, order: yes, "
	  "same_person: ok}]",
	    { { X | Y, 2, 0, 0, 0, 1, 0 }, { X, 1, 0, 1, 1, 1, 0 } }, "{}" },
	{ "[{role: x, override_by: y}, x]",
	    { { X, 1, 0, 0, 0, 1, Y }, { X, 1, 0, 0, 0, 1, 0 } }, "{}" },
	{ "[x, {role: y, order: yes, override_by: [x, y]}]",
	    { { X, 1, 0, 0, 0, 1, 0 }, { Y, 1, 0, 0, 1, 1, X | Y } }, "{}" },
	{ "[x, {role: y, when: amount > 100 USD}]",
	    { { X, 1, 0, 0, 0, 1, 0 }, { Y, 1, 0, 0, 0, 0, 0 } },
	    "{\"amount\":\"100.00 USD\"}" },
	{ "[x, {role: y, when: amount > 100 USD}]",
	    { { X, 1, 0, 0, 0, 1, 0 }, { Y, 1, 0, 0, 0, 1, 0 } },
	    "{\"amount\":\"100.01 USD\"}" },
	{ "[x, {role: y, when: amount > 100 USD, order: yes}]",
	    { { X, 1, 0, 0, 0, 1, 0 }, { Y, 1, 0, 0, 1, 1, 0 } },
	    "{\"amount\":\"1.00 EUR\"}" }, /* no rate: asked for */
	{ "[{role: y, when: amount > 100 USD}, {role: x, order: yes}]",
	    { { Y, 1, 0, 0, 0, 0, 0 }, { X, 1, 0, 0, 1, 1, 0 } },
	    "{\"amount\":\"99.00 USD\"}" },
	{ "[x, {any: [x, y], same_person: ok}, y]",
	    { { X, 1, 0, 0, 0, 1, 0 }, { X | Y, 1, 0, 1, 0, 1, 0 },
		{ Y, 1, 0, 0, 0, 1, 0 } },
	    "{}" },
	{ "[x, {any: [x, y], order: yes, own: ok}, {role: y, order: yes}]",
	    { { X, 1, 0, 0, 0, 1, 0 }, { X | Y, 1, 1, 0, 1, 1, 0 },
		{ Y, 1, 0, 0, 1, 1, 0 } },
	    "{}" },
};

#define NKINDS (sizeof kinds / sizeof kinds[0])

/* ---- the rules a second time --------------------------------------------- */

struct sign {
	int by, whom, role;
	int over; /* the role it was overridden by, 0 */
};
struct world {
	const struct kind *kind;
	int holds[PEOPLE];           /* masks of roles */
	bool deputy[PEOPLE][PEOPLE]; /* first for second */
	int writers[3];              /* of the paper; NOBODY */
	struct sign given[DEEP + 1];
	int n;
};

static bool
among(int person, const int *who, int n)
{
	for (int i = 0; i < n; i++)
		if (who[i] == person && person != NOBODY)
			return true;
	return false;
}

/* Has the signer, or the one he stands in for, written the paper? */
static bool
wrote(const struct world *w, const struct sign *s)
{
	return among(s->by, w->writers, 3) || among(s->whom, w->writers, 3);
}

static bool
signed_before(const struct world *w, const struct sign *s, int upto)
{
	for (int i = 0; i < upto; i++) {
		const int them[] = { w->given[i].by, w->given[i].whom };

		if (among(s->by, them, 2) || among(s->whom, them, 2))
			return true;
	}
	return false;
}

static bool
lawful(const struct world *w, const struct rule *r, const struct sign *s,
    int upto)
{
	return (r->own || !wrote(w, s)) &&
	       (r->same || !signed_before(w, s, upto));
}

/* The most places of the first `rows` rows that signatures i.. can fill. */
static int
most(const struct world *w, int rows, int i, int *room)
{
	int best;

	if (i == w->n)
		return 0;
	best = most(w, rows, i + 1, room);
	for (int k = 0; k < rows; k++) {
		const struct rule *r = &w->kind->rows[k];
		const struct sign *s = &w->given[i];
		int n;

		if (!r->asked || !room[k] || !(r->roles & s->role) ||
		    !(s->over & r->over || lawful(w, r, s, i)))
			continue;
		room[k]--;
		n = 1 + most(w, rows, i + 1, room);
		room[k]++;
		best = n > best ? n : best;
	}
	return best;
}

static int
filled(const struct world *w, int rows)
{
	int room[ROWS];

	for (int k = 0; k < ROWS; k++)
		room[k] = w->kind->rows[k].count;
	return most(w, rows, 0, room);
}

/* How many signatures row k lacks when those before it are served first. */
static int
lacks(const struct world *w, int k)
{
	const struct rule *r = &w->kind->rows[k];

	return r->asked ? r->count - (filled(w, k + 1) - filled(w, k)) : 0;
}

static int
lacks_in_all(const struct world *w)
{
	int n = 0;

	for (int k = 0; k < ROWS; k++)
		n += lacks(w, k);
	return n;
}

static bool
has_way(const struct world *w, int p, int role, int whom)
{
	return whom == NOBODY ? w->holds[p] & role
			      : w->deputy[p][whom] && w->holds[whom] & role;
}

/* The first role by which a person may override a row; 0 none. */
static int
overrides(const struct world *w, int p, int over)
{
	for (int role = X; role <= Y; role++)
		for (int whom = NOBODY; whom < PEOPLE; whom++)
			if (over & role && has_way(w, p, role, whom))
				return role;
	return 0;
}

/* Would it count, and leave no row filled before one it waits for? */
static bool
counts(const struct world *w, const struct sign *s)
{
	struct world then = *w;
	bool gap = false;

	then.given[then.n++] = *s;
	for (int k = 0; k < ROWS; k++) {
		const struct rule *r = &w->kind->rows[k];

		if (gap && r->after && r->asked && lacks(&then, k) < r->count)
			return false;
		gap = gap || lacks(&then, k);
	}
	return lacks_in_all(&then) < lacks_in_all(w);
}

/* Is this signature one the person may give now?  0 no, 1 yes, 2 only by an
 * override; *over by which role. */
static int
may(const struct world *w, const struct sign *s, bool override, int *over)
{
	bool gap = false;

	*over = 0;
	if (!has_way(w, s->by, s->role, s->whom))
		return 0;
	if (counts(w, s))
		return 1;
	for (int k = 0; k < ROWS && override && !*over; k++) {
		const struct rule *r = &w->kind->rows[k];

		if (!lacks(w, k))
			continue;
		if (r->roles & s->role && !(r->after && gap))
			*over = overrides(w, s->by, r->over);
		gap = true;
	}
	return *over ? 2 : 0;
}

/* The best of all the ways a person has. */
static int
may_somehow(const struct world *w, int p, bool override)
{
	int best = 0;

	for (int role = X; role <= Y; role++)
		for (int whom = NOBODY; whom < PEOPLE; whom++) {
			struct sign s = { p, whom, role, 0 };
			int over, m = may(w, &s, override, &over);

			if (m && (m < best || !best))
				best = m;
		}
	return best;
}

/* ---- asking the core ------------------------------------------------------ */

struct run {
	struct bench *b; /* one a kind */
	struct world w;
	bool paper; /* signatures are given on paper and entered by dan */
	long asked, allowed, wrong;
};

static int
person(const char *login)
{
	for (int i = 0; i < PEOPLE; i++)
		if (strcmp(logins[i], login) == 0)
			return i;
	return NOBODY;
}

static int
roles_of(const struct world *w, int p, const char **out)
{
	int n = 0;

	for (int i = 0; i < 2; i++)
		if (w->holds[p] & (1 << i))
			out[n++] = roles[i];
	return n;
}

static int
stand_ins(const struct world *w, int p, struct gd_stand_in *out)
{
	int n = 0;

	for (int whom = 0; whom < PEOPLE; whom++)
		for (int i = 0; i < 2; i++)
			if (w->deputy[p][whom] && w->holds[whom] & (1 << i))
				out[n++] = (struct gd_stand_in){ logins[whom],
					roles[i] };
	return n;
}

static enum gd_code
ask(struct run *t, const struct gd_order *o, int p, bool override)
{
	static const char *const enters[] = { "clerk" };
	static const struct gd_pair scan[] = { { "name", "a.pdf" },
		{ "digest", "0000000000000000000000000000000000000000000000000"
			    "000000000000000" },
		{ "size", "1" } };
	struct gd_facts f = t->b->facts;
	const char *own[2];
	struct gd_stand_in ins[2 * PEOPLE];
	struct gd_command cmd = { .verb = GD_DO_SIGN,
		.paper = "form",
		.override = override,
		.reason = "because" };

	f.now_ms += t->w.n + 1;
	f.actor = (struct gd_actor){ .login = logins[p],
		.roles = own,
		.nroles = roles_of(&t->w, p, own),
		.deputy_for = ins,
		.ndeputy = stand_ins(&t->w, p, ins) };
	if (t->paper) {
		f.person_roles = f.actor.roles;
		f.nperson_roles = f.actor.nroles;
		f.person_deputy_for = ins;
		f.nperson_deputy = f.actor.ndeputy;
		f.on_paper_by = "clerk";
		f.actor =
		    (struct gd_actor){ "dan", enters, 1, NULL, 0, NULL, 0 };
		cmd.person = logins[p];
		cmd.fields = scan;
		cmd.nfields = 3;
	}
	return gd_decide(&t->b->wf, o, &f, &cmd, &t->b->events, &t->b->err);
}

static void
complain(struct run *t, const char *what, int p)
{
	const struct world *w = &t->w;

	if (t->wrong++ > 5)
		return;
	print_error("%s: %s, by %s; an %d bo %d cy %d; written by %d %d %d; "
		    "given %d\n",
	    w->kind->signs, what, logins[p], w->holds[0], w->holds[1],
	    w->holds[2], w->writers[0], w->writers[1], w->writers[2], w->n);
}

/* What the core wrote down is one of the things the person may do. */
static bool
take_down(struct run *t, const struct gd_order *o, int p, bool override,
    int want)
{
	const struct gd_signoff *row = NULL;
	struct sign s;
	int over;

	for (size_t i = 0; gd_row_at(&o->sheet, GD_TAB_SIGNOFF, i); i++)
		row = gd_row_at(&o->sheet, GD_TAB_SIGNOFF, i);
	s = (struct sign){ person(row->by), person(row->for_whom),
		strcmp(row->role, "x") == 0 ? X : Y, 0 };
	if (s.by != p || may(&t->w, &s, override, &over) != want)
		return false;
	s.over = over;
	t->w.given[t->w.n++] = s;
	return strcmp(row->entered_by, t->paper ? "dan" : "") == 0;
}

/* Whoever may sign next does, in every order. */
static void
go_on(struct run *t, const struct gd_order *o)
{
	for (int p = 0; p < PEOPLE; p++)
		for (int over = 0; over < 2; over++) {
			struct gd_order next;
			int before = t->w.n;
			int want = may_somehow(&t->w, p, over && !t->paper);
			enum gd_code rc = ask(t, o, p, over);

			t->asked++;
			if ((rc == GD_OK) != (want > 0)) {
				complain(t, rc ? "refused" : "allowed", p);
				continue;
			}
			if (rc || (over && want == 1))
				continue; /* the same without override */
			t->allowed++;
			gd_order_copy(&next, o);
			for (size_t i = 0; i < t->b->events.n; i++)
				gd_apply(&next.sheet, NULL,
				    &t->b->events.at[i]);
			if (!take_down(t, &next, p, over, want))
				complain(t, "another signature", p);
			else if (gd_head(&next)->unsigned_n !=
				 lacks_in_all(&t->w))
				complain(t, "another number missing", p);
			else if (t->w.n < DEEP)
				go_on(t, &next);
			gd_order_release(&next);
			t->w.n = before;
		}
}

/* ---- all worlds ------------------------------------------------------------ */

static void
write_paper(struct run *t)
{
	const int *who = t->w.writers;
	struct gd_revision r = *(const struct gd_revision *)gd_row_at(
	    &t->b->order.sheet, GD_TAB_REVISION, 0);

	r.by = logins[who[0]];
	r.for_whom = who[1] == NOBODY ? "" : logins[who[1]];
	r.hands = who[2] == NOBODY ? "" : logins[who[2]];
	r.fields = t->w.kind->fields;
	gd_row_put(&t->b->order.sheet, GD_TAB_REVISION, &r, UINT64_MAX & ~15u);
}

/* One bit a pair of different people: who stands in for whom. */
static void
set_deputies(struct world *w, int bits)
{
	for (int i = 0, k = 0; i < PEOPLE; i++)
		for (int j = 0; j < PEOPLE; j++)
			w->deputy[i][j] = i != j && bits & (1 << k++);
}

static void
all_writers(struct run *t, int second, bool all)
{
	for (int by = 0; by < (all ? PEOPLE : 1); by++)
		for (int whom = NOBODY; whom < PEOPLE; whom++) {
			if (whom == by)
				continue;
			t->w.writers[0] = by;
			t->w.writers[1] = whom;
			t->w.writers[2] = second;
			t->w.n = 0;
			write_paper(t);
			go_on(t, &t->b->order);
		}
}

static void
every_small_case_is_decided_as_the_rules_say(void **state)
{
	bool all = getenv("GENDAN_SOAK") != NULL;
	struct run t = { 0 };
	struct bench b;
	long cases = 0;

	(void)state;
	for (size_t k = 0; k < NKINDS; k++) {
		bench_form(&b, kinds[k].signs, "");
		bench_must(&b, "clerk",
		    (struct gd_command){ .verb = GD_DO_MAKE, .paper = "form" });
		t.b = &b;
		t.w.kind = &kinds[k];
		for (int h = 0; h < 64; h++)
			for (int d = 0; d < 64; d++) {
				/* a share: at most one deputyship, some
				 * with more */
				if (!all && d & (d - 1) && (h * 5 + d) % 16)
					continue;
				for (int i = 0; i < PEOPLE; i++)
					t.w.holds[i] = h >> 2 * i & 3;
				set_deputies(&t.w, d);
				t.paper = (h + d) % 5 == 0;
				all_writers(&t, (h * 7 + d) % (PEOPLE + 1) - 1,
				    all);
				cases += all ? 9 : 3;
			}
		bench_release(&b);
	}
	print_message("# %ld worlds, %ld signatures asked for, %ld given\n",
	    cases, t.asked, t.allowed);
	assert_int_equal(t.wrong, 0);
	assert_true(t.asked > 100000 && t.allowed > 10000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_small_case_is_decided_as_the_rules_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
