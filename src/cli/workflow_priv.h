/* cli/workflow_priv.h - workflows as they are shown on the command line. */
#ifndef GENDAN_CLI_WORKFLOW_PRIV_H
#define GENDAN_CLI_WORKFLOW_PRIV_H

#include "core/workflow.h"

#include "cli_priv.h"

#define MAX_WORKFLOW (4 << 20) /* bytes of a file that is read at all */

/** The second and third word, "ID [VERSION]". */
enum gd_code cli_workflow_version(struct cli *c, const struct gd_workflow **wf,
    struct gd_err *err);
/** As a numbered text; both: in the reader's language, then in the other. */
void cli_workflow_wall(struct cli *c, const struct gd_workflow *wf, bool both);
/** workflow show, workflow graph: "ID [VERSION]" of the book, or a file. */
enum gd_code cli_workflow_show(struct cli *c, struct gd_err *err);
enum gd_code cli_workflow_graph(struct cli *c, struct gd_err *err);
/** workflow new: asks what a workflow needs, writes its file. */
enum gd_code cli_workflow_new(struct cli *c, struct gd_err *err);

#endif
