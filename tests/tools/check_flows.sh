#!/bin/sh
# tests/tools/check_flows.sh - no line of C knows a workflow by its name: the
# ids of data/workflows stand in src and include nowhere, but for the one a new
# book begins with.  "export" is a command too, "settlement" a feature.
set -u
ids=$(ls data/workflows/*.yaml | sed 's|.*/||; s|\.yaml$||' | paste -sd'|' -)
grep -rnE "\"($ids)\"" src include |
	grep -v '^src/app/office.c:[0-9]*:#define FIRST_FLOW ' |
	grep -v '^include/core/scenario.h:.*GD_SHOWS_SETTLEMENT' |
	grep -v '^src/cli/commands.c:[0-9]*:	FILES("export", ' && exit 1
# a file bears the id of its workflow: it is found by that
bad=0
for f in data/workflows/*.yaml; do
	id=$(sed -n 's/^workflow: *//p' "$f")
	[ "$id" = "$(basename "$f" .yaml)" ] ||
		{ echo "$f is the file of workflow $id"; bad=1; }
done
exit $bad
