/**
 * Makes schemas/crds from CustomResourceDefinitions: `node scripts/import-crds.mjs FOLDER…`, with the folders that hold
 * them (projectcalico/calico api/config/crd and libcalico-go/config/crd, metallb/metallb and metallb/frr-k8s
 * config/crd/bases, cilium/cilium pkg/k8s/apis/cilium.io/client/crds, antrea-io/antrea build/charts/antrea/crds), each at the
 * release that `releases` names, which its schema says. Structure only: names, types, ranges, enums, patterns, formats, keys of
 * lists. None of upstream's prose, and none of its CEL rules, which rules of the family say better.
 *
 * `KIND.json` is the newest version of a kind, and holds for the others too, but for those that have a file
 * `KIND.VERSION.json` of their own because their structure is another.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ family: string, group: string, kind: string, parts?: readonly string[], versions?: readonly string[] }} Kind */

/** @param {string} family @param {string} group @param {readonly string[]} names @param {readonly string[]} [versions] @returns {Kind[]} */
const all = (family, group, names, versions) =>
  names.map((kind) => ({ family, group, kind, ...(versions && { versions }) }));

/**
 * The kinds that are imported, and by whom they are served. The Calico kinds have one structure in both groups. Of
 * `parts` only the named fields of the spec are kept, and others may be there. `versions` are the newest first; without
 * them the last of the definition counts alone.
 * @type {readonly Kind[]}
 */
const kinds = [
  ...all('calico', 'projectcalico.org', ['BGPPeer', 'BGPConfiguration', 'BGPFilter', 'IPPool', 'CalicoNodeStatus']),
  {
    family: 'calico',
    group: 'crd.projectcalico.org',
    kind: 'FelixConfiguration',
    parts: ['failsafeInboundHostPorts', 'failsafeOutboundHostPorts', 'programClusterRoutes'],
  },
  ...all('metallb', 'metallb.io', ['BGPPeer'], ['v1beta2', 'v1beta1']),
  ...all('metallb', 'metallb.io', ['AddressPool'], ['v1beta1', 'v1alpha1']),
  ...all('metallb', 'metallb.io', ['BGPAdvertisement', 'BFDProfile', 'Community', 'IPAddressPool', 'L2Advertisement']),
  ...all('frr-k8s', 'frrk8s.metallb.io', ['FRRConfiguration']),
  ...all(
    'cilium',
    'cilium.io',
    [
      'CiliumBGPClusterConfig',
      'CiliumBGPPeerConfig',
      'CiliumBGPAdvertisement',
      'CiliumBGPNodeConfig',
      'CiliumBGPNodeConfigOverride',
      'CiliumLoadBalancerIPPool',
    ],
    ['v2', 'v2alpha1'],
  ),
  ...all('cilium', 'cilium.io', ['CiliumBGPPeeringPolicy']),
  ...all('antrea', 'crd.antrea.io', ['BGPPolicy']),
];

/**
 * The tags that the definitions are of, and what is newer than them: a field that only a branch has is not called unknown,
 * as the next release may have it.
 * @type {{ [familyOrKind: string]: string }}
 */
const releases = {
  calico: 'projectcalico/calico v3.32.1, with the lengths and values of its branch release-v3.33',
  metallb: 'metallb/metallb v0.16.1',
  AddressPool: 'metallb/metallb v0.14.2, the last with the kind',
  BGPAdvertisement: 'metallb/metallb v0.16.1, with asPathPrepend of v0.16.2',
  L2Advertisement: 'metallb/metallb v0.16.1, with preferredNodeSelectors of v0.16.2',
  'frr-k8s': 'metallb/frr-k8s v0.0.26',
  cilium: 'cilium/cilium v1.20.2',
  CiliumBGPPeeringPolicy: 'cilium/cilium v1.17.6',
  antrea: 'antrea-io/antrea v2.7.0',
};

/**
 * Of numbers for which a definition states no range, or that of int32 for a type which is another: the range of the Go type
 * behind the field, or of the attribute on the wire that it becomes (cilium's localPreference). Readers cannot decode what is
 * beyond. By the name of the field, or of the list.
 * @type {{ readonly [field: string]: readonly [least: number, most: number] }}
 */
const ranges = {
  ttlSecurity: [0, 255],
  port: [0, 65_535],
  localPort: [-(2 ** 31), 65_535],
  // The definitions say int32, which the API server holds to, and the Go types uint32.
  localPref: [0, 2 ** 31 - 1],
  localPreference: [0, 2 ** 32 - 1],
  asPathPrefix: [0, 2 ** 32 - 1],
  prefix: [0, 2 ** 32 - 1],
};

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: node scripts/import-crds.mjs FOLDER…');
  process.exit(1);
}
const definitions = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => parse(readFileSync(join(folder, file), 'utf8'))),
);
for (const kind of kinds) {
  const found = definitions.find(({ spec }) => spec.group === kind.group && spec.names.kind === kind.kind);
  // Upstream has taken some kinds away; what is here of them stays.
  if (found === undefined) console.error(`${kind.group} ${kind.kind} is in none of the folders: left as it is`);
  else importKind(kind, found.spec.versions);
}

/** @param {Kind} kind @param {readonly any[]} served */
function importKind({ family, group, kind, parts, versions }, served) {
  const specs = (versions ?? [served.at(-1).name]).map((name) => {
    const version = served.find((one) => one.name === name);
    const whole = structure(version.schema.openAPIV3Schema.properties.spec, family !== 'calico');
    return { name, spec: parts === undefined ? whole : only(whole, parts) };
  });
  const [newest] = specs;
  for (const { name, spec } of specs) {
    const same = JSON.stringify(spec) === JSON.stringify(newest?.spec);
    if (same && name !== newest?.name) continue;
    const differing = specs.filter((other) => JSON.stringify(other.spec) !== JSON.stringify(spec));
    const file = same ? `${kind}.json` : `${kind}.${name}.json`;
    const versionOf = specs.length > 1 && differing.length > 0 ? `/${name}` : '';
    const elsewhere = Object.fromEntries(
      differing.map((other) => [other.name, fieldsOnlyIn(other.spec, spec, 'spec')]),
    );
    write(family, file, `${kind} (${group}${versionOf})`, spec, elsewhere);
  }
}

/** @param {any} whole @param {readonly string[]} parts */
function only(whole, parts) {
  return { type: 'object', properties: Object.fromEntries(parts.map((name) => [name, whole.properties[name]])) };
}

/** @param {string} family @param {string} file @param {string} what @param {any} spec @param {{ [version: string]: string[] }} elsewhere */
function write(family, file, what, spec, elsewhere) {
  const { schema, shared } = hoisted(spec);
  const text = JSON.stringify(
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: `${what}, made by scripts/import-crds.mjs`,
      $comment: `Structure of ${releases[what.split(' ', 1)[0] ?? ''] ?? releases[family]}`,
      type: 'object',
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        // A name such as `y` is a boolean to YAML.
        metadata: { type: 'object', properties: { name: { type: 'string' } } },
        spec: schema,
        status: { type: 'object' },
      },
      additionalProperties: false,
      ...(Object.keys(shared).length > 0 && { definitions: shared }),
      ...(Object.values(elsewhere).some(({ length }) => length > 0) && { elsewhere }),
    },
    null,
    2,
  );
  mkdirSync(join(root, 'schemas', 'crds', family), { recursive: true });
  writeFileSync(join(root, 'schemas', 'crds', family, file), `${text}\n`);
}

/**
 * The fields that `other` has and `own` has not, as `spec.peers.name`, without the indices of lists; of what stands
 * under such a field only the field itself.
 * @param {any} other @param {any} own @param {string} path @returns {string[]}
 */
function fieldsOnlyIn(other, own, path) {
  const more = Object.entries(other.properties ?? {}).flatMap(([name, member]) => {
    const beside = own.properties?.[name];
    return beside === undefined ? [`${path}.${name}`] : fieldsOnlyIn(member, beside, `${path}.${name}`);
  });
  return other.items && own.items ? [...more, ...fieldsOnlyIn(other.items, own.items, path)] : more;
}

/**
 * A structural schema of Kubernetes as JSON Schema: objects are closed, since the API server prunes what they do not
 * list; what it fills in by default is not required; a set's items are unique, and so are the keys of a list that is a map
 * (`uniqueKeys`, a keyword of scripts/build-schemas.mjs); a number has the range of its format. Calico's CIDRs are left
 * to rules, which know more.
 * @param {any} node @param {boolean} formats @param {string} [field] @returns {any}
 */
function structure(node, formats, field = '') {
  const kept = ['type', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties'];
  /** @type {any} */
  const made = {};
  for (const key of [...kept, 'maxProperties']) if (node[key] !== undefined) made[key] = node[key];
  const required = (node.required ?? []).filter(
    (/** @type {string} */ name) => node.properties?.[name]?.default === undefined,
  );
  if (required.length > 0) made.required = required;
  const choices = node.enum ?? node.allOf?.[0]?.enum;
  if (choices !== undefined) made.enum = choices;
  if (node.pattern !== undefined) made.pattern = portable(node.pattern);
  const [least, most] = (node.type === 'integer' && Object.hasOwn(ranges, field) && ranges[field]) || [];
  if (least !== undefined) made.minimum ??= least;
  if (most !== undefined) made.maximum ??= most;
  if (node.format === 'int32') {
    made.minimum ??= -(2 ** 31);
    made.maximum ??= 2 ** 31 - 1;
  }
  if (formats && ['ipv4', 'ipv6', 'cidr'].includes(node.format)) made.format = node.format;
  if (formats && node.oneOf?.map((/** @type {any} */ one) => one.format).join() === 'ipv4,ipv6') made.format = 'ip';
  if (node.items !== undefined) made.items = structure(node.items, formats, field);
  if (node['x-kubernetes-list-type'] === 'set') made.uniqueItems = true;
  if (node['x-kubernetes-list-type'] === 'map') made.uniqueKeys = node['x-kubernetes-list-map-keys'];
  if (node.additionalProperties?.type !== undefined) {
    made.additionalProperties = structure(node.additionalProperties, formats);
  }
  if (node.properties !== undefined) {
    made.properties = Object.fromEntries(
      Object.entries(node.properties).map(([name, member]) => [name, structure(member, formats, name)]),
    );
    if (!node['x-kubernetes-preserve-unknown-fields']) made.additionalProperties = false;
  }
  return made;
}

/** `(?i)` is Go's: each letter becomes a class of two. @param {string} pattern */
function portable(pattern) {
  const [before, after] = pattern.split('(?i)');
  if (after === undefined) return pattern;
  return before + after.replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
}

/** Items that two lists have in common stand once. @param {any} spec */
function hoisted(spec) {
  /** @type {Map<string, string[]>} */
  const lists = new Map();
  for (const [name, { items }] of Object.entries(spec.properties)) {
    if (items?.type === 'object') lists.set(JSON.stringify(items), [...(lists.get(JSON.stringify(items)) ?? []), name]);
  }
  /** @type {any} */
  const shared = {};
  /** @type {any} */
  const properties = { ...spec.properties };
  for (const [items, names] of lists) {
    if (names.length < 2) continue;
    const name = `${names[0]}Item`;
    shared[name] = JSON.parse(items);
    for (const list of names) properties[list] = { ...properties[list], items: { $ref: `#/definitions/${name}` } };
  }
  return { schema: { ...spec, properties }, shared };
}
