#!/bin/sh
# tests/cli/test_process.sh - the process as it was, by the command line.
: "${TMPDIR:?run this by tests/run.sh: the book goes there}"
GENDAN=$GENDAN_BUILD/gendan
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480 GENDAN_AS=chenli
export GENDAN_BOOK="$TMPDIR/book.db" XDG_STATE_HOME="$TMPDIR" LC_ALL=C.UTF-8
cd "$TMPDIR" || exit 1
"$GENDAN" demo "$GENDAN_BOOK" >said || { echo 'Bail out! no demo'; exit 1; }

echo 1..5
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		tail -5 said | sed 's/^/# /'
	fi
}
process() { "$GENDAN" process "$@" >said 2>&1; }

process && [ "$(grep -cE '^ *[|].* [0-9]+x [0-9.]+d [|]' said)" -ge 7 ] &&
	grep -qE "[|] [0-9]+x [0-9.]+d" said && grep -q '^What stands out' said &&
	grep -q '^Ways orders went' said
ok $? 'boxes say how often and how long, lines too; then what stands out'

process --json && cp said a.json && "$GENDAN" report process --json >said &&
	sed 's/"made[^,]*,//' said >b && sed 's/"made[^,]*,//' a.json | cmp -s - b
ok $? 'as JSON it is the report'

process --json && python3 - said <<'END'
import json, sys
parts = {p["part"] if "part" in p else p["id"]: p
         for p in json.load(open(sys.argv[1]))["parts"]}
steps = parts["steps"]["rows"]
assert len(steps) == 11 and all(s["n"] <= s["entered"] + s["again"]
                                for s in steps)
ways = parts["variants"]["rows"]
assert ways and all(sorted(map(int, w["way"].split())) == list(range(1, 12))
                    for w in ways)
END
ok $? 'a step is not done more often than entered; ways are of all steps'

process state:completed && grep -q '3x' said && process --lang zh &&
	grep -q '^突出的问题' said && process --from 2026-11-01 --to 2026-11-07 &&
	head -60 said | grep -q '2026-11-01 to 2026-11-07'
ok $? 'filter words, a period and the language of the reader'

"$GENDAN" init --book empty.db --company X --code x --login eva --name Eva \
	>said 2>&1 && "$GENDAN" --book empty.db --as eva process >said 2>&1 &&
	grep -q '^What stands out' said
ok $? 'an empty book has nothing to say, and says so'
