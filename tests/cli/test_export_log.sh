#!/bin/sh
# tests/cli/test_export_log.sh - the event log by the command line.
: "${TMPDIR:?run this by tests/run.sh: the logs go there}"
GENDAN=$GENDAN_BUILD/gendan
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480 GENDAN_AS=chenli
export GENDAN_BOOK="$TMPDIR/book.db" XDG_STATE_HOME="$TMPDIR" LC_ALL=C.UTF-8
cd "$TMPDIR" || exit 1
"$GENDAN" demo "$GENDAN_BOOK" >said || { echo 'Bail out! no demo'; exit 1; }

echo 1..6
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		tail -5 said | sed 's/^/# /'
	fi
}
log() { "$GENDAN" export log "$@" >said 2>&1; }
code() { # code WANTED COMMAND ...
	want=$1
	shift
	"$@"
	[ $? = "$want" ]
}

log --ocel a.sqlite && log --ocel-json a.json && log --csv a.csv &&
	[ "$(head -c 16 a.sqlite | tr -d '\0')" = "SQLite format 3" ] &&
	grep -q '^{"eventTypes":' a.json && tail -1 a.json | grep -q '^\]}$' &&
	head -1 a.csv | grep -q '^event,time,type,order,'
ok $? 'the log is written in three forms'

cp a.csv b.csv && cp a.json b.json && LC_ALL=zh_CN.UTF-8 log --csv a.csv &&
	log --ocel-json a.json --lang zh && cmp -s a.csv b.csv &&
	cmp -s a.json b.json
ok $? 'the language of the reader changes no word of it'

want=$("$GENDAN" list state:completed --csv | tail -n +2 | wc -l)
log --csv c.csv state:completed --json && [ "$want" -gt 1 ] &&
	grep -q "\"orders\": $want," said &&
	[ "$(tail -n +2 c.csv | cut -d, -f4 | sort -u | wc -l)" = "$want" ]
ok $? 'filter words choose the orders'

log --csv c.csv --from 2026-11-01 --to 2026-11-07 &&
	! tail -n +2 c.csv | cut -d, -f2 | grep -qvE '^2026-(10-31T(1[6-9]|2)|11-0[1-7]T)'
ok $? 'a period chooses the events, by the days of the office'

code 2 log && code 2 log --ocel a --csv b && code 2 log --csv &&
	code 2 log --csv a.csv --strict-schema &&
	code 2 log --ocel a --from 2026-11-05 --to 2026-11-01
ok $? 'what is not one form, a file and a period is refused as usage'

cp "$GENDAN_BOOK" before.db && code 1 log --csv "$GENDAN_BOOK" &&
	code 1 log --ocel "$GENDAN_BOOK" && cmp -s before.db "$GENDAN_BOOK" &&
	ln -s "$GENDAN_BOOK" link && code 1 log --ocel-json link &&
	[ -z "$(find . -name '*.new*')" ]
ok $? 'the book is never written over, and nothing is left aside'
