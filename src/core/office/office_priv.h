/* src/core/office/office_priv.h - what the files of the office share. */
#ifndef GENDAN_CORE_OFFICE_OFFICE_PRIV_H
#define GENDAN_CORE_OFFICE_OFFICE_PRIV_H

#include "core/office.h"

/* What a check sees: the office, the row as it stands (NULL = new) and as it
 * would stand. */
struct change {
	const struct gd_sheet *office;
	const void *old, *row;
};

/* Codes are typed in a shell and stand in file names: letters (any script),
 * digits and - _ . only, at most 40 bytes. */
enum gd_code office_code(const char *code, const char *what,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code office_filled(const char *text, const char *what,
    struct gd_err *err) GD_MUST_CHECK;
bool office_holds(const struct gd_sheet *office, const char *login,
    const char *role);
/* Active administrators other than `except`. */
int office_admins(const struct gd_sheet *office, const char *except);
bool office_is_admin(const struct gd_sheet *office, const char *login);

/* ---- keys.c ---- */
enum gd_code keys_decide(const struct gd_sheet *office,
    const struct gd_facts *facts, const struct gd_office_command *cmd,
    struct gd_events *events, struct gd_err *err) GD_MUST_CHECK;
/* Every key of a person ends but this number: 0 when he has left. */
void keys_end(const struct gd_sheet *office, const char *login, int64_t but,
    int64_t now_ms, struct gd_events *events, struct gd_event *e);

/* office_text.c: may every text of the row be stored? */
enum gd_code office_texts(const struct gd_table *t, const void *row,
    struct gd_err *err) GD_MUST_CHECK;
/* alike.c: is this customer, new or with another name, taken for another? */
enum gd_code office_alike(const struct gd_sheet *office,
    const struct gd_customer *old, const struct gd_customer *row,
    struct gd_err *err) GD_MUST_CHECK;
/* ---- office_calendar.c ---- */
enum gd_code calendar_holiday_check(const struct change *c,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code calendar_def_check(const struct change *c,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code calendar_year_check(const struct change *c,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code calendar_day_check(const struct change *c,
    struct gd_err *err) GD_MUST_CHECK;
/* A desk, a setting: what it names as calendar is there. */
enum gd_code calendar_desk_check(const struct change *c,
    struct gd_err *err) GD_MUST_CHECK;
enum gd_code calendar_setting_check(const struct change *c,
    struct gd_err *err) GD_MUST_CHECK;
/* Does the row say that the entry is to go? */
bool calendar_is_removal(enum gd_office_verb verb, const void *row);
/* ---- office_flow.c ---- */
enum gd_code flow_check(const struct change *c,
    struct gd_err *err) GD_MUST_CHECK;
/* A setting: of the workflow that it is installed, else of a calendar. */
enum gd_code flow_setting_check(const struct change *c,
    struct gd_err *err) GD_MUST_CHECK;
/* Beside the first workflow comes another: orders go on taking the first. */
void flow_begin(const struct gd_sheet *office, const struct gd_flowdef *row,
    struct gd_events *events, struct gd_event *e);
/* printer.c: may the row stand so? */
enum gd_code printer_check(const struct gd_printer *row,
    struct gd_err *err) GD_MUST_CHECK;

#endif
