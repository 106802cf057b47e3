/* tui/boards/report_forms.c - what a report is of (period, grouping, which
 * orders), the name it is kept under, the file it becomes, the printer. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/filter.h"
#include "app/printing.h"
#include "base/day.h"

#include "../forms/form_priv.h"
#include "report_priv.h"

#include "base/banned.h"

#define MOST_WORDS 40

/* ---- the words in parts -------------------------------------------------------- */

struct parts {
	struct gd_arena arena;
	const char *period, *by, *from, *to;
	struct gd_str rest; /* which orders */
	const struct gd_report_kind *kind;
};

static const struct gd_report_kind *
kind_of(const char *id)
{
	int n;
	const struct gd_report_kind *all = gd_report_kinds(&n);

	for (int i = 0; i < n; i++)
		if (strcmp(all[i].id, id) == 0)
			return &all[i];
	return &all[0];
}

static void
part_word(struct parts *p, const char *word)
{
	if (strncmp(word, "by:", 3) == 0)
		p->by = word + 3;
	else if (strncmp(word, "from:", 5) == 0)
		p->from = word + 5;
	else if (strncmp(word, "to:", 3) == 0)
		p->to = word + 3;
	else if (strncmp(word, "month:", 6) == 0 ||
		 strncmp(word, "year:", 5) == 0)
		p->period = word;
	else if (strncmp(word, "form:", 5) != 0)
		gd_filter_join(&word, 1, &p->rest);
}

static void
take_apart(const char *words, struct parts *p)
{
	const char *at[MOST_WORDS];
	int n;

	*p = (struct parts){ .arena = GD_ARENA_INIT,
		.rest = GD_STR_INIT,
		.period = "",
		.by = "",
		.from = "",
		.to = "" };
	n = gd_filter_split(words, &p->arena, at, MOST_WORDS);
	p->kind = kind_of(n ? at[0] : "");
	for (int i = 1; i < n; i++) {
		if (p->rest.len && p->rest.text[p->rest.len - 1] != ' ')
			gd_str_addc(&p->rest, ' ');
		part_word(p, at[i]);
	}
	while (p->rest.len && p->rest.text[p->rest.len - 1] == ' ')
		p->rest.text[--p->rest.len] = '\0';
}

static void
parts_release(struct parts *p)
{
	gd_str_release(&p->rest);
	gd_arena_release(&p->arena);
}

/* ---- F4: what it is of ----------------------------------------------------------- */

static const char *const periods[] = { "", "month:this", "month:last",
	"year:this", "year:last", "span" };
static const char *const period_words[] = { GD_TR("all time"),
	GD_TR("this month"), GD_TR("last month"), GD_TR("this year"),
	GD_TR("last year"), GD_TR("from a day to a day, below") };
#define NPERIODS ((int)(sizeof periods / sizeof *periods))

static const char *const bys[] = { "", "customer", "clerk", "desk", "product",
	"company", "workflow" };
static const char *const by_words[] = { GD_TR("the whole"),
	GD_TR("by customer"), GD_TR("by clerk"), GD_TR("by department"),
	GD_TR("by product"), GD_TR("by company"), GD_TR("by workflow") };
#define NBYS ((int)(sizeof bys / sizeof *bys))

static void
words_of(struct form *f, const struct report_screen *s, struct gd_str *out)
{
	const char *period = form_text(f, "period");

	gd_str_addn(out, s->words, strcspn(s->words, " "));
	if (strcmp(period, "span") == 0) {
		if (*form_text(f, "from"))
			gd_str_addf(out, " from:%s", form_text(f, "from"));
		if (*form_text(f, "to"))
			gd_str_addf(out, " to:%s", form_text(f, "to"));
	} else if (*period) {
		gd_str_addf(out, " %s", period);
	}
	if (*form_text(f, "by") && strcmp(form_text(f, "by"), "all") != 0)
		gd_str_addf(out, " by:%s", form_text(f, "by"));
	if (*form_text(f, "orders"))
		gd_str_addf(out, " %s", form_text(f, "orders"));
}

static bool
choices_done(struct ui *ui, struct form *f, void *payload)
{
	struct report_screen *s = payload;
	struct gd_err err = GD_ERR_INIT;
	struct gd_str words = GD_STR_INIT;
	bool good;

	words_of(f, s, &words);
	good = report_remake(ui, s, words.text, &err);
	gd_str_release(&words);
	if (!good) {
		struct input *in = form_find(f, "orders");

		if (err.msg == GD_M_REPORT_BACKWARDS && form_find(f, "from"))
			in = form_find(f, "from");
		form_error(f, in, &err);
		ui_quiet(ui);
		return false;
	}
	free(s->kept); /* it is no longer what was kept */
	s->kept = NULL;
	return true;
}

static void
add_choice(struct ui *ui, struct form *f, const char *id, const char *label,
    const char *const *ids, const char *const *words, int n, const char *now)
{
	struct gd_name names[8];

	for (int i = 0; i < n; i++) {
		const char *word = tr(ui, words[i]);

		names[i] =
		    (struct gd_name){ *ids[i] ? ids[i] : "all", word, word };
	}
	form_add(f,
	    &(struct input){ .id = id,
		.name = { .en = label },
		.kind = IN_CHOICE,
		.choices = names,
		.nchoices = n },
	    *now ? now : "all");
}

static void
add_period(struct ui *ui, struct form *f, const struct report_screen *s,
    const struct parts *p)
{
	const char *now = p->period, *from = p->from, *to = p->to;
	char day[GD_DAY_TEXT], other[GD_DAY_TEXT];
	bool named = !*now;

	for (int i = 1; i < NPERIODS; i++)
		named = named || strcmp(now, periods[i]) == 0;
	if (!named && s->made) { /* a month of its own */
		from = gd_day_text(s->r.from, day);
		to = gd_day_text(s->r.to, other);
		now = "span";
	} else if (*from || *to) {
		now = "span";
	}
	add_choice(ui, f, "period", GD_TR("Period"), periods, period_words,
	    NPERIODS, now);
	form_add(f,
	    &(struct input){ .id = "from",
		.name = { .en = GD_TR("First day") },
		.kind = IN_DATE,
		.extra = true },
	    from);
	form_add(f,
	    &(struct input){ .id = "to",
		.name = { .en = GD_TR("Last day") },
		.kind = IN_DATE,
		.extra = true },
	    to);
}

void
report_form_choices(struct ui *ui, struct report_screen *s)
{
	struct form *f;
	struct parts p;

	take_apart(s->words, &p);
	f = form_new(&(struct form_spec){
	    .title = GD_TR("What the report is of"),
	    .submit = choices_done,
	    .payload = s,
	});
	if (p.kind->period)
		add_period(ui, f, s, &p);
	if (p.kind->by)
		add_choice(ui, f, "by", GD_TR("Rows"), bys, by_words, NBYS,
		    p.by);
	form_add(f,
	    &(struct input){ .id = "orders",
		.name = { .en =
			      strcmp(p.kind->id, "ta") == 0
				  ? GD_TR(
					"Which orders (filter, or one number)")
				  : GD_TR("Which orders (filter)") } },
	    p.rest.text ? p.rest.text : "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = GD_TR("Show it so") } },
	    "");
	form_open(ui, f);
	parts_release(&p);
}

/* ---- F7: keep -------------------------------------------------------------------- */

static bool
keep_done(struct ui *ui, struct form *f, void *payload)
{
	struct report_screen *s = payload;
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_err err = GD_ERR_INIT;
	const char *at[MOST_WORDS], *name = form_text(f, "name");
	int n = gd_filter_split(s->words, &arena, at, MOST_WORDS);
	bool good = gd_app_keep_report(*ui->app, name, at, n, &err) == GD_OK;

	gd_arena_release(&arena);
	if (!good) {
		form_error(f, form_find(f, "name"), &err);
		return false;
	}
	free(s->kept);
	s->kept = gd_strdup(name);
	ui_say(ui,
	    GD_TR("Kept as \"{1}\": it stands in the list of reports; gendan "
		  "report run {1} writes its files"),
	    1, (const struct gd_arg[]){ gd_arg_text(name) });
	ui_stale(ui);
	return true;
}

void
report_form_keep(struct ui *ui, struct report_screen *s)
{
	struct form *f = form_new(&(struct form_spec){
	    .title = GD_TR("Keep this report under a name"),
	    .head = GD_TR("Only you see it. Whenever it is opened it is made "
			  "anew, of the month or year that runs then. A name "
			  "that is there already is replaced."),
	    .submit = keep_done,
	    .payload = s,
	});

	form_add(f,
	    &(struct input){ .id = "name",
		.name = { .en = GD_TR("Name of the report") },
		.required = true },
	    s->kept ? s->kept : "");
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = "Keep" } },
	    "");
	form_open(ui, f);
}

/* ---- Ctrl-S: a file --------------------------------------------------------------- */

/* The form a name's ending stands for; -1: none of them. */
static int
form_of(const char *path)
{
	const char *dot = strrchr(path, '.');

	for (int i = GD_REPORT_TEXT; dot && i <= GD_REPORT_PDF; i++)
		if (strcasecmp(dot + 1,
			gd_report_ending((enum gd_report_form)i)) == 0)
			return i;
	return -1;
}

static bool
file_done(struct ui *ui, struct form *f, void *payload)
{
	struct report_screen *s = payload;
	const char *path = form_text(f, "path");
	struct gd_err err = GD_ERR_INIT;
	int form = form_of(path);
	enum gd_code rc;

	if (form < 0)
		rc = gd_fail(&err, GD_USAGE, GD_M_REPORT_ENDING, GD_T(path));
	else
		rc = gd_app_report_write(*ui->app, &s->r,
		    (enum gd_report_form)form, *ui->lang, path, false, &err);
	if (rc != GD_OK) {
		form_error(f, form_find(f, "path"), &err);
		return false;
	}
	ui_say(ui, "written to {1}", 1,
	    (const struct gd_arg[]){ gd_arg_text(path) });
	return true;
}

void
report_form_file(struct ui *ui, struct report_screen *s)
{
	char day[GD_DAY_TEXT] = "";
	struct form *f;

	if (!s->made)
		return;
	f = form_new(&(struct form_spec){
	    .title = GD_TR("Report to a file"),
	    .head = GD_TR("The ending says what is written: xlsx a workbook "
			  "with charts, pdf a printed report with charts; or "
			  "csv, txt, json. A file that is there stays."),
	    .submit = file_done,
	    .payload = s,
	});
	gd_day_text(s->r.to == GD_NO_DAY || s->r.to > s->r.today ? s->r.today
								 : s->r.to,
	    day);
	form_add(f,
	    &(struct input){ .id = "path",
		.name = { .en = GD_TR("File") },
		.required = true },
	    ui_fmt(ui, "%s-%s.xlsx", s->kept ? s->kept : s->r.id, day));
	form_add(f,
	    &(struct input){ .id = "#do",
		.kind = IN_BUTTON,
		.name = { .en = "Write the file" } },
	    "");
	form_open(ui, f);
}

/* ---- F9: the printer ---------------------------------------------------------------- */

static void
say_unprinted(struct ui *ui, const struct gd_err *err)
{
	struct gd_str said = GD_STR_INIT;

	gd_say_err(&said, *ui->lang, err);
	ui_say(ui, GD_TR("{1} Or as a file: Ctrl-S"), 1,
	    (const struct gd_arg[]){ gd_arg_text(said.text) });
	ui->bad = true;
	gd_str_release(&said);
}

void
report_form_print(struct ui *ui, struct report_screen *s)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_printed p;

	if (!s->made)
		return;
	ui_say(ui, "Making the pages ...", 0, NULL);
	ui_paint(ui);
	if (gd_app_report_print(*ui->app, &s->r, *ui->lang, &p, &err) == GD_OK)
		ui_say(ui, "handed to {1} as {2}: {3} {3|page|pages}", 3,
		    (const struct gd_arg[]){ gd_arg_text(p.queue),
			gd_arg_text(p.job ? p.job : ""), gd_arg_int(p.pages) });
	else
		say_unprinted(ui, &err);
	gd_printed_release(&p);
}
