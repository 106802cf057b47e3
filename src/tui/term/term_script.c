/* tui/term/term_script.c - a key script as a device: tests need no terminal.
 *
 * The whole script is read before the first key, so that a wrong word is an
 * error with its line and not a strange screen.
 */
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/text.h"
#include "tui/device.h"

#include "base/banned.h"

/* One thing to do: a key, (rows > 0) a new size, or (ms > 0) no key for so
 * long, seen by the screens or, without a key code, not. */
struct beat {
	struct gd_key key;
	int rows, cols;
	int64_t ms;
};

struct script {
	struct gd_device dev;
	struct gd_script_options opt;
	struct beat *beats; /* owned */
	size_t n, room, at;
	int rows, cols;
	struct gd_grid last; /* copy of what was shown last */
	int dumps;
	int64_t clock_ms;
};

static void
add(struct script *s, uint32_t code, bool pasted)
{
	struct beat *b = GD_PUSH(s->beats, s->n, s->room);

	b->key = (struct gd_key){ .code = code, .pasted = pasted };
}

static void
add_text(struct script *s, const char *text, size_t len, bool pasted)
{
	char *copy = gd_alloc(len + 1, 1);
	const char *p = copy;
	uint32_t cp;
	size_t n;

	memcpy(copy, text, len);
	while ((n = gd_utf8_next(p, &cp)) > 0) {
		/* of what is pasted, \t and \n are a tab and a new row */
		if (pasted && cp == '\\' && (p[n] == 't' || p[n] == 'n')) {
			cp = p[n++] == 't' ? GD_KEY_TAB : GD_KEY_ENTER;
		}
		add(s, cp, pasted);
		p += n;
	}
	free(copy);
}

/* "click:4,10" and the like: row and column from 0. */
static uint32_t
mouse_word(const char *word)
{
	static const struct {
		const char *name;
		uint32_t code;
	} words[] = {
		{ "click:", GD_KEY_CLICK },
		{ "double:", GD_KEY_DOUBLE },
		{ "wheel-up:", GD_KEY_WHEEL_UP },
		{ "wheel-down:", GD_KEY_WHEEL_DOWN },
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strncmp(word, words[i].name, strlen(words[i].name)) == 0)
			return words[i].code;
	return 0;
}

/* One word of the script, [word, word + len). */
static bool
read_word(struct script *s, const char *word, size_t len)
{
	char name[64];
	uint32_t code;
	int rows, cols, used = 0;

	if (len >= 5 && strncmp(word, "text:", 5) == 0) {
		add_text(s, word + 5, len - 5, false);
		return true;
	}
	if (len >= 6 && strncmp(word, "paste:", 6) == 0) {
		add_text(s, word + 6, len - 6, true);
		return true;
	}
	if (len >= sizeof name)
		return false;
	memcpy(name, word, len);
	name[len] = '\0';
	if (sscanf(name, "size:%dx%d%n", &cols, &rows, &used) == 2 &&
	    (size_t)used == len && rows > 0 && cols > 0 && rows < 1000 &&
	    cols < 1000) {
		add(s, GD_KEY_RESIZE, false);
		s->beats[s->n - 1].rows = rows;
		s->beats[s->n - 1].cols = cols;
		return true;
	}
	if ((sscanf(name, "wait:%d%n", &rows, &used) == 1 ||
		sscanf(name, "sleep:%d%n", &rows, &used) == 1) &&
	    (size_t)used == len && rows > 0 && rows < 1000000) {
		add(s, *name == 'w' ? GD_KEY_MARK : GD_KEY_NONE, false);
		s->beats[s->n - 1].ms = rows * INT64_C(1000);
		return true;
	}
	if (sscanf(name, "%*[a-z-]:%d,%d%n", &rows, &cols, &used) == 2 &&
	    (size_t)used == len) {
		code = mouse_word(name);
		add(s, code, false);
		s->beats[s->n - 1].key.row = (short)rows;
		s->beats[s->n - 1].key.col = (short)cols;
		return code != 0;
	}
	code = gd_key_find(name);
	if (code == 0)
		return false;
	add(s, code, false);
	return true;
}

static enum gd_code
read_script(struct script *s, const char *p, struct gd_err *err)
{
	int line = 1;

	for (;;) {
		size_t len;

		for (; *p && strchr(" \t\r\n", *p); p++)
			line += *p == '\n';
		if (!*p)
			return GD_OK;
		if (*p == '#' && strchr(" \t\r\n#", p[1])) {
			p += strcspn(p, "\n");
			continue;
		}
		if (*p == '"') {
			len = strcspn(p + 1, "\"\n");
			add_text(s, p + 1, len, false);
			p += 1 + len + (p[1 + len] == '"');
			continue;
		}
		len = strcspn(p, " \t\r\n");
		if (!read_word(s, p, len)) {
			char *word = gd_alloc(len + 1, 1);
			enum gd_code rc;

			memcpy(word, p, len);
			rc = gd_fail(err, GD_USAGE, GD_M_TUI_SCRIPT, GD_N(line),
			    GD_T(word));
			free(word);
			return rc;
		}
		p += len;
	}
}

static void
script_size(struct gd_device *dev, int *rows, int *cols)
{
	struct script *s = (struct script *)dev;

	*rows = s->rows;
	*cols = s->cols;
}

static void
dump(struct script *s)
{
	struct gd_str text = GD_STR_INIT;

	if (s->dumps++ > 0)
		gd_str_add(&text, "\f\n");
	if (s->opt.inks)
		gd_str_addf(&text, "= %s\n", s->last.name ? s->last.name : "");
	gd_grid_dump(&s->last, &text, !s->opt.lines, s->opt.inks);
	fwrite(text.text, 1, text.len, s->opt.out);
	fflush(s->opt.out);
	gd_str_release(&text);
}

static void
script_show(struct gd_device *dev, const struct gd_grid *grid)
{
	struct script *s = (struct script *)dev;
	size_t bytes =
	    (size_t)grid->rows * (size_t)grid->cols * sizeof *grid->at;

	if (s->last.rows != grid->rows || s->last.cols != grid->cols)
		gd_grid_resize(&s->last, grid->rows, grid->cols);
	memcpy(s->last.at, grid->at, bytes);
	s->last.name = grid->name;
}

static int64_t
script_clock(struct gd_device *dev)
{
	return ((struct script *)dev)->clock_ms;
}

static void
pass(struct script *s, int64_t ms)
{
	s->clock_ms += ms;
	gd_clock_skip(ms);
}

/* Does who looks at the screen type on? A wrong word of his is a bug of his. */
static bool
goes_on(struct script *s)
{
	const char *words =
	    s->opt.more ? s->opt.more(s->opt.payload, &s->last) : NULL;
	struct gd_err err = GD_ERR_INIT;

	if (!words || !*words)
		return false;
	s->n = s->at = 0;
	if (read_script(s, words, &err) != GD_OK)
		gd_die(__FILE__, __LINE__, words);
	return s->n > 0;
}

/* A dump mark ends the burst, so that the screen is painted before it; so does
 * time that goes by. */
static enum gd_input
script_read(struct gd_device *dev, int timeout_ms, struct gd_key *key)
{
	struct script *s = (struct script *)dev;
	struct beat *b;

	for (; s->at < s->n && s->beats[s->at].key.code == GD_KEY_NONE; s->at++)
		pass(s, s->beats[s->at].ms);
	if (s->at == s->n) {
		if (timeout_ms == 0)
			return GD_INPUT_QUIET;
		if (goes_on(s))
			return script_read(dev, timeout_ms, key);
		if (s->opt.at_end)
			dump(s);
		return GD_INPUT_GONE;
	}
	b = &s->beats[s->at];
	if (b->key.code == GD_KEY_MARK) {
		if (timeout_ms == 0)
			return GD_INPUT_QUIET;
		s->at++;
		if (b->ms == 0)
			dump(s);
		else if (s->opt.meanwhile)
			s->opt.meanwhile(s->opt.payload);
		pass(s, b->ms);
		return GD_INPUT_QUIET;
	}
	s->at++;
	if (b->rows > 0) {
		s->rows = b->rows;
		s->cols = b->cols;
	}
	*key = b->key;
	return GD_INPUT_KEY;
}

static void
script_redraw(struct gd_device *dev)
{
	(void)dev;
}

static void
script_close(struct gd_device *dev)
{
	struct script *s = (struct script *)dev;

	gd_grid_release(&s->last);
	free(s->beats);
	free(s);
}

static const struct gd_device_ops script_ops = {
	.size = script_size,
	.read = script_read,
	.show = script_show,
	.clock = script_clock,
	.redraw = script_redraw,
	.close = script_close,
};

enum gd_code
gd_script_open(const struct gd_script_options *options, struct gd_device **out,
    struct gd_err *err)
{
	struct script *s = gd_alloc(1, sizeof *s);
	enum gd_code rc;

	s->dev.ops = &script_ops;
	s->dev.colours = 256;
	s->opt = *options;
	s->rows = options->rows > 0 ? options->rows : 24;
	s->cols = options->cols > 0 ? options->cols : 80;
	gd_grid_init(&s->last, s->rows, s->cols);
	rc = read_script(s, s->opt.text, err);
	if (rc != GD_OK) {
		script_close(&s->dev);
		return rc;
	}
	*out = &s->dev;
	return GD_OK;
}
