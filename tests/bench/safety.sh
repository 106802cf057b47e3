#!/bin/sh
# tests/bench/safety.sh BOOK - how long a backup of BOOK takes, plain and sealed,
# alone and while eight people write, how large it is, and how long restoring
# takes. Needs three times the room of the book beside it; notes are left in it.
GENDAN=${GENDAN:-build/gendan}
book=$1
[ -f "$book" ] || { echo "usage: safety.sh BOOK" >&2; exit 2; }
dir=$book.safety
rm -rf "$dir"
mkdir "$dir" && trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
export XDG_STATE_HOME="$dir" GENDAN_AS=chenli
bytes() { du -cb "$@" 2>/dev/null | tail -1 | awk '{ printf "%.0f MB", $1 / 1e6 }'; }
timed() { # timed WHAT FILE WORDS...
	what=$1 file=$2
	shift 2
	began=$(date +%s.%N)
	"$GENDAN" "$@" >"$dir/said" 2>&1 || { cat "$dir/said" >&2; exit 1; }
	echo "$what|$(date +%s.%N) $began|$(bytes "$file")" | awk -F'|' '{
		split($2, t, " "); printf "%-36s %8.1f s  %s\n", $1, t[1] - t[2], $3 }'
}

echo "$(nproc) cores, load $(cut -d' ' -f1-3 /proc/loadavg); the book: $(bytes "$book" "$book-wal")"
timed 'verify, all of it' "$book" --book "$book" verify
timed 'backup --plain' "$dir/plain" --book "$book" backup "$dir/plain" --plain
rm -rf "$dir/plain"*
timed 'backup, sealed' "$dir/sealed" --book "$book" backup "$dir/sealed"
timed 'restore of a sealed one' "$dir/again.db" restore "$dir/sealed" --to "$dir/again.db" \
	--key "$dir/gendan/backup.key"
rm -rf "$dir/again.db"* "$dir/sealed"

"$GENDAN" --book "$book" list --csv --limit 8 | tail -n +2 | cut -d, -f1 >"$dir/orders"
before=$("$GENDAN" --book "$book" head | cut -d: -f2)
touch "$dir/on"
while read -r order; do
	while [ -e "$dir/on" ]; do
		"$GENDAN" --book "$book" note "$order" 'while a backup is made' >/dev/null 2>>"$dir/errors" ||
			echo failed >>"$dir/errors"
	done &
done <"$dir/orders"
timed 'backup, sealed, eight people writing' "$dir/sealed" --book "$book" backup "$dir/sealed"
rm "$dir/on"
wait
echo "they wrote $(($("$GENDAN" --book "$book" head | cut -d: -f2) - before)) notes meanwhile, $(grep -c failed "$dir/errors") failed"
