/** A marked secret in every place that can hold one, looked for in everything that one run prints and writes. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reporterNames } from '../../src/report/index.ts';
import { command, project } from '../support/command.ts';
import { calicoPeer, frrConfiguration, meshOff, metallbPeer, soundPeer } from '../support/objects.ts';

type Files = { readonly [file: string]: string | Uint8Array };

/** What the mark may look like where somebody prints it after all. */
function faces(mark: string): readonly string[] {
  const bytes = Buffer.from(mark);
  return [mark, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex'), encodeURIComponent(mark)];
}

/** All that a run shows of files: every report, to standard output and into a file, and what else is printed. */
async function everything(files: Files, input?: string): Promise<string> {
  const folder = project({ '.git/HEAD': '', ...files });
  const stdin = input === undefined ? [] : ['-'];
  const caller = { columns: 250, readStdin: () => new TextEncoder().encode(input ?? '') };
  const printed: string[] = [];
  for (const format of reporterNames) {
    for (const more of [[], ['--show-suppressed'], ['-o', `${format}=out.${format}`]]) {
      const { code, out, err } = await command(folder, ['-f', format, ...more, ...stdin, '.'], caller);
      expect(code === 0 || code === 1 || files['bgplint.yaml'] !== undefined).toBe(true);
      printed.push(out, err);
    }
  }
  for (const args of [['--list-files'], ['--print-config'], ['--color', 'always']]) {
    const { out, err } = await command(folder, args, caller);
    printed.push(out, err);
  }
  for (const name of readdirSync(folder))
    if (name.startsWith('out.')) printed.push(readFileSync(`${folder}/${name}`, 'utf8'));
  return printed.join('\n');
}

const bad = calicoPeer('near');
const m = (n: number) => `Zq7-M4RK-${n}-x9W`;
const secret = (rest: string) => `apiVersion: v1\nkind: Secret\nmetadata: { name: x }\n${rest}\n`;
/** A Secret that a peer takes its password from. */
const used = (rest: string) =>
  `${soundPeer}---\napiVersion: v1\nkind: Secret\nmetadata: { name: bgp, namespace: kube-system }\n${rest}\n`;
const near = (text: string) => `${text}---\n${bad}---\n${text}`;
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const open = { protocol: 'tcp', from_port: 179, to_port: 179, cidr_blocks: ['0.0.0.0/0'] };
const plan = (change: object, rest: object = {}) =>
  JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.8',
    resource_changes: [
      {
        address: 'aws_security_group.g',
        mode: 'managed',
        type: 'aws_security_group',
        name: 'g',
        change: { actions: ['update'], after_unknown: {}, after: { ingress: [open], egress: [] }, ...change },
      },
    ],
    ...rest,
  });

/** Each place with the rule whose finding stands beside it, so that there is something to print. */
const places: readonly (readonly [name: string, rule: string, files: (mark: string) => Files])[] = [
  ['a password', 'metallb/plaintext-password', (s) => ({ 'a.yaml': metallbPeer('a', [`password: ${s}`]) })],
  [
    'a password in v1beta1',
    'metallb/plaintext-password',
    (s) => ({ 'a.yaml': metallbPeer('a', [`password: ${s}`]).replace('v1beta2', 'v1beta1') }),
  ],
  [
    'two passwords',
    'input/duplicate-key',
    (s) => ({ 'a.yaml': metallbPeer('a', [`password: ${s}`, `password: ${s}`]) }),
  ],
  [
    'a password, CRLF',
    'metallb/plaintext-password',
    (s) => ({ 'a.yaml': metallbPeer('a', [`password: ${s}`]).replaceAll('\n', '\r\n') }),
  ],
  [
    'a password, UTF-16',
    'metallb/plaintext-password',
    (s) => ({ 'a.yaml': utf16(metallbPeer('a', [`password: ${s}`])) }),
  ],
  [
    'a password behind a merge',
    'metallb/plaintext-password',
    (s) => ({ 'a.yaml': metallbPeer('a', ['<<: *c']).replace('spec:', `x: &c { password: ${s} }\nspec:`) }),
  ],
  [
    'a password in a List',
    'metallb/plaintext-password',
    (s) => ({
      'a.yaml': `kind: List\napiVersion: v1\nitems:\n- ${metallbPeer('a', [`password: ${s}`])
        .trimEnd()
        .replaceAll('\n', '\n  ')}\n`,
    }),
  ],
  [
    'a password in JSON',
    'metallb/plaintext-password',
    (s) => ({
      'a.json': JSON.stringify({
        apiVersion: 'metallb.io/v1beta2',
        kind: 'BGPPeer',
        metadata: { name: 'a' },
        spec: { myASN: 1, peerASN: 2, peerAddress: '192.0.2.1', password: s },
      }),
    }),
  ],
  [
    'a password that is no text',
    'metallb/plaintext-password',
    (s) => ({ 'a.yaml': metallbPeer('a', [`password: [${s}]`]) }),
  ],
  [
    'a password of frr-k8s',
    'input/unknown-field',
    (s) => ({ 'a.yaml': frrConfiguration([`password: ${s}`, 'holdtime: 90s']) }),
  ],
  ['one in typographic quotes', 'input/smart-quote', (s) => ({ 'a.yaml': frrConfiguration([`password: “${s}”`]) })],
  ['one that is no text', 'input/wrong-type', (s) => ({ 'a.yaml': frrConfiguration([`password: [${s}]`]) })],
  [
    'a password in a raw configuration',
    'input/unknown-field',
    (s) => ({
      'a.yaml': frrConfiguration(
        ['holdtime: 90s'],
        ['raw:', '  priorty: 5', '  rawConfig: |', '    router bgp 64512', `     neighbor 192.0.2.1 password 7 ${s}`],
      ),
    }),
  ],
  [
    'one in one line, in quotes of a pasted text',
    'input/smart-quote',
    (s) => ({ 'a.yaml': frrConfiguration([], [`raw: { rawConfig: "“neighbor tor password ${s}”" }`]) }),
  ],
  ['stringData', 'calico/peer-without-password', (s) => ({ 'a.yaml': near(secret(`stringData: { password: ${s} }`)) })],
  [
    'stringData in a block',
    'calico/peer-without-password',
    (s) => ({ 'a.yaml': near(secret(`stringData:\n  frr.conf: |\n    neighbor x password ${s}`)) }),
  ],
  [
    'data',
    'calico/peer-without-password',
    (s) => ({ 'a.yaml': near(secret(`data: { password: ${Buffer.from(s).toString('base64')} }`)) }),
  ],
  [
    'a Secret in CRLF',
    'calico/peer-without-password',
    (s) => ({ 'a.yaml': near(secret(`stringData:\n  x: ${s}`)).replaceAll('\n', '\r\n') }),
  ],
  ...(['', ' ', '\n', '"'] as const).flatMap((end) => [
    [
      `a Secret that a finding points at, with ${JSON.stringify(end)} behind it`,
      end === '' ? 'calico/peer-without-password' : 'calico/password-secret-content',
      (s: string) => ({ 'a.yaml': `${used(`stringData: { tor: ${JSON.stringify(s + end)} }`)}---\n${bad}` }),
    ] as const,
    [
      `the same in base64, with ${JSON.stringify(end)} behind it`,
      end === '' ? 'calico/peer-without-password' : 'calico/password-secret-content',
      (s: string) => ({ 'a.yaml': `${used(`data: { tor: ${Buffer.from(s + end).toString('base64')} }`)}---\n${bad}` }),
    ] as const,
  ]),
  [
    'a password where a reference to a Secret is meant',
    'input/wrong-type',
    (s) => ({ 'a.yaml': calicoPeer('a', [`password: ${s}`]) }),
  ],
  [
    'a password in typographic quotes where a reference is meant',
    'input/smart-quote',
    (s) => ({ 'a.yaml': calicoPeer('a', [`password: “${s}”`]) }),
  ],
  [
    'the password of the mesh in clear text',
    'input/wrong-type',
    (s) => ({
      'a.yaml': meshOff.replace('nodeToNodeMeshEnabled: false', `nodeMeshPassword: { secretKeyRef: [${s}] }`),
    }),
  ],
  [
    'what kubectl apply keeps',
    'metallb/plaintext-password',
    (s) => ({
      'a.yaml': metallbPeer('a', ['password: x']).replace(
        'metadata:',
        `metadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"spec":{"password":"${s}"}}`,
      ),
    }),
  ],
  [
    'the ConfigMap of old',
    'calico/peer-without-password',
    (s) => ({
      'a.yaml': near(
        `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: config, namespace: metallb-system }\ndata:\n  config: |\n    peers:\n    - peer-address: 10.0.0.1\n      password: ${s}\n`,
      ),
    }),
  ],
  [
    'a variable of the environment',
    'calico/peer-without-password',
    (s) => ({ 'a.yaml': near(`env:\n- name: BGP_PASSWORD\n  value: ${s}\n`) }),
  ],
  [
    'a kustomize patch inside',
    'calico/peer-without-password',
    (s) => ({
      'a.yaml': bad,
      'kustomization.yaml': `kind: Kustomization\nresources: [a.yaml]\npatches:\n- target: { kind: BGPPeer }\n  patch: |\n    - op: add\n      path: /spec/password\n      value: ${s}\n`,
    }),
  ],
  [
    'a file that is no YAML',
    'input/yaml-syntax',
    (s) => ({ 'a.yaml': `${soundPeer}password: ${s}\n  x: ${s}: ${s}\n` }),
  ],
  ['the very place of a fault', 'input/yaml-syntax', (s) => ({ 'a.yaml': `kind: BGPPeer\n${s}\n` })],
  ['a file that is no JSON', 'input/json-syntax', (s) => ({ 'a.json': `{"kind":"BGPPeer","password":${s}}` })],
  [
    'a file of no encoding',
    'input/unreadable',
    (s) => ({ 'a.yaml': new Uint8Array([...Buffer.from(`kind: BGPPeer\npassword: ${s}`), 0xff]) }),
  ],
  [
    'a file over a bound',
    'input/limit-exceeded',
    (s) => ({ 'a.yaml': `${metallbPeer('a', [`password: ${s}`])}x: ${'['.repeat(300)}` }),
  ],
  [
    'a sensitive value of a plan',
    'terraform/bgp-port-open-to-world',
    (s) => ({
      'p.json': plan({
        after: { description: s, ingress: [open], egress: [] },
        after_sensitive: { description: true },
      }),
    }),
  ],
  [
    'a sensitive value that was',
    'terraform/bgp-port-open-to-world',
    (s) => ({ 'p.json': plan({ before: { description: s }, before_sensitive: { description: true } }) }),
  ],
  [
    'a sensitive CIDR beside an open one',
    'terraform/bgp-port-open-to-world',
    (s) => ({
      'p.json': plan({
        after: { ingress: [{ ...open, cidr_blocks: [s, '0.0.0.0/0'] }], egress: [] },
        after_sensitive: { ingress: [{ cidr_blocks: [true, false] }] },
      }),
    }),
  ],
  [
    'a variable and an output of a plan',
    'terraform/bgp-port-open-to-world',
    (s) => ({
      'p.json': plan(
        {},
        { variables: { bgp: { value: s } }, planned_values: { outputs: { o: { sensitive: true, value: s } } } },
      ),
    }),
  ],
  [
    'a plan of an unknown format',
    'input/unreadable',
    (s) => ({ 'p.json': plan({ after: { description: s } }).replace('"1.2"', '"9.0"') }),
  ],
];

describe('a secret is nowhere to be seen', () => {
  test.each(places.map(([name, rule, files], i) => [name, rule, files(m(i)), m(i)] as const))(
    '%s',
    async (_, rule, files, mark) => {
      const seen = await everything(files);
      expect(seen).toContain(rule);
      for (const face of faces(mark)) expect(seen).not.toContain(face);
    },
  );

  test('on standard input', async () => {
    const seen = await everything({}, metallbPeer('a', [`password: ${m(100)}`]));
    expect(seen).toContain('metallb/plaintext-password');
    for (const face of faces(m(100))) expect(seen).not.toContain(face);
  });

  test('in a config that is refused', async () => {
    const refused = [
      `password: ${m(101)}\n`,
      `rules: { password: ${m(101)}: }\n`,
      `{password:${m(101)}}\n`,
      `exclude: "password ${m(101)}"\n`,
      `rules: { "password:${m(101)}": error }\n`,
      `calico: { version: "password=${m(101)}" }\n`,
      `waivers:\n- {rule: "password ${m(101)}", paths: [a], reason: x}\n`,
      `clusters:\n- {name: a, paths: [a], password: ${m(101)}}\n`,
    ];
    for (const text of refused) {
      const seen = await everything({ 'bgplint.yaml': text, 'a.yaml': soundPeer });
      expect(seen).toContain('bgplint: bgplint.yaml');
      expect(seen).not.toContain(m(101));
    }
  });
});

test('a fingerprint holds no secret: it is the same for another one', async () => {
  const print = async (password: string) => {
    const { out } = await command(project({ 'a.yaml': metallbPeer('a', [`password: ${password}`]) }), ['-f', 'json']);
    return JSON.parse(out).findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  };
  expect(await print('one')).toEqual(await print('another, and longer'));
});
