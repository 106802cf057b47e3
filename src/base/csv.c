/* base/csv.c - reading and writing CSV (RFC 4180).
 *
 * Own code, because what matters here is naming the line, constant memory and
 * Chinese files.  A file is UTF-8 if all of it is; otherwise GB18030, whose
 * bytes never collide with comma, quote or line end, so cells are cut first
 * and converted after (base/csv_bytes.c).
 */
#include "base/csv.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"

#include "csv_priv.h"

#include "base/banned.h"

#define CELL_MOST 65536
#define CELLS_MOST 1024

struct gd_csv {
	FILE *file;         /* owned */
	char *path;         /* owned */
	char *text;         /* owned; of a file in memory, else NULL */
	iconv_t convert;    /* (iconv_t)-1 for UTF-8 */
	int delimiter;      /* , ; or tab, as the first line has it */
	int64_t row;        /* records given so far */
	int64_t line;       /* where the last record began, from 1 */
	int64_t now;        /* line of the next byte */
	struct gd_str raw;  /* the record's cells as read, NUL between */
	struct gd_str utf8; /* the same converted */
	size_t *starts;     /* owned; offset of each cell */
	size_t n, starts_room;
	const char **cells; /* owned; handed out */
	size_t cells_room;
};

/* The delimiter of the first line: a comma if it has one outside quotes. */
static int
guess_delimiter(FILE *file)
{
	bool quoted = false;
	int c, found = ',';

	for (int i = 0; i < CELL_MOST && (c = getc(file)) != EOF; i++) {
		if (c == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		if (c == '\n' || c == '\r')
			break;
		if (c == ',') {
			found = ',';
			break;
		}
		if ((c == ';' || c == '\t') && found == ',')
			found = c;
	}
	return found;
}

/* Go to the first byte of text: after the mark that says UTF-8. */
static void
rewind_text(FILE *file)
{
	unsigned char head[3];

	rewind(file);
	if (fread(head, 1, 3, file) != 3 || memcmp(head, "\xEF\xBB\xBF", 3))
		rewind(file);
}

/* A pipe is copied to an unnamed file, because it is read twice. */
static enum gd_code
make_seekable(struct gd_csv *c, struct gd_err *err)
{
	char part[4096];
	FILE *copy;
	size_t n;

	if (fseek(c->file, 0, SEEK_SET) == 0)
		return GD_OK;
	copy = tmpfile();
	if (!copy)
		return gd_fail(err, GD_OUTSIDE, GD_M_CSV_READ, GD_T(c->path),
		    GD_N(1), GD_W(strerror(errno)));
	while ((n = fread(part, 1, sizeof part, c->file)) > 0)
		if (fwrite(part, 1, n, copy) != n)
			break;
	if (ferror(c->file) || ferror(copy) || fflush(copy) != 0) {
		int why = errno;

		fclose(copy);
		return gd_fail(err, GD_OUTSIDE, GD_M_CSV_READ, GD_T(c->path),
		    GD_N(1), GD_W(strerror(why)));
	}
	fclose(c->file);
	c->file = copy;
	rewind(copy);
	return GD_OK;
}

/* Find out how the file is written, and go to its first record. */
static enum gd_code
survey(struct gd_csv *c, struct gd_err *err)
{
	struct gd_csv_bytes found;
	enum gd_code rc = make_seekable(c, err);

	if (rc != GD_OK)
		return rc;
	if (!gd_csv_survey(c->file, &found))
		return gd_fail(err, GD_OUTSIDE, GD_M_CSV_READ, GD_T(c->path),
		    GD_N(found.line), GD_W(strerror(errno)));
	if (found.nul_line > 0)
		return gd_fail(err, GD_USAGE, GD_M_CSV_NUL,
		    GD_N(found.nul_line));
	if (found.bad > 0) {
		/* Mostly good UTF-8 with a few wrong bytes is a broken UTF-8
		 * file; read as GB18030 it would be silent nonsense. */
		if (found.good > found.bad * 4 || found.has_mark)
			return gd_fail(err, GD_USAGE, GD_M_CSV_BYTES,
			    GD_N(found.bad_line));
		c->convert = iconv_open("UTF-8", "GB18030");
		if (c->convert == (iconv_t)-1)
			return gd_fail(err, GD_USAGE, GD_M_CSV_BYTES,
			    GD_N(found.bad_line));
	}
	rewind_text(c->file);
	c->delimiter = guess_delimiter(c->file);
	rewind_text(c->file);
	return GD_OK;
}

/* Takes file and text. */
static enum gd_code
begin(FILE *file, const char *path, char *text, struct gd_csv **out,
    struct gd_err *err)
{
	struct gd_csv *c = gd_alloc(1, sizeof *c);
	enum gd_code rc;

	*c = (struct gd_csv){ .file = file,
		.path = gd_strdup(path),
		.text = text,
		.convert = (iconv_t)-1,
		.now = 1,
		.raw = GD_STR_INIT,
		.utf8 = GD_STR_INIT };
	rc = survey(c, err);
	if (rc != GD_OK) {
		gd_csv_close(c);
		return rc;
	}
	*out = c;
	return GD_OK;
}

enum gd_code
gd_csv_open(const char *path, struct gd_csv **out, struct gd_err *err)
{
	struct stat st;
	FILE *file = fopen(path, "re");

	*out = NULL;
	if (file && fstat(fileno(file), &st) == 0 && S_ISDIR(st.st_mode)) {
		fclose(file);
		file = NULL;
		errno = EISDIR;
	}
	if (!file)
		return gd_fail(err, errno == ENOENT ? GD_MISSING : GD_OUTSIDE,
		    GD_M_CSV_OPEN, GD_T(path), GD_W(strerror(errno)));
	return begin(file, path, NULL, out, err);
}

enum gd_code
gd_csv_open_text(const char *text, size_t len, const char *name,
    struct gd_csv **out, struct gd_err *err)
{
	char *copy = gd_alloc(len + 1, 1); /* the caller's may go */
	FILE *file;

	*out = NULL;
	memcpy(copy, text, len);
	file = fmemopen(copy, len, "r");
	if (!file) {
		free(copy);
		return gd_fail(err, GD_OUTSIDE, GD_M_CSV_OPEN, GD_T(name),
		    GD_W(strerror(errno)));
	}
	return begin(file, name, copy, out, err);
}

void
gd_csv_close(struct gd_csv *c)
{
	if (!c)
		return;
	if (c->convert != (iconv_t)-1)
		iconv_close(c->convert);
	fclose(c->file);
	gd_str_release(&c->raw);
	gd_str_release(&c->utf8);
	free(c->starts);
	free(c->cells);
	free(c->path);
	free(c->text);
	free(c);
}

int64_t
gd_csv_row(const struct gd_csv *c)
{
	return c->row;
}

int64_t
gd_csv_line(const struct gd_csv *c)
{
	return c->line;
}

/* One byte with line ends made one: \r\n and \r read as \n. */
static int
next_byte(struct gd_csv *c)
{
	int b = getc(c->file);

	if (b == '\r') {
		b = getc(c->file);
		if (b != '\n') {
			if (b != EOF)
				ungetc(b, c->file);
			b = '\n';
		}
	}
	if (b == '\n')
		c->now++;
	return b;
}

static enum gd_code
keep(struct gd_csv *c, int b, struct gd_err *err)
{
	if (c->raw.len - c->starts[c->n - 1] >= CELL_MOST)
		return gd_fail(err, GD_USAGE, GD_M_CSV_CELL, GD_N(c->line),
		    GD_N(CELL_MOST));
	if (b == '\0')
		return gd_fail(err, GD_USAGE, GD_M_CSV_NUL, GD_N(c->now));
	gd_str_addc(&c->raw, (char)b);
	return GD_OK;
}

/* The rest of a cell in quotation marks; *end = the byte after it. */
static enum gd_code
quoted_cell(struct gd_csv *c, int *end, struct gd_err *err)
{
	int64_t opened = c->now;

	for (;;) {
		int b = next_byte(c);
		enum gd_code rc;

		if (b == EOF)
			return gd_fail(err, GD_USAGE, GD_M_CSV_QUOTE,
			    GD_N(opened));
		if (b == '"') {
			*end = next_byte(c);
			if (*end != '"')
				break;
		}
		rc = keep(c, b, err);
		if (rc != GD_OK)
			return rc;
	}
	if (*end != EOF && *end != '\n' && *end != c->delimiter)
		return gd_fail(err, GD_USAGE, GD_M_CSV_AFTER_QUOTE,
		    GD_N(c->now));
	return GD_OK;
}

/* One cell; *end = what ended it: the delimiter, \n or EOF. */
static enum gd_code
read_cell(struct gd_csv *c, int *end, struct gd_err *err)
{
	int b = next_byte(c);

	if (c->n >= CELLS_MOST)
		return gd_fail(err, GD_USAGE, GD_M_CSV_CELLS, GD_N(c->line),
		    GD_N(CELLS_MOST));
	*GD_PUSH(c->starts, c->n, c->starts_room) = c->raw.len;
	if (b == '"')
		return quoted_cell(c, end, err);
	while (b != EOF && b != '\n' && b != c->delimiter) {
		enum gd_code rc = keep(c, b, err);

		if (rc != GD_OK)
			return rc;
		b = next_byte(c);
	}
	*end = b;
	return GD_OK;
}

/* One record into raw and starts; an empty line leaves one empty cell. */
static enum gd_code
read_record(struct gd_csv *c, bool *blank, struct gd_err *err)
{
	int end = '\n', first = getc(c->file);
	enum gd_code rc;

	gd_str_reset(&c->raw);
	c->n = 0;
	c->line = c->now;
	if (first == EOF) {
		if (ferror(c->file))
			return gd_fail(err, GD_OUTSIDE, GD_M_CSV_READ,
			    GD_T(c->path), GD_N(c->now), GD_W(strerror(errno)));
		return GD_MISSING;
	}
	ungetc(first, c->file);
	do {
		rc = read_cell(c, &end, err);
		if (rc != GD_OK)
			return rc;
		gd_str_addc(&c->raw, '\0');
	} while (end == c->delimiter);
	*blank = c->n == 1 && c->raw.len == 1 && first != '"';
	return GD_OK;
}

/* Convert raw (NULs and all) to utf8 and move the starts along. */
static enum gd_code
convert(struct gd_csv *c, struct gd_err *err)
{
	gd_str_reset(&c->utf8);
	for (size_t i = 0; i < c->n; i++) {
		char *from = c->raw.text + c->starts[i];
		size_t left = strlen(from) + 1;

		c->starts[i] = c->utf8.len;
		iconv(c->convert, NULL, NULL, NULL, NULL);
		while (left > 0) {
			char part[512], *to = part;
			size_t room = sizeof part;
			size_t r = iconv(c->convert, &from, &left, &to, &room);

			gd_str_addn(&c->utf8, part, (size_t)(to - part));
			if (r == (size_t)-1 && errno != E2BIG)
				return gd_fail(err, GD_USAGE, GD_M_CSV_BYTES,
				    GD_N(c->line));
		}
	}
	return GD_OK;
}

enum gd_code
gd_csv_next(struct gd_csv *c, const char ***cells, int *n, struct gd_err *err)
{
	const char *text = c->raw.text;
	size_t count = 0;
	bool blank = false;
	enum gd_code rc;

	*n = 0;
	*cells = NULL;
	do {
		rc = read_record(c, &blank, err);
	} while (rc == GD_OK && blank);
	if (rc == GD_MISSING)
		return gd_fail(err, GD_MISSING, GD_M_NONE);
	if (rc == GD_OK && c->convert != (iconv_t)-1)
		rc = convert(c, err);
	if (rc != GD_OK)
		return rc;
	text = c->convert != (iconv_t)-1 ? c->utf8.text : c->raw.text;
	while (count < c->n) {
		const char *cell = text + c->starts[count];

		/* The file may have changed since the survey. */
		if (!gd_utf8_valid(cell, strlen(cell)))
			return gd_fail(err, GD_USAGE, GD_M_CSV_BYTES,
			    GD_N(c->line));
		*GD_PUSH(c->cells, count, c->cells_room) = cell;
	}
	c->row++;
	*cells = c->cells;
	*n = (int)count;
	return GD_OK;
}

/* -12.50: no formula, and a column of numbers stays one. */
static bool
is_number(const char *cell)
{
	size_t whole = strspn(cell + 1, "0123456789");
	const char *rest = cell + 1 + whole;

	if (*cell != '-' || whole == 0)
		return false;
	if (*rest == '.' && rest[1])
		rest += 1 + strspn(rest + 1, "0123456789");
	return *rest == '\0';
}

/* Would a spreadsheet reckon with this cell? Some skip blanks first; behind
 * apostrophes it gets one more, so that taking one away gives it back. */
static bool
is_formula(const char *cell)
{
	const char *at = cell;
	uint32_t cp;
	size_t n;

	while ((n = gd_utf8_next(at, &cp)) > 0 &&
	       (cp == ' ' || cp == 0xA0 || cp == 0x3000 || cp == '\''))
		at += n;
	if (cp == '\t' || cp == '\r')
		return true;
	cp = gd_fold_width(cp);
	return (cp == '=' || cp == '+' || cp == '-' || cp == '@') &&
	       !is_number(cell);
}

const char *
gd_csv_plain(const char *cell)
{
	return *cell == '\'' && is_formula(cell + 1) ? cell + 1 : cell;
}

void
gd_csv_write(struct gd_str *out, const char *const *cells, int n)
{
	for (int i = 0; i < n; i++) {
		const char *cell = cells[i] ? cells[i] : "";
		bool guard = is_formula(cell);
		bool quote = cell[strcspn(cell, ",\"\r\n")] != '\0' ||
			     *cell == ' ' || (n == 1 && !*cell);

		if (i > 0)
			gd_str_addc(out, ',');
		if (quote)
			gd_str_addc(out, '"');
		if (guard)
			gd_str_addc(out, '\'');
		for (const char *p = cell; *p; p++) {
			if (*p == '"')
				gd_str_addc(out, '"');
			gd_str_addc(out, *p);
		}
		if (quote)
			gd_str_addc(out, '"');
	}
	gd_str_add(out, "\r\n");
}
