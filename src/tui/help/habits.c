/* tui/help/habits.c - what a person took from the list of actions, how often
 * and when last, so that it stands first and its key is taught.
 *
 * A small file beside the drafts, {login and book: {entry: [times, turn]}}.
 * Losing it loses an order of lines.
 */
#include <stdlib.h>

#include "palette_priv.h"

#include "base/banned.h"

#define FILE_NAME "used.json"
#define MOST 200 /* entries kept of a person; the oldest go */

static const char *
key_of(struct ui *ui)
{
	if (!*ui->app || ui->practice || !*gd_app_login(*ui->app))
		return NULL;
	return ui_fmt(ui, "%s %s", gd_app_login(*ui->app),
	    gd_store_path(gd_app_store(*ui->app)));
}

void
habits_load(struct ui *ui, struct habits *h)
{
	const char *key = key_of(ui);
	json_t *all = key ? state_read(FILE_NAME) : NULL;
	json_t *mine = json_object_get(all, key ? key : "");

	h->mine = json_is_object(mine) ? json_incref(mine) : json_object();
	json_decref(all);
}

void
habits_release(struct habits *h)
{
	json_decref(h->mine);
	h->mine = NULL;
}

static int64_t
number_at(const json_t *entry, size_t i)
{
	return json_integer_value(json_array_get(entry, i));
}

int64_t
habit_last(const struct habits *h, const char *id)
{
	return number_at(json_object_get(h->mine, id), 1);
}

/* The turn after all turns; *oldest: the entry nobody used for longest. */
static int64_t
next_turn(json_t *mine, const char **oldest)
{
	int64_t turn = 0, least = INT64_MAX;
	const char *id;
	json_t *entry;

	json_object_foreach(mine, id, entry)
	{
		int64_t last = number_at(entry, 1);

		if (last > turn)
			turn = last;
		if (last < least) {
			least = last;
			*oldest = id;
		}
	}
	return turn + 1;
}

int64_t
habit_used(struct ui *ui, const char *id)
{
	const char *key = key_of(ui), *oldest = NULL;
	json_t *all, *mine;
	int64_t times, turn;

	if (!key)
		return 0;
	all = state_read(FILE_NAME);
	mine = json_object_get(all, key);
	if (!json_is_object(mine)) {
		mine = json_object();
		json_object_set_new(all, key, mine);
	}
	times = number_at(json_object_get(mine, id), 0) + 1;
	turn = next_turn(mine, &oldest);
	if (times == 1 && json_object_size(mine) >= MOST)
		json_object_del(mine, oldest);
	json_object_set_new(mine, id,
	    json_pack("[I, I]", (json_int_t)times, (json_int_t)turn));
	state_write(FILE_NAME, all);
	json_decref(all);
	return times;
}
