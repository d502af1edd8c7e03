import { describe, expect, test } from 'vitest';
import { splitClusters } from '../../src/cluster/split.ts';
import { calicoPeer, soundPeer } from '../support/objects.ts';
import { scanned } from '../support/scan.ts';

/** `file identity content` of each copy. */
const copies = (lines: readonly string[]) =>
  lines.map((line) => {
    const [file = '', identity = '', content = ''] = line.split(' ');
    return { file, identity, content: () => content };
  });

describe('splits', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['nothing', [], ['']],
    ['no copies', ['a/x p 1', 'b/x q 1'], ['']],
    ['two folders', ['a/x p 1', 'b/x p 2'], ['a', 'b']],
    ['two folders, whose files have other names', ['a/x p 1', 'b/y p 2'], ['a', 'b']],
    ['folders below a common one', ['c/a/x p 1', 'c/b/x p 2'], ['c/a', 'c/b']],
    ['folders of unequal depth', ['a/x p 1', 'b/c/d/x p 2'], ['a', 'b']],
    ['nested folders', ['eu/a/x p 1', 'eu/b/x p 2', 'us/x p 3'], ['eu/a', 'eu/b', 'us']],
    ['a folder and one in it', ['a/x p 1', 'a/b/x p 2'], ['a/*', 'a/b']],
    ['files of a folder and one in it', ['x p 1', 'y p 2', 'b/z p 3'], ['*', 'b']],
    ['files of one folder not', ['x p 1', 'y p 2'], ['']],
    ['files of one folder beside folders', ['a/x p 1', 'a/y p 2', 'b/x p 3'], ['a', 'b']],
    ['copies of one file not', ['x p 1', 'x p 2'], ['']],
    ['equal copies not', ['a/x p 1', 'b/x p 1'], ['']],
    ['equal copies beside a third that differs', ['a/x p 1', 'b/x p 1', 'c/x p 2'], ['a', 'b', 'c']],
    ['names that begin alike', ['a/x p 1', 'a-b/x p 2'], ['a', 'a-b']],
    ['above the working directory', ['../a/x p 1', '../b/x p 2'], ['../a', '../b']],
  ])('%s', (_, lines, expected) => {
    expect(
      splitClusters(copies(lines))
        .clusters.map((cluster) => cluster.path)
        .sort(),
    ).toEqual([...expected]);
  });

  test('and each sees its own files and what no other holds', () => {
    const split = splitClusters(copies(['eu/a/x p 1', 'eu/b/x p 2', 'us/x p 3']));
    const [a, b, us] = split.clusters;
    const sees = (file: string) => [a, b, us].map((cluster) => cluster?.sees(file));
    expect(sees('eu/a/y')).toEqual([true, false, false]);
    expect(sees('eu/common')).toEqual([true, true, false]);
    expect(sees('us/y')).toEqual([false, false, true]);
    expect(sees('common/y')).toEqual([true, true, true]);
    expect(sees('eu/ab')).toEqual([true, true, false]);
    for (const file of ['eu/a/y', 'eu/common', 'us/y', 'common/y', 'eu/ab'])
      expect(split.seeing(file)).toEqual(sees(file).flatMap((isSeen, i) => (isSeen ? [i] : [])));
  });

  test('what a folder holds itself is of one cluster, and what else is in it of both', () => {
    const split = splitClusters(copies(['a/x p 1', 'a/y p 1', 'a/b/x p 2']));
    const own = split.clusters.find(({ path }) => path === 'a/*');
    const below = split.clusters.find(({ path }) => path === 'a/b');
    const sees = (file: string) => [own, below].map((cluster) => cluster?.sees(file));
    expect(['a/x', 'a/y', 'a/z', 'a/b/z'].map(sees)).toEqual([
      [true, false],
      [true, false],
      [true, true],
      [false, true],
    ]);
    expect(['a/x', 'a/y', 'a/z'].map((file) => own?.owns(file))).toEqual([true, true, false]);
  });

  test('each content is looked at once, however deep folders nest', () => {
    let looked = 0;
    const nested = Array.from({ length: 100 }, (_, i) => ({
      file: `${'d/'.repeat(i)}x`,
      identity: 'p',
      content() {
        looked++;
        return String(i);
      },
    }));
    expect(splitClusters(nested).clusters).toHaveLength(100);
    expect(looked).toBe(100);
  });

  test('ten thousand copies in no time to speak of', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `c${i % 50}/d${i % 7}/x${i} p${i % 200} ${i}`);
    expect(splitClusters(copies(lines)).clusters.length).toBeGreaterThanOrEqual(50);
  });
});

describe('in a scan', () => {
  const other = soundPeer.replace('64513', '64514');
  const role = (verb: string) =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: bgp}\nrules: [{apiGroups: [''], resources: [secrets], verbs: [${verb}]}]\n`;
  const names = async (files: Parameters<typeof scanned>[0]) =>
    (await scanned(files)).report.ledger.clusters.map((cluster) => cluster.name);

  test.each<[string, Parameters<typeof scanned>[0], readonly string[]]>([
    ['one name, two contents', { 'a/p.yaml': soundPeer, 'b/p.yaml': other }, ['a', 'b']],
    [
      'another namespace is another object',
      { 'a/p.yaml': soundPeer, 'b/p.yaml': other.replace('name: sound', 'name: sound\n  namespace: x') },
      ['all'],
    ],
    [
      'another kind is another object',
      { 'a/p.yaml': soundPeer, 'b/p.yaml': other.replace('BGPPeer', 'BGPFilter') },
      ['all'],
    ],
    [
      'a patch does not split',
      {
        'base/p.yaml': soundPeer,
        'overlays/eu/p.yaml': calicoPeer('sound').replace(/spec:.*/s, 'spec: {asNumber: 1}'),
      },
      ['all'],
    ],
    [
      'nor does one that a kustomization lists',
      {
        'base/p.yaml': soundPeer,
        'eu/as.yaml': other,
        'eu/kustomization.yaml': 'kind: Kustomization\npatches: [{path: as.yaml}]',
      },
      ['all'],
    ],
    [
      'nor do objects that only give context',
      {
        'a/p.yaml': `${soundPeer}---\n${role('get')}`,
        'b/p.yaml': `${other.replace('name: sound', 'name: other')}---\n${role('list')}`,
      },
      ['all'],
    ],
    [
      'nor do objects without a name',
      { 'a/p.yaml': soundPeer.replace('name: sound', 'x: y'), 'b/p.yaml': other.replace('name: sound', 'x: y') },
      ['all'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await names(files)).toEqual(expected);
  });
});
