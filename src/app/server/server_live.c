/* app/server/server_live.c - the sessions that are open now, and ending them.
 *
 * A session is a process of this account with the words that a line of
 * authorized_keys gives it. Everybody may read the words of a process, also of
 * one whose memory is shut.
 */
#include "app/server.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

#define ROUNDS 40 /* of 50 ms, until a session is no longer asked */
#define WORDS 6   /* PROGRAM --book BOOK --as LOGIN server */

/* The words of a process; false when there are more or fewer. */
static bool
words_of(long pid, char *all, size_t room, const char *words[WORDS])
{
	char path[64];
	ssize_t len;
	int fd, n = 0;

	snprintf(path, sizeof path, "/proc/%ld/cmdline", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	len = read(fd, all, room - 1);
	close(fd);
	if (len <= 0)
		return false;
	all[len] = '\0';
	for (const char *at = all; at < all + len; at += strlen(at) + 1) {
		if (n == WORDS)
			return false;
		words[n++] = at;
	}
	return n == WORDS;
}

static bool
same_file(const char *a, const char *b)
{
	struct stat one, two;

	if (stat(a, &one) != 0 || stat(b, &two) != 0)
		return strcmp(a, b) == 0;
	return one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

static bool
is_session(long pid, const char *book, const char *login)
{
	const char *words[WORDS];
	char all[8192];

	return words_of(pid, all, sizeof all, words) &&
	       strcmp(words[1], "--book") == 0 && same_file(words[2], book) &&
	       strcmp(words[3], "--as") == 0 && strcmp(words[4], login) == 0 &&
	       strcmp(words[5], "server") == 0;
}

/* @return how many there are; number 0 only counts them */
static int
signal_all(const char *book, const char *login, int number)
{
	DIR *proc = opendir("/proc");
	struct dirent *e;
	int n = 0;

	while (proc && (e = readdir(proc)) != NULL) {
		char *end;
		long pid = strtol(e->d_name, &end, 10);

		if (*end == '\0' && pid > 1 && is_session(pid, book, login) &&
		    kill((pid_t)pid, number) == 0)
			n++;
	}
	if (proc)
		closedir(proc);
	return n;
}

int
gd_ssh_sessions_end(const char *book, const char *login)
{
	const struct timespec pause = { .tv_nsec = 50000000 };
	int n = signal_all(book, login, SIGHUP);

	/* as when the connection is cut: drafts are kept, nothing is half */
	for (int i = 0; n > 0 && i < ROUNDS; i++) {
		if (signal_all(book, login, 0) == 0)
			return n;
		nanosleep(&pause, NULL);
	}
	if (n > 0)
		signal_all(book, login, SIGKILL);
	return n;
}
