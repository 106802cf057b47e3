/* tests/bench/words.h - names for books made by rule: row i is always the
 * same, whatever the size of the book. */
#ifndef GENDAN_TESTS_BENCH_WORDS_H
#define GENDAN_TESTS_BENCH_WORDS_H

#include <stddef.h>
#include <stdint.h>

/** splitmix64 of x. */
uint64_t words_mix(uint64_t x);

struct words_customer {
	char code[24], name[120], name_en[120], city[40], pinyin[24];
	const char *country;
};
void words_customer(uint64_t seed, uint64_t i, struct words_customer *out);
/** A product as people write it: Chinese, a model, sometimes Latin words. */
void words_product(uint64_t seed, uint64_t i, char *buf, size_t n);
void words_vessel(uint64_t seed, uint64_t i, char *buf, size_t n);
/** Login and name of clerk i. */
void words_clerk(uint64_t i, char *login, size_t nlogin, char *name,
    size_t nname);
/** The digits of text changed, the rest kept: a tracking number like it. */
void words_like(uint64_t seed, uint64_t i, const char *text, char *buf,
    size_t n);

#endif
