/**
 * Projects that grow in one way each: what `npm run fuzz -- growth` measures at n, 2n and 4n, and the short form counts the
 * steps of. A shape is a function of n that gives the files of a project.
 *
 * @typedef {{ readonly [file: string]: string }} Project
 * @typedef {(n: number) => Project} Shape
 */

const calico = 'projectcalico.org/v3';
const metallb = 'metallb.io/v1beta1';

/** @param {string} name @param {string} [spec] */
const peer = (name, spec = '') =>
  `apiVersion: ${calico}\nkind: BGPPeer\nmetadata:\n  name: ${name}\nspec:\n  peerIP: 192.0.2.1\n  asNumber: 64513\n  node: ${name}\n${spec}`;

/** What means something to YAML, JSON, templates, selectors, masks and shells, and what only fills. */
export const tokens = [
  '{{ ',
  '{{ include "a" . }} ',
  '{{',
  '}}',
  '${',
  '${a:-',
  '$(',
  '{% ',
  '{# ',
  '__A',
  '<',
  '<path:',
  'ENC[',
  '9',
  '1h',
  '1.',
  '\\',
  '\\"',
  '\\u0041',
  '"',
  "'",
  "''",
  '“',
  '[',
  ']',
  '{',
  '}',
  '-',
  '- ',
  '--- ',
  '? ',
  '&a ',
  '*a ',
  '!!',
  '!a ',
  '<<: ',
  '#',
  ' #',
  ', ',
  ':',
  ': ',
  '|',
  '>',
  '%',
  '@',
  '`',
  '.',
  '/',
  '::',
  '=',
  '!',
  '(',
  ' && ',
  ' || ',
  'has(a) && ',
  'a in {',
  ' ',
  '\t',
  '\r',
  '\n',
  '\n ',
  '\u0085',
  '\u2028',
  '\ufeff',
  'é',
  '😀',
  'password: ',
  'password=',
  'bgplint-ignore ',
  'BGPPeer ',
  '*',
  '**/',
  '\u001b[31m',
];

/** Where a stranger may write them. @type {{ readonly [place: string]: (text: string) => Project }} */
export const places = {
  comment: (text) => ({ 'a.yaml': `${peer('p')}# ${text}\n` }),
  'comment with a quote': (text) => ({ 'a.yaml': `${peer('p')}# {password: \\"${text}\n` }),
  plain: (text) => ({ 'a.yaml': peer('p', `  description: a${text}\n`) }),
  'double quotes': (text) => ({ 'a.yaml': peer('p', `  reachableBy: "${text}"\n`) }),
  'single quotes': (text) => ({ 'a.yaml': peer('p', `  reachableBy: '${text}'\n`) }),
  block: (text) => ({ 'a.yaml': peer('p', `  reachableBy: |\n    ${text}\n`) }),
  folded: (text) => ({ 'a.yaml': peer('p', `  reachableBy: >-\n    ${text}\n`) }),
  flow: (text) => ({ 'a.yaml': peer('p', `  filters: [${text}]\n`) }),
  key: (text) => ({ 'a.yaml': peer('p', `  "${text.replaceAll('"', '')}": 1\n`) }),
  name: (text) => ({ 'a.yaml': peer('p').replace('name: p', `name: "${text.replaceAll('"', '')}"`) }),
  selector: (text) => ({ 'a.yaml': peer('p', `  nodeSelector: '${text.replaceAll("'", "''")}'\n`) }),
  duration: (text) => ({ 'a.yaml': peer('p', `  maxRestartTime: '${text.replaceAll("'", "''")}'\n`) }),
  password: (text) => ({ 'a.yaml': peer('p', `  password: '${text.replaceAll("'", "''")}'\n`) }),
  annotation: (text) => ({
    'a.yaml': peer('p').replace('  name: p', `  name: p\n  annotations:\n    bgplint/ignore: |\n      ${text}`),
  }),
  cidr: (text) => ({
    'a.yaml': `apiVersion: ${metallb}\nkind: IPAddressPool\nmetadata: {name: p, namespace: m}\nspec:\n  addresses:\n    - '${text.replaceAll("'", "''")}'\n`,
  }),
  community: (text) => ({
    'a.yaml': `apiVersion: ${metallb}\nkind: Community\nmetadata: {name: p, namespace: m}\nspec:\n  communities:\n    - {name: a, value: '${text.replaceAll("'", "''")}'}\n`,
  }),
  label: (text) => ({
    'a.yaml': `apiVersion: ${metallb}\nkind: BGPAdvertisement\nmetadata: {name: p, namespace: m}\nspec:\n  nodeSelectors:\n    - matchLabels: {a: '${text.replaceAll("'", "''")}'}\n`,
  }),
  'JSON value': (text) => ({ 'a.json': JSON.stringify({ apiVersion: calico, kind: 'BGPPeer', x: text }) }),
  'JSON key': (text) => ({ 'a.json': JSON.stringify({ apiVersion: calico, kind: 'BGPPeer', [text]: 1 }) }),
  'JSON as it stands': (text) => ({ 'a.json': `{"apiVersion":"${calico}","kind":"BGPPeer","x":${text}` }),
  'beside a document': (text) => ({ 'a.yaml': `${peer('p')}---\n${text}` }),
  'a whole file': (text) => ({ 'a.yaml': `BGPPeer ${text}` }),
  'a Secret': (text) => ({
    'a.yaml': `${peer('p')}---\napiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: n}\nstringData:\n  a: '${text.replaceAll("'", "''")}'\n`,
  }),
  'a ConfigMap': (text) => ({
    'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config, namespace: metallb-system}\ndata:\n  config: |\n    peers:\n    - peer-address: ${text}\n`,
  }),
};

/** @template Item @param {number} n @param {(i: number) => Item} make @returns {Item[]} */
const list = (n, make) => Array.from({ length: n }, (_, i) => make(i));
/** @param {number} n @param {(i: number) => string} make */
const documents = (n, make) => list(n, make).join('---\n');
/** @param {number} i */
const address = (i) => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
/** @param {string} kind @param {string} name @param {unknown} spec */
const object = (kind, name, spec) =>
  `${JSON.stringify({ apiVersion: metallb, kind, metadata: { name, namespace: 'm' }, spec })}\n`;

/** Many of one thing. @type {{ readonly [shape: string]: Shape }} */
export const many = {
  'peers in one file': (n) => ({ 'a.yaml': documents(n, (i) => peer(`p${i}`)) }),
  'peers in many files': (n) => Object.fromEntries(list(n, (i) => [`f${i}.yaml`, peer(`p${i}`)])),
  'items of a List': (n) => ({
    'a.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: list(n, (i) => ({ apiVersion: calico, kind: 'BGPPeer', metadata: { name: `p${i}` }, spec: {} })),
    }),
  }),
  'copies in one file': (n) => ({ 'a.yaml': documents(n, (i) => peer('p', `  reachableBy: ${address(i)}\n`)) }),
  'copies in one folder': (n) =>
    Object.fromEntries(list(n, (i) => [`f${i}.yaml`, peer('p', `  reachableBy: ${address(i)}\n`)])),
  'copies in folders beside each other': (n) =>
    Object.fromEntries(list(n, (i) => [`d${i}/f.yaml`, peer('p', `  reachableBy: ${address(i)}\n`)])),
  'unknown fields': (n) => ({ 'a.yaml': peer('p', list(n, (i) => `  f${i}: 1\n`).join('')) }),
  'equal keys': (n) => ({ 'a.yaml': peer('p', '  node: p\n'.repeat(n)) }),
  aliases: (n) => ({ 'a.yaml': `${peer('p', `  x: &a b\n${list(n, (i) => `  y${i}: *a\n`).join('')}`)}` }),
  'merge keys': (n) => ({ 'a.yaml': peer('p', `  x: &a {b: c}\n${'  <<: *a\n'.repeat(n)}`) }),
  'ignoring comments': (n) => ({ 'a.yaml': `${'# bgplint-ignore calico/global-peer -- x\n'.repeat(n)}${peer('p')}` }),
  'ignoring annotations': (n) => ({
    'a.yaml': peer('p').replace(
      '  name: p',
      `  name: p\n  annotations:\n    bgplint/ignore: |\n${'      calico/global-peer -- x\n'.repeat(n)}`,
    ),
  }),
  'terms of a selector': (n) => ({
    'a.yaml': peer('p', `  nodeSelector: ${list(n, (i) => `a == "${i}"`).join(' || ')}\n`).replace('  node: p\n', ''),
  }),
  'selectors and nodes': (n) => ({
    'a.yaml': documents(n, (i) => peer(`p${i}`, `  nodeSelector: rack == "${i}"\n`).replace(`  node: p${i}\n`, '')),
    'b.yaml': documents(
      Math.min(n, 1000),
      (i) => `apiVersion: v1\nkind: Node\nmetadata: {name: n${i}, labels: {rack: "${i}"}}\n`,
    ),
  }),
  'rules of a filter': (n) => ({
    'a.yaml': `apiVersion: ${calico}\nkind: BGPFilter\nmetadata: {name: f}\nspec:\n  importV4:\n${'    - {action: Accept, cidr: 10.0.0.0/8, matchOperator: In}\n'.repeat(n)}`,
  }),
  communities: (n) => ({
    'a.yaml': object('Community', 'c', { communities: list(n, (i) => ({ name: `c${i}`, value: '64512:1' })) }),
  }),
  'ranges of a pool': (n) => ({
    'a.yaml': object('IPAddressPool', 'p', { addresses: list(n, (i) => `${address(i)}/32`) }),
  }),
  'pools that overlap': (n) => ({
    'a.yaml': documents(n, (i) => object('IPAddressPool', `p${i}`, { addresses: ['10.0.0.0/24'] })),
  }),
  'advertisements that contradict each other': (n) => ({
    'a.yaml': `${object('IPAddressPool', 'a', { addresses: ['10.0.0.0/8'] })}---\n${documents(n, (i) =>
      object('BGPAdvertisement', `b${i}`, { ipAddressPools: ['a'], localPref: i }),
    )}`,
  }),
  'prefixes of a neighbor': (n) => ({
    'a.yaml': frr({ toAdvertise: { allowed: { prefixes: list(n, (i) => `${address(i)}/32`) } } }),
  }),
  'local preferences of a neighbor': (n) => ({
    'a.yaml': frr({ toAdvertise: { withLocalPref: list(n, (i) => ({ localPref: i, prefixes: ['10.0.0.1/32'] })) } }),
  }),
  'neighbors with profiles that are not there': (n) => ({
    'a.yaml': documents(n, (i) => frr({ bfdProfile: `b${i}` }, `f${i}`)),
  }),
  'patches and objects': (n) => ({
    'kustomization.yaml': `resources: [a.yaml]\npatches:\n- target: {kind: BGPPeer, name: p}\n  patch: '[${list(n, (i) => `{"op":"add","path":"/a/b${i}","value":1}`).join(',')}]'\n`,
    'a.yaml': documents(n, (i) => peer(`p${i}`)),
  }),
  'patches and versions of objects': (n) => ({
    'kustomization.yaml': `resources: [a.yaml]\npatches:\n${list(n, (i) => `- target: {kind: BGPPeer}\n  patch: '[{"op":"add","path":"/a/b${i}","value":1}]'\n`).join('')}`,
    'a.yaml': documents(n, (i) => peer(`p${i}`).replace('projectcalico.org/v3', `projectcalico.org/v3beta${i}`)),
  }),
  'a base of many overlays': (n) => ({
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    'base/a.yaml': documents(n, (i) => peer(`p${i}`)),
    ...Object.fromEntries(list(n, (i) => [`o${i}/kustomization.yaml`, 'resources: [../base]\n'])),
  }),
  'patches by pattern': (n) => ({
    'kustomization.yaml': `resources: [a.yaml]\npatches:\n${list(n, (i) => `- target: {kind: BGPPeer, name: "p${i}.*"}\n  patch: '[{"op":"add","path":"/spec/node","value":"a"}]'\n`).join('')}`,
    'a.yaml': documents(n, (i) => peer(`p${i}`)),
  }),
  'fields of a replacement': (n) => ({
    'a.yaml': peer('p'),
    'kustomization.yaml': `resources: [a.yaml]\nreplacements:\n- targets:\n  - select: {kind: BGPPeer}\n    fieldPaths:\n${'    - spec.node\n'.repeat(n)}`,
  }),
  'kustomizations that list each other': (n) => ({
    ...Object.fromEntries(list(n, (i) => [`d${i}/kustomization.yaml`, `resources: [../d${i + 1}, a.yaml]\n`])),
    ...Object.fromEntries(list(n, (i) => [`d${i}/a.yaml`, peer(`p${i}`)])),
  }),
  waivers: (n) => ({
    'a.yaml': peer('p'),
    'bgplint.yaml': `waivers:\n${list(n, (i) => `  - {rule: calico/global-peer, paths: ["x${i}/**"], reason: x}\n`).join('')}`,
  }),
  'patterns of .gitignore': (n) => ({ 'a.yaml': peer('p'), '.gitignore': list(n, (i) => `x${i}/**/*.yml\n`).join('') }),
  'rulesets of hosts': (n) => ({
    'a.yaml': peer('p'),
    ...Object.fromEntries(
      list(n, (i) => [`node-${i}.rules`, '*filter\n:INPUT DROP\n:own -\n-A INPUT -j own\n-A own -j REJECT\nCOMMIT\n']),
    ),
  }),
  'chains of a ruleset': (n) => ({
    'a.yaml': peer('p'),
    'node.rules': `*filter\n:INPUT DROP\n${list(n, (i) => `-A INPUT -s 10.0.${i % 256}.0/24 -j c${i}\n-A c${i} -m mark --mark ${i} -j c${i + 1}\n`).join('')}-A c${n} -j DROP\nCOMMIT\n`,
  }),
  'rules that ask for a map of nft': (n) => ({
    'node.nft': `table inet filter {\n  map m {\n    type ipv4_addr : verdict\n    elements = { ${list(n, (i) => `${address(i)} : jump c${i % 3}`).join(', ')} }\n  }\n  chain c0 {\n  }\n  chain c1 {\n  }\n  chain c2 {\n  }\n  chain input {\n    type filter hook input priority 0; policy accept;\n${'    ip saddr vmap @m\n'.repeat(n)}  }\n}\n`,
  }),
  'rules that ask for a map of nft to many chains': (n) => ({
    'node.nft': `table inet filter {\n  map m {\n    type ipv4_addr : verdict\n    elements = { ${list(n, (i) => `${address(i)} : jump c${i}`).join(', ')} }\n  }\n${list(n, (i) => `  chain c${i} {\n    meta mark ${i} accept\n  }\n`).join('')}  chain input {\n    type filter hook input priority 0; policy accept;\n${'    ip saddr vmap @m\n'.repeat(n)}  }\n}\n`,
  }),
  'rules that ask for a set of nft, each with a mark of its own': (n) => ({
    'node.nft': `table inet filter {\n  map m {\n    type ipv4_addr . mark : verdict\n    elements = { ${list(n, (i) => `${address(i)} . ${i} : drop`).join(', ')} }\n  }\n  set names {\n    type ifname\n    elements = { ${list(n, (i) => `cali${i}`).join(', ')} }\n  }\n  chain input {\n    type filter hook input priority 0; policy accept;\n${list(n, (i) => `    meta mark set ${i} iifname @names ip saddr . meta mark vmap @m\n`).join('')}  }\n}\n`,
  }),
  'rules of a plan': (n) => ({
    'plan.json': JSON.stringify({
      format_version: '1.2',
      terraform_version: '1.9.8',
      complete: true,
      errored: false,
      resource_changes: list(n, (i) => ({
        address: `aws_security_group_rule.r${i}`,
        mode: 'managed',
        type: 'aws_security_group_rule',
        name: `r${i}`,
        change: {
          actions: ['create'],
          before: null,
          after: {
            type: 'ingress',
            protocol: 'tcp',
            from_port: 179,
            to_port: 179,
            cidr_blocks: ['0.0.0.0/0'],
            security_group_id: 'sg-1',
          },
          after_unknown: {},
        },
      })),
      configuration: { root_module: { resources: [] } },
    }),
  }),
  'documents in a ConfigMap': (n) => ({
    'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config, namespace: metallb-system}\ndata:\n  config: |\n    peers:\n${list(n, (i) => `    - {peer-address: ${address(i)}, peer-asn: 1, my-asn: 2}\n`).join('')}`,
  }),
};

/** Folders in each other, of which the number is a depth: their paths alone take the square. @type {{ readonly [shape: string]: Shape }} */
export const nested = {
  'copies in nested folders': (n) =>
    Object.fromEntries(
      list(n, (i) => [
        `${'d/'.repeat(i)}f.yaml`,
        `${peer('p', `  reachableBy: ${address(i)}\n`)}# ${'x'.repeat(20_000)}\n`,
      ]),
    ),
  '.gitignore in nested folders': (n) =>
    Object.fromEntries(
      list(n, (i) => [
        [`${'d/'.repeat(i)}a.yaml`, peer(`p${i}`)],
        [`${'d/'.repeat(i)}.gitignore`, `x${i}\n*.yml\n`],
      ]).flat(),
    ),
};

/** @param {object} neighbor @param {string} [name] */
function frr(neighbor, name = 'f') {
  const router = { asn: 64512, neighbors: [{ address: '192.0.2.1', asn: 64513, ...neighbor }] };
  return `${JSON.stringify({
    apiVersion: 'frrk8s.metallb.io/v1beta1',
    kind: 'FRRConfiguration',
    metadata: { name, namespace: 'frr-k8s-system' },
    spec: { bgp: { routers: [router] } },
  })}\n`;
}

/** All shapes by name, for numbers of tokens and of things. @returns {{ name: string, scale: number, make: Shape }[]} */
export function shapes() {
  const written = Object.entries(places).flatMap(([place, make]) =>
    tokens.map((token) => ({
      name: `${JSON.stringify(token)} in ${place}`,
      scale: 1,
      make: (/** @type {number} */ n) => make(token.repeat(n)),
    })),
  );
  const counted = Object.entries(many).map(([name, make]) => ({ name, scale: 1 / 20, make }));
  const deep = Object.entries(nested).map(([name, make]) => ({ name, scale: 1 / 400, make }));
  return [...counted, ...deep, ...written];
}
