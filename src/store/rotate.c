/* store/rotate.c - a folder of sealed backups that looks after itself: the
 * last 7 days, 4 weeks, 12 months that have one.
 *
 * A backup is known by the day in its name, and nothing else in the folder is
 * touched. The new one stands whole under its name before any old one goes.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"

#include "safety_priv.h"

#include "base/banned.h"

#define DAYS 7
#define WEEKS 4
#define MONTHS 12
#define TAIL ".backup"
#define ROOM 4096 /* files looked at, more than ten years of days */

struct kept {
	int32_t day;
	bool keep;
};

/* BOOK-2026-11-28.backup: the name of a day's backup of this book. */
static void
name_of(const char *book, int32_t day, char *out, size_t n)
{
	const char *slash = strrchr(book, '/');
	const char *base = slash ? slash + 1 : book;
	char date[GD_DAY_TEXT];

	gd_day_text(day, date);
	snprintf(out, n, "%.*s-%s" TAIL, (int)strcspn(base, "."), base, date);
}

static int
newest_first(const void *a, const void *b)
{
	const struct kept *x = a, *y = b;

	return (x->day < y->day) - (x->day > y->day);
}

/* The days that have a backup of this book here, newest first. */
static enum gd_code
read_folder(const char *book, const char *folder, struct kept *out, size_t *n,
    struct gd_err *err)
{
	DIR *d = opendir(folder);
	struct dirent *e;

	*n = 0;
	if (!d && (errno == ENOENT || errno == ENOTDIR))
		return gd_fail(err, GD_MISSING, GD_M_ROTATE_FOLDER,
		    GD_T(folder));
	if (!d)
		return gd_safety_fault(folder, errno, err);
	while ((e = readdir(d)) != NULL && *n < ROOM) {
		size_t len = strlen(e->d_name), tail = strlen(TAIL) + 10;
		char date[11], name[256];
		int32_t day;

		if (len <= tail)
			continue;
		memcpy(date, e->d_name + len - tail, 10);
		date[10] = '\0';
		day = gd_day_parse(date);
		if (day == GD_NO_DAY)
			continue;
		name_of(book, day, name, sizeof name);
		if (strcmp(name, e->d_name) == 0)
			out[(*n)++] = (struct kept){ .day = day };
	}
	closedir(d);
	qsort(out, *n, sizeof *out, newest_first);
	return GD_OK;
}

/* Which week or month a day lies in, as a number. */
static int64_t
week_of(int32_t day)
{
	return (day + 3) / 7; /* 1970-01-01 was a Thursday: weeks from Monday */
}

static int64_t
month_of(int32_t day)
{
	int y, m, d;

	gd_day_civil(day, &y, &m, &d);
	return (int64_t)y * 12 + m;
}

/* The newest of each of the last so many spans that have one. */
static void
mark(struct kept *all, size_t n, int64_t (*span)(int32_t), int most)
{
	int64_t last = -1;

	for (size_t i = 0; i < n && most > 0; i++) {
		int64_t own = span ? span(all[i].day) : all[i].day;

		if (own == last)
			continue;
		last = own;
		all[i].keep = true;
		most--;
	}
}

static enum gd_code
take_away(const char *book, const char *folder, struct kept *all, size_t n,
    struct gd_rotation *out, struct gd_err *err)
{
	struct gd_str path = GD_STR_INIT;
	enum gd_code rc = GD_OK;

	mark(all, n, NULL, DAYS);
	mark(all, n, week_of, WEEKS);
	mark(all, n, month_of, MONTHS);
	for (size_t i = 0; i < n; i++) {
		char name[256];

		if (all[i].keep || all[i].day == out->day) {
			out->kept++;
			continue;
		}
		name_of(book, all[i].day, name, sizeof name);
		gd_str_reset(&path);
		gd_str_addf(&path, "%s/%s", folder, name);
		if (unlink(path.text) == 0)
			out->gone++;
		else if (rc == GD_OK)
			rc = gd_fail(err, GD_OUTSIDE, GD_M_ROTATE_GONE,
			    GD_T(path.text), GD_T(strerror(errno)));
	}
	gd_str_release(&path);
	return rc;
}

enum gd_code
gd_store_rotate(const char *book, const char *folder, int32_t today,
    const struct gd_key *key, struct gd_rotation *out,
    struct gd_verify_report *report, struct gd_err *err)
{
	struct kept *all = gd_alloc(ROOM + 1, sizeof *all);
	struct gd_str path = GD_STR_INIT;
	size_t n = 0;
	enum gd_code rc = read_folder(book, folder, all, &n, err);

	*out = (struct gd_rotation){ .day = today };
	for (size_t i = 0; i < n && out->last == 0; i++)
		if (all[i].day < today)
			out->last = all[i].day;
	if (out->last != 0)
		out->missing = today - out->last - 1;
	name_of(book, today, out->file, sizeof out->file);
	gd_str_addf(&path, "%s/%s", folder, out->file);
	if (rc == GD_OK)
		rc = gd_store_seal(book, path.text, true, key, report, err);
	if (rc == GD_OK)
		rc = read_folder(book, folder, all, &n, err);
	if (rc == GD_OK)
		rc = take_away(book, folder, all, n, out, err);
	gd_str_release(&path);
	free(all);
	return rc;
}
