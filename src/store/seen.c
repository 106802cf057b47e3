/* store/seen.c - the last head seen of each ledger, and the last that passed
 * verify, kept outside the book.
 *
 * One small file each a ledger under $XDG_STATE_HOME/gendan (or
 * ~/.local/state).  They cannot be forged by changing the book, so a cut tail
 * or an old copy put back is noticed by verify.  Losing them loses only that:
 * the next quick verify is a full one.
 */
#include "store_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

/* $XDG_STATE_HOME/gendan; makes the folders when make. */
bool
gd_seen_folder(bool make, struct gd_str *out)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (state && *state == '/') {
		gd_str_add(out, state);
	} else {
		if (!home || *home != '/')
			return false;
		gd_str_addf(out, "%s/.local", home);
		if (make)
			mkdir(out->text, 0700);
		gd_str_add(out, "/state");
	}
	if (make)
		mkdir(out->text, 0700);
	gd_str_add(out, "/gendan");
	if (make)
		mkdir(out->text, 0700);
	return true;
}

/* Path of the file "head", "good" or "fault" of a ledger. */
static bool
path_of(const char *what, const char *ledger, bool make, struct gd_str *out)
{
	if (!gd_seen_folder(make, out))
		return false;
	gd_str_addf(out, "/%s-%s", what, ledger);
	return true;
}

/* The numbers of such a file; false: it is not there or not whole. */
static bool
read_head(const char *what, const char *ledger, int64_t *seq, char hash[65],
    int *turn)
{
	struct gd_str path = GD_STR_INIT;
	long long n = 0;
	bool found = false;
	FILE *f = NULL;

	*turn = 0;
	if (path_of(what, ledger, false, &path))
		f = fopen(path.text, "re");
	if (f) {
		found = fscanf(f, "%lld %64[0-9a-f] %d", &n, hash, turn) >= 2 &&
			n > 0 && strlen(hash) == 64;
		fclose(f);
	}
	*seq = n;
	gd_str_release(&path);
	return found;
}

static void
write_head(const char *what, const char *ledger, int64_t seq, const char *hash,
    int turn)
{
	struct gd_str path = GD_STR_INIT, aside = GD_STR_INIT;
	FILE *f;

	if (path_of(what, ledger, true, &path)) {
		gd_str_addf(&aside, "%s.%ld", path.text, (long)getpid());
		f = fopen(aside.text, "we");
		if (f) {
			fprintf(f, "%lld %s %d\n", (long long)seq, hash, turn);
			if (fclose(f) == 0)
				rename(aside.text, path.text);
			else
				unlink(aside.text);
		}
	}
	gd_str_release(&path);
	gd_str_release(&aside);
}

bool
gd_seen_get(const char *ledger, int64_t *seq, char hash[65])
{
	int turn;

	return read_head("head", ledger, seq, hash, &turn);
}

void
gd_seen_put(const char *ledger, int64_t seq, const char *hash)
{
	char before[65];
	int64_t known;

	if (!gd_seen_get(ledger, &known, before) || known < seq)
		gd_seen_again(ledger, seq, hash);
}

void
gd_seen_again(const char *ledger, int64_t seq, const char *hash)
{
	write_head("head", ledger, seq, hash, 0);
}

bool
gd_good_get(const char *ledger, int64_t *seq, char hash[65], int *turn)
{
	return read_head("good", ledger, seq, hash, turn) && *turn >= 0;
}

void
gd_good_put(const char *ledger, int64_t seq, const char *hash, int turn)
{
	write_head("good", ledger, seq, hash, turn);
}

/* ---- a disk fault, remembered until the book has passed its check --------- */

void
gd_fault_remember(const char *ledger)
{
	struct gd_str path = GD_STR_INIT;
	int fd;

	if (*ledger && path_of("fault", ledger, true, &path)) {
		fd = open(path.text, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		if (fd >= 0)
			close(fd);
	}
	gd_str_release(&path);
}

bool
gd_fault_known(const char *ledger)
{
	struct gd_str path = GD_STR_INIT;
	bool known = path_of("fault", ledger, false, &path) &&
		     access(path.text, F_OK) == 0;

	gd_str_release(&path);
	return known;
}

void
gd_fault_forget(const char *ledger)
{
	struct gd_str path = GD_STR_INIT;

	if (path_of("fault", ledger, false, &path))
		unlink(path.text);
	gd_str_release(&path);
}
