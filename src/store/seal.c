/* store/seal.c - a backup that tells nothing to whoever finds it.
 *
 * A head (magic, mark of the key), libsodium's secretstream header, then
 * frames: 4 bytes little endian say how long, then so many bytes sealed. A
 * frame opened is a letter (enum seal_frame) and what belongs to it. Each
 * frame is sealed together with the head; the last carries the final tag, so
 * nothing can be cut, swapped, left out or added unseen.
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/id.h"

#include "safety_priv.h"

#include "base/banned.h"

void
gd_seal_key_id(const struct gd_key *key, uint8_t out[SEAL_KEY_ID])
{
	const void *parts[] = { key->bytes };
	const uint64_t lens[] = { GD_KEY_BYTES };
	uint8_t hash[32];

	gd_sha256_parts('i', 1, parts, lens, hash);
	memcpy(out, hash, SEAL_KEY_ID);
}

struct sealing {
	int out;
	struct gd_seal_head head;
	crypto_secretstream_xchacha20poly1305_state state;
	uint8_t *plain, *sealed; /* owned */
	int64_t files;
};

/* The first n bytes of plain become a frame. @return errno */
static int
put_frame(struct sealing *s, size_t n, bool last)
{
	unsigned long long got = 0;
	int rc;

	rc =
	    crypto_secretstream_xchacha20poly1305_push(&s->state, s->sealed + 4,
		&got, s->plain, n, (const uint8_t *)&s->head, sizeof s->head,
		last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
		     : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
	if (rc != 0)
		return EIO;
	for (int i = 0; i < 4; i++)
		s->sealed[i] = (uint8_t)(got >> (8 * i));
	return gd_write_all(s->out, s->sealed, (size_t)got + 4);
}

static void
put_number(uint8_t *out, int64_t n)
{
	for (int i = 0; i < 8; i++)
		out[i] = (uint8_t)((uint64_t)n >> (8 * i));
}

/* One file, whole; it must not change meanwhile. @return errno */
static int
put_file(struct sealing *s, enum seal_frame kind, const char *digest, int in)
{
	size_t named = digest ? strlen(digest) : 0;
	struct stat st;
	int64_t left;
	int code;

	if (fstat(in, &st) != 0)
		return errno;
	left = st.st_size;
	s->plain[0] = (uint8_t)kind;
	put_number(s->plain + 1, left);
	if (digest)
		memcpy(s->plain + 9, digest, named);
	code = put_frame(s, 9 + named, false);
	s->plain[0] = SEAL_DATA;
	while (code == 0 && left > 0) {
		size_t most = left < SEAL_CHUNK ? (size_t)left : SEAL_CHUNK;
		ssize_t n = read(in, s->plain + 1, most);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? errno : EIO;
		left -= n;
		code = put_frame(s, (size_t)n + 1, false);
	}
	s->files++;
	return code;
}

static int
begin_sealing(struct sealing *s, const struct gd_key *key)
{
	uint8_t header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
	int code;

	s->plain = gd_alloc(SEAL_CHUNK + 128, 1);
	s->sealed = gd_alloc(SEAL_CHUNK + 256, 1);
	if (sodium_init() < 0)
		return EIO;
	memcpy(s->head.magic, SEAL_MAGIC, SEAL_MAGIC_LEN);
	gd_seal_key_id(key, s->head.key_id);
	crypto_secretstream_xchacha20poly1305_init_push(&s->state, header,
	    key->bytes);
	code = gd_write_all(s->out, &s->head, sizeof s->head);
	return code ? code : gd_write_all(s->out, header, sizeof header);
}

static void
end_sealing(struct sealing *s)
{
	sodium_memzero(&s->state, sizeof s->state);
	free(s->plain);
	free(s->sealed);
}

/* The attached files a copied book names, one digest a line of out. */
static enum gd_code
list_files(const char *copy, struct gd_str *out, struct gd_err *err)
{
	struct gd_store *s = NULL;
	enum gd_code rc = gd_store_open(copy, GD_PROFILE_VERIFY, &s, err);
	sqlite3_stmt *st;
	int step;

	if (rc != GD_OK)
		return rc;
	st = gd_db_prepare(s,
	    "SELECT DISTINCT digest FROM file ORDER BY digest", err);
	if (!st) {
		gd_store_close(s);
		return GD_DAMAGED;
	}
	while ((step = sqlite3_step(st)) == SQLITE_ROW) {
		gd_str_add(out, gd_column(st, 0));
		gd_str_addc(out, '\n');
	}
	if (step != SQLITE_DONE)
		rc = gd_db_fail(s, step, err);
	sqlite3_finalize(st);
	gd_store_close(s);
	return rc;
}

/* Attached files lie beside the living book, never changed once there. */
static enum gd_code
put_files(struct sealing *s, const struct gd_gate *book, char *digests,
    const char *to, struct gd_err *err)
{
	char *next = NULL;

	for (char *d = strtok_r(digests, "\n", &next); d;
	     d = strtok_r(NULL, "\n", &next)) {
		enum gd_code rc;
		int fd, code;

		rc = gd_file_open(book, d, &fd, err);
		if (rc != GD_OK)
			return rc;
		code = put_file(s, SEAL_FILE, d, fd);
		close(fd);
		if (code != 0)
			return gd_safety_fault(to, code, err);
	}
	return GD_OK;
}

/* The copied book and its files into a new file at to. */
static enum gd_code
seal_into(const struct gd_gate *book, const char *copy, const char *to,
    const struct gd_key *key, struct gd_err *err)
{
	struct gd_str digests = GD_STR_INIT;
	struct sealing s = { .files = 0 };
	enum gd_code rc = list_files(copy, &digests, err);
	int in, code;

	if (rc != GD_OK) {
		gd_str_release(&digests);
		return rc;
	}
	s.out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	in = s.out < 0 ? -1 : open(copy, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	code = in < 0 ? errno : begin_sealing(&s, key);
	if (code == 0)
		code = put_file(&s, SEAL_BOOK, NULL, in);
	if (in >= 0)
		close(in);
	if (code == 0)
		rc = put_files(&s, book, digests.text, to, err);
	if (code == 0 && rc == GD_OK) {
		s.plain[0] = SEAL_END;
		put_number(s.plain + 1, s.files);
		code = put_frame(&s, 9, true);
	}
	if (code == 0 && rc == GD_OK && fsync(s.out) != 0)
		code = errno;
	if (s.out >= 0 && close(s.out) != 0 && code == 0)
		code = errno;
	end_sealing(&s);
	gd_str_release(&digests);
	return code ? gd_safety_fault(to, code, err) : rc;
}

static enum gd_code
take_name(const char *made, const char *to, bool over, struct gd_err *err)
{
	if (!over)
		return gd_file_name(made, to, err);
	if (rename(made, to) != 0)
		return gd_safety_fault(to, errno, err);
	return gd_folder_sync(to, err);
}

enum gd_code
gd_store_seal(const char *book, const char *to, bool over,
    const struct gd_key *key, struct gd_verify_report *report,
    struct gd_err *err)
{
	struct gd_str copy = GD_STR_INIT, made = GD_STR_INIT;
	struct gd_store *s = NULL;
	struct stat st;
	int64_t files;
	enum gd_code rc;

	if (!over && lstat(to, &st) == 0)
		return gd_safety_fault(to, EEXIST, err);
	rc = gd_store_open(book, GD_PROFILE_VERIFY, &s, err);
	if (rc == GD_OK) {
		gd_str_addf(&copy, "%s.seal-%ld", s->gate.path, (long)getpid());
		gd_str_addf(&made, "%s.new-%ld", to, (long)getpid());
		gd_store_unlink(copy.text);
		unlink(made.text);
		/* the open copy stays beside the book, where it is no news */
		rc = gd_store_copy(s, copy.text, false, report, err);
		if (rc == GD_OK)
			rc =
			    seal_into(&s->gate, copy.text, made.text, key, err);
		gd_store_unlink(copy.text);
		if (rc == GD_OK)
			rc = gd_seal_read(made.text, key, NULL, &files, err);
		if (rc == GD_OK)
			rc = take_name(made.text, to, over, err);
		unlink(made.text);
	}
	gd_store_close(s);
	gd_str_release(&copy);
	gd_str_release(&made);
	return rc;
}
