/* core/workflow/picture_text.c - the picture of a workflow as glyphs and as
 * text. */
#include "core/view/picture.h"

#include <string.h>

#include "base/text.h"

#include "base/banned.h"

uint32_t
gd_picture_glyph(uint8_t lines, bool ascii)
{
	/* by the bits of enum gd_dash */
	static const uint32_t glyphs[16] = { ' ', 0x2502, 0x2502, 0x2502,
		0x2500, 0x2518, 0x2510, 0x2524, 0x2500, 0x2514, 0x250C, 0x251C,
		0x2500, 0x2534, 0x252C, 0x253C };
	static const char plain[] = " |||-'.+-'.+-+++";

	return ascii ? (uint32_t)plain[lines & 15] : glyphs[lines & 15];
}

static const struct gd_box *
box_at(const struct gd_picture *p, int row, int col)
{
	for (int i = 0; i < p->n; i++)
		if (p->boxes[i].row + 1 == row && p->boxes[i].col + 1 == col)
			return &p->boxes[i];
	return NULL;
}

/* In exactly so many columns. */
static void
fit(struct gd_str *out, const char *text, int cols)
{
	struct gd_walk walk = { .at = text };
	int used = 0;

	for (const char *from = text; gd_text_next(&walk); from = walk.at) {
		if (used + walk.cols > cols)
			break;
		gd_str_addn(out, from, (size_t)(walk.at - from));
		used += walk.cols;
	}
	while (used++ < cols)
		gd_str_addc(out, ' ');
}

int
gd_picture_room(const struct gd_picture *p, int row, int col)
{
	int n = 0;

	if (row < 0 || row >= p->rows || col < 0)
		return 0;
	while (col + n < p->cols && !p->lines[row * p->cols + col + n])
		n++;
	/* what is right of all is as free as the page */
	return col + n >= p->cols ? GD_BOX_LEAST : n - 1;
}

/* The box whose note begins here: two columns right of the line into it. */
static const struct gd_box *
note_at(const struct gd_picture *p, int row, int col)
{
	for (int i = 0; i < p->n; i++)
		if (p->boxes[i].row - 1 == row &&
		    p->boxes[i].col + p->box_cols / 2 + 2 == col)
			return &p->boxes[i];
	return NULL;
}

void
gd_picture_text_noted(const struct gd_picture *p, bool ascii,
    const char *(*label)(void *payload, int step),
    const char *(*note)(void *payload, int step), void *payload,
    struct gd_str *out)
{
	int inside = p->box_cols - 2;
	char glyph[8];

	for (int r = 0; r < p->rows; r++) {
		for (int c = 0; c < p->cols; c++) {
			const struct gd_box *box = box_at(p, r, c);
			const struct gd_box *to =
			    note ? note_at(p, r, c) : NULL;
			const char *said = to ? note(payload, to->step) : "";
			int cols = gd_text_width(said);

			if (box) {
				fit(out, label(payload, box->step), inside);
				c += inside - 1;
				continue;
			}
			if (cols > 0 && cols <= gd_picture_room(p, r, c)) {
				fit(out, said, cols);
				c += cols - 1;
				continue;
			}
			gd_str_addn(out, glyph,
			    gd_utf8_put(gd_picture_glyph(
					    p->lines[r * p->cols + c], ascii),
				glyph));
		}
		while (out->len > 0 && out->text[out->len - 1] == ' ')
			out->text[--out->len] = '\0';
		gd_str_addc(out, '\n');
	}
}

void
gd_picture_text(const struct gd_picture *p, bool ascii,
    const char *(*label)(void *payload, int step), void *payload,
    struct gd_str *out)
{
	gd_picture_text_noted(p, ascii, label, NULL, payload, out);
}
