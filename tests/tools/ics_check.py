#!/usr/bin/env python3
"""ics_check.py - a calendar read by a parser that is not ours (icalendar).

ics_check.py days FILE DUE.json   every date of `gendan due --json` is there on
                                  its day, as seen in the zone of $TZ, and
                                  nothing else
ics_check.py say FILE WHICH NAME  a property of the one event whose UID and
                                  summary fit WHICH, as it stands in the text
ics_check.py count FILE...        how many events, a line a file
"""
import datetime
import json
import re
import sys

import icalendar

UID = re.compile(r"^([0-9a-f-]{36})-([a-z0-9_]+)-(\d+)-(\d+)-(\d+)@gendan$")


def events(path):
    raw = open(path, "rb").read()
    assert raw.endswith(b"END:VCALENDAR\r\n"), "the end is cut off"
    assert b"\n" not in raw.replace(b"\r\n", b""), "a line without CR LF"
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75, "a line of %d octets" % len(line)
        line.decode("utf-8")
    calendar = icalendar.Calendar.from_ical(raw)
    assert str(calendar["VERSION"]) == "2.0" and calendar["PRODID"]
    found = []
    for e in calendar.walk():
        assert not e.errors, (e.name, e.errors)
        if e.name == "VEVENT":
            for must in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY"):
                assert must in e, must
            found.append(e)
    uids = [str(e["UID"]) for e in found]
    assert len(set(uids)) == len(uids), "one UID twice"
    return found


def seen_day(when):
    """The day on which somebody in this zone sees it."""
    if isinstance(when, datetime.datetime):
        return when.astimezone().date()
    return when


def days(path, due):
    want = set()
    for d in json.load(open(due)):
        want.add((d["order"], d["duty"], d["lot"], d["round"], d["instance"],
                  d["day"], d["hard"]))
    got = set()
    for e in events(path):
        uid = str(e["UID"])
        if uid.startswith("urgent-"):
            continue
        m = UID.match(uid)
        assert m, uid
        start = seen_day(e["DTSTART"].dt)
        assert seen_day(e["DTEND"].dt) - start == datetime.timedelta(days=1)
        number = str(e["SUMMARY"]).split(" ")[0].rstrip(":")
        got.add((number, m[2], int(m[3]), int(m[4]), int(m[5]),
                 start.isoformat(), "CATEGORIES" in e))
        for a in e.walk("VALARM"):
            assert a["TRIGGER"].dt is not None and str(a["ACTION"])
    for one in sorted(want - got):
        print("missing", one)
    for one in sorted(got - want):
        print("too much", one)
    print(len(got), "dates")
    return 0 if got == want and got else 1


def main():
    if sys.argv[1] == "days":
        return days(sys.argv[2], sys.argv[3])
    if sys.argv[1] == "count":
        for path in sys.argv[2:]:
            print(len(events(path)), path)
        return 0
    found = [e for e in events(sys.argv[2])
             if re.search(sys.argv[3], "%s %s" % (e["UID"], e["SUMMARY"]))]
    assert len(found) == 1, "%d events" % len(found)
    value = found[0][sys.argv[4]]
    sys.stdout.write(str(value.dt if hasattr(value, "dt") else value))
    return 0


sys.exit(main())
