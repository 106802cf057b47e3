/* paper/draw.h - graphviz asked to draw or to place a graph: the program `dot`,
 * started when it is needed and no sooner. */
#ifndef GENDAN_PAPER_DRAW_H
#define GENDAN_PAPER_DRAW_H

#include "base/memory.h"

#define GD_DRAW_LIMIT_MS 10000

/** What `dot -T<form>` makes of the graph: form "svg", "plain". Set in out.
 * @return GD_OK, GD_OUTSIDE when it is not installed, or fails */
enum gd_code gd_draw_dot(const char *graph, const char *form,
    struct gd_str *out, struct gd_err *err) GD_MUST_CHECK;

#endif
