/* src/app/filters/filter_priv.h - one filter being read: words and keys share
 * it. */
#ifndef GENDAN_APP_FILTERS_FILTER_PRIV_H
#define GENDAN_APP_FILTERS_FILTER_PRIV_H

#include "app/filter.h"

#include "../app_priv.h"

struct reader {
	struct gd_app *app;
	struct gd_arena *arena;
	struct gd_filter *f;
	struct gd_err *err;
	bool state_given, sort_given;
	/* steps as typed, and the key: which workflow's is known when all words
	 * are read; NULL */
	const char *step, *week, *week_key;
};

/* Another word to search for. */
enum gd_code filter_word(struct reader *r, const char *word) GD_MUST_CHECK;
/* A key by its place in gd_filter_keys; op is one of : < > ~, which the key
 * may not take. */
enum gd_code filter_key(struct reader *r, int key, char op,
    const char *value) GD_MUST_CHECK;

/* ---- what readers of keys share ---- */

struct ends {
	const char *from, *to; /* NULL = open; both may be the same */
	bool with_from, with_to;
};
/* <x >x :x :x..y */
struct ends filter_ends(struct reader *r, char op, const char *value);
/* A desk of the workflow or of the office, by what people call it. */
enum gd_code filter_desk(struct reader *r, const char *value,
    const char **desk) GD_MUST_CHECK;
/* "{key}: {value} is not understood; it takes {forms}" */
enum gd_code filter_bad_value(struct reader *r, const char *key,
    const char *value, const char *forms) GD_MUST_CHECK;
/* Two values of one key that differ narrow by nothing: refused. */
enum gd_code filter_set_text(struct reader *r, const char **to, const char *key,
    const char *value) GD_MUST_CHECK;

/* One value each; op is a sign the key takes. */
typedef enum gd_code key_reader(struct reader *r, char op, const char *value);

/* ---- filter_names.c ---- */
key_reader filter_read_customer, filter_read_clerk, filter_read_person;
key_reader filter_read_role, filter_read_desk, filter_read_out;
key_reader filter_read_mark, filter_read_who, filter_read_workflow;
key_reader filter_read_company;
/* ---- filter_ranges.c ---- */
key_reader filter_read_due, filter_read_hard, filter_read_created;
key_reader filter_read_number, filter_read_lots;
/* ---- filter_boards.c ---- */
key_reader filter_team, filter_age, filter_stay, filter_owing, filter_overdue;
key_reader filter_signing, filter_changed, filter_currency, filter_taken;
/* ---- filter_steps.c ---- */
key_reader filter_read_step, filter_came, filter_gone;
/* After the last word: find the steps that were typed. */
enum gd_code filter_find_steps(struct reader *r) GD_MUST_CHECK;
/* ---- filter_picks.c ---- */
key_reader filter_urgency, filter_distance, filter_volume, filter_amount;
key_reader filter_finish, filter_load, filter_offered;
/* taken:PERSON - he accepted it */
enum gd_code filter_taken_by(struct reader *r, const char *text) GD_MUST_CHECK;
/* @return is it a word of a pick? */
bool filter_sort_pick(struct reader *r, const char *text);

#endif
