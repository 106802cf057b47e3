/* cli/cli.h - the command line. */
#ifndef GENDAN_CLI_CLI_H
#define GENDAN_CLI_CLI_H

/** Run one command line, texts to stdout and stderr. @return the exit code */
int gd_cli_main(int argc, char **argv);

#endif
