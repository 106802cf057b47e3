/* press/text.c - lines of text: fonts, a cache of what was laid out, cells.
 *
 * Glyphs stand where the font wants them, not on the grid of a screen:
 * without that Latin words come out squeezed. Every line has the height of
 * its look, whatever font a rare character comes from, so rows stay even.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "press_priv.h"

#include "base/banned.h"

#define FAMILIES "WenQuanYi Micro Hei, WenQuanYi Zen Hei"
#define BUCKETS 4096
#define CACHED_MAX 20000
/* From the middle of a line to the foot of its letters, in sizes. */
#define MIDDLE 0.36

static const struct {
	double size;
	bool bold;
	int grey; /* 1: second things, 2: white on black */
	double lead;
} looks[] = {
#define X(look, size, bold, grey, lead) { size, bold, grey, lead },
	LOOKS(X)
#undef X
};

static double
look_size(const struct press *p, enum look look)
{
	return looks[look].size * p->fmt->scale;
}

double
look_height(const struct press *p, enum look look)
{
	return look_size(p, look) * looks[look].lead;
}

static double
look_grey(const struct press *p, enum look look)
{
	return looks[look].grey == 2 ? 1 : looks[look].grey * p->fmt->grey;
}

void
text_begin(struct press *p)
{
	cairo_font_options_t *how = cairo_font_options_create();

	cairo_font_options_set_hint_style(how, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(how, CAIRO_HINT_METRICS_OFF);
	p->context = pango_cairo_create_context(p->cr);
	pango_cairo_context_set_font_options(p->context, how);
	cairo_font_options_destroy(how);
	pango_context_set_round_glyph_positions(p->context, FALSE);
	pango_context_set_base_dir(p->context, PANGO_DIRECTION_LTR);
	/* Else a Japanese face may be chosen for what the first font lacks. */
	pango_context_set_language(p->context,
	    pango_language_from_string("zh-cn"));
	for (int i = 0; i < LOOK_COUNT; i++) {
		PangoFontDescription *d =
		    pango_font_description_from_string(FAMILIES);

		pango_font_description_set_absolute_size(d,
		    look_size(p, (enum look)i) * PANGO_SCALE);
		if (looks[i].bold)
			pango_font_description_set_weight(d, PANGO_WEIGHT_BOLD);
		p->fonts[i] = d;
	}
	p->cache = gd_alloc(BUCKETS, sizeof *p->cache);
}

static void
cache_empty(struct press *p)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		struct wrapped *next;

		for (struct wrapped *w = p->cache[i]; w; w = next) {
			next = w->next;
			g_object_unref(w->layout);
			free(w->key);
			free(w->lines);
			free(w->widths);
			free(w);
		}
		p->cache[i] = NULL;
	}
	p->cached = 0;
}

void
text_trim(struct press *p)
{
	if (p->cached > CACHED_MAX)
		cache_empty(p);
}

void
text_end(struct press *p)
{
	cache_empty(p);
	free(p->cache);
	for (int i = 0; i < LOOK_COUNT; i++)
		pango_font_description_free(p->fonts[i]);
	g_object_unref(p->context);
}

/* ---- characters no font has ------------------------------------------------ */

static void
missing_add(struct press *p, uint32_t cp)
{
	for (size_t i = 0; i < p->nmissing; i++)
		if (p->missing[i] == cp)
			return;
	if (p->nmissing < sizeof p->missing / sizeof p->missing[0])
		p->missing[p->nmissing++] = cp;
}

static void
missing_look(struct press *p, PangoLayout *layout)
{
	if (pango_layout_get_unknown_glyphs_count(layout) == 0)
		return;
	for (GSList *l = pango_layout_get_lines_readonly(layout); l;
	     l = l->next)
		for (GSList *r = ((PangoLayoutLine *)l->data)->runs; r;
		     r = r->next) {
			PangoGlyphString *g =
			    ((PangoGlyphItem *)r->data)->glyphs;

			for (int i = 0; i < g->num_glyphs; i++)
				if (g->glyphs[i].glyph &
				    PANGO_GLYPH_UNKNOWN_FLAG)
					missing_add(p,
					    g->glyphs[i].glyph &
						~PANGO_GLYPH_UNKNOWN_FLAG);
		}
}

void
text_missing(const struct press *p, struct gd_str *out)
{
	for (size_t i = 0; i < p->nmissing; i++) {
		char cp[5];

		gd_str_addn(out, cp, gd_utf8_put(p->missing[i], cp));
		gd_str_addf(out, " U+%04X%s", p->missing[i],
		    i + 1 < p->nmissing ? ", " : "");
	}
}

/* ---- laying out ------------------------------------------------------------ */

static void
second_set(struct press *p, PangoLayout *layout, size_t from, enum look look)
{
	PangoAttrList *all = pango_attr_list_new();
	PangoAttribute *font = pango_attr_font_desc_new(p->fonts[look]);
	guint16 grey = (guint16)(look_grey(p, look) * 65535);
	PangoAttribute *ink = pango_attr_foreground_new(grey, grey, grey);

	font->start_index = ink->start_index = (guint)from;
	pango_attr_list_insert(all, font);
	pango_attr_list_insert(all, ink);
	pango_layout_set_attributes(layout, all);
	pango_attr_list_unref(all);
}

static void
wrapped_make(struct press *p, struct wrapped *w, const char *text,
    enum look look, const char *second, enum look look2, double width)
{
	struct gd_str both = GD_STR_INIT;
	size_t i = 0;

	gd_str_add(&both, text);
	if (*second)
		gd_str_addf(&both, "  %s", second);
	w->layout = pango_layout_new(p->context);
	pango_layout_set_font_description(w->layout, p->fonts[look]);
	pango_layout_set_auto_dir(w->layout, FALSE);
	if (width >= 0) {
		pango_layout_set_width(w->layout, (int)(width * PANGO_SCALE));
		pango_layout_set_wrap(w->layout, PANGO_WRAP_WORD_CHAR);
	}
	pango_layout_set_text(w->layout, both.text, (int)both.len);
	if (*second && look2 != look)
		second_set(p, w->layout, strlen(text), look2);
	gd_str_release(&both);
	missing_look(p, w->layout);
	w->n = (size_t)pango_layout_get_line_count(w->layout);
	w->lines = gd_alloc(w->n, sizeof *w->lines);
	w->widths = gd_alloc(w->n, sizeof *w->widths);
	for (GSList *l = pango_layout_get_lines_readonly(w->layout);
	     l && i < w->n; l = l->next, i++) {
		PangoRectangle box;

		w->lines[i] = l->data;
		pango_layout_line_get_extents(l->data, NULL, &box);
		w->widths[i] = (double)box.width / PANGO_SCALE;
	}
}

const struct wrapped *
text_wrap(struct press *p, const char *text, enum look look, const char *second,
    enum look look2, double width)
{
	struct gd_str key = GD_STR_INIT;
	uint64_t hash = 14695981039346656037u;
	struct wrapped *w;

	gd_str_addf(&key, "%d %d %.2f ", look, look2, width);
	gd_str_add(&key, text);
	gd_str_addn(&key, "", 1);
	gd_str_add(&key, second);
	for (size_t i = 0; i < key.len; i++)
		hash = (hash ^ (unsigned char)key.text[i]) * 1099511628211u;
	for (w = p->cache[hash % BUCKETS]; w; w = w->next)
		if (w->hash == hash && w->key_len == key.len &&
		    memcmp(w->key, key.text, key.len) == 0) {
			gd_str_release(&key);
			return w;
		}
	w = gd_alloc(1, sizeof *w);
	w->hash = hash;
	w->key = key.text; /* given away */
	w->key_len = key.len;
	w->next = p->cache[hash % BUCKETS];
	p->cache[hash % BUCKETS] = w;
	p->cached++;
	wrapped_make(p, w, text, look, second, look2, width);
	return w;
}

double
text_width(struct press *p, const char *text, enum look look)
{
	const struct wrapped *w = text_wrap(p, text, look, "", look, -1);
	double most = 0;

	for (size_t i = 0; i < w->n; i++)
		if (w->widths[i] > most)
			most = w->widths[i];
	return most;
}

/* ---- cells ----------------------------------------------------------------- */

static struct cell_line *
line_add(struct press *p, struct cell *c)
{
	if (c->n == c->room) {
		size_t room = c->room ? c->room * 2 : 4;
		struct cell_line *all =
		    gd_arena_alloc(&p->arena, room, sizeof *all);

		if (c->n)
			memcpy(all, c->lines, c->n * sizeof *all);
		c->lines = all;
		c->room = room;
	}
	return &c->lines[c->n++];
}

static void
cell_add(struct press *p, struct cell *c, const char *text, enum look look,
    const char *second, enum look look2)
{
	const struct wrapped *w = text_wrap(p, text, look, second, look2, c->w);
	double h = look_height(p, look);

	for (size_t i = 0; i < w->n; i++) {
		*line_add(p, c) = (struct cell_line){
			.line = w->lines[i],
			.width = w->widths[i],
			.h = h,
			.base = h / 2 + look_size(p, look) * MIDDLE,
			.grey = look_grey(p, look),
		};
		c->h += h;
	}
}

void
cell_text(struct press *p, struct cell *c, const char *text, enum look look)
{
	if (text && *text)
		cell_add(p, c, text, look, "", look);
}

void
cell_label(struct press *p, struct cell *c, const struct gd_label *l,
    enum look look, enum look look2)
{
	const char *second, *first = gd_label_main(l, p->job->lang, &second);

	if (*first)
		cell_add(p, c, first, look, second, look2);
}

void
cell_stack(struct press *p, struct cell *c, const struct gd_label *l,
    enum look look, enum look look2)
{
	const char *second, *first = gd_label_main(l, p->job->lang, &second);

	cell_text(p, c, first, look);
	cell_text(p, c, second, look2);
}

void
cell_draw(struct press *p, const struct cell *c, size_t from, size_t to,
    double y)
{
	for (size_t i = from; i < to; i++) {
		const struct cell_line *l = &c->lines[i];
		double blank = c->w - l->width;
		double x = c->x + (c->align == GD_LEFT       ? 0
				      : c->align == GD_RIGHT ? blank
							     : blank / 2);
		struct op *op =
		    op_add(p, OP_TEXT, x, y + l->base, l->width, l->h, l->grey);

		op->line = l->line;
		y += l->h;
	}
}
