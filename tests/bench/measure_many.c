/* tests/bench/measure_many.c - many processes: clerks who write at once, and
 * command lines run in turn with those of another program. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/day.h"
#include "bench/measure.h"
#include "bench/words.h"

#include "base/banned.h"

#define MOST 60000

struct clerk {
	int n, failed;
	float us[MOST];
};

/* Holds and resumes an order of his own until the time is over. */
static void
work(const char *book, int me, double begin, double end, int think_ms,
    struct clerk *out)
{
	char login[64], name[64];
	struct gd_app *app;
	struct pick pick;

	words_clerk((uint64_t)me, login, sizeof login, name, sizeof name);
	app = open_as(book, login);
	for (uint64_t i = 1;
	     !pick_open(gd_app_store(app), (uint64_t)me * 7919 + i, &pick) ||
	     pick.state;
	     i++)
		;
	gd_app_become(app, pick.clerk, NULL) == GD_OK ? (void)0 : abort();
	while (now_us() < begin)
		usleep(200);
	for (int i = 0; now_us() < end && out->n < MOST; i++) {
		const struct gd_command cmd = { .verb = i % 2 ? GD_DO_RESUME
							      : GD_DO_HOLD,
			.reason = "bench" };
		double began = now_us();

		if (gd_app_act(app, pick.number, &cmd, NULL, NULL, NULL) ==
		    GD_OK)
			out->us[out->n++] = (float)(now_us() - began);
		else
			out->failed++;
		if (think_ms)
			usleep((useconds_t)think_ms * 1000);
	}
	gd_app_close(app);
	_exit(0);
}

int
measure_clerks(const char *book, int clerks, double seconds, int think_ms)
{
	size_t bytes = sizeof(struct clerk) * (size_t)clerks;
	struct clerk *all = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	double begin = now_us() + 1.5e6, end = begin + seconds * 1e6;
	int least = MOST, most = 0, total = 0, failed = 0;
	struct times t = { 0 };

	if (all == MAP_FAILED)
		return 1;
	for (int i = 0; i < clerks; i++)
		if (fork() == 0)
			work(book, i, begin, end, think_ms, &all[i]);
	while (wait(NULL) > 0)
		;
	for (int i = 0; i < clerks; i++) {
		for (int k = 0; k < all[i].n; k++)
			times_add(&t, all[i].us[k]);
		least = all[i].n < least ? all[i].n : least;
		most = all[i].n > most ? all[i].n : most;
		total += all[i].n;
		failed += all[i].failed;
	}
	printf("clerks %d\nper_second %.0f\nleast %d\nmost %d\n", clerks,
	    total / seconds, least, most);
	printf("fairness %.2f\nfailed %d\n", most ? (double)least / most : 0,
	    failed);
	times_say(&t, "clerk");
	munmap(all, bytes);
	return 0;
}

/* ---- orders to import ---------------------------------------------------- */

int
measure_csv(const char *file, int n, const char *prefix)
{
	FILE *f = fopen(file, "w");
	struct words_customer c;
	char product[160];

	if (!f)
		return 1;
	fputs("number,customer_code,product,quantity,unit,price,currency,"
	      "amount,terms,delivery_date\n",
	    f);
	for (int i = 0; i < n; i++) {
		uint64_t h = words_mix((uint64_t)i + 99);
		int qty = 100 + (int)(h % 5000);

		words_customer(1, h % 50, &c);
		words_product(1, h, product, sizeof product);
		fprintf(f,
		    "%s-%06d,%s,\"%s\",%d,pcs,4.10,USD,%d.00 USD,tt,"
		    "2027-0%d-1%d\n",
		    prefix, i, c.code, product, qty, qty * 4, 1 + (int)(h % 9),
		    (int)(h % 10));
	}
	return fclose(f) == 0 ? 0 : 1;
}

/* ---- command lines in turn ----------------------------------------------- */

static char **
split(char *line)
{
	char **argv = gd_alloc(64, sizeof *argv);
	int n = 0;

	line[strcspn(line, "\n")] = '\0';
	while (*line && n < 63) {
		argv[n++] = line;
		line += strcspn(line, "\t");
		if (*line)
			*line++ = '\0';
	}
	return argv;
}

/* Microseconds from fork to the end; the largest memory so far. */
static double
run(char *line, long *rss, int *bad)
{
	struct rusage use;
	char **argv = split(line);
	double began = now_us();
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		int fd = open("/dev/null", O_RDWR);

		dup2(fd, 0);
		dup2(fd, 1);
		execvp(argv[0], argv);
		_exit(127);
	}
	wait4(pid, &status, 0, &use);
	began = now_us() - began;
	if (use.ru_maxrss > *rss)
		*rss = use.ru_maxrss;
	*bad += status != 0;
	free(argv);
	return began;
}

int
measure_versus(const char *file_a, const char *file_b)
{
	FILE *a = fopen(file_a, "r"), *b = fopen(file_b, "r");
	struct times ta = { 0 }, tb = { 0 }, ratio = { 0 };
	char line_a[4096], line_b[4096];
	long rss_a = 0, rss_b = 0;
	int bad = 0;

	while (a && b && fgets(line_a, sizeof line_a, a) &&
	       fgets(line_b, sizeof line_b, b)) {
		double ua = run(line_a, &rss_a, &bad);
		double ub = run(line_b, &rss_b, &bad);

		times_add(&ta, ua);
		times_add(&tb, ub);
		times_add(&ratio, ua / ub);
	}
	printf("bad %d\nrss_a_kib %ld\nrss_b_kib %ld\n", bad, rss_a, rss_b);
	times_say(&ta, "a");
	times_say(&tb, "b");
	times_say(&ratio, "ratio");
	if (a)
		fclose(a);
	if (b)
		fclose(b);
	return 0;
}
