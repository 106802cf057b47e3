/* base/secret.c - passwords, the keys sealed under them, signatures. */
#include "base/secret.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/id.h"
#include "base/memory.h"
#include "base/text.h"

#include "base/banned.h"

#define SEED crypto_sign_SEEDBYTES
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define MARK crypto_aead_xchacha20poly1305_ietf_ABYTES
#define PURPOSE "gendan-key-v1"

_Static_assert(GD_SALT == crypto_pwhash_argon2id_SALTBYTES, "salt");
_Static_assert(GD_SEALED == NONCE + SEED + MARK, "sealed seed");
_Static_assert(GD_PUBLIC == crypto_sign_PUBLICKEYBYTES, "public key");
_Static_assert(GD_SIGNATURE == crypto_sign_BYTES, "signature");

struct gd_secret {
	uint8_t public[GD_PUBLIC];
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
};

/* ---- memory --------------------------------------------------------------- */

static void
ready(void)
{
	if (sodium_init() < 0)
		gd_die(__FILE__, __LINE__, "libsodium does not start");
}

void *
gd_secret_alloc(size_t n)
{
	void *secret;

	ready();
	secret = sodium_malloc(n);
	if (!secret)
		gd_no_memory();
	sodium_memzero(secret, n);
	return secret;
}

void
gd_secret_free(void *secret)
{
	sodium_free(secret);
}

void
gd_secret_wipe(void *bytes, size_t n)
{
	sodium_memzero(bytes, n);
}

void
gd_secret_random(void *bytes, size_t n)
{
	ready();
	if (!gd_id_seeded_bytes(bytes, n))
		randombytes_buf(bytes, n);
}

/* ---- keys ----------------------------------------------------------------- */

void
gd_secret_close(struct gd_secret *key)
{
	gd_secret_free(key);
}

const uint8_t *
gd_secret_public(const struct gd_secret *key)
{
	return key->public;
}

/* The key a password makes, in secret memory; NULL: no memory for it. */
static uint8_t *
stretch(const char *password, const uint8_t salt[GD_SALT],
    const struct gd_cost *cost)
{
	uint8_t *key =
	    gd_secret_alloc(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

	if (cost->ops < 1 || cost->mem < 8192 ||
	    cost->mem > ((int64_t)4 << 30) || cost->ops > 64 ||
	    crypto_pwhash(key, crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
		password, strlen(password), salt, (unsigned long long)cost->ops,
		(size_t)cost->mem, crypto_pwhash_ALG_ARGON2ID13) != 0) {
		gd_secret_free(key);
		return NULL;
	}
	return key;
}

static struct gd_secret *
pair_of(const uint8_t seed[SEED])
{
	struct gd_secret *key = gd_secret_alloc(sizeof *key);

	crypto_sign_seed_keypair(key->public, key->secret, seed);
	return key;
}

/* What is sealed belongs to this purpose and this name. */
static void
bound_to(const char *name, struct gd_str *out)
{
	gd_str_addf(out, "%s|%s", PURPOSE, name);
}

enum gd_code
gd_secret_new(const char *password, const char *name,
    const struct gd_cost *cost, struct gd_sealed *sealed,
    struct gd_secret **out, struct gd_err *err)
{
	struct gd_str bound = GD_STR_INIT;
	uint8_t *seed = gd_secret_alloc(SEED), *key;

	*out = NULL;
	sealed->cost = *cost;
	gd_secret_random(seed, SEED);
	gd_secret_random(sealed->salt, GD_SALT);
	gd_secret_random(sealed->box, NONCE);
	key = stretch(password, sealed->salt, cost);
	if (key) {
		bound_to(name, &bound);
		crypto_aead_xchacha20poly1305_ietf_encrypt(sealed->box + NONCE,
		    NULL, seed, SEED, (const uint8_t *)bound.text, bound.len,
		    NULL, sealed->box, key);
		*out = pair_of(seed);
		gd_str_release(&bound);
	}
	gd_secret_free(key);
	gd_secret_free(seed);
	if (!*out)
		return gd_fail(err, GD_OUTSIDE, GD_M_NO_ROOM_TO_HASH,
		    GD_N(cost->mem >> 20));
	return GD_OK;
}

struct gd_secret *
gd_secret_open(const struct gd_sealed *sealed, const char *password,
    const char *name)
{
	struct gd_str bound = GD_STR_INIT;
	uint8_t *seed = gd_secret_alloc(SEED);
	uint8_t *key = stretch(password, sealed->salt, &sealed->cost);
	struct gd_secret *out = NULL;

	bound_to(name, &bound);
	if (key &&
	    crypto_aead_xchacha20poly1305_ietf_decrypt(seed, NULL, NULL,
		sealed->box + NONCE, SEED + MARK, (const uint8_t *)bound.text,
		bound.len, sealed->box, key) == 0)
		out = pair_of(seed);
	gd_str_release(&bound);
	gd_secret_free(key);
	gd_secret_free(seed);
	return out;
}

void
gd_secret_dummy(const char *password, const struct gd_cost *cost)
{
	static const uint8_t salt[GD_SALT] = { 0 };

	gd_secret_free(stretch(password, salt, cost));
}

void
gd_secret_digest(const struct gd_sealed *sealed, char out[65])
{
	uint8_t ops[8], mem[8], hash[32];
	const void *parts[] = { sealed->salt, ops, mem, sealed->box };
	const uint64_t lens[] = { GD_SALT, 8, 8, GD_SEALED };

	for (int i = 0; i < 8; i++) {
		ops[i] = (uint8_t)((uint64_t)sealed->cost.ops >> (8 * i));
		mem[i] = (uint8_t)((uint64_t)sealed->cost.mem >> (8 * i));
	}
	gd_sha256_parts(0x76, 4, parts, lens, hash);
	gd_hex(hash, sizeof hash, out);
}

/* ---- signatures ----------------------------------------------------------- */

void
gd_secret_sign(const struct gd_secret *key, const void *bytes, size_t n,
    uint8_t out[GD_SIGNATURE])
{
	crypto_sign_detached(out, NULL, bytes, n, key->secret);
}

bool
gd_secret_check(const uint8_t public_[GD_PUBLIC], const void *bytes, size_t n,
    const uint8_t sig[GD_SIGNATURE])
{
	ready();
	return crypto_sign_verify_detached(sig, bytes, n, public_) == 0;
}

bool
gd_secret_public_valid(const uint8_t public_[GD_PUBLIC])
{
	ready();
	return crypto_core_ed25519_is_valid_point(public_) == 1;
}

void
gd_hex(const void *bytes, size_t n, char *out)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *b = bytes;

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[b[i] >> 4];
		out[2 * i + 1] = digits[b[i] & 15];
	}
	out[2 * n] = '\0';
}

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
gd_unhex(const char *text, void *bytes, size_t n)
{
	uint8_t *b = bytes;

	if (strlen(text) != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int high = nibble(text[2 * i]), low = nibble(text[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		b[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}
