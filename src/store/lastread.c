/* store/lastread.c - what each person read last of a paper.
 *
 * One small file a ledger and a login beside the heads that were seen:
 * {paper: [[rev, at_ms, fields], [rev, at_ms, fields]]}, the last reading
 * first.  Two programs of one person may each lose what the other wrote at
 * the same moment: then a paper counts as unread.
 */
#include "store/lastread.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store_priv.h"

#include "base/banned.h"

#define PAPERS_MOST 200 /* kept of a person */
#define AN_ENTRY 3

/* A login as part of a file's name, whatever is in it. */
static bool
path_of(const struct gd_store *s, const char *login, bool make,
    struct gd_str *out)
{
	char digest[65];

	if (!*login || !gd_seen_folder(make, out))
		return false;
	gd_sha256_hex(login, strlen(login), digest);
	gd_str_addf(out, "/read-%s-%.12s.json", s->ledger, digest);
	return true;
}

static json_t *
read_all(const struct gd_store *s, const char *login)
{
	struct gd_str path = GD_STR_INIT;
	json_t *all = NULL;

	if (path_of(s, login, false, &path))
		all = json_load_file(path.text, 0, NULL);
	gd_str_release(&path);
	if (json_is_object(all))
		return all;
	json_decref(all);
	return json_object();
}

/* Written aside and renamed; only the owner may read it. */
static void
write_all(const struct gd_store *s, const char *login, const json_t *all)
{
	struct gd_str path = GD_STR_INIT, aside = GD_STR_INIT;
	int fd = -1;

	if (path_of(s, login, true, &path)) {
		gd_str_addf(&aside, "%s.%ld", path.text, (long)getpid());
		fd = open(aside.text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
		    0600);
	}
	if (fd >= 0) {
		bool whole = json_dumpfd(all, fd, JSON_COMPACT) == 0;

		if (close(fd) != 0 || !whole ||
		    rename(aside.text, path.text) != 0)
			unlink(aside.text);
	}
	gd_str_release(&path);
	gd_str_release(&aside);
}

static bool
is_entry(const json_t *e)
{
	return json_array_size(e) == AN_ENTRY &&
	       json_is_integer(json_array_get(e, 0)) &&
	       json_is_integer(json_array_get(e, 1)) &&
	       json_is_string(json_array_get(e, 2));
}

static int64_t
at_of(const json_t *entries)
{
	return json_integer_value(
	    json_array_get(json_array_get(entries, 0), 1));
}

int
gd_lastread_get(struct gd_store *s, const char *login, const char *key,
    struct gd_arena *arena, struct gd_lastread out[2])
{
	json_t *all = read_all(s, login);
	const json_t *entries = json_object_get(all, key), *e;
	int n = 0;

	while (n < 2 && is_entry(e = json_array_get(entries, (size_t)n))) {
		out[n].rev = json_integer_value(json_array_get(e, 0));
		out[n].at_ms = json_integer_value(json_array_get(e, 1));
		out[n].fields = gd_arena_str(arena,
		    json_string_value(json_array_get(e, 2)));
		n++;
	}
	json_decref(all);
	return n;
}

/* The paper nobody read for longest makes room. */
static void
make_room(json_t *all)
{
	const char *name, *oldest = NULL;
	int64_t least = INT64_MAX;
	json_t *entries;

	if (json_object_size(all) < PAPERS_MOST)
		return;
	json_object_foreach(all, name, entries)
	{
		if (at_of(entries) < least) {
			least = at_of(entries);
			oldest = name;
		}
	}
	if (oldest)
		json_object_del(all, oldest);
}

void
gd_lastread_put(struct gd_store *s, const char *login, const char *key,
    const struct gd_lastread *now)
{
	json_t *all = read_all(s, login), *entry, *mine;
	const json_t *was = json_array_get(json_object_get(all, key), 0);
	const char *said = json_string_value(json_array_get(was, 2));

	if (!said || strcmp(said, now->fields) != 0) {
		if (!said)
			make_room(all);
		mine = json_array();
		entry = json_pack("[I, I, s]", (json_int_t)now->rev,
		    (json_int_t)now->at_ms, now->fields);
		json_array_append_new(mine, entry);
		if (is_entry(was))
			json_array_append_new(mine, json_deep_copy(was));
		json_object_set_new(all, key, mine);
		write_all(s, login, all);
	}
	json_decref(all);
}
