#!/usr/bin/env python3
"""read_export.py DIR - judge an export by its own words.

Knows only what README.md in the export says, nothing of gendan: recomputes
the chain of journal.jsonl, plays the journal into tables and compares each
row with the CSV files, counts the pieces of paper, hashes attached files.
Prints what it found; exit 1 when anything differs.
"""
import csv
import hashlib
import json
import os
import re
import sys

folder = sys.argv[1]
faults = []


def path(*parts):
    return os.path.join(folder, *parts)


def rows_of(name):
    with open(path(name), encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


def digest(prefix, *parts):
    h = hashlib.sha256(bytes([prefix]))
    for p in parts:
        if isinstance(p, int):
            p = p.to_bytes(8, "little", signed=True)
        elif isinstance(p, str):
            p = p.encode()
        h.update(len(p).to_bytes(8, "little") + p)
    return h.digest()


def guarded(cell):
    return (cell.lstrip(" \u00a0\u3000'")[:1] in GUARDED
            and not re.fullmatch(r"-[0-9]+(\.[0-9]+)?", cell))


def unguard(cell):
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) else cell


GUARDED = set("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
tables = {}  # name -> (of order?, columns, kinds, how many are key)
for table, of, _, column, kind, key in rows_of("columns.csv")[1:]:
    t = tables.setdefault(table, [of == "order", [], [], 0])
    t[1].append(column)
    t[2].append(0 if kind == "int" else "")
    t[3] += key == "1"

with open(path("head.json"), encoding="utf-8") as f:
    head = json.load(f)

# the chain, and the journal played into rows
chain, seq, played = bytes(32), 0, {name: {} for name in tables}
with open(path("journal.jsonl"), encoding="utf-8", newline="\n") as f:
    for line in f:
        j = json.loads(line)
        seq += 1
        body = j["body"] if "body" in j else bytes.fromhex(j["body_hex"])
        leaf = bytes.fromhex(j["leaf"]) if j["leaf"] else digest(
            0, head["ledger"], j["seq"], j["order"], j["order_rev"],
            j["at_ms"], j["actor"], j["for_whom"], j["request"], j["verb"],
            body)
        chain = digest(1, chain, leaf)
        if j["seq"] != seq or chain.hex() != j["chain"]:
            faults.append("command %d does not fit the chain" % j["seq"])
            chain = bytes.fromhex(j["chain"])
        for event in json.loads(body) if body else []:
            for put in event.get("p", []):
                name, drop = put[0].lstrip("!"), put[0][0] == "!"
                of_order, cols, blank, nkeys = tables[name]
                mask, cells = (0, put[1:]) if drop else (put[1], put[2:])
                key = tuple(cells[:nkeys])
                where = (j["order"],) + key if of_order else key
                if drop:
                    played[name].pop(where, None)
                    continue
                row = played[name].setdefault(where, list(key) + blank[nkeys:])
                rest = iter(cells[nkeys:])
                for i in range(nkeys, len(cols)):
                    if mask >> i & 1:
                        row[i] = next(rest)
if seq != head["seq"] or chain.hex() != head["head"]:
    faults.append("the journal does not end where head.json says")

# the tables
nrows, pieces = 0, 0
for name, (of_order, cols, blank, nkeys) in tables.items():
    found = rows_of(name + ".csv")
    if found[0] != (["order", "order_number"] if of_order else []) + cols:
        faults.append("%s.csv has other columns" % name)
    found = found[1:]
    nrows += len(found)
    for r in found:
        own = [unguard(c) for c in (r[2:] if of_order else r)]
        own = [int(c) if b == 0 else c for c, b in zip(own, blank)]
        where = (r[0],) + tuple(own[:nkeys]) if of_order else tuple(own[:nkeys])
        if played[name].pop(where, None) != own:
            faults.append("%s.csv: %s is not what the journal says"
                          % (name, where))
    if played[name]:
        faults.append("%s.csv lacks %d rows" % (name, len(played[name])))
    if name == "piece":
        pieces = len(found)
        by = {}
        for r in found:
            state = r[2:][cols.index("state")]
            by[state] = by.get(state, 0) + 1

# attached files
nfiles = 0
at = tables["file"][1].index("digest") + 2
for name in {r[at] for r in rows_of("file.csv")[1:]}:
    with open(path("files", name[:2], name), "rb") as f:
        nfiles += 1
        if hashlib.sha256(f.read()).hexdigest() != name:
            faults.append("files/%s has other bytes" % name)

print("%d commands, %d rows, %d pieces (%s), %d files, head %s:%d:%s" % (
    seq, nrows, pieces, " ".join("%s:%d" % x for x in sorted(by.items())),
    nfiles, head["ledger"], seq, chain.hex()))
for fault in faults[:20]:
    print(fault)
sys.exit(1 if faults else 0)
