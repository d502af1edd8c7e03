import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../src/host/files.ts';
import { TooLarge } from '../../src/lib/host.ts';
import { defaultLimits } from '../../src/lib/limits.ts';
import { worst } from '../../src/lint/findings.ts';
import type { Finding } from '../../src/model/finding.ts';
import { finding } from '../report/sample.ts';
import { calicoPeer } from '../support/objects.ts';
import { policy } from '../support/run.ts';
import { beside, onePerPeer } from './beside.ts';

const MiB = 1024 * 1024;

const peer = calicoPeer('p');

const at = 'a.yaml:5:1 calico/peer-without-password';

const sealed = 'a.yaml: not checked, see the finding';

/** The text with a comment behind it that makes it this long. */
function padded(text: string, length: number): string {
  return `${text}#${' '.repeat(length - text.length - 2)}\n`;
}

/** A peer whose label is nested this deep, itself included: the document's mapping and metadata are two levels. */
const nested = {
  yaml: (depth: number) => peer.replace('name: p', `name: p\n  x: ${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}`),
  block: (depth: number) => peer.replace('name: p', `name: p\n  x:\n   ${'- '.repeat(depth - 2)}a`),
  json: (depth: number) =>
    JSON.stringify({
      apiVersion: 'projectcalico.org/v3',
      kind: 'BGPPeer',
      metadata: { name: 'p', x: 0 },
      spec: { peerIP: '192.0.2.9', asNumber: 64513 },
    }).replace('"x":0', `"x":${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}`),
};

const { depth } = defaultLimits;

/** So many nodes come in by aliases: each of `a` brings a list of nine scalars, each of `b` a scalar. */
const aliases = (nodes: number) => {
  const names = [...Array<string>(Math.floor(nodes / 10)).fill('*a'), ...Array<string>(nodes % 10).fill('*b')];
  return `${peer}x: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\nb: &b 1\ny: [${names.join(', ')}]\n`;
};

const documents = (count: number) => peer + '---\na: 1\n'.repeat(count - 1);

const asItem = (text: string) => `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`;

/** A List of 7 MiB or so whose first item has this many characters more than its text. */
const list = (length: number) =>
  `apiVersion: v1\nkind: List\nitems:\n${asItem(`${peer}x: ${'x'.repeat(length)}`)}${asItem(`kind: Note\nx: ${'x'.repeat(3 * MiB)}`)}`;

/** The item of `list`, without what is appended to it. */
const item = peer.trimEnd().replaceAll('\n', '\n  ').length + '\n  x: '.length;

describe('a bound: below it, at it and above it', () => {
  const rows: [string, (n: number) => string, number, string, string][] = [
    ['size of a document', (n) => padded(peer, n), 4 * MiB, at, 'a.yaml:1:1 input/limit-exceeded'],
    [
      'brackets within each other',
      nested.yaml,
      depth,
      'a.yaml:6:1 calico/peer-without-password',
      'a.yaml:5:204 input/limit-exceeded',
    ],
    [
      'dashes within each other',
      nested.block,
      depth,
      'a.yaml:7:1 calico/peer-without-password',
      'a.yaml:6:400 input/limit-exceeded',
    ],
    ['nodes that aliases bring in', aliases, 10_000, at, 'a.yaml:11:4005 input/limit-exceeded'],
    ['documents of a file', documents, 100_000, at, 'a.yaml:200007:1 input/limit-exceeded'],
    [
      'an item of a List',
      (n) => list(n - item),
      4 * MiB,
      'a.yaml:8:3 calico/peer-without-password',
      'a.yaml:4:3 input/limit-exceeded',
    ],
  ];
  test.each(rows)('%s', async (_, text, bound, inside, above) => {
    for (const n of [bound - 1, bound]) {
      const { found, left } = await beside({ 'a.yaml': text(n) });
      expect([n, found, left]).toEqual([n, [inside], []]);
    }
    const { found, left } = await beside({ 'a.yaml': text(bound + 1) });
    expect(found.filter((place) => !place.endsWith('calico/peer-without-password'))).toEqual([above]);
    expect(left).toEqual([sealed]);
  });

  test('brackets within each other, JSON', async () => {
    for (const n of [depth - 1, depth]) {
      expect((await beside({ 'a.json': nested.json(n) })).found).toEqual([
        expect.stringMatching(/^a\.json:1:\d+ calico\/global-peer$/),
        expect.stringMatching(/^a\.json:1:\d+ calico\/peer-without-password$/),
      ]);
    }
    expect((await beside({ 'a.json': nested.json(depth + 1) })).found).toEqual([
      expect.stringMatching(/^a\.json:1:\d+ input\/limit-exceeded$/),
    ]);
  });

  test.each([
    ['YAML', 'a.yaml', 64 * MiB],
    ['JSON', 'a.json', 256 * MiB],
  ])('size of a file, %s', async (_, file, bound) => {
    // No bytes are made: what is asked of the file system is the bound.
    const sized = (size: number) =>
      beside({ [file]: '' }, (files) => ({
        ...files,
        read(path, most) {
          if (!path.endsWith(file)) return files.read(path, most);
          if (size > most) throw new TooLarge(size);
          return bytesOf(new Uint8Array());
        },
      }));
    for (const size of [bound - 1, bound]) expect((await sized(size)).found).toEqual([]);
    expect((await sized(bound + 1)).found).toEqual([`${file}:- input/limit-exceeded`]);
  });
});

describe('large, and no more than that', () => {
  test('a YAML file of 50 MB with one peer', async () => {
    const note = `---\nkind: Note\ntext: ${'x'.repeat(980)}\n`;
    const { found, left } = await beside({ 'a.yaml': peer + note.repeat(50_000_000 / note.length) });
    expect([found, left]).toEqual([[at], []]);
  });

  test('10,000 documents, each with a peer', async () => {
    const text = Array.from({ length: 10_000 }, (_, i) => calicoPeer(`p${i}`)).join('---\n');
    const { found } = await beside({ 'a.yaml': text }, undefined, onePerPeer);
    expect(found).toHaveLength(10_000);
    expect(found.at(-1)).toBe(`a.yaml:${9 * 9_999 + 5}:1 calico/peer-without-password`);
  });

  const long = 'x'.repeat(10_000_000);
  test.each([
    ['plain', `x: ${long}\n`],
    ['in quotes', `x: "${long}"\n`],
    ['in single quotes', `x: '${long}'\n`],
    ['in a block', `x: |\n  ${long}\n`],
    ['in brackets', `x: ['${long}']\n`],
  ])('a scalar of 10 MB %s: over the bound in the document, of no account beside it', async (_, text) => {
    expect((await beside({ 'a.yaml': peer + text })).found).toEqual(['a.yaml:1:1 input/limit-exceeded']);
    expect((await beside({ 'a.yaml': `${peer}---\n${text}` })).found).toEqual([at]);
  });

  test('a frame beside a scalar of 40 MB in a flow mapping', async () => {
    const { result } = await beside({ 'a.yaml': `${peer}---\n{password: '${long.repeat(4)}'}\n` });
    expect(result.frame('a.yaml')).toContain('spec:');
    expect(result.frame('a.yaml')).not.toContain('xxxx');
  });
});

describe('nesting by the ten thousand', () => {
  const many = 20_000;
  test.each<[string, string, string]>([
    ['a.yaml', 'brackets', `${peer}x: ${'['.repeat(many)}${']'.repeat(many)}\n`],
    ['a.yaml', 'braces', `${peer}x: ${'{a: '.repeat(many)}${'}'.repeat(many)}\n`],
    ['a.yaml', 'dashes', `${peer}x:\n${'- '.repeat(many)}a\n`],
    [
      'a.yaml',
      'indentation',
      `${peer}x:\n${Array.from({ length: 1500 }, (_, i) => `${' '.repeat(i + 1)}a:\n`).join('')}`,
    ],
    ['a.json', 'brackets', `{"kind":"BGPPeer","x":${'['.repeat(many)}${']'.repeat(many)}}`],
    ['a.json', 'objects', `{"kind":"BGPPeer","x":${'{"a":'.repeat(many)}1${'}'.repeat(many)}}`],
  ])('%s, %s', async (file, _, text) => {
    const { found, left } = await beside({ [file]: text });
    expect(found).toEqual([expect.stringMatching(/:\d+:\d+ input\/limit-exceeded$/)]);
    expect(left).toEqual([`${file}: not checked, see the finding`]);
  });

  test('aliases that multiply', async () => {
    const bomb = Array.from({ length: 20 }, (_, i) => `a${i}: &a${i} [${Array(9).fill(i === 0 ? 'x' : `*a${i - 1}`)}]`);
    expect((await beside({ 'a.yaml': `${peer}${bomb.join('\n')}\n` })).found).toEqual([
      expect.stringMatching(/^a\.yaml:\d+:\d+ input\/limit-exceeded$/),
    ]);
  });
});

test('an object with very many faults is wrong as a whole: some of them are told', async () => {
  const fields = Array.from({ length: 200_000 }, (_, i) => `  a${i}: 1\n`).join('');
  const { result } = await beside({ 'a.yaml': peer + fields });
  const unknown = result.report.findings.filter(({ rule }) => rule === 'input/unknown-field');
  expect(unknown).toHaveLength(100);
});

describe('lists and names whose length a stranger decides', () => {
  test('values of a selector that stand there over and over', async () => {
    const values = 'x, '.repeat(200_000);
    const text = `apiVersion: metallb.io/v1beta2
kind: BGPPeer
metadata: {name: p, namespace: metallb-system}
spec: {myASN: 1, peerASN: 2, peerAddress: 10.0.0.1, nodeSelectors: [{matchExpressions: [{key: a, operator: In, values: [${values}x]}]}]}
`;
    const { result } = await beside({ 'a.yaml': text });
    const told = result.report.findings.filter(({ file, message }) => file === 'a.yaml' && message.includes('twice'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(100);
  });

  test('targets of a replacement', async () => {
    const targets = '    - a\n'.repeat(200_000);
    const kustomization = `kind: Kustomization\nreplacements:\n- targets:\n  - select: {kind: X}\n    fieldPaths:\n${targets}`;
    await beside({ 'kustomization.yaml': kustomization });
  });

  test('documents that are lists of kinds', async () => {
    const { result } = await beside({ 'a.yaml': `${peer}---\nx:\n${'- kind: Secret\n'.repeat(200_000)}` });
    expect(result.frame('a.yaml')).toContain('spec:');
  });

  test('a list of objects', async () => {
    const item = JSON.stringify({ apiVersion: 'projectcalico.org/v3', kind: 'BGPFilter', metadata: { name: 'f' } });
    const { found } = await beside({ 'a.json': `[${`${item},`.repeat(150_000)}${item}]` }, undefined, onePerPeer);
    expect(found).toEqual([]);
  });

  test('names of 500 kB stand in no message', async () => {
    const name = 'a'.repeat(500_000);
    const fields = Array.from({ length: 100 }, (_, i) => `  f${i}: 1\n`).join('');
    const { result } = await beside({ 'a.yaml': calicoPeer('p').replace('name: p', `name: ${name}`) + fields });
    expect(result.report.findings.length).toBeGreaterThan(100);
    for (const { message, resource } of result.report.findings)
      expect([message.length < 1000, JSON.stringify(resource).length < 400]).toEqual([true, true]);
  });

  test('the report bounds what its messages hold together', () => {
    const long = finding({ rule: 'calico/global-peer', message: 'x'.repeat(2000), related: [] });
    expect(worst(Array<Finding>(30_000).fill(long), 100_000, policy.rules).length).toBeLessThan(30_000);
    expect(worst(Array<Finding>(100).fill(long), 100_000, policy.rules)).toHaveLength(100);
  });
});

test('a comment that names very many rules ends no run', async () => {
  await beside({ 'a.yaml': `# bgplint-ignore ${'a/b,'.repeat(130_000)} -- x\n${peer}` });
});
