import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../src/lib/mask.ts';
import { reporterNames } from '../../src/report/index.ts';
import { command, project } from '../support/command.ts';
import { metallbPeer } from '../support/objects.ts';

/** Stands wherever a secret may stand. */
const mark = 'MARKED5ECRET';

const secret = (data: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: x}\n${data}\n`;
/** A peer whose finding stands in its first lines, next to what comes before it. */
const nearby = (text: string) => `${text}\n---\n${metallbPeer('tor', ['password: plain'])}`;

const plan = (change: object) =>
  JSON.stringify(
    {
      format_version: '1.2',
      terraform_version: '1.9.8',
      resource_changes: [
        {
          address: 'aws_security_group.nodes',
          mode: 'managed',
          type: 'aws_security_group',
          name: 'nodes',
          change: { actions: ['create'], before: null, after_unknown: {}, ...change },
        },
      ],
      variables: { bgp: { value: mark } },
    },
    null,
    1,
  );
const open = {
  cidr_blocks: ['0.0.0.0/0'],
  description: mark,
  from_port: 179,
  to_port: 179,
  protocol: 'tcp',
  self: false,
  security_groups: [],
  prefix_list_ids: [],
  ipv6_cidr_blocks: [],
};

const texts: readonly (readonly [string, string])[] = [
  ['a password', metallbPeer('a', [`password: ${mark}`])],
  ['one in quotes', metallbPeer('a', [`"password": '${mark}'`])],
  ['one on the next line', metallbPeer('a', ['password:', `  ${mark}`])],
  ['one of several lines', metallbPeer('a', ['password: |', `  x`, `  ${mark}`])],
  ['one behind an alias', metallbPeer('a', ['password: *p']).replace('spec:', `x: &p ${mark}\nspec:`)],
  ['a key in escapes', metallbPeer('a', [`"pass\\u0077ord": ${mark}`])],
  ['a tag', metallbPeer('a', [`password: !!str ${mark}`])],
  ['flow style', `{apiVersion: metallb.io/v1beta2, kind: BGPPeer, metadata: {name: a}, spec: {password: ${mark}}}`],
  ['beside a placeholder', metallbPeer('a', [`password: "${mark}\${X}"`])],
  ['the default of a placeholder', metallbPeer('a', [`password: \${X:=${mark}}`])],
  ['a template literal', metallbPeer('a', [`password: '{{ .x | default "${mark}" }}'`])],
  ['a twin key', metallbPeer('a', [`password: ${mark}`, `password: ${mark}2`])],
  [
    'kubectl apply leaves a copy',
    metallbPeer('a')
      .replace('metadata:', `metadata:\n  annotations:\n    last: "{\\"password\\":\\"${mark}\\"}"`)
      .replace('spec:', 'spec:\n  holdTime: 1s')
      .replace(/ {2}passwordSecret.*\n/, ''),
  ],
  ['stringData', nearby(secret(`stringData:\n  a: ${mark}`))],
  ['stringData of a harmless name', nearby(secret(`stringData:\n  name: ${mark}\n  type: "${mark}"`))],
  ['data', nearby(secret(`data:\n  a: ${Buffer.from(mark).toString('base64')}`))],
  ['data in flow style', nearby(secret(`data: {a: ${mark}}`))],
  ['a Secret in JSON', nearby(`{"apiVersion":"v1","kind":"Secret","stringData":{"a":"${mark}"}}`)],
  [
    'a Secret in a List',
    `kind: List\napiVersion: v1\nitems:\n- kind: Secret\n  apiVersion: v1\n  stringData:\n    a: ${mark}\n- ${metallbPeer('a', ['password: x']).replaceAll('\n', '\n  ')}`,
  ],
  ['an environment variable', nearby(`env:\n- name: BGP_PASSWORD\n  value: ${mark}`)],
  ['one that comes before its name', nearby(`env:\n- value: ${mark}\n  name: BGP_PASSWORD`)],
  ['a list of tokens', nearby(`tokens:\n- ${mark}`)],
  ['tokens in one line', nearby(`tokens: [${mark}, b]`)],
  ['a file that cannot be parsed', `kind: BGPPeer\nx: ${mark}\n a: [`],
  ['a file of a wrong encoding', `kind: BGPPeer\nx: ${mark}\n\u0000`],
];

const plans: readonly (readonly [string, string])[] = [
  [
    'a sensitive value',
    plan({ after: { ingress: [open], egress: [] }, after_sensitive: { ingress: [{ description: true }] } }),
  ],
  ['a sensitive list', plan({ after: { ingress: [open], egress: [] }, after_sensitive: { ingress: true } })],
  ['a sensitive resource', plan({ after: { ingress: [open], egress: [] }, after_sensitive: true })],
  ['a plan that cannot be parsed', `${plan({ after: {} })}]`],
  ['an unknown format', plan({ after: {} }).replace('1.2', '9.9')],
];

describe.each([
  ...texts.map(([name, text]) => ['a.yaml', name, text] as const),
  ...plans.map(([name, text]) => ['plan.json', name, text] as const),
])('%s: %s', (file, _, text) => {
  test.each(reporterNames)('is in no %s', async (format) => {
    const ran = await command(project({ [file]: text }), ['--format', format, '--show-suppressed'], { columns: 200 });
    expect(ran.code).not.toBe(2);
    expect(ran.out + ran.err).not.toContain(mark);
    expect(ran.out + ran.err).not.toContain(Buffer.from(mark).toString('base64'));
  });
});

test.each(reporterNames)('a literal of a kustomization is in no %s', async (format) => {
  const files = {
    'base/peer.yaml': metallbPeer('a'),
    'kustomization.yaml': `resources: [base]\nsecretGenerator:\n- name: tor\n  literals: [rack=${mark}]\n- {name: x, literals: [${mark}]}\n`,
  };
  const ran = await command(project(files), ['--format', format], { columns: 200 });
  expect(ran.out).toContain('kustomization.yaml');
  expect(ran.out + ran.err).not.toContain(mark);
});

test('the files above have findings and frames, so that there is something to hide', async () => {
  const { out } = await command(project({ 'a.yaml': metallbPeer('a', [`password: ${mark}`]) }), []);
  expect(out).toContain(`password: ${'*'.repeat(mark.length)}`);
});

describe('what names a secret and holds none stays to be seen', () => {
  test.each([
    'password:\n  secretKeyRef:\n    name: bgp\n    key: tor\n',
    'password: {secretKeyRef: {name: bgp, key: tor}}\n',
    '"password": {\n  "secretKeyRef": {\n    "name": "bgp"\n  }\n}\n',
    'spec:\n  peerIP: 192.0.2.1\n  asNumber: 64512\n',
    'spec:\n  authSecretRef: bgp-tor # its name\n',
    '{spec: {authSecretRef: bgp-tor, secretName: tor}}\n',
    '"authSecretRef": "bgp-tor",\n',
    'kind: Secret\nmetadata: {name: bgp, namespace: kube-system}\ntype: Opaque\n',
    'metadata:\n  name: bgp\n  namespace: "kube-system"\nkind: Secret\ntype: kubernetes.io/basic-auth\n',
    'kind: List\nitems:\n- kind: Secret\n  metadata:\n    name: bgp\n',
    'secretGenerator:\n- name: bgp\n  type: Opaque\n  literals:\nresources: [a]\n',
  ])('%j', (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  test.each([
    ['a reference that is no name', 'authSecretRef: "Hid den"\n'],
    ['one of several lines', 'authSecretRef: |\n  hidden\n'],
    ['beside one', '{authSecretRef: bgp-tor, password: hidden}\n'],
    ['an annotation', 'kind: Secret\nmetadata:\n  name: bgp\n  annotations:\n    name: hidden\n'],
    ['one in a line', 'kind: Secret\nmetadata: {name: bgp, annotations: {name: hidden}}\n'],
    ['a member that is called so', 'kind: Secret\nstringData:\n  name: hidden\n  metadata:\n    name: hidden\n'],
    ['a text in a member', 'kind: Secret\ndata:\n  a: |\n    kind: Secret\n    metadata:\n      name: hidden\n'],
    ['a type of its own', 'kind: Secret\ntype: hidden\n'],
    ['a literal', 'secretGenerator:\n- literals:\n  - rack=hidden\n  name: bgp\n'],
    ['literals in a line', 'secretGenerator:\n- {name: bgp, literals: [rack=hidden]}\n'],
  ])('%s does not', (_, text) => {
    expect(maskSecrets(text)).not.toContain('hid');
    expect(maskSecrets(text)).not.toContain('den"');
  });

  test.each(texts)('%s: lines and columns stay', (_, text) => {
    const masked = maskSecrets(text);
    expect(masked).toHaveLength(text.length);
    expect(masked.replace(/[^\n]/g, '')).toBe(text.replace(/[^\n]/g, ''));
  });
});

test.each([
  `password: ${'"a'.repeat(50_000)}`,
  `{${' password'.repeat(50_000)}`,
  `x: ${'\\'.repeat(100_000)}"password`,
  `${'a'.repeat(200_000)}`,
  `{${'"password":"'.repeat(30_000)}`,
  `${'- '.repeat(100_000)}`,
  `kind: ${'Secre '.repeat(50_000)}`,
])('masking ends, whatever the line', (text) => {
  expect(maskSecrets(text)).toHaveLength(text.length);
});
