#!/bin/sh
# tests/tui/test_print.sh - printing from the screens: what is typed, what lp
# is given, what the book says then.  lp and lpstat are small stand-ins; with
# a real print server: tests/paper/test_queue.sh.
GENDAN=${GENDAN:-$PWD/build/gendan}
dir=$(mktemp -d "${TMPDIR:-/tmp}/print.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480 GENDAN_LANG=en
export XDG_STATE_HOME="$dir/state" GENDAN_BOOK="$dir/book.db"
export GENDAN_AS=chenli PATH="$dir/bin:$PATH"
order=EX-2610-007
n=0

mkdir "$dir/bin"
cat >"$dir/bin/lpstat" <<'END'
#!/bin/sh
case $1 in
-r) echo scheduler is running ;;
-e) echo HP; echo Needle ;;
-p)
	case $2 in
	Needle) printf 'printer Needle disabled since x -\n\tout of paper\n' ;;
	*) echo "printer $2 is idle.  enabled since" ;;
	esac
	echo "$2 accepting requests since"
	;;
esac
END
cat >"$dir/bin/lp" <<END
#!/bin/sh
[ -e '$dir/jam' ] && { echo 'lp: paper is out' >&2; exit 1; }
for a; do echo "\$a"; done >'$dir/args'
cat >'$dir/got'
echo 'request id is HP-12 (0 file(s))'
END
chmod 755 "$dir/bin/lp" "$dir/bin/lpstat"
"$GENDAN" demo "$GENDAN_BOOK" >/dev/null ||
	{ echo 'Bail out! no demo book'; exit 1; }

keys() { # keys SCRIPT [OPTION...]: the last screen to $dir/seen
	rm -rf "$dir/state" "$dir/got" "$dir/args"
	script=$1
	shift
	printf '%s\n' "$script" | "$GENDAN" screens --script - --dump "$@" \
		>"$dir/seen" 2>&1
}
shows() {
	for text; do
		grep -qF -- "$text" "$dir/seen" && continue
		echo "# not on the screen: $text"
		sed 's/^/# /' "$dir/seen"
		return 1
	done
}
printed() { # printed PIECE: how often, as the book has it
	"$GENDAN" copies "$order" --json | tr '{' '\n' |
		grep "\"piece\": *$1[,}]" | sed 's/.*"printed": *\([0-9]*\).*/\1/'
}
result() { # result STATUS NAME
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi
}
what="F3 \"$order\" Enter Enter Tab F9"

echo 1..24

keys "$what \"process sheet: all\" Enter F9"
shows 'No printer is set for this; F4 chooses one' 'Printer: none is set' &&
	[ ! -e "$dir/got" ]
result $? 'without a printer nothing goes out and F4 is named'

keys "$what \"process sheet: all\" Enter F4 \"Needle\" Enter Ctrl-S F9"
shows 'the printer Needle is stopped (out of paper)' '(cannot print now)' &&
	[ ! -e "$dir/got" ] && [ "$(printed 7)" = 0 ]
result $? 'a stopped printer is said, the sheet stays, the book has nothing'

"$GENDAN" printer set HP >/dev/null
touch "$dir/jam"
keys "$what \"process sheet: all\" Enter F9"
shows 'paper is out' 'Printer: HP (ready)' && [ "$(printed 7)" = 0 ]
result $? 'what the printer refuses is said and not recorded'
rm "$dir/jam"

keys "$what \"process sheet: all\" Enter"
shows 'Pieces to print: 7' 'PROCESS SHEET' '宁波海达'
result $? 'the sheet is shown before it is printed'

keys "$what \"process sheet: all\" Enter F9"
shows "gendan > $order" 'handed to HP as HP-12' && [ "$(printed 7)" = 1 ] &&
	[ "$(printed 13)" = 1 ] && [ "$(head -c 5 "$dir/got")" = %PDF- ] &&
	grep -qx HP "$dir/args"
result $? 'F9 prints all pieces, says the job, and the book has each of them'

keys "$what \"process sheet: all\" Enter F9"
shows 'Print again' 'was printed before' 'Why again' && [ ! -e "$dir/got" ]
result $? 'a second printing asks why'

keys "$what \"process sheet: all\" Enter F9 Ctrl-S"
shows 'put right' && [ ! -e "$dir/got" ] && [ "$(printed 7)" = 1 ]
result $? 'without an answer nothing is printed again'

keys "$what \"process sheet: all\" Enter F4 Down Down Down \"10-11\" Ctrl-S"
shows 'Pieces to print: 2; printed before, these say REPRINT: 2' &&
	keys "$what \"process sheet: all\" Enter F4 Down Down Down \"10-11\" Ctrl-S F9 Right Ctrl-S" &&
	shows '2 reprints' && [ "$(printed 9)" = 1 ] && [ "$(printed 10)" = 2 ] &&
	[ "$(printed 11)" = 2 ]
result $? 'after a jam the pieces that are missing are printed, as reprints'

keys "$what \"process sheet: all\" Enter F4 Down Right Right Ctrl-S"
shows 'HP (ready)   A4   English' 'PROCESS SHEET' && ! grep -q 工艺 "$dir/seen"
result $? 'the language of the sheet is chosen'

keys "$what \"process sheet: routing\" Enter F9" &&
	shows 'handed to HP as HP-12' &&
	keys "$what \"whole step: prelim\" Enter F9" &&
	shows 'handed to HP as HP-12' &&
	"$GENDAN" log "$order" | grep -q 'slip of revision 1 printed'
result $? 'slips of a paper and of a step are printed'

keys "F3 \"$order\" Enter Enter Tab F5 \"process\" Enter F9"
shows 'gendan > Print > Slip: Process sheet' 'Barcode: yes' \
	'Left empty on purpose: '
result $? 'from the copies of a paper its slip is shown'

keys "$what \"process sheet: routing\" Enter F4 \"Needle\" Enter Ctrl-S"
printf '%s\n' "$what \"process sheet: routing\" Enter F4 dump Esc" |
	"$GENDAN" screens --script - --dump >"$dir/seen" 2>&1
shows 'Printer: HP (ready)'
result $? 'a printer chosen last that cannot print now gives way'

cat >"$dir/bin/lpstat.new" <<'END'
#!/bin/sh
case $1 in
-r) echo scheduler is running ;;
-e) echo HP; echo Needle ;;
-p) echo "printer $2 is idle.  enabled since"
	echo "$2 accepting requests since" ;;
esac
END
mv "$dir/bin/lpstat" "$dir/bin/lpstat.old"
mv "$dir/bin/lpstat.new" "$dir/bin/lpstat"
chmod 755 "$dir/bin/lpstat"
printf '%s\n' "$what \"process sheet: routing\" Enter" |
	"$GENDAN" screens --script - --dump >"$dir/seen" 2>&1
shows 'Printer: Needle (ready)' &&
	printf '%s\n' "$what \"process sheet: all\" Enter" |
		"$GENDAN" screens --script - --dump >"$dir/seen" 2>&1 &&
	shows 'Printer: HP (ready)' &&
	printf '%s\n' "$what \"process sheet: routing\" Enter" |
		GENDAN_AS=linguo "$GENDAN" screens --script - --dump \
			>"$dir/seen" 2>&1 &&
	shows 'gendan > Print > Slip' && ! grep -q Needle "$dir/seen"
result $? 'the printer chosen last for slips is used again, by that person'
mv "$dir/bin/lpstat.old" "$dir/bin/lpstat"

keys "5 F9 Enter"
shows 'gendan > Print > ' 'is carried by others'
result $? 'from papers out the piece is shown, and that others carry its order'

for at in Ctrl-T Ctrl-O; do
	keys "F3 \"$order\" Enter Enter Tab $at F9" && shows "Print: $order" || break
done
result $? 'from the lines and the history the papers of the order are listed'

"$GENDAN" make "$order" contract >/dev/null 2>&1
keys "$what \"contract: the draft\" Enter F9"
shows 'handed to HP as HP-12' &&
	"$GENDAN" log "$order" | grep -q 'Contract: draft of revision 1 printed'
result $? 'a draft is printed, to be read before it is signed'

keys "$what \"sample request: all\" Enter Ctrl-S Ctrl-U \"$dir/x.pdf\" Enter Enter"
shows "written to " && [ "$(head -c 5 "$dir/x.pdf")" = %PDF- ] &&
	[ "$(printed 2)" = 1 ] && [ "$(printed 3)" = 1 ] && [ ! -e "$dir/got" ]
result $? 'Ctrl-S writes a file, and its pieces stand in the ledger'

keys "$what \"sample request: all\" Enter Ctrl-S Ctrl-U \"$dir/y.pdf\" Ctrl-S"
shows 'put right' && [ ! -e "$dir/y.pdf" ] && keys \
	"$what \"sample request: all\" Enter Ctrl-S Ctrl-U \"$dir/y.pdf\" Down Right Ctrl-S" &&
	shows 'written to' && [ -s "$dir/y.pdf" ] && [ "$(printed 2)" = 2 ]
result $? 'a second file of the same pieces asks why'

: >"$dir/z.pdf"
keys "$what \"sample request: routing\" Enter Ctrl-S Ctrl-U \"$dir/z.pdf\" Enter Enter"
shows 'Print to a PDF file' "$dir/z.pdf" && [ ! -s "$dir/z.pdf" ]
result $? 'what is there already is not overwritten'

keys "$what" --fixed
shows 'Nothing is printed over this connection' "gendan print $order" &&
	! grep -q 'Print: ' "$dir/seen"
result $? 'behind ssh it is said at once that nothing prints there'

echo text >"$dir/letter.txt"
keys "F3 \"$order\" Enter Enter F2 \"attach a file\" Enter \"$dir/letter.txt\" Enter Enter"
shows 'letter.txt' && "$GENDAN" files "$order" | grep -q letter.txt
result $? 'a file is attached from the actions of an order'

# ---- many orders at once

: >"$dir/all"
cat >"$dir/bin/lp" <<END
#!/bin/sh
[ -e '$dir/jam' ] && { echo 'lp: paper is out' >&2; exit 1; }
echo "\$*" >>'$dir/all'
cat >/dev/null
echo 'request id is HP-12 (0 file(s))'
END
keys "1 F3 \"EX-2611-00\" Tab * F9 dump"
shows 'Print of all marked orders' '9 print jobs of 5 orders' \
	'papers not printed yet (5)' 'HP: is ready'
result $? 'what is to be printed of all marked orders is counted before'

: >"$dir/jam"
keys "1 F3 \"EX-2611-003\" Tab Space F9 Right ctrl-s"
shows 'What failed: Print papers' '0 done,' 'paper is out'
result $? 'what the printer refused is told, order by order'
rm "$dir/jam"

keys "1 F3 \"EX-2611-00\" Tab * F9 Right Right ctrl-s"
shows '4 done, 5 not.' 'is carried by othe' &&
	[ "$(wc -l <"$dir/all")" = 4 ] && ! grep -qv -- HP "$dir/all"
result $? 'papers and slips of all marked orders go to the printer chosen'
