/* cli/cmd_passwd.c - one's own password; first passwords of others. */
#include <string.h>

#include "app/login.h"
#include "base/secret.h"

#include "cli_priv.h"

#include "base/banned.h"

static const char *const state_words[] = {
	[GD_PASSWORD_NONE] = GD_TR("none yet: gendan passwd"),
	[GD_PASSWORD_FIRST] = GD_TR("a first one: gendan passwd"),
	[GD_PASSWORD_OVER] = GD_TR("a first one, too old to be used"),
	[GD_PASSWORD_OWN] = GD_TR("own"),
};

const char *
cli_password_words(struct cli *c, const char *login)
{
	return cli_tr(c, state_words[gd_app_password_state(c->app, login)]);
}

const char *
cli_password_state(struct cli *c, const char *login)
{
	static const char *const ids[] = { "none", "first", "over", "own" };

	return ids[gd_app_password_state(c->app, login)];
}

/* On a terminal the new one is typed twice; elsewhere it is right as it is. */
static enum gd_code
ask_fresh(struct cli *c, char *const lines[3], bool old, struct gd_err *err)
{
	static const char *const prompts[] = { GD_TR("your password now"),
		GD_TR("the new password"), GD_TR("once more") };
	bool typed =
	    !cli_has(c, OPT_PASSWORD_FILE) && !cli_has(c, OPT_PASSWORD_FD);
	enum gd_code rc = cli_passwords(c, prompts + !old, lines + !old,
	    typed + old + 1, err);

	if (rc == GD_OK && typed && strcmp(lines[1], lines[2]) != 0)
		rc = gd_fail(err, GD_REFUSED, GD_M_CLI_PASSWORD_TWICE);
	return rc;
}

enum gd_code
cmd_passwd(struct cli *c, struct gd_err *err)
{
	char *all = gd_secret_alloc(3 * GD_PASSWORD_BYTES);
	char *const lines[] = { all, all + GD_PASSWORD_BYTES,
		all + 2 * GD_PASSWORD_BYTES };
	enum gd_code rc = cli_app(c, err);
	bool old;

	if (rc == GD_OK && !*gd_app_login(c->app))
		rc = gd_fail(err, GD_REFUSED, GD_M_APP_NOBODY);
	if (rc == GD_OK) {
		old = gd_app_password_state(c->app, gd_app_login(c->app)) !=
		      GD_PASSWORD_NONE;
		if (!old) /* nothing is typed in vain */
			rc = gd_app_may_enrol(c->app, err);
		if (rc == GD_OK)
			rc = ask_fresh(c, lines, old, err);
		if (rc == GD_OK)
			rc = gd_app_passwd(c->app, old ? lines[0] : NULL,
			    lines[1], err);
	}
	gd_secret_free(all);
	if (rc == GD_OK && cli_has(c, OPT_JSON))
		cli_out_json(c, json_pack("{s:o, s:s}", "login",
				    cli_json_text(gd_app_login(c->app)),
				    "password", "own"));
	else if (rc == GD_OK)
		cli_out_say(c,
		    GD_TR("Your password is set; with it you sign. Nobody can "
			  "read it anywhere: keep it well."),
		    0, NULL);
	return rc;
}

void
cli_say_first(struct cli *c, const char *login, const char *first)
{
	const struct gd_arg said[] = { gd_arg_text(login), gd_arg_text(first) };

	if (*first)
		cli_out_say(c,
		    GD_TR("The first password of {1}, shown only now: {2} (for "
			  "7 days; then gendan --as {1} passwd)"),
		    2, said);
	else
		cli_out_say(c,
		    GD_TR("Asked for. Another administrator gives it now: "
			  "gendan user reset {1}"),
		    1, said);
}

enum gd_code
cli_user_reset(struct cli *c, struct gd_err *err)
{
	char first[GD_FIRST_PASSWORD];
	enum gd_code rc;

	if (c->nargs != 2)
		return gd_fail(err, GD_USAGE, GD_M_CLI_MISSING_ARG,
		    GD_T("user"), GD_T("LOGIN"), GD_T("reset LOGIN"));
	rc = gd_app_reset(c->app, c->args[1], first, err);
	if (rc == GD_OK && cli_has(c, OPT_JSON))
		cli_out_json(c, json_pack("{s:o, s:b, s:o}", "login",
				    cli_json_text(c->args[1]), "confirmed",
				    *first != '\0', "first_password",
				    *first ? json_string(first) : json_null()));
	else if (rc == GD_OK)
		cli_say_first(c, c->args[1], first);
	gd_secret_wipe(first, sizeof first);
	return rc;
}

/* `user add`: the row of the person, then his first password. */
enum gd_code
cli_user_add(struct cli *c, const struct gd_person *p, uint64_t mask,
    struct gd_err *err)
{
	char first[GD_FIRST_PASSWORD];
	enum gd_code rc =
	    gd_app_user_add(c->app, p, mask, c->opt[OPT_LIKE], first, err);
	json_t *row;

	if (rc == GD_OK && cli_has(c, OPT_JSON)) {
		row = gd_row_to_json(&gd_office_tables[GD_OFF_PERSON], p, mask);
		json_object_set_new(row, "first_password",
		    *first ? json_string(first) : json_null());
		cli_out_json(c, row);
	} else if (rc == GD_OK && *first) {
		cli_say_first(c, p->login, first);
	}
	gd_secret_wipe(first, sizeof first);
	return rc;
}
