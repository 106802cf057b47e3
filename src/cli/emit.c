/* cli/emit.c - answers: aligned text, CSV or one JSON value.
 *
 * Columns are counted as the terminal counts them.  No escape codes, and no
 * character that could act on a terminal, whatever the data hold.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/day.h"
#include "base/text.h"

#include "cli_priv.h"

#include "base/banned.h"

#define OUT_ENOUGH 65536 /* bytes gathered before they are written */

/* Write what waits; a failure is kept for the last cli_flush. */
static bool
write_out(struct cli *c)
{
	size_t done = 0;

	while (done < c->out.len) {
		ssize_t n =
		    write(STDOUT_FILENO, c->out.text + done, c->out.len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	if (done < c->out.len)
		return false;
	gd_str_reset(&c->out);
	return true;
}

enum gd_code
cli_flush(struct cli *c, struct gd_err *err)
{
	if (write_out(c))
		return GD_OK;
	return gd_fail(err, GD_OUTSIDE, GD_M_CLI_OUTPUT, GD_T(strerror(errno)));
}

void
cli_out_text(struct cli *c, const char *s)
{
	gd_text_show(&c->out, s);
}

void
cli_out_lines(struct cli *c, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n\f\t");

		gd_text_show(&c->out, gd_arena_strn(&c->arena, text, n));
		text += n;
		if (*text)
			gd_str_addc(&c->out, *text++);
	}
}

void
cli_out_calendar(struct cli *c, const struct gd_str *calendar)
{
	gd_str_addn(&c->out, calendar->text, calendar->len);
}

void
cli_out_printf(struct cli *c, const char *fmt, ...)
{
	char small[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(small, sizeof small, fmt, ap);
	va_end(ap);
	for (const char *at = small; *at; at++) { /* line by line */
		size_t n = strcspn(at, "\n");
		char *line = small + (at - small);
		char end = line[n];

		line[n] = '\0';
		gd_text_show(&c->out, line);
		if (end == '\0')
			break;
		gd_str_addc(&c->out, end);
		at += n;
	}
}

void
cli_out_say(struct cli *c, const char *english, int n,
    const struct gd_arg *args)
{
	struct gd_str said = GD_STR_INIT;

	gd_say(&said, c->lang, english, n, args);
	cli_out_text(c, said.text);
	gd_str_addc(&c->out, '\n');
	gd_str_release(&said);
}

void
cli_out_pair(struct cli *c, const char *title, const char *value)
{
	gd_text_fit(&c->out, cli_tr(c, title), 24, true, true);
	gd_str_addc(&c->out, ' ');
	cli_out_text(c, value);
	gd_str_addc(&c->out, '\n');
}

static void
add_escape(struct gd_str *out, uint32_t cp)
{
	if (cp < 0x10000) {
		gd_str_addf(out, "\\u%04x", (unsigned)cp);
		return;
	}
	cp -= 0x10000;
	gd_str_addf(out, "\\u%04x\\u%04x", (unsigned)(0xd800 + (cp >> 10)),
	    (unsigned)(0xdc00 + (cp & 0x3ff)));
}

static void
add_json(struct cli *c, const json_t *value)
{
	char *text =
	    json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
	const char *s = text ? text : "null";

	while (*s) {
		uint32_t cp;
		size_t n = gd_utf8_next(s, &cp);

		/* JSON may escape any character */
		if ((gd_cp_control(cp) && cp >= 0x7F) || gd_cp_hidden(cp))
			add_escape(&c->out, cp);
		else
			gd_str_addn(&c->out, s, n);
		s += n;
	}
	free(text);
}

json_t *
cli_json_text(const char *s)
{
	json_t *value = json_string(s ? s : "");

	return value ? value : json_string("?"); /* broken bytes */
}

void
cli_out_json(struct cli *c, json_t *value)
{
	add_json(c, value);
	gd_str_addc(&c->out, '\n');
	json_decref(value);
}

/* ---- tables --------------------------------------------------------------- */

void
cli_grid_init(struct grid *g, const struct column *cols, int ncols)
{
	memset(g, 0, sizeof *g);
	g->cols = cols;
	g->ncols = ncols;
	g->widths = gd_alloc((size_t)ncols, sizeof *g->widths);
}

/* The one place that adds a cell; takes value. */
static void
add_cell(struct grid *g, const char *shown, const char *plain, json_t *value)
{
	int col = (int)(g->ncells % (size_t)g->ncols);
	struct cell *cell = GD_PUSH(g->cells, g->ncells, g->room);
	int max = g->cols[col].max;

	cell->shown = gd_arena_str(&g->arena, shown);
	cell->plain =
	    plain == shown ? cell->shown : gd_arena_str(&g->arena, plain);
	cell->value = value;
	cell->width = gd_text_width(shown);
	if (max > 0 && cell->width > max)
		cell->width = max;
	if (cell->width > g->widths[col])
		g->widths[col] = cell->width;
}

void
cli_grid_text(struct grid *g, const char *s)
{
	if (s == NULL)
		s = "";
	add_cell(g, s, s, cli_json_text(s));
}

void
cli_grid_name(struct grid *g, const char *id, const char *shown)
{
	if (id == NULL)
		id = "";
	add_cell(g, shown ? shown : id, id, cli_json_text(id));
}

void
cli_grid_int(struct grid *g, int64_t n)
{
	char text[32];

	snprintf(text, sizeof text, "%lld", (long long)n);
	add_cell(g, text, text, json_integer(n));
}

void
cli_grid_days(struct grid *g, int64_t n, const char *shown)
{
	char text[32];

	snprintf(text, sizeof text, "%lld", (long long)n);
	add_cell(g, shown, text, json_integer(n));
}

void
cli_grid_bool(struct grid *g, bool yes, const char *shown)
{
	add_cell(g, yes ? shown : "", yes ? "yes" : "no", json_boolean(yes));
}

void
cli_grid_yes_no(struct grid *g, bool yes, const char *shown, const char *other)
{
	add_cell(g, yes ? shown : other, yes ? "yes" : "no", json_boolean(yes));
}

void
cli_grid_day(struct grid *g, int32_t day)
{
	char text[GD_DAY_TEXT] = "";

	if (day == 0 || day == GD_NO_DAY) {
		add_cell(g, "", "", json_null());
		return;
	}
	gd_day_text(day, text);
	add_cell(g, text, text, json_string(text));
}

void
cli_grid_ms(struct grid *g, int64_t ms)
{
	char text[GD_MS_TEXT] = "";

	if (ms == 0) {
		add_cell(g, "", "", json_null());
		return;
	}
	cli_moment(ms, text);
	add_cell(g, text, text, json_string(text));
}

void
cli_grid_json(struct grid *g, const char *shown, json_t *value)
{
	add_cell(g, shown, shown, value);
}

void
cli_grid_ids(struct grid *g, const char *shown, json_t *ids)
{
	struct gd_str plain = GD_STR_INIT;
	json_t *id;
	size_t i;

	json_array_foreach(ids, i, id)
	    gd_str_addf(&plain, "%s%s", i ? " " : "", json_string_value(id));
	add_cell(g, shown, plain.text, ids);
	gd_str_release(&plain);
}

static void
rows_json(struct cli *c, struct grid *g)
{
	size_t n = g->ncells / (size_t)g->ncols;

	for (size_t r = 0; r < n; r++) {
		json_t *row = json_object();

		for (int i = 0; i < g->ncols; i++) {
			struct cell *cell =
			    &g->cells[r * (size_t)g->ncols + (size_t)i];

			json_object_set(row, g->cols[i].key, cell->value);
		}
		gd_str_add(&c->out, g->rows + r ? ",\n" : "[");
		add_json(c, row);
		json_decref(row);
	}
}

static void
rows_csv(struct cli *c, struct grid *g)
{
	const char **line = gd_alloc((size_t)g->ncols, sizeof *line);
	struct gd_str *clean = gd_alloc((size_t)g->ncols, sizeof *clean);
	size_t n = g->ncells / (size_t)g->ncols;

	for (int i = 0; i < g->ncols; i++) {
		clean[i] = (struct gd_str)GD_STR_INIT;
		line[i] = g->cols[i].key;
	}
	if (!g->begun)
		gd_csv_write(&c->out, line, g->ncols);
	for (size_t r = 0; r < n; r++) {
		for (int i = 0; i < g->ncols; i++) {
			gd_str_reset(&clean[i]);
			gd_text_show(&clean[i],
			    g->cells[r * (size_t)g->ncols + (size_t)i].plain);
			line[i] = clean[i].text;
		}
		gd_csv_write(&c->out, line, g->ncols);
	}
	for (int i = 0; i < g->ncols; i++)
		gd_str_release(&clean[i]);
	free(clean);
	free(line);
}

static void
add_column(struct gd_str *line, const char *text, int width, bool right)
{
	if (right)
		gd_text_fit_right(line, text, width);
	else
		gd_text_fit(line, text, width, true, true);
}

/* Spaces at the end of a line say nothing. */
static void
end_line(struct gd_str *out)
{
	while (out->len > 0 && out->text[out->len - 1] == ' ')
		out->text[--out->len] = '\0';
	gd_str_addc(out, '\n');
}

static void
rows_text(struct cli *c, struct grid *g)
{
	size_t n = g->ncells / (size_t)g->ncols;

	for (int i = 0; i < g->ncols && !g->begun; i++) {
		const char *title = cli_tr(c, g->cols[i].title);
		int width = gd_text_width(title);

		if (width > g->widths[i])
			g->widths[i] = width;
	}
	for (int i = 0; i < g->ncols && !g->begun; i++) {
		add_column(&c->out, cli_tr(c, g->cols[i].title), g->widths[i],
		    g->cols[i].right);
		gd_str_add(&c->out, i + 1 < g->ncols ? "  " : "");
	}
	if (!g->begun)
		end_line(&c->out);
	for (size_t r = 0; r < n; r++) {
		for (int i = 0; i < g->ncols; i++) {
			add_column(&c->out,
			    g->cells[r * (size_t)g->ncols + (size_t)i].shown,
			    g->widths[i], g->cols[i].right);
			gd_str_add(&c->out, i + 1 < g->ncols ? "  " : "");
		}
		end_line(&c->out);
	}
}

void
cli_grid_flush(struct cli *c, struct grid *g)
{
	if (g->ncells == 0)
		return;
	if (cli_has(c, OPT_JSON))
		rows_json(c, g);
	else if (cli_has(c, OPT_CSV))
		rows_csv(c, g);
	else
		rows_text(c, g);
	g->begun = true;
	g->rows += g->ncells / (size_t)g->ncols;
	for (size_t i = 0; i < g->ncells; i++)
		json_decref(g->cells[i].value);
	g->ncells = 0;
	gd_arena_release(&g->arena);
	if (c->out.len > OUT_ENOUGH)
		(void)write_out(c);
}

void
cli_grid_end(struct cli *c, struct grid *g)
{
	cli_grid_flush(c, g);
	if (cli_has(c, OPT_JSON))
		gd_str_add(&c->out, g->rows ? "]\n" : "[]\n");
	else if (cli_has(c, OPT_CSV) && !g->begun)
		rows_csv(c, g);
	else if (!cli_has(c, OPT_CSV) && g->rows == 0) {
		cli_out_text(c, cli_tr(c, "nothing"));
		gd_str_addc(&c->out, '\n');
	}
	gd_arena_release(&g->arena);
	free(g->cells);
	free(g->widths);
	memset(g, 0, sizeof *g);
}
