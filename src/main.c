/* main.c - the door: everything begins in cli/. */
#include "cli/cli.h"

#include "base/banned.h"

int
main(int argc, char **argv)
{
	return gd_cli_main(argc, argv);
}
