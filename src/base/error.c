/* base/error.c - filling struct gd_err, and dying of a bug.
 *
 * The one piece of state here is the hook that gives the terminal back before
 * the program aborts; nobody else may keep state between calls.
 */
#include "base/error.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/banned.h"

static void (*give_back_hook)(void);

/* Without a blank or bracket that opens at its end. */
static size_t
bare(const char *text, size_t len)
{
	static const char *const ends[] = { " ", "(", "（", "[" };

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t n = strlen(ends[i]);

		if (len >= n && memcmp(text + len - n, ends[i], n) == 0)
			return bare(text, len - n);
	}
	return len;
}

/* Copy text, cut at a character border when it is too long; "…" says so. */
static void
copy_cut(char *to, size_t room, const char *text)
{
	static const char more[] = "…";
	size_t len = strlen(text);
	bool cut = len >= room;

	if (cut) {
		len = room - sizeof more;
		while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
			len--;
		len = bare(text, len);
	}
	memcpy(to, text, len);
	memcpy(to + len, more, cut ? sizeof more : 0);
	to[len + (cut ? sizeof more - 1 : 0)] = '\0';
}

struct gd_arg
gd_arg_text(const char *text)
{
	struct gd_arg arg = { .type = GD_ARG_TEXT };

	copy_cut(arg.text, sizeof arg.text, text ? text : "");
	return arg;
}

struct gd_arg
gd_arg_int(int64_t number)
{
	struct gd_arg arg = { .type = GD_ARG_INT, .number = number };

	return arg;
}

struct gd_arg
gd_arg_day(int32_t day)
{
	struct gd_arg arg = { .type = GD_ARG_DAY, .number = day };

	return arg;
}

struct gd_arg
gd_arg_term(const char *english)
{
	struct gd_arg arg = gd_arg_text(english);

	arg.type = GD_ARG_TERM;
	return arg;
}

enum gd_code
gd_err_set(struct gd_err *err, enum gd_code code, enum gd_msg msg, int n,
    const struct gd_arg *args)
{
	if (!err)
		return code;
	memset(err, 0, sizeof *err);
	err->code = code;
	err->msg = msg;
	for (int i = 0; i < n && i < 4; i++)
		err->arg[i] = args[i];
	return code;
}

const char *
gd_msg_english(enum gd_msg msg)
{
	static const char *const texts[] = {
#define X(id, text) [id] = text,
		GD_MESSAGES(X)
#undef X
	};

	if ((size_t)msg >= sizeof texts / sizeof texts[0] || !texts[msg])
		return "";
	return texts[msg];
}

void
gd_die_hook(void (*give_back)(void))
{
	give_back_hook = give_back;
}

_Noreturn void
gd_no_memory(void)
{
	static const char words[] =
	    "gendan: out of memory, so gendan ended; what was not yet "
	    "confirmed was not done. Close other programs and start again.\n"
	    "gendan: 内存不足，gendan 已退出；尚未确认的操作没有执行。"
	    "请关闭其他程序后重新启动。\n";
	void (*hook)(void) = give_back_hook;

	give_back_hook = NULL;
	if (hook)
		hook();
	(void)!write(STDERR_FILENO, words, sizeof words - 1);
	_exit(GD_OUTSIDE); /* nothing at exit may ask for memory again */
}

_Noreturn void
gd_die(const char *file, int line, const char *what)
{
	void (*hook)(void) = give_back_hook;

	/* A hook that dies itself must not come round again. */
	give_back_hook = NULL;
	if (hook)
		hook();
	fprintf(stderr, "gendan: a mistake in gendan itself: %s (%s:%d)\n",
	    what, file, line);
	fflush(stderr);
	abort();
}
