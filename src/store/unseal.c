/* store/unseal.c - a sealed backup read again, to prove it or to have the book
 * back: everything lies aside until all of it is proved.
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "safety_priv.h"

#include "base/banned.h"

struct opening {
	const char *from, *aside; /* aside NULL: only proved */
	int in, out;              /* out: the file under way, else -1 */
	struct gd_seal_head head;
	crypto_secretstream_xchacha20poly1305_state state;
	uint8_t *plain, *sealed; /* owned */
	size_t n;                /* bytes of plain */
	int64_t at;              /* bytes of from used */
	int64_t left;            /* bytes the file under way lacks */
	int64_t files;
	bool ended;
	/* SHA-256 of the attached file under way must be its name */
	char digest[65];
	crypto_hash_sha256_state hash;
};

static enum gd_code
cut(const struct opening *o, struct gd_err *err)
{
	return gd_fail(err, GD_DAMAGED, GD_M_SEAL_CUT, GD_T(o->from));
}

static enum gd_code
bad(const struct opening *o, struct gd_err *err)
{
	return gd_fail(err, GD_DAMAGED, GD_M_SEAL_BAD, GD_T(o->from),
	    GD_N(o->at));
}

/* Exactly n bytes, or it was cut; *end (may be NULL): nothing was left. */
static enum gd_code
take(struct opening *o, void *out, size_t n, bool *end, struct gd_err *err)
{
	size_t have = 0;

	while (have < n) {
		ssize_t got = read(o->in, (char *)out + have, n - have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return gd_safety_fault(o->from, errno, err);
		if (got == 0 && have == 0 && end) {
			*end = true;
			return GD_OK;
		}
		if (got == 0)
			return cut(o, err);
		have += (size_t)got;
	}
	o->at += (int64_t)n;
	return GD_OK;
}

static enum gd_code
take_head(struct opening *o, const struct gd_key *key, struct gd_err *err)
{
	uint8_t header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
	uint8_t id[SEAL_KEY_ID];
	enum gd_code rc = take(o, &o->head, sizeof o->head, NULL, err);

	if (rc != GD_OK)
		return rc;
	if (memcmp(o->head.magic, SEAL_MAGIC, SEAL_MAGIC_LEN) != 0)
		return gd_fail(err, GD_DAMAGED, GD_M_SEAL_FOREIGN,
		    GD_T(o->from));
	gd_seal_key_id(key, id);
	if (memcmp(o->head.key_id, id, SEAL_KEY_ID) != 0)
		return gd_fail(err, GD_REFUSED, GD_M_SEAL_KEY, GD_T(o->from));
	rc = take(o, header, sizeof header, NULL, err);
	if (rc == GD_OK && (sodium_init() < 0 ||
			       crypto_secretstream_xchacha20poly1305_init_pull(
				   &o->state, header, key->bytes) != 0))
		rc = bad(o, err);
	return rc;
}

/* The next frame opened into plain, *tag its tag. */
static enum gd_code
take_frame(struct opening *o, uint8_t *tag, struct gd_err *err)
{
	unsigned long long got = 0;
	uint8_t four[4];
	uint32_t n = 0;
	enum gd_code rc = take(o, four, 4, NULL, err);

	for (int i = 0; i < 4; i++)
		n |= (uint32_t)four[i] << (8 * i);
	if (rc != GD_OK)
		return rc;
	if (n < crypto_secretstream_xchacha20poly1305_ABYTES + 1 ||
	    n > SEAL_CHUNK + 1 + crypto_secretstream_xchacha20poly1305_ABYTES)
		return bad(o, err);
	rc = take(o, o->sealed, n, NULL, err);
	if (rc == GD_OK && crypto_secretstream_xchacha20poly1305_pull(&o->state,
			       o->plain, &got, tag, o->sealed, n,
			       (const uint8_t *)&o->head, sizeof o->head) != 0)
		rc = bad(o, err);
	o->n = (size_t)got;
	return rc;
}

static int64_t
number_at(const uint8_t *bytes)
{
	uint64_t n = 0;

	for (int i = 0; i < 8; i++)
		n |= (uint64_t)bytes[i] << (8 * i);
	return (int64_t)n;
}

/* A file lasts until its last byte is there. */
static enum gd_code
finish_file(struct opening *o, struct gd_err *err)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	char have[65];
	int code = 0;

	if (o->left > 0)
		return GD_OK;
	if (o->out >= 0) {
		if (fsync(o->out) != 0)
			code = errno;
		if (close(o->out) != 0 && code == 0)
			code = errno;
		o->out = -1;
	}
	o->left = -1;
	if (code != 0)
		return gd_safety_fault(o->aside, code, err);
	crypto_hash_sha256_final(&o->hash, hash);
	sodium_bin2hex(have, sizeof have, hash, sizeof hash);
	if (*o->digest && strcmp(have, o->digest) != 0)
		return gd_fail(err, GD_DAMAGED, GD_M_FILE_LOST,
		    GD_T(o->digest));
	return GD_OK;
}

static enum gd_code
begin_file(struct opening *o, struct gd_err *err)
{
	struct gd_str path = GD_STR_INIT;
	bool attached = o->plain[0] == SEAL_FILE;
	enum gd_code rc = GD_OK;

	if (o->left >= 0 || o->n != (attached ? 73u : 9u) ||
	    attached != (o->files > 0))
		return bad(o, err);
	o->left = number_at(o->plain + 1);
	memcpy(o->digest, o->plain + 9, attached ? 64 : 0);
	o->digest[attached ? 64 : 0] = '\0';
	if (o->left < 0 ||
	    strspn(o->digest, "0123456789abcdef") != strlen(o->digest) ||
	    strlen(o->digest) != (attached ? 64u : 0u))
		return bad(o, err);
	o->files++;
	crypto_hash_sha256_init(&o->hash);
	if (o->aside && !attached)
		gd_str_add(&path, o->aside);
	if (o->aside && attached) {
		gd_str_addf(&path, "%s.files", o->aside);
		mkdir(path.text, 0700);
		gd_str_addf(&path, "/%.2s", o->digest);
		mkdir(path.text, 0700);
		gd_str_addf(&path, "/%s", o->digest);
	}
	if (o->aside) {
		o->out = open(path.text,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		    attached ? 0400 : 0600);
		if (o->out < 0)
			rc = gd_safety_fault(path.text, errno, err);
	}
	gd_str_release(&path);
	return rc == GD_OK ? finish_file(o, err) : rc;
}

static enum gd_code
more_data(struct opening *o, struct gd_err *err)
{
	size_t n = o->n - 1;
	int code = 0;

	if (o->left < (int64_t)n)
		return bad(o, err);
	o->left -= (int64_t)n;
	crypto_hash_sha256_update(&o->hash, o->plain + 1, n);
	if (o->out >= 0)
		code = gd_write_all(o->out, o->plain + 1, n);
	if (code != 0)
		return gd_safety_fault(o->aside, code, err);
	return finish_file(o, err);
}

/* After the last frame nothing may follow. */
static enum gd_code
end_all(struct opening *o, struct gd_err *err)
{
	bool end = false;
	uint8_t one;
	enum gd_code rc;

	if (o->left >= 0 || o->n != 9 || number_at(o->plain + 1) != o->files ||
	    o->files < 1)
		return bad(o, err);
	rc = take(o, &one, 1, &end, err);
	if (rc == GD_OK && !end)
		rc = bad(o, err);
	o->ended = true;
	return rc;
}

enum gd_code
gd_seal_read(const char *from, const struct gd_key *key, const char *aside,
    int64_t *files, struct gd_err *err)
{
	struct opening o = { .from = from,
		.aside = aside,
		.out = -1,
		.left = -1 };
	enum gd_code rc;

	o.in = open(from, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (o.in < 0)
		return gd_safety_fault(from, errno, err);
	o.plain = gd_alloc(SEAL_CHUNK + 128, 1);
	o.sealed = gd_alloc(SEAL_CHUNK + 256, 1);
	rc = take_head(&o, key, err);
	while (rc == GD_OK && !o.ended) {
		uint8_t tag = 0;
		bool last;

		rc = take_frame(&o, &tag, err);
		last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
		if (rc != GD_OK)
			break;
		if (last != (o.plain[0] == SEAL_END))
			rc = bad(&o, err);
		else if (last)
			rc = end_all(&o, err);
		else if (o.plain[0] == SEAL_DATA)
			rc = more_data(&o, err);
		else if (o.plain[0] == SEAL_BOOK || o.plain[0] == SEAL_FILE)
			rc = begin_file(&o, err);
		else
			rc = bad(&o, err);
	}
	if (o.out >= 0)
		close(o.out);
	close(o.in);
	sodium_memzero(&o.state, sizeof o.state);
	free(o.plain);
	free(o.sealed);
	*files = o.files;
	return rc;
}

bool
gd_store_sealed(const char *path)
{
	char magic[SEAL_MAGIC_LEN];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool sealed = fd >= 0 &&
		      read(fd, magic, sizeof magic) == SEAL_MAGIC_LEN &&
		      memcmp(magic, SEAL_MAGIC, SEAL_MAGIC_LEN) == 0;

	if (fd >= 0)
		close(fd);
	return sealed;
}

/* ---- into its place ------------------------------------------------------- */

/* What lies aside, checked like any book, attached files and all. */
static enum gd_code
prove_aside(const char *aside, const char *from,
    struct gd_verify_report *report, struct gd_err *err)
{
	struct gd_store *s = NULL;
	enum gd_code rc = gd_store_open(aside, GD_PROFILE_VERIFY, &s, err);

	if (rc != GD_OK)
		return rc;
	s->restoring = true; /* older than what was seen here is the point */
	rc = gd_store_verify(s, NULL, NULL, report, err);
	gd_store_close(s);
	if (rc == GD_DAMAGED)
		rc = gd_fail(err, GD_DAMAGED, GD_M_BACKUP_BAD, GD_T(from));
	return rc;
}

/* Files first: a book whose files are not there yet would be a lie. */
static enum gd_code
move_in(const char *aside, const char *place, struct gd_err *err)
{
	struct gd_str had = GD_STR_INIT, has = GD_STR_INIT;
	enum gd_code rc = GD_OK;
	struct stat st;

	gd_str_addf(&had, "%s.files", aside);
	gd_str_addf(&has, "%s.files", place);
	if (lstat(had.text, &st) == 0)
		rc = gd_file_name(had.text, has.text, err);
	if (rc == GD_OK) {
		rc = gd_file_name(aside, place, err);
		if (rc != GD_OK)
			(void)!rename(has.text, had.text);
	}
	gd_str_release(&had);
	gd_str_release(&has);
	return rc;
}

/* Make it aside by make(), prove it, move it in; else leave nothing. */
static enum gd_code
into_place(const char *from, const struct gd_key *key, const char *place,
    struct gd_verify_report *report, struct gd_err *err)
{
	struct gd_str aside = GD_STR_INIT, files = GD_STR_INIT;
	struct gd_gate where;
	int64_t n;
	enum gd_code rc = gd_place_empty(place, err);

	if (rc != GD_OK)
		return rc;
	rc = gd_gate_init(&where, place, false, err);
	if (rc != GD_OK) {
		gd_gate_release(&where);
		return rc;
	}
	gd_str_addf(&aside, "%s.coming-%ld", where.path, (long)getpid());
	gd_str_addf(&files, "%s.files", aside.text);
	if (key) {
		rc = gd_seal_read(from, key, aside.text, &n, err);
		if (rc == GD_OK)
			rc = prove_aside(aside.text, from, report, err);
	} else {
		rc = gd_store_backup(from, aside.text, report, err);
	}
	if (rc == GD_OK)
		rc = gd_file_sync(aside.text, 0600, err);
	if (rc == GD_OK)
		rc = move_in(aside.text, where.path, err);
	if (rc == GD_OK)
		gd_seen_again(report->ledger, report->seq, report->head);
	gd_store_unlink(aside.text);
	gd_folder_remove(files.text);
	gd_str_addf(&aside, ".gate");
	unlink(aside.text);
	gd_gate_release(&where);
	gd_str_release(&aside);
	gd_str_release(&files);
	return rc;
}

enum gd_code
gd_store_unseal(const char *from, const struct gd_key *key, const char *place,
    struct gd_verify_report *report, struct gd_err *err)
{
	return into_place(from, key, place, report, err);
}

enum gd_code
gd_store_settle(const char *from, const char *place,
    struct gd_verify_report *report, struct gd_err *err)
{
	return into_place(from, NULL, place, report, err);
}

enum gd_code
gd_store_restore_sealed(const char *from, const struct gd_key *key,
    const char *path, struct gd_str *kept, struct gd_verify_report *report,
    struct gd_err *err)
{
	struct gd_str opened = GD_STR_INIT, files = GD_STR_INIT;
	enum gd_code rc;

	gd_str_addf(&opened, "%s.opened-%ld", path, (long)getpid());
	gd_str_addf(&files, "%s.files", opened.text);
	rc = into_place(from, key, opened.text, report, err);
	if (rc == GD_OK)
		rc = gd_store_restore(opened.text, path, kept, report, err);
	gd_store_unlink(opened.text);
	gd_folder_remove(files.text);
	gd_str_release(&opened);
	gd_str_release(&files);
	return rc;
}
