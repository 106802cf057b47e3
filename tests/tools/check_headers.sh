#!/bin/sh
# tests/tools/check_headers.sh - every header compiles alone and has a guard
# named after its place.  Exit 1 if one does not.
set -u
flags="-std=c17 -D_GNU_SOURCE -Iinclude $(pkg-config --cflags ncursesw sqlite3 \
	uuid yaml-0.1 libsodium jansson pangocairo)"
bad=0
check() {
	# shellcheck disable=SC2086
	${CC:-gcc} $flags -I"$(dirname "$1")" -Wall -Werror -fsyntax-only \
		-x c "$1" 2>&1 | grep -v 'pragma once' | grep . && return 1
	guard=$(echo "$1" | sed 's|^include/||; s|^src/||; s|[/.]|_|g' |
		tr '[:lower:]' '[:upper:]')
	# A private header may leave its folder out.
	short=${guard#*_}
	case $1 in include/*) short=$guard ;; esac
	grep -qE "^#ifndef GENDAN_($guard|$short)\$" "$1" ||
		{ echo "$1: the guard should be GENDAN_$guard"; return 1; }
}
for h in $(find include src -name '*.h' | sort); do
	case $h in include/base/banned.h) continue ;; esac
	check "$h" || bad=1
done
exit $bad
