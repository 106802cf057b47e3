/* flow/plain.c - the plain part of YAML, read quickly.
 *
 * A workflow is read anew by every process that opens a book, and files of
 * workflows are nearly always plain: blocks by indentation, {..} and [..], words
 * and quoted words of one line.  What is such is read here, into the nodes that
 * tree.c would make of libyaml's events; at the first thing that is not, or might
 * be wrong, this gives up without a word and libyaml reads the file from its
 * beginning.  So what is right and what a fault is called is libyaml's alone.
 */
#include "loader.h"

#include <string.h>

#include "base/banned.h"

#define MOST_KEY 200 /* bytes; libyaml ends at 1024 characters */

struct plain {
	struct loader *l;
	const char *at;
	int line;             /* from 0 */
	const char *measured; /* of this line, at or before at */
	int cols;             /* characters before it */
	int depth, events;
};

/* ---- characters ----------------------------------------------------------- */

/* Only what stands for itself in every YAML: no control characters, no line
 * ends but \n, no marks of byte order. UTF-8 it is. */
static bool
is_plain_text(const char *text)
{
	for (const unsigned char *s = (const void *)text; *s; s++) {
		if (*s >= 0x20 && *s < 0x7f)
			continue;
		if (*s == '\n')
			continue;
		if (*s < 0x80 || (*s == 0xc2 && s[1] < 0xa0))
			return false;
		if (*s == 0xe2 && s[1] == 0x80 &&
		    (s[2] == 0xa8 || s[2] == 0xa9))
			return false;
		if (*s == 0xef && ((s[1] == 0xbb && s[2] == 0xbf) ||
				      (s[1] == 0xbf && s[2] >= 0xbe)))
			return false;
	}
	return true;
}

/* The column of at, in characters from 0. */
static int
column(struct plain *p)
{
	for (; p->measured < p->at; p->measured++)
		/* the rest of a character stands in no column of its own */
		p->cols += ((unsigned char)*p->measured & 0xc0) != 0x80;
	return p->cols;
}

static bool
is_end(char c)
{
	return c == ' ' || c == '\n' || c == '\0';
}

/* Has no meaning within a word, whatever stands beside it. */
static bool
is_inner(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* , [ ] { } part things within brackets */
static bool
parts(char c)
{
	return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

static void
skip_spaces(struct plain *p)
{
	while (*p->at == ' ')
		p->at++;
}

/* From behind a value to the end of the line; only a comment may stand there. */
static bool
end_line(struct plain *p)
{
	skip_spaces(p);
	if (*p->at == '#' && p->at[-1] == ' ')
		p->at += strcspn(p->at, "\n");
	return *p->at == '\n' || *p->at == '\0';
}

/* To the first character of the next line that says something. */
static void
next_line(struct plain *p)
{
	while (*p->at == '\n') {
		p->at++;
		p->line++;
		p->measured = p->at;
		p->cols = 0;
		skip_spaces(p);
		if (*p->at == '#')
			p->at += strcspn(p->at, "\n");
	}
}

/* ---- nodes ---------------------------------------------------------------- */

static struct node *
new_node(struct plain *p, enum node_kind kind)
{
	struct node *n = gd_arena_alloc(&p->l->scratch, 1, sizeof *n);

	n->kind = kind;
	n->line = p->line + 1;
	n->col = column(p) + 1;
	p->events += kind == NODE_TEXT ? 1 : 2;
	return n;
}

static void
hang(struct node *into, struct node **last, struct node *n)
{
	if (*last)
		(*last)->next = n;
	else
		into->first = n;
	*last = n;
	into->n++;
}

/* May a word without quotes begin like this? */
static bool
begins_word(const char *s)
{
	unsigned char c = (unsigned char)*s;

	if (c == '-')
		return s[1] && !is_end(s[1]) && !parts(s[1]) &&
		       !strchr("-:#?", s[1]);
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr("_(<=/+.~$", c));
}

static struct node *
read_quoted(struct plain *p)
{
	struct node *n = new_node(p, NODE_TEXT);
	char quote = *p->at;
	const char *from = p->at + 1;
	size_t len;

	for (p->at++; *p->at != quote; p->at++)
		if (*p->at == '\\' || *p->at == '\n' || *p->at == '\0')
			return NULL;
	len = (size_t)(p->at - from);
	if (*++p->at == quote)
		return NULL;
	n->text = gd_arena_strn(&p->l->scratch, from, len);
	n->straight = (size_t)(column(p) + 1 - n->col) == len + 2;
	n->inset = 1;
	return n;
}

/* A word, to the end of the line or, within brackets, to the next sign of
 * them; a key too, p->at is then at its colon. */
static struct node *
read_word_of(struct plain *p, bool flow)
{
	struct node *n;
	const char *from = p->at, *end = p->at;

	if (*p->at == '"' || *p->at == '\'')
		return read_quoted(p);
	if (!begins_word(p->at))
		return NULL;
	n = new_node(p, NODE_TEXT);
	for (;; p->at++) {
		char c = *p->at;

		if (is_inner(c)) {
			end = p->at + 1;
			continue;
		}
		if (c == '\n' || c == '\0')
			break;
		if (c == '#' && p->at[-1] == ' ')
			break;
		if (c == ':' && is_end(p->at[1]))
			break;
		if (flow && parts(c))
			break;
		if (flow && (c == '?' || (c == ':' && (parts(p->at[1]) ||
							  p->at[1] == '?'))))
			return NULL;
		if (c != ' ')
			end = p->at + 1;
	}
	n->text = gd_arena_strn(&p->l->scratch, from, (size_t)(end - from));
	n->straight = true;
	return n;
}

/* ---- brackets ------------------------------------------------------------- */

static struct node *read_brackets(struct plain *p);

static struct node *
flow_value(struct plain *p)
{
	if (*p->at == '{' || *p->at == '[')
		return read_brackets(p);
	return read_word_of(p, true);
}

/* Between the things within brackets lines may end. */
static bool
flow_gap(struct plain *p)
{
	skip_spaces(p);
	if (*p->at == '\n' || *p->at == '#') {
		if (!end_line(p))
			return false;
		next_line(p);
		return *p->at && column(p) > 0;
	}
	return *p->at != '\0';
}

static struct node *
flow_key(struct plain *p)
{
	const char *from = p->at;
	struct node *k =
	    *p->at == '"' || *p->at == '\'' ? NULL : read_word_of(p, true);

	if (!k || p->at - from > MOST_KEY || *p->at != ':' || p->at[1] != ' ')
		return NULL;
	p->at++;
	skip_spaces(p);
	return k;
}

/* {a: b, c: d} or [a, b] */
static struct node *
read_brackets(struct plain *p)
{
	bool map = *p->at == '{';
	char close = map ? '}' : ']';
	struct node *n = new_node(p, map ? NODE_MAP : NODE_LIST), *last = NULL;
	struct node *kid;

	if (++p->depth > FLOW_MAX_DEPTH)
		return NULL;
	if (p->at[1] == close) {
		p->at++;
		p->at++;
		p->depth--;
		return n;
	}
	do {
		p->at++;
		if (!flow_gap(p))
			return NULL;
		if (map) {
			kid = flow_key(p);
			if (!kid)
				return NULL;
			hang(n, &last, kid);
		}
		kid = flow_value(p);
		if (!kid)
			return NULL;
		hang(n, &last, kid);
		if (!flow_gap(p))
			return NULL;
	} while (*p->at == ',');
	if (*p->at != close)
		return NULL;
	p->at++;
	p->depth--;
	if (map)
		n->n /= 2;
	return n;
}

/* ---- blocks --------------------------------------------------------------- */

static struct node *read_block(struct plain *p);

/* Is here "word:" that begins a line of a map? */
static bool
is_key(const char *s)
{
	size_t n = 0;

	while (is_inner(s[n]) && (unsigned char)s[n] < 0x80)
		n++;
	return n > 0 && n < MOST_KEY && s[n] == ':' && is_end(s[n + 1]);
}

/* What stands on the line of its key or dash. A word that goes on in a deeper
 * line is found there by read_block. */
static struct node *
block_value(struct plain *p)
{
	struct node *n = *p->at == '{' || *p->at == '['
			     ? read_brackets(p)
			     : read_word_of(p, false);

	if (!n || !end_line(p))
		return NULL;
	next_line(p);
	return n;
}

/* key: value, or key: and what stands deeper below it */
static bool
read_pair(struct plain *p, struct node *map, struct node **last, int indent)
{
	struct node *n;

	if (!is_key(p->at))
		return false;
	n = new_node(p, NODE_TEXT);
	n->text = gd_arena_strn(&p->l->scratch, p->at, strcspn(p->at, ":"));
	n->straight = true;
	hang(map, last, n);
	p->at += strcspn(p->at, ":") + 1;
	skip_spaces(p);
	if (*p->at != '\n' && *p->at != '#') {
		n = block_value(p);
	} else {
		if (!end_line(p))
			return false;
		next_line(p);
		n = *p->at && column(p) > indent ? read_block(p) : NULL;
	}
	if (!n)
		return false;
	hang(map, last, n);
	return true;
}

/* - value, or a map whose first key stands behind the dash */
static bool
read_item(struct plain *p, struct node *list, struct node **last)
{
	struct node *n;

	if (p->at[0] != '-' || p->at[1] != ' ')
		return false;
	p->at++;
	skip_spaces(p);
	n = is_key(p->at) ? read_block(p) : block_value(p);
	if (n)
		hang(list, last, n);
	return n != NULL;
}

/* The lines that begin in this column. */
static struct node *
read_block(struct plain *p)
{
	bool map = is_key(p->at);
	struct node *n = new_node(p, map ? NODE_MAP : NODE_LIST), *last = NULL;
	int indent = column(p);

	if (++p->depth > FLOW_MAX_DEPTH)
		return NULL;
	do {
		if (!(map ? read_pair(p, n, &last, indent)
			  : read_item(p, n, &last)))
			return NULL;
	} while (*p->at && column(p) == indent);
	/* deeper than this and yet no part of it: wrong */
	if (*p->at && column(p) > indent)
		return NULL;
	p->depth--;
	if (map)
		n->n /= 2;
	return n;
}

struct node *
plain_read(struct loader *l, const char *text)
{
	struct plain p = { .l = l, .at = text, .measured = text };
	struct node *n;

	if (!is_plain_text(text))
		return NULL;
	skip_spaces(&p);
	if (*p.at == '#')
		p.at += strcspn(p.at, "\n");
	next_line(&p);
	if (column(&p) || !is_key(p.at))
		return NULL;
	n = read_block(&p);
	/* the stream and the document have events too */
	return n && !*p.at && p.events < FLOW_MAX_EVENTS - 4 ? n : NULL;
}
