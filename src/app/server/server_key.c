/* app/server/server_key.c - one public key of ssh, read strictly.
 *
 * sshd takes options before a key and believes them; so a line is only taken
 * when it begins with the kind, and what is written into the file of keys is
 * made anew from the key itself.
 */
#include "app/server.h"

#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/banned.h"

#define KEY_MOST 4096 /* bytes of a key: RSA of 16384 bits has half of that */

/* The parts after the name of the kind, and the least size of the largest:
 * 2048 bits of RSA. */
static const struct kind {
	const char *name;
	int parts;
	size_t least;
} kinds[] = {
	{ "ssh-ed25519", 1, 32 },
	{ "ecdsa-sha2-nistp256", 2, 65 },
	{ "ecdsa-sha2-nistp384", 2, 97 },
	{ "ecdsa-sha2-nistp521", 2, 133 },
	{ "sk-ssh-ed25519@openssh.com", 2, 32 },
	{ "sk-ecdsa-sha2-nistp256@openssh.com", 3, 65 },
	{ "ssh-rsa", 2, 256 },
};

static const struct kind *
kind_of(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strlen(kinds[i].name) == len &&
		    memcmp(kinds[i].name, name, len) == 0)
			return &kinds[i];
	}
	return NULL;
}

/* The next part: four bytes of length, then so many. @return NULL: cut */
static const uint8_t *
next_part(const uint8_t **at, const uint8_t *end, size_t *len)
{
	const uint8_t *part = *at + 4;

	if (end - *at < 4)
		return NULL;
	*len = (size_t)(*at)[0] << 24 | (size_t)(*at)[1] << 16 |
	       (size_t)(*at)[2] << 8 | (*at)[3];
	if ((size_t)(end - part) < *len)
		return NULL;
	*at = part + *len;
	return part;
}

/* The same kind inside, the right number of parts, nothing after them. */
static bool
is_whole(const struct kind *kind, const uint8_t *blob, size_t size,
    size_t *largest)
{
	const uint8_t *at = blob, *end = blob + size, *part;
	size_t len;

	*largest = 0;
	part = next_part(&at, end, &len);
	if (!part || kind_of((const char *)part, len) != kind)
		return false;
	for (int i = 0; i < kind->parts; i++) {
		if (!next_part(&at, end, &len))
			return false;
		if (len > *largest)
			*largest = len;
	}
	return at == end;
}

static void
fingerprint(const uint8_t *blob, size_t size, char out[64])
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	char text[48];

	crypto_hash_sha256(hash, blob, size);
	sodium_bin2base64(text, sizeof text, hash, sizeof hash,
	    sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	snprintf(out, 64, "SHA256:%s", text);
}

/* One line, printable; blanks and words as ssh-keygen writes them. */
static bool
is_line(const char *bytes, size_t *len)
{
	size_t n = *len;

	if (n > 0 && bytes[n - 1] == '\n')
		n--;
	if (n > 0 && bytes[n - 1] == '\r')
		n--;
	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)bytes[i] < ' ' || bytes[i] == 127)
			return false;
	}
	*len = n;
	return n > 0;
}

enum gd_code
gd_ssh_key_read(const char *bytes, size_t len, const char *name,
    struct gd_arena *arena, struct gd_ssh_key *key, struct gd_err *err)
{
	static const char secret[] = "-----BEGIN ";
	const char *line = bytes, *text, *end;
	uint8_t blob[KEY_MOST];
	const struct kind *kind;
	size_t words, size, largest;

	if (len >= sizeof secret - 1 &&
	    memcmp(bytes, secret, sizeof secret - 1) == 0)
		return gd_fail(err, GD_USAGE, GD_M_KEY_PRIVATE, GD_T(name));
	if (!is_line(bytes, &len))
		return gd_fail(err, GD_USAGE, GD_M_KEY_FORM, GD_T(name));
	line = gd_arena_strn(arena, bytes, len);
	words = strcspn(line, " ");
	text = line + words + (line[words] == ' ');
	kind = kind_of(line, words);
	if (!kind && words < sizeof key->kind && *text)
		return gd_fail(err, GD_USAGE, GD_M_KEY_KIND,
		    GD_T(gd_arena_strn(arena, line, words)));
	words = strcspn(text, " ");
	if (!kind ||
	    sodium_base642bin(blob, sizeof blob, text, words, NULL, &size, &end,
		sodium_base64_VARIANT_ORIGINAL) != 0 ||
	    end != text + words || !is_whole(kind, blob, size, &largest))
		return gd_fail(err, GD_USAGE, GD_M_KEY_FORM, GD_T(name));
	if (largest < kind->least)
		return gd_fail(err, GD_USAGE, GD_M_KEY_WEAK);
	snprintf(key->kind, sizeof key->kind, "%s", kind->name);
	fingerprint(blob, size, key->fingerprint);
	key->text = gd_arena_strn(arena, text, words);
	return GD_OK;
}
