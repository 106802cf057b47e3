#!/bin/sh
# tests/tools/check_headers.sh - every header compiles alone and has a guard
# named after its place.  Exit 1 if one does not.
set -u
flags="-std=c17 -D_GNU_SOURCE -Iinclude $(pkg-config --cflags ncursesw sqlite3 \
	uuid yaml-0.1 libsodium jansson pangocairo)"
bad=0
all=$(find include src -name '*.h' ! -path include/base/banned.h | sort)

# A folder at a time: its headers may include each other by name.
for d in $(echo "$all" | xargs -n 50 dirname | sort -u); do
	# shellcheck disable=SC2046,SC2086
	${CC:-gcc} $flags -I"$d" -Wall -Werror -fsyntax-only -x c \
		$(echo "$all" | grep "^$d/[^/]*\$") 2>&1 |
		grep -v 'pragma once' | grep . && bad=1
done

# A private header may leave its folder out.
# shellcheck disable=SC2086
awk '
function end_of() { if (file != "" && !seen) { print file ": the guard should be GENDAN_" guard; bad = 1 } }
FNR == 1 {
	end_of()
	file = FILENAME; seen = 0
	guard = toupper(file); sub(/^(INCLUDE|SRC)\//, "", guard); gsub(/[\/.]/, "_", guard)
	short = guard; if (file !~ /^include\//) sub(/^[^_]*_/, "", short)
}
$0 == "#ifndef GENDAN_" guard || $0 == "#ifndef GENDAN_" short { seen = 1 }
END { end_of(); exit bad }' $all || bad=1
exit $bad
