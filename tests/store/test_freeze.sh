#!/bin/sh
# tests/store/test_freeze.sh - the book a release leaves in tests/books can still
# be made, and is the same to the byte wherever and whenever it is made.
: "${TMPDIR:?run this by tests/run.sh: the books go there}"
FREEZE=$GENDAN_BUILD/tests/tools/freeze
GENDAN=$GENDAN_BUILD/gendan

echo 1..2
bad=0
for n in 1 2; do
	XDG_STATE_HOME="$TMPDIR/state$n" "$FREEZE" "$TMPDIR/book$n.db" \
		"$TMPDIR/frozen$n.db" >"$TMPDIR/said$n" 2>&1 || {
		tail -5 "$TMPDIR/said$n" | sed 's/^/# /'
		bad=1
	}
	sleep 0.1
done
cmp "$TMPDIR/frozen1.db" "$TMPDIR/frozen2.db" || bad=1
[ $bad = 0 ] || printf 'not '
echo 'ok 1 - the frozen book is the same each time it is made'

bad=0
XDG_STATE_HOME="$TMPDIR/state3" "$GENDAN" --book "$TMPDIR/frozen1.db" \
	--as chenli verify >"$TMPDIR/said" 2>&1 || bad=1
[ $bad = 0 ] || printf 'not '
echo 'ok 2 - and it verifies'
