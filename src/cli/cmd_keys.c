/* cli/cmd_keys.c - the key card of the screens: as text, as PDF, on paper.
 *
 * The keys are the screens' own; main.c lends them. */
#include <string.h>

#include "app/printing.h"

#include "cli_priv.h"

#include "base/banned.h"

static enum gd_code
to_printer(struct cli *c, const struct gd_job *job, struct gd_err *err)
{
	const char *queue = c->opt[OPT_PRINTER];
	struct gd_printed printed;
	enum gd_code rc = cli_app(c, err); /* whose desk knows its printer */

	if (rc != GD_OK)
		return rc;
	rc = gd_app_print_job(c->app, job, "keys", *queue ? queue : NULL,
	    &printed, err);
	if (rc == GD_OK)
		cli_say_printed(c, &printed);
	gd_printed_release(&printed);
	return rc;
}

/* Without --languages in the reader's own. */
enum gd_code
cmd_keys(struct cli *c, struct gd_err *err)
{
	int lang = -1;
	struct gd_job job;
	enum gd_code rc = cli_opt_languages(c, &lang, err);

	if (rc == GD_OK)
		rc = cli_print_ways(c, err);
	if (rc == GD_OK && !c->doors->keys)
		rc = gd_fail(err, GD_USAGE, GD_M_CLI_NO_TERMINAL);
	if (rc != GD_OK)
		return rc;
	if (lang < 0 || !cli_has(c, OPT_LANGUAGES))
		lang = c->lang == GD_ZH ? GD_DOC_ZH : GD_DOC_EN;
	c->doors->keys(&c->arena, (enum gd_doc_lang)lang, &job);
	return cli_has(c, OPT_PRINTER) ? to_printer(c, &job, err)
				       : cli_hand_over(c, &job, err);
}
