/* cli/opt.c - argv to options and arguments, by the tables.
 *
 * Options may stand anywhere; `--` ends them.  What a command takes beside
 * the global options is a bit mask in its row; how many arguments it takes
 * is read from its usage text.
 */
#include <errno.h>
#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "base/text.h"

#include "cli_priv.h"

#include "base/banned.h"

const struct cli_opt_def cli_opts[OPT_COUNT] = {
#define X(id, name, value, help) [id] = { name, value, help },
	CLI_OPTIONS(X)
#undef X
};

bool
cli_has(const struct cli *c, enum cli_opt opt)
{
	return c->opt[opt] != NULL;
}

const char *
cli_nearest(const char *word, const char *const *names, size_t n)
{
	const char *best = NULL;
	int best_far =
	    strlen(word) < 5 ? 2 : 3; /* short words all look alike */

	for (size_t i = 0; i < n; i++) {
		int far = gd_text_distance(word, names[i], 2);

		if (far < best_far) {
			best_far = far;
			best = names[i];
		}
	}
	return best;
}

bool
cli_slot_next(const char **usage, struct slot *slot)
{
	const char *s = *usage;
	size_t len;

	memset(slot, 0, sizeof *slot);
	while (*s == ' ')
		s++;
	if (*s == '\0')
		return false;
	if (*s == '[') {
		slot->optional = true;
		s++;
	}
	len = strcspn(s, " ]");
	memcpy(slot->name, s,
	    len < sizeof slot->name - 1 ? len : sizeof slot->name - 1);
	s += len;
	if (strncmp(s, " ...", 4) == 0) {
		slot->repeat = true;
		s += 4;
	}
	if (*s == ']')
		s++;
	*usage = s;
	return true;
}

/* The option called name[0..len), or -1. */
static int
opt_find(const char *name, size_t len)
{
	for (int i = 0; i < OPT_COUNT; i++) {
		if (strlen(cli_opts[i].name) == len &&
		    memcmp(cli_opts[i].name, name, len) == 0)
			return i;
	}
	return -1;
}

/* Without a command there is the board, which can be JSON or CSV. */
static cli_opts_t
known_options(const struct cli *c)
{
	return c->cmd ? OPTS_GLOBAL | c->cmd->opts
		      : OPTS_START | B(OPT_JSON) | B(OPT_CSV);
}

static enum gd_code
unknown_option(const struct cli *c, const char *text, size_t len,
    struct gd_err *err)
{
	const char *word = c->cmd ? c->cmd->word : "";
	cli_opts_t known = known_options(c);
	const char *names[OPT_COUNT];
	char typed[64], near[64];
	const char *found;
	size_t n = 0;

	snprintf(typed, sizeof typed, "%.*s", (int)(len < 60 ? len : 60), text);
	for (int i = 0; i < OPT_COUNT; i++) {
		if (known & B(i))
			names[n++] = cli_opts[i].name;
	}
	found = cli_nearest(typed[0] == '-' ? typed + 2 : typed, names, n);
	if (c->cmd == NULL)
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_OPTION_AT_ALL,
		    GD_T(typed));
	if (found == NULL)
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_OPTION, GD_T(word),
		    GD_T(typed));
	snprintf(near, sizeof near, "--%s", found);
	return gd_fail(err, GD_USAGE, GD_M_CLI_NO_OPTION_NEAR, GD_T(word),
	    GD_T(typed), GD_T(near));
}

/* The last one counts; of anchors all do, with a blank between them. */
static void
set_value(struct cli *c, int opt, const char *value)
{
	if (opt == OPT_ANCHOR && c->opt[opt])
		value = gd_arena_printf(&c->arena, "%s %s", c->opt[opt], value);
	c->opt[opt] = value;
}

/* "4-6", "3,5": --pieces takes it without an equals sign too. */
static bool
is_list(const char *text)
{
	return *text && text[strspn(text, "0123456789,-")] == '\0' &&
	       *text != '-';
}

/* One option at argv[*i], which begins with a dash; may eat argv[*i + 1]. */
static enum gd_code
take_option(struct cli *c, int argc, char **argv, int *i, struct gd_err *err)
{
	const char *text = argv[*i];
	const char *eq = strchr(text, '=');
	size_t len = eq ? (size_t)(eq - text) : strlen(text);
	int opt = -1;

	if (strcmp(text, "-h") == 0)
		opt = OPT_HELP;
	else if (strcmp(text, "-V") == 0)
		opt = OPT_VERSION;
	else if (len > 2 && text[1] == '-')
		opt = opt_find(text + 2, len - 2);
	if (opt < 0)
		return unknown_option(c, text, len, err);
	if (cli_opts[opt].value[0] == '\0') {
		if (eq)
			return gd_fail(err, GD_USAGE, GD_M_CLI_OPTION_NO_VALUE,
			    GD_T(gd_arena_strn(&c->arena, text, len)));
		c->opt[opt] = "";
		return GD_OK;
	}
	if (eq) {
		set_value(c, opt, eq + 1);
		return GD_OK;
	}
	if (cli_opts[opt].value[0] == '[') { /* may go without */
		bool list =
		    opt == OPT_PIECES && *i + 1 < argc && is_list(argv[*i + 1]);

		c->opt[opt] = list ? argv[++*i] : "";
		return GD_OK;
	}
	if (*i + 1 >= argc)
		return gd_fail(err, GD_USAGE, GD_M_CLI_OPTION_VALUE, GD_T(text),
		    GD_W(cli_opts[opt].value));
	set_value(c, opt, argv[++*i]);
	return GD_OK;
}

static enum gd_code
pick_language(struct cli *c, struct gd_err *err)
{
	if (!cli_has(c, OPT_LANG))
		return GD_OK;
	if (strcmp(c->opt[OPT_LANG], "zh") == 0)
		c->lang = GD_ZH;
	else if (strcmp(c->opt[OPT_LANG], "en") == 0)
		c->lang = GD_EN;
	else
		return gd_fail(err, GD_USAGE, GD_M_CLI_OPTION_BAD,
		    GD_T("--lang"), GD_T(c->opt[OPT_LANG]), GD_T("zh, en"));
	return GD_OK;
}

/* One of the words of its value, "a|b|c". */
static enum gd_code
check_theme(const struct cli *c, struct gd_err *err)
{
	const char *all = cli_opts[OPT_THEME].value;
	const char *word = c->opt[OPT_THEME];

	if (!word)
		return GD_OK;
	for (const char *p = all; *p; p += *p == '|') {
		size_t len = strcspn(p, "|");

		if (strlen(word) == len && memcmp(p, word, len) == 0)
			return GD_OK;
		p += len;
	}
	return gd_fail(err, GD_USAGE, GD_M_CLI_OPTION_BAD, GD_T("--theme"),
	    GD_T(word), GD_T("default, light, high-contrast, none"));
}

static enum gd_code
pick_command(struct cli *c, const char *word, struct gd_err *err)
{
	const char *near;

	c->cmd = cli_command_find(word);
	if (c->cmd)
		return GD_OK;
	near = cli_command_near(word);
	if (near)
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_COMMAND_NEAR,
		    GD_T(word), GD_T(near));
	return gd_fail(err, GD_USAGE, GD_M_CLI_NO_COMMAND, GD_T(word));
}

/* Every option given must be one of the command's. */
static enum gd_code
check_options(const struct cli *c, struct gd_err *err)
{
	cli_opts_t known = known_options(c);

	for (int i = 0; i < OPT_COUNT; i++) {
		char text[64];

		if (c->opt[i] == NULL || (known & B(i)))
			continue;
		snprintf(text, sizeof text, "--%s", cli_opts[i].name);
		return unknown_option(c, text, strlen(text), err);
	}
	return GD_OK;
}

enum gd_code
cli_parse(struct cli *c, int argc, char **argv, struct gd_err *err)
{
	enum gd_code rc = GD_OK, first = GD_OK;
	struct gd_err ignored = GD_ERR_INIT;
	bool ended = false;

	c->args = gd_arena_alloc(&c->arena, (size_t)argc + 1, sizeof *c->args);
	for (int i = 1; i < argc; i++) {
		const char *text = argv[i];

		/* a wrong option must not hide --lang behind it */
		if (!ended && strcmp(text, "--") == 0) {
			ended = true;
			continue;
		}
		if (!ended && text[0] == '-' && text[1] != '\0')
			rc = take_option(c, argc, argv, &i,
			    first == GD_OK ? err : &ignored);
		else if (c->cmd == NULL && first == GD_OK)
			rc = pick_command(c, text, err);
		else
			c->args[c->nargs++] = text;
		if (c->cmd && c->cmd->raw) {
			while (++i < argc)
				c->args[c->nargs++] = argv[i];
		}
		if (first == GD_OK)
			first = rc;
	}
	rc = pick_language(c, first == GD_OK ? err : &ignored);
	if (rc == GD_OK)
		rc = check_theme(c, first == GD_OK ? err : &ignored);
	if (first == GD_OK)
		first = rc;
	return first == GD_OK ? check_options(c, err) : first;
}

/* name=value with a name that can be one: no spaces, not empty. */
static bool
is_pair(const char *text)
{
	size_t len = strcspn(text, "= \t");

	return len > 0 && text[len] == '=';
}

static void
take_pairs(struct cli *c)
{
	int kept = 0;

	c->pairs =
	    gd_arena_alloc(&c->arena, (size_t)c->nargs + 1, sizeof *c->pairs);
	for (int i = 0; i < c->nargs; i++) {
		const char *text = c->args[i];

		if (!is_pair(text)) {
			c->args[kept++] = text;
			continue;
		}
		c->pairs[c->npairs].name =
		    gd_arena_strn(&c->arena, text, strcspn(text, "="));
		c->pairs[c->npairs++].value = strchr(text, '=') + 1;
	}
	c->nargs = kept;
}

/* The text of an argument, pair or option, counted through; NULL = not given
 * or not for people. */
static const char **
typed(struct cli *c, int i)
{
	if (i < c->nargs)
		return &c->args[i];
	i -= c->nargs;
	if (i < c->npairs)
		return &c->pairs[i].value;
	i -= c->npairs;
	return i == OPT_BOOK ? NULL : &c->opt[i];
}

/* Names of files stay byte for byte what they are on the disk. */
static bool
is_path(const struct cli *c, int i)
{
	const char *value;

	i -= c->nargs + c->npairs;
	value = i >= 0 ? cli_opts[i].value : "";
	return strcmp(value, "FILE") == 0 || strcmp(value, "DIR") == 0 ||
	       strcmp(value, "PLACE") == 0;
}

/* What the shell gave, as it may be stored: accents are joined to their
 * letters, all else that has no place in a text is refused. */
static enum gd_code
clean_texts(struct cli *c, struct gd_err *err)
{
	bool files = c->cmd && c->cmd->paths; /* arguments are names of files */
	struct gd_err why = GD_ERR_INIT;

	for (int i = files ? c->nargs + c->npairs : 0;
	     i < c->nargs + c->npairs + OPT_COUNT; i++) {
		const char **text = typed(c, i);
		struct gd_str clean = GD_STR_INIT, said = GD_STR_INIT;
		unsigned done;

		if (text == NULL || *text == NULL || (files && is_path(c, i)))
			continue;
		done = gd_text_clean(&clean, *text, true);
		if (done == GD_CLEAN_COMPOSED && !is_path(c, i))
			*text = gd_arena_str(&c->arena, clean.text);
		gd_str_release(&clean);
		if (gd_text_check(*text, 4096, true, &why) == GD_OK ||
		    (done == GD_CLEAN_COMPOSED && is_path(c, i)))
			continue;
		gd_say_err(&said, c->lang, &why);
		(void)gd_fail(err, GD_USAGE, GD_M_CLI_BAD_TEXT, GD_T(*text),
		    GD_T(said.text));
		gd_str_release(&said);
		return GD_USAGE;
	}
	return GD_OK;
}

enum gd_code
cli_match(struct cli *c, const char *word, const char *usage,
    struct gd_err *err)
{
	const char *rest = usage;
	bool endless = false;
	struct slot slot;
	int least = 0, most = 0;

	if (strstr(usage, "=VALUE"))
		take_pairs(c);
	while (cli_slot_next(&rest, &slot)) {
		if (strstr(slot.name, "=VALUE"))
			continue;
		if (!slot.optional && ++least > c->nargs)
			return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
			    GD_T(word), GD_W(slot.name), GD_T(usage));
		most++;
		endless |= slot.repeat;
	}
	if (c->nargs > most && !endless)
		return gd_fail(err, GD_USAGE, GD_M_CLI_EXTRA_ARG, GD_T(word),
		    GD_T(c->args[most]), GD_T(usage));
	return clean_texts(c, err);
}

bool
cli_read_int(const char *text, int64_t *out)
{
	int64_t n = 0;

	if (*text == '\0' || strlen(text) > 15)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		n = n * 10 + (*text - '0');
	}
	*out = n;
	return true;
}

enum gd_code
cli_opt_int(const struct cli *c, enum cli_opt opt, int64_t *out,
    struct gd_err *err)
{
	char name[40];

	if (!cli_has(c, opt) || cli_read_int(c->opt[opt], out))
		return GD_OK;
	snprintf(name, sizeof name, "--%s", cli_opts[opt].name);
	return gd_fail(err, GD_USAGE, GD_M_CLI_BAD_NUMBER, GD_T(c->opt[opt]),
	    GD_T(name));
}

enum gd_code
cli_opt_day(struct cli *c, enum cli_opt opt, const char *like, int32_t *day,
    struct gd_err *err)
{
	*day = 0;
	if (!cli_has(c, opt))
		return GD_OK;
	*day = gd_day_read(c->opt[opt], gd_app_today(c->app));
	if (*day != GD_NO_DAY)
		return GD_OK;
	return gd_fail(err, GD_USAGE, GD_M_CLI_OPTION_BAD,
	    GD_T(opt == OPT_FROM ? "--from" : "--to"), GD_T(c->opt[opt]),
	    GD_T(like));
}

bool
cli_for_people(const struct cli *c)
{
	return !cli_has(c, OPT_JSON) && !cli_has(c, OPT_CSV);
}
