/** What findings point at can be read, though all that may be secret is masked. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LineIndex } from '../../src/lib/lines.ts';
import { namesSecret } from '../../src/lib/secret-words.ts';
import { fixtures } from '../support/fixtures.ts';
import { root } from '../support/run.ts';
import { scanned } from '../support/scan.ts';

/** Their places are secrets. */
const hidden: ReadonlySet<string> = new Set([
  'cilium/auth-secret-not-found',
  'cilium/peer-without-password',
  'frr-k8s/plaintext-password',
  'metallb/plaintext-password',
  'calico/password-secret-content',
  'metallb/password-secret-invalid',
  'frr-k8s/password-secret-invalid',
]);

/** A password in clear text in the place of a reference; one that another object contradicts. Others of theirs are none. */
const atPasswords: ReadonlySet<string> = new Set(['input/wrong-type', 'frr-k8s/merge-conflict']);

/** Fixtures whose place is a password, or a text that speaks of one. */
const atSecrets: ReadonlySet<string> = new Set([
  'router/syntax bad-example',
  'session/password-one-sided bad-frr-k8s',
  'status/configuration-refused bad-conversion.yaml',
]);

/** Without what the fixture expects, which names the rule. */
const withoutExpect = (text: string) => text.replace(/ # expect: .*$/, '');

function filesOf(path: string): { [file: string]: string } {
  if (!statSync(path).isDirectory()) return { [path.slice(path.lastIndexOf('/') + 1)]: readFileSync(path, 'utf8') };
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(`${path}/${name}`).isFile() && !name.endsWith('.expect'));
  return Object.fromEntries(files.map((name) => [name.replaceAll('\\', '/'), readFileSync(`${path}/${name}`, 'utf8')]));
}

test('in every fixture', async () => {
  const starred: string[] = [];
  let seen = 0;
  for (const { path, rule, name } of fixtures()) {
    if (!name.startsWith('bad-') || hidden.has(rule) || atSecrets.has(`${rule} ${name}`)) continue;
    const files = filesOf(path);
    const { report, frame } = await scanned(files);
    for (const { range, file, rule: found } of report.findings) {
      const shown = frame(file);
      if (found !== rule || range === null || shown === undefined) continue;
      seen++;
      const line = new LineIndex(shown).line(range.startLine);
      const end = range.endLine === range.startLine ? line.start + range.endColumn - 1 : line.end;
      const [hides = '', bare = ''] = [shown, files[file] ?? ''].map((text) =>
        text.slice(line.start + range.startColumn - 1, end),
      );
      const was = withoutExpect(bare);
      const marked = hides.slice(0, was.length);
      const isPassword = atPasswords.has(rule) && /password|secret/i.test(name);
      // Terraform calls the text sensitive there.
      const isSensitive = files[file]?.includes('"yaml_body": true') === true;
      if (marked !== was && !isPassword && !isSensitive) starred.push(`${path.slice(root.length)}: ${was}`);
    }
  }
  expect(seen).toBeGreaterThan(500);
  expect(starred).toEqual([]);
});

const config = (spec: string) => `apiVersion: cilium.io/v2
kind: CiliumBGPPeerConfig
metadata: { name: tor }
spec:
  ${spec}
`;

test.each([
  ['a port', 'localPort: 179'],
  ['a time', 'holdTimeSeconds: 9'],
  ['an address', 'localAddress: 192.0.2.1'],
  ['an address of IPv6', "localAddress: 'fd00::1'"],
  ['a network', 'allowed: 192.0.2.0/24'],
  ['a boolean', 'multihop: true'],
  ['a time in a mapping', 'timer: { keepAliveSeconds: 3 }'],
])('of a field that its kind does not have %s is seen', async (_, spec) => {
  const { frame } = await scanned({ 'a.yaml': config(spec) });
  expect(frame('a.yaml')).toContain(spec);
});

test.each([
  ['a number', 'pasport: 179179', '179179'],
  ['a number that nothing tells', 'tcp: 179179', '179179'],
  ['a word', 'localPort: hunter', 'hunter'],
  ['an address under a name that speaks of secrets', 'md5: 192.0.2.1', '192.0.2.1'],
  ['a boolean under one', 'authPass: { on: true }', 'true'],
])('of a field that its kind does not have %s is hidden', async (_, spec, value) => {
  const { frame } = await scanned({ 'a.yaml': config(spec) });
  expect(frame('a.yaml')).not.toContain(value);
  expect(frame('a.yaml')).toContain('kind: CiliumBGPPeerConfig');
});

test('the comment that names a schema is seen, and none that holds what may be a secret', async () => {
  const line = '# yaml-language-server: $schema=';
  const shown = async (url: string) =>
    (await scanned({ 'a.yaml': `${line}${url}\n${config('tcp: 1')}` })).frame('a.yaml');
  const schema = 'https://schemas.example.org/cilium.io/ciliumbgppeerconfig_v2.json';
  expect(await shown(schema)).toContain(line + schema);
  for (const url of [
    'https://schemas.example.org/kF7tQ2mZ9w/a.json',
    'https://user:x@example.org/a.json',
    'https://example.org/password-hunter/a.json',
    'https://example.org/a.json?token=hunter',
  ])
    expect(await shown(url)).not.toContain(url);
});

test('no field that a kind has is taken for a secret, but those that are one', () => {
  const names = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { properties } = value as { properties?: object };
    for (const name of Object.keys(properties ?? {})) if (namesSecret(name)) names.add(name);
    for (const member of Object.values(value)) collect(member);
  };
  const folder = `${root}/schemas/crds`;
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.json')) collect(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
  expect([...names].sort()).toEqual([
    'authSecretRef',
    'nodeMeshPassword',
    'password',
    'passwordSecret',
    'secretKeyRef',
  ]);
});
