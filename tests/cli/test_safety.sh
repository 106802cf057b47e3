#!/bin/sh
# tests/cli/test_safety.sh - the office's safety by hand: backup, a lost
# machine, the folder of cron, leaving gendan.
GENDAN=${GENDAN:-build/gendan}
case $GENDAN in /*) ;; *) GENDAN=$PWD/$GENDAN ;; esac
read_export=$PWD/tests/tools/read_export.py
dir=$(mktemp -d "${TMPDIR:-/tmp}/safety.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480 GENDAN_AS=chenli
export XDG_STATE_HOME="$dir/state" GENDAN_BOOK="$dir/book.db" LC_ALL=C.UTF-8
mkdir "$dir/state" "$dir/usb" && cd "$dir" || exit 1
"$GENDAN" demo book.db >/dev/null || { echo 'Bail out! no demo'; exit 1; }
echo 'a scan' >scan.txt
"$GENDAN" attach EX-2611-001 scan.txt >/dev/null ||
	"$GENDAN" attach "$("$GENDAN" list --csv | sed -n '2s/,.*//p')" \
		scan.txt >/dev/null

echo 1..18
n=0
ok() { # ok CODE NAME
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		sed 's/^/# /' said err 2>/dev/null
	fi
}
run() { # run CODE WORDS...: gendan answers with this exit code
	want=$1
	shift
	"$GENDAN" "$@" >said 2>err
	rc=$?
	[ $rc = "$want" ]
}
says() { grep -q -e "$1" said err; }
quiet() { # nothing half made lies about
	[ -z "$(find . -name '*.new-*' -o -name '*.coming-*' \
		-o -name '*.seal-*' -o -name '*.opened-*' -o -name '*.copy-*')" ]
}

run 0 backup usb/one && says 'sealed and checked' && quiet &&
	[ "$(wc -l <state/gendan/backup.key)" = 2 ] &&
	grep -q "$(tail -1 state/gendan/backup.key)" said
ok $? 'the first backup makes a key and prints it'
anchor=$(awk '/^head / { print $2 }' said)
tail -1 state/gendan/backup.key | tr -d ' -' | tr A-Z a-z >typed

run 0 backup usb/two && ! says 'recovery key'
ok $? 'later ones say nothing of the key'

! grep -q -a -e SQLite -e chenli -e 'a scan' usb/one
ok $? 'a sealed backup tells nothing'

# the machine is gone: another one has the stick and the paper
(
	XDG_STATE_HOME="$dir/other" && export XDG_STATE_HOME
	mkdir other
	run 3 restore usb/one --to home.db && says 'no key file' && quiet &&
		[ ! -e home.db ] &&
		run 0 restore usb/one --to home.db --key typed &&
		says "$anchor" && quiet && run 0 --book home.db verify &&
		says "$anchor"
)
ok $? 'stick and paper bring the book back elsewhere, to the same head'

run 0 restore usb/one --to second.db --key - <typed && rm -rf second.db*
ok $? 'the key can be typed on the standard input'

sed 's/^\(.\{19\}\)X/\1Y/; t; s/./X/20' typed >wrong
run 2 restore usb/one --to x.db --key wrong && says 'group 3' && [ ! -e x.db ]
ok $? 'a slip in the typed key is named by its group'

run 1 restore usb/one --to home.db && says 'already' && quiet
ok $? 'restore --to never takes the place of anything'

head -c 200000 usb/two >cut
run 5 restore cut --to x.db && says 'ends too early' && quiet &&
	[ ! -e x.db ] && [ ! -e x.db.files ]
ok $? 'a backup cut short is refused and leaves nothing'

(
	trap '' XFSZ
	ulimit -f 500 # blocks: less than a book
	run 6 restore usb/one --to x.db
) && quiet && [ ! -e x.db ] && [ ! -e x.db.files ]
ok $? 'a place that cannot hold the book gets none of it'

run 0 backup plain.db --plain && says 'checked' &&
	head -c 15 plain.db | grep -q 'SQLite format 3' &&
	[ -d plain.db.files ] && [ ! -e plain.db-wal ] &&
	run 0 restore plain.db --to p2.db && run 0 --book p2.db verify && quiet
ok $? 'a plain backup is one book file and its attached files'

# as an older gendan left it: its rows are made anew, its files are taken along
cp plain.db older.db && cp -r plain.db.files older.db.files && python3 - <<'END' &&
import sqlite3
book = sqlite3.connect("older.db")
book.execute("UPDATE ledger SET projection = projection - 1")
book.commit()
END
	run 0 restore older.db --to p3.db && [ -d p3.db.files ] &&
	diff -r plain.db.files p3.db.files && run 0 --book p3.db verify && quiet
ok $? 'a backup of an older release brings its attached files too'

run 0 restore usb/one && says 'kept as' && run 0 verify && says "$anchor"
ok $? 'a sealed backup can take the place of the book, which is kept'

mkdir many
rc=0
for day in 2026-11-23 2026-11-24 2026-11-28; do
	GENDAN_NOW=${day}T23:00:00+08:00 run 0 backup --rotate many || rc=1
done
[ $rc = 0 ] && says '3 days have no backup, after 2026-11-24' &&
	[ "$(ls many | tr '\n' ' ')" = "book-2026-11-23.backup \
book-2026-11-24.backup book-2026-11-28.backup " ]
ok $? 'the folder of cron says which days have no backup'

(
	trap '' XFSZ
	ulimit -f 500
	GENDAN_NOW=2026-11-29T23:00:00+08:00 run 6 backup --rotate many
) && [ "$(ls many | wc -l)" = 3 ] && quiet
ok $? 'without room for the new one the old ones stay'

run 3 backup --rotate nowhere && says 'no folder' && run 2 backup &&
	run 2 backup x --rotate many && run 2 backup --rotate many --plain
ok $? 'what makes no sense is refused'

run 0 export all out && quiet && python3 "$read_export" out >said 2>err &&
	says "$(echo "$anchor" | cut -d: -f1)" && says ' 1 files,' &&
	[ -s out/README.md ] && [ -s out/README.zh.md ]
ok $? 'a script that knows only the export recomputes chain, rows and copies'

# a revision more in one command; one piece in another state
cp -r out forged && sed -i '40s/"order_rev":/"order_rev":1/' \
	forged/journal.jsonl
python3 "$read_export" forged >said 2>err
[ $? = 1 ] && says 'command 40 does not fit' && cp -r out f2 &&
	sed -i '5s/,[0-9]*\(.\)$/,7\1/' f2/piece.csv
python3 "$read_export" f2 >said 2>err
[ $? = 1 ] && says 'piece.csv'
ok $? 'and notices a changed command and a changed piece'

run 1 export all out && run 2 export some x && quiet
ok $? 'an export goes over nothing'
