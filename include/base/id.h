/* base/id.h - UUID version 7 from libuuid's random bytes, seedable for tests. */
#ifndef GENDAN_BASE_ID_H
#define GENDAN_BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GD_ID_TEXT 37
/** New id, ascending within this process; buf >= GD_ID_TEXT, lower case. */
char *gd_id_new(int64_t now_ms, char *buf);
bool gd_id_valid(const char *text);
/** From now on ids come from this seed (demo and tests); 0 = random again. */
void gd_id_seed(uint64_t seed);
/** Bytes from that seed, apart from ids and gd_random, so that keys change no
 * other number of a demo. @return false: there is no seed */
bool gd_id_seeded_bytes(void *bytes, size_t n);
/** 64 random bits, seeded the same way. */
uint64_t gd_random(void);

/** SHA-256 of bytes as 64 lower-case hex digits + NUL (libsodium). */
void gd_sha256_hex(const void *bytes, uint64_t len, char out[65]);
/** Raw form: H(prefix byte | each part length-prefixed as 8 bytes LE). */
void gd_sha256_parts(uint8_t prefix, int n, const void *const parts[],
    const uint64_t lens[], uint8_t out[32]);

#endif
