/* tui/forms/lines_text.c - lines of a new order as text, and rows of a
 * spreadsheet read into them. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "lines_priv.h"

#include "base/banned.h"

#define COLS_MAX 16
#define CELL_MAX 1000 /* bytes of a pasted cell */
#define ROWS_MAX 500

static const struct {
	const char *id, *name;
} cells[LINE_NCELLS] = {
#define X(word, id, name) { id, name },
	LINE_CELLS(X)
#undef X
};

const char *
line_cell_id(int cell)
{
	return cells[cell].id;
}

const char *
line_cell_name(int cell)
{
	return cells[cell].name;
}

/* ---- our own text ------------------------------------------------------- */

int
lines_read(const char *text, struct gd_arena *arena, struct line_row *rows,
    int max)
{
	int n = 0;

	while (*text && n < max) {
		size_t row = strcspn(text, "\n");

		for (int i = 0; i < LINE_NCELLS; i++)
			rows[n].cell[i] = "";
		for (int i = 0; i < LINE_NCELLS; i++) {
			size_t len = strcspn(text, "\t\n");

			rows[n].cell[i] = gd_arena_strn(arena, text, len);
			text += len;
			row -= len;
			if (*text != '\t')
				break;
			text++;
			row--;
		}
		n++;
		text += row; /* cells too many */
		text += *text == '\n';
	}
	return n;
}

void
lines_write(const struct line_row *rows, int n, struct gd_str *out)
{
	gd_str_reset(out);
	for (int k = 0; k < n; k++)
		for (int i = 0; i < LINE_NCELLS; i++)
			gd_str_addf(out, "%s%c", rows[k].cell[i],
			    i + 1 < LINE_NCELLS ? '\t' : '\n');
}

/* ---- rows of a spreadsheet ---------------------------------------------- */

/* A number with its signs: "1,200", "USD 4.20", "¥3". */
static bool
is_number(const char *s)
{
	int digits = 0, letters = 0;
	uint32_t cp;
	size_t n;

	for (; (n = gd_utf8_next(s, &cp)) > 0; s += n) {
		cp = gd_fold_width(cp);
		if (cp >= '0' && cp <= '9')
			digits++;
		else if (cp >= 'A' && cp <= 'Z')
			letters++;
		else if (!strchr(".,- %$", (int)(cp < 128 ? cp : 'x')) &&
			 cp != 0xA5 && cp != 0x20AC && cp != 0xA3)
			return false;
	}
	return digits > 0 && (letters == 0 || letters == 3);
}

/* Which cell a heading names; -1: none. */
static int
heading(const char *s)
{
	static const struct {
		const char *word;
		int cell;
	} words[] = {
		{ "item", CELL_ITEM },
		{ "product", CELL_ITEM },
		{ "description", CELL_ITEM },
		{ "article", CELL_ITEM },
		{ "name", CELL_ITEM },
		{ "品名", CELL_ITEM },
		{ "货名", CELL_ITEM },
		{ "名称", CELL_ITEM },
		{ "产品", CELL_ITEM },
		{ "货号", CELL_ITEM },
		{ "spec", CELL_SPEC },
		{ "size", CELL_SPEC },
		{ "model", CELL_SPEC },
		{ "规格", CELL_SPEC },
		{ "型号", CELL_SPEC },
		{ "qty", CELL_QTY },
		{ "quantity", CELL_QTY },
		{ "数量", CELL_QTY },
		{ "unit price", CELL_PRICE },
		{ "price", CELL_PRICE },
		{ "单价", CELL_PRICE },
		{ "价格", CELL_PRICE },
		{ "unit", CELL_UNIT },
		{ "单位", CELL_UNIT },
		{ "discount", CELL_DISCOUNT },
		{ "折扣", CELL_DISCOUNT },
		{ "tolerance", CELL_TOLERANCE },
		{ "溢短装", CELL_TOLERANCE },
		{ "note", CELL_NOTE },
		{ "remark", CELL_NOTE },
		{ "备注", CELL_NOTE },
	};
	struct gd_str low = GD_STR_INIT;
	int found = -1;

	gd_text_fold(&low, s);
	for (size_t i = 0; found < 0 && i < sizeof words / sizeof words[0]; i++)
		if (strncmp(low.text, words[i].word, strlen(words[i].word)) ==
		    0)
			found = words[i].cell;
	gd_str_release(&low);
	return found;
}

/* "1,200.50" -> "1200.50"; other texts as they are. */
static const char *
without_commas(struct gd_arena *arena, const char *s)
{
	char *out = gd_arena_str(arena, s), *to = out;
	const char *p = s;

	if (!is_number(s) || !strchr(s, ','))
		return out;
	for (; *p; p++) {
		const char *q = p + 1;
		int n = 0;

		while (*p == ',' && *q >= '0' && *q <= '9') {
			q++;
			n++;
		}
		if (*p != ',' || n != 3)
			*to++ = *p;
	}
	*to = '\0';
	return out;
}

/* Without blanks around it and without what may not be stored. */
static const char *
clean(struct gd_arena *arena, const char *s, size_t len)
{
	struct gd_str out = GD_STR_INIT;
	const char *kept;

	while (len > 0 && *s == ' ') {
		s++;
		len--;
	}
	while (len > 0 && s[len - 1] == ' ')
		len--;
	gd_text_show(&out, gd_arena_strn(arena, s, len));
	kept = without_commas(arena, out.text);
	gd_str_release(&out);
	return kept;
}

/* A cell that a spreadsheet put into quotes, because of a tab, a new line or
 * quotes in it: "" inside is one. @return where it ends, NULL: it only begins
 * with a quote */
static const char *
quoted(const char *s, struct gd_str *out)
{
	for (s++; *s; s++) {
		if (*s == '"' && s[1] == '"')
			s++;
		else if (*s == '"')
			return strchr("\t\r\n", s[1]) ? s + 1 : NULL;
		gd_str_addc(out, strchr("\t\r\n", *s) ? ' ' : *s);
	}
	return NULL;
}

struct pasted {
	const char *cols[COLS_MAX];
	int n;
	int map[COLS_MAX]; /* which cell each column is; -1: none of them */
	bool whole;        /* item and a quantity were found in it */
};

/* One row of a paste. @return where the next one begins */
static const char *
cut(const char *at, struct gd_arena *arena, struct pasted *row)
{
	row->n = 0;
	do {
		struct gd_str text = GD_STR_INIT;
		const char *end = *at == '"' ? quoted(at, &text) : NULL;

		if (!end) {
			end = at + strcspn(at, "\t\r\n");
			gd_str_reset(&text);
			gd_str_addn(&text, at, (size_t)(end - at));
		}
		if (row->n < COLS_MAX)
			row->cols[row->n++] = clean(arena, text.text,
			    text.len < CELL_MAX ? text.len : CELL_MAX);
		gd_str_release(&text);
		at = end;
	} while (*at++ == '\t');
	at--;
	return at + strspn(at, "\r\n");
}

/* Without headings: item, then words are the spec, the first number is the
 * quantity, words after it the unit, the next number the price. */
static void
guess(struct pasted *row)
{
	int i = 1;

	for (int k = 0; k < COLS_MAX; k++)
		row->map[k] = k ? CELL_NOTE : CELL_ITEM;
	if (i < row->n && !is_number(row->cols[i]))
		row->map[i++] = CELL_SPEC;
	row->whole = i < row->n && is_number(row->cols[i]);
	if (!row->whole)
		return;
	row->map[i++] = CELL_QTY;
	if (i < row->n && !is_number(row->cols[i]))
		row->map[i++] = CELL_UNIT;
	if (i < row->n && is_number(row->cols[i]))
		row->map[i++] = CELL_PRICE;
}

/* The columns as the screen has them. */
static void
as_shown(struct pasted *row)
{
	static const int shown[] = { CELL_ITEM, CELL_SPEC, CELL_QTY, CELL_UNIT,
		CELL_PRICE };
	enum { N = sizeof shown / sizeof shown[0] };

	for (int i = 0; i < N && row->n >= N; i++)
		row->map[i] = shown[i];
}

static bool
headings(struct pasted *row)
{
	if (row->n < 2 || heading(row->cols[0]) < 0 ||
	    heading(row->cols[1]) < 0)
		return false;
	for (int i = 0; i < COLS_MAX; i++)
		row->map[i] = i < row->n ? heading(row->cols[i]) : -1;
	return true;
}

/* A row in which no quantity is found is read as the whole rows around it. */
static void
settle_map(struct pasted *rows, int n, struct pasted *row)
{
	for (int i = 0; i < n; i++)
		if (rows[i].whole && rows[i].n == row->n) {
			memcpy(row->map, rows[i].map, sizeof row->map);
			return;
		}
	as_shown(row);
}

static void
add_row(const struct pasted *row, struct gd_arena *arena, struct gd_str *text)
{
	struct line_row line;
	struct gd_str one = GD_STR_INIT;

	for (int i = 0; i < LINE_NCELLS; i++)
		line.cell[i] = "";
	for (int i = 0; i < row->n; i++) {
		const char **cell;

		if (row->map[i] < 0 || !*row->cols[i])
			continue;
		cell = &line.cell[row->map[i]];
		*cell = **cell ? gd_arena_printf(arena, "%s %s", *cell,
				     row->cols[i])
			       : row->cols[i];
	}
	lines_write(&line, 1, &one);
	gd_str_add(text, one.text);
	gd_str_release(&one);
}

int
lines_paste(const char *pasted, struct gd_str *text)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct pasted *rows = NULL, head;
	size_t n = 0, room = 0;
	bool headed = false;
	int added = 0;

	pasted += strspn(pasted, "\r\n");
	while (*pasted && n < ROWS_MAX) {
		struct pasted row;

		pasted = cut(pasted, &arena, &row);
		if (n == 0 && !headed && headings(&row)) {
			headed = true;
			head = row;
			continue;
		}
		guess(&row);
		*GD_PUSH(rows, n, room) = row;
	}
	for (size_t i = 0; i < n; i++) {
		struct pasted *row = &rows[i];

		if (headed)
			memcpy(row->map, head.map, sizeof row->map);
		else if (!row->whole)
			settle_map(rows, (int)n, row);
		for (int k = 0; k < row->n; k++)
			if (row->map[k] == CELL_ITEM && *row->cols[k]) {
				add_row(row, &arena, text);
				added++;
				break;
			}
	}
	free(rows);
	gd_arena_release(&arena);
	return added;
}

bool
line_has_quantity(const struct line_row *row)
{
	const char *s = row->cell[CELL_QTY];

	return is_number(s) && strpbrk(s, "123456789") && !strchr(s, '-');
}

int
lines_without_quantity(const char *text)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct line_row *rows = gd_alloc(ROWS_MAX, sizeof *rows);
	int n = lines_read(text, &arena, rows, ROWS_MAX), found = 0;

	for (int i = 0; i < n && !found; i++)
		if (!line_has_quantity(&rows[i]))
			found = i + 1;
	free(rows);
	gd_arena_release(&arena);
	return found;
}
