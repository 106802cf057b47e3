/* core/view/differ.c - two contents of a paper, side by side. */
#include "core/view/differ.h"

#include <string.h>

#include "core/row.h"

#include "base/banned.h"

static json_t *
object_of(const char *text)
{
	json_t *obj = *text ? json_loads(text, 0, NULL) : NULL;

	return json_is_object(obj) ? obj : NULL;
}

static const char *
said(const json_t *obj, const char *name)
{
	const char *v = json_string_value(json_object_get(obj, name));

	return v ? v : "";
}

int
gd_content_differ(const char *was, const char *now, struct gd_arena *arena,
    struct gd_differ **rows)
{
	json_t *a = object_of(was), *b = object_of(now), *v;
	const char *name;
	int n = 0;

	*rows = gd_arena_alloc(arena,
	    json_object_size(a) + json_object_size(b) + 1, sizeof **rows);
	json_object_foreach(b, name, v)
	{
		if (strcmp(said(a, name), said(b, name)) != 0)
			(*rows)[n++] =
			    (struct gd_differ){ gd_arena_str(arena, name),
				    gd_arena_str(arena, said(a, name)),
				    gd_arena_str(arena, said(b, name)) };
	}
	json_object_foreach(a, name, v)
	{
		if (!json_object_get(b, name) && *said(a, name))
			(*rows)[n++] =
			    (struct gd_differ){ gd_arena_str(arena, name),
				    gd_arena_str(arena, said(a, name)), "" };
	}
	json_decref(a);
	json_decref(b);
	return n;
}

bool
gd_content_same(const char *a, const char *b)
{
	struct gd_arena arena = GD_ARENA_INIT;
	struct gd_differ *rows;
	int n = strcmp(a, b) == 0 ? 0 : gd_content_differ(a, b, &arena, &rows);

	gd_arena_release(&arena);
	return n == 0;
}
