import { describe, expect, test } from 'vitest';
import type { Document, Json, JsonObject } from '../../src/model/document.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { Level, RawFinding } from '../../src/model/rule.ts';
import { Comparison } from '../../src/narrow/before.ts';

/** An object of a file, as far as it is compared. */
function resource(id: number, value: JsonObject, members: Partial<Resource> = {}): Resource {
  const document = { value: value as Json, source: { file: 'a.yaml', text: '' } } as Document;
  const gvk = { group: 'g', version: 'v1', kind: 'Peer' };
  const named = { family: 'calico', kind: 'Peer', name: 'a', namespace: 'n', partial: false } as const;
  return { id, document, base: [], gvk, object: {}, facts: {}, ...named, ...members };
}

const spec = { spec: { a: 1, b: { c: [1, 2] } } };

const finding = (path: readonly (string | number)[], id = 0): RawFinding =>
  ({ rule: 'x/y', message: '', at: { resource: id, path, on: 'value' } }) as RawFinding;

function differs(before: readonly Resource[], now: Resource, raw: RawFinding): boolean {
  return new Comparison({ findings: [], resources: before }).differs(raw, new Map([[now.id, now]]));
}

describe('a finding rests on something else than before', () => {
  const gvk = { group: 'g', version: 'v1', kind: 'Peer' };
  test.each<[string, Partial<Resource>]>([
    ['group', { gvk: { ...gvk, group: 'h' } }],
    ['version', { gvk: { ...gvk, version: 'v2' } }],
    ['kind', { gvk: { ...gvk, kind: 'Pair' } }],
    ['name', { name: 'b' }],
    ['namespace', { namespace: 'm' }],
    ['address', { address: 'x.y' }],
  ])('where the object has another %s', (_, members) => {
    expect(differs([resource(0, spec)], resource(0, spec, members), finding(['spec', 'a']))).toBe(true);
    expect(differs([resource(0, spec, members)], resource(0, spec, members), finding(['spec', 'a']))).toBe(false);
  });

  test.each<[string, JsonObject, readonly (string | number)[], boolean]>([
    ['the value', { spec: { a: 2, b: { c: [1, 2] } } }, ['spec', 'a'], true],
    ['not what stands beside it', { spec: { a: 1, b: 0 } }, ['spec', 'a'], false],
    ['a part of it', { spec: { a: 1, b: { c: [1, 3] } } }, ['spec', 'b'], true],
    ['an item more', { spec: { a: 1, b: { c: [1, 2, 3] } } }, ['spec', 'b', 'c'], true],
    ['not the order of members', { spec: { b: { c: [1, 2] }, a: 1 } }, ['spec'], false],
    ['a list for a mapping', { spec: { a: 1, b: { c: { 0: 1, 1: 2 } } } }, ['spec', 'b', 'c'], true],
    ['the whole object, where something is absent', { spec: { a: 2, b: { c: [1, 2] } } }, ['spec', 'x'], true],
  ])('%s', (_, now, path, expected) => {
    expect(differs([resource(0, spec)], resource(0, now), finding(path))).toBe(expected);
  });

  test('in what it mentions and rests on, too', () => {
    const related = { ...finding(['spec', 'a']), related: [{ message: '', at: finding(['spec', 'a'], 1).at }] };
    const resources = new Map(
      [resource(0, spec), resource(1, { spec: { a: 2 } }, { name: 'b' })].map((one) => [one.id, one]),
    );
    const compared = (b: JsonObject) =>
      new Comparison({ findings: [], resources: [resource(0, spec), resource(1, b, { name: 'b' })] });
    expect(compared({ spec: { a: 1 } }).differs(related as RawFinding, resources)).toBe(true);
    expect(compared({ spec: { a: 2 } }).differs(related as RawFinding, resources)).toBe(false);
    const rests = { ...finding(['spec', 'a']), rests_on: [{ resource: 1, path: ['spec', 'a'] }] } as RawFinding;
    expect(compared({ spec: { a: 1 } }).differs(rests, resources)).toBe(true);
  });

  test('one of several copies as it was is enough; thousands are not compared one by one', () => {
    const copies = (count: number) => Array.from({ length: count }, (_, i) => resource(i, { spec: { a: i, b: 0 } }));
    expect(differs(copies(3), resource(0, { spec: { a: 2, b: 1 } }), finding(['spec', 'a']))).toBe(false);
    expect(differs(copies(2000), resource(0, { spec: { a: 2, b: 0 } }), finding(['spec', 'a']))).toBe(false);
    expect(differs(copies(2000), resource(0, { spec: { a: 2, b: 1 } }), finding(['spec', 'a']))).toBe(true);
  });
});

describe('of findings that nothing touches are more than before', () => {
  const found = (level: Level, identity = 'x', suppressed = false) => ({
    identity,
    finding: { level, suppressed: suppressed ? ({ by: 'comment', reason: 'a' } as const) : null },
  });
  const { error, warning, note } = { error: found('error'), warning: found('warning'), note: found('note') };
  const answered = found('error', 'x', true);
  type Found = typeof error;

  test.each<[string, readonly Found[], readonly Found[], number]>([
    ['none, where as many were there', [error, error], [error, error], 0],
    ['none, where there were more', [error, error], [error], 0],
    ['those of another place', [found('error', 'z')], [error], 1],
    ['what was suppressed', [answered], [error], 1],
    ['nothing that is suppressed now', [], [answered], 0],
    ['what was a note', [note], [error], 1],
    ['nothing that was an error', [error], [note], 0],
    ['only the graver ones', [warning, note], [error, note], 1],
  ])('%s', (_, before, now, expected) => {
    expect(new Comparison({ findings: before, resources: [] }).more(now).size).toBe(expected);
  });
});
