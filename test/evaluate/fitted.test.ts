import { describe, expect, test } from 'vitest';
import { attempts, evaluateFitted } from '../../src/evaluate/fitted.ts';
import { PolicyLimit } from '../../src/lib/host.ts';
import type { Document, JsonObject } from '../../src/model/document.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { Policy, RawFinding, Rule } from '../../src/model/rule.ts';
import { atOnce } from '../support/at-once.ts';

const rule = (id: string, enforced = false) => ({ id, enforced }) as unknown as Rule;

const rules = [rule('calico/each'), rule('calico/pairs'), rule('calico/world', true), rule('metallb/other')];

/** An object of a size in a file. */
const object = (id: number, file: string, size = 1): Resource => ({
  id,
  document: { source: { file, text: '' }, span: { start: 0, end: size } } as unknown as Document,
  base: [],
  family: 'calico',
  kind: 'BGPPeer',
  gvk: { group: 'projectcalico.org', version: 'v3', kind: 'BGPPeer' },
  name: `${id}`,
  namespace: '',
  partial: false,
  object: { size },
  facts: {},
});

interface Entry {
  readonly id: number;
  readonly object: { readonly size: number };
}

/** A policy of which each rule needs so much for the sizes of the objects, and all of them together as much as they do. */
function needing(needs: { readonly [rule: string]: (sizes: readonly number[]) => number }, memory: number): Policy {
  return {
    rules,
    digest: '',
    evaluate(input: JsonObject, share = 1) {
      const { rules: asked } = input['cluster'] as { rules?: readonly string[][] };
      const entries = ((input['calico'] as JsonObject | undefined)?.['BGPPeer'] ?? []) as unknown as readonly Entry[];
      const ids = asked?.map((parts) => parts.join('/')) ?? rules.map(({ id }) => id);
      const sizes = entries.map((entry) => entry.object.size);
      const needed = ids.reduce((sum, id) => sum + (needs[id]?.(sizes) ?? 0), 0);
      if (needed > share * memory) throw new PolicyLimit('the rules ran out of memory');
      const found: RawFinding[] = ids.flatMap((id) =>
        entries.map((entry) => ({ rule: id, at: { resource: entry.id, path: [], on: 'value' }, message: '' })),
      );
      return found;
    },
    topology() {
      throw new Error('nobody asks for a map here');
    },
  };
}

const cluster = { name: 'all', complete: false, date: '', calico: {}, metallb: {}, cilium: {}, options: {} };

const run = (policy: Policy, resources: readonly Resource[]) =>
  atOnce(evaluateFitted(policy, () => cluster, { resources, marked: [] }, attempts()));

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

const told = (findings: readonly RawFinding[]) =>
  findings.map(({ rule: id, at }) => `${id} ${'resource' in at ? at.resource : ''}`).sort();

const some = Array.from({ length: 16 }, (_, i) => object(i, `f${i % 4}.yaml`));

const all = (ids: readonly number[]) => rules.flatMap(({ id }) => ids.map((one) => `${id} ${one}`)).sort();

describe('where the rules do not fit into their memory', () => {
  test('all that fits is asked in one call', () => {
    const { findings, unfit } = run(needing({ 'calico/pairs': sum }, 100), some);
    expect([findings.length, unfit]).toEqual([4 * 16, []]);
  });

  test('rules that fit one by one miss nothing', () => {
    const { findings, unfit } = run(needing({ 'calico/each': sum, 'calico/pairs': sum }, 20), some);
    expect([told(findings).length, unfit]).toEqual([3 * 16, []]);
  });

  test('one object that is too much for one rule is named, and nothing else is lost', () => {
    const resources = [...some, object(16, 'z.yaml', 1000)];
    const { findings, unfit } = run(needing({ 'calico/pairs': sum }, 100), resources);
    expect(unfit).toEqual([{ resources: [resources[16]], rules: ['calico/pairs'], parted: false }]);
    const expected = all(resources.map(({ id }) => id)).filter((one) => !/metallb|pairs 16$/.test(one));
    expect(told(findings)).toEqual(expected);
  });

  test('objects that fit in parts are judged in parts, which is told', () => {
    const { findings, unfit } = run(needing({ 'calico/pairs': (sizes) => sum(sizes) ** 2 }, 200), some);
    expect(unfit).toEqual([{ resources: some, rules: ['calico/pairs'], parted: true }]);
    expect(told(findings)).toHaveLength(3 * 16);
  });

  test('objects that no rule can read are given up one by one', () => {
    const reading = { ...needing({}, 100) };
    const policy: Policy = {
      ...reading,
      evaluate(input, share) {
        if (JSON.stringify(input).includes('"size":1000')) throw new PolicyLimit('the rules ran out of memory');
        return reading.evaluate(input, share);
      },
    };
    const resources = [object(16, 'a.yaml', 1000), ...some];
    const { findings, unfit } = run(policy, resources);
    expect(unfit).toEqual([{ resources: [resources[0]], rules: undefined, parted: false }]);
    expect(new Set(told(findings))).toEqual(new Set(all(some.map(({ id }) => id))));
  });

  test('enforced rules are asked before others use up the attempts', () => {
    const policy = needing({ 'calico/each': () => 1000, 'calico/pairs': () => 1000 }, 100);
    const { findings, unfit } = run(policy, some);
    expect(told(findings).filter((one) => one.startsWith('calico/world'))).toHaveLength(16);
    expect(unfit.length).toBeGreaterThan(0);
  });

  test('a cluster that comes when the attempts are used up is judged if it is small', () => {
    const left = { failures: 0 };
    const fits = needing({ 'calico/each': sum }, 1600);
    expect(atOnce(evaluateFitted(fits, () => cluster, { resources: some, marked: [] }, left)).unfit).toEqual([]);
    const tight = needing({ 'calico/each': sum }, 160);
    expect(atOnce(evaluateFitted(tight, () => cluster, { resources: some, marked: [] }, left)).unfit).toHaveLength(1);
  });
});

describe('a cluster of more than a batch', () => {
  const judging = [
    { ...rule('calico/each'), judges: 'object' as const },
    rule('calico/pairs'),
    { ...rule('calico/world', true), judges: 'object' as const },
  ];
  const large = Array.from({ length: 1000 }, (_, i) => object(i, `f${i}.yaml`));
  const expected = (ids: readonly number[]) => judging.flatMap(({ id }) => ids.map((one) => `${id} ${one}`)).sort();
  const ids = large.map(({ id }) => id);

  test('is asked in batches, and at once about what joins', () => {
    const sizes: number[] = [];
    const policy = needing({}, 100);
    const counting: Policy = {
      ...policy,
      rules: judging,
      evaluate(input, share) {
        sizes.push(((input['calico'] as JsonObject)['BGPPeer'] as readonly JsonObject[]).length);
        return policy.evaluate(input, share);
      },
    };
    const { findings, unfit } = run(counting, large);
    expect([sizes, unfit]).toEqual([[1000, 200, 200, 200, 200, 200], []]);
    expect(told(findings)).toEqual(expected(ids));
  });

  test('only the one object that is too much for one rule is not judged by it', () => {
    const needs = { 'calico/each': sum };
    const resources = large.map((one) => (one.id === 500 ? object(500, 'f500.yaml', 5000) : one));
    const { findings, unfit } = run({ ...needing(needs, 4000), rules: judging }, resources);
    expect(unfit).toEqual([{ resources: [resources[500]], rules: ['calico/each'], parted: false }]);
    expect(told(findings)).toEqual(expected(ids).filter((one) => one !== 'calico/each 500'));
  });

  test('enforced rules are asked of all before others use up the attempts', () => {
    const needs = { 'calico/each': () => 10_000, 'calico/pairs': () => 10_000 };
    const { findings, unfit } = run({ ...needing(needs, 100), rules: judging }, large);
    expect(told(findings).filter((one) => one.startsWith('calico/world'))).toHaveLength(1000);
    expect(unfit.length).toBeGreaterThan(0);
    expect(unfit.every((one) => !one.rules?.includes('calico/world'))).toBe(true);
  });

  test('enforced rules are asked of more batches than there are attempts', () => {
    // Each batch fails at a quarter of the memory: 64 of them are all the attempts of a run.
    const many = Array.from({ length: 100 * 200 }, (_, id) => object(id, `f${id}.yaml`, 10));
    const policy = { ...needing({ 'calico/each': () => 10_000 }, 100), rules: judging };
    const { findings, unfit } = run(policy, many);
    expect(told(findings).filter((one) => one.startsWith('calico/world'))).toHaveLength(many.length);
    expect(unfit.every((one) => !one.rules?.includes('calico/world'))).toBe(true);
  });
});
