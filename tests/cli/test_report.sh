#!/bin/sh
# tests/cli/test_report.sh - reports of a demo office: every measure counted
# again by SQL, workbooks read part by part by a parser that is not ours.
: "${TMPDIR:?run this by tests/run.sh: the reports go there}"
GENDAN=$GENDAN_BUILD/gendan
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480 GENDAN_AS=chenli
export GENDAN_BOOK="$TMPDIR/book.db" XDG_STATE_HOME="$TMPDIR" LC_ALL=C.UTF-8
check=$PWD/tests/tools/report_check.py
python=/usr/bin/python3
[ -x $python ] || python=python3
cd "$TMPDIR" || exit 1
"$GENDAN" demo "$GENDAN_BOOK" >said || { echo 'Bail out! no demo'; exit 1; }

echo 1..18
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		tail -5 said | sed 's/^/# /'
	fi
}
report() { "$GENDAN" report "$@" >said 2>&1; }
look() { "$python" "$check" "$@" >said 2>&1; }

# ---- the numbers -------------------------------------------------------------
bad=0
for period in '' '--month 2026-10' '--month last' '--year 2026' \
	'--from 2026-09-15' '--from 2026-10-05 --to 2026-11-10'; do
	# shellcheck disable=SC2086
	"$GENDAN" report kpi --json $period >kpi.json &&
		look kpi "$GENDAN_BOOK" kpi.json || { bad=1; break; }
done
ok $bad 'each measure of each period is what SQL counts in the book'

bad=0
for by in customer clerk company product; do
	"$GENDAN" report kpi --by $by --json >by.json &&
		look groups "$GENDAN_BOOK" by.json $by || { bad=1; break; }
	"$GENDAN" report kpi --by $by --month 2026-11 --json >by.json &&
		look groups "$GENDAN_BOOK" by.json $by || { bad=1; break; }
done
ok $bad 'by customer, clerk, company and product too, and all of them together'

report kpi --month 2026-01 &&
	grep -q '^Customer satisfaction  *-  *0' said && ! grep -q 'NaN\|inf' said
ok $? 'of a month without anything there is no answer, and that is not 0'

report kpi --lang zh --month 2026-11 && grep -q '^准时率（现行日期）' said &&
	grep -q '2026-11-01 至 2026-11-30' said
ok $? 'in Chinese each measure has its name, the period stands on top'

# ---- the lists ---------------------------------------------------------------
number=$("$GENDAN" list state:active step:8 --csv | sed -n '2s/,.*//p')
echo "$number" >number
bad=0
for r in late changes yearend money ta; do
	"$GENDAN" report $r --json >$r.json || bad=1
done
"$GENDAN" report ta "$number" --json >ta-one.json && [ $bad = 0 ] &&
	look lists "$GENDAN_BOOK" .
ok $? 'late, changes, year-end, money and time-and-action are what the book has'

bad=0
for r in kpi ta "ta $number" late changes yearend money 'kpi --by desk'; do
	for lang in zh en; do
		rm -f f.pdf f.xlsx
		# shellcheck disable=SC2086
		report $r --lang $lang --pdf f.pdf && pdfinfo f.pdf >said 2>&1 &&
			report $r --lang $lang --xlsx f.xlsx && look xlsx f.xlsx any || bad=1
	done
done
ok $bad 'each of them is a sound PDF and a sound workbook, in both languages'

# ---- what cannot be ----------------------------------------------------------
report kip; [ $? = 3 ] && grep -q 'did you mean kpi' said &&
	{ report kpi --by colour; [ $? = 2 ]; } &&
	{ report kpi --month 2026-13; [ $? = 2 ]; } &&
	{ report kpi --from 2026-11-02 --to 2026-11-01; [ $? = 2 ]; } &&
	{ report kpi --json --csv; [ $? = 2 ]; }
ok $? 'a wrong name, group or period is refused and says what would do'

# ---- the workbook ------------------------------------------------------------
report kpi --xlsx en.xlsx && look xlsx en.xlsx 5 &&
	report kpi --lang zh --xlsx zh.xlsx && look xlsx zh.xlsx 5 &&
	look text zh.xlsx 准时率（首次承诺）
ok $? 'the workbook is sound in both languages, with charts and no formula'

mv en.xlsx first.xlsx && report kpi --xlsx en.xlsx && cmp -s en.xlsx first.xlsx
ok $? 'the same report is the same bytes'

report kpi --xlsx en.xlsx; [ $? = 1 ] && grep -q en.xlsx said &&
	report kpi --xlsx none/en.xlsx; [ $? = 6 ] && [ ! -e none ] &&
	[ -z "$(ls -A | grep '^\.gendan')" ]
ok $? 'what is there is not written over, and nothing is left aside'

"$GENDAN" customer set =1+1 '=1+1' --anyway >said 2>&1
"$GENDAN" customer set C1 '@SUM(A1)' --anyway >said 2>&1 &&
	"$GENDAN" new customer=C1 contract_no=X-1 >said 2>&1 &&
	report kpi --by customer --xlsx bad.xlsx && look xlsx bad.xlsx 2 &&
	look text bad.xlsx '@SUM(A1)' &&
	"$GENDAN" report kpi --by customer --csv >bad.csv &&
	! grep -q ',[=@]' bad.csv
ok $? 'a name that looks like a formula stays a text'

# ---- kept, and by night --------------------------------------------------------
report save monthly kpi by:customer month:last form:xlsx,pdf,csv &&
	report save dates late customer:haitian --form json,txt &&
	report kept && grep -q '^monthly  *kpi by:customer month:last' said &&
	"$GENDAN" list --saved >said && ! grep -q monthly said &&
	{ report save monthly kip; [ $? = 3 ]; } &&
	{ report save monthly kpi --month 13; [ $? = 2 ]; } &&
	{ report save monthly kpi form:doc; [ $? = 2 ]; } &&
	{ report save ../x kpi; [ $? = 2 ]; } &&
	report kept && grep -q '^monthly  *kpi by:customer month:last' said
ok $? 'a report is kept under a name, is no list, and only what can be made is'

mkdir out && report run --all out && [ ! -s said ] &&
	[ "$(ls out | tr '\n' ' ')" = 'dates.json dates.txt monthly-2026-10.csv monthly-2026-10.pdf monthly-2026-10.xlsx ' ] &&
	look xlsx out/monthly-2026-10.xlsx 2 && : >out/dates.txt &&
	report run dates --dir out && [ -s out/dates.txt ] && [ ! -s said ]
ok $? 'all of them are made into a folder, over those of before, without a word'

"$GENDAN" report save gone late customer:haitian >said 2>&1 &&
	"$GENDAN" report save again ta EX-NONE-1 >said 2>&1
[ $? = 3 ] && rm out/dates.json && mkdir out/gone.xlsx out/gone.xlsx/x &&
	report run --all out; [ $? = 6 ] && grep -q '^gone: ' said &&
	[ -s out/dates.json ] && [ -z "$(ls -A out | grep '^\.gendan')" ]
ok $? 'one that fails is named, the others are made, the exit code says so'

report run monthly --mail chen@example.com
[ $? = 6 ] && grep -q sendmail said || [ -x /usr/sbin/sendmail ]
ok $? 'without sendmail it says what to do'

mkdir bin && cat >bin/sendmail <<'END'
#!/bin/sh
[ "$1 $2" = "-i chen@example.com" ] || exit 64
cat >"$HOME/letter"
[ ! -e "$HOME/full" ] || { echo 'sendmail: mailbox full' >&2; exit 75; }
END
chmod +x bin/sendmail
HOME=$PWD PATH=$PWD/bin:$PATH "$GENDAN" report run monthly --lang zh \
	--mail chen@example.com >said 2>&1 && [ ! -s said ] &&
	look letter letter 指标 monthly-2026-10.csv monthly-2026-10.xlsx \
	monthly-2026-10.pdf && [ -z "$(ls -d "$TMPDIR"/gendan-mail* 2>&1 | grep -v 'No such')" ]
ok $? 'a letter in Chinese with its files, as any mail program reads it'

HOME=$PWD PATH=$PWD/bin:$PATH "$GENDAN" report kpi --mail chen@example.com \
	--form pdf >said 2>&1 && look letter letter Measures kpi.pdf && : >full
HOME=$PWD PATH=$PWD/bin:$PATH "$GENDAN" report kpi --mail chen@example.com \
	>said 2>&1; [ $? = 6 ] && grep -q 'mailbox full' said
ok $? 'what sendmail complains of is said'

bad=0
for to in -t 'a@b c' 'a@b@c' '@b' 'a@' 'a@b
Bcc: x@y' '-oQ/tmp@x'; do
	HOME=$PWD PATH=$PWD/bin:$PATH "$GENDAN" report kpi --mail="$to" \
		>said 2>&1
	[ $? = 2 ] || bad=1
done
ok $bad 'what is no plain address goes to nobody'
