import { describe, expect, test } from 'vitest';
import { isHarmless, maskComment, maskRouterPasswords, maskText } from '../../src/lib/mask.ts';
import { reporterNames } from '../../src/report/index.ts';
import { command, project } from '../support/command.ts';
import { calicoPeer, frrConfiguration, metallbPeer } from '../support/objects.ts';
import { scanned } from '../support/scan.ts';

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
    'kustomization.yaml': `resources: [base]\ngeneratorOptions: {disableNameSuffixHash: true}\nsecretGenerator:\n- name: tor\n  literals: [rack=${mark}]\n- {name: x, literals: [${mark}]}\n`,
  };
  const ran = await command(project(files), ['--format', format], { columns: 200 });
  expect(ran.out).toContain('kustomization.yaml');
  expect(ran.out + ran.err).not.toContain(mark);
});

test('the files above have findings and frames, so that there is something to hide', async () => {
  const { out } = await command(project({ 'a.yaml': metallbPeer('a', [`password: ${mark}`]) }), []);
  expect(out).toContain(`password: ${'*'.repeat(mark.length)}`);
});

/** The text of a file as frames show it; a finding is in it. */
async function frame(text: string, file = 'a.yaml'): Promise<string> {
  return (await scanned({ [file]: text })).frame(file) ?? 'no frame';
}

/** Some objects beside a peer with a finding. */
const beside = (text: string) => `${text}---\n${calicoPeer('near')}`;

describe('what holds no secret stays to be seen', () => {
  test.each([
    beside(calicoPeer('a', ['password:', '  secretKeyRef:', '    name: bgp-passwords', '    key: tor-1'])),
    beside(calicoPeer('a', ['password: {secretKeyRef: {name: bgp, key: tor}} # the switch of rack a'])),
    calicoPeer('bgp-password', ['peerSelector: has(secret-rack)', 'maxRestartTime: 2m', 'filters: [a, b]']),
    metallbPeer('a', ['passwordSecret:', '  name: tor', '  namespace: x', 'holdTime: 1s']),
    metallbPeer('a', [
      'holdTime: 1s',
      'nodeSelectors:',
      '- matchLabels: {rack: a}',
      '- matchExpressions:',
      '  - key: rack',
    ]),
    frrConfiguration(
      ['passwordSecret: {name: tor}'],
      ['raw:', '  rawConfig: |', '    router bgp 64512', '  priority: 5'],
    ),
    calicoPeer('a').replace(
      'spec:',
      '  labels: {app: bgp}\n  annotations: {bgplint/ignore: calico/global-peer -- a lab}\nspec:',
    ),
    beside('apiVersion: v1\nkind: Secret\nmetadata: {name: bgp, namespace: kube-system}\ntype: Opaque\n'),
    beside('kind: List\napiVersion: v1\nitems:\n- kind: Secret\n  apiVersion: v1\n  metadata:\n    name: bgp\n'),
    beside('apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  externalIPs: [192.0.2.1]\n'),
    beside(
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: a}\nrules:\n- {apiGroups: [""], resources: [secrets], verbs: [get]}\n',
    ),
    'apiVersion: cilium.io/v2\nkind: CiliumBGPPeerConfig\nmetadata: {name: a}\nspec:\n  authSecretRef: bgp-tor\n  timers: {holdTimeSeconds: 1}\n',
    `# The network of rack a.\n${calicoPeer('a')}`,
    calicoPeer('a', ['# bgplint-ignore calico/peer-without-pasword -- a lab', 'ttlSecurity: 1']),
  ])('%j', async (text) => {
    expect(await frame(text)).toBe(text);
  });

  test('but for what is beside it, in what is generated and in texts of routers', async () => {
    const kustomization = `secretGenerator:\n- name: tor\n  type: Opaque\n  literals:\n  - rack=hidden\nresources: [base]\ngeneratorOptions: {disableNameSuffixHash: true}\n`;
    const files = { 'kustomization.yaml': kustomization, 'base/a.yaml': metallbPeer('a') };
    const { frame: shown } = await scanned(files);
    expect(shown('kustomization.yaml')).toBe(
      kustomization.replace('rack=hidden', '***********').replace('true', '****'),
    );
    const raw = frrConfiguration(
      ['holdTime: 1'],
      ['raw:', '  rawConfig: |', '    neighbor 192.0.2.1 password 7 x', '    exit'],
    );
    expect(await frame(raw)).toBe(raw.replace('password 7 x', 'password * *'));
  });

  test.each([
    ['a reference that is no name', calicoPeer('a', ['password: {secretKeyRef: "Hid den"}'])],
    [
      'an annotation',
      beside('kind: Secret\napiVersion: v1\nmetadata:\n  name: bgp\n  annotations:\n    name: hidden\n'),
    ],
    ['one in a line', beside('kind: Secret\napiVersion: v1\nmetadata: {name: bgp, annotations: {name: hidden}}\n')],
    [
      'a member that is called so',
      beside('kind: Secret\napiVersion: v1\nstringData:\n  name: hidden\n  metadata: hidden\n'),
    ],
    ['a type of its own', beside('kind: Secret\napiVersion: v1\ntype: hidden\n')],
    ['a literal', `secretGenerator:\n- literals:\n  - rack=hidden\n  name: bgp\n---\n${calicoPeer('a')}`],
  ])('%s does not', async (_, text) => {
    const seen = await frame(text);
    expect(seen).toContain('*');
    expect(seen).not.toMatch(/hid|den"/i);
  });

  test.each(texts)('%s: lines and columns stay', async (_, text) => {
    const masked = await frame(text);
    if (masked === 'no frame') return;
    expect(masked).toHaveLength(text.length);
    expect(masked.replace(/[^\n]/g, '')).toBe(text.replace(/[^\n]/g, ''));
  });
});

test.each([
  `password: ${'"a'.repeat(50_000)}`,
  `{${' password'.repeat(50_000)}`,
  `x: ${'\\'.repeat(100_000)}"password`,
  `# {password: \\"${'\\'.repeat(100_000)}`,
  `${'a'.repeat(200_000)}`,
  `${'//a:'.repeat(50_000)}`,
  `${'password\n'.repeat(50_000)}`,
  `${'- '.repeat(100_000)}`,
  `snmp${'-'.repeat(100_000)}`,
])('masking ends, whatever the line', (text) => {
  for (const mask of [maskRouterPasswords, maskText, maskComment]) expect(mask(text)).toHaveLength(text.length);
  expect(typeof isHarmless(text)).toBe('boolean');
});

test('thousands of objects in a text that hold a Secret each', async () => {
  const { frame: shown } = await scanned({ 'a.yaml': beside(`x:\n${'- kind: Secret\n'.repeat(200_000)}`) });
  expect(shown('a.yaml')).toContain('peerIP: 192.0.2.1');
});
