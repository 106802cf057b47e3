/* tests/core/bench.h - an order on the real export workflow, no database.
 *
 * A person here is called like the role he holds ("clerk", "finance" ...).
 * Every allowed command is applied to the order and, through its journal
 * bytes, to a second copy; the two must stay equal.
 */
#ifndef GENDAN_TESTS_CORE_BENCH_H
#define GENDAN_TESTS_CORE_BENCH_H

#include "core/decide.h"
#include "core/view/todo.h"

struct bench {
	struct gd_workflow wf;
	struct gd_order order;  /* as gd_apply makes it */
	struct gd_order replay; /* the same, from the journal bytes */
	struct gd_facts facts;
	struct gd_events events; /* of the last command */
	struct gd_err err;       /* of the last refusal */
	char last_actor[64];
	struct gd_order before; /* the order before the last command */
	bool has_before;
	long commands;
	bool no_money; /* bench_step leaves payments alone */
};

void bench_init(struct bench *b);
/** On another workflow file, given as text. */
void bench_init_on(struct bench *b, const char *text, size_t len);
/** On a workflow of one paper, `form`, made by the clerk and signed as `signs`
 * says (a list of the file); roles clerk, x, y, z, fields amount and words;
 * top: lines of the file, "" for none. The order is there already. */
void bench_form(struct bench *b, const char *signs, const char *top);
void bench_release(struct bench *b);
/** One command by a person; GD_OK or what was refused. */
enum gd_code bench_do(struct bench *b, const char *who,
    const struct gd_command *cmd);
/** The same, and it must be allowed: aborts with the refusal otherwise. */
void bench_must(struct bench *b, const char *who, struct gd_command cmd);
/** "name=value" pairs, NULL-terminated, for .fields. */
#define FIELDS(...)                                                  \
	.fields = (const struct gd_pair[]){ __VA_ARGS__ },           \
	.nfields = sizeof((const struct gd_pair[]){ __VA_ARGS__ }) / \
		   sizeof(struct gd_pair)
void bench_new(struct bench *b, const char *terms);
/** Do the first possible act that matters, as somebody who may; fields get
 * plain values. @return false when nothing is left to do */
bool bench_step(struct bench *b);
/** Do acts until duty is done (or the order complete when NULL). */
void bench_until(struct bench *b, const char *duty);
/** Receipt for everything that is on its way to a desk of ours. */
void bench_receipt_all(struct bench *b);
int bench_pieces(const struct bench *b, int64_t class_, int64_t state,
    bool inside);
const char *bench_rail(const struct bench *b);

#endif
