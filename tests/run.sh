#!/bin/sh
# tests/run.sh PROGRAM... - run tests that speak TAP, sum up, be honest.
#
# A program that dies, a plan not fulfilled and a program without a test count
# as failures.  Last line: "N passed, M failed"; exit 1 if M > 0 or N = 0.
# $BUILD: where the programs are; $JOBS: how many at once; a script with a line
# "# alone" runs when nothing else does.  Each test gets an empty $TMPDIR (also
# its home), no standard input, $GENDAN (the program), $GENDAN_BUILD.
set -u
BUILD=${BUILD:-build}
JOBS=${JOBS:-2}
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
TAP=$BUILD/tap

# Reads TAP on standard input; wants name, rc, seconds, sum.
judge() {
	awk -v name="$1" -v rc="$2" -v secs="$3" -v sum="$4" '
	function tell(line) { text = text line "\n" }
	/^[ \t]*1\.\.[0-9]+/ {
		sub(/^[ \t]*1\.\./, ""); plan += $1 + 0; planned = 1; next
	}
	/^[ \t]*(not )?ok/ {
		bad = ($0 ~ /^[ \t]*not ok/)
		seen++
		if ($0 ~ /# *SKIP/) { skipped++; bad = 0 }
		else if (bad) { failed++; tell("FAILED " name ": " $0) }
		else passed++
		loud = bad
		next
	}
	{ if (loud) tell("    " $0); tail[NR % 30] = $0 }
	END {
		odd = 0
		if (!planned && seen == 0) { odd = 1; why = "ran no test" }
		if (plan > seen) { odd = plan - seen; why = odd " planned tests never ran" }
		if (planned && plan < seen) { odd = 1; why = "more tests than planned" }
		if (rc >= 124 && odd == 0) odd = 1
		if (rc != 0 && failed == 0 && odd == 0) odd = 1
		if (odd > 0) {
			if (why == "") why = "ended badly"
			if (rc == 124 || rc == 137) why = why " (killed or out of time)"
			tell("FAILED " name ": " why " (exit " rc ")")
			for (i = NR - 29; i <= NR; i++)
				if (i > 0 && tail[i % 30] != "") tell("    " tail[i % 30])
		}
		failed += odd
		printf "%s %-46s %4d passed%s%s  %.1f s\n",
		    failed ? "FAIL" : "ok  ", name, passed,
		    failed ? ", " failed " failed" : "",
		    skipped ? ", " skipped " skipped" : "", secs
		printf "%s", text
		print passed + 0, failed + 0, skipped + 0 > sum
	}'
}

if [ "${1:-}" = --one ]; then
	test=$2
	case $test in "$BUILD"/*) name=${test#"$BUILD"/} ;; *) name=$test ;; esac
	name=${name#"${BUILD#"$PWD"/}"/}
	flat=t$(echo "/${name#/}" | tr / .)
	TMPDIR=$(mktemp -d /tmp/gendan-test.XXXXXX) || exit 1
	export TMPDIR HOME="$TMPDIR" XDG_DATA_HOME="$TMPDIR" LC_ALL=C.UTF-8 \
		GENDAN="$BUILD/gendan" GENDAN_BUILD="$BUILD" GENDAN_TZ=480 \
		CMOCKA_MESSAGE_OUTPUT=TAP
	unset GENDAN_BOOK GENDAN_NOW GENDAN_LANG
	limit=400
	[ -n "${GENDAN_SOAK:-}" ] && limit=5400
	case $test in *.sh) run="sh $test" ;; /*) run=$test ;; *) run=./$test ;; esac
	began=$(date +%s.%N)
	# shellcheck disable=SC2086
	timeout -k 5 $limit $run >"$TAP/$flat.out" 2>&1 </dev/null
	rc=$?
	secs=$(echo "$(date +%s.%N) $began" | awk '{ print $1 - $2 }')
	judge "$name" $rc "$secs" "$TAP/$flat.sum" <"$TAP/$flat.out" \
		>"$TAP/$flat.txt"
	head -n 1 "$TAP/$flat.txt"
	chmod -R u+rwx "$TMPDIR" 2>/dev/null
	rm -rf "$TMPDIR"
	exit 0
fi

rm -rf "$TAP"
mkdir -p "$TAP"
export BUILD JOBS
together= alone=
for t in "$@"; do
	case $t in
	*.sh) grep -qx '# alone' "$t" && { alone="$alone $t"; continue; } ;;
	esac
	together="$together $t"
done
# shellcheck disable=SC2086
[ -n "$together" ] && printf '%s\n' $together |
	xargs -P "$JOBS" -n 1 sh "$0" --one
for t in $alone; do sh "$0" --one "$t"; done

# What failed is said again at the end, where people look.
cat "$TAP"/*.txt 2>/dev/null | awk '/^FAILED/ || (/^    / && show) \
	{ print; show = 1; next } { show = 0 }' >"$TAP/failures"
if [ -s "$TAP/failures" ]; then
	echo
	cat "$TAP/failures"
fi
cat "$TAP"/*.sum 2>/dev/null | awk -v programs=$# '
	{ p += $1; f += $2; s += $3; n++ }
	END {
		f += programs - n
		if (s > 0) printf "%d passed, %d failed, %d skipped\n", p, f, s
		else printf "%d passed, %d failed\n", p, f
		exit f > 0 || p == 0
	}'
