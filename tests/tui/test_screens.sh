#!/bin/sh
# tests/tui/test_screens.sh - every screen as it was looked at and found good.
#
# tests/tui/screens/NAME.keys is a key script, NAME.screen what it paints on
# the demo book: both languages; 80x24, 120x40 and 60x20, or the sizes its
# first line names.  NAME.before, where there is one, is run first on a copy of
# the book ($BOOK): what others did.  A picture opens with "= screen"; then its
# text, then the role of every cell, a row a line, "t80" for 80 times t, "*3"
# for three such rows.  After a wanted change:
# UPDATE=1 sh tests/tui/test_screens.sh [NAME],
# then read the difference before it is committed.
#
# Every screen of the source (.name of its struct screen_ops) has to be here in
# both languages at all three sizes.
GENDAN=${GENDAN:-build/gendan}
here=$(dirname "$0")/screens
all='80x24 120x40 60x20'
dir=$(mktemp -d "${TMPDIR:-/tmp}/screens.XXXXXX") || exit 1
export GENDAN_NOW=2026-11-23T14:05:00+08:00 GENDAN_TZ=480
export XDG_STATE_HOME="$dir/state"
"$GENDAN" demo "$dir/book.db" >/dev/null ||
	{ echo 'Bail out! no demo book'; exit 1; }
# whatever printers this machine has, here are two
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
	;;
esac
END
chmod 755 "$dir/bin/lpstat"
export PATH="$dir/bin:$PATH"

paint() { # paint KEYS : all languages and sizes of one script
	for size in $(sed -n '1s/^# sizes: //p' "$1" | grep . || echo $all); do
		for lang in en zh; do
			rm -rf "$dir/state" "$dir"/copy.db*
			BOOK="$dir/book.db"
			grep -q '^# no book' "$1" && BOOK=/nowhere/book.db
			if [ -f "${1%.keys}.before" ]; then
				BOOK="$dir/copy.db"
				# nobody has it open
				for part in '' -wal; do
					[ -f "$dir/book.db$part" ] &&
						cp "$dir/book.db$part" "$BOOK$part"
				done
				export BOOK GENDAN
				sh "${1%.keys}.before" >/dev/null
			fi
			echo "==== $lang $size"
			"$GENDAN" --book "$BOOK" --as chenli \
				--lang $lang screens --script "$1" \
				--size "$size" --dump --inks || echo "exit $?"
		done
	done
}

# The role plane in runs; a golden is read by people and kept for long.
squeeze() {
	awk '
	function flush() {
		if (same) print(same > 1 ? old " *" same : old)
		same = 0
	}
	function runs(row,    out, i, k, c) {
		for (i = 1; i <= length(row); i += k) {
			c = substr(row, i, 1)
			for (k = 1; substr(row, i + k, 1) == c; k++)
				;
			out = out c (k > 1 ? k : "")
		}
		return out == "" ? "." : out
	}
	/^==== / { flush(); split($3, size, "x"); left = 0 }
	/^= / { flush(); left = 2 * size[2]; print; next }
	left == 0 { print; next }
	left-- > size[2] { print; next }
	{
		row = runs($0)
		if (same && row != old) flush()
		old = row
		same++
		if (left == 0) flush()
	}'
}

# Every screen in all languages and sizes: what is missing, a line each.
missing() {
	sed -n '/struct screen_ops .*= {/,/^}/s/.*\.name = "\(.*\)".*/\1/p' \
		"$here"/../../../src/tui/*.c "$here"/../../../src/tui/*/*.c |
		sort -u >"$dir/names"
	awk '/^==== / { at = $2 " " $3 } /^= / { print $2, at }' \
		"$here"/*.screen | sort -u >"$dir/there"
	while read -r name; do
		for size in $all; do
			echo "$name en $size"
			echo "$name zh $size"
		done
	done <"$dir/names" | sort | comm -23 - "$dir/there"
}

set -- "$here"/${1:-*}.keys
echo "1..$(($# + 1))"
n=0
for keys in "$@"; do
	n=$((n + 1))
	want=${keys%.keys}.screen
	name=$(basename "$keys" .keys)
	paint "$keys" 2>&1 | squeeze >"$dir/got"
	[ -n "${UPDATE:-}" ] && cp "$dir/got" "$want"
	if cmp -s "$want" "$dir/got"; then
		echo "ok $n - $name looks as it should in both languages"
	else
		echo "not ok $n - $name looks as it should in both languages"
		diff -u "$want" "$dir/got" | head -40 | sed 's/^/# /'
	fi
done
if [ -z "$(missing)" ] && [ "$(wc -l <"$dir/names")" -ge 21 ]; then
	echo "ok $((n + 1)) - every screen is here, in all sizes and languages"
else
	echo "not ok $((n + 1)) - every screen is here, in all sizes and languages"
	missing | sed 's/^/# no picture of /'
fi
rm -rf "$dir"
