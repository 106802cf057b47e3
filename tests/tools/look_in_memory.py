#!/usr/bin/env python3
"""look_in_memory.py PID < WORDS: how often the words of standard input lie in
memory that a process can read; for root. Exit 2: this process may not look."""
import sys

words = sys.stdin.buffer.read().rstrip(b"\n")
found = 0
try:
    mem = open("/proc/%s/mem" % sys.argv[1], "rb", 0)
    maps = open("/proc/%s/maps" % sys.argv[1])
except OSError:
    sys.exit(2)
for line in maps:
    where, rights = line.split()[:2]
    if rights[0] != "r" or "[v" in line:
        continue
    begin, end = (int(x, 16) for x in where.split("-"))
    try:
        mem.seek(begin)
        all_of_it = mem.read(end - begin)
    except (OSError, OverflowError, ValueError):
        continue
    at = all_of_it.find(words)
    while at >= 0:
        found += 1
        name = line.split()[5] if len(line.split()) > 5 else ""
        print("%s+%#x %s" % (where, at, name), file=sys.stderr)
        at = all_of_it.find(words, at + 1)
print(found)
