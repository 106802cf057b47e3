#!/bin/sh
# docs/FLOWS.md says of every workflow file which steps and marks it has, in
# both languages, and how many of its stories show a feature.
set -eu
echo 1..1
cd "$(dirname "$0")/../.."
page=docs/FLOWS.md
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
missing=0

# steps with their number, marks, decisions' names
names() {
	awk '
	/^steps:/ { on = 1; next }
	/^[a-z]/ { on = 0 }
	!on { next }
	/^    zh: / { zh = substr($0, 9); no++ }
	/^    en: / { en = substr($0, 9); gsub(/"/, "", en); print no " " zh " " en }
	/^        mark: \{id: / {
		m = $0
		sub(/^.*zh: /, "", m); sub(/\}.*$/, "", m); sub(/, en: /, " ", m)
		print m
	}' "$1"
}

section() {
	awk -v file="data/workflows/$1.yaml" '
	/^## / { if (hit) exit; text = "" }
	{ text = text " " $0; if (index($0, file)) hit = 1 }
	END { gsub(/  +/, " ", text); print text }' "$page"
}

for f in data/workflows/*.yaml; do
	id=$(basename "$f" .yaml)
	section "$id" >"$tmp/section"
	names "$f" >"$tmp/names"
	[ -s "$tmp/names" ]
	while read -r name; do
		grep -qF -- "$name" "$tmp/section" || {
			echo "# $page does not say of $id: $name"
			missing=$((missing + 1))
		}
	done <"$tmp/names"
done

# the table: a row for each feature, a number for each file, S the settlement
order=$(awk '/^`data\/workflows\// { sub(/^[^a-z]*data\/workflows\//, ""); sub(/\.yaml.*/, ""); print }' "$page")
column=2
for id in $order; do
	column=$((column + 1))
	more=data/workflows/$id.scenarios # stories may stand beside the file
	[ -f "$more" ] || more=
	sed -n 's/^    shows: \[\(.*\)\]$/\1/p' "data/workflows/$id.yaml" $more |
		tr -d ' ' | tr ',' '\n' | sort | uniq -c | awk '{ print $2, $1 }' | sort >"$tmp/has"
	awk -F ' *[|] *' -v c="$column" '/^\| [a-z]+(_[a-z]+)* \|/ && $2 != "feature" && $c != "" { print $2, $c }' \
		"$page" | sort >"$tmp/says"
	cmp -s "$tmp/has" "$tmp/says" || {
		echo "# the table of $page differs for $id:"
		diff "$tmp/says" "$tmp/has" | sed 's/^/#   /' || true
		missing=$((missing + 1))
	}
done

if [ "$missing" = 0 ]; then
	echo "ok 1 - the page of the flows says what the files say"
else
	echo "not ok 1 - the page of the flows says what the files say"
	exit 1
fi
