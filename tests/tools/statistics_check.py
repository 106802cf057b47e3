#!/usr/bin/python3
"""statistics_check.py FOLDER - the measures of the reports in a folder (all.json,
by.json, month.json and WORKFLOW.json) counted again from its book.db by somebody
who knows gendan's documents, not its code: the journal's rows are put together
as docs/SCHEMA.md says, what a duty is stands in data/workflows, and what a
measure is in docs/REPORTS.md."""
import collections, datetime, glob, json, math, os, re, sqlite3, sys
import yaml

DAY, OFFSET = 86400000, 28800000
ACTIVE, HELD, COMPLETED, CANCELLED = range(4)
OFFERED, ACCEPTED, REFUSED, EXPIRED, RELEASED = range(5)
DONE, WAIVED, OPEN = 1, 2, 3
TEXTS = {'name', 'value'}  # cells are told apart by what the journal has
bad = []


def same(what, found, wanted):
    global compared
    compared += 1
    if found != wanted and len(bad) < 40:
        bad.append('%s: report %r, journal %r' % (what, found, wanted))


compared = 0


# ---- the journal ---------------------------------------------------------------

def columns():
    """The tables of docs/SCHEMA.md: name -> (columns, how many are the key)."""
    out, head = {}, []
    for line in open('docs/SCHEMA.md'):
        cells = [c.strip() for c in line.strip().strip('|').split('|')]
        if not line.startswith('|') or len(cells) < 2 or cells[0] == '---':
            continue
        if cells[0] == 'head':
            head = ['']
        elif cells[0] == 'table':
            head = []
        elif head and len(cells) == 2:
            head += [w.strip() for w in cells[0].split(',')]
            out['head'] = (head[1:], 0)
        elif len(cells) >= 3 and re.fullmatch(r'[a-z]+', cells[0]):
            names = [w.strip() for w in cells[1].replace('**', '').split(',')]
            key = re.search(r'\*\*(.*?)\*\*', cells[1])
            out[cells[0]] = (names, len(key.group(1).split(',')) if key else 0)
    return out


class Order:
    def __init__(self):
        self.rows = collections.defaultdict(dict)

    def put(self, tables, put):
        name = put[0].lstrip('!')
        cols, nkeys = tables[name]
        if put[0].startswith('!'):
            self.rows[name].pop(tuple(put[1:1 + nkeys]), None)
            return
        mask, cells = put[1], list(put[2:])
        key = tuple(cells[:nkeys])
        row = self.rows[name].setdefault(key, dict(zip(cols, key)))
        values = iter(cells[nkeys:])
        for i, col in enumerate(cols):
            if mask >> i & 1 and i >= nkeys:
                row[col] = next(values)

    def all(self, name):
        return [self.rows[name][k] for k in sorted(self.rows[name])]

    head = property(lambda self: self.rows['head'][()])


def orders(path):
    tables, out = columns(), {}
    db = sqlite3.connect('file:%s?mode=ro' % path, uri=True)
    for order, body in db.execute('SELECT order_id, body FROM journal WHERE '
                                  'order_id IS NOT NULL ORDER BY seq'):
        o = out.setdefault(order, Order())
        for event in json.loads(body):
            for put in event.get('p', []):
                if put[0].lstrip('!') in tables:
                    o.put(tables, put)
    return list(out.values())


# ---- the workflows ---------------------------------------------------------------

class Flow:
    def __init__(self, path):
        w = yaml.safe_load(open(path))
        self.id = w['workflow']
        self.forecast = w.get('forecast')
        self.causes = w.get('causes') or {}
        self.fields, self.roles = w.get('fields') or {}, w['roles']
        self.limits = w.get('limits') or {}
        self.desks = {}
        for desk, d in w['desks'].items():
            for name in [desk] + as_list(d.get('aliases')):
                self.desks[name] = desk
        self.duties, self.no = {}, {}
        for no, (step, s) in enumerate(w['steps'].items(), 1):
            self.no[step] = no
            for duty, d in (s.get('duties') or {}).items():
                self.duties[duty] = d
        self.papers = {d['paper'] for d in self.duties.values()
                       if d['kind'] == 'notice'}

    def goes(self, duty, outcome):
        o = (self.duties[duty].get('outcomes') or {}).get(outcome)
        return None if o is None else o.get('goes', 'next')

    def sends_round(self, duty):
        d = self.duties[duty]
        return any(o.get('goes') == 'again %s' % d.get('loop')
                   for o in (d.get('outcomes') or {}).values())

    def waits_for(self, duty):
        """Outcomes of its own loop that the duty waits for."""
        d = self.duties[duty]
        return [(a, b) for a, b in re.findall(r'outcome\((\w+)\) = (\w+)',
                                              str(d.get('when') or ''))
                if self.duties[a].get('loop') == d.get('loop')]

    def is_remedy(self, duty):
        d = self.duties[duty]
        return bool(d.get('loop') and self.sends_round(duty) and
                    d['kind'] not in ('check', 'approve') and
                    self.waits_for(duty))

    def remedied(self, duty):
        """Outcomes of a duty for which a remedy waits."""
        return {b for other in self.duties if self.is_remedy(other)
                for a, b in self.waits_for(other) if a == duty}

    def is_check(self, duty):
        d = self.duties[duty]
        return bool(d.get('loop') and d.get('outcomes') and
                    not self.is_remedy(duty) and
                    (self.sends_round(duty) or self.remedied(duty)))

    def score(self, duty):
        d = self.duties[duty]
        for f in as_list(d.get('required')) + as_list(d.get('fields')):
            if self.fields[f].get('type') == 'int':
                return f
        return None

    def cause(self, word):
        if word in self.causes:
            return word
        for d in self.duties.values():
            for name, o in (d.get('outcomes') or {}).items():
                if o.get('goes') == 'end cancelled' and \
                        word == o.get('cause', name):
                    return name
        return 'words'


def as_list(x):
    return [] if x is None else x if isinstance(x, list) else [x]


# ---- counting --------------------------------------------------------------------

def day(ms):
    return (ms + OFFSET) // DAY


def share(n, all):
    return None if all == 0 else (n * 20000 + all) // (2 * all) / 100


def mean(n, of):
    return None if of == 0 else (n * 200 + of) // (2 * of) / 100


def nearest(lengths, part):
    lengths = sorted(lengths)
    return lengths[max(1, math.ceil(part * len(lengths))) - 1] \
        if lengths else None


def month(d):
    return str(datetime.date(1970, 1, 1) + datetime.timedelta(d))[:7]


class Count(collections.Counter):
    """Of one selection and period."""

    def __init__(self, a, z, today):
        super().__init__()
        self.a, self.z, self.today = a, z, today
        self.step = collections.defaultdict(list)
        self.out = collections.defaultdict(list)
        self.late = collections.defaultdict(list)
        self.bands = collections.defaultdict(list)

    def within(self, d):
        return d and self.a <= d <= self.z

    def add(self, flow, o):
        self.accepted(flow, o)
        self.dates(flow, o)
        self.steps(flow, o)
        self.checks(flow, o)
        self.surveys(flow, o)
        self.notices(flow, o)
        self.offers(flow, o)
        self.rest(flow, o)

    @staticmethod
    def places(flow, o):
        out = collections.defaultdict(list)
        for f in o.all('offer'):
            if flow.duties[f['duty']]['kind'] == 'claim':
                out[f['duty'], f['lot'], f['round'], f['inst']].append(f)
        return out

    def accepted(self, flow, o):
        offers = [f for p in self.places(flow, o).values() for f in p]
        taken = [f['at_ms'] for f in offers
                 if f.get('state', 0) == ACCEPTED]
        ms = o.head['created_ms'] if not offers else min(taken, default=0)
        if not ms or not self.within(day(ms)):
            return
        self['orders'] += 1
        self['completed'] += o.head.get('state', 0) == COMPLETED
        self['cancelled'] += o.head.get('state', 0) == CANCELLED
        self['month', month(day(ms))] += 1

    def dates(self, flow, o):
        work = o.head.get('state', 0) in (ACTIVE, HELD)
        for d in o.all('due'):
            on, actual = d.get('day', 0), d.get('actual', 0)
            owed = work and not d.get('shut')
            if d['duty'] == flow.forecast:
                for word, by in (('first', d.get('first') or on),
                                 ('latest', on)):
                    if not self.within(by) or not (
                            actual or owed and by < self.today):
                        continue
                    self['due', word] += 1
                    self['met', word] += bool(actual and actual <= by)
                    if word == 'latest':
                        self['month due', month(by)] += 1
                        self['month met', month(by)] += \
                            bool(actual and actual <= by)
            if d['duty'] in flow.limits:
                limit = flow.limits[d['duty']]
                if on and owed and not actual and not limit.get('earliest'):
                    self.bands[d['duty']].append(on - self.today)
                continue
            role = flow.roles.get(d.get('owner', '').partition('role:')[2], {})
            desk = flow.desks.get(role.get('desk'))
            if not desk or not on:
                continue
            self['desk', desk] += 0
            if actual and self.within(actual):
                self['desk', desk] += 1
                self['desk met', desk] += actual <= on
            self['desk late', desk] += bool(
                not actual and owed and on < self.today)

    def steps(self, flow, o):
        for s in o.all('step'):
            opened, done = s.get('open_ms', 0), s.get('done_ms', 0)
            if o.head.get('taken_day') or opened <= 0 or done <= 0 or \
                    not self.within(day(done)):
                continue
            length = max(0, day(done) - day(opened))
            self.step[()].append(length)
            self.step[flow.id, s['step']].append(length)

    @staticmethod
    def act_day(a):
        return a.get('day') or (day(a['at_ms']) if a.get('at_ms') else 0)

    def checks(self, flow, o):
        first = {}
        for a in o.all('act'):  # by round
            if a['duty'] not in flow.duties or not flow.is_check(a['duty']):
                continue
            goes = flow.goes(a['duty'], a.get('outcome', ''))
            if a.get('state') == DONE and goes not in (None, 'stay'):
                first.setdefault((a['duty'], a['lot'], a['inst']), (a, goes))
        for (duty, _, _), (a, goes) in first.items():
            if not self.within(self.act_day(a)):
                continue
            fault = goes.startswith('again') or goes == 'end cancelled' or \
                a['outcome'] in flow.remedied(duty)
            self['tried'] += 1
            self['passed'] += not fault
            self['check', flow.id, duty] += 1
            self['check passed', flow.id, duty] += not fault

    def surveys(self, flow, o):
        for duty, d in flow.duties.items():
            if d['kind'] != 'survey' or not flow.score(duty):
                continue
            acts = [a for a in o.all('act') if a['duty'] == duty and
                    a.get('state') in (DONE, WAIVED)]
            if not acts and o.head.get('state') == COMPLETED and \
                    self.within(day(o.head['closed_ms'])):
                self['asked'] += 1
            for a in acts:
                if a['state'] != DONE or not self.within(self.act_day(a)):
                    continue
                self['asked'] += 1
                answer = json.loads(a.get('fields') or '{}').get(
                    flow.score(duty))
                if answer:
                    self['answered'] += 1
                    self['score'] += int(answer)

    def notices(self, flow, o):
        any = False
        for r in o.all('revision'):
            ms = r.get('issued_ms', 0)
            if r['kind'] not in flow.papers or r['rev'] != 1 or ms <= 0 or \
                    not self.within(day(ms)):
                continue
            any = True
            self['notices'] += 1
            thread = next(d.get('thread') for d in flow.duties.values()
                          if d.get('paper') == r['kind'] and
                          d['kind'] == 'notice')
            self['cause', self.choice(flow, o, thread, r['inst'])] += 1
            for c in o.all('change'):
                if c['notice'] == r['inst']:
                    self['field', c['field']] += 1
        self['changed'] += any

    @staticmethod
    def choice(flow, o, thread, inst):
        for a in o.all('act'):
            d = flow.duties.get(a['duty'])
            if not d or d.get('thread') != thread or a['inst'] != inst or \
                    a.get('state') != DONE:
                continue
            entered = json.loads(a.get('fields') or '{}')
            for f in as_list(d.get('required')) + as_list(d.get('fields')):
                if entered.get(f) in (flow.fields[f].get('choices') or {}):
                    return entered[f]
        return 'none'

    def offers(self, flow, o):
        for (duty, _, _, _), rows in self.places(flow, o).items():
            grounds = flow.duties[duty].get('refusals') or {}
            answers = []
            for f in sorted(rows, key=lambda f: f['at_ms']):
                state, reason = f.get('state', 0), f.get('reason', '')
                if state in (REFUSED, EXPIRED) or \
                        state == RELEASED and reason:
                    answers.append(f)
                    ground = reason.partition(':')[0]
                    ground = 'ran_out' if state == EXPIRED else \
                        'given_back' if state == RELEASED else \
                        ground if ground in grounds else 'words'
                    if self.within(day(f['at_ms'])):
                        self['refusal', flow.id, ground] += 1
            taken = [f for f in rows if f.get('state', 0) == ACCEPTED]
            open = [f for f in rows if f.get('state', 0) == OFFERED]
            end = taken[0] if taken else None if open or not answers \
                else answers[-1]
            if not end or not self.within(day(end['at_ms'])):
                continue
            self['offered'] += 1
            self['ended', end['state']] += 1

    def rest(self, flow, o):
        h = o.head
        if h.get('state') == CANCELLED and self.within(day(h['closed_ms'])):
            self['called_off'] += 1
            self['cancel', flow.id, h['cause_by'], flow.cause(h['cause'])] += 1
        if h.get('state', 0) not in (ACTIVE, HELD):
            return
        for p in o.all('piece'):
            if p.get('state') != 2 or p.get('sent_ms', 0) <= 0:
                continue
            age = self.today - day(p['sent_ms'])
            self.out[()].append(max(0, age))
            desk = flow.desks.get(p.get('to_desk') or p.get('desk'))
            if desk:
                self['desk', desk] += 0
                self.out[desk].append(max(0, age))
        for p in o.all('payment'):
            left = p.get('amount', 0) - p.get('credited', 0)
            if not 0 < p.get('due_day', 0) < self.today or left <= 0 or \
                    not p.get('currency'):
                continue
            self.late[()].append(self.today - p['due_day'])
            self.late[p['currency']].append(self.today - p['due_day'])
            self['open', p['currency']] += left

    def of(self, kind):
        """What was counted of a kind, thing by thing."""
        return {k[1:] if len(k) > 2 else k[1]: n for k, n in self.items()
                if isinstance(k, tuple) and k[0] == kind}


# ---- comparing -------------------------------------------------------------------

def measures(name, rows, c):
    got = {r['measure']: (r['value'], r['n']) for r in rows}
    n, ended = c['orders'], c['offered']
    wanted = {
        'orders': (n, None), 'completed': (share(c['completed'], n), n),
        'cancelled': (c['cancelled'], None),
        'satisfaction': (mean(c['score'], c['answered']), c['answered']),
        'surveys_answered': (share(c['answered'], c['asked']), c['asked']),
        'first_round': (share(c['passed'], c['tried']), c['tried']),
        'step_median': (nearest(c.step[()], .5), len(c.step[()])),
        'step_p90': (nearest(c.step[()], .9), len(c.step[()])),
        'copies_out': (len(c.out[()]), None),
        'copies_oldest': (nearest(c.out[()], 1), len(c.out[()])),
        'notices': (c['notices'], None),
        'changes_per_order': (mean(c['notices'], n), n),
        'orders_changed': (c['changed'], None),
        'called_off': (c['called_off'], None),
        'payments_late': (len(c.late[()]), None),
        'payments_oldest': (nearest(c.late[()], 1), len(c.late[()])),
    }
    for word in ('first', 'latest'):
        wanted['on_time_' + word] = (share(c['met', word], c['due', word]),
                                     c['due', word])
    for word, state in (('taken', ACCEPTED), ('ran_out', EXPIRED),
                        ('refused', REFUSED), ('given_back', RELEASED)):
        if not ended and state != ACCEPTED:
            continue
        wanted['offers_' + word] = (share(c['ended', state], ended), ended)
    same(name + ' measures', sorted(got), sorted(wanted))
    for word in wanted:
        same('%s %s' % (name, word), got.get(word), wanted[word])


def group(name, r, c):
    wanted = {
        'orders': c['orders'], 'completed': share(c['completed'], c['orders']),
        'cancelled': c['cancelled'], 'shipments': c['due', 'latest'],
        'on_time_first': share(c['met', 'first'], c['due', 'first']),
        'on_time_latest': share(c['met', 'latest'], c['due', 'latest']),
        'satisfaction': mean(c['score'], c['answered']),
        'answers': c['answered'],
        'surveys_answered': share(c['answered'], c['asked']),
        'offers': c['offered'],
        'offers_taken': share(c['ended', ACCEPTED], c['offered']),
        'offers_ran_out': c['ended', EXPIRED], 'verdicts': c['tried'],
        'first_round': share(c['passed'], c['tried']),
        'step_median': nearest(c.step[()], .5),
        'step_p90': nearest(c.step[()], .9), 'notices': c['notices'],
        'called_off': c['called_off'], 'copies_out': len(c.out[()]),
        'payments_late': len(c.late[()])}
    same('%s %s' % (name, r['group']), {k: r.get(k) for k in wanted}, wanted)


def things(name, parts, c, flow):
    """flow: the one workflow of the report, which then has no column."""
    def keyed(part, *cols):
        out = {}
        for r in parts.get(part, []):
            key = tuple(r.get(k, flow) for k in cols)
            out[key[0] if len(key) == 1 else key] = r
        return out

    same(name + ' steps', {k: (r['n'], r['median'], r['p90'], r['longest'])
                           for k, r in keyed('steps', 'workflow',
                                             'step').items()},
         {k: (len(v), nearest(v, .5), nearest(v, .9), max(v))
          for k, v in c.step.items() if k})
    same(name + ' rounds', {k: (r['n'], r['first_round']) for k, r in
                            keyed('rounds', 'workflow', 'check').items()},
         {k: (n, share(c[('check passed',) + k], n))
          for k, n in c.of('check').items()})
    for part, kind, cols in (('refusals', 'refusal', ('workflow', 'why')),
                             ('cancellations', 'cancel',
                              ('workflow', 'who', 'why')),
                             ('causes', 'cause', ('what',)),
                             ('changed', 'field', ('what',))):
        same('%s %s' % (name, part),
             {k: r['n'] for k, r in keyed(part, *cols).items()}, c.of(kind))
    for part in ('causes', 'changed'):
        for r in parts.get(part, []):
            same('%s %s an order' % (name, part), r['per_order'],
                 mean(r['n'], c['orders']))
    months = set(c.of('month')) | set(c.of('month due'))
    same(name + ' months',
         {k: (r['orders'], r['shipments'], r['on_time'])
          for k, r in keyed('months', 'month').items()},
         {m: (c['month', m], c['month due', m],
              share(c['month met', m], c['month due', m])) for m in months})
    same(name + ' desks',
         {k: (r['copies_out'], r['median_age'], r['oldest'], r['dates_met'],
              r['on_time'], r['late_now'])
          for k, r in keyed('desks', 'desk').items()},
         {d: (len(c.out[d]), nearest(c.out[d], .5), nearest(c.out[d], 1), n,
              share(c['desk met', d], n), c['desk late', d])
          for d, n in c.of('desk').items()})
    same(name + ' money',
         {k: (r['rows'], r['open']['minor'], r['median'], r['oldest'])
          for k, r in keyed('money_overdue', 'currency').items()},
         {k: (len(v), c['open', k], nearest(v, .5), nearest(v, 1))
          for k, v in c.late.items() if k})
    same(name + ' limits',
         {k: tuple(r[w] for w in ('n', 'passed', 'to_7', 'to_30', 'to_90',
                                  'more'))
          for k, r in keyed('limits', 'limit').items()},
         {k: (len(v),) + tuple(sum(lo <= d <= hi for d in v) for lo, hi in (
             (-10**9, -1), (0, 7), (8, 30), (31, 90), (91, 10**9)))
          for k, v in c.bands.items()})


def main(folder):
    flows = {}
    for path in glob.glob('data/workflows/*.yaml'):
        flow = Flow(path)
        flows[flow.id] = flow
    book = orders(folder + '/book.db')
    known = collections.Counter()
    for path in sorted(glob.glob(folder + '/*.json')):
        name = os.path.basename(path)[:-5]
        report = json.load(open(path))
        parts = {p['part']: p['rows'] for p in report['parts']}
        ends = [(datetime.date.fromisoformat(report[k]) -
                 datetime.date(1970, 1, 1)).days if report[k] else other
                for k, other in (('from', -10**9), ('to', 10**9),
                                 ('today', 0))]
        counts = collections.defaultdict(lambda: Count(*ends))
        for o in book:
            flow = flows[o.head['workflow']]
            if name in flows and flow.id != name:
                continue
            counts['all'].add(flow, o)
            counts[flow.id].add(flow, o)
        if 'measures' in parts:
            measures(name, parts['measures'], counts['all'])
            things(name, parts, counts['all'], name)
        for part in ('groups', 'workflows'):
            if part in parts:
                same('%s groups' % name, sorted(r['group'] for r in
                                                parts[part]), sorted(counts))
            for r in parts.get(part, []):
                group(name, r, counts[r['group']])
        if name == 'all':
            known = counts['all']
    for word in ('orders', 'completed', 'cancelled', 'called_off', 'offered',
                 'answered', 'tried', 'notices', ('due', 'latest'),
                 ('met', 'latest'), ('ended', ACCEPTED), ('ended', EXPIRED),
                 ('ended', REFUSED)):
        print('# %s: %d' % (' '.join(map(str, word)) if isinstance(
            word, tuple) else word, known[word]))
        if not known[word]:
            bad.append('the year has nothing of %s' % (word,))
    print('# %d orders, %d numbers and tables compared' % (len(book), compared))
    print('\n'.join(bad))
    return bool(bad)


sys.exit(main(sys.argv[1]))
