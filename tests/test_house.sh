#!/bin/sh
# tests/test_house.sh - the rules of the house that a machine can check.
# quick
echo 1..8
n=0
check() {
	n=$((n + 1))
	name=$1
	shift
	if said=$("$@" 2>&1); then
		echo "ok $n - $name"
	else
		echo "not ok $n - $name"
		echo "$said" | head -40
	fi
}
check 'each layer uses only those below it' sh tests/tools/check_layers.sh
check 'each header compiles alone' sh tests/tools/check_headers.sh
check 'functions and files stay short' sh tests/tools/check_sizes.sh
check 'every text has its Chinese' sh tests/tools/check_texts.sh words
check 'both languages name the same arguments' sh tests/tools/check_texts.sh holes
check 'one word stands for one thing' sh tests/tools/check_words.sh
check 'texts come in and go out by one door each' sh tests/tools/check_doors.sh
check 'no line of C knows a workflow by its name' sh tests/tools/check_flows.sh
