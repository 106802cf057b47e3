/* tests/tui/test_walk.c - an order of every workflow we ship, carried from new
 * to completed by somebody who knows none of them and reads the screen.
 *
 * The walker looks at the rows of text the screen shows and types keys; it asks
 * the app for nothing.  It does what stands in the checklist with Enter, fills
 * a form by how its fields look, writes a value as the error below the field
 * says it is to be written, and when the screen says that others can do a
 * thing, the first of them comes to the keyboard.  The file itself is read only
 * to know whom the office needs.
 *
 * make test walks a share, GENDAN_SOAK=1 all; FLOW=name walks that one and
 * shows each screen and the keys.
 */
#include <glob.h>

#include "../../src/app/app_priv.h"
#include "../flow/flow_test.h"
#include "office.h"

#include "base/banned.h"

#define SHARE 4        /* a plain run walks one file of so many */
#define MAX_LOOKS 6000 /* screens one order may take */
#define MAX_ROWS 64
#define MAX_TRIED 400
#define MAX_FLOWS 9 /* one, and those it settles */
#define PASSWORD "not for the world"

struct walker {
	struct office *o;
	struct gd_str shown; /* owned: the screen as text */
	char *row[MAX_ROWS]; /* into shown */
	int rows, looks;
	const char *flow;       /* name of what is to be carried */
	char number[64];        /* as the title of the order says it */
	char person[64];        /* who sits there, by name */
	char keys[4096];        /* what is typed next */
	int line, steps;        /* of the checklist; steps looked through */
	char last[400];         /* line the cursor was on before */
	char *tried[MAX_TRIED]; /* owned: person and line, since the last act */
	int ntried, item;       /* item of a list that is taken */
	char field[200];        /* label of the field last typed into */
	char times_of[80][120]; /* titles of the forms sent ... */
	int times[80], ntitles; /* ... and how often */
	bool aimed;             /* the cursor was moved, Enter comes next */
	bool asks_flow;         /* F7 was typed, it may ask of which */
	bool made, over, sent;  /* an order; it is done; the form was sent */
	const char *lost;       /* static: why it gave up */
};

static bool loud;

/* ---- reading -------------------------------------------------------------- */

static void
look(struct walker *w, const struct gd_grid *g)
{
	char *p;

	gd_str_reset(&w->shown);
	gd_grid_dump(g, &w->shown, true, false);
	w->rows = 0;
	for (p = w->shown.text; *p && w->rows < MAX_ROWS;) {
		char *end = strchr(p, '\n');

		w->row[w->rows++] = p;
		if (!end)
			break;
		*end = '\0';
		p = end + 1;
	}
	if (loud) {
		fprintf(stderr, "---- %d %s\n", w->looks, w->person);
		for (int r = 0; r < w->rows; r++)
			fprintf(stderr, "%s\n", w->row[r]);
	}
}

/* A frame with a row to filter by, and an item under the cursor. */
static bool
is_list(const struct walker *w)
{
	for (int r = 2; r + 1 < w->rows; r++)
		if (strstr(w->row[r], ".--") && strstr(w->row[r + 1], "| [ "))
			return true;
	return false;
}

static bool
nothing_fits(const struct walker *w)
{
	for (int r = 2; r < w->rows; r++)
		if (strstr(w->row[r], "'-- 0/0 "))
			return true;
	return false;
}

/* A row that is a button and nothing else. */
static int
button(const struct walker *w)
{
	for (int r = 2; r < w->rows; r++)
		if (strncmp(w->row[r], "   [ ", 5) == 0 ||
		    strncmp(w->row[r], " > [ ", 5) == 0)
			return r;
	return -1;
}

/* A password is asked, and nothing else. */
static bool
at_door(const struct walker *w)
{
	for (int r = 2; r < w->rows && button(w) < 0; r++)
		if (strstr(w->row[r], "assword [") ||
		    strstr(w->row[r], "密码 ["))
			return true;
	return false;
}

/* The row with the cursor of a form. */
static int
field_row(const struct walker *w)
{
	for (int r = 2; r < w->rows - 1; r++)
		if (strncmp(w->row[r], " > ", 3) == 0)
			return r;
	return -1;
}

/* The line of the checklist with the cursor. */
static const char *
checklist_line(const struct walker *w)
{
	for (int r = 3; r < w->rows; r++) {
		const char *at = strstr(w->row[r], "|>[");

		if (at)
			return at + 2;
	}
	return NULL;
}

static bool
is_order(const struct walker *w)
{
	int bars = 0;

	for (int r = 3; r < w->rows; r++)
		bars += strchr(w->row[r], '|') != NULL;
	return *w->number && strstr(w->row[0], w->number) && bars > 5;
}

/* The message below, whole: up to three rows above the footer. */
static void
message(const struct walker *w, char *out, size_t room)
{
	size_t len = 0;

	*out = '\0';
	for (int r = w->rows - 4; r < w->rows - 1; r++) {
		const char *p = w->row[r];

		if (r < 0 || strchr(p, '|') || strncmp(p, "  ", 2) == 0)
			continue;
		len = strlen(out);
		snprintf(out + len, room - len, "%s", p);
	}
}

/* "... (can do it: Wu Min, Zhao Qiang)": the first of them. */
static bool
somebody(const struct walker *w, char *name, size_t room)
{
	char text[1000];
	const char *at;

	message(w, text, sizeof text);
	at = strstr(text, w->o->lang == GD_ZH ? "可办的人: " : "can do it: ");
	if (!at)
		return false;
	snprintf(name, room, "%s", strchr(at, ':') + 2);
	name[strcspn(name, ",)")] = '\0';
	return *name != '\0';
}

/* "... (asked by: Keep the log)": the name of what is done before, by F2. */
static bool
before(const struct walker *w, char *name, size_t room)
{
	char text[1000];
	const char *at,
	    *word = w->o->lang == GD_ZH ? "在此填写：" : "asked by: ";

	message(w, text, sizeof text);
	at = strstr(text, word);
	if (!at)
		return false;
	snprintf(name, room, "%s", at + strlen(word));
	name[strcspn(name, ")")] = '\0';
	if (strstr(name, "）"))
		*strstr(name, "）") = '\0';
	return *name != '\0';
}

/* ---- typing ---------------------------------------------------------------- */

static void GD_PRINTF(2, 3) type(struct walker *w, const char *fmt, ...)
{
	size_t len = strlen(w->keys);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(w->keys + len, sizeof w->keys - len, fmt, ap);
	va_end(ap);
	len = strlen(w->keys);
	snprintf(w->keys + len, sizeof w->keys - len, "\n");
}

static void
give_up(struct walker *w, const char *why)
{
	w->lost = why;
}

/* Back to the first screen and from there to the order. */
static void
to_order(struct walker *w)
{
	type(w, "1 F3 \"%s\" Enter Enter", w->number);
	w->line = 0;
	w->aimed = false;
	*w->last = '\0';
}

static void
change_places(struct walker *w, const char *name)
{
	snprintf(w->person, sizeof w->person, "%.60s", name);
	type(w, "F11 \"%s\" Enter", name);
}

/* Was this line tried by this person, since something was done last? */
static bool
tried(struct walker *w, const char *line)
{
	char text[500];

	snprintf(text, sizeof text, "%s %s %d", w->person, line, w->item);
	for (int i = 0; i < w->ntried; i++)
		if (strcmp(w->tried[i], text) == 0)
			return true;
	if (w->ntried < MAX_TRIED)
		w->tried[w->ntried++] = strdup(text);
	return false;
}

static void
done_one(struct walker *w)
{
	while (w->ntried > 0)
		free(w->tried[--w->ntried]);
	w->steps = w->line = w->item = 0;
	*w->last = '\0';
	w->aimed = w->sent = false;
}

/* ---- forms ----------------------------------------------------------------- */

/* What the error below a field says is to be written: the first of it. */
static bool
advised(const char *error, char *value, size_t room)
{
	static const char *const before[] = { "可写: ", "写成 ", "写 ", "try ",
		"write " };
	static const char *const behind[] = { "、", "，", "；", "。", ", ",
		"; ", " or " };

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		const char *at = strstr(error, before[i]);

		if (!at)
			continue;
		snprintf(value, room, "%s", at + strlen(before[i]));
		for (size_t k = 0; k < sizeof behind / sizeof *behind; k++)
			if (strstr(value, behind[k]))
				*strstr(value, behind[k]) = '\0';
		return *value != '\0';
	}
	return false;
}

/* "11-23 Mon 09:00" at the right end of the title. */
static const char *
today(const struct walker *w)
{
	const char *at = w->row[0] + strlen(w->row[0]);

	while (at > w->row[0] && *at != '-')
		at--;
	return at - 2;
}

/* How often this form was sent for this order. */
static int *
times_sent(struct walker *w)
{
	for (int i = 0; i < w->ntitles; i++)
		if (strcmp(w->times_of[i], w->row[0]) == 0)
			return &w->times[i];
	assert_true(w->ntitles < 80);
	snprintf(w->times_of[w->ntitles], 120, "%.100s", w->row[0]);
	return &w->times[w->ntitles++];
}

/* "Number (empty: automatic)": it says when it may be left alone. */
static bool
explained(const char *label)
{
	return strpbrk(label, "(:,") || strstr(label, "，");
}

/* The field with the cursor: fill it by how it looks, or go on. */
static void
fill(struct walker *w, int r)
{
	const char *row = w->row[r],
		   *below = r + 1 < w->rows ? w->row[r + 1] : "";
	char value[200], label[200];
	const char *box = strstr(row, " [");
	bool wrong = strstr(below, "  ! ") != NULL;

	snprintf(label, sizeof label, "%.*s",
	    (int)(box ? box - row : (long)strlen(row)), row);
	label[sizeof label - 1] = '\0';
	if (strstr(row, "( ) ") || strstr(row, "(o) ")) {
		/* what was chosen before did not end it */
		for (int i = strstr(row, "(o) ") ? 1 : 0; i <= *times_sent(w);
		     i++)
			type(w, "right");
		type(w, "down");
		return;
	}
	if (strstr(row, "[F3")) { /* goods; rows may be pasted there */
		type(w, "paste:A\\t3\\tpcs\\n down");
		return;
	}
	if (!box) {
		give_up(w, "a field that is no field");
		return;
	}
	if (strstr(row, "v]") && !wrong && strcmp(w->field, label) != 0 &&
	    strspn(box + 2, " ") > 4) {
		snprintf(w->field, sizeof w->field, "%s", label);
		type(w, "F3");
		return;
	}
	if (wrong && advised(strstr(below, "  ! "), value, sizeof value)) {
		if (value[2] == '-') /* a day: this one, as the title says */
			snprintf(value, sizeof value, "%.5s", today(w));
		type(w, "ctrl-u \"%s\" down", value);
		return;
	}
	/* empty, and not one that says what it is when it is empty */
	if (!strstr(row, "v]") && strspn(box + 2, " ") > 4 &&
	    (!explained(label) || strchr(label, '*')) && !wrong) {
		if (strstr(label, "密码") || strstr(label, "assword"))
			type(w, "\"%s\" down", PASSWORD);
		else
			type(w, "\"3\" down");
		return;
	}
	if (wrong && strchr(label, '*'))
		give_up(w, "the error does not say what to write");
	else if (wrong)
		type(w, "ctrl-u");
	type(w, "down");
}

static void
on_form(struct walker *w)
{
	int r = field_row(w), b = button(w);

	w->asks_flow = false;
	if (r < 0) {
		give_up(w, "no cursor in the form");
	} else if (w->sent) {
		/* it was not taken: the cursor stands where it is wrong */
		w->sent = false;
		fill(w, r);
	} else if (r == b) {
		if (++*times_sent(w) > 6)
			give_up(w, "the form is refused again and again");
		w->sent = true;
		*w->field = '\0';
		type(w, "ctrl-s");
	} else {
		fill(w, r);
	}
}

/* ---- the order -------------------------------------------------------------- */

static void
next_step(struct walker *w)
{
	w->line = 0;
	*w->last = '\0';
	w->aimed = false;
	if (++w->steps > 40)
		give_up(w, "nothing is left that can be done");
	for (int i = 0; w->steps == 1 && i < 40; i++)
		type(w, ","); /* this step was looked through: from the first */
	if (w->steps > 1)
		type(w, ".");
}

static void
on_order(struct walker *w)
{
	const char *line = checklist_line(w);
	char name[100];

	if (strncmp(w->row[1], " [", 2) == 0 || strstr(w->row[1], "   [")) {
		w->over = true;
		return;
	}
	if (w->sent)
		done_one(w);
	if (w->aimed && somebody(w, name, sizeof name) &&
	    strcmp(name, w->person) != 0) {
		change_places(w, name);
		w->aimed = false;
		return;
	}
	if (w->aimed && before(w, name, sizeof name) && !tried(w, name)) {
		w->aimed = false;
		type(w, "F2 \"%s\" Enter", name);
		return;
	}
	if (!line) {
		next_step(w);
		return;
	}
	if (w->aimed && strcmp(line, w->last) == 0) {
		/* Enter came to nothing */
		w->line++;
		w->aimed = false;
		*w->last = '\0';
		type(w, "home");
		for (int i = 0; i < w->line; i++)
			type(w, "down");
		return;
	}
	if (strcmp(line, w->last) == 0) {
		next_step(w);
		return;
	}
	snprintf(w->last, sizeof w->last, "%s", line);
	if (line[1] == 'x' || line[1] == '-' || tried(w, line)) {
		w->line++;
		type(w, "down");
		return;
	}
	w->aimed = true;
	type(w, "Enter");
}

static const char *
walk_on(void *payload, const struct gd_grid *shown)
{
	struct walker *w = payload;
	char *p;

	*w->keys = '\0';
	if (w->over || w->lost)
		return NULL;
	look(w, shown);
	if (++w->looks > MAX_LOOKS)
		give_up(w, "it goes on for ever");
	else if (is_list(w) && nothing_fits(w))
		type(w, "Esc");
	else if (is_list(w) && w->asks_flow)
		type(w, "\"%s\" Enter", w->flow), w->asks_flow = false;
	else if (is_list(w))
		type(w, "Enter");
	else if (at_door(w))
		type(w, "\"%s\" Enter", PASSWORD);
	else if (is_order(w) && w->made)
		on_order(w);
	else if (button(w) >= 0 || field_row(w) >= 0)
		on_form(w);
	else if (!w->made && (p = strstr(w->row[0], " > ")) &&
		 strcspn(p + 3, "0123456789") < strcspn(p + 3, " ")) {
		snprintf(w->number, sizeof w->number, "%.*s",
		    (int)strcspn(p + 3, " "), p + 3);
		w->made = true;
		done_one(w);
		type(w, "home");
	} else if (!w->made)
		type(w, "F7"), w->asks_flow = true;
	else
		to_order(w);
	if (loud)
		fprintf(stderr, "==== keys: %s\n", w->keys);
	return w->keys;
}

/* ---- the office ------------------------------------------------------------- */

/* Two people a role, by its name, so that what they are called says who they
 * are. */
static void
people(struct gd_app *app, const struct gd_workflow *wf)
{
	struct gd_err err = GD_ERR_INIT;

	for (int i = 0; i < 2 * wf->nroles; i++) {
		const struct gd_name *role = &wf->roles[i / 2].name;
		char login[64], zh[100], en[100];
		struct gd_person p = { .login = login,
			.name = zh,
			.name_en = en };
		struct gd_holds h = { login, role->id, 1 };

		snprintf(login, sizeof login, "%s%d", role->id, i % 2 + 1);
		snprintf(zh, sizeof zh, "%s%s", role->zh, i % 2 ? "乙" : "甲");
		snprintf(en, sizeof en, "%s %s", role->en, i % 2 ? "B" : "A");
		/* a role of a workflow before: he is there */
		if (gd_app_office_do(app,
			&(struct gd_office_command){ GD_OFFICE_USER_ADD, &p,
			    7 },
			&err) == GD_OK)
			assert_int_equal(gd_app_office_do(app,
					     &(struct gd_office_command){
						 GD_OFFICE_ROLE_GRANT, &h, 7 },
					     &err),
			    GD_OK);
	}
}

/* Who made the book keeps it, and carries no orders. */
static void
only_keeps_the_book(struct gd_app *app, const char *login)
{
	struct gd_err err = GD_ERR_INIT;
	struct gd_holds held[16];
	const struct gd_holds *h;
	int n = 0;

	for (size_t i = 0;
	     (h = gd_row_at(gd_app_office(app), GD_OFF_HOLDS, i)) && n < 16;
	     i++)
		if (strcmp(h->login, login) == 0 &&
		    strcmp(h->role, "admin") != 0) {
			held[n] = *h;
			held[n].login = login;
			held[n++].role = strdup(h->role);
		}
	while (n-- > 0) {
		held[n].active = 0;
		assert_int_equal(gd_app_office_do(app,
				     &(struct gd_office_command){
					 GD_OFFICE_ROLE_REVOKE, &held[n], 7 },
				     &err),
		    GD_OK);
		free((void *)(uintptr_t)held[n].role);
	}
}

/* A book of these workflows. */
static void
office_of(struct office *o, const struct gd_workflow *wf, int nflows)
{
	const struct gd_company company = { .code = "nbgd",
		.name_zh = "宁波跟单",
		.name_en = "Ningbo",
		.address_zh = "",
		.address_en = "",
		.bank = "",
		.tax_no = "",
		.currency = "CNY" };
	const struct gd_customer customer = { .code = "NB01",
		.name = "远洋贸易",
		.name_en = "Ocean Trading",
		.country = "CN",
		.city = "",
		.pinyin = "",
		.note = "",
		.active = 1 };
	const char *flows[MAX_FLOWS];
	struct gd_err err = GD_ERR_INIT;

	for (int i = 0; i < nflows; i++)
		flows[i] = wf[i].name.id;
	snprintf(o->dir, sizeof o->dir, "/tmp/gendan-walk-XXXXXX");
	assert_non_null(mkdtemp(o->dir));
	snprintf(o->book, sizeof o->book, "%s/book.db", o->dir);
	setenv("GENDAN_NOW", "2026-11-23T09:00:00+08:00", 1);
	setenv("GENDAN_TZ", "480", 1);
	setenv("XDG_STATE_HOME", o->dir, 1);
	assert_int_equal(gd_app_init_with(o->book, &company,
			     &(struct gd_book_first){ .login = "boss",
				 .name = "老板",
				 .flows = flows,
				 .nflows = nflows },
			     &err),
	    GD_OK);
	assert_int_equal(gd_app_open(&(struct gd_app_options){ .book = o->book,
					 .login = "boss",
					 .kdf_ops = 1,
					 .kdf_mem = 8192 },
			     &o->app, &err),
	    GD_OK);
	for (int i = 0; i < nflows; i++)
		people(o->app, &wf[i]);
	only_keeps_the_book(o->app, "boss");
	assert_int_equal(gd_app_office_do(o->app,
			     &(struct gd_office_command){ GD_OFFICE_CUSTOMER,
				 &customer, UINT64_MAX },
			     &err),
	    GD_OK);
	assert_int_equal(app_enrol_all(o->app, PASSWORD, false, &err), GD_OK);
	o->keys = o->seen = (struct gd_str)GD_STR_INIT;
}

/* ---- tests -------------------------------------------------------------------- */

static void
show(const struct walker *w)
{
	for (int r = 0; r < w->rows; r++)
		fprintf(stderr, "# %s\n", w->row[r]);
}

/* An order of this workflow, from new to its end. */
static void
carry(struct office *o, const struct gd_workflow *wf)
{
	static struct walker w;
	struct gd_order_page page = { 0 };
	struct gd_err err = GD_ERR_INIT;
	bool completed;

	memset(&w, 0, sizeof w);
	w.o = o;
	w.flow = o->lang == GD_ZH ? wf->name.zh : wf->name.en;
	assert_int_equal(gd_tui_run(&o->app, &o->lang,
			     &(struct gd_tui_options){ .script = "0",
				 .speak = true,
				 .rows = 24,
				 .cols = 80,
				 .more = walk_on,
				 .payload = &w }),
	    GD_OK);
	if (!w.over) {
		show(&w);
		fail_msg("%s, %s: %s", wf->name.id, w.number,
		    w.lost ? w.lost : "the screens ended");
	}
	assert_int_equal(gd_app_order(o->app, w.number, &page, &err), GD_OK);
	completed = gd_head(&page.order)->state == GD_ORDER_COMPLETED;
	gd_order_page_release(&page);
	print_message("%s: %d screens\n", wf->name.id, w.looks);
	if (!completed) {
		show(&w);
		fail_msg("%s is not completed", w.number);
	}
	done_one(&w);
	gd_str_release(&w.shown);
}

/* The workflow of a file, after those whose orders it settles. */
static void
carry_file(const char *path, enum gd_lang lang)
{
	static struct gd_workflow wf[MAX_FLOWS];
	struct office o = { .lang = lang };
	struct gd_workflow *last;
	int n = 0;

	good_workflow(path, &wf[MAX_FLOWS - 1]);
	last = &wf[MAX_FLOWS - 1];
	for (; n < last->collects.nworkflows; n++) {
		char other[200];

		assert_true(n < MAX_FLOWS - 2);
		snprintf(other, sizeof other, "data/workflows/%s.yaml",
		    last->collects.workflows[n]);
		good_workflow(other, &wf[n]);
	}
	gd_workflow_release(last);
	good_workflow(path, &wf[n++]);
	office_of(&o, wf, n);
	for (int i = 0; i < n; i++)
		carry(&o, &wf[i]);
	gd_app_close(o.app);
	gd_folder_remove(o.dir);
	while (n > 0)
		gd_workflow_release(&wf[--n]);
}

static void
an_order_of_every_workflow_is_completed_by_reading_the_screen(void **state)
{
	const char *one = getenv("FLOW");
	bool all = getenv("GENDAN_SOAK") != NULL;
	glob_t g;

	(void)state;
	loud = one != NULL;
	assert_int_equal(glob("data/workflows/*.yaml", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		if (one ? !strstr(g.gl_pathv[i], one) : !all && i % SHARE)
			continue;
		/* both languages now and then, or all of them in both */
		if (all || i % 3 == 0)
			carry_file(g.gl_pathv[i], GD_ZH);
		if (all || i % 3)
			carry_file(g.gl_pathv[i], GD_EN);
	}
	globfree(&g);
}

/* ---- what stopped somebody on the way ------------------------------------- */

/* Keys in a book of one workflow, as one of its people. */
static void
try_keys(const char *path, const char *login, const char *keys,
    struct gd_str *seen)
{
	static struct gd_workflow wf;
	struct office o = { .lang = GD_EN };
	struct gd_holds more = { "boss", "", 1 };
	struct gd_err err = GD_ERR_INIT;

	good_workflow(path, &wf);
	office_of(&o, &wf, 1);
	/* who made the book may do all there is again */
	for (int r = 0; r < wf.nroles; r++) {
		more.role = wf.roles[r].name.id;
		assert_int_equal(gd_app_office_do(o.app,
				     &(struct gd_office_command){
					 GD_OFFICE_ROLE_GRANT, &more, 7 },
				     &err),
		    GD_OK);
	}
	sits(&o, login);
	key(&o, "%s", keys);
	run_keys(&o);
	gd_str_reset(seen);
	gd_str_add(seen, o.seen.text);
	gd_workflow_release(&wf);
	gd_app_close(o.app);
	gd_str_release(&o.keys);
	gd_str_release(&o.seen);
	gd_folder_remove(o.dir);
}

static void
a_name_typed_whole_is_that_person_not_one_who_has_its_words_in_his_roles(
    void **state)
{
	struct gd_str seen = GD_STR_INIT;

	(void)state;
	try_keys("data/workflows/dispatch.yaml", "boss",
	    "F11 \"Order handler A\" dump", &seen);
	assert_non_null(strstr(seen.text, "> handler1 "));
	gd_str_release(&seen);
}

static void
a_line_that_was_offered_says_to_whom(void **state)
{
	struct gd_str seen = GD_STR_INIT;

	(void)state;
	try_keys("data/workflows/food_courier.yaml", "boss",
	    "F7 right down x ctrl-s Enter down y ctrl-s Enter F3 "
	    "\"Courier A\" Enter ctrl-s dump",
	    &seen);
	assert_non_null(strstr(seen.text, "offered, open"));
	assert_non_null(strstr(seen.text, "  Courier A"));
	gd_str_release(&seen);
}

static void
who_is_to_take_an_order_sees_what_it_is_and_what_is_odd_about_it(void **state)
{
	struct gd_str seen = GD_STR_INIT;

	(void)state;
	/* distance 9, the courier's area 5 */
	try_keys("data/workflows/food_courier.yaml", "boss",
	    "F7 right down x down down down down y down down down 9 down down "
	    "5 ctrl-s Enter ctrl-s Enter F3 \"老板\" Enter ctrl-s Enter dump",
	    &seen);
	assert_non_null(strstr(seen.text, "[ Accept ]"));
	assert_non_null(strstr(seen.text, "Delivery address y"));
	assert_non_null(strstr(seen.text, "Distance 9"));
	assert_non_null(strstr(seen.text, "out of the courier's area"));
	gd_str_release(&seen);
}

static void
what_is_chosen_from_a_list_is_no_longer_said_to_be_missing(void **state)
{
	struct gd_str seen = GD_STR_INIT;

	(void)state;
	try_keys("data/workflows/food_courier.yaml", "boss",
	    "F7 ctrl-s dump F3 Enter dump", &seen);
	assert_non_null(strstr(seen.text, "! this is needed; fill it in"));
	assert_null(
	    strstr(strchr(seen.text, '\f'), "! this is needed; fill it in"));
	gd_str_release(&seen);
}

static void
a_number_no_order_has_is_told_at_its_field(void **state)
{
	struct gd_str seen = GD_STR_INIT;

	(void)state;
	try_keys("data/workflows/food_courier.yaml", "boss",
	    "F7 right pgdn pgdn pgdn up up 3 ctrl-s dump", &seen);
	assert_non_null(strstr(seen.text, "! no order is called 3"));
	gd_str_release(&seen);
}

static void
what_is_done_line_by_line_asks_for_lines_from_the_beginning(void **state)
{
	struct gd_str seen = GD_STR_INIT;

	(void)state;
	try_keys("data/workflows/home_goods.yaml", "boss",
	    "F7 right ctrl-s dump", &seen);
	assert_non_null(strstr(seen.text, "Lines *"));
	try_keys("data/workflows/order_basic.yaml", "boss", "F7 dump", &seen);
	assert_null(strstr(seen.text, "Lines *"));
	gd_str_release(&seen);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    an_order_of_every_workflow_is_completed_by_reading_the_screen),
		cmocka_unit_test(
		    a_name_typed_whole_is_that_person_not_one_who_has_its_words_in_his_roles),
		cmocka_unit_test(a_line_that_was_offered_says_to_whom),
		cmocka_unit_test(
		    who_is_to_take_an_order_sees_what_it_is_and_what_is_odd_about_it),
		cmocka_unit_test(
		    what_is_chosen_from_a_list_is_no_longer_said_to_be_missing),
		cmocka_unit_test(a_number_no_order_has_is_told_at_its_field),
		cmocka_unit_test(
		    what_is_done_line_by_line_asks_for_lines_from_the_beginning),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
