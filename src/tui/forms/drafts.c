/* tui/forms/drafts.c - forms left without saving, kept over the end of the
 * program.
 *
 * They are written while one types, when a field is left and when the keys
 * rest, so that not even kill -9 takes more than the last second.  Of a form
 * that was open when the program ended it is said at the next login.
 *
 * One small file of the system's account, beside no book: {login and book:
 * {form: {field: text}}}.  Nobody gets another person's.  Losing it loses
 * nothing that was said to be saved.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../scr_priv.h"

#include "base/banned.h"

#define FILE_NAME "drafts.json"

bool
state_folder(char *buf, size_t room, bool make)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");
	int n;

	if (state && *state == '/')
		n = snprintf(buf, room, "%s/gendan", state);
	else if (home && *home == '/')
		n = snprintf(buf, room, "%s/.local/state/gendan", home);
	else
		return false;
	if (n < 0 || (size_t)n >= room - 20)
		return false;
	for (char *p = buf + 1; make && *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		(void)!mkdir(buf, 0700);
		*p = '/';
	}
	return !make || mkdir(buf, 0700) == 0 || errno == EEXIST;
}

json_t *
state_read(const char *file)
{
	char path[1100];
	json_t *all;

	if (!state_folder(path, 1024, false))
		return json_object();
	snprintf(path + strlen(path), 20, "/%s", file);
	all = json_load_file(path, 0, NULL);
	if (!json_is_object(all)) {
		json_decref(all);
		all = json_object();
	}
	return all;
}

void
drafts_load(struct ui *ui)
{
	const char *login = *ui->app ? gd_app_login(*ui->app) : "";
	json_t *all, *mine = NULL;

	json_decref(ui->drafts);
	free(ui->drafts_key);
	ui->drafts_key = NULL;
	snprintf(ui->whose, sizeof ui->whose, "%s", login);
	if (*login && !ui->practice)
		ui->drafts_key = gd_strdup(ui_fmt(ui, "%s %s", login,
		    gd_store_path(gd_app_store(*ui->app))));
	all = state_read(FILE_NAME);
	if (ui->drafts_key)
		mine = json_object_get(all, ui->drafts_key);
	ui->drafts =
	    json_is_object(mine) ? json_deep_copy(mine) : json_object();
	json_decref(all);
	json_decref(ui->drafts_saved);
	ui->drafts_saved = json_deep_copy(ui->drafts);
}

/* Written aside and renamed; only the owner may read it. */
void
state_write(const char *file, const json_t *all)
{
	char dir[1024], path[1100], aside[1100];
	int fd;

	if (!state_folder(dir, sizeof dir, true))
		return;
	snprintf(path, sizeof path, "%s/%s", dir, file);
	snprintf(aside, sizeof aside, "%s/.%s-%ld", dir, file, (long)getpid());
	fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	if (json_dumpfd(all, fd, JSON_INDENT(1)) == 0 && fsync(fd) == 0)
		(void)!rename(aside, path);
	else
		unlink(aside);
	close(fd);
}

/* Two programs of one person write one file: only what changed here since it
 * was read goes into it, while no other does the same. */
static void
put_changes(struct ui *ui, json_t *mine)
{
	const char *id;
	json_t *draft;

	json_object_foreach(ui->drafts, id,
	    draft) if (!json_equal(json_object_get(ui->drafts_saved, id),
			   draft)) json_object_set(mine, id, draft);
	json_object_foreach(ui->drafts_saved, id,
	    draft) if (!json_object_get(ui->drafts, id))
	    json_object_del(mine, id);
}

static int
hold(void)
{
	char path[1100];
	int fd;

	if (!state_folder(path, 1024, true))
		return -1;
	snprintf(path + strlen(path), 20, "/%s", ".lock");
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0)
		(void)flock(fd, LOCK_EX);
	return fd;
}

void
drafts_save(struct ui *ui)
{
	json_t *all, *mine;
	int fd;

	ui->keep = false;
	if (!ui->drafts_key ||
	    (ui->drafts_saved && json_equal(ui->drafts_saved, ui->drafts)))
		return;
	fd = hold();
	all = state_read(FILE_NAME);
	mine = json_object_get(all, ui->drafts_key);
	mine = json_is_object(mine) ? json_incref(mine) : json_object();
	put_changes(ui, mine);
	json_object_set(all, ui->drafts_key, mine);
	if (json_object_size(mine) == 0)
		json_object_del(all, ui->drafts_key);
	state_write(FILE_NAME, all);
	json_decref(mine);
	json_decref(all);
	if (fd >= 0)
		close(fd);
	json_decref(ui->drafts_saved);
	ui->drafts_saved = json_deep_copy(ui->drafts);
}

void
drafts_sync(struct ui *ui)
{
	bool keep = ui->keep;

	if (!ui->drafts_key)
		return;
	drafts_save(ui);
	ui->keep = keep;
	drafts_load(ui);
}

/* ---- the program ended in the middle of a form --------------------------- */

/* Where the name of a window begins in a key, "new order ~12-34.1". */
static size_t
window_at(const char *id)
{
	const char *at = strstr(id, " ~");

	return at ? (size_t)(at - id) : strlen(id);
}

void
drafts_tell(struct ui *ui)
{
	struct gd_str names = GD_STR_INIT;
	const char *id;
	json_t *draft;

	json_object_foreach(ui->drafts, id, draft)
	{
		/* "NUMBER ACT", "new order" */
		const char *number = strchr(id, ':') ? id : NULL;
		size_t len = number ? strcspn(id, " ") : 0;

		if (!drafts_was_open(ui, draft) || strstr(id, " line "))
			continue;
		gd_str_add(&names, names.len ? ", " : "");
		if (len)
			gd_str_addn(&names, id, len);
		else
			gd_str_add(&names,
			    tr(ui, ui_fmt(ui, "%.*s", (int)window_at(id), id)));
	}
	if (names.len)
		ui_say(ui,
		    GD_TR("A form of yours was left open: {1}. What you "
			  "entered is kept and stands there when you open it "
			  "again"),
		    1, (const struct gd_arg[]){ gd_arg_text(names.text) });
	gd_str_release(&names);
}
