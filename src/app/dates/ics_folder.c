/* app/dates/ics_folder.c - a folder of calendars for a web or file server.
 *
 * One walk over the orders in work fills all files at once, aside. A file takes
 * its place by a rename, and only when it says something else than before, so
 * whoever fetches it gets a whole one, and an unchanged one keeps its time.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#include "ics_priv.h"

#include "base/banned.h"

#define TOKEN 32 /* hex digits: 128 bits */
#define NAME_MOST 250
#define ORDERS 200

/* ---- files ----------------------------------------------------------------- */

/* A calendar on its way. It is opened for as long as something is written:
 * there may be more people than files a process may have open. */
struct aside {
	int folder;
	bool begun;
	char name[32];          /* aside */
	char as[NAME_MOST + 1]; /* as it will be called, "" = not yet */
};

static enum gd_code
fault(const char *name, struct gd_err *err)
{
	return gd_fail(err, GD_OUTSIDE, GD_M_ICS_FILE, GD_T(name),
	    GD_T(strerror(errno)));
}

static bool
aside_begin(struct aside *a, int folder, int no)
{
	a->folder = folder;
	a->begun = true;
	snprintf(a->name, sizeof a->name, ".gendan-%d.ics", no);
	return unlinkat(folder, a->name, 0) == 0 || errno == ENOENT;
}

/* What waits in text goes out. @return false: errno says why */
static bool
aside_write(struct aside *a, struct gd_str *text)
{
	int fd = openat(a->folder, a->name,
	    O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = fd >= 0 && gd_file_write(fd, text->text, text->len) == 0;

	if (fd >= 0 && close(fd) != 0)
		good = false;
	gd_str_reset(text);
	return good;
}

/* Does the file that is there say the same? */
static bool
same(const struct aside *a, int made)
{
	char x[8192], y[8192];
	ssize_t n, m;
	int there = openat(a->folder, a->as, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	off_t at = 0;

	if (there < 0)
		return false;
	do {
		n = pread(made, x, sizeof x, at);
		m = pread(there, y, sizeof y, at);
		at += n;
	} while (n > 0 && n == m && memcmp(x, y, (size_t)n) == 0);
	close(there);
	return n == 0 && m == 0;
}

/* Into its place, if it says something else. Others may read it: who serves
 * it is somebody else. @return false: errno says why */
static bool
aside_place(struct aside *a, bool *changed)
{
	int fd = openat(a->folder, a->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool good = fd >= 0;

	*changed = good && !same(a, fd);
	if (*changed)
		good = fchmod(fd, 0644) == 0 && fsync(fd) == 0 &&
		       renameat(a->folder, a->name, a->folder, a->as) == 0;
	if (fd >= 0)
		close(fd);
	return good;
}

/* Nothing stays aside. */
static void
aside_end(struct aside *a)
{
	if (a->begun)
		(void)unlinkat(a->folder, a->name, 0);
}

/* One writer at a time. */
static enum gd_code
folder_open(const char *path, int *fd, struct gd_err *err)
{
	*fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*fd < 0)
		return fault(path, err);
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return GD_OK;
	close(*fd);
	return gd_fail(err, GD_REFUSED, GD_M_ICS_BUSY, GD_T(path));
}

static enum gd_code
pour_aside(void *payload, struct gd_str *text, struct gd_err *err)
{
	struct aside *a = payload;

	return aside_write(a, text) ? GD_OK : fault(a->as, err);
}

enum gd_code
gd_app_ics_file(struct gd_app *app, const struct gd_ics_ask *ask,
    const char *path, bool *changed, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct gd_arena arena = GD_ARENA_INIT;
	struct aside a = { 0 };
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	int folder;
	enum gd_code rc;

	err = err ? err : &mine;
	*changed = false;
	errno = ENAMETOOLONG;
	if (strlen(name) > NAME_MOST)
		return fault(path, err);
	rc = folder_open(
	    slash == path ? "/"
	    : slash       ? gd_arena_strn(&arena, path, (size_t)(slash - path))
			  : ".",
	    &folder, err);
	if (rc == GD_OK) {
		memcpy(a.as, name, strlen(name) + 1);
		rc = aside_begin(&a, folder, 0)
			 ? gd_app_ics(app, ask, pour_aside, &a, err)
			 : fault(path, err);
		if (rc == GD_OK && !aside_place(&a, changed))
			rc = fault(path, err);
		aside_end(&a);
		close(folder);
	}
	gd_arena_release(&arena);
	return rc;
}

/* ---- who gets one ---------------------------------------------------------- */

struct feed {
	struct ics_reader reader;
	struct gd_str text;
	struct aside aside;
	const char *stem; /* "person-wumin-" */
};
struct folder {
	struct gd_app *app;
	const char *path;
	const struct gd_ics_ask *ask;
	struct gd_ics_folder *out;
	int fd;
	struct feed *feeds;
	size_t n, room;
	struct gd_arena arena;
	struct gd_err *err;
};

/* What stands in an address as it is stays, of the rest the bytes' numbers. */
static const char *
stem_of(struct folder *w, const char *kind, const char *id)
{
	struct gd_str s = GD_STR_INIT;
	const char *kept;
	char hex[65];

	gd_str_addf(&s, "%s-", kind);
	for (const unsigned char *c = (const unsigned char *)id; *c; c++)
		if ((*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') ||
		    (*c >= 'A' && *c <= 'Z') || *c == '-' || *c == '.' ||
		    *c == '_')
			gd_str_addc(&s, (char)*c);
		else
			gd_str_addf(&s, "~%02x", *c);
	if (s.len > 200) {
		gd_sha256_hex(id, strlen(id), hex);
		gd_str_reset(&s);
		gd_str_addf(&s, "%s-%s", kind, hex);
	}
	gd_str_addc(&s, '-');
	kept = gd_arena_str(&w->arena, s.text);
	gd_str_release(&s);
	return kept;
}

static enum gd_code
add_feed(struct folder *w, const char *person, const char *desk)
{
	struct gd_agenda_of of = { .person = person, .desk = desk };
	struct feed f = { 0 };
	enum gd_code rc = gd_app_owners(w->app, &of, &w->arena,
	    &f.reader.owners, &f.reader.nowners, w->err);

	if (rc != GD_OK)
		return rc;
	f.text = (struct gd_str)GD_STR_INIT;
	f.stem = stem_of(w, person ? "person" : "desk", person ? person : desk);
	f.reader.ics.lang = w->ask->lang;
	f.reader.ics.name =
	    app_ics_name(w->app, w->ask->lang, &w->arena, person, desk);
	*GD_PUSH(w->feeds, w->n, w->room) = f;
	return GD_OK;
}

static bool
has_feed(const struct folder *w, const char *stem)
{
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->feeds[i].stem, stem) == 0)
			return true;
	return false;
}

/* Desks of the workflows in use, not those outside the house. */
static enum gd_code
add_desks(struct folder *w, const struct gd_workflow *wf)
{
	enum gd_code rc = GD_OK;

	for (int i = 0; rc == GD_OK && i < wf->ndesks; i++) {
		const char *id = gd_arena_str(&w->arena, wf->desks[i].name.id);

		if (!wf->desks[i].outside &&
		    !has_feed(w, stem_of(w, "desk", id)))
			rc = add_feed(w, NULL, id);
	}
	return rc;
}

static enum gd_code
add_feeds(struct folder *w)
{
	const struct gd_sheet *office = gd_app_office(w->app);
	const struct gd_workflow *wf;
	const struct gd_person *p;
	const struct gd_desk *d;
	enum gd_code rc = GD_OK;

	for (size_t i = 0;
	     rc == GD_OK && (p = gd_row_at(office, GD_OFF_PERSON, i)); i++)
		if (p->active)
			rc = add_feed(w, gd_arena_str(&w->arena, p->login),
			    NULL);
	for (size_t i = 0; rc == GD_OK && app_next_flow(w->app, &i, &wf);)
		rc = add_desks(w, wf);
	for (size_t i = 0;
	     rc == GD_OK && (d = gd_row_at(office, GD_OFF_DESK, i)); i++)
		if (d->active && !d->outside &&
		    !has_feed(w, stem_of(w, "desk", d->code)))
			rc =
			    add_feed(w, NULL, gd_arena_str(&w->arena, d->code));
	return rc;
}

/* ---- names ----------------------------------------------------------------- */

/* One of ours: STEM, 32 digits, .ics. @return where the digits begin */
static size_t
token_at(const char *name)
{
	size_t len = strlen(name), at = len - TOKEN - 4;

	if (len < TOKEN + 4 + 6 || len > NAME_MOST ||
	    strcmp(name + len - 4, ".ics") != 0 || name[at - 1] != '-' ||
	    (strncmp(name, "person-", 7) != 0 &&
		strncmp(name, "desk-", 5) != 0) ||
	    strspn(name + at, "0123456789abcdef") != TOKEN)
		return 0;
	return at;
}

/* Files that are there keep their names; those of nobody, and a second one of
 * somebody, go: they would stand still while the dates go on. */
static bool
take_names(struct folder *w)
{
	int fd = openat(w->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *e;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	while ((e = readdir(dir))) {
		size_t at = token_at(e->d_name);
		struct feed *of = NULL;

		for (size_t i = 0; at && i < w->n; i++)
			if (strlen(w->feeds[i].stem) == at &&
			    strncmp(w->feeds[i].stem, e->d_name, at) == 0)
				of = &w->feeds[i];
		if (of && !*of->aside.as) {
			memcpy(of->aside.as, e->d_name, strlen(e->d_name) + 1);
		} else if (at) {
			(void)unlinkat(w->fd, e->d_name, 0);
			w->out->gone++;
		}
	}
	closedir(dir);
	return true;
}

static void
new_name(struct feed *f)
{
	snprintf(f->aside.as, sizeof f->aside.as, "%s%016llx%016llx.ics",
	    f->stem, (unsigned long long)gd_random(),
	    (unsigned long long)gd_random());
}

/* ---- all of it ------------------------------------------------------------- */

/* Texts that have grown long go to their files. */
static enum gd_code
pour(struct folder *w, size_t enough)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->feeds[i].text.len > enough &&
		    !aside_write(&w->feeds[i].aside, &w->feeds[i].text))
			return fault(w->path, w->err);
	return GD_OK;
}

static enum gd_code
walk_orders(struct folder *w)
{
	struct gd_filter f = { .states =
				   1 << GD_ORDER_ACTIVE | 1 << GD_ORDER_HELD,
		.limit = ORDERS };
	struct ics_reader *readers = gd_alloc(w->n + 1, sizeof *readers);
	struct gd_list_rows rows = { 0 };
	enum gd_code rc = GD_OK;

	for (size_t i = 0; i < w->n; i++) {
		readers[i] = w->feeds[i].reader;
		readers[i].ics.out = &w->feeds[i].text;
		gd_ics_begin(&readers[i].ics);
	}
	do {
		gd_app_look(w->app); /* writers' log may be cut in between */
		gd_arena_release(&rows.arena);
		rc = gd_store_list(w->app->store, &f, &rows, w->err);
		for (size_t i = 0; rc == GD_OK && i < rows.n; i++) {
			f.has_from = true;
			f.from_key = rows.at[i].key;
			rc = app_ics_order(w->app, rows.at[i].id, w->ask,
			    readers, (int)w->n, w->err);
			if (rc == GD_OK)
				rc = pour(w, ICS_POUR);
		}
		gd_app_looked(w->app);
	} while (rc == GD_OK && rows.more);
	for (size_t i = 0; i < w->n; i++)
		gd_ics_end(&readers[i].ics);
	free(rows.at);
	gd_arena_release(&rows.arena);
	free(readers);
	return rc;
}

static enum gd_code
place_all(struct folder *w)
{
	for (size_t i = 0; i < w->n; i++) {
		bool changed;

		if (!*w->feeds[i].aside.as)
			new_name(&w->feeds[i]);
		if (!aside_place(&w->feeds[i].aside, &changed))
			return fault(w->path, w->err);
		w->out->files++;
		w->out->changed += changed;
	}
	return GD_OK;
}

static enum gd_code
fill(struct folder *w)
{
	enum gd_code rc = add_feeds(w);

	for (size_t i = 0; rc == GD_OK && i < w->n; i++)
		if (!aside_begin(&w->feeds[i].aside, w->fd, (int)i))
			rc = fault(w->path, w->err);
	if (rc == GD_OK)
		rc = walk_orders(w);
	if (rc == GD_OK)
		rc = pour(w, 0);
	if (rc == GD_OK && !take_names(w))
		rc = fault(w->path, w->err);
	return rc == GD_OK ? place_all(w) : rc;
}

enum gd_code
gd_app_ics_folder(struct gd_app *app, const char *path,
    const struct gd_ics_ask *ask, struct gd_ics_folder *out, struct gd_err *err)
{
	struct gd_err mine = GD_ERR_INIT;
	struct folder w = { .app = app,
		.path = path,
		.ask = ask,
		.out = out,
		.err = err ? err : &mine };
	enum gd_code rc;

	*out = (struct gd_ics_folder){ 0 };
	if (mkdir(path, 0711) == 0)
		(void)!chmod(path, 0711); /* whatever the umask is */
	else if (errno != EEXIST)
		return fault(path, w.err);
	rc = folder_open(path, &w.fd, w.err);
	if (rc != GD_OK)
		return rc;
	rc = fill(&w);
	for (size_t i = 0; i < w.n; i++) {
		aside_end(&w.feeds[i].aside);
		gd_str_release(&w.feeds[i].text);
	}
	free(w.feeds);
	gd_arena_release(&w.arena);
	close(w.fd);
	return rc;
}
