import { describe, expect, test } from 'vitest';
import { Builds } from '../../../src/classify/kustomize/builds.ts';

interface Said {
  readonly isComponent?: boolean;
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
}

const none = { isComponent: false, resources: [], components: [] };

function buildsOf(folders: { readonly [folder: string]: Said }): Builds {
  const builds = new Builds();
  for (const [name, said] of Object.entries(folders)) builds.add(name, { ...none, ...said });
  return builds;
}

const tree = {
  'base/app': { resources: ['peer.yaml', 'more'] },
  'over/eu': { resources: ['../../base/app'], components: ['../../parts/bfd'] },
  'over/eu-1': { resources: ['../eu', 'own.yaml'] },
  'over/us': { resources: ['../../base/app'] },
  'parts/bfd': { isComponent: true, resources: ['profile.yaml'], components: ['../inner'] },
  'parts/inner': { isComponent: true },
  'parts/unused': { isComponent: true },
  round: { resources: ['../round', '.', 'a.yaml'] },
};

test.each<[string, readonly string[], readonly string[]]>([
  [
    'base/app/peer.yaml',
    ['base/app', 'over/eu', 'over/eu-1', 'over/us', 'parts/bfd', 'parts/inner'],
    ['over/eu-1', 'over/us'],
  ],
  ['over/eu-1/own.yaml', ['over/eu-1'], ['over/eu-1']],
  ['parts/bfd/profile.yaml', ['over/eu', 'over/eu-1', 'parts/bfd', 'parts/inner'], ['over/eu-1']],
  ['base/app/more/deep/peer.yaml', [], []],
  ['base/app/other.yaml', [], []],
  ['nowhere.yaml', [], []],
])('%s is built by %j', (file, folders, last) => {
  const built = buildsOf(tree).builders(file);
  expect([...built.folders].sort()).toEqual(folders);
  expect([...built.last].sort()).toEqual(last);
});

describe('what kustomize refuses builds nothing', () => {
  test.each<[string, { readonly [folder: string]: Said }]>([
    ['a component among resources', { a: { isComponent: true, resources: ['p.yaml'] }, over: { resources: ['../a'] } }],
    ['another among components', { a: { resources: ['p.yaml'] }, over: { components: ['../a'] } }],
    ['a folder without a kustomization', { over: { resources: ['../a'] } }],
  ])('%s', (_, folders) => {
    expect(buildsOf(folders).builders('a/p.yaml').folders.has('over')).toBe(false);
  });

  test('two in one folder', () => {
    const builds = buildsOf({ over: { resources: ['p.yaml'] } });
    builds.add('over', { ...none, resources: ['p.yaml'] });
    expect(builds.builders('over/p.yaml').folders.size).toBe(0);
  });
});

test('a circle has an end', () => {
  expect([...buildsOf(tree).builders('round/a.yaml').folders]).toEqual(['round']);
});

test('paths above the scan', () => {
  const builds = buildsOf({ '../over': { resources: ['../base'] }, '../base': { resources: ['p.yaml'] } });
  expect([...builds.builders('../base/p.yaml').folders]).toEqual(['../base', '../over']);
});

test('many that build one another are no trap', () => {
  const names = Array.from({ length: 1_100 }, (_, i) => `k${i}`);
  const all = names.map((other) => `../${other}`);
  const builds = buildsOf(Object.fromEntries(names.map((name) => [name, { resources: [...all, 'p.yaml'] }])));
  for (const name of names) expect(builds.builders(`${name}/p.yaml`).folders.size).toBeLessThanOrEqual(1_100);
});
