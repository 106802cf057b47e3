#!/bin/sh
# tests/cli/test_draw.sh - workflows as a text for the wall and as pictures; a
# new file out of a few answers.
: "${TMPDIR:?run this by tests/run.sh: the files go there}"
GENDAN=$GENDAN_BUILD/gendan
here=$(pwd)
export XDG_STATE_HOME="$TMPDIR" LC_ALL=C.UTF-8
cd "$TMPDIR" || exit 1
flows="$here/data/workflows/*.yaml $here/tests/flow/good/kinds.yaml"

echo 1..11
n=0
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else
		echo "not ok $n - $2"
		tail -5 said | sed 's/^/# /'
	fi
}
workflow() { "$GENDAN" workflow "$@" >said 2>&1; }

bad=0
for f in $flows; do
	for lang in zh en; do
		workflow --lang $lang show "$f" || bad=1
		python3 - said "$f" <<'END' || bad=1
import re, sys
text = open(sys.argv[1]).read()
wide = lambda s: sum(2 if ord(c) > 0x2e7f else 1 for c in s)
body = [l for l in text.split('\n') if l.startswith('        ')]
assert body and all(wide(l) <= 80 for l in body), max(body, key=wide)
steps = re.findall(r'^ ?(\d+)  ', text, re.M)
assert steps == [str(i + 1) for i in range(len(steps))], steps
assert re.search('[\u4e00-\u9fff]', text) and re.search('[A-Za-z]{4}', text)
END
	done
done
ok $bad 'every flow is a numbered text in both languages, no wider than a page'

workflow --lang en show "$here/data/workflows/export.yaml" --languages en &&
	! grep -q '[一-龥]' said && grep -q 'Revise (again: Sample)' said &&
	grep -q '14 days after Ship the sample' said
ok $? 'or in one language alone, with its outcomes and days'

bad=0
for f in $flows; do
	"$GENDAN" workflow graph "$f" --form svg >flow.svg 2>said &&
		"$GENDAN" workflow graph "$f" --form dot --lang zh >flow.dot 2>said &&
		"$GENDAN" workflow graph "$f" --form bpmn >flow.bpmn 2>said &&
		python3 "$here/tests/tools/flow_check.py" flow.svg flow.dot flow.bpmn "$f" \
			>said 2>&1 || { echo "$f" >>said; bad=1; break; }
done
ok $bad 'every flow is drawn as DOT, SVG and BPMN: each step, each way, each with its place'

workflow graph "$here/data/workflows/export.yaml" --form gif
[ $? = 2 ] && grep -q 'dot, svg or bpmn' said
ok $? 'a form nobody knows is refused with those there are'

(PATH=/nowhere "$GENDAN" workflow graph "$here/tests/flow/good/small.yaml") >said 2>&1
ok $? 'the picture in the terminal needs no other program'

printf '%s\n' '维修 / Repair: "quick"' '接件 / Take in' '前台 / Front desk' 1 \
	'故障 / Fault #1' '' '检测 / Test' '师傅 / Fitter' 2 '' '报价单 / Quote' \
	'前台 / Front desk' 5 'Manager / 经理' '' '寄回 / Send back' \
	'前台 / Front desk' 6 '' '' | "$GENDAN" workflow new repair.yaml >said 2>&1 &&
	workflow check repair.yaml && workflow --lang en show repair.yaml &&
	grep -q 'signs: Manager' said && grep -q 'Tracking no.' said
ok $? 'a new file out of answers passes the check and says what was answered'

workflow --book nowhere.db list && grep -q '^purchase_order ' said &&
	grep -q 'Ride driver\|purchase' said && [ ! -e nowhere.db ]
ok $? 'what comes with gendan is listed before there is a book'

# Two files of one name and version, each installed twice, all at once.
sed 's/Take in/Receive/' repair.yaml >other.yaml
"$GENDAN" --book office.db init --company X --code x --login chen --lang en >said 2>&1
for f in repair other repair other; do
	"$GENDAN" --book office.db --as chen --lang en workflow install $f.yaml >>all 2>&1 &
done
wait
cat all >said
[ "$(grep -c 'yaml installed' all)" = 2 ] && [ "$(grep -c 'already' all)" = 2 ] &&
	"$GENDAN" --book office.db verify >said 2>&1 && rm other.yaml &&
	"$GENDAN" --book office.db workflow list >said && [ "$(grep -c repair said)" = 1 ]
ok $? 'of two texts installed at once as one version one is there, the other is refused'

"$GENDAN" --book dry.db init --company Dry --workflow order_basic --as boss >said 2>&1
GENDAN_BOOK=dry.db GENDAN_AS=boss workflow install ticket_clerk --dry-run &&
	! grep -q 'installed' said &&
	GENDAN_BOOK=dry.db GENDAN_AS=boss workflow install "$here/data/workflows/settlement.yaml" --dry-run &&
	GENDAN_BOOK=dry.db GENDAN_AS=boss workflow list --json &&
	python3 -c 'import json
assert [w["id"] for w in json.load(open("said")) if w["active"]] == ["order_basic"]'
ok $? 'a dry run of an installation only looks'

before=$(cksum <repair.yaml)
! "$GENDAN" workflow new repair.yaml </dev/null >said 2>&1 &&
	[ "$before" = "$(cksum <repair.yaml)" ] &&
	! printf 'X\n' | "$GENDAN" workflow new other.yaml >said 2>&1 && [ ! -e other.yaml ]
ok $? 'a file that is there is not written over, and half the answers write nothing'

# Somebody else's reader, too large for every run.
if [ -z "${GENDAN_SOAK:-}" ]; then
	echo 'ok 10 - bpmn-moddle reads every flow without a warning # SKIP make soak'
elif ! command -v npm >/dev/null; then
	echo 'ok 10 - bpmn-moddle reads every flow without a warning # SKIP no npm; make deps-soak installs it'
else
	npm install --silent --no-audit --no-fund bpmn-moddle@10 >said 2>&1
	cat >read.mjs <<'END'
import { BpmnModdle } from 'bpmn-moddle'
import fs from 'fs'
for (const f of process.argv.slice(2)) {
  const r = await new BpmnModdle().fromXML(fs.readFileSync(f, 'utf8'))
  for (const w of r.warnings) console.log(f + ': ' + w.message)
  if (r.warnings.length || !r.rootElement.diagrams.length) process.exitCode = 1
}
END
	for f in $flows; do
		"$GENDAN" workflow graph "$f" --form bpmn >"$(basename "$f").bpmn" 2>/dev/null
	done
	node read.mjs ./*.yaml.bpmn >said 2>&1
	ok $? 'bpmn-moddle reads every flow without a warning'
fi
