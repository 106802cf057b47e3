/* cli/cmd_practice.c - a throw-away book with one order to learn on. */
#include <unistd.h>

#include "app/flows.h"

#include "cli_priv.h"

#include "base/banned.h"

enum gd_code
cmd_practice(struct cli *c, struct gd_err *err)
{
	const struct gd_cli_start start = cli_start(c);

	if (start.flow && !gd_app_is_shipped(start.flow))
		return gd_fail(err, GD_MISSING, GD_M_APP_NO_SHIPPED,
		    GD_T(start.flow));
	if (!c->doors->practice || !isatty(STDIN_FILENO) ||
	    !isatty(STDOUT_FILENO))
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_TERMINAL);
	return (enum gd_code)c->doors->practice(&c->lang, &start);
}
