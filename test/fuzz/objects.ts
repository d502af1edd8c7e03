/** Valid objects with random fields, and texts that say them. */
import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/model/document.ts';

const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    '',
    'two\nlines',
    'a\n\n  b\n',
    0,
    -1,
    true,
    false,
    4_294_967_296,
    1.5,
    [],
    {},
    '${X}',
    '{{ x }}',
    'all()',
    ' ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom<Json>(JSON.parse('{"__proto__":{"x":[null]},"constructor":1}'), ['a', 'b'], [{ name: 'a' }], {
    secretKeyRef: { name: 'bgp' },
  }),
);

/** Mostly what stands there in earnest; sometimes anything. */
function field(...usual: readonly Json[]): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: odd });
}

const addresses = ['192.0.2.1', '10.0.0.1:179', '2001:db8::1', '[2001:db8::1]:1790', '010.0.0.1', '::ffff:10.0.0.1'];
const selectors = ["rack == 'a'", 'all()', 'has(x)', '!has(y) && all()', 'has(x) || !has(x)', 'a = b', 'rack == ‘a’'];
const reference = { secretKeyRef: { name: 'x', key: 'password' } };
const calicoPeer = fc.record(
  {
    peerIP: field(...addresses, 'fe80::1', '192.0.2.1/32'),
    asNumber: field(64512, 4_200_000_000, '64512', '64.512', 23456),
    localASNumber: field(64512, 1.5),
    node: field('x', 'n1'),
    nodeSelector: field(...selectors),
    peerSelector: field(...selectors),
    reachableBy: field('10.0.0.254', '2001:db8::2'),
    password: field(reference),
    filters: field(['x'], ['x', 'y']),
    localWorkloadSelector: field("a == 'b'"),
    maxRestartTime: field('60s', '4096s', '1h', 'x'),
    nextHopMode: field('Self', 'none'),
    keepOriginalNextHop: field(true),
    cird: field(1),
  },
  { requiredKeys: [] },
);
const cidrs = ['10.0.0.0/8', '10.0.0.1/8', '10.0.0.1', '2001:db8::/32', '0.0.0.0/0', 'x'];
const filterRule = fc.record(
  {
    action: field('Accept', 'Reject'),
    cidr: field(...cidrs),
    matchOperator: field('In', 'Equal'),
    prefixLength: field({ min: 8, max: 24 }, { max: 4 }),
    communities: field({ values: ['64512:1'] }),
    operations: field([{ addCommunity: { value: '70000:1' } }], []),
    interface: field('eth0', '*', 'e h'),
  },
  { requiredKeys: [] },
);
const rules = fc.array(filterRule, { maxLength: 3 }).map((list): Json => list);
const filter = fc.record({ importV4: rules, exportV4: rules, exportV6: rules }, { requiredKeys: [] });
const pool = fc.record(
  {
    cidr: field(...cidrs),
    blockSize: field(26, 19, 122),
    ipipMode: field('Always', 'Never'),
    vxlanMode: field('Always', 'CrossSubnet'),
    allowedUses: field(['LoadBalancer'], ['Workload', 'Tunnel']),
    nodeSelector: field(...selectors),
    disableBGPExport: field(true),
  },
  { requiredKeys: [] },
);
const metallbPeer = fc.record(
  {
    myASN: field(64512),
    peerASN: field(64513),
    peerAddress: field(...addresses),
    enableGracefulRestart: field(true, false),
    password: field('hush'),
    passwordSecret: field({ name: 'bgp' }),
    ebgpMultiHop: field(true),
  },
  { requiredKeys: [] },
);
const configuration = fc.record(
  {
    nodeToNodeMeshEnabled: field(true, false, 'false', '“false”'),
    asNumber: field(64512, '64512'),
    logSeverityScreen: field('Info', 'loud'),
    listenPort: field(179, 1790, 0),
    nodeMeshPassword: field(reference),
    nodeMeshMaxRestartTime: field('60s', '5000s'),
    communities: field([{ name: 'a', value: '64512:1' }], [{ name: 'b', value: '1:2:3:4' }]),
    prefixAdvertisements: field(...cidrs.map((cidr) => [{ cidr, communities: ['a', '70000:1'] }])),
    serviceClusterIPs: field(...cidrs.map((cidr) => [{ cidr }])),
    serviceLoadBalancerIPs: field(...cidrs.map((cidr) => [{ cidr }])),
    ignoredInterfaces: field(['cali*', '*']),
  },
  { requiredKeys: [] },
);

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly rest: fc.Arbitrary<JsonObject>;
}

const spec = (fields: fc.Arbitrary<Json>) => fields.map((value): JsonObject => ({ spec: value }));
const kinds: readonly Kind[] = [
  { apiVersion: 'projectcalico.org/v3', kind: 'BGPPeer', rest: spec(calicoPeer) },
  { apiVersion: 'crd.projectcalico.org/v1', kind: 'BGPPeer', rest: spec(calicoPeer) },
  { apiVersion: 'projectcalico.org/v3', kind: 'BGPConfiguration', rest: spec(configuration) },
  { apiVersion: 'projectcalico.org/v3', kind: 'BGPFilter', rest: spec(filter) },
  { apiVersion: 'projectcalico.org/v3', kind: 'IPPool', rest: spec(pool) },
  { apiVersion: 'projectcalico.io/v3', kind: 'BGPPeer', rest: spec(calicoPeer) },
  {
    apiVersion: 'projectcalico.org/v3',
    kind: 'Node',
    rest: fc
      .record(
        {
          ipv4Address: field('10.0.0.1/24', '192.0.2.1'),
          asNumber: field(64512, '1.10'),
          routeReflectorClusterID: field('244.0.0.1', 'x'),
        },
        { requiredKeys: [] },
      )
      .map((bgp) => ({ spec: { bgp } })),
  },
  { apiVersion: 'metallb.io/v1beta2', kind: 'BGPPeer', rest: spec(metallbPeer) },
  { apiVersion: 'metallb.io/v1beta1', kind: 'BGPPeer', rest: spec(metallbPeer) },
  {
    apiVersion: 'v1',
    kind: 'Node',
    rest: field('192.0.2.1', '10.0.0.1').map((address) => ({
      status: { addresses: [{ type: 'InternalIP', address }] },
    })),
  },
  { apiVersion: 'v1', kind: 'Secret', rest: field('hush').map((value) => ({ stringData: { password: value } })) },
  { apiVersion: 'apps/v1', kind: 'Deployment', rest: field(1, 2).map((replicas) => ({ spec: { replicas } })) },
];

/** A whole object. Names are the caller's matter: two objects of one name are a matter of clusters. */
export const object: fc.Arbitrary<JsonObject> = fc
  .constantFrom(...kinds)
  .chain(({ apiVersion, kind, rest }) =>
    rest.map((fields) => ({ apiVersion, kind, metadata: { name: 'x', labels: { a: 'b' } }, ...fields })),
  );

export function named(value: JsonObject, name: string): JsonObject {
  return { ...value, metadata: { ...(value['metadata'] as JsonObject), name } };
}

/** How a text is written: each number of the list decides one question, over and over. */
export type Hand = readonly number[];
export const hand: fc.Arbitrary<Hand> = fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 12 });

/** The value as a YAML document that ends with a line end. */
export function asYaml(value: Json, written: Hand): string {
  let asked = 0;
  const one = (of: number) => (written[asked++ % written.length] ?? 0) % of;
  return `${block(value, '', one).trimStart()}\n`;
}

type Choice = (of: number) => number;

/** With the line end or blank that comes before it. */
function block(value: Json, indent: string, one: Choice): string {
  const note = one(9) === 0 ? ' # note' : '';
  if (typeof value === 'string' && one(5) === 0 && /^[ -~][ -~\n]*$/.test(value)) {
    const lines = value.split('\n').map((line) => (line === '' ? '' : `${indent}${line}`));
    return ` |${one(2) === 0 ? '-' : ''}${note}\n${lines.join('\n')}`;
  }
  if (
    typeof value !== 'object' ||
    value === null ||
    Object.keys(value).length === 0 ||
    (indent !== '' && one(8) === 0)
  ) {
    return ` ${inline(value, one)}${note}`;
  }
  const blank = one(12) === 0 ? '\n\n' : '\n';
  const deeper = `${indent}${one(6) === 0 ? '    ' : '  '}`;
  if (Array.isArray(value)) {
    return note + value.map((item: Json) => `${blank}${indent}-${block(item, deeper, one)}`).join('');
  }
  const members = Object.entries(value as JsonObject);
  return (
    note +
    members
      .map(([key, member]) => {
        const at = Array.isArray(member) && one(2) === 0 && indent !== '' ? indent : deeper;
        return `${blank}${indent}${keyText(key, one)}:${block(member, at, one)}`;
      })
      .join('')
  );
}

function inline(value: Json, one: Choice): string {
  if (typeof value === 'string') return plain(value) && one(3) > 0 ? value : quoted(value, one);
  if (Array.isArray(value)) return `[${value.map((item: Json) => inline(item, one)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${keyText(key, one)}: ${inline(member, one)}`)
    .join(', ')}}`;
}

function keyText(key: string, one: Choice): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(key) && key.length > 3 && one(7) > 0 ? key : quoted(key, one);
}

function quoted(text: string, one: Choice): string {
  return /^[ -~]*$/.test(text) && one(2) === 0 ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

/** Text that stays this text without quotes, in brackets too. */
function plain(text: string): boolean {
  return /^[a-z][a-zA-Z0-9.()]{3,}$/.test(text) && !/^(?:null|true|false|none)$/i.test(text);
}
