/* tui/lines_text.c - lines of a new order as text, and rows of a spreadsheet
 * read into them. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "lines_priv.h"

#include "base/banned.h"

#define COLS_MAX 16
#define ROW_MAX 2000 /* bytes of a pasted row */

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

	while (len > 0 && (*s == ' ' || *s == '"')) {
		s++;
		len--;
	}
	while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '"'))
		len--;
	gd_text_show(&out, gd_arena_strn(arena, s, len));
	kept = without_commas(arena, out.text);
	gd_str_release(&out);
	return kept;
}

static int
cut(const char *row, size_t len, struct gd_arena *arena, const char **cols)
{
	int n = 0;
	const char *end = row + len;

	while (row <= end && n < COLS_MAX) {
		const char *tab = memchr(row, '\t', (size_t)(end - row));
		const char *to = tab ? tab : end;

		cols[n++] = clean(arena, row, (size_t)(to - row));
		row = to + 1;
	}
	return n;
}

/* Without headings: item, then words are the spec, the first number is the
 * quantity, words after it the unit, the next number the price. */
static void
guess(const char *const *cols, int n, struct line_row *out)
{
	int i = 1;

	out->cell[CELL_ITEM] = cols[0];
	if (i < n && !is_number(cols[i]))
		out->cell[CELL_SPEC] = cols[i++];
	if (i < n && is_number(cols[i]))
		out->cell[CELL_QTY] = cols[i++];
	if (i < n && !is_number(cols[i]))
		out->cell[CELL_UNIT] = cols[i++];
	if (i < n && is_number(cols[i]))
		out->cell[CELL_PRICE] = cols[i++];
	if (i < n && !is_number(cols[i]))
		out->cell[CELL_NOTE] = cols[i];
}

int
lines_paste(const char *pasted, struct gd_str *text)
{
	struct gd_arena arena = GD_ARENA_INIT;
	int map[COLS_MAX], added = 0;
	bool headed = false, first = true;

	while (*pasted) {
		size_t len = strcspn(pasted, "\r\n");
		const char *cols[COLS_MAX];
		struct line_row row;
		struct gd_str one = GD_STR_INIT;
		int n =
		    cut(pasted, len < ROW_MAX ? len : ROW_MAX, &arena, cols);

		pasted += len;
		pasted += strspn(pasted, "\r\n");
		for (int i = 0; i < LINE_NCELLS; i++)
			row.cell[i] = "";
		if (n == 0 || (n == 1 && !*cols[0]))
			continue;
		if (first && n > 1 && heading(cols[0]) >= 0 &&
		    heading(cols[1]) >= 0) {
			for (int i = 0; i < n; i++)
				map[i] = heading(cols[i]);
			for (int i = n; i < COLS_MAX; i++)
				map[i] = -1;
			headed = true;
			first = false;
			continue;
		}
		first = false;
		for (int i = 0; headed && i < n; i++)
			if (map[i] >= 0)
				row.cell[map[i]] = cols[i];
		if (!headed)
			guess(cols, n, &row);
		if (!*row.cell[CELL_ITEM])
			continue;
		lines_write(&row, 1, &one);
		gd_str_add(text, one.text);
		gd_str_release(&one);
		added++;
	}
	gd_arena_release(&arena);
	return added;
}
