/* tui/paint.c - what all screens look like: frame, wrapping, marks, names. */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/names.h"
#include "base/day.h"
#include "base/text.h"

#include "core/view/taken.h"

#include "forms/form_screen_priv.h"
#include "ui_priv.h"

#include "base/banned.h"

const char *
ui_fmt(struct ui *ui, const char *fmt, ...)
{
	struct gd_str *s = &ui->ring[ui->ringed++ % 16];
	char buf[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, sizeof buf, fmt, ap);
	va_end(ap);
	gd_str_reset(s);
	gd_str_add(s, buf);
	return s->text;
}

void
ui_sentence(struct ui *ui, struct gd_str *out, const char *english, int n,
    const struct gd_arg *args)
{
	gd_str_reset(out);
	gd_say(out, *ui->lang, english, n, args);
}

const char *
ui_name(const struct ui *ui, const struct gd_name *name)
{
	if (*ui->lang == GD_ZH && name->zh && *name->zh)
		return name->zh;
	if (name->en && *name->en)
		return name->zh ? name->en : gd_tr(*ui->lang, name->en);
	return name->id ? name->id : "";
}

/* ---- wrapping ----------------------------------------------------------- */

/* Bytes of the first line of text in cols columns; breaks after blanks and
 * beside wide characters. */
static size_t
line_len(const char *text, int cols)
{
	struct gd_walk walk = { .at = text };
	size_t at = 0, fit = 0, n;
	int used = 0;

	while (text[at] != '\n' && gd_text_next(&walk)) {
		uint32_t cp = walk.cp;
		int w = walk.cols;

		n = (size_t)(walk.at - text) - at;
		if (used + w > cols)
			return fit > 0 ? fit : at > 0 ? at : n;
		if (w == 2 && at > 0 && cp < 0xFF00 &&
		    !(cp >= 0x3001 && cp <= 0x3011))
			fit = at;
		used += w;
		at += n;
		if (cp == ' ' || (w == 2 && cp >= 0x3001 && cp <= 0x3003))
			fit = at;
	}
	return at;
}

/* Behind the line that begins here. */
static const char *
next_line(const char *text, int cols)
{
	text += line_len(text, cols);
	if (*text == '\n')
		text++;
	while (*text == ' ')
		text++;
	return text;
}

const char *
ui_wrap_from(const char *text, int cols, int lines)
{
	while (*text && lines-- > 0)
		text = next_line(text, cols);
	return text;
}

int
ui_wrap(struct gd_grid *g, int row, int col, int cols, int max, enum gd_ink ink,
    const char *text)
{
	int lines = 0;

	while (*text && lines < max && cols > 1) {
		size_t len = line_len(text, cols);
		char *line = gd_alloc(len + 1, 1);

		memcpy(line, text, len);
		if (g && lines == max - 1 && text[len] && text[len] != '\n')
			gd_grid_fit(g, row + lines, col, cols, ink, text);
		else if (g)
			gd_grid_fit(g, row + lines, col, cols, ink, line);
		free(line);
		text = next_line(text, cols);
		lines++;
	}
	return lines;
}

void
ui_empty(struct ui *ui, int row, const char *english)
{
	ui_wrap(&ui->grid, row, 3, ui->grid.cols - 5, 3, GD_INK_DIM,
	    tr(ui, english));
}

int
ui_filter(struct ui *ui, struct gd_edit *filter, bool typing)
{
	struct gd_grid *g = &ui->grid;
	enum gd_ink ink = filter->text.len > 0 ? GD_INK_MARKED : GD_INK_HEAD;
	int cols = g->cols / 2 - 14;
	int col = gd_grid_text(g, 1, 1, ink, tr(ui, "Filter")) + 2;

	gd_edit_paint(filter, g, 1, col, cols, typing);
	return col + cols + 2;
}

bool
ui_no_order(struct ui *ui)
{
	ui_say(ui, "There is no order under the cursor; F7 enters one", 0,
	    NULL);
	ui->bad = true;
	return true;
}

/* ---- frame -------------------------------------------------------------- */

static int
message_rows(struct ui *ui)
{
	int n = ui_wrap(NULL, 0, 0, ui->grid.cols - 2, ui->practice ? 4 : 3,
	    GD_INK_PLAIN, ui_said(ui));

	return n > 1 ? n : 1;
}

int
ui_bottom(struct ui *ui)
{
	return ui->grid.rows - 1 - message_rows(ui);
}

/* Right end of row 1: DEMO, who, day and time. @return its width */
static int
paint_who(struct ui *ui, const char *name)
{
	static const char *const days[] = {
		GD_TR("Mon"),
		GD_TR("Tue"),
		GD_TR("Wed"),
		GD_TR("Thu"),
		GD_TR("Fri"),
		GD_TR("Sat"),
		GD_TR("Sun"),
	};
	struct gd_grid *g = &ui->grid;
	char when[GD_MS_TEXT];
	const char *demo =
	    ui->practice ? tr(ui, GD_TR("practice")) : "DEMO 示例";
	const char *who;
	int32_t today;
	int width;

	if (!*ui->app)
		return 0;
	today = ui_today(ui);
	gd_ms_text(gd_app_now(*ui->app), gd_utc_offset_min(), when);
	who = ui_fmt(ui, " %s  %.5s %s %s ", name, when + 5,
	    tr(ui, days[gd_day_weekday(today)]), when + 11);
	width = gd_text_width(who);
	gd_grid_text(g, 0, g->cols - width, GD_INK_TITLE, who);
	if (!gd_app_is_demo(*ui->app))
		return width;
	gd_grid_text(g, 0, g->cols - width - gd_text_width(demo) - 1,
	    GD_INK_DEMO, demo);
	return width + gd_text_width(demo) + 2;
}

static void
frame(struct ui *ui, const char *name, const char *title, const char *where)
{
	struct gd_grid *g = &ui->grid;
	int msg = ui_bottom(ui);
	int width;

	gd_grid_fill(g, 0, 0, 1, g->cols, GD_INK_TITLE, ' ');
	width = paint_who(ui, name);
	gd_grid_fit(g, 0, 0, g->cols - width, GD_INK_TITLE, title);
	gd_grid_fill(g, msg, 0, g->rows - 1 - msg, g->cols, GD_INK_PLAIN, ' ');
	if (where && *where)
		gd_grid_fit_right(g, g->rows - 2, g->cols - 12, 11, GD_INK_DIM,
		    where);
	ui_wrap(g, msg, 1, g->cols - 2, g->rows - 1 - msg,
	    ui->bad ? GD_INK_LATE : GD_INK_PLAIN, ui_said(ui));
}

void
ui_frame(struct ui *ui, const char *trail, const char *where)
{
	frame(ui, *ui->app ? ui_person(ui, gd_app_login(*ui->app)) : "",
	    ui_fmt(ui, " gendan > %s", trail), where);
}

void
ui_frame_nobody(struct ui *ui)
{
	frame(ui, "", " gendan 跟单", NULL);
}

/* ---- marks, days, names ------------------------------------------------- */

enum gd_ink
ui_mark_ink(char mark)
{
	switch (mark) {
	case 's':
		return GD_INK_SIGN;
	case 'c':
		return GD_INK_RECEIPT;
	case '!':
		return GD_INK_LATE;
	case 'x':
		return GD_INK_DONE;
	case '~':
		return GD_INK_CHANGED;
	case '.':
	case '-':
	case ' ':
		return GD_INK_DIM;
	default:
		return GD_INK_PLAIN;
	}
}

void
ui_rail(struct ui *ui, int row, int col, const char *rail, bool plain)
{
	for (int i = 0; rail[i]; i++)
		gd_grid_put(&ui->grid, row, col + i,
		    plain ? GD_INK_CURSOR : ui_mark_ink(rail[i]),
		    (unsigned char)rail[i]);
}

char *
ui_day(struct ui *ui, int64_t day, char *buf)
{
	int year, month, mday, this_year, m, d;
	int32_t today = *ui->app ? ui_today(ui) : 0;

	buf[0] = '\0';
	if (day == 0 || day == GD_NO_DAY)
		return buf;
	gd_day_civil((int32_t)day, &year, &month, &mday);
	gd_day_civil(today, &this_year, &m, &d);
	if (year == this_year)
		snprintf(buf, GD_DAY_TEXT, "%02u-%02u", (unsigned)month % 100,
		    (unsigned)mday % 100);
	else
		gd_day_text((int32_t)day, buf);
	return buf;
}

const char *
ui_order_state(struct ui *ui, int64_t state)
{
	return tr(ui, state == GD_ORDER_HELD ? GD_TR("on hold")
					     : gd_order_state_word(state));
}

const char *
ui_person(struct ui *ui, const char *login)
{
	const struct gd_sheet *office;
	struct gd_person like = { .login = login };
	const struct gd_person *p;

	if (!login || !*login || !*ui->app)
		return login ? login : "";
	office = gd_app_office(*ui->app);
	p = gd_row_find(office, GD_OFF_PERSON, &like);
	if (!p)
		return login;
	if (*ui->lang == GD_EN && *p->name_en)
		return p->name_en;
	return *p->name ? p->name : login;
}

const char *
ui_actor(struct ui *ui, const char *login)
{
	return *login ? ui_person(ui, login) : tr(ui, GD_TR("the system"));
}

const char *
ui_deputy(struct ui *ui, const char *login, const char *for_whom)
{
	const struct gd_arg args[2] = { gd_arg_text(ui_person(ui, login)),
		gd_arg_text(ui_person(ui, for_whom)) };
	struct gd_str s = GD_STR_INIT;
	const char *kept;

	if (!for_whom || !*for_whom)
		return ui_actor(ui, login);
	gd_say(&s, *ui->lang, gd_deputy_words(), 2, args);
	kept = ui_fmt(ui, "%s", s.text);
	gd_str_release(&s);
	return kept;
}

const char *
ui_name_for(struct ui *ui, const struct gd_workflow *wf, enum gd_thing thing,
    const char *id)
{
	const struct gd_name *name = !id || !*id ? NULL
				     : *ui->app
					 ? gd_app_name(*ui->app, wf, thing, id)
				     : wf ? gd_wf_name(wf, thing, id)
					  : NULL;

	/* a role of every office, whether a workflow says so or not */
	if (!name && thing == GD_THING_ROLE && id && strcmp(id, "admin") == 0)
		return tr(ui, GD_TR("Administrator"));
	return name ? ui_name(ui, name) : id ? id : "";
}

const char *
ui_role(struct ui *ui, const char *role)
{
	return ui_name_for(ui, NULL, GD_THING_ROLE, role);
}

const char *
ui_desk(struct ui *ui, const char *desk)
{
	return ui_name_for(ui, NULL, GD_THING_DESK, desk);
}

/* How a role is told: by its own name, as in what happened; by that of the only
 * person who holds it; by both. */
enum told { AS_ROLE, AS_NAME, AS_BOTH };

/* One token in words. */
static void
one_wait(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const char *token, enum told told)
{
	size_t after = strlen(GD_AFTER);
	const char *only;
	bool role;

	if (strncmp(token, GD_AFTER, after) == 0)
		token += after;
	role = strncmp(token, "role:", 5) == 0;
	only = role && told != AS_ROLE
			       ? gd_app_only_holder(*ui->app, token + 5)
			       : NULL;

	if (only && told == AS_BOTH) {
		gd_str_addf(out, "%s (%s)", ui_person(ui, only),
		    ui_name_for(ui, wf, GD_THING_ROLE, token + 5));
	} else if (only) {
		gd_str_add(out, ui_person(ui, only));
	} else if (role) {
		gd_str_add(out, ui_name_for(ui, wf, GD_THING_ROLE, token + 5));
	} else if (strncmp(token, "desk:", 5) == 0) {
		gd_str_add(out, ui_name_for(ui, wf, GD_THING_DESK, token + 5));
		gd_str_add(out, "(c)");
	} else if (strncmp(token, "person:", 7) == 0) {
		gd_str_add(out, ui_person(ui, token + 7));
	} else {
		gd_str_add(out, token);
	}
}

static int
count_words(const char *waits)
{
	int n = 0;

	for (; *waits; waits += strspn(waits, " "), n++)
		waits += strcspn(waits, " ");
	return n;
}

/* @return false: some of them did not fit */
static bool
waits_in(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const char *waits, int cols, enum told told)
{
	int all = count_words(waits ? waits : ""), n = 0;

	while (waits && *waits) {
		size_t len = strcspn(waits, " ");
		struct gd_str one = GD_STR_INIT;
		char token[128];
		int room, used;

		snprintf(token, sizeof token, "%.*s", (int)len, waits);
		one_wait(ui, wf, &one, token, told);
		/* room for how many there are besides */
		room = cols - (all - n > 1 ? 3 : 0);
		used = (n ? gd_text_width(out->text) + 1 : 0) +
		       gd_text_width(one.text);
		if (used > room && (n > 0 || told == AS_BOTH)) {
			gd_str_addf(out, " +%d", all - n);
			gd_str_release(&one);
			return false;
		}
		gd_str_add(out, out->len > 0 ? " " : "");
		gd_str_add(out, one.text);
		gd_str_release(&one);
		waits += len;
		waits += strspn(waits, " ");
		n++;
	}
	return true;
}

void
ui_waits_fit(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const char *waits, int cols)
{
	struct gd_str text = GD_STR_INIT;

	/* roles beside the names where all of it has room */
	if (!waits_in(ui, wf, &text, waits, cols, AS_BOTH)) {
		gd_str_reset(&text);
		(void)waits_in(ui, wf, &text, waits, cols, AS_NAME);
	}
	gd_str_add(out, text.text);
	gd_str_release(&text);
}

void
ui_waits(struct ui *ui, const struct gd_workflow *wf, struct gd_str *out,
    const char *waits)
{
	(void)waits_in(ui, wf, out, waits, INT_MAX, AS_ROLE);
}

/* One picture is of one day, asked for once. */
int32_t
ui_today(struct ui *ui)
{
	return ui->today ? ui->today : gd_app_today(*ui->app);
}

/* ---- scrolling ---------------------------------------------------------- */

void
scroll_fix(struct scroll *s, int rows)
{
	if (s->at >= s->n)
		s->at = s->n - 1;
	if (s->at < 0)
		s->at = 0;
	if (s->at < s->top)
		s->top = s->at;
	if (s->at >= s->top + rows)
		s->top = s->at - rows + 1;
	if (s->top > s->n - rows)
		s->top = s->n - rows;
	if (s->top < 0)
		s->top = 0;
}

bool
scroll_act(struct scroll *s, enum gd_action action, int rows)
{
	int page = rows > 1 ? rows - 1 : 1;

	switch (action) {
	case GD_A_UP:
		s->at--;
		break;
	case GD_A_DOWN:
		s->at++;
		break;
	case GD_A_PAGE_UP:
		s->at -= page;
		break;
	case GD_A_PAGE_DOWN:
		s->at += page;
		break;
	case GD_A_FIRST:
		s->at = 0;
		break;
	case GD_A_LAST:
		s->at = s->n - 1;
		break;
	default:
		return false;
	}
	scroll_fix(s, rows);
	return true;
}
