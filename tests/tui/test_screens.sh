#!/bin/sh
# tests/tui/test_screens.sh - every screen as it was looked at and found good.
#
# tests/tui/screens/NAME.keys is a key script, NAME.screen what it paints on
# the demo book: both languages, the sizes named in its first line, text and
# role plane.  NAME.before, where there is one, is run first on a copy of the
# book ($BOOK): what others did.  After a wanted change: UPDATE=1 sh tests/tui/test_screens.sh,
# then read the difference before it is committed.
GENDAN=${GENDAN:-build/gendan}
here=$(dirname "$0")/screens
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
	for size in $(sed -n '1s/^# sizes: //p' "$1"); do
		for lang in en zh; do
			rm -rf "$dir/state" "$dir"/copy.db*
			BOOK="$dir/book.db"
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

set -- "$here"/*.keys
echo "1..$#"
n=0
for keys in "$@"; do
	n=$((n + 1))
	want=${keys%.keys}.screen
	name=$(basename "$keys" .keys)
	paint "$keys" >"$dir/got" 2>&1
	[ -n "${UPDATE:-}" ] && cp "$dir/got" "$want"
	if cmp -s "$want" "$dir/got"; then
		echo "ok $n - $name looks as it should in both languages"
	else
		echo "not ok $n - $name looks as it should in both languages"
		diff -u "$want" "$dir/got" | head -40 | sed 's/^/# /'
	fi
done
rm -rf "$dir"
