#!/bin/sh
# tests/cli/test_start.sh - how the screens begin: --theme and --lang, and what
# a person chose the last time.
GENDAN=${GENDAN:-build/gendan}
case $GENDAN in /*) ;; *) GENDAN=$PWD/$GENDAN ;; esac
dir=$(mktemp -d "${TMPDIR:-/tmp}/start.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
export GENDAN_NOW=2026-11-23T09:00:00+08:00 GENDAN_TZ=480
export XDG_STATE_HOME="$dir/state" LC_ALL=C.UTF-8
unset LANGUAGE LANG LC_MESSAGES GENDAN_THEME
n=0
result() { # result STATUS WHAT
	n=$((n + 1))
	[ "$1" = 0 ] && echo "ok $n - $2" || echo "not ok $n - $2"
}
"$GENDAN" demo book.db >said 2>&1 || { cat said; exit 1; }
run() { # run OPTIONS : the keys on standard input
	"$GENDAN" --book book.db --as chenli "$@" screens --script - --dump
}

echo 1 | run --theme light >said 2>&1 && grep -q 'Customer' said
result $? 'a theme of the screens is taken at the start'

"$GENDAN" --theme purple >said 2>&1
[ $? = 2 ] && grep -q 'default, light, high-contrast, none' said
result $? 'an unknown theme is refused and the known ones are named'

"$GENDAN" --book book.db --theme light list >said 2>&1
[ $? = 2 ] && grep -q -e --theme said
result $? 'a command without screens takes no theme'

"$GENDAN" completion bash >said && grep -q -e "'') opts=.*--theme" said &&
	grep -q -e "--theme) opts='default light high-contrast none'" said
result $? 'the shell completes --theme and its words'

"$GENDAN" completion man >said && grep -q 'theme NAME' said &&
	grep -q 'default|light|high' said
result $? 'the manual page has --theme'

"$GENDAN" --help >said && grep -q -e '--theme' said
result $? 'the help has --theme'

echo F12 | run >said && echo 1 | run >said && grep -q '订单' said &&
	echo 1 | run --lang en >said && ! grep -q '订单' said &&
	echo 1 | run --as lixia >said && ! grep -q '未结订单' said
result $? 'the language chosen by F12 is that person'\''s, and --lang goes first'

echo "1..$n"
