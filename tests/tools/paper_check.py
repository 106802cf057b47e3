#!/usr/bin/env python3
"""paper_check.py - looks at what gendan-paper made.

paper_check.py texts JOB.json TEXT...
                                     every text of each job stands in its text
paper_check.py margins MM DPI PGM... no ink nearer to an edge; some ink at all
paper_check.py mutate N JOB.json OUT the job damaged in N ways: OUT-1.json ...
"""
import json
import random
import sys


def texts_of(value, lang):
    """All texts of a job that must stand on the paper."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one, lang)
    elif isinstance(value, dict):
        for key, one in value.items():
            # Words for machines; codes are bars, their digits are compared
            # by whoever decodes them.
            if key in ('kind', 'align', 'logo', 'code', 'carry'):
                continue
            if key == 'zh' and lang == 'en' and value.get('en'):
                continue
            if key == 'en' and lang == 'zh' and value.get('zh'):
                continue
            if one == 'x' and key == 'value':
                continue
            yield from texts_of(one, lang)


def squeezed(text):
    # A soft hyphen or a form feed is the reader's, not ours.
    return ''.join(c for c in text if not c.isspace())


def in_pieces(want, got):
    """Does want stand there, parted by the ends of a few pages at most?"""
    at = 0
    for _ in range(9):
        low, high = 0, len(want)
        while low < high:
            mid = (low + high + 1) // 2
            if got.find(want[:mid], at) >= 0:
                low = mid
            else:
                high = mid - 1
        if low == len(want):
            return True
        if low < 12:
            return False
        at = got.find(want[:low], at) + low
        want = want[low:]
    return False


def texts(*paths):
    """Pairs of a job and what was read from its paper."""
    bad = 0
    for job_path, text_path in zip(paths[::2], paths[1::2], strict=True):
        job = json.load(open(job_path, encoding='utf-8'))
        got = squeezed(open(text_path, encoding='utf-8').read())
        for t in texts_of(job['docs'], job['lang']):
            if not in_pieces(squeezed(t), got):
                print(text_path, 'lost:', t)
                bad = 1
    return bad


def margins(mm, dpi, paths):
    edge = int(float(mm) / 25.4 * float(dpi))
    for path in paths:
        data = open(path, 'rb').read()
        magic, size, top, pixels = data.split(b'\n', 3)
        w, h = map(int, size.split())
        assert magic == b'P5' and top == b'255' and len(pixels) == w * h
        rows = [pixels[y * w:(y + 1) * w] for y in range(h)]
        blank = b'\xff' * w
        for y in range(h):
            row = rows[y]
            if y < edge or y >= h - edge:
                if row != blank:
                    print(path, 'ink in row', y)
                    return 1
            elif row[:edge] != blank[:edge] or row[w - edge:] != blank[:edge]:
                print(path, 'ink at the side, row', y)
                return 1
        if all(row == blank for row in rows):
            print(path, 'is empty')
            return 1
    return 0


TEXTS = ['', 'x', '单' * 400, 'W' * 900, 'a b ' * 300, '\n' * 50, '\t1\t2',
         '0' * 44, '𠮷', 'e\u0301', '-1', 'é' * 40 + '\n' + '单证\n' * 30]


def shake(value, dice, key=''):
    """The same job with other texts, numbers, lengths of lists."""
    if key in ('kind', 'align', 'code'):
        return value
    if isinstance(value, dict):
        return {k: shake(v, dice, k) for k, v in value.items()
                if k in ('kind', 'code', 'cols') or dice.random() > 0.02}
    if isinstance(value, list):
        loose = key in ('blocks', 'items', 'signs', 'stamps')
        out = [shake(v, dice) for v in value
               if not loose or dice.random() > 0.03]
        if loose and dice.random() < 0.2:
            out *= dice.randint(2, 4)
        return out
    if dice.random() > 0.08:
        return value
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return dice.choice([0, 1, 2, 5, 12])
    return dice.choice(TEXTS)


def mutate(seed, path, out):
    """The job of path, damaged, into out."""
    dice = random.Random(seed)
    if seed % 2:
        job = json.load(open(path, encoding='utf-8'))
        job['docs'] = shake(job['docs'], dice)
        with open(out, 'w', encoding='utf-8') as f:
            json.dump(job, f, ensure_ascii=False)
        return
    data = bytearray(open(path, 'rb').read())
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data))
        way = dice.randrange(4)
        if way == 0:
            data[at] = dice.randrange(256)
        elif way == 1:
            data[at] = data[dice.randrange(len(data))]
        elif way == 2:
            del data[at:at + dice.randint(1, 40)]
        else:
            data[at:at] = data[at - 30:at] * dice.randint(1, 30)
    with open(out, 'wb') as f:
        f.write(data)


def bars(path):
    """The charts of the sample: bars of 5, 10 and of 20, 40, in two greys."""
    data = open(path, 'rb').read()
    head, size, most, pixels = data.split(b'\n', 3)
    w, h = map(int, size.split())
    found = {71: set(), 158: set()}
    for y in range(h):
        row = pixels[y * w:(y + 1) * w]
        for grey, runs in found.items():
            run = 0
            for v in row + b'\xff':
                if abs(v - grey) <= 2:
                    run += 1
                elif run:
                    if run > 20:
                        runs.add(run)
                    run = 0
    unit = max(found[158]) / 8
    for grey, times in ((71, (1, 2)), (158, (4, 8))):
        want = [t * unit for t in times]
        if any(min(abs(r - x) for x in want) > 2 for r in found[grey]) or \
           any(min(abs(r - x) for r in found[grey]) > 2 for x in want):
            print('bars of grey %d are %s, not %s' % (grey,
                  sorted(found[grey]), want))
            return 1
    return 0


if __name__ == '__main__':
    what, *rest = sys.argv[1:]
    if what == 'texts':
        sys.exit(texts(*rest))
    if what == 'bars':
        sys.exit(bars(*rest))
    if what == 'margins':
        sys.exit(margins(rest[0], rest[1], rest[2:]))
    for seed in range(1, int(rest[0]) + 1):
        mutate(seed, rest[1], '%s-%d.json' % (rest[2], seed))
