import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/model/document.ts';
import { type BaselineEntry, readBaseline, writeBaseline } from '../../src/suppress/baseline.ts';
import type { Baseline, SuppressionContext } from '../../src/suppress/types.ts';
import { document } from '../support/document.ts';
import { answer, printOf } from './scan.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/baseline.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true }).compile(schema);
const id = 'calico/global-peer';
const other = 'calico/duplicate-peer';
const enforced = 'terraform/bgp-port-closed';

/** The entry of a finding of `answer`. */
function entry(rule: string, line: number | null, more: Partial<BaselineEntry> = {}): BaselineEntry {
  return { fingerprint: printOf(rule, more.file ?? 'a.yaml', line), rule, file: 'a.yaml', resource: '', ...more };
}

type InContext = NonNullable<SuppressionContext['baseline']>;

/** A baseline with these entries, of which the scan saw everything. */
function holding(
  entries: readonly BaselineEntry[],
  change?: Baseline['change'],
  saw: InContext['saw'] = () => true,
): { baseline: InContext } {
  return {
    baseline: {
      file: 'b.json',
      entries,
      document: document(writtenInOrder(entries), 'b.json'),
      fromRoot: (file) => file,
      shown: (file) => file,
      saw,
      ...(change === undefined ? {} : { change }),
    },
  };
}

/** Not sorted: what merges leave. */
function writtenInOrder(entries: readonly BaselineEntry[]): string {
  return JSON.stringify({ version: 1, findings: entries });
}

const files = { 'a.yaml': 'a: 1\n' };

describe('the file', () => {
  const one = entry(id, 1);

  test('is sorted by file, rule and fingerprint, an entry a line', () => {
    const later = entry(id, 1, { file: 'b.yaml' });
    const [low, high] = [entry(id, 1), entry(id, 2)].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
    const text = writeBaseline([later, high as BaselineEntry, low as BaselineEntry, entry(other, 1)]);
    expect(text.split('\n')).toEqual([
      '{"version":1,"findings":[',
      `${JSON.stringify(entry(other, 1))},`,
      `${JSON.stringify(low)},`,
      `${JSON.stringify(high)},`,
      JSON.stringify(later),
      ']}',
      '',
    ]);
  });

  test('reads back as what was written, also without entries', () => {
    const hostile = { ...one, file: 'a\u202e\u001b\u2028\ud800"\\.yaml', resource: '\u200b\u009b' };
    for (const entries of [[], [one], [hostile]]) {
      const text = writeBaseline(entries);
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u202e]|\p{Cs}/u);
      const value = JSON.parse(text) as Json;
      expect(validate(value)).toBe(true);
      expect(readBaseline(value)).toEqual({ entries });
    }
  });

  test.each<[string, Json, string]>([
    ['no object', [], ' it must be an object with `version` and `findings`'],
    ['no version', { findings: [] }, ' it has no `version`'],
    ['a newer version', { version: 2, findings: [], more: 1 }, 'version its version is 2'],
    ['a version that never was', { version: 0, findings: [] }, 'version `version` must be the number 1'],
    ['a version in quotes', { version: '1', findings: [] }, 'version `version` must be the number 1'],
    ['another member', { version: 1, findings: [], rules: [] }, 'rules it may hold only'],
    ['no findings', { version: 1 }, ' `findings` must be a list'],
    [
      'findings by number',
      { version: 1, findings: { a: one as unknown as Json } },
      'findings `findings` must be a list',
    ],
    ['an entry that is none', { version: 1, findings: [null] }, 'findings/0 an entry must be an object'],
    [
      'an entry without a rule',
      { version: 1, findings: [one as unknown as Json, { ...one, rule: undefined } as unknown as Json] },
      'findings/1 this entry has no `rule`',
    ],
    [
      'a rule that is no text',
      { version: 1, findings: [{ ...one, rule: 1 }] },
      'findings/0/rule `rule` must be a string',
    ],
    [
      'a rule without a name',
      { version: 1, findings: [{ ...one, rule: '' }] },
      'findings/0/rule `rule` must not be empty',
    ],
    ['a file without a name', { version: 1, findings: [{ ...one, file: '' }] }, 'findings/0/file `file` must not be'],
    [
      'a message',
      { version: 1, findings: [{ ...one, message: 'x' }] },
      'findings/0/message an entry has no such member',
    ],
    [
      'a fingerprint in upper case',
      { version: 1, findings: [{ ...one, fingerprint: 'A'.repeat(64) }] },
      'findings/0/fingerprint `fingerprint` must be 64 hexadecimal digits',
    ],
  ])('with %s is refused, by its schema too', (_, given, expected) => {
    const value = JSON.parse(JSON.stringify(given)) as Json;
    const read = readBaseline(value);
    expect('fault' in read ? `${read.fault.path.join('/')} ${read.fault.message}` : 'read').toContain(expected);
    expect(validate(value)).toBe(false);
  });
});

describe('an entry', () => {
  test('answers its own finding, and no other of the rule', async () => {
    const { answers, facts } = await answer({
      files,
      found: [
        { rule: id, line: 1 },
        { rule: id, line: 2 },
      ],
      more: holding([entry(id, 1)]),
    });
    expect(answers).toEqual(['baseline: accepted in b.json', '-']);
    expect(facts).toEqual([]);
  });

  test('leaves the mark to what is narrower, and is not stale', async () => {
    const { answers, facts } = await answer({
      files: { 'a.yaml': `a: 1 # bgplint-ignore ${id} -- because\n` },
      found: [{ rule: id, line: 1 }],
      more: holding([entry(id, 1)]),
    });
    expect(answers).toEqual(['comment: because']);
    expect(facts).toMatchObject([{ by: 'comment', used: true }]);
  });

  test.each<[string, Partial<BaselineEntry>]>([
    ['another rule', { rule: other }],
    ['another file', { file: 'b.yaml', fingerprint: printOf(id, 'a.yaml', 1) }],
    ['another object', { resource: 'BGPPeer/lab' }],
  ])('that shows people %s answers nothing', async (_, more) => {
    const wrong = entry(id, 1, more);
    const { answers, facts } = await answer({ files, found: [{ rule: id, line: 1 }], more: holding([wrong]) });
    expect(answers).toEqual(['-']);
    expect(facts).toMatchObject([{ unused: true }]);
  });

  test('names the object of the finding', async () => {
    const name = { kind: 'BGPPeer', namespace: 'metallb-system', name: 'tor' };
    const { answers, baseline } = await answer({
      files,
      found: [{ rule: id, line: 1, name }],
      more: holding([entry(id, 1, { resource: 'BGPPeer/metallb-system/tor' })], 'update'),
    });
    expect(answers).toEqual(['baseline: accepted in b.json']);
    expect(baseline).toMatchObject({ added: 0, removed: 0, differs: false });
  });

  test('holds on when its rule is renamed', async () => {
    const renamed = 'metallb/peer-without-password';
    const old = entry('OLD_ID_1', 1);
    const found = [{ rule: renamed, line: 1 }];
    expect(await answer({ files, found, more: holding([old]) })).toMatchObject({
      answers: ['baseline: accepted in b.json'],
      facts: [],
    });
    const { baseline } = await answer({ files, found, more: holding([old], 'update') });
    expect(baseline).toEqual({ entries: [entry(renamed, 1)], added: 0, removed: 0, differs: true });
    const pruned = await answer({ files, found, more: holding([old], 'prune') });
    expect(pruned.baseline).toEqual({ entries: [old], added: 0, removed: 0, differs: false });
  });

  test.each([enforced, 'CKV_CUSTOM_BGP_01'])('of the enforced rule %s has no effect, and is told', async (rule) => {
    const { answers, facts } = await answer({
      files,
      found: [{ rule: enforced, line: 1 }],
      more: holding([entry(rule, 1), entry(rule, 2)]),
    });
    expect(answers).toEqual(['-']);
    expect(facts).toMatchObject([{ by: 'baseline', rule, enforced: true, unused: false, count: 2 }]);
  });

  test('of no rule is told, with the id that was meant', async () => {
    const { facts, marked } = await answer({
      files: { ...files, 'b.json': writtenInOrder([entry('calico/globel-peer', 1)]) },
      more: holding([entry('calico/globel-peer', 1)]),
    });
    expect(facts).toMatchObject([{ by: 'baseline', known: false, nearest: id, unused: false, count: 1 }]);
    expect(marked).toEqual(['"calico/globel-peer"']);
  });

  test('of the twenty-first unknown rule is told when the others are gone', async () => {
    const entries = Array.from({ length: 30 }, (_, i) => entry(`x/y${i}`, 1));
    expect((await answer({ files, more: holding(entries) })).facts).toHaveLength(20);
  });
});

describe('entries whose findings are gone', () => {
  test('are one fact, which points at the first five', async () => {
    const entries = [entry(id, 9), ...Array.from({ length: 6 }, (_, i) => entry(other, i))];
    const { facts, marked } = await answer({
      files: { ...files, 'b.json': writtenInOrder(entries) },
      more: holding(entries),
    });
    expect(facts).toMatchObject([{ rule: id, unused: true, count: 7, used: false, reason: 'b.json' }]);
    expect(marked).toEqual([JSON.stringify(id)]);
    expect(facts[0]?.further.map(({ rule }) => rule)).toEqual([other, other, other, other]);
    expect(new Set(facts[0]?.further.map(({ mark }) => mark?.start)).size).toBe(4);
  });

  const undecided = { rule: id, file: 'a.yaml', range: null, resource: 3 };
  test.each<[string, Partial<SuppressionContext>, boolean]>([
    ['where the scan saw its file', {}, true],
    ['not where it did not', holding([entry(id, 9)], undefined, () => false), false],
    ['not where the rule is off', { on: new Set([other]) }, false],
    ['not where the file was not checked as a whole', { unchecked: new Set(['a.yaml']) }, false],
    ['though another was not', { unchecked: new Set(['b.yaml']) }, true],
    ['not where the rule could not decide in the file', { undecided: [undecided] }, false],
    ['though it could not in another', { undecided: [{ ...undecided, file: 'b.yaml' }] }, true],
    ['though another rule could not', { undecided: [{ ...undecided, rule: other }] }, true],
  ])('are told %s', async (_, more, expected) => {
    const gone = entry(id, 9);
    const { facts } = await answer({ files, more: { ...holding([gone]), ...more } });
    expect(facts.map((fact) => fact.unused)).toEqual(expected ? [true] : []);
    // What is told is what is removed.
    const context = { ...holding([gone]), ...more };
    const changing = { ...context, baseline: { ...(context.baseline as InContext), change: 'prune' as const } };
    expect((await answer({ files, more: changing })).baseline?.removed).toBe(expected ? 1 : 0);
  });
});

describe('a change', () => {
  const found = [
    { rule: id, line: 1 },
    { rule: other, line: 2 },
    { rule: enforced, line: 3 },
  ];
  const unseen = entry(id, 1, { file: 'far.yaml' });
  const entries = [entry(id, 1), entry(id, 9), unseen, entry(enforced, 3), entry('no/rule', 1)];
  const saw = (file: string) => file === 'a.yaml';

  test('by an update takes in what is open and drops what has no effect', async () => {
    const { answers, facts, baseline } = await answer({ files, found, more: holding(entries, 'update', saw) });
    expect(answers).toEqual(['baseline: accepted in b.json', 'baseline: accepted in b.json', '-']);
    expect(facts).toEqual([]);
    expect(baseline).toEqual({
      entries: [unseen, entry(id, 1), entry(other, 2)],
      added: 1,
      removed: 3,
      differs: true,
    });
  });

  test('by pruning only drops', async () => {
    const { answers, facts, baseline } = await answer({ files, found, more: holding(entries, 'prune', saw) });
    expect(answers).toEqual(['baseline: accepted in b.json', '-', '-']);
    expect(facts).toEqual([]);
    expect(baseline).toEqual({ entries: [entry(id, 1), unseen], added: 0, removed: 3, differs: true });
  });

  test('leaves out what something narrower answers, unless it is there', async () => {
    const ignored = { 'a.yaml': `a: 1 # bgplint-ignore ${id} -- because\n` };
    const one = [{ rule: id, line: 1 }];
    const empty = await answer({ files: ignored, found: one, more: holding([], 'update') });
    expect(empty.baseline).toEqual({ entries: [], added: 0, removed: 0, differs: false });
    const there = await answer({ files: ignored, found: one, more: holding([entry(id, 1)], 'update') });
    expect(there.baseline).toMatchObject({ entries: [entry(id, 1)], differs: false });
  });

  test.each(['update', 'prune'] as const)('by %s drops what a merge left twice', async (change) => {
    const { baseline } = await answer({
      files,
      found: found.slice(0, 1),
      more: holding([entry(id, 1), entry(id, 1)], change),
    });
    expect(baseline).toEqual({ entries: [entry(id, 1)], added: 0, removed: 1, differs: true });
  });

  test('that changes nothing says so, and a new file differs from none', async () => {
    const same = await answer({ files, found: found.slice(0, 1), more: holding([entry(id, 1)], 'update') });
    expect(same.baseline?.differs).toBe(false);
    const { document: _, ...none } = holding([], 'update').baseline;
    expect((await answer({ files, more: { baseline: none } })).baseline?.differs).toBe(true);
  });
});
