/* cli/cmd_init.c - a new book, empty or with example orders. */
#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/login.h"
#include "base/secret.h"

#include "cli_priv.h"

#include "base/banned.h"

/* The folder of the usual book may not be there yet. */
static enum gd_code
make_folders(struct cli *c, const char *path, struct gd_err *err)
{
	char *folder = gd_arena_str(&c->arena, path);

	for (char *slash = strchr(folder + 1, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			return gd_fail(err, GD_OUTSIDE, GD_M_CLI_MKDIR,
			    GD_T(folder), GD_T(strerror(errno)));
		*slash = '/';
	}
	return GD_OK;
}

static enum gd_code
new_place(struct cli *c, const char *path, struct gd_err *err)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return gd_fail(err, GD_REFUSED, GD_M_CLI_BOOK_EXISTS,
		    GD_T(path));
	return make_folders(c, path, err);
}

static void
say_book(struct cli *c, const char *path, const char *english)
{
	struct gd_arg arg = gd_arg_text(path);

	if (cli_has(c, OPT_JSON))
		cli_out_json(c,
		    json_pack("{s:o}", "book", cli_json_text(path)));
	else
		cli_out_say(c, english, 1, &arg);
}

/* A login is lower case letters and digits; the system's name is one. */
static const char *
system_login(struct cli *c)
{
	const struct passwd *pw = getpwuid(geteuid());
	const char *name = getenv("USER");

	if (name && *name)
		return name;
	return pw ? gd_arena_str(&c->arena, pw->pw_name) : "clerk";
}

/* "export,errand": the first is that of new orders. */
static int
split_ids(struct cli *c, const char *text, const char *const **out)
{
	const char **ids =
	    gd_arena_alloc(&c->arena, strlen(text) + 1, sizeof *ids);
	int n = 0;

	for (const char *at = text; *at; at += strspn(at, ",")) {
		size_t len = strcspn(at, ",");

		if (len)
			ids[n++] = gd_arena_strn(&c->arena, at, len);
		at += len;
	}
	*out = ids;
	return n;
}

/* The password of the first person that came with the command, judged before
 * there is a book; "" when none came. */
static enum gd_code
given_password(struct cli *c, const char *const names[3], char *out,
    struct gd_err *err)
{
	enum gd_code rc;

	*out = '\0';
	if (!cli_has(c, OPT_PASSWORD_FILE) && !cli_has(c, OPT_PASSWORD_FD))
		return GD_OK;
	rc = cli_passwords(c, NULL, &out, 1, err);
	return rc != GD_OK ? rc : gd_password_check(out, names, 3, err);
}

static enum gd_code
set_password(struct cli *c, const char *login, const char *password,
    struct gd_err *err)
{
	enum gd_code rc;

	c->opt[OPT_AS] = login;
	rc = cli_app(c, err);
	return rc == GD_OK ? gd_app_passwd(c->app, NULL, password, err) : rc;
}

enum gd_code
cmd_init(struct cli *c, struct gd_err *err)
{
	const char *path = cli_book(c);
	const char *name = cli_has(c, OPT_COMPANY) ? c->opt[OPT_COMPANY] : "";
	const char *login = cli_has(c, OPT_LOGIN) ? c->opt[OPT_LOGIN]
			    : cli_has(c, OPT_AS)  ? c->opt[OPT_AS]
						  : system_login(c);
	const struct gd_company company = {
		.code = cli_has(c, OPT_CODE) ? c->opt[OPT_CODE] : "main",
		.name_zh = name,
		.name_en = name,
		.address_zh = "",
		.address_en = "",
		.bank = "",
		.tax_no = "",
		.logo = "",
		.currency =
		    cli_has(c, OPT_CURRENCY) ? c->opt[OPT_CURRENCY] : "CNY",
	};
	struct gd_book_first first = { .login = login,
		.name = cli_has(c, OPT_NAME) ? c->opt[OPT_NAME] : login };
	char *password = gd_secret_alloc(GD_PASSWORD_BYTES);
	enum gd_code rc = given_password(c,
	    (const char *const[]){ login, first.name, name }, password, err);

	if (rc == GD_OK)
		rc = new_place(c, path, err);
	unsetenv("GENDAN_AS"); /* nobody is known in a book yet to be */
	if (rc == GD_OK && cli_has(c, OPT_WORKFLOW))
		first.nflows =
		    split_ids(c, c->opt[OPT_WORKFLOW], &first.flows);
	if (rc == GD_OK)
		rc = gd_app_init_with(path, &company, &first, err);
	if (rc == GD_OK && *password)
		rc = set_password(c, login, password, err);
	gd_secret_free(password);
	if (rc == GD_OK)
		say_book(c, path,
		    GD_TR("New book at {1}. Next: people "
			  "(gendan user add), roles (gendan role grant), "
			  "customers "
			  "(gendan customer set)."));
	return rc;
}

enum gd_code
cmd_demo(struct cli *c, struct gd_err *err)
{
	const char *path = c->nargs > 0 ? c->args[0] : cli_book(c);
	int64_t seed = 1;
	enum gd_code rc = cli_opt_int(c, OPT_SEED, &seed, err);

	unsetenv("GENDAN_AS");
	if (rc == GD_OK)
		rc = new_place(c, path, err);
	if (rc == GD_OK)
		rc = gd_app_demo(path, (uint64_t)seed, err);
	if (rc == GD_OK)
		say_book(c, path,
		    GD_TR("Demo book at {1}. Look at it with: "
			  "gendan --book {1}. Everybody in it signs with the "
			  "password demo-gendan"));
	return rc;
}
