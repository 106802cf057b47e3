/* tests/faults/program.c - see program.h. */
#include "program.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scene.h"

static char library[200];

int
program_setup(void **state)
{
	const char *build = getenv("GENDAN_BUILD");
	char command[700];

	(void)state;
	snprintf(library, sizeof library, "%s/faults-%ld.so",
	    build ? build : "/tmp", (long)getpid());
	snprintf(command, sizeof command,
	    "gcc -shared -fPIC -O1 -o %s tests/faults/preload/shim.c -ldl",
	    library);
	return system(command) == 0 ? 0 : -1;
}

int
program_teardown(void **state)
{
	(void)state;
	return unlink(library);
}

static void
set_number(const char *name, long n)
{
	char text[24];

	snprintf(text, sizeof text, "%ld", n);
	setenv(name, text, 1);
}

static void
child(const char *dir, const char *book, const char *const *argv,
    const struct plan *plan, const char *count, const char *said)
{
	int fd = open(said, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	int null = open("/dev/null", O_RDWR);
	char under[200];

	if (fd < 0 || null < 0 || dup2(fd, 2) < 0 || dup2(null, 1) < 0 ||
	    dup2(null, 0) < 0 || chdir(dir) != 0)
		_exit(99);
	setenv("GENDAN_BOOK", book, 1);
	snprintf(under, sizeof under, "%s/", dir);
	setenv("FAULT_UNDER", under, 1);
	setenv("FAULT_COUNT", count, 1);
	set_number("FAULT_AT", plan->at);
	set_number("FAULT_ERRNO", plan->number);
	if (plan->forever)
		setenv("FAULT_FOREVER", "1", 1);
	if (plan->die)
		setenv("FAULT_DIE", "1", 1);
	setenv("LD_PRELOAD", library, 1);
	execv(argv[0], (char **)(uintptr_t)argv);
	_exit(98);
}

void
program_run(const char *dir, const char *book, const char *const *argv,
    const struct plan *plan, struct outcome *out)
{
	char count[200], said[200];
	unsigned char *text;
	int status;
	size_t n;
	pid_t pid;

	snprintf(count, sizeof count, "%s.count-%ld", dir, (long)getpid());
	snprintf(said, sizeof said, "%s.said-%ld", dir, (long)getpid());
	*out = (struct outcome){ 0 };
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		child(dir, book, argv, plan, count, said);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	out->code =
	    WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
	text = file_read(count, &n);
	if (text) {
		text[n] = '\0';
		(void)sscanf((char *)text, "%ld %ld", &out->calls,
		    &out->struck);
	}
	free(text);
	text = file_read(said, &n);
	if (n >= sizeof out->said)
		n = sizeof out->said - 1;
	memcpy(out->said, text, n);
	free(text);
	unlink(count);
	unlink(said);
}
