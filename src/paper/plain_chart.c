/* paper/plain_chart.c - bars in plain text; other charts are tables there. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "plain_priv.h"

#include "base/banned.h"

#define NAME_MOST 30 /* columns of a name */
#define SAID 14      /* columns of a number as it is written */

static double
number_of(const char *text)
{
	double n = strtod(text ? text : "", NULL);

	return n > 0 && n < 1e15 ? n : 0;
}

static void
bar(struct plain *s, const struct gd_doc_block *b, size_t r, size_t c,
    int names, double most)
{
	const char *const *row = b->cells + r * b->ncol;
	int room = s->cols - names - SAID - 2;
	double n = number_of(row[c]);
	int wide = most > 0 ? (int)(room * n / most + 0.5) : 0;
	struct gd_str line = GD_STR_INIT;

	/* what is there at all is seen */
	if (n > 0 && wide == 0)
		wide = 1;
	gd_text_fit(&line, c == 1 ? plain_safe(&s->arena, row[0]) : "", names,
	    true, false);
	gd_str_addc(&line, ' ');
	gd_str_add(&line, plain_run(&s->arena, c == 1 ? '#' : '=', wide));
	gd_str_addf(&line, " %s", plain_safe(&s->arena, row[c]));
	plain_push(&s->arena, &s->pieces[s->n - 1].lines,
	    plain_line_made(s, &line));
}

void
plain_bars(struct plain *s, const struct gd_doc_block *b, bool headed)
{
	double most = 0;
	int names = 1;

	for (size_t r = 0; r < b->nrows; r++) {
		int w =
		    gd_text_width(plain_safe(&s->arena, b->cells[r * b->ncol]));

		names = w > names ? w : names;
		for (size_t c = 1; c < b->ncol; c++) {
			double n = number_of(b->cells[r * b->ncol + c]);

			most = n > most ? n : most;
		}
	}
	if (names > NAME_MOST)
		names = NAME_MOST;
	for (size_t r = 0; r < b->nrows; r++) {
		plain_slab(s, r || headed ? 0 : 1,
		    headed && r == 0 ? GD_GLUE_LIKED : GD_GLUE_NONE);
		for (size_t c = 1; c < b->ncol; c++)
			bar(s, b, r, c, names, most);
	}
}
