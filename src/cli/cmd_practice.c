/* cli/cmd_practice.c - a throw-away book with one order to learn on. */
#include <unistd.h>

#include "cli_priv.h"

#include "base/banned.h"

enum gd_code
cmd_practice(struct cli *c, struct gd_err *err)
{
	const struct gd_cli_start start = cli_start(c);

	if (!c->doors->practice || !isatty(STDIN_FILENO) ||
	    !isatty(STDOUT_FILENO))
		return gd_fail(err, GD_USAGE, GD_M_CLI_NO_TERMINAL);
	return (enum gd_code)c->doors->practice(&c->lang, &start);
}
