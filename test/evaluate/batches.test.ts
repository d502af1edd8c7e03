/** Rules that say `judges: object` answer alike for all objects at once and for one after the other. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { callsFor, mostInBatch } from '../../src/evaluate/batches.ts';
import { type ClusterInput, ordered, settingsOf } from '../../src/evaluate/index.ts';
import type { Document, JsonObject } from '../../src/model/document.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { Policy, RawFinding, Rule } from '../../src/model/rule.ts';
import { asYaml, hand, named, object } from '../fuzz/objects.ts';
import { settings } from '../fuzz/settings.ts';
import { fixtures } from '../support/fixtures.ts';
import { policy, root, run } from '../support/run.ts';
import { scanned } from '../support/scan.ts';

type Entry = JsonObject & { readonly id: number };
type Buckets = { readonly [family: string]: { readonly [kind: string]: readonly Entry[] } };

/** An object with its faults of structure, or a fault of a text, as buckets. */
type Single = Buckets;

interface Recorded {
  readonly fixture: string;
  readonly cluster: ClusterInput;
  readonly singles: readonly Single[];
}

const of = (judging: boolean) =>
  policy.rules.filter(({ judges }) => (judges === 'object') === judging).map(({ id }) => id.split('/'));
const rulesOf = { object: of(true), cluster: of(false) };

/** The input by single objects, in the order of the buckets. */
function singlesOf(input: JsonObject): readonly Single[] {
  const { cluster: _, schema = {}, ...families } = input as unknown as Buckets;
  const single = (family: string, kind: string, entry: Entry): Single => {
    const faults = Object.entries(schema).map(([fault, those]) => [fault, those.filter(({ id }) => id === entry.id)]);
    const own = faults.filter(([, those]) => family !== 'input' && (those ?? []).length > 0);
    return { [family]: { [kind]: [entry] }, ...(own.length === 0 ? {} : { schema: Object.fromEntries(own) }) };
  };
  return Object.entries(families).flatMap(([family, kinds]) =>
    Object.entries(kinds).flatMap(([kind, entries]) => entries.map((entry) => single(family, kind, entry))),
  );
}

/** What the rules answer about these together. */
function ask(cluster: ClusterInput, singles: readonly Single[]): readonly RawFinding[] {
  const input: { [family: string]: { [kind: string]: Entry[] } } = {};
  for (const single of singles) {
    for (const [family, kinds] of Object.entries(single)) {
      input[family] ??= {};
      for (const [kind, entries] of Object.entries(kinds)) {
        const bucket = input[family]?.[kind] ?? [];
        if (input[family]) input[family][kind] = [...bucket, ...entries];
      }
    }
  }
  return policy.evaluate({ cluster: cluster as unknown as JsonObject, ...input });
}

/** As src/evaluate asks: what joins all at once, the others so many at a time, of whom they hear what the config says. */
function askInBatches({ cluster, singles }: Omit<Recorded, 'fixture'>, size: number): readonly RawFinding[] {
  const settled = { ...settingsOf(cluster), rules: rulesOf.object };
  const batches = Array.from({ length: Math.ceil(singles.length / size) }, (_, i) =>
    ask(settled, singles.slice(i * size, (i + 1) * size)),
  );
  return [...ask({ ...cluster, rules: rulesOf.cluster }, singles), ...batches.flat()];
}

function expectAlike(recorded: Omit<Recorded, 'fixture'>, sizes = [1, 2]): void {
  const whole = ordered(ask(recorded.cluster, recorded.singles));
  for (const size of sizes) expect(ordered(askInBatches(recorded, size))).toEqual(whole);
}

/** A policy that keeps what it is asked. */
function recording(fixture: string, into: Recorded[]): Policy {
  return {
    ...policy,
    evaluate(input) {
      into.push({ fixture, cluster: input['cluster'] as unknown as ClusterInput, singles: singlesOf(input) });
      return policy.evaluate(input);
    },
  };
}

const recorded: Recorded[] = [];
beforeAll(async () => {
  for (const { path } of fixtures()) await run(path, recording(path.slice(root.length + 1), recorded));
}, 240_000);

describe('rules that judge an object by itself say the same of all at once', () => {
  test('there are such rules, and others', () => {
    expect(rulesOf.object.length).toBeGreaterThan(0);
    expect(rulesOf.cluster.length).toBeGreaterThan(0);
  });

  test.each([...new Set(fixtures().map(({ rule }) => rule))])('in the fixtures of %s', (rule) => {
    const own = recorded.filter(({ fixture }) => fixture.startsWith(`test/rules/${rule}/`));
    expect(own.length).toBeGreaterThan(0);
    for (const one of own) expectAlike(one);
  });

  test('in any choice of objects of the fixtures', () => {
    // Those of plans name each other by their ids.
    const pool = recorded.flatMap(({ fixture, singles }) =>
      singles.filter((single) => !('terraform' in single || 'input' in single)).map((single) => ({ fixture, single })),
    );
    const families = [...new Set(pool.map(({ fixture }) => fixture.split('/')[2]))];
    const near = families.map((family) => pool.filter(({ fixture }) => fixture.split('/')[2] === family));
    const choice = fc
      .constantFrom(pool, ...near)
      .chain((from) => fc.array(fc.constantFrom(...from), { minLength: 2, maxLength: 8 }));
    const cluster = fc.constantFrom(...recorded.map((one) => one.cluster));
    const rules = rulesOf.object;
    fc.assert(
      fc.property(choice, cluster, (chosen, given) => {
        const singles = chosen.map(({ single }, id) => numbered(single, id));
        // What others of the fixtures' clusters answered is not of these objects: only what knows no answers is compared.
        const whole = ordered(ask({ ...given, rules }, singles));
        const apart = singles.flatMap((single) => ask({ ...settingsOf(given), rules }, [single]));
        expect(ordered(apart)).toEqual(whole);
      }),
      settings(600),
    );
  });

  test('in any objects', async () => {
    const objects = fc.array(fc.tuple(object, hand), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(objects, async (those) => {
        const texts = those.map(([value, written], i) => asYaml(named(value, `o${i % 4}`), written));
        const asked: Recorded[] = [];
        await scanned({ 'a.yaml': texts.join('---\n') }, { through: recording('', asked) });
        for (const one of asked) expectAlike(one, [1]);
      }),
      settings(100),
    );
  });
});

function numbered(single: Single, id: number): Single {
  return Object.fromEntries(
    Object.entries(single).map(([family, kinds]) => [
      family,
      Object.fromEntries(
        Object.entries(kinds).map(([kind, entries]) => [kind, entries.map((entry) => ({ ...entry, id }))]),
      ),
    ]),
  );
}

describe('the calls for a cluster', () => {
  const rule = (id: string, judges?: 'object') => ({ id, ...(judges && { judges }) }) as unknown as Rule;
  const rules = [rule('calico/a', 'object'), rule('calico/b')];
  const resource = (id: number, size: number, document = documentOf(size)) =>
    ({ id, document, family: 'calico' }) as unknown as Resource;
  const many = (count: number, size = 1) => Array.from({ length: count }, (_, id) => resource(id, size));

  test('a small cluster is judged in one', () => {
    const resources = many(mostInBatch);
    expect(callsFor(rules, { resources, marked: [] })).toEqual([{ judging: 'all', resources, marked: [] }]);
  });

  test('so is one whose rules all join', () => {
    const resources = many(mostInBatch + 1);
    expect(callsFor([rule('calico/b')], { resources, marked: [] })).toHaveLength(1);
  });

  test('a large one at once, and each object in one batch', () => {
    const resources = many(3 * mostInBatch + 1);
    const [whole, ...batches] = callsFor(rules, { resources, marked: [] });
    expect(whole).toEqual({ judging: 'cluster', resources, marked: [] });
    expect(batches.map((batch) => batch.resources.length)).toEqual([mostInBatch, mostInBatch, mostInBatch, 1]);
    expect(batches.flatMap((batch) => batch.resources)).toEqual(resources);
  });

  test('batches are bounded by their text, of which items of one document take a share each', () => {
    const large = 600_000;
    const alone = callsFor(rules, { resources: many(mostInBatch + 1, large), marked: [] }).slice(1);
    expect(alone.every((batch) => batch.resources.length === 1)).toBe(true);
    const list = documentOf(large);
    const items = Array.from({ length: mostInBatch + 1 }, (_, id) => resource(id, 0, list));
    expect(callsFor(rules, { resources: items, marked: [] })).toHaveLength(3);
  });
});

function documentOf(size: number): Document {
  return { span: { start: 0, end: size } } as unknown as Document;
}
