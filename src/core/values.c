/* core/values.c - what a person typed into a field, checked and canonical.
 *
 * Dates become YYYY-MM-DD, money "48200.00 USD", choices their id.  Full-width
 * digits are accepted; nothing is ever "invalid input": each refusal names
 * the field, the value and the forms that are accepted.
 */
#include "gather.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/day.h"
#include "base/text.h"

#include "base/banned.h"

#define VALUE_MAX 4000

/* Full-width forms to ASCII, blanks at both ends off. */
static const char *
narrow(struct gd_work *w, const char *typed)
{
	struct gd_str s = GD_STR_INIT;
	const char *out;
	uint32_t cp;
	size_t n;

	while (*typed == ' ')
		typed++;
	while ((n = gd_utf8_next(typed, &cp)) > 0) {
		uint32_t folded = gd_fold_width(cp);
		char buf[5];

		gd_str_addn(&s, buf, gd_utf8_put(folded, buf));
		typed += n;
	}
	while (s.len && s.text[s.len - 1] == ' ')
		s.text[--s.len] = '\0';
	out = work_text(w, s.text);
	gd_str_release(&s);
	return out;
}

/* Digits after the point of a currency (ISO 4217). */
int
money_digits(const char *code)
{
	static const char *const none[] = { "JPY", "KRW", "VND", "CLP", "ISK" };
	static const char *const three[] = { "BHD", "KWD", "OMR", "JOD",
		"TND" };

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (strcmp(code, none[i]) == 0)
			return 0;
	for (size_t i = 0; i < sizeof three / sizeof *three; i++)
		if (strcmp(code, three[i]) == 0)
			return 3;
	return 2;
}

/* Three letters of a currency; where they end, or NULL. */
static const char *
money_code(const char *s, char code[4])
{
	for (int i = 0; i < 3; i++, s++) {
		code[i] = (char)(*s >= 'a' && *s <= 'z' ? *s - 32 : *s);
		if (code[i] < 'A' || code[i] > 'Z')
			return NULL;
	}
	code[3] = '\0';
	return s;
}

/* "48,200.5 usd", "USD 48200" -> minor units and code. */
static bool
money_split(const char *s, int64_t *minor, char code[4], const char *home)
{
	int64_t whole = 0, part = 0;
	int digits = 0, n = 0, want;
	bool point = false, before = *s >= 'A';

	if (before && !(s = money_code(s, code)))
		return false;
	while (*s == ' ')
		s++;
	for (; (*s >= '0' && *s <= '9') || *s == '.' || *s == ','; s++) {
		if (*s == ',')
			continue;
		if (*s == '.') {
			if (point)
				return false;
			point = true;
		} else if (point) {
			if (digits++ >= 3)
				return false;
			part = part * 10 + (*s - '0');
		} else {
			if (n++ > 14)
				return false;
			whole = whole * 10 + (*s - '0');
		}
	}
	if (n == 0)
		return false;
	while (*s == ' ')
		s++;
	if (!before) {
		if (!*s && strlen(home) != 3)
			return false;
		s = money_code(*s ? s : home, code);
	}
	if (!s || *s)
		return false;
	want = money_digits(code);
	if (digits > want)
		return false;
	for (; digits < want; digits++)
		part *= 10;
	for (; want > 0; want--)
		whole *= 10;
	*minor = whole + part;
	return true;
}

int64_t
value_number(const char *v)
{
	int32_t day = gd_day_parse_hour(v, NULL);
	int64_t minor;
	char code[4];

	if (day != GD_NO_DAY)
		return day;
	if (strchr(v, ' ') && money_split(v, &minor, code, ""))
		return minor;
	return strtoll(v, NULL, 10);
}

bool
value_money(const char *v, int64_t *minor, char code[4], const char *home)
{
	return money_split(v, minor, code, home);
}

const char *
money_text(int64_t minor, const char *code, char buf[GD_MONEY_TEXT])
{
	int digits = money_digits(code);
	int64_t unit = 1;

	for (int i = 0; i < digits; i++)
		unit *= 10;
	if (digits)
		snprintf(buf, GD_MONEY_TEXT, "%lld.%0*lld %s",
		    (long long)(minor / unit), digits,
		    (long long)(minor % unit), code);
	else
		snprintf(buf, GD_MONEY_TEXT, "%lld %s", (long long)minor, code);
	return buf;
}

const char *
money_words(struct gd_work *w, int64_t minor, const char *code)
{
	char buf[GD_MONEY_TEXT];

	return work_text(w, money_text(minor, code, buf));
}

static enum gd_code
read_money(struct gd_work *w, const struct gd_field_def *def, const char *v,
    const char **out)
{
	const char *home = w->f->currency ? w->f->currency : "USD";
	int64_t minor;
	char code[4];

	if (!money_split(v, &minor, code, home))
		return gd_fail(w->err, GD_USAGE, GD_M_BAD_MONEY,
		    GD_T(def->name.id), GD_T(v));
	*out = money_words(w, minor, code);
	return GD_OK;
}

/* -12.75 is -12. */
static int64_t
whole_part(const char *v)
{
	return strtoll(v, NULL, 10);
}

static enum gd_code
read_number(struct gd_work *w, const struct gd_field_def *def, const char *v,
    const char **out)
{
	bool point = false;
	size_t i = *v == '-';

	for (; v[i]; i++) {
		if (v[i] == '.' && def->type == GD_FIELD_DECIMAL && !point)
			point = true;
		else if (v[i] < '0' || v[i] > '9' || i > 15)
			return gd_fail(w->err, GD_USAGE, GD_M_BAD_NUMBER,
			    GD_T(def->name.id), GD_T(v));
	}
	if (def->min <= def->max &&
	    (whole_part(v) < def->min || whole_part(v) > def->max ||
		(*v == '-' && def->min >= 0 && strpbrk(v, "123456789"))))
		return gd_fail(w->err, GD_USAGE, GD_M_OUT_OF_RANGE,
		    GD_T(def->name.id), GD_T(v), GD_N(def->min),
		    GD_N(def->max));
	*out = v;
	return GD_OK;
}

static enum gd_code
read_choice(struct gd_work *w, const struct gd_field_def *def, const char *v,
    const char **out)
{
	struct gd_str all = GD_STR_INIT;
	const struct gd_name *begins = NULL;
	int nbegin = 0;
	enum gd_code rc;

	for (int i = 0; i < def->nchoices; i++) {
		const struct gd_name *c = &def->choices[i];

		if (strcmp(v, c->id) == 0 || strcmp(v, c->zh) == 0 ||
		    strcmp(v, c->en) == 0) {
			*out = c->id;
			gd_str_release(&all);
			return GD_OK;
		}
		if (strncmp(c->zh, v, strlen(v)) == 0 ||
		    strncasecmp(c->en, v, strlen(v)) == 0) {
			begins = c;
			nbegin++;
		}
		gd_str_addf(&all, "%s%s (%s)", i ? ", " : "", c->id,
		    *c->zh ? c->zh : c->en);
	}
	if (nbegin == 1) { /* the first words of one name alone */
		*out = begins->id;
		gd_str_release(&all);
		return GD_OK;
	}
	rc = gd_fail(w->err, GD_USAGE, GD_M_BAD_CHOICE, GD_T(def->name.id),
	    GD_T(v), GD_T(all.text));
	gd_str_release(&all);
	return rc;
}

static enum gd_code
read_yesno(struct gd_work *w, const struct gd_field_def *def, const char *v,
    const char **out)
{
	static const char *const yes[] = { "yes", "y", "1", "是", "true" };
	static const char *const no[] = { "no", "n", "0", "否", "false" };

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
		if (strcmp(v, yes[i]) == 0 || strcmp(v, no[i]) == 0) {
			*out = strcmp(v, yes[i]) == 0 ? "yes" : "no";
			return GD_OK;
		}
	}
	return gd_fail(w->err, GD_USAGE, GD_M_BAD_CHOICE, GD_T(def->name.id),
	    GD_T(v), GD_T("yes, no"));
}

static enum gd_code
read_papers(struct gd_work *w, const struct gd_field_def *def, const char *v,
    const char **out)
{
	struct gd_str s = GD_STR_INIT;
	char word[80];
	enum gd_code rc = GD_OK;

	while (*v && !rc) {
		size_t n = strcspn(v, ", ");
		int p;

		snprintf(word, sizeof word, "%.*s", (int)n, v);
		v += n + strspn(v + n, ", ");
		if (!*word)
			continue;
		p = gd_wf_paper(w->wf, word);
		if (p < 0)
			rc = gd_fail(w->err, GD_USAGE, GD_M_NO_PAPER,
			    GD_T(word), GD_T(def->name.id));
		else
			gd_str_addf(&s, "%s%s", s.len ? "," : "",
			    w->wf->papers[p].name.id);
	}
	*out = work_text(w, s.text);
	gd_str_release(&s);
	return rc;
}

static enum gd_code
read_date(struct gd_work *w, const struct gd_field_def *def, const char *v,
    const char **out)
{
	int minute = -1;
	int32_t day = def->clock ? gd_day_read_hour(v, w->f->today, &minute)
				 : gd_day_read(v, w->f->today);

	if (day == GD_NO_DAY)
		return gd_fail(w->err, GD_USAGE,
		    def->clock ? GD_M_BAD_DATE_HOUR : GD_M_BAD_DATE,
		    GD_T(def->name.id), GD_T(v));
	*out = gd_day_hour_text(day, minute,
	    gd_arena_alloc(&w->ev->arena, GD_DAY_HOUR_TEXT, 1));
	return GD_OK;
}

enum gd_code
value_read(struct gd_work *w, const struct gd_field_def *def, const char *typed,
    const char **canonical)
{
	bool text = def->type == GD_FIELD_TEXT || def->type == GD_FIELD_CHANGES;
	const char *v;
	enum gd_code rc;

	if (def->moved.n > 0) /* nobody says what is reckoned */
		return gd_fail(w->err, GD_USAGE, GD_M_FIELD_COMPUTED,
		    GD_T(def->name.id));
	rc = gd_text_check(typed, VALUE_MAX, text, w->err);
	if (rc)
		return rc;
	v = text ? work_text(w, typed) : narrow(w, typed);
	*canonical = v;
	if (!*v || text)
		return GD_OK;
	switch (def->type) {
	case GD_FIELD_DATE:
		return read_date(w, def, v, canonical);
	case GD_FIELD_INT:
	case GD_FIELD_DECIMAL:
		return read_number(w, def, v, canonical);
	case GD_FIELD_MONEY:
		return read_money(w, def, v, canonical);
	case GD_FIELD_CHOICE:
		return read_choice(w, def, v, canonical);
	case GD_FIELD_YESNO:
		return read_yesno(w, def, v, canonical);
	case GD_FIELD_PAPERS:
		return read_papers(w, def, v, canonical);
	case GD_FIELD_TEXT:
	case GD_FIELD_CHANGES:
		break;
	}
	return GD_OK;
}

/* The use of a field by its id, or NULL. */
static const struct gd_field_use *
use_of(struct gd_work *w, const struct gd_field_use *uses, int n,
    const char *name)
{
	for (int i = 0; i < n; i++)
		if (strcmp(w->wf->fields[uses[i].field].name.id, name) == 0)
			return &uses[i];
	return NULL;
}

/* guard:field-required - all required fields stand in obj. */
static enum gd_code
require_all(struct gd_work *w, const struct gd_field_use *uses, int n,
    const json_t *obj)
{
	for (int i = 0; i < n; i++) {
		const char *id = w->wf->fields[uses[i].field].name.id;
		const char *v = json_string_value(json_object_get(obj, id));

		if (GUARD(w, GD_M_FIELD_MISSING) && uses[i].required &&
		    (!v || !*v))
			return gd_fail(w->err, GD_REFUSED, GD_M_FIELD_MISSING,
			    GD_T(id));
	}
	return GD_OK;
}

/* Reads the command's pairs against the fields a duty asks for, over what
 * base_json already holds. *json: compact object, "" when empty. */
enum gd_code
fields_read(struct gd_work *w, const struct gd_field_use *uses, int nuses,
    bool require, const char *base_json, const char **json)
{
	json_t *obj = base_json && *base_json ? json_loads(base_json, 0, NULL)
					      : json_object();
	enum gd_code rc = GD_OK;
	char *dump;

	if (!obj)
		obj = json_object();
	for (int i = 0; i < w->cmd->nfields && !rc; i++) {
		const struct gd_pair *p = &w->cmd->fields[i];
		const struct gd_field_use *u = use_of(w, uses, nuses, p->name);
		const char *v;
		int64_t no;

		if (!u && w->line_pairs && line_name(p->name, &no, &v))
			continue;
		if (!u && w->person_pair && strcmp(p->name, "person") == 0)
			continue;
		if (!u) {
			rc = gd_fail(w->err, GD_USAGE, GD_M_NO_FIELD,
			    GD_T(p->name));
			break;
		}
		rc = value_read(w, &w->wf->fields[u->field], p->value, &v);
		if (!rc)
			rc = quantity_agrees(w, p->name, v);
		if (!rc && *v)
			json_object_set_new(obj, p->name, json_string(v));
		else if (!rc)
			json_object_del(obj, p->name);
	}
	if (!rc && require && strcmp(w->f->actor.login, GD_ANYBODY) != 0)
		rc = require_all(w, uses, nuses, obj);
	dump = json_dumps(obj, JSON_COMPACT);
	*json = json_object_size(obj) ? work_text(w, dump) : "";
	free(dump);
	json_decref(obj);
	return rc;
}

/* The values become the order's (or the lot's) fields. */
void
fields_put_plain(struct gd_work *w, const char *json, int64_t lot)
{
	json_t *obj = *json ? json_loads(json, 0, NULL) : NULL;
	const char *name;
	json_t *v;

	json_object_foreach(obj, name, v)
	{
		int f = gd_wf_field(w->wf, name);
		struct gd_field row = { .name = name,
			.value = json_string_value(v) };

		if (f < 0 || w->wf->fields[f].adds)
			continue;
		row.name = w->wf->fields[f].name.id;
		row.lot = w->wf->fields[f].per_lot ? (lot ? lot : 1) : 0;
		work_put(w, GD_TAB_FIELD, &row);
	}
	json_decref(obj);
}

void
fields_put(struct gd_work *w, const char *json, int64_t lot)
{
	fields_put_plain(w, json, lot);
	(void)!fields_add(w, "", json, lot);
}
