/* tui/term/term_input.c - bytes of a terminal become a queue of keys.
 *
 * All that has come is read before anything is painted.  The queue may hold
 * keys of a password: what was taken is wiped.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"

#include "term_priv.h"

#include "base/banned.h"

static void
put(struct term_input *in, const struct gd_key *keys, int n)
{
	for (int i = 0; i < n && in->count < TERM_QUEUE; i++) {
		in->queue[(in->first + in->count) % TERM_QUEUE] = keys[i];
		in->count++;
	}
}

static void
feed(struct term_input *in, uint8_t byte, int64_t now_ms)
{
	struct gd_key keys[GD_SEQ_KEYS];

	put(in, keys, gd_seq_byte(&in->seq, byte, now_ms, keys));
}

void
input_feed(struct term_input *in, const char *bytes)
{
	for (; *bytes; bytes++)
		feed(in, (uint8_t)*bytes, gd_monotonic_ms());
}

void
input_drain(struct term_input *in)
{
	struct pollfd fd = { .fd = in->fd, .events = POLLIN };
	uint8_t bytes[1024];

	while (TERM_QUEUE - in->count > 16 && poll(&fd, 1, 0) > 0) {
		/* a byte gives two keys at most, once in a while more */
		size_t room = (size_t)(TERM_QUEUE - in->count) / 2 - 4;
		int64_t now_ms;
		ssize_t n;

		if (room > sizeof bytes)
			room = sizeof bytes;
		n = read(in->fd, bytes, room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			in->gone = in->gone || ++in->errors >= 2;
			break;
		}
		in->errors = 0;
		now_ms = gd_monotonic_ms();
		for (ssize_t i = 0; i < n; i++)
			feed(in, bytes[i], now_ms);
		explicit_bzero(bytes, (size_t)n);
	}
}

void
input_quiet(struct term_input *in)
{
	struct gd_key keys[GD_SEQ_KEYS];

	put(in, keys, gd_seq_quiet(&in->seq, gd_monotonic_ms(), keys));
}

void
input_resize(struct term_input *in, int rows, int cols, bool before)
{
	struct gd_key key = { .code = GD_KEY_RESIZE,
		.row = (short)rows,
		.col = (short)cols };

	for (int i = 0; before && i < in->count; i++) {
		struct gd_key *k = &in->queue[(in->first + i) % TERM_QUEUE];

		if (k->code == GD_KEY_RESIZE)
			k->code = GD_KEY_NONE;
	}
	if (in->count == TERM_QUEUE) /* of 4096 keys the last one gives way */
		in->count--;
	if (!before) {
		put(in, &key, 1);
		return;
	}
	in->first = (in->first + TERM_QUEUE - 1) % TERM_QUEUE;
	in->queue[in->first] = key;
	in->count++;
}

bool
input_take(struct term_input *in, struct gd_key *key)
{
	while (in->count > 0) {
		*key = in->queue[in->first];
		in->queue[in->first] = (struct gd_key){ 0 };
		in->first = (in->first + 1) % TERM_QUEUE;
		in->count--;
		if (key->code != GD_KEY_NONE)
			return true;
	}
	return false;
}
