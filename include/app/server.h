/* app/server.h - the office server: who may come in through ssh by which key,
 * and each person's own folder for files that come and go. */
#ifndef GENDAN_APP_SERVER_H
#define GENDAN_APP_SERVER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/memory.h"

/* ---- one public key ------------------------------------------------------ */

struct gd_ssh_key {
	char kind[40];
	char fingerprint[64]; /* SHA256:..., as ssh-keygen -l shows it */
	const char *text;     /* its base64, in the arena */
};

/** Read the only line of a public key file: a known kind and a whole key, no
 * options before it. name is for the message. */
enum gd_code gd_ssh_key_read(const char *bytes, size_t len, const char *name,
    struct gd_arena *arena, struct gd_ssh_key *key,
    struct gd_err *err) GD_MUST_CHECK;

/* ---- the file of keys ---------------------------------------------------- */

/* What each line says: this program, on this book. */
struct gd_ssh_place {
	const char *file;    /* authorized_keys */
	const char *program; /* path of gendan */
	const char *book;    /* path of the book */
};

struct gd_ssh_line {
	const char *login, *day; /* in the arena; day it was added */
	struct gd_ssh_key key;
};

struct gd_ssh_lines {
	struct gd_ssh_line *at; /* owned */
	size_t n, room;
};
void gd_ssh_lines_release(struct gd_ssh_lines *lines);

/** The lines gendan wrote; no file is no line. */
enum gd_code gd_ssh_keys_list(const char *file, struct gd_arena *arena,
    struct gd_ssh_lines *lines, struct gd_err *err) GD_MUST_CHECK;
/** Bind a key to a login. All other lines of the file stay as they are. */
enum gd_code gd_ssh_keys_add(const struct gd_ssh_place *place,
    const char *login, const char *day, const struct gd_ssh_key *key,
    struct gd_err *err) GD_MUST_CHECK;
/** Take out the keys of a login, or the one with this fingerprint; gone tells
 * which. */
enum gd_code gd_ssh_keys_revoke(const char *file, const char *who,
    struct gd_arena *arena, struct gd_ssh_lines *gone,
    struct gd_err *err) GD_MUST_CHECK;

/** End the sessions that a login has open on this book; they go as when their
 * connection is cut, and by force when they do not. @return how many */
int gd_ssh_sessions_end(const char *book, const char *login);

/* ---- a person's folder --------------------------------------------------- */

#define GD_DROP_MOST (INT64_C(64) << 20) /* of one file */
#define GD_DROP_ALL (INT64_C(1) << 30)   /* of all files of a person */

/** May a file of a person's folder be called so? */
bool gd_drop_name(const char *name);
/** FOLDER-OF-THE-BOOK.people/LOGIN with drop and state in it, made when they
 * are not there; in the arena. */
enum gd_code gd_drop_folder(const char *book, const char *login,
    struct gd_arena *arena, const char **folder,
    struct gd_err *err) GD_MUST_CHECK;
/** Is there a plain file of this name, and nothing that leads elsewhere? */
enum gd_code gd_drop_check(const char *folder, const char *name,
    struct gd_err *err) GD_MUST_CHECK;
/** The file `name` of the folder to the descriptor out. */
enum gd_code gd_drop_get(const char *folder, const char *name, int out,
    struct gd_err *err) GD_MUST_CHECK;
/** All of the descriptor in becomes the file `name`, whole or not at all; a
 * connection cut before the end leaves what was there. */
enum gd_code gd_drop_put(const char *folder, const char *name, int in, int out,
    int64_t *size, struct gd_err *err) GD_MUST_CHECK;

/** From now on files of orders come only from this folder, by their names. */
struct gd_app;
void gd_app_confine(struct gd_app *app, const char *folder);

#endif
