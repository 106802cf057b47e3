/* app/filters/filter_ranges.c - values of filters that are days, numbers or
 * counts: one, before, after, from .. to. */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#include "filter_priv.h"

#include "base/banned.h"

/* <x >x :x :x..y */
struct ends
filter_ends(struct reader *r, char op, const char *value)
{
	const char *dots = strstr(value, "..");

	if (op == '<')
		return (struct ends){ .to = value };
	if (op == '>')
		return (struct ends){ .from = value };
	if (!dots)
		return (struct ends){ value, value, true, true };
	return (struct ends){ dots > value ? gd_arena_strn(r->arena, value,
						 (size_t)(dots - value))
					   : NULL,
		dots[2] ? dots + 2 : NULL, true, true };
}

static enum gd_code
read_days(struct reader *r, const char *key, char op, const char *value,
    int32_t *from, int32_t *to)
{
	struct ends e = filter_ends(r, op, value);

	*from = *to = 0; /* both included; 0 = open */
	if (e.from) {
		*from = gd_day_read(e.from, r->f->today);
		if (*from == GD_NO_DAY)
			goto bad;
		*from += !e.with_from;
	}
	if (e.to) {
		*to = gd_day_read(e.to, r->f->today);
		if (*to == GD_NO_DAY)
			goto bad;
		*to -= !e.with_to;
	}
	return GD_OK;
bad:
	return filter_bad_value(r, key, value,
	    "2026-12-01, 12-01, +7d, today, 12-01..12-15");
}

enum gd_code
filter_read_due(struct reader *r, char op, const char *value)
{
	int32_t from, to;

	if (op == ':' &&
	    (strcmp(value, "none") == 0 || strcmp(value, "无") == 0)) {
		r->f->undated = true;
		return GD_OK;
	}
	if (read_days(r, "due", op, value, &from, &to) != GD_OK)
		return r->err->code;
	if (from)
		r->f->due_after = from - 1;
	if (to)
		r->f->due_before = to + 1;
	return GD_OK;
}

/* Passed ones too: what stands in the list's column "hard date". */
enum gd_code
filter_read_hard(struct reader *r, char op, const char *value)
{
	int32_t from, to;

	if (read_days(r, "hard", op, value, &from, &to) != GD_OK)
		return r->err->code;
	if (from)
		r->f->hard_after = from - 1;
	if (to)
		r->f->hard_before = to + 1;
	return GD_OK;
}

static int64_t
day_ms(const struct reader *r, int32_t day)
{
	return (int64_t)day * 86400000 - (int64_t)r->app->utc_offset * 60000;
}

enum gd_code
filter_read_created(struct reader *r, char op, const char *value)
{
	int32_t from, to;

	if (read_days(r, "created", op, value, &from, &to) != GD_OK)
		return r->err->code;
	if (from)
		r->f->created_from = day_ms(r, from);
	if (to)
		r->f->created_to = day_ms(r, to + 1);
	return GD_OK;
}

/* No number holds a control character: "\x01" is right behind a text, and
 * the last character behind all that begin with it. */
enum gd_code
filter_read_number(struct reader *r, char op, const char *value)
{
	struct ends e = filter_ends(r, op, value);
	size_t n = strlen(value);

	if (n && value[n - 1] == '*' && op == ':') {
		r->f->number_from = gd_arena_strn(r->arena, value, n - 1);
		r->f->number_to = gd_arena_printf(r->arena,
		    "%s\xf4\x8f\xbf\xbf", r->f->number_from);
		return GD_OK;
	}
	if (e.from)
		r->f->number_from =
		    e.with_from ? e.from
				: gd_arena_printf(r->arena, "%s\x01", e.from);
	if (e.to)
		r->f->number_to =
		    e.with_to ? gd_arena_printf(r->arena, "%s\x01", e.to)
			      : e.to;
	return e.from || e.to ? GD_OK
			      : filter_bad_value(r, "number", value,
				    "EX-2611-001, EX-2611*, A..B");
}

enum gd_code
filter_read_lots(struct reader *r, char op, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (!*value || *end || n < 0 || n > 999)
		return filter_bad_value(r, "lots", value, "lots:2, lots>1");
	if (op != '<')
		r->f->lots_from = op == '>' ? n + 1 : n;
	if (op != '>')
		r->f->lots_to = op == '<' ? n - 1 : n;
	return GD_OK;
}
