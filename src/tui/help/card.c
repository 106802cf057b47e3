/* tui/help/card.c - the key card: every action with its keys, place by place.
 *
 * From GD_ACTIONS alone.  `gendan keys` shows and prints it, F9 on the help
 * prints it, the manual page takes its section of keys from it.
 */
#include <string.h>

#include "tui/keys.h"

#include "base/banned.h"

/* An action stands under the last heading whose places hold all of its own,
 * so that what works everywhere is not said again for each screen. */
static const struct {
	const char *heading;
	int where;
} parts[] = {
	{ GD_TR("Everywhere"), GD_AT_ALL },
	{ GD_TR("Where text is typed or chosen"),
	    GD_AT_TEXT | GD_AT_BOX | GD_AT_START | GD_AT_HELP | GD_AT_LOG |
		GD_AT_SIGNS | GD_AT_SHEET },
	{ GD_TR("In lists, tables and orders"), GD_AT_READ | GD_AT_DOOR },
	{ GD_TR("In an order and its tables"), GD_AT_ORDER | GD_AT_TABLE },
	{ GD_TR("On a sheet before it is printed"), GD_AT_SHEET },
	{ GD_TR("In my day and in the list of orders"),
	    GD_AT_DAY | GD_AT_LIST },
};
enum { NPARTS = sizeof parts / sizeof parts[0], NCOLS = 4 };

static int
part_of(const struct gd_action_row *a)
{
	int best = 0;

	for (int i = 0; i < NPARTS; i++)
		if (!(a->where & ~parts[i].where))
			best = i;
	return best;
}

static struct gd_label
label(const char *english)
{
	return (struct gd_label){ gd_tr(GD_ZH, english), english };
}

/* In the languages of the card; both: the English small below. */
static const char *
said(struct gd_arena *arena, enum gd_doc_lang lang, const char *english)
{
	if (lang == GD_DOC_EN)
		return english;
	if (lang == GD_DOC_ZH)
		return gd_tr(GD_ZH, english);
	return gd_arena_printf(arena, "%s\n%s", gd_tr(GD_ZH, english), english);
}

/* "s, Ctrl-P": the keys beside the first one. */
static const char *
other_keys(struct gd_arena *arena, enum gd_lang lang,
    const struct gd_action_row *a)
{
	char letter[24] = "", other[24] = "";

	if (a->letter)
		gd_key_name(lang, a->letter, letter);
	if (a->other)
		gd_key_name(lang, a->other, other);
	return gd_arena_printf(arena, "%s%s%s", letter,
	    *letter && *other ? ", " : "", other);
}

static void
fill_part(struct gd_arena *arena, enum gd_doc_lang lang, int part,
    struct gd_doc_block *block)
{
	static const struct {
		const char *title;
		int weight;
	} cols[NCOLS] = {
		{ GD_TR("Key"), 10 },
		{ GD_TR("Or"), 10 },
		{ GD_TR("Action"), 14 },
		{ GD_TR("What it does"), 58 },
	};
	const enum gd_lang keys = lang == GD_DOC_EN ? GD_EN : GD_ZH;

	*block = (struct gd_doc_block){ .kind = GD_BLOCK_TABLE,
		.title = label(parts[part].heading),
		.ncol = NCOLS };
	block->cols = gd_arena_alloc(arena, NCOLS, sizeof *block->cols);
	for (int i = 0; i < NCOLS; i++)
		block->cols[i] = (struct gd_doc_col){ label(cols[i].title),
			.weight = cols[i].weight };
	block->cells = gd_arena_alloc(arena, (size_t)GD_NACTIONS * NCOLS,
	    sizeof *block->cells);
	for (int i = 1; i < GD_NACTIONS; i++) {
		const struct gd_action_row *a =
		    gd_action_row((enum gd_action)i);
		const char **cell = block->cells + block->nrows * NCOLS;
		char name[24];

		if (part_of(a) != part)
			continue;
		cell[0] =
		    gd_arena_str(arena, gd_key_name(keys, a->neutral, name));
		cell[1] = other_keys(arena, keys, a);
		/* the action of F12 is called as the other language is */
		cell[2] = i == GD_A_LANG ? "English / 中文"
					 : said(arena, lang, a->name);
		cell[3] = said(arena, lang, a->what);
		block->nrows++;
	}
}

void
gd_key_card(struct gd_arena *arena, enum gd_doc_lang lang, struct gd_job *job)
{
	struct gd_doc *doc = gd_arena_alloc(arena, 1, sizeof *doc);

	doc->title = label(GD_TR("Key card"));
	doc->number = "gendan";
	doc->foot = label(GD_TR("Where text is typed, letters are text: use "
				"the first key"));
	doc->nblocks = NPARTS;
	doc->blocks = gd_arena_alloc(arena, NPARTS, sizeof *doc->blocks);
	for (int i = 0; i < NPARTS; i++)
		fill_part(arena, lang, i, &doc->blocks[i]);
	*job = (struct gd_job){ .media = GD_MEDIA_A4,
		.lang = lang,
		.title = "gendan keys",
		.docs = doc,
		.ndocs = 1 };
}
