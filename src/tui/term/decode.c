/* tui/term/decode.c - the bytes of a terminal become keys.
 *
 * get_wch of the terminal library stalls on one bad byte, so this is our own
 * strict UTF-8 decoder; a bad byte is one GD_KEY_BAD and nothing is lost.
 */
#include "tui/keys.h"

#include "base/banned.h"

#define TORN_MS 150 /* the rest of a torn escape sequence comes within this */

static int
emit(const struct gd_decoder *d, uint32_t code, struct gd_key *out)
{
	*out = (struct gd_key){ .code = code, .pasted = d->pasting };
	return 1;
}

/* Is this byte the rest of an escape sequence whose ESC was taken alone? */
static bool
swallow(struct gd_decoder *d, uint8_t byte, int64_t now_ms)
{
	if (d->esc_ms < 0)
		return false;
	if (now_ms - d->esc_ms > TORN_MS || now_ms < d->esc_ms) {
		d->esc_ms = -1;
		d->torn = 0;
		return false;
	}
	if (!d->torn) {
		if (byte == '[' || byte == 'O') {
			d->torn = (char)byte;
			return true;
		}
		d->esc_ms = -1;
		return false;
	}
	if (d->torn == '[' && byte == '[') { /* console: ESC [ [ A */
		d->torn = 'O';
		return true;
	}
	if (d->torn == '[' && byte >= 0x20 && byte < 0x40)
		return true; /* parameters */
	if (d->torn == 'O' && byte >= '0' && byte <= '9')
		return true; /* old ones have one there too */
	d->esc_ms = -1;
	d->torn = 0;
	return byte >= 0x40 && byte < 0x7F; /* final byte */
}

static int
begin(struct gd_decoder *d, uint8_t byte, int64_t now_ms, struct gd_key *out)
{
	if (byte < 0x80) {
		uint32_t code = byte;

		if (byte == 27)
			d->esc_ms = now_ms;
		else if (byte == '\n')
			code = GD_KEY_ENTER;
		else if (byte == 8)
			code = GD_KEY_BACKSPACE;
		else if (byte == 0)
			return 0;
		return emit(d, code, out);
	}
	if (byte >= 0xC2 && byte < 0xE0) {
		d->need = 1;
		d->least = 0x80;
		d->cp = byte & 0x1Fu;
	} else if (byte >= 0xE0 && byte < 0xF0) {
		d->need = 2;
		d->least = 0x800;
		d->cp = byte & 0x0Fu;
	} else if (byte >= 0xF0 && byte < 0xF5) {
		d->need = 3;
		d->least = 0x10000;
		d->cp = byte & 0x07u;
	} else {
		return emit(d, GD_KEY_BAD, out);
	}
	return 0;
}

int
gd_decode_byte(struct gd_decoder *d, uint8_t byte, int64_t now_ms,
    struct gd_key out[2])
{
	int n = 0;

	if (d->need == 0) {
		if (swallow(d, byte, now_ms))
			return 0;
		return begin(d, byte, now_ms, out);
	}
	if ((byte & 0xC0) != 0x80) { /* torn character, then a new one */
		d->need = 0;
		n = emit(d, GD_KEY_BAD, out);
		return n + begin(d, byte, now_ms, out + n);
	}
	d->cp = d->cp << 6 | (byte & 0x3Fu);
	if (--d->need > 0)
		return 0;
	if (d->cp < d->least || d->cp > 0x10FFFF ||
	    (d->cp >= 0xD800 && d->cp < 0xE000))
		return emit(d, GD_KEY_BAD, out);
	return emit(d, d->cp, out);
}

void
gd_decode_unknown(struct gd_decoder *d, char intro, int64_t now_ms)
{
	d->esc_ms = now_ms;
	d->torn = intro;
}

int
gd_decode_key(struct gd_decoder *d, uint32_t code, struct gd_key out[2])
{
	int n = 0;

	d->esc_ms = -1;
	d->torn = 0;
	if (d->need > 0) {
		d->need = 0;
		n = emit(d, GD_KEY_BAD, out);
	}
	if (code == GD_KEY_PASTE_ON || code == GD_KEY_PASTE_OFF) {
		d->pasting = code == GD_KEY_PASTE_ON;
		return n;
	}
	return n + emit(d, code, out + n);
}
