/* cli/cmd_server.c - the office server: one session behind a key of ssh, and
 * which keys let whom in.
 *
 * A line of authorized_keys starts `gendan --book FILE --as LOGIN server`;
 * nothing the person sends changes these words. What the person asked for
 * stands in $SSH_ORIGINAL_COMMAND and is one of four things.
 */
#include "app/ics.h"
#include "app/server.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/day.h"
#include "base/guard.h"

#include "cli_priv.h"

#include "base/banned.h"

/* ---- a session ----------------------------------------------------------- */

/* The name after the word, when asked begins with it. */
static const char *
name_after(const char *asked, const char *word)
{
	size_t len = strlen(word);

	return strncmp(asked, word, len) == 0 && asked[len] == ' '
		   ? asked + len + 1
		   : NULL;
}

/* From here on only the person's own folder and that of the book. */
static enum gd_code
shut_in(struct cli *c, const char **own, struct gd_err *err)
{
	const char *folders[2], *book;
	char *slash;
	enum gd_code rc;

	rc = gd_drop_folder(cli_book(c), gd_app_login(c->app), &c->arena, own,
	    err);
	if (rc != GD_OK)
		return rc;
	book = gd_store_path(gd_app_store(c->app));
	folders[0] = gd_arena_str(&c->arena, book);
	slash = strrchr(folders[0], '/');
	if (slash)
		*slash = '\0';
	folders[1] = *own;
	gd_app_confine(c->app, *own);
	gd_guard_environment(gd_arena_printf(&c->arena, "%s/state", *own));
	if (chdir(gd_arena_printf(&c->arena, "%s/drop", *own)) != 0)
		return gd_fail(err, GD_OUTSIDE, GD_M_DROP_FILE, GD_T(*own),
		    GD_T(strerror(errno)));
	return gd_guard_session(folders, 2, err);
}

static enum gd_code
take_in(struct cli *c, const char *own, const char *name, struct gd_err *err)
{
	struct gd_arg args[2];
	int64_t size = 0;
	enum gd_code rc =
	    gd_drop_put(own, name, STDIN_FILENO, STDOUT_FILENO, &size, err);

	args[0] = gd_arg_text(name);
	args[1] = gd_arg_int(size);
	if (rc == GD_OK)
		cli_out_say(c, GD_TR("{1}: {2} {2|byte|bytes}, kept"), 2, args);
	return rc;
}

static enum gd_code
session_screens(struct cli *c, struct gd_err *err)
{
	struct gd_cli_start start = cli_start(c);

	start.fixed = true;
	if (!c->doors->screens || !isatty(STDIN_FILENO) ||
	    !isatty(STDOUT_FILENO))
		return gd_fail(err, GD_USAGE, GD_M_SERVER_TERMINAL);
	return (enum gd_code)c->doors->screens(&c->app, &c->lang, &start);
}

/* A connection made before its key was revoked can still begin sessions: sshd
 * asks for a key once. Who has no key left but had some is not let in. */
static enum gd_code
check_keys(struct cli *c, struct gd_err *err)
{
	const char *login = gd_app_login(c->app);
	const struct gd_setting *s;
	size_t len = strlen(login);
	bool revoked = false;

	for (size_t i = 0;
	     (s = gd_row_at(gd_app_office(c->app), GD_OFF_SETTING, i)); i++) {
		const char *word = strchr(s->value, ' ');

		if (strncmp(s->name, "ssh-", 4) != 0 || !word ||
		    strncmp(word + 1, login, len) != 0 || word[1 + len] != ' ')
			continue;
		if (strncmp(s->value, "added ", 6) == 0)
			return GD_OK;
		revoked = true;
	}
	return revoked
		   ? gd_fail(err, GD_REFUSED, GD_M_SERVER_REVOKED, GD_T(login))
		   : GD_OK;
}

static enum gd_code
session(struct cli *c, struct gd_err *err)
{
	const char *asked = getenv("SSH_ORIGINAL_COMMAND"), *own;
	const char *get, *put;
	bool ics;
	enum gd_code rc;

	umask(077);
	asked = gd_arena_str(&c->arena, asked ? asked : "");
	/* before anything asks it for the time, a folder, a book */
	gd_guard_environment(NULL);
	if (!cli_has(c, OPT_AS) || !cli_has(c, OPT_BOOK) ||
	    *c->opt[OPT_BOOK] != '/')
		return gd_fail(err, GD_USAGE, GD_M_SERVER_FORM);
	get = name_after(asked, "get");
	put = name_after(asked, "put");
	ics = strcmp(asked, "ics") == 0;
	if (*asked && !get && !put && !ics)
		return gd_fail(err, GD_REFUSED, GD_M_SERVER_ASKED, GD_T(asked));
	rc = cli_app(c, err);
	if (rc == GD_OK)
		rc = check_keys(c, err);
	if (rc == GD_OK)
		rc = shut_in(c, &own, err);
	if (rc != GD_OK)
		return rc;
	if (ics) /* of the person of the line */
		return cli_ics_out(c, &(struct gd_ics_ask){ .lang = c->lang },
		    err);
	if (get)
		return gd_drop_get(own, get, STDOUT_FILENO, err);
	return put ? take_in(c, own, put, err) : session_screens(c, err);
}

/* ---- keys ---------------------------------------------------------------- */

static const struct column key_columns[] = {
	{ "login", GD_TR("login"), false, 0 },
	{ "kind", GD_TR("kind"), false, 0 },
	{ "fingerprint", GD_TR("fingerprint"), false, 0 },
	{ "added", GD_TR("added"), false, 0 },
};

/* --authorized-keys, else where sshd looks for those of this account. */
static const char *
keys_file(struct cli *c)
{
	const struct passwd *pw = getpwuid(geteuid());

	if (cli_has(c, OPT_KEYS))
		return c->opt[OPT_KEYS];
	return gd_arena_printf(&c->arena, "%s/.ssh/authorized_keys",
	    pw ? pw->pw_dir : "");
}

static void
show_keys(struct cli *c, const struct gd_ssh_lines *lines)
{
	struct grid g;

	cli_grid_init(&g, key_columns,
	    (int)(sizeof key_columns / sizeof *key_columns));
	for (size_t i = 0; i < lines->n; i++) {
		cli_grid_text(&g, lines->at[i].login);
		cli_grid_text(&g, lines->at[i].key.kind);
		cli_grid_text(&g, lines->at[i].key.fingerprint);
		cli_grid_text(&g, lines->at[i].day);
	}
	cli_grid_end(c, &g);
}

/* The book remembers which key came and went: a setting a key. Its name is a
 * code, so the fingerprint itself stands in the value. */
static enum gd_code
remember(struct cli *c, const struct gd_ssh_key *key, const char *login,
    const char *word, struct gd_err *err)
{
	char hex[65];
	struct gd_setting row;
	const struct gd_office_command cmd = { GD_OFFICE_SETTING, &row,
		UINT64_MAX };

	gd_sha256_hex(key->text, strlen(key->text), hex);
	row.name = gd_arena_printf(&c->arena, "ssh-%.32s", hex);
	row.value = gd_arena_printf(&c->arena, "%s %s %s", word, login,
	    key->fingerprint);
	return gd_app_office_do(c->app, &cmd, err);
}

static enum gd_code
place_of(struct cli *c, struct gd_ssh_place *place, struct gd_err *err)
{
	char program[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);

	if (len < 0)
		return gd_fail(err, GD_OUTSIDE, GD_M_DROP_FILE,
		    GD_T("/proc/self/exe"), GD_T(strerror(errno)));
	place->file = keys_file(c);
	place->program = gd_arena_strn(&c->arena, program, (size_t)len);
	place->book = gd_store_path(gd_app_store(c->app));
	return GD_OK;
}

/* Everybody who is let in must be somebody of the book. */
static enum gd_code
check_login(struct cli *c, const char *login, struct gd_err *err)
{
	const struct gd_person *p = gd_row_find(gd_app_office(c->app),
	    GD_OFF_PERSON, &(struct gd_person){ .login = login });

	if (!p)
		return gd_fail(err, GD_MISSING, GD_M_OFFICE_NO_PERSON,
		    GD_T(login));
	return p->active ? GD_OK
			 : gd_fail(err, GD_REFUSED, GD_M_OFFICE_PERSON_CLOSED,
			       GD_T(login));
}

static enum gd_code
keys_add(struct cli *c, const char *login, const char *file, struct gd_err *err)
{
	struct gd_str bytes = GD_STR_INIT;
	struct gd_ssh_place place;
	struct gd_ssh_key key;
	char day[GD_DAY_TEXT];
	struct gd_arg args[2];
	enum gd_code rc = cli_app(c, err);

	if (rc == GD_OK)
		rc = check_login(c, login, err);
	if (rc == GD_OK)
		rc = cli_read_file(file, 16384, &bytes, err);
	if (rc == GD_OK)
		rc = gd_ssh_key_read(bytes.text, bytes.len, file, &c->arena,
		    &key, err);
	gd_str_release(&bytes);
	if (rc == GD_OK)
		rc = place_of(c, &place, err);
	if (rc == GD_OK) /* first: who may not, changes no file */
		rc = remember(c, &key, login, "added", err);
	if (rc == GD_OK)
		rc = gd_ssh_keys_add(&place, login,
		    gd_day_text(gd_app_today(c->app), day), &key, err);
	args[0] = gd_arg_text(login);
	args[1] = gd_arg_text(key.fingerprint);
	if (rc == GD_OK)
		cli_out_say(c, GD_TR("{1} may come in with the key {2}"), 2,
		    args);
	return rc;
}

/* Sessions that are open go too, or the thief goes on in his. */
static void
end_sessions(struct cli *c, const struct gd_ssh_lines *gone)
{
	for (size_t i = 0; i < gone->n; i++) {
		const char *login = gone->at[i].login;
		struct gd_arg args[2] = { gd_arg_text(login),
			gd_arg_int(gd_ssh_sessions_end(cli_book(c), login)) };

		if (args[1].number > 0)
			cli_out_say(c, GD_TR("{1}: {2} open sessions ended"), 2,
			    args);
	}
}

/* The file first: a key that is lost must stop working even when the book
 * cannot be written. */
static enum gd_code
keys_revoke(struct cli *c, const char *who, struct gd_err *err)
{
	struct gd_ssh_lines gone = { 0 };
	enum gd_code rc =
	    gd_ssh_keys_revoke(keys_file(c), who, &c->arena, &gone, err);

	for (size_t i = 0; rc == GD_OK && i < gone.n; i++) {
		struct gd_arg args[2] = { gd_arg_text(gone.at[i].login),
			gd_arg_text(gone.at[i].key.fingerprint) };

		cli_out_say(c, GD_TR("{1}: the key {2} opens nothing any more"),
		    2, args);
	}
	if (rc == GD_OK) {
		end_sessions(c, &gone);
		rc = cli_app(c, err);
	}
	for (size_t i = 0; rc == GD_OK && i < gone.n; i++)
		rc = remember(c, &gone.at[i].key, gone.at[i].login, "revoked",
		    err);
	if (rc == GD_OK) /* begun before the book knew */
		end_sessions(c, &gone);
	gd_ssh_lines_release(&gone);
	return rc;
}

static enum gd_code
keys_list(struct cli *c, struct gd_err *err)
{
	struct gd_ssh_lines lines = { 0 };
	enum gd_code rc =
	    gd_ssh_keys_list(keys_file(c), &c->arena, &lines, err);

	if (rc == GD_OK)
		show_keys(c, &lines);
	gd_ssh_lines_release(&lines);
	return rc;
}

enum gd_code
cmd_server(struct cli *c, struct gd_err *err)
{
	const char *word = c->nargs > 1 ? c->args[1] : "list";

	if (c->nargs == 0)
		return session(c, err);
	if (strcmp(c->args[0], "keys") == 0) {
		if (strcmp(word, "list") == 0 && c->nargs <= 2)
			return keys_list(c, err);
		if (strcmp(word, "add") == 0 && c->nargs == 4)
			return keys_add(c, c->args[2], c->args[3], err);
		if (strcmp(word, "revoke") == 0 && c->nargs == 3)
			return keys_revoke(c, c->args[2], err);
	}
	return gd_fail(err, GD_USAGE, GD_M_SERVER_USAGE);
}
