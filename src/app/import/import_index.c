/* app/import/import_index.c - the orders of a file by number: a small hash
 * table.
 *
 * Rows of one order may stand anywhere in the file; only their number and
 * how many they are is kept, so memory follows the orders, not the rows.
 */
#include <stdlib.h>
#include <string.h>

#include "import.h"

#include "base/banned.h"

/* FNV-1a */
static uint64_t
hash(const char *s)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return h;
}

static struct import_key *
slot(struct import_key *at, size_t room, const char *number)
{
	size_t i = hash(number) & (room - 1);

	while (at[i].number && strcmp(at[i].number, number) != 0)
		i = (i + 1) & (room - 1);
	return &at[i];
}

static void
grow(struct import_index *ix)
{
	size_t room = ix->room ? ix->room * 2 : 256, i;
	struct import_key *at = gd_alloc(room, sizeof *at);

	for (i = 0; i < ix->room; i++)
		if (ix->at[i].number)
			*slot(at, room, ix->at[i].number) = ix->at[i];
	free(ix->at);
	ix->at = at;
	ix->room = room;
}

struct import_key *
import_key(struct import_index *ix, const char *number, bool make)
{
	struct import_key *k;

	if ((ix->n + 1) * 2 > ix->room)
		grow(ix);
	k = slot(ix->at, ix->room, number);
	if (k->number)
		return k;
	if (!make)
		return NULL;
	k->number = gd_arena_str(&ix->arena, number);
	ix->n++;
	return k;
}

void
import_index_release(struct import_index *ix)
{
	size_t i;

	for (i = 0; i < ix->room; i++)
		if (ix->at[i].order)
			import_order_free(ix->at[i].order);
	free(ix->at);
	gd_arena_release(&ix->arena);
	*ix = (struct import_index){ 0 };
}
