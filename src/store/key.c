/* store/key.c - the key of sealed backups, as people write it down.
 *
 * 32 bytes are eight groups of four. A group is its four bytes and a check
 * byte made of them and of the group's place, in the 32 characters that are
 * not mistaken for each other: eight characters, a dash in the middle. So a
 * slip of the pen is named by its group.
 */
#include "store/safety.h"

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

#define PER_GROUP (GD_KEY_BYTES / GD_KEY_GROUPS) /* bytes */
#define CHARS 8

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static uint8_t
check_byte(const uint8_t *group, int at)
{
	uint8_t place = (uint8_t)at, hash[32];
	const void *parts[] = { &place, group };
	const uint64_t lens[] = { 1, PER_GROUP };

	gd_sha256_parts('k', 2, parts, lens, hash);
	return hash[0];
}

void
gd_key_text(const struct gd_key *key, char out[GD_KEY_TEXT])
{
	char *to = out;

	for (int g = 0; g < GD_KEY_GROUPS; g++) {
		const uint8_t *bytes = key->bytes + g * PER_GROUP;
		uint64_t bits = check_byte(bytes, g);

		for (int i = 0; i < PER_GROUP; i++)
			bits |= (uint64_t)bytes[i] << (8 * (i + 1));
		for (int i = CHARS - 1; i >= 0; i--) {
			*to++ = letters[bits >> (5 * i) & 31];
			if (i == CHARS / 2)
				*to++ = '-';
		}
		*to++ = g + 1 < GD_KEY_GROUPS ? ' ' : '\0';
	}
}

/* @return 0..31, -1: no such character */
static int
value_of(char c)
{
	const char *at;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		c = '0';
	if (c == 'I' || c == 'L')
		c = '1';
	at = c ? strchr(letters, c) : NULL;
	return at ? (int)(at - letters) : -1;
}

enum gd_code
gd_key_read(const char *text, struct gd_key *out, struct gd_err *err)
{
	int n = 0;
	uint64_t bits = 0;

	for (; *text; text++) {
		int value = value_of(*text);

		if (*text == ' ' || *text == '-' || *text == '\n' ||
		    *text == '\r' || *text == '\t')
			continue;
		if (value < 0 || n == GD_KEY_GROUPS * CHARS)
			return gd_fail(err, GD_USAGE, GD_M_KEY_SHAPE,
			    GD_N(GD_KEY_GROUPS));
		bits = bits << 5 | (uint64_t)value;
		if (++n % CHARS == 0) {
			int g = n / CHARS - 1;
			uint8_t *bytes = out->bytes + g * PER_GROUP;

			for (int i = 0; i < PER_GROUP; i++)
				bytes[i] = (uint8_t)(bits >> (8 * (i + 1)));
			if (check_byte(bytes, g) != (uint8_t)bits)
				return gd_fail(err, GD_USAGE, GD_M_KEY_GROUP,
				    GD_N(g + 1));
			bits = 0;
		}
	}
	if (n != GD_KEY_GROUPS * CHARS)
		return gd_fail(err, GD_USAGE, GD_M_KEY_SHAPE,
		    GD_N(GD_KEY_GROUPS));
	return GD_OK;
}

enum gd_code
gd_key_load(const char *path, struct gd_key *out, struct gd_err *err)
{
	int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO)
					: open(path, O_RDONLY | O_CLOEXEC);
	char text[1024];
	size_t n = 0;
	ssize_t got = 0;
	enum gd_code rc;
	char *line;

	if (fd < 0)
		return gd_fail(err, errno == ENOENT ? GD_MISSING : GD_OUTSIDE,
		    errno == ENOENT ? GD_M_KEY_MISSING : GD_M_KEY_UNREADABLE,
		    GD_T(path), GD_T(strerror(errno)));
	while (n < sizeof text - 1 &&
	       (got = read(fd, text + n, sizeof text - 1 - n)) > 0)
		n += (size_t)got;
	close(fd);
	text[n] = '\0';
	if (got < 0)
		return gd_fail(err, GD_OUTSIDE, GD_M_KEY_UNREADABLE, GD_T(path),
		    GD_T(strerror(errno)));
	/* the file begins with a line for people */
	line = *text == '#' ? strchr(text, '\n') : text;
	rc = gd_key_read(line ? line : "", out, err);
	sodium_memzero(text, sizeof text);
	return rc;
}

enum gd_code
gd_key_make(const char *path, struct gd_key *out, struct gd_err *err)
{
	char words[GD_KEY_TEXT], text[GD_KEY_TEXT + 64];
	struct gd_str made = GD_STR_INIT;
	enum gd_code rc = GD_OK;
	int fd, n, code = 0;

	/* a key file is whole or not there: half a key opens nothing */
	gd_str_addf(&made, "%s.new-%ld", path, (long)getpid());
	unlink(made.text);
	fd = open(made.text,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		code = errno;
	randombytes_buf(out->bytes, sizeof out->bytes);
	gd_key_text(out, words);
	n = snprintf(text, sizeof text, "# gendan recovery key\n%s\n", words);
	if (code == 0)
		code = gd_write_all(fd, text, (size_t)n);
	if (code == 0 && fsync(fd) != 0)
		code = errno;
	if (fd >= 0 && close(fd) != 0 && code == 0)
		code = errno;
	sodium_memzero(words, sizeof words);
	sodium_memzero(text, sizeof text);
	rc = code ? gd_safety_fault(path, code, err)
		  : gd_file_name(made.text, path, err);
	unlink(made.text);
	gd_str_release(&made);
	return rc;
}

bool
gd_key_usual_path(struct gd_str *out)
{
	if (!gd_seen_folder(true, out))
		return false;
	gd_str_add(out, "/backup.key");
	return true;
}

void
gd_key_wipe(struct gd_key *key)
{
	sodium_memzero(key, sizeof *key);
}
