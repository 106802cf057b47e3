/* base/secret.h - passwords, the keys sealed under them, signatures.
 *
 * A person's signature key is an Ed25519 pair made of 32 random bytes, the
 * seed.  The seed is kept sealed (XChaCha20-Poly1305) under a key that argon2id
 * makes of the password.  Who can open it knows the password; nothing else of
 * a password is kept anywhere.
 */
#ifndef GENDAN_BASE_SECRET_H
#define GENDAN_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define GD_SALT 16
#define GD_PUBLIC 32
#define GD_SIGNATURE 64
#define GD_SEALED 72        /* nonce, sealed seed, its mark */
#define GD_SIGNKEY_NAME 80  /* "login#no" */
#define GD_PASSWORD_LEAST 8 /* characters */
#define GD_PASSWORD_MOST 128
#define GD_PASSWORD_BYTES 520 /* room for any password */

/* What argon2id is to cost; at least this for what people choose. */
struct gd_cost {
	int64_t ops; /* passes */
	int64_t mem; /* bytes */
};
#define GD_COST_OPS 2
#define GD_COST_MEM ((int64_t)64 << 20)

/* A sealed seed as it is kept. */
struct gd_sealed {
	uint8_t salt[GD_SALT];
	struct gd_cost cost;
	uint8_t box[GD_SEALED];
};

/** Memory that is locked, fenced and wiped; NULL never. */
void *gd_secret_alloc(size_t n);
void gd_secret_free(void *secret); /* wipes; NULL allowed */
void gd_secret_wipe(void *bytes, size_t n);
/** Random bytes; after gd_id_seed they come from its seed (demo, tests). */
void gd_secret_random(void *bytes, size_t n);

struct gd_secret; /* an open signature key, in secret memory */
void gd_secret_close(struct gd_secret *key); /* wipes; NULL allowed */
const uint8_t *gd_secret_public(const struct gd_secret *key);

/** A new key sealed under a password. name: "login#no", sealed with it so
 * that it opens as that one alone. Takes as long as cost says. */
enum gd_code gd_secret_new(const char *password, const char *name,
    const struct gd_cost *cost, struct gd_sealed *sealed,
    struct gd_secret **out, struct gd_err *err) GD_MUST_CHECK;
/** Open it again. NULL: the password, or the name, is another one. */
struct gd_secret *gd_secret_open(const struct gd_sealed *sealed,
    const char *password, const char *name);
/** The work of gd_secret_open for nothing: who has no key must not be told
 * from a wrong password by the time it takes. */
void gd_secret_dummy(const char *password, const struct gd_cost *cost);
/** SHA-256 in hex of everything that is kept sealed. */
void gd_secret_digest(const struct gd_sealed *sealed, char out[65]);

void gd_secret_sign(const struct gd_secret *key, const void *bytes, size_t n,
    uint8_t out[GD_SIGNATURE]);
bool gd_secret_check(const uint8_t public_[GD_PUBLIC], const void *bytes,
    size_t n, const uint8_t sig[GD_SIGNATURE]);
/** Is this a public key that only its secret half can sign for? Points that
 * fit everything, and other writings of a point, are not. */
bool gd_secret_public_valid(const uint8_t public_[GD_PUBLIC]);
/** Hex of bytes and back; false when it is not exactly n bytes of lower-case
 * hex. out: 2 n + 1. */
void gd_hex(const void *bytes, size_t n, char *out);
bool gd_unhex(const char *text, void *bytes, size_t n);

/** May this be somebody's password? forbidden: n words it may not be (login,
 * name, company). GD_REFUSED says why. */
enum gd_code gd_password_check(const char *password,
    const char *const *forbidden, int n, struct gd_err *err) GD_MUST_CHECK;
/** A first password nobody chose: "k7mq-x2vd-9hnt-c4pw", 80 random bits. */
void gd_password_make(char out[20]);

#endif
