/**
 * Secrets as people leave them in files by mistake: names of fields × ways to write a value × places. Every text holds the
 * mark once at least, and no output may.
 */
import { calicoPeer, frrConfiguration, metallbPeer } from '../support/objects.ts';

/** A file with a secret in it. */
export interface Plant {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

/** Names under which people keep a password, none of which holds one where it belongs. */
export const names: readonly string[] = [
  ...['password', 'Password', 'PASSWORD', 'passWord', 'bgpPassword', 'tcpPassword', 'peer_password', 'password1'],
  ...['pasword', 'passord', 'passwrod', 'pssword', 'passwd', 'paswd', 'passwort', 'pass', 'bgpPass', 'pwd', 'pw'],
  ...['pass_phrase', 'pass-word', 'pass.word', 'passPhrase', 'passfrase', 'kennwort', 'senha', 'contraseña'],
  ...['md5', 'md5Key', 'md5_key', 'MD5', 'md5Password', 'tcpMd5', 'md5sig', 'psk', 'PSK', 'sharedKey', 'key', 'bgpKey'],
  ...['auth', 'authentication', 'authKey', 'auth_key', 'authSecret', 'authPass', 'secret', 'secert', 'bgpSecret'],
  ...['token', 'accessToken', 'credentials', 'cred', 'keyString', 'key-string', 'privateKey', 'apiKey', 'tcpAO'],
  ...['nodeMeshPasword', 'passwordSecret', 'passwordRef', 'secretKeyRef', 'unheardOf', 'rack'],
];

/** A key and its value as lines of a mapping, the first without indentation. */
type Spelling = (name: string, mark: string) => readonly string[];

export const spellings: { readonly [name: string]: Spelling } = {
  plain: (name, mark) => [`${name}: ${mark}`],
  'in double quotes': (name, mark) => [`${name}: "${mark}"`],
  'in single quotes': (name, mark) => [`${name}: '${mark}'`],
  'in typographic quotes': (name, mark) => [`${name}: “${mark}”`],
  'key and value in typographic quotes': (name, mark) => [`“${name}”: “${mark}”`],
  'with blanks': (name, mark) => [`${name} :   ${mark}   `],
  'a key in quotes': (name, mark) => [`"${name}": ${mark}`],
  'a key in escapes': (name, mark) => [`"${escaped(name)}": ${mark}`],
  'a question mark': (name, mark) => [`? ${name}`, `: ${mark}`],
  'below its key': (name, mark) => [`${name}:`, `  ${mark}`],
  'below its key in quotes': (name, mark) => [`${name}:`, `  "${mark}"`],
  'below its key in brackets': (name, mark) => [`${name}:`, `  [${mark}]`],
  'a second line in quotes': (name, mark) => [`${name}: "x`, `  ${mark}"`],
  'a second line': (name, mark) => [`${name}: x`, `  ${mark}`],
  'a second line that looks like a comment': (name, mark) => [`${name}: "x`, `  #${mark}"`],
  literal: (name, mark) => [`${name}: |`, `  ${mark}`],
  folded: (name, mark) => [`${name}: >-`, `  x`, `  ${mark}`],
  'the header of a block': (name, mark) => [`${name}: | # ${name} ${mark}`, '  x'],
  'with a tag': (name, mark) => [`${name}: !!str ${mark}`],
  binary: (name, mark) => [`${name}: !!binary ${Buffer.from(mark).toString('base64')}`],
  'a list': (name, mark) => [`${name}: [${mark}]`],
  'a list of lines': (name, mark) => [`${name}:`, `- ${mark}`],
  'a mapping': (name, mark) => [`${name}: {value: ${mark}}`],
  'a mapping of lines': (name, mark) => [`${name}:`, `  value: ${mark}`],
  'under secretKeyRef': (name, mark) => [`${name}: {secretKeyRef: {value: ${mark}}}`],
  'under secretKeyRef in lines': (name, mark) => [`${name}:`, '  secretKeyRef:', `    value: ${mark}`],
  'beside secretKeyRef': (name, mark) => [`${name}: {secretKeyRef: {name: a, key: b}, value: ${mark}}`],
  'beside a name': (name, mark) => [`${name}: {name: tor, text: ${mark}}`],
  'an object of JSON': (name, mark) => [`${name}: {"value":"${mark}"}`],
  'JSON in a text': (name, mark) => [`${name}: '{"password":"${mark}"}'`],
  'the default of a placeholder': (name, mark) => [`${name}: \${X:=${mark}}`],
  'an anchor': (name, mark) => [`${name}: &a ${mark}`],
  'a comment behind it': (name, mark) => [`${name}: x # ${mark}`],
  'a comment behind its key': (name, mark) => [`${name}: # ${mark}`, '  x'],
  'a comment above it': (name, mark) => [`# ${name} was ${mark}`, `${name}: x`],
  'a comment below it': (name, mark) => [`${name}: x`, `# ${mark}`],
  'the first of two': (name, mark) => [`${name}: ${mark}`, `${name}: x`],
  'the first of two, over lines': (name, mark) => [`${name}: "a`, `  # ${mark}"`, `${name}: x`],
  'overridden by a merge': (name, mark) => [`${name}: ${mark}`, `<<: {${name}: x}`],
  'brought by a merge': (name, mark) => [`<<: {${name}: ${mark}}`],
};

function escaped(name: string): string {
  return name.replace(/[a-z]/, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** An object of BGP with further lines under a mapping of it; each has findings of its own. */
type Place = (lines: readonly string[]) => string;

const indented = (lines: readonly string[], by: number) => lines.map((line) => `${' '.repeat(by)}${line}\n`).join('');
const inList = (text: string) => `apiVersion: v1\nkind: List\nitems:\n- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`;

export const places: { readonly [name: string]: Place } = {
  'a peer of MetalLB': (lines) => metallbPeer('a', lines),
  'a peer of MetalLB v1beta1': (lines) => metallbPeer('a', lines).replace('v1beta2', 'v1beta1'),
  'a peer of Calico': (lines) => calicoPeer('a', lines),
  'a neighbor of frr-k8s': (lines) => frrConfiguration(lines),
  'the spec of frr-k8s': (lines) => frrConfiguration([], lines),
  'the top of a peer': (lines) => `${calicoPeer('a')}${indented(lines, 0)}`,
  'a mesh': (lines) =>
    `apiVersion: projectcalico.org/v3\nkind: BGPConfiguration\nmetadata: {name: default}\nspec:\n  asNumber: 64512\n${indented(lines, 2)}`,
  'an item of a List': (lines) => inList(calicoPeer('a', lines)),
  'metadata of a peer': (lines) => calicoPeer('a').replace('spec:', `${indented(lines, 2)}spec:`),
  'annotations of a peer': (lines) => calicoPeer('a').replace('spec:', `  annotations:\n${indented(lines, 4)}spec:`),
  'the ConfigMap of MetalLB in quotes': (lines) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config, namespace: metallb-system}\ndata:\n  config: ${JSON.stringify(
      `peers:\n- peer-address: 192.0.2.1\n  peer-asn: 64513\n  my-asn: x\n${indented(lines, 2)}`,
    )}\n`,
  'the ConfigMap of MetalLB, folded': (lines) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config, namespace: metallb-system}\ndata:\n  config: >\n    peers:\n\n    - peer-address: 192.0.2.1\n\n      peer-asn: 64513\n\n      my-asn: x\n\n${indented(lines, 6)}`,
  'a peer, CRLF': (lines) => calicoPeer('a', lines).replaceAll('\n', '\r\n'),
  'a peer of Cilium': (lines) =>
    `apiVersion: cilium.io/v2\nkind: CiliumBGPPeerConfig\nmetadata: {name: a}\nspec:\n  timers: {holdTimeSeconds: 1}\n${indented(lines, 2)}`,
  'an instance of Cilium': (lines) =>
    `apiVersion: cilium.io/v2\nkind: CiliumBGPClusterConfig\nmetadata: {name: a}\nspec:\n  bgpInstances:\n  - name: a\n    localASN: 64512\n    peers:\n    - name: a\n      peerASN: 64513\n      peerAddress: 192.0.2.1\n${indented(lines, 6)}`,
  'a policy of Antrea': (lines) =>
    `apiVersion: crd.antrea.io/v1alpha1\nkind: BGPPolicy\nmetadata: {name: a}\nspec:\n  nodeSelector: {}\n  localASN: 64512\n  bgpPeers:\n  - address: 192.0.2.1\n    asn: 64513\n${indented(lines, 4)}`,
  'the ConfigMap of MetalLB': (lines) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config, namespace: metallb-system}\ndata:\n  config: |\n    peers:\n    - peer-address: 192.0.2.1\n      peer-asn: 64513\n      my-asn: 64512\n${indented(lines, 6)}`,
  'values of MetalLB': (lines) =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: metallb}\nspec:\n  values:\n    configInline:\n      peers:\n      - peer-address: 192.0.2.1\n        peer-asn: 64513\n        my-asn: x\n${indented(lines, 8)}`,
  'values beside those of MetalLB': (lines) =>
    `metallb:\n  configInline: {peers: [{peer-address: 192.0.2.1, peer-asn: 64513, my-asn: x}]}\n${indented(lines, 2)}`,
  'a bare configuration of MetalLB': (lines) =>
    `peers:\n- peer-address: 192.0.2.1\n  peer-asn: 64513\n  my-asn: x\n${indented(lines, 2)}`,
  'values of Calico, in a text': (lines) =>
    `${calicoPeer('a')}---\napiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: {name: rke2-calico}\nspec:\n  valuesContent: |-\n    installation:\n      calicoNetwork:\n        bgp: Disabled\n${indented(lines, 8)}`,
  'values of Cilium': (lines) =>
    `${calicoPeer('a')}---\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cilium}\nspec:\n  source:\n    helm:\n      valuesObject:\n        installation: {calicoNetwork: {bgp: Disabled}}\n        bgpControlPlane:\n          enabled: x\n${indented(lines, 10)}`,
  'an object that no one knows, beside a peer': (lines) => `x: y\n${indented(lines, 0)}---\n${calicoPeer('a')}`,
  'a Secret beside a peer': (lines) =>
    `${calicoPeer('a')}---\napiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n${indented(lines, 2)}`,
  'a Secret by a tag': (lines) =>
    `apiVersion: v1\nkind: !!binary U2VjcmV0\nstringData:\n${indented(lines, 2)}---\n${calicoPeer('a')}`,
  'a SecretList': (lines) =>
    `apiVersion: v1\nkind: SecretList\nitems:\n- metadata: {name: a}\n  stringData:\n${indented(lines, 4)}---\n${calicoPeer('a')}`,
  'a SecretList in the second place': (lines) =>
    `${calicoPeer('a')}---\napiVersion: v1\nkind: SecretList\nitems:\n- metadata: {name: a}\n  stringData:\n${indented(lines, 4)}`,
  'values of Helm': (lines) => `bgp:\n${indented(lines, 2)}---\n${calicoPeer('a')}`,
  'a Deployment': (lines) =>
    `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n${indented(lines, 8)}---\n${calicoPeer('a')}`,
  'a DaemonSet of Calico': (lines) =>
    `${calicoPeer('a')}---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: calico-node, namespace: kube-system}\nspec:\n  template:\n    spec:\n      containers:\n      - name: calico-node\n        env:\n        - {name: CALICO_NETWORKING_BACKEND, value: bird}\n        - {name: IP, value: none}\n${indented(lines, 8)}`,
  'an ExternalSecret': (lines) =>
    `${calicoPeer('a')}---\napiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: a}\nspec:\n  target:\n    name: a\n    template:\n      data:\n${indented(lines, 8)}`,
};

/** Lines that hold a secret in a way of their own, for places that are not mappings of fields. */
const raw: readonly ((mark: string) => readonly string[])[] = [
  (m) => [`neighbor 192.0.2.1 password ${m}`],
  (m) => [`neighbor 192.0.2.1 password 7 ${m}`],
  (m) => [`neighbor tor \\`, `password ${m}`],
  (m) => [`neighbor tor password \\`, m],
  (m) => [`password ${m}`],
  (m) => [`password encrypted ${m}`],
  (m) => [`enable password ${m}`],
  (m) => [`enable secret 5 ${m}`],
  (m) => [`pasword ${m}`],
  (m) => [`username admin privilege 15 secret ${m}`],
  (m) => [`ip ospf message-digest-key 1 md5 ${m}`],
  (m) => [`ip ospf authentication-key ${m}`],
  (m) => ['key chain bgp', ' key 1', `  key-string ${m}`],
  (m) => [`snmp-server community ${m} RO`],
  (m) => [`password "${m}";`],
  (m) => [`authentication-key "${m}"; ## SECRET-DATA`],
  (m) => [`set protocols bgp group a authentication-key ${m}`],
  (m) => [`isis password clear ${m}`],
  (m) => [`tacacs-server key ${m}`],
  (m) => [`! old password: ${m}`],
  (m) => [`ip http client ${`https://user:${m}`}@host`],
];

const comments: readonly ((mark: string) => string)[] = [
  (m) => `# password = ${m}`,
  (m) => `# old password: ${m}`,
  (m) => `#password:${m}`,
  (m) => `# md5 ${m}`,
  (m) => `# the passwort is ${m}`,
  (m) => `# pasword: ${m}`,
  (m) => `# neighbor 192.0.2.1 password ${m}`,
  (m) => `# key "${m}"`,
  (m) => `# token=${m}`,
  (m) => `# “password”: “${m}”`,
  (m) => `# https://admin:${m}@tor`,
  (m) => `# bgplint-ignore calico/global-peer -- password ${m}`,
  (m) => `# bgplint-ignore calico/no-such-rule, ${'password'} ${m}`,
];

const annotations: readonly ((mark: string) => string)[] = [
  (m) => `bgp/md5: ${m}`,
  (m) => `example.com/bgp-password: ${m}`,
  (m) => `example.com/note: ${m}`,
  (m) => `kubectl.kubernetes.io/last-applied-configuration: '{"spec":{"pasword":"${m}"}}'`,
  (m) => `projectcalico.org/password: ${m}`,
  (m) => `bgplint/ignore: "calico/global-peer -- the password is ${m}"`,
];

const env: readonly ((mark: string) => readonly string[])[] = [
  (m) => ['env:', '- name: BGP_MD5', `  value: ${m}`],
  (m) => ['env:', `- {name: BGP_PASSWORD, value: "${m}"}`],
  (m) => ['env:', `- value: ${m}`, '  name: TOR'],
  (m) => [`args: [--bgp-password=${m}]`],
  (m) => ['args:', '- --bgp-password', `- ${m}`],
  (m) => ['args:', `- --peer=bgp://user:${m}@192.0.2.1`],
  (m) => [`command: [sh, -c, "birdc -p ${m}"]`],
  (m) => ['env:', '- name: CALICO_PASSWORD', `  value: ${m}`],
  (m) => ['env:', '- name: CALICO_URL', `  value: https://user:${m}@host`],
];

const wholes: readonly (readonly [file: string, text: (mark: string) => string])[] = [
  [
    'kustomization.yaml',
    (m) =>
      `resources: [a.yaml]\nsecretGenerator:\n- name: bgp\n  literals: [password=${m}]\nkind: Kustomization\nx: BGPPeer\n`,
  ],
  [
    'kustomization.yaml',
    (m) =>
      `kind: Kustomization\nresources: [a.yaml]\npatches:\n- target: {kind: BGPPeer}\n  patch: |\n    - {op: add, path: /spec/pasword, value: ${m}}\n`,
  ],
  [
    'kustomization.yaml',
    (m) =>
      `kind: Kustomization\nresources: [a.yaml]\npatches:\n- patch: |\n    apiVersion: projectcalico.org/v3\n    kind: BGPPeer\n    metadata: {name: a}\n    spec:\n      pasword: ${m}\n      asNumber: x\n`,
  ],
  ['a.yaml', (m) => `spec:\n  password: ${m}\n  nodeToNodeMeshEnabled: “false”\n`],
  ['a.yaml', (m) => `“spec”:\n  “pasword”: “${m}”\n  “nodeToNodeMeshEnabled”: “false”\n`],
  ['a.yaml', (m) => `${calicoPeer('a')}  {password, ${m}}: x\n`],
  ['a.yaml', (m) => metallbPeer('a', ['pasword: *p', 'holdTime: 1']).replace('spec:', `x: &p ${m}\nspec:`)],
  ['a.yaml', (m) => metallbPeer('a', ['<<: *p', 'holdTime: 1']).replace('spec:', `x: &p {password: ${m}}\nspec:`)],
  ['a.yaml', (m) => `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata: {name: a}\nspec: {password:${m}}\n`],
  [
    'a.yaml',
    (m) => `apiVersion: projectcalico.org/v3\nkind: BGPPeer\nmetadata: {name: a}\nspec: {password=${m}, x: }\n`,
  ],
  ['a.yaml', (m) => calicoPeer('a', [`maxRestartTime: "password ${m}"`])],
  ['a.yaml', (m) => calicoPeer('a', [`filters: ["password ${m}"]`])],
  ['a.yaml', (m) => frrConfiguration([`- password ${m}`])],
  ['a.yaml', (m) => metallbPeer('a', [`nodeSelectors: ["password: ${m}"]`])],
  ['a.json', (m) => JSON.stringify(json({ pasword: m }))],
  ['a.json', (m) => JSON.stringify(json({ password: { value: m } }), null, 2)],
  ['a.json', (m) => JSON.stringify(json({ passwordSecret: { value: m } }), null, 2)],
  ['a.json', (m) => JSON.stringify(json({ auth: [m], asNumber: '1' }))],
  ['a.json', (m) => `{"kind":"List","apiVersion":"v1","items":[${JSON.stringify(json({ md5: m }))}]}`],
  ['a.json', (m) => JSON.stringify(json({ x: 1 })).replace('"x":1', `"pass\\u0077ord":"${m}","pass\\u0077ord":{}`)],
  [
    'plan.json',
    (m) =>
      JSON.stringify(
        {
          format_version: '1.2',
          terraform_version: '1.9.8',
          resource_changes: [change({ description: m, tags: { note: m }, user_data: m })],
        },
        null,
        1,
      ),
  ],
];

const json = (spec: object) => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'BGPPeer',
  metadata: { name: 'a' },
  spec: { peerIP: '192.0.2.1', asNumber: 64513, ...spec },
});

const change = (further: object) => ({
  address: 'aws_security_group.g',
  mode: 'managed',
  type: 'aws_security_group',
  name: 'g',
  change: {
    actions: ['update'],
    after_unknown: {},
    after: {
      ingress: [{ protocol: 'tcp', from_port: 179, to_port: 179, cidr_blocks: ['0.0.0.0/0'], ...further }],
      egress: [],
      ...further,
    },
  },
});

/** Every name in every spelling in every place. */
export function* products(mark: string): Generator<Plant> {
  for (const [place, text] of Object.entries(places)) {
    for (const [spelling, lines] of Object.entries(spellings)) {
      for (const name of names) {
        yield { name: `${name}, ${spelling}, in ${place}`, file: 'a.yaml', text: text(lines(name, mark)) };
      }
    }
  }
}

/** What is no product. */
export function* others(mark: string): Generator<Plant> {
  for (const [i, lines] of raw.entries()) {
    const at = (by: number) => indented(lines(mark), by);
    const body = ['raw:', '  priorty: 5', '  rawConfig: |', ...lines(mark).map((line) => `    ${line}`)];
    const quoted = ['raw:', `  rawConfig: ${JSON.stringify(`“${lines(mark).join('\n')}”`)}`, '  priorty: 5'];
    const name = lines(mark).join(' ');
    yield { name: `raw ${i}: ${name}`, file: 'a.yaml', text: frrConfiguration(['holdtime: 90s'], body) };
    yield { name: `raw ${i} in quotes: ${name}`, file: 'a.yaml', text: frrConfiguration(['holdtime: 90s'], quoted) };
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: frr}\ndata:\n  frr.conf: |\n${at(4)}---\n${calicoPeer('a')}`;
    yield { name: `raw ${i} in a ConfigMap: ${name}`, file: 'a.yaml', text: map };
    const comment = calicoPeer(
      'a',
      lines(mark).map((line) => `# ${line}`),
    );
    if (lines(mark).length === 1) yield { name: `raw ${i} in a comment: ${name}`, file: 'a.yaml', text: comment };
  }
  for (const comment of comments) {
    const line = comment(mark);
    yield { name: `${line} in a peer`, file: 'a.yaml', text: calicoPeer('a', [line]) };
    yield { name: `${line} in a peer, deeper`, file: 'a.yaml', text: calicoPeer('a', [`  ${line}`]) };
    yield { name: `${line} behind a value`, file: 'a.yaml', text: calicoPeer('a', [`maxRestartTime: 1 ${line}`]) };
    yield { name: `${line} before a peer`, file: 'a.yaml', text: `${line}\n${calicoPeer('a')}` };
    yield { name: `${line} behind a spec`, file: 'a.yaml', text: calicoPeer('a').replace('spec:', `spec: ${line}`) };
    yield { name: `${line} in another document`, file: 'a.yaml', text: `x: y\n${line}\n---\n${calicoPeer('a')}` };
  }
  for (const annotation of annotations) {
    const line = annotation(mark);
    const inBlock = calicoPeer('a').replace('spec:', `  annotations:\n    ${line}\nspec:`);
    yield { name: `${line} as an annotation`, file: 'a.yaml', text: inBlock };
    const inFlow = calicoPeer('a').replace('spec:', `  annotations: {${line}}\nspec:`);
    yield { name: `${line} as an annotation in brackets`, file: 'a.yaml', text: inFlow };
  }
  for (const lines of env) {
    for (const place of ['a Deployment', 'a DaemonSet of Calico']) {
      yield {
        name: `${lines(mark).join(' ')} in ${place}`,
        file: 'a.yaml',
        text: (places[place] as Place)(lines(mark)).replace(/ {8}env:\n {8}- \{name: CALICO.*\n.*\n(?= {8}env)/, ''),
      };
    }
  }
  for (const [i, [file, text]] of wholes.entries()) yield { name: `whole ${i}: ${text(mark)}`, file, text: text(mark) };
}
