#!/bin/sh
# tests/paper/test_queue.sh - papers to a printer: a print server of the test's
# own, with the printer of cups-pdf that puts what it prints into a file. What
# went to it, what did not, and whether the book knows.
GENDAN=${GENDAN:-$PWD/build/gendan}
export PATH="$PATH:/usr/sbin:/sbin"
ppd=/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd
[ "$(id -u)" = 0 ] || { echo '1..0 # SKIP cupsd needs root'; exit 0; }
[ -r "$ppd" ] && command -v cupsd >/dev/null && command -v lp >/dev/null ||
	{ echo '1..0 # SKIP no cupsd or no cups-pdf'; exit 0; }
dir=$(mktemp -d "${TMPDIR:-/tmp}/queue.XXXXXX") || exit 1
chmod 755 "$dir"
# A socket's path may be 107 bytes long, and the server's people must reach it.
d=$(mktemp -d /tmp/cups.XXXXXX) || exit 1
chmod 755 "$d"
# cups-pdf writes to the home of who prints and nowhere else; the numbers of
# our jobs are ones nobody has.
home=$(getent passwd root | cut -d: -f6)
first=$((7000000 + $$))
[ -d "$home/PDF" ] && had=yes || had=
export CUPS_SERVER="$d/sock" GENDAN_NOW=2026-11-20T10:00:00Z
export GENDAN_LANG=en TMPDIR="$dir" XDG_STATE_HOME="$dir/state"
n=0

stop() {
	[ -s "$d/pid" ] && kill "$(cat "$d/pid")" 2>/dev/null &&
		wait "$(cat "$d/pid")" 2>/dev/null
	rm -f "$d/pid"
}
finish() {
	stop
	umount "$d/spool" 2>/dev/null
	for i in 0 1 2 3 4 5 6 7 8 9; do
		rm -f "$home/PDF/"*-job_$((first + i)).pdf
	done
	[ -n "$had" ] || rmdir "$home/PDF" 2>/dev/null
	rm -rf "$dir" "$d"
}
trap finish EXIT
trap 'exit 1' INT TERM

result() { # result STATUS NAME
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		sed 's/^/# /' "$dir/said" 2>/dev/null | head -5
	fi
}

# ---- the print server -----------------------------------------------------------
mkdir "$d/root" "$d/run" "$d/spool" "$d/cache" "$d/log" "$dir/lp" "$dir/none"
mkdir -m 1777 "$d/tmp"
cat >"$d/cupsd.conf" <<-END
Listen $d/sock
DefaultAuthType None
WebInterface No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
END
cat >"$d/files.conf" <<-END
SystemGroup root
ServerRoot $d/root
StateDir $d/run
RequestRoot $d/spool
CacheDir $d/cache
TempDir $d/tmp
AccessLog $d/log/access
ErrorLog $d/log/error
PageLog $d/log/page
Sandboxing relaxed
END
echo "NextJobId $first" >"$d/cache/job.cache"
begin() {
	cupsd -f -c "$d/cupsd.conf" -s "$d/files.conf" >"$dir/cupsd" 2>&1 &
	echo $! >"$d/pid"
	for i in $(seq 100); do
		lpstat -r 2>/dev/null | grep -q 'is running' && return 0
		sleep 0.1
	done
	return 1
}
begin || { echo '1..0 # SKIP no print server of our own'; exit 0; }
echo 1..23

# ---- the book --------------------------------------------------------------------
export GENDAN_BOOK="$dir/book.db"
"$GENDAN" demo "$GENDAN_BOOK" >/dev/null || { echo 'Bail out! no book'; exit 1; }
# An order with a formal order form: its five copies, and who carries it.
find_order() {
	o=$("$GENDAN" --as chenli papers kind:formal_order --csv | sed -n '2s/,.*//p')
	"$GENDAN" --as chenli copies "$o" --json | python3 -c '
import json, sys
rows = [r for r in json.load(sys.stdin) if r["paper"] == "formal_order"]
copies = [r["piece"] for r in rows if r["class"] == "copy"]
clerk = next(r["holder"] for r in rows if r["class"] == "original")
if len(copies) == 5:
    print("order=%s clerk=%s first_copy=%d last_copy=%d" %
        (rows[0]["order"], clerk, copies[0], copies[4]))'
}
eval "$(find_order)"
[ -n "$order" ] || { echo 'Bail out! no order with five copies'; exit 1; }
export GENDAN_AS="$clerk"
gendan() { "$GENDAN" "$@" >"$dir/said" 2>&1; }
says() { grep -qi -e "$1" "$dir/said"; }
# How often all pieces of the paper were printed together.
printed() {
	"$GENDAN" copies "$order" --json | python3 -c '
import json, sys
print(sum(r["printed"] for r in json.load(sys.stdin)))'
}
waiting() { lpstat -o 2>/dev/null | wc -l; }
# Refused in these words, nothing in the book, nothing at the printer.
refused() { # refused WORDS NAME
	rc=$?
	[ $rc -ne 0 ] && says "$1" && [ "$(printed)" = "${3:-0}" ]
	result $? "$2"
}
print() { gendan print "$order" formal_order --printer "$@"; }

# ---- nothing is handed over -------------------------------------------------------
print
refused 'no printer is set' 'where no printer is set nothing is printed and it says how one is'
print --printer=Office
refused 'has no printer queue' 'a machine without printers says so'
lpadmin -p Office -E -v cups-pdf:/ -P "$ppd" 2>"$dir/said" &&
	"$GENDAN" --as chenli printer set Office &&
	"$GENDAN" printer state --json | grep -q '"ready"'
result $? 'the office sets a printer, and its state is ready'
print --printer=Ofice
refused 'no printer queue Ofice.*there are: Office' 'a wrong queue is refused with the names of those there are'
print '--printer=a;b'
refused 'cannot be the name' 'what cannot be the name of a queue never reaches a program'
cupsdisable -r 'out of paper' Office
print
refused 'stopped (out of paper)' 'a stopped printer is named with its reason' &&
	"$GENDAN" printer state >"$dir/said" && says 'out of paper'
cupsenable Office
cupsreject -r 'moved to the cellar' Office
print
refused 'takes no papers (moved to the cellar)' 'a printer that takes nothing is named with its reason'
cupsaccept Office
PATH=$dir/none "$GENDAN" print "$order" formal_order --printer >"$dir/said" 2>&1
refused 'lpstat.*is not installed' 'without the programs of the print server it says what to install'
stop
print
refused 'print server does not answer' 'a print server that is off is said in words'
if mount -t tmpfs -o size=16k none "$d/spool" 2>/dev/null; then
	begin
	print
	refused 'disk is full' 'a full disk of the print server is said in words'
	TMPDIR=$d/spool "$GENDAN" print "$order" formal_order --printer >"$dir/said" 2>&1
	refused 'disk is full' 'a full disk where the pages are made is said in words'
	stop
	umount "$d/spool"
else
	result 0 'a full disk of the print server is said in words # SKIP no mount here'
	result 0 'a full disk where the pages are made is said in words # SKIP no mount here'
fi
begin

# ---- a jam ------------------------------------------------------------------------
pdf_of() { # pdf_of JOB: waits for what the printer made of it
	for i in $(seq 150); do
		out=$(ls "$home/PDF/"*-job_"${1#Office-}".pdf 2>/dev/null)
		[ -n "$out" ] && ! lpstat -o | grep -q "^$1 " &&
			cp "$out" "$dir/$1.pdf" && return 0
		sleep 0.1
	done
	return 1
}
job() { sed -n 's/.* as \(Office-[0-9]*\):.*/\1/p' "$dir/said"; }
pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }
into() { # into FILE WORDS...: the same into a file, from a copy of the book
	out=$1 # so that the ledger counts printers alone; prints its pages
	shift
	rm -rf "$dir"/look*
	"$GENDAN" backup "$dir/look.db" --plain >"$dir/said" 2>&1 &&
		"$GENDAN" --book "$dir/look.db" print "$order" formal_order \
			--out "$out" "$@" >"$dir/said" 2>&1
	pages "$out"
}
want=$(into "$dir/first.pdf" --pieces "$first_copy-$last_copy")
print --pieces "$first_copy-$last_copy" && all=$(job) && pdf_of "$all" &&
	[ "$(pages "$dir/$all.pdf")" = "$want" ] && [ "$want" -ge 5 ] &&
	[ "$(printed)" = 5 ]
result $? 'five copies come out of the printer and stand in the ledger'
print --pieces "$first_copy"
refused 'was printed before' 'a second time needs a reason' 5
want=$(into "$dir/again.pdf" --pieces "$((last_copy - 1))-$last_copy" --again)
print --pieces "$((last_copy - 1))-$last_copy" --again && again=$(job) &&
	pdf_of "$again" && [ "$(pages "$dir/$again.pdf")" = "$want" ] &&
	[ "$("$GENDAN" copies "$order" --json | python3 -c '
import json, sys
p = [r["printed"] for r in json.load(sys.stdin)]
print(sum(1 for x in p if x), sum(x - 1 for x in p if x))')" = '5 2' ]
result $? 'after a jam at copy 3 of 5 copies 4-5 are printed again: 5 pieces, 2 reprints'
pdftotext "$dir/again.pdf" - | grep -q REPRINT &&
	! pdftotext "$dir/first.pdf" - | grep -q REPRINT
result $? 'what is printed again says REPRINT'

# ---- a slip comes back --------------------------------------------------------------
code=$("$GENDAN" slip "$order" formal_order | tr -d ' -' | grep -oE '[0-9]{43}' | head -1)
gendan slip "$order" formal_order --printer && slip=$(job) && pdf_of "$slip" &&
	pdftoppm -r 150 -png -gray "$dir/$slip.pdf" "$dir/slip" &&
	zbarimg -q "$dir"/slip-*.png >"$dir/said" 2>&1 &&
	grep -q "^QR-Code:$code\$" "$dir/said" &&
	grep -q "^CODE-128:$code\$" "$dir/said" && [ ${#code} = 43 ]
result $? 'QR and Code 128 of a slip are read from what came out of the printer'

# ---- what is no paper of an order -----------------------------------------------------
had=$(printed)
want=$("$GENDAN" files label all --out "$dir/labels.pdf" >"$dir/said" &&
	pages "$dir/labels.pdf")
gendan files label all --printer && labels=$(job) && pdf_of "$labels" &&
	[ "$(pages "$dir/$labels.pdf")" = "$want" ] &&
	[ "$(printed)" = "$had" ]
result $? 'labels of binders are printed and in no ledger'

# ---- chosen pages ----------------------------------------------------------------------
lpadmin -p Null -E -v file:///dev/null -m raw 2>"$dir/said"
print_null() { gendan print "$order" formal_order --printer=Null "$@"; }
print_null --pieces "$first_copy" --again --pages 9
refused 'are not pages' 'pages that are not there are not chosen' 7
print_null --again --pages 1
refused 'one piece alone' 'pages are chosen of one piece' 7
print_null --pieces "$first_copy" --again --pages 1 && says ': 1 page;' &&
	[ "$(printed)" = 8 ]
result $? 'one page of a piece is printed again'

# ---- recorded once, or said -----------------------------------------------------------
id=019ef3ec-2500-70ea-8510-c70f6daff2b3
had_jobs=$(lpstat -W all -o | wc -l)
print_null --pieces "$first_copy" --again --request $id &&
	print_null --pieces "$first_copy" --again --request $id &&
	says 'done already' && [ "$(printed)" = 9 ] &&
	[ "$(lpstat -W all -o | wc -l)" = $((had_jobs + 1)) ]
result $? 'the same request prints once'
# Ctrl-C at the worst moment: what was handed over is in the book.
cat >"$dir/lp/lp" <<-END
#!/bin/sh
'$(command -v lp)' "\$@"
kill -INT \$PPID
END
chmod +x "$dir/lp/lp"
PATH=$dir/lp:$PATH "$GENDAN" print "$order" formal_order --printer=Null \
	--pieces "$first_copy" --again >"$dir/said" 2>&1
[ $? -ne 0 ] && [ "$(printed)" = 10 ]
result $? 'somebody who breaks off while papers are handed over finds them in the book'
# While the sheets are printed the piece is lost: the book may not say printed.
real=$(command -v lp)
cat >"$dir/lp/lp" <<-END
#!/bin/sh
GENDAN_BOOK='$GENDAN_BOOK' GENDAN_NOW=$GENDAN_NOW '$GENDAN' --as '$clerk' \
	lost '$order' --piece $first_copy --reason 'fell into the sea' >/dev/null 2>'$dir/lost'
exec '$real' "\$@"
END
PATH=$dir/lp:$PATH "$GENDAN" print "$order" formal_order --printer=Null \
	--pieces "$first_copy" --again >"$dir/said" 2>&1
[ $? = 1 ] && says 'ARE AT THE PRINTER Null as job Null-[0-9]' &&
	[ "$(printed)" = 10 ] && gendan verify
result $? 'what was handed over and cannot be recorded is said with its job'
