/* flow/tree.c - bytes to nodes, refusing what could hurt.
 *
 * yaml_parser_load is never called: it is quadratic in nesting and in anchors.
 * The nodes are made from the events themselves, with every limit tested
 * before the next event is asked for, so a bomb costs what a limit costs.
 */
#include "loader.h"

#include <stdint.h>
#include <string.h>
#include <yaml.h>

#include "base/text.h"

#include "base/banned.h"

struct builder {
	struct loader *l;
	struct node *open[FLOW_MAX_DEPTH]; /* maps and lists not ended yet */
	struct node *last[FLOW_MAX_DEPTH];
	int depth;
	struct node *root;
	int events, documents;
};

/* Could every byte be GB18030?  Then we can tell what to do. */
static bool
looks_gb18030(const unsigned char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		if (s[i] < 0x80) {
			i++;
			continue;
		}
		if (s[i] == 0x80 || s[i] == 0xff || i + 1 >= len)
			return false;
		if (s[i + 1] >= 0x30 && s[i + 1] <= 0x39)
			i += 4;
		else if (s[i + 1] >= 0x40 && s[i + 1] != 0x7f &&
			 s[i + 1] != 0xff)
			i += 2;
		else
			return false;
	}
	return true;
}

/* Line and column (in characters) of the first byte that is not UTF-8, or of
 * the NUL where C thinks the text ends. */
static void
find_bad_byte(const char *s, int *line, int *col)
{
	uint32_t cp;
	size_t n;

	*line = *col = 1;
	while ((n = gd_utf8_next(s, &cp)) > 0) {
		if (cp == 0xfffd && strncmp(s, "\xef\xbf\xbd", 3) != 0)
			return;
		*col = cp == '\n' ? 1 : *col + 1;
		*line += cp == '\n';
		s += n;
	}
}

static bool
check_bytes(struct loader *l, const char *text, size_t len)
{
	const unsigned char *u = (const unsigned char *)text;
	int line, col;

	if (len > FLOW_MAX_BYTES) {
		gd_fail(fault_at(l, 1, 1), GD_USAGE, GD_M_FLOW_TOO_BIG,
		    GD_N(FLOW_MAX_BYTES / 1024));
		return false;
	}
	if (len >= 2 && ((u[0] == 0xff && u[1] == 0xfe) ||
			    (u[0] == 0xfe && u[1] == 0xff))) {
		gd_fail(fault_at(l, 1, 1), GD_USAGE, GD_M_FLOW_ENCODING,
		    GD_T("UTF-16"));
		return false;
	}
	if (!memchr(text, 0, len) && gd_utf8_valid(text, len))
		return true;
	find_bad_byte(text, &line, &col);
	if (memchr(text, 0, len))
		gd_fail(fault_at(l, line, col), GD_USAGE, GD_M_FLOW_NOT_TEXT);
	else if (looks_gb18030(u, len))
		gd_fail(fault_at(l, line, col), GD_USAGE, GD_M_FLOW_ENCODING,
		    GD_T("GB18030 (GBK)"));
	else
		gd_fail(fault_at(l, line, col), GD_USAGE, GD_M_FLOW_NOT_UTF8);
	return false;
}

static const char *
line_start(const char *text, int line)
{
	while (line > 1 && (text = strchr(text, '\n'))) {
		text++;
		line--;
	}
	return text;
}

/* A full-width colon or a tab explains most faults that libyaml finds later
 * and elsewhere.  Look for one on the lines the fault spans. */
static bool
explain_line(struct loader *l, const char *s, int line)
{
	static const char colon[] = "\xef\xbc\x9a";
	bool indent = true;
	int col = 1;

	for (uint32_t cp = 0; *s && *s != '\n' && *s != '#'; col++) {
		if (*s == '\t' && indent) {
			gd_fail(fault_at(l, line, col), GD_USAGE,
			    GD_M_FLOW_TAB);
			return true;
		}
		if (*s == ':' || *s == '"' || *s == '\'')
			return false;
		if (strncmp(s, colon, 3) == 0) {
			gd_fail(fault_at(l, line, col), GD_USAGE,
			    GD_M_FLOW_COLON);
			return true;
		}
		indent = indent && (*s == ' ' || *s == '-');
		s += gd_utf8_next(s, &cp);
	}
	return false;
}

static void
syntax_fault(struct loader *l, const yaml_parser_t *p, const char *text)
{
	int line = (int)p->problem_mark.line + 1;
	int col = (int)p->problem_mark.column + 1;
	int from = p->context ? (int)p->context_mark.line + 1 : line - 1;

	if (p->error == YAML_MEMORY_ERROR)
		gd_no_memory();
	if (p->error == YAML_READER_ERROR) {
		gd_fail(fault_at(l, line, col), GD_USAGE, GD_M_FLOW_NOT_TEXT);
		return;
	}
	for (int i = from < line - 2 ? line - 2 : from; i <= line; i++) {
		const char *s = i > 0 ? line_start(text, i) : NULL;

		if (s && explain_line(l, s, i))
			return;
	}
	gd_fail(fault_at(l, line, col), GD_USAGE, GD_M_FLOW_SYNTAX,
	    GD_W(p->problem ? p->problem : "not YAML"));
}

/* Hang a finished or opened node into the one that is open. */
static void
add_node(struct builder *b, struct node *n)
{
	int top = b->depth - 1;

	if (top < 0) {
		b->root = n;
		return;
	}
	if (b->last[top])
		b->last[top]->next = n;
	else
		b->open[top]->first = n;
	b->last[top] = n;
	b->open[top]->n++;
}

static struct node *
new_node(struct builder *b, const yaml_event_t *e)
{
	struct node *n = gd_arena_alloc(&b->l->scratch, 1, sizeof *n);

	n->line = (int)e->start_mark.line + 1;
	n->col = (int)e->start_mark.column + 1;
	return n;
}

static void
add_scalar(struct builder *b, const yaml_event_t *e)
{
	struct node *n = new_node(b, e);
	yaml_scalar_style_t style = e->data.scalar.style;

	n->kind = NODE_TEXT;
	n->text = gd_arena_strn(&b->l->scratch,
	    (const char *)e->data.scalar.value, e->data.scalar.length);
	n->straight = e->start_mark.line == e->end_mark.line &&
		      (style == YAML_PLAIN_SCALAR_STYLE ||
			  (e->end_mark.column - e->start_mark.column ==
			      e->data.scalar.length + 2));
	n->inset = style == YAML_PLAIN_SCALAR_STYLE ? 0 : 1;
	add_node(b, n);
}

static enum gd_msg
open_node(struct builder *b, const yaml_event_t *e, enum node_kind kind)
{
	struct node *n = new_node(b, e);

	if (b->depth >= FLOW_MAX_DEPTH)
		return GD_M_FLOW_DEEP;
	n->kind = kind;
	add_node(b, n);
	b->open[b->depth] = n;
	b->last[b->depth++] = NULL;
	return GD_M_NONE;
}

static void
close_node(struct builder *b)
{
	struct node *n = b->open[--b->depth];

	if (n->kind == NODE_MAP)
		n->n /= 2;
}

/* Take one event; a message when it is one we refuse. */
static enum gd_msg
take(struct builder *b, const yaml_event_t *e)
{
	if (++b->events > FLOW_MAX_EVENTS)
		return GD_M_FLOW_LONG;
	switch (e->type) {
	case YAML_ALIAS_EVENT:
		return GD_M_FLOW_ANCHOR;
	case YAML_DOCUMENT_START_EVENT:
		if (++b->documents > 1)
			return GD_M_FLOW_SECOND;
		if (e->data.document_start.tag_directives.start !=
		    e->data.document_start.tag_directives.end)
			return GD_M_FLOW_TAG;
		return GD_M_NONE;
	case YAML_SCALAR_EVENT:
		if (e->data.scalar.anchor)
			return GD_M_FLOW_ANCHOR;
		if (e->data.scalar.tag)
			return GD_M_FLOW_TAG;
		add_scalar(b, e);
		return GD_M_NONE;
	case YAML_SEQUENCE_START_EVENT:
		if (e->data.sequence_start.anchor)
			return GD_M_FLOW_ANCHOR;
		if (e->data.sequence_start.tag)
			return GD_M_FLOW_TAG;
		return open_node(b, e, NODE_LIST);
	case YAML_MAPPING_START_EVENT:
		if (e->data.mapping_start.anchor)
			return GD_M_FLOW_ANCHOR;
		if (e->data.mapping_start.tag)
			return GD_M_FLOW_TAG;
		return open_node(b, e, NODE_MAP);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_node(b);
		return GD_M_NONE;
	default:
		return GD_M_NONE;
	}
}

static bool
read_events(struct builder *b, yaml_parser_t *p, const char *text)
{
	for (bool end = false; !end;) {
		yaml_event_t e;
		enum gd_msg why;

		if (!yaml_parser_parse(p, &e)) {
			syntax_fault(b->l, p, text);
			return false;
		}
		end = e.type == YAML_STREAM_END_EVENT;
		why = take(b, &e);
		if (why != GD_M_NONE)
			gd_fail(fault_at(b->l, (int)e.start_mark.line + 1,
				    (int)e.start_mark.column + 1),
			    GD_USAGE, why);
		yaml_event_delete(&e);
		if (why != GD_M_NONE)
			return false;
	}
	return true;
}

struct node *
tree_read(struct loader *l, const char *text, size_t len)
{
	struct builder b = { .l = l };
	yaml_parser_t p;
	const char *s;
	bool ok;

	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3; /* the mark Windows puts before UTF-8 */
		len -= 3;
	}
	/* one byte too many is enough to see that the file is too big */
	if (len > FLOW_MAX_BYTES)
		len = FLOW_MAX_BYTES + 1;
	s = gd_arena_strn(&l->scratch, text, len);
	if (!check_bytes(l, s, len))
		return NULL;
	if (!yaml_parser_initialize(&p))
		gd_no_memory();
	yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p, (const unsigned char *)s, len);
	ok = read_events(&b, &p, s);
	yaml_parser_delete(&p);
	if (ok && !b.root)
		gd_fail(fault_at(l, 1, 1), GD_USAGE, GD_M_FLOW_EMPTY);
	return ok ? b.root : NULL;
}
