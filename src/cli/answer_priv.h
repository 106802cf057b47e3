/* cli/answer_priv.h - answers: text, tables, JSON. */
#ifndef GENDAN_CLI_ANSWER_PRIV_H
#define GENDAN_CLI_ANSWER_PRIV_H

#include "cli/cli.h"

struct cli;

struct column {
	const char *key;   /* JSON key and CSV head */
	const char *title; /* English */
	bool right;
	int max; /* columns in text, 0 = as wide as it is */
};
struct cell {
	const char *shown, *plain; /* in text; in CSV */
	json_t *value;             /* owned */
	int width;
};
/* A table on its way out; cells are added row by row, left to right. */
struct grid {
	const struct column *cols;
	int ncols;
	struct cell *cells;
	size_t ncells, room, rows;
	int *widths;
	bool begun;
	struct gd_arena arena;
};
void cli_grid_init(struct grid *g, const struct column *cols, int ncols);
void cli_grid_text(struct grid *g, const char *s);
void cli_grid_name(struct grid *g, const char *id, const char *shown);
/* A number of days, for people in words. */
void cli_grid_days(struct grid *g, int64_t n, const char *shown);
void cli_grid_int(struct grid *g, int64_t n);
void cli_grid_bool(struct grid *g, bool yes, const char *shown);
void cli_grid_yes_no(struct grid *g, bool yes, const char *shown,
    const char *other);                         /* shown when not */
void cli_grid_day(struct grid *g, int32_t day); /* 0, GD_NO_DAY: empty */
void cli_grid_ms(struct grid *g, int64_t ms);
void cli_grid_json(struct grid *g, const char *shown,
    json_t *value); /* takes value */
/** A list of ids: names in text, the ids in CSV, takes ids. */
void cli_grid_ids(struct grid *g, const char *shown, json_t *ids);
/** Print the rows so far and forget them; for long tables. */
void cli_grid_flush(struct cli *c, struct grid *g);
/** Print the rest; releases the grid. */
void cli_grid_end(struct cli *c, struct grid *g);

/* Of many lines and pages: newlines, tabs and form feeds go through. */
void cli_out_lines(struct cli *c, const char *text);
/* Of report/ics.h, which made its texts safe: lines end in CR LF. */
void cli_out_calendar(struct cli *c, const struct gd_str *calendar);
void cli_out_text(struct cli *c, const char *s); /* made safe */
void cli_out_printf(struct cli *c, const char *fmt, ...) GD_PRINTF(2, 3);
/** A phrase with {1}.. filled in, then a line break. */
void cli_out_say(struct cli *c, const char *english, int n,
    const struct gd_arg *args);
void cli_out_json(struct cli *c,
    json_t *value);                   /* takes value; one line break */
json_t *cli_json_text(const char *s); /* never NULL */
void cli_out_pair(struct cli *c, const char *title, const char *value);
enum gd_code cli_flush(struct cli *c, struct gd_err *err);

#endif
