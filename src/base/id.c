/* base/id.c - identifiers, randomness and SHA-256.
 *
 * Randomness is the world's (libuuid reads the kernel) until a seed is given;
 * then it is xoshiro256**, so that a demo book and a test come out the same.
 * This state and the last identifier are the only ones kept here.
 */
#include "base/id.h"

#include <string.h>

#include <sodium.h>
#include <uuid/uuid.h>

#include "base/banned.h"

static struct {
	bool seeded;
	uint64_t state[4];
	uint64_t seed, aside; /* bytes apart: hashes of the seed and a count */
	uint64_t last_ms;     /* of the newest id */
	unsigned last_step;   /* its 12 bits of order within the millisecond */
} source;

static uint64_t
rotate(uint64_t x, int by)
{
	return (x << by) | (x >> (64 - by));
}

/* xoshiro256** of Blackman and Vigna, public domain. */
static uint64_t
seeded_next(void)
{
	uint64_t *s = source.state;
	uint64_t out = rotate(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return out;
}

void
gd_id_seed(uint64_t seed)
{
	memset(&source, 0, sizeof source);
	if (seed == 0)
		return;
	source.seeded = true;
	source.seed = seed;
	/* splitmix64 spreads a small seed over all of the state. */
	for (int i = 0; i < 4; i++) {
		uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);

		z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
		z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
		source.state[i] = z ^ (z >> 31);
	}
}

bool
gd_id_seeded_bytes(void *bytes, size_t n)
{
	uint8_t *out = bytes, hash[32];
	const void *parts[] = { &source.seed, &source.aside };
	const uint64_t lens[] = { 8, 8 };

	if (!source.seeded)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (i % 32 == 0) {
			source.aside++;
			gd_sha256_parts(0x6b, 2, parts, lens, hash);
		}
		out[i] = hash[i % 32];
	}
	return true;
}

uint64_t
gd_random(void)
{
	uuid_t bytes;
	uint64_t out;

	if (source.seeded)
		return seeded_next();
	/* Version and variant stand in bytes 6 and 8; the rest is random. */
	uuid_generate_random(bytes);
	memcpy(&out, bytes, 4);
	memcpy((unsigned char *)&out + 4, bytes + 12, 4);
	return out;
}

char *
gd_id_new(int64_t now_ms, char *buf)
{
	uint64_t ms = now_ms > 0 ? (uint64_t)now_ms : 0;
	uint64_t tail = gd_random();
	uuid_t id;

	/* RFC 9562, method 1: a counter keeps ids of one millisecond, and of
	 * a clock that went back, in ascending order. */
	if (ms > source.last_ms) {
		source.last_ms = ms;
		source.last_step = (unsigned)(gd_random() & 0x3FF);
	} else if (++source.last_step > 0xFFF) {
		source.last_ms++;
		source.last_step = 0;
	}
	for (int i = 0; i < 6; i++)
		id[i] = (unsigned char)(source.last_ms >> (40 - 8 * i));
	id[6] = (unsigned char)(0x70 | (source.last_step >> 8));
	id[7] = (unsigned char)source.last_step;
	for (int i = 0; i < 8; i++)
		id[8 + i] = (unsigned char)(tail >> (8 * i));
	id[8] = (unsigned char)((id[8] & 0x3F) | 0x80);
	uuid_unparse_lower(id, buf);
	return buf;
}

bool
gd_id_valid(const char *text)
{
	uuid_t id;

	if (!text || strlen(text) != GD_ID_TEXT - 1)
		return false;
	for (const char *p = text; *p; p++)
		if (*p >= 'A' && *p <= 'F')
			return false;
	return uuid_parse(text, id) == 0;
}

void
gd_sha256_hex(const void *bytes, uint64_t len, char out[65])
{
	unsigned char raw[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(raw, bytes, len);
	sodium_bin2hex(out, 65, raw, sizeof raw);
}

void
gd_sha256_parts(uint8_t prefix, int n, const void *const parts[],
    const uint64_t lens[], uint8_t out[32])
{
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, &prefix, 1);
	for (int i = 0; i < n; i++) {
		uint8_t head[8];

		for (int b = 0; b < 8; b++)
			head[b] = (uint8_t)(lens[i] >> (8 * b));
		crypto_hash_sha256_update(&state, head, sizeof head);
		if (lens[i] > 0)
			crypto_hash_sha256_update(&state, parts[i], lens[i]);
	}
	crypto_hash_sha256_final(&state, out);
}
