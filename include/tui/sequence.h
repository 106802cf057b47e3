/* tui/sequence.h - escape sequences of a terminal become keys.
 *
 * All forms that terminals send stand in one table, and those of the terminal's
 * own description are added in front of it.  Nothing here reads a clock or a
 * terminal: bytes and times come in, keys go out.
 */
#ifndef GENDAN_TUI_SEQUENCE_H
#define GENDAN_TUI_SEQUENCE_H

#include "tui/keys.h"

#define GD_SEQ_KEYS 4      /* most keys that one call gives */
#define GD_SEQ_ESC_MS 50   /* an ESC with nothing behind it so long is a key */
#define GD_SEQ_REST_MS 150 /* the rest of what has begun comes within this */
#define GD_SEQ_DOUBLE_MS 400

struct gd_seq_form {
	const char *bytes; /* begins with ESC */
	uint32_t code;
};

struct gd_seq {
	struct gd_decoder decoder; /* of what is no sequence */
	char held[40];             /* begun, not decided; NUL-terminated */
	size_t n;
	int64_t held_ms; /* when its last byte came */
	int esc_ms;      /* as GD_SEQ_ESC_MS */
	struct gd_seq_form own[48];
	char own_bytes[48][16];
	int nown;
	int64_t click_ms; /* the last click, for double ones; -1 = none */
	short click_row, click_col;
};

void gd_seq_init(struct gd_seq *s);
/** A form of the terminal's description; it goes before the table. */
void gd_seq_own(struct gd_seq *s, const char *bytes, uint32_t code);
/** Feed one byte.  @return keys written to out */
int gd_seq_byte(struct gd_seq *s, uint8_t byte, int64_t now_ms,
    struct gd_key out[GD_SEQ_KEYS]);
/** No byte has come until now.  @return keys written to out */
int gd_seq_quiet(struct gd_seq *s, int64_t now_ms,
    struct gd_key out[GD_SEQ_KEYS]);
/** In how many ms gd_seq_quiet has to be called; -1 = nothing is held. */
int gd_seq_wait(const struct gd_seq *s, int64_t now_ms);

/** The table; static. @return how many rows */
int gd_seq_forms(const struct gd_seq_form **rows);

#endif
