import { describe, expect, test } from 'vitest';
import { fingerprints } from '../../src/locate/fingerprint.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Resource } from '../../src/model/resource.ts';
import { calicoPeer, metallbPeer } from '../support/objects.ts';
import { scanned } from '../support/scan.ts';

type Files = Parameters<typeof scanned>[0];

const rule = 'calico/peer-without-password';

async function found(files: Files): Promise<readonly Finding[]> {
  return (await scanned(files)).report.findings;
}

/** The fingerprint of the one finding of a rule. */
async function print(files: Files, id = rule): Promise<string> {
  const [first, ...more] = (await found(files)).filter((finding) => finding.rule === id);
  expect(more).toEqual([]);
  return first?.fingerprint ?? '';
}

const peer = calicoPeer('tor');

describe('a fingerprint', () => {
  test('is a SHA-256', async () => {
    expect(await print({ 'a.yaml': peer })).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each<[string, Files]>([
    ['lines move', { 'a.yaml': `# one\n# two\n\n${peer}` }],
    ['values change', { 'a.yaml': peer.replace('192.0.2.1', '192.0.2.7').replace('64513', '64999') }],
    ['the order of keys changes', { 'a.yaml': peer.replace(/( {2}peerIP.*\n)( {2}asNumber.*\n)/, '$2$1') }],
    [
      'the API group is the other one',
      { 'a.yaml': peer.replace('projectcalico', 'crd.projectcalico').replace('v3', 'v1') },
    ],
    ['other objects come before it', { 'a.yaml': `${calicoPeer('other')}---\n${peer}`, '0.yaml': metallbPeer('m') }],
    ['line ends change', { 'a.yaml': peer.replaceAll('\n', '\r\n') }],
  ])('stays when %s', async (_, files) => {
    const before = await print({ 'a.yaml': peer });
    expect((await found(files)).map((finding) => finding.fingerprint)).toContain(before);
  });

  test.each<[string, Files]>([
    ['file', { 'b.yaml': peer }],
    ['name', { 'a.yaml': calicoPeer('tor-b') }],
    ['namespace', { 'a.yaml': peer.replace('name: tor', 'name: tor\n  namespace: x') }],
  ])('is another for another %s', async (_, files) => {
    expect(await print(files)).not.toBe(await print({ 'a.yaml': peer }));
  });

  test('is another for each occurrence, in the order of lines', async () => {
    const twice = `${peer}---\n${peer}`;
    const own = async (files: Files) =>
      (await found(files))
        .filter((one) => one.file === 'a.yaml' && one.rule === rule)
        .map((finding) => finding.fingerprint);
    const prints = await own({ 'a.yaml': twice });
    expect(new Set(prints).size).toBe(2);
    expect(prints[0]).toBe(await print({ 'a.yaml': peer }));
    // The numbers of the two resources then are 9 and 10, whose order as texts is another.
    const nine = Array.from({ length: 9 }, (_, i) => metallbPeer(`m${i}`)).join('---\n');
    expect(await own({ '0.yaml': nine, 'a.yaml': twice })).toEqual(prints);
  });

  test('holds no secret', async () => {
    const id = 'metallb/plaintext-password';
    const one = await print({ 'a.yaml': metallbPeer('a', ['password: one']) }, id);
    expect(await print({ 'a.yaml': metallbPeer('a', ['password: two']) }, id)).toBe(one);
  });
});

describe('of a list item', () => {
  const finding = (path: readonly (string | number)[]) => ({
    path,
    located: {
      finding: { rule: 'x/y', file: 'a', range: null } as unknown as Finding,
      resource: { kind: 'K', object: { list: [{ name: 'a' }, { name: 'b' }, 5] } } as unknown as Resource,
    },
  });
  const key = (path: readonly (string | number)[]) =>
    fingerprints([finding(path)], { fromRoot: (file) => file, sha256: (text) => text })[0]?.fingerprintAs('x/y');

  test('goes by its name, not by its index', () => {
    expect(key(['list', 1, 'port'])).toContain('["list","name=b","port"]');
    expect(key(['list', 2])).toContain('["list",2]');
    expect(key(['list', 9])).toContain('["list",9]');
  });
});
