/* report/xlsx_lib.c - open libxlsxwriter when the first workbook is made. */
#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "xlsx_lib_priv.h"

#include "base/banned.h"

static bool
find_all(void *lib, struct lxw *to)
{
	bool all = true;

	/* a pointer to an object becomes one to a function, as POSIX allows */
#define X(f)                                                   \
	{                                                      \
		void *at = dlsym(lib, #f);                     \
                                                               \
		_Static_assert(sizeof at == sizeof to->f, ""); \
		memcpy(&to->f, &at, sizeof at);                \
		all = all && at;                               \
	}
	LXW_USED(X)
#undef X
	return all;
}

const struct lxw *
lxw_open(void)
{
	static struct lxw found;
	static bool done, good;
	void *lib;

	if (done)
		return good ? &found : NULL;
	done = true;
	lib = dlopen("libxlsxwriter.so.4", RTLD_NOW | RTLD_LOCAL);
	if (!lib)
		lib = dlopen("libxlsxwriter.so", RTLD_NOW | RTLD_LOCAL);
	good = lib && find_all(lib, &found);
	return good ? &found : NULL;
}
