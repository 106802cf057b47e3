#!/bin/sh
# tests/cli/test_report_office.sh - workbooks opened by LibreOffice, where it
# is installed (make deps-soak), in make soak alone.
: "${TMPDIR:?run this by tests/run.sh: the reports go there}"
[ -n "${GENDAN_SOAK:-}" ] || { echo '1..0 # SKIP only in make soak'; exit 0; }
command -v soffice >/dev/null 2>&1 ||
	{ echo '1..0 # SKIP no soffice; make deps-soak installs it'; exit 0; }
GENDAN=$GENDAN_BUILD/gendan
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480 GENDAN_AS=chenli
export GENDAN_BOOK="$TMPDIR/book.db" XDG_STATE_HOME="$TMPDIR" LC_ALL=C.UTF-8
export HOME="$TMPDIR"
cd "$TMPDIR" || exit 1
"$GENDAN" demo "$GENDAN_BOOK" >said || { echo 'Bail out! no demo'; exit 1; }

echo 1..3
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		tail -5 said | sed 's/^/# /'
	fi
}
# every sheet as a CSV: k-SHEET.csv; 44,34: commas, quotes; 76: UTF-8
csv='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'
into() { timeout 200 soffice --headless --convert-to "$1" "$2" >said 2>&1; }

"$GENDAN" customer set C1 '=1+1' --anyway >said 2>&1
"$GENDAN" new customer=C1 contract_no=X-1 >said 2>&1
"$GENDAN" report kpi --lang zh --xlsx k.xlsx >said 2>&1 &&
	into "$csv" k.xlsx && ls >said && grep -q '^k-按部门.csv' said &&
	grep -q '准时率（首次承诺）' k-指标.csv &&
	! grep -q '#REF\|#NAME\|Err:' k-*.csv
ok $? 'LibreOffice opens the workbook, each sheet under its name'

"$GENDAN" report kpi --json >k.json && /usr/bin/python3 - <<'END' >said 2>&1
import csv, json, sys
rows = list(csv.reader(open('k-指标.csv', encoding='utf-8')))
got = {p['part']: p['rows'] for p in json.load(open('k.json'))['parts']}
want = [r['value'] for r in got['measures']]
bad = 0
for row, value in zip(rows[1:], want):
    shown = row[1]
    if value is None:
        bad |= shown != ''
    elif isinstance(value, float):
        bad |= abs(float(shown) * 100 - value) > 0.01 if '%' not in shown \
            else abs(float(shown[:-1]) - value) > 0.06
    else:
        bad |= int(float(shown.split()[0].replace(',', ''))) != value
    if bad:
        print(row, value)
        break
sys.exit(bool(bad) or len(rows) != len(want) + 1)
END
ok $? 'its numbers are those of the report'

"$GENDAN" report kpi --by customer --xlsx c.xlsx >said 2>&1 &&
	into "$csv" c.xlsx && grep -q '=1+1' c-*customer.csv &&
	into pdf k.xlsx && pdftotext k.pdf - >text 2>said &&
	grep -q '各步骤天数' text
ok $? 'what looks like a formula is the text it was, and the charts print'
