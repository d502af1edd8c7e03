import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command, project } from '../support/command.ts';

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config\n  namespace: metallb-system\n';
const peer = 'peers:\n- peer-address: 10.0.0.1\n  my-asn: 64512\n  peer-asn: "64513"\n';
const flow = 'peers: [{peer-address: 10.0.0.1, my-asn: 64512, peer-asn: "64513"}]';
const indented = (text: string) => text.replace(/^(?=.)/gm, '    ');
const configMap = (text: string, more = '') => `${head}${more}data:\n  config: |\n${indented(text)}`;

interface Told {
  readonly rule: string;
  readonly range: { readonly startLine: number; readonly startColumn: number };
  readonly resource: { readonly name: string } | null;
  readonly suppressed: { readonly by: string } | null;
}

async function findings(files: { readonly [name: string]: string }, ...args: string[]): Promise<readonly Told[]> {
  const about = { 'bgplint.yaml': 'rules: {metallb/deprecated-api: off}\n' };
  const { out } = await command(project({ ...about, ...files }), ['--format', 'json', ...args]);
  return JSON.parse(out).findings;
}

const brief = (told: readonly Told[]) =>
  told.map(({ rule, range }) => `${range.startLine}:${range.startColumn} ${rule}`);

describe("MetalLB's old ConfigMap", () => {
  test('is found in YAML, in JSON, in a List and under any name', async () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${configMap(peer)
      .replace('name: config', 'name: mlb')
      .replace(/^(?=.)/gm, '  ')
      .replace('  api', '- api')}`;
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'j' },
      data: { config: peer },
    });
    const told = await findings({ 'a.yaml': configMap(peer), 'b.yaml': list, 'c.json': json });
    expect(told.map(({ resource, range }) => [resource?.name, range.startLine])).toEqual([
      ['config', 11],
      ['mlb', 14],
      ['j', 1],
    ]);
  });

  test('a comment inside of it, and an annotation around it, answer findings', async () => {
    const ignored = peer.replace('"64513"', '"64513" # bgplint-ignore input/wrong-type -- known');
    const annotation = '  annotations:\n    bgplint/ignore: input/wrong-type -- known\n';
    const told = await findings({ 'a.yaml': configMap(ignored), 'b/b.yaml': configMap(peer, annotation) });
    expect(told.map(({ rule, suppressed }) => [rule, suppressed?.by])).toEqual([
      ['input/wrong-type', 'comment'],
      ['input/wrong-type', 'annotation'],
    ]);
  });

  test('a comment that answers nothing is told of where it stands', async () => {
    const text = peer.replace('"64513"', '64513 # bgplint-ignore input/wrong-type -- known');
    expect(brief(await findings({ 'a.yaml': configMap(text) }))).toEqual(['11:40 input/unused-suppression']);
  });

  test('its password is shown nowhere', async () => {
    const text = `${peer}  "p\\u0061ssword": s3cr3t-word\n`;
    const folder = project({ 'a.yaml': configMap(text) });
    for (const format of ['pretty', 'json', 'sarif', 'markdown']) {
      const { out } = await command(folder, ['--format', format]);
      expect(out).toContain('metallb/plaintext-password');
      expect(out).not.toContain('s3cr3t-word');
    }
  });

  test('a patch of its text makes it undecided', async () => {
    const patch = `${head}data:\n  config: |\n    peers: []\n    address-pools: []\n`;
    const told = await findings({
      'base/config.yaml': configMap(peer),
      'base/kustomization.yaml': 'resources: [config.yaml]\n',
      'over/kustomization.yaml': 'resources: [../base]\npatches:\n- path: config.yaml\n',
      'over/config.yaml': patch,
    });
    expect(told).toEqual([]);
  });

  test('syntax, templates and other ConfigMaps', async () => {
    expect(brief(await findings({ 'a.yaml': configMap('peers:\n- my-asn: ]\n') }))).toEqual(['9:15 input/yaml-syntax']);
    expect(await findings({ 'a.yaml': configMap('peers:\n{{ range .x }}\n- my-asn: {{ . }}\n{{ end }}\n') })).toEqual(
      [],
    );
    expect(await findings({ 'a.yaml': configMap('peers:\n- name: x\n  hold-time: 1s\n') })).toEqual([]);
    expect(await findings({ 'a.yaml': configMap('- my-asn\n- peers\n') })).toEqual([]);
  });
});

describe('fixes within it', () => {
  const mended = async (text: string): Promise<string> => {
    const folder = project({ 'a.yaml': text });
    await command(folder, ['--fix']);
    return readFileSync(`${folder}/a.yaml`, 'utf8');
  };

  test('are made in a block scalar, with LF and CRLF', async () => {
    const text = configMap(peer.replace('peer-address', 'peer_address'));
    const right = configMap(peer.replace('"64513"', '64513'));
    expect(await mended(text)).toBe(right);
    expect(await mended(text.replaceAll('\n', '\r\n'))).toBe(right.replaceAll('\n', '\r\n'));
  });

  test.each([
    ['double quotes', `${head}data:\n  config: ${JSON.stringify(peer)}\n`, '64513\\n'],
    ['single quotes', `${head}data:\n  config: '${flow}'\n`, 'peer-asn: 64513'],
  ])('are right in %s', async (_, text, right) => {
    const after = await mended(text);
    expect(after === text || after.includes(right)).toBe(true);
    const told = await findings({ 'a.yaml': after });
    expect(told.every(({ rule }) => rule === 'input/wrong-type')).toBe(true);
    expect(told.length).toBe(after === text ? 1 : 0);
  });

  test('are not made in a text that an alias brings into another object too', async () => {
    const text = `${head}data:\n  other: &a |\n${indented(peer)}  config: *a\n`;
    expect(await mended(text)).toBe(text);
  });
});
