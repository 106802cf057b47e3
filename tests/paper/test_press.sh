#!/bin/sh
# tests/paper/test_press.sh - the PDF itself: read by poppler and zbar, looked
# at dot by dot.
: "${TMPDIR:?run this by tests/run.sh: the papers go there}"
PRESS=$GENDAN_BUILD/gendan-paper
JOB=$GENDAN_BUILD/tests/tools/paper_job
CODE=1100021569338072094113370128440015226739488
# Only the fonts gendan asks for, whatever else is installed.
FONTCONFIG_FILE=$PWD/tests/paper/fonts.conf
export FONTCONFIG_FILE
check() { python3 tests/tools/paper_check.py "$@"; }
echo 1..19
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		tail -5 "$TMPDIR/said" 2>/dev/null
	fi
}
: >"$TMPDIR/said"
exec 3>>"$TMPDIR/said"
media='a4 a5 a5x2 241x140'

# make NAME MEDIUM LANG: $TMPDIR/NAME-MEDIUM-LANG.json and .pdf
make() {
	f=$TMPDIR/$1-$2-$3
	[ -f "$f.pdf" ] && return 0
	"$JOB" "$1" "$2" "$3" >"$f.json" &&
		"$PRESS" --out "$f.pdf" <"$f.json" >"$f.said" 2>&3
}

bad=0 pairs=
for name in slip form hard long; do
	for m in $media; do
		for lang in both en; do
			[ $lang = both ] || [ $m-$name = a4-slip ] || continue
			make $name $m $lang && pdftotext -raw "$f.pdf" "$f.txt" || {
				echo "$f" >&3
				bad=1
			}
			pairs="$pairs $f.json $f.txt"
		done
	done
done
# shellcheck disable=SC2086
check texts $pairs >&3 || bad=1
ok $bad 'every text of a job is on the paper, on all media, whole'

make form a4 zh && pdftotext -raw "$f.pdf" "$f.txt" &&
	! grep -q 'Purchase order' "$f.txt" && grep -q '第 1/' "$f.txt" &&
	! grep -q 'Page 1' "$f.txt"
ok $? 'in one language the other is not there'

bad=0
for m in $media; do
	make slip $m both
	rm -f "$TMPDIR"/page*
	pdftoppm -r 150 -gray "$f.pdf" "$TMPDIR/page"
	zbarimg -q "$TMPDIR"/page*.pgm >"$TMPDIR/codes" 2>&3
	# In the head, and twice in the stub.
	[ "$(grep -cx "QR-Code:$CODE" "$TMPDIR/codes")" = 2 ] &&
		[ "$(grep -cx "CODE-128:$CODE" "$TMPDIR/codes")" = 1 ] || {
		echo "$m" >&3
		cat "$TMPDIR/codes" >&3
		bad=1
	}
	check margins 5 150 "$TMPDIR"/page*.pgm >&3 || bad=1
done
ok $bad 'QR and bars are read from a picture of 150 dots an inch, all media'

bad=0
for m in $media; do
	for name in form hard long; do
		make $name $m both
		rm -f "$TMPDIR"/page*
		pdftoppm -r 50 -gray "$f.pdf" "$TMPDIR/page"
		check margins 5 50 "$TMPDIR"/page*.pgm >&3 || bad=1
	done
done
ok $bad 'nothing is nearer than 5 mm to an edge'

# pages NAME MEDIUM SHEETS LAST
pages() {
	make "$1" "$2" both
	[ "$(pdfinfo "$f.pdf" | awk '/^Pages/ { print $2 }')" = "$3" ] &&
		grep -q "\"pages\":$3," "$f.said" &&
		pdftotext -raw "$f.pdf" - | grep -q "Page $4 of $4"
}
pages slip a4 1 1 && pages form a4 4 4 && pages form a5 5 5 &&
	pages form a5x2 3 5
ok $? 'pages are counted, and two stand on a sheet of a5x2'

size() {
	make slip "$1" both
	pdfinfo "$f.pdf" | grep -q "^Page size: *$2"
}
size a4 '595.27. x 841.8' && size a5 '419.5.* x 595.2' &&
	size a5x2 '841.8.* x 595.2' && size 241x140 '683.1.* x 396.8'
ok $? 'sheets have their size'

make form a4 both
pdftotext -raw -f 2 -l 2 "$f.pdf" "$TMPDIR/second"
grep -q '^货号$\|^货号' "$TMPDIR/second" &&
	grep -q '^订货单 CG-2606-017' "$TMPDIR/second" &&
	grep -q '承前页' "$TMPDIR/second" && grep -q '过次页' "$TMPDIR/second" &&
	[ "$(pdftotext -raw "$f.pdf" - | grep -c '12,232.20')" = 2 ]
ok $? 'a table goes on with its header, and sums are carried over'

make form a4 both
last=$(pdfinfo "$f.pdf" | awk '/^Pages/ { print $2 }')
pdftotext -raw -f "$last" "$f.pdf" "$TMPDIR/last"
grep -q '签字盖章' "$TMPDIR/last" && grep -q '12. 其他未尽事宜' "$TMPDIR/last"
ok $? 'a signature box is not alone on its page'

# Zone, language, place and time of day leave no trace.
bad=0
make slip a4 both
(cd / && TZ=Asia/Shanghai LC_ALL=C LANG=zh_CN.UTF-8 "$PRESS" \
	--out "$TMPDIR/again.pdf" <"$f.json") >&3 2>&3
cmp "$f.pdf" "$TMPDIR/again.pdf" >&3 || bad=1
pdfinfo "$f.pdf" | grep -q '^Title: *EX-2607-0042 routing slip' || bad=1
pdfinfo "$f.pdf" | grep -q '^Author: *杭州远帆进出口有限公司' || bad=1
TZ=UTC pdfinfo "$f.pdf" | grep -q '^CreationDate: *Tue Jul 14 09:30:00 2026' ||
	bad=1
grep -aq ModDate "$f.pdf" && bad=1
ok $bad 'the same job gives the same bytes, whenever and wherever'

make slip a4 both
make many a4 both
[ "$(stat -c %s "$TMPDIR/slip-a4-both.pdf")" -le 80000 ] &&
	[ "$(pdffonts "$TMPDIR/many-a4-both.pdf" | tail -n +3 | wc -l)" = \
		"$(pdffonts "$TMPDIR/slip-a4-both.pdf" | tail -n +3 | wc -l)" ] &&
	! pdffonts "$TMPDIR/many-a4-both.pdf" | grep -q ' no  *no  *no '
ok $? 'a slip has at most 80 kB, fonts are embedded once a job'

# with_logo PATH: how many pictures the paper has then
with_logo() {
	sed "s|\"address\":|\"logo\":\"$1\",&|" "$TMPDIR/form-a4-both.json" |
		"$PRESS" --replace --out "$TMPDIR/logo.pdf" >&3 2>&3 &&
		pdfimages -list "$TMPDIR/logo.pdf" | tail -n +3 | wc -l
}
pdftoppm -r 10 -png -singlefile "$TMPDIR/slip-a4-both.pdf" "$TMPDIR/logo"
head -c 100 "$TMPDIR/logo.png" >"$TMPDIR/half.png"
mkfifo "$TMPDIR/fifo.png"
[ "$(with_logo "$TMPDIR/logo.png")" = 1 ] &&
	[ "$(with_logo "$TMPDIR/half.png")" = 0 ] &&
	[ "$(with_logo "$TMPDIR/fifo.png")" = 0 ] &&
	[ "$(with_logo "$TMPDIR/none.png")" = 0 ] &&
	[ "$(with_logo "$TMPDIR")" = 0 ] &&
	pdftotext -raw "$TMPDIR/logo.pdf" - | grep -q '^杭州远帆进出口有限公司'
ok $? 'a logo is drawn, one that cannot be read is left out'

# said WANTED ARGUMENTS...: its exit code and no file
said() {
	want=$1
	shift
	"$PRESS" "$@" >&3 2>&3
	[ $? = "$want" ] && [ ! -e "$TMPDIR/no.pdf" ]
}
f=$TMPDIR/slip-a4-both
mkdir "$TMPDIR/folder"
said 2 <"$f.json" && said 2 --out <"$f.json" &&
	said 2 --out "$TMPDIR/no.pdf" --wrong <"$f.json" &&
	said 2 --out "$TMPDIR/no.pdf" </dev/null &&
	said 6 --out "$TMPDIR/nowhere/no.pdf" <"$f.json" &&
	said 6 --out "$TMPDIR/folder" <"$f.json" &&
	said 6 --out "$f.pdf" <"$f.json" &&
	said 6 --out "$TMPDIR/folder" --replace <"$f.json"
ok $? 'bad input ends with 2, a place where nothing can be written with 6'

# A file may not grow beyond 8 kB here, as on a full disk.
(ulimit -f 8 && trap '' XFSZ && said 6 --out "$TMPDIR/no.pdf" <"$f.json")
rc=$?
[ $rc = 0 ] && [ -z "$(find "$TMPDIR" -name '.gendan*')" ]
ok $? 'a disk that is full leaves nothing behind'

# The same where files cannot be without a name. (Sanitizers want to be first.)
gcc -shared -fPIC -O1 -o "$TMPDIR/shim.so" tests/paper/preload/shim.c >&3 2>&3
named() {
	want=$1
	shift
	LD_PRELOAD=$TMPDIR/shim.so ASAN_OPTIONS=verify_asan_link_order=0 \
		"$PRESS" "$@" <"$f.json" >&3 2>&3
	[ $? = "$want" ]
}
named 0 --out "$TMPDIR/named.pdf" && cmp "$TMPDIR/named.pdf" "$f.pdf" >&3 &&
	named 6 --out "$TMPDIR/named.pdf" &&
	named 0 --replace --out "$TMPDIR/named.pdf" &&
	(ulimit -f 8 && trap '' XFSZ && named 6 --out "$TMPDIR/no.pdf") &&
	[ ! -e "$TMPDIR/no.pdf" ] && [ -z "$(find "$TMPDIR" -name '.gendan*')" ]
ok $? 'a file system without nameless files does as well'

bad=0
last=${GENDAN_SOAK:+1500}
check mutate "${last:-24}" "$TMPDIR/hard-241x140-both.json" "$TMPDIR/bad" || bad=1
for i in $(seq 1 "${last:-24}"); do
	"$PRESS" --replace --draw-missing --out "$TMPDIR/bad.pdf" \
		<"$TMPDIR/bad-$i.json" >&3 2>&3
	case $? in
	0)
		rm -f "$TMPDIR"/page*
		pdftoppm -r 40 -gray "$TMPDIR/bad.pdf" "$TMPDIR/page"
		check margins 5 40 "$TMPDIR"/page*.pgm >&3 && continue
		;;
	2) continue ;;
	esac
	echo "seed $i" >&3
	bad=1
done
ok $bad 'a damaged job is drawn within its margins or refused'

! ldd "$GENDAN" | grep -q 'pango\|cairo' && ldd "$PRESS" | grep -q pango
ok $? 'only gendan-paper needs the libraries that draw'

mkdir -p "$TMPDIR/beside" "$TMPDIR/usr/bin" "$TMPDIR/usr/libexec/gendan"
cp "$JOB" "$TMPDIR/beside" && cp "$PRESS" "$TMPDIR/beside" &&
	cp "$JOB" "$TMPDIR/usr/bin" && cp "$PRESS" "$TMPDIR/usr/libexec/gendan" &&
	"$TMPDIR/beside/paper_job" slip a4 both "$TMPDIR/beside.pdf" &&
	"$TMPDIR/usr/bin/paper_job" slip a4 both "$TMPDIR/libexec.pdf" &&
	cmp "$TMPDIR/beside.pdf" "$TMPDIR/libexec.pdf" >&3 &&
	rm "$TMPDIR/beside/gendan-paper" &&
	! "$TMPDIR/beside/paper_job" slip a4 both "$TMPDIR/no.pdf"
ok $? 'gendan-paper is found beside the program, or in libexec'

sed -n '/^```json/,/^```$/p' docs/PAPER.md | grep -v '^```' >"$TMPDIR/page.json"
"$PRESS" --out "$TMPDIR/page.pdf" <"$TMPDIR/page.json" >&3 2>&3 &&
	pdftotext -raw "$TMPDIR/page.pdf" "$TMPDIR/page.txt" &&
	check texts "$TMPDIR/page.json" "$TMPDIR/page.txt" >&3
ok $? 'the example of docs/PAPER.md is a paper'

make charts a4 both && pdftotext -raw "$f.pdf" "$f.txt" &&
	grep -q '中位数' "$f.txt" && grep -q 'Longest' "$f.txt" &&
	grep -q '87.5\|100%' "$f.txt" && pdftoppm -r 72 -gray "$f.pdf" \
	"$TMPDIR/charts" && check bars "$TMPDIR/charts-1.pgm" >&3
ok $? 'bars are as long as their numbers, what is unknown has none'
