/* main.c - the door: everything begins in cli/. */
#include "cli/cli.h"

#include "base/banned.h"

int
main(int argc, char **argv)
{
	static const struct gd_cli_doors doors = { 0 };

	return gd_cli_main(argc, argv, &doors);
}
