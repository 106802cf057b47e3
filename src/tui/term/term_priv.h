/* tui/term/term_priv.h - the parts of the terminal: term.c (the library that
 * draws), term_input.c (bytes to keys), term_signals.c, probe.c. */
#ifndef GENDAN_TUI_TERM_TERM_PRIV_H
#define GENDAN_TUI_TERM_TERM_PRIV_H

#include <signal.h>
#include <termios.h>

#include "tui/device.h"
#include "tui/sequence.h"

/* ---- probe.c ---- */

/** Must lines and signs of uncertain width be drawn in ASCII here?  Asks the
 * terminal when the setting is auto.  What was typed meanwhile goes to ahead
 * (room bytes, NUL-terminated). */
bool term_wants_ascii(int in_fd, int out_fd, enum gd_glyphs glyphs, char *ahead,
    size_t room);
/** Does it answer where its cursor stands, as all that know the sequences of a
 * vt100 do?  ahead as above, what is there stays. */
bool term_answers(int in_fd, int out_fd, char *ahead, size_t room);

/** A locale whose letters are UTF-8, whatever the environment says; the
 * language of the screens is none of its business. */
void term_locale(void);

/* ---- term_frame.c: a picture in one piece ---- */

struct term_frame {
	int fd;             /* in memory; -1: there is none, all goes singly */
	int lib_fd, out_fd; /* where the library writes; the terminal */
	char *bytes;        /* owned */
	size_t room;
};
/** All of it, whatever interrupts. */
void frame_say(int fd, const char *text);
void frame_init(struct term_frame *f, int lib_fd, int out_fd);
/** From now on what the library writes is kept. @return false: it is not */
bool frame_begin(struct term_frame *f);
/** Sends what was kept. */
void frame_end(struct term_frame *f);
void frame_release(struct term_frame *f);

/* ---- term_input.c: a queue of keys ---- */

#define TERM_QUEUE 4096 /* keys read ahead in one burst */

struct term_input {
	int fd;
	struct gd_seq seq;
	struct gd_key queue[TERM_QUEUE];
	int first, count;
	int errors; /* reads in a row that gave nothing though poll said so */
	bool gone;
};
/** Bytes that were read elsewhere. */
void input_feed(struct term_input *in, const char *bytes);
/** Take all that has come, without waiting. */
void input_drain(struct term_input *in);
/** No byte came: what is held may have become a key. */
void input_quiet(struct term_input *in);
/** A new size, behind all keys or before them; then older ones are void. */
void input_resize(struct term_input *in, int rows, int cols, bool before);
/** The next key. @return false: none */
bool input_take(struct term_input *in, struct gd_key *key);

/* ---- term_signals.c: they only write to a pipe ---- */

enum {
	HEARD_SIZE = 1 << 0,
	HEARD_END = 1 << 1,  /* hangup, or asked to end */
	HEARD_STOP = 1 << 2, /* asked to stop until it is continued */
	HEARD_GO_ON = 1 << 3,
};
#define NSIGNALS 7
#define NCRASHES 5
struct term_signals {
	int wake_fd; /* readable when one came; -1 */
	bool taken;
	struct sigaction old[NSIGNALS];
};
/** none: only the pipe, the signals of the process stay as they are. */
bool signals_start(struct term_signals *s, bool none);
/** Asked to end while nobody reads what is written to these two: after two
 * seconds they lead nowhere, so that writing goes on and the end is reached. */
void signals_when_stuck(struct term_signals *s, int fd, int other);
/** What came since the last time, HEARD_ bits. */
int signals_heard(struct term_signals *s);
void signals_stop(struct term_signals *s);
/** A crash gives the terminal back: these bytes to fd, these modes.  bytes
 * is borrowed; NULL: no more. */
void signals_on_crash(const char *bytes, int fd, const struct termios *modes);

#endif
