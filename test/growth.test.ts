/**
 * No rule's work grows faster than its input: how often each loop and each function of the rules is entered in WebAssembly, for n
 * and for 2n objects. Counts, not time: they are the same on every machine. Every rule brings its own objects, those of its first
 * fixture, so that nothing lists them.
 *
 * Not by `opa eval --profile`: OPA works out anew, for each key that is looked up, a set that WebAssembly works out once, so that
 * every index would look like a square, and 130 fixtures twice take it minutes.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Json, JsonObject } from '../src/model/document.ts';
import { many } from './fuzz/shapes.mjs';
import { countedPolicy } from './support/counted.ts';
import { fixtures } from './support/fixtures.ts';
import { policy, root } from './support/run.ts';
import { scanned } from './support/scan.ts';

/** The pinned OPA. Without it there is nothing to count: CI sets it. */
const opa = process.env['BGPLINT_OPA'];
let counted: ReturnType<typeof countedPolicy> | undefined;

/** The one rule that `npm run rule` asks about, of which alone the work is counted then. */
const only = process.env['BGPLINT_RULE'];

/** Twice the input may be this many times the work: what is linear doubles, a square takes four times as much. */
const bound = 2.5;

/** Squares that end at a bound, or that are what is asked: who of many has to do with whom of many. */
const known: { readonly [place: string]: string } = {
  'calico/next-hop: reflecting': 'what selectors and nodes match is bounded (most_matches in lib/calico/nodes.rego)',
  'lib/calico/nodes: reflectors': 'asked by calico/next-hop for each of these',
  'lib/finding: resting_on': 'a finding of cilium may rest on each object that could fix it',
};

/** Pairs of pools that overlap: TypeScript hands in up to 5,000, a square up to there. */
const mostOverlaps = 20;

const advice =
  'A loop inside a loop: group first (`by_address[x] contains …`), then look up. CONTRIBUTING.md has an example. It is entered';

/** What is entered less often is not looked at. */
const least = 60;

/** The second entrypoint. */
const theMap = 1;

/** How the copies of an object differ from it: a number of the copy goes into what the pattern finds. */
type Shape = 'all alike' | 'all different' | 'all in conflict';

/** One copy of an object. Names differ always: two objects of one name are a matter of clusters. */
function copyOf(value: Json, i: number, shape: Shape, names: ReadonlySet<string>): Json {
  if (typeof value === 'string') {
    if (names.has(value)) return `${value}-${i}`;
    return shape === 'all different' ? different(value, i) : value;
  }
  if (typeof value === 'number') return shape !== 'all alike' && value > 1000 ? value + i : value;
  if (Array.isArray(value)) return value.map((item) => copyOf(item, i, shape, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copyOf(member, i, shape, names)]));
}

/** Other addresses, and other labels in selectors. */
function different(text: string, i: number): string {
  return text
    .replace(/^(\d+)\.(\d+)\.(\d+)\.(\d+)/, (_, a, _b, _c, d) => `${a}.${i >> 8}.${i & 255}.${d}`)
    .replace(/^([0-9a-f]+:[0-9a-f]+):/i, `$1:${i.toString(16)}:`)
    .replace(/'([^']*)'/g, `'$1-${i}'`);
}

/** So many copies of what the first bad fixtures of the rules hold, as files of one project. */
function project(family: string, count: number, shape: Shape): { readonly [file: string]: string } {
  const files: { [file: string]: string } = { 'bgplint.yaml': 'clusters: [{name: all, paths: ["**"]}]\n' };
  for (const [at, objects] of worlds(family).entries()) {
    const names = new Set(
      objects.map((object) => String((object['metadata'] as JsonObject | undefined)?.['name'] ?? '')),
    );
    names.delete('');
    names.delete('default');
    for (let i = 0; i < count; i++) {
      const copies = objects.map((object) => JSON.stringify(copyOf(object, 100 * at + i, shape, names)));
      files[`${at}/${i}.yaml`] = copies.join('\n---\n');
    }
  }
  return files;
}

function worlds(family: string): readonly (readonly JsonObject[])[] {
  const taken = new Map<string, number>();
  return fixtures().flatMap(({ rule, bad, path }) => {
    const count = taken.get(rule) ?? 0;
    const text = !bad || !rule.startsWith(`${family}/`) || count > 0 ? undefined : textOf(path);
    if (text === undefined) return [];
    taken.set(rule, count + 1);
    const objects = parseAllDocuments(text, { logLevel: 'silent' }).flatMap((document) => {
      if (document.errors?.length > 0) return [];
      const value = document.toJS() as JsonObject | null;
      return typeof value === 'object' && value !== null && 'kind' in value ? [value] : [];
    });
    return objects.length === 0 ? [] : [objects];
  });
}

/** A fixture's YAML. One that is a folder is read only where it may be all that there is; undefined for what is not read. */
function textOf(path: string): string | undefined {
  if (path.endsWith('.yaml')) return readFileSync(path, 'utf8');
  if (only === undefined || !statSync(path).isDirectory()) return undefined;
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => readFileSync(`${path}/${file}`, 'utf8')).join('\n---\n');
}

/** How often each loop and each function of the rules is entered. */
async function counts(
  files: { readonly [file: string]: string },
  entrypoint = 0,
): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  await scanned(files, {
    through: {
      ...policy,
      // All objects at once: what is asked in batches cannot grow by more than its objects.
      rules: policy.rules.map(({ judges: _, ...rule }) => rule),
      evaluate(input) {
        const { cluster, ...families } = input as { readonly cluster: JsonObject };
        const overlaps = ((cluster['overlaps'] ?? []) as readonly Json[]).slice(0, mostOverlaps);
        const rules = only === undefined ? {} : { rules: [only.split('/')] };
        const asked = { ...families, cluster: { ...cluster, overlaps, ...rules } };
        for (const [number, count] of counted?.count(asked, entrypoint) ?? [])
          found.set(number, (found.get(number) ?? 0) + count);
        return [];
      },
    },
  });
  return found;
}

describe.skipIf(opa === undefined)('no rule works more than its input grows (set BGPLINT_OPA to OPA 1.22.0)', () => {
  beforeAll(() => {
    counted = countedPolicy();
  });

  const families = [...new Set(fixtures().map(({ rule }) => rule.slice(0, rule.indexOf('/'))))];
  const shapes: readonly Shape[] = ['all alike', 'all different', 'all in conflict'];
  const yaml = families.filter((family) => family !== 'terraform' && worlds(family).length > 0);
  test.each(yaml)('what rules of %s do is counted', async (family) => {
    const found = await counts(project(family, 1, 'all alike'));
    expect([...found.keys()].map(placeOf)).toContainEqual(expect.stringMatching(`^${only ?? `${family}/`}`));
  });

  test.each(yaml.flatMap((family) => shapes.map((shape) => [family, shape] as const)))(
    'objects of %s, %s',
    async (family, shape) => {
      // One rule has few objects, and what is entered seldom is not looked at.
      await expectNoneSteep((n) => project(family, n, shape), only === undefined ? 4 : 40);
    },
  );

  test.runIf(only === undefined).each(yaml.flatMap((family) => shapes.map((shape) => [family, shape] as const)))(
    'what the map asks of %s, %s',
    async (family, shape) => {
      await expectNoneSteep((n) => project(family, n, shape), 40, theMap);
    },
  );

  test.runIf(families.includes('host'))('rulesets of hosts', async () => {
    await expectNoneSteep((n) => many['rulesets of hosts']?.(n) ?? {}, 40);
  });

  test.runIf(families.includes('terraform'))('rules of a plan', async () => {
    await expectNoneSteep(plan, 40);
  });
});

function plan(n: number): { readonly [file: string]: string } {
  return many['rules of a plan']?.(n) ?? {};
}

async function expectNoneSteep(
  make: (n: number) => { readonly [file: string]: string },
  n: number,
  entrypoint?: number,
): Promise<void> {
  const [once, twice] = [await counts(make(n), entrypoint), await counts(make(2 * n), entrypoint)];
  expect(twice.size).toBeGreaterThan(0);
  const steep = new Map<string, string>();
  for (const [number, count] of twice) {
    const before = once.get(number) ?? 0;
    if (count <= least || count <= bound * before) continue;
    const [part = '', place] = placeOf(number).split(', ');
    if (part === '') continue;
    steep.set(part, `  ${part}, ${place}: ${before} times for ${n} of each object, ${count} for ${2 * n}`);
  }
  // Libraries are entered for what the rules' loops ask, and the rest of one rule for what is known of it.
  if (only !== undefined && [...steep.keys()].some((part) => part in known && part.startsWith(`${only}: `))) return;
  const unknown = [...steep].filter(([part]) => !(part in known));
  const ofRules = unknown.filter(([part]) => !part.startsWith('lib/'));
  const lines = (ofRules.length > 0 ? ofRules : unknown).map(([, line]) => line);
  if (lines.length > 0) expect.fail([advice, ...lines].join('\n'));
}

/** The rule, or the library, which of its parts, and the line: `calico/duplicate-peer: peers, policies/….rego:114`. */
function placeOf(number: number): string {
  const name = counted?.names.get(number) ?? '';
  const [, home = '', part = ''] = /^(.*)\.(\w+)$/.exec(name) ?? [];
  const path = home
    .replace(/\["([^"]*)"\]/g, '.$1')
    .replace(/^bgplint\.(?:rules\.)?/, '')
    .replaceAll('.', '/');
  const [file] = [path, path.replaceAll('_', '-')]
    .map((stem) => `policies/${stem}.rego`)
    .filter((candidate) => existsSync(`${root}/${candidate}`));
  if (file === undefined) return '';
  const lines = readFileSync(`${root}/${file}`, 'utf8').split('\n');
  const line = lines.findIndex((text) => new RegExp(`^(?:default )?${part}\\b`).test(text)) + 1;
  return `${path}: ${part}, ${file}:${line}`;
}
