/* tui/forms/drafts_live.c - whose a draft is: that of the window it is typed
 * in, as long as that window lives.
 *
 * Each window of a person holds a lock on a small file beside the drafts for
 * as long as it runs, however it ends; a draft of an open form names it.  What
 * a window that is gone left behind is anybody's.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/day.h"

#include "../scr_priv.h"

#include "base/banned.h"

#define OPEN "#open" /* in a draft: its form is open, in this window */

static bool
path_of(const char *token, char *path, size_t room, bool make)
{
	char dir[1024];

	if (!state_folder(dir, sizeof dir, make))
		return false;
	snprintf(path, room, "%s/.live-%s", dir, token);
	return true;
}

/* The name of this window, with its lock held; "" when there is no folder. */
static const char *
own(struct ui *ui)
{
	char path[1100];
	int fd;

	if (*ui->live)
		return ui->live;
	snprintf(ui->live, sizeof ui->live, "%ld-%lld", (long)getpid(),
	    (long long)gd_monotonic_ms());
	if (!path_of(ui->live, path, sizeof path, true) ||
	    (fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) < 0) {
		*ui->live = '\0';
		return "";
	}
	(void)flock(fd, LOCK_EX | LOCK_NB);
	ui->live_fd = fd;
	return ui->live;
}

void
drafts_leave(struct ui *ui)
{
	char path[1100];

	if (!*ui->live)
		return;
	if (path_of(ui->live, path, sizeof path, false))
		(void)unlink(path);
	close(ui->live_fd);
	*ui->live = '\0';
}

/* Does a window run? The file of one that was killed goes. */
static bool
lives(struct ui *ui, const char *token)
{
	char path[1100];
	bool alive;
	int fd;

	if (strcmp(token, ui->live) == 0)
		return true;
	if (strspn(token, "0123456789-") != strlen(token) ||
	    !path_of(token, path, sizeof path, false))
		return false;
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return false;
	alive = flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
	if (!alive)
		(void)unlink(path);
	close(fd);
	return alive;
}

void
drafts_mark_open(struct ui *ui, json_t *draft, bool open)
{
	if (open)
		json_object_set_new(draft, OPEN, json_string(own(ui)));
	else
		json_object_del(draft, OPEN);
}

bool
drafts_was_open(struct ui *ui, const json_t *draft)
{
	const json_t *by = json_object_get(draft, OPEN);

	return by && !(json_is_string(by) && lives(ui, json_string_value(by)));
}

bool
drafts_elsewhere(struct ui *ui, const json_t *draft)
{
	const char *by = json_string_value(json_object_get(draft, OPEN));

	return by && strcmp(by, ui->live) != 0 && lives(ui, by);
}

const char *
drafts_own_key(struct ui *ui, const char *key, int n)
{
	return ui_fmt(ui, "%s ~%s.%d", key, own(ui), n);
}

/* Of this form, whatever window: "KEY", "KEY ~12-34.1", and their lines. */
static bool
is_of(const char *id, const char *key)
{
	size_t len = strlen(key);

	return strncmp(id, key, len) == 0 && strncmp(id + len, " ~", 2) == 0 &&
	       !strstr(id + len, " line ");
}

/* Under another key, with its lines. */
static void
move_draft(json_t *all, const char *from, const char *to)
{
	size_t len = strlen(from);
	json_t *moved = json_object(), *draft;
	const char *id;
	void *next;

	json_object_foreach_safe(all, next, id, draft)
	{
		struct gd_str key = GD_STR_INIT;

		if (strncmp(id, from, len) != 0 ||
		    (id[len] && strncmp(id + len, " line ", 6) != 0))
			continue;
		gd_str_addf(&key, "%s%s", to, id + len);
		json_object_set(moved, key.text, draft);
		json_object_del(all, id);
		gd_str_release(&key);
	}
	json_object_update(all, moved);
	json_decref(moved);
}

bool
drafts_adopt(struct ui *ui, const char *key, const char *to)
{
	const char *id, *by;
	json_t *draft;

	json_object_foreach(ui->drafts, id, draft)
	{
		char from[400];

		by = json_string_value(json_object_get(draft, OPEN));
		if (!is_of(id, key) || strlen(id) >= sizeof from ||
		    (by && lives(ui, by)))
			continue;
		snprintf(from, sizeof from, "%s", id);
		move_draft(ui->drafts, from, to);
		return true;
	}
	return false;
}
