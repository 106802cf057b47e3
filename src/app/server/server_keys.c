/* app/server/server_keys.c - the lines of gendan in authorized_keys.
 *
 * They stand between two marks; what stands elsewhere belongs to the
 * administrator and is kept byte for byte. The file is written aside and
 * renamed, so sshd sees the old one or the new one; a lock on the folder keeps
 * two administrators apart.
 */
#include "app/server.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

#define BEGIN "# gendan: lines of `gendan server keys`, do not edit\n"
#define END "# gendan: end\n"
#define OPTIONS "restrict,pty,command=\""
#define FILE_MOST (1 << 20)

struct keys_file {
	const char *path;
	int dir;           /* its folder, locked */
	char leaf[256];    /* its name there */
	struct gd_str all; /* as it was */
	size_t from, to;   /* the lines of gendan in all, without the marks */
	size_t after;      /* behind the last mark */
	bool marked;
};

void
gd_ssh_lines_release(struct gd_ssh_lines *lines)
{
	free(lines->at);
	*lines = (struct gd_ssh_lines){ 0 };
}

static enum gd_code
fault(const struct keys_file *f, int code, struct gd_err *err)
{
	return gd_fail(err, GD_OUTSIDE, GD_M_KEYS_FILE, GD_T(f->path),
	    GD_T(strerror(code)));
}

/* ---- reading ------------------------------------------------------------- */

/* @return errno; ENOENT is an empty file */
static int
read_all(struct keys_file *f)
{
	int fd = openat(f->dir, f->leaf,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char part[16384];
	struct stat st;
	ssize_t n = 0;
	int code = 0;

	if (fd < 0)
		return errno == ENOENT ? 0 : errno;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		code = EINVAL;
	while (code == 0 && (n = read(fd, part, sizeof part)) > 0) {
		gd_str_addn(&f->all, part, (size_t)n);
		if (f->all.len > FILE_MOST)
			code = EFBIG;
	}
	if (n < 0)
		code = errno;
	if (code == 0 && memchr(f->all.text, '\0', f->all.len))
		code = EINVAL;
	close(fd);
	return code;
}

static size_t
line_of(const struct keys_file *f, size_t at)
{
	size_t n = 1;

	for (size_t i = 0; i < at; i++)
		n += f->all.text[i] == '\n';
	return n;
}

/* Where a mark stands at the beginning of a line; NULL: nowhere */
static const char *
mark_at(const char *text, const char *mark)
{
	const char *at = text;

	while ((at = strstr(at, mark)) != NULL) {
		if (at == text || at[-1] == '\n')
			return at;
		at++;
	}
	return NULL;
}

static enum gd_code
find_marks(struct keys_file *f, struct gd_err *err)
{
	const char *begin = mark_at(f->all.text, BEGIN), *end;

	f->from = f->to = f->after = f->all.len;
	if (begin) {
		f->from = (size_t)(begin - f->all.text) + sizeof BEGIN - 1;
		end = mark_at(f->all.text + f->from, END);
		if (!end)
			return gd_fail(err, GD_REFUSED, GD_M_KEYS_ODD,
			    GD_T(f->path),
			    GD_N((int64_t)line_of(f, f->all.len)));
		f->to = (size_t)(end - f->all.text);
		f->after = f->to + sizeof END - 1;
		f->marked = true;
	}
	return GD_OK;
}

static enum gd_code
keys_open(struct keys_file *f, const char *path, bool change,
    struct gd_err *err)
{
	const char *slash = strrchr(path, '/');
	struct gd_str folder = GD_STR_INIT;
	int code = 0;

	*f = (struct keys_file){ .path = path, .dir = -1, .all = GD_STR_INIT };
	snprintf(f->leaf, sizeof f->leaf, "%s", slash ? slash + 1 : path);
	gd_str_addn(&folder, path, slash ? (size_t)(slash - path) : 0);
	if (folder.len == 0)
		gd_str_add(&folder, slash ? "/" : ".");
	if (change && mkdir(folder.text, 0700) != 0 && errno != EEXIST)
		code = errno;
	f->dir =
	    code ? -1 : open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (f->dir < 0 && code == 0)
		code = errno == ENOENT && !change ? 0 : errno;
	else if (code == 0 && change && flock(f->dir, LOCK_EX) != 0)
		code = errno;
	if (code == 0 && f->dir >= 0)
		code = read_all(f);
	gd_str_release(&folder);
	return code ? fault(f, code, err) : find_marks(f, err);
}

static void
keys_close(struct keys_file *f)
{
	if (f->dir >= 0)
		close(f->dir);
	gd_str_release(&f->all);
}

/* A line of ours: options, command" KIND KEY gendan:LOGIN:DAY */
static bool
read_line(const char *text, size_t len, struct gd_arena *arena,
    struct gd_ssh_line *line)
{
	char *copy = gd_arena_strn(arena, text, len);
	char *key = strstr(copy, "\" "), *note, *day;
	struct gd_err err = GD_ERR_INIT;

	if (strncmp(copy, OPTIONS, sizeof OPTIONS - 1) != 0 || !key)
		return false;
	key += 2;
	note = strstr(key, " gendan:");
	if (!note)
		return false;
	*note = '\0';
	line->login = note + sizeof " gendan:" - 1;
	day = strrchr(line->login, ':');
	if (!day)
		return false;
	*day = '\0';
	line->day = day + 1;
	return gd_ssh_key_read(key, strlen(key), "", arena, &line->key, &err) ==
	       GD_OK;
}

static enum gd_code
read_lines(const struct keys_file *f, struct gd_arena *arena,
    struct gd_ssh_lines *lines, struct gd_err *err)
{
	for (size_t at = f->from; at < f->to;) {
		const char *text = f->all.text + at;
		const char *end = memchr(text, '\n', f->to - at);
		size_t len = end ? (size_t)(end - text) : f->to - at;
		struct gd_ssh_line *line =
		    GD_PUSH(lines->at, lines->n, lines->room);

		if (!read_line(text, len, arena, line))
			return gd_fail(err, GD_REFUSED, GD_M_KEYS_ODD,
			    GD_T(f->path), GD_N((int64_t)line_of(f, at)));
		at += len + 1;
	}
	return GD_OK;
}

enum gd_code
gd_ssh_keys_list(const char *file, struct gd_arena *arena,
    struct gd_ssh_lines *lines, struct gd_err *err)
{
	struct keys_file f;
	enum gd_code rc = keys_open(&f, file, false, err);

	if (rc == GD_OK)
		rc = read_lines(&f, arena, lines, err);
	keys_close(&f);
	return rc;
}

/* ---- writing ------------------------------------------------------------- */

/* @return errno */
static int
write_out(const struct keys_file *f, const char *aside,
    const struct gd_str *all)
{
	int fd, code;

	unlinkat(f->dir, aside, 0);
	fd = openat(f->dir, aside,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno;
	code = gd_file_write(fd, all->text, all->len);
	if (code == 0 && fsync(fd) != 0)
		code = errno;
	if (close(fd) != 0 && code == 0)
		code = errno;
	return code;
}

/* The file with these lines in the place of ours. */
static enum gd_code
write_all(const struct keys_file *f, const char *lines, struct gd_err *err)
{
	static const char aside[] = ".authorized_keys.gendan";
	size_t before = f->marked ? f->from - (sizeof BEGIN - 1) : f->all.len;
	struct gd_str all = GD_STR_INIT;
	int code;

	gd_str_addn(&all, f->all.text, before);
	if (all.len > 0 && all.text[all.len - 1] != '\n')
		gd_str_addc(&all, '\n');
	gd_str_add(&all, BEGIN);
	gd_str_add(&all, lines);
	gd_str_add(&all, END);
	gd_str_add(&all, f->all.text + f->after);
	code = write_out(f, aside, &all);
	if (code == 0 && (renameat(f->dir, aside, f->dir, f->leaf) != 0 ||
			     fsync(f->dir) != 0))
		code = errno;
	if (code)
		unlinkat(f->dir, aside, 0);
	gd_str_release(&all);
	return code ? fault(f, code, err) : GD_OK;
}

/* The shell of the account reads these words, sshd the quotes around them. */
static bool
is_safe(const char *word)
{
	for (const unsigned char *s = (const unsigned char *)word; *s; s++) {
		if (*s < 0x80 && !(*s >= '0' && *s <= '9') &&
		    !(*s >= 'a' && *s <= 'z') && !(*s >= 'A' && *s <= 'Z') &&
		    !strchr("-_./", *s))
			return false;
	}
	return *word && *word != '-';
}

static enum gd_code
check_words(const struct gd_ssh_place *place, const char *login,
    struct gd_err *err)
{
	const char *const words[] = { place->program, place->book, login };

	for (int i = 0; i < 3; i++) {
		if (!is_safe(words[i]) || (i < 2 && *words[i] != '/'))
			return gd_fail(err, GD_REFUSED, GD_M_SERVER_PATH,
			    GD_T(words[i]));
	}
	return GD_OK;
}

/* A key that stands elsewhere in the file would open what that line says. */
static enum gd_code
check_new(const struct keys_file *f, const struct gd_ssh_lines *lines,
    const struct gd_ssh_key *key, struct gd_err *err)
{
	for (size_t i = 0; i < lines->n; i++) {
		if (strcmp(lines->at[i].key.text, key->text) == 0)
			return gd_fail(err, GD_REFUSED, GD_M_KEY_THERE,
			    GD_T(f->path), GD_T(lines->at[i].login));
	}
	if (strstr(f->all.text, key->text))
		return gd_fail(err, GD_REFUSED, GD_M_KEY_THERE, GD_T(f->path),
		    GD_T("?"));
	return GD_OK;
}

enum gd_code
gd_ssh_keys_add(const struct gd_ssh_place *place, const char *login,
    const char *day, const struct gd_ssh_key *key, struct gd_err *err)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_ssh_lines lines = { 0 };
	struct gd_str text = GD_STR_INIT;
	struct keys_file f;
	enum gd_code rc = check_words(place, login, err);

	if (rc != GD_OK)
		return rc;
	rc = keys_open(&f, place->file, true, err);
	if (rc == GD_OK)
		rc = read_lines(&f, &arena, &lines, err);
	if (rc == GD_OK)
		rc = check_new(&f, &lines, key, err);
	if (rc == GD_OK) {
		gd_str_addn(&text, f.all.text + f.from, f.to - f.from);
		gd_str_addf(&text,
		    OPTIONS
		    "%s --book %s --as %s server\" %s %s gendan:%s:%s\n",
		    place->program, place->book, login, key->kind, key->text,
		    login, day);
		rc = write_all(&f, text.text, err);
	}
	keys_close(&f);
	gd_str_release(&text);
	gd_ssh_lines_release(&lines);
	gd_arena_release(&arena);
	return rc;
}

enum gd_code
gd_ssh_keys_revoke(const char *file, const char *who, struct gd_arena *arena,
    struct gd_ssh_lines *gone, struct gd_err *err)
{
	struct gd_ssh_lines lines = { 0 };
	struct gd_str text = GD_STR_INIT;
	struct keys_file f;
	enum gd_code rc = keys_open(&f, file, true, err);
	const char *at;

	if (rc == GD_OK)
		rc = read_lines(&f, arena, &lines, err);
	at = f.all.text + f.from;
	for (size_t i = 0; rc == GD_OK && i < lines.n; i++) {
		const struct gd_ssh_line *line = &lines.at[i];
		size_t len = strcspn(at, "\n") + 1;

		if (strcmp(line->login, who) == 0 ||
		    strcmp(line->key.fingerprint, who) == 0)
			*GD_PUSH(gone->at, gone->n, gone->room) = *line;
		else
			gd_str_addn(&text, at, len);
		at += len;
	}
	if (rc == GD_OK && gone->n == 0)
		rc = gd_fail(err, GD_MISSING, GD_M_KEY_NONE, GD_T(who),
		    GD_T(file));
	if (rc == GD_OK)
		rc = write_all(&f, text.text, err);
	keys_close(&f);
	gd_str_release(&text);
	gd_ssh_lines_release(&lines);
	return rc;
}
