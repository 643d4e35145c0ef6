#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/quality.md: how well the built program reads, and what it still gets wrong.

    tools/quality.py build/marsad ../shared > docs/quality.md        (./dev eval --page does this)

Every number comes from the run: `marsad score` on the annotated articles, whole and outlet by
outlet, beside how far two readers agree (agreement.md); the suites of others (peers.py); and the
share of articles about sport and technology in which the program finds violence. The text about
errors comes from quality_errors.toml: each kind has an example of our own that a test keeps true.
"""
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

ERRORS = pathlib.Path(__file__).with_name('quality_errors.toml')
KINDS_SHOWN = 10
OUTLET_LAYERS = ('figure+source', 'claim', 'event')
OUTLET_MIN = 5  # articles, below which an outlet's figures say little
PEACEFUL = ('sport', 'technology')
VIOLENCE = {'clash', 'shelling', 'airstrike', 'bombing', 'chemical_attack', 'shooting', 'abduction',
            'violence'}

INTRODUCTION = """\
# Quality

How well Marsad reads, measured; made by `./dev eval --page`, so do not edit it. A figure holds for the pack below and the program that was built with it, and for no other.

Pack `{pack}` · {documents} annotated articles

**What the figures are not.** The articles were at hand while words and rules were written, so they show what those can do at best; on articles that nobody looked at expect less. They are Arabic news of {first} to {last} about wars between the Sahel and Afghanistan, more often in Syria than anywhere else; nothing here says how other times or other wars are read.
"""

LAYERS = """\
## Layer by layer

P is the share of what Marsad gives that is right, R the share of what is there that it gives, F1 their harmonic mean. *Readers* is the F1 of one careful reader against another, on eight articles, before they settled how to treat the cases on which they differed: nobody can be asked for much more.
"""

SUITES = """\
## Suites of others

Test cases that other projects wrote for Arabic numbers, durations and times, and newspaper sentences that three judges called a report of an assault (or of a protest), or not. The points by which an event is weighed outside reports of conflict were chosen on these very sentences, so those two figures are fitted ([decision 0005](decisions/0005-evidence-is-counted.md)).
"""

PEACE = """\
## Where nobody was attacked

Articles about {sections} with an event, of whatever status, of one of the types {types}. A few of them do tell of violence, so the share cannot be nought; it bounds what a reader of conflict would have to throw away.
"""

OUTLETS = """\
## By outlet

F1, and in brackets how many figures, claims and events the articles of that outlet hold. A program that reads one side's outlets better than the other's would tilt every count made with it. With so few articles a difference of a few points may be chance.
"""

REMAINING = """\
## The ten most frequent errors

An error is one line of `marsad score --errors`: something missed, invented, or told otherwise than by the reader; {total} in all. *Causes* says what was found when some lines of that kind, drawn by lot, were read one by one by one reader, so they are of that reading and not of this run. The examples are invented, each published on {published}.
"""


def run(*command, feed=None):
    done = subprocess.run([str(word) for word in command], input=feed, capture_output=True,
                          encoding='utf-8', check=False)
    if done.returncode:
        sys.exit(f'quality: {" ".join(map(str, command[:3]))}: {done.stderr.strip()}')
    return done.stdout


def extract(program, documents):
    """One analysis for each document, in their order."""
    feed = ''.join(json.dumps(document, ensure_ascii=False) + '\n' for document in documents)
    lines = run(program, 'extract', '--json', '--from', 'jsonl', '-', feed=feed).splitlines()
    return [json.loads(line) for line in lines]


def facts(analysis):
    """What an analysis says, as lines that an example can name: `place of قصف: نوى`."""
    mentions = {one['id']: one for one in analysis['mentions']}
    said = {f'{one["type"]}: {one["text"]}' for one in analysis['mentions']}
    for event in analysis['events']:
        word = event['trigger']['text']
        said.add(f'event: {word} ({event["type"]})')
        said.add(f'date of {word}: {event.get("from") or "…"} to {event.get("to") or "…"}')
        for role in ('agents', 'targets', 'weapons', 'places'):
            said |= {f'{role[:-1]} of {word}: {mentions[i]["text"]}' for i in event.get(role, [])}
    said |= {f'{one["kind"]}: {one["text"]} ({one["victims"]})' for one in analysis['figures']}
    return said


def told_errors():
    return tomllib.loads(ERRORS.read_text('utf-8'))


def untrue(program, errors):
    """The examples that no longer show their error, one line each."""
    documents = [{'id': str(i), 'text': error['example'], 'published': errors['published']}
                 for i, error in enumerate(errors['error'])]
    for error, analysis in zip(errors['error'], extract(program, documents), strict=True):
        said = facts(analysis)
        for fact in error['says']:
            if not any(fact in one for one in said):
                yield f'{error["rows"]}: Marsad no longer says “{fact}”'
        for fact in error['misses']:
            if any(fact in one for one in said):
                yield f'{error["rows"]}: Marsad now says “{fact}”'


def kind_of(row):
    """`roles missed places`, `event invented`, …: layer and way of a line of --errors."""
    layer, _, _, told = row.split('\t')[:4]
    way = told.split()[0] if told.split()[0] in ('missed', 'invented') else 'otherwise'
    return ' '.join([layer, way] + ([told.split(': ')[1]] if layer == 'roles' else []))


def error_kinds(program, gold):
    told = run(program, 'score', gold, '--errors', '').splitlines()
    return collections.Counter(kind_of(line) for line in told if '\t' in line)


def agreement(file):
    """F1 of two readers and the number of cases, by layer of `marsad score`."""
    found = {}
    for cells in re.findall(r'^\| ([a-z][^|]*?) \| [.\d]+ \| [.\d]+ \| ([.\d]+) \| ([\d,]+)',
                            file.read_text('utf-8'), re.M):
        layer = re.sub(r'(, all)? \(.*\)', r'\1', cells[0]).replace(' with ', '+')
        found[layer] = (float(cells[1]), cells[2])
    return found


def table(heads, rows):
    line = lambda cells: '| ' + ' | '.join(map(str, cells)) + ' |'
    rule = '|' + '|'.join(['---'] + ['--:'] * (len(heads) - 1)) + '|'
    return '\n'.join([line(heads), rule] + [line(row) for row in rows]) + '\n'


def layer_table(scores, readers):
    rows = []
    for name, layer in scores['layers'].items():
        human, cases = readers.get(name, ('', ''))
        measures = [f'{layer[key]:.3f}' for key in ('precision', 'recall', 'f1')]
        counts = [layer[key] for key in ('hit', 'gold', 'system')]
        rows.append([name.strip(), *measures, *counts, human and f'{human:.3f}', cases])
    return table(['layer', 'P', 'R', 'F1', 'right', 'there', 'given', 'readers', 'of'], rows)


def suite_tables(program, folder):
    suites = sorted((folder / 'peers').glob('*.jsonl'))
    told = run(sys.executable, '-B', folder / 'peers.py', *suites,
               '--', program, 'extract', '--json', '--from', 'jsonl', '-')
    exact = re.findall(r'^(.+?) +(\d+) of (\d+) +([\d.]+%)$', told, re.M)
    judged = re.findall(r'^event (\w+) +P ([\d.]+)  R ([\d.]+)  F1 ([\d.]+) '
                        r'+\((\d+) of (\d+) are\)$', told, re.M)
    return (table(['suite', 'right', 'of', 'share'], exact) + '\n'
            + table(['sentences', 'P', 'R', 'F1', 'are', 'of'],
                    [[name.lower(), *rest] for name, *rest in judged]))


def peace_table(program, corpus):
    with gzip.open(corpus, 'rt', encoding='utf-8') as lines:
        articles = [one for one in map(json.loads, lines) if one['section'] in PEACEFUL]
    seen = collections.Counter(article['section'] for article in articles)
    violent = collections.Counter(
        article['section'] for article, analysis in zip(articles, extract(program, articles), strict=True)
        if any(event['type'] in VIOLENCE for event in analysis['events']))
    return table(['section', 'articles', 'with violence', 'share'],
                 [[section, seen[section], violent[section], f'{violent[section] / seen[section]:.2%}']
                  for section in PEACEFUL])


def outlet_table(program, articles):
    by_outlet = collections.defaultdict(list)
    for file, document in articles.items():
        by_outlet[document['outlet']].append(file)
    rows, shown = [], collections.defaultdict(list)
    for outlet, files in sorted(by_outlet.items(), key=lambda item: (-len(item[1]), item[0])):
        with tempfile.TemporaryDirectory(prefix='marsad-quality-') as folder:
            for file in files:
                (pathlib.Path(folder) / file.name).symlink_to(file.resolve())
            layers = json.loads(run(program, 'score', folder, '--json'))['layers']
        cells = [f'{layers[name]["f1"]:.3f} ({layers[name]["gold"]})' for name in OUTLET_LAYERS]
        rows.append([outlet, len(files), *cells])
        if len(files) >= OUTLET_MIN:
            for name in OUTLET_LAYERS:
                shown[name].append(layers[name]['f1'])
    spread = ', '.join(f'{name} {min(f1):.3f} to {max(f1):.3f}' for name, f1 in shown.items())
    return (table(['outlet', 'articles', *OUTLET_LAYERS], rows)
            + f'\nFrom the worst to the best outlet of {OUTLET_MIN} articles or more: {spread}.\n')


def error_section(error, count):
    quoted = lambda key: ' · '.join(f'`{fact}`' for fact in error[key])
    shown = [f'Marsad says {quoted("says")}.']
    if error['misses']:
        shown.append(f'It does not say {quoted("misses")}.')
    return '\n\n'.join([
        f'### {error["title"]}: {count}', error['what'],
        f'<div dir="rtl">\n\n> {error["example"]}\n\n</div>', ' '.join(shown),
        f'*Causes* ({error["read"]}): {error["causes"]}',
        f'*What would mend it:* {error["mend"]}']) + '\n'


def page(program, shared):
    folder, errors = shared / 'eval', told_errors()
    gold = folder / 'gold'
    for line in untrue(program, errors):
        sys.exit(f'quality: {ERRORS.name}: {line}; write another example, or strike the kind')
    pack = extract(program, [{'id': '0', 'text': errors['error'][0]['example']}])[0]['pack']
    articles = {file: json.loads(file.read_text('utf-8'))['document']
                for file in sorted(gold.glob('*.json'))}
    years = sorted(document['published'][:4] for document in articles.values())
    scores = json.loads(run(program, 'score', gold, '--json'))
    kinds = error_kinds(program, gold)
    text_of = {error['rows']: error for error in errors['error']}
    top, rest = kinds.most_common()[:KINDS_SHOWN], kinds.most_common()[KINDS_SHOWN:]
    for kind, _ in top:
        if kind not in text_of:
            sys.exit(f'quality: “{kind}” is among the most frequent; write of it in {ERRORS.name}')
    return '\n'.join([
        INTRODUCTION.format(pack=pack, documents=len(articles), first=years[0], last=years[-1]),
        LAYERS, layer_table(scores, agreement(folder / 'agreement.md')),
        SUITES, suite_tables(program, folder),
        PEACE.format(sections=' and '.join(PEACEFUL), types=', '.join(sorted(VIOLENCE))),
        peace_table(program, shared / 'corpus/news.jsonl.gz'),
        OUTLETS, outlet_table(program, articles),
        REMAINING.format(total=kinds.total(), published=errors['published']),
        *[error_section(text_of[kind], count) for kind, count in top],
        '### The rest\n', ' · '.join(f'{kind} {count}' for kind, count in rest)]) + '\n'


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(page(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()), end='')
