#!/bin/sh
# tests/tools/lint.sh - format and the rules of the house; make lint has
# compiled everything with warnings as errors before.
set -u
bad=0
find src include tests -name '*.[ch]' ! -name 'msg_*.h' | sort |
	xargs clang-format --dry-run -Werror || bad=1
for check in layers headers sizes texts doors; do
	sh tests/tools/check_$check.sh || bad=1
done
[ $bad = 0 ] && echo 'lint: clean'
exit $bad
