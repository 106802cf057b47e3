/* base/code.c - codes on slips: long division on sixteen bytes, no more. */
#include "base/code.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <uuid/uuid.h>

#include "base/text.h"

#include "base/banned.h"

#define BYTES 16
#define ID_DIGITS 39
#define STEP_BITS 10
#define STEPS 64
#define LOTS (1 << STEP_BITS)

int64_t
gd_code_step(int64_t step, int64_t lot)
{
	if (step < 0 || step >= STEPS || lot < 0 || lot >= LOTS)
		return -1;
	return step << STEP_BITS | lot;
}

void
gd_code_step_of(int64_t number, int64_t *step, int64_t *lot)
{
	*step = number >> STEP_BITS;
	*lot = number & (LOTS - 1);
}

/* The rest of digits by 97. */
static int
rest(const char *digits, int n)
{
	int r = 0;

	for (int i = 0; i < n; i++)
		r = (r * 10 + digits[i] - '0') % 97;
	return r;
}

static void
put_two(char *at, int n)
{
	at[0] = (char)('0' + n / 10);
	at[1] = (char)('0' + n % 10);
}

static int
two(const char *at)
{
	return (at[0] - '0') * 10 + at[1] - '0';
}

/* Sixteen bytes as 39 decimal digits. */
static void
bytes_to_digits(const uint8_t in[BYTES], char out[ID_DIGITS])
{
	uint8_t left[BYTES];

	memcpy(left, in, BYTES);
	for (int d = ID_DIGITS; d-- > 0;) {
		unsigned r = 0;

		for (int i = 0; i < BYTES; i++) {
			r = r << 8 | left[i];
			left[i] = (uint8_t)(r / 10);
			r %= 10;
		}
		out[d] = (char)('0' + r);
	}
}

/* @return false: it is more than sixteen bytes hold */
static bool
digits_to_bytes(const char in[ID_DIGITS], uint8_t out[BYTES])
{
	memset(out, 0, BYTES);
	for (int d = 0; d < ID_DIGITS; d++) {
		unsigned carry = (unsigned)(in[d] - '0');

		for (int i = BYTES; i-- > 0;) {
			carry += out[i] * 10U;
			out[i] = (uint8_t)carry;
			carry >>= 8;
		}
		if (carry)
			return false;
	}
	return true;
}

enum gd_code
gd_code_make(char out[GD_CODE_TEXT], enum gd_code_kind kind, const char *order,
    int64_t number, struct gd_err *err)
{
	uuid_t id;

	*out = '\0';
	if (uuid_parse(order, id) != 0)
		return gd_fail(err, GD_USAGE, GD_M_CODE_ORDER, GD_T(order));
	if (number < 0 || number > GD_CODE_MOST)
		return gd_fail(err, GD_REFUSED, GD_M_CODE_NUMBER, GD_N(number),
		    GD_N(GD_CODE_MOST));
	id[BYTES - 2] = (uint8_t)(number >> 8);
	id[BYTES - 1] = (uint8_t)number;
	put_two(out, (int)kind);
	bytes_to_digits(id, out + 2);
	put_two(out + GD_CODE_DIGITS - 2,
	    98 - rest(out, GD_CODE_DIGITS - 2) * 100 % 97);
	out[GD_CODE_DIGITS] = '\0';
	return GD_OK;
}

/* The digits of a text, as plain ones, the first 43 kept; *n counts all. */
static enum gd_code
take_digits(const char *text, size_t len, char digits[GD_CODE_DIGITS],
    int64_t *n, struct gd_err *err)
{
	size_t used, at = 0;
	int64_t place = 0;
	uint32_t cp;

	for (*n = 0; at < len; at += used) {
		used = gd_utf8_next(text + at, &cp);
		place++;
		cp = gd_fold_width(cp);
		if (cp == ' ' || cp == '-' || cp == '\t' || cp == '\r' ||
		    cp == '\n')
			continue;
		if (!used || cp < '0' || cp > '9')
			return gd_fail(err, GD_USAGE, GD_M_CODE_SIGNS,
			    GD_N(place));
		if (*n < GD_CODE_DIGITS)
			digits[*n] = (char)cp;
		++*n;
	}
	return GD_OK;
}

static bool
known_kind(int kind)
{
	return kind == GD_CODE_ORDER || kind == GD_CODE_PIECE ||
	       kind == GD_CODE_SLIP || kind == GD_CODE_STEP;
}

enum gd_code
gd_code_read(const char *text, size_t len, struct gd_code_said *out,
    struct gd_err *err)
{
	char digits[GD_CODE_DIGITS];
	uint8_t id[BYTES];
	int64_t n;
	int check, kind;
	enum gd_code rc = take_digits(text, len, digits, &n, err);

	if (rc != GD_OK)
		return rc;
	if (n != GD_CODE_DIGITS)
		return gd_fail(err, GD_USAGE, GD_M_CODE_LENGTH,
		    GD_N(GD_CODE_DIGITS), GD_N(n));
	check = two(digits + GD_CODE_DIGITS - 2);
	/* 00, 01 and 99 have the same rest as others and are never written */
	if (rest(digits, GD_CODE_DIGITS) != 1 || check < 2 || check > 98 ||
	    !digits_to_bytes(digits + 2, id))
		return gd_fail(err, GD_USAGE, GD_M_CODE_CHECK);
	kind = two(digits);
	if (!known_kind(kind))
		return gd_fail(err, GD_USAGE, GD_M_CODE_KIND, GD_N(kind));
	out->kind = (enum gd_code_kind)kind;
	memcpy(out->prefix, id, GD_CODE_PREFIX);
	out->number = id[BYTES - 2] << 8 | id[BYTES - 1];
	return GD_OK;
}
