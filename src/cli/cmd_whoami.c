/* cli/cmd_whoami.c - who one is here, and in which book. */
#include <string.h>

#include "cli_priv.h"

#include "base/banned.h"

enum gd_code
cmd_whoami(struct cli *c, struct gd_err *err)
{
	enum gd_code rc = cli_app(c, err);
	const struct gd_sheet *office;
	const struct gd_holds *h;
	const struct gd_member *m;
	const char *login;
	json_t *roles, *desks;

	if (rc != GD_OK)
		return rc;
	login = gd_app_login(c->app);
	office = gd_app_office(c->app);
	roles = json_array();
	desks = json_array();
	for (size_t i = 0; (h = gd_row_at(office, GD_OFF_HOLDS, i)); i++) {
		if (h->active && strcmp(h->login, login) == 0)
			json_array_append_new(roles, cli_json_text(h->role));
	}
	for (size_t i = 0; (m = gd_row_at(office, GD_OFF_MEMBER, i)); i++) {
		if (m->active && strcmp(m->login, login) == 0)
			json_array_append_new(desks, cli_json_text(m->desk));
	}
	if (cli_has(c, OPT_JSON)) {
		cli_out_json(c,
		    json_pack("{s:o, s:o, s:o, s:o, s:s, s:o}", "login",
			cli_json_text(login), "name",
			cli_json_text(cli_person_name(c, login)), "roles",
			roles, "desks", desks, "password",
			cli_password_state(c, login), "book",
			cli_json_text(gd_store_path(gd_app_store(c->app)))));
		return GD_OK;
	}
	cli_out_pair(c, GD_TR("login"),
	    *login ? login : cli_tr(c, GD_TR("nobody yet; use --as LOGIN")));
	cli_out_pair(c, GD_TR("name"), cli_person_name(c, login));
	cli_out_pair(c, GD_TR("roles"), cli_role_words(c, roles));
	cli_out_pair(c, GD_TR("desks"), cli_desk_words(c, desks));
	cli_out_pair(c, GD_TR("password"), cli_password_words(c, login));
	cli_out_pair(c, GD_TR("book"), gd_store_path(gd_app_store(c->app)));
	json_decref(roles);
	json_decref(desks);
	return GD_OK;
}
