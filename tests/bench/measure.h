/* tests/bench/measure.h - what the measuring programs share.  Every figure is
 * printed as "name value", one a line; run.sh sets them side by side. */
#ifndef GENDAN_TESTS_BENCH_MEASURE_H
#define GENDAN_TESTS_BENCH_MEASURE_H

#include "../../src/store/store_priv.h"
#include "app/app.h"

/* Times of one thing done many times, in microseconds. */
struct times {
	double *at;
	size_t n, room;
};
double now_us(void);
double cpu_us(void);
void times_add(struct times *t, double us);
/** The value below which that part lies; sorts. */
double times_part(struct times *t, double part);
/** name_p50, name_p99 and name_max; frees. */
void times_say(struct times *t, const char *name);

void must(enum gd_code rc, const struct gd_err *err);
struct gd_app *open_as(const char *book, const char *login);
/** SQL beside the store's own statements. */
int64_t ask(struct gd_store *s, const char *sql, const char *text);
/** Number and clerk of the i-th order in work (i from 0, any size). */
struct pick {
	char number[64], clerk[64];
	int64_t state;
};
bool pick_open(struct gd_store *s, uint64_t i, struct pick *out);
/** VM steps, steps of full scans and sorts since the last call. */
struct counts {
	int64_t steps, scans, sorts;
};
struct counts counts_take(struct gd_store *s);
int64_t wal_bytes(const char *book);

int measure_act(const char *book, int n);
int measure_new(const char *book, int n);
int measure_commands(const char *book, int n, const char *program);
int measure_crash(const char *book, int n);
int measure_reads(const char *book, int n);
void measure_dates(struct gd_app *app, int n);
int measure_search(const char *book, int n);
int measure_sizes(const char *book);
int measure_trust(const char *book);
int measure_clerks(const char *book, int clerks, double seconds, int think_ms);
int measure_csv(const char *file, int n, const char *prefix);
int measure_versus(const char *file_a, const char *file_b);
int measure_beside(int rounds, char **arg);
int measure_hour(long keys, char **arg);
int measure_evict(int n, char **files);

#endif
