#!/bin/sh
# tests/tui/test_widths.sh - nothing on a screen is cut in half or out of line.
#
# Reads the pictures of tests/tui/screens (made and explained by
# test_screens.sh) and measures them anew: widths are those of UAX #11, counted
# here and not by the program's own table.  In the pictures "~" is the mark of
# a cut text, as on a terminal that has no better glyph.
#
# A box over a screen has no help of its own (its footer is all its keys), so
# it has to name Esc; a window too small has no keys at all.
# $SCREENS: other pictures, to see this fail.
here=${SCREENS:-$(dirname "$0")/screens}
dir=$(mktemp -d "${TMPDIR:-/tmp}/widths.XXXXXX") || exit 1

LC_ALL=C awk '
BEGIN {
	for (i = 1; i < 256; i++) byte[sprintf("%c", i)] = i
}

# Columns a character takes: 0 when it stands on the one before.
function columns(cp) {
	if ((cp >= 768 && cp <= 879) || (cp >= 8203 && cp <= 8207) ||
	    (cp >= 65024 && cp <= 65039))
		return 0
	if ((cp >= 4352 && cp <= 4447) || (cp >= 11904 && cp <= 42191) ||
	    (cp >= 44032 && cp <= 55203) || (cp >= 63744 && cp <= 64255) ||
	    (cp >= 65040 && cp <= 65049) || (cp >= 65072 && cp <= 65135) ||
	    (cp >= 65281 && cp <= 65376) || (cp >= 65504 && cp <= 65510) ||
	    (cp >= 127744 && cp <= 129791) || (cp >= 131072 && cp <= 262141))
		return 2
	return 1
}

# text[row, 0 ..] from a line of text; its width is the result.  A right half
# is "", so nothing that is looked for is ever found there.
function spread(row, line,    i, k, b, cp, w, col) {
	for (i = 1; i <= length(line); i += k) {
		b = byte[substr(line, i, 1)]
		k = b < 192 ? 1 : b < 224 ? 2 : b < 240 ? 3 : 4
		cp = k == 1 ? b : b % (k == 2 ? 32 : k == 3 ? 16 : 8)
		for (b = 1; b < k; b++)
			cp = cp * 64 + byte[substr(line, i + b, 1)] % 64
		w = columns(cp)
		if (w > 0) text[row, col + 0] = substr(line, i, k)
		if (w > 1) text[row, col + 1] = ""
		col += w
	}
	return col + 0
}

# ink[row, 0 ..] from the runs of a line: "t80".
function inks(row, line,    c, n, col) {
	while (line != "") {
		c = substr(line, 1, 1)
		line = substr(line, 2)
		n = 1
		if (match(line, /^[0-9]+/)) {
			n = substr(line, 1, RLENGTH) + 0
			line = substr(line, RLENGTH + 1)
		}
		while (n-- > 0) ink[row, col++ + 0] = c
	}
}

function wrong(what, row) {
	print what, FILENAME ": " name " " lang " " cols "x" rows \
	    " row " row ": " line[row]
}

function framed(row, col, c) {
	return ink[row, col] == "l" && text[row, col] == c
}

# The box whose upper left corner is here.  A forking line of the workflow has
# no border below its end; what lies below a box with a title may be covered.
function box(row, left,    right, r) {
	if ((row, left) in taken || !framed(row + 1, left, "|")) return
	if ((name == "ask" || name == "pick") && ink[row, left + 4] != "h") return
	boxes++
	for (right = left + 1; right < cols && !framed(row, right, "."); right++)
		if (ink[row, right] != "h" && (ink[row, right] != "l" ||
		    text[row, right] !~ /^[-+ ]$/)) # +: a line joins it
			break
	taken[row, right] = 1
	if (!framed(row, right, ".")) {
		wrong("box", row)
		return
	}
	for (r = row + 1; framed(r, left, "|"); r++)
		if (!framed(r, right, "|")) wrong("box", r)
	if (!framed(r, left, "\047") || !framed(r, right, "\047"))
		wrong("box", r)
}

# A text ends here in the mark of a cut: not the mark "~" explained, nor the
# row of the cursor, which shows what is in the book.
function cut(r, c) {
	return c > 0 && text[r, c - 1] != " " && text[r, 0] != ">" &&
	    text[r, c - 2] != "\357\274\233" # a full-width semicolon
}

function judge(    r, c, keys, before) {
	pictures++
	before = boxes
	seen[lang " " cols "x" rows]++
	for (r = 1; r <= rows; r++)
		for (c = 0; c < cols; c++) {
			if (framed(r, c, ".") && framed(r, c + 1, "-")) box(r, c)
			if (r < rows && ink[r, c] == "h" &&
			    (text[r, c] == "~" || text[r, c] == "\342\200\246") &&
			    cut(r, c))
				wrong("head", r)
		}
	if (name == "small") return
	keys = line[rows]
	if (keys ~ /~|\342\200\246|\.\.\./) wrong("footer", rows)
	if (name == "ask" || name == "pick") {
		if (keys !~ / Esc /) wrong("help", rows)
		if (boxes == before) wrong("box", 1)
	} else if (keys !~ / F1 /)
		wrong("help", rows)
}

/^==== / { lang = $2; split($3, size, "x"); left = 0; next }
/^= / && left == 0 {
	name = $2; cols = size[1] + 0; rows = size[2] + 0
	left = 2 * rows
	split("", text); split("", ink); split("", line)
	split("", taken)
	next
}
left == 0 { next }
left > rows {
	row = 2 * rows - left-- + 1
	line[row] = $0
	if (spread(row, $0) > cols) wrong("row", row)
	next
}
{
	runs = $0
	times = 1
	if (match(runs, / \*[0-9]+$/)) {
		times = substr(runs, RSTART + 2) + 0
		runs = substr(runs, 1, RSTART - 1)
	}
	while (times-- > 0) inks(rows - left-- + 1, runs)
	if (left == 0) judge()
}
END {
	for (s in seen) if (s ~ / (60x20|80x24|120x40)$/) sizes++
	if (pictures < 300 || boxes < 80 || sizes < 6)
		print "read", pictures + 0, "pictures,", boxes + 0, "boxes,",
		    sizes + 0, "of 6 sizes and languages"
}' "$here"/*.screen >"$dir/wrong" || echo "read badly" >>"$dir/wrong"

n=0
fit() { # fit WHAT NAME : no picture is wrong in WHAT
	n=$((n + 1))
	if grep -q "^$1 " "$dir/wrong"; then
		echo "not ok $n - $2"
		sed -n "s/^$1 /# /p" "$dir/wrong" | head -40
	else
		echo "ok $n - $2"
	fi
}
echo 1..6
fit read 'pictures of all sizes in both languages were measured, with boxes'
fit row 'no row is wider than its screen'
fit footer 'no footer has a label cut in half'
fit help 'every footer names F1, that of a box Esc'
fit head 'no heading is cut in half'
fit box 'the right border of every box stands in one column, corners and all'
rm -rf "$dir"
