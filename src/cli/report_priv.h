/* report_priv.h - what the commands of reports share. */
#ifndef GENDAN_CLI_REPORT_PRIV_H
#define GENDAN_CLI_REPORT_PRIV_H

#include "cli_priv.h"

#define CLI_REPORT_WORDS 40
/* Arguments from `from` on, and options as the words they stand for. */
int cli_report_words(struct cli *c, int from, const char **words);
/* cmd_kept.c */
enum gd_code cli_list_kept(struct cli *c, struct gd_err *err) GD_MUST_CHECK;
enum gd_code cli_report_save(struct cli *c, struct gd_err *err) GD_MUST_CHECK;
enum gd_code cli_report_forget(struct cli *c, struct gd_err *err) GD_MUST_CHECK;
enum gd_code cli_report_run(struct cli *c, struct gd_err *err) GD_MUST_CHECK;

#endif
