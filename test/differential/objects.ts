/** Objects to compare on: those of real files, and mutations of the project's own fixtures. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isObject } from '../../src/lib/json.ts';
import { defaultLimits } from '../../src/lib/limits.ts';
import type { Json, JsonObject } from '../../src/model/document.ts';
import { parseJson, parseYaml } from '../../src/parse/index.ts';
import { folder as fixtures } from '../support/fixtures.ts';
import { root } from '../support/run.ts';

/** The kinds that are compared, by family and API version. Versions of one kind may have structures of their own. */
const kinds: { readonly [apiVersion: string]: readonly [family: string, kinds: readonly string[]] } = {
  'projectcalico.org/v3': ['calico', ['BGPPeer', 'BGPConfiguration', 'BGPFilter', 'IPPool', 'CalicoNodeStatus']],
  'crd.projectcalico.org/v1': ['calico', ['BGPPeer', 'BGPConfiguration', 'BGPFilter', 'IPPool', 'CalicoNodeStatus']],
  'metallb.io/v1beta1': [
    'metallb',
    ['BGPPeer', 'BGPAdvertisement', 'BFDProfile', 'Community', 'IPAddressPool', 'L2Advertisement'],
  ],
  'metallb.io/v1beta2': ['metallb', ['BGPPeer']],
  'frrk8s.metallb.io/v1beta1': ['frr-k8s', ['FRRConfiguration']],
  'cilium.io/v2': ['cilium', ciliumKinds()],
  'cilium.io/v2alpha1': ['cilium', [...ciliumKinds(), 'CiliumBGPPeeringPolicy']],
  'crd.antrea.io/v1alpha1': ['antrea', ['BGPPolicy']],
};

function ciliumKinds(): string[] {
  const bgp = ['ClusterConfig', 'PeerConfig', 'Advertisement', 'NodeConfigOverride'].map((name) => `CiliumBGP${name}`);
  return [...bgp, 'CiliumLoadBalancerIPPool'];
}

/** The objects of these kinds, of all files below a folder. */
export function objectsBelow(folder: string): JsonObject[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\.(?:ya?ml|json)$/.test(file) && statSync(file).isFile())
    .flatMap((file) => {
      const source = { file, text: readFileSync(file, 'utf8') };
      const parse = file.endsWith('.json') ? parseJson : parseYaml;
      return parse(source, { limits: defaultLimits, wants: () => true }).documents;
    })
    .flatMap(({ value }) => (isObject(value) && Array.isArray(value['items']) ? value['items'] : [value]))
    .filter((value): value is JsonObject => isObject(value) && isCompared(value));
}

function isCompared(object: JsonObject): boolean {
  return kinds[String(object['apiVersion'])]?.[1].includes(String(object['kind'])) ?? false;
}

/** Objects made from the project's fixtures, `count` of them, the same for the same seed. */
export function mutated(count: number, seed: number): JsonObject[] {
  const families = [...new Set(Object.values(kinds).map(([family]) => family)), 'input'];
  const bases = families.flatMap((family) =>
    existsSync(`${fixtures}/${family}`) ? objectsBelow(`${fixtures}/${family}`) : [],
  );
  const random = generator(seed);
  return Array.from({ length: count }, () => {
    let object = structuredClone(random.one(bases)) as Record<string, Json>;
    for (let i = 0; i <= random.below(3); i++) object = mutate(object, random);
    return object;
  });
}

type Random = ReturnType<typeof generator>;

/** A linear congruential generator (Numerical Recipes). */
function generator(seed: number) {
  let state = seed >>> 0;
  const below = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const one = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  return { below, one };
}

const values: readonly Json[] = [
  null,
  true,
  false,
  0,
  1,
  1.5,
  -1,
  33,
  129,
  65_536,
  2_147_483_648,
  4_294_967_296,
  '',
  'x',
  'true',
  '64512',
  '1.10',
  [],
  {},
  ['x'],
  'Never',
  'Always',
  'all()',
  'global()',
  '10.0.0.0/8',
  '10.0.0.1/8',
  '10.0.0.1',
  '2001:db8::/32',
  'fe80::/64',
  '169.254.0.0/24',
  '0.0.0.0/0',
  '192.0.2.1',
  '64512:1',
  '70000:1',
  '120s',
  'x'.repeat(2000),
  ['LoadBalancer'],
  ['Workload', 'Tunnel'],
  ['Tunnel', 'LoadBalancer'],
  [{ cidr: '10.0.0.0/8' }],
  [{ name: 'a', value: '1:1' }],
  { secretKeyRef: { name: 'a', key: 'b' } },
  'internal',
  'ipv4',
  [{ name: 'a' }, { name: 'a' }],
  [{ matchLabels: { a: 'b' } }],
  { matchLabels: { a: true } },
  { name: 'a' },
  ['10.0.0.0/24', 5],
  { min: 8, max: 24 },
  [{ addCommunity: { value: '1:1' } }],
  [{ setPriority: { value: 1 }, addCommunity: { value: '1:1' } }],
];

/** One change: a field taken away, renamed, given another value, or one that the kind has put in. */
function mutate(object: Record<string, Json>, random: Random): Record<string, Json> {
  const spots = spotsOf(object['spec'] ?? {}, []);
  const spot = random.one(spots.length === 0 ? [{ parent: object, key: 'spec' }] : spots);
  const { parent, key } = spot;
  const choice = random.below(5);
  if (choice === 0) delete parent[key];
  else if (choice === 1 && !Array.isArray(parent)) {
    const value = parent[key] ?? null;
    delete parent[key];
    parent[random.one([key.toUpperCase(), `${key}s`, key.slice(1), `x${key}`])] = value;
  } else if (choice === 2) parent[key] = structuredClone(random.one(values)) as Json;
  else {
    const spec = isObject(object['spec']) ? (object['spec'] as Record<string, Json>) : {};
    const fields = Object.keys(schemaOf(object));
    const into = parent !== object && choice === 3 && !Array.isArray(parent) ? parent : spec;
    const names = into === spec ? fields : Object.keys(itemOf(object));
    if (names.length > 0) into[random.one(names)] = structuredClone(random.one(values)) as Json;
    object['spec'] ??= spec;
  }
  return object;
}

interface Spot {
  readonly parent: Record<string, Json>;
  readonly key: string;
}

function spotsOf(value: Json, found: Spot[]): Spot[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, member] of Object.entries(value)) {
    found.push({ parent: value as Record<string, Json>, key });
    spotsOf(member, found);
  }
  return found;
}

function read(object: JsonObject): JsonObject {
  const [family = 'calico'] = kinds[String(object['apiVersion'])] ?? [];
  return JSON.parse(readFileSync(`${root}/schemas/crds/${family}/${String(object['kind'])}.json`, 'utf8'));
}

function schemaOf(object: JsonObject): JsonObject {
  return (read(object) as { properties: { spec: { properties: JsonObject } } }).properties.spec.properties;
}

/** The fields of items of lists: those that lists of the kind share, or those of all lists, however deep. */
function itemOf(object: JsonObject): JsonObject {
  const schema = read(object);
  const [item] = Object.values(schema['definitions'] ?? {}) as { properties?: JsonObject }[];
  return item?.properties ?? Object.fromEntries(itemFields(schema));
}

function itemFields(schema: Json): [string, Json][] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = isObject(schema) && isObject(schema['items']) ? schema['items']['properties'] : undefined;
  return [...(isObject(own) ? Object.entries(own) : []), ...Object.values(schema).flatMap(itemFields)];
}
