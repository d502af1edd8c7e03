/**
 * Makes schemas/crds from CustomResourceDefinitions: `node scripts/import-crds.mjs FOLDER`, with the folder that holds
 * them (projectcalico/calico api/config/crd and libcalico-go/config/crd). Structure only: names, types, ranges, enums,
 * patterns. None of upstream's prose, and none of its CEL rules, which rules of the family say better.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The kinds that are imported, and by whom they are served. The Calico kinds have one structure in both groups. Of
 * `parts` only the named fields of the spec are kept, and others may be there.
 * @type {readonly { family: string, group: string, kind: string, parts?: readonly string[] }[]}
 */
const kinds = [
  { family: 'calico', group: 'projectcalico.org', kind: 'BGPPeer' },
  { family: 'calico', group: 'projectcalico.org', kind: 'BGPConfiguration' },
  { family: 'calico', group: 'projectcalico.org', kind: 'BGPFilter' },
  { family: 'calico', group: 'projectcalico.org', kind: 'IPPool' },
  { family: 'calico', group: 'projectcalico.org', kind: 'CalicoNodeStatus' },
  {
    family: 'calico',
    group: 'crd.projectcalico.org',
    kind: 'FelixConfiguration',
    parts: ['failsafeInboundHostPorts', 'failsafeOutboundHostPorts', 'programClusterRoutes'],
  },
];

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node scripts/import-crds.mjs FOLDER');
  process.exit(1);
}
const definitions = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => parse(readFileSync(join(folder, file), 'utf8')));
for (const { family, group, kind, parts } of kinds) {
  const found = definitions.find(({ spec }) => spec.group === group && spec.names.kind === kind);
  if (found === undefined) throw new Error(`${group} ${kind} is not in ${folder}`);
  const whole = structure(found.spec.versions.at(-1).schema.openAPIV3Schema.properties.spec);
  const spec =
    parts === undefined
      ? whole
      : { type: 'object', properties: Object.fromEntries(parts.map((name) => [name, whole.properties[name]])) };
  const { schema, shared } = hoisted(spec);
  const text = JSON.stringify(
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: `${kind} (${group}), made by scripts/import-crds.mjs`,
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
    },
    null,
    2,
  );
  mkdirSync(join(root, 'schemas', 'crds', family), { recursive: true });
  writeFileSync(join(root, 'schemas', 'crds', family, `${kind}.json`), `${text}\n`);
}

/**
 * A structural schema of Kubernetes as JSON Schema: objects are closed, since the API server prunes what they do not
 * list; a set's items are unique; a number has the range of its format. CIDRs are left to rules, which know more.
 * @param {any} node @returns {any}
 */
function structure(node) {
  const kept = ['type', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties'];
  /** @type {any} */
  const made = {};
  for (const key of [...kept, 'maxProperties', 'required']) if (node[key] !== undefined) made[key] = node[key];
  const choices = node.enum ?? node.allOf?.[0]?.enum;
  if (choices !== undefined) made.enum = choices;
  if (node.pattern !== undefined) made.pattern = portable(node.pattern);
  if (node.format === 'int32') {
    made.minimum ??= -(2 ** 31);
    made.maximum ??= 2 ** 31 - 1;
  }
  if (node.items !== undefined) made.items = structure(node.items);
  if (node['x-kubernetes-list-type'] === 'set') made.uniqueItems = true;
  if (node.properties !== undefined) {
    made.properties = Object.fromEntries(
      Object.entries(node.properties).map(([name, member]) => [name, structure(member)]),
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
