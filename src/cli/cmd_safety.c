/* cli/cmd_safety.c - whole copies of the book: backups, back again, and out
 * of gendan altogether.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "app/safety.h"
#include "base/day.h"

#include "cli_priv.h"

#include "base/banned.h"

static const char *
head_words(struct cli *c, const struct gd_verify_report *r)
{
	return gd_arena_printf(&c->arena, "%s:%lld:%s", r->ledger,
	    (long long)r->seq, r->head);
}

/* What every one of these commands answers; more: its own, taken over. */
static void
say_copy(struct cli *c, const char *english, const char *path, const char *kept,
    const struct gd_verify_report *r, json_t *more)
{
	struct gd_arg args[4] = { gd_arg_text(path), gd_arg_int(r->commands),
		gd_arg_int(r->orders), gd_arg_text(kept) };
	json_t *all;

	if (!cli_has(c, OPT_JSON)) {
		cli_out_say(c, english, 4, args);
		cli_out_pair(c, GD_TR("head"), head_words(c, r));
		json_decref(more);
		return;
	}
	all = json_pack("{s:o, s:I, s:I, s:o, s:o, s:I, s:o, s:o}", "file",
	    cli_json_text(path), "commands", (json_int_t)r->commands, "orders",
	    (json_int_t)r->orders, "head", cli_json_text(r->head), "ledger",
	    cli_json_text(r->ledger), "seq", (json_int_t)r->seq, "anchor",
	    cli_json_text(head_words(c, r)), "kept", cli_json_text(kept));
	if (more)
		json_object_update(all, more);
	json_decref(more);
	cli_out_json(c, all);
}

/* ---- backup --------------------------------------------------------------- */

/* Where the key is: --key, else the usual place. NULL: *err is set. */
static const char *
key_path(struct cli *c, struct gd_err *err)
{
	struct gd_str path = GD_STR_INIT;
	const char *out = c->opt[OPT_KEY];

	if (!out && gd_key_usual_path(&path))
		out = gd_arena_str(&c->arena, path.text);
	gd_str_release(&path);
	if (!out)
		(void)gd_fail(err, GD_OUTSIDE, GD_M_KEY_NO_HOME);
	return out;
}

/* The key to seal with; made when there is none yet. */
static enum gd_code
sealing_key(struct cli *c, const char *path, struct gd_key *key, bool *made,
    struct gd_err *err)
{
	enum gd_code rc = gd_key_load(path, key, err);

	*made = false;
	if (rc != GD_MISSING)
		return rc;
	rc = gd_key_make(path, key, err);
	*made = rc == GD_OK;
	(void)c;
	return rc;
}

/* Said once; cron mails what it reads, so there only where the key lies. */
static void
say_new_key(struct cli *c, const char *path, const struct gd_key *key)
{
	char words[GD_KEY_TEXT];
	struct gd_arg args[2] = { gd_arg_text(path) };

	if (cli_has(c, OPT_JSON))
		return;
	if (cli_has(c, OPT_ROTATE)) {
		cli_out_say(c,
		    GD_TR("A new key was made: {1}. Print that file and keep "
			  "the paper away from this machine: without the key "
			  "nobody can open a backup."),
		    1, args);
		return;
	}
	gd_key_text(key, words);
	args[1] = gd_arg_text(words);
	cli_out_say(c,
	    GD_TR("A new key was made: {1}. Write this recovery key down and "
		  "keep it away from this machine; without it nobody can open "
		  "a backup:"),
	    2, args);
	cli_out_say(c, "{2}", 2, args);
}

static enum gd_code
rotate(struct cli *c, const struct gd_key *key, json_t **more,
    struct gd_err *err)
{
	struct gd_verify_report report = { 0 };
	struct gd_rotation r;
	char day[GD_DAY_TEXT];
	enum gd_code rc;

	rc = gd_store_rotate(cli_book(c), c->opt[OPT_ROTATE],
	    gd_ms_day(gd_now_ms(), gd_utc_offset_min()), key, &r, &report, err);
	if (r.missing > 0) { /* said even when today's failed */
		struct gd_err gap = GD_ERR_INIT;

		gd_fail(&gap, GD_OK, GD_M_CLI_BACKUP_GAP, GD_N(r.missing),
		    GD_D(r.last));
		cli_say_fault(c, "backup", &gap);
	}
	if (rc != GD_OK)
		return rc;
	gd_day_text(r.last ? r.last : GD_NO_DAY, day);
	json_object_update_new(*more,
	    json_pack("{s:o, s:I, s:I, s:I}", "before", cli_json_text(day),
		"missing_days", (json_int_t)r.missing, "files",
		(json_int_t)r.kept, "removed", (json_int_t)r.gone));
	say_copy(c,
	    GD_TR("{1}: {2} {2|command|commands}, {3} {3|order|orders}, sealed "
		  "and checked"),
	    gd_arena_printf(&c->arena, "%s/%s", c->opt[OPT_ROTATE], r.file), "",
	    &report, *more);
	*more = NULL;
	return rc;
}

static enum gd_code
plain(struct cli *c, struct gd_err *err)
{
	struct gd_verify_report report = { 0 };
	enum gd_code rc =
	    gd_store_backup(cli_book(c), c->args[0], &report, err);

	if (rc == GD_OK)
		say_copy(c,
		    GD_TR("{1}: {2} {2|command|commands}, {3} "
			  "{3|order|orders}, checked"),
		    c->args[0], "", &report, NULL);
	return rc;
}

enum gd_code
cmd_backup(struct cli *c, struct gd_err *err)
{
	struct gd_verify_report report = { 0 };
	const char *path;
	struct gd_key key;
	json_t *more;
	bool made;
	enum gd_code rc;

	if ((c->nargs == 0) == !cli_has(c, OPT_ROTATE) ||
	    (cli_has(c, OPT_PLAIN) &&
		(cli_has(c, OPT_ROTATE) || cli_has(c, OPT_KEY))))
		return gd_fail(err, GD_USAGE, GD_M_CLI_BACKUP_USAGE);
	if (cli_has(c, OPT_PLAIN))
		return plain(c, err);
	path = key_path(c, err);
	if (!path)
		return GD_OUTSIDE;
	rc = sealing_key(c, path, &key, &made, err);
	if (rc != GD_OK)
		return rc;
	more = json_pack("{s:o, s:b}", "key_file", cli_json_text(path),
	    "key_made", made);
	if (cli_has(c, OPT_ROTATE)) {
		rc = rotate(c, &key, &more, err);
	} else {
		rc = gd_store_seal(cli_book(c), c->args[0], false, &key,
		    &report, err);
		if (rc == GD_OK) {
			say_copy(c,
			    GD_TR("{1}: {2} {2|command|commands}, {3} "
				  "{3|order|orders}, sealed and checked"),
			    c->args[0], "", &report, more);
			more = NULL;
		}
	}
	if (made)
		say_new_key(c, path, &key);
	json_decref(more);
	gd_key_wipe(&key);
	return rc;
}

/* ---- restore --------------------------------------------------------------- */

static enum gd_code
bring_back(struct cli *c, const struct gd_key *key, struct gd_str *kept,
    struct gd_verify_report *report, struct gd_err *err)
{
	const char *from = c->args[0], *to = c->opt[OPT_TO];
	struct stat st;

	if (!to && lstat(cli_book(c), &st) != 0 && errno == ENOENT)
		to = cli_book(c);
	if (to && key)
		return gd_store_unseal(from, key, to, report, err);
	if (to)
		return gd_store_settle(from, to, report, err);
	if (key)
		return gd_store_restore_sealed(from, key, cli_book(c), kept,
		    report, err);
	return gd_store_restore(from, cli_book(c), kept, report, err);
}

enum gd_code
cmd_restore(struct cli *c, struct gd_err *err)
{
	const char *place = cli_has(c, OPT_TO) ? c->opt[OPT_TO] : cli_book(c);
	struct gd_verify_report report = { 0 };
	struct gd_str kept = GD_STR_INIT;
	bool sealed = gd_store_sealed(c->args[0]);
	struct gd_key key = { 0 };
	const char *path;
	enum gd_code rc = GD_OK;

	if (sealed) {
		path = key_path(c, err);
		rc = path ? gd_key_load(path, &key, err) : GD_OUTSIDE;
	}
	if (rc == GD_OK)
		rc = bring_back(c, sealed ? &key : NULL, &kept, &report, err);
	gd_key_wipe(&key);
	if (rc == GD_OK)
		say_copy(c,
		    kept.len
			? GD_TR("{1} is the book again ({2} "
				"{2|command|commands}, {3} {3|order|orders}); "
				"what was there is kept as {4}")
			: GD_TR("{1} is the book now ({2} "
				"{2|command|commands}, {3} {3|order|orders})"),
		    place, kept.text, &report, NULL);
	gd_str_release(&kept);
	return rc;
}

/* ---- export ----------------------------------------------------------------- */

enum gd_code
cmd_export(struct cli *c, struct gd_err *err)
{
	struct gd_verify_report report = { 0 };
	struct gd_str en = GD_STR_INIT, zh = GD_STR_INIT;
	struct gd_export_text pages[3] = { { "README.md", NULL },
		{ "README.zh.md", NULL }, { NULL, NULL } };
	enum gd_code rc;

	if (strcmp(c->args[0], "log") == 0)
		return cli_export_log(c, err);
	if (strcmp(c->args[0], "all") != 0 || c->nargs != 2)
		return gd_fail(err, GD_USAGE, GD_M_CLI_EXPORT_USAGE);
	cli_dictionary(&en, GD_EN);
	cli_dictionary(&zh, GD_ZH);
	pages[0].text = en.text;
	pages[1].text = zh.text;
	rc = gd_store_export(cli_book(c), c->args[1], pages, &report, err);
	if (rc == GD_OK)
		say_copy(c,
		    GD_TR(
			"{1}: {2} {2|command|commands}, {3} {3|order|orders}; "
			"README.md there says what is what"),
		    c->args[1], "", &report, NULL);
	gd_str_release(&en);
	gd_str_release(&zh);
	return rc;
}
