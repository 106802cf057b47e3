#!/usr/bin/python3
"""report_check.py - reports checked by somebody who knows only the book's
tables and the formats, not gendan's code.

kpi BOOK JSON           every measure counted again in SQL
groups BOOK JSON WHAT   the same by customer, clerk, product, company
xlsx FILE CHARTS        a sound workbook with so many charts, no formulas
text FILE WORD          WORD stands in a sheet, as a shared string
"""
import json, re, sqlite3, sys, zipfile
import xml.etree.ElementTree as ET

DAY = 86400000
MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
bad = []


def same(what, found, wanted):
    if found != wanted:
        bad.append('%s: report %r, book %r' % (what, found, wanted))


def day_no(text, other):
    import datetime
    if text is None:
        return other
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


def nearest(lengths, part):
    if not lengths:
        return None
    lengths = sorted(lengths)
    import math
    return lengths[max(1, math.ceil(part * len(lengths))) - 1]


def share(n, all):
    return None if all == 0 else round(n * 10000 / all + 1e-9) / 100


class Book:
    def __init__(self, path, report):
        self.db = sqlite3.connect('file:%s?mode=ro' % path, uri=True)
        self.a = day_no(report['from'], -10**9)
        self.z = day_no(report['to'], 10**9)
        self.today = day_no(report['today'], 0)

    def rows(self, sql, **more):
        args = dict(a=self.a, z=self.z, today=self.today, **more)
        sql = sql.replace('DAY(', 'D(')
        sql = re.sub(r'D\(([a-z._]+)\)', r'((\1 + 28800000) / 86400000)', sql)
        return self.db.execute(sql, args).fetchall()

    def one(self, sql, **more):
        return self.rows(sql, **more)[0][0]


# Orders of a group: SQL over orders o.
def counts(b, only='1 = 1', **more):
    acc = 'DAY(o.created_ms) BETWEEN :a AND :z AND ' + only
    out = {}
    out['orders'] = b.one('SELECT count(*) FROM orders o WHERE ' + acc, **more)
    for word, state in (('completed', 2), ('cancelled', 3)):
        out[word] = b.one('SELECT count(*) FROM orders o WHERE ' + acc +
                          ' AND o.state = %d' % state, **more)
    for word, day in (('first', 'CASE d.first WHEN 0 THEN d.day ELSE d.first END'),
                      ('latest', 'd.day')):
        out[word] = b.rows(
            'SELECT count(*), coalesce(sum(d.actual > 0 AND d.actual <= '
            + day + '), 0) FROM due d JOIN orders o ON o.id = d.order_id '
            "WHERE d.duty = 'loaded' AND (" + day + ') BETWEEN :a AND :z AND ('
            + day + ') <> 0 AND (d.actual > 0 OR (d.shut = 0 AND o.state < 2 '
            'AND (' + day + ') < :today)) AND ' + only, **more)[0]
    out['verdicts'] = b.rows(
        "SELECT count(*), coalesce(sum(a.outcome NOT IN ('revise', "
        "'rejected_again', 'rejected_lost', 'discrepancy')), 0) FROM act a "
        'JOIN orders o ON o.id = a.order_id WHERE a.round = 1 AND a.state = 1 '
        "AND a.duty IN ('verdict', 'bank_answer') AND a.outcome <> '' AND "
        '(CASE a.day WHEN 0 THEN DAY(a.at_ms) ELSE a.day END) '
        'BETWEEN :a AND :z AND ' + only, **more)[0]
    out['steps'] = [r[0] for r in b.rows(
        'SELECT DAY(s.done_ms) - DAY(s.open_ms) FROM step s JOIN orders o ON '
        'o.id = s.order_id WHERE o.taken_day = 0 AND s.open_ms > 0 AND '
        's.done_ms > 0 AND DAY(s.done_ms) BETWEEN :a AND :z AND ' + only,
        **more)]
    out['copies'] = [r[0] for r in b.rows(
        'SELECT :today - DAY(p.sent_ms) FROM piece p JOIN orders o ON o.id = '
        'p.order_id WHERE p.state = 2 AND p.sent_ms > 0 AND o.state < 2 AND '
        + only, **more)]
    out['notices'] = b.rows(
        'SELECT count(*), count(DISTINCT r.order_id) FROM revision r JOIN '
        "orders o ON o.id = r.order_id WHERE r.kind = 'notice' AND r.rev = 1 "
        'AND r.issued_ms > 0 AND DAY(r.issued_ms) BETWEEN :a AND :z AND '
        + only, **more)[0]
    out['late'] = [r[0] for r in b.rows(
        'SELECT :today - p.due_day FROM payment p JOIN orders o ON o.id = '
        'p.order_id WHERE o.state < 2 AND p.due_day > 0 AND p.due_day < '
        ':today AND p.credited < p.amount AND ' + only, **more)]
    return out


def kpi(book, path):
    report = json.load(open(path))
    b = Book(book, report)
    parts = {p['part']: p['rows'] for p in report['parts']}
    got = {r['measure']: (r['value'], r['n']) for r in parts['measures']}
    c = counts(b)
    same('orders', got['orders'][0], c['orders'])
    same('completed', got['completed'],
         (share(c['completed'], c['orders']), c['orders']))
    same('cancelled', got['cancelled'][0], c['cancelled'])
    for word in ('first', 'latest'):
        n, met = c[word]
        same('on time ' + word, got['on_time_' + word], (share(met, n), n))
    n, good = c['verdicts']
    same('first round', got['first_round'], (share(good, n), n))
    same('median', got['step_median'], (nearest(c['steps'], .5), len(c['steps'])))
    same('p90', got['step_p90'], (nearest(c['steps'], .9), len(c['steps'])))
    same('copies', got['copies_out'][0], len(c['copies']))
    same('oldest', got['copies_oldest'][0], nearest(c['copies'], 1))
    same('notices', got['notices'][0], c['notices'][0])
    same('changed', got['orders_changed'][0], c['notices'][1])
    same('late', got['payments_late'][0], len(c['late']))
    same('no survey is no 0', got['satisfaction'], (None, 0))
    for r in parts.get('steps', []):
        step = b.rows('SELECT DAY(s.done_ms) - DAY(s.open_ms) FROM step s '
                      'JOIN orders o ON o.id = s.order_id WHERE s.step = :s '
                      'AND o.taken_day = 0 AND s.open_ms > 0 AND s.done_ms > 0 '
                      'AND DAY(s.done_ms) BETWEEN :a AND :z', s=r['step'])
        days = [x[0] for x in step]
        same('step ' + r['step'], (r['n'], r['median'], r['p90'], r['longest']),
             (len(days), nearest(days, .5), nearest(days, .9), max(days)))
    for r in parts.get('months', []):
        same('month ' + r['month'], r['orders'], b.one(
            "SELECT count(*) FROM orders o WHERE strftime('%Y-%m', "
            "(o.created_ms + 28800000) / 1000, 'unixepoch') = :m AND "
            'DAY(o.created_ms) BETWEEN :a AND :z', m=r['month']))
    for r in parts.get('money_overdue', []):
        rows, open_ = b.rows(
            'SELECT count(*), sum(p.amount - p.credited) FROM payment p JOIN '
            'orders o ON o.id = p.order_id WHERE o.state < 2 AND p.due_day > 0 '
            'AND p.due_day < :today AND p.credited < p.amount AND '
            'p.currency = :c', c=r['currency'])[0]
        same('overdue ' + r['currency'], (r['rows'], r['open']),
             (rows, {'minor': open_, 'currency': r['currency']}))
    for r in parts.get('limits', []):
        days = [x[0] for x in b.rows(
            'SELECT d.day - :today FROM due d JOIN orders o ON o.id = '
            'd.order_id WHERE d.duty = :l AND d.shut = 0 AND d.actual = 0 '
            'AND d.day <> 0 AND o.state < 2', l=r['limit'])]
        bands = [0] * 5
        for d in days:
            bands[0 if d < 0 else 1 if d <= 7 else 2 if d <= 30
                  else 3 if d <= 90 else 4] += 1
        same('limit ' + r['limit'], [r['n'], r['passed'], r['to_7'],
             r['to_30'], r['to_90'], r['more']], [len(days)] + bands)
    for r in parts.get('desks', []):
        same('copies at ' + r['desk'], r['copies_out'], b.one(
            "SELECT count(*) FROM piece p JOIN orders o ON o.id = p.order_id "
            "WHERE p.state = 2 AND p.sent_ms > 0 AND o.state < 2 AND "
            "(CASE p.to_desk WHEN '' THEN p.desk ELSE p.to_desk END) = :d",
            d=r['desk']))


def groups(book, path, what):
    report = json.load(open(path))
    b = Book(book, report)
    only = {'customer': 'o.customer = :g', 'company': 'o.company = :g',
            'clerk': "coalesce((SELECT person FROM assign s WHERE s.order_id "
                     "= o.id AND s.role = 'clerk'), '') = :g",
            'product': 'EXISTS (SELECT 1 FROM line l WHERE l.order_id = o.id '
                       'AND l.item = :g)'}[what]
    rows = report['parts'][0]['rows']
    if rows[-1]['group'] != 'all':
        bad.append('the last row is not of all')
    for r in rows:
        c = counts(b) if r['group'] == 'all' else counts(b, only, g=r['group'])
        same('group ' + r['group'],
             (r['orders'], r['completed'], r['cancelled'], r['shipments'],
              r['on_time_first'], r['on_time_latest'], r['verdicts'],
              r['first_round'], r['step_median'], r['step_p90'], r['notices'],
              r['copies_out'], r['payments_late']),
             (c['orders'], share(c['completed'], c['orders']), c['cancelled'],
              c['latest'][0], share(*reversed(c['first'])),
              share(*reversed(c['latest'])), c['verdicts'][0],
              share(*reversed(c['verdicts'])), nearest(c['steps'], .5),
              nearest(c['steps'], .9), c['notices'][0], len(c['copies']),
              len(c['late'])))
    if what != 'product':
        same('all groups', sum(r['orders'] for r in rows[:-1]),
             rows[-1]['orders'])


def rows_of(path):
    report = json.load(open(path))
    return report, {p['part']: p['rows'] for p in report['parts']}


def lists(book, folder):
    """late, ta, changes, yearend and money of a folder of JSON."""
    report, parts = rows_of(folder + '/late.json')
    b = Book(book, report)
    wanted = b.rows(
        'SELECT o.number, d.duty, d.lot, d.day, d.hard FROM due d JOIN orders '
        'o ON o.id = d.order_id WHERE d.shut = 0 AND d.gone = 0 AND d.actual '
        '= 0 AND o.state < 2 AND d.day > 0 AND d.day < :today AND d.duty NOT '
        "IN ('declare_from', 'about_earliest', 'from_earliest', "
        "'after_earliest', 'earliest_shipment', 'refund_opens', "
        "'keep_evidence')")
    same('late', sorted((r['order'], r['what'], r['late']) for r in parts['late']),
         sorted((n, d, b.today - day) for n, d, lot, day, hard in wanted))
    same('hard first', [r['hard'] for r in parts['late']],
         sorted((r['hard'] for r in parts['late']), reverse=True))
    same('owners', sum(r['n'] for r in parts['owners']), len(wanted))
    report, parts = rows_of(folder + '/changes.json')
    same('changes', len([r for r in parts['changes'] if r['field']]), b.one(
        'SELECT count(*) FROM change c WHERE EXISTS (SELECT 1 FROM revision r '
        "WHERE r.order_id = c.order_id AND r.kind = 'notice' AND r.inst = "
        'c.notice AND r.rev = 1 AND r.issued_ms > 0)'))
    report, parts = rows_of(folder + '/yearend.json')
    b = Book(book, report)
    for t in parts['totals']:
        made = b.rows(
            'SELECT count(DISTINCT o.id), sum(l.amount) FROM orders o JOIN '
            '(SELECT order_id, (qty - cancelled) * price * (10000 - '
            'discount_bp) / 10000.0 / CASE digits WHEN 0 THEN 1 WHEN 1 THEN '
            '10 WHEN 2 THEN 100 WHEN 3 THEN 1000 END AS amount, currency FROM '
            'line) l ON l.order_id = o.id WHERE l.currency = :c AND '
            'DAY(o.created_ms) BETWEEN :a AND :z', c=t['currency'])[0]
        same('ordered', (t['orders'], t['ordered']['minor']),
             (made[0], round(made[1])))
        same('shipments', t['shipments'], b.one(
            "SELECT count(*) FROM due d WHERE d.duty = 'loaded' AND d.actual "
            'BETWEEN :a AND :z'))
        for part, n in (('by_order_date', 'orders'),
                        ('by_shipment_date', 'shipments')):
            same(part, sum(r['n'] for r in parts[part]
                           if r['currency'] == t['currency']), t[n])
    same('open', sorted(r['order'] for r in parts['open']), sorted(
        r[0] for r in b.rows(
            'SELECT o.number FROM orders o WHERE DAY(o.created_ms) <= :z AND '
            '(o.closed_ms = 0 OR DAY(o.closed_ms) > :z)')))
    for r in parts['open'][:5]:
        due, got = b.rows(
            'SELECT sum(p.amount), sum(CASE WHEN p.credited_day BETWEEN 1 AND '
            ':z THEN p.credited ELSE 0 END) FROM payment p JOIN orders o ON '
            'o.id = p.order_id WHERE o.number = :n', n=r['order'])[0]
        same('open ' + r['order'], (r['due']['minor'], r['credited']['minor']),
             (due, got))
    same('gaps', sum(r['n'] for r in parts['gaps']), b.one(
        "SELECT count(*) FROM orders o WHERE o.state = 3 AND o.number LIKE 'EX-%'"))
    report, parts = rows_of(folder + '/money.json')
    for r in parts['money']:
        due, got = b.rows(
            'SELECT sum(p.amount), sum(p.credited) FROM payment p JOIN orders '
            'o ON o.id = p.order_id WHERE o.state < 2 AND p.currency = :c',
            c=r['currency'])[0]
        same('money', (r['due']['minor'], r['credited']['minor']), (due, got))
    report, parts = rows_of(folder + '/ta.json')
    rows = parts['export']
    same('ta orders', sorted(r['order'] for r in rows), sorted(
        r[0] for r in b.rows('SELECT number FROM orders WHERE state < 2')))
    for r in rows:
        done = dict(b.rows(
            'SELECT s.step, max(DAY(s.done_ms)) FROM step s JOIN orders o ON '
            'o.id = s.order_id WHERE o.number = :n AND s.done_ms > 0 '
            'GROUP BY s.step', n=r['order']))
        for step, day in done.items():
            same('ta %s %s' % (r['order'], step), day_no(r[step], None), day)
        ship = b.rows("SELECT d.first, d.day, d.actual FROM due d JOIN orders "
                      "o ON o.id = d.order_id WHERE d.duty = 'loaded' AND "
                      'o.number = :n', n=r['order'])
        if len(ship) == 1:
            same('ta ship', [day_no(r[k], 0) for k in
                             ('promised', 'in_force', 'done')], list(ship[0]))
    report, parts = rows_of(folder + '/ta-one.json')
    dated = [r for r in parts['dates'] if r['step_no'] is None]
    wanted = b.rows('SELECT d.duty, d.plan, d.first, d.day, d.actual FROM due '
                    'd JOIN orders o ON o.id = d.order_id WHERE o.number = :n',
                    n=open(folder + '/number').read().strip())
    same('ta of one', sorted((r['what'], *(day_no(r[k], 0) for k in
         ('planned', 'promised', 'in_force', 'done'))) for r in dated),
         sorted(wanted))


def parts_of(path):
    z = zipfile.ZipFile(path)
    if z.testzip():
        bad.append('damaged: ' + z.testzip())
    return {n: ET.fromstring(z.read(n)) for n in z.namelist()
            if n.endswith('.xml') or n.endswith('.rels')}


def xlsx(path, charts):
    parts = parts_of(path)
    for need in ('[Content_Types].xml', 'xl/workbook.xml', 'xl/styles.xml',
                 'xl/sharedStrings.xml'):
        if need not in parts:
            bad.append('no ' + need)
    if charts != 'any':
        same('charts', sum(n.startswith('xl/charts/chart') for n in parts),
             int(charts))
    strings = len(parts['xl/sharedStrings.xml'].findall(MAIN + 'si'))
    panes = []
    for name, root in parts.items():
        if not name.startswith('xl/worksheets/sheet'):
            continue
        if root.findall('.//' + MAIN + 'f'):
            bad.append('a formula in ' + name)
        pane = root.find('.//' + MAIN + 'pane')
        panes.append(pane is not None and pane.get('state') == 'frozen')
        for c in root.iter(MAIN + 'c'):
            v = c.find(MAIN + 'v')
            if c.get('t') == 's' and not 0 <= int(v.text) < strings:
                bad.append('no such string in ' + name)
            elif c.get('t') not in ('s', None):
                bad.append('a cell of type %s in %s' % (c.get('t'), name))
    # of all sheets but the last, which says what the numbers mean
    same('frozen heads', sum(panes), len(panes) - 1)
    # every chart shows rows that are there
    sheets = {s.get('name') for s in parts['xl/workbook.xml'].iter(MAIN + 'sheet')}
    for name, root in parts.items():
        if not name.startswith('xl/charts/chart'):
            continue
        refs = [e.text for e in root.iter() if e.tag.endswith('}f')]
        if len(refs) < 2:
            bad.append('nothing in ' + name)
        for ref in refs:
            if ref.split('!')[0].strip("'") not in sheets:
                bad.append('%s shows %s' % (name, ref))


def text(path, word):
    root = parts_of(path)['xl/sharedStrings.xml']
    found = [''.join(t.text or '' for t in si.iter(MAIN + 't'))
             for si in root.findall(MAIN + 'si')]
    if word not in found:
        bad.append('no %r among %d strings' % (word, len(found)))


def letter(path, subject, *files):
    import email, email.policy
    data = open(path, 'rb').read()
    if any(b > 126 for b in data) or max(map(len, data.split(b'\n'))) > 78:
        bad.append('not plain ASCII in short lines')
    m = email.message_from_bytes(data, policy=email.policy.default)
    if subject not in m['Subject'] or not m['Date'].datetime:
        bad.append('its head says %r, %r' % (m['Subject'], m['Date']))
    same('to', m['To'], 'chen@example.com')
    parts = list(m.iter_parts())
    if subject not in parts[0].get_content():
        bad.append('its text does not say ' + subject)
    same('files', [p.get_filename() for p in parts[1:]], list(files))
    for p in parts[1:]:
        found = p.get_payload(decode=True)
        start = {'pdf': b'%PDF', 'lsx': b'PK', 'csv': b'\xef\xbb\xbfpart'}
        if not found.startswith(start[p.get_filename()[-3:]]):
            bad.append('%s begins with %r' % (p.get_filename(), found[:9]))


{'letter': letter, 'kpi': kpi, 'groups': groups, 'lists': lists, 'xlsx': xlsx, 'text': text}[sys.argv[1]](
    *sys.argv[2:])
print('\n'.join(bad))
sys.exit(bool(bad))
