import { describe, expect, test } from 'vitest';
import type { Reach } from '../../src/model/finding.ts';
import type { Changes, FileChange } from '../../src/narrow/changes.ts';
import { type Narrowing, narrow, type ReportOn } from '../../src/narrow/index.ts';
import { finding, on } from '../report/sample.ts';

const changes = (files: { readonly [file: string]: FileChange }, removed = false): Changes => ({
  root: '/r',
  files: new Map(Object.entries(files)),
  tracked: new Set(['a.yaml', 'b.yaml', 'c.yaml']),
  submodules: new Set(),
  removed,
});

const list = (...files: readonly string[]): ReportOn => ({
  files: new Set(files.map((file) => `/r/${file}`)),
  folders: [],
  dashed: false,
});

const second: FileChange = [{ start: 2, end: 3 }];

/** Messages of what is reported. */
function told(
  findings: readonly Partial<Parameters<typeof finding>[0]>[],
  narrowing: Partial<Narrowing>,
  reach: ReadonlyMap<string, Reach> = new Map(),
) {
  const named = findings.map((members, i) => finding({ rule: 'x/y', file: 'a.yaml', message: `${i}`, ...members }));
  const { reported, elsewhere } = narrow(
    named,
    { changes: [], reportOn: [], ...narrowing },
    { reach, enforced: new Set(['x/enforced']), where: (file) => ({ named: `/r/${file}`, real: `/r/${file}` }) },
  );
  return { reported: reported.map(({ message }) => message), elsewhere };
}

describe('of findings are reported', () => {
  test('all that touch every option, in their order; the others are counted by level, unless they were answered', () => {
    const suppressed = { by: 'comment', reason: 'a' } as const;
    const findings = [
      { range: on(2, 1, 2) },
      { range: on(1, 1, 2), level: 'warning' },
      { range: on(1, 1, 2), suppressed },
      { range: on(2, 5, 9), suppressed },
      { file: 'b.yaml', range: on(2, 1, 2), level: 'note' },
      { range: on(3, 1, 2), rule: 'x/enforced' },
    ] as const;
    const both = changes({ 'a.yaml': second, 'b.yaml': 'all' });
    expect(told(findings, { changes: [both] })).toEqual({
      reported: ['0', '3', '4', '5'],
      elsewhere: { error: 0, warning: 1, note: 0 },
    });
    expect(told(findings, { changes: [both], reportOn: [list('a.yaml')] })).toEqual({
      reported: ['0', '3', '5'],
      elsewhere: { error: 0, warning: 1, note: 1 },
    });
    expect(told(findings, { changes: [both, changes({})] }).reported).toEqual(['5']);
    expect(told(findings, { reportOn: [list('a.yaml'), list('b.yaml')] }).reported).toEqual(['5']);
    expect(told(findings, {}).reported).toHaveLength(6);
  });

  test('those with a related place that is touched', () => {
    const related = [{ message: '', file: 'b.yaml', range: on(2, 1, 2) }];
    const findings = [{ range: on(9, 1, 2), related }, { range: on(9, 1, 2) }];
    expect(told(findings, { changes: [changes({ 'b.yaml': second })] }).reported).toEqual(['0']);
    expect(told(findings, { reportOn: [list('b.yaml')] }).reported).toEqual(['0']);
  });

  test('those that rest on a place that is touched, and those of what is nowhere since something went', () => {
    const places = [{ file: 'b.yaml', lines: { first: 1, last: 4 } }];
    const reach = new Map([
      ['one', { places, nowhere: false }],
      ['two', { places: [], nowhere: true }],
    ]);
    const findings = [{ fingerprint: 'one' }, { fingerprint: 'two' }];
    expect(told(findings, { changes: [changes({ 'b.yaml': second })] }, reach).reported).toEqual(['0']);
    expect(told(findings, { changes: [changes({}, true)] }, reach).reported).toEqual(['1']);
    expect(told(findings, { reportOn: [list('b.yaml')] }, reach).reported).toEqual(['0']);
  });

  test('those without a range where their file changed at all', () => {
    const findings = [{ range: null }, { range: null, file: 'b.yaml' }];
    expect(told(findings, { changes: [changes({ 'a.yaml': [] })] }).reported).toEqual(['0']);
  });

  test('none for a line that its range does not reach into', () => {
    const upTo = (endLine: number, endColumn: number) => ({
      range: { startLine: 1, startColumn: 1, endLine, endColumn },
    });
    const findings = [upTo(2, 1), upTo(2, 2), upTo(1, 1)];
    expect(told(findings, { changes: [changes({ 'a.yaml': second })] }).reported).toEqual(['1']);
  });
});
