/* tui/looks.c - colours, mouse and language as a person wants them.
 *
 * A small file beside the drafts, {login: {"theme": word, "mouse": "on",
 * "lang": "zh"}}; colours and mouse chosen last stand under "" too and are used
 * where nobody is known yet.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "scr_priv.h"

#include "base/banned.h"

#define FILE_NAME "settings.json"

static const char *
login_of(struct ui *ui)
{
	return *ui->app && !ui->practice ? gd_app_login(*ui->app) : "";
}

static const char *
kept(const json_t *all, const char *login, const char *name)
{
	const json_t *mine = json_object_get(all, login);

	if (!json_is_object(mine))
		mine = json_object_get(all, "");
	return json_string_value(json_object_get(mine, name));
}

static void
put(json_t *all, const char *login, const char *name, const char *value)
{
	json_t *mine = json_object_get(all, login);

	if (!json_is_object(mine)) {
		mine = json_object();
		json_object_set_new(all, login, mine);
	}
	json_object_set_new(mine, name, json_string(value));
}

static void
keep(struct ui *ui)
{
	json_t *all = state_read(FILE_NAME);
	const char *who[] = { "", login_of(ui) };

	for (int i = 0; i < 2; i++) {
		put(all, who[i], "theme", gd_theme_word(ui->theme));
		put(all, who[i], "mouse", ui->no_mouse ? "off" : "on");
	}
	state_write(FILE_NAME, all);
	json_decref(all);
}

/* The language a person chose by F12; nobody else's. */
static void
speak(struct ui *ui, const json_t *all)
{
	const char *lang = json_string_value(
	    json_object_get(json_object_get(all, login_of(ui)), "lang"));

	if (ui->opt->speak || ui->dev->no_hanzi || !lang)
		return;
	*ui->lang = strcmp(lang, "zh") == 0 ? GD_ZH : GD_EN;
}

static void
keep_language(struct ui *ui)
{
	json_t *all;

	if (!*login_of(ui) || (ui->top && ui->top->ops->place & GD_AT_DOOR))
		return;
	all = state_read(FILE_NAME);
	if (!json_is_object(json_object_get(all, login_of(ui)))) {
		put(all, login_of(ui), "theme", gd_theme_word(ui->theme));
		put(all, login_of(ui), "mouse", ui->no_mouse ? "off" : "on");
	}
	put(all, login_of(ui), "lang", *ui->lang == GD_ZH ? "zh" : "en");
	state_write(FILE_NAME, all);
	json_decref(all);
}

static bool
is_off(const char *word)
{
	return word &&
	       (strcmp(word, "0") == 0 || strcasecmp(word, "off") == 0 ||
		   strcasecmp(word, "no") == 0);
}

static void
show(struct ui *ui)
{
	if (ui->dev->ops->look)
		ui->dev->ops->look(ui->dev, ui->theme);
	if (ui->dev->ops->mouse)
		ui->dev->ops->mouse(ui->dev, !ui->no_mouse);
}

void
looks_apply(struct ui *ui)
{
	const char *theme =
	    ui->opt->theme ? ui->opt->theme : getenv("GENDAN_THEME");
	const char *mouse = getenv("GENDAN_MOUSE");
	json_t *all = state_read(FILE_NAME);

	ui->theme = theme ? gd_theme_find(theme) : GD_NTHEMES;
	if (ui->theme == GD_NTHEMES) {
		theme = kept(all, login_of(ui), "theme");
		ui->theme = theme ? gd_theme_find(theme) : GD_THEME_DEFAULT;
	}
	if (ui->theme == GD_NTHEMES)
		ui->theme = GD_THEME_DEFAULT;
	ui->no_mouse =
	    is_off(mouse && *mouse ? mouse : kept(all, login_of(ui), "mouse"));
	speak(ui, all);
	json_decref(all);
	show(ui);
}

static void
chosen(struct ui *ui, void *payload, int i, const bool *ticked)
{
	(void)payload;
	(void)ticked;
	ui->theme = (enum gd_theme)i;
	show(ui);
	keep(ui);
	ui_say(ui, GD_TR("Colours: {1}"), 1,
	    (const struct gd_arg[]){
		gd_arg_text(tr(ui, gd_theme_name(ui->theme))) });
}

static void
choose(struct ui *ui)
{
	struct scr_item items[GD_NTHEMES] = { 0 };

	if (ui->dev->colours == 0) {
		ui_say(ui,
		    GD_TR("This terminal shows no colours: NO_COLOR is set, or "
			  "its type has none"),
		    0, NULL);
		return;
	}
	for (int i = 0; i < GD_NTHEMES; i++) {
		items[i].label = gd_theme_name((enum gd_theme)i);
		items[i].note = gd_theme_what((enum gd_theme)i);
		items[i].also = gd_theme_word((enum gd_theme)i);
	}
	scr_pick(ui, &(struct scr_pick){ .title = GD_TR("Colours"),
			 .items = items,
			 .n = GD_NTHEMES,
			 .at = (int)ui->theme,
			 .english = true,
			 .then = chosen });
}

static void
turn_mouse(struct ui *ui)
{
	ui->no_mouse = !ui->no_mouse;
	show(ui);
	keep(ui);
	ui_say(ui,
	    ui->no_mouse
		? GD_TR("Mouse off: the terminal selects text with it again")
		: GD_TR("Mouse on: click a line or a key of the last row, "
			"double click opens; with Shift the terminal selects "
			"text"),
	    0, NULL);
}

bool
looks_act(struct ui *ui, enum gd_action action)
{
	if (action == GD_A_THEME)
		choose(ui);
	else if (action == GD_A_MOUSE)
		turn_mouse(ui);
	else if (action == GD_A_SAVED)
		ui_say(ui, GD_TR("Everything that was done is saved."), 0,
		    NULL);
	else
		return false;
	return true;
}

void
looks_language(struct ui *ui)
{
	if (ui->dev->no_hanzi) {
		looks_tell(ui);
		return;
	}
	*ui->lang = *ui->lang == GD_ZH ? GD_EN : GD_ZH;
	keep_language(ui);
	ui_stale(ui);
}

void
looks_tell(struct ui *ui)
{
	const char *type = getenv("TERM");

	if (ui->dev->as)
		ui_say(ui,
		    GD_TR("Terminal type {1} is not known here; it is treated "
			  "as {2}"),
		    2,
		    (const struct gd_arg[]){ gd_arg_text(type ? type : ""),
			gd_arg_text(ui->dev->as) });
	if (!ui->dev->no_hanzi)
		return;
	if (*ui->lang == GD_ZH)
		*ui->lang = GD_EN;
	ui_say(ui,
	    GD_TR("This console cannot show Chinese: names are initials of "
		  "pinyin"),
	    0, NULL);
}
