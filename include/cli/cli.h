/* cli/cli.h - the command line. */
#ifndef GENDAN_CLI_CLI_H
#define GENDAN_CLI_CLI_H

#include "app/app.h"
#include "paper/doc.h"

/* How the screens begin. */
struct gd_cli_start {
	const char *book, *login;
	const char *theme; /* --theme; NULL: as the person has it */
	bool fixed;        /* the person is login and nobody else */
	bool lang;         /* the language was asked for by --lang */
	const char *flow;  /* --workflow: what to practise; NULL */
};

/* What the command line cannot do itself: main.c lends it the screens, so
 * that cli and tui need not know each other. Either may be NULL. */
struct gd_cli_doors {
	/* the screens on a terminal; *app NULL when there is no book yet */
	int (*screens)(struct gd_app **app, enum gd_lang *lang,
	    const struct gd_cli_start *start);
	/* hidden command `screens`: keys from a script, pictures out */
	int (*script)(struct gd_app **app, enum gd_lang *lang,
	    const struct gd_cli_start *start, int argc, char **argv);
	/* the practice book, without one of the office */
	int (*practice)(enum gd_lang *lang, const struct gd_cli_start *start);
	/* the key card: a document with a table for each place */
	void (*keys)(struct gd_arena *arena, enum gd_doc_lang lang,
	    struct gd_job *job);
};

/** Run one command line, texts to stdout and stderr. @return the exit code,
 * an enum gd_code */
int gd_cli_main(int argc, char **argv, const struct gd_cli_doors *doors);

#endif
