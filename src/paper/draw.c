/* paper/draw.c - a graph handed to graphviz. */
#include "paper/draw.h"

#include <errno.h>
#include <string.h>

#include "run_priv.h"

#include "base/banned.h"

#define SAID_MAX (8u << 20)

/* Where fonts are found; nothing else reaches it. */
static const char *const kept[] = { "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE",
	"FONTCONFIG_PATH", NULL };
static const char *const fixed[] = { "PATH=/usr/local/bin:/usr/bin:/bin",
	"LC_ALL=C.UTF-8", NULL };

enum gd_code
gd_draw_dot(const char *graph, const char *form, struct gd_str *out,
    struct gd_err *err)
{
	char option[16] = "-T";
	const char *argv[] = { "dot", option, NULL };
	struct run r = RUN_INIT;
	enum gd_code rc = GD_OK;
	int code;

	strncat(option, form, sizeof option - 3);
	r.program = "dot";
	r.argv = argv;
	r.kept = kept;
	r.fixed = fixed;
	r.bytes = graph;
	r.left = strlen(graph);
	r.said_max = SAID_MAX;
	r.limit_ms = GD_DRAW_LIMIT_MS;
	code = run_program(&r);
	if (code == ENOENT)
		rc = gd_fail(err, GD_OUTSIDE, GD_M_DRAW_NONE);
	else if (code)
		rc = gd_fail(err, GD_OUTSIDE, GD_M_DRAW_FAILED,
		    GD_T(strerror(code)));
	else if (r.late)
		rc = gd_fail(err, GD_OUTSIDE, GD_M_DRAW_SLOW,
		    GD_N(GD_DRAW_LIMIT_MS / 1000));
	else if (run_exit(&r) != 0)
		rc = gd_fail(err, GD_OUTSIDE, GD_M_DRAW_FAILED,
		    GD_T(run_woe(&r, "dot")));
	gd_str_reset(out);
	if (rc == GD_OK)
		gd_str_addn(out, r.said.text, r.said.len);
	run_release(&r);
	return rc;
}
