/* paper/json.c - a job as JSON and back.
 *
 * One table a struct says which members it has, so that reading, writing and
 * the refusal of strangers cannot drift apart.
 */
#include "paper/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "base/banned.h"

#define TEXT_MAX (64u << 10)

enum type { TEXT, INT, MS, BOOL, WORD, OBJECT, LIST, CELLS, ROW };

/* off: of the member; of: what OBJECT and LIST hold; count: where LIST keeps
 * its number; most: elements of a LIST, the largest INT; words: of WORD. */
struct member {
	const char *name;
	enum type type;
	size_t off;
	const struct shape *of;
	size_t count, most;
	const char *const *words;
};
struct shape {
	const struct member *members;
	size_t size;
};

#define M(s, n, t) .name = #n, .type = t, .off = offsetof(struct s, n)
#define END       \
	{         \
		0 \
	}

static const char *const lang_words[] = { "both", "zh", "en", NULL };
static const char *const align_words[] = { "left", "right", "centre", NULL };
static const char *const block_words[] = {
#define X(word, text) text,
	GD_BLOCKS(X)
#undef X
	    NULL
};
static const char *const media_words[] = {
#define X(word, text, w, h, cols, lines) text,
	GD_MEDIA(X)
#undef X
	    NULL
};

static const struct member label_members[] = {
	{ M(gd_label, zh, TEXT) },
	{ M(gd_label, en, TEXT) },
	END,
};
static const struct shape label_shape = { label_members,
	sizeof(struct gd_label) };
#define LABEL(s, n) M(s, n, OBJECT), .of = &label_shape

static const struct member item_members[] = {
	{ LABEL(gd_doc_item, label) },
	{ M(gd_doc_item, value, TEXT) },
	{ M(gd_doc_item, span, INT), .most = 12 },
	{ M(gd_doc_item, strong, BOOL) },
	{ M(gd_doc_item, shade, BOOL) },
	{ M(gd_doc_item, line, BOOL) },
	END,
};
static const struct shape item_shape = { item_members,
	sizeof(struct gd_doc_item) };

static const struct member col_members[] = {
	{ LABEL(gd_doc_col, label) },
	{ M(gd_doc_col, weight, INT), .most = 1000 },
	{ M(gd_doc_col, align, WORD), .words = align_words },
	{ M(gd_doc_col, box, BOOL) },
	{ M(gd_doc_col, write, BOOL) },
	END,
};
static const struct shape col_shape = { col_members,
	sizeof(struct gd_doc_col) };

static const struct member sign_members[] = {
	{ LABEL(gd_doc_sign, role) },
	{ M(gd_doc_sign, name, TEXT) },
	{ M(gd_doc_sign, when, TEXT) },
	{ M(gd_doc_sign, meaning, TEXT) },
	{ M(gd_doc_sign, note, TEXT) },
	END,
};
static const struct shape sign_shape = { sign_members,
	sizeof(struct gd_doc_sign) };

/* cols stands before what is as wide as they are many. */
#define LISTED(s, n, c, o, max) \
	M(s, n, LIST), .of = &(o), .count = offsetof(struct s, c), .most = (max)
static const struct member block_members[] = {
	{ M(gd_doc_block, kind, WORD), .words = block_words },
	{ LABEL(gd_doc_block, title) },
	{ M(gd_doc_block, keep, BOOL) },
	{ M(gd_doc_block, ncols, INT), .most = 12 },
	{ LISTED(gd_doc_block, items, nitems, item_shape, 500) },
	{ M(gd_doc_block, text, TEXT) },
	{ M(gd_doc_block, code, TEXT) },
	{ LISTED(gd_doc_block, cols, ncol, col_shape, 24) },
	{ M(gd_doc_block, cells, CELLS), .most = 10000 },
	{ M(gd_doc_block, carry, CELLS) },
	{ M(gd_doc_block, total, ROW) },
	{ LISTED(gd_doc_block, signs, nsigns, sign_shape, 40) },
	END,
};
static const struct shape block_shape = { block_members,
	sizeof(struct gd_doc_block) };

static const struct member doc_members[] = {
	{ LABEL(gd_doc, title) },
	{ M(gd_doc, number, TEXT) },
	{ LABEL(gd_doc, company) },
	{ LABEL(gd_doc, address) },
	{ M(gd_doc, logo, TEXT) },
	{ LABEL(gd_doc, badge) },
	{ LABEL(gd_doc, under) },
	{ LISTED(gd_doc, stamps, nstamps, label_shape, 6) },
	{ M(gd_doc, code, TEXT) },
	{ LISTED(gd_doc, blocks, nblocks, block_shape, 500) },
	{ LABEL(gd_doc, foot) },
	{ M(gd_doc, mark, TEXT) },
	END,
};
static const struct shape doc_shape = { doc_members, sizeof(struct gd_doc) };

static const struct member job_members[] = {
	{ M(gd_job, media, WORD), .words = media_words },
	{ M(gd_job, lang, WORD), .words = lang_words },
	{ M(gd_job, turned, BOOL) },
	{ M(gd_job, title, TEXT) },
	{ M(gd_job, made_ms, MS) },
	{ LISTED(gd_job, docs, ndocs, doc_shape, 5000) },
	END,
};
static const struct shape job_shape = { job_members, sizeof(struct gd_job) };

/* ---- writing ------------------------------------------------------------- */

static json_t *shape_json(const struct shape *shape, const void *from);

static json_t *
row_json(const char *const *row, size_t n)
{
	json_t *all = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(all, json_string(row[i] ? row[i] : ""));
	return all;
}

static json_t *
list_json(const struct member *m, const char *from)
{
	size_t n = *(const size_t *)(const void *)(from + m->count);
	const char *list = *(void *const *)(const void *)(from + m->off);
	json_t *all = n ? json_array() : NULL;

	for (size_t i = 0; i < n; i++) {
		json_t *one = shape_json(m->of, list + i * m->of->size);

		json_array_append_new(all, one ? one : json_object());
	}
	return all;
}

static json_t *
cells_json(const struct member *m, const struct gd_doc_block *b)
{
	const char *const *cells = *(
	    const char *const *const *)(const void *)((const char *)b + m->off);
	json_t *all;

	if (!cells || b->ncol == 0 || (m->type == CELLS && b->nrows == 0))
		return NULL;
	if (m->type == ROW)
		return row_json(cells, b->ncol);
	all = json_array();
	for (size_t i = 0; i < b->nrows; i++)
		json_array_append_new(all,
		    row_json(cells + i * b->ncol, b->ncol));
	return all;
}

/* NULL: nothing to say, the member is left out. */
static json_t *
member_json(const struct member *m, const void *from)
{
	const void *at = (const char *)from + m->off;
	const char *text;

	switch (m->type) {
	case TEXT:
		text = *(const char *const *)at;
		return text && *text ? json_string(text) : NULL;
	case INT:
		return *(const int *)at ? json_integer(*(const int *)at) : NULL;
	case MS:
		return json_integer(*(const int64_t *)at);
	case BOOL:
		return *(const bool *)at ? json_true() : NULL;
	case WORD:
		return json_string(m->words[*(const int *)at]);
	case OBJECT:
		return shape_json(m->of, at);
	case LIST:
		return list_json(m, from);
	default:
		return cells_json(m, from);
	}
}

static json_t *
shape_json(const struct shape *shape, const void *from)
{
	json_t *all = NULL;

	for (const struct member *m = shape->members; m->name; m++) {
		json_t *one = member_json(m, from);

		if (one && !all)
			all = json_object();
		if (one)
			json_object_set_new(all, m->name, one);
	}
	return all;
}

void
gd_job_write(struct gd_str *out, const struct gd_job *job)
{
	json_t *all = shape_json(&job_shape, job);
	char *text;

	json_object_set_new(all, "version", json_integer(GD_JOB_VERSION));
	text = json_dumps(all, JSON_COMPACT);
	if (!text)
		gd_die(__FILE__, __LINE__, "a paper that is no JSON");
	gd_str_add(out, text);
	free(text);
	json_decref(all);
}

/* ---- reading ------------------------------------------------------------- */

struct reading {
	struct gd_arena *arena;
	struct gd_str path; /* of what is being read: docs[0].title.zh */
	struct gd_err *err;
};

static enum gd_code
bad(struct reading *r, const char *why)
{
	const char *path = r->path.len ? r->path.text + 1 : "the whole";

	return gd_fail(r->err, GD_USAGE, GD_M_PAPER_BAD, GD_T(path), GD_T(why));
}

static void
path_back(struct reading *r, size_t len)
{
	r->path.len = len;
	if (r->path.text != gd_str_empty)
		r->path.text[len] = '\0';
}

static enum gd_code read_shape(struct reading *r, const struct shape *shape,
    const json_t *json, void *to);

static enum gd_code
read_text(struct reading *r, const json_t *json, const char **to)
{
	struct gd_err why = GD_ERR_INIT;

	if (!json_is_string(json))
		return bad(r, "is not a text");
	if (gd_text_check(json_string_value(json), TEXT_MAX, true, &why) !=
	    GD_OK)
		return bad(r, "holds what no text may hold or is too long");
	*to = gd_arena_str(r->arena, json_string_value(json));
	return GD_OK;
}

static enum gd_code
read_row(struct reading *r, const json_t *json, const char **row, size_t n)
{
	size_t len = r->path.len;
	enum gd_code rc = GD_OK;

	if (!json_is_array(json) || json_array_size(json) != n)
		return bad(r, "is not one text for every column");
	for (size_t i = 0; i < n && rc == GD_OK; i++) {
		gd_str_addf(&r->path, "[%zu]", i);
		rc = read_text(r, json_array_get(json, i), &row[i]);
		if (rc == GD_OK)
			path_back(r, len);
	}
	return rc;
}

static enum gd_code
read_cells(struct reading *r, const struct member *m, const json_t *json,
    struct gd_doc_block *b)
{
	bool carry = m->off == offsetof(struct gd_doc_block, carry);
	size_t n = json_array_size(json), len = r->path.len;
	enum gd_code rc = GD_OK;
	const char **rows;

	if (!json_is_array(json) || b->ncol == 0)
		return bad(r, "is not a list of rows under columns");
	if (carry ? n != b->nrows : n > m->most)
		return bad(r, "has too many or too few rows");
	rows = gd_arena_alloc(r->arena, n * b->ncol + 1, sizeof *rows);
	for (size_t i = 0; i < n && rc == GD_OK; i++) {
		gd_str_addf(&r->path, "[%zu]", i);
		rc = read_row(r, json_array_get(json, i), rows + i * b->ncol,
		    b->ncol);
		if (rc == GD_OK)
			path_back(r, len);
	}
	b->nrows = n;
	*(carry ? &b->carry : &b->cells) = rows;
	return rc;
}

static enum gd_code
read_list(struct reading *r, const struct member *m, const json_t *json,
    char *to)
{
	size_t n = json_array_size(json), len = r->path.len;
	enum gd_code rc = GD_OK;
	char *list;

	if (!json_is_array(json))
		return bad(r, "is not a list");
	if (n > m->most)
		return bad(r, "has too many entries");
	list = gd_arena_alloc(r->arena, n + 1, m->of->size);
	for (size_t i = 0; i < n && rc == GD_OK; i++) {
		gd_str_addf(&r->path, "[%zu]", i);
		rc = read_shape(r, m->of, json_array_get(json, i),
		    list + i * m->of->size);
		if (rc == GD_OK)
			path_back(r, len);
	}
	*(size_t *)(void *)(to + m->count) = n;
	*(void **)(void *)(to + m->off) = list;
	return rc;
}

static enum gd_code
read_word(struct reading *r, const struct member *m, const json_t *json,
    void *at)
{
	const char *word = json_string_value(json);

	for (int i = 0; word && m->words[i]; i++)
		if (strcmp(m->words[i], word) == 0) {
			memcpy(at, &i, sizeof i);
			return GD_OK;
		}
	return bad(r, "is none of the words known here");
}

static enum gd_code
read_number(struct reading *r, const struct member *m, const json_t *json,
    void *at)
{
	json_int_t n = json_integer_value(json);
	/* The year 9999: what a PDF can name. */
	json_int_t most = m->type == MS ? 253402300799999 : (json_int_t)m->most;

	if (!json_is_integer(json))
		return bad(r, "is not a whole number");
	if (n < 0 || n > most)
		return bad(r, "is too small or too large");
	if (m->type == MS)
		*(int64_t *)at = n;
	else
		*(int *)at = (int)n;
	return GD_OK;
}

static enum gd_code
read_member(struct reading *r, const struct member *m, const json_t *json,
    void *to)
{
	void *at = (char *)to + m->off;
	struct gd_doc_block *b = to;

	switch (m->type) {
	case TEXT:
		return read_text(r, json, at);
	case INT:
	case MS:
		return read_number(r, m, json, at);
	case BOOL:
		if (!json_is_boolean(json))
			return bad(r, "is neither true nor false");
		*(bool *)at = json_is_true(json);
		return GD_OK;
	case WORD:
		return read_word(r, m, json, at);
	case OBJECT:
		return read_shape(r, m->of, json, at);
	case LIST:
		return read_list(r, m, json, to);
	case CELLS:
		return read_cells(r, m, json, to);
	default:
		b->total =
		    gd_arena_alloc(r->arena, b->ncol + 1, sizeof *b->total);
		return read_row(r, json, b->total, b->ncol);
	}
}

static enum gd_code
refuse_strangers(struct reading *r, const struct shape *shape, json_t *json)
{
	const char *key;
	json_t *value;

	json_object_foreach(json, key, value)
	{
		const struct member *m = shape->members;

		while (m->name && strcmp(m->name, key) != 0)
			m++;
		if (!m->name &&
		    !(shape == &job_shape && strcmp(key, "version") == 0)) {
			gd_str_addf(&r->path, ".%s", key);
			return bad(r, "is nothing known here");
		}
	}
	return GD_OK;
}

static enum gd_code
read_shape(struct reading *r, const struct shape *shape, const json_t *json,
    void *to)
{
	enum gd_code rc;

	if (!json_is_object(json))
		return bad(r, "is not an object");
	rc = refuse_strangers(r, shape, (json_t *)(uintptr_t)json);
	for (const struct member *m = shape->members; m->name && rc == GD_OK;
	     m++) {
		const json_t *one = json_object_get(json, m->name);
		size_t len = r->path.len;

		/* What is what, and of which kind, has to be said. */
		if (!one && m->type != WORD)
			continue;
		if (!one && m->words == align_words)
			continue;
		gd_str_addf(&r->path, ".%s", m->name);
		rc = read_member(r, m, one, to);
		if (rc == GD_OK)
			path_back(r, len);
	}
	return rc;
}

/* Digits, no more than have room as bars. */
static bool
is_code(const char *code)
{
	size_t len = code ? strlen(code) : 0;

	return len > 0 && len <= GD_CODE_MAX &&
	       strspn(code, "0123456789") == len;
}

/* What the tables above cannot say. */
static enum gd_code
read_sense(struct reading *r, const struct gd_job *job)
{
	if (job->ndocs == 0)
		return bad(r, "has no document");
	for (const char *c = job->title ? job->title : ""; *c; c++)
		if (*c < ' ' || *c > '~')
			return bad(r, "has a title that is not plain ASCII");
	for (size_t i = 0; i < job->ndocs; i++) {
		const struct gd_doc *d = &job->docs[i];

		if (d->code && *d->code && !is_code(d->code))
			return bad(r, "has a code that is not digits");
		for (size_t k = 0; k < d->nblocks; k++) {
			const struct gd_doc_block *b = &d->blocks[k];

			if (b->kind == GD_BLOCK_STUB && !is_code(b->code))
				return bad(r, "has a stub without digits");
			if (b->kind >= GD_BLOCK_BARS && b->ncol < 2)
				return bad(r, "has a chart without numbers");
		}
	}
	return GD_OK;
}

enum gd_code
gd_job_read(const char *bytes, size_t len, struct gd_arena *arena,
    struct gd_job *job, struct gd_err *err)
{
	struct reading r = { arena, GD_STR_INIT, err };
	enum gd_code rc = GD_OK;
	json_error_t why;
	json_t *json;

	memset(job, 0, sizeof *job);
	if (len > GD_JOB_BYTES_MAX)
		return gd_fail(err, GD_USAGE, GD_M_PAPER_BIG,
		    GD_N((int64_t)(len >> 20)),
		    GD_N((int64_t)(GD_JOB_BYTES_MAX >> 20)));
	json = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &why);
	if (!json)
		rc = bad(&r, why.text);
	else if (json_integer_value(json_object_get(json, "version")) !=
		 GD_JOB_VERSION)
		rc = bad(&r, "is not of version 1");
	if (rc == GD_OK)
		rc = read_shape(&r, &job_shape, json, job);
	if (rc == GD_OK)
		rc = read_sense(&r, job);
	json_decref(json);
	gd_str_release(&r.path);
	return rc;
}
