/* press/page.c - heads, feet, pages and sheets. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "press_priv.h"

#include "base/banned.h"

#define QR_SIDE MM(28)
#define QR_WHITE MM(6) /* between text and QR; 4 modules are 4.5 mm */
#define LINE_THIN 0.4
#define LINE_THICK 1.2
#define FOOT_H 23.0 /* two small lines and a gap */
#define STAMP_PAD 4.0
#define LOGO_W MM(38)
#define LOGO_H MM(16)
#define LOGO_DOTS 4000
#define LOGO_BYTES (4 << 20)

/* Left margins are wider where papers are punched and filed; the sides of the
 * endless form carry its holes. */
static const struct format formats[] = {
	[GD_MEDIA_A4] = { MM(210), MM(297), MM(20), MM(15), MM(14), MM(10), 1,
	    0.33, 1 },
	[GD_MEDIA_A5] = { MM(148), MM(210), MM(13), MM(9), MM(9), MM(8), 0.88,
	    0.33, 1 },
	[GD_MEDIA_A5X2] = { MM(148.5), MM(210), MM(13), MM(9), MM(9), MM(8),
	    0.88, 0.33, 2 },
	[GD_MEDIA_STRIP] = { MM(241), MM(140), MM(18), MM(18), MM(7), MM(7),
	    0.92, 0, 1 },
};

const struct format *
format_of(const struct gd_job *job)
{
	/* punched at what is then the top */
	static const struct format turned = { MM(297), MM(210), MM(12), MM(12),
		MM(20), MM(10), 0.94, 0.33, 1 };

	return job->turned && job->media == GD_MEDIA_A4 ? &turned
							: &formats[job->media];
}

/* ---- drawing --------------------------------------------------------------- */

static void
grey(struct press *p, double g)
{
	cairo_set_source_rgb(p->cr, g, g, g);
}

static void
op_stroke(struct press *p, const struct op *op)
{
	static const double dash[] = { 3, 3 };
	cairo_t *cr = p->cr;

	cairo_set_line_width(cr, op->kind == OP_LINE && op->grey < 0
				     ? LINE_THICK
				 : op->kind == OP_TICK ? 1.1
						       : LINE_THIN);
	cairo_set_line_cap(cr,
	    op->kind == OP_LINE ? CAIRO_LINE_CAP_SQUARE : CAIRO_LINE_CAP_BUTT);
	if (op->kind == OP_DASH)
		cairo_set_dash(cr, dash, 2, 0);
	if (op->kind == OP_BOX) {
		cairo_rectangle(cr, op->x, op->y, op->w, op->h);
	} else if (op->kind == OP_TICK) {
		cairo_move_to(cr, op->x + op->w * 0.2, op->y + op->h * 0.5);
		cairo_line_to(cr, op->x + op->w * 0.42, op->y + op->h * 0.75);
		cairo_line_to(cr, op->x + op->w * 0.82, op->y + op->h * 0.2);
	} else {
		cairo_move_to(cr, op->x, op->y);
		cairo_line_to(cr, op->x + op->w, op->y + op->h);
	}
	cairo_stroke(cr);
	cairo_set_dash(cr, NULL, 0, 0);
}

static void
op_image(struct press *p, const struct op *op)
{
	cairo_t *cr = p->cr;

	cairo_save(cr);
	cairo_translate(cr, op->x, op->y);
	cairo_scale(cr, op->w / cairo_image_surface_get_width(op->image),
	    op->h / cairo_image_surface_get_height(op->image));
	cairo_set_source_surface(cr, op->image, 0, 0);
	cairo_paint(cr);
	cairo_restore(cr);
}

static void
op_draw(struct press *p, const struct op *op)
{
	cairo_t *cr = p->cr;

	bool black =
	    op->grey < 0 ||
	    (p->fmt->grey == 0 && (op->kind == OP_LINE || op->kind == OP_BOX));

	grey(p, black ? 0 : op->grey);
	switch (op->kind) {
	case OP_TEXT:
		cairo_move_to(cr, op->x, op->y);
		pango_cairo_show_layout_line(cr, op->line);
		break;
	case OP_FILL:
		cairo_rectangle(cr, op->x, op->y, op->w, op->h);
		cairo_fill(cr);
		break;
	case OP_QR:
	case OP_BARS:
		cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
		if (op->kind == OP_QR)
			qr_draw(cr, op->code, op->x, op->y, op->w);
		else
			bars_draw(cr, op->code, op->x, op->y, op->h);
		cairo_set_antialias(cr, CAIRO_ANTIALIAS_DEFAULT);
		break;
	case OP_IMAGE:
		op_image(p, op);
		break;
	default:
		op_stroke(p, op);
	}
}

void
ops_draw(struct press *p, const struct drawn *d, double x, double y)
{
	cairo_save(p->cr);
	cairo_translate(p->cr, x, y);
	cairo_scale(p->cr, d->scale, d->scale);
	for (size_t i = d->first; i < d->first + d->n; i++)
		op_draw(p, &p->ops.all[i]);
	cairo_restore(p->cr);
}

/* ---- heads ----------------------------------------------------------------- */

/* Stamps in frames, the first at y, their right ends at right: one below the
 * other, or beside each other while there is room. @return y below */
static double
stamps(struct press *p, double right, double width, double y, bool beside)
{
	double at = right, row = 0;

	for (size_t i = 0, n = p->doc->nstamps; i < n; i++) {
		const struct gd_label *stamp =
		    &p->doc->stamps[beside ? n - 1 - i : i];
		struct cell c = { .w = width - 2 * STAMP_PAD };
		double wide = 0, pad = 1.5;

		cell_label(p, &c, stamp, LOOK_STAMP, LOOK_STAMP);
		for (size_t k = 0; k < c.n; k++)
			if (c.lines[k].width > wide)
				wide = c.lines[k].width;
		if (i &&
		    (!beside || at - wide - 2 * STAMP_PAD < right - width)) {
			at = right;
			y += row;
			row = 0;
		}
		c.x = at - wide - STAMP_PAD;
		if (c.h + 2 * pad + 3 > row)
			row = c.h + 2 * pad + 3;
		cell_draw(p, &c, 0, c.n, y + pad);
		op_add(p, OP_BOX, c.x - STAMP_PAD, y, wide + 2 * STAMP_PAD,
		    c.h + 2 * pad, 0);
		at = c.x - STAMP_PAD - 5;
	}
	y += row;
	return y;
}

/* A plain file that begins like a PNG of a size one can bear. */
static bool
logo_bearable(const char *path)
{
	unsigned char head[24];
	uint32_t side[2] = { 0, 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	bool good = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
		    st.st_size <= LOGO_BYTES &&
		    read(fd, head, sizeof head) == (ssize_t)sizeof head;

	if (fd >= 0)
		close(fd);
	for (int i = 0; good && i < 8; i++)
		side[i / 4] = side[i / 4] << 8 | head[16 + i];
	return good && side[0] > 0 && side[1] > 0 && side[0] <= LOGO_DOTS &&
	       side[1] <= LOGO_DOTS;
}

/* The logo at the left of the letterhead. @return the width it takes */
static double
logo(struct press *p, double y, double *h)
{
	cairo_surface_t *image;
	double w, high, fit;

	if (!p->doc->logo || !logo_bearable(p->doc->logo))
		return 0;
	image = cairo_image_surface_create_from_png(p->doc->logo);
	w = cairo_image_surface_get_width(image);
	high = cairo_image_surface_get_height(image);
	if (cairo_surface_status(image) != CAIRO_STATUS_SUCCESS || w < 1 ||
	    high < 1) {
		cairo_surface_destroy(image);
		return 0;
	}
	fit = LOGO_W / w < LOGO_H / high ? LOGO_W / w : LOGO_H / high;
	op_add(p, OP_IMAGE, 0, y, w * fit, high * fit, 0)->image = image;
	*h = high * fit;
	return w * fit + MM(4);
}

/* Company and address, beside the logo. @return y below */
static double
letterhead(struct press *p, double width)
{
	struct cell c = { 0 };
	double high = 0;

	if (gd_label_empty(&p->doc->address) &&
	    (!p->doc->logo || !*p->doc->logo))
		return 0;
	c.x = logo(p, 0, &high);
	c.w = width - c.x;
	cell_stack(p, &c, &p->doc->company, LOOK_LETTER, LOOK_COMPANY);
	cell_stack(p, &c, &p->doc->address, LOOK_SMALL, LOOK_SMALL);
	cell_draw(p, &c, 0, c.n, high > c.h ? (high - c.h) / 2 : 0);
	return (high > c.h ? high : c.h) + 8 * p->fmt->scale;
}

/* The dark box of the step and what stands beside it. @return y below */
static double
badge(struct press *p, double width, double y)
{
	struct cell dark = { .w = width / 2 }, beside = { 0 };
	double wide = 0, pad = 1.5, h;

	if (gd_label_empty(&p->doc->badge) && gd_label_empty(&p->doc->under))
		return y;
	y += 6 * p->fmt->scale;
	cell_label(p, &dark, &p->doc->badge, LOOK_BADGE, LOOK_BADGE);
	for (size_t i = 0; i < dark.n; i++)
		if (dark.lines[i].width > wide)
			wide = dark.lines[i].width;
	h = dark.h + 2 * pad;
	if (dark.n) {
		op_add(p, OP_FILL, 0, y, wide + 14, h, 0.1);
		dark.x = 7;
		cell_draw(p, &dark, 0, dark.n, y + pad);
		beside.x = wide + 14 + 8;
	}
	beside.w = width - beside.x;
	cell_label(p, &beside, &p->doc->under, LOOK_UNDER, LOOK_UNDER);
	cell_draw(p, &beside, 0, beside.n,
	    y + (beside.h < h ? (h - beside.h) / 2 : 0));
	return y + (beside.h > h ? beside.h : h);
}

/* Title and (without a letterhead) company left, number and stamps right.
 * @return y below */
static double
title(struct press *p, double width, double y, bool company)
{
	const struct gd_doc *d = p->doc;
	bool side = (d->number && *d->number) || d->nstamps > 0;
	double share = side ? width * 0.36 : 0, below, gap;
	struct cell c = { .w = width - share - (side ? 8 : 0) };
	struct cell number = { .x = width - share,
		.w = share,
		.align = GD_RIGHT };
	size_t at;

	cell_stack(p, &c, &d->title, LOOK_TITLE, LOOK_TITLE2);
	at = c.n;
	cell_draw(p, &c, 0, at, y);
	gap = c.h + 4 * p->fmt->scale;
	if (company)
		cell_stack(p, &c, &d->company, LOOK_COMPANY, LOOK_SMALL);
	cell_draw(p, &c, at, c.n, y + gap);
	cell_text(p, &number, d->number, LOOK_NUMBER);
	cell_draw(p, &number, 0, number.n, y + 2);
	below = stamps(p, width, share, y + number.h + 5, false);
	y += c.h + (at < c.n ? 4 * p->fmt->scale : 0);
	return below > y && side ? below : y;
}

static struct drawn
head_make(struct press *p, double *h)
{
	const struct gd_doc *d = p->doc;
	bool coded = d->code && *d->code;
	double width = p->w - (coded ? QR_SIDE + QR_WHITE : 0), y, from;
	struct drawn head = { .first = p->ops.n, .scale = 1 };

	from = letterhead(p, width);
	y = title(p, width, from, from == 0);
	y = badge(p, width, y);
	if (coded) {
		op_add(p, OP_QR, p->w - QR_SIDE, 0, QR_SIDE, QR_SIDE, 0)->code =
		    d->code;
		if (y < QR_SIDE + MM(2))
			y = QR_SIDE + MM(2);
	}
	y += MM(2.8);
	op_add(p, OP_LINE, 0, y, p->w, 0, -1);
	head.n = p->ops.n - head.first;
	if (y > p->fmt->h / 2) {
		head.scale = p->fmt->h / 2 / y;
		y = p->fmt->h / 2;
	}
	*h = y + LINE_THICK / 2;
	return head;
}

/* On later pages: title, number and company on a line, stamps. */
static struct drawn
small_head_make(struct press *p, double *h)
{
	const struct gd_doc *d = p->doc;
	struct drawn head = { .first = p->ops.n, .scale = 1 };
	struct cell left = { .w = p->w * 0.62 }, right = { .align = GD_RIGHT };
	struct gd_str name = GD_STR_INIT;
	const char *second, *first;
	double y;

	first = gd_label_main(&d->title, p->job->lang, &second);
	gd_str_addf(&name, "%s  %s", first, d->number ? d->number : "");
	cell_label(p, &left, &(struct gd_label){ name.text, second },
	    LOOK_UNDER, LOOK_SMALL);
	gd_str_release(&name);
	cell_text(p, &left, gd_label_main(&d->company, p->job->lang, &second),
	    LOOK_SMALL);
	cell_draw(p, &left, 0, left.n, 0);
	right.x = left.w + 8;
	right.w = p->w - right.x;
	y = stamps(p, p->w, right.w, 0, true);
	y = left.h > y ? left.h : y;
	y += MM(1.5);
	op_add(p, OP_LINE, 0, y, p->w, 0, -1);
	head.n = p->ops.n - head.first;
	if (y > p->fmt->h / 3) {
		head.scale = p->fmt->h / 3 / y;
		y = p->fmt->h / 3;
	}
	*h = y + MM(2.5);
	return head;
}

/* ---- pages ----------------------------------------------------------------- */

static double
body_bottom(const struct press *p)
{
	return p->fmt->h - p->fmt->bottom - FOOT_H;
}

double
slab_most(const struct press *p)
{
	/* A small head is at most a third; a table header a quarter. */
	return (body_bottom(p) - p->fmt->top) * 0.4;
}

size_t
slab_lines(const struct press *p, enum look look)
{
	return (size_t)(slab_most(p) / look_height(p, look)) - 1;
}

static void
foot_draw(struct press *p, double x, int page, int pages)
{
	struct drawn foot = { .first = p->ops.n, .scale = 1 };
	struct gd_str n = GD_STR_INIT;
	double y = p->fmt->h - p->fmt->bottom - look_height(p, LOOK_TINY);
	struct cell left = { .w = p->w * 0.45 };
	struct cell mid = { .x = left.w, .w = p->w * 0.2, .align = GD_CENTRE };
	struct cell right = { .x = p->w * 0.65,
		.w = p->w * 0.35,
		.align = GD_RIGHT };

	cell_label(p, &left, &p->doc->foot, LOOK_TINY, LOOK_TINY);
	gd_paper_page_add(&n, p->job->lang, page + 1, pages);
	cell_text(p, &mid, n.text, LOOK_TINY);
	gd_str_release(&n);
	cell_text(p, &right, p->doc->mark, LOOK_TINY);
	/* One line; what is longer goes into a second above it. */
	cell_draw(p, &left, 0, left.n < 2 ? left.n : 2,
	    left.n > 1 ? y - look_height(p, LOOK_TINY) : y);
	cell_draw(p, &mid, 0, mid.n ? 1 : 0, y);
	cell_draw(p, &right, 0, right.n < 2 ? right.n : 2,
	    right.n > 1 ? y - look_height(p, LOOK_TINY) : y);
	foot.n = p->ops.n - foot.first;
	ops_draw(p, &foot, x, 0);
}

/* A new page: beside the last one while there is place on the sheet. @return
 * its left edge */
static double
page_begin(struct press *p)
{
	int at = p->pages % p->fmt->across;

	if (at == 0 && p->pages > 0)
		cairo_show_page(p->cr);
	if (at == 0)
		p->sheets++;
	p->pages++;
	if (at == 1) {
		/* Where to cut: short lines at the edges. */
		grey(p, 0.4);
		cairo_set_line_width(p->cr, LINE_THIN);
		for (int i = 0; i < 2; i++) {
			double y = i ? p->fmt->h - MM(9) : MM(6);

			cairo_move_to(p->cr, p->fmt->w, y);
			cairo_line_to(p->cr, p->fmt->w, y + MM(3));
			cairo_stroke(p->cr);
		}
	}
	return at * p->fmt->w;
}

void
sheet_end(struct press *p)
{
	if (p->pages > 0)
		cairo_show_page(p->cr);
}

/* The end of a table on a page is a dark line. */
static void
table_close(struct press *p, const struct gd_places *places, size_t i, double x,
    double y)
{
	const struct gd_place *at = &places->all[i], *next = at + 1;
	int table = p->slabs[at->slab].table;

	if (at->kind != GD_PLACE_SLAB || table == 0)
		return;
	if (i + 1 < places->n && next->page == at->page &&
	    p->slabs[next->slab].table == table)
		return;
	grey(p, 0.2);
	cairo_set_line_width(p->cr, LINE_THIN);
	cairo_move_to(p->cr, x, y + p->slabs[at->slab].h);
	cairo_rel_line_to(p->cr, p->w, 0);
	cairo_stroke(p->cr);
}

static void
place_draw(struct press *p, const struct gd_places *places, size_t i, double x,
    double y)
{
	const struct gd_place *at = &places->all[i];
	struct drawn d;

	y += at->y;
	if (at->kind == GD_PLACE_SLAB)
		d = p->drawn[at->slab];
	else if (at->kind == GD_PLACE_HEAD)
		d = table_head(p, at);
	else
		d = table_carry(p, at);
	ops_draw(p, &d, x, y);
	table_close(p, places, i, x, y);
}

static void
images_free(struct press *p)
{
	for (size_t i = 0; i < p->ops.n; i++)
		if (p->ops.all[i].image)
			cairo_surface_destroy(p->ops.all[i].image);
}

void
pages_draw(struct press *p)
{
	const struct format *f = p->fmt;
	struct gd_places places = { 0 };
	double first_h, next_h, top;
	struct drawn first, next;
	struct gd_flow flow;
	size_t i = 0;

	p->ops.n = p->nslabs = p->ntables = 0;
	first = head_make(p, &first_h);
	next = small_head_make(p, &next_h);
	for (size_t b = 0; b < p->doc->nblocks; b++)
		block_slabs(p, &p->doc->blocks[b]);
	/* Facts begin right below the line of the head, the rest apart. */
	if (p->doc->nblocks && (p->doc->blocks[0].kind != GD_BLOCK_FIELDS ||
				   !gd_label_empty(&p->doc->blocks[0].title)))
		first_h += MM(3);
	flow = (struct gd_flow){ body_bottom(p) - f->top - first_h,
		body_bottom(p) - f->top - next_h, p->slabs, p->nslabs,
		p->tables };
	gd_places_fill(&places, &flow);
	for (int page = 0; page < places.pages; page++) {
		double x = page_begin(p) + f->left;

		top = f->top + (page ? next_h : first_h);
		ops_draw(p, page ? &next : &first, x, f->top);
		for (; i < places.n && places.all[i].page == page; i++)
			place_draw(p, &places, i, x, top);
		foot_draw(p, x, page, places.pages);
	}
	images_free(p);
	gd_places_release(&places);
	gd_arena_release(&p->arena);
	text_trim(p);
}
