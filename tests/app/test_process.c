/* tests/app/test_process.c - bottlenecks that were put into a book are named,
 * and nothing is where nothing was put. */
#include "app_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../src/app/reports/history_priv.h"
#include "app/reports.h"
#include "core/view/process.h"
#include "process_book.h"

#include "base/banned.h"

static int
by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* What the report names, a line each, in the order of the alphabet. */
static void
named(struct office *o, struct gd_str *out)
{
	char lines[40][160];
	struct gd_history_ask ask = { 0 };
	struct gd_process_view v;
	struct gd_err err = GD_ERR_INIT;
	struct gd_process *p;
	size_t n;

	expect(app_process(o->app, &ask, &p, &err), GD_OK, &err);
	gd_process_view(p, &v);
	n = v.nfindings < 40 ? v.nfindings : 40;
	for (size_t i = 0; i < n; i++) {
		const struct gd_finding *f = &v.findings[i];

		snprintf(lines[i], sizeof lines[i], "%s %s\n",
		    gd_finding_word(f->kind), *f->who ? f->who : f->step);
		if (getenv("GENDAN_SHOW"))
			print_message("%s %s %s %.2f p %.2g n %lld/%lld\n",
			    gd_finding_word(f->kind), f->who, f->step, f->ratio,
			    f->p, (long long)f->n, (long long)f->others);
	}
	qsort(lines, n, sizeof *lines, by_text);
	for (size_t i = 0; i < n; i++)
		gd_str_add(out, lines[i]);
	gd_process_view_release(&v);
	gd_process_close(p);
}

/* The file of the generator, its lines in the same order. */
static void
read_truth(const char *path, struct gd_str *out)
{
	char lines[8][160];
	FILE *f = fopen(path, "r");
	size_t n = 0;

	assert_non_null(f);
	while (n < 8 && fgets(lines[n], sizeof lines[n], f))
		n++;
	fclose(f);
	qsort(lines, n, sizeof *lines, by_text);
	for (size_t i = 0; i < n; i++)
		gd_str_add(out, lines[i]);
}

/* Does the report name exactly what was put into the book of this seed? */
static bool
is_right(uint64_t seed, int faults)
{
	struct gd_str said = GD_STR_INIT, is = GD_STR_INIT;
	struct office o;
	char truth[64];
	bool right;
	int fd;

	snprintf(truth, sizeof truth, "/tmp/gendan-truth-XXXXXX");
	fd = mkstemp(truth);
	assert_true(fd >= 0);
	close(fd);
	process_book(&o, seed, faults, truth);
	named(&o, &said);
	read_truth(truth, &is);
	right = strcmp(said.text, is.text) == 0;
	if (!right)
		print_message("seed %d: is\n%snamed\n%s", (int)seed, is.text,
		    said.text);
	gd_str_release(&said);
	gd_str_release(&is);
	unlink(truth);
	gd_app_close(o.app);
	office_forget(&o);
	return right;
}

static int
seeds(int few)
{
	const char *n = getenv("GENDAN_SEEDS");

	return n ? (int)strtol(n, NULL, 10) : getenv("GENDAN_SOAK") ? 20 : few;
}

/* ---- the tests ------------------------------------------------------------------ */

static void
three_bottlenecks_of_each_book_are_named_and_nothing_else(void **state)
{
	int n = seeds(2), right = 0;

	(void)state;
	for (int seed = 1; seed <= n; seed++)
		right += is_right((uint64_t)seed, 3);
	print_message("# %d of %d books right\n", right, n);
	assert_true(right >= n - n / 20);
}

static void
a_book_without_faults_names_none(void **state)
{
	int n = seeds(1);

	(void)state;
	for (int seed = 101; seed <= 100 + n; seed++)
		assert_true(is_right((uint64_t)seed, 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    three_bottlenecks_of_each_book_are_named_and_nothing_else),
		cmocka_unit_test(a_book_without_faults_names_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
