/* core/office/alike.c - customers whose names a reader takes for each other.
 *
 * "ACME Ltd" with a Cyrillic A is another row for a program and the same
 * customer for a clerk, who would then pay or ship to the wrong one.
 */
#include "core/alike.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "office_priv.h"

#include "base/banned.h"

static size_t
hash(const char *s)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return (size_t)(h ^ h >> 32);
}

/* The place of a skeleton of this customer's code, else an empty one or, for
 * another code, the first that has it. */
static struct gd_alike_name *
place(const struct gd_alike *a, const char *seen, const char *code, bool other)
{
	size_t i = hash(seen) & (a->room - 1);

	while (a->at[i].seen) {
		bool mine = strcmp(a->at[i].code, code) == 0;

		if (strcmp(a->at[i].seen, seen) == 0 && mine != other)
			break;
		i = (i + 1) & (a->room - 1);
	}
	return &a->at[i];
}

static void
grow(struct gd_alike *a)
{
	struct gd_alike wide = { .room = a->room ? a->room * 2 : 64 };

	wide.at = gd_alloc(wide.room, sizeof *wide.at);
	for (size_t i = 0; i < a->room; i++)
		if (a->at[i].seen)
			*place(&wide, a->at[i].seen, a->at[i].code, false) =
			    a->at[i];
	free(a->at);
	a->at = wide.at;
	a->room = wide.room;
}

/* Codes and names are compared among their kind: kind and skeleton, "" when
 * nothing is left of it to see. */
static void
seen_as(struct gd_str *out, char kind, const char *text)
{
	gd_str_reset(out);
	gd_str_addc(out, kind);
	gd_text_skeleton(out, text);
	if (out->len == 1)
		gd_str_reset(out);
}

/* The three texts of a customer that people read. */
static const char *
text_of(const struct gd_customer *c, int i)
{
	const char *s = i == 0 ? c->code : i == 1 ? c->name : c->name_en;

	return s ? s : "";
}

static const char *
called(const struct gd_customer *c)
{
	return *text_of(c, 1) ? c->name : text_of(c, 2);
}

void
gd_alike_add(struct gd_alike *a, const struct gd_customer *c)
{
	struct gd_str seen = GD_STR_INIT;
	struct gd_alike_name *at;

	for (int i = 0; i < 3; i++) {
		seen_as(&seen, i ? 'n' : 'c', text_of(c, i));
		if (!seen.len)
			continue;
		if (a->n * 2 >= a->room)
			grow(a);
		at = place(a, seen.text, c->code, false);
		if (at->seen)
			continue;
		at->seen = gd_arena_str(&a->arena, seen.text);
		at->code = gd_arena_str(&a->arena, c->code);
		at->name = gd_arena_str(&a->arena, called(c));
		a->n++;
	}
	gd_str_release(&seen);
}

bool
gd_alike_has(const struct gd_alike *a, const char *code)
{
	struct gd_str seen = GD_STR_INIT;
	bool has;

	seen_as(&seen, 'c', code);
	has = a->room && place(a, seen.text, code, false)->seen;
	gd_str_release(&seen);
	return has;
}

void
gd_alike_office(struct gd_alike *a, const struct gd_sheet *office)
{
	const struct gd_customer *c;

	for (size_t i = 0; (c = gd_row_at(office, GD_OFF_CUSTOMER, i)); i++)
		gd_alike_add(a, c);
}

void
gd_alike_release(struct gd_alike *a)
{
	free(a->at);
	gd_arena_release(&a->arena);
	*a = (struct gd_alike)GD_ALIKE_INIT;
}

enum gd_code
gd_alike_check(const struct gd_alike *a, const struct gd_customer *c, bool note,
    struct gd_err *err)
{
	const struct gd_alike_name *at = NULL;
	struct gd_str seen = GD_STR_INIT;
	bool mixed = false;

	for (int i = 0; i < 3 && a->room && (!at || !at->seen); i++) {
		seen_as(&seen, i ? 'n' : 'c', text_of(c, i));
		if (seen.len)
			at = place(a, seen.text, c->code, true);
	}
	if (at && at->seen)
		(void)gd_fail(err, GD_REFUSED,
		    note ? GD_M_ALIKE_NOTE : GD_M_ALIKE_STOP, GD_T(called(c)),
		    GD_T(at->code), GD_T(at->name));
	gd_str_reset(&seen);
	for (int i = 0; i < 3 && !mixed && !(at && at->seen); i++)
		mixed = gd_text_mixed(&seen, text_of(c, i));
	if (mixed)
		(void)gd_fail(err, GD_REFUSED,
		    note ? GD_M_MIXED_NOTE : GD_M_MIXED_STOP, GD_T(seen.text));
	gd_str_release(&seen);
	return mixed || (at && at->seen) ? GD_REFUSED : GD_OK;
}

enum gd_code
office_alike(const struct gd_sheet *office, const struct gd_customer *old,
    const struct gd_customer *row, struct gd_err *err)
{
	struct gd_alike all = GD_ALIKE_INIT;
	enum gd_code rc;

	if (old && strcmp(old->name, row->name) == 0 &&
	    strcmp(old->name_en, row->name_en) == 0)
		return GD_OK;
	gd_alike_office(&all, office);
	rc = gd_alike_check(&all, row, false, err);
	gd_alike_release(&all);
	return rc;
}
