#!/bin/sh
# tests/tools/check_doors.sh - texts come in and go out by one door each
# (docs/ARCHITECTURE.md, "Texts").  Prints every line that goes around; exit 1
# if there is one.  A file is added to a list here only by somebody who looked
# whether what it reads or writes was cleaned.
set -u
bad=0

# only NAME WHAT FILE...: lines with WHAT (extended regex) outside these files.
only() {
	name=$1 what=$2
	shift 2
	found=$(grep -nE "$what" $(find src -name '*.c' | sort) | grep -vE \
		"^($(echo "$*" | sed 's/ /|/g; s/\./\\./g')):") || return 0
	echo "$found" | sed "s/^/$name: /"
	bad=1
}

# Out: what writes to a terminal or a pipe has been through gd_text_show (by
# gd_say or itself), gd_csv_write, or the JSON of emit.c.
front='(^|[^a-z_])(write|fwrite|fputs|puts|printf|fprintf|vfprintf|dprintf'
front="$front|putc|fputc|putchar|perror)\\("
found=$(grep -nrE "$front" src/main.c src/cli src/tui --include='*.c' | grep -vE \
	'^src/(cli/(cli|cmd_import|cmd_print|emit|password)|tui/(command|ui|term/(probe|term_frame|term_script|term_signals)))\.c:') &&
	{ echo "$found" | sed 's/^/writes by itself: /'; bad=1; }
only 'draws by itself' '(add|ins)(n|w|_w)?(str|ch|wstr|wch|chstr)\(' src/tui/term/term.c
only 'makes cells of the grid' 'struct gd_glyph\)\{|->cp = ' \
	src/tui/term/grid.c src/tui/term/decode.c src/base/text.c
only 'writes CSV' 'gd_csv_write\(' src/base/csv.c src/cli/emit.c \
	src/store/export.c src/app/takeover/takeover_template.c src/app/orders_out.c \
	src/report/eventlog.c src/report/table_out.c
found=$(grep -nrE 'json_dump[a-z_]*\(' src/cli src/tui --include='*.c' | grep -vE \
	'^src/(cli/emit|tui/forms/drafts)\.c:') &&
	{ echo "$found" | sed 's/^/writes JSON: /'; bad=1; }

# Straight into the output only words of the program itself.
found=$(grep -nE 'gd_str_add(n|f|_)?\(&c->out, *[^" ]' src/cli/*.c | grep -vE \
	 '^src/cli/(emit|manpage)\.c:') && { echo "$found" |
	sed 's/^/not through the door: /'; bad=1; }
found=$(grep -nE 'gd_str_addf\(&c->out.*%s' src/cli/*.c | grep -vE \
	'^src/cli/(help|manpage|cmd_office)\.c:') && { echo "$found" |
	sed 's/^/not through the door: /'; bad=1; }

# In: whoever reads a foreign file cleans its cells.
only 'reads CSV' 'gd_csv_next\(' src/base/csv.c src/app/import/import.c \
	src/app/import/register.c src/app/takeover/takeover_read.c src/app/dates/calendar_import.c
only 'composes by itself' 'u(8|16|32)_normalize\(' src/base/clean.c \
	src/base/alike.c
exit $bad
