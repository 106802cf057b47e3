#!/bin/sh
# tests/tools/check_sizes.sh - limits of length: a function 80 lines, a source
# file 600, a header 200.  House style shows functions plainly: the name at the
# start of a line, "}" alone at the end; const tables end in "};" and may be
# as long as they must.
set -u
# Headers that are one long table (columns, commands, keys, options) or the one
# map of a layer; splitting them would hide the whole.
long='include/core/decide.h include/core/tables.h include/core/workflow.h
include/store/store.h include/app/app.h include/tui/keys.h
src/cli/cli_priv.h src/store/store_priv.h'

find src include -name '*.[ch]' | sort | xargs awk -v long="$long" '
BEGIN { n = split(long, l, /[ \n]+/); for (i = 1; i <= n; i++) pass[l[i]] = 1 }
function file_done() {
	most = prev ~ /\.h$/ ? 200 : 600
	if (lines > most && !(prev in pass) && prev !~ /\/msg_[a-z]*\.h$/)
		{ print prev ": " lines " lines, at most " most; bad = 1 }
}
FNR == 1 { if (prev != "") file_done(); prev = FILENAME; name = "" }
{ lines = FNR }
/^[a-z_][a-z_0-9]*\(/ { name = $0; sub(/\(.*/, "", name); from = FNR }
/^}$/ && name != "" {
	if (FNR - from + 1 > 80)
		{ print FILENAME ":" from ": " name " has " FNR - from + 1 " lines, at most 80"; bad = 1 }
	name = ""
}
END { if (prev != "") file_done(); exit bad }'
