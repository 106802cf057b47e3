#!/bin/sh
# tests/cli/test_ics.sh - calendars of a demo office, read by a parser that is
# not ours, here and far away; what moves, what leaves; a folder of feeds.
: "${TMPDIR:?run this by tests/run.sh: the calendars go there}"
GENDAN=$GENDAN_BUILD/gendan
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480 GENDAN_AS=chenli
export GENDAN_BOOK="$TMPDIR/book.db" XDG_STATE_HOME="$TMPDIR" LC_ALL=C.UTF-8
check=$PWD/tests/tools/ics_check.py
for python in /usr/bin/python3 python3; do # another one may stand before it
	"$python" -c 'import icalendar' 2>/dev/null && break
	python=
done
[ -n "$python" ] || { echo '1..0 # SKIP no python3-icalendar'; exit 0; }
cd "$TMPDIR" || exit 1
"$GENDAN" demo "$GENDAN_BOOK" >said || { echo 'Bail out! no demo'; exit 1; }

echo 1..20
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		tail -5 said | sed 's/^/# /'
	fi
}
ics() { "$GENDAN" ics "$@" >said 2>&1; }
look() { "$python" "$check" "$@" >said 2>&1; }
says() { # says FILE EVENT NAME VALUE
	look say "$1" "$2" "$3" && [ "$(cat said)" = "$4" ]
}
at() { export GENDAN_NOW="2026-11-23T$1:00+08:00"; }

# ---- what is in it -----------------------------------------------------------
"$GENDAN" due owner:chenli --days 4000 --json >due.json && ics --out me.ics &&
	look days me.ics due.json && [ "$(sed -n 's/ dates//p' said)" -gt 20 ]
ok $? 'every open date of the person is there on its day, and nothing else'

bad=0
for zone in America/Los_Angeles Asia/Shanghai Pacific/Auckland \
	Pacific/Kiritimati Pacific/Pago_Pago; do
	TZ=$zone look days me.ics due.json || bad=1
done
ok $bad 'in Los Angeles, Shanghai, Auckland and at both ends of the world too'

"$GENDAN" ics >out.ics && cmp -s out.ics me.ics &&
	"$GENDAN" ics --person 陈丽 --out - >out.ics && cmp -s out.ics me.ics
ok $? 'to the output, by the name of the person, it is the same calendar'

bad=0
for desk in clerk finance shipping qc; do
	"$GENDAN" due "desk:$desk" --days 4000 --json >desk.json &&
		ics --desk "$desk" --out desk.ics || bad=1
	[ "$(cat desk.json)" = '[]' ] && continue
	look days desk.ics desk.json || bad=1
done
ok $bad 'a desk has the dates of its roles'

mkdir one
for o in $("$GENDAN" list state:active --csv | sed '1d;s/,.*//'); do
	ics --order "$o" --out "one/$o.ics"
done
look count one/*.ics &&
	order=$(sed -n 's|^[1-9][0-9]* one/\(.*\)\.ics$|\1|p' said | tail -1) &&
	"$GENDAN" due "$order" --days 4000 --json >order.json &&
	look days "one/$order.ics" order.json
ok $? 'an order has its own dates, whoever answers for them'

"$GENDAN" due owner:chenli --days 30 --json >due30.json &&
	ics --days 30 --out me30.ics && look days me30.ics due30.json &&
	! cmp -s due.json due30.json
ok $? '--days leaves out what is later'

! ics --person chenli --desk qc && grep -q 'whose calendar' said &&
	! ics --all x --out y && ! ics --person nobody && ! ics --desk nowhere &&
	! ics --order EX-0 && ! ics --out no/such/me.ics &&
	grep -q 'no/such: ' said && [ ! -e x ] && [ ! -e y ]
ok $? 'two readers, nobody, no folder: refused, and nothing is written'

# ---- texts -------------------------------------------------------------------
due=$("$GENDAN" due owner:chenli duty:loaded --days 4000 --csv | sed -n 2p)
day=$(echo "$due" | cut -d, -f1)
order=$(echo "$due" | cut -d, -f3)
it="-loaded-1-.* $order "
customer=$("$GENDAN" show "$order" --json | "$python" -c '
import json, sys
print(json.load(sys.stdin)["customer"])')
long='宁波市鄞州区东钱湖镇五金制品进出口有限公司第二分公司，"甲;乙", a\b; c,d 乙部'
why='买方来电；say "a,b;c\d"
第二行，很长的一行：宁波远洋进出口宁波远洋进出口宁波远洋进出口宁波远洋进出口 end'
at 14:10
later=$(date -u -d "$day + 9 days" +%F)
"$GENDAN" customer set "$customer" name="$long" name_en="$long" >said 2>&1 &&
	"$GENDAN" move "$order" loaded "$later" --reason "$why" >said 2>&1 &&
	ics --out moved.ics &&
	says moved.ics "$it" SUMMARY "$order $long: Loaded on board" &&
	look say moved.ics "$it" DESCRIPTION && "$python" -c '
import sys
sys.exit(sys.argv[1] not in open("said", encoding="utf-8").read())' "$why"
ok $? 'commas, semicolons, line breaks and long Chinese come back exactly'

"$GENDAN" --lang zh ics --out zh.ics >said 2>&1 &&
	says zh.ics "$it" SUMMARY "$order $long: 装船"
ok $? 'in Chinese it says the Chinese name'

# ---- what moves and leaves ---------------------------------------------------
look say me.ics "$it" UID && uid=$(cat said)
says me.ics "$it" DTSTART "$day" && says me.ics "$it" SEQUENCE 0 &&
	says moved.ics "$it" DTSTART "$later" &&
	says moved.ics "$it" SEQUENCE 1 && says moved.ics "$it" UID "$uid"
ok $? 'a date that moved keeps its UID and raises its SEQUENCE'

look say me.ics "$it" LAST-MODIFIED && was=$(cat said)
look say moved.ics "$it" LAST-MODIFIED && now=$(cat said)
[ "$now" = '2026-11-23 06:10:00+00:00' ] && [ "$now" != "$was" ] &&
	says moved.ics "$it" DTSTAMP "$now"
ok $? 'it says when it was last changed'

at 14:20
"$GENDAN" undo "$order" >said 2>&1 && ics --out back.ics &&
	says back.ics "$it" DTSTART "$day" && says back.ics "$it" SEQUENCE 2
ok $? 'taken back it moves once more'

at 14:30
orders_with() { # orders_with DUTY
	"$GENDAN" due owner:chenli "duty:$1" --days 4000 --csv | sed '1d' | cut -d, -f3
}
for met in $(orders_with booking); do # the first that is ready for it
	look say back.ics "-booking-.* $met " UID && uid=$(cat said) &&
		"$GENDAN" do "$met" booking forwarder=Sinotrans >said 2>&1 && break
	uid=
done
[ -n "$uid" ] && ics --out done.ics && ! look say done.ics "$uid" UID &&
	grep -q '0 events' said
ok $? 'a date that was met leaves the calendar'

other=$(orders_with loaded | head -1)
"$GENDAN" cancel "$other" lost --reason why >said 2>&1 &&
	ics --out gone.ics && look count gone.ics && ! grep -q "$other" gone.ics &&
	ics --order "$other" --out gone.ics && look count gone.ics &&
	[ "$(cat said)" = '0 gone.ics' ]
ok $? 'a cancelled order has no dates, and its calendar is a good one still'

# ---- a folder ----------------------------------------------------------------
ics --all feeds && ls feeds >names && [ "$(stat -c %a feeds)" = 711 ] &&
	[ "$(stat -c %a feeds/* | sort -u)" = 644 ] &&
	[ "$(grep -c -E '^(person|desk)-[a-z_]+-[0-9a-f]{32}\.ics$' names)" = "$(wc -l <names)" ] &&
	[ "$(sed 's/.*-//' names | sort -u | wc -l)" = "$(wc -l <names)" ] &&
	grep -q person-chenli- names && grep -q desk-finance- names &&
	! grep -q desk-customer- names && [ -z "$(ls -A feeds | grep '^\.')" ]
ok $? 'a file for each person and desk, under names nobody guesses'

"$GENDAN" due owner:chenli --days 4000 --json >due.json &&
	look days feeds/person-chenli-*.ics due.json && look count feeds/*
ok $? 'they say what the calendars of each say'

stat -c '%n %i %Y' feeds/* >before && sleep 1.1 && ics --all feeds &&
	stat -c '%n %i %Y' feeds/* | cmp -s - before
ok $? 'what says the same stays untouched'

# Of the next order that loads: whoever has a date of it, and nobody else.
due=$("$GENDAN" due owner:chenli duty:loaded --days 4000 --csv | sed -n 2p)
order=$(echo "$due" | cut -d, -f3)
at 15:00
grep -l " $order\|:$order" feeds/* >of_it
"$GENDAN" move "$order" loaded 2027-03-01 --reason why >said 2>&1 &&
	ics --all feeds && ls feeds | cmp -s - names
bad=$?
grep -l " $order\|:$order" feeds/* >>of_it
stat -c '%n %i %Y' feeds/* | diff - before | sed -n 's/^< \([^ ]*\) .*/\1/p' >new
sort -u of_it | cmp -s - new && [ -s new ] || bad=1
ok $bad 'a date that moved changes the files it is in, under their old names'

old=$(ls feeds | grep person-lixia-)
rm "feeds/$old" && ics --all feeds && new=$(ls feeds | grep person-lixia-) &&
	[ -n "$new" ] && [ "$new" != "$old" ]
ok $? 'who deletes a file gives it another name'

echo kept >feeds/index.html
cp "feeds/$new" feeds/person-lixia-00000000000000000000000000000000.ics
"$GENDAN" user close wumin >said 2>&1 && ics --all feeds &&
	! ls feeds | grep -q person-wumin && [ "$(cat feeds/index.html)" = kept ] &&
	[ "$(ls feeds | grep -c person-lixia-)" = 1 ] &&
	[ -z "$(ls -A feeds | grep '^\.')" ] && flock feeds true &&
	! flock feeds "$GENDAN" ics --all feeds >said 2>&1 &&
	grep -q 'another gendan' said
ok $? 'who left has no file; a second one goes; others stay; one writes at a time'
