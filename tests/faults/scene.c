/* tests/faults/scene.c - see scene.h. */
#include "scene.h"

#include <glob.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../src/store/safety_priv.h"
#include "base/id.h"
#include "base/say.h"

void
file_write(const char *path, const void *bytes, size_t n)
{
	FILE *f = fopen(path, "wbe");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

unsigned char *
file_read(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rbe");
	unsigned char *bytes;
	long size;

	*n = 0;
	if (!f)
		return NULL;
	assert_int_equal(fseek(f, 0, SEEK_END), 0);
	size = ftell(f);
	rewind(f);
	bytes = malloc((size_t)size + 1);
	assert_non_null(bytes);
	*n = fread(bytes, 1, (size_t)size, f);
	fclose(f);
	return bytes;
}

#define SCAN "%PDF a scan"

/* The scan as it is kept beside the book. */
static void
put_file(const char *book, bool there)
{
	char path[300], digest[65];

	gd_sha256_hex(SCAN, strlen(SCAN), digest);
	snprintf(path, sizeof path, "%s.files", book);
	if (there)
		mkdir(path, 0700);
	snprintf(path, sizeof path, "%s.files/%.2s", book, digest);
	if (there)
		mkdir(path, 0700);
	snprintf(path, sizeof path, "%s.files/%.2s/%s", book, digest, digest);
	unlink(path);
	if (there)
		file_write(path, SCAN, strlen(SCAN));
	/* a fresh book has no folder either */
	snprintf(path, sizeof path, "%s.files/%.2s", book, digest);
	rmdir(path);
	snprintf(path, sizeof path, "%s.files", book);
	rmdir(path);
}

static bool
has_file(const char *book)
{
	char path[300], digest[65];

	gd_sha256_hex(SCAN, strlen(SCAN), digest);
	snprintf(path, sizeof path, "%s.files/%.2s/%s", book, digest, digest);
	return access(path, F_OK) == 0;
}

static const char *
beside(const char *book, const char *tail)
{
	static char path[160];

	snprintf(path, sizeof path, "%s%s", book, tail);
	return path;
}

void
snap_take(const char *book, struct snap *snap)
{
	snap_release(snap);
	snap->book = file_read(book, &snap->nbook);
	snap->wal = file_read(beside(book, "-wal"), &snap->nwal);
	assert_non_null(snap->book);
	snap->file = has_file(book);
}

void
snap_put(const char *book, const struct snap *snap)
{
	unlink(beside(book, "-shm"));
	unlink(beside(book, "-wal"));
	file_write(book, snap->book, snap->nbook);
	if (snap->wal)
		file_write(beside(book, "-wal"), snap->wal, snap->nwal);
}

bool
snap_same(const char *book, const struct snap *snap)
{
	struct snap now = { 0 };
	bool same;

	snap_take(book, &now);
	same = now.nbook == snap->nbook && now.nwal == snap->nwal &&
	       memcmp(now.book, snap->book, now.nbook) == 0 &&
	       (!now.nwal || memcmp(now.wal, snap->wal, now.nwal) == 0);
	snap_release(&now);
	return same;
}

void
snap_release(struct snap *snap)
{
	free(snap->book);
	free(snap->wal);
	*snap = (struct snap){ 0 };
}

/* Also what killed and failed work left beside the book. */
void
scene_put(struct scene *s, const struct snap *snap)
{
	static const char *const litter[] = { "state/gendan/head-*",
		"state/gendan/good-*", "state/gendan/fault-*", "book.db.*-*",
		"book.db.files/coming-*", "copy.db*", "book.db.before-*" };
	char pattern[160];
	glob_t found;

	for (size_t i = 0; i < sizeof litter / sizeof *litter; i++) {
		snprintf(pattern, sizeof pattern, "%s/%s", s->o.dir, litter[i]);
		if (glob(pattern, 0, NULL, &found) != 0)
			continue;
		for (size_t k = 0; k < found.gl_pathc; k++)
			if (unlink(found.gl_pathv[k]) != 0)
				gd_folder_remove(found.gl_pathv[k]);
		globfree(&found);
	}
	snap_put(s->o.book, snap);
	put_file(s->o.book, snap->file);
}

void
scene_open(struct scene *s)
{
	memset(s, 0, sizeof *s);
	office_open(&s->o);
	new_order(&s->o, tt_fields, s->number);
	gd_app_close(s->o.app);
	s->o.app = NULL;
	snprintf(s->scan, sizeof s->scan, "%s/scan.pdf", s->o.dir);
	file_write(s->scan, SCAN, strlen(SCAN));
}

void
scene_close(struct scene *s)
{
	s->o.app = office_again(&s->o);
	office_close(&s->o);
}

uint64_t
scene_luck(uint64_t *seed)
{
	*seed += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = *seed;

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

bool
scene_share(uint64_t point, unsigned one_of)
{
	uint64_t seed = point * 31 + 7;

	return getenv("GENDAN_SOAK") || scene_luck(&seed) % one_of == 0;
}

/* ---- pieces of work ------------------------------------------------------- */

static enum gd_code
open_app(struct scene *s, struct gd_app **app, struct gd_err *err)
{
	struct gd_app_options options = { .login = "chenli",
		.book = s->o.book };

	return gd_app_open(&options, app, err);
}

enum gd_code
work_drive(struct scene *s, bool *did, struct gd_err *err)
{
	struct drive d = { .values = values, .password = OFFICE_PASSWORD };
	enum gd_code rc = open_app(s, &d.app, err);

	*did = false;
	if (rc != GD_OK)
		return rc;
	rc = app_drive(&d, s->number, true, did, err);
	gd_app_close(d.app);
	return rc;
}

enum gd_code
work_attach(struct scene *s, bool *did, struct gd_err *err)
{
	struct gd_app *app;
	enum gd_code rc = open_app(s, &app, err);

	*did = true;
	if (rc != GD_OK)
		return rc;
	rc =
	    gd_app_attach(app, s->number, s->scan, "the scan", NULL, NULL, err);
	gd_app_close(app);
	return rc;
}

enum gd_code
work_note(struct scene *s, bool *did, struct gd_err *err)
{
	const struct gd_command note = { .verb = GD_DO_NOTE,
		.reason = "customer called" };
	struct gd_app *app;
	enum gd_code rc = open_app(s, &app, err);

	*did = true;
	if (rc != GD_OK)
		return rc;
	rc = gd_app_act(app, s->number, &note, NULL, NULL, err);
	gd_app_close(app);
	return rc;
}

/* A note, then the checkpoint of idle screens. */
enum gd_code
work_idle(struct scene *s, bool *did, struct gd_err *err)
{
	const struct gd_command note = { .verb = GD_DO_NOTE,
		.reason = "then nothing" };
	struct gd_app *app;
	enum gd_code rc = open_app(s, &app, err);

	*did = true;
	if (rc != GD_OK)
		return rc;
	rc = gd_app_act(app, s->number, &note, NULL, NULL, err);
	gd_store_idle(gd_app_store(app));
	gd_app_close(app);
	return rc;
}

enum gd_code
work_rebuild(struct scene *s, bool *did, struct gd_err *err)
{
	*did = true;
	return gd_store_rebuild(s->o.book, err);
}

enum gd_code
work_backup(struct scene *s, bool *did, struct gd_err *err)
{
	char to[160];
	enum gd_code rc;

	*did = true;
	snprintf(to, sizeof to, "%s/copy.db", s->o.dir);
	rc = gd_store_backup(s->o.book, to, NULL, err);
	/* what has the name is a whole book, or there is nothing */
	if (access(to, F_OK) == 0)
		assert_true(rc == GD_OK || scene_verify(to, "copy") > 0);
	else
		assert_int_not_equal(rc, GD_OK);
	return rc;
}

enum gd_code
work_upgrade(struct scene *s, bool *did, struct gd_err *err)
{
	struct gd_store *store;
	enum gd_code rc =
	    gd_store_open(s->o.book, GD_PROFILE_WORK, &store, err);

	*did = true;
	if (rc == GD_OK)
		gd_store_close(store);
	return rc;
}

/* ---- judging -------------------------------------------------------------- */

static void
say_fault(void *payload, const struct gd_err *fault)
{
	struct gd_str text = GD_STR_INIT;

	gd_say_err(&text, GD_EN, fault);
	print_error("%s: %s\n", (const char *)payload, text.text);
	gd_str_release(&text);
}

static int64_t
verify(const char *book, const char *when)
{
	struct gd_verify_report report;
	struct gd_err err = GD_ERR_INIT;
	struct gd_store *s = NULL;
	char *words = strdup(when);
	enum gd_code rc = gd_store_open(book, GD_PROFILE_VERIFY, &s, &err);

	if (rc == GD_OK)
		rc = gd_store_verify(s, say_fault, words, &report, &err);
	if (rc != GD_OK) {
		say_fault(words, &err);
		fail_msg("%s: the book is not whole", when);
	}
	gd_store_close(s);
	free(words);
	return report.commands;
}

/* Books found whole: most faults leave the very bytes of before or after, and
 * these are looked through once. */
static struct whole {
	uint8_t
	    bytes[crypto_generichash_BYTES]; /* book, WAL, is the scan there */
	int64_t commands;
} wholes[2048];
static size_t nwholes;

static void
digest(const char *book, uint8_t out[crypto_generichash_BYTES])
{
	crypto_generichash_state h;
	struct snap snap = { 0 };
	size_t sizes[3];

	snap_take(book, &snap);
	sizes[0] = snap.nbook;
	sizes[1] = snap.nwal;
	sizes[2] = snap.file;
	crypto_generichash_init(&h, NULL, 0, crypto_generichash_BYTES);
	crypto_generichash_update(&h, (const uint8_t *)sizes, sizeof sizes);
	crypto_generichash_update(&h, snap.book, snap.nbook);
	crypto_generichash_update(&h, snap.wal, snap.nwal);
	crypto_generichash_final(&h, out, crypto_generichash_BYTES);
	snap_release(&snap);
}

int64_t
scene_verify(const char *book, const char *when)
{
	struct whole now = { 0 };
	size_t i = 0;

	digest(book, now.bytes);
	while (i < nwholes &&
	       memcmp(wholes[i].bytes, now.bytes, sizeof now.bytes) != 0)
		i++;
	if (i < nwholes)
		return wholes[i].commands;
	now.commands = verify(book, when);
	if (nwholes < sizeof wholes / sizeof *wholes)
		wholes[nwholes++] = now;
	return now.commands;
}

void
scene_words(const struct gd_err *err, const char *when)
{
	struct gd_str text = GD_STR_INIT;

	gd_say_err(&text, GD_EN, err);
	if (err->msg == GD_M_NONE || err->msg == GD_M_STORE_BUG ||
	    err->msg == GD_M_CORE_BUG || text.len < 20)
		fail_msg("%s: not said in words: \"%s\"", when, text.text);
	gd_str_reset(&text);
	gd_say_err(&text, GD_ZH, err);
	if (text.len < 12)
		fail_msg("%s: no Chinese: \"%s\"", when, text.text);
	gd_str_release(&text);
}

int64_t
scene_head(struct gd_app *app)
{
	struct gd_err err = GD_ERR_INIT;
	uint8_t chain[GD_HASH];
	int64_t seq;

	expect(gd_journal_head(gd_app_store(app), &seq, chain, &err), GD_OK,
	    &err);
	return seq;
}
