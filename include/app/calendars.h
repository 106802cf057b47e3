/* app/calendars.h - calendars of the office: from a file, from what gendan has
 * with it, and which years are not known. */
#ifndef GENDAN_APP_CALENDARS_H
#define GENDAN_APP_CALENDARS_H

#include "app/app.h"

struct gd_calendar_import {
	const char *path;     /* a CSV file, or NULL: */
	const char *shipped;  /* the code of one that comes with gendan */
	const char *calendar; /* of rows that name none; NULL or "" */
	bool use; /* and the office works by it from now on, if by none */
	bool dry_run;
	/* one bad row; column "" = the row as a whole; may be NULL */
	void (*fault)(void *payload, int64_t row, const char *column,
	    const char *value, const struct gd_err *why);
	void *payload;
	int64_t rows, changed, faults; /* out; changed: entries of the book */
	int64_t kept; /* out: years the book knows better and were left */
};
/** Calendars from a table with the columns calendar, day, what and zh, en or
 * name. A row is a day (2026-10-01, off or work), a year (2026, announced or
 * statutory, its source as name) or the calendar itself (weekend, its days of
 * rest: sat sun). A year with a row of its own is then as the file has it; of
 * others days are only added, and the year counts as announced. A year that
 * was announced does not become merely statutory again. With one fault nothing
 * is written; the same file again changes nothing. */
enum gd_code gd_app_calendar_import(struct gd_app *app,
    struct gd_calendar_import *im, struct gd_err *err) GD_MUST_CHECK;
/** The codes of the calendars that come with gendan; NULL behind the last. */
const char *gd_calendar_shipped(int i);

/** "sat sun", "六,日", "fri" as a mask, bit 0 Monday; 0 = not understood. */
int64_t gd_calendar_weekend_read(const char *words);
/** "off", "休", "yes" and "work", "班", "no": *off is 1 or 0. */
bool gd_calendar_off_read(const char *word, int64_t *off);

/* A year soon to come whose days off are not known, or not all of them. */
struct gd_calendar_gap {
	const char *calendar; /* code; "" = the office has none */
	int year; /* 0: a country of customers that has no calendar at all */
	uint8_t unsure; /* bits of enum gd_unsure */
};
#define GD_CALENDAR_AHEAD 400 /* days looked ahead by `calendar list` */
#define GD_CALENDAR_SOON 60   /* by my day: what plans of now run into */
/** Of the years from today to so many days on: those missing or without their
 * swapped days, in the office's calendar, the bank's, those of desks and, where
 * a workflow counts by them, of customers' countries; then the countries that
 * have none. Texts live in arena; at most max. */
int gd_app_calendar_gaps(struct gd_app *app, int ahead,
    struct gd_calendar_gap *out, int max, struct gd_arena *arena);
/** What to say of one, for gd_say of a fault: what is not known and what to
 * do. */
void gd_calendar_gap_say(const struct gd_calendar_gap *gap, struct gd_err *out);

#endif
