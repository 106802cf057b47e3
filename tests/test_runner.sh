#!/bin/sh
# tests/test_runner.sh - the runner itself cannot be fooled.
# quick
echo 1..9
n=0
# run NAME LAST-LINE EXIT TEXT-OF-A-TEST
try() {
	n=$((n + 1))
	name=$1 want=$2 code=$3
	mkdir -p "$TMPDIR/b"
	printf '%s\n' "$4" >"$TMPDIR/inner.sh"
	(BUILD="$TMPDIR/b" JOBS=1 sh tests/run.sh "$TMPDIR/inner.sh") \
		>"$TMPDIR/said" 2>&1
	got=$?
	if [ "$(tail -n 1 "$TMPDIR/said")" = "$want" ] && [ $got = "$code" ]; then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		sed 's/^/# /' "$TMPDIR/said"
	fi
}
try 'what passes is counted' '2 passed, 0 failed' 0 \
	'echo 1..2; echo ok 1 a; echo ok 2 b'
try 'what fails is counted' '1 passed, 1 failed' 1 \
	'echo 1..2; echo ok 1 a; echo not ok 2 b; echo why'
try 'tests that never ran count as failed' '1 passed, 3 failed' 1 \
	'echo 1..4; echo ok 1 a'
try 'a program that is killed counts as failed' '1 passed, 1 failed' 1 \
	'echo 1..1; echo ok 1 a; kill -SEGV $$'
try 'a program that exits badly counts as failed' '1 passed, 1 failed' 1 \
	'echo 1..1; echo ok 1 a; exit 3'
try 'a program without a test counts as failed' '0 passed, 1 failed' 1 'echo hi'
try 'more tests than planned count as failed' '2 passed, 1 failed' 1 \
	'echo 1..1; echo ok 1 a; echo ok 2 b'
try 'what is skipped is told' '1 passed, 0 failed, 1 skipped' 0 \
	'echo 1..2; echo ok 1 a; echo "ok 2 b # SKIP no terminal"'
try 'the office of the one who tests is out of reach' '1 passed, 0 failed' 0 \
	'echo 1..1; [ -z "${GENDAN_BOOK-}" ] && [ "$HOME" = "$TMPDIR" ] && echo ok 1 a'
