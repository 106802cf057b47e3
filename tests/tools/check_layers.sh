#!/bin/sh
# tests/tools/check_layers.sh - who may use whom (docs/ARCHITECTURE.md).
# Prints every include that points the wrong way; exit 1 if there is one.
set -u
find src include -name '*.[ch]' | sort | xargs awk '
BEGIN {
	may["base"] = "base"
	may["core"] = "base core"
	may["flow"] = may["core"] " flow"
	may["store"] = may["core"] " store"
	may["paper"] = may["core"] " paper"
	# The program gendan-paper.
	may["press"] = "base paper press"
	may["report"] = may["core"] " report"
	may["app"] = "base core flow store paper report app"
	may["tui"] = "base core paper report app tui"
	may["cli"] = "base core paper report app cli"
	may["main"] = "base core app cli tui"
	# Libraries that only one place may know.
	only["sqlite3.h"] = "^src/store/"
	only["yaml.h"] = "^src/flow/"
	only["pangocairo.h"] = only["pango.h"] = only["cairo.h"] = "^src/press/"
	only["cairo-pdf.h"] = only["qrencode.h"] = "^src/press/"
	only["xlsxwriter.h"] = "^src/report/xlsx"
	only["curses.h"] = only["ncurses.h"] = only["term.h"] = "^src/tui/term/term\\.c$"
}
function wrong(why) { print FILENAME ":" FNR ": " why; bad = 1 }
FNR == 1 {
	if (last != "" && last != "base/banned.h")
		{ print prev ": the last include is not base/banned.h"; bad = 1 }
	last = ""; prev = FILENAME
	n = split(FILENAME, part, "/")
	layer = part[2] == "main.c" ? "main" : part[2]
	if (!(layer in may)) wrong("a layer nobody knows: " layer)
}
/^[ \t]*#[ \t]*include/ {
	name = $0
	sub(/^[^<"]*[<"]/, "", name); sub(/[>"].*/, "", name)
	if (FILENAME ~ /\.c$/) last = name
	leaf = name; sub(/.*\//, "", leaf)
	if ((leaf in only) && FILENAME !~ only[leaf])
		wrong(leaf " belongs to " only[leaf])
	if ($0 !~ /"/) next
	to = name; sub(/\/.*/, "", to)
	if (name !~ /\// || name ~ /^\.\.\// || !(to in may)) {
		# Headers beside the file or in a folder of the same layer are
		# private ones.
		beside = FILENAME; sub(/[^\/]*$/, "", beside)
		if (n < 4 && name ~ /^\.\./ ||
		    name ~ /^\.\.\/\.\./ || system("test -f " beside name) != 0)
			wrong(name " should be named by its layer")
		next
	}
	if (index(" " may[layer] " ", " " to " ") == 0)
		wrong(layer " may not use " name)
	if (name ~ /_priv\.h$/ && to != layer)
		wrong(name " is private to " to)
}
END {
	if (last != "" && last != "base/banned.h")
		{ print prev ": the last include is not base/banned.h"; bad = 1 }
	exit bad
}'
