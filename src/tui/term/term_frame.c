/* tui/term/term_frame.c - a picture goes to the terminal in one piece.
 *
 * The library writes at every movement of the cursor, a hundred times for a
 * screen; each of these wakes who reads, and behind ssh may be a packet of its
 * own.  So while it shows a picture it writes into a file in memory that stands
 * in place of the terminal, and what came is sent at once.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"

#include "term_priv.h"

#include "base/banned.h"

static void
say(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EAGAIN) {
			struct pollfd p = { .fd = fd, .events = POLLOUT };

			(void)poll(&p, 1, -1);
			continue;
		}
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		bytes += n;
		len -= (size_t)n;
	}
}

void
frame_say(int fd, const char *text)
{
	say(fd, text, strlen(text));
}

void
frame_init(struct term_frame *f, int lib_fd, int out_fd)
{
	f->lib_fd = lib_fd;
	f->out_fd = out_fd;
	f->fd = memfd_create("picture", MFD_CLOEXEC);
}

bool
frame_begin(struct term_frame *f)
{
	return f->fd >= 0 && dup3(f->fd, f->lib_fd, O_CLOEXEC) >= 0;
}

void
frame_end(struct term_frame *f)
{
	off_t len = lseek(f->fd, 0, SEEK_CUR);
	ssize_t got = 0;

	/* out_fd may lead to nothing by now (signals_when_stuck): so be it */
	dup3(f->out_fd, f->lib_fd, O_CLOEXEC);
	if (len > 0) {
		f->bytes = gd_grow(f->bytes, &f->room, (size_t)len, 1);
		got = pread(f->fd, f->bytes, (size_t)len, 0);
	}
	lseek(f->fd, 0, SEEK_SET);
	if (got > 0)
		say(f->out_fd, f->bytes, (size_t)got);
}

void
frame_release(struct term_frame *f)
{
	if (f->fd >= 0)
		close(f->fd);
	free(f->bytes);
	*f = (struct term_frame){ .fd = -1 };
}
